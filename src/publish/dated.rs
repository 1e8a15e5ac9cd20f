//! The pages that are ordered by date: an article's timeline and its corrections.
//!
//! Each function takes a view, the lists of the site and the number of the page, and returns the
//! page's context.

use super::context::{
    ChangeItem, Common, CorrectionsPage, EventItem, OnDate, SourceRef, TimelinePage, Year,
};
use super::lists::{Change, Event, Lists, cut};
use super::pager::pager;
use super::view::View;
use crate::address;
use crate::resolve::Later;

/// What an article is about, by date.
pub fn timeline(view: View, lists: &Lists, index: usize, n: usize, common: Common) -> TimelinePage {
    let article = &view.site.articles[index];
    let of = &lists.of[index];
    let mut years: Vec<Year> = Vec::new();
    for event in cut(&of.events, n) {
        let Some(when) = event.date(view.site) else { continue };
        let (year, when) = (when.year().to_string(), view.date(when));
        if years.last().is_none_or(|last| last.year != year) {
            years.push(Year { year, dates: Vec::new() });
        }
        let Some(year) = years.last_mut() else { continue };
        match year.dates.last_mut() {
            Some(last) if last.date == when => last.events.push(item(view, event)),
            _ => year.dates.push(OnDate { date: when, events: vec![item(view, event)] }),
        }
    }
    TimelinePage {
        common,
        pager: pager(view, &address::timeline(&article.prefix), n, of.events.len()),
        article: article.title.clone(),
        tongue: view.tongue(&article.language),
        article_href: view.link(&address::article(&article.prefix)),
        years,
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
            // Where several claims tell of it in the same words, their records are one. The same
            // words on another day are another event.
            let same = |l: &&Later| l.text == text && l.date.value == *date;
            let mut sources: Vec<SourceRef> = Vec::new();
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

/// What was corrected in an article, and what was changed about its claims.
pub fn corrections(
    view: View,
    lists: &Lists,
    index: usize,
    n: usize,
    common: Common,
) -> CorrectionsPage {
    let article = &view.site.articles[index];
    let all = &lists.of[index].changes;
    let item = |change: &Change| {
        let when = change.date(view.site, article).map(|d| view.date(d));
        let (kind, claim, entry) = match *change {
            Change::Article(n) => {
                let text = article.corrections.get(n).map(|(_, text)| text.clone());
                let kind = "article";
                let tongue = view.tongue(&article.language);
                return ChangeItem { kind, date: when, text, claim: None, was: None, tongue };
            }
            Change::Entry(claim, n) => ("entry", claim, Some(n)),
            Change::Reworded(claim, n) => ("wording", claim, n),
        };
        let details = &view.site.claim(claim).details;
        ChangeItem {
            kind,
            date: when,
            text: entry.and_then(|n| details.history.get(n)).map(|(_, note)| note.clone()),
            claim: Some(view.claim(claim)),
            was: details.was.clone().filter(|_| kind == "wording"),
            tongue: view.tongue(&article.language),
        }
    };
    CorrectionsPage {
        common,
        pager: pager(view, &address::corrections(&article.prefix), n, all.len()),
        article: article.title.clone(),
        tongue: view.tongue(&article.language),
        article_href: view.link(&address::article(&article.prefix)),
        changes: cut(all, n).iter().map(item).collect(),
    }
}
