//! A line of YAML as an author sees it: indentation, key, value.
//!
//! In go a text that is not YAML and a place in it; out comes the line there, split into its parts
//! by appearance. [`super`] interprets them.

use std::ops::Range;

/// The full-width colon of East Asian text, which is a letter to YAML.
const FULL_WIDTH: char = '\u{ff1a}';

/// Typographic bullets, which do not begin an item in YAML.
pub(crate) const ODD_BULLETS: &[char] = &[
    '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}', '\u{2212}', '\u{2022}',
    '\u{2023}', '\u{2043}', '\u{25cf}', '\u{25e6}', '\u{25aa}', '\u{b7}',
];

/// A key and a value in `words` without a space after the colon.
pub(crate) fn unspaced(words: &str) -> Option<(&str, &str)> {
    let (key, rest) = words.split_once([':', FULL_WIDTH])?;
    let is_key = crate::model::is_id(key) && key.starts_with(|c: char| c.is_ascii_alphabetic());
    let spaced = rest.is_empty() || rest.starts_with([' ', '\t', '/']);
    let wide = words[key.len()..].starts_with(FULL_WIDTH);
    (is_key && (wide || !spaced)).then_some((key, rest.trim()))
}

/// A line. Cheap to copy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

impl<'t> Line<'t> {
    /// The line that contains byte `at`.
    pub(super) fn at(text: &'t str, at: usize) -> Self {
        let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
        let end = text[start..].find('\n').map_or(text.len(), |i| start + i);
        Self { text, start, end }
    }

    /// Its first byte.
    pub(super) fn start(self) -> usize {
        self.start
    }

    fn typed(self) -> &'t str {
        &self.text[self.start..self.end]
    }

    /// The line above.
    pub(super) fn above(self) -> Option<Self> {
        (self.start > 0).then(|| Self::at(self.text, self.start - 1))
    }

    /// The nearest line above that is neither blank nor a comment.
    pub(super) fn before(self) -> Option<Self> {
        std::iter::successors(self.above(), |l| l.above()).find(|l| l.has_words())
    }

    /// The line below.
    pub(super) fn after(self) -> Option<Self> {
        (self.end < self.text.len()).then(|| Self::at(self.text, self.end + 1))
    }

    /// True if it is neither blank nor a comment.
    pub(super) fn has_words(self) -> bool {
        let words = self.typed().trim();
        !words.is_empty() && !words.starts_with('#')
    }

    /// The blanks at its start.
    pub(super) fn indent(self) -> Range<usize> {
        let typed = self.typed();
        self.start..self.start + typed.len() - typed.trim_start_matches([' ', '\t']).len()
    }

    /// Its content, without blanks around it.
    pub(super) fn body(self) -> Range<usize> {
        let start = self.indent().end;
        start..(self.start + self.typed().trim_end().len()).max(start)
    }

    /// The start of its key or text: hyphens of items count as indentation.
    fn words(self) -> usize {
        let mut at = self.body().start;
        while let Some(rest) = self.text[at..self.body().end].strip_prefix("- ") {
            at = self.body().end - rest.trim_start().len();
        }
        at
    }

    /// The column of its key or text, in bytes.
    pub(super) fn column(self) -> usize {
        self.words() - self.start
    }

    /// Its key, if it has one.
    pub(super) fn key(self) -> Option<Range<usize>> {
        let start = self.words();
        let rest = &self.text[start..self.body().end];
        let colon = match rest.chars().next()? {
            mark @ ('"' | '\'') => {
                let close = rest[1..].find(mark)? + 2;
                rest[close..].starts_with(':').then_some(close)?
            }
            '#' | '[' | '{' => return None,
            _ => rest.find(": ").or(rest.ends_with(':').then_some(rest.len().wrapping_sub(1)))?,
        };
        (colon > 0).then_some(start..start + colon)
    }

    /// The text after its key, or the whole line if it has no key.
    pub(super) fn value(self) -> Range<usize> {
        let end = self.body().end;
        let start = self.key().map_or(self.words(), |key| key.end + 1).min(end);
        let rest = &self.text[start..end];
        end - rest.trim_start().len()..end
    }

    /// A key and a value without a space after the colon.
    pub(super) fn unspaced(self) -> Option<(&'t str, &'t str)> {
        unspaced(&self.text[self.words()..self.body().end])
    }

    /// The name of a table, or a key with its value, if it is a line of TOML.
    pub(super) fn toml(self) -> Option<Range<usize>> {
        let body = self.body();
        let words = &self.text[body.clone()];
        let name = |text: &str| {
            let plain = |c: char| c.is_ascii_alphanumeric() || "-_.\"'".contains(c);
            !text.is_empty() && text.chars().all(plain)
        };
        let bare = words.split(" #").next().unwrap_or(words).trim_end();
        let within =
            |text| -> Option<&str> { str::strip_suffix(str::strip_prefix(text, '[')?, ']') };
        if let Some(table) = within(bare) {
            let table = within(table).unwrap_or(table);
            return name(table.trim()).then_some(body.start..body.start + bare.len());
        }
        let (key, value) = words.split_once('=')?;
        let begins = |c: char| c.is_ascii_alphanumeric() || "\"'[{-+".contains(c);
        (name(key.trim()) && value.trim_start().starts_with(begins)).then_some(body)
    }

    /// Leading blanks that YAML does not accept, such as a no-break space.
    pub(super) fn odd_indent(self) -> Option<Range<usize>> {
        let body = &self.text[self.body()];
        let blanks = body.len() - body.trim_start().len();
        (blanks > 0).then(|| self.body().start..self.body().start + blanks)
    }

    /// A list item that begins with a dash or a typographic bullet: the mark, and the text after
    /// it.
    pub(super) fn odd_item(self) -> Option<(Range<usize>, &'t str)> {
        let body = self.body();
        let words = &self.text[body.clone()];
        let mark = words.chars().next().filter(|c| ODD_BULLETS.contains(c))?;
        let item = words[mark.len_utf8()..].strip_prefix([' ', '\u{a0}', '\t'])?.trim_start();
        let (key, rest) = item.split_once(':')?;
        let is_key = crate::model::is_id(key) && (rest.is_empty() || rest.starts_with(' '));
        is_key.then_some((body.start..body.start + mark.len_utf8(), item))
    }

    /// A list item without a space after its hyphen: the text after it.
    pub(super) fn unspaced_item(self) -> Option<&'t str> {
        let item = self.text[self.body()].strip_prefix('-')?;
        let (key, _) = item.split_once(':')?;
        crate::model::is_id(key).then_some(item)
    }

    /// The last comment between this line and the text above, if this line has no key and so seems
    /// to continue that text.
    pub(super) fn comment_above(self) -> Option<Range<usize>> {
        let above = self.above()?;
        let is_comment = self.text[above.body()].starts_with('#');
        let words = &self.text[self.body()];
        (is_comment && self.key().is_none() && !words.starts_with("- ")).then(|| above.body())
    }
}
