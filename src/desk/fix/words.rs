//! Checks whether words of a section may be removed.
//!
//! In go edits of Markdown; out comes the claim that quotes words that they remove, if there is
//! one. Confirmed words count as well as anchored ones, because a claim with a fault has no mark.

use crate::markdown::outline::normal;
use crate::parse::lock::{AnchorLine, Spot};
use crate::pipeline::Built;
use crate::resolve::Place;
use crate::source::Span;

/// The id of a claim that quotes words at one of `edits` that removes them.
pub(super) fn quoted(built: &Built, edits: &[(Span, String)]) -> Option<String> {
    let gone = edits.iter().filter(|(_, words)| words.is_empty()).map(|(span, _)| *span);
    gone.into_iter().find_map(|span| claim_quoting(built, span))
}

fn claim_quoting(built: &Built, span: Span) -> Option<String> {
    let site = built.site();
    for (a, article) in site.articles.iter().enumerate() {
        let Some(i) = article.sections.iter().position(|s| s.file == span.file) else { continue };
        let section = &article.sections[i];
        let text = &section.document.text;
        let touched = text.leaves.iter().filter(|leaf| {
            let range = &section.document.nodes[leaf.node].range;
            range.start < span.end as usize && (span.start as usize) < range.end
        });
        let gone: Vec<_> = touched.map(|leaf| leaf.range.clone()).collect();
        let (Some(start), Some(end)) = (gone.first().map(|r| r.start), gone.last().map(|r| r.end))
        else {
            continue;
        };
        let marks = article.standing.marks.get(&Place::Section(i)).into_iter().flatten();
        let mut touching = marks.filter(|(_, at)| at.range.start < end && start < at.range.end);
        if let Some((claim, _)) = touching.next() {
            return Some(site.claim(*claim).id.to_string());
        }
        // A claim with a fault has no mark; its words are found by what is left of them.
        let removed = normal(&text.text[start..end]);
        let removed: Vec<&str> = removed.split(' ').collect();
        let lost = article.standing.unanchored.iter().map(|claim| &*site.claim(*claim).id);
        let lost: Vec<&str> = lost.collect();
        let lock = &built.guard().articles.get(a)?.lock;
        let confirmed = lock.anchors.iter().find(|line| {
            let here = matches!(&line.spot, Spot::Section(slug) if *slug == section.slug);
            here && lost.contains(&line.claim.as_str()) && is_half_of(&removed, line)
        });
        if let Some(line) = confirmed {
            return Some(line.claim.clone());
        }
    }
    None
}

/// True if at least half of the words of a claim are among `removed`.
fn is_half_of(removed: &[&str], line: &AnchorLine) -> bool {
    let words: Vec<&str> = line.confirmed.words.ends().0.split(' ').collect();
    words.iter().filter(|word| removed.contains(word)).count() * 2 >= words.len()
}
