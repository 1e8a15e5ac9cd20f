//! Checks file names: addresses of sections, and misspelt names of the format.
//!
//! In go the sections of an article, or a file without a section; out come diagnostics.

use super::decode;
use super::faults::Faults;
use super::parsed::ParsedSection;
use super::stem::slug;
use crate::diagnostic::{Code, Diagnostic};
use crate::load::{ArticleFiles, Gap, device_name};
use crate::model::{address, is_device, is_id};
use crate::source::{FileId, Files, Span};
use ahash::{HashMap, HashSet};
use std::sync::Arc;

/// Reports the correct name of a file without a section, if `meant` is a file of the format.
pub(super) fn misnamed_file(
    files: &Files,
    file: FileId,
    meant: &str,
    of_article: &ArticleFiles,
    out: &mut Faults,
) {
    let path = files.path(file);
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let message =
        format!("`{name}` annotates no section, and is not called as a file of the format is");
    let there = match meant {
        "sources" => of_article.sources.is_some(),
        "speakers" => of_article.speakers.is_some(),
        _ => true,
    };
    let meant = format!("{folder}/{meant}.yaml");
    out.push(Diagnostic::at(Code::FileEnding, Span::top(file), message).hint(match there {
        true => format!("put what it holds into `{meant}`, if it is of that kind"),
        false => format!("rename it to `{meant}`, if it holds what that file does"),
    }));
    out.leave(Gap::Misnamed { file, meant });
}

/// Reports invalid addresses of sections, and addresses that two sections share.
pub(super) fn check_names(files: &Files, sections: &[Arc<ParsedSection>], out: &mut Faults) {
    let mut firsts: HashMap<&str, FileId> = HashMap::default();
    let taken: HashSet<&str> = sections.iter().map(|section| section.slug.as_str()).collect();
    for section in sections {
        let span = Span::top(section.file);
        if address::RESERVED.contains(&section.slug.as_str()) {
            let message = format!("a section cannot be called `{}`", section.slug);
            out.push(
                Diagnostic::at(Code::NameReserved, span, message)
                    .hint("the tool needs this name for pages of its own; rename the file"),
            );
        } else if !is_id(&section.slug) || section.slug.len() > decode::MAX_ID {
            let message = format!("`{}` cannot be the address of a section", section.slug);
            out.push(
                Diagnostic::at(Code::IdInvalid, span, message)
                    .hint("use lower-case words joined by hyphens, with a number before them")
                    .maybe_hint(better_name(files.path(section.file), &taken)),
            );
        } else if is_device(&section.slug) {
            out.push(device_name(&section.slug, span));
        }
        let first = *firsts.entry(&section.slug).or_insert(section.file);
        if first != section.file {
            let message = format!(
                "two sections have the address `{}`: numbers are not part of it",
                section.slug
            );
            out.push(
                Diagnostic::at(Code::NameReserved, span, message)
                    .also(Span::top(first), format!("the other: {}", files.path(first))),
            );
        }
    }
}

/// Suggests a file name for a section whose address is invalid, unless a section has it already.
fn better_name(path: &str, taken: &HashSet<&str>) -> Option<String> {
    let stem = path.rsplit('/').next().unwrap_or("").trim_end_matches(".md");
    let rest = slug(stem);
    let number: String = stem.chars().take_while(char::is_ascii_digit).collect();
    let number = if rest == stem { String::new() } else { format!("{number}-") };
    let mut better = crate::model::to_id(rest);
    better.truncate(decode::MAX_ID);
    let better = better.trim_end_matches('-');
    let is_free = !taken.contains(better);
    let is_good =
        is_id(better) && is_free && !is_device(better) && !address::RESERVED.contains(&better);
    is_good.then(|| format!("call it `{number}{better}.md`"))
}
