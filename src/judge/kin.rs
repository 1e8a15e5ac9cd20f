//! Ids that share a word with one that is not there.
//!
//! In go the diagnostics of a run and the site; those on an unknown claim, source or speaker to
//! which no known one is alike get a hint that names the ids with a word in common. An id that was
//! misremembered keeps the word that matters more often than its spelling.

use crate::diagnostic::{Code, Diagnostic};
use crate::resolve::Site;
use crate::source::Files;
use ahash::HashMap;

/// A word that more ids of a kind have says nothing.
const COMMON: usize = 20;

/// How many ids are named.
const NAMED: usize = 3;

/// Known ids by kind, folder of their article and word; shared ones have none of a folder.
type IdWords<'s> = HashMap<(Code, &'s str, &'s str), Vec<&'s str>>;

/// Adds the hints.
pub fn suggest(diagnostics: &mut [Diagnostic], site: &Site, files: &Files) {
    let unknown = |d: &Diagnostic| {
        matches!(d.code, Code::ClaimUnknown | Code::SourceUnknown | Code::SpeakerUnknown)
            && d.repair.is_none()
            && !d
                .hints
                .iter()
                .any(|hint| hint.starts_with("did you mean") || hint.starts_with("it is"))
    };
    if !diagnostics.iter().any(unknown) {
        return;
    }
    let words = words(site);
    for diagnostic in diagnostics.iter_mut().filter(|d| unknown(d)) {
        let Some(place) = &diagnostic.place else { continue };
        let path = files.path(place.span.file);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let prefix = folder.trim_start_matches("content").trim_start_matches('/');
        let typed = files.slice(place.span).trim_matches(['"', '\'']);
        let (prefix, id) = typed.rsplit_once('/').unwrap_or((prefix, typed));
        let mut shared: HashMap<&str, usize> = HashMap::default();
        for word in of(id) {
            let known = |of| words.get(&(diagnostic.code, of, word)).map_or(&[][..], Vec::as_slice);
            let own = if prefix.is_empty() { &[][..] } else { known(prefix) };
            let all = known("");
            if all.len() + own.len() <= COMMON {
                for id in all.iter().chain(own).copied() {
                    *shared.entry(id).or_default() += 1;
                }
            }
        }
        let mut best: Vec<(&str, usize)> = shared.into_iter().collect();
        best.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let named: Vec<String> = best.iter().take(NAMED).map(|(id, _)| format!("`{id}`")).collect();
        let hint = match &named[..] {
            [] => continue,
            [one] => format!("an id that shares a word with it: {one}"),
            many => format!("ids that share a word with it: {}", many.join(", ")),
        };
        diagnostic.hints.insert(0, hint);
    }
}

fn words(site: &Site) -> IdWords<'_> {
    let mut words = IdWords::default();
    let claims = site.claims.iter().map(|claim| {
        (Code::ClaimUnknown, site.articles[claim.article].prefix.as_str(), &*claim.id)
    });
    let sources = site.sources.iter().map(|s| (Code::SourceUnknown, s.prefix.as_str(), &*s.id));
    let speakers = site.speakers.iter().map(|s| (Code::SpeakerUnknown, s.prefix.as_str(), &*s.id));
    for (code, prefix, id) in claims.chain(sources).chain(speakers) {
        for word in of(id) {
            words.entry((code, prefix.trim_end_matches('/'), word)).or_default().push(id);
        }
    }
    words
}

/// The words of an id that may tell it from others.
fn of(id: &str) -> impl Iterator<Item = &str> {
    let telling =
        |word: &&str| word.chars().count() >= 4 && !word.bytes().all(|b| b.is_ascii_digit());
    id.split(['-', '_', ' ']).filter(telling)
}
