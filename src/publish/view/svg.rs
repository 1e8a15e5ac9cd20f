//! Writes an argument map as SVG.
//!
//! In go lines and boxes with their places; out comes an `svg` element. It is not written by a
//! template because it consists of numbers, and there may be many thousands of them on a page.
//! Themes change the look of a map in the style sheet.

use crate::theme::markup::escape;
use std::fmt::{self, Write};

/// A drawing. Its unit is a sixteenth of the font size.
#[derive(Debug, Clone)]
pub struct Svg {
    /// Its accessible name: `Argument map: Claim 5`.
    pub label: String,
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// The lines, which are drawn below the boxes.
    pub lines: Vec<crate::draw::map::MapLine>,
    /// The boxes. The first is the claim that the map is about.
    pub nodes: Vec<MapNode>,
}

/// A box of a map.
#[derive(Debug, Clone)]
pub struct MapNode {
    /// `claim`, `source` or `more`.
    pub kind: &'static str,
    /// The target of its link.
    pub href: String,
    /// True if the target is the current page.
    pub current: bool,
    /// The status of a claim, for `data-s`.
    pub status: Option<&'static str>,
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// Its text.
    pub blocks: Vec<MapBlock>,
}

/// A block of text in a box.
#[derive(Debug, Clone)]
pub struct MapBlock {
    /// `label` (how it bears), `words` (of a claim), `title` (of a source), `aside` or `state`.
    pub class: &'static str,
    /// The symbol of the relation or the status, which screen readers skip.
    pub sign: Option<&'static str>,
    /// Language of the text, if it is not the page's.
    pub language: Option<String>,
    /// True if they run from right to left.
    pub rtl: bool,
    /// The text, line by line.
    pub lines: Vec<crate::draw::map::PlacedText>,
}

/// The drawing as HTML. Lines come first, so that boxes cover their ends.
pub fn html(svg: &Svg) -> String {
    let mut html = String::with_capacity(512 * (1 + svg.nodes.len()));
    // Writing to a string cannot fail.
    let _ = draw(svg, &mut html);
    html
}

fn draw(svg: &Svg, html: &mut String) -> fmt::Result {
    let Svg { width, height, .. } = svg;
    write!(html, r#"<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}""#)?;
    write!(html, r#" role="group" aria-label="{}">"#, escape(&svg.label))?;
    for line in &svg.lines {
        write!(html, "\n<g data-r=\"{}\"><path class=\"way\" d=\"{}\"/>", line.kind, line.path)?;
        if !line.head.is_empty() {
            write!(html, r#"<path class="tip" d="{}"/>"#, line.head)?;
        }
        html.push_str("</g>");
    }
    for node in &svg.nodes {
        place(node, html)?;
    }
    html.push_str("\n</svg>");
    Ok(())
}

fn place(node: &MapNode, html: &mut String) -> fmt::Result {
    write!(html, "\n<a class=\"node of-{}\" href=\"{}\"", node.kind, escape(&node.href))?;
    if let Some(status) = node.status {
        write!(html, r#" data-s="{status}""#)?;
    }
    if node.current {
        html.push_str(r#" aria-current="page""#);
    }
    let MapNode { x, y, width, height, .. } = node;
    write!(html, r#"><rect x="{x}" y="{y}" width="{width}" height="{height}"/>"#)?;
    for block in &node.blocks {
        say(block, html)?;
    }
    html.push_str("</a>");
    Ok(())
}

fn say(block: &MapBlock, html: &mut String) -> fmt::Result {
    let rtl = if block.rtl { " rtl" } else { "" };
    write!(html, "\n<text class=\"{}{rtl}\"", block.class)?;
    if let Some(language) = &block.language {
        write!(html, r#" lang="{}""#, escape(language))?;
    }
    html.push('>');
    let mut sign = block.sign;
    for line in &block.lines {
        write!(html, r#"<tspan x="{}" y="{}">"#, line.x, line.y)?;
        if let Some(sign) = sign.take() {
            write!(html, r#"<tspan aria-hidden="true">{sign} </tspan>"#)?;
        }
        write!(html, "{}</tspan> ", escape(&line.words))?;
    }
    html.push_str("</text>");
    Ok(())
}
