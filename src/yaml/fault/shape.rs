//! Explains lines that do not fit those around them: keys, items, texts, indentation.
//!
//! In goes the place where the parser failed; out comes the fault, where the author made it.

use super::line::Line;
use super::scene::{Scene, SceneFault, quoted};
use crate::yaml::look::uncurled;
use serde_yaml::granit_parser::ErrorKind;

impl Scene<'_> {
    /// A line that begins with `%`, at the place or a few lines above it.
    pub(super) fn directive(&self) -> Option<SceneFault> {
        let here = self.line();
        let above = std::iter::successors(Some(here), |l| l.above()).take(5);
        let line = above.into_iter().find(|l| self.text[l.body()].starts_with('%'))?;
        let message = "a line that begins with `%` is an instruction to YAML";
        Some(
            SceneFault::new(line.body(), message)
                .hint("take it out, or put the text that it belongs to in quotation marks"),
        )
    }

    /// A line that does not fit the lines around it.
    pub(super) fn structure(&self, kind: &ErrorKind) -> SceneFault {
        if let Some(fault) = self.missing_colon() {
            return fault;
        }
        let line = self.line();
        let value = line.value();
        let body = &self.text[line.body()];
        let typed = &self.text[value.clone()];
        // `passage: [the mayor] said`
        let before = self.text[line.start()..self.at].trim_end();
        if before.ends_with([']', '}']) && typed.starts_with(['[', '{']) {
            return SceneFault::new(self.at..line.body().end, "words follow a closing bracket")
                .hint(format!(
                    "put text that begins with a bracket in quotation marks: `{}`",
                    quoted(typed.trim_end())
                ));
        }
        // `finding: The clerk wrote: carried.`
        if self.char() == ':' && line.key().is_some() && self.at >= value.start {
            let fault =
                SceneFault::new(self.here(), "`: ` stands in a text without quotation marks");
            return match uncurled(typed.trim_end()) {
                Some(inner) => {
                    fault.hint(format!("write straight quotation marks: `{}`", quoted(inner)))
                }
                None => fault.hint(format!("write `{}`", quoted(typed.trim_end()))),
            };
        }
        if let ErrorKind::BlockSequenceEntryNotAllowed = kind {
            return SceneFault::new(self.here(), "a list begins on the line below its key")
                .hint("put each item on a line of its own, after `- `")
                .hint("put text that begins with `- ` in quotation marks");
        }
        if let ErrorKind::MappingKeyNotAllowed = kind {
            return self.cannot_begin("`? `");
        }
        if let Some(first @ (',' | ']' | '}' | '%' | '@' | '`')) = typed.chars().next()
            && value.start <= self.at
        {
            return SceneFault::new(
                value.start..value.start + 1,
                format!("a value without quotation marks cannot begin with `{first}`"),
            )
            .hint(format!("write `{}`", quoted(typed.trim_end())));
        }
        if let Some(comment) = line.comment_above() {
            return SceneFault::new(comment, "a comment stands in the middle of a text")
                .also(line.body(), "the text goes on here")
                .hint("move the comment above the key that the text belongs to");
        }
        if body.starts_with("- ") {
            if let Some(fault) = self.indentation() {
                return fault;
            }
            return match line.before() {
                Some(above) if above.key().is_some() && !self.text[above.value()].is_empty() => {
                    SceneFault::new(
                        line.body(),
                        "a list begins below a key that has a value already",
                    )
                    .also(above.body(), "the key, with its value")
                    .hint("take the value or the list out, or see what the item belongs to")
                }
                _ => self.apart(line),
            };
        }
        let header = line.before().map(|above| (above, &self.text[above.value()]));
        if let Some((above, header)) = header.filter(|(_, typed)| is_block_header(typed))
            && above.column() >= line.column()
        {
            let message = format!("the text below `{header}` is not indented");
            return SceneFault::new(line.body(), message)
                .also(above.value(), "it begins below this")
                .hint("indent it further than the key above it");
        }
        let Some(key) = line.key() else { return self.no_key(line) };
        if let Some(above) =
            line.before().filter(|a| a.column() < line.column() && a.key().is_none())
        {
            return self.no_key_above(above, key);
        }
        self.indentation().unwrap_or_else(|| self.apart(line))
    }

    /// A line that belongs to nothing above it, for an unknown reason.
    fn apart(&self, line: Line) -> SceneFault {
        let place = line.key().unwrap_or(line.body());
        if let Some(key) = line.key()
            && let Some(above) = line.before().filter(|a| a.column() < line.column())
            && let Some(over) = above.key().filter(|_| !self.text[above.value()].is_empty())
        {
            let (name, over_name) = (&self.text[key.clone()], &self.text[over.clone()]);
            let message = format!("`{name}` stands below `{over_name}`, which has a text already");
            return SceneFault::new(key, message)
                .also(over, "further out")
                .hint(format!("indent it like `{over_name}`, if it belongs beside it"));
        }
        let fault = SceneFault::new(place, "YAML cannot tell what this line belongs to");
        let fault = match line.before() {
            Some(above) if self.text[above.value()].contains(" - ") => {
                fault.hint("put the text above in quotation marks")
            }
            Some(above) => fault
                .also(above.body(), "the line above, which may lack a colon or a quotation mark"),
            None => fault,
        };
        fault.hint("see which key it belongs to, and indent it like its neighbours; items of a list begin with `- `")
    }
}

/// True for a `|` or `>` after which a text begins on the next line.
pub(super) fn is_block_header(typed: &str) -> bool {
    let rest = typed.strip_prefix(['|', '>']);
    rest.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || "+-".contains(c)))
}
