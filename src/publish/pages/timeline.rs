//! The timeline of an article, a page at a time.

use crate::model::address;
use crate::parse::claim::Later;
use crate::publish::contents::Contents;
use crate::publish::press::{Page, Press, Rendered};
use crate::publish::view::common::{Common, Pager};
use crate::publish::view::lists::{ArticleLists, Event, cut, pages};
use crate::publish::view::pager::pager;
use crate::publish::view::parts::*;
use crate::publish::view::seen::View;
use crate::resolve::Site;
use crate::theme::SharedPart;
use serde::Serialize;

/// All pages of this kind.
pub fn all(contents: &Contents, article: usize) -> Vec<Box<dyn Page>> {
    let numbers = 1..=pages(contents.of(article).events.len());
    numbers.map(|n| Box::new(TimelinePage(article, n)) as Box<dyn Page>).collect()
}

/// A page of the timeline of an article, by its number from 1.
#[derive(Debug)]
pub struct TimelinePage(usize, usize);

impl Page for TimelinePage {
    fn template(&self) -> &'static str {
        "timeline.html"
    }

    fn path(&self, site: &Site) -> String {
        address::nth(&address::timeline(&site.articles[self.0].prefix), self.1)
    }

    fn render(&self, press: &Press, path: &str) -> Rendered {
        let about =
            press.list("timeline", Some(self.0), self.1, press.word(Some(self.0), "timeline-lead"));
        let of = press.contents().of(self.0);
        press.page(self, path, about, |view, common| context(view, of, self.0, self.1, common))
    }
}

/// What happened when, as a page.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineContext {
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
    /// True where a source on this page was published.
    pub published: bool,
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
    /// True where sources were published and nothing else is on record.
    pub only_published: bool,
}

/// A date of the timeline at its own precision, and what happened then.
#[derive(Debug, Clone, Serialize)]
pub struct OnDate {
    /// The date.
    pub date: ShownDate,
    /// What happened, then what was said, then what was published.
    pub events: Vec<EventItem>,
    /// True where sources were published and nothing else is on record.
    pub only_published: bool,
}

/// Something that happened on a date.
#[derive(Debug, Clone, Serialize)]
pub struct EventItem {
    /// `said`, `published` or `later`.
    pub kind: &'static str,
    /// The claim that was said.
    pub claim: Option<SharedPart<ClaimItem>>,
    /// The source that was published.
    pub source: Option<SourceItem>,
    /// What happened later.
    pub text: Option<String>,
    /// The claims that it came later than.
    pub after: Vec<SharedPart<ClaimItem>>,
    /// Where it is on record.
    pub sources: Vec<SharedPart<SourceRef>>,
}

/// The context of a page of the timeline.
fn context(
    view: View,
    of: &ArticleLists,
    index: usize,
    n: usize,
    common: Common,
) -> TimelineContext {
    let article = &view.site.articles[index];
    let mut years: Vec<Year> = Vec::new();
    let mut published = false;
    for event in cut(&of.events, n) {
        let Some(when) = event.date(view.site) else { continue };
        let (year, when) = (when.year().to_string(), view.date(when));
        if years.last().is_none_or(|last| last.year != year) {
            years.push(Year { year, dates: Vec::new(), only_published: true });
        }
        let Some(year) = years.last_mut() else { continue };
        if year.dates.last().is_none_or(|last| last.date != when) {
            year.dates.push(OnDate { date: when, events: Vec::new(), only_published: true });
        }
        let Some(on) = year.dates.last_mut() else { continue };
        let is_published = matches!(event, Event::Published(_));
        published |= is_published;
        on.only_published &= is_published;
        year.only_published &= is_published;
        on.events.push(item(view, event));
    }
    TimelineContext {
        common,
        pager: pager(view, &address::timeline(&article.prefix), n, of.events.len()),
        article: article.title.clone(),
        tongue: view.tongue(&article.language),
        article_href: view.link(&address::article(&article.prefix)),
        years,
        published,
        undated_claims: of.undated_claims,
        undated_sources: of.undated_sources,
        claims_href: view.link(&address::claims(&article.prefix)),
        sources_href: view.link(&address::sources("")),
    }
}

fn item(view: View, event: &Event) -> EventItem {
    let empty = EventItem {
        kind: "said",
        claim: None,
        source: None,
        text: None,
        after: Vec::new(),
        sources: Vec::new(),
    };
    match event {
        Event::Said(claim) => EventItem { claim: Some(view.claim(*claim)), ..empty },
        Event::Published(source) => {
            EventItem { kind: "published", source: Some(view.source_item(*source)), ..empty }
        }
        Event::Later(claim, n, all) => {
            let told = |c: &crate::resolve::ClaimIndex| view.site.claim(*c).later.iter();
            let first = &view.site.claim(*claim).later[*n];
            let (text, date) = (first.text.clone(), &first.date.value);
            // If several claims report it in the same words, their sources are merged. The same
            // words on another day are another event.
            let same = |l: &&Later<_>| l.text == text && l.date.value == *date;
            let mut sources: Vec<SharedPart<SourceRef>> = Vec::new();
            for later in all.iter().flat_map(told).filter(same) {
                for source in later.sources.iter().map(|s| view.source(*s)) {
                    if sources.iter().all(|known| known.href != source.href) {
                        sources.push(source);
                    }
                }
            }
            let after = all.iter().map(|c| view.claim(*c)).collect();
            EventItem { kind: "later", text: Some(text), after, sources, ..empty }
        }
    }
}
