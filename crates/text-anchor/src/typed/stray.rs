//! The possible parts of a pasted quote: words, spaces, and artefacts of copying, with the names of
//! their kinds.

/// The kinds of artefacts of copying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stray {
    /// The number of a footnote or a claim, or a link back from one.
    Footnote,
    /// A bullet.
    Bullet,
    /// The number or letter of a list item.
    ListNumber,
    /// A checkbox.
    Box,
    /// A bar between the cells of a table.
    Bar,
    /// The title of an alert.
    Alert,
    /// The address of the page, with the words that introduce it.
    Address,
    /// A quotation mark around the whole quote.
    Mark,
    /// Dots at an end, which are no omission.
    Dots,
}

impl Stray {
    /// The noun for messages.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Footnote => "which looks like the number of a footnote",
            Self::Bullet => "a bullet",
            Self::ListNumber => "the number of a list",
            Self::Box => "a box to tick",
            Self::Bar => "a bar of a table",
            Self::Alert => "the heading of an alert",
            Self::Address => "an address",
            Self::Mark => "a quotation mark",
            Self::Dots => "dots",
        }
    }

    /// True for an artefact, typed as `typed`, that occurs only at the beginning of a block: a
    /// hyphen elsewhere is a dash.
    pub(super) fn begins(self, typed: &str) -> bool {
        match self {
            Self::ListNumber | Self::Alert => true,
            Self::Bullet => matches!(typed, "-" | "*" | "+"),
            _ => false,
        }
    }
}

/// A part of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum QuoteItem<'q> {
    /// A space between the others.
    Space,
    /// Words of the text.
    Words(&'q str),
    /// What may have been copied along, and what it looks like. Where the text has it too, it belongs to the quote.
    Typed(&'q str, Stray),
}
