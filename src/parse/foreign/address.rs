//! Finds the address of a site in the keys of other tools, which have it in one key or in two.
//!
//! In go those keys of gainsay.yaml; out comes for each what to write, and what to do with it. A
//! host and a path are joined. If two contradict each other, or one is not a complete address, only
//! the author can decide.

use super::known::plain;
use super::values::words;
use crate::diagnostic::Carry;
use crate::parse::allowed::base_url;
use crate::source::Span;
use crate::yaml::{Key, Node, Value};

/// What to do with the keys.
pub(super) struct Address {
    keys: Vec<(Span, String, Carry)>,
}

impl Address {
    /// Reads the keys in `found`, which hold parts of the address, of the map `site`.
    pub fn of<'n>(found: impl Iterator<Item = (&'n Key, &'n Node)>, site: &Node) -> Self {
        let found: Vec<_> = found.collect();
        let mut whole: Vec<(&Key, url::Url)> = Vec::new();
        let mut paths: Vec<(&Key, &str)> = Vec::new();
        let mut keys = Vec::new();
        for (key, node) in &found {
            let text = words(node).unwrap_or("");
            let is_path = ["baseurl", "basepath", "baseurlpath", "pathprefix"]
                .contains(&plain(&key.name).as_str())
                && !text.contains(':')
                && !text.starts_with("//")
                && (text.starts_with('/') || !text.contains('.'));
            match base_url(text) {
                Ok(url) => whole.push((key, url)),
                Err(_) if text.is_empty() || is_path && text.trim_matches('/').is_empty() => {
                    let why = "leave it out: `base-url` is the whole address of the site";
                    let carry = match node.value {
                        Value::Null | Value::Text(_) => Carry::Out,
                        _ => Carry::Stay,
                    };
                    keys.push((key.span, why.to_owned(), carry));
                }
                Err(_) if is_path => paths.push((key, text)),
                Err(_) => {
                    let better = crate::model::address::completed(text);
                    let better = better.and_then(|better| base_url(&better).ok());
                    let what = better.map_or_else(
                        || {
                            "here it is `base-url`, a whole address: `https://facts.example.org/`"
                                .to_owned()
                        },
                        |better| {
                            format!("here it is `base-url`: `base-url: {better}`, if that is right")
                        },
                    );
                    keys.push((key.span, what, Carry::Stay));
                }
            }
        }
        let all = joined(&whole, &paths);
        let stands = address_of(site);
        for (i, key) in
            whole.iter().map(|(key, _)| *key).chain(paths.iter().map(|p| p.0)).enumerate()
        {
            let (what, carry) = match (&all, &stands) {
                (Some(all), Some(own)) if own == all.as_str() => {
                    ("leave it out: `base-url` says it".to_owned(), Carry::Out)
                }
                (_, Some(_)) => {
                    ("`base-url` is another address: keep the right one".to_owned(), Carry::Stay)
                }
                (Some(all), None) => {
                    let what = format!("here it is `base-url`: write `base-url: {all}`");
                    (
                        what,
                        if i == 0 {
                            Carry::Here("base-url", all.to_string())
                        } else {
                            Carry::With("base-url")
                        },
                    )
                }
                (None, None) if whole.is_empty() => {
                    let path = paths.first().map_or("", |(_, path)| path.trim_matches('/'));
                    let what = format!(
                        "a part of `base-url`, the whole address: `base-url: https://facts.example.org/{path}/`"
                    );
                    (what, Carry::Stay)
                }
                (None, None) => {
                    ("here it is `base-url`: keep the right one".to_owned(), Carry::Stay)
                }
            };
            keys.push((key.span, what, carry));
        }
        Self { keys }
    }

    /// The message about `key`, and what to do with it.
    pub fn of_key(&self, key: &Key) -> (String, Carry) {
        let found = self.keys.iter().find(|(span, ..)| *span == key.span);
        found.map_or((String::new(), Carry::Stay), |(_, what, carry)| (what.clone(), carry.clone()))
    }
}

/// The address that `whole` and `paths` give together.
fn joined(whole: &[(&Key, url::Url)], paths: &[(&Key, &str)]) -> Option<url::Url> {
    let ((_, first), others) = whole.split_first()?;
    let mut all = first.clone();
    if others.iter().any(|(_, other)| other != first) {
        return None;
    }
    for (_, path) in paths {
        let path = format!("/{}/", path.trim_matches('/'));
        match all.path() {
            "/" => all = base_url(all.join(&path).ok()?.as_str()).ok()?,
            own if own == path => {}
            _ => return None,
        }
    }
    Some(all)
}

/// The value of `base-url` in `site`, as an address.
fn address_of(site: &Node) -> Option<String> {
    let Value::Map(entries) = &site.value else { return None };
    let (_, node) =
        entries.iter().find(|(key, node)| key.name == "base-url" && node.value != Value::Null)?;
    let text = words(node).unwrap_or("");
    Some(base_url(text).map_or_else(|_| text.to_owned(), |url| url.to_string()))
}
