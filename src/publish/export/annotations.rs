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
use crate::resolve::{Anchor, Article, ClaimIndex};
use crate::theme::PageFault;
use serde_json::{Value, json};
use text_anchor::BARRIER;

/// How many characters of a quote's surroundings go with it, as Hypothesis does.
const AROUND: usize = 32;

/// The pages that were rendered last, by their paths: claims come article by article.
type Rendered = Option<(String, Option<PagePositions>)>;

/// # Errors
/// A template of a page with claims fails.
pub(super) fn collection(scope: &Scope) -> Result<Value, Box<PageFault>> {
    let mut rendered = Rendered::None;
    let items: Vec<Value> = scope
        .claims()
        .filter(|index| !scope.site().claim(*index).anchors.is_empty())
        .map(|index| annotation(scope, index, &mut rendered))
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
    rendered: &mut Rendered,
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
    for anchor in &claim.anchors {
        let path = page_of(article, anchor.place);
        let positions = positions(scope, &path, rendered)?;
        let id = mark_id(article, index, &claim.id, anchor);
        targets.extend(target(scope, article, anchor, |exact| positions?.find(&id, exact)));
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

/// The marks of the page at `path`, which is rendered if it is another one than before.
fn positions<'r>(
    scope: &Scope,
    path: &str,
    rendered: &'r mut Rendered,
) -> Result<Option<&'r PagePositions>, Box<PageFault>> {
    if rendered.as_ref().is_none_or(|(known, _)| known != path) {
        let page = scope.press.find(path).map(|page| page.render(scope.press, path)).transpose()?;
        *rendered = Some((path.to_owned(), page.as_deref().map(PagePositions::of)));
    }
    Ok(rendered.as_ref().and_then(|(_, positions)| positions.as_ref()))
}

/// The id of the mark of a place of a claim: places of a claim are counted on their page.
fn mark_id(article: &Article, index: ClaimIndex, id: &str, anchor: &Anchor) -> String {
    let page = page_of(article, anchor.place);
    let places = article.places().filter(|place| page_of(article, *place) == page);
    let marks = places.flat_map(|place| article.marks.get(&place).into_iter().flatten());
    let mut own =
        marks.filter(|(claim, _)| *claim == index).map(|(_, own)| (own.place, &own.range));
    match own.position(|own| own == (anchor.place, &anchor.range)) {
        Some(before @ 1..) => format!("{id}--{}", before + 1),
        _ => id.to_owned(),
    }
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
    position: impl FnOnce(&str) -> Option<MarkPosition>,
) -> Option<Value> {
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
    let mut selectors = vec![quote];
    selectors.extend(position(&plain(exact)).map(|MarkPosition { element, start, end }| {
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
    Some(json!({ "type": "SpecificResource", "source": page, "selector": selectors }))
}
