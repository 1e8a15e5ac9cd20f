//! The references to claims and articles, as files that reference managers read.
//!
//! In goes a [`PageReference`]; out comes an entry in BibTeX or in CSL-JSON. Sources of the formats:
//! Oren Patashnik, BibTeXing, 1988, with `url` and `language` as biblatex has them (Philipp
//! Lehman and others, The biblatex Package); and the schema of CSL-JSON 1.0
//! (`csl-data.json` of the Citation Style Language project).

use super::output::{Made, Output};
use super::press::Press;
use super::view::reference::{Cited, PageReference};
use crate::model::Date;
use crate::model::address;
use crate::model::date::DatePart;
use crate::theme::PageFault;
use bytes::Bytes;
use serde_json::{Value, json};

/// The references as an output.
pub struct Citations;

impl Output for Citations {
    fn paths(&self, press: &Press) -> Result<Vec<String>, Box<PageFault>> {
        let site = press.site();
        let articles = site.articles.iter().flat_map(|article| {
            [address::article_bibtex(&article.prefix), address::article_csl(&article.prefix)]
        });
        let claims = site.claims.iter().flat_map(|claim| {
            let prefix = &site.articles[claim.article].prefix;
            [address::claim_bibtex(prefix, &claim.id), address::claim_csl(prefix, &claim.id)]
        });
        Ok(articles.chain(claims).collect())
    }

    fn make(&self, press: &Press, path: &str) -> Option<Made> {
        let cited = cited(press, path)?;
        let article = match cited {
            Cited::Claim(claim) => press.site().claim(claim).article,
            Cited::Article(i) => i,
        };
        let reference = press.view(path, Some(article)).reference(cited);
        let text = match path.ends_with(".bib") {
            true => bibtex(&reference),
            // A value of strings and numbers alone can always be written.
            false => serde_json::to_string(&[csl(&reference)]).unwrap_or_default() + "\n",
        };
        Some(Ok(Bytes::from(text)))
    }

    fn may_have(&self, press: &Press, path: &str) -> bool {
        cited(press, path).is_some()
    }
}

/// What the file at `path` refers to.
fn cited(press: &Press, path: &str) -> Option<Cited> {
    let site = press.site();
    let stem = path.strip_suffix(".bib").or_else(|| path.strip_suffix(".csl.json"))?;
    let (folder, name) = stem.rsplit_once('/').map_or(("", stem), |(folder, name)| (folder, name));
    let of = |prefix: &str| site.articles.iter().position(|article| article.prefix == prefix);
    let claims = match folder.strip_suffix("claims") {
        Some(prefix) => of(prefix),
        None => None,
    };
    let Some(article) = claims else {
        let article = of(&address::prefix(folder))?;
        return (name == "cite").then_some(Cited::Article(article));
    };
    site.claim_called(article, name).map(Cited::Claim)
}

/// The entry of a page in BibTeX.
fn bibtex(of: &PageReference) -> String {
    let note = of.archived.as_ref().map(|copy| format!("Archived copy of the original: {copy}"));
    let changed = of.changed.as_ref().map(last_part);
    let numbers = changed.map(DatePart::numbers).unwrap_or_default();
    let number = |at: usize| numbers.get(at).map(i16::to_string);
    let site = of.within.iter().chain([&of.site]).map(|name| escaped(name));
    let fields = [
        ("author", of.author.as_deref().map(kept)),
        ("title", Some(kept(&of.title))),
        ("howpublished", Some(site.collect::<Vec<_>>().join(", "))),
        ("publisher", of.publisher.as_deref().map(kept)),
        ("year", number(0)),
        ("month", number(1)),
        ("date", changed.map(DatePart::iso)),
        ("url", of.url.as_deref().map(verbatim)),
        ("language", Some(of.language.clone())),
        ("note", note.as_deref().map(escaped)),
    ];
    entry("misc", &of.key, &fields)
}

/// An entry in BibTeX of the `fields` that have a value, which is written as it is.
pub(super) fn entry(kind: &str, key: &str, fields: &[(&str, Option<String>)]) -> String {
    let fields = fields.iter().filter_map(|(name, value)| {
        let value = value.as_ref()?;
        Some(format!("  {name} = {{{value}}},\n"))
    });
    format!("@{kind}{{{key},\n{}}}\n", fields.collect::<String>())
}

/// A name or a title in BibTeX: two pairs of braces keep a name whole, and the capitals of a title.
pub(super) fn kept(text: &str) -> String {
    format!("{{{}}}", escaped(text))
}

/// An address in BibTeX, which takes it as it stands: what would end the field is written as the address has
/// it after all, in percent.
pub(super) fn verbatim(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '\\' => out.push_str("%5C"),
            c if c.is_whitespace() || c.is_control() => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}

/// Text in BibTeX. Braces are written as commands, because they have to match.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '#' | '$' | '%' | '&' | '_' => out.extend(['\\', c]),
            // Two of them would become a dash, a quotation mark or a sign that is turned round.
            '-' | '\'' | ',' | '<' | '>' if out.ends_with(c) => out.extend(['{', '}', c]),
            '`' if out.ends_with(['`', '?', '!']) => out.push_str("{}`"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// An entry in CSL-JSON.
fn csl(of: &PageReference) -> Value {
    let mut entry = json!({
        "id": of.key,
        "type": "webpage",
        "title": of.title,
        "container-title": of.within.as_ref().map_or_else(
            || of.site.clone(),
            |article| format!("{article}, {}", of.site),
        ),
        "language": of.language,
    });
    let mut add = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            entry[key] = value;
        }
    };
    add("author", of.author.as_ref().map(|name| json!([{ "literal": name }])));
    add("publisher", of.publisher.as_ref().map(|name| json!(name)));
    add(
        "issued",
        of.changed.as_ref().map(|day| json!({ "date-parts": [last_part(day).numbers()] })),
    );
    add("URL", of.url.as_ref().map(|url| json!(url)));
    let note = |copy: &String| json!(format!("Archived copy of the original: {copy}"));
    add("note", of.archived.as_ref().map(note));
    entry
}

/// The part of a date that says when something was changed: of an interval, its end.
fn last_part(date: &Date) -> DatePart {
    let (first, last) = date.parts();
    last.unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn text_in_bibtex_has_no_commands_and_its_braces_match() {
        for (text, expect) in [
            ("A bridge", "A bridge"),
            ("5 % of R&D, #1_a", r"5 \% of R\&D, \#1\_a"),
            (r"\input{x}", r"\textbackslash{}input\textbraceleft{}x\textbraceright{}"),
            ("“Größe”", "“Größe”"),
            ("a-b -- c", "a-b -{}- c"),
            ("``a'' ?` !` ,,b", "`{}`a'{}' ?{}` !{}` ,{},b"),
        ] {
            assert_eq!(escaped(text), expect);
        }
    }
}
