//! Front matter of other tools, before Markdown.
//!
//! In goes the text of a file; out come the facts that its front matter states, and the text behind it.

use super::{examples, toml};
use crate::import::manuscript::model::{Inline, Manuscript, Passing};
use crate::import::manuscript::remarks::{self, marks::mark_of};
use crate::import::report::{ImportFault, LinePlace};
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
) -> Result<(FrontFacts, &str), ImportFault> {
    let (front, body) = split(source)?;
    let Some((text, at)) = front else { return Ok((FrontFacts::default(), body)) };
    let offset = at.unwrap_or(0);
    let node = yaml::parse(&text, Files::default().add("", ""), offset).map_err(|error| {
        let told = ImportFault::new(format!("its front matter is no YAML: {}", error.message));
        let place = at.map(|_| LinePlace::of(source, error.span.range().start));
        with_hints(told.at(place), &error.hints)
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

/// Front matter as YAML, and the byte of the file at which it stands, where it is written so there.
type FrontYaml = (String, Option<usize>);

/// The front matter as YAML, and the text behind it.
fn split(source: &str) -> Result<(Option<FrontYaml>, &str), ImportFault> {
    if let Some(rest) = source.strip_prefix("+++\n")
        && let Some((head, body)) = rest.split_once("\n+++")
    {
        return Ok((Some((toml::as_yaml(head), None)), body));
    }
    if source.starts_with("{\n")
        && let Some((head, body)) = source.split_once("\n}\n")
    {
        return Ok((Some((format!("{head}\n}}\n"), Some(0))), body));
    }
    let mut split = front::split(source);
    if split.fault.is_some() {
        // Examples in code are for readers.
        let start = split.yaml.as_ref().map_or(0, |yaml| yaml.end);
        split = front::split(&examples::without_code(source, start));
    }
    if let Some(fault) = split.fault {
        let told = ImportFault::new(format!("its front matter is unclear: {}", fault.message));
        let place = LinePlace::of(source, fault.at.start);
        return Err(with_hints(told.at(Some(place)), &fault.hints));
    }
    let yaml = split.yaml.map(|yaml| (source[yaml.clone()].to_owned(), Some(yaml.start)));
    Ok((yaml, &source[split.start..]))
}

fn with_hints(fault: ImportFault, hints: &[String]) -> ImportFault {
    if hints.is_empty() { fault } else { fault.hint(hints.join("; ")) }
}
