//! Computes the lists that follow from the claims of a site.
//!
//! In goes a site with its claims; out comes one in which each claim has its number, and sources
//! and speakers list the claims that refer to them.

use crate::resolve::site::{Anchor, ClaimIndex, Site};

/// Numbers the claims, and adds back references to everything that they refer to.
pub(in crate::resolve) fn list(site: &mut Site) {
    number_claims(site);
    add_back_links(site);
}

/// Numbers the claims of each article in the order of its text.
fn number_claims(site: &mut Site) {
    for (i, claim) in site.claims.iter().enumerate() {
        let article = &mut site.articles[claim.article];
        let index = ClaimIndex(i);
        let list = match (claim.unanchored, claim.anchors.is_empty()) {
            (true, _) => &mut article.unanchored,
            (false, true) => &mut article.elsewhere,
            (false, false) => &mut article.marked,
        };
        list.push(index);
        for anchor in &claim.anchors {
            let marks = article.marks.entry(anchor.place).or_default();
            marks.push((index, anchor.clone()));
        }
    }
    for article in &mut site.articles {
        article.marked.sort_by_key(|c| {
            let first = site.claims[c.0].anchors.first();
            (first.map(Anchor::order), *c)
        });
        for (i, claim) in article.marked.iter().enumerate() {
            site.claims[claim.0].number = Some(i + 1);
        }
        for marks in article.marks.values_mut() {
            marks.sort_by_key(|(claim, a)| (a.order(), *claim));
        }
    }
}

/// Adds to sources and speakers the claims that refer to them.
fn add_back_links(site: &mut Site) {
    for i in 0..site.claims.len() {
        let (index, claim) = (ClaimIndex(i), &site.claims[i]);
        for (n, citation) in claim.citations.iter().enumerate() {
            site.sources[citation.source.0].cited_by.push((index, n));
        }
        for source in claim.later.iter().flat_map(|l| &l.sources) {
            let later = &mut site.sources[source.0].later_of;
            if later.last() != Some(&index) {
                later.push(index);
            }
        }
        for speaker in &claim.speakers {
            site.speakers[speaker.0].claims.push(index);
        }
        for speaker in &claim.via {
            site.speakers[speaker.0].reports.push(index);
        }
    }
}
