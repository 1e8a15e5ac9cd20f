//! Reports characters that make words look like others: an error where a claim quotes the sentence,
//! since readers would see other words than those that were checked, and a warning elsewhere.
//!
//! In goes a site whose quotes are known; out come the faults.

use super::{Article, Place, Site};
use crate::anchor::sentence;
use crate::characters::reorderings;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use std::ops::Range;
use std::sync::Arc;

/// Looks at titles, standfirsts and sections.
pub(super) fn check(site: &Site, out: &mut Vec<Diagnostic>) {
    for article in &site.articles {
        for (place, span) in
            [(Place::Title, article.title_span), (Place::Standfirst, article.standfirst_span)]
        {
            // Where nothing quotes them, they were reported with the file.
            for one in reorderings(&article.text(place).text, |c| c == '\n') {
                if let Some(claim) = quoted(site, article, place, &one.reach) {
                    let message = format!("{} {}", one.name(), one.why());
                    out.push(fault(span, message, Some(claim)));
                }
            }
        }
        for (i, section) in article.sections.iter().enumerate() {
            for one in &section.document.reordered {
                let beside = |claim: &Option<usize>| {
                    claim.is_some_and(|n| section.document.nodes[n].range == one.span.range())
                };
                let marks = article.marks.get(&Place::Section(i)).into_iter().flatten();
                let image = marks.into_iter().find(|(_, anchor)| beside(&anchor.image));
                let image = image.map(|(claim, _)| Arc::clone(&site.claim(*claim).id));
                let claim = image.or_else(|| quoted(site, article, Place::Section(i), &one.reach));
                out.push(fault(one.span, one.message(), claim));
            }
        }
    }
}

/// The first claim whose sentence `reach` touches.
fn quoted(site: &Site, article: &Article, place: Place, reach: &Range<usize>) -> Option<Arc<str>> {
    let plain = &article.text(place).text;
    let marks = article.marks.get(&place)?;
    let (claim, _) = marks.iter().find(|(_, anchor)| {
        let sentence = sentence::around(plain, &anchor.range);
        sentence.start < reach.end && reach.start < sentence.end
    })?;
    Some(Arc::clone(&site.claim(*claim).id))
}

fn fault(span: Span, message: String, claim: Option<Arc<str>>) -> Diagnostic {
    match claim {
        Some(claim) => Diagnostic::at(Code::QuoteReordered, span, message)
            .label(format!("`{claim}` quotes this sentence"))
            .hint("readers would not see the words that are compared; take the character out"),
        None => Diagnostic::at(Code::TextReordered, span, message)
            .hint("take it out: words from right to left need no such character"),
    }
}
