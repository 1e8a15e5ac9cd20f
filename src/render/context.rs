//! What the templates see: plain, serialisable values, one struct a page.
//!
//! In comes nothing; this module only names the shapes that [`crate::render`] fills and that Tera
//! reads. Every address in here is already relative to the page it stands on, every label is
//! already words, and every field that ends in `_html` is already safe markup. A template therefore
//! decides nothing but where things stand.

use serde::Serialize;
use std::collections::BTreeMap;

/// What every page gets, whatever its kind.
#[derive(Debug, Clone, Serialize)]
pub struct Common {
    /// The site as a whole.
    pub site: SiteInfo,
    /// The page at hand.
    pub page: PageInfo,
    /// The links at the head of each page, in order.
    pub nav: Vec<NavLink>,
    /// Address of each style sheet, script and SVG by its name in `static/`, such as `site.css`.
    pub assets: BTreeMap<String, String>,
}

/// The site, as `gainsay.yaml` describes it.
#[derive(Debug, Clone, Serialize)]
pub struct SiteInfo {
    /// Name of the site.
    pub title: String,
    /// Who publishes it, if stated.
    pub publisher: Option<String>,
    /// Where a reader reports an error: an address (`https:` or `mailto:`), if stated.
    pub contact: Option<String>,
    /// Address of the front page.
    pub home: String,
}

/// The page at hand.
#[derive(Debug, Clone, Serialize)]
pub struct PageInfo {
    /// `article`, `section`, `claim`, `claims`, `source`, `sources`, `speaker`, `speakers`,
    /// `disputes`, `method`, `articles` or `not-found`.
    pub kind: &'static str,
    /// Text of the `title` element.
    pub title: String,
    /// One sentence for search engines and link previews.
    pub description: Option<String>,
    /// Address of the method page.
    pub method: String,
    /// Absolute address of this page, where the site has a base address.
    pub canonical: Option<String>,
    /// True where the page shows highlighted code and needs `highlight.css`.
    pub code: bool,
}

/// A link in the navigation.
#[derive(Debug, Clone, Serialize)]
pub struct NavLink {
    /// Words of the link.
    pub label: String,
    /// Where it goes.
    pub href: String,
    /// True on the page that it names.
    pub current: bool,
}

/// A date at its own precision.
#[derive(Debug, Clone, Serialize)]
pub struct Date {
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
    /// `Supported`, or `Supported: it was said`.
    pub label: String,
    /// `denied by Julian Assange`, for a supported claim with a word against it.
    pub but: Option<String>,
    /// What the status means, one sentence.
    pub definition: &'static str,
    /// True where the wording was changed since (`was`): the badge Corrected.
    pub corrected: bool,
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
    pub speakers: Vec<SpeakerRef>,
    /// True where no speaker is stated because the article speaks in its own voice.
    pub own_voice: bool,
    /// Who reports the words.
    pub via: Vec<SpeakerRef>,
    /// When they were said.
    pub date: Option<Date>,
}

/// A claim in few words, for lists and links.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimItem {
    /// Its id.
    pub id: String,
    /// Its number in the article; none for a claim made elsewhere.
    pub n: Option<usize>,
    /// `Claim 5`, or `Counter-claim of John Kirby` for one made elsewhere.
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
}

/// A link to a source.
#[derive(Debug, Clone, Serialize)]
pub struct SourceRef {
    /// Its title.
    pub title: String,
    /// Language of the title, where it is not the page's.
    pub language: Option<String>,
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
    pub label: &'static str,
}

/// Sources that bear on a claim in the same way.
#[derive(Debug, Clone, Serialize)]
pub struct EvidenceLine {
    /// How they bear on it.
    pub relation: RelationInfo,
    /// True where they are the claimant's own words, which weigh nothing.
    pub own: bool,
    /// The sources.
    pub sources: Vec<SourceRef>,
}

/// A counter-claim in few words.
#[derive(Debug, Clone, Serialize)]
pub struct CounterLine {
    /// How it bears: `denies`, `contradicts`, `qualifies` or `updates`.
    pub relation: RelationInfo,
    /// `Denied by`, `Contradicted by`, `Qualified by` or `Updated by`.
    pub passive: &'static str,
    /// The counter-claim.
    pub claim: ClaimItem,
}

/// The marginal note of a claim in the article.
#[derive(Debug, Clone, Serialize)]
pub struct Note {
    /// The claim. Its mark has the id `c-ID`, its marker `r-ID`, this note `n-ID`.
    pub claim: ClaimItem,
    /// Position on this page, from 1: `data-c` of its marks and of the note.
    pub c: usize,
    /// True in a block with more than two claims.
    pub dense: bool,
    /// Sources by relation.
    pub evidence: Vec<EvidenceLine>,
    /// What answers it.
    pub counters: Vec<CounterLine>,
    /// The note before it on this page.
    pub previous: Option<NoteLink>,
    /// The note after it on this page.
    pub next: Option<NoteLink>,
}

/// A link to a neighbouring note.
#[derive(Debug, Clone, Serialize)]
pub struct NoteLink {
    /// `#n-ID`.
    pub href: String,
    /// `Claim 6`.
    pub name: String,
}

/// A top-level block of a section, and the notes of the claims that end in it.
#[derive(Debug, Clone, Serialize)]
pub struct Block {
    /// The block with its marks and markers.
    pub html: String,
    /// The notes, in the order of their markers.
    pub notes: Vec<Note>,
}

/// A section of the article.
#[derive(Debug, Clone, Serialize)]
pub struct Section {
    /// Its id on the page.
    pub id: String,
    /// Its title, from the front matter.
    pub title: Option<String>,
    /// Its language, where it differs from the article's.
    pub language: Option<String>,
    /// `rtl` or `ltr`, where the language is stated.
    pub dir: Option<&'static str>,
    /// Its content; empty on the front page of an article with a page a section.
    pub blocks: Vec<Block>,
    /// Address of its page, where each section has one.
    pub href: Option<String>,
    /// How many claims are marked in it.
    pub claims: usize,
}

/// A choice in the filter by status.
#[derive(Debug, Clone, Serialize)]
pub struct Filter {
    /// Key of the status.
    pub key: &'static str,
    /// Label of the status.
    pub label: &'static str,
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
    pub last_checked: Option<Date>,
}

/// An entry of the endnotes.
#[derive(Debug, Clone, Serialize)]
pub struct EndNote {
    /// The claim.
    pub claim: ClaimItem,
    /// Its evidence in full.
    pub cards: Vec<Card>,
    /// What answers it.
    pub counters: Vec<CounterLine>,
    /// True where the claim's mark is on this page, so that there is a way back to it.
    pub here: bool,
}

/// The article, or one section of it, as a page.
#[derive(Debug, Clone, Serialize)]
pub struct ArticlePage {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// The article's head.
    pub article: ArticleHead,
    /// Numbers for the whole article.
    pub coverage: Coverage,
    /// Statuses that occur on this page.
    pub filters: Vec<Filter>,
    /// The marks of this page in order.
    pub notes: Vec<NavNote>,
    /// Notes of claims made by title and standfirst.
    pub head_notes: Vec<Note>,
    /// The sections on this page, or all sections without content where each has a page.
    pub sections: Vec<Section>,
    /// Claims and sources in full.
    pub endnotes: Vec<EndNote>,
    /// On a section's page: the section before.
    pub previous: Option<NavLink>,
    /// On a section's page: the section after.
    pub next: Option<NavLink>,
    /// On a section's page: the article's front page.
    pub up: Option<NavLink>,
}

/// A link to a mark, for the rail beside the text.
#[derive(Debug, Clone, Serialize)]
pub struct NavNote {
    /// Number in the article.
    pub n: usize,
    /// `#c-ID`.
    pub href: String,
    /// Status.
    pub status: StatusInfo,
}

/// Title, standfirst and byline.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleHead {
    /// The title as text.
    pub title: String,
    /// The title with its marks.
    pub title_html: String,
    /// The standfirst with its marks.
    pub standfirst_html: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// Who annotated it.
    pub annotated_by: Option<String>,
    /// The text that it retells or reprints.
    pub original: Option<SourceRef>,
    /// Language tag.
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

/// A passage from a source.
#[derive(Debug, Clone, Serialize)]
pub struct Passage {
    /// The words.
    pub text: String,
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
}

/// A citation in full.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    /// How the source bears on the claim.
    pub relation: RelationInfo,
    /// The source.
    pub source: SourceRef,
    /// `Report`, `Transcript`.
    pub kind: Option<&'static str>,
    /// `Independent`, `Party to the matter` or `The claimant's own`.
    pub stake: &'static str,
    /// True where the people who give the evidence are not named.
    pub anonymous: bool,
    /// The passages.
    pub passages: Vec<Passage>,
    /// The source's record, as on its own page.
    pub record: Record,
    /// Remark on the citation.
    pub note_html: Option<String>,
}

/// What is known of a source.
#[derive(Debug, Clone, Serialize)]
pub struct Record {
    /// Publisher.
    pub publisher: Option<String>,
    /// Authors, joined.
    pub authors: Option<String>,
    /// Whose words the source keeps.
    pub speakers: Vec<SpeakerRef>,
    /// When it was published.
    pub date: Option<Date>,
    /// Its address.
    pub url: Option<String>,
    /// Its address without the scheme, shortened for display.
    pub url_text: Option<String>,
    /// Why it has no address.
    pub no_url: Option<String>,
    /// How the address was checked, in words.
    pub url_checked: Option<&'static str>,
    /// Address of an archived copy.
    pub archived: Option<String>,
    /// When that copy was made.
    pub archived_date: Option<Date>,
    /// When the source was last looked at.
    pub accessed: Option<Date>,
    /// Its language, as a tag.
    pub language: Option<String>,
}

/// One side of the page of a claim: words, who, and the evidence for them.
#[derive(Debug, Clone, Serialize)]
pub struct Side {
    /// The claim of this side.
    pub claim: ClaimItem,
    /// Its citations.
    pub cards: Vec<Card>,
    /// How it bears on the claim of the page; none on the claim's own side.
    pub relation: Option<RelationInfo>,
    /// `Denied by` and so on.
    pub passive: Option<&'static str>,
    /// What answers it in turn.
    pub counters: Vec<CounterLine>,
}

/// A later event.
#[derive(Debug, Clone, Serialize)]
pub struct Later {
    /// When.
    pub date: Date,
    /// What.
    pub text: String,
    /// Where it is on record.
    pub sources: Vec<SourceRef>,
}

/// An entry in the history of a claim.
#[derive(Debug, Clone, Serialize)]
pub struct HistoryEntry {
    /// When.
    pub date: Date,
    /// What changed.
    pub note: String,
}

/// A place in the article where a claim is made.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    /// Address of the mark.
    pub href: String,
    /// `Title`, `Standfirst`, or the title of the section.
    pub label: String,
}

/// The page of a claim.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimPage {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// The claim in few words.
    pub claim: ClaimItem,
    /// `Claim 5 of 18`, or `Counter-claim`.
    pub count: String,
    /// Title of the article.
    pub article: String,
    /// Address of the article.
    pub article_href: String,
    /// The proposition, where the quote alone would mislead.
    pub states: Option<String>,
    /// The wording before it was corrected.
    pub was: Option<String>,
    /// Where the claim is made in the article.
    pub places: Vec<Place>,
    /// Why it has its status: sentences that name the evidence.
    pub why: Vec<String>,
    /// The day it was last checked.
    pub checked: Option<Date>,
    /// Who checked it.
    pub checked_by: Option<String>,
    /// The claim, with what supports or repeats it.
    pub point: Side,
    /// Citations that contradict, qualify or update it.
    pub against: Vec<Card>,
    /// Counter-claims, each with its evidence and what answers it.
    pub counters: Vec<Side>,
    /// What the claim itself answers.
    pub answers: Vec<CounterLine>,
    /// Later events.
    pub later: Vec<Later>,
    /// What the editors did.
    pub history: Vec<HistoryEntry>,
    /// Remarks.
    pub note_html: Option<String>,
    /// The claim before it in the article.
    pub previous: Option<NavLink>,
    /// The claim after it in the article.
    pub next: Option<NavLink>,
}

/// A list of claims as a page.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimsPage {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// Statuses that occur on this page.
    pub filters: Vec<Filter>,
    /// Numbers for the whole article.
    pub coverage: Coverage,
    /// Claims marked in the article, in its order.
    pub claims: Vec<ClaimItem>,
    /// Claims made elsewhere.
    pub elsewhere: Vec<ClaimItem>,
}

/// Where a source is used.
#[derive(Debug, Clone, Serialize)]
pub struct Use {
    /// How it bears on the claim.
    pub relation: RelationInfo,
    /// The claim.
    pub claim: ClaimItem,
    /// The passages cited for it.
    pub passages: Vec<Passage>,
    /// `Independent` and so on.
    pub stake: &'static str,
    /// True where the claim cites nothing else that bears on it.
    pub only: bool,
}

/// The page of a source.
#[derive(Debug, Clone, Serialize)]
pub struct SourcePage {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// Its title and addresses.
    pub source: SourceRef,
    /// `Report`, `Transcript`.
    pub kind: Option<&'static str>,
    /// What is known of it.
    pub record: Record,
    /// Remarks.
    pub note_html: Option<String>,
    /// The claims that rest on it.
    pub uses: Vec<Use>,
    /// Of these, how many cite nothing else.
    pub only: usize,
    /// Later events that it records: the claims they belong to.
    pub later: Vec<ClaimItem>,
    /// Title of the article that retells or reprints it, with its address.
    pub retold: Vec<NavLink>,
}

/// A source in a list.
#[derive(Debug, Clone, Serialize)]
pub struct SourceItem {
    /// Its title and address.
    pub source: SourceRef,
    /// Publisher.
    pub publisher: Option<String>,
    /// When it was published.
    pub date: Option<Date>,
    /// `Report`, `Transcript`.
    pub kind: Option<&'static str>,
    /// How many claims cite it.
    pub claims: usize,
}

/// A list of sources as a page.
#[derive(Debug, Clone, Serialize)]
pub struct SourcesPage {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// The sources, by title.
    pub sources: Vec<SourceItem>,
}

/// A claim and what answers it.
#[derive(Debug, Clone, Serialize)]
pub struct Answered {
    /// The claim.
    pub claim: ClaimItem,
    /// What answers it.
    pub counters: Vec<CounterLine>,
}

/// The page of a speaker.
#[derive(Debug, Clone, Serialize)]
pub struct SpeakerPage {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// Name, role and address.
    pub speaker: SpeakerRef,
    /// The speaker's own page elsewhere.
    pub url: Option<String>,
    /// Remarks.
    pub note_html: Option<String>,
    /// Their claims, and who answered them.
    pub claims: Vec<Answered>,
    /// The claims of others that theirs answer; `claim` is the other's.
    pub answers: Vec<CounterLine>,
    /// Sources that keep their words.
    pub sources: Vec<SourceItem>,
    /// Claims that they report.
    pub reports: Vec<ClaimItem>,
}

/// A speaker in a list.
#[derive(Debug, Clone, Serialize)]
pub struct SpeakerItem {
    /// Name, role and address.
    pub speaker: SpeakerRef,
    /// How many claims they make.
    pub claims: usize,
    /// How many of these are answered.
    pub answered: usize,
    /// How many claims of others they answer.
    pub answers: usize,
}

/// A list of speakers as a page.
#[derive(Debug, Clone, Serialize)]
pub struct SpeakersPage {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// The speakers, by name.
    pub speakers: Vec<SpeakerItem>,
}

/// A claim and what answers it, side by side.
#[derive(Debug, Clone, Serialize)]
pub struct Dispute {
    /// The claim.
    pub point: ClaimItem,
    /// Sources that bear on the claim.
    pub point_evidence: Vec<EvidenceLine>,
    /// The counter-claims.
    pub counters: Vec<Counterpoint>,
}

/// A counter-claim with its evidence in few words.
#[derive(Debug, Clone, Serialize)]
pub struct Counterpoint {
    /// How it bears on the claim.
    pub relation: RelationInfo,
    /// `Denied by` and so on.
    pub passive: &'static str,
    /// The counter-claim.
    pub claim: ClaimItem,
    /// Sources that bear on the counter-claim.
    pub evidence: Vec<EvidenceLine>,
    /// What answers it in turn.
    pub answered: Vec<CounterLine>,
}

/// Every claim with its counter-claims as a page.
#[derive(Debug, Clone, Serialize)]
pub struct DisputesPage {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// The answered claims, in the order of the article.
    pub disputes: Vec<Dispute>,
}

/// A word of the vocabulary and its meaning.
#[derive(Debug, Clone, Serialize)]
pub struct Term {
    /// Key, which is also the id on the page.
    pub key: &'static str,
    /// Label.
    pub label: &'static str,
    /// Meaning.
    pub definition: &'static str,
    /// For a status: the rule that yields it.
    pub rule: Option<&'static str>,
}

/// How to read the marks, as a page.
#[derive(Debug, Clone, Serialize)]
pub struct MethodPage {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// The statuses, in the order in which the rules are tried.
    pub statuses: Vec<Term>,
    /// How a source bears on a claim.
    pub relations: Vec<Term>,
    /// How a counter-claim bears on a claim.
    pub counter_relations: Vec<Term>,
    /// What a source has at stake.
    pub stakes: Vec<Term>,
    /// How much a piece of evidence weighs.
    pub weights: Vec<Term>,
}

/// The front page of a site with many articles.
#[derive(Debug, Clone, Serialize)]
pub struct ArticlesPage {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// The articles, by the name of their folder.
    pub articles: Vec<ArticleItem>,
}

/// An article in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleItem {
    /// Title.
    pub title: String,
    /// Address.
    pub href: String,
    /// Standfirst.
    pub standfirst: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// Numbers.
    pub coverage: Coverage,
}

/// The page for an address that does not exist. Its links are absolute.
#[derive(Debug, Clone, Serialize)]
pub struct NotFoundPage {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
}
