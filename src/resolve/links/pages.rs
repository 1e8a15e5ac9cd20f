//! What links can lead to: the pages of the sections, and what stands on them.
//!
//! In go articles, one after another; out come [`LinkTargets`], in which a path is looked up.

use super::built::PagedRecords;
use crate::diagnostic::Names;
use crate::model::{Layout, address};
use crate::resolve::ids::HeadingIds;
use crate::resolve::meant::KnownFiles;
use crate::resolve::site::Article;
use crate::resolve::surroundings::Surroundings;
use ahash::{HashMap, HashSet};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What a link can lead to: every section of every article, in order.
#[derive(Default)]
pub(super) struct LinkTargets<'r> {
    /// By the path of the Markdown file: index of the section.
    pub(super) sections: BTreeMap<String, usize>,
    /// Path of the Markdown file of each section.
    pub(super) paths: Vec<String>,
    /// Page of each section, and the fragment of its beginning.
    pub(super) addresses: Vec<(String, Option<String>)>,
    /// Fragments of each section.
    pub(super) fragments: HeadingIds,
    /// Paths of the Markdown files of sections that are not published.
    pub(super) withheld: HashSet<String>,
    /// What has pages that no link can name.
    pub(super) records: Option<PagedRecords<'r>>,
    /// The fragments of each section, sorted when one is first looked for in vain.
    pub(super) near: Vec<OnceLock<Names<'static>>>,
    /// The section that has a fragment, where it is one, by the fragment; made when one is first
    /// looked for in vain.
    pub(super) homes: OnceLock<HashMap<String, Option<usize>>>,
    /// All files of the site, put in order when one is first looked for in vain.
    pub(super) known: OnceLock<KnownFiles>,
}

impl LinkTargets<'_> {
    /// Adds the sections of `article`, whose fragments are `fragments`.
    pub(super) fn add(&mut self, article: &Article, fragments: HeadingIds, with: &Surroundings) {
        self.near.extend(fragments.iter().map(|_| OnceLock::new()));
        self.fragments.extend(fragments);
        for section in &article.sections {
            self.sections.insert(with.files.path(section.file).to_owned(), self.addresses.len());
            self.paths.push(with.files.path(section.file).to_owned());
            self.addresses.push(match article.layout {
                Layout::Sections => (address::section(&article.prefix, &section.slug), None),
                Layout::Page => {
                    let fragment = section.title.is_some().then(|| section.id.clone());
                    (address::article(&article.prefix), fragment)
                }
            });
        }
    }
}
