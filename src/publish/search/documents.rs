//! Lists the search results: each claim, source, speaker, article and section as an entry, with the
//! words by which it is found.
//!
//! In go a view of the site from the search page; out come [`SearchEntry`]s. Only text of published
//! pages is included. The same functions leave out here what pages leave out, such as the passages
//! of a confidential source and speakers who are only in drafts.

use crate::markdown::Remark;
use crate::model::Layout;
use crate::model::address;
use crate::publish::view::parts::ClaimItem;
use crate::publish::view::places::page_of;
use crate::publish::view::seen::View;
use crate::publish::view::short::short;
use crate::resolve::{ClaimIndex, Place, Site, SourceIndex, SpeakerIndex};
use crate::theme::words::direction;
use crate::theme::words::letters::isolated;
use serde::Serialize;
use std::borrow::Cow;

/// The maximum length of the words of an entry, in characters. The page has the full text.
const SHOWN: usize = 240;

/// The length of the excerpt of a section, in characters.
const BEGINNING: usize = 160;

/// The subject of an entry.
#[derive(Debug, Clone, Copy)]
pub enum Subject {
    Speaker(SpeakerIndex),
    Claim(ClaimIndex),
    Source(SourceIndex),
    Article(usize),
    Section(usize, usize),
}

/// All subjects. Among equal results, the order here decides.
pub fn subjects(site: &Site) -> Vec<Subject> {
    let mut all: Vec<Subject> = site.shown_speakers().map(Subject::Speaker).collect();
    all.extend((0..site.claims.len()).map(|i| Subject::Claim(ClaimIndex(i))));
    all.extend(site.shown_sources().map(Subject::Source));
    for (a, article) in site.articles.iter().enumerate() {
        all.push(Subject::Article(a));
        all.extend((0..article.sections.len()).map(|s| Subject::Section(a, s)));
    }
    all
}

/// A search result, as the script reads it.
#[derive(Debug, Default, Serialize)]
pub struct IndexLine {
    /// `claim`, `source`, `speaker`, `article` or `section`.
    pub kind: &'static str,
    /// Path of the page from the root of the output.
    pub href: String,
    /// The words, title or name.
    pub words: String,
    /// True if the words are quoted.
    #[serde(skip_serializing_if = "is_false")]
    pub quoted: bool,
    /// Language of the words, if it is not the page's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// `rtl` or `ltr`, if the language is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dir: Option<&'static str>,
    /// `Claim 5`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The proposition, if the words alone would mislead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub states: Option<String>,
    /// The speakers, or other brief information.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// Key and label of the status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<(&'static str, String)>,
    /// `denied by ...`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub but: Option<String>,
    /// True if the wording was changed later.
    #[serde(skip_serializing_if = "is_false")]
    pub corrected: bool,
    /// True if it is a draft, in a preview that shows them.
    #[serde(skip_serializing_if = "is_false")]
    pub draft: bool,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// A search result, and the words by which it is found.
#[derive(Debug)]
pub struct SearchEntry<'v> {
    /// Its line in the list.
    pub line: IndexLine,
    /// Its own words, which have more weight.
    pub head: Vec<Cow<'v, str>>,
    /// Further text of its page.
    pub body: Vec<Cow<'v, str>>,
}

/// The entry of `subject`.
pub fn entry<'v>(view: View<'v>, subject: Subject) -> SearchEntry<'v> {
    match subject {
        Subject::Claim(index) => claim(view, index),
        Subject::Source(index) => source(view, index),
        Subject::Speaker(index) => speaker(view, index),
        Subject::Article(index) => article(view, index),
        Subject::Section(article, index) => section(view, article, index),
    }
}

fn claim<'v>(view: View<'v>, index: ClaimIndex) -> SearchEntry<'v> {
    let claim = view.site.claim(index);
    let ClaimItem { href, name, language, dir, quoted, states, status, .. } =
        view.claim_item(index);
    let mut body: Vec<Cow<str>> = Vec::new();
    let details = &claim.details;
    let said = [details.was.as_ref(), details.checked_by.as_ref().map(|who| &who.value)];
    body.extend(said.into_iter().flatten().map(|text| Cow::Borrowed(text.as_str())));
    body.extend(details.current_finding().map(Cow::Borrowed));
    body.extend(words_of(&details.note));
    body.extend(claim.later.iter().map(|later| Cow::Borrowed(later.text.as_str())));
    let people = claim.speakers.iter().chain(&claim.via);
    body.extend(people.map(|s| Cow::Borrowed(view.site.speaker(*s).details.name.as_str())));
    for (n, citation) in claim.citations.iter().enumerate() {
        for passage in view.passages(index, n) {
            body.push(passage.text.into());
            body.extend(passage.translation.map(Cow::from));
        }
        body.extend(words_of(&citation.details.note));
    }
    let mut head = vec![Cow::Borrowed(&*claim.words)];
    head.extend(details.states.iter().map(|s| Cow::Borrowed(s.as_str())));
    let speakers = claim.speakers.iter().map(|s| view.site.speaker(*s).details.name.as_str());
    let line = IndexLine {
        kind: "claim",
        href,
        words: short(&claim.words, SHOWN),
        quoted,
        lang: language,
        dir,
        name,
        states: states.map(|s| short(&s, SHOWN)),
        about: short(&listed(view, speakers), SHOWN),
        status: Some((status.key, status.label)),
        but: status.but.map(|b| short(&b, SHOWN)),
        corrected: status.corrected,
        draft: status.draft,
    };
    SearchEntry { line, head, body }
}

/// The words of a remark.
fn words_of(note: &Option<Remark>) -> Option<Cow<'_, str>> {
    note.as_ref().map(|note| Cow::Borrowed(note.text.as_str()))
}

/// Joins names, each isolated if its direction differs.
fn listed<'t>(view: View, parts: impl Iterator<Item = &'t str>) -> String {
    let parts: Vec<_> = parts.map(|part| isolated(part, view.words.dir())).collect();
    parts.join(&view.words.get("list-comma"))
}

fn source<'v>(view: View<'v>, index: SourceIndex) -> SearchEntry<'v> {
    let item = view.source_item(index);
    let details = &view.site.source(index).details;
    let speakers = &view.site.source(index).speakers;
    let about = [item.kind, item.publisher, item.date.map(|d| d.text)];
    let mut body: Vec<Cow<str>> = about.iter().flatten().map(|t| t.clone().into()).collect();
    body.extend(details.authors.iter().map(|a| Cow::Borrowed(a.as_str())));
    body.extend(speakers.iter().map(|s| view.site.speaker(*s).details.name.as_str().into()));
    body.extend(words_of(&details.note));
    let line = IndexLine {
        kind: "source",
        href: item.source.href.clone(),
        words: short(&details.title, SHOWN),
        lang: item.source.language.clone(),
        dir: item.source.dir,
        about: short(&listed(view, about.iter().flatten().map(String::as_str)), SHOWN),
        ..IndexLine::default()
    };
    SearchEntry { line, head: vec![details.title.as_str().into()], body }
}

fn speaker<'v>(view: View<'v>, index: SpeakerIndex) -> SearchEntry<'v> {
    let details = &view.site.speaker(index).details;
    let item = view.speaker(index);
    let line = IndexLine {
        kind: "speaker",
        href: item.href.clone(),
        words: short(&details.name, SHOWN),
        about: short(details.role.as_deref().unwrap_or(""), SHOWN),
        ..IndexLine::default()
    };
    let role = details.role.iter().map(|r| Cow::Borrowed(r.as_str()));
    let body = role.chain(words_of(&details.note)).collect();
    SearchEntry { line, head: vec![details.name.as_str().into()], body }
}

fn article<'v>(view: View<'v>, index: usize) -> SearchEntry<'v> {
    let article = &view.site.articles[index];
    let line = IndexLine {
        kind: "article",
        href: view.link(&address::article(&article.prefix)),
        words: short(&article.title, SHOWN),
        lang: view.foreign(&article.language).map(str::to_owned),
        dir: view.foreign(&article.language).map(direction),
        about: short(article.standfirst.as_deref().unwrap_or(""), SHOWN),
        draft: article.unpublished.is_some(),
        ..IndexLine::default()
    };
    let body = [&article.standfirst, &article.details.byline];
    let body = body.into_iter().flatten().map(|t| Cow::Borrowed(t.as_str())).collect();
    SearchEntry { line, head: vec![article.title.as_str().into()], body }
}

fn section<'v>(view: View<'v>, index: usize, at: usize) -> SearchEntry<'v> {
    let article = &view.site.articles[index];
    let section = &article.sections[at];
    let page = page_of(article, Place::Section(at));
    // A section without a title has no heading to link to.
    let href = match article.details.layout {
        Layout::Page if section.title.is_some() => format!("{page}#{}", section.id),
        _ => page,
    };
    let text = section.document.text.text.as_str();
    let language = section.language.as_ref().unwrap_or(&article.language);
    let line = IndexLine {
        kind: "section",
        href: view.link(&href),
        words: short(section.title.as_ref().unwrap_or(&article.title), SHOWN),
        lang: view.foreign(language).map(str::to_owned),
        dir: view.foreign(language).map(direction),
        about: short(text, BEGINNING),
        draft: section.draft,
        ..IndexLine::default()
    };
    let head = section.title.iter().map(|t| Cow::Borrowed(t.as_str())).collect();
    SearchEntry { line, head, body: vec![text.into()] }
}
