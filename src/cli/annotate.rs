//! `gainsay annotate`: finds words, and writes a claim about them.
//!
//! In go arguments and, for editors, standard input; out comes YAML, on standard output or in the
//! files of the site. Messages go to standard error. What is written is planned as the desk plans it.

use super::error::CommandError;
use super::exit::{CLEAN, FAULTS};
use super::plural::plural;
use super::report::print;
use super::site::{options, read, unwritten};
use crate::desk::annotate::{FoundWords, WordSearch, around};
use crate::desk::fix::day;
use crate::desk::panel::{
    DeskRequest, Keys, Problem, RequestKind, SourceProposal, Stub, plan_at, problems,
    propose_source,
};
use crate::diagnostic::visible;
use crate::model::is_id;
use crate::parse::decode::MAX_ID;
use crate::pipeline::{self, Built, Options};
use crate::write::write_texts;
use clap::Args;
use serde_json::json;
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
    /// Add the claim to the annotation file of its section, and a new source to sources.yaml
    #[arg(long)]
    write: bool,
    #[command(flatten)]
    claim: ClaimArguments,
}

/// What the claim says beside its words.
#[derive(Debug, Args)]
struct ClaimArguments {
    /// Who made it: the id of a speaker; may be given several times
    #[arg(long, value_name = "ID")]
    speaker: Vec<String>,
    /// A source that bears on it: its id, or an address, with which a new source is begun
    #[arg(long, value_name = "ID|ADDRESS")]
    source: Option<String>,
    /// The title of the new source
    #[arg(long, requires = "source", value_name = "TEXT")]
    title: Option<String>,
    /// How the source bears on the claim: supports, contradicts, qualifies, updates or repeats
    #[arg(long, requires = "source", value_name = "WORD")]
    relation: Option<String>,
    /// Words of the source
    #[arg(long, requires = "source", value_name = "TEXT")]
    passage: Option<String>,
    /// What was found, in one sentence
    #[arg(long, value_name = "TEXT")]
    finding: Option<String>,
    /// The day on which somebody looked for evidence; today, without a day
    #[arg(long, value_name = "DAY", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    checked: Option<String>,
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
    let options = options(true)?;
    let built = pipeline::build(tree.clone(), &options, &mut |_| {});
    let site = built.site();
    let search = WordSearch { site, files: &built.files, article: None, section: None };
    let mut found = search.spots(&words);
    let mut words = words;
    if found.is_empty()
        && let Some((spots, bare, marks)) = search.as_typed(&words)
    {
        taken_out(&marks);
        (found, words) = (spots, bare);
    }
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
        taken_out(&marks);
        (found, words) = (spots, bare);
    }
    let Some(spot) = choose(&found, arguments.place, &built, &words)? else { return Ok(FAULTS) };
    let article = &site.articles[spot.article];
    if let Some(id) = &arguments.id
        && site.claim_called(spot.article, id).is_some()
    {
        return Err(CommandError::IdTaken(id.clone()));
    }
    let request = requested(arguments, &built, &article.prefix, day(&options))?;
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
    let mut after = tree.clone();
    let texts = plan.texts.iter();
    after.files.extend(texts.map(|(path, text)| (path.clone(), text.as_str().into())));
    let options = Options { theme: built.theme(), ..options };
    let mut found = problems(&built, &pipeline::build(after, &options, &mut |_| {}), &plan);
    // What a claim that was just begun lacks, `check` says.
    found.retain(|problem| problem.stops);
    tell(&found);
    if !arguments.write {
        for stub in plan.stubs() {
            let of_claims = if stub.lines.starts_with(' ') { "`claims` in " } else { "" };
            let path = visible(&format!("{base}{}", stub.path));
            let _ = writeln!(anstream::stderr(), "for {of_claims}{path}:");
            print(&stub.lines)?;
        }
        return Ok(CLEAN);
    }
    if !found.is_empty() {
        let _ = writeln!(anstream::stderr(), "nothing was written");
        return Ok(FAULTS);
    }
    let line = |Stub { path, id, .. }: Stub| {
        format!("{}: `{id}` added", visible(&format!("{base}{path}")))
    };
    let added: Vec<String> = plan.stubs().into_iter().map(line).collect();
    let written = write_texts(&arguments.site, &tree, plan.texts);
    written.map_err(|error| unwritten(error, "annotate"))?;
    for line in added {
        let _ = writeln!(anstream::stdout(), "{line}");
    }
    Ok(CLEAN)
}

fn taken_out(marks: &[String]) {
    // A part of what stands for one character says nothing.
    let is_mark = |mark: &&String| {
        mark.strip_prefix('`').is_none_or(|mark| !mark.starts_with(char::is_alphanumeric))
    };
    let marks: Vec<&str> = marks.iter().filter(is_mark).map(String::as_str).collect();
    let what = if marks.is_empty() { "marks of Markdown".to_owned() } else { marks.join(", ") };
    let _ = writeln!(anstream::stderr(), "taken out of the words: {}", visible(&what));
}

/// The change that the arguments ask for, in the article with `prefix`.
fn requested(
    arguments: &AnnotateArguments,
    built: &Built,
    prefix: &str,
    today: jiff::civil::Date,
) -> Result<DeskRequest, CommandError> {
    let folder = Some(prefix.trim_end_matches('/').to_owned());
    let ClaimArguments { speaker, source, title, relation, passage, finding, checked } =
        &arguments.claim;
    let (mut claim, mut sources) = (Keys::new(), Keys::new());
    match &speaker[..] {
        [] => {}
        [one] => drop(claim.insert("speaker".to_owned(), one.as_str().into())),
        several => drop(claim.insert("speaker".to_owned(), several.to_vec().into())),
    }
    if let Some(finding) = finding {
        claim.insert("finding".to_owned(), finding.as_str().into());
    }
    if let Some(day) = checked {
        let day = if day.is_empty() { today.to_string() } else { day.clone() };
        claim.insert("checked".to_owned(), day.into());
    }
    if let Some(typed) = source {
        let proposed = propose_source(built.site(), folder.as_deref(), typed, &[]);
        let id = proposed.as_ref().map_or(typed, |source| &source.id);
        match proposed.as_ref().filter(|source| !source.known) {
            Some(SourceProposal { url, publisher, kind, media, .. }) => {
                let keys = json!({
                    "title": title, "url": url, "publisher": publisher, "kind": kind, "media": media,
                });
                sources.insert(id.clone(), keys);
                let kind = kind.map(|kind| format!(", kind {kind}")).unwrap_or_default();
                let publisher = match publisher {
                    Some(publisher) => format!("publisher {publisher}"),
                    None => "no publisher".to_owned(),
                };
                let proposal = format!("`{id}` is begun: {publisher}{kind}");
                let _ =
                    writeln!(anstream::stderr(), "{}; see whether that is so", visible(&proposal));
            }
            None if title.is_some() => {
                return Err(super::site::argument("title", format!("`{id}` is no new source")));
            }
            None => {}
        }
        let citation = json!({ "source": id, "relation": relation, "passage": passage });
        claim.insert("citations".to_owned(), json!([citation]));
    }
    let id = arguments.id.clone();
    Ok(DeskRequest {
        kind: RequestKind::Claim,
        article: folder,
        id,
        claim,
        sources,
        ..DeskRequest::default()
    })
}

/// Prints what is wrong.
fn tell(problems: &[Problem]) {
    for problem in problems {
        let _ = writeln!(anstream::stderr(), "error: {}", visible(&problem.text));
        if let Some(hint) = &problem.hint {
            let _ = writeln!(anstream::stderr(), "  help: {}", visible(hint));
        }
    }
}

/// So many words are shown before and after those of each of several places.
const AROUND: usize = 6;

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
            if !built.all_read {
                let _ = writeln!(err, "not all of the site can be read: `gainsay check` shows why");
            }
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
                let [before, after] = around(site, spot, AROUND);
                let shown = visible(&format!("{before}[{words}]{after}"));
                let (line, column) = (spot.at.line, spot.at.column);
                let _ = writeln!(err, "  {}: {path}:{line}:{column}: {}", i + 1, shown.trim());
            }
            Ok(None)
        }
    }
}
