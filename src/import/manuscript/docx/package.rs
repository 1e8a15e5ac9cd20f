//! The parts of an Office Open XML document: a ZIP archive of XML files and media.
//!
//! In go bytes; out come the parts that are asked for, by name. Nothing is unpacked to disk, and a name in the
//! archive is only ever compared. Limits keep an archive that was made to harm from filling the memory.
//! Source: ECMA-376 part 2, Open Packaging Conventions.

use super::super::model::Unreadable;
use super::xml::{self, Element};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most bytes that all parts may have together.
const MOST_UNPACKED: u64 = 512 << 20;
/// The most bytes of one part of XML.
const MOST_XML: u64 = 64 << 20;
/// How many times its packed size a part may have; below 1 MiB that does not count.
const MOST_RATIO: u64 = 200;
/// The most parts.
const MOST_PARTS: usize = 10_000;

/// The parts of a document.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Index in the archive by name.
    names: BTreeMap<String, usize>,
    /// Bytes that were unpacked so far.
    unpacked: u64,
}

/// What a part refers to.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    /// The last part of its type, such as `hyperlink`.
    pub kind: String,
    /// A name of a part, or an address.
    pub target: String,
    /// True for an address.
    pub external: bool,
}

impl<'b> Package<'b> {
    /// Opens the archive.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Unreadable> {
        let broken = |error: zip::result::ZipError| {
            Unreadable::whole(format!(
                "it is no document of Word, whose file is a ZIP archive: {error}"
            ))
        };
        if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            let reason = "it is a document of Word before 2007, or has a password; save it as .docx without one";
            return Err(Unreadable::whole(reason));
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        if archive.len() > MOST_PARTS {
            return Err(Unreadable::whole(format!(
                "it has {} parts; at most {MOST_PARTS} are read",
                archive.len()
            )));
        }
        if archive.has_overlapping_files().map_err(broken)? {
            return Err(Unreadable::whole(
                "its parts lie over each other, as in an archive that was made to harm",
            ));
        }
        let mut names = BTreeMap::new();
        let mut whole = 0_u64;
        for index in 0..archive.len() {
            let part = archive.by_index_raw(index).map_err(broken)?;
            let name = part.name().map_err(broken)?.into_owned();
            let size = part.size();
            let is_bomb = size > 1 << 20 && size / part.compressed_size().max(1) > MOST_RATIO;
            whole = whole.saturating_add(size);
            if is_bomb || whole > MOST_UNPACKED {
                let reason = match is_bomb {
                    true => format!(
                        "it unpacks to more than {MOST_RATIO} times its size, as in an archive that was made to harm"
                    ),
                    false => {
                        format!("the document unpacks to more than {} MiB", MOST_UNPACKED >> 20)
                    }
                };
                return Err(Unreadable::of(&name, reason));
            }
            if part.encrypted() {
                return Err(Unreadable::of(
                    &name,
                    "it has a password; save the document without one",
                ));
            }
            // Names of parts are compared without regard to capitals.
            if names.insert(name.to_ascii_lowercase(), index).is_some() {
                return Err(Unreadable::of(&name, "the archive has two parts of this name"));
            }
        }
        Ok(Self { archive, names, unpacked: 0 })
    }

    /// True if there is a part with this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains_key(&name.to_ascii_lowercase())
    }

    /// The bytes of a part, at most `most`; `None` if there is none.
    pub(super) fn bytes(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, Unreadable> {
        let Some(index) = self.names.get(&name.to_ascii_lowercase()).copied() else {
            return Ok(None);
        };
        let broken = |error: &dyn std::fmt::Display| {
            Unreadable::of(name, format!("it cannot be unpacked: {error}"))
        };
        let part = self.archive.by_index(index).map_err(|error| broken(&error))?;
        let most = most.min(MOST_UNPACKED.saturating_sub(self.unpacked));
        let mut bytes = Vec::new();
        // What the archive says of the size may be untrue.
        part.take(most + 1).read_to_end(&mut bytes).map_err(|error| broken(&error))?;
        let length = bytes.len() as u64;
        if length > most {
            return Err(Unreadable::of(name, format!("it has more than {} MiB", most >> 20)));
        }
        self.unpacked += length;
        Ok(Some(bytes))
    }

    /// The root element of a part of XML; `None` if there is none.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<Element>, Unreadable> {
        match self.bytes(name, MOST_XML)? {
            Some(bytes) => {
                xml::read(&bytes).map(Some).map_err(|reason| Unreadable::of(name, reason))
            }
            None => Ok(None),
        }
    }

    /// What a part refers to, by id; the whole document with an empty name.
    pub(super) fn relations(
        &mut self,
        part: &str,
    ) -> Result<BTreeMap<String, Relation>, Unreadable> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let at = match folder {
            "" => format!("_rels/{name}.rels"),
            folder => format!("{folder}/_rels/{name}.rels"),
        };
        let Some(root) = self.xml(&at)? else { return Ok(BTreeMap::new()) };
        let relation = |element: &Element| {
            let get = |name| element.attribute(name).map(str::to_owned);
            let external = element.attribute("TargetMode") == Some("External");
            let target = get("Target")?;
            let target = if external { target } else { part_at(folder, &target) };
            let kind = get("Type")?.rsplit('/').next().unwrap_or("").to_owned();
            Some((get("Id")?, Relation { kind, target, external }))
        };
        Ok(root.elements().filter(|child| child.is("Relationship")).filter_map(relation).collect())
    }
}

/// The name of the part that `target` is as seen from `folder`.
fn part_at(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|part| !part.is_empty()).collect(),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
