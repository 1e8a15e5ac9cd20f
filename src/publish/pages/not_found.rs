//! The page for an address that does not exist.
//!
//! Its links are absolute, since it is shown at any depth. A site without a base address has no
//! such page.

use crate::model::address;
use crate::publish::contents::Contents;
use crate::publish::press::{Page, Press, Rendered};
use crate::publish::view::common::Common;
use crate::resolve::Site;
use serde::Serialize;

/// All pages of this kind.
pub fn all(contents: &Contents) -> Vec<Box<dyn Page>> {
    let page =
        contents.site.config.base_url.as_ref().map(|_| Box::new(NotFoundPage) as Box<dyn Page>);
    page.into_iter().collect()
}

/// The page for an address that does not exist.
#[derive(Debug)]
pub struct NotFoundPage;

impl Page for NotFoundPage {
    fn template(&self) -> &'static str {
        "404.html"
    }

    fn path(&self, _site: &Site) -> String {
        address::NOT_FOUND.to_owned()
    }

    fn is_listed(&self) -> bool {
        false
    }

    fn render(&self, press: &Press, path: &str) -> Rendered {
        let about = press.about("not-found", "missing-title", None, "missing-why");
        press.page(self, path, about, |_, common| NotFoundContext { common })
    }
}

/// The page for an address that does not exist. Its links are absolute.
#[derive(Debug, Clone, Serialize)]
pub struct NotFoundContext {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
}
