//! Finds remarks for colleagues in the syntax of other tools, and broken HTML comments. They would
//! be published, so the search extends beyond their block.

use super::shown::{BLOT, ShownLine, ShownText, sort_places};
use memchr::memmem;
use std::ops::Range;

/// The marks of CriticMarkup: comment, deletion, insertion, substitution, highlight.
const CRITIC: &[(&str, &str)] =
    &[("{>>", "<<}"), ("{--", "--}"), ("{++", "++}"), ("{~~", "~~}"), ("{==", "==}")];

/// Finds pairs of `open` and the next `close` in the section, with text between. For one that spans
/// several blocks, the place is its beginning.
fn across(shown: &ShownText, open: &str, close: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut closes = memmem::find_iter(&shown.bytes, close.as_bytes()).peekable();
    let mut end_of_last = 0;
    for at in shown.places(open).filter(|at| shown.before(*at) != b'{') {
        let from = at + open.len();
        if at < end_of_last {
            continue;
        }
        while closes.next_if(|end| *end <= from).is_some() {}
        let Some(&end) = closes.peek() else { break };
        end_of_last = end + close.len();
        let inside = end_of_last <= shown.end_of_block(at);
        found.push(at..if inside { end_of_last } else { from });
    }
    found
}

/// Finds CriticMarkup.
pub(super) fn critic(shown: &ShownText) -> Vec<Range<usize>> {
    let all = CRITIC.iter().flat_map(|(open, close)| across(shown, open, close));
    // A comment may stand inside the text that it comments on.
    let mut found: Vec<_> = all.collect();
    sort_places(&mut found);
    found
}

/// Finds extensions of kramdown, such as its comments.
pub(super) fn kramdown(shown: &ShownText) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in shown.places("{::") {
        if found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let rest = shown.near(at);
        let Some(end) = memchr::memchr(b'}', rest) else { continue };
        if !rest.get(3).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let closes = memmem::find(&rest[end..], b"{:/").map(|i| end + i);
        let closes = closes.and_then(|i| Some(i + memchr::memchr(b'}', &rest[i..])?));
        found.push(at..at + closes.unwrap_or(end) + 1);
    }
    found
}

/// Finds comments of Obsidian: pairs of percent signs at the edge of words.
pub(super) fn obsidian(shown: &ShownText) -> Vec<Range<usize>> {
    let letter = |b: &u8| b.is_ascii_alphabetic() || !b.is_ascii();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut end_of_last = 0;
    for at in shown.places("%%") {
        let before = shown.before(at);
        if at < end_of_last || !matches!(before, BLOT | b' ' | b'\n' | b'\t' | b'(' | b'>') {
            continue;
        }
        let block = shown.end_of_block(at);
        let Some(end) = memmem::find(&shown.bytes[at + 2..], b"%%") else { break };
        let end = at + 2 + end;
        let words = &shown.bytes[at + 2..end];
        let alone = |at: usize| matches!(shown.at(at), BLOT | b'\n' | b'\r');
        let one = !words.contains(&b'\n');
        let tight = words.first().is_some_and(|b| !b.is_ascii_whitespace());
        let inside = tight && end < block && one;
        // If it spans several lines, each mark must be alone on a line, or at least begin one.
        let behind = shown.behind(at).trim_ascii_end().last();
        let ended = one && behind.is_some_and(|b| matches!(b, b'.' | b'!' | b'?' | b':'));
        let over = (begins_line(shown, at) || ended) && alone(end + 2);
        if words.iter().any(letter) && (inside || over) {
            end_of_last = end + 2;
            found.push(at..if end < block { end + 2 } else { at + 2 });
        }
    }
    found
}

/// True if only marks of quotations and lists precede byte `at` in its line.
fn begins_line(shown: &ShownText, at: usize) -> bool {
    let line = shown.behind(at).rsplit(|b| matches!(*b, b'\n' | BLOT)).next().unwrap_or(b"");
    let mark = |word: &[u8]| {
        let number = word.strip_suffix(b".").or(word.strip_suffix(b")"));
        number.is_some_and(|number| number.iter().all(u8::is_ascii_digit))
            || word.iter().all(|b| b">-*+".contains(b))
    };
    line.split(u8::is_ascii_whitespace).all(mark)
}

/// Finds comments of MDX.
pub(super) fn mdx(shown: &ShownText) -> Vec<Range<usize>> {
    across(shown, "{/*", "*/}")
}

/// Finds comments of programming languages that stand apart from other words.
pub(super) fn slashes(shown: &ShownText) -> Vec<Range<usize>> {
    let blank = |b: u8| matches!(b, BLOT | b' ' | b'\n' | b'\t' | b'*');
    let line = |line: &ShownLine| {
        let rest = line.bytes.strip_prefix(b"// ").filter(|_| line.first);
        // A comment block of AsciiDoc begins with four slashes.
        // Text between two such marks is set apart on purpose.
        let framed = line.bytes.ends_with(b" //");
        let words = rest.filter(|_| !framed);
        line.bytes == b"////" || words.is_some_and(|r| r.iter().any(u8::is_ascii_alphanumeric))
    };
    let mut found: Vec<Range<usize>> =
        shown.lines().filter(line).map(|line| line.range()).collect();
    let lines = found.len();
    for at in shown.places("/*") {
        let apart = matches!(shown.before(at), BLOT | b' ' | b'\n' | b'\t');
        let within = found[lines..].last().is_some_and(|last| at < last.end);
        if within || !apart || !blank(shown.at(at + 2)) {
            continue;
        }
        let rest = shown.near(at);
        let Some(end) = memmem::find(&rest[2..], b"*/").map(|i| i + 2) else { continue };
        let after = shown.at(at + end + 2);
        if blank(rest[end - 1]) && !after.is_ascii_alphanumeric() {
            found.push(at..at + end + 2);
        }
    }
    sort_places(&mut found);
    found
}

/// Finds failed HTML comments: `<!- ... ->`, `<! ... >`, `<-- ... -->`, dashes that a word
/// processor made of hyphens, and the text after a comment that contains another one, up to the end
/// that was meant.
pub(super) fn broken(shown: &ShownText) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for at in shown.places("<!") {
        let rest = &shown.near(at)[2..];
        let begins = rest.starts_with("\u{2014}".as_bytes())
            || rest.starts_with("\u{2013}".as_bytes())
            || matches!(rest.first(), Some(b'-' | b' '));
        if let Some(end) = memchr::memchr(b'>', rest)
            && begins
            && !rest.starts_with(b"--")
        {
            found.push(at..at + 2 + end + 1);
        }
    }
    for at in shown.places("<--") {
        let rest = &shown.near(at)[3..];
        // Arrows between words do not count.
        let arrow = matches!(rest.first(), Some(b'>' | b'-'));
        let words = |end: &usize| !arrow && rest[..*end].iter().any(u8::is_ascii_alphanumeric);
        if let Some(end) = memmem::find(rest, b"-->").filter(words) {
            found.push(at..at + 3 + end + 3);
        }
    }
    let last = memmem::rfind(&shown.bytes, b"-->").unwrap_or(0);
    for comment in shown.comments.iter().take_while(|comment| comment.end <= last) {
        let Some(inner) = shown.typed[comment.clone()].get(4..) else { continue };
        // A comment inside a comment ends both.
        if let Some(i) = inner.find("<!--") {
            let at = comment.start + 4 + i;
            found.push(at..at + 4);
        }
    }
    sort_places(&mut found);
    found
}

/// Finds comments that begin in a paragraph and do not end in it.
pub(super) fn unended(shown: &ShownText) -> Vec<Range<usize>> {
    shown.places("<!--").map(|at| at..at + 4).collect()
}
