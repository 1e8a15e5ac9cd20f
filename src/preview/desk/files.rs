//! The desk's own files, embedded.
//!
//! In goes the name of a file; out come its media type and its text.

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

/// Embeds files of this folder, each with its media type.
macro_rules! embed {
    ($($kind:ident [$($name:literal),* $(,)?])*) => {
        &[$($(($name, $kind, include_str!($name)),)*)*]
    };
}

/// What stands below `/_desk/`: name, media type, text.
const FILES: &[(&str, &str, &str)] = embed! {
    STYLE ["desk.css"]
    SCRIPT [
        "api.js", "claim.js", "combo.js", "copy.js", "desk.js", "dom.js", "evidence.js", "fields.js", "form.js", "frame.js", "ids.js", "looks.js", "message.js", "panel.js", "places.js", "records.js", "remove.js", "saved.js", "texts.js", "words.js",
    ]
};

/// The page in which the pages of the site stand.
const SHELL: &str = include_str!("desk.html");

/// The script that each page of the site gets, to tell the desk of what is selected in it.
pub const AGENT: &str = include_str!("agent.js");

/// The file called `name`: its media type and its text.
pub(super) fn file(name: &str) -> Option<(&'static str, &'static str)> {
    let (_, kind, text) = FILES.iter().find(|(known, ..)| *known == name)?;
    Some((kind, text))
}

/// The page of the desk, with the origin of the site's pages and the path below which they stand.
pub(super) fn shell(pages: &str, base_path: &str) -> String {
    SHELL.replace("{pages}", pages).replace("{base}", base_path)
}
