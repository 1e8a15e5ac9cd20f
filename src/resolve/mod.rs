//! Follows every reference: ids to what they name, quotes to where they lie, links to where they
//! lead.
//!
//! In goes a [`Parsed`]; out comes a [`Site`] in which no reference is left unresolved, and the
//! faults. A reference that leads nowhere is reported and left out, so that the rest of the site
//! is still looked at; since an error stops the build before rendering, nothing of it is seen.

mod aliases;
mod anchors;
mod graph;
mod guard;
mod levels;
mod links;
mod meant;
mod order;
mod picture;
mod site;
mod targets;
mod withheld;

pub use anchors::{Proposal, ProposalKind};
pub use guard::{ArticleGuard, Guard, counted, names};
pub use links::page_id;
pub use site::*;
pub use withheld::{Audience, Reason};

use crate::diagnostic::{self, Code, Diagnostic, Repair, is_misspelt, nearest_of_set};
use crate::markdown::Patches;
use crate::markdown::text::PlainText;
use crate::model::{Layout, to_id};
use crate::parse::record::{RawSource, RawSpeaker};
use crate::parse::{Parsed, ParsedArticle, ParsedSection};
use crate::source::{At, Files, Span};
use crate::theme::Asset;
use ahash::{HashMap, HashSet};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};
use withheld::Withheld;

/// What resolving needs besides the parsed files.
pub struct Surroundings<'s> {
    /// The texts, for messages and for the paths that links are relative to.
    pub files: &'s Files,
    /// Files that links and images may lead to.
    pub assets: &'s BTreeMap<String, Asset>,
    /// Paths of files in `content/` that no page can show.
    pub others: &'s BTreeSet<String>,
    /// Who the site is for.
    pub audience: Audience,
    /// What the headings of alerts are called on its pages.
    pub alerts: &'s [String],
}

/// Resolves `parsed`.
pub fn resolve(parsed: &Parsed, with: &Surroundings) -> (Site, Guard, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let mut site = Site {
        config: parsed.config.clone(),
        articles: Vec::new(),
        claims: Vec::new(),
        sources: Vec::new(),
        speakers: Vec::new(),
        redirects: Vec::new(),
        incomplete: false,
        changes: None,
    };
    let mut names = Names::default();
    add_speakers(&mut site, &mut names, &parsed.speakers, "", &mut out);
    // The sources of a site with one article are that article's own.
    let only = parsed.articles.iter().find(|a| a.folder.is_empty());
    let language = only.and_then(|a| a.head.language.as_ref());
    let language = language.map_or(&parsed.config.language, |language| &language.value);
    add_sources(&mut site, &mut names, &parsed.sources, ("", language), &mut out);
    let mut raw_claims = Vec::new();
    let mut published_articles = Vec::new();
    let mut section_aliases = Vec::new();
    for article in &parsed.articles {
        let sections = order(article, with.files, &mut out);
        let reason = with.audience.reason(&article.head);
        let ends = article.head.embargo.filter(|_| reason == Some(Reason::Embargo));
        site.changes = site.changes.into_iter().chain(ends).min();
        if with.audience.drafts || reason.is_none() {
            let published = published(&mut names.withheld, article, sections, with.audience);
            section_aliases.extend(published.iter().map(|s| s.front.aliases.clone()));
            raw_claims.extend(add_article(&mut site, &mut names, article, &published, &mut out));
            if let Some(added) = site.articles.last_mut() {
                added.unpublished = reason;
            }
            published_articles.push(article);
        } else {
            withhold(&mut names.withheld, article);
        }
    }
    if let ([], [first, ..]) = (&site.articles[..], &parsed.articles[..]) {
        let message = "every article is a draft or under embargo";
        out.push(
            Diagnostic::at(Code::ArticleMissing, Span::top(first.file), message)
                .hint("see drafts with `gainsay serve --drafts`"),
        );
    }
    site.incomplete = !names.withheld.is_empty();
    links::resolve(&mut site, &names.withheld, with, &mut out);
    out.extend(site.config.picture.as_ref().and_then(|name| picture::check(name, with.assets)));
    let locks: Vec<_> = published_articles.iter().map(|a| Arc::clone(&a.lock)).collect();
    names.left_out = published_articles.iter().map(|a| a.left_out.clone()).collect();
    let guarded = graph::add_claims(&mut site, &names, raw_claims, &locks, with, &mut out);
    // Neither needs the other.
    let guard = || Guard::of(&published_articles, guarded, with.files);
    let ((guard, faults), ()) = rayon::join(guard, || graph::list(&mut site));
    out.extend(faults);
    order::check(&site, &mut out);
    hide(&mut site, &names);
    aliases::resolve(&mut site, &section_aliases, &mut out);
    (site, guard, out)
}

/// What names stand for.
#[derive(Default)]
struct Ids {
    known: HashMap<Arc<str>, (usize, Span)>,
    /// The same names, sorted when one is first looked for in vain.
    near: OnceLock<diagnostic::Names<'static>>,
}

impl Ids {
    fn add(&mut self, id: &At<Arc<str>>, index: usize) {
        self.known.insert(id.value.clone(), (index, id.span));
        self.near = OnceLock::new();
    }

    fn nearest(&self, typed: &str) -> Option<&str> {
        let names = || diagnostic::Names::of(self.known.keys().map(|id| id.to_string()));
        self.near.get_or_init(names).nearest(typed)
    }
}

/// What the names of one kind of record stand for: shared ones, and each article's own.
#[derive(Default)]
struct Scope {
    shared: Ids,
    own: HashMap<String, Ids>,
}

impl Scope {
    fn get(&self, prefix: &str, id: &str) -> Option<usize> {
        let own = self.own.get(prefix).and_then(|names| names.known.get(id));
        own.or_else(|| self.shared.known.get(id)).map(|(index, _)| *index)
    }

    /// What was meant, also where somebody typed a name in place of its id.
    fn meant(&self, prefix: &str, typed: &str) -> Option<String> {
        let id = to_id(typed);
        if self.get(prefix, &id).is_some() {
            return Some(id);
        }
        let own = self.own.get(prefix).and_then(|names| names.nearest(typed));
        let near = nearest_of_set(typed, self.shared.nearest(typed).into_iter().chain(own));
        near.map(str::to_owned)
    }

    /// Says that nothing is called `id`; `what` is the singular of the kind and of its file.
    fn unknown(&self, code: Code, what: &str, prefix: &str, id: &At<String>) -> Diagnostic {
        let meant = self.meant(prefix, &id.value);
        let misspelt = meant.clone().filter(|name| is_misspelt(&id.value, name));
        Diagnostic::at(code, id.span, format!("there is no {what} `{}`", id.value))
            .repair(misspelt.map(|name| Repair::Value(id.span, name)))
            .maybe_hint(meant.map(|name| format!("did you mean `{name}`?")))
            .hint(format!("{what}s are listed in `{what}s.yaml`, by id"))
    }

    /// Adds a name, unless it hides a shared one.
    fn add(&mut self, prefix: &str, id: &At<Arc<str>>, index: usize, out: &mut Vec<Diagnostic>) {
        if prefix.is_empty() {
            self.shared.add(id, index);
            return;
        }
        if let Some((_, shared)) = self.shared.known.get(&id.value) {
            let message = format!("`{}` is already an id that all articles share", id.value);
            out.push(
                Diagnostic::at(Code::SourceShadowed, id.span, message)
                    .also(*shared, "shared here")
                    .hint("use the shared one, or give this one another id"),
            );
        }
        self.own.entry(prefix.to_owned()).or_default().add(id, index);
    }
}

#[derive(Default)]
struct Names {
    sources: Scope,
    speakers: Scope,
    /// Of each article that is published, ids of claims that could not be read.
    left_out: Vec<HashSet<String>>,
    withheld: Withheld,
}

impl Names {
    fn source(
        &self,
        prefix: &str,
        id: &At<String>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<SourceIndex> {
        let found = self.sources.get(prefix, &id.value).map(SourceIndex);
        if found.is_none() {
            out.push(self.sources.unknown(Code::SourceUnknown, "source", prefix, id));
        }
        found
    }

    fn speaker(
        &self,
        prefix: &str,
        id: &At<String>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<SpeakerIndex> {
        let found = self.speakers.get(prefix, &id.value).map(SpeakerIndex);
        if found.is_none() {
            out.push(self.speakers.unknown(Code::SpeakerUnknown, "speaker", prefix, id));
        }
        found
    }

    fn all_speakers(
        &self,
        prefix: &str,
        ids: &[At<String>],
        out: &mut Vec<Diagnostic>,
    ) -> Vec<SpeakerIndex> {
        ids.iter().filter_map(|id| self.speaker(prefix, id, out)).collect()
    }
}

fn add_speakers(
    site: &mut Site,
    names: &mut Names,
    speakers: &[RawSpeaker],
    prefix: &str,
    out: &mut Vec<Diagnostic>,
) {
    for raw in speakers {
        names.speakers.add(prefix, &raw.id, site.speakers.len(), out);
        site.speakers.push(Speaker {
            id: raw.id.value.clone(),
            span: raw.id.span,
            prefix: prefix.to_owned(),
            details: Arc::clone(&raw.details),
            hidden: false,
            claims: Vec::new(),
            reports: Vec::new(),
            sources: Vec::new(),
        });
    }
}

fn add_sources(
    site: &mut Site,
    names: &mut Names,
    sources: &[RawSource],
    (prefix, language): (&str, &str),
    out: &mut Vec<Diagnostic>,
) {
    let first = site.sources.len();
    let language: Arc<str> = language.into();
    for raw in sources {
        let index = site.sources.len();
        names.sources.add(prefix, &raw.id, index, out);
        let speakers = names.all_speakers(prefix, &raw.speakers, out);
        for speaker in &speakers {
            site.speakers[speaker.0].sources.push(SourceIndex(index));
        }
        site.sources.push(Source {
            id: raw.id.value.clone(),
            span: raw.id.span,
            prefix: prefix.to_owned(),
            language: match &raw.details.language {
                Some(own) => own.as_str().into(),
                None => Arc::clone(&language),
            },
            details: Arc::clone(&raw.details),
            speakers,
            based_on: None,
            origin: SourceIndex(index),
            hidden: false,
            cited_by: Vec::new(),
            later_of: Vec::new(),
        });
    }
    // What each source is based on in the end, as far as it has been followed.
    let mut roots: Vec<usize> = (0..sources.len()).collect();
    for (i, raw) in sources.iter().enumerate() {
        let Some(id) = &raw.based_on else { continue };
        let source = first + i;
        site.sources[source].based_on = names.source(prefix, id, out);
        // Those that were there before are based on none of these.
        let next = site.sources[source].based_on.and_then(|next| next.0.checked_sub(first));
        let Some(next) = next else { continue };
        roots[i] = root(&mut roots, next);
        if roots[i] == i {
            let message = format!("`{}` is based on itself", raw.id.value);
            out.push(
                Diagnostic::at(Code::SourceCircular, id.span, message)
                    .hint("`based-on` names the report that a source takes its own from"),
            );
            site.sources[first + i].based_on = None;
        }
    }
    origins(site);
}

/// Gives each source its origin. There are no circles any more.
fn origins(site: &mut Site) {
    let mut known: Vec<Option<SourceIndex>> = vec![None; site.sources.len()];
    for i in 0..site.sources.len() {
        let (mut path, mut at) = (vec![i], i);
        while known[at].is_none()
            && let Some(SourceIndex(next)) = site.sources[at].based_on
        {
            at = next;
            path.push(at);
        }
        let origin = known[at].unwrap_or(SourceIndex(at));
        for step in path {
            known[step] = Some(origin);
            site.sources[step].origin = origin;
        }
    }
}

/// Where following `roots` from `at` ends; the way is shorter the next time.
fn root(roots: &mut [usize], mut at: usize) -> usize {
    while roots[at] != at {
        roots[at] = roots[roots[at]];
        at = roots[at];
    }
    at
}

/// Puts the sections in the order that `article.yaml` gives.
fn order<'p>(
    article: &'p ParsedArticle,
    files: &Files,
    out: &mut Vec<Diagnostic>,
) -> Vec<&'p ParsedSection> {
    let mut rest: Vec<Option<&ParsedSection>> =
        article.sections.iter().map(|s| Some(&**s)).collect();
    if article.head.order.is_empty() {
        return rest.into_iter().flatten().collect();
    }
    let slugs: Vec<&str> = article.sections.iter().map(|s| s.slug.as_str()).collect();
    let mut ordered = Vec::with_capacity(rest.len());
    let near = OnceCell::new();
    let near = || near.get_or_init(|| diagnostic::Names::of(slugs.iter().copied()));
    // Where two have the same, the first counts.
    let places: HashMap<&str, usize> =
        slugs.iter().enumerate().rev().map(|(i, s)| (*s, i)).collect();
    for name in &article.head.order {
        match places.get(name.value.as_str()).copied() {
            Some(i) => match rest[i].take() {
                Some(section) => ordered.push(section),
                None => out.push(Diagnostic::at(
                    Code::KeyDuplicate,
                    name.span,
                    format!("the section `{}` is listed twice", name.value),
                )),
            },
            None => out.push(
                Diagnostic::at(
                    Code::SectionMissing,
                    name.span,
                    format!("there is no section `{}`", name.value),
                )
                .maybe_hint(near().did_you_mean(&name.value))
                .hint("a section is named by its file without number and ending"),
            ),
        }
    }
    for section in rest.into_iter().flatten() {
        let place = article.head.order.first().map_or(Span::top(article.file), |n| n.span);
        let message = format!(
            "`sections` leaves out `{}`",
            files.path(section.file).rsplit('/').next().unwrap_or("")
        );
        out.push(
            Diagnostic::at(Code::SectionMissing, place, message)
                .hint(format!("list it as `{}`, or remove the file", section.slug)),
        );
        ordered.push(section);
    }
    ordered
}

/// Hides sources and speakers that only something withheld names: their titles and names tell of
/// it.
#[expect(clippy::iter_over_hash_type, reason = "each record is hidden by itself, in any order")]
fn hide(site: &mut Site, names: &Names) {
    let mut kept: HashSet<SpeakerIndex> = HashSet::default();
    let used: HashSet<SourceIndex> = site.used_sources().collect();
    for (prefix, id) in &names.withheld.sources {
        let mut next = names.sources.get(prefix, id).map(SourceIndex);
        while let Some(source) = next {
            site.sources[source.0].hidden = !used.contains(&source);
            next = site.source(source).based_on;
        }
    }
    for source in site.sources.iter().filter(|s| !s.hidden) {
        kept.extend(&source.speakers);
    }
    kept.extend(site.used_speakers());
    let of_hidden: Vec<SpeakerIndex> =
        site.sources.iter().filter(|s| s.hidden).flat_map(|s| s.speakers.clone()).collect();
    let named = names.withheld.speakers.iter();
    let named = named.filter_map(|(prefix, id)| names.speakers.get(prefix, id).map(SpeakerIndex));
    for speaker in named.chain(of_hidden) {
        site.speakers[speaker.0].hidden = !kept.contains(&speaker);
    }
}

/// Leaves out an article that is not for this audience.
fn withhold(withheld: &mut Withheld, article: &ParsedArticle) {
    let prefix = crate::model::address::prefix(&article.folder);
    let of_sections = article.sections.iter().flat_map(|s| &s.claims);
    for claim in article.head.claims.iter().chain(of_sections) {
        withheld.claim(&prefix, claim);
    }
    withheld.sections.extend(article.sections.iter().map(|s| s.file));
    let original = article.head.original.iter().map(|id| (prefix.clone(), id.value.clone()));
    withheld.sources.extend(original);
    withheld.articles.insert(prefix);
}

/// The sections of an article that are for this audience, without the others.
fn published<'p>(
    withheld: &mut Withheld,
    article: &ParsedArticle,
    mut sections: Vec<&'p ParsedSection>,
    audience: Audience,
) -> Vec<&'p ParsedSection> {
    if audience.drafts {
        return sections;
    }
    let prefix = crate::model::address::prefix(&article.folder);
    sections.retain(|section| {
        if section.front.draft {
            withheld.sections.insert(section.file);
            section.claims.iter().for_each(|claim| withheld.claim(&prefix, claim));
        }
        !section.front.draft
    });
    let claims = sections.iter().flat_map(|s| &s.claims).chain(&article.head.claims);
    for claim in claims {
        match claim.details.draft {
            true => withheld.claim(&prefix, claim),
            false => withheld.drafts_in(&prefix, claim),
        }
    }
    sections
}

/// Adds an article without its claims, which it hands back: a claim may answer one of an article
/// that comes later.
fn add_article<'p>(
    site: &mut Site,
    names: &mut Names,
    article: &'p ParsedArticle,
    ordered: &[&'p ParsedSection],
    out: &mut Vec<Diagnostic>,
) -> Vec<graph::Home<'p>> {
    let prefix = crate::model::address::prefix(&article.folder);
    add_speakers(site, names, &article.speakers, &prefix, out);
    let language = article.head.language.as_ref();
    let language = language.map_or(&site.config.language, |language| &language.value).clone();
    add_sources(site, names, &article.sources, (&prefix, &language), out);
    let index = site.articles.len();
    let head = &article.head;
    let mut homes = Vec::new();
    homes.extend(head.claims.iter().map(|raw| graph::Home { raw, article: index, section: None }));
    let mut sections = Vec::new();
    for (i, section) in ordered.iter().enumerate() {
        let home = |raw| graph::Home { raw, article: index, section: Some(i) };
        homes.extend(section.claims.iter().map(home));
        sections.push(Section {
            id: links::page_id(&section.slug),
            old_ids: match head.layout {
                Layout::Page => {
                    section.front.aliases.iter().map(|a| links::page_id(&a.value)).collect()
                }
                Layout::Sections => Vec::new(),
            },
            slug: section.slug.clone(),
            file: section.file,
            title: section.front.title.as_ref().map(|title| title.value.clone()),
            title_text: section
                .front
                .title
                .as_ref()
                .map_or_else(PlainText::default, |title| PlainText::line(&title.value)),
            title_span: section.front.title.as_ref().map_or(Span::top(section.file), |t| t.span),
            draft: section.front.draft,
            unread: section.front.unread,
            language: section.front.language.as_ref().map(|language| language.value.clone()),
            language_span: section
                .front
                .language
                .as_ref()
                .map_or(Span::top(section.file), |language| language.span),
            document: Arc::clone(&section.document),
            patches: Patches::new(),
        });
    }
    if sections.is_empty() {
        let (message, hint) = match article.sections.is_empty() {
            true => (
                "the article has no sections",
                "add a Markdown file beside `article.yaml`, such as `01-opening.md`",
            ),
            false => (
                "every section of the article is a draft",
                "add `draft: true` to `article.yaml`, or see drafts with `gainsay serve --drafts`",
            ),
        };
        out.push(Diagnostic::at(Code::ArticleMissing, Span::top(article.file), message).hint(hint));
    }
    let span =
        |text: &Option<At<String>>| text.as_ref().map_or(Span::top(article.file), |t| t.span);
    let (title_span, standfirst_span) = (span(&head.title), span(&head.standfirst));
    let words = |text: &Option<At<String>>| text.as_ref().map(|t| t.value.clone());
    let title = words(&head.title).unwrap_or_default();
    let standfirst = words(&head.standfirst);
    let original = head.original.as_ref().and_then(|id| names.source(&prefix, id, out));
    site.articles.push(Article {
        title_span,
        standfirst_span,
        title_text: PlainText::line(&title),
        standfirst_text: PlainText::line(standfirst.as_deref().unwrap_or("")),
        language: head
            .language
            .as_ref()
            .map_or_else(|| site.config.language.clone(), |language| language.value.clone()),
        language_span: head.language.as_ref().map_or(title_span, |language| language.span),
        prefix,
        file: article.file,
        title,
        standfirst,
        byline: head.byline.clone(),
        published: head.published.clone(),
        annotated_by: head.annotated_by.clone(),
        original,
        unpublished: None,
        rights: head.rights.clone(),
        corrections: head.corrections.clone(),
        layout: head.layout,
        sections,
        marked: Vec::new(),
        elsewhere: Vec::new(),
        unanchored: Vec::new(),
        marks: BTreeMap::new(),
    });
    homes
}
