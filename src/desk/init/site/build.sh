#!/bin/sh
# Checks the site and builds it, where a host runs a script: sh .gainsay/build.sh [FOLDER [ADDRESS]]
# FOLDER is where the pages go; without it the site is only checked. ADDRESS is where the site will be; without it,
# `base-url` in gainsay.yaml says so. A step that fails stops everything, and then nothing is published.
# What `anchors.lock` has no line on is refused: it is confirmed where somebody writes, and committed.
set -eu

# Where Gainsay comes from, and the full id of the commit to stay with; empty for the newest.
source="${GAINSAY_SOURCE:-@SOURCE@}"
commit="${GAINSAY_COMMIT:-@COMMIT@}"

if [ -z "$commit" ]; then
  newest="$(git ls-remote --exit-code "$source" HEAD)"
  commit="$(printf '%s\n' "$newest" | sed -n '1s/^\([0-9a-f]*\).*/\1/p')"
fi
if [ -z "$commit" ]; then
  echo "no commit of Gainsay was found at $source" >&2
  exit 1
fi

# A host that keeps this folder need not compile again.
tool="${GAINSAY_CACHE:-$HOME/.cache/gainsay-tool}/$commit"
if [ ! -x "$tool/bin/gainsay" ]; then
  if ! command -v cargo >/dev/null; then
    if [ ! -x "$HOME/.cargo/bin/cargo" ]; then
      curl --proto '=https' --tlsv1.2 --fail --silent --show-error --output "$HOME/rustup.sh" https://sh.rustup.rs
      sh "$HOME/rustup.sh" -y --profile minimal
    fi
    PATH="$HOME/.cargo/bin:$PATH"
    export PATH
  fi
  cargo install --locked --git "$source" --rev "$commit" --root "$tool" gainsay
fi

"$tool/bin/gainsay" check --locked
if [ $# -ge 1 ]; then
  if [ -n "${2:-}" ]; then
    "$tool/bin/gainsay" build --locked --output "$1" --base-url "$2"
  else
    "$tool/bin/gainsay" build --locked --output "$1"
  fi
fi
