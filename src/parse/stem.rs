//! What the name of a section's file says.
//!
//! In go names without their endings; out come addresses.

/// The address of a section: its file name without the number that orders it.
pub fn slug(stem: &str) -> &str {
    let rest = stem.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest =
        if rest.len() == stem.len() { stem } else { rest.trim_start_matches(['-', '_', '.', ' ']) };
    if rest.is_empty() { stem } else { rest }
}
