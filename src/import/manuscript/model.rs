//! What a manuscript says, whatever program wrote it.
//!
//! A reader of a format makes a [`Manuscript`]; the rest of the import knows no format. Places of remarks are
//! marks among the words, so that no reader has to count.

use std::collections::BTreeMap;
use std::rc::Rc;

/// A document that somebody wrote elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manuscript {
    /// Its title; empty where it has none.
    pub title: Vec<Inline>,
    /// The sentence or two below the title.
    pub standfirst: Vec<Inline>,
    /// What it says of itself, by key of `article.yaml`.
    pub facts: BTreeMap<&'static str, String>,
    /// Its text.
    pub blocks: Vec<DraftBlock>,
    /// Its comments, footnotes and endnotes, by the number that marks name.
    pub remarks: Vec<DraftRemark>,
    /// Its pictures, by the number that the text names.
    pub pictures: Vec<DraftPicture>,
    /// What was left out or changed, and how often.
    pub passed: Passed,
}

/// How often what was left out or changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passed(BTreeMap<Passing, (usize, String)>);

/// What an import leaves out or changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Passing {
    /// A tracked insertion, which is taken as accepted.
    Inserted,
    /// A tracked deletion, likewise.
    Deleted,
    /// Hidden text.
    Hidden,
    /// A comment that was resolved.
    Resolved,
    /// A picture that is no raster image, is too large, or is not there.
    Picture,
    /// A link around a picture that was left out.
    PictureLink,
    /// A link that leads nowhere outside of the document.
    Link,
    /// A piece of text with characters that no text may have.
    Control,
    /// A look that Markdown cannot give to these words.
    Look,
    /// A list whose numbers are letters, go backwards or have several parts.
    Numbering,
    /// A line below the title that names who wrote the text.
    Byline,
    /// The title of an earlier draft, where the later one has none.
    TitleKept,
    /// The byline of an earlier draft, likewise.
    BylineKept,
    /// A link in a title, which is text alone.
    TitleLink,
    /// Emphasis in a title.
    TitleLook,
    /// Words of a title or of a note in Markdown that are struck out.
    LineStruck,
    /// A picture in a title.
    TitlePicture,
    /// Raised or lowered words where only raw HTML could show that.
    Height,
    /// Words that are struck out where Markdown cannot show that.
    Struck,
    /// A formula that no line can show, such as a matrix.
    Formula,
    /// A table whose merged cells are too many to be laid out.
    Merged,
    /// A part that has no words, such as a chart.
    Object,
    /// A part of a page that has words and is not of its article.
    Part,
    /// A tag of HTML that is no part of the text.
    Markup,
    /// A word of a page that stands beside its article.
    Around,
    /// A key of the front matter that has no place here.
    Key,
}

impl Passing {
    /// What is said of `count` of them.
    pub fn said(self, count: usize) -> String {
        let (one, many) = match self {
            Self::Inserted => {
                ("tracked insertion taken as accepted", "tracked insertions taken as accepted")
            }
            Self::Deleted => {
                ("tracked deletion taken as accepted", "tracked deletions taken as accepted")
            }
            Self::Hidden => ("piece of hidden text left out", "pieces of hidden text left out"),
            Self::Resolved => ("resolved comment left out", "resolved comments left out"),
            Self::Picture => ("picture left out", "pictures left out"),
            Self::PictureLink => (
                "link around a picture that was left out",
                "links around pictures that were left out",
            ),
            Self::Link => (
                "link without an address on the web left out, its words kept",
                "links without an address on the web left out, their words kept",
            ),
            Self::Control => (
                "piece of text without its control characters",
                "pieces of text without their control characters",
            ),
            Self::Look => (
                "block whose emphasis Markdown cannot show, written plainly",
                "blocks whose emphasis Markdown cannot show, written plainly",
            ),
            Self::Numbering => (
                "list whose numbers Markdown cannot show, counted with plain ones",
                "lists whose numbers Markdown cannot show, counted with plain ones",
            ),
            Self::Byline => {
                ("line below the title taken as byline", "lines below the title taken as byline")
            }
            Self::TitleKept => (
                "title kept that the document no longer has",
                "titles kept that the document no longer has",
            ),
            Self::BylineKept => (
                "byline kept that the document no longer has",
                "bylines kept that the document no longer has",
            ),
            Self::TitleLink => (
                "link in a title left out, its words kept",
                "links in titles left out, their words kept",
            ),
            Self::TitleLook => (
                "emphasised piece of a title written plainly",
                "emphasised pieces of titles written plainly",
            ),
            Self::LineStruck => (
                "struck-out piece of a title or note left out",
                "struck-out pieces of titles or notes left out",
            ),
            Self::TitlePicture => ("picture in a title left out", "pictures in titles left out"),
            Self::Height => (
                "raised or lowered piece of text written on its line",
                "raised or lowered pieces of text written on their lines",
            ),
            Self::Struck => (
                "block without its struck-out words, which Markdown cannot show there",
                "blocks without their struck-out words, which Markdown cannot show there",
            ),
            Self::Formula => (
                "formula that a line cannot show, its signs kept",
                "formulas that a line cannot show, their signs kept",
            ),
            Self::Merged => (
                "table with too many merged cells, each written as one cell",
                "tables with too many merged cells, each written as one cell",
            ),
            Self::Object => ("object without words left out", "objects without words left out"),
            Self::Part => (
                "part of the page, such as a menu, left out",
                "parts of the page, such as a menu, left out",
            ),
            Self::Markup => (
                "part of the page that is no text left out",
                "parts of the page that are no text left out",
            ),
            Self::Around => {
                ("word beside the article left out", "words beside the article left out")
            }
            Self::Key => ("key of the front matter left out", "keys of the front matter left out"),
        };
        format!("{count} {}", if count == 1 { one } else { many })
    }
}

impl Passed {
    /// Counts one more; `example` is what is shown of the first.
    pub fn count(&mut self, what: Passing, example: &str) {
        self.count_all(what, 1, example);
    }

    /// Counts `count` more at once.
    pub fn count_all(&mut self, what: Passing, count: usize, example: &str) {
        let entry = self.0.entry(what).or_insert_with(|| (0, example.trim().to_owned()));
        entry.0 += count;
    }

    /// Adds what another reader passed.
    pub fn add(&mut self, other: Self) {
        for (what, (count, example)) in other.0 {
            self.0.entry(what).or_insert_with(|| (0, example)).0 += count;
        }
    }

    /// What was passed, how often, and the first of them.
    pub fn all(&self) -> impl Iterator<Item = (Passing, usize, &str)> {
        self.0.iter().map(|(what, (count, example))| (*what, *count, example.as_str()))
    }
}

/// A block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftBlock {
    /// A heading; 1 is the highest level.
    Heading { level: u8, words: Vec<Inline> },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list and its items; `start` is the number of the first where they are numbered.
    List { start: Option<u64>, items: Vec<Vec<DraftBlock>> },
    /// A quotation.
    Quotation(Vec<DraftBlock>),
    /// Code.
    Code { language: String, text: Vec<Inline> },
    /// A table: rows of cells; the first is the head.
    Table(Vec<Vec<Vec<Inline>>>),
    /// A line across.
    Rule,
}

/// How words look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct WordFace {
    /// Emphasis, mostly italic.
    pub emphasis: bool,
    /// Strong, mostly bold.
    pub strong: bool,
    /// Struck out.
    pub struck: bool,
    /// Code.
    pub code: bool,
    /// Where it stands on its line.
    pub height: WordHeight,
}

/// Where words stand on their line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum WordHeight {
    /// On it.
    #[default]
    Line,
    /// Above it, as in m².
    Raised,
    /// Below it, as in H₂O.
    Lowered,
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words, and where they lead.
    Words { text: String, face: WordFace, link: Option<Rc<str>> },
    /// A line break that was typed.
    Break,
    /// A picture, by its number, the text in its place, its caption, and where it leads.
    Picture { index: usize, alt: String, title: String, link: Option<Rc<str>> },
    /// Here begin the words of a comment.
    Begin(usize),
    /// Here they end.
    End(usize),
    /// Here stands the mark of a footnote or endnote.
    At(usize),
}

impl Inline {
    /// Words without a look.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Words { text: text.into(), face: WordFace::default(), link: None }
    }
}

/// What somebody said beside the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRemark {
    /// What it is.
    pub kind: RemarkKind,
    /// What was said, in order: the comment and its answers.
    pub voices: Vec<Voice>,
    /// Addresses of its links, and the words that lead there.
    pub links: Vec<(String, String)>,
}

/// Where a remark stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemarkKind {
    /// Beside words.
    Comment,
    /// At the foot of the page.
    Footnote,
    /// At the end.
    Endnote,
}

impl RemarkKind {
    /// What it is called in a report.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Footnote => "footnote",
            Self::Endnote => "endnote",
        }
    }
}

/// What one person said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Voice {
    /// Who; empty where that is not said.
    pub author: String,
    /// The day, `2024-03-05`; empty where that is not said.
    pub day: String,
    /// The words, a paragraph a line.
    pub text: String,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftPicture {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// A path below the folder of the document.
    Beside(String),
}

/// Why a manuscript cannot be read: a sentence, and where in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// What is wrong.
    pub reason: String,
    /// The part of the document, where it has parts.
    pub part: Option<String>,
}

impl Unreadable {
    /// A fault of the whole document.
    pub fn whole(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), part: None }
    }

    /// A fault of one part of it.
    pub fn of(part: &str, reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), part: Some(part.to_owned()) }
    }
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match &self.part {
            None => f.write_str(&self.reason),
            Some(part) => write!(f, "its part `{part}`: {}", self.reason),
        }
    }
}

/// Calls `see` with all words of a block but those of code.
pub fn each_words(block: &DraftBlock, see: &mut dyn FnMut(&[Inline])) {
    match block {
        DraftBlock::Paragraph(words) | DraftBlock::Heading { words, .. } => see(words),
        DraftBlock::Quotation(blocks) => blocks.iter().for_each(|block| each_words(block, see)),
        DraftBlock::List { items, .. } => {
            items.iter().flatten().for_each(|block| each_words(block, see))
        }
        DraftBlock::Table(rows) => rows.iter().flatten().for_each(|cell| see(cell)),
        DraftBlock::Code { .. } | DraftBlock::Rule => {}
    }
}

/// The words of a block in one line.
pub fn flatten(block: DraftBlock, out: &mut Vec<Inline>) {
    let blocks = match block {
        DraftBlock::Paragraph(words)
        | DraftBlock::Heading { words, .. }
        | DraftBlock::Code { text: words, .. } => {
            out.extend(words);
            return;
        }
        DraftBlock::Quotation(blocks) => blocks,
        DraftBlock::List { items, .. } => items.into_iter().flatten().collect(),
        DraftBlock::Table(rows) => rows.into_iter().flatten().map(DraftBlock::Paragraph).collect(),
        DraftBlock::Rule => Vec::new(),
    };
    for block in blocks {
        out.push(Inline::plain(" "));
        flatten(block, out);
    }
}
