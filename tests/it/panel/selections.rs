//! Words selected at random in examples of CommonMark become claims: the mark stands on the same words,
//! and every other byte of the file stays.

use super::{after, built};
use crate::support::{Chance, tree_over};
use crate::weaving::corpus;
use gainsay::desk::panel::{AskedWords, DeskRequest, RequestKind, plan};
use gainsay::resolve::{Anchor, Place};
use std::ops::Range;

const BASE: &[(&str, &str)] = &[
    ("gainsay.yaml", "title: Desk\nraw-html: true\nbase-url: https://desk.example/\n"),
    ("content/article.yaml", "title: A bridge\n"),
];
const CLAIMS: &str =
    "# By hand.\r\nclaims:\r\n    other: # why\r\n        says: Nothing.\r\n# The end";

/// A stretch of `text` that begins and ends where words do.
fn selection(text: &str, chance: &mut Chance) -> Option<Range<usize>> {
    let edges: Vec<usize> = text
        .char_indices()
        .map(|(i, _)| i)
        .chain([text.len()])
        .filter(|&i| {
            let (before, after) = (text[..i].chars().next_back(), text[i..].chars().next());
            // A row of dashes or dots is one sign.
            let inside = |is: fn(char) -> bool| before.is_some_and(is) && after.is_some_and(is);
            !inside(char::is_alphanumeric) && !inside(|c| c == '-') && !inside(|c| c == '.')
        })
        .collect();
    let from = chance.below(edges.len());
    let to = from + 1 + chance.below((edges.len() - from).min(12));
    let (start, end) = (*edges.get(from)?, *edges.get(to)?);
    let words = &text[start..end];
    let start = start + words.len() - words.trim_start().len();
    let words = words.trim();
    (words.contains(char::is_alphanumeric) && !words.contains('\0'))
        .then(|| start..start + words.len())
}

#[test]
fn words_selected_anywhere_become_claims() {
    let mut chance = Chance(7);
    let (mut made, mut refused) = (0, 0);
    let examples = [corpus::specification(), corpus::parsers_own()].concat();
    for markdown in examples.iter().step_by(4) {
        let files = [("content/01-text.md", markdown.as_str()), ("content/01-text.yaml", CLAIMS)];
        let tree = tree_over(BASE, &files);
        let before = built(&tree);
        let Some(article) = before.site().articles.first() else { continue };
        let Some(section) = article.sections.first() else { continue };
        let text = &section.document.text.text;
        for _ in 0..3 {
            let Some(range) = selection(text, &mut chance) else { continue };
            let around = |part: &str| part.rsplit('\0').next().unwrap_or("").to_owned();
            let request = DeskRequest {
                kind: RequestKind::Claim,
                id: Some("new".to_owned()),
                words: Some(AskedWords {
                    exact: text[range.clone()].to_owned(),
                    prefix: Some(around(&text[..range.start])),
                    suffix: text[range.end..].split('\0').next().map(str::to_owned),
                    section: Some(section.slug.clone()),
                }),
                ..DeskRequest::default()
            };
            let plan = match plan(&before, &tree, &request) {
                Ok(plan) => plan,
                Err(_) => {
                    refused += 1;
                    continue;
                }
            };
            let [(path, new)] = &plan.texts[..] else { panic!("{:?}", plan.texts) };
            let (first, last) = CLAIMS.split_at(CLAIMS.find("# The end").expect("the end"));
            assert!(path == files[1].0 && new.starts_with(first) && new.contains(last), "{new}");
            let now = built(&after(&tree, &plan));
            let claim =
                now.site().claims.iter().find(|claim| *claim.id == *"new").expect("the claim");
            let anchor = Anchor { place: Place::Section(0), range: range.clone(), image: None };
            assert_eq!(claim.anchors, [anchor], "{:?} in {markdown:?}: {new}", &text[range]);
            made += 1;
        }
    }
    assert!(made > 250 && refused * 20 < made, "{made} made, {refused} refused");
}
