//! Checks the picture for shared links that `gainsay.yaml` names.
//!
//! In go its name and the files of `static/`; out comes a fault if pages could not use it.

use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::load::names;
use crate::markdown::size::{self, ImageFault};
use crate::source::At;
use crate::theme::Asset;
use std::collections::BTreeMap;

/// The fault of the picture `name`, if it has one.
pub fn check(name: &At<String>, assets: &BTreeMap<String, Asset>) -> Option<Diagnostic> {
    let fault = |message: String| Diagnostic::at(Code::ImageMissing, name.span, message);
    let Some(asset) = names::find(assets, &name.value) else {
        let path = name.value.strip_prefix("static/").filter(|rest| assets.contains_key(*rest));
        let hint = match path {
            Some(rest) => Some(format!("name it as it is called there: `{rest}`")),
            None => did_you_mean(&name.value, assets.keys().map(String::as_str)),
        };
        let message = format!("there is no file `static/{}`", name.value);
        return Some(fault(message).maybe_hint(hint));
    };
    // Services that show link previews do not support SVG.
    let message = match size::pixels(&asset.bytes) {
        Ok(_) => return None,
        Err(ImageFault::Unknown) => "is not a picture that others show beside a link".to_owned(),
        Err(fault) => fault.to_string(),
    };
    let hint = "use PNG or JPEG, best of 1200 by 630 pixels";
    Some(fault(format!("`static/{}` {message}", name.value)).hint(hint))
}
