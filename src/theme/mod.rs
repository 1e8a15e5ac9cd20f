//! The default theme, embedded in the program, and a site's overrides.
//!
//! This repository is itself a site: its `templates/` and `static/` are the theme. A site
//! overrides the theme file by file, by a file of the same name, and may add files. In go the
//! site's own files; out come all templates and all [`Asset`]s.

mod bounds;
mod functions;
mod inline;
pub mod markup;
mod part;
mod templates;
pub mod words;

pub use bounds::Overseer;
pub use part::SharedPart;
pub use templates::{PageFault, Templates};

use crate::diagnostic::{Code, Diagnostic};
use crate::load::names;
use crate::source::{Files, Span};
use bytes::Bytes;
use std::collections::BTreeMap;
use xxhash_rust::xxh3::xxh3_64;

macro_rules! embed {
    ($($name:ident = $folder:literal [$($file:literal),* $(,)?];)*) => {
        $(
            /// Files of the theme by name.
            pub const $name: &[(&str, &str)] =
                &[$(($file, include_str!(concat!("../../", $folder, "/", $file)))),*];
        )*
    };
}

embed! {
    TEMPLATES = "templates" [
        "404.html", "article.html", "articles.html", "base.html", "claim.html", "claims.html",
        "components.html", "corrections.html", "disputes.html", "embedded-article.html",
        "embedded-claim.html", "embedded.html", "looks.html", "map.html", "method.html", "redirect.html",
        "search.html", "section.html", "source.html", "sources.html", "speaker.html", "speakers.html",
        "timeline.html",
    ];
    LANGUAGES = "templates/languages" ["ar.ftl", "de.ftl", "en.ftl", "es.ftl", "fr.ftl"];
    STATIC = "static" [
        "cards.js", "embedded.css", "embedded.js", "icon.svg", "map.css", "notes.js", "search.js", "site.css",
        "site.js",
    ];
}

/// Files of the theme that only pages for frames of other sites load.
const EMBEDDED: &[&str] = &["embedded.css", "embedded.js"];

/// Files with this prefix stand at the root of the output instead of `static/`.
const WELL_KNOWN: &str = ".well-known/";

/// A file that pages load or link to.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Its path in the output.
    pub path: String,
    /// Its content.
    pub bytes: Bytes,
}

/// All assets by their name in `static/`.
///
/// The names of style sheets and scripts contain a hash of their content, so that no reader sees a
/// new page with an old style. Other files keep their names, because people link to them. Those of
/// the theme are without comments and indentation; a site's own are as they are.
pub fn assets(own: &BTreeMap<String, Bytes>) -> BTreeMap<String, Asset> {
    let mut assets = BTreeMap::new();
    for (name, text) in STATIC {
        if own.get(*name).is_none_or(|bytes| bytes == text.as_bytes()) {
            let bytes = Bytes::from(lean(name, text));
            assets.insert((*name).to_owned(), Asset { path: path(name, &bytes), bytes });
        }
    }
    for (name, bytes) in own {
        if assets.contains_key(name) {
            continue;
        }
        let bytes = bytes.clone();
        assets.insert(name.clone(), Asset { path: path(name, &bytes), bytes });
    }
    assets
}

/// Leaves out the theme's files for pages that other sites embed. `own` are the files of the site.
pub fn without_embedding(assets: &mut BTreeMap<String, Asset>, own: &BTreeMap<String, Bytes>) {
    assets.retain(|name, _| own.contains_key(name) || !EMBEDDED.contains(&name.as_str()));
}

/// Reports files of `static/`, the theme's included, whose paths are the same on some systems, so
/// that they would overwrite each other or stand in each other's way.
pub fn collisions(assets: &BTreeMap<String, Asset>, files: &mut Files) -> Vec<Diagnostic> {
    let pairs = names::collisions(assets.keys().map(String::as_str));
    let fault = |(name, other): (&str, &str)| {
        let file = files.add(&format!("static/{name}"), "");
        let message = format!("`static/{name}` and `static/{other}` have one name on some systems");
        Diagnostic::at(Code::NameCollision, Span::top(file), message)
            .hint(names::collision_hint(name, other))
    };
    pairs.into_iter().map(fault).collect()
}

/// A style sheet or a script of the theme without comments and indentation, which readers need not
/// load. A comment of a script is a line of its own, and nothing in them goes on over lines. A test
/// holds the theme's files to that, so two rules are enough; a minifier would be a parser of two
/// languages for the same bytes, since hosts compress what else it takes out.
fn lean(name: &str, text: &str) -> String {
    let (comments, mut rest) = (name.ends_with(".css"), text);
    let mut kept = String::with_capacity(text.len());
    while let Some((before, after)) = rest.split_once("/*").filter(|_| comments) {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    if !name.ends_with(".css") && !name.ends_with(".js") {
        return kept;
    }
    let lines = kept.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

fn path(name: &str, bytes: &[u8]) -> String {
    if name.starts_with(WELL_KNOWN) {
        // Programs look for it at the root, under its own name.
        return name.to_owned();
    }
    match name.rsplit_once('.') {
        Some((stem, ending @ ("css" | "js"))) => {
            let hash = xxh3_64(bytes) as u32;
            format!("static/{stem}.{hash:08x}.{ending}")
        }
        _ => format!("static/{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_and_scripts_of_the_theme_lose_comments_and_indentation_alone() {
        for (name, text) in STATIC {
            let (lean, ending) = (lean(name, text), name.rsplit_once('.').expect("an ending").1);
            match ending {
                "css" => {
                    assert!(!lean.contains("/*") && !lean.contains("\n "), "{name}");
                    assert_eq!(lean.matches('{').count(), lean.matches('}').count(), "{name}");
                }
                "js" => {
                    // A string over lines would lose its blanks.
                    let whole = |l: &str| l.matches('`').count().is_multiple_of(2);
                    assert!(lean.lines().all(whole), "{name}");
                    assert!(!text.contains("\n/*") && !text.contains(" /*\n"), "{name}");
                    assert!(!lean.contains("\n//") && !lean.contains("\n "), "{name}");
                }
                _ => assert_eq!(lean, *text),
            }
        }
        let (css, js) = ("a { /* b\n c */\n  d: e;\n}\n", "// a\n  b(); // c\n");
        assert_eq!(lean("a.css", css), "a {\nd: e;\n}\n");
        assert_eq!(lean("a.js", js), "b(); // c\n");
        let own = BTreeMap::from([("site.css".to_owned(), Bytes::from_static(css.as_bytes()))]);
        assert_eq!(assets(&own)["site.css"].bytes, css, "a site's own stays as it is");
    }

    #[test]
    fn every_file_of_the_theme_is_embedded() {
        let folders =
            [("templates", TEMPLATES), ("templates/languages", LANGUAGES), ("static", STATIC)];
        for (folder, embedded) in folders {
            let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
            let mut on_disk: Vec<String> = walkdir::WalkDir::new(&root)
                .max_depth(1)
                .into_iter()
                .filter_map(Result::ok)
                .filter(|e| e.file_type().is_file())
                .map(|e| {
                    e.path().strip_prefix(&root).expect("a file below it").display().to_string()
                })
                .collect();
            on_disk.sort();
            let mut names: Vec<_> = embedded.iter().map(|(n, _)| (*n).to_owned()).collect();
            names.sort();
            assert_eq!(on_disk, names, "{folder}");
        }
    }
}
