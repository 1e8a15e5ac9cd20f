//! Assigns a unique id to every heading of a page.
//!
//! In goes an article; out come the ids of its headings, which are added to their events, and
//! faults of the ids that authors gave.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Layout;
use crate::resolve::ids::{HeadingIds, RESERVED_IDS, RESERVED_PREFIXES, has_no_place};
use crate::resolve::site::{Article, Section};
use crate::source::Span;
use ahash::{HashMap, HashSet};
use pulldown_cmark::{Event, Tag};
use std::sync::Arc;

/// Assigns a unique id to every heading of a page: the author's, or one derived from its text.
pub(super) fn heading_ids(article: &mut Article, out: &mut Vec<Diagnostic>) -> HeadingIds {
    let fixed = || RESERVED_IDS.iter().map(|s| (*s).to_owned());
    // Sections on one page share its ids; a section with its own page does not share.
    let alone = article.details.layout == Layout::Sections;
    let mut on_page: HashSet<String> = fixed().collect();
    if !alone {
        on_page.extend(article.sections.iter().map(|s| s.id.clone()));
        on_page.extend(article.sections.iter().flat_map(|s| s.old_ids.iter().cloned()));
    }
    // How many headings had the same text, so that the search for a number does not start again.
    let mut counts: HashMap<String, usize> = HashMap::default();
    let mut given = match alone {
        true => HashMap::default(),
        false => given_ids(&article.sections, &mut on_page, out),
    };
    let mut ids = Vec::new();
    for section in Arc::make_mut(&mut article.sections) {
        if section.document.headings.is_empty() {
            ids.push(Arc::default());
            continue;
        }
        if alone {
            counts.clear();
            on_page = fixed().collect();
            let own: &[Section] = std::slice::from_ref(section);
            given = given_ids(own, &mut on_page, out);
        }
        let mut of_section = HashMap::default();
        let own = section.document.headings.iter().filter_map(|h| given.get(&h.span));
        of_section.extend(own.map(|id| (id.clone(), id.clone())));
        for heading in &section.document.headings {
            let reserved = RESERVED_PREFIXES.iter().any(|p| heading.slug.starts_with(p));
            let base =
                if reserved { format!("heading-{}", heading.slug) } else { heading.slug.clone() };
            let id = match given.remove(&heading.span) {
                Some(id) => id,
                None => next_id(base, &mut counts, &mut on_page),
            };
            let mut event = section.document.nodes[heading.node].event.clone();
            if let Event::Start(Tag::Heading { id: slot, .. }) = &mut event {
                *slot = Some(id.clone().into());
            }
            section.patches.insert(heading.node, event);
            of_section.entry(heading.slug.clone()).or_insert_with(|| id.clone());
            of_section.entry(id.clone()).or_insert(id);
        }
        ids.push(Arc::new(of_section));
    }
    ids
}

/// An id that begins with `base`, and that no heading on the page has.
fn next_id(
    base: String,
    counts: &mut HashMap<String, usize>,
    on_page: &mut HashSet<String>,
) -> String {
    let n = counts.entry(base.clone()).or_insert(0_usize);
    *n += 1;
    let mut id = if *n > 1 { format!("{base}-{n}") } else { base.clone() };
    while !on_page.insert(id.clone()) {
        *n += 1;
        id = format!("{base}-{n}");
    }
    id
}

/// The ids that authors give to headings of `sections`, which share a page, by the place of the
/// heading. They take precedence over derived ids; duplicate ones are reported.
fn given_ids(
    sections: &[Section],
    on_page: &mut HashSet<String>,
    out: &mut Vec<Diagnostic>,
) -> HashMap<Span, String> {
    let mut given = HashMap::default();
    let mut firsts: HashMap<&str, Span> = HashMap::default();
    // A section without a title has no element of its own on the page.
    let without = sections.iter().filter(|section| has_no_place(section));
    let free: HashSet<&str> = without.map(|section| section.id.as_str()).collect();
    let placed = sections.iter().filter(|section| !has_no_place(section));
    let old = sections.iter().flat_map(|section| &section.old_ids);
    let of_sections: HashSet<&str> =
        placed.map(|section| &section.id).chain(old).map(String::as_str).collect();
    for heading in sections.iter().flat_map(|section| &section.document.headings) {
        let Some(id) = &heading.id else { continue };
        let name = id.value.as_str();
        if let Some(first) = firsts.get(name) {
            out.push(
                Diagnostic::at(
                    Code::KeyDuplicate,
                    id.span,
                    format!("two headings of the page have the address `{name}`"),
                )
                .label("again here")
                .also(*first, "first here"),
            );
        } else if RESERVED_PREFIXES.iter().any(|p| name.starts_with(p))
            || (on_page.contains(name) && !free.contains(name))
        {
            let message = format!("a heading cannot have the address `{name}`");
            let why = match of_sections.contains(name) {
                true => "a section of the page has it, or had it; choose another",
                false => "the tool needs it for the page; choose another",
            };
            out.push(Diagnostic::at(Code::NameReserved, id.span, message).hint(why));
        } else {
            firsts.insert(name, id.span);
            on_page.insert(name.to_owned());
            given.insert(heading.span, name.to_owned());
        }
    }
    given
}
