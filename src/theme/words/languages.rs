//! The messages of the pages in every available language.
//!
//! In go the language files of the theme and those of the site; out come [`Languages`], and faults
//! of messages that are not valid Fluent.

use super::page::{FIRST, PageWords};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Files, Span};
use crate::theme;
use fluent_bundle::FluentResource;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use unic_langid::LanguageIdentifier;

/// The folder of the language files in `templates/`.
pub const FOLDER: &str = "languages/";

/// The messages of the pages in every available language.
#[derive(Debug)]
pub struct Languages {
    by_tag: BTreeMap<String, Arc<PageWords>>,
    texts: Vec<(String, Arc<str>)>,
}

impl Languages {
    /// Parses the theme's language files and those of the site. `own` has the site's templates by
    /// name; only language files among them are used. A message that is not valid Fluent is a
    /// fault.
    pub fn new(files: &Files, own: &[(String, FileId)]) -> (Self, Vec<Diagnostic>) {
        let mut out = Vec::new();
        let mut resources: BTreeMap<String, Vec<Arc<FluentResource>>> = BTreeMap::new();
        for (name, text) in theme::LANGUAGES {
            // Invalid messages are dropped; a test parses every file of the theme.
            let (resource, _) = parse(text);
            let tag = name.trim_end_matches(".ftl").to_owned();
            resources.entry(tag).or_default().push(resource);
        }
        let mut texts = Vec::new();
        for (name, file) in own {
            let Some(tag) = language_file(name) else { continue };
            let text = &files.get(*file).text;
            texts.push((name.clone(), Arc::clone(text)));
            if tag.parse::<LanguageIdentifier>().is_err() {
                out.push(
                    Diagnostic::at(
                        Code::TemplateInvalid,
                        Span::top(*file),
                        format!("`{tag}` is not the tag of a language"),
                    )
                    .hint("name the file after its language: en.ftl, es.ftl, pt-BR.ftl"),
                );
                continue;
            }
            let (resource, faults) = parse(text);
            out.extend(faults.into_iter().map(|(at, message)| {
                let span = Span::new(*file, at.start.min(text.len())..at.end.min(text.len()));
                Diagnostic::at(Code::TemplateInvalid, span, message).hint(
                    "messages are written in Fluent: `key = Words`, see https://projectfluent.org",
                )
            }));
            resources.entry(tag.to_owned()).or_default().push(resource);
        }
        let english = resources.remove(FIRST).unwrap_or_default();
        let english = Arc::new(PageWords::new(FIRST, english, None));
        let mut by_tag: BTreeMap<String, Arc<PageWords>> = resources
            .into_iter()
            .map(|(tag, resources)| {
                let words = PageWords::new(&tag, resources, Some(Arc::clone(&english)));
                (tag.to_ascii_lowercase(), Arc::new(words))
            })
            .collect();
        by_tag.insert(FIRST.to_owned(), english);
        (Self { by_tag, texts }, out)
    }

    /// True if they were parsed from the same files of the site.
    pub fn is_made_from(&self, files: &Files, own: &[(String, FileId)]) -> bool {
        let mut now = own.iter().filter(|(name, _)| language_file(name).is_some());
        let same = self.texts.iter().all(|(name, text)| {
            now.next().is_some_and(|(n, f)| n == name && Arc::ptr_eq(text, &files.get(*f).text))
        });
        same && now.next().is_none()
    }

    /// The titles of alerts, in every language, each once.
    pub fn alerts(&self) -> Vec<String> {
        let kinds = ["note", "tip", "important", "warning", "caution"];
        let labels =
            self.all().flat_map(|words| kinds.map(|kind| words.get(&format!("alert-{kind}"))));
        let labels: BTreeSet<String> = labels.collect();
        labels.into_iter().collect()
    }

    /// The messages for a page in `language`: those of the language itself, those of the language
    /// without its region, or `None`.
    pub fn of(&self, language: &str) -> Option<&Arc<PageWords>> {
        let mut tag = language.to_ascii_lowercase();
        loop {
            if let Some(words) = self.by_tag.get(&tag) {
                return Some(words);
            }
            tag.truncate(tag.rfind('-')?);
        }
    }

    /// The messages of the first of these languages that has some, otherwise English.
    pub fn first_of<'l>(&self, languages: impl IntoIterator<Item = &'l str>) -> &Arc<PageWords> {
        let known = languages.into_iter().find_map(|language| self.of(language));
        known.unwrap_or_else(|| &self.by_tag[FIRST])
    }

    /// All languages.
    pub fn all(&self) -> impl Iterator<Item = &Arc<PageWords>> {
        self.by_tag.values()
    }
}

/// The language tag of the language file `name`.
pub fn language_file(name: &str) -> Option<&str> {
    name.strip_prefix(FOLDER)?.strip_suffix(".ftl")
}

/// Parses a language file. Returns the valid messages, and the faults of the others.
pub(super) fn parse(text: &str) -> (Arc<FluentResource>, Vec<(std::ops::Range<usize>, String)>) {
    match FluentResource::try_new(text.to_owned()) {
        Ok(resource) => (Arc::new(resource), Vec::new()),
        Err((resource, errors)) => {
            let faults = errors.into_iter().map(|e| (e.pos, e.kind.to_string())).collect();
            (Arc::new(resource), faults)
        }
    }
}
