//! Reads `gainsay.yaml`.

use super::allowed::{base_url, is_language_tag, leads_out};
use super::decode::{Fields, entries, text, word};
use super::foreign::{self, MapOwner};
use crate::diagnostic::{Code, Diagnostic, Severities, Severity, did_you_mean};
use crate::model::{FORMAT, keys};
use crate::parse::Faults;
use crate::source::At;
use crate::yaml::{Node, Value};

/// The settings in `gainsay.yaml`.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// Name of the site.
    pub title: String,
    /// Absolute address at which the site will be, ending in `/`.
    pub base_url: Option<url::Url>,
    /// Language tag of the site.
    pub language: String,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// The address at which readers report errors.
    pub contact: Option<String>,
    /// Name of the host for the `CNAME` file of GitHub Pages.
    pub cname: Option<String>,
    /// The picture for shared links if none can be drawn: a file in `static/`, by its name there.
    pub picture: Option<At<String>>,
    /// True if each claim gets a picture for shared links too.
    pub claim_pictures: bool,
    /// True if other sites can embed claims and articles.
    pub embed: bool,
    /// The output folder, from the site's root.
    pub output: Option<At<String>>,
    /// True if Markdown may contain raw HTML.
    pub raw_html: bool,
    /// True if readers can search.
    pub search: bool,
    /// True if each article has a table of its claims.
    pub table: bool,
    /// The severities that the site sets.
    pub severities: Severities,
    /// The version of the format, if it is newer than this program reads. Then nothing else was read.
    pub newer: Option<At<u32>>,
}

impl Config {
    /// The only thing to say of a site in a newer version of the format; `None` for any other.
    pub fn newer_fault(&self) -> Option<Diagnostic> {
        let newer = self.newer.as_ref()?;
        let message = format!("the site is written in version {} of the format", newer.value);
        let program = env!("CARGO_PKG_VERSION");
        Some(
            Diagnostic::at(Code::FormatNewer, newer.span, message)
                .label(format!("gainsay {program} reads version {FORMAT}"))
                .hint("install a newer gainsay; nothing else of the site was looked at"),
        )
    }
}

/// Reads the tree of `gainsay.yaml`.
pub fn config(node: &Node, today: Option<jiff::civil::Date>, out: &mut Faults) -> Config {
    let mut config = Config { language: "en".into(), ..Config::default() };
    let Some(fields) = foreign::open(node, &keys::SITE, MapOwner::Site, today, out) else {
        return config;
    };
    config.newer = format(&fields, out).filter(|format| format.value > FORMAT);
    if config.newer.is_some() {
        return config;
    }
    config.title = fields.required("title", out).map(|t| t.value).unwrap_or_default();
    if let Some(text) = fields.url("base-url", out) {
        match base_url(&text.value) {
            Ok(url) => config.base_url = Some(url),
            Err(reason) => out.push(Diagnostic::at(Code::UrlInvalid, text.span, reason)),
        }
    }
    if let Some(language) = language(&fields, out) {
        config.language = language.value;
    }
    config.publisher = fields.text("publisher", out).map(|t| t.value);
    config.contact = fields.url("contact", out).map(|t| t.value);
    if let Some(cname) = fields.text("cname", out) {
        if is_host(&cname.value) {
            config.cname = Some(cname.value);
        } else {
            out.push(
                Diagnostic::at(Code::ValueInvalid, cname.span, "`cname` is the name of a host")
                    .hint("write it without `https://` and without a path: `facts.example.org`"),
            );
        }
    }
    config.picture = fields.text("picture", out);
    config.claim_pictures = fields.flag("claim-pictures", out);
    config.embed = fields.flag("embed", out);
    config.output = fields.text("output", out);
    if let Some(output) = &config.output
        && let Some(c) =
            output.value.chars().find(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
    {
        let message = format!("`output` has the character U+{:04X} in it", u32::from(c));
        out.push(
            Diagnostic::at(Code::ConfigPath, output.span, message)
                .hint("write the name of a folder, such as `public`"),
        );
    } else if let Some(output) = &config.output
        && leads_out(&output.value)
    {
        let message = "`output` is a folder inside the site and beside its inputs: no `..`, no `/` at its start";
        out.push(
            Diagnostic::at(Code::ConfigPath, output.span, message)
                .hint("to build somewhere else, use `gainsay build --output FOLDER`"),
        );
    }
    config.raw_html = fields.flag("raw-html", out);
    config.search = fields.flag("search", out) || fields.get("search").is_none();
    config.table = fields.flag("table", out) || fields.get("table").is_none();
    if let Some(node) = fields.get("severity") {
        config.severities = severities(node, out);
    }
    config
}

/// Reads the version of the format.
fn format(fields: &Fields, out: &mut Faults) -> Option<At<u32>> {
    let text = fields.text("format", out)?;
    let is_number = text.value.starts_with(|c: char| matches!(c, '1'..='9'))
        && text.value.bytes().all(|byte| byte.is_ascii_digit());
    match text.value.parse() {
        Ok(version) if is_number => Some(text.map(|_| version)),
        // However large, it is newer.
        Err(_) if is_number => Some(text.map(|_| u32::MAX)),
        _ => {
            let message = format!("`{}` is not a version of the format", text.value);
            let known = format!("write `format: {FORMAT}`, or take the line out");
            out.push(Diagnostic::at(Code::ValueInvalid, text.span, message).hint(known));
            None
        }
    }
}

/// Reads the map from codes to severities.
fn severities(node: &Node, out: &mut Faults) -> Severities {
    const WORDS: &[Option<Severity>] =
        &[Some(Severity::Error), Some(Severity::Warning), Some(Severity::Note), None];
    let mut severities = Severities::default();
    for (key, value) in entries(node, "`severity`", out).unwrap_or_default() {
        let Some(code) = Code::named(&key.name) else {
            let names = Code::ALL.iter().map(|code| code.as_str());
            out.push(
                Diagnostic::at(
                    Code::KeyUnknown,
                    key.span,
                    format!("there is no code `{}`", key.name),
                )
                .maybe_hint(did_you_mean(&key.name, names))
                .hint("`gainsay explain` lists the codes"),
            );
            continue;
        };
        let name = |severity: Option<Severity>| severity.map_or("off", Severity::as_str);
        let what = format!("the severity of `{}`", key.name);
        let wanted = (value.value != Value::Null).then(|| text(value, &what, out)).flatten();
        let Some(wanted) = wanted.and_then(|typed| word(&typed, &what, WORDS, name, out)) else {
            continue;
        };
        if !severities.set(code, wanted.value) {
            let is_error = code.severity() == Severity::Error;
            let message = match is_error {
                true => format!("`{}` is an error and stays one", key.name),
                false => format!("`{}` is a warning at least", key.name),
            };
            let why = match is_error {
                true => {
                    "warnings and notes can be raised, lowered or turned off; errors guard what readers are promised"
                }
                false => "it tells what was edited around claims that somebody had looked at",
            };
            out.push(
                Diagnostic::at(Code::ValueInvalid, wanted.span, message)
                    .label(format!("so it cannot be `{}`", name(wanted.value)))
                    .hint(why)
                    .hint("take the line out, and mend what is reported"),
            );
        }
    }
    severities
}

/// Reads a language tag, checking its form only.
pub fn language(fields: &Fields, out: &mut Faults) -> Option<At<String>> {
    language_tag(fields.text("language", out)?, out)
}

/// Checks the form of a language tag.
pub fn language_tag(tag: At<String>, out: &mut Faults) -> Option<At<String>> {
    if is_language_tag(&tag.value) {
        return Some(tag);
    }
    out.push(
        Diagnostic::at(
            Code::ValueInvalid,
            tag.span,
            format!("`{}` is not a language tag", tag.value),
        )
        .hint("write `en`, `es`, `en-GB`, `zh-Hant`"),
    );
    None
}

fn is_host(name: &str) -> bool {
    name.contains('.')
        && name.split('.').all(|label| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
}
