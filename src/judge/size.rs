//! Whether a site is too large for where it is likely to stand.
//!
//! In go the paths of all files of the output and their sizes in bytes; out come the faults. The
//! bounds are those of GitHub: a site on GitHub Pages has 1 GB at most, and no repository takes a
//! file of more than 100 MB (docs.github.com, "GitHub Pages limits" and "About large files").

use crate::diagnostic::{Code, Diagnostic};
use std::collections::BTreeMap;

const MB: u64 = 1_000_000;
/// The most bytes of an output of which nothing is said: there is room left to do something.
const OUTPUT: u64 = 900 * MB;
/// The same of a file.
const FILE: u64 = 100 * MB;

/// Compares the sizes of all files of the output with what GitHub takes.
pub fn sizes<'f>(files: impl Iterator<Item = (&'f str, u64)>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let mut folders: BTreeMap<&str, u64> = BTreeMap::new();
    for (path, bytes) in files {
        *folders.entry(path.split_once('/').map_or("", |(folder, _)| folder)).or_default() += bytes;
        if bytes > FILE {
            let message = format!("`{path}` has {}", megabytes(bytes));
            out.push(
                Diagnostic::new(Code::FileLarge, message)
                    .hint("make it smaller, or keep it elsewhere and link to it"),
            );
        }
    }
    let total: u64 = folders.values().sum();
    if total > OUTPUT {
        let largest = folders.iter().max_by_key(|(_, bytes)| **bytes).map(|(folder, bytes)| {
            let folder = if folder.is_empty() { "its root" } else { &format!("`{folder}/`") };
            format!("{} of that are in {folder}", megabytes(*bytes))
        });
        let message = format!("the output has {}", megabytes(total));
        out.push(
            Diagnostic::new(Code::OutputLarge, message)
                .maybe_hint(largest)
                .hint("GitHub Pages publishes 1 GB at most; another host may take more"),
        );
    }
    out
}

/// Rounded up, so that what is over a bound does not seem to be at it.
fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(MB))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(files: &[(&str, u64)], expect: &[&str]) {
        let found: Vec<String> = sizes(files.iter().copied())
            .into_iter()
            .map(|d| format!("{}: {}; {}", d.code.as_str(), d.message, d.hints[0]))
            .collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn what_github_would_not_take_is_told_in_time() {
        check(&[], &[]);
        check(&[("a.html", 100 * MB), ("static/a.mp4", 100 * MB)], &[]);
        let hint = "make it smaller, or keep it elsewhere and link to it";
        check(
            &[("static/a.mp4", 100 * MB + 1)],
            &[&format!("file-large: `static/a.mp4` has 101 MB; {hint}")],
        );
        let names: Vec<String> = (0..9).map(|n| format!("claims/{n}.html")).collect();
        let mut files: Vec<(&str, u64)> = names.iter().map(|n| (n.as_str(), 100 * MB)).collect();
        check(&files, &[]);
        files.push(("index.html", 1));
        check(&files, &["output-large: the output has 901 MB; 900 MB of that are in `claims/`"]);
    }
}
