//! Keeps the order in which `article.yaml` names the sections.
//!
//! In go the order of a document, and that of the site where somebody wrote their own or has sections besides; out
//! comes `article.yaml` with an order that names every section once.

use super::sections::{SectionPlan, slug_of};
use crate::load::Tree;
use crate::yaml::edit::{self, EditRefusal, NewValue, TreeStep};

/// The file that names them.
pub(super) const HEAD: &str = "article.yaml";
const KEY: &str = "sections";

/// The order of the sections of a document; nothing where their file names say it.
pub(super) fn of_parts(parts: &[SectionPlan]) -> Vec<String> {
    let stems: Vec<&str> = parts.iter().map(|part| part.stem.as_str()).collect();
    match stems.is_sorted() {
        true => Vec::new(),
        false => stems.into_iter().map(|stem| slug_of(stem).to_owned()).collect(),
    }
}

/// The order that an `article.yaml` names.
fn listed(text: &str) -> Vec<String> {
    edit::read(text).map(|node| node.texts(KEY)).unwrap_or_default()
}

/// An `article.yaml` that names this order, and none where it is empty.
///
/// # Errors
/// The text cannot be edited.
pub(super) fn with(text: &str, order: &[String]) -> Result<String, EditRefusal> {
    let way = [TreeStep::Key(KEY)];
    if listed(text) == order {
        return Ok(text.to_owned());
    }
    let edit = match order {
        [] => edit::take(text, &way)?,
        order => {
            let list = order.iter().map(|slug| NewValue::Word(slug.clone())).collect();
            edit::put(text, &way, &NewValue::List(list))?
        }
    };
    edit::apply(text, &[edit]).map_err(|_| EditRefusal::Unreadable)
}

/// Three texts of an `article.yaml` that name the same order, and the order that their merger is to name.
pub(super) struct OrderMerge {
    /// As it was imported.
    pub base: String,
    /// As the document has it now.
    pub theirs: String,
    /// What the site is to name.
    pub wanted: Vec<String>,
}

/// Settles the order of sections before the rest of `article.yaml` is merged: one that somebody wrote into `ours` stays,
/// and new sections take their place in it; so do sections of the site that are not of the document in its order.
///
/// # Errors
/// A text cannot be edited.
pub(super) fn merge(
    [base, ours, theirs]: [&str; 3],
    parts: &[SectionPlan],
    tree: &Tree,
    folder: &str,
) -> Result<OrderMerge, EditRefusal> {
    let now = listed(ours);
    let of_document: Vec<&str> = parts.iter().map(|part| slug_of(&part.stem)).collect();
    let wanted = match now == listed(base) {
        false if now.is_empty() => Vec::new(),
        false => with_missing(now.clone(), &of_document),
        true => match of_parts(parts) {
            order if order.is_empty() => order,
            order => {
                let stems = tree.files.keys().filter_map(|path| {
                    path.strip_prefix(folder)?
                        .strip_suffix(".md")
                        .filter(|stem| !stem.contains('/'))
                });
                // A section that went, of the site or of the document, is told elsewhere.
                with_missing(order, &stems.map(slug_of).collect::<Vec<_>>())
            }
        },
    };
    Ok(OrderMerge { base: with(base, &now)?, theirs: with(theirs, &now)?, wanted })
}

/// `order` with those of `all` that it lacks, each behind the one that stands before it there.
fn with_missing(mut order: Vec<String>, all: &[&str]) -> Vec<String> {
    for (i, slug) in all.iter().enumerate() {
        if order.iter().any(|of| of == slug) {
            continue;
        }
        // All before it are in the order by now.
        let before = i.checked_sub(1).and_then(|i| order.iter().position(|of| of == all[i]));
        order.insert(before.map_or(0, |at| at + 1), (*slug).to_owned());
    }
    order
}
