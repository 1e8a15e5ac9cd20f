//! Reports links and images whose target does not exist.
//!
//! In go the target as typed and its context; out comes the fault, with the corrected target if
//! only one file or heading can be meant.

use super::built::BuiltPage;
use super::scope::{Broken, LinkScope};
use crate::diagnostic::{Code, Diagnostic};
use crate::load::names;
use crate::markdown::slug;
use crate::model::address;
use crate::parse;
use crate::resolve::meant::{KnownFiles, MeantTarget};
use crate::source::Span;
use ahash::HashMap;
use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;

impl LinkScope<'_> {
    /// The probable meaning of a broken target.
    pub(super) fn meant(
        &self,
        path: &str,
        fragment: Option<&str>,
        code: Code,
    ) -> Option<MeantTarget> {
        let known = self.pages.known.get_or_init(|| {
            let sections = self.pages.sections.keys().map(String::as_str);
            let statics = self.with.assets.keys().map(String::as_str);
            KnownFiles::of(sections, statics, self.with.others.iter().map(String::as_str))
        });
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        known.meant(&decoded, &self.folder, code == Code::ImageMissing, |file| {
            let section = self.pages.sections.get(file);
            let id = fragment.zip(section).and_then(|(fragment, s)| self.id(*s, fragment));
            id.map_or(String::new(), |id| format!("#{id}"))
        })
    }

    /// The id for `fragment`: itself, or its text converted to an id.
    pub(super) fn id(&self, section: usize, fragment: &str) -> Option<String> {
        let fragment: String = percent_decode_str(fragment).decode_utf8_lossy().nfc().collect();
        let ids = &self.pages.fragments[section];
        ids.get(&fragment).or_else(|| ids.get(&slug(&fragment))).cloned()
    }

    /// The corrected target if exactly one other section has a heading with the id `fragment`.
    pub(super) fn elsewhere(&self, section: usize, fragment: &str) -> Option<String> {
        let homes = self.pages.homes.get_or_init(|| {
            let mut homes: HashMap<String, Option<usize>> = HashMap::default();
            for (at, ids) in self.pages.fragments.iter().enumerate() {
                ids.keys().for_each(|id| {
                    homes.entry(id.clone()).and_modify(|home| *home = None).or_insert(Some(at));
                });
            }
            homes
        });
        let other = homes.get(fragment).copied().flatten().filter(|at| *at != section)?;
        let to = address::relative(&format!("{}/x", self.folder), &self.pages.paths[other]);
        Some(format!("a heading of `{to}` has it: write `{to}#{fragment}`"))
    }

    /// What to do if `fragment` would be the id of a section that lacks a title.
    pub(super) fn without_title(&self, section: usize, fragment: &str) -> Option<String> {
        let file = self.pages.paths[section].rsplit('/').next()?.strip_suffix(".md")?;
        (parse::slug(file) == fragment && self.pages.addresses[section].1.is_none()).then(|| {
            "a section without a title has no place on its page: give it a `title`, or a heading with `{#name}`".to_owned()
        })
    }

    /// The fault of a target that names no file.
    pub(super) fn broken(
        &self,
        code: Code,
        path: &str,
        fragment: Option<&str>,
        file: &str,
        span: Span,
    ) -> Broken {
        if self.pages.withheld.contains(file) {
            let message = format!("`{path}` is not published yet");
            return Broken::of(
                Diagnostic::at(code, span, message)
                    .hint("publish it, or take the link out until then"),
            );
        }
        if names::is_hidden(file) {
            let message =
                format!("`{path}` leads nowhere: names that begin with `.` are passed over");
            return Broken::of(
                Diagnostic::at(code, span, message)
                    .hint("call it something else, here and on the disk"),
            );
        }
        let fault = || Box::new(self.nothing(code, path, fragment, file, span));
        let fault = (!self.with.gaps.hold_target(file)).then(fault);
        Broken::Nothing(file.to_owned(), fault)
    }

    /// Reports that `path` is the address of a generated page, if it is one.
    pub(super) fn built(&self, code: Code, path: &str, span: Span) -> Option<Diagnostic> {
        let records = self.pages.records.as_ref().filter(|_| code == Code::LinkBroken)?;
        let folder = self.folder.strip_prefix("content").unwrap_or(&self.folder);
        let prefix = address::prefix(folder.trim_start_matches('/'));
        let (address, page) = records.page(path, &prefix)?;
        let message =
            format!("`{path}` is a page that the build makes, and a link names a file of the site");
        // An article is linked to by a section, and what may not be there has no address to write.
        let named = !matches!(page, BuiltPage::Article(_) | BuiltPage::Sometimes);
        let whole = records.base.filter(|_| named).map(|base| address::canonical(base, &address));
        Some(
            Diagnostic::at(code, span, message)
                .hint(records.instead(page, &self.folder))
                .maybe_hint(
                    whole.map(|whole| format!("its whole address leads there too: `{whole}`")),
                ),
        )
    }

    /// Reports that nothing exists at `file`.
    fn nothing(
        &self,
        code: Code,
        path: &str,
        fragment: Option<&str>,
        file: &str,
        span: Span,
    ) -> Diagnostic {
        let fault =
            Diagnostic::at(code, span, format!("`{path}` leads nowhere: there is no `{file}`"));
        let meant = self.meant(path, fragment, code);
        if let Some(meant) = &meant
            && meant.sure
        {
            return fault.hint(meant.hint.as_str());
        }
        if let Some(built) = self.built(code, path, span) {
            return built;
        }
        if code == Code::LinkBroken && is_host(path) {
            return fault.hint(format!("write `https://{path}`, if it is an address of the web"));
        }
        let rule = match code {
            Code::ImageMissing => {
                "an image is a file in `static/`, and is named as in `../static/map.png`"
            }
            _ => {
                "a link names a section such as `02-the-reply.md`, or a file such as `../static/map.png`"
            }
        };
        fault.maybe_hint(meant.map(|meant| meant.hint)).hint(rule)
    }
}

/// True if `path` begins like a web address without its scheme.
fn is_host(path: &str) -> bool {
    let (host, rest) = path.split_once('/').unwrap_or((path, ""));
    let mut labels = host.rsplit('.');
    let last = labels.next().unwrap_or("");
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let is_name = last.len() > 1 && last.bytes().all(|b| b.is_ascii_lowercase());
    let dotted = labels.next().is_some_and(is_label) && labels.all(is_label);
    let usual = ["com", "edu", "eu", "gov", "info", "int", "net", "org"].contains(&last);
    let more = path.starts_with("www.") || !rest.is_empty() || path.ends_with('/');
    dotted && is_name && (usual || more)
}
