//! Shows what there is to decide on, as lines of text.
//!
//! In go changes and what somebody has to look at; out come lines.

use crate::desk::fix::{BlockLook, EvidenceLook, Mend};
use crate::diagnostic::report::human;
use crate::diagnostic::visible;
use crate::pipeline::Built;
use crate::source::Span;
use std::io::Write;

/// Prints a change beside the report, with the fault that it mends.
pub(super) fn mend(change: &Mend, built: &Built) {
    // If nobody reads it, the exit status still tells.
    let _ = writeln!(anstream::stderr(), "{}\n", mend_text(change, built));
    if let Some(why) = &change.refused {
        let _ = writeln!(anstream::stderr(), "this cannot be changed here: {}\n", visible(why));
    }
}

/// The fault that a change mends; the question itself where there is none.
pub(super) fn mend_text(change: &Mend, built: &Built) -> String {
    match &change.diagnostic {
        Some(diagnostic) => human::render(diagnostic, &built.files, true),
        None => visible(&change.question),
    }
}

/// The lines that show a block: where it stands, why somebody is asked, what changed, and each claim with
/// its evidence.
pub(super) fn look(look: &BlockLook, numbered: &str, built: &Built) -> Vec<String> {
    let mut lines = vec![String::new(), format!("{} ({numbered})", place(look.span, built))];
    lines.extend(look.why.iter().map(|why| format!("  {why}")));
    lines.push(String::new());
    lines.extend(look.texts.iter().map(|text| format!("  {text}")));
    lines.push(String::new());
    for (i, claim) in look.claims.iter().enumerate() {
        let what = claim.sentence.said();
        let number = if look.claims.len() > 1 { format!("{}  ", i + 1) } else { String::new() };
        lines.push(format!("  {number}{}, {what}: \"{}\"", claim.name, claim.words));
        if let Some(index) = claim.index {
            lines.extend(on_record(&EvidenceLook::of(built, index)));
        }
    }
    if !look.claims.is_empty() {
        lines.push(String::new());
    }
    lines.iter().map(|line| visible(line)).collect()
}

/// The lines that show a claim whose words changed after its evidence was looked at.
pub(super) fn recheck(
    claim: &EvidenceLook,
    changed: Option<&String>,
    built: &Built,
) -> Vec<String> {
    let mut lines = vec![String::new(), place(claim.span, built)];
    let since = claim.since.as_ref().map(|on| format!("since {on} ")).unwrap_or_default();
    lines.push(format!(
        "  {since}`{}` says something else than when its evidence was looked at",
        claim.name
    ));
    lines.push(String::new());
    lines.push(format!("  \"{}\"", changed.unwrap_or(&claim.words)));
    lines.extend(on_record(claim));
    lines.push(String::new());
    lines.iter().map(|line| visible(line)).collect()
}

fn on_record(claim: &EvidenceLook) -> Vec<String> {
    let checked = match &claim.checked {
        Some(on) => format!("checked {on}"),
        None => "never checked".to_owned(),
    };
    let said = match claim.speakers.is_empty() {
        true => String::new(),
        false => format!("said by {}; ", claim.speakers.join(", ")),
    };
    let mut lines = vec![format!("     {said}{}, {checked}", claim.status.label())];
    lines.extend(claim.finding.iter().map(|finding| format!("     finding: {finding}")));
    lines.extend(claim.evidence.iter().map(|evidence| format!("     {evidence}")));
    lines
}

/// The path and the line of a place.
pub(super) fn place(span: Span, built: &Built) -> String {
    format!("{}:{}", built.files.path(span.file), built.files.position(span).line)
}
