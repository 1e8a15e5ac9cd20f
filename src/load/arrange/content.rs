//! Sorts the files of `content/` into articles.
//!
//! In go paths in `content/` with their texts; out come articles with their sections, and the
//! records that all of them share. Files that belong to no article are reported.

use super::input::{ArticleFiles, Input, LockFile, SectionFiles};
use crate::diagnostic::{Code, Diagnostic};
use crate::load::gap::{Gap, parts};
use crate::model::address;
use crate::model::{is_device, is_id, to_id};
use crate::source::{FileId, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Sorts the files of `content/` into articles. If `is_unfit` is set, a file with an unfit name may
/// be the missing one.
pub(super) fn arrange_content(
    content: BTreeMap<String, FileId>,
    input: &mut Input,
    is_unfit: bool,
    out: &mut Vec<Diagnostic>,
) {
    let single = content.contains_key("article.yaml");
    let mut folders: BTreeMap<String, Vec<(String, FileId)>> = BTreeMap::new();
    for (path, file) in content {
        let (folder, name) = match path.rsplit_once('/') {
            Some((folder, name)) => (folder.to_owned(), name.to_owned()),
            None => (String::new(), path),
        };
        folders.entry(folder).or_default().push((name, file));
    }
    let explained = Explained::of(input);
    let mut says_so = false;
    if !single && let Some(shared) = folders.remove("") {
        for (name, file) in shared {
            match name.as_str() {
                "sources.yaml" => input.sources = Some(file),
                "speakers.yaml" => input.speakers = Some(file),
                _ => {
                    says_so = true;
                    input.gaps.push(Gap::Stray(file));
                    if explained.article_of("content") {
                        continue;
                    }
                    let message = format!("`{name}` belongs to no article");
                    out.push(
                        Diagnostic::at(Code::ArticleMissing, Span::top(file), message)
                            .hint("a site with one article needs `content/article.yaml`")
                            .hint(
                                "a site with many has a folder for each, with its own `article.yaml`",
                            ),
                    );
                }
            }
        }
    }
    let names: BTreeSet<String> = folders.keys().cloned().collect();
    for (folder, files) in folders {
        let nested = if single { !folder.is_empty() } else { folder.contains('/') };
        let article = files.iter().find(|(name, _)| name == "article.yaml").map(|(_, f)| *f);
        let first = files.first().map(|(_, f)| *f);
        let (Some(article), false) = (article, nested) else {
            if let Some(file) = first {
                let message = format!("the folder `content/{folder}` is not an article");
                // Below an article that could not be read, a folder is not an article either.
                let below = !nested && !folder.is_empty() && explained.has("content");
                let many = "or give each article a folder with its own `article.yaml`, and `content/` none";
                let hint = if nested || below {
                    "sections stand beside their `article.yaml`, not in a folder below it"
                } else {
                    "add an `article.yaml` with a `title` to it"
                };
                let code = if nested || below { Code::ArticleNested } else { Code::ArticleMissing };
                let mut is_told = true;
                if !nested {
                    says_so = true;
                    input.gaps.push(Gap::Stray(file));
                    is_told = !explained.article_of(&format!("content/{folder}"));
                }
                if is_told {
                    out.push(
                        Diagnostic::at(code, Span::top(file), message)
                            .hint(hint)
                            .maybe_hint(below.then(|| many.to_owned())),
                    );
                }
            }
            continue;
        };
        if !folder.is_empty() && !is_id(&folder) {
            out.push(
                Diagnostic::at(
                    Code::IdInvalid,
                    Span::top(article),
                    format!("the folder name `{folder}` cannot be the address of an article"),
                )
                .hint("use lower-case words joined by hyphens")
                .maybe_hint(better_folder(&folder, &names)),
            );
        }
        if is_device(&folder) {
            out.push(device_name(&folder, Span::top(article)));
        }
        if address::RESERVED.contains(&folder.as_str()) {
            out.push(
                Diagnostic::at(
                    Code::NameReserved,
                    Span::top(article),
                    format!("an article cannot be called `{folder}`"),
                )
                .hint("the tool needs this name for pages of its own; rename the folder"),
            );
        }
        input.articles.push(article_files(folder, article, files));
    }
    if input.articles.is_empty() && !says_so && !is_unfit && !explained.any_article() {
        let mut missing =
            Diagnostic::new(Code::ArticleMissing, "there is no article in `content/`");
        if let Some(config) = input.config {
            missing = Diagnostic::at(Code::ArticleMissing, Span::top(config), missing.message);
        }
        out.push(
            missing.hint("add `content/article.yaml` with a `title`, and a section beside it"),
        );
    }
}

/// Suggests a name for an article folder whose name is not a valid address, unless one of `names`
/// is the same.
fn better_folder(folder: &str, names: &BTreeSet<String>) -> Option<String> {
    let better = to_id(folder);
    let is_good = is_id(&better)
        && !names.contains(&better)
        && !is_device(&better)
        && !address::RESERVED.contains(&better.as_str());
    is_good.then(|| format!("call it `{better}`"))
}

/// The fault of an id, of a section or of an article with the name of a Windows device.
pub fn device_name(name: &str, span: Span) -> Diagnostic {
    let message = format!("`{name}` cannot be the name of a page: Windows keeps it for a device");
    Diagnostic::at(Code::NameReserved, span, message)
        .hint(format!("no file of this name can be made there; add a word, such as `{name}-1`"))
}

/// Article files that could not be read or are misnamed, which explain why an article seems to be
/// missing.
struct Explained {
    /// Their correct paths.
    articles: BTreeSet<String>,
    /// Paths that are not opened, folders included.
    unopened: BTreeSet<String>,
}

impl Explained {
    fn of(input: &Input) -> Self {
        let paths = || input.gaps.iter().map(|gap| (gap, gap.path(&input.files)));
        let articles = paths().filter(|(_, path)| path.ends_with("/article.yaml"));
        let unopened = paths().filter(|(gap, _)| matches!(gap, Gap::Unopened(_)));
        Self {
            articles: articles.map(|(_, path)| path.into_owned()).collect(),
            unopened: unopened.map(|(_, path)| path.into_owned()).collect(),
        }
    }

    /// True if `folder` may be an article.
    fn article_of(&self, folder: &str) -> bool {
        self.unopened.contains("content") || self.has(folder)
    }

    /// True if an article in `folder` could not be read, or is misnamed.
    fn has(&self, folder: &str) -> bool {
        self.articles.contains(&format!("{folder}/article.yaml"))
    }

    /// True if the site may have an article.
    fn any_article(&self) -> bool {
        let is_folder = |path: &String| matches!(parts(path), ("content", _, ""));
        !self.articles.is_empty()
            || self.unopened.contains("content")
            || self.unopened.iter().any(is_folder)
    }
}

fn article_files(folder: String, article: FileId, files: Vec<(String, FileId)>) -> ArticleFiles {
    let mut sections: BTreeMap<String, SectionFiles> = BTreeMap::new();
    let mut it = ArticleFiles {
        folder,
        article,
        sections: Vec::new(),
        sources: None,
        speakers: None,
        lock: LockFile::Missing,
    };
    for (name, file) in files {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
        match (stem, extension) {
            ("article", "yaml") => {}
            ("sources", "yaml") => it.sources = Some(file),
            ("speakers", "yaml") => it.speakers = Some(file),
            ("anchors", "lock") => it.lock = LockFile::There(file),
            _ => {
                let section = sections.entry(stem.to_owned()).or_insert_with(|| SectionFiles {
                    stem: stem.to_owned(),
                    markdown: None,
                    claims: None,
                });
                if extension == "md" {
                    section.markdown = Some(file);
                } else {
                    section.claims = Some(file);
                }
            }
        }
    }
    it.sections = sections.into_values().collect();
    it
}
