//! Plain text.
//!
//! In goes a text; out comes a [`Manuscript`] of paragraphs. Where lines stand empty, they part paragraphs;
//! elsewhere every line is one.

use super::model::{DraftBlock, Inline, Manuscript};

/// Reads a text.
pub fn read(source: &str) -> Manuscript {
    let source = source
        .replace("\r\n", "\n")
        .replace(['\r', '\u{b}', '\u{c}', '\u{2028}', '\u{2029}'], "\n");
    let source = source.trim_matches('\n');
    let lines: Vec<&str> = source.split('\n').map(str::trim).collect();
    let is_parted = lines.contains(&"");
    let paragraphs: Vec<String> = match is_parted {
        true => lines.split(|line| line.is_empty()).map(|lines| lines.join(" ")).collect(),
        false => lines.iter().map(|line| (*line).to_owned()).collect(),
    };
    let paragraph = |text: String| DraftBlock::Paragraph(vec![Inline::plain(text)]);
    let blocks = paragraphs.into_iter().filter(|text| !text.is_empty()).map(paragraph).collect();
    Manuscript { blocks, ..Manuscript::default() }
}
