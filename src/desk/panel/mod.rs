//! Changes claims, sources and speakers as a form asks for it.
//!
//! In go a site and a [`Request`], which names no path and no byte; out comes a [`Plan`] with the new texts of
//! files, or the [`Problem`]s of the request, each at its field. [`problems`](problems()) tells what a plan makes worse.

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
pub use planned::{Plan, Stub};
pub use problems::{SaidBefore, problems};
pub use request::{ItemEdit, Keys, Problem, Removal, Request, RequestKind, Words};
pub use source::{SourceProposal, SureOfSource, propose_source};
pub use uses::{Item, ItemKind, ItemName, Items, tree_of};
pub use words::find as find_words;
