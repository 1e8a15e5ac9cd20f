//! Draws the preview image that other sites show beside a link.
//!
//! In go a title, the name of a site and a line; out comes a PNG of 1200 by 630 pixels in the
//! theme's background and text colours. The picture of a claim leads with its status, in the
//! colour and with the sign of the status, and has the words of the claim at its foot, small: who
//! only glances at it does not take away what is disputed. The font is Noto Serif, regular and bold, in
//! `src/draw/picture/`, reduced to Latin letters: [`has`] says whether a text can be set in it. The
//! same words give the same bytes on any system. [`name`] depends on the words alone, so that the
//! name of a picture is known before it is drawn.

mod canvas;
mod face;
mod verdict;

use canvas::{ACCENT, BOLD, Canvas, INK, MARGIN, REGULAR, RULE, SOFT, Setting, fitting, plain};
use xxhash_rust::xxh3::Xxh3;

pub use canvas::{HEIGHT, WIDTH};
pub use verdict::VerdictBand;

/// The version of the design. Raise it when the same words are drawn or written differently, so that
/// the name of the picture changes.
const DESIGN: u8 = 3;

/// The text of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureText {
    /// The name of the site, at the top.
    pub site: String,
    /// What the picture is about.
    pub title: String,
    /// A line at the foot.
    pub line: String,
    /// The status, on the picture of a claim.
    pub verdict: Option<VerdictBand>,
}

/// Font sizes of a title, the largest first.
const SIZES: [f32; 9] = [92.0, 84.0, 76.0, 68.0, 62.0, 56.0, 50.0, 44.0, 38.0];

/// The maximum height of all lines of a title together, in pixels.
const ROOM: f32 = 326.0;

/// True if the font has all letters of `text`.
pub fn has(text: &str) -> bool {
    let Some(font) = &*REGULAR else { return false };
    plain(text).chars().all(|c| c == ' ' || font.glyph(c).is_some())
}

/// The name of the picture: a hash of its text and of the design.
pub fn name(words: &PictureText) -> String {
    let mut hash = Xxh3::new();
    let verdict = words.verdict.as_ref();
    let verdict = verdict.map(|v| format!("{} {} {:?} {}", v.sign, v.label, v.tone, v.but));
    for part in [&words.site, &words.title, &words.line].into_iter().chain(&verdict) {
        hash.update(part.as_bytes());
        hash.update(&[0, DESIGN]);
    }
    format!("{:016x}", hash.digest())
}

/// All that a picture is made of: no two pictures share it, as two might share a name.
pub fn contents(words: &PictureText) -> String {
    format!("{DESIGN} {words:?}")
}

/// Draws the picture, as a PNG.
pub fn draw(words: &PictureText) -> Vec<u8> {
    if let Some(verdict) = &words.verdict {
        return verdict.draw(&words.site, &words.title, &words.line);
    }
    let mut canvas = Canvas { pixels: vec![0; WIDTH * HEIGHT] };
    canvas.fill(0, 0, WIDTH, 14, &ACCENT);
    if let (Some(regular), Some(bold)) = (&*REGULAR, &*BOLD) {
        let site = Setting { font: regular, size: 30.0, lines: 1 };
        canvas.lines(&site, &words.site, MARGIN as f32 + 20.0, &SOFT);
        let setting = fitting(bold, &words.title, &SIZES, ROOM);
        canvas.lines(&setting, &words.title, 128.0 + setting.size, &INK);
        canvas.foot(&Setting { font: regular, size: 27.0, lines: 2 }, &words.line, [&RULE, &SOFT]);
    }
    canvas.png(&[&INK, &SOFT, &ACCENT, &RULE]).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(title: &str) -> PictureText {
        PictureText {
            site: "Tarnford Notes".into(),
            title: title.into(),
            line: "By Iris Holm".into(),
            verdict: None,
        }
    }

    #[test]
    fn picture_of_text_of_any_length_is_drawn() {
        for title in ["A bridge", &"Footbridge ".repeat(20), &"x".repeat(300), ""] {
            let bytes = draw(&words(title));
            let size = imagesize::blob_size(&bytes).expect("a picture");
            assert_eq!((size.width, size.height), (WIDTH, HEIGHT), "{title}");
            assert!(bytes.len() < 80_000, "{title}: {}", bytes.len());
            assert_eq!(bytes, draw(&words(title)), "{title}");
        }
    }

    #[test]
    fn letters_that_are_not_latin_are_known() {
        for (text, expect) in [
            ("Größe, œuvre, Łódź, İstanbul, naïve", true),
            ("Vi\u{1ec7}t Nam, “quoted” – and… €5", true),
            ("e\u{301}tat\u{ad}s\u{200b}", true),
            ("Ελλάδα", false),
            ("город", false),
            ("橋", false),
            ("جسر", false),
        ] {
            assert_eq!(has(text), expect, "{text}");
        }
    }

    /// Where this fails, raise [`DESIGN`] and write down the new hash.
    #[test]
    fn different_text_has_a_different_name() {
        let hash = xxhash_rust::xxh3::xxh3_64(&draw(&words("A bridge, “closed”")));
        assert_eq!((DESIGN, format!("{hash:016x}")), (3, "1da7473931e36a7b".to_owned()));
    }
}
