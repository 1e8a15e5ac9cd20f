//! The options of a run, and its result.

use super::counts::Counts;
use super::locks::LockUpdate;
use crate::diagnostic::{Diagnostic, any_error};
use crate::markdown::highlight::CodeTokens;
use crate::publish::File;
use crate::resolve::Audience;
use crate::source::Files;
use crate::theme::words::Languages;
use crate::theme::{Overseer, Templates};
use std::sync::Arc;

/// What a build made of a theme, for builds of other trees: each takes what it would make alike.
#[derive(Debug, Clone, Default)]
pub struct ReadyTheme {
    /// The words of the pages.
    pub(super) languages: Option<Arc<Languages>>,
    /// The compiled templates.
    pub(super) templates: Option<Arc<Templates>>,
}

/// The options of a run.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The latest day on which work can have been done; `None` if unknown.
    pub today: Option<jiff::civil::Date>,
    /// The audience of the site.
    pub audience: Audience,
    /// The base address, in place of the one in `gainsay.yaml`.
    pub base_url: Option<url::Url>,
    /// True if claims whose words differ from what was confirmed are published without a mark.
    pub allow_drift: bool,
    /// Tokens of code that an earlier run found; they change no byte.
    pub code: Arc<CodeTokens>,
    /// True if it is a fault that a build would write to a lock file.
    pub locked: bool,
    /// Watches the rendering of pages, and may end the program if one takes too much.
    pub overseer: Option<Arc<dyn Overseer>>,
    /// What an earlier build made of the theme; it changes no byte.
    pub theme: ReadyTheme,
}

/// The result of a run.
#[derive(Debug)]
pub struct Outcome {
    /// The texts, to show the diagnostics.
    pub files: Files,
    /// All diagnostics, in report order.
    pub diagnostics: Vec<Diagnostic>,
    /// The files of the output, sorted by path; empty if there was an error, or if each file was
    /// passed on when it was rendered.
    pub pages: Vec<File>,
    /// The numbers of articles, claims and so on.
    pub counts: Counts,
    /// Lock files that a build writes; empty if there was an error.
    pub locks: Vec<LockUpdate>,
    /// The output folder that `gainsay.yaml` names.
    pub output: Option<String>,
}

impl Outcome {
    /// True if nothing may be written.
    pub fn failed(&self) -> bool {
        any_error(&self.diagnostics)
    }
}
