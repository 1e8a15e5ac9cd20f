//! Computes the lists that follow from the claims of a site.
//!
//! In go the claims of an article; out come their numbers, and lists of where they stand and of the records
//! that they refer to. From the latter, sources and speakers get the claims that refer to them.

use crate::resolve::site::{
    Anchor, Claim, ClaimIndex, Site, SourceIndex, SpeakerIndex, StandingClaims,
};

/// Numbers the claims of an article in the order of its text, and lists where they stand. The first has the
/// index `first` in the site.
pub(super) fn number(first: usize, claims: &mut [Claim]) -> StandingClaims {
    let mut standing = StandingClaims::default();
    for (i, claim) in claims.iter().enumerate() {
        let index = ClaimIndex(first + i);
        let list = match (claim.unanchored, claim.anchors.is_empty()) {
            (true, _) => &mut standing.unanchored,
            (false, true) => &mut standing.elsewhere,
            (false, false) => &mut standing.marked,
        };
        list.push(index);
        for anchor in &claim.anchors {
            let marks = standing.marks.entry(anchor.place).or_default();
            marks.push((index, anchor.clone()));
        }
    }
    standing.marked.sort_by_key(|c| {
        let anchor = claims[c.0 - first].anchors.first();
        (anchor.map(Anchor::order), *c)
    });
    for (i, claim) in standing.marked.iter().enumerate() {
        claims[claim.0 - first].number = Some(i + 1);
    }
    for marks in standing.marks.values_mut() {
        marks.sort_by_key(|(claim, a)| (a.order(), *claim));
    }
    standing
}

/// The records that the claims of an article refer to, each with the claim.
#[derive(Debug, Default)]
pub(in crate::resolve) struct Mentions {
    /// Sources with the claim that cites each, and the index of the citation.
    cited: Vec<(SourceIndex, (ClaimIndex, usize))>,
    /// Sources with the claim of which each reports a later event.
    later: Vec<(SourceIndex, ClaimIndex)>,
    /// Speakers with the claim that each makes.
    made: Vec<(SpeakerIndex, ClaimIndex)>,
    /// Speakers with the claim that each reports.
    reported: Vec<(SpeakerIndex, ClaimIndex)>,
}

impl Mentions {
    /// The records that `claims` refer to, of which the first has the index `first` in the site.
    pub(super) fn of(first: usize, claims: &[Claim]) -> Self {
        let mut all = Self::default();
        for (i, claim) in claims.iter().enumerate() {
            let index = ClaimIndex(first + i);
            let cited = claim.citations.iter().enumerate();
            all.cited.extend(cited.map(|(n, citation)| (citation.source, (index, n))));
            let later = claim.later.iter().flat_map(|event| &event.sources);
            all.later.extend(later.map(|source| (*source, index)));
            all.made.extend(claim.speakers.iter().map(|speaker| (*speaker, index)));
            all.reported.extend(claim.via.iter().map(|speaker| (*speaker, index)));
        }
        all
    }

    /// The sources among the records.
    pub(in crate::resolve) fn sources(&self) -> impl Iterator<Item = SourceIndex> {
        let cited = self.cited.iter().map(|(source, _)| *source);
        cited.chain(self.later.iter().map(|(source, _)| *source))
    }

    /// Adds the claims to the records of `site`.
    pub(super) fn add_to(&self, site: &mut Site) {
        for (source, citation) in &self.cited {
            site.sources[source.0].cited_by.push(*citation);
        }
        for (source, claim) in &self.later {
            let later = &mut site.sources[source.0].later_of;
            if later.last() != Some(claim) {
                later.push(*claim);
            }
        }
        for (speaker, claim) in &self.made {
            site.speakers[speaker.0].claims.push(*claim);
        }
        for (speaker, claim) in &self.reported {
            site.speakers[speaker.0].reports.push(*claim);
        }
    }
}
