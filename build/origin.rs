//! Where a source tree comes from: its repository, and the commit that it stands at.
//!
//! In goes the tree's folder; out comes what `git` says of it, if it is a clone of its own, or what
//! `cargo package` noted. Nothing is guessed: an address that others cannot read from is left out.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What is known of the source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The address of its repository, beginning with `https://`.
    pub repository: Option<String>,
    /// The full id of the commit.
    pub commit: Option<String>,
    /// The day of the commit, as `2026-11-29`.
    pub date: Option<String>,
    /// The tag of the release, as `v0.2.0`.
    pub release: Option<String>,
}

impl Origin {
    /// Fills what is missing from `other`. A commit and its date go together.
    pub fn or(self, other: Self) -> Self {
        let dated = if self.commit.is_none() { &other } else { &self };
        let (commit, date) = (dated.commit.clone(), dated.date.clone());
        Self {
            repository: self.repository.or(other.repository),
            release: self.release.or(other.release),
            commit,
            date,
        }
    }
}

/// What was found beside the source.
#[derive(Debug, Default)]
pub struct Seen {
    /// The origin.
    pub origin: Origin,
    /// The files whose change changes it.
    pub depends: Vec<PathBuf>,
}

impl Seen {
    /// Looks at the tree in `root`. A tree that is no clone of its own, as one that was unpacked within
    /// another's clone, has no commit.
    pub fn at(root: &Path) -> Self {
        let note = root.join(".cargo_vcs_info.json");
        if let Ok(text) = std::fs::read_to_string(&note) {
            let origin = Origin { commit: commit_of_package(&text), ..Origin::default() };
            return Self { origin, depends: vec![note] };
        }
        if !root.join(".git").exists() {
            return Self::default();
        }
        let git = |arguments: &[&str]| git(root, arguments);
        let origin = Origin {
            repository: git(&["remote", "get-url", "origin"]).as_deref().and_then(public_address),
            commit: git(&["rev-parse", "--verify", "HEAD"]),
            date: git(&["log", "-1", "--format=%cs"]),
            release: None,
        };
        let branch = git(&["symbolic-ref", "--quiet", "HEAD"]);
        let names = ["HEAD", "packed-refs", "config"].map(str::to_owned);
        let depends = names.into_iter().chain(branch);
        let depends = depends.filter_map(|name| git(&["rev-parse", "--git-path", &name]));
        // A file that is not there counts as changed, every time.
        let depends = depends.map(|path| root.join(path)).filter(|path| path.is_file()).collect();
        Self { origin, depends }
    }
}

fn git(root: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").arg("-C").arg(root).args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let text = text.trim();
    (output.status.success() && !text.is_empty()).then(|| text.to_owned())
}

/// The commit in `.cargo_vcs_info.json`, which `cargo package` writes: `{"git": {"sha1": "..."}}`.
pub fn commit_of_package(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("\"sha1\"")?;
    let commit = rest.split('"').nth(1)?;
    let is_id = commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit());
    is_id.then(|| commit.to_owned())
}

/// The hosts at which a repository has the same path by SSH as by HTTPS.
const HOSTS: [&str; 3] = ["github.com", "gitlab.com", "codeberg.org"];

/// The address at which anybody can read a repository, from that of a remote; `None` if it cannot be
/// told: a path, a server of one's own, an address with a name or a password in it.
pub fn public_address(remote: &str) -> Option<String> {
    let (host, path) = match remote.strip_prefix("https://") {
        Some(rest) => rest.split_once('/')?,
        None => {
            let of_url = remote.strip_prefix("ssh://git@").and_then(|rest| rest.split_once('/'));
            let (host, path) = of_url.or_else(|| remote.strip_prefix("git@")?.split_once(':'))?;
            HOSTS.contains(&host).then_some((host, path))?
        }
    };
    let path = path.trim_end_matches('/');
    let path = path.strip_suffix(".git").unwrap_or(path);
    let plain = |text: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "-._~/:+".contains(c))
    };
    (plain(host) && plain(path)).then(|| format!("https://{host}/{path}"))
}
