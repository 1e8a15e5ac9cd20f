//! The texts of an article itself, as the desk edits them.
//!
//! In go the files of an article and its sections; out come their keys as JSON.

use super::opener::Opener;
use crate::desk::panel::tree_of;
use crate::pipeline::Built;
use crate::resolve::Article;
use crate::source::FileId;
use crate::yaml::{Node, Value};
use serde_json::{Map, Value as Json, json};

/// What a file says of the article or the section that it is: its YAML, or its front matter.
pub(super) fn own_texts(built: &Built, file: FileId) -> Json {
    match tree_of(&built.files, file).as_ref().map(as_json) {
        Some(Json::Object(mut keys)) => {
            keys.remove("claims");
            Json::Object(keys)
        }
        _ => Json::Object(Map::new()),
    }
}

/// The texts of the article itself.
pub(super) fn texts(built: &Built, article: Option<&Article>, opener: &Opener) -> Json {
    let Some(article) = article else { return Json::Null };
    let editor = opener.link(&built.files, article.title_span);
    json!({"title": article.title, "editor": editor, "yaml": own_texts(built, article.file)})
}

/// A value as JSON; texts as typed.
pub(super) fn as_json(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Text(text) => Json::String(text.clone()),
        Value::List(items) => items.iter().map(as_json).collect(),
        Value::Map(entries) => {
            let entries = entries.iter().map(|(key, node)| (key.name.clone(), as_json(node)));
            Json::Object(entries.collect::<Map<_, _>>())
        }
    }
}
