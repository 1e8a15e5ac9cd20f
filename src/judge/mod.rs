//! Judges every claim, compares what authors expect with what the evidence yields, and asks what a
//! desk would ask.
//!
//! In goes a [`Site`]; out come the judgements, one a claim and in the same order, and the faults.
//! [`sizes`] looks at what has become of it.

mod against;
mod confidential;
mod echo;
mod editorial;
mod gone;
mod passages;
mod quotation;
mod size;
pub mod status;
mod tongues;
mod work;

pub use against::{JudgedSite, against};
pub use confidential::KeptBack;
pub use echo::Silence;
pub use gone::{gone, places};
pub use passages::{CopyCheck, Passages, verify};
pub use quotation::Cutting;
pub use size::sizes;

use crate::diagnostic::{Code, Diagnostic};
use crate::judge::status::{Judgement, Pieces, judge};
use crate::model::Status;
use crate::resolve::{Claim, ClaimIndex, Gaps, Site, folder_of};
use crate::source::Files;
use rayon::prelude::*;

/// Judges all claims of `site`.
pub fn judgements(site: &Site) -> Vec<Judgement> {
    (0..site.claims.len()).into_par_iter().map(|i| judge(site, ClaimIndex(i))).collect()
}

/// Compares what authors declare with the judgements, and asks what a desk would ask. Nothing is said
/// about evidence that seems to be missing where it may be in a gap; where the site is not `whole`,
/// nothing of what a desk would miss.
pub fn check(
    (site, files): (&Site, &Files),
    judgements: &[Judgement],
    gaps: &Gaps,
    whole: bool,
) -> Vec<Diagnostic> {
    let editorial = || editorial::look(site, files, whole);
    let (mut out, tongues) = rayon::join(editorial, || tongues::look(site));
    out.extend(tongues);
    for (claim, judgement) in site.claims.iter().zip(judgements) {
        if let Some(declared) = claim.details.declared
            && declared.value != judgement.status
            // The status is the one that the evidence had; it is derived again once somebody has looked.
            && claim.details.recheck.is_none()
            && is_known(site, claim, gaps)
        {
            let mut diagnostic = Diagnostic::at(
                Code::StatusUnearned,
                declared.span,
                format!(
                    "the evidence on `{}` does not yield `{}` but `{}`",
                    claim.id,
                    declared.value.key(),
                    judgement.status.key()
                ),
            )
            .label(format!("`{}` needs: {}", declared.value.key(), declared.value.rule()))
            .hint(format!("what is cited: {}", summary(site, judgement)));
            if declared.value == Status::Opinion {
                diagnostic = diagnostic.hint("declare an opinion with `kind: opinion`");
            }
            out.push(diagnostic.hint("mend the evidence, or leave `status` out: it is derived"));
        }
    }
    out
}

/// True where all the evidence on `claim` is known: it, what bears on it and what that cites are whole,
/// and nothing that is not read names it.
fn is_known(site: &Site, claim: &Claim, gaps: &Gaps) -> bool {
    let is_whole = |claim: &Claim| {
        claim.whole && claim.citations.iter().all(|cited| site.source(cited.source).whole)
    };
    let mut others = claim.counters.iter().chain(&claim.answers);
    let folder = folder_of(&site.articles[claim.article].prefix);
    is_whole(claim)
        && others.all(|(other, _)| is_whole(site.claim(*other)))
        && !gaps.may_mention(&folder, &claim.id)
}

/// The evidence by weight, for a message.
fn summary(site: &Site, judgement: &Judgement) -> String {
    let parts = [
        ("strong support", &judgement.strong_for),
        ("strong evidence against", &judgement.strong_against),
        ("words against", &judgement.words_against),
        ("updates", &judgement.updates),
        ("qualifications", &judgement.qualifies),
        ("support that is not strong", &judgement.weak_for),
        ("qualifications and updates that are not independent", &judgement.unweighed),
        ("without weight", &judgement.weightless),
        ("without a passage, on a claim that nobody checked", &judgement.unseen),
    ];
    let named: Vec<String> = parts
        .iter()
        .filter(|(_, pieces)| !pieces.is_empty())
        .map(|(name, pieces)| format!("{name}: {}", ids(site, pieces)))
        .collect();
    if named.is_empty() { "nothing".to_owned() } else { named.join("; ") }
}

fn ids(site: &Site, pieces: &Pieces) -> String {
    let sources = pieces.sources.iter().map(|s| &*site.source(*s).id);
    let claims = pieces.claims.iter().map(|c| &*site.claim(*c).id);
    sources.chain(claims).collect::<Vec<_>>().join(", ")
}
