//! The workflows of this repository and the one that `init` writes: who may do what, and what runs.
//! `tests/workflows/` lints the same files.

use crate::support::root;
use gainsay::desk::init::{Answers, SiteKind, files};
use serde_json::Value;
use std::process::{Command, Stdio};

/// Name and content of every workflow.
fn workflows() -> Vec<(String, Value)> {
    let answers = Answers { title: "Notes".into(), language: "en".into(), name: String::new() };
    let begun = files(&SiteKind::Own(answers), Some("https://git.example/desk/gainsay"));
    let written = begun.into_iter().find(|f| f.path == ".github/workflows/pages.yml");
    let mut texts = vec![("init".to_owned(), written.expect("a workflow").text)];
    for name in ["ci.yml", "pages.yml"] {
        let path = root().join(".github/workflows").join(name);
        texts.push((name.to_owned(), std::fs::read_to_string(path).expect("a workflow")));
    }
    let read = |(name, text): (String, String)| {
        let value = serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        (name, value)
    };
    texts.into_iter().map(read).collect()
}

fn jobs(workflow: &Value) -> impl Iterator<Item = (&String, &Value)> {
    workflow["jobs"].as_object().expect("jobs").iter()
}

fn steps(workflow: &Value) -> impl Iterator<Item = &Value> {
    jobs(workflow).flat_map(|(_, job)| job["steps"].as_array().expect("steps"))
}

#[test]
fn without_a_repository_there_is_no_workflow() {
    let files = files(&SiteKind::Example, None);
    assert!(files.iter().all(|f| !f.path.starts_with(".github")));
}

#[test]
fn only_the_job_that_publishes_may_publish() {
    for (name, workflow) in workflows() {
        assert_eq!(workflow["permissions"], serde_json::json!({}), "{name}");
        for (job, content) in jobs(&workflow) {
            let publishes = content["steps"].as_array().expect("steps").iter().any(|s| {
                s["uses"].as_str().is_some_and(|u| u.starts_with("actions/deploy-pages@"))
            });
            let allowed = content["permissions"].as_object().expect("permissions of a job");
            let writes: Vec<&String> =
                allowed.iter().filter(|(_, v)| *v == "write").map(|(k, _)| k).collect();
            let expect: &[&str] = if publishes { &["id-token", "pages"] } else { &[] };
            let mut writes: Vec<&str> = writes.iter().map(|w| w.as_str()).collect();
            writes.sort_unstable();
            assert_eq!(writes, expect, "{name}, {job}");
            assert!(!publishes || content["steps"].as_array().is_some_and(|s| s.len() == 1));
            assert!(content["timeout-minutes"].is_number(), "{name}, {job}");
        }
    }
}

#[test]
fn all_use_the_same_official_actions_and_leave_no_credentials() {
    const ACTIONS: &[&str] = &[
        "actions/cache@v6",
        "actions/checkout@v7",
        "actions/configure-pages@v6",
        "actions/deploy-pages@v5",
        "actions/upload-pages-artifact@v5",
    ];
    for (name, workflow) in workflows() {
        for step in steps(&workflow) {
            let Some(action) = step["uses"].as_str() else { continue };
            assert!(ACTIONS.contains(&action), "{name}: {action}");
            if action.starts_with("actions/checkout@") {
                assert_eq!(step["with"]["persist-credentials"], false, "{name}");
            }
        }
    }
}

#[test]
fn pages_are_published_one_at_a_time() {
    for (name, workflow) in workflows() {
        let group = workflow["concurrency"]["group"].as_str().expect("a group");
        let publishes = jobs(&workflow).any(|(job, _)| job == "deploy");
        assert_eq!(group.contains("pages"), publishes, "{name}: {group}");
    }
}

/// Nothing that others can write comes into a script but as a variable of the environment.
#[test]
fn scripts_are_sound_and_nothing_is_pasted_into_them() {
    for (name, workflow) in workflows() {
        for script in steps(&workflow).filter_map(|s| s["run"].as_str()) {
            assert!(!script.contains("${{"), "{name}: {script}");
            let checked = Command::new("bash")
                .args(["-n", "-c", script])
                .stderr(Stdio::null())
                .status()
                .expect("bash runs");
            assert!(checked.success(), "{name}: {script}");
        }
    }
}

#[test]
fn the_workflow_of_a_site_checks_requests_and_publishes_the_rest() {
    let (_, workflow) = workflows().swap_remove(0);
    let on = workflow["on"].as_object().expect("events");
    let mut events: Vec<&str> = on.keys().map(String::as_str).collect();
    events.sort_unstable();
    assert_eq!(events, ["pull_request", "push", "workflow_dispatch"]);
    assert_eq!(workflow["env"]["GAINSAY_SOURCE"], "https://git.example/desk/gainsay");
    let not_for_requests: Vec<&str> = steps(&workflow)
        .filter(|s| s["if"] == "github.event_name != 'pull_request'")
        .filter_map(|s| s["uses"].as_str().or(s["run"].as_str()))
        .collect();
    assert_eq!(
        not_for_requests,
        [
            "actions/configure-pages@v6",
            "gainsay build --locked --base-url \"$BASE_URL\" --output \"$RUNNER_TEMP/site\"",
            "actions/upload-pages-artifact@v5"
        ]
    );
    assert!(steps(&workflow).any(|s| s["run"] == "gainsay check --locked --format github"));
    assert_eq!(workflow["jobs"]["deploy"]["if"], "github.event_name != 'pull_request'");
    assert_eq!(workflow["jobs"]["deploy"]["needs"], "build");
}

/// The step that finds the version, run with a repository of this machine.
#[test]
fn the_workflow_finds_the_newest_commit_or_keeps_the_one_it_is_told() {
    let (_, workflow) = workflows().swap_remove(0);
    let script = steps(&workflow)
        .find(|s| s["id"] == "gainsay")
        .and_then(|s| s["run"].as_str())
        .expect("the step");
    let folder = tempfile::tempdir().expect("a folder");
    let git = |arguments: &[&str]| -> String {
        let output = Command::new("git")
            .current_dir(folder.path())
            .args(["-c", "user.name=x", "-c", "user.email=x@example.org"])
            .args(arguments)
            .output()
            .expect("git runs");
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).expect("text").trim().to_owned()
    };
    git(&["init", "--quiet", "tool"]);
    git(&["-C", "tool", "commit", "--quiet", "--allow-empty", "--message", "x"]);
    let newest = git(&["-C", "tool", "rev-parse", "HEAD"]);
    let found = |source: &str, commit: &str| -> Option<String> {
        let answer = folder.path().join("output");
        let _ = std::fs::remove_file(&answer);
        let status = Command::new("bash")
            .args(["-e", "-o", "pipefail", "-c", script])
            .env("GAINSAY_SOURCE", folder.path().join(source))
            .env("GAINSAY_COMMIT", commit)
            .env("GITHUB_OUTPUT", &answer)
            .stderr(Stdio::null())
            .status()
            .expect("bash runs");
        status.success().then(|| std::fs::read_to_string(&answer).expect("an answer"))
    };
    assert_eq!(found("tool", ""), Some(format!("commit={newest}\n")));
    assert_eq!(found("tool", "0123abcd"), Some("commit=0123abcd\n".to_owned()));
    assert_eq!(found("gone", ""), None);
}
