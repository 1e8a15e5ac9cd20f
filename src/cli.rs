//! The command line.
//!
//! In go arguments and the environment; out comes an exit status: 0 clean, 1 faults in the content,
//! 2 a fault of the system or the command line. In the human format, diagnostics go to standard
//! error and the summary to standard output. In the other formats, only diagnostics go to standard
//! output, and the summary goes to standard error.

mod annotate;
mod build;
mod check;
mod completions;
mod error;
mod exit;
mod explain;
mod export;
mod fix;
mod import;
mod init;
mod locate;
mod next;
mod origin;
mod overseer;
mod plural;
mod report;
mod schema;
#[cfg(feature = "preview")]
mod serve;
mod site;

use crate::parse::allowed::base_url;
use crate::pipeline::Options;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use error::{CommandError, fail};
use exit::{CLEAN, FAILED, STACK};
use report::ReportArguments;
use site::{SiteArguments, argument, options};
use std::path::{Path, PathBuf};

/// The exit statuses, for the help.
const STATUSES: &str = "Exit status: 0 where all is well, 1 where the content has faults, 2 where the machine or the command line has.";

/// Builds annotated articles: every claim links to its source and to whatever gainsays it.
#[derive(Debug, Parser)]
#[command(name = "gainsay", about, after_help = STATUSES)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// Print the version, and the commit that it was made of
    #[arg(long, short = 'V')]
    version: bool,
    /// With --version: all that a report of a bug should say of the program
    #[arg(long, requires = "version")]
    verbose: bool,
    /// When to use colours; `auto` is on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Colors,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Colors {
    Auto,
    Always,
    Never,
}

impl Colors {
    /// Applies to all that is printed from here on.
    fn apply(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site into its output folder
    #[command(after_help = STATUSES)]
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
    Serve(serve::ServeArguments),
    /// Render pages for a preview, which asks for them over standard input
    #[cfg(feature = "preview")]
    #[command(hide = true)]
    RenderApart,
    /// Report every fault in the content, and write nothing
    #[command(after_help = STATUSES)]
    Check {
        #[command(flatten)]
        site: SiteArguments,
        /// Look at drafts and articles under embargo too
        #[arg(long)]
        drafts: bool,
        /// Tell which claims are others than in this folder, an earlier state of the site
        #[arg(long, value_name = "FOLDER")]
        against: Option<PathBuf>,
        #[command(flatten)]
        locked: LockedArgument,
        #[command(flatten)]
        report: ReportArguments,
    },
    /// Mend what can be mended: confirm edited words, correct misspelt names
    #[command(after_help = STATUSES)]
    Fix(fix::FixArguments),
    /// Find words in the articles, and begin a claim about them
    Annotate(annotate::AnnotateArguments),
    /// Begin a site: write a small one that builds, to change into your own
    Init(init::InitArguments),
    /// Explain the code of a fault and how to mend it; without a code, list all codes
    Explain {
        /// A code, such as anchor-missing
        code: Option<String>,
    },
    /// Print what the YAML files of a site may hold, as JSON Schemas for editors
    Schema {
        /// A kind of file; without it, all kinds are printed, by name
        #[arg(value_parser = schema::kinds())]
        kind: Option<String>,
    },
    /// Print the claims and sources for other programs: sheets, reference managers, search engines
    Export(export::ExportArguments),
    /// Take over what other programs have written: documents, sources, sheets of claims, annotations.
    ///
    /// A document becomes an article of the site, or the site itself in a folder that is new or empty.
    #[command(after_help = STATUSES)]
    Import(import::ImportArguments),
    /// Print a script by which a shell completes commands and options
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page of the program, or of a command
    #[command(hide = true)]
    Man {
        /// The command
        command: Option<String>,
    },
}

#[derive(Debug, Args)]
struct LockedArgument {
    /// Fail where a build would add lines to anchors.lock, because some words have none yet
    #[arg(long)]
    locked: bool,
}

/// Runs the program with `arguments`, the first of which is its name.
pub fn run(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> u8 {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let help = !error.use_stderr();
            // If even this cannot be printed, the exit status still tells.
            let _ = error.print();
            return if help { CLEAN } else { FAILED };
        }
    };
    arguments.color.apply();
    let result = match arguments.command {
        _ if arguments.version => next::print_version(arguments.verbose),
        None => next::print_next(Path::new(".")),
        Some(command) => start_threads().and_then(|()| execute(command)),
    };
    result.unwrap_or_else(|error| fail(&error))
}

fn execute(command: Command) -> Result<u8, CommandError> {
    match command {
        Command::Build { site, output, base_url, allow_drift, locked, report } => {
            let options = || {
                let base_url = base_url.as_deref().map(base_url_of).transpose()?;
                let overseer = Some(overseer::WatchedPages::looked_at(report.format));
                let options = options(false)?;
                Ok(Options { base_url, allow_drift, locked: locked.locked, overseer, ..options })
            };
            options().and_then(|options| build::build(&site.root, output, &options, &report))
        }
        #[cfg(feature = "preview")]
        Command::Serve(arguments) => serve::serve(arguments),
        #[cfg(feature = "preview")]
        Command::RenderApart => serve::render_apart(),
        Command::Check { site, drafts, against, locked, report } => {
            options(drafts).and_then(|options| {
                let overseer = Some(overseer::WatchedPages::looked_at(report.format));
                check::check(
                    &site.root,
                    against.as_deref(),
                    &Options { locked: locked.locked, overseer, ..options },
                    &report,
                )
            })
        }
        Command::Annotate(arguments) => annotate::annotate(&arguments),
        Command::Fix(arguments) => fix::fix(&arguments),
        Command::Init(arguments) => init::init(&arguments),
        Command::Explain { code } => explain::explain_code(code.as_deref()),
        Command::Schema { kind } => schema::print_schema(kind.as_deref()),
        Command::Export(arguments) => {
            let base_url = arguments.base_url.as_deref().map(base_url_of).transpose()?;
            options(false)
                .and_then(|options| export::export(&arguments, &Options { base_url, ..options }))
        }
        Command::Import(arguments) => import::import(&arguments),
        Command::Completions { shell } => completions::print_script(Arguments::command(), shell),
        Command::Man { command } => {
            completions::print_manual(Arguments::command(), command.as_deref())
        }
    }
}

/// Starts the thread pool that all work runs on. Templates may include each other two hundred deep,
/// and the engine recurses for that, so each thread gets a large stack.
fn start_threads() -> Result<(), CommandError> {
    let started = rayon::ThreadPoolBuilder::new().stack_size(STACK).build_global();
    // If a pool already exists, it stays. Only a system error has a source.
    match started.as_ref().err().and_then(std::error::Error::source) {
        Some(reason) => Err(CommandError::NoThread(reason.to_string())),
        None => Ok(()),
    }
}

fn base_url_of(text: &str) -> Result<url::Url, CommandError> {
    base_url(text).map_err(|reason| argument("base-url", reason))
}
