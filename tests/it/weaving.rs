//! Invariant 3: with its marks taken out, a section's HTML is what it would be without claims,
//! and, without the project's own rewrites, what pulldown-cmark gives.
//!
//! Shown on the examples of [`corpus`], alone and joined at random, with spans drawn at random;
//! what is looked at is in [`witness`], and that this would see a fault is shown in [`spoiled`].

pub mod corpus;
mod spoiled;
mod witness;

use crate::support::Chance;
use gainsay::diagnostic::Code;
use gainsay::draw::weave::{Thread, weave};
use gainsay::markdown::{Document, MarkdownOptions, Patches, parse};
use gainsay::source::Files;
use rayon::prelude::*;
use std::ops::Range;
use text_anchor::BARRIER;
use witness::{Bare, threads};

/// Sets of spans for each example, with raw HTML and without.
const SETS: usize = 200;

/// Examples that are joined at random.
const JOINED: usize = 100_000;

fn options(raw_html: bool, rewrite: bool) -> MarkdownOptions {
    MarkdownOptions { raw_html, rewrite, section: true }
}

/// True where a reference leads to no footnote: its brackets are no words of the text, and since that is
/// an error no page shows them.
fn lacks_footnote(markdown: &str, options: MarkdownOptions) -> bool {
    let file = Files::default().add("x.md", markdown);
    let (_, faults) = parse(markdown, file, 0, "x", options);
    faults.iter().any(|fault| fault.code == Code::FootnoteMissing)
}

/// The Markdown as a section, and whether a site may publish it: raw HTML has to nest, and to hold
/// nothing that is not on the list.
fn section(markdown: &str, options: MarkdownOptions) -> (Document, bool) {
    let file = Files::default().add("x.md", markdown);
    let (document, faults) = parse(markdown, file, 0, "x", options);
    // Where raw HTML is not allowed, it is left out, and the rest is looked at.
    let refused =
        |code| code == Code::HtmlUnbalanced || (options.raw_html && code == Code::HtmlForbidden);
    (document, faults.iter().all(|fault| !refused(fault.code)))
}

fn document(markdown: &str, options: MarkdownOptions) -> Document {
    section(markdown, options).0
}

/// One to six spans that begin and end at letters, and may overlap, nest and share a start; none
/// where there is nothing to quote.
fn spans(text: &str, chance: &mut Chance) -> Vec<Range<usize>> {
    let starts: Vec<usize> = text
        .char_indices()
        .filter(|(_, c)| !c.is_whitespace() && *c != BARRIER)
        .map(|(i, _)| i)
        .collect();
    if starts.is_empty() {
        return Vec::new();
    }
    let count = 1 + chance.below(6);
    let mut spans = Vec::new();
    while spans.len() < count {
        let from = chance.below(starts.len());
        let longest = if chance.below(3) == 0 { starts.len() } else { 12 };
        let length = 1 + chance.below(longest);
        let start = starts[from];
        let last = starts[(from + length - 1).min(starts.len() - 1)];
        let end = last + text[last..].chars().next().map_or(0, char::len_utf8);
        // No quote runs from the text into a footnote; of one that would, the first part is taken.
        let within = text[start..end].find(BARRIER).map_or(end, |i| start + i);
        spans.push(start..start + text[start..within].trim_end().len());
    }
    spans
}

/// Checks `sets` sets of spans on `markdown`, and says on how many claims that was.
///
/// # Errors
/// The first set that is woven wrongly, with all that is needed to see why.
fn check(
    markdown: &str,
    options: MarkdownOptions,
    sets: usize,
    chance: &mut Chance,
) -> Result<usize, String> {
    if lacks_footnote(markdown, options) {
        return Ok(0);
    }
    let (document, published) = section(markdown, options);
    let (nodes, patches, text) = (&document.nodes, Patches::new(), &document.text);
    let html = weave(nodes, &patches, text, &[]).html;
    let bare = Bare::new(html, &text.text, !options.raw_html, published);
    let mut claims = 0;
    for _ in 0..sets {
        let spans = spans(&text.text, chance);
        if spans.is_empty() {
            break;
        }
        claims += spans.len();
        let threads = threads(&spans);
        let woven = weave(nodes, &patches, text, &threads);
        let faults = bare.faults(&woven, &threads);
        if !faults.is_empty() {
            let html = woven.html;
            return Err(format!("{faults:?} {options:?}\n{markdown}\n{spans:?}\n{html}"));
        }
    }
    Ok(claims)
}

/// Runs `checks`, and shows the first few of those that fail and how many there are.
fn all(count: usize, check: impl Fn(usize) -> Result<usize, String> + Sync + Send) {
    let results: Vec<_> = (0..count).into_par_iter().map(check).collect();
    let faults: Vec<&String> = results.iter().filter_map(|r| r.as_ref().err()).collect();
    for fault in faults.iter().take(5) {
        eprintln!("{fault}\n");
    }
    assert!(faults.is_empty(), "{} of {count} are woven wrongly", faults.len());
    println!("{} claims in {count} cases", results.iter().flatten().sum::<usize>());
}

/// Every example there is.
fn examples() -> Vec<String> {
    let ours = corpus::OURS.iter().map(|e| (*e).to_owned());
    corpus::specification().into_iter().chain(corpus::parsers_own()).chain(ours).collect()
}

/// A number that `name` in the environment sets, or `usual`.
fn number(name: &str, usual: usize) -> usize {
    std::env::var(name).map_or(usual, |n| n.parse().expect("a number"))
}

#[test]
fn invariant_3_marks_change_nothing_else() {
    let (examples, sets) = (examples(), number("GAINSAY_SETS", SETS));
    // The project's own rewrites are left off in fewer of them, as no site leaves them off.
    let ways = [(false, true, sets), (true, true, sets), (true, false, sets / 10)];
    all(examples.len() * ways.len(), |i| {
        let (raw_html, rewrite, sets) = ways[i % ways.len()];
        let example = &examples[i / ways.len()];
        check(example, options(raw_html, rewrite), sets, &mut Chance(i as u64))
    });
}

#[test]
fn invariant_3_marks_change_nothing_else_in_examples_joined_at_random() {
    let examples = examples();
    all(number("GAINSAY_JOINED", JOINED), |i| {
        let mut chance = Chance(1_000_000 + i as u64);
        let mut markdown = String::new();
        for _ in 0..2 + chance.below(3) {
            markdown.push_str(&examples[chance.below(examples.len())]);
            markdown.push_str(["\n", "", "\n\n"][chance.below(3)]);
        }
        check(&markdown, options(i % 2 == 0, true), 1, &mut chance)
    });
}

#[test]
fn invariant_3_without_rewrites_it_is_pulldown_cmark() {
    let extensions = pulldown_cmark::Options::ENABLE_TABLES
        | pulldown_cmark::Options::ENABLE_FOOTNOTES
        | pulldown_cmark::Options::ENABLE_STRIKETHROUGH
        | pulldown_cmark::Options::ENABLE_TASKLISTS
        | pulldown_cmark::Options::ENABLE_GFM;
    for example in examples() {
        let document = document(&example, options(true, false));
        let woven = weave(&document.nodes, &Patches::new(), &document.text, &[]);
        let mut expected = String::new();
        let parser = pulldown_cmark::Parser::new_ext(&example, extensions);
        pulldown_cmark::html::push_html(&mut expected, parser);
        assert_eq!(woven.html, expected);
    }
}

#[test]
fn markdown_where_browsers_know_no_markup_is_not_published() {
    for (markdown, published) in [
        ("a <textarea>*b*</textarea> c\n", false),
        ("<del>\n\na\n\n</del>\n<textarea>\n\nb\n\n</textarea>\n", false),
        ("<div>\n<title>a</title>\n</div>\n\nb\n", false),
        ("a <del>*b*</del> c\n", true),
    ] {
        assert_eq!(section(markdown, options(true, true)).1, published, "{markdown}");
    }
}

/// Weaves one span, given as words, into Markdown.
fn check_one(markdown: &str, words: &[&str], expect: &str) {
    let document = document(markdown, options(true, true));
    let haystack = text_anchor::Haystack::new(&document.text.text);
    let mut threads = Vec::new();
    for words in words {
        let quote = text_anchor::Quote { exact: words, prefix: None, suffix: None };
        let places = haystack.find(quote);
        assert_eq!(places.len(), 1, "{words} in {:?}", document.text.text);
        threads.push(Thread {
            range: places[0].clone(),
            node: None,
            first: format!("<mark {}>", threads.len() + 1),
            more: format!("<mark +{}>", threads.len() + 1),
            marker: format!("({})", threads.len() + 1),
        });
    }
    assert_eq!(
        weave(&document.nodes, &Patches::new(), &document.text, &threads).html.trim(),
        expect
    );
}

#[test]
fn a_mark_stands_outside_an_element_that_it_covers_whole() {
    check_one(
        "one *two* three",
        &["one two three"],
        "<p><mark 1>one <em>two</em> three</mark>(1)</p>",
    );
    check_one("one *two* three", &["two"], "<p>one <mark 1><em>two</em></mark>(1) three</p>");
}

#[test]
fn a_mark_is_cut_where_an_element_is_covered_in_part() {
    check_one(
        "one *two three* four",
        &["one two"],
        "<p><mark 1>one </mark><em><mark +1>two</mark>(1) three</em> four</p>",
    );
    check_one(
        "a `b c` d",
        &["c d"],
        "<p>a <code>b <mark 1>c</mark></code><mark +1> d</mark>(1)</p>",
    );
}

#[test]
fn a_marker_waits_for_the_end_of_a_link() {
    check_one(
        "see [one two](x.html) three",
        &["one"],
        "<p>see <a href=\"x.html\"><mark 1>one</mark> two</a>(1) three</p>",
    );
    check_one(
        "see <a href=\"x\">one two</a> three",
        &["one"],
        "<p>see <a href=\"x\"><mark 1>one</mark> two</a>(1) three</p>",
    );
}

#[test]
fn marks_overlap_nest_and_share_a_start() {
    check_one(
        "one two three",
        &["one two", "two three"],
        "<p><mark 1>one <mark 2>two</mark></mark>(1)<mark +2> three</mark>(2)</p>",
    );
    check_one(
        "one two three",
        &["one two three", "one two"],
        "<p><mark 1><mark 2>one two</mark>(2) three</mark>(1)</p>",
    );
}

#[test]
fn marks_close_at_the_edges_of_blocks() {
    check_one(
        "one two\n\n- three\n- four\n",
        &["two three"],
        "<p>one <mark 1>two</mark></p>\n<ul>\n<li><mark +1>three</mark>(1)</li>\n<li>four</li>\n</ul>",
    );
    check_one(
        "|a b|c|\n|-|-|\n",
        &["b c"],
        "<table><thead><tr><th>a <mark 1>b</mark></th><th><mark +1>c</mark>(1)</th></tr></thead><tbody>\n</tbody></table>",
    );
}

#[test]
fn words_in_a_block_of_raw_html_are_marked_where_they_stand() {
    check_one(
        "<figure>\n<figcaption>Hanging <b>out</b> at\nthe bridge</figcaption>\n</figure>\n",
        &["Hanging out at the"],
        "<figure>\n<figcaption><mark 1>Hanging </mark><b><mark +1>out</mark></b><mark +1> at\nthe</mark>(1) bridge</figcaption>\n</figure>",
    );
    check_one(
        "<div>one</div>\n\ntwo\n",
        &["one two"],
        "<div><mark 1>one</mark></div>\n<p><mark +1>two</mark>(1)</p>",
    );
    check_one(
        "<p>see <a href=\"x\">one two</a> three</p>\n",
        &["one"],
        "<p>see <a href=\"x\"><mark 1>one</mark> two</a>(1) three</p>",
    );
}

#[test]
fn a_character_reference_of_raw_html_stays_as_it_was_typed() {
    check_one(
        "<p>R&amp;D &mdash; &lt;yes&gt;</p>\n",
        &["D — <yes"],
        "<p>R&amp;<mark 1>D &mdash; &lt;yes</mark>(1)&gt;</p>",
    );
    check_one("<p>a &fjlig;ord</p>\n", &["fjord"], "<p>a <mark 1>&fjlig;ord</mark>(1)</p>");
}

#[test]
fn notes_stand_outside_of_raw_html_that_may_not_hold_them() {
    let cut = |markdown: &str| {
        let document = document(markdown, options(true, true));
        let haystack = text_anchor::Haystack::new(&document.text.text);
        let quote = text_anchor::Quote { exact: "words", prefix: None, suffix: None };
        let spans = haystack.find(quote);
        assert_eq!(spans.len(), 1, "{markdown}");
        let woven = weave(&document.nodes, &Patches::new(), &document.text, &threads(&spans));
        let [(at, _)] = woven.cuts[..] else { panic!("{:?}", woven.cuts) };
        woven.html[at..].to_owned()
    };
    assert_eq!(cut("<table>\n<tr><td>words</td></tr>\n</table>\n\nx\n"), "<p>x</p>\n");
    assert_eq!(cut("<ul>\n<li>\n\nwords\n\n</li>\n</ul>\n\nx\n"), "<p>x</p>\n");
    // Between blocks in a plain wrapper, a note stays near its words.
    assert_eq!(cut("<div>\n\nwords\n\nx\n\n</div>\n"), "<p>x</p>\n</div>\n");
    // What is folded away takes its notes with it.
    let details = "<details><summary>x</summary>words</details>\n\ny\n";
    assert_eq!(cut(details), "</details>\n<p>y</p>\n");
}
