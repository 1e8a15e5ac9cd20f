//! The characters that stand for the marks of remarks in Markdown.
//!
//! In goes the number of a remark; out comes a character for private use where it begins or ends, and back again.

use crate::import::manuscript::model::{DraftRemark, Passed};

/// The first of the characters that stand for marks: plane 15, which is for private use. Remark `n` begins at
/// the one with the number `2n` and ends at the next.
const FIRST: u32 = 0xf_0000;
/// The most remarks that have marks.
pub(super) const MOST: usize = 0x7ff0;

/// A mark: the number of a remark, and whether it begins there.
pub(in super::super) fn mark_of(c: char) -> Option<(usize, bool)> {
    let number = u32::from(c).checked_sub(FIRST)? as usize;
    (number < 2 * MOST).then_some((number / 2, number.is_multiple_of(2)))
}

pub(super) fn mark(number: usize, begins: bool) -> String {
    let code = FIRST + u32::try_from(number * 2 + usize::from(!begins)).unwrap_or(0);
    char::from_u32(code).map(String::from).unwrap_or_default()
}

/// What the remarks of a text are, and the text with marks.
#[derive(Debug, Default)]
pub(in super::super) struct RemarksRead {
    pub text: String,
    pub remarks: Vec<DraftRemark>,
    pub passed: Passed,
}
