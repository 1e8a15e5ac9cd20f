//! What an author types for words of the text.

use text_anchor::confirmed::ConfirmedWords;
use text_anchor::ends;

/// True where an author who types `typed` means `words`: all of them, or their beginning and their
/// end.
pub(super) fn is_typed(words: &ConfirmedWords, typed: &str) -> bool {
    if words.equal(typed) {
        return true;
    }
    let Some((first, last)) = ends(typed) else { return false };
    let (start, end) = words.ends();
    let begins = |long: &str, short: &str| long.starts_with(short) || short.starts_with(long);
    let closes = |long: &str, short: &str| long.ends_with(short) || short.ends_with(long);
    begins(start, first) && closes(end.unwrap_or(start), last)
}
