//! Determines the width and height of an image as browsers show it, so that the page layout does
//! not shift while the image loads.
//!
//! In go the bytes of a file; out come width and height in pixels, nothing if the page determines
//! the size, or the reason why no browser shows the file. No size is better than a wrong one: an
//! uncertain size is left out. `raster` handles pixel formats, `svg` handles SVG.

mod fault;
mod raster;
mod svg;

pub use fault::ImageFault;

/// Width and height of an image, if they are known.
pub fn of(bytes: &[u8]) -> Option<(usize, usize)> {
    read(bytes).ok().flatten()
}

/// Width and height of an image; `None` if the page determines its size.
///
/// # Errors
/// The reason why no browser shows it.
pub fn read(bytes: &[u8]) -> Result<Option<(usize, usize)>, ImageFault> {
    match raster::read(bytes) {
        Some(size) => size.map(Some),
        None => svg::read(bytes),
    }
}

/// Like [`read`], for a file called `name`. Browsers detect the format of an image from its
/// content, except for SVG, where they use the media type that the server sends.
///
/// # Errors
/// The reason why no browser shows it.
pub fn read_file(name: &str, bytes: &[u8]) -> Result<Option<(usize, usize)>, ImageFault> {
    let size = read(bytes)?;
    let is_svg = raster::read(bytes).is_none();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match is_svg == ending.eq_ignore_ascii_case("svg") {
        true => Ok(size),
        false => Err(ImageFault::Named(is_svg)),
    }
}

/// Like [`read`], for a pixel image.
///
/// # Errors
/// An SVG is an unknown format here.
pub fn pixels(bytes: &[u8]) -> Result<(usize, usize), ImageFault> {
    raster::read(bytes).unwrap_or(Err(ImageFault::Unknown))
}
