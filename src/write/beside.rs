//! Writes a file that is no part of a site: what is exported for other programs.
//!
//! In go a path and bytes; out comes a file, whole or not at all. A file that is there is replaced only if
//! that was asked for, and one of the site never.

use super::{WriteError, disk, folded, refused};
use crate::diagnostic::shown;
use crate::disk::Folder;
use std::path::Path;

/// Writes `bytes` to `path`. `replaces` allows to replace a file of that name.
///
/// # Errors
/// [`WriteError::Refused`] if it would be one of the inputs of the site in `root` or a file that is hidden
/// there, or if it is there and may not be replaced; [`WriteError::Disk`].
pub fn write_beside(
    root: &Path,
    path: &Path,
    bytes: &[u8],
    replaces: bool,
) -> Result<(), WriteError> {
    let name = path.file_name().and_then(|name| name.to_str()).filter(|name| *name != "-");
    let Some(name) = name else {
        return refused(
            format!("`{}` is no name of a file", shown(path)),
            "name a file, such as `claims.json`; without `--output` it is printed",
        );
    };
    let above = path.parent().filter(|above| !above.as_os_str().is_empty());
    let above = above.unwrap_or(Path::new("."));
    let real = above.canonicalize().map_err(disk(above))?.join(name);
    let site = root.canonicalize().map_err(disk(root))?;
    let mut inputs = crate::load::INPUTS.iter().copied().chain([crate::load::CONFIG]);
    let is_input = inputs.any(|input| folded(&real).starts_with(folded(&site.join(input))));
    let below = real.strip_prefix(&site).ok();
    let is_hidden = below.is_some_and(|below| {
        below.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'))
    });
    if is_input || is_hidden {
        return refused(
            format!("`{}` is among the files of the site", shown(path)),
            "name a file elsewhere",
        );
    }
    if !replaces && real.symlink_metadata().is_ok() {
        return refused(
            format!("`{}` is there already", shown(path)),
            "name another file, or add `--force`",
        );
    }
    let folder = Folder::open(above).map_err(disk(above))?;
    folder.replace(name, bytes, true).map_err(disk(path))
}
