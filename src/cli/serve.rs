//! `gainsay serve`: passes the settings on to the preview.
//!
//! In go arguments; the preview runs until the process ends. A second process of this program
//! renders the pages of a site's own templates.

use super::error::CommandError;
use super::exit::{CLEAN, STACK};
use super::locate;
use super::overseer::WatchedPages;
use super::site::{SiteArguments, argument, cache, options, program_id};
use crate::diagnostic::Format;
use crate::pipeline::Options;
use crate::preview::editor::Editor;
use crate::preview::{self, Settings};
use crate::resolve::Audience;
use crate::theme::markup::escape;
use crate::write::CodeCache;
use clap::Args;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Port to listen on, instead of 3000 or the next that is free
    #[arg(long)]
    port: Option<u16>,
    /// Address to listen on; any but this machine's own lets others read the preview
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: std::net::IpAddr,
    /// Open the desk in a browser, or the site if there is no desk
    #[arg(long)]
    open: bool,
    /// Only show the site: no desk, and no way to write from a browser
    #[arg(long)]
    read_only: bool,
    /// Show drafts and articles under embargo too, on this machine
    #[arg(long)]
    drafts: bool,
    /// Path below which the site stands, as a project's site on GitHub Pages does
    #[arg(long, value_name = "PATH", default_value = "/")]
    base_path: String,
    /// Where faults on a page link to: vscode, vscodium, cursor, idea, zed, textmate, none, or an
    /// address of an editor with {path}, {line} and {column}
    #[arg(long, value_name = "EDITOR", default_value = "vscode")]
    editor: String,
    /// Print the addresses alone; pages tell the faults
    #[arg(long, short)]
    quiet: bool,
}

#[expect(
    clippy::disallowed_methods,
    reason = "a number by which pages know the run of the preview"
)]
pub(super) fn serve(arguments: ServeArguments) -> Result<u8, CommandError> {
    locate::require_site(&arguments.site.root)?;
    if arguments.drafts && !arguments.host.is_loopback() {
        let reason = "drafts are shown on this machine alone: leave out --host, or --drafts";
        return Err(argument("drafts", reason));
    }
    let settings = Settings {
        code: CodeCache::open(cache().as_deref(), &arguments.site.root, program_id()),
        root: arguments.site.root,
        host: arguments.host,
        port: arguments.port,
        base_path: preview::base_path(&arguments.base_path)
            .map_err(|reason| argument("base-path", reason))?,
        open: arguments.open.then_some(open_unseen),
        read_only: arguments.read_only,
        editor: Editor::parse(&arguments.editor).map_err(|reason| argument("editor", reason))?,
        // If a template takes too much, only the rendering process ends, not this one.
        options: |drafts| {
            let options = options(drafts).map_err(|error| error.printed())?;
            let audience = Audience { unconfirmed: true, ..options.audience };
            Ok(Options { overseer: None, audience, ..options })
        },
        start: apart,
        drafts: arguments.drafts,
        quiet: arguments.quiet,
        began: jiff::Timestamp::now().as_nanosecond(),
        stack: STACK,
    };
    match preview::serve(&settings)? {}
}

/// How long the file of [`open_unseen`] stays, for a browser that has to start first.
const STAY: Duration = Duration::from_secs(60);

/// Opens `address` in a browser. Every user of the machine may read the arguments of a process, so
/// that the browser is handed a file, which only its owner may read and which leads there.
fn open_unseen(address: &str) -> Result<(), String> {
    let page = format!(
        "<!DOCTYPE html><meta charset=\"utf-8\"><title>Gainsay</title><meta http-equiv=\"refresh\" content=\"0; url={0}\"><a href=\"{0}\">Go on</a>\n",
        escape(address)
    );
    let mut file = tempfile::Builder::new();
    // Files of this kind belong to their owner alone, on every system.
    let file = file.prefix("gainsay-").suffix(".html").tempfile().and_then(|mut file| {
        file.write_all(page.as_bytes())?;
        Ok(file.into_temp_path())
    });
    let file = file.map_err(|error| error.to_string())?;
    open::that_detached(&file).map_err(|error| error.to_string())?;
    std::thread::spawn(move || {
        std::thread::sleep(STAY);
        drop(file);
    });
    Ok(())
}

/// The command that starts this program again for [`render_apart`].
pub(super) fn apart() -> std::io::Result<std::process::Command> {
    // If the executable was replaced since the start, this still refers to the running one.
    let running = Path::new("/proc/self/exe");
    let program = match running.exists() {
        true => running.to_owned(),
        false => std::env::current_exe()?,
    };
    let mut command = std::process::Command::new(program);
    command.arg("render-apart");
    Ok(command)
}

pub(super) fn render_apart() -> Result<u8, CommandError> {
    let overseer = Some(WatchedPages::looked_at(Format::Human));
    let (input, output) = (std::io::stdin().lock(), std::io::stdout());
    preview::apart::work(overseer, input, output, STACK).map_err(CommandError::Apart)?;
    Ok(CLEAN)
}
