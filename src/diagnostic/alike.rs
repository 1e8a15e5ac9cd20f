//! Groups many diagnostics of one code in one file.
//!
//! In go the diagnostics of a report; out come those that are shown in full. If a file has many of
//! one code, only the first is shown, with the lines of the others. This is for people: the formats
//! for programs, the counts, and `fix` use each of them.

use super::{Code, Diagnostic, Severity};
use crate::source::{FileId, Files};
use ahash::HashMap;
use std::borrow::Cow;

/// From this number on, diagnostics of one code in one file are grouped.
pub const MANY: usize = 10;

/// The maximum number of lines that are listed.
const NAMED: usize = 40;

/// A diagnostic that is shown, and how many it represents.
#[derive(Debug, Clone)]
pub struct Gathered<'d> {
    /// The diagnostic.
    pub diagnostic: Cow<'d, Diagnostic>,
    /// The number of diagnostics in the group, this one included.
    pub count: usize,
}

/// Selects the diagnostics to show, in order. Those that `apart` accepts are not grouped.
pub fn gather<'d>(
    diagnostics: &'d [Diagnostic],
    files: &Files,
    apart: impl Fn(&Diagnostic) -> bool,
) -> Vec<Gathered<'d>> {
    let kind = |d: &Diagnostic| -> Option<(FileId, Code, Severity)> {
        let place = d.place.as_ref().filter(|_| !apart(d))?;
        Some((place.span.file, d.code, d.severity()))
    };
    let mut of: HashMap<(FileId, Code, Severity), Vec<&Diagnostic>> = HashMap::default();
    for diagnostic in diagnostics {
        if let Some(kind) = kind(diagnostic) {
            of.entry(kind).or_default().push(diagnostic);
        }
    }
    let drawn = diagnostics.iter().filter_map(|diagnostic| {
        let alike = kind(diagnostic).and_then(|kind| of.get(&kind));
        let Some(alike) = alike.filter(|alike| alike.len() >= MANY) else {
            return Some(Gathered { diagnostic: Cow::Borrowed(diagnostic), count: 1 });
        };
        let is_first = std::ptr::eq(alike[0], diagnostic);
        is_first.then(|| {
            let told = diagnostic.clone().hint(list_others(&alike[1..], files));
            Gathered { diagnostic: Cow::Owned(told), count: alike.len() }
        })
    });
    drawn.collect()
}

/// The text that lists the lines of the others.
fn list_others(others: &[&Diagnostic], files: &Files) -> String {
    let places = others.iter().filter_map(|d| d.place.as_ref());
    let mut lines: Vec<usize> =
        places.take(NAMED).map(|place| files.position(place.span).line).collect();
    lines.dedup();
    let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
    let more = if others.len() > NAMED { " and below" } else { "" };
    let (s, are) = if lines.len() == 1 { ("", "is") } else { ("s", "are") };
    format!(
        "{} more of this kind {are} in the file, at line{s} {}{more}; `gainsay check --format short` has each",
        others.len(),
        lines.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn check(of_each: &[(Code, usize)], expect: &[(Code, usize)]) {
        let mut files = Files::default();
        let file = files.add("x.yaml", "x\n".repeat(200));
        let mut diagnostics = Vec::new();
        for &(code, count) in of_each {
            let at = |n: usize| Span::new(file, n * 2..n * 2 + 1);
            diagnostics.extend((0..count).map(|n| Diagnostic::at(code, at(n), n.to_string())));
        }
        let drawn = gather(&diagnostics, &files, |_| false);
        let told: usize = drawn.iter().map(|d| d.count).sum();
        assert_eq!(told, diagnostics.len());
        let drawn = drawn.iter().map(|d| &d.diagnostic);
        let drawn: Vec<_> = drawn.map(|d| (d.code, d.hints.len())).collect();
        assert_eq!(drawn, expect);
    }

    #[test]
    fn few_faults_are_shown_separately_and_many_as_one() {
        check(&[(Code::TextCut, 2)], &[(Code::TextCut, 0), (Code::TextCut, 0)]);
        check(
            &[(Code::TextCut, MANY), (Code::UrlInvalid, 1), (Code::DateInvalid, 100)],
            &[(Code::TextCut, 1), (Code::UrlInvalid, 0), (Code::DateInvalid, 1)],
        );
    }
}
