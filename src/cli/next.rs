//! `gainsay` without a command: what to do next in this folder; and `gainsay --version`.
//!
//! In goes a folder; out come a few lines. Only names are examined, not contents.

use super::error::CommandError;
use super::exit::CLEAN;
use super::locate::{self, Whereabouts};
use super::origin;
use super::report::print;
use crate::diagnostic::shown;
use std::path::Path;

/// Says what to do next.
pub(super) fn print_next(folder: &Path) -> Result<u8, CommandError> {
    let advice = match locate::whereabouts(folder) {
        Whereabouts::Here => format!(
            "here is a site\n\nnext:\n{}  gainsay check           reports every fault\n  gainsay build           writes the pages\n",
            preview("  gainsay serve --open    shows it in a browser, to annotate it there\n"),
        ),
        Whereabouts::Elsewhere(site) => {
            let site = shown(&site);
            format!(
                "there is a site in `{site}`\n\nnext:\n  go to that folder, and run `gainsay` there\n"
            )
        }
        Whereabouts::Misnamed(file, name) => {
            format!("there is no `{name}` here\n\nnext:\n  rename `{}` to `{name}`\n", shown(&file))
        }
        Whereabouts::Nowhere => format!(
            "there is no site here\n\nnext:\n  gainsay init my-site              begins one in the folder my-site\n  gainsay import FILE my-site       makes one of a document, such as draft.docx\n{}",
            preview(
                "  gainsay serve my-site --open      shows it in a browser, to annotate it there\n"
            ),
        ),
    };
    print(&format!("{}: {advice}\n`gainsay help` lists all commands\n", origin::version()))?;
    Ok(CLEAN)
}

/// A line on the preview, where this program has one.
fn preview(line: &str) -> &str {
    if cfg!(feature = "preview") { line } else { "" }
}

/// Prints the version.
pub(super) fn print_version(verbose: bool) -> Result<u8, CommandError> {
    print(&if verbose { origin::details() } else { origin::version() + "\n" })?;
    Ok(CLEAN)
}
