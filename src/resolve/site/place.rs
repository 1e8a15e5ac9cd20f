//! The parts of an article, and the anchors in them.
//!
//! Both are sorted in reading order.

use std::cmp::{Ordering, Reverse};
use std::ops::Range;

/// A part of an article in which words can be anchored. Parts are sorted in reading order.
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
    /// The index of the section, also for its title.
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

/// The place of a quote in an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The part.
    pub place: Place,
    /// Bytes of its plain text; for an image, its empty range between the words.
    pub range: Range<usize>,
    /// The node of the image, if the words stand beside one.
    pub image: Option<usize>,
}

impl Anchor {
    /// The sort key of anchors: by start, the longer one first. An image precedes the words that
    /// begin at its place.
    pub fn order(&self) -> (Place, usize, usize, Reverse<usize>) {
        let image = self.image.unwrap_or(usize::MAX);
        (self.place, self.range.start, image, Reverse(self.range.end))
    }
}
