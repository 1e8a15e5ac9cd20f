//! Reports characters that reorder text on the screen. It is an error if a claim quotes the
//! sentence, since readers would see other words than those that were checked, and otherwise a
//! warning.
//!
//! In goes a site with resolved quotes; out come the faults.

use super::site::{Article, ClaimIndex, Place, Site};
use crate::characters::reorderings;
use crate::diagnostic::{Code, Diagnostic, Label};
use crate::source::Span;
use std::ops::Range;
use text_anchor::sentence;

/// The maximum number of further places that are shown.
const SHOWN: usize = 8;

/// Checks titles, standfirsts and sections.
pub(super) fn check(site: &Site, out: &mut Vec<Diagnostic>) {
    for article in &site.articles {
        for (place, span) in
            [(Place::Title, article.title_span), (Place::Standfirst, article.standfirst_span)]
        {
            // Those outside quotes were reported with the file.
            let found = reorderings(&article.text(place).text, |c| c == '\n');
            let sentences = if found.is_empty() { Vec::new() } else { sentences(article, place) };
            for one in found {
                if let Some(claim) = quoted(&sentences, &one.reach) {
                    let message = format!("{} {}", one.name(), one.why());
                    out.push(fault(span, message, Some(&site.claim(claim).id)));
                }
            }
        }
        for (i, section) in article.sections.iter().enumerate() {
            if section.document.reordered.is_empty() {
                continue;
            }
            let sentences = sentences(article, Place::Section(i));
            let marks =
                article.standing.marks.get(&Place::Section(i)).map_or(&[][..], Vec::as_slice);
            let mut told: [Option<Diagnostic>; 2] = [None, None];
            for one in &section.document.reordered {
                // The text of an image is quoted as a whole.
                let range_of = |node: usize| section.document.nodes[node].range.clone();
                let beside = marks
                    .iter()
                    .find(|(_, anchor)| anchor.image.map(range_of) == Some(one.span.range()))
                    .map(|(claim, _)| *claim);
                let claim = beside.or_else(|| quoted(&sentences, &one.reach));
                let claim = claim.map(|claim| &*site.claim(claim).id);
                // All places in a file with the same severity are reported together.
                match &mut told[usize::from(claim.is_some())] {
                    Some(first) if first.related.len() < SHOWN => {
                        let text = claim.map(|id| format!("and here, in what `{id}` quotes"));
                        let text = text.unwrap_or_else(|| "and here".to_owned());
                        first.related.push(Label { span: one.span, text });
                    }
                    Some(_) => {}
                    none => *none = Some(fault(one.span, one.message(), claim)),
                }
            }
            out.extend(told.into_iter().flatten());
        }
    }
}

/// The sentences of a part that claims quote.
fn sentences(article: &Article, place: Place) -> Vec<(ClaimIndex, Range<usize>)> {
    let plain = &article.text(place).text;
    let marks = article.standing.marks.get(&place).into_iter().flatten();
    let language = article.language_of(place);
    marks
        .map(|(claim, anchor)| (*claim, sentence::around(plain, &anchor.range, language)))
        .collect()
}

/// The first claim whose sentence overlaps `reach`.
fn quoted(sentences: &[(ClaimIndex, Range<usize>)], reach: &Range<usize>) -> Option<ClaimIndex> {
    let touches = |at: &Range<usize>| at.start < reach.end && reach.start < at.end;
    sentences.iter().find(|(_, at)| touches(at)).map(|(claim, _)| *claim)
}

fn fault(span: Span, message: String, claim: Option<&str>) -> Diagnostic {
    match claim {
        Some(claim) => Diagnostic::at(Code::QuoteReordered, span, message)
            .label(format!("`{claim}` quotes this sentence"))
            .hint("readers would not see the words that are compared; take the character out"),
        None => Diagnostic::at(Code::TextReordered, span, message)
            .hint("take it out: words from right to left need no such character"),
    }
}
