//! Formats dates and lists in the language of a page.
//!
//! In goes a date, or names; out comes the text, composed from messages.

use super::letters;
use super::messages::MessageValue;
use super::page::PageWords;
use crate::model;
use crate::model::date::DatePart;

impl PageWords {
    /// A date at its own precision.
    pub fn date(&self, date: &model::Date) -> String {
        let (first, last) = date.parts();
        let mut text = self.date_part(&first);
        if let Some(last) = last {
            let last = self.date_part(&last);
            text = self.say("date-range", [("from", text.into()), ("to", last.into())]);
        }
        match date.is_approximate() {
            true => self.say("date-about", [("date", text.into())]),
            false => text,
        }
    }

    fn date_part(&self, part: &DatePart) -> String {
        // Years are text, so that Fluent does not group their digits. Days are numbers: French says
        // that of the first otherwise.
        let month = |m: i8| {
            let at = usize::try_from(m - 1).ok();
            MessageValue::from(at.and_then(|i| self.months.get(i)).map_or("", String::as_str))
        };
        let year = |y: i16| MessageValue::from(y.to_string());
        match *part {
            DatePart::Year(y) => y.to_string(),
            DatePart::Month(y, m) => {
                self.say("date-month", [("month", month(m)), ("year", year(y))])
            }
            DatePart::Day(day, time) => {
                let text = self.say(
                    "date-day",
                    [
                        ("day", usize::from(day.day().unsigned_abs()).into()),
                        ("month", month(day.month())),
                        ("year", year(day.year())),
                    ],
                );
                match time {
                    Some(clock) => {
                        // The zone is passed with the time, so that a site that overrides the place
                        // of the time can also place the zone.
                        let zone = [("time", clock.time().into()), ("offset", clock.zone().into())];
                        let time = self.say("time-zone", zone);
                        self.say("date-time", [("date", text.into()), ("time", time.into())])
                    }
                    None => text,
                }
            }
        }
    }

    /// A label within a sentence: in small letters, but in German, where nouns begin with a capital.
    pub fn within(&self, label: &str) -> String {
        match self.tag().split('-').next() {
            Some("de") => label.to_owned(),
            _ => label.to_lowercase(),
        }
    }

    /// `a`, `a and b`, `a, b and c`; with semicolons if a name contains a comma or an `and`.
    pub fn join(&self, names: &[String]) -> String {
        let (comma, and) = (self.get("list-comma"), self.get("list-and"));
        let holds = |n: &String| n.contains(&comma) || n.split(' ').any(|word| word == and);
        let several = names.len() > 1;
        let apart = |n: &String| match several {
            true => letters::isolated(n, self.dir).into_owned(),
            false => n.clone(),
        };
        let apart: Vec<String> = names.iter().map(apart).collect();
        match apart.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            _ if names.iter().any(holds) => apart.join(&self.get("list-semicolon")),
            [init @ .., last] => {
                let init = init.join(&comma);
                self.say("list-pair", [("first", init.into()), ("last", last.as_str().into())])
            }
        }
    }
}
