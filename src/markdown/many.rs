//! Limits a report if a section has very many faults of one kind.
//!
//! In go the faults of a section; out come the same with at most a certain number of each kind, and
//! a fault that says how many more there are. Hundreds of faults of one kind have one cause, and
//! finding the line of each would dominate the run time.

use crate::diagnostic::{Code, Diagnostic};
use ahash::HashMap;

/// The maximum number of faults of one kind.
const MOST: usize = 100;

/// Drops faults beyond the limit of each kind.
pub(crate) fn limit(faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if faults.len() <= MOST {
        return faults;
    }
    let mut counts: HashMap<Code, usize> = HashMap::default();
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(MOST);
    // The index in `kept` of the first fault that was dropped.
    let mut more: Vec<(Code, usize)> = Vec::new();
    for fault in faults {
        let count = counts.entry(fault.code).or_insert(0);
        *count += 1;
        if *count <= MOST {
            kept.push(fault);
        } else if *count == MOST + 1 {
            more.push((fault.code, kept.len()));
            kept.push(fault);
        }
    }
    for (code, at) in more {
        let n = counts[&code] - MOST;
        if n > 1 {
            kept[at].message.push_str(&format!(", and so on: {} more", n - 1));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Files, Span};

    #[test]
    fn hundreds_of_one_kind_are_limited_and_others_stay() {
        let mut files = Files::default();
        let file = files.add("a.md", "x");
        let fault = |code, n: usize| Diagnostic::at(code, Span::top(file), format!("{n}"));
        let mut all: Vec<Diagnostic> = (0..250).map(|n| fault(Code::HtmlUnbalanced, n)).collect();
        all.insert(200, fault(Code::LinkBroken, 7));
        let kept = limit(all);
        let messages: Vec<&str> = kept.iter().map(|d| d.message.as_str()).collect();
        assert_eq!(messages.len(), MOST + 2);
        assert_eq!(messages[MOST - 1..], ["99", "100, and so on: 149 more", "7"]);
        let few = limit((0..MOST + 1).map(|n| fault(Code::HtmlUnbalanced, n)).collect());
        assert_eq!((few.len(), few[MOST].message.as_str()), (MOST + 1, "100"));
    }
}
