//! Opens a file in the author's editor, and waits until it is closed.
//!
//! In go a file and a line; out comes whether the editor ran. `VISUAL` or `EDITOR` names it, with its
//! arguments.

use std::path::Path;
use std::process::Command;

/// Editors that take the line as `+12` before the file.
const PLUS: &[&str] = &[
    "vi",
    "vim",
    "nvim",
    "gvim",
    "nano",
    "pico",
    "emacs",
    "emacsclient",
    "micro",
    "joe",
    "kak",
    "ed",
];

/// Editors that take the line after the name of the file.
const COLON: &[&str] = &["hx", "helix", "subl", "zed"];

/// Editors that take `--goto` before it.
const GOTO: &[&str] = &["code", "codium", "cursor"];

/// Opens `file` at `line`.
///
/// # Errors
/// Why no editor ran, for the author.
#[expect(clippy::disallowed_methods, reason = "the end at which the environment is read")]
pub(super) fn open(file: &Path, line: usize) -> Result<(), String> {
    let named = ["VISUAL", "EDITOR"].iter().find_map(|name| std::env::var(name).ok());
    let named = named.filter(|named| !named.trim().is_empty());
    let Some(named) = named else {
        return Err("no editor is known: set `EDITOR` to its name, such as `nano`".to_owned());
    };
    let (program, arguments) = command(&named, file, line);
    match Command::new(&program).args(arguments).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{named}` ended with {status}")),
        Err(error) => Err(format!("`{named}` does not start: {error}")),
    }
}

/// The program and its arguments.
fn command(named: &str, file: &Path, line: usize) -> (String, Vec<String>) {
    let mut words = named.split_whitespace().map(str::to_owned);
    let program = words.next().unwrap_or_default();
    let mut arguments: Vec<String> = words.collect();
    let stem = Path::new(&program).file_stem().and_then(|stem| stem.to_str()).unwrap_or("");
    let path = file.to_string_lossy();
    if PLUS.contains(&stem) {
        arguments.extend([format!("+{line}"), path.into_owned()]);
    } else if COLON.contains(&stem) {
        arguments.push(format!("{path}:{line}"));
    } else if GOTO.contains(&stem) {
        if !arguments.iter().any(|argument| argument == "--wait" || argument == "-w") {
            arguments.push("--wait".to_owned());
        }
        arguments.extend(["--goto".to_owned(), format!("{path}:{line}")]);
    } else {
        arguments.push(path.into_owned());
    }
    (program, arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editor_is_called_with_the_line_as_it_takes_it() {
        let check = |named: &str, expect: &str| {
            let (program, arguments) = command(named, Path::new("a b.md"), 7);
            assert_eq!([vec![program], arguments].concat().join("|"), expect);
        };
        check("nano", "nano|+7|a b.md");
        check("/usr/bin/vim -n", "/usr/bin/vim|-n|+7|a b.md");
        check("hx", "hx|a b.md:7");
        check("code", "code|--wait|--goto|a b.md:7");
        check("code -w", "code|-w|--goto|a b.md:7");
        check("notepad.exe", "notepad.exe|a b.md");
    }
}
