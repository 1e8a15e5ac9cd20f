//! What the desk shows beside a page.
//!
//! In go the site and the path of a page; out come JSON values: claims, sources and speakers with
//! their YAML as typed, what waits, the faults, and the words of relations and kinds. Confidential
//! matter is among it: the desk is the author's, and never beyond this machine.

use super::ask::ONLY;
use super::faults::faults;
use super::opener::Opener;
use super::site::OpenSite;
use super::texts::{as_json, own_texts, texts};
use super::waits;
use crate::desk::panel::{ItemKind, ItemName, claims_of, part_of, paths_beside, tree_of};
use crate::load::{COPIES, Content, SNAPSHOTS};
use crate::model::{CounterRelation, Relation, SourceKind, address};
use crate::parse::copy::{CopyKind, words};
use crate::pipeline::Built;
use crate::preview::state::State;
use crate::resolve::{Article, ClaimIndex, Section, Site, folder_of};
use crate::source::Span;
use crate::yaml::{Node, Value};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// What a page is about.
#[derive(Debug, Default, PartialEq, Eq)]
struct ShownSubject<'p> {
    article: Option<usize>,
    claim: Option<&'p str>,
    source: Option<&'p str>,
    speaker: Option<&'p str>,
}

/// What the page at `path` is about.
fn subject<'p>(articles: &[Article], path: &'p str) -> ShownSubject<'p> {
    let of = |article: &&(usize, &Article)| path.starts_with(&article.1.prefix);
    let all: Vec<(usize, &Article)> = articles.iter().enumerate().collect();
    let article = all.iter().filter(of).max_by_key(|(_, article)| article.prefix.len());
    let prefix = article.map_or("", |(_, article)| article.prefix.as_str());
    let rest = path.strip_prefix(prefix).unwrap_or(path);
    let id = |folder: &str| {
        let file = rest.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix(".html")?;
        crate::model::is_id(file).then_some(file).filter(|id| *id != "index")
    };
    let article = article.map(|(i, _)| *i);
    ShownSubject { article, claim: id("claims"), source: id("sources"), speaker: id("speakers") }
}

/// All that the desk shows beside the page at `page`. `shown` has the numbers of its marks.
pub(super) fn state(site: &mut OpenSite, page: &str, shown: &State, opener: &Opener) -> Json {
    let articles = &site.built.site().articles;
    let subject = subject(articles, page);
    let paths = paths_beside(&site.built, subject.article);
    let seen = site.all_told(&paths);
    let built = &site.built;
    let article = subject.article.map(|i| &built.site().articles[i]);
    let language = article.map_or(built.site().config.language.as_str(), |a| a.language.as_str());
    let sections = article.map_or(Vec::new(), |article| sections(built, article, opener));
    let claims = subject.article.map_or(Vec::new(), |i| claims(built, i, shown, opener));
    let records = |name: &str| records(site, &paths, name, opener);
    let faults = faults(built, shown, opener);
    // The terminal counts them so too.
    let count: usize = shown.faults.iter().map(|fault| fault.count).sum();
    json!({
        "version": shown.version.to_string(),
        "article": article.map(article_id),
        "claim": subject.claim, "source": subject.source, "speaker": subject.speaker,
        "today": site.day.to_string(), "language": language, "seen": seen,
        "sections": sections, "texts": texts(built, article, opener), "claims": claims,
        "sources": records("sources"), "speakers": records("speakers"),
        "waits": waiting(built, article, opener), "faults": faults, "faultCount": count,
        "relations": vocabulary(Relation::ALL.iter().map(|word| word.entry())),
        "answers": vocabulary(CounterRelation::ALL.iter().map(|word| word.entry())),
        "kinds": kinds(),
        "readOnly": false,
    })
}

/// The page of something, where what is published has one.
pub(super) fn page_of(published: &Site, item: &ItemName) -> Option<String> {
    let prefix = |of: &str| of.trim_end_matches('/') == item.article;
    match item.kind {
        ItemKind::Claim => {
            let article = published.articles.iter().position(|a| prefix(&a.prefix))?;
            let mut claims = published.claims_of(article).map(|index| published.claim(index));
            claims.find(|claim| *claim.id == *item.id)?;
            Some(address::claim(&published.articles[article].prefix, &item.id))
        }
        ItemKind::Source => {
            let mut shown = published.shown_sources().map(|index| published.source(index));
            let source = shown.find(|s| *s.id == *item.id && prefix(&s.prefix))?;
            Some(address::source(&source.prefix, &item.id))
        }
        ItemKind::Speaker => {
            let mut shown = published.shown_speakers().map(|index| published.speaker(index));
            let speaker = shown.find(|s| *s.id == *item.id && prefix(&s.prefix))?;
            Some(address::speaker(&speaker.prefix, &item.id))
        }
        ItemKind::Section | ItemKind::Article => None,
    }
}

/// The name of an article: its folder, or a name for the only one.
fn article_id(article: &Article) -> &str {
    match article.prefix.trim_end_matches('/') {
        "" => ONLY,
        folder => folder,
    }
}

/// The kinds of sources, with those that are somebody's own words.
fn kinds() -> Vec<Json> {
    let mut all = vocabulary(SourceKind::ALL.iter().map(|word| word.entry()));
    for (kind, shown) in SourceKind::ALL.iter().zip(&mut all) {
        shown["own"] = kind.is_own_words().into();
    }
    all
}

fn vocabulary(
    words: impl Iterator<Item = (&'static str, &'static str, &'static str)>,
) -> Vec<Json> {
    words.map(|(key, label, about)| json!({"key": key, "label": label, "about": about})).collect()
}

fn sections(built: &Built, article: &Article, opener: &Opener) -> Vec<Json> {
    let shown = |section: &Section| {
        let part = part_of(built, &claims_of(built.files.path(section.file)));
        let title = section.title.as_deref().unwrap_or(&section.slug);
        json!({
            "id": section.slug, "title": title, "part": part,
            "yaml": own_texts(built, section.file), "editor": opener.link(&built.files, section.title_span),
        })
    };
    article.sections.iter().map(shown).collect()
}

/// The numbers of the marks of an article, as its page shows them.
fn numbers(shown: &State, article: &Article) -> BTreeMap<String, usize> {
    let Some(built) = &shown.site else { return BTreeMap::new() };
    let site = built.site();
    let here = site.articles.iter().position(|other| other.prefix == article.prefix);
    let claims = here.into_iter().flat_map(|here| site.claims_of(here));
    let numbered = claims.map(|index| site.claim(index));
    numbered.filter_map(|claim| Some((claim.id.to_string(), claim.number?))).collect()
}

/// Collects claims from the files of an article.
struct ShownClaims<'c> {
    built: &'c Built,
    numbers: BTreeMap<String, usize>,
    /// The claims that could be read, by id.
    known: BTreeMap<&'c str, ClaimIndex>,
    opener: &'c Opener<'c>,
    all: Vec<Json>,
}

/// The claims of an article with their YAML, counter-claims with an id among them.
fn claims(built: &Built, article: usize, shown: &State, opener: &Opener) -> Vec<Json> {
    let site = built.site();
    let known = site.claims_of(article).map(|index| (&*site.claim(index).id, index)).collect();
    let article = &site.articles[article];
    let numbers = numbers(shown, article);
    let mut claims = ShownClaims { built, numbers, known, opener, all: Vec::new() };
    claims.file(None, built.files.path(article.file));
    for section in article.sections.iter() {
        claims.file(Some(&section.slug), &claims_of(built.files.path(section.file)));
    }
    claims.all
}

impl ShownClaims<'_> {
    fn file(&mut self, section: Option<&str>, path: &str) {
        let files = &self.built.files;
        let Some(file) = files.find(path) else { return };
        let Some(node) = tree_of(files, file) else { return };
        let part = part_of(self.built, path);
        let Some(Value::Map(claims)) = node.entry("claims").map(|node| &node.value) else {
            return;
        };
        for (key, claim) in claims {
            self.claim(&key.name, key.span, claim, None, (section, part.as_deref()));
        }
    }

    fn claim(
        &mut self,
        id: &str,
        span: Span,
        node: &Node,
        up: Option<&str>,
        place: (Option<&str>, Option<&str>),
    ) {
        let built = self.built;
        let index = self.known.get(id).copied();
        let words = index.map(|index| built.site().claim(index).words.to_string());
        let typed = ["states", "says"].into_iter().find_map(|key| text(node, key));
        let quotes = quotes(node);
        let quoted = quotes.first().and_then(|quote| quote["exact"].as_str()).map(str::to_owned);
        let status = index.and_then(|index| built.judgements().get(index.0)).map(|j| j.status);
        self.all.push(json!({
            "id": id, "n": self.numbers.get(id), "section": place.0, "part": place.1, "up": up,
            "name": words.or(typed).or(quoted).unwrap_or_else(|| id.to_owned()), "quotes": quotes,
            "status": status.map(|status| status.key()), "label": status.map(|status| status.label()),
            "draft": text(node, "draft").is_some_and(|draft| draft == "true"),
            "editor": self.opener.link(&built.files, span), "yaml": as_json(node),
        }));
        let Some(Value::List(counters)) = node.entry("counters").map(|node| &node.value) else {
            return;
        };
        for counter in counters {
            if let Some(own) = text(counter, "id") {
                self.claim(&own, counter.span, counter, Some(id), place);
            }
        }
    }
}

fn text(node: &Node, key: &str) -> Option<String> {
    node.entry(key)?.text().map(str::to_owned)
}

/// The quotes of a claim, in the long form.
fn quotes(node: &Node) -> Vec<Json> {
    let one = |node: &Node| match &node.value {
        Value::Text(text) => Some(json!({"exact": text})),
        Value::Map(_) => Some(as_json(node)),
        _ => None,
    };
    match node.entry("quote") {
        Some(Node { value: Value::List(all), .. }) => all.iter().filter_map(one).collect(),
        Some(node) => one(node).into_iter().collect(),
        None => Vec::new(),
    }
}

/// The sources or the speakers that a page about an article can name, by id; its own come before
/// those of the site.
fn records(site: &OpenSite, paths: &[String], name: &str, opener: &Opener) -> Json {
    let built = &site.built;
    let mut all = Map::new();
    let named = paths.iter().filter(|path| path.ends_with(&format!("/{name}.yaml")));
    let mut named: Vec<&String> = named.collect();
    named.sort_by_key(|path| path.len());
    for path in named {
        let Some(file) = built.files.find(path) else { continue };
        let Some(node) = tree_of(&built.files, file) else { continue };
        let Value::Map(records) = &node.value else { continue };
        let part = part_of(built, path);
        for (key, record) in records {
            let text = |key| text(record, key);
            let mut shown = json!({
                "part": part, "name": text("title").or(text("name")),
                "editor": opener.link(&built.files, key.span), "yaml": as_json(record),
            });
            for own in ["publisher", "date", "kind", "url", "role"] {
                if let Some(value) = text(own) {
                    shown[own] = value.into();
                }
            }
            if name == "sources" {
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                shown["copy"] = copy_in(site, folder, &key.name).is_some().into();
            }
            all.insert(key.name.clone(), shown);
        }
    }
    Json::Object(all)
}

/// The saved copy of a source whose records are in `folder`: its path and its content.
fn copy_in<'s>(site: &'s OpenSite, folder: &str, id: &str) -> Option<(String, &'s Content)> {
    let paths = COPIES.iter().map(|ending| format!("{folder}/{SNAPSHOTS}/{id}.{ending}"));
    paths.into_iter().find_map(|path| {
        let content = site.tree().files.get(&path)?;
        Some((path, content))
    })
}

/// The words of the saved copy of a source, by blocks: text as it is, pages as their words.
pub(super) fn copy(site: &OpenSite, source: &str, article: Option<&str>) -> Option<Json> {
    let article = site.article(article).and_then(|i| site.built.site().articles.get(i));
    let own = article.map(|article| folder_of(&article.prefix));
    let mut folders = own.into_iter().chain([folder_of("")]);
    let (path, content) = folders.find_map(|folder| copy_in(site, &folder, source))?;
    let Content::Text(text) = content else { return None };
    let text = words(CopyKind::of(&path)?, text);
    let mut blocks: Vec<String> = vec![String::new()];
    for line in text.lines() {
        match blocks.last_mut() {
            Some(last) if line.trim().is_empty() && !last.is_empty() => blocks.push(String::new()),
            Some(last) if !line.trim().is_empty() => {
                last.push_str(if last.is_empty() { "" } else { "\n" });
                last.push_str(line);
            }
            _ => {}
        }
    }
    blocks.retain(|block| !block.is_empty());
    Some(json!({"source": source, "blocks": blocks}))
}

/// Where a saved copy of a source goes, as text: beside the file that has the source, or will have it.
pub(super) fn path_of_copy(site: &OpenSite, source: &str, article: Option<&str>) -> String {
    let built = site.built.site();
    let own = site.article(article).and_then(|i| built.articles.get(i));
    let known = built.sources.iter().find(|one| {
        *one.id == *source
            && own.is_none_or(|own| one.prefix.is_empty() || one.prefix == own.prefix)
    });
    let has = |folder: &str| site.tree().files.contains_key(&format!("{folder}/sources.yaml"));
    let (own, shared) = (own.map(|own| folder_of(&own.prefix)), folder_of(""));
    let folder = match (known, own) {
        (Some(known), _) => folder_of(&known.prefix),
        (None, Some(own)) if has(&own) || !has(&shared) => own,
        (None, _) => shared,
    };
    format!("{folder}/{SNAPSHOTS}/{source}.txt")
}

/// What waits in the files of `article`, and in those that articles share; all of it if there is none.
fn waiting(built: &Built, article: Option<&Article>, opener: &Opener) -> Vec<Json> {
    let articles = &built.site().articles;
    let elsewhere = |path: &str| {
        let is_below = |other: &Article| path.starts_with(&(folder_of(&other.prefix) + "/"));
        let of = |other: &&Article| !other.prefix.is_empty() && is_below(other);
        let owner = articles.iter().find(of);
        article.zip(owner).is_some_and(|(article, owner)| article.prefix != owner.prefix)
    };
    let shown = |wait: waits::Wait| {
        let mut shown = wait.shown(built);
        let path = wait.span().map(|span| built.files.path(span.file));
        if path.is_some_and(elsewhere) {
            return None;
        }
        let section = path.and_then(|path| {
            let stem = |path: &str| path.rsplit_once('.').map_or("", |(stem, _)| stem).to_owned();
            let sections = articles.iter().flat_map(|article| article.sections.iter());
            sections.into_iter().find(|s| stem(built.files.path(s.file)) == stem(path))
        });
        let line = wait.span().map(|span| {
            format!("{}:{}", built.files.path(span.file), built.files.position(span).line)
        });
        let heading = section.and_then(|section| section.title.clone());
        shown["id"] = wait.id.clone().into();
        shown["is_hash"] = wait.hash.clone().into();
        shown["where"] = heading.or(line).unwrap_or_default().into();
        shown["section"] = section.map(|section| section.slug.clone()).into();
        shown["editor"] = wait.span().and_then(|span| opener.link(&built.files, span)).into();
        Some(shown)
    };
    waits::all(built).into_iter().filter_map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn address_helpers_agree_with_the_subject_of_a_page() {
        let check = |path: &str, claim, source, speaker| {
            let expect = ShownSubject { article: None, claim, source, speaker };
            assert_eq!(subject(&[], path), expect, "{path}");
        };
        check("", None, None, None);
        check("index.html", None, None, None);
        check(&address::claim("", "vote"), Some("vote"), None, None);
        check(&address::claims(""), None, None, None);
        check(&address::source("", "minutes"), None, Some("minutes"), None);
        check(&address::speaker("", "mayor"), None, None, Some("mayor"));
        check("claims/looks-0.js", None, None, None);
        check("claims/../x.html", None, None, None);
    }
}
