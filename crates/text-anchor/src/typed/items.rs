//! Splits a quote into words, spaces, and artefacts of copying.
//!
//! In go a quote in normal form and the titles of alerts; out come its parts, in order.

use super::stray::{QuoteItem, Stray};
use super::token::{split, whole};
use std::ops::Range;

/// Splits a quote in normal form.
pub(super) fn items<'q>(exact: &'q str, alerts: &[String]) -> Vec<QuoteItem<'q>> {
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

/// The start of the address at the end of a quote, with the words that introduce it, as an index of
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

/// The number of `tokens` in the title of an alert, if they begin with one.
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
        // "Note that ..." is a sentence; the text below a title begins anew.
        let next = tokens.get(words.len()).and_then(|t| exact[t.clone()].chars().next());
        let anew = next.is_none_or(|c| !c.is_lowercase());
        (anew && there.eq(words.iter().copied())).then_some(words.len())
    })
}

/// Removes quotation marks around the whole, before an address at its end.
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

/// Removes dots directly after the last word.
fn undot(items: &mut Vec<QuoteItem>) {
    let Some(last) = items.iter().rposition(|i| matches!(i, QuoteItem::Words(_))) else { return };
    let QuoteItem::Words(words) = items[last] else { return };
    if let Some(rest) = words.strip_suffix("...").filter(|rest| !rest.is_empty()) {
        items[last] = QuoteItem::Words(rest);
        items.insert(last + 1, QuoteItem::Typed(&words[rest.len()..], Stray::Dots));
    }
}
