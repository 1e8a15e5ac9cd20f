//! A quote that its author typed anew, so that it has other words than were confirmed.
//!
//! In go a quote, its line of the lock file and the place where the new words stand; out comes a
//! diagnostic with a proposal. It tells a quote that was changed from a text that was.

use super::QuoteSearch;
use super::case::Case;
use super::guard::{Guarded, Proposal, ProposalKind};
use crate::diagnostic::{Diagnostic, Repair};
use crate::markdown::outline::normal;
use std::ops::Range;
use text_anchor::confirmed::{Confirmed, ConfirmedWords};
use text_anchor::drift::{drift, marked};
use text_anchor::reanchor::{Band, Judged, judge};
use text_anchor::{Haystack, Quote};

/// How the words of a quote compare with those that were confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Length {
    /// All of them, and more.
    More,
    /// A part of them.
    Fewer,
    /// Others.
    Other,
}

impl Length {
    /// Compares the words at `now` with those that were confirmed, which stand at `stood` of the same
    /// text.
    fn of(stood: &Range<usize>, now: &Range<usize>) -> Self {
        let holds = |outer: &Range<usize>, inner: &Range<usize>| {
            outer.start <= inner.start && inner.end <= outer.end
        };
        match (holds(now, stood), holds(stood, now)) {
            (true, _) => Self::More,
            (_, true) => Self::Fewer,
            _ => Self::Other,
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Self::More => "more words than were confirmed",
            Self::Fewer => "fewer words than were confirmed",
            Self::Other => "other words than were confirmed",
        }
    }
}

impl Case<'_, '_, '_> {
    /// The quote has other words than were confirmed, and those stand in the text: the author typed
    /// them, and they are still to be looked at beside the old.
    pub(super) fn retyped(
        &self,
        here: &[Range<usize>],
        guarded: &mut Guarded,
        out: &mut Vec<Diagnostic>,
    ) -> Option<super::Anchor> {
        let [range] = here else {
            out.push(self.several(here));
            return None;
        };
        let search = self.search;
        let now = search.line(self.place, None, range);
        let language = search.language(self.place);
        let haystack = search.texts().get(self.place);
        let before = self.before();
        let (old, new) = (self.was(), now.confirmed.sentence().trim().to_owned());
        let words = normal(&haystack.plain[range.clone()]);
        let common = |word: &str| self.index.is_common(word);
        let mut drifts = drift(&old, &new, language, &common);
        // In a sentence that stands as it did, the author may have left out the word that denies.
        if let ConfirmedWords::Whole(confirmed) = &self.line.confirmed.words
            && drifts.is_empty()
        {
            drifts = drift(confirmed, &words, language, &common);
        }
        // A heading may deny now what stands as it did.
        let denied = before.drifts.iter().filter(|_| before.band == Band::Held);
        for drift in denied {
            if !drifts.contains(drift) {
                drifts.push(drift.clone());
            }
        }
        let touching = before.places.iter().find(|p| p.start < range.end && range.start < p.end);
        let nearby = matches!(before.band, Band::Held | Band::Edited { in_place: true })
            && touching.is_some();
        // What the lock keeps the ends of alone cannot be compared.
        let known = matches!(self.line.confirmed.words, ConfirmedWords::Whole(_));
        // Where the sentence stands as it did, only the quote was typed anew.
        let as_it_was = old == new && before.drifts.is_empty();
        let kind = match (drifts.is_empty() && known, nearby) {
            (true, true) if self.line.confirmed.words.same(&words, language) => ProposalKind::Plain,
            (true, true) => ProposalKind::Retyped,
            (false, true) if as_it_was && known => ProposalKind::Retyped,
            (true, false) => ProposalKind::Moved,
            (false, _) => ProposalKind::Meaning,
        };
        let said = (old, new, drifts);
        let span = search.span(self.place, range);
        let proposal =
            search.proposal(self.quote, kind, said, Vec::new(), self.line, (now, self.place, span));
        let said = match stood(haystack, &self.line.confirmed).filter(|_| before.drifts.is_empty())
        {
            Some(stood) => {
                let said = search.say_retyped(&proposal, Length::of(&stood, range), &words);
                let said = said.also(span, "it quotes these now");
                match touching {
                    Some(_) => said,
                    None => self.also_stood(said, &stood),
                }
            }
            None => {
                let said = search.say(&proposal, Some(span));
                match proposal.old == proposal.new {
                    true => {
                        let shown = self.line.confirmed.words.shown();
                        said.hint(format!("confirmed were the words: {shown}"))
                    }
                    false => said,
                }
            }
        };
        out.push(said);
        guarded.proposals.push(proposal);
        guarded.withheld.push(self.anchor(range));
        None
    }

    /// What became of the words that were confirmed.
    fn before(&self) -> Judged {
        let confirmed = &self.line.confirmed;
        let haystack = self.search.texts().get(self.place);
        let (start, _) = confirmed.words.ends();
        let exact = haystack.find(Quote { exact: start, prefix: None, suffix: None });
        judge(self.index, confirmed, &exact, self.search.language(self.place))
    }

    /// The sentence as it was confirmed, as far as it is kept.
    pub(super) fn was(&self) -> String {
        self.line.confirmed.sentence().trim().to_owned()
    }

    /// Says of a quote that was typed anew and stands nowhere what was confirmed in its place, and
    /// where that stands.
    pub(super) fn unlike(&self, said: Diagnostic) -> Diagnostic {
        let confirmed = &self.line.confirmed;
        // What it is without what was copied along has been said.
        if let Some(Repair::Value(_, words)) = &said.repair
            && confirmed.words.equal(&normal(words))
        {
            return said;
        }
        let shown = confirmed.words.shown();
        let said = said.hint(format!("confirmed were other words, `{shown}`, in: {}", self.was()));
        match stood(self.search.texts().get(self.place), confirmed) {
            Some(stood) if said.related.is_empty() => self.also_stood(said, &stood),
            Some(_) | None => said,
        }
    }

    fn also_stood(&self, said: Diagnostic, stood: &Range<usize>) -> Diagnostic {
        let span = self.search.span(self.place, stood);
        said.also(span, "these were confirmed, and stand as they did")
    }
}

/// Where the words that were confirmed stand in their sentence as they did, as bytes of the plain
/// text, if they do.
fn stood(haystack: &Haystack, confirmed: &Confirmed) -> Option<Range<usize>> {
    let exact = match &confirmed.words {
        ConfirmedWords::Whole(words) => words.clone(),
        ConfirmedWords::Ends { start, end, .. } => format!("{} ... {}", start.trim(), end.trim()),
    };
    let mut places = haystack.find(Quote { exact: &exact, prefix: None, suffix: None });
    let text = haystack.normal.text.as_str();
    places.retain(|place| {
        let words = haystack.normal.of_range(place);
        let end = words.start + text[words.clone()].trim_end().len();
        confirmed.words.equal(&text[words.start..end])
            && text[..words.start].ends_with(&confirmed.lead)
            && text[end..].starts_with(&confirmed.trail)
    });
    // Of several, the one around which nothing changed is meant.
    if places.len() > 1 {
        places.retain(|place| confirmed.stands_at(haystack, &haystack.normal.of_range(place)));
    }
    let mut places = places.into_iter();
    places.next().filter(|_| places.next().is_none())
}

impl QuoteSearch<'_, '_> {
    /// The same for words beside an image: `range` of the text `haystack`.
    pub(super) fn say_retyped_beside(
        &self,
        proposal: &Proposal,
        haystack: &Haystack,
        range: &Range<usize>,
    ) -> Diagnostic {
        let old = proposal.gone.as_ref().and_then(|line| stood(haystack, &line.confirmed));
        let length = old.map_or(Length::Other, |old| Length::of(&old, range));
        self.say_retyped(proposal, length, &normal(&haystack.plain[range.clone()]))
    }

    /// The diagnostic of a proposal whose quote was changed, and not the text: it quotes `words`.
    fn say_retyped(&self, proposal: &Proposal, length: Length, words: &str) -> Diagnostic {
        let id = &proposal.claim;
        let code = proposal.kind.code();
        let message = format!("`{id}` quotes {}; the text is as it was", length.noun());
        let said = Diagnostic::at(code, proposal.key.quote, message)
            .repair(Some(Repair::Confirm(proposal.key)));
        let confirmed = proposal.gone.as_ref().map(|line| &line.confirmed.words);
        let said = match (confirmed, length) {
            (Some(ConfirmedWords::Whole(old)), Length::More | Length::Fewer) => {
                said.hint(format!("[-confirmed] [+now]: {}", marked(old, words)))
            }
            (Some(old), _) => said.hint(format!("confirmed were the words: {}", old.shown())),
            (None, _) => said,
        };
        said.hint(match proposal.kind {
            ProposalKind::Plain | ProposalKind::Retyped => "where the claim is about the words that it quotes now, confirm them with `gainsay fix`".to_owned(),
            _ => format!("look at the evidence; where it bears on the words that are quoted now, confirm them with `gainsay fix --accept {}{id}`", proposal.prefix),
        }).hint("otherwise quote what was confirmed")
    }
}
