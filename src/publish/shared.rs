//! What all outputs share, worked out once.
//!
//! In go a site, its judgements and its assets; out comes a [`Shared`]. What only some outputs need
//! is made when one first asks for it.

use super::contents::Contents;
use super::file::File;
use super::pictures::Pictures;
use super::view::lists::Lists;
use super::view::seen::{self, Standing, View};
use crate::judge::Passages;
use crate::judge::status::Judgement;
use crate::model::address;
use crate::resolve::{ClaimIndex, Site};
use crate::theme::Asset;
use crate::theme::words::Languages;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What all outputs share.
#[derive(Debug, Default)]
pub struct Shared {
    /// Assets by path in the output, with their names.
    pub assets: BTreeMap<String, String>,
    /// How the evidence stands in each article.
    pub coverages: Vec<Standing>,
    /// The pictures for sharing.
    pub pictures: Pictures,
    /// True where there is a feed.
    pub has_feed: bool,
    /// The claims that have argument maps, by article and page of maps.
    pub maps: Vec<Vec<Vec<ClaimIndex>>>,
    /// What the lists hold.
    pub lists: Lists,
    /// Assets that templates may load, by name, with their paths.
    pub loaded: Vec<(String, String)>,
    /// The index for readers who search.
    pub search: OnceLock<Index>,
    /// The files for machines.
    pub machines: OnceLock<Vec<File>>,
}

/// The files of the index for readers who search.
#[derive(Debug)]
pub struct Index {
    /// Path of the directory.
    pub directory: String,
    /// All files.
    pub files: Vec<File>,
}

impl Shared {
    /// Works out what the outputs of a site share.
    pub fn new(
        site: &Site,
        judgements: &[Judgement],
        assets: &BTreeMap<String, Asset>,
        languages: &Languages,
        maps: Vec<Vec<Vec<ClaimIndex>>>,
        lists: Lists,
    ) -> Self {
        // Everything whose name changes with its content, and the icon.
        let may_load = |name: &str| [".css", ".js", ".svg"].iter().any(|e| name.ends_with(e));
        let path = |(name, asset): (&String, &Asset)| (name.clone(), asset.path.clone());
        let coverages: Vec<Standing> =
            site.articles.iter().map(|a| seen::standing(site, judgements, a)).collect();
        // What a picture says needs no page and no passage.
        let (checked, page) = (&Passages::default(), address::HOME);
        let pictures = Pictures::new(site, assets, |article| {
            let words = seen::words(languages, site, article);
            View { site, judgements, checked, coverages: &coverages, words, page }
        });
        Self {
            maps,
            lists,
            assets: assets.iter().map(|(name, asset)| (asset.path.clone(), name.clone())).collect(),
            coverages,
            pictures,
            has_feed: has_feed(site),
            loaded: assets.iter().filter(|(name, _)| may_load(name)).map(path).collect(),
            search: OnceLock::new(),
            machines: OnceLock::new(),
        }
    }

    /// The same with the site that it is of.
    pub fn contents<'c>(&'c self, site: &'c Site) -> Contents<'c> {
        Contents { site, lists: &self.lists, maps: &self.maps }
    }
}

/// True where the site has a feed.
fn has_feed(site: &Site) -> bool {
    let history = site.claims.iter().any(|claim| !claim.details.history.is_empty());
    let dated = site.articles.iter().any(|a| a.published.is_some() || !a.corrections.is_empty());
    site.config.base_url.is_some() && (history || dated)
}
