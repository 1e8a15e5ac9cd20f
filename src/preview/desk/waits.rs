//! What somebody has to look at, and what can be mended.
//!
//! In go a site and an answer to something that waits; out come all that wait as the desk shows
//! them, and the changes that the answer asks for: those that `gainsay fix` makes.

use super::ask::LookAsk;
use crate::desk::fix::{
    BlockLook, EvidenceLook, Mend, changes, looked_again, looks, rechecks, say_otherwise,
};
use crate::pipeline::Built;
use crate::source::Span;
use jiff::civil;
use serde_json::{Value, json};
use text_anchor::confirmed::sha256;
use text_anchor::drift::{DiffPiece, pieces};

/// How many characters of a hash name something that waits.
const SHORT: usize = 16;

/// Something that waits.
#[derive(Debug)]
pub(super) struct Wait {
    /// Its name, which stays the same while its words change.
    pub(super) id: String,
    /// The hash of what is shown.
    pub(super) hash: String,
    what: Waiting,
}

#[derive(Debug)]
enum Waiting {
    Look(Box<BlockLook>),
    Mend(Box<Mend>),
    Recheck(Box<EvidenceLook>),
}

/// All that waits, in the order in which `fix` asks.
pub(super) fn all(built: &Built) -> Vec<Wait> {
    let (looks, mends) = looks(built, changes(built));
    let open = |claim: &EvidenceLook| {
        looks.iter().flat_map(|look| &look.claims).any(|other| other.name == claim.name)
    };
    let mut rechecks = rechecks(built);
    rechecks.retain(|claim| !open(claim));
    let mut waits: Vec<Wait> = Vec::new();
    let mut add = |name: String, key: String, what| {
        let name = sha256(name.as_bytes())[..SHORT].to_owned();
        let alike = waits.iter().filter(|wait| wait.id.starts_with(&name)).count();
        let id = if alike == 0 { name } else { format!("{name}-{alike}") };
        waits.push(Wait { id, hash: sha256(key.as_bytes()), what });
    };
    for look in looks {
        let path = built.files.path(look.span.file);
        let claims: Vec<&str> = look.claims.iter().map(|claim| &*claim.name).collect();
        let (name, key) = (format!("look {path} {}", claims.join(" ")), look.key());
        add(name, key, Waiting::Look(Box::new(look)));
    }
    for mend in mends {
        let key = mend.key(built);
        add(format!("mend {key}"), key, Waiting::Mend(Box::new(mend)));
    }
    for claim in rechecks {
        add(format!("recheck {}", claim.name), claim.key(), Waiting::Recheck(Box::new(claim)));
    }
    waits
}

impl Wait {
    /// The place that it is about.
    pub(super) fn span(&self) -> Option<Span> {
        match &self.what {
            Waiting::Look(look) => Some(look.span),
            Waiting::Mend(mend) => Some(mend.diagnostic.as_ref()?.place.as_ref()?.span),
            Waiting::Recheck(claim) => Some(claim.span),
        }
    }

    /// The keys of its own: those of its place are added to them.
    pub(super) fn shown(&self, built: &Built) -> Value {
        match &self.what {
            Waiting::Look(look) => {
                let claims = look.claims.iter().map(|claim| {
                    let on_record = claim.index.map(|index| EvidenceLook::of(built, index));
                    claim_shown(&claim.name, &claim.words, on_record.as_ref())
                });
                let code = look.mends.iter().find_map(|mend| mend.diagnostic.as_ref());
                let sides = |side: fn(&(Option<String>, String, String)) -> &String| {
                    let texts: Vec<&str> = look.changes.iter().map(|c| side(c).as_str()).collect();
                    texts.join(" / ")
                };
                let answers: &[&str] = if look.claims.is_empty() { &["s"] } else { &["s", "c"] };
                json!({
                    "kind": "look", "code": code.map(|fault| fault.code.as_str()),
                    "claims": claims.collect::<Vec<_>>(), "why": look.why.join("; "),
                    "was": sides(|change| &change.1), "is": sides(|change| &change.2),
                    "diff": turned(&look.changes), "answers": answers,
                })
            }
            Waiting::Mend(mend) => {
                let fault = mend.diagnostic.as_ref();
                let answers: &[&str] = if mend.refused.is_some() { &[] } else { &["m"] };
                let hint = mend.refused.as_ref().or(fault.map(|_| &mend.question));
                json!({
                    "kind": "mend", "code": fault.map(|fault| fault.code.as_str()), "claims": [],
                    "why": fault.map_or(&mend.question, |fault| &fault.message), "hint": hint,
                    "diff": [], "answers": answers,
                })
            }
            Waiting::Recheck(claim) => {
                let since = claim.since.as_ref().map(|on| format!("since {on} "));
                let since = since.unwrap_or_default();
                let why =
                    format!("{since}it says something else than when its evidence was looked at");
                json!({
                    "kind": "look", "code": "evidence-outdated",
                    "claims": [claim_shown(&claim.name, &claim.words, Some(claim))], "why": why,
                    "is": claim.words, "diff": [["same", claim.words]], "answers": ["k"],
                })
            }
        }
    }

    /// What an answer is called in the list of those that can be taken back.
    pub(super) fn said(&self, ask: &LookAsk) -> String {
        let names = |claims: &[&str]| match claims {
            [] => "the article".to_owned(),
            claims => claims.join(", "),
        };
        match (&self.what, ask.answer) {
            (Waiting::Look(look), answer) => {
                let all: Vec<&str> = look.claims.iter().map(|claim| &*claim.name).collect();
                let what = if answer == 'c' { "Says something else" } else { "Says the same" };
                format!("{what}: {}", names(&all))
            }
            (Waiting::Mend(mend), _) => {
                let fault = mend.diagnostic.as_ref().map(|fault| fault.message.as_str());
                format!("Mended: {}", fault.unwrap_or(&mend.question).trim_end_matches('?'))
            }
            (Waiting::Recheck(claim), _) => {
                format!("Evidence was looked at again: {}", claim.name)
            }
        }
    }

    /// The changes that an answer asks for.
    ///
    /// # Errors
    /// Why there are none.
    pub(super) fn answered(
        &self,
        built: &Built,
        ask: &LookAsk,
        today: civil::Date,
    ) -> Result<Vec<Mend>, String> {
        let mends = match (&self.what, ask.answer) {
            (Waiting::Look(look), 's') => look.mends.clone(),
            (Waiting::Look(look), 'c') => {
                let known = |name: &&String| look.claims.iter().any(|claim| claim.name == **name);
                if ask.claims.is_empty() || !ask.claims.iter().all(|name| known(&name)) {
                    return Err("name the claims that say something else".to_owned());
                }
                [look.mends.clone(), say_otherwise(built, &ask.claims, today)].concat()
            }
            (Waiting::Mend(mend), 'm') => vec![(**mend).clone()],
            (Waiting::Recheck(claim), 'k') => {
                looked_again(built, std::slice::from_ref(&claim.name), today, None)
            }
            _ => return Err("this is no answer to it".to_owned()),
        };
        match mends.iter().find_map(|mend| mend.refused.as_ref()) {
            Some(why) => Err(format!("this cannot be changed here: {why}")),
            None => Ok(mends),
        }
    }
}

fn claim_shown(name: &str, words: &str, on_record: Option<&EvidenceLook>) -> Value {
    json!({
        "id": name, "words": words,
        "finding": on_record.and_then(|claim| claim.finding.as_ref()),
        "passages": on_record.map_or(&[][..], |claim| &claim.evidence),
        "checked": on_record.and_then(|claim| claim.checked.as_ref()),
    })
}

/// What changed, as words that stayed, went and came.
fn turned(changes: &[(Option<String>, String, String)]) -> Vec<[String; 2]> {
    let mut all = Vec::new();
    for (i, (part, old, new)) in changes.iter().enumerate() {
        let before = if i > 0 { "/ " } else { "" };
        let part = part.as_ref().map(|part| format!("{part}: ")).unwrap_or_default();
        all.push(["same".to_owned(), format!("{before}{part}")]);
        all.extend(pieces(old, new).into_iter().map(|piece| {
            let (kind, words) = match piece {
                DiffPiece::Same(words) => ("same", words),
                DiffPiece::Gone(words) => ("gone", words),
                DiffPiece::Come(words) => ("come", words),
            };
            [kind.to_owned(), format!("{words} ")]
        }));
    }
    all.retain(|[_, words]| !words.is_empty());
    all
}
