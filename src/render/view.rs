//! Turns parts of a site into the values that templates read.
//!
//! In goes a [`Site`] with its judgements; out come the small structs of [`super::context`], with
//! every address relative to the page at hand. A [`View`] is a pair of glasses: one page's way of
//! looking at the site.

use super::context::{
    Attribution, ClaimItem, CounterLine, Coverage, Date, Filter, RelationInfo, SpeakerRef,
};
use crate::address;
use crate::check::Passages;
use crate::model::{self, CounterRelation, Relation, Stake, Status};
use crate::resolve::{Article, Claim, ClaimIndex, Site, SpeakerIndex};
use crate::status::Judgement;

/// A site as seen from one page.
#[derive(Clone, Copy)]
pub struct View<'v> {
    /// The site.
    pub site: &'v Site,
    /// The judgement of each claim.
    pub judgements: &'v [Judgement],
    /// Which passages were found in a saved copy.
    pub checked: &'v Passages,
    /// How the evidence stands in each article.
    pub coverages: &'v [Coverage],
    /// Path of the page.
    pub page: &'v str,
}

/// The language that the pages' own words are in.
pub const INTERFACE: &str = "en";

/// A date for people and machines.
pub fn date(date: &model::Date) -> Date {
    Date { iso: date.iso(), text: date.to_string() }
}

/// The direction of a language's script.
pub fn direction(language: &str) -> &'static str {
    const RIGHT_TO_LEFT: &[&str] = &[
        "ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku-arab", "nqo", "ps", "sd", "ug", "ur", "yi",
    ];
    let language = language.to_ascii_lowercase();
    let primary = language.split('-').next().unwrap_or("");
    if RIGHT_TO_LEFT.iter().any(|l| *l == primary || *l == language) { "rtl" } else { "ltr" }
}

impl From<Relation> for RelationInfo {
    fn from(relation: Relation) -> Self {
        Self { key: relation.key(), label: relation.label() }
    }
}

impl From<CounterRelation> for RelationInfo {
    fn from(relation: CounterRelation) -> Self {
        Self { key: relation.key(), label: relation.label() }
    }
}

impl<'v> View<'v> {
    /// The link to `path` from this page.
    pub fn link(&self, path: &str) -> String {
        address::relative(self.page, path)
    }

    pub(super) fn judgement(&self, claim: ClaimIndex) -> &'v Judgement {
        &self.judgements[claim.0]
    }

    pub(super) fn article(&self, claim: &Claim) -> &'v Article {
        &self.site.articles[claim.article]
    }

    /// A speaker as a link.
    pub fn speaker(&self, index: SpeakerIndex) -> SpeakerRef {
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
            via: claim.via.iter().map(|s| self.speaker(*s)).collect(),
            date: claim.details.date.as_ref().map(|d| date(&d.value)),
        }
    }

    /// `Claim 5`, or what a claim made elsewhere is called.
    pub fn name(&self, claim: &Claim) -> String {
        let what = match claim.number {
            Some(n) => return format!("Claim {n}"),
            None if claim.answers.is_empty() => "Claim",
            None => "Counter-claim",
        };
        let who: Vec<String> =
            claim.speakers.iter().map(|s| self.site.speaker(*s).details.within.clone()).collect();
        match who.is_empty() {
            true => what.to_owned(),
            false => format!("{what} of {}", join(&who)),
        }
    }

    /// The language of a claim's words: its section's, or its article's.
    fn language(&self, claim: &Claim) -> &'v str {
        let article = self.article(claim);
        let section = claim.anchors.first().and_then(|a| match a.place {
            crate::resolve::Place::Section(i) => article.sections[i].language.as_deref(),
            _ => None,
        });
        section.unwrap_or(&article.language)
    }

    /// A claim in few words.
    pub fn claim(&self, index: ClaimIndex) -> ClaimItem {
        let claim = self.site.claim(index);
        let language = Some(self.language(claim)).filter(|l| *l != INTERFACE);
        ClaimItem {
            id: claim.id.to_string(),
            n: claim.number,
            name: self.name(claim),
            href: self.link(&address::claim(&self.article(claim).prefix, &claim.id)),
            words: claim.words.to_string(),
            states: claim.details.states.clone(),
            quoted: claim.number.is_some() || claim.unanchored,
            dir: language.map(direction),
            language: language.map(str::to_owned),
            status: self.status(index),
            by: self.attribution(claim),
            finding: claim.details.finding.as_ref().map(|f| f.value.clone()),
        }
    }

    /// What answers a claim.
    pub fn counters(&self, edges: &[(ClaimIndex, CounterRelation)]) -> Vec<CounterLine> {
        edges
            .iter()
            .map(|&(claim, relation)| CounterLine {
                relation: relation.into(),
                passive: relation.passive(),
                claim: self.claim(claim),
            })
            .collect()
    }

    /// The statuses of `claims`, with how many have each.
    pub fn filters(&self, claims: &[ClaimIndex]) -> Vec<Filter> {
        statuses(self.judgements, claims)
    }

    /// How the evidence stands in an article.
    pub fn coverage(&self, article: usize) -> Coverage {
        self.coverages[article].clone()
    }
}

/// The statuses of `claims`, with how many have each.
pub fn statuses(judgements: &[Judgement], claims: &[ClaimIndex]) -> Vec<Filter> {
    let mut counts = vec![0; Status::ALL.len()];
    for claim in claims {
        counts[judgements[claim.0].status as usize] += 1;
    }
    let counted = Status::ALL.iter().zip(counts).filter(|(_, count)| *count > 0);
    counted
        .map(|(status, count)| Filter { key: status.key(), label: status.label(), count })
        .collect()
}

/// How the evidence stands in an article, counted once for all its pages.
pub fn coverage(site: &Site, judgements: &[Judgement], article: &Article) -> Coverage {
    let claims = article.marked.iter().map(|c| (site.claim(*c), &judgements[c.0]));
    let checkable: Vec<_> = claims.filter(|(_, j)| j.status != Status::Opinion).collect();
    let sourced = |c: &Claim| c.citations.iter().any(|c| c.relation != Relation::Repeats);
    let independent = |c: &Claim| {
        c.citations.iter().any(|c| c.relation != Relation::Repeats && c.stake == Stake::Independent)
    };
    let count = |f: &dyn Fn(&Claim) -> bool| checkable.iter().filter(|(c, _)| f(c)).count();
    let last = checkable
        .iter()
        .filter_map(|(c, _)| c.details.checked.as_ref().map(|d| &d.value))
        .max_by_key(|d| d.latest());
    Coverage {
        marked: article.marked.len(),
        checkable: checkable.len(),
        sourced: count(&sourced),
        independent: count(&independent),
        countered: count(&|c| !c.counters.is_empty()),
        last_checked: last.map(date),
    }
}

/// `a`, `a and b`, `a, b and c`; with semicolons where a name holds a comma or an `and`.
pub fn join(names: &[String]) -> String {
    if names.len() > 1 && names.iter().any(|n| n.contains(", ") || n.contains(" and ")) {
        return names.join("; ");
    }
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [init @ .., last] => format!("{} and {last}", init.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_directions() {
        for (language, expect) in
            [("en", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("es", "ltr"), ("fa", "rtl")]
        {
            assert_eq!(direction(language), expect, "{language}");
        }
    }
}
