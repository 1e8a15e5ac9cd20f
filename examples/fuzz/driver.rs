//! Makes inputs out of seeds, runs a target on them, and keeps those on which it panics.
//!
//! In go a target, seeds and limits; out come counts, and files with what was found. An input that
//! leads to something new, as the target's answer tells, becomes a seed. The same seeds and the
//! same beginning of chance give the same inputs in the same order.

use super::targets::Target;
use std::collections::HashSet;
use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// No input is longer, in bytes.
const LONGEST: usize = 16 << 10;

/// No more inputs are kept.
const MOST_KEPT: usize = 20_000;

/// How long and where to begin.
pub struct Limits {
    /// How much processor time a target is given.
    pub time: Duration,
    /// How many inputs there are at most.
    pub inputs: u64,
    /// What chance begins with.
    pub seed: u64,
}

/// What came of it.
#[derive(Default)]
pub struct Report {
    /// How many inputs were run.
    pub inputs: u64,
    /// How many led to something new.
    pub kept: usize,
    /// How long it took.
    pub time: Duration,
    /// The longest time that one input took.
    pub slowest: Duration,
    /// Files with inputs on which the target panicked, and what it said: one for each place.
    pub found: Vec<(PathBuf, String)>,
}

/// Fuzzes `target`, beginning with `seeds`, and writes what is found into `folder`. `said` tells what
/// the last panic of this thread said, its place first.
///
/// # Errors
/// Fails where the folder cannot be written to.
pub fn fuzz(
    target: &Target,
    seeds: &[Vec<u8>],
    limits: &Limits,
    folder: &Path,
    said: fn() -> String,
) -> io::Result<Report> {
    fs::create_dir_all(folder)?;
    let running = folder.join("running");
    let (mut report, mut seen, mut places) = (Report::default(), HashSet::new(), HashSet::new());
    let mut corpus: Vec<Vec<u8>> = vec![Vec::new()];
    let mut chance = Chance(limits.seed);
    let begun = Clock::new();
    let mut next = 0;
    while report.time < limits.time && report.inputs < limits.inputs {
        let seed = seeds.get(next);
        next += 1;
        let input = seed.cloned().unwrap_or_else(|| mutated(&corpus, target.words, &mut chance));
        fs::write(&running, &input)?;
        let started = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| (target.run)(&input)));
        report.slowest = report.slowest.max(started.elapsed());
        report.inputs += 1;
        match outcome {
            Ok(answer) if seed.is_some() || (corpus.len() < MOST_KEPT && seen.insert(answer)) => {
                seen.insert(answer);
                corpus.push(input);
            }
            Ok(_) => {}
            Err(_) => {
                let message = said();
                let place = message.split(": ").next().unwrap_or_default().to_owned();
                if places.insert(place) {
                    let path = folder.join(format!("found-{}-{}", limits.seed, report.inputs));
                    fs::write(&path, &input)?;
                    report.found.push((path, message));
                }
            }
        }
        report.time = begun.elapsed();
    }
    fs::remove_file(&running)?;
    report.kept = corpus.len();
    Ok(report)
}

/// An input made of those in `corpus`, of which there is one at least, and of `words`.
fn mutated(corpus: &[Vec<u8>], words: &[&str], chance: &mut Chance) -> Vec<u8> {
    let mut input = corpus[chance.below(corpus.len())].clone();
    for _ in 0..1 + chance.below(6) {
        mutate(&mut input, corpus, words, chance);
    }
    input.truncate(LONGEST);
    input
}

fn mutate(input: &mut Vec<u8>, corpus: &[Vec<u8>], words: &[&str], chance: &mut Chance) {
    let at = chance.below(input.len() + 1);
    let stretch = at..(at + 1 + chance.below(24)).min(input.len()).max(at);
    match chance.below(12) {
        // A word that means something in such inputs.
        0..=2 => drop(input.splice(at..at, words[chance.below(words.len())].bytes())),
        3 => drop(input.drain(stretch)),
        4 => {
            let again = input[stretch].repeat(1 + chance.below(8));
            input.splice(at..at, again);
        }
        // A stretch of another input.
        5 | 6 => {
            let other = &corpus[chance.below(corpus.len())];
            let from = chance.below(other.len() + 1);
            let to = (from + 1 + chance.below(200)).min(other.len()).max(from);
            input.splice(at..at, other[from..to].iter().copied());
        }
        7 => {
            if let Some(byte) = input.get_mut(at) {
                *byte =
                    [0, 1, 0x7f, 0x80, 0xff, b' ', b'\n', *byte ^ 1, *byte ^ 0x80][chance.below(9)];
            }
        }
        8 => {
            if let Some(byte) = input.get_mut(at) {
                *byte = chance.below(256) as u8;
            }
        }
        // A letter of any script.
        9 => {
            let c = char::from_u32(chance.below(0x11_0000) as u32).unwrap_or('\u{fffd}');
            input.splice(at..at, c.encode_utf8(&mut [0; 4]).bytes());
        }
        // Two lines change places.
        10 => {
            let mut lines: Vec<&[u8]> = input.split_inclusive(|b| *b == b'\n').collect();
            let (one, other) = (chance.below(lines.len()), chance.below(lines.len()));
            if !lines.is_empty() {
                lines.swap(one, other);
            }
            *input = lines.concat();
        }
        _ => input.truncate(at),
    }
}

/// Tells how much processor time this thread has taken; where the system does not say, how much time
/// has passed.
struct Clock {
    begun: Instant,
    before: Option<Duration>,
}

impl Clock {
    fn new() -> Self {
        Self { begun: Instant::now(), before: taken() }
    }

    fn elapsed(&self) -> Duration {
        let taken = self.before.zip(taken()).and_then(|(before, now)| now.checked_sub(before));
        taken.unwrap_or_else(|| self.begun.elapsed())
    }
}

/// What Linux counts of this thread, in nanoseconds.
fn taken() -> Option<Duration> {
    let counts = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    counts.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// The generator of G. Steele and others, "SplitMix", OOPSLA 2014.
struct Chance(u64);

impl Chance {
    /// A number below `limit`, or 0.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }
}
