//! Finds the article and the words that an annotation is about.
//!
//! In go a site and a note; out comes the one place where its words stand, or why there is none.

use super::context;
use super::read::Annotation;
use super::target::NoteWords;
use crate::desk::annotate::{FoundWords, WordSearch, around, words_at};
use crate::desk::panel::{AskedWords, find_words};
use crate::import::report::{ImportFault, short};
use crate::model::address;
use crate::pipeline::Built;
use url::Url;

/// How many words around a place are shown in a message.
const SHOWN: usize = 6;

/// The words of a note in the site.
#[derive(Debug, Clone)]
pub struct PlacedNote {
    /// Where they stand.
    pub spot: FoundWords,
    /// The words.
    pub words: String,
    /// True if the note cut a word, which is whole here.
    pub widened: bool,
}

/// The article that a page of a note is of, by its index.
pub fn article_of(built: &Built, note: &Annotation) -> Option<usize> {
    let site = built.site();
    let base = site.config.base_url.as_ref();
    // Nobody says where the only article is, so that any page may be its.
    if base.is_none() && site.articles.len() == 1 {
        return Some(0);
    }
    let pages = |at: usize| {
        let article = &site.articles[at];
        let sections = article.sections.iter().map(|s| address::section(&article.prefix, &s.slug));
        [address::article(&article.prefix)].into_iter().chain(sections)
    };
    let is_page = |typed: &str, path: &str| {
        let Ok(url) = Url::parse(typed) else { return false };
        let bare = |address: &str| {
            let bare = address::bare(address);
            bare.strip_suffix("/index.html").map(str::to_owned).unwrap_or(bare)
        };
        if let Some(base) = base
            && bare(typed) == bare(&address::canonical(base, path))
        {
            return true;
        }
        // A preview has the pages of the site at other addresses.
        let is_here = match url.host() {
            Some(url::Host::Domain(name)) => name == "localhost",
            Some(url::Host::Ipv4(host)) => host.is_loopback(),
            Some(url::Host::Ipv6(host)) => host.is_loopback(),
            None => false,
        };
        let folder = base.map_or("/", |base| base.path()).trim_end_matches('/');
        let typed = url.path().trim_start_matches('/');
        let below = url.path().strip_prefix(folder).unwrap_or(url.path()).trim_start_matches('/');
        let plain = |path: &str| path.strip_suffix("index.html").unwrap_or(path).to_owned();
        is_here && [typed, below].iter().any(|typed| plain(typed) == plain(path))
    };
    let of_note =
        |at: &usize| pages(*at).any(|path| note.pages.iter().any(|page| is_page(page, &path)));
    (0..site.articles.len()).find(of_note)
}

/// Where the words of a note stand in an article.
///
/// # Errors
/// They stand nowhere, or in several places that nothing tells apart.
pub fn find(built: &Built, article: usize, note: &Annotation) -> Result<PlacedNote, ImportFault> {
    let words = note
        .words
        .as_ref()
        .ok_or_else(|| ImportFault::new("it says by no words of the text what it is about"))?;
    let first = find_quote(built, article, words)?;
    let Some(until) = &words.until else { return Ok(first) };
    let end = find_quote(built, article, until)?.spot;
    let of = || format!("the range from {}", words.shown());
    let (from, to) = (first.spot.range.start, end.range.start);
    if first.spot.place != end.place {
        let fault = ImportFault::new(format!("{} goes over several parts of the article", of()));
        return Err(fault.hint("claims are about words of one section"));
    }
    if to <= from {
        return Err(ImportFault::new(format!("{} ends before it begins", of())));
    }
    let place = (article, first.spot.place);
    let (spot, whole) = words_at(built.site(), &built.files, place, &(from..to))
        .ok_or_else(|| ImportFault::new(format!("{} has no words", of())))?;
    let widened = first.widened || spot.range.end > to;
    Ok(PlacedNote { spot, words: whole, widened })
}

/// The same for words without a range.
fn find_quote(built: &Built, article: usize, words: &NoteWords) -> Result<PlacedNote, ImportFault> {
    // Elements of a page that are no section may hold anything.
    let sections = &built.site().articles[article].sections;
    let section = words.within.as_deref();
    let section =
        section.and_then(|name| sections.iter().position(|s| s.id == name || s.slug == name));
    let look = |exact: &str| {
        let words = AskedWords {
            exact: exact.to_owned(),
            prefix: words.prefix.clone(),
            suffix: words.suffix.clone(),
            section: section.map(|at| sections[at].id.clone()),
        };
        find_words(built, article, &words)
    };
    let search =
        WordSearch { site: built.site(), files: &built.files, article: Some(article), section };
    let found = look(&words.exact).map(|(spot, whole)| (spot, whole, false)).or_else(|problem| {
        let cut = search.cut(&words.exact).and_then(|(_, cut)| look(&cut.whole).ok());
        cut.map(|(spot, whole)| (spot, whole, true)).ok_or(problem)
    });
    let problem = match found {
        Ok((spot, whole, widened)) if context::fits(built.site(), &spot, &whole, words) => {
            return Ok(PlacedNote { spot, words: whole, widened });
        }
        Ok((spot, ..)) => {
            let [before, after] = around(built.site(), &spot, SHOWN);
            let text = format!(
                "these words stand elsewhere than between what the annotation has around them: `{}`",
                short(&words.exact)
            );
            let hint = format!("in the article they stand here: {before}[...]{after}");
            return Err(ImportFault::new(text).hint(hint));
        }
        Err(problem) => problem,
    };
    let text = format!("{}: `{}`", problem.text, short(&words.exact));
    Err(ImportFault { hint: problem.hint, ..ImportFault::new(text) })
}
