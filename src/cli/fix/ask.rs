//! Asks somebody at a terminal.
//!
//! In go a question and the answers that it takes; out comes one of them.

use crate::cli::error::CommandError;
use crate::diagnostic::visible;
use std::io::{BufRead, Write};

/// The two ends of a terminal.
pub(super) struct Asker<'t> {
    pub(super) input: &'t mut dyn BufRead,
    pub(super) output: &'t mut dyn Write,
}

/// An answer: the letter that gives it, and what it says.
pub(super) struct AnswerKey {
    pub(super) letter: char,
    pub(super) says: String,
}

impl AnswerKey {
    pub(super) fn new(letter: char, says: impl Into<String>) -> Self {
        Self { letter, says: says.into() }
    }

    /// True if `typed` is its letter, or its first word.
    fn is(&self, typed: &str) -> bool {
        let first = self.says.split(' ').next().unwrap_or("");
        typed == self.letter.to_string() || typed.eq_ignore_ascii_case(first)
    }
}

impl Asker<'_> {
    /// Prints a line; control characters in it are spelt.
    pub(super) fn say(&mut self, line: &str) -> Result<(), CommandError> {
        writeln!(self.output, "{}", visible(line)).map_err(CommandError::Ask)
    }

    /// Prints lines, which may have line breaks and colours of the report.
    pub(super) fn lines(&mut self, lines: &[String]) -> Result<(), CommandError> {
        lines.iter().try_for_each(|line| writeln!(self.output, "{line}")).map_err(CommandError::Ask)
    }

    /// Asks until there is an answer, and returns its letter. The end of the input is the last of `keys`.
    pub(super) fn ask(&mut self, question: &str, keys: &[AnswerKey]) -> Result<char, CommandError> {
        let offered = keys.iter().map(|key| format!("[{}] {}", key.letter, key.says));
        let offered = offered.collect::<Vec<_>>().join("  ");
        loop {
            let typed = match question {
                "" => self.line(&format!("{offered}: "))?,
                question => self.line(&format!("{question} {offered}: "))?,
            };
            let Some(typed) = typed else { return Ok(keys.last().map_or('q', |key| key.letter)) };
            let typed = typed.trim().to_ascii_lowercase();
            if let Some(key) = keys.iter().find(|key| key.is(&typed)) {
                return Ok(key.letter);
            }
        }
    }

    /// Asks for some of the numbers from 1 to `count`, and returns them from 0. Where some are `proposed`, these
    /// are the answer to an empty line. None are chosen by `b`, by an empty line where none are proposed,
    /// and by the end of the input.
    pub(super) fn choose(
        &mut self,
        question: &str,
        count: usize,
        proposed: &[usize],
    ) -> Result<Vec<usize>, CommandError> {
        let numbers: Vec<String> = proposed.iter().map(|n| (n + 1).to_string()).collect();
        let offer = match numbers.is_empty() {
            true => "numbers, or Enter to go back".to_owned(),
            false => format!("numbers, Enter for {}, or b to go back", numbers.join(" ")),
        };
        loop {
            let typed = self.line(&format!("{question} {offer}: "))?;
            let typed = match typed.as_deref().map(str::trim) {
                None | Some("b" | "B") => return Ok(Vec::new()),
                Some("") => return Ok(proposed.to_vec()),
                Some(typed) => typed,
            };
            let words = typed.split([' ', ',', '\t']).filter(|word| !word.is_empty());
            let number = |word: &str| word.parse::<usize>().ok()?.checked_sub(1);
            let chosen: Option<Vec<usize>> =
                words.map(|word| number(word).filter(|n| *n < count)).collect();
            match chosen {
                Some(mut chosen) if !chosen.is_empty() => {
                    chosen.sort_unstable();
                    chosen.dedup();
                    return Ok(chosen);
                }
                _ => {}
            }
        }
    }

    /// A line of the input, after `prompt`; none at its end.
    fn line(&mut self, prompt: &str) -> Result<Option<String>, CommandError> {
        write!(self.output, "{}", visible(prompt)).map_err(CommandError::Ask)?;
        self.output.flush().map_err(CommandError::Ask)?;
        let mut line = String::new();
        let read = self.input.read_line(&mut line).map_err(CommandError::Ask)?;
        Ok((read > 0).then_some(line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Vec<AnswerKey> {
        vec![
            AnswerKey::new('y', "yes"),
            AnswerKey::new('n', "not now"),
            AnswerKey::new('q', "quit"),
        ]
    }

    /// Asks once, and checks the answer and how often the question was put.
    fn check(typed: &str, answer: char, times: usize) {
        let mut output = Vec::new();
        let mut asker = Asker { input: &mut typed.as_bytes(), output: &mut output };
        assert_eq!(asker.ask("Change it?", &keys()).ok(), Some(answer), "{typed:?}");
        let shown = "Change it? [y] yes  [n] not now  [q] quit: ".repeat(times);
        assert_eq!(String::from_utf8_lossy(&output), shown, "{typed:?}");
    }

    #[test]
    fn question_is_repeated_until_there_is_an_answer() {
        check("y\n", 'y', 1);
        check(" YES \r\n", 'y', 1);
        check("n\ny\n", 'n', 1);
        check("Not", 'n', 1);
        check("q\n", 'q', 1);
        check("quit\n", 'q', 1);
        check("", 'q', 1);
        check("\nyep\nja\nn\n", 'n', 4);
        check("what?", 'q', 2);
    }

    #[test]
    fn an_answer_is_taken_from_its_own_line() {
        let (mut input, mut output) = (&b"n\ny\n"[..], Vec::new());
        let mut asker = Asker { input: &mut input, output: &mut output };
        let answers: Vec<char> =
            (0..3).map(|_| asker.ask("One?", &keys()).expect("an answer")).collect();
        assert_eq!(answers, ['n', 'y', 'q']);
    }

    #[test]
    fn numbers_are_asked_for_until_they_are_in_range() {
        let check = |typed: &str, proposed: &[usize], expect: &[usize]| {
            let mut asker = Asker { input: &mut typed.as_bytes(), output: &mut Vec::new() };
            assert_eq!(asker.choose("Which?", 3, proposed).expect("numbers"), expect, "{typed:?}");
        };
        check("2\n", &[], &[1]);
        check("3, 1 1\n", &[], &[0, 2]);
        check("\n", &[1], &[1]);
        check("0\n4\nall\n1 x\n1\n", &[], &[0]);
        check("\n1\n", &[], &[]);
        check("b\n1\n", &[1], &[]);
        check("", &[1], &[]);
    }

    #[test]
    fn unreadable_input_is_no_answer() {
        let mut asker = Asker { input: &mut &b"\xff\n"[..], output: &mut Vec::new() };
        let found = asker.ask("Change it?", &keys());
        assert!(found.is_err_and(|e| e.to_string().starts_with("cannot ask: ")));
    }
}
