//! Draws `data/en-spelling.txt` from VarCon, and checks that the file is what was drawn. `BLESS=1` writes
//! it anew, which is to be done when the crate has a new version.
#![allow(clippy::disallowed_methods, reason = "a program of its own, or a test of one")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use varcon::{Category, Entry, Tag, VARCON};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/en-spelling.txt");

/// Words that fewer people know are left out.
const COMMON: usize = 60;

/// The words of an entry that are spelt so in one of `places`, and not merely seldom.
fn spelt(entry: &Entry, places: &[Category]) -> BTreeSet<&'static str> {
    let usual = |tag: Option<Tag>| matches!(tag, None | Some(Tag::Eq));
    let here = entry.variants.iter().filter(|variant| {
        variant.types.iter().any(|kind| usual(kind.tag) && places.contains(&kind.category))
    });
    here.map(|variant| variant.word).collect()
}

fn is_word(word: &str) -> bool {
    word.len() > 4 && word.bytes().all(|b| b.is_ascii_lowercase())
}

/// True for forms that rules of inflection yield and nobody writes.
fn is_made_up(word: &str) -> bool {
    ["dder", "ddest", "bler", "blest"].iter().any(|ending| word.ends_with(ending))
}

#[test]
fn the_spelling_list_is_drawn_from_words_that_have_one_meaning() {
    let (mut pairs, mut unsure) = (BTreeMap::<&str, BTreeSet<&str>>::new(), BTreeSet::new());
    for cluster in VARCON {
        for entry in cluster.entries {
            let told = entry.description.is_some() || entry.note.is_some() || entry.pos.is_some();
            if told || entry.archaic {
                unsure.extend(entry.variants.iter().map(|variant| variant.word));
            }
            let american = spelt(entry, &[Category::American]);
            let Some(american) = american.first().filter(|_| american.len() == 1) else { continue };
            let british = spelt(entry, &[Category::BritishIse, Category::BritishIze]);
            for word in british.into_iter().filter(|_| cluster.level <= COMMON) {
                if word != *american && is_word(word) && is_word(american) && !is_made_up(word) {
                    pairs.entry(word).or_default().insert(american);
                }
            }
        }
    }
    let american: BTreeSet<&str> = pairs.values().flatten().copied().collect();
    pairs.retain(|british, words| {
        words.len() == 1
            && !american.contains(british)
            && !unsure.contains(british)
            && words.is_disjoint(&unsure)
    });
    let drawn: String = pairs
        .iter()
        .flat_map(|(british, words)| words.iter().map(move |word| format!("{british}={word}\n")))
        .collect();
    let text = fs::read_to_string(FILE).expect("the list");
    let head: String = text.split_inclusive('\n').filter(|line| line.starts_with('#')).collect();
    if std::env::var_os("BLESS").is_some() {
        fs::write(FILE, format!("{head}{drawn}")).expect("written");
    }
    let text = fs::read_to_string(FILE).expect("the list");
    assert!(
        text == format!("{head}{drawn}"),
        "run BLESS=1 cargo test -p text-anchor --test spelling"
    );
    assert!(pairs.len() > 2_000, "{}", pairs.len());
}
