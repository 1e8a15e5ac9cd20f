//! Compares the words of a claim with what was confirmed of them.
//!
//! In go a quote, where its words stand, and a line of the lock file; out comes the anchor, where
//! everything is as it was confirmed, or a diagnostic and a [`Proposal`] that `gainsay fix` can
//! carry out. Nothing here moves a mark.

use super::change::{ContextChange, changes};
use super::typed::is_typed;
use super::{Anchor, Place, QuoteSearch, RawQuote, Renamed};
use crate::diagnostic::{Code, ProposalKey};
use crate::markdown::outline::normal;
use crate::parse::lock::{AnchorLine, Around, Spot};
use crate::resolve::withheld::Reason;
use crate::source::Span;
use std::ops::Range;
use std::sync::Arc;
use text_anchor::Haystack;
use text_anchor::confirmed::Confirmed;
use text_anchor::drift::Drift;

/// What came of comparing the quotes of a claim with the lock file.
#[derive(Debug, Default)]
pub struct Guarded {
    /// Lines for words that have none.
    pub fresh: Vec<AnchorLine>,
    /// Lines that are the same by a rule of sameness, each with the one that takes its place.
    pub renewed: Vec<(AnchorLine, AnchorLine)>,
    /// What changed around words that stand as they did.
    pub contexts: Vec<ContextCase>,
    /// What can be confirmed, or mended.
    pub proposals: Vec<Proposal>,
    /// Lines on quotes that the claim has no more.
    pub unused: Vec<AnchorLine>,
    /// The claim, where it has a new id and does not say so.
    pub renamed: Vec<Renamed>,
    /// Where its words stand, as far as they are found and have no mark before somebody has looked.
    pub withheld: Vec<Anchor>,
    /// How many quotes in drafts stand where something changed around them. They are not asked about.
    pub drafted: usize,
}

impl Guarded {
    /// True where there is nothing to gain, to change or to remove.
    pub fn is_empty(&self) -> bool {
        self.fresh.is_empty()
            && self.renewed.is_empty()
            && self.contexts.is_empty()
            && self.proposals.is_empty()
            && self.unused.is_empty()
            && self.renamed.is_empty()
            && self.withheld.is_empty()
            && self.drafted == 0
    }

    /// Adds what came of another claim.
    pub fn extend(&mut self, other: Self) {
        self.fresh.extend(other.fresh);
        self.renewed.extend(other.renewed);
        self.contexts.extend(other.contexts);
        self.proposals.extend(other.proposals);
        self.unused.extend(other.unused);
        self.renamed.extend(other.renamed);
        self.withheld.extend(other.withheld);
        self.drafted += other.drafted;
    }
}

/// How sure a proposal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProposalKind {
    /// Edited in its place, and the same by a rule of sameness.
    Plain,
    /// Edited in any other way, or with words that cannot be compared.
    Meaning,
    /// The quote was typed anew, and the text is as it was.
    Retyped,
    /// The words stand somewhere else, edited or not.
    Moved,
    /// The words were never confirmed; the text has words that are near.
    Near,
}

impl ProposalKind {
    /// What it is reported as.
    pub(super) fn code(self) -> Code {
        match self {
            Self::Meaning => Code::MeaningDrift,
            Self::Moved => Code::AnchorMoved,
            Self::Plain | Self::Retyped | Self::Near => Code::AnchorEdited,
        }
    }
}

/// Words that stand as they did, where something around them changed.
#[derive(Debug, Clone)]
pub struct ContextCase {
    /// What stands before the addresses of its article's pages.
    pub prefix: String,
    /// Id of the claim.
    pub claim: Arc<str>,
    /// Where the words stand.
    pub span: Span,
    /// What changed.
    pub changes: Vec<ContextChange>,
    /// Where each change stands, where that is known.
    pub places: Vec<Option<Span>>,
    /// The line of the lock file that goes.
    pub gone: AnchorLine,
    /// The line that comes.
    pub come: AnchorLine,
}

/// What `gainsay fix` can do about a quote.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// What stands before the addresses of its article's pages.
    pub prefix: String,
    /// Id of the claim.
    pub claim: Arc<str>,
    /// How sure it is.
    pub kind: ProposalKind,
    /// What the fault that it is about calls it by.
    pub key: ProposalKey,
    /// Where the words stand now.
    pub span: Span,
    /// What changed around the sentence, its block among it; all this is confirmed with it.
    pub changes: Vec<ContextChange>,
    /// The sentence as it was confirmed.
    pub old: String,
    /// The sentence as it is.
    pub new: String,
    /// What bears on the meaning.
    pub drifts: Vec<Drift>,
    /// Texts in YAML and what they are to read.
    pub rewrites: Vec<(Span, String)>,
    /// The line of the lock file that goes.
    pub gone: Option<AnchorLine>,
    /// The line that comes.
    pub line: AnchorLine,
}

impl QuoteSearch<'_, '_> {
    /// What the lock file says of the claim, under its id or one that it had before; none where
    /// another claim has that name too, so that what is said may be said of the other.
    pub(super) fn known(&self) -> Option<Vec<&AnchorLine>> {
        let raw = self.home.raw;
        let shared = |name: &str| self.shared.contains(name);
        if shared(&raw.id.value) {
            return None;
        }
        let lines: Vec<&AnchorLine> = self.lock.of_claim(&raw.id.value).collect();
        if !lines.is_empty() {
            return Some(lines);
        }
        let aliases = || raw.details.aliases.iter().map(|alias| alias.value.as_str());
        if aliases().any(shared) {
            return None;
        }
        let names = aliases().chain(self.renamed);
        Some(names.flat_map(|name| self.lock.of_claim(name)).collect())
    }

    /// The line of the lock file for each of `quotes`: first those whose words are the same, then
    /// the others in order.
    pub(super) fn pair<'l>(
        &self,
        quotes: &[RawQuote],
        lines: &[&'l AnchorLine],
        guarded: &mut Guarded,
    ) -> Vec<Option<&'l AnchorLine>> {
        let mut lines = lines.to_vec();
        let mut paired: Vec<Option<&AnchorLine>> = vec![None; quotes.len()];
        if lines.is_empty() {
            return paired;
        }
        if let ([_], [line]) = (quotes, &lines[..]) {
            return vec![Some(line)];
        }
        for (quote, slot) in quotes.iter().zip(&mut paired) {
            let typed = normal(&quote.exact.value);
            let mut same: Vec<&AnchorLine> = Vec::new();
            lines.retain(|line| {
                let is = is_typed(&line.confirmed.words, &typed)
                    && same.first().is_none_or(|first| {
                        (&first.spot, &first.confirmed.words) == (&line.spot, &line.confirmed.words)
                    });
                if is {
                    same.push(line);
                }
                !is
            });
            // After a merge there may be several: one that holds whole is enough.
            let whole = same.iter().position(|line| self.is_whole(quote, line)).unwrap_or(0);
            *slot = same.get(whole).copied();
            let rest = same.iter().enumerate().filter(|(i, _)| *i != whole);
            guarded.renewed.extend(rest.map(|(_, line)| ((*line).clone(), same[whole].clone())));
        }
        let mut rest = lines.into_iter();
        for slot in paired.iter_mut().filter(|slot| slot.is_none()) {
            *slot = rest.next();
        }
        guarded.unused.extend(rest.cloned());
        paired
    }

    /// True where the words of a quote stand as `line` says, with everything around them.
    fn is_whole(&self, quote: &RawQuote, line: &AnchorLine) -> bool {
        let mut places = self.article.places();
        let Some(place) = places.find(|place| self.spot(*place, None) == line.spot) else {
            return false;
        };
        let haystack = self.texts().get(place);
        haystack.find(quote.wanted()).iter().any(|range| {
            let around = self.indexes.outlines.around(place, haystack, range);
            line.confirmed.stands_at(haystack, &haystack.normal.of_range(range))
                && line.around.as_ref().is_some_and(|was| *was == around)
        })
    }

    /// A line for what stands at `range` of `place`.
    pub(super) fn line(
        &self,
        place: Place,
        image: Option<&str>,
        range: &Range<usize>,
    ) -> AnchorLine {
        let haystack = self.texts().get(place);
        let around = self.indexes.outlines.around(place, haystack, range);
        self.line_of(self.spot(place, image), haystack, range, around)
    }

    pub(super) fn line_of(
        &self,
        spot: Spot,
        haystack: &Haystack,
        range: &Range<usize>,
        around: Around,
    ) -> AnchorLine {
        let claim = self.home.raw.id.value.to_string();
        let mut confirmed = Confirmed::of(haystack, range);
        around.block.settle(&mut confirmed);
        AnchorLine { claim, spot, confirmed, around: Some(around) }
    }

    /// The anchor of words that stand to the letter in their sentence, where nothing around them turns
    /// them round; says what changed around them. The outer none is for a sentence that has come to
    /// begin or end elsewhere.
    pub(super) fn standing(
        &self,
        anchor: &Anchor,
        line: &AnchorLine,
        guarded: &mut Guarded,
    ) -> Option<Option<Anchor>> {
        let haystack = self.texts().get(anchor.place);
        let around = self.indexes.outlines.around(anchor.place, haystack, &anchor.range);
        // A block that is the same has the same sentences.
        if line.around.as_ref().is_some_and(|was| *was == around) {
            return Some(Some(anchor.clone()));
        }
        if line.confirmed.wide {
            let now = Confirmed::of(haystack, &anchor.range);
            let was = &line.confirmed;
            if (&now.lead, &now.trail) != (&was.lead, &was.trail) {
                return None;
            }
        }
        Some(self.held(anchor.clone(), line, guarded))
    }

    /// The anchor of words whose sentence is the same, where nothing around them turns them round; says
    /// what changed around them.
    pub(super) fn held(
        &self,
        anchor: Anchor,
        line: &AnchorLine,
        guarded: &mut Guarded,
    ) -> Option<Anchor> {
        let span = self.span(anchor.place, &anchor.range);
        let come = self.line(anchor.place, None, &anchor.range);
        if self.in_context(anchor.place, (span, Some(&anchor.range)), line, come, guarded) {
            return Some(anchor);
        }
        guarded.withheld.push(anchor);
        None
    }

    /// False where what changed around words turns them round. A line of which nothing that counts
    /// changed is renewed.
    pub(super) fn in_context(
        &self,
        place: Place,
        (span, range): (Span, Option<&Range<usize>>),
        line: &AnchorLine,
        come: AnchorLine,
        guarded: &mut Guarded,
    ) -> bool {
        let language = self.language(place);
        let changes = match (&line.around, &come.around) {
            (Some(old), Some(new)) => changes(old, new, language),
            // A line of the first version says nothing of what stood around.
            _ => Vec::new(),
        };
        if changes.is_empty() {
            if *line != come {
                guarded.renewed.push((line.clone(), come));
            }
            return true;
        }
        if self.is_draft(place) {
            guarded.drafted += 1;
            return true;
        }
        let turned = changes.iter().any(|change| !change.turning.is_empty());
        let stands = |change| self.indexes.outlines.stands(place, range?, change);
        let places = changes.iter().map(|c| stands(c).map(|range| self.span(place, &range)));
        let places = places.collect();
        guarded.contexts.push(ContextCase {
            prefix: self.article.prefix.clone(),
            claim: Arc::clone(&self.home.raw.id.value),
            span,
            changes,
            places,
            gone: line.clone(),
            come,
        });
        !turned
    }

    pub(super) fn spot(&self, place: Place, image: Option<&str>) -> Spot {
        match (place, image) {
            (Place::Title, _) => Spot::Title,
            (Place::Standfirst, _) => Spot::Standfirst,
            (Place::SectionTitle(i), _) => {
                Spot::SectionTitle(self.article.sections[i].slug.clone())
            }
            (Place::Section(i), None) => Spot::Section(self.article.sections[i].slug.clone()),
            (Place::Section(i), Some(image)) => {
                Spot::Image(self.article.sections[i].slug.clone(), image.to_owned())
            }
        }
    }

    /// True where an author still writes: no reader sees it, and its line stays until `draft` goes.
    /// What waits for the end of an embargo is no draft.
    pub(super) fn is_draft(&self, place: Place) -> bool {
        let section = match place {
            Place::Title | Place::Standfirst => false,
            Place::Section(i) | Place::SectionTitle(i) => self.article.sections[i].draft,
        };
        section || self.home.raw.details.draft || self.article.unpublished == Some(Reason::Draft)
    }

    pub(super) fn language(&self, place: Place) -> &str {
        self.article.language_of(place)
    }

    pub(super) fn proposal(
        &self,
        quote: &RawQuote,
        kind: ProposalKind,
        (old, new, drifts): (String, String, Vec<Drift>),
        rewrites: Vec<(Span, String)>,
        gone: &AnchorLine,
        (line, place, span): (AnchorLine, Place, Span),
    ) -> Proposal {
        let changes = match (&gone.around, &line.around) {
            (Some(old), Some(new)) => changes(old, new, self.language(place)),
            _ => Vec::new(),
        };
        Proposal {
            span,
            changes,
            prefix: self.article.prefix.clone(),
            claim: Arc::clone(&self.home.raw.id.value),
            kind,
            key: ProposalKey { claim: self.number, quote: quote.exact.span },
            old,
            new,
            drifts,
            rewrites,
            gone: Some(gone.clone()),
            line,
        }
    }
}
