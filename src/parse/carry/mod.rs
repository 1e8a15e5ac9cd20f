//! Moves keys of other tools to where they belong.
//!
//! In go the diagnostics on such keys, what was parsed, and the texts; each diagnostic comes out
//! with the edits that `gainsay fix` makes, and says whether these cover all, some or none of its
//! keys. So no message promises an edit that is not possible in the file at hand.

mod map;

use crate::diagnostic::{Carried, Carry, Diagnostic, Repair};
use crate::parse::decode::list;
use crate::parse::front;
use crate::parse::{ParsedArticle, ParsedSection};
use crate::source::{FileId, Files, Span};
use crate::yaml::edit::{self, Edit};
use crate::yaml::{self, Value, double_quoted};
use ahash::HashMap;
use map::{Map, MapPlan};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The keys that earlier edits added to files, so that none is added twice.
type GivenKeys = BTreeSet<(FileId, &'static str)>;

/// Adds the edits and their descriptions to each of `diagnostics` on keys of other tools.
pub fn settle(diagnostics: &mut [Diagnostic], articles: &[ParsedArticle], files: &Files) {
    let foreign = |d: &&mut Diagnostic| matches!(d.repair, Some(Repair::Carry(_)));
    let mut homes = None;
    let mut given = GivenKeys::new();
    for diagnostic in diagnostics.iter_mut().filter(foreign) {
        let Some(Repair::Carry(carried)) = diagnostic.repair.take() else { continue };
        let homes = homes.get_or_insert_with(|| homes_of(articles));
        let home = carried.first().and_then(|c| homes.get(&c.key.file).copied());
        let done = carry(&carried, home, files, &mut given).unwrap_or_default();
        let promises = !carried.iter().any(|c| matches!(c.carry, Carry::Draft { .. }));
        let left: Vec<&str> = done.left.iter().map(String::as_str).collect();
        if let Some(home) = home.filter(|home| home.sections.len() > 1)
            && !done.of_all.is_empty()
        {
            let names: Vec<&str> = done.of_all.iter().map(String::as_str).collect();
            diagnostic.hints.push(format!(
                "article.yaml speaks for all {} sections of the article, so it is left to you what to take there of {}",
                home.sections.len(),
                list(&names)
            ));
        }
        if done.edits.is_empty() {
            continue;
        }
        if promises {
            diagnostic.hints.push(match &left[..] {
                [] => "`gainsay fix` does this".to_owned(),
                left => format!("`gainsay fix` does this, but for {}", list(left)),
            });
        }
        diagnostic.repair = Some(Repair::Words { edits: done.edits, question: done.question });
    }
}

/// The article that a section belongs to.
#[derive(Debug, Clone, Copy)]
struct SectionHome<'p> {
    article: FileId,
    sections: &'p [Arc<ParsedSection>],
}

fn homes_of(articles: &[ParsedArticle]) -> HashMap<FileId, SectionHome<'_>> {
    let of = |article| move |section: &Arc<ParsedSection>| (section.file, article);
    let all = articles.iter().flat_map(|article| {
        let home = SectionHome { article: article.file, sections: &article.sections };
        article.sections.iter().map(of(home))
    });
    all.collect()
}

/// The edits that are possible.
#[derive(Debug, Default)]
struct Done {
    edits: Vec<(Span, String)>,
    question: String,
    /// Keys that stay unchanged.
    left: Vec<String>,
    /// Those among them that belong to an article with several sections.
    of_all: Vec<String>,
}

/// Computes the edits for `carried`, which are keys of one file.
fn carry(
    carried: &[Carried],
    home: Option<SectionHome>,
    files: &Files,
    given: &mut GivenKeys,
) -> Option<Done> {
    let file = carried.first()?.key.file;
    let text = &files.get(file).text;
    // The YAML of a section is its front matter.
    let within = match files.path(file).ends_with(".md") {
        true => front::split(text).yaml?,
        false => 0..text.len(),
    };
    let map = Map::read(text, &within, file);
    let map = map.filter(|map| carried.iter().all(|c| map.index(c.key.range()).is_some()));
    let mut done = Done::default();
    let several = home.is_some_and(|home| home.sections.len() > 1);
    let Some(map) = map else {
        let name = |c: &Carried| files.slice(c.key).to_owned();
        done.left = carried.iter().map(name).collect();
        let of_all = carried.iter().filter(|c| several && matches!(c.carry, Carry::Article(..)));
        done.of_all = of_all.map(name).collect();
        return Some(done);
    };
    let mut plan = MapPlan::new(&map);
    let (mut to_article, mut made) = (Vec::new(), BTreeSet::new());
    for Carried { key, carry } in carried {
        let Some(i) = map.index(key.range()) else { continue };
        let name = map.name(i);
        match carry {
            Carry::Out => plan.take_out(i),
            Carry::Here(key, value) => {
                if map.may_get(key, i) && given.insert((file, key)) {
                    made.insert(*key);
                    plan.replace(i, key, typed(value), value.clone());
                }
            }
            Carry::Aliases(names) if map.may_get("aliases", i) => {
                match new_aliases(names, home, file) {
                    // It only repeats the address of the section.
                    Some(free) if free.is_empty() => plan.take_out(i),
                    Some(free) if given.insert((file, "aliases")) => {
                        plan.replace(i, "aliases", format!("[{}]", free.join(", ")), String::new());
                    }
                    _ => {}
                }
            }
            Carry::Article(key, value) => match home {
                Some(_) if several => done.of_all.push(name.to_owned()),
                Some(home) if !given.contains(&(home.article, key)) => {
                    if let Some(edit) = value.as_ref().and_then(|v| entry(home, key, v, files)) {
                        given.insert((home.article, key));
                        to_article.push((i, *key, home.article, edit));
                        plan.drop(i);
                    }
                }
                _ => {}
            },
            Carry::Draft { keep } => {
                given.insert((file, "draft"));
                plan.hide(i, *keep);
            }
            Carry::Aliases(_) | Carry::With(_) | Carry::Stay => {}
        }
    }
    for Carried { key, carry } in carried {
        if let (Carry::With(whole), Some(i)) = (carry, map.index(key.range()))
            && made.contains(whole)
        {
            plan.take_out(i);
        }
    }
    let own = plan.finish();
    let mut said = own.said;
    for (i, key, article, edit) in to_article {
        if !own.done.contains(&i) {
            given.remove(&(article, key));
            continue;
        }
        done.edits.push((Span::new(article, edit.range), edit.text));
    }
    let hides = carried.iter().any(|c| matches!(c.carry, Carry::Draft { .. }));
    let also =
        home.filter(|home| hides && !several && !own.edits.is_empty() && home.article != file);
    // If the only section of an article is a draft, the article is one.
    let also = also.filter(|home| !given.contains(&(home.article, "draft")));
    let also = also.and_then(|home| Some((home.article, entry(home, "draft", "true", files)?)));
    if let Some((article, edit)) = also {
        given.insert((article, "draft"));
        said.push(format!("write it in {} too, which has no other section", files.path(article)));
        done.edits.push((Span::new(article, edit.range), edit.text));
    }
    let of_file = |edit: Edit| (Span::new(file, edit.range), edit.text);
    done.edits.extend(own.edits.into_iter().map(of_file));
    let left = carried.iter().filter_map(|c| map.index(c.key.range()));
    done.left = left.filter(|i| !own.done.contains(i)).map(|i| map.name(i).to_owned()).collect();
    done.question = question(said, carried, &map, &own.done, home, files);
    Some(done)
}

/// The question about the edits of the keys `done`.
fn question(
    mut said: Vec<String>,
    carried: &[Carried],
    map: &Map,
    done: &BTreeSet<usize>,
    home: Option<SectionHome>,
    files: &Files,
) -> String {
    for Carried { key, carry: there } in carried {
        if let (Carry::Article(to, Some(value)), Some(home), Some(i)) =
            (there, home, map.index(key.range()))
            && done.contains(&i)
        {
            let path = files.path(home.article);
            said.push(format!("take `{}` to {path}, as `{to}: {}`", map.name(i), typed(value)));
        }
    }
    format!("{}?", said.join("; "))
}

/// Formats `value` for YAML: quoted unless it consists of letters, digits and hyphens.
fn typed(value: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    match value.chars().all(plain) && !value.starts_with('-') && !value.is_empty() {
        true => value.to_owned(),
        false => double_quoted(value),
    }
}

/// The names among `names` that differ from the address of the section in `file`; `None` if one is
/// the address of another section.
fn new_aliases(names: &[String], home: Option<SectionHome>, file: FileId) -> Option<Vec<String>> {
    let mut free = Vec::new();
    for name in names {
        match home?.sections.iter().find(|s| s.slug == *name) {
            Some(section) if section.file == file => {}
            Some(_) => return None,
            None => free.push(name.clone()),
        }
    }
    Some(free)
}

/// The edit that adds `key` to the article of a section, if it has no such key.
fn entry(home: SectionHome, key: &str, value: &str, files: &Files) -> Option<Edit> {
    let text = &files.get(home.article).text;
    let node = yaml::parse(text, home.article, 0).ok()?;
    let Value::Map(entries) = &node.value else { return None };
    let (last, rest) = entries.split_last()?;
    let taken = rest.iter().chain([last]).any(|(k, _)| map::would_be(&k.name, key));
    let edit = || edit::insert_before(text, last.0.span.range(), key, value).ok();
    (!taken).then(edit).flatten()
}
