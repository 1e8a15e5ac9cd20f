//! Pages of sections that the last output had and the next one has not.
//!
//! In go a site and the paths that are to be taken away; out comes a warning for each address of a
//! section among them. What else goes, such as the page of a claim, is told by its lock file.

use crate::address;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::slug;
use crate::resolve::Site;
use crate::source::{Files, Span};
use std::collections::BTreeSet;

/// Warns of each section whose page is among `paths`. `told` has, for each article, the sections of
/// which the author has been told; a section whose file is there is only withheld.
pub fn gone(
    site: &Site,
    told: &[BTreeSet<String>],
    paths: &[String],
    files: &Files,
) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for (article, told) in site.articles.iter().zip(told) {
        let folder = files.path(article.file).trim_end_matches("article.yaml");
        for path in paths {
            let Some(name) = path.strip_prefix(&article.prefix) else { continue };
            let Some(section) = name.strip_suffix(".html").filter(|name| !name.contains('/'))
            else {
                continue;
            };
            let is_other = address::RESERVED.contains(&section) || told.contains(section);
            let is_shown = article.sections.iter().any(|shown| shown.slug == section);
            if is_other || (!is_shown && has_file(folder, section, files)) {
                continue;
            }
            let message = format!(
                "the last build had a page for the section `{section}`, and links from elsewhere to `{path}` lead nowhere now"
            );
            out.push(
                Diagnostic::at(Code::SectionGone, Span::top(article.file), message).hint(format!(
                    "list `{section}` in the `aliases` of the section that readers should find instead"
                )),
            );
        }
    }
    out
}

/// True where there is Markdown in `folder` whose address is `section`.
fn has_file(folder: &str, section: &str, files: &Files) -> bool {
    files.paths().any(|path| {
        let stem = path.strip_prefix(folder).and_then(|name| name.strip_suffix(".md"));
        stem.is_some_and(|stem| slug(stem) == section)
    })
}
