//! Reports annotations without a section. Most often, only one of the two files was renamed.
//!
//! In go the files of an article and the claims of such annotations; out comes a diagnostic that
//! says which section was most likely meant.

use super::claim::{ClaimWords, RawClaim};
use super::stem::slug;
use crate::diagnostic::{Code, Diagnostic, Names};
use crate::load::{ArticleFiles, SectionFiles};
use crate::model::is_id;
use crate::source::{Files, Span};
use memchr::memmem;
use text_anchor::normal::Normal;

/// The sections of an article, prepared to find one that was renamed.
pub struct Sections<'a> {
    /// The names of existing sections.
    stems: Names<'a>,
    /// Sections without annotations: name, and source in normal form.
    alone: Vec<(&'a str, String)>,
}

/// With more sections without annotations than this, none is suggested.
const MOST: usize = 20;

impl<'a> Sections<'a> {
    /// Reads the sections of an article.
    pub fn of(files: &Files, of_article: &'a ArticleFiles) -> Self {
        let there = || of_article.sections.iter().filter(|section| section.markdown.is_some());
        let alone: Vec<_> = there().filter(|section| section.claims.is_none()).collect();
        let alone = if alone.len() > MOST { Vec::new() } else { alone };
        let text = |section: &'a SectionFiles| {
            let text = &files.get(section.markdown?).text;
            Some((section.stem.as_str(), without_marks(text)))
        };
        Self {
            stems: Names::of(there().map(|section| section.stem.as_str())),
            alone: alone.into_iter().filter_map(text).collect(),
        }
    }

    /// The section without annotations that contains the words of `claims`, or whose name differs
    /// from `typed` only in its number, or that is the only one. True if it contains their words.
    fn alone(&self, typed: &str, claims: &[RawClaim]) -> Option<(&'a str, bool)> {
        let quotes = claims.iter().filter_map(|claim| match &claim.words {
            ClaimWords::Quote(quotes) => Some(quotes),
            ClaimWords::Says(_) => None,
        });
        let words: Vec<String> = quotes
            .flatten()
            .map(|quote| without_marks(&quote.exact.value))
            .filter(|words| !words.is_empty())
            .take(MOST)
            .collect();
        let has = |text: &str| {
            words.iter().filter(|w| memmem::find(text.as_bytes(), w.as_bytes()).is_some()).count()
        };
        let found: Vec<(&str, usize)> =
            self.alone.iter().map(|(stem, text)| (*stem, has(text))).collect();
        let most = found.iter().map(|(_, count)| *count).max()?;
        let mut best = found.iter().filter(|(_, count)| *count == most);
        match (best.next(), best.next()) {
            (Some((stem, _)), None) => Some((stem, most > 0)),
            _ => {
                let mut alike = found.iter().filter(|(stem, _)| slug(stem) == slug(typed));
                let (stem, count) = alike.next()?;
                alike.next().is_none().then_some((stem, *count > 0))
            }
        }
    }
}

/// A text without the marks of emphasis and code, which quotes leave out.
fn without_marks(text: &str) -> String {
    Normal::new(&text.replace(['*', '_', '`'], "")).text.trim().to_owned()
}

/// Reports that the section of an annotation file is missing.
pub fn orphan(
    section: &SectionFiles,
    of_article: &ArticleFiles,
    sections: &Sections,
    claims: &[RawClaim],
) -> Diagnostic {
    let name = format!("{}.yaml", section.stem);
    let file = section.claims.unwrap_or(of_article.article);
    let message = format!("`{name}` annotates a section that is not there: `{}.md`", section.stem);
    let said = Diagnostic::at(Code::SectionMissing, Span::top(file), message);
    if let Some((stem, has_words)) = sections.alone(&section.stem, claims) {
        if stem.to_lowercase() == section.stem.to_lowercase() {
            return said.hint(format!(
                "capitals count in names of files: rename `{stem}.md` to `{}.md`",
                section.stem
            ));
        }
        // An invalid name is reported by itself.
        let good = is_id(slug(stem));
        let renamed = match has_words {
            true if !good => {
                format!("the words of its claims stand in `{stem}.md`: give both files one name")
            }
            true => format!(
                "the words of its claims stand in `{stem}.md`: rename `{name}` to `{stem}.yaml`, since the two files of a section have one name"
            ),
            false if !good => {
                format!("if the section is called `{stem}.md` now, give both files one name")
            }
            false => format!(
                "if the section is called `{stem}.md` now, rename `{name}` to `{stem}.yaml` as well"
            ),
        };
        let elsewhere = (!has_words).then_some(
            "claims made elsewhere belong into the file of the section that they answer",
        );
        return said.hint(renamed).maybe_hint(elsewhere.map(str::to_owned));
    }
    // The nearest name at any distance, because a section may have an entirely new name.
    let near = sections.stems.nearest_however_far(&section.stem);
    said.maybe_hint(near.map(|near| format!("the nearest section is `{near}.md`")))
        .hint("claims made elsewhere belong into the file of the section that they answer")
}
