//! Judges every claim, compares what authors expect with what the evidence yields, and asks what a
//! desk would ask.
//!
//! In goes a [`Site`]; out come the judgements, one a claim and in the same order, and the faults.
//! [`sizes`] looks at what has become of it.

mod echo;
mod editorial;
mod gone;
mod kin;
mod passages;
mod size;
pub mod status;
mod tongues;

pub use echo::silence;
pub use gone::{gone, places};
pub use kin::suggest;
pub use passages::{Checked, Passages, verify};
pub use size::sizes;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::judge::status::{Judgement, Pieces, judge};
use crate::model::Status;
use crate::resolve::{ClaimIndex, Site};
use crate::source::{Files, Span};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Where something could not be read or resolved: what seems to be missing there may be missing for
/// that reason alone.
#[derive(Debug, Default)]
pub struct Damage {
    places: Vec<Span>,
    /// True where a whole file, or records, were damaged, which any claim may rest on.
    anywhere: bool,
}

impl Damage {
    /// Reads the damage off the errors so far.
    pub fn of(diagnostics: &[Diagnostic], files: &Files) -> Self {
        let mut damage = Self::default();
        for diagnostic in diagnostics.iter().filter(|d| d.severity() == Severity::Error) {
            if let Some(place) = &diagnostic.place {
                let name = files.path(place.span.file).rsplit('/').next();
                damage.anywhere |= matches!(name, Some("sources.yaml" | "speakers.yaml"))
                    || matches!(
                        diagnostic.code,
                        Code::YamlSyntax
                            | Code::FileUnreadable
                            | Code::FileEnding
                            | Code::MergeUnfinished
                            | Code::SectionMissing
                    );
                damage.places.push(place.span);
            }
        }
        damage
    }

    /// True where nothing is damaged.
    pub fn is_none(&self) -> bool {
        self.places.is_empty()
    }

    /// The claims that are damaged themselves: each place belongs to the last claim that begins
    /// before it.
    fn claims(&self, site: &Site) -> BTreeSet<ClaimIndex> {
        // Most builds have no damage, and need no list of all claims.
        if self.is_none() {
            return BTreeSet::new();
        }
        let claims = site.claims.iter().enumerate();
        let starts: BTreeMap<Span, ClaimIndex> =
            claims.map(|(i, claim)| (claim.span, ClaimIndex(i))).collect();
        let owner = |place: &Span| {
            let (span, index) = starts.range(..=Span { end: u32::MAX, ..*place }).next_back()?;
            (span.file == place.file).then_some(*index)
        };
        self.places.iter().filter_map(owner).collect()
    }
}

/// Judges all claims of `site`.
pub fn judgements(site: &Site) -> Vec<Judgement> {
    (0..site.claims.len()).into_par_iter().map(|i| judge(site, ClaimIndex(i))).collect()
}

/// Compares what authors declare with the judgements, and asks what a desk would ask. Nothing is said
/// about what seems to be missing where something is `damaged`.
pub fn check(site: &Site, judgements: &[Judgement], damaged: &Damage) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let broken = damaged.claims(site);
    for (i, (claim, judgement)) in site.claims.iter().zip(judgements).enumerate() {
        let others = claim.counters.iter().chain(&claim.answers).map(|(other, _)| *other);
        let mut involved = others.chain([ClaimIndex(i)]);
        if damaged.anywhere || involved.any(|claim| broken.contains(&claim)) {
            continue;
        }
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
    out.extend(editorial::look(site, damaged.is_none()));
    out.extend(tongues::look(site));
    out
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
