//! The list of speakers, a page at a time.

use crate::model::address;
use crate::publish::contents::Contents;
use crate::publish::press::{Page, Press, Rendered};
use crate::publish::view::common::{Common, Pager};
use crate::publish::view::lists::{cut, pages};
use crate::publish::view::pager::pager;
use crate::publish::view::parts::*;
use crate::publish::view::seen::View;
use crate::resolve::Site;
use crate::resolve::{ClaimIndex, SpeakerIndex};
use crate::theme::SharedPart;
use serde::Serialize;

/// All pages of this kind.
pub fn all(contents: &Contents) -> Vec<Box<dyn Page>> {
    let numbers = 1..=pages(contents.site.shown_speakers().count());
    numbers.map(|n| Box::new(SpeakersPage(n)) as Box<dyn Page>).collect()
}

/// A page of the list of speakers, by its number from 1.
#[derive(Debug)]
pub struct SpeakersPage(usize);

impl Page for SpeakersPage {
    fn template(&self) -> &'static str {
        "speakers.html"
    }

    fn path(&self, _site: &Site) -> String {
        address::nth(&address::speakers(""), self.0)
    }

    fn render(&self, press: &Press, path: &str) -> Rendered {
        let about = press.list("speakers", None, self.0, press.word(None, "speakers-lead"));
        let all = press.shared.lists.speakers(press.site());
        press.page(self, path, about, |view, common| context(view, all, self.0, common))
    }
}

/// A list of speakers as a page.
#[derive(Debug, Clone, Serialize)]
pub struct SpeakersContext {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// Which page of the list this is; none where it has one page alone.
    pub pager: Option<Pager>,
    /// The speakers, by name.
    pub speakers: Vec<SpeakerItem>,
}

/// A speaker in a list.
#[derive(Debug, Clone, Serialize)]
pub struct SpeakerItem {
    /// Name, role and address.
    pub speaker: SharedPart<SpeakerRef>,
    /// True where one of their claims is answered.
    pub answered: bool,
    /// Their first claims, those with one status together. No totals: people are not scored.
    pub claims: Vec<SharedPart<ClaimItem>>,
    /// True where they make more claims than these.
    pub more: bool,
}

/// How many claims of a speaker the list shows. Their own page has all.
const CLAIMS: usize = 12;

/// The list of speakers.
fn context(view: View, all: &[SpeakerIndex], n: usize, common: Common) -> SpeakersContext {
    let item = |index: &SpeakerIndex| {
        let claims = &view.site.speaker(*index).claims;
        let answered = |c: &ClaimIndex| !view.site.claim(*c).counters.is_empty();
        let mut shown: Vec<ClaimIndex> = claims.iter().copied().take(CLAIMS).collect();
        shown.sort_by_key(|c| view.judgement(*c).status as usize);
        SpeakerItem {
            speaker: view.speaker(*index),
            answered: claims.iter().any(answered),
            claims: shown.into_iter().map(|c| view.claim(c)).collect(),
            more: claims.len() > CLAIMS,
        }
    };
    SpeakersContext {
        common,
        pager: pager(view, &address::speakers(""), n, all.len()),
        speakers: cut(all, n).iter().map(item).collect(),
    }
}
