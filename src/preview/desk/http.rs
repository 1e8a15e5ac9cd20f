//! The desk's side of the sockets: reads heads and bodies, and writes responses.
//!
//! In goes a request; out comes the response to it. A body is read only if its head is right, up to
//! its length and for a limited time.

use super::answer::{DeskAnswer, DeskAsked, DeskRules, DeskTold, DeskWay, MOST, told, way};
use super::queue::AskLine;
use super::token::Pass;
use super::work::DeskWork;
use crate::preview::state::{Settings, State};
use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use serde_json::json;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, RwLock};
use std::time::Duration;

/// The maximum time for a body.
const PATIENCE: Duration = Duration::from_secs(5);

/// The desk's data. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    rules: Arc<DeskRules>,
    pass: Arc<Mutex<Pass>>,
    token: Arc<str>,
    line: AskLine,
}

impl Desk {
    /// A desk for the site in `root`, of which the pages show `shown`. It lets in who has the code of
    /// `pass`.
    ///
    /// # Errors
    /// The system has no thread for it.
    pub fn new(
        rules: DeskRules,
        pass: Pass,
        root: &Path,
        settings: &Settings,
        shown: Arc<RwLock<State>>,
    ) -> io::Result<Self> {
        let token = pass.token().into();
        let work = DeskWork::new(root.to_owned(), settings.clone(), shown);
        let line = AskLine::start(work, settings.stack)?;
        Ok(Self { rules: Arc::new(rules), pass: Arc::new(Mutex::new(pass)), token, line })
    }

    /// The token for a code.
    fn exchange(&self, code: &str) -> DeskAnswer {
        // A lock is poisoned only if its holder panicked, and none can.
        let mut pass = self.pass.lock().unwrap_or_else(|e| e.into_inner());
        let answer = match pass.exchange(code) {
            Ok(Some(token)) => DeskAnswer::json(200, &json!({"token": token})),
            Ok(None) => {
                let text = "this code was used already, or is not of this start of the preview";
                return DeskAnswer::refusal(403, "code", text);
            }
            Err(error) => return DeskAnswer::refusal(500, "random", &error.to_string()),
        };
        say!("annotate in another window at {}", self.with_code(pass.code()));
        answer
    }

    /// The address of the desk with its code.
    pub fn address(&self) -> String {
        // A lock is poisoned only if its holder panicked, and none can.
        self.with_code(self.pass.lock().unwrap_or_else(|e| e.into_inner()).code())
    }

    /// The code stands in the fragment, which no server and no other page sees.
    fn with_code(&self, code: &str) -> String {
        format!("http://{}{}#code={code}", self.rules.address, self.rules.base_path)
    }
}

/// The response to `request`.
pub async fn respond(request: Request<Incoming>, desk: &Desk) -> Response<Full<Bytes>> {
    let (head, posts) = (request.method() == Method::HEAD, request.method() == Method::POST);
    let answer = match way(asked(&request), &desk.rules, &desk.token) {
        DeskWay::Now(answer) => answer,
        DeskWay::Ask(ask) => desk.line.answer(ask).await,
        DeskWay::Body(post) => match read(request.into_body()).await {
            Ok(body) => match told(post, &body) {
                Ok(DeskTold::Code(code)) => desk.exchange(&code),
                Ok(DeskTold::Ask(ask)) => desk.line.answer(ask).await,
                Err(refusal) => refusal,
            },
            Err(refusal) => refusal,
        },
    };
    response(answer, head, posts)
}

async fn read(body: Incoming) -> Result<Bytes, DeskAnswer> {
    let whole = Limited::new(body, MOST).collect();
    match tokio::time::timeout(PATIENCE, whole).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(_)) => Err(DeskAnswer::refusal(400, "body", "the body could not be read")),
        Err(_) => Err(DeskAnswer::refusal(408, "body", "the body took too long")),
    }
}

fn response(answer: DeskAnswer, head: bool, posts: bool) -> Response<Full<Bytes>> {
    let refused = answer.status >= 400;
    let body = if head { Bytes::new() } else { answer.body };
    let mut response = Response::new(Full::new(body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    let mut add = |name: &'static str, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    };
    add("content-type", answer.kind);
    add("cache-control", "no-store");
    add("x-content-type-options", "nosniff");
    add("referrer-policy", "no-referrer");
    add("cross-origin-resource-policy", "same-origin");
    add("origin-agent-cluster", "?1");
    add("x-frame-options", "DENY");
    for (name, value) in &answer.headers {
        add(name, value);
    }
    // The body of a refused request may not have been read, and what it holds is no request.
    if posts && refused {
        add("connection", "close");
    }
    response
}

/// The relevant parts of the head.
fn asked(request: &Request<Incoming>) -> DeskAsked<'_> {
    let header = |name: HeaderName| {
        let mut all = request.headers().get_all(name).iter();
        let first = all.next()?;
        Some(if all.next().is_some() { "" } else { first.to_str().unwrap_or("") })
    };
    DeskAsked {
        method: request.method().as_str(),
        target: request.uri().path_and_query().map_or("", |p| p.as_str()),
        host: header(header::HOST),
        origin: header(header::ORIGIN),
        site: header(HeaderName::from_static("sec-fetch-site")),
        kind: header(header::CONTENT_TYPE),
        length: header(header::CONTENT_LENGTH),
        encoding: header(header::TRANSFER_ENCODING),
        token: header(HeaderName::from_static("x-gainsay-token")),
    }
}
