//! Plans the keys of records: of new sources and speakers, and of what is there.
//!
//! In go the maps of a request; they are added to a [`Planner`], whose texts change with each key.

use super::plan::{Planner, check};
use super::request::{ItemEdit, Keys, Problem, RequestKind};
use super::values::{self, COUNTER, KeyTable};
use super::way::{Crumb, steps, value_at, with_key};
use crate::diagnostic::Code;
use crate::load::Tree;
use crate::model::keys::{self, FormatKey, Takes};
use crate::resolve::{Site, folder_of};
use crate::source::Span;
use crate::yaml::Value;
use crate::yaml::edit::{self, NewValue};

impl Planner<'_> {
    /// Plans new sources or speakers, or the keys of the one that the request is about.
    pub(super) fn records(&mut self, name: &'static str, records: &Keys) -> Result<(), Problem> {
        let of_kind = match self.request.kind {
            RequestKind::Source => name == "sources",
            RequestKind::Speaker => name == "speakers",
            _ => false,
        };
        let table: KeyTable = if name == "sources" { &[&keys::SOURCE] } else { &[&keys::SPEAKER] };
        let prefix = self.article.map_or("", |article| &self.site.articles[article].prefix);
        let known = |id: &str| match name {
            "sources" => {
                visible(self.site.sources.iter().map(|s| (&*s.id, &*s.prefix, s.span)), id, prefix)
            }
            _ => {
                visible(self.site.speakers.iter().map(|s| (&*s.id, &*s.prefix, s.span)), id, prefix)
            }
        };
        let mut names: Vec<&String> = records.keys().collect();
        names.sort();
        for id in names {
            let field = format!("{name}.{id}");
            let Some(keys) = records[id].as_object() else {
                self.problems.push(Problem::at(field, Code::ValueType, "this takes a map"));
                continue;
            };
            if of_kind && self.request.of.as_ref() == Some(id) {
                let missing = || Problem::at("of", Code::KeyMissing, format!("there is no `{id}`"));
                let span = known(id).ok_or_else(missing)?;
                let path = self.built.files.path(span.file).to_owned();
                let way = self.way_to(span)?;
                self.planned(path.clone(), way.clone(), &field, None);
                self.set(&path, &way, (keys, table), &field)?;
                continue;
            }
            let path = self.file_of_records(name);
            let tree = edit::read(&self.text(&path, &field)?);
            let way = vec![Crumb::Key(id.clone())];
            let typed = tree.as_ref().and_then(|tree| value_at(tree, &way));
            if known(id).is_some() || typed.is_some() {
                let text = format!("there is a `{id}` already");
                self.problems.push(Problem::at(field, Code::KeyDuplicate, text));
                continue;
            }
            if let Err(problem) = check(&field, id) {
                self.problems.push(problem);
                continue;
            }
            let value = NewValue::Map(values::entries(keys, table, &field, &mut self.problems));
            self.change(&path, &field, |text| edit::put(text, &steps(&way), &value))?;
            self.planned(path, way, &field, Some(value));
        }
        Ok(())
    }

    fn file_of_records(&self, name: &str) -> String {
        file_of_records(self.site, self.tree, self.article, name)
    }

    /// Sets the keys of a record: null takes one out, and what is the same stays as it is typed.
    pub(super) fn set(
        &mut self,
        path: &str,
        way: &[Crumb],
        (map, table): (&Keys, KeyTable),
        field: &str,
    ) -> Result<(), Problem> {
        for (key, value) in values::known(map, table, field, &mut self.problems) {
            let field = format!("{field}.{}", key.name);
            let way = with_key(way, key.name);
            let is_list = matches!(key.name, "citations" | "counters" | "answers");
            if let (true, serde_json::Value::Array(items)) = (is_list, value) {
                self.set_items(path, &way, key, items, &field)?;
                continue;
            }
            let tree = edit::read(&self.text(path, &field)?);
            let now = tree.as_ref().and_then(|tree| value_at(tree, &way));
            if value.is_null() {
                if now.is_some() {
                    self.change(path, &field, |text| edit::take(text, &steps(&way)))?;
                }
                continue;
            }
            let Some(new) = values::typed(key.takes, value, &field, &mut self.problems) else {
                continue;
            };
            if !now.is_some_and(|now| new.is(now)) {
                self.change(path, &field, |text| edit::put(text, &steps(&way), &new))?;
            }
        }
        Ok(())
    }

    /// Changes items of a list, adds new ones, and takes others out.
    pub(super) fn set_items(
        &mut self,
        path: &str,
        way: &[Crumb],
        key: &FormatKey,
        items: &[serde_json::Value],
        field: &str,
    ) -> Result<(), Problem> {
        let count = self.count(path, way)?;
        let mut rows: Vec<Option<usize>> = vec![None; count];
        let mut gone = Vec::new();
        for (row, item) in items.iter().enumerate() {
            let field = format!("{field}.{row}");
            let item: ItemEdit = serde_json::from_value(item.clone())
                .map_err(|error| Problem::at(&*field, Code::ValueType, error.to_string()))?;
            let table: KeyTable = match key.takes {
                Takes::Maps(record) => &[record],
                _ => COUNTER,
            };
            match item.at {
                Some(at) if at >= count => {
                    let text = format!("the list has {count} items");
                    return Err(Problem::at(field, Code::ValueInvalid, text));
                }
                Some(at) if item.remove => gone.push(at),
                Some(at) => {
                    rows[at] = Some(row);
                    let way = [way, &[Crumb::Item(at)]].concat();
                    self.set(path, &way, (&item.set, table), &field)?;
                }
                None => {
                    let entries = values::entries(&item.set, table, &field, &mut self.problems);
                    let new = match item.set.contains_key("claim") {
                        true => NewValue::Short(entries),
                        false => NewValue::Map(entries),
                    };
                    self.change(path, &field, |text| edit::append(text, &steps(way), &new))?;
                    rows.push(Some(row));
                }
            }
        }
        gone.sort_unstable();
        gone.dedup();
        for at in gone.iter().rev() {
            rows.remove(*at);
            let way = [way, &[Crumb::Item(*at)]].concat();
            self.change(path, field, |text| edit::cut(text, &steps(&way)))?;
        }
        if let Some(record) = self.plan.records.last_mut() {
            record.rows.push((key.name.to_owned(), rows));
        }
        Ok(())
    }

    /// The number of values of a key that may hold several.
    pub(super) fn count(&self, path: &str, way: &[Crumb]) -> Result<usize, Problem> {
        let tree = edit::read(&self.text(path, "")?);
        let value = tree.as_ref().and_then(|tree| value_at(tree, way)).map(|node| &node.value);
        Ok(match value {
            None | Some(Value::Null) => 0,
            Some(Value::List(items)) => items.len(),
            Some(Value::Text(_) | Value::Map(_)) => 1,
        })
    }
}

/// The file for a new source or speaker: that of the article, or the one of the site if it has only that.
pub fn file_of_records(site: &Site, tree: &Tree, article: Option<usize>, name: &str) -> String {
    let shared = format!("content/{name}.yaml");
    let own = article.map(|i| format!("{}/{name}.yaml", folder_of(&site.articles[i].prefix)));
    match own {
        Some(own) if tree.files.contains_key(&own) => own,
        Some(own) if !tree.files.contains_key(&shared) => own,
        _ => shared,
    }
}

/// The place of the id of a record that an article sees: one of its own, or a shared one.
fn visible<'s>(
    mut all: impl Iterator<Item = (&'s str, &'s str, Span)>,
    id: &str,
    prefix: &str,
) -> Option<Span> {
    all.find(|(of, own, _)| *of == id && (own.is_empty() || *own == prefix)).map(|(.., span)| span)
}
