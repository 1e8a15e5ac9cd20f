//! The text of a document of Word.
//!
//! In go the elements of its body; out come blocks, with marks where remarks stand. What was tracked counts as
//! accepted, and hidden text is left out. Source: ECMA-376 part 1, 17.

mod table;

use super::super::escape::is_link;
use super::super::model::{DraftBlock, Inline, Passed, Passing, RemarkKind};
use super::inside::{chosen, formula, is_contents, symbol, text_boxes};
use super::notes::Remarks;
use super::package::Relation;
use super::pieces::{Piece, gather};
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
        fields: Vec::new(),
        boxes: Vec::new(),
        pictures: Vec::new(),
        loose: Vec::new(),
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
    // Title and standfirst stand before the text alone.
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

/// A field of Word: what it does, and whether its result has begun.
struct Field {
    instruction: String,
    result: bool,
}

struct BodyReader<'p, 'd> {
    parts: &'p BodyParts<'d>,
    pieces: Vec<Piece>,
    /// The paragraph that is open: one whose end was deleted goes on in the next.
    open: Option<Piece>,
    fields: Vec<Field>,
    /// Text boxes that stand in the paragraph.
    boxes: Vec<&'p Element>,
    pictures: Vec<String>,
    /// Marks that stand between paragraphs.
    loose: Vec<Inline>,
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
        match &mut self.open {
            Some(Piece { block: DraftBlock::Paragraph(before), .. }) => before.extend(words),
            _ => {
                let role = self.parts.styles.role(properties);
                let list = self.parts.styles.list(properties).filter(|_| role.is_none());
                let is_rule = words.is_empty()
                    && properties
                        .and_then(|of| of.child("pBdr"))
                        .is_some_and(|of| of.child("bottom").or(of.child("top")).is_some());
                let block = if is_rule { DraftBlock::Rule } else { DraftBlock::Paragraph(words) };
                self.open = Some(Piece { list, role, block });
            }
        }
        self.around = around;
        if goes_on {
            self.passed.count(Passing::Deleted, "the end of a paragraph");
        } else {
            self.close();
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

    /// The address that the fields around lead to.
    fn field_link(&self) -> Option<Rc<str>> {
        let field = self.fields.iter().rev().find(|field| field.result)?;
        let rest = field.instruction.trim().strip_prefix("HYPERLINK")?;
        let address = rest.split('"').nth(1).filter(|_| !rest.trim_start().starts_with('\\'))?;
        Some(address.into())
    }

    fn inlines(&mut self, of: &'p Element, link: Option<&Rc<str>>, out: &mut Vec<Inline>) {
        for child in of.elements() {
            match child.name() {
                "r" => self.run(child, link, out),
                "hyperlink" => {
                    let relation =
                        child.attribute("id").and_then(|id| self.parts.relations.get(id));
                    let target = relation.filter(|relation| relation.external).map(|relation| {
                        let place = child.attribute("anchor").map(|anchor| format!("#{anchor}"));
                        Rc::from(relation.target.clone() + place.as_deref().unwrap_or(""))
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
                    self.passed.count(Passing::Deleted, &child.text());
                    // The words are gone, and the marks that stand among them are not.
                    self.marks(child, out);
                }
                "commentRangeStart" | "commentRangeEnd" => out.extend(self.mark(child)),
                "fldSimple" => {
                    self.fields.push(Field {
                        instruction: child.attribute("instr").unwrap_or("").to_owned(),
                        result: true,
                    });
                    self.inlines(child, link, out);
                    self.fields.pop();
                }
                "sdt" => child
                    .child("sdtContent")
                    .into_iter()
                    .for_each(|content| self.inlines(content, link, out)),
                "oMath" | "oMathPara" => out.push(Inline::plain(formula(child))),
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
                "fldChar" => self.field(child),
                _ => self.marks(child, out),
            }
        }
    }

    fn field(&mut self, mark: &Element) {
        match mark.attribute("fldCharType") {
            Some("begin") => {
                self.fields.push(Field { instruction: String::new(), result: false });
            }
            Some("separate") => {
                self.fields.last_mut().into_iter().for_each(|field| field.result = true);
            }
            Some("end") => drop(self.fields.pop()),
            _ => {}
        }
    }

    fn run(&mut self, run: &'p Element, link: Option<&Rc<str>>, out: &mut Vec<Inline>) {
        let face = self.parts.styles.face(run.child("rPr"), self.around);
        if face.is_none() && run.elements().any(|child| child.is("t")) {
            self.passed.count(Passing::Hidden, &run.text());
        }
        let in_code = self.fields.last().is_some_and(|field| !field.result);
        let link = link.cloned().or_else(|| self.field_link());
        let face = face.filter(|_| !in_code);
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
                "br" if matches!(child.attribute("type"), Some("page" | "column")) => {}
                "br" | "cr" if face.is_some() => out.push(Inline::Break),
                "ruby" => child
                    .child("rubyBase")
                    .into_iter()
                    .for_each(|base| self.inlines(base, link.as_ref(), out)),
                "fldChar" => self.field(child),
                "instrText" => {
                    if let Some(field) = self.fields.last_mut() {
                        field.instruction.push_str(&child.text());
                    }
                }
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
                "drawing" | "pict" | "object" => self.drawing(child, out),
                "AlternateContent" => self.run_content(chosen(child), out),
                _ => {}
            }
        }
    }

    fn run_content(&mut self, of: &'p Element, out: &mut Vec<Inline>) {
        for child in of.elements() {
            match child.name() {
                "drawing" | "pict" | "object" => self.drawing(child, out),
                _ => {}
            }
        }
    }

    fn drawing(&mut self, drawing: &'p Element, out: &mut Vec<Inline>) {
        let before = self.boxes.len();
        text_boxes(drawing, &mut self.boxes);
        if self.boxes.len() > before {
            return;
        }
        let blip = drawing.below("blip").and_then(|blip| blip.attribute("embed"));
        let id = blip.or_else(|| drawing.below("imagedata").and_then(|data| data.attribute("id")));
        let part =
            id.and_then(|id| self.parts.relations.get(id)).filter(|relation| !relation.external);
        let Some(part) = part else {
            self.passed.count(Passing::Object, "a drawing");
            return;
        };
        let about = drawing.below("docPr");
        let said = |name| {
            about.and_then(|about| about.attribute(name)).filter(|text| !text.trim().is_empty())
        };
        let alt = said("descr").or_else(|| said("title")).unwrap_or("").to_owned();
        let known = self.pictures.iter().position(|name| *name == part.target);
        let index = known.unwrap_or_else(|| {
            self.pictures.push(part.target.clone());
            self.pictures.len() - 1
        });
        out.push(Inline::Picture { index, alt, title: String::new() });
    }
}
