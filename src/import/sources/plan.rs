//! Brings references into `sources.yaml`.
//!
//! In go the files of a site and references; out come the new text of that file and a report. What the site has
//! stays as it is typed: a reference with the id of the same source is there already, and one with the id of
//! another source is refused.

use super::record::{Known, NewSource};
use super::reference::{References, SourceReference};
use super::work::SourceWork;
use crate::import::report::{Import, ImportFault, ImportReport, Imported, short};
use crate::import::site_file::file_text;
use crate::load::{Content, Tree};
use crate::model::address::bare;
use crate::model::{is_device, is_id, to_id};
use crate::parse::decode::MAX_ID;
use crate::yaml::edit::{self, NewValue};
use crate::yaml::{Node, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Plans the import. New sources go into the file of the article in the folder `article`, or into that of the
/// site.
///
/// # Errors
/// The file of the site cannot be read or changed.
pub fn plan(
    tree: &Tree,
    references: References,
    article: Option<&str>,
    known: Known,
) -> Result<Import, ImportFault> {
    let path = match article {
        Some(folder) => format!("content/{folder}/sources.yaml"),
        None => "content/sources.yaml".to_owned(),
    };
    let unreadable = |reason: String| ImportFault::new(reason).hint("`gainsay check` says why");
    let text = file_text(tree, &path).map_err(unreadable)?;
    if !text.is_empty() && edit::read(text).is_none() {
        return Err(unreadable(format!("`{path}` cannot be read")));
    }
    let mut planner = SourcePlanner {
        known,
        at_address: BTreeMap::new(),
        there: there(tree, article),
        new: BTreeMap::new(),
        entries: Vec::new(),
        report: references.report,
    };
    for there in planner.there.values() {
        if let Some(url) = text_at(&there.node, "url") {
            let works = planner.at_address.entry(bare(url)).or_default();
            if works.iter().all(|(id, _)| *id != there.id) {
                works.push((there.id.clone(), SourceWork::of_node(&there.node)));
            }
        }
    }
    for reference in &references.all {
        planner.take(reference);
    }
    planner.report.refused.sort_by_key(|fault| fault.place.map(|at| (at.line, at.column)));
    let mut import = Import { report: planner.report, ..Import::default() };
    if !planner.entries.is_empty() {
        let edit = edit::add_all(text, &planner.entries);
        let new = edit
            .and_then(|edit| edit::apply(text, &[edit]).map_err(|_| edit::EditRefusal::Unreadable));
        let new = new.map_err(|refusal| {
            ImportFault::new(format!("`{path}` cannot be changed: {refusal}"))
                .hint("see what `gainsay check` says of it")
        })?;
        import.texts.push((path, new));
    }
    Ok(import)
}

/// A source that the site has.
struct ThereSource {
    id: String,
    node: Node,
}

/// The sources of the site by their ids, former ones among them, as far as their files can be read: those that
/// a new one may not have the id of.
fn there(tree: &Tree, article: Option<&str>) -> BTreeMap<String, ThereSource> {
    let mut all = BTreeMap::new();
    for (path, content) in &tree.files {
        let Some(folder) =
            path.strip_prefix("content/").and_then(|p| p.strip_suffix("sources.yaml"))
        else {
            continue;
        };
        let folder = folder.trim_end_matches('/');
        let is_seen = article.is_none_or(|article| folder.is_empty() || folder == article);
        let (true, false, Content::Text(text)) = (is_seen, folder.contains('/'), content) else {
            continue;
        };
        let Some(Node { value: Value::Map(entries), .. }) =
            edit::read(text.strip_prefix('\u{feff}').unwrap_or(text))
        else {
            continue;
        };
        for (key, node) in entries {
            let source = || ThereSource { id: key.name.clone(), node: node.clone() };
            let former = node.texts("aliases");
            for id in former {
                all.entry(id).or_insert_with(source);
            }
            all.insert(key.name.clone(), source());
        }
    }
    all
}

struct SourcePlanner<'k> {
    known: Known<'k>,
    there: BTreeMap<String, ThereSource>,
    /// The ids of those, and of new ones, by their addresses.
    at_address: BTreeMap<String, Vec<(String, SourceWork)>>,
    /// Where the new sources stand among `entries`, and what the file calls them.
    new: BTreeMap<String, (usize, String)>,
    entries: Vec<(String, NewValue)>,
    report: ImportReport,
}

impl SourcePlanner<'_> {
    fn take(&mut self, reference: &SourceReference) {
        let name = reference.name();
        let refuse = |fault: ImportFault| {
            let place = fault.place.or(reference.place);
            let text = format!("{name}: {}", fault.text);
            ImportFault { text, ..fault }.at(place)
        };
        let new = match NewSource::of(reference, self.known) {
            Ok(new) => new,
            Err(fault) => return self.report.refused.push(refuse(fault)),
        };
        let Some(id) = id_of(reference, &new.entries) else {
            let fault = ImportFault::new("no id can be made of its key or its title")
                .hint("give it a key of Latin letters and digits");
            return self.report.refused.push(refuse(fault));
        };
        let title = text_of(&new.entries, "title").unwrap_or_default().to_owned();
        let key = reference.key.clone().filter(|key| *key != id);
        if let Some(there) = self.there.get(&id) {
            if !is_same(&there.node, &new.entries) {
                let fault = ImportFault::new(format!(
                    "the site has another source `{id}`: {} here, {} there",
                    told(&title, text_of(&new.entries, "url")),
                    told(
                        text_at(&there.node, "title").unwrap_or_default(),
                        text_at(&there.node, "url")
                    ),
                ));
                let fault = fault.hint("give one of the two another key");
                return self.report.refused.push(refuse(fault));
            }
            let keys = differing(&there.node, &new.entries);
            let id = there.id.clone();
            return self.report.there.push(Imported { id, key, title, keys });
        }
        if let Some((at, other)) = self.new.get(&id) {
            let (_, before) = &self.entries[*at];
            let NewValue::Map(before) = before else { return };
            if *before == new.entries {
                return self.report.there.push(Imported { id, key, title, keys: Vec::new() });
            }
            let fault = ImportFault::new(format!(
                "it would have the id `{id}`, as {other} has, and is another source"
            ));
            let fault = fault.hint("give one of the two another key");
            return self.report.refused.push(refuse(fault));
        }
        let work = SourceWork::of_entries(&new.entries);
        let address = text_of(&new.entries, "url").map(bare);
        let works = address.as_ref().and_then(|url| self.at_address.get(url));
        let works = works.map_or(&[][..], Vec::as_slice);
        if let Some((same, _)) = works.iter().find(|(_, known)| !work.is_other(known)) {
            let text = format!("{name}: it is at the address of `{same}`, and nothing is added");
            self.report.told.push(ImportFault::new(text).at(reference.place));
            let keys = self.there.get(same).map(|there| differing(&there.node, &new.entries));
            let there = Imported {
                id: same.clone(),
                key: reference.key.clone(),
                title,
                keys: keys.unwrap_or_default(),
            };
            self.report.there.push(there);
            return;
        }
        let twin = works.first().map(|(id, _)| id.clone());
        let of_reference =
            |text: &String| ImportFault::new(format!("{name}: {text}")).at(reference.place);
        self.report.told.extend(new.told.iter().map(of_reference));
        if let Some(twin) = twin {
            let text = format!("{name}: `{twin}` is at the same address, and another work");
            self.report.told.push(ImportFault::new(text).at(reference.place));
        }
        if let Some(address) = address {
            self.at_address.entry(address).or_default().push((id.clone(), work));
        }
        new.left_out.iter().for_each(|field| self.report.leave_out(&short(field)));
        self.new.insert(id.clone(), (self.entries.len(), name));
        self.entries.push((id.clone(), NewValue::Map(new.entries)));
        self.report.added.push(Imported { id, key, title, keys: Vec::new() });
    }
}

/// The id of a reference: its key, as far as an id can hold it; without a key, author, year and title.
fn id_of(reference: &SourceReference, entries: &[(String, NewValue)]) -> Option<String> {
    if let Some(key) = reference.key.as_deref().filter(|key| is_free(key)) {
        return Some(key.to_owned());
    }
    let typed = match reference.key.as_deref().filter(|key| is_id(&to_id(key))) {
        Some(key) => key.to_owned(),
        None => {
            let author = reference.authors.first().map(|name| {
                name.split(',').next().unwrap_or("").split_whitespace().next_back().unwrap_or("")
            });
            let year = reference.date.as_deref().and_then(|date| date.get(..4));
            let title = text_of(entries, "title")?.split_whitespace().take(5);
            let parts = [author, year].into_iter().flatten().chain(title);
            parts.collect::<Vec<_>>().join(" ")
        }
    };
    let mut id: String = to_id(typed.get(..MAX_ID * 4).unwrap_or(&typed));
    // An id is ASCII.
    id.truncate(MAX_ID);
    let id = id.trim_end_matches('-');
    let id = if is_free(id) { id.to_owned() } else { format!("{id}-source") };
    is_free(&id).then_some(id)
}

/// True if a source can have this id.
fn is_free(id: &str) -> bool {
    is_id(id) && id.len() <= MAX_ID && id != "index" && !is_device(id)
}

fn text_of<'e>(entries: &'e [(String, NewValue)], key: &str) -> Option<&'e str> {
    let (_, value) = entries.iter().find(|(name, _)| name == key)?;
    match value {
        NewValue::Text(text) | NewValue::Word(text) => Some(text),
        _ => None,
    }
}

fn text_at<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    node.entry(key)?.text()
}

/// True if a source of the site with the id of a reference is what the reference is: its address is the same, or its
/// title. A title that somebody corrected is near to what it was, or its authors and its date are still the same.
fn is_same(there: &Node, entries: &[(String, NewValue)]) -> bool {
    let both = |key| Some((text_at(there, key)?, text_of(entries, key)?));
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let address = both("url").map(|(there, new)| bare(there) == bare(new));
    if address == Some(true)
        || both("title").is_some_and(|(there, new)| letters(there) == letters(new))
    {
        return true;
    }
    let agrees = |key: &str| {
        let (_, value) = entries.iter().find(|(name, _)| name == key)?;
        Some(value.is(there.entry(key)?))
    };
    let others = ["authors", "date", "kind"].map(agrees);
    let [authors, date, _] = others;
    address.is_none()
        && !others.contains(&Some(false))
        && (authors.is_some() && date.is_some()
            || both("title").is_some_and(|(there, new)| is_near(there, new)))
}

/// True if two titles share at least half of the words of the longer.
fn is_near(one: &str, other: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (one, other) = (words(one), words(other));
    2 * one.intersection(&other).count() >= one.len().max(other.len()).max(1)
}

/// The keys of which a source of the site says something else than a reference.
fn differing(there: &Node, entries: &[(String, NewValue)]) -> Vec<String> {
    let differs =
        |(key, value): &&(String, NewValue)| there.entry(key).is_some_and(|node| !value.is(node));
    entries.iter().filter(differs).map(|(key, _)| key.clone()).collect()
}

fn told(title: &str, url: Option<&str>) -> String {
    let url = url.map(|url| format!(" ({})", short(url))).unwrap_or_default();
    format!("\u{201c}{}\u{201d}{url}", short(title))
}
