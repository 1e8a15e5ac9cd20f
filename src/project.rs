//! The library's public API: a site is opened, checked, queried, and built.
//!
//! In goes the folder of a site; out come its faults, its claims with their statuses and sources,
//! and its pages. This layer is thin: [`pipeline`] and [`write`] do the work, as for the command
//! line.

use crate::diagnostic::{Diagnostic, Format};
use crate::load::{self, ReadError, Tree};
use crate::model::Status;
use crate::pipeline::{self, Built, Counts, Options};
use crate::publish::File;
use crate::resolve::{ClaimIndex, Source};
use crate::write::{self, ExchangeError, Report, Target, WriteError};
use std::fmt;
use std::path::{Path, PathBuf};

/// A site's folder as it was read. Its methods do not read the disk again.
#[derive(Debug, Clone)]
pub struct Project {
    root: PathBuf,
    tree: Tree,
}

impl Project {
    /// Reads the folder of a site: the one that holds `gainsay.yaml`.
    ///
    /// # Errors
    /// [`ReadError`] if the folder cannot be read. [`Project::check`] reports what is wrong with
    /// the files in it.
    pub fn open(root: impl AsRef<Path>) -> Result<Self, ReadError> {
        let root = root.as_ref().to_owned();
        let tree = load::read(&root)?;
        Ok(Self { root, tree })
    }

    /// Checks everything except what only rendering shows, and writes nothing.
    pub fn check(&self, options: &Options) -> Checked {
        Checked { built: pipeline::build(self.tree.clone(), options, &mut |_| {}) }
    }

    /// Builds the site into the folder `output`, and adds new lines to its lock files, as `gainsay
    /// build` does. `cache` is the folder in which this machine records which files of an output
    /// are the tool's own, so that it may remove them later. Without it, obsolete files stay.
    ///
    /// # Errors
    /// [`BuildError`]. If the site has faults, the output has not changed. Every file is whole in
    /// any case.
    pub fn build(
        &self,
        output: &Path,
        cache: Option<&Path>,
        options: &Options,
    ) -> Result<Report, BuildError> {
        let mut checked = self.check(options);
        let files = checked.render();
        if checked.failed() {
            return Err(BuildError::Faults(Box::new(checked)));
        }
        write::check_output(&self.root, output)?;
        let target = Target { output, site: Some(&self.root), cache };
        let (aside, staged) = write::stage_all(&target, &files)?;
        for lock in checked.built.locks() {
            let before = self.tree.files.get(&lock.path);
            if let Err(fault) = write::exchange(&self.root, &lock.path, before, &lock.text) {
                aside.abandon();
                return Err(fault.into());
            }
        }
        Ok(aside.commit(staged, None)?)
    }
}

/// Why a site was not built.
#[derive(Debug)]
pub enum BuildError {
    /// The site has errors; [`Checked::report`] lists them.
    Faults(Box<Checked>),
    /// The output cannot be written, or the tool refuses to.
    Write(WriteError),
    /// A lock file was changed since the site was opened, or cannot be replaced.
    Lock(ExchangeError),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Faults(checked) => f.write_str(&checked.report(Format::Human)),
            Self::Write(error) => error.fmt(f),
            Self::Lock(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for BuildError {}

impl BuildError {
    /// What to do about it, if known and not part of the report.
    pub fn help(&self) -> Option<&str> {
        match self {
            Self::Write(error) | Self::Lock(ExchangeError::Write(error)) => error.help(),
            Self::Faults(_) | Self::Lock(_) => None,
        }
    }
}

impl From<ExchangeError> for BuildError {
    fn from(error: ExchangeError) -> Self {
        Self::Lock(error)
    }
}

impl From<WriteError> for BuildError {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

/// A site that was checked, with or without faults.
#[derive(Debug)]
pub struct Checked {
    built: Built,
}

impl Checked {
    /// True if it has an error, and so no pages.
    pub fn failed(&self) -> bool {
        self.built.failed()
    }

    /// Its faults, in report order.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.built.diagnostics
    }

    /// Its faults as text, without colours.
    pub fn report(&self, format: Format) -> String {
        format.render(&self.built.diagnostics, &self.built.files, "", false)
    }

    /// The numbers of its articles, claims and so on.
    pub fn counts(&self) -> Counts {
        self.built.counts()
    }

    /// Its claims, article by article, as far as its faults allow. Claims that are confidential,
    /// drafts, or under embargo are left out.
    pub fn claims(&self) -> impl Iterator<Item = ClaimInfo<'_>> {
        (0..self.built.site().claims.len())
            .map(|i| ClaimInfo { built: &self.built, index: ClaimIndex(i) })
    }

    /// Its sources that have a page.
    pub fn sources(&self) -> impl Iterator<Item = SourceInfo<'_>> {
        let site = self.built.site();
        site.shown_sources().map(|index| SourceInfo::of(site.source(index)))
    }

    /// Renders every file of the output, sorted by path. If a template fails, the result is empty,
    /// and the fault is added to the others.
    pub fn render(&mut self) -> Vec<File> {
        self.built.render()
    }
}

/// A claim of a site that was checked.
#[derive(Clone, Copy)]
pub struct ClaimInfo<'c> {
    built: &'c Built,
    index: ClaimIndex,
}

impl<'c> ClaimInfo<'c> {
    /// Its id, unique in its article.
    pub fn id(&self) -> &'c str {
        &self.resolved().id
    }

    /// Its words: as they stand in the article, or as its proposition has them.
    pub fn words(&self) -> &'c str {
        &self.resolved().words
    }

    /// The title of its article.
    pub fn article(&self) -> &'c str {
        &self.built.site().articles[self.resolved().article].title
    }

    /// The address of the section in which it is first marked; `None` if it is in a title or a
    /// standfirst, or was made elsewhere.
    pub fn section(&self) -> Option<&'c str> {
        let article = &self.built.site().articles[self.resolved().article];
        let place = self.resolved().anchors.first()?.place;
        Some(&article.sections[place.section()?].slug)
    }

    /// The state of the evidence cited.
    pub fn status(&self) -> Status {
        self.built.judgements()[self.index.0].status
    }

    /// The citations for and against it: the key of the relation, and the source.
    pub fn citations(&self) -> impl Iterator<Item = (&'static str, SourceInfo<'c>)> {
        let site = self.built.site();
        self.resolved().citations.iter().map(move |citation| {
            (citation.relation.key(), SourceInfo::of(site.source(citation.source)))
        })
    }

    /// The claims that answer it, each with the key of the relation.
    pub fn counters(&self) -> impl Iterator<Item = (&'static str, ClaimInfo<'c>)> {
        let built = self.built;
        let counters = self.resolved().counters.iter();
        counters.map(move |(index, relation)| (relation.key(), ClaimInfo { built, index: *index }))
    }

    fn resolved(&self) -> &'c crate::resolve::Claim {
        self.built.site().claim(self.index)
    }
}

impl fmt::Debug for ClaimInfo<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Claim").field("id", &self.id()).field("status", &self.status()).finish()
    }
}

/// A source of a site that was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceInfo<'c> {
    /// Its id.
    pub id: &'c str,
    /// Its title.
    pub title: &'c str,
    /// Its address; `None` if it has none or is confidential.
    pub address: Option<&'c str>,
}

impl<'c> SourceInfo<'c> {
    fn of(source: &'c Source) -> Self {
        let details = &source.details;
        Self { id: &source.id, title: &details.title, address: details.url.as_deref() }
    }
}
