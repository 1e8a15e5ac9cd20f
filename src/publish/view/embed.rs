//! What other sites embed of a claim or an article, and the markup that they copy for it.
//!
//! In goes the subject of a page; out come the parts of its embedded page, and an [`Embed`] for the
//! page itself. A frame does not grow with what stands in it unless a script does that. So the
//! markup has a height at which a claim is whole in a column of any width, by the number of its
//! letters.

use super::common::{Embed, EmbedMarkup};
use super::parts::{ClaimItem, CounterLine, EvidenceLine, ShownDate};
use super::reference::Cited;
use super::seen::View;
use super::short::short;
use crate::model::address;
use crate::resolve::ClaimIndex;
use crate::theme::SharedPart;
use crate::theme::markup::escape;
use serde::Serialize;

/// The maximum number of sources that are named for each relation.
const SOURCES: usize = 2;

/// The maximum length of what an embedded page is called in the markup.
const CALLED: usize = 100;

/// What a frame may do: a link opens a tab, and the page in that tab is as free as any other.
const SANDBOX: &str = "allow-popups allow-popups-to-escape-sandbox";

/// The narrowest frame in which a claim is whole, and the width at which it has two columns, in CSS
/// pixels.
const NARROW: usize = 280;
const COLUMNS: usize = 544;

/// The largest height of the frame of an article in CSS pixels. A longer list scrolls.
const ARTICLE_HEIGHT: usize = 640;

/// What is embedded of a claim.
#[derive(Debug, Clone, Serialize)]
pub struct EmbeddedParts {
    /// The claim.
    pub claim: SharedPart<ClaimItem>,
    /// The first answer to it.
    pub counter: Option<CounterLine>,
    /// How many more answers there are.
    pub more_counters: usize,
    /// Its first sources by relation.
    pub evidence: Vec<EvidenceLine>,
    /// How many more sources there are.
    pub more_sources: usize,
    /// The day of the last change.
    pub changed: Option<ShownDate>,
    /// Title of the article.
    pub article: String,
}

impl View<'_> {
    /// What is embedded of a claim.
    pub fn embedded(&self, index: ClaimIndex) -> EmbeddedParts {
        let claim = self.site.claim(index);
        let mut evidence = self.evidence(claim);
        let all: usize = evidence.iter().map(|line| line.sources.len()).sum();
        // Repetitions say nothing that other sources do not say, as in marginal notes.
        if evidence.iter().any(|line| line.relation.key != "repeats") {
            evidence.retain(|line| line.relation.key != "repeats");
        }
        for line in &mut evidence {
            line.sources.truncate(SOURCES);
        }
        let shown: usize = evidence.iter().map(|line| line.sources.len()).sum();
        let (mut counters, more_counters) = self.first_counters(claim, 1);
        EmbeddedParts {
            claim: self.claim(index),
            counter: counters.pop(),
            more_counters,
            evidence,
            more_sources: all - shown,
            changed: self.last_change(Cited::Claim(index)).map(|day| self.date(&day)),
            article: self.article(claim).title.clone(),
        }
    }

    /// How other sites embed the subject of a page; none where the site does not offer that.
    pub fn embed(&self, subject: Cited) -> Option<Embed> {
        let config = &self.site.config;
        if !config.embed {
            return None;
        }
        let say = |key, name, value: &str| self.words.say(key, [(name, value.into())]);
        let (page, title, (height, style)) = match subject {
            Cited::Claim(index) => {
                let claim = self.site.claim(index);
                let page = address::embedded_claim(&self.article(claim).prefix, &claim.id);
                let words = short(&self.said(index), CALLED);
                let style = style(&self.embedded(index), self);
                (page, say("embed-frame-claim", "words", &words), style)
            }
            Cited::Article(i) => {
                let article = &self.site.articles[i];
                let claims = article.standing.quoting().count();
                let title = short(&article.title, CALLED);
                let height = (200 + 130 * claims).min(ARTICLE_HEIGHT);
                let page = address::embedded_article(&article.prefix);
                let title = say("embed-frame-article", "article", &title);
                (page, title, (height, format!("{height}px")))
            }
        };
        let markup = config.base_url.as_ref().map(|base| {
            let frame = |sandbox: &str| {
                format!(
                    "<div style=\"container-type: inline-size; width: 100%\"><iframe src=\"{}\" title=\"{}\" height=\"{height}\" loading=\"lazy\" sandbox=\"{sandbox}\" style=\"width: 100%; height: {style}; border: 0\"></iframe></div>",
                    escape(&format!("{base}{}", address::escaped(&page))),
                    escape(&title),
                )
            };
            let script = escape(&format!("{base}{}", address::EMBED_SCRIPT));
            EmbedMarkup {
                plain: frame(SANDBOX),
                fitted: format!(
                    "{}\n<script src=\"{script}\" async></script>",
                    frame(&format!("allow-scripts {SANDBOX}"))
                ),
            }
        });
        Some(Embed { href: self.link(&page), markup })
    }
}

/// The style of a frame: high enough for a claim in a column of 280 CSS pixels, and lower where the
/// column is wider. It falls evenly, and what is embedded never falls more slowly.
fn style(of: &EmbeddedParts, view: &View) -> (usize, String) {
    let narrow = height(of, view, NARROW);
    let wide = height(of, view, COLUMNS - 1).max(height(of, view, COLUMNS)).min(narrow);
    let slope = (narrow - wide) * 100 / (COLUMNS - 1 - NARROW);
    let start = narrow + slope * NARROW / 100;
    (narrow, format!("clamp({wide}px, {start}px - {slope}cqw, {narrow}px)"))
}

/// The height of an embedded claim in a frame of so many CSS pixels across, as `static/embedded.css`
/// sets it, in a wide typeface.
fn height(of: &EmbeddedParts, view: &View, width: usize) -> usize {
    let words = view.words;
    let inner = width - 34;
    let said = |item: &ClaimItem, inner: usize| {
        let states = item.states.as_deref().map_or(0, |states| {
            let states = words.say("that-is", [("states", states.into())]);
            lines(&states, 15, inner) * 22
        });
        let who: Vec<&str> = item.by.speakers.iter().map(|who| who.within.as_str()).collect();
        let head = format!("{} {}", words.get("said-against"), who.join(", "));
        let via: Vec<&str> = item.by.via.iter().map(|who| who.within.as_str()).collect();
        let date = item.by.date.as_ref().map_or("", |date| &date.text);
        let record = format!("{} {}, {date}", words.get("via"), via.join(", "));
        let quoted = format!("\u{201c}{}\u{201d}", item.words);
        lines(&head, 17, inner) * 21
            + lines(&quoted, 15, inner) * 23
            + states
            + lines(&record, 14, inner) * 21
            + 7
    };
    let claim = |inner| said(&of.claim, inner);
    let answer = |inner| match &of.counter {
        Some(counter) => said(&counter.claim, inner) + 30,
        None => 24 + lines(&words.get("no-counter"), 14, inner) * 21,
    };
    let sides = match width >= COLUMNS {
        true => claim((inner - 24) / 2).max(answer((inner - 24) / 2)),
        false => claim(inner) + 12 + answer(inner),
    };
    let sources = of.evidence.iter().map(|line| {
        let names: Vec<&str> = line.sources.iter().map(|source| source.short.as_str()).collect();
        let own = if line.own { words.get("own-words") } else { String::new() };
        let text = format!("== {} {own} {}", line.relation.label, names.join(", "));
        lines(&text, 15, inner) * 22
    });
    let status = &of.claim.status;
    let but = status.but.as_deref().unwrap_or_default();
    let badge = if status.corrected { words.get("corrected") } else { String::new() };
    let head = format!("=== {} {but} {badge}", status.label);
    let found = of.claim.finding.as_ref().unwrap_or(&status.definition);
    let changed = of.changed.as_ref().map_or("", |changed| &changed.text);
    let changed = words.say("cite-changed", [("date", changed.into())]);
    let foot = format!("{}, {} == {changed}", view.site.config.title, of.article);
    let rows = [
        lines(&head, 23, inner) * 28,
        lines(found, 17, inner) * 25,
        sides + 22,
        sources.sum::<usize>().max(22) + if of.more_sources > 0 { 27 } else { 0 },
        27,
        lines(&foot, 14, inner) * 21,
    ];
    rows.iter().sum::<usize>() + (rows.len() - 1) * 12 + 34
}

/// The number of lines of a text in letters of `size` in a column of `width`, both in CSS pixels.
fn lines(text: &str, size: usize, width: usize) -> usize {
    // A letter takes about half of its size in a wide typeface; one of Chinese, Japanese or Korean
    // all of it, so that a line holds an even number of halves.
    let most = width * 100 / (size * 48) / 2 * 2;
    let places = |word: &str| -> usize {
        word.chars().map(|c| if u32::from(c) < 0x2e80 { 1 } else { 2 }).sum()
    };
    let (mut count, mut used) = (1, 0);
    for word in text.split_whitespace().map(places) {
        if used > 0 && used + word > most {
            count += 1;
            used = 0;
        }
        used += word;
        // A word that no line holds goes on in the next.
        count += used.saturating_sub(1) / most;
        used = (used.saturating_sub(1)) % most + 2;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn lines_of_a_column_are_counted() {
        let check = |text: &str, expect| assert_eq!(lines(text, 15, 240), expect, "{text}");
        check("one line", 1);
        check("The minutes record the vote, and nobody says otherwise.", 2);
        check(&"x".repeat(95), 3);
        check(&"\u{56fd}".repeat(31), 2);
        check(&"\u{56fd}".repeat(33), 3);
    }
}
