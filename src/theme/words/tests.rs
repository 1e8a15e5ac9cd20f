use super::languages::parse;
use super::*;
use crate::model::{self, CounterRelation, Relation, Stake, Status, Weight};
use crate::source::Files;
use crate::theme;
use fluent_syntax::ast::{Entry as Line, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};

fn languages() -> Languages {
    let (languages, faults) = Languages::new(&Files::default(), &[]);
    assert!(faults.is_empty(), "{faults:?}");
    languages
}

/// The keys that a language file of the theme defines, with the values that each uses.
fn keys(tag: &str) -> BTreeMap<String, BTreeSet<String>> {
    let (_, text) = theme::LANGUAGES
        .iter()
        .find(|(name, _)| *name == format!("{tag}.ftl"))
        .expect("a language of the theme");
    let (resource, faults) = parse(text);
    assert!(faults.is_empty(), "{tag}: {faults:?}");
    let mut keys = BTreeMap::new();
    for line in resource.entries() {
        let Line::Message(message) = line else { continue };
        let mut values = BTreeSet::new();
        message.value.iter().for_each(|pattern| named(pattern, &mut values));
        assert!(keys.insert(message.id.name.to_owned(), values).is_none(), "{tag}: twice");
    }
    keys
}

fn named(pattern: &Pattern<&str>, into: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(InlineExpression::VariableReference { id }) => {
                into.insert(id.name.to_owned());
            }
            Expression::Inline(_) => {}
            Expression::Select { selector, variants } => {
                if let InlineExpression::VariableReference { id } = selector {
                    into.insert(id.name.to_owned());
                }
                variants.iter().for_each(|v| named(&v.value, into));
            }
        }
    }
}

/// Keys of the vocabulary, whose English words come from `model`.
fn vocabulary() -> BTreeSet<String> {
    fn add(into: &mut BTreeSet<String>, kind: &str, keys: impl Iterator<Item = &'static str>) {
        into.extend(keys.map(|key| format!("{kind}-{key}")));
    }
    let mut all = BTreeSet::new();
    add(&mut all, "status", Status::ALL.iter().map(|w| w.key()));
    add(&mut all, "relation", Relation::ALL.iter().map(|w| w.key()));
    add(&mut all, "counter", CounterRelation::ALL.iter().map(|w| w.key()));
    add(&mut all, "stake", Stake::ALL.iter().map(|w| w.key()));
    add(&mut all, "weight", Weight::ALL.iter().map(|w| w.key()));
    add(&mut all, "rule", model::Rule::ALL.iter().map(|w| w.key()));
    add(&mut all, "care", model::Care::ALL.iter().map(|w| w.key()));
    add(&mut all, "count", model::Count::ALL.iter().map(|w| w.key()));
    add(&mut all, "kind", model::SourceKind::ALL.iter().map(|w| w.key()));
    add(&mut all, "access", model::Access::ALL.iter().map(|w| w.key()));
    add(&mut all, "url-checked", model::UrlChecked::ALL.iter().map(|w| w.key()));
    add(&mut all, "snapshot", model::SnapshotKind::ALL.iter().map(|w| w.key()));
    all
}

#[test]
fn every_language_has_every_key_with_the_same_values() {
    let english = keys(FIRST);
    let vocabulary = vocabulary();
    assert_eq!(english.keys().filter(|k| vocabulary.contains(*k)).count(), 0, "words stand once");
    for (name, _) in theme::LANGUAGES.iter().filter(|(name, _)| *name != "en.ftl") {
        let tag = name.trim_end_matches(".ftl");
        let other = keys(tag);
        let all: BTreeSet<&String> = english.keys().chain(&vocabulary).collect();
        let have: BTreeSet<&String> = other.keys().collect();
        assert_eq!(have, all, "{tag}");
        for (key, values) in &english {
            // A language may spell a number out, and leave the value unused.
            assert!(other[key].is_subset(values), "{tag}: {key} has other values");
            let must: BTreeSet<_> = values.iter().filter(|v| *v != "n").collect();
            assert!(must.iter().all(|v| other[key].contains(*v)), "{tag}: {key} lacks a value");
        }
    }
}

#[test]
fn the_vocabulary_has_definitions_in_every_language() {
    for words in languages().all().filter(|w| w.tag() != FIRST) {
        for status in Status::ALL {
            let key = format!("status-{}", status.key());
            assert!(words.part(&key, "definition").is_some(), "{} {key}", words.tag());
            assert!(words.part(&key, "rule").is_some(), "{} {key}", words.tag());
        }
        for relation in CounterRelation::ALL {
            let key = format!("counter-{}", relation.key());
            assert!(words.part(&key, "passive").is_some(), "{} {key}", words.tag());
        }
    }
}

/// Every key that a template or the code uses exists. Only keys that are written out are checked;
/// keys that are put together are those of the vocabulary, or months.
#[test]
fn every_key_in_use_exists() {
    let english = keys(FIRST);
    for (name, text) in theme::TEMPLATES {
        for after in text.split("say(key=\"").skip(1) {
            let key = after.split('"').next().unwrap_or("");
            assert!(english.contains_key(key), "{name}: {key}");
        }
    }
}

#[test]
fn languages_are_found_by_tag_and_fall_back() {
    let languages = languages();
    assert_eq!(languages.first_of(["es-MX"]).tag(), "es");
    assert_eq!(languages.first_of(["it", "ar"]).tag(), "ar");
    assert_eq!(languages.first_of(["it"]).tag(), "en");
}

#[test]
fn dates_are_said_in_the_language_of_the_page() {
    let languages = languages();
    let check = |tag: &str, date: &str, expect: &str| {
        let date = model::Date::parse(date).expect("a date");
        assert_eq!(languages.first_of([tag]).date(&date), expect);
        if tag == FIRST {
            assert_eq!(date.to_string(), expect, "the terminal says the same");
        }
    };
    check("en", "2016-11-29", "29 November 2016");
    check("en", "2016-10-18T19:37:00-05:00", "18 October 2016, 19:37 UTC−05:00");
    check("es", "2016-10-18T19:37Z", "18 de octubre de 2016, 19:37 UTC");
    check("ar", "2016-10-18T19:37:00+05:30", "18 أكتوبر 2016، \u{2068}19:37 UTC+05:30\u{2069}");
    check("en", "2016~", "about 2016");
    check("en", "2016-11-29/2016-11-30", "29 November 2016 to 30 November 2016");
    check("es", "2016-11-29", "29 de noviembre de 2016");
    check("es", "2016-11", "noviembre de 2016");
    check("es", "2016/2018", "2016 a 2018");
    check("ar", "2016-11-29", "29 نوفمبر 2016");
    check("de", "2026-11-28", "28.\u{a0}November 2026");
    check("de", "2026-03", "März 2026");
    check("de", "2016-10-18T19:37Z", "18.\u{a0}Oktober 2016, 19:37 Uhr UTC");
    check("de", "2016/2018", "2016 bis 2018");
    check("de-AT", "2016~", "etwa 2016");
    check("fr", "2026-11-28", "28\u{a0}novembre 2026");
    check("fr", "2026-08-01", "1er\u{a0}août 2026");
    check("fr", "2016-10-18T19:37Z", "18\u{a0}octobre 2016, 19:37 UTC");
    check("fr", "2016/2018", "2016\u{a0}– 2018");
    check("fr-CA", "2016~", "vers 2016");
}

#[test]
fn lists_are_joined_and_numbers_have_their_plurals() {
    let languages = languages();
    let join = |tag: &str, names: &[&str]| {
        let names: Vec<String> = names.iter().map(|n| (*n).to_owned()).collect();
        languages.first_of([tag]).join(&names)
    };
    assert_eq!(join("en", &["a", "b", "c"]), "a, b and c");
    assert_eq!(join("en", &["Smith, John", "b"]), "Smith, John; b");
    assert_eq!(join("es", &["a", "b"]), "a y b");
    assert_eq!(join("ar", &["أ", "ب"]), "أ وب");
    assert_eq!(join("de", &["a", "b", "c"]), "a, b und c");
    assert_eq!(join("de", &["Rat und Tat", "b"]), "Rat und Tat; b");
    assert_eq!(join("fr", &["a", "b", "c"]), "a, b et c");
    assert_eq!(join("fr", &["Val et Mer", "b"]), "Val et Mer\u{a0}; b");
    let marked =
        |tag: &str, n: usize| languages.first_of([tag]).say("marked-claims", [("n", n.into())]);
    assert_eq!(marked("en", 1), "1 marked claim");
    assert_eq!(marked("es", 2), "2 afirmaciones señaladas");
    assert_eq!(marked("ar", 2), "ادعاءان معلَّمان");
    assert_eq!(marked("ar", 11), "11 ادعاءً معلَّمًا");
    let all = |tag: &str| [0, 1, 2, 11].map(|n| marked(tag, n));
    assert_eq!(
        all("de"),
        [
            "0 markierte Aussagen",
            "1 markierte Aussage",
            "2 markierte Aussagen",
            "11 markierte Aussagen",
        ]
    );
    // In French nothing is one.
    assert_eq!(
        all("fr"),
        [
            "0 affirmation signalée",
            "1 affirmation signalée",
            "2 affirmations signalées",
            "11 affirmations signalées",
        ]
    );
    let cited = |tag: &str, n: usize| languages.first_of([tag]).say("cited", [("n", n.into())]);
    assert_eq!(
        [0, 1, 2].map(|n| cited("fr", n)),
        ["Jamais citée.", "Citée une fois.", "Citée 2 fois."]
    );
    assert_eq!([1, 2].map(|n| cited("de", n)), ["Einmal angeführt.", "2-mal angeführt."]);
}

/// A line must not break before the marks of French, which have a blank before them.
#[test]
fn marks_of_french_have_a_blank_that_does_not_break() {
    let (_, file) = theme::LANGUAGES.iter().find(|(name, _)| *name == "fr.ftl").expect("French");
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let chars: Vec<char> = line.chars().collect();
        for (i, c) in chars.iter().enumerate() {
            let beside = match c {
                ':' | ';' | '?' | '!' | '»' => i.checked_sub(1),
                '«' => Some(i + 1),
                _ => None,
            };
            let beside = beside.and_then(|at| chars.get(at));
            assert!(beside.is_none_or(|c| *c == '\u{a0}'), "{line}");
        }
    }
}

#[test]
fn labels_within_a_sentence_are_small_but_for_german_nouns() {
    let languages = languages();
    let check = |tag: &str, label: &str, expect: &str| {
        assert_eq!(languages.first_of([tag]).within(label), expect, "{tag}");
    };
    check("en", "Not yet checked", "not yet checked");
    check("fr", "Étayée", "étayée");
    check("de", "Meinung", "Meinung");
}

/// The script writes the number of the claims shown into an element with this class.
#[test]
fn the_number_of_claims_shown_has_its_place_in_every_language() {
    for words in languages().all() {
        for n in [0, 1, 2, 3, 11, 100] {
            let shown = words.say("shown-html", [("n", n.into())]);
            assert_eq!(
                shown.matches("<b class=\"tally\"></b>").count(),
                1,
                "{}: {shown}",
                words.tag()
            );
        }
    }
}

#[test]
fn a_sentence_ends_once() {
    let languages = languages();
    let check = |tag: &str, key: &str, value: &str, expect: &str| {
        let name = if key == "published-by" { "publisher" } else { "names" };
        assert_eq!(languages.first_of([tag]).say(key, [(name, value.into())]), expect, "{tag}");
    };
    check("en", "published-by", "Skerry Press", "Published by Skerry Press.");
    check("en", "published-by", "Skerry Press Inc.", "Published by Skerry Press Inc.");
    check(
        "de",
        "why-strong-for",
        "Der Rat stimmte nie ab.",
        "Starke Stütze: Der Rat stimmte nie ab.",
    );
    check("en", "why-strong-for", "Who held it?", "Strong support: Who held it?");
    check("en", "why-strong-for", "And then...", "Strong support: And then...");
    // In letters of the other direction, and marked as a title in another language.
    check("en", "why-strong-for", "لم يحدث.", "Strong support: \u{2068}لم يحدث.\u{2069}");
    let title = "\u{fdd1}es\u{fdd2}No fue.\u{fdd3}";
    check("en", "why-strong-for", title, &format!("Strong support: {title}"));
}

#[test]
fn languages_have_directions() {
    for (language, expect) in [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("es", "ltr"),
        ("fa", "rtl"),
        ("ur", "rtl"),
    ] {
        assert_eq!(direction(language), expect, "{language}");
    }
}

#[test]
fn direction_follows_the_script_of_the_tag_or_the_usual_one() {
    let check = |tags: &[&str], expect: &str| {
        for tag in tags {
            assert_eq!(super::direction(tag), expect, "{tag}");
        }
    };
    check(
        &["ar", "ar-EG", "he", "iw", "ji", "fa", "ur", "ckb", "pa-PK", "az-Arab", "uz-AF"],
        "rtl",
    );
    check(
        &["en", "az", "uz-UZ", "ms", "pa", "pa-IN", "ha", "ff", "ar-Latn", "sd-Deva", "x"],
        "ltr",
    );
}
