//! Access to the disk: open folders and their entries.
//!
//! In goes the path of a site's or an output's folder, once; out comes a [`Folder`], through which
//! everything below is listed, read, created, renamed and removed. A path below it is resolved step
//! by step, and each folder is opened without following links. So a folder that was replaced by a
//! link in the meantime causes an error, and nothing outside is ever touched. Only regular files
//! are opened. The ancestors of the given folder may be links, as on macOS.

mod alone;
mod change;
mod exchange;
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
