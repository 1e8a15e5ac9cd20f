//! Sources from reference managers.
//!
//! In goes the text of a file; out come [`References`], which [`plan`](plan()) brings into `sources.yaml`. Each
//! format has a file, and knows nothing of the others.

mod bibtex;
mod csl;
mod kinds;
mod plan;
mod record;
mod reference;
mod ris;
mod values;
mod work;

pub use bibtex::read as from_bibtex;
pub use csl::read as from_csl;
pub use plan::plan;
pub use record::Known;
pub use reference::{References, SourceReference};
pub use ris::read as from_ris;
