//! Collects faults together with their effect on what was read.
//!
//! In go diagnostics, one after another; out come these, a count of lost values, and the gaps.
//! Later stages use the values and gaps, and never have to interpret a message.

use crate::diagnostic::{Diagnostic, Severity};
use crate::load::Gap;

/// The diagnostics so far, and their effect on what was read.
#[derive(Debug, Default, Clone)]
pub struct Faults {
    said: Vec<Diagnostic>,
    lost: usize,
    gaps: Vec<Gap>,
}

impl Faults {
    /// Reports `fault`. An error means that a value is not taken over as it stands, whatever
    /// severity the site sets.
    pub fn push(&mut self, fault: Diagnostic) {
        self.lost += usize::from(fault.code.severity() == Severity::Error);
        self.said.push(fault);
    }

    /// Counts a lost value that is reported elsewhere.
    pub fn lose(&mut self) {
        self.lost += 1;
    }

    /// The number of losses so far. If the count is unchanged, what was read in between is
    /// complete.
    pub fn lost(&self) -> usize {
        self.lost
    }

    /// Records a part that is not read.
    pub fn leave(&mut self, gap: Gap) {
        self.gaps.push(gap);
    }

    /// Appends the faults of `other`.
    pub fn add(&mut self, other: &Self) {
        self.said.extend(other.said.iter().cloned());
        self.lost += other.lost;
        self.gaps.extend(other.gaps.iter().cloned());
    }

    /// True if there is nothing to report and nothing was lost.
    pub fn is_empty(&self) -> bool {
        self.said.is_empty() && self.lost == 0 && self.gaps.is_empty()
    }

    /// The diagnostics and the gaps.
    pub fn into_parts(self) -> (Vec<Diagnostic>, Vec<Gap>) {
        (self.said, self.gaps)
    }
}

impl Extend<Diagnostic> for Faults {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, faults: I) {
        faults.into_iter().for_each(|fault| self.push(fault));
    }
}
