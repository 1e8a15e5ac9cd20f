//! A thousand passages from a prose text: 500 with a word that is not the source's, each of which
//! must be named and no other, and 500 that are the source's in another typography.

use crate::support::Chance;
use gainsay::parse::copy::{CopyKind, words};
use text_anchor::deciding::deciding;
use text_anchor::passage::{Difference, Reason, Snapshot, Verdict, verify};
use unicode_normalization::UnicodeNormalization;

const PROSE: &str = include_str!("prose.txt");

/// The prose as plain text, as a web page and as Markdown.
fn copies() -> [Snapshot; 3] {
    [
        Snapshot::new(PROSE),
        Snapshot::new(&words(CopyKind::Html, &page())),
        Snapshot::new(&words(CopyKind::Markdown, &markdown())),
    ]
}

/// Each paragraph's words, every so often put in another form by `dress`.
fn paragraphs(dress: impl Fn(usize, &str) -> String) -> Vec<String> {
    let words = |text: &str| {
        let words = text.split_whitespace().enumerate();
        words.map(|(i, word)| dress(i, word)).collect::<Vec<_>>().join(" ")
    };
    PROSE.split("\n\n").map(words).collect()
}

fn page() -> String {
    let paragraphs = paragraphs(|i, word| {
        let (head, tail) = word.split_at(word.char_indices().nth(1).map_or(0, |(i, _)| i));
        match i % 23 {
            3 => format!("<em>{word}</em>"),
            7 => format!("<b>{head}</b>{tail}"),
            11 => format!("<a href=\"x?a=1&b=2\" title='>'>{word}</a><!-- no -->"),
            13 => format!("{word}<br>"),
            17 => format!("{word}<script>if (1 < 2) \"</p>\"</script>"),
            19 => word.chars().map(|c| format!("&#{};", u32::from(c))).collect(),
            _ => word.replace('“', "&ldquo;").replace('”', "&rdquo;").replace('é', "&eacute;"),
        }
    });
    let body = paragraphs.join("<p class=x>\n");
    format!(
        "<!doctype html><html><head><title>The ferry</title><style>p {{}}</style><body><p>{body}"
    )
}

fn markdown() -> String {
    let paragraphs = paragraphs(|i, word| match i % 23 {
        3 => format!("*{word}*"),
        7 => format!("**{word}**"),
        11 => format!("[{word}](https://x.example/ \"t\")"),
        13 => format!("{word}\n"),
        17 => format!("{word}[^1]"),
        19 => format!("<u>{word}</u>"),
        _ => word.to_owned(),
    });
    format!("# The ferry\n\n{}\n\n[^1]: A note.\n", paragraphs.join("\n\n"))
}

/// A word without the punctuation around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// A word with another in its punctuation.
fn clad(word: &str, in_place: &str) -> String {
    word.replacen(bare(word), in_place, 1)
}

fn words_of(text: &str) -> Vec<String> {
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
    text.split(|c| !letter(c)).map(bare).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// A stretch of the prose, from 5 to 60 words.
fn stretch(words: &[&str], chance: &mut Chance) -> std::ops::Range<usize> {
    let length = 5 + chance.below(56);
    let start = chance.below(words.len() - length);
    start..start + length
}

#[derive(Debug, Clone, Copy)]
enum Edit {
    Change,
    Insert,
    Delete,
    Swap,
}

/// A passage with an edit in it.
struct Case {
    passage: String,
    /// The words of the passage that are to be named.
    ours: Vec<String>,
    /// The words of the copy that are to be named.
    theirs: Vec<String>,
    /// What the copy has beyond the edge. It may be named where a word is put in at the edge:
    /// nobody can tell that from a change of what stands there.
    neighbour: Option<String>,
}

/// Makes one edit in a passage, where chance picks one that can be told from others.
fn edit(
    edit: Edit,
    words: &[&str],
    range: std::ops::Range<usize>,
    chance: &mut Chance,
) -> Option<Case> {
    let mut passage: Vec<String> = words[range.clone()].iter().map(|w| (*w).to_owned()).collect();
    let length = passage.len();
    let other = words_of(words[chance.below(words.len())]).first()?.to_lowercase();
    let anywhere = |chance: &mut Chance, places: usize| match chance.below(5) {
        0 => 0,
        1 => places - 1,
        _ => chance.below(places),
    };
    let plain = |word: &str| words_of(word).len() == 1 && !bare(word).contains('-');
    let around = |at: usize, by: usize| &words[at.saturating_sub(by)..(at + by).min(words.len())];
    // Next to the source's own dots, words may be left out.
    let dots = |at: usize| around(at, 2).iter().any(|w| w.contains("...") || w.contains('…'));
    // A word that stands nearby as well may come to look as if others were missing.
    let tellable = |at: usize| {
        let near = |w: &&str| words_of(w).iter().any(|w| w.to_lowercase() == other);
        !other.contains('-') && !dots(at) && !around(at, 4).iter().any(near)
    };
    let (ours, theirs, neighbour) = match edit {
        Edit::Change => {
            let at = anywhere(chance, length);
            let word = bare(&passage[at]).to_owned();
            if !plain(&word) || !tellable(range.start + at) {
                return None;
            }
            passage[at] = clad(&passage[at], &other);
            (vec![other], vec![word], None)
        }
        Edit::Insert => {
            let at = anywhere(chance, length + 1);
            let before = range.start.checked_sub(1).map(|i| words[i]);
            let neighbour = match at {
                0 => before,
                _ if at == length => words.get(range.end).copied(),
                _ => None,
            };
            if !tellable(range.start + at) {
                return None;
            }
            passage.insert(at, other.clone());
            (vec![other], vec![], neighbour.map(|w| bare(w).to_owned()))
        }
        Edit::Delete => {
            let at = 1 + chance.below(length - 2);
            let word = passage.remove(at);
            if !plain(&word) || dots(range.start + at) {
                return None;
            }
            (vec![], vec![bare(&word).to_owned()], None)
        }
        Edit::Swap => {
            let at = anywhere(chance, length - 1);
            let (a, b) = (passage[at].clone(), passage[at + 1].clone());
            let (x, y) = (bare(&a).to_owned(), bare(&b).to_owned());
            let beyond = [range.start + at, range.start + at + 3].map(|i| i.checked_sub(1));
            let beyond = beyond.into_iter().flatten().filter_map(|i| words.get(i));
            let same = x.to_lowercase() == y.to_lowercase()
                || beyond.map(|w| bare(w)).any(|w| w == x || w == y);
            if !plain(&a) || !plain(&b) || same || dots(range.start + at) {
                return None;
            }
            if chance.below(2) == 0 {
                passage.swap(at, at + 1);
            } else {
                (passage[at], passage[at + 1]) = (clad(&a, &y), clad(&b, &x));
            }
            (vec![y.clone(), x.clone()], vec![x, y], None)
        }
    };
    Some(Case { passage: passage.join(" "), ours, theirs, neighbour })
}

#[test]
fn of_500_passages_with_one_edit_all_are_absent_and_the_words_are_named() {
    let copies = copies();
    let words: Vec<&str> = PROSE.split_whitespace().collect();
    let joined = words.join(" ");
    let mut chance = Chance(1);
    let mut wrong = Vec::new();
    for kind in [Edit::Change, Edit::Insert, Edit::Delete, Edit::Swap] {
        let mut judged = 0;
        while judged < 125 {
            let range = stretch(&words, &mut chance);
            let Some(case) = edit(kind, &words, range, &mut chance) else { continue };
            let Case { passage, ours, theirs, neighbour } = case;
            // What is true by accident is no case.
            if joined.contains(&passage) {
                continue;
            }
            judged += 1;
            let verdict = verify(&copies[judged % 3], &passage);
            let named = |side: fn(&Difference) -> &String| -> Vec<String> {
                let Verdict::Absent(fault) = &verdict else { return Vec::new() };
                let changes = fault.near.iter().flat_map(|n| &n.changes);
                changes.flat_map(|c| words_of(side(c))).collect()
            };
            let (mine, its) = (named(|c| &c.passage), named(|c| &c.copy));
            let right = matches!(&verdict, Verdict::Absent(f) if f.reason == Reason::Words)
                && mine == ours
                && (its == theirs || neighbour.is_some_and(|n| its == words_of(&n)));
            if !right {
                wrong.push(format!("{kind:?} {ours:?} for {theirs:?}: {verdict:#?}\n{passage}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} are wrong\n{}", wrong.len(), wrong.join("\n\n"));
}

/// Words that a gap may not hide, and that a passage may not be cut off.
fn denies(word: &str) -> bool {
    let decides = deciding(&word.replace('’', "'"), english());
    decides.iter().any(|word| word.kind == text_anchor::deciding::DecidingKind::Negation)
}

fn english() -> &'static text_anchor::lexicon::Lexicon {
    text_anchor::lexicon::of("en").expect("English has lists")
}

/// Words that a bracket may not stand for.
fn decides(word: &str) -> bool {
    !deciding(&word.replace('’', "'"), english()).is_empty()
}

/// A character in another typography.
fn retype(c: char, chance: &mut Chance) -> String {
    let pick = |of: &[&str], chance: &mut Chance| of[chance.below(of.len())].to_owned();
    match c {
        '“' | '”' => pick(&["\"", "“", "”", "„", "«", "»"][..3], chance),
        '’' => pick(&["'", "’", "‘"], chance),
        '–' => pick(&["-", "–", "—", "\u{2212}"], chance),
        '-' => pick(&["-", "\u{2010}", "\u{2011}"], chance),
        '…' => pick(&["...", "…"], chance),
        ' ' => pick(&[" ", " ", " ", "\u{a0}", "\n", "  ", "\r\n  ", "\u{2009}"], chance),
        c if c.is_alphabetic() => match chance.below(12) {
            0 => format!("{c}\u{ad}"),
            1 => format!("{c}\u{200b}"),
            2 => c.to_string().nfd().collect(),
            _ => c.to_string(),
        },
        c => c.to_string(),
    }
}

/// Puts editor's marks into a passage of which `words` are the source's.
fn mark(words: &[&str], range: std::ops::Range<usize>, chance: &mut Chance) -> Vec<String> {
    let ends = |w: &str| w.trim_end_matches(['”', '’']).ends_with(['.', '!', '?', '…']);
    let mut passage: Vec<String> = Vec::new();
    let mut at = range.start;
    // A mark, and then some words, so that each part can be told from others.
    let mut calm = 0;
    while at < range.end {
        let left = range.end - at;
        let word = words[at];
        let inside = at > range.start && left > 8 && calm == 0;
        calm = if calm > 0 { calm - 1 } else { 0 };
        let many = 1 + chance.below(6);
        let gone = &words[at..(at + many).min(words.len())];
        match chance.below(12) {
            0 if inside && !gone.iter().any(|w| denies(w)) => {
                passage.push(["[...]", "[…]", "...", "…"][chance.below(4)].to_owned());
                (at, calm) = (at + many, 4);
            }
            1 if inside && !words[at..(at + 7).min(words.len())].iter().any(|w| denies(w)) => {
                passage.push("[...]".to_owned());
                (at, calm) = (at + 7, 4);
                if left < 12 {
                    at -= 7;
                    passage.pop();
                }
            }
            2 if inside && !gone.iter().any(|w| decides(w) || ends(w)) && !ends(words[at - 1]) => {
                passage.push("[the others]".to_owned());
                (at, calm) = (at + many, 4);
            }
            3 if inside => {
                passage.push("[as it were]".to_owned());
                calm = 4;
            }
            4 => {
                let sic = ["[sic]", "[SIC]", "[sic!]"][chance.below(3)];
                passage.push(clad(word, &format!("{} {sic}", bare(word))));
                at += 1;
            }
            5 if bare(word).starts_with(char::is_alphabetic) => {
                let first = bare(word).chars().next().unwrap_or(' ');
                let flipped: String = match first.is_lowercase() {
                    true => first.to_uppercase().collect(),
                    false => first.to_lowercase().collect(),
                };
                let rest = &bare(word)[first.len_utf8().min(bare(word).len())..];
                passage.push(clad(word, &format!("[{flipped}]{rest}")));
                at += 1;
            }
            _ => {
                passage.push(word.to_owned());
                at += 1;
            }
        }
    }
    if chance.below(8) == 0 {
        passage.insert(0, "...".to_owned());
    }
    if chance.below(8) == 0 {
        passage.push("[…]".to_owned());
    }
    passage
}

#[test]
fn of_500_passages_in_another_typography_all_are_found() {
    let copies = copies();
    let words: Vec<&str> = PROSE.split_whitespace().collect();
    let mut chance = Chance(2);
    let mut wrong = Vec::new();
    for n in 0..500 {
        let mut range = stretch(&words, &mut chance);
        // `without a` cuts what follows off as `without` does.
        while words[range.start.saturating_sub(4)..range.start].iter().any(|word| denies(word))
            || denies(words[range.end.min(words.len() - 1)])
        {
            range = stretch(&words, &mut chance);
        }
        let passage = match n % 2 {
            0 => words[range].join(" "),
            _ => mark(&words, range, &mut chance).join(" "),
        };
        let typed: String = passage.chars().map(|c| retype(c, &mut chance)).collect();
        if let Verdict::Absent(fault) = verify(&copies[n % 3], &typed) {
            wrong.push(format!("{fault:#?}\n{passage}"));
        }
    }
    assert!(wrong.is_empty(), "{} are not found\n{}", wrong.len(), wrong.join("\n\n"));
}
