//! Reads a file of sources record by record, after one of them was edited.
//!
//! In go the text of now, and that of before with the records that it held; out come the records of now.
//! Those whose own text is as it was are taken over, and their places moved. Wherever that might not be
//! what reading the whole file yields, nothing comes out.

use super::faults::Faults;
use super::record::{self, RawSource};
use crate::source::FileId;
use crate::yaml;
use ahash::{HashMap, HashSet};
use std::ops::Range;

/// The sources in `text`, whose file is `file`; `before` had the sources `records` and no fault on the same
/// day.
pub(super) fn sources(
    text: &str,
    file: FileId,
    today: Option<jiff::civil::Date>,
    (before, records): (&str, &[RawSource]),
) -> Option<Vec<RawSource>> {
    let (were, are) = (pieces(before)?, pieces(text)?);
    if were.len() != records.len() || !yaml::look::look(text, file, 0).is_empty() {
        return None;
    }
    let known = were.into_iter().zip(records);
    let known: HashMap<&str, (usize, &RawSource)> =
        known.map(|(range, record)| (&before[range.clone()], (range.start, record))).collect();
    let read = |range: Range<usize>| {
        let piece = &text[range.clone()];
        if let Some((start, record)) = known.get(piece) {
            return Some(record.moved(*start, range.start));
        }
        let node = yaml::parse(piece, file, range.start).ok()?;
        let mut faults = Faults::default();
        let mut read = record::sources(&node, today, &mut faults);
        read.pop().filter(|_| read.is_empty() && faults.is_empty())
    };
    let all: Vec<RawSource> = are.into_iter().map(read).collect::<Option<_>>()?;
    let mut ids: HashSet<&str> = HashSet::default();
    all.iter().all(|record| ids.insert(&record.id.value)).then_some(all)
}

/// Where the records of a file stand, each from the line of its id on; none where somebody would have to
/// read YAML to know.
fn pieces(text: &str) -> Option<Vec<Range<usize>>> {
    let bytes = text.as_bytes();
    // What is named in one record may be used in another.
    let begins = |at: usize| {
        at == 0 || bytes[at - 1].is_ascii_whitespace() || b"[{,:".contains(&bytes[at - 1])
    };
    if memchr::memchr2_iter(b'&', b'*', bytes).any(begins) {
        return None;
    }
    let (mut starts, mut at) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let words = line.trim_start_matches(' ');
        match words.as_bytes().first() {
            None | Some(b'#' | b'\n' | b'\r') => {}
            Some(_) if words.len() < line.len() && !starts.is_empty() => {}
            Some(_) if words.len() == line.len() && begins_record(line) => starts.push(at),
            Some(_) => return None,
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    Some(starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect())
}

/// True for a line that begins with an id and a colon.
fn begins_record(line: &str) -> bool {
    let id =
        line.trim_start_matches(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    let rest = id.strip_prefix(':');
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n', '\r']))
        && line.starts_with(|c: char| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_cut_where_ids_begin_lines() {
        let check = |text: &str, expect: Option<&[&str]>| {
            let found = pieces(text);
            let found = found.map(|all| all.into_iter().map(|r| &text[r]).collect::<Vec<_>>());
            assert_eq!(found.as_deref(), expect, "{text}");
        };
        let two = ["a-1:\n  title: x&y\n\n# more\n", "b: {title: z}\n"];
        check(&two.concat(), Some(&two));
        check(&format!("# head\n\n{}", two.concat()), Some(&two));
        check("a:\r\n  title: x\r\n\r\nb:\r\n", Some(&["a:\r\n  title: x\r\n\r\n", "b:\r\n"]));
        check("", Some(&[]));
        for text in [
            "  a: {title: x}\n",
            "a: &x {title: x}\nb: *x\n",
            "a: {title: x,\n}\n",
            "---\na: {title: x}\n",
            "- a\n",
            "\"a\": {title: x}\n",
            "a:b\n",
            "a: {title: x}\n\tb: y\n",
        ] {
            check(text, None);
        }
    }
}
