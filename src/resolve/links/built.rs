//! Explains links to pages that the build makes, such as `sources/minutes.html`: a link must name a file
//! of the site.
//!
//! In go the sources, speakers and claims of a site and a target as typed; out comes what to write
//! instead.

use crate::model::address;
use crate::parse::claim::{RawClaim, RawCounter};
use crate::resolve::placed::PlacedClaim;
use crate::resolve::site::{Source, Speaker};
use ahash::HashMap;
use percent_encoding::percent_decode_str;
use std::sync::OnceLock;

/// The subjects that have pages but no file of their own.
pub(super) struct PagedRecords<'r> {
    /// Sources.
    pub(super) sources: &'r [Source],
    /// Speakers.
    pub(super) speakers: &'r [Speaker],
    /// The published claims.
    pub(super) claims: &'r [PlacedClaim<'r>],
    /// The address prefix of each article, and the paths of its sections.
    pub(super) articles: Vec<(String, Vec<String>)>,
    /// The address of the site.
    pub(super) base: Option<&'r url::Url>,
    /// Their pages by address, computed on first use.
    pub(super) pages: OnceLock<HashMap<String, BuiltPage>>,
}

/// A page that is not the page of a section.
#[derive(Clone)]
pub(super) enum BuiltPage {
    /// The page of an article, by the path of its first section.
    Article(String),
    /// The page of a source.
    Source,
    /// The page of a speaker.
    Speaker,
    /// The page of a claim, by the path of the section that it annotates, if there is one.
    Claim(Option<String>),
    /// A list, or another page that all pages link to.
    List,
    /// The same, if it has content.
    Sometimes,
}

impl PagedRecords<'_> {
    /// The page at `path`, and its address; `prefix` is the address prefix of the article in which
    /// the link stands.
    pub(super) fn page(&self, path: &str, prefix: &str) -> Option<(String, &BuiltPage)> {
        let pages = self.pages.get_or_init(|| self.all());
        let path = percent_decode_str(path).decode_utf8_lossy();
        let climbs = path.starts_with('/') || path.starts_with("..");
        let path = path.split('?').next().unwrap_or("").trim_start_matches(['.', '/']);
        let folders = ["public/", "content/"];
        let path = folders.iter().find_map(|folder| path.strip_prefix(folder)).unwrap_or(path);
        let folder = path.trim_end_matches('/');
        let names = [folder.to_owned(), format!("{folder}/index.html"), format!("{folder}.html")];
        // A path that climbs or begins at the root is tried from the root first.
        let own = if climbs { ["", prefix] } else { [prefix, ""] };
        let names = &names;
        let tried = own.iter().flat_map(|own| names.iter().map(move |name| format!("{own}{name}")));
        tried.into_iter().find_map(|address| {
            let page = pages.get(&address)?;
            Some((address, page))
        })
    }

    fn all(&self) -> HashMap<String, BuiltPage> {
        let mut pages = HashMap::default();
        for (prefix, sections) in &self.articles {
            pages.insert(address::claims(prefix), BuiltPage::List);
            let lists = [
                address::disputes(prefix),
                address::map(prefix, 0),
                address::timeline(prefix),
                address::corrections(prefix),
                address::table(prefix),
            ];
            pages.extend(lists.map(|list| (list, BuiltPage::Sometimes)));
            if let Some(first) = sections.first() {
                pages.insert(address::article(prefix), BuiltPage::Article(first.clone()));
            }
        }
        for source in self.sources {
            pages.insert(address::source(&source.prefix, &source.id), BuiltPage::Source);
            pages.insert(address::sources(&source.prefix), BuiltPage::List);
        }
        for speaker in self.speakers {
            pages.insert(address::speaker(&speaker.prefix, &speaker.id), BuiltPage::Speaker);
            pages.insert(address::speakers(&speaker.prefix), BuiltPage::List);
        }
        for claim in self.claims {
            let (prefix, sections) = &self.articles[claim.article];
            let section = claim.section.and_then(|section| sections.get(section));
            add_claim(&mut pages, claim.raw, prefix, &BuiltPage::Claim(section.cloned()));
        }
        pages.insert(address::SEARCH.to_owned(), BuiltPage::Sometimes);
        pages.insert(address::METHOD.to_owned(), BuiltPage::List);
        pages.entry(address::HOME.to_owned()).or_insert(BuiltPage::List);
        pages
    }

    /// What to write for a link to `page` with the address `address`, in a file of `folder`.
    pub(super) fn instead(&self, page: &BuiltPage, folder: &str) -> String {
        let to = |path: &str| address::relative(&format!("{folder}/x"), path);
        match page {
            BuiltPage::Article(first) => format!("write `{}`", to(first)),
            BuiltPage::Source => "link to the source itself, or cite it in a claim about these words: the mark of the claim leads readers to this page".to_owned(),
            BuiltPage::Speaker => "name the speaker in a claim about these words: the mark of the claim leads readers to this page".to_owned(),
            BuiltPage::Claim(Some(section)) => format!("link to the section, `{}`: the mark there leads readers to this page", to(section)),
            BuiltPage::Claim(None) | BuiltPage::List | BuiltPage::Sometimes => "the pages link to it themselves: take the link out".to_owned(),
        }
    }
}

/// Adds the page of a claim, and those of its nested counter-claims.
fn add_claim(
    pages: &mut HashMap<String, BuiltPage>,
    raw: &RawClaim,
    prefix: &str,
    page: &BuiltPage,
) {
    pages.insert(address::claim(prefix, &raw.id.value), page.clone());
    for counter in &raw.counters {
        if let RawCounter::InPlace(counter, _) = counter {
            add_claim(pages, counter, prefix, page);
        }
    }
}
