//! What pictures are drawn with: colours, text that is set in lines, and a canvas.
//!
//! In go texts, sizes and colours; out come pixels, and the PNG of them.

use super::face::{Face, GlyphId};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Pixels across.
pub const WIDTH: usize = 1200;

/// Pixels down.
pub const HEIGHT: usize = 630;

/// The background colour.
const PAPER: [u8; 3] = [0xfc, 0xfb, 0xf8];

/// A text colour and its range in the palette of sixteen. The edges of letters are blended with the
/// background in `steps` shades; `first` is the index of the palest.
pub struct Ink {
    pub colour: [u8; 3],
    pub first: u8,
    pub steps: u8,
}

pub const INK: Ink = Ink { colour: [0x1c, 0x1d, 0x20], first: 1, steps: 8 };
pub const SOFT: Ink = Ink { colour: [0x4a, 0x4c, 0x53], first: 9, steps: 5 };
pub const ACCENT: Ink = Ink { colour: [0x11, 0x44, 0x8a], first: 14, steps: 1 };
pub const RULE: Ink = Ink { colour: [0xd9, 0xd5, 0xcb], first: 15, steps: 1 };

/// The margin in pixels.
pub const MARGIN: usize = 72;

/// The regular font.
pub static REGULAR: LazyLock<Option<Face>> =
    LazyLock::new(|| Face::read(include_bytes!("regular.ttf")));
/// The bold font.
pub static BOLD: LazyLock<Option<Face>> = LazyLock::new(|| Face::read(include_bytes!("bold.ttf")));

/// The largest of `sizes` in which a text fits `room`; in the smallest it is cut.
pub fn fitting<'f>(font: &'f Face, text: &str, sizes: &[f32], room: f32) -> Setting<'f> {
    let text = plain(text);
    let setting = |size: f32| Setting { font, size, lines: usize::MAX };
    let fits = |size: &f32| {
        let lines = setting(*size).wrap(&text);
        !lines.broken && lines.lines.len() as f32 * setting(*size).height() <= room
    };
    let size = sizes.iter().copied().find(fits).or(sizes.last().copied());
    let setting = setting(size.unwrap_or(MARGIN as f32));
    Setting { lines: (room / setting.height()) as usize, ..setting }
}

/// Normalizes a text before it is set: composed letters, single spaces, nothing invisible.
pub fn plain(text: &str) -> String {
    let invisible = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    let text: String = text.nfc().filter(|c| !invisible(*c)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The font settings of a text.
pub struct Setting<'s> {
    /// The font.
    pub font: &'s Face,
    /// The size in pixels.
    pub size: f32,
    /// The maximum number of lines; if text is cut, the last ends in an ellipsis.
    pub lines: usize,
}

/// A text in lines.
pub struct Lines {
    /// The lines.
    pub lines: Vec<String>,
    /// True if a word had to be split.
    pub broken: bool,
}

impl Setting<'_> {
    pub fn height(&self) -> f32 {
        self.size * 1.18
    }

    /// The glyphs of a line, each with the place of its left edge, and the place where the last one
    /// ends.
    pub fn place(&self, text: &str) -> (Vec<(GlyphId, f32)>, f32) {
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
    pub fn scale(&self) -> f32 {
        self.size / self.font.em
    }

    pub fn width(&self, text: &str) -> f32 {
        self.place(text).1
    }

    /// Breaks a text between words, and breaks words that are longer than a line.
    pub fn wrap(&self, text: &str) -> Lines {
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

/// The whole number nearest to one that is not negative. `f32::round` is a call for each pixel.
pub fn nearest(number: f32) -> u8 {
    (number + 0.5) as u8
}

/// The canvas: for each pixel an index into the palette.
pub struct Canvas {
    pub pixels: Vec<u8>,
}

impl Canvas {
    pub fn fill(&mut self, left: usize, top: usize, width: usize, height: usize, ink: &Ink) {
        for row in self.pixels.chunks_exact_mut(WIDTH).skip(top).take(height) {
            row[left..left + width].fill(ink.first + ink.steps - 1);
        }
    }

    /// Draws a text, with the baseline of the first line at `base`.
    pub fn lines(&mut self, setting: &Setting, text: &str, base: f32, ink: &Ink) {
        for (i, line) in setting.wrap(&plain(text)).lines.iter().enumerate() {
            let base = (base + setting.height() * i as f32).round();
            for (glyph, x) in setting.place(line).0 {
                let at = (MARGIN as f32 + x, base);
                let dot = |x, y, cover| self.set_dot(x, y, cover, ink);
                setting.font.draw(glyph, setting.scale(), at, dot);
            }
        }
    }

    /// Draws a text at the foot, below a rule.
    pub fn foot(&mut self, setting: &Setting, text: &str, [rule, ink]: [&Ink; 2]) {
        let lines = setting.wrap(&plain(text)).lines.len();
        if lines > 0 {
            let first = (HEIGHT - MARGIN) as f32 - setting.height() * (lines - 1) as f32;
            self.fill(MARGIN, first as usize - 56, WIDTH - 2 * MARGIN, 2, rule);
            self.lines(setting, text, first, ink);
        }
    }

    pub fn set_dot(&mut self, x: f32, y: f32, cover: f32, ink: &Ink) {
        let step = nearest(cover.clamp(0.0, 1.0) * f32::from(ink.steps));
        let inside = (0.0..WIDTH as f32).contains(&x) && (0.0..HEIGHT as f32).contains(&y);
        if step > 0 && inside {
            let pixel = &mut self.pixels[y as usize * WIDTH + x as usize];
            *pixel = (*pixel).max(ink.first + step - 1);
        }
    }

    pub fn png(&self, inks: &[&Ink]) -> Result<Vec<u8>, png::EncodingError> {
        let mut palette = PAPER.to_vec();
        for ink in inks {
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
        // Most rows are those above them. Taken from them they are zeros, for which this encoder is
        // made: it takes a fortieth of the work of the usual one, for one and a half times the bytes.
        encoder.set_deflate_compression(png::DeflateCompression::FdeflateUltraFast);
        encoder.set_filter(png::Filter::Up);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&packed)?;
        writer.finish()?;
        Ok(out)
    }
}
