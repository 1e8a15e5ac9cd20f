//! The picture that stands beside a link to an article where people share it.
//!
//! In go a title, the name of a site and a line; out comes a PNG of 1200 by 630 pixels in the paper
//! and ink of the theme. The letters are two cuts of Noto Serif in `src/draw/picture/`, with the Latin
//! letters and no others: [`has`] says whether a text can be set in them. The same words give the
//! same bytes, on any system, and [`name`] is made of the words alone, so that a picture is known
//! before it is drawn.

mod face;

use face::{Face, GlyphId};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use xxhash_rust::xxh3::Xxh3;

/// Pixels across.
pub const WIDTH: usize = 1200;

/// Pixels down.
pub const HEIGHT: usize = 630;

/// Raised whenever the same words are drawn in another way, so that the picture has another name.
const DESIGN: u8 = 2;

/// What a picture says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureText {
    /// The name of the site, at the top.
    pub site: String,
    /// What the picture is about.
    pub title: String,
    /// A line at the foot.
    pub line: String,
}

/// The colour below everything.
const PAPER: [u8; 3] = [0xfc, 0xfb, 0xf8];

/// A colour of what is written, and its place among the sixteen of the picture: a letter's edge is
/// drawn in as many steps between paper and ink as there are places for it.
struct Ink {
    colour: [u8; 3],
    first: u8,
    steps: u8,
}

const INK: Ink = Ink { colour: [0x1c, 0x1d, 0x20], first: 1, steps: 8 };
const SOFT: Ink = Ink { colour: [0x4a, 0x4c, 0x53], first: 9, steps: 5 };
const ACCENT: Ink = Ink { colour: [0x11, 0x44, 0x8a], first: 14, steps: 1 };
const RULE: Ink = Ink { colour: [0xd9, 0xd5, 0xcb], first: 15, steps: 1 };

/// Between the edge and what is written.
const MARGIN: usize = 72;

/// Sizes of a title, the largest first.
const SIZES: [f32; 9] = [92.0, 84.0, 76.0, 68.0, 62.0, 56.0, 50.0, 44.0, 38.0];

/// The lines of a title may be as high as this together.
const ROOM: f32 = 326.0;

static REGULAR: LazyLock<Option<Face>> =
    LazyLock::new(|| Face::read(include_bytes!("regular.ttf")));
static BOLD: LazyLock<Option<Face>> = LazyLock::new(|| Face::read(include_bytes!("bold.ttf")));

/// True where the letters of `text` can all be drawn.
pub fn has(text: &str) -> bool {
    let Some(font) = &*REGULAR else { return false };
    plain(text).chars().all(|c| c == ' ' || font.glyph(c).is_some())
}

/// A hash of what the picture is made of, for its name.
pub fn name(words: &PictureText) -> String {
    let mut hash = Xxh3::new();
    for part in [&words.site, &words.title, &words.line] {
        hash.update(part.as_bytes());
        hash.update(&[0, DESIGN]);
    }
    format!("{:016x}", hash.digest())
}

/// Draws the picture.
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

/// A text as it is set: composed letters, single spaces, nothing invisible.
fn plain(text: &str) -> String {
    let invisible = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    let text: String = text.nfc().filter(|c| !invisible(*c)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How lines are set.
struct Setting<'s> {
    font: &'s Face,
    size: f32,
    /// How many there may be; the last then ends in an ellipsis.
    lines: usize,
}

/// A text in lines.
struct Lines {
    lines: Vec<String>,
    /// True where a word had to be cut.
    broken: bool,
}

impl Setting<'_> {
    fn height(&self) -> f32 {
        self.size * 1.18
    }

    /// The letters of a line, each with the place of its left edge; and where the last one ends.
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

    /// Pixels to a unit of the font, so that an em is as many pixels as the size says.
    fn scale(&self) -> f32 {
        self.size / self.font.em
    }

    fn width(&self, text: &str) -> f32 {
        self.place(text).1
    }

    /// Breaks a text between words, and within a word that is longer than a line.
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

/// The picture as it grows: for each pixel an ink and how much of it.
struct Canvas {
    pixels: Vec<u8>,
}

impl Canvas {
    fn fill(&mut self, left: usize, top: usize, width: usize, height: usize, ink: &Ink) {
        for row in self.pixels.chunks_exact_mut(WIDTH).skip(top).take(height) {
            row[left..left + width].fill(ink.first + ink.steps - 1);
        }
    }

    /// Sets a text, the first line on the line `base`.
    fn lines(&mut self, setting: &Setting, text: &str, base: f32, ink: &Ink) {
        for (i, line) in setting.wrap(&plain(text)).lines.iter().enumerate() {
            let base = (base + setting.height() * i as f32).round();
            for (glyph, x) in setting.place(line).0 {
                let at = (MARGIN as f32 + x, base);
                let dot = |x, y, cover| self.dot(x, y, cover, ink);
                setting.font.draw(glyph, setting.scale(), at, dot);
            }
        }
    }

    fn dot(&mut self, x: f32, y: f32, cover: f32, ink: &Ink) {
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
                // Between two bytes, so it is one.
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
    fn a_picture_says_what_it_is_given_at_any_length() {
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
    fn another_drawing_has_another_name() {
        let hash = xxhash_rust::xxh3::xxh3_64(&draw(&words("A bridge, “closed”")));
        assert_eq!((DESIGN, format!("{hash:016x}")), (2, "aac827493fe942d7".to_owned()));
    }
}
