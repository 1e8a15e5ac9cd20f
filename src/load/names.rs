//! Compares file names as operating systems do.
//!
//! In go names; out comes which two are the same on a system that ignores case or normalizes
//! Unicode, and which cannot be part of an address.

use super::WELL_KNOWN;
use crate::disk;
use caseless::Caseless;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// The canonical form of a name for comparison. Names have the same form if a system that ignores
/// case and normalizes Unicode takes them for one: a canonical caseless match (The Unicode
/// Standard, 3.13, D145), without the trailing characters that Windows drops.
pub fn folded(name: &str) -> String {
    let name = &*without_trailing_signs(name);
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.chars().nfd().default_case_fold().nfd().collect()
}

/// True if two names differ only in their Unicode normalization.
pub fn are_composed_alike(one: &str, other: &str) -> bool {
    one == other || (!one.is_ascii() && !other.is_ascii() && one.nfc().eq(other.nfc()))
}

/// Looks `name` up in `names`: the exact name first, then one that differs only in its
/// normalization. An editor may type `é` as one character where the disk has two.
pub fn find<'m, T>(names: &'m BTreeMap<String, T>, name: &str) -> Option<&'m T> {
    if let Some(found) = names.get(name) {
        return Some(found);
    }
    if name.is_ascii() {
        return None;
    }
    let composed = names.get(&name.nfc().collect::<String>());
    let either = composed.or_else(|| names.get(&name.nfd().collect::<String>()));
    // A name that is neither composed nor decomposed is rare; compare it with all.
    either.or_else(|| {
        names.iter().find(|(other, _)| are_composed_alike(other, name)).map(|(_, value)| value)
    })
}

/// Pairs of files or folders among `paths` that are the same on some systems, the later one first.
/// If two folders are the same, the files in them are not listed as well.
pub fn collisions<'p>(paths: impl IntoIterator<Item = &'p str>) -> Vec<(&'p str, &'p str)> {
    let mut seen: BTreeMap<String, (&str, bool)> = BTreeMap::new();
    let mut pairs = Vec::new();
    let mut told: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut last = "";
    for path in paths {
        let folders = path.match_indices('/').map(|(end, _)| end);
        for end in folders.chain([path.len()]) {
            let (part, is_file) = (&path[..end], end == path.len());
            // Many files stand in few folders, one after another, so check each folder once.
            if !is_file && last.as_bytes().get(end) == Some(&b'/') && last.starts_with(part) {
                continue;
            }
            match seen.get(&folded(part)) {
                None => drop(seen.insert(folded(part), (part, is_file))),
                Some((other, was_file)) if *other == part && is_file == *was_file => {}
                Some((other, _)) => {
                    if told.insert((part, *other)) {
                        pairs.push((part, *other));
                    }
                    break;
                }
            }
        }
        last = path;
    }
    pairs
}

/// What to do about a pair of colliding names.
pub fn collision_hint(one: &str, other: &str) -> &'static str {
    let is_ended = |name: &str| matches!(without_trailing_signs(name), Cow::Owned(_));
    match are_composed_alike(one, other) {
        true => "they differ only in how their letters are composed (NFC, NFD); rename one of them",
        false if is_ended(one) || is_ended(other) => {
            "Windows leaves out full stops and spaces at the end of a name; rename one of them"
        }
        false => "give one of them a name that differs in more than capitals",
    }
}

/// `path` without trailing full stops and spaces in its parts, which Windows drops.
fn without_trailing_signs(path: &str) -> Cow<'_, str> {
    let odd = |part: &str| part.ends_with(['.', ' ']);
    if !path.split('/').any(odd) {
        return Cow::Borrowed(path);
    }
    let parts: Vec<&str> = path.split('/').map(|part| part.trim_end_matches(['.', ' '])).collect();
    Cow::Owned(parts.join("/"))
}

/// The file of the format that `stem` nearly names, if any. Systems and people add a number or the
/// word "copy" to the name of a duplicate.
pub fn misnamed(stem: &str) -> Option<&'static str> {
    let lower = stem.trim().to_lowercase();
    let first = lower.split([' ', '(']).next().unwrap_or("");
    let rest = lower[first.len()..].trim();
    let copied = rest.starts_with(['(', '-']) || rest.starts_with("copy") || rest.is_empty();
    let stem = if copied { first } else { lower.as_str() };
    let near = crate::diagnostic::nearest(stem, ["sources", "speakers", "article"]);
    near.or(match stem {
        "source" | "_sources" | "references" | "bibliography" => Some("sources"),
        "speaker" | "_speakers" | "people" | "persons" => Some("speakers"),
        "articles" | "_article" => Some("article"),
        _ => None,
    })
}

/// True for a file that is skipped because a part of its path begins with `.`.
pub fn is_hidden(path: &str) -> bool {
    // Only a folder of that name is published.
    let rest = path.strip_prefix(WELL_KNOWN).filter(|rest| rest.starts_with('/')).unwrap_or(path);
    rest.split('/').any(|part| part.starts_with('.'))
}

/// True for hidden files that nobody expects to be published: those of systems, editors, version
/// control, and this program.
pub fn is_usual(path: &str) -> bool {
    const NAMES: &[&str] = &[
        ".DS_Store",
        ".directory",
        ".editorconfig",
        ".gitattributes",
        ".gitignore",
        ".gitkeep",
        ".keep",
        ".localized",
        ".nojekyll",
    ];
    const FOLDERS: &[&str] = &[".git", ".hg", ".idea", ".obsidian", ".svn", ".vscode"];
    let name = path.rsplit('/').next().unwrap_or(path);
    let swap = name.len() > 4 && name[name.len() - 4..].starts_with(".sw");
    NAMES.contains(&name)
        || name.starts_with("._")
        || name.starts_with(".~")
        || name.ends_with('~')
        || swap
        || disk::is_temporary(name)
        || path.split('/').any(|part| FOLDERS.contains(&part))
}

/// A character that is not allowed in an address, a list or a report: a control character, a line
/// break, or `\\`, which separates folders on Windows.
pub fn unfit(name: &str) -> Option<char> {
    name.chars().find(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_equal_on_some_system_fold_alike() {
        for (one, other) in [
            ("Map.svg", "map.SVG"),
            ("caf\u{e9}", "cafe\u{301}"),
            ("stra\u{df}e", "STRASSE"),
            ("\u{fb01}n", "FIN"),
            ("\u{3a3}\u{3b1}\u{3c2}", "\u{3c3}\u{391}\u{3c3}"),
            ("\u{1e9e}", "ss"),
            ("\u{1c4}", "\u{1c6}"),
            ("\u{212b}ngstr\u{f6}m", "a\u{30a}ngstro\u{308}m"),
            ("\u{1100}\u{1161}", "\u{ac00}"),
            ("maps./a.txt. ", "Maps/a.txt"),
        ] {
            assert_eq!(folded(one), folded(other), "{one} {other}");
        }
        for (one, other) in
            [("cafe", "caf\u{e9}"), ("a-b", "a_b"), ("i", "\u{131}"), ("x", "\u{445}")]
        {
            assert_ne!(folded(one), folded(other), "{one} {other}");
        }
    }

    #[test]
    fn misspelt_names_of_the_format_are_recognized() {
        let check = |names: &[&str], expect: Option<&str>| {
            for name in names {
                assert_eq!(misnamed(name), expect, "{name}");
            }
        };
        let of_sources = ["source", "Sources", "sources (1)", "sources copy", "sources - Copy (2)"];
        check(&of_sources, Some("sources"));
        check(&["people", "Speakers(3)"], Some("speakers"));
        check(&["votes", "sources of the river", "01-vote", ""], None);
    }

    #[test]
    fn colliding_folders_are_listed_once() {
        let check = |paths: &[&str], expect: &[(&str, &str)]| {
            assert_eq!(collisions(paths.iter().copied()), expect, "{paths:?}");
        };
        check(&["a/x", "a/y", "b/x"], &[]);
        check(&["A/x", "A/y", "a/p", "a/q"], &[("a", "A")]);
        check(&["a/b/x", "a/c", "d", "D"], &[("D", "d")]);
        check(&["map./a", "map/b", "map/b."], &[("map", "map.")]);
        check(&["CNAME", "cname/index.html"], &[("cname", "CNAME")]);
        check(&["map", "map/x"], &[("map", "map")]);
        check(&["a-b/x", "a/x", "A-b/y", "a-b/z"], &[("A-b", "a-b")]);
    }

    #[test]
    fn name_is_found_in_any_normalization() {
        let both = "e\u{301}\u{e9}";
        let names: BTreeMap<String, u8> =
            [("caf\u{e9}", 1), ("re\u{301}sume\u{301}", 2), (both, 3), ("ascii", 4)]
                .map(|(name, n)| (name.to_owned(), n))
                .into();
        for (name, found) in [
            ("caf\u{e9}", Some(1)),
            ("cafe\u{301}", Some(1)),
            ("r\u{e9}sum\u{e9}", Some(2)),
            ("\u{e9}\u{e9}", Some(3)),
            ("ascii", Some(4)),
            ("cafe", None),
            ("CAF\u{c9}", None),
        ] {
            assert_eq!(find(&names, name).copied(), found, "{name}");
        }
    }
}
