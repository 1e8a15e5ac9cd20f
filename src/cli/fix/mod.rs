//! `gainsay fix`: shows what can be mended, asks, and mends it.
//!
//! In go arguments and answers; out come the changed files, each wholly old or wholly new. A change
//! that may alter a meaning is never accepted in bulk.

mod ask;
mod editor;
mod opened;
mod questions;
mod show;

use super::error::CommandError;
use super::exit::{CLEAN, FAULTS};
use super::plural::plural;
use super::report::QuietArgument;
use super::site::{SiteArguments, argument, options};
use crate::desk::fix::{
    Mend, Sureness, changes, claims_without_words, day, looked_again, names_of_claims,
    say_otherwise,
};
use crate::diagnostic::{Diagnostic, Severity, any_error, did_you_mean, visible};
use crate::pipeline::Built;
use crate::resolve::names;
use ask::Asker;
use clap::Args;
use jiff::civil;
use opened::OpenedSite;
use std::io::{IsTerminal, Write};

/// What the command line says.
#[derive(Debug, Args)]
pub struct FixArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Make every plain change without asking: slips of the pen, and edits that a rule of sameness covers
    #[arg(long, short)]
    yes: bool,
    /// Confirm the words of this claim: it says the same as before; may be given several times
    #[arg(long, value_name = "CLAIM")]
    accept: Vec<String>,
    /// Confirm the words of this claim, and have its evidence looked at again: it says something else now
    #[arg(long, value_name = "CLAIM")]
    changed: Vec<String>,
    /// Say that the evidence of this claim was looked at today, and bears its words
    #[arg(long, value_name = "CLAIM")]
    checked: Vec<String>,
    /// Who looked at the evidence, with --checked
    #[arg(long, value_name = "NAME", requires = "checked")]
    checked_by: Option<String>,
    /// Show what would be done, and write nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    quiet: QuietArgument,
}

impl FixArguments {
    /// The claims whose words are confirmed by name.
    fn named(&self) -> Vec<String> {
        self.accept.iter().chain(&self.changed).cloned().collect()
    }
}

/// Runs the command.
pub fn fix(arguments: &FixArguments) -> Result<u8, CommandError> {
    let root = &arguments.site.root;
    let today = day(&options(true)?);
    let mut site = OpenedSite::open(root)?;
    let asks = !arguments.yes && !arguments.dry_run && std::io::stdin().is_terminal();
    let mended = mend_all(&mut site, arguments, asks, today);
    // Also where something went wrong after that.
    for path in site.written().filter(|_| !arguments.quiet.quiet) {
        say(&visible(&format!("{}{path}: written", super::site::base(root))));
    }
    let left = mended?;
    if left > 0 {
        let how = match (asks, arguments.dry_run && !arguments.yes) {
            (true, _) => "",
            (false, true) => "; with `--yes`, those that are plain would be made",
            (false, false) => "; answer on a terminal, or see `gainsay fix --help`",
        };
        let them = if left == 1 { "it is" } else { "they are" };
        say(&format!("{} left as {them}{how}", plural(left, "change")));
    }
    report_rest(&site, arguments.quiet.quiet)
}

/// Makes the changes that the command line and somebody at a terminal decide on, and returns how many are
/// left.
fn mend_all(
    site: &mut OpenedSite,
    arguments: &FixArguments,
    asks: bool,
    today: civil::Date,
) -> Result<usize, CommandError> {
    let left = mend_named(site, arguments, asks, today)?;
    if !asks {
        return Ok(left);
    }
    let mut input = std::io::stdin().lock();
    let mut output = anstream::stdout();
    let mut asker = Asker { input: &mut input, output: &mut output };
    questions::ask_all(site, &mut asker, today, &editor::open)
}

/// The maximum number of rounds in which plain changes are looked for, if they are made without
/// questions.
const ROUNDS: usize = 4;

/// Makes the changes that the command line decides on, and returns how many others there are. Where nobody
/// `asks` about them, those are shown, once.
fn mend_named(
    site: &mut OpenedSite,
    arguments: &FixArguments,
    asks: bool,
    today: civil::Date,
) -> Result<usize, CommandError> {
    let mut left = 0;
    for round in 0..ROUNDS {
        let found = changes(&site.built);
        let (accepted, others): (Vec<&Mend>, Vec<&Mend>) =
            found.iter().partition(|change| is_decided(change, arguments));
        if round == 0 {
            check_named(arguments, &found, &site.built)?;
        } else if accepted.is_empty() {
            break;
        }
        for change in &found {
            // What is asked about is shown with its question.
            if is_decided(change, arguments) || (round == 0 && !asks) {
                show::mend(change, &site.built);
            }
        }
        left = others.len();
        let named = arguments.named();
        // Of several claims only those that are named.
        let only = |change: &Mend| match change.sureness {
            Sureness::Asked => change.only(&named),
            Sureness::Plain => change.clone(),
        };
        let mut accepted: Vec<Mend> = accepted.into_iter().map(only).collect();
        if round == 0 {
            let more = say_otherwise(&site.built, &arguments.changed, today);
            let who = arguments.checked_by.as_deref();
            let again = looked_again(&site.built, &arguments.checked, today, who);
            let more = more.into_iter().chain(again);
            for change in more {
                if let Some(why) = &change.refused {
                    let id = change.claims.join(", ");
                    return Err(CommandError::NotWritten { id, reason: why.clone() });
                }
                accepted.push(change);
            }
        }
        if arguments.dry_run {
            for path in site.would_write(&accepted)? {
                say(&visible(&format!("{}{path}: would be written", super::site::base(site.root))));
            }
            break;
        }
        // A change may reveal further ones: front matter that can be parsed at last.
        if !site.write(&accepted)? {
            break;
        }
        site.reload()?;
        if !arguments.yes {
            break;
        }
    }
    Ok(left)
}

/// True for a change that the command line says to make.
fn is_decided(change: &Mend, arguments: &FixArguments) -> bool {
    let names = || arguments.accept.iter().chain(&arguments.changed);
    let named = change.claims.iter().any(|id| names().any(|name| name == id));
    change.refused.is_none() && (named || (arguments.yes && change.sureness == Sureness::Plain))
}

/// Prints what remains, and returns the exit status.
fn report_rest(site: &OpenedSite, quiet: bool) -> Result<u8, CommandError> {
    let drafted: usize = site.built.guard().articles.iter().map(|article| article.drafted).sum();
    if drafted > 0 {
        let quotes = plural(drafted, "quote");
        let stand = if drafted == 1 { "stands" } else { "stand" };
        say(&format!(
            "{quotes} in drafts {stand} among words that changed; you are asked when `draft` goes"
        ));
    }
    // The result of a check, which leaves drafts out.
    let checked = site.check()?;
    if checked.failed() {
        let errors = plural(count(&checked.diagnostics, any_error), "error");
        say(&format!("{errors} left; `gainsay check` shows what"));
        let lost = claims_without_words(&site.built);
        if !lost.is_empty() {
            let of = names(lost.iter().map(String::as_str));
            say(&format!("the words of {of} are gone, or stand at several places"));
        }
        return Ok(FAULTS);
    }
    let drafts = &site.built.diagnostics;
    if any_error(drafts) {
        let errors = plural(count(drafts, any_error), "error");
        say(&format!(
            "{errors} left in what is not published yet; `gainsay check --drafts` shows what"
        ));
        return Ok(FAULTS);
    }
    let warns = |d: &[Diagnostic]| d.iter().any(|d| d.severity() == Severity::Warning);
    match count(&checked.diagnostics, warns) {
        0 if quiet => {}
        0 => say("nothing is left to mend"),
        n => say(&format!(
            "no error is left, and {}; `gainsay check` shows what",
            plural(n, "warning")
        )),
    }
    Ok(CLEAN)
}

/// The number of `diagnostics` that `such` accepts.
fn count(diagnostics: &[Diagnostic], such: impl Fn(&[Diagnostic]) -> bool) -> usize {
    diagnostics.iter().filter(|d| such(std::slice::from_ref(*d))).count()
}

/// Refuses a name that no change is about, or that no claim has.
fn check_named(
    arguments: &FixArguments,
    found: &[Mend],
    built: &Built,
) -> Result<(), CommandError> {
    let confirmed: Vec<&str> = found.iter().flat_map(|c| &c.claims).map(String::as_str).collect();
    let all = names_of_claims(built);
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let options = [
        ("accept", &arguments.accept, &confirmed),
        ("changed", &arguments.changed, &confirmed),
        ("checked", &arguments.checked, &all),
    ];
    let mut twice = arguments.changed.iter();
    let twice = twice.find(|id| arguments.accept.contains(id) || arguments.checked.contains(id));
    if let Some(id) = twice {
        return Err(argument("changed", format!("`{id}` is named by another option too")));
    }
    for (option, ids, known) in options {
        if let Some(id) = ids.iter().find(|id| !known.contains(&id.as_str())) {
            let near = did_you_mean(id, known.iter().copied());
            return Err(CommandError::NothingToConfirm { option, id: id.clone(), near });
        }
    }
    for id in &arguments.changed {
        let about = || found.iter().filter(|change| change.claims.contains(id));
        if let Some(reason) = about().find_map(|change| change.refused.clone()) {
            return Err(CommandError::NotWritten { id: id.clone(), reason });
        }
    }
    // Evidence bears words that are confirmed.
    let open = |id: &&String| confirmed.contains(&id.as_str()) && !arguments.accept.contains(id);
    match arguments.checked.iter().find(open) {
        Some(id) => Err(CommandError::NotConfirmed { id: id.clone() }),
        None => Ok(()),
    }
}

fn say(line: &str) {
    // If nobody reads the output, the exit status still tells.
    let _ = writeln!(anstream::stdout(), "{line}");
}
