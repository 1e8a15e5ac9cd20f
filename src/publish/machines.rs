//! Generates files for machines: site map, robots, and the files that GitHub Pages reads.
//!
//! In go the configuration and the paths of all pages; out come further [`File`]s. Files that need
//! an absolute address are left out if the site has no base address; [`left_out`] reports that.

use super::file::File;
use super::output::{Made, Output};
use super::press::Press;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::address::{self, canonical};
use crate::parse::config::Config;
use crate::theme::PageFault;
use crate::theme::markup::escape;

/// The path of the site map, or of the index of several ones.
const SITEMAP: &str = "sitemap.xml";
/// The limit of addresses in a site map. The protocol also limits its size to 50 MiB.
const ADDRESSES: usize = 50_000;
const BYTES: usize = 50_000_000;
/// The text before and after the addresses of pages, and of those of site maps.
const URLS: (&str, &str) = (
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    "</urlset>\n",
);
const MAPS: (&str, &str) = (
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    "</sitemapindex>\n",
);

/// The files for machines as an output.
pub struct Machines;

impl Output for Machines {
    fn paths(&self, press: &Press) -> Result<Vec<String>, Box<PageFault>> {
        Ok(all(press).iter().map(|file| file.path.clone()).collect())
    }

    fn make(&self, press: &Press, path: &str) -> Option<Made> {
        let file = all(press).iter().find(|file| file.path == path)?;
        Some(Ok(file.bytes.clone()))
    }

    fn may_have(&self, _: &Press, path: &str) -> bool {
        matches!(path, ".nojekyll" | "CNAME" | "robots.txt") || path.starts_with("sitemap")
    }
}

/// The files, which are generated once.
fn all<'p>(press: &Press<'p>) -> &'p [File] {
    press.shared.machines.get_or_init(|| files(&press.site().config, listed(press)))
}

/// The paths of the pages that a search engine may list.
fn listed(press: &Press) -> Vec<String> {
    let pages = press.pages.all(press.contents()).into_iter();
    pages.filter(|(_, page)| page.is_listed()).map(|(path, _)| path.clone()).collect()
}

/// Generates the files.
fn files(config: &Config, mut addresses: Vec<String>) -> Vec<File> {
    let page = |path: &str, text: String| File { path: path.to_owned(), bytes: text.into() };
    // Without this file GitHub Pages would run the output through another generator.
    let mut files = vec![page(".nojekyll", String::new())];
    if let Some(host) = &config.cname {
        files.push(page("CNAME", format!("{host}\n")));
    }
    match &config.base_url {
        Some(base) => {
            addresses.sort();
            let maps = sitemaps(base, &addresses, (ADDRESSES, BYTES));
            files.extend(maps.into_iter().map(|(path, text)| page(&path, text)));
            let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n");
            files.push(page("robots.txt", robots));
        }
        None => files.push(page("robots.txt", "User-agent: *\nAllow: /\n".into())),
    }
    files
}

/// The note that files are left out because there is no base address.
pub fn left_out(config: &Config) -> Option<Diagnostic> {
    let (not_found, feed) = (address::NOT_FOUND, address::FEED);
    let (embedding, and) = match config.embed {
        true => (", and the markup and the script for embedding", ""),
        false => ("", "and "),
    };
    let message = format!(
        "there is no base address, so `sitemap.xml`, `{not_found}`, `{feed}`, canonical links, {and}pictures and data for sharing{embedding} are left out",
    );
    let note = Diagnostic::new(Code::BaseUrlMissing, message)
        .hint("set `base-url` in gainsay.yaml, or build with `--base-url`");
    config.base_url.is_none().then_some(note)
}

/// The site maps in the format of sitemaps.org, version 0.9, by path. If there is more than fits a
/// file, by the limits `most` of addresses and bytes, `sitemap.xml` is an index of several files.
fn sitemaps(base: &url::Url, addresses: &[String], most: (usize, usize)) -> Vec<(String, String)> {
    let line = |path: &String| {
        let address = escape(&canonical(base, path));
        format!("<url><loc>{address}</loc></url>\n")
    };
    let mut lists = vec![String::new()];
    let mut listed = 0;
    for line in addresses.iter().map(line) {
        let bytes = URLS.0.len() + URLS.1.len() + line.len();
        let full = |list: &String| listed == most.0 || list.len() + bytes > most.1;
        if lists.last().is_some_and(|list| !list.is_empty() && full(list)) {
            lists.push(String::new());
            listed = 0;
        }
        if let Some(list) = lists.last_mut() {
            list.push_str(&line);
        }
        listed += 1;
    }
    let whole = |list: String| format!("{}{list}{}", URLS.0, URLS.1);
    if lists.len() == 1 {
        return lists.into_iter().map(|list| (SITEMAP.to_owned(), whole(list))).collect();
    }
    let parts =
        lists.into_iter().zip(1..).map(|(list, n)| (format!("sitemap-{n}.xml"), whole(list)));
    let mut maps: Vec<(String, String)> = parts.collect();
    let named = maps.iter().map(|(path, _)| {
        let address = escape(&canonical(base, path));
        format!("<sitemap><loc>{address}</loc></sitemap>\n")
    });
    let index = format!("{}{}{}", MAPS.0, named.collect::<String>(), MAPS.1);
    maps.push((SITEMAP.to_owned(), index));
    maps
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the site maps of this many addresses, with these limits of addresses and bytes per
    /// file.
    fn check(addresses: usize, most: (usize, usize), expect: &[(&str, &str)]) {
        let base = url::Url::parse("https://a.example/").expect("an address");
        let addresses: Vec<String> = (1..=addresses).map(|n| format!("{n}.html")).collect();
        let maps = sitemaps(&base, &addresses, most);
        let mut lists = maps.iter().filter(|(_, text)| text.contains("<urlset"));
        assert!(lists.all(|(_, text)| text.len() <= most.1), "{maps:?}");
        let seen: Vec<(&str, String)> = maps
            .iter()
            .map(|(path, text)| {
                let places = text.split("<loc>https://a.example/").skip(1);
                let places = places.filter_map(|rest| rest.split("</loc>").next());
                (path.as_str(), places.collect::<Vec<_>>().join(" "))
            })
            .collect();
        let seen: Vec<(&str, &str)> = seen.iter().map(|(path, text)| (*path, &**text)).collect();
        assert_eq!(seen, expect);
    }

    #[test]
    fn full_site_map_is_split_and_indexed() {
        check(0, (2, BYTES), &[("sitemap.xml", "")]);
        check(2, (2, BYTES), &[("sitemap.xml", "1.html 2.html")]);
        let two = [
            ("sitemap-1.xml", "1.html 2.html"),
            ("sitemap-2.xml", "3.html"),
            ("sitemap.xml", "sitemap-1.xml sitemap-2.xml"),
        ];
        check(3, (2, BYTES), &two);
        let around = URLS.0.len() + URLS.1.len();
        let line = "<url><loc>https://a.example/1.html</loc></url>\n".len();
        check(3, (ADDRESSES, around + 2 * line), &two);
    }

    #[test]
    fn a_site_map_lists_fifty_thousand_addresses_at_most() {
        let base_url = url::Url::parse("https://a.example/").ok();
        let config = Config { base_url, ..Config::default() };
        let addresses = |n: usize| (0..n).map(|n| format!("claims/{n}.html")).collect();
        let names = |n: usize| {
            let files = files(&config, addresses(n)).into_iter();
            files.map(|file| file.path).filter(|path| path.contains("sitemap")).collect::<Vec<_>>()
        };
        assert_eq!(names(50_000), ["sitemap.xml"]);
        assert_eq!(names(50_001), ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]);
    }
}
