//! `gainsay check`: reports every fault, and writes nothing.

use super::error::CommandError;
use super::exit::{CLEAN, FAULTS};
use super::report::{ReportArguments, report, summary};
use super::site::read;
use crate::pipeline::{self, Options};
use std::path::Path;

/// Runs the command.
pub(super) fn check(
    root: &Path,
    options: &Options,
    arguments: &ReportArguments,
) -> Result<u8, CommandError> {
    let mut built = pipeline::build(read(root)?, options, &mut |_| {});
    if let Some(ready) = built.ready() {
        // Pages are rendered only to find faults in their templates.
        built.render_each(&ready, |(), _, _| ());
    }
    let outcome = built.outcome();
    report(&outcome, root, arguments)?;
    if arguments.fails(&outcome) {
        return Ok(FAULTS);
    }
    arguments.summarize(&summary(&outcome.counts));
    Ok(CLEAN)
}
