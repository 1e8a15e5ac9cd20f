//! `gainsay build`: builds a site into its output folder, and adds new lines to its lock files.
//!
//! In go arguments; out come files, a report, and an exit status. The output does not change before
//! everything is rendered without an error.

use super::error::CommandError;
use super::exit::{CLEAN, FAULTS};
use super::plural::plural;
use super::report::{ReportArguments, report, summary};
use super::site::{base, cache, program_id, put, read};
use crate::diagnostic::{shown, visible};
use crate::load;
use crate::pipeline::{self, Options};
use crate::write::{self, CodeCache, Report, Target, WriteError, check_output};
use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Runs the command.
pub fn build(
    root: &Path,
    output: Option<PathBuf>,
    options: &Options,
    arguments: &ReportArguments,
) -> Result<u8, CommandError> {
    let start = Instant::now();
    let mut progress = Progress::new(start);
    let tree = read(root)?;
    // The lock files as they were read.
    let is_lock = |(path, _): &(&String, &load::Content)| path.ends_with(load::LOCK);
    let locks: BTreeMap<String, load::Content> =
        tree.files.iter().filter(is_lock).map(|(p, c)| (p.clone(), c.clone())).collect();
    let inputs = tree.clone();
    let (cache, program) = (cache(), program_id());
    let code = CodeCache::open(cache.as_deref(), root, program.clone());
    let options = &Options { code: code.known(), ..options.clone() };
    let mut built = pipeline::build(tree, options, &mut |stage| progress.show_stage(stage));
    let output = output.unwrap_or_else(|| root.join(built.output().unwrap_or("public")));
    let target = Target { output: &output, site: Some(root), cache: cache.as_deref() };
    let mut updates = if built.failed() { Vec::new() } else { built.take_locks() };
    if options.locked {
        // What is left are lines to renew, since missing ones are an error. A build that may write does that.
        updates.clear();
    }
    // An output whose files are staged, or the files of the last output, which are as a build would make them.
    let mut begun = None;
    let mut standing = None;
    if !built.failed() {
        check_output(root, &output)?;
        // A program that cannot identify itself renders every time.
        let fingerprint =
            program.as_ref().map(|program| built.fingerprint(&inputs, &updates, options, program));
        drop(inputs);
        // The last output can be up to date only if no lock file has to be written.
        let known = fingerprint.as_deref().filter(|_| updates.is_empty());
        standing = known.and_then(|known| write::unchanged_files(&target, known));
        if let Some(files) = &standing {
            built.check_sizes(files.iter().map(|(path, bytes)| (path.as_str(), *bytes)));
        }
        if standing.is_none()
            && let Some(mut ready) = built.ready()
        {
            progress.show_stage("rendering");
            let paths = ready.paths.iter().cloned();
            let mut aside = write::OutputFolder::begin(&target, paths)?;
            let places = aside.exchange_places(built.places());
            built.report_gone(aside.unwanted(), &places);
            let made_of = program.map(|program| built.made_of(&ready, &program));
            let standing = aside.standing(made_of.unwrap_or_default());
            ready.leave(standing.iter().map(|(one, bytes)| (one.n(), *bytes)).collect());
            let made = built.render_each(&ready, |last, n, page| aside.stage(last, n, &page));
            let standing = standing.into_iter().map(|(one, _)| Ok(one));
            let staged: Result<Vec<write::Staged>, WriteError> =
                made.into_iter().chain(standing).collect();
            match staged {
                Ok(staged) => begun = Some((aside, staged, fingerprint)),
                Err(fault) => {
                    aside.abandon();
                    return Err(fault.into());
                }
            }
        }
    }
    code.keep(built.code());
    let outcome = built.outcome();
    if outcome.failed() || arguments.fails(&outcome) {
        progress.clear();
        if let Some((aside, ..)) = begun {
            aside.abandon();
        }
        report(&outcome, root, arguments)?;
        return Ok(FAULTS);
    }
    progress.show_stage("writing");
    let mut written = write::Report::default();
    if let Some(files) = standing {
        written.unchanged = files.len();
    }
    if let Some((aside, staged, fingerprint)) = begun {
        // Write the lock files before the pages: no page may have a mark whose line is missing
        // because the build was killed.
        for lock in &updates {
            let before = locks.get(&lock.path);
            if let Err(fault) = put(root, &lock.path, before, &lock.text, "build") {
                aside.abandon();
                return Err(fault);
            }
        }
        written = aside.commit(staged, fingerprint)?;
    }
    progress.clear();
    report(&outcome, root, arguments)?;
    let seconds = start.elapsed().as_secs_f64();
    arguments.summarize(&summary(&outcome.counts));
    for lock in &updates {
        let path = visible(&format!("{}{}", base(root), lock.path));
        let done = match (lock.added, lock.renewed) {
            (0, 0) => "title and standfirst noted".to_owned(),
            (added, 0) => format!("{} added", plural(added, "line")),
            (0, renewed) => format!("{} renewed", plural(renewed, "line")),
            (added, renewed) => format!("{} added, {renewed} renewed", plural(added, "line")),
        };
        arguments.summarize(&format!("{path}: {done}"));
    }
    arguments.summarize(&format!("{} in {seconds:.2} s", summary_line(&written, &output)));
    Ok(CLEAN)
}

fn summary_line(report: &Report, output: &Path) -> String {
    let Report { written, unchanged, removed } = *report;
    format!(
        "{}: {} written, {unchanged} unchanged, {removed} removed",
        shown(output),
        plural(written, "file")
    )
}

/// Shows the progress on a terminal, once a build takes long enough for people to wonder.
struct Progress {
    start: Instant,
    shown: bool,
}

impl Progress {
    fn new(start: Instant) -> Self {
        Self { start, shown: false }
    }

    fn show_stage(&mut self, stage: &str) {
        if self.start.elapsed().as_millis() > 500 && std::io::stderr().is_terminal() {
            let _ = write!(anstream::stderr(), "\r\x1b[K{stage}\u{2026}");
            let _ = std::io::stderr().flush();
            self.shown = true;
        }
    }

    fn clear(&mut self) {
        if self.shown {
            let _ = write!(anstream::stderr(), "\r\x1b[K");
            self.shown = false;
        }
    }
}
