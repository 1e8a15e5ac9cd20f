//! Pages: saved ones, and documents that were published to the web.
//!
//! In goes HTML; out comes a [`Manuscript`]. What surrounds an article on a page is left out where the page says
//! which part is the article.

mod element;
mod links;
mod looks;
mod notes;
mod rows;
mod tree;

use super::grid::GridRoom;
use super::model::{
    DraftBlock, DraftPicture, Inline, Manuscript, Passed, Passing, WordFace, flatten,
};
use links::address;
use looks::PageLooks;
use notes::PageNotes;
use std::rc::Rc;
use tree::{Child, ElementIndex, HtmlPage};

/// Reads a page.
pub fn read(source: &str) -> Manuscript {
    read_as(source, false)
}

/// Reads a part of a page, which has no title and no byline of its own.
pub fn fragment(source: &str) -> Manuscript {
    read_as(source, true)
}

/// Where the link leads that begins with `tag`.
pub fn link_of(tag: &str) -> Option<String> {
    let page = HtmlPage::read(tag);
    (page.tags.len() > 1).then(|| page.attribute(1, "href").map(address)).flatten()
}

fn read_as(source: &str, is_part: bool) -> Manuscript {
    let page = HtmlPage::read(source);
    let mut manuscript = Manuscript::default();
    let notes = PageNotes::read(&page);
    let mut reader = PageReader {
        looks: PageLooks::read(&page),
        notes: &notes,
        page: &page,
        blocks: Vec::new(),
        line: Vec::new(),
        pictures: Vec::new(),
        passed: Passed::default(),
        head: Manuscript::default(),
        room: GridRoom::default(),
        is_part,
    };
    let parts = if is_part { vec![0] } else { main_parts(&page) };
    for part in &parts {
        reader.children(*part, WordFace::default(), None);
    }
    reader.close();
    reader.count_around(&parts);
    let title =
        (0..page.tags.len()).find(|at| page.tags[*at].name == "title").map(|at| page.words(at));
    manuscript.title = reader.head.title;
    manuscript.standfirst = reader.head.standfirst;
    manuscript.facts = reader.head.facts;
    manuscript.blocks = reader.blocks;
    manuscript.pictures = reader.pictures;
    manuscript.passed = reader.passed;
    manuscript.remarks = notes.remarks;
    let has_title = super::sections::has_title(&manuscript);
    if let Some(title) = title.filter(|title| !has_title && !is_part && !title.is_empty()) {
        manuscript.title = vec![Inline::plain(title)];
    }
    manuscript
}

/// The elements whose words are the text.
fn main_parts(page: &HtmlPage) -> Vec<ElementIndex> {
    let all = |name: &str| -> Vec<ElementIndex> {
        (0..page.tags.len()).filter(|at| page.tags[*at].name == name).collect()
    };
    // Google Docs marks the text so.
    let contents: Vec<ElementIndex> =
        (0..page.tags.len()).filter(|at| page.attribute(*at, "id") == Some("contents")).collect();
    // A teaser is no article: the part has most of the words.
    let all_words = page.words(0).len();
    let is_most = |at: ElementIndex| {
        page.words(at).len() * 2 > all_words && says_more_than_headings(page, at)
    };
    if let [one] = contents[..]
        && is_most(one)
    {
        return vec![one];
    }
    for name in ["article", "main"] {
        let is_inner = |at: ElementIndex| page.above(at).any(|above| page.tags[above].name == name);
        let outer: Vec<ElementIndex> = all(name).into_iter().filter(|at| !is_inner(*at)).collect();
        if let [one] = outer[..]
            && (is_most(one) || is_named(page, one))
        {
            return vec![one];
        }
    }
    match all("body")[..] {
        [one] => vec![one],
        _ => vec![0],
    }
}

/// True if a part has words that are no heading.
fn says_more_than_headings(page: &HtmlPage, part: ElementIndex) -> bool {
    let is_heading = |at: &ElementIndex| {
        matches!(page.tags[*at].name.as_str(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
    };
    let mut open = vec![part];
    while let Some(at) = open.pop() {
        if !page.text(at).trim().is_empty() {
            return true;
        }
        open.extend(page.elements(at).filter(|at| !is_heading(at)));
    }
    false
}

/// True if a part with paragraphs is what the page says that it is about: the first heading in it is the only one of
/// the highest level, or stands in the title of the page.
fn is_named(page: &HtmlPage, part: ElementIndex) -> bool {
    let inside = |at: ElementIndex| page.above(at).any(|above| above == part);
    let is = |at: &ElementIndex, name: &str| page.tags[*at].name == name;
    let all = 0..page.tags.len();
    let is_heading = |at: &ElementIndex| ["h1", "h2", "h3"].iter().any(|name| is(at, name));
    let Some(heading) = all.clone().find(|at| is_heading(at) && inside(*at)) else { return false };
    let words = page.words(heading);
    let title = all.clone().find(|at| is(at, "title")).map(|at| page.words(at)).unwrap_or_default();
    let is_only = is(&heading, "h1") && all.clone().filter(|at| is(at, "h1")).count() == 1;
    let has_text = all.clone().any(|at| is(&at, "p") && inside(at) && !page.words(at).is_empty());
    has_text && !words.is_empty() && (is_only || title.contains(&words))
}

struct PageReader<'p> {
    looks: PageLooks,
    notes: &'p PageNotes,
    page: &'p HtmlPage,
    blocks: Vec<DraftBlock>,
    /// The paragraph that is open.
    line: Vec<Inline>,
    pictures: Vec<DraftPicture>,
    passed: Passed,
    /// What is said of the whole.
    head: Manuscript,
    /// What is left for tables with merged cells.
    room: GridRoom,
    /// True if it is no whole page.
    is_part: bool,
}

impl PageReader<'_> {
    /// Ends the paragraph.
    fn close(&mut self) {
        let line = trimmed(std::mem::take(&mut self.line));
        if !line.is_empty() {
            self.blocks.push(DraftBlock::Paragraph(line));
        }
    }

    /// Counts the words that stand beside the article.
    fn count_around(&mut self, parts: &[ElementIndex]) {
        let page = self.page;
        let mut around = String::new();
        let mut open = vec![0];
        while let Some(at) = open.pop() {
            let is_no_text = matches!(
                page.tags[at].name.as_str(),
                "head" | "title" | "script" | "style" | "template" | "noscript" | "nav" | "svg"
            );
            let is_taken = parts.contains(&at) || self.notes.holders.contains(&at);
            if is_no_text || is_taken || self.looks.hides(page, at) {
                continue;
            }
            around.push_str(&page.text(at));
            around.push(' ');
            let inside: Vec<ElementIndex> = page.elements(at).collect();
            open.extend(inside.into_iter().rev());
        }
        let words: Vec<&str> = around.split_whitespace().collect();
        if !words.is_empty() {
            self.passed.count_all(Passing::Around, words.len(), &words.join(" "));
        }
    }

    fn children(&mut self, at: ElementIndex, face: WordFace, link: Option<&Rc<str>>) {
        let page = self.page;
        for child in &page.tags[at].children {
            match child {
                Child::Text(text) => self.text(text, face, link),
                Child::Tag(at) => self.element(*at, face, link),
            }
        }
    }

    fn text(&mut self, text: &str, face: WordFace, link: Option<&Rc<str>>) {
        let mut words = String::with_capacity(text.len());
        for c in text.chars() {
            if !c.is_ascii_whitespace() {
                words.push(c);
            } else if !words.ends_with(' ') {
                words.push(' ');
            }
        }
        if words == " " && self.line.is_empty() {
            return;
        }
        self.line.push(Inline::Words { text: words, face, link: link.cloned() });
    }

    /// The blocks that `read` makes.
    fn inside(&mut self, read: impl FnOnce(&mut Self)) -> Vec<DraftBlock> {
        self.close();
        let before = std::mem::take(&mut self.blocks);
        read(self);
        self.close();
        std::mem::replace(&mut self.blocks, before)
    }

    /// The words that `read` makes.
    fn words(&mut self, read: impl FnOnce(&mut Self)) -> Vec<Inline> {
        let mut words = Vec::new();
        for block in self.inside(read) {
            if !words.is_empty() {
                words.push(Inline::plain(" "));
            }
            flatten(block, &mut words);
        }
        trimmed(words)
    }
}

/// Words without blanks and breaks at their edges; nothing where there is nothing else.
fn trimmed(mut words: Vec<Inline>) -> Vec<Inline> {
    let is_blank = |word: &Inline| match word {
        Inline::Words { text, .. } => text.trim().is_empty(),
        Inline::Break => true,
        _ => false,
    };
    while words.last().is_some_and(is_blank) {
        words.pop();
    }
    let lead = words.iter().take_while(|word| is_blank(word)).count();
    words.drain(..lead);
    words
}
