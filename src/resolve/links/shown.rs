//! Writes the HTML of images, of figures and of raw tags, with addresses of the output.
//!
//! In goes a resolved target; out comes the HTML that replaces the author's.

use crate::markdown::Image;
use crate::markdown::raw::places;
use crate::parse::article::ImageCredit;
use crate::theme::markup::escape;
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
    /// The tag for an image of Markdown. The title of a figure stands below it instead.
    pub(super) fn html(&self, image: &Image, in_figure: bool) -> String {
        let mut html = String::from("<img src=\"");
        let escaped = |html: &mut String, text: &str| {
            // Writing to a string cannot fail.
            let _ = pulldown_cmark_escape::escape_html(html, text);
        };
        escaped(&mut html, &self.address);
        html.push_str("\" alt=\"");
        escaped(&mut html, &image.alt);
        if !image.title.is_empty() && !in_figure {
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

/// The end of a figure: its caption, and who made the image. Nobody says what language names are in,
/// so they stand apart.
pub(super) fn caption(image: &Image, credit: Option<&ImageCredit>) -> String {
    let mut html = format!("<figcaption>{}", escape(&image.title));
    let parts = credit.iter().flat_map(|credit| credit.credit.iter().chain(&credit.licence));
    let parts: Vec<String> = parts.map(|part| format!("<bdi>{}</bdi>", escape(part))).collect();
    if !parts.is_empty() {
        if !image.title.is_empty() {
            html.push(' ');
        }
        let parts = parts.join(" \u{b7} ");
        // Writing to a string cannot fail.
        let _ = write!(html, "<span class=\"credit\">{parts}</span>");
    }
    html.push_str("</figcaption></figure>\n");
    html
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
