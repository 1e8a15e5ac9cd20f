//! Tests that parse and format dates.

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
fn impossible_dates_and_times_are_refused_with_a_reason() {
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
    moment("T23:00-00:00", "`-00:00` is no offset; write `Z` where it is the time of Greenwich");
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
    meant("2016-11-29 to 2016-11-30", "write 2016-11-29/2016-11-30 for all from one to the other");
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
fn date_is_before_another_only_if_so_in_every_time_zone() {
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
