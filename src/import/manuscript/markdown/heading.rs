//! Attributes at the end of a heading.
//!
//! In go the source of a heading and its words; out come the words without the attributes, which are no text. Other
//! words in braces stay.

use crate::import::manuscript::attributes::is_attributes;
use crate::import::manuscript::model::Inline;

/// Takes the attributes away from the words of a heading, and returns them.
pub(super) fn take_attributes(source: &str, words: &mut Vec<Inline>) -> Option<String> {
    let (hashes, found) = attributes_of(source)?;
    let end = format!("{hashes}{found}");
    // Signs that Markdown reads as others are no attributes.
    let said = words.iter().filter_map(|word| match word {
        Inline::Words { text, face, .. } if !face.code => Some(text.as_str()),
        _ => None,
    });
    let said: String = said.collect();
    if !said.trim_end().ends_with(&end) {
        return None;
    }
    let mut left = end.chars().count();
    for word in words.iter_mut().rev() {
        let Inline::Words { text, .. } = word else { continue };
        text.truncate(text.trim_end().len());
        while left > 0 && text.pop().is_some() {
            left -= 1;
        }
        if left == 0 {
            text.truncate(text.trim_end().len());
            break;
        }
    }
    words.retain(|word| !matches!(word, Inline::Words { text, .. } if text.is_empty()));
    Some(found.to_owned())
}

/// The attributes that the source of a heading ends with, in their braces, and the closing hashes before them.
fn attributes_of(source: &str) -> Option<(&str, &str)> {
    let source = source.trim();
    let is_atx = source.starts_with('#');
    let line = match is_atx {
        true => source.trim_end_matches('#').trim_end(),
        // The last line underlines the others.
        false => source.rsplit_once('\n')?.0.trim_end(),
    };
    let inside = line.strip_suffix('}')?;
    let open = inside.rfind('{')?;
    let is_escaped = line[..open].ends_with('\\') || inside.ends_with('\\');
    let before = line[..open].trim_end();
    let title = before.trim_end_matches('#');
    let closes = is_atx && title.len() < before.len() && title.ends_with([' ', '\t']);
    let hashes = if closes { &line[title.len()..open] } else { "" };
    (!is_escaped && is_attributes(&inside[open + 1..])).then(|| (hashes, &line[open..]))
}
