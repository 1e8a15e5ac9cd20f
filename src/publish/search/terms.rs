//! Splits text into search terms.
//!
//! In goes text; out come terms. Case and diacritics are folded, so that `jirafa` finds `Jirafá`. A
//! word is a run of letters, marks and digits. Scripts without spaces between words, and Hangul,
//! whose words carry particles, are split into pairs of characters. The last character of a run is
//! a term as well, so that each single character begins a term. `static/search.js` does the same
//! with a query; a test compares their tables.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The maximum length of a term, in the index and in a query.
const LONGEST: usize = 40;

/// Characters that are ignored: marks of scripts that are read without them, the soft hyphen, and
/// the Arabic tatweel. In other scripts marks are vowels.
pub const SILENT: &[(u32, u32)] = &[
    (0xad, 0xad),
    (0x300, 0x36f),
    (0x591, 0x5c7),
    (0x610, 0x61a),
    (0x640, 0x640),
    (0x64b, 0x65f),
    (0x670, 0x670),
    (0x6d6, 0x6ed),
    (0x1ab0, 0x1aff),
    (0x1dc0, 0x1dff),
];

/// Scripts that are split into pairs: Thai, Lao, Burmese, Khmer, Han, kana, bopomofo, Hangul.
pub const PAIRED: &[(u32, u32)] = &[
    (0xe00, 0xeff),
    (0x1000, 0x109f),
    (0x1100, 0x11ff),
    (0x1780, 0x17ff),
    (0x2e80, 0x2fdf),
    (0x3005, 0x3007),
    (0x3021, 0x312f),
    (0x31a0, 0x31ff),
    (0x3400, 0x4dbf),
    (0x4e00, 0x9fff),
    (0xac00, 0xd7ff),
    (0xf900, 0xfaff),
    (0x20000, 0x3ffff),
];

/// Letters that Unicode does not decompose, and what people type instead.
pub const PLAIN: &[(char, &str)] = &[
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('ł', "l"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('ı', "i"),
    ('ς', "σ"),
    ('ى', "ي"),
    ('ة', "ه"),
];

/// Calls `yield_term` with each term of `text`, in order, duplicates included.
pub fn terms(text: &str, mut yield_term: impl FnMut(&str)) {
    let folded = fold(text);
    let mut run = TermRun::default();
    for (i, c) in folded.char_indices() {
        let kind = match c {
            c if c.is_ascii() => c.is_ascii_alphanumeric().then_some(false),
            c => (c.is_alphanumeric() || is_combining_mark(c)).then(|| within(PAIRED, c)),
        };
        if run.kind != kind {
            run.close(&folded[..i], &mut yield_term);
            run = TermRun { kind, start: i };
        }
    }
    run.close(&folded, &mut yield_term);
}

/// A run of characters of one kind: `None` between words, true if it is split into pairs.
#[derive(Default)]
struct TermRun {
    kind: Option<bool>,
    start: usize,
}

impl TermRun {
    fn close(&self, text: &str, yield_term: &mut impl FnMut(&str)) {
        let run = &text[self.start..];
        match self.kind {
            None => {}
            Some(false) => {
                let end = run.char_indices().nth(LONGEST).map_or(run.len(), |(i, _)| i);
                yield_term(&run[..end]);
            }
            Some(true) => {
                let mut before = None;
                for (i, c) in run.char_indices() {
                    if let Some(before) = before {
                        yield_term(&run[before..i + c.len_utf8()]);
                    }
                    before = Some(i);
                }
                yield_term(&run[before.unwrap_or(0)..]);
            }
        }
    }
}

fn within(ranges: &[(u32, u32)], c: char) -> bool {
    ranges.iter().any(|(first, last)| (*first..=*last).contains(&u32::from(c)))
}

/// Removes case and diacritics from text.
fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.nfkd().flat_map(char::to_lowercase).filter(|c| !within(SILENT, *c)) {
        match PLAIN.iter().find(|(letter, _)| !c.is_ascii() && *letter == c) {
            Some((_, letters)) => plain.push_str(letters),
            None => plain.push(c),
        }
    }
    // Recompose the remaining marks with their letters, and the parts of Hangul syllables.
    plain.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        terms(text, |term| all.push(term.to_owned()));
        all
    }

    #[test]
    fn words_are_found_regardless_of_case_and_marks() {
        assert_eq!(cut("La Jirafá, 1931 — «Straße»"), ["la", "jirafa", "1931", "strasse"]);
        assert_eq!(
            cut("l’homme don't Øre İstanbul"),
            ["l", "homme", "don", "t", "ore", "istanbul"]
        );
        assert_eq!(cut("ΟΔΟΣ ὁδός"), ["οδοσ", "οδοσ"]);
        assert_eq!(cut("ﬁn ５ ju\u{ad}ry"), ["fin", "5", "jury"]);
        assert_eq!(cut("Й ё"), ["и", "е"]);
    }

    #[test]
    fn arabic_and_hebrew_are_read_without_points() {
        assert_eq!(cut("أَكَادِيمِيَّة"), cut("اكاديميه"));
        assert_eq!(cut("שָׁלוֹם"), cut("שלום"));
    }

    #[test]
    fn scripts_without_spaces_are_cut_into_pairs() {
        assert_eq!(cut("国家安全"), ["国家", "家安", "安全", "全"]);
        assert_eq!(cut("第3条 ガス"), ["第", "3", "条", "ガス", "ス"]);
        assert_eq!(cut("한국"), ["한국", "국"]);
        assert_eq!(cut("हिन्दी"), ["हिन्दी"]);
    }

    #[test]
    fn very_long_word_is_cut_off() {
        assert_eq!(cut(&"a".repeat(5000)), ["a".repeat(LONGEST)]);
    }

    /// The lines of the script that are generated from the tables here.
    fn script_lines() -> [(&'static str, String); 4] {
        let class = |ranges: &[(u32, u32)]| {
            let range = |(a, b): &(u32, u32)| match a == b {
                true => format!("\\u{{{a:x}}}"),
                false => format!("\\u{{{a:x}}}-\\u{{{b:x}}}"),
            };
            ranges.iter().map(range).collect::<String>()
        };
        let letters: Vec<_> = PLAIN.iter().map(|(c, to)| format!("{c}: '{to}'")).collect();
        [
            ("LONGEST", LONGEST.to_string()),
            ("SILENT", format!("/[{}]/gu", class(SILENT))),
            ("PAIRED", format!("'[{}]'", class(PAIRED))),
            ("PLAIN", format!("{{ {} }}", letters.join(", "))),
        ]
    }

    #[test]
    fn the_script_has_the_same_tables_and_bless_writes_them() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/static/search.js");
        let script = std::fs::read_to_string(path).expect("the script");
        let mut made = script.clone();
        for (name, value) in script_lines() {
            let head = format!("  const {name} = ");
            let start = made.find(&head).expect(name) + head.len();
            let end = start + made[start..].find(";\n").expect("an end of the line");
            made.replace_range(start..end, &value);
        }
        #[expect(clippy::disallowed_methods, reason = "a test is told so by its environment")]
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(path, &made).expect("the script is written");
            return;
        }
        assert!(made == script, "BLESS=1 cargo test the_script_has_the_same_tables writes them");
    }
}
