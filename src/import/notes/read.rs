//! Reads annotations: as the API of Hypothesis gives them, as its client exports them, and as the Web Annotation
//! Data Model has them (W3C Recommendation of 23 February 2017).
//!
//! In goes a text; out come notes. A value of a form that neither knows is passed over, and what it says is not
//! lost as long as it is text.

use super::body::{self, NamedAddress, is_reply};
use super::form;
use super::target::{self, NoteTarget, NoteWords};
use crate::import::json::{self, each, text};
use crate::import::report::{ImportFault, LinePlace, PlaceCursor, short};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// An annotation.
#[derive(Debug, Clone, Default)]
pub struct Annotation {
    /// Where it begins in the file.
    pub place: Option<LinePlace>,
    /// Its own name.
    pub id: Option<String>,
    /// The name of the one that it answers.
    pub answers: Option<String>,
    /// True if it says that it answers something, which is on one of its pages, or is one of them.
    pub is_reply: bool,
    /// The addresses of the pages that it may be on.
    pub pages: Vec<String>,
    /// The words, with those before and after them.
    pub words: Option<NoteWords>,
    /// Selectors that name no words, where none does, for messages.
    pub unread: Vec<String>,
    /// Why the words cannot be what its selectors say.
    pub fault: Option<String>,
    /// What of its selectors is left out.
    pub told: Vec<String>,
    /// What was said, by whom, a line each.
    pub said: Vec<String>,
    /// What it names.
    pub named: Vec<NamedAddress>,
}

/// The lists in which programs put annotations.
pub const LISTS: &[&str] = &["rows", "annotations", "first/items", "items"];

/// Where the form of annotations is described.
const MODEL: &str = "the form is that of https://www.w3.org/TR/annotation-model/";

/// The longest text of an annotation that is taken, in bytes.
const MOST: usize = 64 * 1024;

/// What a file holds.
#[derive(Debug, Default)]
pub struct Notes {
    /// Its annotations, one for each of their targets.
    pub all: Vec<Annotation>,
    /// What is no annotation.
    pub refused: Vec<ImportFault>,
    /// What is elsewhere.
    pub told: Vec<ImportFault>,
}

/// Reads a file.
///
/// # Errors
/// It is no JSON, at a place, or holds annotations in a form that the model does not have.
pub fn read(text: &str) -> Result<Notes, ImportFault> {
    let mut notes = Notes::default();
    let mut cursor = PlaceCursor::new(text);
    let items = json::items(text, LISTS)?;
    let [head, first] = json::heads(text, LISTS);
    let holds = |head: &Map<String, Value>| {
        form::has_type(head, "AnnotationCollection") || form::has_type(head, "AnnotationPage")
    };
    let inside = head.as_ref().is_some_and(holds);
    if let Some(head) = head.filter(|_| inside) {
        let begin = Some(LinePlace::of(text, text.len() - text.trim_start().len()));
        let mut faults = form::container(&head, false);
        if let Some(first) = &first {
            let told = form::container(first, true);
            faults.extend(told.into_iter().map(|fault| format!("its first page: {fault}")));
        }
        if !faults.is_empty() {
            let is_bare = !["first", "last", "items"].iter().any(|key| head.contains_key(*key));
            if is_bare && form::has_type(&head, "AnnotationCollection") {
                faults.insert(0, "it has no annotations in it".to_owned());
            }
            let fault = format!("this is no collection of web annotations: {}", faults.join("; "));
            return Err(ImportFault::new(fault).at(begin).hint(MODEL));
        }
        let next = |map: &Map<String, Value>| map.get("next").is_some_and(|next| !next.is_null());
        if next(&head) || first.as_ref().is_some_and(next) {
            let fault = ImportFault::new("the page names the next one and does not hold it");
            notes.told.push(fault.at(begin).hint("save that page too, and import it"));
        }
        if !head.contains_key("items") && first.is_none() {
            if head.contains_key("first") {
                let fault =
                    ImportFault::new("the collection names its first page and does not hold it");
                notes.told.push(fault.at(begin).hint("save that page, and import it"));
            }
            return Ok(notes);
        }
    }
    for (item, at) in items {
        let place = Some(cursor.place(at));
        let map = item.as_object().filter(|map| {
            let names = ["target", "uri", "bodyValue", "body"];
            names.iter().any(|name| map.contains_key(*name)) || form::has_type(map, "Annotation")
        });
        let Some(map) = map else {
            let fault = ImportFault::new("this is no annotation: it has no `target`");
            notes.refused.push(fault.at(place));
            continue;
        };
        // Those of Hypothesis have a form of their own.
        let faults = match map.contains_key("uri") {
            true => Vec::new(),
            false => form::annotation(map, inside),
        };
        let all = annotation(&without_lists(item), place);
        if !faults.is_empty() {
            let mut text = format!("this is no web annotation: {}", faults.join("; "));
            for words in all.iter().filter_map(|note| note.words.as_ref()) {
                text.push_str(&format!("; on {}", words.shown()));
            }
            if let Some(note) = all.first().filter(|note| !note.says_nothing()) {
                text.push_str(&format!("; what was said: {}", note.quoted()));
            }
            notes.refused.push(ImportFault::new(text).at(place).hint(MODEL));
            continue;
        }
        if let Some(note) = all.iter().find(|note| note.length() > MOST) {
            let on = note.words.as_ref().map(|words| format!("; on {}", words.shown()));
            let text = format!(
                "this annotation has more than {MOST} bytes{}; what was said begins: {}",
                on.unwrap_or_default(),
                short(&note.quoted())
            );
            notes.refused.push(ImportFault::new(text).at(place).hint("shorten it in the file"));
            continue;
        }
        let told = |what: &String| ImportFault::new(what.clone()).at(place);
        notes.told.extend(all.iter().flat_map(|note| &note.told).map(told));
        notes.all.extend(all);
    }
    Ok(notes)
}

impl Annotation {
    /// What was said, for a message.
    pub fn quoted(&self) -> String {
        let unsaid = |address: &&str| !self.said.iter().any(|line| line.contains(*address));
        let named = self.named.iter().map(|one| one.address.as_str()).filter(unsaid);
        let all: Vec<&str> = self.said.iter().map(String::as_str).chain(named).collect();
        match all.is_empty() {
            true => "nothing".to_owned(),
            false => format!("\u{201c}{}\u{201d}", all.join(" ")),
        }
    }

    /// True if it has neither words of its own nor an address.
    pub fn says_nothing(&self) -> bool {
        self.said.is_empty() && self.named.is_empty()
    }

    /// How many bytes its words and what was said have.
    fn length(&self) -> usize {
        let said = self.said.iter().map(String::len);
        let named = self.named.iter().map(|one| one.address.len());
        said.chain(named).sum::<usize>() + self.words.as_ref().map_or(0, |words| words.exact.len())
    }
}

/// An annotation, once for each of its targets.
fn annotation(item: &Value, place: Option<LinePlace>) -> Vec<Annotation> {
    let body::NoteSaid { lines, named } = body::said(item);
    let note = Annotation {
        place,
        id: text(item.get("id")),
        answers: each(item.get("references")).last().and_then(|id| text(Some(id))),
        is_reply: is_reply(item),
        pages: text(item.get("uri")).into_iter().collect(),
        said: lines,
        named,
        ..Annotation::default()
    };
    let mut all: Vec<Annotation> = Vec::new();
    let mut seen = BTreeSet::new();
    for target in each(item.get("target")).flat_map(target::targets) {
        if !seen.insert(target.clone()) {
            continue;
        }
        let NoteTarget { page, words, unread, fault, told } = target;
        let mut one = Annotation { words, unread, fault, told, ..note.clone() };
        one.pages.extend(page);
        one.pages.dedup();
        all.push(one);
    }
    if all.is_empty() {
        all.push(note);
    }
    // An answer is about what it answers.
    if all.first().is_some_and(|note| note.answers.is_some()) {
        all.truncate(1);
    }
    all
}

/// A value in which each list of one value is that value, as JSON-LD has it.
fn without_lists(value: Value) -> Value {
    // The parser bounds how deep this goes.
    match value {
        Value::Array(mut all) if all.len() == 1 => all.pop().map_or(Value::Null, without_lists),
        Value::Array(all) => all.into_iter().map(without_lists).collect(),
        Value::Object(map) => {
            map.into_iter().map(|(key, value)| (key, without_lists(value))).collect()
        }
        one => one,
    }
}
