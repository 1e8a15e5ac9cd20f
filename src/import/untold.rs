//! Citations that somebody named without saying how they bear on a claim.
//!
//! In go sources and what was said of them; out come lines that stand below the claim as a comment in YAML, ready
//! to be completed.

use crate::yaml::edit::NewValue;
use crate::yaml::quote::quoted;

/// A citation without a relation.
#[derive(Debug, Clone, Copy)]
pub struct UntoldCitation<'c> {
    /// The id of the source.
    pub source: &'c str,
    /// Words of the source.
    pub passages: &'c [String],
    /// Where in the source.
    pub locator: Option<&'c str>,
}

/// The lines about a claim that readers do not see yet.
pub const DRAFTED: [&str; 2] = [
    "A draft: readers do not see it. When you have looked into it, write what you found as `finding`,",
    "the day as `checked` and your name as `checked-by`, and take `draft: true` away.",
];

/// The lines for `cited`, below `head`; none where there is nothing. `has_list` says that the claim has citations already.
pub fn untold<'c>(
    head: [&str; 2],
    cited: impl Iterator<Item = UntoldCitation<'c>>,
    has_list: bool,
) -> Vec<String> {
    let mut cited = cited.peekable();
    if cited.peek().is_none() {
        return Vec::new();
    }
    let mut lines: Vec<String> = DRAFTED.map(str::to_owned).to_vec();
    lines.extend(head.map(str::to_owned));
    if !has_list {
        lines.push("citations:".to_owned());
    }
    for UntoldCitation { source, passages, locator } in cited {
        lines.push(format!("  - source: {}", NewValue::Word(source.to_owned()).in_flow()));
        lines.push("    relation:".to_owned());
        match passages {
            // Whoever completes the citation sees that they are wanted.
            [] => lines.push("    passage:".to_owned()),
            [one] => lines.push(format!("    passage: {}", quoted(one))),
            several => {
                lines.push("    passage:".to_owned());
                lines.extend(several.iter().map(|words| format!("      - {}", quoted(words))));
            }
        }
        if let Some(locator) = locator {
            lines.push(format!("    locator: {}", quoted(locator)));
        }
    }
    lines
}
