//! The workflow of releases and the action: who may do what, what runs, and that all speak of the same
//! archives. `tests/workflows/` lints them and runs their scripts.

use crate::support::root;
use serde_json::Value;
use std::collections::BTreeMap;
use std::process::{Command, Stdio};

fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn yaml(path: &str) -> Value {
    serde_yaml::from_str(&text(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

fn release() -> Value {
    yaml(".github/workflows/release.yml")
}

fn steps(job: &Value) -> &Vec<Value> {
    job["steps"].as_array().expect("steps")
}

/// Every target that the workflow builds for.
fn targets() -> Vec<String> {
    let release = release();
    let matrix = release["jobs"]["build"]["strategy"]["matrix"]["include"].as_array();
    let target = |entry: &Value| entry["target"].as_str().expect("a target").to_owned();
    matrix.expect("a matrix").iter().map(target).collect()
}

#[test]
fn every_action_is_pinned_to_a_commit_whose_version_is_said() {
    let workflows = ["ci", "pages", "release"].map(|name| format!(".github/workflows/{name}.yml"));
    let texts: Vec<(String, String)> = workflows
        .into_iter()
        .chain(["action.yml".to_owned()])
        .map(|path| (path.clone(), text(&path)))
        .collect();
    let mut pins = BTreeMap::new();
    for (path, text) in &texts {
        let others = |line: &&str| line.contains("uses: ") && !line.contains("uses: ./");
        for line in text.lines().filter(others) {
            let (_, used) = line.split_once("uses: ").expect("it was found above");
            let (action, pin) = used.split_once('@').unwrap_or_else(|| panic!("{path}: {line}"));
            let (commit, version) =
                pin.split_once(" # ").unwrap_or_else(|| panic!("{path}: {line}"));
            assert!(commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit()), "{line}");
            assert_eq!(version.split('.').count(), 3, "{line}");
            assert!(version.starts_with('v'), "{line}");
            let known = *pins.entry(action).or_insert(pin);
            assert_eq!(known, pin, "{path}: two versions of {action}");
        }
        assert!(text.contains("uses: "), "{path}");
    }
}

#[test]
fn each_job_of_a_release_may_do_what_it_has_to_and_no_more() {
    let release = release();
    assert_eq!(release["permissions"], serde_json::json!({}));
    let expect = [
        ("build", vec![]),
        ("check", vec![]),
        ("crates", vec![]),
        ("crates-io", vec!["id-token"]),
        ("homebrew", vec![]),
        ("image", vec!["attestations", "id-token", "packages"]),
        ("pypi", vec!["id-token"]),
        ("release", vec!["attestations", "contents", "id-token"]),
    ];
    let jobs = release["jobs"].as_object().expect("jobs");
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    for (name, job) in jobs {
        assert!(job["timeout-minutes"].is_number(), "{name}");
        let allowed = job["permissions"].as_object().expect("permissions of a job");
        let writes = allowed.iter().filter(|(_, right)| *right == "write");
        let mut writes: Vec<&str> = writes.map(|(what, _)| what.as_str()).collect();
        writes.sort_unstable();
        found.push((name, writes));
        for step in steps(job) {
            if step["uses"].as_str().is_some_and(|used| used.starts_with("actions/checkout@")) {
                assert_eq!(step["with"]["persist-credentials"], false, "{name}");
            }
        }
    }
    found.sort_unstable();
    assert_eq!(found, expect);
}

/// Started by hand the workflow tries everything, and the jobs that hand something out are not begun:
/// they wait for one that is for tags alone.
#[test]
fn only_a_tag_publishes() {
    let release = release();
    assert_eq!(release["on"]["push"], serde_json::json!({"tags": ["v*"]}));
    assert!(release["on"]["pull_request"].is_null());
    assert_eq!(release["jobs"]["release"]["if"], "github.event_name == 'push'");
    for (name, job) in release["jobs"].as_object().expect("jobs") {
        let needs = match &job["needs"] {
            Value::String(one) => vec![one.as_str()],
            Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
            _ => vec![],
        };
        match name.as_str() {
            "check" => assert!(needs.is_empty()),
            "build" | "crates" => assert_eq!(needs, ["check"]),
            "release" => assert_eq!(needs, ["check", "build", "crates"]),
            // `homebrew` has a condition of its own; one that has succeeded is still waited for.
            _ => assert!(needs.contains(&"release"), "{name}"),
        }
        let condition = job["if"].as_str().unwrap_or("");
        assert!(!condition.contains("always()") && !condition.contains("failure()"), "{name}");
    }
}

/// Nothing that others can write comes into a script but as a variable of the environment.
#[test]
fn scripts_are_sound_and_nothing_is_pasted_into_them() {
    let (release, action) = (release(), yaml("action.yml"));
    let of_jobs = release["jobs"].as_object().expect("jobs").values().flat_map(steps);
    let of_action = action["runs"]["steps"].as_array().expect("steps");
    for step in of_action.iter().filter(|step| step["run"].is_string()) {
        assert_eq!(step["shell"], "bash", "{step}");
        let run = step["run"].as_str().expect("it is one");
        let name = run.strip_prefix("bash \"$ACTION_PATH/scripts/action/");
        let name = name.and_then(|name| name.strip_suffix('"')).unwrap_or_else(|| panic!("{run}"));
        assert!(root().join("scripts/action").join(name).is_file(), "{run}");
    }
    for script in of_jobs.chain(of_action).filter_map(|step| step["run"].as_str()) {
        assert!(!script.contains("${{"), "{script}");
        let checked = Command::new("bash")
            .args(["-n", "-c", script])
            .stderr(Stdio::null())
            .status()
            .expect("bash runs");
        assert!(checked.success(), "{script}");
    }
}

/// Each script of the action reads variables, and `action.yml` sets them all.
#[test]
fn the_action_gives_its_scripts_every_variable_that_they_read() {
    let action = yaml("action.yml");
    let common = [
        "BASH_REMATCH",
        "GITHUB_OUTPUT",
        "GITHUB_PATH",
        "GITHUB_REPOSITORY",
        "GITHUB_STEP_SUMMARY",
    ];
    let of_runner = ["RUNNER_ARCH", "RUNNER_OS", "RUNNER_TEMP", "RUNNER_TOOL_CACHE"];
    for step in action["runs"]["steps"].as_array().expect("steps") {
        let Some(run) = step["run"].as_str() else { continue };
        let path = run.trim_start_matches("bash \"$ACTION_PATH/").trim_end_matches('"');
        let script = text(path);
        let set = step["env"].as_object().expect("an environment");
        let mut read: Vec<&str> = script
            .split('$')
            .skip(1)
            .map(|rest| rest.trim_start_matches('{'))
            .map(|rest| {
                let end = rest
                    .find(|c: char| !(c.is_ascii_uppercase() || c == '_' || c.is_ascii_digit()));
                &rest[..end.unwrap_or(rest.len())]
            })
            .filter(|name| name.starts_with(|c: char| c.is_ascii_uppercase()))
            .collect();
        read.sort_unstable();
        read.dedup();
        for name in &read {
            let known =
                common.contains(name) || of_runner.contains(name) || set.contains_key(*name);
            assert!(known, "{path} reads {name}");
        }
        for name in set.keys().filter(|name| *name != "ACTION_PATH" && *name != "GH_TOKEN") {
            assert!(read.contains(&name.as_str()), "{path} does not read {name}");
        }
    }
}

#[test]
fn action_formula_and_binstall_know_the_archives_that_are_built() {
    let find = text("scripts/action/find");
    let formula = text("scripts/packing/gainsay.rb");
    let targets = targets();
    assert_eq!(targets.len(), 5);
    for target in &targets {
        assert!(find.contains(&format!("target={target} ")), "{target}");
        let windows = target.contains("windows");
        let archive = format!("gainsay-@VERSION@-{target}.tar.gz");
        assert_eq!(formula.contains(&archive), !windows, "{target}");
        assert_eq!(formula.contains(&format!("@SHA256 {target}@")), !windows, "{target}");
    }
    assert_eq!(find.matches(" target=").count(), targets.len());

    let manifest = text("Cargo.toml");
    let binstall = |key: &str| {
        let start = manifest.find(key).unwrap_or_else(|| panic!("{key}"));
        let section = &manifest[start + key.len()..];
        section[..section.find("\n[").unwrap_or(section.len())].to_owned()
    };
    let release =
        "pkg-url = \"{ repo }/releases/download/v{ version }/{ name }-{ version }-{ target }";
    let most = binstall("[package.metadata.binstall]");
    assert!(most.contains(&format!("{release}.tar.gz\"")) && most.contains("pkg-fmt = \"tgz\""));
    let windows = binstall("[package.metadata.binstall.overrides.x86_64-pc-windows-msvc]");
    assert!(windows.contains(&format!("{release}.zip\"")) && windows.contains("pkg-fmt = \"zip\""));
    // The crate learns of its repository when it is published, by a line that is not there yet.
    assert!(!manifest.contains("\nrepository = "));
}
