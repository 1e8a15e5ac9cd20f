//! Compares the words of a claim with what was confirmed of them.
//!
//! In go a quote, where its words stand, and a line of the lock file; out comes the anchor, where
//! everything is as it was confirmed, or a diagnostic and a [`Proposal`] that `gainsay fix` can
//! carry out. Nothing here moves a mark.

use super::{Anchor, Place, RawQuote, Search};
use crate::anchor::align::Index;
use crate::anchor::confirmed::{Confirmed, Words};
use crate::anchor::drift::{Drift, drift, marked};
use crate::anchor::normal::Normal;
use crate::anchor::reanchor::{Band, Judged, judge};
use crate::anchor::{Haystack, Quote, lexicon};
use crate::diagnostic::{Code, Diagnostic};
use crate::lock::{AnchorLine, Spot};
use crate::markdown::Image;
use crate::source::Span;
use std::ops::Range;
use std::sync::Arc;

/// What came of comparing the quotes of a claim with the lock file.
#[derive(Debug, Default)]
pub struct Guarded {
    /// Lines for words that have none.
    pub fresh: Vec<AnchorLine>,
    /// What can be confirmed, or mended.
    pub proposals: Vec<Proposal>,
    /// Lines on quotes that the claim has no more.
    pub unused: Vec<AnchorLine>,
}

impl Guarded {
    /// Adds what came of another claim.
    pub fn extend(&mut self, other: Self) {
        self.fresh.extend(other.fresh);
        self.proposals.extend(other.proposals);
        self.unused.extend(other.unused);
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

/// What `gainsay fix` can do about a quote.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// What stands before the addresses of its article's pages.
    pub prefix: String,
    /// Id of the claim.
    pub claim: Arc<str>,
    /// How sure it is.
    pub kind: ProposalKind,
    /// The place of the diagnostic that it belongs to.
    pub span: Span,
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

impl Search<'_, '_> {
    /// The line of the lock file for each of `quotes`: first those whose words are the same, then
    /// the others in order.
    pub(super) fn pair(
        &self,
        quotes: &[RawQuote],
        guarded: &mut Guarded,
    ) -> Vec<Option<&AnchorLine>> {
        let raw = self.home.raw;
        let mut lines: Vec<&AnchorLine> = self.lock.of_claim(&raw.id.value).collect();
        if lines.is_empty() {
            let aliases = raw.details.aliases.iter();
            lines = aliases.flat_map(|alias| self.lock.of_claim(&alias.value)).collect();
        }
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

    fn spot(&self, place: Place, image: Option<&str>) -> Spot {
        match (place, image) {
            (Place::Title, _) => Spot::Title,
            (Place::Standfirst, _) => Spot::Standfirst,
            (Place::Section(i), None) => Spot::Section(self.article.sections[i].slug.clone()),
            (Place::Section(i), Some(image)) => {
                Spot::Image(self.article.sections[i].slug.clone(), image.to_owned())
            }
        }
    }

    fn language(&self, place: Place) -> &str {
        let own = match place {
            Place::Section(i) => self.article.sections[i].language.as_deref(),
            Place::Title | Place::Standfirst => None,
        };
        own.unwrap_or(&self.article.language)
    }

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
            let range = &anchor.range;
            let words = haystack.normal.of_plain(range.start)..haystack.normal.of_plain(range.end);
            line.confirmed.words.are(haystack.normal.text[words.clone()].trim_end())
                && line.confirmed.stands_at(haystack, &words)
        };
        let standing: Vec<&Anchor> = found.iter().filter(stands).collect();
        if let [one] = standing[..] {
            return Some(one.clone());
        }
        // Words may be confirmed of one of the two parts that a claim of `article.yaml` can quote.
        let place = places.iter().copied().find(|p| self.spot(*p, None) == line.spot);
        let place = found.first().map(|a| a.place).filter(|_| place.is_none()).or(place);
        let place = place.or(places.first().copied())?;
        let index = self.indexes.get(place);
        let case = Case { search: self, quote, line, place, index };
        case.judge(places, found, guarded, out)
    }

    /// The same for words beside an image.
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
        out.push(self.say(&proposal, place, None).also(image.span, "the image"));
        guarded.proposals.push(proposal);
        None
    }

    fn proposal(
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
            span: quote.exact.span,
            old,
            new,
            drifts,
            rewrites,
            gone: Some(gone.clone()),
            line,
        }
    }

    /// The diagnostic of a proposal; `now` is where its words stand.
    fn say(&self, proposal: &Proposal, place: Place, now: Option<&Range<usize>>) -> Diagnostic {
        let id = &proposal.claim;
        let (code, message) = match proposal.kind {
            ProposalKind::Meaning => {
                let mut nouns: Vec<&str> = proposal.drifts.iter().map(|d| d.kind.noun()).collect();
                nouns.dedup();
                let what = match &nouns[..] {
                    [] => "something".to_owned(),
                    [one] => (*one).to_owned(),
                    [init @ .., last] => format!("{} and {last}", init.join(", ")),
                };
                (Code::MeaningDrift, format!("{what} changed in the sentence of `{id}`"))
            }
            ProposalKind::Moved => (
                Code::AnchorMoved,
                format!("the words of `{id}` stand somewhere else than they did"),
            ),
            ProposalKind::Plain | ProposalKind::Near => (
                Code::AnchorEdited,
                format!("the words of `{id}` are not those that were confirmed"),
            ),
        };
        let mut said = Diagnostic::at(code, proposal.span, message);
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
        let accept = match self.article.prefix.is_empty() {
            true => id.to_string(),
            false => format!("{}{id}", self.article.prefix),
        };
        said.hint(match proposal.kind {
            ProposalKind::Plain => "where the claim still holds, confirm the words with `gainsay fix`".to_owned(),
            _ => format!("look at the evidence; where the claim still holds, confirm it with `gainsay fix --accept {accept}`"),
        })
    }
}

/// A quote with its line, which are not as they were.
struct Case<'c, 's, 't> {
    search: &'c Search<'s, 't>,
    quote: &'c RawQuote,
    line: &'c AnchorLine,
    place: Place,
    index: &'c Index<'t>,
}

impl Case<'_, '_, '_> {
    fn judge(
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
        let same = is_typed(words, &typed) || first.is_some_and(|first| words.are(&first));
        if !same && !here.is_empty() {
            return self.retyped(&here, guarded, out);
        }
        // The quote gives its words in full where the line gives their ends alone; and where the
        // quote was typed anew and stands nowhere, what it says is looked for where it was.
        let mut confirmed = self.line.confirmed.clone();
        let full = !typed.contains(" ... ") || words.are(&typed);
        if full {
            confirmed.words = Words::Whole(typed.clone());
        }
        let plain = Quote { prefix: None, suffix: None, ..self.quote.wanted() };
        let exact = haystack.find(plain);
        let judged = judge(self.index, &confirmed, &exact, self.search.language(self.place));
        let says_where = self.quote.prefix.is_some() || self.quote.suffix.is_some();
        match judged.band {
            // A quote that gives its ends alone says nothing of what stands between.
            Band::Held
                if judged.drifts.is_empty()
                    && here.contains(&judged.places[0])
                    && words.are(&normal(&haystack.plain[judged.places[0].clone()])) =>
            {
                let range = judged.places[0].clone();
                Some(Anchor { place: self.place, range, image: None })
            }
            // The author says which of several places is meant, and it is another than it was.
            Band::Held | Band::Moved | Band::Edited { .. }
                if says_where && matches!(&here[..], [one] if *one != judged.places[0]) =>
            {
                self.retyped(&here, guarded, out)
            }
            Band::Held | Band::Moved | Band::Edited { .. } => {
                self.propose(judged, same, places, guarded, out);
                None
            }
            Band::Ambiguous => {
                let anchor = |range| Anchor { place: self.place, range, image: None };
                let many: Vec<Anchor> = judged.places.into_iter().map(anchor).collect();
                out.push(self.search.ambiguous(self.quote, &many));
                None
            }
            Band::Gone => {
                let mut said = self.search.missing(self.quote, places);
                if let Some(place) = judged.places.first() {
                    said = self.search.stranger(self.quote, self.place, place);
                }
                out.push(said.hint(format!("it was confirmed in: {}", judged.old)).hint(
                    "quote other words that say it, or take the claim out with its sentence",
                ));
                None
            }
        }
    }

    /// The quote has other words than were confirmed, and those stand in the text: the author typed
    /// them, and they are still to be looked at beside the old.
    fn retyped(
        &self,
        here: &[Range<usize>],
        guarded: &mut Guarded,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Anchor> {
        let [range] = here else {
            let anchor = |range: &Range<usize>| Anchor {
                place: self.place,
                range: range.clone(),
                image: None,
            };
            let many: Vec<Anchor> = here.iter().map(anchor).collect();
            out.push(self.search.ambiguous(self.quote, &many));
            return None;
        };
        let search = self.search;
        let now = search.line(self.place, None, range);
        let language = search.language(self.place);
        let haystack = search.texts().get(self.place);
        let (start, _) = self.line.confirmed.words.ends();
        let exact = match &self.line.confirmed.words {
            Words::Whole(words) => {
                haystack.find(Quote { exact: words, prefix: None, suffix: None })
            }
            Words::Ends { .. } => haystack.find(Quote { exact: start, prefix: None, suffix: None }),
        };
        let before = judge(self.index, &self.line.confirmed, &exact, language);
        let (old, new) = (self.line.confirmed.sentence(), now.confirmed.sentence());
        let (old, new) = (old.trim().to_owned(), new.trim().to_owned());
        let common = |word: &str| self.index.is_common(word);
        let drifts = drift(&old, &new, language, &common);
        let touches = before.places.iter().any(|p| p.start < range.end && range.start < p.end);
        let nearby = matches!(before.band, Band::Held | Band::Edited { in_place: true }) && touches;
        // What the lock keeps the ends of alone cannot be compared.
        let known = matches!(self.line.confirmed.words, Words::Whole(_));
        let kind = match (drifts.is_empty() && known, nearby || old == new) {
            (true, true) => ProposalKind::Plain,
            (true, false) => ProposalKind::Moved,
            (false, _) => ProposalKind::Meaning,
        };
        let said = (old, new, drifts);
        let proposal = search.proposal(self.quote, kind, said, Vec::new(), self.line, now);
        let mut said = search.say(&proposal, self.place, Some(range));
        if proposal.old == proposal.new {
            let shown = self.line.confirmed.words.shown();
            said = said.hint(format!("confirmed were the words: {shown}"));
        }
        out.push(said);
        guarded.proposals.push(proposal);
        None
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
        let now = search.line(self.place, None, &range);
        // What was typed and never confirmed is a slip of the pen, or of the memory.
        let kind = match (judged.band, judged.drifts.is_empty() && !judged.unknown) {
            _ if !confirmed => ProposalKind::Near,
            (_, false) => ProposalKind::Meaning,
            (Band::Moved | Band::Edited { in_place: false }, true) => ProposalKind::Moved,
            (_, true) => ProposalKind::Plain,
        };
        let rewrites = self.rewrites(&range);
        let said = (judged.old, judged.new, judged.drifts);
        let proposal = search.proposal(self.quote, kind, said, rewrites, self.line, now);
        out.push(match kind {
            ProposalKind::Near => search.missing(self.quote, places),
            _ => search.say(&proposal, self.place, Some(&range)),
        });
        guarded.proposals.push(proposal);
    }

    /// What the quote is to read, so that it is found at `range` and nowhere else.
    fn rewrites(&self, range: &Range<usize>) -> Vec<(Span, String)> {
        let haystack = self.search.texts().get(self.place);
        let typed = &self.quote.exact;
        let words = haystack.words(range);
        let reads = haystack.find(Quote { exact: &typed.value, prefix: None, suffix: None });
        let mut rewrites = Vec::new();
        if !reads.contains(range) {
            let new = match normal(&typed.value).split_once(" ... ") {
                Some((first, last)) => {
                    ends(&words, first.split(' ').count(), last.split(' ').count())
                }
                None => words,
            };
            rewrites.push((typed.span, new));
        }
        let around = |text: &str, from_end: bool, count: usize| {
            let words: Vec<&str> = match from_end {
                true => text
                    .split_whitespace()
                    .rev()
                    .take(count)
                    .collect::<Vec<_>>()
                    .into_iter()
                    .rev()
                    .collect(),
                false => text.split_whitespace().take(count).collect(),
            };
            words.join(" ")
        };
        if let Some(prefix) = &self.quote.prefix {
            let now = around(
                &haystack.plain[..range.start],
                true,
                prefix.value.split_whitespace().count(),
            );
            if normal(&now) != normal(&prefix.value) && !now.is_empty() {
                rewrites.push((prefix.span, now));
            }
        }
        if let Some(suffix) = &self.quote.suffix {
            let now = around(
                &haystack.plain[range.end..],
                false,
                suffix.value.split_whitespace().count(),
            );
            if normal(&now) != normal(&suffix.value) && !now.is_empty() {
                rewrites.push((suffix.span, now));
            }
        }
        rewrites
    }
}

/// The first and the last of `words`, as many as there were.
fn ends(words: &str, first: usize, last: usize) -> String {
    let words: Vec<&str> = words.split(' ').collect();
    if words.len() <= first + last {
        return words.join(" ");
    }
    format!("{} ... {}", words[..first].join(" "), words[words.len() - last..].join(" "))
}

fn normal(text: &str) -> String {
    Normal::new(text).text.trim().to_owned()
}

/// True where an author who types `typed` means `words`: all of them, or their beginning and their
/// end.
fn is_typed(words: &Words, typed: &str) -> bool {
    if words.are(typed) {
        return true;
    }
    let Some((first, last)) = typed.split_once(" ... ") else { return false };
    let (start, end) = words.ends();
    let begins = |long: &str, short: &str| long.starts_with(short) || short.starts_with(long);
    let ends = |long: &str, short: &str| long.ends_with(short) || short.ends_with(long);
    begins(start, first) && ends(end.unwrap_or(start), last)
}
