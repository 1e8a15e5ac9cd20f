//! Takes commands of LaTeX that set words apart out of a file, before it is read.
//!
//! In goes a text with its entries; out comes a text of the same length, in which the commands are [`FILL`] and their
//! words stay, and what was left out or is not known. `biblatex` knows accents and signs; all else it would leave in
//! titles as it is typed. Places in the text stay what they were.

use super::fields::{DEPTH, TAKEN, depth};
use super::known::{ACCENTS, ASIDE, BLANKS, DATES, KNOWN, LOOKS, QUOTES, VERBATIM};
use crate::import::report::short;
use biblatex::RawBibliography;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Stands where something was taken out.
pub const FILL: char = '\u{1}';

/// What stands for signs that `biblatex` would take for something else, or that need more room.
const SIGNS: [(char, &str); 6] = [
    (FILL, ""),
    ('\u{2}', "-"),
    ('\u{3}', "$"),
    ('\u{4}', "\u{201c}"),
    ('\u{5}', "\u{201d}"),
    ('\u{7}', "\""),
];
const GONE: u8 = 1;
const HYPHEN: u8 = 2;
const DOLLAR: u8 = 3;
const OPENS: u8 = 4;
const CLOSES: u8 = 5;
/// What stands for such a character that the file has itself.
const STRAY: u8 = 6;
const QUOTATION: u8 = 7;

/// `text` whose quotation marks within the braces of a value between quotation marks end nothing, as in
/// `"A {"}word{"}"`. `biblatex` takes them for the end of the value.
pub fn with_inner_marks(text: &str) -> Cow<'_, str> {
    let mut bytes = Cow::Borrowed(text.as_bytes());
    let own: Vec<usize> = (0..text.len()).filter(|at| bytes[*at] == QUOTATION).collect();
    own.into_iter().for_each(|at| bytes.to_mut()[at] = STRAY);
    let mut at = 0;
    while let Some(sign) = text[at..].find(['=', '#']).map(|found| at + found + 1) {
        at = sign;
        let value = text[at..].trim_start();
        if value.starts_with('"') {
            let start = text.len() - value.len() + 1;
            let (inner, end) = inner_marks(&text.as_bytes()[start..]);
            inner.into_iter().for_each(|mark| bytes.to_mut()[start + mark] = QUOTATION);
            at = start + end;
            while !text.is_char_boundary(at) {
                at += 1;
            }
        }
    }
    match bytes {
        Cow::Borrowed(_) => Cow::Borrowed(text),
        // Only bytes of ASCII were put in the place of others.
        Cow::Owned(bytes) => String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned),
    }
}

/// The quotation marks in braces of a value, and where it ends; none where it does not.
fn inner_marks(value: &[u8]) -> (Vec<usize>, usize) {
    let (mut inner, mut depth, mut escaped) = (Vec::new(), 0_usize, false);
    for (at, byte) in value.iter().enumerate() {
        match byte {
            // The next entry begins.
            b'@' if at > 0 && value[at - 1] == b'\n' => break,
            _ if escaped => {}
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'"' if depth == 0 => return (inner, at + 1),
            b'"' => inner.push(at),
            _ => {}
        }
        escaped = *byte == b'\\' && !escaped;
    }
    (Vec::new(), 0)
}

/// Something of a field that was left out, or is not known.
#[derive(Debug, PartialEq, Eq)]
pub struct ToldCommand {
    /// At which byte.
    pub byte: usize,
    /// What is so.
    pub text: String,
}

/// `text` without such commands, and what is to be told of them.
pub fn without_commands<'t>(
    text: &'t str,
    raw: &RawBibliography,
) -> (Cow<'t, str>, Vec<ToldCommand>) {
    let mut told = Vec::new();
    let is_sign = |b: u8| (GONE..=STRAY).contains(&b);
    let has_signs = text.bytes().any(|b| b"\\~$".contains(&b) || is_sign(b));
    if !has_signs && !["://", "--"].iter().any(|sign| text.contains(sign)) {
        return (Cow::Borrowed(text), told);
    }
    let mut bytes = text.as_bytes().to_vec();
    bytes.iter_mut().filter(|b| is_sign(**b)).for_each(|b| *b = STRAY);
    let of_entries = raw.entries.iter().flat_map(|entry| &entry.v.fields);
    let of_entries = of_entries.filter(|pair| TAKEN.contains(&&*pair.key.v.to_ascii_lowercase()));
    for pair in of_entries.chain(&raw.abbreviations) {
        let name = pair.key.v.to_ascii_lowercase();
        let (start, end) = (pair.value.span.start, pair.value.span.end);
        let field = FieldCommands {
            name: &name,
            whole: within_braces(text.get(start..end).unwrap_or_default()),
            start,
            verbatim: VERBATIM.contains(&&*name),
            is_date: DATES.contains(&&*name),
            unknown: BTreeSet::new(),
            told: &mut told,
        };
        // A field that is too deep is refused as it is.
        if depth(field.whole) <= DEPTH
            && let Some(bytes) = bytes.get_mut(start..end)
        {
            field.take_out(bytes);
        }
    }
    told.sort_by_key(|told| told.byte);
    // Only bytes of ASCII were put in the place of others, and of characters all bytes.
    (String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned), told)
}

/// A text as it is after it was read, with the signs that were meant.
pub fn restored(text: &str) -> String {
    let sign = |c: char| SIGNS.iter().find(|(sign, _)| *sign == c).map(|(_, text)| *text);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match sign(c) {
            Some(text) => out.push_str(text),
            None => out.push(c),
        }
    }
    out
}

struct FieldCommands<'f> {
    name: &'f str,
    whole: &'f str,
    start: usize,
    verbatim: bool,
    is_date: bool,
    /// Commands that were told already.
    unknown: BTreeSet<String>,
    told: &'f mut Vec<ToldCommand>,
}

impl FieldCommands<'_> {
    fn take_out(mut self, field: &mut [u8]) {
        let mut at = 0;
        while at < field.len() {
            at = match field[at] {
                b'\\' => self.command(field, at),
                b'~' if !self.verbatim && !self.is_date => {
                    field[at] = b' ';
                    at + 1
                }
                b'$' if self.verbatim && field[at..].starts_with(br"$\sim$") => {
                    put(field, at, at + 6, b"~");
                    at + 6
                }
                b'-' if self.verbatim => {
                    field[at] = HYPHEN;
                    at + 1
                }
                b'h' if !self.verbatim && is_address(&field[at..]) => self.address(field, at),
                _ => at + 1,
            };
        }
    }

    /// Keeps what an address has from being taken for dashes and formulas.
    fn address(&self, field: &mut [u8], from: usize) -> usize {
        let mut at = from;
        while let Some(byte) = field.get(at).copied() {
            match byte {
                b'{' | b'}' | b'"' => break,
                b if b.is_ascii_whitespace() => break,
                b'-' => field[at] = HYPHEN,
                b'$' => field[at] = DOLLAR,
                b'\\' => match in_address(&field[at..]) {
                    Some((sign, length)) => {
                        put(field, at, at + length, &[sign]);
                        at += length - 1;
                    }
                    None => break,
                },
                _ => {}
            }
            at += 1;
        }
        at.max(from + 1)
    }

    /// Looks at a command. Given back is where to go on.
    fn command(&mut self, field: &mut [u8], at: usize) -> usize {
        if self.verbatim
            && let Some((sign, length)) = in_address(&field[at..])
        {
            put(field, at, at + length, &[sign]);
            return at + length;
        }
        let letters = field[at + 1..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let end = at + 1 + letters;
        if letters == 0 {
            let Some(sign) = field.get(end) else { return end };
            match sign {
                _ if self.verbatim => {}
                b',' | b';' | b' ' | b'\n' | b'\t' | b'\\' => put(field, at, end + 1, b" "),
                b'!' | b'/' | b'@' => put(field, at, end + 1, b""),
                sign if ACCENTS.contains(&char::from(*sign)) => with_dots(field, end + 1),
                _ => {}
            }
            return end + 1;
        }
        let name = String::from_utf8_lossy(&field[at + 1..end]).into_owned();
        let name = name.as_str();
        let after = end + field[end..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        let needs_end = name == "href" || QUOTES.contains(&name) || ASIDE.contains(&name);
        let closing =
            (needs_end && field.get(after) == Some(&b'{')).then(|| closing(field, after)).flatten();
        if let [accent] = name.as_bytes()
            && ACCENTS.contains(&char::from(*accent))
            && !self.verbatim
        {
            with_dots(field, end);
        }
        match closing {
            _ if BLANKS.contains(&name) => put(field, at, end, b" "),
            _ if LOOKS.contains(&name) => put(field, at, after, b""),
            Some(close) if QUOTES.contains(&name) => {
                put(field, at, after + 1, &[OPENS]);
                field[close] = CLOSES;
            }
            Some(close) if ASIDE.contains(&name) => {
                let words = String::from_utf8_lossy(&field[after + 1..close]).into_owned();
                if name != "noopsort" {
                    let text = format!(
                        "`{}` has a note that is left out: `{}`",
                        self.name,
                        short(&restored(&words))
                    );
                    self.told.push(ToldCommand { byte: self.start + at, text });
                }
                put(field, at, close + 1, b"");
            }
            Some(close) if name == "href" => return self.link(field, at, after, close),
            _ if KNOWN.contains(&name) && !self.verbatim => {}
            _ if !self.unknown.insert(name.to_owned()) => {}
            _ => {
                let text = format!(
                    "`{}` has a command that is not known, and stays as it is typed: `\\{name}` in `{}`",
                    self.name,
                    short(self.whole)
                );
                self.told.push(ToldCommand { byte: self.start + at, text });
            }
        }
        end
    }

    /// A link: of its address and its words, the field gets what it is for.
    fn link(&mut self, field: &mut [u8], at: usize, open: usize, close: usize) -> usize {
        let address = String::from_utf8_lossy(&field[open + 1..close]).into_owned();
        let next =
            close + 1 + field[close + 1..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        let end = (field.get(next) == Some(&b'{')).then(|| closing(field, next)).flatten();
        match end {
            _ if self.verbatim => {
                put(field, at, open, b"");
                end.iter().for_each(|end| put(field, next, end + 1, b""));
                open
            }
            // An address and words: both count.
            Some(end) if self.name == "howpublished" => {
                put(field, at, open, b"");
                field[next] = b' ';
                field[end] = GONE;
                open
            }
            Some(_) => {
                let text = format!(
                    "`{}` has a link to `{}`, which is left out",
                    self.name,
                    short(&address)
                );
                self.told.push(ToldCommand { byte: self.start + at, text });
                put(field, at, close + 1, b"");
                close + 1
            }
            None => {
                put(field, at, open, b"");
                open
            }
        }
    }
}

/// Makes a letter below an accent, which is typed as one without a dot, that letter.
fn with_dots(field: &mut [u8], from: usize) {
    let is_blank = |b: &&u8| b.is_ascii_whitespace();
    let from = from + field[from..].iter().take_while(is_blank).count();
    let in_braces = field.get(from) == Some(&b'{');
    let at = from + usize::from(in_braces);
    let Some([b'\\', letter @ (b'i' | b'j')]) = field.get(at..at + 2) else { return };
    let letter = *letter;
    if field.get(at + 2).is_some_and(u8::is_ascii_alphabetic) {
        return;
    }
    let end = at + 2 + field[at + 2..].iter().take_while(is_blank).count();
    match in_braces {
        false => put_first(field, at, end, &[letter]),
        true if field.get(end) == Some(&b'}') => put_first(field, at, end + 1, &[letter, b'}']),
        true => {}
    }
}

fn is_address(rest: &[u8]) -> bool {
    rest.starts_with(b"https://") || rest.starts_with(b"http://")
}

/// The sign that a command in an address is, and how long the command is.
fn in_address(rest: &[u8]) -> Option<(u8, usize)> {
    let sign = *rest.get(1)?;
    let braces = |from: usize| if rest[from..].starts_with(b"{}") { 2 } else { 0 };
    match sign {
        b'_' | b'&' | b'%' | b'#' => Some((sign, 2)),
        b'$' => Some((DOLLAR, 2)),
        b'~' => Some((sign, 2 + braces(2))),
        _ => [("textasciitilde", b'~'), ("textunderscore", b'_'), ("string~", b'~')]
            .iter()
            .find_map(|(name, sign)| {
                let end = 1 + name.len();
                rest[1..].starts_with(name.as_bytes()).then(|| (*sign, end + braces(end)))
            }),
    }
}

/// Puts `sign` at the end of a stretch, and nothing before it.
fn put(field: &mut [u8], from: usize, to: usize, sign: &[u8]) {
    let Some(stretch) = field.get_mut(from..to) else { return };
    let at = stretch.len().saturating_sub(sign.len());
    stretch.fill(GONE);
    stretch[at..].copy_from_slice(&sign[..sign.len().min(to - from)]);
}

/// Puts `signs` at the start of a stretch, and nothing behind them.
fn put_first(field: &mut [u8], from: usize, to: usize, signs: &[u8]) {
    let Some(stretch) = field.get_mut(from..to) else { return };
    stretch.fill(GONE);
    stretch[..signs.len().min(to - from)].copy_from_slice(&signs[..signs.len().min(to - from)]);
}

/// What stands in the braces or the quotation marks of a value, where these are all of it.
fn within_braces(value: &str) -> &str {
    let value = value.trim();
    let braces = value.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let braces = braces.filter(|_| closing(value.as_bytes(), 0) == Some(value.len() - 1));
    let marks = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let marks = marks.filter(|inner| !inner.contains('"'));
    braces.or(marks).unwrap_or(value).trim()
}

/// Where the brace that opens at `open` closes.
fn closing(field: &[u8], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, byte) in field.iter().enumerate().skip(open) {
        match byte {
            _ if escaped => {}
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        escaped = *byte == b'\\' && !escaped;
        if depth == 0 {
            return Some(at);
        }
    }
    None
}
