//! Gainsay turns Markdown sections and YAML annotations into a static site in which every claim
//! links to its source and to whatever gainsays it.
//!
//! Most people use the program `gainsay`. As a library it opens a site, checks it, lists its claims
//! and sources, and builds it:
//!
//! ```
//! use gainsay::{Options, Project, Status};
//!
//! # let folder = env!("CARGO_MANIFEST_DIR");
//! let project = Project::open(folder)?;
//! let checked = project.check(&Options::default());
//! if checked.failed() {
//!     eprintln!("{}", checked.report(gainsay::Format::Human));
//! }
//! for claim in checked.claims().filter(|claim| claim.status() == Status::Disputed) {
//!     println!("{}: {}", claim.id(), claim.words());
//!     for (relation, source) in claim.citations() {
//!         println!("  {relation}: {} {}", source.title, source.address.unwrap_or_default());
//!     }
//! }
//! # assert!(checked.claims().any(|claim| claim.status() == Status::Disputed));
//! # Ok::<(), gainsay::ReadError>(())
//! ```
//!
//! # How data goes
//!
//! ```text
//!  disk ─▶ load ─▶ parse ─▶ resolve ─▶ judge ─▶ publish ─▶ write ─▶ disk
//!          Tree    Parsed   Site       Judgements  Files
//!             └───────┴────────┴──────────┴─────────┴──▶ diagnostics
//! ```
//!
//! Every stage is a function over plain structs, and a module uses only those before it.
//! [`pipeline::run`] runs all stages. `ARCHITECTURE.md` in the repository has the map.
//!
//! # Features
//!
//! Both are on by default: `cli` is the command line, and `preview` is `gainsay serve`, which needs
//! an HTTP server and a file watcher. Without them the library checks and builds.

// The stages are public only for the program, its tests and its benches. They are hidden because
// they change with every version. The public API is re-exported here.

pub use diagnostic::{Code, Diagnostic, Format, Severity};
pub use load::ReadError;
pub use model::Status;
pub use pipeline::{Counts, Options};
pub use project::{BuildError, Checked, ClaimInfo, Project, SourceInfo};
pub use publish::File;
pub use resolve::Audience;
pub use write::{ExchangeError, Report, WriteError};

// Used by all other modules.
#[doc(hidden)]
pub mod source;
#[doc(hidden)]
pub mod characters;
#[doc(hidden)]
pub mod diagnostic;
#[doc(hidden)]
pub mod model;
// Access to the disk.
#[doc(hidden)]
pub mod disk;
// From disk to typed values.
#[doc(hidden)]
pub mod load;
#[doc(hidden)]
pub mod markdown;
#[doc(hidden)]
pub mod yaml;
#[doc(hidden)]
pub mod parse;
// The theme: templates, assets, and the words of the pages.
#[doc(hidden)]
pub mod theme;
// From names to indices.
#[doc(hidden)]
pub mod resolve;
// From evidence to statuses.
#[doc(hidden)]
pub mod judge;
// From a resolved site to files.
#[doc(hidden)]
pub mod draw;
#[doc(hidden)]
pub mod publish;
#[doc(hidden)]
pub mod pipeline;
#[doc(hidden)]
pub mod write;
// The public API of the library.
mod project;
// The program.
#[doc(hidden)]
pub mod desk;
#[doc(hidden)]
pub mod import;
#[cfg(feature = "preview")]
#[doc(hidden)]
pub mod preview;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
