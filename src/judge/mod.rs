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
mod kept;
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
use kept::ArticleLook;
pub use kept::KeptJudgements;
pub use passages::{CopyCheck, Passages, verify};
pub use quotation::Cutting;
pub use size::sizes;

use crate::diagnostic::{Code, Diagnostic};
use crate::judge::status::{Judgement, Pieces, judge};
use crate::model::Status;
use crate::resolve::{Article, Claim, ClaimIndex, Gaps, Site, folder_of};
use crate::source::Files;
use rayon::prelude::*;
use std::sync::Arc;

/// Judges all claims of `site`. Those of articles that are as before have the judgements that are `kept`.
pub fn judgements(site: &Site, kept: &KeptJudgements) -> Vec<Arc<Judgement>> {
    let of_article = |(i, article): (usize, &Article)| -> Vec<Arc<Judgement>> {
        let claims = site.range_of(i);
        match kept.judgements_of(site).get(claims.clone()) {
            Some(judgements) if article.as_before => judgements.to_vec(),
            _ => claims.into_par_iter().map(|i| Arc::new(judge(site, ClaimIndex(i)))).collect(),
        }
    };
    let of_articles: Vec<_> = site.articles.par_iter().enumerate().map(of_article).collect();
    of_articles.into_iter().flatten().collect()
}

/// Compares what authors declare with the judgements, and asks what a desk would ask. Nothing is said
/// about evidence that seems to be missing where it may be in a gap; where the site is not `whole`,
/// nothing of what a desk would miss. What is `kept` of articles that are as before is not looked for again,
/// and is replaced.
pub fn check(
    (site, files): (&Site, &Files),
    judgements: &[Arc<Judgement>],
    gaps: &Gaps,
    whole: bool,
    kept: &mut KeptJudgements,
) -> Vec<Diagnostic> {
    let (mut out, strange) = tongues::look_at_sources(site);
    let known = kept.looks_of(site, whole);
    let look = |(i, article): (usize, &Article)| match known.get(i) {
        Some(known) if article.as_before => Arc::clone(known),
        _ => {
            let mut look = editorial::look_at_article((site, files), i, whole);
            tongues::look_at_article(site, i, &strange, &mut look.faults);
            let claims = site.range_of(i).map(|i| (&*site.claims[i], &*judgements[i]));
            look.faults.extend(claims.filter_map(|claim| unearned(site, claim, gaps)));
            Arc::new(look)
        }
    };
    let looks: Vec<Arc<ArticleLook>> = site.articles.par_iter().enumerate().map(look).collect();
    out.extend(looks.iter().flat_map(|look| look.faults.iter().cloned()));
    let alone = looks.iter().flat_map(|look| look.alone.iter().copied());
    editorial::look_at_site(site, whole, alone, &mut out);
    kept.keep(site, judgements, looks, whole);
    out
}

/// Reports a status that was declared and that the evidence does not yield.
fn unearned(
    site: &Site,
    (claim, judgement): (&Claim, &Judgement),
    gaps: &Gaps,
) -> Option<Diagnostic> {
    let declared = claim.details.declared.as_ref()?;
    // The status is the one that the evidence had; it is derived again once somebody has looked.
    if declared.value == judgement.status
        || claim.details.recheck.is_some()
        || !is_known(site, claim, gaps)
    {
        return None;
    }
    let message = format!(
        "the evidence on `{}` does not yield `{}` but `{}`",
        claim.id,
        declared.value.key(),
        judgement.status.key()
    );
    let mut diagnostic = Diagnostic::at(Code::StatusUnearned, declared.span, message)
        .label(format!("`{}` needs: {}", declared.value.key(), declared.value.rule()))
        .hint(format!("what is cited: {}", summary(site, judgement)));
    if declared.value == Status::Opinion {
        diagnostic = diagnostic.hint("declare an opinion with `kind: opinion`");
    }
    Some(diagnostic.hint("mend the evidence, or leave `status` out: it is derived"))
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
