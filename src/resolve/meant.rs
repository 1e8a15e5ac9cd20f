//! Finds out what a broken link or image was most likely meant to lead to.
//!
//! In go the paths of all files of a site and a target as typed; out comes what to write. Authors
//! write the address of a page, a path from the root, the name of a file in another folder, or
//! other capitals. If only one file can be meant, the message names it.

use crate::diagnostic::Names;
use crate::load::names::folded;
use crate::model::address;
use crate::parse;
use ahash::HashMap;

/// The files of a site, indexed by what authors may write for them.
pub(super) struct KnownFiles {
    /// By name without folder, normalized: letters folded, blanks and underscores as hyphens.
    by_name: HashMap<String, Vec<String>>,
    /// Sections by their address.
    by_slug: HashMap<String, Vec<String>>,
    /// Names without folders and numbers, for the nearest name.
    near: Names<'static>,
    /// The first file with each of these names.
    files: HashMap<String, String>,
}

/// The suggestion for a target.
pub(super) struct MeantTarget {
    /// The hint.
    pub hint: String,
    /// False if it is a guess.
    pub sure: bool,
}

impl KnownFiles {
    /// Indexes the paths of sections, of files in `static/`, and of files that no page can show.
    pub(super) fn of<'p>(
        sections: impl Iterator<Item = &'p str>,
        statics: impl Iterator<Item = &'p str>,
        others: impl Iterator<Item = &'p str>,
    ) -> Self {
        let mut by_name: HashMap<String, Vec<String>> = HashMap::default();
        let mut by_slug: HashMap<String, Vec<String>> = HashMap::default();
        let mut files = HashMap::default();
        for path in sections {
            by_name.entry(comparable(name(path))).or_default().push(path.to_owned());
            let slug = parse::slug(stem(name(path)));
            by_slug.entry(comparable(slug)).or_default().push(path.to_owned());
            files.entry(without_number(name(path)).to_owned()).or_insert_with(|| path.to_owned());
        }
        for path in statics {
            let path = format!("static/{path}");
            files.entry(without_number(name(&path)).to_owned()).or_insert_with(|| path.clone());
            by_name.entry(comparable(name(&path))).or_default().push(path);
        }
        for path in others {
            by_name.entry(comparable(name(path))).or_default().push(path.to_owned());
        }
        Self { by_name, by_slug, near: Names::of(files.keys().cloned()), files }
    }

    /// The file meant by `path` in a file of `folder`. `fragment` is appended to the name of a
    /// section.
    pub(super) fn meant(
        &self,
        path: &str,
        folder: &str,
        image: bool,
        fragment: impl Fn(&str) -> String,
    ) -> Option<MeantTarget> {
        let path = path.replace('\\', "/");
        let path = path.split(['?', '#']).next().unwrap_or("").trim_end_matches('/');
        let path = path.strip_suffix("/index.html").unwrap_or(path);
        let write = |file: &str| {
            let link = address::relative(&format!("{folder}/x"), file);
            let blank = link.contains(char::is_whitespace);
            let link = if blank { link.replace(' ', "%20") } else { link };
            format!("{link}{}", fragment(file))
        };
        let found = self.by_name(path).or_else(|| if image { None } else { self.by_slug(path) });
        if let Some(file) = found {
            let hint = match file {
                _ if !file.starts_with("static/") && !file.ends_with(".md") => {
                    let to = format!("static/{}", name(file));
                    format!(
                        "`{file}` is there, and pages show nothing of that folder: move it to `static/` and write `{}`",
                        write(&to)
                    )
                }
                _ if name(file) != name(path) && folded(name(file)) == folded(name(path)) => {
                    format!(
                        "the file is called `{}`, and capitals count: write `{}`",
                        name(file),
                        write(file)
                    )
                }
                _ => format!("write `{}`", write(file)),
            };
            // If the typed folders differ from those of the file, another file may be meant.
            let of_other = file.ends_with(".md")
                && file.rsplit_once('/').is_some_and(|(of, _)| of != folder)
                && shared_folders(file, path) == 0;
            let sure = folders(path).count() == shared_folders(file, path) && !of_other;
            let hint = if sure { hint } else { format!("did you mean `{}`?", write(file)) };
            return Some(MeantTarget { hint, sure });
        }
        let near = self.near.nearest(without_number(name(path)));
        let file = near.and_then(|name| self.files.get(name))?;
        let hint = format!("did you mean `{}`?", write(file));
        Some(MeantTarget { hint, sure: false })
    }

    /// The one file with the name of `path`; among several, the one whose folders match `path`.
    fn by_name(&self, path: &str) -> Option<&str> {
        let files = self.by_name.get(&comparable(name(path)))?;
        let exact = |file: &str| name(file) == name(path);
        best_of(files.iter().map(String::as_str), |file| (shared_folders(file, path), exact(file)))
    }

    /// The one section with the address in `path`, which may be that of its page.
    fn by_slug(&self, path: &str) -> Option<&str> {
        let endings = [".html", ".htm", ".markdown", ".mdx", ".md", ".yaml", ".txt"];
        let ending = endings.iter().find(|ending| name(path).ends_with(**ending));
        let page = ending.and_then(|ending| path.strip_suffix(ending)).unwrap_or(path);
        let typed = name(page);
        let slug = parse::slug(typed);
        let files = self.by_slug.get(&comparable(slug))?;
        // If a number is typed, it must be that of the section.
        let fits = |file: &&str| slug == typed || comparable(stem(name(file))) == comparable(typed);
        best_of(files.iter().map(String::as_str).filter(fits), |file| shared_folders(file, page))
    }
}

/// The one of `files` that `rank` puts above all others.
fn best_of<'f, K: Ord>(
    files: impl Iterator<Item = &'f str> + Clone,
    rank: impl Fn(&'f str) -> K,
) -> Option<&'f str> {
    let best = files.clone().map(&rank).max()?;
    let mut first = files.filter(|file| rank(file) == best);
    let only = first.next()?;
    first.next().is_none().then_some(only)
}

/// The folders in `path`, the last first, without those that are common to all paths.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    let usual = |part: &&str| !matches!(*part, "" | "." | ".." | "content" | "static");
    path.rsplit('/').skip(1).filter(usual)
}

/// How many folders of `path`, counted from the end, match those of `file`.
fn shared_folders(file: &str, path: &str) -> usize {
    folders(file).zip(folders(path)).take_while(|(a, b)| comparable(a) == comparable(b)).count()
}

/// The last part of a path.
fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or("")
}

/// A name without its extension.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A name without its leading number.
fn without_number(name: &str) -> &str {
    name.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-')
}

/// A name normalized for comparison.
fn comparable(name: &str) -> String {
    folded(name).replace([' ', '_'], "-")
}
