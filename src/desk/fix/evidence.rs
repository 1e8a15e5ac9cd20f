//! The evidence on a claim, for the one who looks whether it bears words that changed.
//!
//! In goes a site; out come texts to show, and [`Mend`]s that write `recheck` into a claim, or take it out
//! again.

use super::mend::{Mend, Sureness};
use crate::model::Status;
use crate::pipeline::Built;
use crate::resolve::{Claim, ClaimIndex};
use crate::source::Span;
use crate::yaml::edit::{self, Edit, EditRefusal};
use jiff::civil;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is on record about a claim.
#[derive(Debug, Clone)]
pub struct EvidenceLook {
    /// `claim`, or `article/claim`.
    pub name: String,
    /// Where it is written.
    pub span: Span,
    /// Its words.
    pub words: String,
    /// Who made it.
    pub speakers: Vec<String>,
    /// Its status.
    pub status: Status,
    /// The finding.
    pub finding: Option<String>,
    /// Each passage with the title of its source, or the title alone; then what answers it.
    pub evidence: Vec<String>,
    /// When it was checked, and by whom.
    pub checked: Option<String>,
    /// Who checked it.
    pub checked_by: Option<String>,
    /// Since when it says something else, as typed.
    pub since: Option<String>,
}

/// The claims of a site by `claim`, or `article/claim`.
pub(super) fn claims_by_name(built: &Built) -> BTreeMap<String, ClaimIndex> {
    let site = built.site();
    let named = |(i, claim): (usize, &Arc<Claim>)| {
        let prefix = &site.articles.get(claim.article)?.prefix;
        Some((format!("{prefix}{}", claim.id), ClaimIndex(i)))
    };
    site.claims.iter().enumerate().filter_map(named).collect()
}

/// The claims of a site, as they are named on the command line.
pub fn names_of_claims(built: &Built) -> Vec<String> {
    claims_by_name(built).into_keys().collect()
}

/// The claims that no question can mend: their words are gone, or stand at several places.
pub fn claims_without_words(built: &Built) -> Vec<String> {
    let of_site = claims_by_name(built);
    let proposals = built.guard().articles.iter().flat_map(|article| &article.proposals);
    let offered: Vec<String> = proposals.map(|p| format!("{}{}", p.prefix, p.claim)).collect();
    let asked = built.guard().articles.iter().flat_map(|article| &article.contexts);
    let asked: Vec<&String> = asked.flat_map(|group| &group.claims).collect();
    let lost = of_site.into_iter().filter(|(name, index)| {
        let is_lost = built.site().claim(*index).unanchored;
        is_lost && !offered.contains(name) && !asked.contains(&name)
    });
    lost.map(|(name, _)| name).collect()
}

impl EvidenceLook {
    /// What tells the question about it from others.
    pub fn key(&self) -> String {
        format!("recheck {} {}", self.name, self.words)
    }

    /// What is on record about the claim at `index`.
    pub fn of(built: &Built, index: ClaimIndex) -> Self {
        let site = built.site();
        let claim = site.claim(index);
        let details = &claim.details;
        let mut evidence = Vec::new();
        for citation in &claim.citations {
            let title = &site.source(citation.source).details.title;
            let relation = citation.relation.key();
            for passage in &citation.details.passages {
                let at = passage.locator.as_ref().or(citation.details.locator.as_ref());
                let at = at.map(|at| format!(", {at}")).unwrap_or_default();
                evidence.push(format!("{relation}: \"{}\" ({title}{at})", passage.text.value));
            }
            if citation.details.passages.is_empty() {
                let at = citation.details.locator.as_ref();
                let at = at.map(|at| format!(", {at}")).unwrap_or_default();
                evidence.push(format!("{relation}: {title}{at}"));
            }
        }
        let who = |claim: &Claim| -> Vec<String> {
            let speakers = claim.speakers.iter();
            speakers.map(|speaker| site.speaker(*speaker).details.name.clone()).collect()
        };
        for (counter, relation) in &claim.counters {
            let counter = site.claim(*counter);
            let by = who(counter).join(", ");
            let by = if by.is_empty() { String::new() } else { format!(" ({by})") };
            evidence.push(format!("{}: \"{}\"{by}", relation.key(), counter.words));
        }
        let checked = details.checked.as_ref().map(|on| {
            let by = details.checked_by.as_ref().map(|who| format!(" by {}", who.value));
            format!("{}{}", built.files.slice(on.span), by.unwrap_or_default())
        });
        Self {
            name: format!("{}{}", site.articles[claim.article].prefix, claim.id),
            span: claim.span,
            words: claim.words.to_string(),
            speakers: who(claim),
            status: built.judgements()[index.0].status,
            finding: details.finding.as_ref().map(|finding| finding.value.clone()),
            evidence,
            checked,
            since: details.recheck.as_ref().map(|on| built.files.slice(on.span).to_owned()),
            checked_by: details.checked_by.as_ref().map(|who| who.value.clone()),
        }
    }
}

/// The claims whose words changed after their evidence was looked at, in the order of the site.
pub fn rechecks(built: &Built) -> Vec<EvidenceLook> {
    let claims = built.site().claims.iter().enumerate();
    let open = claims.filter(|(_, claim)| claim.details.recheck.is_some());
    open.map(|(i, _)| EvidenceLook::of(built, ClaimIndex(i))).collect()
}

/// Writes into the claims `names` that their words say something else since `today`.
pub fn say_otherwise(built: &Built, names: &[String], today: civil::Date) -> Vec<Mend> {
    let today = today.to_string();
    each(built, names, &|text, claim| {
        let edit = match &claim.details.recheck {
            Some(since) => edit::scalar(text, since.span.range(), &today)?,
            None => edit::insert_before(text, claim.head.range(), "recheck", &today)?,
        };
        Ok(vec![edit])
    })
}

/// Writes into the claims `names` that their evidence was looked at again `today`, by `who` where that is
/// said.
pub fn looked_again(
    built: &Built,
    names: &[String],
    today: civil::Date,
    who: Option<&str>,
) -> Vec<Mend> {
    let today = today.to_string();
    each(built, names, &|text, claim| {
        let details = &claim.details;
        let mut edits = Vec::new();
        match (&details.checked, &details.recheck) {
            (Some(on), since) => {
                edits.push(edit::scalar(text, on.span.range(), &today)?);
                if let Some(since) = since {
                    edits.push(edit::remove(text, since.span.range())?);
                }
            }
            (None, Some(since)) => {
                edits.extend(edit::entry(text, since.span.range(), "checked", &today)?);
            }
            (None, None) => {
                edits.push(edit::insert_before(text, claim.head.range(), "checked", &today)?);
            }
        }
        match (who, &details.checked_by) {
            (None, _) => {}
            (Some(who), Some(before)) => {
                edits.push(edit::scalar(text, before.span.range(), who)?);
            }
            (Some(who), None) => {
                edits.push(edit::insert_before(text, claim.head.range(), "checked-by", who)?);
            }
        }
        Ok(edits)
    })
}

/// The edits of the text that a claim is written in.
type ClaimEdits<'e> = &'e dyn Fn(&str, &Claim) -> Result<Vec<Edit>, EditRefusal>;

/// A change for each of the claims `names`; no change for one that the site does not have.
fn each(built: &Built, names: &[String], edits: ClaimEdits) -> Vec<Mend> {
    let of_site = claims_by_name(built);
    let mend = |name: &String| {
        let claim = built.site().claim(*of_site.get(name)?);
        let file = claim.head.file;
        let (edits, refused) = match edits(&built.files.get(file).text, claim) {
            Ok(edits) => (edits, None),
            Err(refusal) => (Vec::new(), Some(refusal.to_string())),
        };
        Some(Mend {
            diagnostic: None,
            question: format!("write into `{name}` when its evidence was looked at?"),
            sureness: Sureness::Asked,
            claims: vec![name.clone()],
            edits: edits.into_iter().map(|edit| (file, edit)).collect(),
            lock: None,
            refused,
            part: None,
        })
    };
    names.iter().filter_map(mend).collect()
}
