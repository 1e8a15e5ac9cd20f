//! A site that is ready to be rendered.
//!
//! In go the values of all stages but the last; out come files, one by one or all, and what is asked of
//! the site.

use super::counts::{Counts, count};
use super::locks::{LockUpdate, behind};
use super::outcome::{Options, Outcome};
use crate::diagnostic::{Code, Diagnostic, any_error, settle};
use crate::judge::status::Judgement;
use crate::judge::{self, Passages};
use crate::load::Tree;
use crate::load::names as file_names;
use crate::parse::lock::PassageLine;
use crate::publish::{
    AtPath, File, Materials, Plan, PublicSite, Ready, find, make_each, make_one, ready,
    try_templates,
};
use crate::resolve::{ArticleGuard, Guard, Site};
use crate::source::Files;
use crate::theme::words::Languages;
use crate::theme::{Asset, PageFault, Templates};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A site that is ready to be rendered, or the faults that stand in the way.
#[derive(Debug)]
pub struct Built {
    /// The texts, for drawing the diagnostics.
    pub files: Files,
    /// The faults so far, in the order in which they are reported.
    pub diagnostics: Vec<Diagnostic>,
    /// True where every claim and every section was read, though words may be astray.
    pub all_read: bool,
    pub(super) site: PublicSite,
    pub(super) guard: Guard,
    /// Of each article, the sections that the lock knew and that are gone.
    pub(super) gone: Vec<BTreeSet<String>>,
    pub(super) judgements: Vec<Judgement>,
    pub(super) passages: Passages,
    pub(super) assets: BTreeMap<String, Asset>,
    pub(super) languages: Arc<Languages>,
    pub(super) templates: Option<Arc<Templates>>,
    pub(super) plan: Plan,
}

impl Built {
    /// True where nothing may be shown or written.
    pub fn failed(&self) -> bool {
        any_error(&self.diagnostics)
    }

    fn materials(&self) -> Option<Materials<'_>> {
        Some(Materials {
            site: &self.site,
            judgements: &self.judgements,
            passages: &self.passages,
            languages: &self.languages,
            templates: self.templates.as_ref()?,
            files: &self.files,
            assets: &self.assets,
        })
    }

    /// A hash of everything that the output is made of: the files of `tree`, which this was built
    /// from, with the lock files as `locks` will make them, the options as far as pages show them,
    /// and the program. Time counts through what it changes: the next moment at which the same
    /// files make another site.
    pub fn made_of(
        &self,
        tree: &Tree,
        locks: &[LockUpdate],
        options: &Options,
        program: &str,
    ) -> String {
        let locks: BTreeMap<&str, &str> =
            locks.iter().map(|lock| (lock.path.as_str(), lock.text.as_str())).collect();
        let new = locks.keys().filter(|path| !tree.files.contains_key(**path));
        let mut all: Vec<(&str, &[u8])> = new.map(|path| (*path, locks[path].as_bytes())).collect();
        all.extend(tree.files.iter().map(|(path, content)| {
            let text = locks.get(path.as_str()).map(|text| text.as_bytes());
            (path.as_str(), text.unwrap_or(content.as_bytes()))
        }));
        all.sort_unstable();
        let mut hash = Sha256::new();
        let base = options.base_url.as_ref().map(url::Url::as_str);
        let told = (base, options.audience.drafts, options.allow_drift, self.changes());
        hash.update(format!("{program} {told:?}").as_bytes());
        for (path, bytes) in all {
            hash.update(format!("\n{} {path} {}\n", path.len(), bytes.len()).as_bytes());
            hash.update(bytes);
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The output folder that `gainsay.yaml` names.
    pub fn output(&self) -> Option<&str> {
        self.site.config.output.as_ref().map(|o| o.value.as_str())
    }

    /// Which files the output has; none where something stands in the way.
    pub fn ready(&self) -> Option<Ready> {
        let materials = self.materials().filter(|_| !self.failed())?;
        Some(ready(&materials, &self.plan))
    }

    /// Renders every file and hands it to `take`, with its number among the paths of `ready`; out
    /// comes what `take` makes of them, in that order. The faults of templates and of sizes are then
    /// among the others.
    pub fn render_each<T: Send>(
        &mut self,
        ready: &Ready,
        take: impl Fn(usize, File) -> T + Sync,
    ) -> Vec<T> {
        let Some(materials) = self.materials() else { return Vec::new() };
        let sized = |n, page: File| (n, page.bytes.len() as u64, take(n, page));
        let (taken, faults) = make_each(&materials, &self.plan, ready, sized);
        self.diagnostics.extend(faults);
        self.diagnostics.extend(collisions(ready, &self.assets));
        let sizes = taken.iter().map(|(n, bytes, _)| (ready.paths[*n].as_str(), *bytes));
        self.weigh(sizes);
        taken.into_iter().map(|(_, _, value)| value).collect()
    }

    /// Adds what is to be said about the sizes of all files of the output to the other faults, as
    /// [`Built::render_each`] does of itself.
    pub fn weigh<'f>(&mut self, files: impl Iterator<Item = (&'f str, u64)>) {
        self.diagnostics.extend(judge::sizes(files));
        settle(&mut self.diagnostics, &self.files, &self.site.config.severities);
    }

    /// Every file of the output, sorted by path; none where a template fails, which is then among
    /// the faults.
    pub fn render(&mut self) -> Vec<File> {
        let Some(ready) = self.ready() else { return Vec::new() };
        let pages = self.render_each(&ready, |_, page| page);
        if self.failed() { Vec::new() } else { pages }
    }

    /// What the site holds.
    pub fn counts(&self) -> Counts {
        count(&self.site, &self.judgements)
    }

    /// The status of each claim of [`Built::site`], in its order.
    pub fn judgements(&self) -> &[Judgement] {
        &self.judgements
    }

    /// What came of it, without pages.
    pub fn outcome(self) -> Outcome {
        let counts = self.counts();
        let output = self.output().map(str::to_owned);
        let locks = if self.failed() { Vec::new() } else { self.locks() };
        let Self { files, diagnostics, .. } = self;
        Outcome { files, diagnostics, pages: Vec::new(), counts, locks, output }
    }

    /// One file of the output, byte for byte as [`Built::render`] gives it; none where the site
    /// has no such file.
    pub fn page(&self, path: &str) -> Option<Result<File, Box<PageFault>>> {
        make_one(&self.materials()?, &self.plan, path)
    }

    /// True where the site has templates of its own.
    pub fn has_own_templates(&self) -> bool {
        self.templates.as_ref().is_some_and(|templates| templates.has_own())
    }

    /// What is at a path, found out without rendering anything.
    pub fn find(&self, path: &str) -> AtPath {
        let found = self.materials().map(|materials| find(&materials, &self.plan, path));
        found.unwrap_or(AtPath::Nothing)
    }

    /// The lock files that this build has something to add to.
    pub fn locks(&self) -> Vec<LockUpdate> {
        let update = |(article, found): (&ArticleGuard, &Vec<PassageLine>)| {
            let lock = article.lock.with(&article.fresh, found);
            let added = article.fresh.len() + found.len();
            LockUpdate { path: article.path.clone(), text: lock.text(), added }
        };
        behind(&self.guard, &self.passages).map(update).collect()
    }

    /// As [`Built::locks`], letting go of what the lock files hold: rendering does without it.
    pub fn take_locks(&mut self) -> Vec<LockUpdate> {
        let locks = self.locks();
        self.guard = Guard::default();
        locks
    }

    /// The places that sections have on pages that they share, as `page#id`.
    pub fn places(&self) -> BTreeSet<String> {
        judge::places(&self.site)
    }

    /// Adds a warning for each address of a section or an article that this site does not have any
    /// more: `paths` are the files of the last output that are to go, `places` what
    /// [`Built::places`] was then. Links from elsewhere to it would lead nowhere.
    pub fn report_gone(&mut self, paths: &[String], places: &BTreeSet<String>) {
        let gone = judge::gone(&self.site, &self.gone, (paths, places), &self.files);
        self.diagnostics.extend(gone);
        settle(&mut self.diagnostics, &self.files, &self.site.config.severities);
    }

    /// What was compared with the lock files.
    pub fn guard(&self) -> &Guard {
        &self.guard
    }

    /// What the headings of alerts are called on its pages, in every language.
    pub fn alerts(&self) -> Vec<String> {
        self.languages.alerts()
    }

    /// The site, resolved as far as its faults allow, without what must not be published.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Which passages were found in a saved copy.
    pub fn passages(&self) -> &Passages {
        &self.passages
    }

    /// The next moment at which the same files make another site.
    pub fn changes(&self) -> Option<jiff::Timestamp> {
        self.site.changes
    }

    /// Paths of the files that the page at `path` is made of, as far as only it is.
    pub fn files_of(&self, path: &str) -> Vec<&str> {
        let files = self.plan.files_of(&self.site, path);
        files.into_iter().map(|file| self.files.path(file)).collect()
    }

    /// Renders a page of each kind and adds the faults of the templates to the others; where only
    /// the templates `only` are new, by name, a page of each kind that may show their faults.
    pub fn try_templates(&mut self, only: Option<&BTreeSet<String>>) {
        let Some(materials) = self.materials() else { return };
        let faults = try_templates(&materials, &self.plan, only);
        self.diagnostics.extend(faults);
        settle(&mut self.diagnostics, &self.files, &self.site.config.severities);
    }
}

/// Files of the output that are one on some systems, besides those of `static/`, which were told apart
/// before.
fn collisions(ready: &Ready, assets: &BTreeMap<String, Asset>) -> Vec<Diagnostic> {
    let told = |pair: &(&str, &str)| {
        let of_static = |path: &str| assets.values().any(|a| a.path.starts_with(path));
        of_static(pair.0) && of_static(pair.1)
    };
    let pairs = file_names::collisions(ready.paths.iter().map(String::as_str));
    let fault = |(path, other): (&str, &str)| {
        let message = format!("`{path}` and `{other}` of the output have one name on some systems");
        Diagnostic::new(Code::NameCollision, message).hint(file_names::collision_hint(path, other))
    };
    pairs.into_iter().filter(|pair| !told(pair)).map(fault).collect()
}
