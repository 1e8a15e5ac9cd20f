//! Finds what can be mended without an editor, and computes the files after it.
//!
//! In goes a site that was built, with or without faults; out come [`Mend`]s, each with the
//! diagnostic that it mends and its sureness, and, for those that were accepted, the new texts of
//! files. YAML is changed by [`crate::yaml::edit`], which leaves every other byte unchanged.
//! Nothing here asks questions or touches the disk.

mod evidence;
mod looks;
mod mend;
mod settled;
mod slips;
mod words;

pub use evidence::{
    EvidenceLook, claims_without_words, looked_again, names_of_claims, rechecks, say_otherwise,
};
pub use looks::{BlockLook, LookClaim, looks};
pub use mend::{Mend, SentenceChange, Sureness};
pub use settled::settled;

use crate::diagnostic::{Code, ProposalKey, Repair};
use crate::parse::lock::{AnchorLine, Lock, PassageLine};
use crate::pipeline::{Built, Options};
use crate::resolve::{ArticleGuard, Proposal, names};
use crate::source::FileId;
use crate::yaml::edit::{self, Edit};
use ahash::HashMap;
use jiff::civil;
use looks::{confirm, look_around, shared_changes};
use mend::{LockChange, PassageChange};
use slips::mend;
use std::borrow::Borrow;
use std::collections::BTreeMap;

/// The day that is written where somebody looked at something.
pub fn day(options: &Options) -> civil::Date {
    let now = options.audience.now;
    now.map_or(civil::Date::ZERO, |now| jiff::tz::Offset::UTC.to_datetime(now).date())
}

/// Finds everything that can be mended, in report order.
pub fn changes(built: &Built) -> Vec<Mend> {
    let mut changes = Vec::new();
    let articles = &built.guard().articles;
    let mut proposals: HashMap<ProposalKey, (usize, &Proposal)> = HashMap::default();
    for (i, article) in articles.iter().enumerate() {
        for proposal in &article.proposals {
            proposals.entry(proposal.key).or_insert((i, proposal));
        }
    }
    for diagnostic in &built.diagnostics {
        match &diagnostic.repair {
            Some(Repair::Confirm(key)) => {
                let found = proposals.get(key);
                changes.extend(
                    found.map(|(article, proposal)| confirm(diagnostic, proposal, *article, built)),
                );
            }
            Some(repair) => changes.extend(mend(diagnostic, repair, built)),
            None => {}
        }
    }
    for (i, article) in articles.iter().enumerate() {
        let shared = shared_changes(&article.contexts);
        changes.extend(article.contexts.iter().map(|group| look_around(group, i, &shared)));
        changes.extend(tidy(built, i, article));
    }
    changes
}

/// Removes from a lock file what the site no longer needs, and updates what belongs to an older
/// copy of a source. If faults may have kept a claim from being read, its line stays, because what
/// was confirmed would be lost.
fn tidy(built: &Built, index: usize, article: &ArticleGuard) -> Vec<Mend> {
    let mut passages =
        PassageChange { come: built.passages().renewed[index].clone(), ..PassageChange::default() };
    if !built.failed() {
        let unused =
            article.lock.passages.iter().filter(|line| !built.passages().uses(index, line));
        passages.gone.extend(unused.cloned());
    }
    let outdated = article.lock.passages.iter().filter(|line| {
        let same = |new: &PassageLine| {
            (&new.claim, &new.source, &new.words) == (&line.claim, &line.source, &line.words)
        };
        passages.come.iter().any(same)
    });
    passages.gone.extend(outdated.cloned().collect::<Vec<_>>());
    let gone = if built.all_read { article.unused.clone() } else { Vec::new() };
    // The confirmed words of a vanished claim may belong to a new claim, which only has another id.
    let takers = article.takers();
    // So may those of a claim whose new words are not found.
    let lost = built.diagnostics.iter().any(|d| d.code == Code::AnchorMissing);
    let (doubtful, gone): (Vec<_>, Vec<_>) = gone.into_iter().partition(|line| {
        takers.contains_key(line.confirmed.words.ends().0) || lost || article.may_be_renamed(line)
    });
    let mut changes = Vec::new();
    if !doubtful.is_empty() {
        let ids = names(doubtful.iter().map(|line| line.claim.as_str()));
        let question = format!(
            "no claim is called {ids} any more, and new claims quote the same words, or stand in the same part of the article. Where one of them is the old claim under a new id, leave this, and list the old id in its `aliases`: it is then held against what was confirmed. Take what was confirmed of {ids} out of `{}`?",
            article.path
        );
        let lock = LockChange { article: index, gone: doubtful, ..LockChange::default() };
        changes.push(lock_mend(question, Sureness::Asked, lock));
    }
    let lines = gone.len() + passages.gone.len();
    if lines > 0 || !passages.come.is_empty() {
        let outdated = match lines {
            1 => "1 line is".to_owned(),
            n => format!("{n} lines are"),
        };
        let of = gone.iter().map(|line| line.claim.as_str());
        let of = names(of.chain(passages.gone.iter().map(|line| line.claim.as_str())));
        let question = match lines {
            0 => format!("renew what `{}` says of passages?", article.path),
            _ => format!("tidy up `{}`, in which {outdated} out of date, on {of}?", article.path),
        };
        let lock = LockChange { article: index, gone, passages, ..LockChange::default() };
        changes.push(lock_mend(question, Sureness::Plain, lock));
    }
    changes
}

/// A change of a lock file without a diagnostic.
fn lock_mend(question: String, sureness: Sureness, lock: LockChange) -> Mend {
    Mend {
        diagnostic: None,
        question,
        sureness,
        claims: Vec::new(),
        edits: Vec::new(),
        lock: Some(lock),
        refused: None,
        part: None,
    }
}

/// Two changes of the same place.
#[derive(Debug, thiserror::Error)]
#[error("`{path}` cannot be changed in two ways at once: {reason}")]
pub struct Clash {
    path: String,
    reason: String,
}

/// The new texts of files after `accepted`, by path, without unchanged ones. YAML files come first,
/// because a quote that is not confirmed yet is only asked about again.
///
/// # Errors
/// The file that cannot be changed, because two changes overlap.
pub fn texts<M: Borrow<Mend>>(
    built: &Built,
    accepted: &[M],
) -> Result<Vec<(String, String)>, Clash> {
    let mut by_file: BTreeMap<FileId, Vec<Edit>> = BTreeMap::new();
    for (file, edit) in accepted.iter().flat_map(|change| &change.borrow().edits) {
        let edits = by_file.entry(*file).or_default();
        if !edits.contains(edit) {
            edits.push(edit.clone());
        }
    }
    let mut texts = Vec::new();
    for (file, edits) in by_file {
        let path = built.files.path(file);
        let text = edit::apply(&built.files.get(file).text, &edits)
            .map_err(|reason| Clash { path: path.to_owned(), reason: reason.to_string() })?;
        texts.push((path.to_owned(), text));
    }
    for (i, article) in built.guard().articles.iter().enumerate() {
        let of_article: Vec<&LockChange> = accepted
            .iter()
            .filter_map(|c| c.borrow().lock.as_ref())
            .filter(|l| l.article == i)
            .collect();
        if !of_article.is_empty() {
            texts.push((article.path.clone(), changed_lock(&article.lock, &of_article).text()));
        }
    }
    Ok(texts)
}

fn changed_lock(lock: &Lock, changes: &[&LockChange]) -> Lock {
    let come: Vec<AnchorLine> = changes.iter().flat_map(|c| &c.come).cloned().collect();
    let passages: Vec<PassageLine> =
        changes.iter().flat_map(|c| &c.passages.come).cloned().collect();
    let gone: Vec<&AnchorLine> = changes.iter().flat_map(|c| &c.gone).collect();
    let gone_passages: Vec<&PassageLine> = changes.iter().flat_map(|c| &c.passages.gone).collect();
    let head = changes.iter().find_map(|change| change.head.as_ref());
    lock.changed(&come, &passages, &gone, &gone_passages, head)
}
