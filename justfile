# What one does every day. `just` lists it; https://just.systems says how to install it.
set shell := ["bash", "-euo", "pipefail", "-c"]

# List the recipes.
default:
    @just --list

# Tests that need nothing but Rust: one of them by its name, or all.
test *names:
    cargo test --locked {{ names }}

# Everything that must hold before a change lands; installs what it needs on Debian.
all:
    scripts/test

# Write what is reported into tests/cases/, and read the difference.
bless *suites="cases":
    BLESS=1 cargo test --locked --test it {{ suites }}
    git diff -- tests docs

# Browser tests, one file by its name or all; `just all` once before.
browser *files:
    cargo build --locked
    node --test tests/browser/{{ if files == "" { "*" } else { files } }}.test.mjs

# Build the example, and show it while its files change.
serve *options:
    cargo run --locked -- serve {{ options }}

# Pictures of the built example at three widths, light and dark.
shots folder="shots":
    cargo run --locked -- build
    node tests/browser/shots.mjs public {{ folder }}

# Time the stages, and find words again in texts that were edited.
bench *names:
    cargo bench --locked {{ names }}

# Weigh builds of generated sites, as docs/performance.md has them.
measure *arguments:
    scripts/measure {{ arguments }}

# Fuzz all targets, or some, for so many seconds of processor time each.
fuzz seconds="10" *targets:
    cargo run --locked --release --example fuzz -- --seconds {{ seconds }} {{ targets }}

# Look at what a release would hold (docs/releasing.md).
release:
    cargo package --locked --list
    cargo publish --locked --dry-run
