//! Finds failed links and images: a blank breaks them, or their brackets are swapped.
//!
//! In goes a section's visible text; out comes each [`LiteralLink`] with what was meant. An address
//! ends at the first blank (CommonMark 0.31.2, section 6.3), so Markdown prints the whole link as
//! text. Only something that looks like an address counts: a remark in parentheses after brackets
//! is ordinary prose.

use super::shown::{BLOT, ShownText};
use std::ops::Range;

/// A link or an image that is printed as plain text.
pub(super) struct LiteralLink {
    /// Bytes of the section.
    pub range: Range<usize>,
    /// Why it is not parsed as a link.
    pub cause: &'static str,
    /// The Markdown that was meant.
    pub meant: String,
}

/// Finds all of them, in order.
pub(super) fn literal(shown: &ShownText) -> Vec<LiteralLink> {
    let mut found: Vec<LiteralLink> = Vec::new();
    for at in shown.places("](") {
        found.extend(link(shown, at, at + 2, "a blank stands in the address"));
    }
    for at in shown.places("] (") {
        found.extend(link(shown, at, at + 3, "a blank stands between the brackets"));
    }
    for at in shown.places(")[") {
        found.extend(turned_round(shown, at));
    }
    found.sort_by_key(|link| link.range.start);
    found.dedup_by(|next, last| next.range.start < last.range.end);
    found
}

/// The link whose text ends at `close`, and whose address begins at `from`.
fn link(shown: &ShownText, close: usize, from: usize, cause: &'static str) -> Option<LiteralLink> {
    let (open, words) = opening_bracket(shown, close, b'[', b']')?;
    let address = text_until(shown, from, b')')?;
    let apart = from > close + 2;
    // A title stands in quotation marks; the link then fails for another reason.
    let blank = address.contains([' ', '\t']);
    if address.contains(['"', '\'', '<', '(']) || blank == apart || !is_address(address) {
        return None;
    }
    let image = shown.before(open) == b'!';
    let start = open - usize::from(image);
    let mark = if image { "!" } else { "" };
    let meant = format!("{mark}[{words}]({})", address.replace([' ', '\t'], "%20"));
    Some(LiteralLink { range: start..from + address.len() + 1, cause, meant })
}

/// `(text)[address]`, whose parentheses close at `close`.
fn turned_round(shown: &ShownText, close: usize) -> Option<LiteralLink> {
    let (open, words) = opening_bracket(shown, close, b'(', b')')?;
    let address = text_until(shown, close + 2, b']')?;
    if address.contains([' ', '\t', '"', '(', '[']) || !is_address(address) {
        return None;
    }
    let cause = "the address belongs in parentheses, and the words in brackets";
    let range = open..close + 2 + address.len() + 1;
    Some(LiteralLink { range, cause, meant: format!("[{words}]({address})") })
}

/// The position of the opening bracket that `close` closes, and the text between them.
fn opening_bracket<'s>(
    shown: &ShownText<'s>,
    close: usize,
    open: u8,
    end: u8,
) -> Option<(usize, &'s str)> {
    let behind = shown.behind(close);
    let i = behind.iter().rposition(|b| [open, end, BLOT, b'\n'].contains(b))?;
    let at = close - behind.len() + i;
    let words = shown.typed.get(at + 1..close)?;
    (behind[i] == open && !words.trim().is_empty()).then_some((at, words))
}

/// The text from `from` to the next `end` on the same line.
fn text_until<'s>(shown: &ShownText<'s>, from: usize, end: u8) -> Option<&'s str> {
    let rest = shown.near(from);
    let length = rest.iter().position(|b| [end, BLOT, b'\n'].contains(b))?;
    (rest[length] == end).then(|| shown.typed.get(from..from + length)).flatten()
}

/// True for something meant as an address: a URL, a mail address, or the path of a file.
fn is_address(text: &str) -> bool {
    let starts = |scheme: &str| text.starts_with(scheme) && text.len() > scheme.len();
    if ["http://", "https://", "mailto:", "../", "./"].into_iter().any(starts) {
        return true;
    }
    let path = text.split(['#', '?']).next().unwrap_or("");
    let Some((stem, ending)) = path.rsplit_once('.') else { return false };
    let known =
        ["md", "html", "htm", "png", "jpg", "jpeg", "gif", "svg", "webp", "pdf", "csv", "txt"];
    let ending = ending.to_ascii_lowercase();
    !stem.is_empty() && !stem.contains(". ") && known.contains(&ending.as_str())
}
