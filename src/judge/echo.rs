//! What is left unsaid because something else says it.
//!
//! In go the diagnostics of a run, what is not read, and the texts; out come those that say something
//! of their own. Nothing but the report depends on them. A file in which nothing is as it was meant makes everything in it look wrong, and one
//! of records that is not there everything that names what it would hold: one message says so, and the
//! others would only hide it. What is left to say is said once the file is mended.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::load::names::folded;
use crate::load::{SNAPSHOTS, parts};
use crate::resolve::Gaps;
use crate::source::{Files, Span};
use ahash::HashSet;
use std::collections::BTreeMap;

/// What is known of a run that makes some of its diagnostics needless.
#[derive(Debug, Clone, Copy)]
pub struct Silence<'r> {
    /// What is not read.
    pub gaps: &'r Gaps<'r>,
    /// Paths, folded, of files that a link or an image names in vain: what says so says where they
    /// belong.
    pub in_vain: &'r HashSet<String>,
    /// The texts.
    pub files: &'r Files,
    /// True where every claim and every section was read.
    pub all_read: bool,
    /// True where a lock file that a build would write to is an error.
    pub locked: bool,
}

impl Silence<'_> {
    /// Takes out of `diagnostics` those that others make needless, and makes one of all that say that
    /// nothing of a kind is there.
    pub fn keep(&self, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.retain(|diagnostic| match diagnostic.code {
            // An error says the same.
            Code::LockMissing => !self.locked,
            // The line of a claim that could not be read only seems to be of no use.
            Code::LockUnused | Code::SectionGone => self.all_read,
            _ => true,
        });
        reordered_once(diagnostics);
        twice_told(diagnostics);
        diagnostics.retain(|diagnostic| {
            let Some(place) = &diagnostic.place else { return true };
            if diagnostic.code == Code::FileUnexpected
                && self.in_vain.contains(&folded(self.files.path(place.span.file)))
            {
                return false;
            }
            let of_file = matches!(
                diagnostic.code,
                Code::FileUnreadable | Code::MergeUnfinished | Code::FileEnding
            );
            of_file || !self.gaps.is_garbled(place.span.file)
        });
        for (code, name, noun) in [
            (Code::SourceUnknown, "sources", "source"),
            (Code::SpeakerUnknown, "speakers", "speaker"),
        ] {
            without_records(diagnostics, self.files, self.gaps, code, name, noun);
        }
    }
}

/// Text that shows in another order than it is typed is reported once at a place: where it is quoted,
/// that is the graver.
fn reordered_once(diagnostics: &mut Vec<Diagnostic>) {
    let quoted = diagnostics.iter().filter(|d| d.code == Code::QuoteReordered);
    let quoted: HashSet<Span> = quoted.filter_map(|d| d.place.as_ref().map(|l| l.span)).collect();
    let told = |d: &Diagnostic| d.place.as_ref().is_some_and(|l| quoted.contains(&l.span));
    diagnostics.retain(|d| d.code != Code::TextReordered || !told(d));
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
