//! Silence about what only seems to be missing.
//!
//! In go the diagnostics of a run, what is not read, and the texts; out come those that say something
//! of their own. A file in which nothing is as it was meant makes everything in it look wrong, and one
//! of records that is not there everything that names what it would hold: one message says so, and the
//! others would only hide it. What is left to say is said once the file is mended.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::load::names::folded;
use crate::load::{SNAPSHOTS, parts};
use crate::resolve::Gaps;
use crate::source::{Files, Span};
use ahash::HashSet;
use std::collections::BTreeMap;

/// Takes out of `diagnostics` those on files in which nothing is as it was meant, but for what says
/// so, and those on files that a link or an image names `in_vain`, which says where they belong; and
/// makes one of all that say that nothing of a kind is there.
pub fn silence(
    diagnostics: &mut Vec<Diagnostic>,
    gaps: &Gaps,
    in_vain: &HashSet<String>,
    files: &Files,
) {
    twice_told(diagnostics);
    diagnostics.retain(|diagnostic| {
        let Some(place) = &diagnostic.place else { return true };
        if diagnostic.code == Code::FileUnexpected
            && in_vain.contains(&folded(files.path(place.span.file)))
        {
            return false;
        }
        let of_file = matches!(
            diagnostic.code,
            Code::FileUnreadable | Code::MergeUnfinished | Code::FileEnding
        );
        of_file || !gaps.is_garbled(place.span.file)
    });
    for (code, name, noun) in
        [(Code::SourceUnknown, "sources", "source"), (Code::SpeakerUnknown, "speakers", "speaker")]
    {
        without_records(diagnostics, files, gaps, code, name, noun);
    }
}

/// Where a value is wrong and stands in curly marks, or is a list whose hyphens have no space, one of
/// the two is told: what is an error, and of two errors the one on how it is written.
fn twice_told(diagnostics: &mut Vec<Diagnostic>) {
    let spans = |of: &dyn Fn(&Diagnostic) -> bool| -> HashSet<Span> {
        let found = diagnostics.iter().filter(|d| of(d));
        found.filter_map(|d| d.place.as_ref()).map(|place| place.span).collect()
    };
    let syntax = spans(&|d| d.code == Code::YamlSyntax);
    let curly = spans(&|d| d.code == Code::CurlyQuotes);
    if syntax.is_empty() && curly.is_empty() {
        return;
    }
    let wrong = spans(&|d| d.code != Code::CurlyQuotes && d.severity() == Severity::Error);
    diagnostics.retain(|diagnostic| {
        let Some(place) = &diagnostic.place else { return true };
        match diagnostic.code {
            Code::YamlSyntax => true,
            Code::CurlyQuotes => !wrong.contains(&place.span),
            _ => place.span.start == place.span.end || !syntax.contains(&place.span),
        }
    });
}

/// Where records are named and no file of them is in reach, one message says so.
fn without_records(
    diagnostics: &mut Vec<Diagnostic>,
    files: &Files,
    gaps: &Gaps,
    code: Code,
    name: &str,
    noun: &str,
) {
    let there = |folder: &str| {
        let path = format!("{folder}/{name}.yaml");
        let file = files.find(&path);
        file.is_some_and(|file| !files.get(file).text.trim().is_empty()) || gaps.has_records(&path)
    };
    if !diagnostics.iter().any(|d| d.code == code) || there("content") {
        return;
    }
    let mut of: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    diagnostics.retain(|diagnostic| {
        let path = diagnostic.place.as_ref().map(|place| files.path(place.span.file));
        let folder = path.map(|path| parts(path).0).filter(|_| diagnostic.code == code);
        let Some(folder) = folder.filter(|folder| !there(folder)) else { return true };
        of.entry(folder.to_owned()).or_default().push(diagnostic.clone());
        false
    });
    if code == Code::SourceUnknown {
        // No source of these folders can have a copy before there is a file of sources.
        diagnostics.retain(|diagnostic| {
            let path = diagnostic.place.as_ref().map(|place| files.path(place.span.file));
            let copy = path.filter(|_| diagnostic.code == Code::FileUnexpected).and_then(copy_of);
            !copy.is_some_and(|(folder, _)| of.contains_key(folder) || !there(folder))
        });
    }
    for (folder, mut named) in of {
        named.sort_by_key(|d| d.place.as_ref().map(|p| (files.path(p.span.file), p.span)));
        let mut ids: Vec<&str> = Vec::new();
        for place in named.iter().filter_map(|d| d.place.as_ref()) {
            let id = files.slice(place.span).trim_matches(['"', '\'']);
            if !ids.contains(&id) && ids.len() < 4 {
                ids.push(id);
            }
        }
        // Each has a place, by which it was found.
        let Some(first) = named.iter().find_map(|d| d.place.as_ref()) else { continue };
        let id = ids.first().copied().unwrap_or("its-id");
        let message = match named.len() {
            1 => format!("a {noun} is named, and no `{name}.yaml` lists any"),
            n => format!("{noun}s are named {n} times, and no `{name}.yaml` lists any"),
        };
        let entry = match noun {
            "source" => format!("`{id}:`, and below it, indented, `title:` and `url:`"),
            _ => format!("`{id}:`, and below it, indented, `name:`"),
        };
        let others = match ids.split_first() {
            Some((_, others)) if !others.is_empty() => {
                let others =
                    others.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
                Some(format!("others that are named: {others}"))
            }
            _ => None,
        };
        diagnostics.push(
            Diagnostic::at(Code::RecordsMissing, first.span, message)
                .hint(format!("make `{folder}/{name}.yaml`, with an entry for each: {entry}"))
                .maybe_hint(others),
        );
    }
}

/// The folder of the sources that `path` may be a saved copy of one of, and the id of that source.
fn copy_of(path: &str) -> Option<(&str, &str)> {
    let (folder, id, _) = parts(path);
    let of = folder.strip_suffix(SNAPSHOTS)?.strip_suffix('/')?;
    Some((of, id))
}
