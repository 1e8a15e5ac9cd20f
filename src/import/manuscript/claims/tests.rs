//! New claims and sources in files as people type them: what they say stays, or they are refused.

use super::*;
use crate::load::Content;
use crate::source::Files;
use crate::yaml::{self, Node, Value};

/// What a text says, without places.
fn said(text: &str) -> Option<Vec<(String, String)>> {
    fn say(node: &Node) -> String {
        match &node.value {
            Value::Null => String::new(),
            Value::Text(text) => format!("{text:?}"),
            Value::List(items) => format!("{:?}", items.iter().map(say).collect::<Vec<_>>()),
            Value::Map(entries) => {
                let entries = entries.iter().map(|(key, node)| (&key.name, say(node)));
                format!("{:?}", entries.collect::<Vec<_>>())
            }
        }
    }
    let node = yaml::parse(text, Files::default().add("", ""), 0).ok()?;
    match &node.value {
        Value::Map(entries) => {
            Some(entries.iter().map(|(key, node)| (key.name.clone(), say(node))).collect())
        }
        _ => Some(Vec::new()),
    }
}

/// Records below the key `top`, or in the file itself, as people type them.
fn shapes(top: &str) -> Vec<String> {
    let block = [
        "one:\n  title: a\n",
        "one:\n      title: a\n",
        "\"one\":\n  title: a # said\n\n\ntwo:\n  title: |\n    b\n\n    c\n",
        "one: {title: a}\n# two: {title: b}\n",
        "one: &x {title: a}\ntwo: *x\n",
        "one:\n  list:\n  - a\n  -   b\n",
        "? one\n: title: a\n",
        "one: [\n  a,\n  b ]\n",
        "one:\n\ttitle: a\n",
        "- one\n",
        "one: \"a\n  b\"\n",
        "one:\n",
        "\n",
        "# nothing yet\n",
    ];
    let flow = [
        "{one: {title: a}}",
        "{\n  one: {title: a},\n  two: {title: b},\n}",
        "{}",
        "",
        "~",
        "[]",
        "&x\n  one: {title: a}\nagain: *x",
    ];
    let indent = |text: &str, by: &str| -> String {
        text.split_inclusive('\n')
            .map(|line| if line == "\n" { line.to_owned() } else { format!("{by}{line}") })
            .collect()
    };
    let mut all = vec![String::new()];
    for text in block {
        match top {
            "" => all.push(text.to_owned()),
            top => {
                all.extend(["  ", "    ", " "].map(|by| format!("{top}:\n{}", indent(text, by))))
            }
        }
    }
    for text in flow {
        all.push(if top.is_empty() { format!("{text}\n") } else { format!("{top}: {text}\n") });
    }
    let more: Vec<String> = all
        .iter()
        .flat_map(|text| {
            [
                format!("---\n{text}"),
                format!("{text}...\n"),
                format!("{text}# the end\n"),
                format!("# the start\n\n{text}\n\n"),
                format!("{text}other: x\n"),
                text.trim_end().to_owned(),
            ]
        })
        .collect();
    all.extend(more);
    let ends = |text: &String| [text.replace('\n', "\r\n"), format!("\u{feff}{text}")];
    let more: Vec<String> = all.iter().flat_map(ends).collect();
    all.extend(more);
    all
}

fn value() -> NewValue {
    NewValue::Map(vec![
        ("quote".to_owned(), text("x: y")),
        ("desk-note".to_owned(), text("one\ntwo # three\n")),
    ])
}

/// Asserts that `after` says what `before` said and has `new` besides: how many records at the top.
fn assert_more(before: &str, after: &str, (top, new): (&str, &[&str])) {
    let (old, now) = (said(before), said(after));
    let now = now.unwrap_or_else(|| panic!("no YAML: {after:?}"));
    for (key, value) in old.unwrap_or_default() {
        let of = now.iter().find(|(of, _)| *of == key).map(|(_, value)| value.as_str());
        let of = of.unwrap_or_else(|| panic!("{key} is gone: {after:?}"));
        let stays =
            if key == top { of.contains(value.trim_matches(['[', ']'])) } else { of == value };
        assert!(stays, "{before:?} {after:?}");
    }
    for id in new {
        let is_there = match top {
            "" => now.iter().any(|(key, _)| key == id),
            top => now.iter().any(|(key, of)| key == top && of.contains(&format!("({id:?}"))),
        };
        assert!(is_there, "{id} is not there: {after:?}");
    }
    for comment in ["# said", "# the end", "# the start", "# nothing yet", "# two: {title: b}"] {
        assert_eq!(before.contains(comment), after.contains(comment), "{after:?}");
    }
    let lines = |text: &str| (text.contains("\r\n"), text.replace("\r\n", "").contains('\n'));
    if before.contains('\n') {
        assert_eq!(lines(before), lines(after), "{after:?}");
    }
    assert_eq!(before.starts_with('\u{feff}'), after.starts_with('\u{feff}'));
}

#[test]
fn a_file_takes_a_claim_and_keeps_what_it_says_or_is_refused() {
    let (mut taken, mut refused) = (0, Vec::new());
    let shapes = shapes("claims");
    for before in &shapes {
        let held = HeldText::of(before);
        let lines = ["citations:".to_owned(), "  - source: s".to_owned()];
        match with_claim((&held.text, held.text.is_empty()), "new", &value(), &lines) {
            Ok((after, has_room)) => {
                assert_eq!(has_room, after.contains("# citations:"), "{after:?}");
                let after = String::from_utf8(held.typed(&after)).expect("a text");
                assert_more(before, &after, ("claims", &["new"]));
                taken += 1;
            }
            Err(_) => refused.push(before),
        }
    }
    assert!(taken > shapes.len() / 2, "{taken} of {}: {refused:#?}", shapes.len());
}

#[test]
fn a_file_takes_sources_and_keeps_what_it_says_or_is_refused() {
    let (mut taken, mut refused) = (0, Vec::new());
    let shapes = shapes("");
    for before in &shapes {
        let mut tree = Tree::default();
        tree.files.insert("sources.yaml".to_owned(), Content::from(before.as_str()));
        let new = [("new".to_owned(), value()), ("newer".to_owned(), value())];
        match with_sources(&new, "sources.yaml", &tree) {
            Ok(file) => {
                let after = String::from_utf8(file.expect("a file").1).expect("a text");
                assert_more(before, &after, ("", &["new", "newer"]));
                taken += 1;
            }
            Err(_) => refused.push(before),
        }
    }
    assert!(taken > shapes.len() / 2, "{taken} of {}: {refused:#?}", shapes.len());
}

#[test]
fn the_comment_stands_below_its_claim_wherever_that_stands() {
    let comment = ["citations:".to_owned()];
    let value = NewValue::Map(vec![("quote".to_owned(), text("b"))]);
    for (before, expect) in [
        (
            "claims:\n    one:\n        quote: a\n",
            "claims:\n    one:\n        quote: a\n    new:\n        quote: b\n        # citations:\n",
        ),
        (
            "claims:\n  one:\n    quote: a\ntitle: x\n",
            "claims:\n  one:\n    quote: a\n  new:\n    quote: b\n    # citations:\ntitle: x\n",
        ),
        ("claims: {one: {quote: a}}\n", "claims: {one: {quote: a}, new: {quote: b}}\n"),
    ] {
        let after = with_claim((before, false), "new", &value, &comment);
        let has_room = expect.contains("# citations:");
        assert_eq!(after, Ok((expect.to_owned(), has_room)));
    }
}
