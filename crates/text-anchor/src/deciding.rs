//! Finds the deciding words of a text: those that determine what it says.
//!
//! In go a text in normal form and the word lists of its language ([`crate::lexicon`]); out come
//! its deciding words, each with its kind and its comparison key.

use crate::lexicon::{Lexicon, fold, is_title};
use crate::tokens::{Token, tokens};
use std::ops::Range;

/// The kinds of deciding word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DecidingKind {
    /// A negation.
    Negation,
    /// A number.
    Number,
    /// A date, or a part of one.
    Date,
    /// A modal verb or a hedge.
    Modal,
    /// A quantity or frequency: how many, how much, how often.
    Quantifier,
    /// A name.
    Name,
    /// A quotation mark.
    Quotation,
    /// A word and its opposite.
    Contrary,
    /// The order of words, which says who did what to whom.
    Order,
    /// Any other word: in a language without lists, or with letters of another script.
    Word,
}

impl DecidingKind {
    /// The noun that messages use.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Negation => "a negation",
            Self::Number => "a number",
            Self::Date => "a date",
            Self::Modal => "a modal verb, a hedge or a question mark",
            Self::Quantifier => "a quantifier",
            Self::Name => "a name",
            Self::Quotation => "a quotation mark",
            Self::Contrary => "a contrary",
            Self::Order => "the order of words",
            Self::Word => "a word",
        }
    }
}

/// A negation, a number, a modal verb or a quantifier in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deciding {
    /// The kind.
    pub kind: DecidingKind,
    /// The comparison key: `not` for the end of `didn't`, `9` for `nine`.
    pub key: String,
    /// Where it stands, as bytes of the text.
    pub range: Range<usize>,
}

/// The deciding words of `text`, which is in normal form: negations, numbers, modal verbs and
/// quantifiers.
pub fn deciding(text: &str, lexicon: &Lexicon) -> Vec<Deciding> {
    let mut found = Vec::new();
    for token in tokens(text).into_iter().filter(|token| token.is_word) {
        let key = token.text.to_lowercase();
        let kinds = classify(lexicon, token.text, &key, false, &|_| true).into_iter();
        let decides = kinds.filter(|(kind, _)| {
            matches!(
                kind,
                DecidingKind::Negation
                    | DecidingKind::Number
                    | DecidingKind::Modal
                    | DecidingKind::Quantifier
            )
        });
        found.extend(decides.map(|(kind, key)| Deciding { kind, key, range: token.range() }));
    }
    found
}

/// True if a word of `text` is a negation.
pub fn denies(text: &str, lexicon: &Lexicon) -> bool {
    let marks = CutSentence::of(text).marks(lexicon, &|_| true);
    marks.iter().any(|mark| mark.kind == DecidingKind::Negation)
}

/// A sentence, split into words.
pub(crate) struct CutSentence<'t> {
    pub text: &'t str,
    pub tokens: Vec<Token<'t>>,
    /// The comparison key of each token.
    pub keys: Vec<String>,
}

impl<'t> CutSentence<'t> {
    pub fn of(text: &'t str) -> Self {
        let tokens = tokens(text);
        let keys = tokens.iter().map(|t| t.text.to_lowercase()).collect();
        Self { text, tokens, keys }
    }

    /// The deciding words of the sentence.
    pub fn marks(&self, lexicon: &Lexicon, common: &dyn Fn(&str) -> bool) -> Vec<DecidingMark> {
        let mut marks = Vec::new();
        let mut before = 0;
        for (at, token) in self.tokens.iter().enumerate() {
            let key = &self.keys[at];
            // A capital letter at the beginning of a sentence says nothing; `Mr.` ends no sentence.
            let between = &self.text[before..token.start];
            let titled =
                || is_title(self.tokens[at - 1].text) && !lexicon.openers.contains(key.as_str());
            let opens = at == 0
                || between.contains(['?', '!', ':', '"'])
                || between.contains('.') && !titled();
            if token.is_word {
                marks.extend(
                    classify(lexicon, token.text, key, opens, common)
                        .into_iter()
                        .map(|(kind, key)| DecidingMark { kind, key, at }),
                );
                before = token.range().end;
            } else {
                marks.push(DecidingMark {
                    kind: DecidingKind::Quotation,
                    key: "\"".to_owned(),
                    at,
                });
            }
        }
        self.join(lexicon, &mut marks);
        marks
    }

    /// Adds deciding words of several tokens: `had to`, and `2016 to 2017`, which differs from
    /// `2016 and 2017`.
    fn join(&self, lexicon: &Lexicon, marks: &mut Vec<DecidingMark>) {
        let mut numeric = vec![false; self.tokens.len()];
        for mark in
            marks.iter().filter(|m| matches!(m.kind, DecidingKind::Number | DecidingKind::Date))
        {
            numeric[mark.at] = true;
        }
        let key = |at: usize| self.keys.get(at).map_or("", String::as_str);
        for at in 0..self.tokens.len() {
            let phrase = (key(at), key(at + 1));
            if lexicon.phrases.contains(&phrase) {
                let key = format!("{} {}", lexicon.phrases[0].0, phrase.1);
                marks.push(DecidingMark { kind: DecidingKind::Modal, key, at });
            }
            let range = lexicon.ranges.get(phrase.0);
            let between = at > 0 && numeric[at - 1] && numeric.get(at + 1) == Some(&true);
            if let Some(key) = range
                && between
            {
                marks.retain(|m| m.at != at);
                marks.push(DecidingMark { kind: DecidingKind::Number, key: (*key).to_owned(), at });
            }
        }
        marks.sort_by_key(|m| m.at);
    }

    /// The words from token `from` to token `to`.
    pub fn words(&self, from: usize, to: usize) -> String {
        match (self.tokens.get(from), self.tokens[from..to].last()) {
            (Some(first), Some(last)) => self.text[first.start..last.range().end].to_owned(),
            _ => String::new(),
        }
    }
}

/// A deciding word of a sentence.
#[derive(Debug)]
pub(crate) struct DecidingMark {
    pub kind: DecidingKind,
    /// The comparison key: `not` for the end of `didn't`, `9` for `nine`.
    pub key: String,
    /// Index of its token.
    pub at: usize,
}

/// The kinds of deciding word that `text` is; a contraction may be two.
fn classify(
    lexicon: &Lexicon,
    text: &str,
    key: &str,
    opens: bool,
    common: &dyn Fn(&str) -> bool,
) -> Vec<(DecidingKind, String)> {
    let key = key.strip_suffix("'ve").unwrap_or(key);
    let bare = key.strip_suffix("'s").unwrap_or(key);
    if let Some(stem) = key.strip_suffix("n't") {
        let verb = match stem {
            "ca" => "can",
            "wo" => "will",
            "sha" => "shall",
            stem => stem,
        };
        let mut both = vec![(DecidingKind::Negation, "not".to_owned())];
        both.extend(lexicon.modals.contains(verb).then(|| (DecidingKind::Modal, verb.to_owned())));
        return both;
    }
    if key == "cannot" {
        return vec![
            (DecidingKind::Negation, "not".to_owned()),
            (DecidingKind::Modal, "can".to_owned()),
        ];
    }
    if key.ends_with("'ll") {
        return vec![(DecidingKind::Modal, "will".to_owned())];
    }
    if key.ends_with("'d") {
        return vec![(DecidingKind::Modal, "would".to_owned())];
    }
    if text.chars().all(|c| !c.is_alphanumeric()) {
        return vec![(DecidingKind::Number, text.to_owned())];
    }
    // `May` is a month and `may` is not; `March` is one and `march` is not.
    let capital = text.starts_with(char::is_uppercase);
    if let Some(date) = lexicon.dates.get(bare)
        && !(matches!(bare, "may" | "march" | "sun" | "mar") && (!capital || opens))
    {
        return vec![(DecidingKind::Date, (*date).to_owned())];
    }
    // A missing or superfluous accent does not change a negation.
    if lexicon.denies(bare) {
        return vec![(DecidingKind::Negation, fold(bare))];
    }
    if lexicon.modals.contains(bare) {
        return vec![(DecidingKind::Modal, bare.to_owned())];
    }
    if lexicon.quantifiers.contains(bare) {
        return vec![(DecidingKind::Quantifier, bare.to_owned())];
    }
    if let Some(number) = number(lexicon, bare) {
        return vec![(DecidingKind::Number, number)];
    }
    // `iPhone` is a name too.
    let inner = text.chars().skip(1).any(char::is_uppercase);
    let shouts = text.chars().filter(|c| c.is_uppercase()).count() > 1;
    let ordinary = || opens && !shouts && (lexicon.openers.contains(bare) || common(bare));
    if (capital || inner) && !matches!(key, "i" | "i'm" | "i've" | "i'd") && !ordinary() {
        return vec![(DecidingKind::Name, bare.to_owned())];
    }
    Vec::new()
}

/// Normalizes a number, so that `1,200` and `1200`, `nine` and `9`, `26th` and `26` are equal.
fn number(lexicon: &Lexicon, key: &str) -> Option<String> {
    if let Some(digits) = lexicon.numbers.get(key) {
        return Some((*digits).to_owned());
    }
    if key.chars().any(char::is_numeric) {
        // `1,200` is grouped by thousands; in `1,5` the comma is a decimal mark.
        let groups =
            key.split(',').skip(1).all(|g| g.len() == 3 && g.bytes().all(|b| b.is_ascii_digit()));
        let digits = if groups { key.replace(',', "") } else { key.to_owned() };
        let ordinal =
            ["st", "nd", "rd", "th", "º", "ª"].iter().find_map(|end| digits.strip_suffix(end));
        return Some(ordinal.unwrap_or(&digits).to_owned());
    }
    None
}
