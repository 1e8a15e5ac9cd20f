//! Explains faults of special characters: quotation marks, brackets, and characters that no value
//! may begin with.
//!
//! In goes the place where the parser failed; out comes the fault, where the author made it.

use super::line::Line;
use super::scene::{Scene, SceneFault, quoted};
use crate::yaml::tree::double_quoted;

impl Scene<'_> {
    pub(super) fn unclosed_quote(&self) -> SceneFault {
        let mark = self.char();
        let fault =
            SceneFault::new(self.here(), format!("the quotation mark {mark} is never closed"))
                .label("opened here");
        let words = self.rest_of_line();
        let inner = &words[mark.len_utf8().min(words.len())..];
        match mark {
            '\'' if !inner.contains('\'') => {
                fault.hint("close it at the end of the text").hint(format!(
                    "where the text begins with an apostrophe, write `{}`",
                    double_quoted(words)
                ))
            }
            '\'' | '"' => fault.hint("close it at the end of the text"),
            _ => fault.hint("look for a quotation mark that is missing here or above"),
        }
    }

    /// Text after a closing quotation mark: either the value contains quotation marks, or one is
    /// missing on a line above.
    pub(super) fn after_quote(&self) -> SceneFault {
        let message = "words follow a text that has ended in a quotation mark";
        let fault = SceneFault::new(self.here(), message);
        let Some(open) = self.opened() else {
            return fault.hint("look for a quotation mark that is missing on a line above").hint(
                "put text that holds one kind of quotation marks between marks of the other kind",
            );
        };
        let mark = &self.text[open..open + 1];
        if self.text[open..self.at].contains('\n') {
            let message = format!("the quotation mark {mark} is not closed on its line");
            return SceneFault::new(open..open + 1, message)
                .label("opened here")
                .also(self.here(), "words follow the next such mark, which closes it")
                .hint("close it at the end of the text");
        }
        let whole = self.text[open..].lines().next().unwrap_or("").trim_end();
        // The intended text: between its outermost marks, or with the marks as part of it.
        let inner = whole[1..].strip_suffix(mark).filter(|inner| !inner.is_empty());
        let meant = inner.map_or(whole, |inner| {
            let doubled = inner.strip_prefix(mark).and_then(|i| i.strip_suffix(mark));
            doubled.unwrap_or(inner)
        });
        let close = self.text[..self.at].trim_end().len();
        let fault = fault.also(close - 1..close, "the text ends here");
        match self.open {
            Some(_) => fault.hint(
                "put text that holds one kind of quotation marks between marks of the other kind",
            ),
            None => fault.hint(format!("write `{}`", quoted(meant))),
        }
    }

    /// The opening mark of the last quotation that ends before this place.
    fn opened(&self) -> Option<usize> {
        let close = self.text[..self.at].trim_end().len().checked_sub(1)?;
        let mark = self.text[close..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let from = self.read.min(close);
        self.text[from..close].match_indices(mark).map(|(i, _)| from + i).find(|&open| {
            let inner = &self.text[open + 1..close];
            let inner = match mark {
                '"' => inner.replace("\\\\", "").replace("\\\"", ""),
                _ => inner.replace("''", ""),
            };
            !inner.contains(mark)
        })
    }

    /// An invalid escape between double quotation marks.
    pub(super) fn escape(&self) -> SceneFault {
        let rest = &self.text[self.at..];
        let mut chars = rest.char_indices().skip(1);
        while let Some((i, c)) = chars.next() {
            if c != '\\' {
                continue;
            }
            let Some((_, escaped)) = chars.next() else { break };
            let digits = match escaped {
                'x' => 2,
                'u' => 4,
                'U' => 8,
                c if "0abtnvfre \t\"/\\N_LP\n\r".contains(c) => continue,
                _ => 0,
            };
            let start = i + 1 + escaped.len_utf8();
            let hex = rest.get(start..start + digits).filter(|d| is_hex(d));
            let code = hex.and_then(|h| u32::from_str_radix(h, 16).ok()).filter(|_| digits > 0);
            if code.is_some_and(|code| char::from_u32(code).is_some()) {
                continue;
            }
            let end = start + rest[start..].chars().take(digits).map(char::len_utf8).sum::<usize>();
            let range = self.at + i..self.at + end;
            let message = format!("`\\{escaped}` stands for no character here");
            return SceneFault::new(range, message)
                .hint("between `\"` and `\"`, write a backslash twice: `\\\\`")
                .hint("or put the text between `'` and `'`, where it is itself");
        }
        SceneFault::new(self.here(), "a backslash in this text stands for no character")
            .hint("between `\"` and `\"`, write a backslash twice: `\\\\`")
    }

    pub(super) fn unclosed_bracket(&self, at: usize) -> SceneFault {
        let open = self.text[at..].chars().next().unwrap_or('[');
        let close = if open == '{' { '}' } else { ']' };
        let fault =
            SceneFault::new(at..at + open.len_utf8(), format!("the `{open}` is never closed"))
                .label("opened here");
        let line = &self.text[at..self.text[at..].find('\n').map_or(self.text.len(), |i| at + i)];
        if let Some(cut) = line.find(" #") {
            let cut = at + cut + 1;
            let end = at + line.trim_end().len();
            return fault
                .also(cut..end, "` #` begins a comment, which goes to the end of the line")
                .hint("put text that holds ` #` in quotation marks");
        }
        let value = Line::at(self.text, at).value();
        let fault = fault.hint(format!("close it with `{close}`"));
        match value.start == at {
            true => fault.hint(format!(
                "or put text that begins with `{open}` in quotation marks: `{}`",
                quoted(self.text[value].trim_end())
            )),
            false => fault,
        }
    }

    /// A fault between brackets.
    pub(super) fn in_brackets(&self) -> SceneFault {
        // Called only if a bracket is open.
        let open = self.open.unwrap_or(self.at);
        if self.text[open..self.at].contains('\n') {
            let fault = self.unclosed_bracket(open);
            return match fault.also {
                None => fault.also(self.here(), "it was still open here"),
                Some(_) => fault,
            };
        }
        let message = match self.char() {
            ':' => "a colon stands where a comma or the closing bracket was expected",
            _ => "between brackets, something stands where a comma was expected",
        };
        SceneFault::new(self.here(), message)
            .also(open..open + 1, "the bracket opens here")
            .hint("separate what stands between brackets by commas")
            .hint("put text that holds `: `, `, ` or brackets in quotation marks")
    }

    /// An invisible character.
    pub(super) fn unseen(&self, character: char) -> SceneFault {
        let name = match character {
            '\u{feff}' => "a byte-order mark (U+FEFF)".to_owned(),
            other => format!("the character U+{:04X}", u32::from(other)),
        };
        let message = format!("{name}, which nobody sees, stands in the middle of the file");
        SceneFault::new(self.here(), message).hint("delete it, or type the line anew")
    }

    pub(super) fn cannot_begin(&self, with: &str) -> SceneFault {
        SceneFault::new(
            self.here(),
            format!("a value without quotation marks cannot begin with {with}"),
        )
        .hint(format!("write `{}`", quoted(self.rest_of_line())))
    }

    /// A `*` or `&`, which YAML reads as an alias or an anchor.
    pub(super) fn mark(&self) -> SceneFault {
        let star = self.char() == '*';
        let words = self.rest_of_line();
        let name = words[1.min(words.len())..].split([' ', ',', ']', '}']).next().unwrap_or("");
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '-');
        let message = match star && is_name {
            true => {
                format!("YAML takes `*{name}` for words that `&{name}` marks, and nothing does")
            }
            false => {
                format!("a value without quotation marks cannot begin with `{}`", self.char())
            }
        };
        let end = (self.at + 1 + name.len()).min(self.text.len());
        let flow = self.open.is_some();
        let words = if flow { &self.text[self.at..end] } else { words };
        SceneFault::new(self.at..end, message)
            .hint(format!("write text in quotation marks: `{}`", quoted(words)))
    }

    pub(super) fn block_header(&self) -> SceneFault {
        let mark = self.char();
        SceneFault::new(self.here(), format!("the text of a `{mark}` begins on the line below it"))
            .hint("put the words on the next line, further in than the key")
            .hint(format!(
                "or, where the text itself begins so, write `{}`",
                quoted(self.rest_of_line())
            ))
    }
}

fn is_hex(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_hexdigit())
}
