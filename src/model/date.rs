//! Dates at the precision at which they are known.
//!
//! In goes text in EDTF level 0 (`2016`, `2016-11`, `2016-11-29`, an interval of two of these
//! with `/`, or a date-time with offset), with `~` after it for an approximate one; out comes a
//! [`Date`] that compares as an interval of days and prints at its own precision.
//!
//! Source of the format: Extended Date/Time Format, Library of Congress, 2019, which is part of
//! ISO 8601-2. Level 0 is taken as it is; of level 1 only `~` is.

use jiff::Timestamp;
use jiff::civil;
use std::fmt;

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// What is wrong with it, in one line.
    pub message: String,
    /// What was most likely meant, where that can be told.
    pub hint: Option<String>,
}

/// A date as it was typed, and the days that it may mean. Its order is that of how it was typed,
/// and only good for putting the same dates together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    first: DateEnd,
    last: Option<DateEnd>,
    approximate: bool,
}

/// One end of a date, for whoever puts it into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatePart {
    /// A year.
    Year(i16),
    /// A month of a year, from 1.
    Month(i16, i8),
    /// A day, and the time on the clock there, where it is known.
    Day(civil::Date, Option<Clock>),
}

/// A time of day, and how far the clock that shows it is from that of Greenwich.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Hour.
    pub hour: i8,
    /// Minute.
    pub minute: i8,
    /// Seconds, where some are given that are not zero.
    pub second: i8,
    /// Minutes that it is ahead of UTC.
    pub offset: i16,
}

impl Clock {
    /// The time in digits: `19:37`, with seconds where there are any.
    pub fn time(&self) -> String {
        let Self { hour, minute, second, .. } = *self;
        match second {
            0 => format!("{hour:02}:{minute:02}"),
            _ => format!("{hour:02}:{minute:02}:{second:02}"),
        }
    }

    /// What stands after `UTC`: `+09:00`, `\u{2212}05:00`, or nothing.
    pub fn zone(&self) -> String {
        let (hours, minutes) = (self.offset.abs() / 60, self.offset.abs() % 60);
        match self.offset {
            0 => String::new(),
            1.. => format!("+{hours:02}:{minutes:02}"),
            _ => format!("\u{2212}{hours:02}:{minutes:02}"),
        }
    }
}

/// One end of a date.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum DateEnd {
    Year(i16),
    Month(i16, i8),
    Day(civil::Date),
    /// A moment: the day and the time on the clock that its offset names, and the text as typed. It
    /// is rare, and would make every date as large as itself.
    Moment(civil::DateTime, Box<str>),
}

impl Date {
    /// Reads `text`. The error says what is wrong with a date in the right form; there is none where
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

    /// The first day that it may mean.
    pub fn earliest(&self) -> civil::Date {
        self.first.first_day()
    }

    /// The last day that it may mean.
    pub fn latest(&self) -> civil::Date {
        self.last.as_ref().unwrap_or(&self.first).last_day()
    }

    /// The first and the last moment that it may mean, on the clock of Greenwich: what lists are
    /// ordered by. A day whose place is not known counts as a day there.
    pub fn extent(&self) -> (civil::DateTime, civil::DateTime) {
        (self.first.start(), self.last.as_ref().unwrap_or(&self.first).end())
    }

    /// The year under which it stands in a list that is ordered by [`Date::extent`].
    pub fn year(&self) -> i16 {
        self.extent().0.year()
    }

    /// True where it is over before `other` begins, wherever on earth days without an offset were
    /// meant.
    pub fn is_before(&self, other: &Self) -> bool {
        self.last.as_ref().unwrap_or(&self.first).is_before(&other.first)
    }

    /// True where it is one full day: not a month, an interval, a moment or approximate.
    pub fn is_day(&self) -> bool {
        matches!(self.first, DateEnd::Day(_)) && self.last.is_none() && !self.approximate
    }

    /// Its beginning, and its end where it is an interval.
    pub fn parts(&self) -> (DatePart, Option<DatePart>) {
        (self.first.part(), self.last.as_ref().map(DateEnd::part))
    }

    /// True for a date that is only about right.
    pub fn is_approximate(&self) -> bool {
        self.approximate
    }

    /// The moment that it is, where it is a date-time.
    pub fn moment(&self) -> Option<Timestamp> {
        match (&self.first, &self.last, self.approximate) {
            (DateEnd::Moment(_, typed), None, false) => typed.parse().ok(),
            _ => None,
        }
    }

    /// The date for the `datetime` attribute of HTML, which has no form for an interval and none
    /// for an approximate date.
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

impl DateEnd {
    fn parse(text: &str) -> Result<Self, Option<String>> {
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

    /// Reads a day, a time and an offset.
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

    fn part(&self) -> DatePart {
        match self {
            Self::Year(y) => DatePart::Year(*y),
            Self::Month(y, m) => DatePart::Month(*y, *m),
            Self::Day(d) => DatePart::Day(*d, None),
            Self::Moment(m, typed) => DatePart::Day(m.date(), Some(clock(m, typed))),
        }
    }

    /// The first moment that it may mean, on the clock of Greenwich.
    fn start(&self) -> civil::DateTime {
        match self {
            Self::Moment(m, typed) => utc(m, typed),
            other => other.first_day().to_datetime(civil::Time::midnight()),
        }
    }

    /// The last moment that it may mean, on the clock of Greenwich.
    fn end(&self) -> civil::DateTime {
        match self {
            Self::Moment(m, typed) => utc(m, typed),
            other => other.last_day().to_datetime(civil::Time::MAX),
        }
    }

    /// True where it is over before `other` begins. A day without an offset may be that of any place:
    /// it begins 14 hours before that of Greenwich, or ends 12 hours after it.
    fn is_before(&self, other: &Self) -> bool {
        let hours = |n: i64| jiff::SignedDuration::from_hours(n);
        match (self, other) {
            (Self::Moment(..), Self::Moment(..)) => self.end() < other.start(),
            (Self::Moment(..), _) => self.end() < other.start().saturating_sub(hours(14)),
            (_, Self::Moment(..)) => self.end().saturating_add(hours(12)) < other.start(),
            _ => self.end() < other.start(),
        }
    }

    fn first_day(&self) -> civil::Date {
        match self {
            Self::Year(y) => civil::Date::new(*y, 1, 1).unwrap_or(civil::Date::MIN),
            Self::Month(y, m) => civil::Date::new(*y, *m, 1).unwrap_or(civil::Date::MIN),
            Self::Day(d) => *d,
            Self::Moment(m, _) => m.date(),
        }
    }

    fn last_day(&self) -> civil::Date {
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

/// True for `2016-10-18T19:37`, seconds or not, with `Z` or an offset of hours and minutes: the
/// one form of ISO 8601 that HTML knows too.
fn is_moment(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let Some(rest) = shape.strip_prefix("0000-00-00T00:00") else { return false };
    let rest = rest.strip_prefix(":00").unwrap_or(rest);
    matches!(rest, "Z" | "+00:00" | "-00:00")
}

/// The largest offset from UTC that HTML knows, in minutes.
const LARGEST_OFFSET: i16 = 23 * 60 + 59;

/// The year in `digits`, four of them.
fn year(text: &str, digits: &str) -> Result<i16, Option<String>> {
    match digits.parse() {
        Ok(0) => Err(Some(format!("`{text}`: there is no year 0; the years are 0001 to 9999"))),
        Ok(year) => Ok(year),
        Err(_) => Err(None),
    }
}

/// A number of two digits.
fn small(number: i16) -> i8 {
    i8::try_from(number).unwrap_or(i8::MAX)
}

/// What the clock shows at a moment, and where it stands.
fn clock(local: &civil::DateTime, typed: &str) -> Clock {
    let minutes = local.duration_since(utc(local, typed)).as_mins();
    Clock {
        hour: local.hour(),
        minute: local.minute(),
        second: local.second(),
        offset: i16::try_from(minutes).unwrap_or(0),
    }
}

/// A moment on the clock of Greenwich. It was a moment when it was parsed, and still is.
fn utc(local: &civil::DateTime, typed: &str) -> civil::DateTime {
    let moment = typed.parse::<Timestamp>();
    moment.map_or(*local, |moment| jiff::tz::Offset::UTC.to_datetime(moment))
}

pub(super) fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(month - 1).ok().and_then(|i| NAMES.get(i)).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &str, expect: &str) {
        let got = match Date::parse(input) {
            Ok(d) => {
                format!("{d} | {} | {}..{}", d.iso().unwrap_or_default(), d.earliest(), d.latest())
            }
            Err(Wrong { message, hint: None }) => message,
            Err(Wrong { message, hint: Some(hint) }) => format!("{message}; {hint}"),
        };
        assert_eq!(got, expect, "{input}");
    }

    #[test]
    fn dates_print_at_their_own_precision() {
        check("2016", "2016 | 2016 | 2016-01-01..2016-12-31");
        check("2016-02", "February 2016 | 2016-02 | 2016-02-01..2016-02-29");
        check("2016-11-29", "29 November 2016 | 2016-11-29 | 2016-11-29..2016-11-29");
        check(
            "2016-11-29/2016-11-30",
            "29 November 2016 to 30 November 2016 |  | 2016-11-29..2016-11-30",
        );
        check("2016~", "about 2016 |  | 2016-01-01..2016-12-31");
        check(
            "2016-10-18T19:37:00-05:00",
            "18 October 2016, 19:37 UTC\u{2212}05:00 | 2016-10-18T19:37:00-05:00 | 2016-10-18..2016-10-18",
        );
        check(
            "2016-10-18T19:37Z",
            "18 October 2016, 19:37 UTC | 2016-10-18T19:37Z | 2016-10-18..2016-10-18",
        );
        check(
            "2016-10-18T01:00:07+05:45",
            "18 October 2016, 01:00:07 UTC+05:45 | 2016-10-18T01:00:07+05:45 | 2016-10-18..2016-10-18",
        );
    }

    #[test]
    fn wrong_dates_say_what_is_wrong() {
        check("2016-02-30", "`2016-02-30`: there is no such day; February 2016 has 29 days");
        check("2016-13", "`2016-13`: there is no month 13");
        check("2017/2016", "the interval ends before it begins");
        check("2016-10-18T20:00Z/2016-10-18T19:00Z", "the interval ends before it begins");
        check("2016-06/2016", "June 2016 to 2016 |  | 2016-06-01..2016-12-31");
        for bad in [
            "18 October 2016",
            "16-10-18",
            "2016-1-1",
            "",
            "2016-10-18T19:37:00",
            "20161018T193700Z",
            "2016-10-18T19Z",
            "2016-10-18T19:37-05",
        ] {
            assert!(Date::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_on_no_clock_and_in_no_calendar_is_refused_with_the_reason() {
        check("0000", "`0000`: there is no year 0; the years are 0001 to 9999");
        check("0000-05", "`0000-05`: there is no year 0; the years are 0001 to 9999");
        check("0000/2016", "`0000`: there is no year 0; the years are 0001 to 9999");
        let moment = |rest: &str, reason: &str| {
            let typed = format!("2016-12-31{rest}");
            check(&typed, &format!("`{typed}`: {reason}"));
        };
        moment("T23:59:60Z", "pages have no form for second 60, a leap second; write 59");
        moment("T23:59:61Z", "a minute has the seconds 00 to 59");
        moment("T23:60Z", "an hour has the minutes 00 to 59");
        moment("T24:00Z", "a day has the hours 00 to 23; midnight is 00:00 of the next day");
        moment("T23:00+25:00", "no place has the offset `+25:00`");
        moment("T23:00+01:60", "no place has the offset `+01:60`");
        moment(
            "T23:00-00:00",
            "`-00:00` is no offset; write `Z` where it is the time of Greenwich",
        );
        check(
            "9999-12-31T23:59-12:00",
            "`9999-12-31T23:59-12:00`: a moment lies between the beginning of 0001 and 30 December 9999",
        );
        check(
            "0001-01-01T00:00+12:00",
            "`0001-01-01T00:00+12:00`: a moment lies between the beginning of 0001 and 30 December 9999",
        );
        check("2016-02-30T12:00Z", "`2016-02-30T12:00Z`: there is no such day");
        check("0001", "1 | 0001 | 0001-01-01..0001-12-31");
    }

    #[test]
    fn other_forms_are_answered_with_the_date_as_it_is_to_be_written() {
        let meant = |typed: &str, hint: &str| {
            check(typed, &format!("`{typed}` is not a date; {hint}"));
        };
        check(
            "4/10/2026",
            "`4/10/2026` may be two days: which number is the month?; write 2026-10-04 for 4 October 2026, or 2026-04-10 for 10 April 2026",
        );
        check(
            "4.10.26",
            "`4.10.26` may be several days: which number is the year?; write 2026-10-04 for 4 October 2026, or 2026-04-10 for 10 April 2026, or 2004-10-26 for 26 October 2004",
        );
        meant("31.10.2026", "write 2026-10-31");
        meant("10-31-2026", "write 2026-10-31");
        meant("5/5/2026", "write 2026-05-05");
        meant("2026/10/4", "write 2026-10-04");
        meant("2026-1-4", "write 2026-01-04");
        meant("10/2026", "write 2026-10");
        meant("4 October 2026", "write 2026-10-04");
        meant("Oct. 4th, 2026", "write 2026-10-04");
        meant("Sunday, October 4, 2026", "write 2026-10-04");
        meant("Sept 2026", "write 2026-09");
        meant("4 de octubre de 2026", "write 2026-10-04");
        meant("c. 2016", "write 2016~ for a date that is about right");
        meant("2016?", "write 2016~ for a date that is about right");
        meant("2016-2018", "write 2016/2018 for all from one to the other");
        meant("2016–2018", "write 2016/2018 for all from one to the other");
        meant(
            "2016-11-29 to 2016-11-30",
            "write 2016-11-29/2016-11-30 for all from one to the other",
        );
        meant(
            "2016-11-29 19:37",
            "write day, time and offset from UTC: 2016-11-29T19:37-05:00, or 2016-11-29T19:37Z where it is the time of Greenwich",
        );
        meant("2016-11-29 19:37 UTC", "write 2016-11-29T19:37Z");
        meant(
            "2016-11-29/..",
            "an interval has a beginning and an end, as in 2016-11-29/2016-11-30; leave the date out where one of them is not known",
        );
        check(
            "-0044-03-15",
            "`-0044-03-15`: there is no way to write a year before 0001; leave the date out, and say it in words",
        );
        meant("“2016”", "curly quotation marks are part of the text: write 2016, without them");
    }

    #[test]
    fn moments_are_ordered_as_moments_and_days_with_them() {
        let mut dates: Vec<Date> = [
            "2024-03-04T10:00:00-08:00",
            "2024-03-05",
            "2024-03-05T01:00:00+09:00",
            "2024",
            "2024-03-04T17:00:00Z",
            "2024-03-04",
            "2024-03",
        ]
        .map(|text| Date::parse(text).expect("a date"))
        .into();
        dates.sort_by_key(Date::extent);
        let typed: Vec<String> = dates.iter().map(|d| d.iso().unwrap_or_default()).collect();
        assert_eq!(
            typed,
            [
                "2024",
                "2024-03",
                "2024-03-04",
                "2024-03-05T01:00:00+09:00",
                "2024-03-04T17:00:00Z",
                "2024-03-04T10:00:00-08:00",
                "2024-03-05",
            ]
        );
    }

    #[test]
    fn one_date_is_before_another_where_that_is_so_anywhere_on_earth() {
        let before = |one: &str, other: &str| {
            Date::parse(one).expect("a date").is_before(&Date::parse(other).expect("a date"))
        };
        assert!(before("2024-03-05T01:00+09:00", "2024-03-04T17:00Z"));
        assert!(!before("2024-03-04T17:00Z", "2024-03-05T01:00+09:00"));
        assert!(!before("2024-03-04", "2024-03-05T01:00+09:00"));
        assert!(before("2024-03-03", "2024-03-05T01:00+09:00"));
        assert!(before("2024-03-03T12:00Z", "2024-03-05"));
        assert!(before("2024-03-03", "2024-03-04"));
        assert!(!before("2024", "2024-03"));
        check(
            "2016-10-18T20:00+02:00/2016-10-18T19:00Z",
            "18 October 2016, 20:00 UTC+02:00 to 18 October 2016, 19:00 UTC |  | 2016-10-18..2016-10-18",
        );
    }
}
