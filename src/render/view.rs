//! Turns parts of a site into the values that templates read.
//!
//! In goes a [`Site`] with its judgements; out come the small structs of [`super::context`], with
//! every address relative to the page at hand. A [`View`] is a pair of glasses: one page's way of
//! looking at the site.

use super::context::{
    Attribution, Card, ClaimItem, CounterLine, Coverage, Date, EvidenceLine, Filter, Passage,
    Record, RelationInfo, Side, SourceItem, SourceRef, SpeakerRef, StatusInfo,
};
use crate::address;
use crate::model::{self, About, CounterRelation, Relation, Stake, Status};
use crate::resolve::{
    Article, Citation, Claim, ClaimIndex, Site, Source, SourceIndex, SpeakerIndex,
};
use crate::status::{Judgement, Pieces, stake};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// A site as seen from one page.
#[derive(Clone, Copy)]
pub struct View<'v> {
    /// The site.
    pub site: &'v Site<'v>,
    /// The judgement of each claim.
    pub judgements: &'v [Judgement],
    /// How the evidence stands in each article.
    pub coverages: &'v [Coverage],
    /// Path of the page.
    pub page: &'v str,
}

/// The language that the pages' own words are in.
pub const INTERFACE: &str = "en";

/// A date for people and machines.
pub fn date(date: &model::Date) -> Date {
    Date { iso: date.iso(), text: date.to_string() }
}

/// The direction of a language's script.
pub fn direction(language: &str) -> &'static str {
    const RIGHT_TO_LEFT: &[&str] = &[
        "ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku-arab", "nqo", "ps", "sd", "ug", "ur", "yi",
    ];
    let language = language.to_ascii_lowercase();
    let primary = language.split('-').next().unwrap_or("");
    if RIGHT_TO_LEFT.iter().any(|l| *l == primary || *l == language) { "rtl" } else { "ltr" }
}

impl From<Relation> for RelationInfo {
    fn from(relation: Relation) -> Self {
        Self { key: relation.key(), label: relation.label() }
    }
}

impl From<CounterRelation> for RelationInfo {
    fn from(relation: CounterRelation) -> Self {
        Self { key: relation.key(), label: relation.label() }
    }
}

impl<'v> View<'v> {
    /// The link to `path` from this page.
    pub fn link(&self, path: &str) -> String {
        address::relative(self.page, path)
    }

    fn judgement(&self, claim: ClaimIndex) -> &'v Judgement {
        &self.judgements[claim.0]
    }

    fn article(&self, claim: &Claim) -> &'v Article<'v> {
        &self.site.articles[claim.article]
    }

    /// The status of a claim.
    pub fn status(&self, index: ClaimIndex) -> StatusInfo {
        let (claim, judgement) = (self.site.claim(index), self.judgement(index));
        let status = judgement.status;
        let said = claim.about == About::Said && status == Status::Supported;
        let label = if said {
            format!("{}: it was said", status.label())
        } else {
            status.label().to_owned()
        };
        let deniers = self.deniers(claim, &judgement.words_against);
        let but = (status == Status::Supported && !deniers.is_empty())
            .then(|| format!("denied by {}", join(&deniers)));
        let definition = match said {
            true => "The record shows that it was said. Whether it is so is not judged here.",
            false => status.definition(),
        };
        StatusInfo { key: status.key(), label, but, definition, corrected: claim.was.is_some() }
    }

    /// The names behind words against a claim, each once.
    fn deniers(&self, of: &Claim, pieces: &Pieces) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut add = |name: String| {
            if !names.contains(&name) {
                names.push(name);
            }
        };
        for claim in &pieces.claims {
            let claim = self.site.claim(*claim);
            match claim.speakers.is_empty() {
                true if claim.anchors.is_empty() => add("a speaker who is not stated".into()),
                true => add("the article itself".into()),
                false => {
                    claim.speakers.iter().for_each(|s| add(self.site.speaker(*s).within.clone()))
                }
            }
        }
        for index in &pieces.sources {
            let source = self.site.source(*index);
            let publisher = || source.publisher.clone().unwrap_or_else(|| source.title.clone());
            let unnamed = of
                .citations
                .iter()
                .any(|c| c.source == *index && c.anonymous && c.relation == Relation::Contradicts);
            match source.speakers.is_empty() {
                _ if unnamed => add(format!("unnamed people in {}", publisher())),
                true => add(publisher()),
                false => {
                    source.speakers.iter().for_each(|s| add(self.site.speaker(*s).within.clone()));
                }
            }
        }
        names
    }

    /// A speaker as a link.
    pub fn speaker(&self, index: SpeakerIndex) -> SpeakerRef {
        let speaker = self.site.speaker(index);
        SpeakerRef {
            name: speaker.name.clone(),
            within: speaker.within.clone(),
            role: speaker.role.clone(),
            href: self.link(&address::speaker(&speaker.prefix, &speaker.id)),
        }
    }

    /// Who said a claim, and when.
    pub fn attribution(&self, claim: &Claim) -> Attribution {
        Attribution {
            speakers: claim.speakers.iter().map(|s| self.speaker(*s)).collect(),
            own_voice: claim.speakers.is_empty() && !claim.anchors.is_empty(),
            via: claim.via.iter().map(|s| self.speaker(*s)).collect(),
            date: claim.date.as_ref().map(date),
        }
    }

    /// `Claim 5`, or what a claim made elsewhere is called.
    pub fn name(&self, claim: &Claim) -> String {
        let what = match claim.number {
            Some(n) => return format!("Claim {n}"),
            None if claim.answers.is_empty() => "Claim",
            None => "Counter-claim",
        };
        let who: Vec<String> =
            claim.speakers.iter().map(|s| self.site.speaker(*s).within.clone()).collect();
        match who.is_empty() {
            true => what.to_owned(),
            false => format!("{what} of {}", join(&who)),
        }
    }

    /// The language of a claim's words: its section's, or its article's.
    fn language(&self, claim: &Claim) -> &'v str {
        let article = self.article(claim);
        let section = claim.anchors.first().and_then(|a| match a.place {
            crate::resolve::Place::Section(i) => article.sections[i].language.as_deref(),
            _ => None,
        });
        section.unwrap_or(&article.language)
    }

    /// A claim in few words.
    pub fn claim(&self, index: ClaimIndex) -> ClaimItem {
        let claim = self.site.claim(index);
        let language = Some(self.language(claim)).filter(|l| *l != INTERFACE);
        ClaimItem {
            id: claim.id.clone(),
            n: claim.number,
            name: self.name(claim),
            href: self.link(&address::claim(&self.article(claim).prefix, &claim.id)),
            words: claim.words.clone(),
            states: claim.states.clone(),
            quoted: claim.number.is_some(),
            dir: language.map(direction),
            language: language.map(str::to_owned),
            status: self.status(index),
            by: self.attribution(claim),
            finding: claim.finding.clone(),
        }
    }

    /// A source as a link.
    pub fn source(&self, index: SourceIndex) -> SourceRef {
        let source = self.site.source(index);
        SourceRef {
            title: source.title.clone(),
            language: source.language.clone().filter(|l| l != INTERFACE),
            short: source.publisher.clone().unwrap_or_else(|| source.title.clone()),
            href: self.link(&address::source(&source.prefix, &source.id)),
        }
    }

    /// A source in a list.
    pub fn source_item(&self, index: SourceIndex) -> SourceItem {
        let source = self.site.source(index);
        let mut claims: Vec<ClaimIndex> = source.cited_by.iter().map(|(c, _)| *c).collect();
        claims.dedup();
        SourceItem {
            source: self.source(index),
            publisher: source.publisher.clone(),
            date: source.date.as_ref().map(date),
            kind: source.kind.map(model::SourceKind::label),
            claims: claims.len(),
        }
    }

    /// A claim's sources by relation, the claimant's own words apart, each once a line.
    pub fn evidence(&self, claim: &Claim) -> Vec<EvidenceLine> {
        let lines =
            Relation::ALL.iter().flat_map(|&relation| [(relation, false), (relation, true)]);
        lines
            .filter_map(|(relation, own)| {
                let mut indices: Vec<SourceIndex> = Vec::new();
                for citation in claim.citations.iter().filter(|c| c.relation == relation) {
                    let is_own = relation != Relation::Repeats
                        && stake(claim.about, citation) == Stake::Claimant;
                    if is_own == own && !indices.contains(&citation.source) {
                        indices.push(citation.source);
                    }
                }
                let sources: Vec<_> = indices.into_iter().map(|s| self.source(s)).collect();
                (!sources.is_empty()).then(|| EvidenceLine {
                    relation: relation.into(),
                    own,
                    sources,
                })
            })
            .collect()
    }

    /// What answers a claim.
    pub fn counters(&self, edges: &[(ClaimIndex, CounterRelation)]) -> Vec<CounterLine> {
        edges
            .iter()
            .map(|&(claim, relation)| CounterLine {
                relation: relation.into(),
                passive: relation.passive(),
                claim: self.claim(claim),
            })
            .collect()
    }

    /// One side of a claim's page: the claim, and the citations that `keep` keeps.
    pub fn side(
        &self,
        index: ClaimIndex,
        relation: Option<CounterRelation>,
        keep: impl Fn(Relation) -> bool,
    ) -> Side {
        let claim = self.site.claim(index);
        Side {
            claim: self.claim(index),
            cards: self.cards(claim, keep),
            relation: relation.map(RelationInfo::from),
            passive: relation.map(CounterRelation::passive),
            counters: self.counters(&claim.counters),
        }
    }

    /// A claim's citations in full, those that `keep` keeps, by relation.
    pub fn cards(&self, claim: &Claim, keep: impl Fn(Relation) -> bool) -> Vec<Card> {
        let mut cited: Vec<&Citation> =
            claim.citations.iter().filter(|c| keep(c.relation)).collect();
        cited.sort_by_key(|c| c.relation);
        cited.into_iter().map(|c| self.card(claim, c)).collect()
    }

    fn card(&self, claim: &Claim, citation: &Citation) -> Card {
        let source = self.site.source(citation.source);
        Card {
            relation: citation.relation.into(),
            source: self.source(citation.source),
            kind: source.kind.map(model::SourceKind::label),
            stake: citation.stake.label(),
            anonymous: citation.anonymous,
            passages: self.passages(claim, citation),
            record: self.record(source),
            note_html: citation.note_html.clone(),
        }
    }

    /// The passages of a citation.
    pub fn passages(&self, claim: &Claim, citation: &Citation) -> Vec<Passage> {
        let source = self.site.source(citation.source);
        let article = &self.article(claim).language;
        let stated = |p: &crate::parse::claim::Passage| {
            let language = p.language.as_ref().or(source.language.as_ref()).unwrap_or(article);
            Some(language.clone()).filter(|l| l != INTERFACE)
        };
        citation
            .passages
            .iter()
            .map(|passage| {
                let language = stated(passage);
                Passage {
                    text: passage.text.value.clone(),
                    dir: language.as_deref().map(direction),
                    language,
                    translation: passage.translation.clone(),
                    locator: passage.locator.clone(),
                    href: text_fragment(source, &passage.text.value),
                }
            })
            .collect()
    }

    /// What is known of a source.
    pub fn record(&self, source: &Source) -> Record {
        let (archived, archived_date) = match &source.archived {
            Some((url, made)) => (Some(url.clone()), made.as_ref().map(date)),
            None => (None, None),
        };
        Record {
            publisher: source.publisher.clone(),
            authors: (!source.authors.is_empty()).then(|| join(&source.authors)),
            speakers: source.speakers.iter().map(|s| self.speaker(*s)).collect(),
            date: source.date.as_ref().map(date),
            url: source.url.clone(),
            url_text: source.url.as_deref().map(short_url),
            no_url: source.no_url.clone(),
            url_checked: source.url_checked.map(model::UrlChecked::label),
            archived,
            archived_date,
            accessed: source.accessed.as_ref().map(date),
            language: source.language.clone(),
        }
    }

    /// The statuses of `claims`, with how many have each.
    pub fn filters(&self, claims: &[ClaimIndex]) -> Vec<Filter> {
        Status::ALL
            .iter()
            .filter_map(|&status| {
                let has = |c: &&ClaimIndex| self.judgement(**c).status == status;
                let count = claims.iter().filter(has).count();
                (count > 0).then(|| Filter { key: status.key(), label: status.label(), count })
            })
            .collect()
    }

    /// How the evidence stands in an article.
    pub fn coverage(&self, article: usize) -> Coverage {
        self.coverages[article].clone()
    }

    /// Why a claim has its status, in sentences that name the evidence.
    pub fn why(&self, index: ClaimIndex) -> Vec<String> {
        let (claim, judgement) = (self.site.claim(index), self.judgement(index));
        let mut why = vec![format!("The rule: {}", judgement.status.rule())];
        let parts = [
            ("Strong support", &judgement.strong_for),
            ("Strong evidence against", &judgement.strong_against),
            ("A word against, which is no refutation", &judgement.words_against),
            ("Updated by", &judgement.updates),
            ("Qualified by", &judgement.qualifies),
            ("Qualifies or updates it, without independent evidence", &judgement.unweighed),
            (
                "Support from people with a stake or without a name, which is not strong",
                &judgement.weak_for,
            ),
            (
                "Weighs nothing, because it only repeats the claim or is the claimant\u{2019}s own",
                &judgement.weightless,
            ),
        ];
        for (name, pieces) in parts {
            if !pieces.is_empty() {
                why.push(format!("{name}: {}.", join(&self.names(claim, pieces))));
            }
        }
        why
    }

    fn names(&self, of: &Claim, pieces: &Pieces) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let sources = pieces.sources.iter().map(|s| {
            let source = self.site.source(*s);
            source.publisher.clone().unwrap_or_else(|| source.title.clone())
        });
        let claims = pieces.claims.iter().map(|c| {
            let claim = self.site.claim(*c);
            let who: Vec<String> =
                claim.speakers.iter().map(|s| self.site.speaker(*s).within.clone()).collect();
            match (claim.number, who.is_empty()) {
                (Some(n), _) if claim.article == of.article => format!("claim {n}"),
                (Some(n), _) => {
                    format!("claim {n} of \u{201c}{}\u{201d}", self.article(claim).title)
                }
                (None, true) => "a counter-claim".to_owned(),
                (None, false) => format!("the counter-claim of {}", join(&who)),
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

/// How the evidence stands in an article, counted once for all its pages.
pub fn coverage(site: &Site, judgements: &[Judgement], article: &Article) -> Coverage {
    let claims = article.marked.iter().map(|c| (site.claim(*c), &judgements[c.0]));
    let checkable: Vec<_> = claims.filter(|(_, j)| j.status != Status::Opinion).collect();
    let sourced = |c: &Claim| c.citations.iter().any(|c| c.relation != Relation::Repeats);
    let independent = |c: &Claim| {
        c.citations.iter().any(|c| c.relation != Relation::Repeats && c.stake == Stake::Independent)
    };
    let count = |f: &dyn Fn(&Claim) -> bool| checkable.iter().filter(|(c, _)| f(c)).count();
    let last = checkable.iter().filter_map(|(c, _)| c.checked.as_ref()).max_by_key(|d| d.latest());
    Coverage {
        marked: article.marked.len(),
        checkable: checkable.len(),
        sourced: count(&sourced),
        independent: count(&independent),
        countered: count(&|c| !c.counters.is_empty()),
        last_checked: last.map(date),
    }
}

/// `a`, `a and b`, `a, b and c`; with semicolons where a name holds a comma or an `and`.
pub fn join(names: &[String]) -> String {
    if names.len() > 1 && names.iter().any(|n| n.contains(", ") || n.contains(" and ")) {
        return names.join("; ");
    }
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [init @ .., last] => format!("{} and {last}", init.join(", ")),
    }
}

/// An address as people read it: no scheme, no `www.`, not too long.
fn short_url(url: &str) -> String {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    let bare = bare.strip_prefix("www.").unwrap_or(bare).trim_end_matches('/');
    if bare.chars().count() <= 60 {
        return bare.to_owned();
    }
    let start: String = bare.chars().take(59).collect();
    format!("{start}\u{2026}")
}

/// The address that opens a source at a passage, where browsers can do that: the text fragment of
/// the URL Fragment Text Directives report of the W3C's Web Incubator Community Group. Long
/// passages give their first and last words; passages with gaps or insertions of the editor's have
/// no words that could be found as they stand.
fn text_fragment(source: &Source, passage: &str) -> Option<String> {
    const UNSAFE: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'.')
        .remove(b'_')
        .remove(b'~')
        .remove(b'!')
        .remove(b'\'')
        .remove(b'(')
        .remove(b')');
    let url = source.url.as_deref()?;
    let path = url.split(['?', '#']).next().unwrap_or(url).to_ascii_lowercase();
    let web = url.starts_with("http") && !url.contains('#');
    let text = source.kind.is_none_or(model::SourceKind::has_text);
    let file = [".pdf", ".csv", ".mp4", ".mp3", ".jpg", ".png"].iter().any(|e| path.ends_with(e));
    let gaps = passage.contains(['[', '\u{2026}']) || passage.contains("...");
    if !web || !text || file || gaps {
        return None;
    }
    let encode = |words: &[&str]| utf8_percent_encode(&words.join(" "), UNSAFE).to_string();
    let words: Vec<&str> = passage.split_whitespace().collect();
    let directive = match words.len() {
        0 => return None,
        1..=10 => encode(&words),
        n => format!("{},{}", encode(&words[..4]), encode(&words[n - 4..])),
    };
    Some(format!("{url}#:~:text={directive}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_directions() {
        for (language, expect) in
            [("en", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("es", "ltr"), ("fa", "rtl")]
        {
            assert_eq!(direction(language), expect, "{language}");
        }
    }

    #[test]
    fn addresses_are_shortened_for_people() {
        assert_eq!(short_url("https://www.example.org/a/"), "example.org/a");
        assert_eq!(
            short_url(&format!("https://example.org/{}", "x".repeat(80))).chars().count(),
            60
        );
    }
}
