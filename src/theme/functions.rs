//! The functions and filters that templates may use, and the messages that the theme's templates name.
//!
//! In go the words of a language and the values of a call; out comes text or markup.

use super::markup::{escape, whole_dates};
use super::words::letters::isolated;
use super::words::{self, PageWords};
use std::borrow::Cow;
use std::sync::Arc;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// Registers the engine's functions. `say`, with a key and values, gives a message in the language
/// of the page; `lang` and `dir` give that language and its direction. The filter `apart` isolates
/// a name; it and `dates` keep dates in one piece. `begun` begins a text with a capital, and keeps those
/// of its other words, which `capitalize` does not.
pub(super) fn register_functions(engine: &mut Tera, words: &Arc<PageWords>) {
    let said = Arc::clone(words);
    engine.register_function("say", move |values: Kwargs, _: &State| {
        let key: &str = values.must_get("key")?;
        say(&said, key, &values)
    });
    let tag = words.tag().to_owned();
    engine.register_function("lang", move |_: Kwargs, _: &State| tag.clone());
    let dir = words.dir();
    // Use an element: isolation characters in the text would be copied with it.
    engine.register_filter("apart", move |text: &str, _: Kwargs, _: &State| {
        Value::safe_string(&match isolated(text, dir) {
            Cow::Borrowed(text) => whole_dates(text),
            Cow::Owned(_) => format!("<bdi>{}</bdi>", whole_dates(text)),
        })
    });
    engine.register_filter("dates", |text: &str, _: Kwargs, _: &State| {
        Value::safe_string(&whole_dates(text))
    });
    engine.register_filter("begun", |text: &str, _: Kwargs, _: &State| {
        let first = text.chars().next().map_or(0, char::len_utf8);
        text[..first].to_uppercase() + &text[first..]
    });
    engine.register_function("dir", move |_: Kwargs, _: &State| dir);
}

/// Replaces the constant messages in a template of the theme: `say(key="map")` becomes `"Map"`.
/// Looking each of them up took a tenth of the time of a build. Line numbers stay the same, for
/// error messages.
pub(super) fn fill_in_messages(template: &str, words: &PageWords) -> String {
    const CALL: &str = "say(key=\"";
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, call)) = rest.split_once(CALL) {
        out.push_str(before);
        let fixed = call.split_once("\")").and_then(|(key, after)| {
            // Markup would be escaped, and these characters would end the string.
            let text = words.fixed(key).filter(|_| !key.ends_with("-html"))?;
            (!text.contains(['"', '\\', '\n'])).then_some((text, after))
        });
        match fixed {
            Some((text, after)) => {
                out.push('"');
                out.push_str(text);
                out.push('"');
                rest = after;
            }
            None => {
                out.push_str(CALL);
                rest = call;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Placeholder around the number of a text that is inserted as markup. It is a noncharacter, which
/// does not occur in texts.
const HOLE: char = '\u{fdd0}';

/// Formats a message. A message whose key ends in `-html` may contain markup, so its values are
/// escaped here; the engine escapes all others as a whole. With a `tongue`, the texts among the
/// values are in that language, and the message is markup that says so.
fn say(words: &PageWords, key: &str, values: &Kwargs) -> TeraResult<Value> {
    let html = key.ends_with("-html");
    let tongue = values
        .iter()
        .find(|(name, value)| name.as_str() == Some("tongue") && value.as_map().is_some());
    let mut told: Vec<String> = Vec::new();
    let mut given = words::Values::new();
    for (name, value) in values.iter() {
        let Some(name) = name.as_str().filter(|name| !matches!(*name, "key" | "tongue")) else {
            continue;
        };
        match (value.as_i64(), value.as_str()) {
            (Some(number), _) => given.set(name.to_owned(), number),
            (None, Some(text)) if tongue.is_some() => {
                given.set(name.to_owned(), format!("{HOLE}{}{HOLE}", told.len()));
                told.push(escape(text));
            }
            (None, Some(text)) => {
                let text = isolated(text, words.dir());
                let text = if html { escape(&text) } else { text.into_owned() };
                given.set(name.to_owned(), text);
            }
            (None, None) => {
                let message = format!("`{name}` is neither a number nor text, in `say`");
                return Err(Error::message(message));
            }
        }
    }
    let text = words.find(key, None, &given);
    let text = text.ok_or_else(|| Error::message(format!("there are no words for `{key}`")))?;
    if let Some((_, tongue)) = tongue {
        let part = |name| tongue.get_from_path(name).and_then(Value::as_str).unwrap_or_default();
        let (lang, dir) = (escape(part("lang")), escape(part("dir")));
        let mut text = if html { text } else { escape(&text) };
        for (i, words) in told.iter().enumerate() {
            let words = format!("<bdi lang=\"{lang}\" dir=\"{dir}\">{words}</bdi>");
            text = text.replace(&format!("{HOLE}{i}{HOLE}"), &words);
        }
        return Ok(Value::safe_string(&text));
    }
    Ok(if html { Value::safe_string(&text) } else { Value::normal_string(&text) })
}
