//! Addresses that the last output had and the next one has not.
//!
//! In go a site, the paths that are to be taken away and the places on pages that sections had; out
//! comes a warning for each address of a section among them, and one for each article that is gone
//! with all its pages. What else goes, such as the page of a claim, is told by its lock file.

use crate::diagnostic::{Code, Diagnostic};
use crate::model::address;
use crate::model::{Layout, is_id};
use crate::parse::slug;
use crate::resolve::{Article, Site, page_id};
use crate::source::{Files, Span};
use ahash::{HashMap, HashSet};
use std::collections::{BTreeMap, BTreeSet};

/// The page of each article, and the places on it that sections have where it is all of the article,
/// as `page#id`.
pub fn places(site: &Site) -> BTreeSet<String> {
    let of = |article: &Article| {
        let page = address::article(&article.prefix);
        let sections = article.sections.iter().filter(|_| article.details.layout == Layout::Page);
        let ids = sections.flat_map(|section| {
            let own = section.title.is_some().then_some(&section.id);
            own.into_iter().chain(&section.old_ids)
        });
        let mut all: Vec<String> = ids.map(|id| format!("{page}#{id}")).collect();
        all.push(page);
        all
    };
    site.articles.iter().flat_map(of).collect()
}

/// Warns of each section whose page is among `paths`, or whose place is among `places` and not there
/// any more, and of each article that is gone. `told` has, for each article, the sections of which the
/// author has been told; what has its file still is only withheld.
pub fn gone(
    site: &Site,
    told: &[BTreeSet<String>],
    (paths, places): (&[String], &BTreeSet<String>),
    files: &Files,
) -> Vec<Diagnostic> {
    if paths.is_empty() && places.is_empty() {
        return Vec::new();
    }
    let gone = Gone::of(site, told, places, files);
    let mut out: Vec<Diagnostic> = paths.iter().filter_map(|path| gone.page(path)).collect();
    out.extend(places.iter().filter_map(|place| gone.place(place)));
    out.extend(gone.articles(paths, places));
    out
}

/// What is there now.
struct Gone<'s> {
    site: &'s Site,
    told: &'s [BTreeSet<String>],
    files: &'s Files,
    /// Articles by prefix.
    articles: HashMap<&'s str, usize>,
    /// Places that sections have.
    places: BTreeSet<String>,
    /// Prefix and address of the section of each Markdown file.
    written: HashSet<(String, &'s str)>,
    /// Addresses of sections that are shown, and of headings on the same page, by article.
    shown: HashSet<(usize, &'s str)>,
    headings: HashSet<(usize, &'s str)>,
    /// Paths that lead on to others.
    redirects: HashSet<&'s str>,
}

impl<'s> Gone<'s> {
    fn of(
        site: &'s Site,
        told: &'s [BTreeSet<String>],
        last: &BTreeSet<String>,
        files: &'s Files,
    ) -> Self {
        let articles = site.articles.iter().enumerate();
        let written = files.paths().filter_map(|path| {
            let (folder, name) = path.strip_prefix("content")?.rsplit_once('/')?;
            let folder = address::prefix(folder.trim_start_matches('/'));
            Some((folder, slug(name.strip_suffix(".md")?)))
        });
        let mut shown = HashSet::default();
        let mut headings = HashSet::default();
        for (i, article) in site.articles.iter().enumerate() {
            for section in article.sections.iter() {
                shown.insert((i, section.slug.as_str()));
                if !last.is_empty() && article.details.layout == Layout::Page {
                    let of = section.document.headings.iter().map(|heading| {
                        let own = heading.id.as_ref().map(|id| id.value.as_str());
                        (i, own.unwrap_or(&heading.slug))
                    });
                    headings.extend(of);
                }
            }
        }
        Self {
            site,
            told,
            files,
            articles: articles.map(|(i, article)| (article.prefix.as_str(), i)).collect(),
            places: places(site),
            written: written.collect(),
            shown,
            headings,
            redirects: site.redirects.iter().map(|redirect| redirect.from.as_str()).collect(),
        }
    }

    /// The warning on a page that is taken away, where it is that of a section.
    fn page(&self, path: &str) -> Option<Diagnostic> {
        let (prefix, section) = section_of(path)?;
        let article = *self.articles.get(prefix)?;
        let is_shown = self.shown.contains(&(article, section));
        if self.told[article].contains(section)
            || (!is_shown && self.written.contains(&(prefix.to_owned(), section)))
        {
            return None;
        }
        let message = format!(
            "the last build had a page for the section `{section}`, and links from elsewhere to `{path}` lead nowhere now"
        );
        Some(self.warning(article, message).hint(alias(section)))
    }

    /// The warning on a place on a page where a section was, where nothing has its address now.
    fn place(&self, place: &str) -> Option<Diagnostic> {
        let (page, id) = place.split_once('#')?;
        let prefix = page.strip_suffix("index.html")?;
        let article = *self.articles.get(prefix)?;
        if self.places.contains(place) {
            return None;
        }
        let own = id.strip_prefix("section-").filter(|own| page_id(own) == id);
        let section = own.unwrap_or(id);
        let is_shown = self.shown.contains(&(article, section));
        let has_page = self.site.articles[article].details.layout == Layout::Sections
            && (is_shown || self.redirects.contains(&*address::section(prefix, section)));
        if has_page
            || self.told[article].contains(section)
            || self.headings.contains(&(article, id))
            || (!is_shown && self.written.contains(&(prefix.to_owned(), section)))
        {
            return None;
        }
        let message = format!(
            "the last build had the section `{section}` on `{page}`, and links from elsewhere to `{place}` lead to no place on it now"
        );
        let hint = match is_shown {
            true => format!("give the section a `title` again, or a heading with `{{#{section}}}`"),
            false => alias(section),
        };
        Some(self.warning(article, message).hint(hint))
    }

    fn warning(&self, article: usize, message: String) -> Diagnostic {
        let head = Span::top(self.site.articles[article].file);
        Diagnostic::at(Code::SectionGone, head, message)
    }

    /// The warnings on articles of which nothing is left.
    fn articles(&self, paths: &[String], places: &BTreeSet<String>) -> Vec<Diagnostic> {
        let mut of: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for path in paths {
            of.entry(self.prefix_of(path, paths)).or_default().push(path);
        }
        // The page of a site's only article stays, as the list of all articles.
        let pages = places.iter().filter(|place| !place.contains('#'));
        for prefix in pages.filter_map(|page| page.strip_suffix("index.html")) {
            of.entry(prefix).or_default();
        }
        of.into_iter().filter_map(|(prefix, paths)| self.article(prefix, &paths, places)).collect()
    }

    /// The prefix of the article that a page was of: that of a folder with a page of its own, or none.
    fn prefix_of<'p>(&self, path: &'p str, paths: &[String]) -> &'p str {
        let Some((folder, _)) = path.split_once('/') else { return "" };
        let own = || paths.binary_search(&format!("{folder}/index.html")).is_ok();
        let is_article = is_id(folder) && !address::RESERVED.contains(&folder) && own();
        if is_article { &path[..=folder.len()] } else { "" }
    }

    fn article(
        &self,
        prefix: &str,
        paths: &[&str],
        places: &BTreeSet<String>,
    ) -> Option<Diagnostic> {
        let folder = prefix.trim_end_matches('/');
        let content = format!("content/{prefix}article.yaml");
        if self.articles.contains_key(prefix) || self.files.find(&content).is_some() {
            return None;
        }
        let page = address::article(prefix);
        let of_page =
            |place: &&str| place.strip_prefix(&*page).is_some_and(|id| id.starts_with('#'));
        let ids = places.iter().map(String::as_str).filter(of_page);
        let ids = ids.filter_map(|place| Some(place.split_once('#')?.1));
        let mut names: BTreeSet<String> = ids.map(str::to_owned).collect();
        for path in paths {
            let rest = path.strip_prefix(prefix).unwrap_or(path);
            let claim = rest.strip_prefix("claims/").and_then(|name| name.strip_suffix(".html"));
            let claim = claim.filter(|name| *name != "index" && !name.contains('/'));
            names.extend(claim.map(|name| format!("claims/{name}")));
            let section = section_of(path).filter(|(of, _)| *of == prefix);
            names.extend(section.map(|(_, section)| page_id(section)));
        }
        if prefix.is_empty() && names.is_empty() {
            return None;
        }
        let count = paths.iter().filter(|path| path.ends_with(".html")).count();
        let what = match (folder, count) {
            (_, 0) => "its sections".to_owned(),
            (_, 1) => "its page".to_owned(),
            (_, n) => format!("its {n} pages"),
        };
        let where_it_was = format!("content/{folder}");
        let where_it_was = where_it_was.trim_end_matches('/');
        let message = format!(
            "the last build had an article in `{where_it_was}`, and links from elsewhere to {what} lead nowhere now"
        );
        let now = self.moved(&names, places);
        let address = match folder {
            "" => "an article's address is the name of its folder, and no `aliases` lead into one",
            _ => {
                "an article's address is the name of its folder, and no `aliases` lead from one to another"
            }
        };
        let mut warning = match now {
            Some(now) => self.warning(now, message),
            None => Diagnostic::new(Code::SectionGone, message),
        };
        let now = now.map(|now| self.site.articles[now].prefix.trim_end_matches('/'));
        warning = match (folder, now) {
            ("", Some(now)) => warning
                .hint(format!("if it is `content/{now}` now, have the server lead on to `{now}/`")),
            ("", None) => warning,
            (_, Some("")) => warning.hint(format!(
                "if it is the article in `content` now, put that into the folder `{folder}` again"
            )),
            (_, Some(now)) => warning
                .hint(format!("if it is `content/{now}` now, call that folder `{folder}` again")),
            (_, None) => {
                warning.hint(format!("if it was only renamed, call its folder `{folder}` again"))
            }
        };
        Some(warning.hint(address))
    }

    /// The one new article that has most of the sections and claims of these names.
    fn moved(&self, names: &BTreeSet<String>, places: &BTreeSet<String>) -> Option<usize> {
        let mut shared = vec![0; self.site.articles.len()];
        for (i, article) in self.site.articles.iter().enumerate() {
            let has = |id: &str| usize::from(names.contains(id));
            shared[i] += article.sections.iter().map(|section| has(&section.id)).sum::<usize>();
        }
        for claim in &self.site.claims {
            shared[claim.article] += usize::from(names.contains(&format!("claims/{}", claim.id)));
        }
        for (article, count) in self.site.articles.iter().zip(&mut shared) {
            if places.contains(&address::article(&article.prefix)) {
                *count = 0;
            }
        }
        let most = shared.iter().copied().max().filter(|most| most * 2 > names.len())?;
        let mut of = shared.iter().enumerate().filter(|(_, count)| **count == most);
        let (now, _) = of.next()?;
        of.next().is_none().then_some(now)
    }
}

/// Prefix and address of the section whose page `path` may be.
fn section_of(path: &str) -> Option<(&str, &str)> {
    let at = path.rfind('/').map_or(0, |slash| slash + 1);
    let (prefix, name) = path.split_at(at);
    let section = name.strip_suffix(".html")?;
    (!address::RESERVED.contains(&section)).then_some((prefix, section))
}

fn alias(section: &str) -> String {
    format!("list `{section}` in the `aliases` of the section that readers should find instead")
}
