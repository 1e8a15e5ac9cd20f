//! How a page is cited: the reference of a claim or of an article, and the sentence for readers.
//!
//! In goes the subject of a page; out come a [`PageReference`], which [`crate::publish::citations`]
//! writes in the formats of reference managers, and a [`Cite`], which pages show. A reference to a
//! claim begins with its status, so that what is cited is never only the words of the claim.

use super::common::Cite;
use super::heads::byline;
use super::seen::View;
use crate::model::{Date, address};
use crate::resolve::{Article, ClaimIndex};

/// The subject of a page that can be cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cited {
    /// A claim.
    Claim(ClaimIndex),
    /// An article, by its index.
    Article(usize),
}

/// What a reference to a page says.
#[derive(Debug)]
pub struct PageReference {
    /// Its key in a bibliography.
    pub key: String,
    /// Who is responsible, as one name.
    pub author: Option<String>,
    /// The title; of a claim its status and what it says.
    pub title: String,
    /// The article of a claim.
    pub within: Option<String>,
    /// The name of the site.
    pub site: String,
    /// The publisher, where it is not the author or named like the site.
    pub publisher: Option<String>,
    /// The day of the last change.
    pub changed: Option<Date>,
    /// Absolute address of the page.
    pub url: Option<String>,
    /// Address of an archived copy of the text that the article retells or reprints.
    pub archived: Option<String>,
    /// The language of the page.
    pub language: String,
}

impl View<'_> {
    /// The reference to a page.
    pub fn reference(&self, cited: Cited) -> PageReference {
        let config = &self.site.config;
        let (index, page) = match cited {
            Cited::Claim(claim) => {
                let claim = self.site.claim(claim);
                let prefix = &self.article(claim).prefix;
                (claim.article, address::claim(prefix, &claim.id))
            }
            Cited::Article(i) => (i, address::article(&self.site.articles[i].prefix)),
        };
        let article = &self.site.articles[index];
        let annotator = article.details.annotated_by.clone();
        let (names, title) = match cited {
            Cited::Claim(claim) => {
                ([annotator, config.publisher.clone(), byline(article)], self.cited_as(claim))
            }
            Cited::Article(_) => {
                ([byline(article), annotator, config.publisher.clone()], article.title.clone())
            }
        };
        let author = names.into_iter().flatten().next();
        let known = [author.as_ref(), Some(&config.title)];
        let original = article.original.map(|source| &self.site.source(source).details);
        PageReference {
            key: key(self, article, cited),
            title,
            within: matches!(cited, Cited::Claim(_)).then(|| article.title.clone()),
            site: config.title.clone(),
            publisher: config.publisher.clone().filter(|name| !known.contains(&Some(name))),
            changed: self.last_change(cited),
            url: config.base_url.as_ref().map(|base| address::canonical(base, &page)),
            archived: original
                .and_then(|details| details.archived.as_ref())
                .map(|copy| copy.value.url.clone()),
            language: self.words.tag().to_owned(),
            author,
        }
    }

    /// How to cite a page, in one sentence and as files.
    pub fn cite(&self, cited: Cited) -> Cite {
        let reference = self.reference(cited);
        let (bibtex, csl) = paths(self, cited);
        Cite {
            sentence: self.sentence(&reference),
            bibtex: self.link(&bibtex),
            csl: self.link(&csl),
        }
    }

    /// What a claim says: the proposition, or its words.
    pub fn said(&self, index: ClaimIndex) -> String {
        let claim = self.site.claim(index);
        match (&claim.details.states, self.is_quoted(claim)) {
            (Some(states), _) => states.clone(),
            (None, true) => {
                self.words.say("share-quoted", [("words", claim.words.as_ref().into())])
            }
            (None, false) => claim.words.to_string(),
        }
    }

    /// The status of a claim and what it says.
    pub fn cited_as(&self, index: ClaimIndex) -> String {
        let words = self.said(index);
        let status = self.state(&self.status(index));
        self.words.say("cite-claim", [("status", status.into()), ("words", words.into())])
    }

    fn sentence(&self, of: &PageReference) -> String {
        let say = |key, name, value: &str| self.words.say(key, [(name, value.into())]);
        let title = match of.within {
            Some(_) => of.title.clone(),
            None => say("share-quoted", "words", &of.title),
        };
        let parts = [
            of.author.clone(),
            Some(title),
            of.within.as_ref().map(|article| say("cite-in", "article", article)),
            Some(of.site.clone()),
            of.publisher.clone(),
            of.changed.as_ref().map(|day| say("cite-changed", "date", &self.words.date(day))),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().map(ended).collect();
        let archived = of.archived.as_ref().map(|copy| say("cite-archived", "address", copy));
        // No full stop after an address.
        let addresses = of.url.iter().cloned().chain(archived);
        parts.into_iter().chain(addresses).collect::<Vec<_>>().join(" ")
    }

    /// The last day on which somebody changed or checked what the page says.
    pub fn last_change(&self, cited: Cited) -> Option<Date> {
        let of_claim = |index: ClaimIndex| {
            let details = &self.site.claim(index).details;
            let history = details.history.iter().map(|(day, _)| &day.value);
            let checked = [details.checked.as_ref(), details.recheck.as_ref()];
            let reviewed = details.reviewed.as_ref().and_then(|review| review.value.on.as_ref());
            history.chain(checked.into_iter().flatten().map(|day| &day.value)).chain(reviewed)
        };
        let of_article = |article: &'_ Article| {
            let corrections = article.details.corrections.iter().map(|(day, _)| day.clone());
            corrections.chain(article.details.published.clone()).collect::<Vec<_>>()
        };
        let mut days: Vec<Date> = match cited {
            Cited::Claim(claim) => of_claim(claim).cloned().collect(),
            Cited::Article(i) => {
                let article = &self.site.articles[i];
                let claims = article.standing.all().flat_map(of_claim);
                claims.cloned().chain(of_article(article)).collect()
            }
        };
        if let (true, Cited::Claim(claim)) = (days.is_empty(), cited) {
            days = of_article(self.article(self.site.claim(claim)));
        }
        days.into_iter().max_by_key(|day| day.extent().1)
    }
}

/// The paths of the files in BibTeX and in CSL-JSON.
fn paths(view: &View, cited: Cited) -> (String, String) {
    match cited {
        Cited::Claim(claim) => {
            let claim = view.site.claim(claim);
            let prefix = &view.article(claim).prefix;
            (address::claim_bibtex(prefix, &claim.id), address::claim_csl(prefix, &claim.id))
        }
        Cited::Article(i) => {
            let prefix = &view.site.articles[i].prefix;
            (address::article_bibtex(prefix), address::article_csl(prefix))
        }
    }
}

/// A key that no other page of the site has.
fn key(view: &View, article: &Article, cited: Cited) -> String {
    let folder = article.prefix.trim_end_matches('/');
    match (cited, folder) {
        (Cited::Claim(claim), "") => view.site.claim(claim).id.to_string(),
        (Cited::Claim(claim), folder) => format!("{folder}:{}", view.site.claim(claim).id),
        (Cited::Article(_), "") => "article".to_owned(),
        (Cited::Article(_), folder) => folder.to_owned(),
    }
}

/// Quotation marks that close, with the blank that French has before them.
const CLOSING: [char; 6] = ['\u{201d}', '\u{201c}', '"', '\u{bb}', '\u{300d}', '\u{a0}'];

/// A part of a sentence with its full stop.
fn ended(part: String) -> String {
    let last = part.trim_end_matches(CLOSING).chars().last();
    match last.is_some_and(|c| matches!(c, '.' | '!' | '?' | '\u{2026}' | '\u{61f}' | '\u{3002}')) {
        true => part,
        false => format!("{part}."),
    }
}
