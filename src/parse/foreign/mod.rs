//! Keys of other generators in front matter, article.yaml and gainsay.yaml.
//!
//! In goes a map; out come its fields, one warning for all foreign keys of the file, which says of
//! each where it belongs, and an error for each that kept the page from readers elsewhere and would
//! not here. What such a key holds may be anything. Keys that no tool is known to read stay unknown.

mod address;
mod known;
mod plainly;
mod values;

use super::decode::Fields;
use crate::diagnostic::{Carried, Carry, Code, Diagnostic, Repair, nearest};
use crate::model::keys::Record;
use crate::model::{Date, is_id, to_id};
use crate::parse::Faults;
use crate::source::Span;
use crate::yaml::{Key, Node, Value};
use known::{Belongs, belongs, belongs_by_family, belongs_in_site, may_hide, plain};
pub use plainly::keeps_back;
use values::{FALSE, TRUE, day, full_day, is_false, is_later, is_true, is_word, words};

/// What a map describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapOwner {
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

/// True where `key` is one that other tools read, in a page or for a site.
pub fn is_read_elsewhere(key: &str) -> bool {
    let name = plain(key);
    may_hide(&name) || belongs(&name).or_else(|| belongs_in_site(&name)).is_some()
}

/// A foreign key.
struct ForeignKey<'n> {
    key: &'n Key,
    node: &'n Node,
    belongs: Belongs,
}

/// A key that kept the page from readers.
struct Hidden {
    fault: Diagnostic,
    key: Span,
    /// Where `draft: true` plainly says the same: whether what it says besides is kept.
    draft: Option<bool>,
}

/// As [`Fields::open`], for a map that may have been written for another tool. Days after `today`
/// keep a page from readers elsewhere.
pub fn open<'n>(
    node: &'n Node,
    record: &Record,
    home: MapOwner,
    today: Option<jiff::civil::Date>,
    out: &mut Faults,
) -> Option<Fields<'n>> {
    let withheld = |node: &Node| {
        let Value::Map(entries) = &node.value else { return false };
        entries.iter().any(|(key, value)| key.name == "draft" && is_true(value))
    };
    // A whole site is never a draft.
    let is_draft = home != MapOwner::Site && withheld(node);
    let mut found = Vec::new();
    let mut faults = Vec::new();
    let mut take = |key: &'n Key, node: &'n Node| {
        let name = plain(&key.name);
        let place = match home {
            MapOwner::Site => belongs_in_site(&name),
            // A slip of the pen in a key of the format is no name that a theme made up.
            MapOwner::Section | MapOwner::Article
                if nearest(&key.name, record.names.iter().copied()).is_none() =>
            {
                belongs(&name).or_else(|| belongs_by_family(&name))
            }
            MapOwner::Section | MapOwner::Article => belongs(&name),
        };
        let hides = !is_draft && hides(&name, node, today);
        let belongs = match (place, may_hide(&name)) {
            (Some(belongs), _) => belongs,
            (None, true) if ENDS.contains(&name.as_str()) && node.value != Value::Null => {
                Belongs::Elsewhere(
                    "no page ends by itself here: take it out when you have seen to it",
                )
            }
            (None, true) if name.starts_with("embargo") && node.value != Value::Null => {
                Belongs::Elsewhere("an article has `embargo`, a moment, in article.yaml")
            }
            (None, true) if Date::parse(words(node).unwrap_or("")).is_ok() => {
                Belongs::Article("published")
            }
            (None, true) => Belongs::Nowhere("it keeps nothing from readers here"),
            (None, false) => return false,
        };
        match hides {
            true => faults.push(Hidden {
                fault: hidden(key, node, home),
                key: key.span,
                draft: (home != MapOwner::Site).then(|| as_draft(&name, node, today)).flatten(),
            }),
            false => found.push(ForeignKey { key, node, belongs }),
        }
        true
    };
    let fields = Fields::open_among(node, record.name, record.names, &mut take, out);
    out.extend(drafted(faults));
    out.extend(report(&found, node, home));
    fields
}

/// The faults of keys that kept a page from readers. What mends one mends all: the first has it.
fn drafted(hidden: Vec<Hidden>) -> impl Iterator<Item = Diagnostic> {
    let as_draft =
        |h: &Hidden| h.draft.map(|keep| Carried { key: h.key, carry: Carry::Draft { keep } });
    let carried: Vec<Carried> = hidden.iter().filter_map(as_draft).collect();
    let mut repair = (!carried.is_empty()).then_some(Repair::Carry(carried));
    hidden.into_iter().map(move |h| {
        let repair = h.draft.and_then(|_| repair.take());
        h.fault.repair(repair)
    })
}

/// Addresses in the form of another tool: paths. They are reported; out comes whether they are.
pub fn paths_as_aliases(fields: &Fields, out: &mut Faults) -> bool {
    let items = fields.items("aliases");
    let has_path = items.iter().any(|item| words(item).is_some_and(|text| text.contains('/')));
    let (Some(span), Some(node), true) =
        (fields.key_span("aliases"), fields.get("aliases"), has_path)
    else {
        return false;
    };
    let carry = aliases(node).map_or(Carry::Stay, Carry::Aliases);
    let carried = Some(Repair::Carry(vec![Carried { key: span, carry }]));
    let message = "`aliases` holds paths, as other tools have them, and leads nowhere here";
    out.push(
        Diagnostic::at(Code::KeyForeign, span, message)
            .hint("write the names that the section had: `aliases: [old-bridge]`")
            .repair(carried),
    );
    true
}

fn report(found: &[ForeignKey], map: &Node, home: MapOwner) -> Option<Diagnostic> {
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
    let addresses = found.iter().filter(|f| f.belongs == Belongs::Address);
    let address = address::Address::of(addresses.map(|f| (f.key, f.node)), map);
    let said = |f: &ForeignKey| match f.belongs {
        Belongs::Address => address.of_key(f.key),
        _ => (advice(f.belongs, home), carry(f, home)),
    };
    let (label, carry) = said(first);
    let mut diagnostic = Diagnostic::at(Code::KeyForeign, first.key.span, message).label(label);
    let mut carried = vec![Carried { key: first.key.span, carry }];
    for other in rest {
        let (label, carry) = said(other);
        diagnostic = diagnostic.also(other.key.span, label);
        carried.push(Carried { key: other.key.span, carry });
    }
    Some(diagnostic.repair(Some(Repair::Carry(carried))))
}

fn advice(belongs: Belongs, home: MapOwner) -> String {
    match (belongs, home) {
        (Belongs::Aliases, MapOwner::Section) => "here it is `aliases`, a list of names".to_owned(),
        (Belongs::Aliases, _) => "leave it out: an article keeps its address".to_owned(),
        (Belongs::Language, _) => "here it is `language`".to_owned(),
        (Belongs::Article(key), MapOwner::Section) => {
            format!("belongs in article.yaml, as `{key}`")
        }
        (Belongs::Article(key) | Belongs::Site(key), _) => format!("here it is `{key}`"),
        (Belongs::Address, _) => "here it is `base-url`".to_owned(),
        (Belongs::Elsewhere(what), _) => what.to_owned(),
        (Belongs::Nowhere(why), _) => format!("leave it out: {why}"),
    }
}

/// What `gainsay fix` can do about a key.
fn carry(found: &ForeignKey, home: MapOwner) -> Carry {
    let here = |key, value: Option<String>| value.map(|value| Carry::Here(key, value));
    let carry = match (found.belongs, home) {
        // A key without a value says nothing.
        (Belongs::Nowhere(_), _) => Some(Carry::Out),
        (Belongs::Article(_) | Belongs::Site(_) | Belongs::Language, _)
            if found.node.value == Value::Null =>
        {
            Some(Carry::Out)
        }
        (Belongs::Aliases, MapOwner::Section) => aliases(found.node).map(Carry::Aliases),
        (Belongs::Aliases | Belongs::Address | Belongs::Elsewhere(_), _) => None,
        (Belongs::Language, _) => here("language", language(found.node)),
        (Belongs::Article(key), MapOwner::Section) => {
            Some(Carry::Article(key, value(key, found.node)))
        }
        (Belongs::Article(key) | Belongs::Site(key), _) => here(key, value(key, found.node)),
    };
    carry.unwrap_or(Carry::Stay)
}

/// A language as a tag; other tools write `en_US` too.
fn language(node: &Node) -> Option<String> {
    let tag = words(node)?.split('.').next()?.replace('_', "-");
    super::allowed::is_language_tag(&tag).then_some(tag)
}

/// What `node` says, as the value of `key` in article.yaml or gainsay.yaml.
fn value(key: &str, node: &Node) -> Option<String> {
    match key {
        "published" => moment(words(node)?),
        "byline" => {
            let name = |node: &Node| match &node.value {
                Value::Map(entries) => entries
                    .iter()
                    .find(|(key, _)| plain(&key.name) == "name")
                    .and_then(|(_, value)| line(value)),
                _ => line(node),
            };
            let names: Option<Vec<String>> = match &node.value {
                Value::List(items) => items.iter().map(name).collect(),
                _ => Some(vec![name(node)?]),
            };
            // A comma joins names in any language.
            names.map(|names| names.join(", ")).filter(|names| !names.is_empty())
        }
        "output" => {
            let folder = words(node)?.trim_start_matches("./").trim_end_matches('/');
            super::allowed::is_output(folder).then(|| folder.to_owned())
        }
        _ => line(node),
    }
}

/// The words of `node` as one line; none where they are several paragraphs.
fn line(node: &Node) -> Option<String> {
    let words = words(node)?;
    let lines: Vec<&str> = words.lines().map(str::trim).collect();
    (!lines.contains(&"")).then(|| lines.join(" "))
}

/// A day or a moment as it is written here: other tools put blanks between day, time and offset.
fn moment(text: &str) -> Option<String> {
    let holds = |text: &str| Date::parse(text).is_ok();
    if holds(text) {
        return Some(text.to_owned());
    }
    let day = full_day(text)?;
    let rest = text.split_once([' ', 'T']).map_or("", |(_, rest)| rest);
    let rest: String = rest.split_whitespace().collect();
    // No page shows parts of a second.
    let rest = match rest.split_once('.') {
        Some((time, parts)) => {
            format!("{time}{}", parts.trim_start_matches(|c: char| c.is_ascii_digit()))
        }
        None => rest,
    };
    let rest = match rest.rsplit_once(['+', '-']) {
        Some((time, zone)) if zone.len() == 4 && !zone.contains(':') => {
            let sign = &rest[time.len()..=time.len()];
            format!("{time}{sign}{}:{}", zone.get(..2)?, zone.get(2..)?)
        }
        _ => rest,
    };
    let whole = Some(format!("{day}T{rest}")).filter(|whole| holds(whole));
    whole.or(Some(day))
}

/// Paths as names: the last part of each, without its ending and number.
fn aliases(node: &Node) -> Option<Vec<String>> {
    let items = match &node.value {
        Value::List(items) => items.iter().collect(),
        _ => vec![node],
    };
    let name = |node: &Node| {
        let path = words(node)?.split(['?', '#']).next()?.trim_end_matches('/');
        // What stands before the first slash of a whole address is the host.
        let path = match path.split_once("//") {
            Some((_, address)) => address.split_once('/')?.1,
            None => path,
        };
        let path = ["/index.html", "/index.htm", "/index"]
            .iter()
            .find_map(|end| path.strip_suffix(end))
            .unwrap_or(path);
        let (_, last) = path.rsplit_once('/').unwrap_or(("", path));
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
fn hidden(key: &Key, node: &Node, home: MapOwner) -> Diagnostic {
    let typed = match words(node) {
        Some(value) if value.len() <= 40 => format!("{}: {value}", key.name),
        _ => key.name.clone(),
    };
    let message = match home {
        MapOwner::Site => {
            format!("`{typed}` keeps nothing from readers here: a site has no such key")
        }
        _ => format!("`{typed}` keeps a page from readers in other tools, and does not here"),
    };
    let what = match home {
        MapOwner::Section => "the section",
        MapOwner::Article => "the article",
        MapOwner::Site => "the site",
    };
    let diagnostic = Diagnostic::at(Code::KeyUnknown, key.span, message);
    let diagnostic = match home {
        MapOwner::Site => diagnostic.hint("write `draft: true`, or `embargo` with a moment, in the article.yaml of each article that is not to be published yet"),
        MapOwner::Section => diagnostic.hint("write `draft: true` where the section is not to be published yet; an article may have an `embargo`, a moment, in article.yaml"),
        MapOwner::Article => diagnostic.hint("write `draft: true` where the article is not to be published yet, or `embargo: 2016-11-29T19:37:00-05:00`"),
    };
    diagnostic.hint(format!("take it out where {what} may be read by everybody"))
}

/// Where `draft: true` plainly stands for a key that keeps the page from readers: whether it says
/// more than that, so that it is kept as a remark.
fn as_draft(name: &str, node: &Node, today: Option<jiff::civil::Date>) -> Option<bool> {
    let word = words(node);
    let is = |among: &[&str]| word.is_some_and(|value| is_word(value, among));
    if is(TRUE) || is(FALSE) {
        return Some(false);
    }
    match name {
        "status" | "poststatus" => Some(false),
        "visibility" | "access" => word.map(|_| false),
        "build" => any_value(node, &["never", "false"]).then_some(true),
        "render" | "published" | "publish" if is(&["never"]) => Some(false),
        "password" | "passwords" | "passwordhash" => word.map(|_| true),
        _ if ENDS.contains(&name) => {
            let end = day(node).zip(today);
            end.filter(|(end, today)| end.earliest() <= *today).map(|_| true)
        }
        _ => is_later(node, today).then_some(true),
    }
}

/// Keys that say when a page is to be taken away.
const ENDS: &[&str] =
    &["expirydate", "expires", "expiry", "expireson", "unpublishdate", "unpublishon"];

/// True where the key `name`, in its plain form, keeps a page from readers elsewhere: what is not
/// plainly harmless counts.
fn hides(name: &str, node: &Node, today: Option<jiff::civil::Date>) -> bool {
    let says = |among: &[&str]| words(node).is_some_and(|value| is_word(value, among));
    let later = || is_later(node, today);
    match name {
        _ if belongs(name) == Some(Belongs::Article("published")) => later(),
        "permalink" => says(FALSE),
        "params" | "extra" | "custom" | "data" | "meta" | "head" | "seo" | "cascade"
        | "defaults" => hides_within(node, today),
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
        "status" | "poststatus" => says(&[
            "draft",
            "drafts",
            "auto-draft",
            "hidden",
            "private",
            "pending",
            "unpublished",
            "unlisted",
            "future",
            "scheduled",
            "trash",
            "wip",
            "archived",
            "deleted",
        ]),
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
