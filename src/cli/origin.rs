//! What this program knows of itself: its version, where its source comes from, and what it runs on.
//!
//! In go the variables that the build script set; out come lines for people and for reports of bugs.

use crate::model::FORMAT;
use std::fmt::Write;

/// The version.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The full id of the commit that this program was compiled from, if known.
pub(super) const COMMIT: Option<&str> = option_env!("GAINSAY_BUILT_COMMIT");

/// The tag of the release that this program belongs to, if any.
pub(super) const RELEASE: Option<&str> = option_env!("GAINSAY_BUILT_RELEASE");

/// The day of that commit, if known.
const DATE: Option<&str> = option_env!("GAINSAY_BUILT_DATE");

/// How much of a commit's id is shown.
const SHORT: usize = 12;

/// The address of the repository: that of the manifest, or else of the clone or the release.
pub(super) fn repository() -> Option<&'static str> {
    let of_manifest = Some(env!("CARGO_PKG_REPOSITORY")).filter(|address| !address.is_empty());
    of_manifest.or(option_env!("GAINSAY_BUILT_REPOSITORY"))
}

/// The version in one line, as `gainsay 0.2.0 (0123456789ab, 2026-11-29)`.
pub(super) fn version() -> String {
    let commit = COMMIT.map(|commit| commit.get(..SHORT).unwrap_or(commit));
    let source: Vec<&str> = commit.into_iter().chain(DATE).collect();
    match source.is_empty() {
        true => format!("gainsay {VERSION}"),
        false => format!("gainsay {VERSION} ({})", source.join(", ")),
    }
}

/// What a report of a bug should say of the program and the machine. It names no file and no user.
pub(super) fn details() -> String {
    let unknown = "unknown";
    let mut text = version() + "\n";
    let features = [
        ("cli", cfg!(feature = "cli")),
        ("preview", cfg!(feature = "preview")),
        ("debug assertions", cfg!(debug_assertions)),
    ];
    let features = features.iter().filter(|(_, on)| *on).map(|(name, _)| *name);
    let threads = std::thread::available_parallelism().map_or(0, usize::from);
    for (name, value) in [
        ("commit", COMMIT.unwrap_or(unknown).to_owned()),
        ("release", RELEASE.unwrap_or("none").to_owned()),
        ("repository", repository().unwrap_or(unknown).to_owned()),
        ("format", FORMAT.to_string()),
        ("target", option_env!("GAINSAY_BUILT_TARGET").unwrap_or(unknown).to_owned()),
        ("features", features.collect::<Vec<_>>().join(", ")),
        ("threads", threads.to_string()),
        ("cache folder", if super::site::cache().is_some() { "known" } else { "none" }.to_owned()),
    ] {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name}: {value}");
    }
    text
}
