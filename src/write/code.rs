//! Keeps the tokens of code between runs, in the user's cache folder.
//!
//! In go the tokens that a run found; out they come in the next run of the same program on the same
//! site. Losing them costs only time. The file begins with a hash of the rest: one that is damaged,
//! or of another program, counts as none, as does one that may have come with a checkout.

use super::real;
use super::record::{hash_of, own_folder};
use crate::disk::Folder;
use crate::markdown::highlight::{CodeKey, CodeToken, CodeTokens};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder of these files inside the cache folder.
const FOLDER: &str = "gainsay/code";

/// The maximum size of a file, in bytes; one of 6,000 blocks has some 3 MB.
const MAX: u64 = 64 * 1024 * 1024;

/// The place of the tokens of a site, and what was read there.
#[derive(Debug, Clone, Default)]
pub struct CodeCache {
    /// The folder, the name of the file, and what identifies the program; `None` if nothing is kept.
    place: Option<(PathBuf, String, String)>,
    known: Arc<CodeTokens>,
}

impl CodeCache {
    /// Reads what an earlier run of `program` on the site at `root` has kept in the user's cache
    /// folder.
    pub fn open(cache: Option<&Path>, root: &Path, program: Option<String>) -> Self {
        let place = || {
            let root = real(root).ok()?;
            let name = format!("{}.txt", hash_of(root.as_os_str().as_encoded_bytes()));
            Some((own_folder(cache?, FOLDER, &[&root])?, name, program?))
        };
        let place = place();
        let known = place.as_ref().and_then(|(folder, name, program)| {
            let bytes = Folder::open(folder).and_then(|folder| folder.read(name, MAX)).ok()?;
            read(std::str::from_utf8(&bytes).ok()?, program)
        });
        Self { place, known: Arc::new(known.unwrap_or_default()) }
    }

    /// The tokens that were read.
    pub fn known(&self) -> Arc<CodeTokens> {
        Arc::clone(&self.known)
    }

    /// Keeps `tokens`, and no others, for the next run. A cache that cannot be written counts as none.
    pub fn keep(&self, tokens: &CodeTokens) {
        if let Some((folder, name, program)) = &self.place
            && *tokens != *self.known
        {
            let _ = Folder::make_at(folder)
                .and_then(|folder| folder.replace_private(name, text(tokens, program).as_bytes()));
        }
    }
}

/// A file: the hash of the rest, the program, and a line for each block, with its key, and the length
/// and the class of each token.
fn text(tokens: &CodeTokens, program: &str) -> String {
    let mut text = format!("{program}\n");
    for (key, tokens) in &tokens.0 {
        // Writing to a string cannot fail.
        let _ = write!(text, "{:032x}", u128::from_be_bytes(*key));
        for (length, class) in tokens.iter() {
            let _ = write!(text, " {length}");
            let _ = class.map(|class| write!(text, ":{class}"));
        }
        text.push('\n');
    }
    format!("{}\n{text}", hash_of(text.as_bytes()))
}

fn read(text: &str, program: &str) -> Option<CodeTokens> {
    let (hash, rest) = text.split_once('\n')?;
    let (of, lines) = rest.split_once('\n').filter(|_| hash == hash_of(rest.as_bytes()))?;
    let token = |token: &str| -> Option<CodeToken> {
        let (length, class) = token.split_once(':').map_or((token, None), |(l, c)| (l, Some(c)));
        let class = class.map(str::parse).transpose().ok()?;
        Some((length.parse().ok()?, class))
    };
    let block = |line: &str| {
        let mut parts = line.split(' ');
        let key: CodeKey = u128::from_str_radix(parts.next()?, 16).ok()?.to_be_bytes();
        Some((key, parts.map(token).collect::<Option<_>>()?))
    };
    (of == program)
        .then(|| lines.lines().map(block).collect::<Option<_>>())
        .flatten()
        .map(CodeTokens)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_read_as_they_were_written_by_the_same_program_alone() {
        let one = ([7; 16], [(3, None), (12, Some(4))].into());
        let tokens = CodeTokens([one, ([0; 16], [].into())].into());
        let kept = text(&tokens, "0.2.0 abc");
        assert_eq!(read(&kept, "0.2.0 abc"), Some(tokens));
        assert_eq!(read(&kept, "0.2.0 abd"), None);
        for (old, new) in [("12:4", "12:5"), ("0707", "0708"), ("abc", "abd"), ("3 12", "3  12")] {
            assert!(kept.contains(old), "{kept}");
            let damaged = kept.replacen(old, new, 1);
            assert_eq!(read(&damaged, "0.2.0 abc"), None, "{damaged}");
        }
        for line in ["07 3:", "07 -3", "07  3", "x 3", "07 3:300", "", "07 3:1:1"] {
            let rest = format!("0.2.0 abc\n{line}\n");
            let forged = format!("{}\n{rest}", hash_of(rest.as_bytes()));
            assert_eq!(read(&forged, "0.2.0 abc"), None, "{line}");
        }
        for bytes in 0..kept.len() {
            assert_eq!(read(&kept[..bytes], "0.2.0 abc"), None, "{bytes}");
        }
    }
}
