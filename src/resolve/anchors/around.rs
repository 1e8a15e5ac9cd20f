//! What stands around the words of a claim, and what changed of it since it was confirmed.
//!
//! In go the sections of an article; out comes the [`Around`] of a place, and the [`ContextChange`]s from
//! one to another: everything that no rule of sameness covers.

use crate::markdown::Image;
use crate::markdown::outline::{BlockOutline, OutlineBlock, normal};
use crate::parse::lock::{Around, BlockText, Frame, near, short_hash};
use crate::resolve::site::{Article, Place};
use crate::theme::Asset;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};
use text_anchor::confirmed::CONTEXT;
use text_anchor::deciding::DecidingKind;
use text_anchor::drift::drift;
use text_anchor::sameness::is_same;
use text_anchor::turning::{came_or_went, turns};
use text_anchor::{BARRIER, Haystack};

/// A block of fewer bytes is found again by what stands beside it.
const SHORT: usize = 2 * CONTEXT;

/// The outlines of the sections of an article, each read when a claim of the section is first looked at.
pub struct Outlines<'t> {
    article: &'t Article,
    images: &'t ImageHashes<'t>,
    sections: Vec<OnceLock<SectionOutline>>,
}

/// The hashes of the images of a site, each worked out when a claim beside it is first looked at.
pub struct ImageHashes<'t> {
    assets: &'t BTreeMap<String, Asset>,
    hashes: BTreeMap<&'t str, OnceLock<String>>,
}

impl<'t> ImageHashes<'t> {
    /// Hashes of `assets`, of which none has been worked out.
    pub fn of(assets: &'t BTreeMap<String, Asset>) -> Self {
        let hashes = assets.keys().map(|name| (name.as_str(), OnceLock::new())).collect();
        Self { assets, hashes }
    }

    /// The hash of the image at `target`; the target itself where it is elsewhere.
    fn hash<'h>(&'h self, target: &'h str) -> &'h str {
        let name = target.split_once("static/").map_or(target, |(_, name)| name);
        match (self.assets.get(name), self.hashes.get(name)) {
            (Some(asset), Some(hash)) => hash.get_or_init(|| short_hash(&asset.bytes)),
            _ => target,
        }
    }
}

struct SectionOutline {
    outline: BlockOutline,
    /// Of each block.
    around: Vec<OnceLock<Around>>,
}

impl<'t> Outlines<'t> {
    /// Outlines for `article`, of which none has been read.
    pub fn of(article: &'t Article, images: &'t ImageHashes<'t>) -> Self {
        let sections = article.sections.iter().map(|_| OnceLock::new()).collect();
        Self { article, images, sections }
    }

    /// What stands around the words at `range` of the plain text of `place`, which `haystack` has.
    pub(super) fn around(&self, place: Place, haystack: &Haystack, range: &Range<usize>) -> Around {
        let Place::Section(i) = place else {
            let block = BlockText { text: normal(haystack.plain), ..BlockText::default() };
            return around(block, Frame::default());
        };
        let section = self.section(i);
        let last = range.end.saturating_sub(1).max(range.start);
        let blocks = (section.outline.at(range.start), section.outline.at(last));
        match blocks {
            (Some(first), Some(last)) if first == last => {
                let around = &section.around[first];
                around
                    .get_or_init(|| self.of_blocks(i, &section.outline, first..first + 1, haystack))
                    .clone()
            }
            (Some(first), Some(last)) => {
                self.of_blocks(i, &section.outline, first..last + 1, haystack)
            }
            _ => Around::default(),
        }
    }

    fn section(&self, i: usize) -> &SectionOutline {
        self.sections[i].get_or_init(|| {
            let outline = BlockOutline::of(&self.article.sections[i].document);
            let around = outline.blocks.iter().map(|_| OnceLock::new()).collect();
            SectionOutline { outline, around }
        })
    }

    /// What stands around an image of the section `i`, whose text or title is `text`: the image itself,
    /// and what gives it its sense.
    pub(super) fn around_image(&self, i: usize, text: &str, image: &Image) -> Around {
        let outline = &self.section(i).outline;
        let images = &self.article.sections[i].document.images;
        let seat = images.iter().position(|other| other.node == image.node);
        let seat = seat.and_then(|seat| outline.images.get(seat));
        let frame = seat.map_or(Frame::default(), |seat| self.frame(i, outline, seat));
        let beside = [image.alt.as_str(), image.title.as_str()].join(" ");
        let images = vec![format!("{} {}", self.images.hash(&image.target), normal(&beside))];
        around(BlockText { text: normal(text), images, ..BlockText::default() }, frame)
    }

    /// Where the heading, the lead-in or the head of a table that changed around the words at `range` stands
    /// now; none where it went, or nothing of the kind changed.
    pub(super) fn stands(
        &self,
        place: Place,
        range: &Range<usize>,
        change: &ContextChange,
    ) -> Option<Range<usize>> {
        let Place::Section(i) = place else { return None };
        let is_above =
            matches!(change.part, ContextPart::Heading | ContextPart::Lead | ContextPart::Head);
        let outline = &self.section(i).outline;
        let block = &outline.blocks[outline.at(range.start).filter(|_| is_above)?];
        let document = &self.article.sections[i].document;
        outline.stands(block, document, &change.new, &change.old)
    }

    /// What gives `block` its sense, and others with it.
    fn frame(&self, i: usize, outline: &BlockOutline, block: &OutlineBlock) -> Frame {
        let section = &self.article.sections[i];
        let document = &section.document;
        let title = section.title.iter().map(|title| normal(title));
        let cells = block.cells.iter().map(|cells| format!("cells {cells}"));
        Frame {
            headings: title.chain(outline.headings(block, document)).collect(),
            leads: outline.leads(block, document),
            head: outline.head(block, document),
            within: block.within.iter().cloned().chain(cells).collect(),
            ..Frame::default()
        }
    }

    fn of_blocks(
        &self,
        i: usize,
        outline: &BlockOutline,
        blocks: Range<usize>,
        haystack: &Haystack,
    ) -> Around {
        let section = &self.article.sections[i];
        let document = &section.document;
        let text: Vec<String> =
            blocks.clone().map(|block| outline.words(block, document)).collect();
        // The character before a place, in which its sentence is.
        let before = |at: usize| {
            let last = haystack.plain[..at].chars().next_back();
            at - last.map_or(0, char::len_utf8)..at
        };
        let neighbour = |at: usize, last: bool| -> String {
            // A heading is above what comes after it, and has nothing to do with what comes before.
            let block = outline.blocks.get(at).filter(|block| !block.is_heading);
            let Some(block) = block else { return String::new() };
            // Footnotes stand apart.
            let (before, after) = if last { (at, at + 1) } else { (at - 1, at) };
            let bounds = [before, after].map(|b| outline.blocks.get(b).map(|b| b.range.clone()));
            if let [Some(before), Some(after)] = bounds
                && haystack.plain[before.end..after.start].contains(BARRIER)
            {
                return String::new();
            }
            let words = &haystack.plain[block.range.clone()];
            let mut places = words.char_indices();
            let place = if last { places.next_back() } else { places.next() };
            let Some((start, letter)) = place else { return String::new() };
            let start = block.range.start + start;
            normal(&haystack.plain[haystack.sentence(&(start..start + letter.len_utf8()))])
        };
        let above = match blocks.start {
            0 => String::new(),
            first => neighbour(first - 1, true),
        };
        let below = neighbour(blocks.end, false);
        let of_each = |of: &dyn Fn(&OutlineBlock) -> Vec<String>| {
            outline.blocks[blocks.clone()].iter().flat_map(of).collect()
        };
        let mut hosts: Vec<String> = of_each(&|block| {
            let hosts = outline.hosts(block).into_iter();
            let host = hosts.map(|at| normal(&haystack.plain[haystack.sentence(&before(at))]));
            host.collect()
        });
        hosts.dedup();
        let frame = Frame { hosts, ..self.frame(i, outline, &outline.blocks[blocks.start]) };
        let text = text.join(" ");
        let language = self.article.language_of(Place::Section(i));
        // Of neighbours only words that turn round count. Where a block is short, they help to find its
        // words again.
        let is_short = text.len() < SHORT;
        let alone = above.is_empty() && below.is_empty();
        let near = if is_short || alone { String::new() } else { near(&above, &below) };
        let kept = |sentence: String| match is_short || turns(&sentence, language) {
            true => sentence,
            false => String::new(),
        };
        let block = BlockText {
            above: kept(above),
            below: kept(below),
            near,
            notes: of_each(&|block| outline.notes(block, document)),
            links: of_each(&|block| block.links.clone()),
            images: of_each(&|block| {
                let images = block.images.iter();
                images
                    .map(|(target, said)| format!("{} {}", self.images.hash(target), normal(said)))
                    .collect()
            }),
            stressed: of_each(&|block| block.stressed.clone()),
            struck: of_each(&|block| block.struck.clone()),
            marks: outline.blocks[blocks.clone()].iter().flat_map(|b| b.marks.clone()).collect(),
            text,
            ..BlockText::default()
        };
        around(block, frame)
    }
}

fn around(block: BlockText, frame: Frame) -> Around {
    Around { block: Arc::new(block.keyed()), frame: Arc::new(frame.keyed()) }
}

/// What changed around words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContextPart {
    /// The words of the block.
    Text,
    /// A heading above it, or the title of its section.
    Heading,
    /// What leads in to its list, quotation or table.
    Lead,
    /// The head of its table.
    Head,
    /// The sentence before it.
    Above,
    /// The sentence after it.
    Below,
    /// What it stands in.
    Within,
    /// A footnote that it refers to.
    Note,
    /// Of a footnote, the sentence that refers to it.
    Host,
    /// Where a link in it leads.
    Link,
    /// An image in it.
    Image,
    /// What is set off in it.
    Stressed,
    /// What is struck out in it.
    Struck,
    /// Where a footnote, a link, an image or marked words stand in it.
    Marks,
    /// The title of the article.
    Title,
    /// The standfirst of the article.
    Standfirst,
    /// The language of the article.
    Language,
}

impl ContextPart {
    /// What it is called where it stands around claims that are named `claims`.
    pub fn of(self, claims: &str) -> String {
        match self {
            Self::Text => format!("the paragraph around {claims}"),
            Self::Heading => format!("a heading above {claims}"),
            Self::Lead => format!("what leads in to {claims}"),
            Self::Head => format!("the head of the table around {claims}"),
            Self::Above => format!("the sentence before the paragraph of {claims}"),
            Self::Below => format!("the sentence after the paragraph of {claims}"),
            Self::Within => format!("what {claims} stands in"),
            Self::Note => format!("a footnote beside {claims}"),
            Self::Host => format!("the sentence whose footnote holds {claims}"),
            Self::Link => format!("where a link beside {claims} leads"),
            Self::Image => format!("an image beside {claims}"),
            Self::Stressed => format!("what is emphasised around {claims}"),
            Self::Struck => format!("what is struck out around {claims}"),
            Self::Marks => {
                format!("the place of a footnote, a link or marked words beside {claims}")
            }
            Self::Title => "the title of the article".to_owned(),
            Self::Standfirst => "the standfirst of the article".to_owned(),
            Self::Language => "the language of the article".to_owned(),
        }
    }
}

/// One thing that changed around words, in a way that no rule of sameness covers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContextChange {
    /// What it is.
    pub part: ContextPart,
    /// As it was; may be empty.
    pub old: String,
    /// As it is; may be empty.
    pub new: String,
    /// Words that turn round what stands beside them, which came or went.
    pub turning: Vec<String>,
    /// True unless names and words that decide nothing are all that changed.
    pub decides: bool,
}

impl ContextChange {
    /// The change from `old` to `new`, both in normal form; none where a rule of sameness covers it.
    pub fn of(part: ContextPart, old: &str, new: &str, language: &str) -> Option<Self> {
        if is_same(old, new, language) {
            return None;
        }
        let turning = match part {
            ContextPart::Link | ContextPart::Image | ContextPart::Stressed => Vec::new(),
            // To strike words out is to take them back.
            ContextPart::Struck => vec!["struck out".to_owned()],
            _ => came_or_went(old, new, language),
        };
        let decides = match part {
            ContextPart::Text
            | ContextPart::Heading
            | ContextPart::Lead
            | ContextPart::Head
            | ContextPart::Above
            | ContextPart::Below
            | ContextPart::Note => {
                let drifts = drift(old, new, language, &|_| false);
                !turning.is_empty() || drifts.iter().any(|d| d.kind != DecidingKind::Name)
            }
            _ => true,
        };
        Some(Self { part, old: old.to_owned(), new: new.to_owned(), turning, decides })
    }
}

/// What changed from `old` to `new`. Of a neighbour only what turns round counts.
pub fn changes(old: &Around, new: &Around, language: &str) -> Vec<ContextChange> {
    let mut found = Vec::new();
    if old == new {
        return found;
    }
    let (block, frame) = ((&*old.block, &*new.block), (&*old.frame, &*new.frame));
    for (part, old, new) in [
        (ContextPart::Text, &block.0.text, &block.1.text),
        (ContextPart::Head, &frame.0.head, &frame.1.head),
    ] {
        found.extend(ContextChange::of(part, old, new, language));
    }
    let near = [
        (ContextPart::Above, &block.0.above, &block.1.above),
        (ContextPart::Below, &block.0.below, &block.1.below),
    ];
    let is_near = block.0.near.is_empty() || block.0.near != block.1.near;
    let near = near.into_iter().filter(|_| is_near);
    let near = near.filter_map(|(p, o, n)| ContextChange::of(p, o, n, language));
    found.extend(near.filter(|change| !change.turning.is_empty()));
    for (part, old, new) in [
        (ContextPart::Heading, &frame.0.headings, &frame.1.headings),
        (ContextPart::Lead, &frame.0.leads, &frame.1.leads),
        (ContextPart::Within, &frame.0.within, &frame.1.within),
        (ContextPart::Host, &frame.0.hosts, &frame.1.hosts),
        (ContextPart::Note, &block.0.notes, &block.1.notes),
        (ContextPart::Link, &block.0.links, &block.1.links),
        (ContextPart::Image, &block.0.images, &block.1.images),
        (ContextPart::Stressed, &block.0.stressed, &block.1.stressed),
        (ContextPart::Struck, &block.0.struck, &block.1.struck),
    ] {
        if old.len() == new.len() {
            let pairs = old.iter().zip(new);
            found.extend(pairs.filter_map(|(o, n)| ContextChange::of(part, o, n, language)));
        } else {
            let (old, new) = (old.join(" / "), new.join(" / "));
            found.extend(ContextChange::of(part, &old, &new, language));
        }
    }
    let (was, is) = (&block.0.marks, &block.1.marks);
    let moved = match block.0.text == block.1.text {
        true => found.is_empty() && !was.is_empty() && was != is,
        false => moved((&block.0.text, was), (&block.1.text, is)),
    };
    if moved {
        found.push(ContextChange {
            part: ContextPart::Marks,
            old: String::new(),
            new: block.1.text.clone(),
            turning: Vec::new(),
            decides: true,
        });
    }
    found.sort();
    found
}

/// True if a footnote, a link or marked words stand behind another word of a text that changed. Where the
/// word that one stood behind is gone, the change of the text shows that.
fn moved((old, was): (&str, &[usize]), (new, is): (&str, &[usize])) -> bool {
    was.len() == is.len()
        && was.iter().zip(is).any(|(was, is)| {
            let (before, now) = (word_before(old, *was), word_before(new, *is));
            before != now && new.split(' ').any(|word| word == before)
        })
}

/// The word of `text` in which the first `count` characters end, blanks not counted.
fn word_before(text: &str, count: usize) -> &str {
    let mut seen = 0;
    let mut words = text.split(' ');
    let word = words.find(|word| {
        seen += word.chars().count();
        seen >= count
    });
    word.unwrap_or("")
}
