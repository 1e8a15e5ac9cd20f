//! Takes keys of other tools to where they belong.
//!
//! In go the keys that were reported together and the texts; out come edits of the file that has
//! them and of the article.yaml beside it, with a question that says all of it. Lines of other keys,
//! comments among them, stay as they are. An edit is handed out only after the text was read back:
//! the map must be the old one but for what was to change.

use crate::diagnostic::{Carried, Carry};
use crate::edit::{self, Edit};
use crate::parse::decode::list;
use crate::parse::front;
use crate::parse::yaml::{self, Node, Value, double_quoted};
use crate::resolve::Site;
use crate::source::{FileId, Files};
use std::collections::BTreeSet;
use std::ops::Range;

/// Edits of files, and what to ask before they are made.
pub(super) struct Carriage {
    pub edits: Vec<(FileId, Edit)>,
    pub question: String,
}

/// Works out what can be done about `carried`. `given` holds the keys that earlier changes give to
/// files, and takes those of this one.
pub(super) fn carry(
    carried: &[Carried],
    site: &Site,
    files: &Files,
    given: &mut BTreeSet<(FileId, &'static str)>,
) -> Option<Carriage> {
    let file = carried.first()?.key.file;
    let text = &files.get(file).text;
    // The YAML of a section is its front matter.
    let within = match files.path(file).ends_with(".md") {
        true => front::split(text).yaml?,
        false => 0..text.len(),
    };
    let map = Map::read(text, &within, file)?;
    let mut plan = Plan { map: &map, out: Vec::new(), lines: Vec::new(), said: Vec::new() };
    let mut edits = Vec::new();
    for Carried { key, carry } in carried {
        let Some(i) = map.index(key.range()) else { continue };
        let name = map.name(i);
        match carry {
            Carry::Out => plan.take_out(i),
            Carry::Here(key, value) if map.may_get(key, i) => {
                plan.replace(i, key, typed(value));
                plan.say(format!("write `{key}: {}` for `{name}`", typed(value)));
            }
            Carry::Aliases(names) if map.may_get("aliases", i) => {
                let Some(free) = free(names, site, file) else { continue };
                if free.is_empty() {
                    // It only leads where the section is.
                    plan.take_out(i);
                    continue;
                }
                let value = format!("[{}]", free.join(", "));
                plan.say(format!("write `aliases: {value}` for what `{name}` says"));
                plan.replace(i, "aliases", value);
            }
            Carry::Article(key, value) => {
                let Some((article, edit)) = to_article(file, key, value, site, files) else {
                    continue;
                };
                if given.insert((article, key)) {
                    plan.say(format!("take `{key}: {}` to {}", typed(value), files.path(article)));
                    plan.drop(i);
                    edits.push((article, edit));
                }
            }
            Carry::Here(..) | Carry::Aliases(_) => {}
        }
    }
    let (own, question) = plan.finish()?;
    edits.extend(own.into_iter().map(|edit| (file, edit)));
    Some(Carriage { edits, question })
}

/// A map of lines that begin with keys.
struct Map<'t> {
    text: &'t str,
    within: Range<usize>,
    file: FileId,
    node: Node,
}

impl<'t> Map<'t> {
    fn read(text: &'t str, within: &Range<usize>, file: FileId) -> Option<Self> {
        let node = yaml::parse(text.get(within.clone())?, file, within.start).ok()?;
        let map = Self { text, within: within.clone(), file, node };
        // Where a key does not begin its line, lines cannot be taken out.
        let begins = |at: usize| at == within.start || text[..at].ends_with(['\n', '\r']);
        map.entries().iter().all(|(key, _)| begins(key.span.start as usize)).then_some(map)
    }

    fn entries(&self) -> &[(yaml::Key, Node)] {
        match &self.node.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    fn index(&self, key: Range<usize>) -> Option<usize> {
        self.entries().iter().position(|(k, _)| k.span.range() == key)
    }

    fn name(&self, i: usize) -> &str {
        &self.entries()[i].0.name
    }

    /// True where no entry but that at `i` has `key`.
    fn may_get(&self, key: &str, i: usize) -> bool {
        self.entries().iter().enumerate().all(|(j, (k, _))| j == i || k.name != key)
    }

    /// The lines of an entry: to the next key, without the comments and blank lines before that.
    fn lines(&self, i: usize) -> Range<usize> {
        let start = self.entries()[i].0.span.start as usize;
        let next = self.entries().get(i + 1).map(|(key, _)| key.span.start as usize);
        let mut end = start;
        let mut at = start;
        for line in self.text[start..next.unwrap_or(self.within.end)].split_inclusive('\n') {
            at += line.len();
            let words = line.trim_start();
            if !words.is_empty() && !(line.starts_with('#')) {
                end = at;
            }
        }
        start..end
    }
}

/// What is to become of the entries of a map.
struct Plan<'m, 't> {
    map: &'m Map<'t>,
    /// Entries that go, and those whose going is to be said.
    out: Vec<usize>,
    /// Entries that become others.
    lines: Vec<(usize, &'static str, String)>,
    said: Vec<String>,
}

impl Plan<'_, '_> {
    fn take_out(&mut self, i: usize) {
        self.out.push(i);
    }

    fn drop(&mut self, i: usize) {
        self.lines.push((i, "", String::new()));
    }

    fn replace(&mut self, i: usize, key: &'static str, value: String) {
        // One key only; the next that would become the same stays.
        if self.lines.iter().all(|(_, taken, _)| *taken != key) {
            self.lines.push((i, key, value));
        }
    }

    fn say(&mut self, what: String) {
        self.said.push(what);
    }

    fn finish(mut self) -> Option<(Vec<Edit>, String)> {
        let edit = |i: usize, text: String| Edit { range: self.map.lines(i), text };
        let mut edits: Vec<Edit> = self.out.iter().map(|i| edit(*i, String::new())).collect();
        edits.extend(self.lines.iter().map(|(i, key, value)| {
            let windows = self.map.text[self.map.lines(*i)].ends_with("\r\n");
            let ending = if windows { "\r\n" } else { "\n" };
            edit(*i, if key.is_empty() { String::new() } else { format!("{key}: {value}{ending}") })
        }));
        if edits.is_empty() {
            return None;
        }
        self.reads_back(&edits).then_some(())?;
        if !self.out.is_empty() {
            let names: Vec<&str> = self.out.iter().map(|i| self.map.name(*i)).collect();
            self.said.push(format!("take out {}", list(&names)));
        }
        let mut question = self.said.join("; ");
        question.push('?');
        Some((edits, question))
    }

    /// True where the map after `edits` is the old one but for what was to change.
    fn reads_back(&self, edits: &[Edit]) -> bool {
        let map = self.map;
        let Ok(text) = edit::apply(map.text, edits) else { return false };
        let grown = text.len() as isize - map.text.len() as isize;
        let Some(end) = map.within.end.checked_add_signed(grown) else { return false };
        let Some(inner) = text.get(map.within.start..end) else { return false };
        let Ok(new) = yaml::parse(inner, map.file, 0) else { return false };
        let Some(new) = entries_of(&new) else { return false };
        let mut rest = new.iter();
        for (i, (key, value)) in map.entries().iter().enumerate() {
            if self.out.contains(&i) {
                continue;
            }
            match self.lines.iter().find(|(j, ..)| *j == i) {
                Some((_, "", _)) => {}
                Some((_, name, _)) => {
                    if rest.next().is_none_or(|(k, _)| k.name != *name) {
                        return false;
                    }
                }
                None => {
                    if rest.next().is_none_or(|(k, v)| k.name != key.name || !same(v, value)) {
                        return false;
                    }
                }
            }
        }
        rest.next().is_none()
    }
}

fn entries_of(node: &Node) -> Option<&[(yaml::Key, Node)]> {
    match &node.value {
        Value::Map(entries) => Some(entries),
        Value::Null => Some(&[]),
        _ => None,
    }
}

/// True where two values say the same, wherever they stand.
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

/// `value` as it is typed: in quotes unless it is of letters, digits and hyphens.
fn typed(value: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    match value.chars().all(plain) && !value.starts_with('-') && !value.is_empty() {
        true => value.to_owned(),
        false => double_quoted(value),
    }
}

/// The names among `names` that are not the address of the section in `file` anyway; none where one
/// is that of another section.
fn free(names: &[String], site: &Site, file: FileId) -> Option<Vec<String>> {
    let mut free = Vec::new();
    let sections = site.articles.iter().find(|a| a.sections.iter().any(|s| s.file == file))?;
    for name in names {
        match sections.sections.iter().find(|s| s.slug == *name) {
            Some(section) if section.file == file => {}
            Some(_) => return None,
            None => free.push(name.clone()),
        }
    }
    Some(free)
}

/// The edit that gives `key` to the article of the section in `file`: where the article has the one
/// section, so that nothing is said of another, and has no such key.
fn to_article(
    file: FileId,
    key: &str,
    value: &str,
    site: &Site,
    files: &Files,
) -> Option<(FileId, Edit)> {
    let article = site.articles.iter().find(|a| a.sections.iter().any(|s| s.file == file))?;
    if article.sections.len() != 1 {
        return None;
    }
    let text = &files.get(article.file).text;
    let node = yaml::parse(text, article.file, 0).ok()?;
    let entries = entries_of(&node)?;
    let last = entries.iter().rev().find(|(k, _)| k.name != key)?;
    if entries.iter().any(|(k, _)| k.name == key) {
        return None;
    }
    let edit = edit::insert_before(text, last.0.span.range(), key, value).ok()?;
    Some((article.file, edit))
}
