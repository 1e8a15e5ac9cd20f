//! Escapes text for markup.

/// Escapes text for the value of a double-quoted HTML attribute.
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    // Writing to a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(&mut html, text);
    html
}
