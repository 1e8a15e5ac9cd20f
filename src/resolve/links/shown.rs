//! Writes the HTML of images and of raw tags, with addresses of the output.
//!
//! In goes a resolved target; out comes the HTML that replaces the author's.

use crate::markdown::Image;
use crate::markdown::raw::places;
use pulldown_cmark::Event;
use std::fmt::Write;
use std::ops::Range;

/// An image that exists.
pub(super) struct ShownImage {
    pub(super) address: String,
    /// Width and height; `None` if the page determines the size.
    pub(super) size: Option<(usize, usize)>,
}

impl ShownImage {
    /// The tag for an image of Markdown.
    pub(super) fn html(&self, image: &Image) -> String {
        let mut html = String::from("<img src=\"");
        let escaped = |html: &mut String, text: &str| {
            // Writing to a string cannot fail.
            let _ = pulldown_cmark_escape::escape_html(html, text);
        };
        escaped(&mut html, &self.address);
        html.push_str("\" alt=\"");
        escaped(&mut html, &image.alt);
        if !image.title.is_empty() {
            html.push_str("\" title=\"");
            escaped(&mut html, &image.title);
        }
        html.push('"');
        if let Some((width, height)) = self.size {
            // Writing to a string cannot fail.
            let _ = write!(html, " width=\"{width}\" height=\"{height}\"");
        }
        html.push_str(" loading=\"lazy\">");
        html
    }
}

/// A tag of raw HTML with another address at the place `at`.
pub(super) fn with_value(
    event: Event<'static>,
    at: &Range<usize>,
    address: &str,
) -> Event<'static> {
    match event {
        Event::Html(html) => Event::Html(places::with_value(&html, at, address).into()),
        Event::InlineHtml(html) => Event::InlineHtml(places::with_value(&html, at, address).into()),
        event => event,
    }
}
