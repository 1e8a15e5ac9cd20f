//! What a quote may be made of: words, spaces, and the kinds of what comes along with them, each with
//! what to call it.

/// What something that came along is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stray {
    /// The number of a footnote, of a claim, or the way back from one.
    Footnote,
    /// A bullet.
    Bullet,
    /// The number or letter of an item of a list.
    ListNumber,
    /// A box to tick.
    Box,
    /// A bar between the cells of a table.
    Bar,
    /// The heading of an alert.
    Alert,
    /// The address of the page, with what stands before it.
    Address,
    /// A quotation mark around the whole.
    Mark,
    /// Dots at an end, which leave out nothing that is quoted.
    Dots,
}

impl Stray {
    /// What to call it.
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

    /// True for what stands at the beginning of a block and nowhere else, where it reads `typed`: a
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
    Space,
    Words(&'q str),
    Typed(&'q str, Stray),
}
