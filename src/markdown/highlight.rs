//! Highlights code: tokens get classes, so that one style sheet serves light and dark mode.
//!
//! In go nodes; out come nodes in which each code block in a known language is split into tokens. A
//! token is an inline element like any other, so marks cross code as they cross emphasis. The
//! thousands of scopes of the grammars are reduced to the ten classes of `static/site.css`.

use super::nodes::{MarkdownNode, NodeKind, language};
use pulldown_cmark::{CowStr, Event, TagEnd};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

/// The grammars, unpacked at first use: most sections have no code, and unpacking takes longer than
/// building a small site. This is constant data, not state of a run.
static GRAMMARS: LazyLock<Grammars> = LazyLock::new(|| {
    let first = |class: &str| CLASSES.iter().position(|(_, c)| *c == class);
    let class =
        |(scope, class): &(&str, &str)| Some((Scope::new(scope).ok()?, first(class)? as u8));
    Grammars {
        set: two_face::syntax::extra_newlines(),
        classes: CLASSES.iter().filter_map(class).collect(),
    }
});

struct Grammars {
    set: SyntaxSet,
    /// Prefixes of scopes, each with the class that it gives.
    classes: Vec<(Scope, u8)>,
}

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

/// A stretch of code: its length in bytes, and its class by its index in [`CLASSES`].
pub type CodeToken = (u32, Option<u8>);

/// What the tokens of a block depend on, besides the program: a hash of its language and its text.
pub type CodeKey = [u8; 16];

/// The tokens of a block, shared by all that keep them.
pub type BlockTokens = Arc<[CodeToken]>;

/// The tokens of blocks of code. Finding them out compiles hundreds of expressions of a grammar, which
/// takes longer than anything else on a small site, so a later run may be told what an earlier one
/// found. They give colours and nothing else: the words of a page are those of its section, whatever
/// is in here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeTokens(pub BTreeMap<CodeKey, BlockTokens>);

impl CodeTokens {
    /// The tokens of `text`, if they are known and fit it.
    fn of(&self, key: &CodeKey, text: &str) -> Option<BlockTokens> {
        let tokens = self.0.get(key)?;
        let mut end = 0;
        let fits = tokens.iter().all(|(length, class)| {
            end += *length as usize;
            text.is_char_boundary(end)
                && class.is_none_or(|class| usize::from(class) < CLASSES.len())
        });
        (fits && end == text.len()).then(|| Arc::clone(tokens))
    }
}

fn key_of(language: &str, text: &str) -> CodeKey {
    let hash = Sha256::digest(format!("{} {language} {text}", language.len()));
    let mut key = CodeKey::default();
    key.copy_from_slice(&hash[..16]);
    key
}

/// Splits code into tokens: those that are `known`, and others by the grammar of their language. Returns
/// those of all blocks too.
pub fn rewrite(
    nodes: Vec<MarkdownNode>,
    known: &CodeTokens,
) -> (Vec<MarkdownNode>, Vec<(CodeKey, BlockTokens)>) {
    let mut found = Vec::new();
    if !nodes.iter().any(|n| language(&n.event).is_some()) {
        return (nodes, found);
    }
    let mut kept = Vec::with_capacity(nodes.len() * 2);
    // The language of the block that is open, and its text.
    let mut block: Option<(String, Vec<MarkdownNode>)> = None;
    for node in nodes {
        if let Some(name) = language(&node.event) {
            block = Some((name.to_owned(), Vec::new()));
        }
        match (&node.event, &mut block) {
            (Event::Text(_), Some((_, texts))) => {
                texts.push(node);
                continue;
            }
            (Event::End(TagEnd::CodeBlock), Some(_)) => {
                if let Some((language, texts)) = block.take() {
                    found.extend(add_block(&language, texts, known, &mut kept));
                }
            }
            _ => {}
        }
        kept.push(node);
    }
    (kept, found)
}

/// Adds the text of a block to `out`, split into tokens if its language is known.
fn add_block(
    language: &str,
    texts: Vec<MarkdownNode>,
    known: &CodeTokens,
    out: &mut Vec<MarkdownNode>,
) -> Option<(CodeKey, BlockTokens)> {
    let (first, last) = (texts.first()?, texts.last()?);
    let range = first.range.start..last.range.end;
    let words = texts.iter().map(|node| match &node.event {
        Event::Text(text) => &**text,
        _ => "",
    });
    let text: String = words.collect();
    let key = key_of(language, &text);
    let tokens = known.of(&key, &text).or_else(|| {
        let grammar = GRAMMARS.set.find_syntax_by_token(language)?;
        Some(classified(&text, grammar).into())
    });
    match &tokens {
        Some(tokens) => add_tokens(&text, range, tokens, out),
        None => out.extend(texts),
    }
    tokens.map(|tokens| (key, tokens))
}

fn add_tokens(
    text: &str,
    range: std::ops::Range<usize>,
    tokens: &[CodeToken],
    out: &mut Vec<MarkdownNode>,
) {
    // If the text is the source verbatim, each token has its own place.
    let exact = range.len() == text.len();
    let place = |at: std::ops::Range<usize>| {
        if exact { range.start + at.start..range.start + at.end } else { range.clone() }
    };
    let mut start = 0;
    for (length, class) in tokens {
        let at = start..start + *length as usize;
        start = at.end;
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
        let class = CLASSES[usize::from(*class)].1;
        out.push(tag(format!("<span class=\"hl-{class}\">"), NodeKind::OpenInline));
        out.push(word);
        out.push(tag("</span>".into(), NodeKind::CloseInline));
    }
}

/// The stretches of `text`, with neighbours of one class merged.
fn classified(text: &str, grammar: &SyntaxReference) -> Vec<CodeToken> {
    let mut tokens: Vec<CodeToken> = Vec::new();
    let mut add = |length: usize, class: Option<u8>| match tokens.last_mut() {
        _ if length == 0 => {}
        // Files of sections are far below 4 GiB.
        Some((last, c)) if *c == class => *last += length as u32,
        _ => tokens.push((length as u32, class)),
    };
    let mut state = ParseState::new(grammar);
    let mut stack = ScopeStack::new();
    for line in text.split_inclusive('\n') {
        let mut at = 0;
        // If a grammar fails on a line, the line stays in one colour.
        for (offset, operation) in state.parse_line(line, &GRAMMARS.set).unwrap_or_default() {
            add(offset.saturating_sub(at), class_of(&stack));
            at = offset;
            if stack.apply(&operation).is_err() {
                stack = ScopeStack::new();
            }
        }
        add(line.len() - at, class_of(&stack));
    }
    tokens
}

/// The class of a stretch: the first entry of [`CLASSES`] with its name.
fn class_of(stack: &ScopeStack) -> Option<u8> {
    stack.as_slice().iter().rev().find_map(|scope| {
        GRAMMARS.classes.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, at)| *at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{MarkdownOptions, parse_with};
    use crate::source::Files;

    const CODE: &str =
        "```rust\nfn ä() {} // é\n```\n\n~~~json\n{\"a\": 1}\n~~~\n\n```none\nx\n```\n";

    fn read(known: &CodeTokens) -> (String, CodeTokens) {
        let mut files = Files::default();
        let file = files.add("a.md", CODE);
        let options = MarkdownOptions { raw_html: false, rewrite: true, section: true };
        let (document, _) = parse_with(CODE, file, 0, "a", options, known);
        let code = CodeTokens(document.code.into_iter().collect());
        (format!("{:?} {}", document.nodes, document.text.text), code)
    }

    #[test]
    fn known_tokens_give_the_same_nodes() {
        let (nodes, code) = read(&CodeTokens::default());
        assert_eq!(code.0.len(), 2);
        assert!(nodes.contains("hl-keyword"), "{nodes}");
        assert_eq!(read(&code), (nodes, code));
    }

    #[test]
    fn tokens_that_do_not_fit_are_found_out_again_and_others_only_colour() {
        let (nodes, code) = read(&CodeTokens::default());
        let told = |tokens: &[CodeToken]| {
            read(&CodeTokens(code.0.keys().map(|key| (*key, tokens.into())).collect()))
        };
        let unfit: [&[CodeToken]; 6] = [
            &[],
            &[(4, None), (16, None)],
            &[(1, Some(200)), (15, None)],
            &[(u32::MAX, None)],
            &[(3, None)],
            &[(99, Some(1))],
        ];
        for tokens in unfit {
            assert_eq!(told(tokens), (nodes.clone(), code.clone()), "{tokens:?}");
        }
        let length = "fn ä() {} // é\n".len() as u32;
        let coloured = told(&[(length, Some(0))]).0;
        assert!(coloured.contains("hl-comment") && !coloured.contains("hl-keyword"), "{coloured}");
        let words = |nodes: &str| nodes.rsplit("] ").next().map(str::to_owned);
        assert_eq!(words(&coloured), words(&nodes));
    }
}
