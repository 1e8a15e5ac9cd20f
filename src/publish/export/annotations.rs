//! The marked claims as annotations of the pages that they stand on: the Web Annotation Data Model,
//! W3C Recommendation of 23 February 2017.
//!
//! Each is found again by its words and what stands around them (`TextQuoteSelector`). A position in the
//! text of a page is not given: notes and markers stand between its words, and themes arrange them.

use super::scope::{Scope, object};
use crate::model::address;
use crate::publish::view::places::page_of;
use crate::resolve::{Anchor, Article, ClaimIndex};
use serde_json::{Value, json};
use text_anchor::BARRIER;

/// How many characters of a quote's surroundings go with it, as Hypothesis does.
const AROUND: usize = 32;

pub(super) fn collection(scope: &Scope) -> Value {
    let items: Vec<Value> = scope
        .claims()
        .filter(|index| !scope.site().claim(*index).anchors.is_empty())
        .map(|index| annotation(scope, index))
        .collect();
    let site = scope.site();
    let (page, label) = match scope.only_article() {
        Some(article) => (address::claims(&article.prefix), &article.title),
        None => (String::new(), &site.config.title),
    };
    let id = scope.address(&page);
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("{id}#annotations"),
        "type": "AnnotationCollection",
        "label": label,
        "total": items.len(),
        "first": {
            "id": format!("{id}#annotations-1"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    })
}

fn annotation(scope: &Scope, index: ClaimIndex) -> Value {
    let site = scope.site();
    let claim = site.claim(index);
    let article = &site.articles[claim.article];
    let path = address::claim(&article.prefix, &claim.id);
    let view = scope.press.view(&path, Some(claim.article));
    let page = scope.address(&path);
    let status = view.state(&view.status(index));
    let finding = claim.details.current_finding();
    let told = finding.map_or_else(|| status.clone(), |finding| format!("{status}: {finding}"));
    let targets: Vec<Value> =
        claim.anchors.iter().filter_map(|anchor| target(scope, article, anchor)).collect();
    object([
        ("id", json!(format!("{page}#annotation"))),
        ("type", json!("Annotation")),
        ("motivation", json!("assessing")),
        ("creator", json!(creator(scope))),
        (
            "body",
            json!([
                {
                    "type": "TextualBody",
                    "value": told,
                    "format": "text/plain",
                    "language": view.words.tag(),
                    "purpose": "assessing",
                },
                { "type": "SpecificResource", "source": page, "purpose": "linking" },
            ]),
        ),
        ("target", json!(targets)),
    ])
}

fn creator(scope: &Scope) -> Value {
    let config = &scope.site().config;
    let base = config.base_url.as_ref().map(url::Url::as_str);
    object([
        ("id", json!(base)),
        ("type", json!("Organization")),
        ("name", json!(config.publisher.as_ref().unwrap_or(&config.title))),
    ])
}

/// Where the words stand. A claim about an image has no words; its page is the target.
fn target(scope: &Scope, article: &Article, anchor: &Anchor) -> Option<Value> {
    let page = scope.address(&page_of(article, anchor.place));
    let text = &article.text(anchor.place).text;
    let exact = text.get(anchor.range.clone())?;
    if exact.is_empty() {
        return Some(json!({ "type": "SpecificResource", "source": page }));
    }
    let before = text.get(..anchor.range.start)?;
    let after = text.get(anchor.range.end..)?;
    let count = before.chars().count();
    let prefix: String = before.chars().skip(count.saturating_sub(AROUND)).collect();
    let suffix: String = after.chars().take(AROUND).collect();
    let plain = |text: &str| text.replace(BARRIER, " ");
    let quote = object([
        ("type", json!("TextQuoteSelector")),
        ("exact", json!(plain(exact))),
        ("prefix", json!(plain(&prefix))),
        ("suffix", json!(plain(&suffix))),
    ]);
    Some(json!({ "type": "SpecificResource", "source": page, "selector": [quote] }))
}
