//! Explains YAML syntax errors in an author's words.
//!
//! In go a text and the parser's error; out comes a [`SyntaxError`]: what is wrong, where the
//! author made the mistake (often before the place where the parser noticed it), and what to write
//! instead. The kind of error comes from the parser's own types. Its messages are not shown,
//! because they are written for developers of parsers.

pub(super) mod colon;
mod levels;
pub(super) mod line;
mod scene;
mod marks;
mod mistaken;
mod refused;
mod shape;

use super::tree::{Node, SyntaxError};
use crate::characters::is_stray;
use crate::source::{FileId, Span};
use refused::{of_error, too_deep};
use scene::{Scene, SceneFault};
use serde_yaml::Error;
use serde_yaml::granit_parser::{ErrorKind, Event, Parser, StructureStyle};
use std::ops::Range;

/// Explains what is wrong with `text`, which stands in `file` from byte `offset` on, after the
/// parser failed with `error`.
pub(super) fn explain(text: &str, file: FileId, offset: usize, error: &Error) -> SyntaxError {
    let fault = match (mistaken::of_file(text), scan(text)) {
        (Some(fault), _) => fault,
        (None, Some(found)) => {
            Scene { text, at: found.at, open: found.open, read: found.read }.of_kind(&found.kind)
        }
        (None, None) => of_error(text, error),
    };
    syntax_error(fault, file, offset)
}

/// Explains what is wrong with a valid `text` whose author meant something else than the `node`
/// that it parses to.
pub(super) fn mistaken(
    text: &str,
    file: FileId,
    offset: usize,
    node: &Node,
) -> Option<SyntaxError> {
    mistaken::of_tree(text, offset, node).map(|fault| syntax_error(fault, file, offset))
}

fn syntax_error(fault: SceneFault, file: FileId, offset: usize) -> SyntaxError {
    let span = |range: Range<usize>| Span::new(file, offset + range.start..offset + range.end);
    SyntaxError {
        message: fault.message,
        span: span(fault.range),
        label: fault.label,
        also: fault.also.map(|(range, label)| (span(range), label)),
        hints: fault.hints,
    }
}

/// The place where the text stops being valid YAML.
struct BrokenAt {
    kind: ErrorKind,
    at: usize,
    /// The innermost bracket or brace that is still open there: its byte.
    open: Option<usize>,
    /// The end of the last valid token.
    read: usize,
}

/// The first error of the low-level parser below serde. It reports syntax errors only.
fn scan(text: &str) -> Option<BrokenAt> {
    let mut open = Vec::new();
    let mut read = 0;
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, span)) => {
                match event {
                    Event::SequenceStart(style, ..) | Event::MappingStart(style, ..) => {
                        let flow = style == StructureStyle::Flow;
                        let is_open = |at: &usize| {
                            text.get(*at..).is_some_and(|rest| rest.starts_with(['[', '{']))
                        };
                        // An implicit pair stands in the brackets around it.
                        let own = span.start.byte_offset().filter(is_open);
                        let at = own.or(open.last().copied().flatten());
                        open.push(at.filter(|_| flow));
                    }
                    Event::SequenceEnd | Event::MappingEnd => {
                        open.pop();
                    }
                    _ => {}
                }
                read = read.max(span.end.byte_offset().unwrap_or(0).min(text.len()));
            }
            Err(error) => {
                let mark = error.marker();
                let at = mark.byte_offset().unwrap_or(text.len()).min(text.len());
                let at = (0..=at).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
                let open = open.last().copied().flatten();
                return Some(BrokenAt { kind: error.kind().clone(), at, open, read });
            }
        }
    }
    None
}

impl Scene<'_> {
    fn of_kind(&self, kind: &ErrorKind) -> SceneFault {
        use ErrorKind as K;
        // A simple mistake on a nearby line explains more than the parser's error.
        if let Some(fault) = self.slip(kind) {
            return fault;
        }
        match kind {
            K::TabNotAllowed
            | K::TabInBlockIndentation
            | K::TabInIndentation
            | K::TabInPlainScalar
            | K::TabAtBlockScalarStart
            | K::InvalidBlockEntryWhitespace
            | K::InvalidMappingValueWhitespace => {
                SceneFault::new(self.here(), "a tab stands where YAML wants spaces")
                    .label("a tab, shown as `→`")
                    .hint("write spaces in its place")
            }
            K::UnclosedQuotedScalar
            | K::DocumentIndicatorInQuotedScalar
            | K::InvalidQuotedScalarIndent => self.unclosed_quote(),
            K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar => {
                self.missing_colon().unwrap_or_else(|| self.after_quote())
            }
            K::UnknownQuotedScalarEscape
            | K::InvalidQuotedScalarHexEscape
            | K::InvalidLowSurrogateHexEscape
            | K::InvalidLowSurrogate
            | K::MissingLowSurrogate
            | K::UnpairedLowSurrogate
            | K::InvalidUnicodeEscape => self.escape(),
            K::UnclosedFlowCollection { .. } => self.unclosed_bracket(self.at),
            K::MismatchedFlowCollectionEnd { open, close } => {
                let message = format!("the `{open}` that opened before is closed by `{close}`");
                let fault = SceneFault::new(self.here(), message);
                let fault = match self.open {
                    Some(at) => fault.also(at..at + 1, "opened here"),
                    None => fault,
                };
                fault.hint("close what is open in turn, or put text that holds brackets in quotation marks")
            }
            K::MisplacedFlowCollectionEnd => {
                let message = format!("`{}` closes nothing that is open", self.char());
                SceneFault::new(self.here(), message)
                    .hint("take it out, or put text that holds brackets in quotation marks")
            }
            K::UnexpectedCharacter { character }
                if character.is_control() || is_stray(*character) =>
            {
                self.unseen(*character)
            }
            K::BomInsideDocument => self.unseen('\u{feff}'),
            K::UnexpectedCharacter { character: '`' } => self.cannot_begin("a backtick"),
            K::UnexpectedCharacter { character } => self.cannot_begin(&format!("`{character}`")),
            K::UnknownAnchor | K::MissingAnchorOrAliasName => self.mark(),
            K::MissingTagUri
            | K::UnclosedVerbatimTag
            | K::ExpectedTagBang
            | K::UndeclaredTagHandle
            | K::InvalidTagTerminator
            | K::InvalidTagEscape
            | K::InvalidTagUtf8LeadingByte
            | K::InvalidTagUtf8TrailingByte
            | K::InvalidTagUtf8
            | K::InvalidGlobalTagCharacter => self.cannot_begin("`!`"),
            K::InvalidBlockScalarHeader | K::ZeroBlockScalarIndent => self.block_header(),
            K::InvalidBlockScalarIndent => SceneFault::new(
                self.line().body(),
                "the text below a `|` or `>` is indented unevenly",
            )
            .hint("indent its first line no further than the others"),
            K::InvalidDocumentEnd => {
                let line = self.line();
                SceneFault::new(line.body(), "`...` ends the file, and words follow it")
                    .hint("take the line out")
            }
            K::ExpectedDocumentStart
            | K::DuplicateVersionDirective
            | K::UnsupportedYamlMajorVersion
            | K::DuplicateTagDirective
            | K::MissingDocumentEndBeforeDirective
            | K::InvalidDirectiveTerminator
            | K::DirectiveDisallowed
            | K::MissingYamlVersionSeparator
            | K::MissingDirectiveName
            | K::InvalidDirectiveName
            | K::DirectiveByteLimitExceeded { .. }
            | K::YamlVersionTooLong
            | K::MissingYamlVersion
            | K::InvalidTagDirectiveTerminator
            | K::ExpectedTagDirectiveBang => match self.directive() {
                Some(fault) => fault,
                None => self.structure(kind),
            },
            K::RecursionLimitExceeded => too_deep(self.here()),
            _ if self.open.is_some() => self.in_brackets(),
            _ => self.structure(kind),
        }
    }

    /// A mistake on a nearby line that is recognizable by its looks.
    fn slip(&self, kind: &ErrorKind) -> Option<SceneFault> {
        let here = self.line();
        let before = here.before();
        let after = here.after();
        for line in [before, Some(here), after].into_iter().flatten() {
            let indent = line.indent();
            if self.text[indent.clone()].contains('\t') && line.has_words() {
                return Some(
                    SceneFault::new(indent, "a line is indented with a tab")
                        .label("a tab, shown as `→`")
                        .hint("indent with spaces, as many as its neighbours have"),
                );
            }
        }
        for line in [before, Some(here)].into_iter().flatten() {
            if let Some(blanks) = line.odd_indent() {
                let message = "a line is indented with characters that only look like spaces";
                return Some(SceneFault::new(blanks, message).hint("delete them, and type spaces"));
            }
        }
        // Faults of quotation marks and brackets know where they were opened.
        let elsewhere = matches!(
            kind,
            ErrorKind::UnclosedQuotedScalar
                | ErrorKind::InvalidTrailingSingleQuotedScalar
                | ErrorKind::InvalidTrailingDoubleQuotedScalar
                | ErrorKind::UnclosedFlowCollection { .. }
                | ErrorKind::MismatchedFlowCollectionEnd { .. }
                | ErrorKind::UnknownQuotedScalarEscape
                | ErrorKind::UnexpectedCharacter { .. }
                | ErrorKind::UnknownAnchor
        );
        if elsewhere || self.open.is_some() {
            return None;
        }
        for line in [before, Some(here)].into_iter().flatten() {
            if let Some((key, rest)) = line.unspaced() {
                let message = format!("there is no space after the colon of `{key}`");
                return Some(
                    SceneFault::new(line.body(), message)
                        .label("no space after the colon")
                        .hint(format!("write `{key}: {rest}`")),
                );
            }
            if let Some((mark, item)) = line.odd_item() {
                return Some(
                    SceneFault::new(
                        mark.clone(),
                        format!("`{}` begins no item of a list", &self.text[mark]),
                    )
                    .hint(format!("write a hyphen and a space: `- {item}`")),
                );
            }
            if let Some(item) = line.unspaced_item() {
                return Some(
                    SceneFault::new(line.body(), "there is no space after the hyphen of an item")
                        .hint(format!("write `- {item}`")),
                );
            }
        }
        None
    }
}
