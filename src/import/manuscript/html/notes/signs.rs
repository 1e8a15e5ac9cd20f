//! What marks of notes look like, and what programs say of them.
//!
//! In goes an element of a page; out comes whether it looks like a mark, or is told to belong to a note.

use crate::import::manuscript::html::tree::{Child, ElementIndex, HtmlPage};
use std::collections::BTreeSet;

/// The most characters of a mark that its page tells to be one, such as `[note 12]`.
const LONGEST_MARK: usize = 12;

/// What a link within a page is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LinkLabel {
    /// A number, a letter, an asterisk: a mark, or the way back to one.
    Sign,
    /// An arrow or a word that leads back.
    Back,
    /// Other words, or nothing.
    Words,
}

/// True for signs that point up or back.
pub(super) fn is_up(c: char) -> bool {
    matches!(
        c,
        '^' | '\u{2191}'
            | '\u{21a9}'
            | '\u{21b5}'
            | '\u{21d1}'
            | '\u{2190}'
            | '\u{fe0e}'
            | '\u{fe0f}'
    )
}

/// What a link back is called in the languages of the pages, in part.
const BACK: &[&str] = &["back", "return", "jump up", "zurück", "retour", "volver"];

impl LinkLabel {
    fn of(label: &str) -> Self {
        let label = label.trim().to_lowercase();
        let bare = label.trim_matches(['[', ']', '(', ')', '{', '}', ' ', '.']);
        let length = bare.chars().count();
        if length == 0 {
            return Self::Words;
        }
        let is_number = length <= 4 && bare.chars().all(char::is_numeric);
        let is_roman = length <= 6 && bare.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l'));
        let is_letter = length == 1 && bare.chars().all(char::is_alphabetic);
        let is_dagger = |c: char| matches!(c, '*' | '†' | '‡' | '§' | '¶' | '‖' | '#' | '※');
        if is_number || is_roman || is_letter || length <= 4 && bare.chars().all(is_dagger) {
            return Self::Sign;
        }
        let is_arrow = bare.chars().all(is_up);
        match is_arrow || BACK.iter().any(|word| bare.starts_with(word)) {
            true => Self::Back,
            false => Self::Words,
        }
    }
}

/// True for elements that stand on lines of their own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "li"
            | "dd"
            | "dt"
            | "td"
            | "th"
            | "tr"
            | "div"
            | "aside"
            | "section"
            | "article"
            | "main"
            | "body"
            | "html"
            | "header"
            | "footer"
            | "nav"
            | "ul"
            | "ol"
            | "dl"
            | "table"
            | "blockquote"
            | "pre"
            | "figure"
            | "figcaption"
            | "caption"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "form"
            | "fieldset"
            | "details"
            | "address"
            | "center"
    )
}

/// True if an element says of itself that it is a note, a mark of one, or the way back.
pub(super) fn is_told(page: &HtmlPage, at: ElementIndex) -> bool {
    const NOUNS: &[&str] =
        &["footnote", "endnote", "noteref", "rearnote", "sidenote", "msocom", "msofootnote"];
    let said = |name: &str| page.attribute(at, name).unwrap_or("").to_ascii_lowercase();
    let tells = ["class", "role", "epub:type", "rel"].iter().any(|name| {
        said(name).split_ascii_whitespace().any(|word| NOUNS.iter().any(|noun| word.contains(noun)))
    });
    let href = said("href");
    let names = [said("id"), said("name"), href.strip_prefix('#').unwrap_or("").to_owned()];
    tells || is_note_of_office(page, at) || names.iter().any(|name| is_name_of_note(name))
}

/// True for names that programs give to notes and their marks: `fn1`, `_ftnref2`, `sdfootnote1sym`, `cite_note-3`.
fn is_name_of_note(name: &str) -> bool {
    const BEGINS: &[&str] = &[
        "fnref",
        "fn",
        "user-content-fnref",
        "user-content-fn",
        "_ftnref",
        "_ftn",
        "ftnt_ref",
        "ftnt",
        "ftn",
        "_ednref",
        "_edn",
        "edn",
        "sdfootnote",
        "sdendnote",
        "cmnt_ref",
        "cmnt",
        "_msocom",
        "_msoanchor",
        "_com",
        "cite_note",
        "cite_ref",
        "footnote",
        "endnote",
    ];
    BEGINS.iter().any(|begin| {
        name.strip_prefix(begin).is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphabetic()))
    })
}

/// True for an element that holds one note of Word or LibreOffice.
pub(super) fn is_note_of_office(page: &HtmlPage, at: ElementIndex) -> bool {
    let id = page.attribute(at, "id").unwrap_or("");
    let style = page.attribute(at, "style").unwrap_or("").to_ascii_lowercase();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    let is_office = style.split(';').any(|one| {
        matches!(one, "mso-element:footnote" | "mso-element:endnote" | "mso-element:comment")
    });
    let is_numbered = ["ftn", "edn", "sdfootnote", "sdendnote", "_com_"].iter().any(|begin| {
        let rest = id.strip_prefix(begin).unwrap_or("");
        !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit())
    });
    is_office || is_numbered
}

/// True for an element that holds only ways back from a note, as those of Wikipedia.
pub(super) fn is_way_back(page: &HtmlPage, at: ElementIndex) -> bool {
    page.has_class(at, "mw-cite-backlink")
}

/// True if a link is raised.
pub(super) fn is_raised(page: &HtmlPage, at: ElementIndex) -> bool {
    let is_sup = |at: ElementIndex| page.tags[at].name == "sup";
    let alone = match page.tags[at].children.as_slice() {
        [Child::Tag(one)] => is_sup(*one),
        _ => false,
    };
    alone || page.above(at).take(3).any(is_sup)
}

/// True if a link looks like the mark of a note, or is told to be one.
pub(super) fn may_be_mark(page: &HtmlPage, at: ElementIndex, is_behind_words: bool) -> bool {
    let label = page.words(at);
    let is_sup = |at: ElementIndex| page.tags[at].name == "sup" && is_told(page, at);
    if is_told(page, at) || page.above(at).take(2).any(is_sup) {
        return label.chars().count() <= LONGEST_MARK;
    }
    LinkLabel::of(&label) == LinkLabel::Sign && (is_raised(page, at) || is_behind_words)
}

/// True if what a link is called says that it leads back to a mark.
pub(super) fn looks_back(label: &str) -> bool {
    LinkLabel::of(label) != LinkLabel::Words
}

/// True for an element that says that it holds the notes.
pub(super) fn is_list_of_notes(page: &HtmlPage, at: ElementIndex) -> bool {
    let is = |name: &str| {
        let said = page.attribute(at, name).unwrap_or("").split_ascii_whitespace();
        said.into_iter().any(|word| {
            matches!(word, "footnotes" | "endnotes" | "references" | "doc-endnotes" | "rearnotes")
        })
    };
    is("class") || is("role") || is("epub:type")
}

/// The links that stand behind words of their block that are no links.
pub(super) fn behind_words(page: &HtmlPage) -> BTreeSet<ElementIndex> {
    let mut found = BTreeSet::new();
    walk(page, 0, &mut false, &mut found);
    found
}

fn walk(page: &HtmlPage, at: ElementIndex, seen: &mut bool, found: &mut BTreeSet<ElementIndex>) {
    for child in &page.tags[at].children {
        match child {
            Child::Text(text) => *seen |= text.contains(char::is_alphabetic),
            Child::Tag(at) if page.tags[*at].name == "a" => {
                if *seen {
                    found.insert(*at);
                }
            }
            Child::Tag(at) if is_block(&page.tags[*at].name) => {
                *seen = false;
                walk(page, *at, seen, found);
                *seen = false;
            }
            Child::Tag(at) => walk(page, *at, seen, found),
        }
    }
}
