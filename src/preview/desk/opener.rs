//! Links that open files in the author's editor.
//!
//! In goes a place; out comes a link, where there is an editor.

use crate::preview::editor::Editor;
use crate::source::{Files, Span};
use std::path::Path;

/// Opens files at a place.
pub(super) struct Opener<'o> {
    pub(super) editor: &'o Editor,
    pub(super) root: &'o Path,
}

impl Opener<'_> {
    /// The link to what stands at `span`.
    pub(super) fn link(&self, files: &Files, span: Span) -> Option<String> {
        let at = files.position(span);
        let place = (files.path(span.file).to_owned(), at.line, at.column);
        self.editor.link(self.root, &place)
    }
}
