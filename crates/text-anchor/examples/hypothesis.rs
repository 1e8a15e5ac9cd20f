//! Transfers annotations of the W3C's Web Annotation model, as Hypothesis exports them, to a new
//! version of the page: `cargo run --example hypothesis -- OLD NEW ANNOTATIONS.json`.
//!
//! In go the old text of the page, its new text, and the annotations as JSON, each with a
//! `TextQuoteSelector` (<https://www.w3.org/TR/annotation-model/#text-quote-selector>). For each
//! annotation it prints where its words are now, or what needs to be checked by hand.

use serde::Deserialize;
use std::process::ExitCode;
use text_anchor::align::WordIndex;
use text_anchor::confirmed::Confirmed;
use text_anchor::reanchor::{Band, judge};
use text_anchor::{Haystack, Quote};

#[derive(Deserialize)]
struct Annotation {
    text: String,
    target: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    selector: Vec<Selector>,
}

#[derive(Deserialize)]
#[serde(tag = "type")]
enum Selector {
    #[serde(rename = "TextQuoteSelector")]
    Quote { exact: String, prefix: Option<String>, suffix: Option<String> },
    #[serde(other)]
    Other,
}

/// Says for each annotation, on a line of its own, what became of its words.
fn carry(old: &str, new: &str, annotations: &[Annotation]) -> Vec<String> {
    let english = |text| Haystack::new(text).in_language("en");
    let (before, after) = (english(old), english(new));
    let index = WordIndex::new(&after);
    let selectors = annotations.iter().flat_map(|annotation| {
        let targets = annotation.target.iter();
        targets.flat_map(|t| &t.selector).map(|selector| (&annotation.text, selector))
    });
    let mut lines = Vec::new();
    for (text, selector) in selectors {
        let Selector::Quote { exact, prefix, suffix } = selector else { continue };
        let quote = Quote { exact, prefix: prefix.as_deref(), suffix: suffix.as_deref() };
        let outcome = match &before.find(quote)[..] {
            [] => "its words do not stand on the page that was annotated".to_owned(),
            [place] => {
                let confirmed = Confirmed::of(&before, place);
                let exact = after.find(Quote { prefix: None, suffix: None, ..quote });
                let judged = judge(&index, &confirmed, &exact, "en");
                let words = |i: usize| after.words(&judged.places[i]);
                match judged.band {
                    Band::Held if judged.same => {
                        format!("stands at byte {}", judged.places[0].start)
                    }
                    Band::Held => format!("stands, in another sentence: {}", judged.new),
                    Band::Moved => format!("stands elsewhere: {}", words(0)),
                    Band::Edited { .. } => format!("was edited: {}", words(0)),
                    Band::Ambiguous => "could be in several places".to_owned(),
                    Band::Gone => "is gone".to_owned(),
                }
            }
            several => format!("stands {} times on the page that was annotated", several.len()),
        };
        lines.push(format!("{text}: {outcome}"));
    }
    lines
}

fn run(arguments: &[String]) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let [old, new, annotations] = arguments else { return Err("OLD NEW ANNOTATIONS.json".into()) };
    let read = |path: &String| std::fs::read_to_string(path);
    let annotations: Vec<Annotation> = serde_json::from_str(&read(annotations)?)?;
    Ok(carry(&read(old)?, &read(new)?, &annotations))
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(lines) => {
            println!("{}", lines.join("\n"));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "The pier opened in May. Nobody had counted its visitors before.\n\
        The harbour office lists 1,200 ships for the year. A storm closed the pier in autumn.";
    const NEW: &str = "The pier was opened in May. Some had counted its visitors before.\n\
        A storm closed the pier in autumn.";

    #[test]
    fn annotations_are_carried_over_or_shown() {
        let annotations = r#"[
            {"text": "closed", "target": [{"selector": [
                {"type": "TextPositionSelector", "start": 3, "end": 9},
                {"type": "TextQuoteSelector", "exact": "closed the pier", "prefix": "A storm "}
            ]}]},
            {"text": "counted", "target": [{"selector": [
                {"type": "TextQuoteSelector", "exact": "counted its visitors"}
            ]}]},
            {"text": "opened", "target": [{"selector": [
                {"type": "TextQuoteSelector", "exact": "pier opened in May"}
            ]}]},
            {"text": "ships", "target": [{"selector": [
                {"type": "TextQuoteSelector", "exact": "lists 1,200 ships for the year"}
            ]}]},
            {"text": "pier", "target": [{"selector": [
                {"type": "TextQuoteSelector", "exact": "pier"}
            ]}]}
        ]"#;
        let annotations: Vec<Annotation> = serde_json::from_str(annotations).expect("JSON");
        assert_eq!(
            carry(OLD, NEW, &annotations),
            [
                "closed: stands at byte 74",
                "counted: stands, in another sentence: Some had counted its visitors before.",
                "opened: was edited: pier was opened in May",
                "ships: is gone",
                "pier: stands 2 times on the page that was annotated",
            ]
        );
    }
}
