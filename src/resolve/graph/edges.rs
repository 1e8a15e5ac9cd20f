//! Connects claims with the claims that they answer.
//!
//! In go edges by name; out come edges by index, in both directions, and faults of edges without a
//! target, to the claim itself, or duplicate.

use super::flat::{ClaimName, CounterEdge};
use super::ids::ById;
use super::known::KnownClaims;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::Faults;
use crate::resolve::names::SiteNames;
use crate::resolve::site::{ClaimIndex, Site};
use crate::source::Span;
use ahash::HashMap;

/// Adds to the claims of `site` the claims that they answer, and the answers to them.
pub(super) fn connect(
    site: &mut Site,
    edges: &[CounterEdge],
    by_id: &ById,
    names: &SiteNames,
    out: &mut Faults,
) {
    let mut seen: HashMap<(ClaimIndex, ClaimIndex), Span> = HashMap::default();
    let ends: Vec<_> = {
        let known = KnownClaims::of(site, by_id, names);
        let mut end = |named| {
            let before = out.lost();
            (known.find(named, out), out.lost() > before)
        };
        edges.iter().map(|edge| (end(edge.counter), end(edge.answered))).collect()
    };
    for (edge, ((counter, lost), (answered, lost_too))) in edges.iter().zip(ends) {
        if lost || lost_too {
            // One end is the claim that refers to the other.
            for claim in counter.iter().chain(&answered) {
                site.claims[claim.0].whole = false;
            }
        }
        let (Some(counter), Some(answered)) = (counter, answered) else { continue };
        if counter == answered {
            site.claims[counter.0].whole = false;
            let message = format!("the claim `{}` answers itself", site.claim(counter).id);
            out.push(Diagnostic::at(Code::ClaimSelf, edge.span, message));
            continue;
        }
        if let Some(first) = seen.insert((counter, answered), edge.span) {
            for end in [edge.counter, edge.answered] {
                if let ClaimName::Index(claim) = end {
                    site.claims[claim.0].whole = false;
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
        site.claims[answered.0].counters.push((counter, edge.relation));
        site.claims[counter.0].answers.push((answered, edge.relation));
    }
}
