//! `gainsay export`: what other programs read of a site.
//!
//! In go arguments; out comes one document, on standard output or in a file. A site with faults is not
//! exported, since half of it would pass for the whole.

use super::error::CommandError;
use super::exit::{CLEAN, FAULTS};
use super::report::{ReportArguments, print, report};
use super::site::{SiteArguments, read};
use crate::diagnostic::{Format, did_you_mean};
use crate::pipeline::{self, Built, Options};
use crate::publish::ExportForm;
use crate::write;
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct ExportArguments {
    /// The format
    #[arg(value_name = "FORMAT")]
    form: ExportForm,
    #[command(flatten)]
    site: SiteArguments,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace that file if it is there
    #[arg(long, requires = "output")]
    force: bool,
    /// Only what belongs to this article, by the name of its folder
    #[arg(long, value_name = "ID")]
    article: Option<String>,
    /// Absolute address at which the site will be, instead of the one in gainsay.yaml
    #[arg(long, value_name = "ADDRESS")]
    pub(super) base_url: Option<String>,
}

impl ValueEnum for ExportForm {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

/// Runs the command.
pub(super) fn export(arguments: &ExportArguments, options: &Options) -> Result<u8, CommandError> {
    let root = &arguments.site.root;
    let mut built = pipeline::build(read(root)?, options, &mut |_| {});
    let article = match &arguments.article {
        Some(id) if !built.failed() => Some(find(&built, id)?),
        _ => None,
    };
    let form = arguments.form;
    if !built.failed() && form.needs_base() && built.site().config.base_url.is_none() {
        return Err(CommandError::NoBase { form: form.name() });
    }
    let Some(text) = built.export(form, article) else {
        let loud = ReportArguments { format: Format::Human, deny: None, quiet: Default::default() };
        report(&built.outcome(), root, &loud)?;
        return Ok(FAULTS);
    };
    match &arguments.output {
        Some(file) => write::write_beside(root, file, text.as_bytes(), arguments.force)?,
        None => print(&text)?,
    }
    Ok(CLEAN)
}

/// The index of the article with this id.
pub(super) fn find(built: &Built, id: &str) -> Result<usize, CommandError> {
    let articles = &built.site().articles;
    let ids = || articles.iter().map(|article| article.prefix.trim_end_matches('/'));
    ids().position(|known| known == id).ok_or_else(|| CommandError::NoArticle {
        id: id.to_owned(),
        near: did_you_mean(id, ids()),
        only: articles.len() == 1 && articles[0].prefix.is_empty(),
    })
}
