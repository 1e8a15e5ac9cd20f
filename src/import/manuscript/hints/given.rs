//! Reads passages and places in sources from words.
//!
//! In goes a text; out come what stands in quotation marks, and pages and times.

/// Quotation marks, and what closes each.
const QUOTES: &[(char, &str)] =
    &[('“', "”"), ('„', "“”"), ('«', "»"), ('»', "«"), ('"', "\""), ('「', "」"), ('『', "』")];

/// What stands in quotation marks, of two words or more.
pub(super) fn quoted(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c| QUOTES.iter().any(|(open, _)| *open == c)) {
        rest = &rest[at..];
        match quotation_at(rest) {
            Some((words, behind)) => {
                found.extend(words);
                rest = behind;
            }
            None => rest = &rest[rest.chars().next().map_or(1, char::len_utf8)..],
        }
    }
    found
}

/// The quotation that `text` begins with, and what stands behind it. A single short word is no passage.
pub(super) fn quotation_at(text: &str) -> Option<(Option<String>, &str)> {
    let open = text.chars().next()?;
    let (_, closes) = QUOTES.iter().find(|(of, _)| *of == open)?;
    let inside = &text[open.len_utf8()..];
    let end = inside.find(|c| closes.contains(c)).filter(|end| !inside[..*end].contains('\n'))?;
    let words = inside[..end].trim();
    let is_words = words.split_whitespace().count() > 1 || words.chars().count() > 12;
    let words = (is_words && !words.contains("://"))
        .then(|| words.chars().filter(|c| !c.is_control()).collect());
    let behind = end + inside[end..].chars().next().map_or(0, char::len_utf8);
    Some((words, &inside[behind..]))
}

/// A page or a time that the text names: `p. 12`, `pp. 3-5`, `page 7`, `00:41:20`.
pub(super) fn locator(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (0..words.len()).find_map(|at| locator_at(&words[at..])).map(|(place, _)| place)
}

/// The page or time that `words` begin with, and how many of them it is.
pub(super) fn locator_at(words: &[&str]) -> Option<(String, usize)> {
    let bare = |at: usize| {
        let word = words.get(at)?.trim_start_matches(['(', '[', ',', ';']);
        Some(word.trim_end_matches([')', ']', ',', ';', '.', ':']))
    };
    let number = |word: &str| {
        let is_number = word.starts_with(|c: char| c.is_ascii_digit())
            && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–'));
        is_number.then(|| word.to_owned())
    };
    let word = bare(0)?;
    let lower = word.to_lowercase();
    let next = || bare(1).and_then(number);
    let named = match lower.as_str() {
        "page" | "p" => next().map(|n| (format!("page {n}"), 2)),
        "pages" | "pp" => next().map(|n| (format!("pages {n}"), 2)),
        joined => joined.strip_prefix("p.").and_then(number).map(|n| (format!("page {n}"), 1)),
    };
    let is_part =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let is_time = word.split(':').count() == 3 && word.split(':').all(is_part);
    named.or_else(|| is_time.then(|| (format!("at {word}"), 1)))
}
