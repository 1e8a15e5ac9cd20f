//! What stands around the words of a claim.
//!
//! In go the sections of an article; out comes the [`Around`] of a place.

use super::change::{ContextChange, ContextPart};
use crate::markdown::Image;
use crate::markdown::outline::{BlockOutline, OutlineBlock, normal};
use crate::parse::lock::{Around, BlockText, Frame, near, short_hash};
use crate::resolve::site::{Article, Place};
use crate::theme::Asset;
use bytes::Bytes;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};
use text_anchor::confirmed::CONTEXT;
use text_anchor::turning::turns;
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

    /// The image at `target`; none where it is elsewhere.
    pub fn bytes(&self, target: &str) -> Option<&'t Bytes> {
        self.assets.get(Self::name(target)).map(|asset| &asset.bytes)
    }

    fn name(target: &str) -> &str {
        target.split_once("static/").map_or(target, |(_, name)| name)
    }

    /// The hash of the image at `target`; the target itself where it is elsewhere.
    fn hash<'h>(&'h self, target: &'h str) -> &'h str {
        let name = Self::name(target);
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
            return around(block, Frame::default(), Arc::default());
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
        around(
            BlockText { text: normal(text), images, ..BlockText::default() },
            frame,
            Arc::default(),
        )
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
        let beside = Arc::new([above.clone(), below.clone()]);
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
        around(block, frame, beside)
    }
}

fn around(block: BlockText, frame: Frame, beside: Arc<[String; 2]>) -> Around {
    Around { block: Arc::new(block.keyed()), frame: Arc::new(frame.keyed()), beside }
}
