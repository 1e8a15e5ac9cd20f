//! Remarks of editors in Markdown: each stands on its words, and none is words of the article.

use super::draft::{docx, import_new, p, r};
use super::readers::sections;

/// The words of each claim of a document, and what was not placed.
fn places(markdown: &str) -> (Vec<String>, Vec<String>) {
    let (status, printed, told, _) = import_new("d.md", markdown.as_bytes(), &["--format", "json"]);
    assert_eq!(status, Some(0), "{told}");
    let printed: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
    let all = |list: &str, key: &str| -> Vec<String> {
        let list = printed[list].as_array().expect("a list").iter();
        list.map(|of| of[key].as_str().expect("words").to_owned()).collect()
    };
    (all("claims", "words"), all("not-placed", "text"))
}

#[test]
fn all_remarks_behind_words_are_about_them() {
    let check = |markdown: &str, words: &[&str], listed: &[&str]| {
        let (found, rest) = places(markdown);
        assert_eq!(found, words, "{markdown}");
        assert_eq!(rest, listed, "{markdown}");
    };
    check("The {==council==}{>>Who?<<}{>>When?<<} met.\n", &["council"], &[]);
    check("The {++council++}{>>Who?<<} met.\n", &["council"], &[]);
    check("The {~~board~>council~~}{>>Who?<<} met.\n", &["council"], &[]);
    check("The {--old--}{>>Why?<<} council met.\n", &[], &["Why?"]);
    check("The {==council==}{>>Who?<<} met{>>When?<<}.\n", &["council"], &["When?"]);
    check(
        "{==The {++council++}{>>Who?<<} met==}{>>When?<<}.\n",
        &["The council met", "council"],
        &[],
    );
    // What stands in deleted words is listed.
    check("The {--old {==board==}{>>Who?<<}--} council met.\n", &[], &["Who?"]);
    let pandoc = "The [[Who?]{.comment-start id=\"1\" author=\"Ann\"}old[]{.comment-end id=\"1\"} ]{.deletion}council met.\n";
    check(pandoc, &[], &["Ann: Who?"]);
    check(
        "The [Who?]{.comment-start id=\"1\"}[council]{.underline}[]{.comment-end id=\"1\"} met.\n",
        &["council"],
        &[],
    );
}

#[test]
fn spans_of_pandoc_leave_their_words_and_their_looks_are_counted() {
    let check = |markdown: &str, expect: &str, left: Option<&str>| {
        let (text, printed) = sections("d.md", format!("Start.\n\n{markdown}\n").as_bytes());
        assert_eq!(text, format!("Start.\n\n{expect}\n"), "{markdown}");
        match left {
            Some(left) => {
                let line = format!("no text left out: “{left}”\n");
                assert!(printed.contains(&line), "{markdown}: {printed}");
            }
            None => assert!(!printed.contains("left out"), "{markdown}: {printed}"),
        }
    };
    check("One [two]{.underline}.", "One two.", Some("{.underline}"));
    check("One [*two* three]{.smallcaps}.", "One *two* three.", Some("{.smallcaps}"));
    check("One [two [`three`]{lang=fr}]{lang=fr}.", "One two `three`.", Some("{lang=fr}"));
    check("One []{.comment-end id=\"9\"}two.", "One two.", Some("{.comment-end id=\"9\"}"));
    check("One [two]{2024}.", "One [two]{2024}.", None);
    check("One \\[two\\]{.a}.", "One [two]\\{.a}.", None);
}

#[test]
fn remarks_in_code_mean_themselves_and_end_none_outside() {
    let check = |markdown: &str, expect: &str| {
        let (text, _) = sections("d.md", format!("Start.\n\n{markdown}\n").as_bytes());
        assert_eq!(text, format!("Start.\n\n{expect}\n"), "{markdown}");
    };
    let code = |inside: &str| format!("```\n{inside}\n```");
    check("    a {--b--} {>>c<<}", &code("a {--b--} {>>c<<}"));
    check("```\na {--b--} [c]{.d}\n```", &code("a {--b--} [c]{.d}"));
    check("> ```\n> a {++b++}\n> ```", &format!("> {}", code("a {++b++}").replace('\n', "\n> ")));
    check(
        "- one\n\n  ```\n  a {==b==}\n  ```",
        &format!("- one\n\n  {}", code("a {==b==}").replace('\n', "\n  ")),
    );
    // Four blanks before backticks are code, and begin none.
    check("    ```\n\nOne {--two--}.", &format!("{}\n\nOne .", "````\n```\n````"));
    check("One {-- two.\n\n    a {--b--}", &format!("One \\{{-- two.\n\n{}", code("a {--b--}")));
    check("One{>>two\n\n    three<<} four.", "One four.");
    // Backticks of two paragraphs are no code together.
    check("One ` two{>>secret<<}.\n\nThree ` four.", "One \\` two.\n\nThree \\` four.");
}

#[test]
fn spans_and_marks_that_stand_ten_thousand_deep_do_no_harm() {
    let n = 10_000;
    for markdown in [
        format!("{}x{}", "[".repeat(n), "]{.y}".repeat(n)),
        format!("{}x]{{.y}}", "[".repeat(n * 8)),
        format!("{}x{}", "{==".repeat(n), "==}".repeat(n)),
        format!("{}x{}", "{--{++".repeat(n), "++}--}".repeat(n)),
        format!("{}x{}", "{~~a".repeat(n), "~>b~~}"),
        format!("{}x<<}}", "{==a==}{>>".repeat(n)),
    ] {
        let (text, _) = sections("d.md", format!("Start.\n\n{markdown}\n").as_bytes());
        let is_left_out = ["{--", "{~~"].iter().any(|open| markdown.starts_with(open))
            || markdown.ends_with("<<}");
        assert_eq!(text.contains('x'), !is_left_out, "{}", &markdown[..20]);
    }
}

#[test]
fn threads_that_google_marks_as_resolved_are_left_out_unless_they_are_asked_for() {
    let check = |said: &[&str], more: &[&str], claims: usize, resolved: bool| {
        let comment = |(id, text): (usize, &&str)| {
            format!(r#"<w:comment w:id="{id}" w:author="Ann">{}</w:comment>"#, p(&r(text)))
        };
        let all: String = said.iter().enumerate().map(comment).collect();
        let all = format!(r#"<w:comments xmlns:w="x">{all}</w:comments>"#);
        let marks = |mark: &str| -> String {
            (0..said.len()).map(|id| format!(r#"<w:{mark} w:id="{id}"/>"#)).collect()
        };
        let words = marks("commentRangeStart") + &r("council") + &marks("commentRangeEnd");
        let body = p(&(r("The ") + &words + &r(" met.")));
        let bytes = docx(&body, &[("word/comments.xml", &all)]);
        let (status, printed, told, _) = import_new("d.docx", &bytes, more);
        assert_eq!(status, Some(0), "{told}");
        let counted = format!("{claims} claim{} to complete", if claims == 1 { "" } else { "s" });
        assert!(printed.contains(&counted), "{said:?}: {printed}");
        let line = "  1 resolved comment left out: “Who?”\n";
        assert_eq!(printed.contains(line), resolved, "{said:?}: {printed}");
    };
    check(&["Who?", "All.", "_Marked as resolved_"], &[], 0, true);
    check(&["Who?", "_Marked as resolved_"], &["--resolved"], 1, false);
    check(&["Who?", "_Marked as resolved_", "_Re-opened_"], &[], 1, false);
    check(&["Who?", "Is it _Marked as resolved_?"], &[], 1, false);
}
