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
use std::sync::OnceLock;

/// A picture in the output.
#[derive(Debug, Clone)]
struct ShownPicture {
    path: String,
    width: usize,
    height: usize,
    /// All that it says.
    alt: String,
    /// What it says first: the title of the article or of the site.
    title: String,
}

/// A picture of the output, and its text where the tool draws it.
type ListedPicture = (ShownPicture, Option<PictureText>);

/// What pictures are planned of.
pub trait PictureSubjects {
    /// The site.
    fn site(&self) -> &Site;

    /// The files that pages load or link to.
    fn assets(&self) -> &BTreeMap<String, Asset>;

    /// The site as seen from a page about an article. The text of a picture depends on no page and no
    /// passage.
    fn view(&self, article: usize) -> View<'_>;
}

/// The pictures of pages, each planned when a page first shows it. There are none without a base address,
/// because a page refers to its picture by an absolute address.
#[derive(Debug, Default)]
pub struct Pictures {
    site: OnceLock<Option<ListedPicture>>,
    articles: Vec<OnceLock<Option<ListedPicture>>>,
    /// The pictures of the claims of each article.
    claims: Vec<OnceLock<BTreeMap<ClaimIndex, ListedPicture>>>,
    drawn: OnceLock<BTreeMap<String, PictureText>>,
}

impl Pictures {
    /// The pictures of a site with so many articles, none of them planned.
    pub fn of_articles(articles: usize) -> Self {
        Self {
            articles: (0..articles).map(|_| OnceLock::new()).collect(),
            claims: (0..articles).map(|_| OnceLock::new()).collect(),
            ..Self::default()
        }
    }

    /// The pictures to draw, by path.
    pub fn drawn(&self, subjects: &dyn PictureSubjects) -> &BTreeMap<String, PictureText> {
        self.drawn.get_or_init(|| {
            let site = subjects.site();
            if site.config.base_url.is_none() {
                return BTreeMap::new();
            }
            let of_site = self.of_site(subjects).into_iter();
            let of_articles = (0..site.articles.len()).flat_map(|i| {
                self.of_article(subjects, i).into_iter().chain(self.of_claims(subjects, i).values())
            });
            let drawn = of_site
                .chain(of_articles)
                .filter_map(|(shown, words)| Some((shown.path.clone(), words.clone()?)));
            drawn.collect()
        })
    }

    /// The picture for a page about an article or a claim, or about neither. It is described in full
    /// on the page of what it shows; on the many others its title is enough.
    pub fn of(
        &self,
        subjects: &dyn PictureSubjects,
        article: Option<usize>,
        claim: Option<ClaimIndex>,
        is_article: bool,
    ) -> Option<SharedPicture> {
        let site = subjects.site();
        let base = site.config.base_url.as_ref()?;
        let article = match (article, site.articles.len()) {
            (None, 1) => Some(0),
            (article, _) => article,
        };
        let of_claim = claim.and_then(|c| self.of_claims(subjects, site.claim(c).article).get(&c));
        let of_article = || article.and_then(|i| self.of_article(subjects, i));
        let (shown, _) = of_claim.or_else(of_article).or_else(|| self.of_site(subjects))?;
        Some(SharedPicture {
            url: format!("{base}{}", address::escaped(&shown.path)),
            width: shown.width,
            height: shown.height,
            alt: match of_claim.is_some() || is_article {
                true => shown.alt.clone(),
                false => shown.title.clone(),
            },
        })
    }

    /// The picture that the site configures, or one with its title. A site's only article has its own on
    /// all pages.
    fn of_site(&self, subjects: &dyn PictureSubjects) -> Option<&ListedPicture> {
        let of_only = match subjects.site().articles.len() {
            1 => self.of_article(subjects, 0),
            _ => None,
        };
        let make = || {
            let config = &subjects.site().config;
            let assets = subjects.assets();
            let named = config.picture.as_ref().and_then(|name| names::find(assets, &name.value));
            if let Some(asset) = named {
                let (width, height) = size::of(&asset.bytes)?;
                let (path, title) = (asset.path.clone(), config.title.clone());
                let alt = title.clone();
                return Some((ShownPicture { path, width, height, alt, title }, None));
            }
            let publisher = config.publisher.as_deref().filter(|p| *p != config.title);
            let path = |hash: &str| format!("picture-{hash}.png");
            draw((publisher.unwrap_or(""), &config.title, String::new()), None, path)
        };
        match of_only {
            Some(_) => None,
            None => self.site.get_or_init(make).as_ref(),
        }
    }

    /// The picture of an article, whose text is in its language.
    fn of_article(&self, subjects: &dyn PictureSubjects, index: usize) -> Option<&ListedPicture> {
        let make = || {
            let article = &subjects.site().articles[index];
            let view = subjects.view(index);
            let line = match (article.standing.marked.is_empty(), &article.details.byline) {
                (true, None) => String::new(),
                (true, Some(who)) => view.words.say("by", [("author", who.as_str().into())]),
                (false, _) => coverage(view, index),
            };
            let path = |hash: &str| format!("{}picture-{hash}.png", article.prefix);
            draw((&subjects.site().config.title, &article.title, line), None, path)
        };
        self.articles[index].get_or_init(make).as_ref()
    }

    /// The pictures of the claims of an article, where the site wants them.
    fn of_claims(
        &self,
        subjects: &dyn PictureSubjects,
        article: usize,
    ) -> &BTreeMap<ClaimIndex, ListedPicture> {
        self.claims[article].get_or_init(|| {
            let site = subjects.site();
            let view = subjects.view(article);
            let all = site.claims_of(article).filter(|_| site.config.claim_pictures);
            all.filter_map(|index| Some((index, of_claim(view, index)?))).collect()
        })
    }
}

fn of_claim(view: View, index: ClaimIndex) -> Option<ListedPicture> {
    let (site, claim) = (view.site, view.site.claim(index));
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
    draw((&site.config.title, &title, words), Some(verdict), path)
}

/// Plans one picture of site, title and line; `None` if the font lacks letters of its title or
/// status. Other text is left out if the font lacks its letters; of a claim nothing is, because
/// its words must not stand without what is said against them.
fn draw(
    (site, title, line): (&str, &str, String),
    verdict: Option<VerdictBand>,
    path: impl Fn(&str) -> String,
) -> Option<ListedPicture> {
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
    let (width, height) = (picture::WIDTH, picture::HEIGHT);
    let shown = ShownPicture { path, width, height, alt, title: title.to_owned() };
    Some((shown, Some(words)))
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
