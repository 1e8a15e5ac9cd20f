//! The text of a document of Word.
//!
//! In go the elements of its body; out come blocks, with marks where remarks stand. What was tracked counts as
//! accepted, and hidden text is left out. Source: ECMA-376 part 1, 17.

mod drawing;
mod table;

use super::super::escape::is_link;
use super::super::grid::GridRoom;
use super::super::model::{DraftBlock, Inline, Passed, Passing, RemarkKind};
use super::fields::{OpenFields, with_place};
use super::formula;
use super::inside::{chosen, is_contents, symbol};
use super::notes::Remarks;
use super::package::Relation;
use super::pieces::{Piece, gather, is_blank};
use super::styles::{FaceSwitches, Role, Styles, WordLists};
use super::xml::{Element, XmlNode};
use std::collections::BTreeMap;
use std::rc::Rc;

/// What the text is read with.
pub(super) struct BodyParts<'d> {
    pub styles: Styles,
    pub lists: WordLists,
    pub relations: BTreeMap<String, Relation>,
    pub remarks: &'d Remarks,
}

/// What was read.
#[derive(Debug, Default)]
pub(super) struct BodyRead {
    pub title: Vec<Inline>,
    pub standfirst: Vec<Inline>,
    pub byline: Vec<Inline>,
    pub day: Vec<Inline>,
    pub blocks: Vec<DraftBlock>,
    /// Names of the parts that hold the pictures.
    pub pictures: Vec<String>,
    pub passed: Passed,
}

/// Reads `body`.
pub(super) fn read(body: &Element, parts: &BodyParts) -> BodyRead {
    let mut reader = BodyReader {
        parts,
        pieces: Vec::new(),
        open: None,
        fields: OpenFields::default(),
        deleted: LastDeleted::None,
        boxes: Vec::new(),
        pictures: Vec::new(),
        loose: Vec::new(),
        room: GridRoom::default(),
        passed: Passed::default(),
        around: FaceSwitches::default(),
    };
    reader.blocks(body);
    reader.close();
    let mut read =
        BodyRead { pictures: reader.pictures, passed: reader.passed, ..BodyRead::default() };
    let mut pieces = reader.pieces;
    // Marks that stand after the last paragraph belong to it.
    if let (
        false,
        Some(Piece {
            block: DraftBlock::Paragraph(words) | DraftBlock::Heading { words, .. }, ..
        }),
    ) = (reader.loose.is_empty(), pieces.last_mut())
    {
        words.append(&mut reader.loose);
    }
    // Title and standfirst stand before the text alone, whatever empty paragraphs are among them. Those of a list may have
    // a number.
    pieces.retain(|piece| piece.list.is_some() || !piece.is_empty());
    let is_head = |piece: &Piece| {
        matches!(piece.role, Some(Role::Title | Role::Standfirst | Role::Byline | Role::Day))
    };
    let head = pieces.iter().take_while(|piece| is_head(piece)).count();
    for piece in pieces.drain(..head) {
        let (DraftBlock::Paragraph(words), Some(role)) = (piece.block, piece.role) else {
            continue;
        };
        let into = match role {
            Role::Title => &mut read.title,
            Role::Byline => &mut read.byline,
            Role::Day => &mut read.day,
            _ => &mut read.standfirst,
        };
        if !into.is_empty() {
            into.push(Inline::plain(if role == Role::Byline { ", " } else { " " }));
        }
        into.extend(words);
    }
    read.blocks = gather(pieces, &parts.lists, &mut read.passed);
    read
}

/// What was deleted right before: what goes on with it is the same deletion.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum LastDeleted {
    /// Nothing.
    #[default]
    None,
    /// Words.
    Words,
    /// The end of a paragraph.
    End,
}

struct BodyReader<'p, 'd> {
    parts: &'p BodyParts<'d>,
    pieces: Vec<Piece>,
    /// The paragraph that is open: one whose end was deleted goes on in the next.
    open: Option<Piece>,
    fields: OpenFields,
    deleted: LastDeleted,
    /// Text boxes that stand in the paragraph.
    boxes: Vec<&'p Element>,
    pictures: Vec<String>,
    /// Marks that stand between paragraphs.
    loose: Vec<Inline>,
    /// What is left for tables with merged cells.
    room: GridRoom,
    passed: Passed,
    /// What the style of the paragraph says of its words.
    around: FaceSwitches,
}

impl<'p> BodyReader<'p, '_> {
    fn close(&mut self) {
        self.pieces.extend(self.open.take());
    }

    fn blocks(&mut self, of: &'p Element) {
        for child in of.elements() {
            match child.name() {
                "p" => self.paragraph(child),
                "tbl" => {
                    self.close();
                    let rows = self.table(child);
                    self.pieces.push(Piece {
                        list: None,
                        role: None,
                        block: DraftBlock::Table(rows),
                    });
                }
                "sdt" if is_contents(child) => {
                    self.passed.count(Passing::Object, "table of contents")
                }
                "sdt" => {
                    child.child("sdtContent").into_iter().for_each(|content| self.blocks(content))
                }
                "AlternateContent" => self.blocks(chosen(child)),
                "ins" | "moveTo" | "customXml" | "smartTag" => self.blocks(child),
                "commentRangeStart" | "commentRangeEnd" => {
                    let mark = self.mark(child);
                    self.loose.extend(mark);
                }
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, p: &'p Element) {
        let properties = p.child("pPr");
        let around =
            std::mem::replace(&mut self.around, self.parts.styles.of_paragraph(properties));
        let mut words = std::mem::take(&mut self.loose);
        self.inlines(p, None, &mut words);
        let mark = properties.and_then(|of| of.child("rPr"));
        if mark.is_some_and(|mark| mark.child("ins").is_some()) {
            self.passed.count(Passing::Inserted, "the end of a paragraph");
        }
        let goes_on = mark
            .is_some_and(|mark| mark.child("del").is_some() || mark.child("moveFrom").is_some());
        // What is left of a paragraph whose end was deleted goes on in the next, and looks like that.
        if let Some(Piece { block: DraftBlock::Paragraph(before), .. }) = &mut self.open {
            before.append(&mut words);
            words = std::mem::take(before);
        }
        let role = self.parts.styles.role(properties);
        let list = self.parts.styles.list(properties).filter(|_| role.is_none());
        let is_rule = is_blank(&words)
            && properties
                .and_then(|of| of.child("pBdr"))
                .is_some_and(|of| of.child("bottom").or(of.child("top")).is_some());
        let block = if is_rule { DraftBlock::Rule } else { DraftBlock::Paragraph(words) };
        self.open = Some(Piece { list, role, block });
        self.around = around;
        if !goes_on {
            self.deleted = LastDeleted::None;
            self.close();
        } else if std::mem::replace(&mut self.deleted, LastDeleted::End) != LastDeleted::Words {
            self.passed.count(Passing::Deleted, "the end of a paragraph");
        }
        for content in std::mem::take(&mut self.boxes) {
            self.blocks(content);
        }
    }

    fn mark(&self, child: &Element) -> Option<Inline> {
        let id = child.attribute("id")?;
        let number = self.parts.remarks.of(RemarkKind::Comment, id)?;
        match child.name() {
            "commentRangeStart" => Some(Inline::Begin(number)),
            _ => Some(Inline::End(number)),
        }
    }

    fn inlines(&mut self, of: &'p Element, link: Option<&Rc<str>>, out: &mut Vec<Inline>) {
        for child in of.elements() {
            match child.name() {
                "r" => self.run(child, link, out),
                "hyperlink" => {
                    let relation =
                        child.attribute("id").and_then(|id| self.parts.relations.get(id));
                    let target = relation.filter(|relation| relation.external).map(|relation| {
                        Rc::from(with_place(&relation.target, child.attribute("anchor")))
                    });
                    let within = child.attribute("anchor").filter(|_| target.is_none());
                    let lost = target.as_deref().filter(|to| !is_link(to)).or(within);
                    if let Some(to) = lost {
                        self.passed.count(Passing::Link, to);
                    }
                    let target = target.filter(|to| is_link(to));
                    self.inlines(child, target.as_ref().or(link), out);
                }
                "ins" | "moveTo" => {
                    if child.elements().any(|run| run.is("r")) {
                        self.passed.count(Passing::Inserted, &child.text());
                    }
                    self.inlines(child, link, out);
                }
                "del" | "moveFrom" => {
                    if std::mem::replace(&mut self.deleted, LastDeleted::Words) != LastDeleted::End
                    {
                        self.passed.count(Passing::Deleted, &child.text());
                    }
                    // The words are gone, and the marks that stand among them are not.
                    self.marks(child, out);
                }
                "commentRangeStart" | "commentRangeEnd" => out.extend(self.mark(child)),
                "fldSimple" => {
                    self.fields.begin_simple(child, &mut self.passed);
                    self.inlines(child, link, out);
                    self.fields.end_simple();
                }
                "sdt" => child
                    .child("sdtContent")
                    .into_iter()
                    .for_each(|content| self.inlines(content, link, out)),
                "oMathPara" => self.inlines(child, link, out),
                "oMath" => {
                    self.deleted = LastDeleted::None;
                    out.extend(formula::words(child, &mut self.passed));
                }
                "AlternateContent" => self.inlines(chosen(child), link, out),
                "smartTag" | "customXml" | "bdo" | "dir" => self.inlines(child, link, out),
                _ => {}
            }
        }
    }

    fn marks(&mut self, of: &'p Element, out: &mut Vec<Inline>) {
        for child in of.elements() {
            match child.name() {
                "commentRangeStart" | "commentRangeEnd" => out.extend(self.mark(child)),
                "fldChar" => drop(self.fields.hear(child, &mut self.passed)),
                _ => self.marks(child, out),
            }
        }
    }

    fn run(&mut self, run: &'p Element, link: Option<&Rc<str>>, out: &mut Vec<Inline>) {
        let face = self.parts.styles.face(run.child("rPr"), self.around);
        if face.is_none() && run.elements().any(|child| child.is("t")) {
            self.passed.count(Passing::Hidden, &run.text());
        }
        self.deleted = LastDeleted::None;
        let link = link.or(self.fields.link()).cloned();
        let face = face.filter(|_| !self.fields.are_code());
        let words =
            |text: String| face.map(|face| Inline::Words { text, face, link: link.clone() });
        for child in &run.children {
            let XmlNode::Element(child) = child else { continue };
            match child.name() {
                "t" => out.extend(words(child.text())),
                "tab" | "ptab" => out.extend(words(" ".to_owned())),
                "noBreakHyphen" => out.extend(words("\u{2011}".to_owned())),
                "softHyphen" => out.extend(words("\u{ad}".to_owned())),
                "sym" => match symbol(child) {
                    Some(c) => out.extend(words(c.to_string())),
                    None => self.passed.count(Passing::Object, "a sign of a typeface of its own"),
                },
                // Words before and behind the end of a page are two.
                "br" if matches!(child.attribute("type"), Some("page" | "column")) => {
                    out.extend(words(" ".to_owned()))
                }
                "br" | "cr" if face.is_some() => out.push(Inline::Break),
                "ruby" => child
                    .child("rubyBase")
                    .into_iter()
                    .for_each(|base| self.inlines(base, link.as_ref(), out)),
                "fldChar" => drop(self.fields.hear(child, &mut self.passed)),
                "instrText" => self.fields.instruct(&child.text()),
                "footnoteReference" | "endnoteReference" => {
                    let kind = if child.is("footnoteReference") {
                        RemarkKind::Footnote
                    } else {
                        RemarkKind::Endnote
                    };
                    let number =
                        child.attribute("id").and_then(|id| self.parts.remarks.of(kind, id));
                    out.extend(number.map(Inline::At));
                }
                "commentReference" => {
                    let id = child.attribute("id").unwrap_or("");
                    let number = self
                        .parts
                        .remarks
                        .of(RemarkKind::Comment, id)
                        .filter(|_| !self.parts.remarks.is_silent(id));
                    // One that has no range stands at a point.
                    out.extend(number.map(Inline::End));
                }
                "drawing" | "pict" | "object" | "AlternateContent" if face.is_none() => {
                    self.passed.count(Passing::Hidden, "a drawing");
                }
                "drawing" | "pict" | "object" => self.drawing(child, link.as_ref(), out),
                "AlternateContent" => self.run_content(chosen(child), link.as_ref(), out),
                _ => {}
            }
        }
    }
}
