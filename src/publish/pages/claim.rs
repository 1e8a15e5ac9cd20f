//! The page of a claim.
//!
//! In goes a claim; out comes its page: the evidence, the answers to it, and the reasons for its
//! status.

use crate::model::address;
use crate::publish::contents::Contents;
use crate::publish::head::About;
use crate::publish::press::{Page, Press, Rendered};
use crate::publish::review;
use crate::publish::view::common::{Cite, Common, Embed, NavLink};
use crate::publish::view::descriptions;
use crate::publish::view::lists::by_date;
use crate::publish::view::map::ArgumentMap;
use crate::publish::view::parts::*;
use crate::publish::view::places::mark;
use crate::publish::view::reference::Cited;
use crate::publish::view::seen::View;
use crate::publish::view::short::{heading, short};
use crate::publish::view::sides::speaks_for;
use crate::resolve::Site;
use crate::resolve::{ClaimIndex, Place as InArticle};
use crate::source::FileId;
use crate::theme::SharedPart;
use serde::Serialize;

/// All pages of this kind.
pub fn all(contents: &Contents, article: usize) -> Vec<Box<dyn Page>> {
    let claims = contents.site.claims_of(article);
    claims.map(|claim| Box::new(ClaimPage(claim)) as Box<dyn Page>).collect()
}

/// The page of a claim.
#[derive(Debug)]
pub struct ClaimPage(ClaimIndex);

impl Page for ClaimPage {
    fn template(&self) -> &'static str {
        "claim.html"
    }

    fn path(&self, site: &Site) -> String {
        let claim = site.claim(self.0);
        address::claim(&site.articles[claim.article].prefix, &claim.id)
    }

    fn files(&self, site: &Site) -> Vec<FileId> {
        // The sections in which the claim is made, and the file that annotates it.
        let claim = site.claim(self.0);
        let sections = &site.articles[claim.article].sections;
        let places = claim.anchors.iter().filter_map(|anchor| anchor.place.section());
        places.map(|s| sections[s].file).chain([claim.span.file]).collect()
    }

    fn render(&self, press: &Press, path: &str) -> Rendered {
        let claim = press.site().claim(self.0);
        let view = press.view(path, Some(claim.article));
        let description = descriptions::claim(view, self.0);
        let about = About {
            claim: Some(self.0),
            data: review::data(view, self.0),
            ..About::new("claim", &view.title(claim), Some(claim.article), description)
        };
        press.page(self, path, about, |view, common| context(view, self.0, common))
    }
}

/// A request for a response to a claim.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimReply {
    /// Who was asked.
    pub asked: Vec<SharedPart<SpeakerRef>>,
    /// When.
    pub on: Option<ShownDate>,
    /// What they said; none where nothing came.
    pub response: Option<String>,
}

/// A later event.
#[derive(Debug, Clone, Serialize)]
pub struct LaterEvent {
    /// When.
    pub date: ShownDate,
    /// What.
    pub text: String,
    /// Where it is on record.
    pub sources: Vec<SharedPart<SourceRef>>,
}

/// An entry in the history of a claim.
#[derive(Debug, Clone, Serialize)]
pub struct HistoryEntry {
    /// When.
    pub date: ShownDate,
    /// What changed.
    pub note: String,
}

/// A place in the article where a claim is made.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimPlace {
    /// Address of the mark.
    pub href: String,
    /// `Title`, `Standfirst`, or the title of the section.
    pub label: String,
    /// Language of the label, where it is not the page's.
    pub tongue: Option<Tongue>,
}

/// The page of a claim.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimContext {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// The claim in few words.
    pub claim: SharedPart<ClaimItem>,
    /// `Claim 5 of 18`, or `Counter-claim`.
    pub count: String,
    /// Title of the article.
    pub article: String,
    /// Address of the article.
    pub article_href: String,
    /// The proposition, where the quote alone would mislead.
    pub states: Option<String>,
    /// The beginning of its words, where they are too long for a heading and nothing states them.
    pub heading: Option<String>,
    /// True where its words are too long to stand before what gainsays it, so that they are folded.
    pub long: bool,
    /// The wording before it was corrected.
    pub was: Option<String>,
    /// True where its words are not in the article as they were confirmed.
    pub unanchored: bool,
    /// Where the claim is made in the article.
    pub places: Vec<ClaimPlace>,
    /// Why it has its status: sentences that name the evidence.
    pub why_html: Vec<String>,
    /// When it was last checked and reviewed, and by whom, in sentences; none where it was not.
    pub checks: Option<String>,
    /// Whether those whom it concerns were asked.
    pub reply: Option<ClaimReply>,
    /// The claim, with what supports or repeats it.
    pub point: ClaimSide,
    /// Citations that contradict, qualify or update it.
    pub against: Vec<Card>,
    /// Counter-claims, each with its evidence and what answers it.
    pub counters: Vec<ClaimSide>,
    /// True where nothing stands against it but denials for which no source is cited.
    pub only_denied: bool,
    /// What the claim itself answers.
    pub answers: Vec<CounterLine>,
    /// All that as a map, where anything bears on it.
    pub map: Option<ArgumentMap>,
    /// Address of the maps of all claims.
    pub map_page: String,
    /// Later events.
    pub later: Vec<LaterEvent>,
    /// What the editors did.
    pub history: Vec<HistoryEntry>,
    /// Remarks.
    pub note_html: Option<String>,
    /// How to cite this page.
    pub cite: Cite,
    /// How other sites embed the claim; none where the site does not offer that.
    pub embed: Option<Embed>,
    /// The claim before it in the article.
    pub previous: Option<NavLink>,
    /// The claim after it in the article.
    pub next: Option<NavLink>,
}

/// The characters of the link to the claim before or after.
const NEIGHBOUR: usize = 60;

/// The page of a claim.
fn context(view: View, index: ClaimIndex, common: Common) -> ClaimContext {
    let claim = view.site.claim(index);
    let article = &view.site.articles[claim.article];
    let mut places: Vec<ClaimPlace> = Vec::new();
    for anchor in &claim.anchors {
        let place = ClaimPlace {
            href: view.link(&mark(article, &claim.id, anchor)),
            label: match anchor.place {
                InArticle::Title => view.words.get("title"),
                InArticle::Standfirst => view.words.get("standfirst"),
                InArticle::SectionTitle(i) | InArticle::Section(i) => {
                    let section = &article.sections[i];
                    section.title.clone().unwrap_or_else(|| article.title.clone())
                }
            },
            tongue: match anchor.place {
                InArticle::Section(i) => {
                    let section = article.sections[i].language.as_ref();
                    view.tongue(section.unwrap_or(&article.language))
                }
                _ => None,
            },
        };
        if places.iter().all(|p| p.href != place.href || p.label != place.label) {
            places.push(place);
        }
    }
    let neighbour = |n: Option<usize>| {
        let at = n?;
        let other = view.site.claim(*article.standing.marked.get(at)?);
        let href = view.link(&address::claim(&article.prefix, &other.id));
        let words = other.details.states.as_deref().unwrap_or(&other.words);
        let values = [("n", (at + 1).into()), ("words", words.into())];
        let label = short(&view.words.say("claim-titled", values), NEIGHBOUR);
        Some(NavLink { label, href, current: None, shortcut: None, tongue: None })
    };
    let at = claim.number.map(|n| n - 1);
    let beginning = heading(&claim.words);
    let is_long = beginning.is_some();
    let counters: Vec<ClaimSide> = claim
        .counters
        .iter()
        .map(|&(counter, relation)| view.side(counter, Some(relation), |_| true))
        .collect();
    let (mut point, mut against) =
        (view.side(index, None, speaks_for), view.cards(index, |r| !speaks_for(r)));
    let said = counters.iter().map(|side| side.claim.words.clone());
    let mut shown: Vec<String> = said.chain([claim.words.to_string()]).collect();
    let passages = point.cards.iter_mut().chain(&mut against).flat_map(|card| &mut card.passages);
    for passage in passages {
        // In its sentence, a passage that was cut says more than its words.
        let in_sentence = passage.before.is_some() || passage.after.is_some();
        let around = |text: &Option<String>| text.clone().unwrap_or_default();
        let whole =
            format!("{}{}{}", around(&passage.before), passage.text, around(&passage.after));
        passage.stands = match in_sentence {
            true => shown.contains(&whole),
            false => stands(&shown, &whole),
        };
        shown.push(whole);
    }
    let context = ClaimContext {
        common,
        claim: view.claim(index),
        count: match claim.number {
            Some(n) => view.words.say(
                "claim-n-of",
                [("n", n.into()), ("total", article.standing.marked.len().into())],
            ),
            None => view.name(claim),
        },
        article: article.title.clone(),
        article_href: view.link(&address::article(&article.prefix)),
        heading: beginning.filter(|_| claim.details.states.is_none()),
        long: is_long,
        states: claim.details.states.clone(),
        was: claim.details.was.clone(),
        unanchored: claim.unanchored,
        places,
        why_html: view.why(index),
        checks: view.checks(claim),
        reply: claim.reply.as_ref().map(|reply| ClaimReply {
            asked: reply.asked.iter().map(|s| view.speaker(*s)).collect(),
            on: reply.on.as_ref().map(|d| view.date(d)),
            response: reply.response.clone(),
        }),
        point,
        against,
        counters,
        only_denied: view.only_denied(index),
        answers: view.counters(&claim.answers),
        map: view.map(index),
        map_page: view.link(&address::map(&article.prefix, 0)),
        later: by_date(&claim.later, |l| &l.date.value)
            .into_iter()
            .map(|l| LaterEvent {
                date: view.date(&l.date.value),
                text: l.text.clone(),
                sources: l.sources.iter().map(|s| view.source(*s)).collect(),
            })
            .collect(),
        history: by_date(&claim.details.history, |(day, _)| &day.value)
            .into_iter()
            .map(|(day, note)| HistoryEntry { date: view.date(&day.value), note: note.clone() })
            .collect(),
        note_html: claim.details.note.as_ref().map(|note| note.html.clone()),
        cite: view.cite(Cited::Claim(index)),
        embed: view.embed(Cited::Claim(index)),
        previous: neighbour(at.and_then(|i| i.checked_sub(1))),
        next: neighbour(at.map(|i| i + 1)),
    };
    if let Some(meanings) = view.shown {
        meanings.told(context.claim.status.meaning);
    }
    context
}

/// True if a sentence of a passage stands in what is shown already, or the passage holds all of that.
fn stands(shown: &[String], passage: &str) -> bool {
    // What is shorter may be a phrase that everybody uses.
    const SENTENCE: usize = 40;
    let plain = |text: &str| -> String {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join(" ").to_lowercase()
    };
    let long = |text: &str| text.chars().count() > SENTENCE;
    let whole = plain(passage);
    let sentences = passage.split(['.', '!', '?', '\u{2026}']).map(plain).filter(|s| long(s));
    let sentences: Vec<String> = sentences.collect();
    shown.iter().map(|text| plain(text)).any(|text| {
        (long(&text) && whole.contains(&text)) || sentences.iter().any(|s| text.contains(s))
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_passage_whose_words_are_shown_already_is_known() {
        let shown = ["Kerry asked Ecuador to stop Assange from publishing documents".to_owned()];
        for (passage, expect) in [
            ("BREAKING: Kerry asked Ecuador to stop Assange from publishing documents!", true),
            ("It began. Kerry asked Ecuador to stop Assange from publishing.", true),
            ("Kerry asked Ecuador.", false),
            ("Nobody was told why the line had been cut, and nobody asked.", false),
        ] {
            assert_eq!(super::stands(&shown, passage), expect, "{passage}");
        }
    }
}
