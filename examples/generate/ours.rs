//! Writes the material as a site of Gainsay's: Markdown sections, and claims in YAML beside them.

use super::material::{Chance, Material, SPEAKERS, Section};
use std::fmt::Write;
use std::path::Path;
use std::{fs, io};

/// Writes the site into `root`. An article of more than fifty sections has a page for each.
pub fn write(material: &Material, root: &Path) -> io::Result<()> {
    let content = root.join("content");
    fs::create_dir_all(&content)?;
    let config = "title: Generated\nbase-url: https://generated.example/\n";
    fs::write(root.join("gainsay.yaml"), config)?;
    let count = material.sections.len();
    let layout = if count > 50 { "sections" } else { "page" };
    let head =
        format!("title: A generated article\nstandfirst: Of {count} sections.\nlayout: {layout}\n");
    fs::write(content.join("article.yaml"), head)?;
    fs::write(content.join("sources.yaml"), sources(material))?;
    fs::write(content.join("speakers.yaml"), speakers())?;
    for (i, section) in material.sections.iter().enumerate() {
        let markdown = format!("---\ntitle: {}\n---\n\n{}", section.title, section.markdown);
        fs::write(content.join(format!("{i:05}-section-{i}.md")), markdown)?;
        fs::write(content.join(format!("{i:05}-section-{i}.yaml")), claims(section))?;
    }
    Ok(())
}

fn sources(material: &Material) -> String {
    let mut yaml = String::new();
    for (s, source) in material.sources.iter().enumerate() {
        let _ = write!(
            yaml,
            "source-{s}:\n  title: {}\n  url: {}\n  publisher: {}\n  date: {}\n  kind: report\n",
            source.title, source.address, source.publisher, source.date
        );
    }
    yaml
}

fn speakers() -> String {
    let mut chance = Chance(25);
    let line = |s| format!("speaker-{s}:\n  name: Speaker {s}\n  role: of the {}\n", chance.word());
    (0..SPEAKERS).map(line).collect()
}

fn claims(section: &Section) -> String {
    let mut yaml = String::from("claims:\n");
    for claim in &section.claims {
        let _ = write!(
            yaml,
            "  {}:\n    quote: {}\n    speaker: speaker-{}\n    date: {}\n    finding: {}\n    checked: {}\n    citations:\n",
            claim.id, claim.quote, claim.speaker, claim.date, claim.finding, claim.checked
        );
        for (source, relation, passage) in &claim.citations {
            let _ = write!(
                yaml,
                "      - source: source-{source}\n        relation: {relation}\n        passage: {passage}\n"
            );
        }
        if let Some(counter) = &claim.counter {
            let _ = write!(
                yaml,
                "    counters:\n      - id: {}\n        relation: denies\n        speaker: speaker-{}\n        says: {}\n        citations: [{{source: source-{}, relation: supports, passage: {}}}]\n",
                counter.id, counter.speaker, counter.says, counter.source, counter.says
            );
        }
    }
    yaml
}
