//! Limits the resources of a site's templates: the size of the output, the number of loop
//! iterations, the size of variables.
//!
//! The engine itself limits only the depth of nested components. In goes the text of a template;
//! out comes the text with inserted calls: after each tag that begins a loop or a component, a call
//! that counts iterations, and after each tag that sets a variable, a call that measures it. A
//! [`BoundedText`] receives the output. A template that exceeds a limit fails like one with an
//! unknown variable, at its place. A single expression that runs for ever contains no call; an
//! [`Overseer`] has to end it from outside.

use crate::diagnostic::Diagnostic;
use ahash::HashSet;
use std::cell::Cell;
use std::fmt::Debug;
use std::io::{self, Write};
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// The maximum output of a template, in bytes.
const MOST_WRITTEN: usize = 128 * 1024 * 1024;

/// The maximum number of iterations of all loops and components of a page. The largest page of a
/// site of 100,000 claims needs some 2,000,000.
const MOST_TURNS: usize = 5_000_000;

/// The maximum size of a variable: the bytes of its texts, plus 64 per value in lists and maps.
const MOST_HELD: usize = 16 * 1024 * 1024;

/// The maximum nesting depth of lists and maps.
const MOST_DEPTH: usize = 64;

/// The maximum length of a chain of templates, each of which includes or extends the next. The
/// engine processes it recursively.
pub const MOST_ROW: usize = 10;

const TURN: &str = "gainsay_turn";
const WEIGH: &str = "gainsay_weigh";

thread_local! {
    /// The number of iterations on the page that this thread renders. It is thread-local because
    /// the engine gives functions no mutable state of the page.
    static TURNS: Cell<usize> = const { Cell::new(0) };
}

/// An observer that knows which pages are being rendered, and may end the program.
pub trait Overseer: Debug + Send + Sync {
    /// The template `name` starts to render the page at `path`. Returns a number for
    /// [`Overseer::end`].
    fn begin(&self, name: &str, path: &str) -> u64;

    /// The page with this number is finished.
    fn end(&self, number: u64);
}

/// The output of a template, up to the limit.
#[derive(Default)]
pub struct BoundedText {
    /// The output.
    pub bytes: Vec<u8>,
    /// True if the limit was exceeded.
    pub full: bool,
}

impl BoundedText {
    /// An empty page. Resets the counter.
    pub fn begin() -> Self {
        TURNS.set(0);
        Self::default()
    }

    /// The message about the template `name` if the page is too large.
    pub fn overflow(name: &str) -> String {
        let most = MOST_WRITTEN / 1024 / 1024;
        format!("the template `{name}` writes more than {most} MiB")
    }
}

impl Write for BoundedText {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > MOST_WRITTEN {
            self.full = true;
            return Err(io::Error::other("the page is full"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Registers the functions that bounded templates call.
pub fn register(engine: &mut Tera) {
    engine.register_function(TURN, |_: Kwargs, _: &State| turn(1));
    engine.register_function(WEIGH, |values: Kwargs, _: &State| match values.iter().next() {
        Some((_, value)) => {
            // Measuring a value counts as work too.
            let (weight, values) = weigh(value, MOST_DEPTH)?;
            if weight > MOST_HELD {
                return Err(too_large());
            }
            turn(values / 16)
        }
        None => turn(0),
    });
}

fn turn(count: usize) -> TeraResult<Value> {
    let turns = TURNS.get() + count;
    TURNS.set(turns);
    if turns > MOST_TURNS {
        return Err(Error::message(format!(
            "the loops and components of this page turn more than {} million times",
            MOST_TURNS / 1_000_000
        )));
    }
    Ok(Value::safe_string(""))
}

fn too_large() -> Error {
    let most = MOST_HELD / 1024 / 1024;
    Error::message(format!("this variable takes more than {most} MiB"))
}

/// The size of a value, and the number of values in it.
fn weigh(value: &Value, depth: usize) -> TeraResult<(usize, usize)> {
    let (mut weight, mut count) = (64 + value.as_str().map_or(0, str::len), 1);
    let of_list = value.as_array().into_iter().flatten();
    let of_map = value.as_map().into_iter().flat_map(|map| map.values());
    for inner in of_list.chain(of_map) {
        if depth == 0 {
            let message = format!("this variable is more than {MOST_DEPTH} lists deep");
            return Err(Error::message(message));
        }
        let (w, c) = weigh(inner, depth - 1)?;
        (weight, count) = (weight + w, count + c);
        // A value that occurs twice in a list counts twice.
        if weight > MOST_HELD {
            return Err(too_large());
        }
    }
    Ok((weight, count))
}

/// A template with the inserted calls.
#[derive(Debug, Clone, Default)]
pub struct Bounded {
    /// The text.
    pub text: String,
    /// The places and lengths of the inserted calls, in bytes.
    calls: Vec<(usize, usize)>,
}

impl Bounded {
    /// Inserts the calls into `template`. Line numbers stay the same.
    pub fn of(template: &str) -> Self {
        let mut bounded = Self::default();
        let mut done = 0;
        for (at, call) in calls(template) {
            bounded.text.push_str(&template[done..at]);
            done = at;
            // If the tag trims the blanks after it, the call must do the same.
            let call = match template[..at].ends_with("-%}") {
                true => format!("{{{{- {call} -}}}}"),
                false => format!("{{{{ {call} }}}}"),
            };
            bounded.calls.push((bounded.text.len(), call.len()));
            bounded.text.push_str(&call);
        }
        bounded.text.push_str(&template[done..]);
        bounded
    }

    /// Converts the byte `at` of the text to one of the original template.
    pub fn original(&self, at: usize) -> usize {
        let before = self.calls.iter().take_while(|(start, _)| *start < at);
        at - before.map(|(start, length)| (*length).min(at - start)).sum::<usize>()
    }
}

/// The calls that a template needs, with their places.
fn calls(template: &str) -> Vec<(usize, String)> {
    let mut calls = Vec::new();
    // The names of variables that are set to the content between two tags.
    let mut sets: Vec<&str> = Vec::new();
    for_each_tag(template, |end, word, tail| match word {
        "for" | "component" | "include" => calls.push((end, format!("{TURN}()"))),
        "set" | "set_global" => {
            let name = tail.find(|c: char| !c.is_alphanumeric() && c != '_');
            let (name, tail) = tail.split_at(name.unwrap_or(tail.len()));
            match tail.trim_start().starts_with('=') {
                true => calls.push((end, format!("{WEIGH}(of={name})"))),
                false => sets.push(name),
            }
        }
        "endset" => {
            let name = sets.pop();
            calls.extend(name.map(|name| (end, format!("{WEIGH}(of={name})"))));
        }
        _ => {}
    });
    calls
}

/// The templates that a template includes or extends.
fn uses(template: &str) -> Vec<&str> {
    let mut uses = Vec::new();
    for_each_tag(template, |_, word, tail| {
        let quote = tail.chars().next().filter(|c| "\"'`".contains(*c));
        let name = quote.and_then(|quote| tail[1..].split(quote).next());
        uses.extend(name.filter(|_| matches!(word, "include" | "extends")));
    });
    uses
}

/// The first of `templates`, each with its name and its text, that begins a chain longer than
/// [`MOST_ROW`]. Short cycles are left to the engine, which explains them.
pub fn long_row<'t>(templates: &[(&'t str, &'t str)]) -> Option<&'t str> {
    let mut uses: Vec<(&str, Vec<&str>)> =
        templates.iter().map(|(name, text)| (*name, uses(text))).collect();
    uses.sort_unstable();
    let mut left: HashSet<&str> = uses.iter().map(|(name, _)| *name).collect();
    let (mut long, mut first) = (0, None);
    // After each step, `left` has the templates with a chain of at least that length; those in a
    // cycle remain for ever.
    for step in 1..=uses.len() {
        let goes_on = |(name, uses): &&(&'t str, Vec<&'t str>)| {
            left.contains(name) && uses.iter().any(|used| left.contains(used))
        };
        let next: Vec<&str> = uses.iter().filter(goes_on).map(|(name, _)| *name).collect();
        left = next.iter().copied().collect();
        if step == MOST_ROW {
            (long, first) = (left.len(), next.first().copied());
        }
        if left.is_empty() {
            return first;
        }
    }
    first.filter(|_| long > 10 * MOST_ROW)
}

/// Calls `take` for each tag of a template, except in comments and raw text, with the end of the
/// tag, its first word, and the rest.
fn for_each_tag<'t>(template: &'t str, mut take: impl FnMut(usize, &'t str, &'t str)) {
    let mut at = 0;
    while let Some(found) = template[at..].find('{') {
        let start = at + found;
        let rest = &template[start..];
        let end = match rest.as_bytes().get(1) {
            Some(b'#') => rest.find("#}").map(|end| start + end + 2),
            Some(b'{') => tag_end(template, start + 2, "}}"),
            Some(b'%') => tag_end(template, start + 2, "%}"),
            _ => Some(start + 1),
        };
        let Some(end) = end else { break };
        at = end;
        if !rest.starts_with("{%") {
            continue;
        }
        let tag = template[start + 2..end - 2].trim_start_matches('-').trim_start();
        let word_end = tag.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(tag.len());
        let (word, tail) = tag.split_at(word_end);
        take(end, word, tail.trim_start());
        if word == "raw" {
            let closes = |from: &str| {
                let inner = from.trim_start_matches("{%").trim_start_matches('-').trim_start();
                inner.starts_with("endraw")
            };
            let mut after = template[end..].match_indices("{%").map(|(at, _)| end + at);
            at = after.find(|at| closes(&template[*at..])).unwrap_or(template.len());
        }
    }
}

/// The position after the `mark` that ends the tag around `from`. Marks between quotation marks are
/// skipped.
pub(super) fn tag_end(template: &str, from: usize, mark: &str) -> Option<usize> {
    let bytes = template.as_bytes();
    let mut at = from;
    let mut open: Option<u8> = None;
    while at < bytes.len() {
        match (open, bytes[at]) {
            (Some(_), b'\\') => at += 1,
            (Some(quote), byte) if byte == quote => open = None,
            (None, quote @ (b'"' | b'\'' | b'`')) => open = Some(quote),
            (None, _) if bytes[at..].starts_with(mark.as_bytes()) => return Some(at + mark.len()),
            _ => {}
        }
        at += 1;
    }
    None
}

/// Notifies the overseer of the end of a page when dropped.
pub struct Overseen<'o>(Option<(&'o dyn Overseer, u64)>);

impl<'o> Overseen<'o> {
    /// Notifies `overseer`, if there is one, that the template `name` starts.
    pub fn begin(overseer: Option<&'o dyn Overseer>, name: &str, path: &str) -> Self {
        Self(overseer.map(|overseer| (overseer, overseer.begin(name, path))))
    }
}

impl Drop for Overseen<'_> {
    fn drop(&mut self) {
        if let Some((overseer, number)) = self.0 {
            overseer.end(number);
        }
    }
}

/// Adds advice to the fault of a template.
pub fn advise(fault: Diagnostic) -> Diagnostic {
    fault.hint(
        "a template is stopped where it takes that much, so that it cannot take all of the machine",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows a template with `T` for a call that counts and `W(name)` for one that weighs.
    fn check(template: &str, expect: &str) {
        let bounded = Bounded::of(template);
        let shown = bounded.text.replace("gainsay_turn()", "T").replace("gainsay_weigh(of=", "W(");
        assert_eq!(shown, expect);
        for (at, c) in template.char_indices() {
            let moved = bounded.calls.iter().map(|(s, l)| (bounded.original(*s), *l));
            let now = at + moved.filter(|(s, _)| *s <= at).map(|(_, l)| l).sum::<usize>();
            assert_eq!(bounded.text[now..].chars().next(), Some(c));
            assert_eq!(bounded.original(now), at, "{template:?}");
        }
    }

    #[test]
    fn loops_components_and_variables_are_followed_by_calls() {
        check("{% for a in b %}x{% endfor %}", "{% for a in b %}{{ T }}x{% endfor %}");
        check("{%- for a in b -%}\n x", "{%- for a in b -%}{{- T -}}\n x");
        check("{% component A(b) %}x", "{% component A(b) %}{{ T }}x");
        check("{% set a = b ~ c %}x", "{% set a = b ~ c %}{{ W(a) }}x");
        check("{% set_global a = b -%} x", "{% set_global a = b -%}{{- W(a) -}} x");
        check("{% set a %}b{% endset %}c", "{% set a %}b{% endset %}{{ W(a) }}c");
        check("{% include \"a\" %}b", "{% include \"a\" %}{{ T }}b");
    }

    #[test]
    fn long_chains_of_templates_are_found() {
        let row = |count: usize| -> Vec<(String, String)> {
            let use_next = |i| (format!("t{i}"), format!("{{% include 't{}' %}}", i + 1));
            (0..count).map(use_next).collect()
        };
        let found = |row: &[(String, String)]| {
            let row: Vec<_> = row.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
            long_row(&row).map(str::to_owned)
        };
        assert_eq!(found(&row(MOST_ROW)), None);
        assert_eq!(found(&row(MOST_ROW + 1)).as_deref(), Some("t0"));
        assert_eq!(found(&row(2000)).as_deref(), Some("t0"));
        let circle = [("a", "{% extends \"b\" %}"), ("b", "{% extends \"a\" %}"), ("c", "x")];
        assert_eq!(long_row(&circle), None, "the engine explains it");
        assert_eq!(long_row(&[("a", "{# {% include 'a' %} #}")]), None);
        assert_eq!(long_row(crate::theme::TEMPLATES), None);
    }

    #[test]
    fn text_that_looks_like_a_tag_is_unchanged() {
        for template in [
            "{# {% for a in b %} #}",
            "{% raw %}{% for a in b %}{% endraw %}",
            "{%- raw -%} {% set a = b %} {%- endraw -%}",
            "{{ \"{% for a in b %}\" }}",
            "{% if a == '%}{% for' %}",
            "{% for a in b",
            "{# open",
            "{ a { b",
            "{",
            "{%",
            "{%%}",
        ] {
            check(template, template);
        }
        check(
            "{% raw %}{{{% endraw %}{% for a in b %}",
            "{% raw %}{{{% endraw %}{% for a in b %}{{ T }}",
        );
    }
}
