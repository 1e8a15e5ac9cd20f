//! The page and address of a place in an article.
//!
//! In go an article and a place in it; out come the path of its page, and the address of a mark.

use crate::model::Layout;
use crate::model::address;
use crate::resolve::{Anchor, Article, Place};

/// The page that shows a place of an article.
pub fn page_of(article: &Article, place: Place) -> String {
    match (article.details.layout, place) {
        (Layout::Sections, Place::SectionTitle(i) | Place::Section(i)) => {
            address::section(&article.prefix, &article.sections[i].slug)
        }
        _ => address::article(&article.prefix),
    }
}

/// The address of a claim's mark: on the page of its first place, by its id.
pub fn mark(article: &Article, id: &str, anchor: &Anchor) -> String {
    format!("{}#c-{id}", page_of(article, anchor.place))
}
