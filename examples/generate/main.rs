//! Writes a site of any size, the same each time, to measure with:
//! `generate SECTIONS FOLDER [gainsay|hugo|eleventy|mdbook [ARTICLES [SEED]]]`.
//!
//! Each section has ten claims and is some five kilobytes of Markdown with emphasis, links, code,
//! lists, tables and footnotes; quotes cross markup; four sources serve ten claims; every fifth
//! claim has a counter-claim. Sections are shared out among the articles, of which there is one where
//! no number is given. The same material is written as a user of another tool would write
//! it, so that all are measured on the same work: a page for each section, claim, counter-claim
//! and source, linked both ways.
#![allow(clippy::disallowed_methods, reason = "a program of its own, or a test of one")]

mod material;
mod ours;
mod peers;

use material::{SEED, material};
use std::path::Path;
use std::{env, io};

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let [sections, folder, rest @ ..] = &words[..] else { usage() };
    let (tool, articles, seed) = match rest {
        [] => ("gainsay", None, None),
        [tool] => (*tool, None, None),
        [tool, articles] => (*tool, Some(*articles), None),
        [tool, articles, seed] => (*tool, Some(*articles), Some(*seed)),
        _ => usage(),
    };
    let Ok(sections) = sections.parse::<usize>() else { usage() };
    let Ok(articles) = articles.map_or(Ok(1), str::parse::<usize>) else { usage() };
    let Ok(seed) = seed.map_or(Ok(SEED), str::parse) else { usage() };
    if articles == 0 || articles > sections.max(1) {
        usage();
    }
    let material = material(sections, articles, seed);
    let root = Path::new(folder);
    match tool {
        "gainsay" => ours::write(&material, root),
        "hugo" => peers::hugo(&material, root),
        "eleventy" => peers::eleventy(&material, root),
        "mdbook" => peers::mdbook(&material, root),
        _ => usage(),
    }
}

fn usage() -> ! {
    eprintln!("usage: generate SECTIONS FOLDER [gainsay|hugo|eleventy|mdbook [ARTICLES [SEED]]]");
    std::process::exit(2);
}
