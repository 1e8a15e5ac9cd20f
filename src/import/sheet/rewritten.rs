//! Tells what a spreadsheet makes of a cell by itself from what somebody typed.
//!
//! In go a text as it was exported and as it came back; out comes whether the second can be the first, taken for a
//! number, a time or a date. Spreadsheets do so as they open a file, in the form of the country that they are set to.

/// What a spreadsheet made of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rewriting {
    /// The same number, time or truth value in another form.
    Same,
    /// A date, or a text that can be one, in another form: nobody can tell whether it is the same day.
    Date,
}

/// What a spreadsheet may have made of `was`, if `now` can be that.
pub fn rewriting(was: &str, now: &str) -> Option<Rewriting> {
    if was == now || was.is_empty() || now.is_empty() {
        return None;
    }
    let is_same = |is_it: fn(&str) -> bool| is_it(was) && was.eq_ignore_ascii_case(now);
    if is_number(was, now)
        || is_same(|text| ["true", "false"].contains(&&*text.to_ascii_lowercase()))
        || time(was).is_some_and(|moment| time(now) == Some(moment))
    {
        return Some(Rewriting::Same);
    }
    let numbers = !numbers(was).is_empty() && !numbers(now).is_empty();
    let is_date = may_be_date(was) && (may_be_date(now) && !numbers || is_serial(now));
    is_date.then_some(Rewriting::Date)
}

/// What is written between the thousands of a number.
const GROUPS: [char; 6] = [',', '.', ' ', '\u{a0}', '\u{202f}', '\''];

fn is_number(was: &str, now: &str) -> bool {
    // With an exponent, as many digits are shown as there is room for.
    let mantissa = now.split(['e', 'E']).next().unwrap_or_default();
    let digits = mantissa.bytes().filter(u8::is_ascii_digit).count();
    let rounded = mantissa.len() < now.len() && digits > 2;
    let exact = 1e-14;
    let off = match i32::try_from(digits) {
        Ok(digits) if rounded => 0.501 * 10_f64.powi(1 - digits),
        _ => exact,
    };
    let now = numbers(now);
    numbers(was).iter().any(|was| now.iter().any(|now| (was - now).abs() <= was.abs() * off))
}

/// The numbers that a text can be, by what separates its decimals.
fn numbers(text: &str) -> Vec<f64> {
    let (text, negative) = match text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        Some(inner) => (inner, true),
        None => (text, false),
    };
    let (text, divided) = match text.strip_suffix('%') {
        Some(rest) => (rest.trim_end(), 100.0),
        None => (text, 1.0),
    };
    let mut found = Vec::new();
    for decimal in ['.', ','] {
        let (whole, rest) = text.split_at(text.find([decimal, 'e', 'E']).unwrap_or(text.len()));
        let mut groups = whole.split(|c| GROUPS.contains(&c) && c != decimal);
        let first = groups.next().unwrap_or_default();
        let mut plain = first.to_owned();
        let is_group = |group: &str| {
            plain.push_str(group);
            group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit())
        };
        if !groups.all(is_group) {
            continue;
        }
        let plain = plain + &rest.replacen(decimal, ".", 1);
        let is_plain = plain.bytes().all(|b| b.is_ascii_digit() || b".eE+-".contains(&b));
        if let (true, Ok(number)) = (is_plain, plain.parse::<f64>()) {
            found.push(if negative { -number } else { number } / divided);
        }
    }
    found
}

/// The seconds since midnight, of a time with colons.
fn time(text: &str) -> Option<u32> {
    let lower = text.trim().to_ascii_lowercase();
    let half = ["am", "pm"].iter().position(|half| lower.ends_with(half));
    let digits = lower.trim_end_matches(['a', 'p', 'm']).trim_end();
    let parts: Option<Vec<u32>> = digits.split(':').map(|part| part.parse().ok()).collect();
    let (hour, minute, second) = match parts?.as_slice() {
        [hour, minute] => (*hour, *minute, 0),
        [hour, minute, second] => (*hour, *minute, *second),
        _ => return None,
    };
    let hour = match half {
        Some(half) => hour.checked_rem(12)? + if half == 1 { 12 } else { 0 },
        None => hour,
    };
    (hour < 10_000 && minute < 60 && second < 60).then(|| (hour * 60 + minute) * 60 + second)
}

/// How names of months begin, in the languages of the themes and some others.
const MONTHS: [&str; 34] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mär",
    "mrz", "mai", "mei", "okt", "dez", "ene", "abr", "ago", "dic", "fév", "fev", "avr", "jui",
    "aoû", "déc", "out", "gen", "mag", "giu", "lug", "ott",
];

/// True if a spreadsheet may take a text for a date, or write one so: two or three numbers, one of which may be the
/// name of a month, with or without a time.
fn may_be_date(text: &str) -> bool {
    const MOST: usize = 40;
    if text.len() > MOST {
        return false;
    }
    let (date, after) = match text.find(':') {
        Some(colon) => {
            let hour = text[..colon].trim_end_matches(|c: char| c.is_ascii_digit());
            (hour.trim_end_matches(['T', ' ', ',']), &text[hour.len()..])
        }
        None => (text, ""),
    };
    let is_between = |c: char| c.is_whitespace() || "/-.,".contains(c);
    let parts: Vec<String> =
        date.split(is_between).filter(|part| !part.is_empty()).map(str::to_lowercase).collect();
    let is_number =
        |part: &&String| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let is_month = |part: &&String| MONTHS.iter().any(|month| part.starts_with(month));
    let (numbers, months) =
        (parts.iter().filter(is_number).count(), parts.iter().filter(is_month).count());
    (after.is_empty() || time(after.trim_end_matches('Z')).is_some())
        && numbers + months == parts.len()
        && months < 2
        && numbers > 0
        && (2..=3).contains(&parts.len())
}

/// True for the number of a day as spreadsheets count them, between 1954 and 2119.
fn is_serial(text: &str) -> bool {
    text.len() == 5 && text.parse().is_ok_and(|day: u32| (20_000..80_000).contains(&day))
}

#[cfg(test)]
mod tests {
    use super::{Rewriting, rewriting};

    fn check(was: &str, now: &str, expect: Option<Rewriting>) {
        assert_eq!(rewriting(was, now), expect, "{was} -> {now}");
    }

    #[test]
    fn numbers_times_and_truth_values_stay_what_they_are_in_another_form() {
        for (was, now) in [
            ("0042", "42"),
            ("007", "7"),
            ("1.10", "1.1"),
            ("1,10", "1.1"),
            ("1.10", "1,1"),
            ("1,000", "1000"),
            ("1.234.567", "1234567"),
            ("1e5", "100000"),
            ("12345678901234567", "1.23457E+16"),
            ("12345678901234567", "12345678901234600"),
            ("+5", "5"),
            ("(5)", "-5"),
            ("12%", "0.12"),
            ("12 %", "12.00%"),
            ("1:30", "01:30:00"),
            ("1:30 PM", "13:30:00"),
            ("true", "TRUE"),
        ] {
            check(was, now, Some(Rewriting::Same));
        }
        for (was, now) in [
            ("0042", "43"),
            ("42", "42"),
            ("", "0"),
            ("42", ""),
            ("9 to 4", "9"),
            ("1.10", "1.11"),
            ("12345678", "1.3E+07"),
            ("1:30", "1:31"),
            ("true", "false"),
            ("Ida", "IDA"),
            ("nan", "NaN"),
        ] {
            check(was, now, None);
        }
    }

    #[test]
    fn what_can_be_a_date_is_told_from_words() {
        for (was, now) in [
            ("2024-03-05", "05/03/2024"),
            ("2024-03-05", "45356"),
            ("3/4", "04-Mar"),
            ("3-5", "03. Mai"),
            ("1.10", "01.10.2026"),
            ("March 2024", "Mar-24"),
            ("5 March 2024", "2024-03-05"),
            ("2024-03-05 10:00", "05.03.2024 10:00:00"),
        ] {
            check(was, now, Some(Rewriting::Date));
        }
        for (was, now) in [
            ("2024-03-05", "It was on 2024-03-05."),
            ("No record.", "2024-03-05"),
            ("2024-03-05", "2024"),
            ("maybe", "mars"),
        ] {
            check(was, now, None);
        }
    }
}
