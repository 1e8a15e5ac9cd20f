//! The workflows of this repository and the one that `init` writes: who may do what, and what runs.
//! `tests/workflows/` lints the same files.

use crate::support::snapshot;
use crate::support::{git, root};
use gainsay::desk::init::{Answers, Host, NewFile, SiteKind, ToolSource, files};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const SOURCE: &str = "https://git.example/desk/gainsay";

/// The files of a host, with the program of a repository, at a commit or at the newest.
fn files_of(host: Host, commit: Option<&str>) -> Vec<NewFile> {
    let source = ToolSource { address: SOURCE.to_owned(), commit: commit.map(str::to_owned) };
    host.files(&source, "Tarnford notes")
}

/// Name and content of every workflow.
fn workflows() -> Vec<(String, Value)> {
    let written = files_of(Host::GitHub, None).swap_remove(0);
    let mut texts = vec![("init".to_owned(), written.text)];
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
        "actions/cache",
        "actions/checkout",
        "actions/configure-pages",
        "actions/deploy-pages",
        "actions/upload-pages-artifact",
    ];
    let mut pins: BTreeMap<String, String> = BTreeMap::new();
    for (name, workflow) in workflows() {
        for step in steps(&workflow) {
            let Some(action) = step["uses"].as_str().filter(|used| *used != "./") else { continue };
            let (of_name, version) = action.split_once('@').expect("a version");
            assert!(ACTIONS.contains(&of_name), "{name}: {action}");
            // Whoever has the repository of an action can move a tag of it, and not a commit.
            assert!(
                version.len() == 40 && version.bytes().all(|b| b.is_ascii_hexdigit()),
                "{name}: {action}"
            );
            let pin = pins.entry(of_name.to_owned()).or_insert_with(|| version.to_owned());
            assert_eq!(pin, version, "{name}: {of_name}");
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
        .filter_map(|s| {
            s["uses"].as_str().and_then(|used| used.split('@').next()).or(s["run"].as_str())
        })
        .collect();
    assert_eq!(
        not_for_requests,
        [
            "actions/configure-pages",
            "gainsay build --locked --base-url \"$BASE_URL\" --output \"$RUNNER_TEMP/site\"",
            "actions/upload-pages-artifact"
        ]
    );
    assert!(steps(&workflow).any(|s| s["run"] == "gainsay check --locked --format github"));
    assert_eq!(workflow["jobs"]["deploy"]["if"], "github.event_name != 'pull_request'");
    assert_eq!(workflow["jobs"]["deploy"]["needs"], "build");
}

/// A repository of this machine with one commit; returns its id.
fn repository(folder: &Path, name: &str) -> String {
    git(folder, &["init", "--quiet", name]);
    git(folder, &["-C", name, "commit", "--quiet", "--allow-empty", "--message", "x"]);
    git(folder, &["-C", name, "rev-parse", "HEAD"])
}

#[test]
fn a_workflow_stays_with_the_commit_that_wrote_it() {
    let commit = "0123456789abcdef0123456789abcdef01234567";
    for host in Host::ALL {
        let pinned = files_of(host, Some(commit));
        let mut floating = files_of(host, None);
        assert!(pinned.iter().any(|file| file.text.contains(commit)), "{host:?}");
        for file in &mut floating {
            file.text = match file.path {
                ".gainsay/build.sh" => {
                    file.text.replace("COMMIT:-}", &format!("COMMIT:-{commit}}}"))
                }
                _ => file.text.replace("COMMIT: \"\"", &format!("COMMIT: \"{commit}\"")),
            };
        }
        assert_eq!(pinned, floating, "{host:?}");
    }
}

/// The step that finds the version, run with a repository of this machine.
#[test]
fn the_workflow_finds_the_newest_commit_or_keeps_the_one_it_is_told() {
    let (_, workflow) = workflows().swap_remove(0);
    // This is `bash -e -o pipefail`, as below; without it GitHub takes `bash -e`.
    assert_eq!(workflow["defaults"]["run"]["shell"], "bash");
    let script = steps(&workflow)
        .find(|s| s["id"] == "gainsay")
        .and_then(|s| s["run"].as_str())
        .expect("the step");
    let folder = tempfile::tempdir().expect("a folder");
    let newest = repository(folder.path(), "tool");
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
    // A repository without a commit.
    let made =
        Command::new("git").current_dir(folder.path()).args(["init", "-q", "empty"]).status();
    assert!(made.expect("git runs").success());
    assert_eq!(found("empty", ""), None);
}

/// What a host runs: its script, and the variables that it gives it.
fn script_of(host: Host, publishes: bool) -> (String, Vec<(&'static str, String)>) {
    let files = files_of(host, None);
    let read = || serde_yaml::from_str::<Value>(&files[0].text).expect("YAML");
    let command = |after: &str| {
        let rest = files[0].text.split_once(after).expect("a part").1;
        let line = rest.lines().find_map(|line| line.trim().strip_prefix("command = \""));
        line.and_then(|line| line.strip_suffix('"')).expect("a command").replace("\\\"", "\"")
    };
    let site = "https://desk.example/notes/".to_owned();
    match host {
        // Its steps are looked at above.
        Host::GitHub => (String::new(), Vec::new()),
        Host::GitLab => {
            let job = if publishes { "pages" } else { "check" };
            let lines = read()[job]["script"].clone();
            let lines = lines
                .as_array()
                .expect("lines")
                .iter()
                .map(|line| line.as_str().expect("text").to_owned());
            (lines.collect::<Vec<_>>().join("\n"), vec![("CI_PAGES_URL", site)])
        }
        Host::Codeberg => {
            let workflow = read();
            let wanted = if publishes { "Build" } else { "Check" };
            let step = steps(&workflow).find(|step| step["name"] == wanted).expect("a step");
            (step["run"].as_str().expect("a script").to_owned(), vec![("BASE_URL", site)])
        }
        Host::Netlify if publishes => (command("[build]"), vec![("URL", site)]),
        Host::Netlify => (command("[context.deploy-preview]"), vec![("DEPLOY_PRIME_URL", site)]),
        Host::Cloudflare => (command("[build]"), Vec::new()),
    }
}

/// A site of its own with the files of `host`, and the run of its script in it. `cargo` there copies the program that is tested.
fn run_host(
    host: Host,
    publishes: bool,
    spoil: &dyn Fn(&Path),
) -> (Option<i32>, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| -> PathBuf { folder.path().join(name) };
    let commit = repository(folder.path(), "tool");
    for name in ["site", "bin", "home"] {
        std::fs::create_dir(at(name)).expect("a folder");
    }
    let answers = Answers { title: "Notes".into(), language: "en".into(), name: String::new() };
    for file in [files(&SiteKind::Own(answers)), files_of(host, None)].concat() {
        let path = at("site").join(file.path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, file.text).expect("a file");
    }
    if host == Host::Cloudflare {
        let config = at("site/gainsay.yaml");
        let text = std::fs::read_to_string(&config).expect("a file");
        std::fs::write(config, text + "base-url: https://desk.example/notes/\n").expect("a file");
    }
    let cargo = format!(
        "#!/bin/sh\nset -eu\n[ \"$1 $2 $3 $5 $6 $7 ${{9}}\" = \"install --locked --git --rev {commit} --root gainsay\" ]\n\
         mkdir -p \"$8/bin\"\nln -s '{}' \"$8/bin/gainsay\"\n",
        env!("CARGO_BIN_EXE_gainsay")
    );
    std::fs::write(at("bin/cargo"), cargo).expect("a file");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let may_run = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(at("bin/cargo"), may_run).expect("a file that runs");
    }
    spoil(folder.path());
    let (script, variables) = script_of(host, publishes);
    let status = Command::new("sh")
        .current_dir(at("site"))
        .args(["-e", "-c", &script])
        .env_clear()
        .env("PATH", format!("{}:/usr/bin:/bin", at("bin").display()))
        .env("HOME", at("home"))
        .env("GAINSAY_SOURCE", at("tool"))
        .envs(variables)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("a shell runs");
    (status.code(), folder)
}

#[cfg(unix)]
#[test]
fn each_host_builds_a_site_in_a_clean_folder_or_stops() {
    for host in [Host::GitLab, Host::Codeberg, Host::Netlify, Host::Cloudflare] {
        let (status, folder) = run_host(host, true, &|_| {});
        assert_eq!(status, Some(0), "{host:?}");
        let pages = snapshot(&folder.path().join("site/public"));
        let map = String::from_utf8(pages["sitemap.xml"].clone()).expect("text");
        assert!(map.contains("<loc>https://desk.example/notes/</loc>"), "{host:?}: {map}");
        // A look at a request builds nothing, but where the host shows it at an address of its own.
        let (status, folder) = run_host(host, false, &|_| {});
        assert_eq!(status, Some(0), "{host:?}");
        let shows = matches!(host, Host::Netlify | Host::Cloudflare);
        assert_eq!(folder.path().join("site/public").exists(), shows, "{host:?}");
        type Spoil = fn(&Path);
        let spoils: [(&str, Spoil); 4] = [
            ("no repository", |at| std::fs::remove_dir_all(at.join("tool")).expect("a folder")),
            ("cargo fails", |at| {
                std::fs::write(at.join("bin/cargo"), "#!/bin/sh\nexit 101\n").expect("a file");
            }),
            ("a fault in the site", |at| {
                std::fs::write(at.join("site/gainsay.yaml"), "titel: Notes\n").expect("a file");
            }),
            ("words that nobody confirmed", |at| {
                std::fs::remove_file(at.join("site/content/anchors.lock")).expect("a file");
            }),
        ];
        for (what, spoil) in spoils {
            let (status, folder) = run_host(host, true, &spoil);
            assert_ne!(status, Some(0), "{host:?}, {what}");
            assert!(!folder.path().join("site/public").exists(), "{host:?}, {what}");
        }
    }
}
