//! A site as other programs see it: opened, checked, asked, built.
//!
//! In goes the folder of a site; out come its faults, its claims with their statuses and sources, and
//! its pages. This is the face of the library. It is a thin one: everything is done by [`pipeline`] and
//! [`write`], as the command line does it.

use crate::diagnostic::{Diagnostic, Format};
use crate::load::{self, ReadError, Tree};
use crate::model::Status;
use crate::pipeline::{self, Built, Counts, Options};
use crate::publish::File;
use crate::resolve::{ClaimIndex, Source};
use crate::write::{self, ExchangeError, Report, Target, WriteError};
use std::fmt;
use std::path::{Path, PathBuf};

/// A site's folder, as it was read. Nothing that is asked of it looks at the disk again.
#[derive(Debug, Clone)]
pub struct Project {
    root: PathBuf,
    tree: Tree,
}

impl Project {
    /// Reads the folder of a site: the one that holds `gainsay.yaml`.
    ///
    /// # Errors
    /// [`ReadError`] where the folder cannot be read. What is wrong with the files in it is for
    /// [`Project::check`] to say.
    pub fn open(root: impl AsRef<Path>) -> Result<Self, ReadError> {
        let root = root.as_ref().to_owned();
        let tree = load::read(&root)?;
        Ok(Self { root, tree })
    }

    /// Checks everything but what only rendering shows, and writes nothing.
    pub fn check(&self, options: &Options) -> Checked {
        Checked { built: pipeline::build(self.tree.clone(), options, &mut |_| {}) }
    }

    /// Builds the site into the folder `output`, and adds to its lock files what is new, as
    /// `gainsay build` does. `cache` is the folder in which this machine remembers which files of an
    /// output are its own, so that it may remove them later; without one, what is no longer wanted
    /// stays.
    ///
    /// # Errors
    /// [`BuildError`]: nothing of the output has changed where the site has faults, and every file is
    /// whole whatever happens.
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
    /// Something is wrong with its files: what, [`Checked::report`] says.
    Faults(Box<Checked>),
    /// The output cannot be written, or is not to be.
    Write(WriteError),
    /// A lock file was changed by somebody since the site was opened, or cannot be exchanged.
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
    /// What to do about it, where that is known and no part of the report on the files.
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
    /// True where it has an error, so that it has no pages.
    pub fn failed(&self) -> bool {
        self.built.failed()
    }

    /// Its faults, in the order in which they are reported.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.built.diagnostics
    }

    /// The same as text, without colours.
    pub fn report(&self, format: Format) -> String {
        format.render(&self.built.diagnostics, &self.built.files, "", false)
    }

    /// What it holds, in figures.
    pub fn counts(&self) -> Counts {
        self.built.counts()
    }

    /// Its claims, article by article, as far as its faults allow. What is confidential, drafted or
    /// under embargo is not among them.
    pub fn claims(&self) -> impl Iterator<Item = ClaimInfo<'_>> {
        (0..self.built.site().claims.len())
            .map(|i| ClaimInfo { built: &self.built, index: ClaimIndex(i) })
    }

    /// Its sources that have a page.
    pub fn sources(&self) -> impl Iterator<Item = SourceInfo<'_>> {
        let site = self.built.site();
        site.shown_sources().map(|index| SourceInfo::of(site.source(index)))
    }

    /// Renders every file of the output, sorted by path. Where a template fails there are none, and
    /// the fault is among the others.
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

    /// Its words: as they stand in the article, or as it says.
    pub fn words(&self) -> &'c str {
        &self.resolved().words
    }

    /// The title of its article.
    pub fn article(&self) -> &'c str {
        &self.built.site().articles[self.resolved().article].title
    }

    /// The address of the section that it is first marked in; none where it is in a title, a
    /// standfirst, or made elsewhere.
    pub fn section(&self) -> Option<&'c str> {
        let article = &self.built.site().articles[self.resolved().article];
        let place = self.resolved().anchors.first()?.place;
        Some(&article.sections[place.section()?].slug)
    }

    /// The state of the evidence cited.
    pub fn status(&self) -> Status {
        self.built.judgements()[self.index.0].status
    }

    /// What is cited for and against it: the relation by its key, and the source.
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
    /// Its address; none where it has none, or is confidential.
    pub address: Option<&'c str>,
}

impl<'c> SourceInfo<'c> {
    fn of(source: &'c Source) -> Self {
        let details = &source.details;
        Self { id: &source.id, title: &details.title, address: details.url.as_deref() }
    }
}
