//! The method page, which explains the marks and the statuses.
//!
//! In go the words of the page's language alone; out comes the vocabulary with its rules.

use crate::model::address;
use crate::model::{Care, Count, CounterRelation, Relation, Rule, Stake, Status, Weight};
use crate::publish::contents::Contents;
use crate::publish::press::{Page, Press, Rendered};
use crate::publish::view::common::Common;
use crate::publish::view::seen::View;
use crate::resolve::Site;
use serde::Serialize;

/// All pages of this kind.
pub fn all(_contents: &Contents) -> Vec<Box<dyn Page>> {
    vec![Box::new(MethodPage)]
}

/// The page on the method.
#[derive(Debug)]
pub struct MethodPage;

impl Page for MethodPage {
    fn template(&self) -> &'static str {
        "method.html"
    }

    fn path(&self, _site: &Site) -> String {
        address::METHOD.to_owned()
    }

    fn render(&self, press: &Press, path: &str) -> Rendered {
        let about = press.about("method", "method-title", None, "share-method");
        press.page(self, path, about, context)
    }
}

/// A word of the vocabulary and its meaning.
#[derive(Debug, Clone, Serialize)]
pub struct Term {
    /// Key, which is also the id on the page.
    pub key: &'static str,
    /// Label.
    pub label: String,
    /// Meaning.
    pub definition: String,
    /// For a status: the rule that yields it.
    pub rule: Option<String>,
}

/// How to read the marks, as a page.
#[derive(Debug, Clone, Serialize)]
pub struct MethodContext {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// The statuses, in the order in which the rules are tried.
    pub statuses: Vec<Term>,
    /// How a source bears on a claim.
    pub relations: Vec<Term>,
    /// How a counter-claim bears on a claim.
    pub counter_relations: Vec<Term>,
    /// What a source has at stake.
    pub stakes: Vec<Term>,
    /// How much a piece of evidence weighs.
    pub weights: Vec<Term>,
    /// The rules by which it is weighed.
    pub rules: Vec<Term>,
    /// How words are kept true to what they were taken from.
    pub care: Vec<Term>,
    /// What the sentence on the evidence counts.
    pub counts: Vec<Term>,
}

/// How to read the marks.
fn context(view: View, common: Common) -> MethodContext {
    let words = view.words;
    let term = |key, (label, definition)| Term { key, label, definition, rule: None };
    let status =
        |s: &Status| Term { rule: Some(words.rule(*s)), ..term(s.key(), words.status(*s)) };
    let counters = CounterRelation::ALL.iter();
    MethodContext {
        common,
        statuses: Status::ALL.iter().map(status).collect(),
        relations: Relation::ALL.iter().map(|w| term(w.key(), words.relation(*w))).collect(),
        counter_relations: counters.map(|w| term(w.key(), words.counter(*w))).collect(),
        stakes: Stake::ALL.iter().map(|w| term(w.key(), words.stake(*w))).collect(),
        weights: Weight::ALL.iter().map(|w| term(w.key(), words.weight(*w))).collect(),
        rules: Rule::ALL.iter().map(|w| term(w.key(), words.weighing(*w))).collect(),
        care: Care::ALL.iter().map(|w| term(w.key(), words.care(*w))).collect(),
        counts: Count::ALL.iter().map(|w| term(w.key(), words.count(*w))).collect(),
    }
}
