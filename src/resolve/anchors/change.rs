//! What changed around words since they were confirmed: everything that no rule of sameness covers.
//!
//! In go what stood around them and what stands around them; out come the [`ContextChange`]s from one to the
//! other.

use crate::parse::lock::Around;
use text_anchor::deciding::DecidingKind;
use text_anchor::drift::drift;
use text_anchor::sameness::is_same;
use text_anchor::turning::came_or_went;

/// What changed around words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContextPart {
    /// The words of the block.
    Text,
    /// A heading above it, or the title of its section.
    Heading,
    /// What leads in to its list, quotation or table.
    Lead,
    /// The head of its table.
    Head,
    /// The sentence before it.
    Above,
    /// The sentence after it.
    Below,
    /// What it stands in.
    Within,
    /// A footnote that it refers to.
    Note,
    /// Of a footnote, the sentence that refers to it.
    Host,
    /// Where a link in it leads.
    Link,
    /// An image in it.
    Image,
    /// What is set off in it.
    Stressed,
    /// What is struck out in it.
    Struck,
    /// Where a footnote, a link, an image or marked words stand in it.
    Marks,
    /// The title of the article.
    Title,
    /// The standfirst of the article.
    Standfirst,
    /// The language of the article.
    Language,
}

impl ContextPart {
    /// True for what stands around several blocks: it is part of their frame.
    pub fn is_frame(self) -> bool {
        matches!(self, Self::Heading | Self::Lead | Self::Head | Self::Within | Self::Host)
    }

    /// What it is called where it stands around claims that are named `claims`.
    pub fn of(self, claims: &str) -> String {
        match self {
            Self::Text => format!("the paragraph around {claims}"),
            Self::Heading => format!("a heading above {claims}"),
            Self::Lead => format!("what leads in to {claims}"),
            Self::Head => format!("the head of the table around {claims}"),
            Self::Above => format!("the sentence before the paragraph of {claims}"),
            Self::Below => format!("the sentence after the paragraph of {claims}"),
            Self::Within => format!("what {claims} stands in"),
            Self::Note => format!("a footnote beside {claims}"),
            Self::Host => format!("the sentence whose footnote holds {claims}"),
            Self::Link => format!("where a link beside {claims} leads"),
            Self::Image => format!("an image beside {claims}"),
            Self::Stressed => format!("what is emphasised around {claims}"),
            Self::Struck => format!("what is struck out around {claims}"),
            Self::Marks => {
                format!("the place of a footnote, a link or marked words beside {claims}")
            }
            Self::Title => "the title of the article".to_owned(),
            Self::Standfirst => "the standfirst of the article".to_owned(),
            Self::Language => "the language of the article".to_owned(),
        }
    }
}

/// One thing that changed around words, in a way that no rule of sameness covers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContextChange {
    /// What it is.
    pub part: ContextPart,
    /// As it was; may be empty.
    pub old: String,
    /// As it is; may be empty.
    pub new: String,
    /// Words that turn round what stands beside them, which came or went.
    pub turning: Vec<String>,
    /// True unless names and words that decide nothing are all that changed.
    pub decides: bool,
}

impl ContextChange {
    /// The change from `old` to `new`, both in normal form; none where a rule of sameness covers it.
    pub fn of(part: ContextPart, old: &str, new: &str, language: &str) -> Option<Self> {
        if is_same(old, new, language) {
            return None;
        }
        let turning = match part {
            ContextPart::Link | ContextPart::Image | ContextPart::Stressed => Vec::new(),
            // To strike words out is to take them back.
            ContextPart::Struck => vec!["struck out".to_owned()],
            _ => came_or_went(old, new, language),
        };
        let decides = match part {
            ContextPart::Text
            | ContextPart::Heading
            | ContextPart::Lead
            | ContextPart::Head
            | ContextPart::Above
            | ContextPart::Below
            | ContextPart::Note => {
                let drifts = drift(old, new, language, &|_| false);
                !turning.is_empty() || drifts.iter().any(|d| d.kind != DecidingKind::Name)
            }
            _ => true,
        };
        Some(Self { part, old: old.to_owned(), new: new.to_owned(), turning, decides })
    }

    /// A change of something that has no words that could be compared.
    pub fn decisive(part: ContextPart, old: String, new: String) -> Self {
        Self { part, old, new, turning: Vec::new(), decides: true }
    }

    /// Names the words that may turn round what stands beside them, at most `most`, where any came or went.
    pub fn turned(&self, most: usize) -> Option<String> {
        let words = self.turning.iter().take(most).map(|word| format!("`{word}`"));
        let words = words.collect::<Vec<_>>().join(", ");
        (!words.is_empty())
            .then(|| format!("what came or went may turn round what stands here: {words}"))
    }
}

/// What changed from `old` to `new`. Of a neighbour only what turns round counts.
pub fn changes(old: &Around, new: &Around, language: &str) -> Vec<ContextChange> {
    let mut found = Vec::new();
    if old == new {
        return found;
    }
    let (block, frame) = ((&*old.block, &*new.block), (&*old.frame, &*new.frame));
    for (part, old, new) in [
        (ContextPart::Text, &block.0.text, &block.1.text),
        (ContextPart::Head, &frame.0.head, &frame.1.head),
    ] {
        found.extend(ContextChange::of(part, old, new, language));
    }
    let near = [
        (ContextPart::Above, &block.0.above, &block.1.above, &new.beside[0]),
        (ContextPart::Below, &block.0.below, &block.1.below, &new.beside[1]),
    ];
    // A sentence from which a turning word went is not kept, and still stands there.
    let near = near.map(|(part, old, kept, now)| match old.is_empty() || !kept.is_empty() {
        true => (part, old, kept),
        false => (part, old, now),
    });
    let is_near = block.0.near.is_empty() || block.0.near != block.1.near;
    let near = near.into_iter().filter(|_| is_near);
    let near = near.filter_map(|(p, o, n)| ContextChange::of(p, o, n, language));
    found.extend(near.filter(|change| !change.turning.is_empty()));
    for (part, old, new) in [
        (ContextPart::Heading, &frame.0.headings, &frame.1.headings),
        (ContextPart::Lead, &frame.0.leads, &frame.1.leads),
        (ContextPart::Within, &frame.0.within, &frame.1.within),
        (ContextPart::Host, &frame.0.hosts, &frame.1.hosts),
        (ContextPart::Note, &block.0.notes, &block.1.notes),
        (ContextPart::Link, &block.0.links, &block.1.links),
        (ContextPart::Image, &block.0.images, &block.1.images),
        (ContextPart::Stressed, &block.0.stressed, &block.1.stressed),
        (ContextPart::Struck, &block.0.struck, &block.1.struck),
    ] {
        if old.len() == new.len() {
            let pairs = old.iter().zip(new);
            found.extend(pairs.filter_map(|(o, n)| ContextChange::of(part, o, n, language)));
        } else {
            let (old, new) = (old.join(" / "), new.join(" / "));
            found.extend(ContextChange::of(part, &old, &new, language));
        }
    }
    let (was, is) = (&block.0.marks, &block.1.marks);
    let moved = match block.0.text == block.1.text {
        true => found.is_empty() && !was.is_empty() && was != is,
        false => moved((&block.0.text, was), (&block.1.text, is)),
    };
    if moved {
        found.push(ContextChange::decisive(
            ContextPart::Marks,
            String::new(),
            block.1.text.clone(),
        ));
    }
    found.sort();
    found
}

/// True if a footnote, a link or marked words stand behind another word of a text that changed. Where the
/// word that one stood behind is gone, the change of the text shows that.
fn moved((old, was): (&str, &[usize]), (new, is): (&str, &[usize])) -> bool {
    was.len() == is.len()
        && was.iter().zip(is).any(|(was, is)| {
            let (before, now) = (word_before(old, *was), word_before(new, *is));
            before != now && new.split(' ').any(|word| word == before)
        })
}

/// The word of `text` in which the first `count` characters end, blanks not counted.
fn word_before(text: &str, count: usize) -> &str {
    let mut seen = 0;
    let mut words = text.split(' ');
    let word = words.find(|word| {
        seen += word.chars().count();
        seen >= count
    });
    word.unwrap_or("")
}
