//! The head of an article, on its page and in lists.

use super::seen::View;
use crate::resolve::{Article, Reason};

/// The author of an article, without a leading `By`, because the page adds it.
pub fn byline(article: &Article) -> Option<String> {
    article.details.byline.as_ref().map(|b| b.strip_prefix("By ").unwrap_or(b).to_owned())
}

/// The preview's label for an article that is not published yet.
pub fn unpublished(view: View, article: &Article) -> Option<String> {
    article.unpublished.map(|reason| match reason {
        Reason::Draft => view.words.get("draft"),
        Reason::Embargo => view.words.get("embargo"),
    })
}
