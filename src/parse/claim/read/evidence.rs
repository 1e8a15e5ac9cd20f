//! Reads the evidence of a claim, and its history.
//!
//! In go nodes; out come citations with their passages, later events, reviews, requests for a
//! response and entries of the history.

use super::Claims;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Date, Relation, Stake, keys};
use crate::parse::claim::{CitationDetails, Later, Passage, RawCitation, Reply, Review};
use crate::parse::config::language_tag;
use crate::parse::decode::{self, Fields};
use crate::source::{At, Span};
use crate::yaml::{self, Node, Value};
use std::sync::Arc;

impl Claims<'_> {
    /// Reads a citation with its passages.
    pub(super) fn citation(&mut self, node: &Node) -> Option<RawCitation> {
        if let Value::Text(id) = &node.value {
            let message = "a citation is a map, and this is text";
            let hint = match yaml::with_colon(id) {
                Some(meant) => format!("write `{meant}`, with a colon after the key"),
                None => format!(
                    "write `{{source: {id}, relation: supports}}`, with the relation that fits"
                ),
            };
            self.out.push(Diagnostic::at(Code::ValueType, node.span, message).hint(hint));
            return None;
        }
        let fields = Fields::of(node, &keys::CITATION, self.out)?;
        let source = fields.required("source", self.out);
        let relation = fields.required_word("relation", Relation::ALL, Relation::key, self.out);
        let passages = fields.each("passage", |n| self.passage(n));
        let locator = fields.text("locator", self.out).map(|t| t.value);
        let stake = fields.word("stake", Stake::ALL, Stake::key, self.out).map(|w| w.value);
        let anonymous = fields.flag("anonymous", self.out);
        let note = fields.markdown("note", self.out);
        Some(RawCitation {
            source: source?,
            relation: relation?.value,
            stake,
            anonymous,
            details: Arc::new(CitationDetails { passages, locator, note }),
        })
    }

    fn passage(&mut self, node: &Node) -> Option<Passage> {
        if let Value::Text(_) = node.value {
            let text = decode::text(node, "`passage`", self.out)?;
            return Some(Passage { text, language: None, translation: None, locator: None });
        }
        let fields = Fields::of(node, &keys::PASSAGE, self.out)?;
        let text = fields.required("text", self.out);
        let language = fields.text("lang", self.out).and_then(|tag| language_tag(tag, self.out));
        Some(Passage {
            language: language.map(|t| t.value),
            translation: fields.text("translation", self.out).map(|t| t.value),
            locator: fields.text("locator", self.out).map(|t| t.value),
            text: text?,
        })
    }

    /// Reads a later event.
    pub(super) fn later(&mut self, node: &Node) -> Option<Later> {
        let fields = Fields::of(node, &keys::LATER, self.out)?;
        if fields.get("date").is_none() {
            fields.missing("date", self.out);
        }
        let date = fields.date("date", self.out);
        let text = fields.required("text", self.out);
        let sources = fields.ids("sources", self.out);
        Some(Later { date: date?, text: text?.value, sources })
    }

    /// Reads the review of a claim.
    pub(super) fn review(&mut self, node: &Node, key: Option<Span>) -> Option<At<Review>> {
        let fields = Fields::of(node, &keys::REVIEW, self.out)?.at_key(key);
        let by = fields.required("by", self.out);
        let on = fields.day("on", self.today, self.out).map(|d| d.value);
        Some(At::new(Review { by: by?.value, on }, node.span))
    }

    /// Reads a request for a response.
    pub(super) fn reply(&mut self, node: &Node, key: Option<Span>) -> Option<Reply> {
        let fields = Fields::of(node, &keys::REPLY, self.out)?.at_key(key);
        if fields.get("asked").is_none() {
            fields.missing("asked", self.out);
        }
        Some(Reply {
            asked: fields.ids("asked", self.out),
            on: fields.day("on", self.today, self.out).map(|d| d.value),
            response: fields.text("response", self.out).map(|t| t.value),
        })
    }

    /// Reads an entry of the history: what editors did, and when.
    pub(super) fn history(&mut self, node: &Node) -> Option<(At<Date>, String)> {
        let fields = Fields::of(node, &keys::HISTORY, self.out)?;
        if fields.get("date").is_none() {
            fields.missing("date", self.out);
        }
        let date = fields.date("date", self.out);
        let note = fields.required("note", self.out);
        Some((date?, note?.value))
    }
}
