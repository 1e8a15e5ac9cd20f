//! Remarks that have no place in the article, and why.

use super::hints;
use super::model::{DraftRemark, RemarkKind};

/// Why a remark has no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPlace {
    /// It names no words of the text.
    Nothing,
    /// Its words are not in the article: they are struck out, or were deleted.
    Gone,
    /// They are the byline.
    Byline,
    /// They run over several sections.
    Several,
    /// They cannot be told from other words.
    Alike,
    /// Several claims are about the same words, and it may be that of any.
    Unsure,
    /// The Markdown has other words there by now.
    Edited,
    /// The file of its claim cannot be read, or takes nothing as it is typed.
    Taken,
}

impl NoPlace {
    /// The reason in words.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Nothing => "it stands beside no words",
            Self::Gone => {
                "its words are not in the article: they were deleted, struck out or are no words"
            }
            Self::Unsure => {
                "several claims are about the same words, and nothing near them tells whose it is; write it into the `desk-note` there"
            }
            Self::Byline => "its words are the byline, about which there are no claims",
            Self::Several => "its words run over several sections",
            Self::Edited => "its words were changed in the Markdown of the site",
            Self::Taken => {
                "the file of its claim cannot be read, or takes nothing as it is typed; write it into the `desk-note` there"
            }
            Self::Alike => "its words stand in several places that nothing near them tells apart",
        }
    }
}

/// A remark that no claim was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplaced {
    /// What it was.
    pub kind: RemarkKind,
    /// What it says.
    pub text: String,
    /// Why it has no place.
    pub why: NoPlace,
}

impl Unplaced {
    pub(super) fn of(remark: &DraftRemark, why: NoPlace) -> Self {
        Self { kind: remark.kind, text: hints::desk_note(remark), why }
    }
}
