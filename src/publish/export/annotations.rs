//! The marked claims as annotations of the pages that they stand on: the Web Annotation Data Model,
//! W3C Recommendation of 23 February 2017.
//!
//! Each is found again by its words and what stands around them (`TextQuoteSelector`), and by its position in the
//! text of an element of the page (`FragmentSelector`, refined by a `TextPositionSelector`). Notes and numbers stand
//! between the words of a page, and themes arrange them: so the position is taken from the page as it is rendered.

use super::positions::{MarkPosition, PagePositions};
use super::scope::{Scope, object};
use crate::model::address;
use crate::publish::view::places::page_of;
use crate::resolve::{Anchor, Article, ClaimIndex, Place};
use crate::theme::PageFault;
use ahash::HashMap;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use text_anchor::BARRIER;

/// How many characters of a quote's surroundings go with it, as Hypothesis does.
const AROUND: usize = 32;

/// The marks of an article on its pages, as far as they were asked for: claims come article by article.
#[derive(Default)]
struct ArticleMarks {
    article: Option<usize>,
    /// How many marks a claim has on the same page before one of its places: the part and the byte where it begins.
    before: HashMap<(ClaimIndex, Place, usize), usize>,
    /// The pages that were rendered, by their paths.
    pages: BTreeMap<String, Option<PagePositions>>,
}

impl ArticleMarks {
    /// Begins another article, unless it is the same.
    fn turn_to(&mut self, index: usize, article: &Article) {
        if self.article == Some(index) {
            return;
        }
        *self = Self { article: Some(index), ..Self::default() };
        let mut counts: HashMap<(ClaimIndex, String), usize> = HashMap::default();
        for place in article.places() {
            let page = page_of(article, place);
            for (claim, anchor) in article.standing.marks.get(&place).into_iter().flatten() {
                let count = counts.entry((*claim, page.clone())).or_default();
                self.before.insert((*claim, place, anchor.range.start), *count);
                *count += 1;
            }
        }
    }

    /// The position of the words of a claim at one of its places, on the page at `path`.
    fn find(
        &mut self,
        scope: &Scope,
        path: &str,
        (index, id, anchor): (ClaimIndex, &str, &Anchor),
        exact: &str,
    ) -> Result<Option<MarkPosition>, Box<PageFault>> {
        if !self.pages.contains_key(path) {
            let page = scope.press.find(path);
            let html = page.map(|page| page.render(scope.press, path)).transpose()?;
            self.pages.insert(path.to_owned(), html.as_deref().map(PagePositions::of));
        }
        let id = match self.before.get(&(index, anchor.place, anchor.range.start)) {
            // Marks of a claim are counted on their page.
            Some(before @ 1..) => format!("{id}--{}", before + 1),
            _ => id.to_owned(),
        };
        Ok(self.pages.get(path).and_then(Option::as_ref).and_then(|page| page.find(&id, exact)))
    }
}

/// # Errors
/// A template of a page with claims fails.
pub(super) fn collection(scope: &Scope) -> Result<Value, Box<PageFault>> {
    let mut marks = ArticleMarks::default();
    let items: Vec<Value> = scope
        .claims()
        .filter(|index| !scope.site().claim(*index).anchors.is_empty())
        .map(|index| annotation(scope, index, &mut marks))
        .collect::<Result<_, _>>()?;
    let site = scope.site();
    let (page, label) = match scope.only_article() {
        Some(article) => (address::claims(&article.prefix), &article.title),
        None => (String::new(), &site.config.title),
    };
    let id = scope.address(&page);
    Ok(json!({
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
    }))
}

fn annotation(
    scope: &Scope,
    index: ClaimIndex,
    marks: &mut ArticleMarks,
) -> Result<Value, Box<PageFault>> {
    let site = scope.site();
    let claim = site.claim(index);
    let article = &site.articles[claim.article];
    let path = address::claim(&article.prefix, &claim.id);
    let view = scope.press.view(&path, Some(claim.article));
    let page = scope.address(&path);
    let status = view.state(&view.status(index));
    let finding = claim.details.current_finding();
    let told = finding.map_or_else(|| status.clone(), |finding| format!("{status}: {finding}"));
    let mut targets = Vec::new();
    marks.turn_to(claim.article, article);
    for anchor in &claim.anchors {
        let path = page_of(article, anchor.place);
        let find = |exact: &str| marks.find(scope, &path, (index, &claim.id, anchor), exact);
        targets.extend(target(scope, article, anchor, find)?);
    }
    Ok(object([
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
    ]))
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
fn target(
    scope: &Scope,
    article: &Article,
    anchor: &Anchor,
    position: impl FnOnce(&str) -> Result<Option<MarkPosition>, Box<PageFault>>,
) -> Result<Option<Value>, Box<PageFault>> {
    let page = scope.address(&page_of(article, anchor.place));
    let text = &article.text(anchor.place).text;
    let Some(exact) = text.get(anchor.range.clone()) else { return Ok(None) };
    // Both ends of a range that holds a text are ends of characters.
    let (before, after) = (&text[..anchor.range.start], &text[anchor.range.end..]);
    if exact.is_empty() {
        return Ok(Some(json!({ "type": "SpecificResource", "source": page })));
    }
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
    let mut selectors = vec![quote];
    selectors.extend(position(&plain(exact))?.map(|MarkPosition { element, start, end }| {
        let inner = json!({ "type": "TextPositionSelector", "start": start, "end": end });
        match element {
            None => inner,
            Some(id) => json!({
                "type": "FragmentSelector",
                "conformsTo": "http://tools.ietf.org/rfc/rfc3236",
                "value": id,
                "refinedBy": inner,
            }),
        }
    }));
    Ok(Some(json!({ "type": "SpecificResource", "source": page, "selector": selectors })))
}
