//! Assigns ids to headings, and resolves the targets of links and images.
//!
//! In goes a site with targets as typed; out comes one whose nodes have addresses of the output. A
//! relative target is the path of a file relative to the Markdown file, as in an editor or on
//! GitHub: a section, or a file in `static/`. Targets that do not exist are reported.

mod astray;
mod built;
mod headings;
mod pages;
mod scope;
mod shown;

use super::credits;
use super::ids::Led;
use super::kept::{KeptLinks, Outside, is_same_file};
use super::placed::PlacedClaim;
use super::site::{Article, Section, Site};
use super::surroundings::Surroundings;
use super::withheld::Withheld;
use super::{levels, targets};
use crate::diagnostic::Diagnostic;
use crate::markdown::many;
use crate::parse::article::ImageCredit;
use crate::source::FileId;
use crate::theme::Asset;
use built::PagedRecords;
use headings::heading_ids;
use pages::LinkTargets;
use pulldown_cmark::{Event, Tag};
use rayon::prelude::*;
use scope::LinkScope;
use shown::{caption, with_value};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// What linking the sections of an article yields.
struct LinkedArticle {
    faults: Vec<Diagnostic>,
    /// The headings that its links lead to.
    led: Led,
    in_vain: Vec<String>,
    outside: Vec<Outside>,
    /// Faults of headings that are known, as [`levels::check`] takes them.
    levels: Vec<Option<Vec<Diagnostic>>>,
}

/// Resolves ids and targets in all sections of all articles; `claims` are the published ones. Articles that
/// are `kept` have their sections as they were linked before. Gives what to keep, if the build `goes_on`.
pub(super) fn resolve(
    site: &mut Site,
    (claims, withheld): (&[PlacedClaim], &Withheld),
    (kept, goes_on): (Vec<Option<KeptLinks>>, bool),
    with: &Surroundings,
    out: &mut Vec<Diagnostic>,
) -> Vec<Option<KeptLinks>> {
    let Site { articles, sources, speakers, config, in_vain, .. } = site;
    let mut pages = LinkTargets::default();
    let path = |file: &FileId| with.files.path(*file).to_owned();
    pages.withheld = withheld.sections.iter().map(path).collect();
    let paths = |article: &Article| article.sections.iter().map(|s| path(&s.file)).collect();
    pages.records = Some(PagedRecords {
        sources,
        speakers,
        claims,
        articles: articles.iter().map(|a| (a.prefix.clone(), paths(a))).collect(),
        base: config.base_url.as_ref(),
        pages: OnceLock::new(),
    });
    let (mut owns, mut of_ids) = (Vec::new(), Vec::new());
    for (article, kept) in articles.iter_mut().zip(&kept) {
        let mut faults = Vec::new();
        let ids = match kept {
            Some(kept) => {
                faults.extend(kept.faults.iter().cloned());
                kept.ids.clone()
            }
            None => {
                let mut ids = heading_ids(article, &mut faults);
                targets::add(article, &mut ids, &mut faults);
                ids
            }
        };
        let first = pages.addresses.len();
        pages.add(article, ids, with);
        owns.push(first..pages.addresses.len());
        out.extend(faults.iter().cloned());
        of_ids.push(faults);
    }
    let each = articles.par_iter_mut().zip(kept).zip(&owns);
    let link = |((article, kept), own)| link_article(article, kept, own, &pages, with);
    let mut linked: Vec<LinkedArticle> = each.map(link).collect();
    let mut led = Led::default();
    for article in &mut linked {
        in_vain.extend(article.in_vain.iter().cloned());
        for (there, from) in &article.led {
            led.entry(there.clone()).or_insert(*from);
        }
    }
    let each = articles.par_iter().zip(&mut linked).zip(&owns);
    let levels: Vec<_> = each
        .map(|((article, linked), own)| {
            levels::check(article, own.start, &led, with.files, &mut linked.levels)
        })
        .collect();
    out.extend(linked.iter().flat_map(|article| &article.faults).cloned());
    out.extend(levels.into_iter().flatten());
    let each = articles.iter().zip(linked).zip(owns.into_iter().zip(of_ids));
    match goes_on {
        true => each.map(|((article, linked), own)| keep(article, linked, own, &pages)).collect(),
        false => Vec::new(),
    }
}

/// What of an article may be kept; none where a link of it leads nowhere.
fn keep(
    article: &Article,
    linked: LinkedArticle,
    (own, faults): (Range<usize>, Vec<Diagnostic>),
    pages: &LinkTargets,
) -> Option<KeptLinks> {
    if !linked.faults.is_empty() || !linked.in_vain.is_empty() {
        return None;
    }
    let inside = (own.start, String::new())..(own.end, String::new());
    let inside = linked.led.range(inside);
    Some(KeptLinks {
        sections: Arc::clone(&article.sections),
        ids: pages.fragments[own.clone()].to_vec(),
        faults,
        led: inside.map(|((at, id), from)| ((at - own.start, id.clone()), *from)).collect(),
        outside: linked.outside,
        levels: linked.levels,
    })
}

fn link_article(
    article: &mut Article,
    kept: Option<KeptLinks>,
    own: &Range<usize>,
    pages: &LinkTargets,
    with: &Surroundings,
) -> LinkedArticle {
    let scope = |i: usize, section: &Section| LinkScope::of(section, own.start + i, pages, with);
    let mut all = LinkedArticle {
        faults: Vec::new(),
        led: Led::default(),
        in_vain: Vec::new(),
        outside: Vec::new(),
        levels: vec![None; own.len()],
    };
    if let Some(kept) = kept {
        let at = |((at, id), from)| ((own.start + at, id), from);
        all.led = kept.led.into_iter().map(at).collect();
        let same = |outside: &Outside| {
            let (Outside::Link(i, ..) | Outside::Image(i, ..)) = outside;
            let section = &article.sections[*i];
            outside.leads_there(section, &scope(*i, section), &mut all.led)
        };
        if kept.outside.iter().all(same) {
            return LinkedArticle { outside: kept.outside, levels: kept.levels, ..all };
        }
        all.led.clear();
        for section in Arc::make_mut(&mut article.sections) {
            section.patches.clear();
            section.pictures.clear();
        }
        // Their faults are known.
        heading_ids(article, &mut Vec::new());
    }
    let credits = &article.details.images;
    let sections = Arc::make_mut(&mut article.sections).par_iter_mut().enumerate();
    let link = |(i, section): (usize, &mut Section)| {
        let scope = scope(i, section);
        link_section(section, (i, own), credits, &scope)
    };
    for linked in sections.map(link).collect::<Vec<_>>() {
        all.faults.extend(linked.faults);
        all.in_vain.extend(linked.in_vain);
        all.outside.extend(linked.outside);
        for (there, from) in linked.led {
            all.led.entry(there).or_insert(from);
        }
    }
    all
}

impl Outside {
    /// True if it is as it was; the heading that it leads to is added to `led`.
    fn leads_there(&self, section: &Section, scope: &LinkScope, led: &mut Led) -> bool {
        match self {
            Self::Link(_, link, address) => {
                let link = &section.document.links[*link];
                if let Some(there) = scope.heading(&link.target, link.span) {
                    led.entry(there).or_insert(link.span);
                }
                scope.link(&link.target, link.span).is_ok_and(|now| now == *address)
            }
            Self::Image(_, image, path, bytes) => {
                let asset = scope.asset(&section.document.images[*image].target);
                asset.is_some_and(|now| now.path == *path && is_same_file(&now.bytes, bytes))
            }
        }
    }
}

/// Links the section `i` of an article whose sections have the indices `own`.
fn link_section(
    section: &mut Section,
    (i, own): (usize, &Range<usize>),
    credits: &[ImageCredit],
    scope: &LinkScope,
) -> LinkedArticle {
    let (mut out, mut led, mut in_vain) = (Vec::new(), Led::new(), Vec::new());
    let mut outside = Vec::new();
    let document = &section.document;
    for (n, link) in document.links.iter().enumerate() {
        match scope.link(&link.target, link.span) {
            Ok(target) => {
                if scope.leads_out(&link.target, own) {
                    outside.push(Outside::Link(i, n, target.clone()));
                }
                if let Some(there) = scope.heading(&link.target, link.span) {
                    led.entry(there).or_insert(link.span);
                }
                let mut event = document.nodes[link.node].event.clone();
                if let Event::Start(Tag::Link { dest_url, link_type, .. }) = &mut event
                    && *link_type != pulldown_cmark::LinkType::Email
                {
                    *dest_url = target.into();
                    section.patches.insert(link.node, event);
                } else if let Some(at) = &link.raw
                    && target != link.target
                {
                    section.patches.insert(link.node, with_value(event, at, &target));
                }
            }
            Err(fault) => out.extend(fault.said(&mut in_vain)),
        }
    }
    for (n, image) in document.images.iter().enumerate() {
        match scope.image(image) {
            Ok(shown) => {
                if let Some(Asset { path, bytes }) = scope.asset(&image.target) {
                    outside.push(Outside::Image(i, n, path.clone(), bytes.clone()));
                }
                let credit = credits::of(credits, &image.target);
                let in_figure = image.alone && (credit.is_some() || !image.title.is_empty());
                let event = match &image.raw {
                    Some(at) => {
                        with_value(document.nodes[image.node].event.clone(), at, &shown.address)
                    }
                    None => Event::InlineHtml(shown.html(image, in_figure).into()),
                };
                section.patches.insert(image.node, event);
                if in_figure {
                    let end = caption(image, credit);
                    section.patches.insert(image.node - 1, Event::Html("<figure>".into()));
                    section.patches.insert(image.node + 1, Event::Html(end.into()));
                }
                if let Some(credit) = credit {
                    let picture = credits::credited(image, credit);
                    if !section.pictures.contains(&picture) {
                        section.pictures.push(picture);
                    }
                }
            }
            Err(fault) => out.extend(fault.said(&mut in_vain)),
        }
    }
    LinkedArticle { faults: many::limit(out), led, in_vain, outside, levels: Vec::new() }
}
