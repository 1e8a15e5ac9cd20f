//! What changed of claims since an earlier state of the site, such as that before a pull request.
//!
//! In go two sites with their judgements; out come notes: claims that are new, that have gone, and
//! those of which something is another that bears on what readers are told: the words, who says so, the
//! evidence with the records of its sources, the answers, the finding, the status. What only moved, or is
//! only laid out otherwise, is not told, nor who checked a claim and when, nor remarks.

use super::status::Judgement;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{CounterRelation, address};
use crate::parse::claim::Later;
use crate::resolve::{Citation, Claim, ClaimIndex, Site, Source, SourceIndex, SpeakerIndex};
use crate::source::{Files, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A site with the judgements on its claims.
#[derive(Debug, Clone, Copy)]
pub struct JudgedSite<'s> {
    /// The site.
    pub site: &'s Site,
    /// The judgement on each claim, in the order of the site.
    pub judgements: &'s [Arc<Judgement>],
}

impl<'s> JudgedSite<'s> {
    /// Its claims by the address of their pages, which is what they are known by.
    fn claims(self) -> BTreeMap<String, (&'s Claim, &'s Judgement)> {
        let Self { site, judgements } = self;
        let named = site.claims.iter().zip(judgements);
        named
            .map(|(claim, judgement)| (address_of(site, claim), (&**claim, &**judgement)))
            .collect()
    }
}

fn address_of(site: &Site, claim: &Claim) -> String {
    address::claim(&site.articles[claim.article].prefix, &claim.id)
}

/// The id of a claim, with that of its article where there is more than one.
fn name(site: &Site, claim: &Claim) -> String {
    format!("{}{}", site.articles[claim.article].prefix, claim.id)
}

/// The addresses that a claim had before.
fn earlier_addresses<'s>(site: &'s Site, claim: &'s Claim) -> impl Iterator<Item = String> + 's {
    let prefix = &site.articles[claim.article].prefix;
    claim.details.aliases.iter().map(move |alias| address::claim(prefix, &alias.value))
}

/// Compares `now` with `base`. Places are those of `now`; a claim that has gone has its place in the
/// file that it stood in, if `files` has that.
pub fn against(
    now: JudgedSite<'_>,
    base: JudgedSite<'_>,
    base_files: &Files,
    files: &Files,
) -> Vec<Diagnostic> {
    let (here, there) = (now.claims(), base.claims());
    let mut out = Vec::new();
    let mut renamed: BTreeSet<String> = BTreeSet::new();
    for (at, (claim, judgement)) in &here {
        let was_called = || {
            let mut all = earlier_addresses(now.site, claim);
            all.find(|old| there.contains_key(old) && !here.contains_key(old))
        };
        let old = if there.contains_key(at) { Some(at.clone()) } else { was_called() };
        let Some((before, earlier)) = old.as_ref().and_then(|old| there.get(old)) else {
            let status = judgement.status.label();
            let message = format!("`{}` is new: {status}", name(now.site, claim));
            out.push(Diagnostic::at(Code::ClaimNew, claim.span, message));
            continue;
        };
        let mut changes = Vec::new();
        if old.as_ref() != Some(at) {
            changes.push(format!("it was called `{}`", before.id));
            renamed.extend(old);
        }
        if judgement.status != earlier.status {
            let (was, is) = (earlier.status.label(), judgement.status.label());
            changes.push(format!("the status was {was} and is {is}"));
        }
        if claim.words != before.words {
            changes.push(format!("the words were \u{201c}{}\u{201d}", before.words));
        }
        if plain(claim.details.states.as_deref()) != plain(before.details.states.as_deref()) {
            changes.push("what is stated is another".to_owned());
        }
        let about = |claim: &Claim| (claim.details.about, claim.details.opinion);
        if about(claim) != about(before) {
            changes.push("what of it is judged is another".to_owned());
        }
        let said = |claim: &Claim| claim.details.date.as_ref().map(|date| date.value.clone());
        if said(claim) != said(before) {
            changes.push("the day on which it was said is another".to_owned());
        }
        if ids(now.site, &claim.via) != ids(base.site, &before.via) {
            changes.push("who reports it is another".to_owned());
        }
        if later(now.site, claim) != later(base.site, before) {
            changes.push("what happened later is told otherwise".to_owned());
        }
        let (was, is) = (ids(base.site, &before.speakers), ids(now.site, &claim.speakers));
        if was != is {
            let named = |names: &BTreeSet<String>| match names.is_empty() {
                true => "the article".to_owned(),
                false => quoted(names),
            };
            changes.push(format!("the speaker was {} and is {}", named(&was), named(&is)));
        }
        changes.extend(evidence(now.site, claim, base.site, before));
        let (come, gone) = difference(&answers(now.site, claim), &answers(base.site, before));
        changes.extend(told("answers", &come, &gone));
        if plain(finding(claim)) != plain(finding(before)) {
            changes.push(match (finding(before), finding(claim)) {
                (None, _) => "a finding came".to_owned(),
                (_, None) => "the finding went".to_owned(),
                _ => "the finding is another".to_owned(),
            });
        }
        if !changes.is_empty() {
            let message = format!("`{}` changes: {}", name(now.site, claim), changes.join("; "));
            out.push(Diagnostic::at(Code::ClaimChanged, claim.span, message));
        }
    }
    let is_gone = |at: &String| !here.contains_key(at) && !renamed.contains(at);
    for (_, (claim, judgement)) in there.iter().filter(|(at, _)| is_gone(at)) {
        let (status, name) = (judgement.status.label(), name(base.site, claim));
        let message = format!("`{name}` is not published any more; it was {status}");
        let file = files.find(base_files.path(claim.span.file));
        out.push(match file {
            Some(file) => Diagnostic::at(Code::ClaimGone, Span::top(file), message),
            None => Diagnostic::new(Code::ClaimGone, message),
        });
    }
    out
}

/// A text without how its lines are broken.
fn plain(text: Option<&str>) -> Option<String> {
    text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The later events, as texts to compare.
fn later(site: &Site, claim: &Claim) -> Vec<String> {
    let one = |event: &Later<SourceIndex>| {
        let sources = event.sources.iter().map(|index| site.source(*index).id.to_string());
        let sources: Vec<String> = sources.collect();
        format!("{} {:?} {sources:?}", event.date.value, plain(Some(&event.text)))
    };
    claim.later.iter().map(one).collect()
}

/// The ids of speakers, whose order does not count.
fn ids(site: &Site, speakers: &[SpeakerIndex]) -> BTreeSet<String> {
    speakers.iter().map(|index| site.speaker(*index).id.to_string()).collect()
}

fn finding(claim: &Claim) -> Option<&str> {
    claim.details.finding.as_ref().map(|finding| finding.value.as_str())
}

fn answers(site: &Site, claim: &Claim) -> BTreeSet<(String, String)> {
    let of = |(index, relation): &(ClaimIndex, CounterRelation)| {
        (relation.key().to_owned(), site.claim(*index).id.to_string())
    };
    claim.counters.iter().map(of).collect()
}

/// What changed of the evidence: which citations came and went, and which say something else.
fn evidence(now: &Site, claim: &Claim, base: &Site, before: &Claim) -> Vec<String> {
    let of = |site: &Site, claim: &Claim| -> BTreeSet<(String, String)> {
        let cited = claim.citations.iter();
        cited.map(|cited| (cited.relation.key().to_owned(), source_id(site, cited))).collect()
    };
    let (come, gone) = difference(&of(now, claim), &of(base, before));
    let mut changes: Vec<String> = told("evidence", &come, &gone).into_iter().collect();
    let with = |site: &Site, claim: &Claim| -> BTreeMap<(String, String), Vec<String>> {
        let mut all: BTreeMap<_, Vec<String>> = BTreeMap::new();
        for cited in &claim.citations {
            let key = (cited.relation.key().to_owned(), source_id(site, cited));
            all.entry(key).or_default().push(content(cited));
        }
        all
    };
    let earlier = with(base, before);
    let edited = with(now, claim)
        .into_iter()
        .filter(|(key, content)| earlier.get(key).is_some_and(|before| before != content));
    let edited: BTreeSet<String> = edited.map(|((_, id), _)| id).collect();
    if !edited.is_empty() {
        changes.push(format!("what is quoted of {} is another", quoted(&edited)));
    }
    for cited in &claim.citations {
        let source = now.source(cited.source);
        let mut others = before.citations.iter().map(|cited| base.source(cited.source));
        let Some(earlier) = others.find(|other| other.id == source.id) else { continue };
        let pairs = record(now, source).into_iter().zip(record(base, earlier));
        let keys = pairs.filter(|(one, other)| one.1 != other.1).map(|(one, _)| one.0);
        let keys: Vec<&str> = keys.collect();
        let change = format!("the record of `{}` is another: {}", source.id, keys.join(", "));
        if !keys.is_empty() && !changes.contains(&change) {
            changes.push(change);
        }
    }
    changes
}

fn source_id(site: &Site, cited: &Citation) -> String {
    site.source(cited.source).id.to_string()
}

/// What a citation says of its source, as a text to compare.
fn content(cited: &Citation) -> String {
    let details = &cited.details;
    let passages = details.passages.iter();
    let passages: Vec<_> = passages
        .map(|one| {
            let translation = plain(one.translation.as_deref());
            (plain(Some(&one.text.value)), &one.language, translation, &one.locator)
        })
        .collect();
    format!("{:?} {:?} {:?} {passages:?}", cited.stake, cited.anonymous, details.locator)
}

/// What readers are told of a source, as texts to compare, by key.
fn record(site: &Site, source: &Source) -> [(&'static str, String); 11] {
    let details = &source.details;
    let archived = details.archived.as_ref();
    let archived = archived.map(|copy| (&copy.value.url, copy.value.date.as_ref()));
    [
        ("title", format!("{:?}", plain(Some(&details.title)))),
        ("url", format!("{:?}", details.url)),
        ("no-url", format!("{:?}", details.no_url)),
        ("publisher", format!("{:?}", details.publisher)),
        ("authors", format!("{:?}", details.authors)),
        ("date", format!("{:?}", details.date)),
        ("kind", format!("{:?}", details.kind)),
        ("access", format!("{:?}", details.access)),
        ("archived", format!("{archived:?}")),
        ("based-on", format!("{:?}", source.based_on.map(|index| &site.source(index).id))),
        ("speaker", format!("{:?}", ids(site, &source.speakers))),
    ]
}

type ClaimPairs = BTreeSet<(String, String)>;

fn difference(now: &ClaimPairs, before: &ClaimPairs) -> (ClaimPairs, ClaimPairs) {
    (now.difference(before).cloned().collect(), before.difference(now).cloned().collect())
}

/// What came and went of `what`.
fn told(what: &str, come: &ClaimPairs, gone: &ClaimPairs) -> Option<String> {
    let list = |pairs: &ClaimPairs| {
        let pairs: Vec<String> =
            pairs.iter().map(|(relation, id)| format!("{relation} `{id}`")).collect();
        pairs.join(", ")
    };
    match (come.is_empty(), gone.is_empty()) {
        (true, true) => None,
        (false, true) => Some(format!("{what} came: {}", list(come))),
        (true, false) => Some(format!("{what} went: {}", list(gone))),
        (false, false) => Some(format!("{what} came: {}, and went: {}", list(come), list(gone))),
    }
}

fn quoted(names: &BTreeSet<String>) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
