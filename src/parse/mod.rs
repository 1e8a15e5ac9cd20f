//! Converts texts to typed values, file by file. References between files are not resolved here.
//!
//! In goes an [`Input`]; out comes a [`Parsed`] and the faults of all files together. References
//! between files are still names with places; [`crate::resolve`] follows them.

pub mod allowed;
pub mod article;
mod cache;
pub mod carry;
pub mod claim;
pub mod config;
pub mod copy;
pub mod decode;
mod faults;
pub mod foreign;
pub mod front;
mod kept;
pub mod lock;
pub mod misplaced;
mod names;
mod orphan;
mod parsed;
mod pieces;
pub mod record;
mod section;
pub mod snapshot;
mod stem;
mod tree;
mod unread;

use crate::diagnostic::Diagnostic;
use crate::load::{ArticleFiles, Gap, Input, misnamed};
use crate::source::{FileId, Files};
use ahash::HashSet;
pub use cache::Cache;
use cache::{Keeper, SectionRead, remembered};
use claim::RawClaim;
use config::Config;
pub use faults::Faults;
use kept::{head, keep_sources, lock, source_records, sources, speakers};
use names::{check_names, misnamed_file};
pub use parsed::{Parsed, ParsedArticle, ParsedSection};
use rayon::prelude::*;
use section::{claims_file, parse_section, section_key};
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};
pub use stem::slug;
use tree::{tree, yaml_file};

/// Parses every file of `input`, once.
pub fn parse(input: &Input, today: Option<jiff::civil::Date>) -> (Parsed, Vec<Diagnostic>) {
    parse_with(input, today, &mut Cache::default())
}

/// Parses every file of `input` that `cache` does not hold. `today` limits the dates of editors'
/// work; if it is unknown, they are not limited.
pub fn parse_with(
    input: &Input,
    today: Option<jiff::civil::Date>,
    cache: &mut Cache,
) -> (Parsed, Vec<Diagnostic>) {
    let files = &input.files;
    let mut out = Faults::default();
    let mut old = std::mem::take(cache);
    let kept = std::mem::take(&mut old.snapshots);
    let old = &old;
    let mut keeper = Keeper { old, new: Cache::default() };
    let text = |file| (&*files.get(file).text, file);
    let node = input.config.map(text).and_then(|(text, file)| tree(text, file, 0, &mut out));
    let config = match node {
        Some(node) => config::config(&node, today, &mut out),
        None => Config { language: "en".into(), ..Config::default() },
    };
    let shared_speakers = speakers(files, input.speakers, &mut keeper, &mut out);
    // One file may hold the sources of all sections, so it is read in parallel with the sections.
    let shared = || source_records(files, input.sources, today, &old.sources);
    let astray = astray(input);
    let (shared, articles) = rayon::join(shared, || {
        let with = With { files, config: &config, today, astray: &astray };
        let parse = |of_article| parse_article(&with, of_article, &mut keeper, &mut out);
        input.articles.iter().map(parse).collect()
    });
    let shared_sources = keep_sources(shared, &mut keeper, &mut out);
    let snapshots = snapshot::read(files, &input.snapshots, kept, &mut keeper.new.snapshots);
    *cache = keeper.new;
    let (said, gaps) = out.into_parts();
    let parsed = Parsed {
        config,
        articles,
        sources: shared_sources,
        speakers: shared_speakers,
        snapshots,
        gaps,
    };
    (parsed, said)
}

/// The inputs for the parts of an article.
struct With<'w> {
    files: &'w Files,
    config: &'w Config,
    today: Option<jiff::civil::Date>,
    /// Paths of sections that exist but were not read, or have another name.
    astray: &'w HashSet<Cow<'w, str>>,
}

fn astray(input: &Input) -> HashSet<Cow<'_, str>> {
    let paths = input.gaps.iter().map(|gap| gap.path(&input.files));
    paths.filter(|path| path.ends_with(".md")).collect()
}

fn parse_article(
    with: &With,
    of_article: &ArticleFiles,
    keeper: &mut Keeper<'_>,
    out: &mut Faults,
) -> ParsedArticle {
    let With { files, config, today, astray } = *with;
    // If `article.yaml` cannot be read, the rest of the article is still parsed.
    let before = out.lost();
    let head = head(files, of_article.article, today, keeper, out);
    let mut left_out = HashSet::default();
    let mut unread = |file: FileId, claims: &[RawClaim]| {
        left_out.extend(unread::names(&files.get(file).text, claims));
    };
    if out.lost() > before {
        unread(of_article.article, &head.claims);
    }
    let (old, code) = (&keeper.old.sections, &*keeper.old.code);
    let all = OnceLock::new();
    let sections: Vec<_> = of_article
        .sections
        .par_iter()
        .map(|section| {
            let Some(file) = section.markdown else {
                let mut faults = Faults::default();
                if let Some(meant) = misnamed(&section.stem)
                    && let Some(file) = section.claims
                {
                    misnamed_file(files, file, meant, of_article, &mut faults);
                    return (None, Arc::new((SectionRead::default(), faults)));
                }
                let mut claims = Vec::new();
                if let Some(file) = section.claims {
                    let read = yaml_file(files, file, &mut faults, |node, out| {
                        claims_file(node, today, None, out)
                    });
                    claims = read.unwrap_or_default();
                    faults.leave(Gap::Orphan(file));
                }
                let article = files.path(of_article.article);
                let folder = article.rsplit_once('/').map_or("", |(folder, _)| folder);
                let path = format!("{folder}/{}.md", section.stem);
                if !astray.contains(path.as_str()) {
                    let all = all.get_or_init(|| orphan::Sections::of(files, of_article));
                    faults.push(orphan::orphan(section, of_article, all, &claims));
                }
                return (None, Arc::new((SectionRead::default(), faults)));
            };
            let key = section_key(files, section, file, config, today);
            let parsed = remembered(old.get(&file), &key).unwrap_or_else(|| {
                Arc::new(parse_section(files, section, file, config, today, code))
            });
            (Some((file, key)), parsed)
        })
        .collect();
    let mut kept = Vec::new();
    for ((name, parsed), section) in sections.into_iter().zip(&of_article.sections) {
        out.add(&parsed.1);
        let SectionRead { section: read, claims_whole } = &parsed.0;
        if let Some(file) = section.claims.filter(|_| !claims_whole) {
            unread(file, read.as_ref().map_or(&[][..], |section| &section.claims));
        }
        kept.extend(read.clone());
        if let Some((file, key)) = name {
            keeper.new.sections.insert(file, (key, parsed));
        }
    }
    check_names(files, &kept, out);
    let own_sources = sources(files, of_article.sources, today, keeper, out);
    let own_speakers = speakers(files, of_article.speakers, keeper, out);
    let before = out.lost();
    let lock = lock(files, of_article.lock, today, keeper, out);
    let lock_whole = out.lost() == before;
    ParsedArticle {
        folder: of_article.folder.clone(),
        file: of_article.article,
        head,
        sections: kept,
        sources: own_sources,
        speakers: own_speakers,
        left_out,
        lock,
        lock_file: of_article.lock,
        lock_whole,
    }
}
