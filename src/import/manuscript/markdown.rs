//! Markdown of other tools, with their front matter.
//!
//! In goes a text; out comes a [`Manuscript`]. Footnotes are remarks here, as in documents of Word, and front
//! matter that kept a page from readers makes the article a draft.

mod examples;
mod front;
mod heading;
mod picture;
mod renumber;
mod tags;
mod toml;

use super::losses::count_struck;
use super::model::{
    DraftBlock, DraftRemark, Inline, Manuscript, Passing, RemarkKind, Voice, WordFace, flatten,
};
use super::remarks::{self, marks::mark_of};
use crate::import::report::ImportFault;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use renumber::renumber;
use std::collections::BTreeMap;
use std::rc::Rc;
use tags::LineTags;

/// The most blocks inside one another.
const MOST_DEEP: usize = 100;

/// What is read of Markdown.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_GFM);

/// Reads Markdown. Dates after `today` keep a page back in other tools.
///
/// # Errors
/// Front matter that cannot be read: it may say that the text is not to be published.
pub fn read(source: &str, today: Option<jiff::civil::Date>) -> Result<Manuscript, ImportFault> {
    let source = source.replace("\r\n", "\n").replace('\r', "\n");
    let (told, body) = front::read(&source, today)?;
    let marked = remarks::read(body, OPTIONS);
    let mut reader = MarkdownReader::new(marked.remarks);
    reader.manuscript.passed = marked.passed;
    for (event, at) in Parser::new_ext(&marked.text, OPTIONS).into_offset_iter() {
        if matches!(event, Event::Start(Tag::Heading { .. })) {
            reader.heading = marked.text.get(at).unwrap_or("").to_owned();
        }
        reader.event(event);
        if reader.open.len() > MOST_DEEP {
            return Err(ImportFault::new(format!("its blocks stand more than {MOST_DEEP} deep")));
        }
    }
    let mut manuscript = reader.finish();
    front::fill_in(&mut manuscript, told);
    Ok(manuscript)
}

/// A container that is open.
enum OpenBlock {
    Quotation(Vec<DraftBlock>),
    List(Option<u64>, Vec<Vec<DraftBlock>>),
    Item(Vec<DraftBlock>),
    Note(String, Vec<DraftBlock>),
    Table(Vec<Vec<Vec<Inline>>>),
}

struct MarkdownReader {
    manuscript: Manuscript,
    open: Vec<OpenBlock>,
    line: Vec<Inline>,
    face: Vec<WordFace>,
    links: Vec<Option<Rc<str>>>,
    /// A picture whose text is being read: where it leads, its title, its text.
    picture: Option<(String, String, String)>,
    code: Option<String>,
    /// The source of the heading that is being read.
    heading: String,
    /// What tags of HTML say of the words that follow.
    tags: LineTags,
    html: String,
    /// Numbers of footnotes by name.
    notes: BTreeMap<String, usize>,
}

impl MarkdownReader {
    fn new(remarks: Vec<DraftRemark>) -> Self {
        Self {
            manuscript: Manuscript { remarks, ..Manuscript::default() },
            open: Vec::new(),
            line: Vec::new(),
            face: Vec::new(),
            links: Vec::new(),
            picture: None,
            code: None,
            heading: String::new(),
            tags: LineTags::default(),
            html: String::new(),
            notes: BTreeMap::new(),
        }
    }

    /// The number of the footnote called `name`.
    fn note(&mut self, name: &str) -> usize {
        let remarks = &mut self.manuscript.remarks;
        *self.notes.entry(name.to_lowercase()).or_insert_with(|| {
            remarks.push(DraftRemark {
                kind: RemarkKind::Footnote,
                voices: vec![Voice::default()],
                links: Vec::new(),
            });
            remarks.len() - 1
        })
    }

    fn push(&mut self, block: DraftBlock) {
        match self.open.last_mut() {
            Some(
                OpenBlock::Quotation(blocks) | OpenBlock::Item(blocks) | OpenBlock::Note(_, blocks),
            ) => blocks.push(block),
            Some(OpenBlock::List(_, items)) => items.push(vec![block]),
            Some(OpenBlock::Table(_)) | None => self.manuscript.blocks.push(block),
        }
    }

    /// Ends a line: words that stand in no paragraph are one.
    fn end_line(&mut self) -> Vec<Inline> {
        self.tags.end();
        std::mem::take(&mut self.line)
    }

    fn loose(&mut self) {
        let line = self.end_line();
        if !line.is_empty() {
            self.push(DraftBlock::Paragraph(line));
        }
    }

    fn face(&self) -> WordFace {
        self.face.last().copied().unwrap_or_default()
    }

    /// Where words lead.
    fn link(&self) -> Option<Rc<str>> {
        self.links.last().cloned().flatten().or_else(|| self.tags.link())
    }

    fn words(&mut self, text: &str, code: bool) {
        if let Some((.., alt)) = &mut self.picture {
            alt.extend(text.chars().filter(|c| mark_of(*c).is_none()));
            return;
        }
        let face = WordFace { code, ..self.tags.face(self.face()) };
        let link = self.link();
        let mut words = String::new();
        for c in text.chars() {
            let Some((number, begins)) = mark_of(c) else {
                words.push(c);
                continue;
            };
            if !words.is_empty() {
                self.line.push(Inline::Words {
                    text: std::mem::take(&mut words),
                    face,
                    link: link.clone(),
                });
            }
            self.line.push(if begins { Inline::Begin(number) } else { Inline::End(number) });
        }
        if !words.is_empty() {
            self.line.push(Inline::Words { text: words, face, link });
        }
    }

    fn event(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                // Where code is indented, marks are no marks.
                Some(code) => code.extend(text.chars().filter(|c| mark_of(*c).is_none())),
                None => self.words(&text, false),
            },
            Event::Code(text) => self.words(&text, true),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.words(&text, false),
            Event::SoftBreak => self.words(" ", false),
            Event::HardBreak => self.line.push(Inline::Break),
            Event::Rule => {
                self.loose();
                self.push(DraftBlock::Rule);
            }
            Event::Html(html) => self.html.extend(html.chars().filter(|c| mark_of(*c).is_none())),
            Event::InlineHtml(html) => {
                let tag = html.trim_start_matches(['<', '/']).to_ascii_lowercase();
                let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
                match &tag[..end] {
                    "br" => self.line.push(Inline::Break),
                    "img" => self.tag_picture(&html),
                    _ => self.tags.hear(&html, &mut self.manuscript.passed),
                }
            }
            Event::FootnoteReference(name) => {
                let number = self.note(&name);
                self.line.push(Inline::At(number));
            }
            Event::TaskListMarker(done) => self.words(if done { "☒ " } else { "☐ " }, false),
        }
    }

    fn start(&mut self, tag: Tag) {
        let face = self.face();
        // The words of a tight item stand in no paragraph: what begins behind them ends them.
        if let Tag::BlockQuote(_)
        | Tag::CodeBlock(_)
        | Tag::FootnoteDefinition(_)
        | Tag::Heading { .. }
        | Tag::HtmlBlock
        | Tag::List(_)
        | Tag::Table(_) = tag
        {
            self.loose();
        }
        match tag {
            Tag::BlockQuote(_) => self.open.push(OpenBlock::Quotation(Vec::new())),
            Tag::List(start) => self.open.push(OpenBlock::List(start, Vec::new())),
            Tag::Item => self.open.push(OpenBlock::Item(Vec::new())),
            Tag::FootnoteDefinition(name) => {
                self.open.push(OpenBlock::Note(name.to_string(), Vec::new()))
            }
            Tag::Table(_) => self.open.push(OpenBlock::Table(Vec::new())),
            Tag::TableHead | Tag::TableRow => {
                if let Some(OpenBlock::Table(rows)) = self.open.last_mut() {
                    rows.push(Vec::new());
                }
            }
            Tag::CodeBlock(kind) => {
                self.code = Some(String::new());
                let language = match kind {
                    CodeBlockKind::Fenced(info) => {
                        info.split_whitespace().next().unwrap_or("").to_owned()
                    }
                    CodeBlockKind::Indented => String::new(),
                };
                self.html = language;
            }
            Tag::Emphasis => self.face.push(WordFace { emphasis: true, ..face }),
            Tag::Strong => self.face.push(WordFace { strong: true, ..face }),
            Tag::Strikethrough => self.face.push(WordFace { struck: true, ..face }),
            Tag::Link { dest_url, .. } => {
                let is_link = super::escape::is_link(&dest_url);
                if !is_link {
                    self.manuscript.passed.count(Passing::Link, &dest_url);
                }
                self.links.push(is_link.then(|| Rc::from(&*dest_url)));
            }
            Tag::Image { dest_url, title, .. } => {
                self.picture = Some((dest_url.to_string(), title.to_string(), String::new()));
            }
            Tag::HtmlBlock => self.html.clear(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.loose(),
            TagEnd::Heading(level) => {
                let mut words = self.end_line();
                if let Some(found) = heading::take_attributes(&self.heading, &mut words) {
                    self.manuscript.passed.count(Passing::Markup, &found);
                }
                let level = match level {
                    HeadingLevel::H1 => 1,
                    HeadingLevel::H2 => 2,
                    HeadingLevel::H3 => 3,
                    HeadingLevel::H4 => 4,
                    HeadingLevel::H5 => 5,
                    HeadingLevel::H6 => 6,
                };
                self.push(DraftBlock::Heading { level, words });
            }
            TagEnd::BlockQuote(_) => {
                self.loose();
                if let Some(OpenBlock::Quotation(blocks)) = self.open.pop() {
                    self.push(DraftBlock::Quotation(blocks));
                }
            }
            TagEnd::List(_) => {
                if let Some(OpenBlock::List(start, items)) = self.open.pop() {
                    self.push(DraftBlock::List { start, items });
                }
            }
            TagEnd::Item => {
                self.loose();
                if let Some(OpenBlock::Item(blocks)) = self.open.pop()
                    && let Some(OpenBlock::List(_, items)) = self.open.last_mut()
                {
                    items.push(blocks);
                }
            }
            TagEnd::FootnoteDefinition => {
                self.loose();
                if let Some(OpenBlock::Note(name, blocks)) = self.open.pop() {
                    self.define(&name, blocks);
                }
            }
            TagEnd::TableCell => {
                let cell = self.end_line();
                if let Some(OpenBlock::Table(rows)) = self.open.last_mut()
                    && let Some(row) = rows.last_mut()
                {
                    row.push(cell);
                }
            }
            TagEnd::Table => {
                if let Some(OpenBlock::Table(rows)) = self.open.pop() {
                    self.push(DraftBlock::Table(rows));
                }
            }
            TagEnd::CodeBlock => {
                let text = self.code.take().unwrap_or_default();
                let language = std::mem::take(&mut self.html);
                let text = vec![Inline::plain(text.trim_end_matches('\n').to_owned())];
                self.push(DraftBlock::Code { language, text });
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => drop(self.face.pop()),
            TagEnd::Link => drop(self.links.pop()),
            TagEnd::Image => self.end_picture(),
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                self.fragment(&html);
            }
            _ => {}
        }
    }

    /// Reads a block of HTML. Its remarks and pictures get numbers behind those that are known.
    fn fragment(&mut self, html: &str) {
        let mut read = super::html::fragment(html);
        if html.contains("<!--") {
            self.manuscript.passed.count(Passing::Markup, html);
        }
        let remarks = self.manuscript.remarks.len();
        let pictures = self.manuscript.pictures.len();
        read.blocks.iter_mut().for_each(|block| renumber(block, remarks, pictures));
        self.manuscript.remarks.append(&mut read.remarks);
        self.manuscript.pictures.append(&mut read.pictures);
        self.manuscript.passed.add(read.passed);
        for block in read.blocks {
            self.push(block);
        }
    }

    /// Keeps what a footnote says.
    fn define(&mut self, name: &str, blocks: Vec<DraftBlock>) {
        let number = self.note(name);
        let mut lines = Vec::new();
        let mut links = Vec::new();
        for block in blocks {
            let mut words = Vec::new();
            flatten(block, &mut words);
            for word in super::letters::joined(&words) {
                if let Inline::Words { text, link: Some(link), .. }
                | Inline::Picture { alt: text, link: Some(link), .. } = word
                {
                    links.push((link.to_string(), text));
                }
            }
            count_struck(&words, &mut self.manuscript.passed);
            lines.push(super::sections::line(&words));
        }
        let remark = &mut self.manuscript.remarks[number];
        remark.links = links;
        if let Some(voice) = remark.voices.first_mut() {
            voice.text = lines.join("\n");
        }
    }

    fn finish(mut self) -> Manuscript {
        self.loose();
        self.manuscript
    }
}
