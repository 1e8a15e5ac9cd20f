//! What requests to the desk get, who gets the token, and what other pages and other sites cannot do.

use super::Desk;
use crate::support::{Chance, root, site_folder};
use gainsay::preview::desk::{DeskAnswer, DeskAsked, DeskRules, DeskWay, Pass, Post, told, way};
use std::io::{BufRead, BufReader, Read};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Command, Stdio};

const HERE: &str = "127.0.0.1:3001";
const ORIGIN: &str = "http://127.0.0.1:3001";
const TOKEN: &str = "0123456789abcdef0123456789abcdef";

fn rules() -> DeskRules {
    let local = |port| SocketAddr::from(([127, 0, 0, 1], port));
    DeskRules { address: local(3001), pages: local(3000), base_path: "/repo/".to_owned() }
}

/// A request of the desk itself for the path `target`.
fn get(target: &str) -> DeskAsked<'_> {
    let site = Some("same-origin");
    DeskAsked { method: "GET", target, host: Some(HERE), site, ..DeskAsked::default() }
}

fn post(target: &str) -> DeskAsked<'_> {
    DeskAsked {
        method: "POST",
        origin: Some(ORIGIN),
        kind: Some("application/json"),
        length: Some("2"),
        token: Some(TOKEN),
        ..get(target)
    }
}

/// The answer where there is one without a body.
fn answer(asked: DeskAsked) -> Option<DeskAnswer> {
    match way(asked, &rules(), TOKEN) {
        DeskWay::Now(answer) => Some(answer),
        _ => None,
    }
}

/// 0 where the request is let in.
fn status(asked: DeskAsked) -> u16 {
    answer(asked).map_or(0, |answer| answer.status)
}

#[test]
fn any_path_is_the_desk_which_nothing_may_frame() {
    for target in ["/", "/repo/", "/repo/claims/vote.html?x=1", "/%2e%2e/x"] {
        let shell = answer(get(target)).expect("an answer");
        assert_eq!((shell.status, shell.kind), (200, "text/html; charset=utf-8"), "{target}");
        let html = String::from_utf8_lossy(&shell.body);
        assert!(html.contains("http://127.0.0.1:3000") && html.contains("\"/repo/\""), "{html}");
        let policy = &shell.headers.iter().find(|(name, _)| *name == "content-security-policy");
        let policy = &policy.expect("a policy").1;
        for part in [
            "default-src 'none'",
            "script-src 'self'",
            "frame-ancestors 'none'",
            "frame-src http://127.0.0.1:3000",
            "require-trusted-types-for 'script'",
        ] {
            assert!(policy.contains(part), "{policy}");
        }
    }
    for target in ["", "*", "//evil.example/x", "http://evil.example/", "/\\evil.example"] {
        assert_eq!(status(get(target)), 404, "{target:?}");
    }
    for entry in std::fs::read_dir(root().join("src/preview/desk")).expect("a folder") {
        let name = entry.expect("a file").file_name().to_string_lossy().into_owned();
        let own = (name.ends_with(".js") || name.ends_with(".css")) && name != "agent.js";
        let expect = if own { 200 } else { 401 };
        assert_eq!(status(get(&format!("/_desk/{name}"))), expect, "{name}");
    }
}

#[test]
fn the_desk_has_one_address() {
    let with = |host, asked: DeskAsked<'static>| status(DeskAsked { host, ..asked });
    for host in [
        None,
        Some(""),
        Some("127.0.0.1"),
        Some("127.0.0.1:3000"),
        Some("127.0.0.1:30010"),
        Some("[::1]:3001"),
        Some("evil.example:3001"),
        Some("127.0.0.1.evil.example:3001"),
        Some("127.0.0.1:3001@evil.example"),
        Some("127.0.0.1:3001 evil.example"),
    ] {
        assert_eq!(with(host, get("/")), 421, "{host:?}");
        assert_eq!(with(host, post("/_desk/token")), 421, "{host:?}");
    }
    let host = Some("localhost:3001");
    let sent = answer(DeskAsked { host, ..get("/repo/?a#b") }).expect("an answer");
    assert_eq!(sent.status, 308);
    assert_eq!(sent.headers, [("location", format!("{ORIGIN}/repo/?a#b"))]);
    assert_eq!(with(host, get("//evil.example/")), 421);
    assert_eq!(with(host, post("/_desk/token")), 421);
}

#[test]
fn other_origins_neither_write_nor_read() {
    let writes = |origin, site, expect| {
        for target in ["/_desk/token", "/_desk/save", "/"] {
            let asked = DeskAsked { origin, site, ..post(target) };
            assert_eq!(status(asked), expect, "{target} {origin:?} {site:?}");
        }
    };
    // esbuild GHSA-67mh-4wv8-2f99, vite GHSA-vg6x-rcgg-rjx6: any page could ask and read; a page of the
    // site is one of another origin too.
    for origin in [
        None,
        Some("null"),
        Some(""),
        Some("http://127.0.0.1:3000"),
        Some("http://localhost:3001"),
        Some("https://127.0.0.1:3001"),
        Some("http://127.0.0.1:3001/"),
        Some("http://127.0.0.1:3001.evil.example"),
        Some("http://evil.example"),
    ] {
        writes(origin, None, 403);
        if origin.is_some() {
            assert_eq!(status(DeskAsked { origin, ..get("/_desk/state") }), 403, "{origin:?}");
        }
    }
    writes(Some(ORIGIN), Some("same-site"), 403);
    writes(Some(ORIGIN), Some("cross-site"), 403);
    for site in ["same-site", "cross-site", "", "anything"] {
        let site = Some(site);
        for target in ["/_desk/state", "/_desk/desk.js", "/_desk/copy/minutes"] {
            assert_eq!(status(DeskAsked { site, token: Some(TOKEN), ..get(target) }), 403);
        }
        // Somebody may follow a link to the desk; nothing of it can be read from where the link is.
        assert_eq!(status(DeskAsked { site, ..get("/") }), 200);
    }
}

#[test]
fn a_request_that_a_form_can_make_is_refused() {
    let with = |kind| status(DeskAsked { kind, ..post("/_desk/token") });
    for kind in [
        None,
        Some(""),
        Some("text/plain"),
        Some("text/plain; application/json"),
        Some("application/x-www-form-urlencoded"),
        Some("multipart/form-data"),
        Some("application/jsonp"),
    ] {
        assert_eq!(with(kind), 415, "{kind:?}");
    }
    assert_eq!(with(Some("application/json; charset=utf-8")), 0);
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "post", ""] {
        assert_eq!(status(DeskAsked { method, ..post("/_desk/token") }), 405, "{method}");
    }
}

#[test]
fn the_length_of_a_body_is_known_and_small() {
    let with = |length, encoding, expect| {
        let asked = DeskAsked { length, encoding, ..post("/_desk/token") };
        assert_eq!(status(asked), expect, "{length:?} {encoding:?}");
    };
    with(Some("0"), None, 0);
    with(Some("65536"), None, 0);
    with(Some("65537"), None, 413);
    with(Some("99999999999999999999999999"), None, 413);
    with(None, None, 411);
    with(Some(""), None, 411);
    with(Some("-1"), None, 411);
    with(Some("+2"), None, 411);
    with(Some("0x10"), None, 411);
    with(None, Some("chunked"), 411);
    with(Some("2"), Some("chunked"), 411);
    with(Some("2"), Some("identity"), 411);
}

#[test]
fn nothing_is_read_or_written_without_the_token() {
    let guessed: String = TOKEN.replace('f', "e");
    for token in [None, Some(""), Some(&TOKEN[1..]), Some(&*guessed), Some(&*TOKEN.to_uppercase())]
    {
        for target in [
            "/_desk/save",
            "/_desk/check",
            "/_desk/undo",
            "/_desk/look",
            "/_desk/propose",
            "/_desk/x",
        ] {
            assert_eq!(status(DeskAsked { token, ..post(target) }), 401, "{target} {token:?}");
        }
        for target in ["/_desk/state", "/_desk/state?page=/", "/_desk/copy/minutes"] {
            assert_eq!(status(DeskAsked { token, ..get(target) }), 401, "{target} {token:?}");
        }
    }
    assert_eq!(status(post("/_desk/nothing")), 404);
    assert_eq!(status(post("/")), 404);
    assert_eq!(status(DeskAsked { token: Some(TOKEN), ..get("/_desk/../save") }), 404);
}

#[test]
fn a_code_is_good_for_one_token_of_one_start() {
    let mut pass = Pass::new().expect("random bytes");
    let (code, token) = (pass.code().to_owned(), pass.token().to_owned());
    assert_eq!((code.len(), token.len()), (32, 32));
    assert_eq!(pass.exchange("").expect("random bytes"), None);
    assert_eq!(pass.exchange(&token).expect("random bytes"), None);
    assert_eq!(pass.exchange(&code).expect("random bytes"), Some(&*token));
    assert_eq!(pass.exchange(&code).expect("random bytes"), None);
    let next = pass.code().to_owned();
    assert_eq!(pass.exchange(&next).expect("random bytes"), Some(&*token));
    let other = Pass::new().expect("random bytes");
    assert!(other.token() != token && other.code() != code && other.code() != next);
}

#[test]
fn ten_thousand_mutated_requests_are_answered() {
    let mut chance = Chance(19);
    let words = [
        "GET",
        "POST",
        "HEAD",
        "/",
        "/_desk/",
        "token",
        "save",
        "state?page=",
        "%00",
        "%2e%2e/",
        HERE,
        ORIGIN,
        "localhost:3001",
        "null",
        "same-origin",
        "cross-site",
        "application/json",
        "2",
        "65537",
        "chunked",
        TOKEN,
        "\u{e9}",
        "\\",
        "//",
        "{\"code\":",
        "\"a\"}",
        "[",
        "",
    ];
    let (mut read, mut refused) = (0, 0);
    for i in 0..10_000 {
        let mut text = |good: &str| match chance.below(12) {
            0 => words[chance.below(words.len())].to_owned(),
            1 => format!("{good}{}", words[chance.below(words.len())]),
            2 => good.chars().skip(1).collect(),
            _ => good.to_owned(),
        };
        let fields = ["POST", "/_desk/token", HERE, ORIGIN, "same-origin", "application/json", "2"];
        let all: Vec<String> = fields.iter().map(|good| text(good)).collect();
        let (token, body) = (text(TOKEN), text("{\"code\": \"a\"}"));
        let encoding = (chance.below(9) == 0).then_some("chunked");
        let asked = DeskAsked {
            method: &all[0],
            target: &all[1],
            host: Some(&all[2]),
            origin: Some(&all[3]),
            site: Some(&all[4]),
            kind: Some(&all[5]),
            length: Some(&all[6]),
            encoding,
            token: Some(&token),
        };
        match way(asked, &rules(), TOKEN) {
            DeskWay::Now(answer) => {
                refused += 1;
                assert!((200..500).contains(&answer.status), "{i}: {asked:?}");
            }
            DeskWay::Ask(_) => {
                read += 1;
                assert_eq!((asked.host, &*token), (Some(HERE), TOKEN), "{i}");
            }
            DeskWay::Body(kind) => {
                read += 1;
                assert_eq!((asked.host, asked.origin), (Some(HERE), Some(ORIGIN)), "{i}");
                assert!(kind == Post::Token || token == TOKEN, "{i}: {asked:?}");
                if let Err(refusal) = told(kind, body.as_bytes()) {
                    assert_eq!(refusal.status, 400, "{i}: {body}");
                }
            }
        }
    }
    assert!(read > 500 && refused > 500, "{read} read, {refused} refused");
}

#[test]
fn the_code_is_exchanged_once_and_a_refused_request_ends_its_connection() {
    let site = site_folder();
    let desk = Desk::of(site.path(), &[]);
    assert_eq!(desk.token().len(), 32);
    let again = desk.post("/_desk/token", "", &format!("{{\"code\": \"{}\"}}", desk.code));
    assert!(again.0.starts_with("HTTP/1.1 403") && again.1.contains("\"code\""), "{again:?}");
    let here = desk.address();
    // The second request stands where the body of the first would be, and is not answered.
    let hidden = format!("GET /_desk/desk.js HTTP/1.1\r\nHost: {here}\r\n\r\n");
    let head = format!(
        "POST /_desk/token HTTP/1.1\r\nHost: {here}\r\nOrigin: http://evil.example\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        hidden.len()
    );
    let (head, body) = desk.send(here, &(head + &hidden));
    assert!(head.starts_with("HTTP/1.1 403") && head.contains("connection: close"), "{head}");
    assert!(!body.contains("HTTP/1.1") && !head.to_lowercase().contains("access-control"));
    // A body that does not come is not waited for without end.
    let head = format!(
        "POST /_desk/token HTTP/1.1\r\nHost: {here}\r\nOrigin: http://{here}\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{{"
    );
    assert!(desk.send(here, &head).0.starts_with("HTTP/1.1 408"));
}

#[test]
fn a_malformed_head_ends_its_own_connection_alone() {
    let site = site_folder();
    let desk = Desk::of(site.path(), &[]);
    let token = desk.token();
    let here = desk.address();
    // webpack-dev-server CVE-2026-14631: a Host or an Origin that is none ended the process.
    let values = [
        "",
        "[",
        "[::",
        "[::1",
        "::",
        ":",
        "@",
        "a b",
        "\u{1}",
        "\u{ff}",
        "%",
        "http://[",
        "http://",
        "127.0.0.1:99999999",
        "127.0.0.1:-1",
        "null, null",
        "//",
        "\t",
        "xn--",
        "[::1%25lo]:3001",
    ];
    for value in values {
        for host in [here, &desk.pages] {
            for (name, rest) in [
                ("Host", String::new()),
                ("Origin", format!("Host: {host}\r\n")),
                (
                    "Origin",
                    format!("Host: {host}\r\nUpgrade: websocket\r\nConnection: upgrade\r\n"),
                ),
                ("Host", format!("Host: {host}\r\n")),
                ("Content-Length", format!("Host: {host}\r\nOrigin: http://{host}\r\n")),
                ("X-Gainsay-Token", format!("Host: {host}\r\nOrigin: http://{host}\r\n")),
            ] {
                for method in ["GET", "POST"] {
                    let request = format!(
                        "{method} /_desk/token HTTP/1.1\r\nConnection: close\r\n{rest}{name}: {value}\r\n\r\n"
                    );
                    let (head, _) = desk.send(host, &request);
                    let is_refused = head.is_empty() || head.starts_with("HTTP/1.1 4");
                    assert!(is_refused, "{method} {name}: {value:?} {rest:?}: {head}");
                }
            }
        }
    }
    assert!(desk.get(&desk.pages, "/").0.starts_with("HTTP/1.1 200"));
    assert_eq!(desk.ask(&token, "/_desk/state?page=index.html", None).0, 200);
}

#[test]
fn pages_are_framed_by_the_desk_alone_and_files_of_the_site_run_nothing() {
    let site = site_folder();
    std::fs::create_dir_all(site.path().join("static")).expect("a folder");
    std::fs::write(
        site.path().join("static/evil.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    )
    .expect("a file");
    let check = |desk: &Desk, path: &str, expect: &str| {
        let (head, body) = desk.get(&desk.pages, path);
        let policies = head.lines().filter(|line| line.starts_with("content-security-policy: "));
        let policies: Vec<&str> = policies.collect();
        assert_eq!(policies, [format!("content-security-policy: {expect}")], "{path}");
        assert_eq!(head.contains("x-frame-options: DENY"), desk.desk.is_none(), "{head}");
        body
    };
    let desk = Desk::of(site.path(), &[]);
    let framed = format!("frame-ancestors http://{}", desk.address());
    let agent = format!("agent.js\" data-desk=\"http://{}\"", desk.address());
    assert!(check(&desk, "/", &framed).contains(&agent));
    check(&desk, "/nothing.html", &framed);
    check(&desk, "/_gainsay/agent.js", &framed);
    check(&desk, "/static/evil.svg", &format!("{framed}; sandbox"));
    let alone = Desk::of(site.path(), &["--read-only"]);
    assert!(!check(&alone, "/", "frame-ancestors 'none'").contains("agent.js"));
    check(&alone, "/static/evil.svg", "frame-ancestors 'none'; sandbox");
}

#[test]
fn after_the_last_port_the_desk_takes_any() {
    if TcpListener::bind("127.0.0.1:65535").is_err() {
        return; // Somebody else has it.
    }
    let site = site_folder();
    let desk = Desk::of(site.path(), &["--port", "65535"]);
    assert_eq!(desk.pages, "127.0.0.1:65535");
    assert_eq!(desk.token().len(), 32);
}

/// What `serve --host HOST` prints: the first line of its errors, and its output.
fn serve_at(site: &Path, host: &str) -> (String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .args(["serve", "--port", "0", "--host", host])
        .arg(site)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut warned = String::new();
    BufReader::new(child.stderr.take().expect("its errors"))
        .read_line(&mut warned)
        .expect("a line");
    let _ = child.kill();
    let mut said = String::new();
    child.stdout.take().expect("its output").read_to_string(&mut said).expect("text");
    let _ = child.wait();
    (warned, said)
}

#[test]
fn at_an_ipv6_address_there_is_no_desk() {
    if TcpListener::bind("[::1]:0").is_err() {
        return; // This machine has none.
    }
    let site = site_folder();
    let (warned, said) = serve_at(site.path(), "::1");
    assert!(said.contains("serving on http://[::1]:") && !said.contains("annotate"), "{said}");
    assert!(warned.contains("no desk at an IPv6 address"), "{warned}");
}

#[test]
fn beyond_this_machine_there_is_no_desk_and_no_draft() {
    let site = site_folder();
    let refused = Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .args(["serve", "--port", "0", "--host", "0.0.0.0", "--drafts"])
        .arg(site.path())
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && said.contains("on this machine alone"), "{said}");
    let (warned, said) = serve_at(site.path(), "0.0.0.0");
    assert!(said.contains("serving on") && !said.contains("annotate"), "{said}");
    assert!(warned.contains("can read the preview"), "{warned}");
}
