//! Gives the sections of a later draft the files that they had.
//!
//! In go the sections of the draft and what was remembered of the last import; out come their file names.

use super::record::ImportRecord;
use super::sections::{self, SectionPlan, slug_of};
use super::write::read_back;
use crate::parse::front;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
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
    let texts: Vec<LaterSection> = new.iter().map(|part| LaterSection::of(part)).collect();
    let mut given = pair(&texts, &old, is_same).into_iter();
    new.retain_mut(|part| match given.next().flatten() {
        Some(at) => {
            part.stem = old[at].stem.to_owned();
            false
        }
        None => true,
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

/// True if two texts of sections are alike, whatever their titles.
pub(super) fn is_like(one: &str, other: &str) -> bool {
    one == other || {
        let [one, other] = [one, other].map(|text| TellingWords::of(&shown_text(text)));
        one.are_like(&other, one.shared(&other))
    }
}

/// The words of a section that readers see, without its front matter.
pub(super) fn shown_text(text: &str) -> String {
    read_back(&text[front::split(text).start..], true)
}

/// Which earlier section each of the later ones is: first those that say the same, then the most similar of all that
/// are alike. Of those that are alike to the same degree, the first.
fn pair(new: &[LaterSection], old: &[EarlierSection], is_same: bool) -> Vec<Option<usize>> {
    let mut given: Vec<Option<usize>> = vec![None; new.len()];
    let mut is_free = vec![true; old.len()];
    let mut same: BTreeMap<&TellingWords, Vec<usize>> = BTreeMap::new();
    let telling = old.iter().enumerate().filter(|(_, old)| !old.words.0.is_empty());
    telling.rev().for_each(|(j, old)| same.entry(&old.words).or_default().push(j));
    for (i, new) in new.iter().enumerate() {
        given[i] = same.get_mut(&new.words).and_then(Vec::pop);
        given[i].into_iter().for_each(|j| is_free[j] = false);
    }
    let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (j, old) in old.iter().enumerate().filter(|(j, _)| is_free[*j]) {
        old.words.0.iter().for_each(|word| by_word.entry(word).or_default().push(j));
    }
    // How alike, and the two sections.
    let mut pairs: Vec<(Reverse<usize>, usize, usize)> = Vec::new();
    for (i, new) in new.iter().enumerate().filter(|(i, _)| given[*i].is_none()) {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        if new.is_lead {
            shared
                .extend((0..old.len()).filter(|j| is_free[*j] && old[*j].is_lead).map(|j| (j, 0)));
        }
        let places = new.words.0.iter().filter_map(|word| by_word.get(word.as_str()));
        places.flatten().for_each(|j| *shared.entry(*j).or_default() += 1);
        for (j, shared) in shared {
            let old = &old[j];
            let fits = match new.is_lead && old.is_lead {
                true => is_same || new.words.go_on_from(&old.words, shared),
                false => new.words.are_like(&old.words, shared),
            };
            // Thousandths of the words of both.
            let both = (new.words.0.len() + old.words.0.len()).max(1);
            fits.then(|| pairs.push((Reverse(shared * 2000 / both), i, j)));
        }
    }
    pairs.sort_unstable();
    for (_, i, j) in pairs {
        if given[i].is_none() && is_free[j] {
            given[i] = Some(j);
            is_free[j] = false;
        }
    }
    given
}

/// A section of the draft that has no file yet.
struct LaterSection {
    /// True if it has no title.
    is_lead: bool,
    words: TellingWords,
}

impl LaterSection {
    fn of(part: &SectionPlan) -> Self {
        let words = TellingWords::of(&sections::words(&part.blocks));
        Self { is_lead: part.title.is_empty(), words }
    }
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
        Some(Self { stem, is_lead, words: TellingWords::of(&shown_text(text)) })
    }
}

/// The words of a text, in lower case, without those that every text has, such as *the* and *is*.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
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

    /// True if at least half of the words of the shorter text stand in the other, where they have `shared`.
    fn go_on_from(&self, other: &Self, shared: usize) -> bool {
        shared > 0 && shared * 2 >= self.0.len().min(other.0.len())
    }

    /// True if these are also a third of the words of the longer one.
    fn are_like(&self, other: &Self, shared: usize) -> bool {
        self.go_on_from(other, shared) && shared * 3 >= self.0.len().max(other.0.len())
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
            let shared = one.shared(&other);
            assert_eq!(one.are_like(&other, shared), like, "{new}");
            assert_eq!(other.are_like(&one, shared), like, "{new}");
        }
        // A short text that goes on is the same.
        assert!(TellingWords::of("Deck, bridge.").go_on_from(&TellingWords::of(old), 2));
        let [one, other] = ["La casa de la ciudad.", "La noche de la sala."].map(TellingWords::of);
        assert!(!one.go_on_from(&other, one.shared(&other)));
    }
}
