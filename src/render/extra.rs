//! Files for machines: site map, robots, and what GitHub Pages looks for.
//!
//! In go the configuration and the paths of all pages; out come further [`Page`]s. What needs an
//! absolute address is left out where the site has no base address; [`left_out`] says so.

use super::{Page, canonical};
use crate::address;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::config::Config;

/// Builds the files.
pub fn files(config: &Config, mut addresses: Vec<String>) -> Vec<Page> {
    let page = |path: &str, text: String| Page { path: path.to_owned(), bytes: text.into() };
    // Without this file GitHub Pages would run the output through another generator.
    let mut files = vec![page(".nojekyll", String::new())];
    if let Some(host) = &config.cname {
        files.push(page("CNAME", format!("{host}\n")));
    }
    match &config.base_url {
        Some(base) => {
            addresses.sort();
            files.push(page("sitemap.xml", sitemap(base, &addresses)));
            let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n");
            files.push(page("robots.txt", robots));
        }
        None => files.push(page("robots.txt", "User-agent: *\nAllow: /\n".into())),
    }
    files
}

/// The note on what is left out for want of a base address.
pub fn left_out(config: &Config) -> Option<Diagnostic> {
    let message = format!(
        "there is no base address, so `sitemap.xml`, `{}`, `{}`, canonical links, and pictures and data for sharing are left out",
        address::NOT_FOUND,
        address::FEED
    );
    let note = Diagnostic::new(Code::BaseUrlMissing, message)
        .hint("set `base-url` in gainsay.yaml, or build with `--base-url`");
    config.base_url.is_none().then_some(note)
}

/// A site map in the format of sitemaps.org, version 0.9.
fn sitemap(base: &url::Url, addresses: &[String]) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for path in addresses {
        let address = super::escape(&canonical(base, path));
        xml.push_str(&format!("<url><loc>{address}</loc></url>\n"));
    }
    xml.push_str("</urlset>\n");
    xml
}
