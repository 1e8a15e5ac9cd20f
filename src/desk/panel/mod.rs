//! Changes claims, sources and speakers as a form asks for it.
//!
//! In go a site and a [`DeskRequest`], which names no path and no byte; out comes a [`ChangePlan`] with the new texts
//! of files, or the [`Problem`]s of the request, each at its field. [`problems`](problems()) tells what a plan makes
//! worse.

mod parts;
mod plan;
mod planned;
mod problems;
mod records;
mod remove;
mod request;
mod source;
mod texts;
mod uses;
mod values;
mod way;
mod words;

pub use parts::{article_of, claims_of, part_of, path_of, paths_beside};
pub use plan::{plan, plan_at};
pub use planned::{ChangePlan, Stub};
pub use problems::{SaidBefore, problems};
pub use records::file_of_records;
pub use request::{AskedWords, DeskRequest, ItemEdit, Keys, Problem, Removal, RequestKind};
pub use source::{PageKey, SourceProposal, SourceProposer, SureOfSource, page_of, propose_source};
pub use uses::{Item, ItemKind, ItemName, SiteItems, tree_of};
pub use words::find as find_words;
