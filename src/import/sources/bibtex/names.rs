//! Names in BibTeX (Nicolas Markey, Tame the BeaST, 2009, chapter 4): a list with `and` between them, each with its
//! family name first or last. What stands in braces is a name as it is.

use super::commands::{FILL, restored};
use biblatex::{Chunk, ChunksExt, ChunksRef, Entry, Person, Spanned};

/// The names in a field of an entry, as they are read.
pub fn of(entry: &Entry, field: &str, told: &mut Vec<String>) -> Vec<String> {
    let Some(chunks) = entry.get(field) else { return Vec::new() };
    let mut names = Vec::new();
    for chunks in people(chunks) {
        let is_literal = chunks.iter().all(|chunk| match &chunk.v {
            Chunk::Normal(text) => text.chars().all(|c| c.is_whitespace() || c == FILL),
            Chunk::Verbatim(_) | Chunk::Math(_) => true,
        });
        let text = chunks.format_verbatim();
        if !is_literal && text.trim() == "others" {
            told.push(format!("`{field}` names others without their names"));
            continue;
        }
        let name = if is_literal { text } else { in_order(&Person::parse(&chunks)) };
        names.push(restored(&name));
    }
    names.retain(|name| !name.trim().is_empty());
    names
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
    const AND: &[u8] = b" and";
    let bytes = text.as_bytes();
    let is_it = |at: &usize| {
        bytes[*at..*at + AND.len()].eq_ignore_ascii_case(AND)
            && bytes.get(at + AND.len()).is_none_or(|after| *after == b' ')
    };
    // A blank begins a character, so that text can be cut there.
    memchr::memchr_iter(b' ', bytes).take_while(|at| at + AND.len() <= bytes.len()).find(is_it)
}
