//! Remarks that an editor wrote for colleagues in the syntax of another tool, and comments that are
//! none. They would be published, so that they are looked for beyond their block too.

use super::shown::{BLOT, ShownLine, ShownText};
use memchr::memmem;
use std::ops::Range;

/// Marks of CriticMarkup: for a comment, what goes, what comes, what takes another's place, and what
/// is marked.
const CRITIC: &[(&str, &str)] =
    &[("{>>", "<<}"), ("{--", "--}"), ("{++", "++}"), ("{~~", "~~}"), ("{==", "==}")];

/// Places from `open` to the next `close` in the section, with something between. One that ends in
/// another block is pointed at by its beginning.
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

/// CriticMarkup.
pub(super) fn critic(shown: &ShownText) -> Vec<Range<usize>> {
    let all = CRITIC.iter().flat_map(|(open, close)| across(shown, open, close));
    // A comment may stand in what it is about.
    let mut found: Vec<_> = all.collect();
    found.sort_by_key(|range| range.start);
    found
}

/// Extensions of kramdown, such as its comments.
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

/// Comments of Obsidian: marks of percent around words in a line, the first right before them; what
/// begins and ends a line or a block of its own; and what stands from the end of a sentence to that of
/// its line.
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
        // One over several lines has a line, or at least the start of one, for each of its marks.
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

/// True where nothing but the marks of quotations and lists stands before byte `at` in its line.
fn begins_line(shown: &ShownText, at: usize) -> bool {
    let line = shown.behind(at).rsplit(|b| matches!(*b, b'\n' | BLOT)).next().unwrap_or(b"");
    let mark = |word: &[u8]| {
        let number = word.strip_suffix(b".").or(word.strip_suffix(b")"));
        number.is_some_and(|number| number.iter().all(u8::is_ascii_digit))
            || word.iter().all(|b| b">-*+".contains(b))
    };
    line.split(u8::is_ascii_whitespace).all(mark)
}

/// Comments of MDX.
pub(super) fn mdx(shown: &ShownText) -> Vec<Range<usize>> {
    across(shown, "{/*", "*/}")
}

/// Comments of programs, apart from the words around them.
pub(super) fn slashes(shown: &ShownText) -> Vec<Range<usize>> {
    let blank = |b: u8| matches!(b, BLOT | b' ' | b'\n' | b'\t' | b'*');
    let line = |line: &ShownLine| {
        let rest = line.bytes.strip_prefix(b"// ").filter(|_| line.first);
        // A block of AsciiDoc that is left out begins with four.
        // Between two such signs stand words that somebody sets apart.
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
    found.sort_by_key(|range| range.start);
    found
}

/// What was meant as a comment of HTML and is none: `<!- ... ->`, `<! ... >`, `<-- ... -->`, dashes
/// that a word processor made of hyphens, and what stands between a comment that has another in it
/// and the end that was meant for it.
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
        // Arrows between words are none.
        let arrow = matches!(rest.first(), Some(b'>' | b'-'));
        let words = |end: &usize| !arrow && rest[..*end].iter().any(u8::is_ascii_alphanumeric);
        if let Some(end) = memmem::find(rest, b"-->").filter(words) {
            found.push(at..at + 3 + end + 3);
        }
    }
    let last = memmem::rfind(&shown.bytes, b"-->").unwrap_or(0);
    for comment in shown.comments.iter().take_while(|comment| comment.end <= last) {
        let Some(inner) = shown.typed[comment.clone()].get(4..) else { continue };
        // Where a comment that begins with `<!--` ends, so does the one in it.
        if let Some(i) = inner.find("<!--") {
            let at = comment.start + 4 + i;
            found.push(at..at + 4);
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

/// Comments that begin in a paragraph and do not end in it.
pub(super) fn unended(shown: &ShownText) -> Vec<Range<usize>> {
    shown.places("<!--").map(|at| at..at + 4).collect()
}
