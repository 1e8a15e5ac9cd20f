//! The contexts of the templates of an article.
//!
//! In go an article and the part of it that the page shows; out comes the context of the page:
//! head, sections, notes, endnotes, and the pages around it.

use super::blocks::{ArticleSection, section, section_title};
use super::marks::Marks;
use super::part::ArticlePart;
use crate::model::address;
use crate::publish::view::common::{Cite, Common, Embed, NavLink, Pager};
use crate::publish::view::heads::{byline, unpublished};
use crate::publish::view::lists::newest_first;
use crate::publish::view::notes::{EndNote, Note, NoteLink};
use crate::publish::view::pager::pager;
use crate::publish::view::parts::*;
use crate::publish::view::reference::Cited;
use crate::publish::view::seen::View;
use crate::resolve::{Article, Place};
use crate::theme::SharedPart;
use crate::theme::words::direction;
use serde::Serialize;

/// The article, or one section of it, as a page.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleContext {
    /// What every page gets.
    #[serde(flatten)]
    pub common: Common,
    /// The article's head.
    pub article: ArticleHead,
    /// Numbers for the whole article.
    pub coverage: Coverage,
    /// Statuses that occur on this page.
    pub filters: Vec<Filter>,
    /// The marks of this page in order.
    pub notes: Vec<NavNote>,
    /// Notes of claims made by title and standfirst.
    pub head_notes: Vec<Note>,
    /// The sections on this page, or all sections without content where each has a page.
    pub sections: Vec<ArticleSection>,
    /// Which of all sections are listed, where there are many and each has a page.
    pub pager: Option<Pager>,
    /// Claims and sources in full.
    pub endnotes: Vec<EndNote>,
    /// Claims whose words are not in the article as they were confirmed, so that nothing is marked;
    /// none on a section's page.
    pub unanchored: Vec<SharedPart<ClaimItem>>,
    /// The images on this page of which `images` in `article.yaml` says who made them.
    pub pictures: Vec<PictureCredit>,
    /// How to cite the article; none on a section's page.
    pub cite: Option<Cite>,
    /// How other sites embed the article; none on a section's page, and where the site does not offer
    /// that.
    pub embed: Option<Embed>,
    /// On a section's page: the section before.
    pub previous: Option<NavLink>,
    /// On a section's page: the section after.
    pub next: Option<NavLink>,
    /// On a section's page: the article's front page.
    pub up: Option<NavLink>,
}

/// A link to a mark, for the rail beside the text.
#[derive(Debug, Clone, Serialize)]
pub struct NavNote {
    /// Number in the article.
    pub n: usize,
    /// Address of the mark: `#c-ID`.
    pub href: String,
    /// Status.
    pub status: StatusInfo,
}

/// Title, standfirst and byline.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleHead {
    /// The title as text.
    pub title: String,
    /// The title with its marks.
    pub title_html: String,
    /// The standfirst with its marks.
    pub standfirst_html: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// When it was published.
    pub published: Option<ShownDate>,
    /// Who annotated it.
    pub annotated_by: Option<String>,
    /// The text that it retells or reprints.
    pub original: Option<SharedPart<SourceRef>>,
    /// Language tag.
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// That language, where it is not the page's.
    pub tongue: Option<Tongue>,
    /// Under which terms it may be used.
    pub rights: Option<String>,
    /// What was corrected in it.
    pub corrections: Vec<Correction>,
    /// Address of the page of all corrections and changes.
    pub corrections_href: String,
    /// `Draft` or `Under embargo`, in a preview that shows what is not published.
    pub unpublished: Option<String>,
}

/// An image, and who made it.
#[derive(Debug, Clone, Serialize)]
pub struct PictureCredit {
    /// Its caption, the text in its place, or the name of its file.
    pub name: String,
    /// Language of the name, where it is not the page's.
    pub tongue: Option<Tongue>,
    /// Who made it.
    pub credit: Option<String>,
    /// Under which terms it may be used.
    pub licence: Option<String>,
}

/// A correction of the article.
#[derive(Debug, Clone, Serialize)]
pub struct Correction {
    /// When.
    pub date: ShownDate,
    /// What.
    pub text: String,
}

/// Builds the context of a page.
pub(super) fn context(
    view: View,
    index: usize,
    part: ArticlePart,
    common: Common,
) -> ArticleContext {
    let article = &view.site.articles[index];
    let marks = Marks::on(view, article, part);
    let mut notes: Vec<Note> =
        marks.claims.iter().enumerate().map(|(i, c)| view.note(*c, i)).collect();
    for i in 0..notes.len() {
        let link = |note: &Note| NoteLink {
            href: format!("#n-{}", note.claim.id),
            name: note.claim.name.clone(),
            n: note.claim.n.unwrap_or(note.c),
        };
        notes[i].previous = i.checked_sub(1).map(|j| link(&notes[j]));
        notes[i].next = notes.get(i + 1).map(link);
    }
    let nav_notes = notes
        .iter()
        .map(|n| NavNote {
            n: n.claim.n.unwrap_or(n.c),
            href: format!("#c-{}", n.claim.id),
            status: n.claim.status.clone(),
        })
        .collect();
    let title = marks.line(&article.title, &article.title_text, Place::Title, part);
    let standfirst = article
        .standfirst
        .as_ref()
        .filter(|_| !matches!(part, ArticlePart::Front(2..)))
        .map(|s| marks.line(s, &article.standfirst_text, Place::Standfirst, part));
    let mut notes: Vec<Option<Note>> = notes.into_iter().map(Some).collect();
    // The head of a section's page shows the section's title.
    let own = match part {
        ArticlePart::Section(i) => section_title(article, i, part, &marks),
        ArticlePart::Whole | ArticlePart::Front(_) => None,
    };
    let heads = [Some(&title), standfirst.as_ref(), own.as_ref()];
    let head_ends = heads.into_iter().flatten().flat_map(|w| w.cuts.iter()).flat_map(|(_, t)| t);
    let mut head_notes: Vec<Note> = head_ends
        .copied()
        .collect::<Vec<_>>()
        .into_iter()
        .filter_map(|c| notes[c].take())
        .collect();
    // Sort by the order of the marks, even if an inner claim ends first.
    head_notes.sort_by_key(|n| n.c);
    let sections: Vec<ArticleSection> = part
        .sections(article)
        .map(|i| section(view, article, i, part, &marks, &mut notes))
        .collect();
    let pager = match part {
        ArticlePart::Front(n) => {
            pager(view, &address::article(&article.prefix), n, article.sections.len())
        }
        _ => None,
    };
    let neighbour = |i: Option<usize>| {
        let section = article.sections.get(i?)?;
        let label = section.title.clone().unwrap_or_else(|| section.slug.clone());
        let href = view.link(&address::section(&article.prefix, &section.slug));
        let tongue = view.tongue(section.language.as_ref().unwrap_or(&article.language));
        Some(NavLink { label, href, current: None, shortcut: None, tongue })
    };
    let (previous, next, up) = match part {
        ArticlePart::Section(i) => (
            neighbour(i.checked_sub(1)),
            neighbour(Some(i + 1)),
            Some(NavLink {
                label: article.title.clone(),
                href: view.link(&address::article(&article.prefix)),
                current: None,
                shortcut: None,
                tongue: view.tongue(&article.language),
            }),
        ),
        _ => (None, None, None),
    };
    ArticleContext {
        common,
        article: ArticleHead {
            title: article.title.clone(),
            title_html: title.html,
            standfirst_html: standfirst.map(|w| w.html),
            byline: byline(article),
            published: article.details.published.as_ref().map(|d| view.date(d)),
            annotated_by: article.details.annotated_by.clone(),
            original: article.original.map(|s| view.source(s)),
            language: article.language.clone(),
            dir: direction(&article.language),
            tongue: view.tongue(&article.language),
            rights: article.details.rights.clone(),
            corrections: newest_first(&article.details.corrections, |(day, _)| day)
                .into_iter()
                .map(|(day, text)| Correction { date: view.date(day), text: text.clone() })
                .collect(),
            corrections_href: view.link(&address::corrections(&article.prefix)),
            unpublished: unpublished(view, article),
        },
        coverage: view.coverage(index),
        filters: view.filters(&marks.claims),
        notes: nav_notes,
        head_notes,
        sections,
        pager,
        endnotes: marks.claims.iter().map(|c| view.endnote(*c)).collect(),
        unanchored: match part.begins() {
            true => article.standing.unanchored.iter().map(|c| view.claim(*c)).collect(),
            false => Vec::new(),
        },
        pictures: match part {
            ArticlePart::Front(_) => Vec::new(),
            _ => part.sections(article).flat_map(|i| pictures(view, article, i)).collect(),
        },
        cite: part.begins().then(|| view.cite(Cited::Article(index))),
        embed: if part.begins() { view.embed(Cited::Article(index)) } else { None },
        previous,
        next,
        up,
    }
}

/// The images of the section `index` with their makers.
fn pictures(view: View, article: &Article, index: usize) -> impl Iterator<Item = PictureCredit> {
    let tongue = view.tongue(article.language_of(Place::Section(index)));
    article.sections[index].pictures.iter().map(move |picture| PictureCredit {
        name: picture.name.clone(),
        tongue: tongue.clone(),
        credit: picture.credit.clone(),
        licence: picture.licence.clone(),
    })
}
