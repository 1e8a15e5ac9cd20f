//! Determines the direction of a language.
//!
//! In goes a language tag; out comes the direction of its script. Scripts are those of ISO 15924;
//! the usual script of a language is taken from the CLDR.

use unic_langid::LanguageIdentifier;

/// Scripts that run from right to left (ISO 15924).
const RIGHT_TO_LEFT_SCRIPTS: &[&str] = &[
    "Adlm", "Arab", "Aran", "Armi", "Avst", "Hebr", "Mand", "Mani", "Mend", "Narb", "Nkoo", "Palm",
    "Phli", "Phnx", "Prti", "Rohg", "Samr", "Sarb", "Syrc", "Thaa", "Yezi",
];

/// Languages that usually use one of these scripts, if the tag names none: by "likelySubtags" of
/// the CLDR, and the withdrawn codes of ISO 639.
const RIGHT_TO_LEFT: &[&str] = &[
    "aii", "aeb", "acm", "afb", "ajp", "apc", "apd", "ar", "arc", "arq", "ars", "ary", "arz",
    "azb", "bal", "bgn", "bqi", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "khw", "ks", "lrc",
    "luz", "mid", "myz", "mzn", "nqo", "ota", "pnb", "prs", "ps", "rhg", "sam", "sd", "sdh", "skr",
    "syr", "ug", "ur", "yi",
];

/// Languages that are written in Arabic letters only in some countries.
const RIGHT_TO_LEFT_IN: &[(&str, &[&str])] = &[
    ("az", &["IR", "IQ"]),
    ("kk", &["CN", "AF", "IR"]),
    ("ku", &["IQ", "IR"]),
    ("ky", &["CN"]),
    ("pa", &["PK"]),
    ("tg", &["PK"]),
    ("tk", &["AF", "IR"]),
    ("uz", &["AF", "CN"]),
];

/// The direction of a language: that of the script in its tag, otherwise of its usual script.
pub fn direction(language: &str) -> &'static str {
    let Ok(tag) = language.parse::<LanguageIdentifier>() else { return "ltr" };
    let name = tag.language.as_str();
    let right = match (tag.script, tag.region) {
        (Some(script), _) => RIGHT_TO_LEFT_SCRIPTS.contains(&script.as_str()),
        // Sindhi and Kashmiri have a second script, which the tag must name.
        (None, _) if RIGHT_TO_LEFT.contains(&name) => true,
        (None, Some(region)) => RIGHT_TO_LEFT_IN
            .iter()
            .any(|(of, regions)| *of == name && regions.contains(&region.as_str())),
        (None, None) => false,
    };
    if right { "rtl" } else { "ltr" }
}
