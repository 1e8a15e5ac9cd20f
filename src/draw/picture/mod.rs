//! Draws the preview image that other sites show beside a link to an article.
//!
//! In go a title, the name of a site and a line; out comes a PNG of 1200 by 630 pixels in the
//! theme's background and text colours. The font is Noto Serif, regular and bold, in
//! `src/draw/picture/`, reduced to Latin letters: [`has`] says whether a text can be set in it. The
//! same words give the same bytes on any system. [`name`] depends on the words alone, so that the
//! name of a picture is known before it is drawn.

mod face;

use face::{Face, GlyphId};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use xxhash_rust::xxh3::Xxh3;

/// Pixels across.
pub const WIDTH: usize = 1200;

/// Pixels down.
pub const HEIGHT: usize = 630;

/// The version of the design. Raise it when the same words are drawn differently, so that the name
/// of the picture changes.
const DESIGN: u8 = 2;

/// The text of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureText {
    /// The name of the site, at the top.
    pub site: String,
    /// What the picture is about.
    pub title: String,
    /// A line at the foot.
    pub line: String,
}

/// The background colour.
const PAPER: [u8; 3] = [0xfc, 0xfb, 0xf8];

/// A text colour and its range in the palette of sixteen. The edges of letters are blended with the
/// background in `steps` shades; `first` is the index of the palest.
struct Ink {
    colour: [u8; 3],
    first: u8,
    steps: u8,
}

const INK: Ink = Ink { colour: [0x1c, 0x1d, 0x20], first: 1, steps: 8 };
const SOFT: Ink = Ink { colour: [0x4a, 0x4c, 0x53], first: 9, steps: 5 };
const ACCENT: Ink = Ink { colour: [0x11, 0x44, 0x8a], first: 14, steps: 1 };
const RULE: Ink = Ink { colour: [0xd9, 0xd5, 0xcb], first: 15, steps: 1 };

/// The margin in pixels.
const MARGIN: usize = 72;

/// Font sizes of a title, the largest first.
const SIZES: [f32; 9] = [92.0, 84.0, 76.0, 68.0, 62.0, 56.0, 50.0, 44.0, 38.0];

/// The maximum height of all lines of a title together, in pixels.
const ROOM: f32 = 326.0;

static REGULAR: LazyLock<Option<Face>> =
    LazyLock::new(|| Face::read(include_bytes!("regular.ttf")));
static BOLD: LazyLock<Option<Face>> = LazyLock::new(|| Face::read(include_bytes!("bold.ttf")));

/// True if the font has all letters of `text`.
pub fn has(text: &str) -> bool {
    let Some(font) = &*REGULAR else { return false };
    plain(text).chars().all(|c| c == ' ' || font.glyph(c).is_some())
}

/// The name of the picture: a hash of its text and of the design.
pub fn name(words: &PictureText) -> String {
    let mut hash = Xxh3::new();
    for part in [&words.site, &words.title, &words.line] {
        hash.update(part.as_bytes());
        hash.update(&[0, DESIGN]);
    }
    format!("{:016x}", hash.digest())
}

/// Draws the picture, as a PNG.
pub fn draw(words: &PictureText) -> Vec<u8> {
    let mut canvas = Canvas { pixels: vec![0; WIDTH * HEIGHT] };
    canvas.fill(0, 0, WIDTH, 14, &ACCENT);
    if let (Some(regular), Some(bold)) = (&*REGULAR, &*BOLD) {
        let site = Setting { font: regular, size: 30.0, lines: 1 };
        canvas.lines(&site, &words.site, MARGIN as f32 + 20.0, &SOFT);
        let title = plain(&words.title);
        let size = SIZES.into_iter().find(|size| {
            let setting = Setting { font: bold, size: *size, lines: usize::MAX };
            let lines = setting.wrap(&title);
            !lines.broken && lines.lines.len() as f32 * setting.height() <= ROOM
        });
        let size = size.unwrap_or(SIZES[SIZES.len() - 1]);
        let setting = Setting { font: bold, size, lines: usize::MAX };
        let setting = Setting { lines: (ROOM / setting.height()) as usize, ..setting };
        canvas.lines(&setting, &words.title, 128.0 + size, &INK);
        let foot = Setting { font: regular, size: 27.0, lines: 2 };
        let below = foot.wrap(&plain(&words.line)).lines.len();
        if below > 0 {
            let first = (HEIGHT - MARGIN) as f32 - foot.height() * (below - 1) as f32;
            canvas.fill(MARGIN, first as usize - 56, WIDTH - 2 * MARGIN, 2, &RULE);
            canvas.lines(&foot, &words.line, first, &SOFT);
        }
    }
    canvas.png().unwrap_or_default()
}

/// Normalizes a text before it is set: composed letters, single spaces, nothing invisible.
fn plain(text: &str) -> String {
    let invisible = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    let text: String = text.nfc().filter(|c| !invisible(*c)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The font settings of a text.
struct Setting<'s> {
    font: &'s Face,
    size: f32,
    /// The maximum number of lines; if text is cut, the last ends in an ellipsis.
    lines: usize,
}

/// A text in lines.
struct Lines {
    lines: Vec<String>,
    /// True if a word had to be split.
    broken: bool,
}

impl Setting<'_> {
    fn height(&self) -> f32 {
        self.size * 1.18
    }

    /// The glyphs of a line, each with the place of its left edge, and the place where the last one
    /// ends.
    fn place(&self, text: &str) -> (Vec<(GlyphId, f32)>, f32) {
        let scale = self.scale();
        let (mut at, mut last, mut glyphs) = (0.0, None, Vec::new());
        for c in text.chars() {
            let glyph = self.font.glyph(c).unwrap_or(GlyphId::NOTDEF);
            at += scale * last.map_or(0.0, |last| self.font.kern(last, glyph));
            glyphs.push((glyph, at));
            at += scale * self.font.width(glyph);
            last = Some(glyph);
        }
        (glyphs, at)
    }

    /// Pixels per font unit, so that one em has the height of the size.
    fn scale(&self) -> f32 {
        self.size / self.font.em
    }

    fn width(&self, text: &str) -> f32 {
        self.place(text).1
    }

    /// Breaks a text between words, and breaks words that are longer than a line.
    fn wrap(&self, text: &str) -> Lines {
        let room = (WIDTH - 2 * MARGIN) as f32;
        let space = self.width(" ");
        let (mut lines, mut broken) = (Vec::new(), false);
        let (mut line, mut end) = (String::new(), 0.0);
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let width = self.width(word);
            if !line.is_empty() && end + space + width <= room {
                line = format!("{line} {word}");
                end += space + width;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            end = width;
            if width <= room {
                word.clone_into(&mut line);
                continue;
            }
            broken = true;
            end = 0.0;
            for c in word.chars() {
                let width = self.width(c.encode_utf8(&mut [0; 4]));
                if end + width > room {
                    lines.push(std::mem::take(&mut line));
                    end = 0.0;
                }
                line.push(c);
                end += width;
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        if lines.len() > self.lines {
            lines.truncate(self.lines);
            if let Some(last) = lines.last_mut() {
                while self.width(&format!("{last}\u{2026}")) > room && last.pop().is_some() {}
                *last = format!("{}\u{2026}", last.trim_end());
            }
        }
        Lines { lines, broken }
    }
}

/// The canvas: for each pixel an index into the palette.
struct Canvas {
    pixels: Vec<u8>,
}

impl Canvas {
    fn fill(&mut self, left: usize, top: usize, width: usize, height: usize, ink: &Ink) {
        for row in self.pixels.chunks_exact_mut(WIDTH).skip(top).take(height) {
            row[left..left + width].fill(ink.first + ink.steps - 1);
        }
    }

    /// Draws a text, with the baseline of the first line at `base`.
    fn lines(&mut self, setting: &Setting, text: &str, base: f32, ink: &Ink) {
        for (i, line) in setting.wrap(&plain(text)).lines.iter().enumerate() {
            let base = (base + setting.height() * i as f32).round();
            for (glyph, x) in setting.place(line).0 {
                let at = (MARGIN as f32 + x, base);
                let dot = |x, y, cover| self.set_dot(x, y, cover, ink);
                setting.font.draw(glyph, setting.scale(), at, dot);
            }
        }
    }

    fn set_dot(&mut self, x: f32, y: f32, cover: f32, ink: &Ink) {
        let step = (cover.clamp(0.0, 1.0) * f32::from(ink.steps)).round() as u8;
        let inside = (0.0..WIDTH as f32).contains(&x) && (0.0..HEIGHT as f32).contains(&y);
        if step > 0 && inside {
            let pixel = &mut self.pixels[y as usize * WIDTH + x as usize];
            *pixel = (*pixel).max(ink.first + step - 1);
        }
    }

    fn png(&self) -> Result<Vec<u8>, png::EncodingError> {
        let mut palette = PAPER.to_vec();
        for ink in [INK, SOFT, ACCENT, RULE] {
            for step in 1..=u32::from(ink.steps) {
                let most = u32::from(ink.steps);
                // The mean of two bytes fits a byte.
                let mix = |(ink, paper): (u8, u8)| {
                    ((u32::from(ink) * step + u32::from(paper) * (most - step)) / most) as u8
                };
                palette.extend(ink.colour.into_iter().zip(PAPER).map(mix));
            }
        }
        // Two pixels to a byte.
        let packed: Vec<u8> = self.pixels.chunks_exact(2).map(|p| p[0] << 4 | p[1]).collect();
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, WIDTH as u32, HEIGHT as u32);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_palette(palette);
        encoder.set_compression(png::Compression::Balanced);
        encoder.set_filter(png::Filter::NoFilter);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&packed)?;
        writer.finish()?;
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(title: &str) -> PictureText {
        PictureText {
            site: "Tarnford Notes".into(),
            title: title.into(),
            line: "By Iris Holm".into(),
        }
    }

    #[test]
    fn picture_of_text_of_any_length_is_drawn() {
        for title in ["A bridge", &"Footbridge ".repeat(20), &"x".repeat(300), ""] {
            let bytes = draw(&words(title));
            let size = imagesize::blob_size(&bytes).expect("a picture");
            assert_eq!((size.width, size.height), (WIDTH, HEIGHT), "{title}");
            assert!(bytes.len() < 60_000, "{title}: {}", bytes.len());
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
        assert_eq!((DESIGN, format!("{hash:016x}")), (2, "aac827493fe942d7".to_owned()));
    }
}
