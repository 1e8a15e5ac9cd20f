//! Runs all stages: from a tree of files to the pages of a site.
//!
//! `load -> parse -> resolve -> judge -> publish`, each a function of the value before it
//! (invariant 1). The caller reads the tree and writes the pages, so that a build, a check, a test
//! and a preview run the same code. A [`Session`] caches the results of parsing, so that the next
//! build parses only what has changed; the output is the same either way.

mod built;
mod counts;
mod locks;
mod outcome;

pub use built::Built;
pub use counts::Counts;
pub use locks::LockUpdate;
pub use outcome::{Options, Outcome, ReadyTheme};

use crate::diagnostic::{Diagnostic, any_error, only_drift, settle};
use crate::judge::{self, KeptJudgements};
use crate::load::{Input, Tree, arrange_as};
use crate::parse::carry;
use crate::parse::{self, Cache};
use crate::publish::{Plan, PublicSite, left_out};
use crate::resolve::{Audience, Gaps, KeptArticles, Site, Surroundings, resolve, resolve_again};
use crate::source::Files;
use crate::theme::words::{Languages, PageWords};
use crate::theme::{self, Templates};
use locks::{new, outdated};
use std::sync::Arc;

/// Runs the stages on `tree`. `progress` is called with the name of each stage as it begins.
pub fn run(tree: Tree, options: &Options, progress: &mut dyn FnMut(&str)) -> Outcome {
    let mut built = build(tree, options, progress);
    let mut pages = Vec::new();
    if !built.failed() {
        progress("rendering");
        pages = built.render();
    }
    Outcome { pages, ..built.outcome() }
}

/// Runs the stages up to rendering, once. Parsed values are dropped as soon as they are resolved.
/// `progress` is called with the name of each stage as it begins.
pub fn build(tree: Tree, options: &Options, progress: &mut dyn FnMut(&str)) -> Built {
    Session { once: true, ..Session::default() }.build(tree, options, progress)
}

/// The caches that one build hands on to the next.
#[derive(Debug, Default)]
pub struct Session {
    /// True if there will be no next build.
    once: bool,
    files: Files,
    cache: Cache,
    articles: KeptArticles,
    judgements: KeptJudgements,
    languages: Option<Arc<Languages>>,
    templates: Option<Arc<Templates>>,
}

impl Session {
    /// Runs the stages up to rendering. Pages are rendered on request.
    pub fn build(
        &mut self,
        tree: Tree,
        options: &Options,
        progress: &mut dyn FnMut(&str),
    ) -> Built {
        progress("reading");
        let (mut input, mut diagnostics) = arrange_as(tree, &self.files);
        let mut assets = theme::assets(&input.statics);
        diagnostics.extend(theme::collisions(&assets, &mut input.files));
        progress("parsing");
        self.cache.code = Arc::clone(&options.code);
        let (mut parsed, mut faults) = parse::parse_with(&input, options.today, &mut self.cache);
        let newer = parsed.config.newer_fault();
        if newer.is_some() {
            parsed.discard();
        }
        carry::settle(&mut faults, &parsed.articles, &input.files);
        let code = parsed.code();
        let gaps = [std::mem::take(&mut input.gaps), std::mem::take(&mut parsed.gaps)].concat();
        let gaps = Gaps::of(&gaps, &input.files);
        diagnostics.extend(faults);
        if let Some(base_url) = &options.base_url {
            parsed.config.base_url = Some(base_url.clone());
        }
        if !parsed.config.embed {
            theme::without_embedding(&mut assets, &input.statics);
        }
        // The site keeps a copy of its severities, for faults that rendering finds.
        if options.allow_drift {
            parsed.config.severities.allow_drift();
        }
        progress("resolving");
        let (languages, language_faults) = self.languages(&input, &options.theme);
        let with = Surroundings {
            files: &input.files,
            assets: &assets,
            others: &input.others,
            audience: options.audience,
            languages: &languages,
            gaps: &gaps,
        };
        let kept = (!self.once).then_some(&mut self.articles);
        let (site, guard, faults) = resolve_again(&parsed, &with, kept);
        diagnostics.extend(faults);
        let again = options.locked && options.audience.drafts;
        if self.once && !again {
            self.cache = Cache::default();
            parsed.discard();
        }
        progress("checking");
        let judgements = judge::judgements(&site, &self.judgements);
        let whole = !any_error(&diagnostics);
        let is_comparable = newer.is_none() && only_drift(&diagnostics);
        let judged = &mut self.judgements;
        let look = || {
            let faults = judge::check((&site, &input.files), &judgements, &gaps, whole, judged);
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
        let plan = || Plan::new(&site, &assets);
        let ((faults, (passages, lost)), plan) = rayon::join(look, plan);
        diagnostics.extend(faults);
        diagnostics.extend(lost);
        if again {
            // A build leaves drafts out, and writes no lock lines for them.
            let audience = Audience { drafts: false, ..options.audience };
            let with = Surroundings { audience, ..with };
            let (site, guard, _) = resolve(&parsed, &with);
            let (passages, _) =
                judge::verify(&site, &guard, &parsed.snapshots, &audience, &gaps, &input.files);
            diagnostics.extend(outdated(&guard, &passages));
        } else if options.locked {
            diagnostics.extend(outdated(&guard, &passages));
        } else if !options.audience.drafts {
            // Drafts get no lock line before they are published.
            diagnostics.extend(new(&guard, &passages));
        }
        // If there is an error, the base address may only have been misspelt.
        if !any_error(&diagnostics) {
            diagnostics.extend(left_out(&site.config));
        }
        diagnostics.extend(language_faults);
        let used = used(&languages, &site);
        // What watches rendering belongs to the templates.
        let ready = options.theme.templates.clone();
        let ready = ready.filter(|templates| templates.is_overseen_by(options.overseer.as_ref()));
        let earlier = self.templates.take().into_iter().chain(ready);
        let mut earlier = earlier.filter(|t| t.is_made_from(&input.files, &input.templates, &used));
        let earlier = earlier.next();
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
        let all_read = newer.is_none() && only_drift(&diagnostics);
        let silence = judge::Silence {
            gaps: &gaps,
            in_vain: &site.in_vain,
            files: &input.files,
            all_read,
            locked: options.locked,
        };
        silence.keep(&mut diagnostics);
        if let Some(newer) = newer {
            // Whatever else was found may be right in that version.
            diagnostics = vec![newer];
        }
        settle(&mut diagnostics, &input.files, &parsed.config.severities);
        self.files = input.files.clone();
        let site = PublicSite::new(site);
        // Languages with faults are parsed anew, so that each build reports them.
        let ready = ReadyTheme { languages: self.languages.clone(), templates: templates.clone() };
        let gone = guard.articles.iter().map(|article| article.gone.clone()).collect();
        Built {
            files: input.files,
            diagnostics,
            all_read,
            is_comparable,
            site,
            guard,
            gone,
            judgements,
            passages,
            assets,
            languages,
            templates,
            ready,
            plan,
            code,
        }
    }

    /// The words of the pages, parsed again only if a language file of the site has changed.
    fn languages(
        &mut self,
        input: &Input,
        ready: &ReadyTheme,
    ) -> (Arc<Languages>, Vec<Diagnostic>) {
        let earlier = self.languages.take().into_iter().chain(ready.languages.clone());
        let mut same = earlier.filter(|l| l.is_made_from(&input.files, &input.templates));
        let (languages, faults) = match same.next() {
            Some(languages) => (languages, Vec::new()),
            None => {
                let (languages, faults) = Languages::new(&input.files, &input.templates);
                (Arc::new(languages), faults)
            }
        };
        // Faults are reported in every build until they are mended.
        if faults.is_empty() {
            self.languages = Some(Arc::clone(&languages));
        }
        (languages, faults)
    }
}

/// The languages that the site has pages in.
fn used<'l>(languages: &'l Languages, site: &Site) -> Vec<&'l Arc<PageWords>> {
    let own = site.config.language.as_str();
    let articles = site.articles.iter().map(|a| languages.first_of([a.language.as_str(), own]));
    let mut used: Vec<&Arc<PageWords>> = articles.chain([languages.first_of([own])]).collect();
    used.sort_by_key(|words| words.tag());
    used.dedup_by_key(|words| words.tag());
    used
}
