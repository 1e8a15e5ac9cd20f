//! A quote that is not as it was confirmed: what became of it, and what can be done.
//!
//! In go a quote, its line of the lock file and the places where its words stand; out comes the
//! anchor, where it holds all the same, or a diagnostic with a proposal.

use super::guard::{Guarded, ProposalKind};
use super::typed::is_typed;
use super::{Anchor, Place, QuoteSearch, RawQuote};
use crate::diagnostic::{Diagnostic, Repair};
use crate::markdown::outline::normal;
use crate::parse::lock::{AnchorLine, Spot};
use crate::source::{At, Span};
use std::ops::Range;
use text_anchor::Quote;
use text_anchor::align::WordIndex;
use text_anchor::confirmed::{ConfirmedWords, Gap};
use text_anchor::reanchor::{Band, Judged, judge};

/// A quote with its line, which are not as they were.
pub(super) struct Case<'c, 's, 't> {
    pub(super) search: &'c QuoteSearch<'s, 't>,
    pub(super) quote: &'c RawQuote,
    pub(super) line: &'c AnchorLine,
    pub(super) place: Place,
    pub(super) index: &'c WordIndex<'t>,
}

impl QuoteSearch<'_, '_> {
    /// The anchor of a quote that was confirmed, where nothing is to be said about it.
    pub(super) fn compare(
        &self,
        quote: &RawQuote,
        places: &[Place],
        line: &AnchorLine,
        found: Vec<Anchor>,
        guarded: &mut Guarded,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Anchor> {
        let stands = |anchor: &&Anchor| {
            let haystack = self.texts().get(anchor.place);
            let words = haystack.normal.of_range(&anchor.range);
            // The title of a section is not the section.
            let titles = (&line.spot, anchor.place);
            let titles = match titles {
                (Spot::SectionTitle(_), place) => matches!(place, Place::SectionTitle(_)),
                (_, place) => !matches!(place, Place::SectionTitle(_)),
            };
            titles
                && line.confirmed.words.equal(haystack.normal.text[words.clone()].trim_end())
                && line.confirmed.stands_at(haystack, &words)
        };
        let standing: Vec<&Anchor> = found.iter().filter(stands).collect();
        if let [one] = standing[..]
            && let Some(anchor) = self.standing(one, line, guarded)
        {
            return anchor;
        }
        // Words may be confirmed of one of the two parts that a claim of `article.yaml` can quote.
        let place = places.iter().copied().find(|p| self.spot(*p, None) == line.spot);
        let place = found.first().map(|a| a.place).filter(|_| place.is_none()).or(place);
        let place = place.or(places.first().copied())?;
        let index = self.indexes.get(place);
        let case = Case { search: self, quote, line, place, index };
        case.judge(places, found, guarded, out)
    }
}

impl Case<'_, '_, '_> {
    /// The anchor, where the quote holds all the same.
    pub(super) fn judge(
        &self,
        places: &[Place],
        found: Vec<Anchor>,
        guarded: &mut Guarded,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Anchor> {
        let here: Vec<Range<usize>> =
            found.iter().filter(|a| a.place == self.place).map(|a| a.range.clone()).collect();
        let typed = normal(&self.quote.exact.value);
        let haystack = self.search.texts().get(self.place);
        let first = here.first().map(|range| normal(&haystack.plain[range.clone()]));
        let words = &self.line.confirmed.words;
        let language = self.search.language(self.place);
        let same = is_typed(words, &typed)
            || words.same(&typed, language)
            || first.is_some_and(|first| words.same(&first, language));
        if !same && !here.is_empty() {
            return self.retyped(&here, guarded, out);
        }
        // The quote gives its words in full where the line gives their ends alone; and where the
        // quote was typed anew and stands nowhere, what it says is looked for where it was.
        let mut confirmed = self.line.confirmed.clone();
        let full = text_anchor::ends(&typed).is_none() || words.equal(&typed);
        if full {
            confirmed.words = ConfirmedWords::Whole(typed.clone());
        }
        let plain = Quote { prefix: None, suffix: None, ..self.quote.wanted() };
        let exact = haystack.find(plain);
        let judged = judge(self.index, &confirmed, &exact, self.search.language(self.place));
        let says_where = self.quote.prefix.is_some() || self.quote.suffix.is_some();
        match judged.band {
            // A quote that gives its ends alone says nothing of what stands between.
            Band::Held | Band::Edited { in_place: true }
                if judged.same
                    && (here.is_empty() || here.contains(&judged.places[0]))
                    && words.same(
                        &normal(&haystack.plain[judged.places[0].clone()]),
                        self.search.language(self.place),
                    ) =>
            {
                self.search.held(self.anchor(&judged.places[0]), self.line, guarded)
            }
            // The author says which of several places is meant, and it is another than it was.
            Band::Held | Band::Moved | Band::Edited { .. }
                if says_where && matches!(&here[..], [one] if *one != judged.places[0]) =>
            {
                self.retyped(&here, guarded, out)
            }
            Band::Held | Band::Moved | Band::Edited { .. } => {
                let stands = same && self.stands(&judged, &here);
                if stands && !here.is_empty() && self.search.is_draft(self.place) {
                    guarded.drafted += 1;
                    return Some(self.anchor(&judged.places[0]));
                }
                if stands {
                    guarded.withheld.push(self.anchor(&judged.places[0]));
                }
                self.propose(judged, same, places, guarded, out);
                None
            }
            Band::Ambiguous => {
                out.push(self.several(&judged.places));
                None
            }
            Band::Gone => {
                let mut said = self.search.missing(self.quote, places);
                if let Some(place) = judged.places.first() {
                    said = self.search.stranger(self.quote, self.place, place);
                }
                if !same {
                    said = self.unlike(said);
                } else {
                    said = said.hint(format!("it was confirmed in: {}", judged.old));
                }
                // Where words are named that may be meant, that is what to do.
                if said.related.is_empty() {
                    said = said.hint(
                        "quote other words that say it, or take the claim out with its sentence",
                    );
                    let (stood, text) = match self.line.confirmed.gap(haystack) {
                        Some(Gap::After(word)) => (Some(word), "its sentence stood after this"),
                        Some(Gap::Before(word)) => (Some(word), "its sentence stood before this"),
                        None => (None, ""),
                    };
                    if let Some(word) = stood {
                        said = said.also(self.search.span(self.place, &word), text);
                    }
                }
                out.push(said);
                None
            }
        }
    }

    /// Says that the words stand at several places, of which any may be meant.
    pub(super) fn several(&self, places: &[Range<usize>]) -> Diagnostic {
        let many: Vec<Anchor> = places.iter().map(|range| self.anchor(range)).collect();
        self.search.ambiguous(self.quote, &many)
    }

    pub(super) fn anchor(&self, range: &Range<usize>) -> Anchor {
        Anchor { place: self.place, range: range.clone(), image: None }
    }

    /// True if the words of the claim stand at the place that was judged, and nobody could take others
    /// for them: they are the same, or were edited in their place and at least half of them are left.
    /// `here` is where the quote stands as it was typed.
    fn stands(&self, judged: &Judged, here: &[Range<usize>]) -> bool {
        let range = &judged.places[0];
        match judged.band {
            Band::Held | Band::Moved => here.is_empty() || here.contains(range),
            Band::Edited { in_place: true } if here.is_empty() => {
                let now = normal(&self.search.texts().get(self.place).plain[range.clone()]);
                matches!(&self.line.confirmed.words, ConfirmedWords::Whole(was) if half_left(was, &now))
            }
            Band::Edited { in_place: true } => here.contains(range),
            Band::Edited { in_place: false } | Band::Ambiguous | Band::Gone => false,
        }
    }

    fn propose(
        &self,
        judged: Judged,
        confirmed: bool,
        places: &[Place],
        guarded: &mut Guarded,
        out: &mut Vec<Diagnostic>,
    ) {
        let range = judged.places[0].clone();
        let search = self.search;
        let span = search.span(self.place, &range);
        let now = (search.line(self.place, None, &range), self.place, span);
        // What was typed and never confirmed is a slip of the pen, or of the memory.
        let kind = match judged.band {
            _ if confirmed && !judged.same && self.is_same_block(&now.0) => ProposalKind::Meaning,
            _ if !confirmed => ProposalKind::Near,
            _ if judged.unknown || !judged.drifts.is_empty() => ProposalKind::Meaning,
            Band::Moved | Band::Edited { in_place: false } => ProposalKind::Moved,
            _ if judged.same => ProposalKind::Plain,
            _ => ProposalKind::Meaning,
        };
        let rewrites = self.rewrites(&range);
        // What was typed was not confirmed.
        let old = if confirmed { judged.old } else { self.was() };
        let said = (old, judged.new, judged.drifts);
        let proposal = search.proposal(self.quote, kind, said, rewrites, self.line, now);
        out.push(match kind {
            ProposalKind::Near => {
                let said = self.unlike(search.missing(self.quote, places));
                let repair = said.repair.clone().unwrap_or(Repair::Confirm(proposal.key));
                said.repair(Some(repair))
            }
            _ => search.say(&proposal, Some(span)),
        });
        guarded.proposals.push(proposal);
    }

    /// True if `now` is in the block that held the words, which was edited: half of it is left, and it
    /// stands nowhere as it was.
    fn is_same_block(&self, now: &AnchorLine) -> bool {
        let (Some(was), Some(is)) = (&self.line.around, &now.around) else { return false };
        let (was, is) = (was.block.text.as_str(), is.block.text.as_str());
        let text = &self.search.texts().get(self.place).normal.text;
        half_left(was, is) && !text.contains(was)
    }

    /// What the quote is to read, so that it is found at `range` and nowhere else.
    fn rewrites(&self, range: &Range<usize>) -> Vec<(Span, String)> {
        let haystack = self.search.texts().get(self.place);
        let typed = &self.quote.exact;
        let words = haystack.words(range);
        let reads = haystack.find(Quote { exact: &typed.value, prefix: None, suffix: None });
        let mut rewrites = Vec::new();
        if !reads.contains(range) {
            let new = match text_anchor::ends(&normal(&typed.value)) {
                Some((first, last)) => {
                    ends(&words, first.split(' ').count(), last.split(' ').count())
                }
                None => words,
            };
            rewrites.push((typed.span, new));
        }
        let count = |text: &At<String>| text.value.split_whitespace().count();
        let after = haystack.plain[range.end..].split_whitespace();
        let context = [
            self.quote.prefix.as_ref().map(|typed| {
                let before: Vec<&str> = haystack.plain[..range.start].split_whitespace().collect();
                (typed, before[before.len().saturating_sub(count(typed))..].join(" "))
            }),
            self.quote
                .suffix
                .as_ref()
                .map(|typed| (typed, after.take(count(typed)).collect::<Vec<_>>().join(" "))),
        ];
        for (typed, now) in context.into_iter().flatten() {
            // Context may begin or end inside a word.
            let (says, stands) = (normal(&typed.value), normal(&now));
            let holds = stands.ends_with(&says) || stands.starts_with(&says);
            if !holds && !now.is_empty() {
                rewrites.push((typed.span, now));
            }
        }
        rewrites
    }
}

/// True if `old` and `new` have at least half of their words in common, in the same order.
fn half_left(old: &str, new: &str) -> bool {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split(' ').collect(), new.split(' ').collect());
    let changes = similar::capture_diff_slices(similar::Algorithm::Myers, &old, &new);
    similar::get_diff_ratio(&changes, old.len(), new.len()) >= 0.5
}

/// The first and the last of `words`, as many as there were.
fn ends(words: &str, first: usize, last: usize) -> String {
    let words: Vec<&str> = words.split(' ').collect();
    if words.len() <= first + last {
        return words.join(" ");
    }
    format!("{} ... {}", words[..first].join(" "), words[words.len() - last..].join(" "))
}
