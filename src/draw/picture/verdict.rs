//! The picture of a claim: its status in a band at the top, what was found, and the words small.
//!
//! In go the texts of a picture and a [`VerdictBand`]; out comes the PNG.

use super::canvas::{
    BOLD, Canvas, HEIGHT, INK, Ink, MARGIN, REGULAR, RULE, SOFT, Setting, WIDTH, fitting, nearest,
    plain,
};
use super::face::Face;

/// The status of a claim, as a picture shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerdictBand {
    /// The sign of the status.
    pub sign: char,
    /// Its name.
    pub label: String,
    /// What is said against it all the same; empty where there is nothing.
    pub but: String,
    /// Its colour, dark enough to carry the background colour as text.
    pub tone: [u8; 3],
}

/// Font sizes of the name of the status. The smallest is more than twice that of the words.
const LABEL: [f32; 6] = [112.0, 100.0, 88.0, 78.0, 70.0, 62.0];

/// Font sizes of the finding.
const FINDING: [f32; 7] = [54.0, 50.0, 46.0, 42.0, 38.0, 35.0, 32.0];

/// Font size of the words of the claim.
const WORDS: f32 = 27.0;

/// The diameter of the sign.
const SIGN: f32 = 104.0;

/// The left edge of the name of the status.
const BESIDE: f32 = MARGIN as f32 + SIGN + 30.0;

impl VerdictBand {
    /// Draws the picture: `finding` below the status, `words` and the name of the site at the foot.
    pub(super) fn draw(&self, site: &str, finding: &str, words: &str) -> Vec<u8> {
        // The palette of sixteen: the band has letters of its own, and with them most of the shades.
        let ink = Ink { steps: 4, ..INK };
        let soft = Ink { first: 5, steps: 3, ..SOFT };
        let tone = Ink { colour: self.tone, first: 8, steps: 7 };
        let mut canvas = Canvas { pixels: vec![0; WIDTH * HEIGHT] };
        let band = if self.but.is_empty() { 196 } else { 244 };
        canvas.fill(0, 0, WIDTH, band, &tone);
        if let (Some(regular), Some(bold)) = (&*REGULAR, &*BOLD) {
            canvas.sign(bold, self.sign, &tone);
            let label = plain(&self.label);
            let room = (WIDTH - MARGIN) as f32 - BESIDE;
            let set = |size: f32| Setting { font: bold, size, lines: 1 };
            let size = LABEL.into_iter().find(|size| set(*size).width(&label) <= room);
            let label_set = set(size.unwrap_or(LABEL[LABEL.len() - 1]));
            canvas.reversed(&label_set, &label, (BESIDE, 98.0 + label_set.size * 0.36), &tone);
            if !self.but.is_empty() {
                let but = Setting { font: regular, size: 36.0, lines: 1 };
                let line = but.wrap(&plain(&self.but)).lines.into_iter().next().unwrap_or_default();
                canvas.reversed(&but, &line, (MARGIN as f32, 212.0), &tone);
            }
            let foot = Setting { font: regular, size: WORDS, lines: 3 };
            let lines = foot.wrap(&plain(words)).lines.len().max(1);
            let above_foot = HEIGHT as f32 - MARGIN as f32 - foot.height() * lines as f32 - 60.0;
            let large = fitting(bold, finding, &FINDING, above_foot - band as f32 - 24.0);
            canvas.lines(&large, finding, band as f32 + 30.0 + large.size, &ink);
            canvas.foot(&foot, words, [&RULE, &soft]);
            let small = Setting { font: regular, size: 22.0, lines: 1 };
            canvas.lines(&small, site, HEIGHT as f32 - 26.0, &soft);
        }
        canvas.png(&[&ink, &soft, &tone, &RULE]).unwrap_or_default()
    }
}

impl Canvas {
    /// Draws a disc in the background colour, and in it the sign in the colour of the status.
    fn sign(&mut self, font: &Face, sign: char, tone: &Ink) {
        let (radius, middle) = (SIGN / 2.0, (MARGIN as f32 + SIGN / 2.0, 98.0));
        for y in 0..SIGN as usize + 2 {
            for x in 0..SIGN as usize + 2 {
                let at = (middle.0 - radius - 1.0 + x as f32, middle.1 - radius - 1.0 + y as f32);
                let far = (at.0 - middle.0).hypot(at.1 - middle.1);
                self.clear_dot(at.0, at.1, radius + 0.5 - far, tone);
            }
        }
        let Some(glyph) = font.glyph(sign) else { return };
        let size = if matches!(sign, '*' | '\u{201c}') { 136.0 } else { 104.0 };
        let mut dots = Vec::new();
        // The traces that rounding leaves outside of a sign are no part of it.
        font.draw(glyph, size / font.em, (0.0, 0.0), |x, y, cover| {
            if cover > 0.06 {
                dots.push((x, y, cover));
            }
        });
        let ends = |of: fn(&(f32, f32, f32)) -> f32| {
            let all = dots.iter().map(of);
            all.fold((f32::MAX, f32::MIN), |(least, most), v| (least.min(v), most.max(v)))
        };
        let ((left, right), (top, bottom)) = (ends(|d| d.0), ends(|d| d.1));
        let (dx, dy) = (middle.0 - (left + right) / 2.0, middle.1 - (top + bottom) / 2.0);
        for (x, y, cover) in dots {
            self.set_dot((x + dx).round(), (y + dy).round(), cover, tone);
        }
    }

    /// Draws a line in the background colour upon a band in `tone`.
    fn reversed(&mut self, setting: &Setting, line: &str, (left, base): (f32, f32), tone: &Ink) {
        for (glyph, x) in setting.place(line).0 {
            let dot = |x, y, cover| self.clear_dot(x, y, cover, tone);
            setting.font.draw(glyph, setting.scale(), (left + x, base.round()), dot);
        }
    }

    /// Blends the background colour into a pixel of `tone`.
    fn clear_dot(&mut self, x: f32, y: f32, cover: f32, tone: &Ink) {
        let inside = (0.0..WIDTH as f32).contains(&x) && (0.0..HEIGHT as f32).contains(&y);
        if !inside || cover <= 0.0 {
            return;
        }
        let left = nearest((1.0 - cover.min(1.0)) * f32::from(tone.steps));
        let pixel = &mut self.pixels[y as usize * WIDTH + x as usize];
        let lighter = if left == 0 { 0 } else { tone.first + left - 1 };
        *pixel = (*pixel).min(lighter);
    }
}

#[cfg(test)]
mod tests {
    use super::{LABEL, WORDS};
    use crate::draw::picture::{HEIGHT, PictureText, VerdictBand, WIDTH, draw, name};

    fn words(label: &str) -> PictureText {
        PictureText {
            site: "Tarnford Notes".into(),
            title: "Nobody else saw it. ".repeat(label.len()),
            line: "The bridge was closed on Monday. ".repeat(label.len()),
            verdict: Some(VerdictBand {
                sign: '\u{b1}',
                label: label.into(),
                but: "denied by the mayor".into(),
                tone: [0x5c, 0x37, 0],
            }),
        }
    }

    #[test]
    fn name_of_a_status_is_at_least_twice_as_high_as_the_words() {
        assert!(LABEL.iter().all(|size| *size >= 2.0 * WORDS));
    }

    #[test]
    fn picture_of_a_claim_of_any_length_is_drawn() {
        for label in ["", "Disputed", &"Disputed by all ".repeat(9)] {
            let bytes = draw(&words(label));
            let size = imagesize::blob_size(&bytes).expect("a picture");
            assert_eq!((size.width, size.height), (WIDTH, HEIGHT), "{label}");
            assert!(bytes.len() < 80_000, "{label}: {}", bytes.len());
        }
    }

    #[test]
    fn another_status_is_another_picture() {
        assert_ne!(name(&words("Disputed")), name(&words("Supported")));
    }
}
