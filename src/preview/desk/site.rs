//! The site as its files are now, for the desk.
//!
//! In goes the site's folder; out come its tree and what was built of it, drafts included, and the
//! hashes of the files that the desk may write. The texts that were told of are kept for a while, so
//! that a page which knows an older one can be told what has changed since.

use super::ask::{ONLY, Seen};
use crate::desk::fix::day;
use crate::desk::panel::{article_of, part_of};
use crate::load::{Content, SiteFolder, Tree};
use crate::pipeline::{Built, Options, Session};
use crate::preview::faults::{ShownFault, faults};
use crate::preview::state::Settings;
use crate::resolve::Audience;
use crate::write::{Written, sweep};
use jiff::civil;
use similar::TextDiff;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::time::Duration;
use text_anchor::confirmed::sha256;

/// How many texts of a file are kept.
const KEPT: usize = 8;

/// How many lines of a diff are told.
const LINES: usize = 200;

/// How long a file that was emptied is thought to be still in the hands of a program that fills it.
const EMPTY: Duration = Duration::from_secs(1);

/// The site, open.
#[derive(Debug)]
pub(super) struct OpenSite {
    folder: SiteFolder,
    settings: Settings,
    session: Session,
    /// The same without drafts, as it is published.
    published: Session,
    pub(super) built: Built,
    pub(super) day: civil::Date,
    /// The files that the desk itself left empty.
    emptied: BTreeSet<String>,
    /// The last texts that were told of, by path, with their hashes.
    told: BTreeMap<String, VecDeque<(String, Content)>>,
}

impl OpenSite {
    /// Reads the site in `root`.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub(super) fn open(root: &Path, settings: &Settings) -> Result<Self, String> {
        let mut folder = SiteFolder::new(root);
        folder.refresh().map_err(|error| error.to_string())?;
        // An earlier run may have been killed while it wrote.
        let folders = folder.tree.files.keys().filter_map(|path| path.rsplit_once('/'));
        let folders: BTreeSet<&str> = folders.map(|(folder, _)| folder).collect();
        folders.iter().for_each(|folder| sweep(root, folder));
        let mut session = Session::default();
        let options = options(settings, true)?;
        let built = session.build(folder.tree.clone(), &options, &mut |_| {});
        let (settings, published) = (settings.clone(), Session::default());
        let (day, emptied, told) = (day(&options), BTreeSet::new(), BTreeMap::new());
        Ok(Self { folder, settings, session, published, built, day, emptied, told })
    }

    /// Reads what has changed since.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub(super) fn refresh(&mut self) -> Result<(), String> {
        let changed = self.folder.refresh().map_err(|error| error.to_string())?;
        // What somebody filled since is no longer the desk's.
        let tree = &self.folder.tree;
        self.emptied.retain(|path| tree.files.get(path).is_some_and(|c| c.as_bytes().is_empty()));
        let options = options(&self.settings, true)?;
        let today = day(&options);
        if !changed.is_empty() || today != self.day {
            self.built = self.session.build(self.folder.tree.clone(), &options, &mut |_| {});
            self.day = today;
        }
        Ok(())
    }

    pub(super) fn root(&self) -> PathBuf {
        self.folder.root().to_owned()
    }

    pub(super) fn tree(&self) -> &Tree {
        &self.folder.tree
    }

    /// What would be built of the files with `texts` in the place of some.
    pub(super) fn with(&mut self, texts: &[(String, String)]) -> Result<Built, String> {
        let options = options(&self.settings, true)?;
        Ok(self.session.build(self.tree_with(texts), &options, &mut |_| {}))
    }

    /// What is published, and what would be with `texts`.
    pub(super) fn published_with(
        &mut self,
        texts: &[(String, String)],
    ) -> Result<(Built, Built), String> {
        let options = options(&self.settings, false)?;
        let before = self.published.build(self.folder.tree.clone(), &options, &mut |_| {});
        let after = self.published.build(self.tree_with(texts), &options, &mut |_| {});
        Ok((before, after))
    }

    /// The faults that the preview will find in the files as they are, but for those of its templates.
    pub(super) fn faults(&mut self) -> Result<Vec<ShownFault>, String> {
        let options = (self.settings.options)(self.settings.drafts)?;
        let options = Options { code: self.settings.code.known(), ..options };
        let built = self.session.build(self.folder.tree.clone(), &options, &mut |_| {});
        Ok(faults(&built.diagnostics, &built.files))
    }

    fn tree_with(&self, texts: &[(String, String)]) -> Tree {
        let mut tree = self.folder.tree.clone();
        let texts = texts.iter().map(|(path, text)| (path.clone(), text.as_str().into()));
        tree.files.extend(texts);
        tree
    }

    /// True if another program seems to be writing one of the files at `paths`.
    pub(super) fn is_written<'p>(&self, paths: impl IntoIterator<Item = &'p String>) -> bool {
        let others = paths.into_iter().filter(|path| !self.emptied.contains(*path));
        others.into_iter().any(|path| self.folder.is_emptied(path, EMPTY))
    }

    /// Reads what was written. If that fails, the next answer says so: this one is about what was done.
    pub(super) fn look_again(&mut self) {
        let _ = self.refresh();
    }

    /// Notes what the desk wrote; the names and hashes of the files as they were written.
    pub(super) fn wrote(&mut self, written: &[Written]) -> Seen {
        for file in written {
            match file.after.as_deref() {
                Some([]) => self.emptied.insert(file.path.clone()),
                _ => self.emptied.remove(&file.path),
            };
        }
        // Another program may have written since, and nobody has seen that.
        let one = |file: &Written| Some((self.told(&file.path)?.0, hash(file.after.as_deref())));
        written.iter().filter_map(one).collect()
    }

    /// The article called `id`.
    pub(super) fn article(&self, id: Option<&str>) -> Option<usize> {
        article_of(self.built.site(), id.filter(|id| *id != ONLY))
    }

    /// The name of the file at `path`, and its hash. Its text is kept.
    pub(super) fn told(&mut self, path: &str) -> Option<(String, String)> {
        let part = part_of(&self.built, path)?;
        let content = self.folder.tree.files.get(path);
        let hash = hash(content.map(Content::as_bytes));
        let told = self.told.entry(path.to_owned()).or_default();
        if let Some(content) = content
            && !told.iter().any(|(known, _)| *known == hash)
        {
            told.push_back((hash.clone(), content.clone()));
            if told.len() > KEPT {
                told.pop_front();
            }
        }
        Some((part, hash))
    }

    /// The same of all `paths`.
    pub(super) fn all_told<'p>(&mut self, paths: impl IntoIterator<Item = &'p String>) -> Seen {
        paths.into_iter().filter_map(|path| self.told(path)).collect()
    }

    /// What has changed in the file at `path` since it had the hash `then`, as a unified diff; nothing
    /// where that is not known any more.
    pub(super) fn changed_since(&self, path: &str, then: Option<&String>) -> Vec<String> {
        let told = self.told.get(path);
        let old = then.and_then(|then| told?.iter().find(|(hash, _)| hash == then));
        let none = then.is_some_and(|then| then == NONE);
        let old = old.map(|(_, content)| content.as_bytes()).or(none.then_some(&[][..]));
        let now = self.folder.tree.files.get(path).map_or(&[][..], Content::as_bytes);
        old.map(|old| diff(old, now)).unwrap_or_default()
    }
}

/// The hash of a file that is not there.
const NONE: &str = "none";

/// The hash of a file.
pub(super) fn hash(bytes: Option<&[u8]>) -> String {
    bytes.map_or_else(|| NONE.to_owned(), sha256)
}

/// The lines of a unified diff, without its head.
pub(super) fn diff(old: &[u8], new: &[u8]) -> Vec<String> {
    let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
    let diff = TextDiff::from_lines(&*old, &*new);
    let shown = diff.unified_diff().context_radius(1).to_string();
    shown.lines().take(LINES).map(str::to_owned).collect()
}

/// The options of a build as `fix` has them: nothing that waits is shown as if it were confirmed.
fn options(settings: &Settings, drafts: bool) -> Result<Options, String> {
    let options = (settings.options)(drafts)?;
    let audience = Audience { unconfirmed: false, ..options.audience };
    Ok(Options { audience, code: settings.code.known(), ..options })
}
