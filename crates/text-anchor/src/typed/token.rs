//! Recognizes artefacts that are a word, or part of one.
//!
//! In goes a stretch of a quote without spaces; out comes its kind, or its words without the
//! artefacts that touch them.

use super::stray::{QuoteItem, Stray};

/// The kind of a token that is an artefact as a whole.
pub(super) fn whole(token: &str) -> Option<Stray> {
    if token.chars().all(|c| "|:-".contains(c)) && token.contains('|') {
        return Some(Stray::Bar);
    }
    match token {
        "-" | "*" | "+" | "•" | "◦" | "▪" | "▫" | "‣" | "⁃" | "●" | "○" | "■" | "·" | "∙" =>
        {
            return Some(Stray::Bullet);
        }
        "[x]" | "[X]" | "[]" | "☐" | "☑" | "☒" | "✓" | "✔" | "✗" | "✘" => {
            return Some(Stray::Box);
        }
        _ => {}
    }
    let number = token.strip_suffix(['.', ')']).map(|n| n.strip_prefix('(').unwrap_or(n));
    if number.is_some_and(|n| is_number(n) || is_letter(n) || is_roman(n)) {
        return Some(Stray::ListNumber);
    }
    // A number that stands by itself is part of the text.
    let note = is_raised(token) || is_reference(token);
    (note || token.starts_with(['\u{21a9}', '\u{2191}'])).then_some(Stray::Footnote)
}

fn is_number(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_letter(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

fn is_roman(text: &str) -> bool {
    (1..=6).contains(&text.len()) && text.chars().all(|c| "ivxIVX".contains(c))
}

/// True for superscript digits.
fn is_raised(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| matches!(c, '\u{b9}' | '\u{b2}' | '\u{b3}' | '\u{2070}'..='\u{2079}'))
}

/// `[1]`, `[a]`, `[^name]`.
fn is_reference(text: &str) -> bool {
    let inner = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    inner.is_some_and(|inner| match inner.strip_prefix('^') {
        Some(name) => !name.is_empty() && !name.contains(['[', ']']),
        None => is_number(inner) || is_letter(inner),
    })
}

/// Splits footnote numbers, bullets and bars off a word.
pub(super) fn split<'q>(token: &'q str, items: &mut Vec<QuoteItem<'q>>) {
    let bullet = token.starts_with(['•', '◦', '▪', '‣', '●', '☐', '☑', '☒']);
    let mut done = 0;
    let mut at = 0;
    while let Some(c) = token[at..].chars().next() {
        let found = match c {
            '|' => Some((1, Stray::Bar)),
            _ if at == 0 && bullet => Some((c.len_utf8(), Stray::Bullet)),
            _ if at == 0 => None,
            _ => note(token, at).map(|length| (length, Stray::Footnote)),
        };
        let Some((length, what)) = found else {
            at += c.len_utf8();
            continue;
        };
        if done < at {
            items.push(QuoteItem::Words(&token[done..at]));
        }
        items.push(QuoteItem::Typed(&token[at..at + length], what));
        at += length;
        done = at;
    }
    if done < token.len() {
        items.push(QuoteItem::Words(&token[done..]));
    }
}

/// The length of the footnote number at byte `at` of a word, directly after a letter or a mark, if
/// there is one.
fn note(token: &str, at: usize) -> Option<usize> {
    let mut before = token[..at].chars().rev();
    let last = before.next()?;
    let after_number = before.next().is_some_and(char::is_numeric);
    let attached = last.is_alphabetic()
        || (".,;:!?)\"'".contains(last) && !after_number)
        || (")\"'".contains(last));
    if !attached {
        return None;
    }
    let rest = &token[at..];
    let length = match rest.chars().next()? {
        '[' => rest.find(']').map(|i| i + 1).filter(|i| is_reference(&rest[..*i]))?,
        c if c.is_ascii_digit() => {
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            Some(digits).filter(|n| *n <= 3)?
        }
        _ => {
            let raised: usize = rest
                .chars()
                .take_while(|c| is_raised(c.encode_utf8(&mut [0; 4])))
                .map(char::len_utf8)
                .sum();
            Some(raised).filter(|n| *n > 0)?
        }
    };
    let free = !rest[length..].starts_with(char::is_alphanumeric);
    free.then_some(length)
}
