//! Compares the words of a claim with what was confirmed of them.
//!
//! In go a quote, where its words stand, and a line of the lock file; out comes the anchor, where
//! everything is as it was confirmed, or a diagnostic and a [`Proposal`] that `gainsay fix` can
//! carry out. Nothing here moves a mark.

use super::typed::{is_typed, normal};
use super::{Place, QuoteSearch, RawQuote, Renamed};
use crate::diagnostic::{Code, Diagnostic, ProposalKey, Repair};
use crate::markdown::Image;
use crate::parse::lock::{AnchorLine, Spot};
use crate::source::Span;
use std::ops::Range;
use std::sync::Arc;
use text_anchor::confirmed::Confirmed;
use text_anchor::drift::{Drift, drift, marked};
use text_anchor::{Haystack, lexicon};

/// What came of comparing the quotes of a claim with the lock file.
#[derive(Debug, Default)]
pub struct Guarded {
    /// Lines for words that have none.
    pub fresh: Vec<AnchorLine>,
    /// What can be confirmed, or mended.
    pub proposals: Vec<Proposal>,
    /// Lines on quotes that the claim has no more.
    pub unused: Vec<AnchorLine>,
    /// The claim, where it has a new id and does not say so.
    pub renamed: Vec<Renamed>,
}

impl Guarded {
    /// True where there is nothing to gain, to change or to remove.
    pub fn is_empty(&self) -> bool {
        self.fresh.is_empty()
            && self.proposals.is_empty()
            && self.unused.is_empty()
            && self.renamed.is_empty()
    }

    /// Adds what came of another claim.
    pub fn extend(&mut self, other: Self) {
        self.fresh.extend(other.fresh);
        self.proposals.extend(other.proposals);
        self.unused.extend(other.unused);
        self.renamed.extend(other.renamed);
    }
}

/// How sure a proposal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProposalKind {
    /// Edited in its place, with no word that bears on the meaning.
    Plain,
    /// With such a word, or with words that cannot be compared.
    Meaning,
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
            Self::Plain | Self::Near => Code::AnchorEdited,
        }
    }
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
            let same = lines.iter().position(|line| is_typed(&line.confirmed.words, &typed));
            *slot = same.map(|i| lines.remove(i));
        }
        let mut rest = lines.into_iter();
        for slot in paired.iter_mut().filter(|slot| slot.is_none()) {
            *slot = rest.next();
        }
        guarded.unused.extend(rest.cloned());
        paired
    }

    /// A line for what stands at `range` of `place`.
    pub(super) fn line(
        &self,
        place: Place,
        image: Option<&str>,
        range: &Range<usize>,
    ) -> AnchorLine {
        self.line_of(self.spot(place, image), self.texts().get(place), range)
    }

    fn line_of(&self, spot: Spot, haystack: &Haystack, range: &Range<usize>) -> AnchorLine {
        let claim = self.home.raw.id.value.to_string();
        AnchorLine { claim, spot, confirmed: Confirmed::of(haystack, range) }
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

    pub(super) fn language(&self, place: Place) -> &str {
        let own = place.section().and_then(|i| self.article.sections[i].language.as_deref());
        own.unwrap_or(&self.article.language)
    }

    /// Compares words beside an image with what was confirmed of them.
    #[expect(
        clippy::too_many_arguments,
        reason = "a quote, its place and its line, each of its own kind"
    )]
    pub(super) fn compare_beside(
        &self,
        quote: &RawQuote,
        image: &Image,
        place: Place,
        (haystack, range): (&Haystack, Range<usize>),
        line: Option<&AnchorLine>,
        guarded: &mut Guarded,
        out: &mut Vec<Diagnostic>,
    ) -> Option<()> {
        let name = image.target.rsplit('/').next().unwrap_or("");
        let now = self.line_of(self.spot(place, Some(name)), haystack, &range);
        let Some(line) = line else {
            guarded.fresh.push(now);
            return Some(());
        };
        let (old, new) = (line.confirmed.sentence(), now.confirmed.sentence());
        let drifts = drift(&old, &new, self.language(place), &|_| false);
        if line.confirmed.words == now.confirmed.words && drifts.is_empty() {
            return Some(());
        }
        let kind = if drifts.is_empty() { ProposalKind::Plain } else { ProposalKind::Meaning };
        let proposal = self.proposal(quote, kind, (old, new, drifts), Vec::new(), line, now);
        let said = match proposal.old == proposal.new {
            true => self.say_retyped_beside(&proposal, haystack, &range),
            false => self.say(&proposal, place, None),
        };
        out.push(said.also(image.span, "the image"));
        guarded.proposals.push(proposal);
        None
    }

    pub(super) fn proposal(
        &self,
        quote: &RawQuote,
        kind: ProposalKind,
        (old, new, drifts): (String, String, Vec<Drift>),
        rewrites: Vec<(Span, String)>,
        gone: &AnchorLine,
        line: AnchorLine,
    ) -> Proposal {
        Proposal {
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

    /// The diagnostic of a proposal; `now` is where its words stand.
    pub(super) fn say(
        &self,
        proposal: &Proposal,
        place: Place,
        now: Option<&Range<usize>>,
    ) -> Diagnostic {
        let id = &proposal.claim;
        let message = match proposal.kind {
            ProposalKind::Meaning => {
                let mut nouns: Vec<&str> = proposal.drifts.iter().map(|d| d.kind.noun()).collect();
                nouns.dedup();
                let what = match &nouns[..] {
                    [] => "something".to_owned(),
                    [one] => (*one).to_owned(),
                    [init @ .., last] => format!("{} and {last}", init.join(", ")),
                };
                format!("{what} changed in the sentence of `{id}`")
            }
            ProposalKind::Moved => {
                format!("the words of `{id}` stand somewhere else than they did")
            }
            ProposalKind::Plain | ProposalKind::Near => {
                format!("the words of `{id}` are not those that were confirmed")
            }
        };
        let mut said = Diagnostic::at(proposal.kind.code(), proposal.key.quote, message)
            .repair(Some(Repair::Confirm(proposal.key)));
        if let Some(now) = now {
            said = said.also(self.span(place, now), "the words now");
        }
        for change in proposal.drifts.iter().take(6) {
            said = said.hint(match (change.old.as_str(), change.new.as_str()) {
                (old, new) if old == new => format!("`{old}` stands in another place"),
                ("", new) => format!("new is `{new}`"),
                (old, "") => format!("`{old}` is gone"),
                (old, new) => format!("`{old}` became `{new}`"),
            });
        }
        if proposal.old != proposal.new {
            said =
                said.hint(format!("[-confirmed] [+now]: {}", marked(&proposal.old, &proposal.new)));
        }
        if proposal.drifts.is_empty() && proposal.kind == ProposalKind::Meaning {
            said = said.hint("the words were long, and the lock file keeps their ends alone: what changed between is not known");
        }
        if !proposal.drifts.is_empty() && lexicon::of(self.language(place)).is_none() {
            let language = self.language(place);
            said = said.hint(format!("there are no lists of words for the language `{language}`, so every change of a word counts"));
        }
        said.hint(match proposal.kind {
            ProposalKind::Plain => "where the claim still holds, confirm the words with `gainsay fix`".to_owned(),
            _ => format!("look at the evidence; where the claim still holds, confirm it with `gainsay fix --accept {}{id}`", proposal.prefix),
        })
    }
}
