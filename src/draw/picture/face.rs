//! Reads a font: which letters it has, how wide they are, and which pixels they cover.
//!
//! In go the bytes of a font with outlines and a plain kerning table, as `subset.py` writes it; out
//! come glyphs and the pixels that they cover. Lengths are in units of the font unless they are
//! said to be pixels.

use ab_glyph_rasterizer::{Point, Rasterizer, point};
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::outline::{DrawSettings, OutlineGlyphCollection, OutlinePen};
use skrifa::raw::TableProvider;
use skrifa::raw::tables::kern::{Subtable0, SubtableKind};
use skrifa::{FontRef, MetadataProvider, charmap::Charmap};

pub use skrifa::GlyphId;

/// A font.
pub struct Face {
    /// Units per em.
    pub em: f32,
    letters: Charmap<'static>,
    widths: GlyphMetrics<'static>,
    outlines: OutlineGlyphCollection<'static>,
    pairs: Option<Subtable0<'static>>,
}

impl Face {
    /// Reads a font; `None` if the bytes are not one.
    pub fn read(bytes: &'static [u8]) -> Option<Self> {
        let font = FontRef::new(bytes).ok()?;
        let (size, location) = (Size::unscaled(), LocationRef::default());
        let table = font.kern().ok().and_then(|kern| kern.subtables().next()?.ok()?.kind().ok());
        Some(Self {
            em: f32::from(font.metrics(size, location).units_per_em),
            letters: font.charmap(),
            widths: font.glyph_metrics(size, location),
            outlines: font.outline_glyphs(),
            pairs: match table {
                Some(SubtableKind::Format0(pairs)) => Some(pairs),
                _ => None,
            },
        })
    }

    /// The glyph of a letter; `None` if the font lacks it.
    pub fn glyph(&self, letter: char) -> Option<GlyphId> {
        self.letters.map(letter)
    }

    /// The distance from this glyph to the next.
    pub fn width(&self, glyph: GlyphId) -> f32 {
        self.widths.advance_width(glyph).unwrap_or(0.0)
    }

    /// The kerning: the change of that distance if `right` follows `left`.
    pub fn kern(&self, left: GlyphId, right: GlyphId) -> f32 {
        let pair = self.pairs.as_ref().and_then(|pairs| pairs.kerning(left, right));
        pair.unwrap_or(0) as f32
    }

    /// Calls `dot` with the position and coverage of each pixel that a glyph covers. `scale` is
    /// pixels per unit, `x` and `y` are the origin. The coverage is from 0 to 1, or slightly more.
    pub fn draw(
        &self,
        glyph: GlyphId,
        scale: f32,
        (x, y): (f32, f32),
        mut dot: impl FnMut(f32, f32, f32),
    ) {
        let Some(outline) = self.outlines.get(glyph) else { return };
        let mut path = Outline { scale, ..Outline::default() };
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        if outline.draw(settings, &mut path).is_err() || path.curves.is_empty() {
            return;
        }
        // The same fraction of a pixel gives the same pixels, at every position.
        let fraction = point(x.fract(), y.fract());
        let (least, most) = (path.least + fraction, path.most + fraction);
        let (left, top) = (least.x.floor(), least.y.floor());
        let (width, height) = (most.x.ceil() - left, most.y.ceil() - top);
        let offset = fraction - point(left, top);
        let mut pixels = Rasterizer::new(width as usize, height as usize);
        for curve in path.curves {
            match curve {
                Curve::Line(a, b) => pixels.draw_line(a + offset, b + offset),
                Curve::Quad(a, b, c) => pixels.draw_quad(a + offset, b + offset, c + offset),
                Curve::Cubic(a, b, c, d) => {
                    pixels.draw_cubic(a + offset, b + offset, c + offset, d + offset);
                }
            }
        }
        let (left, top) = (left + x.trunc(), top + y.trunc());
        pixels.for_each_pixel_2d(|x, y, cover| {
            if cover > 0.0 {
                dot(left + x as f32, top + y as f32, cover);
            }
        });
    }
}

/// A segment of an outline, in pixels.
enum Curve {
    Line(Point, Point),
    Quad(Point, Point, Point),
    Cubic(Point, Point, Point, Point),
}

/// An outline, in pixels from its origin, with y downwards.
#[derive(Default)]
struct Outline {
    scale: f32,
    curves: Vec<Curve>,
    start: Point,
    last: Point,
    /// The bounding box of the outline.
    least: Point,
    most: Point,
}

impl Outline {
    fn point(&mut self, x: f32, y: f32) -> Point {
        let next = point(x * self.scale, -y * self.scale);
        self.least = point(self.least.x.min(next.x), self.least.y.min(next.y));
        self.most = point(self.most.x.max(next.x), self.most.y.max(next.y));
        next
    }

    fn go(&mut self, to: Point) -> Point {
        std::mem::replace(&mut self.last, to)
    }
}

impl OutlinePen for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.start = self.point(x, y);
        self.last = self.start;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.point(x, y);
        let from = self.go(to);
        self.curves.push(Curve::Line(from, to));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (by, to) = (self.point(x1, y1), self.point(x, y));
        let from = self.go(to);
        self.curves.push(Curve::Quad(from, by, to));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (by, then, to) = (self.point(x1, y1), self.point(x2, y2), self.point(x, y));
        let from = self.go(to);
        self.curves.push(Curve::Cubic(from, by, then, to));
    }

    fn close(&mut self) {
        let from = self.go(self.start);
        self.curves.push(Curve::Line(from, self.start));
    }
}
