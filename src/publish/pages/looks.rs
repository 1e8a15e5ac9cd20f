//! The cards that a link to a claim or a source shows on pointing and focus, as data for the script.
//!
//! In go the claims of an article, or the sources of a folder; out come files in the folder of their
//! pages. Each is one function call, so that it can be loaded as a script, also from disk. Which
//! file has a card follows from the id and from the number of files in the folder, which each of
//! them says: pages link to many folders, and know the number of none.

use crate::model::address;
use crate::publish::contents::Contents;
use crate::publish::press::{Page, Press, Rendered};
use crate::publish::view::parts::{ClaimItem, CounterLine, EvidenceLine, SourceItem};
use crate::publish::view::seen::View;
use crate::resolve::{ClaimIndex, Site, SourceIndex};
use crate::theme::SharedPart;
use serde::Serialize;
use std::collections::BTreeMap;

/// The number of sources that the card of a claim names, at most, and of answers.
const FIRST: usize = 3;

/// A card with the id of what it is about.
type LinkCard = (String, CardSubject);

/// What cards are about, with their place in the site.
#[derive(Debug, Clone, Copy)]
enum CardSubject {
    Claim(ClaimIndex),
    Source(SourceIndex),
}

/// The number of cards that a file has at most on average.
const CARDS: usize = 64;

/// The cards of the claims of an article.
pub fn of_claims(contents: &Contents, article: usize) -> Vec<Box<dyn Page>> {
    let site = contents.site;
    let prefix = site.articles[article].prefix.as_str();
    let card = |index| (site.claim(index).id.to_string(), CardSubject::Claim(index));
    let cards: Vec<LinkCard> = site.claims_of(article).map(card).collect();
    files(cards, Some(article), |n| address::claim_looks(prefix, n))
}

/// The cards of all sources.
pub fn of_sources(contents: &Contents) -> Vec<Box<dyn Page>> {
    let site = contents.site;
    let prefixes = site.articles.iter().map(|a| a.prefix.as_str());
    let articles: BTreeMap<&str, usize> = prefixes.zip(0..).collect();
    let mut folders: BTreeMap<&str, Vec<LinkCard>> = BTreeMap::new();
    for index in site.shown_sources() {
        let source = site.source(index);
        let card = (source.id.to_string(), CardSubject::Source(index));
        folders.entry(&source.prefix).or_default().push(card);
    }
    let files = folders.into_iter().flat_map(|(prefix, cards)| {
        // Sources at the root are those of the whole site.
        let article = articles.get(prefix).copied().filter(|_| !prefix.is_empty());
        files(cards, article, |n| address::source_looks(prefix, n))
    });
    files.collect()
}

/// The files of the cards of a folder; none if there are no cards.
fn files(
    cards: Vec<LinkCard>,
    article: Option<usize>,
    path: impl Fn(usize) -> String,
) -> Vec<Box<dyn Page>> {
    if cards.is_empty() {
        return Vec::new();
    }
    let of = cards.len().div_ceil(CARDS).next_power_of_two();
    let mut files: Vec<Vec<LinkCard>> = vec![Vec::new(); of];
    for card in cards {
        files[at(&card.0, of)].push(card);
    }
    // The first says how many there are, whether it has cards or not.
    let files = files.into_iter().enumerate().filter(|(n, cards)| *n == 0 || !cards.is_empty());
    let file = |(n, cards)| Box::new(Looks { path: path(n), article, cards, of }) as Box<dyn Page>;
    files.map(file).collect()
}

/// The file in which the card of an id is. The script does the same sum.
fn at(id: &str, of: usize) -> usize {
    let sum = id.bytes().fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
    sum as usize % of
}

/// A file of cards.
#[derive(Debug)]
struct Looks {
    path: String,
    article: Option<usize>,
    cards: Vec<LinkCard>,
    /// The number of files in its folder.
    of: usize,
}

impl Page for Looks {
    fn template(&self) -> &'static str {
        "looks.html"
    }

    fn path(&self, _site: &Site) -> String {
        self.path.clone()
    }

    fn is_listed(&self) -> bool {
        false
    }

    fn render(&self, press: &Press, path: &str) -> Rendered {
        // What pages of the folder have kept has links.
        let view = View { unlinked: true, shelf: None, ..press.view(path, self.article) };
        let looks = self.cards.iter().map(|(_, subject)| look(view, *subject)).collect();
        let (context, to) = (LooksContext { looks }, (path, view.words.tag()));
        let materials = press.materials;
        let html = materials.templates.render(materials.files, self.template(), &context, to)?;
        let texts = html.split("<hr>").map(str::trim);
        let cards: BTreeMap<&str, &str> =
            self.cards.iter().map(|(id, _)| id.as_str()).zip(texts).collect();
        let (tag, dir) = (json(&view.words.tag()), json(&view.words.dir()));
        Ok(format!("gainsayLooks({},{tag},{dir},{});\n", json(&cards), self.of))
    }
}

/// Strings as JSON, which is JavaScript and cannot fail.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The card of a claim or a source.
#[derive(Debug, Clone, Serialize)]
pub struct LinkLook {
    /// The claim; none for a source.
    pub claim: Option<SharedPart<ClaimItem>>,
    /// The first sources of the claim, by relation.
    pub evidence: Vec<EvidenceLine>,
    /// The first answers to it.
    pub counters: Vec<CounterLine>,
    /// The source; none for a claim.
    pub source: Option<SourceItem>,
}

/// Cards in a file, between which the template puts `<hr>`.
#[derive(Debug, Clone, Serialize)]
pub struct LooksContext {
    /// The cards.
    pub looks: Vec<LinkLook>,
}

fn look(view: View, subject: CardSubject) -> LinkLook {
    let none = LinkLook { claim: None, evidence: Vec::new(), counters: Vec::new(), source: None };
    match subject {
        CardSubject::Source(index) => LinkLook { source: Some(view.source_item(index)), ..none },
        CardSubject::Claim(index) => {
            let claim = view.site.claim(index);
            let mut room = FIRST;
            let mut evidence = view.evidence(claim);
            for line in &mut evidence {
                line.sources.truncate(room);
                room -= line.sources.len();
            }
            evidence.retain(|line| !line.sources.is_empty());
            let (counters, _) = view.first_counters(claim, FIRST);
            LinkLook { claim: Some(view.claim(index)), evidence, counters, ..none }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::at;

    #[test]
    fn an_id_has_one_file() {
        assert_eq!(at("a", 1), 0);
        // 97 * 31 + 98
        assert_eq!(at("ab", 4096), 3105);
    }
}
