//! The command line.
//!
//! In go arguments and the environment; out comes an exit status: 0 clean, 1 faults in the
//! content, 2 the machine or the command line. For people, diagnostics go to standard error and
//! the summary to standard output. In a form for programs, diagnostics have standard output to
//! themselves, and the summary goes to standard error.

mod annotate;
mod build;
mod error;
mod fix;
mod init;
mod locate;
mod overseer;

use crate::diagnostic::{
    Code, Format, Severity, did_you_mean, explain, shown, visible, visible_lines,
};
use crate::disk::Folder;
use crate::load;
use crate::parse::allowed::base_url;
use crate::pipeline::{self, Counts, Options, Outcome};
#[cfg(feature = "preview")]
use crate::preview::{self, Settings, editor::Editor};
use crate::resolve::Audience;
use crate::write;
use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};
use error::CommandError;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Nothing to report.
pub const CLEAN: u8 = 0;
/// There are faults in the content.
pub const FAULTS: u8 = 1;
/// The machine or the command line is at fault.
pub const FAILED: u8 = 2;

/// How much a thread that renders pages may put on its stack, in bytes. Only what is used is taken.
const STACK: usize = 64 * 1024 * 1024;

/// Builds annotated articles: every claim links to its source and to whatever gainsays it.
#[derive(Debug, Parser)]
#[command(name = "gainsay", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site into its output folder
    Build {
        #[command(flatten)]
        site: SiteArguments,
        /// Write to this folder instead of the one in gainsay.yaml, or `public`
        #[arg(long, short, value_name = "FOLDER")]
        output: Option<PathBuf>,
        /// Absolute address at which the site will be, instead of the one in gainsay.yaml
        #[arg(long, value_name = "ADDRESS")]
        base_url: Option<String>,
        /// Publish claims whose words were edited, moved or are gone, without a mark
        #[arg(long)]
        allow_drift: bool,
        #[command(flatten)]
        locked: LockedArgument,
        #[command(flatten)]
        report: ReportArguments,
    },
    /// Show the site in a browser, and follow every change
    #[cfg(feature = "preview")]
    Serve(ServeArguments),
    /// Render pages for a preview, which asks for them over standard input
    #[cfg(feature = "preview")]
    #[command(hide = true)]
    RenderApart,
    /// Report every fault in the content, and write nothing
    Check {
        #[command(flatten)]
        site: SiteArguments,
        /// Look at drafts and articles under embargo too
        #[arg(long)]
        drafts: bool,
        #[command(flatten)]
        locked: LockedArgument,
        #[command(flatten)]
        report: ReportArguments,
    },
    /// Mend what can be mended: confirm edited words, correct misspelt names
    Fix(fix::FixArguments),
    /// Find words in the articles, and begin a claim about them
    Annotate(annotate::AnnotateArguments),
    /// Begin a site: write a small one that builds, to change into your own
    Init(init::InitArguments),
    /// Say what a code of a fault means and how to mend it; without a code, list all of them
    Explain {
        /// The code, as in `error[anchor-missing]`
        code: Option<String>,
    },
}

#[derive(Debug, Args)]
struct LockedArgument {
    /// Fail where a build would add lines to anchors.lock, because some words have none yet
    #[arg(long)]
    locked: bool,
}

#[derive(Debug, Args)]
struct ReportArguments {
    /// Form of the report; all but `human` go to standard output
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// What counts as a fault besides errors: nothing is written, and the exit status is 1
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    Warnings,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.as_str()))
    }
}

#[cfg(feature = "preview")]
#[derive(Debug, Args)]
struct ServeArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Port to listen on, instead of 3000 or the next that is free
    #[arg(long)]
    port: Option<u16>,
    /// Address to listen on; any but this machine's own lets others read the preview
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: std::net::IpAddr,
    /// Open the site in a browser
    #[arg(long)]
    open: bool,
    /// Show drafts and articles under embargo too
    #[arg(long)]
    drafts: bool,
    /// Path below which the site stands, as a project's site on GitHub Pages does
    #[arg(long, value_name = "PATH", default_value = "/")]
    base_path: String,
    /// Where faults on a page link to: vscode, vscodium, cursor, idea, zed, textmate, none, or an
    /// address of an editor with {path}, {line} and {column}
    #[arg(long, value_name = "EDITOR", default_value = "vscode")]
    editor: String,
}

#[derive(Debug, Args)]
struct SiteArguments {
    /// Folder of the site: the one that holds gainsay.yaml
    #[arg(default_value = ".", value_name = "SITE")]
    root: PathBuf,
}

/// Runs the program with `arguments`, the first of which is its name.
pub fn run(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> u8 {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let help = !error.use_stderr();
            // Where even this cannot be printed, the exit status says it.
            let _ = error.print();
            return if help { CLEAN } else { FAILED };
        }
    };
    if let Err(error) = start_threads() {
        return fail(&error);
    }
    let result = match arguments.command {
        Command::Build { site, output, base_url, allow_drift, locked, report } => {
            let options = || {
                let base_url = base_url.as_deref().map(base_url_of).transpose()?;
                let overseer = Some(overseer::Pages::looked_at(report.format));
                let options = options(false)?;
                Ok(Options { base_url, allow_drift, locked: locked.locked, overseer, ..options })
            };
            options().and_then(|options| build::build(&site.root, output, &options, &report))
        }
        #[cfg(feature = "preview")]
        Command::Serve(arguments) => serve(arguments),
        #[cfg(feature = "preview")]
        Command::RenderApart => render_apart(),
        Command::Check { site, drafts, locked, report } => options(drafts).and_then(|options| {
            let overseer = Some(overseer::Pages::looked_at(report.format));
            check(&site.root, &Options { locked: locked.locked, overseer, ..options }, &report)
        }),
        Command::Annotate(arguments) => annotate::annotate(&arguments),
        Command::Fix(arguments) => fix::fix(&arguments),
        Command::Init(arguments) => init::init(&arguments),
        Command::Explain { code } => explain(code.as_deref()),
    };
    result.unwrap_or_else(|error| fail(&error))
}

/// Says why the program cannot go on, and gives the exit status of that.
fn fail(error: &CommandError) -> u8 {
    let mut err = anstream::stderr();
    let text = visible_lines(&error.told());
    let _ = writeln!(err, "\x1b[1m\x1b[91merror\x1b[0m\x1b[1m: {text}\x1b[0m");
    FAILED
}

/// Starts the threads that everything runs on. Templates may use each other two hundred deep, by ways
/// that the engine takes by calling itself, so that each has room for that.
fn start_threads() -> Result<(), CommandError> {
    let started = rayon::ThreadPoolBuilder::new().stack_size(STACK).build_global();
    // Where there are threads already they stay as they are; only a fault of the system has a source.
    match started.as_ref().err().and_then(std::error::Error::source) {
        Some(reason) => Err(CommandError::NoThread(reason.to_string())),
        None => Ok(()),
    }
}

/// Puts a text in its place, unless somebody has changed the file since it was read.
fn put(
    root: &Path,
    path: &str,
    before: Option<&load::Content>,
    text: &str,
    command: &'static str,
) -> Result<(), CommandError> {
    let most = load::most_of(path) as u64;
    let now = match Folder::open(root).and_then(|folder| folder.read(path, most)) {
        Ok(bytes) => Some(bytes),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => None,
        Err(reason) => {
            let path = shown(&root.join(path));
            return Err(CommandError::Unread { path, reason });
        }
    };
    if now.as_deref() != before.map(load::Content::as_bytes) {
        let path = visible(path);
        return Err(CommandError::Changed { path, command });
    }
    // What reading took away is put back.
    let mark = now.is_some_and(|bytes| bytes.starts_with("\u{feff}".as_bytes()));
    let text = if mark { format!("\u{feff}{text}") } else { text.to_owned() };
    Ok(write::replace(root, path, text.as_bytes())?)
}

fn base_url_of(text: &str) -> Result<url::Url, CommandError> {
    base_url(text).map_err(|reason| argument("base-url", reason))
}

fn argument(name: &'static str, reason: impl std::fmt::Display) -> CommandError {
    CommandError::Argument { name, reason: reason.to_string() }
}

#[cfg(feature = "preview")]
#[expect(
    clippy::disallowed_methods,
    reason = "a number by which pages know the run of the preview"
)]
fn serve(arguments: ServeArguments) -> Result<u8, CommandError> {
    locate::require_site(&arguments.site.root)?;
    let settings = Settings {
        root: arguments.site.root,
        host: arguments.host,
        port: arguments.port,
        base_path: preview::base_path(&arguments.base_path)
            .map_err(|reason| argument("base-path", reason))?,
        open: arguments.open,
        editor: Editor::parse(&arguments.editor).map_err(|reason| argument("editor", reason))?,
        // Where a template takes too much, the process ends that renders it, and not this one.
        options: |drafts| {
            let options = options(drafts).map_err(|error| error.told())?;
            Ok(Options { overseer: None, ..options })
        },
        start: apart,
        drafts: arguments.drafts,
        began: jiff::Timestamp::now().as_nanosecond(),
        stack: STACK,
    };
    match preview::serve(&settings)? {}
}

/// This program, to be started once more for [`render_apart`].
#[cfg(feature = "preview")]
fn apart() -> std::io::Result<std::process::Command> {
    // Where the program has been replaced since it began, this is still the one that runs.
    let running = Path::new("/proc/self/exe");
    let program = match running.exists() {
        true => running.to_owned(),
        false => std::env::current_exe()?,
    };
    let mut command = std::process::Command::new(program);
    command.arg("render-apart");
    Ok(command)
}

#[cfg(feature = "preview")]
fn render_apart() -> Result<u8, CommandError> {
    let overseer = Some(overseer::Pages::looked_at(Format::Human));
    let (input, output) = (std::io::stdin().lock(), std::io::stdout());
    preview::apart::work(overseer, input, output, STACK).map_err(CommandError::Apart)?;
    Ok(CLEAN)
}

fn check(root: &Path, options: &Options, arguments: &ReportArguments) -> Result<u8, CommandError> {
    let mut built = pipeline::build(read(root)?, options, &mut |_| {});
    if let Some(ready) = built.ready() {
        // Pages are rendered for the faults of their templates alone.
        built.render_each(&ready, |_, _| ());
    }
    let outcome = built.outcome();
    report(&outcome, root, arguments)?;
    if arguments.fails(&outcome) {
        return Ok(FAULTS);
    }
    arguments.summarize(&summary(&outcome.counts));
    Ok(CLEAN)
}

fn explain(code: Option<&str>) -> Result<u8, CommandError> {
    let text = match code {
        None => Code::ALL
            .iter()
            .map(|code| {
                let (severity, name) = (code.severity().as_str(), code.as_str());
                format!("{severity:<8} {name:<20} {}\n", code.summary())
            })
            .collect(),
        // Pasted as reported, `error[anchor-missing]` means its code.
        Some(name) => match Code::named(
            name.rsplit_once('[').map_or(name, |(_, n)| n.trim_end_matches([']', ':'])),
        ) {
            Some(code) => explain::text(code),
            None => {
                let names = Code::ALL.iter().map(|code| code.as_str());
                let near = did_you_mean(name, names);
                return Err(CommandError::NoCode { name: name.to_owned(), near });
            }
        },
    };
    print(&text)?;
    Ok(CLEAN)
}

/// Writes `text` to standard output. A reader who has gone away has seen enough; anything else that
/// goes wrong is said, so that half a report does not pass for a whole one.
fn print(text: &str) -> Result<(), CommandError> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(CommandError::Output(e)),
        _ => Ok(()),
    }
}

fn read(root: &Path) -> Result<load::Tree, CommandError> {
    locate::require_site(root)?;
    Ok(load::read(root)?)
}

/// The user's folder for what can be made again: `XDG_CACHE_HOME`, or where the system has it.
fn cache() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    etcetera::choose_base_strategy().ok().map(|folders| folders.cache_dir())
}

/// What a run is told of the day and of its readers. The clock is an input: where
/// `SOURCE_DATE_EPOCH` is set, it is that moment.
#[expect(clippy::disallowed_methods, reason = "the end at which clock and environment are read")]
fn options(drafts: bool) -> Result<Options, CommandError> {
    let now = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => {
            let seconds = text.trim().parse().map_err(|_| CommandError::NoEpoch(text.clone()))?;
            jiff::Timestamp::from_second(seconds).map_err(CommandError::Epoch)?
        }
        Err(_) => jiff::Timestamp::now(),
    };
    // The last day that can be called today anywhere on earth.
    let today = jiff::tz::Offset::constant(14).to_datetime(now).date();
    let audience = Audience { drafts, now: Some(now) };
    let overseer = Some(overseer::Pages::looked_at(Format::Human));
    Ok(Options { today: Some(today), audience, overseer, ..Options::default() })
}

impl ReportArguments {
    /// True where the outcome is to be refused.
    fn fails(&self, outcome: &Outcome) -> bool {
        let warnings = || count(outcome, Severity::Warning) > 0;
        outcome.failed() || (self.deny == Some(Deny::Warnings) && warnings())
    }

    /// Says what the site holds, where it garbles nothing.
    fn summarize(&self, line: &str) {
        let _ = match self.format {
            Format::Human => writeln!(anstream::stdout(), "{line}"),
            _ => writeln!(anstream::stderr(), "{line}"),
        };
    }
}

fn count(outcome: &Outcome, severity: Severity) -> usize {
    outcome.diagnostics.iter().filter(|d| d.severity() == severity).count()
}

/// Shows the diagnostics and counts them.
fn report(outcome: &Outcome, root: &Path, arguments: &ReportArguments) -> Result<(), CommandError> {
    let base = base(root);
    let text = arguments.format.render(&outcome.diagnostics, &outcome.files, &base, true);
    let mut err = anstream::stderr();
    match arguments.format {
        Format::Human => {
            let _ = write!(err, "{text}");
            let grave = outcome.diagnostics.iter().find(|d| d.severity() != Severity::Note);
            if let Some(first) = grave {
                let _ = writeln!(err, "`gainsay explain {}` says more", first.code.as_str());
            }
        }
        _ => print(&text)?,
    }
    let (errors, warnings) = (count(outcome, Severity::Error), count(outcome, Severity::Warning));
    if errors + warnings > 0 {
        let line = [(errors, "error"), (warnings, "warning")]
            .iter()
            .filter(|(n, _)| *n > 0)
            .map(|(n, word)| plural(*n, word))
            .collect::<Vec<_>>()
            .join(", ");
        let rest = match (errors, arguments.fails(outcome)) {
            (0, false) => "",
            (0, true) => "; warnings are denied, so nothing was written",
            _ => "; nothing was written",
        };
        let _ = writeln!(err, "{line}{rest}");
    }
    Ok(())
}

/// The way from the working folder to the site's root, ending in `/`; empty where the root is the
/// working folder, or is not below it.
#[expect(clippy::disallowed_methods, reason = "paths of reports are from the working folder")]
fn base(root: &Path) -> String {
    let here = std::env::current_dir().and_then(|path| path.canonicalize());
    let (Ok(here), Ok(root)) = (here, root.canonicalize()) else { return String::new() };
    let Ok(way) = root.strip_prefix(&here) else { return String::new() };
    way.components().map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect()
}

fn summary(counts: &Counts) -> String {
    let mut parts = Vec::new();
    if counts.articles > 1 {
        parts.push(plural(counts.articles, "article"));
    }
    parts.push(plural(counts.sections, "section"));
    parts.push(plural(counts.marked, "marked claim"));
    parts.push(plural(counts.elsewhere, "claim made elsewhere"));
    if counts.unanchored > 0 {
        parts.push(plural(counts.unanchored, "claim without a mark"));
    }
    parts.push(plural(counts.sources, "source"));
    parts.push(plural(counts.speakers, "speaker"));
    let statuses: Vec<String> = counts
        .statuses
        .iter()
        .map(|(status, n)| format!("{n} {}", status.label().to_lowercase()))
        .collect();
    let statuses = if statuses.is_empty() { "no claims".to_owned() } else { statuses.join(", ") };
    format!("{}\nof the marked claims: {statuses}", parts.join(", "))
}

fn plural(n: usize, word: &str) -> String {
    match (n, word.strip_prefix("claim ")) {
        (1, _) => format!("1 {word}"),
        (_, Some(rest)) => format!("{n} claims {rest}"),
        _ => format!("{n} {word}s"),
    }
}
