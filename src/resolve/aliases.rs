//! Creates redirects from earlier addresses, so that links from elsewhere still work.
//!
//! In goes a resolved site; out come its redirects, and faults if an old address is in use.

use super::site::{Article, Redirect, Site};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Layout;
use crate::model::address;
use crate::source::{At, Span};
use ahash::{HashMap, HashSet};

/// Creates a redirect for every alias of `site`.
pub(super) fn resolve(site: &mut Site, sections: &[Vec<At<String>>], out: &mut Vec<Diagnostic>) {
    let mut found = Aliases::default();
    for claim in &site.claims {
        let prefix = site.articles[claim.article].prefix.as_str();
        let at = |id: &str| address::claim(prefix, id);
        found.add(&claim.details.aliases, at, || at(&claim.id));
    }
    for source in site.sources.iter().filter(|s| !s.hidden) {
        let at = |id: &str| address::source(&source.prefix, id);
        found.add(&source.details.aliases, at, || at(&source.id));
    }
    for speaker in site.speakers.iter().filter(|s| !s.hidden) {
        let at = |id: &str| address::speaker(&speaker.prefix, id);
        found.add(&speaker.details.aliases, at, || at(&speaker.id));
    }
    let mut lists = sections.iter();
    for article in &site.articles {
        for section in 0..article.sections.len() {
            let Some(aliases) = lists.next() else { continue };
            let at = |slug: &str| address::section(&article.prefix, slug);
            found.add(aliases, at, || page_of(article, section));
            report_reserved(aliases, out);
        }
    }
    if found.all.is_empty() {
        return;
    }
    let pages = pages(site);
    let mut first: HashMap<String, Span> = HashMap::default();
    for (alias, from, to) in found.all {
        if pages.contains(&from) {
            let message = format!("`{}` is the address of something else", alias.value);
            out.push(
                Diagnostic::at(Code::AliasTaken, alias.span, message)
                    .hint("an alias is an address that nothing has any more"),
            );
        } else if let Some(other) = first.insert(from.clone(), alias.span) {
            let message = format!("two things have the alias `{}`", alias.value);
            out.push(
                Diagnostic::at(Code::AliasTaken, alias.span, message)
                    .also(other, "the other")
                    .hint("one address leads to one place: take it out of one of them"),
            );
        } else {
            site.redirects.push(Redirect { from, to });
        }
    }
    site.redirects.sort_by(|a, b| a.from.cmp(&b.from));
}

/// Aliases with their own address, and the address that they redirect to.
#[derive(Default)]
struct Aliases {
    all: Vec<(At<String>, String, String)>,
}

impl Aliases {
    fn add(
        &mut self,
        aliases: &[At<String>],
        at: impl Fn(&str) -> String,
        to: impl Fn() -> String,
    ) {
        for alias in aliases {
            self.all.push((alias.clone(), at(&alias.value), to()));
        }
    }
}

/// The address of a section: its page, or its part of the article's page.
fn page_of(article: &Article, section: usize) -> String {
    let section = &article.sections[section];
    match article.details.layout {
        Layout::Sections => address::section(&article.prefix, &section.slug),
        Layout::Page if section.title.is_some() => {
            format!("{}#{}", address::article(&article.prefix), section.id)
        }
        Layout::Page => address::article(&article.prefix),
    }
}

fn report_reserved(aliases: &[At<String>], out: &mut Vec<Diagnostic>) {
    for alias in aliases.iter().filter(|a| address::RESERVED.contains(&a.value.as_str())) {
        let message = format!("`{}` cannot be an alias of a section", alias.value);
        out.push(
            Diagnostic::at(Code::NameReserved, alias.span, message)
                .hint("the tool needs this name for pages of its own"),
        );
    }
}

/// The pages whose paths an alias could collide with.
fn pages(site: &Site) -> HashSet<String> {
    let claims = site
        .claims
        .iter()
        .map(|claim| address::claim(&site.articles[claim.article].prefix, &claim.id));
    let sources = site.sources.iter().map(|s| address::source(&s.prefix, &s.id));
    let speakers = site.speakers.iter().map(|s| address::speaker(&s.prefix, &s.id));
    let sections = site.articles.iter().flat_map(|article| {
        let paged = article.sections.iter().filter(|_| article.details.layout == Layout::Sections);
        paged.map(|s| address::section(&article.prefix, &s.slug))
    });
    claims.chain(sources).chain(speakers).chain(sections).collect()
}
