//! The faults of the site as the desk lists them.
//!
//! In go the faults that the preview found, which the terminal prints too; out come sentences, each with the
//! claim, source, speaker or title that can be edited at its place.

use super::opener::Opener;
use crate::desk::panel::SiteItems;
use crate::pipeline::Built;
use crate::preview::faults::ShownFault;
use crate::preview::state::State;
use serde_json::{Value as Json, json};

/// How many faults are shown.
const FAULTS: usize = 100;

/// The faults that the preview found, as sentences, each with the item that its place is in.
pub(super) fn faults(built: &Built, shown: &State, opener: &Opener) -> Vec<Json> {
    let all = || shown.faults.iter().take(FAULTS);
    let paths = all().filter_map(|fault| Some(fault.place.as_ref()?.0.clone())).collect();
    let items = SiteItems::in_files(built, paths);
    let one = |fault: &ShownFault| {
        let place = fault.place.as_ref();
        let span = place.and_then(|(path, line, column)| {
            built.files.span_at(built.files.find(path)?, *line, *column)
        });
        // What a lock lacks stands at the article, and is mended in no form.
        let span = span.filter(|_| !fault.said.code.starts_with("lock-"));
        let item = span.and_then(|span| items.at(built, span)).map(|item| item.told(built));
        json!({
            "text": fault.said.message, "hints": fault.said.hints, "code": fault.said.code,
            "place": place.map(|(path, line, _)| format!("{path}:{line}")), "item": item,
            "editor": place.and_then(|at| opener.editor.link(opener.root, at)),
            "stops": fault.stops, "count": fault.count,
        })
    };
    all().map(one).collect()
}
