//! Reads the sizes of pixel images: PNG, JPEG, GIF, WebP, AVIF.
//!
//! The crate `imagesize` reads the header, except where browsers look at more: Exif data of JPEG
//! and PNG may rotate an image by a quarter turn, that of JPEG may set its resolution, and the
//! first frame of a GIF may be larger than the GIF. `tests/browser/sizes.test.mjs` checks this with
//! Chromium, which ignores the Exif data of WebP and AVIF.

use super::fault::{ImageFault, checked};
use exif::{In, Tag, Value};
use imagesize::{Compression, ImageType};
use std::io::Cursor;

/// Width and height, or the reason why no browser shows the image; `None` if it is not a pixel
/// format.
pub fn read(bytes: &[u8]) -> Option<Result<(usize, usize), ImageFault>> {
    let kind = imagesize::image_type(bytes).ok()?;
    let size = match kind {
        ImageType::Png => png(bytes),
        ImageType::Jpeg => jpeg(bytes),
        ImageType::Gif => gif(bytes),
        ImageType::Webp | ImageType::Heif(Compression::Av1) => {
            imagesize::blob_size(bytes).ok().map(|size| (size.width as f64, size.height as f64))
        }
        _ => return Some(Err(ImageFault::Unknown)),
    };
    let damaged = || Err(ImageFault::Damaged("its size cannot be read".to_owned()));
    Some(size.map_or_else(damaged, |(width, height)| checked(width, height)))
}

/// The Exif data that affect the size of an image.
#[derive(Default)]
struct Exif {
    /// True if width and height are swapped.
    turned: bool,
    /// Pixels per inch, horizontally and vertically.
    resolution: Option<(f64, f64)>,
    /// The intended size in pixels of the page.
    meant: Option<(f64, f64)>,
}

impl Exif {
    /// Reads the data after the `Exif` marker. Damaged fields are skipped, as in browsers.
    fn read(bytes: &[u8]) -> Self {
        let mut reader = exif::Reader::new();
        let read = reader.continue_on_error(true).read_raw(bytes.to_vec());
        let read = read.or_else(|e| e.distill_partial_result(|_| ()));
        let Ok(read) = read else { return Self::default() };
        // The first field with a tag counts.
        let is = |field: &&exif::Field, tag| field.tag == tag && field.ifd_num == In::PRIMARY;
        let field = |tag| read.fields().find(|f| is(f, tag)).map(|field| &field.value);
        let short = |tag| match field(tag) {
            Some(Value::Short(all)) if all.len() == 1 => all.first().copied(),
            _ => None,
        };
        let ratio = |tag| match field(tag) {
            Some(Value::Rational(all)) => all.first().map(exif::Rational::to_f64),
            _ => None,
        };
        let whole = |tag| field(tag).and_then(|value| value.get_uint(0)).map(f64::from);
        // The value 2 means inches.
        let inches = short(Tag::ResolutionUnit) == Some(2);
        Self {
            turned: matches!(short(Tag::Orientation), Some(5..=8)),
            resolution: ratio(Tag::XResolution).zip(ratio(Tag::YResolution)).filter(|_| inches),
            meant: whole(Tag::PixelXDimension).zip(whole(Tag::PixelYDimension)),
        }
    }

    fn turn(&self, (width, height): (f64, f64)) -> (f64, f64) {
        if self.turned { (height, width) } else { (width, height) }
    }

    /// The size at 72 pixels per inch, if that is the intended one ("density-corrected natural
    /// width and height", HTML, section 4.8.3).
    fn scale(&self, (width, height): (f64, f64)) -> (f64, f64) {
        let scaled = self.resolution.map(|(x, y)| (width * 72.0 / x, height * 72.0 / y));
        match (scaled, self.meant) {
            (Some((x, y)), Some(meant)) if (x.round(), y.round()) == meant => meant,
            _ => (width, height),
        }
    }
}

fn png(bytes: &[u8]) -> Option<(f64, f64)> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    // Text chunks may be of any size, and say nothing about the size of the image.
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let reader = decoder.read_info().ok()?;
    let info = reader.info();
    let exif = info.exif_metadata.as_deref().map(Exif::read).unwrap_or_default();
    Some(exif.turn((f64::from(info.width), f64::from(info.height))))
}

/// Scans the segments before the pixel data (ITU-T T.81, annex B).
fn jpeg(bytes: &[u8]) -> Option<(f64, f64)> {
    let (mut size, mut exif) = (None, None);
    let mut at = 2;
    loop {
        // A marker is one or more bytes 0xFF and then another byte.
        at += bytes.get(at..)?.iter().position(|b| *b == 0xff)?;
        at += bytes[at..].iter().position(|b| *b != 0xff)?;
        let marker = bytes[at];
        at += 1;
        if matches!(marker, 0x00 | 0x01 | 0xd0..=0xd8) {
            continue;
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
        let segment = bytes.get(at + 2..at + length)?;
        match marker {
            // The pixel data begin, or the image ends.
            0xda => break,
            0xd9 => return None,
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                let side = |at: usize| {
                    Some(u16::from_be_bytes([*segment.get(at)?, *segment.get(at + 1)?]))
                };
                size = size.or(Some((f64::from(side(3)?), f64::from(side(1)?))));
            }
            0xe1 if exif.is_none() && segment.starts_with(b"Exif\0") => {
                exif = segment.get(6..).map(Exif::read);
            }
            _ => {}
        }
        at += length;
    }
    let exif = exif.unwrap_or_default();
    size.map(|size| exif.turn(exif.scale(size)))
}

/// Scans to the first frame (GIF89a, sections 18 to 26).
fn gif(bytes: &[u8]) -> Option<(f64, f64)> {
    let number = |at: usize| Some(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 6 << (flags & 7) };
    let mut at = 13 + table(*bytes.get(10)?);
    while *bytes.get(at)? == b'!' {
        at += 2;
        // Blocks with a length prefix; the last is empty.
        loop {
            let length = usize::from(*bytes.get(at)?);
            at += 1 + length;
            if length == 0 {
                break;
            }
        }
    }
    if bytes[at] != b',' {
        return None;
    }
    let side = |whole: u16, begin: u16, frame: u16| {
        f64::from(whole).max(f64::from(begin) + f64::from(frame))
    };
    let width = side(number(6)?, number(at + 1)?, number(at + 5)?);
    Some((width, side(number(8)?, number(at + 3)?, number(at + 7)?)))
}
