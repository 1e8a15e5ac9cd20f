//! Words full of signs that mean something in Markdown: an import writes them so that they read as they did.

use gainsay::import::manuscript::{self, DraftKind, ImportChoices, ImportTarget};
use gainsay::load::{Content, Tree};
use gainsay::pipeline::Options;
use proptest::prelude::*;

/// Pieces of words that mean something to Markdown at some place, or before some other piece.
const PIECES: [&str; 40] = [
    "a", "b ", " c", "<", ">", "&", "!", "[", "]", "(", ")", "*", "_", "~", "`", "^", "@", "#",
    "# ", "- ", "+ ", "1. ", "2)", ":", "::", "{", "}", "{.x}", "|", "\\", "==", "---", "+++",
    "%%", "td>", "amp;", "^1]", "/a", "!--", "title: x",
];

/// What may stand around a piece.
const ELEMENTS: [(&str, &str); 10] = [
    ("", ""),
    ("", ""),
    ("<b>", "</b>"),
    ("<i>", "</i>"),
    ("<s>", "</s>"),
    ("<code>", "</code>"),
    ("<a href='https://a.example/x'>", "</a>"),
    ("<a href='#here'>", "</a>"),
    ("<sup>", "</sup>"),
    ("<img src='missing.png'>", "<br>"),
];

/// Words of a block, each piece in an element.
fn words() -> impl Strategy<Value = String> {
    let piece = (prop::sample::select(&PIECES[..]), prop::sample::select(&ELEMENTS[..]));
    let piece = piece.prop_map(|(text, (opens, closes))| {
        format!("{opens}{}{closes}", text.replace('&', "&amp;").replace('<', "&lt;"))
    });
    prop::collection::vec(piece, 1..7).prop_map(|pieces| pieces.concat())
}

/// A page of a few blocks.
fn page() -> impl Strategy<Value = String> {
    let block = (0..9_usize, words(), words()).prop_map(|(kind, one, other)| match kind {
        0 => format!("<h2>x{one}</h2>"),
        1 => format!("<ul><li>{one}<li>{other}</ul>"),
        2 => format!("<ol><li>{one}<ol><li>{other}</ol></ol>"),
        8 => format!("<ul><li>{one}<ol><li><li>{other}</ol></ul>"),
        3 => format!("<table><tr><td>{one}<td>{other}<tr><td>{other}<td>{one}</table>"),
        4 => format!("<blockquote><p>{one}</p><p>{other}</p></blockquote>"),
        5 => format!("<pre>{one}\n{other}</pre>"),
        _ => format!("<p>{one}</p><p>{other}</p>"),
    });
    prop::collection::vec(block, 1..4).prop_map(|blocks| blocks.concat())
}

/// Asks for the import of a page, which refuses what would not say the same.
fn check(page: &str) -> Result<(), String> {
    let manuscript = manuscript::read(DraftKind::Html, page.as_bytes(), false, None);
    let manuscript = manuscript.map_err(|fault| fault.text)?;
    let config = ("gainsay.yaml".to_owned(), Content::from("title: Notes\n"));
    let tree = Tree { files: [config].into(), ..Tree::default() };
    let options = Options::default();
    let target = ImportTarget {
        tree: &tree,
        article: None,
        choices: ImportChoices::default(),
        name: "draft",
        options: &options,
    };
    manuscript::plan(manuscript, &target).map(drop).map_err(|refusal| refusal.reason)
}

#[test]
fn signs_at_the_edge_of_what_is_left_out_read_as_signs() {
    for page in [
        "<p>x &lt;<img src='a.png'>td>y</p>",
        "<p>x !<a href='https://a.example/'>y</a> z</p>",
        "<p>x &lt;<a href='#m'>td>y</a></p>",
        "<pre>#\ntitle: x</pre>",
        "<h2>One</h2><h3>Two</h3><p>draft: true</p><p>x</p>",
        "<ol><li><pre>---\ntitle: x\ndraft: true\n---</pre></ol>",
        "<ul><li>x<ol><li>\u{1}<li>y</ol></ul>",
        "<h2>One</h2><p>x</p><hr><p>title: x</p><hr><p>y</p>",
    ] {
        assert_eq!(check(page), Ok(()), "{page}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn pages_full_of_signs_become_articles_that_say_the_same(page in page()) {
        prop_assert_eq!(check(&page), Ok(()), "{}", page);
    }
}
