//! Parts that several pages of a folder show, each made and turned into a value of the engine once.
//!
//! In goes the index of a claim or of a record; out comes its [`SharedPart`]. What a part says follows from
//! the folder of the page, since links are relative, and from its language. So a [`PartShelf`] is emptied
//! when it gets to another of either. Each thread has its own, and pages come sorted by path.

use super::common::{NavLink, SiteInfo};
use super::parts::{ClaimItem, RelationInfo, ShownSource, SourceRef, SpeakerRef};
use crate::resolve::{ClaimIndex, SourceIndex, SpeakerIndex};
use crate::theme::SharedPart;
use ahash::HashMap;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::hash::Hash;

/// What stands at the top and the foot of all pages of a folder about an article.
#[derive(Debug)]
pub struct PageFrame {
    /// The site.
    pub site: SharedPart<SiteInfo>,
    /// The links at the head, where none leads to the page itself.
    pub nav: SharedPart<Vec<NavLink>>,
    /// The links at the foot, likewise.
    pub foot: SharedPart<Vec<NavLink>>,
    /// The addresses of style sheets and scripts.
    pub assets: SharedPart<BTreeMap<String, String>>,
    /// The messages of the links at the head, and the paths that they lead to.
    pub to: Vec<(&'static str, String)>,
    /// Those of the links at the foot.
    pub to_foot: Vec<(&'static str, String)>,
}

/// The most parts of a kind that are kept. All pages of sources stand in one folder, and together show
/// every claim.
const MOST: usize = 1000;

/// The parts of one kind.
pub type Parts<K, T> = RefCell<HashMap<K, SharedPart<T>>>;

/// The parts that pages of one folder and one language have shown so far.
#[derive(Debug, Default)]
pub struct PartShelf {
    /// The folder and the language.
    of: RefCell<(String, String)>,
    /// How often it was emptied.
    times: Cell<usize>,
    /// Claims in short form.
    pub claims: Parts<ClaimIndex, ClaimItem>,
    /// Links to sources.
    pub sources: Parts<SourceIndex, SourceRef>,
    /// Records of sources.
    pub records: Parts<SourceIndex, ShownSource>,
    /// Links to speakers.
    pub speakers: Parts<SpeakerIndex, SpeakerRef>,
    /// Relations, by what each is a relation of and its key.
    pub relations: Parts<(&'static str, &'static str), RelationInfo>,
    /// Frames of the pages about an article, or about none.
    pub frames: Parts<Option<usize>, PageFrame>,
}

impl PartShelf {
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
    shelf: &'s PartShelf,
    time: usize,
}

impl OpenShelf<'_> {
    /// The part `key` of one kind, made if no page has shown it yet.
    pub fn part<K: Hash + Eq, T>(
        &self,
        of: impl FnOnce(&PartShelf) -> &Parts<K, T>,
        key: K,
        make: impl FnOnce() -> T,
    ) -> SharedPart<T> {
        if self.time != self.shelf.times.get() {
            return SharedPart::new(make());
        }
        let parts = of(self.shelf);
        if let Some(part) = parts.borrow().get(&key) {
            return part.clone();
        }
        // What makes it may take other parts from here.
        let part = SharedPart::new(make());
        let mut parts = parts.borrow_mut();
        if parts.len() >= MOST {
            parts.clear();
        }
        parts.insert(key, part.clone());
        part
    }
}
