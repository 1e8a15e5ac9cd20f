//! Resolves the ids of sources and speakers.
//!
//! In go ids as typed; out come indices into the lists of the site, or a fault with a suggestion.

use super::gaps::{Gaps, folder_of};
use super::site::{SourceIndex, SpeakerIndex};
use super::withheld::Withheld;
use crate::diagnostic::{
    self, Code, Diagnostic, Repair, is_misspelt, nearest_of_set, sharing_a_word,
};
use crate::model::{is_id, to_id};
use crate::parse::Faults;
use crate::source::{At, Span};
use ahash::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

/// The ids of one scope, with their indices.
#[derive(Default)]
pub(super) struct Ids {
    pub(super) known: HashMap<Arc<str>, (usize, Span)>,
    /// The same ids, sorted when a lookup first fails.
    near: OnceLock<diagnostic::Names<'static>>,
}

impl Ids {
    pub(super) fn add(&mut self, id: &At<Arc<str>>, index: usize) {
        self.known.insert(id.value.clone(), (index, id.span));
        self.near = OnceLock::new();
    }

    fn names(&self) -> &diagnostic::Names<'static> {
        let names = || diagnostic::Names::of(self.known.keys().map(|id| id.to_string()));
        self.near.get_or_init(names)
    }

    pub(super) fn nearest(&self, typed: &str) -> Option<&str> {
        self.names().nearest(typed)
    }
}

/// The ids of one kind of record: shared ones, and each article's own.
#[derive(Default)]
pub(super) struct NameScope {
    shared: Ids,
    own: HashMap<String, Ids>,
    /// The current id of each former id, by the prefix of its article.
    former: HashMap<(String, String), Arc<str>>,
}

impl NameScope {
    pub(super) fn get(&self, prefix: &str, id: &str) -> Option<usize> {
        let own = self.own.get(prefix).and_then(|names| names.known.get(id));
        own.or_else(|| self.shared.known.get(id)).map(|(index, _)| *index)
    }

    /// The id that was meant, also if somebody typed a name instead of an id.
    pub(super) fn meant(&self, prefix: &str, typed: &str) -> Option<String> {
        let id = to_id(typed);
        if self.get(prefix, &id).is_some() {
            return Some(id);
        }
        let own = self.own.get(prefix).and_then(|names| names.nearest(typed));
        let near = nearest_of_set(typed, self.shared.nearest(typed).into_iter().chain(own));
        near.map(str::to_owned)
    }

    /// Adds the former ids of the record `id`.
    pub(super) fn add_former(&mut self, prefix: &str, aliases: &[At<String>], id: &At<Arc<str>>) {
        for alias in aliases {
            self.former.insert((prefix.to_owned(), alias.value.clone()), Arc::clone(&id.value));
        }
    }

    /// The current id of the record that was called `id` before.
    fn now(&self, prefix: &str, id: &str) -> Option<&str> {
        let of = |prefix: &str| self.former.get(&(prefix.to_owned(), id.to_owned()));
        of(prefix).or_else(|| of("")).map(|now| &**now)
    }

    /// Reports that no record is called `id`; `what` is the kind in the singular.
    pub(super) fn unknown(
        &self,
        code: Code,
        what: &str,
        prefix: &str,
        id: &At<String>,
    ) -> Diagnostic {
        let message = format!("there is no {what} `{}`", id.value);
        if let Some(now) = self.now(prefix, &id.value) {
            return Diagnostic::at(code, id.span, message)
                .hint(format!("it is called `{now}` now; an alias is for links from elsewhere"))
                .repair(Some(Repair::Value(id.span, now.to_owned())));
        }
        let meant = self.meant(prefix, &id.value);
        let misspelt = meant.clone().filter(|name| is_misspelt(&id.value, name));
        let kin = || {
            let own = self.own.get(prefix).map(Ids::names);
            let lists: Vec<_> = own.into_iter().chain([self.shared.names()]).collect();
            sharing_a_word(&id.value, &lists)
        };
        let meant = meant.map(|name| format!("did you mean `{name}`?")).or_else(kin);
        let listed = self.how_listed(what, prefix, &id.value, meant.is_some());
        Diagnostic::at(code, id.span, message)
            .repair(misspelt.map(|name| Repair::Value(id.span, name)))
            .maybe_hint(meant)
            .hint(listed)
    }

    /// Where a record stands; if nothing is near, what to write.
    fn how_listed(&self, what: &str, prefix: &str, id: &str, is_near: bool) -> String {
        if is_near || !is_id(id) {
            return format!("{what}s are listed in `{what}s.yaml`, by id");
        }
        let folder = if self.own.contains_key(prefix) { prefix } else { "" };
        let keys = if what == "source" { "`title:` and `url:`" } else { "`name:`" };
        format!(
            "{what}s are listed by id: add `{id}:` to `content/{folder}{what}s.yaml`, and below it, indented, {keys}"
        )
    }

    /// Adds an id, unless it hides a shared one.
    pub(super) fn add(&mut self, prefix: &str, id: &At<Arc<str>>, index: usize, out: &mut Faults) {
        if prefix.is_empty() {
            self.shared.add(id, index);
            return;
        }
        if let Some((_, shared)) = self.shared.known.get(&id.value) {
            let message = format!("`{}` is already an id that all articles share", id.value);
            out.push(
                Diagnostic::at(Code::SourceShadowed, id.span, message)
                    .also(*shared, "shared here")
                    .hint("use the shared one, or give this one another id"),
            );
        }
        self.own.entry(prefix.to_owned()).or_default().add(id, index);
    }
}

/// All ids of a site, and those that must not be used.
pub(super) struct SiteNames<'g> {
    pub(super) sources: NameScope,
    pub(super) speakers: NameScope,
    /// For each published article, ids of claims that could not be read.
    pub(super) left_out: Vec<HashSet<String>>,
    pub(super) withheld: Withheld,
    /// The parts that were not read.
    pub(super) gaps: &'g Gaps<'g>,
}

impl<'g> SiteNames<'g> {
    /// Starts without ids; `gaps` are the parts that may hold some.
    pub(super) fn with(gaps: &'g Gaps<'g>) -> Self {
        Self {
            sources: NameScope::default(),
            speakers: NameScope::default(),
            left_out: Vec::new(),
            withheld: Withheld::default(),
            gaps,
        }
    }

    pub(super) fn source(
        &self,
        prefix: &str,
        id: &At<String>,
        out: &mut Faults,
    ) -> Option<SourceIndex> {
        let found = self.sources.get(prefix, &id.value).map(SourceIndex);
        if found.is_none() && self.gaps.hold_record(&folder_of(prefix), "sources", &id.value) {
            out.lose();
        } else if found.is_none() {
            out.push(self.sources.unknown(Code::SourceUnknown, "source", prefix, id));
        }
        found
    }

    pub(super) fn speaker(
        &self,
        prefix: &str,
        id: &At<String>,
        out: &mut Faults,
    ) -> Option<SpeakerIndex> {
        let found = self.speakers.get(prefix, &id.value).map(SpeakerIndex);
        if found.is_none() && self.gaps.hold_record(&folder_of(prefix), "speakers", &id.value) {
            out.lose();
        } else if found.is_none() {
            out.push(self.speakers.unknown(Code::SpeakerUnknown, "speaker", prefix, id));
        }
        found
    }

    pub(super) fn all_speakers(
        &self,
        prefix: &str,
        ids: &[At<String>],
        out: &mut Faults,
    ) -> Vec<SpeakerIndex> {
        ids.iter().filter_map(|id| self.speaker(prefix, id, out)).collect()
    }
}
