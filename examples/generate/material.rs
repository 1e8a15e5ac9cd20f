//! What is generated, before any tool's form is given to it.
//!
//! In go a number of sections and a seed; out comes [`Material`], the same each time and on every
//! machine.

/// The seed where none is given.
pub const SEED: u64 = 2026;

/// Claims of a section.
const CLAIMS: usize = 10;
/// Sources to so many claims.
const SOURCES: usize = 4;
/// Speakers of a whole site.
pub const SPEAKERS: usize = 25;

const WORDS: &[&str] = &[
    "harbour", "council", "winter", "bridge", "report", "market", "river", "school", "budget",
    "ferry", "count", "harvest", "railway", "clinic", "survey", "village", "engine", "permit",
    "archive", "signal", "timber", "meadow", "quarry", "lantern", "parish", "turbine", "orchard",
    "ledger", "causeway", "granary",
];
const VERBS: &[&str] =
    &["raised", "opened", "closed", "counted", "measured", "repaired", "sold", "moved", "planned"];

/// SplitMix64: chance that is the same on every machine.
pub struct Chance(pub u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }

    pub fn word(&mut self) -> &'static str {
        WORDS[self.below(WORDS.len())]
    }

    fn sentence(&mut self) -> String {
        let verb = VERBS[self.below(VERBS.len())];
        let (a, b, c, d) = (self.word(), self.word(), self.word(), self.word());
        format!("The {a} {b} {verb} a {c} near the {d}")
    }
}

/// What every tool is given.
pub struct Material {
    /// At least one; sections are shared out among them in their order.
    pub articles: usize,
    pub sections: Vec<Section>,
    pub sources: Vec<Source>,
}

pub struct Section {
    pub title: String,
    pub markdown: String,
    pub claims: Vec<Claim>,
}

pub struct Claim {
    pub id: String,
    pub quote: String,
    pub speaker: usize,
    pub date: String,
    pub finding: String,
    pub checked: String,
    /// Source, relation and passage of each citation.
    pub citations: Vec<(usize, &'static str, String)>,
    pub counter: Option<Counter>,
}

pub struct Counter {
    pub id: String,
    pub speaker: usize,
    pub says: String,
    pub source: usize,
}

pub struct Source {
    pub title: String,
    pub address: String,
    pub publisher: String,
    pub date: String,
}

impl Material {
    /// The article, from 0 on, that section `i` belongs to.
    pub fn article_of(&self, i: usize) -> usize {
        i * self.articles / self.sections.len().max(1)
    }
}

/// Material of so many sections in so many articles; another `seed` gives other words.
pub fn material(sections: usize, articles: usize, seed: u64) -> Material {
    let mut chance = Chance(seed);
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
        articles,
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
