//! The links between the pages of a list.
//!
//! In go the length of a list and the number of the page; out comes a [`Pager`], or `None` if the
//! list has only one page.

use super::common::{NavLink, PageLink, Pager};
use super::lists::{PAGE, pages};
use super::seen::View;
use crate::model::address;

/// How many pages before and after this one are linked, besides the first and the last.
const NEAR: usize = 2;

/// The pager of page `n` of the list that begins at the page `first`.
pub fn pager(view: View, first: &str, n: usize, total: usize) -> Option<Pager> {
    let of = pages(total);
    let href = |n: usize| view.link(&address::nth(first, n));
    let link = |n: usize| NavLink {
        label: n.to_string(),
        href: href(n),
        current: None,
        shortcut: None,
        tongue: None,
    };
    let shown = (1..=of).filter(|i| *i == 1 || *i == of || i.abs_diff(n) <= NEAR);
    let mut before = 0;
    let links = shown.map(|i| {
        let gap = i > before + 1;
        before = i;
        PageLink { n: i, href: href(i), current: i == n, gap }
    });
    (of > 1).then(|| Pager {
        n,
        of,
        first: (n - 1) * PAGE + 1,
        last: (n * PAGE).min(total),
        total,
        previous: (n > 1).then(|| link(n - 1)),
        next: (n < of).then(|| link(n + 1)),
        pages: links.collect(),
    })
}
