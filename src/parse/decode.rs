//! Reads maps of the YAML tree, and reports all faults of a file at once.
//!
//! In goes a [`Node`]; out come values with their places, and diagnostics. A reader declares once
//! which keys a map may have. Unknown keys, duplicate keys and values of the wrong type are
//! reported here, with their place and what was probably meant. So the readers of each kind of file
//! stay short.

mod entries;
mod ids;
mod values;

use super::misplaced;
use crate::diagnostic::{Code, Diagnostic, Repair, is_misspelt, nearest};
use crate::markdown::{self, Remark};
use crate::model::address::check_url;
use crate::model::keys::Record;
use crate::model::{Date, is_device};
use crate::parse::Faults;
use crate::source::{At, Span};
use crate::yaml::{self, Key, Node, Value, spaced};
pub use entries::{entries, twice};
pub use ids::{MAX_ID, check_id};
use values::{QUOTED, check_order, text_of};
pub use values::{list, text, word};

/// A map whose keys have been checked.
pub struct Fields<'n> {
    /// A noun for the map, for messages: `a claim`.
    pub what: &'static str,
    /// Where the map stands.
    pub span: Span,
    entries: Vec<(&'n Key, &'n Node)>,
    unknown: Vec<&'n str>,
    /// Where the key of the map stands, if it is known.
    key: Option<Span>,
}

impl<'n> Fields<'n> {
    /// Opens `node` as a map with the keys of `record`, and reports unknown keys.
    pub fn of(node: &'n Node, record: &Record, out: &mut Faults) -> Option<Self> {
        Self::open(node, record.name, record.names, out)
    }

    /// Opens `node` as a map with the given `keys`, and reports unknown keys.
    pub fn open(
        node: &'n Node,
        what: &'static str,
        keys: &[&str],
        out: &mut Faults,
    ) -> Option<Self> {
        Self::open_among(node, what, keys, &mut |_, _| false, out)
    }

    /// Like [`Fields::open`], except for keys that `take` consumes; their values are not checked
    /// here.
    pub fn open_among(
        node: &'n Node,
        what: &'static str,
        keys: &[&str],
        take: &mut dyn FnMut(&'n Key, &'n Node) -> bool,
        out: &mut Faults,
    ) -> Option<Self> {
        let entries = entries(node, what, out)?;
        let mut unknown = Vec::new();
        for &(key, value) in &entries {
            if !keys.contains(&key.name.as_str()) && !take(key, value) {
                unknown.push(key.name.as_str());
                let mut diagnostic = Diagnostic::at(
                    Code::KeyUnknown,
                    key.span,
                    format!("{what} has no key `{}`", key.name),
                );
                let near = nearest(&key.name, keys.iter().copied());
                let taken = |near: &str| entries.iter().any(|(k, _)| k.name == near);
                let misspelt = near.filter(|near| is_misspelt(&key.name, near) && !taken(near));
                diagnostic =
                    diagnostic.repair(misspelt.map(|near| Repair::Key(key.span, near.to_owned())));
                let elsewhere = misplaced::of_quote((key, value), what, &entries)
                    .or_else(|| misplaced::belongs(&key.name, what))
                    .filter(|_| !near.is_some_and(|near| near.eq_ignore_ascii_case(&key.name)));
                let dashed = key.name.strip_prefix('-').filter(|rest| keys.contains(rest));
                let colon = spaced(&key.name).filter(|_| value.value == Value::Null);
                if let Some(meant) = &colon {
                    diagnostic =
                        diagnostic.hint(format!("write `{meant}`, with a space after the colon"));
                    out.push(diagnostic);
                    continue;
                }
                let sign = yaml::with_colon(&key.name).filter(|_| value.value == Value::Null);
                if let Some(meant) = sign.filter(|_| near.is_none()) {
                    let hint = format!("write `{meant}`, with a colon after the key");
                    out.push(diagnostic.hint(hint));
                    continue;
                }
                diagnostic = match (near, dashed) {
                    _ if elsewhere.is_some() => diagnostic.maybe_hint(elsewhere),
                    (_, Some(rest)) => diagnostic.hint(format!(
                        "write `- {rest}`: an item of a list begins with a hyphen and a space"
                    )),
                    (Some(near), _) => diagnostic.hint(format!("did you mean `{near}`?")),
                    (None, _) => diagnostic.hint(format!("the keys are {}", list(keys))),
                };
                if value.value == Value::Null && key.name.contains(' ') {
                    diagnostic = diagnostic
                        .hint("between braces, put text that holds a comma in quotation marks");
                }
                out.push(diagnostic);
            }
        }
        Some(Self { what, span: node.span, entries, unknown, key: None })
    }

    /// The value of `key`, if it exists and is not null.
    pub fn get(&self, key: &str) -> Option<&'n Node> {
        let found = self.entries.iter().find(|(k, _)| k.name == key)?;
        (found.1.value != Value::Null).then_some(found.1)
    }

    /// True if one of `keys` is mistyped: in capitals, without a space after its colon, or with
    /// another sign instead of the colon.
    pub fn mistyped(&self, keys: &[&str]) -> bool {
        let is_one = |typed: &str| keys.iter().any(|key| typed.starts_with(&format!("{key}: ")));
        let meant = |typed: &&str| spaced(typed).or_else(|| yaml::with_colon(typed));
        let is_same = |typed: &&str| keys.iter().any(|key| typed.eq_ignore_ascii_case(key));
        self.unknown.iter().any(is_same)
            || self.unknown.iter().filter_map(meant).any(|meant| is_one(&meant))
    }

    /// The place of `key` itself.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.entries.iter().find(|(k, _)| k.name == key).map(|(k, _)| k.span)
    }

    /// The value of `key` as text that is not blank.
    pub fn text(&self, key: &str, out: &mut Faults) -> Option<At<String>> {
        let node = self.get(key)?;
        let found = text_of(node, &format!("`{key}`"), out)?;
        // The text of a passage is a quotation, that of a correction is not.
        let is_passage = self.what == "a passage" && key == "text";
        check_order(&found, is_passage || QUOTED.contains(&key), out);
        Some(found)
    }

    /// The value of `key`, which is Markdown.
    pub fn markdown(&self, key: &str, out: &mut Faults) -> Option<Remark> {
        let note = self.text(key, out)?;
        let mut faults = Vec::new();
        let remark = markdown::remark(&note.value, note.span, &mut faults);
        out.extend(faults);
        Some(remark)
    }

    /// The same map; what it lacks is reported at its own key, which stands at `key`.
    pub fn at_key(self, key: Option<Span>) -> Self {
        Self { key, ..self }
    }

    /// The value of `key` as text; reports if it is missing.
    pub fn required(&self, key: &str, out: &mut Faults) -> Option<At<String>> {
        if self.get(key).is_none() {
            self.missing(key, out);
        }
        self.text(key, out)
    }

    /// Reports that `key` is missing, unless a misspelt form of it has been reported.
    pub fn missing(&self, key: &str, out: &mut Faults) {
        out.extend(self.lack(key));
    }

    fn lack(&self, key: &str) -> Option<Diagnostic> {
        let near = |typed: &&str| nearest(typed, [key]).is_some();
        if self.unknown.iter().any(near) || self.mistyped(&[key]) {
            return None;
        }
        let (span, message) = match self.key_span(key) {
            Some(span) => (span, format!("`{key}` of {} has no value", self.what)),
            None => (self.key.unwrap_or(self.head()), format!("{} needs `{key}`", self.what)),
        };
        Some(Diagnostic::at(Code::KeyMissing, span, message).missing(key))
    }

    /// The place of the first key of the map, for faults about missing keys.
    pub fn head(&self) -> Span {
        self.entries.first().map_or(self.span, |(k, _)| k.span)
    }

    /// The value of `key` as one text or a list of texts.
    pub fn texts(&self, key: &str, out: &mut Faults) -> Vec<At<String>> {
        let what = format!("`{key}`");
        self.each(key, |node| text(node, &what, out))
    }

    /// Applies `read` to each item of `key`. A site keeps a million such lists, most of them with
    /// one item, so no list has spare capacity.
    pub fn each<T>(&self, key: &str, read: impl FnMut(&'n Node) -> Option<T>) -> Vec<T> {
        let items = self.items(key);
        let mut all = Vec::with_capacity(items.len());
        all.extend(items.into_iter().filter_map(read));
        all
    }

    /// The value of `key` as a list; a single value becomes a list of one.
    pub fn items(&self, key: &str) -> Vec<&'n Node> {
        match self.get(key) {
            None => Vec::new(),
            Some(Node { value: Value::List(items), .. }) => items.iter().collect(),
            Some(node) => vec![node],
        }
    }

    /// The value of `key` as a date.
    pub fn date(&self, key: &str, out: &mut Faults) -> Option<At<Date>> {
        let text = self.text(key, out)?;
        match Date::parse(&text.value) {
            Ok(date) => Some(At::new(date, text.span)),
            Err(wrong) => {
                let fault = Diagnostic::at(Code::DateInvalid, text.span, wrong.message);
                out.push(fault.maybe_hint(wrong.hint));
                None
            }
        }
    }

    /// The value of `key` as a full day that is not after `today`, if that is known.
    pub fn day(
        &self,
        key: &str,
        today: Option<jiff::civil::Date>,
        out: &mut Faults,
    ) -> Option<At<Date>> {
        let text = self.text(key, out)?;
        let date = match Date::parse(&text.value) {
            Ok(date) => date,
            Err(wrong) => {
                let hint = wrong.hint.unwrap_or_else(|| "write it as 2016-11-29".to_owned());
                out.push(Diagnostic::at(Code::DateInvalid, text.span, wrong.message).hint(hint));
                return None;
            }
        };
        let date = At::new(date, text.span);
        if !date.value.is_day() {
            out.push(
                Diagnostic::at(Code::DateInvalid, date.span, format!("`{key}` must be a full day"))
                    .hint("write it as 2016-11-29"),
            );
            return None;
        }
        if let Some(today) = today
            && date.value.earliest() > today
        {
            // The day is the latest one anywhere on earth.
            let message = format!(
                "`{key}` is {}, which is in the future everywhere on earth",
                date.value.earliest()
            );
            out.push(Diagnostic::at(Code::DateInvalid, date.span, message).hint(
                "see whether year, month and day are right: write the day on which it was done",
            ));
        }
        Some(date)
    }

    /// The value of `key` as a word of a closed vocabulary.
    pub fn word<T: Copy>(
        &self,
        key: &str,
        all: &[T],
        key_of: fn(T) -> &'static str,
        out: &mut Faults,
    ) -> Option<At<T>> {
        word(&self.text(key, out)?, &format!("`{key}`"), all, key_of, out)
    }

    /// The same of a key that has to be there; reports the words that it may have if it is missing.
    pub fn required_word<T: Copy>(
        &self,
        key: &str,
        all: &[T],
        key_of: fn(T) -> &'static str,
        out: &mut Faults,
    ) -> Option<At<T>> {
        if self.get(key).is_none() {
            let keys: Vec<_> = all.iter().map(|word| key_of(*word)).collect();
            let lack = self.lack(key);
            out.extend(lack.map(|lack| lack.hint(format!("it is one of {}", list(&keys)))));
        }
        self.word(key, all, key_of, out)
    }

    /// The value of `key` as `true` or `false`; false if it is missing.
    pub fn flag(&self, key: &str, out: &mut Faults) -> bool {
        let words = [true, false];
        let name = |b: bool| if b { "true" } else { "false" };
        self.word(key, &words, name, out).is_some_and(|w| w.value)
    }

    /// The value of `key` as an id, or a list of ids.
    pub fn ids(&self, key: &str, out: &mut Faults) -> Vec<At<String>> {
        let texts = self.texts(key, out);
        let mut ids: Vec<At<String>> = Vec::with_capacity(texts.len());
        for id in texts {
            match ids.iter().find(|other| other.value == id.value) {
                Some(first) => out.push(
                    Diagnostic::at(
                        Code::KeyDuplicate,
                        id.span,
                        format!("`{}` stands twice in `{key}`", id.value),
                    )
                    .also(first.span, "first here"),
                ),
                None => ids.push(id),
            }
        }
        ids
    }

    /// The earlier ids of a record.
    pub fn aliases(&self, out: &mut Faults) -> Vec<At<String>> {
        let aliases = self.ids("aliases", out);
        for alias in &aliases {
            if is_device(&alias.value) {
                // It is the former name of something, so there is nothing to rename.
                let message = format!(
                    "`{}` cannot be an alias: Windows keeps the name for a device",
                    alias.value
                );
                out.push(
                    Diagnostic::at(Code::NameReserved, alias.span, message)
                        .hint("take it out: a page of this name could not be made there"),
                );
            } else {
                check_id(&alias.value, alias.span, out);
            }
        }
        aliases
    }

    /// The value of `key` as a web address.
    pub fn url(&self, key: &str, out: &mut Faults) -> Option<At<String>> {
        // An address with characters that reorder text is refused as a whole.
        let text = text_of(self.get(key)?, &format!("`{key}`"), out)?;
        match check_url(&text.value) {
            Ok(()) => Some(text),
            Err(reason) => {
                let hint = crate::model::address::completed(&text.value).map_or_else(
                    || "an address is http, https or mailto, and complete".to_owned(),
                    |better| format!("write `{better}`"),
                );
                out.push(Diagnostic::at(Code::UrlInvalid, text.span, reason).hint(hint));
                None
            }
        }
    }

    /// Reports if more than one of `keys` exists.
    pub fn exclusive(&self, keys: &[&str], out: &mut Faults) {
        let present: Vec<_> = keys.iter().filter(|k| self.get(k).is_some()).collect();
        if let [first, second, ..] = present[..] {
            let spans = (self.key_span(second), self.key_span(first));
            if let (Some(at), Some(before)) = spans {
                let message = format!("{} has either `{first}` or `{second}`", self.what);
                out.push(Diagnostic::at(Code::KeyConflict, at, message).also(before, "and here"));
            }
        }
    }
}
