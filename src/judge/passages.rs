//! Looks for each passage in the saved copy of its source.
//!
//! In go a site, its lock files and the saved copies; out come [`Passages`]: which passages were
//! found, in what kind of copy, and which were found by the word of a lock file alone, because the
//! copy itself is not here; the sentences that they were cut from; and lines for the lock files. A copy
//! that is here is looked at every time. A passage that is not in it is reported with the nearest words,
//! and one that was cut off from what turns it with its sentence.

mod cut;

use super::confidential::{self, KeptBack};
use super::quotation::Cutting;
use crate::diagnostic::{Code, Diagnostic, Names};
use crate::model::{Date, SnapshotKind};
use crate::parse::claim::Passage;
use crate::parse::lock::{PassageLine, Verdict as Kept};
use crate::parse::snapshot::{Snapshot, Snapshots};
use crate::resolve::{Audience, ClaimIndex, Gaps, Guard, Site, Source, folder_of};
use crate::source::{At, Files, Span};
use ahash::{HashMap, HashSet};
use rayon::prelude::*;
use std::ops::Range;
use text_anchor::confirmed::sha256;
use text_anchor::drift::marked;
use text_anchor::nearest::searches;
use text_anchor::normal::Normal;
use text_anchor::passage::{self, Fault, Reason, Verdict};

/// How it is known that a passage stands in a saved copy, and what that copy holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CopyCheck {
    /// The copy is here, and the passage was found in it just now.
    Here(SnapshotKind),
    /// The copy is not here; the lock file says that the passage was found in it, and on which day.
    OnRecord(SnapshotKind, Option<Date>),
}

/// What came of looking for passages.
#[derive(Debug, Default)]
pub struct Passages {
    found: HashMap<(ClaimIndex, usize, usize), CopyCheck>,
    /// What readers may see of the sentences that passages were cut from.
    cuttings: HashMap<(ClaimIndex, usize, usize), Cutting>,
    /// What is kept back of confidential sources.
    pub kept_back: KeptBack,
    /// Lines for the lock file of each article.
    pub fresh: Vec<Vec<PassageLine>>,
    /// Lines on passages that were found again in another copy than the lock file knows.
    pub renewed: Vec<Vec<PassageLine>>,
    /// Lines of the lock files that are of a passage that stands in the site.
    used: HashSet<(usize, String, String, String)>,
}

impl Passages {
    /// What is known of passage `passage` of citation `citation` of `claim`.
    pub fn of(&self, claim: ClaimIndex, citation: usize, passage: usize) -> Option<&CopyCheck> {
        self.found.get(&(claim, citation, passage))
    }

    /// The rest of the sentence that passage `passage` of citation `citation` of `claim` was cut from, where
    /// readers may see it.
    pub fn cutting(&self, claim: ClaimIndex, citation: usize, passage: usize) -> Option<&Cutting> {
        self.cuttings.get(&(claim, citation, passage))
    }

    /// True where the site has the passage of a line of the lock file of `article`.
    pub fn uses(&self, article: usize, line: &PassageLine) -> bool {
        let key = (article, line.claim.clone(), line.source.clone(), line.words.clone());
        self.used.contains(&key)
    }
}

/// What came of one passage.
struct Looked {
    place: (ClaimIndex, usize, usize),
    checked: Option<CopyCheck>,
    cutting: Option<Cutting>,
    fresh: Option<PassageLine>,
    renewed: Option<PassageLine>,
    used: Option<PassageLine>,
    fault: Option<Diagnostic>,
}

/// Looks for the passages of `site` in `snapshots`.
pub fn verify(
    site: &Site,
    guard: &Guard,
    snapshots: &Snapshots,
    audience: &Audience,
    gaps: &Gaps,
    files: &Files,
) -> (Passages, Vec<Diagnostic>) {
    let mut out = strangers(site, snapshots, gaps);
    let (kept_back, quoted) = confidential::look(site);
    out.extend(quoted);
    let mut passages = Passages { kept_back, ..Passages::default() };
    passages.fresh.resize_with(guard.articles.len(), Vec::new);
    passages.renewed.resize_with(guard.articles.len(), Vec::new);
    if snapshots.is_empty() && guard.articles.iter().all(|a| a.lock.passages.is_empty()) {
        return (passages, out);
    }
    let date = audience.now.map(|now| jiff::tz::Offset::UTC.to_datetime(now).date().to_string());
    let mut looked: Vec<Vec<Looked>> = (0..site.claims.len())
        .into_par_iter()
        .map(|i| {
            let index = ClaimIndex(i);
            let claim = site.claim(index);
            let lock = &guard.articles[claim.article].lock;
            // A claim or a source that has another id now keeps what was found.
            let claims = ids(&claim.id, &claim.details.aliases);
            let mut looked = Vec::new();
            for (n, citation) in claim.citations.iter().enumerate() {
                let source = site.source(citation.source);
                let key = (source.prefix.clone(), source.id.to_string());
                let snapshot = snapshots.get(&key).map(|s| &**s);
                if snapshot.is_none() && lock.passages.is_empty() {
                    continue;
                }
                let sources = ids(&source.id, &source.details.aliases);
                for (m, passage) in citation.details.passages.iter().enumerate() {
                    let words = sha256(Normal::new(&passage.text.value).text.as_bytes());
                    let kept = claims.iter().find_map(|claim| {
                        sources.iter().find_map(|source| lock.of_passage(claim, source, &words))
                    });
                    let line = PassageLine {
                        claim: claim.id.to_string(),
                        source: source.id.to_string(),
                        words,
                        verdict: Kept::Found,
                        sha256: String::new(),
                        date: date.clone(),
                    };
                    looked.push(look(site, (index, n, m), snapshot, kept, line, files));
                }
            }
            looked
        })
        .collect();
    look_near(site, snapshots, looked.iter_mut().flatten(), files);
    for looked in looked.into_iter().flatten() {
        if let Some(checked) = looked.checked {
            passages.found.insert(looked.place, checked);
        }
        if let Some(cutting) = looked.cutting {
            passages.cuttings.insert(looked.place, cutting);
        }
        let article = site.claim(looked.place.0).article;
        passages.fresh[article].extend(looked.fresh);
        passages.renewed[article].extend(looked.renewed);
        let used = looked.used.map(|line| (article, line.claim, line.source, line.words));
        passages.used.extend(used);
        out.extend(looked.fault);
    }
    for lines in passages.fresh.iter_mut().chain(&mut passages.renewed) {
        lines.sort_by(|a, b| (&a.claim, &a.source, &a.words).cmp(&(&b.claim, &b.source, &b.words)));
        lines.dedup();
    }
    (passages, out)
}

/// What is near the first passages that a copy does not have. To look for it takes a way through all
/// of the copy, so that for thousands of passages in one it would take the square of their number.
fn look_near<'l>(
    site: &Site,
    snapshots: &Snapshots,
    looked: impl Iterator<Item = &'l mut Looked>,
    files: &Files,
) {
    let mut counts: HashMap<(&str, &str), usize> = HashMap::default();
    let mut lost: Vec<(&mut Looked, &Snapshot)> = Vec::new();
    for looked in looked.filter(|looked| looked.fault.is_some() && looked.checked.is_none()) {
        let source = site.source(site.claim(looked.place.0).citations[looked.place.1].source);
        let key = (source.prefix.clone(), source.id.to_string());
        let Some(snapshot) = snapshots.get(&key) else { continue };
        let count = counts.entry((&source.prefix, &source.id)).or_default();
        *count += 1;
        if *count <= searches(snapshot.words.text.len()) {
            lost.push((looked, snapshot));
        }
    }
    lost.into_par_iter().for_each(|(looked, snapshot)| {
        let citation = &site.claim(looked.place.0).citations[looked.place.1];
        let passage = &citation.details.passages[looked.place.2];
        if let Verdict::Absent(fault) = passage::verify(&snapshot.words, &passage.text.value) {
            looked.fault = Some(absent(site.source(citation.source), passage, Ok(&fault), files));
        }
    });
}

/// The id of something, and those that it had before.
fn ids<'i>(id: &'i str, aliases: &'i [At<String>]) -> Vec<&'i str> {
    std::iter::once(id).chain(aliases.iter().map(|alias| alias.value.as_str())).collect()
}

fn look(
    site: &Site,
    place: (ClaimIndex, usize, usize),
    snapshot: Option<&Snapshot>,
    kept: Option<&PassageLine>,
    line: PassageLine,
    files: &Files,
) -> Looked {
    let claim = site.claim(place.0);
    let citation = &claim.citations[place.1];
    let passage = &citation.details.passages[place.2];
    let source = site.source(citation.source);
    let details = source.details.snapshot.as_ref();
    let kind = details.map_or(SnapshotKind::Full, |s| s.kind);
    let used = kept.cloned();
    let nothing = Looked {
        place,
        checked: None,
        cutting: None,
        fresh: None,
        renewed: None,
        used,
        fault: None,
    };
    let Some(snapshot) = snapshot else {
        // The copy is elsewhere. That the lock file has a line is what can be said of it.
        let on = kept.and_then(|kept| Date::parse(kept.date.as_deref()?).ok());
        return Looked { checked: kept.map(|_| CopyCheck::OnRecord(kind, on)), ..nothing };
    };
    // Where the copy is here it is looked at, whatever the lock file says of it: a line proves
    // nothing that can be seen.
    let language = passage.language.as_deref().unwrap_or(&source.language);
    match passage::find(&snapshot.words, &passage.text.value, language) {
        Ok(found) => {
            let shown = !source.details.confidential() && details.is_none_or(|s| s.context);
            let cutting = Cutting::of(&passage.text.value, &found).filter(|_| shown);
            let fault = cut::cut_off(claim, citation, source, passage, &found, files);
            let line = Some(PassageLine { sha256: snapshot.sha256.clone(), ..line });
            let (fresh, renewed) = match kept {
                None => (line, None),
                Some(kept) if kept.sha256 == snapshot.sha256 => (None, None),
                Some(_) => (None, line),
            };
            Looked {
                checked: Some(CopyCheck::Here(kind)),
                cutting,
                fresh,
                renewed,
                fault,
                ..nothing
            }
        }
        Err(fault) => {
            let fault = absent(source, passage, Err(&fault), files);
            Looked { fault: Some(fault), ..nothing }
        }
    }
}

/// Says that a passage is not in the saved copy, with carets under what is not, where the author
/// typed it as it reads. `looked` is an error where nobody has looked for what is near.
fn absent(
    source: &Source,
    passage: &Passage,
    looked: Result<&Fault, &Fault>,
    files: &Files,
) -> Diagnostic {
    let (Ok(fault) | Err(fault)) = looked;
    let id = &source.id;
    let typed = files.slice(passage.text.span);
    let start = typed.find(&passage.text.value).map(|at| passage.text.span.start as usize + at);
    let place = |range: &Range<usize>| {
        let start = start?;
        let range = start + range.start..start + range.end;
        Some(Span::new(passage.text.span.file, range))
    };
    let words = |range: &Range<usize>| passage.text.value.get(range.clone()).unwrap_or("");
    let (message, label) = match &fault.reason {
        Reason::Empty => (format!("the passage has no words of `{id}`"), String::new()),
        Reason::Words => (format!("the passage is not in the saved copy of `{id}`"), String::new()),
        Reason::Order => (
            format!(
                "the parts of the passage do not come in this order in the saved copy of `{id}`"
            ),
            "this does not follow".to_owned(),
        ),
        Reason::Bracket => (
            format!("the passage is not in the saved copy of `{id}`"),
            "the copy has more here than brackets may stand for".to_owned(),
        ),
        Reason::Hides(word) => (
            format!("the passage leaves out `{word}`, which the saved copy of `{id}` has"),
            format!("`{word}` is hidden here"),
        ),
        Reason::Adds(word) => (
            format!("the passage puts in `{word}`, which the saved copy of `{id}` has not"),
            format!("`{word}` is put in here"),
        ),
    };
    let changes = fault.near.as_ref().map_or(&[][..], |near| &near.changes);
    let first = changes.first();
    let said = first.map(|change| match (words(&change.range), change.copy.as_str()) {
        ("", copy) => format!("the saved copy has `{copy}` here"),
        (_, "") => "not in the saved copy".to_owned(),
        (_, copy) => format!("the saved copy has `{copy}`"),
    });
    let span = place(first.map_or(&fault.range, |change| &change.range));
    let mut diagnostic =
        Diagnostic::at(Code::PassageAbsent, span.unwrap_or(passage.text.span), message)
            .label(said.unwrap_or(label));
    for change in changes.iter().skip(1).take(4) {
        if let Some(span) = place(&change.range) {
            let text = match change.copy.as_str() {
                "" => "not in the copy".to_owned(),
                copy => format!("`{copy}`"),
            };
            diagnostic = diagnostic.also(span, text);
        }
    }
    match &fault.near {
        Some(near) => {
            let theirs = [near.before.trim(), near.words.trim(), near.after.trim()];
            let theirs = theirs.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" ");
            diagnostic = diagnostic.hint(format!("the copy has: {theirs}"));
            if !changes.is_empty() {
                let shown = marked(words(&fault.range), &near.words);
                diagnostic = diagnostic.hint(format!("[-passage] [+copy]: {shown}"));
            }
        }
        None if looked.is_err() && matches!(fault.reason, Reason::Words) => {
            let hint = "so many passages are not in this copy that what is near is shown for the first alone";
            diagnostic = diagnostic.hint(hint);
        }
        None => diagnostic = diagnostic.hint("nothing near these words is in the copy"),
    }
    let what = match source.details.snapshot.as_ref().map(|s| s.kind) {
        Some(SnapshotKind::Excerpt) => "; where it lies outside the excerpt, add it to that",
        _ => "",
    };
    diagnostic
        .hint(format!("quote the source to the letter{what}; words left out are shown by `[...]`"))
}

/// Reports saved copies that are of no source.
fn strangers(site: &Site, snapshots: &Snapshots, gaps: &Gaps) -> Vec<Diagnostic> {
    if snapshots.is_empty() {
        return Vec::new();
    }
    let known: HashSet<(&str, &str)> =
        site.sources.iter().map(|s| (s.prefix.as_str(), &*s.id)).collect();
    // What belongs to an article that is not published is not known here.
    let articles: HashSet<&str> = site.articles.iter().map(|a| a.prefix.as_str()).collect();
    let published = |prefix: &str| prefix.is_empty() || articles.contains(prefix);
    let mut near: HashMap<&str, Names> = HashMap::default();
    snapshots
        .iter()
        .filter(|((prefix, id), _)| {
            published(prefix)
                && !known.contains(&(prefix.as_str(), id.as_str()))
                && !gaps.hold_record(&folder_of(prefix), "sources", id)
        })
        .map(|((prefix, id), snapshot)| {
            let near = near.entry(prefix.as_str()).or_insert_with(|| {
                Names::of(known.iter().filter(|(p, _)| p == prefix).map(|(_, id)| *id))
            });
            let message = format!("there is no source `{id}` of which this could be a saved copy");
            Diagnostic::at(Code::FileUnexpected, Span::top(snapshot.file), message)
                .maybe_hint(near.did_you_mean(id))
                .hint("a saved copy has the name of its source's id")
        })
        .collect()
}
