//! The messages of the pages in one language.
//!
//! In go the language files that apply; out come [`PageWords`], which format a key and values as
//! text. Messages that a language lacks are taken from [`FIRST`].

use super::direction::direction;
use super::letters;
use super::messages::{MessagePiece, MessageValue, Values, put_together, take_apart};
use ahash::HashMap;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// The language in which every message exists.
pub const FIRST: &str = "en";

/// The messages of the pages in one language.
pub struct PageWords {
    tag: String,
    pub(super) dir: &'static str,
    own: bool,
    bundle: FluentBundle<Arc<FluentResource>>,
    /// Simple messages, without plural forms and the like, by `key` or `key.part`. Pages consist
    /// almost entirely of these, and formatting them does not need Fluent.
    plain: HashMap<String, Vec<MessagePiece>>,
    pub(super) months: Vec<String>,
    first: Option<Arc<PageWords>>,
}

impl fmt::Debug for PageWords {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_struct("PageWords").field("tag", &self.tag).finish_non_exhaustive()
    }
}

impl PageWords {
    /// The messages of the language `tag`; those that `resources` lack are taken from `first`.
    pub(super) fn new(
        tag: &str,
        resources: Vec<Arc<FluentResource>>,
        first: Option<Arc<PageWords>>,
    ) -> Self {
        let locale = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Isolation characters would get into copied text and search. `isolated` adds them only
        // around values of the other direction.
        bundle.set_use_isolating(false);
        let own = resources.len() > 1;
        // Messages that a language lacks are taken from English.
        let mut plain = first.as_ref().map(|first| first.plain.clone()).unwrap_or_default();
        for resource in resources {
            take_apart(&resource, &mut plain);
            bundle.add_resource_overriding(resource);
        }
        let mut words = Self {
            tag: tag.to_owned(),
            dir: direction(tag),
            own,
            bundle,
            plain,
            months: Vec::new(),
            first,
        };
        words.months = (1..=12).map(|month| words.get(&format!("month-{month}"))).collect();
        words
    }

    /// The tag of the language.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// `rtl` or `ltr`.
    pub fn dir(&self) -> &'static str {
        self.dir
    }

    /// True if they are the theme's English, with which sections are parsed.
    pub fn are_first(&self) -> bool {
        self.tag == FIRST && !self.own
    }

    /// True if `language` is the language of the page.
    pub fn are_in(&self, language: &str) -> bool {
        language.eq_ignore_ascii_case(&self.tag)
    }

    /// The message `key`, which takes no values.
    pub fn get(&self, key: &str) -> String {
        self.say(key, [])
    }

    /// The message `key` with its values. An unknown key is shown as it is; a test checks every key
    /// that the theme uses.
    pub fn say<'v, const N: usize>(
        &self,
        key: &str,
        values: [(&'v str, MessageValue<'v>); N],
    ) -> String {
        let apart = |(name, value)| (name, self.apart(value));
        let values = values.into_iter().map(apart).collect();
        self.find(key, None, &values).unwrap_or_else(|| key.to_owned())
    }

    /// A value, isolated from the message if its direction differs.
    fn apart<'v>(&self, value: MessageValue<'v>) -> MessageValue<'v> {
        match value {
            MessageValue::String(text) => match letters::isolated(&text, self.dir) {
                Cow::Borrowed(_) => MessageValue::String(text),
                Cow::Owned(apart) => MessageValue::String(apart.into()),
            },
            other => other,
        }
    }

    /// A part of the message `key`, such as the definition of a word.
    pub(super) fn part(&self, key: &str, part: &str) -> Option<String> {
        self.find(key, Some(part), &FluentArgs::new())
    }

    /// The message `key`, or a part of it, such as the definition of a word; `None` if no file has
    /// it. Where its last value ends a sentence, the message does not end it again.
    pub fn find(&self, key: &str, part: Option<&str>, values: &Values) -> Option<String> {
        let text = self.formatted(key, part, values)?;
        // A text without values is as its language file has it.
        Some(if values.iter().next().is_some() { letters::ended_once(text) } else { text })
    }

    fn formatted(&self, key: &str, part: Option<&str>, values: &Values) -> Option<String> {
        let known = match part {
            None => self.plain.get(key),
            Some(part) => self.plain.get(&format!("{key}.{part}")),
        };
        if let Some(text) = known.and_then(|pieces| put_together(pieces, values)) {
            return Some(text);
        }
        let message = self.bundle.get_message(key);
        let pattern = message.as_ref().and_then(|message| match part {
            Some(part) => message.get_attribute(part).map(|a| a.value()),
            None => message.value(),
        });
        match (pattern, &self.first) {
            (Some(pattern), _) => {
                // A missing value is shown as its name in braces.
                let text = self.bundle.format_pattern(pattern, Some(values), &mut Vec::new());
                Some(text.into_owned())
            }
            (None, Some(first)) => first.formatted(key, part, values),
            (None, None) => None,
        }
    }

    /// The message `key`, if it does not depend on values.
    pub fn fixed(&self, key: &str) -> Option<&str> {
        match self.plain.get(key)?.as_slice() {
            [] => Some(""),
            [MessagePiece::Text(text)] => Some(text),
            _ => None,
        }
    }
}
