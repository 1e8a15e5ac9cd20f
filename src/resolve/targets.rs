//! Checks the link targets of raw HTML: they must be unique on a page, and not be the tool's own
//! ids.
//!
//! In goes an article whose headings have their ids; its targets are added to the possible targets
//! of links, and faults are reported.

use super::ids::{HeadingIds, has_no_place, is_reserved};
use super::site::{Article, Section};
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::RawTarget;
use crate::model::Layout;
use crate::source::Span;
use ahash::HashMap;
use pulldown_cmark::{Event, Tag};
use std::sync::Arc;

/// The ids of a page so far, with their places if known.
type Taken = HashMap<String, Option<Span>>;

/// Adds the targets of each section to `ids`.
pub(super) fn add(article: &Article, ids: &mut HeadingIds, out: &mut Vec<Diagnostic>) {
    if article.sections.iter().all(|section| section.document.targets.is_empty()) {
        return;
    }
    // The sections of one page share its names.
    let alone = article.details.layout == Layout::Sections;
    let mut taken = Taken::default();
    if !alone {
        let old = article.sections.iter().flat_map(|s| &s.old_ids);
        let placed = article.sections.iter().filter(|section| !has_no_place(section));
        let of_sections = placed.map(|s| &s.id).chain(old);
        taken.extend(of_sections.map(|id| (id.clone(), None)));
        taken.extend(article.sections.iter().flat_map(headings));
    }
    for (section, ids) in article.sections.iter().zip(ids) {
        if alone {
            taken = headings(section).collect();
        }
        for target in &section.document.targets {
            match fault(target, &taken) {
                Some(fault) => out.push(fault),
                None => {
                    taken.insert(target.id.clone(), Some(target.span));
                }
            }
            let id = target.id.clone();
            Arc::make_mut(ids).entry(id.clone()).or_insert(id);
        }
    }
}

/// The ids of a section's headings.
fn headings(section: &Section) -> impl Iterator<Item = (String, Option<Span>)> {
    section.document.headings.iter().filter_map(|heading| {
        match section.patches.get(&heading.node)? {
            Event::Start(Tag::Heading { id: Some(id), .. }) => {
                Some((id.to_string(), Some(heading.span)))
            }
            _ => None,
        }
    })
}

fn fault(target: &RawTarget, taken: &Taken) -> Option<Diagnostic> {
    let id = &target.id;
    if is_reserved(id) {
        let message = format!("`{id}` is a name that the pages need for parts of their own");
        return Some(
            Diagnostic::at(Code::HtmlForbidden, target.span, message)
                .hint(format!("give it another name, such as `my-{id}`")),
        );
    }
    let other = taken.get(id)?;
    let message = match other {
        Some(_) => format!("the name `{id}` stands twice on this page"),
        None => format!("the name `{id}` is the address of a section on this page"),
    };
    let mut fault = Diagnostic::at(Code::KeyDuplicate, target.span, message);
    if let Some(span) = other {
        fault = fault.also(*span, "the other");
    }
    Some(fault.hint("links lead to the first of two; give this one another name"))
}
