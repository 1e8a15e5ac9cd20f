//! Reads what an annotation is about: the pages and the words that its selectors name.
//!
//! In goes a target in JSON; out come [`NoteTarget`]s. A selector that refines another is about a part of what that
//! one selects; several selectors that stand beside each other are several ways to the same words.

use crate::import::json::{each, has, text};
use crate::import::report::short;
use serde_json::Value;
use std::ops::Range;

/// How many places of words within others are compared.
const MOST_PLACES: usize = 100;

/// Words of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct NoteWords {
    /// The words.
    pub exact: String,
    /// What stands before them.
    pub prefix: Option<String>,
    /// What stands after them.
    pub suffix: Option<String>,
    /// The element of the page that they are looked for in, by its id.
    pub within: Option<String>,
    /// Of a range, the words before which it ends; it begins with those above.
    pub until: Option<Box<NoteWords>>,
}

impl NoteWords {
    /// What stands before and after bytes `range` of the words.
    fn around(&self, range: Range<usize>) -> [String; 2] {
        let [prefix, suffix] = [&self.prefix, &self.suffix].map(|text| text.as_deref());
        [
            prefix.unwrap_or("").to_owned() + &self.exact[..range.start],
            self.exact[range.end..].to_owned() + suffix.unwrap_or(""),
        ]
    }

    /// The words for a message; of a range, how it begins and what comes after it.
    pub fn shown(&self) -> String {
        match &self.until {
            Some(until) => {
                format!("`{}` ... up to `{}`", short(&self.exact), short(&until.exact))
            }
            None => format!("`{}`", short(&self.exact)),
        }
    }
}

/// What an annotation is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct NoteTarget {
    /// The address of its page.
    pub page: Option<String>,
    /// The words.
    pub words: Option<NoteWords>,
    /// Selectors that name no words, where none does, for messages.
    pub unread: Vec<String>,
    /// Why the words cannot be what the selectors say.
    pub fault: Option<String>,
    /// What of the selectors is left out.
    pub told: Vec<String>,
}

/// All that a target is about.
pub fn targets(target: &Value) -> Vec<NoteTarget> {
    let mut all = Vec::new();
    spread(target, &mut all);
    all.into_iter().map(one).collect()
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

fn one(target: &Value) -> NoteTarget {
    let source = target.get("source").or_else(|| target.get("id"));
    let page = text(Some(target)).or_else(|| {
        each(source).find_map(|page| text(Some(page)).or_else(|| text(page.get("id"))))
    });
    let mut found = NoteTarget { page, ..NoteTarget::default() };
    for selector in each(target.get("selector")) {
        let mut reader = SelectorReader::default();
        match (reader.words(selector, None, None), &found.words) {
            (Some(words), None) => {
                let of = words.shown();
                found.told.extend(reader.unread.iter().map(|part| {
                    format!("the part that {part} names cannot be looked up: all of {of} counts")
                }));
                found.words = Some(words);
            }
            (Some(words), Some(known)) if !is_same(&words, known) => {
                let text = format!("words of a further selector are left out: {}", words.shown());
                found.told.push(text);
            }
            (_, Some(_)) => {}
            (None, None) => {
                found.unread.extend(reader.unread);
                found.fault = found.fault.or(reader.fault);
            }
        }
    }
    if found.words.is_some() {
        (found.unread, found.fault) = (Vec::new(), None);
    }
    found
}

/// True if both have the same words, however they are cut into lines.
fn is_same(one: &NoteWords, other: &NoteWords) -> bool {
    let words = |of: &NoteWords| -> Vec<String> {
        of.exact.split_whitespace().map(str::to_owned).collect()
    };
    // A range says its words otherwise than a quote.
    one.until.is_some() != other.until.is_some() || words(one) == words(other)
}

/// What a selector is, for a message.
pub fn described(selector: &Value) -> String {
    let name = each(selector.get("type")).find_map(|name| text(Some(name)));
    let name = name.or_else(|| text(Some(selector))).or_else(|| text(selector.get("id")));
    let name = name.unwrap_or_else(|| "a selector without a type".to_owned());
    match (text(selector.get("value")), selector.get("start"), selector.get("end")) {
        (Some(value), ..) => format!("{name} `{}`", short(&value)),
        (None, Some(start), Some(end)) => format!("{name} {start} to {end}"),
        _ => name,
    }
}

/// Reads one selector with those that refine it.
#[derive(Debug, Default)]
pub struct SelectorReader {
    /// Selectors that name no words.
    pub unread: Vec<String>,
    /// Why one of them cannot be.
    pub fault: Option<String>,
}

impl SelectorReader {
    /// The words of a selector or of what refines it, in the element `within` and in the words `outer`.
    pub fn words(
        &mut self,
        selector: &Value,
        within: Option<&str>,
        outer: Option<&NoteWords>,
    ) -> Option<NoteWords> {
        let own = self.own(selector, within, outer);
        if self.fault.is_some() {
            return None;
        }
        let element = text(selector.get("value"));
        let is_fragment = has(selector, "type", "FragmentSelector");
        let within = element.as_deref().filter(|_| is_fragment).or(within);
        let outer = own.as_ref().or(outer);
        let inner: Vec<&Value> = each(selector.get("refinedBy")).collect();
        if own.is_none() && inner.is_empty() {
            self.unread.push(described(selector));
        }
        let mut refined: Option<NoteWords> = None;
        // The parser bounds how deep this goes.
        for selector in inner {
            let mut reader = Self::default();
            let words = reader.words(selector, within, outer);
            if refined.is_none() {
                self.unread.extend(reader.unread);
                self.fault = reader.fault;
                refined = words;
            }
        }
        match self.fault {
            Some(_) => None,
            None => refined.or(own),
        }
    }

    fn own(
        &mut self,
        selector: &Value,
        within: Option<&str>,
        outer: Option<&NoteWords>,
    ) -> Option<NoteWords> {
        let within = within.map(str::to_owned);
        // The words of a range are not known here.
        let outer = outer.filter(|outer| outer.until.is_none());
        if has(selector, "type", "TextQuoteSelector") {
            let exact = text(selector.get("exact"))?;
            let [prefix, suffix] = ["prefix", "suffix"].map(|key| text(selector.get(key)));
            let words = NoteWords { exact, prefix, suffix, within, until: None };
            return match outer {
                Some(outer) => {
                    let range = self.range_in(outer, &words)?;
                    Some(part(outer, range))
                }
                None => Some(words),
            };
        }
        if has(selector, "type", "TextPositionSelector")
            && let Some(outer) = outer
        {
            let at = |key: &str| {
                let count = selector.get(key)?.as_u64()?;
                byte_of(&outer.exact, usize::try_from(count).ok()?)
            };
            let range = at("start").zip(at("end")).filter(|(start, end)| start < end);
            let Some((start, end)) = range else {
                let what = described(selector);
                self.fault = Some(format!("{what} is not within {}", outer.shown()));
                return None;
            };
            return Some(part(outer, start..end));
        }
        if has(selector, "type", "RangeSelector") {
            let end = |key: &str| {
                let mut reader = Self::default();
                reader.words(selector.get(key)?, within.as_deref(), outer)
            };
            let (start, until) = (end("startSelector")?, end("endSelector")?);
            return Some(NoteWords { until: Some(Box::new(until)), ..start });
        }
        None
    }

    /// Where words stand in those that they refine: at one place, or they cannot be told.
    fn range_in(&mut self, outer: &NoteWords, words: &NoteWords) -> Option<Range<usize>> {
        let found = outer.exact.match_indices(&words.exact).map(|(at, _)| at);
        let all: Vec<usize> = found.take(MOST_PLACES).collect();
        let fits = |at: &&usize| {
            let sides = outer.around(**at..**at + words.exact.len());
            let [before, after] = sides;
            words.prefix.as_ref().is_none_or(|prefix| before.ends_with(prefix.as_str()))
                && words.suffix.as_ref().is_none_or(|suffix| after.starts_with(suffix.as_str()))
        };
        let fitting: Vec<usize> = match all.len() {
            0 | 1 => all,
            _ => all.iter().filter(fits).copied().collect(),
        };
        let [at] = fitting.as_slice() else {
            let places = if fitting.is_empty() { "nowhere" } else { "several times" };
            let text =
                format!("{} stands {places} in what it refines: {}", words.shown(), outer.shown());
            self.fault = Some(text);
            return None;
        };
        Some(*at..at + words.exact.len())
    }
}

/// The words at bytes `range` of others, with those as their context.
fn part(outer: &NoteWords, range: Range<usize>) -> NoteWords {
    let exact = outer.exact[range.clone()].to_owned();
    let kept = |text: String| Some(text).filter(|text| !text.trim().is_empty());
    let [prefix, suffix] = outer.around(range).map(kept);
    NoteWords { exact, prefix, suffix, within: outer.within.clone(), until: None }
}

/// The byte at which the character with this number begins, from 0.
fn byte_of(text: &str, count: usize) -> Option<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(count)
}
