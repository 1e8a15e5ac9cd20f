//! The rest of the sentence that a passage was cut from, and what in there turns the passage.
//!
//! In go a copy, the place of a passage in it, and its language; out comes an [`InSentence`]. Words count
//! that are in the lists of [`crate::turning`], as far as their kind and the clauses between (those of
//! `data/clauses.txt`) let them reach the passage; in English and Spanish also the denials and modal verbs of
//! [`crate::lexicon`] that stand directly beside it. A passage that is a whole sentence was cut from nothing.

use super::denials::{cut_after, cut_before};
use super::near::one_line;
use super::snapshot::Snapshot;
use crate::lexicon;
use crate::lists::WordLists;
use crate::phrases::{forms, is_han};
use crate::sentence;
use crate::turning::{self, Turning, TurningWord, turning_words, turning_words_with};
use std::ops::Range;
use std::sync::LazyLock;

/// How far a sentence is looked at on either side of a passage, in bytes.
const REACH: usize = 2_048;

/// How many words may stand between a passage and what is said of it: `was later withdrawn`.
const COPULAS: usize = 3;

/// A passage in its sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InSentence {
    /// The rest of the sentence before it, on one line, with the space that parts them.
    pub before: String,
    /// The rest of the sentence after it.
    pub after: String,
    /// The words of the rest that turn it, those before it first.
    pub turns: Vec<CutWord>,
}

/// A word that turns a passage, and was cut off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CutWord {
    /// What it does.
    pub kind: Turning,
    /// The word as the copy has it.
    pub word: String,
    /// True where it stands before the passage.
    pub before: bool,
}

/// The lists of `data/clauses.txt`.
struct Clauses {
    and: WordLists,
    but: WordLists,
    that: WordLists,
    who: WordLists,
    which: WordLists,
    copula: WordLists,
    after: WordLists,
    aside: WordLists,
}

static CLAUSES: LazyLock<Clauses> = LazyLock::new(|| {
    let read = |kind| WordLists::read_kind(include_str!("../../data/clauses.txt"), kind);
    Clauses {
        and: read("and"),
        but: read("but"),
        that: read("that"),
        who: read("who"),
        which: read("which"),
        copula: read("copula"),
        after: read("after"),
        aside: read("aside"),
    }
});

impl InSentence {
    /// The passage that stands at `place` of the normal form of `snapshot`.
    pub(super) fn of(snapshot: &Snapshot, place: Range<usize>, language: &str) -> Self {
        let text = snapshot.normal.text.as_str();
        let (from, to) = block(snapshot, &place);
        let within = place.start - from..place.end - from;
        let sentence = sentence::closely(&text[from..to], &within, language);
        let sentence = from + sentence.start..from + sentence.end;
        let (before, after) = (sentence.start..place.start, place.end..sentence.end);
        let has_words = |range: &Range<usize>| text[range.clone()].contains(char::is_alphanumeric);
        let is_cut = has_words(&before) || has_words(&after);
        let shown = |range: &Range<usize>| {
            if !is_cut || range.is_empty() {
                return String::new();
            }
            let plain = snapshot.normal.to_plain(&snapshot.text, range.clone());
            let words = &text[range.clone()];
            let space = |there: bool| if there { " " } else { "" };
            let (first, last) = (space(words.starts_with(' ')), space(words.ends_with(' ')));
            format!("{first}{}{last}", one_line(&snapshot.text[plain]))
        };
        let mut turns = Vec::new();
        let turn = |before: bool| {
            move |(kind, word): (Turning, Range<usize>)| {
                let word = text[word].to_owned();
                CutWord { kind, word, before }
            }
        };
        if has_words(&before) {
            let rest = Rest { text, range: before.clone(), beyond: after.start, language };
            turns.extend(rest.before(snapshot).into_iter().map(turn(true)));
        }
        if has_words(&after) {
            let rest = Rest { text, range: after.clone(), beyond: 0, language };
            turns.extend(rest.after(snapshot).into_iter().map(turn(false)));
        }
        Self { before: shown(&before), after: shown(&after), turns }
    }
}

/// The stretch of the block around `place` that is looked at.
fn block(snapshot: &Snapshot, place: &Range<usize>) -> (usize, usize) {
    let text = snapshot.normal.text.as_str();
    let mut from = place.start.saturating_sub(REACH);
    let mut to = text.len().min(place.end + REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let ends = |(at, _): &(usize, &str)| snapshot.ends_block(*at);
    let spaces = |range: Range<usize>| {
        text[range.clone()].match_indices(' ').map(move |(i, s)| (range.start + i, s))
    };
    let first = spaces(from..place.start).filter(ends).last().map_or(from, |(at, _)| at + 1);
    let last = spaces(place.end..to).find(ends).map_or(to, |(at, _)| at);
    (first.min(place.start), last)
}

/// The rest of a sentence on one side of a passage.
struct Rest<'t> {
    text: &'t str,
    range: Range<usize>,
    /// Where the rest on the other side begins, in which a verb may end; 0 if it is none.
    beyond: usize,
    language: &'t str,
}

/// A stretch between commas and the like.
struct Clause {
    range: Range<usize>,
    /// The mark after it; none after the last one.
    mark: Option<char>,
}

impl Rest<'_> {
    /// What turns a passage that stands after the rest.
    fn before(&self, snapshot: &Snapshot) -> Vec<(Turning, Range<usize>)> {
        let beside = cut_before(snapshot, self.range.end)
            .map(|word| (Turning::Not, word))
            .or_else(|| Some((Turning::Verb, self.modal(snapshot)?)));
        let mut found = Vec::new();
        if !turning::knows(self.language) {
            return beside.into_iter().collect();
        }
        let clauses = self.clauses();
        let last = clauses.len() - 1;
        // True while no comma stands between, and once an `and` does.
        let (mut near, mut apart) = (true, false);
        for (i, clause) in clauses.iter().enumerate().rev() {
            let joins = clauses.get(i + 1).is_some_and(|next| self.begins(next, &CLAUSES.that));
            match clause.mark {
                Some(';' | '\u{61b}' | '\u{ff1b}') => break,
                None | Some(':' | '\u{ff1a}') => {}
                Some(_) => near &= joins,
            }
            let closed = clause.mark.is_some();
            let but = self.begins(clause, &CLAUSES.but);
            let aside = self.begins(clause, &CLAUSES.who) || self.begins(clause, &CLAUSES.which);
            if closed && !near && (but || aside && i > 0) {
                if but && i > 0 {
                    break;
                }
                continue;
            }
            // `did not attend but`, `did not attend and`
            let joint = self.last_word(clause).filter(|_| i == last);
            if joint.as_ref().is_some_and(|word| self.is(word, &CLAUSES.but)) {
                break;
            }
            let coordinate = joint.as_ref().is_some_and(|word| self.is(word, &CLAUSES.and));
            let aside_follows = closed && i + 2 < clauses.len();
            if closed
                && !near
                && (self.begins(clause, &CLAUSES.aside) || self.begins(clause, &CLAUSES.after))
            {
                continue;
            }
            for word in self.turning(&clause.range) {
                let Some(kind) = word.kind else { continue };
                let first = self.text[clause.range.start..word.range.start].trim().is_empty();
                // `The man, perhaps drunk, ...`
                let aside_follows_noun = closed && i > 0 && first && !near;
                let beside = self.text[word.range.end..clause.range.end].trim().is_empty();
                let reaches = match kind {
                    Turning::Not | Turning::Verb => {
                        near && !apart && !coordinate || beside && aside_follows
                    }
                    Turning::Without | Turning::Attribute => near && beside && i == last,
                    Turning::Denial => near && !apart && !coordinate || beside && aside_follows,
                    Turning::Correction => (near || i == 0) && !apart,
                    Turning::Doubt => !apart && (!aside_follows_noun || beside),
                    Turning::Condition => !apart || i == 0,
                    Turning::Report => !word.tags,
                };
                if reaches {
                    found.push((kind, word.range));
                }
            }
            if but && i > 0 {
                break;
            }
            apart |= i > 0 && self.begins(clause, &CLAUSES.and);
        }
        found.extend(beside);
        sorted(found)
    }

    /// What turns a passage that stands before the rest.
    fn after(&self, snapshot: &Snapshot) -> Vec<(Turning, Range<usize>)> {
        let beside = cut_after(snapshot, self.range.start).map(|word| (Turning::Not, word));
        let mut found = Vec::new();
        if !turning::knows(self.language) {
            return beside.into_iter().collect();
        }
        let mut contrast = false;
        for (i, clause) in self.clauses().iter().enumerate() {
            let mut range = clause.range.clone();
            if i > 0 && self.begins(clause, &CLAUSES.aside) {
                continue;
            }
            if i > 0 && self.begins(clause, &CLAUSES.and) {
                break;
            }
            contrast |= self.begins(clause, &CLAUSES.but);
            let which = i > 0 && self.begins(clause, &CLAUSES.which);
            if i > 0
                && !which
                && (self.begins(clause, &CLAUSES.who) || self.begins(clause, &CLAUSES.after))
            {
                continue;
            }
            let mut ends = false;
            if i == 0 {
                let words = turning::words(&self.text[range.clone()]);
                let joint = [
                    &CLAUSES.and,
                    &CLAUSES.but,
                    &CLAUSES.that,
                    &CLAUSES.who,
                    &CLAUSES.which,
                    &CLAUSES.after,
                ];
                let stop =
                    words.iter().find(|(_, word)| joint.iter().any(|list| self.is(word, list)));
                if let Some((stop, _)) = stop {
                    range.end = range.start + stop.start;
                    ends = true;
                }
            }
            for word in self.turning(&range) {
                let Some(kind) = word.kind else { continue };
                let linked = i == 0 && self.links(range.start..word.range.start);
                let beside = self.text[self.range.start..word.range.start].trim().is_empty();
                let (first, last) =
                    (clause.range.start..word.range.start, word.range.end..clause.range.end);
                let at_end = [first, last]
                    .into_iter()
                    .any(|rest| !self.text[rest].contains(char::is_alphanumeric));
                let reaches = match kind {
                    Turning::Report if word.tags => i > 0 && at_end && !contrast,
                    Turning::Not => beside && i == 0,
                    Turning::Without | Turning::Verb => false,
                    Turning::Denial => which || linked,
                    Turning::Attribute => linked && beside,
                    Turning::Correction => i > 0 || linked,
                    Turning::Doubt | Turning::Report | Turning::Condition => !contrast,
                };
                if reaches {
                    found.push((kind, word.range));
                }
            }
            // What is joined to the words themselves says something else.
            if ends && clause.mark.is_none()
                || matches!(clause.mark, Some(';' | '\u{61b}' | '\u{ff1b}'))
            {
                break;
            }
        }
        found.extend(beside);
        sorted(found)
    }

    /// A modal verb or a hedge directly before the passage: `tried to`.
    fn modal(&self, snapshot: &Snapshot) -> Option<Range<usize>> {
        let lexicon = lexicon::of(self.language).unwrap_or_else(|| snapshot.lexicon());
        let words = turning::words(&self.text[self.range.clone()]);
        let mut words = words.iter().rev().filter(|(_, word)| word != "to");
        let (at, word) = words.next()?;
        let place = self.range.start + at.start..self.range.start + at.end;
        let apart = self.text[place.end..self.range.end].contains([',', ';', ')']);
        let modal = lexicon.modals.contains(word.as_str()) && !self.is_month(&place);
        (modal && !apart).then_some(place)
    }

    /// The rest, cut at commas, dashes, brackets and the like.
    fn clauses(&self) -> Vec<Clause> {
        let mut clauses = Vec::new();
        let mut start = self.range.start;
        for (i, c) in self.text[self.range.clone()].char_indices() {
            let at = self.range.start + i;
            let parts = match c {
                '(' | ')' | ';' | '\u{60c}' | '\u{61b}' | '\u{ff0c}' | '\u{ff1b}' | '\u{ff1a}' => {
                    true
                }
                ',' | ':' => !self.text[at + 1..].starts_with(|c: char| c.is_ascii_digit()),
                '-' => self.text[..at].ends_with(' ') && self.text[at + 1..].starts_with(' '),
                _ => false,
            };
            if parts {
                clauses.push(Clause { range: start..at, mark: Some(c) });
                start = at + c.len_utf8();
            }
        }
        clauses.push(Clause { range: start..self.range.end, mark: None });
        clauses
    }

    /// The turning words of a stretch, but those that turn nothing where they stand.
    fn turning(&self, range: &Range<usize>) -> Vec<TurningWord> {
        let beyond = &self.text[self.beyond.min(self.text.len())..];
        let beyond = beyond.trim_start_matches(|c: char| !c.is_alphanumeric());
        let beyond = if self.beyond == 0 { "" } else { beyond.split(' ').next().unwrap_or("") };
        let mut found = turning_words_with(&self.text[range.clone()], beyond, self.language);
        for word in &mut found {
            word.range = range.start + word.range.start..range.start + word.range.end;
        }
        found.retain(|word| !self.is_month(&word.range) && !self.is_number_sign(&word.range));
        found
    }

    /// True for `May` where it may be the month.
    fn is_month(&self, word: &Range<usize>) -> bool {
        let date = self.text[word.end..].trim_start().starts_with(char::is_numeric);
        &self.text[word.clone()] == "May" && (word.start > self.range.start || date)
    }

    /// True for `No. 10`.
    fn is_number_sign(&self, word: &Range<usize>) -> bool {
        let rest = self.text[word.end..].strip_prefix(". ");
        &self.text[word.clone()] == "No"
            && rest.is_some_and(|rest| rest.starts_with(char::is_numeric))
    }

    /// True where nothing but copulas stands in `range`, and not too many of them.
    fn links(&self, range: Range<usize>) -> bool {
        let words = turning::words(&self.text[range]);
        words.len() <= COPULAS && words.iter().all(|(_, word)| self.is(word, &CLAUSES.copula))
    }

    fn is(&self, word: &str, list: &WordLists) -> bool {
        list.has(self.language) && forms(word).any(|form| list.of(self.language).contains(form))
    }

    fn last_word(&self, clause: &Clause) -> Option<String> {
        let words = turning::words(&self.text[clause.range.clone()]);
        words.last().map(|(_, word)| word.clone())
    }

    /// True where a clause begins with a word of `list`.
    fn begins(&self, clause: &Clause, list: &WordLists) -> bool {
        let stretch = &self.text[clause.range.clone()];
        let words = turning::words(stretch);
        let Some((_, first)) = words.first() else { return false };
        let of = list.has(self.language).then(|| list.of(self.language));
        let han = |list: &ahash::HashSet<&str>| {
            let stretch = stretch.trim_start_matches(|c: char| !c.is_alphanumeric());
            list.iter().any(|entry| entry.contains(is_han) && stretch.starts_with(*entry))
        };
        let pair = words.get(1).map(|(_, second)| format!("{first}_{second}"));
        let both = |list: &ahash::HashSet<&str>| pair.as_deref().is_some_and(|p| list.contains(p));
        // The Arabic conjunction is written together with the word after it.
        let joined = std::ptr::eq(list, &CLAUSES.and)
            && of.is_some_and(|list| list.contains("\u{648}"))
            && first.starts_with('\u{648}')
            && turning_words(first, self.language).iter().all(|word| word.key != *first);
        joined || self.is(first, list) || of.is_some_and(|list| both(list) || han(list))
    }
}

/// In order, and of words that overlap the longest alone, with the kind that was found first.
fn sorted(mut found: Vec<(Turning, Range<usize>)>) -> Vec<(Turning, Range<usize>)> {
    found.sort_by_key(|(_, word)| (word.start, usize::MAX - word.end));
    found.dedup_by(|next, kept| next.1.start < kept.1.end);
    found
}
