//! Reads what a remark says of evidence.
//!
//! In goes a remark; out come the addresses in it with the passages, places and relations that are said of them.
//! Nothing is concluded: a relation counts only where its word stands before an address with a colon.

use super::model::{DraftRemark, Voice};
use crate::import::text;
use crate::model::Relation;
use crate::model::address::check_url;

/// What a remark says of one source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct EvidenceHint {
    /// The address.
    pub url: String,
    /// Words that lead there, where they are not the address.
    pub title: Option<String>,
    /// How it bears on the claim, where that is said.
    pub relation: Option<&'static str>,
    /// Words in quotation marks, where the remark names one source alone.
    pub passages: Vec<String>,
    /// Where in the source.
    pub locator: Option<String>,
}

fn voice(voice: &Voice) -> String {
    let text = clean(&voice.text);
    match (voice.author.trim(), voice.day.as_str()) {
        ("", _) => text,
        (author, "") => format!("{}: {text}", clean(author)),
        (author, day) => format!("{} ({}): {text}", clean(author), clean(day)),
    }
}

/// What a remark says first, by which it is known again when it was answered.
pub(super) fn first_note(remark: &DraftRemark) -> String {
    remark.voices.first().map(voice).unwrap_or_default()
}

/// What a remark says, a piece for each voice; where its links lead is a part of it.
pub(super) fn said(remark: &DraftRemark) -> Vec<String> {
    let voices = remark.voices.iter().map(|of| voice(of).trim().to_owned());
    let mut said: Vec<String> = voices.filter(|words| !words.is_empty()).collect();
    for (url, shown) in remark.links.iter().map(|(url, shown)| (clean(url), clean(shown))) {
        if !said.iter().any(|words| words.contains(&url)) {
            said.push(if shown.is_empty() { url } else { format!("{shown}: {url}") });
        }
    }
    said
}

/// The words of a remark that the editors keep: who said what.
pub(super) fn desk_note(remark: &DraftRemark) -> String {
    said(remark).join("\n")
}

/// True if a text names this address.
pub(super) fn names(text: &str, url: &str) -> bool {
    let is_line = |line: &str| line.trim() == url || line.ends_with(&format!(": {url}"));
    addresses(text).iter().any(|(of, _)| of == url) || text.lines().any(is_line)
}

/// Text without control characters, line breaks kept.
pub(super) fn clean(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || *c == '\n').collect()
}

/// What a remark says of sources.
pub(super) fn evidence(remark: &DraftRemark) -> Vec<EvidenceHint> {
    let mut found: Vec<EvidenceHint> = Vec::new();
    let whole: Vec<&str> = remark.voices.iter().map(|voice| voice.text.as_str()).collect();
    let text = whole.join("\n");
    for (url, at) in addresses(&text) {
        let relation = relation_before(&text[..at]);
        match found.iter_mut().find(|hint| hint.url == url) {
            Some(hint) => hint.relation = hint.relation.or(relation),
            None => found.push(EvidenceHint { url, relation, ..EvidenceHint::default() }),
        }
    }
    for (url, shown) in &remark.links {
        let url = url.trim();
        if url.starts_with("mailto:") || check_url(url).is_err() {
            continue;
        }
        let shown = Some(shown.trim())
            .filter(|shown| !shown.is_empty() && !shown.contains("://") && *shown != url);
        // One word, such as *here*, is no title.
        let title = shown.filter(|shown| shown.split_whitespace().count() > 1);
        // Words that stand twice do not say which of them is the link.
        let once = shown.filter(|shown| text.matches(shown).count() == 1);
        let at = once.and_then(|shown| text.find(shown));
        let relation = at.and_then(|at| relation_before(&text[..at]));
        match found.iter_mut().find(|hint| hint.url == url) {
            Some(hint) => hint.title = hint.title.take().or(title.map(clean)),
            None => found.push(EvidenceHint {
                url: url.to_owned(),
                title: title.map(clean),
                relation,
                ..EvidenceHint::default()
            }),
        }
    }
    // Who named one source alone spoke of its words and pages. Of several, nobody said whose these are.
    if let [only] = &mut found[..] {
        let names = |voice: &&Voice| {
            let shown = remark.links.iter().filter(|(url, _)| url.trim() == only.url);
            let shown = shown.map(|(_, shown)| shown.trim()).filter(|shown| !shown.is_empty());
            voice.text.contains(&only.url)
                || shown.into_iter().any(|shown| voice.text.contains(shown))
        };
        let said = remark.voices.iter().find(names).map_or("", |voice| voice.text.as_str());
        only.passages = quoted(said);
        only.locator = locator(said);
    }
    found
}

/// Full addresses in `text`, and where each begins.
fn addresses(text: &str) -> Vec<(String, usize)> {
    let ends = |c: char| c.is_whitespace() || "<>\"“”«»`".contains(c);
    let found = text::addresses(text, ends, ".,;:!?'’*_]}").into_iter();
    let whole = found.filter(|(url, _)| check_url(url).is_ok());
    whole.map(|(url, at)| (url.to_owned(), at)).collect()
}

/// The relation whose word and a colon stand right before an address.
fn relation_before(before: &str) -> Option<&'static str> {
    let before = before.trim_end().strip_suffix(':')?.trim_end();
    let start = before
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let word = before[start..].to_lowercase();
    // A word within a sentence, as in "nothing supports", is no label.
    let above = before[..start].trim_end_matches([' ', '\t']);
    let begins = above.is_empty() || above.ends_with(['.', ';', '\n', ',', '(', '!', '?']);
    Relation::ALL.iter().map(|relation| relation.key()).find(|key| begins && *key == word)
}

/// What stands in quotation marks, of two words or more.
fn quoted(text: &str) -> Vec<String> {
    const PAIRS: &[(char, &str)] =
        &[('“', "”"), ('„', "“”"), ('«', "»"), ('»', "«"), ('"', "\""), ('「', "」"), ('『', "』")];
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((at, open)) =
        rest.char_indices().find(|(_, c)| PAIRS.iter().any(|(open, _)| open == c))
    {
        let inside = &rest[at + open.len_utf8()..];
        let closes = PAIRS.iter().find(|(of, _)| *of == open).map_or("", |(_, closes)| closes);
        let Some(end) =
            inside.find(|c| closes.contains(c)).filter(|end| !inside[..*end].contains('\n'))
        else {
            rest = inside;
            continue;
        };
        let words = inside[..end].trim();
        let is_words = words.split_whitespace().count() > 1 || words.chars().count() > 12;
        if is_words && !words.contains("://") {
            found.push(clean(words));
        }
        let after = end + inside[end..].chars().next().map_or(0, char::len_utf8);
        rest = &inside[after..];
    }
    found
}

/// A page or a time that the text names: `p. 12`, `pp. 3-5`, `page 7`, `00:41:20`.
fn locator(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|word| word.trim_matches(['(', ')', ',', ';', '[', ']']))
        .collect();
    let number = |word: &str| {
        let word = word.trim_end_matches('.');
        let is_number = word.starts_with(|c: char| c.is_ascii_digit())
            && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–'));
        is_number.then(|| word.to_owned())
    };
    for (i, word) in words.iter().enumerate() {
        let lower = word.to_lowercase();
        let named = match lower.as_str() {
            "p." | "page" | "p" => {
                words.get(i + 1).and_then(|next| number(next)).map(|n| format!("page {n}"))
            }
            "pp." | "pages" | "pp" => {
                words.get(i + 1).and_then(|next| number(next)).map(|n| format!("pages {n}"))
            }
            joined => joined.strip_prefix("p.").and_then(number).map(|n| format!("page {n}")),
        };
        if named.is_some() {
            return named;
        }
        let time = word.trim_end_matches('.');
        let parts: Vec<&str> = time.split(':').collect();
        let is_time = parts.len() == 3
            && parts.iter().all(|part| {
                part.len() <= 2 && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
            });
        if is_time {
            return Some(format!("at {time}"));
        }
    }
    None
}
