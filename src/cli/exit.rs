//! The exit statuses, and the stack size of every thread.

/// Nothing to report.
pub(super) const CLEAN: u8 = 0;
/// There are faults in the content.
pub(super) const FAULTS: u8 = 1;
/// A fault of the system or the command line.
pub(super) const FAILED: u8 = 2;

/// The stack size of threads that render pages, in bytes. Memory is only used as the stack grows.
pub(super) const STACK: usize = 64 * 1024 * 1024;
