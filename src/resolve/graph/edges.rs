//! Connects claims with the claims that they answer.
//!
//! In go edges by name; out come edges by index, in both directions, and faults of edges without a
//! target, to the claim itself, or duplicate.

use super::flat::{ClaimName, FlatArticle};
use super::ids::ById;
use super::known::KnownClaims;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::Faults;
use crate::resolve::names::SiteNames;
use crate::resolve::site::{ClaimIndex, Site};
use crate::source::Span;
use ahash::HashMap;

/// Adds to the claims of `site` the claims that they answer, and the answers to them, as the articles that
/// are `flat` say. Returns the articles that say something wrong.
pub(super) fn connect(
    site: &mut Site,
    flat: &[Option<FlatArticle>],
    by_id: &ById,
    names: &SiteNames,
    out: &mut Faults,
) -> Vec<usize> {
    let mut wrong = Vec::new();
    let mut seen: HashMap<(ClaimIndex, ClaimIndex), Span> = HashMap::default();
    let flat = flat.iter().enumerate().filter_map(|(i, flat)| Some((i, flat.as_ref()?)));
    let edges = flat.flat_map(|(i, flat)| flat.edges.iter().map(move |edge| (i, edge)));
    let ends: Vec<_> = {
        let known = KnownClaims::of(site, by_id, names);
        let mut end = |article, named| {
            let before = out.lost();
            (known.find(article, named, out), out.lost() > before)
        };
        edges
            .clone()
            .map(|(article, edge)| (end(article, edge.counter), end(article, edge.answered)))
            .collect()
    };
    for ((article, edge), ((counter, lost), (answered, lost_too))) in edges.zip(ends) {
        if lost || lost_too {
            // One end is the claim that refers to the other.
            for claim in counter.iter().chain(&answered) {
                site.claim_mut(*claim).whole = false;
            }
        }
        let (Some(counter), Some(answered)) = (counter, answered) else {
            wrong.push(article);
            continue;
        };
        if counter == answered {
            wrong.push(article);
            site.claim_mut(counter).whole = false;
            let message = format!("the claim `{}` answers itself", site.claim(counter).id);
            out.push(Diagnostic::at(Code::ClaimSelf, edge.span, message));
            continue;
        }
        if let Some(first) = seen.insert((counter, answered), edge.span) {
            wrong.push(article);
            for (end, claim) in [(edge.counter, counter), (edge.answered, answered)] {
                if let ClaimName::Own(_) = end {
                    site.claim_mut(claim).whole = false;
                }
            }
            let message =
                format!("`{}` answers `{}` twice", site.claim(counter).id, site.claim(answered).id);
            out.push(
                Diagnostic::at(Code::CounterDuplicate, edge.span, message)
                    .label("again here")
                    .also(first, "first here")
                    .hint(
                        "say it once: `answers` on one side is the same as `counters` on the other",
                    ),
            );
            continue;
        }
        site.claim_mut(answered).counters.push((counter, edge.relation));
        site.claim_mut(counter).answers.push((answered, edge.relation));
    }
    wrong
}
