//! Applies the severities that a site configures.
//!
//! In go the table of codes and the `severity` map of `gainsay.yaml`; out comes the severity that
//! every report, count and exit status uses. Only [`settle`](super::settle) applies it. The tool's
//! promises to readers rest on its errors, so errors cannot be lowered. Everything else can be
//! raised, lowered or turned off.

use super::{Code, Severity};
use std::collections::BTreeMap;

/// The severities that a site sets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Severities {
    set: BTreeMap<Code, Option<Severity>>,
    drift: bool,
}

impl Severities {
    /// Sets the severity of `code`; none turns it off. Returns false, and sets nothing, where the
    /// code is an error, or the severity is less than the least that it may have.
    #[must_use]
    pub fn set(&mut self, code: Code, severity: Option<Severity>) -> bool {
        let graver = |least| severity.is_some_and(|severity| severity <= least);
        let allowed = match (code, code.severity()) {
            // A change that nobody is told of is what the lock is there to prevent.
            (Code::ContextChanged, _) => graver(Severity::Warning),
            (_, Severity::Error) => graver(Severity::Error),
            _ => true,
        };
        if allowed {
            self.set.insert(code, severity);
        }
        allowed
    }

    /// Lowers the errors about words that differ from the confirmed ones to warnings. The pages
    /// show no mark there, so that they promise nothing that does not hold.
    pub fn allow_drift(&mut self) {
        for code in Code::ALL.iter().filter(|code| code.is_drift()) {
            self.set.insert(*code, Some(Severity::Warning));
        }
        self.drift = true;
    }

    /// True after [`Severities::allow_drift`].
    pub fn allows_drift(&self) -> bool {
        self.drift
    }

    /// The severity of `code`; `None` if it is turned off.
    pub fn of(&self, code: Code) -> Option<Severity> {
        self.set.get(&code).copied().unwrap_or(Some(code.severity()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_stay_errors_and_everything_else_can_be_set() {
        for code in Code::ALL.iter().copied() {
            for wanted in
                [Some(Severity::Error), Some(Severity::Warning), Some(Severity::Note), None]
            {
                let mut severities = Severities::default();
                let set = severities.set(code, wanted);
                let least = match code {
                    Code::ContextChanged => Some(Severity::Warning),
                    _ => Some(code.severity()).filter(|own| *own == Severity::Error),
                };
                let lowered = least.is_some_and(|least| wanted.is_none_or(|w| w > least));
                assert_eq!(set, !lowered, "{code:?} to {wanted:?}");
                let expect = if lowered { Some(code.severity()) } else { wanted };
                assert_eq!(severities.of(code), expect);
            }
        }
    }
}
