//! The keys of the format, each with the kind of its value. Only this file lists them.
//!
//! Readers of a map take its keys from its [`Record`]; messages suggest keys from here. Tests check
//! every key against `docs/format.md`, and check that no key that takes text for readers lets
//! markup through.

/// The kind of value that a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Text that pages show as typed, or a list of such texts.
    Text,
    /// Markdown that pages show.
    Markdown,
    /// Anything else: a word of a list, an id, a date, an address, a map.
    Other,
}

/// A kind of map in the files of a site.
#[derive(Debug)]
pub struct Record {
    /// Its name in messages.
    pub name: &'static str,
    /// Its keys.
    pub keys: &'static [(&'static str, Takes)],
    /// Their names.
    pub names: &'static [&'static str],
}

macro_rules! records {
    ($($(#[$doc:meta])* $constant:ident $name:literal { $($key:literal: $takes:ident,)* })*) => {
        $(
            $(#[$doc])*
            pub const $constant: Record = Record {
                name: $name,
                keys: &[$(($key, Takes::$takes)),*],
                names: &[$($key),*],
            };
        )*

        /// All records.
        pub const ALL: &[Record] = &[$($constant),*];
    };
}

records! {
    /// `gainsay.yaml`.
    SITE "the site" {
        "title": Text,
        "base-url": Other,
        "language": Other,
        "publisher": Text,
        "contact": Other,
        "cname": Other,
        "picture": Other,
        "claim-pictures": Other,
        "embed": Other,
        "output": Other,
        "raw-html": Other,
        "search": Other,
        "table": Other,
        "severity": Other,
    }
    /// `article.yaml`.
    ARTICLE "an article" {
        "title": Text,
        "standfirst": Text,
        "byline": Text,
        "published": Other,
        "language": Other,
        "annotated-by": Text,
        "original": Other,
        "rights": Text,
        "corrections": Other,
        "images": Other,
        "draft": Other,
        "embargo": Other,
        "layout": Other,
        "sections": Other,
        "claims": Other,
    }
    /// One of `corrections`.
    CORRECTION "a correction" {
        "date": Other,
        "text": Text,
    }
    /// One of `images`.
    IMAGE "an image" {
        "credit": Text,
        "licence": Text,
    }
    /// The front matter of a section.
    SECTION "a section" {
        "title": Text,
        "language": Other,
        "draft": Other,
        "aliases": Other,
    }
    /// A claim.
    CLAIM "a claim" {
        "quote": Other,
        "says": Text,
        "states": Text,
        "speaker": Other,
        "via": Other,
        "date": Other,
        "kind": Other,
        "about": Other,
        "status": Other,
        "finding": Text,
        "checked": Other,
        "checked-by": Text,
        "recheck": Other,
        "reviewed": Other,
        "was": Text,
        "note": Markdown,
        "later": Other,
        "history": Other,
        "citations": Other,
        "counters": Other,
        "answers": Other,
        "draft": Other,
        "reply": Other,
        "aliases": Other,
    }
    /// A quote with its place.
    QUOTE "a quote" {
        "exact": Other,
        "prefix": Other,
        "suffix": Other,
        "section": Other,
        "title": Other,
        "standfirst": Other,
        "image": Other,
    }
    /// One of `later`.
    LATER "a later event" {
        "date": Other,
        "text": Text,
        "sources": Other,
    }
    /// `reviewed`.
    REVIEW "a review" {
        "by": Text,
        "on": Other,
    }
    /// `reply`.
    REPLY "a reply" {
        "asked": Other,
        "on": Other,
        "response": Text,
    }
    /// One of `history`.
    HISTORY "an entry of `history`" {
        "date": Other,
        "note": Text,
    }
    /// A citation.
    CITATION "a citation" {
        "source": Other,
        "relation": Other,
        "passage": Other,
        "locator": Text,
        "stake": Other,
        "anonymous": Other,
        "note": Markdown,
    }
    /// A passage.
    PASSAGE "a passage" {
        "text": Text,
        "lang": Other,
        "translation": Text,
        "locator": Text,
    }
    /// A counter-claim that refers to a claim. One that is written in place also has the keys of a
    /// claim.
    COUNTER "a counter-claim" {
        "id": Other,
        "relation": Other,
        "claim": Other,
    }
    /// A source.
    SOURCE "a source" {
        "title": Text,
        "url": Other,
        "no-url": Text,
        "url-checked": Other,
        "publisher": Text,
        "authors": Text,
        "speaker": Other,
        "date": Other,
        "kind": Other,
        "archived": Other,
        "accessed": Other,
        "language": Other,
        "media": Other,
        "access": Other,
        "based-on": Other,
        "snapshot": Other,
        "aliases": Other,
        "note": Markdown,
    }
    /// `archived`.
    ARCHIVED "an archived copy" {
        "url": Other,
        "date": Other,
    }
    /// `snapshot`.
    SNAPSHOT "a snapshot" {
        "kind": Other,
        "taken": Other,
        "from": Other,
        "context": Other,
    }
    /// A speaker.
    SPEAKER "a speaker" {
        "name": Text,
        "within": Text,
        "role": Text,
        "url": Other,
        "aliases": Other,
        "note": Markdown,
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
