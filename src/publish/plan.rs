//! Plans the pages of a site and their paths.
//!
//! In go a site and its assets; out comes a [`Plan`]: the pages by path, and their shared values.

use super::pages::{OF_ARTICLE, OF_SITE};
use super::press::Pages;
use super::shared::Shared;
use crate::judge::status::Judgement;
use crate::resolve::Site;
use crate::source::FileId;
use crate::theme::Asset;
use std::collections::BTreeMap;
use std::sync::Arc;

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
    pub fn new(site: &Site, assets: &BTreeMap<String, Asset>) -> Self {
        Self { pages: Pages::of(site, OF_ARTICLE, OF_SITE), shared: Shared::new(site, assets) }
    }

    /// The source files whose content the page at `path` is there to show.
    pub fn files_of(&self, site: &Site, judgements: &[Arc<Judgement>], path: &str) -> Vec<FileId> {
        let page = self.pages.find(self.shared.contents(site, judgements), path);
        page.map_or(Vec::new(), |page| page.files(site))
    }
}
