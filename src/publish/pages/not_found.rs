//! The page for an address that does not exist.
//!
//! Its links are absolute, since it is shown at any depth. Its styles stand in the page, so that it
//! looks like the others under any name of its host; the policy of the page names their hash. A style
//! sheet of the site that names other files is linked to instead. A site without a base address has no
//! such page.

use crate::model::address;
use crate::publish::contents::Contents;
use crate::publish::press::{Page, Press, Rendered};
use crate::publish::view::common::{Common, InlineStyles};
use crate::resolve::Site;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use sha2::{Digest, Sha256};

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
        let sheet = press.materials.assets.get("site.css");
        let styles = sheet.and_then(|sheet| inline(&sheet.bytes));
        press.page(self, path, about, |_, mut common| {
            common.page.styles = styles;
            NotFoundContext { common }
        })
    }
}

/// The page for an address that does not exist. Its links are absolute.
#[derive(Debug, Clone, Serialize)]
pub struct NotFoundContext {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
}

/// A style sheet as the content of a `style` element: nothing in it ends the element, and browsers
/// read it as it stands, so that they find the same hash. `None` if it names other files, which would
/// be looked for beside the page and not beside the sheet.
fn inline(sheet: &[u8]) -> Option<InlineStyles> {
    let text = String::from_utf8_lossy(sheet);
    let small = text.to_ascii_lowercase();
    if small.contains("url(") || small.contains("@import") {
        return None;
    }
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let text = text.replace('\r', "\n").replace('\0', "\u{fffd}");
    // A backslash before `/` changes nothing in a string of CSS, the only place where this can stand.
    let html = text.replace("</", "<\\/");
    let hash = STANDARD.encode(Sha256::digest(&html));
    Some(InlineStyles { html, hash })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_style_sheet_ends_its_element() {
        let sheet = b"\xef\xbb\xbfa::after { content: \"</STYLE>\" }\r\n";
        let expect = "a::after { content: \"<\\/STYLE>\" }\n";
        assert_eq!(inline(sheet).expect("no file is named").html, expect);
    }

    #[test]
    fn a_style_sheet_that_names_files_stays_a_file() {
        for sheet in ["a { background: URL(ground.png) }", "@import 'desk.css';"] {
            assert!(inline(sheet.as_bytes()).is_none(), "{sheet}");
        }
    }
}
