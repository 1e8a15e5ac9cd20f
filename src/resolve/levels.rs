//! Checks the levels of headings, and headings that repeat a title.
//!
//! In go the sections of an article and the headings that links lead to; out come warnings. If the
//! headings of a section begin at the wrong level, one warning has the edits that shift all of them
//! and keep their nesting. If the first heading only repeats a title, another has the edit that
//! removes it.

use super::ids::Led;
use super::site::{Article, Section};
use crate::diagnostic::{Code, Diagnostic, Repair};
use crate::markdown::{self, Heading};
use crate::model::Layout;
use crate::parse::front;
use crate::source::{Files, Span};
use ahash::HashMap;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::cell::OnceCell;

/// Checks the headings of `article`, whose first section has the index `first` in the site. `kept` has, for
/// each section, faults that depend on it alone; those that it lacks are put there.
pub(super) fn check(
    article: &Article,
    first: usize,
    led: &Led,
    files: &Files,
    kept: &mut [Option<Vec<Diagnostic>>],
) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let from = first;
    let numbers = OnceCell::new();
    for ((i, section), kept) in article.sections.iter().enumerate().zip(kept) {
        if let Some(kept) = kept {
            out.extend(kept.iter().cloned());
            continue;
        }
        // The right level depends on the title, which may be unknown.
        if section.unread {
            continue;
        }
        let headings = &section.document.headings;
        let Some(first) = headings.first() else { continue };
        let title = section.title.as_deref().map(|title| (title, "the section"));
        let of_article =
            (i == 0 && first.level == 1).then_some((article.title.as_str(), "the article"));
        let repeats = [title, of_article].into_iter().flatten().find(|(title, _)| {
            first.node == 0 && !spoken(title).is_empty() && spoken(title) == spoken(&first.words)
        });
        if let Some((_, whose)) = repeats {
            let numbered = numbers.get_or_init(|| numbered(article, from, led));
            let at = (from + i, page_number(article, from + i));
            let link = broken_link(section, at, led, numbered);
            out.push(repeated(first, whose, link, &files.get(section.file).text));
            check_levels(section, &headings[1..], files, &mut out);
        } else {
            let before = out.len();
            check_levels(section, headings, files, &mut out);
            *kept = Some(out[before..].to_vec());
        }
    }
    out
}

/// The letters and digits of `words`, which are what a reader hears.
fn spoken(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Links of an article to headings whose id has a number because of equal headings: by the section,
/// if each has its own page, and the id without the number.
type Numbered<'l> = HashMap<(usize, &'l str), Span>;

/// The [`Numbered`] links of `article`, whose first section has the index `from` in the site.
fn numbered<'l>(article: &Article, from: usize, led: &'l Led) -> Numbered<'l> {
    let sections = (from, String::new())..(from + article.sections.len(), String::new());
    let base = |((section, id), link): (&'l (usize, String), &Span)| {
        let (base, number) = id.rsplit_once('-')?;
        number
            .bytes()
            .all(|b| b.is_ascii_digit())
            .then_some(((page_number(article, *section), base), *link))
    };
    led.range(sections).filter_map(base).collect()
}

/// A number that identifies the page of a section.
fn page_number(article: &Article, section: usize) -> usize {
    if article.details.layout == Layout::Sections { section } else { 0 }
}

/// A link that would break without the first heading of a section: to that heading, or to an equal
/// one whose number depends on it. The flag says which.
fn broken_link(
    section: &Section,
    (at, page): (usize, usize),
    led: &Led,
    numbered: &Numbered,
) -> Option<(Span, bool)> {
    let heading = section.document.headings.first()?;
    let id = match section.patches.get(&heading.node)? {
        Event::Start(Tag::Heading { id: Some(id), .. }) => id.to_string(),
        _ => return None,
    };
    let to_other =
        [&id, &heading.slug].into_iter().find_map(|base| numbered.get(&(page, base.as_str())));
    let to_other = to_other.map(|link| (*link, false));
    // The section itself has the same id, which remains.
    let stays = section.title.is_some() && section.id == id;
    let to_it = led.get(&(at, id)).filter(|_| !stays);
    to_it.map(|link| (*link, true)).or(to_other)
}

fn repeated(heading: &Heading, whose: &str, link: Option<(Span, bool)>, text: &str) -> Diagnostic {
    let span = heading.span;
    let rest = &text[span.end as usize..];
    let blank: usize =
        rest.split_inclusive('\n').take_while(|l| l.trim().is_empty()).map(str::len).sum();
    let all = Span { end: span.end + u32::try_from(blank).unwrap_or(0), ..span };
    let title = match whose {
        "the section" => "the page has the title of the section above it",
        _ => "the page begins with the title of the article",
    };
    let diagnostic = Diagnostic::at(
        Code::HeadingRepeated,
        shown(span, text),
        format!("this heading repeats the title of {whose}"),
    );
    if let Some((link, to_it)) = link {
        let (label, hint) = match to_it {
            true => (
                "a link leads to it",
                "let the link lead to the file of the section, without `#`; then take the heading out",
            ),
            false => (
                "a link leads to a heading of the same words, whose number would be another",
                "give that heading an address of its own with `{#name}`, and the link too; then take this one out",
            ),
        };
        return diagnostic.also(link, label).hint(format!("{hint}: {title}"));
    }
    let edits = vec![(all, String::new())];
    let alone = heading_goes_alone(text, all);
    let how = if alone { ", as `gainsay fix` does where no claim quotes it" } else { "" };
    let question = "take the heading out?".to_owned();
    diagnostic
        .hint(format!("take the heading out{how}: {title}"))
        .repair(alone.then_some(Repair::Words { edits, question }))
}

/// True if removing the heading at `span`, which is the first element, changes nothing else in the
/// text. What follows might be taken for front matter.
fn heading_goes_alone(text: &str, span: Span) -> bool {
    let new = apply_edits(text, &[(span, String::new())]);
    let Some(new) = new else { return false };
    let (old, now) = (front::split(text), front::split(&new));
    if old.start != now.start || old.yaml != now.yaml || now.fault != old.fault {
        return false;
    }
    let (before, after) = (read_events(text, old.start), read_events(&new, now.start));
    let end = before.iter().position(|event| event == END_OF_HEADING);
    end.is_some_and(|end| before[end + 1..] == after[..])
}

/// `span` without its trailing line break.
fn shown(span: Span, text: &str) -> Span {
    let words = text.get(span.range()).unwrap_or("").trim_end();
    Span::new(span.file, span.start as usize..span.start as usize + words.len())
}

fn check_levels(section: &Section, headings: &[Heading], files: &Files, out: &mut Vec<Diagnostic>) {
    let lowest: u8 = if section.title.is_some() { 3 } else { 2 };
    let (Some(first), Some(least)) = (headings.first(), headings.iter().map(|h| h.level).min())
    else {
        return;
    };
    // If a shift would mend all of them, report only that.
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

/// The fault of headings that begin at another level than `lowest`.
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

/// The edits that shift `headings` so that the first has the level `lowest`; `None` if one would go
/// beyond level 6, or anything else would change.
fn edits(headings: &[Heading], lowest: u8, text: &str) -> Option<Vec<(Span, String)>> {
    let first = headings[0].level;
    let new = |level: u8| (level + lowest).checked_sub(first).filter(|l| (1..=6).contains(l));
    let edit = |heading: &Heading| edit(heading, new(heading.level)?, text);
    let edits: Option<Vec<_>> = headings.iter().map(edit).collect();
    edits.filter(|edits| reads_alike(text, edits))
}

/// The edit that sets the level of a heading to `level`.
fn edit(heading: &Heading, level: u8, text: &str) -> Option<(Span, String)> {
    let start = heading.span.start as usize;
    let whole = text.get(heading.span.range())?.trim_end();
    let file = heading.span.file;
    let hashes = whole.bytes().take_while(|b| *b == b'#').count();
    if hashes > 0 {
        return Some((Span::new(file, start..start + hashes), marks(level)));
    }
    // A heading underlined with `=` or `-` can have level 1 or 2 only.
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

/// Applies `edits` to `text`.
fn apply_edits(text: &str, edits: &[(Span, String)]) -> Option<String> {
    let mut new = String::with_capacity(text.len());
    let mut done = 0;
    for (span, words) in edits {
        new.push_str(text.get(done..span.start as usize)?);
        new.push_str(words);
        done = span.end as usize;
    }
    new.push_str(text.get(done..)?);
    Some(new)
}

/// True if the Markdown after `edits` differs only in the levels of headings.
fn reads_alike(text: &str, edits: &[(Span, String)]) -> bool {
    let start = front::split(text).start;
    apply_edits(text, edits).is_some_and(|new| read_events(text, start) == read_events(&new, start))
}

/// The Markdown of `text` from `start` on as a list of events, without the levels of headings.
fn read_events(text: &str, start: usize) -> Vec<String> {
    let mut read: Vec<String> = Vec::new();
    let mut in_words = false;
    for event in Parser::new_ext(text.get(start..).unwrap_or(""), markdown::extensions(true)) {
        let words = match &event {
            Event::Text(words) => Some(&**words),
            // An underlined heading may span several lines.
            Event::SoftBreak => Some(" "),
            _ => None,
        };
        match (words, read.last_mut()) {
            (Some(words), Some(last)) if in_words => last.push_str(words),
            (Some(words), _) => read.push(words.to_owned()),
            (None, _) => read.push(event_text(&event)),
        }
        in_words = words.is_some();
    }
    read
}

/// Represents the end of a heading of any level.
const END_OF_HEADING: &str = "end of heading";

/// An event as text, without the level of a heading.
fn event_text(event: &Event) -> String {
    match event {
        Event::Start(Tag::Heading { .. }) => "heading".to_owned(),
        Event::End(TagEnd::Heading(_)) => END_OF_HEADING.to_owned(),
        event => format!("{event:?}"),
    }
}
