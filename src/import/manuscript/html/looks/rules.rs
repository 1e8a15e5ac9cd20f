//! Cuts a style into its rules and their declarations.
//!
//! In goes CSS; out come selectors and what they say. Signs in strings, addresses and comments, and behind a
//! backslash, end nothing. Source: CSS Syntax Module Level 3, 4 and 5.

/// True if rules for these media are for every screen.
pub(super) fn is_of_screens(media: &str) -> bool {
    let mut media = media.split(',').map(|one| one.trim().to_ascii_lowercase());
    media.any(|one| matches!(one.as_str(), "" | "all" | "screen" | "only screen"))
}

/// The rules of a style: selectors and what they say. Those in `@media` count if they are for every screen; no other
/// rule that begins with `@` does.
pub(super) fn rules_of(style: &str) -> Vec<(String, String)> {
    let style = without_comments(style);
    let mut rules = Vec::new();
    let mut rest = style.as_str();
    while let Some(at) = find(rest, &['{', '}', ';']) {
        let head = rest[..at].trim().trim_start_matches("<!--").trim_start();
        let sign = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        if sign != b'{' {
            // The end of `@media`, or of a rule without a block.
            continue;
        }
        if head.strip_prefix("@media").is_some_and(is_of_screens) {
            continue;
        }
        let end = end_of_block(rest);
        if !head.starts_with('@') {
            rules.push((head.to_owned(), rest[..end].to_owned()));
        }
        rest = rest.get(end + 1..).unwrap_or("");
    }
    rules
}

/// The selectors of a rule: commas in brackets part none.
pub(super) fn selectors_of(head: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let parts = head.split(|c: char| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    });
    parts.collect()
}

/// The declarations of a block: names and values.
pub(super) fn declarations_of(block: &str) -> Vec<(String, String)> {
    let block = without_comments(block);
    let mut declarations = Vec::new();
    let mut rest = block.as_str();
    while !rest.is_empty() {
        let end = find(rest, &[';']).unwrap_or(rest.len());
        if let Some((name, value)) = rest[..end].split_once(':') {
            declarations.push((name.to_owned(), value.to_owned()));
        }
        rest = rest.get(end + 1..).unwrap_or("");
    }
    declarations
}

/// The byte of the brace that ends the block in which `rest` stands.
fn end_of_block(rest: &str) -> usize {
    let mut depth = 1;
    let mut at = 0;
    while let Some(found) = find(&rest[at..], &['{', '}']) {
        at += found;
        match rest.as_bytes()[at] {
            b'{' => depth += 1,
            _ => depth -= 1,
        }
        if depth == 0 {
            return at;
        }
        at += 1;
    }
    rest.len()
}

/// The first of `signs` that stands in no string and no address.
fn find(text: &str, signs: &[char]) -> Option<usize> {
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if signs.contains(&c) {
            return Some(at);
        }
        at += length(&text[at..], c);
    }
    None
}

/// How long the sign `c`, with which `text` begins, or the string or the address that begins there, is.
fn length(text: &str, c: char) -> usize {
    let begins_url =
        |text: &str| text.get(..4).is_some_and(|four| four.eq_ignore_ascii_case("url("));
    match c {
        '\\' => 1 + text[1..].chars().next().map_or(0, char::len_utf8),
        '"' | '\'' => string(text, c),
        'u' | 'U' if begins_url(text) => {
            let inner = text[4..].trim_start();
            // A string in it is read by itself.
            match inner.starts_with(['"', '\'']) {
                true => 4,
                false => text.find(')').map_or(text.len(), |end| end + 1),
            }
        }
        _ => c.len_utf8(),
    }
}

/// How long the string is with which `text` begins. The end of a line ends one that has no end.
fn string(text: &str, quote: char) -> usize {
    let mut signs = text.char_indices().skip(1);
    while let Some((at, c)) = signs.next() {
        match c {
            '\\' => drop(signs.next()),
            '\n' => return at,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// A style with a blank for each comment.
fn without_comments(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some(c) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            out.push(' ');
            rest = comment.split_once("*/").map_or("", |(_, rest)| rest);
            continue;
        }
        let (one, more) = rest.split_at(length(rest, c));
        out.push_str(one);
        rest = more;
    }
    out
}
