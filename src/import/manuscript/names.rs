//! Gives the sections of a later draft the files that they had.
//!
//! In go the sections of the draft and what was remembered of the last import; out come their file names.

use super::record::ImportRecord;
use super::sections::{self, SectionPlan, slug_of};
use crate::parse::front;
use std::collections::BTreeSet;
use text_anchor::lexicon;

/// Gives sections the names that they had: by their address, then what stands before the first heading, then by what
/// they say, in order. New ones get an address that none of `taken` is. `is_same` says that the draft is
/// surely of the same article, by its title or its file.
pub(super) fn keep(
    parts: &mut [SectionPlan],
    record: &ImportRecord,
    taken: &BTreeSet<String>,
    is_same: bool,
) {
    let texts = record.texts.iter();
    let mut old: Vec<EarlierSection> =
        texts.filter_map(|(name, text)| EarlierSection::of(name, text)).collect();
    let mut new: Vec<&mut SectionPlan> = Vec::new();
    for part in parts {
        match old.iter().position(|old| slug_of(old.stem) == slug_of(&part.stem)) {
            Some(at) => part.stem = old.remove(at).stem.to_owned(),
            None => new.push(part),
        }
    }
    new.retain_mut(|part| {
        let words = TellingWords::of(&sections::words(&part.blocks));
        let is_lead = part.title.is_empty();
        let fits = |old: &EarlierSection| match is_lead && old.is_lead {
            true => is_same || words.go_on_from(&old.words),
            false => words.are_like(&old.words),
        };
        let fitting = (0..old.len()).filter(|at| fits(&old[*at]));
        // Of those that are alike to the same degree, the first.
        let Some(at) = fitting.rev().max_by_key(|at| words.shared(&old[*at].words)) else {
            return true;
        };
        part.stem = old.remove(at).stem.to_owned();
        false
    });
    let last = record.texts.keys().filter_map(|name| {
        let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<usize>().ok()
    });
    let last = last.max().unwrap_or(0);
    for (i, part) in new.into_iter().enumerate() {
        let slug = slug_of(&part.stem).to_owned();
        let mut free = std::iter::once(slug.clone()).chain((2..).map(|n| format!("{slug}-{n}")));
        // The sequence is infinite, so one is free.
        let slug = free.find(|slug| !taken.contains(slug)).unwrap_or(slug);
        part.stem = format!("{:02}-{slug}", last + i + 1);
    }
}

/// True if two texts of sections are alike.
pub(super) fn is_like(one: &str, other: &str) -> bool {
    one == other || TellingWords::of(one).are_like(&TellingWords::of(other))
}

/// A section that was imported earlier.
struct EarlierSection<'r> {
    /// The name of its file, without the ending.
    stem: &'r str,
    /// True if it has no title: it stands before the first heading.
    is_lead: bool,
    words: TellingWords,
}

impl<'r> EarlierSection<'r> {
    /// A text of a record; `None` for `article.yaml`.
    fn of(name: &'r str, text: &str) -> Option<Self> {
        let stem = name.strip_suffix(".md")?;
        let is_lead = !text.starts_with("---\n");
        let body = if is_lead { text } else { &text[front::split(text).start..] };
        Some(Self { stem, is_lead, words: TellingWords::of(body) })
    }
}

/// The words of a text, in lower case, without those that every text has, such as *the* and *is*.
struct TellingWords(BTreeSet<String>);

impl TellingWords {
    fn of(text: &str) -> Self {
        let lexicon = lexicon::guess(text);
        let small = [&lexicon.openers, &lexicon.links, &lexicon.copulas, &lexicon.quantifiers];
        let tells = |word: &String| {
            let is_letter = word.chars().count() == 1 && word.is_ascii();
            !is_letter && word != "not" && !small.iter().any(|of| of.contains(word.as_str()))
        };
        let all = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        Self(all.map(str::to_lowercase).filter(tells).collect())
    }

    fn shared(&self, other: &Self) -> usize {
        self.0.intersection(&other.0).count()
    }

    /// True if at least half of the words of the shorter text stand in the other.
    fn go_on_from(&self, other: &Self) -> bool {
        let shared = self.shared(other);
        shared > 0 && shared * 2 >= self.0.len().min(other.0.len())
    }

    /// True if these are also a third of the words of the longer one.
    fn are_like(&self, other: &Self) -> bool {
        self.go_on_from(other) && self.shared(other) * 3 >= self.0.len().max(other.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::manuscript::model::Inline;

    fn part(stem: &str) -> SectionPlan {
        SectionPlan { stem: stem.to_owned(), title: vec![Inline::plain(stem)], blocks: Vec::new() }
    }

    /// Names `new` after the sections `old`.
    fn check(old: &[&str], new: &[&str], expect: &[&str]) {
        let text = || "---\ntitle: x\n---\n".to_owned();
        let texts = old.iter().map(|stem| (format!("{stem}.md"), text())).collect();
        let mut parts: Vec<SectionPlan> = new.iter().map(|stem| part(stem)).collect();
        let taken = BTreeSet::from(["n-2".to_owned()]);
        keep(&mut parts, &ImportRecord { texts, ..ImportRecord::default() }, &taken, false);
        let stems: Vec<&str> = parts.iter().map(|part| part.stem.as_str()).collect();
        assert_eq!(stems, expect);
        assert_eq!(stems.iter().collect::<BTreeSet<_>>().len(), stems.len());
    }

    #[test]
    fn sections_keep_their_names_and_new_ones_follow() {
        check(&["01-a", "02-b"], &["01-a", "02-b"], &["01-a", "02-b"]);
        check(&["01-a", "02-b"], &["01-b", "02-a"], &["02-b", "01-a"]);
        check(&["01-a", "02-b"], &["01-a", "02-c"], &["01-a", "03-c"]);
        check(&["01-a", "02-b"], &["01-a", "02-n", "03-b"], &["01-a", "03-n", "02-b"]);
        check(&["01-a", "02-b"], &["01-b"], &["02-b"]);
        check(&["01-a"], &["01-a", "02-n-2"], &["01-a", "02-n-2-2"]);
    }

    #[test]
    fn sections_are_alike_where_words_that_tell_are_and_not_by_those_of_every_text() {
        let old = "The deck of the bridge was laid in 1931, and in the war it was closed.";
        for (new, like) in [
            ("The deck was laid anew in 1931; the bridge was closed after the war.", true),
            ("It was in the night of the vote, and it was a long debate in the town.", false),
            ("A bridge.", false),
            ("", false),
        ] {
            let [one, other] = [old, new].map(TellingWords::of);
            assert_eq!(one.are_like(&other), like, "{new}");
            assert_eq!(other.are_like(&one), like, "{new}");
        }
        // A short text that goes on is the same.
        assert!(TellingWords::of("Deck, bridge.").go_on_from(&TellingWords::of(old)));
        let [one, other] = ["La casa de la ciudad.", "La noche de la sala."].map(TellingWords::of);
        assert!(!one.go_on_from(&other));
    }
}
