//! `gainsay import` of a document: makes an annotated article of it.
//!
//! In go arguments and the bytes of the document; out come new files of a site, or a new site, and a report. A file
//! that is there is never written over.

use super::told::{ImportFormat, tell_fault, tell_faults};
use super::told_draft::ToldDraft;
use crate::cli::error::CommandError;
use crate::cli::exit::{CLEAN, FAULTS};
use crate::cli::report::print;
use crate::cli::site::{argument, options, read, unwritten};
use crate::desk::init::{self, Answers, SiteKind};
use crate::diagnostic::{shown, visible};
use crate::disk::{EntryKind, Folder};
use crate::import::ImportFault;
use crate::import::manuscript::{
    self, DraftKind, DraftPicture, ImportChoices, ImportPlan, ImportRecord, ImportRefusal,
    ImportTarget, Manuscript, SectionSplit,
};
use crate::load::{CONFIG, MAX_TEXT, Tree};
use crate::write::{self, Written, write_all};
use clap::{Args, ValueEnum};
use std::collections::BTreeMap;
use std::path::Path;

/// The most bytes of a picture.
const MOST_PICTURE: u64 = 64 << 20;

/// What is said of a document alone.
#[derive(Debug, Args)]
pub(super) struct DraftArguments {
    /// How the text of a document is divided into sections; a later draft is divided as the one before
    #[arg(long, value_name = "HOW")]
    split: Option<SplitAt>,
    /// Take comments that were resolved too, of later drafts as well
    #[arg(long)]
    resolved: bool,
    /// Import nothing if a comment or footnote has no place in the text
    #[arg(long)]
    strict: bool,
    /// Merge a later draft into the article that was made of an earlier one
    #[arg(long)]
    update: bool,
}

/// Where a text is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SplitAt {
    /// At its highest headings, as without the option
    Heading,
    /// Nowhere
    None,
}

impl DraftArguments {
    /// How a document is imported: as is said, or else as the earlier draft was.
    fn choices(&self, earlier: Option<ImportChoices>) -> ImportChoices {
        let earlier = earlier.unwrap_or_default();
        ImportChoices {
            split: match self.split {
                Some(SplitAt::None) => SectionSplit::None,
                Some(SplitAt::Heading) => SectionSplit::Heading,
                None => earlier.split,
            },
            resolved: self.resolved || earlier.resolved,
        }
    }

    /// Rejects these options for a file that is no document.
    pub(super) fn reject(&self, name: &str) -> Result<(), CommandError> {
        let given = [
            (self.split.is_some(), "split"),
            (self.resolved, "resolved"),
            (self.strict, "strict"),
            (self.update, "update"),
        ];
        match given.iter().find(|(given, _)| *given) {
            Some((_, option)) => {
                Err(argument(option, format!("`{}` is no document", visible(name))))
            }
            None => Ok(()),
        }
    }
}

/// A document, and where it goes.
#[derive(Debug)]
pub(super) struct DraftImport<'a> {
    /// Its path.
    pub file: &'a Path,
    /// Its kind.
    pub kind: DraftKind,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The folder of the site, which may not be there.
    pub root: &'a Path,
    /// The id of the article.
    pub article: Option<&'a str>,
    /// What is said of documents alone.
    pub draft: &'a DraftArguments,
    /// True if nothing is written.
    pub dry_run: bool,
    /// The form of the report.
    pub format: ImportFormat,
}

/// Runs the command for a document.
pub(super) fn import(arguments: &DraftImport) -> Result<u8, CommandError> {
    let root = arguments.root;
    let is_new = !root.join(CONFIG).is_file();
    if is_new && Folder::open(root).is_ok_and(|folder| holds_something(&folder)) {
        let fault =
            ImportFault::new(format!("there is no site in `{}`, and it is not empty", shown(root)));
        let hint = "name the folder of a site, or a new one: `gainsay import FILE my-site`";
        tell_fault(&shown(arguments.file), &fault.hint(hint), arguments.format, arguments.dry_run)?;
        return Ok(FAULTS);
    }
    let tree = if is_new { Tree::default() } else { read(root)? };
    let options = options(true)?;
    let refuse = |fault: &ImportFault| {
        tell_fault(&shown(arguments.file), fault, arguments.format, arguments.dry_run)
            .map(|()| FAULTS)
    };
    let earlier = match arguments.draft.update {
        true => manuscript::article_of(&tree, arguments.article)
            .and_then(|prefix| Ok((read_record(root, &tree, &prefix)?, prefix)))
            .map(Some),
        false => Ok(None),
    };
    let earlier = match earlier {
        Ok(earlier) => earlier,
        Err(refusal) => return refuse(&ImportFault::new(refusal.reason).hint(refusal.help)),
    };
    let choices = arguments.draft.choices(earlier.as_ref().map(|(record, _)| record.choices));
    let read = manuscript::read(arguments.kind, arguments.bytes, choices.resolved, options.today);
    let mut manuscript = match read {
        Ok(manuscript) => manuscript,
        Err(fault) => return refuse(&fault),
    };
    load_pictures(&mut manuscript, arguments.file);
    let name = arguments
        .file
        .file_stem()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let around = if is_new { new_site(&manuscript, &name) } else { Vec::new() };
    let mut before = tree.clone();
    before
        .files
        .extend(around.iter().map(|(path, text)| ((*path).to_owned(), text.as_str().into())));
    let target = ImportTarget {
        tree: &before,
        article: arguments.article,
        choices,
        name: &name,
        options: &options,
    };
    let planned = match &earlier {
        Some((record, prefix)) => manuscript::update(manuscript, &target, prefix, record),
        None => manuscript::plan(manuscript, &target),
    };
    let plan = match planned {
        Ok(plan) => plan,
        Err(refusal) => {
            let prefix = manuscript::article_of(&tree, target.article);
            let is_known = prefix.is_ok_and(|prefix| read_record(root, &tree, &prefix).is_ok());
            let help = match is_known && !arguments.draft.update {
                true => format!(
                    "`--update` merges a later draft of the document that this article was made of; otherwise {}",
                    refusal.help
                ),
                false => refusal.help,
            };
            return refuse(&ImportFault::new(refusal.reason).hint(help));
        }
    };
    let after = manuscript::errors_after(&plan.files, &target);
    if !after.published.is_empty() {
        tell_faults(&shown(arguments.file), &after.published, arguments.format, arguments.dry_run)?;
        return Ok(FAULTS);
    }
    let strict = arguments.draft.strict && !plan.unplaced.is_empty();
    let writes = !arguments.dry_run && !strict;
    if writes {
        write(root, is_new, &tree, &around, &plan)?;
    }
    let told = ToldDraft {
        file: arguments.file,
        root,
        update: arguments.draft.update,
        dry_run: arguments.dry_run,
        plan: &plan,
        after: &after,
        around: &around,
        is_new,
        writes,
    };
    match arguments.format {
        ImportFormat::Json => print(&told.json())?,
        ImportFormat::Human => print(&told.sentences())?,
    }
    Ok(if strict { FAULTS } else { CLEAN })
}

/// True if a folder holds more than what keeps its versions.
fn holds_something(folder: &Folder) -> bool {
    folder.list().is_ok_and(|entries| entries.iter().any(|entry| entry.name != ".git"))
}

/// What is remembered of the last import of an article.
fn read_record(root: &Path, tree: &Tree, prefix: &str) -> Result<ImportRecord, ImportRefusal> {
    let path = manuscript::record_folder(prefix);
    let names = || -> std::io::Result<BTreeMap<String, Vec<u8>>> {
        let folder = Folder::open(root)?.below(&path)?;
        let files = folder
            .list()?
            .into_iter()
            .filter(|entry| entry.kind == EntryKind::File && ImportRecord::holds(&entry.name));
        files
            .map(|entry| Ok((entry.name.clone(), folder.read(&entry.name, MAX_TEXT as u64)?)))
            .collect()
    };
    match ImportRecord::read(&names().unwrap_or_default()) {
        Ok(Some(record)) => Ok(record),
        Ok(None) => Err(ImportRefusal {
            reason: format!("`{path}` has no record of an earlier import"),
            help: match left_behind(root, tree) {
                Some(left) => format!(
                    "the article of `{left}` is not in the site: if it was moved to `content/{prefix}`, rename that folder to `{path}`, and import again"
                ),
                None => "only an article that was imported can be updated, and needs that folder"
                    .to_owned(),
            },
        }),
        Err((place, why)) => Err(ImportRefusal {
            reason: format!(
                "the record of the earlier import is damaged, at `{path}/{place}`: {why}"
            ),
            help: "mend it, or take the file from version control as one side had it".to_owned(),
        }),
    }
}

/// The first record of an article that is not in the site, because it was moved or taken out.
fn left_behind(root: &Path, tree: &Tree) -> Option<String> {
    let folder = Folder::open(root).ok()?.below(manuscript::RECORDS).ok()?;
    let has = |prefix: &str| tree.files.contains_key(&format!("content/{prefix}article.yaml"));
    let is_left = |name: &String| {
        let path = format!("{}/{name}", manuscript::RECORDS);
        let is_here =
            has(&format!("{name}/")) || (path == manuscript::record_folder("") && has(""));
        !is_here
            && folder
                .below(name)
                .and_then(|folder| folder.list())
                .is_ok_and(|files| files.iter().any(|file| ImportRecord::holds(&file.name)))
    };
    let folders = folder.list().ok()?.into_iter();
    let mut names: Vec<String> =
        folders.filter(|entry| entry.kind == EntryKind::Folder).map(|entry| entry.name).collect();
    names.sort();
    let left = names.into_iter().find(is_left)?;
    Some(format!("{}/{left}", manuscript::RECORDS))
}

/// Reads pictures beside the document: below its folder, and through no link.
fn load_pictures(manuscript: &mut Manuscript, file: &Path) {
    let real = file.canonicalize().ok();
    let folder = real.as_deref().and_then(Path::parent).and_then(|above| Folder::open(above).ok());
    for picture in &mut manuscript.pictures {
        let DraftPicture::Beside(path) = picture else { continue };
        let path = path.trim_start_matches("./");
        let bytes = folder.as_ref().and_then(|folder| folder.read(path, MOST_PICTURE).ok());
        // One that is not there is told as left out.
        if let Some(bytes) = bytes {
            *picture = DraftPicture::Bytes(bytes);
        }
    }
}

/// The files around the article of a new site.
fn new_site(manuscript: &Manuscript, name: &str) -> Vec<(&'static str, String)> {
    let title = manuscript::title_of(manuscript).unwrap_or_else(|| name.replace(['-', '_'], " "));
    let title = init::title(&title).unwrap_or_else(|_| "Annotated articles".to_owned());
    let language = manuscript.facts.get("language").and_then(|tag| init::language(tag).ok());
    let answers = Answers {
        title,
        language: language.unwrap_or_else(|| "en".to_owned()),
        name: String::new(),
    };
    let files = init::files(&SiteKind::Own(answers)).into_iter();
    files
        .filter(|file| !file.path.starts_with("content/"))
        .map(|file| (file.path, file.text))
        .collect()
}

/// Writes what was planned: a new site, or new files and `sources.yaml` of one that is there.
fn write(
    root: &Path,
    is_new: bool,
    tree: &Tree,
    around: &[(&'static str, String)],
    plan: &ImportPlan,
) -> Result<(), CommandError> {
    let all = plan.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    if is_new {
        let around = around.iter().map(|(path, text)| (*path, text.as_bytes()));
        let all: Vec<(&str, &[u8])> = around.chain(all).collect();
        return Ok(write::create(root, all)?);
    }
    let folder = Folder::open(root).ok();
    // Nothing of the record of an import is a file of the site.
    let remembered = |path: &str| folder.as_ref()?.read(path, MAX_TEXT as u64).ok();
    let held = |path: &str| match path.starts_with('.') {
        true => remembered(path),
        false => tree.files.get(path).map(|content| content.as_bytes().to_vec()),
    };
    let mut changed: Vec<Written> = Vec::new();
    let mut new: Vec<(&str, &[u8])> = Vec::new();
    for (path, bytes) in all {
        match held(path) {
            None => new.push((path, bytes)),
            Some(before) if before == bytes => {}
            before => {
                changed.push(Written { path: path.to_owned(), before, after: Some(bytes.to_vec()) })
            }
        }
    }
    // What is remembered of sections that are gone goes too.
    let record = plan.files.iter().find_map(|(path, _)| path.strip_suffix("/remarks.json"));
    let folder_of = |record: &str| folder.as_ref()?.below(record).ok()?.list().ok();
    for entry in record.and_then(folder_of).into_iter().flatten() {
        let path = format!("{}/{}", record.unwrap_or(""), entry.name);
        let is_own = entry.kind == EntryKind::File && ImportRecord::holds(&entry.name);
        if is_own && !plan.files.iter().any(|(of, _)| *of == path) {
            changed.push(Written { before: remembered(&path), path, after: None });
        }
    }
    // Sources before the claims that name them.
    write_all(root, &changed).map_err(|error| unwritten(error, "import"))?;
    write::add(root, new).map_err(|error| {
        let back: Vec<Written> = changed.iter().rev().map(Written::back).collect();
        // What somebody has written since is newer, and stays.
        let _ = write_all(root, &back);
        error.into()
    })
}
