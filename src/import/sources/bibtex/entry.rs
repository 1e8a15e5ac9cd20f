//! What is taken of an entry of BibTeX.

use super::commands::restored;
use super::names;
use crate::import::report::short;
use crate::import::sources::kinds;
use crate::import::sources::reference::{Detail, SourceReference};
use crate::import::sources::values;
use crate::import::text::addresses;
use crate::model::SourceKind;
use biblatex::{ChunksExt, Entry};

/// An entry, and what is known of it.
pub struct BibtexEntry<'e> {
    /// The entry, with what it inherits.
    pub entry: &'e Entry,
    /// What is known.
    pub reference: SourceReference,
}

impl BibtexEntry<'_> {
    fn text(&self, name: &str) -> Option<String> {
        let text = restored(&self.entry.get(name)?.format_verbatim());
        Some(text).filter(|text| !text.trim().is_empty())
    }

    /// The first of `names` that the entry has, and its name.
    fn first(&self, names: &[&str]) -> Option<(String, String)> {
        names.iter().find_map(|name| Some(((*name).to_owned(), self.text(name)?)))
    }

    /// The reference that an entry of this type is.
    pub fn read(mut self, kind: &str) -> SourceReference {
        self.kind(kind);
        let [title, subtitle] = ["title", "subtitle"].map(|name| self.text(name));
        let title = match (title, subtitle) {
            (Some(title), Some(subtitle)) => Some(format!("{title}: {subtitle}")),
            (title, subtitle) => title.or(subtitle),
        };
        let container = self.first(&["journaltitle", "journal", "booktitle"]);
        let publishers = ["publisher", "institution", "school", "organization"];
        let mut publisher = self.first(&publishers);
        for name in publishers {
            if publisher.as_ref().is_some_and(|(of, _)| of != name) && self.text(name).is_some() {
                self.reference.left_out.push(name.to_owned());
            }
        }
        let mut url = self.text("url");
        if let Some(how) = self.text("howpublished") {
            // An address may stand between words such as `Available at`.
            let address = addresses(&how, char::is_whitespace, ".,;").first().copied();
            match address {
                Some((address, at)) if url.is_none() => {
                    url = Some(address.to_owned());
                    let words = format!("{} {}", &how[..at], &how[at + address.len()..]);
                    let words = words.trim();
                    if !words.is_empty() {
                        self.reference.told.push(format!(
                            "of `howpublished` the address is taken, and not `{}`",
                            short(words)
                        ));
                    }
                }
                None if publisher.is_none() => {
                    publisher = Some(("howpublished".to_owned(), how));
                }
                _ => self.reference.left_out.push("howpublished".to_owned()),
            }
        }
        self.dates();
        self.details();
        let note = self.text("note");
        let archived = note.as_deref().and_then(|note| note.strip_prefix("Archived copy: "));
        if archived.is_none() && note.is_some() {
            self.reference.left_out.push("note".to_owned());
        }
        let language = self.first(&["language", "langid"]);
        SourceReference {
            title,
            contained: matches!(kind, "article" | "review" | "suppperiodical"),
            container,
            publisher,
            authors: names::of(self.entry, "author", &mut self.reference.told),
            editors: names::of(self.entry, "editor", &mut self.reference.told),
            url,
            doi: self.text("doi"),
            archived: archived.map(str::to_owned),
            language: language.map(|(_, language)| language),
            ..self.reference
        }
    }

    fn kind(&mut self, entry: &str) {
        let typed = self.text("type");
        let named = typed.as_deref().and_then(kinds::named);
        let paper = self.text("entrysubtype");
        let is_paper = |kind: &str| matches!(kind.trim(), "newspaper" | "magazine");
        if typed.is_some() && named.is_none() {
            self.reference.left_out.push("type".to_owned());
        }
        let known = kinds::of_bibtex(entry);
        let of_subtype = paper.as_deref().and_then(|kind| match is_paper(kind) {
            true => Some(SourceKind::News),
            false => kinds::named(kind),
        });
        if paper.is_some() && of_subtype.is_none() {
            self.reference.left_out.push("entrysubtype".to_owned());
        }
        self.reference.kind = named.or(of_subtype).or(known);
        if self.reference.kind.is_none() {
            let text =
                format!("the type `{}` is no kind of source, so `kind` is left out", short(entry));
            self.reference.told.push(text);
        }
    }

    fn dates(&mut self) {
        let typed = self.text("date").or_else(|| {
            let year = self.text("year")?;
            let [month, day] = ["month", "day"].map(|name| self.text(name));
            let (date, told) = values::sure_date(&year, month.as_deref(), day.as_deref());
            self.reference.told.extend(told);
            Some(date)
        });
        self.reference.date = typed;
        self.reference.accessed = self.text("urldate");
    }

    fn details(&mut self) {
        let of = [
            (Detail::Volume, &["volume"][..]),
            (Detail::Issue, &["number", "issue"]),
            (Detail::Pages, &["pages"]),
            (Detail::Archive, &["library"]),
        ];
        for (detail, names) in of {
            let found = self.first(names);
            self.reference.details.extend(found.map(|(name, text)| (detail, name, text)));
        }
        for name in ["isbn", "issn"] {
            if let Some(text) = self.text(name) {
                let text = format!("{} {text}", name.to_ascii_uppercase());
                self.reference.details.push((Detail::Number, name.to_owned(), text));
            }
        }
        let Some(eprint) = self.text("eprint") else { return };
        let kind = self.first(&["eprinttype", "archiveprefix"]).map(|(_, kind)| kind);
        if kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("arxiv")) {
            let url = format!("https://arxiv.org/abs/{}", eprint.trim());
            self.reference.other_url = Some(("eprint".to_owned(), url));
        } else {
            self.reference.left_out.push("eprint".to_owned());
        }
    }
}
