//! The drawings of a document of Word: pictures, and boxes whose text follows the paragraph.

use super::super::inside::text_boxes;
use super::super::xml::Element;
use super::BodyReader;
use crate::import::manuscript::escape::is_link;
use crate::import::manuscript::model::{Inline, Passing};
use std::rc::Rc;

impl<'p> BodyReader<'p, '_> {
    /// What stands in an alternative.
    pub(super) fn run_content(
        &mut self,
        of: &'p Element,
        link: Option<&Rc<str>>,
        out: &mut Vec<Inline>,
    ) {
        for child in of.elements() {
            match child.name() {
                "drawing" | "pict" | "object" => self.drawing(child, link, out),
                _ => {}
            }
        }
    }

    /// A picture or text box. A picture leads where the link around it does, or its own.
    pub(super) fn drawing(
        &mut self,
        drawing: &'p Element,
        link: Option<&Rc<str>>,
        out: &mut Vec<Inline>,
    ) {
        let before = self.boxes.len();
        text_boxes(drawing, &mut self.boxes);
        if self.boxes.len() > before {
            return;
        }
        let link = self.own_link(drawing).or_else(|| link.cloned());
        let blip = drawing.below("blip").and_then(|blip| blip.attribute("embed"));
        let id = blip.or_else(|| drawing.below("imagedata").and_then(|data| data.attribute("id")));
        let part =
            id.and_then(|id| self.parts.relations.get(id)).filter(|relation| !relation.external);
        let Some(part) = part else {
            self.passed.count(Passing::Object, "a drawing");
            link.iter().for_each(|link| self.passed.count(Passing::PictureLink, link));
            return;
        };
        let about = drawing.below("docPr");
        let said = |name| {
            about.and_then(|about| about.attribute(name)).filter(|text| !text.trim().is_empty())
        };
        let alt = said("descr").or_else(|| said("title")).unwrap_or("").to_owned();
        let known = self.pictures.iter().position(|name| *name == part.target);
        let index = known.unwrap_or_else(|| {
            self.pictures.push(part.target.clone());
            self.pictures.len() - 1
        });
        out.push(Inline::Picture { index, alt, title: String::new(), link });
    }

    /// Where a picture leads by itself. A link that leads nowhere on the web is counted.
    fn own_link(&mut self, drawing: &Element) -> Option<Rc<str>> {
        let id = drawing.below("hlinkClick")?.attribute("id")?;
        let to = self.parts.relations.get(id)?;
        if to.external && is_link(&to.target) {
            return Some(Rc::from(to.target.as_str()));
        }
        self.passed.count(Passing::Link, &to.target);
        None
    }
}
