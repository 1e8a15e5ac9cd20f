//! A site that is ready to be rendered.
//!
//! In go the results of all stages but the last; out come files, one by one or all together, and
//! queries about the site.

use super::counts::{Counts, count};
use super::locks::{LockUpdate, written};
use super::outcome::{Options, Outcome, ReadyTheme};
use crate::diagnostic::{Code, Diagnostic, any_error, any_holds_back, settle};
use crate::judge::status::Judgement;
use crate::judge::{self, JudgedSite, Passages};
use crate::load::Tree;
use crate::load::names as file_names;
use crate::markdown::highlight::CodeTokens;
use crate::model::address;
use crate::parse::lock::{AnchorLine, PassageLine};
use crate::publish::{
    AtPath, ExportForm, File, Materials, Plan, PublicSite, Ready, export, find, made_of, make_each,
    make_one, ready, try_templates,
};
use crate::resolve::{ArticleGuard, Claim, Guard, Site};
use crate::source::Files;
use crate::theme::words::Languages;
use crate::theme::{Asset, PageFault, Templates};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use text_anchor::confirmed::sha256;

/// A site that is ready to be rendered, or the faults that prevent that.
#[derive(Debug)]
pub struct Built {
    /// The texts, to show the diagnostics.
    pub files: Files,
    /// The faults so far, in report order.
    pub diagnostics: Vec<Diagnostic>,
    /// True if every claim and every section was read, even if words have drifted.
    pub all_read: bool,
    /// True if all that a comparison looks at was read and resolved, whatever was found wrong with it.
    pub is_comparable: bool,
    pub(super) site: PublicSite,
    pub(super) guard: Guard,
    /// For each article, the sections that its lock names but that no longer exist.
    pub(super) gone: Vec<BTreeSet<String>>,
    pub(super) judgements: Vec<Arc<Judgement>>,
    pub(super) passages: Passages,
    pub(super) assets: BTreeMap<String, Asset>,
    pub(super) languages: Arc<Languages>,
    pub(super) templates: Option<Arc<Templates>>,
    /// What of these other builds may have.
    pub(super) ready: ReadyTheme,
    pub(super) plan: Plan,
    pub(super) code: CodeTokens,
}

impl Built {
    /// True if the site has an error, so that nothing may be shown or written.
    pub fn failed(&self) -> bool {
        any_error(&self.diagnostics)
    }

    /// True if a preview must not show the site: an error that is not of the guard. Claims that the
    /// guard asks about are marked as such, if the site is for an audience that sees them.
    pub fn holds_back(&self) -> bool {
        any_holds_back(&self.diagnostics)
    }

    /// The claims that wait for somebody to look: the id of each, and the path of its page.
    pub fn awaiting(&self) -> Vec<(&str, String)> {
        let waiting = self.site.claims.iter().filter(|claim| claim.awaits.is_some());
        let page =
            |claim: &Claim| address::claim(&self.site.articles[claim.article].prefix, &claim.id);
        waiting.map(|claim| (&*claim.id, page(claim))).collect()
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

    /// The fingerprint of the output: a hash of all inputs. These are the files of `tree`, which
    /// this was built from, with the lock files as `locks` will write them, the options that affect
    /// pages, and the program. The time of the build is included through the next moment at which
    /// the same files make another site.
    pub fn fingerprint(
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

    /// The paths of all files of the output; `None` if the site has an error, or shows claims that
    /// nobody has confirmed.
    pub fn ready(&self) -> Option<Ready> {
        let unconfirmed = self.site.claims.iter().any(|claim| claim.awaits.is_some());
        let materials = self.materials().filter(|_| !self.failed() && !unconfirmed)?;
        Some(ready(&materials, &self.plan))
    }

    /// A hash of all that a file is made of, for files of which that is known before they are made,
    /// by their index among the paths of `ready`. `program` identifies this program.
    pub fn made_of(&self, ready: &Ready, program: &str) -> BTreeMap<usize, String> {
        let Some(materials) = self.materials() else { return BTreeMap::new() };
        let all = made_of(&materials, &self.plan, ready).into_iter();
        all.map(|(n, of)| (n, sha256(format!("{program} {of}").as_bytes()))).collect()
    }

    /// Renders every file and passes it to `take`, with its index among the paths of `ready`, and with
    /// what the thread keeps for the next file.
    /// Returns the results of `take` in that order. Faults of templates and of file sizes are added
    /// to the diagnostics.
    pub fn render_each<K: Default, T: Send>(
        &mut self,
        ready: &Ready,
        take: impl Fn(&mut K, usize, File) -> T + Sync,
    ) -> Vec<T> {
        let Some(materials) = self.materials() else { return Vec::new() };
        let sized = |kept: &mut K, n, page: File| (n, page.bytes.len() as u64, take(kept, n, page));
        let (taken, faults) = make_each(&materials, &self.plan, ready, sized);
        self.diagnostics.extend(faults);
        self.diagnostics.extend(collisions(ready, &self.assets));
        let sizes = taken.iter().map(|(n, bytes, _)| (ready.paths[*n].as_str(), *bytes));
        self.check_sizes(sizes.chain(ready.standing()));
        taken.into_iter().map(|(_, _, value)| value).collect()
    }

    /// Adds the diagnostics about the sizes of all files of the output, as [`Built::render_each`]
    /// does.
    pub fn check_sizes<'f>(&mut self, files: impl Iterator<Item = (&'f str, u64)>) {
        self.diagnostics.extend(judge::sizes(files));
        settle(&mut self.diagnostics, &self.files, &self.site.config.severities);
    }

    /// Prepares for many pages, as [`Built::render_each`] does where there are many.
    pub fn expect_many(&self) {
        if let Some(templates) = &self.templates {
            templates.write_out(&self.files);
        }
    }

    /// Renders every file of the output, sorted by path. The result is empty if a template fails;
    /// the fault is added to the diagnostics.
    pub fn render(&mut self) -> Vec<File> {
        let Some(ready) = self.ready() else { return Vec::new() };
        let pages = self.render_each(&ready, |(), _, page| page);
        if self.failed() { Vec::new() } else { pages }
    }

    /// What it made of the theme, for builds of other trees.
    pub fn theme(&self) -> ReadyTheme {
        self.ready.clone()
    }

    /// The tokens of all code, for a later run.
    pub fn code(&self) -> &CodeTokens {
        &self.code
    }

    /// Adds notes on the claims that are others than in `base`, an earlier state of the site. Nothing is
    /// said of a claim that cannot be read in either. Returns how many there are.
    pub fn compare(&mut self, base: &Self) -> usize {
        let changes = judge::against(self.judged(), base.judged(), &base.files, &self.files);
        let count = changes.len();
        self.diagnostics.extend(changes);
        settle(&mut self.diagnostics, &self.files, &self.site.config.severities);
        count
    }

    fn judged(&self) -> JudgedSite<'_> {
        JudgedSite { site: &self.site, judgements: &self.judgements }
    }

    /// The numbers of articles, claims and so on.
    pub fn counts(&self) -> Counts {
        count(&self.site, &self.judgements)
    }

    /// The status of each claim of [`Built::site`], in its order.
    pub fn judgements(&self) -> &[Arc<Judgement>] {
        &self.judgements
    }

    /// The result of a run, without pages.
    pub fn outcome(self) -> Outcome {
        let counts = self.counts();
        let output = self.output().map(str::to_owned);
        let locks = if self.failed() { Vec::new() } else { self.locks() };
        let Self { files, diagnostics, .. } = self;
        Outcome { files, diagnostics, pages: Vec::new(), counts, locks, output }
    }

    /// Renders one file of the output, byte for byte as [`Built::render`] does; `None` if the site
    /// has no such file.
    pub fn page(&self, path: &str) -> Option<Result<File, Box<PageFault>>> {
        make_one(&self.materials()?, &self.plan, path)
    }

    /// True if the site has templates of its own.
    pub fn has_own_templates(&self) -> bool {
        self.templates.as_ref().is_some_and(|templates| templates.has_own())
    }

    /// The kind of file at a path, determined without rendering.
    pub fn find(&self, path: &str) -> AtPath {
        let found = self.materials().map(|materials| find(&materials, &self.plan, path));
        found.unwrap_or(AtPath::Nothing)
    }

    /// Writes what other programs read of the site, or of the article with the index `article` alone;
    /// `None` if the site has an error. A fault that this finds is added to the diagnostics.
    pub fn export(&mut self, form: ExportForm, article: Option<usize>) -> Option<String> {
        let materials = self.materials().filter(|_| !self.failed())?;
        let exported = export(&materials, &self.plan, form, article);
        match exported {
            Ok(text) => Some(text),
            Err(fault) => {
                self.diagnostics.push(fault.said);
                settle(&mut self.diagnostics, &self.files, &self.site.config.severities);
                None
            }
        }
    }

    /// The lock files to which this build adds lines.
    pub fn locks(&self) -> Vec<LockUpdate> {
        let update = |(article, found): (&ArticleGuard, &Vec<PassageLine>)| {
            let come = article.renewed.iter().map(|(_, line)| line).chain(&article.fresh);
            let come: Vec<AnchorLine> = come.cloned().collect();
            let gone: Vec<&AnchorLine> = article.renewed.iter().map(|(old, _)| old).collect();
            let head = article.head_line.as_ref();
            let lock = article.lock.changed(&come, found, &gone, &[], head);
            LockUpdate {
                path: article.path.clone(),
                text: lock.text(),
                added: article.fresh.len() + found.len(),
                renewed: article.renewed.len(),
            }
        };
        written(&self.guard, &self.passages).map(update).collect()
    }

    /// Like [`Built::locks`], but drops the lock data, which rendering does not need.
    pub fn take_locks(&mut self) -> Vec<LockUpdate> {
        let locks = self.locks();
        self.guard = Guard::default();
        locks
    }

    /// The places of sections on shared pages, as `page#id`.
    pub fn places(&self) -> BTreeSet<String> {
        judge::places(&self.site)
    }

    /// Adds a warning for each address of a section or an article that no longer exists, since
    /// links from elsewhere to it would break. `paths` are the files of the last output that will
    /// be removed; `places` is the result of [`Built::places`] then.
    pub fn report_gone(&mut self, paths: &[String], places: &BTreeSet<String>) {
        let gone = judge::gone(&self.site, &self.gone, (paths, places), &self.files);
        self.diagnostics.extend(gone);
        settle(&mut self.diagnostics, &self.files, &self.site.config.severities);
    }

    /// The comparison with the lock files.
    pub fn guard(&self) -> &Guard {
        &self.guard
    }

    /// The titles of alerts on its pages, in every language.
    pub fn alerts(&self) -> &[String] {
        self.languages.alerts()
    }

    /// The site, resolved as far as its faults allow, without what must not be published.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The passages that were found in a saved copy.
    pub fn passages(&self) -> &Passages {
        &self.passages
    }

    /// The next moment at which the same files make another site; `None` if there is none.
    pub fn changes(&self) -> Option<jiff::Timestamp> {
        self.site.changes
    }

    /// The paths of the source files that belong to the page at `path` alone.
    pub fn files_of(&self, path: &str) -> Vec<&str> {
        let files = self.plan.files_of(&self.site, &self.judgements, path);
        files.into_iter().map(|file| self.files.path(file)).collect()
    }

    /// Renders one page of each kind and adds the faults of templates to the diagnostics. If only
    /// the templates in `only` are new, by name, it renders only the kinds of page that they may
    /// affect.
    pub fn try_templates(&mut self, only: Option<&BTreeSet<String>>) {
        let Some(materials) = self.materials() else { return };
        let faults = try_templates(&materials, &self.plan, only);
        self.diagnostics.extend(faults);
        settle(&mut self.diagnostics, &self.files, &self.site.config.severities);
    }
}

/// Reports files of the output whose paths are the same on some systems. Those of `static/` were
/// checked before.
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
