//! What there is to publish, worked out before the first page is planned.

use super::view::lists::Lists;
use crate::resolve::{ClaimIndex, Site};

/// A site with its lists and its argument maps.
#[derive(Clone, Copy)]
pub struct Contents<'c> {
    /// The site.
    pub site: &'c Site,
    /// What the lists hold.
    pub lists: &'c Lists,
    /// The claims that have argument maps, by article and page of maps.
    pub maps: &'c [Vec<Vec<ClaimIndex>>],
}
