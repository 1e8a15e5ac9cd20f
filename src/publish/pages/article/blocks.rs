//! Splits the sections of an article into blocks, each with the notes of the claims that end in it.
//!
//! In go a section, the marks of the page and its notes; out comes the section with its title and
//! its text woven, split where notes go.

use super::marks::Marks;
use super::part::ArticlePart;
use crate::draw::weave::Woven;
use crate::markdown::Patches;
use crate::markdown::labels::{MarkupLabel, relabelled};
use crate::model::address;
use crate::publish::view::notes::Note;
use crate::publish::view::seen::View;
use crate::resolve::{Article, Place};
use crate::theme::words::direction;
use ahash::HashSet;
use serde::Serialize;
use std::borrow::Cow;

/// A top-level block of a section, and the notes of the claims that end in it.
#[derive(Debug, Clone, Serialize)]
pub struct Block {
    /// The block with its marks and markers.
    pub html: String,
    /// The notes, in the order of their markers.
    pub notes: Vec<Note>,
}

/// A section of the article.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleSection {
    /// Its number among all sections, from 1.
    pub n: usize,
    /// Its id on the page.
    pub id: String,
    /// Its earlier ids, so that old links still lead to it.
    pub old_ids: Vec<String>,
    /// Its title, from the front matter.
    pub title: Option<String>,
    /// The same with its marks.
    pub title_html: Option<String>,
    /// Its language, where it differs from the article's.
    pub language: Option<String>,
    /// `rtl` or `ltr`, where the language is stated.
    pub dir: Option<&'static str>,
    /// True where it is a draft, which the preview alone shows.
    pub draft: bool,
    /// Its content; empty on the front page of an article with a page a section.
    pub blocks: Vec<Block>,
    /// Address of its page, where each section has one.
    pub href: Option<String>,
    /// How many claims are marked in it.
    pub claims: usize,
}

pub(super) fn section(
    view: View,
    article: &Article,
    index: usize,
    part: ArticlePart,
    marks: &Marks,
    notes: &mut [Option<Note>],
) -> ArticleSection {
    let section = &article.sections[index];
    let place = Place::Section(index);
    let front = matches!(part, ArticlePart::Front(_));
    let title = section_title(article, index, part, marks);
    // Notes on the title follow directly after it.
    let ended = title.iter().flat_map(|title| title.cuts.iter()).flat_map(|(_, claims)| claims);
    let mut here: Vec<Note> = ended.filter_map(|claim| notes[*claim].take()).collect();
    here.sort_by_key(|n| n.c);
    let first = (!here.is_empty()).then(|| Block { html: String::new(), notes: here });
    let blocks = if front {
        Vec::new()
    } else {
        let document = &section.document;
        let patches = patches(view, section);
        let body = blocks(marks.weave(&document.nodes, &patches, &document.text, place), notes);
        first.into_iter().chain(body).collect()
    };
    ArticleSection {
        n: index + 1,
        id: section.id.clone(),
        old_ids: section.old_ids.clone(),
        title: section.title.clone(),
        title_html: title.map(|title| title.html),
        draft: section.draft,
        dir: section.language.as_deref().map(direction),
        language: section.language.clone(),
        blocks,
        href: front.then(|| view.link(&address::section(&article.prefix, &section.slug))),
        claims: [Place::SectionTitle(index), place]
            .iter()
            .filter_map(|place| article.standing.marks.get(place))
            .flat_map(|marks| marks.iter().map(|(claim, _)| claim))
            .collect::<HashSet<_>>()
            .len(),
    }
}

/// The title of a section with its marks.
pub(super) fn section_title(
    article: &Article,
    index: usize,
    part: ArticlePart,
    marks: &Marks,
) -> Option<Woven> {
    let section = &article.sections[index];
    let title = section.title.as_ref()?;
    Some(marks.line(title, &section.title_text, Place::SectionTitle(index), part))
}

/// The replacements of nodes: resolved links and images, and the words of footnotes, alerts and
/// task markers in the language of the page.
fn patches<'s>(view: View, section: &'s crate::resolve::Section) -> Cow<'s, Patches> {
    if view.words.are_first() {
        return Cow::Borrowed(&section.patches);
    }
    let words = view.words;
    let say = |label: MarkupLabel| match label {
        MarkupLabel::Alert(kind) => words.get(&format!("alert-{kind}")),
        MarkupLabel::Footnote(n) => words.say("footnote", [("n", n.into())]),
        MarkupLabel::Back => words.get("back"),
        MarkupLabel::Task(done) => words.get(if done { "done" } else { "not-done" }),
    };
    let mut patches = section.patches.clone();
    for (i, node) in section.document.nodes.iter().enumerate() {
        if let Some(event) = relabelled(&node.event, say) {
            patches.entry(i).or_insert(event);
        }
    }
    Cow::Owned(patches)
}

/// Splits a woven document where notes go.
fn blocks(woven: Woven, notes: &mut [Option<Note>]) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(woven.cuts.len() + 1);
    let mut at = 0;
    for (end, claims) in woven.cuts {
        // Notes stand in the order of their marks, because each is positioned after the previous
        // one. So a note whose claim continues in the next block comes here if a claim inside it
        // has ended.
        let begun = claims.into_iter().max().map_or(0, |last| last + 1);
        let here: Vec<Note> = notes[..begun].iter_mut().filter_map(Option::take).collect();
        blocks.push(Block { html: woven.html[at..end].trim_end().to_owned(), notes: here });
        at = end;
    }
    if !woven.html[at..].trim().is_empty() {
        blocks.push(Block { html: woven.html[at..].trim_end().to_owned(), notes: Vec::new() });
    }
    blocks
}
