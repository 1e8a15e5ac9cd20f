//! Reads what a remark says of evidence.
//!
//! In goes a remark; out come the addresses in it with the passages, places and relations that are said of them.
//! Nothing is concluded: a relation counts only where its word stands before an address with a colon.

mod given;
mod share;

use super::model::{DraftRemark, Voice};
use crate::import::text;
use crate::model::Relation;
use crate::model::address::check_url;
use share::{NamedAt, shares};

/// What a remark says of one source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct EvidenceHint {
    /// The address.
    pub url: String,
    /// Words that lead there, where they are not the address.
    pub title: Option<String>,
    /// How it bears on the claim, where that is said.
    pub relation: Option<&'static str>,
    /// Words in quotation marks, where it is told that they are of this source.
    pub passages: Vec<String>,
    /// Where in the source, likewise.
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
    for voice in &remark.voices {
        let Some(names) = names_in(voice, remark, &found) else { continue };
        for (at, share) in shares(&voice.text, &names) {
            let hint = &mut found[at];
            // Who gives two places of one source does not say which of them is that of a passage.
            let is_other = hint.locator.is_some() && share.locator.is_some();
            let is_other = is_other && hint.locator != share.locator;
            hint.locator = hint.locator.take().or(share.locator).filter(|_| !is_other);
            let known = share.passages.into_iter().filter(|words| !hint.passages.contains(words));
            let new: Vec<String> = known.collect();
            hint.passages.extend(new);
        }
    }
    found
}

/// Where a voice names the sources of `found`; `None` where it cannot be told.
fn names_in(voice: &Voice, remark: &DraftRemark, found: &[EvidenceHint]) -> Option<Vec<NamedAt>> {
    let of = |url: &str| found.iter().position(|hint| hint.url == url);
    let typed = addresses(&voice.text).into_iter();
    let typed = typed.filter_map(|(url, at)| Some((at..at + url.len(), of(&url)?)));
    let mut names: Vec<NamedAt> = typed.collect();
    for (url, shown) in &remark.links {
        let (Some(of), shown) = (of(url.trim()), shown.trim()) else { continue };
        let places = voice.text.match_indices(shown).filter(|_| !shown.is_empty());
        match &places.map(|(at, _)| at).collect::<Vec<_>>()[..] {
            [] => {}
            [at] => names.push((*at..at + shown.len(), of)),
            [at, ..] if found.len() == 1 => names.push((*at..at + shown.len(), of)),
            // Words that stand twice do not say which of them is the link.
            _ => return None,
        }
    }
    names.sort_by_key(|(at, _)| (at.start, at.end));
    // An address that is a link too is one name, and one that leads elsewhere is none.
    let overlap = |one: &NamedAt, other: &NamedAt| other.0.start < one.0.end;
    if names.windows(2).any(|two| overlap(&two[0], &two[1]) && two[0].1 != two[1].1) {
        return None;
    }
    names.dedup_by(|later, before| overlap(before, later));
    Some(names)
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
    // So does one behind another statement: "... and contradicts: ".
    let joined = ["and", "but", "also"].iter().find_map(|word| {
        let at = above.len().checked_sub(word.len())?;
        let is_it = above.get(at..)?.eq_ignore_ascii_case(word);
        is_it.then(|| &above[..at]).filter(|rest| !rest.ends_with(char::is_alphanumeric))
    });
    let above = joined.unwrap_or(above).trim_end_matches([' ', '\t']);
    const ENDS: [char; 16] =
        ['.', ';', '\n', ',', '(', '!', '?', ')', ']', '"', '”', '“', '»', '’', '–', '—'];
    let is_behind_address = || above.rsplit([' ', '\n']).next().is_some_and(|w| w.contains("://"));
    let begins =
        joined.is_some() || above.is_empty() || above.ends_with(ENDS) || is_behind_address();
    Relation::ALL.iter().map(|relation| relation.key()).find(|key| begins && *key == word)
}

/// How an address bears on a claim, as a note says it that has who said what.
pub(super) fn relation_in(note: &str, url: &str) -> Option<&'static str> {
    note.lines().find_map(|line| {
        let (_, at) = addresses(line).into_iter().find(|(of, _)| of == url)?;
        let before = &line[..at];
        let behind_name = || relation_before(before.split_once(": ")?.1);
        relation_before(before).or_else(behind_name)
    })
}

#[cfg(test)]
mod tests;
