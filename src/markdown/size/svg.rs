//! Reads the size of an SVG image from its root tag, in the units of CSS.
//!
//! In go the bytes of a file; out come width and height in pixels, nothing if the page determines
//! the size, or the reason why no browser shows the file. A missing side is computed from the other
//! and the `viewBox` (CSS Images 3, section 4.3). `style` is ignored, as browsers ignore it when
//! they size an image.

use super::fault::{ImageFault, checked, checked_side};
use quick_xml::Reader;
use quick_xml::escape::unescape_with;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::collections::BTreeMap;

const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// The maximum depth of elements. Browsers do not show a deeper document.
const MOST_DEEP: usize = 5_000;

/// The default size of an image in CSS, in pixels.
const USUAL: (f64, f64) = (300.0, 150.0);

/// Width and height; `None` if the page determines the size.
pub fn read(bytes: &[u8]) -> Result<Option<(usize, usize)>, ImageFault> {
    let text = decoded(bytes).filter(|text| !text.contains('\0')).ok_or(ImageFault::Unknown)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut reader = Reader::from_str(text);
    let mut entities = Entities::default();
    let mut size = None;
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event();
        if size.is_none() {
            match &event {
                Ok(Event::Comment(_) | Event::PI(_)) => {}
                // It must stand at the very beginning.
                Ok(Event::Decl(_)) if text.starts_with("<?xml") => {}
                Ok(Event::Text(text)) if text.iter().all(u8::is_ascii_whitespace) => {}
                Ok(Event::DocType(text)) => entities = Entities::read(text),
                Ok(Event::Start(tag) | Event::Empty(tag)) => size = Some(root(tag, &entities)?),
                _ => return Err(ImageFault::Unknown),
            }
        }
        if depth >= MOST_DEEP && matches!(event, Ok(Event::Start(_) | Event::Empty(_))) {
            return Err(ImageFault::Damaged("its elements stand more than 5,000 deep".to_owned()));
        }
        match event {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(fault) => return Err(ImageFault::Damaged(fault.to_string())),
        }
    }
    match depth {
        0 => size.ok_or(ImageFault::Unknown),
        _ => Err(ImageFault::Damaged("it ends before its last tag".to_owned())),
    }
}

/// Decodes the text as browsers do: UTF-8, or UTF-16 with a byte-order mark.
fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let wide = |read: fn([u8; 2]) -> u16| {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let text =
            char::decode_utf16(pairs.iter().map(|pair| read(*pair))).collect::<Result<String, _>>();
        text.ok().filter(|_| rest.is_empty()).map(Cow::Owned)
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
    }
}

/// The document's own entities and attribute declarations.
#[derive(Default)]
struct Entities {
    values: BTreeMap<String, String>,
    /// True if it declares default attributes.
    attributes: bool,
}

impl Entities {
    fn read(doctype: &[u8]) -> Self {
        let text = String::from_utf8_lossy(doctype);
        let mut values = BTreeMap::new();
        for declared in text.split("<!ENTITY").skip(1) {
            let Some((name, rest)) = declared.trim_start().split_once(char::is_whitespace) else {
                continue;
            };
            let rest = rest.trim_start();
            let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
                continue;
            };
            let Some(value) = rest[1..].split(quote).next() else { continue };
            // The first declaration of a name counts. Nested entities are not resolved.
            if !value.contains(['&', '%']) {
                values.entry(name.to_owned()).or_insert_with(|| value.to_owned());
            }
        }
        Self { values, attributes: text.contains("<!ATTLIST") }
    }
}

/// The width or height of an image.
#[derive(Debug, Clone, Copy, PartialEq)]
enum SvgSide {
    /// This many pixels.
    Pixels(f64),
    /// Missing, or `auto`.
    Auto,
    /// Depends on the page or on fonts, or browsers may disagree.
    Open,
}

/// Reads the root tag.
fn root(tag: &BytesStart, entities: &Entities) -> Result<Option<(usize, usize)>, ImageFault> {
    let name = String::from_utf8_lossy(tag.name().as_ref()).into_owned();
    let (prefix, local) = name.split_once(':').unwrap_or(("", &name));
    if local != "svg" {
        return Err(ImageFault::Unknown);
    }
    let mut values: BTreeMap<String, String> = BTreeMap::new();
    let mut open = entities.attributes;
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|e| ImageFault::Damaged(e.to_string()))?;
        let name = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
        let raw = String::from_utf8_lossy(&attribute.value);
        let value = unescape_with(&raw, |entity| {
            quick_xml::escape::resolve_predefined_entity(entity)
                .or_else(|| entities.values.get(entity).map(String::as_str))
        });
        match value {
            Ok(value) => drop(values.insert(name, value.into_owned())),
            Err(_) => open = true,
        }
    }
    let namespace = match prefix {
        "" => values.get("xmlns"),
        prefix => values.get(&format!("xmlns:{prefix}")),
    };
    match namespace.map(String::as_str) {
        Some(NAMESPACE) => {}
        _ if open => {}
        Some(_) => return Err(ImageFault::Unknown),
        None => return Err(ImageFault::Namespace),
    }
    let get = |name: &str| values.get(name).map(String::as_str);
    let sides = (side(get("width"), "width")?, side(get("height"), "height")?);
    let stretched = get("preserveAspectRatio").is_some_and(|v| v.trim_start().starts_with("none"));
    let ratio = get("viewBox").and_then(view_box);
    let size = match sides {
        _ if open => None,
        (SvgSide::Pixels(width), SvgSide::Pixels(height)) => Some((width, height)),
        (SvgSide::Open, _) | (_, SvgSide::Open) => None,
        // With `none`, browsers disagree.
        _ if stretched => None,
        (SvgSide::Pixels(width), SvgSide::Auto) => {
            Some((width, ratio.map_or(USUAL.1, |(x, y)| width * y / x)))
        }
        (SvgSide::Auto, SvgSide::Pixels(height)) => {
            Some((ratio.map_or(USUAL.0, |(x, y)| height * x / y), height))
        }
        // Its width depends on the page.
        (SvgSide::Auto, SvgSide::Auto) => None,
    };
    size.map(|(width, height)| checked(width, height)).transpose()
}

/// Converts a CSS length to pixels.
fn side(value: Option<&str>, name: &str) -> Result<SvgSide, ImageFault> {
    let Some(value) = value else { return Ok(SvgSide::Auto) };
    let value = value.trim_matches([' ', '\t', '\n', '\r', '\u{c}']);
    let lower = value.to_ascii_lowercase();
    let bare = lower.trim_start_matches(['+', '-']);
    if ["nan", "inf", "infinity"].contains(&bare) {
        return Err(ImageFault::Size(format!("{name} is `{value}`")));
    }
    let Some((number, unit)) = number(&lower) else {
        return Ok(if lower == "auto" { SvgSide::Auto } else { SvgSide::Open });
    };
    let unit = match unit {
        "" | "px" => 1.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "q" => 96.0 / 101.6,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        // A percentage depends on the page: use the other side and the ratio of the `viewBox`.
        "%" => return Ok(SvgSide::Auto),
        _ => return Ok(SvgSide::Open),
    };
    let pixels = number * unit;
    checked_side(pixels, name).map(|_| SvgSide::Pixels(pixels))
}

/// Width and height of a `viewBox`, if it has them.
fn view_box(value: &str) -> Option<(f64, f64)> {
    let mut rest = value;
    let mut numbers = [0.0; 4];
    for next in &mut numbers {
        rest = rest.trim_start();
        rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
        (*next, rest) = number(rest)?;
    }
    let [_, _, width, height] = numbers;
    (rest.trim().is_empty() && width > 0.0 && height > 0.0).then_some((width, height))
}

/// Parses the CSS number at the start of `text`. Returns it and the rest.
fn number(text: &str) -> Option<(f64, &str)> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let sign = usize::from(text.starts_with(['+', '-']));
    let mut end = sign + digits(sign);
    if bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
    }
    if end == sign {
        return None;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let from = end + 1 + usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        if from <= bytes.len() && digits(from) > 0 {
            end = from + digits(from);
        }
    }
    Some((text[..end].parse().ok()?, &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<(usize, usize)>) {
        assert_eq!(read(text.as_bytes()), Ok(expect), "{text}");
    }

    /// Checks the size of an SVG with these attributes.
    fn check_tag(attributes: &str, expect: Option<(usize, usize)>) {
        check(&format!("<svg xmlns='{NAMESPACE}' {attributes}/>"), expect);
    }

    #[test]
    fn lengths_of_css_become_pixels() {
        for (attributes, expect) in [
            ("width='30' height='20px'", (30, 20)),
            ("width='50.8mm' height='2.54CM'", (192, 96)),
            ("width='.5in' height='36pt'", (48, 48)),
            ("width='2pc' height='101.6q'", (32, 96)),
            ("width='+1e2' height='2.5E1'", (100, 25)),
            ("width=' 7.5 ' height='7.49'", (8, 7)),
            ("width='&#51;0' height='20' style='width: 99px'", (30, 20)),
        ] {
            check_tag(attributes, Some(expect));
        }
    }

    #[test]
    fn missing_side_is_computed_from_the_view_box() {
        for (attributes, expect) in [
            ("width='100' viewBox='0 0 40 10'", (100, 25)),
            ("height='1in' viewBox='-5,-5,10,20'", (48, 96)),
            ("width='50%' height='30' viewBox='0-0 4.5.5'", (270, 30)),
            ("width='auto' height='30' viewBox='0 0 2e1 1e1'", (60, 30)),
            ("width='80' viewBox='0 0 0 10'", (80, 150)),
            ("height='80'", (300, 80)),
        ] {
            check_tag(attributes, Some(expect));
        }
    }

    #[test]
    fn size_that_depends_on_page_or_font_is_unknown() {
        for attributes in [
            "",
            "viewBox='0 0 64 48'",
            "width='100%' height='100%' viewBox='0 0 64 48'",
            "width='3em' height='20'",
            "width='50vw' height='20'",
            "width='calc(1px + 2px)' height='20'",
            "width='20 mm' height='20'",
            "width='10.' height='20'",
            "width='80' viewBox='0 0 4 2' preserveAspectRatio='none'",
        ] {
            check_tag(attributes, None);
        }
    }

    #[test]
    fn only_the_root_tag_counts() {
        let own = format!("xmlns='{NAMESPACE}' width='30' height='20'");
        for text in [
            format!("<!-- <svg width='1' height='1'> --><svg {own}/>"),
            format!(
                "<?a <svg width='1'>?>\n<svg data-a='>' stroke-width='4' {own}><svg width='9'/></svg>"
            ),
            format!("<!DOCTYPE svg [<!ENTITY a \"<svg width='1' height='1'>\">]><svg {own}/>"),
            format!("<s:svg xmlns:s='{NAMESPACE}' s:width='1' width='30' height='20'/>"),
            format!("\u{feff}<?xml version='1.0' encoding='utf-8'?><svg {own}/>"),
            format!(
                "<!DOCTYPE svg [<!ENTITY n '{NAMESPACE}'><!ENTITY w '30'>]><svg xmlns='&n;' width='&w;px' height='20'/>"
            ),
        ] {
            check(&text, Some((30, 20)));
        }
        let wide: Vec<u8> =
            format!("\u{feff}<svg {own}/>").encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&wide), Ok(Some((30, 20))));
        check(
            &format!(
                "<!DOCTYPE svg [<!ATTLIST svg height CDATA '4'>]><svg xmlns='{NAMESPACE}' width='30'/>"
            ),
            None,
        );
    }

    #[test]
    fn svg_that_browsers_do_not_show_is_refused_with_a_reason() {
        let refused = |text: &str, reason: &str| {
            let fault = read(text.as_bytes()).expect_err(text).to_string();
            assert!(fault.contains(reason), "{text}: {fault}");
        };
        let tag = |attributes: &str| format!("<svg xmlns='{NAMESPACE}' {attributes}/>");
        refused(&tag("width='0' height='20'"), "width is 0");
        refused(&tag("width='20' height='-3'"), "height is 0");
        refused(&tag("width='0.4' height='20'"), "width is 0");
        refused(&tag("width='10' viewBox='0 0 1000 1'"), "height is 0");
        refused(&tag("width='65536' height='20'"), "width is more than 65,535 pixels");
        refused(&tag("width='20' height='1e999'"), "height is more than");
        refused(&tag("width='NaN' height='20'"), "width is `NaN`");
        refused("<svg width='30' height='20'/>", "without `xmlns`");
        refused("<s:svg xmlns='http://www.w3.org/2000/svg' width='30'/>", "without `xmlns`");
        let deep = |n: usize| {
            format!("<svg xmlns='{NAMESPACE}'>{}{}</svg>", "<g>".repeat(n), "</g>".repeat(n))
        };
        refused(&deep(5_000), "5,000 deep");
        refused(&deep(200_000), "5,000 deep");
        check(&deep(4_999), None);
        refused("<svg xmlns='http://elsewhere.example' width='30' height='20'/>", "not an image");
        refused(&format!("<g xmlns='{NAMESPACE}'><svg width='1' height='1'/></g>"), "not an image");
        refused(&format!("<svg xmlns='{NAMESPACE}' width='30' height='20'><g>"), "ends before");
        refused(&format!("<svg xmlns='{NAMESPACE}' width='30'"), "not an image");
        refused(&format!("<svg xmlns='{NAMESPACE}' width='1' width='30' height='20'/>"), "damaged");
        refused(
            &format!("words <svg xmlns='{NAMESPACE}' width='30' height='20'/>"),
            "not an image",
        );
        refused(
            &format!("\n<?xml version='1.0'?><svg xmlns='{NAMESPACE}' width='30' height='20'/>"),
            "not an image",
        );
        refused("", "not an image");
    }
}
