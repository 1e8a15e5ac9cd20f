//! The argument maps of an article, several on each page.

use crate::model::address;
use crate::publish::contents::Contents;
use crate::publish::press::{Page, Press, Rendered};
use crate::publish::view::common::{Common, NavLink};
use crate::publish::view::map::ArgumentMap;
use crate::publish::view::parts::*;
use crate::publish::view::seen::View;
use crate::publish::view::short::heading;
use crate::resolve::ClaimIndex;
use crate::resolve::Site;
use crate::theme::SharedPart;
use serde::Serialize;

/// All pages of this kind.
pub fn all(contents: &Contents, article: usize) -> Vec<Box<dyn Page>> {
    let numbers = 0..contents.maps(article).len();
    numbers.map(|n| Box::new(MapPage(article, n)) as Box<dyn Page>).collect()
}

/// A page of the maps of an article, by its number from 0.
#[derive(Debug)]
pub struct MapPage(usize, usize);

impl Page for MapPage {
    fn template(&self) -> &'static str {
        "map.html"
    }

    fn path(&self, site: &Site) -> String {
        address::map(&site.articles[self.0].prefix, self.1)
    }

    fn render(&self, press: &Press, path: &str) -> Rendered {
        let about = press.about("map", "map", Some(self.0), "share-map");
        let maps = press.contents().maps(self.0);
        press.page(self, path, about, |view, common| context(view, self.0, self.1, maps, common))
    }
}

/// The maps of an article as a page.
#[derive(Debug, Clone, Serialize)]
pub struct MapContext {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// The claims with their maps, in the order of the article.
    pub maps: Vec<Mapped>,
    /// Which page of maps this is, from 1.
    pub number: usize,
    /// How many there are.
    pub count: usize,
    /// How many claims of the article have nothing that bears on them, so that they have no map.
    pub bare: usize,
    /// Address of the list of claims.
    pub claims: String,
    /// The page of maps before this one.
    pub previous: Option<NavLink>,
    /// The page of maps after this one.
    pub next: Option<NavLink>,
}

/// A claim with its map.
#[derive(Debug, Clone, Serialize)]
pub struct Mapped {
    /// The claim.
    pub claim: SharedPart<ClaimItem>,
    /// Its map.
    pub map: ArgumentMap,
}

/// A page of the maps of an article, by its number from 0.
fn context(
    view: View,
    index: usize,
    number: usize,
    maps: &[Vec<ClaimIndex>],
    common: Common,
) -> MapContext {
    let article = &view.site.articles[index];
    let step = |n: usize| NavLink {
        shortcut: None,
        tongue: None,
        label: view.words.say("map-page", [("n", (n + 1).into())]),
        href: view.link(&address::map(&article.prefix, n)),
        current: None,
    };
    let mapped_claim = |c: &ClaimIndex| {
        let (mut claim, map) = (view.claim(*c), view.map(*c)?);
        // Its page has all of them.
        if let Some(words) = heading(&claim.words) {
            claim = SharedPart::new(ClaimItem { words, ..view.claim_item(*c) });
        }
        Some(Mapped { claim, map })
    };
    let all = article.standing.quoting().count();
    let mapped = maps.iter().flatten().filter(|c| !is_elsewhere(view.site, **c)).count();
    MapContext {
        common,
        maps: maps[number].iter().filter_map(mapped_claim).collect(),
        number: number + 1,
        count: maps.len(),
        bare: all - mapped,
        claims: view.link(&address::claims(&article.prefix)),
        previous: number.checked_sub(1).map(step),
        next: Some(number + 1).filter(|n| *n < maps.len()).map(step),
    }
}

/// True for a claim that is made outside its article.
fn is_elsewhere(site: &Site, index: ClaimIndex) -> bool {
    let claim = site.claim(index);
    claim.number.is_none() && !claim.unanchored
}
