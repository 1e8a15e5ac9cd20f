//! What comes along when words are copied, and is no part of the text: the number of a footnote, a
//! bullet, the number of a list, a box, the bar of a table, the heading of an alert, an address.
//!
//! In go a text and a quote that is not in it; out comes a [`Without`], where the quote stands there
//! exactly once without such things. They are taken out only where the text does not have them, and
//! what is found is shown to the author and never used by itself.

use super::normal::Normal;
use super::{BARRIER, Haystack, Quote, ends, is_edge};
use memchr::memmem;
use std::ops::Range;

/// A quote without what came along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Without {
    /// The words as they stand in the text, or their ends with `...` between.
    pub words: String,
    /// Where they stand, as bytes of the plain text.
    pub range: Range<usize>,
    /// What was taken out, in order.
    pub taken: Vec<(String, Stray)>,
}

/// What something that came along is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stray {
    /// The number of a footnote, of a claim, or the way back from one.
    Footnote,
    /// A bullet.
    Bullet,
    /// The number or letter of an item of a list.
    ListNumber,
    /// A box to tick.
    Box,
    /// A bar between the cells of a table.
    Bar,
    /// The heading of an alert.
    Alert,
    /// The address of the page, with what stands before it.
    Address,
    /// A quotation mark around the whole.
    Mark,
    /// Dots at an end, which leave out nothing that is quoted.
    Dots,
}

impl Stray {
    /// What to call it.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Footnote => "which looks like the number of a footnote",
            Self::Bullet => "a bullet",
            Self::ListNumber => "the number of a list",
            Self::Box => "a box to tick",
            Self::Bar => "a bar of a table",
            Self::Alert => "the heading of an alert",
            Self::Address => "an address",
            Self::Mark => "a quotation mark",
            Self::Dots => "dots",
        }
    }

    /// True for what stands at the beginning of a block and nowhere else, where it reads `typed`: a
    /// hyphen elsewhere is a dash.
    fn begins(self, typed: &str) -> bool {
        match self {
            Self::ListNumber | Self::Alert => true,
            Self::Bullet => matches!(typed, "-" | "*" | "+"),
            _ => false,
        }
    }
}

impl Without {
    /// What was taken out, in words: each kind once, with the first of it.
    pub fn shown(&self) -> String {
        let mut kinds = Vec::new();
        let mut said = Vec::new();
        for (text, what) in &self.taken {
            if !kinds.contains(what) {
                kinds.push(*what);
                said.push(format!("`{text}`, {}", what.noun()));
            }
        }
        match &said[..] {
            [init @ .., last] if !init.is_empty() => format!("{}, and {last}", init.join(", ")),
            _ => said.concat(),
        }
    }
}

/// A part of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum QuoteItem<'q> {
    Space,
    Words(&'q str),
    Typed(&'q str, Stray),
}

/// Where `quote`, which is not in `haystack`, stands without what came along; `alerts` are the
/// headings that alerts have on the pages of the site.
pub fn without(haystack: &Haystack, quote: Quote, alerts: &[String]) -> Option<Without> {
    let exact = Normal::new(quote.exact).text;
    let exact = exact.trim();
    let found = |words: String, taken| {
        let places = haystack.find(Quote { exact: &words, ..quote });
        let [range] = &places[..] else { return None };
        Some(Without { words, range: range.clone(), taken })
    };
    if let Some((words, taken)) = bare(haystack, exact, alerts) {
        return found(words, taken);
    }
    let (first, last) = ends(exact)?;
    let sides = [bare(haystack, first, alerts), bare(haystack, last, alerts)];
    if sides.iter().all(Option::is_none) {
        return None;
    }
    let mut taken = Vec::new();
    let mut side = |found: Option<(String, Vec<_>)>, typed: &str| match found {
        Some((words, more)) => {
            taken.extend(more);
            words
        }
        None => typed.to_owned(),
    };
    let [begin, end] = sides;
    let words = format!("{} ... {}", side(begin, first), side(end, last));
    found(words, taken)
}

/// Longer quotes, in words and what stands between them, are not looked at.
const LONGEST: usize = 2_000;

/// How often is tried to match a quote in a text, at most.
const STEPS: usize = 20_000;

/// The words of a text that are `exact` without what came along, and what that is.
fn bare(
    haystack: &Haystack,
    exact: &str,
    alerts: &[String],
) -> Option<(String, Vec<(String, Stray)>)> {
    let items = items(exact, alerts);
    if items.len() > LONGEST || !items.iter().any(|item| matches!(item, QuoteItem::Typed(..))) {
        return None;
    }
    let first = items.iter().position(|item| matches!(item, QuoteItem::Words(_)))?;
    let QuoteItem::Words(words) = items[first] else { return None };
    let text = haystack.normal.text.as_str();
    let mut walk = Walk { haystack, items: &items, taken: Vec::new(), steps: STEPS };
    for start in memmem::find_iter(text.as_bytes(), words) {
        if walk.steps == 0 {
            return None;
        }
        walk.taken.clear();
        let Some(start) = walk.back(first, start) else { continue };
        let Some(end) = walk.on(first + 1, start.1 + words.len(), false) else { continue };
        let end = text[..end].trim_end().len();
        if walk.taken.is_empty() || !is_edge(text, start.0) || !is_edge(text, end) {
            continue;
        }
        let range = haystack.normal.to_plain(haystack.plain, start.0..end);
        let mut taken = walk.taken.clone();
        taken.sort_unstable();
        let taken = taken.into_iter().filter_map(|i| match items[i] {
            QuoteItem::Typed(text, what) => Some((text.to_owned(), what)),
            QuoteItem::Space | QuoteItem::Words(_) => None,
        });
        return Some((haystack.words(&range), taken.collect()));
    }
    None
}

/// A quote on its way through a text.
struct Walk<'w, 't> {
    haystack: &'w Haystack<'t>,
    items: &'w [QuoteItem<'w>],
    /// The items that the text does not have.
    taken: Vec<usize>,
    /// How often something may still be tried.
    steps: usize,
}

impl Walk<'_, '_> {
    /// Takes the items before `first`, whose words stand at `at`: where the text has them the quote
    /// begins with them. Out come its beginning, and `at`.
    fn back(&mut self, first: usize, at: usize) -> Option<(usize, usize)> {
        let text = self.haystack.normal.text.as_str();
        let (mut start, mut before) = (at, at);
        for i in (0..first).rev() {
            match self.items[i] {
                QuoteItem::Space => before = text[..before].trim_end_matches(' ').len(),
                QuoteItem::Typed(typed, what) => {
                    if text[..before].ends_with(typed) {
                        before -= typed.len();
                        start = before;
                    } else if what.begins(typed) && !self.begins_block(at) {
                        return None;
                    } else {
                        before = start;
                        self.taken.push(i);
                    }
                }
                QuoteItem::Words(_) => {}
            }
        }
        Some((start, at))
    }

    /// Where the items from `i` on end, if they stand at `at`. After something that was left out the
    /// text may have a space.
    fn on(&mut self, i: usize, at: usize, loose: bool) -> Option<usize> {
        self.steps = self.steps.checked_sub(1)?;
        let text = self.haystack.normal.text.as_str();
        let Some(item) = self.items.get(i) else { return Some(at) };
        let rest = &text[at..];
        match *item {
            QuoteItem::Space if rest.starts_with(' ') => self.on(i + 1, at + 1, false),
            QuoteItem::Space => {
                let next = matches!(self.items.get(i + 1), Some(QuoteItem::Typed(..)));
                let free = loose || next || text[..at].ends_with(' ');
                if free { self.on(i + 1, at, true) } else { None }
            }
            QuoteItem::Words(words) => {
                let blank = usize::from(loose && rest.starts_with(' '));
                match (rest.starts_with(words), rest[blank..].starts_with(words)) {
                    (true, _) => self.on(i + 1, at + words.len(), false),
                    (false, true) => self.on(i + 1, at + blank + words.len(), false),
                    (false, false) => None,
                }
            }
            QuoteItem::Typed(typed, what) => {
                if rest.starts_with(typed) {
                    let taken = self.taken.len();
                    if let Some(end) = self.on(i + 1, at + typed.len(), false) {
                        return Some(end);
                    }
                    self.taken.truncate(taken);
                }
                if what.begins(typed) && !self.begins_block(at) {
                    return None;
                }
                self.taken.push(i);
                self.on(i + 1, at, true)
            }
        }
    }

    /// True where a block begins at `at` of the normal form, or right after it.
    fn begins_block(&self, at: usize) -> bool {
        let Haystack { plain, normal, .. } = self.haystack;
        let rest = &normal.text[at..];
        let at = at + rest.len() - rest.trim_start_matches(' ').len();
        let Some(next) = normal.text[at..].chars().next() else { return false };
        let at = normal.to_plain(plain, at..at + next.len_utf8()).start;
        let before =
            plain[..at].trim_end_matches(|c: char| c.is_whitespace() && !"\n\t".contains(c));
        before.is_empty() || before.ends_with(['\n', '\t', BARRIER])
    }
}

/// Takes a quote in normal form apart.
fn items<'q>(exact: &'q str, alerts: &[String]) -> Vec<QuoteItem<'q>> {
    let tokens: Vec<Range<usize>> = exact
        .split(' ')
        .filter(|token| !token.is_empty())
        .map(|token| {
            let start = token.as_ptr() as usize - exact.as_ptr() as usize;
            start..start + token.len()
        })
        .collect();
    let address = address(exact, &tokens);
    let mut items = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        if i > 0 {
            items.push(QuoteItem::Space);
        }
        let token = &exact[tokens[i].clone()];
        let outer = i == 0 || i + 1 == tokens.len();
        if address.is_some_and(|first| i >= first) {
            items.push(QuoteItem::Typed(token, Stray::Address));
        } else if let Some(count) = alert(exact, &tokens[i..], alerts) {
            let words = &exact[tokens[i].start..tokens[i + count - 1].end];
            items.push(QuoteItem::Typed(words, Stray::Alert));
            i += count - 1;
        } else if token == "[" && tokens.get(i + 1).is_some_and(|t| &exact[t.clone()] == "]") {
            let words = &exact[tokens[i].start..tokens[i + 1].end];
            items.push(QuoteItem::Typed(words, Stray::Box));
            i += 1;
        } else if outer && matches!(token, "..." | "[...]" | "(...)") {
            items.push(QuoteItem::Typed(token, Stray::Dots));
        } else if let Some(what) = whole(token) {
            items.push(QuoteItem::Typed(token, what));
        } else {
            split(token, &mut items);
        }
        i += 1;
    }
    unquote(&mut items);
    undot(&mut items);
    items
}

/// Where the address begins that a quote ends in, with what stands before it, as an index of
/// `tokens`.
fn address(exact: &str, tokens: &[Range<usize>]) -> Option<usize> {
    const LEADS: &[&str] = &[
        "source",
        "from",
        "via",
        "at",
        "see",
        "read",
        "more",
        "here",
        "link",
        "url",
        "excerpt",
        "fuente",
        "en",
        "desde",
        "ver",
        "leer",
        "más",
        "المصدر",
    ];
    let last = tokens.len().checked_sub(1)?;
    let word = |i: usize| exact[tokens[i].clone()].trim_start_matches(['(', '<', '[', '"', '\'']);
    let is_address = |i: usize| {
        let word = word(i).to_lowercase();
        ["http://", "https://", "www."].iter().any(|start| word.starts_with(start))
    };
    let mut first = last;
    if !is_address(first) {
        return None;
    }
    while first > 0 && (is_address(first - 1) || matches!(word(first - 1), "-" | "|" | "")) {
        first -= 1;
    }
    let lead = |i: usize| {
        let word = word(i).to_lowercase();
        LEADS.contains(&word.trim_end_matches([':', '.', ',']))
    };
    while first > 0 && lead(first - 1) {
        first -= 1;
    }
    while first > 0 && word(first - 1) == "-" {
        first -= 1;
    }
    Some(first)
}

/// How many of `tokens` are the heading of an alert, where they begin with one.
fn alert(exact: &str, tokens: &[Range<usize>], alerts: &[String]) -> Option<usize> {
    let first = &exact[tokens[0].clone()];
    let marker = first.strip_prefix("[!").and_then(|rest| rest.strip_suffix(']'));
    if marker.is_some_and(|kind| kind.chars().all(char::is_alphabetic)) {
        return Some(1);
    }
    alerts.iter().find_map(|label| {
        let words: Vec<&str> = label.split_whitespace().collect();
        let there = tokens.get(..words.len()).filter(|there| !there.is_empty())?;
        let there = there.iter().map(|t| exact[t.clone()].trim_end_matches(':'));
        // "Note that ..." goes on; what stands below a heading begins anew.
        let next = tokens.get(words.len()).and_then(|t| exact[t.clone()].chars().next());
        let anew = next.is_none_or(|c| !c.is_lowercase());
        (anew && there.eq(words.iter().copied())).then_some(words.len())
    })
}

/// What a token is that is nothing but something that came along.
fn whole(token: &str) -> Option<Stray> {
    if token.chars().all(|c| "|:-".contains(c)) && token.contains('|') {
        return Some(Stray::Bar);
    }
    match token {
        "-" | "*" | "+" | "•" | "◦" | "▪" | "▫" | "‣" | "⁃" | "●" | "○" | "■" | "·" | "∙" =>
        {
            return Some(Stray::Bullet);
        }
        "[x]" | "[X]" | "[]" | "☐" | "☑" | "☒" | "✓" | "✔" | "✗" | "✘" => {
            return Some(Stray::Box);
        }
        _ => {}
    }
    let number = token.strip_suffix(['.', ')']).map(|n| n.strip_prefix('(').unwrap_or(n));
    if number.is_some_and(|n| is_number(n) || is_letter(n) || is_roman(n)) {
        return Some(Stray::ListNumber);
    }
    // A number that stands by itself is a part of what is said.
    let note = is_raised(token) || is_reference(token);
    (note || token.starts_with(['\u{21a9}', '\u{2191}'])).then_some(Stray::Footnote)
}

fn is_number(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_letter(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

fn is_roman(text: &str) -> bool {
    (1..=6).contains(&text.len()) && text.chars().all(|c| "ivxIVX".contains(c))
}

/// Digits above the line.
fn is_raised(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| matches!(c, '\u{b9}' | '\u{b2}' | '\u{b3}' | '\u{2070}'..='\u{2079}'))
}

/// `[1]`, `[a]`, `[^name]`.
fn is_reference(text: &str) -> bool {
    let inner = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    inner.is_some_and(|inner| match inner.strip_prefix('^') {
        Some(name) => !name.is_empty() && !name.contains(['[', ']']),
        None => is_number(inner) || is_letter(inner),
    })
}

/// Splits a word from the numbers of footnotes, bullets and bars that touch it.
fn split<'q>(token: &'q str, items: &mut Vec<QuoteItem<'q>>) {
    let bullet = token.starts_with(['•', '◦', '▪', '‣', '●', '☐', '☑', '☒']);
    let mut done = 0;
    let mut at = 0;
    while let Some(c) = token[at..].chars().next() {
        let found = match c {
            '|' => Some((1, Stray::Bar)),
            _ if at == 0 && bullet => Some((c.len_utf8(), Stray::Bullet)),
            _ if at == 0 => None,
            _ => note(token, at).map(|length| (length, Stray::Footnote)),
        };
        let Some((length, what)) = found else {
            at += c.len_utf8();
            continue;
        };
        if done < at {
            items.push(QuoteItem::Words(&token[done..at]));
        }
        items.push(QuoteItem::Typed(&token[at..at + length], what));
        at += length;
        done = at;
    }
    if done < token.len() {
        items.push(QuoteItem::Words(&token[done..]));
    }
}

/// How long the number of a footnote is that stands at the byte `at` of a word, right after a letter
/// or a mark, if one does.
fn note(token: &str, at: usize) -> Option<usize> {
    let mut before = token[..at].chars().rev();
    let last = before.next()?;
    let after_number = before.next().is_some_and(char::is_numeric);
    let attached = last.is_alphabetic()
        || (".,;:!?)\"'".contains(last) && !after_number)
        || (")\"'".contains(last));
    if !attached {
        return None;
    }
    let rest = &token[at..];
    let length = match rest.chars().next()? {
        '[' => rest.find(']').map(|i| i + 1).filter(|i| is_reference(&rest[..*i]))?,
        c if c.is_ascii_digit() => {
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            Some(digits).filter(|n| *n <= 3)?
        }
        _ => {
            let raised: usize = rest
                .chars()
                .take_while(|c| is_raised(c.encode_utf8(&mut [0; 4])))
                .map(char::len_utf8)
                .sum();
            Some(raised).filter(|n| *n > 0)?
        }
    };
    let free = !rest[length..].starts_with(char::is_alphanumeric);
    free.then_some(length)
}

/// Takes quotation marks off that stand around the whole, before what is an address.
fn unquote(items: &mut Vec<QuoteItem>) {
    let last = items.iter().rposition(|i| matches!(i, QuoteItem::Words(_)));
    let (Some(QuoteItem::Words(begin)), Some(last)) = (items.first().copied(), last) else {
        return;
    };
    let QuoteItem::Words(end) = items[last] else { return };
    let Some(mark) = begin.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return };
    if !end.ends_with(mark) || (last == 0 && begin.len() < 3) {
        return;
    }
    let (open, close) = (&begin[..1], &end[end.len() - 1..]);
    items.insert(last + 1, QuoteItem::Typed(close, Stray::Mark));
    let end = &end[..end.len() - 1];
    match last {
        0 => items[0] = QuoteItem::Words(&end[1..]),
        _ => {
            items[last] = QuoteItem::Words(end);
            items[0] = QuoteItem::Words(&begin[1..]);
        }
    }
    items.insert(0, QuoteItem::Typed(open, Stray::Mark));
    items.retain(|item| *item != QuoteItem::Words(""));
}

/// Takes dots off that touch the last word.
fn undot(items: &mut Vec<QuoteItem>) {
    let Some(last) = items.iter().rposition(|i| matches!(i, QuoteItem::Words(_))) else { return };
    let QuoteItem::Words(words) = items[last] else { return };
    if let Some(rest) = words.strip_suffix("...").filter(|rest| !rest.is_empty()) {
        items[last] = QuoteItem::Words(rest);
        items.insert(last + 1, QuoteItem::Typed(&words[rest.len()..], Stray::Dots));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows what `quote` is without what came along, and what that was.
    fn check(text: &str, quote: &str, expect: &str) {
        let haystack = Haystack::new(text);
        let quote = Quote { exact: quote, prefix: None, suffix: None };
        assert!(haystack.find(quote).is_empty(), "{quote:?} stands there as it is");
        let alerts = ["Note".to_owned(), "Aviso importante".to_owned()];
        let shown = without(&haystack, quote, &alerts).map(|found| {
            assert_eq!(
                &haystack.words(&found.range),
                &text[found.range.clone()].replace(['\n', '\t'], " ")
            );
            let taken: Vec<&str> = found.taken.iter().map(|(text, _)| text.as_str()).collect();
            format!("{} without {}", found.words, taken.join(" "))
        });
        assert_eq!(shown.as_deref().unwrap_or("nothing"), expect, "{quote:?}");
    }

    const TEXT: &str = "The deck was old and nobody had seen it. The mayor said “no”.\nClose it\nPaint it\nThe bill passed\tNine\tFour\nIt rose by 3.5 percent in 2016.\0Built in 1931.";

    #[test]
    fn numbers_of_footnotes() {
        check(TEXT, "The deck was old1 and nobody", "The deck was old and nobody without 1");
        check(TEXT, "was old[2] and nobody", "was old and nobody without [2]");
        check(TEXT, "was old² and nobody", "was old and nobody without ²");
        check(TEXT, "was old[^age] and", "was old and without [^age]");
        check(TEXT, "had seen it.12", "had seen it. without 12");
        check(TEXT, "said “no”.4", "said “no”. without 4");
        check(TEXT, "1. Built in 1931. ↩", "Built in 1931. without 1. ↩");
        check(TEXT, "old1 and nobody2 had seen3", "old and nobody had seen without 1 2 3");
    }

    #[test]
    fn numbers_of_the_text_stay() {
        // A number that stands alone may be one of the author's.
        check(TEXT, "seen it. 3 The mayor", "nothing");
        check(TEXT, "rose by 3.57 percent in 2016", "nothing");
        check(TEXT, "rose by 13.5 percent", "nothing");
        check(TEXT, "rose by 3.5 percent1 in 2016.", "rose by 3.5 percent in 2016. without 1");
        check(TEXT, "rose by 3.5 percent in 20161", "nothing");
    }

    #[test]
    fn what_stands_before_an_item() {
        check(TEXT, "- Close it\n- Paint it", "Close it Paint it without - -");
        check(TEXT, "• Close it", "Close it without •");
        check(TEXT, "•Paint it", "Paint it without •");
        check(TEXT, "1. Close it 2. Paint it", "Close it Paint it without 1. 2.");
        check(TEXT, "b) Paint it", "Paint it without b)");
        check(TEXT, "[x] Close it [ ] Paint it", "Close it Paint it without [x] [ ]");
        check(TEXT, "- [ ] Paint it", "Paint it without - [ ]");
        // Within a sentence a number is one.
        check(TEXT, "1. nobody had seen", "nothing");
        check(TEXT, "was 2. old", "nothing");
        check(TEXT, "The deck - was old", "nothing");
    }

    #[test]
    fn bars_of_tables() {
        check(TEXT, "| The bill passed | Nine |", "The bill passed Nine without | | |");
        check(TEXT, "The bill passed|Nine|Four", "The bill passed Nine Four without | |");
    }

    #[test]
    fn headings_of_alerts() {
        check(TEXT, "Note Paint it", "Paint it without Note");
        check(TEXT, "Aviso importante: Paint it", "Paint it without Aviso importante:");
        check(TEXT, "[!NOTE] Paint it", "Paint it without [!NOTE]");
        check(TEXT, "Note nobody had seen it", "nothing");
    }

    #[test]
    fn addresses_and_marks_around_the_whole() {
        let at = "https://x.example/a#:~:text=The%20deck";
        check(TEXT, &format!("The deck was old {at}"), &format!("The deck was old without {at}"));
        check(
            TEXT,
            &format!("“The deck was old” – Source: {at}"),
            &format!("The deck was old without \" \" - Source: {at}"),
        );
        check(
            TEXT,
            "nobody had seen it. www.x.example",
            "nobody had seen it. without www.x.example",
        );
        check(TEXT, "“nobody had seen”", "nobody had seen without \" \"");
        check(TEXT, "... nobody had seen...", "nobody had seen without ... ...");
    }

    #[test]
    fn what_stands_nowhere_or_twice_is_nothing() {
        check("it is so. it is so.", "it is1 so", "nothing");
        check(TEXT, "- 1 2 3 |", "nothing");
        check(TEXT, "The deck was new1 and", "nothing");
    }

    #[test]
    fn either_end_of_a_long_quote() {
        check(TEXT, "The deck1 ... seen it.2", "The deck ... seen it. without 1 2");
        check(TEXT, "• The deck [...] seen", "The deck ... seen without •");
    }
}
