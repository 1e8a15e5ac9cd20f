//! Rules on numbers: how they are grouped, words for them, percentages, money and units.
//!
//! In go the pieces of a sentence; they are rewritten in place, with each number written one way.

use super::pieces::{Piece, SentencePieceKind};
use crate::lexicon;

/// Signs before an amount.
const CURRENCIES: &[&str] = &["$", "\u{20ac}", "\u{a3}", "\u{a5}"];

/// Units that are written as signs, of the International System and of everyday use.
const UNITS: &[&str] = &[
    "km", "m", "cm", "mm", "kg", "g", "mg", "t", "l", "ml", "cl", "ha", "W", "kW", "MW", "GW",
    "kWh", "MWh", "GWh", "TWh", "V", "kV", "Hz", "kHz", "MHz", "GHz", "kB", "KB", "MB", "GB", "TB",
    "mph", "kph", "ft", "lb", "oz",
];

/// How a language writes numbers.
struct Style {
    /// What groups thousands.
    groups: &'static [char],
    /// True where a space groups them too.
    spaced: bool,
    /// Words after a number that are `%`.
    percent: &'static [&'static [&'static str]],
    /// Short forms after an amount of money, and what they stand for.
    short: &'static [(&'static str, &'static str)],
}

fn style(language: &str) -> Option<Style> {
    let style = match language {
        "en" => Style {
            groups: &[','],
            spaced: false,
            percent: &[&["percent"], &["per", "cent"]],
            short: &[("m", "million"), ("mn", "million"), ("bn", "billion"), ("tn", "trillion")],
        },
        "es" | "pt" => Style {
            groups: &['.'],
            spaced: true,
            percent: &[&["por", "ciento"], &["por", "cento"]],
            short: &[],
        },
        "de" => Style { groups: &['.'], spaced: false, percent: &[&["Prozent"]], short: &[] },
        "fr" => Style { groups: &[], spaced: true, percent: &[&["pour", "cent"]], short: &[] },
        _ => return None,
    };
    Some(style)
}

/// Writes numbers, and what stands after them, one way.
pub(super) fn rewrite(pieces: &mut Vec<Piece>, language: &str) {
    let Some(style) = style(language) else { return };
    let old = std::mem::take(pieces);
    let mut at = 0;
    while at < old.len() {
        let (number, next) = match old[at].kind {
            SentencePieceKind::Number => grouped(&old, at, &style),
            // Of `twenty-three`, neither word is the number.
            SentencePieceKind::Word if is_part(&old, at) => (None, at + 1),
            SentencePieceKind::Word => (in_digits(old[at].text(), language), at + 1),
            _ => (None, at + 1),
        };
        let Some(number) = number else {
            pieces.push(old[at].clone());
            at += 1;
            continue;
        };
        let amount = at > 0 && CURRENCIES.iter().any(|sign| old[at - 1].is(sign));
        pieces.push(Piece::rewritten(number));
        at = next;
        if let Some((unit, end)) = unit(&old, at, &style, amount) {
            pieces.push(Piece::rewritten(unit));
            at = end;
        }
    }
}

/// True for a word that a hyphen, or in Spanish `y`, makes a part of a longer number.
fn is_part(pieces: &[Piece], at: usize) -> bool {
    let near = |offset: isize| at.checked_add_signed(offset).and_then(|i| pieces.get(i));
    let joined = |offset: isize| near(offset).is_some_and(|piece| piece.is("-"));
    let and = |offset: isize| near(offset).is_some_and(|piece| piece.text() == "y");
    joined(-1) || joined(1) || and(-2) || and(2)
}

/// The number at `at` without what groups its thousands, and what comes after it.
fn grouped(pieces: &[Piece], at: usize, style: &Style) -> (Option<String>, usize) {
    let text = pieces[at].text();
    let mut parts = text.split(style.groups);
    let first = parts.next().unwrap_or("");
    let is_group = |part: &str| part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit());
    // The last part may have decimals.
    let ends_well = |part: &str| {
        let (whole, decimals) = part.split_once(['.', ',']).unwrap_or((part, "0"));
        is_group(whole) && decimals.bytes().all(|b| b.is_ascii_digit())
    };
    let rest: Vec<&str> = parts.collect();
    let short = (1..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_digit());
    if let [init @ .., last] = &rest[..] {
        let whole = short && init.iter().all(|part| is_group(part)) && ends_well(last);
        return match whole {
            true => (Some(format!("{first}{}", rest.concat())), at + 1),
            false => (Some(text.to_owned()), at + 1),
        };
    }
    let (mut number, mut next) = (text.to_owned(), at + 1);
    while style.spaced && short && number.bytes().all(|b| b.is_ascii_digit()) {
        let [blank, group, ..] = &pieces[next.min(pieces.len())..] else { break };
        let is_next = group.kind == SentencePieceKind::Number && ends_well(group.text());
        if blank.kind != SentencePieceKind::Blank || !is_next {
            break;
        }
        number.push_str(group.text());
        next += 2;
    }
    (Some(number), next)
}

/// The digits of a number that is written as a word: `nine`. One is an article and a pronoun too.
fn in_digits(word: &str, language: &str) -> Option<String> {
    let digits = *lexicon::of(language)?.numbers.get(word)?;
    let plain = digits.bytes().all(|b| b.is_ascii_digit()) && !matches!(digits, "0" | "1");
    plain.then(|| digits.to_owned())
}

/// What stands after a number, and where it ends: a percentage, a unit, or the short form of an amount.
fn unit(pieces: &[Piece], at: usize, style: &Style, amount: bool) -> Option<(String, usize)> {
    let blank = usize::from(pieces.get(at)?.kind == SentencePieceKind::Blank);
    let first = pieces.get(at + blank)?;
    if first.is("%") {
        return Some(("%".to_owned(), at + blank + 1));
    }
    let word =
        |i: usize| pieces.get(i).filter(|p| p.kind == SentencePieceKind::Word).map(Piece::text);
    // A word that goes on is another one: `m-long`, `5G-ready`.
    let ends =
        |i: usize| pieces.get(i).is_none_or(|p| !p.is("-") && p.kind != SentencePieceKind::Number);
    for words in style.percent.iter().filter(|_| blank == 1) {
        let end = at + 2 * words.len();
        let stand = words.iter().enumerate().all(|(i, w)| {
            let spaced = pieces.get(at + 2 * i).is_some_and(|p| p.kind == SentencePieceKind::Blank);
            spaced && word(at + 2 * i + 1) == Some(*w)
        });
        if stand && ends(end) {
            return Some(("%".to_owned(), end));
        }
    }
    let text = word(at + blank).filter(|_| ends(at + blank + 1))?;
    let end = at + blank + 1;
    if amount && let Some((_, long)) = style.short.iter().find(|(short, _)| *short == text) {
        return Some((format!(" {long}"), end));
    }
    UNITS.contains(&text).then(|| (format!(" {text}"), end))
}
