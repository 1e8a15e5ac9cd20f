//! Highlights code: tokens get classes, so that one style sheet serves light and dark mode.
//!
//! In go nodes; out come nodes in which each code block in a known language is split into tokens. A
//! token is an inline element like any other, so marks cross code as they cross emphasis. The
//! thousands of scopes of the grammars are reduced to the ten classes of `static/site.css`.

use super::nodes::{MarkdownNode, NodeKind, language};
use pulldown_cmark::{CowStr, Event, TagEnd};
use std::sync::LazyLock;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

/// The grammars, unpacked at first use: most sections have no code, and unpacking takes longer than
/// building a small site. This is constant data, not state of a run.
static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// Prefixes of scopes with their class; the first match wins.
pub const CLASSES: &[(&str, &str)] = &[
    ("comment", "comment"),
    ("string", "string"),
    ("constant.character.escape", "constant"),
    ("constant.numeric", "number"),
    ("constant", "constant"),
    ("keyword.operator", "operator"),
    ("keyword", "keyword"),
    ("storage", "keyword"),
    ("entity.name.function", "function"),
    ("support.function", "function"),
    ("variable.function", "function"),
    ("entity.name.tag", "keyword"),
    ("entity.other.attribute-name", "attribute"),
    ("entity.name", "type"),
    ("support.type", "type"),
    ("support.class", "type"),
    ("markup.heading", "keyword"),
    ("markup.inserted", "string"),
    ("markup.deleted", "keyword"),
];

/// Splits code into tokens.
pub fn rewrite(nodes: Vec<MarkdownNode>) -> Vec<MarkdownNode> {
    if !nodes.iter().any(|n| language(&n.event).is_some()) {
        return nodes;
    }
    let classes: Vec<(Scope, &'static str)> = CLASSES
        .iter()
        .filter_map(|(scope, class)| Scope::new(scope).ok().map(|s| (s, *class)))
        .collect();
    let mut kept = Vec::with_capacity(nodes.len() * 2);
    let mut grammar: Option<&SyntaxReference> = None;
    let mut code: Option<(String, std::ops::Range<usize>)> = None;
    for node in nodes {
        if let Some(name) = language(&node.event) {
            grammar = GRAMMARS.find_syntax_by_token(name);
            if grammar.is_some() {
                code = Some((String::new(), node.range.clone()));
            }
            kept.push(node);
            continue;
        }
        match (&node.event, &mut code) {
            (Event::Text(text), Some((all, range))) => {
                if all.is_empty() {
                    *range = node.range.clone();
                }
                all.push_str(text);
                range.end = node.range.end;
                continue;
            }
            (Event::End(TagEnd::CodeBlock), Some(_)) => {
                if let (Some((text, range)), Some(grammar)) = (code.take(), grammar.take()) {
                    add_tokens(&text, range, grammar, &classes, &mut kept);
                }
            }
            _ => {}
        }
        kept.push(node);
    }
    kept
}

fn add_tokens(
    text: &str,
    range: std::ops::Range<usize>,
    grammar: &SyntaxReference,
    classes: &[(Scope, &'static str)],
    out: &mut Vec<MarkdownNode>,
) {
    // If the text is the source verbatim, each token has its own place.
    let exact = range.len() == text.len();
    let place = |at: std::ops::Range<usize>| {
        if exact { range.start + at.start..range.start + at.end } else { range.clone() }
    };
    for (at, class) in classified(text, grammar, classes) {
        let words = CowStr::from(text[at.clone()].to_owned());
        let word = MarkdownNode {
            event: Event::Text(words),
            kind: NodeKind::Text,
            range: place(at.clone()),
        };
        let Some(class) = class else {
            out.push(word);
            continue;
        };
        let tag = |html: String, kind| MarkdownNode {
            event: Event::InlineHtml(html.into()),
            kind,
            range: place(at.start..at.start),
        };
        out.push(tag(format!("<span class=\"hl-{class}\">"), NodeKind::OpenInline));
        out.push(word);
        out.push(tag("</span>".into(), NodeKind::CloseInline));
    }
}

type Classified = (std::ops::Range<usize>, Option<&'static str>);

/// The stretches of `text` with their classes, with neighbours of one class merged.
fn classified(
    text: &str,
    grammar: &SyntaxReference,
    classes: &[(Scope, &'static str)],
) -> Vec<Classified> {
    let mut spans: Vec<Classified> = Vec::new();
    let mut add = |at: std::ops::Range<usize>, class| match spans.last_mut() {
        _ if at.is_empty() => {}
        Some((last, c)) if *c == class => last.end = at.end,
        _ => spans.push((at, class)),
    };
    let mut state = ParseState::new(grammar);
    let mut stack = ScopeStack::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mut at = start;
        // If a grammar fails on a line, the line stays in one colour.
        for (offset, operation) in state.parse_line(line, &GRAMMARS).unwrap_or_default() {
            add(at..start + offset, class_of(&stack, classes));
            at = start + offset;
            if stack.apply(&operation).is_err() {
                stack = ScopeStack::new();
            }
        }
        start += line.len();
        add(at..start, class_of(&stack, classes));
    }
    spans
}

fn class_of(stack: &ScopeStack, classes: &[(Scope, &'static str)]) -> Option<&'static str> {
    stack.as_slice().iter().rev().find_map(|scope| {
        classes.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, class)| *class)
    })
}
