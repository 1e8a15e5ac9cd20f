//! Makes drafts of claims of the words that were annotated.
//!
//! In go a site, its files and notes; out come the new texts of files and a report. Notes on the same words are
//! one claim. Words about which the site has a claim already get none.

use super::place;
use super::read::Annotation;
use super::thread::{self, NoteGroup};
use super::writer::NoteWriter;
use crate::desk::annotate::FoundWords;
use crate::import::report::{Import, ImportFault, ImportReport, short};
use crate::load::Tree;
use crate::pipeline::Built;
use crate::resolve::Place;
use std::collections::BTreeMap;

/// Plans the import into the article with the index `article`, or into those whose pages the notes are on.
pub fn plan(built: &Built, tree: &Tree, notes: Vec<Annotation>, article: Option<usize>) -> Import {
    let mut report = ImportReport::default();
    let mut groups: Vec<NoteGroup> = Vec::new();
    let mut places: BTreeMap<(usize, Place, usize, usize), usize> = BTreeMap::new();
    let mut elsewhere: BTreeMap<String, usize> = BTreeMap::new();
    let is_here = |note: &Annotation| match (&note.words, article) {
        (Some(_), Some(_)) => true,
        _ => place::article_of(built, note).is_some(),
    };
    let (notes, answers) = thread::split(notes, is_here);
    for note in notes {
        let Some(article) = article.or_else(|| place::article_of(built, &note)) else {
            *elsewhere.entry(note.pages.first().cloned().unwrap_or_default()).or_default() += 1;
            continue;
        };
        let told = |text: String| ImportFault::new(text).at(note.place);
        if let Some(fault) = &note.fault {
            let text = format!("{fault}; what was said: {}", note.quoted());
            report.refused.push(told(text));
            continue;
        }
        match (&note.words, note.says_nothing()) {
            (None, _) => {
                let what = match note.unread.is_empty() {
                    true => "a note on no words of the page is left out".to_owned(),
                    false => format!(
                        "a note is left out, since nobody can look up which words it is about ({})",
                        note.unread.join(", ")
                    ),
                };
                report.told.push(told(format!("{what}: {}", note.quoted())));
            }
            (Some(words), true) => {
                let text = format!(
                    "a highlight about which nothing is said is left out: `{}`",
                    short(&words.exact)
                );
                report.told.push(told(text));
            }
            (Some(_), false) => match place::find(built, article, &note) {
                Ok(placed) => {
                    let FoundWords { article, place, range, .. } = &placed.spot;
                    let at = places.entry((*article, *place, range.start, range.end));
                    let at = *at.or_insert_with(|| {
                        groups.push(NoteGroup { placed, notes: Vec::new() });
                        groups.len() - 1
                    });
                    groups[at].notes.push(note);
                }
                Err(fault) => {
                    let text = format!("{}; what was said: {}", fault.text, note.quoted());
                    report.refused.push(ImportFault { text, ..fault }.at(note.place));
                }
            },
        }
    }
    for note in thread::attach(&mut groups, answers) {
        if !note.says_nothing() {
            let text =
                format!("an answer to a note that is not imported is left out: {}", note.quoted());
            report.told.push(ImportFault::new(text).at(note.place));
        }
    }
    for (page, count) in elsewhere {
        let text = match count {
            1 => format!("one annotation is on a page of no article of the site: {}", short(&page)),
            _ => format!(
                "{count} annotations are on a page of no article of the site: {}",
                short(&page)
            ),
        };
        let hint = "`--article ID` imports them into that article, wherever their page is";
        report.told.push(ImportFault::new(text).hint(hint));
    }
    let mut writer = NoteWriter::new(built, tree, report);
    groups.iter().for_each(|group| writer.write(group));
    writer.finish()
}
