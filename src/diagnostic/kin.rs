//! Names that share a word with one that is not there.
//!
//! In go known names and a name that is looked for in vain; out comes a hint with the names that have a
//! word in common with it. An id that was misremembered keeps the word that matters more often than
//! its spelling.

use super::near::{Names, words};
use ahash::HashMap;

/// A word that more names have says nothing.
const COMMON: usize = 20;

/// How many names the hint has.
const NAMED: usize = 3;

/// A hint with the names of `lists` that share most words with `typed`; none where no name does.
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
