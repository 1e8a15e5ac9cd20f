//! Reads the calls and expressions of the theme's templates, as far as they are followed.
//!
//! In goes the text of a call or of an expression; out come its arguments, or the expression with the meanings of its
//! names; none where it has what is not followed.

use crate::theme::bounds::tag_end;

/// What names stand for within a component.
pub(super) type Meanings<'t> = Vec<(&'t str, String)>;

/// The name of the component of a call, and its arguments.
pub(super) fn arguments(call: &str) -> Option<(&str, Vec<(&str, &str)>)> {
    let inside = call.strip_prefix('<')?.strip_suffix("/>")?.trim();
    let end = inside.find(char::is_whitespace).unwrap_or(inside.len());
    let (name, mut rest) = inside.split_at(end);
    let mut all = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return is_name(name).then_some((name, all));
        }
        let (parameter, value) = rest.split_once('=')?;
        let (value, after) = match value.as_bytes().first()? {
            b'{' => {
                let end = tag_end(value, 1, "}")?;
                (&value[1..end - 1], &value[end..])
            }
            b'"' => {
                let end = 2 + value[1..].find('"')?;
                (&value[..end], &value[end..])
            }
            _ => return None,
        };
        // A map would have a brace of its own.
        if !is_name(parameter) || value.contains('{') || value.contains('\\') {
            return None;
        }
        all.push((parameter, value.trim()));
        rest = after;
    }
}

/// True for the name of a variable or a component.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// True for a path or a constant, which may stand in the place of a name.
pub(super) fn is_simple(value: &str) -> bool {
    let string = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match string {
        Some(inner) => !inner.contains('"'),
        // Nothing follows `none`, not even where nobody gets to.
        None => value != "none" && value.split('.').all(is_name),
    }
}

/// An expression with the meanings of its names in their places; none where it has what is not followed.
pub(super) fn meant(expression: &str, meanings: &Meanings) -> Option<String> {
    let mut out = String::with_capacity(expression.len() + 32);
    let mut rest = expression;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => 2 + rest[1..].find('"')?,
            // Other strings, maps, and calls of components.
            '\'' | '`' | '{' => return None,
            '<' if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) => {
                return None;
            }
            c if c.is_ascii_alphabetic() || c == '_' => {
                let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
                rest.find(|c| !is_part(c)).unwrap_or(rest.len())
            }
            c if c.is_ascii_digit() => {
                rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len())
            }
            c => c.len_utf8(),
        };
        let (word, after) = rest.split_at(length);
        let before = out.trim_end();
        // Attributes, filters, tests, functions and names of arguments are no variables.
        let is_variable = is_name(word)
            && !before.ends_with(['.', '|'])
            && !before.ends_with(" is")
            && !before.ends_with(" is not")
            && !after.starts_with('(')
            && (!after.starts_with('=') || after.starts_with("=="));
        match meanings.iter().rev().find(|(name, _)| is_variable && *name == word) {
            // Nothing follows a constant.
            Some((_, meaning))
                if after.starts_with(['.', '['])
                    && (meaning.starts_with('"') || matches!(&**meaning, "true" | "false")) =>
            {
                return None;
            }
            Some((_, meaning)) => out.push_str(meaning),
            None => out.push_str(word),
        }
        rest = after;
    }
    Some(out)
}
