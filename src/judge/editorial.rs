//! What a desk would ask before it publishes: evidence that is thin, work that is out of date,
//! dates that cannot be, things that nothing uses.
//!
//! In goes a resolved site; out come diagnostics, none of which stops a build but the one about
//! an address that must stay secret.

use super::kept::ArticleLook;
use super::quotation::{LONGEST, word_count};
use super::work::{rechecks, rests, reviewing, reviews};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::address::bare;
use crate::model::{CounterRelation, Date};
use crate::resolve::{Citation, Claim, Site, Source, SourceIndex, SpeakerIndex};
use crate::source::{Files, Span};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Longest finding, in characters.
const FINDING: usize = 140;

/// From how many claims on, that rest on one source alone, somebody should look for another.
const ALONE: usize = 10;

/// Looks at the claims of the article with this index; where the site is not `whole`, at nothing that may be
/// missing only because of an error elsewhere.
pub(super) fn look_at_article(
    (site, files): (&Site, &Files),
    article: usize,
    whole: bool,
) -> ArticleLook {
    let claims = &site.claims[site.range_of(article)];
    let reviewing = reviewing(claims);
    let look = |claim: &Arc<Claim>| {
        let mut out = Vec::new();
        rests(site, claim, &mut out);
        rechecks(site, claim, &mut out);
        lengths(claim, &mut out);
        let alone = if whole { sources((site, files), claim, &mut out) } else { None };
        reviews(claim, reviewing, &mut out);
        since(site, claim, &mut out);
        order(site, claim, &mut out);
        own_words(site, claim, &mut out);
        (alone, out)
    };
    let (alone, faults): (Vec<_>, Vec<_>) = claims.par_iter().map(look).unzip();
    ArticleLook {
        faults: faults.into_iter().flatten().collect(),
        alone: alone.into_iter().flatten().collect(),
    }
}

/// Looks at the sources and speakers of `site`; `alone` are the sources of claims that rest on one.
pub(super) fn look_at_site(
    site: &Site,
    whole: bool,
    alone: impl Iterator<Item = SourceIndex>,
    out: &mut Vec<Diagnostic>,
) {
    let mut counts: BTreeMap<SourceIndex, usize> = BTreeMap::new();
    for source in alone {
        *counts.entry(source).or_default() += 1;
    }
    for (index, count) in counts.into_iter().filter(|(_, count)| *count >= ALONE) {
        let source = site.source(index);
        let message = format!("{count} claims rest on `{}` alone", source.id);
        out.push(
            Diagnostic::at(Code::SourceOverused, source.span, message)
                .hint("look for a second source, at least where the claims matter most"),
        );
    }
    for source in &site.sources {
        archive(source, out);
        order_of_source(source, out);
    }
    if whole && !site.incomplete {
        unused(site, out);
    }
    secrets(site, out);
}

fn lengths(claim: &Claim, out: &mut Vec<Diagnostic>) {
    if let Some(finding) = &claim.details.finding {
        // Most are so short that nobody need count.
        let bytes = finding.value.len();
        let count = if bytes > FINDING { finding.value.chars().count() } else { bytes };
        if count > FINDING {
            let message = format!("the finding has {count} characters, and {FINDING} fit a phone");
            out.push(
                Diagnostic::at(Code::FindingLong, finding.span, message)
                    .hint("say it in one sentence, and put the rest into `note`"),
            );
        }
    }
    for passage in claim.citations.iter().flat_map(|c| &c.details.passages) {
        // A word takes two bytes at least, with the space before it.
        let few = passage.text.value.len() <= 2 * LONGEST;
        let count = if few { 0 } else { word_count(&passage.text.value) };
        if count > LONGEST {
            let message = format!("the passage has {count} words, and {LONGEST} are a quotation");
            out.push(
                Diagnostic::at(Code::PassageLong, passage.text.span, message)
                    .hint("quote the sentence that bears on the claim, and leave the rest out"),
            );
        }
    }
}

/// True if a citation stands below the key of a claim as a comment, as an import leaves it.
fn has_commented(files: &Files, key: Span) -> bool {
    let text = &files.get(key.file).text[..];
    let begin = text[..key.range().start].rfind('\n').map_or(0, |at| at + 1);
    let depth = |line: &str| line.len() - line.trim_start().len();
    let mut lines = text[begin..].lines();
    let Some(first) = lines.next() else { return false };
    let own = lines.take_while(|line| line.trim().is_empty() || depth(line) > depth(first));
    let mut comments = own.filter_map(|line| line.trim_start().strip_prefix('#'));
    comments.any(|line| line.trim_start().starts_with("- source:"))
}

/// Looks at the sources of a claim; gives the one that it rests on alone.
fn sources(
    (site, files): (&Site, &Files),
    claim: &Claim,
    out: &mut Vec<Diagnostic>,
) -> Option<SourceIndex> {
    let checkable = !claim.details.opinion;
    if checkable && !claim.citations.iter().any(|c| c.bears()) && claim.details.checked.is_none() {
        if claim.number.is_some() {
            let message = format!("`{}` has no source", claim.id);
            let said = Diagnostic::at(Code::ClaimUnsourced, claim.span, message);
            let said = match has_commented(files, claim.span) {
                true => said.hint("a citation stands below it as a comment, and awaits its `relation`: write it, and take `# ` away from these lines"),
                false => said,
            };
            out.push(said.hint("cite one, or set `checked` to the day on which none was found"));
        } else if !claim.answers.is_empty() {
            let message = format!("the counter-claim `{}` has no source", claim.id);
            out.push(
                Diagnostic::at(Code::CounterUnsourced, claim.span, message)
                    .hint("cite where it is on record that this was said")
                    .hint("or set `checked` to the day on which no record was found"),
            );
        }
    }
    let mut bearing = claim.citations.iter().filter(|c| c.bears()).map(|c| c.source);
    if let (only, None) = (bearing.next(), bearing.next()) {
        return only.filter(|_| checkable);
    }
    let mut first_of: BTreeMap<SourceIndex, &Citation> = BTreeMap::new();
    for citation in claim.citations.iter().filter(|c| c.bears()) {
        let origin = site.source(citation.source).origin;
        let first = *first_of.entry(origin).or_insert(citation);
        if first.source != citation.source && first.relation == citation.relation {
            let name = |c: &Citation| site.source(c.source).id.clone();
            let message = format!(
                "`{}` and `{}` come from one report, and count once",
                name(first),
                name(citation)
            );
            out.push(
                Diagnostic::at(Code::WireCountedOnce, citation.span, message)
                    .also(first.span, "the first"),
            );
        }
    }
    let only = first_of.values().next().filter(|_| checkable && first_of.len() == 1);
    only.map(|citation| citation.source)
}

/// Evidence that is younger than the work on it.
fn since(site: &Site, claim: &Claim, out: &mut Vec<Diagnostic>) {
    let Some(checked) = &claim.details.checked else { return };
    let day = &checked.value;
    let after = |date: &Option<Date>| date.as_ref().is_some_and(|d| day.is_before(d));
    for citation in &claim.citations {
        let source = site.source(citation.source);
        if after(&source.details.date) {
            let message = format!("`{}` was checked before `{}` came out", claim.id, source.id);
            out.push(changed(checked.span, message, citation.span));
        }
    }
    for (counter, _) in &claim.counters {
        let counter = site.claim(*counter);
        if after(&counter.details.date.as_ref().map(|d| d.value.clone())) {
            let message = format!("`{}` was checked before `{}` was said", claim.id, counter.id);
            out.push(changed(checked.span, message, counter.span));
        }
    }
    if let Some(review) = &claim.details.reviewed
        && let Some(on) = &review.value.on
        && on.is_before(day)
    {
        let message = format!("`{}` was checked again after it was reviewed", claim.id);
        out.push(
            Diagnostic::at(Code::EvidenceChanged, review.span, message)
                .also(checked.span, "checked here")
                .hint("have it reviewed again"),
        );
    }
}

fn changed(span: Span, message: String, evidence: Span) -> Diagnostic {
    Diagnostic::at(Code::EvidenceChanged, span, message)
        .also(evidence, "the evidence")
        .hint("look at the claim again, and set `checked` to that day")
}

fn out_of_order(span: Span, message: String) -> Diagnostic {
    Diagnostic::at(Code::DatesOutOfOrder, span, message).hint("one of the two dates is wrong")
}

fn order(site: &Site, claim: &Claim, out: &mut Vec<Diagnostic>) {
    let details = &claim.details;
    if let Some(said) = &details.date {
        if let Some(checked) = &details.checked
            && checked.value.is_before(&said.value)
        {
            let message = format!("`{}` was checked before it was said", claim.id);
            out.push(out_of_order(checked.span, message).also(said.span, "said here"));
        }
        for event in claim.later.iter().filter(|e| e.date.value.is_before(&said.value)) {
            let message = format!("a later event of `{}` lies before it", claim.id);
            out.push(out_of_order(event.date.span, message).also(said.span, "said here"));
        }
        let published = site.articles[claim.article].details.published.as_ref();
        if claim.number.is_some() && published.is_some_and(|p| p.is_before(&said.value)) {
            let message = format!("`{}` was said after the article was published", claim.id);
            out.push(out_of_order(said.span, message));
        }
    }
    for pair in details.history.windows(2) {
        let (before, after) = (&pair[0].0, &pair[1].0);
        if after.value.is_before(&before.value) {
            let message = "this entry of `history` lies before the one above it".to_owned();
            out.push(out_of_order(after.span, message).also(before.span, "the one above"));
        }
    }
}

fn order_of_source(source: &Source, out: &mut Vec<Diagnostic>) {
    let Some(date) = &source.details.date else { return };
    let before = |day: Option<&Date>| day.is_some_and(|d| d.is_before(date));
    let archived = source.details.archived.as_ref();
    if before(source.details.accessed.as_ref()) {
        let message = format!("`{}` was looked at before it came out", source.id);
        out.push(out_of_order(source.span, message));
    }
    let saved = source.details.snapshot.as_ref().and_then(|s| s.taken.as_ref());
    if before(saved) {
        let message = format!("the snapshot of `{}` was taken before it came out", source.id);
        out.push(out_of_order(source.span, message));
    }
    if let Some(archived) = archived.filter(|a| before(a.value.date.as_ref())) {
        let message = format!("`{}` was archived before it came out", source.id);
        out.push(out_of_order(archived.span, message));
    }
}

/// Speakers who answer themselves.
fn own_words(site: &Site, claim: &Claim, out: &mut Vec<Diagnostic>) {
    for (counter, relation) in &claim.counters {
        let against = matches!(relation, CounterRelation::Denies | CounterRelation::Contradicts);
        let counter = site.claim(*counter);
        let same = claim.speakers.iter().find(|s| counter.speakers.contains(s));
        if let (true, Some(speaker)) = (against, same) {
            let name = &site.speaker(*speaker).id;
            let message = format!("`{name}` says both `{}` and `{}`", claim.id, counter.id);
            out.push(
                Diagnostic::at(Code::SpeakerContradictsSelf, counter.span, message)
                    .also(claim.span, "the claim that it goes against")
                    .hint("see whether the speakers are right, and say in `finding` what changed"),
            );
        }
    }
}

/// Archived copies that cannot be copies of the source.
fn archive(source: &Source, out: &mut Vec<Diagnostic>) {
    let details = &source.details;
    let (Some(archived), Some(url)) = (&details.archived, &details.url) else { return };
    let mut report = |message: String, hint: &str| {
        out.push(Diagnostic::at(Code::ArchiveMismatch, archived.span, message).hint(hint));
    };
    if bare(&archived.value.url) == bare(url) {
        let message = format!("the archived copy of `{}` is the source itself", source.id);
        return report(message, "give the address of a copy that stays when the source goes");
    }
    let Some((stamp, original)) = copied(&archived.value.url) else { return };
    if bare(original) != bare(url) {
        let message = format!("the archived copy of `{}` is of another address", source.id);
        report(message, &format!("it is a copy of {original}"));
    }
    let day = stamp.get(..8).map(|s| format!("{}-{}-{}", &s[..4], &s[4..6], &s[6..]));
    let day = day.and_then(|day| Date::parse(&day).ok());
    // The archive's day is that of Greenwich, the author's may be the one before or after.
    let next = |day: jiff::civil::Date| day.tomorrow().unwrap_or(day);
    if let (Some(day), Some(date)) = (day, &archived.value.date)
        && (next(day.latest()) < date.earliest() || next(date.latest()) < day.earliest())
    {
        let message = format!("the archived copy of `{}` was made on {day}", source.id);
        report(message, "that day stands in its address");
    }
}

/// Time stamp and original of a copy whose address holds both, as those of the Wayback Machine and
/// of archive.today do: `.../20161018120000/https://example.org/`.
fn copied(url: &str) -> Option<(&str, &str)> {
    let at = url.match_indices("/http").map(|(i, _)| i).find(|i| *i > 8)?;
    let (before, original) = (&url[..at], &url[at + 1..]);
    let part = before.rsplit('/').next()?;
    let digits = part.bytes().take_while(u8::is_ascii_digit).count();
    // The letters after it say how the copy is shown: `id_`, `if_`.
    let rest = part[digits..].bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    ((4..=14).contains(&digits) && rest).then(|| (&part[..digits], original))
}

fn unused(site: &Site, out: &mut Vec<Diagnostic>) {
    let used: BTreeSet<SourceIndex> = site.used_sources().collect();
    for (i, source) in site.sources.iter().enumerate() {
        if !used.contains(&SourceIndex(i)) && !source.details.draft {
            let message = format!("nothing uses the source `{}`", source.id);
            out.push(
                Diagnostic::at(Code::SourceUnused, source.span, message)
                    .hint("cite it, or take it out"),
            );
        }
    }
    let used: BTreeSet<SpeakerIndex> = site.used_speakers().collect();
    for (i, speaker) in site.speakers.iter().enumerate() {
        if speaker.sources.is_empty() && !used.contains(&SpeakerIndex(i)) {
            let message = format!("nothing names the speaker `{}`", speaker.id);
            out.push(
                Diagnostic::at(Code::SpeakerUnused, speaker.span, message)
                    .hint("name them where they speak, or take them out"),
            );
        }
    }
}

/// Addresses of confidential sources that the text of an article links to. Where else they are given
/// away is seen when the pages are there; here the place is known.
fn secrets(site: &Site, out: &mut Vec<Diagnostic>) {
    let mut secret: BTreeMap<String, &Source> = BTreeMap::new();
    for source in site.sources.iter().filter(|s| s.details.confidential()) {
        secret.extend(source.details.addresses().map(|url| (bare(url), source)));
    }
    if secret.is_empty() {
        return;
    }
    let sections = site.articles.iter().flat_map(|a| a.sections.iter());
    for link in sections.flat_map(|s| &s.document.links) {
        if let Some(source) = secret.get(&bare(&link.target)) {
            let message = format!("the text links to `{}`, which is confidential", source.id);
            out.push(
                Diagnostic::at(Code::ConfidentialLinked, link.span, message)
                    .also(source.span, "the source")
                    .hint("take the link out of the text"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_copies_hold_the_original() {
        let check = |url, expect| assert_eq!(copied(url), expect, "{url}");
        check(
            "https://web.archive.org/web/20161018120000/http://a.example/b",
            Some(("20161018120000", "http://a.example/b")),
        );
        check(
            "https://web.archive.org/web/2016id_/https://a.example/",
            Some(("2016", "https://a.example/")),
        );
        check("https://archive.example/x/https://a.example/", None);
        check("https://a.example/b", None);
        check("https://perma.example/ABCD-1234", None);
    }
}
