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
use std::sync::{Arc, OnceLock};
use unic_langid::LanguageIdentifier;

/// The folder of the language files in `templates/`.
pub const FOLDER: &str = "languages/";

/// The messages of the pages in every available language. Those of the theme are parsed when a page
/// needs them.
#[derive(Debug)]
pub struct Languages {
    by_tag: BTreeMap<String, Language>,
    texts: Vec<(String, Arc<str>)>,
    alerts: OnceLock<Vec<String>>,
}

/// The language files of one language, and its messages once something has asked for them.
#[derive(Debug, Default)]
struct Language {
    tag: String,
    theme: Option<&'static str>,
    own: Vec<Arc<FluentResource>>,
    words: OnceLock<Arc<PageWords>>,
}

impl Languages {
    /// Takes the theme's language files, and parses those of the site. `own` has the site's templates by
    /// name; only language files among them are used. A message that is not valid Fluent is a
    /// fault.
    pub fn new(files: &Files, own: &[(String, FileId)]) -> (Self, Vec<Diagnostic>) {
        let mut out = Vec::new();
        let new = |tag: &str| Language { tag: tag.to_owned(), ..Language::default() };
        let of_theme = theme::LANGUAGES.iter().map(|(name, text)| {
            let tag = name.trim_end_matches(".ftl");
            (tag.to_owned(), Language { theme: Some(text), ..new(tag) })
        });
        let mut all: BTreeMap<String, Language> = of_theme.collect();
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
            all.entry(tag.to_owned()).or_insert_with(|| new(tag)).own.push(resource);
        }
        let english = all.remove(FIRST).unwrap_or_else(|| new(FIRST));
        let mut by_tag: BTreeMap<String, Language> =
            all.into_iter().map(|(tag, language)| (tag.to_ascii_lowercase(), language)).collect();
        by_tag.insert(FIRST.to_owned(), english);
        (Self { by_tag, texts, alerts: OnceLock::new() }, out)
    }

    /// The messages of one of the languages.
    fn words<'l>(&'l self, language: &'l Language) -> &'l Arc<PageWords> {
        language.words.get_or_init(|| {
            // Invalid messages are dropped; a test parses every file of the theme.
            let theme = language.theme.map(|text| parse(text).0);
            let resources = theme.into_iter().chain(language.own.iter().cloned()).collect();
            let english = (language.tag != FIRST).then(|| Arc::clone(self.english()));
            Arc::new(PageWords::new(&language.tag, resources, english))
        })
    }

    fn english(&self) -> &Arc<PageWords> {
        // `new` put it there.
        self.words(&self.by_tag[FIRST])
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
    pub fn alerts(&self) -> &[String] {
        self.alerts.get_or_init(|| {
            let kinds = ["note", "tip", "important", "warning", "caution"];
            let labels =
                self.all().flat_map(|words| kinds.map(|kind| words.get(&format!("alert-{kind}"))));
            let labels: BTreeSet<String> = labels.collect();
            labels.into_iter().collect()
        })
    }

    /// The messages for a page in `language`: those of the language itself, those of the language
    /// without its region, or `None`.
    pub fn of(&self, language: &str) -> Option<&Arc<PageWords>> {
        let mut tag = language.to_ascii_lowercase();
        loop {
            if let Some(language) = self.by_tag.get(&tag) {
                return Some(self.words(language));
            }
            tag.truncate(tag.rfind('-')?);
        }
    }

    /// The messages of the first of these languages that has some, otherwise English.
    pub fn first_of<'l>(&self, languages: impl IntoIterator<Item = &'l str>) -> &Arc<PageWords> {
        let known = languages.into_iter().find_map(|language| self.of(language));
        known.unwrap_or_else(|| self.english())
    }

    /// All languages.
    pub fn all(&self) -> impl Iterator<Item = &Arc<PageWords>> {
        self.by_tag.values().map(|language| self.words(language))
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
