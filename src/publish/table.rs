//! Writes the claims of an article as a table, for spreadsheets and programs.
//!
//! In goes a site; out comes a file `claims.csv` per article, in the format of RFC 4180: a row for
//! each citation of a claim, and one for a claim without citations. Relations and statuses are
//! given as keys, which are the same in every language. The file begins with a byte-order mark, by
//! which spreadsheets recognize UTF-8, and no cell can be taken for a formula. A sheet that comes back is
//! known by the hashes of its rows.

use super::output::{Made, Output};
use super::press::Press;
use super::row::{ARTICLE, COLUMNS, HASH, RowHash, formula_free};
use crate::model::address;
use crate::resolve::{Article, Citation, ClaimIndex};
use crate::theme::PageFault;
use text_anchor::BARRIER;

/// The tables as an output.
pub struct Table;

impl Output for Table {
    fn paths(&self, press: &Press) -> Result<Vec<String>, Box<PageFault>> {
        let articles = press.site().articles.iter().filter(|_| press.site().config.table);
        Ok(articles.map(|article| address::table(&article.prefix)).collect())
    }

    fn make(&self, press: &Press, path: &str) -> Option<Made> {
        let mut articles = press.site().articles.iter().filter(|_| press.site().config.table);
        let article = articles.find(|article| address::table(&article.prefix) == path)?;
        // Writing to memory cannot fail, and all rows have the same number of cells.
        Some(Ok(written(press, [article].into_iter(), false).unwrap_or_default().into()))
    }
}

/// The table of several articles, by their indices: with their ids in a first column, where the site
/// has more than one.
pub(super) fn of_site(press: &Press, articles: impl Iterator<Item = usize>) -> String {
    let all = &press.site().articles;
    let bytes = written(press, articles.map(|index| &all[index]), all.len() > 1);
    String::from_utf8(bytes.unwrap_or_default()).unwrap_or_default()
}

/// The table of `articles`; if they are `named`, with their ids in a first column.
fn written<'p>(
    press: &Press,
    articles: impl Iterator<Item = &'p Article>,
    named: bool,
) -> Option<Vec<u8>> {
    let mut out = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let mut write = |first: &str, cells: &[&str]| {
        let first = named.then_some(first);
        out.write_record(first.into_iter().chain(cells.iter().copied())).ok()
    };
    write(ARTICLE, &COLUMNS)?;
    for article in articles {
        for cells in rows(press, article) {
            write(article.prefix.trim_end_matches('/'), &cells.each_ref().map(String::as_str))?;
        }
    }
    out.into_inner().ok()
}

/// The rows of an article; no cell can be taken for a formula.
fn rows(press: &Press, article: &Article) -> Vec<[String; COLUMNS.len()]> {
    let mut rows = Vec::new();
    for claim in article.standing.all() {
        let citations = &press.site().claim(claim).citations;
        let cited = citations.iter().map(Some).chain(citations.is_empty().then_some(None));
        rows.extend(cited.map(|citation| {
            row(press, article, claim, citation).map(|cell| formula_free(&cell).into_owned())
        }));
    }
    rows
}

/// The cells of a claim and one of its citations.
fn row(
    press: &Press,
    article: &Article,
    index: ClaimIndex,
    citation: Option<&Citation>,
) -> [String; COLUMNS.len()] {
    let site = press.site();
    let claim = site.claim(index);
    let section = claim.anchors.first().and_then(|anchor| anchor.place.section());
    let is_quoted = claim.number.is_some() || claim.unanchored;
    let words = claim.words.replace(BARRIER, " ");
    let states = claim.details.states.clone().unwrap_or_default();
    let (quote, proposition) = match is_quoted {
        true => (words, states),
        false if states.is_empty() => (String::new(), words),
        false => (String::new(), states),
    };
    let speakers =
        claim.speakers.iter().map(|speaker| site.speaker(*speaker).details.name.as_str());
    let source = citation.map(|citation| site.source(citation.source));
    let passages = citation.map_or(&[][..], |citation| &citation.details.passages);
    let of_all = citation.and_then(|citation| citation.details.locator.as_deref());
    let locators = passages.iter().filter_map(|passage| passage.locator.as_deref()).chain(of_all);
    let counters = claim.counters.iter().map(|(counter, _)| site.claim(*counter).id.to_string());
    let details = &claim.details;
    let reviewed = details.reviewed.as_ref().map(|review| &review.value);
    let mut cells = [
        claim.id.to_string(),
        section.map_or(String::new(), |i| article.sections[i].slug.clone()),
        quote,
        proposition,
        speakers.collect::<Vec<_>>().join("; "),
        source.map_or(String::new(), |source| source.details.title.clone()),
        source.and_then(|source| source.details.url.clone()).unwrap_or_default(),
        passages.iter().map(|p| p.text.value.as_str()).collect::<Vec<_>>().join("\n"),
        locators.collect::<Vec<_>>().join("; "),
        citation.map_or(String::new(), |citation| citation.relation.key().to_owned()),
        press.materials.judgements[index.0].status.key().to_owned(),
        details.current_finding().unwrap_or_default().to_owned(),
        details.checked.as_ref().and_then(|date| date.value.iso()).unwrap_or_default(),
        details.checked_by.as_ref().map_or(String::new(), |who| who.value.clone()),
        details.recheck.as_ref().and_then(|date| date.value.iso()).unwrap_or_default(),
        counters.collect::<Vec<_>>().join("; "),
        reviewed.map_or(String::new(), |review| review.by.clone()),
        reviewed.and_then(|review| review.on.as_ref()?.iso()).unwrap_or_default(),
        details.declared.as_ref().map_or(String::new(), |status| status.value.key().to_owned()),
        String::new(),
    ];
    let at = |name: &str| COLUMNS.iter().position(|column| *column == name);
    let folder = article.prefix.trim_end_matches('/');
    let hash = RowHash::of(folder, |name| at(name).map(|column| cells[column].as_str())).text();
    if let Some(column) = at(HASH) {
        cells[column] = hash;
    }
    cells
}
