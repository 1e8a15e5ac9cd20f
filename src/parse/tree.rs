//! Parses a YAML file, and records which parts were not read.
//!
//! In goes a text; out comes its tree, or the result of a reader on the tree, and diagnostics.

use super::faults::Faults;
use crate::diagnostic::{Code, Diagnostic};
use crate::load::Gap;
use crate::source::{FileId, Files};
use crate::yaml::{self, Node};

/// The result of `read` on a YAML file; `None` if the file is not valid YAML.
pub(super) fn yaml_file<T>(
    files: &Files,
    file: FileId,
    out: &mut Faults,
    read: impl FnOnce(&Node, &mut Faults) -> T,
) -> Option<T> {
    let before = out.lost();
    let node = tree(&files.get(file).text, file, 0, out);
    if out.lost() > before {
        out.leave(Gap::Broken(file));
    }
    let before = out.lost();
    let read = node.map(|node| read(&node, out));
    if out.lost() > before {
        out.leave(Gap::Partly(file));
    }
    read
}

/// Parses `text`, which stands at `start` in `file`.
pub(super) fn tree(text: &str, file: FileId, start: usize, out: &mut Faults) -> Option<Node> {
    match yaml::parse(text, file, start) {
        Ok(node) => {
            out.extend(yaml::look::look(text, file, start));
            Some(node)
        }
        Err(error) => {
            out.push(syntax(*error));
            None
        }
    }
}

/// Converts a syntax error to a diagnostic.
fn syntax(error: yaml::SyntaxError) -> Diagnostic {
    let mut fault = Diagnostic::at(Code::YamlSyntax, error.span, error.message);
    if let Some(label) = error.label {
        fault = fault.label(label);
    }
    if let Some((span, label)) = error.also {
        fault = fault.also(span, label);
    }
    error.hints.into_iter().fold(fault, Diagnostic::hint)
}
