//! The claims with a finding as a feed of `ClaimReview`, in the vocabulary of schema.org: what the page
//! of each claim says to search engines, in one document.

use super::scope::Scope;
use crate::model::address;
use crate::publish::review::review;
use serde_json::{Value, json};

pub(super) fn feed(scope: &Scope) -> Value {
    let site = scope.site();
    let items: Vec<Value> = scope
        .claims()
        .filter_map(|index| {
            let claim = site.claim(index);
            let path = address::claim(&site.articles[claim.article].prefix, &claim.id);
            let view = scope.press.view(&path, Some(claim.article));
            let mut review = serde_json::to_value(review(view, index)?).ok()?;
            // The document has one context.
            review.as_object_mut()?.remove("@context");
            let changed = review["datePublished"].clone();
            Some(json!({ "@type": "DataFeedItem", "dateModified": changed, "item": [review] }))
        })
        .collect();
    json!({
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "name": site.config.title,
        "url": scope.address(""),
        "dataFeedElement": items,
    })
}
