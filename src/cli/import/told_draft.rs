//! What is told of an imported document: to people in sentences, to programs as JSON.
//!
//! In go the plan of the import and what became of it; out comes the report as text.

use super::told::drawn;
use crate::cli::origin;
use crate::cli::plural::plural;
use crate::cli::site::base;
use crate::diagnostic::{shown, visible};
use crate::import::manuscript::{ErrorsAfter, ImportPlan, NamedSource};
use crate::import::{ImportFault, TakenPublisher, in_one_line};
use serde_json::json;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

/// What is told of an import.
#[derive(Debug)]
pub(super) struct ToldDraft<'t> {
    /// The path of the document.
    pub file: &'t Path,
    /// The folder of the site.
    pub root: &'t Path,
    /// True if a later draft was merged.
    pub update: bool,
    /// True if nothing was to be written.
    pub dry_run: bool,
    /// The files that were planned.
    pub plan: &'t ImportPlan,
    /// The errors that the site has after them.
    pub after: &'t ErrorsAfter,
    /// The files around the article of a new site.
    pub around: &'t [(&'static str, String)],
    /// True if the site is new.
    pub is_new: bool,
    /// True if the files were written.
    pub writes: bool,
}

impl ToldDraft<'_> {
    fn files(&self) -> Vec<String> {
        let root = self.root;
        let base = match self.is_new && root != Path::new(".") {
            true => format!("{}/", root.display().to_string().trim_end_matches('/')),
            false => base(root),
        };
        let all = self.plan.files.iter().map(|(path, _)| path.as_str());
        let all = all.filter(|path| !path.starts_with('.'));
        let around = self.around.iter().map(|(path, _)| *path);
        all.chain(around.filter(|path| !path.starts_with('.') && !path.ends_with(".gitkeep")))
            .map(|path| visible(&format!("{base}{path}")))
            .collect()
    }

    /// The report for people.
    pub(super) fn sentences(&self) -> String {
        let plan = self.plan;
        let mut out = String::new();
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "{}: {}, {} to complete, {}, {}",
            shown(self.file),
            plural(plan.sections, "section"),
            plural(plan.claims.len(), "claim"),
            plural(plan.sources.len(), "new source"),
            plural(plan.pictures, "picture"),
        );
        for (what, count, example) in plan.passed.all() {
            let example = shortened(example);
            let example = if example.is_empty() { String::new() } else { format!(": {example}") };
            let _ = writeln!(out, "  {}{example}", what.said(count));
        }
        if plan.untitled > 0 {
            let _ = writeln!(
                out,
                "  {} with the address as title: write their own into sources.yaml",
                plural(plan.untitled, "new source")
            );
        }
        for TakenPublisher { source, publisher } in &plan.published {
            let _ = writeln!(
                out,
                "  publisher of `{source}`, as all other sources of its host have it: {}",
                visible(publisher)
            );
        }
        self.list(&mut out);
        self.wait(&mut out);
        if !self.writes {
            let why = match self.dry_run {
                true => "nothing was written",
                false => "nothing was written, since not everything has a place (--strict)",
            };
            let _ = writeln!(out, "{why}; these would be:");
        }
        let update = self.update;
        let files = self.files();
        if update && files.is_empty() {
            let _ = writeln!(out, "nothing changed");
            return out;
        }
        for path in files {
            let _ = writeln!(out, "{}{path}", if self.writes { "wrote " } else { "  " });
        }
        if self.writes {
            let root = self.root;
            let site =
                if root == Path::new(".") { String::new() } else { format!(" {}", shown(root)) };
            let _ = writeln!(out, "\nnext:");
            if !self.after.asked.is_empty() {
                let _ =
                    writeln!(out, "  gainsay fix{site}    asks about claims whose words changed");
            }
            let _ = writeln!(
                out,
                "  gainsay serve{site} --drafts --open    shows the article with its claims, to complete them there"
            );
            if self.is_new {
                // Without a repository of its own, the program has to be told where a host gets it.
                let source = match origin::repository() {
                    Some(_) => "",
                    None => " --tool-source ADDRESS",
                };
                let _ = writeln!(
                    out,
                    "  gainsay init{site} --workflow{source}    adds what a host publishes the site with, once claims are complete"
                );
            }
        }
        out
    }

    /// Lists what the document says no more, and what has no place in the site.
    fn list(&self, out: &mut String) {
        let plan = self.plan;
        if !plan.renewed.is_empty() {
            let _ = writeln!(out, "said more of claims: {}", plan.renewed.join(", "));
        }
        match &plan.gone[..] {
            [] => {}
            [(claim, line)] => {
                let line = visible(line);
                let _ = writeln!(
                    out,
                    "no longer in the document: {line}\n  it was removed or resolved there; it stays in the `desk-note` of `{claim}`"
                );
            }
            several => {
                let _ = writeln!(out, "no longer in the document:");
                for (claim, line) in several {
                    let _ = writeln!(out, "  {} (of `{claim}`)", visible(line));
                }
                let _ = writeln!(
                    out,
                    "  each was removed or resolved there, and stays in the `desk-note` of its claim"
                );
            }
        }
        match &plan.named[..] {
            [] => {}
            [named @ NamedSource { claim, source, .. }] => {
                let address = named_address(named);
                let _ = writeln!(
                    out,
                    "named for `{claim}`, which has citations already or no room for a comment: {address}\n  its source is `{source}`; to cite it, write a citation there"
                );
            }
            several => {
                let _ = writeln!(
                    out,
                    "named for claims that have citations already, or no room for a comment:"
                );
                for named @ NamedSource { claim, source, .. } in several {
                    let address = named_address(named);
                    let _ = writeln!(out, "  for `{claim}`, the source `{source}`: {address}");
                }
                let _ = writeln!(out, "  to cite one, write a citation at its claim");
            }
        }
        let mut reasons: Vec<&str> = plan.unplaced.iter().map(|one| one.why.reason()).collect();
        let mut seen = BTreeSet::new();
        reasons.retain(|reason| seen.insert(*reason));
        for reason in reasons {
            let of_it = plan.unplaced.iter().filter(|one| one.why.reason() == reason);
            let said = of_it.map(|one| {
                let text = visible(&one.text.replace('\n', " / "));
                format!("a {} that says: {text}", one.kind.noun())
            });
            let said: Vec<String> = said.collect();
            let _ = match &said[..] {
                [one] => writeln!(out, "not placed: {one}\n  {reason}"),
                several => {
                    writeln!(out, "not placed:\n  {}\n  of each: {reason}", several.join("\n  "))
                }
            };
        }
    }

    /// Lists errors that wait, below one heading each. A hint that several share stands below the last.
    fn wait(&self, out: &mut String) {
        if !self.after.asked.is_empty() {
            let _ = writeln!(out, "waiting for `gainsay fix`, which asks about it:");
            for fault in &self.after.asked {
                self.tell(out, ImportFault { hint: None, ..fault.clone() });
            }
            let _ = writeln!(
                out,
                "  help: it shows the words as they were and as they are; confirm those that still say the same"
            );
        }
        let drafted = &self.after.drafted;
        if !drafted.is_empty() {
            let _ = writeln!(out, "waiting until what is drafted here is published:");
        }
        for (i, fault) in drafted.iter().enumerate() {
            let is_shared = drafted.get(i + 1).is_some_and(|next| next.hint == fault.hint);
            let hint = fault.hint.clone().filter(|_| !is_shared);
            self.tell(out, ImportFault { hint, ..fault.clone() });
        }
    }

    fn tell(&self, out: &mut String, fault: ImportFault) {
        let drawn = drawn(&shown(self.file), &fault, "error");
        let _ = writeln!(out, "  {}", drawn.replace('\n', "\n  "));
    }

    /// The report for programs.
    pub(super) fn json(&self) -> String {
        let plan = self.plan;
        let claims: Vec<_> = plan
            .claims
            .iter()
            .map(|claim| json!({ "id": claim.id, "file": claim.path, "words": claim.words }))
            .collect();
        let unplaced: Vec<_> = plan
            .unplaced
            .iter()
            .map(|one| json!({ "kind": one.kind.noun(), "text": one.text, "reason": one.why.reason() }))
            .collect();
        let gone: Vec<_> =
            plan.gone.iter().map(|(claim, text)| json!({ "claim": claim, "text": text })).collect();
        let named: Vec<_> = plan
            .named
            .iter()
            .map(|named| json!({ "claim": named.claim, "source": named.source, "address": named.address, "relation": named.relation }))
            .collect();
        let published: Vec<_> = plan
            .published
            .iter()
            .map(|of| json!({ "source": of.source, "publisher": of.publisher }))
            .collect();
        let passed: Vec<_> = plan
            .passed
            .all()
            .map(|(what, count, example)| json!({ "what": what.said(count), "count": count, "first": example }))
            .collect();
        let told = json!({
            "file": shown(self.file),
            "dry-run": self.dry_run,
            "written": self.writes,
            "files": self.files(),
            "sections": plan.sections,
            "claims": claims,
            "sources": plan.sources,
            "sources-without-title": plan.untitled,
            "publishers-of-the-host": published,
            "claims-said-more-of": plan.renewed,
            "no-longer-in-the-document": gone,
            "named-and-not-cited": named,
            "pictures": plan.pictures,
            "not-placed": unplaced,
            "asked-by-fix": self.after.asked,
            "errors-of-drafts": self.after.drafted,
            "passed": passed,
        });
        serde_json::to_string_pretty(&told).unwrap_or_default() + "\n"
    }
}

/// The first words of an example, in quotation marks.
fn shortened(example: &str) -> String {
    let line = in_one_line(example);
    let short: String = line.chars().take(60).collect();
    let dots = if short.len() < line.len() { "…" } else { "" };
    if short.is_empty() { short } else { format!("“{}{dots}”", visible(&short)) }
}

/// The address of a source that was named, and how it bears on the claim, where somebody said so.
fn named_address(named: &NamedSource) -> String {
    match named.relation {
        Some(relation) => format!("{relation}: {}", visible(&named.address)),
        None => visible(&named.address).to_string(),
    }
}
