//! What the site's files say of claims that they have.
//!
//! In goes the text of a file; out come, of each claim, its note for the desk and whether it names a source, be it
//! in a comment that waits to be completed.

use crate::yaml::edit;
use crate::yaml::{Node, Value};
use std::collections::BTreeMap;

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
    pub note: String,
    /// Its text, comments included.
    pub text: String,
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
            let text = text.get(key.span.range().start..end).unwrap_or_default().to_owned();
            (key.name.clone(), ClaimThere { note, text })
        });
        Self { claims: claims.collect() }
    }

    /// The claim with this id.
    pub fn get(&self, id: &str) -> Option<&ClaimThere> {
        self.claims.get(id)
    }
}

impl ClaimThere {
    /// True if a citation, or a line for one, names the source `id`.
    pub fn names(&self, id: &str) -> bool {
        let mut after = self.text.split("source:").skip(1);
        let is_within = |c: char| c.is_ascii_alphanumeric() || c == '-';
        after.any(|rest| {
            let rest = rest.trim_start_matches([' ', '"', '\'']);
            rest.strip_prefix(id).is_some_and(|rest| !rest.starts_with(is_within))
        })
    }
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
        assert_eq!((a.note.as_str(), b.note.as_str()), ("", "Who?"));
        assert!(a.names("minutes") && !a.names("log-2") && !a.names("minute"));
        assert!(b.names("log-2") && !b.names("log") && !b.names("minutes"));
        assert!(there.get("c").is_none());
        assert!(ClaimsThere::of("claims: [").get("a").is_none());
    }
}
