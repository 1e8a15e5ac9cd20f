//! The values of an argument map that templates read.

use crate::publish::view::parts::{ClaimItem, RelationInfo, SourceRef};
use crate::theme::SharedPart;
use serde::Serialize;

/// The argument about a claim as nested lists, without the claim itself.
#[derive(Debug, Clone, Serialize)]
pub struct ArgumentMap {
    /// What the claim answers, with what else answers that.
    pub answered: Vec<MapItem>,
    /// What speaks for the claim.
    pub points: Vec<MapItem>,
    /// What speaks against it or limits it, with what bears on that.
    pub counterpoints: Vec<MapItem>,
}

/// A box of an argument map: sources that bear in the same way, a claim, or what had no room.
#[derive(Debug, Clone, Serialize)]
pub struct MapItem {
    /// How it bears on what it stands under; none for what had no room.
    pub relation: Option<SharedPart<RelationInfo>>,
    /// True for the claimant's own words.
    pub own: bool,
    /// The sources of the box; empty for a claim.
    pub sources: Vec<SharedPart<SourceRef>>,
    /// The claim of the box.
    pub claim: Option<SharedPart<ClaimItem>>,
    /// The first of its words, for a claim of the article that names no speaker and whose words do
    /// not stand in the box.
    pub beginning: Option<String>,
    /// True where that is the claim of the page.
    pub current: bool,
    /// False for a claim whose own box stands elsewhere on the map.
    pub whole: bool,
    /// What had no room.
    pub more: Option<MapMore>,
    /// What bears on it.
    pub items: Vec<MapItem>,
}

/// What had no room on a map.
#[derive(Debug, Clone, Serialize)]
pub struct MapMore {
    /// How much.
    pub n: usize,
    /// Address of where it stands.
    pub href: String,
}
