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

/// A date as it was typed, and the days that it may mean. Its order is that of how it was typed,
/// and only good for putting the same dates together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    first: Point,
    last: Option<Point>,
    approximate: bool,
}

/// One end of a date, for whoever puts it into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A year.
    Year(i16),
    /// A month of a year, from 1.
    Month(i16, i8),
    /// A day, and the hour and minute on the clock there, where they are known.
    Day(civil::Date, Option<(i8, i8)>),
}

/// One end of a date.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Point {
    Year(i16),
    Month(i16, i8),
    Day(civil::Date),
    /// A moment: the day and the time on the clock that its offset names, and the text as typed. It
    /// is rare, and would make every date as large as itself.
    Moment(civil::DateTime, Box<str>),
}

impl Date {
    /// Reads `text`, or says in one line what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (body, approximate) = match text.strip_suffix('~') {
            Some(body) => (body, true),
            None => (text, false),
        };
        let (first, last) = match body.split_once('/') {
            Some((a, b)) => (Point::parse(a)?, Some(Point::parse(b)?)),
            None => (Point::parse(body)?, None),
        };
        if let Some(last) = &last
            && last.end() < first.start()
        {
            return Err("the interval ends before it begins".into());
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

    /// True where it is one full day: not a month, an interval, a moment or approximate.
    pub fn is_day(&self) -> bool {
        matches!(self.first, Point::Day(_)) && self.last.is_none() && !self.approximate
    }

    /// Its beginning, and its end where it is an interval.
    pub fn parts(&self) -> (Part, Option<Part>) {
        (self.first.part(), self.last.as_ref().map(Point::part))
    }

    /// True for a date that is only about right.
    pub fn is_approximate(&self) -> bool {
        self.approximate
    }

    /// The moment that it is, where it is a date-time.
    pub fn moment(&self) -> Option<Timestamp> {
        match (&self.first, &self.last, self.approximate) {
            (Point::Moment(_, typed), None, false) => typed.parse().ok(),
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
            Point::Year(y) => format!("{y:04}"),
            Point::Month(y, m) => format!("{y:04}-{m:02}"),
            Point::Day(d) => d.to_string(),
            Point::Moment(_, typed) => typed.to_string(),
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

impl Point {
    fn parse(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "`{text}` is not a date: write 2016, 2016-11, 2016-11-29, or 2016-11-29T19:37:00-05:00"
            )
        };
        let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        if text.contains('T') {
            if !is_moment(text) {
                return Err(wrong());
            }
            let moment: Timestamp = text.parse().map_err(|_| wrong())?;
            let pieces = jiff::fmt::temporal::DateTimeParser::new()
                .parse_pieces(text)
                .map_err(|_| wrong())?;
            let offset = pieces.to_numeric_offset().unwrap_or(jiff::tz::Offset::UTC);
            return Ok(Self::Moment(offset.to_datetime(moment), text.into()));
        }
        let parts: Vec<&str> = text.split('-').collect();
        match parts[..] {
            [y] if digits(y, 4) => Ok(Self::Year(y.parse().map_err(|_| wrong())?)),
            [y, m] if digits(y, 4) && digits(m, 2) => {
                let (y, m): (i16, i8) =
                    (y.parse().map_err(|_| wrong())?, m.parse().map_err(|_| wrong())?);
                civil::Date::new(y, m, 1)
                    .map_err(|_| format!("`{text}`: there is no month {m}"))?;
                Ok(Self::Month(y, m))
            }
            [y, m, d] if digits(y, 4) && digits(m, 2) && digits(d, 2) => {
                let number = |s: &str| s.parse::<i8>().map_err(|_| wrong());
                let day = civil::Date::new(y.parse().map_err(|_| wrong())?, number(m)?, number(d)?)
                    .map_err(|_| format!("`{text}`: there is no such day"))?;
                Ok(Self::Day(day))
            }
            _ => Err(wrong()),
        }
    }

    fn part(&self) -> Part {
        match self {
            Self::Year(y) => Part::Year(*y),
            Self::Month(y, m) => Part::Month(*y, *m),
            Self::Day(d) => Part::Day(*d, None),
            Self::Moment(m, _) => Part::Day(m.date(), Some((m.hour(), m.minute()))),
        }
    }

    /// The first moment that it may mean.
    fn start(&self) -> civil::DateTime {
        match self {
            Self::Moment(m, _) => *m,
            other => other.first_day().to_datetime(civil::Time::midnight()),
        }
    }

    /// The last moment that it may mean.
    fn end(&self) -> civil::DateTime {
        match self {
            Self::Moment(m, _) => *m,
            other => other.last_day().to_datetime(civil::Time::MAX),
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

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let day = |f: &mut fmt::Formatter, d: civil::Date| {
            write!(f, "{} {} {}", d.day(), month_name(d.month()), d.year())
        };
        match self {
            Self::Year(y) => write!(f, "{y}"),
            Self::Month(y, m) => write!(f, "{} {y}", month_name(*m)),
            Self::Day(d) => day(f, *d),
            Self::Moment(m, _) => {
                day(f, m.date())?;
                write!(f, ", {:02}:{:02}", m.hour(), m.minute())
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

fn month_name(month: i8) -> &'static str {
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
            Err(e) => e,
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
            "18 October 2016, 19:37 | 2016-10-18T19:37:00-05:00 | 2016-10-18..2016-10-18",
        );
    }

    #[test]
    fn wrong_dates_say_what_is_wrong() {
        check("2016-02-30", "`2016-02-30`: there is no such day");
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
}
