//! Gives the sections of a later draft the files that they had.
//!
//! In go the sections of the draft and what was remembered of the last import; out come their file names.

use super::record::ImportRecord;
use super::sections::{self, SectionPlan, slug_of};
use std::collections::BTreeSet;

/// Gives sections the names that they had: by their address, then what stands before the first heading, then by what
/// they say, in order. New ones get an address that none of `taken` is.
pub(super) fn keep(parts: &mut [SectionPlan], record: &ImportRecord, taken: &BTreeSet<String>) {
    let mut old: Vec<&str> =
        record.texts.keys().filter_map(|name| name.strip_suffix(".md")).collect();
    let mut new: Vec<&mut SectionPlan> = Vec::new();
    for part in parts {
        match old.iter().position(|stem| slug_of(stem) == slug_of(&part.stem)) {
            Some(at) => part.stem = old.remove(at).to_owned(),
            None => new.push(part),
        }
    }
    let text_of = |stem: &str| record.texts.get(&format!("{stem}.md")).map_or("", String::as_str);
    new.retain_mut(|part| {
        let words = sections::words(&part.blocks);
        let is_lead = |stem: &&str| part.title.is_empty() && !text_of(stem).starts_with("---\n");
        let fits = |stem: &&str| is_lead(stem) || is_alike(&words, text_of(stem));
        let Some(at) = old.iter().position(fits) else { return true };
        part.stem = old.remove(at).to_owned();
        false
    });
    let last = record.texts.keys().filter_map(|name| {
        let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<usize>().ok()
    });
    let last = last.max().unwrap_or(0);
    for (i, part) in new.into_iter().enumerate() {
        let slug = slug_of(&part.stem).to_owned();
        let mut free = std::iter::once(slug.clone()).chain((2..).map(|n| format!("{slug}-{n}")));
        // The sequence is infinite, so one is free.
        let slug = free.find(|slug| !taken.contains(slug)).unwrap_or(slug);
        part.stem = format!("{:02}-{slug}", last + i + 1);
    }
}

/// True if at least half of the words of either text stand in the other.
fn is_alike(one: &str, other: &str) -> bool {
    let of = |text: &str| -> BTreeSet<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (one, other) = (of(one), of(other));
    let shared = one.intersection(&other).count();
    shared > 0 && shared * 2 >= one.len().min(other.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::manuscript::model::Inline;

    fn part(stem: &str) -> SectionPlan {
        SectionPlan { stem: stem.to_owned(), title: vec![Inline::plain(stem)], blocks: Vec::new() }
    }

    /// Names `new` after the sections `old`.
    fn check(old: &[&str], new: &[&str], expect: &[&str]) {
        let text = || "---\ntitle: x\n---\n".to_owned();
        let texts = old.iter().map(|stem| (format!("{stem}.md"), text())).collect();
        let mut parts: Vec<SectionPlan> = new.iter().map(|stem| part(stem)).collect();
        let taken = BTreeSet::from(["n-2".to_owned()]);
        keep(&mut parts, &ImportRecord { texts, ..ImportRecord::default() }, &taken);
        let stems: Vec<&str> = parts.iter().map(|part| part.stem.as_str()).collect();
        assert_eq!(stems, expect);
        assert_eq!(stems.iter().collect::<BTreeSet<_>>().len(), stems.len());
    }

    #[test]
    fn sections_keep_their_names_and_new_ones_follow() {
        check(&["01-a", "02-b"], &["01-a", "02-b"], &["01-a", "02-b"]);
        check(&["01-a", "02-b"], &["01-b", "02-a"], &["02-b", "01-a"]);
        check(&["01-a", "02-b"], &["01-a", "02-c"], &["01-a", "03-c"]);
        check(&["01-a", "02-b"], &["01-a", "02-n", "03-b"], &["01-a", "03-n", "02-b"]);
        check(&["01-a", "02-b"], &["01-b"], &["02-b"]);
        check(&["01-a"], &["01-a", "02-n-2"], &["01-a", "02-n-2-2"]);
    }
}
