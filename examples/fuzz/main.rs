//! Fuzzes what others may have made, with a stable compiler: `fuzz [OPTIONS] [TARGET]...`.
//!
//! - `--seconds N`: how long each target runs; 10 without it.
//! - `--jobs N`: how many run at once; 1 without it.
//! - `--seed N`: what chance begins with; 1 without it.
//! - `--corpus FOLDER`: only writes the seeds there, for libFuzzer.
//! - `--input FILE TARGET`: only runs this input.
//!
//! Without a TARGET, all of them run. An input on which one panics is written to
//! `target/fuzz/TARGET/`, and so is the one that is running, so that it is there if the program
//! ends or does not end. The exit status is 1 where something was found.
#![allow(clippy::disallowed_methods, reason = "a program of its own, or a test of one")]

mod driver;
mod seeds;
#[path = "../../fuzz/src/lib.rs"]
mod targets;

use driver::{Limits, Report, fuzz};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::Duration;
use targets::{TARGETS, Target};

// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

thread_local! {
    /// What the last panic of this thread said, and where.
    static SAID: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps panics from being printed: the report says each once.
fn quiet() {
    std::panic::set_hook(Box::new(|panic| {
        let place =
            panic.location().map_or(String::new(), |l| format!("{}:{}", l.file(), l.line()));
        let payload = panic.payload();
        let text = payload.downcast_ref::<&str>().copied();
        let text = text.or(payload.downcast_ref::<String>().map(String::as_str));
        let said = format!("{place}: {}", text.unwrap_or("a panic"));
        SAID.with(|last| *last.borrow_mut() = said);
    }));
}

struct Arguments {
    seconds: u64,
    jobs: usize,
    seed: u64,
    corpus: Option<PathBuf>,
    input: Option<PathBuf>,
    targets: Vec<&'static Target>,
}

fn arguments() -> Result<Arguments, String> {
    let mut all =
        Arguments { seconds: 10, jobs: 1, seed: 1, corpus: None, input: None, targets: Vec::new() };
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        let mut value = || given.next().ok_or(format!("{argument} lacks its value"));
        let number = |text: String| text.parse().map_err(|_| format!("`{text}` is no number"));
        match argument.as_str() {
            "--seconds" => all.seconds = number(value()?)?,
            "--jobs" => all.jobs = number(value()?)?.max(1) as usize,
            "--seed" => all.seed = number(value()?)?,
            "--corpus" => all.corpus = Some(value()?.into()),
            "--input" => all.input = Some(value()?.into()),
            name => {
                let names: Vec<&str> = TARGETS.iter().map(|t| t.name).collect();
                let known = targets::target(name);
                all.targets.push(known.ok_or(format!("no target {name}: {}", names.join(", ")))?);
            }
        }
    }
    if all.targets.is_empty() {
        all.targets.extend(TARGETS);
    }
    Ok(all)
}

fn main() -> ExitCode {
    let outcome = arguments().and_then(|all| match (&all.corpus, &all.input) {
        (Some(folder), _) => write_seeds(folder, &all.targets),
        (_, Some(file)) => run_input(file, &all.targets),
        _ => run(&all),
    });
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}

/// Runs the targets and says what came of each; true where nothing was found.
fn run(all: &Arguments) -> Result<bool, String> {
    let waiting = Mutex::new(VecDeque::from(all.targets.clone()));
    let limits =
        Limits { time: Duration::from_secs(all.seconds), inputs: u64::MAX, seed: all.seed };
    let next = || waiting.lock().ok()?.pop_front();
    let work = || -> Result<bool, String> {
        // What runs in parallel elsewhere runs on this thread here, where panics are caught.
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
        let _pool = pool.map_err(|e| e.to_string())?;
        let mut well = true;
        while let Some(target) = next() {
            let report = fuzz(target, &seeds::of(target.name), &limits, &out(target.name), || {
                SAID.with(|said| said.borrow().clone())
            })
            .map_err(|e| format!("{}: {e}", target.name))?;
            well &= report.found.is_empty();
            say(target, &report);
        }
        Ok(well)
    };
    quiet();
    for target in TARGETS {
        // What an earlier run left, if there was one.
        let _ = std::fs::remove_file(out(target.name).join("running"));
    }
    std::thread::spawn(watch);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..all.jobs)
            // As much stack as the program's own thread has.
            .map(|_| std::thread::Builder::new().stack_size(8 << 20).spawn_scoped(scope, work))
            .collect();
        let mut well = true;
        for thread in threads {
            let thread = thread.map_err(|e| e.to_string())?;
            well &= thread.join().map_err(|_| "the driver itself panicked".to_owned())??;
        }
        Ok(well)
    })
}

/// Ends the program where one input runs for minutes, and says which.
fn watch() {
    loop {
        std::thread::sleep(Duration::from_secs(5));
        for target in TARGETS {
            let running = out(target.name).join("running");
            let written = std::fs::metadata(&running).and_then(|m| m.modified());
            let age = written.ok().and_then(|written| written.elapsed().ok()).unwrap_or_default();
            if age > Duration::from_secs(180) {
                eprintln!("{}: still running after {} s", running.display(), age.as_secs());
                std::process::exit(1);
            }
        }
    }
}

fn say(target: &Target, report: &Report) {
    println!(
        "{:<9} {:>8} inputs, {:>5} kept, {:>6.1} s of processor time, slowest {:.2} s, {} found",
        target.name,
        report.inputs,
        report.kept,
        report.time.as_secs_f64(),
        report.slowest.as_secs_f64(),
        report.found.len()
    );
    for (path, message) in &report.found {
        println!("  {}: {message}", path.display());
    }
}

/// Where the inputs of a target are written.
fn out(target: &str) -> PathBuf {
    let folder = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target"), PathBuf::from);
    folder.join("fuzz").join(target)
}

fn write_seeds(folder: &Path, targets: &[&Target]) -> Result<bool, String> {
    for target in targets {
        let folder = folder.join(target.name);
        std::fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
        for (i, seed) in seeds::of(target.name).iter().enumerate() {
            std::fs::write(folder.join(format!("seed-{i:04}")), seed).map_err(|e| e.to_string())?;
        }
    }
    Ok(true)
}

fn run_input(file: &Path, targets: &[&Target]) -> Result<bool, String> {
    let [target] = targets else { return Err("name one target".to_owned()) };
    let data = std::fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
    println!("{:016x}", (target.run)(&data));
    Ok(true)
}
