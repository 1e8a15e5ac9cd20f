//! Merges a later draft of a document into the article that was made of an earlier one.
//!
//! In go the later draft, the site, and what was remembered of the last import; out come the texts that change. What
//! was changed in the Markdown since stays, unless the document changed the same place: that is refused with both
//! sides. Claims stay as they are, and the guard asks about those whose words changed.

use super::claims::{self, ClaimPlan, SourceBook};
use super::drawn::{DrawnArticle, build, draw, unreadable};
use super::head::EarlierHead;
use super::held::{HeldText, text_at};
use super::hints::{self, EvidenceHint};
use super::known::KnownNow;
use super::merged;
use super::model::{DraftRemark, Manuscript};
use super::names;
use super::order;
use super::plan::{ImportPlan, imported_claims};
use super::recognize::{Recognized, recognize};
use super::record::ImportRecord;
use super::said::{self, Addition, AdditionOutcome, HeldClaims, UpdatedFiles};
use super::sections::slug_of;
use super::target::{ImportRefusal, ImportTarget, PlannedFile};
use super::unplaced::{NoPlace, Unplaced};
use crate::desk::annotate::{FoundWords, PlannedQuote, WordSearch, sentence_at};
use crate::import::text::in_one_line;
use crate::load::Tree;
use crate::pipeline::Built;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The folder of the article that an update is meant for, within `content/`, with a slash at its end.
///
/// # Errors
/// There is no such article.
pub fn article_of(tree: &Tree, article: Option<&str>) -> Result<String, ImportRefusal> {
    let has = |path: &str| tree.files.contains_key(path);
    let mut ids = tree.files.keys().filter_map(|path| {
        path.strip_prefix("content/")?.strip_suffix("/article.yaml").filter(|id| !id.contains('/'))
    });
    let only = ids.next().filter(|_| ids.next().is_none()).map(|id| format!("`--article {id}`"));
    let refuse = |reason: String| ImportRefusal {
        reason,
        help: format!(
            "name the article that the document became with {}",
            only.as_deref().unwrap_or("`--article`")
        ),
    };
    match article {
        Some(id) if has(&format!("content/{id}/article.yaml")) => Ok(format!("{id}/")),
        None if has("content/article.yaml") => Ok(String::new()),
        Some(id) => Err(refuse(format!("there is no article `{id}`"))),
        None => Err(refuse("the site has no article in `content/` itself".to_owned())),
    }
}

/// Plans the update of the article in the folder `prefix`.
///
/// # Errors
/// What is in the way: the record is missing, a section is gone, or both sides changed one place.
pub fn update(
    manuscript: Manuscript,
    target: &ImportTarget,
    prefix: &str,
    record: &ImportRecord,
) -> Result<ImportPlan, ImportRefusal> {
    let at = |name: &str| format!("content/{prefix}{name}");
    let bare = without_article(target.tree, prefix);
    // Pictures, and an article without a title, are called after the document that was first imported.
    let name = if record.name.is_empty() { target.name } else { &record.name };
    let alone = ImportTarget { tree: &bare, name, ..target.clone() };
    let head = text_at(target.tree, &at(order::HEAD))?;
    let earlier =
        EarlierHead::of(record, target.name, head.as_ref().map(|held| held.text.as_str()));
    let drawn = draw(
        manuscript,
        &alone,
        prefix,
        record.pictures.clone(),
        Some(&earlier),
        |parts, is_same| {
            names::keep(parts, record, &own_addresses(target.tree, prefix, record), is_same);
        },
    )?;
    let (texts, merged) = merged::merge(&drawn, target, prefix, record)?;
    let built = build(target, &merged);
    let article = built.site().articles.iter().position(|article| article.prefix == prefix);
    let Some(article) = article else { return Err(unreadable(&built)) };
    let (placed, mut unplaced) = drawn.place_remarks();
    let mut files = UpdatedFiles { tree: target.tree, new: merged.into_iter().collect() };
    let held = HeldClaims::of(&files, prefix);
    let (mut new, mut more) = (Vec::new(), Vec::new());
    let mut known_now = KnownNow::of(record, drawn.remarks());
    let left = words_of_sections_that_left(&drawn, target, prefix, record);
    for (plan, of) in recognize(placed, record) {
        let is_back = plan.home.is_some_and(|section| {
            !record.texts.contains_key(&format!("{}.md", drawn.parts[section].stem))
        });
        let of = match of {
            Recognized::Known(of) => Some(of),
            Recognized::New => None,
            Recognized::Unsure => {
                unplaced.extend(plan.remarks.iter().map(|r| Unplaced::of(r, NoPlace::Unsure)));
                continue;
            }
        };
        let (claim, said) = match of {
            None => (None, Vec::new()),
            Some(of) => (held.of_remark(of, record), unsaid(&plan, &of.note)),
        };
        let begins = match (of, claim) {
            (Some(of), Some(claim)) => {
                known_now.hears(of, &claim.id, &plan);
                more.extend((!said.is_empty()).then_some((plan, of, claim, said)));
                continue;
            }
            (Some(of), None) if !is_back && !left.iter().any(|text| text.contains(&of.words)) => {
                if said.is_empty() {
                    known_now.hears(of, &of.claim, &plan);
                    continue;
                }
                if !held.is_whole {
                    unplaced.extend(plan.remarks.iter().map(|r| Unplaced::of(r, NoPlace::Taken)));
                    continue;
                }
                // Its claim was taken out of the site; what is new begins another.
                let is_new =
                    |remark: &&DraftRemark| hints::said(remark).iter().any(|w| said.contains(w));
                let remarks = plan.remarks.iter().filter(is_new).cloned().collect();
                ClaimPlan { remarks, ..plan.clone() }
            }
            _ => plan.clone(),
        };
        match replaced(&begins, &built, article, &drawn, &texts) {
            Ok(begins) => new.push((begins, plan, of)),
            Err(why) => unplaced.extend(begins.remarks.iter().map(|r| Unplaced::of(r, why))),
        }
    }
    let path_of = |home: Option<usize>| match home {
        Some(section) => claims_path(&built, article, section),
        None => at(order::HEAD),
    };
    let mut sources = SourceBook::of((&built, article));
    let mut named = Vec::new();
    let mut renewed = Vec::new();
    let gone = known_now.gone();
    for (plan, of, claim, said) in more {
        let evidence = claims::evidence_of(&plan.remarks).into_iter();
        let (known, cited): (Vec<_>, Vec<_>) =
            evidence.partition(|hint| hints::names(&of.note, &hint.url));
        // What a source is said to do may have turned into its opposite, and the claim cites it as before.
        let is_turned = |hint: &EvidenceHint| {
            hint.relation.is_some() && hints::relation_in(&of.note, &hint.url) != hint.relation
        };
        let turned = sources.cite(known.into_iter().filter(is_turned).collect());
        named.extend(claims::named_sources(&claim.id, &turned));
        let cited = sources.cite(cited);
        let addition = Addition { claim, said, gone: &gone, cited };
        match said::add(&addition, &mut files, &mut named) {
            AdditionOutcome::Written => renewed.push(claim.id.clone()),
            AdditionOutcome::There => {}
            AdditionOutcome::Refused => {
                known_now.forgets(of, &claim.id);
                let is_new = |remark: &&DraftRemark| {
                    hints::said(remark).iter().any(|w| addition.said.contains(w))
                };
                let remarks = plan.remarks.iter().filter(is_new);
                unplaced.extend(remarks.map(|r| Unplaced::of(r, NoPlace::Taken)));
            }
        }
    }
    let text_of = |home: Option<usize>| {
        let path = path_of(home);
        let text = match files.new.get(&path) {
            Some(bytes) => Some(HeldText::of(&String::from_utf8_lossy(bytes))),
            None => text_at(target.tree, &path)?,
        };
        Ok((path, text.unwrap_or_default()))
    };
    let begun: Vec<ClaimPlan> = new.iter().map(|(begins, ..)| begins.clone()).collect();
    let written = claims::write(&begun, (&built, article), &mut sources, text_of)?;
    named.extend(written.named);
    for ((_, plan, of), id) in new.iter().zip(&written.ids) {
        match of {
            Some(of) => known_now.hears(of, id, plan),
            None => known_now.begins(id, plan),
        }
    }
    let mut imported = Vec::new();
    for file in written.files {
        imported.extend(imported_claims(&file, &file.path));
        files.new.insert(file.path.clone(), file.bytes());
    }
    let mut files = files.new;
    files.extend(sources.file(prefix, target.tree)?);
    let gone = known_now.listed(&held);
    // A picture that was imported earlier is the author's by now; only one that is named and gone comes back.
    let is_wanted = |path: &str| {
        let is_known =
            record.pictures.iter().any(|known| path.ends_with(&format!("/{}", known.name)));
        let is_named = || texts.values().any(|text| text.contains(path));
        !is_known || (!target.tree.files.contains_key(path) && is_named())
    };
    let pictures = drawn.files.into_iter().filter(|(path, _)| path.starts_with("static/"));
    files.extend(pictures.filter(|(path, _)| is_wanted(path)));
    files.retain(|path, bytes| target.tree.files.get(path).is_none_or(|there| !there.is(bytes)));
    let merged: Vec<String> =
        files.keys().filter(|path| target.tree.files.contains_key(*path)).cloned().collect();
    let remarks = known_now.remarks;
    let record = ImportRecord {
        name: name.to_owned(),
        choices: target.choices,
        texts: drawn.texts,
        pictures: drawn.known_pictures,
        remarks,
    };
    let mut files: Vec<PlannedFile> = files.into_iter().collect();
    files.extend(record.files(prefix));
    Ok(ImportPlan {
        sections: drawn.parts.len(),
        claims: imported,
        sources: sources.ids(),
        untitled: sources.untitled,
        published: sources.published,
        named,
        pictures: drawn.pictures,
        unplaced,
        passed: drawn.passed,
        files,
        merged,
        renewed,
        gone,
    })
}

/// What the sections said that are in the document no more, nor in the site: their claims went with them, and nobody
/// took these out for themselves.
fn words_of_sections_that_left(
    drawn: &DrawnArticle,
    target: &ImportTarget,
    prefix: &str,
    record: &ImportRecord,
) -> Vec<String> {
    let is_gone = |name: &str| {
        let path = format!("content/{prefix}{name}");
        !drawn.texts.contains_key(name) && !target.tree.files.contains_key(&path)
    };
    let gone = record.texts.iter().filter(|(name, _)| is_gone(name));
    gone.map(|(_, text)| in_one_line(&names::shown_text(text))).collect()
}

/// What remarks say, and did not say in `note`.
fn unsaid(plan: &ClaimPlan, note: &str) -> Vec<String> {
    let all = plan.remarks.iter().flat_map(hints::said);
    all.filter(|words| !said::is_said(note, words)).collect()
}

/// The site without the files of the article.
fn without_article(tree: &Tree, prefix: &str) -> Tree {
    let mut bare = tree.clone();
    let folder = format!("content/{prefix}");
    let is_own = |path: &str| match path.strip_prefix(&folder) {
        Some("sources.yaml" | "speakers.yaml") => false,
        Some(name) => !name.contains('/') || !prefix.is_empty(),
        None => false,
    };
    bare.files.retain(|path, _| !is_own(path));
    bare
}

/// The addresses of sections of the site that no import made.
fn own_addresses(tree: &Tree, prefix: &str, record: &ImportRecord) -> BTreeSet<String> {
    let folder = format!("content/{prefix}");
    let names = tree.files.keys().filter_map(|path| path.strip_prefix(&folder));
    let own = names.filter(|name| !name.contains('/') && !record.texts.contains_key(*name));
    own.filter_map(|name| name.strip_suffix(".md")).map(|stem| slug_of(stem).to_owned()).collect()
}

/// The plan of a claim in the article as it was merged.
fn replaced(
    plan: &ClaimPlan,
    built: &Built,
    article: usize,
    drawn: &DrawnArticle,
    texts: &BTreeMap<String, String>,
) -> Result<ClaimPlan, NoPlace> {
    let of = &built.site().articles[article];
    let stem = plan.home.map(|section| format!("{}.md", drawn.parts[section].stem));
    let section_at = |name: &String| {
        let is_it = |file| built.files.path(file).rsplit('/').next() == Some(name.as_str());
        of.sections.iter().position(|section| is_it(section.file))
    };
    let home = stem.as_ref().and_then(section_at);
    if plan.home.is_some() && home.is_none() {
        return Err(NoPlace::Edited);
    }
    // Nothing was changed in the Markdown: the place is the same.
    let same = stem.as_ref().is_none_or(|name| texts.get(name) == drawn.texts.get(name));
    let search = WordSearch {
        site: built.site(),
        files: &built.files,
        article: Some(article),
        section: home,
    };
    let mut spots = search.spots(&plan.words);
    spots.retain(|spot| spot.place.section() == home);
    let spot = match &spots[..] {
        [one] if same || stands_so(plan, one, built, drawn) => one.clone(),
        [_] | [] => return Err(NoPlace::Edited),
        several => {
            let kept = several.iter().find(|spot| same && spot.range == plan.at.1);
            kept.cloned().ok_or(NoPlace::Alike)?
        }
    };
    let quote = PlannedQuote::of(built.site(), &spot, &plan.words, home).ok_or(NoPlace::Alike)?;
    Ok(ClaimPlan {
        start: spot.range.start,
        at: (spot.place, spot.range),
        home,
        quote,
        ..plan.clone()
    })
}

/// True if the words stand in the same sentence in the article as in the document.
fn stands_so(plan: &ClaimPlan, spot: &FoundWords, built: &Built, drawn: &DrawnArticle) -> bool {
    let sentence = |built: &Built, article: usize, place, range: &Range<usize>| {
        let of = &built.site().articles[article];
        let around = sentence_at(of, place, range, &of.language);
        let text = of.text(place).text[around].split_whitespace();
        text.collect::<Vec<_>>().join(" ")
    };
    sentence(built, spot.article, spot.place, &spot.range)
        == sentence(&drawn.built, drawn.article, plan.at.0, &plan.at.1)
}

/// The file of the claims of a section.
fn claims_path(built: &Built, article: usize, section: usize) -> String {
    let path = built.files.path(built.site().articles[article].sections[section].file);
    format!("{}.yaml", path.strip_suffix(".md").unwrap_or(path))
}
