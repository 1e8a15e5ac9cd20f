//! Reports keys of other generators in front matter, article.yaml and gainsay.yaml.
//!
//! In goes a map; out come its fields, one warning for all foreign keys of the file, which says
//! where each belongs, and an error for each key that hid the page in another tool but has no
//! effect here. The value of a foreign key may be anything. Keys that no known tool reads are
//! reported as unknown.

mod address;
mod hides;
mod known;
mod plainly;
mod rewritten;
mod values;

use super::decode::Fields;
use crate::diagnostic::{Carried, Carry, Code, Diagnostic, Repair, nearest};
use crate::model::Date;
use crate::model::keys::Record;
use crate::parse::Faults;
use crate::source::Span;
use crate::yaml::{Key, Node, Value};
use hides::{ENDS, as_draft, hides};
use known::{Belongs, belongs, belongs_by_family, belongs_in_site, may_hide, plain};
pub use plainly::keeps_back;
use rewritten::{aliases, language, value};
use std::collections::BTreeMap;
use values::{is_true, words};

/// The subject of a map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapOwner {
    /// A section: its front matter.
    Section,
    /// An article.
    Article,
    /// The site.
    Site,
}

/// True if `key` is a key of a section, or one that other tools read.
pub fn is_known(key: &str) -> bool {
    let name = plain(key);
    matches!(name.as_str(), "title" | "language" | "draft" | "aliases")
        || may_hide(&name)
        || belongs(&name).is_some()
}

/// True if other tools read `key`, in a page or in site settings.
pub fn is_read_elsewhere(key: &str) -> bool {
    let name = plain(key);
    may_hide(&name) || belongs(&name).or_else(|| belongs_in_site(&name)).is_some()
}

/// What front matter of any tool says of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrontFacts {
    /// Values by key of article.yaml.
    pub article: BTreeMap<&'static str, String>,
    /// True if it keeps the page from readers.
    pub hides: bool,
    /// Keys that have no place in article.yaml.
    pub left: Vec<String>,
}

/// Reads what front matter says of an article, in the keys of any tool.
pub fn facts(node: &Node, today: Option<jiff::civil::Date>) -> FrontFacts {
    let mut facts = FrontFacts::default();
    let Value::Map(entries) = &node.value else { return facts };
    for (key, node) in entries {
        let name = plain(&key.name);
        facts.hides |= (name == "draft" && is_true(node)) || hides(&name, node, today);
        let told = match belongs(&name) {
            _ if name == "title" => Some(("title", value("title", node))),
            Some(Belongs::Article(key)) => Some((key, value(key, node))),
            Some(Belongs::Language) => Some(("language", language(node))),
            _ if name == "language" => Some(("language", language(node))),
            // In some tools a flag, here a day.
            _ if matches!(name.as_str(), "published" | "publish") => {
                let day = words(node).filter(|day| Date::parse(day).is_ok());
                day.map(|day| ("published", Some(day.to_owned())))
            }
            _ => None,
        };
        match told {
            Some((key, Some(value))) => drop(facts.article.entry(key).or_insert(value)),
            // That a page is no draft says nothing.
            _ if may_hide(&name) || node.value == Value::Null => {}
            _ => facts.left.push(key.name.clone()),
        }
    }
    facts
}

/// A foreign key.
struct ForeignKey<'n> {
    key: &'n Key,
    node: &'n Node,
    belongs: Belongs,
}

/// A key that hid the page from readers.
struct Hidden {
    fault: Diagnostic,
    key: Span,
    /// Set if `draft: true` is equivalent: true if the rest of the value must be kept.
    draft: Option<bool>,
}

/// Like [`Fields::open`], for a map that may have been written for another tool. In other tools,
/// dates after `today` hide a page from readers.
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
            // A misspelt key of the format is not the invention of a theme.
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

/// The faults of keys that hid a page. One repair mends all of them, so only the first has it.
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

/// Reports aliases that are paths, as in other tools. Returns true if they are.
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

/// What `gainsay fix` can do with a key.
fn carry(found: &ForeignKey, home: MapOwner) -> Carry {
    let here = |key, value: Option<String>| value.map(|value| Carry::Here(key, value));
    let carry = match (found.belongs, home) {
        // A key without a value has no meaning.
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

/// The fault of a key that hid the page from readers.
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
