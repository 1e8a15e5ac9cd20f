//! Plans the preview images of shared links.
//!
//! In go a site and its judgements; out come [`Pictures`]: which pictures there are, the path of
//! each, and its text. The name of a picture is the hash of its text, so that it is drawn only on
//! request.

use super::view::common::SharedPicture;
use super::view::descriptions::coverage;
use super::view::seen::View;
use crate::draw::picture::{self, PictureText};
use crate::load::names;
use crate::markdown::size;
use crate::model::address;
use crate::resolve::{ClaimIndex, Site};
use crate::theme::Asset;
use std::collections::BTreeMap;

/// A picture in the output.
#[derive(Debug, Clone)]
struct ShownPicture {
    path: String,
    width: usize,
    height: usize,
    alt: String,
}

/// The picture of each page. Empty if there is no base address, because a page refers to its
/// picture by an absolute address.
#[derive(Debug, Default)]
pub struct Pictures {
    /// The pictures to draw, by path.
    pub drawn: BTreeMap<String, PictureText>,
    site: Option<ShownPicture>,
    articles: Vec<Option<ShownPicture>>,
    claims: BTreeMap<ClaimIndex, ShownPicture>,
}

impl Pictures {
    /// Plans the pictures of a site. The text of an article's picture is in its language; `seen`
    /// returns the view of a page about the article.
    pub fn new<'v>(
        site: &Site,
        assets: &BTreeMap<String, Asset>,
        seen: impl Fn(Option<usize>) -> View<'v>,
    ) -> Self {
        let mut pictures = Self::default();
        let config = &site.config;
        if config.base_url.is_none() {
            return pictures;
        }
        for (i, article) in site.articles.iter().enumerate() {
            let view = seen(Some(i));
            let line = match (article.marked.is_empty(), &article.details.byline) {
                (true, None) => String::new(),
                (true, Some(who)) => view.words.say("by", [("author", who.as_str().into())]),
                (false, _) => coverage(view, i),
            };
            let path = |hash: &str| format!("{}picture-{hash}.png", article.prefix);
            let shown = pictures.draw(&config.title, &article.title, line, path);
            pictures.articles.push(shown);
        }
        let claims = if config.claim_pictures { site.claims.as_slice() } else { &[] };
        for (i, claim) in claims.iter().enumerate() {
            let (index, view) = (ClaimIndex(i), seen(Some(claim.article)));
            let item = view.claim(index);
            let words = match (item.states, item.quoted) {
                (Some(states), _) => states,
                (None, true) => view.words.say("share-quoted", [("words", item.words.into())]),
                (None, false) => item.words,
            };
            let prefix = &site.articles[claim.article].prefix;
            let path = |hash: &str| format!("{prefix}claims/{}-{hash}.png", claim.id);
            let line = claim_line(view, index);
            if let Some(shown) = pictures.draw(&config.title, &words, line, path) {
                pictures.claims.insert(index, shown);
            }
        }
        // The picture of a site's only article is used on all its pages.
        if !matches!(pictures.articles[..], [Some(_)]) {
            pictures.site = pictures.of_site(site, assets);
        }
        pictures
    }

    /// The picture that the site configures, or one with its title.
    fn of_site(&mut self, site: &Site, assets: &BTreeMap<String, Asset>) -> Option<ShownPicture> {
        let config = &site.config;
        let named = config.picture.as_ref().and_then(|name| names::find(assets, &name.value));
        if let Some(asset) = named {
            let (width, height) = size::of(&asset.bytes)?;
            return Some(ShownPicture {
                path: asset.path.clone(),
                width,
                height,
                alt: config.title.clone(),
            });
        }
        let publisher = config.publisher.clone().filter(|p| *p != config.title);
        let path = |hash: &str| format!("picture-{hash}.png");
        self.draw(&publisher.unwrap_or_default(), &config.title, String::new(), path)
    }

    /// Plans one picture; `None` if the font lacks letters of its title. Other text is left out if
    /// the font lacks its letters.
    fn draw(
        &mut self,
        site: &str,
        title: &str,
        line: String,
        path: impl Fn(&str) -> String,
    ) -> Option<ShownPicture> {
        if !picture::has(title) {
            return None;
        }
        let known = |text: &str| if picture::has(text) { text.to_owned() } else { String::new() };
        let words = PictureText { site: known(site), title: title.to_owned(), line: known(&line) };
        let said: Vec<&str> = [&words.title, &words.line, &words.site]
            .into_iter()
            .map(|part| part.trim_end_matches('.'))
            .filter(|part| !part.is_empty())
            .collect();
        let alt = said.join(". ");
        let path = path(&picture::name(&words));
        self.drawn.insert(path.clone(), words);
        Some(ShownPicture { path, width: picture::WIDTH, height: picture::HEIGHT, alt })
    }

    /// The picture for a page about an article or a claim, or about neither.
    pub fn of(
        &self,
        base: Option<&url::Url>,
        article: Option<usize>,
        claim: Option<ClaimIndex>,
    ) -> Option<SharedPicture> {
        let base = base?;
        let article = match (article, self.articles.len()) {
            (None, 1) => Some(0),
            (article, _) => article,
        };
        let of_claim = claim.and_then(|claim| self.claims.get(&claim));
        let of_article = article.and_then(|i| self.articles.get(i)?.as_ref());
        let shown = of_claim.or(of_article).or(self.site.as_ref())?;
        Some(SharedPicture {
            url: format!("{base}{}", address::escaped(&shown.path)),
            width: shown.width,
            height: shown.height,
            alt: shown.alt.clone(),
        })
    }
}

/// The line below a claim's words: its status, and the editors' finding.
fn claim_line(view: View, index: ClaimIndex) -> String {
    let state = view.state(&view.status(index));
    match view.site.claim(index).details.current_finding() {
        Some(finding) => format!("{state}. {finding}"),
        None => format!("{state}."),
    }
}
