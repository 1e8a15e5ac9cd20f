//! What the site's files say of claims that they have.
//!
//! In goes the text of a file; out come, of each claim, its note for the desk and whether it names a source, be it
//! in a comment that waits to be completed.

use crate::yaml::edit;
use crate::yaml::{Node, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The key of what was said.
pub const NOTE: &str = "desk-note";

/// The claims of a file by their ids.
#[derive(Debug, Default)]
pub struct ClaimsThere {
    claims: BTreeMap<String, ClaimThere>,
}

/// A claim as its file has it.
#[derive(Debug, Default)]
pub struct ClaimThere {
    /// What stands in its note for the desk.
    note: String,
    /// The lines of that.
    lines: BTreeSet<String>,
    /// The sources that a citation names, or a line for one.
    sources: BTreeSet<String>,
}

impl ClaimsThere {
    /// Those of a file; none where it cannot be read.
    pub fn of(text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let tree = edit::read(text);
        let Some(Value::Map(entries)) =
            tree.as_ref().and_then(|tree| tree.entry("claims")).map(|node| &node.value)
        else {
            return Self::default();
        };
        let starts = entries.iter().map(|(key, _)| key.span.range().start);
        let ends = starts.skip(1).chain([text.len()]);
        let claims = entries.iter().zip(ends).map(|((key, node), end)| {
            let note = node.entry(NOTE).and_then(Node::text).unwrap_or_default().to_owned();
            let text = text.get(key.span.range().start..end).unwrap_or_default();
            let lines = note.lines().map(str::to_owned).collect();
            (key.name.clone(), ClaimThere { lines, note, sources: sources_in(text) })
        });
        Self { claims: claims.collect() }
    }

    /// All ids.
    pub fn ids(&self) -> impl Iterator<Item = &String> {
        self.claims.keys()
    }

    /// The claim with this id.
    pub fn get(&self, id: &str) -> Option<&ClaimThere> {
        self.claims.get(id)
    }
}

impl ClaimThere {
    /// True if its note says this.
    pub fn says(&self, line: &str) -> bool {
        self.lines.contains(line) || self.note.contains(line)
    }

    /// True if a citation, or a line for one, names the source `id`.
    pub fn names(&self, id: &str) -> bool {
        self.sources.contains(id)
    }
}

/// The ids behind `source:` in the text of a claim, comments included.
fn sources_in(text: &str) -> BTreeSet<String> {
    let is_within = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let id = |rest: &str| {
        let rest = rest.trim_start_matches([' ', '"', '\'']);
        rest[..rest.find(|c| !is_within(c)).unwrap_or(rest.len())].to_owned()
    };
    text.split("source:").skip(1).map(id).collect()
}

#[cfg(test)]
mod tests {
    use super::ClaimsThere;

    #[test]
    fn claims_have_their_notes_and_name_sources_in_citations_and_in_comments() {
        let there = ClaimsThere::of(
            "claims:\n  a: {quote: x, citations: [{source: minutes, relation: supports}]}\n  b:\n    # citations:\n    #   - source: log-2\n    quote: y\n    desk-note: Who?\n",
        );
        let [a, b] = ["a", "b"].map(|id| there.get(id).expect("a claim"));
        assert!(b.says("Who?") && !a.says("Who?"));
        assert!(a.names("minutes") && !a.names("log-2") && !a.names("minute"));
        assert!(b.names("log-2") && !b.names("log") && !b.names("minutes"));
        assert!(there.get("c").is_none());
        assert!(ClaimsThere::of("claims: [").get("a").is_none());
    }
}
