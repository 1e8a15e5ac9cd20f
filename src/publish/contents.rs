//! What there is in a site for pages to show.

use super::view::lists::{ArticleLists, Lists};
use crate::judge::status::Judgement;
use crate::resolve::{ClaimIndex, Site};
use std::sync::Arc;

/// A site with its lists and its argument maps, each of which is computed when something first needs it.
#[derive(Clone, Copy)]
pub struct Contents<'c> {
    /// The site.
    pub site: &'c Site,
    /// The judgement of each claim.
    pub judgements: &'c [Arc<Judgement>],
    /// The lists that have been computed.
    pub lists: &'c Lists,
}

impl<'c> Contents<'c> {
    /// The lists of an article.
    pub fn of(&self, article: usize) -> &'c ArticleLists {
        self.lists.of(self.site, self.judgements, article)
    }

    /// The claims of an article with argument maps, by page.
    pub fn maps(&self, article: usize) -> &'c [Vec<ClaimIndex>] {
        self.lists.maps(self.site, article)
    }
}
