//! Reads claims from a map of ids.
//!
//! In go YAML nodes, and the text of the section that they annotate; out come parsed claims, with
//! the places of their quotes, and faults.

mod evidence;
mod found;
mod quotes;

use super::{ClaimDetails, ClaimWords, RawClaim, RawCounter, Reference};
use crate::diagnostic::{Code, Diagnostic, Repair};
use crate::load::Gap;
use crate::model::{About, CounterRelation, Status, is_id, keys};
use crate::parse::decode::{self, Fields, check_id};
use crate::parse::{Faults, misplaced};
use crate::source::{At, Span};
use crate::yaml::{Key, Node, Value};
use found::FoundPlaces;
use std::sync::Arc;
use text_anchor::Haystack;

/// The inputs of the readers of claims, and their state.
pub struct Claims<'o> {
    /// The day of the build, if known.
    today: Option<jiff::civil::Date>,
    /// The text of the section that the claims annotate; `None` for `article.yaml`.
    section: Option<Haystack<'o>>,
    /// Earlier lookups: words, prefix and suffix, with their places.
    found: FoundPlaces,
    /// The number of lost values in counter-claims that were still read.
    of_counters: usize,
    /// Receives the faults.
    out: &'o mut Faults,
}

impl<'o> Claims<'o> {
    /// Readers without state.
    pub fn new(
        today: Option<jiff::civil::Date>,
        section: Option<Haystack<'o>>,
        out: &'o mut Faults,
    ) -> Self {
        Self { today, section, found: FoundPlaces::default(), of_counters: 0, out }
    }

    /// Reads a map of claims by id.
    pub fn map(&mut self, node: &Node) -> Vec<RawClaim> {
        let meant = misplaced::listed(node, "`claims`", self.out);
        let node = meant.as_ref().unwrap_or(node);
        let Some(entries) = decode::entries(node, "`claims`", self.out) else { return Vec::new() };
        let twice = decode::twice(node, entries.len());
        let mut claims = Vec::with_capacity(entries.len());
        let mut above: Option<&Key> = None;
        let mut entries = entries.into_iter().peekable();
        while let Some((key, value)) = entries.next() {
            let end = entries.peek().map_or(u32::MAX, |(next, _)| next.span.start);
            let stretch = Span { end: end.max(key.span.end), ..key.span };
            let before = self.own_lost();
            if is_outdented(&key.name, value) {
                self.out.push(outdented(key, above));
                self.out.leave(Gap::Claim(stretch));
                continue;
            }
            above = Some(key);
            check_id(&key.name, key.span, self.out);
            let id = At::new(key.name.as_str().into(), key.span);
            if value.value == Value::Null {
                // If the claim's keys stand beside it, each of them is reported.
                if entries.peek().is_none_or(|(next, value)| !is_outdented(&next.name, value)) {
                    self.out.push(wordless(&id));
                }
                self.out.leave(Gap::Claim(stretch));
                continue;
            }
            let fields = Fields::of(value, &keys::CLAIM, self.out);
            let claim = fields.and_then(|fields| self.claim(id, &fields));
            let twice = twice.contains(key.name.as_str());
            let whole = self.own_lost() == before && !twice;
            if !whole || claim.is_none() {
                self.out.leave(Gap::Claim(stretch));
            }
            claims.extend(claim.map(|claim| RawClaim { twice, whole, ..claim }));
        }
        claims
    }

    /// The number of lost values, without those that belong to counter-claims.
    fn own_lost(&self) -> usize {
        self.out.lost() - self.of_counters
    }

    fn claim(&mut self, id: At<Arc<str>>, fields: &Fields) -> Option<RawClaim> {
        let words = self.words(&id, fields);
        let details = Arc::new(self.details(fields));
        let claim = RawClaim {
            head: fields.head(),
            twice: false,
            whole: true,
            speakers: fields.ids("speaker", self.out),
            via: fields.ids("via", self.out),
            later: fields.each("later", |n| self.later(n)),
            citations: fields.each("citations", |n| self.citation(n)),
            counters: fields.each("counters", |n| self.counter(n)),
            answers: fields.each("answers", |n| self.reference(n)),
            reply: fields.get("reply").and_then(|n| self.reply(n, fields.key_span("reply"))),
            words: words?,
            id,
            details,
        };
        Some(claim)
    }

    fn details(&mut self, fields: &Fields) -> ClaimDetails {
        let kind = fields.word("kind", &["opinion"], |w| w, self.out);
        // It has to be text. No value holds it, so that no page can.
        let _ = fields.get("desk-note").map(|node| decode::text(node, "`desk-note`", self.out));
        ClaimDetails {
            states: fields.text("states", self.out).map(|t| t.value),
            date: fields.date("date", self.out),
            draft: fields.flag("draft", self.out),
            opinion: kind.is_some(),
            about: fields
                .word("about", About::ALL, About::key, self.out)
                .map_or(About::Content, |w| w.value),
            declared: fields.word("status", Status::ALL, Status::key, self.out),
            finding: fields.text("finding", self.out),
            checked: fields.day("checked", self.today, self.out),
            checked_by: fields.text("checked-by", self.out),
            recheck: fields.day("recheck", self.today, self.out),
            reviewed: fields
                .get("reviewed")
                .and_then(|n| self.review(n, fields.key_span("reviewed"))),
            was: fields.text("was", self.out).map(|t| t.value),
            note: fields.markdown("note", self.out),
            history: fields.each("history", |n| self.history(n)),
            aliases: fields.aliases(self.out),
        }
    }

    fn words(&mut self, id: &At<Arc<str>>, fields: &Fields) -> Option<ClaimWords> {
        fields.exclusive(&["quote", "says"], self.out);
        if fields.get("quote").is_some() {
            let quotes = fields.each("quote", |n| self.quote(n));
            if fields.items("quote").is_empty() {
                let span = fields.key_span("quote").unwrap_or(id.span);
                let message = format!("the claim `{}` quotes nothing", id.value);
                self.out.push(
                    Diagnostic::at(Code::ValueEmpty, span, message)
                        .hint("quote words of the article"),
                );
            }
            return (!quotes.is_empty()).then_some(ClaimWords::Quote(quotes));
        }
        if fields.get("says").is_some() {
            return fields.text("says", self.out).map(|says| ClaimWords::Says(says.value.into()));
        }
        if !fields.mistyped(&["quote", "says"]) {
            self.out.push(wordless(id));
        }
        None
    }

    fn counter(&mut self, node: &Node) -> Option<RawCounter> {
        let by_id = matches!(&node.value, Value::Map(m) if m.iter().any(|(k, n)| k.name == "claim" && n.value != Value::Null));
        if by_id {
            return self.reference(node).map(RawCounter::Reference);
        }
        let before = self.own_lost();
        let keys = [keys::COUNTER.names, keys::CLAIM.names].concat();
        let fields = Fields::open(node, "a counter-claim", &keys, self.out)?;
        let relation =
            fields.required_word("relation", CounterRelation::ALL, CounterRelation::key, self.out);
        let id = match fields.text("id", self.out) {
            Some(id) => {
                check_id(&id.value, id.span, self.out);
                id
            }
            None => {
                let id = suggested_id(&fields);
                self.out.push(
                    Diagnostic::at(
                        Code::KeyMissing,
                        fields.head(),
                        "a counter-claim written in place needs an `id`",
                    )
                    .missing("id")
                    .repair(is_id(&id).then(|| Repair::Entry(fields.head(), "id", id.clone())))
                    .hint(format!("the id is its address on the site: `id: {id}`"))
                    .hint("or name a claim of this site: `claim: its-id`"),
                );
                return None;
            }
        };
        let claim = self.claim(id.map(Into::into), &fields)?;
        let relation = relation?.value;
        let lost = self.own_lost() - before;
        self.of_counters += lost;
        let claim = RawClaim { whole: lost == 0, ..claim };
        Some(RawCounter::InPlace(Box::new(claim), relation))
    }

    fn reference(&mut self, node: &Node) -> Option<Reference> {
        let fields =
            Fields::open(node, "a reference to a claim", &["claim", "relation"], self.out)?;
        let claim = fields.required("claim", self.out);
        let relation =
            fields.required_word("relation", CounterRelation::ALL, CounterRelation::key, self.out);
        Some(Reference { claim: claim?, relation: relation?.value })
    }
}

fn wordless(id: &At<Arc<str>>) -> Diagnostic {
    Diagnostic::at(Code::KeyMissing, id.span, format!("the claim `{}` has no words", id.value))
        .missing("quote")
        .hint("add `quote:` with words of the article")
        .hint("or `says:` where the claim was made elsewhere")
}

/// True for a key of a claim at the level of claims: it has the name of a key, and its value is not
/// a claim.
fn is_outdented(name: &str, value: &Node) -> bool {
    let claim = match &value.value {
        Value::Map(entries) => {
            entries.iter().any(|(key, _)| keys::CLAIM.names.contains(&key.name.as_str()))
        }
        Value::Null | Value::Text(_) | Value::List(_) => false,
    };
    keys::CLAIM.names.contains(&name) && !claim
}

fn outdented(key: &Key, above: Option<&Key>) -> Diagnostic {
    let message = format!("`{}` stands among the claims, and is a key of a claim", key.name);
    let fault = Diagnostic::at(Code::KeyUnknown, key.span, message);
    match above {
        Some(claim) => fault
            .also(claim.span, "the claim above")
            .hint(format!("indent it, and all that belongs to it, further than `{}`", claim.name)),
        None => fault.hint("indent it below the id of its claim"),
    }
}

/// An id derived from the first words of a counter-claim.
fn suggested_id(fields: &Fields) -> String {
    let words = match fields.get("says").map(|n| &n.value) {
        Some(Value::Text(text)) => text.split_whitespace().take(4).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    };
    let id = crate::model::to_id(&words);
    if id.is_empty() { "what-it-says".to_owned() } else { id }
}
