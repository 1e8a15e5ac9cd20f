//! The errors that stop a command.
//!
//! Every command returns a [`CommandError`]; the program prints it, with advice if there is any.
//! Faults of a site are not errors of a command: they are in its report.

use super::exit::FAILED;
use crate::desk::fix::Clash;
use crate::diagnostic::visible_lines;
use crate::import::NoKind;
use crate::load::ReadError;
#[cfg(feature = "preview")]
use crate::preview::ServeError;
use crate::write::WriteError;
use std::io::{self, Write};

/// An error that stops a command.
#[derive(Debug, thiserror::Error)]
pub(super) enum CommandError {
    #[error("cannot start a thread: {0}")]
    NoThread(String),
    #[error("there is no folder `{0}`")]
    NoFolder(String),
    #[error("there is no `{}` in `{folder}`", crate::load::CONFIG)]
    NoSite {
        folder: String,
        /// Where a site is, or how to begin one.
        help: String,
    },
    #[error("SOURCE_DATE_EPOCH is not a number of seconds: `{0}`")]
    NoEpoch(String),
    #[error("SOURCE_DATE_EPOCH: {0}")]
    Epoch(jiff::Error),
    #[error("--{name}: {reason}")]
    Argument { name: &'static str, reason: String },
    #[error("--id: `{0}` cannot be an id")]
    NoId(String),
    #[error("--id: the article has a claim `{0}` already")]
    IdTaken(String),
    #[error("--place: there are {}, from 1 to {count}", super::plural::plural(*.count, "place"))]
    NoPlace { count: usize },
    #[error("--{option}: there is nothing to confirm about `{id}`")]
    NothingToConfirm { option: &'static str, id: String, near: Option<String> },
    #[error("--checked: the words of `{id}` are not confirmed")]
    NotConfirmed { id: String },
    #[error("nothing can be written into `{id}`: {reason}")]
    NotWritten { id: String, reason: String },
    #[error("there is no code `{name}`")]
    NoCode { name: String, near: Option<String> },
    #[error("there is no command `{name}`")]
    NoCommand { name: String, near: Option<String> },
    #[error("there is no article `{id}`")]
    NoArticle {
        id: String,
        near: Option<String>,
        /// True if the site is one article, which has no id.
        only: bool,
    },
    #[error("`{form}` names pages by their full addresses, and the site has no base address")]
    NoBase { form: &'static str },
    #[error("this program does not know which repository it comes from")]
    NoToolSource,
    #[error("there are no words to look for")]
    NoWords,
    #[error("no answer; nothing was written")]
    NoAnswer,
    #[error("`{path}` was changed in the meantime")]
    Changed { path: String, command: &'static str },
    #[error("cannot read `{path}`: {reason}")]
    Unread { path: String, reason: io::Error },
    #[error("cannot read standard input: {0}")]
    Input(io::Error),
    #[error("cannot write to standard output: {0}")]
    Output(io::Error),
    #[error("cannot ask: {0}")]
    Ask(io::Error),
    #[error("the question cannot be asked: {0}")]
    Question(io::Error),
    #[error(transparent)]
    NoKind(#[from] NoKind),
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error(transparent)]
    Clash(#[from] Clash),
    #[cfg(feature = "preview")]
    #[error(transparent)]
    Serve(#[from] ServeError),
    #[cfg(feature = "preview")]
    #[error(transparent)]
    Apart(io::Error),
}

impl CommandError {
    /// What to do about it, if known.
    pub(super) fn help(&self) -> Option<String> {
        let help = match self {
            Self::NoThread(_) => {
                "let the program have more memory (`ulimit -v`) or threads (`ulimit -u`), or take fewer with `RAYON_NUM_THREADS=1`"
            }
            Self::NoSite { help, .. } => help,
            Self::NoId(_) => "write lower-case words joined by hyphens",
            Self::NothingToConfirm { near: Some(near), .. }
            | Self::NoCode { near: Some(near), .. }
            | Self::NoCommand { near: Some(near), .. } => near,
            Self::NothingToConfirm { near: None, .. } => {
                "`gainsay fix --dry-run` shows what there is to confirm"
            }
            Self::NotConfirmed { id } => {
                return Some(format!(
                    "first `gainsay fix --accept {id}` where it says the same, or `gainsay fix --changed {id}`"
                ));
            }
            Self::NoCode { near: None, .. } => "`gainsay explain` lists the codes",
            Self::NoCommand { near: None, .. } => "`gainsay help` lists the commands",
            Self::NoArticle { only: true, .. } => "the site is one article: leave `--article` out",
            Self::NoArticle { near: Some(near), .. } => near,
            Self::NoArticle { near: None, .. } => {
                "an article has the name of its folder in `content/`"
            }
            Self::NoBase { .. } => "set `base-url` in gainsay.yaml, or add `--base-url ADDRESS`",
            Self::NoToolSource => {
                "add `--tool-source ADDRESS`, the address of the repository of gainsay itself"
            }
            Self::NoAnswer => "`--yes` asks nothing",
            Self::Changed { command, .. } => return Some(format!("run `gainsay {command}` again")),
            Self::NoKind(error) => return Some(error.help()),
            Self::Write(error) => error.help()?,
            _ => return None,
        };
        Some(help.to_owned())
    }

    /// The error as it is printed: the message, and below it the advice.
    pub(super) fn printed(&self) -> String {
        match self.help() {
            Some(help) => format!("{self}\n  help: {help}"),
            None => self.to_string(),
        }
    }
}

/// Prints the error and returns its exit status.
pub(super) fn fail(error: &CommandError) -> u8 {
    let mut err = anstream::stderr();
    let text = visible_lines(&error.printed());
    let _ = writeln!(err, "\x1b[1m\x1b[91merror\x1b[0m\x1b[1m: {text}\x1b[0m");
    FAILED
}
