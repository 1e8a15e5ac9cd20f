//! A change that mends something, before it is made.

use crate::diagnostic::Diagnostic;
use crate::parse::lock::{AnchorLine, ConfirmedHead, PassageLine};
use crate::pipeline::Built;
use crate::source::{FileId, Span};
use crate::yaml::edit::Edit;

/// How sure a change is to be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sureness {
    /// It follows from the content; it may be made without a question.
    Plain,
    /// The author has to decide.
    Asked,
}

/// A change that mends something.
#[derive(Debug, Clone)]
pub struct Mend {
    /// The diagnostic that it mends, if one was reported.
    pub diagnostic: Option<Diagnostic>,
    /// The question to ask; empty for what [`super::BlockLook`]s alone ask about.
    pub question: String,
    /// How sure it is.
    pub sureness: Sureness,
    /// Each `claim`, or `article/claim`, that it is about the words of.
    pub claims: Vec<String>,
    pub(super) edits: Vec<(FileId, Edit)>,
    pub(super) lock: Option<LockChange>,
    /// The reason if it cannot be made here.
    pub refused: Option<String>,
    /// What somebody looks at before it is made, where it confirms words.
    pub(super) part: Option<LookPart>,
}

impl Mend {
    /// What tells it from others, also once other things have changed.
    pub fn key(&self, built: &Built) -> String {
        let place = self.diagnostic.as_ref().and_then(|diagnostic| diagnostic.place.as_ref());
        let path = place.map_or("", |place| built.files.path(place.span.file));
        format!("{path} {}", self.question)
    }

    /// The same for those of its claims alone that `wanted` has. A change about several claims has as many
    /// lines that go as lines that come.
    pub fn only(&self, wanted: &[String]) -> Self {
        let mut only = self.clone();
        only.claims.retain(|claim| wanted.contains(claim));
        if let Some(lock) = &mut only.lock
            && only.claims.len() < self.claims.len()
        {
            let ids = |claim: &String| claim.rsplit('/').next().unwrap_or("").to_owned();
            let ids: Vec<String> = only.claims.iter().map(ids).collect();
            // A line that goes may have the id that its claim had before.
            let lines = lock.gone.drain(..).zip(lock.come.drain(..));
            let kept = lines.filter(|(_, come)| ids.contains(&come.claim)).unzip();
            (lock.gone, lock.come) = kept;
        }
        only
    }
}

/// A change of the lock file of an article.
#[derive(Debug, Clone, Default)]
pub(super) struct LockChange {
    pub(super) article: usize,
    pub(super) gone: Vec<AnchorLine>,
    pub(super) come: Vec<AnchorLine>,
    pub(super) head: Option<ConfirmedHead>,
    pub(super) passages: PassageChange,
}

/// A change of the lock lines of passages.
#[derive(Debug, Clone, Default)]
pub(super) struct PassageChange {
    pub(super) gone: Vec<PassageLine>,
    pub(super) come: Vec<PassageLine>,
}

/// What a change is about, for the one who looks at it.
#[derive(Debug, Clone)]
pub(super) struct LookPart {
    /// What stands together: the block, or what changed around several.
    pub(super) group: (usize, String),
    pub(super) span: Span,
    /// What changed: what it is, where it is not the block; as it was confirmed, and as it is.
    pub(super) texts: Vec<(Option<String>, String, String)>,
    /// Why somebody is asked, beyond what the diagnostic says.
    pub(super) why: Vec<String>,
    /// The words of a claim, as they were confirmed and as they are.
    pub(super) words: Vec<(String, String)>,
    /// What became of the sentence of a claim.
    pub(super) sentence: SentenceChange,
    /// True if words changed that decide what is said.
    pub(super) decides: bool,
}

/// What became of the sentence of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SentenceChange {
    /// It is the same.
    None,
    /// It is the same, and the quote has other words of the text.
    Quote,
    /// It stands somewhere else.
    Moved,
    /// It changed.
    Edited,
}

impl SentenceChange {
    /// What is said of the claim.
    pub fn said(self) -> &'static str {
        match self {
            Self::None => "its sentence is the same",
            Self::Quote => "its quote has other words",
            Self::Moved => "its words stand somewhere else",
            Self::Edited => "its sentence changed",
        }
    }
}
