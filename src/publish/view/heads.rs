//! What the head of an article says, on its page and in lists.

use super::seen::View;
use crate::resolve::{Article, Reason};

/// Who wrote an article. The page says `By`; an author who typed it too meant the same.
pub fn byline(article: &Article) -> Option<String> {
    article.byline.as_ref().map(|b| b.strip_prefix("By ").unwrap_or(b).to_owned())
}

/// What the preview calls an article that is not published yet.
pub fn unpublished(view: View, article: &Article) -> Option<String> {
    article.unpublished.map(|reason| match reason {
        Reason::Draft => view.words.get("draft"),
        Reason::Embargo => view.words.get("embargo"),
    })
}
