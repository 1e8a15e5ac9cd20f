//! Resolves sources and speakers: what each source is based on, and which records are hidden.
//!
//! In go the parsed records; they are added to the site, and their ids to those that claims may
//! use.

use super::names::SiteNames;
use super::site::{Site, Source, SourceIndex, Speaker, SpeakerIndex};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::Faults;
use crate::parse::record::{RawSource, RawSpeaker};
use ahash::HashSet;
use std::sync::Arc;

/// Adds speakers; those of an article with a `prefix` are its own.
pub(super) fn add_speakers(
    site: &mut Site,
    names: &mut SiteNames,
    speakers: &[RawSpeaker],
    prefix: &str,
    out: &mut Faults,
) {
    for raw in speakers {
        names.speakers.add(prefix, &raw.id, site.speakers.len(), out);
        names.speakers.add_former(prefix, &raw.details.aliases, &raw.id);
        site.speakers.push(Speaker {
            id: raw.id.value.clone(),
            span: raw.id.span,
            prefix: prefix.to_owned(),
            details: Arc::clone(&raw.details),
            hidden: false,
            claims: Vec::new(),
            reports: Vec::new(),
            sources: Vec::new(),
        });
    }
}

/// Adds sources in the same way; `language` is the default language.
pub(super) fn add_sources(
    site: &mut Site,
    names: &mut SiteNames,
    sources: &[RawSource],
    (prefix, language): (&str, &str),
    out: &mut Faults,
) {
    let first = site.sources.len();
    let language: Arc<str> = language.into();
    for raw in sources {
        let index = site.sources.len();
        let before = out.lost();
        names.sources.add(prefix, &raw.id, index, out);
        names.sources.add_former(prefix, &raw.details.aliases, &raw.id);
        let speakers = names.all_speakers(prefix, &raw.speakers, out);
        for speaker in &speakers {
            site.speakers[speaker.0].sources.push(SourceIndex(index));
        }
        site.sources.push(Source {
            id: raw.id.value.clone(),
            span: raw.id.span,
            prefix: prefix.to_owned(),
            language: match &raw.details.language {
                Some(own) => own.as_str().into(),
                None => Arc::clone(&language),
            },
            details: Arc::clone(&raw.details),
            speakers,
            whole: raw.whole && out.lost() == before,
            based_on: None,
            origin: SourceIndex(index),
            hidden: false,
            cited_by: Vec::new(),
            later_of: Vec::new(),
        });
    }
    // The last source of the `based-on` chain of each source, as far as it has been followed.
    let mut roots: Vec<usize> = (0..sources.len()).collect();
    for (i, raw) in sources.iter().enumerate() {
        let Some(id) = &raw.based_on else { continue };
        let source = first + i;
        site.sources[source].based_on = names.source(prefix, id, out);
        // Sources added before are not based on any of these.
        let next = site.sources[source].based_on.and_then(|next| next.0.checked_sub(first));
        let Some(next) = next else { continue };
        roots[i] = find_root(&mut roots, next);
        if roots[i] == i {
            let message = format!("`{}` is based on itself", raw.id.value);
            out.push(
                Diagnostic::at(Code::SourceCircular, id.span, message)
                    .hint("`based-on` names the report that a source takes its own from"),
            );
            site.sources[first + i].based_on = None;
        }
    }
    set_origins(site);
}

/// Sets the origin of each source. The chains contain no cycles any more.
fn set_origins(site: &mut Site) {
    let mut known: Vec<Option<SourceIndex>> = vec![None; site.sources.len()];
    for i in 0..site.sources.len() {
        let (mut path, mut at) = (vec![i], i);
        while known[at].is_none()
            && let Some(SourceIndex(next)) = site.sources[at].based_on
        {
            at = next;
            path.push(at);
        }
        let origin = known[at].unwrap_or(SourceIndex(at));
        for step in path {
            known[step] = Some(origin);
            site.sources[step].origin = origin;
        }
    }
}

/// The end of the chain from `at` in `roots`. Shortens the path for later lookups.
fn find_root(roots: &mut [usize], mut at: usize) -> usize {
    while roots[at] != at {
        roots[at] = roots[roots[at]];
        at = roots[at];
    }
    at
}

/// Hides sources and speakers that are named only by something withheld, because their titles and
/// names would reveal it, and drafts of sources that nothing published names, unless `drafts` are shown.
#[expect(clippy::iter_over_hash_type, reason = "each record is hidden by itself, in any order")]
pub(super) fn hide(site: &mut Site, names: &SiteNames, drafts: bool) {
    let mut kept: HashSet<SpeakerIndex> = HashSet::default();
    let used: HashSet<SourceIndex> = site.used_sources().collect();
    for i in 0..site.sources.len() {
        let source = &mut site.sources[i];
        source.hidden = source.details.draft && !drafts && !used.contains(&SourceIndex(i));
    }
    for (prefix, id) in &names.withheld.sources {
        let mut next = names.sources.get(prefix, id).map(SourceIndex);
        while let Some(source) = next {
            site.sources[source.0].hidden = !used.contains(&source);
            next = site.source(source).based_on;
        }
    }
    // A source that nothing cites is shown too, and may be based on one that is hidden.
    let hidden: Vec<bool> = site.sources.iter().map(|source| source.hidden).collect();
    for source in site.sources.iter_mut().filter(|source| !source.hidden) {
        source.based_on = source.based_on.filter(|of| !hidden[of.0]);
    }
    for source in site.sources.iter().filter(|s| !s.hidden) {
        kept.extend(&source.speakers);
    }
    kept.extend(site.used_speakers());
    let of_hidden: Vec<SpeakerIndex> =
        site.sources.iter().filter(|s| s.hidden).flat_map(|s| s.speakers.clone()).collect();
    let named = names.withheld.speakers.iter();
    let named = named.filter_map(|(prefix, id)| names.speakers.get(prefix, id).map(SpeakerIndex));
    for speaker in named.chain(of_hidden) {
        site.speakers[speaker.0].hidden = !kept.contains(&speaker);
    }
}
