//! Writes the words of a block as Markdown: looks, links and pictures.
//!
//! In go words one after the other, with what stands around each; out comes a line of Markdown, or several where
//! breaks were typed. What is open is closed in turn, and blanks stay outside of it.

use super::escape::{self, WordsPlace};
use super::model::{WordFace, WordHeight};
use crate::import::text::in_one_line;
use std::rc::Rc;

/// What stands between a letter and a mark.
const GUARD: &str = "<!-- -->";

/// What is open around words.
#[derive(Debug, Clone, PartialEq, Eq)]
enum OpenFace {
    Link(Rc<str>),
    Strong,
    Emphasis,
    Struck,
    Height(WordHeight),
}

/// The element that raises or lowers words.
fn element_of(height: WordHeight) -> &'static str {
    if height == WordHeight::Raised { "sup" } else { "sub" }
}

/// What has been written of the words of a block.
pub(super) struct InlineWriter {
    out: String,
    open: Vec<OpenFace>,
    place: WordsPlace,
    /// True if a line break comes before the next words. One at the edge of a paragraph is none.
    breaks: bool,
    /// True if guards are written.
    guards: bool,
}

impl InlineWriter {
    /// Begins words at `place`; `guards` asks for a comment where CommonMark would not see a mark.
    pub(super) fn new(place: WordsPlace, guards: bool) -> Self {
        Self { out: String::new(), open: Vec::new(), place, breaks: false, guards }
    }

    /// What was written, with all closed.
    pub(super) fn end(mut self) -> String {
        self.close_to(0);
        self.out.trim().to_owned()
    }

    /// Breaks the line, where one can be broken.
    pub(super) fn line_break(&mut self) {
        match self.place {
            WordsPlace::Paragraph => self.breaks = true,
            WordsPlace::Line | WordsPlace::Cell => self.out.push(' '),
        }
    }

    /// Writes a picture with its two texts, in its link.
    pub(super) fn picture(
        &mut self,
        [alt, title]: [&str; 2],
        address: &str,
        link: Option<&Rc<str>>,
    ) {
        let wanted = link.map(|link| OpenFace::Link(Rc::clone(link)));
        let is_open = !self.breaks && wanted.is_some() && self.open.first() == wanted.as_ref();
        self.close_to(usize::from(is_open));
        self.break_line();
        if let Some(link) = wanted.filter(|_| !is_open) {
            self.begin_link();
            self.open.push(link);
        }
        let place =
            if self.place == WordsPlace::Cell { WordsPlace::Cell } else { WordsPlace::Line };
        let alt = escape::text(&in_one_line(alt), place, false, true);
        let title = match in_one_line(title).as_str() {
            "" => String::new(),
            title => {
                let title = title.replace('\\', "\\\\").replace('"', "\\\"");
                format!(" \"{}\"", title.replace('|', "&#124;"))
            }
        };
        self.out.push_str(&format!("![{alt}]({address}{title})"));
    }

    /// Writes words with their look. A height other than that of the line is raw HTML.
    pub(super) fn words(&mut self, text: &str, face: WordFace, link: Option<&Rc<str>>) {
        let body = text.trim_matches(char::is_whitespace);
        let wanted: Vec<OpenFace> = [
            link.map(|link| OpenFace::Link(Rc::clone(link))),
            face.strong.then_some(OpenFace::Strong),
            face.emphasis.then_some(OpenFace::Emphasis),
            face.struck.then_some(OpenFace::Struck),
            (face.height != WordHeight::Line).then_some(OpenFace::Height(face.height)),
        ]
        .into_iter()
        .flatten()
        .collect();
        if body.is_empty() {
            // Blanks look like nothing.
            if !text.is_empty() {
                self.out.push(' ');
            }
            return;
        }
        if self.breaks {
            self.close_to(0);
            self.break_line();
        }
        let common = self.open.iter().zip(&wanted).take_while(|(one, other)| one == other).count();
        let closes = self.open.len() > common;
        self.close_to(common);
        if self.guards
            && closes
            && !self.out.ends_with(' ')
            && !text.starts_with(char::is_whitespace)
        {
            self.out.push_str(GUARD);
        }
        let lead = text.len() - text.trim_start().len();
        if lead > 0 {
            self.out.push(' ');
        }
        let is_letter = |c: char| !c.is_whitespace() && !"([".contains(c);
        if self.guards && common < wanted.len() && self.out.ends_with(is_letter) {
            self.out.push_str(GUARD);
        }
        for around in &wanted[common..] {
            match around {
                OpenFace::Link(_) => self.begin_link(),
                OpenFace::Strong => self.out.push_str("**"),
                OpenFace::Emphasis => self.out.push('*'),
                OpenFace::Struck => self.out.push_str("~~"),
                OpenFace::Height(height) => {
                    self.out.push_str(&format!("<{}>", element_of(*height)))
                }
            }
            self.open.push(around.clone());
        }
        if face.code {
            self.out.push_str(&escape::code(body, self.place));
        } else {
            let begins = self.out.trim_end().is_empty() || self.out.ends_with('\n');
            self.out.push_str(&escape::text(
                body,
                self.place,
                begins,
                !self.open.is_empty() && link.is_some(),
            ));
        }
        if lead + body.len() < text.len() {
            self.out.push(' ');
        }
    }

    /// Opens the words of a link. Behind an exclamation mark they would be those of a picture.
    fn begin_link(&mut self) {
        if let Some(before) = self.out.strip_suffix('!') {
            let signs = before.len() - before.trim_end_matches('\\').len();
            if signs % 2 == 0 {
                self.out.insert(self.out.len() - 1, '\\');
            }
        }
        self.out.push('[');
    }

    fn break_line(&mut self) {
        if std::mem::take(&mut self.breaks) && !self.out.trim().is_empty() {
            self.out.truncate(self.out.trim_end().len());
            self.out.push_str("\\\n");
        }
    }

    /// Closes what is open beyond the first `keep`; blanks stay outside.
    fn close_to(&mut self, keep: usize) {
        if self.open.len() <= keep {
            return;
        }
        let blank = self.out.ends_with(' ');
        if blank {
            self.out.truncate(self.out.trim_end_matches(' ').len());
        }
        while self.open.len() > keep {
            match self.open.pop() {
                Some(OpenFace::Link(to)) => {
                    self.out.push_str(&format!("]({})", escape::address(&to)))
                }
                Some(OpenFace::Strong) => self.out.push_str("**"),
                Some(OpenFace::Emphasis) => self.out.push('*'),
                Some(OpenFace::Struck) => self.out.push_str("~~"),
                Some(OpenFace::Height(height)) => {
                    self.out.push_str(&format!("</{}>", element_of(height)))
                }
                None => {}
            }
        }
        if blank {
            self.out.push(' ');
        }
    }
}
