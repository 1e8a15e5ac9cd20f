//! Texts whose letters speak against their language: a title in Arabic letters that is said to be in
//! English, an article in Arabic whose text is in Latin letters.
//!
//! In goes a site; out come warnings. Where a language is wrong, its words are read out in the wrong
//! voice, broken in the wrong places, and set from the wrong side.

use crate::diagnostic::{Code, Diagnostic, joined};
use crate::resolve::{Article, Claim, Site, Source};
use crate::source::{FileId, Span};
use crate::theme::words::letters::{Unlike, unlike};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// So many names stand in a message; the others are counted.
const NAMED: usize = 3;

/// Looks at the texts of an article with its claims; `strange` are the places of sources that are in another
/// language than they say.
pub(super) fn look_at_article(
    site: &Site,
    article: usize,
    strange: &BTreeSet<Span>,
    out: &mut Vec<Diagnostic>,
) {
    of_article(&site.articles[article], out);
    let claims = site.claims[site.range_of(article)].par_iter();
    out.par_extend(claims.flat_map_iter(|claim| of_passages(site, claim, strange)));
}

fn of_article(article: &Article, out: &mut Vec<Diagnostic>) {
    let language = &article.language;
    let own = article.sections.iter().filter(|s| s.language.is_none());
    let texts = own.map(|s| s.document.text.text.as_str());
    let mut heads = [&article.title].into_iter().chain(&article.standfirst);
    let found = texts.filter_map(|text| unlike(language, text)).next();
    if let Some(found) = found.or_else(|| heads.find_map(|text| unlike(language, text))) {
        let message = format!(
            "the language of the article is `{language}`, and its letters are {}",
            found.letters
        );
        let file = "`article.yaml`, or in `gainsay.yaml` for the whole site";
        out.push(
            Diagnostic::at(Code::LanguageUnlikely, article.language_span, message)
                .hint(format!(
                    "write `language: {}` in {file}{}",
                    found.likely(),
                    found.or_others()
                ))
                .hint("a section in another language says so in its front matter"),
        );
    }
    for section in article.sections.iter() {
        let Some(language) = &section.language else { continue };
        if let Some(found) = unlike(language, &section.document.text.text) {
            let message = format!(
                "the language of the section is `{language}`, and its letters are {}",
                found.letters
            );
            out.push(
                Diagnostic::at(Code::LanguageUnlikely, section.language_span, message)
                    .hint(written(found)),
            );
        }
    }
}

/// Looks for sources whose title is not in their language, those of a file that lack the same in one message.
/// Gives the places of their ids, too.
pub(super) fn look_at_sources(site: &Site) -> (Vec<Diagnostic>, BTreeSet<Span>) {
    let mut out = Vec::new();
    let mut strange: BTreeMap<(FileId, bool, &str, Unlike), Vec<&Source>> = BTreeMap::new();
    for source in &site.sources {
        if let Some(found) = unlike(&source.language, &source.details.title) {
            let stated = source.details.language.is_some();
            let key = (source.span.file, stated, &*source.language, found);
            strange.entry(key).or_default().push(source);
        }
    }
    let mut spans = BTreeSet::new();
    for ((_, stated, language, found), sources) in strange {
        spans.extend(sources.iter().map(|s| s.span));
        let Some(first) = sources.first() else { continue };
        let one = sources.len() == 1;
        let names = names(&sources);
        let titles = if one { "its title is" } else { "their titles are" };
        let message = match (stated, one) {
            (true, _) => {
                format!(
                    "the language of {names} is `{language}`, and {titles} in {} letters",
                    found.letters
                )
            }
            (false, true) => format!(
                "{names} says no language, so it counts as `{language}`, and {titles} in {} letters",
                found.letters
            ),
            (false, false) => format!(
                "{names} say no language, so they count as `{language}`, and {titles} in {} letters",
                found.letters
            ),
        };
        let mut said = Diagnostic::at(Code::LanguageUnlikely, first.details.language_span, message);
        for source in sources.iter().skip(1).take(NAMED - 1) {
            said = said.also(source.details.language_span, "here too");
        }
        out.push(said.hint(written(found)));
    }
    (out, spans)
}

/// Passages of a claim that are in another language than their source, and do not say so. Where the source
/// itself is `strange`, that is said once.
fn of_passages(site: &Site, claim: &Claim, strange: &BTreeSet<Span>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for citation in &claim.citations {
        let source = site.source(citation.source);
        for passage in &citation.details.passages {
            let stated = passage.language.as_deref();
            if stated.is_none() && strange.contains(&source.span) {
                continue;
            }
            let language = stated.unwrap_or(&source.language);
            let Some(found) = unlike(language, &passage.text.value) else { continue };
            let message = match stated {
                Some(_) => format!(
                    "the language of the passage is `{language}`, and its letters are {}",
                    found.letters
                ),
                None => format!(
                    "the language of its source is `{language}`, and the passage is in {} letters",
                    found.letters
                ),
            };
            let hint =
                format!("write `{{text: ..., lang: {}}}`{}", found.likely(), found.or_others());
            out.push(Diagnostic::at(Code::LanguageUnlikely, passage.text.span, message).hint(hint));
        }
    }
    out
}

fn names(sources: &[&Source]) -> String {
    let mut named: Vec<String> =
        sources.iter().take(NAMED).map(|s| format!("`{}`", s.id)).collect();
    if sources.len() > NAMED {
        named.push(format!("{} more", sources.len() - NAMED));
    }
    joined(&named)
}

fn written(found: Unlike) -> String {
    format!("write `language: {}`{}", found.likely(), found.or_others())
}
