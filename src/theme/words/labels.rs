//! Translates the vocabulary to the language of a page.
//!
//! In goes a word of [`crate::model`]; out comes its label, or its label and definition, from the
//! language file or otherwise from the model.

use super::page::PageWords;
use crate::model::{self, Relation, Stake, Status, Weight};
use fluent_bundle::FluentArgs;

/// Key, label and definition of a word.
type WordEntry = (&'static str, &'static str, &'static str);

impl PageWords {
    /// The label of a word.
    fn label(&self, kind: &str, (key, label, _): WordEntry) -> String {
        let said = self.find(&format!("{kind}-{key}"), None, &FluentArgs::new());
        said.unwrap_or_else(|| label.to_owned())
    }

    /// The label and definition of a word.
    fn word(&self, kind: &str, entry: WordEntry) -> (String, String) {
        let (key, _, definition) = entry;
        let defined = self.part(&format!("{kind}-{key}"), "definition");
        (self.label(kind, entry), defined.unwrap_or_else(|| definition.to_owned()))
    }

    /// Label and definition of a status.
    pub fn status(&self, status: Status) -> (String, String) {
        self.word("status", status.entry())
    }

    /// Label of a status.
    pub fn status_label(&self, status: Status) -> String {
        self.label("status", status.entry())
    }

    /// The rule that yields a status.
    pub fn rule(&self, status: Status) -> String {
        let rule = self.part(&format!("status-{}", status.key()), "rule");
        rule.unwrap_or_else(|| status.rule().to_owned())
    }

    /// Label and definition of the relation of a citation.
    pub fn relation(&self, relation: Relation) -> (String, String) {
        self.word("relation", relation.entry())
    }

    /// Label of the relation of a citation.
    pub fn relation_label(&self, relation: Relation) -> String {
        self.label("relation", relation.entry())
    }

    /// Label and definition of the relation of a counter-claim.
    pub fn counter(&self, relation: model::CounterRelation) -> (String, String) {
        self.word("counter", relation.entry())
    }

    /// Label of the relation of a counter-claim.
    pub fn counter_label(&self, relation: model::CounterRelation) -> String {
        self.label("counter", relation.entry())
    }

    /// The relation of a counter-claim, from the perspective of the claim that is answered: `Denied
    /// by`.
    pub fn passive(&self, relation: model::CounterRelation) -> String {
        let passive = self.part(&format!("counter-{}", relation.key()), "passive");
        passive.unwrap_or_else(|| relation.passive().to_owned())
    }

    /// Label and definition of a stake.
    pub fn stake(&self, stake: Stake) -> (String, String) {
        self.word("stake", stake.entry())
    }

    /// Label of a stake.
    pub fn stake_label(&self, stake: Stake) -> String {
        self.label("stake", stake.entry())
    }

    /// The same within a sentence: `.within` of the label, or the label with a small first letter.
    pub fn stake_within(&self, stake: Stake) -> String {
        self.part(&format!("stake-{}", stake.key()), "within").unwrap_or_else(|| {
            let label = self.stake_label(stake);
            let mut letters = label.chars();
            letters
                .next()
                .map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
        })
    }

    /// Label and definition of a weight.
    pub fn weight(&self, weight: Weight) -> (String, String) {
        self.word("weight", weight.entry())
    }

    /// Name and text of a rule by which evidence is weighed.
    pub fn weighing(&self, rule: model::Rule) -> (String, String) {
        self.word("rule", rule.entry())
    }

    /// Name and text of a rule that keeps words true to their source.
    pub fn care(&self, care: model::Care) -> (String, String) {
        self.word("care", care.entry())
    }

    /// Name and text of a number in the sentence on the evidence.
    pub fn count(&self, count: model::Count) -> (String, String) {
        self.word("count", count.entry())
    }

    /// The name of a kind of source.
    pub fn kind(&self, kind: model::SourceKind) -> String {
        self.label("kind", kind.entry())
    }

    /// The label of who can look a source up.
    pub fn access(&self, access: model::Access) -> String {
        self.label("access", access.entry())
    }

    /// The label of how the address of a source was checked.
    pub fn url_checked(&self, checked: model::UrlChecked) -> String {
        self.label("url-checked", checked.entry())
    }

    /// The name of a kind of saved copy.
    pub fn snapshot(&self, kind: model::SnapshotKind) -> String {
        self.label("snapshot", kind.entry())
    }
}
