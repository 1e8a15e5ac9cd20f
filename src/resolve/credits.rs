//! Finds what `images` of `article.yaml` says of an image, and reports names that no image has.
//!
//! In go the entries and the sections of an article; out comes the entry of an image. An entry names
//! an image by its path in `static/`, or by the name of its file where only one image has that.

use super::gaps::folder_of;
use super::site::CreditedImage;
use super::surroundings::Surroundings;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::load::names::are_composed_alike;
use crate::markdown::Image;
use crate::model::address;
use crate::parse::article::ImageCredit;
use crate::parse::decode::list;
use crate::parse::{Faults, ParsedArticle, ParsedSection};
use percent_encoding::percent_decode_str;
use std::collections::BTreeSet;

/// The path in `static/` of an image, from its target as typed.
fn path_of(target: &str) -> String {
    let decoded = percent_decode_str(target).decode_utf8_lossy();
    let path = decoded.split_once("static/").map_or(&*decoded, |(_, path)| path);
    path.to_owned()
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The entry of the image at `target`. Its path counts for more than the name of its file.
pub(super) fn of<'c>(credits: &'c [ImageCredit], target: &str) -> Option<&'c ImageCredit> {
    if credits.is_empty() {
        return None;
    }
    let path = path_of(target);
    let named = |name: &str| credits.iter().find(|c| are_composed_alike(&c.name.value, name));
    named(&path).or_else(|| named(file_name(&path)))
}

/// An image with its entry.
pub(super) fn credited(image: &Image, credit: &ImageCredit) -> CreditedImage {
    let path = path_of(&image.target);
    let names = [image.title.as_str(), &image.alt, file_name(&path)];
    let name = names.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    CreditedImage {
        name: name.to_owned(),
        credit: credit.credit.clone(),
        licence: credit.licence.clone(),
    }
}

/// Reports entries that name no image of the article, or more than one.
pub(super) fn check(
    article: &ParsedArticle,
    sections: &[&ParsedSection],
    with: &Surroundings,
    out: &mut Faults,
) {
    let credits = &article.head.details.images;
    // A section that could not be read may show the image.
    let folder = folder_of(&address::prefix(&article.folder));
    if credits.is_empty() || with.gaps.hold_section_of(&folder) {
        return;
    }
    let images = sections.iter().flat_map(|section| &section.document.images);
    let shown: BTreeSet<String> = images.map(|image| path_of(&image.target)).collect();
    for ImageCredit { name, .. } in credits {
        let is_named = |known: &str| are_composed_alike(known, &name.value);
        if shown.iter().any(|path| is_named(path)) {
            continue;
        }
        let alike: Vec<&str> =
            shown.iter().map(String::as_str).filter(|path| is_named(file_name(path))).collect();
        let fault = |message| Diagnostic::at(Code::ImageMissing, name.span, message);
        match alike[..] {
            [_] => {}
            [] => {
                let inside = name.value.split_once("static/").map(|(_, path)| path);
                let inside = inside.filter(|path| shown.contains(*path));
                let near = || {
                    let both = shown.iter().flat_map(|path| [path.as_str(), file_name(path)]);
                    did_you_mean(&name.value, both)
                };
                let message = format!("no section of the article shows an image `{}`", name.value);
                out.push(
                    fault(message)
                        .maybe_hint(match inside {
                            Some(path) => Some(format!("name it as it is called there: `{path}`")),
                            None => near(),
                        })
                        .hint("`images` names an image by its file, such as `map.png`"),
                );
            }
            _ => {
                let message = format!("more than one image is called `{}`", name.value);
                out.push(fault(message).hint(format!("write one of {}", list(&alike))));
            }
        }
    }
}
