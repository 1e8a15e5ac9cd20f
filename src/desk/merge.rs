//! Takes one change of a text back and leaves later ones.
//!
//! In go a text before and after a change, and as it is now; out comes the text as it is now without the change,
//! or nothing where later changes touch it. Lines are compared, and of YAML what they say too: a line may stay
//! and belong to something else.

use crate::yaml::{Key, Node, Value, edit};
use similar::{DiffOp, TextDiff};
use std::ops::Range;

/// How the lines of a file hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MergeKind {
    /// Each line stands by itself, as in a lock file.
    Apart,
    /// They make YAML.
    Yaml,
    /// They make a text.
    Text,
}

impl MergeKind {
    /// That of the file at `path`.
    pub fn of(path: &str) -> Self {
        match path.rsplit_once('.').map(|(_, ending)| ending) {
            Some("lock") => Self::Apart,
            Some("yaml") => Self::Yaml,
            _ => Self::Text,
        }
    }
}

/// A stretch of lines that changed, and what stands there instead.
struct LineHunk<'t> {
    lines: Range<usize>,
    new: Vec<&'t str>,
}

/// `now` without the change that made `after` of `before`.
pub fn without(before: &str, after: &str, now: &str, kind: MergeKind) -> Option<String> {
    if now == after {
        return Some(before.to_owned());
    }
    let base: Vec<&str> = after.split_inclusive('\n').collect();
    let mut hunks: Vec<(LineHunk, bool)> =
        hunks(after, before).into_iter().map(|h| (h, true)).collect();
    hunks.extend(self::hunks(after, now).into_iter().map(|h| (h, false)));
    // What was put in stands before what changed there; what comes back stands first.
    hunks.sort_by_key(|(hunk, back)| (hunk.lines.start, !hunk.lines.is_empty(), !*back));
    let mut out = String::new();
    let mut done = 0;
    let mut last: Option<bool> = None;
    for (hunk, back) in &hunks {
        let meets = hunk.lines.start < done
            || (last.is_some_and(|last| last != *back)
                && hunk.lines.start == done
                && kind == MergeKind::Text);
        if meets {
            return None;
        }
        base.get(done..hunk.lines.start)?.iter().for_each(|line| push(&mut out, line));
        hunk.new.iter().for_each(|line| push(&mut out, line));
        done = hunk.lines.end;
        last = Some(*back);
    }
    base.get(done..)?.iter().for_each(|line| push(&mut out, line));
    let says_so = kind != MergeKind::Yaml || {
        let [before, after, now, merged] = [before, after, now, &out].map(read);
        let expected = merged_tree(&after?, &before?, &now?)?;
        is_same(&expected, &merged?)
    };
    says_so.then_some(out)
}

/// `base` with the changes that `one` and `other` both made.
pub fn agreed(base: &str, one: &str, other: &str) -> String {
    let of_other = hunks(base, other);
    let same =
        |hunk: &LineHunk| of_other.iter().any(|of| of.lines == hunk.lines && of.new == hunk.new);
    let lines: Vec<&str> = base.split_inclusive('\n').collect();
    let (mut out, mut done) = (String::new(), 0);
    for hunk in hunks(base, one).into_iter().filter(same) {
        lines[done..hunk.lines.start].iter().for_each(|line| push(&mut out, line));
        hunk.new.iter().for_each(|line| push(&mut out, line));
        done = hunk.lines.end;
    }
    lines[done..].iter().for_each(|line| push(&mut out, line));
    out
}

/// The first place where `one` and `other` both changed `base`: what stands there in each.
pub fn clash(base: &str, one: &str, other: &str) -> Option<[String; 2]> {
    let of_other = hunks(base, other);
    hunks(base, one).iter().find_map(|hunk| {
        let meets =
            |of: &&LineHunk| of.lines.start <= hunk.lines.end && hunk.lines.start <= of.lines.end;
        let of = of_other.iter().find(meets)?;
        Some([hunk.new.concat(), of.new.concat()])
    })
}

/// Adds a line; the one before it ends where it did not yet.
fn push(out: &mut String, line: &str) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    out.push_str(line);
}

/// The stretches in which `new` differs from `old`.
fn hunks<'t>(old: &'t str, new: &'t str) -> Vec<LineHunk<'t>> {
    let lines: Vec<&str> = new.split_inclusive('\n').collect();
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let diff = TextDiff::from_slices(&old, &lines);
    let changed = diff.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    changed
        .map(|op| LineHunk { lines: op.old_range(), new: lines[op.new_range()].to_vec() })
        .collect()
}

fn read(text: &str) -> Option<Node> {
    let text = text.trim_start_matches('\u{feff}');
    edit::read(text)
}

/// What `now` says without the change from `before` to `after`; nothing where both changed one value.
fn merged_tree(after: &Node, before: &Node, now: &Node) -> Option<Node> {
    if is_same(after, before) {
        return Some(now.clone());
    }
    if is_same(after, now) {
        return Some(before.clone());
    }
    let entries = |node: &'_ Node| match &node.value {
        Value::Map(entries) => Some(entries.clone()),
        Value::Null => Some(Vec::new()),
        _ => None,
    };
    let (_, of_before, of_now) = (entries(after)?, entries(before)?, entries(now)?);
    let find = |node: &Node, name: &str| node.entry(name).cloned();
    let mut out = Vec::new();
    let new = of_before.iter().filter(|(key, _)| now.entry(&key.name).is_none());
    for (key, _) in of_now.iter().chain(new) {
        let [a, b, n] = [after, before, now].map(|node| find(node, &key.name));
        let value = match (a, b, n) {
            (Some(a), Some(b), Some(n)) => Some(merged_tree(&a, &b, &n)?),
            (None, None, now) => now,
            (None, before, None) => before,
            (Some(a), None, Some(n)) if is_same(&a, &n) => None,
            (Some(a), Some(b), None) if is_same(&a, &b) => None,
            _ => return None,
        };
        out.extend(value.map(|value| (key.clone(), value)));
    }
    let value = if out.is_empty() { Value::Null } else { Value::Map(out) };
    Some(Node { value, span: now.span })
}

/// True if two trees say the same; the order of keys does not count.
fn is_same(one: &Node, whole: &Node) -> bool {
    match (&one.value, &whole.value) {
        (Value::Null, Value::Null) => true,
        (Value::Text(one), Value::Text(other)) => one == other,
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| is_same(a, b))
        }
        (Value::Map(one), Value::Map(other)) => {
            let has = |(key, node): &(Key, Node)| {
                whole.entry(&key.name).is_some_and(|other| is_same(node, other))
            };
            one.len() == other.len() && one.iter().all(has)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, after: &str, now: &str, expect: Option<&str>) {
        let merged = without(before, after, now, MergeKind::Yaml);
        assert_eq!(merged.as_deref(), expect, "{before:?} {after:?} {now:?}");
    }

    const ONE: &str = "claims:\n  a:\n    quote: one\n";
    const TWO: &str = "claims:\n  a:\n    quote: one\n  b:\n    quote: two\n";

    #[test]
    fn a_change_that_nothing_touched_since_goes_alone() {
        check(ONE, TWO, TWO, Some(ONE));
        let three = format!("{TWO}  c:\n    quote: three\n");
        check(ONE, TWO, &three, Some(&format!("{ONE}  c:\n    quote: three\n")));
        let said = TWO.replace("one\n", "one\n    finding: So.\n");
        check(ONE, TWO, &said, Some(&ONE.replace("one\n", "one\n    finding: So.\n")));
        check(ONE, &said, &format!("# Mine.\n{said}"), Some(&format!("# Mine.\n{ONE}")));
    }

    #[test]
    fn what_was_taken_out_comes_back_beside_what_came_since() {
        let three = format!("{ONE}  c:\n    quote: three\n");
        let merged = without(TWO, ONE, &three, MergeKind::Yaml).expect("both");
        assert!(merged.contains("two") && merged.contains("three"), "{merged}");
    }

    #[test]
    fn what_was_touched_since_stays() {
        // The new key would belong to the claim before.
        check(ONE, TWO, &format!("{TWO}    finding: So.\n"), None);
        check(ONE, TWO, &TWO.replace("two", "three"), None);
        check(ONE, &ONE.replace("one", "two"), &ONE.replace("one", "three"), None);
        // The file would begin in the middle of its claims.
        check("", ONE, TWO, None);
        check(ONE, TWO, "claims: [\n", None);
        check(TWO, ONE, "claims:\n  b:\n    quote: other\n", None);
    }

    #[test]
    fn lines_that_stand_by_themselves_need_not_be_apart() {
        let merged = without("a\nc\n", "a\nb\nc\n", "a\nb\nb2\nc\n", MergeKind::Apart);
        assert_eq!(merged.as_deref(), Some("a\nb2\nc\n"));
        assert_eq!(without("a\nc\n", "a\nb\nc\n", "a\nb\nb2\nc\n", MergeKind::Text), None);
    }
}
