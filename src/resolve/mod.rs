//! Resolves every reference: ids to records, quotes to places, links to targets.
//!
//! In goes a [`Parsed`]; out comes a [`Site`] without unresolved references, and the faults. A
//! reference without a target is reported and left out, so that the rest of the site is still
//! checked. Since an error stops the build before rendering, readers never see the result.

mod aliases;
mod anchors;
mod articles;
mod credits;
mod gaps;
mod graph;
mod guard;
mod ids;
mod kept;
mod levels;
mod links;
mod meant;
mod names;
mod order;
mod picture;
mod placed;
mod records;
mod site;
mod surroundings;
mod targets;
mod withheld;

pub use anchors::{ContextChange, ContextPart, Proposal, ProposalKind, became, marks, shown};
pub use gaps::{Gaps, folder_of};
pub use guard::{ArticleGuard, ContextGroup, Guard, counted, names};
pub use ids::page_id;
pub use kept::KeptArticles;
pub use site::*;
pub use surroundings::Surroundings;
pub use withheld::{Audience, Reason};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::address;
use crate::parse::{Faults, Parsed, ParsedArticle};
use crate::source::Span;
use ahash::HashSet;
use articles::{add_article, drafts_in, order, published, withhold};
use graph::Given;
use kept::Reuse;
use names::SiteNames;
use records::{add_sources, add_speakers, hide};
use std::sync::Arc;

/// Resolves `parsed`.
pub fn resolve(parsed: &Parsed, with: &Surroundings) -> (Site, Guard, Vec<Diagnostic>) {
    resolve_again(parsed, with, None)
}

/// Like [`resolve`], with the same result. What the build before yielded for an article is taken from `kept`
/// where it still holds, and what this one yields is put there.
pub fn resolve_again(
    parsed: &Parsed,
    with: &Surroundings,
    kept: Option<&mut KeptArticles>,
) -> (Site, Guard, Vec<Diagnostic>) {
    let mut out = Faults::default();
    let mut site = Site {
        config: parsed.config.clone(),
        articles: Vec::new(),
        claims: Vec::new(),
        sources: Vec::new(),
        speakers: Vec::new(),
        redirects: Vec::new(),
        incomplete: false,
        drafts: 0,
        changes: None,
        in_vain: HashSet::default(),
        build: None,
    };
    let mut names = SiteNames::with(with.gaps);
    add_speakers(&mut site, &mut names, &parsed.speakers, "", &mut out);
    // If a site has one article, its sources belong to that article.
    let only = parsed.articles.iter().find(|a| a.folder.is_empty());
    let language = only.and_then(|a| a.head.language.as_ref());
    let language = language.map_or(&parsed.config.language, |language| &language.value);
    add_sources(&mut site, &mut names, &parsed.sources, ("", language), &mut out);
    let mut reuse = Reuse::of(kept, with);
    site.build = reuse.build();
    let mut links = Vec::new();
    let mut raw_claims = Vec::new();
    let mut published_articles = Vec::new();
    let mut section_aliases = Vec::new();
    for article in &parsed.articles {
        let sections = order(article, with, &mut out);
        credits::check(article, &sections, with, &mut out);
        let reason = with.audience.reason(&article.head);
        let ends = article.head.embargo.filter(|_| reason == Some(Reason::Embargo));
        site.changes = site.changes.into_iter().chain(ends).min();
        if with.audience.drafts || reason.is_none() {
            let published = published(&mut names.withheld, article, sections, with.audience);
            section_aliases.extend(published.iter().map(|s| s.front.aliases.clone()));
            let prefix = address::prefix(&article.folder);
            let language = article.head.language.as_ref().map(|language| language.value.as_str());
            let language = language.unwrap_or(&site.config.language);
            let kept = reuse.links(article, (&prefix, language), with);
            let sections = kept.as_ref().map(|kept| Arc::clone(&kept.sections));
            links.push(kept);
            let (site, names) = (&mut site, &mut names);
            raw_claims.extend(add_article(site, names, article, &published, sections, &mut out));
            if let Some(added) = site.articles.last_mut() {
                added.unpublished = reason;
            }
            published_articles.push(article);
        } else {
            withhold(&mut names.withheld, article);
        }
    }
    if site.articles.is_empty() && !with.gaps.hold_single() {
        out.extend(nothing_published(&parsed.articles, with.audience));
    }
    site.incomplete = !names.withheld.is_empty();
    site.drafts = parsed.articles.iter().map(|article| drafts_in(article).len()).sum();
    let mut faults = Vec::new();
    let claims = (raw_claims.as_slice(), &names.withheld);
    let links = links::resolve(&mut site, claims, (links, reuse.goes_on()), with, &mut faults);
    reuse.keep_links(links);
    out.extend(faults);
    out.extend(site.config.picture.as_ref().and_then(|name| picture::check(name, with.assets)));
    let locks = published_articles.iter().zip(&site.articles);
    let locks: Vec<_> = locks
        .map(|(article, shown)| match guard::is_of_another_language(&article.lock, shown) {
            true => Arc::default(),
            false => Arc::clone(&article.lock),
        })
        .collect();
    names.left_out = published_articles.iter().map(|a| a.left_out.clone()).collect();
    let given = Given { homes: raw_claims, articles: &published_articles, locks: &locks };
    let guarded = graph::add_claims(&mut site, &names, given, with, &mut reuse, &mut out);
    let both = (published_articles.as_slice(), site.articles.as_slice());
    let (guard, of_guard) = Guard::of(both, guarded, with.files, &|i| reuse.guard(i));
    reuse.keep(&site, &guard, &of_guard);
    out.extend(of_guard.into_iter().flatten());
    let mut faults = Vec::new();
    order::check(&site, &mut faults);
    hide(&mut site, &names, with.audience.drafts);
    aliases::resolve(&mut site, &section_aliases, &mut faults);
    out.extend(faults);
    (site, guard, out.into_parts().0)
}

/// Reports that all articles are withheld, and by what; `None` if there are no articles.
fn nothing_published(articles: &[ParsedArticle], audience: Audience) -> Option<Diagnostic> {
    let first = articles.first()?;
    let reasons = || articles.iter().map(|article| audience.reason(&article.head));
    let drafts = reasons().any(|reason| reason == Some(Reason::Draft));
    let embargoes = reasons().any(|reason| reason == Some(Reason::Embargo));
    let one = articles.len() == 1;
    let what = match (one, drafts, embargoes) {
        (true, true, _) => "the only article is a draft",
        (true, false, _) => "the only article is under embargo",
        (false, true, true) => "every article is a draft or under embargo",
        (false, true, false) => "every article is a draft",
        (false, false, _) => "every article is under embargo",
    };
    let hint = match (one, drafts) {
        (true, true) => {
            "when readers may see it, take `draft` out of `article.yaml` and of its sections"
        }
        (true, false) => "the first build after the moment of its `embargo` publishes it",
        (false, true) => {
            "when readers may see one, take `draft` out of its `article.yaml` and of its sections"
        }
        (false, false) => "the first build after the moment of its `embargo` publishes each",
    };
    let them = if one { "it" } else { "them" };
    let span = first.head.kept_by.unwrap_or(Span::top(first.file));
    Some(
        Diagnostic::at(Code::ArticleMissing, span, format!("nothing is published yet: {what}"))
            .hint(hint)
            .hint(format!("until then, `gainsay serve --drafts` shows {them}")),
    )
}
