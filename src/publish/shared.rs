//! Values that all outputs share, computed once.
//!
//! In go a site and its assets; out comes a [`Shared`]. Values that only some outputs need are
//! computed on first use.

use super::contents::Contents;
use super::file::File;
use super::pictures::Pictures;
use super::view::lists::Lists;
use super::view::seen::Standing;
use crate::judge::status::Judgement;
use crate::resolve::Site;
use crate::theme::Asset;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::OnceLock;

/// Values that all outputs share.
#[derive(Debug, Default)]
pub struct Shared {
    /// Assets by path in the output, with their names.
    pub assets: BTreeMap<String, String>,
    /// The state of the evidence in each article.
    pub coverages: Vec<OnceLock<Standing>>,
    /// The preview images of shared links.
    pub pictures: Pictures,
    /// True if there is a feed.
    pub has_feed: bool,
    /// The lists of the site.
    pub lists: Lists,
    /// Assets that templates may load, by name, with their paths.
    pub loaded: Vec<(String, String)>,
    /// The search index.
    pub search: OnceLock<Index>,
    /// The files for machines.
    pub machines: OnceLock<Vec<File>>,
}

/// The files of the search index.
#[derive(Debug)]
pub struct Index {
    /// Path of the directory.
    pub directory: String,
    /// All files.
    pub files: Vec<File>,
}

impl Shared {
    /// Computes the shared values of a site that every page needs.
    pub fn new(site: &Site, assets: &BTreeMap<String, Asset>) -> Self {
        // Assets whose name contains a hash, and the icon.
        let may_load = |name: &str| [".css", ".js", ".svg"].iter().any(|e| name.ends_with(e));
        let path = |(name, asset): (&String, &Asset)| (name.clone(), asset.path.clone());
        let articles = site.articles.len();
        Self {
            lists: Lists::of_articles(articles),
            assets: assets.iter().map(|(name, asset)| (asset.path.clone(), name.clone())).collect(),
            coverages: (0..articles).map(|_| OnceLock::new()).collect(),
            pictures: Pictures::of_articles(articles),
            has_feed: has_feed(site),
            loaded: assets.iter().filter(|(name, _)| may_load(name)).map(path).collect(),
            search: OnceLock::new(),
            machines: OnceLock::new(),
        }
    }

    /// The site with its lists.
    pub fn contents<'c>(
        &'c self,
        site: &'c Site,
        judgements: &'c [Arc<Judgement>],
    ) -> Contents<'c> {
        Contents { site, judgements, lists: &self.lists }
    }
}

/// True if the site has a feed.
fn has_feed(site: &Site) -> bool {
    let history = site.claims.iter().any(|claim| !claim.details.history.is_empty());
    let dated = site
        .articles
        .iter()
        .any(|a| a.details.published.is_some() || !a.details.corrections.is_empty());
    site.config.base_url.is_some() && (history || dated)
}
