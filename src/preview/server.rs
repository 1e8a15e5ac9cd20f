//! The sockets of the preview: accepts, bounds, and hands over to [`answer`](super::answer).
//!
//! Connections, the size of a request's head and the time it may take are bounded, so that no page
//! in a browser can tie the server up. Bodies are never read.

use super::answer::{Answer, Asked, Rules, answer};
use super::{News, Settings, State, Version};
use http_body_util::channel::Channel;
use http_body_util::{Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderValue};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::net::{SocketAddr, TcpListener};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, RwLock};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

/// Where the preview is unless another port is asked for or this one is taken.
const PORT: u16 = 3000;
/// How many connections are held at a time; more wait.
const CONNECTIONS: usize = 128;
/// How many open pages are told of changes at a time; more get no answer to that.
const READERS: usize = 64;
/// How long one connection may be kept for pages.
const STAY: Duration = Duration::from_secs(60);
/// How large the head of a request may be, in bytes.
const HEAD: usize = 16 * 1024;
/// How long the head of a request may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often an open page is told that the server is there.
const PULSE: Duration = Duration::from_secs(15);

/// What the server works with.
#[derive(Clone)]
pub struct Serving {
    /// The last good site and the faults.
    pub state: Arc<RwLock<State>>,
    /// What is new.
    pub news: watch::Receiver<(Version, News)>,
    /// What answers depend on.
    pub rules: Rules,
    /// Places for those who are told of changes.
    pub readers: Arc<Semaphore>,
}

impl Serving {
    /// A server of what `state` holds.
    pub fn new(
        state: Arc<RwLock<State>>,
        news: watch::Receiver<(Version, News)>,
        rules: Rules,
    ) -> Self {
        Self { state, news, rules, readers: Arc::new(Semaphore::new(READERS)) }
    }
}

/// Takes the port: the one that was asked for, or the first that is free.
pub fn listen(settings: &Settings) -> Result<TcpListener, String> {
    let bind = |port| TcpListener::bind(SocketAddr::new(settings.host, port));
    let listener = match settings.port {
        Some(port) => bind(port).map_err(|e| format!("cannot listen on port {port}: {e}"))?,
        None => (PORT..PORT + 100)
            .find_map(|port| bind(port).ok())
            .ok_or_else(|| format!("no port from {PORT} to {} is free", PORT + 99))?,
    };
    listener.set_nonblocking(true).map_err(|e| format!("cannot listen: {e}"))?;
    Ok(listener)
}

/// Where the listener listens.
pub fn address(listener: &TcpListener, settings: &Settings) -> Result<SocketAddr, String> {
    let local = listener.local_addr().map_err(|e| format!("cannot listen: {e}"))?;
    Ok(SocketAddr::new(settings.host, local.port()))
}

/// Answers requests until the process ends.
pub fn run(listener: TcpListener, serving: Serving) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    match runtime {
        Ok(runtime) => runtime.block_on(accept(listener, serving)),
        Err(error) => complain!("error: the server cannot run: {error}"),
    }
}

async fn accept(listener: TcpListener, serving: Serving) {
    let listener = match tokio::net::TcpListener::from_std(listener) {
        Ok(listener) => listener,
        Err(error) => return complain!("error: the server cannot listen: {error}"),
    };
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        // The semaphore is never closed, so a place always comes.
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let Ok((stream, _)) = listener.accept().await else {
            // Out of file handles, most likely: what is open will close.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let serving = serving.clone();
        tokio::spawn(async move {
            let _place = place;
            let listens = AtomicBool::new(false);
            let service = service_fn(|request| respond(request, serving.clone(), &listens));
            let connection = hyper::server::conn::http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(PATIENCE)
                .max_buf_size(HEAD)
                .keep_alive(true)
                .serve_connection(TokioIo::new(stream), service);
            let mut connection = std::pin::pin!(connection);
            // A reader who goes away in the middle is no fault, and one who takes nothing for long
            // keeps others from a place; but who listens for changes may stay.
            let in_time = tokio::time::timeout(STAY, connection.as_mut()).await;
            if in_time.is_err() && listens.load(Ordering::Relaxed) {
                let _ = connection.await;
            }
        });
    }
}

type Body = Either<Full<Bytes>, Channel<Bytes, Infallible>>;

async fn respond(
    request: Request<Incoming>,
    serving: Serving,
    listens: &AtomicBool,
) -> Result<Response<Body>, Infallible> {
    let header =
        |name: header::HeaderName| request.headers().get(name).and_then(|v| v.to_str().ok());
    let asked = Asked {
        method: request.method().as_str(),
        target: request.uri().path_and_query().map_or("", |p| p.as_str()),
        host: header(header::HOST),
        origin: header(header::ORIGIN),
        site: header(header::HeaderName::from_static("sec-fetch-site")),
        mode: header(header::HeaderName::from_static("sec-fetch-mode")),
    };
    // A lock is poisoned only where a holder panicked; what it guards is replaced whole.
    let state = serving.state.read().unwrap_or_else(|e| e.into_inner()).clone();
    let answer = answer(asked, &serving.rules, &state);
    let head = request.method() == Method::HEAD;
    let mut response = match answer {
        Answer::Whole { status, kind, body, location } => {
            let body = if head { Bytes::new() } else { body };
            let mut response = Response::new(Either::Left(Full::new(body)));
            *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
            if let Some(location) = location.and_then(|l| HeaderValue::from_str(&l).ok()) {
                response.headers_mut().insert(header::LOCATION, location);
            }
            response
        }
        Answer::Events if head => Response::new(Either::Left(Full::default())),
        Answer::Events => {
            let Ok(place) = Arc::clone(&serving.readers).try_acquire_owned() else {
                let mut full = Response::new(Either::Left(Full::default()));
                *full.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
                return Ok(full);
            };
            listens.store(true, Ordering::Relaxed);
            let mut response = Response::new(Either::Right(events(serving.news, place)));
            let kind = HeaderValue::from_static("text/event-stream");
            response.headers_mut().insert(header::CONTENT_TYPE, kind);
            response
        }
    };
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    Ok(response)
}

/// A stream of what is new, for as long as somebody reads it.
fn events(
    mut news: watch::Receiver<(Version, News)>,
    place: OwnedSemaphorePermit,
) -> Channel<Bytes, Infallible> {
    let (mut sender, body) = Channel::new(4);
    tokio::spawn(async move {
        let _place = place;
        loop {
            let (version, kind) = *news.borrow_and_update();
            let kind = match kind {
                News::Nothing | News::Pages => "pages",
                News::Styles => "styles",
                News::Faults => "faults",
            };
            let event = Bytes::from(format!("data: {version} {kind}\n\n"));
            if sender.send_data(event).await.is_err() {
                return;
            }
            loop {
                match tokio::time::timeout(PULSE, news.changed()).await {
                    Ok(Ok(())) => break,
                    Ok(Err(_)) => return,
                    Err(_) => {
                        // A remark keeps the line open and finds out whether anybody listens.
                        if sender.send_data(Bytes::from_static(b": \n\n")).await.is_err() {
                            return;
                        }
                    }
                }
            }
        }
    });
    body
}
