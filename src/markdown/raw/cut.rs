//! Splits a piece of raw HTML into tags, comments and text, as browsers do.
//!
//! In goes the HTML of one block or of one inline tag; out come pieces that cover all of it, and
//! its flaws. `html5gum`, a tokenizer by the WHATWG specification, determines where tags begin and
//! end. Where it reports an error, browsers and readers of the source may disagree, so each of its
//! errors is a fault. A piece without faults begins and ends outside of tags and comments, and
//! contains no element that changes how the rest is tokenized. So splitting each piece separately
//! gives the same result as splitting the page.

#[cfg(test)]
mod tests;

use html5gum::{DefaultEmitter, Error, State, StringReader, Token, Tokenizer};
use std::ops::Range;

/// A stretch of raw HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlPiece {
    /// Its range in bytes.
    pub range: Range<usize>,
    /// Its kind.
    pub what: PieceKind,
}

/// The kind of a stretch of raw HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PieceKind {
    /// A start tag.
    Open(Tag),
    /// An end tag, with the name in lower case.
    Close(String),
    /// A comment.
    Comment,
    /// Text or white space.
    Text,
}

/// A start tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The name in lower case.
    pub name: String,
    /// The range of `<` and the name.
    pub head: Range<usize>,
    /// Its attributes in the order of the source.
    pub attributes: Vec<Attribute>,
    /// True if it ends in `/>`, which closes an element only inside SVG and MathML.
    pub closed: bool,
}

impl Tag {
    /// The attribute `name`.
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|a| a.name == name)
    }
}

/// An attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// The name in lower case.
    pub name: String,
    /// The value, character references decoded.
    pub value: String,
    /// The range of name and value.
    pub at: Range<usize>,
    /// The range of the value, with its quotation marks.
    pub value_at: Range<usize>,
}

/// A violation of well-formedness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Its range.
    pub at: Range<usize>,
    /// Its kind.
    pub kind: FlawKind,
}

/// The kinds of flaws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlawKind {
    /// A tag without an end.
    Unended,
    /// A comment without an end.
    Comment,
    /// A comment that browsers end elsewhere than it seems.
    CommentEnd,
    /// A `<` that begins nothing.
    Lone,
    /// A declaration or a processing instruction.
    Declaration,
    /// A duplicate attribute.
    Twice,
    /// A tag with a syntax other than names and quoted values.
    Tag,
    /// The character U+0000.
    Null,
}

/// The tokens of `html` with their places. A tokenizer of each kind takes a 50th of the program, so
/// there is one, for whole pages too.
pub fn tokens(html: &str) -> Tokenizer<StringReader<'_>, DefaultEmitter<usize>> {
    Tokenizer::new_with_emitter(html, DefaultEmitter::new_with_span())
}

/// Splits `html`.
pub fn cut(html: &str) -> (Vec<HtmlPiece>, Vec<Flaw>) {
    // A carriage return is ordinary white space, but the tokenizer does not count it.
    let unix = html.replace('\r', " ");
    let mut cutter = Cutter { html, pieces: Vec::new(), flaws: Vec::new(), objections: Vec::new() };
    let mut tokens = tokens(&unix);
    while let Some(Ok(token)) = tokens.next() {
        if let Token::StartTag(tag) = &token
            && let Some(state) = std::str::from_utf8(&tag.name).ok().and_then(raw_text)
        {
            tokens.set_state(state);
        }
        cutter.take(token);
    }
    cutter.end();
    (cutter.pieces, cutter.flaws)
}

/// The name of the tag at the start of `html`, and whether it is an end tag.
pub fn name(html: &str) -> Option<(String, bool)> {
    let rest = html.strip_prefix('<')?;
    let closes = rest.starts_with('/');
    let rest = if closes { &rest[1..] } else { rest };
    let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>');
    let name = &rest[..end.unwrap_or(rest.len())];
    name.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| (name.to_ascii_lowercase(), closes))
}

/// How the tokenizer must read the content of an element, unless as usual. With scripts,
/// `<noscript>` is raw text.
pub fn raw_text(name: &str) -> Option<State> {
    match name {
        "title" | "textarea" => Some(State::RcData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" => Some(State::RawText),
        "script" => Some(State::ScriptData),
        "plaintext" => Some(State::PlainText),
        _ => None,
    }
}

struct Cutter<'h> {
    html: &'h str,
    pieces: Vec<HtmlPiece>,
    flaws: Vec<Flaw>,
    /// The errors that the tokenizer reported about the current tag or comment.
    objections: Vec<(Error, usize)>,
}

impl Cutter<'_> {
    fn take(&mut self, token: Token<usize>) {
        match token {
            Token::StartTag(tag) => {
                let name = lossy(&tag.name);
                let range = tag.span.start..tag.span.end;
                let head =
                    range.start..self.floor((range.start + 1 + tag.name.len()).min(range.end));
                let mut attributes: Vec<_> = tag.attributes.iter().collect();
                attributes.sort_by_key(|(_, value)| value.span.start);
                let attributes = attributes.into_iter().map(|(name, value)| {
                    self.attribute(lossy(name), lossy(value), value.span.start)
                });
                let attributes = attributes.collect();
                self.put(
                    range,
                    PieceKind::Open(Tag { name, head, attributes, closed: tag.self_closing }),
                );
            }
            Token::EndTag(tag) => {
                self.put(tag.span.start..tag.span.end, PieceKind::Close(lossy(&tag.name)));
            }
            Token::Comment(comment) => {
                self.put(comment.span.start..comment.span.end, PieceKind::Comment);
            }
            Token::Doctype(doctype) => {
                let at = doctype.span.start..doctype.span.end;
                self.flaws.push(Flaw { at: at.clone(), kind: FlawKind::Declaration });
                self.put(at, PieceKind::Comment);
            }
            Token::Error(error) => self.objections.push((error.value, error.span.start)),
            Token::String(_) => {}
        }
    }

    /// Adds a tag or a comment, and before it the text since the previous one.
    fn put(&mut self, range: Range<usize>, what: PieceKind) {
        let from = self.pieces.last().map_or(0, |piece| piece.range.end);
        let good = from <= range.start
            && range.end <= self.html.len()
            && self.html.get(range.clone()).is_some_and(|s| s.starts_with('<'));
        if !good {
            self.flaws.push(Flaw { at: from..self.html.len(), kind: FlawKind::Tag });
            return;
        }
        self.text(from..range.start);
        self.object(&range);
        self.pieces.push(HtmlPiece { range, what });
    }

    fn text(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.pieces.push(HtmlPiece { range, what: PieceKind::Text });
        }
    }

    /// Converts the tokenizer's errors to flaws, one per tag; `range` is the tag that was read.
    fn object(&mut self, range: &Range<usize>) {
        let mut told = false;
        for (error, at) in std::mem::take(&mut self.objections) {
            let Some(kind) = flaw(error) else { continue };
            let lone = |upto: usize| {
                let upto = self.floor(upto);
                let start = self.html[..upto].rfind('<').unwrap_or(0);
                start..start + usize::from(start < self.html.len())
            };
            let at = match kind {
                FlawKind::Lone if at <= range.start => lone(at),
                FlawKind::Lone => lone(range.end.min(at)),
                FlawKind::Unended | FlawKind::Comment => {
                    let from = self.pieces.last().map_or(0, |piece| piece.range.end);
                    let sign = if kind == FlawKind::Comment { "<!--" } else { "<" };
                    let start = self.html[from..].find(sign).map_or(from, |i| from + i);
                    start..(start + sign.len()).min(self.html.len())
                }
                FlawKind::Null => {
                    let start = self.floor(at.saturating_sub(1));
                    start..(start + 1).min(self.html.len())
                }
                _ if told => continue,
                _ => {
                    told = true;
                    range.clone()
                }
            };
            self.flaws.push(Flaw { at, kind });
        }
    }

    fn end(&mut self) {
        let from = self.pieces.last().map_or(0, |piece| piece.range.end);
        self.object(&(from..self.html.len()));
        self.text(from..self.html.len());
    }

    /// The last character boundary up to `at`.
    fn floor(&self, at: usize) -> usize {
        let mut at = at.min(self.html.len());
        while !self.html.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// The attribute whose name begins at `start`. The tag is well-formed, or has been reported.
    fn attribute(&self, name: String, value: String, start: usize) -> Attribute {
        let start = self.floor(start);
        let rest = &self.html[start..];
        let white = |c: char| c.is_ascii_whitespace();
        let name_end =
            rest.find(|c: char| white(c) || matches!(c, '=' | '/' | '>')).unwrap_or(rest.len());
        let after = rest[name_end..].trim_start_matches(white);
        let (mut end, mut value_at) = (start + name_end, start + name_end..start + name_end);
        if let Some(typed) = after.strip_prefix('=') {
            let typed = typed.trim_start_matches(white);
            let length = match typed.chars().next() {
                Some(quote @ ('"' | '\'')) => typed[1..].find(quote).map_or(typed.len(), |i| i + 2),
                _ => typed.find(|c: char| white(c) || c == '>').unwrap_or(typed.len()),
            };
            let from = start + rest.len() - typed.len();
            value_at = from..from + length;
            end = value_at.end;
        }
        Attribute { name, value, at: start..end, value_at }
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The flaw for an error of the tokenizer; `None` if it only concerns a character.
fn flaw(error: Error) -> Option<FlawKind> {
    use Error::*;
    Some(match error {
        AbsenceOfDigitsInNumericCharacterReference
        | CharacterReferenceOutsideUnicodeRange
        | ControlCharacterReference
        | ControlCharacterInInputStream
        | MissingSemicolonAfterCharacterReference
        | NoncharacterCharacterReference
        | NoncharacterInInputStream
        | NullCharacterReference
        | SurrogateCharacterReference
        | SurrogateInInputStream
        | UnknownNamedCharacterReference
        | NestedComment => return None,
        EofInTag => FlawKind::Unended,
        EofInComment => FlawKind::Comment,
        AbruptClosingOfEmptyComment | IncorrectlyClosedComment => FlawKind::CommentEnd,
        EofBeforeTagName | InvalidFirstCharacterOfTagName | MissingEndTagName => FlawKind::Lone,
        UnexpectedQuestionMarkInsteadOfTagName | IncorrectlyOpenedComment | CdataInHtmlContent => {
            FlawKind::Declaration
        }
        DuplicateAttribute => FlawKind::Twice,
        UnexpectedNullCharacter => FlawKind::Null,
        _ => FlawKind::Tag,
    })
}

/// The visible text of a piece. White space keeps its bytes, so that a piece without character
/// references has the same length as its text.
pub fn words(html: &str) -> String {
    let plain = |text: &str| text.replace(['\n', '\r', '\t', '\u{c}'], " ");
    if !html.contains('&') {
        return plain(html);
    }
    let mut words = String::with_capacity(html.len());
    for token in tokens(&html.replace('\r', " ")) {
        if let Ok(Token::String(text)) = token {
            words.push_str(&lossy(&text));
        }
    }
    plain(&words)
}

/// Splits a piece of text so that parts with a character reference are separate. A quote may begin
/// and end inside the other parts.
pub fn runs(text: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(i) = text[at..].find('&') {
        let start = at + i;
        let name = text[start + 1..]
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '#')
            .unwrap_or(text.len() - start - 1);
        let end = start + 1 + name;
        let end = end + usize::from(text[end..].starts_with(';'));
        if words(&text[start..end]) != text[start..end] {
            if from < start {
                runs.push(from..start);
            }
            runs.push(start..end);
            from = end;
        }
        at = end;
    }
    if from < text.len() {
        runs.push(from..text.len());
    }
    runs
}
