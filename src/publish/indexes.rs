//! The lists of articles, claims, sources, speakers and disputes, a page at a time.
//!
//! Each function takes a view, the lists of the site and the number of the page, and returns the
//! page's context.

use super::article::{byline, unpublished};
use super::context::{
    ArticleItem, ArticlesPage, ClaimsPage, Common, DisputesPage, NavLink, SourcesPage, SpeakerItem,
    SpeakersPage,
};
use super::lists::{Lists, cut, spans};
use super::pager::pager;
use super::view::View;
use crate::address;
use crate::resolve::{ClaimIndex, SpeakerIndex};
use crate::words::direction;
use std::ops::Range;

/// The front page of a site with many articles.
pub fn articles(view: View, lists: &Lists, n: usize, common: Common) -> ArticlesPage {
    ArticlesPage {
        common,
        pager: pager(view, address::HOME, n, lists.articles.len()),
        articles: cut(&lists.articles, n).iter().map(|i| article(view, lists, *i)).collect(),
    }
}

fn article(view: View, lists: &Lists, index: usize) -> ArticleItem {
    let article = &view.site.articles[index];
    let language = view.foreign(&article.language);
    let corrections = article.corrections.iter().map(|(day, _)| day);
    let link = |key: &str, to: String| NavLink {
        label: view.words.get(key),
        href: view.link(&to),
        current: None,
        shortcut: None,
        tongue: None,
    };
    ArticleItem {
        title: article.title.clone(),
        dir: language.map(direction),
        language: language.map(str::to_owned),
        href: view.link(&address::article(&article.prefix)),
        standfirst: article.standfirst.clone(),
        byline: byline(article),
        published: article.published.as_ref().map(|d| view.date(d)),
        corrected: corrections.max_by_key(|day| day.extent().1).map(|d| view.date(d)),
        unpublished: unpublished(view, article),
        coverage: view.coverage(index),
        statuses: view.filtered(&lists.of[index].statuses),
        links: vec![
            link("nav-claims", address::claims(&article.prefix)),
            link("nav-disputes", address::disputes(&article.prefix)),
            link("nav-timeline", address::timeline(&article.prefix)),
        ],
    }
}

/// The list of an article's claims.
pub fn claims(view: View, lists: &Lists, index: usize, n: usize, common: Common) -> ClaimsPage {
    let article = &view.site.articles[index];
    let all = &lists.of[index].claims;
    let (before, edited) = (article.marked.len(), article.unanchored.len());
    let lengths = [before, edited, all.len() - before - edited];
    let [marked, unanchored, elsewhere] = spans(lengths, n);
    let items = |skipped: usize, here: Range<usize>| {
        all[skipped..][here].iter().map(|c| view.claim(*c)).collect()
    };
    ClaimsPage {
        common,
        pager: pager(view, &address::claims(&article.prefix), n, all.len()),
        filters: view.filters(cut(all, n)),
        coverage: view.coverage(index),
        claims: items(0, marked),
        unanchored: items(before, unanchored),
        elsewhere: items(before + edited, elsewhere),
    }
}

/// The list of sources.
pub fn sources(view: View, lists: &Lists, n: usize, common: Common) -> SourcesPage {
    SourcesPage {
        common,
        pager: pager(view, &address::sources(""), n, lists.sources.len()),
        sources: cut(&lists.sources, n).iter().map(|s| view.source_item(*s)).collect(),
    }
}

/// The list of speakers.
pub fn speakers(view: View, lists: &Lists, n: usize, common: Common) -> SpeakersPage {
    let item = |index: &SpeakerIndex| {
        let claims = &view.site.speaker(*index).claims;
        let answered = |c: &ClaimIndex| !view.site.claim(*c).counters.is_empty();
        SpeakerItem { speaker: view.speaker(*index), answered: claims.iter().any(answered) }
    };
    SpeakersPage {
        common,
        pager: pager(view, &address::speakers(""), n, lists.speakers.len()),
        speakers: cut(&lists.speakers, n).iter().map(item).collect(),
    }
}

/// Every claim of an article that is answered, with its counter-claims.
pub fn disputes(view: View, lists: &Lists, index: usize, n: usize, common: Common) -> DisputesPage {
    let all = &lists.of[index].disputes;
    let first = address::disputes(&view.site.articles[index].prefix);
    DisputesPage {
        common,
        pager: pager(view, &first, n, all.len()),
        map: view.link(&address::map(&view.site.articles[index].prefix, 0)),
        disputes: cut(all, n).iter().map(|c| view.dispute(*c)).collect(),
    }
}
