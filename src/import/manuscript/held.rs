//! Texts that the site holds, and how their files are typed.
//!
//! In go a site and a path; out comes the text without a byte-order mark and with plain line ends, or why it cannot
//! be read. What is made of it is typed as the file was.

use super::target::ImportRefusal;
use crate::load::{Content, Tree};

const MARK: char = '\u{feff}';

/// A text of the site, and how its file types it. That of a file that is not there is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct HeldText {
    /// The text, with `\n` at the end of each line where they all end alike.
    pub text: String,
    /// True if the file begins with a byte-order mark.
    is_marked: bool,
    /// True if its lines end in `\r\n`.
    is_crlf: bool,
}

impl HeldText {
    /// The text of a file.
    pub(super) fn of(text: &str) -> Self {
        let bare = text.strip_prefix(MARK).unwrap_or(text);
        let (all, long) = (bare.matches('\n').count(), bare.matches("\r\n").count());
        let is_crlf = all > 0 && all == long;
        Self {
            text: if is_crlf { bare.replace("\r\n", "\n") } else { bare.to_owned() },
            is_marked: bare.len() < text.len(),
            is_crlf,
        }
    }

    /// The same with plain line ends where they differ too: most of them say how they are typed.
    pub(super) fn plain(self) -> Self {
        let (all, long) = (self.text.matches('\n').count(), self.text.matches("\r\n").count());
        match long {
            0 => self,
            long => Self { text: self.text.replace("\r\n", "\n"), is_crlf: long * 2 > all, ..self },
        }
    }

    /// Another text, typed as this one is.
    pub(super) fn typed(&self, text: &str) -> Vec<u8> {
        let mut out = String::new();
        if self.is_marked {
            out.push(MARK);
        }
        match self.is_crlf {
            true => out.push_str(&text.replace('\n', "\r\n")),
            false => out.push_str(text),
        }
        out.into_bytes()
    }
}

/// The text of the file at `path`; `None` if it is not there.
///
/// # Errors
/// The file is there and cannot be read.
pub(super) fn text_at(tree: &Tree, path: &str) -> Result<Option<HeldText>, ImportRefusal> {
    match tree.files.get(path) {
        None => Ok(None),
        Some(Content::Text(text)) => Ok(Some(HeldText::of(text))),
        Some(Content::Bytes(_) | Content::Large(_)) => Err(ImportRefusal {
            reason: format!("`{path}` cannot be read, and is not written over"),
            help: "`gainsay check` says what is wrong with it".to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::HeldText;

    #[test]
    fn texts_are_typed_as_their_file_was() {
        for (text, plain) in [
            ("a\nb\n", "a\nb\n"),
            ("a\r\nb\r\n", "a\nb\n"),
            ("\u{feff}a\r\nb", "a\nb"),
            ("a\r\nb\n", "a\r\nb\n"),
            ("", ""),
        ] {
            let held = HeldText::of(text);
            assert_eq!(held.text, plain);
            assert_eq!(held.typed(&held.text), text.as_bytes());
        }
        let mixed = HeldText::of("a\r\nb\r\nc\n").plain();
        assert_eq!(mixed.text, "a\nb\nc\n");
        assert_eq!(mixed.typed("a\nb\n"), b"a\r\nb\r\n");
    }
}
