//! Tables of documents: each value stays in its column, and each note on its own cell.

use super::draft::{docx, import_new, p, r};
use super::readers::sections;
use crate::support::{gainsay, read, report};
use std::fs;

/// A cell of Word with these properties.
fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(&r(text)))
}

/// A row of Word with these properties.
fn tr(properties: &str, cells: &[String]) -> String {
    format!("<w:tr><w:trPr>{properties}</w:trPr>{}</w:tr>", cells.concat())
}

#[test]
fn cells_of_a_page_that_take_several_rows_keep_later_values_in_their_columns() {
    let check = |rows: &str, expect: &[&str]| {
        let (text, _) = sections("d.html", format!("<p>So.</p><table>{rows}</table>").as_bytes());
        let lines: Vec<&str> = text.lines().skip(2).collect();
        let mut wanted = expect.to_vec();
        wanted.insert(1, lines.get(1).copied().unwrap_or_default());
        assert_eq!(lines, wanted, "{rows}");
    };
    check(
        "<tr><th>Who<th>When<th>What<tr><td rowspan=2>Ada<td>Mon<td>yes<tr><td>Tue<td>no<tr><td>Bo<td>Wed<td>x",
        &["| Who | When | What |", "| Ada | Mon | yes |", "|  | Tue | no |", "| Bo | Wed | x |"],
    );
    check(
        "<tr><th rowspan=2>Who<th colspan=2>Votes<tr><th>for<th>against<tr><td>Ada<td>1<td>2",
        &["| Who | Votes |  |", "|  | for | against |", "| Ada | 1 | 2 |"],
    );
    // A value between two that go on, and one that goes on in two columns.
    check(
        "<tr><td rowspan=3>a<td>b<td rowspan=2>c<td>d<tr><td>e<td>f<tr><td>g<td>h",
        &["| a | b | c | d |", "|  | e |  | f |", "|  | g | h |"],
    );
    check("<tr><td rowspan=2 colspan=2>a<td>b<tr><td>c", &["| a |  | b |", "|  |  | c |"]);
    // Nothing goes on behind the end of a group of rows; 0 means up to it.
    check(
        "<thead><tr><th rowspan=9>a<th>b<tbody><tr><td rowspan=0>c<td>d<tr><td>e<tr><td>f<tbody><tr><td>g<td>h",
        &["| a | b |", "| c | d |", "|  | e |", "|  | f |", "| g | h |"],
    );
    // Leading digits count, as in browsers.
    check(
        "<tr><th colspan='2px'>a<th>b<tr><td rowspan='2.5'>c<td rowspan=' +2'>d<td>e<tr><td>f",
        &["| a |  | b |", "| c | d | e |", "|  |  | f |"],
    );
    check(
        "<tr><td rowspan=99999999999999999999>a<td>b<tr><td>c<tr><td>d",
        &["| a | b |", "|  | c |", "|  | d |"],
    );
    // What is no number counts as one row.
    check(
        "<tr><td rowspan=x>a<td>b<tr><td rowspan=-2>c<td>d<tr><td>e<td>f",
        &["| a | b |", "| c | d |", "| e | f |"],
    );
}

#[test]
fn rows_of_a_page_that_are_only_not_seen_take_their_place() {
    let check = |rows: &str, expect: &[&str], told: &[&str]| {
        let page = format!("<p>So.</p><table>{rows}</table>");
        let (text, printed) = sections("d.html", page.as_bytes());
        let mut lines: Vec<&str> = text.lines().skip(2).collect();
        lines.remove(1);
        assert_eq!(lines, expect, "{rows}");
        for line in told {
            assert!(printed.contains(line), "{rows}: {printed}");
        }
        assert_eq!(printed.matches("hidden text").count(), told.len(), "{printed}");
    };
    check(
        "<tr><th rowspan=3>Year<th>Count<tr style='visibility:hidden'><td>note<tr><td>1999<tr><td>2000<td>7",
        &["| Year | Count |", "|  |  |", "|  | 1999 |", "| 2000 | 7 |"],
        &["1 piece of hidden text left out: “note”"],
    );
    // A cell in it goes on below it, and is counted with its row.
    check(
        "<tr><th>a<th>b<tr style='visibility:hidden'><td rowspan=2>c<td style='display:none'>d<td>e<tr><td>f",
        &["| a | b |", "|  |  |", "|  | f |"],
        &["1 piece of hidden text left out: “c"],
    );
    // One that is not there takes none.
    check(
        "<tr><th rowspan=2>a<th>b<tr style='display:none'><td>c<tr><td>d<tr><td>e<td>f",
        &["| a | b |", "|  | d |", "| e | f |"],
        &["1 piece of hidden text left out: “c”"],
    );
}

#[test]
fn rows_in_a_part_of_a_table_that_is_hidden_are_left_out_and_counted() {
    for (part, empty, told) in [
        ("<tbody style='display:none'>", "", "hidden text left out: “cd”"),
        ("<tbody hidden>", "", "hidden text left out: “cd”"),
        ("<tfoot style='visibility:hidden'>", "|  |  |\n", "hidden text left out: “cd”"),
        ("<style>.x{display:none}</style><tbody class=x>", "", "hidden text left out: “cd”"),
    ] {
        let page =
            format!("<p>So.</p><table><tr><td>a<td>b{part}<tr><td>c<td>d<tbody><tr><td>e</table>");
        let (text, printed) = sections("d.html", page.as_bytes());
        assert_eq!(text, format!("So.\n\n| a | b |\n| --- | --- |\n{empty}| e |\n"), "{part}");
        assert!(printed.contains(told), "{part}: {printed}");
        assert_eq!(printed.matches("hidden text").count(), 1, "{printed}");
    }
}

#[test]
fn cells_of_word_that_take_several_rows_or_leave_room_keep_later_values_in_their_columns() {
    let check = |rows: &[String], expect: &[&str], hidden: Option<&str>| {
        let body = format!("{}<w:tbl>{}</w:tbl>", p(&r("So.")), rows.concat());
        let (text, printed) = sections("d.docx", &docx(&body, &[]));
        let lines: Vec<&str> = text.lines().skip(2).collect();
        let mut wanted = expect.to_vec();
        wanted.insert(1, lines.get(1).copied().unwrap_or_default());
        assert_eq!(lines, wanted, "{rows:?}");
        let line = hidden.map(|words| format!("1 piece of hidden text left out: “{words}”"));
        assert_eq!(printed.contains("hidden"), hidden.is_some(), "{printed}");
        assert!(line.is_none_or(|line| printed.contains(&line)), "{printed}");
    };
    let begins = r#"<w:vMerge w:val="restart"/>"#;
    let head = tr("", &[tc("", "Who"), tc("", "When"), tc("", "What")]);
    let first = tr("", &[tc(begins, "Ada"), tc("", "Mon"), tc("", "yes")]);
    check(
        &[
            head.clone(),
            first.clone(),
            tr("", &[tc("<w:vMerge/>", ""), tc("", "Tue"), tc("", "no")]),
        ],
        &["| Who | When | What |", "| Ada | Mon | yes |", "|  | Tue | no |"],
        None,
    );
    // Word shows no words in a cell that goes on.
    let goes_on = r#"<w:vMerge w:val="continue"/>"#;
    check(
        &[head.clone(), first, tr("", &[tc(goes_on, "Bo"), tc("", "Tue"), tc("", "no")])],
        &["| Who | When | What |", "| Ada | Mon | yes |", "|  | Tue | no |"],
        Some("Bo"),
    );
    // One that goes on from nothing is a cell.
    check(
        &[head.clone(), tr("", &[tc(goes_on, "Bo"), tc("", "Tue"), tc("", "no")])],
        &["| Who | When | What |", "| Bo | Tue | no |"],
        None,
    );
    // A row may begin and end in room, and a cell may take it.
    check(
        &[
            head,
            tr(r#"<w:gridBefore w:val="1"/>"#, &[tc("", "Tue"), tc("", "no")]),
            tr("", &[tc(r#"<w:gridSpan w:val="2"/>"#, "Bo"), tc("", "no")]),
        ],
        &["| Who | When | What |", "|  | Tue | no |", "| Bo |  | no |"],
        None,
    );
}

#[test]
fn a_table_of_more_merged_cells_than_are_laid_out_is_told_and_loses_no_words() {
    let heads = "<td rowspan=60000 colspan=64>a".repeat(60);
    let rows = "<tr><td>b".repeat(400);
    let page = format!("<p>So.</p><table><tr>{heads}{rows}</table>");
    let (text, printed) = sections("d.html", page.as_bytes());
    assert_eq!(text.matches('b').count(), 400);
    assert!(printed.contains("merged cell"), "{printed}");
    assert!(text.len() < 4 << 20, "{}", text.len());
}

#[test]
fn a_footnote_in_a_cell_is_about_the_words_of_the_cell() {
    let check = |name: &str, bytes: &[u8], expect: &[(&str, &str)]| {
        let (status, printed, told, site) = import_new(name, bytes, &["--format", "json"]);
        assert_eq!(status, Some(0), "{told}");
        let printed: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
        let content = site.path().join("content");
        let names = fs::read_dir(&content).expect("content").filter_map(Result::ok);
        let mut names: Vec<_> = names.map(|entry| entry.file_name().into_string()).collect();
        names.sort();
        let files = names.into_iter().map(|name| read(&content, &name.expect("a name")));
        let text: String = files.filter(|text| text.contains("claims:\n")).collect();
        let notes = text.lines().filter_map(|line| line.trim().strip_prefix("desk-note: "));
        let claims = printed["claims"].as_array().expect("claims").iter();
        let words = claims.map(|claim| claim["words"].as_str().expect("words"));
        let found: Vec<(&str, &str)> = words.zip(notes).collect();
        assert_eq!(found, expect, "{name}: {text}");
        let output = gainsay(&["check", "--drafts"], site.path());
        assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    };
    let markdown = "So.\n\n| Year[^y] | Cost | Votes |\n| --- | --- | --- |\n| 1990 | 9[^a] | 12[^b] |\n| 1991 | Less. It was 9.[^c] | 12 |\n| [^d] | 9 | |\n\n[^y]: N0\n[^a]: N1\n[^b]: N2\n[^c]: N3\n[^d]: N4\n";
    let expect = [("Year", "N0"), ("9", "N1"), ("12", "N2"), ("Less. It was 9.", "N3")];
    check("d.md", markdown.as_bytes(), &expect);
    let mark = |id: usize| format!(r#"<w:r><w:footnoteReference w:id="{id}"/></w:r>"#);
    let cell = |inside: String| format!("<w:tc>{}</w:tc>", p(&inside));
    let rows = [
        tr("", &[cell(r("Cost") + &mark(1)), cell(r("Votes"))]),
        tr("", &[cell(r("9") + &mark(2)), cell(r("12") + &mark(3))]),
    ];
    let body = format!("{}<w:tbl>{}</w:tbl>", p(&r("So.")), rows.concat());
    let note =
        |id: usize| format!(r#"<w:footnote w:id="{id}">{}</w:footnote>"#, p(&r(&format!("N{id}"))));
    let notes =
        format!(r#"<w:footnotes xmlns:w="x">{}{}{}</w:footnotes>"#, note(1), note(2), note(3));
    let bytes = docx(&body, &[("word/footnotes.xml", &notes)]);
    check("d.docx", &bytes, &[("Cost", "N1"), ("9", "N2"), ("12", "N3")]);
}
