//! Saved pages: all words of the article stay, and only notes leave it.

use super::draft::import_new;
use crate::support::{gainsay, read, report};
use std::fs;

/// What comes of a page: its sections and their claims, its sources, and what the import printed.
fn imported(page: &str) -> (String, String, String) {
    let (status, printed, told, site) = import_new("page.html", page.as_bytes(), &[]);
    assert_eq!(status, Some(0), "{told}");
    let names = fs::read_dir(site.path().join("content")).expect("content").filter_map(Result::ok);
    let mut names: Vec<String> =
        names.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let all = |end: &str| {
        let names = names.iter().filter(|name| name.ends_with(end));
        names.map(|name| read(&site.path().join("content"), name)).collect::<String>()
    };
    let output = gainsay(&["check", "--drafts"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    (all(".md"), all(".yaml"), printed)
}

#[test]
fn a_note_takes_its_own_element_alone_out_of_the_text() {
    let page = r##"<article><h1>The bridge</h1>
<div><p>The council voted nine to four.<a href="#f1" id="r1">1</a></p></div>
<div><p>The second half.</p><p>And more.</p><p id="f1">Minutes, https://n.example/ <a href="#r1">back</a></p></div>
</article>"##;
    let (text, yaml, _) = imported(page);
    assert_eq!(text, "The council voted nine to four.\n\nThe second half.\n\nAnd more.\n");
    assert!(yaml.contains("desk-note: \"Minutes, https://n.example/\"\n"), "{yaml}");

    let page = r##"<article><h1>The bridge</h1><p>The council voted nine to four.<a href="#f1" id="r1">1</a> More.</p></article>
<footer><div>Ann writes.</div><p id="f1">Minutes <a href="#r1">back</a></p><p>Imprint</p></footer>"##;
    let (text, yaml, _) = imported(page);
    assert_eq!(text, "The council voted nine to four. More.\n");
    assert!(yaml.contains("desk-note: Minutes\n"), "{yaml}");
    assert!(!yaml.contains("Ann writes") && !yaml.contains("Imprint"), "{yaml}");

    // An empty anchor stands for what holds it.
    let page = r##"<p>One.<a name="r"></a><sup><a href="#n">*</a></sup></p><div><p>Two.</p><p><a name="n"></a><a href="#r">*</a> Minutes</p><p>Three.</p></div>"##;
    let (text, yaml, _) = imported(page);
    assert_eq!(text, "One.\n\nTwo.\n\nThree.\n");
    assert!(yaml.contains("desk-note: Minutes\n"), "{yaml}");
}

#[test]
fn links_within_a_page_that_are_no_notes_leave_the_text_whole() {
    for (page, words) in [
        (
            r##"<ol><li><a href="#s1" id="t1">Vote</a></li><li><a href="#s2" id="t2">Money</a></li></ol>
<section><h2 id="s1">The vote <a href="#t1">up</a></h2><p>Nine to four.</p></section>
<section><h2 id="s2">The money <a href="#t2">up</a></h2><p>Three million.</p></section>"##,
            &["Vote", "Money", "The vote", "Nine to four.", "The money", "Three million."][..],
        ),
        // Numbers, raised or not, that lead to parts.
        (
            r##"<p>Parts: <a href="#s1" id="t1">1</a>, <sup><a href="#s2" id="t2">2</a></sup></p>
<div id="s1"><p>Nine to four.</p><p>More. <a href="#t1">↑</a></p></div>
<section id="s2"><h2>Money</h2><p>Three million. <a href="#t2">↑</a></p></section>"##,
            &["Parts", "1", "2", "Nine to four.", "More.", "Money", "Three million."],
        ),
        (
            r##"<p><a href="#end" id="top">Skip</a></p><p>Nine to four.</p><div><p>Second part.</p><p><a href="#top" id="end">Top</a></p></div>"##,
            &["Skip", "Nine to four.", "Second part.", "Top"],
        ),
        (
            r##"<ul><li><a href="#p1" id="t1">1</a></li></ul><p>Nine to four.</p><p id="p1">Second part. <a href="#t1">↑</a></p>"##,
            &["1", "Nine to four.", "Second part."],
        ),
        // Two notes in one paragraph cannot be told apart.
        (
            r##"<p>One.<sup><a href="#a" name="ra">1</a></sup> Two.<sup><a href="#b" name="rb">2</a></sup></p><p><a name="a" href="#ra">1</a> First<br><a name="b" href="#rb">2</a> Second</p>"##,
            &["One.", "Two.", "First", "Second"],
        ),
    ] {
        let (text, yaml, _) = imported(page);
        assert!(!yaml.contains("desk-note"), "{page}\n{yaml}");
        for word in words {
            assert!(text.contains(word), "{word}: {text}");
        }
    }
}

#[test]
fn a_note_that_is_cited_twice_is_said_of_both_places() {
    let page = r##"<article><h1>The bridge</h1>
<p>The council voted nine to four.<sup id="r1a"><a href="#n1">[1]</a></sup> It cost three million.<sup id="r1b"><a href="#n1">[1]</a></sup> It closed in May.<sup id="r2"><a href="#n2">[2]</a></sup></p>
<p>All of it.</p><ol><li id="n1">^ <a href="#r1a">a</a> <a href="#r1b">b</a> Minutes of March, https://n.example/</li><li id="n2"><a href="#r2">^</a> Second note.</li></ol></article>"##;
    let (text, yaml, _) = imported(page);
    assert_eq!(
        text,
        "The council voted nine to four. It cost three million. It closed in May.\n\nAll of it.\n"
    );
    assert_eq!(
        yaml.matches("desk-note: \"Minutes of March, https://n.example/\"\n").count(),
        2,
        "{yaml}"
    );
    assert_eq!(yaml.matches("desk-note: Second note.\n").count(), 1, "{yaml}");
    assert_eq!(yaml.matches("url: \"https://n.example/\"\n").count(), 1, "{yaml}");
    // The same sentence says it once.
    let page = r##"<p>The council<sup id="a"><a href="#n">1</a></sup> voted.<sup id="b"><a href="#n">1</a></sup></p><ol><li id="n">Minutes <a href="#a">↩</a></li></ol>"##;
    let (text, yaml, _) = imported(page);
    assert_eq!(text, "The council voted.\n");
    assert_eq!(yaml.matches("Minutes").count(), 1, "{yaml}");
}

#[test]
fn the_notes_of_word_libreoffice_pandoc_and_wikipedia_are_known() {
    for (mark, note) in [
        (
            r##"<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span>[1]</span></a>"##,
            r##"<div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width="33%"><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1" title="">[1]</a> Minutes</p><p>of March</p></div></div>"##,
        ),
        (
            r##"<a class=msocomanchor id="_anchor_1" href="#_msocom_1" name="_msoanchor_1">[AB1]</a>"##,
            r##"<div><hr><div><div id="_com_1" class=msocomtxt><span><a name="_msocom_1"></a></span><p class=MsoCommentText><span><a href="#_msoanchor_1" class=msocomoff>[AB1]</a></span>Minutes</p><p>of March</p></div></div></div>"##,
        ),
        (
            r##"<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>"##,
            r##"<div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a> Minutes</p><p>of March</p></div>"##,
        ),
        (
            r##"<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a>"##,
            r##"<section class="footnotes" role="doc-endnotes"><hr><ol><li id="fn1"><p>Minutes</p><p>of March<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li></ol></section>"##,
        ),
        (
            r##"<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>"##,
            r##"<hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> Minutes</span></p><p><span>of March</span></p></div>"##,
        ),
        (
            r##"<sup id="cite_ref-x_1-0" class="reference"><a href="#cite_note-x-1"><span>[</span>note 1<span>]</span></a></sup>"##,
            r##"<ol class="references"><li id="cite_note-x-1"><span class="mw-cite-backlink">^ <b><a href="#cite_ref-x_1-0" aria-label="Jump up">^</a></b></span> <style>.x{y:z}</style><span>Minutes<br>of March</span></li></ol>"##,
        ),
        (
            r##"<sup><a href="#n" id="r">1</a></sup>"##,
            r##"<table><tr><td><a href="#r" id="n">1</a></td><td>Minutes<br>of March</td></tr></table>"##,
        ),
        (
            r##"<a epub:type="noteref" href="#n" id="r">see note</a>"##,
            r##"<aside id="n" epub:type="footnote"><p>Minutes</p><p>of March <a href="#r">return</a></p></aside>"##,
        ),
    ] {
        let (text, yaml, _) = imported(&format!("<p>One.{mark}</p>\n<p>Two.</p>{note}"));
        assert!(text == "One.\n\nTwo.\n" || text == "One.\n\nTwo.\n\n---\n", "{note}\n{text}");
        assert!(yaml.contains("desk-note: |-\n      Minutes\n      of March\n"), "{note}\n{yaml}");
    }
}

#[test]
fn words_beside_the_items_of_lists_and_the_cells_of_tables_stay() {
    for (page, markdown) in [
        (
            "<ul>Loose <b>words</b> <li>one</li> more loose <div>a block</div></ul>",
            "Loose **words**\n\n- one\n\nmore loose\n\n- a block\n",
        ),
        ("<ol><li>one</li>between<li>two</li>after</ol>", "1. one\n\nbetween\n\n2. two\n\nafter\n"),
        ("<ul><li>one<ul><li>two</ul><ul><li>three</ul></ul>", "- one\n  - two\n  * three\n"),
        (
            "<table>Loose <i>in</i> table<tr><td>a</td>row<td>b</td></tr>tail</table>",
            "Loose *in* tablerowtail\n\n| a | b |\n| --- | --- |\n",
        ),
        (
            "<table><tbody>Loose<tr><td>a</td></tr></tbody><form><tr><td>b</td></tr></form></table>",
            "Loose\n\n| a |\n| --- |\n| b |\n",
        ),
        (
            "<table><td>a</td><td>b</td><tr><td>c</td></tr></table>",
            "| a | b |\n| --- | --- |\n| c |\n",
        ),
    ] {
        let (text, ..) = imported(&format!("<p>Start</p>{page}"));
        assert_eq!(text.strip_prefix("Start\n\n"), Some(markdown), "{page}");
    }
}

#[test]
fn words_for_readers_without_scripts_are_counted() {
    let (text, _, printed) =
        imported("<p>Start</p><noscript><p>Words</p></noscript><noscript> </noscript>");
    assert_eq!(text, "Start\n");
    let line = "1 part of the page, such as a menu, left out: “noscript: Words”";
    assert!(printed.contains(line), "{printed}");
}

#[test]
fn the_article_of_a_page_is_taken_though_its_readers_say_more() {
    let comments = "<div>Readers say much more than that.</div>".repeat(9);
    for article in [
        "<article><h1>Bridge</h1><p>Nine to four.</p></article>",
        "<h1>Site</h1><main><h2>Bridge</h2><p>Nine to four.</p><article>Yes.</article></main>",
    ] {
        let page = format!("<title>Bridge - Site</title><nav>Menu</nav>{article}{comments}");
        let (text, _, printed) = imported(&page);
        assert!(text.contains("Nine to four.") && !text.contains("Readers"), "{text}");
        assert!(printed.contains(" words beside the article left out: “"), "{printed}");
    }
    // A part with headings alone is not either.
    for part in ["article", "main", "div id=contents"] {
        let page = format!(
            "<{part}><h1>The council voted nine to four to close the bridge</h1></{part}><p>It did.</p>"
        );
        let (text, _, printed) = imported(&page);
        assert_eq!(text, "It did.\n", "{printed}");
    }
    // A teaser of something else is not the article.
    let page = "<title>Bridge</title><h1>Bridge</h1><p>The council voted nine to four, and more.</p><article><h2>Other</h2><p>Read.</p></article>";
    let (text, _, printed) = imported(page);
    assert!(text.contains("nine to four") && text.contains("Read."), "{text}");
    assert!(!printed.contains("beside the article"), "{printed}");
}

#[test]
fn asides_and_footers_of_an_article_are_text() {
    for (page, markdown) in [
        (
            "<article><p>Start.</p><blockquote><p>We did not pay.</p><footer>— Jan de Vries, mayor</footer></blockquote></article>",
            "Start.\n\n> We did not pay.\n>\n> — Jan de Vries, mayor\n",
        ),
        (
            "<article><p>Start</p><aside><h2>Facts</h2><p>Nine to four.</p></aside><footer>Ann writes.</footer></article>",
            "Start\n---\ntitle: Facts\n---\n\nNine to four.\n\nAnn writes.\n",
        ),
        ("<main><p>Start <aside>aside</aside> end.</p></main>", "Start\n\naside\n\nend.\n"),
        // A quotation is text wherever it stands.
        (
            "<p>Start.</p><blockquote>Yes.<footer>Jan</footer></blockquote>",
            "Start.\n\n> Yes.\n>\n> Jan\n",
        ),
    ] {
        let (text, _, printed) = imported(page);
        assert_eq!(text, markdown, "{page}");
        assert!(!printed.contains("left out"), "{page}: {printed}");
    }
    let page = r##"<article><p>Start.</p><aside>Nine to four.<sup><a href="#f" id="r">1</a></sup></aside><p id="f">Minutes <a href="#r">↑</a></p></article>"##;
    let (text, yaml, _) = imported(page);
    assert_eq!(text, "Start.\n\nNine to four.\n");
    assert!(
        yaml.contains("quote: Nine to four.\n") && yaml.contains("desk-note: Minutes\n"),
        "{yaml}"
    );
    // So they are in a block of HTML of Markdown.
    let (status, _, told, site) =
        import_new("d.md", b"Start.\n\n<aside>Nine to four.</aside>\n", &[]);
    assert_eq!(status, Some(0), "{told}");
    assert_eq!(read(site.path(), "content/01-start.md"), "Start.\n\nNine to four.\n");
}

#[test]
fn parts_of_a_page_that_are_left_out_are_told_with_their_first_words() {
    for (page, line) in [
        (
            "<footer>© Courier, <b>all</b> rights</footer>",
            "1 part of the page, such as a menu, left out: “footer: © Courier, all rights”",
        ),
        (
            "<nav><a>Home</a><a>News</a></nav><form>Sign up</form>",
            "2 parts of the page, such as a menu, left out: “nav: HomeNews”",
        ),
        (
            "<video>No video.</video>",
            "1 part of the page, such as a menu, left out: “video: No video.”",
        ),
        (
            "<canvas></canvas><nav>News</nav>",
            "1 part of the page, such as a menu, left out: “nav: News”",
        ),
        ("<canvas></canvas>", "1 part of the page that is no text left out: “canvas”"),
        ("<dialog>Accept all?</dialog>", "1 piece of hidden text left out: “Accept all?”"),
        (
            "<datalist><option>One<option>Two</datalist>",
            "1 piece of hidden text left out: “OneTwo”",
        ),
        ("<ul><li>Three<li hidden>Four</ul>", "1 piece of hidden text left out: “Four”"),
        (
            "<table><tr><td>Three<td style='display:none'>Four</table>",
            "1 piece of hidden text left out: “Four”",
        ),
        (
            "<table><tr><td>Three<tr hidden><td>Four</table>",
            "1 piece of hidden text left out: “Four”",
        ),
    ] {
        let (text, _, printed) = imported(&format!("<p>Start.</p>{page}"));
        assert!(
            !["Courier", "Home", "No video", "Accept", "One", "Four"]
                .iter()
                .any(|word| text.contains(word)),
            "{text}"
        );
        assert!(printed.contains(&format!("  {line}\n")), "{page}: {printed}");
    }
    let (text, _, printed) = imported(
        "<p>Start.</p><dialog open>Yes.</dialog><style>.d{display:block}</style><dialog class=d>No.</dialog>",
    );
    assert_eq!(text, "Start.\n\nYes.\n\nNo.\n");
    assert!(!printed.contains("left out"), "{printed}");
    // A value that is there and not seen keeps its column.
    let (text, ..) =
        imported("<p>Start.</p><table><tr><td>a<td style='visibility:hidden'>b<td>c</table>");
    assert!(text.ends_with("| a |  | c |\n| --- | --- | --- |\n"), "{text}");
}
