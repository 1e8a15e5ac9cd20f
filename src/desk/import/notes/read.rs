//! Reads annotations: as the API of Hypothesis gives them, as its client exports them, and as the Web Annotation
//! Data Model has them (W3C Recommendation of 23 February 2017).
//!
//! In goes a text; out come notes. A value of a form that neither knows is passed over, and what it says is not
//! lost as long as it is text.

use crate::desk::import::json;
use crate::desk::import::report::{ImportFault, LinePlace, PlaceCursor};
use crate::desk::import::text::{self, line};
use serde_json::Value;

/// An annotation.
#[derive(Debug, Clone, Default)]
pub struct Note {
    /// Where it begins in the file.
    pub place: Option<LinePlace>,
    /// Its own name.
    pub id: Option<String>,
    /// The name of the one that it answers.
    pub answers: Option<String>,
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
}

/// The lists in which programs put annotations.
pub const LISTS: &[&str] = &["rows", "annotations", "first/items", "items"];

/// The longest text of an annotation that is taken, in bytes.
const MOST: usize = 64 * 1024;

/// Reads a file.
///
/// # Errors
/// It is no JSON, at a place, or its annotations are elsewhere.
pub fn read(text: &str) -> Result<(Vec<Note>, Vec<ImportFault>), ImportFault> {
    let (mut notes, mut refused) = (Vec::new(), Vec::new());
    let mut cursor = PlaceCursor::new(text);
    for (item, at) in json::items(text, LISTS)? {
        let place = Some(cursor.place(at));
        let is_note = item.get("target").is_some() || item.get("uri").is_some();
        if item.get("first").and_then(Value::as_str).is_some() {
            let fault =
                ImportFault::new("the collection names its first page and does not hold it");
            return Err(fault.at(place).hint("save that page, and import it"));
        }
        if !is_note {
            refused.push(ImportFault::new("this is no annotation: it has no `target`").at(place));
            continue;
        }
        let note = Note { place, ..note(&item) };
        let length: usize = note.said.iter().map(String::len).sum();
        match length + note.words.as_ref().map_or(0, |words| words.exact.len()) > MOST {
            true => {
                let text = format!("this annotation has more than {MOST} bytes");
                refused.push(ImportFault::new(text).at(place));
            }
            false => notes.push(note),
        }
    }
    Ok((notes, refused))
}

fn note(item: &Value) -> Note {
    let mut note = Note {
        id: text(item.get("id")),
        answers: each(item.get("references")).last().and_then(|id| text(Some(id))),
        ..Note::default()
    };
    note.pages.extend(text(item.get("uri")));
    for target in each(item.get("target")) {
        let source = target.get("source").or_else(|| target.get("id"));
        let page = text(Some(target)).or_else(|| {
            each(source).find_map(|page| text(Some(page)).or_else(|| text(page.get("id"))))
        });
        note.pages.extend(page);
        for selector in each(target.get("selector")) {
            take_selector(selector, &mut note);
        }
    }
    note.pages.dedup();
    let by = by(item);
    let mut tags: Vec<String> = each(item.get("tags")).filter_map(|tag| text(Some(tag))).collect();
    let mut said: Vec<String> =
        ["text", "bodyValue"].iter().filter_map(|key| text(item.get(key))).collect();
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

/// Takes words of a selector, or of what refines it.
fn take_selector(selector: &Value, note: &mut Note) {
    if text(selector.get("type")).as_deref() == Some("TextQuoteSelector")
        && let Some(exact) = text(selector.get("exact"))
        && note.words.is_none()
    {
        let [prefix, suffix] = ["prefix", "suffix"].map(|key| text(selector.get(key)));
        note.words = Some(NoteWords { exact, prefix, suffix });
    }
    // The parser bounds how deep this goes.
    for inner in each(selector.get("refinedBy")) {
        take_selector(inner, note);
    }
}

fn take_body(body: &Value, said: &mut Vec<String>, tags: &mut Vec<String>, note: &mut Note) {
    if let Some(address) = text(Some(body)) {
        note.addresses.push(address);
        return;
    }
    if let Some(value) = text(body.get("value")) {
        let purpose = text(body.get("purpose"));
        match purpose.as_deref() == Some("tagging") {
            true => tags.push(value),
            false => said.push(value),
        }
    }
    for key in ["source", "id"] {
        note.addresses.extend(text(body.get(key)));
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

/// A text that is not blank.
fn text(value: Option<&Value>) -> Option<String> {
    let text = value?.as_str()?;
    (!text.trim().is_empty()).then(|| text.to_owned())
}

/// The items of a list; a value that is none is its own.
fn each(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let items = match value {
        Some(Value::Array(items)) => items.as_slice(),
        Some(Value::Null) | None => &[],
        Some(one) => std::slice::from_ref(one),
    };
    items.iter()
}

#[cfg(test)]
mod tests {
    use super::{addresses, note};
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
            note(
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
