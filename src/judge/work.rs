//! Asks after the work behind a claim: what its citations rest on, whether its words changed since, and
//! whether a second person looked.
//!
//! In goes a claim of a resolved site; out come diagnostics, all of them warnings.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::SourceKind;
use crate::resolve::{Claim, Site};
use crate::source::At;
use std::sync::Arc;

/// Citations of a claim that was checked which do not say what they rest on. An image or a recording
/// has no words, and a note may say what it shows.
pub(super) fn rests(site: &Site, claim: &Claim, out: &mut Vec<Diagnostic>) {
    if claim.details.checked.is_none() || !claim.whole {
        return;
    }
    for citation in &claim.citations {
        let details = &citation.details;
        let source = site.source(citation.source);
        let has_text = source.details.kind.is_none_or(SourceKind::has_text);
        let is_described = !has_text && details.note.is_some();
        if details.passages.is_empty() && details.locator.is_none() && !is_described {
            let message = format!(
                "`{}` was checked, and it is not said what in `{}` it rests on",
                claim.id, source.id
            );
            let hint = match has_text {
                true => "give its words in `passage`, or say where they stand in `locator`",
                false => "say in `note` what it shows, or in `locator` where",
            };
            out.push(Diagnostic::at(Code::PassageMissing, citation.span, message).hint(hint));
        }
    }
}

/// Claims whose words changed after their evidence was looked at.
pub(super) fn rechecks(site: &Site, claim: &Claim, out: &mut Vec<Diagnostic>) {
    let Some(since) = &claim.details.recheck else { return };
    let message =
        format!("`{}` says something else than when its evidence was looked at", claim.id);
    let hint = format!(
        "look whether the evidence bears the words as they are; then `gainsay fix --checked {}{}`",
        site.articles[claim.article].prefix, claim.id
    );
    out.push(
        Diagnostic::at(Code::EvidenceOutdated, since.span, message)
            .label("until somebody looks again, none of it weighs")
            .hint(hint),
    );
}

/// True where somebody reviews claims of an article: where nobody does, nobody is missed.
pub(super) fn reviewing(claims: &[Arc<Claim>]) -> bool {
    claims.iter().any(|claim| claim.details.reviewed.is_some())
}

fn same_person(checked_by: Option<&At<String>>, reviewed_by: &str) -> bool {
    let plain = |name: &str| name.trim().to_lowercase();
    checked_by.is_some_and(|checked_by| plain(&checked_by.value) == plain(reviewed_by))
}

/// A claim that was checked and not reviewed, or reviewed by the one who checked it; `reviewing` where
/// others of its article are reviewed.
pub(super) fn reviews(claim: &Claim, reviewing: bool, out: &mut Vec<Diagnostic>) {
    let details = &claim.details;
    match (&details.reviewed, &details.checked) {
        (Some(review), _) if same_person(details.checked_by.as_ref(), &review.value.by) => {
            let message = format!("`{}` was reviewed by the one who checked it", claim.id);
            out.push(
                Diagnostic::at(Code::ClaimUnreviewed, review.span, message)
                    .hint("a review is the look of a second person"),
            );
        }
        (None, Some(checked)) if reviewing => {
            let message = format!("`{}` was checked, and not reviewed", claim.id);
            out.push(
                Diagnostic::at(Code::ClaimUnreviewed, checked.span, message)
                    .hint("have a second person look, and add `reviewed: {by, on}`"),
            );
        }
        _ => {}
    }
}
