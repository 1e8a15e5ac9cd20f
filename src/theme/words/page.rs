//! The words of the pages in one language.
//!
//! In go the language files that hold for it; out come [`PageWords`], which turn a key and values into
//! text. What a language leaves out is said in the language that comes first.

use super::direction::direction;
use super::letters;
use super::messages::{MessagePiece, MessageValue, Values, put_together, take_apart};
use ahash::HashMap;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// The language that every message is written in first.
pub const FIRST: &str = "en";

/// The words of the pages in one language.
pub struct PageWords {
    tag: String,
    pub(super) dir: &'static str,
    own: bool,
    bundle: FluentBundle<Arc<FluentResource>>,
    /// Messages without plural forms and the like, by `key` or `key.part`. Pages are made of hardly
    /// anything else, and for these nobody needs to ask Fluent.
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
    /// The words of the language `tag`; what `resources` leave out is said as in `first`.
    pub(super) fn new(
        tag: &str,
        resources: Vec<Arc<FluentResource>>,
        first: Option<Arc<PageWords>>,
    ) -> Self {
        let locale = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Marks of direction would get into copied text and search. `isolated` sets them where a
        // value runs the other way, and there alone.
        bundle.set_use_isolating(false);
        let own = resources.len() > 1;
        // What a language leaves out is said in English.
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

    /// True where they are the theme's English: the words that sections are parsed with.
    pub fn are_first(&self) -> bool {
        self.tag == FIRST && !self.own
    }

    /// True where a text in `language` is in the language of the page.
    pub fn are_in(&self, language: &str) -> bool {
        language.eq_ignore_ascii_case(&self.tag)
    }

    /// The message `key`, which takes no values.
    pub fn get(&self, key: &str) -> String {
        self.say(key, [])
    }

    /// The message `key` with its values. A key that no file has is shown as it is: a test asks for
    /// every key that the theme uses.
    pub fn say<'v, const N: usize>(
        &self,
        key: &str,
        values: [(&'v str, MessageValue<'v>); N],
    ) -> String {
        let apart = |(name, value)| (name, self.apart(value));
        let values = values.into_iter().map(apart).collect();
        self.find(key, None, &values).unwrap_or_else(|| key.to_owned())
    }

    /// A value, set apart from the message where it runs the other way.
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

    /// The message `key`, or a part of it, such as the definition of a word; none where no file has
    /// it.
    pub fn find(&self, key: &str, part: Option<&str>, values: &Values) -> Option<String> {
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
                // A value that is missing stays visible as its name in braces.
                let text = self.bundle.format_pattern(pattern, Some(values), &mut Vec::new());
                Some(text.into_owned())
            }
            (None, Some(first)) => first.find(key, part, values),
            (None, None) => None,
        }
    }

    /// The message `key`, where it is the same whatever values it is given.
    pub fn fixed(&self, key: &str) -> Option<&str> {
        match self.plain.get(key)?.as_slice() {
            [] => Some(""),
            [MessagePiece::Text(text)] => Some(text),
            _ => None,
        }
    }
}
