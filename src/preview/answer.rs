//! Computes the answer to a request to the preview.
//!
//! In go a request, the rules and the state; out comes an [`Answer`]. Nothing here reads a disk or
//! a socket: the path of a request is looked up among the pages of the site, and that is the only
//! way from a request to bytes. Any page in a browser on this machine can send requests. So only
//! requests with this machine as their host are answered (which prevents DNS rebinding), and none
//! from another origin.

use super::desk::AGENT;
use super::editor::Editor;
use super::faults::{ShownFault, made};
use super::state::State;
use crate::publish::AtPath;
use crate::theme::markup::escape;
use bytes::Bytes;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

/// The path of the preview's own files and events, below the base path.
const OWN: &str = "_gainsay/";

/// Media types of files in which a browser runs scripts.
const RUN: &[&str] = &["text/html", "image/svg+xml", "text/xml"];

/// The panel names at most this many claims that wait.
const SHOWN_CLAIMS: usize = 20;

/// The constant inputs of answers.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The path below which the site is served, beginning and ending in `/`.
    pub base_path: String,
    /// The address at which the server listens.
    pub address: SocketAddr,
    /// The address of the desk, if there is one. Nothing else may frame a page.
    pub desk: Option<SocketAddr>,
    /// The editor that links from faults open.
    pub editor: Editor,
    /// The site's folder, for those links.
    pub root: PathBuf,
}

impl Rules {
    /// True if only this machine can read the preview.
    fn is_local(&self) -> bool {
        self.address.ip().is_loopback()
    }
}

/// The relevant parts of a request.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'q> {
    /// `GET`.
    pub method: &'q str,
    /// Path and query as sent.
    pub target: &'q str,
    /// The `Host` header.
    pub host: Option<&'q str>,
    /// The `Origin` header.
    pub origin: Option<&'q str>,
    /// The `Sec-Fetch-Site` header.
    pub site: Option<&'q str>,
    /// The `Sec-Fetch-Mode` header.
    pub mode: Option<&'q str>,
}

/// The answer to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A complete response.
    Whole {
        /// Status code.
        status: u16,
        /// Media type.
        kind: &'static str,
        /// Body.
        body: Bytes,
        /// The target of a redirect.
        location: Option<String>,
        /// True for a file of the site's `static/` that a browser would run scripts of, which it must
        /// not.
        sandboxed: bool,
    },
    /// A stream of events, as long as the reader is connected.
    Events,
}

fn refuse(status: u16, why: &str) -> Answer {
    let body = format!("{why}\n").into();
    Answer::Whole {
        status,
        kind: "text/plain; charset=utf-8",
        body,
        location: None,
        sandboxed: false,
    }
}

fn give(status: u16, kind: &'static str, body: impl Into<Bytes>) -> Answer {
    Answer::Whole { status, kind, body: body.into(), location: None, sandboxed: false }
}

/// How to produce an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// The answer is ready.
    Now(Answer),
    /// The file of this name must be rendered by [`render`].
    Render(String),
}

/// Answers the request `asked`.
pub fn answer(asked: Asked, rules: &Rules, state: &State) -> Answer {
    match way(asked, rules, state) {
        Way::Now(answer) => answer,
        Way::Render(name) => render(&name, rules, state),
    }
}

/// Decides how to answer `asked`, without rendering anything.
pub fn way(asked: Asked, rules: &Rules, state: &State) -> Way {
    match look_up(asked, rules) {
        Ok(name) => page(&name, rules, state),
        Err(Own::Answer(answer)) => Way::Now(answer),
        Err(Own::Faults(page)) => {
            let body = panel(&page, rules, state);
            Way::Now(give(200, "text/html; charset=utf-8", body))
        }
    }
}

/// An answer that needs no file of the site.
enum Own {
    Answer(Answer),
    /// The faults, for the page of this name.
    Faults(String),
}

impl From<Answer> for Own {
    fn from(answer: Answer) -> Self {
        Self::Answer(answer)
    }
}

/// The name of the file that `asked` requests, or the answer if it requests none.
fn look_up(asked: Asked, rules: &Rules) -> Result<String, Own> {
    if !host_is_ours(asked.host, rules) {
        return Err(refuse(421, "this server answers to the name of this machine only").into());
    }
    // A link from elsewhere may be followed, but other sites must not load or read anything.
    let elsewhere = asked.site.is_some_and(|s| s == "cross-site" || s == "same-site");
    let followed = asked.origin.is_none() && asked.mode == Some("navigate");
    if asked.origin.is_some_and(|o| !origin_is_ours(o, asked.host)) || (elsewhere && !followed) {
        return Err(refuse(403, "another site may not read the preview").into());
    }
    if !matches!(asked.method, "GET" | "HEAD") {
        return Err(refuse(405, "only GET and HEAD are answered").into());
    }
    let (path, query) = asked.target.split_once('?').unwrap_or((asked.target, ""));
    let path = decoded(path).ok_or_else(|| refuse(400, "the path is not one"))?;
    let Some(name) = path.strip_prefix(&rules.base_path) else {
        if path == "/" || format!("{path}/") == rules.base_path {
            let location = Some(rules.base_path.clone());
            let (kind, body) = ("text/plain", Bytes::new());
            let sandboxed = false;
            return Err(Answer::Whole { status: 302, kind, body, location, sandboxed }.into());
        }
        return Err(refuse(404, "the preview stands below another path").into());
    };
    let Some(own) = name.strip_prefix(OWN) else { return Ok(file_name(name)) };
    let script = "text/javascript; charset=utf-8";
    Err(Own::Answer(match own {
        "events" => Answer::Events,
        "preview.js" => give(200, script, include_str!("preview.js")),
        "worker.js" => give(200, script, include_str!("worker.js")),
        "agent.js" => give(200, script, AGENT),
        "preview.css" => give(200, "text/css; charset=utf-8", include_str!("preview.css")),
        "faults" => {
            // The page on which the faults are shown; invalid values are harmless.
            let page = query.strip_prefix("page=").and_then(decoded).unwrap_or_default();
            let page = page.strip_prefix(&rules.base_path).unwrap_or_default();
            return Err(Own::Faults(file_name(page)));
        }
        _ => refuse(404, "there is no such file"),
    }))
}

/// A file of the site. It is answered at once if it need not be rendered.
fn page(name: &str, rules: &Rules, state: &State) -> Way {
    let Some(site) = &state.site else {
        return Way::Now(give(503, "text/html; charset=utf-8", waiting(rules, state)));
    };
    match site.find(name) {
        AtPath::Whole(page) => {
            let mut answer = show(name, Some(Ok(page.bytes)), rules, state);
            if let Answer::Whole { kind, sandboxed, .. } = &mut answer {
                *sandboxed = RUN.iter().any(|run| kind.starts_with(run));
            }
            Way::Now(answer)
        }
        AtPath::Nothing => Way::Now(show(name, None, rules, state)),
        AtPath::ToMake { .. } => Way::Render(name.to_owned()),
    }
}

/// Renders the file called `name` and answers with it.
pub fn render(name: &str, rules: &Rules, state: &State) -> Answer {
    let made = state.site.as_ref().and_then(|site| match (&state.apart, site.find(name)) {
        (Some(apart), AtPath::ToMake { by_template: true }) => apart.page(name),
        _ => made(site, name),
    });
    show(name, made, rules, state)
}

/// Answers with a file.
fn show(name: &str, made: Option<Result<Bytes, String>>, rules: &Rules, state: &State) -> Answer {
    match made {
        Some(Ok(bytes)) if name.ends_with(".html") => match std::str::from_utf8(&bytes) {
            Ok(html) => give(200, kind(name), with_extras(html, name, rules, state)),
            // An author's file in another encoding is passed through.
            Err(_) => give(200, "text/html", bytes),
        },
        Some(Ok(bytes)) => give(200, kind(name), bytes),
        Some(Err(text)) => {
            // Only this page fails, so only this page shows the reason.
            let mut state = state.clone();
            let mut faults = vec![ShownFault::of_all(text)];
            faults.extend(state.faults.iter().cloned());
            state.faults = Arc::new(faults);
            let body = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Preview</title></head><body><p>The template of this page has a fault; the page is shown when it is mended.</p></body></html>";
            give(500, "text/html; charset=utf-8", with_extras(body, name, rules, &state))
        }
        None => {
            let lost = "<!DOCTYPE html><html lang=\"en\"><head><title>Not found</title></head><body><h1>Not found</h1><p>The site has no such page.</p></body></html>";
            give(404, "text/html; charset=utf-8", with_extras(lost, name, rules, state))
        }
    }
}

/// The file that a path below the base refers to.
fn file_name(path: &str) -> String {
    match path {
        "" => "index.html".to_owned(),
        folder if folder.ends_with('/') => format!("{folder}index.html"),
        file => file.to_owned(),
    }
}

/// Decodes a path; `None` if it contains characters that no path of a site has.
fn decoded(path: &str) -> Option<String> {
    let path = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
    let bad = path.contains(['\\', '\0'])
        || path.chars().any(char::is_control)
        || path.split('/').any(|part| part == ".." || part == ".");
    (!bad && path.starts_with('/')).then(|| path.into_owned())
}

/// The policy for what may frame an answer, and what it may run.
pub fn policy(rules: &Rules, sandboxed: bool) -> String {
    let framed_by = rules.desk.map_or("'none'".to_owned(), |desk| format!("http://{desk}"));
    let sandbox = if sandboxed { "; sandbox" } else { "" };
    format!("frame-ancestors {framed_by}{sandbox}")
}

/// True if a `Host` header names this machine, or the address that the user chose.
fn host_is_ours(host: Option<&str>, rules: &Rules) -> bool {
    let Some(host) = host else { return false };
    let port = format!(":{}", rules.address.port());
    let name = host.strip_suffix(&port).unwrap_or(host);
    let names = ["localhost", "127.0.0.1", "[::1]"];
    names.contains(&name.to_ascii_lowercase().as_str())
        || host == rules.address.to_string()
        || (!rules.is_local() && name.parse::<std::net::IpAddr>().is_ok())
}

fn origin_is_ours(origin: &str, host: Option<&str>) -> bool {
    host.is_some_and(|host| origin.eq_ignore_ascii_case(&format!("http://{host}")))
}

/// A page with the preview's script and style, and a policy that permits them.
fn with_extras(html: &str, name: &str, rules: &Rules, state: &State) -> String {
    let own = format!("{}{OWN}", rules.base_path);
    // The page's own policy allows neither of these, and the preview needs its event connection and
    // worker.
    let leave = "default-src 'none';connect-src 'self';worker-src 'self';";
    let html = html.replacen("default-src 'none';", leave, 1);
    let extras = format!(
        "<link rel=\"stylesheet\" href=\"{own}preview.css\"><script src=\"{own}preview.js\" data-own=\"{own}\" data-version=\"{}\" defer></script>",
        state.version
    );
    let agent = rules.desk.map(|desk| {
        format!("<script src=\"{own}agent.js\" data-desk=\"http://{desk}\" defer></script>")
    });
    let extras = extras + &agent.unwrap_or_default();
    let html = match html.find("</head>") {
        Some(at) => format!("{}{extras}{}", &html[..at], &html[at..]),
        None => format!("{extras}{html}"),
    };
    let panel = panel(name, rules, state);
    match html.rfind("</body>") {
        Some(at) => format!("{}{panel}{}", &html[..at], &html[at..]),
        None => html + &panel,
    }
}

fn waiting(rules: &Rules, state: &State) -> String {
    let page = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Preview</title></head><body><p>The site has faults; it is shown when they are mended.</p></body></html>";
    with_extras(page, "", rules, state)
}

/// The faults as HTML, those of the page called `name` first; an empty panel if there are none.
fn panel(name: &str, rules: &Rules, state: &State) -> String {
    let own = state.site.as_ref().map_or(Vec::new(), |site| site.files_of(name));
    let elsewhere = |fault: &&ShownFault| {
        let stem = |path: &str| path.rsplit_once('.').map_or("", |(stem, _)| stem).to_owned();
        let of_page =
            |(path, ..): &(String, usize, usize)| own.iter().any(|o| stem(o) == stem(path));
        !fault.place.as_ref().is_some_and(of_page)
    };
    let mut faults: Vec<&ShownFault> = state.faults.iter().collect();
    faults.sort_by_key(elsewhere);
    let mut html = String::from(
        "<aside id=\"gainsay-faults\" aria-label=\"Faults in the site\" aria-live=\"polite\">",
    );
    if !state.faults.is_empty() {
        html.push_str(&panel_head(rules, state));
    }
    for fault in faults {
        if !rules.is_local() {
            // The text of a fault quotes files, and a link has the path of the site: neither is for others.
            let place = fault.place.as_ref().map(|(path, line, _)| format!(": {path}:{line}"));
            let line = fault.head.clone() + &place.unwrap_or_default();
            html.push_str(&format!("<div><pre>{}</pre></div>", escape(&line)));
            continue;
        }
        let link = fault.place.as_ref().and_then(|place| {
            let href = rules.editor.link(&rules.root, place)?;
            let text = format!("{}:{}:{}", place.0, place.1, place.2);
            Some(format!("<a href=\"{}\">Open {}</a>", escape(&href), escape(&text)))
        });
        let link = link.unwrap_or_default();
        html.push_str(&format!("<div><pre>{}</pre>{link}</div>", escape(&fault.text)));
    }
    if !state.faults.is_empty() {
        html.push_str("</details>");
    }
    html.push_str("</aside>");
    html
}

/// The beginning of a panel with faults: how many there are, what they stop, and the claims that wait.
fn panel_head(rules: &Rules, state: &State) -> String {
    let stops = |fault: &&ShownFault| fault.stops;
    let count: usize = state.faults.iter().map(|fault| fault.count).sum();
    let stopping: usize = state.faults.iter().filter(stops).map(|fault| fault.count).sum();
    let what = if stopping > 0 { "mend" } else { "look at" };
    // What is behind it is not the site as it is, so that the faults come first.
    if state.faults.iter().any(|fault| fault.holds_back) {
        return format!("<details open><summary>{count} to {what}</summary>");
    }
    let waiting = state.site.as_ref().map_or(Vec::new(), |site| site.awaiting());
    let claims = match waiting.len() {
        0 => String::new(),
        1 => ", 1 claim to confirm".to_owned(),
        n => format!(", {n} claims to confirm"),
    };
    let mut html = format!("<details><summary>{count} to {what}{claims}</summary>");
    if stopping > 0 {
        html.push_str(&format!(
            "<p>The pages are up to date. {stopping} of these {} the build.</p>",
            if stopping == 1 { "stops" } else { "stop" }
        ));
    }
    let link = |(id, page): &(&str, String)| {
        let href = format!("{}{page}", rules.base_path);
        format!("<a href=\"{}\">{}</a>", escape(&href), escape(id))
    };
    let links: Vec<String> = waiting.iter().take(SHOWN_CLAIMS).map(link).collect();
    if let rest @ 1.. = waiting.len().saturating_sub(SHOWN_CLAIMS) {
        html.push_str(&format!("<p>To confirm: {} and {rest} more</p>", links.join(", ")));
    } else if !links.is_empty() {
        html.push_str(&format!("<p>To confirm: {}</p>", links.join(", ")));
    }
    html
}

/// The media type of a file, by its extension.
fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "xml" => "text/xml; charset=utf-8",
        "txt" | "csv" | "md" => "text/plain; charset=utf-8",
        "json" => "application/json",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}
