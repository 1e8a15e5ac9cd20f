//! Dates with the precision at which they are known.
//!
//! In goes text in EDTF level 0 (`2016`, `2016-11`, `2016-11-29`, an interval of two of these
//! with `/`, or a date-time with offset), with `~` after it for an approximate one; out comes a
//! [`Date`] that compares as an interval of days and prints at its own precision.
//!
//! Source of the format: Extended Date/Time Format, Library of Congress, 2019, which is part of ISO
//! 8601-2. Level 0 is supported completely; of level 1 only `~`.

mod clock;
mod end;
#[cfg(test)]
mod tests;

pub use clock::Clock;
pub use end::DatePart;
pub(super) use end::month_name;

use end::DateEnd;
use jiff::Timestamp;
use jiff::civil;
use std::fmt;

/// The reason why a text is not a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// What is wrong with it, in one line.
    pub message: String,
    /// The date that was most likely meant, if known.
    pub hint: Option<String>,
}

/// A date as typed, and the days that it may mean. Its `Ord` compares the typed texts, and serves
/// only to group equal dates.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    first: DateEnd,
    last: Option<DateEnd>,
    approximate: bool,
}

impl Date {
    /// Parses `text`. The error says what is wrong with a date in the right form; it is `None` if
    /// the form is another.
    pub(super) fn read(text: &str) -> Result<Self, Option<String>> {
        let (body, approximate) = match text.strip_suffix('~') {
            Some(body) => (body, true),
            None => (text, false),
        };
        let (first, last) = match body.split_once('/') {
            Some((a, b)) => (DateEnd::parse(a)?, Some(DateEnd::parse(b)?)),
            None => (DateEnd::parse(body)?, None),
        };
        if let Some(last) = &last
            && last.is_before(&first)
        {
            return Err(Some("the interval ends before it begins".to_owned()));
        }
        Ok(Self { first, last, approximate })
    }

    /// The earliest day that it may mean.
    pub fn earliest(&self) -> civil::Date {
        self.first.first_day()
    }

    /// The latest day that it may mean.
    pub fn latest(&self) -> civil::Date {
        self.last.as_ref().unwrap_or(&self.first).last_day()
    }

    /// The earliest and the latest moment that it may mean, in UTC, by which lists are sorted. A
    /// day without a place counts as a day in UTC.
    pub fn extent(&self) -> (civil::DateTime, civil::DateTime) {
        (self.first.start(), self.last.as_ref().unwrap_or(&self.first).end())
    }

    /// The year under which it stands in a list that is sorted by [`Date::extent`].
    pub fn year(&self) -> i16 {
        self.extent().0.year()
    }

    /// True if it ends before `other` begins, in whatever time zone days without an offset were
    /// meant.
    pub fn is_before(&self, other: &Self) -> bool {
        self.last.as_ref().unwrap_or(&self.first).is_before(&other.first)
    }

    /// True if it is one full day: not a month, an interval, a moment or approximate.
    pub fn is_day(&self) -> bool {
        matches!(self.first, DateEnd::Day(_)) && self.last.is_none() && !self.approximate
    }

    /// Its beginning, and its end if it is an interval.
    pub fn parts(&self) -> (DatePart, Option<DatePart>) {
        (self.first.part(), self.last.as_ref().map(DateEnd::part))
    }

    /// True for an approximate date.
    pub fn is_approximate(&self) -> bool {
        self.approximate
    }

    /// The moment, if it is a date-time.
    pub fn moment(&self) -> Option<Timestamp> {
        match (&self.first, &self.last, self.approximate) {
            (DateEnd::Moment(_, typed), None, false) => typed.parse().ok(),
            _ => None,
        }
    }

    /// The date for HTML's `datetime` attribute, which supports neither intervals nor approximate
    /// dates.
    pub fn iso(&self) -> Option<String> {
        if self.last.is_some() || self.approximate {
            return None;
        }
        Some(match &self.first {
            DateEnd::Year(y) => format!("{y:04}"),
            DateEnd::Month(y, m) => format!("{y:04}-{m:02}"),
            DateEnd::Day(d) => d.to_string(),
            DateEnd::Moment(_, typed) => typed.to_string(),
        })
    }
}

/// The date in English words, at its own precision.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if self.approximate {
            f.write_str("about ")?;
        }
        write!(f, "{}", self.first)?;
        match &self.last {
            Some(last) => write!(f, " to {last}"),
            None => Ok(()),
        }
    }
}
