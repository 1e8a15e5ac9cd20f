//! The whole way once: from a tree of files to the pages of a site.
//!
//! `load -> parse -> resolve -> check -> render`, each a function of the value before it
//! (invariant 1). Reading the tree and writing the pages are left to the caller, so that a build,
//! a check, a test and a preview run the same code.

use crate::diagnostic::{Diagnostic, any_error, sort};
use crate::load::{Tree, arrange};
use crate::model::Status;
use crate::parse::parse;
use crate::render::{Materials, Page, Templates, render};
use crate::resolve::{Site, Surroundings, resolve};
use crate::source::Files;
use crate::status::Judgement;
use crate::{check, theme};

/// What a run is told besides the files.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The day after which no work can have been done; none where nobody knows.
    pub today: Option<jiff::civil::Date>,
    /// The base address, in place of the one in `gainsay.yaml`.
    pub base_url: Option<url::Url>,
}

/// What a run yields.
#[derive(Debug)]
pub struct Outcome {
    /// The texts, for drawing the diagnostics.
    pub files: Files,
    /// All faults, in the order in which they are reported.
    pub diagnostics: Vec<Diagnostic>,
    /// The files of the output, sorted by path; empty where there was an error.
    pub pages: Vec<Page>,
    /// What the site holds.
    pub counts: Counts,
    /// The output folder that `gainsay.yaml` names.
    pub output: Option<String>,
}

impl Outcome {
    /// True where nothing may be written.
    pub fn failed(&self) -> bool {
        any_error(&self.diagnostics)
    }
}

/// What a site holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles.
    pub articles: usize,
    /// Sections.
    pub sections: usize,
    /// Claims that are marked in an article.
    pub marked: usize,
    /// Claims made elsewhere.
    pub elsewhere: usize,
    /// Sources.
    pub sources: usize,
    /// Speakers.
    pub speakers: usize,
    /// Marked claims of each status, those that occur.
    pub statuses: Vec<(Status, usize)>,
}

/// Runs the stages on `tree`. `progress` is told the name of each stage as it begins.
pub fn run(tree: Tree, options: &Options, progress: &mut dyn FnMut(&str)) -> Outcome {
    progress("reading");
    let (input, mut diagnostics) = arrange(tree);
    let assets = theme::assets(&input.statics);
    progress("parsing");
    let (mut parsed, faults) = parse(&input, options.today);
    diagnostics.extend(faults);
    if let Some(base_url) = &options.base_url {
        parsed.config.base_url = Some(base_url.clone());
    }
    progress("resolving");
    let with = Surroundings { files: &input.files, assets: &assets };
    let (site, faults) = resolve(parsed, &with);
    diagnostics.extend(faults);
    progress("checking");
    let (judgements, faults) = check::check(&site);
    diagnostics.extend(faults);
    let templates = match Templates::new(&input.files, &input.templates) {
        Ok(templates) => Some(templates),
        Err(faults) => {
            diagnostics.extend(faults);
            None
        }
    };
    let mut pages = Vec::new();
    if let Some(templates) = &templates
        && !any_error(&diagnostics)
    {
        progress("rendering");
        let materials = Materials {
            site: &site,
            judgements: &judgements,
            templates,
            files: &input.files,
            assets: &assets,
        };
        let (rendered, faults) = render(&materials);
        diagnostics.extend(faults);
        if !any_error(&diagnostics) {
            pages = rendered;
        }
    }
    let counts = count(&site, &judgements);
    let output = site.config.output.as_ref().map(|o| o.value.clone());
    drop(site);
    sort(&mut diagnostics, &input.files);
    Outcome { files: input.files, diagnostics, pages, counts, output }
}

fn count(site: &Site, judgements: &[Judgement]) -> Counts {
    let marked: Vec<_> = site.articles.iter().flat_map(|a| &a.marked).collect();
    let of_status = |status: Status| {
        let count = marked.iter().filter(|c| judgements[c.0].status == status).count();
        (count > 0).then_some((status, count))
    };
    Counts {
        articles: site.articles.len(),
        sections: site.articles.iter().map(|a| a.sections.len()).sum(),
        marked: marked.len(),
        elsewhere: site.claims.len() - marked.len(),
        sources: site.sources.len(),
        speakers: site.speakers.len(),
        statuses: Status::ALL.iter().filter_map(|s| of_status(*s)).collect(),
    }
}
