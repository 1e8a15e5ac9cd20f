//! Creates the files of a new site.
//!
//! In go a few answers; out come the files of a small site that builds without a fault: one claim,
//! one source, one counter-claim. Without answers, the files are those of the example that this
//! repository bundles. The templates of the small site stand in `site/` beside this module, and so do
//! those of the files by which hosts build it. Nothing here touches the disk. The schemas of its files, and settings by which an editor finds them, go with
//! either.

mod hosts;

pub use hosts::{Host, ToolSource, tool_source};

use super::schema::{SchemaKind, schema};
use crate::parse::allowed::is_language_tag;
use crate::yaml::quote::quoted;

macro_rules! embed {
    ($name:ident = $folder:literal { $($target:literal <- $file:literal),* $(,)? }) => {
        /// The path of each file and its text.
        const $name: &[(&str, &str)] = &[$(($target, include_str!(concat!($folder, $file)))),*];
    };
}

embed! {
    SAMPLE = "site/" {
        "gainsay.yaml" <- "gainsay.yaml",
        "content/article.yaml" <- "article.yaml",
        "content/01-opening.md" <- "01-opening.md",
        "content/01-opening.yaml" <- "01-opening.yaml",
        "content/sources.yaml" <- "sources.yaml",
        "content/speakers.yaml" <- "speakers.yaml",
        "content/anchors.lock" <- "anchors.lock",
    }
}

embed! {
    EXAMPLE = "../../../" {
        "gainsay.yaml" <- "gainsay.yaml",
        "content/01-the-denial.md" <- "content/01-the-denial.md",
        "content/01-the-denial.yaml" <- "content/01-the-denial.yaml",
        "content/02-what-wikileaks-said.md" <- "content/02-what-wikileaks-said.md",
        "content/02-what-wikileaks-said.yaml" <- "content/02-what-wikileaks-said.yaml",
        "content/03-the-accord-in-colombia.md" <- "content/03-the-accord-in-colombia.md",
        "content/03-the-accord-in-colombia.yaml" <- "content/03-the-accord-in-colombia.yaml",
        "content/04-the-connection-and-the-emails.md" <- "content/04-the-connection-and-the-emails.md",
        "content/04-the-connection-and-the-emails.yaml" <- "content/04-the-connection-and-the-emails.yaml",
        "content/05-the-embassy.md" <- "content/05-the-embassy.md",
        "content/05-the-embassy.yaml" <- "content/05-the-embassy.yaml",
        "content/anchors.lock" <- "content/anchors.lock",
        "content/article.yaml" <- "content/article.yaml",
        "content/snapshots/dhs-odni-text.txt" <- "content/snapshots/dhs-odni-text.txt",
        "content/snapshots/doj-2024-text.txt" <- "content/snapshots/doj-2024-text.txt",
        "content/snapshots/dpb-2016-10-18.txt" <- "content/snapshots/dpb-2016-10-18.txt",
        "content/snapshots/kerry-2016-06.txt" <- "content/snapshots/kerry-2016-06.txt",
        "content/snapshots/kerry-2016-08.txt" <- "content/snapshots/kerry-2016-08.txt",
        "content/snapshots/kerry-congress.txt" <- "content/snapshots/kerry-congress.txt",
        "content/snapshots/kerry-critical-ally.txt" <- "content/snapshots/kerry-critical-ally.txt",
        "content/snapshots/loc-2016.txt" <- "content/snapshots/loc-2016.txt",
        "content/snapshots/mueller-text.txt" <- "content/snapshots/mueller-text.txt",
        "content/snapshots/state-cartagena.txt" <- "content/snapshots/state-cartagena.txt",
        "content/sources.yaml" <- "content/sources.yaml",
        "content/speakers.yaml" <- "content/speakers.yaml",
    }
}

embed! {
    AROUND = "site/" {
        ".gitignore" <- "gitignore",
        ".editorconfig" <- "editorconfig",
        ".gitattributes" <- "gitattributes",
        ".vscode/settings.json" <- "settings.json",
        "static/.gitkeep" <- "gitkeep",
    }
}

/// The author's answers about a new site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// Title of the site.
    pub title: String,
    /// Its language, as a tag.
    pub language: String,
    /// Name of its publisher or author; may be empty.
    pub name: String,
}

/// The kind of site to create.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SiteKind {
    /// A small site of the author's own.
    Own(Answers),
    /// The example that this repository bundles.
    Example,
}

/// A file of a new site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Path from the site's root, with `/` between its parts.
    pub path: &'static str,
    /// Its text.
    pub text: String,
}

/// All files of a new site but those of its host, `gainsay.yaml` first.
pub fn files(kind: &SiteKind) -> Vec<NewFile> {
    let (site, answers) = match kind {
        SiteKind::Own(answers) => (SAMPLE, Some(answers)),
        SiteKind::Example => (EXAMPLE, None),
    };
    let filled = |file: &(&'static str, &str)| {
        let text = match answers {
            Some(answers) => fill(file.1, &places(answers)),
            None => file.1.to_owned(),
        };
        NewFile { path: file.0, text }
    };
    let plain = |file: &(&'static str, &str)| NewFile { path: file.0, text: file.1.to_owned() };
    let mut files: Vec<NewFile> = site.iter().map(filled).collect();
    files.extend(AROUND.iter().map(plain));
    files.extend(
        SchemaKind::ALL
            .map(|kind| NewFile { path: kind.path(), text: format!("{:#}\n", schema(kind)) }),
    );
    files
}

/// The values of the placeholders in the templates. `SAMPLE` has an empty value; it is set only if
/// the site's language is not that of the sample.
fn places(answers: &Answers) -> Vec<(&'static str, String)> {
    let mut places =
        vec![("TITLE", quoted(&answers.title)), ("LANGUAGE", quoted(&answers.language))];
    if !answers.name.is_empty() {
        places.push(("NAME", quoted(&answers.name)));
    }
    if !answers.language.split('-').next().unwrap_or("").eq_ignore_ascii_case("en") {
        places.push(("SAMPLE", String::new()));
    }
    places
}

/// Fills the placeholders of a text, each written `@PLACE@`. A line that begins with `@IF PLACE@`
/// is dropped if that placeholder has no value. Values are inserted as they are: a placeholder
/// inside a value stays.
fn fill(text: &str, places: &[(&str, String)]) -> String {
    let mut filled = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let mut line = line;
        if let Some((condition, rest)) =
            line.strip_prefix("@IF ").and_then(|rest| rest.split_once('@'))
        {
            if places.iter().all(|(place, _)| *place != condition) {
                continue;
            }
            line = rest;
        }
        while let Some((before, value, after)) = next_place(line, places) {
            filled.push_str(before);
            filled.push_str(value);
            line = after;
        }
        filled.push_str(line);
    }
    filled
}

/// Finds the first placeholder in `line` that has a value. Returns the text before it, its value,
/// and the text after it.
fn next_place<'t>(
    line: &'t str,
    places: &'t [(&str, String)],
) -> Option<(&'t str, &'t str, &'t str)> {
    places
        .iter()
        .filter_map(|(place, value)| {
            let (before, after) = line.split_once(&format!("@{place}@"))?;
            Some((before, value.as_str(), after))
        })
        .min_by_key(|(before, ..)| before.len())
}

/// Reads a title or a name: one line of text, without blanks at its ends.
///
/// # Errors
/// A message that says what is wrong.
pub fn line_of_text(text: &str) -> Result<String, String> {
    match text.chars().find(|c| c.is_control()) {
        Some(c) => Err(format!("has the control character U+{:04X} in it", u32::from(c))),
        None => Ok(text.trim().to_owned()),
    }
}

/// Reads a title, which needs words.
///
/// # Errors
/// A message that says what is wrong.
pub fn title(text: &str) -> Result<String, String> {
    let title = line_of_text(text)?;
    if title.is_empty() { Err("is empty".to_owned()) } else { Ok(title) }
}

/// Reads a language tag.
///
/// # Errors
/// A message that says what is wrong.
pub fn language(text: &str) -> Result<String, String> {
    let tag = text.trim();
    if is_language_tag(tag) {
        Ok(tag.to_owned())
    } else {
        Err(format!("`{tag}` is not a language tag; write `en`, `es`, `en-GB`, `zh-Hant`"))
    }
}

/// Derives a title from the name of a folder: `my-first_site` becomes `My first site`.
pub fn title_of_folder(name: &str) -> Option<String> {
    let words = name.split(['-', '_', ' ', '.']).filter(|w| !w.is_empty());
    let words = words.collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    let first = letters.next()?;
    title(&format!("{}{}", first.to_uppercase(), letters.as_str())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_example_and_of_the_sample_is_embedded() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let names = |folder: &str| -> Vec<String> {
            let mut names: Vec<String> = std::fs::read_dir(root.join(folder))
                .expect("the folder")
                .map(|e| e.expect("an entry"))
                .filter(|e| e.path().is_file())
                .map(|e| e.file_name().to_string_lossy().into_owned())
                .collect();
            names.sort();
            names
        };
        let of = |files: &[(&str, &str)]| -> Vec<String> {
            let name = |(path, _): &(&str, &str)| path.rsplit('/').next().unwrap_or("").to_owned();
            files.iter().map(name).collect()
        };
        let (copies, example): (Vec<_>, Vec<_>) =
            EXAMPLE[1..].iter().copied().partition(|(path, _)| path.contains("/snapshots/"));
        assert_eq!(of(&copies), names("content/snapshots"), "the saved copies of the example");
        assert_eq!(of(&example), names("content"), "the example");
        let mut sample = [SAMPLE, AROUND].map(of).concat();
        // Those of hosts, which `Host::files` embeds.
        sample.extend(
            ["build.sh", "forgejo.yml", "gitlab.yml", "netlify.toml", "pages.yml", "wrangler.toml"]
                .map(str::to_owned),
        );
        for name in &mut sample {
            *name = name.trim_start_matches('.').to_owned();
        }
        sample.sort();
        assert_eq!(sample, names("src/desk/init/site"), "the sample");
    }

    #[test]
    fn placeholders_are_filled_once() {
        let places = [("A", "@B@".to_owned()), ("B", "x".to_owned())];
        assert_eq!(fill("@A@ and @B@ and @C@\n", &places), "@B@ and x and @C@\n");
        assert_eq!(fill("@IF B@kept: @B@\n@IF C@gone: @B@\nlast", &places), "kept: x\nlast");
    }

    #[test]
    fn a_folder_gives_a_title() {
        for (name, expect) in [
            ("my-site", Some("My site")),
            ("Tarnford_Notes.v2", Some("Tarnford Notes v2")),
            ("éclair", Some("Éclair")),
            ("-", None),
            ("", None),
        ] {
            assert_eq!(title_of_folder(name).as_deref(), expect, "{name}");
        }
    }

    #[test]
    fn answers_are_checked() {
        assert_eq!(title("  Notes \u{1F4CE} "), Ok("Notes \u{1F4CE}".to_owned()));
        assert_eq!(title(" "), Err("is empty".to_owned()));
        assert_eq!(title("a\nb"), Err("has the control character U+000A in it".to_owned()));
        assert_eq!(language(" pt-BR "), Ok("pt-BR".to_owned()));
        assert!(language("english, please").is_err());
    }
}
