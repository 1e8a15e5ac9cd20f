//! Says what a passage was cut off from.
//!
//! In go a passage and the sentence of the saved copy that it stands in; out comes a diagnostic where
//! something in the rest of it turns the passage.

use crate::diagnostic::{Code, Diagnostic};
use crate::judge::quotation::Cutting;
use crate::model::{About, Relation};
use crate::parse::claim::Passage;
use crate::resolve::{Citation, Claim, Source};
use crate::source::{Files, Span};
use text_anchor::passage::{CutWord, InSentence};
use text_anchor::turning::Turning;

/// The fault of a passage that was cut off from a word that turns it.
pub(super) fn cut_off(
    claim: &Claim,
    citation: &Citation,
    source: &Source,
    passage: &Passage,
    found: &InSentence,
    files: &Files,
) -> Option<Diagnostic> {
    let told = is_told(claim, citation, source);
    let counts = |word: &&CutWord| word.kind != Turning::Report || !told;
    // Whose word it is matters less than what denies it.
    let word = found.turns.iter().filter(counts).min_by_key(|word| word.kind == Turning::Report)?;
    let (name, side) = (&word.word, if word.before { "before" } else { "after" });
    let message = format!(
        "the passage is cut off from `{name}`, which the saved copy of `{}` has {side} it",
        source.id
    );
    let typed = files.slice(passage.text.span);
    let text = passage.text.value.as_str();
    let start = typed.find(text).map(|at| passage.text.span.start as usize + at);
    let last = text.trim_end().rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let place = match word.before {
        true => 0..text.find(char::is_whitespace).unwrap_or(text.len()),
        false => last.min(text.trim_end().len())..text.trim_end().len(),
    };
    let span = start.map_or(passage.text.span, |start| {
        Span::new(passage.text.span.file, start + place.start..start + place.end)
    });
    let (before, after) = match Cutting::of(text, found) {
        Some(cutting) => (cutting.before, cutting.after),
        None => (found.before.clone(), found.after.clone()),
    };
    let mut diagnostic = Diagnostic::at(Code::PassageCut, span, message)
        .label(format!("`{name}` {}", effect(word.kind)))
        .hint(format!("the sentence: {before}<{text}>{after}"))
        .hint(format!("quote `{name}` with it; `[...]` may stand for what lies between"));
    if word.kind == Turning::Report {
        diagnostic = diagnostic.hint(
            "or say whose words they are: with `speaker` on the source, or `about: said` where the claim is that it was said",
        );
    }
    Some(diagnostic)
}

/// True where readers are told that the passage is somebody's word, without the words that say so.
fn is_told(claim: &Claim, citation: &Citation, source: &Source) -> bool {
    claim.details.about == About::Said
        || citation.relation == Relation::Repeats
        || citation.anonymous
        || !source.speakers.is_empty()
}

/// What a word does to the passage.
fn effect(kind: Turning) -> &'static str {
    match kind {
        Turning::Not | Turning::Without => "denies what the passage says",
        Turning::Verb | Turning::Doubt | Turning::Attribute => "leaves open whether it is so",
        Turning::Denial => "says that somebody denies it",
        Turning::Correction => "says that it is wrong, or was taken back",
        Turning::Report => "says that it is somebody's word",
        Turning::Condition => "says on what it depends",
    }
}
