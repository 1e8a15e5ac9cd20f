//! Rows of a sheet that came back to a site that has changed, or that a spreadsheet rewrote.

use super::sheet::{CLAIMS, export, site, two_articles, with};
use super::{import, import_with};
use crate::support::{edit, gainsay, read, report, snapshot, write};
use std::path::Path;

/// Makes sure that the import of a sheet has this exit status and tells `told`, and that it leaves the site as it is
/// unless `changes` says what it reports first.
fn check(site: &Path, sheet: &str, status: i32, told: &[&str], changes: Option<&str>) {
    let before = snapshot(site);
    let (code, printed, all) = import(site, "claims.csv", sheet);
    for text in told {
        assert!(all.contains(text), "{text}\n{all}\n{printed}");
    }
    assert_eq!(code, Some(status), "{all}{printed}");
    assert!(!told.is_empty() || all.is_empty(), "{all}");
    match changes {
        Some(changes) => assert!(printed.starts_with(changes), "{printed}"),
        None => assert_eq!(snapshot(site), before, "{printed}"),
    }
}

/// The same with cells of the export changed: the row, the column and the new value of each.
fn check_cells(
    site: &Path,
    cells: &[(usize, &str, &str)],
    status: i32,
    told: &[&str],
    changes: Option<&str>,
) {
    let sheet = cells
        .iter()
        .fold(export(site), |sheet, (row, column, new)| with(&sheet, *row, column, new));
    check(site, &sheet, status, told, changes);
}

#[test]
fn a_row_of_a_claim_that_says_something_else_by_now_gives_nothing() {
    let site = site();
    let mut sheet = export(site.path());
    for (column, new) in [("finding", "It did."), ("checked", "2026-04-01"), ("checked-by", "Ida")]
    {
        sheet = with(&sheet, 2, column, new);
    }
    edit(site.path(), "content/01-vote.md", "voted to close", "voted not to close");
    edit(site.path(), CLAIMS, "quote: voted to close", "quote: voted not to close");
    let fixed = gainsay(&["fix", "--accept", "vote", "--accept", "council"], site.path());
    assert_eq!(fixed.status.code(), Some(0), "{}", report(&fixed));
    check(
        site.path(),
        &sheet,
        1,
        &[
            "claims.csv:3:1: error: `vote`: the row was made of another claim, or of this one as it was before: `quote` is `voted to close` in the sheet, `voted not to close` in the site; not taken: `finding`, `It did.` in the sheet and `=1+1 is in the minutes.` in the site; `checked`, `2026-04-01` in the sheet and `2026-03-05` in the site; `checked-by`, `Ida` in the sheet and nothing in the site\n  help: export the sheet anew",
        ],
        None,
    );
}

#[test]
fn a_row_of_evidence_that_changed_gives_nothing_and_the_other_rows_of_its_claim_do() {
    let site = site();
    let sheet = export(site.path());
    edit(site.path(), CLAIMS, "passage: Carried.", "passage: Not carried.");
    check(
        site.path(),
        &with(&sheet, 2, "finding", "New."),
        1,
        &["`passage` is `Carried.` in the sheet, `Not carried.` in the site"],
        None,
    );
    let sheet = with(&with(&sheet, 2, "finding", "New."), 3, "finding", "New.");
    check(site.path(), &sheet, 0, &[], Some("changed `vote`: finding\n"));
}

#[test]
fn ids_that_were_sorted_without_their_rows_give_nothing() {
    let site = site();
    check_cells(
        site.path(),
        &[
            (1, "id", "doubt"),
            (4, "id", "council"),
            (4, "finding", "New."),
            (1, "expected-status", "unchecked"),
        ],
        1,
        &[
            "claims.csv:2:1: error: `doubt`: the row has the words of `council`; not taken: `expected-status`, `unchecked` in the sheet and nothing in the site",
            "claims.csv:5:1: error: `council`: the row has the words of `doubt`; not taken: `finding`, `New.` in the sheet and nothing in the site",
        ],
        None,
    );
    // Id and hash were sorted together, and the words were not.
    let sheet = export(site.path());
    let hash = |row: usize| {
        sheet.lines().nth(row).and_then(|line| line.rsplit(',').next()).unwrap_or("").to_owned()
    };
    check_cells(
        site.path(),
        &[(1, "id", "doubt"), (1, "row-hash", &hash(4)), (1, "finding", "New.")],
        1,
        &[
            "claims.csv:2:1: error: `doubt`: the row has the words of `council`; not taken: `finding`, `New.` in",
        ],
        None,
    );
}

#[test]
fn a_row_of_another_article_gives_nothing() {
    let site = two_articles();
    check_cells(
        site.path(),
        &[(1, "article", "park"), (2, "article", "bridge"), (2, "finding", "New.")],
        1,
        &[
            "`bridge/vote`: the row was made of another claim, or of this one as it was before: its `row-hash` is none that the site has for it; not taken: `finding`, `New.`",
        ],
        None,
    );
    let before = snapshot(site.path());
    let sheet = with(&read(site.path(), "public/bridge/claims.csv"), 1, "finding", "New.");
    let (status, _, told) = import_with(site.path(), "claims.csv", &sheet, &["--article", "park"]);
    assert_eq!(status, Some(1));
    assert!(told.contains("`park/vote`: the row was made of another claim"), "{told}");
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn numbers_that_a_spreadsheet_rewrote_stay_and_dates_are_refused() {
    let site = site();
    for (column, was, now, status, told) in [
        ("finding", "0042", "42", 0, "`finding` stays `0042`: `42` is how a spreadsheet writes it"),
        ("checked-by", "007", "7", 0, "`checked-by` stays `007`: `7` is how"),
        ("reviewed-by", "1.10", "1.1", 0, "`reviewed-by` stays `1.10`: `1.1` is how"),
        ("finding", "1e5", "100000", 0, "`finding` stays `1e5`"),
        (
            "finding",
            "2024-03-05",
            "05/03/2024",
            1,
            "`finding` can be what the spreadsheet made of a date: `05/03/2024` in the sheet, `2024-03-05` in the site",
        ),
        ("checked-by", "3-5", "03-May", 1, "`03-May` in the sheet, `3-5` in the site"),
    ] {
        let key = match column {
            "reviewed-by" => "reviewed: {by: '1.10'}".to_owned(),
            _ => format!("{column}: '{was}'"),
        };
        write(
            site.path(),
            CLAIMS,
            &format!("claims:\n  vote:\n    quote: voted to close\n    {key}\n"),
        );
        check_cells(site.path(), &[(1, column, now)], status, &[told], None);
    }
    write(site.path(), CLAIMS, "claims:\n  '007':\n    quote: voted to close\n");
    let built = gainsay(&["build"], site.path());
    assert_eq!(built.status.code(), Some(0), "{}", report(&built));
    check_cells(
        site.path(),
        &[(1, "id", "7"), (1, "finding", "New.")],
        0,
        &[],
        Some("changed `007`: finding\n"),
    );
}

#[test]
fn a_refused_half_of_a_value_takes_the_other_with_it_and_nothing_else() {
    let site = site();
    for (cells, told, changes) in [
        (
            &[(1, "reviewed-by", "Iris"), (1, "reviewed-on", "6/4/2026")][..],
            &[
                "`reviewed-on` is no day as the format has it: `6/4/2026` in the sheet",
                "`reviewed-by` is not taken without `reviewed-on`, which is refused: `Iris` in the sheet, `Max` in the site",
            ][..],
            None,
        ),
        (
            &[(4, "checked", "2027-01-01"), (4, "checked-by", "Ida"), (4, "finding", "One.")],
            &[
                "`checked` is to come: `2027-01-01` in the sheet, nothing in the site",
                "`checked-by` is not taken without `checked`, which is refused: `Ida` in the sheet, nothing in the site",
            ],
            Some("changed `doubt`: finding\n"),
        ),
        (
            &[
                (4, "reviewed-on", "2026-03-05"),
                (4, "checked", "2026-03-05"),
                (4, "finding", "Two."),
            ],
            &[
                "`doubt`: `reviewed-on` has a day, and `reviewed-by` nobody; `reviewed-on` is `2026-03-05` in the sheet, nothing in the site",
            ],
            Some("changed `doubt`: finding, checked\n"),
        ),
    ] {
        check_cells(site.path(), cells, 1, told, changes);
    }
}

#[test]
fn a_value_of_two_columns_that_changed_on_both_sides_is_refused_whole() {
    let site = site();
    let sheet = with(&export(site.path()), 1, "reviewed-by", "Iris");
    let sheet = with(&sheet, 2, "checked-by", "Ida");
    edit(site.path(), CLAIMS, "on: 2026-03-06", "on: 2026-03-08");
    edit(site.path(), CLAIMS, "2026-03-05", "2026-03-07");
    check(
        site.path(),
        &sheet,
        1,
        &[
            "`council`: `reviewed-by` and `reviewed-on` were changed on both sides: `Iris`, `2026-03-06` in the sheet, `Max`, `2026-03-08` in the site",
            "`vote`: `checked` and `checked-by` were changed on both sides: `2026-03-05`, `Ida` in the sheet, `2026-03-07`, nothing in the site",
        ],
        None,
    );
}

#[test]
fn sheets_of_an_earlier_version_and_with_two_columns_of_a_name_are_refused() {
    let site = site();
    let sheet = export(site.path());
    check_cells(
        site.path(),
        &[(1, "row-hash", "v1-0-0-0-0-0-0-0"), (1, "finding", "New.")],
        1,
        &[
            "`council`: the sheet is of an earlier version of the program, whose `row-hash` does not say of which claim it was made\n  help: export the sheet anew",
        ],
        None,
    );
    let twice = sheet.replacen("recheck", "Finding", 1);
    check(
        site.path(),
        &twice,
        1,
        &["claims.csv:1:1: error: the sheet has two columns `finding`"],
        None,
    );
}
