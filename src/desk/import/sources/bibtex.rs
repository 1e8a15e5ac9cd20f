//! Reads BibTeX, as BibTeX, biblatex and reference managers write it.
//!
//! In goes a text; out come references. The crate `biblatex` reads entries and the commands of LaTeX in them.
//! It recurses where commands, strings or entries refer to themselves, so that is looked at before.

use super::kinds;
use super::reference::{Detail, MAX_FIELD, Reference, References, short};
use super::values;
use crate::desk::import::report::{ImportFault, LinePlace};
use biblatex::{
    Bibliography, Chunk, ChunksExt, ChunksRef, Entry, Field, Pair, ParseError, ParseErrorKind,
    Person, RawBibliography, RawChunk, RawEntry, Spanned,
};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The fields that something is taken of.
const TAKEN: &[&str] = &[
    "archiveprefix",
    "author",
    "booktitle",
    "crossref",
    "date",
    "day",
    "doi",
    "editor",
    "entrysubtype",
    "eprint",
    "eprinttype",
    "howpublished",
    "institution",
    "isbn",
    "issn",
    "issue",
    "journal",
    "journaltitle",
    "langid",
    "language",
    "library",
    "month",
    "note",
    "number",
    "organization",
    "pages",
    "publisher",
    "school",
    "subtitle",
    "title",
    "type",
    "url",
    "urldate",
    "volume",
    "xdata",
    "year",
];

/// How deep braces may stand in each other.
const DEPTH: usize = 64;
/// How many parts strings may put together in one field.
const PARTS: usize = 1000;
/// How many entries one may inherit from.
const ABOVE: usize = 16;

/// Fields of which no character is a command.
const VERBATIM: &[&str] = &["doi", "eprint", "url"];

/// Reads a file.
///
/// # Errors
/// It is no BibTeX, at a place.
pub fn read(text: &str) -> Result<References, ImportFault> {
    let raw = RawBibliography::parse(text).map_err(|error| fault(text, &error))?;
    let text = &*unbound(text, &raw);
    // Its bytes are where they were, so that it is BibTeX still.
    let raw = RawBibliography::parse(text).map_err(|error| fault(text, &error))?;
    let strings = raw.abbreviations.iter().map(|pair| (pair.key.v, &pair.value.v)).collect();
    let entries = raw.entries.iter().rev().map(|entry| (entry.v.key.v, entry)).collect();
    let file = BibtexFile { text, strings, entries };
    let mut found = References::default();
    for entry in &raw.entries {
        let kind = entry.v.kind.v.to_ascii_lowercase();
        // Others inherit from the first, and the second names others; neither is a reference.
        if kind == "xdata" || kind == "set" {
            continue;
        }
        let place = LinePlace::of(text, entry.span.start);
        match file.reference(entry, &kind) {
            Ok(reference) => found.all.push(Reference { place: Some(place), ..reference }),
            Err(fault) => {
                let text = format!("`{}`: {}", short(entry.v.key.v), fault.text);
                let at = fault.place.unwrap_or(place);
                found.report.refused.push(ImportFault { text, ..fault }.at(Some(at)));
            }
        }
    }
    Ok(found)
}

fn fault(text: &str, error: &ParseError) -> ImportFault {
    let what = match &error.kind {
        ParseErrorKind::UnexpectedEof => "the file ends within an entry".to_owned(),
        ParseErrorKind::UnknownAbbreviation(name) => {
            format!("the string `{}` is defined nowhere", short(name))
        }
        kind => format!("this is no BibTeX: {kind}"),
    };
    ImportFault::new(what).at(Some(LinePlace::of(text, error.span.start)))
}

/// `text` with a blank for each `~` that binds two words.
fn unbound<'t>(text: &'t str, raw: &RawBibliography) -> Cow<'t, str> {
    if !text.contains('~') {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    let of_entries = raw.entries.iter().flat_map(|entry| &entry.v.fields);
    for pair in of_entries.chain(&raw.abbreviations) {
        if VERBATIM.contains(&&*pair.key.v.to_ascii_lowercase()) {
            continue;
        }
        let field = &mut bytes[pair.value.span.clone()];
        for at in 0..field.len() {
            if field[at] == b'~' && (at == 0 || field[at - 1] != b'\\') {
                field[at] = b' ';
            }
        }
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

struct BibtexFile<'s> {
    text: &'s str,
    strings: BTreeMap<&'s str, &'s Field<'s>>,
    entries: BTreeMap<&'s str, &'s Spanned<RawEntry<'s>>>,
}

impl<'s> BibtexFile<'s> {
    fn reference(
        &self,
        raw: &'s Spanned<RawEntry<'s>>,
        kind: &str,
    ) -> Result<Reference, ImportFault> {
        let mut reference = Reference { key: Some(raw.v.key.v.to_owned()), ..Reference::default() };
        let above = self.above(raw);
        let circle = above.is_none();
        if circle {
            let text = "the entries that it inherits from lead back to it, or are too many";
            reference.told.push(text.to_owned());
        }
        let mut entries = Vec::new();
        for one in [raw].into_iter().chain(above.unwrap_or_default()) {
            let fields = self.fields(&one.v, circle)?;
            let RawEntry { key, kind, .. } = &one.v;
            let entry = RawEntry { key: key.clone(), kind: kind.clone(), fields };
            entries.push(Spanned::new(entry, one.span.clone()));
        }
        let one = RawBibliography { preamble: String::new(), entries, abbreviations: Vec::new() };
        let whole = Bibliography::from_raw(one).map_err(|error| fault(self.text, &error))?;
        let entry = whole.get(raw.v.key.v).ok_or_else(|| ImportFault::new("it cannot be read"))?;
        let taken = BibtexEntry { entry, reference };
        let mut reference = taken.read(kind);
        let mut seen = Vec::new();
        for pair in &raw.v.fields {
            let name = pair.key.v.to_ascii_lowercase();
            if seen.contains(&name) {
                reference
                    .told
                    .push(format!("`{}` stands in it twice: the last counts", short(&name)));
            } else if !TAKEN.contains(&&*name) {
                reference.left_out.push(name.clone());
            }
            seen.push(name);
        }
        Ok(reference)
    }

    /// The fields of an entry that something is taken of, with the strings that they name.
    fn fields(&self, raw: &'s RawEntry<'s>, circle: bool) -> Result<Vec<Pair<'s>>, ImportFault> {
        let mut fields = Vec::new();
        for pair in &raw.fields {
            let name = pair.key.v.to_ascii_lowercase();
            let inherits = name == "crossref" || name == "xdata";
            if !TAKEN.contains(&&*name) || circle && inherits {
                continue;
            }
            let place = Some(LinePlace::of(self.text, pair.key.span.start));
            let mut parts = Vec::new();
            if !self.expand(&pair.value.v, 0, &mut parts) {
                let text = format!("`{name}` is put together of too many strings");
                return Err(ImportFault::new(text).at(place));
            }
            let typed = || {
                parts.iter().filter_map(|part| match part.v {
                    RawChunk::Normal(text) => Some(text),
                    RawChunk::Abbreviation(_) => None,
                })
            };
            if typed().map(str::len).sum::<usize>() > MAX_FIELD {
                let text = format!("`{name}` has more than {MAX_FIELD} bytes");
                return Err(ImportFault::new(text).at(place));
            }
            if typed().any(|text| depth(text) > DEPTH) {
                let text = format!("the braces of `{name}` are nested too deep");
                return Err(ImportFault::new(text).at(place));
            }
            let value = Spanned::new(parts, pair.value.span.clone());
            fields.push(Pair::new(pair.key.clone(), value));
        }
        Ok(fields)
    }

    /// Puts in the place of each string what it stands for. False if that has no end.
    fn expand(&self, field: &'s Field<'s>, depth: usize, parts: &mut Field<'s>) -> bool {
        if depth > DEPTH {
            return false;
        }
        for part in field {
            let string = match part.v {
                RawChunk::Abbreviation(name) => self.strings.get(name),
                RawChunk::Normal(_) => None,
            };
            match string {
                Some(string) if self.expand(string, depth + 1, parts) => {}
                Some(_) => return false,
                None => parts.push(part.clone()),
            }
            if parts.len() > PARTS {
                return false;
            }
        }
        true
    }

    /// The entries that one inherits from, in turn; `None` if they have no end.
    fn above(&self, raw: &'s Spanned<RawEntry<'s>>) -> Option<Vec<&'s Spanned<RawEntry<'s>>>> {
        let mut all = vec![raw];
        let mut at = 0;
        while let Some(one) = all.get(at) {
            for pair in &one.v.fields {
                let name = pair.key.v.to_ascii_lowercase();
                if name != "crossref" && name != "xdata" {
                    continue;
                }
                let keys = pair.value.v.iter().flat_map(|part| match part.v {
                    RawChunk::Normal(text) | RawChunk::Abbreviation(text) => text.split(','),
                });
                let found: Vec<_> =
                    keys.filter_map(|key| self.entries.get(key.trim()).copied()).collect();
                for entry in found {
                    if std::ptr::eq(entry, raw) || all.len() > ABOVE {
                        return None;
                    }
                    // One that is met twice may lead to itself.
                    if all.iter().any(|known| std::ptr::eq(*known, entry)) {
                        return None;
                    }
                    all.push(entry);
                }
            }
            at += 1;
        }
        Some(all.split_off(1))
    }
}

/// How deep braces stand in each other.
fn depth(text: &str) -> usize {
    let (mut now, mut most) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'{' => now += 1,
            b'}' => now = now.saturating_sub(1),
            _ => {}
        }
        most = most.max(now);
    }
    most
}

struct BibtexEntry<'e> {
    entry: &'e Entry,
    reference: Reference,
}

impl BibtexEntry<'_> {
    fn text(&self, name: &str) -> Option<String> {
        let text = self.entry.get(name)?.format_verbatim();
        Some(text).filter(|text| !text.trim().is_empty())
    }

    /// The first of `names` that the entry has, and its name.
    fn first(&self, names: &[&str]) -> Option<(String, String)> {
        names.iter().find_map(|name| Some(((*name).to_owned(), self.text(name)?)))
    }

    fn read(mut self, kind: &str) -> Reference {
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
            let is_address = how.starts_with("https://") || how.starts_with("http://");
            match is_address {
                true if url.is_none() => url = Some(how),
                false if publisher.is_none() => publisher = Some(("howpublished".to_owned(), how)),
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
        Reference {
            title,
            contained: matches!(kind, "article" | "review" | "suppperiodical"),
            container,
            publisher,
            authors: self.names("author"),
            editors: self.names("editor"),
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
        let of_paper = match paper.as_deref() {
            Some(kind) if is_paper(kind) => Some(crate::model::SourceKind::News),
            Some(_) => {
                self.reference.left_out.push("entrysubtype".to_owned());
                None
            }
            None => None,
        };
        self.reference.kind = named.or(of_paper).or(known);
        if self.reference.kind.is_none() {
            let text =
                format!("the type `{}` is no kind of source, so `kind` is left out", short(entry));
            self.reference.told.push(text);
        }
    }

    fn dates(&mut self) {
        let number = |text: Option<String>| text.and_then(|text| text.trim().parse::<u32>().ok());
        let typed = self.text("date").or_else(|| {
            let year = self.text("year")?;
            let year = year.trim();
            let Ok(number_of_year) = year.parse::<i64>() else { return Some(year.to_owned()) };
            let month = self.text("month");
            let known = month.as_deref().and_then(values::month);
            if month.is_some() && known.is_none() {
                self.reference.left_out.push("month".to_owned());
            }
            values::date_of(number_of_year, known, number(self.text("day")))
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

    fn names(&mut self, field: &str) -> Vec<String> {
        let Some(chunks) = self.entry.get(field) else { return Vec::new() };
        let mut names = Vec::new();
        for chunks in people(chunks) {
            let is_literal = chunks.iter().all(|chunk| match &chunk.v {
                Chunk::Normal(text) => text.trim().is_empty(),
                Chunk::Verbatim(_) | Chunk::Math(_) => true,
            });
            let text = chunks.format_verbatim();
            if text.trim() == "others" {
                self.reference.told.push(format!("`{field}` names others without their names"));
                continue;
            }
            names.push(if is_literal { text } else { in_order(&Person::parse(&chunks)) });
        }
        names.retain(|name| !name.trim().is_empty());
        names
    }
}

/// A name as it is read: given name first.
fn in_order(person: &Person) -> String {
    let parts = [&person.given_name, &person.prefix, &person.name].map(|part| part.trim());
    let name: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    match person.suffix.trim() {
        "" => name.join(" "),
        suffix => format!("{}, {suffix}", name.join(" ")),
    }
}

/// The names of a list: `and` stands between them, outside braces.
fn people(chunks: ChunksRef) -> Vec<Vec<Spanned<Chunk>>> {
    let mut all = vec![Vec::new()];
    for chunk in chunks {
        let Chunk::Normal(text) = &chunk.v else {
            // There is one list at least.
            if let Some(last) = all.last_mut() {
                last.push(chunk.clone());
            }
            continue;
        };
        let mut rest = text.as_str();
        loop {
            let found = and(rest);
            let part = &rest[..found.map_or(rest.len(), |at| at)];
            if let (Some(last), false) = (all.last_mut(), part.is_empty()) {
                last.push(Spanned::new(Chunk::Normal(part.to_owned()), chunk.span.clone()));
            }
            let Some(at) = found else { break };
            all.push(Vec::new());
            rest = &rest[at + " and".len()..];
        }
    }
    all
}

/// Where the next ` and ` begins. It may end a text, since braces may follow it.
fn and(text: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    let mut all = lower.match_indices(" and");
    let is_whole = |at: usize| lower[at + " and".len()..].chars().next().is_none_or(|c| c == ' ');
    all.find(|(at, _)| is_whole(*at)).map(|(at, _)| at)
}
