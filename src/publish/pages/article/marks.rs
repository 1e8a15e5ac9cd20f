//! The marks of the claims on a page of an article, with links to their notes.
//!
//! In go an article and the places that a page shows; out come the claims that it marks, in order,
//! and each text with its marks woven in, split where their notes go.

use super::part::ArticlePart;
use crate::draw::weave::{Thread, Woven, weave};
use crate::markdown::text::PlainText;
use crate::markdown::{MarkdownNode, NodeKind, Patches};
use crate::publish::view::seen::View;
use crate::resolve::{Anchor, Article, ClaimIndex, Place};
use crate::theme::markup::escape;
use ahash::HashMap;
use pulldown_cmark::Event;
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

/// The claims that a page marks, in order, and their threads.
pub(super) struct Marks<'m> {
    pub(super) claims: Vec<ClaimIndex>,
    threads: HashMap<Place, Vec<PlacedThread>>,
    view: View<'m>,
}

struct PlacedThread {
    thread: Thread,
    /// The index of the claim on the page.
    claim: usize,
    /// True for the claim's first place on the page, where its note stands.
    first: bool,
}

impl<'m> Marks<'m> {
    pub(super) fn on(view: View<'m>, article: &Article, part: ArticlePart) -> Self {
        let anchors: Vec<(ClaimIndex, Anchor)> = part
            .places(article)
            .flat_map(|place| article.standing.marks.get(&place).into_iter().flatten())
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

    /// Ids, keys and numbers need no escaping: they consist of letters, digits and hyphens.
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
        let mut class = match lane {
            0 => "claim".to_owned(),
            lane => format!("claim lane-{}", lane.min(4)),
        };
        let mut state = self.view.words.within(&status.label);
        let mut shown = String::new();
        if claim.awaits.is_some() {
            let words = self.view.words.within(&self.view.words.get("to-confirm"));
            state = format!("{state}{}{words}", self.view.words.get("list-comma"));
            let tag = escape(self.view.words.tag());
            shown = format!("<bdi class=\"awaits\" lang=\"{tag}\">{}</bdi>", escape(&words));
            class.push_str(" awaits");
        }
        let more = format!("<mark class=\"{class}\" data-s=\"{}\" data-c=\"{c}\"", status.key);
        let id = match count {
            1 => claim.id.to_string(),
            count => format!("{}--{count}", claim.id),
        };
        let label = self.view.words.say("note-is", [("n", n.into()), ("status", state.into())]);
        let label = escape(&label);
        // Links to the mark by a former id of the claim still work.
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
                "<a class=\"marker\" id=\"r-{id}\" href=\"#n-{}\" role=\"doc-noteref\" data-s=\"{}\" data-c=\"{c}\" data-n=\"{n}\" aria-label=\"{label}\">{shown}</a>",
                claim.id, status.key
            ),
        }
    }

    pub(super) fn weave(
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
            // Convert threads to the claims whose notes stand here.
            *ended = ended.iter().filter(|t| placed[**t].first).map(|t| placed[*t].claim).collect();
        }
        woven
    }

    /// Weaves a line of text.
    pub(super) fn line(
        &self,
        line: &str,
        text: &PlainText,
        place: Place,
        part: ArticlePart,
    ) -> Woven {
        let event = Event::Text(line.to_owned().into());
        let nodes = [MarkdownNode { event, kind: NodeKind::Text, range: 0..line.len() }];
        if part.shows(place) {
            self.weave(&nodes, &Patches::new(), text, place)
        } else {
            weave(&nodes, &Patches::new(), text, &[])
        }
    }
}

/// For each anchor, sorted by place and start, its underline lane: the first one that no
/// overlapping anchor uses.
fn lanes(anchors: &[(ClaimIndex, Anchor)]) -> Vec<usize> {
    let mut lanes = Vec::with_capacity(anchors.len());
    // The lanes in use, by the end of their anchors, and the free ones.
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
        // Every lane below the highest one is either in use or free.
        let lane = free.pop_first().unwrap_or(open.len());
        open.push(Reverse((anchor.range.end, lane)));
        lanes.push(lane);
    }
    lanes
}
