//! Decodes a text file, in UTF-8 or UTF-16, takes out of its texts what nobody sees, and finds addresses in them.

use super::report::{ImportFault, LinePlace};
use crate::characters::{is_stray, reorderings};
use std::borrow::Cow;

/// `text` without characters that no text needs or that turn its order round; `None` if it has none of them.
pub fn cleaned(text: &str) -> Option<String> {
    let is_turning = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let turns = !reorderings(text, |c| c == '\n').is_empty();
    let is_gone = |c: char| is_stray(c) || c == '\u{feff}' || turns && is_turning(c);
    text.contains(is_gone).then(|| text.chars().filter(|c| !is_gone(*c)).collect())
}

/// Full addresses in `text` as far as a character that `ends` them, and where each begins. What closes a sentence, or
/// a bracket that was not opened in the address, belongs to the text; so does one of `trims` at the end.
pub fn addresses<'t>(
    text: &'t str,
    ends: impl Fn(char) -> bool,
    trims: &str,
) -> Vec<(&'t str, usize)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = ["https://", "http://"].iter().filter_map(|s| text[from..].find(s)).min() {
        let start = from + at;
        let rest = &text[start..];
        let end = rest.find(&ends).unwrap_or(rest.len());
        let mut address = &rest[..end];
        while let Some(last) = address.chars().next_back() {
            let closes = last == ')' && address.matches('(').count() < address.matches(')').count();
            if !closes && !trims.contains(last) {
                break;
            }
            address = &address[..address.len() - last.len_utf8()];
        }
        found.push((address, start));
        from = start + end.max(1);
    }
    found
}

/// The text of a file, without its byte-order mark.
///
/// # Errors
/// It is in another encoding.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ImportFault> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => {
            let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
            std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|error| {
                let good = &bytes[..error.valid_up_to()];
                let good = std::str::from_utf8(good).unwrap_or_default();
                ImportFault::new("the file is not in UTF-8")
                    .at(Some(LinePlace::of(good, good.len())))
                    .hint("save it as UTF-8 in the program that wrote it")
            })
        }
    }
}

/// `text` on one line, without characters that no text needs or that turn its order round. True if there were
/// such characters.
pub fn line(text: &str) -> (String, bool) {
    let cleaned = cleaned(text);
    let kept = cleaned.as_deref().unwrap_or(text);
    (in_one_line(kept), cleaned.is_some())
}

/// `text` on one line, with single blanks.
pub fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'static, str>, ImportFault> {
    let broken = || {
        ImportFault::new("the file begins as UTF-16 does, and is not UTF-16")
            .hint("save it as UTF-8 in the program that wrote it")
    };
    let (pairs, []) = bytes.as_chunks::<2>() else { return Err(broken()) };
    let units = pairs.iter().map(|pair| unit(*pair));
    char::decode_utf16(units).collect::<Result<String, _>>().map(Cow::Owned).map_err(|_| broken())
}

#[cfg(test)]
mod tests {
    use super::{decode, line};

    #[test]
    fn utf_8_and_utf_16_are_read_and_nothing_else() {
        let wide = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
            "\u{feff}Gr\u{f6}\u{df}e\n".encode_utf16().flat_map(unit).collect()
        };
        for bytes in [
            "Gr\u{f6}\u{df}e\n".as_bytes(),
            "\u{feff}Gr\u{f6}\u{df}e\n".as_bytes(),
            &wide(u16::to_le_bytes),
            &wide(u16::to_be_bytes),
        ] {
            assert_eq!(decode(bytes).expect("a text"), "Gr\u{f6}\u{df}e\n");
        }
        let fault = decode(b"one\ntw\xF6\n").expect_err("Latin-1");
        assert_eq!(fault.place.map(|at| (at.line, at.column)), Some((2, 3)));
        assert!(decode(&[0xFF, 0xFE, 0x41]).is_err());
        assert!(decode(&[0xFF, 0xFE, 0x00, 0xD8]).is_err());
    }

    #[test]
    fn texts_lose_what_nobody_sees_and_keep_their_words() {
        for (text, expect, changed) in [
            ("A  bridge\n of stone", "A bridge of stone", false),
            ("A\u{0} bridge\u{1b}", "A bridge", true),
            ("paid \u{202e}00001\u{202c} euros", "paid 00001 euros", true),
            ("\u{feff}A", "A", true),
            ("שלום \u{2067}A\u{2069}", "שלום \u{2067}A\u{2069}", false),
        ] {
            assert_eq!(line(text), (expect.to_owned(), changed));
        }
    }
}
