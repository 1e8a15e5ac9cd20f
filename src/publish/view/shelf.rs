//! Parts that several pages of a folder show, each made and turned into a value of the engine once.
//!
//! In goes the index of a claim or of a record; out comes its [`Part`]. What a part says follows from
//! the folder of the page, since links are relative, and from its language. So a [`Shelf`] is emptied
//! when it gets to another of either. Each thread has its own, and pages come sorted by path.

use super::common::{NavLink, SiteInfo};
use super::parts::{ClaimItem, RelationInfo, ShownSource, SourceRef, SpeakerRef};
use crate::resolve::{ClaimIndex, SourceIndex, SpeakerIndex};
use crate::theme::Part;
use ahash::HashMap;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// What stands at the top and the foot of all pages of a folder about an article.
#[derive(Debug)]
pub struct Frame {
    /// The site.
    pub site: Part<SiteInfo>,
    /// The links at the head, where none leads to the page itself.
    pub nav: Part<Vec<NavLink>>,
    /// The links at the foot, likewise.
    pub foot: Part<Vec<NavLink>>,
    /// The addresses of style sheets and scripts.
    pub assets: Part<BTreeMap<String, String>>,
    /// The messages of the links at the head, and the paths that they lead to.
    pub to: Vec<(&'static str, String)>,
    /// Those of the links at the foot.
    pub to_foot: Vec<(&'static str, String)>,
}

/// The most parts of a kind that are kept. All pages of sources stand in one folder, and together show
/// every claim.
const MOST: usize = 1000;

/// The parts of one kind.
type Parts<K, T> = RefCell<HashMap<K, Part<T>>>;

/// The parts that pages of one folder and one language have shown so far.
#[derive(Debug, Default)]
pub struct Shelf {
    /// The folder and the language.
    of: RefCell<(String, String)>,
    /// How often it was emptied.
    times: Cell<usize>,
    claims: Parts<ClaimIndex, ClaimItem>,
    sources: Parts<SourceIndex, SourceRef>,
    records: Parts<SourceIndex, ShownSource>,
    speakers: Parts<SpeakerIndex, SpeakerRef>,
    relations: Parts<(&'static str, &'static str), RelationInfo>,
    frames: RefCell<HashMap<Option<usize>, Rc<Frame>>>,
}

impl Shelf {
    /// The shelf for the page at `path` in the language `tag`. It is emptied unless the last page had the
    /// same folder and the same language.
    pub fn open(&self, path: &str, tag: &str) -> OpenShelf<'_> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut of = self.of.borrow_mut();
        if (of.0.as_str(), of.1.as_str()) != (folder, tag) {
            *of = (folder.to_owned(), tag.to_owned());
            self.times.set(self.times.get() + 1);
            self.claims.take();
            self.sources.take();
            self.records.take();
            self.speakers.take();
            self.relations.take();
            self.frames.take();
        }
        OpenShelf { shelf: self, time: self.times.get() }
    }
}

/// A shelf as a page opened it. Once it was emptied for another, it yields nothing and keeps nothing.
#[derive(Debug, Clone, Copy)]
pub struct OpenShelf<'s> {
    shelf: &'s Shelf,
    time: usize,
}

impl OpenShelf<'_> {
    fn part<K: std::hash::Hash + Eq, T>(
        &self,
        parts: &Parts<K, T>,
        key: K,
        make: impl FnOnce() -> T,
    ) -> Part<T> {
        if self.time != self.shelf.times.get() {
            return Part::new(make());
        }
        if let Some(part) = parts.borrow().get(&key) {
            return part.clone();
        }
        let part = Part::new(make());
        let mut parts = parts.borrow_mut();
        if parts.len() >= MOST {
            parts.clear();
        }
        parts.insert(key, part.clone());
        part
    }

    /// A claim in short form.
    pub fn claim(&self, key: ClaimIndex, make: impl FnOnce() -> ClaimItem) -> Part<ClaimItem> {
        self.part(&self.shelf.claims, key, make)
    }

    /// A link to a source.
    pub fn source(&self, key: SourceIndex, make: impl FnOnce() -> SourceRef) -> Part<SourceRef> {
        self.part(&self.shelf.sources, key, make)
    }

    /// The record of a source.
    pub fn record(
        &self,
        key: SourceIndex,
        make: impl FnOnce() -> ShownSource,
    ) -> Part<ShownSource> {
        self.part(&self.shelf.records, key, make)
    }

    /// A link to a speaker.
    pub fn speaker(
        &self,
        key: SpeakerIndex,
        make: impl FnOnce() -> SpeakerRef,
    ) -> Part<SpeakerRef> {
        self.part(&self.shelf.speakers, key, make)
    }

    /// A relation, by what it is a relation of and its key.
    pub fn relation(
        &self,
        key: (&'static str, &'static str),
        make: impl FnOnce() -> RelationInfo,
    ) -> Part<RelationInfo> {
        self.part(&self.shelf.relations, key, make)
    }

    /// The frame of the pages about an article, or about none.
    pub fn frame(&self, key: Option<usize>, make: impl FnOnce() -> Frame) -> Rc<Frame> {
        if self.time != self.shelf.times.get() {
            return Rc::new(make());
        }
        if let Some(frame) = self.shelf.frames.borrow().get(&key) {
            return Rc::clone(frame);
        }
        let frame = Rc::new(make());
        self.shelf.frames.borrow_mut().insert(key, Rc::clone(&frame));
        frame
    }
}
