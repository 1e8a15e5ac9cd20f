//! Extracts the text of an HTML page that a reader sees.
//!
//! In goes HTML, however broken; out comes its text in reading order. `html5gum` tokenizes it as
//! the WHATWG specifies. Which elements are blocks and which are hidden follows the standard's
//! suggested style sheet (HTML Standard, "Rendering"). No tree is built: at worst, a misplaced tag
//! separates words or fails to.

use crate::markdown::raw::cut::{raw_text, tokens};
use html5gum::{StartTag, State, Token};

/// Block elements.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
    "xmp",
];

/// Elements whose text is hidden in a browser that runs scripts and shows media. In a head, only
/// these and the title have text; any other text ends the head, so it needs no rule of its own.
const UNSEEN: &[&str] = &[
    "audio", "canvas", "datalist", "iframe", "noembed", "noframes", "noscript", "object", "rp",
    "script", "style", "template", "video",
];

/// Elements without an end tag.
pub const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements that preserve white space.
const KEPT: &[&str] = &["listing", "plaintext", "pre", "textarea", "xmp"];

/// The text of `source`. Blocks are separated by a blank line; a `<br>` ends a line.
pub(super) fn text(source: &str) -> String {
    let mut tokens = tokens(source);
    let mut reader =
        CopyReader { text: String::with_capacity(source.len() / 2), ..CopyReader::default() };
    while let Some(Ok(token)) = tokens.next() {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name);
                // An element without an end tag has no text to hide.
                let hidden = is_hidden(&tag) && !VOID.contains(&&*name);
                if let Some(state) = reader.open(&name, tag.self_closing, hidden) {
                    tokens.set_state(state);
                }
            }
            Token::EndTag(tag) => reader.close(&String::from_utf8_lossy(&tag.name)),
            Token::String(words) => reader.push_words(&String::from_utf8_lossy(&words)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reader.text
}

/// True if a tag says that its element is not shown, or is struck out.
fn is_hidden(tag: &StartTag<usize>) -> bool {
    let attribute = |name: &[u8]| tag.attributes.get(name);
    let unseen = |value: &[u8]| {
        let style = String::from_utf8_lossy(value).to_ascii_lowercase();
        let style: String = style.split_whitespace().collect();
        ["display:none", "visibility:hidden"].iter().any(|hidden| style.contains(hidden))
    };
    let name: &[u8] = &tag.name;
    name == b"del"
        || attribute(b"hidden").is_some()
        || attribute(b"style").is_some_and(|v| unseen(v))
}

#[derive(Default)]
struct CopyReader {
    text: String,
    /// The hidden element that is open, and how many of its name are open.
    unseen: Option<(String, usize)>,
    /// How many elements that preserve white space are open.
    kept: usize,
    /// How many `<svg>` are open; inside, names have other meanings.
    drawings: usize,
}

impl CopyReader {
    /// Handles a start tag. Returns how the tokenizer must read its content, unless as usual.
    fn open(&mut self, name: &str, closed: bool, hidden: bool) -> Option<State> {
        let drawing = self.drawings > 0;
        // Within SVG, no content is raw text, and `/>` closes an element.
        let state = if drawing { None } else { raw_text(name) };
        if let Some((unseen, depth)) = &mut self.unseen {
            if unseen == "rp" && matches!(name, "rt" | "rtc" | "rb") {
                self.unseen = None;
            } else if unseen == name && name != "rp" && !(drawing && closed) {
                *depth += 1;
            }
            return state;
        }
        let described = drawing && matches!(name, "title" | "desc" | "metadata");
        if described || hidden || UNSEEN.contains(&name) {
            if !(drawing && closed) {
                self.unseen = Some((name.to_owned(), 1));
            }
            return state;
        }
        if name == "br" {
            self.text.push('\n');
        } else if name == "svg" {
            self.drawings += usize::from(!closed);
        } else if BLOCKS.contains(&name) {
            // A block ends a drawing that was never closed.
            self.drawings = 0;
            self.separate();
            self.kept += usize::from(KEPT.contains(&name));
        }
        state
    }

    fn close(&mut self, name: &str) {
        if let Some((unseen, depth)) = &mut self.unseen {
            if unseen == name {
                *depth -= 1;
            }
            if *depth == 0 || (unseen == "rp" && name == "ruby") {
                self.unseen = None;
            }
        } else if name == "svg" {
            self.drawings = self.drawings.saturating_sub(1);
        } else if name == "br" {
            // The standard reads `</br>` as `<br>`.
            self.text.push('\n');
        } else if BLOCKS.contains(&name) {
            self.separate();
            if KEPT.contains(&name) {
                self.kept = self.kept.saturating_sub(1);
            }
        }
    }

    fn push_words(&mut self, words: &str) {
        if self.unseen.is_some() {
            return;
        }
        if self.kept > 0 {
            self.text.push_str(words);
            return;
        }
        for c in words.chars() {
            if !c.is_ascii_whitespace() {
                self.text.push(c);
            } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
        }
    }

    fn separate(&mut self) {
        while self.text.ends_with(' ') {
            self.text.pop();
        }
        while !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads `html`; a bar marks the edge of a block, a slash the end of a line.
    fn check(html: &str, expect: &str) {
        let shown = text(html).trim().replace("\n\n", " | ").replace('\n', " / ");
        assert_eq!(shown, expect, "{html}");
    }

    #[test]
    fn blocks_separate_and_inline_elements_do_not() {
        check("<p>par<b>lia</b>ment</p><p>two", "parliament | two");
        check("one<div>two</div>three", "one | two | three");
        check("one<br>two<BR/>three</br>four", "one / two / three / four");
        check("<table><tr><td>a<td>b</table>", "a | b");
        check("<ul><li>a<li>b</ul>c", "a | b | c");
        check("para<wbr>graph<img alt=x> y", "paragraph y");
    }

    #[test]
    fn white_space_is_that_of_the_page() {
        check("<p>one\n\n  two\tthree</p>\n\n<p> four", "one two three | four");
        check("<pre>one\n\ntwo</pre>\n three\n\nfour", "one | two | three four");
    }

    #[test]
    fn entities_are_decoded() {
        check(
            "Q&amp;A &mdash; caf&eacute; &#8220;x&#x201d; &ampx &unknown;",
            "Q&A — café “x” &x &unknown;",
        );
        check("a&nbsp;b", "a\u{a0}b");
        check("&lt;b> 1 < 2", "<b> 1 < 2");
    }

    #[test]
    fn hidden_elements_have_no_text() {
        check("<p>a <span hidden>b</span> c</p>", "a c");
        check("<p>a</p><div style='DISPLAY: none'><p>b</p><div>c</div></div><p>d</p>", "a | d");
        check("<p>he <del>took</del> <ins>gave</ins> it<br hidden>now</p>", "he gave it / now");
        check("a<script>if (b < c) '</p>'</script><style>p > q</style>d", "ad");
        check("a<template><p>b<template>c</template>d</template>e", "ae");
        check("a<!-- b --><!doctype html><?c?>d", "ad");
        check("a<noscript><p>b</noscript>c<iframe>d</iframe>", "ac");
        check("<ruby>漢<rp>(<rt>kan<rp>)</ruby>字", "漢kan字");
        check("a <svg><title>b</title><style/><text>c</text></svg> d", "a c d");
        check("<svg><p>a<title>b</title>", "a | b");
    }

    #[test]
    fn title_is_the_only_text_of_the_head() {
        check(
            "<html><head><meta charset=utf-8><title>The &lt;b> bridge</title><style>x</style><body>It stands.",
            "The <b> bridge | It stands.",
        );
        check("<head><title>a</title></head><p>b", "a | b");
    }

    #[test]
    fn soup_is_read_as_browsers_read_it() {
        check("<p a='>'>one</b></i><p>two</div>three", "one | two | three");
        check("one <b", "one");
        check("one </ two", "one");
        check("one <script>two", "one");
        check("<<p>one", "< | one");
        check("<textarea><b>one</textarea>", "<b>one");
        check("</p></template></svg></pre>one", "one");
    }
}
