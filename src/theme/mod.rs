//! The default theme, embedded in the program, and a site's overrides.
//!
//! This repository is itself a site: its `templates/` and `static/` are the theme. A site
//! overrides the theme file by file, by a file of the same name, and may add files. In go the
//! site's own files; out come all templates and all [`Asset`]s.

mod bounds;
pub mod markup;
mod templates;
pub mod words;

pub use bounds::Overseer;
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
    LANGUAGES = "templates/languages" ["ar.ftl", "en.ftl", "es.ftl"];
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
/// new page with an old style. Other files keep their names, because people link to them.
pub fn assets(own: &BTreeMap<String, Bytes>) -> BTreeMap<String, Asset> {
    let mut assets = BTreeMap::new();
    for (name, text) in STATIC {
        if !own.contains_key(*name) {
            let bytes = Bytes::from_static(text.as_bytes());
            assets.insert((*name).to_owned(), Asset { path: path(name, &bytes), bytes });
        }
    }
    for (name, bytes) in own {
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
