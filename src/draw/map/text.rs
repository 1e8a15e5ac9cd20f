//! Wraps text to a width.
//!
//! In go words and a width; out come lines. No fonts are available where a site is built, so widths
//! are estimated generously: the reader's font may be wider than expected.

use unicode_segmentation::UnicodeSegmentation;

/// The ellipsis at the end of cut text.
const CUT: &str = "\u{2026}";

/// Wraps `words` into at most `most` lines of `width` units (sixteenths of the font size), with
/// letters of `stretch` percent of the usual width.
pub fn lines(words: &str, width: i32, stretch: u32, most: usize) -> Vec<String> {
    let room = u32::try_from(width.max(16)).unwrap_or(16) * 100 * 100 / 16 / stretch.max(1);
    let mut lines: Vec<String> = Vec::new();
    let (mut line, mut used) = (String::new(), 0);
    let mut cut = false;
    'words: for word in words.split_whitespace() {
        let long = text_width(word);
        let space = if line.is_empty() { 0 } else { SPACE };
        if used + space + long <= room {
            if space > 0 {
                line.push(' ');
            }
            line.push_str(word);
            used += space + long;
            continue;
        }
        let breaks = long > room || word.chars().any(is_wide);
        if !line.is_empty() && !breaks {
            lines.push(std::mem::take(&mut line));
            used = 0;
        } else if !line.is_empty() {
            line.push(' ');
            used += SPACE;
        }
        if lines.len() >= most {
            cut = true;
            break;
        }
        // Break between grapheme clusters. A line does not begin with a closing sign.
        for sign in word.graphemes(true) {
            let wide = text_width(sign);
            if used + wide > room && !line.trim().is_empty() && !is_closing(sign) {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
                used = 0;
                if lines.len() >= most {
                    cut = true;
                    break 'words;
                }
            }
            line.push_str(sign);
            used += wide;
        }
    }
    if !cut && !line.is_empty() && lines.len() < most {
        lines.push(line);
    }
    if cut && let Some(last) = lines.last_mut() {
        shorten(last, room);
    }
    lines
}

/// Puts the ellipsis at the end of a line, and shortens the line as far as needed.
fn shorten(line: &mut String, room: u32) {
    let mut short = false;
    while text_width(line) + text_width(CUT) > room
        && let Some((at, _)) = line.grapheme_indices(true).next_back()
        && at > 0
    {
        line.truncate(at);
        short = true;
    }
    // Go back to the end of a word, if that is not far.
    if short
        && let Some(at) = line.rfind(' ')
        && at * 2 > line.len()
    {
        line.truncate(at);
    }
    line.truncate(line.trim_end_matches([' ', ',', ';', ':', '.']).len());
    line.push_str(CUT);
}

const SPACE: u32 = 30;

/// The estimated width of `text`, in hundredths of the font size.
fn text_width(text: &str) -> u32 {
    text.chars().map(width).sum()
}

fn width(c: char) -> u32 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 32,
        ' ' | '\u{2018}' | '\u{2019}' | 'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' => 42,
        'm' | 'w' => 92,
        'M' | 'W' | '@' | '%' | '\u{2026}' | '\u{2014}' => 100,
        'a'..='z' | '0'..='9' => 57,
        // Combining marks, joiners, marks of direction.
        '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{591}'..='\u{5bd}' => 0,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => 0,
        '\u{fe00}'..='\u{fe0f}' => 0,
        _ if is_wide(c) => 105,
        _ => 72,
    }
}

/// True for characters as wide as they are high, between which a line may break.
fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{a960}'..='\u{a97f}'
        | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}')
}

/// True for closing punctuation, which may hang over the end of a line.
fn is_closing(sign: &str) -> bool {
    let closing = "\u{3001}\u{3002}\u{300d}\u{300f}\u{3011}\u{ff09}\u{ff0c}\u{ff01}\u{ff1f}\
                   \u{ff1a}\u{ff1b}\u{201d}\u{2019}.,!?;:)]";
    sign.chars().all(|c| closing.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole_where_they_fit() {
        assert_eq!(
            lines("Minutes of the full council, 12 March", 170, 100, 4),
            ["Minutes of the full", "council, 12 March"]
        );
        assert_eq!(lines("", 170, 100, 4), [""; 0]);
    }

    #[test]
    fn text_that_does_not_fit_ends_in_an_ellipsis() {
        let cut = lines("one two three four five six seven eight nine ten", 80, 100, 2);
        assert_eq!(cut.len(), 2);
        assert!(cut[1].ends_with(CUT), "{cut:?}");
        let cut = lines("Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", 80, 100, 2);
        assert_eq!(cut.len(), 2, "{cut:?}");
        assert!(cut[1].ends_with(CUT), "{cut:?}");
    }

    #[test]
    fn scripts_without_spaces_break_between_characters_but_not_before_a_closing_one() {
        let broken = lines("外交部发言人否认了这一说法。", 80, 100, 9);
        assert!(broken.len() >= 3, "{broken:?}");
        assert!(broken.iter().all(|l| !l.starts_with('。')), "{broken:?}");
        assert_eq!(broken.concat(), "外交部发言人否认了这一说法。");
    }

    #[test]
    fn narrowest_width_terminates() {
        assert!(!lines("words", 0, 500, 3).is_empty());
        assert_eq!(lines("words", 100, 100, 0), [""; 0]);
    }
}
