//! Resolves articles and their sections, and leaves out what is not for the audience.
//!
//! In goes a parsed article; it is added to the site, and its claims are returned.

use super::gaps::folder_of;
use super::ids::page_id;
use super::names::SiteNames;
use super::placed::PlacedClaim;
use super::records::{add_sources, add_speakers};
use super::site::{Article, Section, Site};
use super::surroundings::Surroundings;
use super::withheld::{Audience, Withheld};
use crate::diagnostic::{self, Code, Diagnostic};
use crate::markdown::Patches;
use crate::markdown::text::PlainText;
use crate::model::Layout;
use crate::parse::claim::{RawClaim, RawCounter};
use crate::parse::{Faults, ParsedArticle, ParsedSection};
use crate::source::{At, Span};
use ahash::HashMap;
use std::cell::OnceCell;
use std::sync::Arc;

/// Sorts the sections in the order that `article.yaml` gives.
pub(super) fn order<'p>(
    article: &'p ParsedArticle,
    with: &Surroundings,
    out: &mut Faults,
) -> Vec<&'p ParsedSection> {
    let mut rest: Vec<Option<&ParsedSection>> =
        article.sections.iter().map(|s| Some(&**s)).collect();
    if article.head.order.is_empty() {
        return rest.into_iter().flatten().collect();
    }
    let slugs: Vec<&str> = article.sections.iter().map(|s| s.slug.as_str()).collect();
    let mut ordered = Vec::with_capacity(rest.len());
    let folder = with.files.path(article.file).rsplit_once('/').map_or("", |(folder, _)| folder);
    let near = OnceCell::new();
    let near = || near.get_or_init(|| diagnostic::Names::of(slugs.iter().copied()));
    // If two sections have the same address, the first counts.
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
            None if with.gaps.hold_section(folder, &name.value) => {}
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
            with.files.path(section.file).rsplit('/').next().unwrap_or("")
        );
        out.push(
            Diagnostic::at(Code::SectionMissing, place, message)
                .hint(format!("list it as `{}`, or remove the file", section.slug)),
        );
        ordered.push(section);
    }
    ordered
}

/// Leaves out an article that is not for this audience.
pub(super) fn withhold(withheld: &mut Withheld, article: &ParsedArticle) {
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

/// The claims of an article that are drafts, or stand in a section or an article that is one. Answers that are
/// written in such a claim go with it.
pub(super) fn drafts_in(article: &ParsedArticle) -> Vec<&RawClaim> {
    fn add<'p>(claims: &mut Vec<&'p RawClaim>, claim: &'p RawClaim, is_drafted: bool) {
        if is_drafted || claim.details.draft {
            return claims.push(claim);
        }
        for counter in &claim.counters {
            if let RawCounter::InPlace(counter, _) = counter {
                add(claims, counter, false);
            }
        }
    }
    let whole = article.head.draft;
    let mut drafts = Vec::new();
    article.head.claims.iter().for_each(|claim| add(&mut drafts, claim, whole));
    for section in &article.sections {
        let is_drafted = whole || section.front.draft;
        if !is_drafted && !section.has_drafts {
            continue;
        }
        section.claims.iter().for_each(|claim| add(&mut drafts, claim, is_drafted));
    }
    drafts
}

/// The sections of an article that are for this audience.
pub(super) fn published<'p>(
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
    let with_drafts = sections.iter().filter(|section| section.has_drafts);
    let claims = with_drafts.flat_map(|s| &s.claims).chain(&article.head.claims);
    for claim in claims {
        match claim.details.draft {
            true => withheld.claim(&prefix, claim),
            false => withheld.drafts_in(&prefix, claim),
        }
    }
    sections
}

/// Adds an article without its claims, and returns them: a claim may answer one of a later article. Its
/// sections may be `kept`.
pub(super) fn add_article<'p>(
    site: &mut Site,
    names: &mut SiteNames,
    article: &'p ParsedArticle,
    ordered: &[&'p ParsedSection],
    kept: Option<Arc<[Section]>>,
    out: &mut Faults,
) -> Vec<PlacedClaim<'p>> {
    let prefix = crate::model::address::prefix(&article.folder);
    add_speakers(site, names, &article.speakers, &prefix, out);
    let language = article.head.language.as_ref();
    let language = language.map_or(&site.config.language, |language| &language.value).clone();
    add_sources(site, names, &article.sources, (&prefix, &language), out);
    let index = site.articles.len();
    let head = &article.head;
    let mut homes = Vec::new();
    homes.extend(head.claims.iter().map(|raw| PlacedClaim { raw, article: index, section: None }));
    for (i, section) in ordered.iter().enumerate() {
        let home = |raw| PlacedClaim { raw, article: index, section: Some(i) };
        homes.extend(section.claims.iter().map(home));
    }
    let shown = |section: &&ParsedSection| shown_section(section, head.details.layout);
    let sections = kept.unwrap_or_else(|| ordered.iter().map(shown).collect());
    if sections.is_empty() && !names.gaps.hold_section_of(&folder_of(&prefix)) {
        let drafts = "nothing of the article is published yet: every section of it is a draft";
        // If there are other articles, they are published without this one.
        let (message, hint) = match (article.sections.is_empty(), prefix.is_empty()) {
            (true, _) => (
                "the article has no sections",
                "add a Markdown file beside `article.yaml`, such as `01-opening.md`",
            ),
            (false, true) => (
                drafts,
                "when readers may see one, take `draft` out of it; until then, `gainsay serve --drafts` shows them",
            ),
            (false, false) => {
                (drafts, "add `draft: true` to `article.yaml`; `gainsay serve --drafts` shows them")
            }
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
        original,
        unpublished: None,
        sections,
        standing: Arc::default(),
        as_before: false,
        details: Arc::clone(&head.details),
    });
    homes
}

/// A section as it is shown, without the targets of its links.
fn shown_section(section: &ParsedSection, layout: Layout) -> Section {
    let ParsedSection { slug, file, front, document, .. } = section;
    let (title, language) = (front.title.as_ref(), front.language.as_ref());
    Section {
        id: page_id(slug),
        old_ids: match layout {
            Layout::Page => front.aliases.iter().map(|a| page_id(&a.value)).collect(),
            Layout::Sections => Vec::new(),
        },
        slug: slug.clone(),
        file: *file,
        title: title.map(|title| title.value.clone()),
        title_text: title.map_or_else(PlainText::default, |title| PlainText::line(&title.value)),
        title_span: title.map_or(Span::top(*file), |title| title.span),
        draft: front.draft,
        unread: front.unread,
        language: language.map(|language| language.value.clone()),
        language_span: language.map_or(Span::top(*file), |language| language.span),
        document: Arc::clone(document),
        patches: Patches::new(),
        pictures: Vec::new(),
    }
}
