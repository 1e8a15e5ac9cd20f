//! Looks at the levels of headings, and at those that say a title again.
//!
//! In go the sections of an article; out come warnings. Where the headings of a section begin at
//! another level than they should, one warning has the edits that move all of them, so that each
//! stays as deep within the others as it is; where the first only repeats a title, another has the
//! edit that takes it out.

use super::{Article, Section};
use crate::diagnostic::{Code, Diagnostic, Repair};
use crate::markdown::{self, Heading};
use crate::parse::front;
use crate::source::{Files, Span};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// Reports on the headings of `article`.
pub(super) fn check(article: &Article, files: &Files, out: &mut Vec<Diagnostic>) {
    for (i, section) in article.sections.iter().enumerate() {
        let headings = &section.document.headings;
        let Some(first) = headings.first() else { continue };
        let title = section.title.as_deref().map(|title| (title, "the section"));
        let of_article =
            (i == 0 && first.level == 1).then_some((article.title.as_str(), "the article"));
        let repeats = [title, of_article].into_iter().flatten().find(|(title, _)| {
            first.node == 0 && !plain(title).is_empty() && plain(title) == plain(&first.words)
        });
        if let Some((_, whose)) = repeats {
            out.push(repeated(first, whose, &files.get(section.file).text));
        }
        levels(section, &headings[usize::from(repeats.is_some())..], files, out);
    }
}

/// The letters and digits of `words`, which are all that a reader hears.
fn plain(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn repeated(heading: &Heading, whose: &str, text: &str) -> Diagnostic {
    let span = heading.span;
    let rest = &text[span.end as usize..];
    let blank: usize =
        rest.split_inclusive('\n').take_while(|l| l.trim().is_empty()).map(str::len).sum();
    let all = Span { end: span.end + u32::try_from(blank).unwrap_or(0), ..span };
    let hint = match whose {
        "the section" => {
            "take the heading out, as `gainsay fix` does: the page has the title of the section above it"
        }
        _ => {
            "take the heading out, as `gainsay fix` does: the page begins with the title of the article"
        }
    };
    Diagnostic::at(
        Code::HeadingRepeated,
        shown(span, text),
        format!("this heading repeats the title of {whose}"),
    )
    .hint(hint)
    .repair(Some(Repair::Words {
        edits: vec![(all, String::new())],
        question: "take the heading out?".to_owned(),
    }))
}

/// `span` without the line break at its end.
fn shown(span: Span, text: &str) -> Span {
    let words = text.get(span.range()).unwrap_or("").trim_end();
    Span::new(span.file, span.start as usize..span.start as usize + words.len())
}

fn levels(section: &Section, headings: &[Heading], files: &Files, out: &mut Vec<Diagnostic>) {
    let lowest: u8 = if section.title.is_some() { 3 } else { 2 };
    let (Some(first), Some(least)) = (headings.first(), headings.iter().map(|h| h.level).min())
    else {
        return;
    };
    // Where all would be right if they were moved together, that is the one fault.
    let begins = first.level == least && least != lowest;
    let together = begins.then(|| edits(headings, lowest, &files.get(section.file).text)).flatten();
    let moves = together.is_some();
    let mut before = lowest - 1;
    for (i, heading) in headings.iter().enumerate() {
        if moves && i == 0 {
            out.extend(together.as_ref().map(|edits| moved(headings, lowest, edits.clone())));
        } else if moves {
            if heading.level > before + 1 {
                out.push(skips(heading, before, before + 1 + lowest - least.min(lowest)));
            }
        } else if heading.level < lowest {
            out.push(too_high(heading, lowest));
        } else if heading.level > before + 1 {
            out.push(skips(heading, before, before.max(lowest - 1) + 1));
        }
        before = heading.level;
    }
}

fn too_high(heading: &Heading, lowest: u8) -> Diagnostic {
    let message = match heading.level {
        1 => "a heading of level 1 is the title of the page",
        _ => "a heading of level 2 is the title of this section",
    };
    Diagnostic::at(Code::HeadingLevel, heading.span, message)
        .hint(format!("begin it with `{}`", marks(lowest)))
}

fn skips(heading: &Heading, before: u8, right: u8) -> Diagnostic {
    let message = format!("the heading goes from level {before} to level {}", heading.level);
    Diagnostic::at(Code::HeadingLevel, heading.span, message)
        .hint(format!("begin it with `{}`", marks(right)))
}

fn marks(level: u8) -> String {
    "#".repeat(usize::from(level.min(6)))
}

/// The one fault of headings that begin at another level than `lowest`.
fn moved(headings: &[Heading], lowest: u8, edits: Vec<(Span, String)>) -> Diagnostic {
    let first = &headings[0];
    let diagnostic = match first.level < lowest {
        true => too_high(first, lowest),
        false => skips(first, lowest - 1, lowest),
    };
    let (hint, question) = match headings.len() {
        1 => (None, format!("give the heading level {lowest}?")),
        n => (
            Some(format!("`gainsay fix` moves the {n} headings of the section together")),
            format!("move the {n} headings of the section, so that the first has level {lowest}?"),
        ),
    };
    diagnostic.maybe_hint(hint).repair(Some(Repair::Words { edits, question }))
}

/// The edits that move `headings` so that the first has the level `lowest`; none where one would be
/// beyond level 6, or anything else would read otherwise.
fn edits(headings: &[Heading], lowest: u8, text: &str) -> Option<Vec<(Span, String)>> {
    let first = headings[0].level;
    let new = |level: u8| (level + lowest).checked_sub(first).filter(|l| (1..=6).contains(l));
    let edit = |heading: &Heading| edit(heading, new(heading.level)?, text);
    let edits: Option<Vec<_>> = headings.iter().map(edit).collect();
    edits.filter(|edits| reads_alike(text, edits))
}

/// The edit that gives a heading the level `level`.
fn edit(heading: &Heading, level: u8, text: &str) -> Option<(Span, String)> {
    let start = heading.span.start as usize;
    let whole = text.get(heading.span.range())?.trim_end();
    let file = heading.span.file;
    let hashes = whole.bytes().take_while(|b| *b == b'#').count();
    if hashes > 0 {
        return Some((Span::new(file, start..start + hashes), marks(level)));
    }
    // A line of `=` or `-` below the words, which has no way to say more than level 2.
    let (words, line) = whole.rsplit_once('\n')?;
    if level == 2 {
        let at = start + whole.len() - line.trim_start_matches(['>', ' ', '\t']).len();
        let dashes = "-".repeat(start + whole.len() - at);
        return Some((Span::new(file, at..start + whole.len()), dashes));
    }
    let words: Vec<&str> = words.lines().map(str::trim).collect();
    Some((
        Span::new(file, start..start + whole.len()),
        format!("{} {}", marks(level), words.join(" ")),
    ))
}

/// True where the Markdown after `edits` reads as it did, but for the levels of headings.
fn reads_alike(text: &str, edits: &[(Span, String)]) -> bool {
    let mut new = String::with_capacity(text.len());
    let mut done = 0;
    for (span, words) in edits {
        let Some(before) = text.get(done..span.start as usize) else { return false };
        new.push_str(before);
        new.push_str(words);
        done = span.end as usize;
    }
    new.push_str(text.get(done..).unwrap_or(""));
    let start = front::split(text).start;
    let read = |text: &str| {
        let mut read: Vec<String> = Vec::new();
        let mut in_words = false;
        for event in Parser::new_ext(text.get(start..).unwrap_or(""), markdown::extensions(true)) {
            let words = match &event {
                Event::Text(words) => Some(&**words),
                // Words with a line below them may go on for several lines.
                Event::SoftBreak => Some(" "),
                _ => None,
            };
            match (words, read.last_mut()) {
                (Some(words), Some(last)) if in_words => last.push_str(words),
                (Some(words), _) => read.push(words.to_owned()),
                (None, _) => read.push(levelled(&event)),
            }
            in_words = words.is_some();
        }
        read
    };
    read(text) == read(&new)
}

/// An event in words of its own, without the level of a heading.
fn levelled(event: &Event) -> String {
    match event {
        Event::Start(Tag::Heading { .. }) => "heading".to_owned(),
        Event::End(TagEnd::Heading(_)) => "end of heading".to_owned(),
        event => format!("{event:?}"),
    }
}
