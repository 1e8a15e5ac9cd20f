//! Claims that have a new id and do not say so: an id that the lock does not know, with the words and
//! the place of a claim that is gone.
//!
//! In go the claims of an article and what was confirmed; out comes, for each claim of that kind, the id
//! under which the lock has its words. Such words are held against what was confirmed, as if the old id were
//! among the aliases: to confirm them anew would be to forget what somebody looked at.

use super::typed::is_typed;
use crate::markdown::outline::normal;
use crate::parse::claim::{ClaimWords, RawPlace, RawQuote};
use crate::parse::lock::{AnchorLine, Lock, Spot};
use crate::resolve::placed::PlacedClaim;
use crate::resolve::site::Article;
use crate::source::Span;
use ahash::{HashMap, HashSet};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A claim with a new id.
#[derive(Debug, Clone)]
pub struct Renamed {
    /// The id that the lock file has.
    pub old: String,
    /// The id that it has now.
    pub new: Arc<str>,
    /// Where that stands.
    pub span: Span,
    /// The first key of the claim.
    pub head: Span,
    /// True where it has aliases already.
    pub has_aliases: bool,
}

/// So many lines with the same words, or the same first word, are compared with a quote.
const MOST: usize = 100;

/// For some of the claims `homes` of an article, by their number, the id that they had; `named` tells of a
/// name whether something in the article has it, or may have it.
pub fn renamed<'l>(
    article: &Article,
    homes: &[PlacedClaim],
    lock: &'l Lock,
    named: impl Fn(&str) -> bool,
) -> HashMap<usize, &'l str> {
    // By all words, and by the first one for what gives its ends alone.
    let mut gone: HashMap<&str, Vec<&'l AnchorLine>> = HashMap::default();
    let mut by_first: HashMap<&str, Vec<&'l AnchorLine>> = HashMap::default();
    for line in lock.anchors.iter().filter(|line| !named(&line.claim)) {
        let (start, _) = line.confirmed.words.ends();
        gone.entry(start).or_default().push(line);
        by_first.entry(first_word(start)).or_default().push(line);
    }
    let mut found: HashMap<usize, &str> = HashMap::default();
    if gone.is_empty() {
        return found;
    }
    for (i, home) in homes.iter().enumerate() {
        let raw = home.raw;
        let aliases = raw.details.aliases.iter().map(|alias| alias.value.as_str());
        let mut names = std::iter::once(&*raw.id.value).chain(aliases);
        let ClaimWords::Quote(quotes) = &raw.words else { continue };
        if names.any(|name| lock.of_claim(name).next().is_some()) {
            continue;
        }
        let mut ids: BTreeSet<&'l str> = BTreeSet::new();
        for quote in quotes {
            let typed = normal(&quote.exact.value);
            let lines = gone.get(typed.as_str());
            let lines = lines.or_else(|| by_first.get(first_word(&typed)));
            let same = lines.into_iter().flatten().take(MOST).filter(|line| {
                is_typed(&line.confirmed.words, &typed) && is_at(quote, home, article, &line.spot)
            });
            ids.extend(same.map(|line| line.claim.as_str()));
        }
        // Which of several it was, nobody could tell.
        if let (Some(id), 1) = (ids.first(), ids.len()) {
            found.insert(i, id);
        }
    }
    let mut seen: HashSet<&str> = HashSet::default();
    let again = found.values().filter(|id| !seen.insert(id));
    let twice: HashSet<&str> = again.copied().collect();
    found.retain(|_, id| !twice.contains(id));
    found
}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or("")
}

/// True where `quote` is looked for at `spot`.
fn is_at(quote: &RawQuote, home: &PlacedClaim, article: &Article, spot: &Spot) -> bool {
    let own = home.section.map(|i| article.sections[i].slug.as_str());
    match (&quote.place, spot) {
        (None, Spot::Section(slug) | Spot::SectionTitle(slug)) => own == Some(slug),
        (None, Spot::Title | Spot::Standfirst) => own.is_none(),
        (Some(RawPlace::Section(name)), Spot::Section(slug))
        | (Some(RawPlace::SectionTitle(name)), Spot::SectionTitle(slug)) => name.value == *slug,
        (Some(RawPlace::Title), Spot::Title) | (Some(RawPlace::Standfirst), Spot::Standfirst) => {
            true
        }
        (Some(RawPlace::Image(name)), Spot::Image(slug, file)) => {
            own == Some(slug) && name.value.rsplit('/').next() == Some(file)
        }
        _ => false,
    }
}
