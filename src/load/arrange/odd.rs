//! Reports files that are not read, with the reason.
//!
//! In go the paths of files that have no place in a site, an unfit name, too many bytes, or are not
//! regular files; out come diagnostics, and gaps if something may be missing because of them.

use super::input::Input;
use crate::diagnostic::{Code, Diagnostic};
use crate::load::gap::Gap;
use crate::load::{Odd, is_copys_place, most_of};
use crate::source::{Files, Span};
use std::collections::BTreeSet;
pub(super) fn unopened(input: &mut Input, odd: &Odd, out: &mut Vec<Diagnostic>) {
    let Odd { path, what } = odd;
    let file = input.files.add(path, "");
    input.gaps.push(Gap::Unopened(file));
    let (message, hint) = match what.as_str() {
        "a symbolic link" => (
            format!("`{path}` is a symbolic link, and links are not followed"),
            "put the file itself in its place",
        ),
        "a folder" => (
            format!("`{path}` is a folder; a file is expected here"),
            "give the folder another name, and put the file in its place",
        ),
        _ => (format!("`{path}` is {what}, and is not opened"), "take it out of the site"),
    };
    out.push(Diagnostic::at(Code::FileUnreadable, Span::top(file), message).hint(hint));
}

/// Names the first of `paths`, and counts the rest; `None` if there are none.
fn list(paths: &[String]) -> Option<String> {
    const NAMED: usize = 3;
    let mut named: Vec<String> = paths.iter().take(NAMED).map(|path| format!("`{path}`")).collect();
    if paths.len() > NAMED {
        named.push(format!("{} more", paths.len() - NAMED));
    }
    let last = named.pop()?;
    Some(match named.is_empty() {
        true => last,
        false => format!("{} and {last}", named.join(", ")),
    })
}

/// Reports files below folders of saved copies that are not read: once for those with another
/// extension, and once for those in folders where copies are not searched.
pub(super) fn no_copies(files: &mut Files, unread: Vec<String>) -> Vec<Diagnostic> {
    let (endings, places): (Vec<String>, Vec<String>) =
        unread.into_iter().partition(|path| is_copys_place(path));
    let aside = "what is kept beside copies belongs in a folder whose name begins with `.`, or out of `content/`";
    let endings = (
        endings,
        "a saved copy ends in `.txt`, `.md` or `.html`: save the words of the source as one of these",
    );
    let places = (
        places,
        "a saved copy stands in `content/snapshots/`, or in `snapshots/` in its article's folder, and in no folder below",
    );
    let told = [endings, places].into_iter().filter_map(|(paths, hint)| {
        let (listed, first) = (list(&paths)?, paths.first()?);
        let (is, copy) = match paths.len() {
            1 => ("is", "no saved copy"),
            _ => ("are", "no saved copies"),
        };
        let message =
            format!("{listed} {is} {copy} that the tool reads: no passage is looked up there");
        let at = Span::top(files.add(first, ""));
        Some(Diagnostic::at(Code::FileUnexpected, at, message).hint(hint).hint(aside))
    });
    told.collect()
}

/// Reports files that are skipped because of their names, in one diagnostic.
pub(super) fn left_out(hidden: &[String]) -> Option<Diagnostic> {
    let listed = list(hidden)?;
    let (is, names) = if hidden.len() == 1 { ("is", "its name") } else { ("are", "their names") };
    let message = format!("{listed} {is} left out, because {names} or a folder's begins with `.`");
    Some(
        Diagnostic::new(Code::FileHidden, message)
            .hint("names that begin with `.` are passed over, but for `static/.well-known/`"),
    )
}

pub(super) fn unfit(files: &mut Files, path: &str, c: char) -> Diagnostic {
    let file = files.add(path, "");
    let what = match c {
        '\\' => "a `\\`".to_owned(),
        c => format!("the character U+{:04X}", u32::from(c)),
    };
    let message = format!("the name of `{path}` has {what} in it");
    Diagnostic::at(Code::FileName, Span::top(file), message)
        .hint("rename it; no address and no line of a report can hold such a name")
}

/// Reports that a file is not read; `records` are the files of records that are.
pub(super) fn unexpected(
    input: &mut Input,
    path: &str,
    records: &BTreeSet<String>,
    out: &mut Vec<Diagnostic>,
) {
    let file = input.files.add(path, "");
    let message = format!("`{path}` is not a file that the tool reads");
    // An editor may add `.txt`, and a system that ignores case keeps capitals as typed.
    let lower = path.to_ascii_lowercase();
    let lower = lower.trim_end_matches([' ', '.']);
    let lower = lower.strip_suffix(".txt").unwrap_or(lower);
    let (folder, name) = lower.rsplit_once('/').unwrap_or(("", lower));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let meant = matches!(stem, "sources" | "speakers" | "article");
    let meant = meant.then(|| format!("{}/{stem}.yaml", &path[..folder.len()]));
    let begun = &path[..lower.len() - name.len() + stem.len()];
    let (what, meant) = match (ending, meant) {
        ("yml" | "yaml", Some(meant)) => ("rename it to", meant),
        ("yml" | "yaml", None) => ("rename it to", format!("{begun}.yaml")),
        ("md" | "markdown" | "mdown" | "mkd", _) => ("rename it to", format!("{begun}.md")),
        ("json", Some(meant)) if !records.contains(&meant) => {
            ("JSON is YAML too: rename it to", meant)
        }
        (_, Some(meant)) if !records.contains(&meant) => {
            ("write what it holds as YAML, into", meant)
        }
        _ => {
            let message = format!("{message}, and is left out");
            out.push(
                Diagnostic::at(Code::FileUnexpected, Span::top(file), message)
                    .hint("files that pages show or link to belong in `static/`"),
            );
            return;
        }
    };
    out.push(
        Diagnostic::at(Code::FileEnding, Span::top(file), message)
            .hint(format!("{what} `{meant}`")),
    );
    input.gaps.push(Gap::Misnamed { file, meant });
}

/// The fault of a file that is too large.
pub(super) fn too_large(files: &mut Files, path: &str) -> Diagnostic {
    let hint = match path.split('/').next() {
        Some("templates") => {
            "what it says would stand on every page; a file that pages load belongs in `static/`"
        }
        Some("static") => "keep it where large files are kept, and link to it there",
        _ => "split it into several files",
    };
    let message = format!("`{path}` is larger than {} MiB", most_of(path) / 1024 / 1024);
    Diagnostic::at(Code::FileUnreadable, Span::top(files.add(path, "")), message).hint(hint)
}
