//! `gainsay explain`: what a code means and how to mend it.

use super::error::CommandError;
use super::exit::CLEAN;
use super::report::print;
use crate::diagnostic::{Code, did_you_mean, explain};

/// Runs the command.
pub(super) fn explain_code(code: Option<&str>) -> Result<u8, CommandError> {
    let text = match code {
        None => Code::ALL
            .iter()
            .map(|code| {
                let (severity, name) = (code.severity().as_str(), code.as_str());
                format!("{severity:<8} {name:<20} {}\n", code.summary())
            })
            .collect(),
        // The code may be pasted as it was reported: `error[anchor-missing]`.
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
