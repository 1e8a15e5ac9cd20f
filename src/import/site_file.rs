//! The files of a site that an import writes into.
//!
//! In go the files of a site and a path; out comes the text that is there, or why nothing can be written there.

use crate::load::{Content, Tree};

/// The text of the file at `path`, without its byte-order mark; nothing where there is none.
///
/// # Errors
/// It is no text, or the path leads over a link.
pub fn file_text<'t>(tree: &'t Tree, path: &str) -> Result<&'t str, String> {
    let leads_over = |odd: &str| {
        path.strip_prefix(odd).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    if let Some(odd) = tree.odd.iter().find(|odd| leads_over(&odd.path)) {
        let not_followed =
            if odd.what == "a symbolic link" { ", and links are not followed" } else { "" };
        return Err(format!("`{}` is {}{not_followed}", odd.path, odd.what));
    }
    match tree.files.get(path) {
        None => Ok(""),
        Some(Content::Text(text)) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Some(Content::Bytes(_) | Content::Large(_)) => Err(format!("`{path}` cannot be read")),
    }
}
