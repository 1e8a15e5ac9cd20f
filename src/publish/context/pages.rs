//! One struct a page, and what only it holds.

use super::lists::Pager;
use super::map::ArgumentMap;
use super::parts::*;
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
    /// The links at the foot of each page, in order.
    pub foot: Vec<NavLink>,
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
    /// `disputes`, `map`, `search`, `timeline`, `corrections`, `method`, `articles`, `redirect` or `not-found`.
    pub kind: &'static str,
    /// Text of the `title` element.
    pub title: String,
    /// One sentence for search engines and link previews.
    pub description: Option<String>,
    /// Address of the method page.
    pub method: String,
    /// Absolute address of this page, where the site has a base address.
    pub canonical: Option<String>,
    /// What is told of the page where somebody shares it; none on pages that nobody should.
    pub share: Option<Share>,
    /// Address of the feed, where the site has one.
    pub feed: Option<String>,
    /// What the page tells machines, as JSON-LD for a `script` element.
    pub data_html: Option<String>,
}

/// A page as Open Graph describes it, besides its description and its canonical address.
#[derive(Debug, Clone, Serialize)]
pub struct Share {
    /// Title of the page, without the name of the site.
    pub title: String,
    /// `article` or `website`.
    pub kind: &'static str,
    /// How much room a picture wants: `summary_large_image` or `summary`.
    pub card: &'static str,
    /// Language and country, as `en_GB`.
    pub locale: String,
    /// The picture, where there is one.
    pub picture: Option<SharedPicture>,
}

/// The picture of a page.
#[derive(Debug, Clone, Serialize)]
pub struct SharedPicture {
    /// Its absolute address.
    pub url: String,
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// What it says.
    pub alt: String,
}

/// A link in the navigation.
#[derive(Debug, Clone, Serialize)]
pub struct NavLink {
    /// Words of the link.
    pub label: String,
    /// Where it goes.
    pub href: String,
    /// `page` on the page that it names, `true` on the further pages of that list; none elsewhere.
    pub current: Option<&'static str>,
    /// The key that follows it from anywhere, where it has one.
    pub shortcut: Option<&'static str>,
    /// Language of the words, where it is not the page's.
    pub tongue: Option<Tongue>,
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
    /// Its number among all sections, from 1.
    pub n: usize,
    /// Its id on the page.
    pub id: String,
    /// Ids that it had on the page before.
    pub old_ids: Vec<String>,
    /// Its title, from the front matter.
    pub title: Option<String>,
    /// The same with its marks.
    pub title_html: Option<String>,
    /// Its language, where it differs from the article's.
    pub language: Option<String>,
    /// `rtl` or `ltr`, where the language is stated.
    pub dir: Option<&'static str>,
    /// True where it is a draft, which the preview alone shows.
    pub draft: bool,
    /// Its content; empty on the front page of an article with a page a section.
    pub blocks: Vec<Block>,
    /// Address of its page, where each section has one.
    pub href: Option<String>,
    /// How many claims are marked in it.
    pub claims: usize,
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
    /// Which of all sections are listed, where there are many and each has a page.
    pub pager: Option<Pager>,
    /// Claims and sources in full.
    pub endnotes: Vec<EndNote>,
    /// Claims whose words are not in the article as they were confirmed, so that nothing is marked;
    /// none on a section's page.
    pub unanchored: Vec<ClaimItem>,
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
    /// That language, where it is not the page's.
    pub tongue: Option<Tongue>,
    /// Under which terms it may be used.
    pub rights: Option<String>,
    /// What was corrected in it.
    pub corrections: Vec<Correction>,
    /// Address of the page of all corrections and changes.
    pub corrections_href: String,
    /// `Draft` or `Under embargo`, in a preview that shows what is not published.
    pub unpublished: Option<String>,
}

/// A correction of the article.
#[derive(Debug, Clone, Serialize)]
pub struct Correction {
    /// When.
    pub date: Date,
    /// What.
    pub text: String,
}

/// A request for a response to a claim.
#[derive(Debug, Clone, Serialize)]
pub struct Reply {
    /// Who was asked.
    pub asked: Vec<SpeakerRef>,
    /// When.
    pub on: Option<Date>,
    /// What they said; none where nothing came.
    pub response: Option<String>,
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
    /// Language of the label, where it is not the page's.
    pub tongue: Option<Tongue>,
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
    /// True where its words are not in the article as they were confirmed.
    pub unanchored: bool,
    /// Where the claim is made in the article.
    pub places: Vec<Place>,
    /// Why it has its status: sentences that name the evidence.
    pub why_html: Vec<String>,
    /// When it was last checked and reviewed, and by whom, in sentences; none where it was not.
    pub checks: Option<String>,
    /// Whether those whom it concerns were asked.
    pub reply: Option<Reply>,
    /// The claim, with what supports or repeats it.
    pub point: Side,
    /// Citations that contradict, qualify or update it.
    pub against: Vec<Card>,
    /// Counter-claims, each with its evidence and what answers it.
    pub counters: Vec<Side>,
    /// True where nothing stands against it but denials for which no source is cited.
    pub only_denied: bool,
    /// What the claim itself answers.
    pub answers: Vec<CounterLine>,
    /// All that as a drawing, where there is anything to draw.
    pub map: Option<ArgumentMap>,
    /// Address of the maps of all claims.
    pub map_page: String,
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
    pub stake: String,
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
    pub kind: Option<String>,
    /// What is known of it.
    pub record: Record,
    /// Remarks.
    pub note_html: Option<String>,
    /// The pages, where the lists are long: the uses, then the later events.
    pub pager: Option<Pager>,
    /// How often it is cited, on all pages.
    pub cited: usize,
    /// The claims that rest on it, those of this page.
    pub uses: Vec<Use>,
    /// How many claims cite nothing else, on all pages.
    pub only: usize,
    /// Later events that it records: the claims they belong to.
    pub later: Vec<ClaimItem>,
    /// Title of the article that retells or reprints it, with its address.
    pub retold: Vec<NavLink>,
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
    /// The pages, where the lists are long: claims, answers, reports, sources, one after another.
    pub pager: Option<Pager>,
    /// Their claims, and who answered them.
    pub claims: Vec<Answered>,
    /// The claims of others that theirs answer; `claim` is the other's.
    pub answers: Vec<CounterLine>,
    /// Sources that keep their words.
    pub sources: Vec<SourceItem>,
    /// Claims that they report.
    pub reports: Vec<ClaimItem>,
}

/// The page that finds words. Without scripts it leads to the complete lists.
#[derive(Debug, Clone, Serialize)]
pub struct SearchPage {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// Address of the directory of the index, which stands in the folder of its files.
    pub index: String,
    /// The lists of claims, one an article; the list of articles, where there are many.
    pub claims: Vec<NavLink>,
    /// The list of sources.
    pub sources: String,
    /// The list of speakers.
    pub speakers: String,
}

/// A word of the vocabulary and its meaning.
#[derive(Debug, Clone, Serialize)]
pub struct Term {
    /// Key, which is also the id on the page.
    pub key: &'static str,
    /// Label.
    pub label: String,
    /// Meaning.
    pub definition: String,
    /// For a status: the rule that yields it.
    pub rule: Option<String>,
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
    /// The rules by which it is weighed.
    pub rules: Vec<Term>,
    /// How words are kept true to what they were taken from.
    pub care: Vec<Term>,
    /// What the sentence on the evidence counts.
    pub counts: Vec<Term>,
}

/// The page at an address that something had before.
#[derive(Debug, Clone, Serialize)]
pub struct RedirectPage {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// Where it leads.
    pub target: String,
}

/// The page for an address that does not exist. Its links are absolute.
#[derive(Debug, Clone, Serialize)]
pub struct NotFoundPage {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
}
