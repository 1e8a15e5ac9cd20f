//! Checks the values of settings: the address of a site, a language, the output folder.

/// Parses a base address, and appends the `/` that joining paths needs.
pub fn base_url(text: &str) -> Result<url::Url, String> {
    crate::model::address::check_url(text)?;
    let mut url = url::Url::parse(text).map_err(|e| format!("`{text}` is not an address: {e}"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("a base address is http or https".into());
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err("a base address has neither `?` nor `#`".into());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(
            "a base address holds neither a user nor a password: every page would publish them"
                .into(),
        );
    }
    if let Some(file) = url.path().rsplit('/').next().filter(|name| is_page(name)) {
        return Err(format!(
            "a base address is a folder, and `{file}` is a page in it: leave it off"
        ));
    }
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

/// True if the last part of an address is the name of a page, as in an address copied from a
/// browser. Having a dot is not enough: a project on GitHub Pages may be called `site.js`.
fn is_page(name: &str) -> bool {
    const ENDINGS: &[&str] =
        &["html", "htm", "xhtml", "shtml", "php", "asp", "aspx", "jsp", "cgi", "xml"];
    name.rsplit_once('.').is_some_and(|(stem, ending)| {
        let ending = ending.to_ascii_lowercase();
        !stem.is_empty() && ENDINGS.contains(&ending.as_str())
    })
}

/// True if `tag` has the form of a language tag: subtags of letters and digits joined by hyphens,
/// as in BCP 47. Whether the language exists is not checked.
pub fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or("");
    (2..=3).contains(&first.len())
        && first.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// True if `folder` may be the output folder.
pub fn is_output(folder: &str) -> bool {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    !folder.is_empty() && !folder.contains(breaks) && !leads_out(folder)
}

/// True if `path` leads out of the site, or to its inputs.
pub fn leads_out(path: &str) -> bool {
    const INPUTS: &[&str] = &["content", "templates", "static", ".git", "gainsay.yaml"];
    let path = std::path::Path::new(path);
    let mut parts = path.components().filter(|c| !matches!(c, std::path::Component::CurDir));
    if parts.next().is_none_or(|first| INPUTS.iter().any(|i| first.as_os_str() == *i)) {
        return true;
    }
    path.components()
        .any(|c| !matches!(c, std::path::Component::Normal(_) | std::path::Component::CurDir))
}
