//! Interprets values of other tools: yes, no, or words.

use crate::model::Date;
use crate::yaml::{Node, Value};

pub const TRUE: &[&str] = &["true", "yes", "on", "y", "1"];
pub const FALSE: &[&str] = &["false", "no", "off", "n", "0"];

pub fn is_word(value: &str, among: &[&str]) -> bool {
    among.iter().any(|word| word.eq_ignore_ascii_case(value.trim()))
}

pub fn is_true(node: &Node) -> bool {
    words(node).is_some_and(|value| is_word(value, TRUE))
}

pub fn is_false(node: &Node) -> bool {
    node.value == Value::Null || words(node).is_some_and(|value| is_word(value, FALSE))
}

pub fn words(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// The date at the start of `text`: `2024-03-05` or `2024/3/5`.
pub fn full_day(text: &str) -> Option<String> {
    let day = text.split(|c: char| c.is_whitespace() || c == 'T').next()?;
    let parts: Vec<&str> = day.split(['-', '/']).collect();
    let [year, month, day] = parts[..] else { return None };
    let number = |text: &str| text.parse::<u8>().ok().filter(|_| text.len() < 3);
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let day = is_year.then_some(format!("{year}-{:02}-{:02}", number(month)?, number(day)?));
    day.filter(|day| Date::parse(day).is_ok())
}

/// The date at the start of the text of `node`.
pub fn day(node: &Node) -> Option<Date> {
    Date::parse(&full_day(words(node)?)?).ok()
}

/// True if `node` is a date after `today`.
pub fn is_later(node: &Node, today: Option<jiff::civil::Date>) -> bool {
    today.zip(day(node)).is_some_and(|(today, day)| day.earliest() > today)
}
