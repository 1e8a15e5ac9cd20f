//! Merges the texts of a later draft with those of the site.
//!
//! In go the draft as an article, the site, and what was remembered of the last import; out come the texts of sections
//! and of `article.yaml`. What both sides changed at one place is refused with both, and so is a section that is gone.

use super::drawn::DrawnArticle;
use super::held::{HeldText, text_at};
use super::names;
use super::order;
use super::record::ImportRecord;
use super::sections::SectionPlan;
use super::target::{ImportRefusal, ImportTarget, PlannedFile};
use crate::desk::merge::{MergeKind, agreed, clash, without};
use crate::import::text::in_one_line;
use crate::load::unfinished_merge;
use crate::yaml::Value;
use crate::yaml::edit;
use std::collections::BTreeMap;

/// The merged texts by name, and the files that hold them, typed as they are in the site.
///
/// # Errors
/// What is in the way: a section is gone, or both sides changed one place.
pub(super) fn merge(
    drawn: &DrawnArticle,
    target: &ImportTarget,
    prefix: &str,
    record: &ImportRecord,
) -> Result<(BTreeMap<String, String>, Vec<PlannedFile>), ImportRefusal> {
    let at = |name: &str| format!("content/{prefix}{name}");
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    // How the files of the site are typed, whatever they say.
    let mut held: BTreeMap<String, HeldText> = BTreeMap::new();
    for (name, theirs) in &drawn.texts {
        let ours = text_at(target.tree, &at(name))?.map(HeldText::plain);
        held.extend(ours.clone().map(|ours| (name.clone(), ours)));
        let ours = ours.map(|ours| ours.text);
        if ours.as_ref().is_some_and(|ours| unfinished_merge(name, ours).is_some()) {
            return Err(ImportRefusal {
                reason: format!("`{}` holds both sides of a merge", at(name)),
                help: "keep what is right, remove the lines of `<<<<<<<`, `=======` and `>>>>>>>`, and import again".to_owned(),
            });
        }
        if let (Some(base), None) = (record.texts.get(name), &ours)
            && let Some(other) = renamed(base, target, prefix, record)
        {
            return Err(ImportRefusal {
                reason: format!(
                    "`{}` is not in the site, and seems to be `{other}` by now",
                    at(name)
                ),
                help: format!(
                    "section files keep their names, by which later drafts find them: call it `{name}` again, with the file of its claims; its `title` may be another"
                ),
            });
        }
        let merged = match (record.texts.get(name), &ours) {
            (Some(base), Some(ours)) if name == order::HEAD => {
                merge_head([base, ours, theirs], &drawn.parts, target, prefix)?
            }
            (base, ours) => merge_text(&at(name), base, ours.as_deref(), theirs)?,
        };
        texts.insert(name.clone(), merged);
    }
    let gone = record.texts.keys().find(|name| !drawn.texts.contains_key(*name));
    if let Some(name) = gone.filter(|name| target.tree.files.contains_key(&at(name))) {
        return Err(ImportRefusal {
            reason: format!("the document has no section any more that is `{}`", at(name)),
            help: help_of_gone(&at(name), target),
        });
    }
    let typed = |name: &str, text: &str| {
        let held = held.get(name).filter(|held| held.text != text);
        match (held, target.tree.files.get(&at(name))) {
            (Some(held), _) => held.typed(text),
            // What nothing changed stays to the byte.
            (None, Some(there)) => there.as_bytes().to_vec(),
            (None, None) => text.as_bytes().to_vec(),
        }
    };
    let files = texts.iter().map(|(name, text)| (at(name), typed(name, text))).collect();
    Ok((texts, files))
}

/// What to do with the files of a section that the document has no more.
fn help_of_gone(path: &str, target: &ImportTarget) -> String {
    let claims_path = format!("{}.yaml", path.strip_suffix(".md").unwrap_or(path));
    let held = text_at(target.tree, &claims_path).ok().flatten();
    let node = held.as_ref().and_then(|held| edit::read(&held.text));
    let claims = match node.as_ref().and_then(|node| node.entry("claims")).map(|of| &of.value) {
        Some(Value::Map(claims)) => claims.iter().map(|(id, _)| format!("`{}`", id.name)).collect(),
        _ => Vec::new(),
    };
    match &claims[..] {
        [] => "take the file out of the site, and import again".to_owned(),
        claims => format!(
            "its claims are {}: move those that the document still makes to the annotations of another section; then take the file and `{claims_path}` out of the site, and import again",
            claims.join(", ")
        ),
    }
}

/// The path of a section of the site that is like one that was imported, and under a name that no import gave.
fn renamed<'t>(
    base: &str,
    target: &'t ImportTarget,
    prefix: &str,
    record: &ImportRecord,
) -> Option<&'t str> {
    let folder = format!("content/{prefix}");
    let is_own = |path: &str| {
        let name = path.strip_prefix(&folder).filter(|name| !name.contains('/'));
        name.is_some_and(|name| name.ends_with(".md") && !record.texts.contains_key(name))
    };
    let own = target.tree.files.keys().filter(|path| is_own(path));
    let mut texts = own.filter_map(|path| Some((path, text_at(target.tree, path).ok()??.plain())));
    texts.find(|(_, held)| names::is_like(base, &held.text)).map(|(path, _)| path.as_str())
}

/// `article.yaml` of three: as it was imported, as it is in the site, as the document has it now.
fn merge_head(
    [base, ours, theirs]: [&str; 3],
    parts: &[SectionPlan],
    target: &ImportTarget,
    prefix: &str,
) -> Result<String, ImportRefusal> {
    let folder = format!("content/{prefix}");
    let path = format!("{folder}{}", order::HEAD);
    let refuse = |error: edit::EditRefusal| ImportRefusal {
        reason: format!("the order of the sections cannot be written into `{path}`: {error}"),
        help: "write `sections:` there as a plain list, and import again".to_owned(),
    };
    let settled =
        order::merge([base, ours, theirs], parts, target.tree, &folder).map_err(refuse)?;
    let merged = merge_text(&path, Some(&settled.base), Some(ours), &settled.theirs)?;
    order::with(&merged, &settled.wanted).map_err(refuse)
}

/// One text of three: as it was imported, as it is in the site, as the document has it now.
fn merge_text(
    path: &str,
    base: Option<&String>,
    ours: Option<&str>,
    theirs: &str,
) -> Result<String, ImportRefusal> {
    let refuse = |reason: String, help: String| Err(ImportRefusal { reason, help });
    match (base, ours) {
        (_, Some(ours)) if ours == theirs => Ok(theirs.to_owned()),
        (Some(base), Some(ours)) if base == theirs => Ok(ours.to_owned()),
        (Some(base), Some(ours)) => {
            // What both changed alike is no conflict.
            let base = &agreed(base, ours, theirs);
            // What the document changed is taken as a change of the site that is to be undone backwards.
            if let Some(merged) = without(theirs, base, ours, MergeKind::of(path)) {
                return Ok(merged);
            }
            let [site, document] = clash(base, ours, theirs).unwrap_or_default();
            let shown = |text: &str| match in_one_line(text) {
                text if text.is_empty() => "nothing".to_owned(),
                text => format!("`{text}`"),
            };
            refuse(
                format!("`{path}` was changed in the site and in the document, at the same place"),
                format!(
                    "the site has {}; the document has {}; write the same in both, and import again",
                    shown(&site),
                    shown(&document)
                ),
            )
        }
        (None, None) => Ok(theirs.to_owned()),
        (None, Some(_)) => refuse(
            format!("`{path}` is there already, and is not written over"),
            "give it another name".to_owned(),
        ),
        (Some(_), None) => refuse(
            format!("`{path}` is not in the site, and the document has that section still"),
            "take the section out of the document too, or put the file back".to_owned(),
        ),
    }
}
