//! Commands of LaTeX in BibTeX, and the addresses in which they stand.

use super::import;
use super::values::check_file;
use crate::support::site_folder;

fn check(fields: &str, lines: &[&str], told: &[&str]) {
    let title = if fields.starts_with("title") { "" } else { "title={T}, " };
    check_file("a.bib", &format!("@misc{{new, {title}{fields}}}\n"), lines, told);
}

#[test]
fn commands_that_set_words_apart_go_and_their_words_stay() {
    for (title, expect) in [
        (r"A \emph{big} bridge", "A big bridge"),
        (r"pre\textit{fix} {\em and} {\bfseries more}", "prefix and more"),
        (r"The 10\textsuperscript{th} of m\textsubscript{2}", "The 10th of m2"),
        (r"\textbf{\emph{Deep}} \underline{down}", "Deep down"),
        (
            r"Said \enquote{no} and \enquote{a {B}}",
            "\"Said \u{201c}no\u{201d} and \u{201c}a B\u{201d}\"",
        ),
        (r"Some 10\,000 of\\two~lines\newline more", "Some 10 000 of two lines more"),
        (r"See \url{https://x.org/~joe/a--b$c}", "\"See https://x.org/~joe/a--b$c\""),
        (r"Sm{\o}rrebr{\o}d \& \ss \v{s} \LaTeX", "\"Sm\u{f8}rrebr\u{f8}d & \u{df}\u{161} LaTeX\""),
    ] {
        check(&format!("title={{{title}}}"), &[&format!("title: {expect}")], &[]);
    }
    for (title, expect) in [
        (r"Garc{\'\i}a and Garc\'{\i}a", "Garc\u{ed}a and Garc\u{ed}a"),
        (r"Garc\'\i a", "Garc\u{ed}a"),
        (r#"na{\"\i}ve \u{\i} na\"{\i}f"#, "na\u{ef}ve \u{12d} na\u{ef}f"),
    ] {
        check(&format!("title={{{title}}}"), &[&format!("title: {expect}")], &[]);
    }
    check(r"publisher={\textsc{Press} House}", &["publisher: Press House"], &[]);
    check(r"author={Ode, \textbf{Max}}", &["authors: Max Ode"], &[]);
    check(r"author={{others}}", &["authors: others"], &[]);
}

#[test]
fn what_commands_left_out_and_commands_that_nobody_knows_are_told() {
    for (fields, line, told) in [
        (
            r"title={A vote\footnote{Of 2016.}}",
            "title: A vote",
            "a.bib:1:1: note: `new`: `title` has a note that is left out: `Of 2016.`",
        ),
        (
            r"title={\href{https://x.example/}{The vote}}",
            "title: The vote",
            "`title` has a link to `https://x.example/`, which is left out",
        ),
        (
            r"title={A \foo{vote}}",
            "title: \"A \\\\foo{vote}\"",
            "`title` has a command that is not known, and stays as it is typed: `\\foo` in `A \\foo{vote}`",
        ),
        (
            r"howpublished={Online: \url{https://x.example/}}",
            "url: https://x.example/",
            "of `howpublished` the address is taken, and not `Online:`",
        ),
    ] {
        check(fields, &[line], &[told]);
    }
    check_file(
        "a.bib",
        "@string{p = {A \\foo{b}}}\n@misc{new, title={T}, publisher=p}\n",
        &["publisher: \"A \\\\foo{b}\""],
        &["a.bib:1:16: note: the string `p` has a command that is not known"],
    );
}

#[test]
fn addresses_are_read_whatever_command_they_stand_in() {
    for (fields, expect) in [
        (r"howpublished={\url{https://x.org/~joe/p}}", "https://x.org/~joe/p"),
        (r"howpublished={https://x.org/~joe/a--b}", "https://x.org/~joe/a--b"),
        (r#"howpublished = "\url{https://x.org/a_b}""#, "https://x.org/a_b"),
        (r"url={\url{https://x.org/p}}", "https://x.org/p"),
        (r"url={https://x.org/a\_b\&c\%20\#d}", "https://x.org/a_b&c%20#d"),
        (r"url={https://x.org/\~{}joe}", "https://x.org/~joe"),
        (r"url={https://x.org/{\textasciitilde}joe/$\sim$ida}", "https://x.org/~joe/~ida"),
        (r"doi={10.1000/a\_b}", "https://doi.org/10.1000/a_b"),
        (r"howpublished={\url{https://x.org/\~{}joe\_p}}", "https://x.org/~joe_p"),
    ] {
        check(fields, &[&format!("url: {expect}")], &[]);
    }
    check(
        r"howpublished={\href{https://x.org/p}{The page}}",
        &["url: https://x.org/p"],
        &["and not `The page`"],
    );
    check(r"url={https://x.org/\foo{a}}", &[], &["`url` has a command that is not known"]);
}

#[test]
fn bibtex_without_an_entry_is_an_error() {
    let site = site_folder();
    for text in ["", "Words that are no entry.\n@comment{a}\n"] {
        let (status, _, told) = import(site.path(), "a.bib", text);
        assert_eq!(status, Some(1), "{told}");
        assert!(told.starts_with("a.bib: error: no entry was found"), "{told}");
    }
}

#[test]
fn quotation_marks_in_braces_do_not_end_a_value() {
    let fields = r#"title = "A {"}word{"} and {a "second" one}", author = "Ode, Max", url = "https://x.example/""#;
    let lines = [
        r#"title: "A \"word\" and a \"second\" one""#,
        "authors: Max Ode",
        "url: https://x.example/",
    ];
    check(fields, &lines, &[]);
    check(
        r#"title = {a = "b {"c"}"}, publisher = "P" # "{"}Q{"}""#,
        &[r#"title: "a = \"b \"c\"\"""#],
        &[],
    );
}

#[test]
fn hyphens_of_an_address_stay_hyphens() {
    check("url={https://x.example/a--b---c}", &["url: https://x.example/a--b---c"], &[]);
    check("doi={10.1000/a--b}", &["url: https://doi.org/10.1000/a--b"], &[]);
}
