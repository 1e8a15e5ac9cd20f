//! Adds what a later draft says to claims that the site has.
//!
//! In go the claims as their files hold them, and what the document says of their words by now; out come these files
//! with more lines in `desk-note`, and with the sources that were named. Nothing that stands there is taken away.

use super::claims::{self, NamedSource};
use super::held::{HeldText, text_at};
use super::hints::EvidenceHint;
use super::record::{ImportRecord, KnownRemark};
use crate::import::text::in_one_line;
use crate::load::Tree;
use crate::yaml::edit::{self, NewValue, TreeStep};
use crate::yaml::{Node, Value};
use std::collections::{BTreeMap, BTreeSet};

/// A claim as a file of the site holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HeldClaim {
    /// Its id by now.
    pub id: String,
    /// The ids that it had.
    aliases: Vec<String>,
    /// The path of its file.
    path: String,
    /// Where its file holds it.
    way: Vec<ClaimStep>,
    /// Its `desk-note`; `None` where that is no text.
    note: Option<String>,
    /// Its words, as far as they are typed in one piece.
    words: String,
    /// True if it has citations.
    is_cited: bool,
    /// True if it is a draft.
    is_draft: bool,
}

/// A step to a claim: the id of one in `claims`, or the index of one that is written among the counter-claims of another.
#[derive(Debug, Clone, PartialEq, Eq)]
enum ClaimStep {
    Id(String),
    Counter(usize),
}

/// The claims of an article as its files hold them.
#[derive(Debug, Default)]
pub(super) struct HeldClaims {
    all: Vec<HeldClaim>,
    /// True if every file could be read, so that a claim that is not here is gone.
    pub is_whole: bool,
}

/// Files of the site, and what an update makes of them.
pub(super) struct UpdatedFiles<'t> {
    /// The site.
    pub tree: &'t Tree,
    /// The files that change, by path.
    pub new: BTreeMap<String, Vec<u8>>,
}

impl UpdatedFiles<'_> {
    /// The text of a file by now.
    fn text(&self, path: &str) -> Option<HeldText> {
        match self.new.get(path) {
            Some(bytes) => Some(HeldText::of(&String::from_utf8_lossy(bytes))),
            None => text_at(self.tree, path).ok().flatten(),
        }
    }
}

impl HeldClaims {
    /// The claims of the article in the folder `prefix`.
    pub(super) fn of(files: &UpdatedFiles, prefix: &str) -> Self {
        let folder = format!("content/{prefix}");
        let is_own = |path: &&String| {
            let name = path.strip_prefix(&folder);
            name.is_some_and(|name| !name.contains('/') && name.ends_with(".yaml"))
        };
        let paths: BTreeSet<&String> =
            files.tree.files.keys().chain(files.new.keys()).filter(is_own).collect();
        let mut held = Self { all: Vec::new(), is_whole: true };
        for path in paths {
            let text = files.text(path);
            let Some(node) = text.and_then(|held| edit::read(&held.text)) else {
                held.is_whole = false;
                continue;
            };
            if let Some(Value::Map(claims)) = node.entry("claims").map(|claims| &claims.value) {
                for (id, claim) in claims {
                    held_claims(
                        &id.name,
                        claim,
                        path,
                        &[ClaimStep::Id(id.name.clone())],
                        &mut held.all,
                    );
                }
            }
        }
        held
    }

    /// The claim that has this id, or had it.
    fn find(&self, id: &str) -> Option<&HeldClaim> {
        let had = |claim: &&HeldClaim| claim.aliases.iter().any(|alias| alias == id);
        self.all.iter().find(|claim| claim.id == id).or_else(|| self.all.iter().find(had))
    }

    /// The claim that a remark became: by the id that it has or had, by the remark in its `desk-note`, or by its words,
    /// where one claim alone has them that no other remark became.
    pub(super) fn of_remark(
        &self,
        known: &KnownRemark,
        record: &ImportRecord,
    ) -> Option<&HeldClaim> {
        if let Some(claim) = self.find(&known.claim) {
            return Some(claim);
        }
        let is_others = |claim: &HeldClaim| {
            let mut of = record.remarks.iter().filter(|other| other.claim != known.claim);
            of.any(|other| other.claim == claim.id || claim.aliases.contains(&other.claim))
        };
        let free = || self.all.iter().filter(|claim| !is_others(claim));
        let one = |is: &dyn Fn(&HeldClaim) -> bool| {
            let mut found = free().filter(|claim| is(claim));
            found.next().filter(|_| found.next().is_none())
        };
        let notes = |claim: &HeldClaim| {
            !known.first.is_empty()
                && claim.note.as_ref().is_some_and(|note| has_words(note, &known.first))
        };
        let says = |claim: &HeldClaim| lines(&claim.words) == lines(&known.words);
        one(&|claim| notes(claim) && says(claim)).or_else(|| one(&notes)).or_else(|| one(&says))
    }
}

/// Adds a claim and those that are written among its counter-claims.
fn held_claims(id: &str, claim: &Node, path: &str, way: &[ClaimStep], all: &mut Vec<HeldClaim>) {
    let text = |key: &str| claim.entry(key).and_then(Node::text).unwrap_or_default();
    let quote = claim.entry("quote").map(|quote| quote.entry("exact").unwrap_or(quote));
    all.push(HeldClaim {
        id: id.to_owned(),
        aliases: claim.texts("aliases"),
        path: path.to_owned(),
        way: way.to_vec(),
        note: match claim.entry("desk-note").map(|note| &note.value) {
            None | Some(Value::Null) => Some(String::new()),
            Some(Value::Text(note)) => Some(note.clone()),
            Some(Value::List(_) | Value::Map(_)) => None,
        },
        words: quote.and_then(Node::text).unwrap_or_default().to_owned(),
        is_cited: claim.entry("citations").is_some(),
        is_draft: text("draft") == "true",
    });
    if let Some(Value::List(counters)) = claim.entry("counters").map(|counters| &counters.value) {
        for (i, counter) in counters.iter().enumerate() {
            if let Some(id) = counter.entry("id").and_then(Node::text) {
                let way: Vec<ClaimStep> =
                    way.iter().cloned().chain([ClaimStep::Counter(i)]).collect();
                held_claims(id, counter, path, &way, all);
            }
        }
    }
}

impl HeldClaim {
    /// The steps to it in its file, and to its key.
    fn way<'s>(&'s self, key: &'s str) -> Vec<TreeStep<'s>> {
        let mut way = vec![TreeStep::Key("claims")];
        for step in &self.way {
            match step {
                ClaimStep::Id(id) => way.push(TreeStep::Key(id)),
                ClaimStep::Counter(i) => {
                    way.extend([TreeStep::Key("counters"), TreeStep::Item(*i)])
                }
            }
        }
        way.push(TreeStep::Key(key));
        way
    }
}

/// What a document says of a claim, and did not say before.
pub(super) struct Addition<'a> {
    pub claim: &'a HeldClaim,
    /// Who said what.
    pub said: Vec<String>,
    /// What the document said before, and says no more.
    pub gone: &'a [String],
    /// The sources that were named.
    pub cited: Vec<(String, EvidenceHint)>,
}

/// What became of an addition.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum AdditionOutcome {
    /// The file has it now.
    Written,
    /// The file has it already.
    There,
    /// The file takes none.
    Refused,
}

/// Adds to a claim; sources for which there is no room go to `named`.
pub(super) fn add(
    addition: &Addition,
    files: &mut UpdatedFiles,
    named: &mut Vec<NamedSource>,
) -> AdditionOutcome {
    let claim = addition.claim;
    let Some(held) = files.text(&claim.path) else { return AdditionOutcome::Refused };
    // A list or a map is not written over.
    let Some(before) = &claim.note else { return AdditionOutcome::Refused };
    let mut note = before.clone();
    for words in addition.said.iter().filter(|words| !has_words(before, words)) {
        note = with_words(&note, words, addition.gone);
    }
    let mut text = held.text.clone();
    if note != *before {
        let Some(new) = with_note(&text, claim, &note) else { return AdditionOutcome::Refused };
        text = new;
    }
    if !addition.cited.is_empty() {
        match with_citations(&text, addition) {
            Some(new) => text = new,
            None => named.extend(claims::named_sources(&claim.id, &addition.cited)),
        }
    }
    if text == held.text {
        return AdditionOutcome::There;
    }
    files.new.insert(claim.path.clone(), held.typed(&text));
    AdditionOutcome::Written
}

/// The text of a file with another `desk-note` of a claim. Several lines stand one below the other.
fn with_note(text: &str, claim: &HeldClaim, note: &str) -> Option<String> {
    let way = claim.way("desk-note");
    let edited = edit::put(text, &way, &NewValue::Text(note.to_owned())).ok()?;
    let edited = edit::apply(text, &[edited]).ok()?;
    let in_lines = || {
        let node = edit::read(text)?;
        let range = edit::value_at(&node, &way)?.span.range();
        let begin = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at);
        let head = &text[begin..range.start];
        let is_alone = head.trim() == "desk-note:"
            && !text[range.clone()].contains('\n')
            && text[range.end..end].trim().is_empty()
            && note.contains('\n');
        let indent = &head[..head.len() - head.trim_start().len()];
        let line = |line: &str| match line.is_empty() {
            true => "\n".to_owned(),
            false => format!("\n{indent}  {line}"),
        };
        let lines: String = note.split('\n').map(line).collect();
        is_alone.then(|| format!("{}|-{lines}{}", &text[..range.start], &text[end..]))
    };
    // It has to say the same.
    let wanted = values(&edit::read(&edited)?);
    let in_lines =
        in_lines().filter(|new| edit::read(new).is_some_and(|new| values(&new) == wanted));
    Some(in_lines.unwrap_or(edited))
}

/// The text of a file with citations as a comment at the end of a claim that has none; `None` where it has some, or
/// has no room.
fn with_citations(text: &str, addition: &Addition) -> Option<String> {
    // A key that is put there shows the place and the blanks before it.
    const PROBE: &str = "gainsay-probe";
    let claim = addition.claim;
    if claim.is_cited || claim.way.len() > 1 || has_comment(text, &claim.id) {
        return None;
    }
    let way = claim.way(PROBE);
    let mut edit = edit::put(text, &way, &NewValue::Word("true".to_owned())).ok()?;
    let cited: Vec<&(String, EvidenceHint)> = addition.cited.iter().collect();
    let comment = claims::comment(&cited, false, claim.is_draft);
    let mut lines: Vec<String> = Vec::new();
    let mut is_placed = false;
    for line in edit.text.split('\n') {
        match line.trim() == format!("{PROBE}: true") {
            true => {
                let indent = &line[..line.len() - line.trim_start().len()];
                lines.extend(comment.iter().map(|line| format!("{indent}# {line}")));
                is_placed = true;
            }
            false => lines.push(line.to_owned()),
        }
    }
    edit.text = lines.join("\n");
    let new = edit::apply(text, &[edit]).ok().filter(|_| is_placed)?;
    // A comment changes nothing.
    let same = values(&edit::read(text)?) == values(&edit::read(&new)?);
    same.then_some(new)
}

/// What a text says, without places.
fn values(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::Text(text) => text.as_str().into(),
        Value::List(items) => items.iter().map(values).collect(),
        Value::Map(entries) => {
            let pairs = entries.iter().map(|(key, node)| [key.name.as_str().into(), values(node)]);
            pairs.map(|pair| serde_json::Value::from(pair.to_vec())).collect()
        }
    }
}

/// True if a comment below the key of the claim names a source.
fn has_comment(text: &str, id: &str) -> bool {
    let key = |line: &str| {
        let line = line.trim_start().trim_start_matches(['"', '\'']);
        line.strip_prefix(id).is_some_and(|rest| rest.starts_with([':', '"', '\'']))
    };
    let mut lines = text.lines().skip_while(|line| !line.starts_with(' ') || !key(line));
    let Some(first) = lines.next() else { return false };
    let depth = |line: &str| line.len() - line.trim_start().len();
    let own = lines.take_while(|line| line.trim().is_empty() || depth(line) > depth(first));
    let mut comments = own.filter_map(|line| line.trim_start().strip_prefix('#'));
    comments.any(|line| line.trim_start().starts_with("- source:"))
}

/// The lines of a text that say something, with single blanks.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines().map(in_one_line).filter(|line| !line.is_empty()).collect()
}

/// True if these words are whole lines of `note`.
pub(super) fn is_said(note: &str, words: &str) -> bool {
    let (note, words) = (lines(note), lines(words));
    words.is_empty() || note.windows(words.len()).any(|of| of == words)
}

/// True if a note that somebody typed has these words: as lines, or at the end of one.
fn has_words(note: &str, words: &str) -> bool {
    let (typed, wanted) = (lines(note).join("\n"), lines(words).join("\n"));
    let ends = |at: usize| {
        let before = typed[..at].chars().next_back().is_none_or(char::is_whitespace);
        before && (typed.len() == at + wanted.len() || typed[at + wanted.len()..].starts_with('\n'))
    };
    wanted.is_empty() || typed.match_indices(&wanted).any(|(at, _)| ends(at))
}

/// A note with more words. A remark that goes on, in the document, goes on where it stands; everything else is new
/// lines at the end.
fn with_words(note: &str, words: &str, gone: &[String]) -> String {
    let new = lines(words);
    let plain = |line: &str| lines(line).pop().unwrap_or_default();
    let mut typed: Vec<&str> = note.lines().collect();
    let begins = typed.iter().position(|line| {
        let line = plain(line);
        let first = new.first().map_or("", String::as_str);
        !line.is_empty() && first.starts_with(&line) && gone.contains(&line)
    });
    match begins {
        Some(at) => {
            typed.splice(at..=at, words.lines());
            typed.join("\n")
        }
        None if note.trim().is_empty() => words.to_owned(),
        None => format!("{}\n{words}", note.trim_end_matches('\n')),
    }
}

#[cfg(test)]
mod tests {
    use super::{has_words, is_said, with_words};

    #[test]
    fn words_are_lines_of_a_note_or_end_one() {
        for (note, words, said, typed) in [
            ("A: one\nB: two", "B: two", true, true),
            ("A: one\nB: two", "B: tw", false, false),
            ("A: one two", "two", false, true),
            ("A: one two", "one", false, false),
            ("A: one\n\nmore\nB: x", "A: one\nmore", true, true),
            ("", "x", false, false),
        ] {
            assert_eq!((is_said(note, words), has_words(note, words)), (said, typed), "{note:?}");
        }
    }

    #[test]
    fn words_go_to_the_end_of_a_note_and_longer_ones_in_place_of_their_beginning() {
        let gone = ["A: one".to_owned()];
        assert_eq!(with_words("A: one\nB: two", "C: x", &gone), "A: one\nB: two\nC: x");
        assert_eq!(with_words("A: one\nB: two", "A: one and", &gone), "A: one and\nB: two");
        assert_eq!(with_words("A: one\nB: two", "A: one and", &[]), "A: one\nB: two\nA: one and");
        assert_eq!(with_words("A: one, mine", "A: one and", &gone), "A: one, mine\nA: one and");
        assert_eq!(with_words("", "A: x\ny", &gone), "A: x\ny");
    }
}
