//! Renders SARIF, which GitHub's code scanning and many editors read.
//!
//! In go diagnostics, the texts and the path of the site's root; out comes one log. The format is
//! "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", OASIS 2020. Code scanning
//! shows only results with a place, so a fault of the whole site is placed at `gainsay.yaml`,
//! without a line. Each code that occurs becomes a rule, with its explanation as help. SARIF's
//! levels have the same names as this tool's severities.

use super::shared::{extent, path, visible, visible_json, words};
use crate::diagnostic::{Code, Diagnostic, Label, explain};
use crate::source::Files;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The file that represents the whole site.
const SITE: &str = "gainsay.yaml";

/// Renders the log, with a line break at its end.
pub fn render(diagnostics: &[Diagnostic], files: &Files, base: &str) -> String {
    let codes: BTreeSet<Code> = diagnostics.iter().map(|d| d.code).collect();
    let codes: Vec<Code> = codes.into_iter().collect();
    let results: Vec<Value> = diagnostics.iter().map(|d| result(d, &codes, files, base)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Gainsay",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    visible_json(&format!("{log:#}")) + "\n"
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.as_str(),
        "shortDescription": { "text": code.summary() },
        "fullDescription": { "text": explain::meaning(code) },
        "help": { "text": explain::text(code), "markdown": explain::section(code) },
        "defaultConfiguration": { "level": code.severity().as_str() },
    })
}

fn result(diagnostic: &Diagnostic, codes: &[Code], files: &Files, base: &str) -> Value {
    let place = match &diagnostic.place {
        Some(label) => physical(label, files, base),
        None => json!({ "artifactLocation": { "uri": uri(&format!("{base}{SITE}")) } }),
    };
    let mut result = json!({
        "ruleId": diagnostic.code.as_str(),
        "ruleIndex": codes.iter().position(|code| *code == diagnostic.code),
        "level": diagnostic.severity().as_str(),
        "message": { "text": words(diagnostic) },
        "locations": [{ "physicalLocation": place }],
    });
    let related: Vec<Value> =
        diagnostic.related.iter().map(|label| related(label, files, base)).collect();
    if !related.is_empty() {
        result["relatedLocations"] = distinct(related).into();
    }
    result
}

/// Removes duplicates: the schema requires related places to be unique.
fn distinct(values: Vec<Value>) -> Vec<Value> {
    let mut kept: Vec<Value> = Vec::new();
    for value in values {
        if !kept.contains(&value) {
            kept.push(value);
        }
    }
    kept
}

fn related(label: &Label, files: &Files, base: &str) -> Value {
    let mut location = json!({ "physicalLocation": physical(label, files, base) });
    if !label.text.is_empty() {
        location["message"] = json!({ "text": visible(&label.text) });
    }
    location
}

fn physical(label: &Label, files: &Files, base: &str) -> Value {
    let (start, end, _) = extent(label, files);
    json!({
        "artifactLocation": { "uri": uri(&path(label, files, base)) },
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    })
}

/// A path as a relative URI reference (RFC 3986).
fn uri(path: &str) -> String {
    const ESCAPED: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(path, ESCAPED).to_string()
}
