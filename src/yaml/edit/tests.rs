use super::*;
use crate::yaml::{Node, Value};
use proptest::prelude::*;

/// The places of the texts with the value `old`.
fn places(text: &str, old: &str) -> Vec<Range<usize>> {
    fn walk(node: &Node, old: &str, out: &mut Vec<Range<usize>>) {
        match &node.value {
            Value::Text(now) if now.trim() == old => out.push(node.span.range()),
            Value::Null | Value::Text(_) => {}
            Value::List(items) => items.iter().for_each(|item| walk(item, old, out)),
            Value::Map(entries) => entries.iter().for_each(|(key, value)| {
                if key.name == old {
                    out.push(key.span.range());
                }
                walk(value, old, out);
            }),
        }
    }
    let mut out = Vec::new();
    walk(&tree::read(text).expect("YAML"), old, &mut out);
    out
}

fn drawn(text: &str, edit: Result<Edit, EditRefusal>) -> String {
    match edit {
        Ok(edit) => apply(text, &[edit]).expect("one edit"),
        Err(refusal) => refusal.to_string(),
    }
}

/// Rewrites the first text whose value stands before the `=>`.
fn check(change: &str, input: &str, expect: &str) {
    let (old, new) = change.split_once(" => ").expect("an arrow");
    let place = places(input, old).first().expect("the old words").clone();
    assert_eq!(drawn(input, scalar(input, place, new)), expect);
}

/// The same for a key.
fn check_key(change: &str, input: &str, expect: &str) {
    let (old, new) = change.split_once(" => ").expect("an arrow");
    let place = places(input, old).first().expect("the key").clone();
    assert_eq!(drawn(input, key(input, place, new)), expect);
}

/// Inserts an entry into the map with the key before the `<=`.
fn check_entry(change: &str, input: &str, expect: &str) {
    let (beside, entry) = change.split_once(" <= ").expect("an arrow");
    let (name, value) = entry.split_once(": ").expect("an entry");
    let place = places(input, beside).first().expect("the key").clone();
    assert_eq!(drawn(input, insert_before(input, place, name, value)), expect);
}

/// Removes the entry with the value `old`.
fn check_removal(old: &str, input: &str, expect: &str) {
    let place = places(input, old).first().expect("the value").clone();
    assert_eq!(drawn(input, remove(input, place)), expect);
}

#[test]
fn plain_words_stay_plain() {
    check("one => two", "a: one\n", "a: two\n");
    check("one => two", "# a\r\n- b:   one   # c\r\n\r\n", "# a\r\n- b:   two   # c\r\n\r\n");
    check("one => no", "[one, 2]", "[no, 2]");
    check("one => 0123", "a:\n  one", "a:\n  0123");
    check(
        "one => it's 5% \"off\" - a:b c#, [d] {e}? *f & g | h > i",
        "a: !!str &x one # a\nb: c\n",
        "a: !!str &x it's 5% \"off\" - a:b c#, [d] {e}? *f & g | h > i # a\nb: c\n",
    );
}

#[test]
fn words_invalid_without_quotes_are_quoted() {
    for new in [
        "a: b", "a #b", "a:", "- a", "? a", ": a", "-", "*a", "&a", "!a", "%a", "@a", "`a", "|",
        ">", "'a", "[a", "{a", "}a", ",a", "#a", "~", "null", " a", "a ", "",
    ] {
        check(&format!("one => {new}"), "a: one # b\n", &format!("a: \"{new}\" # b\n"));
    }
    check("one => \"a\\b\"", "a: one\n", "a: \"\\\"a\\\\b\\\"\"\n");
    check("one => a\u{2028}b\u{85}", "a: one\n", "a: \"a\\u2028b\\x85\"\n");
}

#[test]
fn flow_style_needs_quotes_for_more_words() {
    check("one => a, b", "{x: one, y: z}", "{x: \"a, b\", y: z}");
    check("one => [b]", "[one]", "[\"[b]\"]");
    check("one => a-b?", "{x: [one]}", "{x: [a-b?]}");
    check("one => a, b", "- one", "- a, b");
}

#[test]
fn quotes_stay() {
    check("it's => the \"cat's\" \\ #1: x", "a: 'it''s' # b", "a: 'the \"cat''s\" \\ #1: x' # b");
    check("one => two", "{'a':'one'}", "{'a':'two'}");
    check("a\tb => no \"é\" \\ 'x'", r#"a: "a\tb" # c"#, r#"a: "no \"é\" \\ 'x'" # c"#);
    check("one => a\u{FEFF}b", "a: 'one'", r#"a: "a\uFEFFb""#);
}

#[test]
fn a_line_stays_one_line() {
    let long = "word ".repeat(60);
    let long = long.trim();
    for (input, expect) in
        [("a: one", "a: #"), ("a: 'one'", "a: '#'"), ("a: >\n  one\n", "a: >\n  #\n")]
    {
        check(&format!("one => {long}"), input, &expect.replace('#', long));
    }
}

#[test]
fn folded_words_are_folded_as_they_were() {
    check(
        "the council voted nine to five to close the bridge at once => the council voted nine to four to close the bridge and the ford at once",
        "a: >-  # why\n    the council voted\n    nine to five to close\n    the bridge at once\n\n# b\nc: d\n",
        "a: >-  # why\n    the council voted\n    nine to four to close\n    the bridge and the\n    ford at once\n\n# b\nc: d\n",
    );
    check(
        "one two three => two three one - two #three two three",
        "- >2\r\n  one\r\n  two three\r\n- b",
        "- >2\r\n  two three\r\n  one - two #three\r\n  two three\r\n- b",
    );
    check("one => two", "a: >+\n\n\n  one\n\n\nb: c", "a: >+\n\n\n  two\n\n\nb: c");
    check("one => *two: #", "a: >\n one", "a: >\n *two: #");
    check("one =>  two", "a: &x > # b\n  one\n\nc: d", "a: &x \" two\" # b\n\nc: d");
}

#[test]
fn literal_words_stay_literal() {
    check(
        "one => # two: 'x'",
        "- a: |+ # b\n    one\n\n  c: d\n",
        "- a: |+ # b\n    # two: 'x'\n\n  c: d\n",
    );
    check("one\ntwo => one three", "a: |1-\n one\n two\n", "a: |1-\n one three\n");
    check("one =>  two", "a: |\r\n  one\r\nb: c", "a: \" two\"\r\nb: c");
    check("one => ", "a: |\n  one\nb: c", "a: \"\"\nb: c");
}

#[test]
fn lines_of_plain_and_quoted_words_stay_lines() {
    check(
        "one two three four five six => one two three and four five six",
        "a: one two\n   three four\n   five six # b\n",
        "a: one two\n   three and\n   four\n   five six # b\n",
    );
    check(
        "one two three => one two: three three",
        "a:\r\n    one two\r\n    three\r\nb: c\r\n",
        "a:\r\n    \"one\r\n    two:\r\n    three\r\n    three\"\r\nb: c\r\n",
    );
    check(
        "it's here now => it's there now",
        "{a: 'it''s\n   here\n\tnow', b: c}",
        "{a: 'it''s\n   there\n\tnow', b: c}",
    );
    check(
        "one two three => three two one",
        "a: \"one \\\n    two\n    three\" # b\n",
        "a: \"three\n    two\n    one\" # b\n",
    );
}

#[test]
fn mixed_line_endings_stay_mixed() {
    check(
        "one two three four => one two 3 three four",
        "a: one\n  two\r\n  three\n  four\r\nb: c\n",
        "a: one\n  two\r\n  3\n  three\n  four\r\nb: c\n",
    );
}

#[test]
fn words_with_an_alias_are_not_edited() {
    let input = "a: &x one\nb: *x\nc: &y {d: two}\ne: *y\nf: &z three\n";
    check("one => two", input, "`*x` uses the same words elsewhere");
    check("two => one", input, "`*y` uses the same words elsewhere");
    check("three => four", input, &input.replace("three", "four"));
    let alias = places(input, "one")[1].clone();
    assert_eq!(
        drawn(input, scalar(input, alias.clone(), "no: *x")),
        input.replace(": *x", ": \"no: *x\"")
    );
    assert_eq!(drawn(input, scalar(input, alias, "no")), input.replace(": *x", ": no"));
}

#[test]
fn place_without_a_scalar_is_refused() {
    for (input, range) in [
        ("a: one", 3..9),
        ("a: one", 4..6),
        ("a: one", 0..1),
        ("a:\nb: c", 2..2),
        ("a: [b]", 3..6),
        ("a: [one", 99..100),
        ("é: one", 1..2),
    ] {
        let edit = scalar(input, range, "two");
        assert!(
            matches!(edit, Err(EditRefusal::Missing | EditRefusal::Unreadable)),
            "{input}: {edit:?}"
        );
    }
    let input = "a: &x [b]\nc: *x";
    assert_eq!(drawn(input, scalar(input, 13..15, "two")), "`*x` uses the same words elsewhere");
    check("one => two", "a: !!int 1\nb: one", "a: !!int 1\nb: two");
    check("1 => two", "a: !!int 1", "the new words cannot be typed in this place");
}

#[test]
fn keys_are_renamed() {
    check_key("a => b", "- a : one # c\n", "- b : one # c\n");
    check_key("a => it's", "{'a':one}", "{'it''s':one}");
    check_key("a => b: c", "&x a: one\n", "&x \"b: c\": one\n");
    check_key("a => b", "? \"a\"\n: one\n", "? \"b\"\n: one\n");
    check_key("a => c", "{a: one, b: {c: two}}", "{c: one, b: {c: two}}");
    check_key("a => b", "{a: one, b: two}", "the key `b` stands here already");
    check_key("a => <<", "a: {b: c}", "\"<<\": {b: c}");
    check_key("b => d", "a: &x {b: c}\ne: *x", "`*x` uses the same words elsewhere");
}

#[test]
fn an_entry_is_inserted_first() {
    check_entry(
        "says <= id: no-one",
        "counters:\r\n  # a\r\n  - relation: denies # b\r\n    says: c\r\n",
        "counters:\r\n  # a\r\n  - id: no-one\r\n    relation: denies # b\r\n    says: c\r\n",
    );
    check_entry("a <= id: '' #", "&x a: b", "id: \"'' #\"\n&x a: b");
    check_entry("a <= id: b", "x:\n- &x\n  # c\n  a: b", "x:\n- &x\n  # c\n  id: b\n  a: b");
    check_entry("b <= id: c", "a:\r\n b: 1", "a:\r\n id: c\r\n b: 1");
    check_entry("a <= id: b", "a: 1", "id: b\na: 1");
    check_entry("b <= id: c", "[{ a: 1, b: 2}]", "[{ id: c, a: 1, b: 2}]");
    check_entry(
        "b <= id: c, d",
        "{\n  a: 1,\n  b: 2,\n}\n",
        "{\n  id: \"c, d\",\n  a: 1,\n  b: 2,\n}\n",
    );
    check_entry("a <= id: b", "? a\n: - ? c\n    : d\n", "id: b\n? a\n: - ? c\n    : d\n");
    check_entry("c <= id: b", "? a\n: - ? c\n    : d\n", "? a\n: - id: b\n    ? c\n    : d\n");
    check_entry(
        "c <= id: b",
        "a: {b: 1}\nx:\n  <<: {b: 1}\n  c: d",
        "a: {b: 1}\nx:\n  id: b\n  <<: {b: 1}\n  c: d",
    );
    check_entry("a <= id: b", "a: 1\nid: c", "the key `id` stands here already");
    check_entry("a <= id: b", "[a: 1]", "the new words cannot be typed in this place");
    check_entry("b <= id: c", "a: &x\n  b: 1\nd: *x", "`*x` uses the same words elsewhere");
}

#[test]
fn an_entry_is_removed_with_its_line() {
    check_removal("2", "a: 1\nb: 2\nc: 3\n", "a: 1\nc: 3\n");
    check_removal("2", "x:\r\n  a: 1\r\n  b: 2\r\n", "x:\r\n  a: 1\r\n");
    check_removal("2", "a: 1\nb: 2", "a: 1\n");
    check_removal("1", "- a: 1 \n  b: 2\n", "- b: 2\n");
    check_removal("1", "- a: 1\n  # of b\n  b: 2\n", "- # of b\n  b: 2\n");
    check_removal("2", "a: 1\nb: 2 # why\nc: 3\n", "a: 1\n # why\nc: 3\n");
    check_removal("2", "a: 1\n\"b\": '2'\nc: 3\n", "a: 1\nc: 3\n");
    check_removal("1", "{a: 1, b: 2}", "{b: 2}");
    check_removal("2", "{a: 1, b: 2}", "{a: 1}");
    check_removal("2", "{a: 1, b: 2, c: 3}", "{a: 1, c: 3}");
    check_removal("1", "{\n  a: 1,\n  b: 2,\n}\n", "{\n  b: 2,\n}\n");
    check_removal("2", "? a\n: 1\n? b\n: 2\n", "the new words cannot be typed in this place");
    check_removal("2", "a: [1, 2]", "there are no words of YAML at this place");
    check_removal("1", "x: {a: 1}", "x: {}");
    check_removal("1", "x: &x\n  a: 1\n  b: 2\ny: *x", "`*x` uses the same words elsewhere");
}

#[test]
fn edits_are_made_together() {
    let edit = |range, text: &str| Edit { range, text: text.to_owned() };
    let made =
        apply("one two", &[edit(4..7, "2"), edit(0..0, "a"), edit(0..0, "b"), edit(0..3, "")]);
    assert_eq!(made.expect("no overlap"), "ab 2");
    assert_eq!(apply("one", &[edit(3..3, "!"), edit(1..2, "")]).expect("no overlap"), "oe!");
    for edits in [[edit(0..3, ""), edit(2..4, "")], [edit(0..3, ""), edit(9..9, "")]] {
        assert!(apply("one two", &edits).is_err(), "{edits:?}");
    }
    assert!(apply("é", &[edit(1..2, "")]).is_err());
}

proptest! {
    #[test]
    fn any_text_is_edited_or_refused(
        text in "([a-b?é:,#|>&*!'\"{}\\[\\]-]|: |\n|\r\n|\n  |- |&a |\\*a|<<: | # ){0,16}",
        new in ".{0,9}",
        start in 0..20_usize,
        length in 0..5_usize,
    ) {
        let mut places: Vec<_> =
            typed::scalars(&text).iter().map(|s| s.words..s.range.end).collect();
        places.push(start..start + length);
        for place in places {
            for edit in [
                scalar(&text, place.clone(), &new),
                key(&text, place.clone(), &new),
                insert_before(&text, place.clone(), &new, "b"),
            ] {
                prop_assert!(edit.is_err() || apply(&text, &[edit.expect("an edit")]).is_ok());
            }
        }
    }
}
