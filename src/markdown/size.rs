//! Width and height of an image as browsers show it, so that a page keeps its shape while the image
//! loads.
//!
//! In go the bytes of a file; out come width and height in pixels, nothing where an image takes its
//! size from the page, or why no browser shows the file. No size is better than a wrong one: what
//! is not certain is left open. `raster` knows formats of pixels, `svg` knows SVG.

mod raster;
mod svg;

use std::fmt;

/// No image may be wider or higher, in pixels.
const MOST: f64 = 65_535.0;

/// Why no browser shows a file as an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is in no format that they know.
    Unknown,
    /// It is SVG that does not say so.
    Namespace,
    /// It is SVG, or is not, and its name says otherwise: true where it is.
    Named(bool),
    /// It is not whole, in the way that is said.
    Damaged(String),
    /// Its size is none, in the way that is said.
    Size(String),
}

impl fmt::Display for Fault {
    /// What is said of the file.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("is not an image that browsers show"),
            Self::Namespace => f.write_str(
                "is SVG without `xmlns` in its first tag, which browsers do not show as an image",
            ),
            Self::Named(true) => {
                f.write_str("is SVG, and servers hand it out as something else for its name")
            }
            Self::Named(false) => {
                f.write_str("is no SVG, and servers hand it out as one for its name")
            }
            Self::Damaged(how) => write!(f, "is damaged, so that browsers do not show it: {how}"),
            Self::Size(how) => write!(f, "cannot be shown: its {how}"),
        }
    }
}

impl Fault {
    /// How to mend it.
    pub fn hint(&self) -> String {
        match self {
            Self::Unknown => "use PNG, JPEG, GIF, WebP, AVIF or SVG".to_owned(),
            Self::Namespace => {
                "write `xmlns=\"http://www.w3.org/2000/svg\"` into the tag `<svg>`".to_owned()
            }
            Self::Named(true) => "let its name end in `.svg`".to_owned(),
            Self::Named(false) => "let its name end in what it is, such as `.png`".to_owned(),
            Self::Damaged(_) => "save it anew".to_owned(),
            Self::Size(_) => "width and height are from 1 to 65,535 pixels".to_owned(),
        }
    }
}

/// Width and height of an image, where they can be told.
pub fn of(bytes: &[u8]) -> Option<(usize, usize)> {
    read(bytes).ok().flatten()
}

/// Width and height of an image; nothing for one that takes its size from the page.
///
/// # Errors
/// Says why no browser shows it.
pub fn read(bytes: &[u8]) -> Result<Option<(usize, usize)>, Fault> {
    match raster::read(bytes) {
        Some(size) => size.map(Some),
        None => svg::read(bytes),
    }
}

/// As [`read`], for a file called `name`. Browsers look at the content of an image themselves, but
/// for SVG, where they go by what the server says.
///
/// # Errors
/// Says why no browser shows it.
pub fn read_file(name: &str, bytes: &[u8]) -> Result<Option<(usize, usize)>, Fault> {
    let size = read(bytes)?;
    let is_svg = raster::read(bytes).is_none();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match is_svg == ending.eq_ignore_ascii_case("svg") {
        true => Ok(size),
        false => Err(Fault::Named(is_svg)),
    }
}

/// As [`read`], for an image of pixels.
///
/// # Errors
/// Says of SVG that it is not known.
pub fn pixels(bytes: &[u8]) -> Result<(usize, usize), Fault> {
    raster::read(bytes).unwrap_or(Err(Fault::Unknown))
}

/// The size in whole pixels.
fn checked(width: f64, height: f64) -> Result<(usize, usize), Fault> {
    Ok((checked_side(width, "width")?, checked_side(height, "height")?))
}

fn checked_side(side: f64, name: &str) -> Result<usize, Fault> {
    match side.round() {
        whole if whole < 1.0 => Err(Fault::Size(format!("{name} is 0"))),
        whole if whole <= MOST => Ok(whole as usize),
        _ => Err(Fault::Size(format!("{name} is more than 65,535 pixels"))),
    }
}
