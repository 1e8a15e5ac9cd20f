//! A YAML map, and edits of its entries.
//!
//! In goes the text of a map; out come edits of whole entries, which leave all other bytes
//! unchanged. Before an edit is returned, its result is parsed again: the map must differ only in
//! what was to change.

use crate::diagnostic::{is_misspelt, nearest};
use crate::parse::decode::list;
use crate::parse::foreign;
use crate::source::FileId;
use crate::yaml::edit::{self, Edit};
use crate::yaml::{self, Node, Value};
use std::collections::BTreeSet;
use std::ops::Range;

/// A map in block or flow style.
pub(super) struct Map<'t> {
    text: &'t str,
    within: Range<usize>,
    file: FileId,
    node: Node,
    /// The place of the closing brace, for a map between braces.
    close: Option<usize>,
}

impl<'t> Map<'t> {
    pub fn read(text: &'t str, within: &Range<usize>, file: FileId) -> Option<Self> {
        let inner = text.get(within.clone())?;
        let node = yaml::parse(inner, file, within.start).ok()?;
        let mut map = Self { text, within: within.clone(), file, node, close: None };
        // If a key does not begin its line, the lines cannot be removed.
        let begins = |at: usize| {
            let before = text.get(within.start..at).unwrap_or("-");
            before.trim_start_matches('\u{feff}').is_empty() || before.ends_with(['\n', '\r'])
        };
        if map.entries().iter().all(|(key, _)| begins(key.span.start as usize)) {
            return Some(map);
        }
        // In a flow map with a comment, the comma of an entry cannot be found safely.
        let braced = inner.trim_start().starts_with('{') && !inner.contains('#');
        map.close = Some(within.start + inner.rfind('}').filter(|_| braced)?);
        Some(map)
    }

    fn entries(&self) -> &[(yaml::Key, Node)] {
        match &self.node.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The index of the entry whose key is at `key`.
    pub fn index(&self, key: Range<usize>) -> Option<usize> {
        self.entries().iter().position(|(k, _)| k.span.range() == key)
    }

    pub fn name(&self, i: usize) -> &str {
        &self.entries()[i].0.name
    }

    /// True if no entry but that at `i` has `key`, or has a name that probably means it.
    pub fn may_get(&self, key: &str, i: usize) -> bool {
        let others = self.entries().iter().enumerate().filter(|(j, _)| *j != i);
        others.into_iter().all(|(_, (k, _))| !would_be(&k.name, key))
    }

    fn start(&self, i: usize) -> Option<usize> {
        self.entries().get(i).map(|(key, _)| key.span.start as usize)
    }

    /// The bytes of an entry: its lines, or everything up to the next key.
    fn range(&self, i: usize) -> Range<usize> {
        let start = self.start(i).unwrap_or(self.within.end);
        let next = self.start(i + 1);
        match self.close {
            Some(close) => start..next.unwrap_or(close),
            None => {
                let end = next.unwrap_or(self.within.end);
                start..self.last_line(start, end)
            }
        }
    }

    /// The end of the last line of an entry, before the comments and blank lines that follow it.
    fn last_line(&self, start: usize, end: usize) -> usize {
        let (mut last, mut at) = (start, start);
        for line in self.text[start..end].split_inclusive('\n') {
            at += line.len();
            if !line.trim().is_empty() && !line.starts_with('#') {
                last = at;
            }
        }
        last
    }

    /// The replacement of entry `i` by `words`, with the separator that ended it.
    fn ended(&self, i: usize, words: &str) -> String {
        let old = &self.text[self.range(i)];
        let tail = match self.close {
            Some(_) if self.start(i + 1).is_some() => &old[old.rfind(',').unwrap_or(old.len())..],
            Some(_) => &old[old.trim_end().len()..],
            None if old.ends_with("\r\n") => "\r\n",
            None => "\n",
        };
        format!("{words}{tail}")
    }

    /// The comment after the value of entry `i`, with the blanks before it.
    fn remark(&self, i: usize) -> &'t str {
        let (_, node) = &self.entries()[i];
        let line = match &node.value {
            Value::Text(_) => self.text.get(node.span.end as usize..self.range(i).end),
            _ => None,
        };
        let line = line.and_then(|rest| rest.lines().next()).unwrap_or("");
        if line.trim_start().starts_with('#') && self.close.is_none() { line } else { "" }
    }

    /// The lines of entry `i`, commented out; `None` in a flow map.
    fn commented(&self, i: usize) -> Option<String> {
        let lines = self.text[self.range(i)].lines();
        self.close.is_none().then(|| {
            lines.filter(|l| !l.is_empty()).map(|l| format!("# {l}")).collect::<Vec<_>>().join("\n")
        })
    }
}

/// True if the key `name` is `key`, or `gainsay fix` may rename it to that.
pub(super) fn would_be(name: &str, key: &str) -> bool {
    let slip = || nearest(name, [key]).is_some() && is_misspelt(name, key);
    name == key || !foreign::is_read_elsewhere(name) && slip()
}

/// A change of an entry.
#[derive(Debug, Clone)]
struct Step {
    at: usize,
    /// The replacement of its bytes.
    text: String,
    /// The new key, and its value if that is text; `None` if the entry is deleted.
    new: Option<(&'static str, String)>,
    /// The description of the change.
    said: KeyOutcome,
}

#[derive(Debug, Clone)]
enum KeyOutcome {
    Out,
    Moved,
    Words(String),
    /// It is equivalent to `draft: true`.
    Hides,
    /// It becomes the `draft` entry.
    Draft,
}

/// The planned changes of the entries of a map.
pub(super) struct MapPlan<'m, 't> {
    map: &'m Map<'t>,
    steps: Vec<Step>,
    /// Entries that kept the page from readers, and whether to keep their lines as comments.
    hides: Vec<(usize, bool)>,
}

/// The result of a plan.
#[derive(Debug, Default)]
pub(super) struct PlanResult {
    pub edits: Vec<Edit>,
    pub said: Vec<String>,
    /// The entries that are changed.
    pub done: BTreeSet<usize>,
}

impl<'m, 't> MapPlan<'m, 't> {
    pub fn new(map: &'m Map<'t>) -> Self {
        Self { map, steps: Vec::new(), hides: Vec::new() }
    }

    /// Deletes entry `i`.
    pub fn take_out(&mut self, i: usize) {
        self.steps.push(Step { at: i, text: String::new(), new: None, said: KeyOutcome::Out });
    }

    /// Deletes entry `i`, which goes to another file, and keeps the comment after it.
    pub fn drop(&mut self, i: usize) {
        let remark = self.map.remark(i).trim_start();
        let text = if remark.is_empty() { String::new() } else { self.map.ended(i, remark) };
        self.steps.push(Step { at: i, text, new: None, said: KeyOutcome::Moved });
    }

    /// Replaces entry `i` by `key` with the value `value`, typed as `typed`, unless entry `i` is
    /// not text.
    pub fn replace(&mut self, i: usize, key: &'static str, typed: String, value: String) {
        let text = self.map.ended(i, &format!("{key}: {typed}{}", self.map.remark(i)));
        let said = format!("write `{key}: {typed}` for `{}`", self.map.name(i));
        let said = KeyOutcome::Words(said);
        self.steps.push(Step { at: i, text, new: Some((key, value)), said });
    }

    /// Marks entry `i` as equivalent to `draft: true`.
    pub fn hide(&mut self, i: usize, keep: bool) {
        self.hides.push((i, keep));
    }

    /// Adds the steps that replace the hidden entries by one `draft`: the existing one, or in place
    /// of the first.
    fn add_draft(&mut self) {
        let map = self.map;
        if self.hides.is_empty()
            || self.hides.iter().any(|(i, keep)| *keep && map.commented(*i).is_none())
        {
            return;
        }
        let drafts: Vec<usize> =
            (0..map.entries().len()).filter(|i| would_be(map.name(*i), "draft")).collect();
        let new = || Some(("draft", "true".to_owned()));
        let hides = std::mem::take(&mut self.hides);
        let others: Vec<usize> =
            drafts.iter().copied().filter(|d| hides.iter().all(|(i, _)| i != d)).collect();
        match &others[..] {
            [] => {}
            [i] if map.name(*i) == "draft" => {
                let text = map.ended(*i, &format!("draft: true{}", map.remark(*i)));
                self.steps.push(Step { at: *i, text, new: new(), said: KeyOutcome::Draft });
            }
            _ => return,
        }
        for (n, (i, keep)) in hides.into_iter().enumerate() {
            let kept = keep.then(|| map.commented(i)).flatten();
            let first = n == 0 && others.is_empty();
            let words = match (first, kept) {
                (true, None) => Some(format!("draft: true{}", map.remark(i))),
                (true, Some(kept)) => Some(format!("draft: true\n{kept}")),
                (false, Some(kept)) => Some(kept),
                (false, None) => {
                    let remark = map.remark(i).trim_start();
                    (!remark.is_empty()).then(|| remark.to_owned())
                }
            };
            let text = words.map_or(String::new(), |words| map.ended(i, &words));
            let new = if first { new() } else { None };
            self.steps.push(Step { at: i, text, new, said: KeyOutcome::Hides });
        }
    }

    /// Returns the edits of as many steps as are possible together.
    pub fn finish(mut self) -> PlanResult {
        self.add_draft();
        let all: Vec<&Step> = self.steps.iter().collect();
        let mut kept = Vec::new();
        if self.reads_back(&all) {
            kept = all;
        } else if all.iter().all(|step| !matches!(step.said, KeyOutcome::Hides)) {
            // Another part of the text may repeat an entry; try each step alone.
            let mut rest = all;
            while let Some(at) = rest.iter().position(|step| {
                let tried: Vec<&Step> = kept.iter().copied().chain([*step]).collect();
                self.reads_back(&tried)
            }) {
                kept.push(rest.remove(at));
            }
        }
        kept.sort_by_key(|step| step.at);
        let edits = kept.iter().map(|step| self.edit(step)).collect();
        let done = kept.iter().map(|step| step.at).collect();
        PlanResult { edits, said: self.said(&kept), done }
    }

    fn edit(&self, step: &Step) -> Edit {
        Edit { range: self.map.range(step.at), text: step.text.clone() }
    }

    fn said(&self, steps: &[&Step]) -> Vec<String> {
        let names = |of: fn(&KeyOutcome) -> bool| -> Vec<&str> {
            let chosen = steps.iter().filter(|step| of(&step.said));
            chosen.map(|step| self.map.name(step.at)).collect()
        };
        let mut said: Vec<String> = Vec::new();
        let hides = names(|said| matches!(said, KeyOutcome::Hides));
        if !hides.is_empty() {
            said.push(format!("write `draft: true` in place of {}", list(&hides)));
        }
        said.extend(steps.iter().filter_map(|step| match &step.said {
            KeyOutcome::Words(words) => Some(words.clone()),
            _ => None,
        }));
        let out = names(|said| matches!(said, KeyOutcome::Out));
        if !out.is_empty() {
            said.push(format!("take out {}", list(&out)));
        }
        said
    }

    /// True if the map after `steps` differs only in what was to change.
    fn reads_back(&self, steps: &[&Step]) -> bool {
        let map = self.map;
        let edits: Vec<Edit> = steps.iter().map(|step| self.edit(step)).collect();
        let Ok(text) = edit::apply(map.text, &edits) else { return false };
        let end = text.len().checked_sub(map.text.len() - map.within.end);
        let inner = end.and_then(|end| text.get(map.within.start..end));
        let Some(Ok(new)) = inner.map(|inner| yaml::parse(inner, map.file, 0)) else {
            return false;
        };
        let empty = Vec::new();
        let mut rest = match &new.value {
            Value::Map(entries) => entries.iter(),
            Value::Null => empty.iter(),
            _ => return false,
        };
        let mut holds = |i: usize, (key, value): &(yaml::Key, Node)| {
            let step = steps.iter().find(|step| step.at == i);
            match step.map(|step| &step.new) {
                Some(None) => true,
                Some(Some((name, text))) => rest.next().is_some_and(|(k, v)| {
                    let alike = match &v.value {
                        Value::Text(now) => now == text,
                        _ => text.is_empty(),
                    };
                    k.name == *name && alike
                }),
                None => rest.next().is_some_and(|(k, v)| k.name == key.name && same(v, value)),
            }
        };
        map.entries().iter().enumerate().all(|(i, entry)| holds(i, entry)) && rest.next().is_none()
    }
}

/// True if two values are equal, apart from their places.
fn same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Map(a), Value::Map(b)) => {
            let alike = |((k, v), (l, w)): (&(yaml::Key, Node), &(yaml::Key, Node))| {
                k.name == l.name && same(v, w)
            };
            a.len() == b.len() && a.iter().zip(b).all(alike)
        }
        (a, b) => a == b,
    }
}
