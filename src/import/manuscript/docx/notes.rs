//! Comments, footnotes and endnotes of a document.
//!
//! In go their parts; out come [`DraftRemark`]s by the ids that the text names. Answers to a comment are voices of
//! its thread, and resolved threads are left out unless they are asked for.
//! Source: ECMA-376 part 1, 17.11 and 17.13.4; [MS-DOCX] 2.5.4.15 for threads.

use super::super::model::{DraftRemark, Passed, Passing, RemarkKind, Voice};
use super::fields::{FieldMark, OpenFields, with_place};
use super::formula;
use super::inside::symbol;
use super::package::Relation;
use super::xml::Element;
use crate::import::text::in_one_line;
use std::collections::{BTreeMap, BTreeSet};

/// The remarks of a document, by kind and id; several ids may name one thread.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    pub all: Vec<DraftRemark>,
    by_id: BTreeMap<(&'static str, String), usize>,
    /// Threads that are left out.
    silent: BTreeSet<String>,
}

/// What is known of a comment before its thread is.
struct CommentRead {
    id: String,
    paragraphs: Vec<String>,
    voice: Voice,
    links: Vec<(String, String)>,
}

impl Remarks {
    /// The number of the remark that the text calls `id`.
    pub(super) fn of(&self, kind: RemarkKind, id: &str) -> Option<usize> {
        self.by_id.get(&(kind.noun(), id.to_owned())).copied()
    }

    /// True for a comment that is left out.
    pub(super) fn is_silent(&self, id: &str) -> bool {
        self.silent.contains(id)
    }

    /// Adds the notes of a part.
    pub(super) fn notes(
        &mut self,
        kind: RemarkKind,
        root: &Element,
        relations: &BTreeMap<String, Relation>,
        passed: &mut Passed,
    ) {
        for note in root.elements().filter(|child| child.is(kind.noun())) {
            let is_line = matches!(
                note.attribute("type"),
                Some("separator" | "continuationSeparator" | "continuationNotice")
            );
            let Some(id) = note.attribute("id").filter(|_| !is_line) else { continue };
            let (text, links) = words(note, relations, passed);
            self.by_id.insert((kind.noun(), id.to_owned()), self.all.len());
            self.all.push(DraftRemark {
                kind,
                voices: vec![Voice { text, ..Voice::default() }],
                links,
            });
        }
    }

    /// Adds the comments of a part; `extended` says which answer which, and which are resolved. Google says that by
    /// answers, which the text names `beside` what they answer.
    pub(super) fn comments(
        &mut self,
        root: &Element,
        relations: &BTreeMap<String, Relation>,
        (extended, beside): (Option<&Element>, &[Vec<&str>]),
        resolved: bool,
        passed: &mut Passed,
    ) {
        let mut read = |comment: &Element| {
            let (text, links) = words(comment, relations, passed);
            let get = |name| comment.attribute(name).unwrap_or("").to_owned();
            let day = get("date").get(..10).unwrap_or("").to_owned();
            let paragraphs = paragraphs(comment)
                .filter_map(|p| p.attribute("paraId"))
                .map(str::to_owned)
                .collect();
            let voice = Voice { author: get("author"), day, text };
            CommentRead { id: get("id"), paragraphs, voice, links }
        };
        let all: Vec<CommentRead> =
            root.elements().filter(|child| child.is("comment")).map(&mut read).collect();
        // A comment is told by the last of its paragraphs.
        let by_paragraph: BTreeMap<&str, usize> = all
            .iter()
            .enumerate()
            .flat_map(|(i, comment)| comment.paragraphs.iter().map(move |p| (p.as_str(), i)))
            .collect();
        let mut above: BTreeMap<usize, usize> = BTreeMap::new();
        let mut done: BTreeSet<usize> = BTreeSet::new();
        for entry in
            extended.into_iter().flat_map(Element::elements).filter(|child| child.is("commentEx"))
        {
            let at = |name| entry.attribute(name).and_then(|id| by_paragraph.get(id)).copied();
            let Some(own) = at("paraId") else { continue };
            if let Some(parent) = at("paraIdParent").filter(|parent| *parent != own) {
                above.insert(own, parent);
            }
            if matches!(entry.attribute("done"), Some("1" | "true")) {
                done.insert(own);
            }
        }
        let by_id: BTreeMap<&str, usize> =
            all.iter().enumerate().map(|(i, comment)| (comment.id.as_str(), i)).collect();
        for ids in beside {
            let mut group: Vec<usize> =
                ids.iter().filter_map(|id| by_id.get(id).copied()).collect();
            group.sort_unstable();
            let is_thread = group.iter().any(|own| google_state(&all[*own]).is_some());
            if let Some((first, answers)) = group.split_first().filter(|_| is_thread) {
                for own in answers {
                    above.entry(*own).or_insert(*first);
                }
            }
        }
        let first_of = |own: usize| {
            let mut first = own;
            // A circle ends where every comment was seen.
            for _ in 0..all.len() {
                match above.get(&first) {
                    Some(parent) => first = *parent,
                    None => break,
                }
            }
            first
        };
        for (own, comment) in all.iter().enumerate() {
            match google_state(comment) {
                Some(true) => drop(done.insert(first_of(own))),
                Some(false) => drop(done.remove(&first_of(own))),
                None => {}
            }
        }
        let mut threads: BTreeMap<usize, usize> = BTreeMap::new();
        for (own, comment) in all.iter().enumerate() {
            let first = first_of(own);
            if done.contains(&first) && !resolved {
                self.silent.insert(comment.id.clone());
                if first == own {
                    passed.count(Passing::Resolved, &comment.voice.text);
                }
                continue;
            }
            let thread = *threads.entry(first).or_insert_with(|| {
                self.all.push(DraftRemark {
                    kind: RemarkKind::Comment,
                    voices: Vec::new(),
                    links: Vec::new(),
                });
                self.all.len() - 1
            });
            let remark = &mut self.all[thread];
            remark.voices.push(comment.voice.clone());
            remark.links.extend(comment.links.iter().cloned());
            self.by_id.insert((RemarkKind::Comment.noun(), comment.id.clone()), thread);
        }
    }
}

/// Whether an answer of Google Docs says that its thread is resolved or open again; `None` for words of people.
fn google_state(comment: &CommentRead) -> Option<bool> {
    match comment.voice.text.trim() {
        "_Marked as resolved_" => Some(true),
        "_Re-opened_" => Some(false),
        _ => None,
    }
}

/// The ids of comments that begin at one place.
pub(super) fn beside(of: &Element) -> Vec<Vec<&str>> {
    let mut groups = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    for child in of.elements() {
        if child.is("commentRangeStart") {
            open.extend(child.attribute("id"));
            continue;
        }
        groups.push(std::mem::take(&mut open));
        groups.extend(beside(child));
    }
    groups.push(open);
    groups.retain(|ids| ids.len() > 1);
    groups
}

fn paragraphs(of: &Element) -> impl Iterator<Item = &Element> {
    of.elements().filter(|child| child.is("p"))
}

/// The words of a remark, a paragraph a line, and its links.
fn words(
    of: &Element,
    relations: &BTreeMap<String, Relation>,
    passed: &mut Passed,
) -> (String, Vec<(String, String)>) {
    let mut reader = NoteReader {
        relations,
        passed,
        lines: Vec::new(),
        links: Vec::new(),
        fields: OpenFields::default(),
        begun: Vec::new(),
    };
    reader.collect(of);
    let lines = reader.lines.iter();
    let lines: Vec<String> = lines.map(|line| in_one_line(line)).collect();
    (lines.join("\n").trim().to_owned(), reader.links)
}

/// Reads the words of a remark.
struct NoteReader<'n> {
    relations: &'n BTreeMap<String, Relation>,
    passed: &'n mut Passed,
    lines: Vec<String>,
    links: Vec<(String, String)>,
    fields: OpenFields,
    /// Where fields began: a line, and a place in it.
    begun: Vec<(usize, usize)>,
}

impl NoteReader<'_> {
    fn push(&mut self, text: &str) {
        match self.lines.last_mut() {
            _ if self.fields.are_code() => {}
            Some(line) => line.push_str(text),
            None => self.lines.push(text.to_owned()),
        }
    }

    /// The end of what was read: a line, and a place in it.
    fn end(&self) -> (usize, usize) {
        (self.lines.len().saturating_sub(1), self.lines.last().map_or(0, String::len))
    }

    /// Adds a link whose words begin at a place.
    fn link(&mut self, to: &str, (line, at): (usize, usize)) {
        let first = self.lines.get(line).and_then(|line| line.get(at..)).unwrap_or("");
        let more = self.lines.iter().skip(line + 1).flat_map(|line| [" ", line.as_str()]);
        let shown: String = std::iter::once(first).chain(more).collect();
        self.links.push((to.to_owned(), shown.trim().to_owned()));
    }

    fn collect(&mut self, of: &Element) {
        of.elements().for_each(|child| self.element(child));
    }

    fn element(&mut self, child: &Element) {
        match child.name() {
            "r" if child.child("rPr").is_some_and(|of| of.switch("vanish") == Some(true)) => {}
            "p" => {
                self.lines.push(String::new());
                self.collect(child);
            }
            "t" => self.push(&child.text()),
            "tab" | "ptab" | "br" | "cr" => self.push(" "),
            "noBreakHyphen" => self.push("\u{2011}"),
            "sym" => match symbol(child) {
                Some(c) => self.push(&c.to_string()),
                None => self.passed.count(Passing::Object, "a sign of a typeface of its own"),
            },
            "oMath" => {
                let text = formula::plain(child, self.passed);
                self.push(&text);
            }
            "instrText" => self.fields.instruct(&child.text()),
            "fldChar" => match self.fields.hear(child, self.passed) {
                FieldMark::Begin => self.begun.push(self.end()),
                FieldMark::End(link) => {
                    let begun = self.begun.pop();
                    if let (Some(to), Some(begun)) = (link, begun) {
                        self.link(&to, begun);
                    }
                }
                FieldMark::Other => {}
            },
            "fldSimple" => {
                let begun = self.end();
                self.fields.begin_simple(child, self.passed);
                self.collect(child);
                if let Some(to) = self.fields.end_simple() {
                    self.link(&to, begun);
                }
            }
            "hyperlink" => {
                let begun = self.end();
                self.collect(child);
                let target = child.attribute("id").and_then(|id| self.relations.get(id));
                if let Some(relation) = target.filter(|relation| relation.external) {
                    self.link(&with_place(&relation.target, child.attribute("anchor")), begun);
                }
            }
            "del" | "moveFrom" | "pPr" | "rPr" | "delText" | "Fallback" => {}
            _ => self.collect(child),
        }
    }
}
