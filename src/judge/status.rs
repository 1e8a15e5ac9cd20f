//! The status of a claim: the state of the evidence cited, derived and never typed in.
//!
//! In goes a claim with its citations and counter-claims; out comes a [`Judgement`]: the status
//! and the evidence that led to it, each piece with its weight. All of the weighing is here and
//! nowhere else. A counter-claim is looked at one level deep and never further, so that a cycle of
//! counter-claims cannot loop.
//!
//! The rules are those that the page *Method* of every site shows, in its order. What they leave open
//! is decided thus: where only the saying is judged (`about: said`), who keeps the record does not
//! matter, so `supports` and `qualifies` count as independent; a bare contradiction keeps its stake.
//! Evidence that someone said a thing bears on nothing else: a counter-claim that is `about: said` is
//! never more than a word against, and nothing bears back from such a claim or on it.

use crate::model::{About, CounterRelation, Relation, Stake, Status};
use crate::resolve::{Citation, Claim, ClaimIndex, Site, SourceIndex};

/// What the rules look at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The claim is declared an opinion.
    pub opinion: bool,
    /// Strong support.
    pub strong_for: bool,
    /// Strong evidence against.
    pub strong_against: bool,
    /// A word against.
    pub word_against: bool,
    /// An independent update.
    pub updated: bool,
    /// An independent qualification.
    pub qualified: bool,
    /// A `checked` date is set.
    pub checked: bool,
}

/// The status that `evidence` yields: the first rule that matches.
pub fn decide(evidence: Evidence) -> Status {
    let Evidence { opinion, strong_for, strong_against, word_against, .. } = evidence;
    if opinion {
        Status::Opinion
    } else if (strong_for && strong_against) || (!strong_for && !strong_against && word_against) {
        Status::Disputed
    } else if strong_against {
        Status::Contradicted
    } else if strong_for && evidence.updated {
        Status::Outdated
    } else if evidence.qualified {
        Status::Context
    } else if strong_for {
        Status::Supported
    } else if evidence.checked {
        Status::Unsourced
    } else {
        Status::Unchecked
    }
}

/// Pieces of evidence of one weight.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pieces {
    /// Sources that the claim cites, each once.
    pub sources: Vec<SourceIndex>,
    /// Counter-claims, or claims that bear back.
    pub claims: Vec<ClaimIndex>,
}

impl Pieces {
    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty() && self.claims.is_empty()
    }

    fn cite(&mut self, source: SourceIndex) {
        if !self.sources.contains(&source) {
            self.sources.push(source);
        }
    }
}

/// A status and what led to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The status.
    pub status: Status,
    /// Strong support.
    pub strong_for: Pieces,
    /// Strong evidence against.
    pub strong_against: Pieces,
    /// Words against.
    pub words_against: Pieces,
    /// Independent updates.
    pub updates: Pieces,
    /// Independent qualifications.
    pub qualifies: Pieces,
    /// What weighs nothing: repetitions, and what is the claimant's own.
    pub weightless: Pieces,
    /// Qualifications and updates that weigh nothing because they are not independent.
    pub unweighed: Pieces,
    /// Support that is not strong: a party's, or of people who are not named.
    pub weak_for: Pieces,
}

/// Judges the claim at `index`.
pub fn judge(site: &Site, index: ClaimIndex) -> Judgement {
    let claim = site.claim(index);
    let mut judgement = Judgement {
        status: Status::Unchecked,
        strong_for: Pieces::default(),
        strong_against: Pieces::default(),
        words_against: Pieces::default(),
        updates: Pieces::default(),
        qualifies: Pieces::default(),
        weightless: Pieces::default(),
        unweighed: Pieces::default(),
        weak_for: Pieces::default(),
    };
    for citation in &claim.citations {
        weigh_citation(&mut judgement, claim.details.about, citation);
    }
    if claim.details.about == About::Content {
        for &(counter, relation) in &claim.counters {
            weigh_counter(&mut judgement, claim, site.claim(counter), counter, relation);
        }
        for &(answered, relation) in &claim.answers {
            let against =
                matches!(relation, CounterRelation::Denies | CounterRelation::Contradicts);
            let answered_claim = site.claim(answered);
            if against
                && answered_claim.details.about == About::Content
                && is_strong(answered_claim)
            {
                judgement.strong_against.claims.push(answered);
            }
        }
    }
    judgement.status = decide(Evidence {
        opinion: claim.details.opinion,
        strong_for: !judgement.strong_for.is_empty(),
        strong_against: !judgement.strong_against.is_empty(),
        word_against: !judgement.words_against.is_empty(),
        updated: !judgement.updates.is_empty(),
        qualified: !judgement.qualifies.is_empty(),
        checked: claim.details.checked.is_some(),
    });
    judgement
}

/// The stake that counts: where only the saying is judged, whoever keeps the record, the record
/// of the words is as good.
pub fn stake(about: About, citation: &Citation) -> Stake {
    match (about, citation.relation) {
        (About::Said, Relation::Supports | Relation::Qualifies) => Stake::Independent,
        _ => citation.stake,
    }
}

fn weigh_citation(judgement: &mut Judgement, about: About, citation: &Citation) {
    let stake = stake(about, citation);
    let independent = stake == Stake::Independent;
    let strong = independent && !citation.anonymous;
    let pieces = match citation.relation {
        Relation::Repeats => &mut judgement.weightless,
        _ if stake == Stake::Claimant => &mut judgement.weightless,
        Relation::Supports if strong => &mut judgement.strong_for,
        Relation::Supports => &mut judgement.weak_for,
        Relation::Contradicts if strong => &mut judgement.strong_against,
        Relation::Contradicts => &mut judgement.words_against,
        Relation::Updates if independent => &mut judgement.updates,
        Relation::Qualifies if independent => &mut judgement.qualifies,
        Relation::Updates | Relation::Qualifies => &mut judgement.unweighed,
    };
    pieces.cite(citation.source);
}

fn weigh_counter(
    judgement: &mut Judgement,
    claim: &Claim,
    counter: &Claim,
    index: ClaimIndex,
    relation: CounterRelation,
) {
    let strong = counter.details.about == About::Content && is_strong(counter);
    let own =
        !counter.speakers.is_empty() && counter.speakers.iter().all(|s| claim.speakers.contains(s));
    let pieces = match relation {
        CounterRelation::Denies => &mut judgement.words_against,
        CounterRelation::Contradicts if strong => &mut judgement.strong_against,
        CounterRelation::Contradicts if !own => &mut judgement.words_against,
        CounterRelation::Qualifies if strong => &mut judgement.qualifies,
        CounterRelation::Updates if strong => &mut judgement.updates,
        CounterRelation::Qualifies | CounterRelation::Updates => &mut judgement.unweighed,
        CounterRelation::Contradicts => &mut judgement.weightless,
    };
    pieces.claims.push(index);
}

/// True where the claim itself cites strong support.
fn is_strong(claim: &Claim) -> bool {
    claim.citations.iter().any(|c| {
        c.relation == Relation::Supports
            && !c.anonymous
            && stake(claim.details.about, c) == Stake::Independent
    })
}
