//! The pages that show the article itself: the whole of it, or a section each.
//!
//! In go an article and what its page shows of it; out comes the context of the page, with the
//! marks woven in and each note placed after the outermost block in which its claim ends, or before
//! it where a claim that began later ends first.

use crate::draw::weave::{Thread, Woven, weave};
use crate::markdown::labels::{MarkupLabel, relabelled};
use crate::markdown::text::PlainText;
use crate::markdown::{MarkdownNode, NodeKind, Patches};
use crate::model::Layout;
use crate::model::address;
use crate::publish::contents::Contents;
use crate::publish::press::{Page, Press, Rendered};
use crate::publish::view::common::{Common, NavLink, Pager};
use crate::publish::view::descriptions;
use crate::publish::view::heads::{byline, unpublished};
use crate::publish::view::lists::{newest_first, pages, span};
use crate::publish::view::pager::pager;
use crate::publish::view::parts::*;
use crate::publish::view::seen::View;
use crate::resolve::Site;
use crate::resolve::{Anchor, Article, ClaimIndex, Place};
use crate::source::FileId;
use crate::theme::markup::escape;
use crate::theme::words::direction;
use ahash::{HashMap, HashSet};
use pulldown_cmark::Event;
use serde::Serialize;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};
use std::ops::Range;

/// All of them.
pub fn all(contents: &Contents) -> Vec<Box<dyn Page>> {
    let mut all: Vec<Box<dyn Page>> = Vec::new();
    for (i, article) in contents.site.articles.iter().enumerate() {
        let sections = article.sections.len();
        match article.layout {
            Layout::Page => all.push(Box::new(ArticlePage(i, ArticlePart::Whole))),
            Layout::Sections => {
                let fronts = (1..=pages(sections)).map(ArticlePart::Front);
                let parts = fronts.chain((0..sections).map(ArticlePart::Section));
                all.extend(parts.map(|part| Box::new(ArticlePage(i, part)) as Box<dyn Page>));
            }
        }
    }
    all
}

/// A page of an article.
#[derive(Debug)]
pub struct ArticlePage(usize, ArticlePart);

impl Page for ArticlePage {
    fn template(&self) -> &'static str {
        match self.1 {
            ArticlePart::Section(_) => "section.html",
            ArticlePart::Whole | ArticlePart::Front(_) => "article.html",
        }
    }

    fn path(&self, site: &Site) -> String {
        let article = &site.articles[self.0];
        match self.1 {
            ArticlePart::Section(s) => address::section(&article.prefix, &article.sections[s].slug),
            ArticlePart::Front(n) => address::nth(&address::article(&article.prefix), n),
            ArticlePart::Whole => address::article(&article.prefix),
        }
    }

    fn files(&self, site: &Site) -> Vec<FileId> {
        let article = &site.articles[self.0];
        match self.1 {
            ArticlePart::Section(s) => vec![article.sections[s].file],
            ArticlePart::Whole | ArticlePart::Front(_) => {
                article.sections.iter().map(|s| s.file).chain([article.file]).collect()
            }
        }
    }

    fn render(&self, press: &Press, path: &str) -> Rendered {
        let Self(i, part) = *self;
        let article = &press.site().articles[i];
        let (kind, section, n) = match part {
            ArticlePart::Section(s) => ("section", Some(s), 1),
            ArticlePart::Front(n) => ("article", None, n),
            ArticlePart::Whole => ("article", None, 1),
        };
        let title = section.and_then(|s| article.sections[s].title.as_deref());
        let description = descriptions::article(press.view(path, Some(i)), i, section);
        let title = title.unwrap_or(&article.title);
        let about = press.page_of(kind, title, Some(i), n, description);
        press.page(self, path, about, |view, common| context(view, i, part, common))
    }
}

/// What a page shows of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArticlePart {
    /// Title, standfirst and all sections.
    Whole,
    /// Title, standfirst and a list of sections. Of a long list, each page is a part, by its number
    /// from 1; the further ones have no standfirst and mark nothing.
    Front(usize),
    /// One section.
    Section(usize),
}

impl ArticlePart {
    /// The places that it shows, in order.
    fn places(self, article: &Article) -> impl Iterator<Item = Place> {
        let sections = match self {
            Self::Front(_) => 0..0,
            _ => self.sections(article),
        };
        let heads = [Place::Title, Place::Standfirst].into_iter().filter(move |p| self.shows(*p));
        heads.chain(sections.flat_map(|i| [Place::SectionTitle(i), Place::Section(i)]))
    }

    /// The sections that it shows or lists.
    fn sections(self, article: &Article) -> Range<usize> {
        let all = article.sections.len();
        match self {
            Self::Whole => 0..all,
            Self::Front(n) => span(all, n),
            Self::Section(i) => i..i + 1,
        }
    }

    /// True where the article begins with it.
    fn begins(self) -> bool {
        matches!(self, Self::Whole | Self::Front(1))
    }

    fn shows(self, place: Place) -> bool {
        match (self, place) {
            (Self::Whole, _) => true,
            (Self::Section(i), Place::SectionTitle(j) | Place::Section(j)) => i == j,
            (Self::Front(_), Place::SectionTitle(_) | Place::Section(_)) => false,
            _ => self.begins(),
        }
    }
}

/// A top-level block of a section, and the notes of the claims that end in it.
#[derive(Debug, Clone, Serialize)]
pub struct Block {
    /// The block with its marks and markers.
    pub html: String,
    /// The notes, in the order of their markers.
    pub notes: Vec<Note>,
}

/// A section of the article.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleSection {
    /// Its number among all sections, from 1.
    pub n: usize,
    /// Its id on the page.
    pub id: String,
    /// Ids that it had on the page before.
    pub old_ids: Vec<String>,
    /// Its title, from the front matter.
    pub title: Option<String>,
    /// The same with its marks.
    pub title_html: Option<String>,
    /// Its language, where it differs from the article's.
    pub language: Option<String>,
    /// `rtl` or `ltr`, where the language is stated.
    pub dir: Option<&'static str>,
    /// True where it is a draft, which the preview alone shows.
    pub draft: bool,
    /// Its content; empty on the front page of an article with a page a section.
    pub blocks: Vec<Block>,
    /// Address of its page, where each section has one.
    pub href: Option<String>,
    /// How many claims are marked in it.
    pub claims: usize,
}

/// An entry of the endnotes.
#[derive(Debug, Clone, Serialize)]
pub struct EndNote {
    /// The claim.
    pub claim: ClaimItem,
    /// Its evidence in full.
    pub cards: Vec<Card>,
    /// What answers it.
    pub counters: Vec<CounterLine>,
}

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
    pub unanchored: Vec<ClaimItem>,
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
    /// `#c-ID`.
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
    pub original: Option<SourceRef>,
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

/// A correction of the article.
#[derive(Debug, Clone, Serialize)]
pub struct Correction {
    /// When.
    pub date: ShownDate,
    /// What.
    pub text: String,
}

/// Builds the context of a page.
fn context(view: View, index: usize, part: ArticlePart, common: Common) -> ArticleContext {
    let article = &view.site.articles[index];
    let marks = Marks::on(view, article, part);
    let mut notes: Vec<Note> =
        marks.claims.iter().enumerate().map(|(i, c)| note(view, *c, i)).collect();
    for i in 0..notes.len() {
        let link =
            |n: &Note| NoteLink { href: format!("#n-{}", n.claim.id), name: n.claim.name.clone() };
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
    // The page of a section has the section's title in its head.
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
    // In the order of their marks, also where an inner claim ends first.
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
            published: article.published.as_ref().map(|d| view.date(d)),
            annotated_by: article.annotated_by.clone(),
            original: article.original.map(|s| view.source(s)),
            language: article.language.clone(),
            dir: direction(&article.language),
            tongue: view.tongue(&article.language),
            rights: article.rights.clone(),
            corrections: newest_first(&article.corrections, |(day, _)| day)
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
        endnotes: marks.claims.iter().map(|c| endnote(view, *c)).collect(),
        unanchored: match part.begins() {
            true => article.unanchored.iter().map(|c| view.claim(*c)).collect(),
            false => Vec::new(),
        },
        previous,
        next,
        up,
    }
}

/// The claims that a page marks, in order, and the threads that mark them.
struct Marks<'m> {
    claims: Vec<ClaimIndex>,
    threads: HashMap<Place, Vec<PlacedThread>>,
    view: View<'m>,
}

struct PlacedThread {
    thread: Thread,
    /// Position of the claim on the page.
    claim: usize,
    /// True for the claim's first place on the page, where its note stands.
    first: bool,
}

impl<'m> Marks<'m> {
    fn on(view: View<'m>, article: &Article, part: ArticlePart) -> Self {
        let anchors: Vec<(ClaimIndex, Anchor)> = part
            .places(article)
            .flat_map(|place| article.marks.get(&place).into_iter().flatten())
            .cloned()
            .collect();
        let mut marks = Self { claims: Vec::new(), threads: HashMap::default(), view };
        let mut places: HashMap<ClaimIndex, (usize, usize)> = HashMap::default();
        let lanes = lanes(&anchors);
        for ((claim, anchor), lane) in anchors.iter().zip(lanes) {
            let claim = *claim;
            let (position, count) = *places
                .entry(claim)
                .and_modify(|(_, count)| *count += 1)
                .or_insert((marks.claims.len(), 1));
            if count == 1 {
                marks.claims.push(claim);
            }
            let thread = marks.thread(claim, anchor, lane, position, count);
            let placed = PlacedThread { thread, claim: position, first: count == 1 };
            marks.threads.entry(anchor.place).or_default().push(placed);
        }
        marks
    }

    /// Ids, keys and numbers need no escaping: they are made of letters, digits and hyphens.
    fn thread(
        &self,
        claim: ClaimIndex,
        anchor: &Anchor,
        lane: usize,
        position: usize,
        count: usize,
    ) -> Thread {
        let status = self.view.status(claim);
        let claim = self.view.site.claim(claim);
        let c = position + 1;
        let n = claim.number.unwrap_or(c);
        let class = match lane {
            0 => "claim".to_owned(),
            lane => format!("claim lane-{}", lane.min(4)),
        };
        let more = format!("<mark class=\"{class}\" data-s=\"{}\" data-c=\"{c}\"", status.key);
        let id = match count {
            1 => claim.id.to_string(),
            count => format!("{}--{count}", claim.id),
        };
        let label = self
            .view
            .words
            .say("note-is", [("n", n.into()), ("status", status.label.to_lowercase().into())]);
        let label = escape(&label);
        // Links to the mark under an id that the claim had before still arrive.
        let old: String = match count {
            1 => claim
                .details
                .aliases
                .iter()
                .map(|a| format!("<span id=\"c-{}\"></span>", a.value))
                .collect(),
            _ => String::new(),
        };
        Thread {
            range: anchor.range.clone(),
            node: anchor.image,
            first: format!("{old}{more} id=\"c-{id}\" aria-details=\"n-{}\">", claim.id),
            more: format!("{more}>"),
            marker: format!(
                "<a class=\"marker\" id=\"r-{id}\" href=\"#n-{}\" role=\"doc-noteref\" data-s=\"{}\" data-c=\"{c}\" data-n=\"{n}\" aria-label=\"{label}\"></a>",
                claim.id, status.key
            ),
        }
    }

    fn weave(
        &self,
        nodes: &[MarkdownNode],
        patches: &Patches,
        text: &PlainText,
        place: Place,
    ) -> Woven {
        let none = Vec::new();
        let placed = self.threads.get(&place).unwrap_or(&none);
        let threads: Vec<Thread> = placed.iter().map(|p| p.thread.clone()).collect();
        let mut woven = weave(nodes, patches, text, &threads);
        for (_, ended) in &mut woven.cuts {
            // From threads to the claims whose notes stand here.
            *ended = ended.iter().filter(|t| placed[**t].first).map(|t| placed[*t].claim).collect();
        }
        woven
    }

    /// Weaves a line of text.
    fn line(&self, line: &str, text: &PlainText, place: Place, part: ArticlePart) -> Woven {
        let event = Event::Text(line.to_owned().into());
        let nodes = [MarkdownNode { event, kind: NodeKind::Text, range: 0..line.len() }];
        if part.shows(place) {
            self.weave(&nodes, &Patches::new(), text, place)
        } else {
            weave(&nodes, &Patches::new(), text, &[])
        }
    }
}

/// For each anchor, sorted by place and start: the first of the underlines, one below another,
/// that no overlapping anchor uses.
fn lanes(anchors: &[(ClaimIndex, Anchor)]) -> Vec<usize> {
    let mut lanes = Vec::with_capacity(anchors.len());
    // Lanes that are in use, by where their anchors end, and those that are free again.
    let mut open: BinaryHeap<Reverse<(usize, usize)>> = BinaryHeap::new();
    let mut free: BTreeSet<usize> = BTreeSet::new();
    let mut before: Option<&Anchor> = None;
    for (_, anchor) in anchors {
        if before.is_some_and(|before| before.place != anchor.place) {
            open.clear();
            free.clear();
        }
        before = Some(anchor);
        while let Some(Reverse((end, lane))) = open.peek().copied()
            && end <= anchor.range.start
        {
            open.pop();
            free.insert(lane);
        }
        // Those below the highest in use are in use or free.
        let lane = free.pop_first().unwrap_or(open.len());
        open.push(Reverse((anchor.range.end, lane)));
        lanes.push(lane);
    }
    lanes
}

fn note(view: View, index: ClaimIndex, position: usize) -> Note {
    let claim = view.site.claim(index);
    Note {
        claim: view.claim(index),
        c: position + 1,
        dense: false,
        evidence: view.evidence(claim),
        counters: view.counters(&claim.counters),
        previous: None,
        next: None,
    }
}

fn endnote(view: View, index: ClaimIndex) -> EndNote {
    let claim = view.site.claim(index);
    EndNote {
        claim: view.claim(index),
        cards: view.cards(index, |_| true),
        counters: view.counters(&claim.counters),
    }
}

fn section(
    view: View,
    article: &Article,
    index: usize,
    part: ArticlePart,
    marks: &Marks,
    notes: &mut [Option<Note>],
) -> ArticleSection {
    let section = &article.sections[index];
    let place = Place::Section(index);
    let front = matches!(part, ArticlePart::Front(_));
    let title = section_title(article, index, part, marks);
    // Notes on the title come right after it.
    let ended = title.iter().flat_map(|title| title.cuts.iter()).flat_map(|(_, claims)| claims);
    let mut here: Vec<Note> = ended.filter_map(|claim| notes[*claim].take()).collect();
    here.sort_by_key(|n| n.c);
    let first = (!here.is_empty()).then(|| Block { html: String::new(), notes: here });
    let blocks = if front {
        Vec::new()
    } else {
        let document = &section.document;
        let patches = patches(view, section);
        let body = blocks(marks.weave(&document.nodes, &patches, &document.text, place), notes);
        first.into_iter().chain(body).collect()
    };
    ArticleSection {
        n: index + 1,
        id: section.id.clone(),
        old_ids: section.old_ids.clone(),
        title: section.title.clone(),
        title_html: title.map(|title| title.html),
        draft: section.draft,
        dir: section.language.as_deref().map(direction),
        language: section.language.clone(),
        blocks,
        href: front.then(|| view.link(&address::section(&article.prefix, &section.slug))),
        claims: [Place::SectionTitle(index), place]
            .iter()
            .filter_map(|place| article.marks.get(place))
            .flat_map(|marks| marks.iter().map(|(claim, _)| claim))
            .collect::<HashSet<_>>()
            .len(),
    }
}

/// The title of a section with its marks.
fn section_title(
    article: &Article,
    index: usize,
    part: ArticlePart,
    marks: &Marks,
) -> Option<Woven> {
    let section = &article.sections[index];
    let title = section.title.as_ref()?;
    Some(marks.line(title, &section.title_text, Place::SectionTitle(index), part))
}

/// What stands in the place of nodes: links and images as they were resolved, and what footnotes,
/// alerts and task markers are called in the language of the page.
fn patches<'s>(view: View, section: &'s crate::resolve::Section) -> Cow<'s, Patches> {
    if view.words.are_first() {
        return Cow::Borrowed(&section.patches);
    }
    let words = view.words;
    let say = |label: MarkupLabel| match label {
        MarkupLabel::Alert(kind) => words.get(&format!("alert-{kind}")),
        MarkupLabel::Footnote(n) => words.say("footnote", [("n", n.into())]),
        MarkupLabel::Back => words.get("back"),
        MarkupLabel::Task(done) => words.get(if done { "done" } else { "not-done" }),
    };
    let mut patches = section.patches.clone();
    for (i, node) in section.document.nodes.iter().enumerate() {
        if let Some(event) = relabelled(&node.event, say) {
            patches.entry(i).or_insert(event);
        }
    }
    Cow::Owned(patches)
}

/// Cuts a woven document where notes go.
fn blocks(woven: Woven, notes: &mut [Option<Note>]) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(woven.cuts.len() + 1);
    let mut at = 0;
    for (end, claims) in woven.cuts {
        // Notes stand in the order of their marks, because each hangs from the one before it: one
        // whose claim goes on into the next block comes here, where a claim inside it has ended.
        let begun = claims.into_iter().max().map_or(0, |last| last + 1);
        let mut here: Vec<Note> = notes[..begun].iter_mut().filter_map(Option::take).collect();
        let dense = here.len() > 2;
        here.iter_mut().for_each(|n| n.dense = dense);
        blocks.push(Block { html: woven.html[at..end].trim_end().to_owned(), notes: here });
        at = end;
    }
    if !woven.html[at..].trim().is_empty() {
        blocks.push(Block { html: woven.html[at..].trim_end().to_owned(), notes: Vec::new() });
    }
    blocks
}
