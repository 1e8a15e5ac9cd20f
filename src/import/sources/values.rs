//! Makes dates, addresses and languages of strangers those of the format.

use crate::import::report::short;
use crate::model::{Date, address};
use crate::parse::allowed::is_language_tag;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// A date as the format has it, and whether something of it was taken otherwise; `None` where it has no such form.
pub fn date(text: &str) -> Option<(String, bool)> {
    let text = text.trim();
    if Date::parse(text).is_ok() {
        return Some((text.to_owned(), false));
    }
    if let Some(known) = known_parts(text) {
        return Some((known, true));
    }
    // EDTF level 1 has uncertain dates, and those of both kinds.
    if let Some(body) = text.strip_suffix(['?', '%']) {
        let about = format!("{body}~");
        return Date::parse(&about).is_ok().then_some((about, true));
    }
    // A moment without an offset is no moment: its day is known.
    let day = text.get(..10).filter(|_| matches!(text.as_bytes().get(10), Some(b'T' | b' ')))?;
    Date::parse(day).is_ok().then(|| (day.to_owned(), true))
}

/// The year, or the year and the month, of a date in numbers that is in no calendar, such as `2020-02-30`.
fn known_parts(text: &str) -> Option<String> {
    let numbers: Vec<&str> = text.split('-').collect();
    let is_number = |text: &&str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_date = numbers.iter().all(is_number)
        && numbers.first()?.len() == 4
        // A second year ends a range, of which no year is sure.
        && numbers.iter().skip(1).all(|part| part.len() <= 2)
        && (2..=3).contains(&numbers.len());
    let (month, _) = text.rsplit_once('-').filter(|_| is_date)?;
    [month, numbers.first()?].into_iter().find(|part| Date::parse(part).is_ok()).map(str::to_owned)
}

/// The most of a date that is sure, from what was typed as its year, month and day, and what was left out of it. A
/// year that is none is given back as it is.
pub fn sure_date(year: &str, month: Option<&str>, day: Option<&str>) -> (String, Vec<String>) {
    let year = year.trim();
    let is_whole = (3..=4).contains(&year.len()) && year.bytes().all(|b| b.is_ascii_digit());
    let Some(number) = year.parse().ok().filter(|_| is_whole) else {
        return (year.to_owned(), Vec::new());
    };
    let mut told = Vec::new();
    let mut left_out = |name: &str, typed: &str| {
        told.push(format!("the {name} `{}` of its date is left out", short(typed)));
    };
    let known = month.and_then(self::month);
    if let (None, Some(month)) = (known, month) {
        left_out("month", month);
    }
    let number_of_day = day.and_then(|day| day.trim().parse().ok());
    let whole = number_of_day.and_then(|day| date_of(number, Some(known?), Some(day)));
    if let (None, Some(day)) = (&whole, day) {
        left_out("day", day);
    }
    let date = whole.or_else(|| date_of(number, known, None)).unwrap_or_else(|| year.to_owned());
    (date, told)
}

/// A date from its numbers: a year, with a month and a day or without.
pub fn date_of(year: i64, month: Option<u32>, day: Option<u32>) -> Option<String> {
    let month = month.map_or(String::new(), |month| format!("-{month:02}"));
    let day = day.filter(|_| !month.is_empty()).map_or(String::new(), |day| format!("-{day:02}"));
    let text = format!("{year:04}{month}{day}");
    Date::parse(&text).is_ok().then_some(text)
}

/// The number of a month: its number, or its English name, or at least three letters of that.
pub fn month(text: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let text = text.trim().trim_end_matches('.').to_ascii_lowercase();
    if let Ok(number) = text.parse() {
        return (1..=12).contains(&number).then_some(number);
    }
    let found = NAMES.iter().position(|name| text.len() >= 3 && name.starts_with(&text))?;
    u32::try_from(found + 1).ok()
}

/// The language tag that `text` is, or whose name it is in LaTeX.
pub fn language(text: &str) -> Option<String> {
    const NAMES: &[(&str, &str)] = &[
        ("english", "en"),
        ("american", "en-US"),
        ("usenglish", "en-US"),
        ("british", "en-GB"),
        ("ukenglish", "en-GB"),
        ("german", "de"),
        ("ngerman", "de"),
        ("austrian", "de-AT"),
        ("french", "fr"),
        ("spanish", "es"),
        ("portuguese", "pt"),
        ("brazilian", "pt-BR"),
        ("italian", "it"),
        ("dutch", "nl"),
        ("swedish", "sv"),
        ("danish", "da"),
        ("norwegian", "no"),
        ("finnish", "fi"),
        ("polish", "pl"),
        ("czech", "cs"),
        ("russian", "ru"),
        ("ukrainian", "uk"),
        ("greek", "el"),
        ("turkish", "tr"),
        ("arabic", "ar"),
        ("hebrew", "he"),
        ("chinese", "zh"),
        ("japanese", "ja"),
        ("korean", "ko"),
    ];
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    if let Some((_, tag)) = NAMES.iter().find(|(name, _)| *name == lower) {
        return Some((*tag).to_owned());
    }
    // A name that is none of these is longer than any primary tag in use.
    let primary = text.split('-').next().unwrap_or("");
    ((2..=3).contains(&primary.len()) && is_language_tag(text)).then(|| text.to_owned())
}

/// Characters of an identifier that an address cannot hold, or would cut it off.
const IN_DOI: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The address of a digital object identifier, however it was written (ISO 26324; DOI Handbook, 3.8).
pub fn address_of_doi(text: &str) -> Option<String> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let heads = ["https://", "http://", "dx.", "doi.org/", "doi:"];
    let mut at = 0;
    for head in heads {
        if lower[at..].starts_with(head) {
            at += head.len();
        }
    }
    let name = text[at..].trim_start();
    let (registrant, rest) = name.split_once('/')?;
    let is_registrant = registrant.strip_prefix("10.").is_some_and(|number| {
        !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    });
    if !is_registrant || rest.is_empty() || rest.contains(char::is_whitespace) {
        return None;
    }
    // What stood in an address is written as an address has it.
    let name = match at > "doi:".len() {
        true => name.to_owned(),
        false => utf8_percent_encode(name, IN_DOI).to_string(),
    };
    let url = format!("https://doi.org/{name}");
    address::check_url(&url).is_ok().then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_stay_as_precise_as_they_are() {
        let check = |text, expect: Option<(&str, bool)>| {
            assert_eq!(date(text), expect.map(|(date, told)| (date.to_owned(), told)), "{text}");
        };
        check("2016", Some(("2016", false)));
        check("2016-11~", Some(("2016-11~", false)));
        check("2016/2017-02", Some(("2016/2017-02", false)));
        check("2016?", Some(("2016~", true)));
        check("2016-11-29T10:00:00", Some(("2016-11-29", true)));
        check("2016-11-29T10:00:00Z", Some(("2016-11-29T10:00:00Z", false)));
        check("2016-21", Some(("2016", true)));
        check("2016-02-30", Some(("2016-02", true)));
        for text in ["199X", "2016/", "4/10/2026", "", "November"] {
            check(text, None);
        }
        assert_eq!(month("Sept."), Some(9));
        assert_eq!(month("13"), None);
    }

    #[test]
    fn identifiers_become_addresses_however_they_are_written() {
        for text in
            ["10.1000/ab", "doi:10.1000/ab", "DOI: 10.1000/ab", "http://dx.doi.org/10.1000/ab"]
        {
            assert_eq!(
                address_of_doi(text).as_deref(),
                Some("https://doi.org/10.1000/ab"),
                "{text}"
            );
        }
        assert_eq!(
            address_of_doi("10.1002/(SICI)1<1::A>#3").as_deref(),
            Some("https://doi.org/10.1002/(SICI)1%3C1::A%3E%233")
        );
        for text in ["", "ab", "10.x/ab", "10.1000/", "10.1000/a b", "javascript:10.1/a"] {
            assert_eq!(address_of_doi(text), None, "{text}");
        }
    }
}
