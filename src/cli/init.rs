//! `gainsay init`: asks for a few facts, writes a new site, and says what to do next.
//!
//! In go arguments and, on a terminal, answers; out come the files of a new site.

use super::error::CommandError;
use super::exit::CLEAN;
use super::locate;
use super::origin;
use super::report::QuietArgument;
use crate::desk::init::{self, Answers, Host, NewFile, SiteKind, ToolSource};
use crate::diagnostic::{shown, visible};
use crate::write;
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct InitArguments {
    /// Folder of the new site; made where it is not there
    #[arg(default_value = ".", value_name = "DIR")]
    root: PathBuf,
    /// Title of the site
    #[arg(long, allow_hyphen_values = true, value_parser = |text: &str| reject_option(text).and_then(init::title))]
    title: Option<String>,
    /// Language of its articles, as a tag: en, es, pt-BR
    #[arg(long, value_name = "TAG", value_parser = init::language)]
    language: Option<String>,
    /// Name of the publisher or author
    #[arg(long, allow_hyphen_values = true, value_parser = |text: &str| reject_option(text).and_then(init::line_of_text))]
    name: Option<String>,
    /// Ask nothing
    #[arg(long, short)]
    yes: bool,
    /// Copy the example of Gainsay itself instead, a news story with its claims
    #[arg(long, conflicts_with_all = ["title", "language", "name"])]
    example: bool,
    /// Add only the files by which the host builds and publishes, to a site that is there
    #[arg(long, conflicts_with_all = ["title", "language", "name", "example"])]
    workflow: bool,
    /// Who builds and publishes the site
    #[arg(long, value_name = "HOST", default_value = "github")]
    host: Host,
    /// Address of the repository that the host installs gainsay from, if not that of this program
    #[arg(long, value_name = "ADDRESS", value_parser = init::tool_source)]
    tool_source: Option<String>,
    #[command(flatten)]
    quiet: QuietArgument,
}

/// Rejects a value that is an option: a title may begin with `-`, but `--title --yes` is a mistake.
fn reject_option(text: &str) -> Result<&str, String> {
    let name = text.strip_prefix("--").or_else(|| text.strip_prefix('-').filter(|t| t.len() == 1));
    match name {
        Some(name) if name.starts_with(|c: char| c.is_ascii_lowercase()) => {
            Err("looks like an option".to_owned())
        }
        _ => Ok(text),
    }
}

impl ValueEnum for Host {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

pub(super) fn init(arguments: &InitArguments) -> Result<u8, CommandError> {
    let root = &arguments.root;
    let source = source(arguments.tool_source.as_deref());
    let of_host = |source: &ToolSource| arguments.host.files(source, &folder_name(root));
    let of_host = source.as_ref().map(of_host).unwrap_or_default();
    if arguments.workflow {
        return add_workflow(arguments, source.as_ref(), &of_host);
    }
    let mut kind = if arguments.example {
        SiteKind::Example
    } else {
        SiteKind::Own(default_answers(arguments))
    };
    let files = |kind: &SiteKind| [init::files(kind), of_host.clone()].concat();
    let mut all = files(&kind);
    let paths: Vec<&str> = all.iter().map(|f| f.path).collect();
    // Ask nothing if the site cannot be written.
    write::check_free(root, &paths)?;
    let terminal = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    if let SiteKind::Own(answers) = &mut kind
        && terminal
        && !arguments.yes
    {
        let (input, mut err) = (std::io::stdin(), anstream::stderr());
        *answers = ask(arguments, answers, &mut input.lock(), &mut err)?;
        all = files(&kind);
    }
    write::create(root, all.iter().map(|f| (f.path, f.text.as_str())))?;
    let (written, next) = (written(root, &paths), next(root));
    let publish = match &source {
        Some(source) => format!("\n{}", advice(arguments.host, source)),
        None => no_files_for(arguments),
    };
    arguments.tell(&format!("{written}\n{next}{publish}"));
    Ok(CLEAN)
}

/// Says how files for a host are added, where the program does not know what they would name.
fn no_files_for(arguments: &InitArguments) -> String {
    let host = match arguments.host {
        Host::GitHub => String::new(),
        other => format!(" --host {}", other.name()),
    };
    let site = match arguments.root == Path::new(".") {
        true => String::new(),
        false => format!(" {}", shell_quoted(&arguments.root)),
    };
    format!(
        "\nto have a host build the site, later: `gainsay init{site} --workflow{host} --tool-source ADDRESS`\n  ADDRESS is that of the repository of gainsay itself, which this program does not know\n"
    )
}

/// Adds the files of a host to a site.
fn add_workflow(
    arguments: &InitArguments,
    source: Option<&ToolSource>,
    files: &[NewFile],
) -> Result<u8, CommandError> {
    let root = &arguments.root;
    locate::require_site(root)?;
    let source = source.ok_or(CommandError::NoToolSource)?;
    write::add(root, files.iter().map(|f| (f.path, f.text.as_str())))?;
    let paths: Vec<&str> = files.iter().map(|f| f.path).collect();
    arguments.tell(&format!("{}\n{}", written(root, &paths), advice(arguments.host, source)));
    Ok(CLEAN)
}

/// Says what somebody has to do at a host, and which state of the program it takes.
fn advice(host: Host, source: &ToolSource) -> String {
    let mut advice = format!("{}\n", host.advice());
    if source.commit.is_none() {
        advice += &format!(
            "  note: it takes the newest commit of {} at each build, since this program does not know one of that repository\n  help: to stay with one, write its id at `GAINSAY_COMMIT` in {}\n",
            source.address,
            host.commit_file()
        );
    }
    advice
}

impl InitArguments {
    fn tell(&self, text: &str) {
        if !self.quiet.quiet {
            // If nobody reads it, the files are there all the same.
            let _ = write!(anstream::stdout(), "{text}");
        }
    }
}

/// Where a host gets the program from: the repository that is named, or that of this program, whose
/// commit the host then stays with.
fn source(named: Option<&str>) -> Option<ToolSource> {
    let own = origin::repository().and_then(|own| init::tool_source(own).ok());
    let address = named.map(str::to_owned).or_else(|| own.clone())?;
    let same = |one: &str| one.trim_end_matches('/').trim_end_matches(".git").to_owned();
    let is_own = own.is_some_and(|own| same(&own) == same(&address));
    let commit = origin::COMMIT.filter(|_| is_own);
    Some(ToolSource { address, commit: commit.map(str::to_owned) })
}

/// The name of the site's folder; empty if it has none.
fn folder_name(root: &Path) -> String {
    let folder = std::path::absolute(root).ok();
    let name = folder.as_deref().and_then(Path::file_name).and_then(|n| n.to_str());
    name.unwrap_or_default().to_owned()
}

/// The answers that are used without questions.
fn default_answers(arguments: &InitArguments) -> Answers {
    Answers {
        title: arguments.title.clone().unwrap_or_else(|| default_title(&arguments.root)),
        language: arguments.language.clone().unwrap_or_else(|| "en".to_owned()),
        name: arguments.name.clone().unwrap_or_default(),
    }
}

/// A title derived from the folder's name, if it is usable.
fn default_title(root: &Path) -> String {
    init::title_of_folder(&folder_name(root)).unwrap_or_else(|| "Annotated articles".to_owned())
}

/// Asks for what the arguments do not give, and offers `unasked` as defaults.
fn ask(
    arguments: &InitArguments,
    unasked: &Answers,
    input: &mut impl BufRead,
    output: &mut impl Write,
) -> Result<Answers, CommandError> {
    let mut question =
        |given: &Option<String>, words: &str, default: &str, read: AnswerReader| match given {
            Some(given) => Ok(given.clone()),
            None => answer(words, default, read, input, output),
        };
    let Answers { title, language, name } = unasked;
    Ok(Answers {
        title: question(&arguments.title, "Title of the site", title, init::title)?,
        language: question(
            &arguments.language,
            "Language of its articles, as a tag",
            language,
            init::language,
        )?,
        name: question(
            &arguments.name,
            "Name of the publisher or author, if any",
            name,
            init::line_of_text,
        )?,
    })
}

type AnswerReader = fn(&str) -> Result<String, String>;

/// Asks one question until the answer is valid. An empty answer selects the default.
fn answer(
    words: &str,
    default: &str,
    read: AnswerReader,
    input: &mut impl BufRead,
    output: &mut impl Write,
) -> Result<String, CommandError> {
    let unheard = CommandError::Question;
    loop {
        let offer = if default.is_empty() { String::new() } else { format!(" [{default}]") };
        write!(output, "{words}{offer}: ").and_then(|()| output.flush()).map_err(unheard)?;
        let mut line = String::new();
        if input.read_line(&mut line).map_err(unheard)? == 0 {
            return Err(CommandError::NoAnswer);
        }
        let line = line.trim();
        match read(if line.is_empty() { default } else { line }) {
            Ok(answer) => return Ok(answer),
            Err(reason) => writeln!(output, "  {reason}").map_err(unheard)?,
        }
    }
}

/// Lists what was written.
fn written(root: &Path, paths: &[&str]) -> String {
    let here = root == Path::new(".");
    let path = |path: &&str| if here { PathBuf::from(path) } else { root.join(path) };
    paths.iter().map(|one| format!("wrote {}\n", shown(&path(one)))).collect()
}

/// Says what to do next.
fn next(root: &Path) -> String {
    let here = root == Path::new(".");
    let site = if here { String::new() } else { format!(" {}", shell_quoted(root)) };
    let mut next = "next:\n".to_owned();
    if cfg!(feature = "preview") {
        next += &format!("  gainsay serve{site} --open    shows the site and follows every save\n");
    }
    next + &format!("  gainsay build{site}           writes the pages\n")
}

/// Quotes a path as one word of a shell command.
fn shell_quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "-_./~+@%,".contains(c);
    if visible(&path) != path {
        // Bash and zsh decode this, and no terminal interprets it.
        let spelt = |c: char| match c {
            '\'' | '\\' => format!("\\{c}"),
            c if visible(&c.to_string()).chars().eq([c]) => c.to_string(),
            c => format!("\\u{:04x}", u32::from(c)),
        };
        return format!("$'{}'", path.chars().map(spelt).collect::<String>());
    }
    if path.chars().all(plain) { path } else { format!("'{}'", path.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct InitLine {
        #[command(flatten)]
        init: InitArguments,
    }

    fn asked(arguments: &[&str], typed: &str) -> (Result<Answers, CommandError>, String) {
        let line = InitLine::parse_from([&["init"], arguments].concat());
        let mut output = Vec::new();
        let unasked =
            Answers { title: "My site".into(), language: "en".into(), name: String::new() };
        let answers = ask(&line.init, &unasked, &mut typed.as_bytes(), &mut output);
        (answers, String::from_utf8(output).expect("questions are UTF-8"))
    }

    #[test]
    fn it_asks_three_questions_and_offers_answers() {
        let (answers, output) = asked(&[], "\n\n\n");
        insta::assert_snapshot!(output, @"Title of the site [My site]: Language of its articles, as a tag [en]: Name of the publisher or author, if any: ");
        let (title, language) = ("My site".to_owned(), "en".to_owned());
        assert_eq!(answers.ok(), Some(Answers { title, language, name: String::new() }));
    }

    #[test]
    fn invalid_answer_is_asked_again_and_given_arguments_are_not() {
        let (answers, output) =
            asked(&["--title", "Notes"], "klingon, please\ntlh\nK\u{2019}mpec\n");
        insta::assert_snapshot!(output, @"
        Language of its articles, as a tag [en]:   `klingon, please` is not a language tag; write `en`, `es`, `en-GB`, `zh-Hant`
        Language of its articles, as a tag [en]: Name of the publisher or author, if any: 
        ");
        assert_eq!(
            answers.ok().map(|a| (a.language, a.name)),
            Some(("tlh".into(), "K\u{2019}mpec".into()))
        );
    }

    #[test]
    fn the_end_of_input_is_no_answer() {
        let (answers, _) = asked(&[], "Notes\n");
        insta::assert_snapshot!(answers.expect_err("no answers").printed(), @"
        no answer; nothing was written
          help: `--yes` asks nothing
        ");
    }

    #[test]
    fn a_path_is_one_word() {
        assert_eq!(shell_quoted(Path::new("my-site")), "my-site");
        assert_eq!(shell_quoted(Path::new("it's mine")), r"'it'\''s mine'");
        assert_eq!(shell_quoted(Path::new("it's\n\u{1b}")), r"$'it\'s\u000a\u001b'");
    }
}
