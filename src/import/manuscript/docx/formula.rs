//! Formulas of a document, written in a line.
//!
//! In goes an element of OMML; out come its signs: a fraction with a slash, powers raised and indices lowered. What a
//! line cannot show, such as a matrix, keeps its signs and is counted. Source: ECMA-376 part 1, 22.1.

use super::super::model::{Inline, Passed, Passing, WordFace, WordHeight};
use super::inside::symbol;
use super::xml::Element;

/// Signs that stand on one height.
type Signs = (String, WordHeight);

/// A formula as words of a text.
pub(super) fn words(of: &Element, passed: &mut Passed) -> Vec<Inline> {
    let word = |(text, height): Signs| Inline::Words {
        text,
        face: WordFace { height, ..WordFace::default() },
        link: None,
    };
    read(of, passed).signs.into_iter().map(word).collect()
}

/// A formula as plain text, with `^` before powers and `_` before indices.
pub(super) fn plain(of: &Element, passed: &mut Passed) -> String {
    let mut formula = FormulaReader { is_plain: true, ..FormulaReader::default() };
    formula.read(of, passed);
    formula.text()
}

fn read(of: &Element, passed: &mut Passed) -> FormulaReader {
    let mut formula = FormulaReader::default();
    formula.read(of, passed);
    formula
}

#[derive(Debug, Default)]
struct FormulaReader {
    signs: Vec<Signs>,
    /// True if all signs stand on the line: in plain text, and where they are raised already.
    is_plain: bool,
    /// True if a line cannot show it.
    is_odd: bool,
    /// True if the last part was a fraction, which other signs would go on.
    is_fraction: bool,
}

impl FormulaReader {
    fn read(&mut self, of: &Element, passed: &mut Passed) {
        self.children(of, passed);
        if self.is_odd {
            passed.count(Passing::Formula, &self.text());
        }
    }

    fn text(&self) -> String {
        self.signs.iter().map(|(text, _)| text.as_str()).collect()
    }

    fn push(&mut self, text: &str) {
        self.push_at(text, WordHeight::Line);
    }

    fn push_at(&mut self, text: &str, height: WordHeight) {
        if text.is_empty() {
            return;
        }
        let is_sign = text.starts_with(char::is_alphanumeric);
        let gap = if std::mem::take(&mut self.is_fraction) && is_sign { " " } else { "" };
        match self.signs.last_mut().filter(|(_, of)| *of == height) {
            Some((last, _)) => {
                last.push_str(gap);
                last.push_str(text);
            }
            None => self.signs.push((format!("{gap}{text}"), height)),
        }
    }

    /// Adds what another reader read.
    fn append(&mut self, other: Self) {
        self.is_odd |= other.is_odd;
        for (text, height) in other.signs {
            self.push_at(&text, height);
        }
        self.is_fraction = other.is_fraction;
    }

    fn children(&mut self, of: &Element, passed: &mut Passed) {
        of.elements().for_each(|child| self.element(child, passed));
    }

    /// The part of `of` that is called `name`, read by itself.
    fn part(&self, of: &Element, name: &str, is_plain: bool, passed: &mut Passed) -> Self {
        let mut part = Self { is_plain: self.is_plain || is_plain, ..Self::default() };
        of.child(name).into_iter().for_each(|of| part.children(of, passed));
        part
    }

    /// A part that stands above or below the line.
    fn script(&mut self, of: &Element, name: &str, height: WordHeight, passed: &mut Passed) {
        let part = self.part(of, name, true, passed);
        let text = part.text();
        if text.is_empty() {
            return;
        }
        self.is_odd |= part.is_odd;
        if !self.is_plain {
            return self.push_at(&text, height);
        }
        self.push(if height == WordHeight::Raised { "^" } else { "_" });
        self.push(&grouped(&text));
    }

    /// A part that stands on the line as a whole.
    fn group(&mut self, of: &Element, name: &str, passed: &mut Passed) {
        let part = self.part(of, name, false, passed);
        let text = part.text();
        self.append_grouped(part, grouped(&text) != text);
    }

    /// Adds what another reader read, in brackets where it has to be.
    fn append_grouped(&mut self, part: Self, in_brackets: bool) {
        if !in_brackets {
            return self.append(part);
        }
        self.push("(");
        self.append(part);
        self.is_fraction = false;
        self.push(")");
    }

    /// What powers and indices stand at.
    fn base(&mut self, of: &Element, passed: &mut Passed) {
        let part = self.part(of, "e", false, passed);
        let text = part.text();
        self.append_grouped(part, text.contains('/') && grouped(&text) != text);
    }

    fn element(&mut self, of: &Element, passed: &mut Passed) {
        let properties = of.child(&format!("{}Pr", of.name()));
        let value = |name: &str| properties.and_then(|of| of.value(name));
        match of.name() {
            "t" => self.push(&of.text()),
            "sym" => match symbol(of) {
                Some(c) => self.push(&c.to_string()),
                None => passed.count(Passing::Object, "a sign of a typeface of its own"),
            },
            "tab" | "br" | "cr" => self.push(" "),
            "del" | "moveFrom" => passed.count(Passing::Deleted, &of.text()),
            "rPr" | "instrText" | "delText" => {}
            "f" if value("type") != Some("noBar") => {
                let before = self.signs.last().and_then(|(text, _)| text.chars().next_back());
                if before.is_some_and(char::is_alphanumeric) {
                    self.push(" ");
                }
                self.group(of, "num", passed);
                self.is_fraction = false;
                self.push("/");
                self.group(of, "den", passed);
                self.is_fraction = true;
            }
            "sSup" | "sSub" | "sSubSup" => {
                self.base(of, passed);
                self.script(of, "sub", WordHeight::Lowered, passed);
                self.script(of, "sup", WordHeight::Raised, passed);
            }
            "sPre" => {
                self.script(of, "sub", WordHeight::Lowered, passed);
                self.script(of, "sup", WordHeight::Raised, passed);
                self.base(of, passed);
            }
            "rad" => {
                self.script(of, "deg", WordHeight::Raised, passed);
                self.push("√");
                self.group(of, "e", passed);
            }
            "nary" => {
                self.push(value("chr").unwrap_or("∫"));
                self.script(of, "sub", WordHeight::Lowered, passed);
                self.script(of, "sup", WordHeight::Raised, passed);
                self.push(" ");
                let part = self.part(of, "e", false, passed);
                self.append(part);
            }
            "d" => self.delimited(of, properties, passed),
            "func" => {
                let name = self.part(of, "fName", false, passed);
                self.append(name);
                let argument = self.part(of, "e", false, passed);
                if argument.text().starts_with(char::is_alphanumeric) {
                    self.push(" ");
                }
                self.append(argument);
            }
            "limLow" | "limUpp" => {
                let height = if of.is("limLow") { WordHeight::Lowered } else { WordHeight::Raised };
                self.base(of, passed);
                self.script(of, "lim", height, passed);
            }
            "f" | "acc" | "bar" | "groupChr" | "eqArr" | "m" | "mr" => self.parts(of, passed),
            "phant" if properties.is_some_and(|of| of.switch("show") == Some(false)) => {}
            name if name.ends_with("Pr") => {}
            _ => self.children(of, passed),
        }
    }

    /// What stands in brackets, or between other signs.
    fn delimited(&mut self, of: &Element, properties: Option<&Element>, passed: &mut Passed) {
        let sign = |name: &str, usual: &'static str| {
            let own = properties.and_then(|of| of.child(name));
            own.map_or(usual, |of| of.attribute("val").unwrap_or("")).to_owned()
        };
        self.push(&sign("begChr", "("));
        for (i, inside) in of.elements().filter(|child| child.is("e")).enumerate() {
            if i > 0 {
                self.push(&sign("sepChr", "|"));
            }
            self.children(inside, passed);
        }
        self.is_fraction = false;
        self.push(&sign("endChr", ")"));
    }

    /// Parts whose places a line cannot show.
    fn parts(&mut self, of: &Element, passed: &mut Passed) {
        self.is_odd = true;
        let mark = if of.is("m") || of.is("eqArr") { "; " } else { ", " };
        for (i, part) in of.elements().filter(|child| !child.name().ends_with("Pr")).enumerate() {
            if i > 0 {
                self.push(mark);
            }
            self.element(part, passed);
        }
    }
}

/// Signs that stay together: in brackets where they are more than one number or name.
fn grouped(text: &str) -> String {
    let is_one = |c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '\u{a0}');
    let is_closed = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let stands =
        text.chars().all(is_one) || is_closed.is_some_and(|inside| !inside.contains(['(', ')']));
    if stands { text.to_owned() } else { format!("({text})") }
}
