//! Footnotes and comments of a page.
//!
//! Every program marks them in its own way, and all of them link a mark to the note and the note back to the mark.
//! In goes a page; out comes which element is a mark, and which is the note. Contents lists link both ways too: where
//! it is in doubt what a link is, it is no mark, and all words stay in the text.

mod signs;

use super::links::address;
use super::tree::{Child, ElementIndex, HtmlPage};
use crate::import::manuscript::model::{DraftRemark, RemarkKind, Voice};
use crate::import::text::in_one_line;
use signs::is_told;
use std::collections::{BTreeMap, BTreeSet};

/// The notes of a page.
#[derive(Debug, Default)]
pub(super) struct PageNotes {
    /// The number of the remark by the link that is its mark.
    pub marks: BTreeMap<ElementIndex, usize>,
    /// Elements that hold the notes, and nothing else.
    pub holders: BTreeSet<ElementIndex>,
    /// The remarks.
    pub remarks: Vec<DraftRemark>,
}

/// The most letters that notes are repeated with because several marks lead to them. Further marks are plain links.
const MOST_REPEATED: usize = 8 << 20;

/// How far above a link the element may be that has its name.
const NAME_ABOVE: usize = 4;

/// What a link leads to on its page.
fn target(page: &HtmlPage, at: ElementIndex) -> Option<&str> {
    page.attribute(at, "href")?.strip_prefix('#').filter(|to| !to.is_empty())
}

/// A note to be.
#[derive(Debug)]
struct FoundNote {
    /// The link targets that it was found by.
    targets: BTreeSet<ElementIndex>,
    /// The links that may be its marks.
    marks: Vec<ElementIndex>,
}

impl PageNotes {
    /// Finds the notes.
    pub(super) fn read(page: &HtmlPage) -> Self {
        let mut by_name: BTreeMap<&str, ElementIndex> = BTreeMap::new();
        for at in 0..page.tags.len() {
            for name in [page.attribute(at, "id"), page.attribute(at, "name")].into_iter().flatten()
            {
                by_name.entry(name).or_insert(at);
            }
        }
        let is_link = |at: &ElementIndex| page.tags[*at].name == "a";
        let links: BTreeMap<ElementIndex, ElementIndex> = (0..page.tags.len())
            .filter(is_link)
            .filter_map(|at| Some((at, *by_name.get(target(page, at)?)?)))
            .collect();
        let behind_words = signs::behind_words(page);
        let mut found: BTreeMap<ElementIndex, FoundNote> = BTreeMap::new();
        for (mark, to) in &links {
            let Some(element) = own_element(page, *to).filter(|_| mark < to) else { continue };
            let is_mark = signs::may_be_mark(page, *mark, behind_words.contains(mark));
            if !is_mark || holds(page, element, *mark) {
                continue;
            }
            let note = found
                .entry(element)
                .or_insert_with(|| FoundNote { targets: BTreeSet::new(), marks: Vec::new() });
            note.targets.insert(*to);
            note.marks.push(*mark);
        }
        // What holds another note is none.
        let around: BTreeSet<ElementIndex> = found.keys().flat_map(|at| page.above(*at)).collect();
        found.retain(|at, note| note.targets.len() == 1 && !around.contains(at));
        let mut notes = Self::default();
        let mut remarks: BTreeMap<ElementIndex, DraftRemark> = BTreeMap::new();
        let mut left = MOST_REPEATED;
        for (element, note) in found {
            let inside = links.range(element..).take_while(|(at, _)| holds(page, element, **at));
            let places = MarkPlaces::of(page, &note.marks);
            let backs = inside.filter(|(_, to)| places.are_led_to(page, **to));
            let backs: BTreeSet<ElementIndex> = backs.map(|(at, _)| *at).collect();
            let Some(remark) = read_note(page, element, &note, &backs) else { continue };
            notes.holders.insert(element);
            let size = remark.voices.iter().map(|voice| voice.text.len()).sum();
            for (i, mark) in note.marks.iter().enumerate() {
                let Some(rest) = left.checked_sub(if i == 0 { 0 } else { size }) else { break };
                left = rest;
                remarks.insert(*mark, remark.clone());
            }
        }
        for (mark, remark) in remarks {
            notes.marks.insert(mark, notes.remarks.len());
            notes.remarks.push(remark);
        }
        notes.take_bare(page);
        notes
    }

    /// Takes what holds notes and no other words or pictures, such as the list of them.
    fn take_bare(&mut self, page: &HtmlPage) {
        let mut holds_note = vec![false; page.tags.len()];
        let mut holds_more = vec![false; page.tags.len()];
        // What is in an element comes behind it.
        for at in (1..page.tags.len()).rev() {
            let tag = &page.tags[at];
            let name = tag.name.as_str();
            if self.holders.contains(&at) {
                holds_note[at] = true;
                holds_more[at] = false;
            } else {
                let is_word = |child: &Child| match child {
                    Child::Text(text) => !text.trim().is_empty(),
                    Child::Tag(_) => false,
                };
                let is_code = matches!(name, "script" | "style" | "template");
                holds_more[at] |= !is_code && tag.children.iter().any(is_word);
                holds_more[at] |= matches!(name, "img" | "svg" | "video" | "audio" | "iframe");
                if holds_note[at] && !holds_more[at] && !matches!(name, "html" | "body") {
                    self.holders.insert(at);
                }
            }
            let parent = tag.parent.unwrap_or(0);
            holds_note[parent] |= holds_note[at];
            holds_more[parent] |= holds_more[at];
        }
    }
}

/// Reads the note that `element` may be.
fn read_note(
    page: &HtmlPage,
    element: ElementIndex,
    note: &FoundNote,
    backs: &BTreeSet<ElementIndex>,
) -> Option<DraftRemark> {
    let mark = *note.marks.first()?;
    let to = *note.targets.first()?;
    let is_told = [mark, to, element].iter().any(|at| is_told(page, *at))
        || page.above(element).take(NAME_ABOVE).any(|above| signs::is_list_of_notes(page, above));
    let leads_back =
        |at: &ElementIndex| signs::is_raised(page, mark) || signs::looks_back(&page.words(*at));
    if backs.is_empty() || !is_told && !backs.iter().any(leads_back) {
        return None;
    }
    let shape = NoteShape::of(page, element);
    if shape.headings > 0
        || !is_told && (shape.blocks > 1 || is_among_words(page, element, to, &shape))
    {
        return None;
    }
    let mut links = Vec::new();
    let mut text = String::new();
    words(page, element, backs, &mut text, &mut links);
    let lines = text.split('\n').map(in_one_line);
    let text = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    let text = text.trim_start_matches(|c: char| c == ',' || c.is_whitespace() || signs::is_up(c));
    if text.is_empty() && links.is_empty() {
        return None;
    }
    let name = target(page, mark).unwrap_or("").to_ascii_lowercase();
    let kind = if name.contains("cmnt") || name.contains("comment") || name.starts_with("_msocom") {
        RemarkKind::Comment
    } else if name.contains("edn") || name.contains("endnote") {
        RemarkKind::Endnote
    } else {
        RemarkKind::Footnote
    };
    let voice = Voice { text: text.to_owned(), ..Voice::default() };
    Some(DraftRemark { kind, voices: vec![voice], links })
}

/// True if an anchor within an element may stand before other words than those of its note.
fn is_among_words(
    page: &HtmlPage,
    element: ElementIndex,
    to: ElementIndex,
    shape: &NoteShape,
) -> bool {
    let is_loose = matches!(page.tags[element].name.as_str(), "div" | "li" | "dd");
    element != to && (is_loose && shape.breaks > 0 || !begins_with(page, element, to))
}

/// True if no words stand in an element before another in it.
fn begins_with(page: &HtmlPage, element: ElementIndex, to: ElementIndex) -> bool {
    let mut inner = to;
    for above in page.above(to) {
        for child in &page.tags[above].children {
            match child {
                Child::Tag(at) if *at == inner => break,
                Child::Tag(at) if page.words(*at).is_empty() => {}
                Child::Text(text) if text.trim().is_empty() => {}
                _ => return false,
            }
        }
        if above == element {
            break;
        }
        inner = above;
    }
    true
}

/// The element that is the note to which links with the target `to` lead; `None` if it is too large for one.
fn own_element(page: &HtmlPage, to: ElementIndex) -> Option<ElementIndex> {
    let is_block = |at: &ElementIndex| signs::is_block(&page.tags[*at].name);
    let mut element = std::iter::once(to).chain(page.above(to)).find(is_block)?;
    let name = |at: ElementIndex| page.tags[at].name.as_str();
    if name(element) == "p" {
        // Word, LibreOffice and Google Docs hold the paragraphs of a note together.
        let parent = page.tags[element].parent?;
        let id = page.attribute(to, "id").unwrap_or("");
        let is_google = id.starts_with("ftnt") || id.starts_with("cmnt");
        let is_first = page.elements(parent).next() == Some(element);
        if name(parent) == "div"
            && is_first
            && (is_google || signs::is_note_of_office(page, parent))
        {
            element = parent;
        }
    } else if name(element) == "td" {
        // The number has a cell of its own, before that of the note.
        let row = page.tags[element].parent.filter(|row| name(*row) == "tr")?;
        if page.elements(row).take(3).count() == 2 && page.elements(row).next() == Some(element) {
            element = row;
        }
    }
    let is_note = matches!(name(element), "p" | "li" | "dd" | "tr" | "div")
        || matches!(name(element), "aside" | "section") && is_told(page, element);
    is_note.then_some(element)
}

/// Where the marks of a note stand.
struct MarkPlaces {
    /// The marks, and what may have their names.
    named: BTreeSet<ElementIndex>,
    /// The blocks that hold them, and the last of them.
    blocks: BTreeSet<Option<ElementIndex>>,
    last: ElementIndex,
}

impl MarkPlaces {
    fn of(page: &HtmlPage, marks: &[ElementIndex]) -> Self {
        let above =
            |at: &ElementIndex| std::iter::once(*at).chain(page.above(*at).take(NAME_ABOVE));
        Self {
            named: marks.iter().flat_map(above).collect(),
            blocks: marks.iter().map(|mark| block_of(page, *mark)).collect(),
            last: marks.last().copied().unwrap_or(0),
        }
    }

    /// True if a link that leads to `to` leads to one of them.
    fn are_led_to(&self, page: &HtmlPage, to: ElementIndex) -> bool {
        // An empty anchor may stand before the mark.
        let is_anchor = page.tags[to].children.is_empty() && to < self.last;
        self.named.contains(&to) || is_anchor && self.blocks.contains(&block_of(page, to))
    }
}

/// The block that holds an element.
fn block_of(page: &HtmlPage, at: ElementIndex) -> Option<ElementIndex> {
    page.above(at).find(|above| signs::is_block(&page.tags[*above].name))
}

fn holds(page: &HtmlPage, above: ElementIndex, at: ElementIndex) -> bool {
    at == above || page.above(at).any(|of| of == above)
}

/// How much is in an element.
#[derive(Debug, Default)]
struct NoteShape {
    headings: usize,
    /// Blocks that hold words, or other blocks.
    blocks: usize,
    /// Breaks of lines.
    breaks: usize,
}

impl NoteShape {
    fn of(page: &HtmlPage, element: ElementIndex) -> Self {
        let mut shape = Self::default();
        let mut open: Vec<ElementIndex> = page.elements(element).collect();
        while let Some(at) = open.pop() {
            let name = page.tags[at].name.as_str();
            match name {
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => shape.headings += 1,
                "br" => shape.breaks += 1,
                // The cells of a row that is a note.
                "td" | "th" if page.tags[at].parent == Some(element) => {}
                _ if signs::is_block(name) && !page.words(at).is_empty() => shape.blocks += 1,
                _ => {}
            }
            open.extend(page.elements(at));
        }
        shape
    }
}

/// The words of a note without its links back.
fn words(
    page: &HtmlPage,
    at: ElementIndex,
    backs: &BTreeSet<ElementIndex>,
    out: &mut String,
    links: &mut Vec<(String, String)>,
) {
    for child in &page.tags[at].children {
        match child {
            Child::Text(text) => out.push_str(&text.replace(['\n', '\r'], " ")),
            Child::Tag(at) if backs.contains(at) => {}
            Child::Tag(at) => {
                let name = page.tags[*at].name.as_str();
                if matches!(name, "script" | "style" | "template") || signs::is_way_back(page, *at)
                {
                    continue;
                }
                if matches!(name, "p" | "div" | "br" | "li") {
                    out.push('\n');
                }
                if matches!(name, "td" | "th") {
                    out.push(' ');
                }
                if let Some(href) = page.attribute(*at, "href").filter(|_| name == "a") {
                    let to = address(href);
                    if to.contains("://") {
                        links.push((to, page.words(*at)));
                    }
                }
                words(page, *at, backs, out, links);
            }
        }
    }
}
