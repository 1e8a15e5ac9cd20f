//! The templates of a site, compiled, and their faults as diagnostics.
//!
//! In go the theme's templates and the site's own, which stand in for those of the same name; out
//! comes an engine in which every template has been compiled, whether a page needs it or not.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Files, Span};
use crate::theme;
use serde::Serialize;
use std::collections::HashMap;
use std::sync::Arc;
use tera::{Context, Error, ErrorKind, ReportError, Tera};

/// Compiled templates.
#[derive(Debug)]
pub struct Templates {
    engine: Tera,
    own: HashMap<String, FileId>,
    texts: HashMap<String, Arc<str>>,
}

impl Templates {
    /// True where they were compiled from the same templates of the site.
    pub fn are_of(&self, files: &Files, own: &[(String, FileId)]) -> bool {
        let same = |(name, file): &(String, FileId)| {
            self.texts.get(name).is_some_and(|text| Arc::ptr_eq(text, &files.get(*file).text))
        };
        own.len() == self.texts.len() && own.iter().all(same)
    }

    /// Compiles the theme's templates and `own`, by name.
    pub fn new(files: &Files, own: &[(String, FileId)]) -> Result<Self, Vec<Diagnostic>> {
        let text =
            |(name, file): &(String, FileId)| (name.clone(), Arc::clone(&files.get(*file).text));
        let texts = own.iter().map(text).collect();
        let own: HashMap<String, FileId> = own.iter().cloned().collect();
        let mut sources: Vec<(&str, &str)> =
            theme::TEMPLATES.iter().filter(|(name, _)| !own.contains_key(*name)).copied().collect();
        sources.extend(own.iter().map(|(name, file)| (name.as_str(), &*files.get(*file).text)));
        sources.sort_unstable();
        let mut engine = Tera::new();
        engine.autoescape_on(vec![".html", ".xml"]);
        match engine.add_raw_templates(sources) {
            Ok(()) => Ok(Self { engine, own, texts }),
            Err(error) => {
                let templates = Self { engine: Tera::new(), own, texts };
                Err(vec![templates.diagnostic(files, &error, None)])
            }
        }
    }

    /// Renders the page at `path` with the template `name`.
    pub fn render<C: Serialize>(
        &self,
        files: &Files,
        name: &str,
        context: &C,
        path: &str,
    ) -> Result<String, Box<Diagnostic>> {
        Context::from_serialize(context)
            .and_then(|context| self.engine.render(name, &context))
            .map_err(|error| Box::new(self.diagnostic(files, &error, Some(path))))
    }

    /// An error of the engine as a diagnostic that names template, page and line.
    fn diagnostic(&self, files: &Files, error: &Error, page: Option<&str>) -> Diagnostic {
        let (message, place) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                (report.message().to_owned(), Some(report))
            }
            _ => (error.to_string().trim_start_matches("error: ").to_owned(), None),
        };
        let name = place.map(|r| r.filename().to_owned());
        let mut text = message.trim_end_matches('.').to_owned();
        if let Some(page) = page {
            text = format!("{text}, on the page `{page}`");
        }
        let own = name.as_ref().and_then(|n| self.own.get(n)).copied();
        match (own, place, name) {
            (Some(file), Some(report), _) => {
                Diagnostic::at(Code::TemplateInvalid, span(files, file, report), text)
            }
            (None, Some(report), Some(name)) => {
                let line = report.span().start_line;
                let text = format!("{text}, in the theme's template `{name}`, line {line}");
                Diagnostic::new(Code::TemplateInvalid, text)
                    .hint("a template of the site that the theme's templates use may be missing something")
            }
            // The engine joins the faults of several templates into one text, drawn already.
            _ => match text.split_once('\n') {
                Some((first, rest)) => {
                    Diagnostic::new(Code::TemplateInvalid, first).hint(rest.trim_matches('\n'))
                }
                None => Diagnostic::new(Code::TemplateInvalid, text),
            },
        }
    }
}

fn span(files: &Files, file: FileId, report: &ReportError) -> Span {
    let text = &files.get(file).text;
    let byte = |line: usize, column: usize| {
        let start: usize =
            text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let rest = text[start..].split('\n').next().unwrap_or("");
        start + rest.char_indices().nth(column).map_or(rest.len(), |(i, _)| i)
    };
    let at = report.span();
    let start = byte(at.start_line, at.start_col);
    Span::new(file, start..byte(at.end_line, at.end_col).max(start))
}
