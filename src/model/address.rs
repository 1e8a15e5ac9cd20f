//! The paths of pages, links between them, and the addresses that pages may link to.
//!
//! In go ids; out come paths from the root of the output, with `/` between their parts. Every
//! address is known before anything is rendered. Links are relative and name the file (invariant
//! 4), so that one output works at the root of a host, under a path, and from disk.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// Names that the tool needs for its own pages and folders, so that no section or article may have
/// them.
pub const RESERVED: &[&str] = &[
    "article",
    "claims",
    "sources",
    "speakers",
    "snapshots",
    "static",
    "index",
    "disputes",
    "map",
    "timeline",
    "corrections",
    "page",
    "method",
    "search",
    "embed",
    "404",
];

/// The front page of the site.
pub const HOME: &str = "index.html";

/// The list of sources. An empty prefix stands for the shared ones.
pub fn sources(prefix: &str) -> String {
    format!("{prefix}sources/index.html")
}

/// The list of sources by the number of claims that rest on them. The name of its folder cannot
/// collide with the id of a source.
pub fn sources_by_claims() -> String {
    "sources/by/claims.html".to_owned()
}

/// The page of a source.
pub fn source(prefix: &str, id: &str) -> String {
    format!("{prefix}sources/{id}.html")
}

/// The list of speakers.
pub fn speakers(prefix: &str) -> String {
    format!("{prefix}speakers/index.html")
}

/// The page of a speaker.
pub fn speaker(prefix: &str, id: &str) -> String {
    format!("{prefix}speakers/{id}.html")
}

/// The list of an article's claims.
pub fn claims(prefix: &str) -> String {
    format!("{prefix}claims/index.html")
}

/// The page of a claim.
pub fn claim(prefix: &str, id: &str) -> String {
    format!("{prefix}claims/{id}.html")
}

/// The page of an article.
pub fn article(prefix: &str) -> String {
    format!("{prefix}index.html")
}

/// The page of a section, where each has one.
pub fn section(prefix: &str, slug: &str) -> String {
    format!("{prefix}{slug}.html")
}

/// The page of an article's disputes: its claims and counter-claims in pairs.
pub fn disputes(prefix: &str) -> String {
    format!("{prefix}disputes.html")
}

/// A page of an article's argument maps, by its number from 0.
pub fn map(prefix: &str, number: usize) -> String {
    match number {
        0 => format!("{prefix}map.html"),
        n => format!("{prefix}map/{}.html", n + 1),
    }
}

/// The timeline of an article.
pub fn timeline(prefix: &str) -> String {
    format!("{prefix}timeline.html")
}

/// The corrections of an article.
pub fn corrections(prefix: &str) -> String {
    format!("{prefix}corrections.html")
}

/// Page `n`, from 1, of the list that begins at `first`. The later pages stand in a folder `page`,
/// whose name cannot collide with the id of a claim, source or speaker.
pub fn nth(first: &str, n: usize) -> String {
    match (n, first.strip_suffix("index.html")) {
        (..=1, _) => first.to_owned(),
        (_, Some(folder)) => format!("{folder}page/{n}.html"),
        (_, None) => format!("{}/page/{n}.html", first.strip_suffix(".html").unwrap_or(first)),
    }
}

/// A file of the cards of an article's claims, by its number.
pub fn claim_looks(prefix: &str, number: usize) -> String {
    format!("{prefix}claims/looks-{number}.js")
}

/// A file of the cards of sources, by its number.
pub fn source_looks(prefix: &str, number: usize) -> String {
    format!("{prefix}sources/looks-{number}.js")
}

/// The table of an article's claims.
pub fn table(prefix: &str) -> String {
    format!("{prefix}claims.csv")
}

/// The reference to an article in BibTeX.
pub fn article_bibtex(prefix: &str) -> String {
    format!("{prefix}cite.bib")
}

/// The reference to an article in CSL-JSON.
pub fn article_csl(prefix: &str) -> String {
    format!("{prefix}cite.csl.json")
}

/// The reference to a claim in BibTeX.
pub fn claim_bibtex(prefix: &str, id: &str) -> String {
    format!("{prefix}claims/{id}.bib")
}

/// The reference to a claim in CSL-JSON.
pub fn claim_csl(prefix: &str, id: &str) -> String {
    format!("{prefix}claims/{id}.csl.json")
}

/// The page of a claim that other sites embed. An earlier id of the claim has one too.
pub fn embedded_claim(prefix: &str, id: &str) -> String {
    format!("{prefix}claims/{id}/card.html")
}

/// The page of an article that other sites embed.
pub fn embedded_article(prefix: &str) -> String {
    format!("{prefix}embed.html")
}

/// The script for pages that embed one of this site.
pub const EMBED_SCRIPT: &str = "embed.js";

/// The absolute address of a page. The index page of a folder has the address of the folder.
pub fn canonical(base: &url::Url, path: &str) -> String {
    let path = match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    };
    format!("{base}{path}")
}

/// True if `path` is a later page of the list that begins at `first`, or has the list in another
/// order.
pub fn goes_on(first: &str, path: &str) -> bool {
    let folder = first.strip_suffix("index.html");
    let rest = match folder.or_else(|| first.strip_suffix(".html")) {
        Some(stem) => path.strip_prefix(stem),
        None => None,
    };
    let rest = rest.map(|rest| rest.trim_start_matches('/'));
    rest.is_some_and(|rest| rest.starts_with("page/") || rest.starts_with("by/"))
}

/// The method page.
pub const METHOD: &str = "method.html";

/// The feed of articles, changes and corrections.
pub const FEED: &str = "feed.xml";

/// The search page.
pub const SEARCH: &str = "search.html";

/// The folder of the search index.
pub const SEARCH_FOLDER: &str = "search/";

/// The page that a host shows for a missing address.
pub const NOT_FOUND: &str = "404.html";

/// The prefix of an article's pages: empty for the only article, otherwise its folder.
pub fn prefix(folder: &str) -> String {
    if folder.is_empty() { String::new() } else { format!("{folder}/") }
}

/// The link from the page `from` to the page `to`, which may end in a fragment.
pub fn relative(from: &str, to: &str) -> String {
    if let Some(fragment) = to.strip_prefix(from)
        && fragment.starts_with('#')
    {
        return fragment.to_owned();
    }
    let folder = &from[..from.rfind('/').map_or(0, |slash| slash + 1)];
    let same = folder.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
    // Only whole folders of the common prefix count.
    let shared = from.as_bytes()[..same].iter().rposition(|b| *b == b'/').map_or(0, |at| at + 1);
    let up = folder[shared..].bytes().filter(|b| *b == b'/').count();
    let mut link = String::with_capacity(3 * up + to.len() - shared);
    (0..up).for_each(|_| link.push_str("../"));
    link.push_str(&to[shared..]);
    link
}

/// Escapes characters that may not stand in the path of an address.
pub fn escaped(path: &str) -> String {
    const UNSAFE: &AsciiSet = &CONTROLS
        .add(b' ')
        .add(b'"')
        .add(b'#')
        .add(b'%')
        .add(b'<')
        .add(b'>')
        .add(b'?')
        .add(b'`')
        .add(b'\\');
    utf8_percent_encode(path, UNSAFE).to_string()
}

/// Accepts only complete http, https and mailto addresses.
pub fn check_url(address: &str) -> Result<(), String> {
    if address.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(format!("`{}` holds a space or a control character", address.escape_debug()));
    }
    if let Some(c) = address.chars().find(|c| is_direction(*c)) {
        let code = u32::from(c);
        return Err(format!(
            "the address holds the invisible character U+{code:04X}, which turns text round"
        ));
    }
    let parsed = url::Url::parse(address).map_err(|e| match e {
        url::ParseError::RelativeUrlWithoutBase => {
            format!("`{address}` is not complete: it does not begin with `https://`")
        }
        e => format!("`{address}` is not an address: {e}"),
    })?;
    match parsed.scheme() {
        "mailto" if parsed.path().contains('@') => Ok(()),
        "mailto" => Err(format!("`{address}` names no mailbox")),
        "http" | "https" if !address.contains("://") => {
            Err(format!("`{address}` is not complete: `//` is missing"))
        }
        "http" | "https" if parsed.host_str().is_some_and(has_gap) => {
            Err(format!("`{address}` names no host: two dots stand in a row"))
        }
        "http" | "https" => Ok(()),
        other => Err(format!("`{other}:` is not a scheme that a page may link to")),
    }
}

/// True if a part of the name of a host is empty.
fn has_gap(host: &str) -> bool {
    host.strip_suffix('.').unwrap_or(host).split('.').any(str::is_empty)
}

/// Normalizes an address, so that two forms of the same address become equal: without scheme,
/// `www.`, default port, fragment, trailing `/`, unnecessary escapes, and capitals in the host.
pub fn bare(address: &str) -> String {
    let address = address.split('#').next().unwrap_or("");
    let parsed = url::Url::parse(address).map_or_else(|_| address.to_owned(), String::from);
    let rest = parsed.split_once("://").map_or(parsed.as_str(), |(_, rest)| rest);
    // A user name before the host, or a dot after it, leads to the same page.
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.rsplit('@').next().unwrap_or(host).trim_end_matches('.');
    let host = host.strip_prefix("www.").unwrap_or(host);
    let whole = format!("{host}/{path}");
    let plain = percent_encoding::percent_decode_str(&whole).decode_utf8_lossy().into_owned();
    plain.trim_end_matches('/').to_owned()
}

/// Marks, embeddings, overrides and isolates of the Unicode bidirectional algorithm: they make an
/// address look like another.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The probable complete form of an incomplete address, if it is obvious.
pub fn completed(address: &str) -> Option<String> {
    let address = address.trim_start_matches('/');
    let better = match address.split_once('@') {
        Some((name, host)) if !name.is_empty() && host.contains('.') && !address.contains(':') => {
            format!("mailto:{address}")
        }
        None if address.contains('.') && !address.contains(':') => format!("https://{address}"),
        _ => return None,
    };
    check_url(&better).is_ok().then_some(better)
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn equivalent_addresses_are_equal_when_bare() {
        let same = |a: &str, b: &str| assert_eq!(super::bare(a), super::bare(b));
        same("HTTP://www.A.example:80/b/#c", "https://a.example/b");
        same("https://me@a.example./x/../m%2Dn", "https://a.example/m-n");
        assert_ne!(super::bare("https://a.example/b"), super::bare("https://a.example/B"));
    }

    #[test]
    fn long_lists_have_more_pages() {
        let check = |first, n, expect| assert_eq!(super::nth(first, n), expect, "{first} {n}");
        check("claims/index.html", 1, "claims/index.html");
        check("claims/index.html", 2, "claims/page/2.html");
        check("bridge/disputes.html", 3, "bridge/disputes/page/3.html");
        check("index.html", 2, "page/2.html");
        for first in ["claims/index.html", "bridge/disputes.html", "index.html"] {
            assert!(super::goes_on(first, &super::nth(first, 2)), "{first}");
            assert!(!super::goes_on(first, first), "{first}");
        }
        assert!(!super::goes_on("index.html", "claims/page/2.html"));
        assert!(super::goes_on(&super::sources(""), &super::sources_by_claims()));
    }

    #[test]
    fn links_are_relative_and_name_the_file() {
        let check = |from, to, expect| assert_eq!(relative(from, to), expect, "{from} -> {to}");
        check("index.html", "claims/a.html", "claims/a.html");
        check("claims/a.html", "index.html#c-a", "../index.html#c-a");
        check("claims/a.html", "claims/b.html", "b.html");
        check("claims/a.html", "claims/a.html#x", "#x");
        check("one/claims/a.html", "two/claims/b.html", "../../two/claims/b.html");
        check("one/claims/a.html", "one-two/claims/b.html", "../../one-two/claims/b.html");
        check("claims/a.html", "claims-b.html", "../claims-b.html");
        check("one/index.html", "one/claims/b.html", "claims/b.html");
        check("index.html", "index.html", "index.html");
    }
}
