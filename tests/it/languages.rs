//! The words of the pages in other languages: whole sites in Arabic, French, German and Spanish, in
//! which no word of the English file is left, and a site that puts its own words above the theme's.

use crate::support::{build, drawn, options, page, root, tree_over, whole};
use gainsay::pipeline::{Options, ReadyTheme};
use gainsay::source::Files;
use gainsay::theme::words::Languages;
use std::collections::BTreeSet;
use std::fs;
use syn::visit::Visit;

/// A site with a claim of each kind of evidence. Its own words are in no language, so that all
/// words found are the pages'.
const BASE: &[(&str, &str)] = &[
    ("gainsay.yaml", "title: Xx\nbase-url: https://xx.example/\ncontact: https://xx.example/c\n"),
    (
        "content/article.yaml",
        "title: Xxxx\nstandfirst: Xx xx.\nbyline: Xx\npublished: 2016-10-18\nannotated-by: Xx\ncorrections:\n  - {date: 2016-10-19, text: Xx.}\n",
    ),
    (
        "content/01-aa.md",
        "---\ntitle: Aa\n---\n\n> [!TIP]\n> Zz zz.\n\nQq ww ee. Rr tt yy.[^1] Uu ii oo.\n\n- [ ] Pp\n- [x] Ll\n\n[^1]: Ff.\n",
    ),
    (
        "content/01-aa.yaml",
        "claims:
  one:
    quote: Qq ww
    speaker: vv
    date: 2016-10-18
    finding: Xx.
    checked: 2016-11-01
    checked-by: Xx
    reviewed: {by: Xx, on: 2016-11-02}
    was: Qq
    history: [{date: 2016-11-03, note: Xx}]
    later: [{date: 2017, text: Xx, sources: [ss]}]
    reply: {asked: [vv], on: 2016-11-01}
    citations:
      - {source: ss, relation: supports, passage: Xx xx}
      - {source: tt, relation: qualifies, passage: Xx, anonymous: true}
    counters:
      - {id: four, relation: denies, speaker: vv, says: Xx., citations: [{source: tt, relation: repeats}]}
  two: {quote: Rr tt, kind: opinion, finding: Xx.}
  three: {quote: Uu ii, states: Xx., note: Xx.}
",
    ),
    (
        "content/sources.yaml",
        "ss: {title: Ss, url: 'https://ss.example/', publisher: Ss, authors: [Ss], date: 2016~, kind: report, accessed: 2016-10-20}
tt: {title: Tt, no-url: xx, speaker: vv, kind: transcript, access: offline}
",
    ),
    ("content/speakers.yaml", "vv: {name: Vv, role: xx, url: 'https://vv.example/'}\n"),
];

fn in_language(tag: &str) -> gainsay::pipeline::Outcome {
    let config = format!("{}language: {tag}\n", BASE[0].1);
    whole(BASE, &[("gainsay.yaml", &config)])
}

/// The text of a page, tags and all: words for speech stand in attributes.
fn check_no_english(tag: &str) {
    let outcome = in_language(tag);
    let (languages, _) = Languages::new(&Files::default(), &[]);
    let (english, other) = (languages.first_of(["en"]), languages.first_of([tag]));
    assert_eq!(other.tag(), tag);
    let file = include_str!("../../templates/languages/en.ftl");
    let messages = file.lines().filter_map(|line| line.split_once(" = "));
    let messages: Vec<(&str, &str)> = messages
        // Short words stand in addresses and names of classes too.
        .filter(|(key, words)| !words.contains('{') && words.len() > 9 && other.get(key) != *words)
        .collect();
    assert!(messages.len() > 60, "the test looks for something");
    for html in outcome.pages.iter().filter(|p| p.path.ends_with(".html")) {
        let html = (html.path.as_str(), page(&outcome, &html.path));
        assert!(html.1.contains(&format!("<html lang=\"{tag}\" dir=\"{}\">", other.dir())));
        for (key, words) in &messages {
            assert!(!html.1.contains(words), "{tag}: {} says `{words}` ({key})", html.0);
        }
    }
    assert_ne!(english.get("skip"), other.get("skip"));
}

#[test]
fn a_spanish_site_says_nothing_in_english() {
    check_no_english("es");
}

#[test]
fn an_arabic_site_says_nothing_in_english() {
    check_no_english("ar");
}

#[test]
fn a_german_site_says_nothing_in_english() {
    check_no_english("de");
}

#[test]
fn a_french_site_says_nothing_in_english() {
    check_no_english("fr");
}

#[test]
fn pages_speak_german_and_french() {
    let check = |tag: &str, path: &str, expect: &[&str]| {
        let html = page(&in_language(tag), path);
        for words in expect {
            assert!(html.contains(words), "{tag} {path}: {words}\n{html}");
        }
    };
    check(
        "de",
        "index.html",
        &[
            "<b>3</b> markierte Aussagen",
            "Zuletzt geprüft: 1.\u{a0}November 2016.",
            "<time datetime=\"2016-10-18\">18.\u{a0}Oktober 2016</time>",
            // Nouns keep their capitals within a line.
            "aria-label=\"Anmerkung 2: Meinung\"",
            "aria-label=\"Offen\"",
        ],
    );
    check("de", "claims/one.html", &["Gegengelesen: 2.\u{a0}November 2016, von Xx.", "etwa 2016"]);
    check(
        "fr",
        "index.html",
        &[
            "<b>3</b> affirmations signalées",
            "Dernière vérification\u{a0}: 1er\u{a0}novembre 2016.",
            "<time datetime=\"2016-10-18\">18\u{a0}octobre 2016</time>",
            "aria-label=\"Note 2\u{a0}: opinion\"",
        ],
    );
    check(
        "fr",
        "claims/one.html",
        &["Relecture\u{a0}: 2\u{a0}novembre 2016, par Xx.", "vers 2016"],
    );
    // Citations have the quotation marks of their language, and one full stop.
    check("de", "index.html", &["„Xxxx“."]);
    check("fr", "index.html", &["«\u{a0}Xxxx\u{a0}»."]);
}

#[test]
fn names_are_filed_without_the_article_of_their_language() {
    let check = |tag: &str, first: &str, last: &str| {
        let config = format!("{}language: {tag}\n", BASE[0].1);
        let sources = BASE.iter().find(|(name, _)| *name == "content/sources.yaml");
        let sources = sources.map_or("", |(_, text)| text);
        let sources = sources.replace("publisher: Ss", &format!("publisher: {last}"));
        let sources =
            sources.replace("kind: transcript", &format!("kind: report, publisher: {first}"));
        let files = [("gainsay.yaml", config.as_str()), ("content/sources.yaml", sources.as_str())];
        let html = page(&whole(BASE, &files), "sources/index.html");
        let at = |words: &str| html.find(words).expect("a name");
        assert!(at(first) < at(last), "{tag}: {first}, {last}");
    };
    check("de", "Der Anzeiger", "Bote");
    check("fr", "L’Annonce", "Bulletin");
    check("fr", "Le Bac", "Canard");
}

#[test]
fn pages_speak_the_language_of_their_article_and_its_dates() {
    let outcome = in_language("es");
    let article = page(&outcome, "index.html");
    for words in [
        "<b>3</b> afirmaciones señaladas",
        "Última comprobación: 1 de noviembre de 2016.",
        "<time datetime=\"2016-10-18\">18 de octubre de 2016</time>",
        "aria-label=\"Nota 1: respaldada\"",
        "aria-label=\"Nota al pie 1\"",
        "<p class=\"alert-title\">Consejo</p>",
        "aria-label=\"Por hacer\"",
    ] {
        assert!(article.contains(words), "{words}");
    }
    let claim = page(&outcome, "claims/one.html");
    assert!(claim.contains("Revisada el 2 de noviembre de 2016 por Xx."));
    assert!(claim.contains("hacia 2016"));
    // Words of the page's language need no mark of their language.
    assert_eq!(claim.matches("lang=\"es\"").count(), 1, "but for the page itself");
}

#[test]
fn data_for_shared_links_is_in_the_language_of_the_page() {
    let outcome = in_language("es");
    let claim = page(&outcome, "claims/one.html");
    for words in [
        "content=\"es\"",
        "<meta property=\"og:image:alt\" content=\"Xxxx\">",
        "data-done=\"Copiado\"",
        "Copiar enlace<span>: las palabras en el artículo</span>",
    ] {
        assert!(claim.contains(words), "{words}\n{claim}");
    }
    let front = page(&outcome, "index.html");
    for words in [
        "<meta property=\"og:image:alt\" content=\"Xxxx. 3 afirmaciones señaladas, 2 que se pueden comprobar: ",
        "Última comprobación: 1 de noviembre de 2016. Xx\"",
    ] {
        assert!(front.contains(words), "{words}\n{front}");
    }
    let source = page(&outcome, "sources/ss.html");
    assert!(source.contains("content=\"Ss, Ss, hacia 2016: lo que se sabe de esta fuente"));
    let feed = page(&outcome, "feed.xml");
    assert!(feed.contains("<title>Corrección: Xxxx</title>") && feed.contains("Afirmación "));

    // The title can be drawn, but not the line below it.
    let front = page(&in_language("ar"), "index.html");
    assert!(front.contains("<meta property=\"og:image:alt\" content=\"Xxxx. Xx\">"), "{front}");
}

#[test]
fn a_site_in_one_language_may_have_an_article_in_another() {
    let article = format!("{}language: ar\n", BASE[1].1);
    let outcome = whole(BASE, &[("content/article.yaml", &article)]);
    assert!(page(&outcome, "claims/one.html").contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(page(&outcome, "sources/ss.html").contains("<html lang=\"en\" dir=\"ltr\">"));
}

#[test]
fn language_without_messages_falls_back_to_english() {
    let outcome = in_language("it");
    let article = page(&outcome, "index.html");
    assert!(article.contains("<html lang=\"en\" dir=\"ltr\">"));
    assert!(article.contains("<article class=\"prose\" id=\"text\" tabindex=\"-1\" lang=\"it\""));
}

#[test]
fn site_overrides_messages_and_adds_languages() {
    let own = "suggest = Tell the <desk>\nstatus-supported = Borne out\n    .rule = Our rule.\n";
    let outcome = whole(BASE, &[("templates/languages/en.ftl", own)]);
    let claim = page(&outcome, "claims/one.html");
    assert!(claim.contains("Tell the &lt;desk&gt;"), "words are no markup");
    assert!(claim.contains("Borne out") && claim.contains("The rule: Our rule."));
    assert!(claim.contains("Skip to content"), "and all others are the theme's");

    let config = format!("{}language: it\n", BASE[0].1);
    let italian = "skip = Vai al contenuto\n";
    let files = [("gainsay.yaml", config.as_str()), ("templates/languages/it.ftl", italian)];
    let article = page(&whole(BASE, &files), "index.html");
    assert!(article.contains("<html lang=\"it\" dir=\"ltr\">") && article.contains("Vai al"));
    assert!(article.contains("Suggest a correction"), "what is left out is said in English");
}

#[test]
fn faults_of_a_language_file_have_a_place() {
    let check = |files: &[(&str, &str)], expect: &str| {
        let outcome = build(tree_over(BASE, files));
        let drawn = drawn(&outcome);
        assert!(outcome.failed() && drawn.contains(expect), "{drawn}");
    };
    check(
        &[("templates/languages/en.ftl", "skip = Skip\nsuggest { \n")],
        "templates/languages/en.ftl:2:",
    );
    check(&[("templates/languages/a b.ftl", "skip = Skip\n")], "is not the tag of a language");
    let template =
        "{% extends \"base.html\" %}{% block main %}{{ say(key=\"nothing\") }}{% endblock %}";
    check(&[("templates/404.html", template)], "there are no words for `nothing`");
}

/// The texts in the program's code, and the keys of messages that it asks for: `words.get("key")`,
/// `words.say("key", ...)`, `press.word(article, "key")`.
#[derive(Default)]
struct Literals {
    texts: BTreeSet<String>,
    asked: BTreeSet<String>,
}

impl Literals {
    fn take_tokens(&mut self, tokens: proc_macro2::TokenStream) {
        for token in tokens {
            match token {
                proc_macro2::TokenTree::Group(group) => self.take_tokens(group.stream()),
                proc_macro2::TokenTree::Literal(literal) => {
                    if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                        self.texts.insert(text.value());
                    }
                }
                _ => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Literals {
    fn visit_lit_str(&mut self, text: &'ast syn::LitStr) {
        self.texts.insert(text.value());
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.take_tokens(call.tokens.clone());
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let receiver = match &*call.receiver {
            syn::Expr::Field(syn::ExprField { member: syn::Member::Named(name), .. }) => Some(name),
            syn::Expr::Path(path) => path.path.get_ident(),
            _ => None,
        };
        let receiver = receiver.map(ToString::to_string).unwrap_or_default();
        let at = match (receiver.as_str(), call.method.to_string().as_str()) {
            ("words", "get" | "say") => Some(0),
            ("press", "word") => Some(1),
            _ => None,
        };
        if let Some(syn::Expr::Lit(literal)) = at.and_then(|at| call.args.iter().nth(at))
            && let syn::Lit::Str(key) = &literal.lit
        {
            self.asked.insert(key.value());
        }
        syn::visit::visit_expr_method_call(self, call);
    }
}

fn literals() -> Literals {
    let mut literals = Literals::default();
    for entry in walkdir::WalkDir::new(root().join("src")) {
        let entry = entry.expect("an entry");
        if entry.path().extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(entry.path()).expect("a text");
            literals.visit_file(&syn::parse_file(&text).expect("a file of Rust"));
        }
    }
    literals
}

/// The keys of the English file.
fn keys() -> Vec<&'static str> {
    let file = include_str!("../../templates/languages/en.ftl");
    let keys = file.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    keys.filter_map(|line| Some(line.split_once(" =")?.0)).collect()
}

/// Every key is asked for by a template, a script or the code. Families are asked for by their name.
#[test]
fn every_message_is_used() {
    let code = literals().texts;
    let templates: String = gainsay::theme::TEMPLATES.iter().map(|(_, text)| *text).collect();
    let is_used = |key: &str| {
        let family = key.rsplit_once('-').map_or("", |(family, _)| family);
        let is_family = ["month", "alert"].contains(&family);
        code.contains(key)
            || templates.contains(&format!("\"{key}\""))
            || is_family && code.iter().any(|text| text.starts_with(&format!("{family}-{{")))
    };
    let unused: Vec<&str> = keys().into_iter().filter(|key| !is_used(key)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn every_message_that_the_code_asks_for_exists() {
    let asked = literals().asked;
    assert!(asked.len() > 20, "{asked:?}");
    let keys = keys();
    let missing: Vec<&String> = asked.iter().filter(|key| !keys.contains(&key.as_str())).collect();
    assert!(missing.is_empty(), "templates/languages/en.ftl lacks {missing:?}");
}

/// Builds `after` with the theme that a build of `before` made, and holds it against a build of its own.
fn check_handed_on(before: &[(&str, &str)], after: &[(&str, &str)]) {
    let theme =
        |files| gainsay::pipeline::build(tree_over(BASE, files), &options(), &mut |_| {}).theme();
    let with = |theme| {
        let options = Options { theme, ..options() };
        let outcome = gainsay::pipeline::run(tree_over(BASE, after), &options, &mut |_| {});
        let pages = outcome.pages.iter().map(|page| (page.path.clone(), page.bytes.clone()));
        (drawn(&outcome), pages.collect::<Vec<_>>())
    };
    let (alone, handed_on) = (with(ReadyTheme::default()), with(theme(before)));
    assert_eq!(alone.0, handed_on.0, "{after:?}");
    assert!(alone.1 == handed_on.1, "{after:?}");
}

#[test]
fn theme_of_another_build_changes_nothing() {
    let broken = ("templates/languages/en.ftl", "nothing-known = {\n");
    let own = ("templates/languages/en.ftl", "skip-to-text = To the words\n");
    let fault = ("templates/method.html", "{{ missing }}\n");
    let early = ("static/a.css", "p { margin: 0 }\n");
    for before in [&[][..], &[broken], &[own], &[fault]] {
        for after in [&[][..], &[broken], &[own], &[fault], &[early, fault], &[early, own]] {
            check_handed_on(before, after);
        }
    }
    // The files of a tree that was built before are the same memory, and may have other places.
    let one = tree_over(BASE, &[fault]);
    let mut two = one.clone();
    two.files.insert("static/a.css".to_owned(), "p { margin: 0 }\n".into());
    let built = gainsay::pipeline::build(one, &options(), &mut |_| {});
    let with = |theme| {
        let options = Options { theme, ..options() };
        drawn(&gainsay::pipeline::run(two.clone(), &options, &mut |_| {}))
    };
    let alone = with(ReadyTheme::default());
    assert!(alone.contains("templates/method.html:1"), "{alone}");
    assert_eq!(with(built.theme()), alone);
    let broken = tree_over(BASE, &[broken]);
    let built = gainsay::pipeline::build(broken.clone(), &options(), &mut |_| {});
    let options = Options { theme: built.theme(), ..options() };
    assert!(gainsay::pipeline::run(broken, &options, &mut |_| {}).failed());
}
