//! The one way to a disk: folders that were opened, and what lies in them.
//!
//! In goes the path of a site's or an output's folder, once; out comes a [`Folder`], through which
//! everything below is listed, read, made, renamed and removed. A path below it is taken step by
//! step, each folder opened without following links, so that one that was swapped for a link in the
//! meantime is an error and nothing outside is ever touched. What is not a plain file is never
//! opened. The folders above the one that is named may be links, as on macOS.

mod alone;
mod change;
mod folder;
mod kind;
mod read;
mod stamp;

pub use alone::{Alone, Busy};
pub use change::is_temporary;
pub use folder::{Folder, FolderEntry};
pub use kind::{EntryKind, other};
pub use read::{FolderReader, larger};
pub use stamp::Stamp;
