//! Plans the files that an import writes.
//!
//! In go a [`Manuscript`] and the site it goes to; out come new files: sections, `article.yaml`, claims as drafts,
//! and sources. The article is built from them before anything is said of its words, and no claim is planned
//! whose words it does not have. Nothing is written here.

use super::claims::{self, ClaimFile, NamedSource, SourceBook};
use super::drawn::draw;
use super::held::HeldText;
use super::known::known;
use super::model::{Manuscript, Passed};
use super::order;
use super::record::ImportRecord;
use super::target::{ImportRefusal, ImportTarget, PlannedFile};
use super::unplaced::Unplaced;
use crate::import::TakenPublisher;
use crate::model::{is_id, to_id};

/// What an import writes.
#[derive(Debug)]
pub struct ImportPlan {
    /// The files.
    pub files: Vec<PlannedFile>,
    /// How many sections there are.
    pub sections: usize,
    /// The claims.
    pub claims: Vec<ImportedClaim>,
    /// Ids of new sources.
    pub sources: Vec<String>,
    /// How many of these have their address as title.
    pub untitled: usize,
    /// Those that took their publisher from other sources of their host.
    pub published: Vec<TakenPublisher>,
    /// Sources that were named for a claim, and stand in no comment below it.
    pub named: Vec<NamedSource>,
    /// How many pictures there are.
    pub pictures: usize,
    /// Remarks without a place.
    pub unplaced: Vec<Unplaced>,
    /// What was left out or changed.
    pub passed: Passed,
    /// Files of the site that a later draft changed.
    pub merged: Vec<String>,
    /// Claims of the site about which the document says more than before.
    pub renewed: Vec<String>,
    /// What the document said before and says no more: the claim, and the words.
    pub gone: Vec<(String, String)>,
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

/// Plans an import.
///
/// # Errors
/// What is in the way.
pub fn plan(manuscript: Manuscript, target: &ImportTarget) -> Result<ImportPlan, ImportRefusal> {
    let prefix = folder(target)?;
    let drawn = draw(manuscript, target, &prefix, Vec::new(), None, |_, _| {})?;
    let (placed, unplaced) = drawn.place_remarks();
    let at = |name: &str| format!("content/{prefix}{name}");
    let text_of = |home: Option<usize>| {
        Ok(match home {
            Some(section) => {
                (at(&format!("{}.yaml", drawn.parts[section].stem)), HeldText::default())
            }
            None => {
                let text = drawn.texts.get(order::HEAD).map_or("", String::as_str);
                (at(order::HEAD), HeldText::of(text))
            }
        })
    };
    let mut sources = SourceBook::of((&drawn.built, drawn.article));
    let written = claims::write(&placed, (&drawn.built, drawn.article), &mut sources, text_of)?;
    let name = target.name.to_owned();
    let mut record = ImportRecord {
        name,
        choices: target.choices,
        texts: drawn.texts.clone(),
        pictures: drawn.known_pictures.clone(),
        remarks: Vec::new(),
    };
    let ids = placed.iter().zip(&written.ids);
    record.remarks.extend(ids.flat_map(|(plan, id)| known(plan, id)));
    let mut files = drawn.files;
    let mut imported = Vec::new();
    for file in written.files {
        imported.extend(imported_claims(&file, &file.path));
        match files.iter_mut().find(|(of, _)| *of == file.path) {
            Some(there) => there.1 = file.bytes(),
            None => files.push((file.path.clone(), file.bytes())),
        }
    }
    // Sources are added to those that are there; nothing else is.
    let taken = |(path, bytes): &&PlannedFile| {
        target.tree.files.get(path).is_some_and(|there| !there.is(bytes))
    };
    if let Some((taken, _)) = files.iter().find(taken) {
        return Err(ImportRefusal {
            reason: format!("`{taken}` is there already, and is not written over"),
            help: "import into a new folder, or name another article with `--article`".to_owned(),
        });
    }
    files.extend(sources.file(&prefix, target.tree)?);
    files.extend(record.files(&prefix));
    files.sort();
    Ok(ImportPlan {
        sections: drawn.parts.len(),
        claims: imported,
        sources: sources.ids(),
        untitled: sources.untitled,
        published: sources.published,
        named: written.named,
        pictures: drawn.pictures,
        unplaced,
        passed: drawn.passed,
        files,
        merged: Vec::new(),
        renewed: Vec::new(),
        gone: Vec::new(),
    })
}

/// The claims that were written into the file at `path`.
pub(super) fn imported_claims<'f>(
    file: &'f ClaimFile,
    path: &'f str,
) -> impl Iterator<Item = ImportedClaim> + 'f {
    file.claims.iter().map(|claim| ImportedClaim {
        id: claim.id.clone(),
        path: path.to_owned(),
        words: claim.words.clone(),
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
            help: "name a new folder, as in `gainsay import FILE my-site`, which makes a site of the document; or, to have both, move the article into a folder of its own, such as `content/first/`, and what is remembered of its import from `.gainsay/imports/article` to `.gainsay/imports/first`".to_owned(),
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
