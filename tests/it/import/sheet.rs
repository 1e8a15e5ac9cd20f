//! The sheet that came back.

use super::{assert_checks, import, import_with};
use crate::support::{edit, gainsay, read, report, site_folder, snapshot, write};
use std::path::Path;

pub(super) const CLAIMS: &str = "content/01-vote.yaml";

/// A site with claims of all kinds, confirmed.
pub(super) fn site() -> tempfile::TempDir {
    let site = site_folder();
    write(
        site.path(),
        CLAIMS,
        "\
claims:
  # Of the bridge.
  vote:
    quote: voted to close
    finding: '=1+1 is in the minutes.'   # typed so
    checked: 2026-03-05
    citations:
      - {source: minutes, relation: supports, passage: Carried.}
      - {source: letter, relation: repeats}
    counters:
      - id: doubt
        relation: denies
        says: Two had left.
  council: {quote: The council, checked-by: Ida, reviewed: {by: Max, on: 2026-03-06}}
",
    );
    let sources = read(site.path(), "content/sources.yaml");
    write(
        site.path(),
        "content/sources.yaml",
        &format!("{sources}letter: {{title: A letter, url: 'https://mayor.example/'}}\n"),
    );
    let built = gainsay(&["build"], site.path());
    assert_eq!(built.status.code(), Some(0), "{}", report(&built));
    site
}

pub(super) fn export(site: &Path) -> String {
    let output = gainsay(&["export", "csv"], site);
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The sheet with `new` in the cell of `column` of the row `row`, from 1.
pub(super) fn with(sheet: &str, row: usize, column: &str, new: &str) -> String {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(sheet.as_bytes());
    let mut records: Vec<Vec<String>> = reader
        .records()
        .map(|record| record.expect("a record").iter().map(str::to_owned).collect())
        .collect();
    let at = records[0].iter().position(|name| name.trim_start_matches('\u{feff}') == column);
    records[row][at.expect("a column")] = new.to_owned();
    let mut out = csv::Writer::from_writer(Vec::new());
    records.iter().for_each(|record| out.write_record(record).expect("a record"));
    String::from_utf8(out.into_inner().expect("bytes")).expect("UTF-8")
}

#[test]
fn a_sheet_that_nobody_changed_changes_nothing_however_it_was_saved() {
    let site = site();
    let sheet = export(site.path());
    assert!(sheet.contains("'=1+1 is in the minutes."), "{sheet}");
    let before = snapshot(site.path());
    let wide: Vec<u8> =
        sheet.replace(',', "\t").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let semicolons = sheet.replace("'=1+1", "=1+1").replace(',', ";").replace("\r\n", "\n");
    for (name, bytes) in [
        ("claims.csv", sheet.as_bytes()),
        ("claims.csv", semicolons.as_bytes()),
        ("claims.tsv", &wide),
        ("CLAIMS.CSV", sheet.trim_start_matches('\u{feff}').as_bytes()),
    ] {
        let (status, printed, told) = import(site.path(), name, bytes);
        assert_eq!((status, &*told), (Some(0), ""), "{name}");
        assert_eq!(printed, "3 there already; nothing was written\n");
        assert_eq!(snapshot(site.path()), before);
    }
}

#[test]
fn findings_days_names_and_expected_statuses_are_taken_and_all_else_stays_as_it_was() {
    let site = site();
    let sheet = export(site.path());
    let order: Vec<&str> = sheet.lines().map(|row| row.split(',').next().unwrap_or("")).collect();
    assert_eq!(order, ["\u{feff}id", "council", "vote", "vote", "doubt"]);
    // One of the two rows of a claim is enough.
    let mut sheet = with(&sheet, 3, "finding", "It is: in the minutes. # yes");
    for (row, column, new) in [
        (2, "checked", "2026-04-01"),
        (2, "checked-by", "Iris Holm"),
        (3, "reviewed-by", "'@Max"),
        (2, "expected-status", "supported"),
        (1, "reviewed-on", "2026-04-02"),
        (1, "checked-by", ""),
        (4, "finding", "No record of it."),
    ] {
        sheet = with(&sheet, row, column, new);
    }
    let (status, printed, told) = import(site.path(), "claims.csv", &sheet);
    assert_eq!((status, &*told), (Some(0), ""));
    insta::assert_snapshot!(printed.split("; ").next().unwrap_or(""), @r"
    changed `council`: checked-by, reviewed-on
    changed `doubt`: finding
    changed `vote`: finding, checked, checked-by, reviewed-by, expected-status
    3 changed
    ");
    insta::assert_snapshot!(read(site.path(), CLAIMS), @r#"
    claims:
      # Of the bridge.
      vote:
        quote: voted to close
        finding: 'It is: in the minutes. # yes'   # typed so
        checked: 2026-04-01
        citations:
          - {source: minutes, relation: supports, passage: Carried.}
          - {source: letter, relation: repeats}
        counters:
          - id: doubt
            relation: denies
            says: Two had left.
            finding: No record of it.
        checked-by: Iris Holm
        reviewed: {by: "@Max"}
        status: supported
      council: {quote: The council, reviewed: {by: Max, on: 2026-04-02}}
    "#);
    assert_checks(site.path());
    let before = snapshot(site.path());
    let (status, printed, told) = import(site.path(), "claims.csv", &sheet);
    assert_eq!((status, &*told), (Some(0), ""));
    assert_eq!(printed, "3 there already; nothing was written\n");
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn cells_that_changed_on_both_sides_are_refused_with_both_values_and_others_are_taken() {
    let site = site();
    let sheet = with(&export(site.path()), 2, "finding", "Of the sheet.");
    let sheet = with(&sheet, 2, "reviewed-by", "Max");
    edit(site.path(), CLAIMS, "'=1+1 is in the minutes.'", "Of the site.");
    edit(site.path(), CLAIMS, "2026-03-05", "2026-03-07");
    let (status, printed, told) = import(site.path(), "claims.csv", &sheet);
    assert_eq!(status, Some(1));
    assert_eq!(
        told,
        "claims.csv:3:1: error: `vote`: `finding` was changed on both sides: `Of the sheet.` in the sheet, `Of the site.` in the site\n  help: make both the same, or take the sheet's back\n"
    );
    assert!(printed.starts_with("changed `vote`: reviewed-by\n"), "{printed}");
    let claims = read(site.path(), CLAIMS);
    for expect in
        ["finding: Of the site.   # typed so", "checked: 2026-03-07", "reviewed: {by: Max}"]
    {
        assert!(claims.contains(expect), "{claims}");
    }
    // Where both say the same, nobody has to decide.
    let sheet = with(&sheet, 2, "finding", "Of the site.");
    assert_eq!(import(site.path(), "claims.csv", &sheet).0, Some(0));
}

#[test]
fn dates_that_a_spreadsheet_rewrote_are_refused_with_both_values() {
    let site = site();
    let sheet = export(site.path());
    let before = snapshot(site.path());
    for day in [
        "05/03/2026",
        "03/05/26",
        "46086",
        "2026-03",
        "5 Mar 2026",
        "2026-02-30",
        "2027-03-05",
        "2026~",
    ] {
        let (status, _, told) = import(
            site.path(),
            "claims.csv",
            with(&with(&sheet, 2, "checked", day), 3, "checked", day),
        );
        assert_eq!(status, Some(1), "{day}");
        assert!(
            told.contains(&format!(": `{day}` in the sheet, `2026-03-05` in the site\n")),
            "{told}"
        );
        assert_eq!(snapshot(site.path()), before);
    }
    for (row, column, value, expect) in [
        (
            4,
            "expected-status",
            "true",
            "`doubt`: `expected-status` is no status: `true` in the sheet, nothing in the site",
        ),
        (
            2,
            "expected-status",
            "disputed",
            "`vote`: the evidence does not yield what `expected-status` says: `disputed` in the sheet, `supported` comes of it",
        ),
        (
            4,
            "reviewed-on",
            "2026-03-05",
            "`doubt`: `reviewed-on` has a day, and `reviewed-by` nobody",
        ),
        (2, "finding", &"x".repeat(20_000), "`vote`: `finding` has more than 16384 bytes: `xxx"),
        (2, "row-hash", "12", "`vote`: `row-hash` was changed, so what else was cannot be told"),
    ] {
        let (status, _, told) = import(site.path(), "claims.csv", with(&sheet, row, column, value));
        assert_eq!(status, Some(1), "{column}");
        assert!(told.contains(expect), "{told}");
        assert_eq!(snapshot(site.path()), before);
    }
}

#[test]
fn rows_of_one_claim_that_differ_are_refused() {
    let site = site();
    let sheet = with(&export(site.path()), 2, "finding", "One.");
    let (status, _, told) = import(site.path(), "claims.csv", with(&sheet, 3, "finding", "Two."));
    assert_eq!(status, Some(1));
    assert!(told.starts_with("claims.csv:4:1: error: `vote`: `finding` differs between rows of the claim: `One.` and `Two.`; `=1+1 is"), "{told}");
}

#[test]
fn cells_that_are_not_taken_and_claims_that_nobody_knows_are_listed() {
    let site = site();
    let before = snapshot(site.path());
    let sheet = with(&export(site.path()), 2, "quote", "voted to open");
    let sheet = with(&sheet, 3, "source", "Another");
    let sheet = with(&sheet, 1, "id", "counsel");
    let sheet =
        sheet.replace("row-hash", "row-hash,mine").replace("\n", ",x\n").replacen(",x\n", "\n", 1);
    let (status, printed, told) = import(site.path(), "claims.csv", sheet);
    assert_eq!(status, Some(1));
    insta::assert_snapshot!(told, @r"
    claims.csv:2:1: error: the site publishes no claim `counsel`
    claims.csv:3:1: note: `vote`: `quote` is not taken from a sheet: `voted to open` there, `voted to close` in the site
    claims.csv:4:1: note: `vote`: `source` is not taken from a sheet: `Another` there, `A letter` in the site
    ");
    assert_eq!(
        printed,
        "left out, since the format has no place for it: mine (4)\n2 there already, 1 refused; nothing was written\n"
    );
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn texts_of_the_sheet_are_text() {
    let site = site();
    let hostile = "*x* <script>alert(1)</script>: [a]\n- b # c {{ x }} \u{1b}[31m\u{202e}!";
    let sheet = with(&export(site.path()), 4, "finding", hostile);
    let (status, _, told) = import(site.path(), "claims.csv", &sheet);
    assert_eq!(status, Some(0));
    assert!(told.contains("`doubt`: invisible characters of `finding` were taken out"), "{told}");
    let claims = read(site.path(), CLAIMS);
    assert!(
        claims.contains("finding: \"*x* <script>alert(1)</script>: [a] - b # c {{ x }} [31m!\""),
        "{claims}"
    );
    let built = gainsay(&["build"], site.path());
    assert_eq!(built.status.code(), Some(0), "{}", report(&built));
    let page = read(site.path(), "public/claims/doubt.html");
    assert!(!page.contains("<script>alert"), "{page}");
    let (_, printed, _) = import(site.path(), "claims.csv", &sheet);
    assert!(printed.contains("nothing was written"), "{printed}");
}

#[test]
fn words_that_came_to_say_something_else_take_no_finding_from_a_sheet() {
    let site = site();
    edit(
        site.path(),
        CLAIMS,
        "    checked: 2026-03-05\n",
        "    checked: 2026-03-05\n    recheck: 2026-04-01\n",
    );
    let before = snapshot(site.path());
    let sheet = with(&export(site.path()), 2, "finding", "New.");
    let (status, _, told) =
        import(site.path(), "claims.csv", with(&sheet, 2, "checked", "2026-05-01"));
    assert_eq!(status, Some(1));
    assert_eq!(told.matches("since 2026-04-01 its words say something else than was checked\n  help: `gainsay fix --checked vote` says").count(), 2, "{told}");
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn sheets_of_sites_with_errors_and_other_tables_change_nothing() {
    let site = site();
    let sheet = export(site.path());
    let (status, _, told) = import(site.path(), "claims.csv", "a,b\n1,2\n");
    assert_eq!(status, Some(1));
    assert!(told.starts_with("claims.csv:1:1: error: the sheet has no column `id`\n"), "{told}");
    edit(site.path(), CLAIMS, "quote: The council", "quote: The counsel");
    let before = snapshot(site.path());
    let (status, _, told) = import(site.path(), "claims.csv", with(&sheet, 2, "finding", "x"));
    assert_eq!(status, Some(1));
    assert!(told.starts_with("claims.csv: error: the site has errors"), "{told}");
    assert_eq!(snapshot(site.path()), before);
}

/// A site with the same claim in two articles.
pub(super) fn two_articles() -> tempfile::TempDir {
    let site = site_folder();
    for path in ["content/article.yaml", "content/01-vote.md", CLAIMS, "content/anchors.lock"] {
        std::fs::remove_file(site.path().join(path)).expect("removed");
    }
    for article in ["bridge", "park"] {
        std::fs::create_dir_all(site.path().join("content").join(article)).expect("a folder");
        for (name, text) in [
            ("article.yaml", "title: An article\n"),
            ("01-a.md", "The council voted.\n"),
            ("01-a.yaml", "claims:\n  vote: {quote: council voted}\n"),
        ] {
            write(site.path(), &format!("content/{article}/{name}"), text);
        }
    }
    let built = gainsay(&["build"], site.path());
    assert_eq!(built.status.code(), Some(0), "{}", report(&built));
    site
}

#[test]
fn a_sheet_of_several_articles_says_which_and_that_of_one_is_told() {
    let site = two_articles();
    let sheet = with(&export(site.path()), 2, "finding", "Of the park.");
    let (status, printed, told) = import(site.path(), "claims.csv", &sheet);
    assert_eq!((status, &*told), (Some(0), ""));
    assert!(printed.starts_with("changed `park/vote`: finding\n"), "{printed}");
    assert!(read(site.path(), "content/park/01-a.yaml").contains("finding: Of the park."));
    assert!(!read(site.path(), "content/bridge/01-a.yaml").contains("finding"));
    // The page's own table does not name its article.
    let own = with(&read(site.path(), "public/bridge/claims.csv"), 1, "finding", "Of the bridge.");
    let (status, _, told) = import(site.path(), "claims.csv", &own);
    assert_eq!(status, Some(1));
    assert!(told.contains("the sheet does not say which article its claims are in\n  help: name it with `--article`"), "{told}");
    let (status, _, told) = import_with(site.path(), "claims.csv", &own, &["--article", "bridge"]);
    assert_eq!((status, &*told), (Some(0), ""));
    assert!(read(site.path(), "content/bridge/01-a.yaml").contains("finding: Of the bridge."));
}

#[test]
fn faults_stand_in_the_row_that_a_spreadsheet_shows_with_any_line_ends() {
    for ends in ["\n", "\r\n"] {
        let site = site_folder();
        let output = gainsay(&["export", "csv"], site.path());
        let sheet = String::from_utf8(output.stdout).expect("a sheet");
        let lines: Vec<&str> = sheet.lines().collect();
        let changed = [lines[0], &lines[1].replacen("supported,,,", "supported,,6/5/2024,", 1)]
            .join(ends)
            + ends;
        let (_, _, told) = import(site.path(), "claims.csv", &changed);
        assert!(told.starts_with("claims.csv:2:"), "{told}\n{changed}");
    }
}
