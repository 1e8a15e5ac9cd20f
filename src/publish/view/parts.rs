//! Parts that several pages share: claims, statuses, sources.

use crate::theme::SharedPart;
use serde::Serialize;

/// A language that is not the page's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tongue {
    /// Its tag.
    pub lang: String,
    /// `rtl` or `ltr`.
    pub dir: &'static str,
}

/// A date at its own precision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownDate {
    /// For the `datetime` attribute; none for an interval or an approximate date.
    pub iso: Option<String>,
    /// For people: `18 October 2016`, `about 2016`.
    pub text: String,
}

/// The state of the evidence on a claim.
#[derive(Debug, Clone, Serialize)]
pub struct StatusInfo {
    /// `supported`, `context`, `disputed`, `contradicted`, `outdated`, `unsourced`, `unchecked` or
    /// `opinion`; also the value of `data-s`.
    pub key: &'static str,
    /// Key of what it means on the page: that of the status, `said` for a claim of which only that is
    /// judged, or `recheck`.
    pub meaning: &'static str,
    /// `Supported`, or `Supported: it was said`.
    pub label: String,
    /// `denied by Julian Assange`, for a supported claim with a word against it.
    pub but: Option<String>,
    /// What the status means, one sentence.
    pub definition: String,
    /// True where the wording was changed since (`was`): the badge Corrected.
    pub corrected: bool,
    /// True where the claim is a draft, which the preview alone shows: the badge Draft.
    pub draft: bool,
    /// True where the claim waits for somebody to look at it, which the preview alone shows: the badge
    /// To confirm.
    pub awaits: bool,
}

/// What a status means that a page shows, for its foot.
#[derive(Debug, Clone, Serialize)]
pub struct StatusMeaning {
    /// `means-KEY` is the id of the definition.
    pub key: &'static str,
    /// Key of the status.
    pub status: &'static str,
    /// Label of the status.
    pub label: String,
    /// What it means, one sentence.
    pub definition: String,
}

/// Someone who speaks.
#[derive(Debug, Clone, Serialize)]
pub struct SpeakerRef {
    /// Name.
    pub name: String,
    /// Name, as it stands within a sentence.
    pub within: String,
    /// What they are, such as `spokesman of the US State Department`.
    pub role: Option<String>,
    /// Address of the speaker's page.
    pub href: String,
}

/// Who said something, and when.
#[derive(Debug, Clone, Serialize)]
pub struct Attribution {
    /// The speakers; empty where none is stated.
    pub speakers: Vec<SharedPart<SpeakerRef>>,
    /// True where no speaker is stated because the article speaks in its own voice.
    pub own_voice: bool,
    /// True for an answer of the editors, which nobody else made or reports and which is not in the
    /// article.
    pub own_finding: bool,
    /// Who reports the words.
    pub via: Vec<SharedPart<SpeakerRef>>,
    /// When they were said.
    pub date: Option<ShownDate>,
}

/// A claim in few words, for lists and links.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimItem {
    /// Its id.
    pub id: String,
    /// Its number in the article; none for a claim made elsewhere.
    pub n: Option<usize>,
    /// `Claim 5`; for one made elsewhere `Counter-claim of John Kirby`, or `The article’s own finding`.
    pub name: String,
    /// Address of its page.
    pub href: String,
    /// The words of the claim: the quote, or what it says.
    pub words: String,
    /// True where the words stand in the article, so that they are set in quotation marks.
    pub quoted: bool,
    /// Language of the words, where it is not the page's.
    pub language: Option<String>,
    /// `rtl` or `ltr`, where the language is stated.
    pub dir: Option<&'static str>,
    /// The proposition, where the words alone would mislead. Wherever the words stand apart from
    /// the article, it must stand beside them.
    pub states: Option<String>,
    /// Status.
    pub status: StatusInfo,
    /// Who said it.
    pub by: Attribution,
    /// The editor's sentence.
    pub finding: Option<String>,
    /// Language of what the editors wrote about it, where it is not the page's.
    pub edited: Option<Tongue>,
}

/// A link to a source.
#[derive(Debug, Clone, Serialize)]
pub struct SourceRef {
    /// Its title.
    pub title: String,
    /// Language of the title, where it is not the page's.
    pub language: Option<String>,
    /// `rtl` or `ltr`, where the language is stated.
    pub dir: Option<&'static str>,
    /// Its publisher, or its title where it has none: what fits in a margin.
    pub short: String,
    /// Address of its page.
    pub href: String,
}

/// A relation of a citation or of a counter-claim.
#[derive(Debug, Clone, Serialize)]
pub struct RelationInfo {
    /// `supports`, `contradicts`, `qualifies`, `updates`, `repeats` or `denies`; also `data-r`.
    pub key: &'static str,
    /// `Supports`.
    pub label: String,
}

/// Sources that bear on a claim in the same way.
#[derive(Debug, Clone, Serialize)]
pub struct EvidenceLine {
    /// How they bear on it.
    pub relation: SharedPart<RelationInfo>,
    /// True where they are the claimant's own words, which weigh nothing.
    pub own: bool,
    /// The sources.
    pub sources: Vec<SharedPart<SourceRef>>,
}

/// A counter-claim in few words.
#[derive(Debug, Clone, Serialize)]
pub struct CounterLine {
    /// How it bears: `denies`, `contradicts`, `qualifies` or `updates`.
    pub relation: SharedPart<RelationInfo>,
    /// `Denied by`, `Contradicted by`, `Qualified by` or `Updated by`.
    pub passive: String,
    /// The counter-claim.
    pub claim: SharedPart<ClaimItem>,
}

/// A denial for which no source is cited but, at most, the record of the words.
#[derive(Debug, Clone, Serialize)]
pub struct BareDenial {
    /// True where that record is cited.
    pub recorded: bool,
}

/// An answer to a counter-claim, with its evidence in few words.
#[derive(Debug, Clone, Serialize)]
pub struct Turn {
    /// How it bears on the counter-claim.
    pub relation: SharedPart<RelationInfo>,
    /// `Denied by` and so on.
    pub passive: String,
    /// The answer.
    pub claim: SharedPart<ClaimItem>,
    /// Sources that bear on the answer.
    pub evidence: Vec<EvidenceLine>,
    /// Where it is a denial for which nobody but its maker is cited.
    pub bare: Option<BareDenial>,
    /// How many answers it has in turn, on its own page.
    pub answers: usize,
}

/// A choice in the filter by status.
#[derive(Debug, Clone, Serialize)]
pub struct Filter {
    /// Key of the status.
    pub key: &'static str,
    /// Label of the status.
    pub label: String,
    /// What it means, in a sentence.
    pub definition: String,
    /// How many claims on this page have it.
    pub count: usize,
}

/// How the evidence stands, in one sentence's worth of numbers.
#[derive(Debug, Clone, Serialize)]
pub struct Coverage {
    /// Claims that are marked in the article.
    pub marked: usize,
    /// Of these, how many can be checked (all but opinions).
    pub checkable: usize,
    /// Of the checkable, how many cite a source that does more than repeat them.
    pub sourced: usize,
    /// Of the checkable, how many cite an independent one.
    pub independent: usize,
    /// Of the checkable, how many have a counter-claim.
    pub countered: usize,
    /// The latest day on which one was checked.
    pub last_checked: Option<ShownDate>,
}

/// A passage from a source.
#[derive(Debug, Clone, Serialize)]
pub struct ShownPassage {
    /// The words.
    pub text: String,
    /// What stands before them in the same sentence of the saved copy, with the space between.
    pub before: Option<String>,
    /// What stands after them.
    pub after: Option<String>,
    /// Language tag, where it differs from the page's.
    pub language: Option<String>,
    /// `rtl` or `ltr`, where the language is stated.
    pub dir: Option<&'static str>,
    /// The words in the language of the page.
    pub translation: Option<String>,
    /// Where in the source: `p. 12`, `36:50`.
    pub locator: Option<String>,
    /// Address that opens the source at the passage.
    pub href: Option<String>,
    /// What it was found in, word for word: `a saved copy`, `a saved excerpt`; none where nobody
    /// looked.
    pub checked: Option<String>,
    /// True where the copy itself is not here, and that it was found is what the record says.
    pub recorded: bool,
    /// True where words of it stand elsewhere on the page, so that it need not stand there again.
    pub stands: bool,
    /// When, where the copy itself is not here.
    pub checked_on: Option<ShownDate>,
}

/// A citation in full.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    /// How the source bears on the claim.
    pub relation: SharedPart<RelationInfo>,
    /// The source.
    pub source: SharedPart<SourceRef>,
    /// `Report`, `Transcript`.
    pub kind: Option<String>,
    /// `Independent`, `Party to the matter` or `The claimant's own`.
    pub stake: String,
    /// True where the people who give the evidence are not named.
    pub anonymous: bool,
    /// The passages.
    pub passages: Vec<ShownPassage>,
    /// Where in the source, beside or in place of passages.
    pub locator: Option<String>,
    /// The source's record, as on its own page.
    pub record: SharedPart<ShownSource>,
    /// Remark on the citation.
    pub note_html: Option<String>,
}

/// What is known of a source.
#[derive(Debug, Clone, Serialize)]
pub struct ShownSource {
    /// Publisher.
    pub publisher: Option<String>,
    /// Authors, joined.
    pub authors: Option<String>,
    /// Whose words the source keeps.
    pub speakers: Vec<SharedPart<SpeakerRef>>,
    /// When it was published.
    pub date: Option<ShownDate>,
    /// Its address.
    pub url: Option<String>,
    /// Its address without the scheme, shortened for display.
    pub url_text: Option<String>,
    /// Why it has no address.
    pub no_url: Option<String>,
    /// How the address was checked, in words.
    pub url_checked: Option<String>,
    /// Address of an archived copy.
    pub archived: Option<String>,
    /// When that copy was made.
    pub archived_date: Option<ShownDate>,
    /// When the source was last looked at.
    pub accessed: Option<ShownDate>,
    /// Its language, as a tag.
    pub language: Option<String>,
    /// Who can look it up, in words; none where that goes without saying.
    pub access: Option<String>,
    /// True where the editors know it, and keep back its address and its words.
    pub confidential: bool,
    /// True where it has an address that is kept back.
    pub address_kept: bool,
    /// True where words of it were cited that are kept back, and stand on no page.
    pub words_kept: bool,
    /// What kind of file it is, as a media type.
    pub media: Option<String>,
    /// The source that it takes its report from.
    pub based_on: Option<SharedPart<SourceRef>>,
    /// The copy that the editors saved: `a saved copy` or `a saved excerpt`.
    pub saved: Option<String>,
    /// When they saved it.
    pub saved_date: Option<ShownDate>,
    /// Where they saved it from.
    pub saved_from: Option<String>,
}

/// One side of the page of a claim: words, who, and the evidence for them.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimSide {
    /// The claim of this side.
    pub claim: SharedPart<ClaimItem>,
    /// Its citations.
    pub cards: Vec<Card>,
    /// The same in few words.
    pub evidence: Vec<EvidenceLine>,
    /// How it bears on the claim of the page; none on the claim's own side.
    pub relation: Option<SharedPart<RelationInfo>>,
    /// `Denied by` and so on.
    pub passive: Option<String>,
    /// Where it is a denial for which nobody but its maker is cited.
    pub bare: Option<BareDenial>,
    /// What answers it in turn; the first of it, where there is much.
    pub counters: Vec<Turn>,
    /// How many more answers there are, on the page of the claim.
    pub more: usize,
}

/// A source in a list.
#[derive(Debug, Clone, Serialize)]
pub struct SourceItem {
    /// Its title and address.
    pub source: SharedPart<SourceRef>,
    /// Publisher.
    pub publisher: Option<String>,
    /// When it was published.
    pub date: Option<ShownDate>,
    /// `Report`, `Transcript`.
    pub kind: Option<String>,
    /// How many claims cite it.
    pub claims: usize,
}

/// A claim and what answers it, side by side.
#[derive(Debug, Clone, Serialize)]
pub struct Dispute {
    /// The claim.
    pub point: SharedPart<ClaimItem>,
    /// Sources that support or repeat it.
    pub point_evidence: Vec<EvidenceLine>,
    /// Sources that contradict, qualify or update it.
    pub against: Vec<EvidenceLine>,
    /// The counter-claims.
    pub counters: Vec<Counterpoint>,
    /// True where nothing stands against it but denials for which no source is cited.
    pub only_denied: bool,
}

/// A counter-claim with its evidence in few words.
#[derive(Debug, Clone, Serialize)]
pub struct Counterpoint {
    /// How it bears on the claim.
    pub relation: SharedPart<RelationInfo>,
    /// `Denied by` and so on.
    pub passive: String,
    /// The counter-claim.
    pub claim: SharedPart<ClaimItem>,
    /// Sources that bear on the counter-claim.
    pub evidence: Vec<EvidenceLine>,
    /// Where it is a denial for which nobody but its maker is cited.
    pub bare: Option<BareDenial>,
    /// What answers it in turn.
    pub answered: Vec<Turn>,
    /// How many more answers there are, on the page of the claim.
    pub more: usize,
}
