//! Finds foreign inline syntax: superscript, subscript, emoji shortcodes, and Markdown inside a
//! block of HTML, where it is not parsed.

use super::shown::{BLOT, ShownText};
use memchr::memmem;
use std::ops::Range;

/// Finds superscript: `x^2^`, `1^st^`.
pub(super) fn raised(shown: &ShownText) -> Vec<Range<usize>> {
    // `2^3^4` is a tower of powers, and `A^B^C` may be anything.
    shifted(shown, b'^', |before| before.is_ascii_alphanumeric() || !before.is_ascii())
        .into_iter()
        .filter(|found| !joins_letters(shown, found))
        .collect()
}

/// Finds subscript: `H~2~O`, `v~max~`. These are not subscript: `5~6, 7~8` (two ranges), `A~B~C`
/// (three names), `notes~1~` (a file).
pub(super) fn lowered(shown: &ShownText) -> Vec<Range<usize>> {
    let mut found = shifted(shown, b'~', |before| before.is_ascii_alphabetic());
    found.retain(|found| {
        let inner = &shown.bytes[found.start + 1..found.end - 1];
        let head = shown.behind(found.start);
        let word = head.iter().rev().take_while(|b| b.is_ascii_alphabetic()).count();
        let marked = matches!(shown.before(found.start), b')' | b'*' | b'_');
        // In chemical formulas, letters and numbers alternate.
        let of_formula = |b: &u8| b.is_ascii_digit() || matches!(b, b'+' | b'-');
        let symbol = head[head.len() - word..].first().is_some_and(u8::is_ascii_uppercase);
        match inner.iter().all(of_formula) {
            true => marked || word == 1 || symbol && word <= 5,
            false => (marked || word == 1) && inner.len() <= 4 && !joins_letters(shown, found),
        }
    });
    found
}

/// True if letters stand between the marks and directly after them: that is no subscript or
/// superscript.
fn joins_letters(shown: &ShownText, found: &Range<usize>) -> bool {
    let inner = &shown.bytes[found.start + 1..found.end - 1];
    inner.iter().all(u8::is_ascii_alphabetic) && shown.at(found.end).is_ascii_alphabetic()
}

/// Finds letters and digits between two marks, directly after a byte that `behind` accepts.
fn shifted(shown: &ShownText, mark: u8, behind: impl Fn(u8) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in memchr::memchr_iter(mark, &shown.bytes) {
        if found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        let before = shown.before(at);
        let rest = &shown.rest(at)[1..];
        let within =
            |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-') || !b.is_ascii();
        let length = rest.iter().take_while(|b| within(b)).count();
        let closes = rest.get(length) == Some(&mark);
        let after = rest.get(length + 1).copied().unwrap_or(b' ');
        let apart = !after.is_ascii_digit() && after != mark;
        let behind = behind(before) || matches!(before, b')' | b'*' | b'_');
        if closes && apart && (1..=24).contains(&length) && behind {
            found.push(at..at + length + 2);
        }
    }
    found
}

/// Common names of emoji that are a single word.
const EMOJI: &str = "airplane alarm alien anger angry apple art balloon bangbang bell bike bird blush bomb book bookmark books boom bow broken bug bulb bus cake calendar camera car cat chart checkered clap clipboard clock cloud coffee computer confused construction cool copyright cry crying dash dizzy dog dollar email envelope exclamation exploding eye eyes family fearful file fire fireworks fish flag flags frowning ghost gift globe grimacing grin grinning guitar hammer hand hands headphones heart hearts hospital hourglass house idea joy key label laughing leaf link lock loudspeaker mag mailbox map medal mega memo microphone money moon mouse movie muscle music musical newspaper octopus ok package page paperclip party pen pencil phone pill pin pizza poop pray pushpin question rage raised rainbow recycle robot rocket rofl rose rotating runner scissors scream seedling shield ship shrug skull sleeping sleepy smile smiley smirk snake snowflake snowman sob soccer sparkles speaker star stars stop stopwatch sun sunflower sunglasses sunny sunrise tada taxi telephone telescope thinking thought thread thumbsdown thumbsup train trash tree triumph trophy truck tv umbrella unlock vs warning watch wave weary white wink worried wrench yum zap zzz";

/// Prefixes of icon names.
const ICONS: &[&[u8]] =
    &[b"material-", b"fontawesome-", b"octicons-", b"simple-", b"fa-", b"mdi-", b"bi-", b"icon-"];

/// Finds shortcodes of emoji and icons that stand apart from other words, and fields at the start
/// of a line. A time, `a:b:c`, or any other word between colons is none.
pub(super) fn emoji(shown: &ShownText) -> Vec<Range<usize>> {
    const NUMBERED: &[&[u8]] = &[b"+1", b"-1", b"100", b"1234", b"8ball"];
    let outside = |b: u8| !b.is_ascii_alphanumeric() && !matches!(b, b':' | b'/' | b'_' | b'-');
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in shown.places(":") {
        if found.last().is_some_and(|last| at < last.end) || !outside(shown.before(at)) {
            continue;
        }
        let rest = &shown.rest(at)[1..];
        let within = |b: &u8| {
            b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-' | b'+')
        };
        let length = rest.iter().take_while(|b| within(b)).count();
        let name = &rest[..length];
        let ordinal = [&b"1st_"[..], b"2nd_", b"3rd_"].iter().any(|o| name.starts_with(o));
        let begins = length > 1 && name[0].is_ascii_lowercase();
        let is_known = name.contains(&b'_')
            || ICONS.iter().any(|icon| name.starts_with(icon))
            || EMOJI.split(' ').any(|known| known.as_bytes() == name);
        let blank = |b: &&u8| matches!(**b, b' ' | b'\t');
        let behind = shown.behind(at);
        let lead = behind.iter().rev().take_while(blank).count();
        let starts =
            behind.len() == lead || matches!(behind[behind.len() - lead - 1], b'\n' | BLOT);
        let is_field = starts && rest.get(length + 1) == Some(&b' ');
        let named = begins && (is_known || is_field);
        let after = rest.get(length + 1).copied().unwrap_or(b' ');
        if rest.get(length) == Some(&b':')
            && (named || ordinal || NUMBERED.contains(&name))
            && (outside(after) || after == b':')
        {
            found.push(at..at + length + 2);
        }
    }
    found
}

/// Finds Markdown in a block of HTML: links, images, bold text, footnotes, code.
pub(super) fn in_html(shown: &ShownText) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for block in &shown.html {
        let bytes = &shown.bytes[block.clone()];
        let first = [link(bytes), between(bytes, b"**"), between(bytes, b"`"), note(bytes)];
        found.extend(
            first
                .into_iter()
                .flatten()
                .min_by_key(|range| range.start)
                .map(|range| block.start + range.start..block.start + range.end),
        );
    }
    found
}

fn link(bytes: &[u8]) -> Option<Range<usize>> {
    let middle = memmem::find(bytes, b"](")?;
    let start = memchr::memrchr(b'[', &bytes[..middle])?;
    let end = middle + memchr::memchr2(b')', b'\n', &bytes[middle..])?;
    (bytes[end] == b')' && start + 1 < middle).then_some(start..end + 1)
}

fn between(bytes: &[u8], mark: &[u8]) -> Option<Range<usize>> {
    let start = memmem::find(bytes, mark)?;
    let from = start + mark.len();
    let length = memmem::find(&bytes[from..], mark)?;
    let inner = &bytes[from..from + length];
    let edge = |b: Option<&u8>| b.is_some_and(|b| !b.is_ascii_whitespace() && *b != BLOT);
    (edge(inner.first()) && edge(inner.last())).then_some(start..from + length + mark.len())
}

fn note(bytes: &[u8]) -> Option<Range<usize>> {
    let start = memmem::find(bytes, b"[^")?;
    let end = start + memchr::memchr2(b']', b' ', &bytes[start..])?;
    (bytes[end] == b']' && end > start + 2).then_some(start..end + 1)
}
