//! The status of a claim: the state of the evidence cited, derived and never typed in.
//!
//! In goes a claim with its citations and counter-claims; out comes a [`Judgement`]: the status
//! and the evidence that led to it, each piece with its weight. All of the weighing is here and
//! nowhere else. A counter-claim is looked at one level deep and never further, so that a cycle of
//! counter-claims cannot loop.
//!
//! Two tables hold the rules: [`weigh`] what a citation weighs, [`TABLE`] which status follows. The page
//! *Method* of every site and `docs/format.md` show them, and the tests hold both against them.
//!
//! A citation weighs only where somebody did the work: it has a passage, or its claim a day on which it
//! was checked. Counter-claims are claims and not citations: a denial is a word against, whatever it
//! cites, and the strength of the others is that of their own citations, of which the same is asked.
//!
//! Where the words of a claim changed after its evidence was looked at (`recheck`), nothing of that evidence
//! weighs, and the claim is not yet checked, whatever it was declared.
//!
//! What the rules leave open is decided thus: where only the saying is judged (`about: said`), who keeps the record does not
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

/// When a status fits.
type Fits = fn(Evidence) -> bool;

/// Each status and what it needs, in the order in which they are tried. The last always fits.
pub const TABLE: [(Status, Fits); 8] = [
    (Status::Opinion, |e| e.opinion),
    (Status::Disputed, |e| match (e.strong_for, e.strong_against) {
        (true, true) => true,
        (false, false) => e.word_against,
        _ => false,
    }),
    (Status::Contradicted, |e| e.strong_against),
    (Status::Outdated, |e| e.strong_for && e.updated),
    (Status::Context, |e| e.qualified),
    (Status::Supported, |e| e.strong_for),
    (Status::Unsourced, |e| e.checked),
    (Status::Unchecked, |_| true),
];

/// The status that `evidence` yields: the first of the table that fits.
pub fn decide(evidence: Evidence) -> Status {
    let first = TABLE.iter().find(|(_, fits)| fits(evidence));
    first.map_or(Status::Unchecked, |(status, _)| *status)
}

/// What a citation is to its claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weighed {
    /// Strong support.
    StrongFor,
    /// Support that is not strong.
    WeakFor,
    /// Strong evidence against.
    StrongAgainst,
    /// A word against.
    WordAgainst,
    /// An independent update.
    Update,
    /// An independent qualification.
    Qualification,
    /// An update or a qualification that is not independent.
    Unweighed,
    /// A repetition, or the claimant's own.
    Weightless,
    /// Nobody did the work that would let it weigh, or the words changed after that.
    Unseen,
}

/// What a citation weighs: by its relation, the stake that counts, whether its people are not named, and
/// whether somebody looked at it.
pub fn weigh(relation: Relation, stake: Stake, anonymous: bool, seen: bool) -> Weighed {
    let independent = stake == Stake::Independent;
    let strong = independent && !anonymous;
    match relation {
        Relation::Repeats => Weighed::Weightless,
        _ if stake == Stake::Claimant => Weighed::Weightless,
        _ if !seen => Weighed::Unseen,
        Relation::Supports if strong => Weighed::StrongFor,
        Relation::Supports => Weighed::WeakFor,
        Relation::Contradicts if strong => Weighed::StrongAgainst,
        Relation::Contradicts => Weighed::WordAgainst,
        Relation::Updates if independent => Weighed::Update,
        Relation::Qualifies if independent => Weighed::Qualification,
        Relation::Updates | Relation::Qualifies => Weighed::Unweighed,
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
    /// What weighs nothing because nobody looked: no passage is given, and the claim was not checked; or
    /// its words changed after that.
    pub unseen: Pieces,
}

impl Judgement {
    /// The pieces of evidence of this weight.
    fn pieces(&mut self, weighed: Weighed) -> &mut Pieces {
        match weighed {
            Weighed::StrongFor => &mut self.strong_for,
            Weighed::WeakFor => &mut self.weak_for,
            Weighed::StrongAgainst => &mut self.strong_against,
            Weighed::WordAgainst => &mut self.words_against,
            Weighed::Update => &mut self.updates,
            Weighed::Qualification => &mut self.qualifies,
            Weighed::Unweighed => &mut self.unweighed,
            Weighed::Weightless => &mut self.weightless,
            Weighed::Unseen => &mut self.unseen,
        }
    }
}

/// Judges the claim at `index`.
pub fn judge(site: &Site, index: ClaimIndex) -> Judgement {
    let claim = site.claim(index);
    let mut judgement = weigh_all(site, claim);
    let is_current = claim.details.recheck.is_none();
    judgement.status = decide(Evidence {
        opinion: claim.details.opinion && is_current,
        strong_for: !judgement.strong_for.is_empty(),
        strong_against: !judgement.strong_against.is_empty(),
        word_against: !judgement.words_against.is_empty(),
        updated: !judgement.updates.is_empty(),
        qualified: !judgement.qualifies.is_empty(),
        checked: claim.details.checked.is_some() && is_current,
    });
    judgement
}

/// All evidence on `claim` by its weight; the status is not derived yet.
fn weigh_all(site: &Site, claim: &Claim) -> Judgement {
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
        unseen: Pieces::default(),
    };
    for citation in &claim.citations {
        judgement.pieces(weighed(claim, citation)).cite(citation.source);
    }
    if claim.details.recheck.is_some() {
        judgement.unseen.claims.extend(claim.counters.iter().map(|(counter, _)| *counter));
        return judgement;
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

/// What a citation of `claim` weighs.
fn weighed(claim: &Claim, citation: &Citation) -> Weighed {
    let stake = stake(claim.details.about, citation);
    weigh(citation.relation, stake, citation.anonymous, is_seen(claim, citation))
}

/// True where somebody did the work on a citation of `claim`.
fn is_seen(claim: &Claim, citation: &Citation) -> bool {
    let details = &claim.details;
    details.recheck.is_none()
        && (details.checked.is_some() || !citation.details.passages.is_empty())
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
    claim.citations.iter().any(|citation| weighed(claim, citation) == Weighed::StrongFor)
}
