//! One element of a page.
//!
//! In goes an element; out come the blocks, the words, the pictures and the head of the article that it stands for, and
//! the count of what it loses.

use super::PageReader;
use super::links::address;
use super::tree::{Child, ElementIndex, HtmlPage};
use crate::import::manuscript::escape::is_link;
use crate::import::manuscript::model::{DraftBlock, DraftPicture, Inline, Passing, WordFace};
use base64::Engine;
use std::rc::Rc;

impl PageReader<'_> {
    /// Reads one element into the blocks and the line that are open.
    pub(super) fn element(&mut self, at: ElementIndex, around: WordFace, link: Option<&Rc<str>>) {
        let page = self.page;
        if self.notes.holders.contains(&at) {
            return;
        }
        if self.looks.hides(page, at) {
            self.passed.count(Passing::Hidden, &page.words(at));
            return;
        }
        if let Some(remark) = self.notes.marks.get(&at) {
            self.line.push(Inline::At(*remark));
            return;
        }
        let face = self.looks.face(page, at, around);
        let name = page.tags[at].name.as_str();
        match name {
            "script" | "style" | "template" | "head" | "title" | "meta" | "link" => {}
            "aside" | "footer" if self.is_of_text(at) => {
                self.close();
                self.children(at, face, link);
                self.close();
            }
            // What is for readers without scripts stands beside what others see.
            "noscript" | "nav" | "aside" | "footer" | "form" | "iframe" | "video" | "audio"
            | "canvas" | "object" | "svg" | "button" | "select" | "textarea" | "input" | "math" => {
                self.leave_out(at);
            }
            "br" => self.line.push(Inline::Break),
            "hr" => {
                self.close();
                self.blocks.push(DraftBlock::Rule);
            }
            "img" => self.image(at, link),
            "a" => {
                let to = page.attribute(at, "href").map(address);
                if let Some(to) = to.as_deref().filter(|to| !is_link(to)) {
                    self.passed.count(Passing::Link, to);
                }
                let to = to.filter(|to| is_link(to)).map(Rc::from);
                self.children(at, face, to.as_ref().or(link));
            }
            "q" => {
                self.text("\u{201c}", face, link);
                self.children(at, face, link);
                self.text("\u{201d}", face, link);
            }
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if self.is_head(at) => {
                let words = self.words(|reader| reader.children(at, WordFace::default(), None));
                if page.has_class(at, "subtitle") {
                    add_words(&mut self.head.standfirst, words);
                } else if page.has_class(at, "author") {
                    let byline = self.head.facts.entry("byline").or_default();
                    byline.push_str(if byline.is_empty() { "" } else { ", " });
                    byline.push_str(&page.words(at));
                } else if page.has_class(at, "date") {
                    if let Some(one) = self.head.facts.insert("published", page.words(at)) {
                        self.passed.count(Passing::Key, &one);
                    }
                } else {
                    add_words(&mut self.head.title, words);
                }
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.as_bytes()[1] - b'0';
                // Headings are strong by themselves.
                let words = self.words(|reader| reader.children(at, WordFace::default(), None));
                if !words.is_empty() {
                    self.blocks.push(DraftBlock::Heading { level, words });
                }
            }
            "pre" | "xmp" | "listing" => {
                self.close();
                let mut text = String::new();
                self.kept(at, &mut text);
                let class = page.attribute(at, "class").unwrap_or("");
                let language = class
                    .split_ascii_whitespace()
                    .find_map(|class| class.strip_prefix("language-"));
                let words = Inline::plain(text.trim_matches('\n').to_owned());
                self.blocks.push(DraftBlock::Code {
                    language: language.unwrap_or("").to_owned(),
                    text: vec![words],
                });
            }
            "blockquote" => {
                let inside = self.inside(|reader| reader.children(at, face, link));
                if !inside.is_empty() {
                    self.blocks.push(DraftBlock::Quotation(inside));
                }
            }
            "ul" | "ol" | "menu" | "dir" => {
                self.list(at, face, link);
            }
            "table" => self.table(at, face),
            "dt" => {
                let strong = WordFace { strong: true, ..face };
                let inside = self.inside(|reader| reader.children(at, strong, link));
                self.blocks.extend(inside);
            }
            "p" | "div" | "section" | "article" | "main" | "header" | "figure" | "figcaption"
            | "details" | "summary" | "dl" | "dd" | "address" | "center" | "body" | "html"
            | "hgroup" | "dialog" | "fieldset" | "legend" | "caption" | "li" | "td" | "th" => {
                self.close();
                self.children(at, face, link);
                self.close();
            }
            _ => self.children(at, face, link),
        }
    }

    /// True for what stands beside the words around it and is of the article: in a page, other asides and footers are of
    /// the site.
    fn is_of_text(&self, at: ElementIndex) -> bool {
        const TEXTS: &[&str] = &["article", "main", "blockquote", "figure"];
        let is_text = |of: ElementIndex| TEXTS.contains(&self.page.tags[of].name.as_str());
        self.is_part || self.page.above(at).any(is_text)
    }

    /// Counts a part of the page that is left out, with its words.
    fn leave_out(&mut self, at: ElementIndex) {
        let name = self.page.tags[at].name.as_str();
        // What is for readers without scripts is not cut into elements.
        let (words, is_told) = match name {
            "noscript" => {
                let text = self.page.text(at);
                (HtmlPage::read(&text).words(0), !text.trim().is_empty())
            }
            _ => (self.page.words(at), !matches!(name, "aside" | "footer" | "form")),
        };
        if !words.is_empty() {
            self.passed.count(Passing::Part, &format!("{name}: {words}"));
        } else if is_told {
            self.passed.count(Passing::Markup, name);
        }
    }

    /// True for the title, the subtitle and the like, as Google Docs and pandoc mark them.
    fn is_head(&self, at: ElementIndex) -> bool {
        let is = ["title", "subtitle", "author", "date"]
            .iter()
            .any(|class| self.page.has_class(at, class));
        is && self.blocks.is_empty() && !self.is_part
    }

    /// Text with its blanks and line ends.
    fn kept(&self, at: ElementIndex, out: &mut String) {
        for child in &self.page.tags[at].children {
            match child {
                Child::Text(text) => out.push_str(text),
                Child::Tag(at) if self.page.tags[*at].name == "br" => out.push('\n'),
                Child::Tag(at) => self.kept(*at, out),
            }
        }
    }

    fn image(&mut self, at: ElementIndex, link: Option<&Rc<str>>) {
        let source = self.page.attribute(at, "src").unwrap_or("").trim();
        let said = |name| self.page.attribute(at, name).unwrap_or("").to_owned();
        let (alt, title) = (said("alt"), said("title"));
        let data = source.strip_prefix("data:").and_then(|rest| rest.split_once(";base64,"));
        let picture = match data {
            Some((_, data)) => {
                let data: String = data.split_whitespace().collect();
                base64::engine::general_purpose::STANDARD.decode(data).ok().map(DraftPicture::Bytes)
            }
            None if source.is_empty() || source.contains(':') || source.starts_with('/') => None,
            None => Some(DraftPicture::Beside(unescaped(source))),
        };
        match picture {
            None => {
                self.passed.count(Passing::Picture, source);
                link.into_iter().for_each(|link| self.passed.count(Passing::PictureLink, link));
            }
            Some(picture) => {
                let known = self.pictures.iter().position(|of| *of == picture);
                let index = known.unwrap_or_else(|| {
                    self.pictures.push(picture);
                    self.pictures.len() - 1
                });
                self.line.push(Inline::Picture { index, alt, title, link: link.cloned() });
            }
        }
    }
}

/// Adds words that go on with others in the same line.
fn add_words(line: &mut Vec<Inline>, words: Vec<Inline>) {
    if !line.is_empty() {
        line.push(Inline::plain(" "));
    }
    line.extend(words);
}

/// A path without `%20` and the like.
fn unescaped(path: &str) -> String {
    percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned()
}
