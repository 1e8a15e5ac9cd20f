//! Writes claims of notes, and the sources that these name.
//!
//! In go groups of notes, each on words of the site; out come the new texts of files and a report. Whatever is new in
//! a file is added to it at once, since a file may get thousands of claims.

use super::body::NamedAddress;
use super::lines::with_comments;
use super::place::PlacedNote;
use super::read::Annotation;
use super::sources::{AnnotatedSources, CitedSource};
use super::there::{ClaimsThere, NOTE};
use super::thread::NoteGroup;
use crate::desk::annotate::{FoundWords, PlannedQuote};
use crate::desk::ids::IdBook;
use crate::desk::panel::claims_of;
use crate::import::report::{Import, ImportFault, ImportReport, Imported, LinePlace, short};
use crate::import::site_file::file_text;
use crate::import::untold::{UntoldCitation, untold};
use crate::load::Tree;
use crate::pipeline::Built;
use crate::resolve::{Claim, ClaimIndex, Place};
use crate::yaml::edit::{self, EditRefusal, NewValue};
use std::collections::{BTreeMap, BTreeSet};

/// A part of an article, and bytes of its text.
type SpotKey = (usize, Place, usize, usize);

/// A claim that is to be written.
struct NewClaim {
    id: String,
    value: NewValue,
    cited: Vec<CitedSource>,
    imported: Imported,
    /// Where the first of its notes is.
    place: Option<LinePlace>,
    /// The words, and what was said, for a message.
    said: String,
}

/// Writes groups of notes.
pub struct NoteWriter<'b> {
    built: &'b Built,
    tree: &'b Tree,
    sources: AnnotatedSources<'b>,
    /// The claims of the site by where their words stand.
    spots: BTreeMap<SpotKey, ClaimIndex>,
    /// The ids of the claims of each article, taken and new.
    ids: BTreeMap<usize, IdBook>,
    /// What the files say of the claims that they have.
    there: BTreeMap<String, ClaimsThere>,
    /// The claims that the report has as there already.
    told_there: BTreeSet<ClaimIndex>,
    /// The new claims of each file.
    new: BTreeMap<String, Vec<NewClaim>>,
    report: ImportReport,
}

impl<'b> NoteWriter<'b> {
    /// A writer that goes on with a report.
    pub fn new(built: &'b Built, tree: &'b Tree, report: ImportReport) -> Self {
        let site = built.site();
        let mut spots = BTreeMap::new();
        for article in 0..site.articles.len() {
            for index in site.claims_of(article) {
                for anchor in &site.claim(index).anchors {
                    let key = (article, anchor.place, anchor.range.start, anchor.range.end);
                    spots.entry(key).or_insert(index);
                }
            }
        }
        Self {
            built,
            tree,
            sources: AnnotatedSources::of(site, tree),
            spots,
            ids: BTreeMap::new(),
            there: BTreeMap::new(),
            told_there: BTreeSet::new(),
            new: BTreeMap::new(),
            report,
        }
    }

    /// Plans the claim of a group, unless its words have one.
    pub fn write(&mut self, group: &NoteGroup) {
        let NoteGroup { placed: PlacedNote { spot, words, widened }, notes } = group;
        let place = notes.first().and_then(|note| note.place);
        let site = self.built.site();
        let article = &site.articles[spot.article];
        let imported = |id: &str| Imported {
            id: format!("{}{id}", article.prefix),
            key: None,
            title: words.clone(),
            keys: Vec::new(),
        };
        if let Some(index) = self.spots.get(&key_of(spot)).copied() {
            let claim = site.claim(index);
            self.unsaid(claim, notes);
            // It may have several places.
            if self.told_there.insert(index) {
                self.report.there.push(imported(&claim.id));
            }
            return;
        }
        let said = notes.iter().map(Annotation::quoted).collect::<Vec<_>>().join(" ");
        let said = format!("`{}`; what was said: {said}", short(words));
        let home = spot.place.section();
        let Some(quote) = PlannedQuote::of(site, spot, words, home) else {
            let text = "these words stand in several places that nothing near them tells apart";
            let fault = ImportFault::new(format!("{text}: {said}")).hint("take more words");
            return self.report.refused.push(fault.at(place));
        };
        let markdown = self.built.files.path(article.file_of(spot.place));
        let path = if home.is_some() { claims_of(markdown) } else { markdown.to_owned() };
        let id = self.free_id(spot.article, &path, words);
        let cited = self.sources.cite(spot.article, notes);
        // What two annotations say with the same words is said once.
        let mut seen = BTreeSet::new();
        let lines = notes.iter().map(|note| &note.said).filter(|said| seen.insert(*said));
        let lines: Vec<&str> = lines.flatten().map(String::as_str).collect();
        let note = (!lines.is_empty()).then(|| NewValue::Text(lines.join("\n")));
        let entries = [
            ("quote", Some(quote.value())),
            (NOTE, note),
            ("draft", Some(NewValue::Word("true".to_owned()))),
        ];
        let entries = entries.into_iter();
        let entries = entries.filter_map(|(key, value)| Some((key.to_owned(), value?)));
        if *widened {
            let text = format!(
                "`{id}`: the annotation cut a word; the claim has the whole: `{}`",
                short(words)
            );
            self.report.told.push(ImportFault::new(text).at(place));
        }
        let claim = NewClaim {
            value: NewValue::Map(entries.collect()),
            cited,
            imported: imported(&id),
            place,
            said,
            id,
        };
        self.new.entry(path).or_default().push(claim);
    }

    /// An id that no claim of an article has or had, nor any in its file.
    fn free_id(&mut self, article: usize, path: &str, words: &str) -> String {
        let site = self.built.site();
        let there = there_in(&mut self.there, self.tree, path);
        let book = self.ids.entry(article).or_insert_with(|| {
            let claims = site.claims_of(article).map(|index| site.claim(index));
            IdBook::of(claims.flat_map(|claim| {
                let former = claim.details.aliases.iter().map(|alias| alias.value.clone());
                former.chain([claim.id.to_string()])
            }))
        });
        if !self.new.contains_key(path) {
            there.ids().for_each(|id| book.keep(id.clone()));
        }
        book.take(words)
    }

    /// Tells what was said of words that have a claim, and does not stand there.
    fn unsaid(&mut self, claim: &Claim, notes: &[Annotation]) {
        let path = self.built.files.path(claim.span.file);
        let there = there_in(&mut self.there, self.tree, path).get(&claim.id);
        // An export of the site says what the site says.
        let own = format!("claims/{}.html#annotation", claim.id);
        for note in notes {
            let is_own = note.id.as_ref().is_some_and(|id| id.ends_with(&own));
            let said = |line: &String| there.is_some_and(|there| there.says(line));
            let mut named = |one: &NamedAddress| {
                let id = self.sources.known(claim.article, &one.address);
                id.is_some_and(|id| there.is_some_and(|there| there.names(&id)))
            };
            if is_own || note.said.iter().all(said) && note.named.iter().all(&mut named) {
                continue;
            }
            let text = format!(
                "`{}` is a claim of these words already; what was said is not imported: {}",
                claim.id,
                note.quoted()
            );
            self.report.told.push(ImportFault::new(text).at(note.place));
        }
    }

    /// The new texts of all files, and what is told.
    pub fn finish(mut self) -> Import {
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        let cited = |claims: &[NewClaim]| -> Vec<CitedSource> {
            claims.iter().flat_map(|claim| claim.cited.clone()).collect()
        };
        // A claim is not written without the sources that it names.
        let all: Vec<CitedSource> = self.new.values().flat_map(|claims| cited(claims)).collect();
        let wanted: BTreeSet<&str> = all.iter().map(|source| source.id.as_str()).collect();
        let failed: BTreeMap<String, String> = self
            .sources
            .files()
            .filter_map(|file| Some((file.clone(), self.sources.text(file, &wanted).err()?)))
            .collect();
        let mut kept: Vec<CitedSource> = Vec::new();
        for (path, claims) in std::mem::take(&mut self.new) {
            let reason = |claim: &NewClaim| {
                claim.cited.iter().find_map(|source| failed.get(source.file.as_ref()?))
            };
            let (lacking, claims): (Vec<_>, Vec<_>) =
                claims.into_iter().partition(|claim| reason(claim).is_some());
            for claim in &lacking {
                let reason = reason(claim).cloned().unwrap_or_default();
                self.refuse(claim, &reason);
            }
            if claims.is_empty() {
                continue;
            }
            match added(file_text(self.tree, &path), &path, &claims) {
                Ok(text) => {
                    kept.extend(cited(&claims));
                    texts.insert(path.clone(), self.with_comments(&path, text, &claims));
                    self.report.added.extend(claims.into_iter().map(|claim| claim.imported));
                }
                Err(reason) => claims.iter().for_each(|claim| self.refuse(claim, &reason)),
            }
        }
        let wanted: BTreeSet<&str> = kept.iter().map(|source| source.id.as_str()).collect();
        let files: BTreeSet<&String> =
            kept.iter().filter_map(|source| source.file.as_ref()).collect();
        for file in files {
            // It could be changed above, with more sources.
            if let Ok(text) = self.sources.text(file, &wanted) {
                texts.insert(file.clone(), text);
            }
        }
        for of in self.sources.published.iter().filter(|of| wanted.contains(of.source.as_str())) {
            let text = format!(
                "the new source `{}` has the publisher that all other sources of its host have: {}",
                of.source, of.publisher
            );
            self.report.told.push(ImportFault::new(text));
        }
        let mut report = self.report;
        report.refused.sort_by_key(|fault| fault.place.map(|at| (at.line, at.column)));
        Import { texts: texts.into_iter().collect(), report }
    }

    fn refuse(&mut self, claim: &NewClaim, reason: &str) {
        let fault = ImportFault::new(format!("{reason}: {}", claim.said)).at(claim.place);
        self.report.refused.push(fault.hint("see what `gainsay check` says of the file"));
    }

    /// The text of a file with a comment in each claim for which somebody named sources.
    fn with_comments(&mut self, path: &str, text: String, claims: &[NewClaim]) -> String {
        let comments = claims.iter().map(|claim| (claim.id.clone(), comment(&claim.cited)));
        let comments: BTreeMap<String, Vec<String>> =
            comments.filter(|(_, lines)| !lines.is_empty()).collect();
        let (text, left) = with_comments(&text, &comments);
        for claim in claims.iter().filter(|claim| left.contains(&claim.id)) {
            let ids: Vec<&str> = claim.cited.iter().map(|source| source.id.as_str()).collect();
            let text = format!(
                "`{path}` has no room for a comment; somebody named for `{}`: {}",
                claim.id,
                ids.join(", ")
            );
            self.report.told.push(ImportFault::new(text).at(claim.place));
        }
        text
    }
}

/// What a file says of its claims.
fn there_in<'t>(
    all: &'t mut BTreeMap<String, ClaimsThere>,
    tree: &Tree,
    path: &str,
) -> &'t ClaimsThere {
    all.entry(path.to_owned())
        .or_insert_with(|| file_text(tree, path).map(ClaimsThere::of).unwrap_or_default())
}

fn key_of(spot: &FoundWords) -> SpotKey {
    (spot.article, spot.place, spot.range.start, spot.range.end)
}

/// The text of a file with new claims.
fn added(text: Result<&str, String>, path: &str, claims: &[NewClaim]) -> Result<String, String> {
    let text = text?;
    let entries: Vec<(String, NewValue)> =
        claims.iter().map(|claim| (claim.id.clone(), claim.value.clone())).collect();
    let edit = edit::add_all_below(text, "claims", &entries);
    let done =
        edit.and_then(|edit| edit::apply(text, &[edit]).map_err(|_| EditRefusal::Unreadable));
    done.map_err(|refusal| format!("`{path}` cannot be changed: {refusal}"))
}

/// The sources that were named: how they bear on the claim, nobody said.
fn comment(cited: &[CitedSource]) -> Vec<String> {
    let head = [
        "Named in the note. Say how each bears on the claim (supports, contradicts,",
        "qualifies, updates or repeats), and take `# ` away from the lines below.",
    ];
    let cited = cited.iter().map(|source| UntoldCitation {
        source: &source.id,
        passages: &source.passages,
        locator: None,
    });
    untold(head, cited, false)
}
