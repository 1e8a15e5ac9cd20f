//! Keys of other generators in front matter, article.yaml and gainsay.yaml.
//!
//! In goes a map; out come its fields, one warning for all foreign keys of the file, which says of
//! each where it belongs, and an error for each that kept the page from readers elsewhere and would
//! not here. What such a key holds may be anything. Keys that no tool is known to read stay unknown.

mod known;
mod plainly;

use super::decode::Fields;
use super::yaml::{Key, Node, Value};
use crate::diagnostic::{Carried, Carry, Code, Diagnostic, Repair, nearest};
use crate::model::{Date, is_id, to_id};
use known::{Belongs, belongs, belongs_by_family, belongs_in_site, may_hide, plain};
pub use plainly::keeps_back;

/// What a map describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// A section: its front matter.
    Section,
    /// An article.
    Article,
    /// The site.
    Site,
}

/// True where `key` is one of a section, or one that other tools read.
pub fn is_known(key: &str) -> bool {
    let name = plain(key);
    matches!(name.as_str(), "title" | "language" | "draft" | "aliases")
        || may_hide(&name)
        || belongs(&name).is_some()
}

/// A foreign key.
struct Found<'n> {
    key: &'n Key,
    node: &'n Node,
    belongs: Belongs,
}

/// As [`Fields::open`], for a map that may have been written for another tool. Days after `today`
/// keep a page from readers elsewhere.
pub fn open<'n>(
    node: &'n Node,
    what: &'static str,
    keys: &[&str],
    home: Home,
    today: Option<jiff::civil::Date>,
    out: &mut Vec<Diagnostic>,
) -> Option<Fields<'n>> {
    let withheld = |node: &Node| {
        let Value::Map(entries) = &node.value else { return false };
        entries.iter().any(|(key, value)| key.name == "draft" && is_true(value))
    };
    let is_draft = withheld(node);
    let mut found = Vec::new();
    let mut faults = Vec::new();
    let mut take = |key: &'n Key, node: &'n Node| {
        let name = plain(&key.name);
        let place = match home {
            Home::Site => belongs_in_site(&name),
            // A slip of the pen in a key of the format is no name that a theme made up.
            Home::Section | Home::Article if nearest(&key.name, keys.iter().copied()).is_none() => {
                belongs(&name).or_else(|| belongs_by_family(&name))
            }
            Home::Section | Home::Article => belongs(&name),
        };
        let hides = !is_draft && hides(&name, node, today);
        let belongs = match (place, may_hide(&name)) {
            (Some(belongs), _) => belongs,
            (None, true) if Date::parse(words(node).unwrap_or("")).is_ok() => {
                Belongs::Article("published")
            }
            (None, true) => Belongs::Nowhere("it keeps nothing from readers here"),
            (None, false) => return false,
        };
        match hides {
            true => faults.push(hidden(key, node, home)),
            false => found.push(Found { key, node, belongs }),
        }
        true
    };
    let fields = Fields::open_among(node, what, keys, &mut take, out);
    out.extend(faults);
    out.extend(report(&found, home));
    fields
}

/// Addresses in the form of another tool: paths. They are reported; out comes whether they are.
pub fn paths_as_aliases(fields: &Fields, out: &mut Vec<Diagnostic>) -> bool {
    let items = fields.items("aliases");
    let has_path = items.iter().any(|item| words(item).is_some_and(|text| text.contains('/')));
    let (Some(span), Some(node), true) =
        (fields.key_span("aliases"), fields.get("aliases"), has_path)
    else {
        return false;
    };
    let carried = aliases(node).map(|names| {
        let carry = Carry::Aliases(names);
        Repair::Carry(vec![Carried { key: span, carry }])
    });
    let message = "`aliases` holds paths, as other tools have them, and leads nowhere here";
    out.push(
        Diagnostic::at(Code::KeyForeign, span, message)
            .hint("write the names that the section had: `aliases: [old-bridge]`")
            .repair(carried),
    );
    true
}

fn report(found: &[Found], home: Home) -> Option<Diagnostic> {
    let (first, rest) = found.split_first()?;
    let names: Vec<&str> = found.iter().map(|f| f.key.name.as_str()).collect();
    let message = match &names[..] {
        [one] => format!("`{one}` is a key of other tools, and says nothing here"),
        names @ [_, _] | names @ [_, _, _] | names @ [_, _, _, _] => {
            format!("{} are keys of other tools, and say nothing here", super::decode::list(names))
        }
        names => format!(
            "`{}`, `{}` and {} more are keys of other tools, and say nothing here",
            names[0],
            names[1],
            names.len() - 2
        ),
    };
    let mut diagnostic = Diagnostic::at(Code::KeyForeign, first.key.span, message)
        .label(advice(first.belongs, home));
    for other in rest {
        diagnostic = diagnostic.also(other.key.span, advice(other.belongs, home));
    }
    let carried: Vec<Carried> = found
        .iter()
        .filter_map(|f| Some(Carried { key: f.key.span, carry: carry(f, home)? }))
        .collect();
    let hint = (!carried.is_empty()).then(|| "`gainsay fix` does what can be done".to_owned());
    let repair = (!carried.is_empty()).then_some(Repair::Carry(carried));
    Some(diagnostic.maybe_hint(hint).repair(repair))
}

fn advice(belongs: Belongs, home: Home) -> String {
    match (belongs, home) {
        (Belongs::Aliases, Home::Section) => "here it is `aliases`, a list of names".to_owned(),
        (Belongs::Aliases, _) => "leave it out: an article keeps its address".to_owned(),
        (Belongs::Language, _) => "here it is `language`".to_owned(),
        (Belongs::Article(key), Home::Section) => format!("belongs in article.yaml, as `{key}`"),
        (Belongs::Article(key), _) => format!("here it is `{key}`"),
        (Belongs::Nowhere(why), _) => format!("leave it out: {why}"),
    }
}

/// What `gainsay fix` can do about a key.
fn carry(found: &Found, home: Home) -> Option<Carry> {
    match (found.belongs, home) {
        (Belongs::Nowhere(_), _) => Some(Carry::Out),
        (Belongs::Aliases, Home::Section) => aliases(found.node).map(Carry::Aliases),
        (Belongs::Aliases, _) => None,
        (Belongs::Language, _) => {
            let tag = words(found.node).filter(|tag| super::config::is_language_tag(tag))?;
            Some(Carry::Here("language", tag.to_owned()))
        }
        (Belongs::Article(key), home) => {
            let value = value(key, found.node)?;
            Some(match home {
                Home::Section => Carry::Article(key, value),
                Home::Article | Home::Site => Carry::Here(key, value),
            })
        }
    }
}

/// What `node` says, as the value of `key` in article.yaml.
fn value(key: &str, node: &Node) -> Option<String> {
    match key {
        "published" => {
            let text = words(node)?;
            // Other tools put a space between day and time, and before the offset.
            let day = text.get(..10).filter(|day| Date::parse(day).is_ok_and(|d| d.is_day()));
            let whole = Date::parse(text).is_ok().then_some(text);
            whole.or(day).map(str::to_owned)
        }
        "byline" => {
            let name = |node: &Node| match &node.value {
                Value::Map(entries) => entries
                    .iter()
                    .find(|(key, _)| plain(&key.name) == "name")
                    .and_then(|(_, value)| words(value).map(str::to_owned)),
                _ => words(node).map(str::to_owned),
            };
            let names: Option<Vec<String>> = match &node.value {
                Value::List(items) => items.iter().map(name).collect(),
                _ => Some(vec![name(node)?]),
            };
            match &names?[..] {
                [] => None,
                [one] => Some(one.clone()),
                [init @ .., last] => Some(format!("{} and {last}", init.join(", "))),
            }
        }
        _ => words(node).filter(|text| !text.contains('\n')).map(str::to_owned),
    }
}

/// Paths as names: the last part of each, without its ending and number.
fn aliases(node: &Node) -> Option<Vec<String>> {
    let items = match &node.value {
        Value::List(items) => items.iter().collect(),
        _ => vec![node],
    };
    let name = |node: &Node| {
        let path = words(node)?.split(['?', '#']).next()?.trim_end_matches('/');
        let last = path.rsplit('/').next()?;
        let last = last.strip_suffix(".html").or(last.strip_suffix(".htm")).unwrap_or(last);
        let id = to_id(last);
        (is_id(&id) && id != "index" && id.len() <= super::decode::MAX_ID).then_some(id)
    };
    let mut names: Vec<String> = items.into_iter().map(name).collect::<Option<_>>()?;
    names.sort();
    names.dedup();
    (!names.is_empty()).then_some(names)
}

/// A key that kept the page from readers.
fn hidden(key: &Key, node: &Node, home: Home) -> Diagnostic {
    let typed = match words(node) {
        Some(value) if value.len() <= 40 => format!("{}: {value}", key.name),
        _ => key.name.clone(),
    };
    let message = format!("`{typed}` keeps a page from readers in other tools, and does not here");
    let what = match home {
        Home::Section => "the section",
        Home::Article => "the article",
        Home::Site => "the site",
    };
    let plainly =
        home != Home::Site && words(node).is_some_and(|v| is_word(v, TRUE) || is_word(v, FALSE));
    let repair = plainly.then(|| Repair::Words {
        edits: vec![(key.span, "draft".to_owned()), (node.span, "true".to_owned())],
        question: format!("write `draft: true` in place of `{typed}`?"),
    });
    let diagnostic = Diagnostic::at(Code::KeyUnknown, key.span, message);
    let diagnostic = match home {
        Home::Site => diagnostic.hint("an article has `draft: true`, or `embargo` with a moment"),
        Home::Section => diagnostic.hint("write `draft: true` where the section is not to be published yet; an article may have an `embargo`, a moment, in article.yaml"),
        Home::Article => diagnostic.hint("write `draft: true` where the article is not to be published yet, or `embargo: 2016-11-29T19:37:00-05:00`"),
    };
    diagnostic.hint(format!("take it out where {what} may be read by everybody")).repair(repair)
}

const TRUE: &[&str] = &["true", "yes", "on", "y", "1"];
const FALSE: &[&str] = &["false", "no", "off", "n", "0"];

fn is_word(value: &str, among: &[&str]) -> bool {
    among.iter().any(|word| word.eq_ignore_ascii_case(value.trim()))
}

fn is_true(node: &Node) -> bool {
    words(node).is_some_and(|value| is_word(value, TRUE))
}

fn is_false(node: &Node) -> bool {
    node.value == Value::Null || words(node).is_some_and(|value| is_word(value, FALSE))
}

fn words(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
        _ => None,
    }
}

/// True where the key `name`, in its plain form, keeps a page from readers elsewhere: what is not
/// plainly harmless counts.
fn hides(name: &str, node: &Node, today: Option<jiff::civil::Date>) -> bool {
    let says = |among: &[&str]| words(node).is_some_and(|value| is_word(value, among));
    let later = || {
        let day = words(node).and_then(|text| text.get(..10));
        let day = day.and_then(|day| Date::parse(day).ok());
        today.zip(day).is_some_and(|(today, day)| day.earliest() > today)
    };
    match name {
        _ if belongs(name) == Some(Belongs::Article("published")) => later(),
        "permalink" => says(FALSE),
        "params" | "extra" | "custom" | "data" | "meta" | "head" | "seo" | "cascade" => {
            hides_within(node, today)
        }
        _ if !may_hide(name) => false,
        "published" | "publish" | "public" | "live" | "listed" | "listable" | "indexed"
        | "inlist" | "showinlist" | "ispublished" | "ispublic" | "render" => {
            says(FALSE) || says(&["never", "link"]) || later()
        }
        "sitemap" => says(FALSE) || some_within(node, &["exclude", "disable", "ignore", "noindex"]),
        "build" => {
            says(FALSE) || says(&["never", "link"]) || any_value(node, &["never", "false", "link"])
        }
        "robots" => any_value(node, &["noindex", "none", "noarchive"]),
        "status" | "poststatus" => {
            says(&["draft", "hidden", "private", "pending", "unpublished", "unlisted", "future"])
        }
        "visibility" | "access" => {
            !is_false(node) && !says(&["public", "open", "everyone", "all", "free"])
        }
        // Material for MkDocs lists the parts of the page that are not shown.
        "hide" => !is_false(node) && !matches!(node.value, Value::List(_)),
        "releasedate" => later(),
        _ => !is_false(node),
    }
}

/// True where something within a map of settings keeps the page from readers.
fn hides_within(node: &Node, today: Option<jiff::civil::Date>) -> bool {
    match &node.value {
        Value::Null => false,
        Value::Text(_) => any_value(node, &["noindex"]),
        Value::List(items) => items.iter().any(|item| hides_within(item, today)),
        Value::Map(entries) => entries.iter().any(|(key, value)| {
            let name = plain(&key.name);
            may_hide(&name) && hides(&name, value, today) || hides_within(value, today)
        }),
    }
}

/// True where a map has one of `keys` with a value that is not false.
fn some_within(node: &Node, keys: &[&str]) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    entries.iter().any(|(key, value)| keys.contains(&plain(&key.name).as_str()) && !is_false(value))
}

/// True where `node` says one of `among`, or something within it does.
fn any_value(node: &Node, among: &[&str]) -> bool {
    match &node.value {
        Value::Null => false,
        Value::Text(text) => {
            let mut parts = text.split(|c: char| c.is_whitespace() || c == ',');
            parts.any(|part| is_word(part, among))
        }
        Value::List(items) => items.iter().any(|item| any_value(item, among)),
        Value::Map(entries) => entries.iter().any(|(key, value)| {
            any_value(value, among) || (among.contains(&key.name.as_str()) && is_true(value))
        }),
    }
}
