//! Formats counts for the terminal.

/// `1 claim`, `2 claims`. In `claim made elsewhere`, the first word gets the plural.
pub(super) fn plural(n: usize, word: &str) -> String {
    match (n, word.strip_prefix("claim ")) {
        (1, _) => format!("1 {word}"),
        (_, Some(rest)) => format!("{n} claims {rest}"),
        _ => format!("{n} {word}s"),
    }
}
