//! Turns a resolved site into files.
//!
//! In go a [`Site`], its judgements, templates and assets; out come [`Page`]s: paths and bytes.
//! Nothing here reads or writes a disk, and every address is known before the first page is
//! rendered, so pages are rendered in parallel and come out the same in any order.

mod article;
pub mod context;
mod dated;
mod evidence;
mod extra;
mod indexes;
mod lists;
mod map;
mod pager;
mod pages;
mod plan;
mod reasons;
mod search;
mod sides;
mod templates;
mod view;

pub use extra::left_out;
pub use map::SIGNS;
pub use plan::Plan;
pub use templates::Templates;

use crate::address;
use crate::check::Passages;
use crate::diagnostic::{Code, Diagnostic};
use crate::resolve::{Article, Site};
use crate::source::Files;
use crate::status::Judgement;
use crate::theme::Asset;
use crate::words::{Languages, Words};
use article::Part;
use bytes::Bytes;
use context::{Common, NavLink, NotFoundPage, PageInfo, RedirectPage, SiteInfo};
use plan::Job;
use rayon::prelude::*;
use search::Search;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use view::View;

/// A file of the output.
#[derive(Debug, Clone)]
pub struct Page {
    /// Path from the root of the output, with `/` between its parts.
    pub path: String,
    /// Content.
    pub bytes: Bytes,
}

/// What rendering needs.
pub struct Materials<'r> {
    /// The site.
    pub site: &'r Site,
    /// The judgement of each claim.
    pub judgements: &'r [Judgement],
    /// Which passages were found in a saved copy.
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

/// Renders every file of the site, sorted by path.
pub fn render(materials: &Materials, plan: &Plan) -> (Vec<Page>, Vec<Diagnostic>) {
    let renderer = Renderer { materials, plan };
    // Before the pages, one of which names its first file; on all threads, as they are rendered.
    let search = materials.site.config.search.then(|| renderer.search());
    let results: Vec<Result<Page, Box<Diagnostic>>> =
        plan.jobs.par_iter().map(|(path, job)| renderer.run(path, *job)).collect();
    let (mut pages, mut out) = (Vec::with_capacity(results.len()), Vec::new());
    for result in results {
        match result {
            Ok(page) => pages.push(page),
            Err(fault) => add_fault(&mut out, *fault),
        }
    }
    for asset in materials.assets.values() {
        pages.push(Page { path: asset.path.clone(), bytes: asset.bytes.clone() });
    }
    pages.extend(extra::files(&materials.site.config, plan.listed()));
    match search {
        Some(Ok(search)) => pages.extend(search.files.iter().cloned()),
        Some(Err(fault)) => add_fault(&mut out, (**fault).clone()),
        None => {}
    }
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    (pages, out)
}

/// Renders the file at `path` alone, byte for byte as [`render`] does; none where the site has no
/// such file.
pub fn render_one(
    materials: &Materials,
    plan: &Plan,
    path: &str,
) -> Option<Result<Page, Box<Diagnostic>>> {
    let renderer = Renderer { materials, plan };
    if path == address::SEARCH || path.starts_with(address::SEARCH_FOLDER) {
        if !materials.site.config.search {
            return None;
        }
        match renderer.search() {
            Err(fault) => return Some(Err(fault.clone())),
            Ok(search) => {
                if let Some(file) = search.files.iter().find(|file| file.path == path) {
                    return Some(Ok(file.clone()));
                }
            }
        }
    }
    if let Some(job) = plan.job(path) {
        return Some(renderer.run(path, job));
    }
    if let Some(asset) = plan.assets.get(path).and_then(|name| materials.assets.get(name)) {
        return Some(Ok(Page { path: path.to_owned(), bytes: asset.bytes.clone() }));
    }
    let extra = extra::files(&materials.site.config, plan.listed());
    extra.into_iter().find(|page| page.path == path).map(Ok)
}

/// Renders one page of each kind, for the faults of the templates.
pub fn try_templates(materials: &Materials, plan: &Plan) -> Vec<Diagnostic> {
    let renderer = Renderer { materials, plan };
    let mut tried: BTreeSet<&str> = BTreeSet::new();
    let mut first_of_kind = Vec::new();
    for (path, job) in &plan.jobs {
        if tried.insert(job.template()) {
            first_of_kind.push((path, *job));
        }
    }
    let results: Vec<_> =
        first_of_kind.into_par_iter().map(|(path, job)| renderer.run(path, job)).collect();
    let mut out = Vec::new();
    for fault in results.into_iter().filter_map(Result::err) {
        add_fault(&mut out, *fault);
    }
    out
}

/// The materials and the plan, at work on a page.
struct Renderer<'r> {
    materials: &'r Materials<'r>,
    plan: &'r Plan,
}

impl Renderer<'_> {
    fn run(&self, path: &str, job: Job) -> Result<Page, Box<Diagnostic>> {
        let site = self.materials.site;
        let lists = &self.plan.lists;
        let template = job.template();
        let title = |article, key| self.words(article).get(key);
        match job {
            Job::Article(i, part) => {
                let article = &site.articles[i];
                let code = |s: &crate::resolve::Section| s.document.has_code;
                let (kind, title, code) = match part {
                    Part::Section(s) => {
                        let section = &article.sections[s];
                        let title = section.title.as_deref().unwrap_or(&article.title);
                        ("section", title, code(section))
                    }
                    Part::Whole => {
                        let code = article.sections.iter().any(code);
                        ("article", article.title.as_str(), code)
                    }
                    Part::Front => ("article", article.title.as_str(), false),
                };
                let description = article.standfirst.clone();
                let about = About { description, code, ..About::new(kind, title, Some(i)) };
                self.page(template, path, about, |v, c| article::page(v, i, part, c))
            }
            Job::Claim(index) => {
                let claim = site.claim(index);
                let about = About {
                    description: claim.details.finding.as_ref().map(|f| f.value.clone()),
                    ..About::new("claim", &self.claim_title(claim), Some(claim.article))
                };
                self.page(template, path, about, |v, c| pages::claim(v, index, c))
            }
            Job::Claims(i, n) => {
                let about = self.list("claims", Some(i), n);
                self.page(template, path, about, |v, c| indexes::claims(v, lists, i, n, c))
            }
            Job::Disputes(i, n) => {
                let about = self.list("disputes", Some(i), n);
                self.page(template, path, about, |v, c| indexes::disputes(v, lists, i, n, c))
            }
            Job::Timeline(i, n) => {
                let about = self.list("timeline", Some(i), n);
                self.page(template, path, about, |v, c| dated::timeline(v, lists, i, n, c))
            }
            Job::Corrections(i, n) => {
                let about = self.list("corrections", Some(i), n);
                self.page(template, path, about, |v, c| dated::corrections(v, lists, i, n, c))
            }
            Job::Map(i, number) => {
                let maps = &self.plan.maps[i];
                let about = About::new("map", &title(Some(i), "map"), Some(i));
                self.page(template, path, about, |v, c| map::page(v, i, number, maps, c))
            }
            Job::Source(index) => {
                let source = site.source(index);
                let about =
                    About::new("source", &source.details.title, self.article_of(&source.prefix));
                self.page(template, path, about, |v, c| pages::source(v, index, c))
            }
            Job::Speaker(index) => {
                let speaker = site.speaker(index);
                let about =
                    About::new("speaker", &speaker.details.name, self.article_of(&speaker.prefix));
                self.page(template, path, about, |v, c| pages::speaker(v, index, c))
            }
            Job::Sources(n) => {
                let about = self.list("sources", None, n);
                self.page(template, path, about, |v, c| indexes::sources(v, lists, n, c))
            }
            Job::Speakers(n) => {
                let about = self.list("speakers", None, n);
                self.page(template, path, about, |v, c| indexes::speakers(v, lists, n, c))
            }
            Job::Search => {
                let about = About::new("search", &title(None, "search"), None);
                // A template is tried without an index.
                let index = match self.plan.search.get() {
                    Some(Ok(search)) => search.directory.clone(),
                    _ => address::SEARCH_FOLDER.to_owned(),
                };
                self.page(template, path, about, |v, c| pages::search(v, &index, c))
            }
            Job::Method => {
                let about = About::new("method", &title(None, "method-title"), None);
                self.page(template, path, about, pages::method)
            }
            Job::Articles(n) => {
                let about = self.page_of("articles", &site.config.title, None, n);
                self.page(template, path, about, |v, c| indexes::articles(v, lists, n, c))
            }
            Job::Redirect(i) => {
                let about = About::new("redirect", &title(None, "moved"), None);
                let target = address::relative(path, &site.redirects[i].to);
                let about = About { canonical: Some(site.redirects[i].to.clone()), ..about };
                self.page(template, path, about, |_, common| RedirectPage { common, target })
            }
            Job::NotFound => {
                let about = About::new("not-found", &title(None, "missing-title"), None);
                self.page(template, path, about, |_, common| NotFoundPage { common })
            }
        }
    }

    /// `Claim 5: its words`; a claim made elsewhere is known by its words alone.
    fn claim_title(&self, claim: &crate::resolve::Claim) -> String {
        match claim.number {
            Some(n) => {
                let values = [("n", n.into()), ("words", claim.words.as_ref().into())];
                self.words(Some(claim.article)).say("claim-titled", values)
            }
            None => claim.words.to_string(),
        }
    }

    /// The words of a page about an article: in the article's language, where there are words in
    /// it, or else in the site's.
    fn words(&self, article: Option<usize>) -> &Words {
        let site = self.materials.site;
        let own = article.map(|i| site.articles[i].language.as_str());
        self.materials.languages.first_of(own.into_iter().chain([site.config.language.as_str()]))
    }

    /// Page `n` of a list, which is called by the name of its kind.
    fn list(&self, kind: &'static str, article: Option<usize>, n: usize) -> About {
        self.page_of(kind, &self.words(article).get(kind), article, n)
    }

    fn page_of(&self, kind: &'static str, title: &str, article: Option<usize>, n: usize) -> About {
        let values = [("title", title.into()), ("n", n.into())];
        match n {
            1 => About::new(kind, title, article),
            _ => About::new(kind, &self.words(article).say("title-page", values), article),
        }
    }

    fn article_of(&self, prefix: &str) -> Option<usize> {
        self.materials.site.articles.iter().position(|a| a.prefix == prefix && !prefix.is_empty())
    }

    fn page<C: Serialize>(
        &self,
        template: &str,
        path: &str,
        about: About,
        context: impl FnOnce(View, Common) -> C,
    ) -> Result<Page, Box<Diagnostic>> {
        let view = self.view(path, about.article);
        let to = (path, view.words.tag());
        let context = context(view, self.common(path, about));
        let html = self.materials.templates.render(self.materials.files, template, &context, to)?;
        if let Some(fault) = self.gives_away(&html, path) {
            return Err(Box::new(fault));
        }
        Ok(Page { path: path.to_owned(), bytes: html.into() })
    }

    /// The site as seen from the page at `path`, which is about an article or about none.
    fn view<'v>(&'v self, path: &'v str, article: Option<usize>) -> View<'v> {
        View {
            words: self.words(article),
            site: self.materials.site,
            judgements: self.materials.judgements,
            checked: self.materials.passages,
            coverages: &self.plan.coverages,
            page: path,
        }
    }

    /// The index for readers who search.
    fn search(&self) -> &Result<Search, Box<Diagnostic>> {
        self.plan.search.get_or_init(|| search::build(self))
    }

    /// The fault of a page that holds an address which must not be published, in whatever way it
    /// came there: a link, a note, a finding, the record of another source.
    fn gives_away(&self, html: &str, path: &str) -> Option<Diagnostic> {
        if self.plan.secrets.is_empty() {
            return None;
        }
        let words = html.replace("&amp;", "&").to_lowercase();
        let words = percent_encoding::percent_decode_str(&words).decode_utf8_lossy();
        let (_, source) = self.plan.secrets.iter().find(|(secret, _)| words.contains(secret))?;
        let source = self.materials.site.source(*source);
        let message = format!("the address of `{}` is given away, on the page `{path}`", source.id);
        Some(
            Diagnostic::at(Code::ConfidentialLinked, source.span, message)
                .hint("take it out of the text, the note or the record where it stands")
                .hint("its archived copy and what it was saved from are as secret as itself"),
        )
    }

    fn common(&self, path: &str, about: About) -> Common {
        let site = self.materials.site;
        let base = site.config.base_url.as_ref();
        let absolute = about.kind == "not-found";
        let link = |to: &str| match base {
            Some(base) if absolute => format!("{base}{to}"),
            _ => address::relative(path, to),
        };
        // The article that the navigation is about: the page's own, or the only one.
        let article = match (about.article, site.articles.as_slice()) {
            (Some(i), all) => Some(&all[i]),
            (None, [one]) => Some(one),
            _ => None,
        };
        let words = self.words(about.article);
        let links = |all: Vec<(&str, String)>| {
            let one = |(key, to): (&str, String)| NavLink {
                label: words.get(key),
                href: link(&to),
                current: to == path,
                shortcut: (to == address::SEARCH).then_some("/"),
            };
            all.into_iter().map(one).collect()
        };
        let both = format!("{} \u{b7} {}", about.title, site.config.title);
        let title = match about.title == site.config.title || both.chars().count() > TITLE {
            true => short(&about.title),
            false => both,
        };
        Common {
            site: SiteInfo {
                title: site.config.title.clone(),
                publisher: site.config.publisher.clone(),
                contact: site.config.contact.clone(),
                home: link(address::HOME),
            },
            page: PageInfo {
                kind: about.kind,
                title,
                description: about.description,
                method: link(address::METHOD),
                canonical: base
                    .filter(|_| !absolute)
                    .map(|b| canonical(b, about.canonical.as_deref().unwrap_or(path))),
                code: about.code,
            },
            nav: links(nav(site, article)),
            foot: links(foot(article)),
            assets: self
                .plan
                .loaded
                .iter()
                .map(|(name, path)| (name.clone(), link(path)))
                .collect(),
        }
    }
}

/// Adds a fault of a template, unless it was reported for another page already.
fn add_fault(out: &mut Vec<Diagnostic>, fault: Diagnostic) {
    let same = |d: &Diagnostic| {
        let words = |d: &Diagnostic| d.message.split(", on the page").next().map(str::to_owned);
        d.place == fault.place && words(d) == words(&fault)
    };
    if !out.iter().any(same) {
        out.push(fault);
    }
}

/// What a page is about.
struct About {
    kind: &'static str,
    title: String,
    description: Option<String>,
    article: Option<usize>,
    code: bool,
    /// The page that this one stands for, where that is another.
    canonical: Option<String>,
}

impl About {
    fn new(kind: &'static str, title: &str, article: Option<usize>) -> Self {
        Self {
            kind,
            title: title.to_owned(),
            description: None,
            article,
            code: false,
            canonical: None,
        }
    }
}

/// What a reader of the article turns to.
fn nav(site: &Site, article: Option<&Article>) -> Vec<(&'static str, String)> {
    let mut nav = Vec::new();
    if site.articles.iter().any(|a| !a.prefix.is_empty()) {
        nav.push(("nav-articles", address::HOME.to_owned()));
    }
    if let Some(article) = article {
        nav.push(("nav-article", address::article(&article.prefix)));
        nav.push(("nav-claims", address::claims(&article.prefix)));
        nav.push(("nav-disputes", address::disputes(&article.prefix)));
        nav.push(("nav-timeline", address::timeline(&article.prefix)));
    }
    nav.push(("nav-sources", address::sources("")));
    nav.push(("nav-speakers", address::speakers("")));
    if site.config.search {
        nav.push(("nav-search", address::SEARCH.to_owned()));
    }
    nav
}

/// What a reader asks who wants to know how the site came about.
fn foot(article: Option<&Article>) -> Vec<(&'static str, String)> {
    let corrections = |a: &Article| ("nav-corrections", address::corrections(&a.prefix));
    let method = ("nav-method", address::METHOD.to_owned());
    article.map(corrections).into_iter().chain([method]).collect()
}

/// The absolute address of a page; a folder's index is the folder.
fn canonical(base: &url::Url, path: &str) -> String {
    let path = match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    };
    format!("{base}{path}")
}

/// Longer titles are cut off by search engines and in tabs.
const TITLE: usize = 70;

/// The first words of a text, for a title.
fn short(text: &str) -> String {
    if text.chars().count() <= TITLE {
        return text.to_owned();
    }
    let start: String = text.chars().take(TITLE - 1).collect();
    let cut = start.rfind(' ').unwrap_or(start.len());
    format!("{}\u{2026}", &start[..cut])
}

/// Text as the value of a double-quoted HTML attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    // Writing to a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(&mut html, text);
    html
}
