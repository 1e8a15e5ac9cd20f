//! Width and height of an image, so that a page keeps its shape while the image loads.
//!
//! In go the bytes of a file; out come width and height in pixels. Raster formats are left to the
//! `imagesize` crate; SVG, which it does not know, states its size in its first tag.

/// Width and height, where they can be told.
pub fn of(bytes: &[u8]) -> Option<(usize, usize)> {
    if let Ok(size) = imagesize::blob_size(bytes) {
        let possible = |side| (1..=65_535).contains(&side);
        return (possible(size.width) && possible(size.height))
            .then_some((size.width, size.height));
    }
    svg(std::str::from_utf8(bytes).ok()?)
}

fn svg(text: &str) -> Option<(usize, usize)> {
    let start = text.find("<svg")?;
    let tag = &text[start..start + text[start..].find('>')?];
    let pixels = |value: &str| {
        let number: f64 = value.trim().trim_end_matches("px").parse().ok()?;
        (0.5..65_535.5).contains(&number).then(|| number.round() as usize)
    };
    let stated =
        (attribute(tag, "width").and_then(pixels), attribute(tag, "height").and_then(pixels));
    if let (Some(width), Some(height)) = stated {
        return Some((width, height));
    }
    let sides: Vec<&str> =
        attribute(tag, "viewBox")?.split([' ', ',']).filter(|s| !s.is_empty()).collect();
    match sides[..] {
        [_, _, width, height] => Some((pixels(width)?, pixels(height)?)),
        _ => None,
    }
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let mut at = 0;
    while let Some(i) = tag[at..].find(name) {
        let before = tag[..at + i].chars().next_back();
        let rest = tag[at + i + name.len()..].trim_start();
        if before.is_some_and(char::is_whitespace)
            && let Some(value) = rest.strip_prefix('=')
        {
            let value = value.trim_start();
            let quote = value.chars().next().filter(|c| *c == '"' || *c == '\'')?;
            return value[1..].split(quote).next();
        }
        at += i + name.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn svg_states_its_size_in_its_first_tag() {
        let check = |text: &str, expect| assert_eq!(of(text.as_bytes()), expect, "{text}");
        check("<svg width=\"30\" height='20px' viewBox='0 0 1 1'>", Some((30, 20)));
        check(
            "<?xml version='1.0'?><svg stroke-width=\"2\" viewBox=\"0 0 64 48\">",
            Some((64, 48)),
        );
        check("<svg width=\"100%\" height=\"100%\">", None);
        check("not an image", None);
    }
}
