//! Finds where remarks stand in the article that was made of a manuscript.
//!
//! In go the marks of the manuscript and the article as it was read; out comes, for each remark, a place of the
//! article or the reason why it has none. Letters are counted, never compared with others, so that words that
//! occur twice are told apart.

use super::letters::{self, Letter, LetterIndex, MarkKind, RemarkMarks};
use super::model::Manuscript;
use super::sections::SectionPlan;
use super::unplaced::NoPlace;
use crate::desk::annotate::{FoundWords, sentence_at, words_at};
use crate::pipeline::Built;
use crate::resolve::Place;
use std::collections::BTreeMap;

/// A part of the manuscript that became a part of the article.
pub(super) struct Region {
    place: Place,
    letters: Vec<Letter>,
    marks: RemarkMarks,
}

/// The parts of a manuscript, in their order.
pub(super) fn regions(manuscript: &Manuscript, sections: &[SectionPlan]) -> Vec<Region> {
    let of = |place, (letters, marks)| Region { place, letters, marks };
    let mut regions = vec![
        of(Place::Title, letters::of_words(&manuscript.title)),
        of(Place::Standfirst, letters::of_words(&manuscript.standfirst)),
    ];
    for (i, section) in sections.iter().enumerate() {
        regions.push(of(Place::SectionTitle(i), letters::of_words(&section.title)));
        regions.push(of(Place::Section(i), letters::with_marks(&section.blocks)));
    }
    regions.retain(|region| !region.letters.is_empty() || !region.marks.all.is_empty());
    regions
}

/// The part of the article whose letters are not those of the manuscript, and the letters of the manuscript from
/// where they differ.
pub(super) fn differing(
    built: &Built,
    article: usize,
    regions: &[Region],
) -> Option<(Place, String)> {
    let article = &built.site().articles[article];
    regions.iter().find_map(|region| {
        let plain = &article.text(region.place).text;
        let mut read = letters::of_plain(plain).map(|(_, c)| c);
        let wanted = || region.letters.iter().map(|letter| letter.c);
        let same = wanted().zip(&mut read).take_while(|(one, other)| one == other).count();
        let is_whole = same == region.letters.len()
            && letters::of_plain(plain).count() == region.letters.len();
        (!is_whole).then(|| (region.place, wanted().skip(same).take(40).collect()))
    })
}

/// Where all marks of a manuscript stand, counted in letters from its start.
pub(super) struct CountedMarks<'r> {
    regions: &'r [Region],
    /// How many letters stand before each part.
    starts: Vec<usize>,
    /// The marks of each remark, in their order.
    marks: BTreeMap<usize, Vec<(MarkKind, usize)>>,
    /// Where the letters of each part stand in the article.
    indices: Vec<LetterIndex<'r>>,
}

impl<'r> CountedMarks<'r> {
    /// Counts the letters of all parts once, for all remarks.
    pub(super) fn of(regions: &'r [Region], built: &'r Built, article: usize) -> Self {
        let article = &built.site().articles[article];
        let index = |region: &Region| LetterIndex::of(&article.text(region.place).text);
        let indices = regions.iter().map(index).collect();
        let (mut starts, mut sum) = (Vec::new(), 0);
        let mut marks: BTreeMap<usize, Vec<(MarkKind, usize)>> = BTreeMap::new();
        for region in regions {
            starts.push(sum);
            for (remark, kind, at) in &region.marks.all {
                marks.entry(*remark).or_default().push((*kind, sum + at));
            }
            sum += region.letters.len();
        }
        Self { regions, starts, marks, indices }
    }
}

/// The words of the remark called `number`, as the article has them.
pub(super) fn place(
    built: &Built,
    article: usize,
    counted: &CountedMarks,
    number: usize,
) -> Result<(FoundWords, String), NoPlace> {
    let CountedMarks { regions, starts, marks, indices } = counted;
    let marks = marks.get(&number).map_or(&[][..], Vec::as_slice);
    // A mark at a point belongs to the sentence before it.
    let point = marks.iter().find(|(kind, _)| *kind == MarkKind::At).map(|(_, at)| *at);
    if point.is_none() && marks.iter().all(|(kind, _)| *kind == MarkKind::Alone) {
        return Err(NoPlace::Nothing);
    }
    let letters = match point {
        Some(at) => at.checked_sub(1).ok_or(NoPlace::Nothing)?..at,
        None => {
            let begin = marks.iter().position(|(kind, _)| *kind == MarkKind::Begin);
            let begin = begin.ok_or(NoPlace::Nothing)?;
            let end = marks[begin..].iter().find(|(kind, _)| *kind == MarkKind::End);
            marks[begin].1..end.ok_or(NoPlace::Nothing)?.1
        }
    };
    if letters.is_empty() {
        return Err(if marks.is_empty() { NoPlace::Nothing } else { NoPlace::Gone });
    }
    // Parts without letters begin where the next one does.
    let part = starts.partition_point(|start| *start <= letters.start).checked_sub(1);
    let part = part.ok_or(NoPlace::Gone)?;
    let (start, end) = (starts[part], starts[part] + regions[part].letters.len());
    if letters.start >= end {
        return Err(NoPlace::Gone);
    }
    if letters.end > end {
        return Err(NoPlace::Several);
    }
    let (at, letters) = (regions[part].place, letters.start - start..letters.end - start);
    let site = built.site();
    let of = &site.articles[article];
    let mut range = indices[part].bytes(&letters).ok_or(NoPlace::Gone)?;
    if point.is_some() {
        range = sentence_at(of, at, &range, &of.language);
        // A row is one sentence, and a note in a cell is about the words of the cell.
        let cells = &regions[part].marks.cells;
        let cell = cells.get(cells.partition_point(|cell| cell.end <= letters.start));
        let cell = cell.filter(|cell| cell.start <= letters.start);
        if let Some(cell) = cell.and_then(|cell| indices[part].bytes(cell)) {
            range = range.start.max(cell.start)..range.end.min(cell.end);
        }
    }
    words_at(site, &built.files, (article, at), &range).ok_or(NoPlace::Gone)
}
