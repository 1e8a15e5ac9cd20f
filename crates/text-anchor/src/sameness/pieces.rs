//! Cuts a sentence into words, numbers, blanks and marks, so that nothing of it is lost.
//!
//! In goes a sentence in normal form; out come its [`Piece`]s, which make it when they are joined.

use std::borrow::Cow;

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SentencePieceKind {
    /// Letters, with the apostrophes between them.
    Word,
    /// Digits, with the full stops and commas between them.
    Number,
    /// One space.
    Blank,
    /// Any other character, one alone.
    Mark,
    /// Text that a rule wrote in the place of other pieces.
    Rewritten,
}

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    pub(super) kind: SentencePieceKind,
    text: Cow<'t, str>,
}

impl<'t> Piece<'t> {
    /// A piece as it stands.
    pub(super) fn new(kind: SentencePieceKind, text: &'t str) -> Self {
        Self { kind, text: Cow::Borrowed(text) }
    }

    /// A piece that a rule writes in the place of others.
    pub(super) fn rewritten(text: String) -> Self {
        Self { kind: SentencePieceKind::Rewritten, text: Cow::Owned(text) }
    }

    /// The same kind of piece with another text.
    pub(super) fn with(&self, text: String) -> Self {
        Self { kind: self.kind, text: Cow::Owned(text) }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// True for this mark.
    pub(super) fn is(&self, mark: &str) -> bool {
        self.kind == SentencePieceKind::Mark && self.text == mark
    }
}

/// Cuts `text` into pieces.
pub(super) fn cut(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::with_capacity(text.len() / 3);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (kind, length) = match first {
            ' ' => (SentencePieceKind::Blank, 1),
            c if c.is_ascii_digit() => {
                (SentencePieceKind::Number, run(rest, |c| c.is_ascii_digit(), &['.', ',']))
            }
            c if c.is_alphabetic() => (SentencePieceKind::Word, run(rest, is_of_word, &['\''])),
            c => (SentencePieceKind::Mark, c.len_utf8()),
        };
        let (piece, after) = rest.split_at(length);
        pieces.push(Piece::new(kind, piece));
        rest = after;
    }
    pieces
}

/// The length of the run of characters at the beginning of `text` for which `belongs` is true, with
/// those `joints` that stand between two of them.
fn run(text: &str, belongs: impl Fn(char) -> bool, joints: &[char]) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = at == end
            && joints.contains(&c)
            && chars.peek().is_some_and(|(_, next)| belongs(*next));
        if !joins && !belongs(c) {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// A letter, or a mark that belongs to one and has no composed form. Digits end a word.
fn is_of_word(c: char) -> bool {
    c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c)
}
