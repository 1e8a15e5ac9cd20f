//! Parts of an article, and where in them words are anchored.
//!
//! Parts and anchors are in the order in which readers come to them.

use std::cmp::{Ordering, Reverse};
use std::ops::Range;

/// A part of an article that words can be anchored in. Parts are ordered as readers come to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// The title.
    Title,
    /// The standfirst.
    Standfirst,
    /// The title of the section with this index.
    SectionTitle(usize),
    /// The section with this index.
    Section(usize),
}

impl Place {
    /// The section that it is, or is the title of.
    pub fn section(self) -> Option<usize> {
        match self {
            Self::Title | Self::Standfirst => None,
            Self::SectionTitle(i) | Self::Section(i) => Some(i),
        }
    }

    fn rank(self) -> (usize, bool) {
        match self {
            Self::Title => (0, false),
            Self::Standfirst => (0, true),
            Self::SectionTitle(i) => (i + 1, false),
            Self::Section(i) => (i + 1, true),
        }
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank())
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Where a quote lies in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The part.
    pub place: Place,
    /// Bytes of its plain text; where an image is meant, the place of that between the words.
    pub range: Range<usize>,
    /// The node of the image, where the words stand beside one.
    pub image: Option<usize>,
}

impl Anchor {
    /// What sorts anchors by where their marks begin, the longer first. An image stands before the
    /// words that begin at its place.
    pub fn order(&self) -> (Place, usize, usize, Reverse<usize>) {
        let image = self.image.unwrap_or(usize::MAX);
        (self.place, self.range.start, image, Reverse(self.range.end))
    }
}
