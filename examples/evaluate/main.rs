//! Measures how well quotes are found again in texts that were really edited:
//! `evaluate [--files N] [--misses] [--asked N] [--articles] [--language TAG] REPOSITORY ...`.
//!
//! Each repository is a folder that git knows, with a history of Markdown files. Old versions are
//! annotated, a quote a sentence, and each quote is looked for in a later version; what became of
//! the sentence is found out apart from the tool (`truth`). Then sentences are changed on purpose
//! (`synthetic`), and it is counted how often the tool does what it must. With `--misses`, what it
//! did wrong is printed as well. `--language` says what the paths of the repositories after it do not. Then
//! whole articles are built before and after (`rule`), and it is counted what was asked, and what was not;
//! `--asked` prints as many of the questions, drawn at random. `--articles` measures whole articles alone.
#![allow(clippy::disallowed_methods, reason = "a program of its own, or a test of one")]

mod history;
mod rule;
mod synthetic;
mod truth;

use history::Pair;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;
use synthetic::Wanted;
use text_anchor::align::WordIndex;
use text_anchor::confirmed::{Confirmed, ConfirmedWords};
use text_anchor::normal::Normal;
use text_anchor::reanchor::{Band, Judged, judge};
use text_anchor::{Haystack, Quote};
use truth::Fate;

/// SplitMix64: chance that is the same on every machine.
pub struct Chance(u64);

impl Chance {
    /// The next number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }
}

/// How often something was so, of how many.
type Tally = BTreeMap<&'static str, (usize, usize)>;

fn main() {
    let (mut files, mut misses, mut asked, mut repositories) = (300, false, 0, Vec::new());
    let mut articles = false;
    let mut language = "en";
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--files" => files = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(files),
            "--misses" => misses = true,
            "--articles" => articles = true,
            "--asked" => asked = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(asked),
            "--language" => {
                language = match arguments.next().as_deref() {
                    Some("de") => "de",
                    Some("fr") => "fr",
                    Some("es") => "es",
                    _ => "en",
                }
            }
            path => repositories.push((PathBuf::from(path), language)),
        }
    }
    if repositories.is_empty() {
        eprintln!(
            "usage: evaluate [--files N] [--misses] [--asked N] [--articles] [--language TAG] \
             REPOSITORY ..."
        );
        std::process::exit(2);
    }
    let mut all = Tally::new();
    let mut questions = Vec::new();
    for (repository, language) in &repositories {
        let pairs = history::pairs(repository, files, language);
        let mut of_one = Tally::new();
        if !articles {
            let tallies: Vec<Tally> = pairs.par_iter().map(|pair| evaluate(pair, misses)).collect();
            tallies.into_iter().for_each(|tally| add(&mut of_one, tally));
        }
        let measured: Vec<_> = pairs.par_iter().map(|pair| rule::evaluate(pair, misses)).collect();
        for (tally, mut asked) in measured {
            add(&mut of_one, tally);
            questions.append(&mut asked);
        }
        let name = repository.display().to_string();
        println!("## {}: {} pairs of versions\n", name.trim_end_matches("/.git"), pairs.len());
        print(&of_one);
        add(&mut all, of_one);
    }
    println!("## all\n");
    print(&all);
    let mut chance = Chance(16);
    for _ in 0..asked.min(questions.len()) {
        println!("- {}", questions.swap_remove(chance.below(questions.len())));
    }
}

fn add(to: &mut Tally, from: Tally) {
    for (name, (hits, of)) in from {
        let sum = to.entry(name).or_default();
        *sum = (sum.0 + hits, sum.1 + of);
    }
}

fn print(tally: &Tally) {
    for (name, (hits, of)) in tally {
        let share = 100.0 * *hits as f64 / (*of).max(1) as f64;
        println!("{hits:>7} of {of:>7}  {share:>6.2} %  {name}");
    }
    println!();
}

/// What the tool says of a quote that was confirmed in one text and is looked for in another.
fn look(
    confirmed: &Confirmed,
    exact: &str,
    new: &WordIndex,
    haystack: &Haystack,
    language: &str,
) -> Judged {
    let quote = Quote { exact, prefix: None, suffix: None };
    let mut confirmed = confirmed.clone();
    // The annotation file has the words in full.
    confirmed.words = ConfirmedWords::Whole(Normal::new(exact).text.trim().to_owned());
    judge(new, &confirmed, &haystack.find(quote), language)
}

fn published(judged: &Judged) -> bool {
    judged.band == Band::Held && judged.drifts.is_empty()
}

/// What `fix --yes` would take.
fn plain(judged: &Judged) -> bool {
    judged.band == Band::Edited { in_place: true } && judged.drifts.is_empty() && !judged.unknown
}

fn offered(judged: &Judged, place: &Range<usize>) -> bool {
    let overlap = |p: &Range<usize>| {
        let shared = p.end.min(place.end).saturating_sub(p.start.max(place.start));
        2 * shared >= place.len().min(p.len())
    };
    matches!(judged.band, Band::Held | Band::Moved | Band::Edited { .. })
        && judged.places.first().is_some_and(overlap)
}

fn evaluate(pair: &Pair, misses: bool) -> Tally {
    let mut tally = Tally::new();
    let mut count = |name: &'static str, hit: bool| {
        let entry = tally.entry(name).or_default();
        *entry = (entry.0 + usize::from(hit), entry.1 + 1);
    };
    let tell = |what: &str, sentence: &str, judged: &Judged, there: &str| {
        if misses {
            println!(
                "- {what} ({})\n  old: {sentence}\n  {:?}: {there}\n  {:?}",
                pair.path, judged.band, judged.drifts
            );
        }
    };
    let before = Haystack::new(&pair.old);
    let after = Haystack::new(&pair.new);
    let index = WordIndex::new(&after);
    let sentences = truth::fates(&pair.old, &pair.new);
    for sentence in &sentences {
        let words = &pair.old[sentence.range.clone()];
        let confirmed = Confirmed::of(&before, &sentence.range);
        let judged = look(&confirmed, words, &index, &after, pair.language);
        let there = judged.places.first().map_or("", |p| &pair.new[p.clone()]);
        let other_words = Normal::new(there).text.trim() != Normal::new(words).text.trim();
        match &sentence.fate {
            Fate::Unchanged(place) => {
                let right = offered(&judged, place);
                count("a1 unchanged: right place", right);
                count("a2 unchanged: published at once", published(&judged) && right);
                count("a3 published on other words", published(&judged) && other_words);
                count(
                    "a4 published at another place than the aligned one",
                    published(&judged) && !right,
                );
                if published(&judged) && !right {
                    tell("published elsewhere", words, &judged, there);
                }
            }
            Fate::Edited(place) => {
                let right = offered(&judged, place);
                count("b1 edited: right place offered", right);
                count("a3 published on other words", published(&judged) && other_words);
                if !right {
                    tell("edited, not offered", words, &judged, there);
                }
                if right
                    && pair.language != "und"
                    && truth::same_deciding_words(&judged.old, &judged.new, pair.language)
                {
                    count(
                        "d1 edited, no deciding word changed: flagged as drift",
                        !judged.drifts.is_empty(),
                    );
                    if !judged.drifts.is_empty() {
                        tell("flagged for nothing", &judged.old, &judged, &judged.new);
                    }
                }
            }
            Fate::Removed => {
                count("c1 removed: offered as a plain edit", plain(&judged));
                count(
                    "c2 removed: offered at all",
                    !matches!(judged.band, Band::Gone | Band::Ambiguous),
                );
                count("a3 published on other words", published(&judged));
                if plain(&judged) || published(&judged) {
                    tell("removed, offered", words, &judged, there);
                }
            }
            Fate::Unclear => {
                count("a3 published on other words", published(&judged) && other_words)
            }
        }
    }
    let mut chance =
        Chance(pair.path.bytes().fold(7, |seed, b| seed * 31 % 1_000_003 + u64::from(b)));
    let all: Vec<Range<usize>> = sentences.iter().map(|s| s.range.clone()).collect();
    for _ in 0..all.len().min(12) {
        let sentence = &all[chance.below(all.len())];
        if pair.language == "und" {
            break;
        }
        for case in synthetic::cases(&pair.old, sentence, &all, pair.language, &mut chance) {
            let words = &pair.old[case.quote.clone()];
            if before.find(Quote { exact: words, prefix: None, suffix: None })
                != [case.quote.clone()]
            {
                continue;
            }
            let confirmed = Confirmed::of(&before, &case.quote);
            let haystack = Haystack::new(&case.new);
            let judged =
                look(&confirmed, words, &WordIndex::new(&haystack), &haystack, pair.language);
            let at = case.place.as_ref().is_some_and(|place| offered(&judged, place));
            let right = match case.wanted {
                Wanted::Held => published(&judged) && at,
                Wanted::Drift => at && !judged.drifts.is_empty(),
                Wanted::Offered => at && !published(&judged),
                Wanted::OfferedOrHeld => at,
                Wanted::Nothing => !published(&judged) && !plain(&judged),
            };
            count(case.name, right);
            let taken = published(&judged) || plain(&judged);
            match case.wanted {
                Wanted::Drift => {
                    count("e1 changed in a deciding word: published, or a plain edit", taken)
                }
                Wanted::Offered | Wanted::OfferedOrHeld => {
                    count(
                        "e2 copied or moved: published, or a plain edit, at a wrong place",
                        taken && !at,
                    );
                }
                Wanted::Held | Wanted::Nothing => {}
            }
            if !right {
                let there = judged.places.first().map_or("", |p| &case.new[p.clone()]);
                tell(case.name, words, &judged, there);
            }
        }
    }
    tally
}
