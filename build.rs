//! Notes where the source comes from, for `gainsay --version` and for the workflows that
//! `gainsay init` writes.
//!
//! In go the environment of a release, what `cargo package` noted, or the clone; out come the
//! variables that `src/cli/origin.rs` reads. What cannot be told is left out.

#[path = "build/origin.rs"]
mod origin;

use origin::{Origin, Seen};
use std::path::Path;

#[expect(clippy::disallowed_methods, reason = "cargo tells a build script all by its environment")]
fn main() {
    let variable = |name: &str| {
        println!("cargo:rerun-if-env-changed={name}");
        std::env::var(name).ok().filter(|value| !value.is_empty())
    };
    let told = Origin {
        repository: variable("GAINSAY_REPOSITORY"),
        commit: variable("GAINSAY_COMMIT"),
        date: variable("GAINSAY_DATE"),
        release: variable("GAINSAY_RELEASE"),
    };
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=build/origin.rs");
    let root = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    // A build for tests is made again with each commit otherwise.
    let released = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let seen = if released { Seen::at(Path::new(&root)) } else { Seen::default() };
    for path in &seen.depends {
        println!("cargo:rerun-if-changed={}", path.display());
    }
    let origin = told.or(seen.origin);
    for (name, value) in [
        ("REPOSITORY", origin.repository),
        ("COMMIT", origin.commit),
        ("DATE", origin.date),
        ("RELEASE", origin.release),
        ("TARGET", std::env::var("TARGET").ok()),
    ] {
        if let Some(value) = value {
            println!("cargo:rustc-env=GAINSAY_BUILT_{name}={value}");
        }
    }
}
