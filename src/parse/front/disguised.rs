//! Finds front matter in unusual places, or between unusual marks.
//!
//! In goes a section's text; out comes the place of the lines that another tool would have read,
//! and the fault. Markdown shows such lines to readers, and publishes what they were meant to hold
//! back. Text that only looks like a key and a value does not count: the keys must be known, and in
//! most forms the lines must hold the page back or give its title.

use super::fault::{FrontFault, MARK};
use super::pairs::{self, PairLines, is_blank, lines, pair, pair_or_words};
use std::ops::Range;

/// Languages of code blocks that contain front matter.
const LANGUAGES: &[&str] =
    &["", "yaml", "yml", "toml", "json", "frontmatter", "front-matter", "meta", "metadata"];

/// The same if the code is meant for readers.
const WORDS: &str =
    "where the words are for readers, write them in another form, as in `**Status:** draft`";

/// Finds front matter at `from`, the first lines that are not blank, between unusual marks.
pub(super) fn marked(text: &str, from: usize) -> Option<(Range<usize>, FrontFault)> {
    let (range, first) = lines(text, from).next()?;
    let mark = first.trim_matches(is_blank);
    let sign = mark.chars().next().filter(|c| "+;*~=_#^%`-:.|".contains(*c))?;
    let run = mark.len() - mark.trim_start_matches(sign).len();
    let name = mark[run..].trim();
    let is_code = matches!(sign, '`' | '~');
    let named = is_code && LANGUAGES.contains(&name.trim_matches(['{', '}', '.']));
    if run < 3 || !(name.is_empty() || named) {
        return None;
    }
    let ends = |line: &str| {
        let line = line.trim_matches(is_blank);
        line.len() >= 3 && line.chars().all(|c| c == sign)
    };
    let (inner, end) = until(text, range.end, ends)?;
    let block = &text[inner];
    is_meant(&pairs::said(block)?, block).then_some(())?;
    let at = range.start..range.start + first.trim_end().len();
    let message = "front matter stands between lines of three dashes, `---`";
    let mut fault = FrontFault::new(at, message, "write `---` above and below it");
    if is_code {
        fault.hints.push("where it is an example for readers, put a sentence above it".to_owned());
    }
    // TOML between these marks is not YAML.
    let is_yaml = block.lines().all(|line| pair_or_words(line).is_none() || line.contains(": "));
    fault.better =
        (is_yaml && !is_code).then(|| (range.start..end, format!("{MARK}\n{block}{MARK}\n")));
    Some((range.start..end, fault))
}

/// Finds lines at `from` that hold the page back, without marks around them.
pub(super) fn bare(text: &str, from: usize) -> Option<(Range<usize>, FrontFault)> {
    let mut held = None;
    let mut end = from;
    for (range, line) in lines(text, from) {
        if line.trim_matches(is_blank).is_empty() {
            continue;
        }
        let Some(pair) = pair(line.trim_start_matches(".. ")).filter(|p| p.is_known()) else {
            break;
        };
        let lead = line.len() - line.trim_start_matches(is_blank).len();
        let shown = line.trim_matches(is_blank);
        if held.is_none() && pair.keeps_back() {
            let start = range.start + lead;
            held = Some((start..start + shown.len(), shown));
        }
        end = range.end;
    }
    let (at, shown) = held?;
    let message = format!(
        "`{shown}` would keep a page from readers in front matter, and stands outside of any"
    );
    let mut fault = FrontFault::new(
        at,
        &message,
        "front matter stands between two lines of `---`, the first of which is the first line of the file",
    );
    fault.hints.push(WORDS.to_owned());
    Some((from..end, fault))
}

/// Finds an HTML comment at `from` that holds the page back, as Nikola writes it.
pub(super) fn comment(text: &str, from: usize) -> Option<(Range<usize>, FrontFault)> {
    let inner = from + text[from..].starts_with("<!--").then_some(4)?;
    let end = inner + text[inner..].find("-->")?;
    let (_, fault) = bare(&text[..end], inner)?;
    Some((from..end + 3, fault))
}

/// The place where front matter lines would begin: below a heading at `from`, or `from` itself.
pub(super) fn below_heading(text: &str, from: usize) -> usize {
    let mut all = lines(text, from).filter(|(_, line)| !line.trim_matches(is_blank).is_empty());
    let Some((first, line)) = all.next() else { return from };
    let is_heading = line.trim_start_matches(['#', '=']).starts_with(' ') && !line.starts_with(' ');
    let below = all.next();
    let underlined = below.as_ref().filter(|(range, line)| {
        let mark = line.trim();
        range.start == first.end && mark.len() > 1 && mark.chars().all(|c| c == '=')
    });
    match underlined {
        Some((range, _)) => range.end,
        None if is_heading => first.end,
        None => from,
    }
}

/// Finds front matter further down: after a heading, after text, or after other front matter.
pub(super) fn further_down(text: &str, from: usize) -> Option<(Range<usize>, FrontFault)> {
    if !["---", "+++", ";;;"].iter().any(|mark| text[from..].contains(mark)) {
        return None;
    }
    // Code blocks are meant for readers.
    let mut code: Option<&str> = None;
    for (range, line) in lines(text, from) {
        let mark = line.trim_matches(is_blank);
        if let Some(open) = code {
            let mark = mark.trim_start_matches(['>', ' ', '\t']);
            if mark.starts_with(open) && mark.trim_matches(['`', '~']).is_empty() {
                code = None;
            }
            continue;
        }
        let inner = without_marks(mark);
        if inner.starts_with("```") || inner.starts_with("~~~") {
            let sign = &inner[..1];
            code = Some(&inner[..inner.len() - inner.trim_start_matches(sign).len()]);
            continue;
        }
        if !matches!(mark, "---" | "+++" | ";;;") {
            continue;
        }
        let Some((inner, end)) = until(text, range.end, |line| line.trim_matches(is_blank) == mark)
        else {
            continue;
        };
        let block = &text[inner];
        if pairs::said(block).is_some_and(|said| is_meant(&said, block)) {
            let lead = line.len() - line.trim_start_matches(is_blank).len();
            let at = range.start + lead;
            let message = "front matter begins on the first line of the file";
            let hint = match text[..from].is_empty() {
                true => "move these lines to the top, or leave them out",
                false => "move these lines into the front matter at the top, or leave them out",
            };
            return Some((range.start..end, FrontFault::new(at..at + mark.len(), message, hint)));
        }
    }
    None
}

/// A line without the marks of the lists and quotations that begin on it.
fn without_marks(line: &str) -> &str {
    let mut rest = line.trim_start_matches(is_blank);
    loop {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let signs: &[char] = if digits > 0 { &['.', ')'] } else { &['-', '*', '+', '>'] };
        let inner = rest[digits..].strip_prefix(signs);
        match inner.filter(|inner| rest.starts_with('>') || inner.starts_with(is_blank)) {
            Some(inner) => rest = inner.trim_start_matches(is_blank),
            None => return rest,
        }
    }
}

/// The lines from `start` up to the first that `ends` accepts, and the end of that line.
fn until(text: &str, start: usize, ends: impl Fn(&str) -> bool) -> Option<(Range<usize>, usize)> {
    // Front matter is short; text between two rules may be long.
    let mut all = lines(text, start).take(200);
    all.find(|(_, line)| ends(line)).map(|(range, _)| (start..range.start, range.end))
}

/// True if lines that look like front matter are meant as such.
fn is_meant(said: &PairLines, block: &str) -> bool {
    let titled =
        || block.lines().filter_map(pair_or_words).any(|p| p.key.eq_ignore_ascii_case("title"));
    said.held_back || said.known > 0 && titled()
}
