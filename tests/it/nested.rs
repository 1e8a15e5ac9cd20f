//! Values put into YAML files, appended and taken out at random: in the repository's own files and in
//! generated ones. The tree differs in what was asked alone, and the bytes outside of the edit stay.

use crate::support::{Chance, root};
use gainsay::source::Files;
use gainsay::yaml::edit::{Edit, EditRefusal, NewValue, TreeStep, append, apply, put, take};
use gainsay::yaml::{Node, Value, parse};

/// A tree without places.
#[derive(Debug, Clone, PartialEq)]
enum Plain {
    Null,
    Text(String),
    List(Vec<Plain>),
    Map(Vec<(String, Plain)>),
}

fn plain(node: &Node) -> Plain {
    match &node.value {
        Value::Null => Plain::Null,
        Value::Text(text) => Plain::Text(text.clone()),
        Value::List(items) => Plain::List(items.iter().map(plain).collect()),
        Value::Map(all) => {
            Plain::Map(all.iter().map(|(key, node)| (key.name.clone(), plain(node))).collect())
        }
    }
}

fn read(text: &str) -> Option<Plain> {
    parse(text, Files::default().add("", ""), 0).ok().map(|node| plain(&node))
}

fn new_value(of: &Plain, chance: &mut Chance) -> NewValue {
    match of {
        Plain::Null => NewValue::Word("null".to_owned()),
        Plain::Text(text) if chance.below(2) == 0 => NewValue::Word(text.clone()),
        Plain::Text(text) => NewValue::Text(text.clone()),
        Plain::List(items) => NewValue::List(items.iter().map(|i| new_value(i, chance)).collect()),
        Plain::Map(all) => {
            let short = chance.below(2) == 0;
            let all = all.iter().map(|(key, v)| (key.clone(), new_value(v, chance))).collect();
            if short { NewValue::Short(all) } else { NewValue::Map(all) }
        }
    }
}

const TEXTS: &[&str] = &[
    "one",
    "two words",
    "no",
    "2016-11-29",
    "a: b",
    "a #b",
    "it's \"so\"",
    "- x",
    "x, y",
    "{z}",
    "é",
    "",
    "one\ntwo",
    "one\n\ntwo",
    " x",
    "#",
    "~",
    "https://a.example/?b=c#d",
    "&a",
    "*a",
    "a\u{2028}b",
    "trailing ",
    "a very long text that goes on and on, because a finding may have two sentences. This is the second one.",
];

fn random(chance: &mut Chance, depth: usize) -> Plain {
    match chance.below(if depth == 0 { 5 } else { 8 }) {
        0..5 => Plain::Text(TEXTS[chance.below(TEXTS.len())].to_owned()),
        5 => Plain::List((0..chance.below(4)).map(|_| random(chance, depth - 1)).collect()),
        _ => {
            let names = ["a", "b", "c-d", "e"];
            let count = 1 + chance.below(names.len());
            Plain::Map(
                names[..count]
                    .iter()
                    .map(|k| ((*k).to_owned(), random(chance, depth - 1)))
                    .collect(),
            )
        }
    }
}

/// How a generated file is typed.
struct Manner {
    unit: usize,
    dash: usize,
    line_break: &'static str,
}

/// Types a value behind its colon or dash, `indent` blanks deep.
fn typed(value: &Plain, indent: usize, flow: bool, manner: &Manner, chance: &mut Chance) -> String {
    let Manner { unit, dash, line_break } = *manner;
    let quoted = |text: &str| {
        let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        format!("\"{}\"", text.replace('\u{2028}', "\\u2028"))
    };
    let comment = |chance: &mut Chance| if chance.below(6) == 0 { " # why" } else { "" };
    match value {
        Plain::Null => " ~".to_owned(),
        Plain::Text(text) => {
            let safe = text.chars().all(|c| c.is_ascii_lowercase()) && !text.is_empty();
            match chance.below(4) {
                0 if safe => format!(" {text}"),
                1 if !text.contains(['\n', '\u{2028}']) => {
                    format!(" '{}'", text.replace('\'', "''"))
                }
                2 if !flow && safe => format!(" >-{line_break}{}{text}", " ".repeat(indent + 1)),
                _ => format!(" {}", quoted(text)),
            }
        }
        Plain::List(items) if flow || items.is_empty() || chance.below(3) == 0 => {
            let items = items.iter().map(|item| typed(item, indent, true, manner, chance));
            format!(
                " [{}]",
                items.map(|item| item.trim_start().to_owned()).collect::<Vec<_>>().join(", ")
            )
        }
        Plain::Map(all) if flow || all.is_empty() || chance.below(3) == 0 => {
            let all = all
                .iter()
                .map(|(key, v)| format!("{key}:{}", typed(v, indent, true, manner, chance)));
            format!(" {{{}}}", all.collect::<Vec<_>>().join(", "))
        }
        Plain::List(items) => {
            let deep = indent + dash;
            let mut out = comment(chance).to_owned();
            for item in items {
                out += line_break;
                if chance.below(8) == 0 {
                    out += &format!("{}# item{line_break}", " ".repeat(deep));
                }
                out += &" ".repeat(deep);
                out += "-";
                // A map begins beside the dash.
                let inner =
                    typed(item, deep + 1, false, &Manner { unit: unit.max(1), ..*manner }, chance);
                out += &inner;
            }
            out
        }
        Plain::Map(all) => {
            let mut out = comment(chance).to_owned();
            for (key, value) in all {
                out += line_break;
                if chance.below(8) == 0 {
                    out += &format!("{line_break}{}# key{line_break}", " ".repeat(indent + unit));
                }
                out += &format!("{}{key}:", " ".repeat(indent + unit));
                out += &typed(value, indent + unit, false, manner, chance);
                out += comment(chance).trim_end_matches('x');
            }
            out
        }
    }
}

/// A change, and what comes of the tree.
#[derive(Debug)]
enum Change {
    Put(Plain),
    Append(Plain),
    Take,
}

/// The path to a random value, and the tree after `change` there; `None` where nothing can be asked.
fn changed(tree: &Plain, change: &Change, chance: &mut Chance) -> Option<(Vec<String>, Plain)> {
    let here = |tree: &Plain| match (change, tree) {
        (Change::Put(value), _) => Some(value.clone()),
        (Change::Append(item), Plain::List(items)) => {
            Some(Plain::List([items.as_slice(), std::slice::from_ref(item)].concat()))
        }
        (Change::Append(item), Plain::Null) => Some(Plain::List(vec![item.clone()])),
        (Change::Append(item), one) => Some(Plain::List(vec![one.clone(), item.clone()])),
        (Change::Take, _) => None,
    };
    match tree {
        Plain::Map(all) => {
            let at = chance.below(all.len() + 1);
            let mut all = all.clone();
            let Some((key, value)) = all.get(at).cloned() else {
                let name = ["new", "zz", "f-g"][chance.below(3)].to_owned();
                let value = match change {
                    Change::Put(value) => value.clone(),
                    Change::Append(item) => Plain::List(vec![item.clone()]),
                    Change::Take => return None,
                };
                all.push((name.clone(), value));
                return Some((vec![name], Plain::Map(all)));
            };
            if chance.below(3) > 0 && !matches!(value, Plain::Null | Plain::Text(_)) {
                let (mut path, value) = changed(&value, change, chance)?;
                all[at].1 = value;
                path.insert(0, key);
                return Some((path, Plain::Map(all)));
            }
            match here(&value) {
                Some(value) => all[at].1 = value,
                None => drop(all.remove(at)),
            }
            Some((vec![key], if all.is_empty() { Plain::Null } else { Plain::Map(all) }))
        }
        Plain::List(items) if !items.is_empty() => {
            let at = chance.below(items.len());
            let mut items = items.clone();
            let mut path = vec![at.to_string()];
            if chance.below(3) > 0 && !matches!(items[at], Plain::Null | Plain::Text(_)) {
                let (more, value) = changed(&items[at], change, chance)?;
                items[at] = value;
                path.extend(more);
                return Some((path, Plain::List(items)));
            }
            match here(&items[at]) {
                Some(value) => items[at] = value,
                None => drop(items.remove(at)),
            }
            Some((path, if items.is_empty() { Plain::Null } else { Plain::List(items) }))
        }
        _ => None,
    }
}

fn steps(path: &[String]) -> Vec<TreeStep<'_>> {
    path.iter().map(|name| name.parse().map_or(TreeStep::Key(name), TreeStep::Item)).collect()
}

fn made(
    text: &str,
    path: &[String],
    change: &Change,
    chance: &mut Chance,
) -> Result<Edit, EditRefusal> {
    match change {
        Change::Put(value) => put(text, &steps(path), &new_value(value, chance)),
        Change::Append(item) => append(text, &steps(path), &new_value(item, chance)),
        Change::Take => take(text, &steps(path)),
    }
}

/// Lists and maps that are empty, and nothing, count as the same: what was taken out leaves one of them.
fn even(tree: &Plain) -> Plain {
    match tree {
        Plain::List(items) if items.is_empty() => Plain::Null,
        Plain::Map(all) if all.is_empty() => Plain::Null,
        Plain::List(items) => Plain::List(items.iter().map(even).collect()),
        Plain::Map(all) => Plain::Map(all.iter().map(|(k, v)| (k.clone(), even(v))).collect()),
        // Line breaks around the words of a block are those of its style.
        Plain::Text(text) => Plain::Text(text.trim_matches('\n').to_owned()),
        Plain::Null => Plain::Null,
    }
}

/// Makes random changes to `text`; returns how many were made, and how many were refused.
fn change(text: &str, count: usize, chance: &mut Chance) -> (usize, usize) {
    let tree = read(text).unwrap_or_else(|| panic!("{text}"));
    let (mut made_count, mut refused) = (0, 0);
    for _ in 0..count {
        let change = match chance.below(4) {
            0 => Change::Append(random(chance, 2)),
            1 => Change::Take,
            _ => Change::Put(random(chance, 2)),
        };
        let Some((path, expect)) = changed(&tree, &change, chance) else { continue };
        let Ok(edit) = made(text, &path, &change, chance) else {
            refused += 1;
            continue;
        };
        let new = apply(text, std::slice::from_ref(&edit)).expect("one edit");
        let now = read(&new).unwrap_or_else(|| panic!("{path:?}\n{text}\n---\n{new}"));
        assert_eq!(even(&now), even(&expect), "{change:?} at {path:?}\n{text}\n---\n{new}");
        assert!(
            new.starts_with(&text[..edit.range.start]) && new.ends_with(&text[edit.range.end..])
        );
        if !text.contains("\r\n") {
            assert!(!edit.text.contains('\r'), "{new:?}");
        } else {
            assert_eq!(
                edit.text.matches('\n').count(),
                edit.text.matches("\r\n").count(),
                "{new:?}"
            );
        }
        made_count += 1;
    }
    (made_count, refused)
}

#[test]
fn files_of_the_repository_take_every_change() {
    let mut chance = Chance(1);
    let (mut made, mut refused) = (0, 0);
    for entry in walkdir::WalkDir::new(root().join("content")) {
        let entry = entry.expect("an entry");
        if entry.path().extension().is_none_or(|ending| ending != "yaml") {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).expect("a file");
        for text in [text.clone(), text.replace('\n', "\r\n"), text.trim_end().to_owned()] {
            let (m, r) = change(&text, 12, &mut chance);
            (made, refused) = (made + m, refused + r);
        }
    }
    assert_eq!((made > 150, refused), (true, 0), "{made} made");
}

#[test]
fn generated_files_take_nearly_every_change() {
    let mut chance = Chance(2);
    let (mut made, mut refused) = (0, 0);
    for _ in 0..600 {
        let manner = Manner {
            unit: 1 + chance.below(4),
            dash: chance.below(3),
            line_break: ["\n", "\r\n"][chance.below(2)],
        };
        let tree = loop {
            let tree = random(&mut chance, 3);
            if matches!(tree, Plain::Map(_)) {
                break tree;
            }
        };
        let Plain::Map(all) = &tree else { continue };
        let mut text = String::new();
        for (key, value) in all {
            text += &format!(
                "{key}:{}{}",
                typed(value, 0, false, &manner, &mut chance),
                manner.line_break
            );
        }
        if chance.below(4) == 0 {
            text.truncate(text.trim_end().len());
        }
        if read(&text).is_none() {
            continue;
        }
        let (m, r) = change(&text, 10, &mut chance);
        (made, refused) = (made + m, refused + r);
    }
    assert!(made > 3000 && refused * 200 < made, "{made} made, {refused} refused");
}
