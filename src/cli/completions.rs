//! `gainsay completions` and `gainsay man`: what shells and `man` know of the command line.
//!
//! In goes the command line as it is declared; out come a script or a page on standard output.

use super::error::CommandError;
use super::exit::CLEAN;
use super::report::print;
use crate::diagnostic::did_you_mean;
use clap::Command;
use clap_complete::Shell;

/// Prints the script of a shell.
pub(super) fn print_script(mut command: Command, shell: Shell) -> Result<u8, CommandError> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "gainsay", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(CLEAN)
}

/// Prints the page of the whole program, or of the command called `name`.
pub(super) fn print_manual(mut command: Command, name: Option<&str>) -> Result<u8, CommandError> {
    // Completes the names of commands, and what all of them share.
    command.build();
    let page = match name {
        None => command,
        Some(name) => match command.find_subcommand(name) {
            Some(found) => found.clone(),
            None => {
                let names: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
                let near = did_you_mean(name, names);
                return Err(CommandError::NoCommand { name: name.to_owned(), near });
            }
        },
    };
    let mut text = Vec::new();
    let program = concat!("gainsay ", env!("CARGO_PKG_VERSION"));
    clap_mangen::Man::new(page)
        .source(program)
        .manual("Gainsay")
        .render(&mut text)
        .map_err(CommandError::Output)?;
    print(&String::from_utf8_lossy(&text))?;
    Ok(CLEAN)
}
