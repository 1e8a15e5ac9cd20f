//! A thousand damaged YAML files: what is said of each is in an author's words.
//!
//! Each is a file of the example with a few slips of the pen. No message may repeat what the YAML
//! parser says of it, which is written for those who write parsers, nor words that only those know.

use crate::support::root;
use gainsay::source::Files;
use gainsay::yaml::look::look;
use gainsay::yaml::{SyntaxError, parse};
use serde_yaml::granit_parser::Parser;

/// Words of the parser that no author knows.
const JARGON: &[&str] = &[
    "scalar",
    "while parsing",
    "while scanning",
    "did not find",
    "not allowed in this context",
    "mapping",
    "sequence",
    "block collection",
    "simple key",
    "unexpected",
    "EOF",
    "token",
    "indicator",
    "budget",
    "breached",
    "deserialize",
    "codepoint",
    "hexadecimal",
    "anchor",
    "at line",
];

/// What slips into a file.
const SLIPS: &[&str] = &[
    "\"", "'", "[", "]", "{", "}", ": ", ":", " #", "#", "- ", "-", "*", "**", "&", "&x ", "*x ",
    "!", "!x ", "!!", "!!int ", "%", "@", "`", "|", ">", "> ", "? ", ",", ", ", "\t", "\n", "\n\t",
    "\n---\n", "\n...\n", "\n%\n", "null: ", "\n~: 1\n", "\n: 1\n", ": .inf", "<<: ", "\\",
    "\"\\q", "\u{feff}", "\u{0}", "“", "”", " ", "    ", "\r", "{{ x }}", "!<", "&a [*a]",
];

/// Numbers without an end, the same at each run: xorshift, G. Marsaglia, Journal of Statistical
/// Software 8 (2003).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

/// Some lines of a file of the example.
fn excerpts() -> Vec<String> {
    let folder = std::fs::read_dir(root().join("content")).expect("the example");
    let mut paths: Vec<_> = folder.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.retain(|path| path.extension().is_some_and(|e| e == "yaml"));
    let read = |path| std::fs::read_to_string(path).expect("a text");
    let lines = |text: String| text.lines().take(60).map(|l| format!("{l}\n")).collect();
    paths.iter().map(read).map(lines).collect()
}

fn damage(text: &str, numbers: &mut Numbers) -> String {
    let mut text = text.to_owned();
    for _ in 0..1 + numbers.below(2) {
        let mut at = numbers.below(text.len() + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let line = text[..at].rfind('\n').map_or(0, |i| i + 1);
        match numbers.below(8) {
            0..=3 => text.insert_str(at, SLIPS[numbers.below(SLIPS.len())]),
            4 => text.insert_str(line, [" ", "  ", "\t", "- "][numbers.below(4)]),
            5 if text[line..].starts_with(' ') => text.replace_range(line..line + 1, ""),
            6 => text.truncate(at),
            _ => {
                let end = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
                text.replace_range(at..end, "");
            }
        }
    }
    text
}

fn words(error: &SyntaxError) -> Vec<&str> {
    let also = error.also.iter().map(|(_, text)| text.as_str());
    let hints = error.hints.iter().map(String::as_str);
    [error.message.as_str()]
        .into_iter()
        .chain(error.label.as_deref())
        .chain(also)
        .chain(hints)
        .collect()
}

#[test]
fn faults_of_damaged_files_show_no_message_of_the_parser() {
    let excerpts = excerpts();
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let mut damaged = 0;
    let mut unexplained = 0;
    while damaged < 1000 {
        let text = damage(&excerpts[numbers.below(excerpts.len())], &mut numbers);
        let mut files = Files::default();
        let file = files.add("x.yaml", text.as_str());
        let error = match parse(&text, file, 0) {
            Err(error) => error,
            Ok(_) => {
                // What is still YAML is looked through, and each place is one of the text.
                for fault in look(&text, file, 0) {
                    let span = fault.place.expect("a place").span;
                    assert!(text.get(span.range()).is_some_and(|s| !s.is_empty()), "{text}");
                }
                continue;
            }
        };
        damaged += 1;
        let theirs = Parser::new_from_str(&text).find_map(Result::err).map(|e| e.info());
        let said = words(&error);
        // What is between backticks is the author's, and so may be anything.
        let own = |text: &str| text.split('`').step_by(2).collect::<String>();
        for line in &said {
            let line = own(line);
            let jargon = JARGON.iter().find(|word| line.contains(**word));
            assert_eq!(jargon, None, "{line}\n{text}");
            assert!(
                theirs.as_ref().is_none_or(|theirs| !line.contains(theirs.as_str())),
                "{line}\n{text}"
            );
        }
        assert!(!error.hints.is_empty(), "{said:?} says not what to do\n{text}");
        assert!(error.span.end as usize <= text.len(), "{said:?}\n{text}");
        unexplained += usize::from(error.message.contains("cannot be read as YAML from here on"));
    }
    assert!(unexplained < 20, "{unexplained} of {damaged} files got the message of last resort");
}
