//! Targets that take a file or a request as it is: YAML, lock, saved copies, requests, images.

use super::site::{Chance, build, look};
use gainsay::markdown::size;
use gainsay::parse::copy::{CopyKind, words};
use gainsay::parse::lock::Lock;
use gainsay::preview::State;
use gainsay::preview::answer::{Answer, Asked, answer};
use gainsay::preview::desk::{DeskAsked, DeskRules, DeskWay, Post, told, way};
use gainsay::preview::editor::Editor;
use gainsay::preview::rules::Rules;
use gainsay::source::Files;
use gainsay::yaml::{self, Node, Value};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use text_anchor::passage::{Reason, Snapshot, Verdict, verify};

/// Files of a site that are YAML, and one that begins with it.
const FILES: &[&str] = &[
    "content/01-vote.yaml",
    "content/article.yaml",
    "content/sources.yaml",
    "content/speakers.yaml",
    "gainsay.yaml",
    "content/01-vote.md",
];

/// A file of YAML; the first byte says which.
pub fn yaml(data: &[u8]) -> u64 {
    let Some((which, text)) = data.split_first() else { return 0 };
    let path = FILES[usize::from(*which) % FILES.len()];
    if let Ok(text) = std::str::from_utf8(text) {
        let file = Files::default().add(path, text);
        let read = yaml::parse(text, file, 0);
        assert_eq!(read, yaml::by_serde(text, file, 0));
        match read {
            Ok(node) => places(&node, text),
            Err(fault) => assert!(text.get(fault.span.range()).is_some(), "{fault:?}"),
        }
    }
    look(&mut build(&[(path, text)]))
}

/// Every key and value stands in the text.
fn places(node: &Node, text: &str) {
    assert!(text.get(node.span.range()).is_some(), "{node:?}");
    match &node.value {
        Value::Null | Value::Text(_) => {}
        Value::List(items) => items.iter().for_each(|item| places(item, text)),
        Value::Map(entries) => {
            for (key, value) in entries {
                assert!(text.get(key.span.range()).is_some(), "{key:?}");
                places(value, text);
            }
        }
    }
}

/// The lock of an article.
pub fn lock(data: &[u8]) -> u64 {
    if let Ok(text) = std::str::from_utf8(data) {
        let (lock, faults) = Lock::parse(text);
        for fault in &faults {
            assert!(text.get(fault.range.clone()).is_some(), "{fault:?}");
        }
        let written = lock.text();
        let (again, faults) = Lock::parse(&written);
        assert!(faults.is_empty(), "{faults:?}\n{written}");
        assert_eq!(again.text(), written);
    }
    look(&mut build(&[("content/anchors.lock", data)]))
}

/// A saved copy of a source; the first byte says of which kind.
pub fn copies(data: &[u8]) -> u64 {
    let Some((which, text)) = data.split_first() else { return 0 };
    let ending = ["txt", "md", "html"][usize::from(*which) % 3];
    let path = format!("content/snapshots/minutes.{ending}");
    let mut seen = DefaultHasher::new();
    if let (Ok(text), Some(kind)) = (std::str::from_utf8(text), CopyKind::of(&path)) {
        let snapshot = Snapshot::new(&words(kind, text));
        let mut chance = Chance::of(data);
        let words: Vec<&str> = snapshot.text.split_whitespace().collect();
        for _ in 0..4 {
            let from = chance.below(words.len());
            let most = (words.len() - from).min(12);
            let cut = words[from..from + (1 + chance.below(most)).min(most)].join(" ");
            let found = verify(&snapshot, &cut);
            std::mem::discriminant(&found).hash(&mut seen);
            if let Verdict::Absent(fault) = found {
                assert!(cut.get(fault.range.clone()).is_some(), "{cut:?} {fault:?}");
                for near in fault.near.iter() {
                    assert!(snapshot.text.get(near.range.clone()).is_some(), "{near:?}");
                }
                // Words after a "not" are in the copy, and say the opposite of it.
                let hides = matches!(fault.reason, Reason::Hides(_));
                assert!(hides || !plain(&cut), "{cut:?} was cut from the copy: {fault:?}");
            }
            // Words that are not quite those of the copy.
            let mut bent: Vec<char> = cut.chars().collect();
            if !bent.is_empty() {
                let at = chance.below(bent.len());
                bent[at] = ['x', '[', ']', '.', '…', ' ', '\u{301}'][chance.below(7)];
            }
            let bent: String = bent.into_iter().collect();
            if let Verdict::Absent(fault) = verify(&snapshot, &bent) {
                assert!(bent.get(fault.range.clone()).is_some(), "{bent:?} {fault:?}");
            }
        }
    }
    look(&mut build(&[(&path, text)])).hash(&mut seen);
    seen.finish()
}

/// True for words of plain letters: others may be marks of an editor, or end within a word.
fn plain(words: &str) -> bool {
    let mut all = words.split(' ');
    all.all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// A request to the preview: method, target, and the headers that are looked at, a line each. The desk
/// gets it too, with the last lines as its further headers and its body.
pub fn requests(data: &[u8]) -> u64 {
    static STATE: OnceLock<State> = OnceLock::new();
    let Ok(text) = std::str::from_utf8(data) else { return 0 };
    let state =
        STATE.get_or_init(|| State { site: Some(Arc::new(build(&[]))), ..State::default() });
    let mut lines = text.split('\n');
    let mut line = || lines.next().filter(|line| !line.is_empty());
    let asked = Asked {
        method: line().unwrap_or_default(),
        target: line().unwrap_or_default(),
        host: line(),
        origin: line(),
        site: line(),
        mode: line(),
    };
    let editor = line().and_then(|editor| Editor::parse(editor).ok()).unwrap_or(Editor::None);
    let rules = Rules {
        base_path: "/".to_owned(),
        address: SocketAddr::from(([127, 0, 0, 1], 3000)),
        desk: None,
        editor,
        root: "/site".into(),
    };
    let mut seen = DefaultHasher::new();
    let status = match answer(asked, &rules, state) {
        Answer::Whole { status, kind, body, location, .. } => {
            assert!((200..600).contains(&status), "{status}");
            let breaks = |text: &str| text.chars().any(char::is_control);
            assert!(!breaks(kind) && !location.as_deref().is_some_and(breaks), "{location:?}");
            body.len().hash(&mut seen);
            status
        }
        _ => 200,
    };
    if status == 200 {
        let host = asked.host.unwrap_or_default().to_ascii_lowercase();
        let name = host.strip_suffix(":3000").unwrap_or(&host);
        assert!(["localhost", "127.0.0.1", "[::1]"].contains(&name), "{host} was answered");
        let theirs =
            asked.origin.is_some_and(|o| !o.eq_ignore_ascii_case(&format!("http://{host}")));
        assert!(!theirs, "{asked:?} came from elsewhere");
    }
    status.hash(&mut seen);
    desk(asked, &mut line).hash(&mut seen);
    seen.finish()
}

/// The request `asked` to the desk, with further headers and a body.
fn desk<'q>(asked: Asked<'q>, line: &mut impl FnMut() -> Option<&'q str>) -> u16 {
    const TOKEN: &str = "0123456789abcdef0123456789abcdef";
    let address = SocketAddr::from(([127, 0, 0, 1], 3001));
    let pages = SocketAddr::from(([127, 0, 0, 1], 3000));
    let rules = DeskRules { address, pages, base_path: "/".to_owned() };
    let Asked { method, target, host, origin, site, .. } = asked;
    let (kind, length, encoding, token) = (line(), line(), line(), line());
    let asked = DeskAsked { method, target, host, origin, site, kind, length, encoding, token };
    match way(asked, &rules, TOKEN) {
        DeskWay::Now(answer) => {
            assert!((200..600).contains(&answer.status), "{}", answer.status);
            let breaks = |text: &str| text.chars().any(char::is_control);
            assert!(!answer.headers.iter().any(|(_, value)| breaks(value)), "{answer:?}");
            answer.status
        }
        DeskWay::Ask(_) => {
            assert_eq!((host, token), (Some("127.0.0.1:3001"), Some(TOKEN)));
            200
        }
        DeskWay::Body(post) => {
            assert_eq!((method, host), ("POST", Some("127.0.0.1:3001")));
            assert_eq!(origin, Some("http://127.0.0.1:3001"));
            assert!(post == Post::Token || token == Some(TOKEN), "{asked:?}");
            told(post, line().unwrap_or_default().as_bytes()).map_or_else(|no| no.status, |_| 200)
        }
    }
}

/// An image.
pub fn sizes(data: &[u8]) -> u64 {
    let mut seen = DefaultHasher::new();
    let size = size::of(data);
    if let Some((width, height)) = size {
        let possible = 1..=65_535;
        assert!(possible.contains(&width) && possible.contains(&height), "{width} by {height}");
        (width.ilog2(), height.ilog2()).hash(&mut seen);
    }
    size.is_some().hash(&mut seen);
    data.get(..4).hash(&mut seen);
    seen.finish()
}
