//! `gainsay fix`: shows what can be mended, asks, and mends it.
//!
//! In go arguments and answers; out come the changed files, each wholly old or wholly new. A change
//! that may alter a meaning is never accepted in bulk.

use super::error::CommandError;
use super::exit::{CLEAN, FAULTS};
use super::plural::plural;
use super::site::{SiteArguments, options, put, read};
use crate::desk::fix::{Mend, Sureness, changes, texts};
use crate::diagnostic::report::human;
use crate::diagnostic::{Diagnostic, Severity, any_error, did_you_mean, visible};
use crate::pipeline::{self, Built};
use crate::write;
use clap::Args;
use std::collections::BTreeSet;
use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;

/// What the command line says.
#[derive(Debug, Args)]
pub struct FixArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Make every plain change without asking: slips of the pen, and edits that change no meaning
    #[arg(long, short)]
    yes: bool,
    /// Confirm the words of this claim whatever changed; may be given several times
    #[arg(long, value_name = "CLAIM")]
    accept: Vec<String>,
    /// Show what would be done, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// The answer to the question about a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FixAnswer {
    Yes,
    No,
    Stop,
}

/// Runs the command.
pub fn fix(arguments: &FixArguments) -> Result<u8, CommandError> {
    let root = &arguments.site.root;
    let mut tree = read(root)?;
    // Drafts have lock lines too.
    let mut built = pipeline::build(tree.clone(), &options(true)?, &mut |_| {});
    let asks = !arguments.yes && !arguments.dry_run && std::io::stdin().is_terminal();
    let mut left = 0;
    for round in 0..ROUNDS {
        let found = changes(&built);
        if round == 0 {
            check_accepted(&arguments.accept, &found)?;
        } else if !found
            .iter()
            .any(|change| preset_answer(change, arguments) == Some(FixAnswer::Yes))
        {
            break;
        }
        let accepted: Vec<Mend>;
        (accepted, left) = answers(&found, arguments, asks, round, &built)?;
        let texts = texts(&built, &accepted)?;
        if !arguments.dry_run {
            let paths = tree.files.keys();
            let folders: BTreeSet<&str> =
                paths.map(|path| path.rsplit_once('/').map_or("", |(f, _)| f)).collect();
            folders.iter().for_each(|folder| write::sweep(root, folder));
        }
        let verb = if arguments.dry_run { "would be written" } else { "written" };
        for (path, text) in &texts {
            if !arguments.dry_run {
                put(root, path, tree.files.get(path), text, "fix")?;
            }
            say(&visible(&format!("{}{path}: {verb}", super::site::base(root))));
        }
        // A change may reveal further ones: front matter that can be parsed at last.
        if texts.is_empty() || arguments.dry_run || !arguments.yes {
            break;
        }
        tree = read(root)?;
        built = pipeline::build(tree.clone(), &options(true)?, &mut |_| {});
    }
    if left > 0 {
        let how = match asks {
            true => "",
            false => "; answer on a terminal, or see `gainsay fix --help`",
        };
        let them = if left == 1 { "it is" } else { "they are" };
        say(&format!("{} left as {them}{how}", plural(left, "change")));
    }
    report_rest(root, arguments.dry_run, &built)
}

/// The maximum number of rounds in which plain changes are looked for, if they are made without
/// questions.
const ROUNDS: usize = 4;

/// The changes that are accepted, and how many are not. Rejected ones are shown once, in the first
/// `round`.
fn answers(
    found: &[Mend],
    arguments: &FixArguments,
    asks: bool,
    round: usize,
    built: &Built,
) -> Result<(Vec<Mend>, usize), CommandError> {
    let (mut accepted, mut left): (Vec<Mend>, usize) = (Vec::new(), 0);
    let mut stopped = false;
    for change in found {
        let decided = preset_answer(change, arguments);
        if round == 0 || decided == Some(FixAnswer::Yes) {
            show(change, built);
        }
        let answer = match (decided, stopped) {
            (Some(answer), false) => answer,
            (None, false) if asks => ask(
                &visible(&change.question),
                &mut std::io::stdin().lock(),
                &mut std::io::stdout(),
            )?,
            _ => FixAnswer::No,
        };
        match answer {
            // Of several claims only those that are named.
            FixAnswer::Yes if decided.is_some() && change.sureness == Sureness::Asked => {
                accepted.push(change.only(&arguments.accept));
            }
            FixAnswer::Yes => accepted.push(change.clone()),
            FixAnswer::No => left += 1,
            FixAnswer::Stop => {
                stopped = true;
                left += 1;
            }
        }
    }
    Ok((accepted, left))
}

/// Prints what remains, and returns the exit status.
fn report_rest(root: &Path, dry_run: bool, before: &Built) -> Result<u8, CommandError> {
    let tree = read(root)?;
    // The result of a check, which leaves drafts out.
    let checked = pipeline::build(tree.clone(), &options(false)?, &mut |_| {});
    if checked.failed() {
        let errors = plural(count(&checked.diagnostics, any_error), "error");
        say(&format!("{errors} left; `gainsay check` shows what"));
        return Ok(FAULTS);
    }
    let after = match dry_run {
        true => None,
        false => Some(pipeline::build(tree, &options(true)?, &mut |_| {})),
    };
    let drafts = &after.as_ref().unwrap_or(before).diagnostics;
    if any_error(drafts) {
        let errors = plural(count(drafts, any_error), "error");
        say(&format!(
            "{errors} left in what is not published yet; `gainsay check --drafts` shows what"
        ));
        return Ok(FAULTS);
    }
    let warns = |d: &[Diagnostic]| d.iter().any(|d| d.severity() == Severity::Warning);
    match count(&checked.diagnostics, warns) {
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

/// Refuses a name in `--accept` that no change is about.
fn check_accepted(accept: &[String], found: &[Mend]) -> Result<(), CommandError> {
    let names: Vec<&str> = found.iter().flat_map(|c| &c.claims).map(String::as_str).collect();
    for id in accept {
        if !names.contains(&id.as_str()) {
            let near = did_you_mean(id, names.iter().copied());
            return Err(CommandError::NothingToConfirm { id: id.clone(), near });
        }
    }
    Ok(())
}

/// The answer that the command line gives.
fn preset_answer(change: &Mend, arguments: &FixArguments) -> Option<FixAnswer> {
    let named = change.claims.iter().any(|id| arguments.accept.contains(id));
    match (change.refused.is_some(), named, change.sureness) {
        (true, ..) => Some(FixAnswer::No),
        (false, true, _) => Some(FixAnswer::Yes),
        (false, false, Sureness::Plain) if arguments.yes => Some(FixAnswer::Yes),
        (false, false, Sureness::Asked) if arguments.yes => Some(FixAnswer::No),
        _ => None,
    }
}

fn show(change: &Mend, built: &Built) {
    let mut err = anstream::stderr();
    match &change.diagnostic {
        Some(diagnostic) => {
            let _ = writeln!(err, "{}\n", human::render(diagnostic, &built.files, true));
        }
        None => {
            let _ = writeln!(err, "{}\n", visible(&change.question));
        }
    }
    if let Some(why) = &change.refused {
        let _ = writeln!(err, "this cannot be changed here: {}\n", visible(why));
    }
}

/// Asks on `output` until `input` has an answer. The end of the input is an answer.
fn ask(
    question: &str,
    input: &mut impl BufRead,
    output: &mut impl Write,
) -> Result<FixAnswer, CommandError> {
    let broken = CommandError::Ask;
    loop {
        write!(output, "{question} [y]es, [n]o, [q]uit: ").map_err(broken)?;
        output.flush().map_err(broken)?;
        let mut line = String::new();
        if input.read_line(&mut line).map_err(broken)? == 0 {
            return Ok(FixAnswer::Stop);
        }
        match line.trim().to_ascii_lowercase().as_str() {
            "y" | "yes" => return Ok(FixAnswer::Yes),
            "n" | "no" => return Ok(FixAnswer::No),
            "q" | "quit" => return Ok(FixAnswer::Stop),
            _ => {}
        }
    }
}

fn say(line: &str) {
    // If nobody reads the output, the exit status still tells.
    let _ = writeln!(anstream::stdout(), "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asks once, and checks the answer and how often the question was put.
    fn check(typed: &str, answer: FixAnswer, times: usize) {
        let mut output = Vec::new();
        let found = ask("Change it?", &mut typed.as_bytes(), &mut output);
        assert_eq!(found.ok(), Some(answer), "{typed:?}");
        let shown = "Change it? [y]es, [n]o, [q]uit: ".repeat(times);
        assert_eq!(String::from_utf8_lossy(&output), shown, "{typed:?}");
    }

    #[test]
    fn question_is_repeated_until_there_is_an_answer() {
        check("y\n", FixAnswer::Yes, 1);
        check(" YES \r\n", FixAnswer::Yes, 1);
        check("n\ny\n", FixAnswer::No, 1);
        check("No", FixAnswer::No, 1);
        check("q\n", FixAnswer::Stop, 1);
        check("quit\n", FixAnswer::Stop, 1);
        check("", FixAnswer::Stop, 1);
        check("\nyep\nja\nn\n", FixAnswer::No, 4);
        check("what?", FixAnswer::Stop, 2);
    }

    #[test]
    fn an_answer_is_taken_from_its_own_line() {
        let (mut input, mut output) = (&b"n\ny\n"[..], Vec::new());
        assert_eq!(ask("One?", &mut input, &mut output).ok(), Some(FixAnswer::No));
        assert_eq!(ask("Two?", &mut input, &mut output).ok(), Some(FixAnswer::Yes));
        assert_eq!(ask("Three?", &mut input, &mut output).ok(), Some(FixAnswer::Stop));
    }

    #[test]
    fn unreadable_input_is_no_answer() {
        let found = ask("Change it?", &mut &b"\xff\n"[..], &mut Vec::new());
        assert!(found.is_err_and(|e| e.to_string().starts_with("cannot ask: ")));
    }
}
