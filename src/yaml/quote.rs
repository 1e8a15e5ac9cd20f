//! Formats text as a YAML value.
//!
//! In goes a line of text; out comes YAML that every reader of YAML 1.1 and 1.2 takes for that
//! text: unquoted if that is clearly safe, otherwise in double quotation marks.

use std::fmt::Write;

/// Formats `text` as a YAML value. It stays unquoted if it begins with a letter and no version of
/// YAML gives it another meaning.
pub fn quoted(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            // Characters that YAML does not count as printable, or may take for a line break.
            c if c.is_control()
                || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}') =>
            {
                // Writing to a string cannot fail.
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Words with a special meaning in some version of YAML.
const WORDS: &[&str] = &["true", "false", "yes", "no", "on", "off", "y", "n", "null"];

fn is_plain(text: &str) -> bool {
    let inner = |c: char| {
        c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | ',' | '\'' | '/' | '(' | ')')
    };
    text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(inner)
        && !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(yaml: &str) -> String {
        serde_yaml::from_str::<String>(yaml).unwrap_or_else(|e| panic!("{yaml}: {e}"))
    }

    #[test]
    fn plain_words_stay_plain() {
        for text in ["Tarnford Notes", "Über uns", "The Desk (Tarnford), no. 2", "pt-BR", "Renn's"]
        {
            assert_eq!(quoted(text), text);
            assert_eq!(read(text), text);
        }
    }

    #[test]
    fn text_with_another_meaning_in_yaml_is_quoted() {
        for text in [
            "no",
            "Yes",
            "NULL",
            "~",
            "12",
            "1.5",
            "2026-11-20",
            ".inf",
            "- a",
            "? a",
            "a: b",
            "a #b",
            "#a",
            "@a",
            "`a`",
            "\"a\"",
            "'a'",
            "{a}",
            "[a]",
            "*a",
            "&a",
            "!a",
            "%a",
            "|",
            ">",
            "a\\b",
            "\u{FEFF}a",
            "a\u{2028}b",
            "---",
            "...",
            "\u{1F4CE}",
            "",
            "https://git.example/gainsay",
        ] {
            let yaml = quoted(text);
            assert!(yaml.starts_with('"'), "{yaml}");
            assert_eq!(read(&format!("{yaml} # remark")), text);
        }
    }

    proptest! {
        #[test]
        fn any_line_is_read_back_unchanged(text in any::<String>()) {
            let yaml = format!("key: {}\nother: x\n", quoted(&text));
            let map: std::collections::BTreeMap<String, String> =
                serde_yaml::from_str(&yaml).unwrap_or_else(|e| panic!("{yaml}: {e}"));
            prop_assert_eq!(&map["key"], &text);
        }
    }
}
