//! Recognizes front matter in the forms of other tools.
//!
//! In goes a text that does not begin with a line of `---`; out comes the end of what was meant as
//! front matter, and the fault; or nothing if the text begins with ordinary text.

use super::disguised;
use super::fault::{FrontFault, MARK, Split};
use super::pairs::{self, is_blank, is_key};
use crate::parse::foreign;
use std::ops::Range;

/// Finds front matter in another form.
pub(super) fn split(text: &str) -> Option<Split> {
    split_at(text, 0)
}

/// Like [`split`], for text below valid front matter, which ends at byte `top`.
pub(super) fn split_at(text: &str, top: usize) -> Option<Split> {
    let from = skipped(text, top);
    let first = text[from..].lines().next()?.trim_matches(is_blank);
    let found = match first {
        "+++" => toml(text, from),
        ";;;" => fenced_json(text, from, ";;;"),
        // Text may stand between two rules; `disguised` checks whether it is meant.
        MARK if top > 0 => return None,
        MARK => misplaced(text, from),
        _ if first.starts_with('{') => json(text, from),
        _ if first.starts_with(MARK) && !first.ends_with('-') => with_language(text, from, first),
        _ => dashes(text, from, first).or_else(|| unmarked(text, from)),
    };
    let found = found
        .or_else(|| disguised::marked(text, from))
        .or_else(|| disguised::bare(text, disguised::below_heading(text, from)))
        .or_else(|| disguised::comment(text, skipped_blanks(text, top)));
    let (range, mut fault) = found?;
    if top > 0 {
        // Rewriting this front matter would not help, since there is another one.
        fault.better = None;
        fault.hints = vec!["move these lines into the front matter at the top".to_owned()];
        return Some(Split { yaml: None, start: range.end, fault: Some(fault) });
    }
    // Also remove the blanks before it: front matter begins on the first line.
    if let Some((better, _)) = &mut fault.better
        && text[..better.start].chars().all(is_blank)
    {
        better.start = 0;
    }
    Some(Split { yaml: None, start: range.end, fault: Some(fault) })
}

/// The end of what precedes the first words: blanks, byte-order marks, HTML comments.
fn skipped(text: &str, top: usize) -> usize {
    let mut at = top;
    loop {
        at = skipped_blanks(text, at);
        let rest = &text[at..];
        match rest.starts_with("<!--").then(|| rest.find("-->")).flatten() {
            Some(end) => at += end + 3,
            None => return at,
        }
    }
}

fn skipped_blanks(text: &str, from: usize) -> usize {
    text.len() - text[from..].trim_start_matches(is_blank).len()
}

/// The range from the line at `from` to the end of the next line that is `mark`, and the range of
/// the content.
fn fenced(text: &str, from: usize, mark: &str) -> Option<(Range<usize>, Range<usize>)> {
    let start = from + text[from..].find('\n')? + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_matches(is_blank) == mark {
            return Some((from..at + line.len(), start..at));
        }
        at += line.len();
    }
    None
}

/// Finds TOML between two lines of `+++`, or after one.
fn toml(text: &str, from: usize) -> Option<(Range<usize>, FrontFault)> {
    let message = "front matter in TOML is not read: it is YAML between two lines of `---`";
    let Some((range, inner)) = fenced(text, from, "+++") else {
        let next = text[from + 3..].trim_start().lines().next().unwrap_or("");
        let (key, _) = next.split_once('=')?;
        is_key(key.trim()).then_some(())?;
        let fault =
            FrontFault::new(from..from + 3, message, "begin and end it with a line of `---`");
        let end = text[from..].find("\n\n").map_or(text.len(), |i| from + i);
        return Some((from..end, fault));
    };
    // Lines of `+` around a sentence are not front matter.
    let says = |line: &str| line.contains('=') || line.trim_start().starts_with(['[', '#']);
    let lines = text[inner.clone()].lines();
    if !text[inner.clone()].trim().is_empty() && !lines.into_iter().any(says) {
        return None;
    }
    let pairs = toml_pairs(&text[inner]);
    Some((range.clone(), rewritten(from..from + 3, message, range, pairs)))
}

/// Keys and values as YAML, and whether there is nothing else.
type Pairs = (Vec<(String, String)>, bool);

/// The pairs of simple TOML.
fn toml_pairs(inner: &str) -> Pairs {
    let (mut pairs, mut whole) = (Vec::new(), true);
    for line in inner.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        // Entries of a table are not keys of the section.
        if line.starts_with('[') {
            return (pairs, false);
        }
        let value = line.split_once('=').filter(|(key, _)| is_key(key.trim()));
        match value.and_then(|(key, value)| Some((key.trim(), toml_value(value.trim())?))) {
            Some((key, value)) => pairs.push((key.to_owned(), value)),
            None => whole = false,
        }
    }
    (pairs, whole)
}

/// Converts a TOML value to YAML, if both write it alike.
fn toml_value(value: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '.' | '+');
    if let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let end = value.char_indices().skip(1).find(|(_, c)| *c == quote)?.0 + 1;
        let (quoted, rest) = value.split_at(end);
        let rest = rest.trim_start();
        // Values with escapes or triple quotes are not simple.
        let escapes = quote == '"' && quoted.contains('\\');
        let simple = !escapes && !rest.starts_with(quote);
        return (simple && (rest.is_empty() || rest.starts_with('#'))).then(|| quoted.to_owned());
    }
    if let Some(inner) = value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
        let items: Option<Vec<String>> = inner
            .split(',')
            .map(str::trim)
            .filter(|item| !item.is_empty())
            .map(toml_value)
            .collect();
        return items.map(|items| format!("[{}]", items.join(", ")));
    }
    let value = value.split('#').next().unwrap_or("").trim_end();
    (!value.is_empty() && value.chars().all(plain)).then(|| value.to_owned())
}

/// Finds JSON between lines of `;;;`.
fn fenced_json(text: &str, from: usize, mark: &str) -> Option<(Range<usize>, FrontFault)> {
    let (range, inner) = fenced(text, from, mark)?;
    let message = "front matter in JSON is not read: it is YAML between two lines of `---`";
    // The braces may be missing.
    let inner = text[inner].trim();
    let read = json_pairs(inner).or_else(|| json_pairs(&format!("{{{inner}}}")));
    let pairs = read.map_or((Vec::new(), false), |(_, pairs)| pairs);
    Some((range.clone(), rewritten(from..from + mark.len(), message, range, pairs)))
}

/// Finds JSON from the first brace on.
fn json(text: &str, from: usize) -> Option<(Range<usize>, FrontFault)> {
    let message = "front matter in JSON is not read: it is YAML between two lines of `---`";
    if let Some((length, pairs)) = json_pairs(&text[from..]) {
        let rest = &text[from + length..];
        let line = rest.find('\n').map_or(rest.len(), |i| i + 1);
        // Text on the line of the brace means that a sentence begins with a brace.
        if !rest[..line].trim().is_empty() || pairs.0.is_empty() && pairs.1 {
            return None;
        }
        let range = from..from + length + line;
        return Some((range.clone(), rewritten(from..from + 1, message, range, pairs)));
    }
    // Invalid JSON is still meant as front matter if it begins with a key: one in quotation marks,
    // or a known one.
    let first = text[from + 1..].split([',', '\n', '}']).find(|part| !part.trim().is_empty())?;
    let pair = pairs::pair(first)?;
    let begins = first.trim_start().starts_with('"') || pair.is_known() && !pair.value.is_empty();
    begins.then(|| {
        let end = text[from..].find("\n\n").map_or(text.len(), |i| from + i + 1);
        let hint = "write `key: value`, one a line, without braces and commas";
        (from..end, FrontFault::new(from..from + 1, message, hint))
    })
}

/// The length of the JSON object at the start of `text`, and its pairs.
fn json_pairs(text: &str) -> Option<(usize, Pairs)> {
    let mut read = serde_json::Deserializer::from_str(text).into_iter::<serde_json::Value>();
    let serde_json::Value::Object(map) = read.next()?.ok()? else { return None };
    let mut whole = true;
    let mut pairs = Vec::new();
    for (key, value) in map {
        whole &= is_key(&key);
        // JSON on one line is valid YAML.
        match is_key(&key) {
            true => pairs.push((key, value.to_string())),
            false => whole = false,
        }
    }
    Some((read.byte_offset(), (pairs, whole)))
}

/// Handles a language name after the first mark: `---toml`, `--- yaml`.
fn with_language(text: &str, from: usize, first: &str) -> Option<(Range<usize>, FrontFault)> {
    let name = first[MARK.len()..].trim();
    let letters = name.chars().all(|c| c.is_ascii_alphanumeric()) && !name.is_empty();
    let (range, inner) = fenced(text, from, MARK)?;
    let at = from..from + first.len();
    if name.starts_with('#') || matches!(name, "yaml" | "yml") {
        let mut fault = FrontFault::new(
            at.clone(),
            "the line that begins front matter is `---` and nothing else",
            "write `---`",
        );
        fault.better = Some((0..at.end, MARK.to_owned()));
        return Some((range, fault));
    }
    if !letters {
        return None;
    }
    let pairs = match name {
        "toml" => toml_pairs(&text[inner]),
        "json" => json_pairs(&text[inner]).map_or((Vec::new(), false), |(_, pairs)| pairs),
        _ => (Vec::new(), false),
    };
    let message =
        format!("front matter in `{name}` is not read: it is YAML between two lines of `---`");
    Some((range.clone(), rewritten(at, &message, range, pairs)))
}

/// Handles front matter after blank lines or a comment. Markdown would show it as a rule and a
/// heading.
fn misplaced(text: &str, from: usize) -> Option<(Range<usize>, FrontFault)> {
    let (range, inner) = fenced(text, from, MARK)?;
    let first = text[inner].lines().find(|line| !line.trim().is_empty())?;
    pairs::pair_or_words(first).map(|_| {
        let above = &text[..from];
        let hint = match above {
            _ if above.contains("<!--") => "move the comment below it",
            _ if above.contains('\n') => "remove the blank lines above it",
            _ if above.contains([' ', '\t']) => "remove the blanks before it",
            _ => "remove the character before it, which nobody sees",
        };
        let message = "front matter begins on the first line of the file";
        let mut fault = FrontFault::new(from..from + MARK.len(), message, hint);
        fault.better = above.chars().all(is_blank).then(|| (0..from, String::new()));
        (range, fault)
    })
}

/// Handles lines of more than three dashes, or of the characters that editors make of three dashes.
fn dashes(text: &str, from: usize, first: &str) -> Option<(Range<usize>, FrontFault)> {
    let dash = |c: char| matches!(c, '-' | '\u{2013}' | '\u{2014}' | '\u{2212}');
    let is_mark = |line: &str| !line.is_empty() && line.chars().all(dash) && line != "-";
    if !is_mark(first) {
        return None;
    }
    let start = from + text[from..].find('\n')? + 1;
    pairs::pair_or_words(text[start..].lines().next()?)?;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let mark = line.trim_matches(is_blank);
        if is_mark(mark) {
            let message = "front matter stands between lines of three dashes, `---`";
            let mut fault = FrontFault::new(
                from..from + first.len(),
                message,
                "write `---` above and below it",
            );
            let inner = &text[start..at];
            let range = from..at + mark.len();
            // Between other marks, a key without its colon does not count.
            let is_yaml = inner
                .lines()
                .all(|line| line.contains(": ") || pairs::pair_or_words(line).is_none());
            fault.better = is_yaml.then(|| (range, format!("{MARK}\n{inner}{MARK}")));
            return Some((from..at + line.len(), fault));
        }
        at += line.len();
    }
    None
}

/// Handles lines of keys and values without marks, as in Pelican and MultiMarkdown, or lines with
/// `%`, as in Pandoc.
fn unmarked(text: &str, from: usize) -> Option<(Range<usize>, FrontFault)> {
    let lines = || text[from..].split_inclusive('\n');
    let of_pandoc = lines().take_while(|line| line.starts_with("% ")).count();
    let known = |line: &&str| {
        let key =
            line.split_once(':').filter(|(_, rest)| rest.starts_with([' ', '\t', '\n', '\r']));
        key.is_some_and(|(key, _)| foreign::is_known(key.trim()))
    };
    let lost = |line: &&str| {
        let begins = line.starts_with("title ") || line.trim_end() == "draft true";
        begins && pairs::pair(line).is_none()
    };
    let of_pelican = lines().take_while(|line| known(line) || lost(line)).count();
    let count = of_pandoc.max(of_pelican);
    let titled = lines()
        .take(count)
        .any(|l| lost(&l) || l.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("title:")));
    // One line is enough if the closing mark stands below it.
    let ended = lines().nth(count).is_some_and(|line| line.trim_end() == MARK);
    if count < if ended { 1 } else { 2 } || !(titled || of_pandoc > 1) {
        return None;
    }
    let length: usize = lines().take(count + usize::from(ended)).map(str::len).sum();
    let first = lines().next().map_or(0, |line| line.trim_end().len());
    let message = "front matter stands between two lines of `---`, and these lines do not";
    let hint = match ended {
        true => "put a line of `---` above them too",
        false => "put a line of `---` above and below them",
    };
    let mut fault = FrontFault::new(from..from + first, message, hint);
    if of_pandoc > 0 {
        fault.hints = vec!["write `---`, `title: ...` and `---`, each on its line".to_owned()];
    }
    Some((from..from + length, fault))
}

/// The fault of front matter that can be written as YAML, at least its keys.
fn rewritten(
    at: Range<usize>,
    message: &str,
    range: Range<usize>,
    (pairs, whole): Pairs,
) -> FrontFault {
    let lines: Vec<String> = pairs.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    let shown = |n: usize| {
        lines.iter().take(n).map(|line| format!("`{line}`")).collect::<Vec<_>>().join(", ")
    };
    let hint = match lines.len() {
        0 => "write `title: ...` between two lines of `---`".to_owned(),
        n @ ..=4 => format!("write {} between two lines of `---`", shown(n)),
        n => format!("write {} and {} more between two lines of `---`", shown(4), n - 4),
    };
    let mut fault = FrontFault::new(at, message, &hint);
    let all = whole && !lines.is_empty();
    fault.better = all.then(|| (range, format!("{MARK}\n{}\n{MARK}\n", lines.join("\n"))));
    fault
}
