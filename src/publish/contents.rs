//! The contents of a site, computed before the first page is planned.

use super::view::lists::Lists;
use crate::resolve::{ClaimIndex, Site};

/// A site with its lists and its argument maps.
#[derive(Clone, Copy)]
pub struct Contents<'c> {
    /// The site.
    pub site: &'c Site,
    /// The lists of the site.
    pub lists: &'c Lists,
    /// The claims with argument maps, by article and map page.
    pub maps: &'c [Vec<Vec<ClaimIndex>>],
}
