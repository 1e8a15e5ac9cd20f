//! Merges a later draft of a document into the article that was made of an earlier one.
//!
//! In go the later draft, the site, and what was remembered of the last import; out come the texts that change. What
//! was changed in the Markdown since stays, unless the document changed the same place: that is refused with both
//! sides. Claims stay as they are, and the guard asks about those whose words changed.

use super::claims::{self, ClaimPlan};
use super::held::{HeldText, text_at};
use super::hints;
use super::model::Manuscript;
use super::order;
use super::places::NoPlace;
use super::plan::{
    DrawnArticle, ImportPlan, Unplaced, build, draw, imported_claims, known, unreadable,
};
use super::record::{ImportRecord, KnownRemark};
use super::sections::{self, SectionPlan, slug_of};
use super::target::{ImportRefusal, ImportTarget, NewFile};
use crate::desk::annotate::{FoundWords, PlannedQuote, WordSearch, sentence_at};
use crate::desk::merge::{MergeKind, agreed, clash, without};
use crate::load::Tree;
use crate::pipeline::Built;
use crate::yaml::edit::{self, NewValue, TreeStep};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use strsim::normalized_levenshtein;

/// The folder of the article that an update is meant for, within `content/`, with a slash at its end.
///
/// # Errors
/// There is no such article.
pub fn article_of(tree: &Tree, article: Option<&str>) -> Result<String, ImportRefusal> {
    let has = |path: &str| tree.files.contains_key(path);
    let refuse = |reason: String| ImportRefusal {
        reason,
        help: "name the article that the document became with `--article`".to_owned(),
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
    let drawn = draw(manuscript, &alone, prefix, |parts| {
        keep_names(parts, record, &own_addresses(target.tree, prefix, record));
    })?;
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    // How the files of the site are typed, whatever they say.
    let mut held: BTreeMap<String, HeldText> = BTreeMap::new();
    for (name, theirs) in &drawn.texts {
        let ours = text_at(target.tree, &at(name))?.map(HeldText::plain);
        held.extend(ours.clone().map(|ours| (name.clone(), ours)));
        let ours = ours.map(|ours| ours.text);
        let merged = match (record.texts.get(name), &ours) {
            (Some(base), Some(ours)) if name == order::HEAD => {
                merge_head([base, ours, theirs], &drawn.parts, target, prefix)?
            }
            (base, ours) => merge(&at(name), base, ours.as_deref(), theirs)?,
        };
        texts.insert(name.clone(), merged);
    }
    let gone = record.texts.keys().find(|name| !drawn.texts.contains_key(*name));
    if let Some(name) = gone.filter(|name| target.tree.files.contains_key(&at(name))) {
        return Err(ImportRefusal {
            reason: format!("the document has no section any more that is `{}`", at(name)),
            help: "see to its claims, take the file out of the site, and import again".to_owned(),
        });
    }
    let typed = |name: &str, text: &str| {
        let held = held.get(name).filter(|held| held.text != text);
        match (held, target.tree.files.get(&at(name))) {
            (Some(held), _) => held.typed(text),
            // What nothing changed stays to the byte.
            (None, Some(there)) => there.as_bytes().to_vec(),
            (None, None) => text.as_bytes().to_vec(),
        }
    };
    let merged: Vec<NewFile> =
        texts.iter().map(|(name, text)| (at(name), typed(name, text))).collect();
    let built = build(target, &merged);
    let article = built.site().articles.iter().position(|article| article.prefix == prefix);
    let Some(article) = article else { return Err(unreadable(&built)) };
    let (placed, mut unplaced) = drawn.place_remarks();
    let mut new = Vec::new();
    let mut notes: Vec<(ClaimPlan, &KnownRemark)> = Vec::new();
    let mut remembered = record.remarks.clone();
    for (plan, of) in recognize(placed, record) {
        match of {
            Some(of) => {
                for known in remembered.iter_mut().filter(|known| known.claim == of.claim) {
                    known.words.clone_from(&plan.words);
                }
                if claims::note_of(&plan) != of.note {
                    notes.push((plan, of));
                }
            }
            None => match replaced(&plan, &built, article, &drawn, &texts) {
                Ok(plan) => new.push(plan),
                Err(why) => unplaced.extend(plan.remarks.iter().map(|r| Unplaced::of(r, why))),
            },
        }
    }
    let mut files: BTreeMap<String, Vec<u8>> = merged.into_iter().collect();
    let path_of = |home: Option<usize>| match home {
        Some(section) => claims_path(&built, article, section),
        None => at(order::HEAD),
    };
    let text_of = |home: Option<usize>| {
        let path = path_of(home);
        let text = match files.get(&path) {
            Some(bytes) => Some(HeldText::of(&String::from_utf8_lossy(bytes))),
            None => text_at(target.tree, &path)?,
        };
        Ok((path, text.unwrap_or_default()))
    };
    let written = claims::write(&new, (&built, article), target.tree, text_of)?;
    let mut imported = Vec::new();
    for file in written.files {
        remembered.extend(known(&new, &file));
        imported.extend(imported_claims(&file, &file.path));
        files.insert(file.path.clone(), file.bytes());
    }
    files.extend(written.sources);
    let mut renewed = Vec::new();
    for (plan, of) in notes {
        let note = claims::note_of(&plan);
        let now = (of.claim.as_str(), of.note.as_str(), note.as_str());
        if renew_note(&built, article, now, target.tree, &mut files) {
            for known in remembered.iter_mut().filter(|known| known.claim == of.claim) {
                known.note.clone_from(&note);
            }
            renewed.push(of.claim.clone());
        } else {
            unplaced.extend(plan.remarks.iter().map(|r| Unplaced::of(r, NoPlace::Taken)));
        }
    }
    files.extend(drawn.files.into_iter().filter(|(path, _)| path.starts_with("static/")));
    files.retain(|path, bytes| target.tree.files.get(path).is_none_or(|there| !there.is(bytes)));
    let merged: Vec<String> =
        files.keys().filter(|path| target.tree.files.contains_key(*path)).cloned().collect();
    let record = ImportRecord { name: name.to_owned(), texts: drawn.texts, remarks: remembered };
    let mut files: Vec<NewFile> = files.into_iter().collect();
    files.extend(record.files(prefix));
    Ok(ImportPlan {
        sections: drawn.parts.len(),
        claims: imported,
        sources: written.new_sources,
        untitled: written.untitled,
        pictures: drawn.pictures,
        unplaced,
        passed: drawn.passed,
        files,
        merged,
        renewed,
    })
}

/// How alike words have to be to be the same, edited: from 0 to 1.
const ALIKE: f64 = 0.6;

/// Tells which claims of an earlier import the remarks of a later draft became. What says the same of the same words is
/// told first, then what begins the same; each claim is told once.
fn recognize(
    placed: Vec<ClaimPlan>,
    record: &ImportRecord,
) -> Vec<(ClaimPlan, Option<&KnownRemark>)> {
    let mut told: Vec<Option<&KnownRemark>> = vec![None; placed.len()];
    let mut used: BTreeSet<&str> = BTreeSet::new();
    for strict in [3, 2, 1, 0] {
        for (plan, told) in placed.iter().zip(&mut told).filter(|(_, told)| told.is_none()) {
            let note = claims::note_of(plan);
            let firsts: Vec<String> = plan.remarks.iter().map(hints::first_note).collect();
            let mut fits = record.remarks.iter().filter(|known| {
                let says = firsts.contains(&known.first);
                let is_about = known.words == plan.words;
                // A remark that was written anew is about the same words; words that were edited are alike.
                let fits = match strict {
                    3 => says && is_about && known.note == note,
                    2 => says && is_about,
                    1 => is_about,
                    _ => says && normalized_levenshtein(&known.words, &plan.words) > ALIKE,
                };
                fits && !used.contains(known.claim.as_str())
            });
            let Some(first) = fits.next() else { continue };
            if strict > 1 || fits.all(|other| other.claim == first.claim) {
                used.insert(&first.claim);
                *told = Some(first);
            }
        }
    }
    placed.into_iter().zip(told).collect()
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

/// Gives sections the names that they had: by their address, then what stands before the first heading, then by what
/// they say, in order. New ones get an address that none of `taken` is.
fn keep_names(parts: &mut [SectionPlan], record: &ImportRecord, taken: &BTreeSet<String>) {
    let mut old: Vec<&str> =
        record.texts.keys().filter_map(|name| name.strip_suffix(".md")).collect();
    let mut new: Vec<&mut SectionPlan> = Vec::new();
    for part in parts {
        match old.iter().position(|stem| slug_of(stem) == slug_of(&part.stem)) {
            Some(at) => part.stem = old.remove(at).to_owned(),
            None => new.push(part),
        }
    }
    let text_of = |stem: &str| record.texts.get(&format!("{stem}.md")).map_or("", String::as_str);
    new.retain_mut(|part| {
        let words = sections::words(&part.blocks);
        let is_lead = |stem: &&str| part.title.is_empty() && !text_of(stem).starts_with("---\n");
        let fits = |stem: &&str| is_lead(stem) || is_alike(&words, text_of(stem));
        let Some(at) = old.iter().position(fits) else { return true };
        part.stem = old.remove(at).to_owned();
        false
    });
    let last = record.texts.keys().filter_map(|name| {
        let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<usize>().ok()
    });
    let last = last.max().unwrap_or(0);
    for (i, part) in new.into_iter().enumerate() {
        let slug = slug_of(&part.stem).to_owned();
        let mut free = std::iter::once(slug.clone()).chain((2..).map(|n| format!("{slug}-{n}")));
        // The sequence is infinite, so one is free.
        let slug = free.find(|slug| !taken.contains(slug)).unwrap_or(slug);
        part.stem = format!("{:02}-{slug}", last + i + 1);
    }
}

/// True if at least half of the words of either text stand in the other.
fn is_alike(one: &str, other: &str) -> bool {
    let of = |text: &str| -> BTreeSet<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (one, other) = (of(one), of(other));
    let shared = one.intersection(&other).count();
    shared > 0 && shared * 2 >= one.len().min(other.len())
}

/// `article.yaml` of three: as it was imported, as it is in the site, as the document has it now.
fn merge_head(
    [base, ours, theirs]: [&str; 3],
    parts: &[SectionPlan],
    target: &ImportTarget,
    prefix: &str,
) -> Result<String, ImportRefusal> {
    let folder = format!("content/{prefix}");
    let path = format!("{folder}{}", order::HEAD);
    let refuse = |error: edit::EditRefusal| ImportRefusal {
        reason: format!("the order of the sections cannot be written into `{path}`: {error}"),
        help: "write `sections:` there as a plain list, and import again".to_owned(),
    };
    let settled =
        order::merge([base, ours, theirs], parts, target.tree, &folder).map_err(refuse)?;
    let merged = merge(&path, Some(&settled.base), Some(ours), &settled.theirs)?;
    order::with(&merged, &settled.wanted).map_err(refuse)
}

/// One text of three: as it was imported, as it is in the site, as the document has it now.
fn merge(
    path: &str,
    base: Option<&String>,
    ours: Option<&str>,
    theirs: &str,
) -> Result<String, ImportRefusal> {
    let refuse = |reason: String, help: String| Err(ImportRefusal { reason, help });
    match (base, ours) {
        (_, Some(ours)) if ours == theirs => Ok(theirs.to_owned()),
        (Some(base), Some(ours)) if base == theirs => Ok(ours.to_owned()),
        (Some(base), Some(ours)) => {
            // What both changed alike is no conflict.
            let base = &agreed(base, ours, theirs);
            // What the document changed is taken as a change of the site that is to be undone backwards.
            if let Some(merged) = without(theirs, base, ours, MergeKind::of(path)) {
                return Ok(merged);
            }
            let [site, document] = clash(base, ours, theirs).unwrap_or_default();
            let shown = |text: &str| match text.split_whitespace().collect::<Vec<_>>().join(" ") {
                text if text.is_empty() => "nothing".to_owned(),
                text => format!("`{text}`"),
            };
            refuse(
                format!("`{path}` was changed in the site and in the document, at the same place"),
                format!(
                    "the site has {}; the document has {}; write the same in both, and import again",
                    shown(&site),
                    shown(&document)
                ),
            )
        }
        (None, None) => Ok(theirs.to_owned()),
        (None, Some(_)) => refuse(
            format!("`{path}` is there already, and is not written over"),
            "give it another name".to_owned(),
        ),
        (Some(_), None) => refuse(
            format!("`{path}` was taken out of the site, and the document has it still"),
            "take the section out of the document too, or put the file back".to_owned(),
        ),
    }
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

/// Writes what a remark says by now into the `desk-note` of its claim, if that holds what it said before. Returns
/// whether it does.
fn renew_note(
    built: &Built,
    article: usize,
    (id, old, new): (&str, &str, &str),
    tree: &Tree,
    files: &mut BTreeMap<String, Vec<u8>>,
) -> bool {
    let site = built.site();
    let mut claims = site.claims_of(article).map(|index| site.claim(index));
    let Some(claim) = claims.find(|claim| *claim.id == *id) else { return false };
    let path = built.files.path(claim.span.file).to_owned();
    let held = match files.get(&path) {
        Some(bytes) => HeldText::of(&String::from_utf8_lossy(bytes)),
        None => text_at(tree, &path).ok().flatten().unwrap_or_default(),
    };
    let text = &held.text;
    let way = [TreeStep::Key("claims"), TreeStep::Key(id), TreeStep::Key("desk-note")];
    let node = crate::yaml::parse(text, crate::source::Files::default().add("", ""), 0).ok();
    let said = node.as_ref().and_then(|node| edit::value_at(node, &way[..]));
    if said.is_none_or(|said| !NewValue::Text(old.to_owned()).is(said)) {
        return false;
    }
    let edited = edit::put(text, &way, &NewValue::Text(new.to_owned()));
    match edited.ok().and_then(|edit| edit::apply(text, &[edit]).ok()) {
        Some(text) => {
            files.insert(path, held.typed(&text));
            true
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::import::manuscript::model::Inline;

    fn part(stem: &str) -> SectionPlan {
        SectionPlan { stem: stem.to_owned(), title: vec![Inline::plain(stem)], blocks: Vec::new() }
    }

    /// Names `new` after the sections `old`.
    fn check(old: &[&str], new: &[&str], expect: &[&str]) {
        let text = || "---\ntitle: x\n---\n".to_owned();
        let texts = old.iter().map(|stem| (format!("{stem}.md"), text())).collect();
        let mut parts: Vec<SectionPlan> = new.iter().map(|stem| part(stem)).collect();
        let taken = BTreeSet::from(["n-2".to_owned()]);
        keep_names(&mut parts, &ImportRecord { texts, ..ImportRecord::default() }, &taken);
        let stems: Vec<&str> = parts.iter().map(|part| part.stem.as_str()).collect();
        assert_eq!(stems, expect);
        assert_eq!(stems.iter().collect::<BTreeSet<_>>().len(), stems.len());
    }

    #[test]
    fn sections_keep_their_names_and_new_ones_follow() {
        check(&["01-a", "02-b"], &["01-a", "02-b"], &["01-a", "02-b"]);
        check(&["01-a", "02-b"], &["01-b", "02-a"], &["02-b", "01-a"]);
        check(&["01-a", "02-b"], &["01-a", "02-c"], &["01-a", "03-c"]);
        check(&["01-a", "02-b"], &["01-a", "02-n", "03-b"], &["01-a", "03-n", "02-b"]);
        check(&["01-a", "02-b"], &["01-b"], &["02-b"]);
        check(&["01-a"], &["01-a", "02-n-2"], &["01-a", "02-n-2-2"]);
    }
}
