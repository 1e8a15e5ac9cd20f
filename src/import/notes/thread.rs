//! Puts answers beside what they answer.
//!
//! In go the notes of a file; out come those that are about a page, and the answers. These then go to the groups of
//! the notes that they answer, however deep; what is left answers nothing that is imported.

use super::place::PlacedNote;
use super::read::Annotation;
use crate::import::report::LinePlace;
use std::collections::{BTreeMap, BTreeSet};

/// Notes on the same words.
#[derive(Debug)]
pub struct NoteGroup {
    /// Where the words stand.
    pub placed: PlacedNote,
    /// The notes, and the answers to them.
    pub notes: Vec<Annotation>,
}

/// Notes about a page, and answers to others. An answer that names nothing of the file is one if it does not stand
/// on a page of the site, as `is_here` says.
pub fn split(
    notes: Vec<Annotation>,
    is_here: impl Fn(&Annotation) -> bool,
) -> (Vec<Annotation>, Vec<Annotation>) {
    let names: BTreeSet<String> = notes.iter().filter_map(|note| note.id.clone()).collect();
    let (mut about, mut answers) = (Vec::new(), Vec::new());
    for mut note in notes {
        if note.answers.is_none() {
            let of_file = |page: &&String| names.contains(*page) && note.id.as_ref() != Some(*page);
            let answered = note
                .pages
                .iter()
                .find(of_file)
                .or_else(|| note.pages.first().filter(|_| note.is_reply && !is_here(&note)));
            note.answers = answered.cloned();
        }
        match note.answers.is_some() {
            true => answers.push(note),
            false => about.push(note),
        }
    }
    (about, answers)
}

/// Puts answers into the groups of what they answer, which may be about several places. Given back is what answers
/// nothing that is there.
pub fn attach(groups: &mut [NoteGroup], answers: Vec<Annotation>) -> Vec<Annotation> {
    let mut by_name: BTreeMap<&str, Vec<&Annotation>> = BTreeMap::new();
    for answer in &answers {
        by_name.entry(answer.answers.as_deref().unwrap_or_default()).or_default().push(answer);
    }
    let mut told: BTreeSet<LinePlace> = BTreeSet::new();
    for group in groups {
        // What answers several notes of a group is said once.
        let mut said: BTreeSet<LinePlace> = BTreeSet::new();
        let mut asked: BTreeSet<String> = BTreeSet::new();
        let mut at = 0;
        while let Some(note) = group.notes.get(at) {
            at += 1;
            let Some(name) = note.id.clone() else { continue };
            if !asked.insert(name.clone()) {
                continue;
            }
            for answer in by_name.get(name.as_str()).into_iter().flatten() {
                if answer.place.is_none_or(|place| said.insert(place)) {
                    group.notes.push((*answer).clone());
                    told.extend(answer.place);
                }
            }
        }
    }
    let mut left = answers;
    left.retain(|answer| answer.place.is_none_or(|place| told.insert(place)));
    left
}
