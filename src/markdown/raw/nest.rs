//! Checks that the elements of a section nest properly, those of Markdown and those of raw HTML
//! together.
//!
//! In go parser events and the pieces of raw HTML between them, in order; out come faults. Browsers
//! repair improper nesting: they close a paragraph before a block in it, move text out of a table,
//! or take a link out of a link. If nothing needs repair, the tree that a browser builds is the one
//! that the author wrote. Then nothing reaches out of the section, and marks can be put between any
//! two letters without changing the tree.

mod rules;
mod say;

use super::allowed::{self, AllowedElement, ElementPlace, Holds};
use super::cut::Tag as RawTag;
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::{MarkdownNode, NodeKind};
use crate::source::Span;
use ahash::HashMap;
use pulldown_cmark::{Event, Tag};
use rules::{DEEP, ENDED_BY, MOST, NO_END, fits};
use say::{held, link_in_link, tags, unclosed};

/// The open elements, and the faults so far.
#[derive(Default)]
pub(super) struct Nest {
    open: Vec<Holder>,
    /// The number of open drawings and formulas.
    drawings: usize,
    /// The indices in `open` of links.
    links: Vec<usize>,
    /// True once the nesting depth was reported.
    too_deep: bool,
    /// Elements that were reported as unclosed; their end tags may still come.
    late: HashMap<String, usize>,
}

/// An open element.
enum Holder {
    /// An element of Markdown, with a name for messages.
    Markdown { called: &'static str, holds: Holds, link: bool },
    /// An element of raw HTML.
    Raw {
        name: String,
        span: Span,
        /// `None` if it was refused, so that nothing more is reported about it.
        element: Option<&'static AllowedElement>,
        /// The raw HTML that it may contain, which may be more than the Markdown.
        holds: Holds,
        /// True once a fault of its content was reported.
        told: bool,
    },
}

impl Holder {
    fn holds(&self) -> Holds {
        match self {
            Self::Markdown { holds, .. } => *holds,
            Self::Raw { holds, .. } => *holds,
        }
    }

    fn is_link(&self) -> bool {
        match self {
            Self::Markdown { link, .. } => *link,
            Self::Raw { name, .. } => name == "a",
        }
    }

    fn is_drawing(&self) -> bool {
        matches!(self, Self::Raw { name, .. } if name == "svg" || name == "math")
    }
}

impl Nest {
    /// The initial state. A tag of each of the elements `unread` was reported; its counterpart may
    /// follow.
    pub(super) fn after(unread: Vec<String>) -> Self {
        let mut nest = Self::default();
        for name in unread {
            *nest.late.entry(name).or_insert(0) += 1;
        }
        nest
    }

    /// Handles an event of Markdown.
    pub(super) fn markdown(&mut self, node: &MarkdownNode, out: &mut Vec<Diagnostic>) {
        match node.kind {
            NodeKind::OpenBlock | NodeKind::OpenNote => {
                self.admit(|holds| holds == Holds::Blocks, "a block of Markdown begins", out);
                self.push(markdown_holder(&node.event));
            }
            NodeKind::OpenInline | NodeKind::OpenLink => {
                self.admit(|holds| holds != Holds::Parts, "words of Markdown stand", out);
                if node.kind == NodeKind::OpenLink
                    && let Some(Holder::Raw { span, .. }) = self.link()
                {
                    out.push(link_in_link(*span).hint("take one of the two out"));
                }
                self.push(markdown_holder(&node.event));
            }
            NodeKind::CloseBlock | NodeKind::CloseInline | NodeKind::CloseLink => {
                self.close_inner(|_| true, false, out);
                self.pop();
            }
            NodeKind::Rule => {
                self.admit(|holds| holds == Holds::Blocks, "a block of Markdown begins", out);
            }
            NodeKind::Text | NodeKind::Code | NodeKind::Atom => {
                let white = matches!(&node.event, Event::Text(t) if t.trim_ascii().is_empty());
                if !white {
                    self.admit(|holds| holds != Holds::Parts, "words of Markdown stand", out);
                }
            }
            _ => {}
        }
    }

    /// Handles the start of a block of HTML, before its tags.
    pub(super) fn block(&mut self, out: &mut Vec<Diagnostic>) {
        // An element that contains only text was opened in a line, where no block can stand.
        self.admit(|holds| holds != Holds::Words, "a block begins", out);
    }

    /// Reports that the innermost element, of raw HTML, cannot contain what follows.
    fn admit(&mut self, may: impl Fn(Holds) -> bool, what: &str, out: &mut Vec<Diagnostic>) {
        let Some(Holder::Raw { name, span, element: Some(element), told, .. }) =
            self.open.last_mut()
        else {
            return;
        };
        if *told || may(element.holds) {
            return;
        }
        *told = true;
        let message = format!("{what} in `<{name}>`, which holds {}", held(element));
        let hint = match element.holds {
            Holds::Parts => {
                "write all of the element as HTML, without empty lines in it".to_owned()
            }
            _ => format!("close it with `</{name}>` in the same block, or write `<div>`"),
        };
        out.push(Diagnostic::at(Code::HtmlUnbalanced, *span, message).hint(hint));
    }

    /// Handles a start tag of raw HTML at `span`.
    pub(super) fn open(&mut self, tag: &RawTag, span: Span, out: &mut Vec<Diagnostic>) {
        self.end_before(&tag.name, span, out);
        let mut element = allowed::element(&tag.name);
        let outer = self.open.last().map_or(Holds::Blocks, Holder::holds);
        let in_list = matches!(self.open.last(), Some(Holder::Raw { name, .. }) if name == "dl");
        if tag.name == "div" && in_list {
            element = Some(&allowed::GROUP);
        }
        let own = element.map_or(Holds::Blocks, |e| e.holds);
        let transparent = allowed::TRANSPARENT.contains(&tag.name.as_str());
        let holds = if transparent && outer == Holds::Blocks { outer } else { own };
        if let Some(element) = element {
            if let Some(fault) = self.misplaced(element, span) {
                out.push(fault);
            }
            if element.holds == Holds::Nothing {
                return;
            }
        } else if NO_END.contains(&tag.name.as_str()) || (tag.closed && self.in_drawing()) {
            return;
        }
        if self.open.len() >= MOST && !std::mem::replace(&mut self.too_deep, true) {
            let message = format!("`<{}>` stands in {MOST} other elements or more", tag.name);
            out.push(
                Diagnostic::at(Code::HtmlUnbalanced, span, message)
                    .hint("browsers move what stands too deep: close what is not needed before it"),
            );
        }
        self.push(Holder::Raw { name: tag.name.clone(), span, element, holds, told: false });
    }

    /// Reports and closes an element that browsers end where an element called `name` begins.
    fn end_before(&mut self, name: &str, next: Span, out: &mut Vec<Diagnostic>) {
        while let Some(Holder::Raw { name: open, span, .. }) = self.open.last()
            && ENDED_BY.iter().any(|(of, by)| *of == open.as_str() && by.contains(&name))
        {
            let message = format!("`<{open}>` is not closed before `<{name}>` begins");
            let hint = format!(
                "write `</{open}>` before this `<{name}>`: browsers add it, and this tool adds nothing"
            );
            out.push(
                Diagnostic::at(Code::HtmlUnbalanced, *span, message)
                    .also(next, format!("`</{open}>` belongs before this"))
                    .hint(hint),
            );
            self.pop();
        }
    }

    /// True inside a drawing or a formula, where other elements have other meanings. Both are
    /// refused as a whole.
    pub(super) fn in_drawing(&self) -> bool {
        self.drawings > 0
    }

    fn push(&mut self, holder: Holder) {
        self.drawings += usize::from(holder.is_drawing());
        if holder.is_link() {
            self.links.push(self.open.len());
        }
        self.open.push(holder);
    }

    fn pop(&mut self) {
        if let Some(holder) = self.open.pop() {
            self.drawings -= usize::from(holder.is_drawing());
            if holder.is_link() {
                self.links.pop();
            }
        }
    }

    /// The outermost open link.
    fn link(&self) -> Option<&Holder> {
        self.links.first().map(|i| &self.open[*i])
    }

    /// The fault of an element inside the open one.
    fn misplaced(&self, element: &AllowedElement, span: Span) -> Option<Diagnostic> {
        let name = element.name;
        if name == "a"
            && let Some(outer) = self.link()
        {
            let mut fault = link_in_link(span);
            if let Holder::Raw { span, .. } = outer {
                fault = fault.also(*span, "the link is open since here");
            }
            return Some(fault.hint("close the link before it with `</a>`"));
        }
        let (message, opened) = match self.open.last() {
            Some(Holder::Raw { element: None, .. }) => return None,
            Some(Holder::Raw { name: outer, span, element: Some(holder), holds, .. }) => {
                if fits(element, Some(holder.name), *holds) {
                    return None;
                }
                let what = format!("`<{name}>` cannot stand in `<{outer}>`");
                let what = match holds {
                    Holds::Blocks => what,
                    _ => format!("{what}, which holds {}", held(holder)),
                };
                (what, Some((outer, *span)))
            }
            Some(holder @ Holder::Markdown { called, .. }) => {
                if fits(element, None, holder.holds()) {
                    return None;
                }
                (format!("`<{name}>` cannot stand in {called}"), None)
            }
            None => {
                if fits(element, None, Holds::Blocks) {
                    return None;
                }
                (format!("`<{name}>` cannot stand by itself"), None)
            }
        };
        let mut fault = Diagnostic::at(Code::HtmlUnbalanced, span, message);
        if let Some((outer, opened)) = opened {
            if element.place == ElementPlace::Block
                && allowed::TRANSPARENT.contains(&outer.as_str())
            {
                fault = fault.hint(format!(
                    "among blocks, `<{outer}>` may hold blocks: put its tags on lines of their own, with an empty line before"
                ));
            }
            fault = fault.also(opened, format!("`<{outer}>` is open since here"));
        }
        Some(fault.hint(match element.place {
            ElementPlace::In(of) => format!("it stands in {} alone", tags(of)),
            ElementPlace::Block => "begin it on a line of its own, after an empty line".to_owned(),
            ElementPlace::Inline => "put it into one of these, or into a paragraph".to_owned(),
        }))
    }

    /// Handles an end tag. Elements that are still open in its element are reported.
    pub(super) fn close(&mut self, name: &str, span: Span, out: &mut Vec<Diagnostic>) {
        // The search stops at elements of Markdown and after a few elements, so that unclosed
        // elements do not make it quadratic.
        let inner = self.open.iter().rev().take(DEEP).position(|holder| match holder {
            Holder::Markdown { .. } => true,
            Holder::Raw { name: open, .. } => open == name,
        });
        let inner =
            inner.filter(|i| matches!(self.open[self.open.len() - 1 - i], Holder::Raw { .. }));
        for _ in 0..inner.unwrap_or(0) {
            if let Some(Holder::Raw {
                name: open, span: at, element: Some(_), told: false, ..
            }) = self.open.last()
            {
                let message = format!("`<{open}>` is not closed before `</{name}>`");
                out.push(
                    Diagnostic::at(Code::HtmlUnbalanced, *at, message)
                        .also(span, format!("`</{open}>` belongs before this"))
                        .hint(format!("write `</{open}>` before this `</{name}>`")),
                );
            }
            if let Some(Holder::Raw { name, .. }) = self.open.last() {
                *self.late.entry(name.clone()).or_insert(0) += 1;
            }
            self.pop();
        }
        match self.open.last() {
            Some(Holder::Raw { name: open, .. }) if open == name => {
                self.pop();
            }
            last => {
                if let Some(late) = self.late.get_mut(name).filter(|late| **late > 0) {
                    *late -= 1;
                    return;
                }
                let message = format!("`</{name}>` closes nothing that is open here");
                let mut fault = Diagnostic::at(Code::HtmlUnbalanced, span, message);
                if let Some(Holder::Raw { name, span, .. }) = last {
                    fault = fault.also(*span, format!("`<{name}>` is open since here"));
                }
                out.push(fault);
            }
        }
    }

    /// Handles text of raw HTML, other than white space.
    pub(super) fn words(&mut self, span: Span, out: &mut Vec<Diagnostic>) {
        let Some(Holder::Raw { name, span: opened, element: Some(element), told, .. }) =
            self.open.last_mut()
        else {
            return;
        };
        if element.holds != Holds::Parts || std::mem::replace(told, true) {
            return;
        }
        let message = format!("words stand in `<{name}>`, which holds {}", held(element));
        out.push(
            Diagnostic::at(Code::HtmlUnbalanced, span, message)
                .also(*opened, format!("`<{name}>` is open since here"))
                .hint("browsers would show them before it; put them into one of these"),
        );
    }

    /// Handles the end of a block of HTML, where elements that contain only text must be closed.
    pub(super) fn end_block(&mut self, out: &mut Vec<Diagnostic>) {
        self.close_inner(|holds| holds == Holds::Words, true, out);
    }

    /// Handles the end of the section.
    pub(super) fn end(mut self, out: &mut Vec<Diagnostic>) {
        self.close_inner(|_| true, false, out);
    }

    /// Closes and reports the elements of raw HTML inside the innermost one of Markdown that
    /// `which` selects; `in_block` is true at the end of a block of HTML.
    fn close_inner(
        &mut self,
        which: impl Fn(Holds) -> bool,
        in_block: bool,
        out: &mut Vec<Diagnostic>,
    ) {
        while let Some(Holder::Raw { name, span, element, told, .. }) = self.open.last()
            && which(element.map_or(Holds::Blocks, |e| e.holds))
        {
            if element.is_some() && !*told {
                let words = element.is_some_and(|e| e.holds == Holds::Words);
                out.push(unclosed(name, *span, words));
            }
            // The end tag of a block may still come; inline, it would belong to another element.
            if in_block || allowed::is_block(name) {
                *self.late.entry(name.clone()).or_insert(0) += 1;
            }
            self.pop();
        }
    }
}

fn markdown_holder(event: &Event) -> Holder {
    let (called, holds) = match event {
        Event::Start(Tag::Paragraph) => ("a paragraph", Holds::Words),
        Event::Start(Tag::Heading { .. }) => ("a heading", Holds::Words),
        Event::Start(Tag::Link { .. }) => ("a link", Holds::Words),
        Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => {
            ("emphasis", Holds::Words)
        }
        Event::Start(Tag::CodeBlock(_)) => ("code", Holds::Words),
        Event::Start(Tag::TableCell) => ("a cell", Holds::Blocks),
        Event::Start(Tag::Item) => ("an item of a list", Holds::Blocks),
        _ => ("this block", Holds::Blocks),
    };
    let link = matches!(event, Event::Start(Tag::Link { .. }));
    Holder::Markdown { called, holds, link }
}
