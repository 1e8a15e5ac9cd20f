//! Tells whether two sources at the same address are the same work.
//!
//! In go the keys of each; out comes whether they are clearly two. An address often holds several works: chapters of
//! a book, rows of a table, parts of a page. As often one work has two titles, or a title that somebody shortened.

use crate::model::address::bare;
use crate::yaml::Node;
use crate::yaml::edit::NewValue;

/// What tells a source from others at its address.
#[derive(Debug, Clone, Default)]
pub(super) struct SourceWork {
    /// The letters of its title; none where the title is the address, until somebody has written one.
    title: Option<String>,
    fragment: Option<String>,
    kind: Option<String>,
    authors: Vec<String>,
}

impl SourceWork {
    /// That of a source of the site.
    pub(super) fn of_node(node: &Node) -> Self {
        let text = |key: &str| node.entry(key).and_then(Node::text).map(str::to_owned);
        Self::new(text, node.texts("authors"))
    }

    /// That of a source to be written.
    pub(super) fn of_entries(entries: &[(String, NewValue)]) -> Self {
        let find = |key: &str| entries.iter().find(|(name, _)| name == key).map(|(_, value)| value);
        let text = |value: &NewValue| match value {
            NewValue::Text(text) | NewValue::Word(text) => Some(text.clone()),
            _ => None,
        };
        let authors = match find("authors") {
            Some(NewValue::List(all)) => all.iter().filter_map(text).collect(),
            Some(one) => text(one).into_iter().collect(),
            None => Vec::new(),
        };
        Self::new(|key| find(key).and_then(text), authors)
    }

    fn new(text: impl Fn(&str) -> Option<String>, authors: Vec<String>) -> Self {
        let url = text("url").unwrap_or_default();
        let bare_url = bare(&url);
        let title = text("title").filter(|title| bare(title) != bare_url);
        let title = title.map(|title| letters(&title)).filter(|title| !title.is_empty());
        let fragment = url.split_once('#').map(|(_, fragment)| fragment.to_owned());
        Self { title, fragment, kind: text("kind"), authors }
    }

    /// True if the two are clearly two works: their titles differ, and so do their kinds, their authors or their
    /// places in the page, where both have them.
    pub(super) fn is_other(&self, than: &Self) -> bool {
        let both = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
        let names = |work: &Self| -> Vec<String> {
            let mut names: Vec<String> = work.authors.iter().map(|name| surname(name)).collect();
            names.sort_unstable();
            names
        };
        let authors = !self.authors.is_empty() && !than.authors.is_empty();
        both(&self.title, &than.title)
            && (both(&self.kind, &than.kind)
                || both(&self.fragment, &than.fragment)
                || authors && names(self) != names(than))
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The last word of a name: given names are often initials.
fn surname(name: &str) -> String {
    letters(name.split_whitespace().next_back().unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use super::SourceWork;
    use crate::yaml::edit::NewValue;

    #[test]
    fn works_are_two_where_their_titles_and_something_else_differ() {
        let work = |title: &str, url: &str, kind: &str, authors: &str| {
            let entries = [("title", title), ("url", url), ("kind", kind), ("authors", authors)];
            let given = entries.into_iter().filter(|(_, value)| !value.is_empty());
            let keys = given.map(|(key, value)| (key.to_owned(), NewValue::Text(value.to_owned())));
            SourceWork::of_entries(&keys.collect::<Vec<_>>())
        };
        let url = "https://council.example/m";
        let minutes = work("Minutes", url, "report", "Ada Renn");
        for (other, expect) in [
            (work("MINUTES!", url, "book", "Max Ode"), false),
            (work("The minutes of March", url, "report", "A. Renn"), false),
            (work("The minutes of March", url, "", ""), false),
            (work("The minutes of March", url, "book", ""), true),
            (work("The minutes of March", url, "", "Max Ode"), true),
            (work("council.example/m", url, "web-page", "Max Ode"), false),
            (work("", url, "book", ""), false),
        ] {
            assert_eq!(minutes.is_other(&other), expect, "{other:?}");
            assert_eq!(other.is_other(&minutes), expect, "{other:?}");
        }
        let part = |n| work(&format!("Part {n}"), &format!("{url}#part-{n}"), "report", "");
        assert!(part(1).is_other(&part(2)) && !part(1).is_other(&minutes));
    }
}
