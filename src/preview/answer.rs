//! Computes the answer to a request to the preview.
//!
//! In go a request, the rules and the state; out comes an [`Answer`]. Nothing here reads a disk or
//! a socket: the path of a request is looked up among the pages of the site, and that is the only
//! way from a request to bytes. Any page in a browser on this machine can send requests. So only
//! requests with this machine as their host are answered (which prevents DNS rebinding), and none
//! from another origin.

use super::desk::AGENT;
use super::extras::{panel, waiting, with_extras};
use super::faults::{ShownFault, made};
use super::rules::{OWN, Rules, host_is_ours, origin_is_ours};
use super::state::State;
use crate::publish::AtPath;
use bytes::Bytes;
use std::sync::Arc;

/// Media types of files in which a browser runs scripts.
const RUN: &[&str] = &["text/html", "image/svg+xml", "text/xml"];

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
pub enum AnswerWay {
    /// The answer is ready.
    Now(Answer),
    /// The file of this name must be rendered by [`render`].
    Render(String),
}

/// Answers the request `asked`.
pub fn answer(asked: Asked, rules: &Rules, state: &State) -> Answer {
    match way(asked, rules, state) {
        AnswerWay::Now(answer) => answer,
        AnswerWay::Render(name) => render(&name, rules, state),
    }
}

/// Decides how to answer `asked`, without rendering anything.
pub fn way(asked: Asked, rules: &Rules, state: &State) -> AnswerWay {
    match look_up(asked, rules) {
        Ok(name) => page(&name, rules, state),
        Err(Own::Answer(answer)) => AnswerWay::Now(answer),
        Err(Own::Faults(page)) => {
            let body = panel(&page, rules, state);
            AnswerWay::Now(give(200, "text/html; charset=utf-8", body))
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
fn page(name: &str, rules: &Rules, state: &State) -> AnswerWay {
    let Some(site) = &state.site else {
        return AnswerWay::Now(give(503, "text/html; charset=utf-8", waiting(rules, state)));
    };
    match site.find(name) {
        AtPath::Whole(page) => {
            let mut answer = show(name, Some(Ok(page.bytes)), rules, state);
            if let Answer::Whole { kind, sandboxed, .. } = &mut answer {
                *sandboxed = RUN.iter().any(|run| kind.starts_with(run));
            }
            AnswerWay::Now(answer)
        }
        AtPath::Nothing => AnswerWay::Now(show(name, None, rules, state)),
        AtPath::ToMake { .. } => AnswerWay::Render(name.to_owned()),
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
