//! Bounds what a template of a site may take: what it writes, how often its loops turn, how large a
//! value it may set.
//!
//! The engine bounds how deep components call each other, and no more. In goes the text of a template;
//! out comes the same with a call after each tag that begins a loop or a component, which counts the
//! turns, and after each that sets a variable, which weighs it; a [`BoundedText`] takes what is written. A
//! template that passes a bound fails as it would over a variable that is not there, at its place.
//! What no call can see, one expression that takes for ever, an [`Overseer`] has to end from outside.

use crate::diagnostic::Diagnostic;
use ahash::HashSet;
use std::cell::Cell;
use std::fmt::Debug;
use std::io::{self, Write};
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// How much a template may write, in bytes.
const MOST_WRITTEN: usize = 128 * 1024 * 1024;

/// How often all loops and components of a page may turn. The largest page of a site of 100,000 claims
/// takes some 2,000,000.
const MOST_TURNS: usize = 5_000_000;

/// How large a variable may be: the bytes of texts, and 64 for each value in lists and maps.
const MOST_HELD: usize = 16 * 1024 * 1024;

/// How deep lists and maps may be in each other.
const MOST_DEPTH: usize = 64;

/// How long a row of templates may be, each of which includes or extends the next: the engine goes
/// down all of it by calling itself.
pub const MOST_ROW: usize = 10;

const TURN: &str = "gainsay_turn";
const WEIGH: &str = "gainsay_weigh";

thread_local! {
    /// How often something has turned on the page that this thread renders: the engine hands a
    /// function nothing that is the page's own and can be changed.
    static TURNS: Cell<usize> = const { Cell::new(0) };
}

/// Somebody outside who sees which pages are being rendered, and may end the program.
pub trait Overseer: Debug + Send + Sync {
    /// The template `name` begins to render the page at `path`. The number is given back when it ends.
    fn begin(&self, name: &str, path: &str) -> u64;

    /// What had the number has ended.
    fn end(&self, number: u64);
}

/// What a template writes, up to the bound.
#[derive(Default)]
pub struct BoundedText {
    /// What it wrote.
    pub bytes: Vec<u8>,
    /// True where it would have written more.
    pub full: bool,
}

impl BoundedText {
    /// A page of which nothing is written. Counting begins anew.
    pub fn begin() -> Self {
        TURNS.set(0);
        Self::default()
    }

    /// What is to be said of the template `name` where the page is full.
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

/// Gives an engine the functions that bounded templates call.
pub fn register(engine: &mut Tera) {
    engine.register_function(TURN, |_: Kwargs, _: &State| turn(1));
    engine.register_function(WEIGH, |values: Kwargs, _: &State| match values.iter().next() {
        Some((_, value)) => {
            // To weigh a value is work too.
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

/// The weight of a value, and of how many values it is made.
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
        // A list that holds another twice is written out twice.
        if weight > MOST_HELD {
            return Err(too_large());
        }
    }
    Ok((weight, count))
}

/// A template with the calls in it.
#[derive(Debug, Clone, Default)]
pub struct Bounded {
    /// The text.
    pub text: String,
    /// Where calls stand in it, and how long they are, in bytes.
    calls: Vec<(usize, usize)>,
}

impl Bounded {
    /// Puts the calls into `template`. Lines stay what they were.
    pub fn of(template: &str) -> Self {
        let mut bounded = Self::default();
        let mut done = 0;
        for (at, call) in calls(template) {
            bounded.text.push_str(&template[done..at]);
            done = at;
            // What follows a tag that takes the blanks after it loses them all the same.
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

    /// Where the byte `at` of the text stands in the template.
    pub fn original(&self, at: usize) -> usize {
        let before = self.calls.iter().take_while(|(start, _)| *start < at);
        at - before.map(|(start, length)| (*length).min(at - start)).sum::<usize>()
    }
}

/// The calls that a template needs, and where.
fn calls(template: &str) -> Vec<(usize, String)> {
    let mut calls = Vec::new();
    // Names of variables that are set to what stands between two tags.
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

/// The first of `templates`, each with its name and its text, from which a row of uses begins that is
/// longer than [`MOST_ROW`]. A circle of a few templates is left to the engine, which explains it.
pub fn long_row<'t>(templates: &[(&'t str, &'t str)]) -> Option<&'t str> {
    let mut uses: Vec<(&str, Vec<&str>)> =
        templates.iter().map(|(name, text)| (*name, uses(text))).collect();
    uses.sort_unstable();
    let mut left: HashSet<&str> = uses.iter().map(|(name, _)| *name).collect();
    let (mut long, mut first) = (0, None);
    // After each step, those are left from which a row goes on for one more; in a circle, all.
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

/// Hands each tag of a template to `take`, but for those in comments and in raw text: where it ends,
/// its first word, and what follows that.
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

/// Right after the `mark` that ends the tag which has begun before `from`; what stands between
/// quotation marks is passed over.
fn tag_end(template: &str, from: usize, mark: &str) -> Option<usize> {
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

/// Ends with an overseer's page, however that ends.
pub struct Overseen<'o>(Option<(&'o dyn Overseer, u64)>);

impl<'o> Overseen<'o> {
    /// Tells `overseer`, where there is one, that the template `name` begins.
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

/// Adds to a fault of a template what to do about it.
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
    fn long_rows_of_templates_are_found() {
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
    }

    #[test]
    fn what_only_looks_like_a_tag_is_left_alone() {
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
