//! Decides how to answer a request to the desk.
//!
//! In go the head of a request, the rules and the token; out comes an answer, or what has to be done
//! for one. Nothing here reads a disk or a socket, and no request names a path of the disk. Any page
//! in a browser on this machine can send requests, those of the site too. So a request that reads
//! or writes needs the token, in a header that no other origin may send.

use super::ask::{Ask, Wanted};
use super::files::{file, shell};
use super::token::is_same;
use crate::model::is_id;
use bytes::Bytes;
use serde::Deserialize;
use serde_json::json;
use std::net::SocketAddr;
use url::form_urlencoded;

/// The path of the desk's own files and answers.
const OWN: &str = "/_desk/";

/// The maximum length of a body, in bytes.
pub const MOST: usize = 64 * 1024;

const JSON: &str = "application/json";

/// The constant inputs of answers.
#[derive(Debug, Clone)]
pub struct DeskRules {
    /// The address at which the desk listens.
    pub address: SocketAddr,
    /// The address at which the pages of the site are.
    pub pages: SocketAddr,
    /// The path below which the site is served, beginning and ending in `/`.
    pub base_path: String,
}

/// The relevant parts of the head of a request. A header that is there more than once is empty.
#[derive(Debug, Clone, Copy, Default)]
pub struct DeskAsked<'q> {
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
    /// The `Content-Type` header.
    pub kind: Option<&'q str>,
    /// The `Content-Length` header.
    pub length: Option<&'q str>,
    /// The `Transfer-Encoding` header.
    pub encoding: Option<&'q str>,
    /// The `X-Gainsay-Token` header.
    pub token: Option<&'q str>,
}

/// A complete response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskAnswer {
    /// Status code.
    pub status: u16,
    /// Media type.
    pub kind: &'static str,
    /// Body.
    pub body: Bytes,
    /// Further headers.
    pub headers: Vec<(&'static str, String)>,
}

impl DeskAnswer {
    /// An answer in JSON.
    pub fn json(status: u16, body: &serde_json::Value) -> Self {
        let body = body.to_string().into();
        Self { status, kind: JSON, body, headers: Vec::new() }
    }

    /// The refusal where the files cannot be read.
    pub(super) fn unreadable(text: &str) -> Self {
        Self::refusal(503, "unreadable", text)
    }

    /// A refusal: its name for the desk, and a sentence.
    pub fn refusal(status: u16, error: &str, text: &str) -> Self {
        Self::json(status, &json!({"error": error, "text": text}))
    }
}

/// How to answer.
#[derive(Debug, Clone)]
pub enum DeskWay {
    /// The answer is ready.
    Now(DeskAnswer),
    /// The site is to be asked.
    Ask(Ask),
    /// The body is to be read, and handed to [`told`].
    Body(Post),
}

/// What a body is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Post {
    /// The exchange of the code for the token.
    Token,
    /// What is wrong with a change.
    Check,
    /// A change.
    Save,
    /// A change that is taken back.
    Undo,
    /// An answer to what waits.
    Look,
    /// The address of a source.
    Propose,
}

/// What a body says.
#[derive(Debug, Clone)]
pub enum DeskTold {
    /// A code, for which the token is asked.
    Code(String),
    /// Something that is asked of the site.
    Ask(Ask),
}

/// Decides how to answer `asked`. `token` is that of this start of the preview.
pub fn way(asked: DeskAsked, rules: &DeskRules, token: &str) -> DeskWay {
    decide(asked, rules, token).unwrap_or_else(DeskWay::Now)
}

/// # Errors
/// The refusal.
fn decide(asked: DeskAsked, rules: &DeskRules, token: &str) -> Result<DeskWay, DeskAnswer> {
    let here = rules.address.to_string();
    let posts = match asked.method {
        "GET" | "HEAD" => false,
        "POST" => true,
        _ => return Err(DeskAnswer::refusal(405, "method", "only GET and POST are answered")),
    };
    let (path, query) = asked.target.split_once('?').unwrap_or((asked.target, ""));
    if asked.host != Some(here.as_str()) {
        let other = format!("localhost:{}", rules.address.port());
        let known = asked.host.is_some_and(|host| host.eq_ignore_ascii_case(&other));
        // The desk has one origin. A path with two slashes would name another host, and no header may
        // hold other characters.
        let plain = asked.target.bytes().all(|byte| byte.is_ascii_graphic());
        if known && !posts && is_path(path) && plain {
            return Ok(DeskWay::Now(elsewhere(format!("http://{here}{}", asked.target))));
        }
        return Err(DeskAnswer::refusal(421, "host", "the desk answers to its own address only"));
    }
    let own = path.strip_prefix(OWN);
    let origin = format!("http://{here}");
    let foreign = asked.origin.is_some_and(|theirs| theirs != origin)
        || (posts && asked.origin.is_none())
        || asked.site.is_some_and(|site| !matches!(site, "same-origin" | "none"));
    // The address of a page may be followed from anywhere: it only shows the desk.
    if foreign && (posts || own.is_some() || asked.origin.is_some()) {
        return Err(DeskAnswer::refusal(403, "origin", "another site may not use the desk"));
    }
    if posts {
        return post(asked, own.unwrap_or_default(), token).map(DeskWay::Body);
    }
    let Some(own) = own else {
        return match is_path(path) {
            true => Ok(DeskWay::Now(page(rules))),
            false => Err(DeskAnswer::refusal(404, "path", "there is no such page")),
        };
    };
    if let Some((kind, text)) = file(own) {
        let body = Bytes::from_static(text.as_bytes());
        return Ok(DeskWay::Now(DeskAnswer { status: 200, kind, body, headers: Vec::new() }));
    }
    allowed(asked, token)?;
    let query: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
    let value =
        |key| query.iter().find(|(name, _)| name == key).map(|(_, value)| value.to_string());
    match (own, own.strip_prefix("copy/").filter(|id| is_id(id))) {
        ("state", _) => Ok(DeskWay::Ask(Ask::State { page: value("page").unwrap_or_default() })),
        (_, Some(source)) => {
            let (source, article) = (source.to_owned(), value("article"));
            Ok(DeskWay::Ask(Ask::Copy { source, article }))
        }
        _ => Err(DeskAnswer::refusal(404, "path", "the desk has no such file")),
    }
}

/// Decides on a `POST`, of which Host and Origin are right.
fn post(asked: DeskAsked, own: &str, token: &str) -> Result<Post, DeskAnswer> {
    let kind = asked.kind.unwrap_or_default().split(';').next().unwrap_or_default();
    if !kind.trim().eq_ignore_ascii_case(JSON) {
        return Err(DeskAnswer::refusal(415, "json", "the body must be JSON"));
    }
    let digits = |length: &&str| !length.is_empty() && length.bytes().all(|b| b.is_ascii_digit());
    let Some(length) = asked.length.filter(digits).filter(|_| asked.encoding.is_none()) else {
        return Err(DeskAnswer::refusal(411, "length", "the length of the body is missing"));
    };
    if !matches!(length.parse(), Ok(0..=MOST)) {
        return Err(DeskAnswer::refusal(413, "length", "the body is longer than 64 KiB"));
    }
    if own == "token" {
        return Ok(Post::Token);
    }
    allowed(asked, token)?;
    Ok(match own {
        "check" => Post::Check,
        "save" => Post::Save,
        "undo" => Post::Undo,
        "look" => Post::Look,
        "propose" => Post::Propose,
        _ => return Err(DeskAnswer::refusal(404, "path", "the desk does nothing of that name")),
    })
}

/// Refuses a request without the token.
fn allowed(asked: DeskAsked, token: &str) -> Result<(), DeskAnswer> {
    match asked.token.is_some_and(|given| is_same(given, token)) {
        true => Ok(()),
        false => Err(DeskAnswer::refusal(401, "token", "open the address that the terminal shows")),
    }
}

/// True for the path of a page.
fn is_path(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\0'])
}

fn elsewhere(location: String) -> DeskAnswer {
    let headers = vec![("location", location)];
    DeskAnswer { status: 308, kind: "text/plain", body: Bytes::new(), headers }
}

/// The page of the desk: it may frame the site's pages, and be framed by none.
fn page(rules: &DeskRules) -> DeskAnswer {
    let pages = format!("http://{}", rules.pages);
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src {pages}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    );
    let headers = vec![
        ("content-security-policy", policy),
        ("cross-origin-opener-policy", "same-origin".to_owned()),
        (
            "permissions-policy",
            "camera=(), microphone=(), geolocation=(), clipboard-read=(), fullscreen=()".to_owned(),
        ),
    ];
    let body = shell(&pages, &rules.base_path).into();
    DeskAnswer { status: 200, kind: "text/html; charset=utf-8", body, headers }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TokenBody {
    code: String,
}

/// What the body of a `POST` says.
///
/// # Errors
/// The refusal, if it does not have the form of that request.
pub fn told(post: Post, body: &[u8]) -> Result<DeskTold, DeskAnswer> {
    let ask = match post {
        Post::Token => serde_json::from_slice(body).map(|TokenBody { code }| DeskTold::Code(code)),
        Post::Check => Wanted::read(body).map(|wanted| DeskTold::Ask(Ask::Check(Box::new(wanted)))),
        Post::Save => Wanted::read(body).map(|wanted| DeskTold::Ask(Ask::Save(Box::new(wanted)))),
        Post::Undo => serde_json::from_slice(body).map(|ask| DeskTold::Ask(Ask::Undo(ask))),
        Post::Look => serde_json::from_slice(body).map(|ask| DeskTold::Ask(Ask::Look(ask))),
        Post::Propose => serde_json::from_slice(body).map(|ask| DeskTold::Ask(Ask::Propose(ask))),
    };
    ask.map_err(|error| DeskAnswer::refusal(400, "shape", &error.to_string()))
}
