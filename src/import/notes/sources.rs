//! The sources that annotations name.
//!
//! In go addresses; out come the ids of sources that the site has, and new ones for the others, which are added to
//! their files all at once.

use super::body::NamedAddress;
use super::read::Annotation;
use crate::desk::ids::IdBook;
use crate::desk::panel::{PageKey, SourceProposal, SourceProposer, file_of_records, page_of};
use crate::import::report::TakenPublisher;
use crate::import::site_file::file_text;
use crate::load::Tree;
use crate::resolve::Site;
use crate::yaml::Value;
use crate::yaml::edit::{self, EditRefusal, NewValue};
use std::collections::{BTreeMap, BTreeSet};

/// A source that was named, and words of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedSource {
    /// Its id.
    pub id: String,
    /// The words.
    pub passages: Vec<String>,
    /// The file that it would be added to, if it is new.
    pub file: Option<String>,
}

/// The sources of a site, and those that are begun.
pub struct AnnotatedSources<'s> {
    site: &'s Site,
    tree: &'s Tree,
    /// For each article, what the sources that it sees say of others.
    proposers: BTreeMap<usize, SourceProposer<'s>>,
    ids: IdBook,
    /// The files whose ids are among those.
    looked_in: BTreeSet<String>,
    /// The ids of new sources, by their file and their page.
    begun: BTreeMap<(String, PageKey), String>,
    /// The new sources of each file, in the order in which they were named.
    new: BTreeMap<String, Vec<(String, NewValue)>>,
    /// Where somebody has to look.
    pub published: Vec<TakenPublisher>,
}

impl<'s> AnnotatedSources<'s> {
    /// Those of a site.
    pub fn of(site: &'s Site, tree: &'s Tree) -> Self {
        let ids = site.sources.iter().flat_map(|source| {
            let former = source.details.aliases.iter().map(|alias| alias.value.clone());
            former.chain([source.id.to_string()])
        });
        Self {
            site,
            tree,
            proposers: BTreeMap::new(),
            ids: IdBook::of(ids),
            looked_in: BTreeSet::new(),
            begun: BTreeMap::new(),
            new: BTreeMap::new(),
            published: Vec::new(),
        }
    }

    /// What the site has at an address that an article names.
    pub fn known(&mut self, article: usize, address: &str) -> Option<String> {
        self.proposer(article).known(address).map(str::to_owned)
    }

    /// The sources that notes on words of an article name. Those that nobody has are begun.
    pub fn cite(&mut self, article: usize, notes: &[Annotation]) -> Vec<CitedSource> {
        let mut cited: Vec<CitedSource> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for NamedAddress { address, passages } in notes.iter().flat_map(|note| &note.named) {
            let Some((id, file)) = self.source(article, address) else { continue };
            let at = *places.entry(id.clone()).or_insert_with(|| {
                cited.push(CitedSource { id, passages: Vec::new(), file });
                cited.len() - 1
            });
            let known = &mut cited[at].passages;
            for passage in passages {
                if !known.contains(passage) {
                    known.push(passage.clone());
                }
            }
        }
        cited
    }

    /// The id of the source at an address, and its file if it is new.
    fn source(&mut self, article: usize, address: &str) -> Option<(String, Option<String>)> {
        if let Some(id) = self.known(article, address) {
            return Some((id, None));
        }
        let file = file_of_records(self.site, self.tree, Some(article), "sources");
        let key = (file.clone(), page_of(address)?);
        if let Some(id) = self.begun.get(&key) {
            return Some((id.clone(), Some(file)));
        }
        self.look_in(&file);
        self.proposer(article);
        let proposer = self.proposers.get(&article)?;
        let ids = &mut self.ids;
        let proposal = proposer.propose(address, |words| ids.take(words))?;
        let id = proposal.id.clone();
        self.published.extend(
            proposal.sure.publisher.iter().map(|publisher| TakenPublisher {
                source: id.clone(),
                publisher: publisher.clone(),
            }),
        );
        self.new.entry(file.clone()).or_default().push((id.clone(), begun(&proposal)));
        self.begun.insert(key, id.clone());
        Some((id, Some(file)))
    }

    fn proposer(&mut self, article: usize) -> &SourceProposer<'s> {
        let folder = self.site.articles[article].prefix.trim_end_matches('/');
        self.proposers
            .entry(article)
            .or_insert_with(|| SourceProposer::new(self.site, Some(folder)))
    }

    /// Takes the ids that a file has, whatever became of its sources.
    fn look_in(&mut self, file: &str) {
        if !self.looked_in.insert(file.to_owned()) {
            return;
        }
        let tree = file_text(self.tree, file).ok().and_then(edit::read);
        if let Some(Value::Map(entries)) = tree.map(|tree| tree.value) {
            entries.into_iter().for_each(|(key, _)| self.ids.keep(key.name));
        }
    }

    /// The files with new sources.
    pub fn files(&self) -> impl Iterator<Item = &String> {
        self.new.keys()
    }

    /// The text of a file with those of its new sources whose ids are in `wanted`.
    ///
    /// # Errors
    /// It cannot be changed.
    pub fn text(&self, file: &str, wanted: &BTreeSet<&str>) -> Result<String, String> {
        let new = self.new.get(file).into_iter().flatten();
        let new: Vec<_> = new.filter(|(id, _)| wanted.contains(id.as_str())).cloned().collect();
        let text = file_text(self.tree, file)?;
        let edit = edit::add_all(text, &new);
        let done =
            edit.and_then(|edit| edit::apply(text, &[edit]).map_err(|_| EditRefusal::Unreadable));
        done.map_err(|refusal| format!("`{file}` cannot be changed: {refusal}"))
    }
}

/// A source that is begun from an address, with no more than what is sure.
fn begun(proposal: &SourceProposal) -> NewValue {
    let bare = proposal.url.split_once("://").map_or("", |(_, rest)| rest);
    let text = |text: &str| NewValue::Text(text.to_owned());
    let word = |word: &str| NewValue::Word(word.to_owned());
    let sure = &proposal.sure;
    let entries = [
        ("title", Some(text(bare.trim_end_matches('/')))),
        ("url", Some(word(&proposal.url))),
        ("publisher", sure.publisher.as_deref().map(text)),
        ("kind", sure.kind.map(word)),
        ("media", proposal.media.map(word)),
        ("draft", Some(word("true"))),
    ];
    let entries = entries.into_iter();
    NewValue::Map(entries.filter_map(|(key, value)| Some((key.to_owned(), value?))).collect())
}
