//! Resolves a target relative to the section in which it stands.
//!
//! In goes a target as typed; out comes an address of the output, or the reason why it is broken.

use super::pages::LinkTargets;
use super::shown::ShownImage;
use crate::diagnostic::{Code, Diagnostic, Names};
use crate::load::names;
use crate::markdown::{Image, size};
use crate::model::address;
use crate::resolve::site::Section;
use crate::resolve::surroundings::Surroundings;
use crate::source::Span;
use crate::theme::Asset;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// The reason why a target is broken.
pub(super) enum Broken {
    /// A fault to report.
    Said(Box<Diagnostic>),
    /// Nothing exists at this path. The fault is reported unless the file was not read, which was
    /// already reported.
    Nothing(String, Option<Box<Diagnostic>>),
}

impl Broken {
    pub(super) fn of(fault: Diagnostic) -> Self {
        Self::Said(Box::new(fault))
    }

    /// The fault to report; a path that does not exist is added to `in_vain`.
    pub(super) fn said(self, in_vain: &mut Vec<String>) -> Option<Diagnostic> {
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

/// The context in which targets are resolved.
pub(super) struct LinkScope<'s> {
    /// The sections and the headings that links may lead to.
    pub(super) pages: &'s LinkTargets<'s>,
    /// The rest of the site: its files, its assets, what was not read.
    pub(super) with: &'s Surroundings<'s>,
    /// The section in which the target stands, by its index.
    pub(super) section: usize,
    /// The path of the page that shows the section; addresses are relative to it.
    pub(super) page: String,
    /// The folder of the section's file; targets are relative to it.
    pub(super) folder: String,
}

impl<'s> LinkScope<'s> {
    /// The context of `section`, which has this index in the site.
    pub(super) fn of(
        section: &Section,
        index: usize,
        pages: &'s LinkTargets<'s>,
        with: &'s Surroundings<'s>,
    ) -> Self {
        let path = with.files.path(section.file);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        Self { pages, with, section: index, page: pages.addresses[index].0.clone(), folder }
    }
}

impl LinkScope<'_> {
    /// The address of a link's target.
    pub(super) fn link(&self, target: &str, span: Span) -> Result<String, Broken> {
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
            // This is the top of the page in any case.
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

    /// The section and the id of `target`, if it has a fragment.
    pub(super) fn heading(&self, target: &str, span: Span) -> Option<(usize, String)> {
        let (path, fragment) = target.split_once('#')?;
        let section = match path {
            "" => self.section,
            path => *self.pages.sections.get(&self.path(path)?)?,
        };
        Some((section, self.fragment(section, fragment, span).ok()?))
    }

    /// True for a target that is outside of the article whose sections have the indices `own`, and
    /// inside the site.
    pub(super) fn leads_out(&self, target: &str, own: &Range<usize>) -> bool {
        let path = target.split_once('#').map_or(target, |(path, _)| path);
        let section = || self.pages.sections.get(&self.path(path)?);
        scheme(target).is_none() && !path.is_empty() && section().is_none_or(|s| !own.contains(s))
    }

    /// The file of the site that an image shows.
    pub(super) fn asset(&self, target: &str) -> Option<&Asset> {
        names::find(self.with.assets, self.path(target)?.strip_prefix("static/")?)
    }

    /// Resolves an image.
    pub(super) fn image(&self, image: &Image) -> Result<ShownImage, Broken> {
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
        let Some(asset) = self.asset(&image.target) else {
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

    /// The path from the site's root of the file `path`, relative to the section.
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
        let meant = self.meant(path, fragment, code);
        if !meant.as_ref().is_some_and(|meant| meant.sure)
            && let Some(built) = self.built(code, path, span)
        {
            return Err(Box::new(built));
        }
        Err(Box::new(match meant {
            Some(meant) => fault.hint(meant.hint),
            None => fault.hint("a link names a section beside this one, as in `02-the-reply.md`, or a file in `static/`, as in `../static/map.png`"),
        }))
    }

    /// Like [`Self::file`]; `None` if it is outside the site, or absolute.
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
        // Ids of headings are composed; the link may have been typed in decomposed form.
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

/// An address as browsers parse it: without tabs and line breaks, and without leading and trailing
/// blanks and control characters (URL Standard, section 4.4).
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
