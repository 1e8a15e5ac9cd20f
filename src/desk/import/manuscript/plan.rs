//! Plans the files that an import writes.
//!
//! In go a [`Manuscript`] and the site it goes to; out come new files: sections, `article.yaml`, claims as drafts,
//! and sources. The article is built from them before anything is said of its words, and no claim is planned
//! whose words it does not have. Nothing is written here.

use super::claims::{self, ClaimPlan};
use super::clean;
use super::model::{Manuscript, Passed, Passing, RemarkKind};
use super::picture;
use super::places::{self, NoPlace};
use super::sections::{self, SectionPlan};
use super::target::{ImportTarget, NewFile};
use super::write::MarkdownWriter;
use crate::desk::annotate::PlannedQuote;
use crate::diagnostic::Severity;
use crate::load::Content;
use crate::model::{is_id, to_id};
use crate::pipeline::{self, Built};
use crate::yaml::edit::{Manner, NewValue};
use crate::yaml::quote::quoted;

/// What an import writes.
#[derive(Debug)]
pub struct ImportPlan {
    /// The files.
    pub files: Vec<NewFile>,
    /// How many sections there are.
    pub sections: usize,
    /// The claims.
    pub claims: Vec<ImportedClaim>,
    /// Ids of new sources.
    pub sources: Vec<String>,
    /// How many pictures there are.
    pub pictures: usize,
    /// Remarks without a place.
    pub unplaced: Vec<Unplaced>,
    /// What was left out or changed.
    pub passed: Passed,
}

/// A claim that was made of remarks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedClaim {
    /// Its id.
    pub id: String,
    /// The file that holds it.
    pub path: String,
    /// Its words.
    pub words: String,
}

/// A remark that no claim was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unplaced {
    /// What it was.
    pub kind: RemarkKind,
    /// What it says.
    pub text: String,
    /// Why it has no place.
    pub why: NoPlace,
}

/// Why an import is refused: a sentence, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRefusal {
    /// What is in the way.
    pub reason: String,
    /// What helps.
    pub help: String,
}

/// Plans an import.
///
/// # Errors
/// What is in the way.
pub fn plan(
    mut manuscript: Manuscript,
    target: &ImportTarget,
) -> Result<ImportPlan, ImportRefusal> {
    let prefix = folder(target)?;
    clean::clean(&mut manuscript);
    sections::settle_title(&mut manuscript);
    let parts = sections::divide(std::mem::take(&mut manuscript.blocks), target.split);
    let mut passed = std::mem::take(&mut manuscript.passed);
    let (pictures, mut files) = picture::place(&manuscript.pictures, target, &mut passed);
    let depth = if prefix.is_empty() { "../static/" } else { "../../static/" };
    let mut writer = MarkdownWriter { static_folder: depth, pictures: &pictures, passed };
    let at = |name: &str| format!("content/{prefix}{name}");
    for part in &parts {
        files
            .push((at(&format!("{}.md", part.stem)), section_text(part, &mut writer).into_bytes()));
    }
    let mut passed = writer.passed;
    let head = head_text(&manuscript, target, &mut passed);
    files.push((at("article.yaml"), head.clone().into_bytes()));
    if let Some((taken, _)) = files
        .iter()
        .find(|(path, bytes)| target.tree.files.get(path).is_some_and(|there| !there.is(bytes)))
    {
        return Err(ImportRefusal {
            reason: format!("`{taken}` is there already, and is not written over"),
            help: "import into a new folder, or name another article with `--article`".to_owned(),
        });
    }
    let built = build(target, &files);
    let index = built.site().articles.iter().position(|article| article.prefix == prefix);
    let Some(index) =
        index.filter(|index| built.site().articles[*index].sections.len() == parts.len())
    else {
        return Err(unreadable(&built));
    };
    let regions = places::regions(&manuscript, &parts);
    if let Some((place, from)) = places::differing(&built, index, &regions) {
        let file = built.files.path(built.site().articles[index].file_of(place));
        return Err(ImportRefusal {
            reason: format!(
                "`{file}` would not say what the document says from `{from}` on, so nothing was written"
            ),
            help: "this is a fault of gainsay; please report it with the document".to_owned(),
        });
    }
    let (mut placed, unplaced) = place_remarks(&manuscript, &built, index, &regions);
    placed.sort_by_key(|claim| (claim.home.is_some(), claim.home, claim.start));
    let written = claims::write(&placed, &built, index, target.tree);
    let mut imported = Vec::new();
    for (home, text, all) in written.files {
        let path = match home {
            Some(section) => at(&format!("{}.yaml", parts[section].stem)),
            None => at("article.yaml"),
        };
        let text = if home.is_none() { format!("{head}{text}") } else { text };
        imported.extend(all.into_iter().map(|(id, words)| ImportedClaim {
            id,
            path: path.clone(),
            words,
        }));
        match files.iter_mut().find(|(of, _)| *of == path) {
            Some(file) => file.1 = text.into_bytes(),
            None => files.push((path, text.into_bytes())),
        }
    }
    if let Some(text) = written.sources {
        files.push((at("sources.yaml"), text.into_bytes()));
    }
    files.sort();
    Ok(ImportPlan {
        sections: parts.len(),
        claims: imported,
        sources: written.new_sources,
        pictures: pictures.iter().flatten().count(),
        unplaced,
        passed,
        files,
    })
}

/// The folder of the article within `content/`, with a slash at its end where it has one.
fn folder(target: &ImportTarget) -> Result<String, ImportRefusal> {
    let has = |path: &str| target.tree.files.contains_key(path);
    let single = has("content/article.yaml");
    let many = target.tree.files.keys().any(|path| {
        path.strip_prefix("content/")
            .and_then(|path| path.strip_suffix("/article.yaml"))
            .is_some_and(|f| !f.contains('/'))
    });
    if single {
        return Err(ImportRefusal {
            reason: "the site has one article, in `content/`, and the document would be a second".to_owned(),
            help: "move the article into a folder of its own, such as `content/first/`, or import into a new folder".to_owned(),
        });
    }
    match target.article {
        None if !many => Ok(String::new()),
        given => {
            let id = given.map_or_else(|| to_id(target.name), str::to_owned);
            if !is_id(&id) {
                return Err(ImportRefusal {
                    reason: format!("`{id}` is no name for an article"),
                    help: "name it with `--article`, in lower-case letters, digits and hyphens"
                        .to_owned(),
                });
            }
            if has(&format!("content/{id}/article.yaml")) {
                return Err(ImportRefusal {
                    reason: format!("there is an article `{id}` already"),
                    help: "`--update` takes a later draft of it; or name another with `--article`"
                        .to_owned(),
                });
            }
            Ok(format!("{id}/"))
        }
    }
}

fn build(target: &ImportTarget, files: &[NewFile]) -> Built {
    let mut tree = target.tree.clone();
    tree.files
        .extend(files.iter().map(|(path, bytes)| (path.clone(), Content::from(bytes.clone()))));
    pipeline::build(tree, target.options, &mut |_| {})
}

fn unreadable(built: &Built) -> ImportRefusal {
    let first = built.diagnostics.iter().find(|found| found.severity() == Severity::Error);
    let reason = first.map_or_else(String::new, |found| format!(": {}", found.message));
    ImportRefusal {
        reason: format!("the site cannot be read with the new article{reason}"),
        help: "`gainsay check` shows what is wrong with the site".to_owned(),
    }
}

fn section_text(part: &SectionPlan, writer: &mut MarkdownWriter) -> String {
    let title = sections::line(&part.title);
    let head = if title.is_empty() {
        String::new()
    } else {
        format!("---\ntitle: {}\n---\n\n", quoted(&title))
    };
    head + &writer.write(&part.blocks)
}

/// The text of `article.yaml`.
fn head_text(manuscript: &Manuscript, target: &ImportTarget, passed: &mut Passed) -> String {
    let title = sections::line(&manuscript.title);
    let title = if title.is_empty() {
        target.name.replace(['-', '_'], " ").trim().to_owned()
    } else {
        title
    };
    let title = if title.is_empty() { "Untitled".to_owned() } else { title };
    let mut text = format!("title: {}\n", quoted(&title));
    let standfirst = sections::line(&manuscript.standfirst);
    if !standfirst.is_empty() {
        text.push_str(&format!("standfirst: {}\n", quoted(&standfirst)));
    }
    for (key, value) in &manuscript.facts {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        let fits = match *key {
            "published" => crate::model::Date::parse(&value).is_ok(),
            _ => !value.is_empty(),
        };
        match fits {
            true => {
                let value = match *key {
                    "published" | "draft" => NewValue::Word(value),
                    _ => NewValue::Text(value),
                };
                text.push_str(&format!("{}\n", Manner::of("", None).entry("", key, &value)));
            }
            false => passed.count(Passing::Key, &format!("{key}: {value}")),
        }
    }
    text
}

/// Finds the place of each remark. Remarks on the same words are one claim.
fn place_remarks(
    manuscript: &Manuscript,
    built: &Built,
    article: usize,
    regions: &[places::Region],
) -> (Vec<ClaimPlan>, Vec<Unplaced>) {
    let (mut placed, mut unplaced): (Vec<ClaimPlan>, Vec<Unplaced>) = (Vec::new(), Vec::new());
    for (number, remark) in manuscript.remarks.iter().enumerate() {
        let found = places::place(built, article, regions, number);
        let planned = found.and_then(|(spot, words)| {
            let home = spot.place.section();
            let quote =
                PlannedQuote::of(built.site(), &spot, &words, home).ok_or(NoPlace::Alike)?;
            Ok((spot, words, home, quote))
        });
        match planned {
            Err(why) => {
                let text = super::hints::desk_note(remark);
                unplaced.push(Unplaced { kind: remark.kind, text, why });
            }
            Ok((spot, words, home, quote)) => {
                let same = |claim: &&mut ClaimPlan| claim.at == (spot.place, spot.range.clone());
                match placed.iter_mut().find(same) {
                    Some(claim) => claim.remarks.push(remark.clone()),
                    None => placed.push(ClaimPlan {
                        start: spot.range.start,
                        at: (spot.place, spot.range),
                        home,
                        words,
                        quote,
                        remarks: vec![remark.clone()],
                    }),
                }
            }
        }
    }
    (placed, unplaced)
}
