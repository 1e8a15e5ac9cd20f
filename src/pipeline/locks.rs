//! Computes what a build adds to lock files, and the diagnostics about it.
//!
//! In go the guard and the passages that were found; out come the new texts of lock files, or
//! diagnostics.

use crate::diagnostic::{Code, Diagnostic};
use crate::judge::Passages;
use crate::load::LockFile;
use crate::parse::lock::PassageLine;
use crate::resolve::{ArticleGuard, Guard, counted, names};

/// A lock file with the lines that a build adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockUpdate {
    /// Path from the site's root.
    pub path: String,
    /// Its text.
    pub text: String,
    /// The number of new lines.
    pub added: usize,
    /// How many lines on words took the place of ones that said the same.
    pub renewed: usize,
}

/// The articles, each with its new lines on passages.
fn each<'b>(
    guard: &'b Guard,
    passages: &'b Passages,
) -> impl Iterator<Item = (&'b ArticleGuard, &'b Vec<PassageLine>)> {
    guard.articles.iter().map(|article| &**article).zip(&passages.fresh)
}

/// The articles whose lock files a build writes, each with its new lines on passages.
pub(super) fn written<'b>(
    guard: &'b Guard,
    passages: &'b Passages,
) -> impl Iterator<Item = (&'b ArticleGuard, &'b Vec<PassageLine>)> {
    each(guard, passages).filter(|(article, found)| {
        let lines = !article.lock.anchors.is_empty() || !article.fresh.is_empty();
        !article.fresh.is_empty()
            || !article.renewed.is_empty()
            || !found.is_empty()
            || lines && article.head_line.is_some()
    })
}

/// The articles whose lock files lack lines, each with its lines on passages.
pub(super) fn behind<'b>(
    guard: &'b Guard,
    passages: &'b Passages,
) -> impl Iterator<Item = (&'b ArticleGuard, &'b Vec<PassageLine>)> {
    each(guard, passages).filter(|(article, found)| !article.fresh.is_empty() || !found.is_empty())
}

/// Reports for each lock file what a build would add.
pub(super) fn outdated(guard: &Guard, passages: &Passages) -> Vec<Diagnostic> {
    let say = |(article, found): (&ArticleGuard, &Vec<PassageLine>)| {
        let words = article.fresh.iter().map(|line| line.claim.as_str());
        let found = found.iter().map(|line| line.claim.as_str());
        let message =
            format!("`{}` has nothing yet on {}", article.path, names(words.chain(found)));
        Diagnostic::at(Code::LockOutdated, article.span(), message)
            .hint("run `gainsay build` where you write, and commit the file")
    };
    behind(guard, passages).map(say).collect()
}

/// Reports for each lock file that is not empty how many claims have no line in it: a claim may be
/// new, or somebody may have deleted its line. A lock file that could not be read is not reported
/// here.
pub(super) fn new(guard: &Guard, passages: &Passages) -> Vec<Diagnostic> {
    let say = |(article, found): (&ArticleGuard, &Vec<PassageLine>)| {
        match article.file {
            LockFile::Unread => return None,
            LockFile::There(_) if !article.whole => return None,
            LockFile::There(_) | LockFile::Missing => {}
        }
        let words = || article.fresh.iter().map(|line| line.claim.as_str());
        let cite = || found.iter().map(|line| line.claim.as_str());
        // If there are no lines at all, that was already reported.
        if article.bare && !article.fresh.is_empty() {
            return None;
        }
        let mut parts = Vec::new();
        if !article.fresh.is_empty() {
            parts.push(format!("the words of {}", counted(words())));
        }
        if !found.is_empty() {
            parts.push(format!("passages of {}", counted(cite())));
        }
        let first = parts.first()?;
        let message = match parts.get(1) {
            None => format!("`{}` has nothing yet on {first}", article.path),
            Some(second) => {
                format!("`{}` has nothing yet on {first}; and on {second}", article.path)
            }
        };
        let said = Diagnostic::at(Code::LockNew, article.span(), message)
            .hint("where these are new, all is well: `gainsay build` notes them there as they stand, and when they are edited later you are told")
            .hint("where they are not new, the file lost their lines: take it from version control instead");
        Some(said)
    };
    behind(guard, passages).filter_map(say).collect()
}
