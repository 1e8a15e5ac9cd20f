//! Detects a reversal from outside a sentence: a heading or a lead-in before it (`These are
//! false:`), or a verdict after it (`That is not so.`).
//!
//! In go a text, the place of a sentence in it, and what was confirmed of it; out come the changes.
//! Only negations count here, because the sentence itself is unchanged.

use super::confirmed::Confirmed;
use super::deciding::{DecidingKind, denies};
use super::drift::{Drift, drift};
use super::normal::Normal;
use super::tokens::words;
use super::{BARRIER, Haystack, lexicon, sentence};
use std::ops::Range;

/// A verdict has at most this many words.
const VERDICT: usize = 12;

/// The negations that were added or removed around the sentence at `place`, bytes of the plain
/// text.
pub fn turned(
    haystack: &Haystack,
    place: &Range<usize>,
    confirmed: &Confirmed,
    language: &str,
) -> Vec<Drift> {
    let mut found = lead_in(haystack.plain, place.start, &confirmed.before, language);
    found.extend(verdict(haystack, place.end, &confirmed.after, language));
    found
}

/// The changes of the block before one that begins at `start`, if that block does not end in a full
/// stop.
fn lead_in(plain: &str, start: usize, before: &str, language: &str) -> Vec<Drift> {
    let above = plain[..start].trim_end_matches([' ', '\t']);
    if !above.ends_with('\n') {
        return Vec::new();
    }
    let above = above.trim_end();
    let line = above.rfind(['\n', BARRIER]).map_or(0, |at| at + 1);
    let new = Normal::new(&above[line..]).text;
    let old = before.trim();
    let stops =
        |text: &str| text.trim_end_matches(['"', '\'', ')', ' ']).ends_with(['.', '!', '?']);
    let Some((last, _)) = old.char_indices().next_back().filter(|_| !stops(&new) && !stops(old))
    else {
        return Vec::new();
    };
    // The last sentence of what was confirmed; its beginning may not have been kept.
    let old = &old[sentence::around(old, &(last..old.len()))];
    // Only the end of a long line was kept. If that is unchanged, nothing was reversed.
    if new.ends_with(old) || old.ends_with(&new) {
        return Vec::new();
    }
    let cut = new.len().saturating_sub(old.len() + 8);
    let cut = (cut..new.len()).find(|at| new.is_char_boundary(*at)).unwrap_or(0);
    let cut = if cut == 0 { 0 } else { new[cut..].find(' ').map_or(0, |at| cut + at) };
    let new = new[cut..].trim();
    let keys =
        |text: &str| -> Vec<String> { words(text).iter().map(|t| t.text.to_lowercase()).collect() };
    let (gone, come) = (keys(old), keys(new));
    let kept = come.iter().filter(|word| gone.contains(word)).count();
    // An entirely different heading or list item is about something else.
    let same = kept > 0 && kept * 2 >= gone.len().max(come.len()) - 1;
    if !same || gone.len().abs_diff(come.len()) > 2 {
        return Vec::new();
    }
    let mut found = drift(old, new, language, &|_| true);
    found.retain(|d| matches!(d.kind, DecidingKind::Negation | DecidingKind::Contrary));
    found
}

/// A short new sentence, after one that ends at `end`, that denies it.
fn verdict(haystack: &Haystack, end: usize, after: &str, language: &str) -> Option<Drift> {
    let plain = haystack.plain;
    let lexicon = lexicon::of(language)?;
    let rest = plain[end..].trim_start();
    let start = plain.len() - rest.len();
    let first = rest.chars().next().filter(|c| *c != BARRIER)?;
    let range = haystack.sentence(&(start..start + first.len_utf8()));
    let new = Normal::new(&plain[range]).text.trim().to_owned();
    let old = after.trim();
    let stood = !old.is_empty() && (new.starts_with(old) || old.starts_with(&new));
    let words = words(&new);
    let opens = lexicon.pointers.contains(words.first()?.text.to_lowercase().as_str());
    let short = words.len() <= VERDICT;
    let old = old.chars().next().map_or("", |c| &old[sentence::around(old, &(0..c.len_utf8()))]);
    let denied = denies(old, lexicon);
    let turned = !stood && opens && short && !denied && denies(&new, lexicon);
    turned.then_some(Drift { kind: DecidingKind::Negation, old: String::new(), new })
}
