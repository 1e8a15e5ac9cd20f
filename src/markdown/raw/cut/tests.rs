//! Tests that split raw HTML as browsers do.

use super::*;

/// Cuts `html` and shows the pieces, a bar between them, and the kinds of flaws.
fn check(html: &str, expect: &str, flaws: &[FlawKind]) {
    let (pieces, found) = cut(html);
    let shown: Vec<&str> = pieces.iter().map(|p| &html[p.range.clone()]).collect();
    assert_eq!(shown.join("|"), expect, "{html}");
    assert_eq!(shown.concat(), html, "nothing is lost");
    assert_eq!(found.iter().map(|f| f.kind).collect::<Vec<_>>(), flaws, "{html}");
}

#[test]
fn pieces_cover_all_that_is_well_formed() {
    check("a<b>c</b >d<!-- e -->f", "a|<b>|c|</b >|d|<!-- e -->|f", &[]);
    check("<A HREF=x\r\n title='a>b'>é</A>", "<A HREF=x\r\n title='a>b'>|é|</A>", &[]);
    check("<br/><img alt=\"&lt;b>\" />", "<br/>|<img alt=\"&lt;b>\" />", &[]);
    check("&amp; & &unknown; &copy 1", "&amp; & &unknown; &copy 1", &[]);
    check("<script>if (a < b) '<i>'</script>c", "<script>|if (a < b) '<i>'|</script>|c", &[]);
}

#[test]
fn html_that_browsers_may_read_otherwise_is_a_flaw() {
    check("<a title=\"b", "<a title=\"b", &[FlawKind::Unended]);
    check("a <!-- b", "a |<!-- b", &[FlawKind::Comment]);
    check("<!-- a --!> b", "<!-- a --!>| b", &[FlawKind::CommentEnd]);
    check("<!--> b -->", "<!-->| b -->", &[FlawKind::CommentEnd]);
    check("1 < 2", "1 < 2", &[FlawKind::Lone]);
    check("a</", "a</", &[FlawKind::Lone]);
    check("</ b>c", "</ b>|c", &[FlawKind::Lone]);
    check("<?b?>", "<?b?>", &[FlawKind::Declaration]);
    check("<![CDATA[b]]>", "<![CDATA[b]]>", &[FlawKind::Declaration]);
    check("<!doctype html>", "<!doctype html>", &[FlawKind::Declaration]);
    check("<b c=1 c=2>", "<b c=1 c=2>", &[FlawKind::Twice]);
    check("<img/src=x>", "<img/src=x>", &[FlawKind::Tag]);
    check("<b c='1'd='2'>", "<b c='1'd='2'>", &[FlawKind::Tag]);
    check("</b c>", "</b c>", &[FlawKind::Tag]);
    check("<b\0c>", "<b\0c>", &[FlawKind::Null]);
}

#[test]
fn attributes_have_their_places_and_their_values_decoded() {
    let html = "<a  href = 'x&#x3a;y'\n id=z\u{e9} hidden>";
    let (pieces, _) = cut(html);
    let PieceKind::Open(tag) = &pieces[0].what else { panic!("{pieces:?}") };
    let shown: Vec<_> = tag
        .attributes
        .iter()
        .map(|a| {
            (a.name.as_str(), a.value.as_str(), &html[a.at.clone()], &html[a.value_at.clone()])
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("href", "x:y", "href = 'x&#x3a;y'", "'x&#x3a;y'"),
            ("id", "z\u{e9}", "id=z\u{e9}", "z\u{e9}"),
            ("hidden", "", "hidden", ""),
        ]
    );
}

#[test]
fn character_references_stand_apart() {
    let check = |text: &str, expect: &[&str]| {
        let shown: Vec<&str> = runs(text).into_iter().map(|r| &text[r]).collect();
        assert_eq!(shown, expect);
    };
    check(
        "a &amp; b&copy c AT&T &x; &#8212;",
        &["a ", "&amp;", " b", "&copy", " c AT&T &x; ", "&#8212;"],
    );
    assert_eq!(words("&mdash;"), "\u{2014}");
    assert_eq!(words("a\r\n b"), "a   b");
}
