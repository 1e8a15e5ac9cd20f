//! What is asked for, as it comes in, and what is wrong with it, as it is told.

use super::uses::ItemName;
use crate::diagnostic::{Code, Diagnostic, Severity};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Keys and values, as JSON.
pub type Keys = Map<String, Value>;

/// What is to be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RequestKind {
    /// A new claim about words of the article.
    Claim,
    /// One more place of a claim.
    Place,
    /// A claim that answers another: words of the article, or said elsewhere.
    Answer,
    /// The keys of a claim.
    Edit,
    /// New sources, or the keys of one.
    Source,
    /// New speakers, or the keys of one.
    Speaker,
    /// Something that goes.
    Remove,
    /// The title, the standfirst and other keys of the article.
    Article,
    /// The title of a section.
    Section,
    /// Nothing.
    #[default]
    None,
}

/// What is to be removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Removal {
    /// A claim, with the counter-claims that are written in it.
    Claim,
    /// One place of a claim that has several.
    Place,
    /// A source that nothing names.
    Source,
    /// A speaker whom nothing names.
    Speaker,
}

/// A change of claims, sources and speakers. A value of `null` takes its key out; a key that is not named
/// stays as it is.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeskRequest {
    /// What is to be changed.
    pub kind: RequestKind,
    /// The folder of the article; nothing for the only one.
    #[serde(default)]
    pub article: Option<String>,
    /// The id of the claim, source or speaker that it is about, or the address of the section.
    #[serde(default)]
    pub of: Option<String>,
    /// The id of a new claim; one is made of its words where this is nothing or empty.
    #[serde(default)]
    pub id: Option<String>,
    /// How a new claim answers.
    #[serde(default)]
    pub answers: Option<String>,
    /// True if a new claim is not published yet.
    #[serde(default)]
    pub draft: bool,
    /// The words of the article; of an edit, those that a claim gets.
    #[serde(default)]
    pub words: Option<AskedWords>,
    /// The place of a claim that is meant, from 0.
    #[serde(default)]
    pub at: Option<usize>,
    /// What is to be removed.
    #[serde(default)]
    pub remove: Option<Removal>,
    /// The id of another one, to which the address of what is removed shall lead.
    #[serde(default)]
    pub keep: Option<String>,
    /// Keys of the claim. New claims have their citations as a list; an edit has a list of [`ItemEdit`].
    #[serde(default)]
    pub claim: Keys,
    /// Keys of the article, or of the section.
    #[serde(default)]
    pub texts: Keys,
    /// Sources by id.
    #[serde(default)]
    pub sources: Keys,
    /// Speakers by id.
    #[serde(default)]
    pub speakers: Keys,
}

/// Words of an article as they were read off its page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskedWords {
    /// The words.
    pub exact: String,
    /// What stands before them.
    #[serde(default)]
    pub prefix: Option<String>,
    /// What stands after them.
    #[serde(default)]
    pub suffix: Option<String>,
    /// The address of their section; nothing for title and standfirst, or if it is not known.
    #[serde(default)]
    pub section: Option<String>,
}

/// The change of an item of `citations` or `counters`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemEdit {
    /// Its place in the list as it stands; a new one comes last.
    #[serde(default)]
    pub at: Option<usize>,
    /// Its keys.
    #[serde(default)]
    pub set: Keys,
    /// True if it goes.
    #[serde(default)]
    pub remove: bool,
}

/// What is wrong with a request, at the field that it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The path in the request, such as `claim.citations.0.relation`; empty for the whole.
    pub field: String,
    /// The code of the diagnostic.
    pub code: String,
    /// What is wrong.
    pub text: String,
    /// How to mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// True for an error.
    pub stops: bool,
    /// Those that name what is to be removed.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub uses: Box<[ItemName]>,
}

impl Problem {
    /// An error with `code` at `field`.
    pub fn at(field: impl Into<String>, code: Code, text: impl Into<String>) -> Self {
        let (field, text) = (field.into(), text.into());
        Self {
            field,
            code: code.as_str().to_owned(),
            text,
            hint: None,
            stops: true,
            uses: Box::default(),
        }
    }

    /// A diagnostic at `field`.
    pub fn of(diagnostic: &Diagnostic, field: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            code: diagnostic.code.as_str().to_owned(),
            text: diagnostic.message.clone(),
            hint: (!diagnostic.hints.is_empty()).then(|| diagnostic.hints.join("; ")),
            stops: diagnostic.severity() == Severity::Error,
            uses: Box::default(),
        }
    }

    /// The same with a hint.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}
