//! Anchors each quote in the article, or says why it cannot be done.
//!
//! In go an article's texts and a raw claim; out come the claim's anchors and words. A quote is
//! looked up in the section that it is annotated in, in title and standfirst for claims of
//! `article.yaml`, or in the place that it names. It must stand there exactly once. What was
//! confirmed of it before is compared with what stands there now ([`guard`]).

mod around;
mod beside;
mod case;
mod change;
mod context;
mod guard;
mod marks;
mod missing;
mod notes;
mod pasted;
mod places;
mod renamed;
mod retyped;
mod say;
mod texts;
mod typed;

pub use around::{ImageHashes, Outlines};
pub use change::{ContextChange, ContextPart};
pub use guard::{ContextCase, Guarded, Proposal, ProposalKind};
pub use marks::{marks, shown};
pub use renamed::{Renamed, renamed};
pub use say::became;
pub use texts::{Indexes, Texts};

use super::gaps::Gaps;
use super::placed::{PlacedClaim, says};
use super::site::{Anchor, Article, Awaits, Place};
use super::withheld::{Audience, Withheld};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::claim::{ClaimWords, RawPlace, RawQuote};
use crate::parse::lock::{AnchorLine, Lock};
use crate::source::Files;
use crate::theme::words::Languages;
use ahash::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// Of more places than these, none is told apart from all others: it would take the square of their
/// number, and nobody has to find one of them in a message.
const MANY: usize = 100;

/// The quotes of a claim, anchored.
#[derive(Debug, Default)]
pub struct Anchored {
    /// Where they lie.
    pub anchors: Vec<Anchor>,
    /// The claim's words as readers will see them.
    pub words: Arc<str>,
    /// What the lock file has to gain or to change.
    pub guarded: Guarded,
    /// True where nothing is said of a quote because its text cannot be read.
    pub explained: bool,
    /// What the claim waits for; none where the audience is shown confirmed words alone.
    pub awaits: Option<Awaits>,
}

/// What is needed to anchor the quotes of a claim.
#[derive(Clone, Copy)]
pub struct QuoteSearch<'s, 't> {
    /// The texts of its article.
    pub indexes: &'s Indexes<'t>,
    /// Its article.
    pub article: &'s Article,
    /// The claim, and where it is annotated.
    pub home: &'s PlacedClaim<'s>,
    /// The texts of all files, for messages.
    pub files: &'s Files,
    /// The words of the pages, with what the headings of alerts are called.
    pub languages: &'s Languages,
    /// What is not read.
    pub gaps: &'s Gaps<'s>,
    /// What is not published.
    pub withheld: &'s Withheld,
    /// What was confirmed in the article.
    pub lock: &'s Lock,
    /// Names that several claims of the article have.
    pub shared: &'s HashSet<&'s str>,
    /// The number of the claim among all of the site.
    pub number: usize,
    /// The id that the claim had, where the lock knows its words under that alone.
    pub renamed: Option<&'s str>,
    /// Who the site is for.
    pub audience: Audience,
    /// How many quotes of the claims before this one may not be where they are looked for.
    pub lost: usize,
}

/// Anchors the quotes of a claim, and gives its words as readers will see them.
pub fn anchor(search: QuoteSearch, out: &mut Vec<Diagnostic>) -> Anchored {
    let raw = search.home.raw;
    if let Some(words) = says(&raw.words) {
        return Anchored { words: Arc::clone(words), ..Anchored::default() };
    }
    let ClaimWords::Quote(quotes) = &raw.words else { return Anchored::default() };
    let mut guarded = Guarded::default();
    let mut anchors: Vec<Anchor> = Vec::with_capacity(quotes.len());
    let known = search.known();
    let lines = search.pair(quotes, known.as_deref().unwrap_or(&[]), &mut guarded);
    guarded.renamed.extend(search.renamed.map(|old| Renamed {
        old: old.to_owned(),
        new: Arc::clone(&raw.id.value),
        span: raw.id.span,
        head: raw.head,
        has_aliases: !raw.details.aliases.is_empty(),
    }));
    let mut search = search;
    let mut explained = false;
    for (quote, line) in quotes.iter().zip(&lines) {
        search.lost += usize::from(quote.here.is_empty());
        let before = out.len();
        let found = match &quote.place {
            Some(RawPlace::Image(name)) => search.image(quote, name, *line, &mut guarded, out),
            _ => search
                .places(quote, out)
                .and_then(|places| search.one(quote, &places, *line, &mut guarded, out)),
        };
        explained |= search.explain(quote, out, before);
        let Some(anchor) = found else { continue };
        if anchors.contains(&anchor) && anchor.image.is_none() {
            let message = "this quote is listed twice at the same place";
            out.push(Diagnostic::at(Code::KeyDuplicate, quote.exact.span, message));
        } else {
            anchors.push(anchor);
        }
    }
    if known.is_none() {
        // Which claim a line would be of, nobody could tell.
        guarded = Guarded::default();
    }
    let mut awaits = None;
    if search.audience.unconfirmed {
        let withheld = std::mem::take(&mut guarded.withheld);
        anchors.extend(
            withheld.into_iter().filter(|anchor| !anchors.contains(anchor)).collect::<Vec<_>>(),
        );
        let asked = !guarded.contexts.is_empty() || !guarded.proposals.is_empty();
        awaits = match (anchors.is_empty(), asked || anchors.len() < quotes.len()) {
            (true, _) => Some(Awaits::Words),
            (false, true) => Some(Awaits::Look),
            (false, false) => None,
        };
    }
    anchors.sort_by_key(|a| (a.place, a.range.start));
    let texts = search.indexes.texts;
    let words = match (&anchors[..], &quotes[..]) {
        ([_], [RawQuote { words: Some(words), .. }]) => Arc::clone(words),
        ([Anchor { image: Some(_), .. }, ..], [quote, ..]) => quote.exact.value.as_str().into(),
        ([first, ..], _) => texts.get(first.place).words(&first.range).into(),
        ([], [quote, ..]) => quote.exact.value.as_str().into(),
        ([], []) => Arc::default(),
    };
    Anchored { anchors, words, guarded, explained, awaits }
}

impl<'t> QuoteSearch<'_, 't> {
    fn one(
        &self,
        quote: &RawQuote,
        places: &[Place],
        line: Option<&AnchorLine>,
        guarded: &mut Guarded,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Anchor> {
        let mut found: Vec<Anchor> = Vec::new();
        for &place in places {
            // The title of a section is looked at where the section does not have the words, or
            // where they were confirmed in the title.
            let own_title = quote.place.is_none() && matches!(place, Place::SectionTitle(_));
            let confirmed = || line.is_some_and(|line| line.spot == self.spot(place, None));
            if own_title && !found.is_empty() && !confirmed() {
                continue;
            }
            // In its own section the quote has been looked up as it was read.
            let own = quote.place.is_none() && matches!(place, Place::Section(_));
            let ranges = match own {
                true => Arc::clone(&quote.here),
                false => self.texts().get(place).find(quote.wanted()).into(),
            };
            if own_title && !ranges.is_empty() {
                found.clear();
            }
            let anchor = |range: &Range<usize>| Anchor { place, range: range.clone(), image: None };
            found.extend(ranges.iter().map(anchor));
        }
        if found.is_empty()
            && let Some(said) = self.marked_context(quote, places)
        {
            out.push(said);
            return None;
        }
        if let Some(line) = line {
            return self.compare(quote, places, line, found, guarded, out);
        }
        match found.as_slice() {
            [one] => {
                guarded.fresh.push(self.line(one.place, None, &one.range));
                return Some(one.clone());
            }
            [] => out.push(self.missing(quote, places)),
            many => out.push(self.ambiguous(quote, many)),
        }
        None
    }

    fn texts(&self) -> &'t Texts<'t> {
        self.indexes.texts
    }
}
