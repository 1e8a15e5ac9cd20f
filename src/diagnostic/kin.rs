//! Suggests names that share a word with an unknown name.
//!
//! In go known names and an unknown one; out comes a hint with the names that share a word with it.
//! A misremembered id more often keeps its main word than its spelling.

use super::near::{Names, words};
use ahash::HashMap;

/// A word in more names than this is too common to help.
const COMMON: usize = 20;

/// The maximum number of names in the hint.
const NAMED: usize = 3;

/// A hint with the names of `lists` that share the most words with `typed`; `None` if no name
/// shares one.
pub fn sharing_a_word(typed: &str, lists: &[&Names]) -> Option<String> {
    let mut shared: HashMap<&str, usize> = HashMap::default();
    for word in words(typed) {
        let with = || lists.iter().flat_map(|names| names.with_word(word));
        if with().nth(COMMON).is_none() {
            for name in with() {
                *shared.entry(name).or_default() += 1;
            }
        }
    }
    let mut best: Vec<(&str, usize)> = shared.into_iter().collect();
    best.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let named: Vec<String> = best.iter().take(NAMED).map(|(name, _)| format!("`{name}`")).collect();
    match &named[..] {
        [] => None,
        [one] => Some(format!("an id that shares a word with it: {one}")),
        many => Some(format!("ids that share a word with it: {}", many.join(", "))),
    }
}
