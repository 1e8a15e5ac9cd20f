//! Reads what an annotation says: its bodies, tags and names.
//!
//! In goes an annotation in JSON; out comes what was said, line by line, and the addresses that it names. What is
//! neither text nor an address on the web becomes a line too, so that nothing is lost.

use super::target::{SelectorReader, described};
use crate::import::json::{each, has, text, texts};
use crate::import::text::{self as words, line};
use crate::model::address;
use serde_json::Value;
use url::Url;

/// Something on the web that an annotation names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedAddress {
    /// Its address.
    pub address: String,
    /// Words there that it is about.
    pub passages: Vec<String>,
}

/// What an annotation says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NoteSaid {
    /// What was said, by whom, a line each.
    pub lines: Vec<String>,
    /// What it names.
    pub named: Vec<NamedAddress>,
}

/// What is said in an annotation, whatever it is about.
pub fn said(item: &Value) -> NoteSaid {
    let mut bodies = Bodies { tags: texts(item.get("tags")).collect(), ..Bodies::default() };
    for text in ["text", "bodyValue"].iter().flat_map(|key| texts(item.get(key))) {
        bodies.say(None, &text);
    }
    for body in each(item.get("body")) {
        bodies.take(body);
    }
    let Bodies { mut lines, tags, mut named } = bodies;
    if !tags.is_empty() {
        lines.push(line(&format!("({})", tags.join(", "))).0);
    }
    if let (Some(first), Some(by)) = (lines.first_mut(), by(item)) {
        *first = format!("{by}: {first}");
    }
    named.dedup();
    NoteSaid { lines, named }
}

/// True if an annotation says of itself, or of what it says, that it answers something.
pub fn is_reply(item: &Value) -> bool {
    let names = |value: &Value, key: &str| {
        // The name stands alone, or with that of its vocabulary before it.
        texts(value.get(key)).any(|name| name.rsplit([':', '#', '/']).next() == Some("replying"))
    };
    names(item, "motivation") || each(item.get("body")).any(|body| names(body, "purpose"))
}

/// What was read of bodies.
#[derive(Debug, Default)]
struct Bodies {
    lines: Vec<String>,
    tags: Vec<String>,
    named: Vec<NamedAddress>,
}

impl Bodies {
    /// Takes a text, and the addresses in it.
    fn say(&mut self, by: Option<String>, text: &str) {
        self.named.extend(
            addresses(text)
                .into_iter()
                .map(|address| NamedAddress { address, passages: Vec::new() }),
        );
        let mut lines: Vec<String> = text.lines().map(|text| line(text).0).collect();
        lines.retain(|line| !line.is_empty());
        if let (Some(first), Some(by)) = (lines.first_mut(), by) {
            *first = format!("{by}: {first}");
        }
        self.lines.extend(lines);
    }

    fn take(&mut self, body: &Value) {
        if let Some(address) = text(Some(body)) {
            return self.name(address, body);
        }
        let is_tag = has(body, "purpose", "tagging");
        let values: Vec<String> = texts(body.get("value")).collect();
        let address = |key: &str| {
            let named = body.get(key);
            text(named).or_else(|| text(named?.get("id")))
        };
        let items = body.get("items").filter(|items| !items.is_null());
        // Of a text and of what others make up, the name is no address of something else.
        let has_own_name = !values.is_empty() || items.is_some();
        let named = address("source").or_else(|| address("id").filter(|_| !has_own_name));
        match is_tag {
            true => self.tags.extend(values.into_iter().chain(named)),
            false => {
                values.iter().for_each(|text| self.say(people(body.get("creator")), text));
                named.into_iter().for_each(|address| self.name(address, body));
            }
        }
        // A choice, or several bodies.
        for inner in each(items) {
            self.take(inner);
        }
    }

    /// Takes something that `body` names. What is not on the web is a line.
    fn name(&mut self, address: String, body: &Value) {
        let mut passages = Vec::new();
        let mut places = Vec::new();
        for selector in each(body.get("selector")) {
            let words = SelectorReader::default().words(selector, None, None);
            match words.filter(|words| words.until.is_none()) {
                Some(words) => {
                    let words = line(&words.exact).0;
                    places.push(format!("\u{201c}{words}\u{201d}"));
                    passages.push(words);
                }
                None => places.push(described(selector)),
            }
        }
        passages.dedup();
        let is_on_web = is_on_web(&address);
        if !is_on_web || !places.is_empty() {
            let places: String = places.iter().map(|place| format!(" ({place})")).collect();
            self.lines.push(line(&format!("{address}{places}")).0);
        }
        if is_on_web {
            self.named.push(NamedAddress { address, passages });
        }
    }
}

/// True for an address that a source can have.
fn is_on_web(address: &str) -> bool {
    let is_web = |url: Url| ["http", "https"].contains(&url.scheme()) && url.host().is_some();
    Url::parse(address).is_ok_and(is_web) && address::check_url(address).is_ok()
}

/// Who wrote it.
fn by(item: &Value) -> Option<String> {
    let shown = item.get("user_info").and_then(|user| text(user.get("display_name")));
    let user = || text(item.get("user")).map(|user| account(&user));
    let shown = shown.or_else(user).map(|name| line(&name).0).filter(|name| !name.is_empty());
    shown.or_else(|| people(item.get("creator")))
}

/// The names of people, or else their addresses.
fn people(creators: Option<&Value>) -> Option<String> {
    let name = |who: &Value| {
        let keys = ["name", "nickname", "id"];
        let named = keys.iter().find_map(|key| texts(who.get(key)).next());
        named.or_else(|| text(Some(who))).map(|name| line(&name).0).filter(|name| !name.is_empty())
    };
    let names: Vec<String> = each(creators).filter_map(name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// The name in `acct:ida@hypothes.is`.
fn account(user: &str) -> String {
    let name = user.strip_prefix("acct:").unwrap_or(user);
    name.split('@').next().unwrap_or(name).to_owned()
}

/// The addresses on the web in a text.
fn addresses(text: &str) -> Vec<String> {
    let ends = |c: char| c.is_whitespace() || c.is_control() || "<>\"'`|\\^{}[]".contains(c);
    let found = words::addresses(text, ends, ".,;:!?*_").into_iter();
    found.map(|(url, _)| url).filter(|url| is_on_web(url)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{NamedAddress, addresses, said};
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
        let check = |body, lines: &[&str], addresses: &[&str]| {
            let said = said(
                &json!({ "target": "https://a.example/", "body": body, "creator": { "name": "Ida" } }),
            );
            assert_eq!(said.lines, lines, "{body}");
            let named: Vec<&str> = said.named.iter().map(|one| one.address.as_str()).collect();
            assert_eq!(named, addresses, "{body}");
        };
        check(json!({ "value": "One.\nTwo." }), &["Ida: One.", "Two."], &[]);
        check(
            json!([{ "value": "One." }, { "value": "t", "purpose": "tagging" }, "https://b.example/"]),
            &["Ida: One.", "(t)"],
            &["https://b.example/"],
        );
        check(json!({ "type": "Choice", "items": [{ "value": "One." }] }), &["Ida: One."], &[]);
        check(json!(7), &[], &[]);
        // A body of its own author, and the name of a text, which is nothing elsewhere.
        check(
            json!({ "id": "https://notes.example/b", "value": "One.", "creator": [{ "nickname": "bo" }, "acct:max@x"] }),
            &["Ida: bo, acct:max@x: One."],
            &[],
        );
        // Tags that are things.
        check(
            json!({ "source": "https://places.example/river", "purpose": "tagging" }),
            &["Ida: (https://places.example/river)"],
            &[],
        );
    }

    #[test]
    fn what_a_body_names_and_a_source_cannot_be_is_a_line() {
        let of = |body| said(&json!({ "body": body }));
        for address in ["urn:isbn:9780", "ftp://x.example/a", "mailto:a@x.example", "/here"] {
            let said = of(json!({ "id": address, "purpose": "linking" }));
            assert_eq!(said.lines, [address]);
            assert!(said.named.is_empty(), "{address}");
        }
        let quote = json!({ "type": "TextQuoteSelector", "exact": "nine\nto four" });
        let page = json!({ "type": "FragmentSelector", "value": "page=3" });
        let place = json!({ "source": "https://x.example/m", "selector": [page, quote] });
        let said = of(place);
        assert_eq!(
            said.lines,
            ["https://x.example/m (FragmentSelector `page=3`) (\u{201c}nine to four\u{201d})"]
        );
        let passages = vec!["nine to four".to_owned()];
        assert_eq!(
            said.named,
            [NamedAddress { address: "https://x.example/m".to_owned(), passages }]
        );
    }
}
