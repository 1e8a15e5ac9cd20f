//! The words of the pages themselves, in the language of each page.
//!
//! In go the language files of the theme (`templates/languages/*.ftl`, embedded) and those of the
//! site, message by message above them; out come [`Languages`]: for each language a [`PageWords`] that
//! turns a key and values into text. The format is Fluent, <https://projectfluent.org>, which knows
//! the plural forms of each language. What a language file leaves out is said in English; labels
//! and definitions of the vocabulary are those of [`crate::model`] there, so that they stand once.

pub mod letters;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{self, Relation, Stake, Status, Weight, date::DatePart};
use crate::source::{FileId, Files, Span};
use crate::theme;
use ahash::HashMap;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry as Line, Expression, InlineExpression, Pattern, PatternElement};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;
use unic_langid::LanguageIdentifier;

/// A value that goes into a message.
pub type MessageValue<'v> = FluentValue<'v>;

/// The values of a message by name.
pub type Values<'v> = FluentArgs<'v>;

/// The folder of the language files in `templates/`.
pub const FOLDER: &str = "languages/";

/// The language that every message is written in first.
pub const FIRST: &str = "en";

/// The words of the pages in one language.
pub struct PageWords {
    tag: String,
    dir: &'static str,
    own: bool,
    bundle: FluentBundle<Arc<FluentResource>>,
    /// Messages without plural forms and the like, by `key` or `key.part`. Pages are made of hardly
    /// anything else, and for these nobody needs to ask Fluent.
    plain: HashMap<String, Vec<MessagePiece>>,
    months: Vec<String>,
    first: Option<Arc<PageWords>>,
}

/// A piece of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
enum MessagePiece {
    /// Words.
    Text(String),
    /// The value with this name.
    Value(String),
}

impl fmt::Debug for PageWords {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_struct("PageWords").field("tag", &self.tag).finish_non_exhaustive()
    }
}

/// The words of the pages in every language that there is.
#[derive(Debug)]
pub struct Languages {
    by_tag: BTreeMap<String, Arc<PageWords>>,
    texts: Vec<(String, Arc<str>)>,
}

impl Languages {
    /// Reads the theme's language files and those of the site, `own`: its templates by name, of
    /// which only language files are looked at. A message that is not Fluent is a fault.
    pub fn new(files: &Files, own: &[(String, FileId)]) -> (Self, Vec<Diagnostic>) {
        let mut out = Vec::new();
        let mut resources: BTreeMap<String, Vec<Arc<FluentResource>>> = BTreeMap::new();
        for (name, text) in theme::LANGUAGES {
            // What does not parse is left out; a test reads every file of the theme.
            let (resource, _) = parse(text);
            let tag = name.trim_end_matches(".ftl").to_owned();
            resources.entry(tag).or_default().push(resource);
        }
        let mut texts = Vec::new();
        for (name, file) in own {
            let Some(tag) = language_file(name) else { continue };
            let text = &files.get(*file).text;
            texts.push((name.clone(), Arc::clone(text)));
            if tag.parse::<LanguageIdentifier>().is_err() {
                out.push(
                    Diagnostic::at(
                        Code::TemplateInvalid,
                        Span::top(*file),
                        format!("`{tag}` is not the tag of a language"),
                    )
                    .hint("name the file after its language: en.ftl, es.ftl, pt-BR.ftl"),
                );
                continue;
            }
            let (resource, faults) = parse(text);
            out.extend(faults.into_iter().map(|(at, message)| {
                let span = Span::new(*file, at.start.min(text.len())..at.end.min(text.len()));
                Diagnostic::at(Code::TemplateInvalid, span, message).hint(
                    "messages are written in Fluent: `key = Words`, see https://projectfluent.org",
                )
            }));
            resources.entry(tag.to_owned()).or_default().push(resource);
        }
        let english = resources.remove(FIRST).unwrap_or_default();
        let english = Arc::new(PageWords::new(FIRST, english, None));
        let mut by_tag: BTreeMap<String, Arc<PageWords>> = resources
            .into_iter()
            .map(|(tag, resources)| {
                let words = PageWords::new(&tag, resources, Some(Arc::clone(&english)));
                (tag.to_ascii_lowercase(), Arc::new(words))
            })
            .collect();
        by_tag.insert(FIRST.to_owned(), english);
        (Self { by_tag, texts }, out)
    }

    /// True where they were read from the same files of the site.
    pub fn is_made_from(&self, files: &Files, own: &[(String, FileId)]) -> bool {
        let mut now = own.iter().filter(|(name, _)| language_file(name).is_some());
        let same = self.texts.iter().all(|(name, text)| {
            now.next().is_some_and(|(n, f)| n == name && Arc::ptr_eq(text, &files.get(*f).text))
        });
        same && now.next().is_none()
    }

    /// What the headings of alerts are called, in every language, each once.
    pub fn alerts(&self) -> Vec<String> {
        let kinds = ["note", "tip", "important", "warning", "caution"];
        let labels =
            self.all().flat_map(|words| kinds.map(|kind| words.get(&format!("alert-{kind}"))));
        let labels: BTreeSet<String> = labels.collect();
        labels.into_iter().collect()
    }

    /// The words for a page in `language`: those of the language itself, those of the language
    /// without its region, or none.
    pub fn of(&self, language: &str) -> Option<&Arc<PageWords>> {
        let mut tag = language.to_ascii_lowercase();
        loop {
            if let Some(words) = self.by_tag.get(&tag) {
                return Some(words);
            }
            tag.truncate(tag.rfind('-')?);
        }
    }

    /// The words for a page in the first of these languages that there are words in; English, where
    /// there are words in none.
    pub fn first_of<'l>(&self, languages: impl IntoIterator<Item = &'l str>) -> &Arc<PageWords> {
        let known = languages.into_iter().find_map(|language| self.of(language));
        known.unwrap_or_else(|| &self.by_tag[FIRST])
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Arc<PageWords>> {
        self.by_tag.values()
    }
}

/// The tag of the language that the template `name` holds the words of.
pub fn language_file(name: &str) -> Option<&str> {
    name.strip_prefix(FOLDER)?.strip_suffix(".ftl")
}

/// What of a language file could be read, and the faults of the rest.
fn parse(text: &str) -> (Arc<FluentResource>, Vec<(std::ops::Range<usize>, String)>) {
    match FluentResource::try_new(text.to_owned()) {
        Ok(resource) => (Arc::new(resource), Vec::new()),
        Err((resource, errors)) => {
            let faults = errors.into_iter().map(|e| (e.pos, e.kind.to_string())).collect();
            (Arc::new(resource), faults)
        }
    }
}

/// Takes the messages of `resource` to pieces, where they are plain. One that is not, and stands in
/// the place of one that was, is no longer plain.
fn take_apart(resource: &FluentResource, plain: &mut HashMap<String, Vec<MessagePiece>>) {
    for line in resource.entries() {
        let Line::Message(message) = line else { continue };
        let parts = message.attributes.iter();
        let parts =
            parts.map(|part| (format!("{}.{}", message.id.name, part.id.name), &part.value));
        let value = message.value.iter().map(|value| (message.id.name.to_owned(), value));
        for (key, pattern) in value.chain(parts) {
            match pieces(pattern) {
                Some(pieces) => plain.insert(key, pieces),
                None => plain.remove(&key),
            };
        }
    }
}

/// The pieces of a pattern that is made of texts and values alone. Texts that meet are one.
fn pieces(pattern: &Pattern<&str>) -> Option<Vec<MessagePiece>> {
    let mut pieces = Vec::new();
    for element in &pattern.elements {
        let piece = match element {
            PatternElement::TextElement { value } => MessagePiece::Text((*value).to_owned()),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => match inline {
                InlineExpression::StringLiteral { value } if !value.contains('\\') => {
                    MessagePiece::Text((*value).to_owned())
                }
                InlineExpression::VariableReference { id } => {
                    MessagePiece::Value(id.name.to_owned())
                }
                _ => return None,
            },
            PatternElement::Placeable { .. } => return None,
        };
        match (pieces.last_mut(), piece) {
            (Some(MessagePiece::Text(before)), MessagePiece::Text(text)) => before.push_str(&text),
            (_, piece) => pieces.push(piece),
        }
    }
    Some(pieces)
}

/// The pieces with their values, as Fluent writes them; none where a value is missing.
fn put_together(pieces: &[MessagePiece], values: &Values) -> Option<String> {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            MessagePiece::Text(words) => text.push_str(words),
            MessagePiece::Value(name) => match values.get(name)? {
                MessageValue::String(words) => text.push_str(words),
                MessageValue::Number(number) => text.push_str(&number.as_string()),
                _ => return None,
            },
        }
    }
    Some(text)
}

impl PageWords {
    fn new(tag: &str, resources: Vec<Arc<FluentResource>>, first: Option<Arc<PageWords>>) -> Self {
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

    fn part(&self, key: &str, part: &str) -> Option<String> {
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

    /// A word of the vocabulary.
    fn label(&self, kind: &str, (key, label, _): WordEntry) -> String {
        let said = self.find(&format!("{kind}-{key}"), None, &FluentArgs::new());
        said.unwrap_or_else(|| label.to_owned())
    }

    /// A word of the vocabulary, and its definition.
    fn word(&self, kind: &str, entry: WordEntry) -> (String, String) {
        let (key, _, definition) = entry;
        let defined = self.part(&format!("{kind}-{key}"), "definition");
        (self.label(kind, entry), defined.unwrap_or_else(|| definition.to_owned()))
    }

    /// Label and definition of a status.
    pub fn status(&self, status: Status) -> (String, String) {
        self.word("status", status.entry())
    }

    /// Label of a status.
    pub fn status_label(&self, status: Status) -> String {
        self.label("status", status.entry())
    }

    /// The rule that yields a status.
    pub fn rule(&self, status: Status) -> String {
        let rule = self.part(&format!("status-{}", status.key()), "rule");
        rule.unwrap_or_else(|| status.rule().to_owned())
    }

    /// Label and definition of the relation of a citation.
    pub fn relation(&self, relation: Relation) -> (String, String) {
        self.word("relation", relation.entry())
    }

    /// Label of the relation of a citation.
    pub fn relation_label(&self, relation: Relation) -> String {
        self.label("relation", relation.entry())
    }

    /// Label and definition of the relation of a counter-claim.
    pub fn counter(&self, relation: model::CounterRelation) -> (String, String) {
        self.word("counter", relation.entry())
    }

    /// Label of the relation of a counter-claim.
    pub fn counter_label(&self, relation: model::CounterRelation) -> String {
        self.label("counter", relation.entry())
    }

    /// The relation of a counter-claim, seen from the claim that is answered: `Denied by`.
    pub fn passive(&self, relation: model::CounterRelation) -> String {
        let passive = self.part(&format!("counter-{}", relation.key()), "passive");
        passive.unwrap_or_else(|| relation.passive().to_owned())
    }

    /// Label and definition of a stake.
    pub fn stake(&self, stake: Stake) -> (String, String) {
        self.word("stake", stake.entry())
    }

    /// Label of a stake.
    pub fn stake_label(&self, stake: Stake) -> String {
        self.label("stake", stake.entry())
    }

    /// Label and definition of a weight.
    pub fn weight(&self, weight: Weight) -> (String, String) {
        self.word("weight", weight.entry())
    }

    /// Name and text of a rule by which evidence is weighed.
    pub fn weighing(&self, rule: model::Rule) -> (String, String) {
        self.word("rule", rule.entry())
    }

    /// Name and text of how words are kept true.
    pub fn care(&self, care: model::Care) -> (String, String) {
        self.word("care", care.entry())
    }

    /// Name and text of a number in the sentence on the evidence.
    pub fn count(&self, count: model::Count) -> (String, String) {
        self.word("count", count.entry())
    }

    /// What a kind of source is called.
    pub fn kind(&self, kind: model::SourceKind) -> String {
        self.label("kind", kind.entry())
    }

    /// Who can look a source up.
    pub fn access(&self, access: model::Access) -> String {
        self.label("access", access.entry())
    }

    /// How the address of a source was checked.
    pub fn url_checked(&self, checked: model::UrlChecked) -> String {
        self.label("url-checked", checked.entry())
    }

    /// What a saved copy of a source is called.
    pub fn snapshot(&self, kind: model::SnapshotKind) -> String {
        self.label("snapshot", kind.entry())
    }

    /// A date at its own precision.
    pub fn date(&self, date: &model::Date) -> String {
        let (first, last) = date.parts();
        let mut text = self.date_part(&first);
        if let Some(last) = last {
            let last = self.date_part(&last);
            text = self.say("date-range", [("from", text.into()), ("to", last.into())]);
        }
        match date.is_approximate() {
            true => self.say("date-about", [("date", text.into())]),
            false => text,
        }
    }

    fn date_part(&self, part: &DatePart) -> String {
        // Years and days are text, so that nothing sets marks between their digits.
        let month = |m: i8| {
            let at = usize::try_from(m - 1).ok();
            MessageValue::from(at.and_then(|i| self.months.get(i)).map_or("", String::as_str))
        };
        let year = |y: i16| MessageValue::from(y.to_string());
        match *part {
            DatePart::Year(y) => y.to_string(),
            DatePart::Month(y, m) => {
                self.say("date-month", [("month", month(m)), ("year", year(y))])
            }
            DatePart::Day(day, time) => {
                let text = self.say(
                    "date-day",
                    [
                        ("day", day.day().to_string().into()),
                        ("month", month(day.month())),
                        ("year", year(day.year())),
                    ],
                );
                match time {
                    Some(clock) => {
                        // The zone goes with the time, so that a site whose own words say where the
                        // time stands says where its clock does too.
                        let zone = [("time", clock.time().into()), ("offset", clock.zone().into())];
                        let time = self.say("time-zone", zone);
                        self.say("date-time", [("date", text.into()), ("time", time.into())])
                    }
                    None => text,
                }
            }
        }
    }

    /// `a`, `a and b`, `a, b and c`; with semicolons where a name holds a comma or an `and`.
    pub fn join(&self, names: &[String]) -> String {
        let (comma, and) = (self.get("list-comma"), self.get("list-and"));
        let holds = |n: &String| n.contains(&comma) || n.split(' ').any(|word| word == and);
        let several = names.len() > 1;
        let apart = |n: &String| match several {
            true => letters::isolated(n, self.dir).into_owned(),
            false => n.clone(),
        };
        let apart: Vec<String> = names.iter().map(apart).collect();
        match apart.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            _ if names.iter().any(holds) => apart.join(&self.get("list-semicolon")),
            [init @ .., last] => {
                let init = init.join(&comma);
                self.say("list-pair", [("first", init.into()), ("last", last.as_str().into())])
            }
        }
    }
}

/// Key, label and definition of a word.
type WordEntry = (&'static str, &'static str, &'static str);

/// Scripts that run from right to left (ISO 15924).
const RIGHT_TO_LEFT_SCRIPTS: &[&str] = &[
    "Adlm", "Arab", "Aran", "Armi", "Avst", "Hebr", "Mand", "Mani", "Mend", "Narb", "Nkoo", "Palm",
    "Phli", "Phnx", "Prti", "Rohg", "Samr", "Sarb", "Syrc", "Thaa", "Yezi",
];

/// Languages written in one of them where their tag names no script: by "likelySubtags" of the CLDR,
/// and the codes that ISO 639 has given up.
const RIGHT_TO_LEFT: &[&str] = &[
    "aii", "aeb", "acm", "afb", "ajp", "apc", "apd", "ar", "arc", "arq", "ars", "ary", "arz",
    "azb", "bal", "bgn", "bqi", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "khw", "ks", "lrc",
    "luz", "mid", "myz", "mzn", "nqo", "ota", "pnb", "prs", "ps", "rhg", "sam", "sd", "sdh", "skr",
    "syr", "ug", "ur", "yi",
];

/// Languages that are written in Arabic letters in some countries alone.
const RIGHT_TO_LEFT_IN: &[(&str, &[&str])] = &[
    ("az", &["IR", "IQ"]),
    ("kk", &["CN", "AF", "IR"]),
    ("ku", &["IQ", "IR"]),
    ("ky", &["CN"]),
    ("pa", &["PK"]),
    ("tg", &["PK"]),
    ("tk", &["AF", "IR"]),
    ("uz", &["AF", "CN"]),
];

/// The direction of a language's script: that of the script in the tag, else the usual one.
pub fn direction(language: &str) -> &'static str {
    let Ok(tag) = language.parse::<LanguageIdentifier>() else { return "ltr" };
    let name = tag.language.as_str();
    let right = match (tag.script, tag.region) {
        (Some(script), _) => RIGHT_TO_LEFT_SCRIPTS.contains(&script.as_str()),
        // Sindhi and Kashmiri have a second script, which a tag has to name.
        (None, _) if RIGHT_TO_LEFT.contains(&name) => true,
        (None, Some(region)) => RIGHT_TO_LEFT_IN
            .iter()
            .any(|(of, regions)| *of == name && regions.contains(&region.as_str())),
        (None, None) => false,
    };
    if right { "rtl" } else { "ltr" }
}

#[cfg(test)]
mod tests;
