//! Rules on words: a capital at the beginning, contractions, spelling.
//!
//! In go the pieces of a sentence; they are rewritten in place, with each such word written one way.

use super::pieces::{Piece, SentencePieceKind};
use ahash::HashMap;
use std::sync::LazyLock;

/// Contractions that end in `n't`, and the verb before it.
const DENYING: &[(&str, &str)] = &[
    ("aren't", "are"),
    ("couldn't", "could"),
    ("didn't", "did"),
    ("doesn't", "does"),
    ("don't", "do"),
    ("hadn't", "had"),
    ("hasn't", "has"),
    ("haven't", "have"),
    ("isn't", "is"),
    ("mustn't", "must"),
    ("needn't", "need"),
    ("shan't", "shall"),
    ("shouldn't", "should"),
    ("wasn't", "was"),
    ("weren't", "were"),
    ("won't", "will"),
    ("wouldn't", "would"),
];

/// Other endings that stand for one word. `'s` is *is*, *has* or no verb, and `'d` is *had* or *would*.
const ENDINGS: &[(&str, &str)] = &[("'ve", "have"), ("'re", "are"), ("'m", "am"), ("'ll", "will")];

/// American words by their British spelling.
static SPELLING: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/en-spelling.txt").lines();
    lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('=')).collect()
});

/// Makes the first letter of the sentence a small one.
pub(super) fn lower_first(pieces: &mut [Piece]) {
    let first = pieces.iter_mut().find(|piece| piece.kind != SentencePieceKind::Mark);
    let Some(piece) = first.filter(|piece| piece.kind == SentencePieceKind::Word) else { return };
    let mut letters = piece.text().chars();
    let Some(letter) = letters.next().filter(|c| c.is_uppercase()) else { return };
    *piece = piece.with(letter.to_lowercase().chain(letters).collect());
}

/// Writes the words of English one way.
pub(super) fn rewrite(pieces: &mut Vec<Piece>, language: &str) {
    if language != "en" {
        return;
    }
    let read = std::mem::take(pieces).into_iter().flat_map(|piece| {
        if piece.kind != SentencePieceKind::Word {
            return vec![piece];
        }
        if let Some(words) = written_out(piece.text()) {
            return words;
        }
        let spelt = spelt(piece.text()).map(|american| piece.with(american));
        vec![spelt.unwrap_or(piece)]
    });
    *pieces = joined(read.collect());
}

/// The American spelling of a British word, which may be a genitive.
fn spelt(word: &str) -> Option<String> {
    let (stem, ending) = match word.strip_suffix("'s") {
        Some(stem) => (stem, "'s"),
        None => (word, ""),
    };
    SPELLING.get(stem).map(|american| format!("{american}{ending}"))
}

/// Writes `e-mail` as `email`.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut read: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let mail = matches!(piece.text(), "mail" | "mails" | "mailed" | "mailing");
        if mail
            && let [.., e, dash] = &read[..]
            && dash.is("-")
            && e.kind == SentencePieceKind::Word
            && e.text() == "e"
        {
            read.truncate(read.len() - 2);
            read.push(piece.with(format!("e{}", piece.text())));
        } else {
            read.push(piece);
        }
    }
    read
}

/// The words that a contraction stands for.
fn written_out(word: &str) -> Option<Vec<Piece<'static>>> {
    let small = word.to_lowercase();
    let (verb, second) = if matches!(small.as_str(), "can't" | "cannot") {
        ("cannot".to_owned(), None)
    } else if let Some((_, verb)) = DENYING.iter().find(|(short, _)| *short == small) {
        ((*verb).to_owned(), Some("not"))
    } else {
        let (ending, second) = ENDINGS.iter().find(|(ending, _)| small.ends_with(ending))?;
        (small.strip_suffix(ending)?.to_owned(), Some(*second))
    };
    // `Don't` in the middle of a sentence is `Do not`; what shouts is left alone.
    let capital = word.starts_with(char::is_uppercase);
    if word.chars().skip(1).any(char::is_uppercase) {
        return None;
    }
    let mut first = verb;
    if capital && let Some(letter) = first.chars().next() {
        first.replace_range(..letter.len_utf8(), &letter.to_uppercase().collect::<String>());
    }
    let word = |text: String| Piece::new(SentencePieceKind::Word, "").with(text);
    let mut words = vec![word(first)];
    if let Some(second) = second {
        words.push(Piece::new(SentencePieceKind::Blank, " "));
        words.push(word(second.to_owned()));
    }
    Some(words)
}
