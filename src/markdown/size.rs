//! Width and height of an image as browsers show it, so that a page keeps its shape while the image
//! loads.
//!
//! In go the bytes of a file; out come width and height in pixels, nothing where an image takes its
//! size from the page, or why no browser shows the file. No size is better than a wrong one: what
//! is not certain is left open. `raster` knows formats of pixels, `svg` knows SVG.

mod fault;
mod raster;
mod svg;

pub use fault::ImageFault;

/// Width and height of an image, where they can be told.
pub fn of(bytes: &[u8]) -> Option<(usize, usize)> {
    read(bytes).ok().flatten()
}

/// Width and height of an image; nothing for one that takes its size from the page.
///
/// # Errors
/// Says why no browser shows it.
pub fn read(bytes: &[u8]) -> Result<Option<(usize, usize)>, ImageFault> {
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
pub fn read_file(name: &str, bytes: &[u8]) -> Result<Option<(usize, usize)>, ImageFault> {
    let size = read(bytes)?;
    let is_svg = raster::read(bytes).is_none();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match is_svg == ending.eq_ignore_ascii_case("svg") {
        true => Ok(size),
        false => Err(ImageFault::Named(is_svg)),
    }
}

/// As [`read`], for an image of pixels.
///
/// # Errors
/// Says of SVG that it is not known.
pub fn pixels(bytes: &[u8]) -> Result<(usize, usize), ImageFault> {
    raster::read(bytes).unwrap_or(Err(ImageFault::Unknown))
}
