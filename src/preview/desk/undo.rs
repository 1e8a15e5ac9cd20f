//! Takes saves back.
//!
//! In go the saves and which of them is to go; out come the files without it. What was saved later stays where
//! it can. Where it cannot, the answer says what else would be taken back, and waits for another word.

use super::answer::DeskAnswer;
use super::ask::{Seen, UndoAsk};
use super::site::{OpenSite, diff};
use super::writing::{Undo, Undos, content};
use crate::desk::merge::{MergeKind, without};
use crate::desk::panel::{ChangePlan, path_of, problems};
use crate::write::{ExchangeError, Written, write_all};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Takes back what `ask` names.
///
/// # Errors
/// Why nothing was taken back, or what else would be.
pub(super) fn undo(
    site: &mut OpenSite,
    ask: &UndoAsk,
    undos: &mut Undos,
) -> Result<Value, DeskAnswer> {
    let way = Back::find(site, undos, &ask.undo)?;
    let paths: Vec<String> = way.files.iter().map(|file| file.path.clone()).collect();
    let now = site.all_told(&paths);
    let is_agreed = ask.force
        && ask.with.iter().collect::<BTreeSet<_>>() == way.later.iter().map(|(id, _)| id).collect()
        && now.iter().all(|(part, hash)| ask.seen.get(part) == Some(hash));
    if (way.asks && !is_agreed) || site.is_written(&paths) {
        return Err(way.asked(site, &now));
    }
    let done = write_all(&site.root(), &way.files);
    site.look_again();
    match done {
        Ok(()) => {
            undos.remove(&ask.undo);
            way.later.iter().for_each(|(id, _)| undos.remove(id));
            let later = way.later.len();
            Ok(json!({"seen": site.wrote(&way.files), "stays": way.stays, "later": later}))
        }
        Err(ExchangeError::Changed(_)) => {
            let now = site.all_told(&paths);
            Err(way.asked(site, &now))
        }
        Err(error) => Err(DeskAnswer::refusal(500, "disk", &error.to_string())),
    }
}

/// How a save is taken back.
struct Back {
    /// What is written.
    files: Vec<Written>,
    /// The later saves that are taken back with it: id, and what it is called.
    later: Vec<(String, String)>,
    /// True if somebody has to agree first.
    asks: bool,
    /// True if something that came later stays.
    stays: bool,
    /// What would be wrong with the site without this save alone.
    faults: Vec<String>,
}

impl Back {
    /// The way that takes the least: the save alone, with the later ones of the same files, or with all
    /// later ones.
    fn find(site: &mut OpenSite, undos: &Undos, id: &str) -> Result<Self, DeskAnswer> {
        let later = undos.since(id);
        let Some((first, others)) = later.split_first() else {
            let text = "there is nothing of this name to take back";
            return Err(DeskAnswer::refusal(404, "undo", text));
        };
        let mut files: BTreeSet<&str> = first.paths().collect();
        let mut beside = vec![*first];
        for other in others {
            if other.paths().any(|path| files.contains(path)) {
                files.extend(other.paths());
                beside.push(other);
            }
        }
        let mut faults = Vec::new();
        for set in [vec![*first], beside.clone(), later.clone()] {
            let (files, is_clean) = taken_back(site, &set);
            if !is_clean {
                continue;
            }
            // What is as it was before it was read then too, with the faults that it had.
            let found = match later.len() == set.len() && is_exact(site, &set) {
                true => Vec::new(),
                false => faults_without(site, &files)?,
            };
            if found.is_empty() {
                return Ok(Self::of(site, &set, files, set.len() > 1, faults));
            }
            if set.len() == 1 {
                faults = found;
            }
        }
        let (files, _) = taken_back(site, &beside);
        Ok(Self::of(site, &beside, files, true, faults))
    }

    fn of(
        site: &OpenSite,
        set: &[&Undo],
        files: Vec<Written>,
        asks: bool,
        faults: Vec<String>,
    ) -> Self {
        let later = set.iter().skip(1).map(|undo| (undo.id.clone(), undo.what.clone())).collect();
        let is_last = |file: &Written| {
            let last = set.iter().rev().flat_map(|undo| &undo.files).find(|f| f.path == file.path);
            last.is_some_and(|last| content(site.tree(), &file.path) == last.after.as_deref())
        };
        let stays = !files.iter().all(is_last);
        Self { files, later, asks, stays, faults }
    }

    /// The refusal to go on without a word: what would be taken back, and what would change.
    fn asked(&self, site: &OpenSite, now: &Seen) -> DeskAnswer {
        let diffs: BTreeMap<&String, Vec<String>> = now
            .keys()
            .filter_map(|part| {
                let path = path_of(&site.built, part)?;
                let file = self.files.iter().find(|file| file.path == path)?;
                let then = file.after.as_deref().unwrap_or_default();
                Some((part, diff(content(site.tree(), &path).unwrap_or_default(), then)))
            })
            .collect();
        let parts: Vec<&&String> = diffs.keys().collect();
        let later: Vec<Value> =
            self.later.iter().map(|(id, what)| json!({"id": id, "what": what})).collect();
        DeskAnswer::json(
            409,
            &json!({
                "error": "stale", "files": parts, "seen": now, "diff": diffs, "later": later,
                "faults": self.faults,
            }),
        )
    }
}

/// True if nothing came to the files of the saves of `set` since.
fn is_exact(site: &OpenSite, set: &[&Undo]) -> bool {
    let mut last: BTreeMap<&str, &Written> = BTreeMap::new();
    last.extend(set.iter().flat_map(|undo| &undo.files).map(|file| (file.path.as_str(), file)));
    last.values().all(|file| content(site.tree(), &file.path) == file.after.as_deref())
}

/// The files without the saves of `set`, which is sorted, and whether all else in them stays. Where it
/// cannot, they are as they were before the first of them.
fn taken_back(site: &OpenSite, set: &[&Undo]) -> (Vec<Written>, bool) {
    let mut files: BTreeMap<&str, Option<Vec<u8>>> = BTreeMap::new();
    let mut is_clean = true;
    for file in set.iter().rev().flat_map(|undo| &undo.files) {
        let of_tree = || content(site.tree(), &file.path).map(<[u8]>::to_vec);
        let now = files.entry(&file.path).or_insert_with(of_tree);
        let [before, after, text] =
            [&file.before, &file.after, now].map(|bytes| bytes.as_deref().unwrap_or_default());
        let merged = match *now == file.after {
            true => Some(file.before.clone()),
            false => merge(before, after, text, MergeKind::of(&file.path)).map(|text| {
                let is_gone = file.before.is_none() && text.trim().is_empty();
                (!is_gone).then(|| text.into_bytes())
            }),
        };
        is_clean &= merged.is_some();
        *now = merged.unwrap_or_else(|| file.before.clone());
    }
    let written = |(path, after): (&str, Option<Vec<u8>>)| {
        let before = content(site.tree(), path).map(<[u8]>::to_vec);
        Written { path: path.to_owned(), before, after }
    };
    // Claims go before the sources that they name.
    let order = |path: &str| {
        let of_set = set.iter().rev().flat_map(|undo| undo.files.iter().rev());
        of_set.map(|file| file.path.as_str()).position(|of| of == path)
    };
    let mut all: Vec<Written> = files.into_iter().map(written).collect();
    all.sort_by_key(|file| order(&file.path));
    all.retain(|file| file.before != file.after);
    (all, is_clean)
}

fn merge(before: &[u8], after: &[u8], now: &[u8], kind: MergeKind) -> Option<String> {
    let text = |bytes| std::str::from_utf8(bytes).ok();
    without(text(before)?, text(after)?, text(now)?, kind)
}

/// The errors that what is published would have with `files`, and has not now.
fn faults_without(site: &mut OpenSite, files: &[Written]) -> Result<Vec<String>, DeskAnswer> {
    let text = |file: &Written| {
        let text = String::from_utf8_lossy(file.after.as_deref().unwrap_or_default()).into_owned();
        (file.path.clone(), text)
    };
    let texts: Vec<(String, String)> = files.iter().map(text).collect();
    let (before, after) =
        site.published_with(&texts).map_err(|text| DeskAnswer::unreadable(&text))?;
    let found = problems(&before, &after, &ChangePlan::default());
    Ok(found.into_iter().filter(|problem| problem.stops).map(|problem| problem.text).collect())
}
