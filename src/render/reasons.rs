//! Statuses as pages show them, and the reasons for them.
//!
//! In go judgements; out come labels, and sentences that name the evidence.

use super::context::StatusInfo;
use super::view::{View, join};
use crate::model::{About, Relation, Status};
use crate::resolve::{Claim, ClaimIndex, SourceIndex};
use crate::status::Pieces;

impl View<'_> {
    /// The status of a claim.
    pub fn status(&self, index: ClaimIndex) -> StatusInfo {
        let (claim, judgement) = (self.site.claim(index), self.judgement(index));
        let status = judgement.status;
        let said = claim.details.about == About::Said && status == Status::Supported;
        let label = if said {
            format!("{}: it was said", status.label())
        } else {
            status.label().to_owned()
        };
        let deniers = self.deniers(claim, &judgement.words_against);
        let but = (status == Status::Supported && !deniers.is_empty())
            .then(|| format!("denied by {}", join(&deniers)));
        let definition = match said {
            true => "The record shows that it was said. Whether it is so is not judged here.",
            false => status.definition(),
        };
        StatusInfo {
            key: status.key(),
            label,
            but,
            definition,
            corrected: claim.details.was.is_some(),
            draft: claim.details.draft,
        }
    }

    /// The names behind words against a claim, each once.
    fn deniers(&self, of: &Claim, pieces: &Pieces) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut add = |name: String| {
            if !names.contains(&name) {
                names.push(name);
            }
        };
        for claim in &pieces.claims {
            let claim = self.site.claim(*claim);
            match claim.speakers.is_empty() {
                true if claim.anchors.is_empty() => add("a speaker who is not stated".into()),
                true => add("the article itself".into()),
                false => claim
                    .speakers
                    .iter()
                    .for_each(|s| add(self.site.speaker(*s).details.within.clone())),
            }
        }
        for index in &pieces.sources {
            let source = self.site.source(*index);
            let publisher =
                || source.details.publisher.clone().unwrap_or_else(|| source.details.title.clone());
            let unnamed = of
                .citations
                .iter()
                .any(|c| c.source == *index && c.anonymous && c.relation == Relation::Contradicts);
            match source.speakers.is_empty() {
                _ if unnamed => add(format!("unnamed people in {}", publisher())),
                true => add(publisher()),
                false => {
                    source
                        .speakers
                        .iter()
                        .for_each(|s| add(self.site.speaker(*s).details.within.clone()));
                }
            }
        }
        names
    }

    /// Why a claim has its status, in sentences that name the evidence.
    pub fn why(&self, index: ClaimIndex) -> Vec<String> {
        let (claim, judgement) = (self.site.claim(index), self.judgement(index));
        let mut why = vec![format!("The rule: {}", judgement.status.rule())];
        let parts = [
            ("Strong support", &judgement.strong_for),
            ("Strong evidence against", &judgement.strong_against),
            ("A word against, which is no refutation", &judgement.words_against),
            ("Updated by", &judgement.updates),
            ("Qualified by", &judgement.qualifies),
            ("Qualifies or updates it, without independent evidence", &judgement.unweighed),
            (
                "Support from people with a stake or without a name, which is not strong",
                &judgement.weak_for,
            ),
            (
                "Weighs nothing, because it only repeats the claim or is the claimant\u{2019}s own",
                &judgement.weightless,
            ),
        ];
        for (name, pieces) in parts {
            if !pieces.is_empty() {
                why.push(format!("{name}: {}.", join(&self.names(claim, pieces))));
                why.extend(self.one_report(pieces));
            }
        }
        why
    }

    /// Says which of the sources count once, because they come from one report.
    fn one_report(&self, pieces: &Pieces) -> Vec<String> {
        let mut origins: Vec<(SourceIndex, Vec<String>)> = Vec::new();
        for &source in &pieces.sources {
            let origin = self.site.source(source).origin;
            let name = self.source(source).short;
            match origins.iter_mut().find(|(known, _)| *known == origin) {
                Some((_, names)) => names.push(name),
                None => origins.push((origin, vec![name])),
            }
        }
        let shared = origins.into_iter().filter(|(_, names)| names.len() > 1);
        shared
            .map(|(_, names)| {
                format!("Of these, {} come from one report, and count once.", join(&names))
            })
            .collect()
    }

    fn names(&self, of: &Claim, pieces: &Pieces) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let sources = pieces.sources.iter().map(|s| {
            let source = self.site.source(*s);
            source.details.publisher.clone().unwrap_or_else(|| source.details.title.clone())
        });
        let claims = pieces.claims.iter().map(|c| {
            let claim = self.site.claim(*c);
            let who: Vec<String> = claim
                .speakers
                .iter()
                .map(|s| self.site.speaker(*s).details.within.clone())
                .collect();
            match (claim.number, who.is_empty()) {
                (Some(n), _) if claim.article == of.article => format!("claim {n}"),
                (Some(n), _) => {
                    format!("claim {n} of \u{201c}{}\u{201d}", self.article(claim).title)
                }
                (None, true) => "a counter-claim".to_owned(),
                (None, false) => format!("the counter-claim of {}", join(&who)),
            }
        });
        for name in sources.chain(claims) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}
