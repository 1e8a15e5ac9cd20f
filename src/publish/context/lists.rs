//! Lists as pages: indexes, disputes, the timeline, corrections.

use super::pages::{Common, NavLink};
use super::parts::*;
use serde::Serialize;

/// Which page of a list this is, and links to the others.
#[derive(Debug, Clone, Serialize)]
pub struct Pager {
    /// Number of this page, from 1.
    pub n: usize,
    /// How many pages there are.
    pub of: usize,
    /// Number of the first entry on this page.
    pub first: usize,
    /// Number of the last entry on this page.
    pub last: usize,
    /// How many entries the whole list has.
    pub total: usize,
    /// The page before.
    pub previous: Option<NavLink>,
    /// The page after.
    pub next: Option<NavLink>,
    /// The first page, the last one, and those near this one.
    pub pages: Vec<PageLink>,
}

/// A page of a list by its number.
#[derive(Debug, Clone, Serialize)]
pub struct PageLink {
    /// Its number.
    pub n: usize,
    /// Its address.
    pub href: String,
    /// True for the page at hand.
    pub current: bool,
    /// True where pages before it are left out.
    pub gap: bool,
}

/// The front page of a site with many articles.
#[derive(Debug, Clone, Serialize)]
pub struct ArticlesPage {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// Which page of the list this is; none where it has one page alone.
    pub pager: Option<Pager>,
    /// The articles, the newest first.
    pub articles: Vec<ArticleItem>,
}

/// An article in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleItem {
    /// Title.
    pub title: String,
    /// Language of the title, where it is not the page's.
    pub language: Option<String>,
    /// `rtl` or `ltr`, where the language is stated.
    pub dir: Option<&'static str>,
    /// Address.
    pub href: String,
    /// Standfirst.
    pub standfirst: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// When it was last corrected.
    pub corrected: Option<Date>,
    /// `Draft` or `Under embargo`, in a preview that shows what is not published.
    pub unpublished: Option<String>,
    /// Numbers.
    pub coverage: Coverage,
    /// How many of its marked claims have which status.
    pub statuses: Vec<Filter>,
    /// Its claims, its disputes and its timeline.
    pub links: Vec<NavLink>,
}

/// A list of claims as a page.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimsPage {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// Which page of the list this is; none where it has one page alone.
    pub pager: Option<Pager>,
    /// Statuses that occur on this page.
    pub filters: Vec<Filter>,
    /// Numbers for the whole article.
    pub coverage: Coverage,
    /// Claims of this page of the list that are marked in the article, in its order.
    pub claims: Vec<ClaimItem>,
    /// Claims of the article whose words are not in it as they were confirmed.
    pub unanchored: Vec<ClaimItem>,
    /// Claims made elsewhere.
    pub elsewhere: Vec<ClaimItem>,
}

/// A list of sources as a page.
#[derive(Debug, Clone, Serialize)]
pub struct SourcesPage {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// Which page of the list this is; none where it has one page alone.
    pub pager: Option<Pager>,
    /// The sources, by title.
    pub sources: Vec<SourceItem>,
}

/// A list of speakers as a page.
#[derive(Debug, Clone, Serialize)]
pub struct SpeakersPage {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// Which page of the list this is; none where it has one page alone.
    pub pager: Option<Pager>,
    /// The speakers, by name.
    pub speakers: Vec<SpeakerItem>,
}

/// A speaker in a list.
#[derive(Debug, Clone, Serialize)]
pub struct SpeakerItem {
    /// Name, role and address.
    pub speaker: SpeakerRef,
    /// True where one of their claims is answered. No totals: people are not scored.
    pub answered: bool,
}

/// Every claim with its counter-claims as a page.
#[derive(Debug, Clone, Serialize)]
pub struct DisputesPage {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// Which page of the list this is; none where it has one page alone.
    pub pager: Option<Pager>,
    /// Address of the argument maps.
    pub map: String,
    /// The answered claims of this page, in the order of the article.
    pub disputes: Vec<Dispute>,
}

/// What happened when, as a page.
#[derive(Debug, Clone, Serialize)]
pub struct TimelinePage {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// Which page of the list this is; none where it has one page alone.
    pub pager: Option<Pager>,
    /// Title of the article.
    pub article: String,
    /// Language of the article, where it is not the page's.
    pub tongue: Option<Tongue>,
    /// Address of the article.
    pub article_href: String,
    /// The years in which something happened, in order.
    pub years: Vec<Year>,
    /// How many claims give no date.
    pub undated_claims: usize,
    /// How many sources give no date.
    pub undated_sources: usize,
    /// Address of the list of claims.
    pub claims_href: String,
    /// Address of the list of sources.
    pub sources_href: String,
}

/// A year of the timeline.
#[derive(Debug, Clone, Serialize)]
pub struct Year {
    /// The year, which is also its id on the page, after `year-`.
    pub year: String,
    /// Its dates, in order.
    pub dates: Vec<OnDate>,
}

/// A date of the timeline at its own precision, and what happened then.
#[derive(Debug, Clone, Serialize)]
pub struct OnDate {
    /// The date.
    pub date: Date,
    /// What happened.
    pub events: Vec<EventItem>,
}

/// Something that happened on a date.
#[derive(Debug, Clone, Serialize)]
pub struct EventItem {
    /// `said`, `published` or `later`.
    pub kind: &'static str,
    /// The claim that was said.
    pub claim: Option<ClaimItem>,
    /// The source that was published.
    pub source: Option<SourceItem>,
    /// What happened later.
    pub text: Option<String>,
    /// The claims that it came later than.
    pub after: Vec<ClaimItem>,
    /// Where it is on record.
    pub sources: Vec<SourceRef>,
}

/// What was corrected or changed, as a page.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectionsPage {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// Which page of the list this is; none where it has one page alone.
    pub pager: Option<Pager>,
    /// Title of the article.
    pub article: String,
    /// Language of the article, where it is not the page's.
    pub tongue: Option<Tongue>,
    /// Address of the article.
    pub article_href: String,
    /// What was corrected or changed, the newest first.
    pub changes: Vec<ChangeItem>,
}

/// Something that was corrected or changed.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeItem {
    /// `article` for a correction of the article, `wording` for a claim with other words than
    /// before, `entry` for any other change to the entry of a claim.
    pub kind: &'static str,
    /// When, where that is on record.
    pub date: Option<Date>,
    /// What was done, in the editors' words.
    pub text: Option<String>,
    /// The claim, as it is now.
    pub claim: Option<ClaimItem>,
    /// The words of the claim before.
    pub was: Option<String>,
    /// Language of what was done, where it is not the page's.
    pub tongue: Option<Tongue>,
}
