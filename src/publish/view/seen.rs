//! Converts parts of a site to the values that templates read.
//!
//! In goes a [`Site`] with its judgements; out come the small structs of [`super::parts`], with
//! every address relative to the current page. A [`View`] is the site as one page sees it: in its
//! language, and with addresses relative to it.

use super::parts::{
    Attribution, ClaimItem, CounterLine, Coverage, Filter, RelationInfo, ShownDate, SpeakerRef,
    StatusMeaning, Tongue,
};
use super::shelf::{OpenShelf, PartShelf, Parts};
use crate::judge::Passages;
use crate::judge::status::Judgement;
use crate::model::address;
use crate::model::{self, CounterRelation, Relation, Stake, Status};
use crate::resolve::{Article, Citation, Claim, ClaimIndex, Site, SpeakerIndex};
use crate::theme::SharedPart;
use crate::theme::words::{Languages, PageWords, direction};
use std::cell::RefCell;
use std::hash::Hash;
use std::sync::Arc;
use std::sync::OnceLock;

/// The state of the evidence in an article, as numbers.
#[derive(Debug, Clone)]
pub struct Standing {
    marked: usize,
    checkable: usize,
    sourced: usize,
    independent: usize,
    countered: usize,
    last_checked: Option<model::Date>,
}

/// A site as seen from one page.
#[derive(Clone, Copy)]
pub struct View<'v> {
    /// The site.
    pub site: &'v Site,
    /// The judgement of each claim.
    pub judgements: &'v [Arc<Judgement>],
    /// The passages that were found in a saved copy.
    pub checked: &'v Passages,
    /// The state of the evidence in each article.
    pub coverages: &'v [OnceLock<Standing>],
    /// The words of the page itself.
    pub words: &'v PageWords,
    /// Path of the page.
    pub page: &'v str,
    /// True where links lead nowhere, as on cards: their addresses are empty.
    pub unlinked: bool,
    /// What the statuses that the page shows mean; none where nobody asks.
    pub shown: Option<&'v ShownMeanings>,
    /// True if a template of the site may read any part of a context; those of the theme read fewer.
    pub whole: bool,
    /// What other pages of its folder have shown already; none where nothing is kept.
    pub shelf: Option<OpenShelf<'v>>,
}

/// The meanings of the statuses that a page shows, each once, in the order in which they were met.
/// What writes a context meets statuses in all its parts, so a page notes them here on the way.
#[derive(Debug, Default)]
pub struct ShownMeanings {
    met: RefCell<Vec<StatusMeaning>>,
    told: RefCell<Vec<&'static str>>,
}

impl ShownMeanings {
    /// Notes that the page shows a status.
    pub fn note(&self, key: &'static str, status: &'static str, label: &str, definition: &str) {
        let mut met = self.met.borrow_mut();
        if met.iter().all(|known| known.key != key) {
            let (label, definition) = (label.to_owned(), definition.to_owned());
            met.push(StatusMeaning { key, status, label, definition });
        }
    }

    /// Notes that another part of the page says what a status means.
    pub fn told(&self, key: &'static str) {
        self.told.borrow_mut().push(key);
    }

    /// Those that are left for the foot of the page.
    pub fn rest(&self) -> Vec<StatusMeaning> {
        let (mut met, told) = (self.met.take(), self.told.borrow());
        met.retain(|meaning| !told.contains(&meaning.key));
        met
    }
}

impl<'v> View<'v> {
    /// The site as seen from `page`, with all links, by itself: nothing is noted, and nothing kept.
    pub fn of(
        (site, judgements): (&'v Site, &'v [Arc<Judgement>]),
        checked: &'v Passages,
        coverages: &'v [OnceLock<Standing>],
        words: &'v PageWords,
        page: &'v str,
    ) -> Self {
        let (unlinked, shown, whole, shelf) = (false, None, false, None);
        Self { site, judgements, checked, coverages, words, page, unlinked, shown, whole, shelf }
    }

    /// A date for people and machines.
    pub fn date(&self, date: &model::Date) -> ShownDate {
        ShownDate { iso: date.iso(), text: self.words.date(date) }
    }

    /// The relation of a citation.
    pub fn relation(&self, relation: Relation) -> SharedPart<RelationInfo> {
        let key = relation.key();
        let make = || RelationInfo { key, label: self.words.relation_label(relation) };
        self.kept(|shelf| &shelf.relations, ("relation", key), make)
    }

    /// The relation of a counter-claim.
    pub fn counter_relation(&self, relation: CounterRelation) -> SharedPart<RelationInfo> {
        let key = relation.key();
        let make = || RelationInfo { key, label: self.words.counter_label(relation) };
        self.kept(|shelf| &shelf.relations, ("counter", key), make)
    }

    /// A part from the shelf, or one of its own where there is none.
    pub fn kept<K: Hash + Eq, T>(
        &self,
        of: impl FnOnce(&PartShelf) -> &Parts<K, T>,
        key: K,
        make: impl FnOnce() -> T,
    ) -> SharedPart<T> {
        match self.shelf {
            Some(shelf) => shelf.part(of, key, make),
            None => SharedPart::new(make()),
        }
    }

    /// A language, if it is not the page's.
    pub fn foreign<'l>(&self, language: &'l str) -> Option<&'l str> {
        (!self.words.are_in(language)).then_some(language)
    }

    /// A language with its direction, if it is not the page's.
    pub fn tongue(&self, language: &str) -> Option<Tongue> {
        let lang = self.foreign(language)?.to_owned();
        Some(Tongue { lang, dir: direction(language) })
    }

    /// The link to `path` from this page.
    pub fn link(&self, path: &str) -> String {
        if self.unlinked { String::new() } else { address::relative(self.page, path) }
    }

    pub fn judgement(&self, claim: ClaimIndex) -> &'v Judgement {
        &self.judgements[claim.0]
    }

    pub fn article(&self, claim: &Claim) -> &'v Article {
        &self.site.articles[claim.article]
    }

    /// A speaker as a link.
    pub fn speaker(&self, index: SpeakerIndex) -> SharedPart<SpeakerRef> {
        self.kept(|shelf| &shelf.speakers, index, || self.speaker_ref(index))
    }

    fn speaker_ref(&self, index: SpeakerIndex) -> SpeakerRef {
        let speaker = self.site.speaker(index);
        SpeakerRef {
            name: speaker.details.name.clone(),
            within: speaker.details.within.clone(),
            role: speaker.details.role.clone(),
            href: self.link(&address::speaker(&speaker.prefix, &speaker.id)),
        }
    }

    /// Who said a claim, and when.
    pub fn attribution(&self, claim: &Claim) -> Attribution {
        Attribution {
            speakers: claim.speakers.iter().map(|s| self.speaker(*s)).collect(),
            own_voice: claim.speakers.is_empty() && (claim.unanchored || !claim.anchors.is_empty()),
            own_finding: is_own_finding(claim),
            via: claim.via.iter().map(|s| self.speaker(*s)).collect(),
            date: claim.details.date.as_ref().map(|d| self.date(&d.value)),
        }
    }

    /// `Claim 5`, or the name of a claim made elsewhere.
    pub fn name(&self, claim: &Claim) -> String {
        if let Some(n) = claim.number {
            return self.words.say("claim-n", [("n", n.into())]);
        }
        if is_own_finding(claim) {
            return self.words.get("own-finding");
        }
        let who: Vec<String> =
            claim.speakers.iter().map(|s| self.site.speaker(*s).details.within.clone()).collect();
        let (alone, of) = match claim.answers.is_empty() {
            true => ("claim", "claim-by"),
            false => ("counter", "counter-by"),
        };
        match who.is_empty() {
            true => self.words.get(alone),
            false => self.words.say(of, [("who", self.words.join(&who).into())]),
        }
    }

    /// `Claim 5: its words`; for a claim made elsewhere, only its words.
    pub fn title(&self, claim: &Claim) -> String {
        match claim.number {
            Some(n) => {
                let values = [("n", n.into()), ("words", claim.words.as_ref().into())];
                self.words.say("claim-titled", values)
            }
            None => claim.words.to_string(),
        }
    }

    /// The language of a claim's words: its section's, or its article's.
    pub fn language(&self, claim: &Claim) -> &'v str {
        let article = self.article(claim);
        let section = claim.anchors.first().and_then(|a| a.place.section());
        let section = section.and_then(|i| article.sections[i].language.as_deref());
        section.unwrap_or(&article.language)
    }

    /// The link to the page of a claim.
    pub fn link_to(&self, claim: &Claim) -> String {
        self.link(&address::claim(&self.article(claim).prefix, &claim.id))
    }

    /// True if the words of a claim stand in the article, and so are shown in quotation marks.
    pub fn is_quoted(&self, claim: &Claim) -> bool {
        claim.number.is_some() || claim.unanchored
    }

    /// A claim in short form.
    pub fn claim(&self, index: ClaimIndex) -> SharedPart<ClaimItem> {
        let item = self.kept(|shelf| &shelf.claims, index, || self.claim_item(index));
        if let Some(shown) = self.shown {
            // This page may not be the first that shows it.
            let status = &item.status;
            shown.note(status.meaning, status.key, &status.label, &status.definition);
        }
        item
    }

    /// The same, made for whoever takes it apart.
    pub fn claim_item(&self, index: ClaimIndex) -> ClaimItem {
        let claim = self.site.claim(index);
        let language = self.foreign(self.language(claim));
        ClaimItem {
            id: claim.id.to_string(),
            n: claim.number,
            name: self.name(claim),
            href: self.link_to(claim),
            words: claim.words.to_string(),
            states: claim.details.states.clone(),
            quoted: self.is_quoted(claim),
            dir: language.map(direction),
            language: language.map(str::to_owned),
            status: self.status(index),
            by: self.attribution(claim),
            finding: claim.details.current_finding().map(str::to_owned),
            edited: self.tongue(&self.article(claim).language),
        }
    }

    /// The answers to a claim.
    pub fn counters(&self, edges: &[(ClaimIndex, CounterRelation)]) -> Vec<CounterLine> {
        edges
            .iter()
            .map(|&(claim, relation)| CounterLine {
                relation: self.counter_relation(relation),
                passive: self.words.passive(relation),
                claim: self.claim(claim),
            })
            .collect()
    }

    /// The first answers to a claim, at most so many, and how many more there are.
    pub fn first_counters(&self, claim: &Claim, most: usize) -> (Vec<CounterLine>, usize) {
        let (first, more) = claim.counters.split_at(claim.counters.len().min(most));
        (self.counters(first), more.len())
    }

    /// The legend of a page with `claims`: their statuses, with the number of each and what they mean.
    pub fn filters(&self, claims: &[ClaimIndex]) -> Vec<Filter> {
        let filters = self.filtered(&statuses(self.judgements, claims));
        if let Some(shown) = self.shown {
            filters.iter().for_each(|filter| shown.told(filter.key));
        }
        filters
    }

    /// Statuses with the number of claims.
    pub fn filtered(&self, statuses: &[(Status, usize)]) -> Vec<Filter> {
        let choice = |&(status, count): &(Status, usize)| {
            self.explain(status);
            let (label, definition) = self.words.status(status);
            Filter { key: status.key(), label, definition, count }
        };
        statuses.iter().map(choice).collect()
    }

    /// Has the foot of the page say what a status means.
    pub fn explain(&self, status: Status) {
        if let Some(shown) = self.shown {
            let (label, definition) = self.words.status(status);
            shown.note(status.key(), status.key(), &label, &definition);
        }
    }

    /// The state of the evidence in an article.
    pub fn coverage(&self, article: usize) -> Coverage {
        let standing = self.coverages[article]
            .get_or_init(|| standing(self.site, self.judgements, &self.site.articles[article]));
        Coverage {
            marked: standing.marked,
            checkable: standing.checkable,
            sourced: standing.sourced,
            independent: standing.independent,
            countered: standing.countered,
            last_checked: standing.last_checked.as_ref().map(|d| self.date(d)),
        }
    }
}

/// True for an answer of the editors themselves: it is not in the article, and nobody is said to
/// have made or reported it.
pub fn is_own_finding(claim: &Claim) -> bool {
    let elsewhere = claim.anchors.is_empty() && !claim.unanchored;
    elsewhere && claim.speakers.is_empty() && claim.via.is_empty() && !claim.answers.is_empty()
}

/// The language of a page about an article: that of the article, if the site has messages in it,
/// otherwise the site's.
pub fn words<'l>(languages: &'l Languages, site: &Site, article: Option<usize>) -> &'l PageWords {
    let own = article.map(|i| site.articles[i].language.as_str());
    languages.first_of(own.into_iter().chain([site.config.language.as_str()]))
}

/// The statuses of `claims`, with the number of each.
pub fn statuses(judgements: &[Arc<Judgement>], claims: &[ClaimIndex]) -> Vec<(Status, usize)> {
    let mut counts = vec![0; Status::ALL.len()];
    for claim in claims {
        counts[judgements[claim.0].status as usize] += 1;
    }
    Status::ALL.iter().copied().zip(counts).filter(|(_, count)| *count > 0).collect()
}

/// The state of the evidence in an article, counted once for all its pages.
fn standing(site: &Site, judgements: &[Arc<Judgement>], article: &Article) -> Standing {
    let claims = article.standing.marked.iter().map(|c| (site.claim(*c), &judgements[c.0]));
    let checkable: Vec<_> = claims.filter(|(_, j)| j.status != Status::Opinion).collect();
    let sourced = |c: &Claim| c.citations.iter().any(Citation::bears);
    let independent =
        |c: &Claim| c.citations.iter().any(|c| c.bears() && c.stake == Stake::Independent);
    let count = |f: &dyn Fn(&Claim) -> bool| checkable.iter().filter(|(c, _)| f(c)).count();
    let last = checkable
        .iter()
        .filter(|(c, _)| c.details.recheck.is_none())
        .filter_map(|(c, _)| c.details.checked.as_ref().map(|d| &d.value))
        .max_by_key(|d| d.extent().1);
    Standing {
        marked: article.standing.marked.len(),
        checkable: checkable.len(),
        sourced: count(&sourced),
        independent: count(&independent),
        countered: count(&|c| !c.counters.is_empty()),
        last_checked: last.cloned(),
    }
}
