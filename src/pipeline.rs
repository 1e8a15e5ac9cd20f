//! The whole way once: from a tree of files to the pages of a site.
//!
//! `load -> parse -> resolve -> judge -> publish`, each a function of the value before it
//! (invariant 1). Reading the tree and writing the pages are left to the caller, so that a build,
//! a check, a test and a preview run the same code. A [`Session`] keeps what parsing yielded, so
//! that the next build parses only what has changed; what it yields is the same either way.

use crate::diagnostic::{Code, Diagnostic, any_error, only_drift, settle};
use crate::judge::status::Judgement;
use crate::judge::{self, Passages};
use crate::load::names as file_names;
use crate::load::{Input, LockFile, Tree, arrange_as};
use crate::model::Status;
use crate::parse::carry;
use crate::parse::lock::PassageLine;
use crate::parse::{self, Cache};
use crate::publish::{
    AtPath, File, Materials, Plan, PublicSite, Ready, find, left_out, make_each, make_one, ready,
    try_templates,
};
use crate::resolve::{
    ArticleGuard, Audience, Gaps, Guard, Site, Surroundings, counted, names, resolve,
};
use crate::source::Files;
use crate::theme::words::{Languages, PageWords};
use crate::theme::{self, Asset, Overseer, PageFault, Templates};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
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

/// A lock file with what a build adds to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockUpdate {
    /// Path from the site's root.
    pub path: String,
    /// Its text.
    pub text: String,
    /// How many lines are new.
    pub added: usize,
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
    /// Claims of an article whose words are not in it as they were confirmed.
    pub unanchored: usize,
    /// Sources.
    pub sources: usize,
    /// Speakers.
    pub speakers: usize,
    /// Marked claims of each status, those that occur.
    pub statuses: Vec<(Status, usize)>,
}

/// Runs the stages on `tree`. `progress` is told the name of each stage as it begins.
pub fn run(tree: Tree, options: &Options, progress: &mut dyn FnMut(&str)) -> Outcome {
    let mut built = build(tree, options, progress);
    let mut pages = Vec::new();
    if !built.failed() {
        progress("rendering");
        pages = built.render();
    }
    Outcome { pages, ..built.outcome() }
}

/// Runs the stages up to rendering, once: what was typed is let go of as soon as it is resolved.
/// `progress` is told the name of each stage as it begins.
pub fn build(tree: Tree, options: &Options, progress: &mut dyn FnMut(&str)) -> Built {
    Session { once: true, ..Session::default() }.build(tree, options, progress)
}

/// What one build hands on to the next.
#[derive(Debug, Default)]
pub struct Session {
    /// True where there is no next one.
    once: bool,
    files: Files,
    cache: Cache,
    languages: Option<Arc<Languages>>,
    templates: Option<Arc<Templates>>,
}

impl Session {
    /// Runs the stages up to rendering. Pages are rendered when they are asked for.
    pub fn build(
        &mut self,
        tree: Tree,
        options: &Options,
        progress: &mut dyn FnMut(&str),
    ) -> Built {
        progress("reading");
        let (mut input, mut diagnostics) = arrange_as(tree, &self.files);
        let assets = theme::assets(&input.statics);
        diagnostics.extend(theme::collisions(&assets, &mut input.files));
        progress("parsing");
        let (mut parsed, mut faults) = parse::parse_with(&input, options.today, &mut self.cache);
        carry::settle(&mut faults, &parsed.articles, &input.files);
        let gaps = [std::mem::take(&mut input.gaps), std::mem::take(&mut parsed.gaps)].concat();
        let gaps = Gaps::of(&gaps, &input.files);
        diagnostics.extend(faults);
        if let Some(base_url) = &options.base_url {
            parsed.config.base_url = Some(base_url.clone());
        }
        // The site keeps a copy of its settings, for what is found while its pages are rendered.
        if options.allow_drift {
            parsed.config.severities.allow_drift();
        }
        progress("resolving");
        let (languages, language_faults) = self.languages(&input);
        let alerts = languages.alerts();
        let with = Surroundings {
            files: &input.files,
            assets: &assets,
            others: &input.others,
            audience: options.audience,
            alerts: &alerts,
            gaps: &gaps,
        };
        let (site, guard, faults) = resolve(&parsed, &with);
        diagnostics.extend(faults);
        let again = options.locked && options.audience.drafts;
        if self.once && !again {
            self.cache = Cache::default();
            parsed.discard();
        }
        progress("checking");
        let judgements = judge::judgements(&site);
        let whole = !any_error(&diagnostics);
        let look = || {
            let faults = judge::check(&site, &judgements, &gaps, whole);
            let verified = judge::verify(
                &site,
                &guard,
                &parsed.snapshots,
                &options.audience,
                &gaps,
                &input.files,
            );
            (faults, verified)
        };
        let plan = || Plan::new(&site, &judgements, &assets, &languages);
        let ((faults, (passages, lost)), plan) = rayon::join(look, plan);
        diagnostics.extend(faults);
        diagnostics.extend(lost);
        if again {
            // A build leaves drafts out, and writes nothing on them.
            let audience = Audience { drafts: false, ..options.audience };
            let with = Surroundings { audience, ..with };
            let (site, guard, _) = resolve(&parsed, &with);
            let (passages, _) =
                judge::verify(&site, &guard, &parsed.snapshots, &audience, &gaps, &input.files);
            diagnostics.extend(outdated(&guard, &passages));
        } else if options.locked {
            diagnostics.extend(outdated(&guard, &passages));
        } else if !options.audience.drafts {
            // Drafts have no line before they are published.
            diagnostics.extend(new(&guard, &passages));
        }
        if options.locked {
            // An error says the same.
            diagnostics.retain(|diagnostic| diagnostic.code != Code::LockMissing);
        }
        // Where something is wrong, the base address may only have been misspelt.
        if !any_error(&diagnostics) {
            diagnostics.extend(left_out(&site.config));
        }
        diagnostics.extend(language_faults);
        let earlier = self.templates.take();
        let used = used(&languages, &site);
        let earlier = earlier.filter(|t| t.is_made_from(&input.files, &input.templates, &used));
        let compiled = match earlier {
            Some(templates) => Ok(templates),
            None => Templates::new(&input.files, &input.templates, &used).map(|mut templates| {
                templates.overseen_by(options.overseer.clone());
                Arc::new(templates)
            }),
        };
        let templates = match compiled {
            Ok(templates) => {
                self.templates = Some(Arc::clone(&templates));
                Some(templates)
            }
            Err(faults) => {
                diagnostics.extend(faults);
                None
            }
        };
        // Where a claim or a section could not be read, its line only seems to be of no use.
        if !only_drift(&diagnostics) {
            diagnostics.retain(|diagnostic| {
                !matches!(diagnostic.code, Code::LockUnused | Code::SectionGone)
            });
        }
        let quoted = diagnostics.iter().filter(|d| d.code == Code::QuoteReordered);
        let quoted: Vec<_> = quoted.filter_map(|d| d.place.as_ref().map(|l| l.span)).collect();
        if !quoted.is_empty() {
            // The same place is reported once, for what is graver.
            let told = |d: &Diagnostic| d.place.as_ref().is_some_and(|l| quoted.contains(&l.span));
            diagnostics.retain(|d| d.code != Code::TextReordered || !told(d));
        }
        judge::silence(&mut diagnostics, &gaps, &site.in_vain, &input.files);
        judge::suggest(&mut diagnostics, &site, &input.files);
        settle(&mut diagnostics, &input.files, &parsed.config.severities);
        self.files = input.files.clone();
        let site = PublicSite::new(site);
        let gone = guard.articles.iter().map(|article| article.gone.clone()).collect();
        Built {
            files: input.files,
            diagnostics,
            site,
            guard,
            gone,
            judgements,
            passages,
            assets,
            languages,
            templates,
            plan,
        }
    }

    /// The words of the pages, read again only where a language file of the site has changed.
    fn languages(&mut self, input: &Input) -> (Arc<Languages>, Vec<Diagnostic>) {
        let earlier = self.languages.take();
        let same = earlier.filter(|l| l.is_made_from(&input.files, &input.templates));
        let (languages, faults) = match same {
            Some(languages) => (languages, Vec::new()),
            None => {
                let (languages, faults) = Languages::new(&input.files, &input.templates);
                (Arc::new(languages), faults)
            }
        };
        // Faults are reported at every build, as long as they stand.
        if faults.is_empty() {
            self.languages = Some(Arc::clone(&languages));
        }
        (languages, faults)
    }
}

/// The words of the languages that a site has pages in.
fn used<'l>(languages: &'l Languages, site: &Site) -> Vec<&'l Arc<PageWords>> {
    let own = site.config.language.as_str();
    let articles = site.articles.iter().map(|a| languages.first_of([a.language.as_str(), own]));
    let mut used: Vec<&Arc<PageWords>> = articles.chain([languages.first_of([own])]).collect();
    used.sort_by_key(|words| words.tag());
    used.dedup_by_key(|words| words.tag());
    used
}

/// The articles whose lock files a build adds to, each with its lines on passages.
fn behind<'b>(
    guard: &'b Guard,
    passages: &'b Passages,
) -> impl Iterator<Item = (&'b ArticleGuard, &'b Vec<PassageLine>)> {
    let articles = guard.articles.iter().zip(&passages.fresh);
    articles.filter(|(article, found)| !article.fresh.is_empty() || !found.is_empty())
}

/// Says of each lock file what a build would add to it.
fn outdated(guard: &Guard, passages: &Passages) -> Vec<Diagnostic> {
    let say = |(article, found): (&ArticleGuard, &Vec<PassageLine>)| {
        let words = article.fresh.iter().map(|line| line.claim.as_str());
        let found = found.iter().map(|line| line.claim.as_str());
        let message =
            format!("`{}` has nothing yet on {}", article.path, names(words.chain(found)));
        Diagnostic::at(Code::LockOutdated, article.span(), message)
            .hint("run `gainsay build` where you write, and commit the file")
    };
    behind(guard, passages).map(say).collect()
}

/// Says of each lock file that has lines on how many claims it has none: a claim may be new, or
/// somebody may have taken its line away. Where a file cannot be read, that is the reason.
fn new(guard: &Guard, passages: &Passages) -> Vec<Diagnostic> {
    let say = |(article, found): (&ArticleGuard, &Vec<PassageLine>)| {
        match article.file {
            LockFile::Unread => return None,
            LockFile::There(_) if !article.whole => return None,
            LockFile::There(_) | LockFile::Missing => {}
        }
        let words = || article.fresh.iter().map(|line| line.claim.as_str());
        let cite = || found.iter().map(|line| line.claim.as_str());
        // That nothing guards the words is said already, where there is no line at all.
        if article.bare && !article.fresh.is_empty() {
            return None;
        }
        let mut parts = Vec::new();
        if !article.fresh.is_empty() {
            parts.push(format!("the words of {}", counted(words())));
        }
        if !found.is_empty() {
            parts.push(format!("passages of {}", counted(cite())));
        }
        let first = parts.first()?;
        let message = match parts.get(1) {
            None => format!("`{}` has nothing yet on {first}", article.path),
            Some(second) => {
                format!("`{}` has nothing yet on {first}; and on {second}", article.path)
            }
        };
        let said = Diagnostic::at(Code::LockNew, article.span(), message)
            .hint("where these are new, all is well: `gainsay build` notes them there as they stand, and when they are edited later you are told")
            .hint("where they are not new, the file lost their lines: take it from version control instead");
        Some(said)
    };
    behind(guard, passages).filter_map(say).collect()
}

/// A site that is ready to be rendered, or the faults that stand in the way.
#[derive(Debug)]
pub struct Built {
    /// The texts, for drawing the diagnostics.
    pub files: Files,
    /// The faults so far, in the order in which they are reported.
    pub diagnostics: Vec<Diagnostic>,
    site: PublicSite,
    guard: Guard,
    /// Of each article, the sections that the lock knew and that are gone.
    gone: Vec<BTreeSet<String>>,
    judgements: Vec<Judgement>,
    passages: Passages,
    assets: BTreeMap<String, Asset>,
    languages: Arc<Languages>,
    templates: Option<Arc<Templates>>,
    plan: Plan,
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
        elsewhere: site.articles.iter().map(|a| a.elsewhere.len()).sum(),
        unanchored: site.articles.iter().map(|a| a.unanchored.len()).sum(),
        sources: site.shown_sources().count(),
        speakers: site.shown_speakers().count(),
        statuses: Status::ALL.iter().filter_map(|s| of_status(*s)).collect(),
    }
}
