//! What the rule asks about when an article is edited, and what it does not.
//!
//! In goes a text and the same text later. The first is built as an article with a claim for each sentence,
//! and confirmed; then the second takes its place. Out comes how many questions that makes, how many
//! sentences were held, and the questions themselves.

use crate::Tally;
use crate::history::Pair;
use crate::truth;
use gainsay::desk::fix::{changes, looks};
use gainsay::load::{Content, Tree};
use gainsay::parse::lock::Lock;
use gainsay::pipeline::{Built, Options, build};
use std::collections::{BTreeMap, BTreeSet};
use text_anchor::confirmed::{Confirmed, ConfirmedWords};
use text_anchor::normal::Normal;
use text_anchor::sameness::is_same;
use text_anchor::{Haystack, Quote};

/// More claims than these of one file are not made.
const MOST: usize = 80;

fn normal(text: &str) -> String {
    Normal::new(text).text.trim().to_owned()
}

fn built(pair: &Pair, source: &str, claims: &str, lock: &str) -> Built {
    let language = if pair.language == "und" { "en" } else { pair.language };
    let article = format!("title: A text\nlanguage: {language}\n");
    let files = [
        ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\nraw-html: true\n"),
        ("content/article.yaml", &article),
        ("content/01-a.md", source),
        ("content/01-a.yaml", claims),
        ("content/anchors.lock", lock),
    ];
    let files = files.into_iter().filter(|(_, text)| !text.is_empty());
    let files = files.map(|(path, text)| (path.to_owned(), Content::from(text))).collect();
    let tree = Tree { files, ..Tree::default() };
    build(tree, &Options::default(), &mut |_| {})
}

/// Claims in YAML, one for each sentence, with the words that each quotes; every second one quotes a part.
fn claims(pair: &Pair) -> (String, Vec<String>) {
    let haystack = Haystack::new(&pair.old);
    let once =
        |words: &str| haystack.find(Quote { exact: words, prefix: None, suffix: None }).len() == 1;
    let (mut yaml, mut quotes) = (String::new(), Vec::new());
    for (i, range) in truth::sentences(&pair.old).into_iter().take(MOST).enumerate() {
        let words = &pair.old[range];
        let count = words.split(' ').count();
        let half = words.split(' ').take(count / 2).collect::<Vec<_>>().join(" ");
        let quote = if i % 2 == 1 && half.contains(' ') && once(&half) { &half } else { words };
        quotes.push(normal(quote));
        let quote = serde_json::to_string(quote).unwrap_or_default();
        yaml.push_str(&format!("  c{i}: {{quote: {quote}}}\n"));
    }
    if !yaml.is_empty() {
        yaml.insert_str(0, "claims:\n");
    }
    (yaml, quotes)
}

/// What is counted of `pair`, and what was asked. Held sentences that do not stand in the new text are
/// printed where `misses` says so.
pub fn evaluate(pair: &Pair, misses: bool) -> (Tally, Vec<String>) {
    let (mut tally, mut asked) = (Tally::new(), Vec::new());
    let (claims, quotes) = claims(pair);
    if pair.language == "und" || claims.is_empty() {
        return (tally, asked);
    }
    let before = built(pair, &pair.sources[0], &claims, "");
    let Some(guard) = before.guard().articles.first() else { return (tally, asked) };
    let lock = Lock::default().with(&guard.fresh, &[]);
    let after = built(pair, &pair.sources[1], &claims, &lock.text());
    let Some(now) = after.guard().articles.first() else { return (tally, asked) };

    let claims = after.site().claims.iter();
    let anchored: BTreeSet<&str> = claims.filter(|c| !c.unanchored).map(|c| &*c.id).collect();
    let proposed: BTreeSet<&str> = now.proposals.iter().map(|p| &*p.claim).collect();
    let around: BTreeSet<&str> =
        now.contexts.iter().flat_map(|group| &group.claims).map(String::as_str).collect();
    // The line of a sentence that is the same by a rule is renewed, or waits for a look at what changed
    // around it.
    let waiting = now.contexts.iter().flat_map(|group| &group.lines);
    let come = now.renewed.iter().chain(waiting);
    let come = come.map(|(old, new)| (old.claim.as_str(), &new.confirmed));
    let come: BTreeMap<&str, &Confirmed> = come.collect();

    let lines = |text: &str| text.split(['\n', '\0']).map(normal).collect::<Vec<_>>();
    let (old_lines, new_lines) = (lines(&pair.old), lines(&pair.new));
    let kept: BTreeSet<&String> = new_lines.iter().collect();
    let text = normal(&pair.new);
    let mut edited: BTreeSet<usize> = BTreeSet::new();
    let mut asked_of: BTreeSet<usize> = BTreeSet::new();
    let mut count = |name: &'static str, hit: bool| {
        let entry = tally.entry(name).or_default();
        *entry = (entry.0 + usize::from(hit), entry.1 + 1);
    };
    for line in &lock.anchors {
        let claim = line.claim.as_str();
        let is_asked = !anchored.contains(claim) || proposed.contains(claim);
        // Of long words the lock has the ends alone.
        let number = claim[1..].parse::<usize>().unwrap_or(0);
        let quote = || ConfirmedWords::Whole(quotes[number].clone());
        let whole = |confirmed: &Confirmed| match confirmed.words {
            ConfirmedWords::Ends { .. } => Confirmed { words: quote(), ..confirmed.clone() },
            ConfirmedWords::Whole(_) => confirmed.clone(),
        };
        let sentence = normal(&whole(&line.confirmed).sentence());
        let block = old_lines.iter().position(|block| block.contains(&sentence));
        let gone = !anchored.contains(claim) && !proposed.contains(claim);
        if let Some(block) = block.filter(|_| !gone) {
            if !kept.contains(&old_lines[block]) {
                edited.insert(block);
            }
            if is_asked || around.contains(claim) {
                asked_of.insert(block);
            }
        }
        count(
            "r1 claims asked about, their sentence or what stands around it",
            is_asked || around.contains(claim),
        );
        count("r2 claims whose words are gone or ambiguous", gone);
        if is_asked {
            continue;
        }
        let new = come.get(claim).map(|new| whole(new).sentence());
        let new = new.map_or(sentence.clone(), |new| normal(&new));
        let stands = text.contains(&new);
        let same = is_same(&sentence, &new, pair.language);
        if misses && !(stands && same) {
            println!(
                "- held, and not the same: {claim} ({}), stands {stands}, same {same}\n  old: \
                 {sentence}\n  new: {new}\n  quote: {}",
                pair.path, quotes[number]
            );
        }
        count("r3 sentences held that are not the same by a rule (wanted: 0)", !stands || !same);
        count("r4 sentences held by a rule, and not to the letter", new != sentence);
    }
    let questions = looks(&after, changes(&after)).0.len();
    let blocks = edited.len();
    let entry = tally.entry("s1 questions, of blocks with claims that were edited").or_default();
    *entry = (entry.0 + questions, entry.1 + blocks);
    let entry = tally.entry("s2 blocks asked about, of those that were edited").or_default();
    *entry = (entry.0 + asked_of.len(), entry.1 + blocks);
    let untouched = asked_of.difference(&edited).count();
    let entry = tally
        .entry("s3 blocks asked about for what stands around them alone, of all asked about")
        .or_default();
    *entry = (entry.0 + untouched, entry.1 + asked_of.len());
    for proposal in &now.proposals {
        asked.push(format!("{:?}\n  {}\n  {}", proposal.kind, proposal.old, proposal.new));
    }
    for change in now.contexts.iter().flat_map(|group| &group.changes) {
        asked.push(format!("{:?}\n  {}\n  {}", change.part, change.old, change.new));
    }
    (tally, asked)
}
