//! Claims, and the edges between claims, sources and speakers, each at both its ends.
//!
//! In go raw claims with the section they are annotated in; out come [`Claim`]s in the site.
//! Counter-claims written in place become claims like any other.

use super::anchors::{self, Anchored, Guarded, Indexes, QuoteSearch, Texts};
use super::gaps::{Gaps, folder_of};
use super::names::SiteNames;
use super::placed::PlacedClaim;
use super::site::{
    Anchor, Citation, Claim, ClaimIndex, Later, Reply, Site, SourceIndex, SpeakerIndex,
};
use super::surroundings::Surroundings;
use super::withheld::Withheld;
use crate::diagnostic::{self, Code, Diagnostic, Repair, is_misspelt, sharing_a_word};
use crate::model::{CounterRelation, Stake};
use crate::parse::Faults;
use crate::parse::claim::{ClaimWords, RawCitation, RawCounter, Reference};
use crate::parse::lock::Lock;
use crate::source::{At, Span};
use ahash::{HashMap, HashSet};
use rayon::prelude::*;
use std::cell::OnceCell;
use std::collections::hash_map::Entry;
use std::sync::Arc;

/// An edge from a counter-claim to what it answers, by name still.
struct CounterEdge<'p> {
    counter: ClaimName<'p>,
    answered: ClaimName<'p>,
    relation: CounterRelation,
    span: Span,
}

/// A claim by index, or by a name that is to be looked up in an article.
#[derive(Clone, Copy)]
enum ClaimName<'p> {
    Index(ClaimIndex),
    Id(&'p At<String>, usize),
}

/// What resolving a claim yields besides the claim: for most of them, nothing.
type GuardedFaults = (Guarded, Faults);

/// What ids stand for: claims by article and id.
type ById<'p> = HashMap<(usize, &'p str), ClaimIndex>;

/// The first claim that has a name, by the index of its article and the name.
type FirstOf<'p> = HashMap<(usize, &'p str), usize>;

/// Adds all claims to `site`, which [`list`] then sorts into lists.
pub(super) fn add_claims(
    site: &mut Site,
    names: &SiteNames,
    homes: Vec<PlacedClaim>,
    locks: &[Arc<Lock>],
    with: &Surroundings,
    out: &mut Faults,
) -> Vec<Guarded> {
    let mut flat: Vec<PlacedClaim> = Vec::with_capacity(homes.len());
    let mut edges = Vec::new();
    let leave_out = |home: &PlacedClaim| names.withheld.holds(home.raw);
    for home in homes {
        flatten(home, &leave_out, &mut flat, &mut edges);
    }
    let (shared, named) = shared_names(site, &flat, names);
    let is_named = |article: usize, name: &str| {
        let prefix = &site.articles[article].prefix;
        named.contains_key(&(article, name))
            || names.withheld.has_name(prefix, name)
            || names.left_out.get(article).is_some_and(|names| names.contains(name))
    };
    let renamed = anchors::renamed(site, &flat, locks, is_named);
    let lost = lost_before(&flat);
    let texts: Vec<Texts> = site.articles.iter().map(Texts::of).collect();
    let indexes: Vec<Indexes> = texts.iter().map(Indexes::of).collect();
    let mut claims = Vec::new();
    let mut besides: Vec<Option<Box<GuardedFaults>>> = Vec::new();
    let (by_id, ()) = rayon::join(
        || by_id(&flat),
        || {
            let resolved = flat.par_iter().zip(&lost).enumerate().map(|(number, (home, lost))| {
                let search = QuoteSearch {
                    number,
                    lost: *lost,
                    indexes: &indexes[home.article],
                    article: &site.articles[home.article],
                    home,
                    files: with.files,
                    alerts: with.alerts,
                    gaps: with.gaps,
                    withheld: &names.withheld,
                    lock: &locks[home.article],
                    shared: &shared[home.article],
                    renamed: renamed.get(&number).copied(),
                };
                claim(site, names, search)
            });
            resolved.unzip_into_vecs(&mut claims, &mut besides);
        },
    );
    let (by_id, faults) = by_id;
    let mut guarded: Vec<Guarded> = site.articles.iter().map(|_| Guarded::default()).collect();
    for (index, fault) in faults.into_iter().chain(twice_withheld(site, names, &flat)) {
        out.push(fault);
        claims[index.0].whole = false;
    }
    for (claim, besides) in claims.iter().zip(besides) {
        let Some(besides) = besides else { continue };
        let (found, faults) = *besides;
        guarded[claim.article].extend(found);
        out.add(&faults);
    }
    site.claims = claims;
    connect(site, &edges, &by_id, names, out);
    guarded
}

/// For each claim, how many quotes may be lost of the claims before it that are looked for in the
/// same text.
fn lost_before(flat: &[PlacedClaim]) -> Vec<usize> {
    let mut counts: HashMap<(usize, Option<usize>), usize> = HashMap::default();
    let count = |home: &PlacedClaim| match &home.raw.words {
        ClaimWords::Quote(quotes) => quotes.iter().filter(|quote| quote.here.is_empty()).count(),
        ClaimWords::Says(_) => 0,
    };
    flat.iter()
        .map(|home| {
            let before = counts.entry((home.article, home.section)).or_default();
            *before += count(home);
            *before - count(home)
        })
        .collect()
}

/// What the ids of claims stand for, and those that stand for two.
fn by_id<'p>(flat: &[PlacedClaim<'p>]) -> (ById<'p>, Vec<(ClaimIndex, Diagnostic)>) {
    let (mut by_id, mut out) = (ById::default(), Vec::new());
    by_id.reserve(flat.len());
    for (i, home) in flat.iter().enumerate() {
        let id = &home.raw.id;
        match by_id.entry((home.article, &*id.value)) {
            Entry::Vacant(free) => {
                free.insert(ClaimIndex(i));
            }
            Entry::Occupied(first) => {
                let first = flat[first.get().0].raw.id.span;
                out.push((ClaimIndex(i), duplicate(&id.value, id.span, first)));
            }
        }
    }
    (by_id, out)
}

/// Of each article the names that several of its claims have, as an id or an alias: a line of the
/// lock file under such a name may be of either, and is held against none. Beside them, for each name
/// of an article, the first claim that has it.
fn shared_names<'p>(
    site: &Site,
    flat: &[PlacedClaim<'p>],
    names: &SiteNames,
) -> (Vec<HashSet<&'p str>>, FirstOf<'p>) {
    let withheld = &names.withheld;
    let unread = |article: usize, name: &str| {
        names.left_out.get(article).is_some_and(|names| names.contains(name))
    };
    let mut first = FirstOf::default();
    let mut shared: Vec<HashSet<&str>> = site.articles.iter().map(|_| HashSet::default()).collect();
    first.reserve(flat.len());
    for (i, home) in flat.iter().enumerate() {
        let aliases = home.raw.details.aliases.iter().map(|alias| alias.value.as_str());
        for name in std::iter::once(&*home.raw.id.value).chain(aliases) {
            let other = *first.entry((home.article, name)).or_insert(i);
            let twice = home.raw.twice && name == &*home.raw.id.value;
            let hidden = withheld.has_name(&site.articles[home.article].prefix, name);
            if twice || other != i || hidden || unread(home.article, name) {
                shared[home.article].insert(name);
            }
        }
    }
    (shared, first)
}

/// Says where something that is published has the id of something that is not: a reference would
/// come to mean something else on the day when both are.
fn twice_withheld(
    site: &Site,
    names: &SiteNames,
    flat: &[PlacedClaim],
) -> Vec<(ClaimIndex, Diagnostic)> {
    let mut out = Vec::new();
    if names.withheld.claims.is_empty() {
        return out;
    }
    for (i, home) in flat.iter().enumerate() {
        let id = &home.raw.id;
        let key = (site.articles[home.article].prefix.clone(), Arc::clone(&id.value));
        if let Some(first) = names.withheld.claims.get(&key) {
            out.push((ClaimIndex(i), duplicate(&id.value, id.span, *first)));
        }
    }
    out
}

fn duplicate(id: &str, here: Span, first: Span) -> Diagnostic {
    Diagnostic::at(Code::ClaimDuplicate, here, format!("two claims have the id `{id}`"))
        .label("again here")
        .also(first, "first here")
        .hint(format!("an id is unique in its article, counter-claims included: give one of them another, such as `{id}-2`"))
}

/// Takes counter-claims out of the claims that they are written in.
fn flatten<'p>(
    home: PlacedClaim<'p>,
    leave_out: &impl Fn(&PlacedClaim) -> bool,
    flat: &mut Vec<PlacedClaim<'p>>,
    edges: &mut Vec<CounterEdge<'p>>,
) {
    if leave_out(&home) {
        return;
    }
    let index = ClaimName::Index(ClaimIndex(flat.len()));
    let PlacedClaim { raw, article, section } = home;
    flat.push(home);
    for Reference { claim, relation } in &raw.answers {
        let answered = ClaimName::Id(claim, article);
        edges.push(CounterEdge { counter: index, answered, relation: *relation, span: claim.span });
    }
    for counter in &raw.counters {
        match counter {
            RawCounter::Reference(Reference { claim, relation }) => {
                let counter = ClaimName::Id(claim, article);
                let (relation, span) = (*relation, claim.span);
                edges.push(CounterEdge { counter, answered: index, relation, span });
            }
            RawCounter::InPlace(raw, relation) => {
                let counter = ClaimName::Index(ClaimIndex(flat.len()));
                let (relation, span) = (*relation, raw.id.span);
                let home = PlacedClaim { raw, article, section };
                if !leave_out(&home) {
                    edges.push(CounterEdge { counter, answered: index, relation, span });
                    flatten(home, leave_out, flat, edges);
                }
            }
        }
    }
}

/// A claim without its edges to other claims, and what is wrong with it.
fn claim(
    site: &Site,
    names: &SiteNames,
    search: QuoteSearch,
) -> (Claim, Option<Box<GuardedFaults>>) {
    let (home, article) = (search.home, search.article);
    let raw = home.raw;
    let (mut out, mut lost) = (Faults::default(), Vec::new());
    let Anchored { anchors, words, guarded, explained } = anchors::anchor(search, &mut lost);
    out.extend(lost);
    if explained {
        out.lose();
    }
    let prefix = article.prefix.as_str();
    let speakers = names.all_speakers(prefix, &raw.speakers, &mut out);
    let via = names.all_speakers(prefix, &raw.via, &mut out);
    let mut later = Vec::new();
    for event in &raw.later {
        let sources = event.sources.iter().filter_map(|id| names.source(prefix, id, &mut out));
        let sources = sources.collect();
        later.push(Later { date: event.date.clone(), text: event.text.clone(), sources });
    }
    let reply = raw.reply.as_ref().map(|reply| Reply {
        asked: names.all_speakers(prefix, &reply.asked, &mut out),
        on: reply.on.clone(),
        response: reply.response.clone(),
    });
    let mut citations = Vec::with_capacity(raw.citations.len());
    for cited in &raw.citations {
        if let Some(source) = names.source(prefix, &cited.source, &mut out) {
            citations.push(citation(site, source, cited, &speakers));
        }
    }
    let claim = Claim {
        span: raw.id.span,
        id: raw.id.value.clone(),
        article: home.article,
        words,
        unanchored: anchors.is_empty() && matches!(raw.words, ClaimWords::Quote(_)),
        anchors,
        whole: raw.whole && out.lost() == 0,
        number: None,
        speakers,
        via,
        later,
        citations,
        counters: Vec::new(),
        answers: Vec::new(),
        reply,
        details: Arc::clone(&raw.details),
    };
    let besides = (guarded, out);
    let said = !besides.0.is_empty() || !besides.1.is_empty();
    (claim, said.then(|| Box::new(besides)))
}

fn citation(
    site: &Site,
    source: SourceIndex,
    raw: &RawCitation,
    claimants: &[SpeakerIndex],
) -> Citation {
    let speakers = &site.source(source).speakers;
    let derived = match speakers.as_slice() {
        [] => Stake::Independent,
        some if some.iter().any(|s| claimants.contains(s)) => Stake::Claimant,
        _ => Stake::Party,
    };
    Citation {
        source,
        span: raw.source.span,
        relation: raw.relation,
        stake: raw.stake.unwrap_or(derived),
        anonymous: raw.anonymous,
        details: Arc::clone(&raw.details),
    }
}

fn connect(
    site: &mut Site,
    edges: &[CounterEdge],
    by_id: &ById,
    names: &SiteNames,
    out: &mut Faults,
) {
    let mut seen: HashMap<(ClaimIndex, ClaimIndex), Span> = HashMap::default();
    let ends: Vec<_> = {
        let known = KnownClaims::of(site, by_id, names);
        let mut end = |named| {
            let before = out.lost();
            (known.find(named, out), out.lost() > before)
        };
        edges.iter().map(|edge| (end(edge.counter), end(edge.answered))).collect()
    };
    for (edge, ((counter, lost), (answered, lost_too))) in edges.iter().zip(ends) {
        if lost || lost_too {
            // One end is the claim that names the other.
            for claim in counter.iter().chain(&answered) {
                site.claims[claim.0].whole = false;
            }
        }
        let (Some(counter), Some(answered)) = (counter, answered) else { continue };
        if counter == answered {
            site.claims[counter.0].whole = false;
            let message = format!("the claim `{}` answers itself", site.claim(counter).id);
            out.push(Diagnostic::at(Code::ClaimSelf, edge.span, message));
            continue;
        }
        if let Some(first) = seen.insert((counter, answered), edge.span) {
            for end in [edge.counter, edge.answered] {
                if let ClaimName::Index(claim) = end {
                    site.claims[claim.0].whole = false;
                }
            }
            let message =
                format!("`{}` answers `{}` twice", site.claim(counter).id, site.claim(answered).id);
            out.push(
                Diagnostic::at(Code::CounterDuplicate, edge.span, message)
                    .label("again here")
                    .also(first, "first here")
                    .hint(
                        "say it once: `answers` on one side is the same as `counters` on the other",
                    ),
            );
            continue;
        }
        site.claims[answered.0].counters.push((counter, edge.relation));
        site.claims[counter.0].answers.push((answered, edge.relation));
    }
}

/// What a claim may be called, and what names are near; the latter is gathered when a name is first
/// looked for in vain.
struct KnownClaims<'k> {
    site: &'k Site,
    by_id: &'k ById<'k>,
    withheld: &'k Withheld,
    gaps: &'k Gaps<'k>,
    articles: HashMap<&'k str, usize>,
    prefixes: OnceCell<diagnostic::Names<'k>>,
    near: OnceCell<Vec<diagnostic::Names<'k>>>,
    /// Claims by article and by what they were called.
    renamed: OnceCell<HashMap<(usize, &'k str), &'k Claim>>,
}

impl<'k> KnownClaims<'k> {
    fn of(site: &'k Site, by_id: &'k ById<'k>, names: &'k SiteNames) -> Self {
        let articles = site.articles.iter().enumerate().rev();
        Self {
            site,
            by_id,
            withheld: &names.withheld,
            gaps: names.gaps,
            articles: articles.map(|(i, article)| (article.prefix.as_str(), i)).collect(),
            prefixes: OnceCell::new(),
            near: OnceCell::new(),
            renamed: OnceCell::new(),
        }
    }

    /// The claim that a name stands for: `claim` in the same article, `article/claim` in another.
    fn find(&self, named: ClaimName, out: &mut Faults) -> Option<ClaimIndex> {
        let (id, home) = match named {
            ClaimName::Index(index) => return Some(index),
            ClaimName::Id(id, home) => (id, home),
        };
        let (article, name) = match id.value.split_once('/') {
            Some((folder, name)) => (self.article(folder, id, out)?, name),
            None => (home, id.value.as_str()),
        };
        let found = self.by_id.get(&(article, name)).copied();
        if found.is_none() {
            let prefix = &self.site.articles[article].prefix;
            let key = (prefix.clone(), Arc::from(name));
            match self.withheld.claims.contains_key(&key) {
                true => out.push(not_published(id, &format!("`{name}` is"))),
                false if self.gaps.hold_claim(&folder_of(prefix), name) => out.lose(),
                false => out.push(self.unknown(article, name, id)),
            }
        }
        found
    }

    fn article(&self, folder: &str, id: &At<String>, out: &mut Faults) -> Option<usize> {
        let prefix = crate::model::address::prefix(folder);
        let found = self.articles.get(prefix.as_str()).copied();
        if found.is_none() && self.withheld.articles.contains(&prefix) {
            out.push(not_published(id, &format!("the article `{folder}` is")));
        } else if found.is_none() && self.gaps.hold_article(&folder_of(folder)) {
            out.lose();
        } else if found.is_none() {
            let near = self.prefixes.get_or_init(|| {
                let folders = self.site.articles.iter().map(|a| a.prefix.trim_end_matches('/'));
                // A site with one article has none of a name.
                diagnostic::Names::of(folders.filter(|folder| !folder.is_empty()))
            });
            // An id may have been taken for a path, where the site has one article only.
            let kin = || {
                let name = id.value.rsplit_once('/').map_or("", |(_, name)| name);
                sharing_a_word(name, &[self.near(*self.articles.get("")?)])
            };
            let message = format!("there is no article `{folder}`");
            out.push(
                Diagnostic::at(Code::ClaimUnknown, id.span, message)
                    .maybe_hint(near.did_you_mean(folder).or_else(kin)),
            );
        }
        found
    }

    /// The ids of the claims of an article.
    #[expect(clippy::iter_over_hash_type, reason = "the names are sorted before they are searched")]
    fn near(&self, article: usize) -> &diagnostic::Names<'k> {
        let lists = self.near.get_or_init(|| {
            let mut lists: Vec<Vec<&str>> = vec![Vec::new(); self.site.articles.len()];
            for (article, name) in self.by_id.keys() {
                lists[*article].push(name);
            }
            lists.into_iter().map(diagnostic::Names::of).collect()
        });
        &lists[article]
    }

    fn unknown(&self, article: usize, name: &str, id: &At<String>) -> Diagnostic {
        let renamed = self.renamed.get_or_init(|| {
            // Where two were called so, the first counts.
            let claims = self.site.claims.iter().rev();
            let old =
                claims.flat_map(|claim| claim.details.aliases.iter().map(move |a| (claim, a)));
            old.map(|(claim, alias)| ((claim.article, alias.value.as_str()), claim)).collect()
        });
        let kin = || {
            let root = self.articles.get("").filter(|root| **root != article);
            let lists: Vec<_> =
                root.into_iter().chain([&article]).map(|of| self.near(*of)).collect();
            sharing_a_word(name, &lists)
        };
        let near = self.near(article).nearest(name);
        let misspelt = near.filter(|near| is_misspelt(name, near));
        let written = |near: &str| id.value.replace(name, near);
        let misspelt = misspelt.map(|near| Repair::Value(id.span, written(near)));
        let near = near.map(|name| format!("did you mean `{name}`?"));
        let now = renamed.get(&(article, name));
        let called = now.map(|claim| Repair::Value(id.span, written(&claim.id)));
        let now = now.map(|claim| format!("it is called `{}` now", claim.id));
        let message = format!("there is no claim `{}`", id.value);
        Diagnostic::at(Code::ClaimUnknown, id.span, message)
            .repair(called.or(misspelt))
            .maybe_hint(now.or(near).or_else(kin))
    }
}

fn not_published(id: &At<String>, what: &str) -> Diagnostic {
    let message = format!("{what} not published yet, and this reference to it is left out");
    Diagnostic::at(Code::DraftReferenced, id.span, message)
        .hint("the status is that of the evidence which is published")
        .hint("see both with `gainsay serve --drafts`")
}

/// Numbers the claims, and gives everything that they name the list of those that name it.
pub(super) fn list(site: &mut Site) {
    number(site);
    back_links(site);
}

/// Numbers the claims of each article in the order of its text.
fn number(site: &mut Site) {
    for (i, claim) in site.claims.iter().enumerate() {
        let article = &mut site.articles[claim.article];
        let index = ClaimIndex(i);
        let list = match (claim.unanchored, claim.anchors.is_empty()) {
            (true, _) => &mut article.unanchored,
            (false, true) => &mut article.elsewhere,
            (false, false) => &mut article.marked,
        };
        list.push(index);
        for anchor in &claim.anchors {
            let marks = article.marks.entry(anchor.place).or_default();
            marks.push((index, anchor.clone()));
        }
    }
    for article in &mut site.articles {
        article.marked.sort_by_key(|c| {
            let first = site.claims[c.0].anchors.first();
            (first.map(Anchor::order), *c)
        });
        for (i, claim) in article.marked.iter().enumerate() {
            site.claims[claim.0].number = Some(i + 1);
        }
        for marks in article.marks.values_mut() {
            marks.sort_by_key(|(claim, a)| (a.order(), *claim));
        }
    }
}

/// Gives sources and speakers the claims that name them.
fn back_links(site: &mut Site) {
    for i in 0..site.claims.len() {
        let (index, claim) = (ClaimIndex(i), &site.claims[i]);
        for (n, citation) in claim.citations.iter().enumerate() {
            site.sources[citation.source.0].cited_by.push((index, n));
        }
        for source in claim.later.iter().flat_map(|l| &l.sources) {
            let later = &mut site.sources[source.0].later_of;
            if later.last() != Some(&index) {
                later.push(index);
            }
        }
        for speaker in &claim.speakers {
            site.speakers[speaker.0].claims.push(index);
        }
        for speaker in &claim.via {
            site.speakers[speaker.0].reports.push(index);
        }
    }
}
