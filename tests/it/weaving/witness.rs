//! Looks at woven HTML and says what is wrong with it, knowing nothing of how it was woven.
//!
//! In go the HTML without claims, the HTML with them, and the words that each claim quotes; out
//! come [`Fault`]s. The same DOM is what the parser of a browser engine makes of both.

use gainsay::draw::weave::{Thread, Woven};
use scraper::node::Element;
use scraper::{Html, Node};
use std::ops::Range;

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fault {
    /// Without marks and markers, the bytes are others.
    Bytes,
    /// A mark and an element overlap, or a tag lacks its other half.
    Nesting,
    /// A link stands in a link.
    Link,
    /// Without marks and markers, the DOM is another.
    Dom,
    /// The parser objects to what it had nothing against.
    Objections,
    /// The words in marks are not those that are quoted, in their order.
    Words,
    /// A claim has no first mark or marker, or several.
    Count,
    /// A claim has no place for its note, or several.
    Note,
}

/// Tags that mark the claims of a text, told apart by their numbers.
pub fn threads(spans: &[Range<usize>]) -> Vec<Thread> {
    let thread = |(i, range): (usize, &Range<usize>)| Thread {
        range: range.clone(),
        node: None,
        first: format!("<mark id=\"c{i}\">"),
        more: format!("<mark data-c=\"{i}\">"),
        marker: format!("<a id=\"r{i}\"></a>"),
    };
    spans.iter().enumerate().map(thread).collect()
}

/// A text without claims, read once, to compare many sets of claims with.
pub struct Bare {
    html: String,
    words: String,
    trace: String,
    objections: usize,
    closed: bool,
    /// False where the build refuses the text, or the DOM says nothing.
    judged: bool,
}

impl Bare {
    /// What weaving no claims gives, and the words in it. `closed` says that no raw HTML stands in
    /// it, so that tags pair; `published`, that the build does not refuse the text.
    pub fn new(html: String, words: &str, closed: bool, published: bool) -> Self {
        assert!(!html.contains("mark>") && !html.contains("<mark"), "no example has marks");
        let seen = Seen::look(&html);
        // An author can write a link in a link. The parser then takes both apart, in one way with
        // marks and in another without, so there is nothing to compare.
        let judged = published && !structure(&pieces(&html), true).contains(&Fault::Link);
        Self {
            words: words.to_owned(),
            trace: seen.trace,
            objections: seen.objections,
            html,
            closed,
            judged,
        }
    }

    /// What is wrong with `woven`, in order, each once.
    pub fn faults(&self, woven: &Woven, threads: &[Thread]) -> Vec<Fault> {
        let mut faults = self.faults_in(&woven.html, threads);
        let mut noted: Vec<usize> = woven.cuts.iter().flat_map(|(_, t)| t.clone()).collect();
        noted.sort_unstable();
        if noted.iter().ne(&(0..threads.len()).collect::<Vec<_>>()) {
            faults.push(Fault::Note);
        }
        faults
    }

    /// What is wrong with the HTML itself.
    pub fn faults_in(&self, html: &str, threads: &[Thread]) -> Vec<Fault> {
        let mut faults = Vec::new();
        let pieces = pieces(html);
        if stripped(&pieces) != self.html {
            faults.push(Fault::Bytes);
        }
        let nesting = structure(&pieces, self.closed && self.judged);
        // The author's own links in links are no fault of the weaver's.
        faults.extend(nesting.into_iter().filter(|f| self.judged || *f != Fault::Link));
        let seen = Seen::look(html);
        if self.judged && seen.trace != self.trace {
            faults.push(Fault::Dom);
        }
        if self.judged && self.objections == 0 && seen.objections > 0 {
            faults.push(Fault::Objections);
        }
        if self.judged && seen.marked != quoted(&self.words, threads) {
            faults.push(Fault::Words);
        }
        for i in 0..threads.len() {
            let count = |f: &dyn Fn(&Piece) -> bool| pieces.iter().filter(|p| f(p)).count();
            let first = count(&|p| *p == Piece::Open(i, true));
            let marker = count(&|p| *p == Piece::Marker(i));
            if (first, marker) != (1, 1) {
                faults.push(Fault::Count);
            }
        }
        faults.sort_unstable();
        faults.dedup();
        faults
    }
}

/// A piece of woven HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'h> {
    /// The tag that opens a mark of this thread: its first, or a further one.
    Open(usize, bool),
    /// The tag that closes a mark.
    Close,
    /// A marker.
    Marker(usize),
    /// A tag of the text.
    Tag(&'h str),
    /// What stands between.
    Text(&'h str),
}

impl Piece<'_> {
    /// The piece as it was.
    pub fn html(&self) -> String {
        match *self {
            Self::Open(i, true) => format!("<mark id=\"c{i}\">"),
            Self::Open(i, false) => format!("<mark data-c=\"{i}\">"),
            Self::Close => "</mark>".to_owned(),
            Self::Marker(i) => format!("<a id=\"r{i}\"></a>"),
            Self::Tag(text) | Self::Text(text) => text.to_owned(),
        }
    }
}

/// Cuts HTML into pieces. A tag of the text ends at the next `>`, which is true of the tags that
/// the program writes; those of raw HTML are judged by the DOM alone.
pub fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let Some(i) = rest.find('<') else {
            pieces.push(Piece::Text(rest));
            break;
        };
        if i > 0 {
            pieces.push(Piece::Text(&rest[..i]));
            rest = &rest[i..];
        }
        let number = |start: &str, end: &str| {
            let inner = rest.strip_prefix(start)?;
            let (digits, _) = inner.split_once(end)?;
            let length = start.len() + digits.len() + end.len();
            Some((digits.parse::<usize>().ok()?, length))
        };
        let (piece, length) = if let Some((i, length)) = number("<mark id=\"c", "\">") {
            (Piece::Open(i, true), length)
        } else if let Some((i, length)) = number("<mark data-c=\"", "\">") {
            (Piece::Open(i, false), length)
        } else if let Some((i, length)) = number("<a id=\"r", "\"></a>") {
            (Piece::Marker(i), length)
        } else if rest.starts_with("</mark>") {
            (Piece::Close, "</mark>".len())
        } else {
            // Not beyond the next `<`: a lone one in raw HTML is no tag, and hides no mark.
            let next = rest[1..].find('<').map_or(rest.len(), |i| i + 1);
            let end = rest[..next].find('>').map_or(next, |i| i + 1);
            (Piece::Tag(&rest[..end]), end)
        };
        pieces.push(piece);
        rest = &rest[length..];
    }
    pieces
}

fn stripped(pieces: &[Piece]) -> String {
    let own = |p: &Piece| match *p {
        Piece::Tag(text) | Piece::Text(text) => Some(text.to_owned()),
        _ => None,
    };
    pieces.iter().filter_map(own).collect()
}

/// Nesting and links. Where raw HTML may stand, only what is inside of marks has to pair: none
/// stands there.
fn structure(pieces: &[Piece], closed: bool) -> Vec<Fault> {
    const VOID: &[&str] = &["img", "br", "hr", "input"];
    let mut faults = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut marks = 0;
    for piece in pieces {
        match *piece {
            Piece::Open(..) => {
                open.push("mark");
                marks += 1;
            }
            Piece::Close => {
                marks -= i32::from(marks > 0);
                if open.pop() != Some("mark") {
                    faults.push(Fault::Nesting);
                }
            }
            Piece::Marker(_) if open.contains(&"a") => faults.push(Fault::Link),
            Piece::Tag(tag) if closed || marks > 0 => {
                let name = tag.trim_start_matches(['<', '/']);
                let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
                let name = &name[..end];
                if tag.starts_with("</") {
                    if open.pop() != Some(name) {
                        faults.push(Fault::Nesting);
                    }
                } else if !VOID.contains(&name) {
                    if name == "a" && open.contains(&"a") {
                        faults.push(Fault::Link);
                    }
                    open.push(name);
                }
            }
            _ => {}
        }
    }
    if !open.is_empty() {
        faults.push(Fault::Nesting);
    }
    faults
}

/// The letters in marks, each with the set of threads that mark it.
type Marked = Vec<(char, u64)>;

fn quoted(words: &str, threads: &[Thread]) -> Marked {
    let set = |at: usize| {
        let covering = threads.iter().enumerate().filter(|(_, t)| t.range.contains(&at));
        covering.map(|(i, _)| 1 << i).sum()
    };
    let letters = words.char_indices().filter(|(_, c)| !c.is_whitespace());
    letters.map(|(at, c)| (c, set(at))).filter(|(_, set)| *set != 0).collect()
}

/// What a browser makes of HTML.
struct Seen {
    /// The DOM without marks and markers, as text.
    trace: String,
    marked: Marked,
    /// How much the parser objected to.
    objections: usize,
}

impl Seen {
    fn look(html: &str) -> Self {
        let html = Html::parse_fragment(html);
        let mut seen =
            Self { trace: String::new(), marked: Vec::new(), objections: html.errors.len() };
        // A node, or the end of one; the marks that it stands in; whether it is no word of the
        // text, as the number of a footnote is not, nor the way back from it.
        let mut left = vec![(Some(html.tree.root()), 0, false)];
        while let Some((node, set, aside)) = left.pop() {
            let Some(node) = node else {
                seen.trace.push_str("\u{1}/");
                continue;
            };
            let (mut inner, mut within) = (set, aside);
            match node.value() {
                Node::Text(text) => {
                    seen.trace.push_str(text);
                    if set != 0 && !aside {
                        let letters = text.chars().filter(|c| !c.is_whitespace());
                        seen.marked.extend(letters.map(|c| (c, set)));
                    }
                }
                Node::Element(element) => match own(element) {
                    Some(Own::Mark(i)) => inner |= 1 << i,
                    Some(Own::Marker) if !node.has_children() => continue,
                    _ => {
                        seen.open(element);
                        let class = element.attr("class").unwrap_or_default();
                        let label =
                            class.starts_with("footnote-") && class != "footnote-definition";
                        within |= label;
                        left.push((None, 0, false));
                    }
                },
                Node::Comment(comment) => {
                    seen.trace.push_str("\u{1}!");
                    seen.trace.push_str(comment);
                }
                _ => {}
            }
            left.extend(node.children().rev().map(|child| (Some(child), inner, within)));
        }
        seen
    }

    /// Notes an element. The character before it is one that no text holds, so that no text passes
    /// for an element.
    fn open(&mut self, element: &Element) {
        self.trace.push_str("\u{1}<");
        self.trace.push_str(element.name());
        for (name, value) in element.attrs() {
            for piece in ["\u{1} ", name, "=", value] {
                self.trace.push_str(piece);
            }
        }
        self.trace.push('>');
    }
}

/// An element that weaving made.
enum Own {
    Mark(u32),
    Marker,
}

fn own(element: &Element) -> Option<Own> {
    let number =
        |name: &str, start: &str| element.attr(name)?.strip_prefix(start)?.parse::<u32>().ok();
    match element.name() {
        "mark" => number("id", "c").or_else(|| number("data-c", "")).map(Own::Mark),
        "a" => number("id", "r").map(|_| Own::Marker),
        _ => None,
    }
}
