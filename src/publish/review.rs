//! The structured data of a claim's page: a `ClaimReview` and its `Claim`, in the vocabulary of
//! schema.org.
//!
//! In go a claim and its base address; out comes JSON-LD. It says no more than the page: the label
//! of the status and no number, and nothing about an opinion, a claim without a finding or a claim
//! that nobody checked.

use super::view::places::mark;
use super::view::seen::View;
use super::view::sides::speaks_for;
use crate::model::address::canonical;
use crate::model::{About, SpeakerKind, Status};
use crate::resolve::{Claim, ClaimIndex, Source, SpeakerIndex};
use serde::Serialize;

/// A review of a claim.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ClaimReview {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    url: String,
    date_published: String,
    in_language: String,
    author: NamedThing,
    claim_reviewed: String,
    review_body: String,
    review_rating: Rating,
    item_reviewed: Reviewed,
}

#[derive(Serialize)]
struct NamedThing {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rating {
    #[serde(rename = "@type")]
    kind: &'static str,
    alternate_name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Reviewed {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<NamedThing>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    appearance: Vec<CreativeWork>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_appearance: Option<CreativeWork>,
}

#[derive(Serialize)]
struct CreativeWork {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    url: String,
}

/// The data of a claim's page, for a `script` element that is not executed.
pub fn data(view: View, index: ClaimIndex) -> Option<String> {
    // Inside `script`, only `<` could end the data. The rest is not escaped, so that the search for
    // confidential addresses finds them here too.
    Some(serde_json::to_string(&review(view, index)?).ok()?.replace('<', "\\u003c"))
}

/// The review of a claim; `None` for an opinion, and if nobody checked it or nothing was found.
pub(super) fn review(view: View, index: ClaimIndex) -> Option<ClaimReview> {
    let claim = view.site.claim(index);
    let base = view.site.config.base_url.as_ref()?;
    let finding = &claim.details.finding.as_ref()?.value;
    let checked = &claim.details.checked.as_ref()?.value;
    if matches!(view.judgement(index).status, Status::Opinion | Status::Unchecked) {
        return None;
    }
    let article = view.article(claim);
    let config = &view.site.config;
    let author = NamedThing {
        kind: "Organization",
        name: config.publisher.as_ref().unwrap_or(&config.title).clone(),
        url: Some(base.to_string()),
    };
    Some(ClaimReview {
        context: "https://schema.org",
        kind: "ClaimReview",
        url: canonical(base, view.page),
        date_published: checked.iso()?,
        in_language: article.language.clone(),
        author,
        claim_reviewed: reviewed(view, claim),
        review_body: finding.clone(),
        review_rating: Rating { kind: "Rating", alternate_name: view.state(&view.status(index)) },
        item_reviewed: Reviewed {
            kind: "Claim",
            author: authors(view, claim),
            date_published: claim.details.date.as_ref().and_then(|d| d.value.iso()),
            appearance: appearances(view, claim, base),
            first_appearance: original_record(claim, view),
        },
    })
}

/// The claim under review: its proposition or words, and the speaker if only the utterance is
/// judged.
fn reviewed(view: View, claim: &Claim) -> String {
    let words = claim.details.states.as_deref().unwrap_or(&claim.words);
    let who: Vec<String> =
        claim.speakers.iter().map(|s| view.site.speaker(*s).details.name.clone()).collect();
    match claim.details.about == About::Said && !who.is_empty() {
        true => {
            let values = [("who", view.words.join(&who).into()), ("words", words.into())];
            view.words.say("share-said", values)
        }
        false => words.to_owned(),
    }
}

/// Who made the claim. Where nobody says whether a speaker is a person, none is guessed.
fn authors(view: View, claim: &Claim) -> Vec<NamedThing> {
    let named = |speaker: &SpeakerIndex| {
        let details = &view.site.speaker(*speaker).details;
        let kind = match details.kind {
            Some(SpeakerKind::Person) => "Person",
            Some(SpeakerKind::Organisation) => "Organization",
            None => "Thing",
        };
        NamedThing { kind, name: details.name.clone(), url: None }
    };
    claim.speakers.iter().map(named).collect()
}

/// Where the claim can be read: in the article, and in sources that contain its speaker's words.
fn appearances(view: View, claim: &Claim, base: &url::Url) -> Vec<CreativeWork> {
    let article = view.article(claim);
    let in_article = claim.anchors.first().map(|anchor| CreativeWork {
        kind: "CreativeWork",
        name: article.title.clone(),
        url: absolute(base, &mark(article, &claim.id, anchor)),
    });
    let mut works: Vec<CreativeWork> = in_article.into_iter().collect();
    for work in own_sources(view, claim).filter_map(creative_work) {
        if works.iter().all(|known| known.url != work.url) {
            works.push(work);
        }
    }
    works
}

/// The source of the exact words: by the claimant, and from the day on which the claim was made.
fn original_record(claim: &Claim, view: View) -> Option<CreativeWork> {
    let said = &claim.details.date.as_ref()?.value;
    let same = |source: &&Source| source.details.date.as_ref().is_some_and(|date| date == said);
    own_sources(view, claim).find(same).and_then(creative_work)
}

/// The sources of a claim that contain the words of its speaker. What the speaker said against it,
/// or besides it, is not the claim.
fn own_sources<'v>(view: View<'v>, claim: &'v Claim) -> impl Iterator<Item = &'v Source> {
    let citations = claim.citations.iter().filter(|c| speaks_for(c.relation));
    let sources = citations.map(move |c| view.site.source(c.source));
    sources.filter(|s| s.speakers.iter().any(|speaker| claim.speakers.contains(speaker)))
}

/// A source with an address.
fn creative_work(source: &Source) -> Option<CreativeWork> {
    let url = source.details.url.as_ref()?;
    Some(CreativeWork {
        kind: "CreativeWork",
        name: source.details.title.clone(),
        url: url.clone(),
    })
}

/// The absolute address of a place on a page.
fn absolute(base: &url::Url, place: &str) -> String {
    match place.split_once('#') {
        Some((page, fragment)) => format!("{}#{fragment}", canonical(base, page)),
        None => canonical(base, place),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn places_keep_their_fragment() {
        let base = url::Url::parse("https://desk.example/").expect("an address");
        assert_eq!(super::absolute(&base, "a/index.html#c-x"), "https://desk.example/a/#c-x");
    }
}
