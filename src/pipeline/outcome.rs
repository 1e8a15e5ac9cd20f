//! What a run is told, and what it yields.

use super::counts::Counts;
use super::locks::LockUpdate;
use crate::diagnostic::{Diagnostic, any_error};
use crate::publish::File;
use crate::resolve::Audience;
use crate::source::Files;
use crate::theme::Overseer;
use std::sync::Arc;

/// What a run is told besides the files.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The day after which no work can have been done; none where nobody knows.
    pub today: Option<jiff::civil::Date>,
    /// Who the site is for.
    pub audience: Audience,
    /// The base address, in place of the one in `gainsay.yaml`.
    pub base_url: Option<url::Url>,
    /// True where claims whose words are not those that were confirmed are published, without a
    /// mark.
    pub allow_drift: bool,
    /// True where a lock file that a build would write to is a fault.
    pub locked: bool,
    /// Who is told of each page that is rendered, and may end the program where one takes too much.
    pub overseer: Option<Arc<dyn Overseer>>,
}

/// What a run yields.
#[derive(Debug)]
pub struct Outcome {
    /// The texts, for drawing the diagnostics.
    pub files: Files,
    /// All faults, in the order in which they are reported.
    pub diagnostics: Vec<Diagnostic>,
    /// The files of the output, sorted by path; empty where there was an error, and where each was
    /// handed on as it was rendered.
    pub pages: Vec<File>,
    /// What the site holds.
    pub counts: Counts,
    /// Lock files that a build writes; none where there was an error.
    pub locks: Vec<LockUpdate>,
    /// The output folder that `gainsay.yaml` names.
    pub output: Option<String>,
}

impl Outcome {
    /// True where nothing may be written.
    pub fn failed(&self) -> bool {
        any_error(&self.diagnostics)
    }
}
