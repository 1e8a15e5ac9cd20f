//! `gainsay check`: reports every fault, and writes nothing. With `--against` it tells what changes of
//! claims too.

use super::error::CommandError;
use super::exit::{CLEAN, FAULTS};
use super::report::{ReportArguments, report, summary};
use super::site::read;
use crate::diagnostic::shown;
use crate::pipeline::{self, Built, Options};
use std::io::Write;
use std::path::Path;

/// Runs the command. `base` is the folder of an earlier state of the site, with which it is compared.
pub(super) fn check(
    root: &Path,
    base: Option<&Path>,
    options: &Options,
    arguments: &ReportArguments,
) -> Result<u8, CommandError> {
    let mut built = pipeline::build(read(root)?, options, &mut |_| {});
    let changes = match base {
        Some(base) => compare(&mut built, base, options)?,
        None => None,
    };
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
    if changes == Some(0) {
        arguments.summarize("words, evidence, findings and statuses of all claims are as before");
    }
    Ok(CLEAN)
}

/// Adds what changed of claims since the state in `base`, and returns how many did. Where one of the two
/// cannot be read whole, what seems to have come or gone may be there: then only that is said.
fn compare(
    built: &mut Built,
    base: &Path,
    options: &Options,
) -> Result<Option<usize>, CommandError> {
    let options = Options { locked: false, theme: built.theme(), ..options.clone() };
    let earlier = pipeline::build(read(base)?, &options, &mut |_| {});
    let unread = [(base, earlier.is_comparable), (Path::new("this site"), built.is_comparable)];
    Ok(match unread.iter().find(|(_, is_whole)| !is_whole) {
        None => Some(built.compare(&earlier)),
        Some((which, _)) => {
            let _ = writeln!(
                anstream::stderr(),
                "warning: claims are not compared: not all of {} could be read",
                shown(which)
            );
            None
        }
    })
}
