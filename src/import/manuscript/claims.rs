//! Writes claims and sources that were made of remarks.
//!
//! In go places of remarks; out comes YAML. What nobody said is not written: a source whose relation to the claim
//! is not told stands in a comment below its claim, ready to be completed.

mod named;

pub use named::NamedSource;
pub(super) use named::named_sources;

use super::held::{HeldText, text_at};
use super::hints::{self, EvidenceHint};
use super::model::DraftRemark;
use super::target::{ImportRefusal, PlannedFile};
use crate::desk::annotate::{PlannedQuote, sentence_at};
use crate::desk::ids::telling_id_within;
use crate::desk::panel::{SourceProposal, SourceProposer};
use crate::import::report::TakenPublisher;
use crate::import::untold::{DRAFTED, UntoldCitation, untold};
use crate::load::Tree;
use crate::pipeline::Built;
use crate::resolve::Place;
use crate::yaml::edit::{self, EditRefusal, Manner, NewValue, TreeStep};
use std::collections::{BTreeMap, BTreeSet};
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
    /// What the document has before and after them.
    pub around: [String; 2],
    /// The quote that finds them.
    pub quote: PlannedQuote,
    /// What was said of them.
    pub remarks: Vec<DraftRemark>,
}

/// A file that holds claims.
pub(super) struct ClaimFile {
    /// The section; `None` for `article.yaml`.
    pub home: Option<usize>,
    /// Its path in the site.
    pub path: String,
    /// Its text.
    text: String,
    /// How it is typed.
    held: HeldText,
    /// The new claims in it.
    pub claims: Vec<WrittenClaim>,
}

impl ClaimFile {
    /// What its file holds.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.held.typed(&self.text)
    }
}

/// A claim that was written.
pub(super) struct WrittenClaim {
    pub id: String,
    pub words: String,
}

/// What was written of claims.
pub(super) struct ClaimsWritten {
    /// The files that hold new claims.
    pub files: Vec<ClaimFile>,
    /// The ids of the claims, in their order.
    pub ids: Vec<String>,
    /// Sources for which a file had no room.
    pub named: Vec<NamedSource>,
}

/// The sources of an import: those of the site, and those that it begins.
pub(super) struct SourceBook<'s> {
    proposer: SourceProposer<'s>,
    new: Vec<(String, NewValue)>,
    begun: Vec<String>,
    /// The ids of the sources at the addresses that were named.
    known: BTreeMap<String, String>,
    /// How many new sources have their address as title.
    pub untitled: usize,
    /// New sources that took their publisher from the other sources of their host.
    pub published: Vec<TakenPublisher>,
}

impl<'s> SourceBook<'s> {
    /// For an article of the site, with nothing begun.
    pub(super) fn of((built, article): (&'s Built, usize)) -> Self {
        let prefix = &built.site().articles[article].prefix;
        let folder = Some(prefix.trim_end_matches('/')).filter(|folder| !folder.is_empty());
        Self {
            proposer: SourceProposer::new(built.site(), folder),
            new: Vec::new(),
            begun: Vec::new(),
            known: BTreeMap::new(),
            untitled: 0,
            published: Vec::new(),
        }
    }

    /// The ids of the sources that were named; those that nobody has are begun.
    pub(super) fn cite(&mut self, hints: Vec<EvidenceHint>) -> Vec<(String, EvidenceHint)> {
        let mut cited = Vec::new();
        for hint in hints {
            if let Some(id) = self.known.get(&hint.url) {
                cited.push((id.clone(), hint));
                continue;
            }
            let Some(proposal) = self.proposer.propose_beside(&hint.url, &self.begun) else {
                continue;
            };
            if !proposal.known {
                self.begun.push(proposal.id.clone());
                self.untitled += usize::from(hint.title.is_none());
                self.published.extend(proposal.sure.publisher.iter().map(|publisher| {
                    TakenPublisher { source: proposal.id.clone(), publisher: publisher.clone() }
                }));
                self.new.push((proposal.id.clone(), source(&proposal, &hint)));
            }
            self.known.insert(hint.url.clone(), proposal.id.clone());
            cited.push((proposal.id, hint));
        }
        cited
    }

    /// The ids of the new sources.
    pub(super) fn ids(&self) -> Vec<String> {
        self.begun.clone()
    }

    /// The whole of `sources.yaml` of an article, where sources are new.
    pub(super) fn file(
        &self,
        prefix: &str,
        tree: &Tree,
    ) -> Result<Option<PlannedFile>, ImportRefusal> {
        with_sources(&self.new, &format!("content/{prefix}sources.yaml"), tree)
    }
}

/// What remarks on the same words say of sources.
pub(super) fn evidence_of(remarks: &[DraftRemark]) -> Vec<EvidenceHint> {
    remarks.iter().flat_map(hints::evidence).collect()
}

/// Writes claims, which are in the order of the article, into the files of `texts`, by section: a path, and what is there.
///
/// # Errors
/// A file of the site cannot be read, or cannot be edited.
pub(super) fn write(
    claims: &[ClaimPlan],
    (built, article): (&Built, usize),
    sources: &mut SourceBook,
    texts: impl Fn(Option<usize>) -> Result<(String, HeldText), ImportRefusal>,
) -> Result<ClaimsWritten, ImportRefusal> {
    let site = built.site();
    let language = &site.articles[article].language;
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for claim in site.claims_of(article).map(|index| site.claim(index)) {
        taken.insert(claim.id.to_string());
        // Somebody may still follow the address that it had.
        taken.extend(claim.details.aliases.iter().map(|alias| alias.value.clone()));
    }
    let mut files: Vec<ClaimFile> = Vec::new();
    let (mut ids, mut named) = (Vec::new(), Vec::new());
    for claim in claims {
        let id = telling_id_within(&claim.words, &after(claim, (built, article)), language, |id| {
            taken.contains(id)
        });
        taken.insert(id.clone());
        let hints = sources.cite(evidence_of(&claim.remarks));
        let note = note_of(claim);
        let mut entries = vec![
            ("quote".to_owned(), claim.quote.value()),
            ("draft".to_owned(), NewValue::Word("true".to_owned())),
        ];
        if !note.is_empty() {
            entries.push(("desk-note".to_owned(), NewValue::Text(note)));
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
                let (path, held) = texts(claim.home)?;
                let text = held.text.clone();
                files.push(ClaimFile { home: claim.home, path, text, held, claims: Vec::new() });
                files.len() - 1
            }
        };
        let file = &mut files[at];
        // What was written here before is apart from it.
        let is_new = file.held.text.is_empty();
        let lines = comment(&untold, has_list, true);
        let written = with_claim((&file.text, is_new), &id, &NewValue::Map(entries), &lines);
        let (text, has_room) = written.map_err(|error| refusal(&file.path, "claims", &error))?;
        file.text = text;
        if !has_room {
            named.extend(named_sources(&id, untold.iter().copied()));
        }
        ids.push(id.clone());
        file.claims.push(WrittenClaim { id, words: claim.words.clone() });
    }
    Ok(ClaimsWritten { files, ids, named })
}

/// The words of the article that follow those of a claim in their sentence.
fn after(claim: &ClaimPlan, (built, article): (&Built, usize)) -> String {
    let article = &built.site().articles[article];
    let (place, range) = &claim.at;
    let sentence = sentence_at(article, *place, range, &article.language);
    let text = &article.text(*place).text;
    text.get(range.end..sentence.end).unwrap_or_default().to_owned()
}

/// Why a file takes no more records.
fn refusal(path: &str, records: &str, error: &EditRefusal) -> ImportRefusal {
    ImportRefusal {
        reason: format!("new {records} cannot be written into `{path}` as it is typed: {error}"),
        help: format!(
            "type its {records} one below the other, without anchors and `...`, and import again"
        ),
    }
}

/// What was said of a claim, for its `desk-note`.
pub(super) fn note_of(claim: &ClaimPlan) -> String {
    let notes = claim.remarks.iter().map(hints::desk_note).filter(|note| !note.is_empty());
    notes.collect::<Vec<_>>().join("\n")
}

/// The text of a file with one more claim at the end of its claims, and the lines of a comment below it. Between
/// braces there is no room for these: then the second is false.
fn with_claim(
    (text, is_new): (&str, bool),
    id: &str,
    value: &NewValue,
    comment: &[String],
) -> Result<(String, bool), EditRefusal> {
    let lines = |indent: &str| -> String {
        comment.iter().map(|line| format!("{indent}# {line}\n")).collect()
    };
    if is_new {
        let entry = Manner::of("", None).entry("  ", id, value);
        let head = if text.is_empty() { "claims:\n".to_owned() } else { format!("{text}\n") };
        return Ok((format!("{head}  {entry}\n{}", lines("    ")), true));
    }
    let mut edit = edit::put(text, &[TreeStep::Key("claims"), TreeStep::Key(id)], value)?;
    // The lines of the claim end the edit; of one between braces there are none.
    let is_key = |line: &str| line.trim_start().trim_start_matches('"').starts_with(id);
    let of_claim = edit.text.lines().skip_while(|line| !is_key(line));
    let mut of_claim = of_claim.map(|line| &line[..line.len() - line.trim_start().len()]);
    let mut has_room = comment.is_empty();
    if let (Some(key), Some(field)) = (of_claim.next(), of_claim.next())
        && field.len() > key.len()
        && edit.text.ends_with('\n')
    {
        has_room = true;
        let lines = lines(field);
        edit.text.push_str(&lines);
    }
    let text = edit::apply(text, &[edit]).map_err(|_| EditRefusal::Unreadable)?;
    Ok((text, has_room))
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
    // Nobody looks at it before it is written: what other sources of the host make likely is left out.
    if let Some(publisher) = &proposal.sure.publisher {
        entries.push(("publisher".to_owned(), text(publisher)));
    }
    // Nobody cites it yet, and a remark may have named it in confidence.
    entries.push(("draft".to_owned(), NewValue::Word("true".to_owned())));
    if let Some(kind) = proposal.sure.kind {
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

/// Citations as a comment to complete, below a claim that may be a draft.
pub(super) fn comment(
    hints: &[&(String, EvidenceHint)],
    has_list: bool,
    is_draft: bool,
) -> Vec<String> {
    let head = [
        "Named in the comment. To cite it, write what it does to the claim as `relation` (supports, contradicts,",
        "qualifies, updates or repeats) and its words as `passage`, and take `# ` away from the lines below.",
    ];
    let cited = hints.iter().map(|(id, hint)| UntoldCitation {
        source: id,
        passages: &hint.passages,
        locator: hint.locator.as_deref(),
    });
    let mut lines = untold(head, cited, has_list);
    let mut relations = hints.iter().map(|(_, hint)| hint.relation);
    for line in lines.iter_mut().filter(|line| *line == "    relation:") {
        if let Some(Some(relation)) = relations.next() {
            line.push(' ');
            line.push_str(relation);
        }
    }
    lines.retain(|line| is_draft || !DRAFTED.contains(&line.as_str()));
    lines
}

/// `sources.yaml` with new sources; `None` where there are none.
fn with_sources(
    sources: &[(String, NewValue)],
    path: &str,
    tree: &Tree,
) -> Result<Option<PlannedFile>, ImportRefusal> {
    if sources.is_empty() {
        return Ok(None);
    }
    let held = text_at(tree, path)?.unwrap_or_default();
    let manner = Manner::of("", None);
    let text = match held.text.as_str() {
        "" => {
            let entries = sources.iter().map(|(id, value)| manner.entry("", id, value) + "\n");
            entries.collect::<Vec<_>>().join("\n")
        }
        text => {
            let added = edit::add_all(text, sources)
                .and_then(|edit| edit::apply(text, &[edit]).map_err(|_| EditRefusal::Unreadable));
            added.map_err(|error| refusal(path, "sources", &error))?
        }
    };
    Ok(Some((path.to_owned(), held.typed(&text))))
}

#[cfg(test)]
mod tests;
