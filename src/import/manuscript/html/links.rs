//! Where links of a page lead.

/// The address of a link: Google Docs leads through a page of its own.
pub(super) fn address(href: &str) -> String {
    let found = url::Url::parse(href.trim()).ok();
    let through =
        found.filter(|url| url.host_str() == Some("www.google.com") && url.path() == "/url");
    let to = through.and_then(|url| {
        url.query_pairs().find(|(name, _)| name == "q").map(|(_, to)| to.into_owned())
    });
    to.unwrap_or_else(|| href.trim().to_owned())
}
