//! The reasons why no browser shows a file as an image, and the limits of its size.

use std::fmt;

/// The maximum width and height of an image, in pixels.
const MOST: f64 = 65_535.0;

/// The reason why no browser shows a file as an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImageFault {
    /// Its format is unknown.
    Unknown,
    /// An SVG without the SVG namespace.
    Namespace,
    /// Its name does not match its content. True if the content is SVG.
    Named(bool),
    /// It is damaged; the text says how.
    Damaged(String),
    /// Its size is invalid; the text says how.
    Size(String),
}

impl fmt::Display for ImageFault {
    /// The reason, as a phrase about the file.
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

impl ImageFault {
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

/// Rounds the size to whole pixels, and checks it.
pub fn checked(width: f64, height: f64) -> Result<(usize, usize), ImageFault> {
    Ok((checked_side(width, "width")?, checked_side(height, "height")?))
}

pub fn checked_side(side: f64, name: &str) -> Result<usize, ImageFault> {
    match side.round() {
        whole if whole < 1.0 => Err(ImageFault::Size(format!("{name} is 0"))),
        whole if whole <= MOST => Ok(whole as usize),
        _ => Err(ImageFault::Size(format!("{name} is more than 65,535 pixels"))),
    }
}
