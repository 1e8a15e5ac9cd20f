//! Files whose quotes are rewritten: everything else stays.

mod desk;

use desk::Desk;
use gainsay::source::Files;
use gainsay::yaml::edit::{self, Edit, EditRefusal};
use gainsay::yaml::{Node, Value, parse};
use std::collections::HashMap;
use std::ops::Range;

fn tree(text: &str) -> Node {
    let file = Files::default().add("x.yaml", text);
    parse(text, file, 0).unwrap_or_else(|e| panic!("{e:?} in\n{text}"))
}

/// The places of all quotes, with their words.
fn quotes(node: &Node, quoted: bool, out: &mut Vec<(Range<usize>, String)>) {
    match &node.value {
        Value::Text(words) if quoted => out.push((node.span.range(), words.clone())),
        Value::Null | Value::Text(_) => {}
        Value::List(items) => items.iter().for_each(|item| quotes(item, quoted, out)),
        Value::Map(entries) => entries.iter().for_each(|(key, value)| {
            quotes(value, key.name == "quote" || key.name == "exact", out);
        }),
    }
}

/// Asserts that `new` is `old` but for the words that were `changed` at places of `old`, and
/// collects the places in `new` where they stand now, with the words that were there.
fn compare(
    old: &Node,
    new: &Node,
    changed: &HashMap<Range<usize>, String>,
    back: &mut Vec<(Range<usize>, String)>,
) {
    match (&old.value, &new.value) {
        (Value::Text(was), Value::Text(now)) => match changed.get(&old.span.range()) {
            Some(words) => {
                assert_eq!(now.trim(), words.trim());
                back.push((new.span.range(), was.clone()));
            }
            None => assert_eq!(was, now),
        },
        (Value::List(old), Value::List(new)) => {
            assert_eq!(old.len(), new.len());
            old.iter().zip(new).for_each(|(old, new)| compare(old, new, changed, back));
        }
        (Value::Map(old), Value::Map(new)) => {
            assert_eq!(old.len(), new.len());
            for ((old_key, old), (new_key, new)) in old.iter().zip(new) {
                assert_eq!(old_key.name, new_key.name);
                compare(old, new, changed, back);
            }
        }
        (old, new) => assert_eq!(old, new),
    }
}

/// Asserts that between the places of `edits`, `old` and `new` are the same, and that no edit
/// reaches beyond the scalar that it was asked for.
fn untouched(old: &str, new: &str, edits: &[(Range<usize>, Edit)]) {
    let mut edits: Vec<_> = edits.iter().collect();
    edits.sort_by_key(|(_, edit)| edit.range.start);
    let (mut from, mut rest) = (0, new);
    for (place, Edit { range, text }) in edits {
        let before = &old[range.start..place.start];
        assert!(before.is_empty() || before.starts_with(['|', '>']), "{before:?}");
        let after = &old[place.end..range.end];
        assert!(after.trim().is_empty() && !after.contains('\n'), "{after:?}");
        rest = rest.strip_prefix(&old[from..range.start]).expect("the bytes before the scalar");
        rest = rest.strip_prefix(text.as_str()).expect("the new scalar");
        from = range.end;
    }
    assert_eq!(rest, &old[from..]);
}

/// The comments of a file, each by its number, in order.
fn comments(text: &str) -> Vec<&str> {
    let number = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    text.split("# ¤").skip(1).map(|s| &s[..number(s)]).filter(|s| !s.is_empty()).collect()
}

#[test]
fn rewriting_quotes_changes_their_bytes_alone() {
    let (mut made, mut refused, mut styles) = (0, 0, HashMap::<char, usize>::new());
    let mut files = 0;
    for seed in 0.. {
        if files == 1_000 {
            break;
        }
        let mut desk = Desk::file(seed);
        let (text, shared) = (std::mem::take(&mut desk.out), std::mem::take(&mut desk.quotes));
        let old = tree(&text);
        let mut all = Vec::new();
        quotes(&old, false, &mut all);
        all.dedup();
        assert!(!all.is_empty(), "{text}");

        let sure = desk.chance.below(all.len());
        let (mut changed, mut edits) = (HashMap::new(), Vec::new());
        for (i, (place, was)) in all.iter().enumerate() {
            if i != sure && desk.chance.below(2) == 0 || changed.contains_key(place) {
                continue;
            }
            let new = desk.new_words(was);
            let typed = &text[place.clone()];
            let number = was.rsplit_once('q').and_then(|(_, n)| n.trim().parse::<usize>().ok());
            let repeated = match typed.get(..2) {
                Some("*m") => true,
                Some("*s") => false,
                _ => shared[number.expect("a numbered quote")],
            };
            match edit::scalar(&text, place.clone(), &new) {
                Ok(edit) => {
                    assert!(!repeated, "{typed} is shared in\n{text}");
                    let style = text[edit.range.start..].chars().next().unwrap_or(' ');
                    // What any quotes and any block can hold comes to stand in the same.
                    let easy = !new.contains(['\u{2028}', '\u{feff}']) && !new.starts_with(' ');
                    if easy && !new.is_empty() && "'\"|>".contains(style) {
                        assert!(edit.text.starts_with(style), "{typed:?} to {:?}", edit.text);
                    }
                    *styles.entry(style).or_default() += 1;
                    edits.push((place.clone(), edit));
                    changed.insert(place.clone(), new);
                }
                Err(EditRefusal::Shared(_)) if repeated => refused += 1,
                Err(e) => panic!("{e}: {typed:?} to {new:?} in\n{text}"),
            }
        }
        made += edits.len();
        files += usize::from(!edits.is_empty());

        let only: Vec<Edit> = edits.iter().map(|(_, edit)| edit.clone()).collect();
        let after = edit::apply(&text, &only).expect("edits of different scalars");
        untouched(&text, &after, &edits);
        assert_eq!(comments(&text), comments(&after));
        let new = tree(&after);
        let mut back = Vec::new();
        compare(&old, &new, &changed, &mut back);
        assert_eq!(back.len(), edits.len());

        let reverse: Vec<Edit> = back
            .iter()
            .map(|(place, was)| {
                edit::scalar(&after, place.clone(), was.trim()).expect("a way back")
            })
            .collect();
        let again = edit::apply(&after, &reverse).expect("edits of different scalars");
        let back: HashMap<_, _> = back.into_iter().collect();
        compare(&new, &tree(&again), &back, &mut Vec::new());
        assert_eq!(comments(&text), comments(&again));
    }
    // Every style was there in numbers, and so were aliases, broken off and left alone.
    for style in ['t', '\'', '"', '|', '>', '*'] {
        assert!(styles.get(&style).is_some_and(|&n| n > 100), "{styles:?}");
    }
    assert!(made > 2_000 && refused > 300, "{made} made, {refused} refused");
}
