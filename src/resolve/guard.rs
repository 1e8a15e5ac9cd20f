//! Compares a site with its lock files: which lines are missing, and which are unused.
//!
//! In go the parsed articles and the comparison of their quotes; out come [`Guard`]s, one per
//! article, and diagnostics on the lock files themselves.

mod context;
mod named;

pub use context::{ContextGroup, is_of_another_language};
pub use named::{counted, names};

use super::anchors::{Guarded, Proposal, Renamed};
use super::articles::drafts_in;
use super::site::Article;
use crate::diagnostic::{Code, Diagnostic, Repair};
use crate::load::LockFile;
use crate::markdown::outline::normal;
use crate::parse::claim::{RawClaim, RawCounter};
use crate::parse::lock::{AnchorLine, ConfirmedHead, Lock, Spot};
use crate::parse::{ParsedArticle, ParsedSection};
use crate::source::{Files, Span};
use ahash::{HashMap, HashSet};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The result of comparing the site with its lock files.
#[derive(Debug, Default)]
pub struct Guard {
    /// One entry per article of the site, in the same order.
    pub articles: Vec<Arc<ArticleGuard>>,
}

/// The result of comparing an article with its lock file, and the faults of that file.
pub(super) type KeptGuard = (Arc<ArticleGuard>, Vec<Diagnostic>);

/// The result of comparing an article with its lock file.
#[derive(Debug)]
pub struct ArticleGuard {
    /// Path of its lock file.
    pub path: String,
    /// Its content; empty if there is none.
    pub lock: Arc<Lock>,
    /// The place of the lock file, if there is one.
    pub file: LockFile,
    /// True if all of it could be read.
    pub whole: bool,
    /// True if there is no lock file, or it has no lines: it guards nothing.
    pub bare: bool,
    /// Its `article.yaml`.
    pub head: Span,
    /// New lines for words that have none.
    pub fresh: Vec<AnchorLine>,
    /// Lines that are the same by a rule of sameness, each with the one that takes its place.
    pub renewed: Vec<(AnchorLine, AnchorLine)>,
    /// The title and the standfirst, where the lock has none, or other ones that are the same.
    pub head_line: Option<ConfirmedHead>,
    /// What changed around words, and around all of them.
    pub contexts: Vec<ContextGroup>,
    /// What `gainsay fix` can do.
    pub proposals: Vec<Proposal>,
    /// How many quotes in drafts stand where something changed around them.
    pub drafted: usize,
    /// Lines that no quote uses.
    pub unused: Vec<AnchorLine>,
    /// Claims that have a new id without an alias.
    pub renamed: Vec<Renamed>,
    /// Addresses of sections that the lock names but that no longer exist; they have been reported.
    pub gone: BTreeSet<String>,
}

impl Guard {
    /// Combines the results of all articles. Gives the faults of the lock file of each beside it. What is
    /// `kept` of an article is taken over.
    pub(super) fn of<'k>(
        (articles, of_site): (&[&ParsedArticle], &[Article]),
        guarded: Vec<Guarded>,
        files: &Files,
        kept: &(impl Fn(usize) -> Option<&'k KeptGuard> + Sync),
    ) -> (Self, Vec<Vec<Diagnostic>>) {
        let both = articles.par_iter().zip(of_site).enumerate();
        let articles = both.zip(guarded).map(|((i, (article, shown)), guarded)| {
            if let Some(kept) = kept(i) {
                return kept.clone();
            }
            let (mut out, mut guard) =
                (Vec::new(), ArticleGuard::of(article, shown, guarded, files));
            guard.report(article, files, &mut out);
            guard.gone = guard.gone_sections(article).into_keys().map(str::to_owned).collect();
            (Arc::new(guard), out)
        });
        let (articles, faults) = articles.unzip();
        (Self { articles }, faults)
    }
}

impl ArticleGuard {
    fn of(article: &ParsedArticle, shown: &Article, mut guarded: Guarded, files: &Files) -> Self {
        let folder = files.path(article.file).rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut claims = HashSet::default();
        let sections = article.sections.iter().flat_map(|section| &section.claims);
        for claim in article.head.claims.iter().chain(sections) {
            collect(claim, &mut |id| {
                claims.insert(id);
            });
        }
        claims.extend(guarded.renamed.iter().map(|claim| claim.old.as_str()));
        let mut unused = guarded.unused;
        let orphans = article.lock.anchors.iter().filter(|line| !claims.contains(&*line.claim));
        unused.extend(orphans.cloned());
        let bare = match article.lock_file {
            LockFile::Missing => true,
            LockFile::There(file) => {
                let lines = files.get(file).text.lines();
                lines.map(str::trim).all(|line| line.is_empty() || line.starts_with('#'))
            }
            LockFile::Unread => false,
        };
        let now = ConfirmedHead {
            title: normal(&shown.title_text.text),
            standfirst: normal(&shown.standfirst_text.text),
            language: shown.language.clone(),
        };
        let spans = (shown.title_span, shown.standfirst_span);
        // They give sense to claims that were confirmed; where none is left, nobody need look.
        let confirmed = unused.len() < article.lock.anchors.len();
        let heads = if confirmed { &article.lock.heads[..] } else { &[] };
        let of_head = match is_of_another_language(&article.lock, shown) {
            true => Some(context::of_translation(&article.lock, &now, shown, &mut guarded.fresh)),
            false => context::of_head(heads, &now, &shown.language, spans),
        };
        // A sample does not say which language it is begun in.
        let said = |head: &ConfirmedHead| {
            let language = head.language.is_empty() || head.language == now.language;
            language && (&head.title, &head.standfirst) == (&now.title, &now.standfirst)
        };
        let known = of_head.is_some() || matches!(&article.lock.heads[..], [head] if said(head));
        let mut contexts = context::groups(guarded.contexts);
        contexts.extend(of_head);
        Self {
            renewed: guarded.renewed,
            head_line: (!known).then_some(now),
            contexts,
            bare,
            path: format!("{folder}/{}", crate::load::LOCK),
            lock: Arc::clone(&article.lock),
            file: article.lock_file,
            whole: article.lock_whole,
            head: Span::top(article.file),
            fresh: guarded.fresh,
            proposals: guarded.proposals,
            drafted: guarded.drafted,
            unused,
            renamed: guarded.renamed,
            gone: BTreeSet::new(),
        }
    }

    /// The place that stands for the whole file.
    pub fn span(&self) -> Span {
        match self.file {
            LockFile::There(file) => Span::top(file),
            LockFile::Missing | LockFile::Unread => self.head,
        }
    }

    /// The sections that the lock names but that no longer exist, each with the claims of its
    /// lines.
    fn gone_sections<'g>(
        &'g self,
        article: &'g ParsedArticle,
    ) -> BTreeMap<&'g str, BTreeSet<&'g str>> {
        let mut known: HashSet<&str> = HashSet::default();
        for section in &article.sections {
            known.insert(&section.slug);
            known.extend(section.front.aliases.iter().map(|alias| alias.value.as_str()));
        }
        let mut gone: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for line in &self.lock.anchors {
            if let Spot::Section(section) | Spot::SectionTitle(section) | Spot::Image(section, _) =
                &line.spot
                && !known.contains(section.as_str())
            {
                gone.entry(section).or_default().insert(&line.claim);
            }
        }
        gone
    }

    /// Reports that a section is gone although claims of it still exist: links from elsewhere to it
    /// are broken.
    fn report_section(
        &self,
        section: &str,
        claims: &BTreeSet<&str>,
        now: &ParsedSection,
        files: &Files,
        out: &mut Vec<Diagnostic>,
    ) {
        let name = files.path(now.file).rsplit('/').next().unwrap_or("");
        let has_front = files.get(now.file).text.trim_start_matches('\u{feff}').starts_with("---");
        let listed = now.front.aliases.first().map(|alias| alias.span);
        let how = match (listed, has_front) {
            (Some(_), _) => {
                format!("add `{section}` to the `aliases` in its front matter")
            }
            (None, true) => format!(
                "add the line `aliases: [{section}]` to its front matter, between the lines of `---` at its top"
            ),
            (None, false) => {
                format!("begin that file with front matter that has `aliases: [{section}]`")
            }
        };
        let message = format!(
            "there is no section `{section}` any more, and links from elsewhere to it lead nowhere"
        );
        out.push(
            Diagnostic::at(Code::SectionGone, self.span(), message)
                .label(format!("it held {}", names(claims.iter().copied())))
                .hint(format!("if it is called `{name}` now, {how}")),
        );
    }

    /// The lines of new claims, by the start of their words, which identifies long ones.
    pub fn takers(&self) -> HashMap<&str, &AnchorLine> {
        self.fresh.iter().rev().map(|line| (line.confirmed.words.ends().0, line)).collect()
    }

    /// True where the claim of a line that nothing uses may have another id and another quote now: a claim
    /// without a line stands in the same part of the article.
    pub fn may_be_renamed(&self, line: &AnchorLine) -> bool {
        let is_new = |new: &&AnchorLine| self.lock.of_claim(&new.claim).next().is_none();
        let mut new = self.fresh.iter().filter(is_new);
        new.any(|new| new.spot == line.spot && new.claim != line.claim)
    }

    /// Reports that a claim has the words of a claim that is gone.
    fn new_id(&self, claim: &Renamed) -> Diagnostic {
        let Renamed { old, new, span, head, has_aliases } = claim;
        let message =
            format!("`{new}` quotes the words that were confirmed of `{old}`, which is gone");
        let path = &self.path;
        let said = Diagnostic::at(Code::LockUnused, *span, message);
        let said = match has_aliases {
            true => said.hint(format!("where that claim has a new id, add `{old}` to its `aliases`")),
            false => said
                .hint(format!("where that claim has a new id, give it `aliases: {old}`, so that links to the old one lead here; `gainsay fix` writes that"))
                .repair(Some(Repair::Entry(*head, "aliases", old.clone()))),
        };
        said.hint(format!("where it is another claim, take the line of `{old}` out of `{path}`, and `gainsay build` confirms the words as they stand"))
    }

    fn report(&self, article: &ParsedArticle, files: &Files, out: &mut Vec<Diagnostic>) {
        let mut without_claims = Vec::new();
        let gone = self.gone_sections(article);
        let holds = if gone.is_empty() { HashMap::default() } else { sections_of(article) };
        for (section, claims) in gone {
            let now = claims.iter().filter_map(|claim| holds.get(claim)).min();
            match now.map(|i| &article.sections[*i]) {
                Some(now) => self.report_section(section, &claims, now, files, out),
                None => without_claims.push(section),
            }
        }
        // No build confirms a draft: its words are guarded from the day on which readers see them.
        let drafts = if self.bare { drafts_of(article) } else { HashSet::default() };
        let unguarded = self.fresh.iter().map(|line| line.claim.as_str());
        let mut unguarded = unguarded.filter(|id| !drafts.contains(id)).peekable();
        if self.bare && unguarded.peek().is_some() {
            let what = match self.file {
                LockFile::Missing => format!("there is no `{}`", self.path),
                LockFile::There(_) | LockFile::Unread => format!("`{}` has no line", self.path),
            };
            let claims = counted(unguarded);
            let message = format!("{what}, so nothing guards the words of {claims}");
            out.push(
                Diagnostic::at(Code::LockMissing, self.span(), message)
                    .hint("where the claims are new, `gainsay build` confirms the words as they stand, and writes it; keep it with the article")
                    .hint("if it was there before, take it from version control: what was edited since it was lost would go unseen"),
            );
        }
        out.extend(context::report(&self.contexts));
        let old = self.renewed.iter().filter(|(old, _)| {
            let mut lines = self.lock.of_claim(&old.claim);
            old.around.is_none() && lines.all(|line| line.around.is_none())
        });
        let old = old.map(|(old, _)| old.claim.as_str());
        if old.clone().next().is_some() {
            let message = format!(
                "`{}` is of an earlier version, and says nothing of what stands around the words of {}",
                self.path,
                counted(old)
            );
            out.push(Diagnostic::at(Code::LockRenewed, self.span(), message).hint(
                "`gainsay build` adds it as it stands; from then on you are told when it is edited",
            ));
        }
        out.extend(self.renamed.iter().map(|claim| self.new_id(claim)));
        if !self.unused.is_empty() {
            let message = format!(
                "`{}` holds words that no claim quotes any more: {}",
                self.path,
                names(self.unused.iter().map(|line| line.claim.as_str()))
            );
            let takers = self.takers();
            let mut renamed = self.unused.iter().filter_map(|old| {
                let new = takers.get(old.confirmed.words.ends().0)?;
                (old.claim != new.claim).then_some((&old.claim, &new.claim))
            });
            let renamed = renamed.next();
            let how = match renamed {
                Some(_) => {
                    "`gainsay fix` removes them, and asks before it removes what another claim quotes"
                }
                None => "`gainsay fix` removes them",
            };
            let renamed = renamed.map(|(old, new)| {
                format!("`{new}` quotes the words of `{old}`: if it was renamed, give it `aliases: {old}` before anything else")
            });
            out.push(
                Diagnostic::at(Code::LockUnused, self.span(), message)
                    .maybe_hint(renamed)
                    .hint("where a claim has a new id, list the old one in its `aliases`")
                    .maybe_hint((!without_claims.is_empty()).then(|| {
                        let gone = names(without_claims.into_iter());
                        format!("there is no section {gone} any more: list the name in the `aliases` of the section that readers should find instead")
                    }))
                    .hint(how),
            );
        }
    }
}

/// For each current or former id of a claim of the article, the first section that holds it.
fn sections_of(article: &ParsedArticle) -> HashMap<&str, usize> {
    let mut of = HashMap::default();
    for (i, section) in article.sections.iter().enumerate() {
        for claim in &section.claims {
            collect(claim, &mut |id| {
                of.entry(id).or_insert(i);
            });
        }
    }
    of
}

/// The ids of the claims of an article that are drafts, with those that they had.
fn drafts_of(article: &ParsedArticle) -> HashSet<&str> {
    let mut drafts = HashSet::default();
    for claim in drafts_in(article) {
        collect(claim, &mut |id| {
            drafts.insert(id);
        });
    }
    drafts
}

/// Passes the current and former ids of a claim and of its counter-claims to `add`.
fn collect<'p>(claim: &'p RawClaim, add: &mut dyn FnMut(&'p str)) {
    add(&claim.id.value);
    claim.details.aliases.iter().for_each(|alias| add(&alias.value));
    for counter in &claim.counters {
        if let RawCounter::InPlace(counter, _) = counter {
            collect(counter, add);
        }
    }
}
