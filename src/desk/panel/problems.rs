//! What a change makes worse, at the field that it comes from.
//!
//! In go a site before and after; out come the diagnostics that only the second has. Places are those of the
//! planned records in the new files.

use super::planned::{ChangePlan, PlannedRecord};
use super::request::Problem;
use super::uses::tree_of;
use super::way::{Crumb, Way, value_at, way_at};
use super::words;
use crate::diagnostic::{Code, Diagnostic};
use crate::pipeline::Built;
use crate::source::{Files, Span};
use crate::yaml::{Node, Value};
use std::collections::{BTreeMap, HashMap};

/// What is said of what a lock lacks counts the claims.
const LOCK: &[Code] = &[Code::LockMissing, Code::LockNew, Code::LockRenewed, Code::LockOutdated];

/// How often what was said of a site before a change. Places move, so they do not count.
pub struct SaidBefore(HashMap<(Code, String, Option<String>), usize>);

impl SaidBefore {
    /// What was said of `before`.
    pub fn of(before: &Built) -> Self {
        let mut said = HashMap::new();
        for diagnostic in &before.diagnostics {
            *said.entry(Self::name(diagnostic, &before.files)).or_default() += 1;
        }
        Self(said)
    }

    fn name(diagnostic: &Diagnostic, files: &Files) -> (Code, String, Option<String>) {
        let path = diagnostic.place.as_ref().map(|label| files.path(label.span.file).to_owned());
        (diagnostic.code, diagnostic.message.clone(), path)
    }

    /// True if the change made this one, of a site with `files`; each of those before counts once. What the next
    /// build writes into the lock is nobody's fault, and never new.
    pub fn is_new(&mut self, diagnostic: &Diagnostic, files: &Files) -> bool {
        if LOCK.contains(&diagnostic.code) {
            return false;
        }
        match self.0.get_mut(&Self::name(diagnostic, files)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        }
    }
}

/// The diagnostics of `after` that `before` does not have.
pub fn problems(before: &Built, after: &Built, plan: &ChangePlan) -> Vec<Problem> {
    let mut said = SaidBefore::of(before);
    let fields = PlannedFields::of(&after.files, plan);
    let mut found: Vec<(&Diagnostic, String)> =
        after.diagnostics.iter().map(|d| (d, fields.of_diagnostic(d))).collect();
    // Of several that are alike, those elsewhere are the ones that were there before.
    found.sort_by_key(|(_, field)| !field.is_empty());
    let new = found.into_iter().filter(|(diagnostic, _)| said.is_new(diagnostic, &after.files));
    let mut problems: Vec<Problem> = new.map(|(d, field)| Problem::of(d, field)).collect();
    problems.sort_by(|a, b| (!a.stops, &a.field).cmp(&(!b.stops, &b.field)));
    problems
}

/// The planned records, and the trees of the files that they are in.
struct PlannedFields<'p> {
    trees: BTreeMap<&'p str, Node>,
    files: &'p Files,
    plan: &'p ChangePlan,
}

impl<'p> PlannedFields<'p> {
    fn of(files: &'p Files, plan: &'p ChangePlan) -> Self {
        let tree = |record: &'p PlannedRecord| {
            let file = files.find(&record.path)?;
            Some((record.path.as_str(), tree_of(files, file)?))
        };
        Self { trees: plan.records.iter().filter_map(tree).collect(), files, plan }
    }

    /// The field that a diagnostic is about; that of a place beside it if its own is elsewhere.
    fn of_diagnostic(&self, diagnostic: &Diagnostic) -> String {
        let labels = diagnostic.place.iter().chain(&diagnostic.related);
        let found = labels.filter_map(|label| self.at(label.span)).next();
        let Some((record, mut way)) = found else { return String::new() };
        if let Some(key) = &diagnostic.missing {
            // The place is the key of the map, the first one in it, or the key without a value.
            let whole = [&record.way[..], &way].concat();
            let value = self.trees.get(&*record.path).and_then(|tree| value_at(tree, &whole));
            // The key of the map itself, and not one in it.
            if !value.is_some_and(|node| matches!(node.value, Value::Map(_))) {
                way.pop();
            }
            way.push(Crumb::Key(key.clone()));
        }
        let is_name = matches!(
            diagnostic.code,
            Code::IdInvalid | Code::NameReserved | Code::ClaimDuplicate | Code::AliasTaken
        );
        if way.is_empty() && is_name && record.field == "claim" {
            return "id".to_owned();
        }
        record.field_of(&way)
    }

    /// The record at a place, and the way within it.
    fn at(&self, span: Span) -> Option<(&'p PlannedRecord, Way)> {
        let path = self.files.path(span.file);
        let way = way_at(self.trees.get(path)?, span.start);
        let of_record =
            |record: &&PlannedRecord| record.path == path && way.starts_with(&record.way);
        let record = self.plan.records.iter().find(of_record)?;
        Some((record, way[record.way.len()..].to_vec()))
    }
}

impl PlannedRecord {
    /// True for a list of which an edit names items by their place in the file.
    fn is_edited_list(&self, depth: usize, key: &str) -> bool {
        depth == 1 && self.value.is_none() && matches!(key, "citations" | "counters" | "answers")
    }

    /// The name of what a way within the record leads to, as the request has it.
    fn field_of(&self, way: &[Crumb]) -> String {
        let first = match way.first() {
            Some(Crumb::Key(key)) => key.as_str(),
            _ => return self.field.clone(),
        };
        if self.field == "claim" && self.value.is_some() {
            match first {
                "quote" => return words::FIELD.to_owned(),
                "answers" | "relation" => return "answers".to_owned(),
                "id" => return "id".to_owned(),
                _ => {}
            }
        }
        if first == "quote" && self.is_placed {
            return words::FIELD.to_owned();
        }
        let mut field = format!("{}.{first}", self.field);
        for (depth, crumb) in way.iter().enumerate().skip(1) {
            let rows = self.rows.iter().find(|(key, _)| depth == 1 && key == first);
            match (crumb, rows) {
                (Crumb::Key(key), _) => field += &format!(".{key}"),
                (Crumb::Item(at), None) if self.is_edited_list(depth, first) => {
                    field += &format!(".at.{at}");
                }
                (Crumb::Item(at), None) => field += &format!(".{at}"),
                (Crumb::Item(at), Some((_, rows))) => match rows.get(*at) {
                    Some(Some(row)) => field += &format!(".{row}"),
                    // An item that the request does not name.
                    _ => field += &format!(".at.{at}"),
                },
            }
        }
        field
    }
}
