//! Invariant 3: with its marks taken out, a section's HTML is what it would be without claims,
//! and, without the project's own rewrites, what pulldown-cmark gives.
//!
//! Shown on every example of the CommonMark specification, which `scripts/test` installs from the
//! package `commonmark-spec`, and on the extensions of GitHub, with spans drawn at random.

use crate::support::{Chance, root};
use gainsay::anchor::BARRIER;
use gainsay::markdown::{Document, Options, Patches, parse};
use gainsay::source::Files;
use gainsay::weave::{Thread, weave};
use std::ops::Range;

/// The Markdown of every example in the specification.
fn examples() -> Vec<String> {
    let path = root().join("tests/browser/node_modules/commonmark-spec/spec.txt");
    let spec = std::fs::read_to_string(&path).unwrap_or_else(|_| {
        panic!("{} is missing: run scripts/test, which installs it", path.display())
    });
    let fence = "`".repeat(32);
    let mut examples = Vec::new();
    let mut lines = spec.lines();
    while let Some(line) = lines.next() {
        if line == format!("{fence} example") {
            let markdown: Vec<&str> = lines.by_ref().take_while(|l| *l != ".").collect();
            examples.push(markdown.join("\n").replace('→', "\t") + "\n");
        }
    }
    assert_eq!(examples.len(), 652, "the specification has changed");
    examples
}

/// Markdown of our own for what the specification does not cover.
const EXTENSIONS: &[&str] = &[
    "| a | *b* |\n|:--|--:|\n| one `two` | [three](x.md) |\n| four | |\n",
    "- [ ] to *do* this\n- [x] done ~~never~~ always\n  - nested item\n\n  loose\n",
    "A note[^1] and *another[^b]*, again[^1].\n\n[^1]: First *note*.\n[^b]: Second\n\n    with two paragraphs.\n",
    "> [!WARNING]\n> Mind the *gap*.\n>\n> Twice.\n",
    "```rust\nfn main() { let x = \"a < b\"; } // remark\n```\n\ntext\n",
    "A [link *with* `code` and ![an image](i.png) inside](x) and ~~more~~.\n",
    "한국어 문장 **강조** cafe\u{301} &amp; \\*escaped\\* <b>raw *em*</b> end\n",
    "<div>\n\n*inside* raw <i>html</i>\n\n</div>\n\nafter\n",
    "Line one\\\nline two  \nline three\nsoft\n",
];

fn options(raw_html: bool, rewrite: bool) -> Options {
    Options { raw_html, rewrite, section: true }
}

fn document(markdown: &str, options: Options) -> Document {
    let file = Files::default().add("x.md", markdown);
    parse(markdown, file, 0, "x", options).0
}

/// Up to six spans that begin and end at words, and may overlap, nest and share a start.
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
    for _ in 0..count {
        let from = chance.below(starts.len());
        let longest = if chance.below(3) == 0 { starts.len() } else { 12 };
        let length = 1 + chance.below(longest);
        let start = starts[from];
        let last = starts[(from + length - 1).min(starts.len() - 1)];
        let end = last + text[last..].chars().next().map_or(0, char::len_utf8);
        if !text[start..end].contains(BARRIER) {
            spans.push(start..end);
        }
    }
    spans
}

fn threads(spans: &[Range<usize>]) -> Vec<Thread> {
    let thread = |(i, range): (usize, &Range<usize>)| Thread {
        range: range.clone(),
        node: None,
        first: format!("<mark id=\"c{i}\">"),
        more: format!("<mark data-c=\"{i}\">"),
        marker: format!("<a id=\"r{i}\"></a>"),
    };
    spans.iter().enumerate().map(thread).collect()
}

/// Takes the marks and markers of `threads` out of `html`.
fn strip(html: &str, threads: &[Thread]) -> String {
    let mut stripped = html.replace("</mark>", "");
    for thread in threads {
        for tag in [&thread.first, &thread.more, &thread.marker] {
            stripped = stripped.replace(tag.as_str(), "");
        }
    }
    stripped
}

/// Panics unless tags pair; gives the words inside the marks of each thread.
fn marked_words(html: &str, count: usize) -> Vec<String> {
    const VOID: &[&str] = &["img", "br", "hr", "input"];
    let mut open: Vec<(String, Option<usize>)> = Vec::new();
    let mut words = vec![String::new(); count];
    let mut rest = html;
    while let Some(i) = rest.find('<') {
        // The numbers of footnotes are no words of the text.
        let number = open.iter().any(|(name, _)| name == "sup");
        for thread in open.iter().filter(|_| !number).filter_map(|(_, thread)| *thread) {
            words[thread].push_str(&rest[..i]);
        }
        let end = rest[i..].find('>').map_or(rest.len(), |e| i + e + 1);
        let tag = &rest[i + 1..end - 1];
        rest = &rest[end..];
        let name: String =
            tag.trim_start_matches('/').chars().take_while(|c| c.is_alphanumeric()).collect();
        if let Some(closed) = tag.strip_prefix('/') {
            let (opened, _) =
                open.pop().unwrap_or_else(|| panic!("</{closed}> closes nothing in {html}"));
            assert_eq!(opened, name, "in {html}");
        } else if !VOID.contains(&name.as_str()) {
            if name == "a" {
                assert!(open.iter().all(|(n, _)| n != "a"), "a link in a link: {html}");
            }
            let number = tag.split(['"', 'c']).filter_map(|p| p.parse().ok()).next();
            open.push((name.clone(), number.filter(|_| name == "mark")));
        }
    }
    assert!(open.is_empty(), "unclosed {open:?} in {html}");
    words
}

fn words_only(text: &str) -> String {
    text.split_whitespace().collect()
}

fn decoded(html: &str) -> String {
    let text = html
        .replace(['\u{21a9}', '\u{fe0e}'], "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"");
    text.replace("&amp;", "&")
}

/// Checks `rounds` sets of spans on `markdown`.
fn check(markdown: &str, rounds: usize, chance: &mut Chance) {
    for (raw_html, rewrite) in [(false, true), (true, true), (true, false)] {
        let document = document(markdown, options(raw_html, rewrite));
        let bare = weave(&document.nodes, &Patches::new(), &document.text, &[]);
        for _ in 0..rounds {
            let spans = spans(&document.text.text, chance);
            let threads = threads(&spans);
            let woven = weave(&document.nodes, &Patches::new(), &document.text, &threads);
            assert_eq!(
                strip(&woven.html, &threads),
                bare.html,
                "\n{markdown}\n{spans:?}\n{}",
                woven.html
            );
            for (i, span) in spans.iter().enumerate() {
                let thread = &threads[i];
                let (first, marker) = (&thread.first, &thread.marker);
                assert_eq!(
                    woven.html.matches(first.as_str()).count(),
                    1,
                    "{markdown}\n{}",
                    woven.html
                );
                assert_eq!(
                    woven.html.matches(marker.as_str()).count(),
                    1,
                    "{markdown}\n{}",
                    woven.html
                );
                if !raw_html {
                    let words = marked_words(&woven.html, spans.len());
                    let quote = words_only(&document.text.text[span.clone()]);
                    assert_eq!(
                        words_only(&decoded(&words[i])),
                        quote,
                        "{markdown}\n{}",
                        woven.html
                    );
                }
            }
            let mut noted: Vec<usize> = woven.cuts.iter().flat_map(|(_, t)| t.clone()).collect();
            noted.sort_unstable();
            assert_eq!(noted, (0..spans.len()).collect::<Vec<_>>(), "each thread has one note");
        }
    }
}

#[test]
fn invariant_3_marks_change_nothing_else() {
    let mut chance = Chance(20_161_018);
    for example in examples() {
        check(&example, 20, &mut chance);
    }
    for example in EXTENSIONS {
        check(example, 400, &mut chance);
    }
}

#[test]
fn invariant_3_without_rewrites_it_is_pulldown_cmark() {
    let extensions = pulldown_cmark::Options::ENABLE_TABLES
        | pulldown_cmark::Options::ENABLE_FOOTNOTES
        | pulldown_cmark::Options::ENABLE_STRIKETHROUGH
        | pulldown_cmark::Options::ENABLE_TASKLISTS
        | pulldown_cmark::Options::ENABLE_GFM;
    let own = EXTENSIONS.iter().map(|e| (*e).to_owned());
    for example in examples().into_iter().chain(own) {
        let document = document(&example, options(true, false));
        let woven = weave(&document.nodes, &Patches::new(), &document.text, &[]);
        let mut expected = String::new();
        let parser = pulldown_cmark::Parser::new_ext(&example, extensions);
        pulldown_cmark::html::push_html(&mut expected, parser);
        assert_eq!(woven.html, expected);
    }
}

/// Weaves one span, given as words, into Markdown.
fn check_one(markdown: &str, words: &[&str], expect: &str) {
    let document = document(markdown, options(true, true));
    let haystack = gainsay::anchor::Haystack::new(&document.text.text);
    let mut threads = Vec::new();
    for words in words {
        let quote = gainsay::anchor::Quote { exact: words, prefix: None, suffix: None };
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
