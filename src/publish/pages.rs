//! The pages that are about one thing: a claim, a source, a speaker, the method.
//!
//! Each function takes a view and what the page is about, and returns the page's context.

use super::article::mark;
use super::context::{
    Answered, ClaimPage, Common, HistoryEntry, Later, MethodPage, NavLink, Place, Reply,
    SearchPage, SourcePage, SpeakerPage, Term, Use,
};
use super::lists::{by_date, of_source, of_speaker, spans};
use super::pager::pager;
use super::sides::speaks_for;
use super::view::View;
use crate::address;
use crate::model::{Care, Count, CounterRelation, Relation, Rule, Stake, Status, Weight};
use crate::resolve::Place as InArticle;
use crate::resolve::{Article, Claim, ClaimIndex, SourceIndex, SpeakerIndex};

/// The page of a claim.
pub fn claim(view: View, index: ClaimIndex, common: Common) -> ClaimPage {
    let claim = view.site.claim(index);
    let article = &view.site.articles[claim.article];
    let mut places: Vec<Place> = Vec::new();
    for anchor in &claim.anchors {
        let place = Place {
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
        let other = *article.marked.get(n?)?;
        let other = view.site.claim(other);
        let href = view.link(&address::claim(&article.prefix, &other.id));
        Some(NavLink { label: view.name(other), href, current: None, shortcut: None, tongue: None })
    };
    let at = claim.number.map(|n| n - 1);
    ClaimPage {
        common,
        claim: view.claim(index),
        count: match claim.number {
            Some(n) => view
                .words
                .say("claim-n-of", [("n", n.into()), ("total", article.marked.len().into())]),
            None => view.name(claim),
        },
        article: article.title.clone(),
        article_href: view.link(&address::article(&article.prefix)),
        states: claim.details.states.clone(),
        was: claim.details.was.clone(),
        unanchored: claim.unanchored,
        places,
        why_html: view.why(index),
        checks: view.checks(claim),
        reply: claim.reply.as_ref().map(|reply| Reply {
            asked: reply.asked.iter().map(|s| view.speaker(*s)).collect(),
            on: reply.on.as_ref().map(|d| view.date(d)),
            response: reply.response.clone(),
        }),
        point: view.side(index, None, speaks_for),
        against: view.cards(index, |r| !speaks_for(r)),
        counters: claim
            .counters
            .iter()
            .map(|&(counter, relation)| view.side(counter, Some(relation), |_| true))
            .collect(),
        only_denied: view.only_denied(index),
        answers: view.counters(&claim.answers),
        map: view.map(index),
        map_page: view.link(&address::map(&article.prefix, 0)),
        later: by_date(&claim.later, |l| &l.date.value)
            .into_iter()
            .map(|l| Later {
                date: view.date(&l.date.value),
                text: l.text.clone(),
                sources: l.sources.iter().map(|s| view.source(*s)).collect(),
            })
            .collect(),
        history: by_date(&claim.details.history, |(day, _)| &day.value)
            .into_iter()
            .map(|(day, note)| HistoryEntry { date: view.date(&day.value), note: note.clone() })
            .collect(),
        note_html: claim.details.note_html.clone(),
        previous: neighbour(at.and_then(|i| i.checked_sub(1))),
        next: neighbour(at.map(|i| i + 1)),
    }
}

/// Page `n` of the page of a source.
pub fn source(view: View, index: SourceIndex, n: usize, common: Common) -> SourcePage {
    let source = view.site.source(index);
    let lengths = of_source(view.site, index);
    let [cited, later] = spans(lengths, n);
    let uses: Vec<Use> = source.cited_by[cited]
        .iter()
        .map(|&(claim, citation)| {
            let of = view.site.claim(claim);
            let (n, citation) = (citation, &of.citations[citation]);
            Use {
                relation: view.relation(citation.relation),
                claim: view.claim(claim),
                passages: view.passages(claim, n),
                stake: view.words.stake_label(citation.stake),
                only: only(view, of, index),
            }
        })
        .collect();
    let mut alone: Vec<ClaimIndex> = source
        .cited_by
        .iter()
        .map(|(c, _)| *c)
        .filter(|c| only(view, view.site.claim(*c), index))
        .collect();
    alone.dedup();
    let retold = view.site.articles.iter().filter(|a| a.original == Some(index));
    SourcePage {
        common,
        source: view.source(index),
        kind: source.details.kind.map(|k| view.words.kind(k)),
        record: view.record(source),
        note_html: source.details.note_html.clone(),
        pager: pager(view, &address::source(&source.prefix, &source.id), n, lengths.iter().sum()),
        cited: source.cited_by.len(),
        uses,
        only: alone.len(),
        later: source.later_of[later].iter().map(|c| view.claim(*c)).collect(),
        retold: retold
            .map(|a| NavLink {
                label: a.title.clone(),
                href: view.link(&address::article(&a.prefix)),
                current: None,
                shortcut: None,
                tongue: view.tongue(&a.language),
            })
            .collect(),
    }
}

/// True where the claim rests on this report alone: sources that come from the same one count once,
/// and what only repeats the claim adds no evidence.
fn only(view: View, claim: &Claim, source: SourceIndex) -> bool {
    let origin = view.site.source(source).origin;
    let mut bearing = claim.citations.iter().filter(|c| c.bears()).peekable();
    bearing.peek().is_some() && bearing.all(|c| view.site.source(c.source).origin == origin)
}

/// Page `n` of the page of a speaker.
pub fn speaker(view: View, index: SpeakerIndex, n: usize, common: Common) -> SpeakerPage {
    let speaker = view.site.speaker(index);
    let lengths = of_speaker(view.site, index);
    let [claims, answers, reports, sources] = spans(lengths, n);
    let answered = |c: &ClaimIndex| view.site.claim(*c).answers.iter().copied();
    let all = speaker.claims.iter().flat_map(answered);
    let answers: Vec<_> = all.skip(answers.start).take(answers.len()).collect();
    let kept = speaker.sources.iter().filter(|s| !view.site.source(**s).hidden);
    SpeakerPage {
        common,
        speaker: view.speaker(index),
        url: speaker.details.url.clone(),
        note_html: speaker.details.note_html.clone(),
        pager: pager(
            view,
            &address::speaker(&speaker.prefix, &speaker.id),
            n,
            lengths.iter().sum(),
        ),
        claims: speaker.claims[claims]
            .iter()
            .map(|&c| Answered {
                claim: view.claim(c),
                counters: view.counters(&view.site.claim(c).counters),
            })
            .collect(),
        answers: view.counters(&answers),
        sources: kept
            .skip(sources.start)
            .take(sources.len())
            .map(|s| view.source_item(*s))
            .collect(),
        reports: speaker.reports[reports].iter().map(|c| view.claim(*c)).collect(),
    }
}

/// More lists of claims than this are not named one by one on the page that searches.
const LISTS: usize = 50;

/// The page that finds words, whose index begins with the file `index`.
pub fn search(view: View, index: &str, common: Common) -> SearchPage {
    let articles = &view.site.articles;
    let list = |label: String, to: &str| {
        let href = view.link(to);
        NavLink { label, href, current: None, shortcut: None, tongue: None }
    };
    let claims = match articles.as_slice() {
        [one] => vec![list(view.words.get("claims"), &address::claims(&one.prefix))],
        all if all.len() > LISTS => vec![list(view.words.get("nav-articles"), address::HOME)],
        all => {
            // Where the title is in another language, the template says so within the words.
            let of = |a: &Article| match view.tongue(&a.language) {
                Some(_) => a.title.clone(),
                None => view.words.say("claims-in", [("title", a.title.as_str().into())]),
            };
            let link = |a: &Article| NavLink {
                tongue: view.tongue(&a.language),
                ..list(of(a), &address::claims(&a.prefix))
            };
            all.iter().map(link).collect()
        }
    };
    SearchPage {
        common,
        index: view.link(index),
        claims,
        sources: view.link(&address::sources("")),
        speakers: view.link(&address::speakers("")),
    }
}

/// How to read the marks.
pub fn method(view: View, common: Common) -> MethodPage {
    let words = view.words;
    let term = |key, (label, definition)| Term { key, label, definition, rule: None };
    let status =
        |s: &Status| Term { rule: Some(words.rule(*s)), ..term(s.key(), words.status(*s)) };
    let counters = CounterRelation::ALL.iter();
    MethodPage {
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
