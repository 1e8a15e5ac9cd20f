//! What somebody has to look at: a block of text that changed, or what stands around one, with the claims in
//! it and the evidence on each.
//!
//! In go proposals and groups of claims whose surroundings changed; out come [`Mend`]s that confirm them, and
//! [`BlockLook`]s, in which those of one block are put together.

use super::evidence::claims_by_name;
use super::mend::{LockChange, LookPart, Mend, PassageChange, SentenceChange, Sureness};
use crate::diagnostic::{Code, Diagnostic};
use crate::pipeline::Built;
use crate::resolve::{
    ClaimIndex, ContextChange, ContextGroup, ContextPart, Proposal, ProposalKind, became, names,
};
use crate::source::Span;
use crate::yaml::edit;
use std::collections::{BTreeMap, BTreeSet};
use text_anchor::deciding::DecidingKind;
use text_anchor::drift::{marked, swaps};

/// What somebody has to look at.
#[derive(Debug, Clone)]
pub struct BlockLook {
    /// Where it stands.
    pub span: Span,
    /// Its file.
    path: String,
    /// What changed, on one line each: deletions in `[-...]`, insertions in `[+...]`.
    pub texts: Vec<String>,
    /// The same: what it is, where it is not the block; as it was confirmed, and as it is.
    pub changes: Vec<(Option<String>, String, String)>,
    /// Why somebody is asked.
    pub why: Vec<String>,
    /// The claims in it; none where the article itself changed.
    pub claims: Vec<LookClaim>,
    /// The changes that confirm it.
    pub mends: Vec<Mend>,
    /// The words that took the place of others; none where words that decide are among them.
    swaps: BTreeSet<(String, String)>,
}

/// A claim in what somebody looks at.
#[derive(Debug, Clone)]
pub struct LookClaim {
    /// `claim`, or `article/claim`.
    pub name: String,
    /// The claim, where it could be read.
    pub index: Option<ClaimIndex>,
    /// What became of its sentence.
    pub sentence: SentenceChange,
    /// Its words, with what changed of them marked.
    pub words: String,
}

impl BlockLook {
    /// What tells it from most others of the site, also once other things have changed.
    pub fn key(&self) -> String {
        let names: Vec<&str> = self.claims.iter().map(|claim| claim.name.as_str()).collect();
        let names = names.join(" ");
        format!("{} {names} {} {}", self.path, self.why.join(" "), self.texts.join(" "))
    }

    /// True if the same words took the place of the same others in `other`, and nothing else changed there.
    pub fn is_same_edit(&self, other: &Self) -> bool {
        !other.swaps.is_empty() && other.swaps.is_subset(&self.swaps)
    }
}

/// Puts together what confirms words of the same block; gives the other changes back as they are.
pub fn looks(built: &Built, mends: Vec<Mend>) -> (Vec<BlockLook>, Vec<Mend>) {
    let (asked, rest): (Vec<Mend>, Vec<Mend>) =
        mends.into_iter().partition(|mend| mend.part.is_some() && mend.refused.is_none());
    let mut groups: BTreeMap<(usize, String), Vec<Mend>> = BTreeMap::new();
    for mend in asked {
        if let Some(part) = &mend.part {
            groups.entry(part.group.clone()).or_default().push(mend);
        }
    }
    let of_site = claims_by_name(built);
    let index = |name: &str| of_site.get(name).copied();
    let mut looks: Vec<BlockLook> =
        groups.into_values().filter_map(|mends| BlockLook::of(built, mends, &index)).collect();
    looks.sort_by_key(|look| look.span);
    (looks, rest)
}

impl BlockLook {
    fn of(
        built: &Built,
        mends: Vec<Mend>,
        index: &dyn Fn(&str) -> Option<ClaimIndex>,
    ) -> Option<Self> {
        let parts: Vec<&LookPart> = mends.iter().filter_map(|mend| mend.part.as_ref()).collect();
        let mut texts: Vec<String> = Vec::new();
        let mut changes = Vec::new();
        for (part, old, new) in parts.iter().flat_map(|part| &part.texts) {
            let text = match part {
                Some(part) => format!("{part}: {}", marked(old, new)),
                None => marked(old, new),
            };
            if !texts.contains(&text) {
                texts.push(text);
                changes.push((part.clone(), old.clone(), new.clone()));
            }
        }
        let decides = parts.iter().any(|part| part.decides);
        let swapped = parts.iter().flat_map(|part| &part.texts);
        let swapped = swapped.flat_map(|(_, old, new)| swaps(old, new));
        let swaps = if decides { BTreeSet::new() } else { swapped.collect() };
        let span = parts.iter().map(|part| part.span).min()?;
        let mut claims: Vec<LookClaim> = Vec::new();
        for (mend, part) in mends.iter().zip(&parts) {
            for (name, (old, new)) in mend.claims.iter().zip(&part.words) {
                let words = marked(old, new);
                match claims.iter_mut().find(|claim| claim.name == *name) {
                    Some(claim) => {
                        claim.sentence = claim.sentence.max(part.sentence);
                        claim.words = format!("{} / {words}", claim.words);
                    }
                    None => claims.push(LookClaim {
                        name: name.clone(),
                        index: index(name),
                        sentence: part.sentence,
                        words,
                    }),
                }
            }
        }
        let why = mends.iter().filter_map(|mend| mend.diagnostic.as_ref());
        let mut why: Vec<String> = why.map(|diagnostic| diagnostic.message.clone()).collect();
        for more in parts.iter().flat_map(|part| &part.why) {
            if !why.contains(more) {
                why.push(more.clone());
            }
        }
        let path = built.files.path(span.file).to_owned();
        Some(Self { span, path, texts, changes, why, claims, mends, swaps })
    }
}

/// How many words that decide are named.
const SHOWN: usize = 6;

/// What is the same for all that stands in one block of an article.
fn block(article: usize, place: &str, key: &str) -> (usize, String) {
    (article, format!("{place} {key}"))
}

/// How many of `groups`, whose blocks are as they were, each heading, lead-in and the like changed around.
pub(super) fn shared_changes(groups: &[ContextGroup]) -> BTreeMap<&ContextChange, usize> {
    let mut shared: BTreeMap<&ContextChange, usize> = BTreeMap::new();
    let beside = groups.iter().filter(|group| !is_of_block(group));
    for change in beside.flat_map(|group| &group.changes).filter(|change| change.part.is_frame()) {
        *shared.entry(change).or_default() += 1;
    }
    shared.retain(|_, count| *count > 1);
    shared
}

fn is_of_block(group: &ContextGroup) -> bool {
    group.changes.iter().any(|change| change.part == ContextPart::Text)
}

/// Confirms what changed around words. What one of the changes `shared` stands around is one question,
/// whatever else changed there.
pub(super) fn look_around(
    group: &ContextGroup,
    article: usize,
    shared: &BTreeMap<&ContextChange, usize>,
) -> Mend {
    let claims = group.claims.clone();
    let of = names(claims.iter().map(String::as_str));
    let message = match claims.is_empty() {
        true => "what stands above the article is not as it was confirmed".to_owned(),
        false => format!("what stands around {of} is not as it was confirmed"),
    };
    let mut said = Diagnostic::at(Code::ContextChanged, group.span, message);
    if group.changes.iter().any(|change| !change.turning.is_empty()) {
        said = said.raised();
    }
    for change in &group.changes {
        let words = marked(&change.old, &change.new);
        let what = change.part.of("the words");
        said = said.maybe_hint(change.turned(usize::MAX));
        said = said.hint(format!("{what}, [-confirmed] [+now]: {words}"));
    }
    let is_shared = |change: &&ContextChange| shared.contains_key(change);
    let most = group.changes.iter().filter(is_shared).rev().max_by_key(|change| shared[*change]);
    let most = most.filter(|_| !is_of_block(group));
    // Beside other groups it is said of what stands around this one alone where it is that.
    let texts = group.changes.iter().map(|change| match (most, shared.contains_key(change)) {
        (Some(_), false) => (Some(change.part.of(&of)), change.old.clone(), change.new.clone()),
        _ => text(change),
    });
    let first = group.lines.first().map(|(_, come)| come);
    let first =
        first.filter(|_| is_of_block(group)).and_then(|line| line.around.as_ref().zip(Some(line)));
    let together = match first {
        Some((around, line)) => block(article, &format!("{:?}", line.spot), &around.block.key),
        None => match most {
            Some(change) => (article, format!("{change:?}")),
            None => (article, format!("{:?}", group.changes)),
        },
    };
    let mut words: Vec<(String, (String, String))> = Vec::new();
    for (_, come) in &group.lines {
        if words.last().is_none_or(|(claim, _)| *claim != come.claim) {
            let now = come.confirmed.words.shown();
            words.push((come.claim.clone(), (now.clone(), now)));
        }
    }
    Mend {
        diagnostic: Some(said),
        question: String::new(),
        sureness: Sureness::Asked,
        claims,
        edits: Vec::new(),
        lock: Some(LockChange {
            article,
            gone: group.lines.iter().map(|(gone, _)| gone.clone()).collect(),
            come: group.lines.iter().map(|(_, come)| come.clone()).collect(),
            head: group.head.clone(),
            passages: PassageChange::default(),
        }),
        refused: None,
        part: Some(LookPart {
            group: together,
            span: group.span,
            texts: texts.collect(),
            words: words.into_iter().map(|(_, words)| words).collect(),
            why: group.changes.iter().filter_map(|change| change.turned(usize::MAX)).collect(),
            sentence: SentenceChange::None,
            decides: group.changes.iter().any(|change| change.decides),
        }),
    }
}

/// Confirms words.
pub(super) fn confirm(
    diagnostic: &Diagnostic,
    proposal: &Proposal,
    article: usize,
    built: &Built,
) -> Mend {
    let (mut edits, mut refused) = (Vec::new(), None);
    for (span, new) in &proposal.rewrites {
        match edit::scalar(&built.files.get(span.file).text, span.range(), new) {
            Ok(edit) => edits.push((span.file, edit)),
            Err(refusal) => refused = Some(refusal.to_string()),
        }
    }
    let id = format!("{}{}", proposal.prefix, proposal.claim);
    let question = match proposal.rewrites.is_empty() {
        true => format!("confirm the words of `{id}` as they stand?"),
        false => format!("let `{id}` quote the words as they stand, and confirm them?"),
    };
    let lock = LockChange {
        article,
        gone: proposal.gone.iter().cloned().collect(),
        come: vec![proposal.line.clone()],
        ..LockChange::default()
    };
    Mend {
        diagnostic: Some(diagnostic.clone()),
        question,
        sureness: match proposal.kind {
            ProposalKind::Plain => Sureness::Plain,
            ProposalKind::Meaning
            | ProposalKind::Retyped
            | ProposalKind::Moved
            | ProposalKind::Near => Sureness::Asked,
        },
        claims: vec![id],
        edits,
        lock: Some(lock),
        refused,
        part: match proposal.kind {
            ProposalKind::Meaning | ProposalKind::Retyped | ProposalKind::Moved => {
                Some(part(proposal, article))
            }
            // Nothing that was confirmed changed.
            ProposalKind::Plain | ProposalKind::Near => None,
        },
    }
}

/// What changed, and what it is where it is not the block.
fn text(change: &ContextChange) -> (Option<String>, String, String) {
    let part = (change.part != ContextPart::Text).then(|| change.part.of("it"));
    (part, change.old.clone(), change.new.clone())
}

fn part(proposal: &Proposal, article: usize) -> LookPart {
    let Proposal { line, gone, old, new, changes, kind, .. } = proposal;
    let around = gone.as_ref().and_then(|gone| gone.around.as_ref()).zip(line.around.as_ref());
    let blocks = match around {
        Some((was, is)) => (was.block.text.clone(), is.block.text.clone()),
        None => (old.clone(), new.clone()),
    };
    let mut texts = match kind {
        ProposalKind::Moved => {
            let (was, is) = blocks;
            let was = (Some("it was confirmed in".to_owned()), was.clone(), was);
            vec![was, (Some("it stands now in".to_owned()), is.clone(), is)]
        }
        _ => vec![(None, blocks.0, blocks.1)],
    };
    let others = changes.iter().filter(|change| change.part != ContextPart::Text);
    texts.extend(others.map(text));
    let words =
        (gone.as_ref().unwrap_or(line).confirmed.words.shown(), line.confirmed.words.shown());
    let key = line.around.as_ref().map_or(new.as_str(), |around| &around.block.key);
    let decisive = proposal.drifts.iter().take(SHOWN).map(became);
    LookPart {
        group: block(article, &format!("{:?}", line.spot), key),
        span: proposal.span,
        why: decisive
            .chain(changes.iter().filter_map(|change| change.turned(usize::MAX)))
            .collect(),
        words: vec![words],
        sentence: match kind {
            ProposalKind::Moved => SentenceChange::Moved,
            ProposalKind::Retyped => SentenceChange::Quote,
            _ => SentenceChange::Edited,
        },
        decides: *kind != ProposalKind::Meaning
            || around.is_none()
            || proposal.drifts.iter().any(|drift| drift.kind != DecidingKind::Name)
            || changes.iter().any(|change| change.decides),
        texts,
    }
}
