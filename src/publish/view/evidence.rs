//! The contexts of sources: in lists, by relation, and as cards with passages and records.
//!
//! In go citations and sources; out come their contexts, as seen from one page.

use super::lists::resting;
use super::parts::{Card, EvidenceLine, ShownPassage, ShownSource, SourceItem, SourceRef};
use super::seen::View;
use crate::judge::CopyCheck;
use crate::judge::status::stake;
use crate::model::address;
use crate::model::{self, Access, Relation, Stake};
use crate::resolve::{Citation, Claim, ClaimIndex, Source, SourceIndex};
use crate::theme::SharedPart;
use crate::theme::words::direction;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

impl View<'_> {
    /// A source as a link.
    pub fn source(&self, index: SourceIndex) -> SharedPart<SourceRef> {
        self.kept(|shelf| &shelf.sources, index, || self.source_ref(index))
    }

    fn source_ref(&self, index: SourceIndex) -> SourceRef {
        let source = self.site.source(index);
        SourceRef {
            title: source.details.title.clone(),
            dir: self.foreign(&source.language).map(direction),
            language: self.foreign(&source.language).map(str::to_owned),
            short: source.details.publisher.clone().unwrap_or_else(|| source.details.title.clone()),
            href: self.link(&address::source(&source.prefix, &source.id)),
        }
    }

    /// A source in a list.
    pub fn source_item(&self, index: SourceIndex) -> SourceItem {
        let source = self.site.source(index);
        SourceItem {
            source: self.source(index),
            publisher: source.details.publisher.clone(),
            date: source.details.date.as_ref().map(|d| self.date(d)),
            kind: source.details.kind.map(|k| self.words.kind(k)),
            claims: resting(self.site, index),
        }
    }

    /// The sources of a claim by relation, each once per line, with the claimant's own words
    /// separately.
    pub fn evidence(&self, claim: &Claim) -> Vec<EvidenceLine> {
        let lines =
            Relation::ALL.iter().flat_map(|&relation| [(relation, false), (relation, true)]);
        lines
            .filter_map(|(relation, own)| {
                let mut indices: Vec<SourceIndex> = Vec::new();
                for citation in claim.citations.iter().filter(|c| c.relation == relation) {
                    let is_own = relation != Relation::Repeats
                        && stake(claim.details.about, citation) == Stake::Claimant;
                    if is_own == own && !indices.contains(&citation.source) {
                        indices.push(citation.source);
                    }
                }
                let sources: Vec<_> = indices.into_iter().map(|s| self.source(s)).collect();
                (!sources.is_empty()).then(|| EvidenceLine {
                    relation: self.relation(relation),
                    own,
                    sources,
                })
            })
            .collect()
    }

    /// The full citations of a claim that `keep` selects, by relation.
    pub fn cards(&self, claim: ClaimIndex, keep: impl Fn(Relation) -> bool) -> Vec<Card> {
        let citations = self.site.claim(claim).citations.iter().enumerate();
        let mut cited: Vec<(usize, &Citation)> =
            citations.filter(|(_, c)| keep(c.relation)).collect();
        cited.sort_by_key(|(_, c)| c.relation);
        cited.into_iter().map(|(n, c)| self.card(claim, n, c)).collect()
    }

    fn card(&self, claim: ClaimIndex, n: usize, citation: &Citation) -> Card {
        let source = self.site.source(citation.source);
        Card {
            relation: self.relation(citation.relation),
            source: self.source(citation.source),
            kind: source.details.kind.map(|k| self.words.kind(k)),
            stake: self.words.stake_label(citation.stake),
            anonymous: citation.anonymous,
            passages: self.passages(claim, n),
            locator: citation.details.locator.clone(),
            record: self.record_of(citation.source, claim, n),
            note_html: citation.details.note.as_ref().map(|note| note.html.clone()),
        }
    }

    /// The passages of citation `n` of a claim.
    pub fn passages(&self, index: ClaimIndex, n: usize) -> Vec<ShownPassage> {
        let claim = self.site.claim(index);
        let citation = &claim.citations[n];
        let source = self.site.source(citation.source);
        let stated = |p: &crate::parse::claim::Passage| {
            let language = p.language.as_deref().unwrap_or(&source.language);
            self.foreign(language).map(str::to_owned)
        };
        citation
            .details
            .passages
            .iter()
            .enumerate()
            .map(|(m, passage)| {
                let language = stated(passage);
                let checked = self.checked.of(index, n, m);
                let (copy, recorded, on) = match checked {
                    None => (None, false, None),
                    Some(CopyCheck::Here(kind)) => (Some(kind), false, None),
                    Some(CopyCheck::OnRecord(kind, on)) => (Some(kind), true, on.as_ref()),
                };
                let cutting = self.checked.cutting(index, n, m);
                let rest = |text: &String| (!text.is_empty()).then(|| text.clone());
                ShownPassage {
                    before: cutting.and_then(|cutting| rest(&cutting.before)),
                    after: cutting.and_then(|cutting| rest(&cutting.after)),
                    checked: copy.map(|kind| self.words.snapshot(*kind)),
                    recorded,
                    stands: false,
                    checked_on: on.map(|d| self.date(d)),
                    text: passage.text.value.clone(),
                    dir: language.as_deref().map(direction),
                    language,
                    translation: passage.translation.clone(),
                    locator: passage.locator.clone(),
                    href: text_fragment(source, &passage.text.value),
                }
            })
            .collect()
    }

    /// The record of a source, beside citation `n` of a claim.
    fn record_of(
        &self,
        index: SourceIndex,
        claim: ClaimIndex,
        n: usize,
    ) -> SharedPart<ShownSource> {
        let record = self.record(index);
        let words_kept = self.checked.kept_back.words_of_citation(claim, n);
        match words_kept == record.words_kept {
            true => record,
            false => SharedPart::new(ShownSource { words_kept, ..self.shown_source(index) }),
        }
    }

    /// The record of a source.
    pub fn record(&self, index: SourceIndex) -> SharedPart<ShownSource> {
        self.kept(|shelf| &shelf.records, index, || self.shown_source(index))
    }

    fn shown_source(&self, index: SourceIndex) -> ShownSource {
        let source = self.site.source(index);
        let details = &source.details;
        let url = details.url.as_ref();
        let archived = details.archived.as_ref().map(|a| &a.value);
        let saved = details.snapshot.as_ref();
        ShownSource {
            publisher: source.details.publisher.clone(),
            authors: (!source.details.authors.is_empty())
                .then(|| self.words.join(&source.details.authors)),
            speakers: source.speakers.iter().map(|s| self.speaker(*s)).collect(),
            date: source.details.date.as_ref().map(|d| self.date(d)),
            url: url.cloned(),
            url_text: url.map(|url| short_url(url)),
            no_url: source.details.no_url.clone(),
            url_checked: source.details.url_checked.map(|c| self.words.url_checked(c)),
            archived: archived.map(|a| a.url.clone()),
            archived_date: archived.and_then(|a| a.date.as_ref()).map(|d| self.date(d)),
            accessed: source.details.accessed.as_ref().map(|d| self.date(d)),
            language: source.details.language.clone(),
            access: details.access.filter(|a| *a != Access::Open).map(|a| self.words.access(a)),
            confidential: details.confidential(),
            address_kept: self.checked.kept_back.address_of(index),
            words_kept: self.checked.kept_back.words_of(index),
            media: details.media.clone(),
            based_on: source.based_on.map(|s| self.source(s)),
            saved: saved.map(|s| self.words.snapshot(s.kind)),
            saved_date: saved.and_then(|s| s.taken.as_ref()).map(|d| self.date(d)),
            saved_from: saved.and_then(|s| s.from.clone()),
        }
    }
}

/// Shortens an address for display: no scheme, no `www.`, limited length.
fn short_url(url: &str) -> String {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    let bare = bare.strip_prefix("www.").unwrap_or(bare).trim_end_matches('/');
    if bare.chars().count() <= 60 {
        return bare.to_owned();
    }
    let start: String = bare.chars().take(59).collect();
    format!("{start}\u{2026}")
}

/// The address that opens a source at a passage, if browsers support that, with a text fragment
/// (URL Fragment Text Directives, W3C Web Incubator Community Group). For long passages it has the
/// first and last words. Passages with editorial gaps or insertions have no text that could be
/// searched for.
fn text_fragment(source: &Source, passage: &str) -> Option<String> {
    const UNSAFE: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'.')
        .remove(b'_')
        .remove(b'~')
        .remove(b'!')
        .remove(b'\'')
        .remove(b'(')
        .remove(b')');
    let url = source.details.url.as_deref()?;
    let path = url.split(['?', '#']).next().unwrap_or(url).to_ascii_lowercase();
    let web = url.starts_with("http") && !url.contains('#');
    let text = source.details.kind.is_none_or(model::SourceKind::has_text)
        && source
            .details
            .media
            .as_deref()
            .is_none_or(|m| m.starts_with("text/") || m.contains("html"));
    let file = [".pdf", ".csv", ".mp4", ".mp3", ".jpg", ".png"].iter().any(|e| path.ends_with(e));
    let gaps = passage.contains(['[', '\u{2026}']) || passage.contains("...");
    if !web || !text || file || gaps {
        return None;
    }
    let encode = |words: &[&str]| utf8_percent_encode(&words.join(" "), UNSAFE).to_string();
    let words: Vec<&str> = passage.split_whitespace().collect();
    let directive = match words.len() {
        0 => return None,
        1..=10 => encode(&words),
        n => format!("{},{}", encode(&words[..4]), encode(&words[n - 4..])),
    };
    Some(format!("{url}#:~:text={directive}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_shortened_for_people() {
        assert_eq!(short_url("https://www.example.org/a/"), "example.org/a");
        assert_eq!(
            short_url(&format!("https://example.org/{}", "x".repeat(80))).chars().count(),
            60
        );
    }
}
