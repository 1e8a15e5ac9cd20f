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
use super::placed::PlacedClaim;
use super::site::{Article, Section, Site};
use super::surroundings::Surroundings;
use super::targets;
use super::withheld::Withheld;
use crate::diagnostic::Diagnostic;
use crate::markdown::many;
use crate::parse::article::ImageCredit;
use crate::source::FileId;
use built::PagedRecords;
use headings::heading_ids;
use pages::LinkTargets;
use pulldown_cmark::{Event, Tag};
use rayon::prelude::*;
use scope::LinkScope;
use shown::{caption, with_value};
use std::sync::OnceLock;

/// Resolves ids and targets in all sections of all articles; `claims` are the published ones.
pub(super) fn resolve(
    site: &mut Site,
    claims: &[PlacedClaim],
    withheld: &Withheld,
    with: &Surroundings,
    out: &mut Vec<Diagnostic>,
) {
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
    for article in &mut *articles {
        let mut ids = heading_ids(article, out);
        targets::add(article, &mut ids, out);
        pages.add(article, ids, with);
    }
    let mut first = 0;
    let mut led = Led::default();
    for article in &mut *articles {
        let (sections, credits) = (&mut article.sections, &article.details.images);
        let link = |(i, section)| link_section(section, first + i, credits, &pages, with);
        let linked: Vec<_> = sections.par_iter_mut().enumerate().map(link).collect();
        for (faults, to, vain) in linked {
            out.extend(faults);
            in_vain.extend(vain);
            to.into_iter().for_each(|(there, from)| {
                led.entry(there).or_insert(from);
            });
        }
        first += article.sections.len();
    }
    let mut first = 0;
    for article in articles {
        super::levels::check(article, first, &led, with.files, out);
        first += article.sections.len();
    }
}

fn link_section(
    section: &mut Section,
    index: usize,
    credits: &[ImageCredit],
    pages: &LinkTargets,
    with: &Surroundings,
) -> (Vec<Diagnostic>, Led, Vec<String>) {
    let (mut out, mut led, mut in_vain) = (Vec::new(), Led::new(), Vec::new());
    let path = with.files.path(section.file);
    let scope = LinkScope {
        pages,
        with,
        section: index,
        page: pages.addresses[index].0.clone(),
        folder: path.rsplit_once('/').map_or("", |(f, _)| f).to_owned(),
    };
    let document = &section.document;
    for link in &document.links {
        match scope.link(&link.target, link.span) {
            Ok(target) => {
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
    for image in &document.images {
        match scope.image(image) {
            Ok(shown) => {
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
    (many::limit(out), led, in_vain)
}
