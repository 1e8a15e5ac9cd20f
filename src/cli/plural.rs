//! Figures in the words of the terminal.

/// `1 claim`, `2 claims`; of `claim made elsewhere`, the claim is counted.
pub(super) fn plural(n: usize, word: &str) -> String {
    match (n, word.strip_prefix("claim ")) {
        (1, _) => format!("1 {word}"),
        (_, Some(rest)) => format!("{n} claims {rest}"),
        _ => format!("{n} {word}s"),
    }
}
