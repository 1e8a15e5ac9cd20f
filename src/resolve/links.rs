//! Gives headings their ids, and links and images what they lead to.
//!
//! In goes a site with the targets as typed; out comes one whose nodes hold addresses of the
//! output. A relative target is the path of a file, seen from the Markdown file that names it, as
//! in an editor or on GitHub: a section, or a file in `static/`. Everything that leads nowhere is
//! reported.

mod astray;

use super::ids::{HeadingIds, Led, RESERVED_IDS, RESERVED_PREFIXES, has_no_place};
use super::meant::KnownFiles;
use super::site::{Article, Section, Site};
use super::surroundings::Surroundings;
use super::targets;
use super::withheld::Withheld;
use crate::diagnostic::{Code, Diagnostic, Names};
use crate::load::names;
use crate::markdown::raw::places;
use crate::markdown::{Image, many, size, slug};
use crate::model::Layout;
use crate::model::address;
use crate::source::{FileId, Span};
use ahash::{HashMap, HashSet};
use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, Tag};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;

/// Fills in ids and targets in all sections of all articles.
pub(super) fn resolve(
    site: &mut Site,
    withheld: &Withheld,
    with: &Surroundings,
    out: &mut Vec<Diagnostic>,
) {
    let mut pages = LinkTargets::default();
    let path = |file: &FileId| with.files.path(*file).to_owned();
    pages.withheld = withheld.sections.iter().map(path).collect();
    for article in &mut site.articles {
        let mut ids = heading_ids(article, out);
        targets::add(article, &mut ids, out);
        pages.add(article, ids, with);
    }
    let mut first = 0;
    let mut led = Led::default();
    for article in &mut site.articles {
        let sections = article.sections.par_iter_mut().enumerate();
        let linked: Vec<_> =
            sections.map(|(i, section)| link_section(section, first + i, &pages, with)).collect();
        for (faults, to, in_vain) in linked {
            out.extend(faults);
            site.in_vain.extend(in_vain);
            to.into_iter().for_each(|(there, from)| {
                led.entry(there).or_insert(from);
            });
        }
        first += article.sections.len();
    }
    let mut first = 0;
    for article in &site.articles {
        super::levels::check(article, first, &led, with.files, out);
        first += article.sections.len();
    }
}

/// Gives every heading an id that is unique on its page: the author's, or one of its words.
fn heading_ids(article: &mut Article, out: &mut Vec<Diagnostic>) -> HeadingIds {
    let fixed = || RESERVED_IDS.iter().map(|s| (*s).to_owned());
    // The sections of one page share its ids; a section with a page of its own has them for itself.
    let alone = article.layout == Layout::Sections;
    let mut on_page: HashSet<String> = fixed().collect();
    if !alone {
        on_page.extend(article.sections.iter().map(|s| s.id.clone()));
        on_page.extend(article.sections.iter().flat_map(|s| s.old_ids.iter().cloned()));
    }
    // How often a heading has had the same words, so that none is tried again from the first.
    let mut counts: HashMap<String, usize> = HashMap::default();
    let mut given = match alone {
        true => HashMap::default(),
        false => given_ids(&article.sections, &mut on_page, out),
    };
    let mut ids = Vec::new();
    for section in &mut article.sections {
        if section.document.headings.is_empty() {
            ids.push(HashMap::default());
            continue;
        }
        if alone {
            counts.clear();
            on_page = fixed().collect();
            let own: &[Section] = std::slice::from_ref(section);
            given = given_ids(own, &mut on_page, out);
        }
        let mut of_section = HashMap::default();
        let own = section.document.headings.iter().filter_map(|h| given.get(&h.span));
        of_section.extend(own.map(|id| (id.clone(), id.clone())));
        for heading in &section.document.headings {
            let reserved = RESERVED_PREFIXES.iter().any(|p| heading.slug.starts_with(p));
            let base =
                if reserved { format!("heading-{}", heading.slug) } else { heading.slug.clone() };
            let id = match given.remove(&heading.span) {
                Some(id) => id,
                None => next_id(base, &mut counts, &mut on_page),
            };
            let mut event = section.document.nodes[heading.node].event.clone();
            if let Event::Start(Tag::Heading { id: slot, .. }) = &mut event {
                *slot = Some(id.clone().into());
            }
            section.patches.insert(heading.node, event);
            of_section.entry(heading.slug.clone()).or_insert_with(|| id.clone());
            of_section.entry(id.clone()).or_insert(id);
        }
        ids.push(of_section);
    }
    ids
}

/// An id that begins with `base`, and that no heading on the page has.
fn next_id(
    base: String,
    counts: &mut HashMap<String, usize>,
    on_page: &mut HashSet<String>,
) -> String {
    let n = counts.entry(base.clone()).or_insert(0_usize);
    *n += 1;
    let mut id = if *n > 1 { format!("{base}-{n}") } else { base.clone() };
    while !on_page.insert(id.clone()) {
        *n += 1;
        id = format!("{base}-{n}");
    }
    id
}

/// The ids that authors give to headings of `sections`, which share a page, by the place of the
/// heading. They come before those that are made of words; one that is taken is reported.
fn given_ids(
    sections: &[Section],
    on_page: &mut HashSet<String>,
    out: &mut Vec<Diagnostic>,
) -> HashMap<Span, String> {
    let mut given = HashMap::default();
    let mut firsts: HashMap<&str, Span> = HashMap::default();
    // A section without a title has no place of its own on the page.
    let without = sections.iter().filter(|section| has_no_place(section));
    let free: HashSet<&str> = without.map(|section| section.id.as_str()).collect();
    let placed = sections.iter().filter(|section| !has_no_place(section));
    let old = sections.iter().flat_map(|section| &section.old_ids);
    let of_sections: HashSet<&str> =
        placed.map(|section| &section.id).chain(old).map(String::as_str).collect();
    for heading in sections.iter().flat_map(|section| &section.document.headings) {
        let Some(id) = &heading.id else { continue };
        let name = id.value.as_str();
        if let Some(first) = firsts.get(name) {
            out.push(
                Diagnostic::at(
                    Code::KeyDuplicate,
                    id.span,
                    format!("two headings of the page have the address `{name}`"),
                )
                .label("again here")
                .also(*first, "first here"),
            );
        } else if RESERVED_PREFIXES.iter().any(|p| name.starts_with(p))
            || (on_page.contains(name) && !free.contains(name))
        {
            let message = format!("a heading cannot have the address `{name}`");
            let why = match of_sections.contains(name) {
                true => "a section of the page has it, or had it; choose another",
                false => "the tool needs it for the page; choose another",
            };
            out.push(Diagnostic::at(Code::NameReserved, id.span, message).hint(why));
        } else {
            firsts.insert(name, id.span);
            on_page.insert(name.to_owned());
            given.insert(heading.span, name.to_owned());
        }
    }
    given
}

/// What a link can lead to: every section of every article, in order.
#[derive(Default)]
struct LinkTargets {
    /// By the path of the Markdown file: index of the section.
    sections: BTreeMap<String, usize>,
    /// Path of the Markdown file of each section.
    paths: Vec<String>,
    /// Page of each section, and the fragment of its beginning.
    addresses: Vec<(String, Option<String>)>,
    /// Fragments of each section.
    fragments: HeadingIds,
    /// Paths of the Markdown files of sections that are not published.
    withheld: HashSet<String>,
    /// The fragments of each section, sorted when one is first looked for in vain.
    near: Vec<OnceLock<Names<'static>>>,
    /// The section that has a fragment, where it is one, by the fragment; made when one is first
    /// looked for in vain.
    homes: OnceLock<HashMap<String, Option<usize>>>,
    /// All files of the site, put in order when one is first looked for in vain.
    known: OnceLock<KnownFiles>,
}

impl LinkTargets {
    fn add(&mut self, article: &Article, fragments: HeadingIds, with: &Surroundings) {
        self.near.extend(fragments.iter().map(|_| OnceLock::new()));
        self.fragments.extend(fragments);
        for section in &article.sections {
            self.sections.insert(with.files.path(section.file).to_owned(), self.addresses.len());
            self.paths.push(with.files.path(section.file).to_owned());
            self.addresses.push(match article.layout {
                Layout::Sections => (address::section(&article.prefix, &section.slug), None),
                Layout::Page => {
                    let fragment = section.title.is_some().then(|| section.id.clone());
                    (address::article(&article.prefix), fragment)
                }
            });
        }
    }
}

fn link_section(
    section: &mut Section,
    index: usize,
    pages: &LinkTargets,
    with: &Surroundings,
) -> (Vec<Diagnostic>, Led, Vec<String>) {
    let (mut out, mut led, mut in_vain) = (Vec::new(), Led::new(), Vec::new());
    let path = with.files.path(section.file);
    let scope = LinkScope {
        pages,
        with,
        section: index,
        page: pages.addresses[index].0.clone(),
        folder: path.rsplit_once('/').map_or("", |(f, _)| f).to_owned(),
    };
    let document = &section.document;
    for link in &document.links {
        match scope.link(&link.target, link.span) {
            Ok(target) => {
                if let Some(there) = scope.heading(&link.target, link.span) {
                    led.entry(there).or_insert(link.span);
                }
                let mut event = document.nodes[link.node].event.clone();
                if let Event::Start(Tag::Link { dest_url, link_type, .. }) = &mut event
                    && *link_type != pulldown_cmark::LinkType::Email
                {
                    *dest_url = target.into();
                    section.patches.insert(link.node, event);
                } else if let Some(at) = &link.raw
                    && target != link.target
                {
                    section.patches.insert(link.node, with_value(event, at, &target));
                }
            }
            Err(fault) => out.extend(fault.said(&mut in_vain)),
        }
    }
    for image in &document.images {
        match scope.image(image) {
            Ok(shown) => {
                let event = match &image.raw {
                    Some(at) => {
                        with_value(document.nodes[image.node].event.clone(), at, &shown.address)
                    }
                    None => Event::InlineHtml(shown.html(image).into()),
                };
                section.patches.insert(image.node, event);
            }
            Err(fault) => out.extend(fault.said(&mut in_vain)),
        }
    }
    (many::limit(out), led, in_vain)
}

/// An image that is there.
struct ShownImage {
    address: String,
    /// Width and height; nothing where the page decides.
    size: Option<(usize, usize)>,
}

impl ShownImage {
    /// The tag of an image of Markdown.
    fn html(&self, image: &Image) -> String {
        let mut html = String::from("<img src=\"");
        let escaped = |html: &mut String, text: &str| {
            // Writing to a string cannot fail.
            let _ = pulldown_cmark_escape::escape_html(html, text);
        };
        escaped(&mut html, &self.address);
        html.push_str("\" alt=\"");
        escaped(&mut html, &image.alt);
        if !image.title.is_empty() {
            html.push_str("\" title=\"");
            escaped(&mut html, &image.title);
        }
        html.push('"');
        if let Some((width, height)) = self.size {
            // Writing to a string cannot fail.
            let _ = write!(html, " width=\"{width}\" height=\"{height}\"");
        }
        html.push_str(" loading=\"lazy\">");
        html
    }
}

/// A tag of raw HTML with another address in the place `at`.
fn with_value(event: Event<'static>, at: &Range<usize>, address: &str) -> Event<'static> {
    match event {
        Event::Html(html) => Event::Html(places::with_value(&html, at, address).into()),
        Event::InlineHtml(html) => Event::InlineHtml(places::with_value(&html, at, address).into()),
        event => event,
    }
}

/// Why a target leads nowhere.
enum Broken {
    /// What is to be said of it.
    Said(Box<Diagnostic>),
    /// Nothing is at this path; what is to be said of it, unless what belongs there is not read, which
    /// has been reported.
    Nothing(String, Option<Box<Diagnostic>>),
}

impl Broken {
    fn of(fault: Diagnostic) -> Self {
        Self::Said(Box::new(fault))
    }

    /// What is to be said; a path where nothing is goes to `in_vain`.
    fn said(self, in_vain: &mut Vec<String>) -> Option<Diagnostic> {
        match self {
            Self::Said(fault) => Some(*fault),
            Self::Nothing(path, fault) => {
                in_vain.push(names::folded(&path));
                fault.map(|fault| *fault)
            }
        }
    }
}

impl From<Box<Diagnostic>> for Broken {
    fn from(fault: Box<Diagnostic>) -> Self {
        Self::Said(fault)
    }
}

/// What a target is seen from.
struct LinkScope<'s> {
    pages: &'s LinkTargets,
    with: &'s Surroundings<'s>,
    section: usize,
    page: String,
    folder: String,
}

impl LinkScope<'_> {
    fn link(&self, target: &str, span: Span) -> Result<String, Broken> {
        let read = as_browsers_read(target);
        if *read != *target
            && let Some(scheme) = scheme(&read)
        {
            let message = match ["http", "https", "mailto"].contains(&scheme.as_str()) {
                true => "this address holds a blank or a control character".to_owned(),
                false => format!("`{scheme}:` is not a scheme that a page may link to"),
            };
            return Err(Broken::of(
                Diagnostic::at(Code::LinkScheme, span, message)
                    .hint("browsers read the address without its blanks and control characters")
                    .hint("links are relative, or begin with `https:`, `http:` or `mailto:`"),
            ));
        }
        if let Some(scheme) = scheme(target) {
            let known = ["http", "https", "mailto"].contains(&scheme.as_str());
            let checked = crate::model::address::check_url(target);
            return match checked {
                Ok(()) => Ok(target.to_owned()),
                Err(reason) if known => {
                    Err(Broken::of(Diagnostic::at(Code::LinkBroken, span, reason)))
                }
                Err(reason) => Err(Broken::of(
                    Diagnostic::at(Code::LinkScheme, span, reason)
                        .hint("links are relative, or begin with `https:`, `http:` or `mailto:`"),
                )),
            };
        }
        let (path, fragment) = match target.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (target, None),
        };
        if path.is_empty() {
            let Some(fragment) = fragment else {
                return Err(Broken::of(
                    Diagnostic::at(Code::LinkBroken, span, "a link names nothing to lead to")
                        .hint("write where it leads: `02-the-reply.md`, `../static/map.png`, or an address of the web"),
                ));
            };
            // This leads to the top of the page, whatever is on it.
            if target == "#" {
                return Ok(target.to_owned());
            }
            return Ok(format!("#{}", self.fragment(self.section, fragment, span)?));
        }
        let file = self.file(path, fragment, Code::LinkBroken, span)?;
        if let Some(&section) = self.pages.sections.get(&file) {
            let (page, start) = &self.pages.addresses[section];
            let fragment = match fragment {
                Some(fragment) => Some(self.fragment(section, fragment, span)?),
                None => start.clone(),
            };
            let fragment = fragment.map_or(String::new(), |f| format!("#{f}"));
            return Ok(address::relative(&self.page, &format!("{page}{fragment}")));
        }
        let asset = file.strip_prefix("static/").and_then(|n| names::find(self.with.assets, n));
        if let Some(asset) = asset {
            let fragment = fragment.map_or(String::new(), |f| format!("#{f}"));
            return Ok(format!(
                "{}{fragment}",
                address::relative(&self.page, &address::escaped(&asset.path))
            ));
        }
        Err(self.broken(Code::LinkBroken, path, fragment, &file, span))
    }

    /// The section and the id that `target` leads to, where it has a fragment.
    fn heading(&self, target: &str, span: Span) -> Option<(usize, String)> {
        let (path, fragment) = target.split_once('#')?;
        let section = match path {
            "" => self.section,
            path => *self.pages.sections.get(&self.path(path)?)?,
        };
        Some((section, self.fragment(section, fragment, span).ok()?))
    }

    fn image(&self, image: &Image) -> Result<ShownImage, Broken> {
        let missing = |message: String| Diagnostic::at(Code::ImageMissing, image.span, message);
        if image.target.is_empty() {
            let example = match image.raw.is_some() {
                true => "src=\"../static/map.png\"",
                false => "![words for the image](../static/map.png)",
            };
            let fault = missing("an image names no file".into())
                .hint(format!("write `{example}`, with the name of a file in `static/`"));
            return Err(Broken::of(fault));
        }
        if scheme(&as_browsers_read(&image.target)).is_some() || image.target.starts_with("//") {
            let fault = missing("an image must be a file of the site".into());
            let on_the_web = image.target.starts_with("//")
                || image.target.get(..4).is_some_and(|s| s.eq_ignore_ascii_case("http"));
            let meant = self.meant(&image.target, None, Code::ImageMissing);
            let meant = meant.filter(|_| !on_the_web).map(|meant| meant.hint);
            return Err(Broken::of(
                fault
                    .maybe_hint(meant)
                    .hint("save it in `static/`; readers' browsers then ask nobody else for it"),
            ));
        }
        let file = self.file(&image.target, None, Code::ImageMissing, image.span)?;
        let Some(asset) =
            file.strip_prefix("static/").and_then(|n| names::find(self.with.assets, n))
        else {
            let code = Code::ImageMissing;
            return Err(self.broken(code, &image.target, None, &file, image.span));
        };
        let size = match size::read_file(&file, &asset.bytes) {
            Ok(size) => size,
            Err(fault) => {
                return Err(Broken::of(missing(format!("`{file}` {fault}")).hint(fault.hint())));
            }
        };
        let address = address::relative(&self.page, &address::escaped(&asset.path));
        Ok(ShownImage { address, size })
    }

    /// The path from the site's root of the file that `path` names, seen from the section.
    fn file(
        &self,
        path: &str,
        fragment: Option<&str>,
        code: Code,
        span: Span,
    ) -> Result<String, Box<Diagnostic>> {
        if let Some(file) = self.path(path) {
            return Ok(file);
        }
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let message = match path {
            _ if decoded.starts_with("//") => {
                format!("`{path}` begins with `//`, and has no `https:` before it")
            }
            _ if decoded.starts_with('/') => {
                format!("`{path}` begins with `/`, and links are seen from the file they stand in")
            }
            _ if decoded.contains('\\') => format!("`{path}` has a backslash in it"),
            _ => format!("`{path}` leads out of the site"),
        };
        let fault = Diagnostic::at(code, span, message);
        if decoded.starts_with("//") && code == Code::LinkBroken {
            return Err(Box::new(fault.hint(format!("write `https:{path}`"))));
        }
        Err(Box::new(match self.meant(path, fragment, code) {
            Some(meant) => fault.hint(meant.hint),
            None => fault.hint("a link names a section beside this one, as in `02-the-reply.md`, or a file in `static/`, as in `../static/map.png`"),
        }))
    }

    /// As [`Self::file`]; none where it is outside of the site, or begins at a root.
    fn path(&self, path: &str) -> Option<String> {
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        if decoded.starts_with('/') || decoded.contains('\\') {
            return None;
        }
        let mut parts: Vec<&str> = self.folder.split('/').collect();
        for part in decoded.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some(parts.join("/"))
    }

    fn fragment(
        &self,
        section: usize,
        fragment: &str,
        span: Span,
    ) -> Result<String, Box<Diagnostic>> {
        // Addresses of headings are composed; a keyboard may have typed the link otherwise.
        let fragment: String = percent_decode_str(fragment).decode_utf8_lossy().nfc().collect();
        if let Some(id) = self.pages.fragments[section].get(&fragment) {
            return Ok(id.clone());
        }
        let own = &self.pages.addresses[section].1;
        if own.as_deref() == Some(fragment.as_str()) {
            return Ok(fragment);
        }
        let to = match section == self.section {
            true => String::new(),
            false => address::relative(&format!("{}/x", self.folder), &self.pages.paths[section]),
        };
        let fault = Diagnostic::at(
            Code::LinkBroken,
            span,
            format!("no heading has the address `#{fragment}`"),
        );
        if let Some(id) = self.id(section, &fragment) {
            return Err(Box::new(fault.hint(format!("write `{to}#{id}`"))));
        }
        let names = || Names::of(self.pages.fragments[section].keys().cloned());
        let known = self.pages.near[section].get_or_init(names);
        let near = known.nearest(&fragment).map(|id| format!("did you mean `{to}#{id}`?"));
        let some = known.first(8);
        let listed = (!some.is_empty())
            .then(|| format!("headings there: {}", crate::parse::decode::list(&some)));
        Err(Box::new(
            fault
                .maybe_hint(self.elsewhere(section, &fragment).or(near).or(listed))
                .maybe_hint(self.without_title(section, &fragment))
                .hint("the address of a heading is its words in lower case, joined by hyphens"),
        ))
    }
}

/// An address as browsers read it: without tabs and line breaks, and without blanks and control
/// characters at its edges (URL Standard, section 4.4).
fn as_browsers_read(target: &str) -> Cow<'_, str> {
    let edge = |c: char| c <= ' ';
    let trimmed = target.trim_matches(edge);
    match trimmed.contains(['\t', '\n', '\r']) {
        true => Cow::Owned(trimmed.replace(['\t', '\n', '\r'], "")),
        false => Cow::Borrowed(trimmed),
    }
}

/// The scheme of an absolute address, in lower case.
fn scheme(target: &str) -> Option<String> {
    let (scheme, _) = target.split_once(':')?;
    let good = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    good.then(|| scheme.to_ascii_lowercase())
}
