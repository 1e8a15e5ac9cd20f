//! Compiles the templates of a site, and converts their faults to diagnostics.
//!
//! In go the theme's templates and the site's own, which override those of the same name; out comes
//! an engine in which every template is compiled, whether a page needs it or not.

use super::bounds::{self, Bounded, Overseen, Overseer};
use super::functions::{fill_in_messages, register_functions};
use super::inline::Components;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Files, Span};
use crate::theme;
use crate::theme::words::{PageWords, language_file};
use ahash::HashMap;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::{Arc, OnceLock};
use tera::{Context, Error, ErrorKind, ReportError, Tera, TeraResult};

/// The file with the theme's components.
const COMPONENTS: &str = "components.html";

/// The templates in one language.
#[derive(Debug)]
struct Engine {
    words: Arc<PageWords>,
    /// The templates as they were written, which know the place of a fault.
    plain: Tera,
    /// The same with the theme's components written out, which renders faster and takes longer to
    /// compile.
    quick: OnceLock<Tera>,
}

/// Compiled templates.
#[derive(Debug)]
pub struct Templates {
    /// An engine for each language of pages, because the function `say` depends on it.
    engines: BTreeMap<String, Engine>,
    own: HashMap<String, FileId>,
    texts: HashMap<String, Arc<str>>,
    /// The site's own templates, with the calls that limit their resources.
    bounded: HashMap<String, Bounded>,
    overseer: Option<Arc<dyn Overseer>>,
}

impl Templates {
    /// True if they were compiled from the same templates of the site, for the same languages.
    pub fn is_made_from(
        &self,
        files: &Files,
        own: &[(String, FileId)],
        languages: &[&Arc<PageWords>],
    ) -> bool {
        let same = |(name, file): &(String, FileId)| {
            self.texts.get(name).is_some_and(|text| Arc::ptr_eq(text, &files.get(*file).text))
        };
        let is_there = |(name, file): &(String, FileId)| {
            language_file(name).is_some() || self.own.get(name) == Some(file)
        };
        own.len() == self.texts.len()
            && own.iter().all(|template| same(template) && is_there(template))
            && languages.len() == self.engines.len()
            && languages.iter().all(|words| self.engines.contains_key(words.tag()))
    }

    /// Compiles the theme's templates and `own`, by name, for each of `languages`.
    pub fn new(
        files: &Files,
        own: &[(String, FileId)],
        languages: &[&Arc<PageWords>],
    ) -> Result<Self, Vec<Diagnostic>> {
        let text =
            |(name, file): &(String, FileId)| (name.clone(), Arc::clone(&files.get(*file).text));
        let texts = own.iter().map(text).collect();
        let own: HashMap<String, FileId> =
            own.iter().filter(|(name, _)| language_file(name).is_none()).cloned().collect();
        let bound =
            |(name, file): (&String, &FileId)| (name.clone(), Bounded::of(&files.get(*file).text));
        let bounded = own.iter().map(bound).collect();
        let mut templates = Self { engines: BTreeMap::new(), own, texts, bounded, overseer: None };
        let theme =
            || theme::TEMPLATES.iter().filter(|(name, _)| !templates.own.contains_key(*name));
        let own = || templates.own.iter().map(|(name, file)| (name, &files.get(*file).text));
        let mut all: Vec<(&str, &str)> = Vec::new();
        // The theme alone has no long row; a test looks.
        if !templates.own.is_empty() {
            all.extend(theme().map(|(name, text)| (*name, *text)));
            all.extend(own().map(|(name, text)| (name.as_str(), &**text)));
        }
        if let Some(name) = bounds::long_row(&all) {
            let text = format!(
                "the template `{name}` begins a row of more than {} templates, each of which includes or extends the next",
                bounds::MOST_ROW
            );
            return Err(vec![match templates.own.get(name) {
                Some(file) => Diagnostic::at(Code::TemplateInvalid, Span::top(*file), text),
                None => Diagnostic::new(Code::TemplateInvalid, text),
            }]);
        }
        let mut engines = BTreeMap::new();
        for words in languages {
            // A fault of a template is the same in every language, and is reported for the template
            // as it was written.
            let fault = |error| vec![templates.fault(files, &error, None).said];
            let plain = templates.compile(files, words, false, false).map_err(fault)?;
            let plain = match templates.bounded.is_empty() {
                true => plain,
                false => templates.compile(files, words, true, false).map_err(fault)?,
            };
            let (words, quick) = (Arc::clone(words), OnceLock::new());
            engines.insert(words.tag().to_owned(), Engine { words, plain, quick });
        }
        templates.engines = engines;
        Ok(templates)
    }

    /// Prepares for many pages: writes the theme's components out in its templates, unless the site has
    /// components of its own. No page shows it.
    pub fn write_out(&self, files: &Files) {
        for Engine { words, quick, .. } in self.engines.values() {
            if quick.get().is_none()
                && !self.own.contains_key(COMPONENTS)
                && let Ok(engine) = self.compile(files, words, true, true)
            {
                quick.get_or_init(|| engine);
            }
        }
    }

    /// Compiles the templates in a language: those of the site with calls that limit their resources if
    /// `bounded`, those of the theme with the components written out if `written_out`.
    fn compile(
        &self,
        files: &Files,
        words: &Arc<PageWords>,
        bounded: bool,
        written_out: bool,
    ) -> TeraResult<Tera> {
        let theme = theme::TEMPLATES.iter().filter(|(name, _)| !self.own.contains_key(*name));
        let mut sources: Vec<(String, String)> =
            theme.map(|(name, text)| ((*name).to_owned(), fill_in_messages(text, words))).collect();
        if written_out {
            let of = |(name, text): &(String, String)| (name == COMPONENTS).then(|| text.clone());
            let text = sources.iter().find_map(of).unwrap_or_default();
            let components = Components::of(&text);
            for (name, text) in &mut sources {
                if name != COMPONENTS {
                    let written = components.write_out(text);
                    *text = written.unwrap_or_else(|| std::mem::take(text));
                }
            }
        }
        sources.extend(self.own.iter().map(|(name, file)| {
            let text = match self.bounded.get(name).filter(|_| bounded) {
                Some(bounded) => bounded.text.clone(),
                None => files.get(*file).text.to_string(),
            };
            (name.clone(), text)
        }));
        sources.sort_unstable();
        let mut engine = Tera::new();
        engine.set_escape_fn(escape_html);
        engine.autoescape_on(vec![".html", ".xml"]);
        bounds::register(&mut engine);
        register_functions(&mut engine, words);
        engine.add_raw_templates(sources).map(|()| engine)
    }

    /// Renders the page at `path`, in the language `tag`, with the template `name`.
    pub fn render<C: Serialize>(
        &self,
        files: &Files,
        name: &str,
        context: &C,
        (path, tag): (&str, &str),
    ) -> Result<String, Box<PageFault>> {
        let mut out = bounds::BoundedText::begin();
        let rendered = Context::from_serialize(context).and_then(|context| {
            let _overseen = Overseen::begin(self.overseer.as_deref(), name, path);
            // `new` made an engine for the language of each page.
            let Engine { plain, quick, .. } = &self.engines[tag];
            let rendered = quick.get().unwrap_or(plain).render_to(name, &context, &mut out);
            if rendered.is_ok() || quick.get().is_none() || out.full {
                return rendered;
            }
            out = bounds::BoundedText::begin();
            plain.render_to(name, &context, &mut out)
        });
        if out.full {
            let what = bounds::BoundedText::overflow(name);
            let text = format!("{what}, on the page `{path}`");
            let said = bounds::advise(match self.own.get(name) {
                Some(file) => Diagnostic::at(Code::TemplateInvalid, Span::top(*file), text),
                None => Diagnostic::new(Code::TemplateInvalid, text),
            });
            return Err(Box::new(PageFault { said, what }));
        }
        let utf8 = || String::from_utf8(out.bytes).map_err(Error::from);
        rendered
            .and_then(|()| utf8())
            .map_err(|error| Box::new(self.fault(files, &error, Some((name, path)))))
    }

    /// True if the site has templates of its own.
    pub fn has_own(&self) -> bool {
        !self.own.is_empty()
    }

    /// True if `overseer` is what watches their rendering.
    pub fn is_overseen_by(&self, overseer: Option<&Arc<dyn Overseer>>) -> bool {
        let place = |overseer: &Arc<dyn Overseer>| Arc::as_ptr(overseer).cast::<()>();
        self.overseer.as_ref().map(place) == overseer.map(place)
    }

    /// Makes `overseer` watch all pages.
    pub fn overseen_by(&mut self, overseer: Option<Arc<dyn Overseer>>) {
        self.overseer = overseer;
    }

    /// Converts an error of the engine to a diagnostic with template, page and line. `page` is a
    /// template and the page that it renders.
    fn fault(&self, files: &Files, error: &Error, page: Option<(&str, &str)>) -> PageFault {
        let (message, place) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                (report.message().to_owned(), Some(report))
            }
            _ => (error.to_string().trim_start_matches("error: ").to_owned(), None),
        };
        let name = place.map(|r| r.filename().to_owned());
        let what = message.trim_end_matches('.').to_owned();
        let text = match page {
            Some((_, page)) => format!("{what}, on the page `{page}`"),
            None => what.clone(),
        };
        let own = name.as_ref().and_then(|n| self.own.get(n)).copied();
        let said = match (own, place, name) {
            (Some(file), Some(report), name) => {
                let bounded = name.as_ref().and_then(|name| self.bounded.get(name));
                // Use the original text if it has no inserted calls.
                let plain = page.is_none() || bounded.is_none();
                let at = match bounded.filter(|_| !plain) {
                    Some(bounded) => span(&bounded.text, report, |at| bounded.original(at)),
                    None => span(&files.get(file).text, report, |at| at),
                };
                Diagnostic::at(Code::TemplateInvalid, Span::new(file, at), text)
            }
            (None, Some(report), Some(name)) => {
                let line = report.span().start_line;
                let text = format!("{text}, in the theme's template `{name}`, line {line}");
                Diagnostic::new(Code::TemplateInvalid, text)
                    .hint("a template of the site that the theme's templates use may be missing something")
            }
            // The engine joins the faults of several templates into one rendered text.
            _ => match text.split_once('\n') {
                Some((first, rest)) => {
                    Diagnostic::new(Code::TemplateInvalid, first).hint(rest.trim_matches('\n'))
                }
                // A fault without a place belongs to the page's template, or to one that it uses.
                None => match page.and_then(|(template, _)| self.own.get(template)) {
                    Some(file) => Diagnostic::at(Code::TemplateInvalid, Span::top(*file), text),
                    None => Diagnostic::new(Code::TemplateInvalid, text),
                },
            },
        };
        PageFault { said, what }
    }
}

/// A fault that was found on a page, and may occur on others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageFault {
    /// The diagnostic, which names the page.
    pub said: Diagnostic,
    /// The fault without the page, to identify duplicates: message and place.
    pub what: String,
}

/// Escapes `text` for HTML, also for attributes with either kind of quotation mark.
fn escape_html(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut start = 0;
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.write_all(&bytes[start..at])?;
        out.write_all(entity.as_bytes())?;
        start = at + 1;
    }
    out.write_all(&bytes[start..])
}

fn span(text: &str, report: &ReportError, original: impl Fn(usize) -> usize) -> Range<usize> {
    let byte = |line: usize, column: usize| {
        let start: usize =
            text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let rest = text[start..].split('\n').next().unwrap_or("");
        start + rest.char_indices().nth(column).map_or(rest.len(), |(i, _)| i)
    };
    let at = report.span();
    let start = byte(at.start_line, at.start_col);
    original(start)..original(byte(at.end_line, at.end_col).max(start))
}
