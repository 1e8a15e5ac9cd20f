//! Plans the preview images of shared links.
//!
//! In go a site and its judgements; out come [`Pictures`]: which pictures there are, the path of
//! each, and its text. The name of a picture is the hash of its text, so that it is drawn only on
//! request.

use super::view::common::SharedPicture;
use super::view::descriptions::coverage;
use super::view::seen::{View, is_own_finding};
use crate::draw::picture::{self, PictureText, VerdictBand};
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
            let words = (config.title.as_str(), article.title.as_str(), line);
            let shown = pictures.draw(words, None, path);
            pictures.articles.push(shown);
        }
        let claims = if config.claim_pictures { site.claims.as_slice() } else { &[] };
        for (i, claim) in claims.iter().enumerate() {
            let (index, view) = (ClaimIndex(i), seen(Some(claim.article)));
            let item = view.claim_item(index);
            let words = match (item.states, item.quoted) {
                (Some(states), _) => states,
                (None, true) => view.words.say("share-quoted", [("words", item.words.into())]),
                (None, false) => item.words,
            };
            let words = match is_own_finding(claim) {
                true => item.name + &view.words.get("list-colon") + &words,
                false => words,
            };
            let prefix = &site.articles[claim.article].prefix;
            let path = |hash: &str| format!("{prefix}claims/{}-{hash}.png", claim.id);
            let (verdict, title) = verdict(view, index);
            let words = (config.title.as_str(), title.as_str(), words);
            if let Some(shown) = pictures.draw(words, Some(verdict), path) {
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
        let words = (publisher.as_deref().unwrap_or(""), config.title.as_str(), String::new());
        self.draw(words, None, path)
    }

    /// Plans one picture of site, title and line; `None` if the font lacks letters of its title or
    /// status. Other text is left out if the font lacks its letters; of a claim nothing is, because
    /// its words must not stand without what is said against them.
    fn draw(
        &mut self,
        (site, title, line): (&str, &str, String),
        verdict: Option<VerdictBand>,
        path: impl Fn(&str) -> String,
    ) -> Option<ShownPicture> {
        let all = verdict.iter().flat_map(|verdict| [&verdict.label, &verdict.but, &line]);
        if !picture::has(title) || !all.into_iter().all(|text| picture::has(text)) {
            return None;
        }
        let known = |text: &str| if picture::has(text) { text.to_owned() } else { String::new() };
        let lead = verdict.as_ref().map_or_else(Vec::new, |v| vec![&v.label, &v.but]);
        let words = PictureText {
            site: known(site),
            title: title.to_owned(),
            line: known(&line),
            verdict: verdict.clone(),
        };
        let said: Vec<&str> = lead
            .into_iter()
            .chain([&words.title, &words.line, &words.site])
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

/// The status of a claim for its picture, and the finding, or what the status means.
fn verdict(view: View, index: ClaimIndex) -> (VerdictBand, String) {
    let status = view.status(index);
    let (sign, tone) = looks(status.key);
    let finding = view.site.claim(index).details.current_finding();
    let verdict =
        VerdictBand { sign, label: status.label, but: status.but.unwrap_or_default(), tone };
    (verdict, finding.map_or(status.definition, str::to_owned))
}

/// The sign of a status, and its colour on light pages, as `static/site.css` has them.
fn looks(key: &str) -> (char, [u8; 3]) {
    match key {
        "supported" => ('+', [0x0f, 0x41, 0x70]),
        "context" => ('*', [0x47, 0x36, 0x9a]),
        "disputed" => ('\u{b1}', [0x5c, 0x37, 0x00]),
        "contradicted" => ('\u{2212}', [0x7a, 0x12, 0x48]),
        "outdated" => ('\u{2020}', [0x4d, 0x43, 0x30]),
        "unsourced" => ('?', [0x3d, 0x44, 0x4d]),
        "opinion" => ('\u{201c}', [0x51, 0x3d, 0x59]),
        _ => ('\u{2026}', [0x47, 0x47, 0x47]),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Status;

    #[test]
    fn signs_and_colours_of_pictures_are_those_of_pages() {
        let css = include_str!("../../static/site.css");
        for status in Status::ALL {
            let (sign, [r, g, b]) = super::looks(status.key());
            let rule = css.split(&format!("[data-s=\"{}\"] {{", status.key())).nth(1);
            let rule = rule.and_then(|rule| rule.split('}').next()).unwrap_or_default();
            for expect in
                [format!("--glyph: \"{sign}\""), format!("light-dark(#{r:02x}{g:02x}{b:02x},")]
            {
                assert!(rule.contains(&expect), "{status:?}: {expect}");
            }
        }
    }
}
