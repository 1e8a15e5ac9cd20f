//! `gainsay import`: takes over what other programs have written.
//!
//! In go arguments and a file from elsewhere; out come new texts of the site's files, written together or not at
//! all, and a report. The file is never trusted: its size is bounded, and what stands in it is text.

mod draft;
mod told;
mod told_draft;

use super::error::CommandError;
use super::exit::{CLEAN, FAULTS};
use super::site::{SiteArguments, base, options, read, unwritten};
use crate::desk::panel;
use crate::diagnostic::{Severity, shown, visible};
use crate::disk::Folder;
use crate::import::manuscript::DraftKind;
use crate::import::sources::{self, Known};
use crate::import::{Import, ImportFault, ImportKind, decode, notes, sheet};
use crate::load::{MAX_TEXT, Tree};
use crate::pipeline::{self, Built, Options};
use crate::publish::ExportForm;
use crate::write::write_texts;
use clap::Args;
use draft::{DraftArguments, DraftImport};
use std::path::{Path, PathBuf};
use told::{ImportFormat, Told, tell_fault};

#[derive(Debug, Args)]
pub(super) struct ImportArguments {
    /// The file: its ending says what it is
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    site: SiteArguments,
    /// Import into this article, by the name of its folder
    #[arg(long, value_name = "ID")]
    article: Option<String>,
    #[command(flatten)]
    draft: DraftArguments,
    /// Say what would be imported, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Form of the report
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: ImportFormat,
}

/// What is imported into: a site as it is, and the article that was named.
struct RecordsTarget<'t> {
    tree: &'t Tree,
    built: &'t Built,
    /// The table of its claims, where a sheet is imported and the site has no error.
    table: Option<String>,
    options: &'t Options,
    /// The folder of the article, if one was named.
    article: Option<&'t str>,
}

/// Runs the command.
pub(super) fn import(arguments: &ImportArguments) -> Result<u8, CommandError> {
    let file = &arguments.file;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    if let Some(kind) = DraftKind::of(&name) {
        return draft::import(&DraftImport {
            file,
            kind,
            bytes: &bytes_of(file)?,
            root: &arguments.site.root,
            article: arguments.article.as_deref(),
            draft: &arguments.draft,
            dry_run: arguments.dry_run,
            format: arguments.format,
        });
    }
    ImportKind::check_ending(&name)?;
    arguments.draft.reject(&name)?;
    let bytes = bytes_of(file)?;
    let kind = ImportKind::of(&name, &bytes)?;
    let root = &arguments.site.root;
    let tree = read(root)?;
    // Drafts are a part of the site that somebody writes, and in no sheet.
    let options = options(kind != ImportKind::Sheet)?;
    let mut built = pipeline::build(tree.clone(), &options, &mut |_| {});
    let article = match &arguments.article {
        Some(id) => {
            let at = super::export::find(&built, id)?;
            Some(built.site().articles[at].prefix.trim_end_matches('/').to_owned())
        }
        None => None,
    };
    let table = match kind {
        ImportKind::Sheet => built.export(ExportForm::Csv, None),
        _ => None,
    };
    let target = RecordsTarget {
        tree: &tree,
        built: &built,
        table,
        options: &options,
        article: article.as_deref(),
    };
    let made = plan(kind, &bytes, &target).and_then(|import| {
        check(&import, &target)?;
        Ok(import)
    });
    let place = shown(file);
    let import = match made {
        Ok(import) => import,
        Err(fault) => {
            tell_fault(&place, &fault, arguments.format, arguments.dry_run)?;
            return Ok(FAULTS);
        }
    };
    let status = if import.report.refused.is_empty() { CLEAN } else { FAULTS };
    let Import { texts, report } = import;
    let paths: Vec<String> = texts.iter().map(|(path, _)| path.clone()).collect();
    if !arguments.dry_run {
        write_texts(root, &tree, texts).map_err(|error| unwritten(error, "import"))?;
    }
    let base = base(root);
    let paths = paths.iter().map(|path| visible(&format!("{base}{path}"))).collect();
    let told = Told { file: place, dry_run: arguments.dry_run, files: paths, report: &report };
    told.print(arguments.format)?;
    Ok(status)
}

/// What the file would change.
fn plan(kind: ImportKind, bytes: &[u8], target: &RecordsTarget) -> Result<Import, ImportFault> {
    let site = target.built.site();
    let known = Known { language: &site.config.language, today: target.options.today };
    match kind {
        ImportKind::Bibtex | ImportKind::Csl | ImportKind::Ris => {
            let text = decode(bytes)?;
            let references = match kind {
                ImportKind::Bibtex => sources::from_bibtex(&text)?,
                ImportKind::Csl => sources::from_csl(&text)?,
                _ => sources::from_ris(&text)?,
            };
            // The sources of a site that is one article are those of the site.
            let folder = target.article.filter(|folder| !folder.is_empty());
            sources::plan(target.tree, references, folder, known)
        }
        ImportKind::Notes => {
            let notes = notes::read(&decode(bytes)?)?;
            let folder = target.article.map(|folder| panel::article_of(site, Some(folder)));
            let mut import = notes::plan(target.built, target.tree, notes.all, folder.flatten());
            import.report.refused.splice(0..0, notes.refused);
            import.report.told.splice(0..0, notes.told);
            Ok(import)
        }
        ImportKind::Sheet => {
            let text = decode(bytes)?;
            let table = target.table.as_deref().ok_or_else(|| {
                ImportFault::new(
                    "the site has errors, so that nobody can tell what its table holds",
                )
                .hint("`gainsay check` shows them")
            })?;
            let site = (target.built, target.tree);
            sheet::plan(site, table, &text, target.article, target.options)
        }
    }
}

/// Makes sure that the site has no more errors than before.
fn check(import: &Import, target: &RecordsTarget) -> Result<(), ImportFault> {
    if import.texts.is_empty() {
        return Ok(());
    }
    let mut after = target.tree.clone();
    let texts = import.texts.iter();
    after.files.extend(texts.map(|(path, text)| (path.clone(), text.as_str().into())));
    let options = Options { theme: target.built.theme(), ..target.options.clone() };
    let after = pipeline::build(after, &options, &mut |_| {});
    let mut said = panel::SaidBefore::of(target.built);
    let mut errors = after.diagnostics.iter().filter(|found| found.severity() == Severity::Error);
    match errors.find(|found| said.is_new(found, &after.files)) {
        None => Ok(()),
        Some(found) => {
            let path = found.place.as_ref().map(|label| after.files.path(label.span.file));
            let path = path.map(|path| format!("`{path}`: ")).unwrap_or_default();
            let message = &found.message;
            Err(ImportFault::new(format!("the site would have an error: {path}{message}")))
        }
    }
}

/// The bytes of a plain file, if it is not too large. Whoever named it may name a link.
fn bytes_of(file: &Path) -> Result<Vec<u8>, CommandError> {
    let unread = |reason| CommandError::Unread { path: shown(file), reason };
    let real = file.canonicalize().map_err(unread)?;
    let missing = || unread(std::io::Error::from(std::io::ErrorKind::NotFound));
    let (Some(above), Some(name)) = (real.parent(), real.file_name()) else {
        return Err(missing());
    };
    let name = name.to_str().ok_or_else(missing)?;
    let folder = Folder::open(above).map_err(unread)?;
    folder.read(name, MAX_TEXT as u64).map_err(unread)
}
