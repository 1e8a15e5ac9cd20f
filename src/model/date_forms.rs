//! Dates in forms that people write and EDTF does not know.
//!
//! In goes a text that is no date; out comes why, and what was most likely meant, written as it is
//! to be written. Where day and month could each be the other, both readings are named and none is
//! taken.

use super::date::{Date, Wrong, month_name};
use jiff::civil;

/// Says of `text` what is wrong with it as a date.
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
    if let Some(better) =
        moment(text).or_else(|| about(text)).or_else(|| range(text)).or_else(|| words(text))
    {
        return not(better);
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

/// Three numbers, or a month and a year, with dots, slashes, hyphens or spaces between them.
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
        [_, _, _] => Some(Wrong {
            message: format!("`{text}` may be several days: which number is the year?"),
            hint: Some(
                "write the year first and with four digits, then month and day: 2026-10-04"
                    .to_owned(),
            ),
        }),
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

fn day(y: i16, m: i16, d: i16) -> Option<civil::Date> {
    civil::Date::new(y, i8::try_from(m).ok()?, i8::try_from(d).ok()?)
        .ok()
        .filter(|day| day.year() > 0)
}

fn named(day: civil::Date) -> String {
    format!("{} {} {}", day.day(), month_name(day.month()), day.year())
}

/// A day and a time, of which something is wanting.
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
    // `19:37:00.5Z`: pages show no part of a second.
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

/// `circa 2016`, `c. 2016`, `2016?`.
fn about(text: &str) -> Option<String> {
    let marks = ["circa ", "ca. ", "ca ", "c. ", "about ", "around ", "~", "?"];
    let lower = text.to_lowercase();
    let rest = marks.iter().find_map(|mark| lower.strip_prefix(mark)).or(lower.strip_suffix('?'))?;
    let date = Date::read(rest.trim()).ok()?;
    let typed = rest.trim();
    (date.iso().is_some()).then(|| format!("write {typed}~ for a date that is about right"))
}

/// `2016-2018`, `2016–2018`, `2016-11-29 to 2016-11-30`.
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

/// `4 October 2026`, `Oct 4, 2026`, `October 2026`, `4 de octubre de 2026`.
fn words(text: &str) -> Option<String> {
    let (mut year, mut month, mut day_of) = (None, None, None);
    for word in text.split([' ', ',', '.', '-', '/', '\u{a0}']).filter(|w| !w.is_empty()) {
        let word = word.to_lowercase();
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic() || c == 'º');
        match digits.parse::<i16>() {
            Ok(n) if digits.len() == 4 && year.is_none() => year = Some(n),
            Ok(n) if digits.len() <= 2 && day_of.is_none() => day_of = Some(n),
            Ok(_) => return None,
            Err(_) => match month_of(&word) {
                Some(n) if month.is_none() => month = Some(n),
                Some(_) => return None,
                None if ["de", "of", "the", "del", "on"].contains(&word.as_str()) => {}
                None if is_weekday(&word) => {}
                None => return None,
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

/// The month that a word of three letters or more begins, in English or Spanish.
fn month_of(word: &str) -> Option<i16> {
    const SPANISH: [&str; 12] = [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ];
    let begins = |name: &str| name.starts_with(word) && word.chars().count() >= 3;
    let at = (1..=12).find(|m| begins(&month_name(*m).to_lowercase()) || word == "sept" && *m == 9);
    let at = at.map(i16::from);
    at.or_else(|| {
        SPANISH.iter().position(|name| begins(name)).and_then(|i| i16::try_from(i + 1).ok())
    })
}
