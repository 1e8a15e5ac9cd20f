//! Turns a resolved site into files.
//!
//! In go a [`Site`], its judgements, templates and assets; out come [`Page`]s: paths and bytes.
//! Nothing here reads or writes a disk, and every address is known before the first page is
//! rendered, so pages are rendered in parallel and come out the same in any order.

mod article;
mod bounds;
pub mod context;
mod dated;
mod evidence;
mod extra;
mod feed;
mod head;
mod indexes;
mod lists;
mod map;
mod pager;
mod pages;
mod plan;
mod reasons;
mod review;
mod search;
mod share;
mod short;
mod sides;
mod svg;
mod templates;
mod view;

pub use bounds::Overseer;
pub use extra::left_out;
pub use map::SIGNS;
pub use plan::Plan;
pub use templates::Templates;

use crate::address;
use crate::check::Passages;
use crate::diagnostic::{Code, Diagnostic};
use crate::resolve::Site;
use crate::source::Files;
use crate::status::Judgement;
use crate::theme::Asset;
use crate::words::{Languages, Words};
use ahash::HashMap;
use article::Part;
use bytes::Bytes;
use context::{Common, NotFoundPage, RedirectPage};
use head::{About, canonical};
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

/// What is to be rendered: the paths of all files, and those files that are made as a whole.
#[derive(Debug)]
pub struct Ready {
    /// Paths of all files of the output, sorted.
    pub paths: Vec<String>,
    whole: HashMap<String, Page>,
    faults: Vec<Diagnostic>,
}

/// Makes the files that are no pages, and says which files there are.
pub fn ready(materials: &Materials, plan: &Plan) -> Ready {
    let renderer = Renderer { materials, plan };
    let mut whole: Vec<Page> = Vec::new();
    let mut faults = Vec::new();
    // Before the pages, one of which names its first file; on all threads, as they are rendered.
    match materials.site.config.search.then(|| renderer.search()) {
        Some(Ok(search)) => whole.extend(search.files.iter().cloned()),
        Some(Err(fault)) => add_fault(&mut faults, (**fault).clone()),
        None => {}
    }
    match renderer.feed() {
        Ok(feed) => whole.extend(feed),
        Err(fault) => add_fault(&mut faults, *fault),
    }
    for asset in materials.assets.values() {
        whole.push(Page { path: asset.path.clone(), bytes: asset.bytes.clone() });
    }
    whole.extend(extra::files(&materials.site.config, plan.listed()));
    let jobs = plan.jobs.iter().map(|(path, _)| path);
    let drawn = plan.pictures.drawn.keys();
    let mut paths: Vec<String> =
        jobs.chain(drawn).chain(whole.iter().map(|page| &page.path)).cloned().collect();
    paths.par_sort_unstable();
    let whole = whole.into_iter().map(|page| (page.path.clone(), page)).collect();
    Ready { paths, whole, faults }
}

/// Renders every file of the site and hands each to `take`, with its number among the paths. No more
/// of them are held at a time than there are threads.
pub fn render_each<T: Send>(
    materials: &Materials,
    plan: &Plan,
    ready: &Ready,
    take: impl Fn(usize, Page) -> T + Sync,
) -> (Vec<T>, Vec<Diagnostic>) {
    let renderer = Renderer { materials, plan };
    let one = |(n, path): (usize, &String)| {
        let page = match (ready.whole.get(path), plan.pictures.drawn.get(path), plan.job(path)) {
            (Some(page), _, _) => Some(Ok(page.clone())),
            (None, Some(words), _) => Some(Ok(picture(path, words))),
            (None, None, job) => job.map(|job| renderer.run(path, job)),
        };
        page.map(|page| page.map(|page| take(n, page)))
    };
    let results: Vec<Option<Result<T, Box<Diagnostic>>>> =
        ready.paths.par_iter().enumerate().map(one).collect();
    let mut taken = Vec::with_capacity(results.len());
    let mut out = ready.faults.clone();
    for result in results.into_iter().flatten() {
        match result {
            Ok(page) => taken.push(page),
            Err(fault) => add_fault(&mut out, *fault),
        }
    }
    (taken, out)
}

/// Renders the file at `path` alone, byte for byte as [`render_each`] does; none where the site has no
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
    if let Some(words) = plan.pictures.drawn.get(path) {
        return Some(Ok(picture(path, words)));
    }
    if path == address::FEED {
        return Renderer { materials, plan }.feed().transpose();
    }
    let extra = extra::files(&materials.site.config, plan.listed());
    extra.into_iter().find(|page| page.path == path).map(Ok)
}

/// Draws a picture for sharing.
fn picture(path: &str, words: &crate::picture::Words) -> Page {
    Page { path: path.to_owned(), bytes: crate::picture::draw(words).into() }
}

/// Renders one page of each kind, for the faults of the templates; where only the templates `only`
/// are new, and each draws pages of a kind, one page of each of these kinds.
pub fn try_templates(
    materials: &Materials,
    plan: &Plan,
    only: Option<&BTreeSet<String>>,
) -> Vec<Diagnostic> {
    let renderer = Renderer { materials, plan };
    let kinds: BTreeSet<&str> = plan.jobs.iter().map(|(_, job)| job.template()).collect();
    // What several kinds share may fail on any of them.
    let only = only.filter(|only| only.iter().all(|name| kinds.contains(name.as_str())));
    let mut tried: BTreeSet<&str> = BTreeSet::new();
    let mut first_of_kind = Vec::new();
    for (path, job) in &plan.jobs {
        let wanted = only.is_none_or(|only| only.contains(job.template()));
        if wanted && tried.insert(job.template()) {
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
        let word = |article, key| self.words(article).get(key);
        let about = |kind, title, article, description| {
            About::new(kind, &word(article, title), article, word(article, description))
        };
        match job {
            Job::Article(i, part) => {
                let article = &site.articles[i];
                let (kind, title) = match part {
                    Part::Section(s) => {
                        let section = &article.sections[s];
                        let title = section.title.as_deref().unwrap_or(&article.title);
                        ("section", title)
                    }
                    Part::Whole | Part::Front(_) => ("article", article.title.as_str()),
                };
                let (section, n) = match part {
                    Part::Section(s) => (Some(s), 1),
                    Part::Front(n) => (None, n),
                    Part::Whole => (None, 1),
                };
                let description = share::article(self.view(path, Some(i)), i, section);
                let about = self.page_of(kind, title, Some(i), n, description);
                self.page(template, path, about, |v, c| article::page(v, i, part, c))
            }
            Job::Claim(index) => {
                let claim = site.claim(index);
                let view = self.view(path, Some(claim.article));
                let (title, description) = (self.claim_title(claim), share::claim(view, index));
                let about = About {
                    claim: Some(index),
                    data: review::data(view, index),
                    ..About::new("claim", &title, Some(claim.article), description)
                };
                self.page(template, path, about, |v, c| pages::claim(v, index, c))
            }
            Job::Claims(i, n) => {
                let lead = share::coverage(self.view(path, Some(i)), i);
                let about = self.list("claims", Some(i), n, lead);
                self.page(template, path, about, |v, c| indexes::claims(v, lists, i, n, c))
            }
            Job::Disputes(i, n) => {
                let about = self.list("disputes", Some(i), n, word(Some(i), "disputes-lead"));
                self.page(template, path, about, |v, c| indexes::disputes(v, lists, i, n, c))
            }
            Job::Timeline(i, n) => {
                let about = self.list("timeline", Some(i), n, word(Some(i), "timeline-lead"));
                self.page(template, path, about, |v, c| dated::timeline(v, lists, i, n, c))
            }
            Job::Corrections(i, n) => {
                let about = self.list("corrections", Some(i), n, word(Some(i), "corrections-lead"));
                self.page(template, path, about, |v, c| dated::corrections(v, lists, i, n, c))
            }
            Job::Map(i, number) => {
                let maps = &self.plan.maps[i];
                let about = about("map", "map", Some(i), "share-map");
                self.page(template, path, about, |v, c| map::page(v, i, number, maps, c))
            }
            Job::Source(index, n) => {
                let source = site.source(index);
                let article = self.article_of(&source.prefix);
                let description = share::source(self.view(path, article), index);
                let about = self.page_of("source", &source.details.title, article, n, description);
                self.page(template, path, about, |v, c| pages::source(v, index, n, c))
            }
            Job::Speaker(index, n) => {
                let speaker = site.speaker(index);
                let article = self.article_of(&speaker.prefix);
                let description = share::speaker(self.view(path, article), index);
                let about = self.page_of("speaker", &speaker.details.name, article, n, description);
                self.page(template, path, about, |v, c| pages::speaker(v, index, n, c))
            }
            Job::Sources(n) => {
                let about = self.list("sources", None, n, word(None, "share-sources"));
                self.page(template, path, about, |v, c| indexes::sources(v, lists, n, c))
            }
            Job::Speakers(n) => {
                let about = self.list("speakers", None, n, word(None, "speakers-lead"));
                self.page(template, path, about, |v, c| indexes::speakers(v, lists, n, c))
            }
            Job::Search => {
                let about = about("search", "search", None, "share-search");
                // A template is tried without an index.
                let index = match self.plan.search.get() {
                    Some(Ok(search)) => search.directory.clone(),
                    _ => address::SEARCH_FOLDER.to_owned(),
                };
                self.page(template, path, about, |v, c| pages::search(v, &index, c))
            }
            Job::Method => {
                let about = about("method", "method-title", None, "share-method");
                self.page(template, path, about, pages::method)
            }
            Job::Articles(n) => {
                let (title, lead) = (&site.config.title, word(None, "articles-lead"));
                let about = self.page_of("articles", title, None, n, lead);
                self.page(template, path, about, |v, c| indexes::articles(v, lists, n, c))
            }
            Job::Redirect(i) => {
                let about = about("redirect", "moved", None, "share-moved");
                let target = address::relative(path, &site.redirects[i].to);
                let about = About { canonical: Some(site.redirects[i].to.clone()), ..about };
                self.page(template, path, about, |_, common| RedirectPage { common, target })
            }
            Job::NotFound => {
                let about = about("not-found", "missing-title", None, "missing-why");
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

    /// The feed, where the site has one.
    fn feed(&self) -> Result<Option<Page>, Box<Diagnostic>> {
        let site = self.materials.site;
        let title = |index| {
            let claim = site.claim(index);
            let view = self.view(address::FEED, Some(claim.article));
            match &claim.details.states {
                Some(states) => format!("{}: {states}", view.name(claim)),
                None => self.claim_title(claim),
            }
        };
        let Some(page) = feed::file(site, |i| self.words(Some(i)), title) else { return Ok(None) };
        match self.gives_away(&String::from_utf8_lossy(&page.bytes), &page.path) {
            Some(fault) => Err(Box::new(fault)),
            None => Ok(Some(page)),
        }
    }

    fn words(&self, article: Option<usize>) -> &Words {
        view::words(self.materials.languages, self.materials.site, article)
    }

    /// Page `n` of a list, which is called by the name of its kind.
    fn list(
        &self,
        kind: &'static str,
        article: Option<usize>,
        n: usize,
        description: String,
    ) -> About {
        self.page_of(kind, &self.words(article).get(kind), article, n, description)
    }

    fn page_of(
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
        // Of what the templates escape, only these stand in addresses.
        let words = html.replace("&#39;", "'").replace("&#x27;", "'").replace("&apos;", "'");
        let words = words.replace("&amp;", "&").to_lowercase();
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

/// Text as the value of a double-quoted HTML attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    // Writing to a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(&mut html, text);
    html
}
