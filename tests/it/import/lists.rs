//! Lists of documents: where one ends and the next begins, and from which number they count.

use super::draft::{archive, document, import_new};
use crate::support::read;

const TOP: &str = r#"<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="word/document.xml"/></Relationships>"#;
const OWN: &str = r#"<Relationships><Relationship Id="n" Type="x/numbering" Target="numbering.xml"/></Relationships>"#;

/// Three makes of lists: bullets, numbers, and letters below numbers. Lists 1 and 2 are bullets of a make each, 3 and
/// 4 numbers of one make, 5 such that begins anew with 7, and 6 numbers with letters below.
const NUMBERING: &str = r#"<w:numbering xmlns:w="x">
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="3"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"#;

/// Paragraphs of lists, each with its list and level; list 0 is none.
fn of_word(paragraphs: &[(u8, u8, &str)]) -> (String, String) {
    let paragraph = |(list, level, text): &(u8, u8, &str)| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
        )
    };
    let body = document(&paragraphs.iter().map(paragraph).collect::<String>());
    let bytes = archive(&[
        ("_rels/.rels", TOP.as_bytes()),
        ("word/document.xml", body.as_bytes()),
        ("word/_rels/document.xml.rels", OWN.as_bytes()),
        ("word/numbering.xml", NUMBERING.as_bytes()),
    ]);
    imported("draft.docx", &bytes)
}

/// The Markdown of a document that begins with the word *Start*, and what its import printed.
fn imported(name: &str, bytes: &[u8]) -> (String, String) {
    let (status, printed, told, site) = import_new(name, bytes, &[]);
    assert_eq!(status, Some(0), "{told}");
    let text = read(site.path(), "content/01-start.md");
    (text.strip_prefix("Start\n\n").expect("a start").to_owned(), printed)
}

#[test]
fn two_lists_of_word_in_a_row_stay_two() {
    let (text, _) = of_word(&[(0, 0, "Start"), (1, 0, "a"), (1, 0, "b"), (2, 0, "c"), (1, 0, "d")]);
    assert_eq!(text, "- a\n- b\n\n* c\n\n- d\n");
    let (text, _) = of_word(&[(0, 0, "Start"), (6, 0, "a"), (1, 1, "b"), (2, 1, "c")]);
    assert_eq!(text, "1. a\n   - b\n   * c\n");
}

#[test]
fn lists_of_word_count_on_where_they_are_of_one_make_and_begin_anew_where_they_say_so() {
    let all = [(0, 0, "Start"), (3, 0, "a"), (4, 0, "b"), (5, 0, "c"), (5, 0, "d")];
    let (text, _) = of_word(&all);
    assert_eq!(text, "1. a\n2. b\n\n7) c\n8) d\n");
    let (text, _) = of_word(&[(0, 0, "Start"), (3, 0, "a"), (0, 0, "Words"), (3, 0, "b")]);
    assert_eq!(text, "1. a\n\nWords\n\n2. b\n");
}

#[test]
fn numbers_that_are_letters_are_counted_and_begin_anew_below_each_item() {
    let all = [(0, 0, "Start"), (6, 0, "a"), (6, 1, "b"), (6, 0, "c"), (6, 1, "d")];
    let (text, printed) = of_word(&all);
    assert_eq!(text, "1. a\n   1. b\n2. c\n   1. d\n");
    let line = "  2 lists whose numbers Markdown cannot show, counted with plain ones: “b”\n";
    assert!(printed.contains(line), "{printed}");
}

#[test]
fn lists_of_a_page_keep_their_numbers_or_are_counted() {
    let page = |list: &str| imported("draft.html", format!("<p>Start</p>{list}").as_bytes());
    for (list, expect, is_counted) in [
        ("<ol><li>a<li value=5>b<li>c</ol>", "1. a\n\n5) b\n6) c\n", false),
        ("<ol start=3><li>a</ol><ol><li>b</ol>", "3. a\n\n1) b\n", false),
        ("<ul><li>a<ol start=4><li>b</ol><li>c</ul>", "- a\n\n  4. b\n\n- c\n", false),
        ("<ul><li value=5>a</ul><ul><li>b</ul>", "- a\n\n* b\n", false),
        // What is empty has a number too, and none behind the last words.
        ("<ol><li>a<li><li> <li>c</ol>", "1. a\n2.\n3.\n4. c\n", false),
        ("<ol><li><li>b<li></ol>", "1.\n2. b\n", false),
        ("<ol><li><li></ol><p>b", "b\n", false),
        ("<ul><li>a<li><li>c</ul>", "- a\n- c\n", false),
        ("<ul><li>a<ol><li><li>b</ol></ul>", "- a\n\n  1.\n  2. b\n", false),
        ("<ol><li>a<li style='display:none'>b<li>c</ol>", "1. a\n2. c\n", false),
        // One that is only not seen has its number.
        ("<ol><li>a<li style='visibility:hidden'>b<li>c</ol>", "1. a\n2.\n3. c\n", false),
        ("<ul><li>a<li style='visibility:hidden'>b<li>c</ul>", "- a\n- c\n", false),
        // Leading digits count, as in browsers.
        ("<ol start=3.><li>a<li value='7th'>b</ol>", "3. a\n\n7) b\n", false),
        ("<ol type=a><li>a</ol>", "1. a\n", true),
        ("<ol reversed><li>a</ol>", "1. a\n", true),
        ("<ol start=-2><li>a</ol>", "1. a\n", true),
    ] {
        let (text, printed) = page(list);
        assert_eq!(text, expect, "{list}");
        let line = "  1 list whose numbers Markdown cannot show";
        assert_eq!(printed.contains(line), is_counted, "{list}: {printed}");
    }
}

#[test]
fn empty_items_of_word_keep_their_numbers() {
    let (text, _) = of_word(&[
        (0, 0, "Start"),
        (3, 0, "a"),
        (3, 0, ""),
        (3, 0, "c"),
        (3, 0, ""),
        (1, 0, ""),
        (1, 0, "d"),
    ]);
    assert_eq!(text, "1. a\n2.\n3. c\n\n- d\n");
    let (text, _) = of_word(&[(0, 0, "Start"), (3, 0, ""), (0, 0, "Words"), (3, 0, "b")]);
    assert_eq!(text, "Words\n\n2. b\n");
}
