//! A normal form of text, in which differences that readers cannot see do not count.
//!
//! In goes text; out comes a [`Normal`]: white space is reduced to single spaces; quotation marks,
//! dashes, ellipses and full-width digits become their plain forms; invisible characters are
//! dropped, ligatures are split, and letters are composed (NFC). It keeps a mapping to the original
//! bytes.

use std::ops::Range;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// Separates the article's text from each footnote's, so that no quote crosses the boundary. No
/// loaded text contains a NUL.
pub const BARRIER: char = '\0';

/// Text in normal form, with a mapping to the original.
#[derive(Debug, Clone, Default)]
pub struct Normal {
    /// The text.
    pub text: String,
    runs: Vec<Run>,
    /// Stretches of code that contain hyphens or dashes, as bytes of the original.
    code: Vec<Range<usize>>,
}

/// A stretch of the normal form and the stretch of the original that it came from. If both have the
/// same length, their bytes are equal.
#[derive(Debug, Clone, Copy)]
struct Run {
    normal: usize,
    plain: usize,
    plain_end: usize,
    same: bool,
}

impl Normal {
    /// Converts `plain` to normal form.
    pub fn new(plain: &str) -> Self {
        let mut normal = Self { text: String::with_capacity(plain.len()), ..Self::default() };
        if plain.is_ascii() || is_nfc_quick(plain.chars()) == IsNormalized::Yes {
            let mut past = 0;
            for (at, c) in plain.char_indices() {
                if at < past {
                    continue;
                }
                past = normal.push_dash(plain, at);
                if past == at {
                    normal.push_char(c, at..at + c.len_utf8());
                }
            }
            normal.runs.shrink_to_fit();
            return normal;
        }
        let mut past = 0;
        for (at, cluster) in plain.grapheme_indices(true) {
            if at < past {
                continue;
            }
            past = normal.push_dash(plain, at);
            if past > at {
                continue;
            }
            let range = at..at + cluster.len();
            if is_nfc_quick(cluster.chars()) == IsNormalized::Yes {
                for (i, c) in cluster.char_indices() {
                    normal.push_char(c, at + i..at + i + c.len_utf8());
                }
            } else {
                let mut plainer = String::new();
                for c in cluster.chars() {
                    match fold(c) {
                        Fold::Drop => {}
                        Fold::To(text) => plainer.push_str(text),
                        Fold::Space => plainer.push(' '),
                        Fold::Same => plainer.push(c),
                    }
                }
                // Two space characters are not NFC: their canonical form is another space.
                match plainer.as_str() {
                    " " if normal.text.is_empty() || normal.text.ends_with(' ') => {}
                    " " => normal.push(" ", range, false),
                    plainer => {
                        let composed: String = plainer.nfc().collect();
                        normal.push(&composed, range, false);
                    }
                }
            }
        }
        normal
    }

    /// Records the stretches of `code` in the original, in order. Inside them `-x` differs from
    /// `--x`.
    pub fn with_code(mut self, plain: &str, mut code: Vec<Range<usize>>) -> Self {
        code.retain(|range| plain[range.clone()].contains(is_dash));
        code.shrink_to_fit();
        self.code = code;
        self
    }

    /// The words with hyphens or dashes in the code inside the stretch `within` of the original, as
    /// typed.
    pub fn code_words(&self, plain: &str, within: &Range<usize>) -> Vec<String> {
        let first = self.code.partition_point(|code| code.end <= within.start);
        let code = self.code[first..].iter().take_while(|code| code.start < within.end);
        let inside = code
            .filter_map(|code| plain.get(code.start.max(within.start)..code.end.min(within.end)));
        let words = inside.flat_map(str::split_whitespace);
        words.filter(|word| word.contains(is_dash)).map(str::to_owned).collect()
    }

    /// True if code of the original contains hyphens or dashes.
    pub fn has_dashes_in_code(&self) -> bool {
        !self.code.is_empty()
    }

    /// True if every hyphen and dash of code in the stretch `place` of the normal form of `plain`
    /// is the same in `typed`, whose normal form equals that stretch.
    pub fn types_dashes(&self, plain: &str, place: &Range<usize>, typed: &str) -> bool {
        let whole = self.to_plain(plain, place.clone());
        let at = self.code.partition_point(|code| code.end <= whole.start);
        if self.code.get(at).is_none_or(|code| whole.end <= code.start) {
            return true;
        }
        let other = Self::new(typed);
        let lead = other.text.len() - other.text.trim_start().len();
        let dashes = self.text[place.clone()].match_indices('-');
        dashes.into_iter().all(|(i, _)| {
            let here = place.start + i;
            let here = self.to_plain(plain, here..here + 1);
            let code = &self.code[self.code.partition_point(|code| code.end <= here.start)..];
            if code.first().is_none_or(|code| here.start < code.start) {
                return true;
            }
            let there = other.to_plain(typed, lead + i..lead + i + 1);
            plain.get(here) == typed.get(there)
        })
    }

    /// If two or three hyphens stand at `at` (a typed dash), adds one and returns the end of them;
    /// otherwise returns `at`. A longer row is a drawn line.
    fn push_dash(&mut self, plain: &str, at: usize) -> usize {
        let bytes = plain.as_bytes();
        if !bytes[at..].starts_with(b"--") || plain[..at].ends_with('-') {
            return at;
        }
        let length = bytes[at..].iter().take_while(|b| **b == b'-').count();
        if length > 3 {
            return at;
        }
        self.push("-", at..at + length, false);
        at + length
    }

    fn push_char(&mut self, c: char, range: Range<usize>) {
        if c.is_ascii_graphic() && c != '`' {
            return self.push_same(c, range);
        }
        match fold(c) {
            Fold::Space if self.text.is_empty() || self.text.ends_with(' ') => {}
            Fold::Space if c == ' ' => self.push_same(c, range),
            Fold::Space => self.push(" ", range, false),
            Fold::Drop => {}
            Fold::To(text) => self.push(text, range, false),
            Fold::Same => self.push_same(c, range),
        }
    }

    fn push_same(&mut self, c: char, range: Range<usize>) {
        match self.runs.last_mut() {
            Some(run) if run.same && run.plain_end == range.start => {
                run.plain_end = range.end;
                self.text.push(c);
            }
            _ => self.push(c.encode_utf8(&mut [0; 4]), range, true),
        }
    }

    fn push(&mut self, text: &str, range: Range<usize>, same: bool) {
        let normal = self.text.len();
        self.runs.push(Run { normal, plain: range.start, plain_end: range.end, same });
        self.text.push_str(text);
    }

    /// The position in the normal form of the byte `at` of the original; if that byte was dropped,
    /// the position of what follows.
    pub fn of_plain(&self, at: usize) -> usize {
        let i = self.runs.partition_point(|run| run.plain_end <= at);
        match self.runs.get(i) {
            Some(run) if run.same && run.plain <= at => run.normal + at - run.plain,
            Some(run) => run.normal,
            None => self.text.len(),
        }
    }

    /// The stretch of the normal form that `plain` corresponds to.
    pub fn of_range(&self, plain: &Range<usize>) -> Range<usize> {
        self.of_plain(plain.start)..self.of_plain(plain.end)
    }

    /// The bytes of `plain` that the stretch `range` of the normal form came from, extended to
    /// whole graphemes.
    pub fn to_plain(&self, plain: &str, range: Range<usize>) -> Range<usize> {
        let run_of = |at: usize| {
            let i = self.runs.partition_point(|r| r.normal <= at);
            i.checked_sub(1).map(|i| self.runs[i])
        };
        let start = run_of(range.start).map_or(0, |run| {
            if run.same { run.plain + range.start - run.normal } else { run.plain }
        });
        let last = range.end.saturating_sub(1).max(range.start);
        let end = run_of(last).map_or(0, |run| {
            if run.same { run.plain + (range.end - run.normal) } else { run.plain_end }
        });
        snap(plain, start..end.max(start))
    }
}

fn snap(text: &str, range: Range<usize>) -> Range<usize> {
    let boundary = |at: usize, back: bool| {
        let mut cursor = GraphemeCursor::new(at, text.len(), true);
        // The cursor has the whole text, so it cannot fail.
        if cursor.is_boundary(text, 0).unwrap_or(true) {
            return at;
        }
        let moved =
            if back { cursor.prev_boundary(text, 0) } else { cursor.next_boundary(text, 0) };
        moved.ok().flatten().unwrap_or(at)
    };
    boundary(range.start, true)..boundary(range.end, false)
}

/// Converts text from an older normal form, which kept ligatures, rows of hyphens and full-width
/// digits, to this one. White space is unchanged.
pub fn renew(text: &str) -> String {
    let old = |c: char| {
        matches!(c, '\u{fb00}'..='\u{fb06}' | '\u{ff05}' | '\u{ff0d}') || digit(c).is_some()
    };
    if !text.contains("--") && !text.contains(old) {
        return text.to_owned();
    }
    let inner = Normal::new(text).text;
    let start = if text.starts_with(' ') { " " } else { "" };
    format!("{start}{inner}")
}

fn is_dash(c: char) -> bool {
    c == '-' || matches!(fold(c), Fold::To("-"))
}

enum Fold {
    Space,
    Drop,
    To(&'static str),
    Same,
}

fn fold(c: char) -> Fold {
    match c {
        c if c.is_whitespace() => Fold::Space,
        c if is_invisible(c) => Fold::Drop,
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2039}' | '\u{203a}' | '\u{b4}' | '`' => {
            Fold::To("'")
        }
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => Fold::To("\""),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Fold::To("-"),
        '\u{2026}' => Fold::To("..."),
        // Typesetting and PDF software writes these; nobody types them.
        '\u{fb00}' => Fold::To("ff"),
        '\u{fb01}' => Fold::To("fi"),
        '\u{fb02}' => Fold::To("fl"),
        '\u{fb03}' => Fold::To("ffi"),
        '\u{fb04}' => Fold::To("ffl"),
        '\u{fb05}' | '\u{fb06}' => Fold::To("st"),
        '\u{ff0d}' => Fold::To("-"),
        '\u{ff05}' => Fold::To("%"),
        c => match digit(c) {
            Some(digit) => Fold::To(digit),
            None => Fold::Same,
        },
    }
}

/// The plain form of a full-width or mathematical digit (NFKC).
fn digit(c: char) -> Option<&'static str> {
    const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let at = match u32::from(c) {
        code @ 0xff10..=0xff19 => code - 0xff10,
        code @ 0x1d7ce..=0x1d7ff => (code - 0x1d7ce) % 10,
        _ => return None,
    };
    DIGITS.get(at as usize).copied()
}

/// True for soft hyphens, zero-width characters and direction marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
