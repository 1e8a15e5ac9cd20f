//! Faults beside what they were found in.
//!
//! In go diagnostics, one after another; out come these, how much was lost, and what is not read. So
//! whoever goes on with what was read asks the value, and nobody has to read a message again.

use crate::diagnostic::{Diagnostic, Severity};
use crate::load::Gap;

/// Diagnostics on the way, and what they mean for what was read.
#[derive(Debug, Default, Clone)]
pub struct Faults {
    said: Vec<Diagnostic>,
    lost: usize,
    gaps: Vec<Gap>,
}

impl Faults {
    /// Reports `fault`. An error is on something that is not taken over as it stands there, however
    /// grave the site finds it.
    pub fn push(&mut self, fault: Diagnostic) {
        self.lost += usize::from(fault.code.severity() == Severity::Error);
        self.said.push(fault);
    }

    /// Notes that something is lost which is reported elsewhere.
    pub fn lose(&mut self) {
        self.lost += 1;
    }

    /// How much was lost so far. What was read between two counts that are equal is whole.
    pub fn lost(&self) -> usize {
        self.lost
    }

    /// Notes what is not read.
    pub fn leave(&mut self, gap: Gap) {
        self.gaps.push(gap);
    }

    /// Adds what was found elsewhere.
    pub fn add(&mut self, other: &Self) {
        self.said.extend(other.said.iter().cloned());
        self.lost += other.lost;
        self.gaps.extend(other.gaps.iter().cloned());
    }

    /// True where there is nothing to say and nothing lost.
    pub fn is_empty(&self) -> bool {
        self.said.is_empty() && self.lost == 0 && self.gaps.is_empty()
    }

    /// What is to be reported, and what is not read.
    pub fn into_parts(self) -> (Vec<Diagnostic>, Vec<Gap>) {
        (self.said, self.gaps)
    }
}

impl Extend<Diagnostic> for Faults {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, faults: I) {
        faults.into_iter().for_each(|fault| self.push(fault));
    }
}
