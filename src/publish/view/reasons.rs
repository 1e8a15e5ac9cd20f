//! The contexts of statuses and of the reasons for them.
//!
//! In go judgements; out come labels, and sentences that name the evidence.

use super::parts::StatusInfo;
use super::seen::{View, is_own_finding};
use crate::judge::status::Pieces;
use crate::model::{About, Relation, Status};
use crate::resolve::{Claim, ClaimIndex, Source, SourceIndex};
use crate::theme::markup::escape;
use crate::theme::words::direction;
use ahash::HashSet;

const BEGIN: char = '\u{fdd1}';
const TITLE: char = '\u{fdd2}';
const END: char = '\u{fdd3}';

/// Converts a sentence to HTML, and marks the language of titles.
fn marked_up(sentence: &str) -> String {
    // An element isolates them, so the isolation characters of plain text are not needed.
    let sentence = sentence.replace(&format!("\u{2068}{BEGIN}"), &BEGIN.to_string());
    let sentence = escape(&sentence.replace(&format!("{END}\u{2069}"), &END.to_string()));
    let mut parts = sentence.split(BEGIN);
    let mut html = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (language, rest) = part.split_once(TITLE).unwrap_or(("", part));
        let (title, rest) = rest.split_once(END).unwrap_or((rest, ""));
        let dir = direction(language);
        html.push_str(&format!("<bdi lang=\"{language}\" dir=\"{dir}\">{title}</bdi>{rest}"));
    }
    html
}

/// The same sentence as plain text.
fn without_marks(sentence: &str) -> String {
    let mut parts = sentence.split(BEGIN);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str(part.split_once(TITLE).map_or(part, |(_, rest)| rest));
    }
    text.replace(END, "")
}

impl View<'_> {
    /// The status of a claim.
    pub fn status(&self, index: ClaimIndex) -> StatusInfo {
        let (claim, judgement) = (self.site.claim(index), self.judgement(index));
        let status = judgement.status;
        let said = claim.details.about == About::Said && status == Status::Supported;
        let (mut label, mut definition) = self.words.status(status);
        let mut meaning = status.key();
        if claim.details.recheck.is_some() {
            definition = self.words.get("why-recheck");
            meaning = "recheck";
        }
        if said {
            label = self.words.say("said", [("status", label.into())]);
            definition = self.words.get("said-definition");
            meaning = "said";
        }
        if let Some(shown) = self.shown {
            shown.note(meaning, status.key(), &label, &definition);
        }
        let deniers = self.deniers(claim, &judgement.words_against);
        let but = (status == Status::Supported && !deniers.is_empty())
            .then(|| self.words.say("denied-by", [("who", self.words.join(&deniers).into())]));
        StatusInfo {
            key: status.key(),
            meaning,
            label,
            but,
            definition,
            corrected: claim.details.was.is_some(),
            draft: claim.details.draft,
            awaits: claim.awaits.is_some(),
        }
    }

    /// A status as text: `Supported, denied by Julian Assange`.
    pub fn state(&self, status: &StatusInfo) -> String {
        match &status.but {
            Some(but) => format!("{}{}{but}", status.label, self.words.get("list-comma")),
            None => status.label.clone(),
        }
    }

    /// The names of those who deny a claim, each once.
    fn deniers(&self, of: &Claim, pieces: &Pieces) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut known: HashSet<String> = HashSet::default();
        let mut add = |name: String| {
            if known.insert(name.clone()) {
                names.push(name);
            }
        };
        // Thousands of claims may have no speaker, and this runs for each page that shows the
        // claim.
        let (mut someone, mut itself) = (false, false);
        for claim in &pieces.claims {
            let claim = self.site.claim(*claim);
            match claim.speakers.is_empty() {
                true if claim.anchors.is_empty() && !is_own_finding(claim) => {
                    if !std::mem::replace(&mut someone, true) {
                        add(self.words.get("someone"));
                    }
                }
                true => {
                    if !std::mem::replace(&mut itself, true) {
                        add(self.words.get("article-itself"));
                    }
                }
                false => claim
                    .speakers
                    .iter()
                    .for_each(|s| add(self.site.speaker(*s).details.within.clone())),
            }
        }
        for index in &pieces.sources {
            let source = self.site.source(*index);
            let publisher =
                || source.details.publisher.clone().unwrap_or_else(|| source.details.title.clone());
            let unnamed = of
                .citations
                .iter()
                .any(|c| c.source == *index && c.anonymous && c.relation == Relation::Contradicts);
            match source.speakers.is_empty() {
                _ if unnamed => {
                    add(self.words.say("unnamed-in", [("publisher", publisher().into())]))
                }
                true => add(publisher()),
                false => {
                    source
                        .speakers
                        .iter()
                        .for_each(|s| add(self.site.speaker(*s).details.within.clone()));
                }
            }
        }
        names
    }

    /// When a claim was last checked and reviewed, and by whom.
    pub fn checks(&self, claim: &Claim) -> Option<String> {
        let date = |d: &crate::model::Date| self.words.date(d).into();
        let checked = claim.details.checked.as_ref().map(|on| match &claim.details.checked_by {
            Some(who) => {
                let values = [("date", date(&on.value)), ("who", who.value.as_str().into())];
                self.words.say("checked-on-by", values)
            }
            None => self.words.say("checked-on", [("date", date(&on.value))]),
        });
        let changed = claim.details.checked.as_ref().and(claim.details.recheck.as_ref());
        let changed =
            changed.map(|on| self.words.say("changed-since-checked", [("date", date(&on.value))]));
        let reviewed = claim.details.reviewed.as_ref().map(|review| {
            let who = ("who", review.value.by.as_str().into());
            match &review.value.on {
                Some(on) => self.words.say("reviewed-on-by", [("date", date(on)), who]),
                None => self.words.say("reviewed-by", [who]),
            }
        });
        let said: Vec<String> = checked.into_iter().chain(reviewed).chain(changed).collect();
        (!said.is_empty()).then(|| said.join(" "))
    }

    /// The reasons for the status of a claim: sentences that name the evidence, as HTML.
    pub fn why(&self, index: ClaimIndex) -> Vec<String> {
        self.told_why(index).iter().map(|sentence| marked_up(sentence)).collect()
    }

    /// The same as plain text.
    pub fn why_in_words(&self, index: ClaimIndex) -> Vec<String> {
        self.told_why(index).iter().map(|sentence| without_marks(sentence)).collect()
    }

    fn told_why(&self, index: ClaimIndex) -> Vec<String> {
        let (claim, judgement) = (self.site.claim(index), self.judgement(index));
        let rule = self.words.rule(judgement.status);
        let mut why = match claim.details.recheck {
            Some(_) => vec![self.words.get("why-recheck")],
            None => vec![self.words.say("why-rule", [("rule", rule.into())])],
        };
        let unseen = match claim.details.recheck {
            Some(_) => "why-outdated",
            None => "why-unseen",
        };
        let parts = [
            ("why-strong-for", &judgement.strong_for),
            ("why-strong-against", &judgement.strong_against),
            ("why-word-against", &judgement.words_against),
            ("why-updated", &judgement.updates),
            ("why-qualified", &judgement.qualifies),
            ("why-unweighed", &judgement.unweighed),
            ("why-weak-for", &judgement.weak_for),
            ("why-weightless", &judgement.weightless),
            (unseen, &judgement.unseen),
        ];
        for (key, pieces) in parts {
            if !pieces.is_empty() {
                let names = self.words.join(&self.names(claim, pieces));
                why.push(self.words.say(key, [("names", names.into())]));
                why.extend(self.one_report(pieces));
            }
        }
        why
    }

    /// The title of a source inside a sentence. If its language is not the page's, it is enclosed
    /// in noncharacters, which [`marked_up`] converts to markup.
    fn titled(&self, source: &Source) -> String {
        let title = &source.details.title;
        match self.foreign(&source.language) {
            Some(language) => format!("{BEGIN}{language}{TITLE}{title}{END}"),
            None => title.clone(),
        }
    }

    /// Says which sources count once, because they are based on one report.
    fn one_report(&self, pieces: &Pieces) -> Vec<String> {
        let mut origins: Vec<(SourceIndex, Vec<String>)> = Vec::new();
        for &source in &pieces.sources {
            let origin = self.site.source(source).origin;
            let of = self.site.source(source);
            let name = of.details.publisher.clone().unwrap_or_else(|| self.titled(of));
            match origins.iter_mut().find(|(known, _)| *known == origin) {
                Some((_, names)) => names.push(name),
                None => origins.push((origin, vec![name])),
            }
        }
        let shared = origins.into_iter().filter(|(_, names)| names.len() > 1);
        shared
            .map(|(_, names)| {
                self.words.say("why-one-report", [("names", self.words.join(&names).into())])
            })
            .collect()
    }

    fn names(&self, of: &Claim, pieces: &Pieces) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let sources = pieces.sources.iter().map(|s| {
            let source = self.site.source(*s);
            source.details.publisher.clone().unwrap_or_else(|| self.titled(source))
        });
        let claims = pieces.claims.iter().map(|c| {
            let claim = self.site.claim(*c);
            let who: Vec<String> = claim
                .speakers
                .iter()
                .map(|s| self.site.speaker(*s).details.within.clone())
                .collect();
            match (claim.number, who.is_empty()) {
                (Some(n), _) if claim.article == of.article => {
                    self.words.say("why-claim", [("n", n.into())])
                }
                (Some(n), _) => {
                    let article = self.article(claim).title.as_str();
                    let values = [("n", n.into()), ("article", article.into())];
                    self.words.say("why-claim-elsewhere", values)
                }
                (None, _) if is_own_finding(claim) => self.words.get("own-finding-within"),
                (None, true) => self.words.get("why-counter"),
                (None, false) => {
                    self.words.say("why-counter-by", [("who", self.words.join(&who).into())])
                }
            }
        });
        for name in sources.chain(claims) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}
