//! Decodes a text file: UTF-8, with a byte-order mark or without, or UTF-16 with one.

use super::report::{ImportFault, LinePlace};
use std::borrow::Cow;

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
    use super::decode;

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
}
