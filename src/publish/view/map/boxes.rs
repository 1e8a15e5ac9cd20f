//! Computes the text and the link of each box of a map.
//!
//! In goes the subject of a box; out come its blocks of text, which are measured before they are
//! placed.

use super::argument::BoxKind;
use crate::draw::map::{PlacedText, TextBlock};
use crate::model::address;
use crate::publish::view::seen::View;
use crate::publish::view::svg::MapBlock;
use crate::theme::words::direction;

/// The symbol of a relation or a status: the same as `--glyph` in the style sheet, which cannot add
/// text to a drawing.
pub const SIGNS: &[(&str, &str)] = &[
    ("supported", "+"),
    ("context", "*"),
    ("disputed", "\u{b1}"),
    ("contradicted", "\u{2212}"),
    ("outdated", "\u{2020}"),
    ("unsourced", "?"),
    ("unchecked", "\u{2026}"),
    ("opinion", "\u{201c}"),
    ("supports", "+"),
    ("contradicts", "\u{2212}"),
    ("qualifies", "*"),
    ("updates", "\u{bb}"),
    ("repeats", "="),
    ("denies", "\u{ac}"),
];

/// The symbol of a relation or a status, by its key.
pub(super) fn sign(key: &str) -> Option<&'static str> {
    SIGNS.iter().find(|(k, _)| *k == key).map(|(_, sign)| *sign)
}

/// A block of a box before it is measured.
pub(super) struct Draft {
    /// `label`, `title`, `words`, `aside` or `state`: its class.
    pub(super) face: &'static str,
    pub(super) sign: Option<&'static str>,
    pub(super) text: String,
    pub(super) lines: usize,
    pub(super) language: Option<String>,
    pub(super) rtl: bool,
}

impl Draft {
    /// A block in the language of the page; `rtl` is its direction.
    fn new(rtl: bool, face: &'static str, text: String, lines: usize) -> Self {
        Self { face, sign: None, text, lines, language: None, rtl }
    }

    fn in_language(self, language: Option<String>) -> Self {
        let rtl = language.as_deref().map_or(self.rtl, |l| direction(l) == "rtl");
        Self { language, rtl, ..self }
    }

    /// Its text, for the layout.
    pub(super) fn measured(&self) -> TextBlock {
        let words = match self.sign {
            Some(sign) => format!("{sign} {}", self.text),
            None => self.text.clone(),
        };
        let stretch = if matches!(self.face, "label" | "state") { 108 } else { 100 };
        TextBlock { words, stretch, lines: self.lines, rtl: self.rtl }
    }

    /// The block with its text in place.
    pub(super) fn placed(self, mut lines: Vec<PlacedText>) -> MapBlock {
        // The symbol was measured with the text; screen readers skip it.
        if let (Some(sign), Some(first)) = (self.sign, lines.first_mut())
            && let Some(rest) = first.words.strip_prefix(sign)
        {
            first.words = rest.trim_start().to_owned();
        }
        let (class, sign, language, rtl) = (self.face, self.sign, self.language, self.rtl);
        MapBlock { class, sign, language, rtl, lines }
    }
}

/// A box before it is placed.
pub(super) struct BoxDraft {
    pub(super) kind: &'static str,
    pub(super) href: String,
    pub(super) status: Option<&'static str>,
    pub(super) blocks: Vec<Draft>,
}

impl View<'_> {
    /// A block in the language of the page.
    pub(super) fn block(&self, face: &'static str, text: String, lines: usize) -> Draft {
        Draft::new(self.words.dir() == "rtl", face, text, lines)
    }

    /// The text of a box without its relation, and its link.
    pub(super) fn draft(&self, what: BoxKind) -> BoxDraft {
        match what {
            BoxKind::Claim(index) => {
                let claim = self.site.claim(index);
                let who = claim.speakers.iter().map(|s| self.site.speaker(*s).details.name.clone());
                let who: Vec<String> = who.collect();
                let text = match self.is_quoted(claim) {
                    true => self.words.say("share-quoted", [("words", (&*claim.words).into())]),
                    false => claim.words.to_string(),
                };
                let language = self.foreign(self.language(claim)).map(str::to_owned);
                let mut blocks = vec![self.block("words", text, 5).in_language(language)];
                let states = claim.details.states.clone();
                blocks.extend(states.map(|states| self.block("aside", states, 4)));
                let name = if who.is_empty() { self.name(claim) } else { self.words.join(&who) };
                blocks.push(self.block("aside", name, 2));
                let status = self.status(index);
                let state = self.block("state", self.state(&status), 3);
                blocks.push(Draft { sign: sign(status.key), ..state });
                BoxDraft {
                    kind: "claim",
                    href: self.link_to(claim),
                    status: Some(status.key),
                    blocks,
                }
            }
            BoxKind::Source(index) => {
                let source = self.source(index);
                let short = (source.short != source.title).then_some(source.short);
                let mut blocks =
                    vec![self.block("title", source.title, 4).in_language(source.language)];
                blocks.extend(short.map(|short| self.block("aside", short, 2)));
                BoxDraft { kind: "source", href: source.href, status: None, blocks }
            }
            BoxKind::More(claim, count) => {
                let of = self.site.claim(claim);
                let page = address::claim(&self.article(of).prefix, &of.id);
                let blocks =
                    vec![self.block("title", self.words.say("map-more", [("n", count.into())]), 1)];
                let href = self.link(&format!("{page}#sides"));
                BoxDraft { kind: "more", href, status: None, blocks }
            }
        }
    }
}
