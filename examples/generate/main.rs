//! Writes a site of any size, the same each time, to measure with:
//! `generate SECTIONS FOLDER [gainsay|hugo|mdbook]`.
//!
//! Each section has ten claims and is some five kilobytes of Markdown with emphasis, links, code,
//! lists, tables and footnotes; quotes cross markup; four sources serve ten claims; every fifth
//! claim has a counter-claim. The same material is written as a user of another tool would write
//! it, so that all are measured on the same work: a page for each section, claim, counter-claim
//! and source, linked both ways.

mod peers;
mod ours;

use std::path::Path;
use std::{env, io};

const CLAIMS: usize = 10;
const SOURCES: usize = 4;
const SPEAKERS: usize = 25;

const WORDS: &[&str] = &[
    "harbour", "council", "winter", "bridge", "report", "market", "river", "school", "budget",
    "ferry", "count", "harvest", "railway", "clinic", "survey", "village", "engine", "permit",
    "archive", "signal", "timber", "meadow", "quarry", "lantern", "parish", "turbine", "orchard",
    "ledger", "causeway", "granary",
];
const VERBS: &[&str] =
    &["raised", "opened", "closed", "counted", "measured", "repaired", "sold", "moved", "planned"];

/// SplitMix64: chance that is the same on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }

    fn word(&mut self) -> &'static str {
        WORDS[self.below(WORDS.len())]
    }

    fn sentence(&mut self) -> String {
        let verb = VERBS[self.below(VERBS.len())];
        let (a, b, c, d) = (self.word(), self.word(), self.word(), self.word());
        format!("The {a} {b} {verb} a {c} near the {d}")
    }
}

/// What every tool is given.
struct Material {
    sections: Vec<Section>,
    sources: Vec<Source>,
}

struct Section {
    title: String,
    markdown: String,
    claims: Vec<Claim>,
}

struct Claim {
    id: String,
    quote: String,
    speaker: usize,
    date: String,
    finding: String,
    checked: String,
    /// Source, relation and passage of each citation.
    citations: Vec<(usize, &'static str, String)>,
    counter: Option<Counter>,
}

struct Counter {
    id: String,
    speaker: usize,
    says: String,
    source: usize,
}

struct Source {
    title: String,
    address: String,
    publisher: String,
    date: String,
}

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (sections, folder, tool) = match words[..] {
        [sections, folder] => (sections, folder, "gainsay"),
        [sections, folder, tool] => (sections, folder, tool),
        _ => usage(),
    };
    let Ok(sections) = sections.parse::<usize>() else { usage() };
    let material = material(sections);
    let root = Path::new(folder);
    match tool {
        "gainsay" => ours::write(&material, root),
        "hugo" => peers::hugo(&material, root),
        "mdbook" => peers::mdbook(&material, root),
        _ => usage(),
    }
}

fn usage() -> ! {
    eprintln!("usage: generate SECTIONS FOLDER [gainsay|hugo|mdbook]");
    std::process::exit(2);
}

fn material(sections: usize) -> Material {
    let mut chance = Chance(2026);
    let sources = (0..sections * SOURCES)
        .map(|s| {
            let (title, publisher) = (chance.sentence(), chance.word());
            Source {
                title: format!("{title}, number {s}"),
                address: format!("https://{publisher}.example/{s}"),
                publisher: format!("The {publisher}"),
                date: format!("20{:02}-0{}-1{}", 10 + s % 15, 1 + s % 9, s % 10),
            }
        })
        .collect();
    Material {
        sections: (0..sections).map(|i| section(i, sections, &mut chance)).collect(),
        sources,
    }
}

fn section(i: usize, sections: usize, chance: &mut Chance) -> Section {
    let mut markdown = String::new();
    let claims = (0..CLAIMS).map(|c| claim(i, c, sections, chance, &mut markdown)).collect();
    Section { title: format!("Section {i}"), markdown, claims }
}

/// The claim with the number `c` of section `i`, whose words are added to `markdown`.
fn claim(i: usize, c: usize, sections: usize, chance: &mut Chance, markdown: &mut String) -> Claim {
    let n = i * CLAIMS + c;
    let (before, after, words) = (chance.sentence(), chance.sentence(), chance.sentence());
    let (emphasised, noun) = (chance.word(), chance.word());
    // The number makes the quote unique; emphasis, code or a link stands inside it.
    let marked = match c % 4 {
        0 => format!("{words} for *{emphasised} {n}* days"),
        1 => format!("{words} with `{noun} {n}` tools"),
        2 => format!("{words} at [{emphasised} {n}](https://{noun}.example/) again"),
        _ => format!("{words} in year {n}"),
    };
    let quote =
        marked.replace(['*', '`', '['], "").replace(&format!("](https://{noun}.example/)"), "");
    let (more, most) = (chance.sentence(), chance.sentence());
    markdown.push_str(&match c {
        3 => format!("- {before}.\n- {marked}.\n- {after}.\n\n"),
        6 => format!(
            "| what | where |\n|---|---|\n| {marked} | {noun} |\n| {before} | {emphasised} |\n\n"
        ),
        8 => format!("{before}.[^{n}] {marked}. {after}.\n\n[^{n}]: {more}.\n\n"),
        _ => format!("{before}. {more}. {marked}. {after}. {most}.\n\n"),
    });
    let (near, far) = (i * SOURCES + c % SOURCES, (i * SOURCES + c * 7) % (sections * SOURCES));
    let relation = ["supports", "contradicts", "qualifies", "repeats"][c % 4];
    Claim {
        id: format!("claim-{n}"),
        quote,
        speaker: n % SPEAKERS,
        date: format!("2024-0{}-11", 1 + c % 9),
        finding: format!("{}.", chance.sentence()),
        checked: format!("2025-01-0{}", 1 + c % 9),
        citations: vec![(near, relation, chance.sentence()), (far, "supports", chance.sentence())],
        counter: c.is_multiple_of(5).then(|| Counter {
            id: format!("counter-{n}"),
            speaker: (n + 7) % SPEAKERS,
            says: format!("{}.", chance.sentence()),
            source: far,
        }),
    }
}
