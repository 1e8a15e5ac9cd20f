//! Silence about what only seems to be missing.
//!
//! In go the diagnostics of a run and the texts; out come those that say something of their own. A
//! file that is not there under its name, or that cannot be read, makes everything look wrong that
//! names what it holds: one message says so, and the others would only hide it. What is left to say
//! is said once the file is mended.

use crate::diagnostic::{Code, Diagnostic, Severities, Severity};
use crate::source::{FileId, Files, Span};
use ahash::{HashMap, HashSet};
use std::collections::BTreeMap;

/// Takes out of `diagnostics` what another of them explains, and makes one of all that say that
/// nothing of a kind is there.
pub fn silence(diagnostics: &mut Vec<Diagnostic>, files: &Files) {
    twice_told(diagnostics);
    let causes = Causes::of(diagnostics, files);
    if !causes.is_empty() {
        diagnostics.retain(|d| !causes.explain(d, files));
    }
    for (code, name, noun) in
        [(Code::SourceUnknown, "sources", "source"), (Code::SpeakerUnknown, "speakers", "speaker")]
    {
        without_records(diagnostics, files, code, name, noun);
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

/// Files that explain what seems to be missing.
#[derive(Default)]
struct Causes {
    /// Files that are not UTF-8, or hold both sides of a merge: nothing in them is as it was meant.
    garbled: HashSet<FileId>,
    /// Files that cannot be read at all, or only in part.
    unread: Vec<FileId>,
    /// Files with another ending than the tool reads: folder and name without it.
    renamed: Vec<(String, String)>,
    /// Annotations without their section: folder and name without ending.
    orphans: Vec<(String, String)>,
    /// Files of YAML with an error in them, and how their lines begin: a record may have been left out.
    damaged: HashMap<FileId, HashSet<String>>,
}

impl Causes {
    fn of(diagnostics: &[Diagnostic], files: &Files) -> Self {
        let mut causes = Self::default();
        for diagnostic in diagnostics.iter().filter(|d| d.severity() == Severity::Error) {
            let Some(place) = &diagnostic.place else { continue };
            let span = place.span;
            let (folder, stem, ending) = parts(files.path(span.file));
            match diagnostic.code {
                Code::FileUnreadable => {
                    let rest = files.get(span.file).text.get(span.start as usize..);
                    if rest.is_some_and(|rest| rest.starts_with('\u{fffd}')) {
                        causes.garbled.insert(span.file);
                    }
                    causes.unread.push(span.file);
                }
                Code::MergeUnfinished => {
                    causes.garbled.insert(span.file);
                    causes.unread.push(span.file);
                }
                Code::YamlSyntax => causes.unread.push(span.file),
                Code::FileEnding => {
                    // `sources.yaml.txt` is as good as `sources.yml`.
                    let stem = stem.split('.').next().unwrap_or(stem);
                    let stem = crate::load::misnamed(stem).unwrap_or(stem);
                    causes.renamed.push((folder.to_owned(), stem.to_owned()));
                }
                Code::SectionMissing if span.start == span.end && ending == "yaml" => {
                    causes.orphans.push((folder.to_owned(), stem.to_owned()));
                }
                Code::ValueType
                | Code::KeyMissing
                | Code::KeyUnknown
                | Code::KeyDuplicate
                | Code::ValueEmpty
                | Code::UrlInvalid
                    if ending == "yaml" =>
                {
                    causes
                        .damaged
                        .entry(span.file)
                        .or_insert_with(|| begun(&files.get(span.file).text));
                }
                _ => {}
            }
        }
        causes
    }

    fn is_empty(&self) -> bool {
        self.unread.is_empty()
            && self.renamed.is_empty()
            && self.orphans.is_empty()
            && self.damaged.is_empty()
    }

    fn explain(&self, diagnostic: &Diagnostic, files: &Files) -> bool {
        if matches!(
            diagnostic.code,
            Code::FileUnreadable | Code::MergeUnfinished | Code::FileEnding
        ) {
            return false;
        }
        if diagnostic.code == Code::ArticleMissing {
            // That there is no section, where one is under another name or gone, is no news.
            let place = diagnostic.place.as_ref().map(|place| files.path(place.span.file));
            let empty = place.filter(|path| is_named(path, "article.yaml"));
            let within = |(of, _): &(String, String)| empty.is_some_and(|p| parts(p).0 == of);
            return self.renamed.iter().any(|(_, stem)| stem == "article")
                || self.unopened("content/article.yaml", files)
                || self.unread.iter().any(|file| is_named(files.path(*file), "article.yaml"))
                || self.orphans.iter().chain(&self.renamed).any(within);
        }
        let Some(place) = &diagnostic.place else { return false };
        let path = files.path(place.span.file);
        let (folder, stem, _) = parts(path);
        if self.garbled.contains(&place.span.file) {
            return true;
        }
        let named = files.slice(place.span).trim_matches(['"', '\'']);
        match diagnostic.code {
            code if Severities::DRIFT.contains(&code) => {
                let sections =
                    self.unread.iter().filter(|file| files.path(**file).ends_with(".md"));
                sections.into_iter().any(|file| {
                    let (of, section, _) = parts(files.path(*file));
                    let other = diagnostic.related.iter().any(|label| label.span.file == *file);
                    let says = format!("`{section}.md`");
                    of == folder && (section == stem || other || diagnostic.message.contains(&says))
                })
            }
            Code::SourceUnknown => self.hides(folder, "sources", named, files),
            Code::SpeakerUnknown => self.hides(folder, "speakers", named, files),
            Code::ClaimUnknown => {
                let of = |(f, stem): &(String, String)| {
                    f == folder && !["sources", "speakers", "article"].contains(&stem.as_str())
                };
                let unread = |file: &FileId| {
                    let (of, stem, ending) = parts(files.path(*file));
                    of == folder && ending == "yaml" && !["sources", "speakers"].contains(&stem)
                };
                self.renamed.iter().any(of)
                    || self.orphans.iter().any(of)
                    || self.unread.iter().any(unread)
                    || self.damaged.iter().any(|(file, names)| {
                        parts(files.path(*file)).0 == folder && names.contains(named)
                    })
            }
            Code::SectionMissing => {
                let section = |(of, s): &(String, String)| {
                    of == folder && (s == stem || crate::parse::slug(s) == named || s == named)
                };
                let orphan = self.orphans.iter().any(section) && place.span.start < place.span.end;
                let unread = |file: &FileId| {
                    let (of, s, ending) = parts(files.path(*file));
                    (of, s, ending) == (folder, stem, "md")
                };
                orphan || self.renamed.iter().any(section) || self.unread.iter().any(unread)
            }
            Code::ImageMissing => self.leads_to_unopened(diagnostic, files),
            Code::LinkBroken if self.leads_to_unopened(diagnostic, files) => true,
            Code::LinkBroken => {
                let gone = self.renamed.iter().chain(&self.orphans);
                gone.into_iter().any(|(of, stem)| {
                    of == folder && files.slice(place.span).contains(&format!("{stem}.md"))
                })
            }
            _ => false,
        }
    }

    /// True where `path`, or a folder that it is in, is there and is not opened.
    fn unopened(&self, path: &str, files: &Files) -> bool {
        let holds = |file: &FileId| {
            let rest = path.strip_prefix(files.path(*file));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.unread.iter().any(holds)
    }

    /// True where a link leads to nothing but what is there and is not opened.
    fn leads_to_unopened(&self, diagnostic: &Diagnostic, files: &Files) -> bool {
        let missing = diagnostic.message.rsplit_once("there is no `");
        missing.is_some_and(|(_, path)| self.unopened(path.trim_end_matches('`'), files))
    }

    /// True where a file of records, which `folder` can name, is not read or left out `id`.
    fn hides(&self, folder: &str, name: &str, id: &str, files: &Files) -> bool {
        let reaches = |of: &str| of == folder || of == "content";
        let file = format!("{name}.yaml");
        let records = |id: &FileId| {
            let path = files.path(*id);
            is_named(path, &file) && reaches(parts(path).0)
        };
        self.renamed.iter().any(|(of, stem)| stem == name && reaches(of))
            || self.unread.iter().any(records)
            || self.damaged.iter().any(|(file, names)| records(file) && names.contains(id))
    }
}

/// The names with which lines of `text` begin as a record does.
fn begun(text: &str) -> HashSet<String> {
    let name = |line: &str| {
        let line = line.trim_start().trim_start_matches("- ");
        let line = line.strip_prefix("id: ").unwrap_or(line);
        let name = line.split(':').next().unwrap_or("");
        name.trim().trim_matches(['"', '\'']).to_owned()
    };
    text.lines().map(name).collect()
}

/// Folder, name without ending, ending.
fn parts(path: &str) -> (&str, &str, &str) {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    (folder, stem, ending)
}

fn is_named(path: &str, name: &str) -> bool {
    path.rsplit('/').next() == Some(name)
}

/// Where records are named and no file of them is in reach, one message says so.
fn without_records(
    diagnostics: &mut Vec<Diagnostic>,
    files: &Files,
    code: Code,
    name: &str,
    noun: &str,
) {
    let there = |folder: &str| {
        let file = files.find(&format!("{folder}/{name}.yaml"));
        file.is_some_and(|file| !files.get(file).text.trim().is_empty())
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
