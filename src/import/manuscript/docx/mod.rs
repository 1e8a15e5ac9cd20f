//! Documents of Word, as Word, Google Docs, LibreOffice and Pages write them.
//!
//! In go the bytes of a `.docx`; out comes a [`Manuscript`], or what is wrong with the file.

mod body;
mod fields;
mod formula;
mod inside;
mod notes;
mod package;
mod pieces;
mod styles;
mod xml;

use super::model::{DraftPicture, Inline, Manuscript, RemarkKind, Unreadable};
use body::BodyParts;
use notes::Remarks;
use package::Package;
use styles::{Styles, WordLists};

/// The most bytes of a picture.
const MOST_PICTURE: u64 = 64 << 20;

/// Reads a document. `resolved` asks for comments that were resolved too.
///
/// # Errors
/// What is wrong with it, and in which part.
pub fn read(bytes: &[u8], resolved: bool) -> Result<Manuscript, Unreadable> {
    let mut package = Package::open(bytes)?;
    let top = package.relations("")?;
    let main =
        top.values().find(|relation| relation.kind == "officeDocument" && !relation.external);
    let main = main.map(|relation| relation.target.clone()).filter(|name| package.has(name));
    let main = main.ok_or_else(|| {
        Unreadable::whole("it is a ZIP archive without the main part of a document of Word")
    })?;
    let root = package.xml(&main)?.ok_or_else(|| Unreadable::of(&main, "it is missing"))?;
    let body = root.child("body").filter(|_| root.is("document"));
    let body = body.ok_or_else(|| {
        Unreadable::of(&main, "it is no text of Word; a sheet or slides cannot be imported")
    })?;
    let relations = package.relations(&main)?;
    let part = |kind: &str| {
        let relation =
            relations.values().find(|relation| relation.kind == kind && !relation.external);
        relation.map(|relation| relation.target.clone())
    };
    let mut manuscript = Manuscript::default();
    let mut remarks = Remarks::default();
    for (kind, name) in [(RemarkKind::Footnote, "footnotes"), (RemarkKind::Endnote, "endnotes")] {
        let Some(name) = part(name) else { continue };
        let Some(root) = package.xml(&name)? else { continue };
        let relations = package.relations(&name)?;
        remarks.notes(kind, &root, &relations, &mut manuscript.passed);
    }
    if let Some(name) = part("comments")
        && let Some(root) = package.xml(&name)?
    {
        let extended = match part("commentsExtended") {
            Some(name) => package.xml(&name)?,
            None => None,
        };
        let of = package.relations(&name)?;
        let threads = (extended.as_ref(), &*notes::beside(body));
        remarks.comments(&root, &of, threads, resolved, &mut manuscript.passed);
    }
    let mut optional = |kind: &str| part(kind).map_or(Ok(None), |name| package.xml(&name));
    let styles = Styles::read(optional("styles")?.as_ref());
    let lists = WordLists::read(optional("numbering")?.as_ref());
    let parts = BodyParts { styles, lists, relations, remarks: &remarks };
    let read = body::read(body, &parts);
    let mut pictures = Vec::new();
    for name in &read.pictures {
        let bytes = package.bytes(name, MOST_PICTURE)?;
        pictures.push(DraftPicture::Bytes(bytes.unwrap_or_default()));
    }
    manuscript.passed.add(read.passed);
    for (key, words) in [("byline", &read.byline), ("published", &read.day)] {
        let text = words.iter().filter_map(|word| match word {
            Inline::Words { text, .. } => Some(text.as_str()),
            _ => None,
        });
        let text = text.collect::<String>().trim().to_owned();
        if !text.is_empty() {
            manuscript.facts.insert(key, text);
        }
    }
    Ok(Manuscript {
        title: read.title,
        standfirst: read.standfirst,
        blocks: read.blocks,
        remarks: remarks.all,
        pictures,
        ..manuscript
    })
}
