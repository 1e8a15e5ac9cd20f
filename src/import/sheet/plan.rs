//! Brings a sheet into the annotation files.
//!
//! In go a site, its table as it is now, and a sheet; out come the new texts of files and a report. Every change
//! is one that the desk can make, key by key, so that all other bytes stay.

use super::merge::{GROUPS, Merged, merge};
use super::read::{Sheet, SheetRow, read};
use super::rewritten::rewriting;
use super::row::{ReadRow, hash_of, told};
use crate::desk::panel::{self, DeskRequest, Keys, RequestKind};
use crate::diagnostic::did_you_mean;
use crate::import::report::{Import, ImportFault, ImportReport, Imported};
use crate::load::Tree;
use crate::pipeline::{self, Built, Options};
use crate::publish::ExportForm;
use crate::publish::row::{ARTICLE, plain};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A claim: the folder of its article, empty for a site that is one, and its id.
type ArticleClaim = (String, String);

/// Plans the import. `now` is the table of the site as it is, and `article` the folder of the article that a sheet
/// without a column for it belongs to.
///
/// # Errors
/// The sheet is none that an export made.
pub fn plan(
    (built, tree): (&Built, &Tree),
    now: &str,
    text: &str,
    article: Option<&str>,
    options: &Options,
) -> Result<Import, ImportFault> {
    let sheet = read(text)?;
    let of_site = read(now)?;
    let mut report = ImportReport::default();
    report.left_out.extend(sheet.unknown.clone());
    let folder = article.unwrap_or("");
    let now = by_claim(&of_site, "", &BTreeMap::new());
    let known = SheetClaims::of(&now);
    let rows = by_claim(&sheet, folder, &known.by_hash);
    if now.keys().any(|(folder, _)| !folder.is_empty())
        && rows.keys().any(|(folder, _)| folder.is_empty())
    {
        let fault = ImportFault::new("the sheet does not say which article its claims are in");
        return Err(fault.hint("name it with `--article`, by its folder"));
    }
    let mut change =
        SheetChange { built, tree: tree.clone(), texts: BTreeMap::new(), claims: BTreeMap::new() };
    // What somebody expects of the evidence is compared with what comes of all else.
    let mut expected = Vec::new();
    for (name, rows) in rows {
        let shown = shown(&name);
        let Some(of_site) = now.get(&name) else {
            let fault = ImportFault::new(format!("the site publishes no claim `{shown}`"));
            let ids = now.keys().filter(|(folder, _)| *folder == name.0).map(|(_, id)| id.as_str());
            let hint = did_you_mean(&name.1, ids);
            let place = rows.first().map(|row| row.place);
            report.refused.push(ImportFault { hint, ..fault }.at(place));
            continue;
        };
        let mut read = Vec::new();
        for row in rows {
            match ReadRow::of(row, &shown, folder) {
                Ok(read_row) => read.push(read_row.with_words_of(known.other(&name, row))),
                Err(fault) => report.refused.push(fault),
            }
        }
        let Merged { cells, refused, told } = merge(&shown, &read, of_site, options.today);
        report.refused.extend(refused);
        report.told.extend(told);
        let place = read.first().map(ReadRow::place);
        let (last, cells): (Vec<_>, Vec<_>) =
            cells.into_iter().partition(|(column, _)| *column == EXPECTED);
        expected.extend(last.into_iter().map(|(_, status)| (name.clone(), status, place)));
        change.claims.entry(name.clone()).or_default();
        if !cells.is_empty() {
            let faults = change.make_what_can_be(&name, &cells, of_site);
            report.refused.extend(faults.into_iter().map(|fault| fault.at(place)));
        }
    }
    if !expected.is_empty() {
        let derived = change.statuses(options)?;
        for (name, status, place) in expected {
            let yielded = derived.get(&name).map_or("", String::as_str);
            let made = match status.is_empty() || status == yielded {
                true => change.make(&name, &[(EXPECTED, status)], &[]),
                false => Err(ImportFault::new(format!(
                    "`{}`: the evidence does not yield what `{EXPECTED}` says: `{status}` in the sheet, `{yielded}` comes of it",
                    shown(&name)
                ))),
            };
            report.refused.extend(made.err().map(|fault| fault.at(place)));
        }
    }
    for (name, keys) in change.claims {
        let row = now.get(&name).and_then(|rows| rows.first());
        let cell = |column| row.and_then(|row| row.cell(column)).filter(|words| !words.is_empty());
        let title = cell("quote").or(cell("proposition")).unwrap_or_default().to_owned();
        let list = if keys.is_empty() { &mut report.there } else { &mut report.changed };
        list.push(Imported { id: shown(&name), key: None, title, keys });
    }
    report.refused.sort_by_key(|fault| fault.place.map(|at| (at.line, at.column)));
    Ok(Import { texts: change.texts.into_iter().collect(), report })
}

/// The column of what somebody expects of the evidence.
const EXPECTED: &str = "expected-status";

/// The rows of a sheet by their claims. Those without a column for the article are of the one in `folder`.
/// `by_hash` leads to the claims of rows whose names a spreadsheet took for numbers or dates.
fn by_claim<'s>(
    sheet: &'s Sheet,
    folder: &str,
    by_hash: &BTreeMap<String, ArticleClaim>,
) -> BTreeMap<ArticleClaim, Vec<&'s SheetRow>> {
    let mut all: BTreeMap<ArticleClaim, Vec<&SheetRow>> = BTreeMap::new();
    for row in &sheet.rows {
        let [article, id] = [row.cell(ARTICLE).unwrap_or(folder), row.cell("id").unwrap_or("")];
        let typed = (article.trim().to_owned(), id.trim().to_owned());
        let can_be = |known: &str, typed: &str| known == typed || rewriting(known, typed).is_some();
        let made_of = hash_of(row).and_then(|hash| by_hash.get(&hash.rest));
        let name = made_of.filter(|(folder, id)| can_be(folder, &typed.0) && can_be(id, &typed.1));
        all.entry(name.cloned().unwrap_or(typed)).or_default().push(row);
    }
    all
}

/// The claims of the site, by what tells them in a row.
struct SheetClaims {
    /// By the parts of the hashes of their rows.
    by_hash: BTreeMap<String, ArticleClaim>,
    /// By their words.
    by_words: BTreeMap<[String; 2], Vec<ArticleClaim>>,
}

impl SheetClaims {
    fn of(now: &BTreeMap<ArticleClaim, Vec<&SheetRow>>) -> Self {
        let mut known = Self { by_hash: BTreeMap::new(), by_words: BTreeMap::new() };
        for (name, rows) in now {
            let hashes = rows.iter().filter_map(|row| Some((hash_of(row)?.rest, name.clone())));
            known.by_hash.extend(hashes);
            let words = rows.first().and_then(|row| words(row));
            known.by_words.entry(words.unwrap_or_default()).or_default().push(name.clone());
        }
        known
    }

    /// Another claim than `name` whose words a row has.
    fn other(&self, name: &ArticleClaim, row: &SheetRow) -> Option<String> {
        let all = self.by_words.get(&words(row)?)?;
        let is_own = all.contains(name);
        all.first().filter(|_| !is_own).map(shown)
    }
}

/// The words of the claim of a row: as the article has them, and in its own.
fn words(row: &SheetRow) -> Option<[String; 2]> {
    let words = [plain(row.cell("quote")?), plain(row.cell("proposition")?)];
    words.iter().any(|words| !words.is_empty()).then_some(words)
}

fn shown((folder, id): &ArticleClaim) -> String {
    match folder.is_empty() {
        true => id.clone(),
        false => format!("{folder}/{id}"),
    }
}

/// A change in the making.
struct SheetChange<'b> {
    built: &'b Built,
    /// The files with what was changed so far.
    tree: Tree,
    /// The new texts.
    texts: BTreeMap<String, String>,
    /// The claims of the sheet, with the columns that were changed.
    claims: BTreeMap<ArticleClaim, Vec<String>>,
}

impl SheetChange<'_> {
    /// Gives a claim `cells`, and where that cannot be, those of them that can be.
    fn make_what_can_be(
        &mut self,
        name: &ArticleClaim,
        cells: &[(&'static str, String)],
        of_site: &[&SheetRow],
    ) -> Vec<ImportFault> {
        if self.make(name, cells, of_site).is_ok() {
            return Vec::new();
        }
        let mut faults = Vec::new();
        for group in GROUPS {
            let of_group: Vec<_> =
                cells.iter().filter(|(column, _)| group.contains(column)).cloned().collect();
            if of_group.is_empty() {
                continue;
            }
            let made = self.make(name, &of_group, of_site);
            let values = of_group.iter().map(|(column, value)| {
                let site = plain(of_site.first().and_then(|row| row.cell(column)).unwrap_or(""));
                format!("`{column}` is {} in the sheet, {} in the site", told(value), told(&site))
            });
            faults.extend(made.err().map(|fault| {
                let text = format!("{}; {}", fault.text, values.collect::<Vec<_>>().join("; "));
                ImportFault { text, ..fault }
            }));
        }
        faults
    }

    /// Gives a claim `cells`, or nothing of them.
    fn make(
        &mut self,
        name: &ArticleClaim,
        cells: &[(&str, String)],
        of_site: &[&SheetRow],
    ) -> Result<(), ImportFault> {
        let named = |fault: ImportFault| {
            let text = format!("`{}`: {}", shown(name), fault.text);
            ImportFault { text, ..fault }
        };
        let request = request(name, cells, of_site).map_err(named)?;
        let planned = panel::plan(self.built, &self.tree, &request).map_err(|problems| {
            let first = problems.into_iter().next();
            let (text, hint) =
                first.map(|problem| (problem.text, problem.hint)).unwrap_or_default();
            named(ImportFault { hint, ..ImportFault::new(text) })
        })?;
        for (path, text) in planned.texts {
            self.tree.files.insert(path.clone(), text.as_str().into());
            self.texts.insert(path, text);
        }
        let keys = self.claims.entry(name.clone()).or_default();
        keys.extend(cells.iter().map(|(column, _)| (*column).to_owned()));
        Ok(())
    }

    /// The status that the evidence on each claim yields, after what was changed so far.
    fn statuses(&self, options: &Options) -> Result<BTreeMap<ArticleClaim, String>, ImportFault> {
        let mut after = pipeline::build(self.tree.clone(), options, &mut |_| {});
        let table = match after.export(ExportForm::Csv, None) {
            Some(table) => read(&table)?,
            // What is wrong is told when the whole change is looked at.
            None => return Ok(BTreeMap::new()),
        };
        let status = |(name, rows): (ArticleClaim, Vec<&SheetRow>)| {
            Some((name, rows.first()?.cell("status")?.to_owned()))
        };
        Ok(by_claim(&table, "", &BTreeMap::new()).into_iter().filter_map(status).collect())
    }
}

/// What is asked of the desk, so that a claim has `cells`.
fn request(
    (folder, id): &ArticleClaim,
    cells: &[(&str, String)],
    of_site: &[&SheetRow],
) -> Result<DeskRequest, ImportFault> {
    let mut claim = Keys::new();
    let new = |column: &str| {
        let typed = cells.iter().find(|(name, _)| *name == column).map(|(_, value)| value.as_str());
        typed.or_else(|| of_site.first()?.cell(column)).unwrap_or_default()
    };
    for (column, value) in cells {
        let text = match value.is_empty() {
            true => Value::Null,
            false => json!(value),
        };
        match *column {
            EXPECTED => drop(claim.insert("status".to_owned(), text)),
            "reviewed-by" | "reviewed-on" => {
                let review = match (new("reviewed-by"), new("reviewed-on")) {
                    ("", "") => Value::Null,
                    ("", _) => {
                        let fault =
                            ImportFault::new("`reviewed-on` has a day, and `reviewed-by` nobody");
                        return Err(fault.hint("say who took a second look"));
                    }
                    (by, "") => json!({ "by": by }),
                    (by, on) => json!({ "by": by, "on": on }),
                };
                claim.insert("reviewed".to_owned(), review);
            }
            column => drop(claim.insert(column.to_owned(), text)),
        }
    }
    Ok(DeskRequest {
        kind: RequestKind::Edit,
        article: Some(folder.clone()).filter(|folder| !folder.is_empty()),
        of: Some(id.clone()),
        claim,
        ..DeskRequest::default()
    })
}
