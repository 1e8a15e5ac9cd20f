//! Attributes between braces, which other tools write behind words: `{#id .class key=value}`.
//!
//! In goes what stands between the braces; out comes whether it is attributes. Other words in braces are words.
//! Source: the manual of pandoc, *Heading identifiers* and *Divs and Spans*.

/// True for attributes alone, of which there is at least one.
pub(super) fn is_attributes(text: &str) -> bool {
    // Kramdown begins with a colon; a hyphen takes the number of a heading away in pandoc.
    let mut rest = text.strip_prefix(':').unwrap_or(text).trim();
    if rest == "-" {
        return true;
    }
    let mut is_any = false;
    while !rest.is_empty() {
        let Some(after) = behind_one(rest) else { return false };
        if !after.is_empty() && !after.starts_with(char::is_whitespace) {
            return false;
        }
        is_any = true;
        rest = after.trim_start();
    }
    is_any
}

/// What stands behind the first attribute of `text`.
fn behind_one(text: &str) -> Option<&str> {
    let name = |text: &str| {
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
        text.find(|c| !is_name(c)).unwrap_or(text.len())
    };
    // A number such as #1 or .5 is none.
    let named = text.strip_prefix(['#', '.']).unwrap_or(text);
    if !named.starts_with(char::is_alphabetic) {
        return None;
    }
    let after = &named[name(named)..];
    if named.len() < text.len() {
        return Some(after);
    }
    let value = after.strip_prefix('=')?;
    match value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        Some(mark) => value[1..].split_once(mark).map(|(_, after)| after),
        None => {
            let end = value.find(char::is_whitespace).unwrap_or(value.len());
            (end > 0).then(|| &value[end..])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_attributes;

    #[test]
    fn attributes_are_told_from_words_in_braces() {
        let check = |text: &str, expect: bool| assert_eq!(is_attributes(text), expect, "{text}");
        for text in ["#id", ".class", "#a-b_c .d", ": #id", "-", "key=1", ".c key=\"a b\" k='c'"] {
            check(text, true);
        }
        for text in [
            "",
            " ",
            "2024",
            "1, 2",
            ".5",
            "#1",
            "#",
            ".",
            "key=",
            "k=\"a",
            "#id, #two",
            ".a b",
            "x y",
        ] {
            check(text, false);
        }
    }
}
