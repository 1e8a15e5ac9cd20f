//! Sources that were named for a claim and stand in no comment below it, so that they are told.
//!
//! In go what remarks say of sources; out come the sources with their claim and what they are said to do to it.

use crate::import::manuscript::hints::EvidenceHint;

/// A source that was named for a claim, and stands in no comment below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedSource {
    /// The id of the claim.
    pub claim: String,
    /// The id of the source.
    pub source: String,
    /// Its address.
    pub address: String,
    /// How it bears on the claim, where that was said.
    pub relation: Option<&'static str>,
}

/// Sources that were named for the claim `id`.
pub(in crate::import::manuscript) fn named_sources<'c>(
    id: &str,
    cited: impl IntoIterator<Item = &'c (String, EvidenceHint)>,
) -> impl Iterator<Item = NamedSource> {
    let of = move |(source, hint): &(String, EvidenceHint)| NamedSource {
        claim: id.to_owned(),
        source: source.clone(),
        address: hint.url.clone(),
        relation: hint.relation,
    };
    cited.into_iter().map(of)
}
