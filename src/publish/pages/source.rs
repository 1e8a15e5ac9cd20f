//! The page of a source: its record, and the claims that cite it.

use crate::model::address;
use crate::publish::contents::Contents;
use crate::publish::press::{Page, Press, Rendered};
use crate::publish::view::common::{Common, NavLink, Pager};
use crate::publish::view::descriptions;
use crate::publish::view::lists::{of_source, pages, spans};
use crate::publish::view::pager::pager;
use crate::publish::view::parts::*;
use crate::publish::view::seen::View;
use crate::resolve::Site;
use crate::resolve::{Claim, ClaimIndex, SourceIndex};
use crate::theme::SharedPart;
use serde::Serialize;

/// All pages of this kind.
pub fn all(contents: &Contents) -> Vec<Box<dyn Page>> {
    let site = contents.site;
    let of = |source: SourceIndex| {
        let entries = of_source(site, source).iter().sum();
        (1..=pages(entries)).map(move |n| Box::new(SourcePage(source, n)) as Box<dyn Page>)
    };
    site.shown_sources().flat_map(of).collect()
}

/// A page of a source, by its number from 1.
#[derive(Debug)]
pub struct SourcePage(SourceIndex, usize);

impl Page for SourcePage {
    fn template(&self) -> &'static str {
        "source.html"
    }

    fn path(&self, site: &Site) -> String {
        let source = site.source(self.0);
        address::nth(&address::source(&source.prefix, &source.id), self.1)
    }

    fn render(&self, press: &Press, path: &str) -> Rendered {
        let source = press.site().source(self.0);
        let article = press.article_of(&source.prefix);
        let description = descriptions::source(press.view(path, article), self.0);
        let about = press.page_of("source", &source.details.title, article, self.1, description);
        press.page(self, path, about, |view, common| context(view, self.0, self.1, common))
    }
}

/// Where a source is used.
#[derive(Debug, Clone, Serialize)]
pub struct Use {
    /// How it bears on the claim.
    pub relation: SharedPart<RelationInfo>,
    /// The claim.
    pub claim: SharedPart<ClaimItem>,
    /// The passages cited for it.
    pub passages: Vec<ShownPassage>,
    /// Where in the source, beside or in place of passages.
    pub locator: Option<String>,
    /// `Independent` and so on.
    pub stake: String,
    /// True where the claim cites nothing else that bears on it.
    pub only: bool,
}

/// The page of a source.
#[derive(Debug, Clone, Serialize)]
pub struct SourceContext {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// Its title and addresses.
    pub source: SharedPart<SourceRef>,
    /// `Report`, `Transcript`.
    pub kind: Option<String>,
    /// What is known of it.
    pub record: SharedPart<ShownSource>,
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
    pub later: Vec<SharedPart<ClaimItem>>,
    /// Title of the article that retells or reprints it, with its address.
    pub retold: Vec<NavLink>,
}

/// The context of page `n` of a source.
fn context(view: View, index: SourceIndex, n: usize, common: Common) -> SourceContext {
    let source = view.site.source(index);
    let lengths = of_source(view.site, index);
    let [cited, later] = spans(lengths, n);
    let uses: Vec<Use> = source.cited_by[cited]
        .iter()
        .map(|&(claim, citation)| {
            let of = view.site.claim(claim);
            let (n, citation) = (citation, &of.citations[citation]);
            Use {
                relation: view.relation(citation.relation),
                claim: view.claim(claim),
                passages: view.passages(claim, n),
                locator: citation.details.locator.clone(),
                stake: view.words.stake_within(citation.stake),
                only: only(view, of, index),
            }
        })
        .collect();
    let mut alone: Vec<ClaimIndex> = source
        .cited_by
        .iter()
        .map(|(c, _)| *c)
        .filter(|c| only(view, view.site.claim(*c), index))
        .collect();
    alone.dedup();
    let retold = view.site.articles.iter().filter(|a| a.original == Some(index));
    SourceContext {
        common,
        source: view.source(index),
        kind: source.details.kind.map(|k| view.words.kind(k)),
        record: view.record(index),
        note_html: source.details.note.as_ref().map(|note| note.html.clone()),
        pager: pager(view, &address::source(&source.prefix, &source.id), n, lengths.iter().sum()),
        cited: source.cited_by.len(),
        uses,
        only: alone.len(),
        later: source.later_of[later].iter().map(|c| view.claim(*c)).collect(),
        retold: retold
            .map(|a| NavLink {
                label: a.title.clone(),
                href: view.link(&address::article(&a.prefix)),
                current: None,
                shortcut: None,
                tongue: view.tongue(&a.language),
            })
            .collect(),
    }
}

/// True if the claim rests on this report alone. Sources that are based on the same one count once,
/// and a source that only repeats the claim is no evidence.
fn only(view: View, claim: &Claim, source: SourceIndex) -> bool {
    let origin = view.site.source(source).origin;
    let mut bearing = claim.citations.iter().filter(|c| c.bears()).peekable();
    bearing.peek().is_some() && bearing.all(|c| view.site.source(c.source).origin == origin)
}
