//! Reads annotations: as the API of Hypothesis gives them, as its client exports them, and as the Web Annotation
//! Data Model has them (W3C Recommendation of 23 February 2017).
//!
//! In goes a text; out come notes. A value of a form that neither knows is passed over, and what it says is not
//! lost as long as it is text.

use super::form;
use crate::import::json::{self, each};
use crate::import::report::{ImportFault, LinePlace, PlaceCursor, short};
use crate::import::text::{self, line};
use serde_json::{Map, Value};

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
    /// What was said, by whom, a line each.
    pub said: Vec<String>,
    /// Addresses that it names.
    pub addresses: Vec<String>,
}

/// Words of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NoteWords {
    /// The words.
    pub exact: String,
    /// What stands before them.
    pub prefix: Option<String>,
    /// What stands after them.
    pub suffix: Option<String>,
    /// The element of the page that they are looked for in, by its id.
    pub within: Option<String>,
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
            for note in all.iter().take(1) {
                text.extend(
                    note.words.iter().map(|words| format!("; on `{}`", short(&words.exact))),
                );
                if !note.said.is_empty() {
                    text.push_str(&format!("; what was said: {}", note.quoted()));
                }
            }
            notes.refused.push(ImportFault::new(text).at(place).hint(MODEL));
            continue;
        }
        let length = |note: &Annotation| {
            let said: usize = note.said.iter().map(String::len).sum();
            said + note.words.as_ref().map_or(0, |words| words.exact.len())
        };
        match all.iter().any(|note| length(note) > MOST) {
            true => {
                let text = format!("this annotation has more than {MOST} bytes");
                notes.refused.push(ImportFault::new(text).at(place));
            }
            false => notes.all.extend(all),
        }
    }
    Ok(notes)
}

impl Annotation {
    /// What was said, for a message.
    pub fn quoted(&self) -> String {
        let said = if self.said.is_empty() { &self.addresses } else { &self.said };
        match said.is_empty() {
            true => "nothing".to_owned(),
            false => format!("\u{201c}{}\u{201d}", said.join(" ")),
        }
    }

    /// True if it has neither words of its own nor an address.
    pub fn says_nothing(&self) -> bool {
        self.said.is_empty() && self.addresses.is_empty()
    }
}

/// An annotation, once for each of its targets.
fn annotation(item: &Value, place: Option<LinePlace>) -> Vec<Annotation> {
    let note = Annotation { place, ..said(item) };
    let mut targets = Vec::new();
    for target in each(item.get("target")) {
        spread(target, &mut targets);
    }
    let mut all: Vec<Annotation> = Vec::new();
    for target in targets {
        let mut one = note.clone();
        let source = target.get("source").or_else(|| target.get("id"));
        let page = text(Some(target)).or_else(|| {
            each(source).find_map(|page| text(Some(page)).or_else(|| text(page.get("id"))))
        });
        one.pages.extend(page);
        one.pages.dedup();
        for selector in each(target.get("selector")) {
            take_selector(selector, None, &mut one);
        }
        if !all.iter().any(|known| known.pages == one.pages && known.words == one.words) {
            all.push(one);
        }
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

/// The targets that a target is, where it is several.
fn spread<'v>(target: &'v Value, targets: &mut Vec<&'v Value>) {
    match target.get("items") {
        // The parser bounds how deep this goes.
        Some(items) if !items.is_null() => {
            each(Some(items)).for_each(|item| spread(item, targets));
        }
        _ => targets.push(target),
    }
}

/// What was said in an annotation, whatever it is about.
fn said(item: &Value) -> Annotation {
    let mut note = Annotation {
        id: text(item.get("id")),
        answers: each(item.get("references")).last().and_then(|id| text(Some(id))),
        is_reply: is_reply(item),
        ..Annotation::default()
    };
    note.pages.extend(text(item.get("uri")));
    let by = by(item);
    let mut tags: Vec<String> = texts(item.get("tags")).collect();
    let mut said: Vec<String> =
        ["text", "bodyValue"].iter().flat_map(|key| texts(item.get(key))).collect();
    for body in each(item.get("body")) {
        take_body(body, &mut said, &mut tags, &mut note);
    }
    note.addresses.extend(said.iter().flat_map(|text| addresses(text)));
    let mut lines: Vec<String> =
        said.iter().flat_map(|text| text.lines()).map(|text| line(text).0).collect();
    lines.retain(|line| !line.is_empty());
    if let (Some(first), Some(by)) = (lines.first_mut(), by) {
        *first = format!("{by}: {first}");
    }
    if !tags.is_empty() {
        lines.push(line(&format!("({})", tags.join(", "))).0);
    }
    note.said = lines;
    note
}

/// Takes words of a selector, or of what refines it, in the element `within`.
fn take_selector(selector: &Value, within: Option<&str>, note: &mut Annotation) {
    if has(selector, "type", "TextQuoteSelector")
        && let Some(exact) = text(selector.get("exact"))
        && note.words.is_none()
    {
        let [prefix, suffix] = ["prefix", "suffix"].map(|key| text(selector.get(key)));
        note.words = Some(NoteWords { exact, prefix, suffix, within: within.map(str::to_owned) });
    }
    let element = text(selector.get("value"));
    let is_fragment = has(selector, "type", "FragmentSelector");
    let within = element.as_deref().filter(|_| is_fragment).or(within);
    // The parser bounds how deep this goes.
    for inner in each(selector.get("refinedBy")) {
        take_selector(inner, within, note);
    }
}

fn take_body(body: &Value, said: &mut Vec<String>, tags: &mut Vec<String>, note: &mut Annotation) {
    if let Some(address) = text(Some(body)) {
        note.addresses.push(address);
        return;
    }
    match has(body, "purpose", "tagging") {
        true => tags.extend(texts(body.get("value"))),
        false => said.extend(texts(body.get("value"))),
    }
    for key in ["source", "id"] {
        let named = body.get(key);
        note.addresses.extend(text(named).or_else(|| text(named?.get("id"))));
    }
    // A choice, or several bodies.
    for inner in each(body.get("items")) {
        take_body(inner, said, tags, note);
    }
}

/// Who wrote it.
fn by(item: &Value) -> Option<String> {
    let shown = item.get("user_info").and_then(|user| text(user.get("display_name")));
    let user = || text(item.get("user")).map(|user| account(&user));
    let creator = || {
        each(item.get("creator")).find_map(|who| text(who.get("name")).or_else(|| text(Some(who))))
    };
    shown.or_else(user).or_else(creator).map(|name| line(&name).0).filter(|name| !name.is_empty())
}

/// The name in `acct:ida@hypothes.is`.
fn account(user: &str) -> String {
    let name = user.strip_prefix("acct:").unwrap_or(user);
    name.split('@').next().unwrap_or(name).to_owned()
}

/// The addresses on the web in a text.
fn addresses(text: &str) -> Vec<String> {
    let ends = |c: char| c.is_whitespace() || c.is_control() || "<>\"'`|\\^{}[]".contains(c);
    let found = text::addresses(text, ends, ".,;:!?*_").into_iter();
    found.filter(|(url, _)| url.len() > "https://".len()).map(|(url, _)| url.to_owned()).collect()
}

/// True if an annotation says of itself, or of what it says, that it answers something.
fn is_reply(item: &Value) -> bool {
    let names = |value: &Value, key: &str| {
        // The name stands alone, or with that of its vocabulary before it.
        texts(value.get(key)).any(|name| name.rsplit([':', '#', '/']).next() == Some("replying"))
    };
    names(item, "motivation") || each(item.get("body")).any(|body| names(body, "purpose"))
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

/// True if the value of a key, or one of them, is `name`.
fn has(value: &Value, key: &str, name: &str) -> bool {
    each(value.get(key)).any(|one| one.as_str() == Some(name))
}

/// The texts of a value that are not blank.
fn texts(value: Option<&Value>) -> impl Iterator<Item = String> + use<'_> {
    each(value).filter_map(|one| text(Some(one)))
}

/// A text that is not blank.
fn text(value: Option<&Value>) -> Option<String> {
    let text = value?.as_str()?;
    (!text.trim().is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{addresses, said};
    use serde_json::json;

    #[test]
    fn addresses_end_where_their_sentence_goes_on() {
        assert_eq!(
            addresses(
                "See https://a.example/x_(y), (http://b.example/z). <https://c.example/?q=1>!"
            ),
            ["https://a.example/x_(y)", "http://b.example/z", "https://c.example/?q=1"]
        );
        assert!(addresses("https:// http:// x").is_empty());
    }

    #[test]
    fn bodies_of_all_forms_are_said() {
        let of = |body| {
            said(
                &json!({ "target": "https://a.example/", "body": body, "creator": { "name": "Ida" } }),
            )
        };
        assert_eq!(
            of(json!({ "type": "TextualBody", "value": "One.\nTwo." })).said,
            ["Ida: One.", "Two."]
        );
        let several = of(
            json!([{ "value": "One." }, { "value": "t", "purpose": "tagging" }, "https://b.example/"]),
        );
        assert_eq!(several.said, ["Ida: One.", "(t)"]);
        assert_eq!(several.addresses, ["https://b.example/"]);
        assert_eq!(
            of(json!({ "type": "Choice", "items": [{ "value": "One." }] })).said,
            ["Ida: One."]
        );
        assert!(of(json!(7)).said.is_empty());
    }
}
