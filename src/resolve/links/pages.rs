//! The possible targets of links: the pages of sections, and the ids on them.
//!
//! In go articles, one after another; out come [`LinkTargets`], in which paths are looked up.

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

/// The possible targets of links: every section of every article, in order.
#[derive(Default)]
pub(super) struct LinkTargets<'r> {
    /// Section indices by the path of the Markdown file.
    pub(super) sections: BTreeMap<String, usize>,
    /// Path of the Markdown file of each section.
    pub(super) paths: Vec<String>,
    /// Page of each section, and the fragment of its start.
    pub(super) addresses: Vec<(String, Option<String>)>,
    /// Fragments of each section.
    pub(super) fragments: HeadingIds,
    /// Paths of the Markdown files of withheld sections.
    pub(super) withheld: HashSet<String>,
    /// What has a page and no file to link to: sources, speakers, claims. Only messages about links to
    /// such pages use it.
    pub(super) records: Option<PagedRecords<'r>>,
    /// The fragments of each section, sorted when a lookup first fails.
    pub(super) near: Vec<OnceLock<Names<'static>>>,
    /// The section of each fragment, if it is unique; computed when a lookup first fails.
    pub(super) homes: OnceLock<HashMap<String, Option<usize>>>,
    /// All files of the site, indexed when a lookup first fails.
    pub(super) known: OnceLock<KnownFiles>,
}

impl LinkTargets<'_> {
    /// Adds the sections of `article`, which have the fragments `fragments`.
    pub(super) fn add(&mut self, article: &Article, fragments: HeadingIds, with: &Surroundings) {
        self.near.extend(fragments.iter().map(|_| OnceLock::new()));
        self.fragments.extend(fragments);
        for section in article.sections.iter() {
            self.sections.insert(with.files.path(section.file).to_owned(), self.addresses.len());
            self.paths.push(with.files.path(section.file).to_owned());
            self.addresses.push(match article.details.layout {
                Layout::Sections => (address::section(&article.prefix, &section.slug), None),
                Layout::Page => {
                    let fragment = section.title.is_some().then(|| section.id.clone());
                    (address::article(&article.prefix), fragment)
                }
            });
        }
    }
}
