//! The descriptions of pages for search engines and link previews.
//!
//! In go a view and the subject of the page; out comes its description.

use super::seen::View;
use super::short::short;
use crate::resolve::{ClaimIndex, SourceIndex, SpeakerIndex};
use text_anchor::BARRIER;

/// The maximum length of a description; services cut off longer ones.
const DESCRIPTION: usize = 300;

/// The state of the evidence in an article.
pub fn coverage(view: View, article: usize) -> String {
    let coverage = view.coverage(article);
    let values = [
        ("marked", coverage.marked.into()),
        ("checkable", coverage.checkable.into()),
        ("sourced", coverage.sourced.into()),
        ("independent", coverage.independent.into()),
        ("countered", coverage.countered.into()),
    ];
    let text = view.words.say("share-coverage", values);
    match coverage.last_checked {
        Some(date) => {
            let checked = view.words.say("last-checked", [("date", date.text.into())]);
            format!("{text} {checked}")
        }
        None => text,
    }
}

/// The description of an article or a section: the standfirst, or the beginning of the text, or the
/// state of the evidence.
pub fn article(view: View, index: usize, section: Option<usize>) -> String {
    let article = &view.site.articles[index];
    // The text after a barrier is a footnote.
    let before = |text: &str| text.split(BARRIER).next().unwrap_or("").to_owned();
    let begins = |i: usize| article.sections.get(i).map(|s| before(&s.document.text.text));
    let text = match section {
        Some(i) => begins(i),
        None => article.standfirst.clone().or_else(|| begins(0)),
    };
    let text = text.map(|text| shortened(&text)).filter(|text| !text.is_empty());
    text.unwrap_or_else(|| coverage(view, index))
}

/// The description of a claim: its status, the proposition if the words alone would mislead, and
/// the finding; the meaning of the status where there is neither.
pub fn claim(view: View, index: ClaimIndex) -> String {
    let details = &view.site.claim(index).details;
    let status = view.status(index);
    let mut text = format!("{}.", view.state(&status));
    if let Some(states) = &details.states {
        let states = view.words.say("that-is", [("states", states.as_str().into())]);
        text = format!("{text} {states}");
    }
    let meaning = details.states.is_none().then_some(&*status.definition);
    if let Some(found) = details.current_finding().or(meaning) {
        text = format!("{text} {found}");
    }
    shortened(&text)
}

/// The description of a source: its kind, and the content of its page.
pub fn source(view: View, index: SourceIndex) -> String {
    let details = &view.site.source(index).details;
    let date = details.date.as_ref().map(|date| view.words.date(date));
    let parts = [Some(&details.title), details.publisher.as_ref(), date.as_ref()];
    shortened(&view.words.say("share-source", [("source", list(view, parts).into())]))
}

/// The description of a speaker: who it is, and the content of the page.
pub fn speaker(view: View, index: SpeakerIndex) -> String {
    let details = &view.site.speaker(index).details;
    let parts = [Some(&details.name), details.role.as_ref()];
    shortened(&view.words.say("share-speaker", [("speaker", list(view, parts).into())]))
}

/// Joins the parts that exist, with commas.
fn list<const N: usize>(view: View, parts: [Option<&String>; N]) -> String {
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    parts.join(&view.words.get("list-comma"))
}

/// Shortens a text to a description.
pub fn shortened(text: &str) -> String {
    short(text, DESCRIPTION)
}
