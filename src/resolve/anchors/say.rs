//! What is said of a proposal.
//!
//! In goes a [`Proposal`]; out comes its diagnostic, with the words that decide named first.

use super::change::{ContextChange, ContextPart};
use super::{Proposal, ProposalKind, QuoteSearch};
use crate::diagnostic::{Diagnostic, Repair, joined};
use crate::source::Span;
use text_anchor::confirmed::ConfirmedWords;
use text_anchor::drift::{Drift, marked};

impl QuoteSearch<'_, '_> {
    /// The diagnostic of a proposal; `now` is where its words stand in a text of their own.
    pub(super) fn say(&self, proposal: &Proposal, now: Option<Span>) -> Diagnostic {
        let id = &proposal.claim;
        let message = match proposal.kind {
            ProposalKind::Meaning => {
                let mut nouns: Vec<&str> = proposal.drifts.iter().map(|d| d.kind.noun()).collect();
                nouns.dedup();
                match nouns.is_empty() {
                    true => format!("the sentence of `{id}` is not as it was confirmed"),
                    false => format!("{} changed in the sentence of `{id}`", joined(&nouns)),
                }
            }
            ProposalKind::Moved => {
                format!("the words of `{id}` stand somewhere else than they did")
            }
            ProposalKind::Plain | ProposalKind::Retyped | ProposalKind::Near => {
                format!("the words of `{id}` are not those that were confirmed")
            }
        };
        let mut said = Diagnostic::at(proposal.kind.code(), proposal.key.quote, message)
            .repair(Some(Repair::Confirm(proposal.key)));
        if let Some(now) = now {
            said = said.also(now, "the words now");
        }
        for change in proposal.drifts.iter().take(6) {
            said = said.hint(became(change));
        }
        if proposal.old != proposal.new {
            said =
                said.hint(format!("[-confirmed] [+now]: {}", marked(&proposal.old, &proposal.new)));
        }
        let long = proposal.gone.as_ref().is_some_and(|gone| {
            matches!(gone.confirmed.words, ConfirmedWords::Ends { .. })
                && gone.confirmed.words != proposal.line.confirmed.words
        });
        if proposal.drifts.is_empty() && proposal.kind == ProposalKind::Meaning && long {
            said = said.hint("the words were long, and the lock file keeps their ends alone: what changed between is not known");
        }
        for change in beside(proposal) {
            let what = change.part.of("it");
            let words = marked(&change.old, &change.new);
            said = said.hint(format!("{what} changed too, [-confirmed] [+now]: {words}"));
        }
        said.hint(match proposal.kind {
            ProposalKind::Plain => "where the claim still holds, confirm the words with `gainsay fix`".to_owned(),
            _ => {
                let id = format!("{}{id}", proposal.prefix);
                format!("where it still says the same, confirm it with `gainsay fix`, or `gainsay fix --accept {id}`; where it says something else, with `gainsay fix --changed {id}`, and look at its evidence")
            }
        })
    }
}

/// What changed around a sentence that changed as well. That it changed in its paragraph is said already.
fn beside(proposal: &Proposal) -> impl Iterator<Item = &ContextChange> {
    let (old, new) = (&proposal.old, &proposal.new);
    let is_said = move |change: &&ContextChange| {
        change.part == ContextPart::Text && change.old.replacen(old, new, 1) == change.new
    };
    proposal.changes.iter().filter(move |change| !is_said(change))
}

/// What became of words that decide.
pub fn became(change: &Drift) -> String {
    match (change.old.as_str(), change.new.as_str()) {
        (old, new) if old == new => format!("`{old}` stands in another place"),
        ("", new) => format!("new is `{new}`"),
        (old, "") => format!("`{old}` is gone"),
        (old, new) => format!("`{old}` became `{new}`"),
    }
}
