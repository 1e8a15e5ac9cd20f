//! Gives pictures a place in `static/`, and takes out of them what is no picture: where they were taken, by whom,
//! with what.
//!
//! In go bytes; out come names, and the bytes to publish, or nothing where they are no raster image that browsers
//! show. What the pixels look like stays: the profile of their colours, and how a photograph
//! is turned. Sources: PNG (third edition) 11.3; JPEG (ITU T.81) B.1; GIF89a; the WebP container.

use super::model::{DraftBlock, DraftPicture, Inline, Passed, Passing};
use super::record::KnownPicture;
use super::sections::SectionPlan;
use super::target::{ImportTarget, PlannedFile};
use crate::model::to_id;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// The numbers of the pictures that sections show.
pub(super) fn shown(parts: &[SectionPlan]) -> BTreeSet<usize> {
    fn pass(words: &[Inline], found: &mut BTreeSet<usize>) {
        found.extend(words.iter().filter_map(|word| match word {
            Inline::Picture { index, .. } => Some(*index),
            _ => None,
        }));
    }
    fn look(blocks: &[DraftBlock], found: &mut BTreeSet<usize>) {
        for block in blocks {
            match block {
                DraftBlock::Heading { words, .. } | DraftBlock::Paragraph(words) => {
                    pass(words, found)
                }
                DraftBlock::List { items, .. } => items.iter().for_each(|item| look(item, found)),
                DraftBlock::Quotation(blocks) => look(blocks, found),
                DraftBlock::Table(rows) => rows.iter().flatten().for_each(|cell| pass(cell, found)),
                DraftBlock::Code { .. } | DraftBlock::Rule => {}
            }
        }
    }
    let mut found = BTreeSet::new();
    parts.iter().for_each(|part| look(&part.blocks, &mut found));
    found
}

/// The names of pictures in `static/`, and the files to write. One that was imported earlier keeps its name, whatever
/// stands there by now; `known` is what is remembered, and gets what is new.
pub(super) fn place(
    pictures: &[DraftPicture],
    shown: &BTreeSet<usize>,
    target: &ImportTarget,
    known: &mut Vec<KnownPicture>,
    passed: &mut Passed,
) -> (Vec<Option<String>>, Vec<PlannedFile>) {
    let (mut names, mut files) = (Vec::new(), Vec::new());
    let mut taken: BTreeSet<String> = known.iter().map(|known| known.name.clone()).collect();
    let mut kept: Vec<KnownPicture> = known.clone();
    let base = to_id(target.article.unwrap_or(target.name));
    let base = if base.is_empty() { "picture".to_owned() } else { base };
    for (i, picture) in pictures.iter().enumerate() {
        // One of a footnote or a title is shown nowhere, and is not to be published.
        if !shown.contains(&i) {
            passed.count(Passing::Picture, "that the text does not show");
            names.push(None);
            continue;
        }
        let bytes = match picture {
            DraftPicture::Bytes(bytes) => bare(bytes),
            DraftPicture::Beside(_) => None,
        };
        let Some((bytes, ending)) = bytes else {
            let example = match picture {
                DraftPicture::Beside(path) => path.as_str(),
                DraftPicture::Bytes(_) => "no PNG, JPEG, GIF or WebP",
            };
            passed.count(Passing::Picture, example);
            names.push(None);
            continue;
        };
        let hash: String =
            Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        if let Some(at) = kept.iter().position(|known| known.hash == hash) {
            let name = kept.remove(at).name;
            files.push((format!("static/{name}"), bytes));
            names.push(Some(name));
            continue;
        }
        let fits = |name: &String| {
            let there = target.tree.files.get(&format!("static/{name}"));
            !taken.contains(name) && there.is_none_or(|there| there.is(&bytes))
        };
        // The sequence is infinite, so one is free.
        let name = (1..).map(|n| format!("{base}-{n}.{ending}")).find(fits).unwrap_or_default();
        taken.insert(name.clone());
        known.push(KnownPicture { name: name.clone(), hash });
        files.push((format!("static/{name}"), bytes));
        names.push(Some(name));
    }
    (names, files)
}

/// The picture without its metadata, and its ending.
fn bare(bytes: &[u8]) -> Option<(Vec<u8>, &'static str)> {
    let found = match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => (png(bytes)?, "png"),
        [0xff, 0xd8, 0xff, ..] => (jpeg(bytes)?, "jpg"),
        [b'G', b'I', b'F', b'8', ..] => (gif(bytes)?, "gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => (webp(bytes)?, "webp"),
        _ => return None,
    };
    imagesize::blob_size(&found.0).ok().map(|_| found)
}

fn four(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(bytes)).ok()
}

fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    const KEPT: &[&[u8]] = &[
        b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB",
        b"cICP", b"mDCV", b"cLLI", b"bKGD", b"pHYs", b"sPLT", b"hIST", b"acTL", b"fcTL", b"fdAT",
    ];
    let mut out = bytes[..8].to_vec();
    let mut at = 8;
    while at < bytes.len() {
        let end = at.checked_add(12)?.checked_add(four(bytes, at)?)?;
        let chunk = bytes.get(at..end)?;
        let kind = &chunk[4..8];
        if KEPT.contains(&kind) {
            out.extend_from_slice(chunk);
        }
        if kind == b"IEND" {
            return Some(out);
        }
        at = end;
    }
    None
}

fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes[..2].to_vec();
    let mut at = 2;
    let turned = orientation(bytes).filter(|turned| (2..=8).contains(turned));
    let mut written = turned.is_none();
    loop {
        let mark = bytes.get(at..at + 2)?;
        if mark[0] != 0xff {
            return None;
        }
        match mark[1] {
            // A filling byte.
            0xff => at += 1,
            // What stands behind the end is another picture, or no picture.
            0xd9 => {
                out.extend_from_slice(mark);
                return Some(out);
            }
            kind => {
                let length = bytes.get(at + 2..at + 4)?;
                let end = at + 2 + usize::from(u16::from_be_bytes([length[0], length[1]]));
                let segment = bytes.get(at..end).filter(|segment| segment.len() >= 4)?;
                let is_profile = kind == 0xe2 && segment[4..].starts_with(b"ICC_PROFILE\0");
                let is_kept =
                    !(0xe1..=0xef).contains(&kind) && kind != 0xfe || kind == 0xee || is_profile;
                if is_kept {
                    out.extend_from_slice(segment);
                }
                if kind == 0xda {
                    // The picture itself: up to a mark that is none of its own.
                    let rest = &bytes[end..];
                    let is_end =
                        |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0 | 0xd0..=0xd7 | 0xff);
                    let length = rest.windows(2).position(is_end)?;
                    out.extend_from_slice(&rest[..length]);
                    at = end + length;
                    continue;
                }
                if !written && (kind == 0xe0 || at == 2) {
                    out.extend(exif_of(turned.unwrap_or(1)));
                    written = true;
                }
                at = end;
            }
        }
    }
}

/// How a photograph is turned, by its Exif data.
fn orientation(bytes: &[u8]) -> Option<u32> {
    let mut reader = std::io::Cursor::new(bytes);
    let data = exif::Reader::new().read_from_container(&mut reader).ok()?;
    data.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?.value.get_uint(0)
}

/// Exif data that say nothing but how the picture is turned.
fn exif_of(turned: u32) -> Vec<u8> {
    let mut data =
        b"\xff\xe1\x00\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    data.push(u8::try_from(turned).unwrap_or(1));
    data.extend([0; 6]);
    data
}

fn gif(bytes: &[u8]) -> Option<Vec<u8>> {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    // Blocks of data end with an empty one.
    let data = |mut at: usize| -> Option<usize> {
        loop {
            match *bytes.get(at)? {
                0 => return Some(at + 1),
                length => at += 1 + usize::from(length),
            }
        }
    };
    let mut at = 13 + table(*bytes.get(10)?);
    let mut out = bytes.get(..at)?.to_vec();
    loop {
        let begins = at;
        match bytes.get(at)? {
            0x21 => {
                let kind = *bytes.get(at + 1)?;
                at = data(at + 2)?;
                let is_loop =
                    bytes.get(begins + 3..).is_some_and(|rest| rest.starts_with(b"NETSCAPE2.0"));
                if kind == 0xf9 || (kind == 0xff && is_loop) {
                    out.extend_from_slice(bytes.get(begins..at)?);
                }
            }
            0x2c => {
                at = data(at + 11 + table(*bytes.get(at + 9)?))?;
                out.extend_from_slice(bytes.get(begins..at)?);
            }
            0x3b => {
                out.push(0x3b);
                return Some(out);
            }
            _ => return None,
        }
    }
}

fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut body = b"WEBP".to_vec();
    let mut at = 12;
    while at < bytes.len() {
        let head = bytes.get(at..at + 8)?;
        let length: [u8; 4] = head[4..].try_into().ok()?;
        let length = usize::try_from(u32::from_le_bytes(length)).ok()?;
        let end = at.checked_add(8)?.checked_add(length)?.checked_add(length % 2)?;
        let chunk =
            bytes.get(at..end.min(bytes.len())).filter(|chunk| chunk.len() >= 8 + length)?;
        match &head[..4] {
            b"VP8X" => {
                body.extend_from_slice(chunk);
                let flags = body.len() - chunk.len() + 8;
                // It has neither Exif data nor XMP any more.
                if let Some(flags) = body.get_mut(flags) {
                    *flags &= !0b0000_1100;
                }
            }
            b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ANMF" | b"ICCP" => {
                body.extend_from_slice(chunk)
            }
            _ => {}
        }
        at = end;
    }
    let mut out = b"RIFF".to_vec();
    out.extend(u32::try_from(body.len()).ok()?.to_le_bytes());
    out.extend(body);
    Some(out)
}
