//! Renders pages from the site and their shared values.
//!
//! In goes a [`Page`]; out comes its HTML. A kind of page is a type in [`super::pages`] that
//! implements the trait.

use super::contents::Contents;
use super::head::{self, About};
use super::pictures::PictureSubjects;
use super::public::PublicSite;
use super::shared::Shared;
use super::view::common::Common;
use super::view::parts::StatusMeaning;
use super::view::seen::{self, ShownMeanings, View};
use super::view::shelf::PartShelf;
use crate::judge::Passages;
use crate::judge::status::Judgement;
use crate::model::address;
use crate::resolve::Site;
use crate::source::{FileId, Files};
use crate::theme::Asset;
use crate::theme::PageFault;
use crate::theme::Templates;
use crate::theme::words::{Languages, PageWords};
use ahash::HashMap;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::OnceLock;

/// The HTML of a page, or the fault of its template.
pub type Rendered = Result<String, Box<PageFault>>;

/// A page to be rendered.
pub trait Page: std::fmt::Debug + Send + Sync {
    /// The template that draws it.
    fn template(&self) -> &'static str;

    /// Its path from the root of the output.
    fn path(&self, site: &Site) -> String;

    /// True if search engines may list it.
    fn is_listed(&self) -> bool {
        true
    }

    /// The source files whose content this page is there to show. The preview puts their faults first.
    fn files(&self, _site: &Site) -> Vec<FileId> {
        Vec::new()
    }

    /// Renders it. `path` is the result of [`Page::path`].
    ///
    /// # Errors
    /// The template has a fault.
    fn render(&self, press: &Press, path: &str) -> Rendered;
}

/// Pages with their paths, by which they are sorted.
type PagesByPath = Vec<(String, Box<dyn Page>)>;

/// A function that lists the pages of a kind which are about one article, by its index, and in its folder.
pub type OfArticle = fn(&Contents, usize) -> Vec<Box<dyn Page>>;

/// A function that lists the other pages of a kind.
pub type OfSite = fn(&Contents) -> Vec<Box<dyn Page>>;

/// The pages of a site. Which ones an article has is found out when somebody first asks for one in its
/// folder: a preview shows few, and a build asks for all together.
#[derive(Debug, Default)]
pub struct Pages {
    kinds_of_article: &'static [OfArticle],
    kinds_of_site: &'static [OfSite],
    /// The articles by the prefix of their pages.
    articles: HashMap<String, usize>,
    /// The pages of each.
    of_articles: Vec<OnceLock<PagesByPath>>,
    /// All other pages.
    others: OnceLock<PagesByPath>,
}

impl Pages {
    /// The pages of `site`, of the given kinds; none of them is looked for yet.
    pub fn of(
        site: &Site,
        kinds_of_article: &'static [OfArticle],
        kinds_of_site: &'static [OfSite],
    ) -> Self {
        Self {
            kinds_of_article,
            kinds_of_site,
            articles: site.articles.iter().map(|a| a.prefix.clone()).zip(0..).collect(),
            of_articles: site.articles.iter().map(|_| OnceLock::new()).collect(),
            others: OnceLock::new(),
        }
    }

    fn of_article(&self, contents: Contents, article: usize) -> &PagesByPath {
        self.of_articles[article].get_or_init(|| {
            let pages = self.kinds_of_article.iter().flat_map(|all| all(&contents, article));
            by_path(contents.site, pages)
        })
    }

    fn others(&self, contents: Contents) -> &PagesByPath {
        self.others.get_or_init(|| {
            by_path(contents.site, self.kinds_of_site.iter().flat_map(|all| all(&contents)))
        })
    }

    /// The page at `path`.
    pub fn find<'p>(&'p self, contents: Contents, path: &str) -> Option<&'p dyn Page> {
        let folder = path.find('/').map_or("", |end| &path[..=end]);
        // The only article of a site has the folder of the site.
        let article = self.articles.get(folder).or_else(|| self.articles.get(""));
        let of_article = article.and_then(|article| at(self.of_article(contents, *article), path));
        of_article.or_else(|| at(self.others(contents), path))
    }

    /// All pages, sorted by path.
    pub fn all(&self, contents: Contents) -> Vec<&(String, Box<dyn Page>)> {
        let articles = || (0..self.of_articles.len()).into_par_iter();
        let of_articles = || articles().map(|i| self.of_article(contents, i)).collect::<Vec<_>>();
        let (of_articles, others) = rayon::join(of_articles, || self.others(contents));
        let mut all: Vec<_> = of_articles.into_iter().chain([others]).flatten().collect();
        all.par_sort_unstable_by(|a, b| a.0.cmp(&b.0));
        all
    }
}

fn by_path(site: &Site, pages: impl Iterator<Item = Box<dyn Page>>) -> PagesByPath {
    let mut pages: PagesByPath = pages.map(|page| (page.path(site), page)).collect();
    pages.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    pages
}

fn at<'p>(pages: &'p PagesByPath, path: &str) -> Option<&'p dyn Page> {
    let at = pages.binary_search_by(|(p, _)| p.as_str().cmp(path)).ok()?;
    Some(&*pages[at].1)
}

/// The inputs of outputs.
pub struct Materials<'r> {
    /// The site.
    pub site: &'r PublicSite,
    /// The judgement of each claim.
    pub judgements: &'r [Arc<Judgement>],
    /// The passages that were found in a saved copy.
    pub passages: &'r Passages,
    /// The words of the pages, in each language.
    pub languages: &'r Languages,
    /// The templates.
    pub templates: &'r Templates,
    /// The texts, for messages about templates.
    pub files: &'r Files,
    /// Files that pages load or link to.
    pub assets: &'r BTreeMap<String, Asset>,
}

/// The inputs of outputs, with the values that they share.
#[derive(Clone, Copy)]
pub struct Press<'p> {
    /// The inputs.
    pub materials: &'p Materials<'p>,
    /// The shared values.
    pub shared: &'p Shared,
    /// The pages.
    pub pages: &'p Pages,
    /// True if templates are only tried, so that nothing large is generated for them.
    pub is_trial: bool,
    /// The parts that pages share which are made one after another; none where nothing is kept.
    pub shelf: Option<&'p PartShelf>,
}

/// The context of a page, with what the statuses on it mean.
#[derive(Serialize)]
struct ExplainedPage<C: Serialize> {
    #[serde(flatten)]
    page: C,
    meanings: Vec<StatusMeaning>,
}

impl Press<'_> {
    /// The site.
    pub fn site(&self) -> &PublicSite {
        self.materials.site
    }

    /// The site with its lists.
    pub fn contents(&self) -> Contents<'_> {
        self.shared.contents(self.materials.site, self.materials.judgements)
    }

    /// The page at `path`.
    pub fn find(&self, path: &str) -> Option<&dyn Page> {
        self.pages.find(self.contents(), path)
    }

    /// The words of a page about an article, or about none.
    pub fn words(&self, article: Option<usize>) -> &PageWords {
        seen::words(self.materials.languages, self.materials.site, article)
    }

    /// The message `key` on such a page.
    pub fn word(&self, article: Option<usize>, key: &str) -> String {
        self.words(article).get(key)
    }

    /// The subject of a page whose title and description are messages of the tool.
    pub fn about(
        &self,
        kind: &'static str,
        title: &str,
        article: Option<usize>,
        description: &str,
    ) -> About {
        About::new(kind, &self.word(article, title), article, self.word(article, description))
    }

    /// Page `n` of a list whose title is the name of its kind.
    pub fn list(
        &self,
        kind: &'static str,
        article: Option<usize>,
        n: usize,
        description: String,
    ) -> About {
        self.page_of(kind, &self.word(article, kind), article, n, description)
    }

    /// Page `n` of a subject with a title of its own.
    pub fn page_of(
        &self,
        kind: &'static str,
        title: &str,
        article: Option<usize>,
        n: usize,
        description: String,
    ) -> About {
        let values = [("title", title.into()), ("n", n.into())];
        match n {
            1 => About::new(kind, title, article, description),
            _ => {
                let title = self.words(article).say("title-page", values);
                About::new(kind, &title, article, description)
            }
        }
    }

    /// The article with this prefix.
    pub fn article_of(&self, prefix: &str) -> Option<usize> {
        self.site().articles.iter().position(|a| a.prefix == prefix && !prefix.is_empty())
    }

    /// Renders a page about `about`, with the context that `context` returns.
    ///
    /// # Errors
    /// The template has a fault.
    pub fn page<C: Serialize>(
        &self,
        page: &dyn Page,
        path: &str,
        about: About,
        context: impl FnOnce(View, Common) -> C,
    ) -> Rendered {
        let shown = ShownMeanings::default();
        let view = View { shown: Some(&shown), ..self.view(path, about.article) };
        let to = (path, view.words.tag());
        let picture = self.shared.pictures.of(self, about.article, about.claim, about.is_text());
        let common = head::common(view, self.shared, picture, about);
        let page_context = context(view, common);
        let context = ExplainedPage { page: page_context, meanings: shown.rest() };
        self.materials.templates.render(self.materials.files, page.template(), &context, to)
    }

    /// The site as seen from the page at `path`, which is about an article or about none.
    pub fn view<'v>(&'v self, path: &'v str, article: Option<usize>) -> View<'v> {
        let words = self.words(article);
        let Materials { site, judgements, passages, templates, .. } = self.materials;
        View {
            whole: templates.has_own(),
            shelf: self.shelf.map(|shelf| shelf.open(path, words.tag())),
            ..View::of((site, judgements), passages, &self.shared.coverages, words, path)
        }
    }
}

impl PictureSubjects for Press<'_> {
    fn site(&self) -> &Site {
        self.materials.site
    }

    fn assets(&self) -> &BTreeMap<String, Asset> {
        self.materials.assets
    }

    fn view(&self, article: usize) -> View<'_> {
        View { shelf: None, ..self.view(address::HOME, Some(article)) }
    }
}
