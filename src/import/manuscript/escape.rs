//! Writes words so that Markdown reads them as words.
//!
//! In go words as readers see them; out comes Markdown that shows the same. A backslash stands before a mark only
//! where the mark would mean something. Source: CommonMark 0.31.2, and the additions of docs/format.md.

use crate::model::address::check_url;

/// Where words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordsPlace {
    /// In a paragraph.
    Paragraph,
    /// In a heading or the text of a picture.
    Line,
    /// In a cell of a table.
    Cell,
}

/// True for an address that readers can follow.
pub(super) fn is_link(to: &str) -> bool {
    check_url(&address(to)).is_ok()
}

/// An address for the place behind the words of a link.
pub(super) fn address(to: &str) -> String {
    let mut out = String::new();
    for c in to.trim().chars() {
        match c {
            '(' | ')' | '<' | '>' | '\\' | '"' | '`' | '*' | '_' | '[' | ']' | '|' => {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            }
            '&' => out.push_str("&amp;"),
            c if c.is_whitespace() || c.is_control() => {
                let mut bytes = [0; 4];
                c.encode_utf8(&mut bytes).bytes().for_each(|b| out.push_str(&format!("%{b:02X}")));
            }
            c => out.push(c),
        }
    }
    // An underscore means nothing in an address, and is common there.
    out.replace("%5F", "_")
}

/// Words as code.
pub(super) fn code(text: &str, place: WordsPlace) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    let text = if place == WordsPlace::Cell { text.replace('|', "\\|") } else { text.to_owned() };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Words as words; `begins` says that they begin a line, `linked` that they stand between brackets.
pub(super) fn text(text: &str, place: WordsPlace, begins: bool, linked: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before: Option<char> = None;
    let brackets = linked || ["](", "][", "]:", "[["].iter().any(|mark| text.contains(mark));
    // A number at the start may turn out to be that of a list.
    let mut digits = begins;
    let mut rest = text.chars().peekable();
    let mut first = begins;
    while let Some(c) = rest.next() {
        let next = rest.peek().copied();
        let blank_next = next.is_none_or(char::is_whitespace);
        let means = match c {
            '\\' | '`' | '*' | '~' => true,
            '[' => brackets || first || matches!(next, Some('^' | '@')),
            ']' => brackets,
            '_' => {
                !(before.is_some_and(char::is_alphanumeric)
                    && next.is_some_and(char::is_alphanumeric))
            }
            '<' => next.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => next.is_some_and(|c| c.is_ascii_alphabetic() || c == '#'),
            '|' => place == WordsPlace::Cell,
            '!' => next == Some('['),
            '{' => next.is_some_and(|c| "%{.#:>=+-~".contains(c)),
            '#' => first || next.is_none() || next == Some(' ') || next == Some('#'),
            '+' | '-' => first && (blank_next || next == Some(c)),
            '=' | '>' if first => true,
            '.' | ')' => digits && before.is_some_and(|c| c.is_ascii_digit()),
            ':' => first || next == Some(':') || is_start_of_sign(before, next),
            '%' => next == Some('%'),
            _ => false,
        };
        if means {
            out.push('\\');
        }
        match c {
            // A blank that lines may break at is a blank.
            c if c.is_whitespace() && !is_kept_blank(c) => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
        first = false;
        digits &= c.is_ascii_digit();
        before = Some(c);
    }
    out
}

/// True for blanks that are typed to be seen: those that keep words together, and that of Chinese.
fn is_kept_blank(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}' | '\u{3000}')
}

/// True where a colon may begin the name of a sign: `:smile:`.
fn is_start_of_sign(before: Option<char>, next: Option<char>) -> bool {
    !before.is_some_and(char::is_alphanumeric) && next.is_some_and(|c| c.is_ascii_lowercase())
}
