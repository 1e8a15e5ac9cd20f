//! Writes claims and sources that were made of remarks.
//!
//! In go places of remarks; out comes YAML. What nobody said is not written: a source whose relation to the claim
//! is not told stands in a comment below its claim, ready to be completed.

use super::hints::{self, EvidenceHint};
use super::model::Remark;
use crate::desk::annotate::{PlannedQuote, free_id};
use crate::desk::import::untold::{UntoldCitation, untold};
use crate::desk::panel::{SourceProposal, propose_source};
use crate::load::{Content, Tree};
use crate::pipeline::Built;
use crate::resolve::Place;
use crate::yaml::edit::{self, Manner, NewValue, TreeStep};
use std::collections::BTreeSet;
use std::ops::Range;

/// A claim to be.
#[derive(Debug, Clone)]
pub(super) struct ClaimPlan {
    /// Its place.
    pub at: (Place, Range<usize>),
    /// Where it begins in its part of the article.
    pub start: usize,
    /// The section whose file holds it; `None` for `article.yaml`.
    pub home: Option<usize>,
    /// Its words.
    pub words: String,
    /// The quote that finds them.
    pub quote: PlannedQuote,
    /// What was said of them.
    pub remarks: Vec<Remark>,
}

/// A file that holds claims.
pub(super) struct ClaimFile {
    /// The section; `None` for `article.yaml`.
    pub home: Option<usize>,
    /// Its text.
    pub text: String,
    /// True if nobody has written into it.
    is_new: bool,
    /// The new claims in it.
    pub claims: Vec<WrittenClaim>,
}

/// A claim that was written.
pub(super) struct WrittenClaim {
    pub id: String,
    pub words: String,
    /// What its `desk-note` holds.
    pub note: String,
}

/// What was written of claims.
pub(super) struct ClaimsWritten {
    /// The files that hold new claims.
    pub files: Vec<ClaimFile>,
    /// The whole of `sources.yaml`, where sources are new.
    pub sources: Option<String>,
    /// Ids of the new sources.
    pub new_sources: Vec<String>,
    /// How many of these have their address as title.
    pub untitled: usize,
}

/// Writes claims, which are in the order of the article, into files that hold `texts`, by section.
pub(super) fn write(
    claims: &[ClaimPlan],
    (built, article): (&Built, usize),
    tree: &Tree,
    texts: impl Fn(Option<usize>) -> String,
) -> ClaimsWritten {
    let site = built.site();
    let prefix = &site.articles[article].prefix;
    let folder = Some(prefix.trim_end_matches('/')).filter(|folder| !folder.is_empty());
    let mut sources: Vec<(String, NewValue)> = Vec::new();
    let mut begun: Vec<String> = Vec::new();
    let mut known: Vec<(String, String)> = Vec::new();
    let mut untitled = 0;
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for claim in site.claims_of(article).map(|index| site.claim(index)) {
        taken.insert(claim.id.to_string());
        // Somebody may still follow the address that it had.
        taken.extend(claim.details.aliases.iter().map(|alias| alias.value.clone()));
    }
    let mut files: Vec<ClaimFile> = Vec::new();
    for claim in claims {
        let id = free_id(&claim.words, |id| taken.contains(id));
        taken.insert(id.clone());
        let mut hints: Vec<(String, EvidenceHint)> = Vec::new();
        for hint in claim.remarks.iter().flat_map(hints::evidence) {
            let source = match known.iter().find(|(url, _)| *url == hint.url) {
                Some((_, id)) => id.clone(),
                None => {
                    let Some(proposal) = propose_source(site, folder, &hint.url, &begun) else {
                        continue;
                    };
                    if !proposal.known {
                        begun.push(proposal.id.clone());
                        untitled += usize::from(hint.title.is_none());
                        sources.push((proposal.id.clone(), source(&proposal, &hint)));
                    }
                    known.push((hint.url.clone(), proposal.id.clone()));
                    proposal.id
                }
            };
            hints.push((source, hint));
        }
        if hints.len() > 1 {
            // Remarks on the same words that name several sources do not say whose words they quote.
            for (_, hint) in &mut hints {
                hint.passages.clear();
                hint.locator = None;
            }
        }
        let note = note_of(claim);
        let mut entries = vec![
            ("quote".to_owned(), claim.quote.value()),
            ("draft".to_owned(), NewValue::Word("true".to_owned())),
        ];
        if !note.is_empty() {
            entries.push(("desk-note".to_owned(), NewValue::Text(note.clone())));
        }
        let told: Vec<NewValue> = hints
            .iter()
            .filter_map(|(id, hint)| Some(citation(id, hint, hint.relation?)))
            .collect();
        if !told.is_empty() {
            entries.push(("citations".to_owned(), NewValue::List(told)));
        }
        let untold: Vec<&(String, EvidenceHint)> =
            hints.iter().filter(|(_, hint)| hint.relation.is_none()).collect();
        let has_list = untold.len() < hints.len();
        let at = match files.iter().position(|file| file.home == claim.home) {
            Some(at) => at,
            None => {
                let text = texts(claim.home);
                let is_new = text.is_empty();
                files.push(ClaimFile { home: claim.home, text, is_new, claims: Vec::new() });
                files.len() - 1
            }
        };
        let file = &mut files[at];
        file.text = with_claim(
            (&file.text, file.is_new),
            &id,
            &NewValue::Map(entries),
            &comment(&untold, has_list),
        );
        file.claims.push(WrittenClaim { id, words: claim.words.clone(), note });
    }
    let new_sources = sources.iter().map(|(id, _)| id.clone()).collect();
    ClaimsWritten {
        files,
        sources: with_sources(sources, &format!("content/{prefix}sources.yaml"), tree),
        new_sources,
        untitled,
    }
}

/// What was said of a claim, for its `desk-note`.
pub(super) fn note_of(claim: &ClaimPlan) -> String {
    let notes = claim.remarks.iter().map(hints::desk_note).filter(|note| !note.is_empty());
    notes.collect::<Vec<_>>().join("\n")
}

/// The text of a file with one more claim at its end, and a comment below it.
fn with_claim((text, is_new): (&str, bool), id: &str, value: &NewValue, comment: &str) -> String {
    let manner = Manner::of("", None);
    let bare = || format!("  {}\n", manner.entry("  ", id, value));
    let entry = match text {
        "" => format!("claims:\n{}", bare()),
        // What was written here before is apart from it.
        text if is_new => format!("{text}\n{}", bare()),
        text => {
            let edited = edit::put(text, &[TreeStep::Key("claims"), TreeStep::Key(id)], value);
            let edited = edited.ok().and_then(|edit| edit::apply(text, &[edit]).ok());
            edited.unwrap_or_else(|| format!("{text}{}", bare()))
        }
    };
    // Only at the end of a file does a comment surely belong to the claim.
    let is_last = entry.trim_end().ends_with(bare().trim_end());
    match comment.is_empty() || !is_last {
        true => entry,
        false => format!("{}\n{comment}", entry.trim_end()),
    }
}

fn text(text: &str) -> NewValue {
    NewValue::Text(text.to_owned())
}

/// A source that is begun from an address.
fn source(proposal: &SourceProposal, hint: &EvidenceHint) -> NewValue {
    let bare = proposal.url.split_once("://").map_or(proposal.url.as_str(), |(_, rest)| rest);
    let title = hint.title.clone().unwrap_or_else(|| bare.trim_end_matches('/').to_owned());
    let mut entries =
        vec![("title".to_owned(), text(&title)), ("url".to_owned(), text(&proposal.url))];
    if let Some(publisher) = &proposal.publisher {
        entries.push(("publisher".to_owned(), text(publisher)));
    }
    // Nobody cites it yet, and a remark may have named it in confidence.
    entries.push(("draft".to_owned(), NewValue::Word("true".to_owned())));
    if let Some(kind) = proposal.kind {
        entries.push(("kind".to_owned(), NewValue::Word(kind.to_owned())));
    }
    if let Some(media) = proposal.media {
        entries.push(("media".to_owned(), NewValue::Word(media.to_owned())));
    }
    NewValue::Map(entries)
}

/// A citation whose relation was said.
fn citation(id: &str, hint: &EvidenceHint, relation: &str) -> NewValue {
    let word = |word: &str| NewValue::Word(word.to_owned());
    let mut entries =
        vec![("source".to_owned(), word(id)), ("relation".to_owned(), word(relation))];
    match &hint.passages[..] {
        [] => {}
        [one] => entries.push(("passage".to_owned(), text(one))),
        several => entries.push((
            "passage".to_owned(),
            NewValue::List(several.iter().map(|words| text(words)).collect()),
        )),
    }
    if let Some(locator) = &hint.locator {
        entries.push(("locator".to_owned(), text(locator)));
    }
    NewValue::Map(entries)
}

/// Citations whose relation nobody said, as a comment to complete.
fn comment(hints: &[&(String, EvidenceHint)], has_list: bool) -> String {
    let head = [
        "Named in the comment. To cite it, say how it bears on the claim (supports, contradicts,",
        "qualifies, updates or repeats), and take `# ` away from the lines below.",
    ];
    let cited = hints.iter().map(|(id, hint)| UntoldCitation {
        source: id,
        passages: &hint.passages,
        locator: hint.locator.as_deref(),
    });
    let lines = untold(head, cited, has_list);
    lines.iter().map(|line| format!("    # {line}\n")).collect()
}

/// `sources.yaml` with new sources; `None` where there are none.
fn with_sources(sources: Vec<(String, NewValue)>, path: &str, tree: &Tree) -> Option<String> {
    if sources.is_empty() {
        return None;
    }
    let there = match tree.files.get(path) {
        Some(Content::Text(text)) => text.strip_prefix('\u{feff}').unwrap_or(text).to_owned(),
        _ => String::new(),
    };
    let manner = Manner::of("", None);
    let mut out = there;
    for (id, value) in sources {
        let edited = edit::put(&out, &[TreeStep::Key(&id)], &value);
        let edited = edited.ok().and_then(|edit| edit::apply(&out, &[edit]).ok());
        out = edited.unwrap_or_else(|| {
            format!(
                "{out}{}{}\n",
                if out.is_empty() { "" } else { "\n" },
                manner.entry("", &id, &value)
            )
        });
    }
    Some(out)
}
