//! What a page says of itself to those who link to it: its description, its language, its picture.
//!
//! In go a site and its judgements; out come sentences, and [`Pictures`]: which there are, where each
//! stands, and what it says. A picture is known by the hash of its words, so that it is drawn only
//! when somebody asks for it. All words of this module are in [`say`].

use super::About;
use super::context::{Coverage, Share, SharedPicture};
use super::view::View;
use crate::address;
use crate::anchor::BARRIER;
use crate::markdown::size;
use crate::picture::{self, Words};
use crate::resolve::{Article, ClaimIndex, Site, SourceIndex, SpeakerIndex};
use crate::theme::Asset;
use std::collections::BTreeMap;

/// Longer descriptions are cut off by those who show them.
const DESCRIPTION: usize = 300;

/// The sentences of this module.
pub(super) mod say {
    use super::Coverage;

    /// How the evidence stands in an article.
    pub fn coverage(of: &Coverage) -> String {
        let s = if of.marked == 1 { "" } else { "s" };
        let checked = of.last_checked.as_ref().map(|d| format!("; last checked {}", d.text));
        format!(
            "{} marked claim{s}, {} checkable: {} with a source, {} with an independent source, {} with a counter-claim{}.",
            of.marked,
            of.checkable,
            of.sourced,
            of.independent,
            of.countered,
            checked.unwrap_or_default(),
        )
    }

    /// Who wrote an article.
    pub fn byline(who: &str) -> String {
        format!("By {who}")
    }

    /// The proposition that is checked.
    pub fn states(proposition: &str) -> String {
        format!("That is: {proposition}")
    }

    /// Words of the article.
    pub fn quoted(words: &str) -> String {
        format!("\u{201c}{words}\u{201d}")
    }

    /// What is reviewed where only the saying is judged.
    pub fn said(who: &str, words: &str) -> String {
        format!("{who} said: {words}")
    }

    /// What the page of a source holds.
    pub fn source(title: &str, publisher: Option<&str>, date: Option<&str>) -> String {
        let by = publisher.map(|p| format!(", {p}")).unwrap_or_default();
        let date = date.map(|d| format!(", {d}")).unwrap_or_default();
        format!("{title}{by}{date}: what is known of this source, and the claims that rest on it.")
    }

    /// What the page of a speaker holds.
    pub fn speaker(name: &str, role: Option<&str>) -> String {
        let role = role.map(|r| format!(", {r}")).unwrap_or_default();
        format!("{name}{role}: what they claim, and who answered them.")
    }

    /// The title of a correction in the feed.
    pub fn correction(article: &str) -> String {
        format!("Correction: {article}")
    }

    /// What the list of disputes holds.
    pub const DISPUTES: &str =
        "Each claim beside what was said against it. The two sides get the same room.";

    /// What the list of sources holds.
    pub const SOURCES: &str = "Every source by title, with the claims that rest on it.";

    /// What the list of speakers holds.
    pub const SPEAKERS: &str =
        "Who says what, who answers, and whom they answer. People are not scored.";

    /// What the page on method holds.
    pub const METHOD: &str = "A status says how the evidence cited on a claim stands today. It is derived from that evidence by rules, never typed in.";

    /// What the front page of many articles holds.
    pub const ARTICLES: &str =
        "Annotated articles: every claim links to its source and to what goes against it.";

    /// What stands at an address that something had before.
    pub const MOVED: &str = "What stood here has another address now.";

    /// What stands at an address that does not exist.
    pub const NOT_FOUND: &str = "The address may be mistyped, or the page was moved or withdrawn.";
}

/// An article, or one of its sections: the standfirst, or how the text begins, or how the evidence
/// stands.
pub fn article(article: &Article, section: Option<usize>, coverage: &Coverage) -> String {
    // What stands behind a barrier is a footnote.
    let before = |text: &str| text.split(BARRIER).next().unwrap_or("").to_owned();
    let begins = |i: usize| article.sections.get(i).map(|s| before(&s.document.text.text));
    let text = match section {
        Some(i) => begins(i),
        None => article.standfirst.clone().or_else(|| begins(0)),
    };
    let text = text.map(|text| shortened(&text)).filter(|text| !text.is_empty());
    text.unwrap_or_else(|| say::coverage(coverage))
}

/// A claim: its status, the proposition where the words alone would mislead, and what the editors
/// found, or what the status means.
pub fn claim(view: View, index: ClaimIndex) -> String {
    let details = &view.site.claim(index).details;
    let status = view.status(index);
    let but = status.but.map(|but| format!(", {but}")).unwrap_or_default();
    let states = details.states.as_deref().map(say::states);
    let found = match &details.finding {
        Some(finding) => finding.value.as_str(),
        None => status.definition,
    };
    let sentences = [Some(format!("{}{but}.", status.label)), states, Some(found.to_owned())];
    shortened(&sentences.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// A source.
pub fn source(site: &Site, index: SourceIndex) -> String {
    let details = &site.source(index).details;
    let date = details.date.as_ref().map(ToString::to_string);
    shortened(&say::source(&details.title, details.publisher.as_deref(), date.as_deref()))
}

/// A speaker.
pub fn speaker(site: &Site, index: SpeakerIndex) -> String {
    let details = &site.speaker(index).details;
    shortened(&say::speaker(&details.name, details.role.as_deref()))
}

/// A text on one line, cut between words where it is long.
pub(super) fn shortened(text: &str) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if line.chars().count() + word.chars().count() >= DESCRIPTION {
            line.push('\u{2026}');
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// A language tag as Open Graph writes it: `en`, `en_GB`.
fn locale(tag: &str) -> String {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or(tag).to_ascii_lowercase();
    let region = parts.find(|p| p.len() == 2 && p.bytes().all(|b| b.is_ascii_alphabetic()));
    match region {
        Some(region) => format!("{language}_{}", region.to_ascii_uppercase()),
        None => language,
    }
}

/// True for pages that somebody may want to share.
pub fn may(kind: &str) -> bool {
    !matches!(kind, "not-found" | "redirect")
}

/// What is told of a page where somebody shares it.
pub fn share(about: &About, language: &str, picture: Option<SharedPicture>) -> Share {
    let article = matches!(about.kind, "article" | "section");
    Share {
        title: shortened(&about.title),
        kind: if article { "article" } else { "website" },
        card: if picture.is_some() { "summary_large_image" } else { "summary" },
        locale: locale(language),
        picture,
    }
}

/// A picture in the output.
#[derive(Debug, Clone)]
struct Shown {
    path: String,
    width: usize,
    height: usize,
    alt: String,
}

/// Which picture stands for which page; none where there is no base address, because a picture is
/// named by its full address.
#[derive(Debug, Default)]
pub struct Pictures {
    /// Those to be drawn, by path.
    pub drawn: BTreeMap<String, Words>,
    site: Option<Shown>,
    articles: Vec<Option<Shown>>,
    claims: BTreeMap<ClaimIndex, Shown>,
}

impl Pictures {
    /// Plans the pictures of a site.
    pub fn new(view: View, assets: &BTreeMap<String, Asset>) -> Self {
        let mut pictures = Self::default();
        let config = &view.site.config;
        if config.base_url.is_none() {
            return pictures;
        }
        for (i, article) in view.site.articles.iter().enumerate() {
            let coverage = &view.coverages[i];
            let line = match (coverage.marked, &article.byline) {
                (0, byline) => byline.as_deref().map(say::byline).unwrap_or_default(),
                _ => say::coverage(coverage),
            };
            let path = |hash: &str| format!("{}picture-{hash}.png", article.prefix);
            let shown = pictures.draw(&config.title, &article.title, line, path);
            pictures.articles.push(shown);
        }
        if config.claim_pictures {
            for index in (0..view.site.claims.len()).map(ClaimIndex) {
                let (claim, item) = (view.site.claim(index), view.claim(index));
                let words = match (&item.states, item.quoted) {
                    (Some(states), _) => states.clone(),
                    (None, true) => say::quoted(&item.words),
                    (None, false) => item.words.clone(),
                };
                let prefix = &view.site.articles[claim.article].prefix;
                let path = |hash: &str| format!("{prefix}claims/{}-{hash}.png", claim.id);
                let line = claim_line(view, index);
                if let Some(shown) = pictures.draw(&config.title, &words, line, path) {
                    pictures.claims.insert(index, shown);
                }
            }
        }
        // The only article of a site stands for all its pages.
        if !matches!(pictures.articles[..], [Some(_)]) {
            pictures.site = pictures.of_site(view.site, assets);
        }
        pictures
    }

    /// The picture that the site names, or one with its title.
    fn of_site(&mut self, site: &Site, assets: &BTreeMap<String, Asset>) -> Option<Shown> {
        let config = &site.config;
        let named = config.picture.as_ref().and_then(|name| assets.get(&name.value));
        if let Some(asset) = named {
            let (width, height) = size::of(&asset.bytes)?;
            return Some(Shown {
                path: asset.path.clone(),
                width,
                height,
                alt: config.title.clone(),
            });
        }
        let publisher = config.publisher.clone().filter(|p| *p != config.title);
        let path = |hash: &str| format!("picture-{hash}.png");
        self.draw(&publisher.unwrap_or_default(), &config.title, String::new(), path)
    }

    /// Plans one picture; none where the letters of its title cannot be drawn. What else it says is
    /// left out where that cannot be.
    fn draw(
        &mut self,
        site: &str,
        title: &str,
        line: String,
        path: impl Fn(&str) -> String,
    ) -> Option<Shown> {
        if !picture::has(title) {
            return None;
        }
        let known = |text: &str| if picture::has(text) { text.to_owned() } else { String::new() };
        let words = Words { site: known(site), title: title.to_owned(), line: known(&line) };
        let said: Vec<&str> = [&words.title, &words.line, &words.site]
            .into_iter()
            .map(|part| part.trim_end_matches('.'))
            .filter(|part| !part.is_empty())
            .collect();
        let alt = said.join(". ");
        let path = path(&picture::name(&words));
        self.drawn.insert(path.clone(), words);
        Some(Shown { path, width: picture::WIDTH, height: picture::HEIGHT, alt })
    }

    /// The picture for a page about an article or a claim, or about neither.
    pub fn of(
        &self,
        base: Option<&url::Url>,
        article: Option<usize>,
        claim: Option<ClaimIndex>,
    ) -> Option<SharedPicture> {
        let base = base?;
        let article = match (article, self.articles.len()) {
            (None, 1) => Some(0),
            (article, _) => article,
        };
        let of_claim = claim.and_then(|claim| self.claims.get(&claim));
        let of_article = article.and_then(|i| self.articles.get(i)?.as_ref());
        let shown = of_claim.or(of_article).or(self.site.as_ref())?;
        Some(SharedPicture {
            url: format!("{base}{}", address::escaped(&shown.path)),
            width: shown.width,
            height: shown.height,
            alt: shown.alt.clone(),
        })
    }
}

/// The line below a claim's words: how its evidence stands, and what the editors found.
fn claim_line(view: View, index: ClaimIndex) -> String {
    let status = view.status(index);
    let but = status.but.map(|but| format!(", {but}")).unwrap_or_default();
    let finding = view.site.claim(index).details.finding.as_ref();
    let finding = finding.map(|f| format!(" {}", f.value)).unwrap_or_default();
    format!("{}{but}.{finding}", status.label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_written_as_open_graph_does() {
        for (tag, expect) in
            [("en", "en"), ("en-gb", "en_GB"), ("zh-Hant-TW", "zh_TW"), ("zh-Hant", "zh")]
        {
            assert_eq!(locale(tag), expect, "{tag}");
        }
    }

    #[test]
    fn long_texts_are_cut_between_words() {
        assert_eq!(shortened("one\n two"), "one two");
        let long = shortened(&"word ".repeat(100));
        assert!(long.ends_with("word\u{2026}") && long.chars().count() <= DESCRIPTION, "{long}");
    }
}
