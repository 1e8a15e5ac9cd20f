//! Reads BibTeX, as BibTeX, biblatex and reference managers write it.
//!
//! In goes a text; out come references. The crate `biblatex` reads entries and the commands of LaTeX in them.
//! It recurses where commands, strings or entries refer to themselves, so that is looked at before. [`commands`] takes
//! out what it does not know. What is taken of an entry is in [`entry`], and how its names are read in [`names`].

mod commands;
mod entry;
mod fields;
mod known;
mod names;

use super::reference::{MAX_FIELD, References, SourceReference};
use crate::import::report::{ImportFault, LinePlace, PlaceCursor, short};
use biblatex::{
    Bibliography, Field, Pair, ParseError, ParseErrorKind, RawBibliography, RawChunk, RawEntry,
    Spanned,
};
use commands::{with_inner_marks, without_commands};
use entry::BibtexEntry;
use fields::{DEPTH, TAKEN, depth};
use std::collections::{BTreeMap, BTreeSet};

/// How many parts strings may put together in one field.
const PARTS: usize = 1000;
/// How many bytes all fields may have, with the strings and the entries that they repeat.
const REPEATED: usize = 512 * 1024 * 1024;
/// How many entries one may inherit from.
const ABOVE: usize = 16;

/// Reads a file.
///
/// # Errors
/// It is no BibTeX, at a place, or has no entry.
pub fn read(text: &str) -> Result<References, ImportFault> {
    let text = &*with_inner_marks(text);
    let raw = RawBibliography::parse(text).map_err(|error| fault(text, &error))?;
    let (text, told) = without_commands(text, &raw);
    let text = &*text;
    // Its bytes are where they were, so that it is BibTeX still.
    let raw = RawBibliography::parse(text).map_err(|error| fault(text, &error))?;
    if raw.entries.is_empty() {
        let fault = ImportFault::new("no entry was found: one begins with `@` and its type");
        return Err(fault.hint("export the references anew, as BibTeX or BibLaTeX"));
    }
    let strings = raw.abbreviations.iter().map(|pair| (pair.key.v, &pair.value.v)).collect();
    let entries = raw.entries.iter().rev().map(|entry| (entry.v.key.v, entry)).collect();
    let mut file = BibtexFile { strings, entries, left: REPEATED };
    let mut cursor = PlaceCursor::new(text);
    let mut found = References::default();
    for entry in &raw.entries {
        let kind = entry.v.kind.v.to_ascii_lowercase();
        // Others inherit from the first, and the second names others; neither is a reference.
        if kind == "xdata" || kind == "set" {
            continue;
        }
        let place = cursor.place(entry.span.start);
        match file.reference(entry, &kind) {
            Ok(mut reference) => {
                let [from, to] = [entry.span.start, entry.span.end]
                    .map(|byte| told.partition_point(|told| told.byte < byte));
                reference.told.extend(told[from..to].iter().map(|told| told.text.clone()));
                found.all.push(SourceReference { place: Some(place), ..reference });
            }
            Err(BibtexFault { fault, byte }) => {
                let text = format!("`{}`: {}", short(entry.v.key.v), fault.text);
                // What is wrong may stand in an entry that it inherits from.
                let at = byte.filter(|byte| entry.span.contains(byte));
                let at = at.map_or(place, |byte| cursor.place(byte));
                found.report.refused.push(ImportFault { text, ..fault }.at(Some(at)));
            }
        }
    }
    for string in &raw.abbreviations {
        let [from, to] = [string.value.span.start, string.value.span.end]
            .map(|byte| told.partition_point(|told| told.byte < byte));
        let of_string = told[from..to].iter();
        found.report.told.extend(of_string.map(|told| {
            let at = LinePlace::of(text, told.byte);
            ImportFault::new(format!("the string {}", told.text)).at(Some(at))
        }));
    }
    Ok(found)
}

/// What is wrong with an entry, and at which byte.
struct BibtexFault {
    fault: ImportFault,
    byte: Option<usize>,
}

fn fault(text: &str, error: &ParseError) -> ImportFault {
    ImportFault::new(what(error)).at(Some(LinePlace::of(text, error.span.start)))
}

fn what(error: &ParseError) -> String {
    match &error.kind {
        ParseErrorKind::UnexpectedEof => "the file ends within an entry".to_owned(),
        ParseErrorKind::UnknownAbbreviation(name) => {
            format!("the string `{}` is defined nowhere", short(name))
        }
        kind => format!("this is no BibTeX: {kind}"),
    }
}

struct BibtexFile<'s> {
    strings: BTreeMap<&'s str, &'s Field<'s>>,
    entries: BTreeMap<&'s str, &'s Spanned<RawEntry<'s>>>,
    /// How many bytes may still be read again.
    left: usize,
}

impl<'s> BibtexFile<'s> {
    fn reference(
        &mut self,
        raw: &'s Spanned<RawEntry<'s>>,
        kind: &str,
    ) -> Result<SourceReference, BibtexFault> {
        let mut reference =
            SourceReference { key: Some(raw.v.key.v.to_owned()), ..SourceReference::default() };
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
        let whole = Bibliography::from_raw(one).map_err(|error| BibtexFault {
            fault: ImportFault::new(what(&error)),
            byte: Some(error.span.start),
        })?;
        let entry = whole.get(raw.v.key.v).ok_or_else(|| BibtexFault {
            fault: ImportFault::new("it cannot be read"),
            byte: None,
        })?;
        let mut reference = BibtexEntry { entry, reference }.read(kind);
        let mut seen = BTreeSet::new();
        for pair in &raw.v.fields {
            let name = pair.key.v.to_ascii_lowercase();
            if seen.contains(&name) {
                reference
                    .told
                    .push(format!("`{}` stands in it twice: the last counts", short(&name)));
            } else if !TAKEN.contains(&&*name) {
                reference.left_out.push(name.clone());
            }
            seen.insert(name);
        }
        Ok(reference)
    }

    /// The fields of an entry that something is taken of, with the strings that they name.
    fn fields(
        &mut self,
        raw: &'s RawEntry<'s>,
        circle: bool,
    ) -> Result<Vec<Pair<'s>>, BibtexFault> {
        let mut fields = Vec::new();
        for pair in &raw.fields {
            let name = pair.key.v.to_ascii_lowercase();
            let inherits = name == "crossref" || name == "xdata";
            if !TAKEN.contains(&&*name) || circle && inherits {
                continue;
            }
            let refused = |text: String| {
                let byte = Some(pair.key.span.start);
                Err(BibtexFault { fault: ImportFault::new(text), byte })
            };
            let mut parts = Vec::new();
            if !self.expand(&pair.value.v, 0, &mut parts) {
                return refused(format!("`{name}` is put together of too many strings"));
            }
            let typed = || {
                parts.iter().filter_map(|part| match part.v {
                    RawChunk::Normal(text) => Some(text),
                    RawChunk::Abbreviation(_) => None,
                })
            };
            if typed().map(str::len).sum::<usize>() > MAX_FIELD {
                return refused(format!("`{name}` has more than {MAX_FIELD} bytes"));
            }
            if typed().any(|text| depth(text) > DEPTH) {
                return refused(format!("the braces of `{name}` are nested too deep"));
            }
            let length = typed().map(str::len).sum();
            match self.left.checked_sub(length) {
                Some(left) => self.left = left,
                None => return refused("the entries of the file repeat too much".to_owned()),
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
