//! The files that a desk writes, under names that are no paths.
//!
//! `sources` and `speakers` are those of the site, `article` and the address of a section the claims there;
//! and that with `.md` its text; those of one of several articles have its folder before them: `harbour/vote`. A name is looked up among
//! what the site has, never on a disk.

use crate::pipeline::Built;
use crate::resolve::{Article, Site};

/// The index of the article in the folder `id`; of the only one, where that is nothing.
pub fn article_of(site: &Site, id: Option<&str>) -> Option<usize> {
    let id = id.unwrap_or("");
    let found = site.articles.iter().position(|article| article.prefix.trim_end_matches('/') == id);
    found.or((id.is_empty() && site.articles.len() == 1).then_some(0))
}

/// The path of the annotation file of a section.
pub fn claims_of(markdown: &str) -> String {
    format!("{}.yaml", markdown.strip_suffix(".md").unwrap_or(markdown))
}

/// The name of the file at `path`, if a desk may write it.
pub fn part_of(built: &Built, path: &str) -> Option<String> {
    names(built).find(|(_, of_part)| of_part == path).map(|(name, _)| name)
}

/// The path of the file that is called `part`. It need not be there yet.
pub fn path_of(built: &Built, part: &str) -> Option<String> {
    names(built).find(|(name, _)| name == part).map(|(_, path)| path)
}

/// The paths of the files that a desk may write beside a page about `article`, sorted.
pub fn paths_beside(built: &Built, article: Option<usize>) -> Vec<String> {
    let own = article.into_iter().flat_map(|i| of_article(built, &built.site().articles[i]));
    let mut paths: Vec<String> = records("").into_iter().chain(own).map(|(_, path)| path).collect();
    paths.sort();
    paths.dedup();
    paths
}

/// All names with their paths.
fn names(built: &Built) -> impl Iterator<Item = (String, String)> + '_ {
    let articles = built.site().articles.iter();
    records("").into_iter().chain(articles.flat_map(|article| of_article(built, article)))
}

fn records(prefix: &str) -> [(String, String); 2] {
    ["sources", "speakers"]
        .map(|name| (format!("{prefix}{name}"), format!("content/{prefix}{name}.yaml")))
}

fn of_article<'b>(
    built: &'b Built,
    article: &'b Article,
) -> impl Iterator<Item = (String, String)> + 'b {
    let prefix = &article.prefix;
    let sections = article.sections.iter().map(move |section| {
        (format!("{prefix}{}", section.slug), claims_of(built.files.path(section.file)))
    });
    let head = (format!("{prefix}article"), built.files.path(article.file).to_owned());
    let texts = article.sections.iter().map(move |section| {
        (format!("{prefix}{}.md", section.slug), built.files.path(section.file).to_owned())
    });
    [head].into_iter().chain(records(prefix)).chain(sections).chain(texts)
}
