//! Rules on dates: a day of a month, with its year or without.
//!
//! In go the pieces of a sentence; they are rewritten in place, with each date as ISO 8601 writes it. A date in digits alone is
//! read only where its order is certain: `2021-03-04`, and `4.3.2021` in German.

use super::pieces::{Piece, SentencePieceKind};
use crate::months::{self, Months};

/// The languages whose dates are read.
const READ: [&str; 4] = ["en", "es", "de", "fr"];

/// Writes dates one way.
pub(super) fn rewrite(pieces: &mut Vec<Piece>, language: &str) {
    let Some(months) = months::of(language).filter(|_| READ.contains(&language)) else { return };
    let reader = DateReader { pieces, months, language };
    let mut read = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while at < pieces.len() {
        // A date does not begin inside a number or a word.
        let inside = at > 0 && (pieces[at - 1].is("-") || pieces[at - 1].is("/"));
        match reader.date(at).filter(|_| !inside) {
            Some((date, end)) => {
                read.push(Piece::rewritten(date));
                at = end;
            }
            None => {
                read.push(pieces[at].clone());
                at += 1;
            }
        }
    }
    *pieces = read;
}

struct DateReader<'r, 't> {
    pieces: &'r [Piece<'t>],
    months: &'static Months,
    language: &'r str,
}

impl DateReader<'_, '_> {
    fn date(&self, at: usize) -> Option<(String, usize)> {
        self.in_digits(at).or_else(|| self.day_first(at)).or_else(|| self.month_first(at))
    }

    /// `2021-03-04`; `4.3.2021` in German.
    fn in_digits(&self, at: usize) -> Option<(String, usize)> {
        let text = self.number(at)?;
        if self.language == "de"
            && let [day, month, year] = text.split('.').collect::<Vec<_>>()[..]
        {
            return Some((iso(year_of(year), value(month, 12)?, value(day, 31)?), at + 1));
        }
        let dash = |i: usize| self.pieces.get(at + i).is_some_and(|p| p.is("-"));
        let two = |i: usize| self.number(at + i).filter(|text| text.len() == 2);
        if !dash(1) || !dash(3) || dash(5) {
            return None;
        }
        let (month, day) = (value(two(2)?, 12)?, value(two(4)?, 31)?);
        Some((iso(Some(year_of(text)?), month, day), at + 5))
    }

    /// `4 March 2021`, `4 de marzo de 2021`, `4. März 2021`, `1er mars 2021`.
    fn day_first(&self, at: usize) -> Option<(String, usize)> {
        let (day, mut next) = self.day(at)?;
        if self.language == "de" {
            next = self.mark(next, ".")?;
        }
        next = self.blank(next)?;
        if let Some(end) = self.linked(next) {
            next = end;
        }
        let (month, end) = self.month(next)?;
        let year = || {
            let next = self.blank(end)?;
            let next = self.linked(next).unwrap_or(next);
            Some((self.year(next)?, next + 1))
        };
        Some(match year() {
            Some((year, end)) => (iso(Some(year), month, day), end),
            None => (iso(None, month, day), end),
        })
    }

    /// `March 4, 2021`.
    fn month_first(&self, at: usize) -> Option<(String, usize)> {
        if self.language != "en" {
            return None;
        }
        let (month, next) = self.month(at)?;
        let (day, end) = self.day(self.blank(next)?)?;
        let year = || {
            let next = self.mark(end, ",").unwrap_or(end);
            let next = self.blank(next)?;
            Some((self.year(next)?, next + 1))
        };
        Some(match year() {
            Some((year, end)) => (iso(Some(year), month, day), end),
            None => (iso(None, month, day), end),
        })
    }

    fn day(&self, at: usize) -> Option<(u8, usize)> {
        let day = value(self.number(at)?, 31)?;
        let ordinal = match self.pieces.get(at + 1) {
            Some(next) if next.kind == SentencePieceKind::Word => {
                match (self.language, next.text()) {
                    ("en", "st" | "nd" | "rd" | "th") | ("fr", "er") => at + 2,
                    _ => return None,
                }
            }
            _ => at + 1,
        };
        Some((day, ordinal))
    }

    /// A month in full, or in English by its first letters.
    fn month(&self, at: usize) -> Option<(u8, usize)> {
        let word = self.pieces.get(at).filter(|p| p.kind == SentencePieceKind::Word)?.text();
        let short = |name: &str| {
            let long = match word.len() {
                3 => name.len() > 3,
                4 => word == "Sept",
                _ => false,
            };
            self.language == "en" && long && name.starts_with(word)
        };
        if let Some(month) = self.months.iter().position(|name| *name == word) {
            return Some((month as u8 + 1, at + 1));
        }
        let month = self.months.iter().position(|name| short(name))?;
        Some((month as u8 + 1, self.mark(at + 1, ".").unwrap_or(at + 1)))
    }

    fn year(&self, at: usize) -> Option<u16> {
        // A number that goes on is a range or a count.
        let goes_on = self.pieces.get(at + 1).is_some_and(|p| p.is("-") || p.is("%"));
        year_of(self.number(at)?).filter(|_| !goes_on)
    }

    /// After `de` or `del` in Spanish and `of` in English, and the blank after it.
    fn linked(&self, at: usize) -> Option<usize> {
        let word = self.pieces.get(at).filter(|p| p.kind == SentencePieceKind::Word)?.text();
        match (self.language, word) {
            ("es", "de" | "del") | ("en", "of") => self.blank(at + 1),
            _ => None,
        }
    }

    fn number(&self, at: usize) -> Option<&str> {
        self.pieces.get(at).filter(|p| p.kind == SentencePieceKind::Number).map(Piece::text)
    }

    fn blank(&self, at: usize) -> Option<usize> {
        self.pieces.get(at).filter(|p| p.kind == SentencePieceKind::Blank).map(|_| at + 1)
    }

    fn mark(&self, at: usize, mark: &str) -> Option<usize> {
        self.pieces.get(at).filter(|p| p.is(mark)).map(|_| at + 1)
    }
}

/// A number of one or two digits from 1 to `most`.
fn value(digits: &str, most: u8) -> Option<u8> {
    let plain = digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|value| plain && (1..=most).contains(value))
}

/// A year of four digits.
fn year_of(digits: &str) -> Option<u16> {
    let plain = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|year| plain && (1000..3000).contains(year))
}

/// A date as ISO 8601 writes it.
fn iso(year: Option<u16>, month: u8, day: u8) -> String {
    match year {
        Some(year) => format!("{year}-{month:02}-{day:02}"),
        None => format!("--{month:02}-{day:02}"),
    }
}
