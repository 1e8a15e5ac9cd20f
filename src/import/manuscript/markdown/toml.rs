//! Front matter in TOML as YAML.
//!
//! In go lines of TOML up to the first table; out come lines of YAML with the same keys and values. Most values are
//! typed alike in both; strings and arrays over several lines are put on one. Source: TOML 1.0.0.

/// The marks of strings that may take several lines, and whether a backslash means something in them.
const LONG: [(&str, bool); 2] = [("\"\"\"", true), ("'''", false)];

/// The keys and values of `head`. What is no TOML stays as it is, and is no YAML.
pub(super) fn as_yaml(head: &str) -> String {
    let mut out = String::new();
    let mut rest = head;
    while !rest.is_empty() {
        let (line, behind) = rest.split_once('\n').unwrap_or((rest, ""));
        if line.trim_start().starts_with('[') {
            break;
        }
        let pair = line.split_once('=').filter(|_| !line.trim_start().starts_with('#'));
        let Some((key, value)) = pair else {
            out.push_str(&format!("{line}\n"));
            rest = behind;
            continue;
        };
        let at = key.len() + 1 + (value.len() - value.trim_start().len());
        let (value, behind) = match value_at(&rest[at..]) {
            Some((value, length)) => {
                let behind = &rest[at + length..];
                (value, behind.split_once('\n').map_or("", |(_, behind)| behind))
            }
            None => (value.trim().to_owned(), behind),
        };
        out.push_str(&format!("{}: {value}\n", key.trim()));
        rest = behind;
    }
    out
}

/// The value that `text` begins with, where it may take several lines, and how long it is.
fn value_at(text: &str) -> Option<(String, usize)> {
    if let Some((mark, has_escapes)) = LONG.into_iter().find(|(mark, _)| text.starts_with(mark)) {
        let inside = &text[mark.len()..];
        let length = long_string(inside, mark, has_escapes)?;
        let words = &inside[..length];
        let words = words.strip_prefix('\n').unwrap_or(words);
        let value = if has_escapes { escaped(words) } else { serde_json::to_string(words).ok()? };
        return Some((value, length + 2 * mark.len()));
    }
    text.starts_with(['[', '{']).then(|| list(text)).flatten()
}

/// How long the inside of a string is that ends with `mark`. Up to two of its quotation marks may stand before that.
fn long_string(inside: &str, mark: &str, has_escapes: bool) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = &inside[at..];
        if let Some(behind) = rest.strip_prefix(mark) {
            let quote = &mark[..1];
            let more = behind.chars().take(2).take_while(|c| quote.starts_with(*c));
            return Some(at + more.count());
        }
        let mut signs = rest.chars();
        let c = signs.next()?;
        at += c.len_utf8();
        if c == '\\' && has_escapes {
            at += signs.next()?.len_utf8();
        }
    }
}

/// The inside of a string with escapes as a string of YAML, which has the same ones.
fn escaped(words: &str) -> String {
    let mut out = String::from("\"");
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            // A backslash at the end of a line takes all blanks and lines behind it away.
            '\\' if rest.trim_start_matches([' ', '\t']).starts_with('\n') => {
                rest = rest.trim_start();
            }
            '\\' => {
                let next = rest.chars().next().map_or(0, char::len_utf8);
                out.push(c);
                out.push_str(&rest[..next]);
                rest = &rest[next..];
            }
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// An array or table in one line without its comments, and how long it is.
fn list(text: &str) -> Option<(String, usize)> {
    let mut out = String::new();
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = match c {
            '"' | '\'' => string(rest, c)?,
            '#' => {
                at += rest.find('\n')?;
                continue;
            }
            c => c.len_utf8(),
        };
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        out.push_str(if c == '\n' { " " } else { &rest[..length] });
        at += length;
        if depth == 0 {
            return Some((out, at));
        }
    }
    None
}

/// How long the string of one line is that `text` begins with.
fn string(text: &str, quote: char) -> Option<usize> {
    let mut signs = text.char_indices().skip(1);
    while let Some((at, c)) = signs.next() {
        match c {
            '\\' if quote == '"' => drop(signs.next()),
            '\n' => return None,
            c if c == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}
