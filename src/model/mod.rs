//! The vocabulary of the format as types.
//!
//! Relations, stakes, statuses, kinds of source and dates: small closed sets. Each word has the key
//! that authors type, the label that readers see, and a definition that the method page prints.
//! Pages take their words from here, so they always agree with the code.

pub mod address;
pub mod date;
mod date_forms;
mod date_text;
pub mod keys;

pub use date::Date;

use any_ascii::any_ascii_char;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The version of the format that this program reads. `docs/format.md` says what may change between two.
pub const FORMAT: u32 = 1;

/// Words of a closed set as authors type them, each with what it means.
pub type Words = &'static [(&'static str, &'static str)];

/// Declares a closed vocabulary: key as typed, label as shown, definition as printed.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$item_doc:meta])* $variant:ident = $key:literal, $label:literal, $definition:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$item_doc])* #[doc = $definition] $variant,)* }

        impl $name {
            /// Every word, in the order in which pages explain them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Every key that authors type, with its definition.
            pub const WORDS: $crate::model::Words = &[$(($key, $definition),)*];

            /// The key that authors type.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)* }
            }

            /// The label that readers see.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }

            /// The definition, for the method page.
            pub fn definition(self) -> &'static str {
                match self { $(Self::$variant => $definition,)* }
            }

            /// Key, label and definition together.
            pub fn entry(self) -> (&'static str, &'static str, &'static str) {
                (self.key(), self.label(), self.definition())
            }

            /// The word that `key` names.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|w| w.key() == key)
            }
        }
    };
}

mod rule;

pub use rule::{Care, Count, Rule};

vocabulary! {
    /// How a source bears on a claim.
    Relation {
        Supports = "supports", "Supports", "The passage says the same, or something that the claim follows from.";
        Contradicts = "contradicts", "Contradicts", "The passage and the claim cannot both be true.";
        Qualifies = "qualifies", "Limits", "The passage limits the claim: when, where, for whom, or in which part it holds.";
        Updates = "updates", "Updates", "Something later has happened, so that the words, said today, would be false.";
        Repeats = "repeats", "Repeats", "The passage only says the claim again. It adds no evidence and weighs nothing.";
    }
}

vocabulary! {
    /// How a counter-claim bears on the claim that it answers.
    CounterRelation {
        Denies = "denies", "Denies", "A word against the claim. A denial is not a refutation, and is never shown as one.";
        Contradicts = "contradicts", "Contradicts", "The counter-claim and the claim cannot both be true. It weighs as much as its own independent evidence.";
        Qualifies = "qualifies", "Limits", "The counter-claim limits the claim. It weighs only where it has independent evidence.";
        Updates = "updates", "Updates", "The counter-claim reports what came later. It weighs only where it has independent evidence.";
    }
}

impl CounterRelation {
    /// The label from the perspective of the claim that is answered.
    pub fn passive(self) -> &'static str {
        match self {
            Self::Denies => "Denied by",
            Self::Contradicts => "Contradicted by",
            Self::Qualifies => "Limited by",
            Self::Updates => "Updated by",
        }
    }
}

vocabulary! {
    /// What a source has at stake in a claim.
    Stake {
        Claimant = "claimant", "The claimant\u{2019}s own words", "The source keeps the words of whoever made the claim.";
        Party = "party", "Words of someone involved", "The source keeps the words of someone else who speaks in the matter.";
        Independent = "independent", "Independent", "The source speaks for nobody in the matter.";
    }
}

vocabulary! {
    /// How much a piece of evidence weighs.
    Weight {
        Strong = "strong", "Strong", "An independent source whose people are named. A counter-claim is strong evidence where it cites one.";
        Word = "word", "A word against", "A contradiction by someone involved or by people who are not named, and every denial.";
        Nothing = "nothing", "Nothing", "Words of whoever made the claim, sources that only repeat it, and sources that nobody has looked at. What limits or updates a claim weighs nothing unless it is independent.";
    }
}

vocabulary! {
    /// The state of the evidence cited on a claim, in the order in which the rules are tried.
    Status {
        Opinion = "opinion", "Opinion", "A judgement, a value or a forecast. It is marked so that nobody takes it for a checked fact.";
        Disputed = "disputed", "Disputed", "The evidence cited points both ways, or there is word against word and nothing stronger.";
        Contradicted = "contradicted", "Contradicted", "Independent evidence goes against the claim, and none that we cite supports it.";
        Outdated = "outdated", "Outdated", "The claim had independent support, and later events have overtaken it.";
        Context = "context", "Needs context", "Independent evidence limits the claim in a way that a reader should know.";
        Supported = "supported", "Supported", "Independent evidence supports the claim, and nothing of the same weight goes against it.";
        Unsourced = "unsourced", "No independent source", "We looked and found no independent source. That is not evidence that the claim is false.";
        Unchecked = "unchecked", "Not yet checked", "Nobody has checked the claim yet. Undone work is not a finding.";
    }
}

impl Status {
    /// The rule that yields the status, for the method page.
    pub fn rule(self) -> &'static str {
        match self {
            Self::Opinion => "The editors declared the claim an opinion.",
            Self::Disputed => {
                "Strong evidence on both sides; or strong evidence on neither and a word against."
            }
            Self::Contradicted => "Strong evidence against, and no strong support.",
            Self::Outdated => "Strong support, and an independent source on what came later.",
            Self::Context => "An independent source limits the claim.",
            Self::Supported => {
                "Strong support. Where there is a word against it, the label adds who denies it."
            }
            Self::Unsourced => "No other rule fits, and the claim has been checked.",
            Self::Unchecked => "No other rule fits.",
        }
    }
}

vocabulary! {
    /// The kind of a source.
    SourceKind {
        Document = "document", "Document", "A document.";
        Report = "report", "Report", "A report.";
        Dataset = "dataset", "Dataset", "A set of data.";
        Letter = "letter", "Letter", "A letter.";
        Recording = "recording", "Recording", "A recording of sound.";
        Transcript = "transcript", "Transcript", "A transcript.";
        Statement = "statement", "Statement", "A statement.";
        SocialPost = "social-post", "Social media post", "A post on a social network.";
        Correction = "correction", "Correction", "A correction.";
        News = "news", "News report", "A news report.";
        Study = "study", "Study", "A study.";
        Interview = "interview", "Interview", "An interview.";
        Book = "book", "Book", "A book.";
        CourtRecord = "court-record", "Court record", "The record of a court.";
        Image = "image", "Image", "An image.";
        Video = "video", "Video", "A video.";
        Email = "email", "Email", "An email.";
        WebPage = "web-page", "Web page", "A page on the web.";
    }
}

impl SourceKind {
    /// True if such a source is, as a rule, somebody's own words.
    pub fn is_own_words(self) -> bool {
        matches!(
            self,
            Self::Letter | Self::Statement | Self::SocialPost | Self::Interview | Self::Email
        )
    }

    /// True if a browser can open the source at a passage of its text.
    pub fn has_text(self) -> bool {
        !matches!(self, Self::Dataset | Self::Recording | Self::Image | Self::Video)
    }
}

vocabulary! {
    /// What a speaker is.
    SpeakerKind {
        Person = "person", "Person", "A person.";
        Organisation = "organisation", "Organisation", "An organisation: a court, a ministry, a newspaper, a group.";
    }
}

vocabulary! {
    /// How the address of a source was checked.
    UrlChecked {
        Page = "page", "The quoted words were read on the page at this address, or in an archived copy of it.", "The quoted words were read on the page at this address, or in an archived copy of it.";
        LinkOnly = "link-only", "The address was seen as a link elsewhere; the page itself was not read.", "The address was seen as a link elsewhere; the page itself was not read.";
        None = "none", "The address was not checked.", "The address was not checked.";
    }
}

vocabulary! {
    /// Who can look a source up.
    Access {
        Open = "open", "Open to everybody", "Everybody can read it.";
        Paywalled = "paywalled", "Behind a paywall", "It has to be paid for.";
        Offline = "offline", "Not on the web", "It is kept somewhere that is not the web.";
        Confidential = "confidential", "Confidential", "The editors know it; its address and its words are not published.";
    }
}

vocabulary! {
    /// The kind of content of a saved copy.
    SnapshotKind {
        Full = "full", "a saved copy", "The whole source.";
        Excerpt = "excerpt", "a saved excerpt", "A part of the source.";
    }
}

vocabulary! {
    /// The aspect of a claim that is judged.
    About {
        Content = "content", "Content", "Whether what was said is so.";
        Said = "said", "Said", "Only whether the speaker said it.";
    }
}

vocabulary! {
    /// How an article is laid out.
    #[derive(Default)]
    Layout {
        #[default]
        Page = "page", "One page", "The whole article on one page.";
        Sections = "sections", "A page a section", "A page a section, and a front page that lists them.";
    }
}

/// True if `id` is made of lower-case ASCII words and digits, joined by single hyphens.
pub fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

/// Converts text to an id: lowercase Latin letters, with hyphens between words. Letters of other
/// scripts are transliterated; apostrophes are dropped.
pub fn to_id(text: &str) -> String {
    let mut id = String::new();
    for c in text.nfc() {
        let latin = if c.is_alphanumeric() { any_ascii_char(c) } else { "" };
        let letters = latin.chars().filter(char::is_ascii_alphanumeric);
        let before = id.len();
        id.extend(letters.map(|c| c.to_ascii_lowercase()));
        let is_part = is_combining_mark(c) || matches!(c, '\'' | '\u{2019}');
        if id.len() == before && !is_part && !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.trim_end_matches('-').to_owned()
}

/// True for a name that Windows reserves for a device, with any extension. No file of this name can
/// be written there, so the site could not be copied there. See "Naming Files, Paths, and
/// Namespaces" in the documentation of Windows.
pub fn is_device(id: &str) -> bool {
    let numbered = |port| {
        id.strip_prefix(port)
            .is_some_and(|n: &str| n.len() == 1 && n.as_bytes()[0].is_ascii_digit())
    };
    matches!(id, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids() {
        for good in ["a", "kerry-asked-ecuador", "2016", "a-1"] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", "-a", "a-", "a--b", "A", "a_b", "é", "a b", "../x"] {
            assert!(!is_id(bad), "{bad}");
        }
    }

    #[test]
    fn ids_that_are_proposed_are_in_latin_letters() {
        let check = |text, expect| {
            assert_eq!(to_id(text), expect, "{text}");
            assert!(is_id(expect));
        };
        check("Kerry asked_Ecuador!", "kerry-asked-ecuador");
        check("an den L\u{e4}ndern \u{2014} Stra\u{df}e", "an-den-landern-strasse");
        check("an den La\u{308}ndern", "an-den-landern");
        check("\u{c5}ngstr\u{f6}m, don't, don\u{2019}t", "angstrom-dont-dont");
        check("\u{41f}\u{440}\u{438}\u{432}\u{435}\u{442} \u{43c}\u{438}\u{440}", "privet-mir");
        check("  __a  b..c__ ", "a-b-c");
        assert_eq!(to_id("\u{1f600} \u{2026} \u{301}"), "");
    }

    #[test]
    fn ids_of_devices() {
        for id in ["con", "nul", "aux", "prn", "com1", "lpt9"] {
            assert!(is_device(id), "{id}");
        }
        for id in ["", "cons", "con-1", "com", "com10", "lpt-1", "a-con"] {
            assert!(!is_device(id), "{id}");
        }
    }
}
