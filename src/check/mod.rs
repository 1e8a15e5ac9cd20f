//! Judges every claim, compares what authors expect with what the evidence yields, and asks what a
//! desk would ask.
//!
//! In goes a [`Site`]; out come the judgements, one a claim and in the same order, and the faults.

mod editorial;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Status;
use crate::resolve::{ClaimIndex, Site};
use crate::status::{Judgement, Pieces, judge};
use rayon::prelude::*;

/// Judges all claims of `site`. Where it is not `whole`, because something in it could not be read or
/// resolved, nothing is said about what seems to be missing from it.
pub fn check(site: &Site, whole: bool) -> (Vec<Judgement>, Vec<Diagnostic>) {
    let judgements: Vec<Judgement> =
        (0..site.claims.len()).into_par_iter().map(|i| judge(site, ClaimIndex(i))).collect();
    let mut out = Vec::new();
    for (claim, judgement) in site.claims.iter().zip(&judgements) {
        if let Some(declared) = claim.details.declared
            && declared.value != judgement.status
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
    out.extend(editorial::look(site, whole));
    (judgements, out)
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
