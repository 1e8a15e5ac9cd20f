//! The keys of the format, each with the kind of its value and what it is for. Only this file lists
//! them.
//!
//! Readers of a map take its keys from its [`Record`]; messages suggest keys from here, and the
//! schemas that editors read are made of it. Tests check every key against `docs/format.md`, and
//! check that no key that takes text for readers lets markup through.

use super::{
    About, Access, CounterRelation, Layout, Relation, SnapshotKind, SourceKind, SpeakerKind, Stake,
    Status, UrlChecked, Words,
};

/// The kind of value that a key takes.
#[derive(Debug, Clone, Copy)]
pub enum Takes {
    /// Text that pages show as typed.
    Text,
    /// Such a text, or a list of them.
    Texts,
    /// Markdown that pages show.
    Markdown,
    /// Text that is compared or looked up, and not shown as typed.
    Name,
    /// An id.
    Id,
    /// The id of a claim, with that of its article before it where that is another one.
    ClaimId,
    /// An id, or a list of ids.
    Ids,
    /// A list of addresses of sections.
    Sections,
    /// `true` or `false`.
    Flag,
    /// The version of the format.
    Version,
    /// A full address.
    Url,
    /// A language tag.
    Language,
    /// A date in any of its forms.
    Date,
    /// A full day.
    Day,
    /// A moment, with its offset.
    Moment,
    /// A word of a closed set.
    Word(Words),
    /// A map.
    Map(&'static Record),
    /// A map, or a list of them.
    Maps(&'static Record),
    /// Maps by name.
    Named(&'static Record),
    /// Text or a map, or a list of these.
    TextsOrMaps(&'static Record),
    /// Claims by id.
    Claims,
    /// The id of a claim and the relation to it, or a list of these.
    References,
    /// A claim that answers, or a list of them; each is a reference, or a claim in its place.
    Counters,
    /// Severities by code.
    Severities,
}

/// A key of a map.
#[derive(Debug)]
pub struct FormatKey {
    /// Its name.
    pub name: &'static str,
    /// True where its map is faulty without it, whatever else the map holds.
    pub required: bool,
    /// The kind of its value.
    pub takes: Takes,
    /// What it is for, in a sentence.
    pub about: &'static str,
}

/// A kind of map in the files of a site.
#[derive(Debug)]
pub struct Record {
    /// Its name in messages.
    pub name: &'static str,
    /// Its keys.
    pub keys: &'static [FormatKey],
    /// Their names.
    pub names: &'static [&'static str],
    /// Pairs of keys one of which there must be.
    pub either: &'static [Either],
}

/// Two keys one of which a map must have.
#[derive(Debug, Clone, Copy)]
pub struct Either {
    /// The key that is missed where neither is there.
    pub first: &'static str,
    /// The other one.
    pub second: &'static str,
    /// True where the map may have both.
    pub both: bool,
}

macro_rules! records {
    ($($(#[$doc:meta])* $constant:ident $name:literal $(either $first:literal $second:literal $($both:ident)?)? {
        $($key:literal $($required:ident)?: $takes:expr, $about:literal;)*
    })*) => {
        $(
            $(#[$doc])*
            pub const $constant: Record = Record {
                name: $name,
                keys: &[$(FormatKey {
                    name: $key,
                    required: $(stringify!($required).len() > 0 ||)? false,
                    takes: $takes,
                    about: $about,
                }),*],
                names: &[$($key),*],
                either: &[$(Either {
                    first: $first,
                    second: $second,
                    both: $(stringify!($both).len() > 0 ||)? false,
                })?],
            };
        )*

        /// All records.
        pub const ALL: &[Record] = &[$($constant),*];
    };
}

use Takes::*;

records! {
    /// `gainsay.yaml`.
    SITE "the site" {
        "title" required: Text, "The name of the site.";
        "base-url": Url, "Where the site will be, such as https://example.org/notes/.";
        "language": Language, "The language of the articles and of the pages' own words.";
        "publisher": Text, "Who publishes the site, for the foot of each page.";
        "contact": Url, "An address for corrections: mailto: or a page.";
        "cname": Name, "The name of a host, for GitHub Pages: facts.example.org.";
        "picture": Name, "A file in static/, PNG or JPEG: the picture for sharing of pages that have no other.";
        "claim-pictures": Flag, "True to draw a picture for sharing for each claim too.";
        "embed": Flag, "True to make pages of claims and articles that other sites can embed.";
        "output": Name, "The folder for the pages, inside the site; public where it is not said.";
        "raw-html": Flag, "True to allow HTML in sections.";
        "search": Flag, "False for a site without a search page.";
        "table": Flag, "False for a site without claims.csv.";
        "severity": Severities, "How grave which faults are, by code.";
        "format": Version, "The version of the format that the site is written in.";
    }
    /// `article.yaml`.
    ARTICLE "an article" {
        "title" required: Text, "The title, as text.";
        "standfirst": Text, "The sentence or two below the title.";
        "byline": Text, "Who wrote it, without By.";
        "published": Date, "When it was published.";
        "language": Language, "The language of the article, where it is not that of the site.";
        "annotated-by": Text, "Who wrote the claims and findings.";
        "original": Id, "The id of the source that the article retells or reprints.";
        "rights": Text, "Under which terms the text may be used.";
        "corrections": Maps(&CORRECTION), "What was corrected, and when.";
        "images": Named(&IMAGE), "Who made images, by file name.";
        "draft": Flag, "True where the article is not published.";
        "embargo": Moment, "The moment before which it is not published.";
        "layout": Word(Layout::WORDS), "All sections on one page, or a page for each.";
        "sections": Sections, "All addresses of sections, in the order wanted.";
        "claims": Claims, "Claims made by the title and the standfirst.";
    }
    /// One of `corrections`.
    CORRECTION "a correction" {
        "date" required: Day, "The day of the correction.";
        "text" required: Text, "What was corrected.";
    }
    /// One of `images`.
    IMAGE "an image" either "credit" "licence" both {
        "credit": Text, "Who made the image.";
        "licence": Text, "Under which terms it may be used.";
    }
    /// The front matter of a section.
    SECTION "a section" {
        "title": Text, "The heading of the section.";
        "language": Language, "Its language, where it is not that of the article.";
        "draft": Flag, "True where the section is not published.";
        "aliases": Ids, "Addresses that it had before.";
    }
    /// A claim.
    CLAIM "a claim" either "quote" "says" {
        "quote": TextsOrMaps(&QUOTE), "Words of the article, as readers see them.";
        "says": Text, "The words of a claim that was made elsewhere.";
        "states": Text, "The statement that is checked, where the quote alone would mislead.";
        "speaker": Ids, "The id of who made it, where that is not the article itself.";
        "via": Ids, "The id of the speaker who reports it.";
        "date": Date, "When it was made.";
        "kind": Word(&[("opinion", "A judgement, a value or a forecast.")]), "Of what kind it is, where it is no checkable claim.";
        "about": Word(About::WORDS), "What is judged.";
        "status": Word(Status::WORDS), "The status that you expect; an error where the evidence yields another.";
        "finding": Text, "What the desk found, in one sentence.";
        "checked": Day, "The day on which somebody looked for evidence.";
        "checked-by": Text, "Who did.";
        "recheck": Day, "The day on which its words came to say something else; gainsay fix writes it.";
        "reviewed": Map(&REVIEW), "Who took a second look, and when.";
        "was": Text, "The wording before a correction.";
        "note": Markdown, "Remarks for readers, in Markdown.";
        "desk-note": Name, "Remarks for the desk, which are never published.";
        "later": Maps(&LATER), "Later events.";
        "history": Maps(&HISTORY), "What the editors did, and when.";
        "citations": Maps(&CITATION), "The sources that bear on it.";
        "counters": Counters, "Claims that answer it.";
        "answers": References, "Claims that this one answers.";
        "draft": Flag, "True where the claim is not published.";
        "reply": Map(&REPLY), "Who was asked for a response.";
        "aliases": Ids, "Ids that it had before.";
    }
    /// A quote with its place.
    QUOTE "a quote" {
        "exact" required: Name, "The words, or: first words ... last words.";
        "prefix": Name, "What stands right before them.";
        "suffix": Name, "What stands right after them.";
        "section": Id, "The address of another section of the article.";
        "title": Flag, "True where the words stand in the title.";
        "standfirst": Flag, "True where the words stand in the standfirst.";
        "image": Name, "The name of an image that the words stand beside.";
    }
    /// One of `later`.
    LATER "a later event" {
        "date" required: Date, "When it happened.";
        "text" required: Text, "What happened.";
        "sources": Ids, "The ids of sources.";
    }
    /// `reviewed`.
    REVIEW "a review" {
        "by" required: Text, "Who took a second look.";
        "on": Day, "The day.";
    }
    /// `reply`.
    REPLY "a reply" {
        "asked" required: Ids, "The id of the speaker who was asked.";
        "on": Day, "The day on which they were asked.";
        "response": Text, "What they answered; left out where no answer came.";
    }
    /// One of `history`.
    HISTORY "an entry of `history`" {
        "date" required: Date, "When.";
        "note" required: Text, "What the editors did.";
    }
    /// A citation.
    CITATION "a citation" {
        "source" required: Id, "The id of the source.";
        "relation" required: Word(Relation::WORDS), "How the source bears on the claim.";
        "passage": TextsOrMaps(&PASSAGE), "Words of the source.";
        "locator": Text, "Where in the source, if there are no words to quote: page 12.";
        "stake": Word(Stake::WORDS), "Whether the source takes part in the matter, where what is derived would mislead.";
        "anonymous": Flag, "True where the people who give the evidence are not named.";
        "note": Markdown, "Remarks for readers, in Markdown.";
    }
    /// A passage.
    PASSAGE "a passage" {
        "text" required: Text, "The words.";
        "lang": Language, "Their language, where it is not that of the source.";
        "translation": Text, "The words in the language of the readers.";
        "locator": Text, "Where they stand in the source: page 12, at 03:40.";
    }
    /// A counter-claim that refers to a claim. One that is written in place also has the keys of a
    /// claim.
    COUNTER "a counter-claim" {
        "id": Id, "The id of a counter-claim that is written in its place.";
        "relation" required: Word(CounterRelation::WORDS), "What it does to the claim.";
        "claim": ClaimId, "The id of a claim of this site.";
    }
    /// A source.
    SOURCE "a source" either "url" "no-url" {
        "title" required: Text, "The title.";
        "url": Url, "Its full address.";
        "no-url": Text, "Why there is no address.";
        "url-checked": Word(UrlChecked::WORDS), "What was looked at of the address.";
        "publisher": Text, "Who published it.";
        "authors": Texts, "The author, or several.";
        "speaker": Ids, "The id of whose words it keeps; decides whether it is independent.";
        "date": Date, "When it was published.";
        "kind": Word(SourceKind::WORDS), "Of what kind it is.";
        "archived": Map(&ARCHIVED), "An archived copy.";
        "accessed": Day, "The day on which it was last looked at.";
        "language": Language, "Its language.";
        "media": Name, "The media type of the file at its address: application/pdf.";
        "access": Word(Access::WORDS), "Who can read it.";
        "based-on": Id, "The id of the source that it takes its report from.";
        "snapshot": Map(&SNAPSHOT), "About the copy that you saved.";
        "draft": Flag, "True where it is not published before a published claim names it.";
        "aliases": Ids, "Ids that it had before.";
        "note": Markdown, "Remarks for readers, in Markdown.";
    }
    /// `archived`.
    ARCHIVED "an archived copy" {
        "url" required: Url, "The address of the copy.";
        "date": Date, "When it was made.";
    }
    /// `snapshot`.
    SNAPSHOT "a snapshot" {
        "kind": Word(SnapshotKind::WORDS), "Whether the copy is whole.";
        "taken": Day, "The day on which it was saved.";
        "from": Url, "Where it was taken from.";
        "context": Flag, "False to keep the rest of a sentence from readers.";
    }
    /// A speaker.
    SPEAKER "a speaker" {
        "name" required: Text, "The name.";
        "within": Text, "The name as it stands within a sentence, where that differs.";
        "role": Text, "What they are: mayor of Tarnford.";
        "kind": Word(SpeakerKind::WORDS), "Whether it is a person or an organisation, for programs that read the site.";
        "url": Url, "A page of theirs.";
        "aliases": Ids, "Ids that they had before.";
        "note": Markdown, "Remarks for readers, in Markdown.";
    }
}

/// True for a key of any record. `from` does not count, because it is a common first word of a
/// sentence.
pub fn is_key(name: &str) -> bool {
    name != "from" && ALL.iter().any(|record| record.names.contains(&name))
}

/// Like [`is_key`], without the keys that only `gainsay.yaml` has.
pub fn is_key_of_content(name: &str) -> bool {
    let content = || ALL.iter().filter(|record| record.name != SITE.name);
    name != "from" && content().any(|record| record.names.contains(&name))
}

impl Record {
    /// True for a key that this record has and none of the other records that an author may confuse
    /// with it.
    pub fn alone_has(&self, key: &str) -> bool {
        const KINDS: [&Record; 7] =
            [&SITE, &ARTICLE, &SECTION, &CLAIM, &CITATION, &SOURCE, &SPEAKER];
        let others = KINDS.into_iter().filter(|kind| kind.name != self.name);
        self.names.contains(&key) && !others.into_iter().any(|kind| kind.names.contains(&key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_of_a_single_record_is_recognized() {
        let check = |record: &Record, key: &str, expect: bool| {
            assert_eq!(record.alone_has(key), expect, "`{key}` of {}", record.name);
        };
        check(&CLAIM, "finding", true);
        check(&CLAIM, "later", true);
        check(&CITATION, "relation", true);
        check(&ARTICLE, "standfirst", true);
        check(&SITE, "base-url", true);
        // Several records have it, or another has it and this one does not.
        check(&CLAIM, "speaker", false);
        check(&ARTICLE, "title", false);
        check(&SOURCE, "quote", false);
    }
}
