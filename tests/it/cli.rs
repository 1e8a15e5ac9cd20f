//! The command line: exit statuses, streams, and what a run leaves behind.

use crate::support::{site_folder, snapshot};
use std::path::Path;
use std::process::{Command, Output};

fn gainsay(arguments: &[&str], site: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .args(arguments)
        .arg(site)
        .env("SOURCE_DATE_EPOCH", "1795219200")
        .output()
        .expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("output is UTF-8")
}

#[test]
fn a_clean_site_exits_with_0_and_a_summary() {
    let site = site_folder();
    let output = gainsay(&["build"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(text(&output.stderr), "");
    let summary = text(&output.stdout);
    assert!(
        summary.starts_with("1 section, 1 marked claim, 0 claims made elsewhere, 1 source, 0 speakers\nof the marked claims: 1 supported\n"),
        "{summary}"
    );
    assert!(site.path().join("public/index.html").is_file());
    assert!(site.path().join("public/.nojekyll").is_file());
    let again = text(&gainsay(&["build"], site.path()).stdout);
    assert!(again.contains(": 0 files written, "), "{again}");
}

#[test]
fn faults_exit_with_1_and_leave_the_last_build_alone() {
    let site = site_folder();
    gainsay(&["build"], site.path());
    let before = snapshot(&site.path().join("public"));
    std::fs::write(
        site.path().join("content/01-vote.yaml"),
        "claims:\n  vote: {quote: voted to open}\n",
    )
    .expect("a file");
    for command in ["build", "check"] {
        let output = gainsay(&[command], site.path());
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(text(&output.stdout), "");
        let report = text(&output.stderr);
        assert!(
            report
                .starts_with("error[anchor-missing]: the words of `vote` are not in `01-vote.md`"),
            "{report}"
        );
        assert!(report.ends_with("1 error; nothing was written\n"), "{report}");
    }
    assert_eq!(snapshot(&site.path().join("public")), before);
}

#[test]
fn the_machine_and_the_command_line_exit_with_2() {
    let site = site_folder();
    let empty = tempfile::tempdir().expect("a folder");
    let inside = site.path().join("content/out").display().to_string();
    for (arguments, at, expect) in [
        (vec!["build"], empty.path(), "there is no `gainsay.yaml`"),
        (vec!["build", "--base-url", "nonsense"], site.path(), "--base-url"),
        (vec!["build", "--output", inside.as_str()], site.path(), "overlaps the input"),
        (vec!["build", "--nonsense"], site.path(), "unexpected argument"),
        (vec!["nonsense"], site.path(), "unrecognized subcommand"),
    ] {
        let output = gainsay(&arguments, at);
        let report = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {report}");
        assert!(report.contains(expect), "{arguments:?}: {report}");
    }
    let clock = Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .args(["check"])
        .arg(site.path())
        .env("SOURCE_DATE_EPOCH", "yesterday")
        .output()
        .expect("the program runs");
    assert_eq!(clock.status.code(), Some(2));
}

#[test]
fn the_help_names_the_commands_that_work() {
    let help = text(
        &Command::new(env!("CARGO_BIN_EXE_gainsay")).arg("--help").output().expect("runs").stdout,
    );
    for command in ["build", "serve", "check", "init"] {
        assert!(help.contains(&format!("\n  {command}")), "{help}");
    }
    for later in ["fix", "annotate", "explain"] {
        assert!(!help.contains(&format!("\n  {later}")), "{help}");
    }
}

#[test]
fn invariant_5_the_clock_is_an_input_and_the_place_does_not_matter() {
    let (one, other) = (site_folder(), site_folder());
    gainsay(&["build"], one.path());
    Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .arg("build")
        .arg(other.path())
        .env("SOURCE_DATE_EPOCH", "1890000000")
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .expect("the program runs");
    assert_eq!(snapshot(&one.path().join("public")), snapshot(&other.path().join("public")));
}
