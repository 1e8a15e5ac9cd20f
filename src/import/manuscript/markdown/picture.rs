//! Pictures of Markdown.
//!
//! In goes a picture whose text was read; out comes a piece of the line that is open, with the link around it, or the
//! count of what is left out.

use super::MarkdownReader;
use super::renumber::renumber;
use crate::import::manuscript::html;
use crate::import::manuscript::model::{DraftPicture, Inline, Passing, flatten};
use crate::import::manuscript::remarks::marks::mark_of;

impl MarkdownReader {
    /// Ends the picture that is being read.
    pub(super) fn end_picture(&mut self) {
        let Some((to, title, alt)) = self.picture.take() else { return };
        let link = self.link();
        let passed = &mut self.manuscript.passed;
        if to.is_empty() || to.contains(':') || to.starts_with('/') {
            passed.count(Passing::Picture, &to);
            link.iter().for_each(|link| passed.count(Passing::PictureLink, link));
            return;
        }
        let picture = DraftPicture::Beside(
            percent_encoding::percent_decode_str(&to).decode_utf8_lossy().into_owned(),
        );
        let known = self.manuscript.pictures.iter().position(|of| *of == picture);
        let index = known.unwrap_or_else(|| {
            self.manuscript.pictures.push(picture);
            self.manuscript.pictures.len() - 1
        });
        self.line.push(Inline::Picture { index, alt, title, link });
    }

    /// Reads a picture that is a tag of HTML among words.
    pub(super) fn tag_picture(&mut self, tag: &str) {
        let link = self.link();
        let tag: String = tag.chars().filter(|c| mark_of(*c).is_none()).collect();
        let mut read = html::fragment(&tag);
        let before = self.manuscript.pictures.len();
        if read.pictures.is_empty() {
            let passed = &mut read.passed;
            link.iter().for_each(|link| passed.count(Passing::PictureLink, link));
        }
        self.manuscript.pictures.append(&mut read.pictures);
        self.manuscript.passed.add(read.passed);
        let mut words = Vec::new();
        for mut block in read.blocks {
            renumber(&mut block, 0, before);
            flatten(block, &mut words);
        }
        for word in words {
            self.line.push(match word {
                Inline::Picture { index, alt, title, .. } => {
                    Inline::Picture { index, alt, title, link: link.clone() }
                }
                word => word,
            });
        }
    }
}
