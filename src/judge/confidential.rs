//! What is kept back of confidential sources, and what of it is published all the same.
//!
//! In goes a site, with all that its authors wrote; out come [`KeptBack`], so that pages say of nothing that
//! it is not published which stands on a page, and warnings on passages of confidential sources whose words
//! are published elsewhere.

use super::quotation::word_count;
use crate::diagnostic::{Code, Diagnostic};
use crate::resolve::{Claim, ClaimIndex, Site, SourceIndex};
use ahash::HashSet;
use rayon::prelude::*;
use std::borrow::Cow;
use text_anchor::is_edge;
use text_anchor::normal::Normal;
use text_anchor::passage::parts;

/// Fewer words than this stand anywhere by chance.
const TELLING: usize = 4;

/// What is kept back of confidential sources.
#[derive(Debug, Default)]
pub struct KeptBack {
    /// Sources with an address.
    addresses: HashSet<SourceIndex>,
    /// Sources with passages of which nothing is published.
    sources: HashSet<SourceIndex>,
    /// Their citations, by claim.
    citations: HashSet<(ClaimIndex, usize)>,
}

impl KeptBack {
    /// True if the source has an address that is kept back.
    pub fn address_of(&self, source: SourceIndex) -> bool {
        self.addresses.contains(&source)
    }

    /// True if passages of the source are kept back, and none of their words stand on a page.
    pub fn words_of(&self, source: SourceIndex) -> bool {
        self.sources.contains(&source)
    }

    /// The same for passages of citation `citation` of `claim`.
    pub fn words_of_citation(&self, claim: ClaimIndex, citation: usize) -> bool {
        self.citations.contains(&(claim, citation))
    }
}

/// Looks at the confidential sources of `site`.
pub(super) fn look(site: &Site) -> (KeptBack, Vec<Diagnostic>) {
    let mut kept = KeptBack::default();
    let mut out = Vec::new();
    let mut secret = Vec::new();
    for (i, source) in site.sources.iter().enumerate().filter(|(_, s)| s.details.confidential()) {
        if source.details.addresses().next().is_some() {
            kept.addresses.insert(SourceIndex(i));
        }
        let mut cited = source.cited_by.clone();
        cited.sort_unstable();
        cited.dedup();
        let with_words = |(claim, n): &(ClaimIndex, usize)| {
            !site.claim(*claim).citations[*n].details.passages.is_empty()
        };
        cited.retain(with_words);
        if !cited.is_empty() {
            secret.push((SourceIndex(i), cited));
        }
    }
    if secret.is_empty() {
        return (kept, out);
    }
    let published = published(site);
    for (index, cited) in secret {
        let mut is_published = false;
        for (claim, n) in &cited {
            for passage in &site.claim(*claim).citations[*n].details.passages {
                let texts = [Some(&passage.text.value), passage.translation.as_ref()];
                let parts: Vec<_> = texts.into_iter().flatten().flat_map(|t| parts(t)).collect();
                let found = parts.iter().filter_map(|part| {
                    let part = part.to_lowercase();
                    let text = published.par_iter().find_first(|text| text.holds(&part))?;
                    Some((word_count(&part), text))
                });
                let Some((count, text)) = found.max_by_key(|(count, _)| *count) else { continue };
                is_published = true;
                if count >= TELLING {
                    let id = &site.source(index).id;
                    let message =
                        format!("`{id}` is confidential, and words of it stand in {}", text.place);
                    out.push(
                        Diagnostic::at(Code::ConfidentialQuoted, passage.text.span, message)
                            .label("these words are kept back")
                            .hint("say it there in words of your own")
                            .hint("or leave the passage out, where the source agreed to be quoted"),
                    );
                }
            }
        }
        if !is_published {
            kept.sources.insert(index);
            kept.citations.extend(cited);
        }
    }
    (kept, out)
}

/// A text that is published.
struct Text {
    /// In normal form and lower case.
    words: String,
    /// Where it stands, for a message.
    place: String,
}

impl Text {
    /// True if it has the words of `part`, in the same form.
    fn holds(&self, part: &str) -> bool {
        self.words
            .match_indices(part)
            .any(|(at, _)| is_edge(&self.words, at) && is_edge(&self.words, at + part.len()))
    }
}

/// All texts of the site that its authors wrote or quoted, but for the passages of confidential sources.
fn published(site: &Site) -> Vec<Text> {
    let mut texts: Vec<(Cow<str>, String)> = Vec::new();
    let mut add = |text: &str, place: String| texts.push((text.to_owned().into(), place));
    for article in &site.articles {
        for place in article.places() {
            add(&article.text(place).text, "the text of the article".to_owned());
        }
        for (_, correction) in &article.details.corrections {
            add(correction, "a correction of the article".to_owned());
        }
    }
    for claim in &site.claims {
        for (text, key) in fields(claim) {
            add(&text, format!("`{key}` of `{}`", claim.id));
        }
        for citation in &claim.citations {
            let source = site.source(citation.source);
            let place = |key: &str| format!("`{key}` of the citation of `{}`", source.id);
            if let Some(note) = &citation.details.note {
                add(&note.text, place("note"));
            }
            if source.details.confidential() {
                continue;
            }
            for passage in &citation.details.passages {
                add(&passage.text.value, place("passage"));
                if let Some(translation) = &passage.translation {
                    add(translation, place("translation"));
                }
            }
        }
    }
    for source in &site.sources {
        add(&source.details.title, format!("the title of `{}`", source.id));
        if let Some(note) = &source.details.note {
            add(&note.text, format!("`note` of `{}`", source.id));
        }
    }
    for speaker in &site.speakers {
        if let Some(note) = &speaker.details.note {
            add(&note.text, format!("`note` of `{}`", speaker.id));
        }
    }
    let normal = |(text, place): (Cow<str>, String)| Text {
        words: Normal::new(&text).text.to_lowercase(),
        place,
    };
    texts.into_par_iter().map(normal).collect()
}

/// The texts of a claim that pages show, with their keys.
fn fields(claim: &Claim) -> Vec<(Cow<'_, str>, &'static str)> {
    let details = &claim.details;
    let mut fields: Vec<(Cow<str>, &'static str)> = Vec::new();
    // Words that are quoted stand in the article.
    if claim.anchors.is_empty() {
        fields.push((claim.words.as_ref().into(), "says"));
    }
    fields.extend(details.states.as_deref().map(|text| (text.into(), "states")));
    fields.extend(details.finding.as_ref().map(|text| (text.value.as_str().into(), "finding")));
    fields.extend(details.was.as_deref().map(|text| (text.into(), "was")));
    fields.extend(details.note.as_ref().map(|note| (note.text.as_str().into(), "note")));
    fields.extend(details.history.iter().map(|(_, note)| (note.as_str().into(), "history")));
    fields.extend(claim.later.iter().map(|later| (later.text.as_str().into(), "later")));
    let reply = claim.reply.as_ref().and_then(|reply| reply.response.as_deref());
    fields.extend(reply.map(|text| (text.into(), "reply")));
    fields
}
