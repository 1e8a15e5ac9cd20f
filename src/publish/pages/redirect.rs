//! The page at an earlier address, which redirects to the current one.

use crate::model::address;
use crate::publish::contents::Contents;
use crate::publish::head::About;
use crate::publish::press::{Page, Press, Rendered};
use crate::publish::view::common::Common;
use crate::resolve::Site;
use serde::Serialize;

/// All pages of this kind.
pub fn all(contents: &Contents) -> Vec<Box<dyn Page>> {
    let all = 0..contents.site.redirects.len();
    all.map(|i| Box::new(RedirectPage(i)) as Box<dyn Page>).collect()
}

/// A redirect, by its index among those of the site.
#[derive(Debug)]
pub struct RedirectPage(usize);

impl Page for RedirectPage {
    fn template(&self) -> &'static str {
        "redirect.html"
    }

    fn path(&self, site: &Site) -> String {
        site.redirects[self.0].from.clone()
    }

    fn is_listed(&self) -> bool {
        false
    }

    fn render(&self, press: &Press, path: &str) -> Rendered {
        let to = &press.site().redirects[self.0].to;
        let target = address::relative(path, to);
        let about = press.about("redirect", "moved", None, "share-moved");
        let about = About { canonical: Some(to.clone()), ..about };
        press.page(self, path, about, |_, common| RedirectContext { common, target })
    }
}

/// The page at an address that something had before.
#[derive(Debug, Clone, Serialize)]
pub struct RedirectContext {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// Where it leads.
    pub target: String,
}
