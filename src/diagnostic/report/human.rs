//! Draws diagnostics as a good compiler would: source line, carets, second labels, hints.
//!
//! In go diagnostics and the texts they point into; out comes text for a terminal. The drawing
//! itself is left to `annotate-snippets`, which handles wide characters and several files.

use super::shared::{visible, visible_lines};
use crate::diagnostic::{Code, Diagnostic, Label, Severity};
use crate::source::{FileId, Files};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::borrow::Cow;

/// The maximum length of a line that is drawn, in bytes.
const LONGEST: usize = 8 * 1024;

/// Draws one diagnostic. With `colour`, the text holds ANSI escapes.
pub fn render(diagnostic: &Diagnostic, files: &Files, colour: bool) -> String {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = visible(&diagnostic.message);
    let title = level.primary_title(message.as_str()).id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    let mut labels: Vec<Marked> = diagnostic.place.iter().map(|l| (l, true)).collect();
    labels.extend(diagnostic.related.iter().map(|l| (l, false)));
    let mut order: Vec<FileId> = Vec::new();
    for (label, _) in &labels {
        if !order.contains(&label.span.file) {
            order.push(label.span.file);
        }
    }
    for file in order {
        let of_file: Vec<_> = labels.iter().filter(|(l, _)| l.span.file == file).collect();
        if files.get(file).text.is_empty() {
            group = group.element(Origin::path(visible(files.path(file))));
            continue;
        }
        for near in group_labels(of_file) {
            let tabs = diagnostic.code == Code::YamlSyntax || files.path(file).ends_with(".yaml");
            group = draw(group, &near, file, files, tabs);
        }
    }
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.message(visible_lines(hint)));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// The character that is drawn for a significant tab.
const TAB: &str = "\u{2192}";

/// A label, and whether it is the primary one.
type Marked<'l> = (&'l Label, bool);

/// Groups the labels of one file. Labels so far apart that the lines between would be long to draw
/// and read go into separate groups. The order of the labels is kept.
fn group_labels<'l>(of_file: Vec<&Marked<'l>>) -> Vec<Vec<Marked<'l>>> {
    // Keep the index of each label, to restore the original order within a group.
    let mut sorted: Vec<(usize, Marked)> = of_file.into_iter().copied().enumerate().collect();
    sorted.sort_by_key(|(_, (label, _))| label.span.start);
    let mut parts: Vec<Vec<(usize, Marked)>> = Vec::new();
    let mut end = 0;
    for (number, (label, primary)) in sorted {
        let far = label.span.start as usize > end + LONGEST;
        end = end.max(label.span.end as usize);
        match parts.last_mut() {
            Some(part) if !far => part.push((number, (label, primary))),
            _ => parts.push(vec![(number, (label, primary))]),
        }
    }
    for part in &mut parts {
        part.sort_by_key(|(number, _)| *number);
    }
    parts.sort_by_key(|part| part.first().map(|(number, _)| *number));
    parts.into_iter().map(|part| part.into_iter().map(|(_, marked)| marked).collect()).collect()
}

/// Adds a drawing of some lines of a file to `group`, with significant tabs made visible.
fn draw<'a>(
    group: Group<'a>,
    labels: &[Marked<'a>],
    file: FileId,
    files: &'a Files,
    tabs: bool,
) -> Group<'a> {
    let path = visible(files.path(file));
    let mut window = Window::around(&files.get(file).text, labels.iter().map(|(l, _)| *l));
    if tabs {
        window.show_tabs();
    }
    if window.text.lines().any(|line| line.len() > LONGEST) {
        // Nobody reads a line of that length, and drawing it would take longer than building a
        // site.
        let origin = Origin::path(path);
        let first = labels.first().map(|(l, _)| files.position(l.span));
        return group.element(match first {
            Some(at) => origin.line(at.line).char_column(at.column),
            None => origin,
        });
    }
    let spans: Vec<_> = labels.iter().map(|(label, _)| window.shift(label)).collect();
    let mut snippet =
        Snippet::source(window.text).line_start(window.first_line).path(path).fold(true);
    for ((label, primary), span) in labels.iter().zip(spans) {
        let kind = if *primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let mut annotation = kind.span(span);
        if !label.text.is_empty() {
            annotation = annotation.label(visible(&label.text));
        }
        snippet = snippet.annotation(annotation);
    }
    group.element(snippet)
}

/// The lines of a file that its labels need, so that large files are as cheap as small ones.
struct Window<'a> {
    text: Cow<'a, str>,
    /// The bytes of the text at which a visible character replaces a tab.
    tabs: Vec<usize>,
    start: usize,
    first_line: usize,
}

impl<'a> Window<'a> {
    fn around<'l>(text: &'a str, labels: impl Iterator<Item = &'l Label>) -> Self {
        let (mut low, mut high) = (text.len(), 0);
        for label in labels {
            low = low.min(label.span.start as usize);
            high = high.max(label.span.end as usize);
        }
        let low = floor(text, low.min(text.len()));
        let high = floor(text, high.clamp(low, text.len()));
        let start = text[..low].rfind('\n').map_or(0, |i| i + 1);
        let end = text[high..].find('\n').map_or(text.len(), |i| high + i);
        // A Windows line break consists of two characters; the line ends before both.
        let end = end - usize::from(end > high && text[..end].ends_with('\r'));
        let first_line = memchr::memchr_iter(b'\n', &text.as_bytes()[..start]).count() + 1;
        let text = Cow::Borrowed(&text[start..end]);
        Self { text, tabs: Vec::new(), start, first_line }
    }

    /// Replaces each tab by a visible character of one column, so that columns stay the same.
    fn show_tabs(&mut self) {
        self.tabs = memchr::memchr_iter(b'\t', self.text.as_bytes()).collect();
        if !self.tabs.is_empty() {
            self.text = Cow::Owned(self.text.replace('\t', TAB));
        }
    }

    fn shift(&self, label: &Label) -> std::ops::Range<usize> {
        let clip = |n: u32| {
            let at = (n as usize).saturating_sub(self.start);
            let tabs = self.tabs.partition_point(|tab| *tab < at);
            floor(&self.text, at + tabs * (TAB.len() - 1))
        };
        clip(label.span.start)..clip(label.span.end)
    }
}

/// The nearest character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
