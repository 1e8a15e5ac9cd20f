//! What other programs read of a site: claims, citations, sources and speakers in their formats.
//!
//! In go materials, a format and the articles that are wanted; out comes one document. It holds what
//! is published and no more: drafts and articles under embargo were left out by `resolve`, and what is
//! confidential by [`PublicSite`](super::public::PublicSite). Like every file of the output it is
//! searched for addresses that must not be published.

mod annotations;
mod bibliography;
mod positions;
mod reviews;
mod scope;
mod whole;

use super::outputs::{leaked_address, press};
use super::plan::Plan;
use super::press::Materials;
use super::table;
use super::view::shelf::PartShelf;
use crate::theme::PageFault;
pub use bibliography::{CSL_TAGS, CSL_TEXT};
use scope::Scope;

/// A format of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportForm {
    /// A row for each claim and citation, as `claims.csv` has them.
    Csv,
    /// Everything, in the form that `docs/export.schema.json` describes.
    Json,
    /// The sources, for reference managers: CSL-JSON.
    CslJson,
    /// The sources, for LaTeX: BibTeX as biblatex reads it.
    Bibtex,
    /// The claims as annotations of the pages: W3C Web Annotation.
    Annotations,
    /// The claims with a finding, for search engines: schema.org.
    ClaimReview,
}

impl ExportForm {
    /// All formats.
    pub const ALL: [Self; 6] =
        [Self::Csv, Self::Json, Self::CslJson, Self::Bibtex, Self::Annotations, Self::ClaimReview];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::CslJson => "csl-json",
            Self::Bibtex => "bibtex",
            Self::Annotations => "annotations",
            Self::ClaimReview => "claimreview",
        }
    }

    /// True if it names pages by their full addresses, so that the site needs a base address.
    pub fn needs_base(self) -> bool {
        matches!(self, Self::Annotations | Self::ClaimReview)
    }
}

/// Writes what other programs read of the site, or of the article with the index `article` alone.
///
/// # Errors
/// An address that must not be published would stand in it, or a page that it names cannot be rendered.
pub fn export(
    materials: &Materials,
    plan: &Plan,
    form: ExportForm,
    article: Option<usize>,
) -> Result<String, Box<PageFault>> {
    let shelf = PartShelf::default();
    let press = &press(materials, plan, Some(&shelf));
    let scope = Scope { press, article };
    let text = match form {
        ExportForm::Csv => table::of_site(press, scope.articles()),
        ExportForm::Json => pretty(&whole::document(&scope)),
        ExportForm::CslJson => pretty(&bibliography::csl(&scope)),
        ExportForm::Bibtex => bibliography::bibtex(&scope),
        ExportForm::Annotations => pretty(&annotations::collection(&scope)?),
        ExportForm::ClaimReview => pretty(&reviews::feed(&scope)),
    };
    match leaked_address(press, text.as_bytes(), &format!("{} export", form.name())) {
        Some(fault) => Err(Box::new(fault)),
        None => Ok(text),
    }
}

/// A document on several lines. A value of strings, numbers and flags can always be written.
fn pretty(value: &serde_json::Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
