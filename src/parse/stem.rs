//! Derives the address of a section from its file name.
//!
//! In go names without their extension; out come addresses.

/// The address of a section: its file name without the leading number.
pub fn slug(stem: &str) -> &str {
    let rest = stem.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest =
        if rest.len() == stem.len() { stem } else { rest.trim_start_matches(['-', '_', '.', ' ']) };
    if rest.is_empty() { stem } else { rest }
}
