//! One end of a date: a year, a month, a day or a moment.
//!
//! In goes a date of EDTF level 0 that is not an interval; out come the days and moments that it
//! may mean, and its parts for formatting.

use super::clock::{Clock, clock, utc};
use jiff::Timestamp;
use jiff::civil;
use std::fmt;
use text_anchor::months;

/// One end of a date, for formatting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatePart {
    /// A year.
    Year(i16),
    /// A month of a year, from 1.
    Month(i16, i8),
    /// A day, and the local time, if known.
    Day(civil::Date, Option<Clock>),
}

impl DatePart {
    /// Year, month and day, as far as they are known.
    pub fn numbers(self) -> Vec<i16> {
        match self {
            Self::Year(year) => vec![year],
            Self::Month(year, month) => vec![year, month.into()],
            Self::Day(day, _) => vec![day.year(), day.month().into(), day.day().into()],
        }
    }

    /// The same as one text, in ISO 8601: `2016`, `2016-11`, `2016-11-29`.
    pub fn iso(self) -> String {
        let text = |(i, part): (usize, &i16)| {
            if i == 0 { format!("{part:04}") } else { format!("-{part:02}") }
        };
        self.numbers().iter().enumerate().map(text).collect()
    }
}

/// One end of a date.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum DateEnd {
    Year(i16),
    Month(i16, i8),
    Day(civil::Date),
    /// A moment: the local day and time by its offset, and the text as typed. The text is boxed,
    /// because moments are rare and would make every date larger.
    Moment(civil::DateTime, Box<str>),
}

impl DateEnd {
    pub(super) fn parse(text: &str) -> Result<Self, Option<String>> {
        let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        let number = |s: &str| s.parse::<i8>().map_err(|_| None);
        if text.contains('T') {
            return Self::moment(text);
        }
        let parts: Vec<&str> = text.split('-').collect();
        match parts[..] {
            [y] if digits(y, 4) => Ok(Self::Year(year(text, y)?)),
            [y, m] if digits(y, 4) && digits(m, 2) => {
                let (y, m) = (year(text, y)?, number(m)?);
                civil::Date::new(y, m, 1)
                    .map_err(|_| Some(format!("`{text}`: there is no month {m}")))?;
                Ok(Self::Month(y, m))
            }
            [y, m, d] if digits(y, 4) && digits(m, 2) && digits(d, 2) => {
                let day = civil::Date::new(year(text, y)?, number(m)?, number(d)?)
                    .map_err(|_| Some(format!("`{text}`: there is no such day")))?;
                Ok(Self::Day(day))
            }
            _ => Err(None),
        }
    }

    /// Parses a day, a time and an offset.
    fn moment(text: &str) -> Result<Self, Option<String>> {
        if !is_moment(text) {
            return Err(None);
        }
        let wrong = |what: String| Err(Some(format!("`{text}`: {what}")));
        let number = |range: std::ops::Range<usize>| {
            text.get(range).and_then(|digits| digits.parse::<i16>().ok()).ok_or(None)
        };
        year(text, &text[..4])?;
        let date: civil::Date =
            text[..10].parse().map_err(|_| Some(format!("`{text}`: there is no such day")))?;
        let (hour, minute) = (number(11..13)?, number(14..16)?);
        let second = if text[16..].starts_with(':') { number(17..19)? } else { 0 };
        let zone = if text[16..].starts_with(':') { &text[19..] } else { &text[16..] };
        match (hour, minute, second) {
            (24, ..) => {
                return wrong(
                    "a day has the hours 00 to 23; midnight is 00:00 of the next day".to_owned(),
                );
            }
            (25.., ..) => return wrong("a day has the hours 00 to 23".to_owned()),
            (_, 60.., _) => return wrong("an hour has the minutes 00 to 59".to_owned()),
            (_, _, 60) => {
                return wrong(
                    "pages have no form for second 60, a leap second; write 59".to_owned(),
                );
            }
            (_, _, 61..) => return wrong("a minute has the seconds 00 to 59".to_owned()),
            _ => {}
        }
        if let Some(offset) = zone.get(1..).filter(|o| !o.is_empty()) {
            let part =
                |range: std::ops::Range<usize>| offset[range].parse::<i16>().map_err(|_| None);
            let (hours, minutes) = (part(0..2)?, part(3..5)?);
            if zone == "-00:00" {
                return wrong(
                    "`-00:00` is no offset; write `Z` where it is the time of Greenwich".to_owned(),
                );
            }
            if minutes > 59 || hours * 60 + minutes > LARGEST_OFFSET {
                return wrong(format!("no place has the offset `{zone}`"));
            }
        }
        let moment: Timestamp = text.parse().map_err(|_| {
            Some(format!(
                "`{text}`: a moment lies between the beginning of 0001 and 30 December 9999"
            ))
        })?;
        let utc = jiff::tz::Offset::UTC.to_datetime(moment);
        if utc.year() < 1 {
            return wrong(
                "a moment lies between the beginning of 0001 and 30 December 9999".to_owned(),
            );
        }
        let clock = civil::Time::new(small(hour), small(minute), small(second), 0);
        let clock = clock.map_err(|_| None)?;
        Ok(Self::Moment(date.to_datetime(clock), text.into()))
    }

    pub(super) fn part(&self) -> DatePart {
        match self {
            Self::Year(y) => DatePart::Year(*y),
            Self::Month(y, m) => DatePart::Month(*y, *m),
            Self::Day(d) => DatePart::Day(*d, None),
            Self::Moment(m, typed) => DatePart::Day(m.date(), Some(clock(m, typed))),
        }
    }

    /// The earliest moment that it may mean, in UTC.
    pub(super) fn start(&self) -> civil::DateTime {
        match self {
            Self::Moment(m, typed) => utc(m, typed),
            other => other.first_day().to_datetime(civil::Time::midnight()),
        }
    }

    /// The latest moment that it may mean, in UTC.
    pub(super) fn end(&self) -> civil::DateTime {
        match self {
            Self::Moment(m, typed) => utc(m, typed),
            other => other.last_day().to_datetime(civil::Time::MAX),
        }
    }

    /// True if it ends before `other` begins. A day without an offset may be meant at any place: it
    /// may begin 14 hours before the day in UTC, or end 12 hours after it.
    pub(super) fn is_before(&self, other: &Self) -> bool {
        let hours = |n: i64| jiff::SignedDuration::from_hours(n);
        match (self, other) {
            (Self::Moment(..), Self::Moment(..)) => self.end() < other.start(),
            (Self::Moment(..), _) => self.end() < other.start().saturating_sub(hours(14)),
            (_, Self::Moment(..)) => self.end().saturating_add(hours(12)) < other.start(),
            _ => self.end() < other.start(),
        }
    }

    pub(super) fn first_day(&self) -> civil::Date {
        match self {
            Self::Year(y) => civil::Date::new(*y, 1, 1).unwrap_or(civil::Date::MIN),
            Self::Month(y, m) => civil::Date::new(*y, *m, 1).unwrap_or(civil::Date::MIN),
            Self::Day(d) => *d,
            Self::Moment(m, _) => m.date(),
        }
    }

    pub(super) fn last_day(&self) -> civil::Date {
        match self {
            Self::Year(y) => civil::Date::new(*y, 12, 31).unwrap_or(civil::Date::MAX),
            Self::Month(..) => self.first_day().last_of_month(),
            Self::Day(_) | Self::Moment(..) => self.first_day(),
        }
    }
}

impl fmt::Display for DateEnd {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let day = |f: &mut fmt::Formatter, d: civil::Date| {
            write!(f, "{} {} {}", d.day(), month_name(d.month()), d.year())
        };
        match self {
            Self::Year(y) => write!(f, "{y}"),
            Self::Month(y, m) => write!(f, "{} {y}", month_name(*m)),
            Self::Day(d) => day(f, *d),
            Self::Moment(m, typed) => {
                day(f, m.date())?;
                let clock = clock(m, typed);
                write!(f, ", {} UTC{}", clock.time(), clock.zone())
            }
        }
    }
}

/// True for `2016-10-18T19:37`, with or without seconds, with `Z` or an offset of hours and
/// minutes: the only form of ISO 8601 that HTML accepts too.
fn is_moment(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let Some(rest) = shape.strip_prefix("0000-00-00T00:00") else { return false };
    let rest = rest.strip_prefix(":00").unwrap_or(rest);
    matches!(rest, "Z" | "+00:00" | "-00:00")
}

/// The largest offset from UTC that HTML accepts, in minutes.
const LARGEST_OFFSET: i16 = 23 * 60 + 59;

/// The year in `digits`, which are four.
fn year(text: &str, digits: &str) -> Result<i16, Option<String>> {
    match digits.parse() {
        Ok(0) => Err(Some(format!("`{text}`: there is no year 0; the years are 0001 to 9999"))),
        Ok(year) => Ok(year),
        Err(_) => Err(None),
    }
}

/// Converts a number of two digits.
fn small(number: i16) -> i8 {
    i8::try_from(number).unwrap_or(i8::MAX)
}

/// The English name of a month, from 1.
pub(in crate::model) fn month_name(month: i8) -> &'static str {
    let index = usize::try_from(month - 1).ok();
    index.and_then(|i| months::of("en")?.get(i)).copied().unwrap_or("")
}
