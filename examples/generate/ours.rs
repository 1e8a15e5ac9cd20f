//! Writes the material as a site of Gainsay's: Markdown sections, and claims in YAML beside them.

use super::material::{Chance, Material, SPEAKERS, Section};
use std::fmt::Write;
use std::path::Path;
use std::{fs, io};

/// Writes the site into `root`. An article of more than fifty sections has a page for each, and so has
/// each of several articles. One article stands in `content` itself.
pub fn write(material: &Material, root: &Path) -> io::Result<()> {
    let content = root.join("content");
    fs::create_dir_all(&content)?;
    let config = "title: Generated\nbase-url: https://generated.example/\n";
    fs::write(root.join("gainsay.yaml"), config)?;
    fs::write(content.join("sources.yaml"), sources(material))?;
    fs::write(content.join("speakers.yaml"), speakers())?;
    let folder_of = |article: usize| match material.articles {
        1 => content.clone(),
        _ => content.join(format!("article-{article}")),
    };
    let count = material.sections.len() / material.articles;
    let layout = if material.articles > 1 || count > 50 { "sections" } else { "page" };
    for article in 0..material.articles {
        let title = match material.articles {
            1 => "A generated article".to_owned(),
            _ => format!("Generated article {article}"),
        };
        let head = format!("title: {title}\nstandfirst: Of {count} sections.\nlayout: {layout}\n");
        fs::create_dir_all(folder_of(article))?;
        fs::write(folder_of(article).join("article.yaml"), head)?;
    }
    for (i, section) in material.sections.iter().enumerate() {
        let folder = folder_of(material.article_of(i));
        let markdown = format!("---\ntitle: {}\n---\n\n{}", section.title, section.markdown);
        fs::write(folder.join(format!("{i:05}-section-{i}.md")), markdown)?;
        fs::write(folder.join(format!("{i:05}-section-{i}.yaml")), claims(section))?;
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
