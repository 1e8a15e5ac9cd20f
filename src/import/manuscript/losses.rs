//! Counts what words lose where they are written plainly.
//!
//! In go the words of a title, a note or a block; out come counts of the looks, links and pictures that they lose.

use super::model::{Inline, Passed, Passing, WordFace, WordHeight};
use std::rc::Rc;

/// Counts words that are raised or lowered as written without it.
pub fn count_heights(words: &[Inline], passed: &mut Passed) {
    for word in words {
        if let Inline::Words { text, face, .. } = word
            && face.height != WordHeight::Line
            && !text.trim().is_empty()
        {
            passed.count(Passing::Height, text);
        }
    }
}

/// Counts the links around pictures that were left out: those without a name.
pub fn count_picture_links(words: &[Inline], names: &[Option<String>], passed: &mut Passed) {
    for word in words {
        if let Inline::Picture { index, link: Some(link), .. } = word
            && names.get(*index).is_none_or(Option::is_none)
        {
            passed.count(Passing::PictureLink, link);
        }
    }
}

/// Counts what is struck out in a line that is text alone.
pub fn count_struck(words: &[Inline], passed: &mut Passed) {
    for word in words {
        if let Inline::Words { text, face, .. } = word
            && face.struck
            && !text.trim().is_empty()
        {
            passed.count(Passing::LineStruck, text);
        }
    }
}

/// Counts what the words of a title lose: it is text alone.
pub fn count_title(words: &[Inline], passed: &mut Passed) {
    count_heights(words, passed);
    count_struck(words, passed);
    let mut last: Option<&Rc<str>> = None;
    for word in words {
        match word {
            Inline::Words { face: WordFace { struck: true, .. }, .. } => {}
            Inline::Words { text, face, link } => {
                let is_new = last.is_none_or(|last| link.as_ref() != Some(last));
                if let Some(link) = link.as_ref().filter(|_| is_new) {
                    passed.count(Passing::TitleLink, link);
                }
                last = link.as_ref();
                // Titles are strong by themselves.
                if (face.emphasis || face.code) && !text.trim().is_empty() {
                    passed.count(Passing::TitleLook, text);
                }
            }
            Inline::Picture { alt, link, .. } => {
                passed.count(Passing::TitlePicture, alt);
                if let Some(link) = link {
                    passed.count(Passing::PictureLink, link);
                }
            }
            _ => {}
        }
    }
}
