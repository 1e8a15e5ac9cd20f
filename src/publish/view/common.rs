//! What contexts of several kinds of page share: the head of a page, links, pagers.

use super::parts::Tongue;
use crate::theme::SharedPart;
use serde::Serialize;
use std::collections::BTreeMap;

/// What every page gets, whatever its kind.
#[derive(Debug, Clone, Serialize)]
pub struct Common {
    /// The site as a whole.
    pub site: SharedPart<SiteInfo>,
    /// The page at hand.
    pub page: PageInfo,
    /// The links at the head of each page, in order.
    pub nav: SharedPart<Vec<NavLink>>,
    /// The links at the foot of each page, in order.
    pub foot: SharedPart<Vec<NavLink>>,
    /// Address of each style sheet, script and SVG by its name in `static/`, such as `site.css`.
    pub assets: SharedPart<BTreeMap<String, String>>,
}

/// The site, as `gainsay.yaml` describes it.
#[derive(Debug, Clone, Serialize)]
pub struct SiteInfo {
    /// Name of the site.
    pub title: String,
    /// Who publishes it, if stated.
    pub publisher: Option<String>,
    /// Where a reader reports an error: an address (`https:` or `mailto:`), if stated.
    pub contact: Option<String>,
    /// Address of the front page.
    pub home: String,
}

/// The page at hand.
#[derive(Debug, Clone, Serialize)]
pub struct PageInfo {
    /// `article`, `section`, `claim`, `claims`, `source`, `sources`, `speaker`, `speakers`,
    /// `disputes`, `map`, `search`, `timeline`, `corrections`, `method`, `articles`, `redirect`,
    /// `not-found`, `embedded-claim` or `embedded-article`.
    pub kind: &'static str,
    /// Text of the `title` element.
    pub title: String,
    /// One sentence for search engines and link previews.
    pub description: Option<String>,
    /// Address of the method page.
    pub method: String,
    /// Absolute address of this page, where the site has a base address.
    pub canonical: Option<String>,
    /// What is told of the page where somebody shares it; none on pages that nobody should.
    pub share: Option<Share>,
    /// Address of the feed, where the site has one.
    pub feed: Option<String>,
    /// What the page tells machines, as JSON-LD for a `script` element.
    pub data_html: Option<String>,
    /// What `site.css` holds, on the page that has it in a `style` element: that for addresses that do
    /// not exist, unless the sheet names other files.
    pub styles: Option<InlineStyles>,
}

/// A style sheet that stands in a page.
#[derive(Debug, Clone, Serialize)]
pub struct InlineStyles {
    /// Its text, for a `style` element.
    pub html: String,
    /// Its SHA-256 in Base64, for the policy of the page.
    pub hash: String,
}

/// A page as Open Graph describes it, besides its description and its canonical address.
#[derive(Debug, Clone, Serialize)]
pub struct Share {
    /// Title of the page, without the name of the site.
    pub title: String,
    /// `article` or `website`.
    pub kind: &'static str,
    /// The size of the picture, as `twitter:card` names it: `summary_large_image` or `summary`.
    pub card: &'static str,
    /// Language and country, as `en_GB`.
    pub locale: String,
    /// The picture, where there is one.
    pub picture: Option<SharedPicture>,
}

/// The picture of a page.
#[derive(Debug, Clone, Serialize)]
pub struct SharedPicture {
    /// Its absolute address.
    pub url: String,
    /// Pixels across.
    pub width: usize,
    /// Pixels down.
    pub height: usize,
    /// What it says.
    pub alt: String,
}

/// A link in the navigation.
#[derive(Debug, Clone, Serialize)]
pub struct NavLink {
    /// Words of the link.
    pub label: String,
    /// Where it goes.
    pub href: String,
    /// `page` on the page that it names, `true` on the further pages of that list; none elsewhere.
    pub current: Option<&'static str>,
    /// The key that follows it from anywhere, where it has one.
    pub shortcut: Option<&'static str>,
    /// Language of the words, where it is not the page's.
    pub tongue: Option<Tongue>,
}

/// Which page of a list this is, and links to the others.
#[derive(Debug, Clone, Serialize)]
pub struct Pager {
    /// Number of this page, from 1.
    pub n: usize,
    /// How many pages there are.
    pub of: usize,
    /// Number of the first entry on this page.
    pub first: usize,
    /// Number of the last entry on this page.
    pub last: usize,
    /// How many entries the whole list has.
    pub total: usize,
    /// The page before.
    pub previous: Option<NavLink>,
    /// The page after.
    pub next: Option<NavLink>,
    /// The first page, the last one, and those near this one.
    pub pages: Vec<PageLink>,
}

/// A page of a list by its number.
#[derive(Debug, Clone, Serialize)]
pub struct PageLink {
    /// Its number.
    pub n: usize,
    /// Its address.
    pub href: String,
    /// True for the page at hand.
    pub current: bool,
    /// True where pages before it are left out.
    pub gap: bool,
}

/// A way to cite a page.
#[derive(Debug, Clone, Serialize)]
pub struct Cite {
    /// A sentence, with the address where the site has one.
    pub sentence: String,
    /// Address of the file in BibTeX.
    pub bibtex: String,
    /// Address of the file in CSL-JSON.
    pub csl: String,
}

/// A way for other sites to embed what a page is about.
#[derive(Debug, Clone, Serialize)]
pub struct Embed {
    /// Address of the page that they embed.
    pub href: String,
    /// Markup for their pages; none where the site has no base address.
    pub markup: Option<EmbedMarkup>,
}

/// Markup for a page of another site.
#[derive(Debug, Clone, Serialize)]
pub struct EmbedMarkup {
    /// A frame of a fixed height.
    pub plain: String,
    /// A frame, and the script that fits its height.
    pub fitted: String,
}
