//! The page of a speaker: their claims and reports, and the answers to them.

use crate::model::address;
use crate::publish::contents::Contents;
use crate::publish::press::{Page, Press, Rendered};
use crate::publish::view::common::{Common, Pager};
use crate::publish::view::descriptions;
use crate::publish::view::lists::{of_speaker, pages, spans};
use crate::publish::view::pager::pager;
use crate::publish::view::parts::*;
use crate::publish::view::seen::View;
use crate::resolve::Site;
use crate::resolve::{ClaimIndex, SpeakerIndex};
use crate::theme::SharedPart;
use serde::Serialize;

/// All pages of this kind.
pub fn all(contents: &Contents) -> Vec<Box<dyn Page>> {
    let site = contents.site;
    let of = |speaker: SpeakerIndex| {
        let entries = of_speaker(site, speaker).iter().sum();
        (1..=pages(entries)).map(move |n| Box::new(SpeakerPage(speaker, n)) as Box<dyn Page>)
    };
    site.shown_speakers().flat_map(of).collect()
}

/// A page of a speaker, by its number from 1.
#[derive(Debug)]
pub struct SpeakerPage(SpeakerIndex, usize);

impl Page for SpeakerPage {
    fn template(&self) -> &'static str {
        "speaker.html"
    }

    fn path(&self, site: &Site) -> String {
        let speaker = site.speaker(self.0);
        address::nth(&address::speaker(&speaker.prefix, &speaker.id), self.1)
    }

    fn render(&self, press: &Press, path: &str) -> Rendered {
        let speaker = press.site().speaker(self.0);
        let article = press.article_of(&speaker.prefix);
        let description = descriptions::speaker(press.view(path, article), self.0);
        let about = press.page_of("speaker", &speaker.details.name, article, self.1, description);
        press.page(self, path, about, |view, common| context(view, self.0, self.1, common))
    }
}

/// A claim and what answers it.
#[derive(Debug, Clone, Serialize)]
pub struct Answered {
    /// The claim.
    pub claim: SharedPart<ClaimItem>,
    /// What answers it.
    pub counters: Vec<CounterLine>,
}

/// The page of a speaker.
#[derive(Debug, Clone, Serialize)]
pub struct SpeakerContext {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// Name, role and address.
    pub speaker: SharedPart<SpeakerRef>,
    /// The speaker's own page elsewhere.
    pub url: Option<String>,
    /// Remarks.
    pub note_html: Option<String>,
    /// The pages, where the lists are long: claims, answers, reports, sources, one after another.
    pub pager: Option<Pager>,
    /// Their claims, and who answered them.
    pub claims: Vec<Answered>,
    /// The claims of others that theirs answer; `claim` is the other's.
    pub answers: Vec<CounterLine>,
    /// Sources that keep their words.
    pub sources: Vec<SourceItem>,
    /// Claims that they report.
    pub reports: Vec<SharedPart<ClaimItem>>,
}

/// The context of page `n` of a speaker.
fn context(view: View, index: SpeakerIndex, n: usize, common: Common) -> SpeakerContext {
    let speaker = view.site.speaker(index);
    let lengths = of_speaker(view.site, index);
    let [claims, answers, reports, sources] = spans(lengths, n);
    let answered = |c: &ClaimIndex| view.site.claim(*c).answers.iter().copied();
    let all = speaker.claims.iter().flat_map(answered);
    let answers: Vec<_> = all.skip(answers.start).take(answers.len()).collect();
    let kept = speaker.sources.iter().filter(|s| !view.site.source(**s).hidden);
    SpeakerContext {
        common,
        speaker: view.speaker(index),
        url: speaker.details.url.clone(),
        note_html: speaker.details.note.as_ref().map(|note| note.html.clone()),
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
