//! Makes markup of text: escaped, and with its dates in one piece.

/// Escapes text for the value of a double-quoted HTML attribute.
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    // Writing to a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(&mut html, text);
    html
}

/// Escapes text, and puts dates with hyphens into an element that holds them together. Browsers
/// break a line after a hyphen; characters that forbid it would be copied with the words.
pub fn whole_dates(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    let mut told = 0;
    for (at, _) in text.match_indices(DASHES) {
        let Some((start, end)) = date_around(text, at).filter(|(start, _)| *start >= told) else {
            continue;
        };
        html.push_str(&escape(&text[told..start]));
        html.push_str("<span class=\"day\">");
        html.push_str(&escape(&text[start..end]));
        html.push_str("</span>");
        told = end;
    }
    html.push_str(&escape(&text[told..]));
    html
}

/// Hyphen and en dash.
const DASHES: [char; 2] = ['-', '\u{2013}'];

/// The bytes of the date that has a dash at byte `at`: `2010-11-28`, `28-Nov-2010`, `2010–11`.
fn date_around(text: &str, at: usize) -> Option<(usize, usize)> {
    // Longer ones are no dates. Without a limit, a long row of dashes would be read for each of them.
    const LONGEST: usize = 24;
    let belongs = |c: &char| c.is_alphanumeric() || DASHES.contains(c);
    let before = text[..at].chars().rev().take(LONGEST).take_while(belongs);
    let after = text[at..].chars().take(LONGEST).take_while(belongs);
    let start = at - before.map(char::len_utf8).sum::<usize>();
    let end = at + after.map(char::len_utf8).sum::<usize>();
    // Part of an address, a file name or a longer number is no date.
    let joins = |c: char| matches!(c, '/' | '_' | '@' | '=' | '&' | '%');
    let joined = text[..start].ends_with(joins) || text[end..].starts_with(joins);
    let parts: Vec<&str> = text[start..end].split(DASHES).collect();
    let digits =
        |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let letters = |part: &&str| {
        (3..=9).contains(&part.chars().count()) && part.chars().all(char::is_alphabetic)
    };
    let is_date = (2..=3).contains(&parts.len())
        && parts.iter().any(digits)
        && parts.iter().all(|part| digits(part) || letters(part));
    (is_date && !joined).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_with_hyphens_stay_in_one_piece() {
        let check = |text: &str, expect: &str| {
            let marked =
                whole_dates(text).replace("<span class=\"day\">", "[").replace("</span>", "]");
            assert_eq!(marked, expect);
        };
        check("Briefing of 2010-11-28, again", "Briefing of [2010-11-28], again");
        check("(Nov-28) and 28-Nov-2010", "([Nov-28]) and [28-Nov-2010]");
        check("2010\u{2013}11 & 2010-11-28.", "[2010\u{2013}11] &amp; [2010-11-28].");
        check("الجلسة 2010-11-28", "الجلسة [2010-11-28]");
        for text in [
            "a well-known man",
            "site.example/2010-11-28/x",
            "a - b",
            "-",
            "2010-11-28_x",
            "12345-67890",
            "ISBN 978-3-16-148410-0",
        ] {
            check(text, text);
        }
    }
}
