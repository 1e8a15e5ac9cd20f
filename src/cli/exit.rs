//! The exit statuses, and what every thread of the program has.

/// Nothing to report.
pub(super) const CLEAN: u8 = 0;
/// There are faults in the content.
pub(super) const FAULTS: u8 = 1;
/// The machine or the command line is at fault.
pub(super) const FAILED: u8 = 2;

/// How much a thread that renders pages may put on its stack, in bytes. Only what is used is taken.
pub(super) const STACK: usize = 64 * 1024 * 1024;
