//! Removes what must not be published from a site.
//!
//! In goes a resolved site, which holds everything that its authors wrote; out comes a
//! [`PublicSite`] without the addresses and the words of confidential sources. Outputs receive
//! nothing else, so that none of them can forget to remove it. Drafts and articles under embargo
//! were left out earlier, by `resolve`.

use crate::model::address;
use crate::parse::claim::CitationDetails;
use crate::parse::record::SourceDetails;
use crate::resolve::{Citation, Site, SourceIndex};
use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::Arc;

/// A site without confidential parts.
#[derive(Debug)]
pub struct PublicSite {
    site: Site,
    /// Addresses that no file may contain, in lower case, with their sources.
    secrets: Vec<(String, SourceIndex)>,
}

impl PublicSite {
    /// Removes from `site` what must not be published.
    pub fn new(mut site: Site) -> Self {
        let mut secrets = Vec::new();
        let mut secret: BTreeSet<SourceIndex> = BTreeSet::new();
        let confidential = site.sources.iter_mut().enumerate();
        for (i, source) in confidential.filter(|(_, s)| s.details.confidential()) {
            let addresses = source.details.addresses();
            let bare = addresses.map(|url| (address::bare(url).to_lowercase(), SourceIndex(i)));
            secrets.extend(bare);
            secret.insert(SourceIndex(i));
            source.details = Arc::new(SourceDetails {
                url: None,
                archived: None,
                snapshot: None,
                ..(*source.details).clone()
            });
        }
        if !secret.is_empty() {
            let is_secret = |citation: &Citation| secret.contains(&citation.source);
            let claims = site.claims.iter_mut().filter(|c| c.citations.iter().any(is_secret));
            let citations = claims.flat_map(|claim| &mut Arc::make_mut(claim).citations);
            for citation in citations.filter(|citation| is_secret(citation)) {
                let note = citation.details.note.clone();
                citation.details =
                    Arc::new(CitationDetails { passages: Vec::new(), locator: None, note });
            }
        }
        Self { site, secrets }
    }

    /// The addresses that no file may contain, in lower case, with their sources.
    pub fn secrets(&self) -> &[(String, SourceIndex)] {
        &self.secrets
    }
}

impl Deref for PublicSite {
    type Target = Site;

    fn deref(&self) -> &Site {
        &self.site
    }
}
