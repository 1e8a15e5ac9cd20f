//! Plans the pages of a site and their paths.
//!
//! In go a site and its assets; out comes a [`Plan`]: the pages by path, and their shared values.

use super::pages::KINDS;
use super::press::{Page, Pages};
use super::shared::Shared;
use super::view::lists::Lists;
use super::view::map;
use crate::judge::status::Judgement;
use crate::resolve::Site;
use crate::source::FileId;
use crate::theme::Asset;
use crate::theme::words::Languages;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Values that are computed once for all outputs.
#[derive(Debug, Default)]
pub struct Plan {
    /// The pages.
    pub pages: Pages,
    /// Their shared values.
    pub shared: Shared,
}

impl Plan {
    /// Plans the pages of a site.
    pub fn new(
        site: &Site,
        judgements: &[Judgement],
        assets: &BTreeMap<String, Asset>,
        languages: &Languages,
    ) -> Self {
        let maps = || site.articles.par_iter().map(|a| map::pages(site, a)).collect::<Vec<_>>();
        let (maps, lists) = rayon::join(maps, || Lists::new(site, judgements));
        let shared = Shared::new(site, judgements, assets, languages, maps, lists);
        let contents = shared.contents(site);
        let all: Vec<Box<dyn Page>> =
            KINDS.par_iter().flat_map_iter(|all| all(&contents)).collect();
        let mut pages: Vec<(String, Box<dyn Page>)> =
            all.into_par_iter().map(|page| (page.path(site), page)).collect();
        pages.par_sort_unstable_by(|a, b| a.0.cmp(&b.0));
        Self { pages: Pages(pages), shared }
    }

    /// The source files whose content the page at `path` is there to show.
    pub fn files_of(&self, site: &Site, path: &str) -> Vec<FileId> {
        self.pages.find(path).map_or(Vec::new(), |page| page.files(site))
    }
}
