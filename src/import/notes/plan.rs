//! Makes drafts of claims of the words that were annotated.
//!
//! In go a site, its files and notes; out come the new texts of files and a report. Notes on the same words are
//! one claim. Words about which the site has a claim already get none.

use super::body::NamedAddress;
use super::lines::with_comment;
use super::place::{self, PlacedNote};
use super::read::Annotation;
use super::there::{ClaimsThere, NOTE};
use super::thread::{self, NoteGroup};
use crate::desk::ids::{free_id, is_known_id};
use crate::desk::panel::{self, DeskRequest, Keys, RequestKind, propose_source};
use crate::import::report::{Import, ImportFault, ImportReport, Imported, short};
use crate::import::untold::{UntoldCitation, untold};
use crate::load::{Content, Tree};
use crate::pipeline::Built;
use crate::resolve::{Claim, ClaimIndex};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// Plans the import into the article with the index `article`, or into those whose pages the notes are on.
pub fn plan(built: &Built, tree: &Tree, notes: Vec<Annotation>, article: Option<usize>) -> Import {
    let mut report = ImportReport::default();
    let mut groups: Vec<NoteGroup> = Vec::new();
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
                Ok(placed) => take(&mut groups, placed, note),
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
    let mut writer = NoteWriter {
        built,
        tree: tree.clone(),
        texts: BTreeMap::new(),
        taken: BTreeSet::new(),
        begun: Vec::new(),
        there: BTreeMap::new(),
        report,
    };
    for group in &groups {
        writer.write(group);
    }
    let mut report = writer.report;
    report.refused.sort_by_key(|fault| fault.place.map(|at| (at.line, at.column)));
    Import { texts: writer.texts.into_iter().collect(), report }
}

fn take(groups: &mut Vec<NoteGroup>, placed: PlacedNote, note: Annotation) {
    let same = |group: &&mut NoteGroup| {
        let (known, new) = (&group.placed.spot, &placed.spot);
        known.article == new.article && known.place == new.place && known.range == new.range
    };
    match groups.iter_mut().find(same) {
        Some(group) => group.notes.push(note),
        None => groups.push(NoteGroup { placed, notes: vec![note] }),
    }
}

struct NoteWriter<'b> {
    built: &'b Built,
    /// The files with what was written so far.
    tree: Tree,
    texts: BTreeMap<String, String>,
    /// Ids of new claims, with the index of their article.
    taken: BTreeSet<(usize, String)>,
    /// The addresses of new sources, and their ids.
    begun: Vec<(String, String)>,
    /// What the files said before of the claims that they have.
    there: BTreeMap<String, ClaimsThere>,
    report: ImportReport,
}

impl NoteWriter<'_> {
    fn write(&mut self, group: &NoteGroup) {
        let NoteGroup { placed: PlacedNote { spot, words, widened }, notes } = group;
        let place = notes.first().and_then(|note| note.place);
        let site = self.built.site();
        let prefix = &site.articles[spot.article].prefix;
        let imported = |id: &str| Imported {
            id: format!("{prefix}{id}"),
            key: None,
            title: words.clone(),
            keys: Vec::new(),
        };
        let of = |index: &ClaimIndex| {
            let anchors = &site.claim(*index).anchors;
            anchors.iter().any(|anchor| anchor.place == spot.place && anchor.range == spot.range)
        };
        if let Some(index) = site.claims_of(spot.article).find(of) {
            let claim = site.claim(index);
            self.unsaid(claim, notes);
            // It may have several places.
            let there = imported(&claim.id);
            if !self.report.there.iter().any(|known| known.id == there.id) {
                self.report.there.push(there);
            }
            return;
        }
        let taken = |id: &str| {
            self.taken.contains(&(spot.article, id.to_owned()))
                || is_known_id(site, spot.article, id)
        };
        let id = free_id(words, taken);
        let (cited, sources) = self.sources(spot.article, notes);
        // What two annotations say with the same words is said once.
        let mut seen = BTreeSet::new();
        let said = notes.iter().map(|note| &note.said).filter(|said| seen.insert(*said));
        let lines: Vec<String> = said.flatten().cloned().collect();
        let request = DeskRequest {
            kind: RequestKind::Claim,
            article: Some(prefix.trim_end_matches('/').to_owned()).filter(|id| !id.is_empty()),
            id: Some(id.clone()),
            draft: true,
            claim: match lines.is_empty() {
                true => Keys::new(),
                false => Keys::from_iter([(NOTE.to_owned(), json!(lines.join("\n")))]),
            },
            sources,
            ..DeskRequest::default()
        };
        let planned = panel::plan_at(self.built, &self.tree, &request, Some((spot, words)));
        let mut plan = match planned {
            Ok(plan) => plan,
            Err(problems) => {
                let (text, hint) = problems
                    .into_iter()
                    .next()
                    .map(|problem| (problem.text, problem.hint))
                    .unwrap_or_default();
                let said = notes.iter().map(Annotation::quoted).collect::<Vec<_>>().join(" ");
                let text = format!("{text}: `{}`; what was said: {said}", short(words));
                let fault = ImportFault { hint, ..ImportFault::new(text) };
                return self.report.refused.push(fault.at(place));
            }
        };
        let path = plan.stubs().iter().find(|stub| stub.id == id).map(|stub| stub.path.to_owned());
        let comment = comment(&cited);
        for (of, text) in &mut plan.texts {
            if Some(&*of) != path.as_ref() || comment.is_empty() {
                continue;
            }
            match with_comment(text, &id, &comment) {
                Some(new) => *text = new,
                None => {
                    let text = format!(
                        "`{of}` has no room for a comment; somebody named for `{id}`: {}",
                        cited.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>().join(", ")
                    );
                    self.report.told.push(ImportFault::new(text).at(place));
                }
            }
        }
        if *widened {
            let text = format!(
                "`{id}`: the annotation cut a word; the claim has the whole: `{}`",
                short(words)
            );
            self.report.told.push(ImportFault::new(text).at(place));
        }
        for (path, text) in plan.texts {
            self.tree.files.insert(path.clone(), text.as_str().into());
            self.texts.insert(path, text);
        }
        self.report.added.push(imported(&id));
        self.taken.insert((spot.article, id));
    }

    /// Tells what was said of words that have a claim, and does not stand there.
    fn unsaid(&mut self, claim: &Claim, notes: &[Annotation]) {
        let site = self.built.site();
        let folder = site.articles[claim.article].prefix.trim_end_matches('/');
        let path = self.built.files.path(claim.span.file);
        let there =
            self.there.entry(path.to_owned()).or_insert_with(|| match self.tree.files.get(path) {
                Some(Content::Text(text)) => ClaimsThere::of(text),
                _ => ClaimsThere::default(),
            });
        let there = there.get(&claim.id);
        // An export of the site says what the site says.
        let own = format!("claims/{}.html#annotation", claim.id);
        for note in notes {
            let is_own = note.id.as_ref().is_some_and(|id| id.ends_with(&own));
            let said =
                |line: &String| there.is_some_and(|there| there.note.contains(line.as_str()));
            let named = |one: &NamedAddress| {
                let source = propose_source(site, Some(folder), &one.address, &[]);
                let id = source.filter(|source| source.known).map(|source| source.id);
                id.is_some_and(|id| there.is_some_and(|there| there.names(&id)))
            };
            if is_own || note.said.iter().all(said) && note.named.iter().all(named) {
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

    /// The ids of the sources that notes name, and those of them that are new.
    fn sources(
        &mut self,
        article: usize,
        notes: &[Annotation],
    ) -> (Vec<(String, Vec<String>)>, Keys) {
        let site = self.built.site();
        let folder = site.articles[article].prefix.trim_end_matches('/');
        let (mut cited, mut new) = (Vec::<(String, Vec<String>)>::new(), Keys::new());
        let mut cite = |id: String, passages: &[String]| {
            let known = cited.iter().position(|(known, _)| *known == id);
            let at = known.unwrap_or_else(|| {
                cited.push((id, Vec::new()));
                cited.len() - 1
            });
            let all = &mut cited[at].1;
            all.extend(
                passages.iter().filter(|one| !all.contains(one)).cloned().collect::<Vec<_>>(),
            );
        };
        for NamedAddress { address, passages } in notes.iter().flat_map(|note| &note.named) {
            let known = self.begun.iter().find(|(url, _)| url == address).map(|(_, id)| id.clone());
            if let Some(id) = known {
                cite(id, passages);
                continue;
            }
            let ids: Vec<String> = self.begun.iter().map(|(_, id)| id.clone()).collect();
            let Some(proposal) = propose_source(site, Some(folder), address, &ids) else {
                continue;
            };
            if !proposal.known {
                self.begun.push((address.clone(), proposal.id.clone()));
                let bare = proposal.url.split_once("://").map_or("", |(_, rest)| rest);
                let keys = json!({
                    "title": bare.trim_end_matches('/'),
                    "url": proposal.url,
                    "publisher": proposal.publisher,
                    "kind": proposal.kind,
                    "media": proposal.media,
                    "draft": true,
                });
                new.insert(proposal.id.clone(), keys);
            }
            cite(proposal.id, passages);
        }
        (cited, new)
    }
}

/// The sources that were named: how they bear on the claim, nobody said.
fn comment(cited: &[(String, Vec<String>)]) -> Vec<String> {
    let head = [
        "Named in the note. Say how each bears on the claim (supports, contradicts,",
        "qualifies, updates or repeats), and take `# ` away from the lines below.",
    ];
    let cited = cited.iter();
    let cited = cited.map(|(source, passages)| UntoldCitation { source, passages, locator: None });
    untold(head, cited, false)
}
