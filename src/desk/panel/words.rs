//! Finds words that were read off a page.
//!
//! In go words and what was read around them; out comes the one place where they stand. Where they stand in
//! several, what is around decides, or nothing is found: no place is guessed.

use super::request::{AskedWords, Problem};
use crate::desk::annotate::{FoundWords, WordSearch, around};
use crate::diagnostic::Code;
use crate::pipeline::Built;
use crate::source::FileId;

/// The field of the words.
pub const FIELD: &str = "words";

/// How many words are compared with what was read on each side.
const COMPARED: usize = 40;

/// The place of `words` in an article, and the words without what was copied along.
pub fn find(
    built: &Built,
    article: usize,
    words: &AskedWords,
) -> Result<(FoundWords, String), Problem> {
    let site = built.site();
    let named = words.section.as_deref().filter(|name| !name.is_empty());
    let sections = &site.articles[article].sections;
    let section = named.map(|name| sections.iter().position(|s| s.slug == name || s.id == name));
    if section == Some(None) {
        let text = format!("the article has no section `{}`", named.unwrap_or(""));
        return Err(Problem::at(FIELD, Code::SectionMissing, text));
    }
    let (article, section) = (Some(article), section.flatten());
    let search = WordSearch { site, files: &built.files, article, section };
    let exact = words.exact.as_str();
    if exact.trim().is_empty() {
        return Err(Problem::at(FIELD, Code::ValueEmpty, "there are no words"));
    }
    let mut spots = search.spots(exact);
    let mut typed = exact.to_owned();
    if spots.is_empty() {
        if let Some((spot, bare)) = search.without(exact, built.alerts()) {
            return Ok((spot, bare.words));
        }
        let marked = search.as_typed(exact).or_else(|| search.as_shown(exact));
        (spots, typed, _) = marked.ok_or_else(|| nowhere(built, search, exact))?;
    }
    if spots.len() > 1 {
        let meant = meant(built, &spots, words).ok_or_else(|| {
            let text = format!("these words stand in {} places", spots.len());
            Problem::at(FIELD, Code::AnchorAmbiguous, text).hint("take more words around them")
        })?;
        spots.swap(0, meant);
    }
    Ok((spots.swap_remove(0), typed))
}

/// The index of the only one of `spots` around which stands what was read. Numbers of notes may stand
/// between words of a page, so letters alone are compared if letters and digits find none.
fn meant(built: &Built, spots: &[FoundWords], words: &AskedWords) -> Option<usize> {
    let [prefix, suffix] = [&words.prefix, &words.suffix].map(|text| text.as_deref().unwrap_or(""));
    let texts: Vec<[String; 2]> =
        spots.iter().map(|spot| around(built.site(), spot, COMPARED)).collect();
    let by = |counts: fn(char) -> bool| {
        let letters = |text: &str| -> Vec<char> {
            text.chars().filter(|c| counts(*c)).flat_map(char::to_lowercase).collect()
        };
        let (before, after) = (letters(prefix), letters(suffix));
        let score = |[b, a]: &[String; 2]| {
            let common = |read: &mut dyn Iterator<Item = char>,
                          text: &mut dyn Iterator<Item = char>| {
                read.zip(text).take_while(|(read, text)| read == text).count()
            };
            let (b, a) = (letters(b), letters(a));
            let left = common(&mut before.iter().rev().copied(), &mut b.iter().rev().copied());
            let right = common(&mut after.iter().copied(), &mut a.iter().copied());
            // One of the two has to go as far as was read, or as far as is compared.
            let whole = left > 0 && left == before.len().min(b.len())
                || right > 0 && right == after.len().min(a.len());
            (whole, left + right)
        };
        let scores: Vec<(bool, usize)> = texts.iter().map(score).collect();
        let best = *scores.iter().max()?;
        let mut all = scores.iter().enumerate().filter(|(_, score)| **score == best);
        let (at, (whole, _)) = all.next()?;
        (*whole && all.next().is_none()).then_some(at)
    };
    by(char::is_alphanumeric).or_else(|| by(char::is_alphabetic))
}

fn nowhere(built: &Built, search: WordSearch, words: &str) -> Problem {
    let problem = Problem::at(FIELD, Code::AnchorMissing, "these words stand nowhere");
    let name = |file: FileId| built.files.path(file).rsplit('/').next().unwrap_or("").to_owned();
    if let Some((file, cut)) = search.cut(words) {
        return problem.hint(format!("in {} they cut a word; whole: {}", name(file), cut.whole));
    }
    match search.near(words) {
        Some((file, near)) => problem.hint(format!("the nearest, in {}: {near}", name(file))),
        None => problem,
    }
}
