//! What a save of the desk settles in lock files.
//!
//! In go a site before and after a change that somebody asked for; out come [`Mend`]s. Lines that only what was
//! taken out needed go with it, and words that somebody chose for a claim are confirmed by that. What waited
//! before goes on waiting.

use super::mend::{LockChange, Mend, PassageChange};
use super::{Sureness, changes, lock_mend};
use crate::parse::lock::{AnchorLine, PassageLine};
use crate::pipeline::Built;

/// What the change from `before` to `after` settles, where `chosen` is the claim, or `article/claim`, whose
/// words somebody chose.
pub fn settled(before: &Built, after: &Built, chosen: Option<&str>) -> Vec<Mend> {
    let mut mends = confirmed(before, after, chosen);
    for (i, article) in after.guard().articles.iter().enumerate() {
        let old = before.guard().articles.iter().position(|old| old.path == article.path);
        let Some(old) = old else { continue };
        // A line that one of these mends takes out is no longer there to go.
        let taken = |line: &AnchorLine| {
            mends.iter().filter_map(|mend| mend.lock.as_ref()).any(|lock| lock.gone.contains(line))
        };
        let known = &before.guard().articles[old].unused;
        let unused = article.unused.iter().filter(|line| !known.contains(line) && !taken(line));
        let gone: Vec<AnchorLine> =
            if after.all_read { unused.cloned().collect() } else { Vec::new() };
        let released = |line: &&PassageLine| {
            before.passages().uses(old, line) && !after.passages().uses(i, line)
        };
        let mut passages = PassageChange::default();
        if !after.failed() {
            passages.gone.extend(article.lock.passages.iter().filter(released).cloned());
        }
        if !gone.is_empty() || !passages.gone.is_empty() {
            let lock = LockChange { article: i, gone, passages, ..LockChange::default() };
            mends.push(lock_mend(String::new(), Sureness::Plain, lock));
        }
    }
    mends
}

/// The changes that confirm words which somebody chose.
fn confirmed(before: &Built, after: &Built, chosen: Option<&str>) -> Vec<Mend> {
    let Some(chosen) = chosen else { return Vec::new() };
    let of_claim = |built| {
        let all = changes(built).into_iter();
        all.filter(|mend: &Mend| mend.refused.is_none() && mend.claims == [chosen])
    };
    let come = |mend: &Mend| mend.lock.as_ref().map(|lock| lock.come.clone()).unwrap_or_default();
    let waited: Vec<AnchorLine> = of_claim(before).flat_map(|mend| come(&mend)).collect();
    let is_new = |mend: &Mend| {
        let lines = come(mend);
        mend.edits.is_empty() && !lines.is_empty() && !lines.iter().any(|l| waited.contains(l))
    };
    of_claim(after).filter(is_new).collect()
}
