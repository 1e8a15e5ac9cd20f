//! The command line: exit statuses, streams, and what a run leaves behind.

use crate::support::{confirm, site_folder, snapshot};
use std::collections::BTreeSet;
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
fn folder_without_a_site_shows_where_one_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().canonicalize().expect("a path");
    let said = |arguments: &[&str], at: &Path| {
        let output = gainsay(arguments, at);
        assert_eq!(output.status.code(), Some(2));
        text(&output.stderr).replace(root.to_str().expect("UTF-8"), "~")
    };
    let missing = |at: &str, help: &str| {
        format!("error: there is no `gainsay.yaml` in `{at}`\n  help: {help}\n")
    };
    let begin =
        "begin a site with `gainsay init`, or name the folder of one: `gainsay build my-site`";
    assert_eq!(said(&["build"], &root), missing("~", begin));
    assert_eq!(said(&["build"], &root.join("gone")), "error: there is no folder `~/gone`\n");
    std::fs::create_dir_all(root.join("desk/notes/content")).expect("folders");
    std::fs::write(root.join("desk/notes/gainsay.yml"), "title: T\n").expect("a file");
    let rename = missing("~/desk/notes", "rename `gainsay.yml` to `gainsay.yaml`");
    assert_eq!(said(&["check"], &root.join("desk/notes")), rename);
    let above =
        missing("~/desk/notes/content", "rename `~/desk/notes/gainsay.yml` to `gainsay.yaml`");
    assert_eq!(said(&["check"], &root.join("desk/notes/content")), above);
    std::fs::rename(root.join("desk/notes/gainsay.yml"), root.join("desk/notes/gainsay.yaml"))
        .expect("a file");
    let site = "there is a site in `~/desk/notes`: name it, or run the command there";
    assert_eq!(said(&["fix"], &root), missing("~", site));
    let within = root.join("desk/notes/content");
    assert_eq!(said(&["serve"], &within), missing("~/desk/notes/content", site));
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
        let end = "`gainsay explain anchor-missing` says more\n1 error; nothing was written\n";
        assert!(report.ends_with(end), "{report}");
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
    for command in [
        "build",
        "serve",
        "check",
        "fix",
        "annotate",
        "init",
        "explain",
        "schema",
        "export",
        "import",
        "completions",
    ] {
        assert!(help.contains(&format!("\n  {command}")), "{help}");
    }
    assert!(help.contains("\nExit status: 0 where all is well, 1 where"), "{help}");
    for later in ["new", "lsp", "man", "render-apart"] {
        assert!(!help.contains(&format!("\n  {later}")), "{help}");
    }
}

#[test]
fn invariant_5_clock_is_an_input_and_folder_does_not_matter() {
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

#[test]
fn invariant_5_a_template_that_goes_through_a_map_finds_the_same_order_in_every_run() {
    let page = "{% for name, address in assets %}{{ name }}: {{ address }}\n{% endfor %}\
        {% for key, value in page %}{{ key }}\n{% endfor %}{% for key, value in site %}{{ key }}\n{% endfor %}";
    let runs: BTreeSet<String> = (0..4)
        .map(|_| {
            let site = site_folder();
            std::fs::create_dir(site.path().join("templates")).expect("a folder");
            std::fs::write(site.path().join("templates/404.html"), page).expect("a file");
            gainsay(&["build", "--base-url", "https://desk.example/"], site.path());
            std::fs::read_to_string(site.path().join("public/404.html")).expect("a page")
        })
        .collect();
    assert_eq!(runs.len(), 1, "{runs:#?}");
    let page = runs.first().map_or("", String::as_str);
    let names: Vec<&str> = page.lines().filter_map(|line| Some(line.split_once(": ")?.0)).collect();
    assert!(names.len() > 5 && names.is_sorted(), "{page}");
}

/// A site with a warning, in the folder `site` of another.
fn site_with_a_warning() -> tempfile::TempDir {
    let above = tempfile::tempdir().expect("a folder");
    std::fs::rename(site_folder().keep(), above.path().join("site")).expect("moved");
    let section = "---\ntitle: The vote\n---\n\nThe council voted to close.[^a]\n\n[^a]: Said.\n[^b]: Unused.\n";
    std::fs::write(above.path().join("site/content/01-vote.md"), section).expect("a file");
    std::fs::remove_file(above.path().join("site/content/anchors.lock")).expect("removed");
    confirm(&above.path().join("site"));
    above
}

fn gainsay_in(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .args(arguments)
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", "1795219200")
        .output()
        .expect("the program runs")
}

#[test]
fn format_for_programs_has_standard_output_to_itself() {
    let above = site_with_a_warning();
    let site = above.path().join("site");
    for form in ["short", "json", "github", "sarif", "markdown"] {
        for command in ["build", "check"] {
            let output = gainsay_in(above.path(), &[command, "site", "--format", form]);
            let (report, rest) = (text(&output.stdout), text(&output.stderr));
            assert_eq!(output.status.code(), Some(0), "{rest}");
            assert!(report.contains("footnote-unused"), "{form}: {report}");
            assert!(!report.contains("1 section"), "{form}: {report}");
            assert!(rest.starts_with("1 warning\n1 section, "), "{form}: {rest}");
            assert!(!rest.contains("footnote-unused"), "{form}: {rest}");
        }
    }
    let first_line = |folder: &Path, arguments: &[&str]| {
        let report = text(&gainsay_in(folder, arguments).stdout);
        report.lines().next().unwrap_or("").to_owned()
    };
    let message = "8:1: warning[footnote-unused]: nothing refers to the footnote `b`";
    let below = first_line(above.path(), &["check", "site", "--format", "short"]);
    assert_eq!(below, format!("site/content/01-vote.md:{message}"));
    let here = first_line(&site, &["check", "--format", "short"]);
    assert_eq!(here, format!("content/01-vote.md:{message}"));
    let elsewhere = first_line(&site.join("content"), &["check", "..", "--format", "short"]);
    assert_eq!(elsewhere, here);
    let empty = site_folder();
    let report = gainsay_in(empty.path(), &["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&report.stdout).expect("JSON");
    assert_eq!(report["diagnostics"], serde_json::json!([]));
}

#[test]
fn denied_warnings_fail_and_nothing_is_written() {
    let above = site_with_a_warning();
    for command in ["build", "check"] {
        let output = gainsay_in(above.path(), &[command, "site", "--deny", "warnings"]);
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), String::new()));
        let report = text(&output.stderr);
        assert!(report.starts_with("warning[footnote-unused]: "), "{report}");
        let end = "1 warning; warnings are denied, so nothing was written\n";
        assert!(report.ends_with(end), "{report}");
        assert!(!above.path().join("site/public").exists());
    }
    let clean = site_folder();
    let output = gainsay_in(clean.path(), &["build", "--deny", "warnings"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let wrong = gainsay_in(clean.path(), &["build", "--deny", "everything"]);
    assert_eq!(wrong.status.code(), Some(2));
}

#[test]
fn a_code_is_explained_and_a_misspelt_one_is_guessed() {
    let here = tempfile::tempdir().expect("a folder");
    let explain = |arguments: &[&str]| {
        let output = gainsay_in(here.path(), &[&["explain"], arguments].concat());
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let (status, page, _) = explain(&["base-url-missing"]);
    assert_eq!(status, Some(0));
    insta::assert_snapshot!(page, @r"
    base-url-missing

    Note. Without a base address some files are left out.

    Some files can only be made of full addresses: the site map, `404.html`, the
    feed, the link in each page that says where it belongs, the picture and the data
    that others show beside a link, and, with `embed: true`, the markup that pages
    offer for embedding. Without `base-url` they are left out.

    The site works all the same. Set `base-url` once it is known, or pass
    `--base-url` to `build`.

    Wrong:

      gainsay.yaml
        title: Desk

    Mended:

      gainsay.yaml
        title: Desk
        base-url: https://desk.example/
    ");
    let (status, list, _) = explain(&[]);
    assert_eq!(status, Some(0));
    for code in gainsay::diagnostic::Code::ALL {
        assert!(list.contains(code.as_str()) && list.contains(code.summary()), "{list}");
        let (status, page, _) = explain(&[code.as_str()]);
        assert_eq!(status, Some(0));
        assert!(page.contains("\nWrong:\n") && page.contains("\nMended:\n"), "{page}");
        assert!(!page.contains("```"), "{page}");
    }
    let unknown =
        "error: there is no code `anchor-mising`\n  help: did you mean `anchor-missing`?\n";
    assert_eq!(explain(&["anchor-mising"]), (Some(2), String::new(), unknown.to_owned()));
    let (status, _, report) = explain(&["nonsense"]);
    assert_eq!(status, Some(2));
    assert!(report.contains("`gainsay explain` lists the codes"), "{report}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_a_link_is_not_followed() {
    let site = site_folder();
    let elsewhere = tempfile::tempdir().expect("a folder");
    std::fs::write(elsewhere.path().join("private.txt"), "private").expect("a file");
    std::os::unix::fs::symlink(elsewhere.path(), site.path().join("static")).expect("a link");
    let output = gainsay(&["build"], site.path());
    assert_eq!(output.status.code(), Some(1));
    let report = text(&output.stderr);
    assert!(report.contains("`static` is a symbolic link, and links are not followed"), "{report}");
}

#[test]
fn without_a_command_it_says_what_to_do_next() {
    let site = site_folder();
    let empty = tempfile::tempdir().expect("a folder");
    let misnamed = tempfile::tempdir().expect("a folder");
    std::fs::write(misnamed.path().join("gainsay.yml"), "title: Notes\n").expect("a file");
    let above = std::fs::canonicalize(site.path()).expect("a folder").display().to_string();
    for (folder, expect) in [
        (site.path().to_owned(), "here is a site\n\nnext:\n  gainsay serve --open "),
        (site.path().join("content"), &*format!("there is a site in `{above}`\n")),
        (empty.path().to_owned(), "there is no site here\n\nnext:\n  gainsay init my-site "),
        (misnamed.path().to_owned(), "next:\n  rename `gainsay.yml` to `gainsay.yaml`\n"),
    ] {
        let output = gainsay_in(&folder, &[]);
        let said = text(&output.stdout);
        assert_eq!(output.status.code(), Some(0), "{said}");
        assert!(said.contains(expect), "{said}");
        assert!(said.ends_with("\n`gainsay help` lists all commands\n"), "{said}");
    }
}

#[test]
fn version_is_one_line_and_with_verbose_all_that_a_report_of_a_bug_needs() {
    let run = |arguments: &[&str]| {
        let folder = tempfile::tempdir().expect("a folder");
        text(&gainsay_in(folder.path(), arguments).stdout)
    };
    let line = run(&["--version"]);
    assert_eq!(line, run(&["-V"]));
    assert!(line.starts_with(concat!("gainsay ", env!("CARGO_PKG_VERSION"))), "{line}");
    assert_eq!(line.lines().count(), 1, "{line}");
    let details = run(&["--version", "--verbose"]);
    assert!(details.starts_with(&line), "{details}");
    for name in ["commit", "repository", "format", "target", "features", "threads"] {
        assert!(details.contains(&format!("\n{name}: ")), "{details}");
    }
    let target = details.lines().find_map(|line| line.strip_prefix("target: "));
    assert!(target.is_some_and(|target| target.matches('-').count() >= 2), "{details}");
    assert!(!details.contains('/'), "no path of the machine: {details}");
}

#[test]
fn colours_are_printed_where_they_are_asked_for() {
    let empty = tempfile::tempdir().expect("a folder");
    let escapes = |arguments: &[&str], variables: &[(&str, &str)]| {
        let output = Command::new(env!("CARGO_BIN_EXE_gainsay"))
            .current_dir(empty.path())
            .args(arguments)
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .envs(variables.iter().copied())
            .output()
            .expect("the program runs");
        text(&output.stderr).contains('\u{1b}')
    };
    // Standard error is no terminal here.
    assert!(!escapes(&["check"], &[]));
    assert!(escapes(&["check", "--color", "always"], &[]));
    assert!(escapes(&["--color", "always", "check"], &[("NO_COLOR", "1")]));
    assert!(escapes(&["check"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!escapes(&["check"], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!escapes(&["check", "--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn quiet_commands_say_nothing_of_what_went_well_and_all_of_what_did_not() {
    let site = site_folder();
    for command in ["build", "check", "fix"] {
        let output = gainsay(&[command, "--quiet"], site.path());
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(text(&output.stdout) + &text(&output.stderr), "", "{command}");
    }
    let new = tempfile::tempdir().expect("a folder");
    let output = gainsay_in(new.path(), &["init", "-q", "--yes"]);
    assert_eq!(text(&output.stdout) + &text(&output.stderr), "");
    assert!(new.path().join("gainsay.yaml").is_file());
    std::fs::write(site.path().join("gainsay.yaml"), "titel: Notes\n").expect("a file");
    let loud = text(&gainsay(&["check"], site.path()).stderr);
    assert_eq!(text(&gainsay(&["check", "-q"], site.path()).stderr), loud);
    assert!(loud.contains("error[key-unknown]"), "{loud}");
}

#[test]
fn shells_and_man_are_told_of_every_command() {
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_gainsay"))
            .args(arguments)
            .output()
            .expect("the program runs");
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let help = run(&["help"]).1;
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands: Vec<&str> = commands
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|name| !name.is_empty() && *name != "help")
        .collect();
    assert!(commands.len() > 8, "{help}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (status, script, _) = run(&["completions", shell]);
        assert_eq!(status, Some(0), "{shell}");
        for command in &commands {
            assert!(script.contains(command), "{shell} lacks {command}");
        }
    }
    // The script of the shell that is here runs, and completes.
    let (_, script, _) = run(&["completions", "bash"]);
    let asked = "COMP_WORDS=(gainsay sch); COMP_CWORD=1; _gainsay gainsay sch gainsay; echo \"${COMPREPLY[*]}\"";
    let completed = Command::new("bash").args(["-c", &format!("{script}\n{asked}")]).output();
    assert_eq!(text(&completed.expect("bash runs").stdout), "schema\n");
    let (_, whole, _) = run(&["man"]);
    assert!(whole.contains(".TH gainsay 1") && whole.contains("Exit status"), "{whole}");
    for command in &commands {
        assert!(whole.contains(&format!("gainsay\\-{command}(1)")), "{command}: {whole}");
        let (status, page, _) = run(&["man", command]);
        assert_eq!(status, Some(0));
        assert!(page.contains(&format!(".TH gainsay-{command} 1")), "{page}");
    }
    let (status, _, said) = run(&["man", "biuld"]);
    assert_eq!(
        (status, &*said),
        (Some(2), "error: there is no command `biuld`\n  help: did you mean `build`?\n")
    );
}

#[test]
fn a_site_in_a_newer_version_of_the_format_is_left_as_it_is_by_every_command() {
    let site = site_folder();
    let config = site.path().join("gainsay.yaml");
    let known = std::fs::read_to_string(&config).expect("a file");
    std::fs::write(&config, format!("{known}format: 2\n")).expect("a file");
    // Something that `fix` would mend.
    let claims = site.path().join("content/01-vote.yaml");
    let text_of_claims = std::fs::read_to_string(&claims).expect("a file");
    std::fs::write(&claims, text_of_claims.replace("says:", "sayz:")).expect("a file");
    let before = snapshot(site.path());
    let words = "The council voted";
    for arguments in [
        vec!["build"],
        vec!["check", "--drafts"],
        vec!["fix", "--yes"],
        vec!["annotate", words, "--write", "--site"],
    ] {
        let output = gainsay(&arguments, site.path());
        let said = text(&output.stdout) + &text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(!said.contains("sayz"), "{arguments:?}: {said}");
        let explains = said.contains("format-newer") || said.contains("`gainsay check` shows");
        assert!(explains, "{arguments:?}: {said}");
        assert_eq!(snapshot(site.path()), before, "{arguments:?}");
    }
}
