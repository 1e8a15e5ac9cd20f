//! How claims are named in a message: some of their ids, and how many there are.
//!
//! In go ids; out comes a part of a sentence.

use crate::diagnostic::joined;
use ahash::HashSet;

/// How many claims there are, and their ids, each once and in order.
pub fn counted<'n>(ids: impl Iterator<Item = &'n str>) -> String {
    let mut seen = HashSet::default();
    let ids: Vec<&str> = ids.filter(|id| seen.insert(*id)).collect();
    let count = ids.len();
    let claims = if count == 1 { "claim" } else { "claims" };
    format!("{count} {claims}: {}", names(ids.into_iter()))
}

/// Some ids, for a message: all of them where they are few.
pub fn names<'n>(ids: impl Iterator<Item = &'n str>) -> String {
    const SHOWN: usize = 6;
    let mut ids: Vec<&str> = ids.collect();
    ids.dedup();
    let rest = ids.len().saturating_sub(SHOWN);
    let shown: Vec<String> = ids.iter().take(SHOWN).map(|id| format!("`{id}`")).collect();
    match rest {
        0 => joined(&shown),
        _ => format!("{} and {rest} more", shown.join(", ")),
    }
}
