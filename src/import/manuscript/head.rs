//! Settles the title and the byline of a manuscript.
//!
//! In go its title and blocks, and, of a later draft, what an earlier one said; title and byline are taken out of the
//! text where the manuscript has none. Those of an earlier draft stay where the later one has none at all.

use super::losses::count_title;
use super::model::{DraftBlock, Inline, Manuscript, Passing};
use super::order::HEAD;
use super::record::ImportRecord;
use super::sections::{line, title_level};
use crate::parse::front;
use crate::yaml::Node;
use crate::yaml::edit;
use std::collections::BTreeSet;
use strsim::normalized_levenshtein;

/// How alike two titles have to be to be the same, edited: from 0 to 1.
const ALIKE: f64 = 0.6;

/// What an earlier draft said, as far as the site has it still.
#[derive(Debug)]
pub(super) struct EarlierHead {
    /// Its title; empty where it had none, and the article is called after the file.
    title: String,
    byline: Option<String>,
    /// The titles of its sections.
    sections: BTreeSet<String>,
    /// True if its file had the name that the later draft has.
    is_of_file: bool,
}

impl EarlierHead {
    /// What the record of an import says, before a later draft in the file `file`, without its ending; `held` is
    /// `article.yaml` as the site has it.
    pub(super) fn of(record: &ImportRecord, file: &str, held: Option<&str>) -> Self {
        let name = if record.name.is_empty() { file } else { &record.name };
        let value = |text: Option<&str>, key: &str| {
            let node = text.and_then(edit::read)?;
            node.entry(key).and_then(Node::text).map(str::to_owned)
        };
        let head = record.texts.get(HEAD).map(String::as_str);
        let title = value(head, "title").filter(|title| *title != title_from(name));
        let byline = value(head, "byline").filter(|_| value(held, "byline").is_some());
        let fronts = record.texts.iter().filter(|(name, _)| *name != HEAD);
        let fronts = fronts.filter_map(|(_, text)| front::split(text).yaml.map(|at| &text[at]));
        let sections = fronts.filter_map(|yaml| value(Some(yaml), "title")).collect();
        let is_of_file = file == name;
        Self { title: title.unwrap_or_default(), byline, sections, is_of_file }
    }

    /// True if a first heading is the title that the earlier draft had, as it is or edited.
    fn has_title(&self, words: &str) -> bool {
        let is_other = self.title.is_empty() || self.sections.contains(words);
        !words.is_empty()
            && (words == self.title
                || !is_other && normalized_levenshtein(words, &self.title) > ALIKE)
    }
}

/// The title of an article whose document has none: the name of its file.
pub(super) fn title_from(name: &str) -> String {
    match name.replace(['-', '_'], " ").trim() {
        "" => "Untitled".to_owned(),
        title => title.to_owned(),
    }
}

/// What was settled of title and byline.
pub(super) struct SettledHead {
    /// The numbers of remarks about the byline, which no claim can be about.
    pub of_byline: BTreeSet<usize>,
    /// True if the document has the title that the earlier draft had, or none in a file of the same name.
    pub is_same: bool,
}

/// Settles title and byline.
pub(super) fn settle(manuscript: &mut Manuscript, earlier: Option<&EarlierHead>) -> SettledHead {
    settle_title(manuscript, earlier);
    let title = line(&manuscript.title);
    let is_same = earlier.is_some_and(|of| match title.is_empty() {
        true => of.is_of_file,
        false => of.has_title(&title),
    });
    if let Some(of) = earlier.filter(|of| title.is_empty() && !of.title.is_empty()) {
        manuscript.title = vec![Inline::plain(&of.title)];
        manuscript.passed.count(Passing::TitleKept, &of.title);
    }
    SettledHead { of_byline: settle_byline(manuscript, earlier), is_same }
}

/// Takes a title from the text where the manuscript has none: a first heading that is the only one of its level, or
/// was the title of the earlier draft.
fn settle_title(manuscript: &mut Manuscript, earlier: Option<&EarlierHead>) {
    if !line(&manuscript.title).is_empty() {
        return;
    }
    if let Some(DraftBlock::Heading { level, words }) = manuscript.blocks.first() {
        let (level, text) = (*level, line(words));
        let is_alone = title_level(manuscript).is_some();
        let is_title = match earlier {
            None => is_alone,
            Some(of) => of.has_title(&text) || (is_alone && !of.sections.contains(&text)),
        };
        if is_title && let DraftBlock::Heading { words, .. } = manuscript.blocks.remove(0) {
            manuscript.title = words;
            lower(&mut manuscript.blocks, level, earlier);
        }
    }
}

/// Gives headings of the rank of a title that of the sections which the earlier draft had, so that these stay sections.
fn lower(blocks: &mut [DraftBlock], title: u8, earlier: Option<&EarlierHead>) {
    let Some(earlier) = earlier else { return };
    let of_section = |block: &DraftBlock| match block {
        DraftBlock::Heading { level, words } if earlier.sections.contains(&line(words)) => {
            Some(*level)
        }
        _ => None,
    };
    let Some(rank) = blocks.iter().filter_map(of_section).min() else { return };
    for block in blocks {
        if let DraftBlock::Heading { level, .. } = block
            && *level <= title
        {
            *level = rank.max(*level);
        }
    }
}

/// The most letters of a byline that stands in the text.
const MOST_BYLINE: usize = 80;

/// Words of small letters in names, and between them.
const BETWEEN_NAMES: &[&str] = &[
    "and", "al", "bin", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "ibn",
    "la", "le", "ten", "ter", "van", "von", "y",
];

/// Words behind *By* that begin no name: *By Friday Night*.
const NO_NAMES: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "night",
    "noon",
    "midnight",
    "dusk",
    "sunrise",
    "sunset",
    "morning",
    "evening",
    "early",
    "next",
    "now",
    "then",
    "the",
    "far",
    "law",
    "accident",
    "contrast",
    "comparison",
    "default",
    "definition",
    "design",
    "invitation",
    "mistake",
    "nature",
    "way",
    "popular",
    "our",
    "their",
    "its",
    "this",
];

/// The names in a line such as *By Iris Holm and Jan de Vries*.
fn names_of(line: &str) -> Option<&str> {
    let (by, names) = line.split_once(' ')?;
    let is_name = |word: &str| {
        let word = word.trim_end_matches(',');
        word == "&"
            || BETWEEN_NAMES.contains(&word)
            || word.starts_with(char::is_uppercase) && !word.contains(['!', '?', ':', ';'])
    };
    // An initial ends in a full stop, and so does a sentence.
    let ends = names.rsplit(' ').next().is_some_and(|last| last.len() > 2 && last.ends_with('.'));
    let first = names.split([' ', ',']).next().unwrap_or("").to_lowercase();
    let fits = by.eq_ignore_ascii_case("by")
        && line.chars().count() <= MOST_BYLINE
        && names.starts_with(char::is_uppercase)
        && !NO_NAMES.contains(&first.as_str())
        && names.split(' ').all(is_name)
        && !ends;
    fits.then_some(names)
}

/// Takes a byline from the text where the manuscript has none: a short first paragraph below the title that says *By*
/// and names alone; also one with links, or further down, that has the names of the earlier draft.
fn settle_byline(manuscript: &mut Manuscript, earlier: Option<&EarlierHead>) -> BTreeSet<usize> {
    if line(&manuscript.title).is_empty() || manuscript.facts.contains_key("byline") {
        return BTreeSet::new();
    }
    let known = earlier.and_then(|of| of.byline.as_deref());
    let byline = |(at, block): (usize, &DraftBlock)| {
        let DraftBlock::Paragraph(words) = block else { return None };
        let is_plain = |word: &Inline| {
            let is_linked = matches!(word, Inline::Words { link: Some(_), .. });
            !is_linked && !matches!(word, Inline::Picture { .. } | Inline::Break)
        };
        let text = line(words);
        let names = names_of(&text)?;
        let fits = known == Some(names) || (at == 0 && words.iter().all(is_plain));
        fits.then(|| (at, text.clone(), names.to_owned()))
    };
    let is_heading = |block: &&DraftBlock| matches!(block, DraftBlock::Heading { .. });
    let above = manuscript.blocks.iter().take_while(|block| !is_heading(block)).enumerate();
    let Some((at, text, names)) = above.filter_map(byline).next() else {
        if let Some(byline) = known {
            manuscript.facts.insert("byline", byline.to_owned());
            manuscript.passed.count(Passing::BylineKept, byline);
        }
        return BTreeSet::new();
    };
    manuscript.facts.insert("byline", names);
    manuscript.passed.count(Passing::Byline, &text);
    match manuscript.blocks.remove(at) {
        DraftBlock::Paragraph(words) => {
            count_title(&words, &mut manuscript.passed);
            hand_on(&words, manuscript, at)
        }
        _ => BTreeSet::new(),
    }
}

/// Hands the marks of remarks that begin or end in `words` alone on to what stands before and after these, the block
/// `at`; comes back with the remarks that are about them and nothing else.
fn hand_on(words: &[Inline], manuscript: &mut Manuscript, at: usize) -> BTreeSet<usize> {
    let begins = |of: usize| words.contains(&Inline::Begin(of));
    let ends = |of: usize| words.contains(&Inline::End(of));
    let mut own = BTreeSet::new();
    for mark in words {
        match mark {
            Inline::At(of) => drop(own.insert(*of)),
            Inline::Begin(of) if ends(*of) => drop(own.insert(*of)),
            Inline::Begin(of) => match manuscript.blocks.get_mut(at) {
                Some(DraftBlock::Paragraph(next) | DraftBlock::Heading { words: next, .. }) => {
                    next.insert(0, mark.clone());
                }
                _ => drop(own.insert(*of)),
            },
            Inline::End(of) if !begins(*of) => match at.checked_sub(1) {
                None => manuscript.title.push(mark.clone()),
                Some(before) => match manuscript.blocks.get_mut(before) {
                    Some(DraftBlock::Paragraph(words)) => words.push(mark.clone()),
                    _ => drop(own.insert(*of)),
                },
            },
            Inline::End(_) | Inline::Words { .. } | Inline::Break | Inline::Picture { .. } => {}
        }
    }
    own
}
