//! `gainsay annotate`: finds words, and writes a stub of a claim about them.
//!
//! In go arguments and, for editors, standard input; out comes a YAML stub, on standard output or
//! in the annotation file of the section. Messages go to standard error.

use super::error::CommandError;
use super::exit::{CLEAN, FAULTS};
use super::plural::plural;
use super::report::print;
use super::site::{options, put, read};
use crate::desk::annotate::{FoundWords, WordSearch};
use crate::desk::panel::{Problem, Request, RequestKind, plan_at};
use crate::diagnostic::visible;
use crate::model::is_id;
use crate::parse::decode::MAX_ID;
use crate::pipeline::{self, Built};
use clap::Args;
use std::io::{Read, Write};
use std::path::PathBuf;

/// What the command line says.
#[derive(Debug, Args)]
pub struct AnnotateArguments {
    /// Words of an article, as readers see them
    #[arg(required_unless_present = "stdin", conflicts_with = "stdin")]
    words: Option<String>,
    /// Take the words from standard input
    #[arg(long)]
    stdin: bool,
    /// Folder of the site: the one that holds gainsay.yaml
    #[arg(long, default_value = ".", value_name = "SITE")]
    site: PathBuf,
    /// Which of several places is meant, from 1
    #[arg(long, value_name = "N")]
    place: Option<usize>,
    /// Id of the claim, instead of one made of its words
    #[arg(long)]
    id: Option<String>,
    /// Add the claim to the annotation file of its section
    #[arg(long)]
    write: bool,
}

/// Runs the command.
pub fn annotate(arguments: &AnnotateArguments) -> Result<u8, CommandError> {
    let words = match &arguments.words {
        Some(words) => words.clone(),
        None => {
            let mut words = String::new();
            let input = std::io::stdin().read_to_string(&mut words);
            input.map_err(CommandError::Input)?;
            words
        }
    };
    if words.trim().is_empty() {
        return Err(CommandError::NoWords);
    }
    if let Some(id) = arguments.id.as_ref().filter(|id| !is_id(id) || id.len() > MAX_ID) {
        return Err(CommandError::NoId(id.clone()));
    }
    let tree = read(&arguments.site)?;
    let built = pipeline::build(tree.clone(), &options(true)?, &mut |_| {});
    let site = built.site();
    let search = WordSearch { site, files: &built.files, article: None, section: None };
    let mut found = search.spots(&words);
    let mut words = words;
    if found.is_empty()
        && let Some((spot, bare)) = search.without(&words, built.alerts())
    {
        let _ = writeln!(anstream::stderr(), "taken out of the words: {}", bare.shown());
        found.push(spot);
        words = bare.words;
    }
    if found.is_empty()
        && let Some((spots, bare, marks)) = search.as_shown(&words)
    {
        let what = if marks.is_empty() { "marks of Markdown".to_owned() } else { marks.join(", ") };
        let _ = writeln!(anstream::stderr(), "taken out of the words: {}", visible(&what));
        (found, words) = (spots, bare);
    }
    let Some(spot) = choose(&found, arguments.place, &built, &words)? else { return Ok(FAULTS) };
    let article = &site.articles[spot.article];
    if let Some(id) = &arguments.id
        && site.claims.iter().any(|c| c.article == spot.article && *c.id == **id)
    {
        return Err(CommandError::IdTaken(id.clone()));
    }
    let request = Request {
        kind: RequestKind::Claim,
        article: Some(article.prefix.trim_end_matches('/').to_owned()),
        id: arguments.id.clone(),
        ..Request::default()
    };
    let chosen = Some((spot, &*words));
    let mut plan = plan_at(&built, &tree, &request, chosen);
    if plan.is_err() && !arguments.write {
        // What is printed fits beside claims that nothing can be added to.
        let mut bare = tree.clone();
        bare.files.retain(|path, _| path.ends_with("/sources.yaml"));
        plan = plan_at(&built, &bare, &request, chosen);
    }
    let plan = match plan {
        Ok(plan) => plan,
        Err(problems) => {
            tell(&problems);
            return Ok(FAULTS);
        }
    };
    let base = super::site::base(&arguments.site);
    if !arguments.write {
        for (path, lines) in plan.stubs() {
            let _ = writeln!(
                anstream::stderr(),
                "for `claims` in {}:",
                visible(&format!("{base}{path}"))
            );
            print(&lines)?;
        }
        return Ok(CLEAN);
    }
    for (path, text) in &plan.texts {
        put(&arguments.site, path, tree.files.get(path), text, "annotate")?;
        let id = plan.id.as_deref().unwrap_or("");
        let shown = visible(&format!("{base}{path}"));
        let _ = writeln!(anstream::stdout(), "{shown}: `{id}` added");
    }
    Ok(CLEAN)
}

/// Prints what is wrong.
fn tell(problems: &[Problem]) {
    for problem in problems {
        let kind = if problem.stops { "error" } else { "warning" };
        let _ = writeln!(anstream::stderr(), "{kind}: {}", visible(&problem.text));
        if let Some(hint) = &problem.hint {
            let _ = writeln!(anstream::stderr(), "  help: {}", visible(hint));
        }
    }
}

/// The place that is meant. Fails with a list of the places if that is ambiguous.
fn choose<'s>(
    found: &'s [FoundWords],
    place: Option<usize>,
    built: &Built,
    words: &str,
) -> Result<Option<&'s FoundWords>, CommandError> {
    let mut err = anstream::stderr();
    let (site, files) = (built.site(), &built.files);
    let search = WordSearch { site, files, article: None, section: None };
    match (found, place) {
        ([], _) => {
            let _ = writeln!(err, "these words stand nowhere");
            if let Some((file, cut)) = search.cut(words) {
                let inside = cut.begins.iter().chain(&cut.ends).map(|word| format!("`{word}`"));
                let inside = inside.collect::<Vec<_>>().join(" and ");
                let path = visible(built.files.path(file));
                let (inside, whole) = (visible(&inside), visible(&cut.whole));
                let _ = writeln!(err, "in {path} they cut {inside}; whole: {whole}");
            } else if let Some((file, near)) = search.near(words) {
                let (path, near) = (visible(built.files.path(file)), visible(&near));
                let _ = writeln!(err, "the nearest, in {path}: {near}");
            }
            if built.failed() {
                let _ =
                    writeln!(err, "the site has errors, and a part of it may not have been read");
            }
            Ok(None)
        }
        (_, Some(n)) => match n.checked_sub(1).and_then(|i| found.get(i)) {
            Some(spot) => Ok(Some(spot)),
            None => Err(CommandError::NoPlace { count: found.len() }),
        },
        ([one], None) => Ok(Some(one)),
        (many, None) => {
            let _ = writeln!(
                err,
                "these words stand in {}; say which with --place:",
                plural(many.len(), "place")
            );
            for (i, spot) in many.iter().enumerate() {
                let path = visible(built.files.path(spot.file));
                let _ = writeln!(err, "  {}: {path}:{}:{}", i + 1, spot.at.line, spot.at.column);
            }
            Ok(None)
        }
    }
}
