//! What the preview shows of claims that wait for somebody to look at them, and that a build shows
//! nothing of it.

use crate::support::{
    drawn_of, example_options, gainsay, options, report, root, site_folder, snapshot, tree_over,
    whole,
};
use gainsay::load::Tree;
use gainsay::pipeline::{Built, Options, Session, run};
use gainsay::preview::State;
use gainsay::preview::answer::{Answer, Asked, answer};
use gainsay::preview::editor::Editor;
use gainsay::preview::faults::faults;
use gainsay::preview::rules::Rules;
use gainsay::resolve::Audience;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

const TEXT: &str = "content/01-vote.md";
const CLAIMS: &str = "content/01-vote.yaml";
const LOCK: &str = "content/anchors.lock";

const SITE: &[(&str, &str)] = &[
    ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\n"),
    ("content/article.yaml", "title: A bridge\n"),
    (
        TEXT,
        "The council voted to close the bridge on Monday. Nobody was told before.\n\nIt had been built in 1931 by the county.\n",
    ),
    (
        CLAIMS,
        "claims:\n  vote:\n    quote: voted to close the bridge\n    citations: [{source: minutes, relation: supports, passage: Carried by four to three.}]\n",
    ),
    ("content/sources.yaml", "minutes: {title: Minutes, url: 'https://council.example/m'}\n"),
    ("content/snapshots/minutes.txt", "The motion. Carried by four to three.\n"),
];

/// The site with its words confirmed as they are in `SITE`, and with `edits` made since.
fn edited(edits: &[(&str, &str)]) -> Tree {
    let confirmed = whole(SITE, &[]);
    let lock = confirmed.locks.iter().find(|lock| lock.path == LOCK);
    let lock = &lock.expect("a lock file").text;
    let edits: Vec<_> = [(LOCK, lock.as_str())].into_iter().chain(edits.iter().copied()).collect();
    tree_over(SITE, &edits)
}

/// The options of the preview.
fn of_preview() -> Options {
    let audience = Audience { unconfirmed: true, ..Audience::default() };
    Options { audience, ..options() }
}

fn built(edits: &[(&str, &str)]) -> Built {
    Session::default().build(edited(edits), &of_preview(), &mut |_| {})
}

fn page(built: &Built, path: &str) -> String {
    let page = built.page(path).unwrap_or_else(|| panic!("no page {path}"));
    let page = page.unwrap_or_else(|fault| panic!("{}", fault.said.message));
    String::from_utf8(page.bytes.to_vec()).expect("a text")
}

/// What stands between `from` and `to`, each time, replaced by what `by` makes of it.
fn replaced(html: &str, from: &str, to: &str, by: impl Fn(&str) -> String) -> String {
    let mut parts = html.split(from);
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let (inner, rest) = part.split_once(to).unwrap_or((part, ""));
        out.push_str(&by(inner));
        out.push_str(rest);
    }
    out
}

/// The text of the article as readers see it, with `[words]` for a mark, `[?words]` for one that is
/// to be confirmed, and what its marker says in brackets.
fn text(html: &str) -> String {
    let article = html.split("<article").nth(1).and_then(|rest| rest.split("</article>").next());
    let html = replaced(article.expect("an article"), "<aside", "</aside>", |_| String::new());
    let html = replaced(&html, "<mark", ">", |of| {
        (if of.contains("awaits") { "[?" } else { "[" }).to_owned()
    });
    let html = html.replace("</mark>", "]").replace("<bdi class=\"awaits\" lang=\"en\">", "(");
    let html = replaced(&html.replace("</bdi>", ")"), "<", ">", |_| String::new());
    let start = html.find('>').map_or(0, |at| at + 1);
    html[start..].split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the preview says and shows after `edits`: its faults, then the text.
fn check(edits: &[(&str, &str)], expect_faults: &str, expect_text: &str) {
    let built = built(edits);
    let said =
        |d: &&gainsay::diagnostic::Diagnostic| d.severity() != gainsay::diagnostic::Severity::Note;
    let faults = built.diagnostics.iter().filter(said);
    let faults: Vec<String> =
        faults.map(|d| format!("{} {}", d.severity().as_str(), d.code.as_str())).collect();
    let all = drawn_of(&built.diagnostics, &built.files);
    assert_eq!(faults.join(", "), expect_faults, "{all}");
    assert!(!built.holds_back(), "{all}");
    let html = page(&built, "index.html");
    assert_eq!(text(&html), expect_text, "{all}");
    // What leads to the claim leads somewhere, marked or not, and its page and the lists stand.
    assert_eq!(html.matches("id=\"c-vote\"").count(), 1, "{all}");
    let waits = expect_text.contains("[?") || !expect_text.contains('[');
    for path in ["claims/vote.html", "claims/index.html", "index.html", "disputes.html"] {
        let listed = path != "disputes.html";
        assert_eq!(page(&built, path).contains("To confirm"), waits && listed, "{path}");
    }
    // The same files make no page of a build where one of the faults is an error, and none that
    // says so where all are warnings.
    let strict = run(edited(edits), &options(), &mut |_| {});
    assert_eq!(strict.failed(), expect_faults.contains("error"), "{all}");
    assert_eq!(strict.pages.is_empty(), strict.failed());
    assert_eq!(drawn_of(&strict.diagnostics, &strict.files), all, "a build says the same");
    let lenient = Options { allow_drift: true, ..options() };
    for file in strict.pages.iter().chain(&run(edited(edits), &lenient, &mut |_| {}).pages) {
        let bytes = String::from_utf8_lossy(&file.bytes).to_lowercase();
        assert!(!bytes.contains("to confirm") && !bytes.contains("awaits"), "{}", file.path);
    }
    // Nor is there a way to write all files of what a preview shows.
    let whole = run(edited(edits), &of_preview(), &mut |_| {});
    assert_eq!(whole.pages.is_empty(), waits || strict.failed(), "{all}");
}

#[test]
fn claims_that_wait_are_marked_as_such_where_their_words_stand() {
    let rest = "It had been built in 1931 by the county.";
    let check = |text: &str, faults: &str, expect: &str| {
        let text = format!("{text}\n\n{rest}\n");
        check(&[(TEXT, &text)], faults, &format!("{expect} {rest}"));
    };
    check(
        "The council voted to close the bridge on Monday. Nobody was told before.",
        "",
        "The council [voted to close the bridge] on Monday. Nobody was told before.",
    );
    check(
        "The council never voted to close the bridge on Monday. Nobody was told before.",
        "error meaning-drift",
        "The council never [?voted to close the bridge](to confirm) on Monday. Nobody was told before.",
    );
    check(
        "The council voted to open the bridge on Monday. Nobody was told before.",
        "error meaning-drift",
        "The council [?voted to open the bridge](to confirm) on Monday. Nobody was told before.",
    );
    check(
        "The council voted to close the bridge on Monday. Somebody was told before.",
        "error context-changed",
        "The council [?voted to close the bridge](to confirm) on Monday. Somebody was told before.",
    );
    check(
        "The council voted to close the bridge on Monday. Nobody was told before that.",
        "warning context-changed",
        "The council [?voted to close the bridge](to confirm) on Monday. Nobody was told before that.",
    );
    check(
        "There was rain, and all stayed at home. In a letter of his aunt one reads that they voted to close the bridge, of all things.",
        "error meaning-drift",
        "There was rain, and all stayed at home. In a letter of his aunt one reads that they [?voted to close the bridge](to confirm), of all things.",
    );
}

#[test]
fn words_that_are_gone_or_ambiguous_have_no_mark() {
    let check = |text: &str, faults: &str| {
        let md = format!("{text}\n");
        check(&[(TEXT, &md)], faults, text);
    };
    check("Nobody was told before.", "error anchor-missing");
    check("The mayor walked over the bridge on Friday.", "error anchor-missing");
    check("The council met on Monday. Nobody was told before.", "error anchor-missing");
    check(
        "The council said nothing of it on Monday. Nobody was told before.",
        "error anchor-missing",
    );
    check(
        "The council voted to close the bridge on Monday. The council voted to close the bridge on Monday.",
        "error anchor-ambiguous",
    );
}

#[test]
fn quote_that_was_typed_anew_is_marked_and_a_mistyped_one_is_not() {
    let check = |quote: &str, faults: &str, expect: &str| {
        let claims = SITE.iter().find(|(path, _)| *path == CLAIMS).expect("claims").1;
        let claims = claims.replace("voted to close the bridge", quote);
        let expect = format!(
            "The council {expect} Nobody was told before. It had been built in 1931 by the county."
        );
        check(&[(CLAIMS, &claims)], faults, &expect);
    };
    check(
        "close the bridge on Monday",
        "error anchor-edited",
        "voted to [?close the bridge on Monday](to confirm).",
    );
    check(
        "voted to shut the bridge",
        "error anchor-missing",
        "voted to close the bridge on Monday.",
    );
}

#[test]
fn image_whose_words_changed_is_marked() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";
    let claims = "claims:\n  vote: {quote: {exact: closed bridge in winter, image: map.svg}}\n";
    let text = |words: &str| format!("Nobody was told.\n\n![{words}](../static/map.svg)\n");
    let first = [("static/map.svg", drawing), (CLAIMS, claims)];
    let confirmed = text("The closed bridge in winter.");
    let site: Vec<_> = SITE.iter().copied().chain(first).chain([(TEXT, &*confirmed)]).collect();
    let lock = whole(&site, &[]).locks.remove(0).text;
    let now = text("Not the closed bridge in winter.");
    let tree = tree_over(&site, &[(LOCK, &lock), (TEXT, &now)]);
    let built = Session::default().build(tree, &of_preview(), &mut |_| {});
    assert!(built.failed() && !built.holds_back());
    let html = page(&built, "index.html");
    assert!(html.contains("<mark class=\"claim awaits\""), "{html}");
    assert!(html.contains("alt=\"Not the closed bridge in winter.\""), "{html}");
}

#[test]
fn passage_that_is_not_in_its_copy_holds_no_page_back() {
    let copy = ("content/snapshots/minutes.txt", "The motion. Lost by three to four.\n");
    check(
        &[copy],
        "error passage-absent",
        "The council [voted to close the bridge] on Monday. Nobody was told before. It had been built in 1931 by the county.",
    );
}

#[test]
fn all_else_holds_the_pages_back() {
    let check = |path: &str, text: &str, code: &str| {
        let built = built(&[(path, text)]);
        let all = drawn_of(&built.diagnostics, &built.files);
        assert!(built.holds_back() && all.contains(code), "{all}");
    };
    check(CLAIMS, "claims: [", "yaml-syntax");
    check(
        CLAIMS,
        "claims:\n  vote: {quote: voted, citations: [{source: x, relation: supports}]}\n",
        "source-unknown",
    );
    check(TEXT, "See [there](02-there.md).\n", "link-broken");
    check(LOCK, "nothing of the kind\n", "lock-invalid");
}

#[test]
fn panel_lists_the_faults_and_the_claims_that_wait() {
    let text = "The council never voted to close the bridge on Monday.\n";
    let built = built(&[(TEXT, text)]);
    let rules = Rules {
        base_path: "/repo/".to_owned(),
        address: SocketAddr::from(([127, 0, 0, 1], 3000)),
        desk: None,
        editor: Editor::None,
        root: PathBuf::from("/site"),
    };
    let shown = faults(&built.diagnostics, &built.files);
    let state = State { faults: Arc::new(shown), site: Some(Arc::new(built)), ..State::default() };
    let host = Some("127.0.0.1:3000");
    let asked = Asked { method: "GET", target: "/repo/_gainsay/faults", host, ..Asked::default() };
    let Answer::Whole { body, .. } = answer(asked, &rules, &state) else { panic!("no panel") };
    let panel = String::from_utf8(body.to_vec()).expect("a text");
    for part in [
        "<details><summary>1 to mend, 1 claim to confirm</summary>",
        "<p>The pages are up to date. 1 of these stops the build.</p>",
        "<p>To confirm: <a href=\"/repo/claims/vote.html\">vote</a></p>",
        "error[meaning-drift]",
    ] {
        assert!(panel.contains(part), "{part} in {panel}");
    }
}

#[test]
fn build_and_check_of_what_a_preview_shows_write_nothing() {
    let site = site_folder();
    let text = "---\ntitle: The vote\n---\n\nThe council never voted to close the bridge.\n";
    std::fs::write(site.path().join(TEXT), text).expect("a file");
    let before = snapshot(site.path());
    for command in ["build", "check"] {
        let output = gainsay(&[command], site.path());
        assert_eq!(output.status.code(), Some(1), "{}", report(&output));
        assert!(report(&output).contains("error[meaning-drift]"), "{}", report(&output));
        assert_eq!(snapshot(site.path()), before, "{command}");
    }
}

/// The words of each claim of the first article that has a mark in it, by the id.
fn marked(built: &Built) -> std::collections::BTreeMap<String, String> {
    let site = built.site();
    let claims = site.articles[0].standing.marked.iter().map(|index| site.claim(*index));
    claims.map(|claim| (claim.id.to_string(), claim.words.to_string())).collect()
}

#[test]
fn paragraph_that_goes_or_comes_twice_leaves_no_mark_on_other_words() {
    let tree = gainsay::load::read(&root()).expect("the example");
    let options = Options { audience: of_preview().audience, ..example_options() };
    let mut session = Session::default();
    let whole = marked(&session.build(tree.clone(), &options, &mut |_| {}));
    assert!(whole.len() > 20);
    let (mut paragraphs, mut lost, mut twice) = (0, 0, 0);
    for (path, content) in tree.files.iter().filter(|(path, _)| path.ends_with(".md")) {
        let text = std::str::from_utf8(content.as_bytes()).expect("a text");
        let parts: Vec<&str> = text.split("\n\n").collect();
        if !path.starts_with("content/") {
            continue;
        }
        for i in 1..parts.len() {
            paragraphs += 1;
            let mut words_after = |edit: &dyn Fn(&mut Vec<&str>)| {
                let mut parts = parts.clone();
                edit(&mut parts);
                let mut tree = tree.clone();
                tree.files.insert(path.clone(), parts.join("\n\n").as_str().into());
                let marked = marked(&session.build(tree, &options, &mut |_| {}));
                for (id, words) in &marked {
                    assert_eq!(words, &whole[id], "`{id}` in {parts:?}");
                }
                whole.len() - marked.len()
            };
            lost += words_after(&|parts| {
                parts.remove(i);
            });
            twice += words_after(&|parts| parts.insert(i, parts[i]));
        }
    }
    // Each claim is in one paragraph, and has no mark where that is gone.
    assert_eq!(lost, whole.len(), "of {paragraphs} paragraphs");
    assert!(twice > 0);
}
