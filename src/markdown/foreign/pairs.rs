//! Finds foreign syntax between two marks of several characters, such as `{{` and `}}`.
//!
//! In goes the visible text; out come places. Both marks must stand in the same block.

use super::shown::{BLOT, ShownText, sort_places};
use std::ops::Range;

/// Finds pairs of `open` and the next `close` in the same block whose content `fits` accepts.
fn between(
    shown: &ShownText,
    open: &str,
    close: &str,
    fits: impl Fn(usize, &[u8]) -> bool,
) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // The last closing mark that was searched for, so that all pairs are found in one pass.
    let mut closes = memchr::memmem::find_iter(&shown.bytes, close.as_bytes()).peekable();
    for at in shown.places(open) {
        if found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let from = at + open.len();
        while closes.next_if(|end| *end < from).is_some() {}
        let Some(&end) = closes.peek() else { break };
        if end <= shown.end_of_block(at) && fits(at, &shown.bytes[from..end]) {
            found.push(at..end + close.len());
        }
    }
    found
}

/// The content without the dashes that strip blanks.
fn core(inner: &[u8]) -> &[u8] {
    let inner = inner.strip_prefix(b"-").or(inner.strip_prefix(b"~")).unwrap_or(inner);
    inner.strip_suffix(b"-").unwrap_or(inner).trim_ascii()
}

fn begins_word(inner: &[u8]) -> bool {
    core(inner).first().is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'_' | b'"' | b'\''))
}

/// Finds template syntax of Liquid, Jinja, Nunjucks and Zola.
pub(super) fn templates(shown: &ShownText) -> Vec<Range<usize>> {
    let hugo = |at: usize| shown.before(at) == b'{';
    let mut found = between(shown, "{%", "%}", |at, inner| !hugo(at) && begins_word(inner));
    found.extend(between(shown, "{{", "}}", |at, inner| {
        let begins =
            begins_word(inner) || core(inner).first().is_some_and(|b| b".$/#!>^&@:*".contains(b));
        !hugo(at) && begins && !inner.contains(&b'{') && !inner.contains(&b'}')
    }));
    found.extend(between(shown, "{#", "#}", |_, inner| {
        inner.iter().any(|b| b.is_ascii_alphabetic() || !b.is_ascii()) && !inner.contains(&b'}')
    }));
    sort_places(&mut found);
    found
}

/// Finds shortcodes of Hugo.
pub(super) fn hugo(shown: &ShownText) -> Vec<Range<usize>> {
    let word = |_: usize, inner: &[u8]| {
        let inner = inner.trim_ascii_start();
        let inner = inner.strip_prefix(b"/").unwrap_or(inner).trim_ascii_start();
        inner.first().is_some_and(u8::is_ascii_alphabetic)
    };
    let mut found = between(shown, "{{<", ">}}", word);
    found.extend(between(shown, "{{%", "%}}", word));
    sort_places(&mut found);
    found
}

/// Finds unescaped values of Handlebars.
pub(super) fn mustache(shown: &ShownText) -> Vec<Range<usize>> {
    between(shown, "{{{", "}}}", |_, inner| begins_word(inner) && !inner.contains(&b'{'))
}

/// Finds tags of ERB and EJS.
pub(super) fn embedded(shown: &ShownText) -> Vec<Range<usize>> {
    between(shown, "<%", "%>", |_, _| true)
}

/// Finds highlighted text. The marks touch the text inside, and no word outside.
pub(super) fn marked(shown: &ShownText) -> Vec<Range<usize>> {
    doubled(shown, "==", b'=')
}

/// Finds inserted text, and keys.
pub(super) fn inserted(shown: &ShownText) -> Vec<Range<usize>> {
    doubled(shown, "++", b'+')
}

/// Finds spoilers: text that is hidden until it is clicked.
pub(super) fn hidden(shown: &ShownText) -> Vec<Range<usize>> {
    let mut found = doubled(shown, "||", b'|');
    // `||x||` and `||A - B||` are norms.
    found.retain(|found| {
        let inner = &shown.bytes[found.start + 2..found.end - 2];
        let letters = |b: &u8| b.is_ascii_alphabetic() || !b.is_ascii();
        inner.split(|b| !letters(b)).any(|word| word.len() > 2)
    });
    found
}

fn doubled(shown: &ShownText, mark: &str, sign: u8) -> Vec<Range<usize>> {
    let outside = |b: u8| !b.is_ascii_alphanumeric() && b != sign;
    let inside = |b: u8| !b.is_ascii_whitespace() && b != sign && b != BLOT;
    let mut open: Option<usize> = None;
    let mut found = Vec::new();
    for at in shown.places(mark) {
        let (before, after) = (shown.before(at), shown.at(at + 2));
        if let Some(start) = open
            && at < shown.end_of_block(start)
            && inside(before)
            && outside(after)
        {
            found.push(start..at + 2);
            open = None;
        } else if outside(before) && inside(after) {
            open = Some(at);
        }
    }
    found
}
