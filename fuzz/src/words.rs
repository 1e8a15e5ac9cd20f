//! The target for Markdown with quotes: words are found where they were cut, marks change nothing
//! else, and what was confirmed is followed through an edit.

use super::site::{Chance, build, look};
use gainsay::draw::weave::{Thread, weave};
use gainsay::markdown::{MarkdownOptions, Patches, parse};
use gainsay::source::Files;
use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use text_anchor::{BARRIER, Haystack, Quote};

const PATH: &str = "content/01-vote.md";

/// The Markdown of a section, with quotes of its words.
pub fn markdown(data: &[u8]) -> u64 {
    let mut seen = DefaultHasher::new();
    let mut chance = Chance::of(data);
    let mut claims = String::from("claims:\n");
    if let Ok(text) = std::str::from_utf8(data) {
        let file = Files::default().add(PATH, text);
        let options =
            MarkdownOptions { raw_html: chance.below(2) == 0, rewrite: true, section: true };
        let (document, _) = parse(text, file, 0, "vote", options);
        let spans = spans(&document.text.text, &mut chance);
        document.nodes.len().min(64).hash(&mut seen);
        spans.len().hash(&mut seen);

        let threads: Vec<Thread> = spans.iter().enumerate().map(thread).collect();
        let none = Patches::new();
        let mut html = weave(&document.nodes, &none, &document.text, &threads).html;
        let bare = weave(&document.nodes, &none, &document.text, &[]).html;
        // An author's own tags of this form would be taken out too.
        if !bare.contains("mark>") && !bare.contains("<mark") {
            for thread in &threads {
                for tag in [&thread.first, &thread.more, &thread.marker] {
                    html = html.replace(tag.as_str(), "");
                }
            }
            assert_eq!(html.replace("</mark>", ""), bare, "{spans:?}");
        }

        let haystack = Haystack::new(&document.text.text);
        for (i, span) in spans.iter().enumerate() {
            let exact = &document.text.text[span.clone()];
            let places = haystack.find(Quote { exact, prefix: None, suffix: None });
            for place in &places {
                assert!(haystack.plain.get(place.clone()).is_some(), "{place:?}");
            }
            let quoted = serde_json::to_string(exact).unwrap_or_default();
            // Writing to a string cannot fail.
            let _ = writeln!(claims, "  c{i}: {{quote: {quoted}}}");
        }
    }
    let yaml = ("content/01-vote.yaml", claims.as_bytes());
    let mut built = build(&[(PATH, data), yaml]);
    look(&mut built).hash(&mut seen);
    if let Some(lock) = built.take_locks().pop().filter(|_| !built.failed()) {
        let edited = edited(data, &mut chance);
        let lock = (lock.path.as_str(), lock.text.as_bytes());
        look(&mut build(&[(PATH, edited.as_bytes()), yaml, lock])).hash(&mut seen);
    }
    seen.finish()
}

/// Up to four stretches that begin and end at letters, and may overlap.
fn spans(text: &str, chance: &mut Chance) -> Vec<Range<usize>> {
    let letters: Vec<usize> = text
        .char_indices()
        .filter(|(_, c)| !c.is_whitespace() && *c != BARRIER)
        .map(|(i, _)| i)
        .collect();
    if letters.is_empty() {
        return Vec::new();
    }
    let span = |_| {
        let from = chance.below(letters.len());
        let longest = [8, 40, letters.len()][chance.below(3)];
        let start = letters[from];
        let last = letters[(from + chance.below(longest)).min(letters.len() - 1)];
        let end = last + text[last..].chars().next().map_or(0, char::len_utf8);
        let within = text[start..end].find(BARRIER).map_or(end, |i| start + i);
        start..start + text[start..within].trim_end().len()
    };
    (0..4).map(span).collect()
}

fn thread((i, range): (usize, &Range<usize>)) -> Thread {
    Thread {
        range: range.clone(),
        node: None,
        first: format!("<mark id=\"c{i}\">"),
        more: format!("<mark data-c=\"{i}\">"),
        marker: format!("<a id=\"r{i}\"></a>"),
    }
}

/// The text with a word taken out, put in, doubled or moved, as a next draft has it.
fn edited(data: &[u8], chance: &mut Chance) -> String {
    let text = String::from_utf8_lossy(data);
    let mut words: Vec<&str> = text.split_inclusive(' ').collect();
    for _ in 0..=chance.below(3) {
        let (at, to) = (chance.below(words.len()), chance.below(words.len()));
        match chance.below(4) {
            _ if words.is_empty() => {}
            0 => drop(words.remove(at)),
            1 => words.insert(at, "not "),
            2 => words.swap(at, to),
            _ => words.insert(to, words[at]),
        }
    }
    words.concat()
}
