//! The least that a tool of this kind can do, to measure the others by:
//! `bare INPUT LIST OUTPUT THREADS`.
//!
//! Every file below INPUT is read, and every Markdown file among them rendered, without templates,
//! annotations or links. Then every file that LIST names is written into OUTPUT, which must not be
//! there, at the size that it has in LIST: a line a file, its size in bytes, a blank, its path.
#![allow(clippy::disallowed_methods, reason = "a program of its own, or a test of one")]

use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

// That of the program, so that no difference comes from there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [input, list, output, threads] = &arguments[..] else { usage() };
    let Ok(threads) = threads.parse() else { usage() };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.map_err(io::Error::other)?.install(|| {
        files(Path::new(input))?.par_iter().try_for_each(|path| read(path))?;
        write(&listed(&fs::read_to_string(list)?)?, Path::new(output))
    })
}

fn usage() -> ! {
    eprintln!("usage: bare INPUT LIST OUTPUT THREADS");
    std::process::exit(2);
}

/// Every file below `folder`.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let found = walkdir::WalkDir::new(folder).into_iter().filter_map(|entry| match entry {
        Ok(entry) if entry.file_type().is_file() => Some(Ok(entry.into_path())),
        Ok(_) => None,
        Err(fault) => Some(Err(fault.into())),
    });
    found.collect()
}

/// Reads a file, and renders it where it is Markdown.
fn read(path: &Path) -> io::Result<()> {
    let bytes = fs::read(path)?;
    if path.extension().is_some_and(|ending| ending == "md") {
        let text = std::str::from_utf8(&bytes).map_err(io::Error::other)?;
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_GFM
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
        let mut page = String::with_capacity(text.len() * 2);
        html::push_html(&mut page, Parser::new_ext(text, options));
        // Nothing is done with it, and it has to be made all the same.
        black_box(page);
    }
    black_box(bytes);
    Ok(())
}

/// Sizes and paths.
fn listed(list: &str) -> io::Result<Vec<(usize, &str)>> {
    let mut files = Vec::new();
    for line in list.lines() {
        let fault = || io::Error::other(format!("`{line}` is no size and path"));
        let (size, path) = line.split_once(' ').ok_or_else(fault)?;
        files.push((size.parse().map_err(|_| fault())?, path));
    }
    Ok(files)
}

fn write(files: &[(usize, &str)], output: &Path) -> io::Result<()> {
    fs::create_dir(output)?;
    let folders: BTreeSet<&Path> =
        files.iter().filter_map(|(_, path)| Path::new(path).parent()).collect();
    for folder in folders {
        fs::create_dir_all(output.join(folder))?;
    }
    let largest = files.iter().map(|(size, _)| *size).max().unwrap_or(0);
    let bytes = vec![b'x'; largest];
    files.par_iter().try_for_each(|(size, path)| fs::write(output.join(path), &bytes[..*size]))
}
