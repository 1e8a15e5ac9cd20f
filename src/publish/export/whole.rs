//! The whole of a site as one JSON document, in the form of `docs/export.schema.json`.
//!
//! Keys are those of `docs/format.md`, where there is one. What has no value is left out.

use super::scope::{Scope, day_text, object};
use crate::model::{Date, address};
use crate::resolve::{Anchor, Article, Claim, ClaimIndex, Place, SourceIndex, SpeakerIndex};
use serde_json::{Value, json};
use text_anchor::BARRIER;

/// The version of the form. It goes up by changes that would mislead existing readers.
const VERSION: u32 = 1;

pub(super) fn document(scope: &Scope) -> Value {
    let config = &scope.site().config;
    let sources = scope.sources();
    let speakers = scope.speakers(&sources);
    json!({
        "version": VERSION,
        "site": object([
            ("title", json!(config.title)),
            ("language", json!(config.language)),
            ("publisher", json!(config.publisher)),
            ("base-url", json!(config.base_url.as_ref().map(url::Url::as_str))),
        ]),
        "articles": scope.articles().map(|i| article(scope, i)).collect::<Vec<_>>(),
        "claims": scope.claims().map(|index| claim(scope, index)).collect::<Vec<_>>(),
        "sources": sources.into_iter().map(|one| source(scope, one)).collect::<Vec<_>>(),
        "speakers": speakers.into_iter().map(|one| speaker(scope, one)).collect::<Vec<_>>(),
    })
}

/// The id of an article: its folder, or nothing for the only one of a site.
fn id(article: &Article) -> &str {
    article.prefix.trim_end_matches('/')
}

/// The address of a claim within the document: the id of its article and its own.
fn claim_ref(scope: &Scope, index: ClaimIndex) -> Value {
    let claim = scope.site().claim(index);
    object([
        ("article", json!(id(&scope.site().articles[claim.article]))),
        ("claim", json!(&*claim.id)),
    ])
}

/// A source or a speaker by its article, if it is of one alone, and its id.
fn record_ref(prefix: &str, id: &str) -> Value {
    object([("article", json!(prefix.trim_end_matches('/'))), ("id", json!(id))])
}

fn source_ref(scope: &Scope, index: SourceIndex) -> Value {
    let source = scope.site().source(index);
    record_ref(&source.prefix, &source.id)
}

fn speaker_ref(scope: &Scope, index: SpeakerIndex) -> Value {
    let speaker = scope.site().speaker(index);
    record_ref(&speaker.prefix, &speaker.id)
}

/// A date as authors type it. A moment has its time and offset.
fn date(date: Option<&Date>) -> Value {
    json!(date.map(|date| date.iso().unwrap_or_else(|| day_text(date))))
}

fn article(scope: &Scope, index: usize) -> Value {
    let article = &scope.site().articles[index];
    let details = &article.details;
    let sections: Vec<Value> = article
        .sections
        .iter()
        .map(|section| object([("id", json!(section.slug)), ("title", json!(section.title))]))
        .collect();
    object([
        ("id", json!(id(article))),
        ("address", json!(scope.address(&address::article(&article.prefix)))),
        ("title", json!(article.title)),
        ("standfirst", json!(article.standfirst)),
        ("byline", json!(details.byline)),
        ("language", json!(article.language)),
        ("published", date(details.published.as_ref())),
        ("annotated-by", json!(details.annotated_by)),
        ("original", article.original.map_or(Value::Null, |source| source_ref(scope, source))),
        ("sections", json!(sections)),
    ])
}

fn claim(scope: &Scope, index: ClaimIndex) -> Value {
    let site = scope.site();
    let claim = site.claim(index);
    let article = &site.articles[claim.article];
    let path = address::claim(&article.prefix, &claim.id);
    let view = scope.press.view(&path, Some(claim.article));
    let details = &claim.details;
    let judgement = view.judgement(index);
    let places: Vec<Value> = claim.anchors.iter().map(|anchor| place(article, anchor)).collect();
    let edges = |edges: &[(ClaimIndex, crate::model::CounterRelation)]| -> Vec<Value> {
        let one = |(other, relation): &(ClaimIndex, crate::model::CounterRelation)| {
            let mut edge = claim_ref(scope, *other);
            edge["relation"] = json!(relation.key());
            edge
        };
        edges.iter().map(one).collect()
    };
    let speakers = |all: &[SpeakerIndex]| -> Vec<Value> {
        all.iter().map(|one| speaker_ref(scope, *one)).collect()
    };
    let reviewed = details.reviewed.as_ref().map(|review| {
        object([("by", json!(review.value.by)), ("on", date(review.value.on.as_ref()))])
    });
    object([
        ("article", json!(id(article))),
        ("id", json!(&*claim.id)),
        ("address", json!(scope.address(&path))),
        ("words", json!(claim.words.replace(BARRIER, " "))),
        ("states", json!(details.states)),
        ("places", json!(places)),
        ("speaker", json!(speakers(&claim.speakers))),
        ("via", json!(speakers(&claim.via))),
        ("date", date(details.date.as_ref().map(|date| &date.value))),
        ("status", json!(judgement.status.key())),
        ("reasons", json!(view.why_in_words(index))),
        ("finding", json!(details.current_finding())),
        ("checked", date(details.checked.as_ref().map(|date| &date.value))),
        ("checked-by", json!(details.checked_by.as_ref().map(|who| &who.value))),
        ("reviewed", json!(reviewed)),
        ("citations", json!(citations(scope, claim))),
        ("counters", json!(edges(&claim.counters))),
        ("answers", json!(edges(&claim.answers))),
    ])
}

/// Where the words stand. Words that no reader sees are in no place.
fn place(article: &Article, anchor: &Anchor) -> Value {
    let part = match anchor.place {
        Place::Title => "title",
        Place::Standfirst => "standfirst",
        Place::SectionTitle(_) => "section-title",
        Place::Section(_) => "section",
    };
    let section = anchor.place.section().map(|i| article.sections[i].slug.as_str());
    let text = &article.text(anchor.place).text;
    object([
        ("part", json!(part)),
        ("section", json!(section)),
        ("exact", json!(text.get(anchor.range.clone()).map(|words| words.replace(BARRIER, " ")))),
    ])
}

fn citations(scope: &Scope, claim: &Claim) -> Vec<Value> {
    let one = |cited: &crate::resolve::Citation| {
        let passages: Vec<Value> = cited
            .details
            .passages
            .iter()
            .map(|passage| {
                object([
                    ("text", json!(passage.text.value)),
                    ("lang", json!(passage.language)),
                    ("translation", json!(passage.translation)),
                    ("locator", json!(passage.locator)),
                ])
            })
            .collect();
        object([
            ("source", source_ref(scope, cited.source)),
            ("relation", json!(cited.relation.key())),
            ("stake", json!(cited.stake.key())),
            ("anonymous", if cited.anonymous { json!(true) } else { Value::Null }),
            ("passages", json!(passages)),
            ("locator", json!(cited.details.locator)),
        ])
    };
    claim.citations.iter().map(one).collect()
}

fn source(scope: &Scope, index: SourceIndex) -> Value {
    let source = scope.site().source(index);
    let details = &source.details;
    let archived = details.archived.as_ref().map(|copy| {
        object([("url", json!(copy.value.url)), ("date", date(copy.value.date.as_ref()))])
    });
    let mut record = record_ref(&source.prefix, &source.id);
    let more = object([
        ("address", json!(scope.address(&address::source(&source.prefix, &source.id)))),
        ("title", json!(details.title)),
        ("url", json!(details.url)),
        ("no-url", json!(details.no_url)),
        ("publisher", json!(details.publisher)),
        ("authors", json!(details.authors)),
        ("date", date(details.date.as_ref())),
        ("kind", json!(details.kind.map(|kind| kind.key()))),
        ("language", json!(&*source.language)),
        ("archived", json!(archived)),
        ("accessed", date(details.accessed.as_ref())),
        ("access", json!(details.access.map(|access| access.key()))),
        ("based-on", source.based_on.map_or(Value::Null, |one| source_ref(scope, one))),
        (
            "speakers",
            json!(source.speakers.iter().map(|one| speaker_ref(scope, *one)).collect::<Vec<_>>()),
        ),
    ]);
    merge(&mut record, more);
    record
}

fn speaker(scope: &Scope, index: SpeakerIndex) -> Value {
    let speaker = scope.site().speaker(index);
    let details = &speaker.details;
    let mut record = record_ref(&speaker.prefix, &speaker.id);
    let more = object([
        ("address", json!(scope.address(&address::speaker(&speaker.prefix, &speaker.id)))),
        ("name", json!(details.name)),
        ("role", json!(details.role)),
        ("kind", json!(details.kind.map(|kind| kind.key()))),
        ("url", json!(details.url)),
    ]);
    merge(&mut record, more);
    record
}

fn merge(record: &mut Value, more: Value) {
    if let (Value::Object(record), Value::Object(more)) = (record, more) {
        record.extend(more);
    }
}
