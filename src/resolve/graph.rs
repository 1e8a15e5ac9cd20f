//! Claims, and the edges between claims, sources and speakers, each at both its ends.
//!
//! In go raw claims with the section they are annotated in; out come [`Claim`]s in the site.
//! Counter-claims written in place become claims like any other.

use super::anchors::{self, Texts};
use super::{
    Citation, Claim, ClaimIndex, Later, Names, Place, Site, SourceIndex, SpeakerIndex, note,
};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::model::{CounterRelation, Stake};
use crate::parse::claim::{RawCitation, RawClaim, RawCounter, Reference, Words};
use crate::source::{At, Files, Span};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::HashMap;

/// A raw claim and where it is annotated.
pub struct Home {
    /// The claim.
    pub raw: RawClaim,
    /// Index of its article.
    pub article: usize,
    /// Index of its section; none for claims in `article.yaml`.
    pub section: Option<usize>,
}

/// An edge from a counter-claim to what it answers, by name still.
struct Edge {
    counter: Named,
    answered: Named,
    relation: CounterRelation,
    span: Span,
}

/// A claim by index, or by a name that is to be looked up in an article.
enum Named {
    Index(ClaimIndex),
    Id(At<String>, usize),
}

/// Adds all claims to `site`.
pub(super) fn add_claims(
    site: &mut Site,
    names: &Names,
    homes: Vec<Home>,
    files: &Files,
    out: &mut Vec<Diagnostic>,
) {
    let mut flat: Vec<Home> = Vec::with_capacity(homes.len());
    let mut edges = Vec::new();
    for home in homes {
        flatten(home, &mut flat, &mut edges);
    }
    let texts: Vec<Texts> = site.articles.iter().map(Texts::of).collect();
    let anchored: Vec<_> = flat
        .par_iter()
        .map(|home| {
            anchors::anchor(&texts[home.article], &site.articles[home.article], home, files)
        })
        .collect();
    let mut by_id: HashMap<(usize, String), ClaimIndex> = HashMap::new();
    for (home, (anchors, words, faults)) in flat.into_iter().zip(anchored) {
        out.extend(faults);
        let index = ClaimIndex(site.claims.len());
        let key = (home.article, home.raw.id.value.clone());
        if let Some(first) = by_id.get(&key) {
            let message = format!("two claims have the id `{}`", home.raw.id.value);
            out.push(
                Diagnostic::at(Code::ClaimDuplicate, home.raw.span(), message)
                    .label("again here")
                    .also(site.claim(*first).span, "first here")
                    .hint("an id is unique in its article, counter-claims included"),
            );
        } else {
            by_id.insert(key, index);
        }
        let claim = claim(site, names, home, anchors, words, out);
        site.claims.push(claim);
    }
    let mut faults = Vec::new();
    connect(site, edges, &by_id, &mut faults);
    // A claim may stand in a file that could not be read.
    faults.retain(|d| !(names.unread.claims && d.code == Code::ClaimUnknown));
    out.extend(faults);
    number(site);
    back_links(site);
}

/// Takes counter-claims out of the claims that they are written in.
fn flatten(mut home: Home, flat: &mut Vec<Home>, edges: &mut Vec<Edge>) {
    let index = ClaimIndex(flat.len());
    let article = home.article;
    let counters = std::mem::take(&mut home.raw.counters);
    let answers = std::mem::take(&mut home.raw.answers);
    let section = home.section;
    flat.push(home);
    for Reference { claim, relation } in answers {
        let span = claim.span;
        let answered = Named::Id(claim, article);
        edges.push(Edge { counter: Named::Index(index), answered, relation, span });
    }
    for counter in counters {
        match counter {
            RawCounter::Reference(Reference { claim, relation }) => {
                let span = claim.span;
                let counter = Named::Id(claim, article);
                edges.push(Edge { counter, answered: Named::Index(index), relation, span });
            }
            RawCounter::InPlace(raw, relation) => {
                let span = raw.span();
                let counter = Named::Index(ClaimIndex(flat.len()));
                edges.push(Edge { counter, answered: Named::Index(index), relation, span });
                flatten(Home { raw: *raw, article, section }, flat, edges);
            }
        }
    }
}

fn claim(
    site: &Site,
    names: &Names,
    home: Home,
    anchors: Vec<super::Anchor>,
    words: String,
    out: &mut Vec<Diagnostic>,
) -> Claim {
    let raw = home.raw;
    let prefix = site.articles[home.article].prefix.as_str();
    let speakers = names.all_speakers(prefix, &raw.speakers, out);
    let via = names.all_speakers(prefix, &raw.via, out);
    let sources = |ids: &[At<String>], out: &mut Vec<Diagnostic>| -> Vec<SourceIndex> {
        ids.iter().filter_map(|id| names.source(prefix, id, out)).collect()
    };
    let later = raw
        .later
        .into_iter()
        .map(|l| Later { date: l.date, text: l.text, sources: sources(&l.sources, out) })
        .collect();
    let mut citations = Vec::new();
    for cited in raw.citations {
        if let Some(source) = names.source(prefix, &cited.source, out) {
            citations.push(citation(site, source, cited, &speakers, out));
        }
    }
    Claim {
        span: raw.id.span,
        id: raw.id.value,
        article: home.article,
        words,
        anchors,
        number: None,
        states: raw.states,
        speakers,
        via,
        date: raw.date.map(|d| d.value),
        opinion: raw.opinion,
        about: raw.about,
        declared: raw.status,
        finding: raw.finding.map(|f| f.value),
        checked: raw.checked.map(|d| d.value),
        checked_by: raw.checked_by,
        was: raw.was,
        note_html: note(raw.note.as_ref(), out),
        later,
        history: raw.history,
        citations,
        counters: Vec::new(),
        answers: Vec::new(),
    }
}

fn citation(
    site: &Site,
    source: SourceIndex,
    raw: RawCitation,
    claimants: &[SpeakerIndex],
    out: &mut Vec<Diagnostic>,
) -> Citation {
    let speakers = &site.source(source).speakers;
    let derived = match speakers.as_slice() {
        [] => Stake::Independent,
        some if some.iter().any(|s| claimants.contains(s)) => Stake::Claimant,
        _ => Stake::Party,
    };
    Citation {
        source,
        relation: raw.relation,
        stake: raw.stake.unwrap_or(derived),
        anonymous: raw.anonymous,
        passages: raw.passages,
        note_html: note(raw.note.as_ref(), out),
    }
}

fn connect(
    site: &mut Site,
    edges: Vec<Edge>,
    by_id: &HashMap<(usize, String), ClaimIndex>,
    out: &mut Vec<Diagnostic>,
) {
    let mut seen: HashMap<(ClaimIndex, ClaimIndex), Span> = HashMap::new();
    for edge in edges {
        let ends = (find(site, edge.counter, by_id, out), find(site, edge.answered, by_id, out));
        let (Some(counter), Some(answered)) = ends else { continue };
        if counter == answered {
            let message = format!("the claim `{}` answers itself", site.claim(counter).id);
            out.push(Diagnostic::at(Code::ClaimSelf, edge.span, message));
            continue;
        }
        if let Some(first) = seen.insert((counter, answered), edge.span) {
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

/// The claim that a name stands for: `claim` in the same article, `article/claim` in another.
fn find(
    site: &Site,
    named: Named,
    by_id: &HashMap<(usize, String), ClaimIndex>,
    out: &mut Vec<Diagnostic>,
) -> Option<ClaimIndex> {
    let (id, home) = match named {
        Named::Index(index) => return Some(index),
        Named::Id(id, home) => (id, home),
    };
    let (article, name) = match id.value.split_once('/') {
        Some((folder, name)) => {
            let prefix = crate::address::prefix(folder);
            let found = site.articles.iter().position(|a| a.prefix == prefix);
            let Some(article) = found else {
                let folders = site.articles.iter().map(|a| a.prefix.trim_end_matches('/'));
                let message = format!("there is no article `{folder}`");
                out.push(
                    Diagnostic::at(Code::ClaimUnknown, id.span, message)
                        .maybe_hint(did_you_mean(folder, folders)),
                );
                return None;
            };
            (article, name)
        }
        None => (home, id.value.as_str()),
    };
    let found = by_id.get(&(article, name.to_owned())).copied();
    if found.is_none() {
        let mut known: Vec<&str> =
            by_id.keys().filter(|(a, _)| *a == article).map(|(_, n)| n.as_str()).collect();
        known.sort_unstable();
        let message = format!("there is no claim `{}`", id.value);
        out.push(
            Diagnostic::at(Code::ClaimUnknown, id.span, message)
                .maybe_hint(did_you_mean(name, known)),
        );
    }
    found
}

/// Numbers the claims of each article in the order of its text.
fn number(site: &mut Site) {
    for (i, claim) in site.claims.iter().enumerate() {
        let article = &mut site.articles[claim.article];
        let index = ClaimIndex(i);
        let list =
            if claim.anchors.is_empty() { &mut article.elsewhere } else { &mut article.marked };
        list.push(index);
        for anchor in &claim.anchors {
            let marks = article.marks.entry(anchor.place).or_default();
            marks.push((index, anchor.range.clone()));
        }
    }
    for article in &mut site.articles {
        article.marked.sort_by_key(|c| {
            let first = site.claims[c.0].anchors.first();
            (first.map(|a| (a.place, a.range.start, Reverse(a.range.end))), *c)
        });
        for (i, claim) in article.marked.iter().enumerate() {
            site.claims[claim.0].number = Some(i + 1);
        }
        for marks in article.marks.values_mut() {
            marks.sort_by_key(|(claim, range)| (range.start, Reverse(range.end), *claim));
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

/// The words of a claim that is made elsewhere.
pub(super) fn says(words: &Words) -> Option<&str> {
    match words {
        Words::Says(text) => Some(&text.value),
        Words::Quote(_) => None,
    }
}

/// The part of the article that a home stands for.
pub(super) fn place_of(home: &Home) -> Option<Place> {
    home.section.map(Place::Section)
}
