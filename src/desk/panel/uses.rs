//! What the files of a site hold, and what names what.
//!
//! In goes a site; out come its [`Item`]s: claims, sources, speakers and articles, each with its place in a file
//! and with what it names. Faults lead from a place to the item there, and what is to be removed to those that
//! name it.

use super::parts::claims_of;
use super::way::{Crumb, Way, way_at};
use crate::parse::front::split;
use crate::pipeline::Built;
use crate::resolve::folder_of;
use crate::source::{FileId, Files, Span};
use crate::yaml::{self, Node, Value};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ItemKind {
    /// A claim, or a counter-claim with an id.
    Claim,
    /// A source.
    Source,
    /// A speaker.
    Speaker,
    /// A section: its front matter.
    Section,
    /// An article: its `article.yaml`.
    Article,
}

/// Something that an author writes, and that has a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Its id; the address of a section; nothing for an article.
    pub id: String,
    /// The index of its article; none for what articles share.
    pub article: Option<usize>,
    /// What readers know it by: the words of a claim, a title, a name.
    pub name: String,
    pub(super) file: FileId,
    pub(super) way: Way,
    /// What it names itself: what is in it names more.
    names: Vec<(ItemKind, String)>,
    /// The ids that it had before.
    pub(super) aliases: Vec<String>,
}

/// An item as a page is told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemName {
    /// What it is.
    pub kind: ItemKind,
    /// Its id.
    pub id: String,
    /// The folder of its article; nothing for the only one, and for what articles share.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub article: String,
    /// What readers know it by.
    pub name: String,
}

impl Item {
    /// What a page is told of it.
    pub fn told(&self, built: &Built) -> ItemName {
        let articles = &built.site().articles;
        let folder = self.article.map_or("", |at| articles[at].prefix.trim_end_matches('/'));
        let (kind, id) = (self.kind, self.id.clone());
        ItemName { kind, id, article: folder.to_owned(), name: self.name.clone() }
    }

    /// True if `other` is this item, or in it.
    pub(super) fn holds(&self, other: &Self) -> bool {
        self.file == other.file && other.way.starts_with(&self.way)
    }

    /// True if this names `item`.
    fn uses(&self, item: &Self, built: &Built) -> bool {
        self.names.iter().any(|(kind, id)| *kind == item.kind && self.means(id, item, built))
    }

    /// True if an id that stands in this is that of `item`, whose kind it has.
    fn means(&self, id: &str, item: &Self, built: &Built) -> bool {
        let Some(article) = item.article else { return id == item.id };
        let prefix = &built.site().articles[article].prefix;
        let of_other = item.kind == ItemKind::Claim
            && id.strip_prefix(prefix.as_str()).is_some_and(|rest| rest == item.id);
        (self.article == item.article && id == item.id) || (!prefix.is_empty() && of_other)
    }
}

/// All items of a site, file by file.
#[derive(Debug)]
pub struct SiteItems {
    all: Vec<Item>,
    trees: BTreeMap<FileId, Node>,
    /// The files that are read; all, where there are none.
    only: BTreeSet<String>,
}

impl SiteItems {
    /// The items of `built`.
    pub fn of(built: &Built) -> Self {
        Self::read_from(built, BTreeSet::new())
    }

    /// Those that stand in the files at `paths`.
    pub fn in_files(built: &Built, paths: BTreeSet<String>) -> Self {
        match paths.is_empty() {
            true => Self { all: Vec::new(), trees: BTreeMap::new(), only: paths },
            false => Self::read_from(built, paths),
        }
    }

    fn read_from(built: &Built, only: BTreeSet<String>) -> Self {
        let mut items = Self { all: Vec::new(), trees: BTreeMap::new(), only };
        items.records(built, "", None);
        for (at, article) in built.site().articles.iter().enumerate() {
            items.article(built, at);
            if !article.prefix.is_empty() {
                items.records(built, &article.prefix, Some(at));
            }
        }
        items
    }

    /// The item of `kind` that is called `id` in an article, or that articles share.
    pub fn called(&self, kind: ItemKind, id: &str, article: Option<usize>) -> Option<&Item> {
        let is_it = |item: &&Item| item.kind == kind && item.id == id;
        let mut own = self.all.iter().filter(|item| article.is_some() && item.article == article);
        let shared = || self.all.iter().filter(|item| item.article.is_none());
        own.find(is_it).or_else(|| shared().find(is_it))
    }

    /// The items in `item`, itself among them.
    pub fn within<'i>(&'i self, item: &'i Item) -> impl Iterator<Item = &'i Item> {
        self.all.iter().filter(|other| item.holds(other))
    }

    /// The items elsewhere that name `item`, or something in it.
    pub fn users(&self, item: &Item, built: &Built) -> Vec<&Item> {
        let gone: Vec<&Item> = self.within(item).collect();
        let others = self.all.iter().filter(|other| !item.holds(other));
        others.filter(|other| gone.iter().any(|gone| other.uses(gone, built))).collect()
    }

    /// The innermost item at a place.
    pub fn at(&self, built: &Built, span: Span) -> Option<&Item> {
        // The text of a section is in no form.
        let text = &built.files.get(span.file).text;
        let is_text = built.files.path(span.file).ends_with(".md");
        if is_text && split(text).yaml.is_none_or(|front| span.range().start > front.end) {
            return None;
        }
        let in_file = self.all.iter().filter(|item| item.file == span.file);
        let way = way_at(self.trees.get(&span.file)?, span.start);
        in_file.filter(|item| way.starts_with(&item.way)).max_by_key(|item| item.way.len())
    }

    fn read(&mut self, built: &Built, path: &str) -> Option<(FileId, Node)> {
        if !self.only.is_empty() && !self.only.contains(path) {
            return None;
        }
        let file = built.files.find(path)?;
        let node = tree_of(&built.files, file)?;
        self.trees.insert(file, node.clone());
        Some((file, node))
    }

    fn records(&mut self, built: &Built, prefix: &str, article: Option<usize>) {
        // The only article of a site has the records that articles share.
        for (kind, name) in [(ItemKind::Source, "sources"), (ItemKind::Speaker, "speakers")] {
            let path = format!("{}/{name}.yaml", folder_of(prefix));
            let Some((file, node)) = self.read(built, &path) else { continue };
            let Value::Map(records) = &node.value else { continue };
            for (key, record) in records {
                let known = ["title", "name"].into_iter().find_map(|key| text(record, key));
                let mut names = texts(record, "speaker", ItemKind::Speaker);
                names.extend(texts(record, "based-on", ItemKind::Source));
                let id = key.name.clone();
                let name = known.unwrap_or_else(|| id.clone());
                let way = vec![Crumb::Key(id.clone())];
                let aliases = ids(record, "aliases");
                self.all.push(Item { kind, id, article, name, file, way, names, aliases });
            }
        }
    }

    fn article(&mut self, built: &Built, at: usize) {
        let article = &built.site().articles[at];
        let head = built.files.path(article.file).to_owned();
        if let Some((file, node)) = self.read(built, &head) {
            let names = texts(&node, "original", ItemKind::Source);
            let (kind, name) = (ItemKind::Article, article.title.clone());
            let (id, way, aliases) = (String::new(), Vec::new(), Vec::new());
            let article = Some(at);
            self.all.push(Item { kind, id, article, name, file, way, names, aliases });
            self.claims(built, at, file, &node);
        }
        for section in article.sections.iter() {
            let name = section.title.clone().unwrap_or_else(|| section.slug.clone());
            let (kind, id, file) = (ItemKind::Section, section.slug.clone(), section.file);
            let (article, way, names, aliases) = (Some(at), Vec::new(), Vec::new(), Vec::new());
            self.all.push(Item { kind, id, article, name, file, way, names, aliases });
            self.read(built, built.files.path(section.file));
            let path = claims_of(built.files.path(section.file));
            if let Some((file, node)) = self.read(built, &path) {
                self.claims(built, at, file, &node);
            }
        }
    }

    fn claims(&mut self, built: &Built, article: usize, file: FileId, node: &Node) {
        let Some(Value::Map(claims)) = node.entry("claims").map(|node| &node.value) else {
            return;
        };
        let site = built.site();
        let known: BTreeMap<&str, &str> = site
            .claims_of(article)
            .map(|index| (&*site.claim(index).id, &*site.claim(index).words))
            .collect();
        for (key, claim) in claims {
            let way = vec![Crumb::Key("claims".to_owned()), Crumb::Key(key.name.clone())];
            self.claim((article, file, &known), &key.name, claim, way);
        }
    }

    fn claim(
        &mut self,
        place: (usize, FileId, &BTreeMap<&str, &str>),
        id: &str,
        node: &Node,
        way: Way,
    ) {
        let (article, file, known) = place;
        let mut names = Vec::new();
        for key in ["speaker", "via"] {
            names.extend(texts(node, key, ItemKind::Speaker));
        }
        for reply in list(node, "reply") {
            names.extend(texts(reply, "asked", ItemKind::Speaker));
        }
        for citation in list(node, "citations") {
            names.extend(texts(citation, "source", ItemKind::Source));
        }
        for later in list(node, "later") {
            names.extend(texts(later, "sources", ItemKind::Source));
        }
        for answer in list(node, "answers") {
            names.extend(texts(answer, "claim", ItemKind::Claim));
        }
        let counters: Vec<&Node> = list(node, "counters").collect();
        for counter in &counters {
            names.extend(texts(counter, "claim", ItemKind::Claim));
        }
        let typed = ["states", "says"].into_iter().find_map(|key| text(node, key));
        let words = known.get(id).map(|words| (*words).to_owned());
        let name = words.or(typed).unwrap_or_else(|| id.to_owned());
        let (kind, article) = (ItemKind::Claim, Some(article));
        let of = way.clone();
        let (id, aliases) = (id.to_owned(), ids(node, "aliases"));
        self.all.push(Item { kind, id, article, name, file, way, names, aliases });
        let is_list = node.entry("counters").is_some_and(|n| matches!(n.value, Value::List(_)));
        for (i, counter) in counters.into_iter().enumerate() {
            let Some(own) = text(counter, "id") else { continue };
            let mut way = [&of[..], &[Crumb::Key("counters".to_owned())]].concat();
            way.extend(is_list.then_some(Crumb::Item(i)));
            self.claim(place, &own, counter, way);
        }
    }
}

/// The tree of a file of YAML, or of the front matter of a section.
pub fn tree_of(files: &Files, file: FileId) -> Option<Node> {
    let text = &files.get(file).text;
    match files.path(file).ends_with(".md") {
        true => {
            let range = split(text).yaml?;
            yaml::parse(&text[range.clone()], file, range.start).ok()
        }
        false => yaml::parse(text, file, 0).ok(),
    }
}

fn text(node: &Node, key: &str) -> Option<String> {
    node.entry(key)?.text().map(str::to_owned)
}

/// The values of a key that takes one or several.
fn list<'n>(node: &'n Node, key: &str) -> impl Iterator<Item = &'n Node> {
    let all = match node.entry(key) {
        Some(Node { value: Value::List(items), .. }) => items.iter().collect(),
        Some(Node { value: Value::Null, .. }) | None => Vec::new(),
        Some(node) => vec![node],
    };
    all.into_iter()
}

/// The ids that a key holds.
fn ids(node: &Node, key: &str) -> Vec<String> {
    list(node, key).filter_map(|node| node.text().map(str::to_owned)).collect()
}

/// The same, of what they are the ids.
fn texts(node: &Node, key: &str, kind: ItemKind) -> Vec<(ItemKind, String)> {
    ids(node, key).into_iter().map(|id| (kind, id)).collect()
}
