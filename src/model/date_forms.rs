//! Explains dates in common forms that are not EDTF.
//!
//! In goes a text that is not a date; out comes the reason, and the date that was most likely
//! meant, correctly written. If day and month are ambiguous, both readings are named and none is
//! chosen.

use super::date::{Date, Wrong, month_name};
use jiff::civil;
use text_anchor::months::{self, Months};

/// Explains what is wrong with `text` as a date.
pub(super) fn explain(text: &str) -> Wrong {
    let not = |hint: String| Wrong { message: format!("`{text}` is not a date"), hint: Some(hint) };
    if let Some(inner) = unquoted(text) {
        return not(format!(
            "curly quotation marks are part of the text: write {inner}, without them"
        ));
    }
    let digits = |c: char| c.is_ascii_digit();
    let lower = text.to_lowercase();
    let ends =
        ["bc", "bce", "b.c.", "b.c.e.", "a.c.", "a. c."].iter().any(|era| lower.ends_with(era));
    if text.strip_prefix('-').is_some_and(|rest| rest.starts_with(digits))
        || ends && text.contains(digits)
    {
        return Wrong {
            message: format!("`{text}`: there is no way to write a year before 0001"),
            hint: Some("leave the date out, and say it in words".to_owned()),
        };
    }
    if let [a, b] = text.split('/').collect::<Vec<_>>()[..]
        && (matches!(a, "" | "..") || matches!(b, "" | ".."))
    {
        return not("an interval has a beginning and an end, as in 2016-11-29/2016-11-30; leave the date out where one of them is not known".to_owned());
    }
    if let Some(wrong) = numbers(text) {
        return wrong;
    }
    let better = moment(text).or_else(|| approximate(text)).or_else(|| range(text));
    if let Some(better) = better.or_else(|| with_month_name(text)).or_else(|| compact(text)) {
        return not(better);
    }
    if let Some(wrong) = without_full_year(text) {
        return wrong;
    }
    Wrong {
        message: format!(
            "`{text}` is not a date: write 2016, 2016-11, 2016-11-29, or 2016-11-29T19:37:00-05:00"
        ),
        hint: None,
    }
}

fn unquoted(text: &str) -> Option<&str> {
    const MARKS: &[char] =
        &['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}', '\u{ab}', '\u{bb}'];
    let inner = text.trim_matches(MARKS);
    (inner.len() < text.len() && !inner.is_empty()).then_some(inner)
}

/// Handles three numbers, or a month and a year, separated by dots, slashes, hyphens or spaces.
fn numbers(text: &str) -> Option<Wrong> {
    let text = text.trim_end_matches('.');
    let digits =
        |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = text
        .split(['.', '/', '-', ' ', '\u{2011}', '\u{2013}'])
        .filter(|p| !p.is_empty())
        .collect();
    if !parts.iter().all(digits) {
        return None;
    }
    let number = |part: &str| part.parse::<i16>().ok();
    let not =
        |hint: String| Some(Wrong { message: format!("`{text}` is not a date"), hint: Some(hint) });
    match parts[..] {
        [y, m, d] if y.len() == 4 => {
            let day = day(number(y)?, number(m)?, number(d)?)?;
            not(format!("write {day}"))
        }
        [a, b, y] if y.len() == 4 => {
            let (a, b, y) = (number(a)?, number(b)?, number(y)?);
            match (day(y, b, a), day(y, a, b)) {
                (Some(one), Some(other)) if one == other => not(format!("write {one}")),
                (Some(first), Some(second)) => Some(Wrong {
                    message: format!("`{text}` may be two days: which number is the month?"),
                    hint: Some(format!(
                        "write {first} for {}, or {second} for {}",
                        named(first),
                        named(second)
                    )),
                }),
                (Some(one), None) | (None, Some(one)) => not(format!("write {one}")),
                (None, None) => None,
            }
        }
        [a, b, c] if [a, b, c].iter().all(|part| part.len() <= 2) => {
            let (a, b, c) = (number(a)?, number(b)?, number(c)?);
            let all = [(c, b, a), (c, a, b), (a, b, c)];
            Some(two_digit_year(text, all.iter().filter_map(|&(y, m, d)| day(of_century(y), m, d))))
        }
        [y, m] | [m, y] if y.len() == 4 && m.len() <= 2 => {
            let month = number(m)?;
            (1..=12).contains(&month).then(|| Wrong {
                message: format!("`{text}` is not a date"),
                hint: Some(format!("write {y}-{month:02}")),
            })
        }
        _ => None,
    }
}

/// The year that two digits most likely mean. The hint asks for confirmation.
fn of_century(year: i16) -> i16 {
    if year < 40 { 2000 + year } else { 1900 + year }
}

/// The hint for a text with a two-digit year that may be any of `readings`.
fn two_digit_year(text: &str, readings: impl Iterator<Item = civil::Date>) -> Wrong {
    let mut days: Vec<civil::Date> = Vec::new();
    readings.for_each(|day| {
        if !days.contains(&day) {
            days.push(day);
        }
    });
    let each: Vec<String> = days.iter().map(|day| format!("{day} for {}", named(*day))).collect();
    let (message, hint) = match &each[..] {
        [] => (
            format!("`{text}` is not a date: there is no such day, whichever number is the year"),
            "write the year with four digits, then month and day: 2026-10-04".to_owned(),
        ),
        [one] => (
            format!("`{text}` is not a date: a year has four digits"),
            format!("write {one}, if that is meant"),
        ),
        _ => (
            format!("`{text}` may be several days: which number is the year?"),
            format!("write {}", each.join(", or ")),
        ),
    };
    Wrong { message, hint: Some(hint) }
}

/// The hint for a day or month that does not exist: the date with two numbers swapped.
pub(super) fn no_such_day(text: &str) -> Option<String> {
    let number = |part: &str| part.parse::<i16>().ok();
    let [y, m, d] = text.split('-').collect::<Vec<_>>()[..] else { return None };
    let (y, m, d) = (number(y)?, number(m)?, number(d)?);
    if day(y, m, d).is_some() {
        return None;
    }
    if let Some(turned) = day(y, d, m) {
        return Some(format!("write {turned} for {}, if that is meant", named(turned)));
    }
    let first = day(y, m, 1)?;
    let name = month_name(first.month());
    Some(format!("{name} {y} has {} days", first.days_in_month()))
}

/// True for words that mark a number as a day: `20th`, `1er`.
fn is_small(word: &str) -> bool {
    const SMALL: &[&str] = &[
        "st", "nd", "rd", "th", "er", "re", "e", "de", "of", "the", "del", "on", "le", "am", "den",
        "der", "il", "do", "di", "op",
    ];
    SMALL.contains(&word)
}

/// The numbers and words of a date.
fn parts(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let mut parts: Vec<String> = Vec::new();
    let mut last = None;
    for c in lower.chars() {
        let kind = match c {
            c if c.is_ascii_digit() => Some(true),
            c if c.is_alphabetic() => Some(false),
            _ => None,
        };
        match (kind, parts.last_mut()) {
            (None, _) => {}
            (Some(_), Some(part)) if kind == last => part.push(c),
            (Some(_), _) => parts.push(c.to_string()),
        }
        last = kind;
    }
    parts
}

/// Handles `20 Nov 26`, `Nov 20`, `Nov '26`: a month by name, and no four-digit year.
fn without_full_year(text: &str) -> Option<Wrong> {
    let (mut month, mut numbers) = (None, Vec::new());
    for part in parts(text) {
        match part.parse::<i16>() {
            Ok(n) if part.len() <= 2 => numbers.push(n),
            Ok(_) => return None,
            Err(_) => match month_of(&part) {
                Some(n) if month.is_none() => month = Some(n),
                _ if is_small(&part) || is_weekday(&part) => {}
                _ => return None,
            },
        }
    }
    let month = month?;
    match numbers[..] {
        [a, b] => {
            let all = [(b, a), (a, b)];
            Some(two_digit_year(
                text,
                all.iter().filter_map(|&(y, d)| day(of_century(y), month, d)),
            ))
        }
        [n] => {
            let name = month_name(i8::try_from(month).ok()?);
            let marked = text.contains(['\'', '\u{2019}']);
            let hint = match n {
                _ if marked || n > 31 => {
                    format!(
                        "write {}-{month:02}, if {name} {} is meant",
                        of_century(n),
                        of_century(n)
                    )
                }
                _ => format!(
                    "write the year too: `YYYY-{month:02}-{n:02}` for {n} {name}, with the year for `YYYY`"
                ),
            };
            Some(Wrong {
                message: format!("`{text}` is not a date: it has no year of four digits"),
                hint: Some(hint),
            })
        }
        _ => None,
    }
}

/// Handles `20261120`, `Q3 2026`, `spring 2026`.
fn compact(text: &str) -> Option<String> {
    let digits = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    if digits {
        let number = |range: std::ops::Range<usize>| text[range].parse::<i16>().ok();
        return day(number(0..4)?, number(4..6)?, number(6..8)?).map(|day| format!("write {day}"));
    }
    let parts = parts(text);
    let year = parts.iter().find(|p| p.len() == 4 && p.bytes().all(|b| b.is_ascii_digit()))?;
    let rest: Vec<&str> = parts.iter().filter(|p| *p != year).map(String::as_str).collect();
    match rest[..] {
        ["q", n] => {
            let n: u8 = n.parse().ok().filter(|n| (1..=4).contains(n))?;
            let (first, last) = (3 * n - 2, 3 * n);
            Some(format!("write {year}-{first:02}/{year}-{last:02} for all from one to the other"))
        }
        ["spring" | "summer" | "autumn" | "fall" | "winter" | "early" | "late" | "mid"] => {
            Some(format!("write {year}, and the rest in words"))
        }
        _ => None,
    }
}

fn day(y: i16, m: i16, d: i16) -> Option<civil::Date> {
    civil::Date::new(y, i8::try_from(m).ok()?, i8::try_from(d).ok()?)
        .ok()
        .filter(|day| day.year() > 0)
}

fn named(day: civil::Date) -> String {
    format!("{} {} {}", day.day(), month_name(day.month()), day.year())
}

/// Handles a day and a time that is incomplete.
fn moment(text: &str) -> Option<String> {
    let (date, time) = text.split_once(['T', 't', ' '])?;
    let is_day = date.len() == 10 && date.parse::<civil::Date>().is_ok();
    let mut numbers = time.split(':');
    let hour = numbers.next()?;
    if !is_day || hour.is_empty() || hour.len() > 2 || !hour.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let clock: String = time.chars().take_while(|c| c.is_ascii_digit() || *c == ':').collect();
    let rest = time[clock.len()..].trim();
    // `19:37:00.5Z`: pages do not show fractions of a second.
    if let Some(fraction) = rest.strip_prefix(['.', ',']) {
        let zone = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
        let whole = format!("{date}T{clock}{zone}");
        if zone.len() < fraction.len() && Date::read(&whole).is_ok() {
            return Some(format!("write {whole}: a second is not parted"));
        }
    }
    let parts: Vec<&str> = clock.split(':').collect();
    let minute = parts.get(1).copied().unwrap_or("00");
    if minute.len() != 2 || parts.iter().skip(1).any(|p| p.len() != 2) {
        return None;
    }
    let clock = format!("{date}T{hour:0>2}:{minute}");
    Some(match rest {
        "" | "Z" | "z" | "UTC" | "GMT" if !rest.is_empty() => format!("write {clock}Z"),
        _ => format!(
            "write day, time and offset from UTC: {clock}-05:00, or {clock}Z where it is the time of Greenwich"
        ),
    })
}

/// Handles `circa 2016`, `c. 2016`, `2016?`.
fn approximate(text: &str) -> Option<String> {
    let marks = ["circa ", "ca. ", "ca ", "c. ", "about ", "around ", "~", "?"];
    let lower = text.to_lowercase();
    let rest = marks.iter().find_map(|mark| lower.strip_prefix(mark)).or(lower.strip_suffix('?'))?;
    let date = Date::read(rest.trim()).ok()?;
    let typed = rest.trim();
    (date.iso().is_some()).then(|| format!("write {typed}~ for a date that is about right"))
}

/// Handles `2016-2018`, `2016–2018`, `2016-11-29 to 2016-11-30`.
fn range(text: &str) -> Option<String> {
    let years = |(a, b): (&str, &str)| {
        let year = |y: &str| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit());
        (year(a) && year(b)).then(|| format!("write {a}/{b} for all from one to the other"))
    };
    text.split_once('-').and_then(years).or_else(|| {
        let parts = ["\u{2013}", "\u{2014}", " to ", " - ", " until "].iter();
        let (a, b) = parts.filter_map(|mark| text.split_once(mark)).next()?;
        let (a, b) = (a.trim(), b.trim());
        Date::read(&format!("{a}/{b}")).ok()?;
        Some(format!("write {a}/{b} for all from one to the other"))
    })
}

/// Handles `4 October 2026`, `Oct 4, 2026`, `October 2026`, `4 de octubre de 2026`.
fn with_month_name(text: &str) -> Option<String> {
    let (mut year, mut month, mut day_of) = (None, None, None);
    for part in parts(text) {
        match part.parse::<i16>() {
            Ok(n) if part.len() == 4 && year.is_none() => year = Some(n),
            Ok(n) if part.len() <= 2 && day_of.is_none() => day_of = Some(n),
            Ok(_) => return None,
            Err(_) => match month_of(&part) {
                Some(n) if month.is_none() => month = Some(n),
                _ if is_small(&part) || is_weekday(&part) => {}
                _ => return None,
            },
        }
    }
    let (year, month) = (year?, month?);
    match day_of {
        Some(d) => day(year, month, d).map(|day| format!("write {day}")),
        None => Some(format!("write {year:04}-{month:02}")),
    }
}

fn is_weekday(word: &str) -> bool {
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().any(|day| word.starts_with(day))
}

/// Names of months as keyboards without accents write them.
const UNACCENTED: [(&str, i16); 4] = [("fevrier", 2), ("maerz", 3), ("aout", 8), ("decembre", 12)];

/// The month that a word of at least three letters abbreviates, in English or in any other
/// language that is known, if it is unambiguous.
fn month_of(word: &str) -> Option<i16> {
    if word.chars().count() < 3 {
        return None;
    }
    let numbered = |names: &'static Months| names.iter().copied().zip(1..);
    let begins = |(name, _): &(&str, i16)| name.to_lowercase().starts_with(word);
    if let Some(month) = months::of("en").and_then(|names| numbered(names).find(begins)) {
        return Some(month.1);
    }
    let named = months::all().flat_map(numbered).chain(UNACCENTED);
    let mut found = named.filter(begins).map(|(_, month)| month);
    let month = found.next()?;
    found.all(|other| other == month).then_some(month)
}
