//! Determines from its letters the direction of a text, and whether it can be in its declared
//! language.
//!
//! In goes a text with a direction or a language; out comes the text isolated from its
//! surroundings, or the script that contradicts the language. Scripts and directions of letters
//! come from the Unicode Character Database; see <https://www.unicode.org/reports/tr9/> (the
//! bidirectional algorithm) and <https://www.unicode.org/reports/tr24/> (scripts).

use icu_properties::CodePointMapData;
use icu_properties::props::{BidiClass, Script};
use std::borrow::Cow;
use std::collections::BTreeMap;
use unic_langid::LanguageIdentifier;

/// FIRST STRONG ISOLATE: begins a stretch whose direction is that of its first letter.
const OPEN: char = '\u{2068}';
/// POP DIRECTIONAL ISOLATE: ends it.
const CLOSE: char = '\u{2069}';

/// Isolates a value in a message of direction `dir` if it has letters of the other direction.
/// Otherwise its numbers and punctuation would move to their neighbours. This also works in page
/// titles and labels, which cannot hold markup. Parts that are already isolated stay as they are.
pub fn isolated<'t>(text: &'t str, dir: &str) -> Cow<'t, str> {
    let rtl = dir == "rtl";
    if !rtl && text.is_ascii() {
        return text.into();
    }
    let classes = CodePointMapData::<BidiClass>::new();
    let (mut depth, mut apart) = (0_usize, false);
    for c in text.chars() {
        match classes.get(c) {
            BidiClass::LeftToRightIsolate
            | BidiClass::RightToLeftIsolate
            | BidiClass::FirstStrongIsolate => depth += 1,
            BidiClass::PopDirectionalIsolate => depth = depth.saturating_sub(1),
            BidiClass::LeftToRight => apart |= rtl && depth == 0,
            BidiClass::RightToLeft | BidiClass::ArabicLetter => apart |= !rtl && depth == 0,
            _ => {}
        }
    }
    if !apart {
        return text.into();
    }
    // Isolates that the author left open end with the value.
    let ends = std::iter::repeat_n(CLOSE, depth + 1);
    std::iter::once(OPEN).chain(text.chars()).chain(ends).collect::<String>().into()
}

/// Takes the full stop off a sentence whose last words, a title perhaps, have one of their own. What
/// sets these words apart, as [`isolated`] does, may stand between the two.
pub fn ended_once(mut sentence: String) -> String {
    let stop = ['.', '\u{3002}'];
    let apart = |c: char| c == CLOSE || matches!(c, '\u{fdd0}'..='\u{fdef}');
    let own = sentence.strip_suffix(stop).map(|words| words.trim_end_matches(apart));
    if own.is_some_and(|words| words.ends_with(['.', '!', '?', '…', '؟', '。', '！', '？'])) {
        sentence.pop();
    }
    sentence
}

/// A script that contradicts the language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unlike {
    /// The name of the letters: `Arabic`.
    pub letters: &'static str,
    /// Languages that use this script, for a hint.
    languages: &'static [&'static str],
}

impl Unlike {
    /// A language that the text may be in.
    pub fn likely(self) -> &'static str {
        self.languages.first().copied().unwrap_or_default()
    }

    /// Further possible languages, as the end of a hint.
    pub fn or_others(self) -> String {
        let others: Vec<String> = self.languages.iter().skip(1).map(|l| format!("`{l}`")).collect();
        match others.as_slice() {
            [] => String::new(),
            others => format!(", or {}, whichever it is in", others.join(", ")),
        }
    }
}

/// The scripts that are distinguished, with their names and the languages that use them. The two
/// kinds of kana count as one.
const KNOWN: &[(Script, &str, &[&str])] = &[
    (Script::Latin, "Latin", &["en", "es", "fr"]),
    (Script::Arabic, "Arabic", &["ar", "fa", "ur"]),
    (Script::Han, "Chinese", &["zh", "ja"]),
    (Script::Katakana, "Japanese", &["ja"]),
    (Script::Hangul, "Korean", &["ko"]),
    (Script::Cyrillic, "Cyrillic", &["ru", "uk", "bg"]),
    (Script::Greek, "Greek", &["el"]),
    (Script::Hebrew, "Hebrew", &["he", "yi"]),
    (Script::Devanagari, "Devanagari", &["hi", "mr", "ne"]),
    (Script::Bengali, "Bengali", &["bn", "as"]),
    (Script::Gurmukhi, "Gurmukhi", &["pa"]),
    (Script::Gujarati, "Gujarati", &["gu"]),
    (Script::Tamil, "Tamil", &["ta"]),
    (Script::Telugu, "Telugu", &["te"]),
    (Script::Kannada, "Kannada", &["kn"]),
    (Script::Malayalam, "Malayalam", &["ml"]),
    (Script::Sinhala, "Sinhala", &["si"]),
    (Script::Thai, "Thai", &["th"]),
    (Script::Lao, "Lao", &["lo"]),
    (Script::Khmer, "Khmer", &["km"]),
    (Script::Myanmar, "Burmese", &["my"]),
    (Script::Georgian, "Georgian", &["ka"]),
    (Script::Armenian, "Armenian", &["hy"]),
    (Script::Ethiopic, "Ethiopic", &["am", "ti"]),
];

/// The number of letters that are examined, however long the text is.
const ENOUGH: usize = 4000;

/// The script of by far most letters of `text`, if `language` is never written in it. A name or a
/// quotation in other letters does not count, nor does a short text in Latin letters, because names
/// keep them in every language. Unknown languages are not checked.
pub fn unlike(language: &str, text: &str) -> Option<Unlike> {
    let own = scripts(language)?;
    if text.is_ascii() && own.contains(&Script::Latin) {
        return None;
    }
    let scripts = CodePointMapData::<Script>::new();
    let mut counts: BTreeMap<Script, usize> = BTreeMap::new();
    // Most letters are of the script of the one before.
    let mut row = (Script::Latin, 0);
    let (mut fitting, mut all) = (0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(ENOUGH) {
        let script = match scripts.get(c) {
            Script::Hiragana => Script::Katakana,
            script => script,
        };
        if matches!(script, Script::Common | Script::Inherited) {
            continue;
        }
        all += 1;
        fitting += usize::from(own.contains(&script));
        // More than a tenth of all that is examined fits: no other script can be that of by far most.
        if fitting * 10 > ENOUGH {
            return None;
        }
        if script != row.0 {
            *counts.entry(row.0).or_default() += row.1;
            row = (script, 0);
        }
        row.1 += 1;
    }
    *counts.entry(row.0).or_default() += row.1;
    let (most, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    let (script, letters, languages) = KNOWN.iter().find(|(script, ..)| *script == most)?;
    let enough = match *script {
        Script::Latin => count >= 24 && text.split_whitespace().count() >= 4,
        // In these scripts a letter is a syllable or a word.
        Script::Han | Script::Katakana | Script::Hangul => count >= 4,
        _ => count >= 8,
    };
    let by_far = fitting * 10 <= all && count * 10 >= all * 7;
    let stray = !own.contains(script);
    (enough && by_far && stray).then_some(Unlike { letters, languages })
}

/// The scripts that a language is written in; `None` if unknown.
fn scripts(language: &str) -> Option<&'static [Script]> {
    // Most tags are a language alone.
    if matches!(language.len(), 2 | 3) && language.bytes().all(|b| b.is_ascii_lowercase()) {
        return of_language(language);
    }
    let tag: LanguageIdentifier = language.parse().ok()?;
    if let Some(script) = tag.script {
        return Some(match script.as_str() {
            "Latn" => &[Script::Latin],
            "Cyrl" => &[Script::Cyrillic],
            "Arab" => &[Script::Arabic],
            "Hebr" => &[Script::Hebrew],
            "Grek" => &[Script::Greek],
            "Deva" => &[Script::Devanagari],
            "Hans" | "Hant" | "Hani" => &[Script::Han, Script::Bopomofo],
            "Jpan" => &[Script::Han, Script::Katakana],
            "Kore" | "Hang" => &[Script::Hangul, Script::Han],
            _ => return None,
        });
    }
    of_language(tag.language.as_str())
}

/// The same by the part of a tag that names the language.
fn of_language(language: &str) -> Option<&'static [Script]> {
    Some(match language {
        "en" | "es" | "pt" | "fr" | "de" | "it" | "nl" | "sv" | "da" | "nb" | "nn" | "no"
        | "fi" | "is" | "et" | "lv" | "lt" | "pl" | "cs" | "sk" | "sl" | "hr" | "hu" | "ro"
        | "sq" | "ca" | "gl" | "eu" | "ga" | "cy" | "gd" | "mt" | "tr" | "vi" | "id" | "fil"
        | "tl" | "sw" | "af" | "so" | "yo" | "ig" | "zu" | "xh" | "eo" | "lb" | "br" | "oc" => {
            &[Script::Latin]
        }
        "ru" | "uk" | "be" | "bg" | "mk" => &[Script::Cyrillic],
        "sr" | "bs" => &[Script::Cyrillic, Script::Latin],
        "uz" | "az" | "kk" | "ky" | "tk" | "tt" | "tg" => {
            &[Script::Cyrillic, Script::Latin, Script::Arabic]
        }
        "mn" => &[Script::Cyrillic, Script::Mongolian],
        "ms" | "ha" | "ku" | "wo" => &[Script::Latin, Script::Arabic],
        "ar" | "fa" | "ur" | "ps" | "ckb" | "sd" => &[Script::Arabic],
        "he" | "yi" => &[Script::Hebrew],
        "el" => &[Script::Greek],
        "hi" | "mr" | "ne" => &[Script::Devanagari],
        "bn" | "as" => &[Script::Bengali],
        "pa" => &[Script::Gurmukhi, Script::Arabic],
        "gu" => &[Script::Gujarati],
        "ta" => &[Script::Tamil],
        "te" => &[Script::Telugu],
        "kn" => &[Script::Kannada],
        "ml" => &[Script::Malayalam],
        "si" => &[Script::Sinhala],
        "th" => &[Script::Thai],
        "lo" => &[Script::Lao],
        "km" => &[Script::Khmer],
        "my" => &[Script::Myanmar],
        "ka" => &[Script::Georgian],
        "hy" => &[Script::Armenian],
        "am" | "ti" => &[Script::Ethiopic],
        "zh" | "yue" => &[Script::Han, Script::Bopomofo],
        "ja" => &[Script::Han, Script::Katakana],
        "ko" => &[Script::Hangul, Script::Han],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn value_of_the_other_direction_is_isolated() {
        let check = |text: &str, dir: &str, expect: &str| assert_eq!(isolated(text, dir), expect);
        check("Ona Petrel", "ltr", "Ona Petrel");
        check("Ona Petrel (2021)", "rtl", "\u{2068}Ona Petrel (2021)\u{2069}");
        check("2021", "rtl", "2021");
        check("سجل 2021", "rtl", "سجل 2021");
        check("سجل 2021", "ltr", "\u{2068}سجل 2021\u{2069}");
        check("Été à Zürich", "ltr", "Été à Zürich");
        check("a \u{2068}سجل\u{2069}", "ltr", "a \u{2068}سجل\u{2069}");
        check("سجل \u{2067}x", "ltr", "\u{2068}سجل \u{2067}x\u{2069}\u{2069}");
    }

    #[test]
    fn text_mostly_in_another_script_contradicts_its_language() {
        let check = |language: &str, text: &str, expect: Option<&str>| {
            assert_eq!(unlike(language, text).map(|u| u.letters), expect, "{language}: {text}");
        };
        check("en", "سجل المنارة القديمة", Some("Arabic"));
        check("en", "港口的旧灯塔", Some("Chinese"));
        check("es-MX", "Журнал старого маяка", Some("Cyrillic"));
        check("ar", "The ledger of the old lighthouse at the quay", Some("Latin"));
        check("sr-Latn", "Дневник старог светионика", Some("Cyrillic"));
        check("zh", "オリンピックのこと", Some("Japanese"));
        // Names, mixtures, short texts, languages of several scripts, and those that are not known.
        check("ar", "The New York Times", None);
        check("ar", "سجل Skerry Wells 1931", None);
        check("en", "Ledger of the مكتب الميناء", None);
        check("en", "Ω", None);
        check("sr", "Дневник старог светионика", None);
        check("uz", "Эски маяк китоби", None);
        check("ja", "灯台の記録", None);
        check("zh", "空白のない文", None);
        check("tlh", "سجل المنارة القديمة", None);
        check("en", "2021 — 1,204 ± 3 %", None);
        check("en", "Ελληνικά and some English words", None);
    }
}
