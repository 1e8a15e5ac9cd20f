//! Plans the pages of a site and their paths.
//!
//! In go a site and its assets; out comes a [`Plan`]: the pages by path, and their shared values. Which
//! pages an article has is found out when somebody first asks for one in its folder: a preview shows
//! few, and a build asks for all together.

use super::contents::Contents;
use super::pages::{OF_ARTICLE, OF_SITE};
use super::press::Page;
use super::shared::Shared;
use crate::judge::status::Judgement;
use crate::resolve::Site;
use crate::source::FileId;
use crate::theme::Asset;
use ahash::HashMap;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Values that are computed once for all outputs.
#[derive(Debug, Default)]
pub struct Plan {
    /// The pages.
    pub pages: Pages,
    /// Their shared values.
    pub shared: Shared,
}

impl Plan {
    /// Plans the pages of a site.
    pub fn new(site: &Site, assets: &BTreeMap<String, Asset>) -> Self {
        Self { pages: Pages::of(site), shared: Shared::new(site, assets) }
    }

    /// The source files whose content the page at `path` is there to show.
    pub fn files_of(&self, site: &Site, judgements: &[Judgement], path: &str) -> Vec<FileId> {
        let page = self.pages.find(self.shared.contents(site, judgements), path);
        page.map_or(Vec::new(), |page| page.files(site))
    }
}

/// Pages with their paths, by which they are sorted.
type PagesByPath = Vec<(String, Box<dyn Page>)>;

/// The pages of a site.
#[derive(Debug, Default)]
pub struct Pages {
    /// The articles by the prefix of their pages.
    articles: HashMap<String, usize>,
    /// The pages of each.
    of_articles: Vec<OnceLock<PagesByPath>>,
    /// All other pages.
    others: OnceLock<PagesByPath>,
}

impl Pages {
    fn of(site: &Site) -> Self {
        Self {
            articles: site.articles.iter().map(|a| a.prefix.clone()).zip(0..).collect(),
            of_articles: site.articles.iter().map(|_| OnceLock::new()).collect(),
            others: OnceLock::new(),
        }
    }

    fn of_article(&self, contents: Contents, article: usize) -> &PagesByPath {
        self.of_articles[article].get_or_init(|| {
            let pages = OF_ARTICLE.iter().flat_map(|all| all(&contents, article));
            by_path(contents.site, pages)
        })
    }

    fn others(&self, contents: Contents) -> &PagesByPath {
        self.others
            .get_or_init(|| by_path(contents.site, OF_SITE.iter().flat_map(|all| all(&contents))))
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
