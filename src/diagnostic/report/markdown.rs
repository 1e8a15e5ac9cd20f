//! A summary in Markdown, for the page on which a forge shows how a check went.
//!
//! In go diagnostics, the texts and the path of the site's root; out comes a document: faults by how
//! grave they are, then what changes of claims. What stands in the author's files is escaped, so that
//! no pull request can put a picture, a heading or other markup into it.

use super::shared::{path, visible};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Files;

/// The maximum number of entries under a heading. GitHub takes a summary of 1 MiB.
const MOST: usize = 1000;

/// Renders the document; a line if there is nothing to tell.
pub fn render(diagnostics: &[Diagnostic], files: &Files, base: &str) -> String {
    let is_change = |one: &&Diagnostic| one.code.is_of_comparison();
    let (changes, faults): (Vec<_>, Vec<_>) = diagnostics.iter().partition(is_change);
    let of = |severity| faults.iter().copied().filter(move |one| one.severity() == severity);
    let mut text = String::new();
    for (heading, all) in [
        ("Errors", of(Severity::Error).collect()),
        ("Warnings", of(Severity::Warning).collect()),
        ("Notes", of(Severity::Note).collect()),
        ("Claims that change", changes),
    ] {
        let all: Vec<&Diagnostic> = all;
        if all.is_empty() {
            continue;
        }
        text.push_str(&format!("## {heading}: {}\n\n", all.len()));
        for one in all.iter().take(MOST) {
            text.push_str(&entry(one, files, base));
        }
        if all.len() > MOST {
            text.push_str(&format!("- {} more\n", all.len() - MOST));
        }
        text.push('\n');
    }
    if text.is_empty() { "Nothing to report.\n".to_owned() } else { text }
}

fn entry(diagnostic: &Diagnostic, files: &Files, base: &str) -> String {
    let place = diagnostic.place.as_ref().map(|label| {
        let line = files.position(label.span).line;
        format!("{}:{line}: ", escaped(&visible(&path(label, files, base))))
    });
    let (place, message) = (place.unwrap_or_default(), with_code(&diagnostic.message));
    let mut text = format!("- {place}{message} ({})\n", diagnostic.code.as_str());
    for hint in &diagnostic.hints {
        text.push_str(&format!("  - {}\n", with_code(hint)));
    }
    text
}

/// A message with what stands between backticks as code, and the rest as plain text.
fn with_code(message: &str) -> String {
    let message = visible(message);
    let parts: Vec<&str> = message.trim().split('`').collect();
    // The last backtick has no partner where their number is odd.
    let pairs = (parts.len() - 1) / 2 * 2;
    let mut text = String::new();
    for (n, part) in parts.iter().enumerate() {
        match n {
            n if n % 2 == 1 && n < pairs && !part.trim().is_empty() => {
                text.push_str(&format!("`{part}`"));
            }
            // Two backticks in a row would be one mark.
            n if part.is_empty() && n > 0 && n < pairs => text.push(' '),
            n if n > pairs => text.push_str(&format!("\\`{}", escaped(part))),
            _ => text.push_str(&escaped(part)),
        }
    }
    text
}

/// Plain text: no character of it is taken for markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() && !matches!(c, ',' | ';' | '\'' | '"' | '/') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_pairs_of_backticks_are_code() {
        for (message, expect) in [
            ("the words of `vote` are gone", "the words of `vote` are gone"),
            ("`a`, `b` and ` c", "`a`, `b` and \\` c"),
            ("![x](https://evil.example)", "\\!\\[x\\]\\(https\\://evil\\.example\\)"),
            ("<img src=x> @desk #1", "\\<img src\\=x\\> \\@desk \\#1"),
            ("``", " "),
        ] {
            assert_eq!(with_code(message), expect, "{message}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_a_message_says_is_text_or_code(message in "[ -~]{0,40}") {
            let html = {
                let text = with_code(&message);
                let parsed = pulldown_cmark::Parser::new_ext(&text, pulldown_cmark::Options::all());
                let mut html = String::new();
                pulldown_cmark::html::push_html(&mut html, parsed);
                html
            };
            let bare = html.replace("<p>", "").replace("</p>", "").replace("<code>", "").replace("</code>", "");
            proptest::prop_assert!(!bare.contains('<'), "{html}");
        }
    }
}
