//! The words that the rewrites put into a section: names of footnotes and alerts, and the text of a
//! task marker for screen readers.
//!
//! In goes markup that a rewrite made; out comes the same markup with its words in another
//! language. The markup is generated here too, so that it can be recognized.

use pulldown_cmark::{BlockQuoteKind, CowStr, Event};

const ALERT: &str = "<div class=\"alert alert-";
const FOOTNOTE: &str = "<sup class=\"footnote-ref\"><a href=\"#fn-";
const BACK: &str = " <a class=\"footnote-back\" href=\"#";
const BACK_WORDS: &str = "aria-label=\"Back to the text\"";
const TASK: &str = "<input type=\"checkbox\" disabled aria-label=\"";

/// The head of an alert.
pub(super) fn alert(kind: BlockQuoteKind) -> String {
    let (class, title) = match kind {
        BlockQuoteKind::Note => ("note", "Note"),
        BlockQuoteKind::Tip => ("tip", "Tip"),
        BlockQuoteKind::Important => ("important", "Important"),
        BlockQuoteKind::Warning => ("warning", "Warning"),
        BlockQuoteKind::Caution => ("caution", "Caution"),
    };
    format!("{ALERT}{class}\">\n<p class=\"alert-title\">{title}</p>\n")
}

/// A reference to footnote `number`. `target` is the end of the footnote's id, `id` the id of the
/// reference.
pub(super) fn footnote(target: &str, id: &str, number: usize) -> String {
    format!(
        "{FOOTNOTE}{target}\" id=\"{id}\" role=\"doc-noteref\" aria-label=\"Footnote {number}\">{number}</a></sup>"
    )
}

/// The link from a footnote back to the reference `id`.
pub(super) fn back(id: &str) -> String {
    format!("{BACK}{id}\" role=\"doc-backlink\" {BACK_WORDS}>\u{21a9}\u{fe0e}</a>")
}

/// The marker of a task.
pub(super) fn task(done: bool) -> String {
    let (label, checked) = if done { ("Done", " checked") } else { ("To do", "") };
    format!("{TASK}{label}\"{checked}> ")
}

/// A word in the markup of a rewrite.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkupLabel<'l> {
    /// The title of an alert: `note`, `tip`, `important`, `warning` or `caution`.
    Alert(&'l str),
    /// The name of the footnote of this number.
    Footnote(&'l str),
    /// The name of the link back.
    Back,
    /// The state of a task: done or not.
    Task(bool),
}

/// Replaces the words of the event by those of `say`; `None` if it has no words of a rewrite.
pub fn relabelled(event: &Event, say: impl Fn(MarkupLabel) -> String) -> Option<Event<'static>> {
    let (Event::Html(html) | Event::InlineHtml(html)) = event else { return None };
    let (label, before, after) = known(html)?;
    let said = escaped(&say(label));
    // A footnote that is referenced twice has two links back.
    let after = match label {
        MarkupLabel::Back => after.replace(BACK_WORDS, &format!("aria-label=\"{said}\"")),
        _ => after.to_owned(),
    };
    let html: CowStr<'static> = format!("{before}{said}{after}").into();
    Some(match event {
        Event::Html(_) => Event::Html(html),
        _ => Event::InlineHtml(html),
    })
}

/// The number of the footnote if `event` is a reference.
pub fn footnote_of(event: &Event) -> Option<usize> {
    let (Event::Html(html) | Event::InlineHtml(html)) = event else { return None };
    match known(html)? {
        (MarkupLabel::Footnote(number), ..) => number.parse().ok(),
        _ => None,
    }
}

/// The label in `event`, where it is markup of a rewrite.
pub(super) fn label_of<'e>(event: &'e Event) -> Option<MarkupLabel<'e>> {
    let (Event::Html(html) | Event::InlineHtml(html)) = event else { return None };
    known(html).map(|(label, ..)| label)
}

fn escaped(text: &str) -> String {
    let mut html = String::new();
    // Writing to a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(&mut html, text);
    html
}

/// Finds the label in markup. Returns it with the markup before and after its words.
fn known(html: &str) -> Option<(MarkupLabel<'_>, &str, &str)> {
    let cut = |start: &str, end: &str| {
        let from = html.find(start)? + start.len();
        let to = from + html[from..].find(end)?;
        Some((&html[..from], &html[from..to], &html[to..]))
    };
    const LABEL: &str = "aria-label=\"";
    if let Some(rest) = html.strip_prefix(ALERT) {
        let (before, _, after) = cut("alert-title\">", "</p>")?;
        return Some((MarkupLabel::Alert(rest.split('"').next()?), before, after));
    }
    let (before, words, after) = cut(LABEL, "\"")?;
    let label = if html.starts_with(FOOTNOTE) {
        MarkupLabel::Footnote(words.rsplit(' ').next()?)
    } else if html.starts_with(BACK) {
        MarkupLabel::Back
    } else if html.starts_with(TASK) {
        MarkupLabel::Task(words == "Done")
    } else {
        return None;
    };
    Some((label, before, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_rewrites_are_replaced() {
        let check = |html: String, label: MarkupLabel, words: &str| {
            let event = Event::InlineHtml(html.clone().into());
            let told = relabelled(&event, |l| {
                assert_eq!(l, label);
                words.to_owned()
            });
            let Some(Event::InlineHtml(told)) = told else { panic!("{html} is not known") };
            assert!(!told.contains("Back to"), "{told}");
            assert!(told.contains(words) && told.len() > words.len(), "{told}");
        };
        check(alert(BlockQuoteKind::Tip), MarkupLabel::Alert("tip"), "Consejo");
        check(footnote("a-2", "x", 2), MarkupLabel::Footnote("2"), "Nota al pie 2");
        check(back("x"), MarkupLabel::Back, "Volver");
        check(back("x") + &back("y"), MarkupLabel::Back, "Volver");
        check(task(true), MarkupLabel::Task(true), "Hecho");
        check(task(false), MarkupLabel::Task(false), "Por hacer");
        let own = Event::Html("<p aria-label=\"Back\">".into());
        assert!(relabelled(&own, |_| String::new()).is_none(), "an author's own markup stays");
    }
}
