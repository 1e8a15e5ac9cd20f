//! The sockets of the preview: accepts connections, limits them, and passes requests to
//! [`answer`](super::answer).
//!
//! Every connection is accepted, and if there are too many of a kind, the oldest of them is ended
//! ([`places`](super::places)), so that pages are answered whatever else is open. The size of a
//! request's head and its time are limited too. Bodies of requests for pages are never read; those to
//! the [`desk`](super::desk) are limited as well.

use super::answer::{Answer, AnswerWay, Asked, render, way};
use super::desk::{self, Desk};
use super::places::{ConnectionPlace, Doing, Places};
use super::queue::Queue;
use super::rules::{Rules, policy};
use super::state::{News, ServeError, Settings, State, Version};
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
use tokio::net::TcpStream;
use tokio::sync::watch;

/// The default port. If it is taken, the next free one is used.
const PORT: u16 = 3000;

/// The maximum number of connections that wait to be accepted.
const BACKLOG: i32 = 1024;
/// The maximum number of pages that are rendered at a time.
const RENDERING: usize = 4;
/// The maximum time of a connection for pages.
const STAY: Duration = Duration::from_secs(60);
/// The maximum size of a request's head, in bytes.
const HEAD: usize = 16 * 1024;
/// The maximum time for a request's head.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often an open page receives a sign of life.
const PULSE: Duration = Duration::from_secs(15);

/// The server's data.
#[derive(Clone)]
pub struct Serving {
    /// The last good site and the faults.
    pub state: Arc<RwLock<State>>,
    /// The latest news.
    pub news: watch::Receiver<(Version, News)>,
    /// The constant inputs of answers.
    pub rules: Arc<Rules>,
    /// The pages to render.
    pub queue: Arc<Queue>,
}

/// What the connections of a port are for.
#[derive(Clone)]
enum Side {
    Pages(Serving),
    Desk(Desk),
}

/// Opens the port for pages: the one that was asked for, or the first that is free.
pub fn listen(settings: &Settings) -> Result<TcpListener, ServeError> {
    match settings.port {
        Some(port) => {
            let listener = TcpListener::bind(SocketAddr::new(settings.host, port));
            prepared(listener.map_err(|error| ServeError::Port(port, error))?)
        }
        None => listen_from(settings, PORT),
    }
}

/// Opens the port for the desk: the first that is free after that of the pages, or else any.
pub fn listen_beside(settings: &Settings, pages: SocketAddr) -> Result<TcpListener, ServeError> {
    // Who asks for any port gets any.
    let any = settings.port == Some(0);
    let next = pages.port().checked_add(1).filter(|_| !any);
    let beside = next.and_then(|next| listen_from(settings, next).ok());
    beside.map_or_else(|| listen_from(settings, 0), Ok)
}

fn listen_from(settings: &Settings, first: u16) -> Result<TcpListener, ServeError> {
    let last = if first == 0 { 0 } else { first.saturating_add(99) };
    let bind = |port| TcpListener::bind(SocketAddr::new(settings.host, port)).ok();
    prepared((first..=last).find_map(bind).ok_or(ServeError::NoPort(first, last))?)
}

fn prepared(listener: TcpListener) -> Result<TcpListener, ServeError> {
    // The system's default is too small for a page with many pictures in many windows.
    socket2::SockRef::from(&listener).listen(BACKLOG).map_err(ServeError::Listen)?;
    listener.set_nonblocking(true).map_err(ServeError::Listen)?;
    Ok(listener)
}

/// The address at which the listener listens.
pub fn address(listener: &TcpListener, settings: &Settings) -> Result<SocketAddr, ServeError> {
    let local = listener.local_addr().map_err(ServeError::Listen)?;
    Ok(SocketAddr::new(settings.host, local.port()))
}

/// Answers requests until the process ends, in threads with `stack` bytes of stack.
pub fn run(
    listener: TcpListener,
    serving: Serving,
    desk: Option<(TcpListener, Desk)>,
    stack: usize,
) {
    for _ in 0..RENDERING {
        let (queue, rules) = (Arc::clone(&serving.queue), Arc::clone(&serving.rules));
        let work = move || queue.work(|name, state| render(name, &rules, state));
        if let Err(error) = std::thread::Builder::new().stack_size(stack).spawn(work) {
            complain!("warning: a thread that renders pages cannot run: {error}");
        }
    }
    match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime.block_on(async {
            let places = Places::default();
            if let Some((listener, desk)) = desk {
                tokio::spawn(accept(listener, Side::Desk(desk), places.clone()));
            }
            accept(listener, Side::Pages(serving), places).await;
        }),
        Err(error) => complain!("error: the server cannot run: {error}"),
    }
}

async fn accept(listener: TcpListener, side: Side, places: Places) {
    let listener = match tokio::net::TcpListener::from_std(listener) {
        Ok(listener) => listener,
        Err(error) => return complain!("error: the server cannot listen: {error}"),
    };
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Probably out of file handles.
            places.end_one();
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        places.enter(|place| tokio::spawn(hold(stream, side.clone(), place)).abort_handle());
        // However fast connections come, read what each has sent before the next is accepted.
        tokio::task::yield_now().await;
    }
}

/// Answers requests on a connection until it ends.
async fn hold(stream: TcpStream, side: Side, place: ConnectionPlace) {
    let listens = AtomicBool::new(false);
    let service = service_fn(|request| respond(request, side.clone(), &place, &listens));
    let connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .max_buf_size(HEAD)
        .keep_alive(true)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    // A reader who disconnects is no fault. A connection that reads nothing for long is ended, to
    // free its place, unless it listens for changes.
    let in_time = tokio::time::timeout(STAY, connection.as_mut()).await;
    if in_time.is_err() && listens.load(Ordering::Relaxed) {
        let _ = connection.await;
    } else if in_time.is_err() {
        // What is being answered is answered: who saved must hear of it, or saves again.
        connection.as_mut().graceful_shutdown();
        let _ = tokio::time::timeout(STAY, connection).await;
    }
}

type Body = Either<Full<Bytes>, Channel<Bytes, Infallible>>;

async fn respond(
    request: Request<Incoming>,
    side: Side,
    place: &ConnectionPlace,
    listens: &AtomicBool,
) -> Result<Response<Body>, Infallible> {
    place.now(Doing::Waiting);
    let response = match side {
        Side::Pages(serving) => show(request, serving, listens).await,
        Side::Desk(desk) => desk::respond(request, &desk).await.map(Either::Left),
    };
    place.now(if listens.load(Ordering::Relaxed) { Doing::Listening } else { Doing::Reading });
    Ok(response)
}

async fn show(
    request: Request<Incoming>,
    serving: Serving,
    listens: &AtomicBool,
) -> Response<Body> {
    let head = request.method() == Method::HEAD;
    // A lock is poisoned only if its holder panicked, and the value is always replaced whole.
    let state = serving.state.read().unwrap_or_else(|e| e.into_inner()).clone();
    let answer = match way(asked(&request), &serving.rules, &state) {
        AnswerWay::Now(answer) => Some(answer),
        // It runs in another thread, so that a slow page blocks nobody else. If the connection
        // ends, the request is cancelled.
        AnswerWay::Render(name) => serving.queue.get(name, state).await,
    };
    let answer = answer.unwrap_or_else(|| {
        let body = Bytes::from_static(b"this page cannot be answered\n");
        let (kind, location, sandboxed) = ("text/plain", None, false);
        Answer::Whole { status: 500, kind, body, location, sandboxed }
    });
    let sandboxed = matches!(answer, Answer::Whole { sandboxed: true, .. });
    let mut response = match answer {
        Answer::Whole { status, kind, body, location, .. } => {
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
            listens.store(true, Ordering::Relaxed);
            let mut response = Response::new(Either::Right(events(serving.news)));
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
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    // This header cannot name the desk, and the policy means the same.
    if serving.rules.desk.is_none() {
        response.headers_mut().insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    }
    // A policy of addresses and fixed words is a valid value.
    if let Ok(policy) = HeaderValue::from_str(&policy(&serving.rules, sandboxed)) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// The relevant parts of a request.
fn asked(request: &Request<Incoming>) -> Asked<'_> {
    let header =
        |name: header::HeaderName| request.headers().get(name).and_then(|v| v.to_str().ok());
    Asked {
        method: request.method().as_str(),
        target: request.uri().path_and_query().map_or("", |p| p.as_str()),
        host: header(header::HOST),
        origin: header(header::ORIGIN),
        site: header(header::HeaderName::from_static("sec-fetch-site")),
        mode: header(header::HeaderName::from_static("sec-fetch-mode")),
    }
}

/// A stream of news, for as long as somebody reads it.
fn events(mut news: watch::Receiver<(Version, News)>) -> Channel<Bytes, Infallible> {
    let (mut sender, body) = Channel::new(4);
    tokio::spawn(async move {
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
                        // A comment keeps the connection open, and shows whether anybody still
                        // listens.
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
