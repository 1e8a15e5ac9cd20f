//! Finds curly quotation marks around a value.
//!
//! In goes a text; out comes the text inside its marks. To YAML the marks are part of the value.

/// The typographic quotation marks that may open and close a quotation.
pub(super) const CURLY: &[(char, char)] = &[
    ('\u{201c}', '\u{201d}'),
    ('\u{201d}', '\u{201d}'),
    ('\u{201e}', '\u{201c}'),
    ('\u{201e}', '\u{201d}'),
    ('\u{2018}', '\u{2019}'),
    ('\u{201a}', '\u{2018}'),
    ('\u{ab}', '\u{bb}'),
    ('\u{bb}', '\u{ab}'),
    ('\u{2039}', '\u{203a}'),
    ('\u{201c}', '"'),
    ('\u{201e}', '"'),
];

/// The text inside, if `text` stands between curly quotation marks and contains no further ones of
/// that kind.
pub fn uncurled(text: &str) -> Option<&str> {
    let (open, close) = (text.chars().next()?, text.chars().next_back()?);
    let pair = CURLY.iter().find(|pair| **pair == (open, close))?;
    let inner = text.strip_prefix(open)?.strip_suffix(close)?;
    // An apostrophe inside single marks looks like the closing mark.
    let apostrophe = pair.1 == '\u{2019}';
    let whole = !inner.contains(open) && (apostrophe || !inner.contains(close));
    (whole && !inner.trim().is_empty()).then_some(inner)
}
