//! Writes a site of any size, the same each time, to measure with: `generate SECTIONS FOLDER`.
//!
//! Each section has ten claims and is some five kilobytes of Markdown with emphasis, links, code,
//! lists, tables and footnotes; quotes cross markup; four sources serve ten claims; every fifth
//! claim has a counter-claim. An article of more than fifty sections has a page for each.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs, io};

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

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [sections, folder] = &arguments[..] else {
        eprintln!("usage: generate SECTIONS FOLDER");
        std::process::exit(2);
    };
    let Ok(sections) = sections.parse::<usize>() else {
        eprintln!("SECTIONS is a number: `{sections}`");
        std::process::exit(2);
    };
    generate(sections, Path::new(folder))
}

fn generate(sections: usize, root: &Path) -> io::Result<()> {
    let content = root.join("content");
    fs::create_dir_all(&content)?;
    fs::write(
        root.join("gainsay.yaml"),
        "title: Generated\nbase-url: https://generated.example/\n",
    )?;
    let layout = if sections > 50 { "sections" } else { "page" };
    fs::write(
        content.join("article.yaml"),
        format!(
            "title: A generated article\nstandfirst: Of {sections} sections.\nlayout: {layout}\n"
        ),
    )?;
    let mut chance = Chance(2026);
    let mut sources = String::new();
    for s in 0..sections * SOURCES {
        let (title, publisher) = (chance.sentence(), chance.word());
        let _ = write!(
            sources,
            "source-{s}:\n  title: {title}, number {s}\n  url: https://{publisher}.example/{s}\n  publisher: The {publisher}\n  date: 20{:02}-0{}-1{}\n  kind: report\n",
            10 + s % 15,
            1 + s % 9,
            s % 10
        );
    }
    fs::write(content.join("sources.yaml"), sources)?;
    let mut speakers = String::new();
    for s in 0..SPEAKERS {
        let _ = write!(
            speakers,
            "speaker-{s}:\n  name: Speaker {s}\n  role: of the {}\n",
            chance.word()
        );
    }
    fs::write(content.join("speakers.yaml"), speakers)?;
    for i in 0..sections {
        let (markdown, claims) = section(i, sections, &mut chance);
        fs::write(content.join(format!("{i:05}-section-{i}.md")), markdown)?;
        fs::write(content.join(format!("{i:05}-section-{i}.yaml")), claims)?;
    }
    Ok(())
}

fn section(i: usize, sections: usize, chance: &mut Chance) -> (String, String) {
    let mut markdown = format!("---\ntitle: Section {i}\n---\n\n");
    let mut claims = String::from("claims:\n");
    for c in 0..CLAIMS {
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
        match c {
            3 => {
                let _ = write!(markdown, "- {before}.\n- {marked}.\n- {after}.\n\n");
            }
            6 => {
                let _ = write!(
                    markdown,
                    "| what | where |\n|---|---|\n| {marked} | {noun} |\n| {before} | {emphasised} |\n\n"
                );
            }
            8 => {
                let _ = write!(
                    markdown,
                    "{before}.[^{n}] {marked}. {after}.\n\n[^{n}]: {}.\n\n",
                    chance.sentence()
                );
            }
            _ => {
                let _ = write!(
                    markdown,
                    "{before}. {}. {marked}. {after}. {}.\n\n",
                    chance.sentence(),
                    chance.sentence()
                );
            }
        }
        let source = (i * SOURCES + c % SOURCES, (i * SOURCES + c * 7) % (sections * SOURCES));
        let relation = ["supports", "contradicts", "qualifies", "repeats"][c % 4];
        let _ = write!(
            claims,
            "  claim-{n}:\n    quote: {quote}\n    speaker: speaker-{}\n    date: 2024-0{}-11\n    finding: {}.\n    checked: 2025-01-0{}\n    citations:\n      - source: source-{}\n        relation: {relation}\n        passage: {}\n      - source: source-{}\n        relation: supports\n        passage: {}\n",
            n % SPEAKERS,
            1 + c % 9,
            chance.sentence(),
            1 + c % 9,
            source.0,
            chance.sentence(),
            source.1,
            chance.sentence()
        );
        if c % 5 == 0 {
            let _ = write!(
                claims,
                "    counters:\n      - id: counter-{n}\n        relation: denies\n        speaker: speaker-{}\n        says: {}.\n        citations: [{{source: source-{}, relation: supports}}]\n",
                (n + 7) % SPEAKERS,
                chance.sentence(),
                source.1
            );
        }
    }
    (markdown, claims)
}
