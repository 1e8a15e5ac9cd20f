//! What changed of claims since an earlier state of the site, such as that before a pull request.
//!
//! In go two sites with their judgements; out come notes: claims that are new, that have gone, and
//! those whose words, speakers, evidence, answers, finding or status are others. What only moved, or
//! is only laid out otherwise, is not told.

use super::status::Judgement;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::address;
use crate::resolve::{Citation, Claim, ClaimIndex, Site, Source};
use crate::source::{Files, Span};
use std::collections::{BTreeMap, BTreeSet};

/// A site with the judgements on its claims.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'s> {
    /// The site.
    pub site: &'s Site,
    /// The judgement on each claim, in the order of the site.
    pub judgements: &'s [Judgement],
}

impl<'s> Judged<'s> {
    /// Its claims by the address of their pages, which is what they are known by.
    fn claims(self) -> BTreeMap<String, (&'s Claim, &'s Judgement)> {
        let Self { site, judgements } = self;
        let named = site.claims.iter().zip(judgements);
        named.map(|(claim, judgement)| (name(site, claim), (claim, judgement))).collect()
    }
}

fn name(site: &Site, claim: &Claim) -> String {
    address::claim(&site.articles[claim.article].prefix, &claim.id)
}

/// Compares `now` with `base`. Places are those of `now`; a claim that has gone has its place in the
/// file that it stood in, if `files` has that.
pub fn against(
    now: Judged<'_>,
    base: Judged<'_>,
    base_files: &Files,
    files: &Files,
) -> Vec<Diagnostic> {
    let (here, there) = (now.claims(), base.claims());
    let mut out = Vec::new();
    for (name, (claim, judgement)) in &here {
        let Some((before, earlier)) = there.get(name) else {
            let status = judgement.status.label();
            let message = format!("`{}` is new: {status}", claim.id);
            out.push(Diagnostic::at(Code::ClaimNew, claim.span, message));
            continue;
        };
        let mut changes = Vec::new();
        if judgement.status != earlier.status {
            let (was, is) = (earlier.status.label(), judgement.status.label());
            changes.push(format!("the status was {was} and is {is}"));
        }
        if claim.words != before.words {
            changes.push(format!("the words were \u{201c}{}\u{201d}", before.words));
        }
        if claim.details.states != before.details.states && claim.words == before.words {
            changes.push("what is stated is another".to_owned());
        }
        if speakers(now.site, claim) != speakers(base.site, before) {
            let named = |names: &BTreeSet<String>| match names.is_empty() {
                true => "the article".to_owned(),
                false => quoted(names),
            };
            let (was, is) = (speakers(base.site, before), speakers(now.site, claim));
            changes.push(format!("the speaker was {} and is {}", named(&was), named(&is)));
        }
        changes.extend(evidence(now.site, claim, base.site, before));
        let (come, gone) = difference(&answers(now.site, claim), &answers(base.site, before));
        changes.extend(told("answers", &come, &gone));
        if finding(claim) != finding(before) {
            changes.push(match (finding(before), finding(claim)) {
                (None, _) => "a finding came".to_owned(),
                (_, None) => "the finding went".to_owned(),
                _ => "the finding is another".to_owned(),
            });
        }
        if !changes.is_empty() {
            let message = format!("`{}` changes: {}", claim.id, changes.join("; "));
            out.push(Diagnostic::at(Code::ClaimChanged, claim.span, message));
        }
    }
    for (name, (claim, judgement)) in there.iter().filter(|(name, _)| !here.contains_key(*name)) {
        let status = judgement.status.label();
        let moved = alias(now.site, name).map(|id| format!("; its address leads to `{id}`"));
        let message = format!(
            "`{}` is not published any more; it was {status}{}",
            claim.id,
            moved.unwrap_or_default()
        );
        let file = files.find(base_files.path(claim.span.file));
        out.push(match file {
            Some(file) => Diagnostic::at(Code::ClaimGone, Span::top(file), message),
            None => Diagnostic::new(Code::ClaimGone, message),
        });
    }
    out
}

/// The claim that has taken over an address.
fn alias<'s>(site: &'s Site, address: &str) -> Option<&'s str> {
    let has = |claim: &&Claim| {
        let prefix = &site.articles[claim.article].prefix;
        claim.details.aliases.iter().any(|alias| address::claim(prefix, &alias.value) == address)
    };
    site.claims.iter().find(has).map(|claim| &*claim.id)
}

fn speakers(site: &Site, claim: &Claim) -> BTreeSet<String> {
    claim.speakers.iter().map(|index| site.speaker(*index).id.to_string()).collect()
}

fn finding(claim: &Claim) -> Option<&str> {
    claim.details.finding.as_ref().map(|finding| finding.value.as_str())
}

fn answers(site: &Site, claim: &Claim) -> BTreeSet<(String, String)> {
    let of = |(index, relation): &(ClaimIndex, _)| {
        let relation: crate::model::CounterRelation = *relation;
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
    let sources = |site: &Site, claim: &Claim| -> BTreeMap<String, String> {
        let cited = claim.citations.iter();
        cited.map(|cited| (source_id(site, cited), record(site.source(cited.source)))).collect()
    };
    let earlier = sources(base, before);
    let other = sources(now, claim).into_iter();
    let other = other.filter(|(id, text)| earlier.get(id).is_some_and(|before| before != text));
    let other: BTreeSet<String> = other.map(|(id, _)| id).collect();
    if !other.is_empty() {
        changes.push(format!("the record of {} is another", quoted(&other)));
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
        .map(|one| (&one.text.value, &one.language, &one.translation, &one.locator))
        .collect();
    format!("{:?} {:?} {:?} {passages:?}", cited.stake, cited.anonymous, details.locator)
}

/// What tells a reader which document a source is, as a text to compare.
fn record(source: &Source) -> String {
    let details = &source.details;
    format!("{:?} {:?} {:?} {:?}", details.title, details.url, details.publisher, details.no_url)
}

type Pairs = BTreeSet<(String, String)>;

fn difference(now: &Pairs, before: &Pairs) -> (Pairs, Pairs) {
    (now.difference(before).cloned().collect(), before.difference(now).cloned().collect())
}

/// What came and went of `what`.
fn told(what: &str, come: &Pairs, gone: &Pairs) -> Option<String> {
    let list = |pairs: &Pairs| {
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
