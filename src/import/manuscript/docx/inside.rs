//! What stands in elements of a text: alternatives, boxes, signs.
//!
//! In goes an element; out comes what matters of it for words.

use super::xml::Element;

/// What programs that know the newest elements read.
pub(super) fn chosen(alternate: &Element) -> &Element {
    alternate.child("Choice").or_else(|| alternate.child("Fallback")).unwrap_or(alternate)
}

/// True for a table of contents.
pub(super) fn is_contents(sdt: &Element) -> bool {
    let gallery = sdt.child("sdtPr").and_then(|of| of.below("docPartGallery"));
    gallery.and_then(|gallery| gallery.attribute("val")) == Some("Table of Contents")
}

/// Finds the text boxes in an element.
pub(super) fn text_boxes<'p>(of: &'p Element, boxes: &mut Vec<&'p Element>) {
    for child in of.elements() {
        match child.name() {
            "txbxContent" => boxes.push(child),
            "AlternateContent" => text_boxes(chosen(child), boxes),
            _ => text_boxes(child, boxes),
        }
    }
}

/// The character of a `sym`; none where it is a place in a typeface of its own.
pub(super) fn symbol(of: &Element) -> Option<char> {
    let code = u32::from_str_radix(of.attribute("char")?, 16).ok()?;
    char::from_u32(code).filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c) && !c.is_control())
}
