//! What the desk asks for, as its requests say it.
//!
//! In go the bodies of requests; out come [`Ask`]s. None of them names a path or a byte of a file.

use crate::desk::panel::DeskRequest;
use crate::model::address::RESERVED;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The name of the only article of a site. No folder may have it.
pub(super) const ONLY: &str = RESERVED[0];

/// Hashes of files as a page knew them, by the names of their parts.
pub type Seen = BTreeMap<String, String>;

/// Something that is asked of the site.
#[derive(Debug, Clone)]
pub enum Ask {
    /// All that the desk shows beside a page.
    State {
        /// The page, below the base path.
        page: String,
    },
    /// The words of a saved copy.
    Copy {
        /// The source.
        source: String,
        /// The article, whose own source comes first.
        article: Option<String>,
    },
    /// What a change would be, and what is wrong with it.
    Check(Box<Wanted>),
    /// A change.
    Save(Box<Wanted>),
    /// The files as they were before a change.
    Undo(UndoAsk),
    /// An answer to what waits.
    Look(LookAsk),
    /// What an address says of a source.
    Propose(ProposeAsk),
}

/// A change that is wanted.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The change.
    pub request: DeskRequest,
    /// The files as the page knew them.
    pub seen: Seen,
}

impl Wanted {
    /// Reads a body.
    ///
    /// # Errors
    /// Why it has another form.
    pub(super) fn read(body: &[u8]) -> Result<Self, serde_json::Error> {
        let mut all: Map<String, Value> = serde_json::from_slice(body)?;
        let seen = all.remove("seen").unwrap_or(Value::Object(Map::new()));
        let mut request: DeskRequest = serde_json::from_value(Value::Object(all))?;
        request.article = request.article.filter(|id| id != ONLY);
        Ok(Self { request, seen: serde_json::from_value(seen)? })
    }
}

/// A change that is to be taken back.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UndoAsk {
    /// The change.
    pub undo: String,
    /// True to put the old text back although the files were changed since.
    #[serde(default)]
    pub force: bool,
    /// The later changes that are taken back with it.
    #[serde(default)]
    pub with: Vec<String>,
    /// The files as they were shown then.
    #[serde(default)]
    pub seen: Seen,
}

/// The address of a source.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProposeAsk {
    /// The article that cites it.
    #[serde(default)]
    pub article: Option<String>,
    /// The address.
    pub address: String,
    /// The ids of sources that are begun and not written.
    #[serde(default)]
    pub begun: Vec<String>,
}

/// An answer to what waits.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookAsk {
    /// What waits.
    pub wait: String,
    /// The answer, by its key.
    pub answer: char,
    /// The claims that say something else.
    #[serde(default)]
    pub claims: Vec<String>,
    /// The hash of what was shown.
    pub is: String,
}
