//! Finds attributes in braces: `{: .lead}`, `{.class}`, `{#id}`, and `{width=50%}` after an image.

use super::shown::{BLOT, ShownText};
use std::ops::Range;

/// The places of attributes. Braces in prose are ignored: a class is a point and a letter, and a
/// key with a value follows directly after its element.
pub(super) fn find(shown: &ShownText) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for at in shown.places("{") {
        let rest = &shown.rest(at)[1..];
        let Some(end) = memchr::memchr3(b'}', b'\n', b'{', rest) else { continue };
        if rest[end] != b'}' || shown.before(at) == b'{' || shown.before(at) == b'$' {
            continue;
        }
        let inner = &rest[..end];
        // Attributes of a fence belong to the fence.
        if shown.typed[..at].trim_end().ends_with(":::") {
            continue;
        }
        // Link targets, code spans and emphasis end in a closing mark or in bytes that were blotted
        // out.
        let behind = matches!(shown.before(at), BLOT | b')' | b']' | b'*' | b'_' | b'`') && at > 0;
        if is_list(inner) || (behind && is_pairs(inner)) {
            found.push(at..at + end + 2);
        }
    }
    found
}

/// True for `: ...`, and for a list of `.class`, `#id` and `key=value` that does not begin with
/// `key=value`.
fn is_list(inner: &[u8]) -> bool {
    let letter = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphabetic() || !b.is_ascii());
    if let Some(rest) = inner.strip_prefix(b":") {
        let rest = rest.trim_ascii_start();
        return rest.is_empty()
            || letter(rest.first())
            || matches!(rest.first(), Some(b'.' | b'#'));
    }
    let mut words = inner.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let named = |word: &[u8]| {
        let name = |b: &u8| b.is_ascii_alphanumeric() || b"-_:".contains(b) || !b.is_ascii();
        matches!(word.first(), Some(b'.' | b'#'))
            && letter(word.get(1))
            && word[1..].iter().all(name)
    };
    words.next().is_some_and(named) && words.all(|word| named(word) || word.contains(&b'='))
}

/// True for `key=value`.
fn is_pairs(inner: &[u8]) -> bool {
    let words = inner.trim_ascii();
    let key = words.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'-').count();
    key > 0 && words.get(key) == Some(&b'=') && words.get(key + 1).is_some_and(|b| *b != b' ')
}
