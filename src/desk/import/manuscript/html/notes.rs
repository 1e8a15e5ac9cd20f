//! Footnotes and comments of a page.
//!
//! Every program marks them in its own way, and all of them link a mark to the note and the note back to the mark.
//! In goes a page; out comes which element is a mark, and which is the note.

use super::links::address;
use super::tree::{At, Child, Page};
use crate::desk::import::manuscript::model::{Remark, RemarkKind, Voice};
use std::collections::{BTreeMap, BTreeSet};

/// The notes of a page.
#[derive(Debug, Default)]
pub(super) struct PageNotes {
    /// The number of the remark by the link that is its mark.
    pub marks: BTreeMap<At, usize>,
    /// Elements that hold the notes.
    pub holders: BTreeSet<At>,
    /// The remarks.
    pub remarks: Vec<Remark>,
}

/// The most characters of a mark, such as `[12]`.
const LONGEST_MARK: usize = 6;

/// What a link leads to on its page.
fn target(page: &Page, at: At) -> Option<&str> {
    page.attribute(at, "href")?.strip_prefix('#').filter(|to| !to.is_empty())
}

/// The names by which a link can be reached: its own, and those of what holds it.
fn names(page: &Page, at: At) -> impl Iterator<Item = &str> {
    let own = [page.attribute(at, "id"), page.attribute(at, "name")];
    let above = page
        .above(at)
        .take(4)
        .flat_map(|at| [page.attribute(at, "id"), page.attribute(at, "name")]);
    own.into_iter().chain(above).flatten()
}

impl PageNotes {
    /// Finds the notes.
    pub(super) fn read(page: &Page) -> Self {
        let is_link = |at: &At| page.tags[*at].name == "a" && target(page, *at).is_some();
        let links: Vec<At> = (0..page.tags.len()).filter(is_link).collect();
        // Links by what they lead to and by each name that leads to them: a mark has these the other way round.
        let mut by_names: BTreeMap<(&str, &str), BTreeSet<At>> = BTreeMap::new();
        for at in &links {
            let to = target(page, *at).unwrap_or("");
            for name in names(page, *at) {
                by_names.entry((to, name)).or_default().insert(*at);
            }
        }
        // A mark leads to a note that leads back.
        let mut pairs: Vec<(At, At)> = Vec::new();
        let mut used: BTreeSet<At> = BTreeSet::new();
        for mark in &links {
            // A mark is a number or a sign, and no words.
            if used.contains(mark) || page.words(*mark).chars().count() > LONGEST_MARK {
                continue;
            }
            let to = target(page, *mark).unwrap_or("");
            let back = names(page, *mark)
                .find_map(|name| by_names.get(&(name, to))?.range(mark + 1..).next().copied());
            let Some(back) = back else { continue };
            for at in [*mark, back] {
                used.insert(at);
                let to = target(page, at).unwrap_or("");
                for name in names(page, at) {
                    if let Some(of) = by_names.get_mut(&(to, name)) {
                        of.remove(&at);
                    }
                }
            }
            pairs.push((*mark, back));
        }
        // How many notes each element holds.
        let mut held: BTreeMap<At, usize> = BTreeMap::new();
        for (_, back) in &pairs {
            for at in std::iter::once(*back).chain(page.above(*back)) {
                *held.entry(at).or_default() += 1;
            }
        }
        let mut notes = Self::default();
        for (mark, back) in &pairs {
            let holder = holder(page, *mark, *back, &held);
            let name = target(page, *mark).unwrap_or("").to_ascii_lowercase();
            let kind =
                if name.contains("cmnt") || name.contains("comment") || name.starts_with("_msocom")
                {
                    RemarkKind::Comment
                } else if name.contains("edn") || name.contains("endnote") {
                    RemarkKind::Endnote
                } else {
                    RemarkKind::Footnote
                };
            notes.marks.insert(*mark, notes.remarks.len());
            notes.holders.insert(holder);
            let mut links = Vec::new();
            let mut text = String::new();
            words(page, holder, *back, &mut text, &mut links);
            let lines: Vec<String> = text
                .split('\n')
                .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
                .collect();
            let lines: Vec<&str> =
                lines.iter().map(String::as_str).filter(|line| !line.is_empty()).collect();
            let voice = Voice { text: lines.join("\n"), ..Voice::default() };
            notes.remarks.push(Remark { kind, voices: vec![voice], links });
        }
        notes
    }
}

/// The largest element around `back` that holds this note alone.
fn holder(page: &Page, mark: At, back: At, held: &BTreeMap<At, usize>) -> At {
    let mut holder = back;
    for above in page.above(back) {
        let name = page.tags[above].name.as_str();
        let is_whole = matches!(name, "" | "html" | "body" | "main" | "article");
        let holds_more = held.get(&above).is_some_and(|count| *count > 1);
        if is_whole || holds(page, above, mark) || holds_more {
            break;
        }
        holder = above;
    }
    holder
}

fn holds(page: &Page, above: At, at: At) -> bool {
    at == above || page.above(at).any(|of| of == above)
}

fn words(page: &Page, at: At, back: At, out: &mut String, links: &mut Vec<(String, String)>) {
    for child in &page.tags[at].children {
        match child {
            Child::Text(text) => out.push_str(&text.replace(['\n', '\r'], " ")),
            Child::Tag(at) if *at == back => {}
            Child::Tag(at) => {
                let name = page.tags[*at].name.as_str();
                if matches!(name, "p" | "div" | "br" | "li") {
                    out.push('\n');
                }
                if let Some(href) = page.attribute(*at, "href").filter(|_| name == "a") {
                    let to = address(href);
                    if to.contains("://") {
                        links.push((to, page.words(*at)));
                    }
                }
                words(page, *at, back, out, links);
            }
        }
    }
}
