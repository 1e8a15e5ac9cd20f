//! Front matter of other tools, before Markdown.
//!
//! In goes the text of a file; out come the facts that its front matter states, and the text behind it.

use super::toml;
use crate::import::manuscript::model::{Inline, Manuscript, Passing, Unreadable};
use crate::import::manuscript::remarks::{self, marks::mark_of};
use crate::parse::foreign::{FrontFacts, facts};
use crate::parse::front;
use crate::source::Files;
use crate::yaml;
use pulldown_cmark::Options;

/// What the front matter states, and the text behind it. Dates after `today` keep a page back in other tools.
///
/// # Errors
/// Front matter that cannot be read.
pub(super) fn read(
    source: &str,
    today: Option<jiff::civil::Date>,
) -> Result<(FrontFacts, &str), Unreadable> {
    let (front, body) = split(source)?;
    let Some(text) = front else { return Ok((FrontFacts::default(), body)) };
    let node = yaml::parse(&text, Files::default().add("", ""), 0).map_err(|error| {
        Unreadable::whole(format!("its front matter is no YAML: {}", error.message))
    })?;
    Ok((facts(&node, today), body))
}

/// Writes what front matter states into the manuscript.
pub(super) fn fill_in(manuscript: &mut Manuscript, told: FrontFacts) {
    for (key, value) in told.article {
        // Remarks of editors stand in front matter too, and are not for readers.
        let value: String = remarks::read(&value, Options::empty())
            .text
            .chars()
            .filter(|c| mark_of(*c).is_none())
            .collect();
        match key {
            "title" => manuscript.title = vec![Inline::plain(value)],
            "standfirst" => manuscript.standfirst = vec![Inline::plain(value)],
            key => drop(manuscript.facts.insert(key, value)),
        }
    }
    if told.hides {
        manuscript.facts.insert("draft", "true".to_owned());
    }
    told.left.iter().for_each(|key| manuscript.passed.count(Passing::Key, key));
}

/// The front matter as YAML, and the text behind it.
fn split(source: &str) -> Result<(Option<String>, &str), Unreadable> {
    if let Some(rest) = source.strip_prefix("+++\n")
        && let Some((head, body)) = rest.split_once("\n+++")
    {
        return Ok((Some(toml::as_yaml(head)), body));
    }
    if source.starts_with("{\n")
        && let Some((head, body)) = source.split_once("\n}\n")
    {
        return Ok((Some(format!("{head}\n}}\n")), body));
    }
    let split = front::split(source);
    match split.fault {
        Some(fault) => {
            Err(Unreadable::whole(format!("its front matter is unclear: {}", fault.message)))
        }
        None => Ok((split.yaml.map(|yaml| source[yaml].to_owned()), &source[split.start..])),
    }
}
