//! What a build adds to lock files, and what is said of it.
//!
//! In go the guard and the passages that were found; out come the new texts of lock files, or faults.

use crate::diagnostic::{Code, Diagnostic};
use crate::judge::Passages;
use crate::load::LockFile;
use crate::parse::lock::PassageLine;
use crate::resolve::{ArticleGuard, Guard, counted, names};

/// A lock file with what a build adds to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockUpdate {
    /// Path from the site's root.
    pub path: String,
    /// Its text.
    pub text: String,
    /// How many lines are new.
    pub added: usize,
}

/// The articles whose lock files a build adds to, each with its lines on passages.
pub(super) fn behind<'b>(
    guard: &'b Guard,
    passages: &'b Passages,
) -> impl Iterator<Item = (&'b ArticleGuard, &'b Vec<PassageLine>)> {
    let articles = guard.articles.iter().zip(&passages.fresh);
    articles.filter(|(article, found)| !article.fresh.is_empty() || !found.is_empty())
}

/// Says of each lock file what a build would add to it.
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

/// Says of each lock file that has lines on how many claims it has none: a claim may be new, or
/// somebody may have taken its line away. Where a file cannot be read, that is the reason.
pub(super) fn new(guard: &Guard, passages: &Passages) -> Vec<Diagnostic> {
    let say = |(article, found): (&ArticleGuard, &Vec<PassageLine>)| {
        match article.file {
            LockFile::Unread => return None,
            LockFile::There(_) if !article.whole => return None,
            LockFile::There(_) | LockFile::Missing => {}
        }
        let words = || article.fresh.iter().map(|line| line.claim.as_str());
        let cite = || found.iter().map(|line| line.claim.as_str());
        // That nothing guards the words is said already, where there is no line at all.
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
