use super::*;
use crate::yaml::{Node, Value};
use proptest::prelude::*;

/// A value as YAML types it. Words stay words.
fn value(node: &Node) -> NewValue {
    match &node.value {
        Value::Null => NewValue::Word("null".to_owned()),
        Value::Text(text) => NewValue::Text(text.clone()),
        Value::List(items) => NewValue::List(items.iter().map(value).collect()),
        Value::Map(entries) => NewValue::Map(
            entries.iter().map(|(key, node)| (key.name.clone(), value(node))).collect(),
        ),
    }
}

fn steps(path: &str) -> Vec<TreeStep<'_>> {
    let step = |name| match str::parse(name) {
        Ok(at) => TreeStep::Item(at),
        Err(_) => TreeStep::Key(name),
    };
    path.split('.').map(step).collect()
}

/// Makes `change` to `input`: `PATH = VALUE`, `PATH += ITEM`, `PATH gone` or `PATH cut`.
fn made(change: &str, input: &str) -> Result<Edit, EditRefusal> {
    let parsed = |typed: &str| value(&tree::read(typed).expect("YAML"));
    if let Some(path) = change.strip_suffix(" gone") {
        return take(input, &steps(path));
    }
    if let Some(path) = change.strip_suffix(" cut") {
        return cut(input, &steps(path));
    }
    match change.split_once(" += ") {
        Some((path, item)) => append(input, &steps(path), &parsed(item)),
        None => {
            let (path, new) = change.split_once(" = ").expect("an equals sign");
            put(input, &steps(path), &parsed(new))
        }
    }
}

fn check(change: &str, input: &str, expect: &str) {
    let now = match made(change, input) {
        Ok(edit) => apply(input, &[edit]).expect("one edit"),
        Err(refusal) => refusal.to_string(),
    };
    assert_eq!(now, expect, "{change}");
}

#[test]
fn a_key_comes_last_in_its_map() {
    check("a.c = two", "a:\n  b: one\n\nd: e\n", "a:\n  b: one\n  c: two\n\nd: e\n");
    check("c = two", "a: b", "a: b\nc: two\n");
    check("a.c = two", "a:\n    b: one # why\n", "a:\n    b: one # why\n    c: two\n");
    check(
        "a.c = two",
        "a:\r\n  b: one\r\n  # of a\r\n# of d\r\nd: e\r\n",
        "a:\r\n  b: one\r\n  # of a\r\n  c: two\r\n# of d\r\nd: e\r\n",
    );
    check("0.c = two", "- a: 1\n  b: 2\n- d\n", "- a: 1\n  b: 2\n  c: two\n- d\n");
    check(
        "a.c = two",
        "a:\n  b: |+\n    t\n\n\nd: e\n",
        "a:\n  b: |+\n    t\n\n\n  c: two\nd: e\n",
    );
    check(
        "a.c = 'no: #'",
        "a:\n  b: >-\n    t\n\nd: e\n",
        "a:\n  b: >-\n    t\n  c: \"no: #\"\n\nd: e\n",
    );
    check("a.c = two", "a:\n  b:\nd: e\n", "a:\n  b:\n  c: two\nd: e\n");
}

#[test]
fn between_braces_a_key_stands_behind_a_comma() {
    check("a.c = two", "a: {b: one}\n", "a: {b: one, c: two}\n");
    check("a.c = 'x, y'", "a: { b: one, }\n", "a: { b: one, c: \"x, y\", }\n");
    check("a.c = {d: [e]}", "a: {b: [1]}\n", "a: {b: [1], c: {d: [e]}}\n");
    check("a.c = two", "a: {\n  b: one,\n}\n", "a: {\n  b: one,\n  c: two,\n}\n");
    check("a.c = two", "a: {\n  b: one, # why\n}\n", "a: {\n  b: one, # why\n  c: two,\n}\n");
    check("a.c = two", "a: {\n  b: one\n}\n", "a: {\n  b: one,\n  c: two\n}\n");
    check("a.b = two", "[{a: {}}]", "there are no words of YAML at this place");
    check("0.a.b = two", "[{a: {}}]", "[{a: {b: two}}]");
}

#[test]
fn maps_that_lack_are_made() {
    check("claims.vote.quote = the words", "", "claims:\n  vote:\n    quote: the words\n");
    check("a = {title: T}", "# Remarks\n", "# Remarks\na:\n  title: T\n");
    check("a = {title: T}", "# Remarks", "# Remarks\na:\n  title: T\n");
    check("a.b.c = d", "a:\n   x: {y: z}\n", "a:\n   x: {y: z}\n   b:\n      c: d\n");
    check("a.b.c = d", "a: # none\n# end\n", "a: # none\n  b:\n    c: d\n# end\n");
    check("a.b.c = d", "a: ~\n", "a:\n  b:\n    c: d\n");
    check("a.b.c = d", "a: {}\nx: y\n", "a:\n  b:\n    c: d\nx: y\n");
    check("a = {title: T}", "\u{feff}", "\u{feff}a:\n  title: T\n");
    check("b = {title: T}", "\u{feff}a: {title: S}", "\u{feff}a: {title: S}\nb:\n  title: T\n");
    check("a.b.c = d", "---\n", "---\na:\n  b:\n    c: d\n");
}

#[test]
fn records_are_set_apart_as_the_others_are() {
    check(
        "c = {title: T}",
        "a:\n  title: A\n\nb:\n  title: B\n\n# End\n",
        "a:\n  title: A\n\nb:\n  title: B\n\nc:\n  title: T\n\n# End\n",
    );
    check(
        "c = {title: T}",
        "a: {title: A}\nb: {title: B}",
        "a: {title: A}\nb: {title: B}\nc:\n  title: T\n",
    );
}

#[test]
fn values_are_replaced() {
    check("a.b = two", "a:\n  b: 'one' # why\n", "a:\n  b: 'two' # why\n");
    check("a.b = two", "a:\n  b:\n    - 1\n    - 2\nc: d\n", "a:\n  b: two\nc: d\n");
    check(
        "a.b = [x, z]",
        "a:\n  b:\n  - 1 # no\n  - 2 # why\nc: d\n",
        "a:\n  b:\n  - x # no\n  - z # why\nc: d\n",
    );
    check(
        "a.b = [{c: d}, {e: f}]",
        "a: # one\n  b: # two\n  - 1\nc: d\n",
        "a: # one\n  b: # two\n  - c: d\n  - e: f\nc: d\n",
    );
    check("a.b = [c]", "a:\n  b:\nd: e\n", "a:\n  b: [c]\nd: e\n");
    check("a.b = [{c: d}]", "a:\n  b: # why\nd: e\n", "a:\n  b: # why\n    - c: d\nd: e\n");
    check("a.b = [c]", "a: {b: {x: y}, d: e}\n", "a: {b: [c], d: e}\n");
    check("a.b = [c]", "a: {b, d: e}\n", "a: {b: [c], d: e}\n");
    check("a.0 = {x: z}", "a:\n  - b: c\n    d: e\n  - f\n", "a:\n  - x: z\n  - f\n");
    check("a.1 = two", "a: [one, one]\n", "a: [one, two]\n");
    check("a.0 = two", "a: one\n", "a: two\n");
}

#[test]
fn a_list_is_changed_item_by_item() {
    let input = "a:\n  - 'one' # first\n  # of two\n  - \"two\"\n  - {c: d} # third\ne: f\n";
    check("a = [one, zwei, {c: d}]", input, &input.replace("two\"\n", "zwei\"\n"));
    let four = input.replace("e: f", "  - four\ne: f");
    check("a = [one, two, {c: d}, four]", input, &four);
    check("a = [one, two, {c: d}]", &four, input);
    check("a = [one, {c: d}]", input, &input.replace("  - \"two\"\n", ""));
    check(
        "a = [one, two]",
        input,
        &input.replace("{c: d}", "").replace("  -  # third", "   # third"),
    );
    check("a = [x]", input, "a:\n  - 'x' # first\n  # of two\n   # third\ne: f\n");
    check("a = [one, two, {c: d}]", input, input);
    check("a = []", "a:\n  - b\nc: d\n", "a: []\nc: d\n");
    check("a = [é, ü]", "a: ['è' , 'ü', x]\n", "a: ['é' , 'ü']\n");
    check("a.0.b = [c, d]", "\u{feff}a:\r\n- b: [c]\r\n", "\u{feff}a:\r\n- b: [c, d]\r\n");
    check("a = [x, c]", "a: [&b b, c]\nd: *b\n", "`*b` uses the same words elsewhere");
    check("a = [b, x]", "a: [&b b, c]\nd: *b\n", "a: [&b b, x]\nd: *b\n");
}

#[test]
fn lines_of_a_text_stay_lines() {
    check("a = \"one\\n\\ntwo\"", "b: c\n", "b: c\na: |-\n  one\n\n  two\n");
    check("a = \"one\\r\\ntwo\"", "b: c\n", "b: c\na: \"one\\x0D\\ntwo\"\n");
    check(
        "a.b = \"one\\ntwo\"",
        "a:\n  b: |\n    x\n    y\n\nc: d\n",
        "a:\n  b: |\n    one\n    two\n\nc: d\n",
    );
    check("a = {b: \"c\\nd\"}", "a:\n  b: e # why\n", "a: {b: \"c\\nd\"} # why\n");
    check("a = \"b\\n\\nc\"", "a: >2\r\n  x\r\n", "a: >2\r\n  b\r\n\r\n\r\n  c\r\n");
    check(
        "a.b = \"one\\ntwo\"",
        "a:\n  b: >-\n    x\n    y\nc: d\n",
        "a:\n  b: >-\n    one\n\n    two\nc: d\n",
    );
}

#[test]
fn an_item_comes_last_in_its_list() {
    check("a += c", "a:\n  - b\n# end\n", "a:\n  - b\n  - c\n# end\n");
    check("a += c", "a:\n- b\nd: e\n", "a:\n- b\n- c\nd: e\n");
    check(
        "a += {s: t, u: v}",
        "a:\n  - s: w\n    u: x # why",
        "a:\n  - s: w\n    u: x # why\n  - s: t\n    u: v\n",
    );
    check("a += c", "a: [b]\n", "a: [b, c]\n");
    check("a += {s: t}", "a: [{s: u}]\n", "a: [{s: u}, {s: t}]\n");
    check("a += b", "a: []\n", "a: [b]\n");
    check("a += {b: c}", "a:\nd: e\n", "a:\n  - b: c\nd: e\n");
    check("a.l += {b: c}", "a:\n  d: e\nf:\n- g\n", "a:\n  d: e\n  l:\n  - b: c\nf:\n- g\n");
    check("a += c", "a:\n  - b\n\n  - d\n\ne: f\n", "a:\n  - b\n\n  - d\n\n  - c\n\ne: f\n");
}

#[test]
fn a_single_value_becomes_a_list() {
    check("a += c", "a: b # why\nd: e\n", "a:\n  - b # why\n  - c\nd: e\n");
    check("a += c", "a: b\n  c\nd: e\n", "a:\n  - b\n      c\n  - c\nd: e\n");
    check("a += c", "a: >-\n  b\n\n  c\nd: e\n", "a:\n  - >-\n      b\n\n      c\n  - c\nd: e\n");
    check(
        "a += {s: t}",
        "a:\n  # first\n  s: u\n  v:\n    - w\nd: e\n",
        "a:\n  # first\n  - s: u\n    v:\n      - w\n  - s: t\nd: e\n",
    );
    check("a += {s: t}", "a: {s: u}\n", "a:\n  - {s: u}\n  - s: t\n");
    check("a.b += c", "a: {b: d}\n", "a: {b: [d, c]}\n");
}

#[test]
fn values_are_taken_out_whole() {
    check("a.b gone", "a:\n  b:\n    - 1\n    - 2\n  c: d\n", "a:\n  c: d\n");
    check("a.b gone", "a:\n  b: >-\n    x\n\n    y\n\n  c: d\n", "a:\n\n  c: d\n");
    check("a.c gone", "a:\n  b: 1\n  c: {d: e} # why\nf: g\n", "a:\n  b: 1\n   # why\nf: g\n");
    check("a.b gone", "a:\n  b:\n  c: d\n", "a:\n  c: d\n");
    check("a.0.b gone", "a:\n  - b: 1\n    c: 2\n", "a:\n  - c: 2\n");
    check("a.1 gone", "a:\n  - b: 1\n    c: 2\n  - d\n  - e\n", "a:\n  - b: 1\n    c: 2\n  - e\n");
    check("a.0 gone", "a: [{b: c}, d]\n", "a: [d]\n");
    check("a.1 gone", "a: [{b: c}, d]\n", "a: [{b: c}]\n");
    check("a.b gone", "a: {b: {c: d}, e: f}\n", "a: {e: f}\n");
    check("a.0 gone", "a:\n  - b\nc: d\n", "a:\nc: d\n");
    check("a.x gone", "a: b\n", "there are no words of YAML at this place");
}

#[test]
fn what_is_cut_takes_its_comments_along() {
    check("a.c cut", "a:\n  b: 1\n  # of c\n  c: 2 # why\n  d: 3\n", "a:\n  b: 1\n  d: 3\n");
    check(
        "a.b cut",
        "a:\n  # of b\n  b:\n    x: y\n    # z: old\n  # of c\n  c: 2\n",
        "a:\n  # of c\n  c: 2\n",
    );
    check(
        "a.1 cut",
        "a:\n  - b: 1\n  # second\n  - c: 2\n    d: 3 # x\n    # e: 4\n  - f\n",
        "a:\n  - b: 1\n  - f\n",
    );
    // One that is apart, or about what stands around it, stays.
    check(
        "a.c cut",
        "a:\n  b: 1\n\n  # Apart.\n\n  c: 2\n# end\n",
        "a:\n  b: 1\n\n  # Apart.\n\n# end\n",
    );
    check("a.c cut", "a:\n  b: 1\n # of a\n  c: 2\n", "a:\n  b: 1\n # of a\n");
    // What the file begins with is about the file.
    check("a cut", "# Ours.\n# All.\na: 1\nb: 2\n", "# Ours.\n# All.\nb: 2\n");
    check("a cut", "# Ours.\n\n# of a\na: 1\nb: 2\n", "# Ours.\n\nb: 2\n");
    check("a.c cut", "a:\r\n  b: 1\r\n  # of c\r\n  c: 2\r\n", "a:\r\n  b: 1\r\n");
    check("\u{e9} cut", "\u{feff}b: 1\n# of it\n\u{e9}: 2\n", "\u{feff}b: 1\n");
}

#[test]
fn what_is_cut_leaves_one_blank_line() {
    let three = "a:\n  x: 1\n\nb:\n  x: 2\n\nc:\n  x: 3\n";
    check("a cut", three, "b:\n  x: 2\n\nc:\n  x: 3\n");
    check("b cut", three, "a:\n  x: 1\n\nc:\n  x: 3\n");
    check("c cut", three, "a:\n  x: 1\n\nb:\n  x: 2\n");
    check("a.b cut", "a:\n  b: >-\n    x\n\n    y\n\n  c: d\n", "a:\n  c: d\n");
    // Blank lines of a text are words of it.
    check("a.c cut", "a:\n  b: |+\n    x\n\n  c: d\n", "a:\n  b: |+\n    x\n\n");
}

#[test]
fn what_held_only_what_is_cut_goes_too() {
    check("a.b cut", "# Ours.\na: # all\n  b:\n    c: 1\n", "# Ours.\n");
    check("a.b.c cut", "a:\n  b:\n    c: 1\n", "a:\n");
    check("a.b.c cut", "a:\n  b:\n    c: 1\n  d: 2\n", "a:\n  d: 2\n");
    check("a.b.0 cut", "a:\n  b:\n    - c: 1\n  d: 2\n", "a:\n  d: 2\n");
    check("a.b.0 cut", "a:\n  b: {c: 1}\n  d: 2\n", "a:\n  d: 2\n");
    check("a.b cut", "a: {b: 1}", "");
    check("a.1 cut", "a: [b, {c: d}, e] # x\n", "a: [b, e] # x\n");
    check("a.b cut", "a: {b: {c: d}, e: f}\n", "a: {e: f}\n");
    check("a cut", "a: &x {b: c}\nd: *x\n", "`*x` uses the same words elsewhere");
    check("x cut", "a: b\n", "there are no words of YAML at this place");
}

#[test]
fn what_an_anchor_shares_is_refused() {
    let input = "a: &x\n  b: 1\nc: *x\nd:\n  e: &y [f]\ng: *y\nh: &z i\n";
    check("a.b = 2", input, "`*x` uses the same words elsewhere");
    check("a.k = 2", input, "`*x` uses the same words elsewhere");
    check("a gone", input, "`*x` uses the same words elsewhere");
    check("c.k = 2", input, "there are no words of YAML at this place");
    check("d = 2", input, "`*y` uses the same words elsewhere");
    check("d.e += j", input, "`*y` uses the same words elsewhere");
    check("c gone", input, &input.replace("c: *x\n", ""));
    check("h = j", input, &input.replace("&z i", "&z j"));
    check("k = l", input, &format!("{input}k: l\n"));
}

proptest! {
    #[test]
    fn any_text_is_changed_or_refused(
        text in "([ab01?é:,#|>&*!'\"{}\\[\\]-]|: |\n|\r\n|\r|\n  |- |\n- |&a |\\*a|<<: | # |a:\n|\u{feff}|--- ){0,18}",
        path in proptest::collection::vec("[ab01]|é", 1..4),
        new in "[^ab]{0,4}",
    ) {
        let path = path.join(".");
        let path = steps(&path);
        let text_value = NewValue::Text(new);
        let map = NewValue::Map(vec![("a".to_owned(), text_value.clone())]);
        for value in [&text_value, &map, &NewValue::List(vec![map.clone()])] {
            let gone = [take(&text, &path), cut(&text, &path)];
            for edit in [put(&text, &path, value), append(&text, &path, value)].into_iter().chain(gone) {
                prop_assert!(edit.is_err() || apply(&text, &[edit.expect("an edit")]).is_ok());
            }
        }
    }
}

#[test]
fn several_records_are_added_at_once_as_far_apart_as_those_that_are_there() {
    let record = |id: &str| {
        let title = ("title".to_owned(), NewValue::Text(format!("{id}: x")));
        (id.to_owned(), NewValue::Map(vec![title]))
    };
    let check = |input: &str, expect: &str| {
        let edit = add_all(input, &[record("y"), record("z")]).expect("an edit");
        assert_eq!(apply(input, &[edit]).expect("one edit"), expect);
    };
    let y = "y:\n  title: \"y: x\"\n";
    let z = "z:\n  title: \"z: x\"\n";
    check("", &format!("{y}\n{z}"));
    check("# All.\n", &format!("# All.\n{y}\n{z}"));
    check("a: {b: c}\n", &format!("a: {{b: c}}\n\n{y}\n{z}"));
    check("a: {b: c}", &format!("a: {{b: c}}\n\n{y}\n{z}"));
    check("a: b\nd: e\n", &format!("a: b\nd: e\n{y}{z}"));
    check("a: b\n\nd: |\n  e\n", &format!("a: b\n\nd: |\n  e\n\n{y}\n{z}"));
    check(
        "\u{feff}a: b\r\nd: e # x\r\n",
        &format!("\u{feff}a: b\r\nd: e # x\r\n{y}{z}").replace('\n', "\r\n").replace("\r\r", "\r"),
    );
    check("{a: b}\n", "{a: b, y: {title: \"y: x\"}, z: {title: \"z: x\"}}\n");
    check(
        "  a: b\n",
        &format!("  a: b\n  {}  {}", y.replace("\n  ", "\n    "), z.replace("\n  ", "\n    ")),
    );
    for input in ["- a\n", "a: [\n", "y: b\n"] {
        assert!(add_all(input, &[record("y"), record("z")]).is_err(), "{input}");
    }
}

#[test]
fn several_records_are_added_below_a_key_as_those_there_are_typed() {
    let record = |id: &str| {
        let quote = ("quote".to_owned(), NewValue::Text(format!("{id}\nx")));
        (id.to_owned(), NewValue::Map(vec![quote]))
    };
    let check = |input: &str, expect: &str| {
        let edit = add_all_below(input, "claims", &[record("y"), record("z")]).expect("an edit");
        assert_eq!(apply(input, &[edit]).expect("one edit"), expect, "{input}");
    };
    let lines = |id: &str| format!("  {id}:\n    quote: |-\n      {id}\n      x\n");
    let (y, z) = (lines("y"), lines("z"));
    check("", &format!("claims:\n{y}{z}"));
    check("a: b", &format!("a: b\nclaims:\n{y}{z}"));
    check("claims:\n", &format!("claims:\n{y}{z}"));
    check("claims:\n  a: {quote: b}\n", &format!("claims:\n  a: {{quote: b}}\n{y}{z}"));
    check("claims:\n  a: {quote: b}", &format!("claims:\n  a: {{quote: b}}\n{y}{z}"));
    check(
        "claims:\n  a: b\n\n  d: e\nf: g\n",
        &format!("claims:\n  a: b\n\n  d: e\n\n{y}\n{z}f: g\n"),
    );
    check(
        "\u{feff}claims:\r\n    a:\r\n        quote: b\r\n",
        "\u{feff}claims:\r\n    a:\r\n        quote: b\r\n    y:\r\n        quote: |-\r\n            y\r\n            x\r\n    z:\r\n        quote: |-\r\n            z\r\n            x\r\n",
    );
    check(
        "claims: {a: {quote: b}}\n",
        "claims: {a: {quote: b}, y: {quote: \"y\\nx\"}, z: {quote: \"z\\nx\"}}\n",
    );
    for input in ["claims: x\n", "claims: [\n", "claims:\n  y: b\n", "- a\n"] {
        assert!(add_all_below(input, "claims", &[record("y"), record("z")]).is_err(), "{input}");
    }
}
