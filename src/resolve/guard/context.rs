//! What changed around the words of an article's claims: one diagnostic for each thing that changed, and
//! one question for the claims around which the same things changed.
//!
//! In go the [`ContextCase`]s of an article; out come diagnostics, and [`ContextGroup`]s for `fix`.

use super::named::names;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::lock::{AnchorLine, ConfirmedHead, Lock};
use crate::resolve::anchors::{ContextCase, ContextChange, ContextPart};
use crate::resolve::site::Article;
use crate::source::Span;
use std::collections::BTreeMap;
use text_anchor::drift::marked;

/// Claims of an article around which the same things changed.
#[derive(Debug, Clone)]
pub struct ContextGroup {
    /// What changed.
    pub changes: Vec<ContextChange>,
    /// Where each change stands, where that is known.
    pub places: Vec<Option<Span>>,
    /// Where the first of their words stand; of the title or the standfirst, where it does.
    pub span: Span,
    /// The claims, as they are named on the command line; none where the article itself changed.
    pub claims: Vec<String>,
    /// For each claim, the line of the lock file that goes and the one that comes.
    pub lines: Vec<(AnchorLine, AnchorLine)>,
    /// The title and the standfirst that are confirmed with them, where those changed.
    pub head: Option<ConfirmedHead>,
}

/// Puts together the claims around which the same things changed.
pub(super) fn groups(cases: Vec<ContextCase>) -> Vec<ContextGroup> {
    let mut groups: BTreeMap<Vec<ContextChange>, ContextGroup> = BTreeMap::new();
    for case in cases {
        let group = groups.entry(case.changes.clone()).or_insert_with(|| ContextGroup {
            changes: case.changes,
            places: case.places,
            span: case.span,
            claims: Vec::new(),
            lines: Vec::new(),
            head: None,
        });
        let name = format!("{}{}", case.prefix, case.claim);
        // The quotes of a claim come one after another.
        if group.claims.last() != Some(&name) {
            group.claims.push(name);
            group.span = group.span.min(case.span);
        }
        group.lines.push((case.gone, case.come));
    }
    let mut groups: Vec<ContextGroup> = groups.into_values().collect();
    groups.sort_by_key(|group| group.span);
    groups
}

/// What the title or the standfirst of an article was and is, where they changed.
pub(super) fn of_head(
    confirmed: &[ConfirmedHead],
    now: &ConfirmedHead,
    language: &str,
    (title, standfirst): (Span, Span),
) -> Option<ContextGroup> {
    if confirmed.is_empty() {
        return None;
    }
    let changes = |old: &ConfirmedHead| {
        let parts = [
            (ContextPart::Title, &old.title, &now.title),
            (ContextPart::Standfirst, &old.standfirst, &now.standfirst),
        ];
        let changes = parts.into_iter();
        let changes = changes.filter_map(|(p, o, n)| ContextChange::of(p, o, n, language));
        let mut changes: Vec<ContextChange> = changes.collect();
        if !old.language.is_empty() && old.language != now.language {
            changes.push(ContextChange::decisive(
                ContextPart::Language,
                old.language.clone(),
                now.language.clone(),
            ));
        }
        changes
    };
    // After a merge there may be several: one that holds is enough.
    let changes = confirmed.iter().map(changes).min_by_key(Vec::len)?;
    let first = changes.first()?;
    let span = if first.part == ContextPart::Title { title } else { standfirst };
    let (claims, lines) = (Vec::new(), Vec::new());
    let places = vec![None; changes.len()];
    Some(ContextGroup { changes, places, span, claims, lines, head: Some(now.clone()) })
}

/// True if a lock file was written for an article in another language, and fewer than half of its words
/// stand in this one: it came along when the article was translated.
pub fn is_of_another_language(lock: &Lock, article: &Article) -> bool {
    let primary = |tag: &str| tag.split('-').next().unwrap_or("").to_lowercase();
    let here = primary(&article.language);
    let is_other =
        |head: &ConfirmedHead| !head.language.is_empty() && primary(&head.language) != here;
    let stands = |line: &&AnchorLine| {
        let words = line.confirmed.words.ends().0;
        article.places().any(|place| article.text(place).normal.text.contains(words))
    };
    !lock.heads.is_empty()
        && lock.heads.iter().all(is_other)
        && lock.anchors.iter().filter(stands).count() * 2 < lock.anchors.len()
}

/// One question for all claims of an article whose lock file came along with its translation: the lines of
/// their words are taken from `fresh`.
pub(super) fn of_translation(
    lock: &Lock,
    now: &ConfirmedHead,
    article: &Article,
    fresh: &mut Vec<AnchorLine>,
) -> ContextGroup {
    let old = lock.heads.first().map_or(String::new(), |head| head.language.clone());
    let (part, new) = (ContextPart::Language, now.language.clone());
    let mut claims = Vec::new();
    let mut lines = Vec::new();
    for gone in &lock.anchors {
        if let Some(i) = fresh.iter().position(|line| line.claim == gone.claim) {
            claims.push(format!("{}{}", article.prefix, gone.claim));
            lines.push((gone.clone(), fresh.remove(i)));
        }
    }
    claims.dedup();
    ContextGroup {
        changes: vec![ContextChange::decisive(part, old, new)],
        places: vec![None],
        span: article.language_span,
        claims,
        lines,
        head: Some(now.clone()),
    }
}

/// One diagnostic for each thing that changed, with all claims that it stands around.
pub(super) fn report(groups: &[ContextGroup]) -> Vec<Diagnostic> {
    let mut things: BTreeMap<&ContextChange, Vec<&ContextGroup>> = BTreeMap::new();
    for group in groups {
        for change in &group.changes {
            things.entry(change).or_default().push(group);
        }
    }
    let say = |(change, groups): (&ContextChange, Vec<&ContextGroup>)| {
        let span = groups.iter().map(|group| group.span).min()?;
        let of_change = |group: &&ContextGroup| {
            let i = group.changes.iter().position(|other| other == change)?;
            group.places[i]
        };
        let place = groups.iter().find_map(of_change);
        let ids = groups.iter().flat_map(|group| &group.claims).map(String::as_str);
        let named = names(ids.clone());
        let translated = change.part == ContextPart::Language && ids.clone().next().is_some();
        let message = match translated {
            true => format!(
                "the lock file was written for the article in `{}`, and this one is in `{}`: it guards nothing of {named}",
                change.old, change.new
            ),
            false => format!("{} is not as it was confirmed", change.part.of(&named)),
        };
        let mut said = Diagnostic::at(Code::ContextChanged, place.unwrap_or(span), message);
        if place.is_some() {
            said = said.also(span, "it stands around this");
        }
        if translated {
            return Some(said.raised().hint(
                "it came along with a translation: `gainsay fix` begins a new one, with the words of these claims as they stand",
            ));
        }
        if let Some(words) = change.turned(4) {
            said = said.raised().hint(words);
        }
        said = match (change.old.as_str(), change.new.as_str()) {
            ("", new) => said.hint(format!("new is: {new}")),
            (old, "") => said.hint(format!("gone is: {old}")),
            (old, new) => said.hint(format!("[-confirmed] [+now]: {}", marked(old, new))),
        };
        let how = match ids.clone().next() {
            Some(id) => format!(
                "where it still says the same, confirm it with `gainsay fix`, or `gainsay fix --accept {id}`; where it says something else, with `gainsay fix --changed {id}`, and look at its evidence"
            ),
            None => {
                "look whether the article still says the same; then confirm it with `gainsay fix`"
                    .to_owned()
            }
        };
        Some(said.hint(how))
    };
    things.into_iter().filter_map(say).collect()
}
