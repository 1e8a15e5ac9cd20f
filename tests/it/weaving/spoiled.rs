//! Shows that [`super::witness`] sees faults: what is woven well is spoiled in the ways in which a
//! weaver goes wrong, and each time something is reported.

use super::corpus::OURS;
use super::witness::{Bare, Fault, Piece, pieces};
use super::{options, section, spans, threads};
use crate::support::Chance;
use gainsay::draw::weave::weave;
use gainsay::markdown::Patches;

type Pieces = Vec<String>;

/// How the HTML is spoiled; what must be reported, among other things; how.
type Way = (&'static str, Fault, fn(&mut Pieces, &[Piece], &mut Chance) -> bool);

const WAYS: &[Way] = &[
    ("a mark is not closed", Fault::Nesting, |html, pieces, chance| {
        take_out(html, pieces, chance, |p| *p == Piece::Close)
    }),
    ("a mark is not opened", Fault::Nesting, |html, pieces, chance| {
        take_out(html, pieces, chance, |p| matches!(p, Piece::Open(..)))
    }),
    ("a marker is lost", Fault::Count, |html, pieces, chance| {
        take_out(html, pieces, chance, |p| matches!(p, Piece::Marker(_)))
    }),
    ("a marker comes twice", Fault::Count, |html, pieces, chance| {
        let Some(i) = pick(pieces, chance, |p| matches!(p, Piece::Marker(_))) else { return false };
        html[i] = html[i].repeat(2);
        true
    }),
    ("a mark begins a letter early", Fault::Words, |html, pieces, chance| {
        let begins = |pair: &[Piece]| {
            matches!(pair[0], Piece::Text(text) if text.ends_with(|c: char| c.is_ascii_alphabetic()))
                && matches!(pair[1], Piece::Open(..))
        };
        let places: Vec<usize> =
            (1..pieces.len()).filter(|i| begins(&pieces[i - 1..=*i])).collect();
        let Some(i) = choose(&places, chance) else { return false };
        let letter = html[i - 1].pop().unwrap_or_default();
        html[i].push(letter);
        true
    }),
    ("a mark ends a letter late", Fault::Words, |html, pieces, chance| {
        let ends = |pair: &[Piece]| {
            pair[0] == Piece::Close
                && matches!(pair[1], Piece::Text(text) if text.starts_with(|c: char| c.is_ascii_alphabetic()))
        };
        let places: Vec<usize> = (1..pieces.len()).filter(|i| ends(&pieces[i - 1..=*i])).collect();
        let Some(i) = choose(&places, chance) else { return false };
        let letter = html[i].remove(0);
        html[i - 1].insert(0, letter);
        true
    }),
    ("a marker stands in a link", Fault::Link, |html, pieces, chance| {
        let link = |p: &Piece| matches!(p, Piece::Tag(tag) if tag.starts_with("<a href"));
        let marker = pick(pieces, chance, |p| matches!(p, Piece::Marker(_)));
        let (Some(from), Some(to)) = (marker, pick(pieces, chance, link)) else { return false };
        let marker = std::mem::take(&mut html[from]);
        html[to].push_str(&marker);
        true
    }),
    ("a mark and an element overlap", Fault::Nesting, |html, pieces, chance| {
        let meet = |pair: &[Piece]| {
            pair[0] == Piece::Close && matches!(pair[1], Piece::Tag(tag) if tag.starts_with("</"))
        };
        let places: Vec<usize> = (1..pieces.len()).filter(|i| meet(&pieces[i - 1..=*i])).collect();
        let Some(i) = choose(&places, chance) else { return false };
        html.swap(i - 1, i);
        true
    }),
    ("two claims are taken for each other", Fault::Words, |html, pieces, chance| {
        let numbered = |n: usize| pieces.iter().position(|p| *p == Piece::Open(n, true));
        let (a, b) = (chance.below(3), 3 + chance.below(3));
        let (Some(a), Some(b)) = (numbered(a), numbered(b)) else { return false };
        let text = |p: &Piece| matches!(p, Piece::Text(text) if !text.trim().is_empty());
        // Where no words stand between the two, either may be the outer one.
        let apart = pieces[a.min(b)..a.max(b)].iter().any(text);
        html.swap(a, b);
        apart
    }),
    ("a letter is lost", Fault::Bytes, |html, pieces, chance| {
        let Some(i) = pick(pieces, chance, |p| matches!(p, Piece::Text(_))) else { return false };
        html[i].pop();
        true
    }),
    ("words stand twice", Fault::Dom, |html, pieces, chance| {
        let words = |p: &Piece| matches!(p, Piece::Text(text) if !text.trim().is_empty());
        let Some(i) = pick(pieces, chance, words) else { return false };
        html[i] = html[i].repeat(2);
        true
    }),
    ("an element is lost", Fault::Dom, |html, pieces, chance| {
        take_out(html, pieces, chance, |p| matches!(p, Piece::Tag("<em>" | "<code>")))
    }),
];

fn choose(places: &[usize], chance: &mut Chance) -> Option<usize> {
    (!places.is_empty()).then(|| places[chance.below(places.len())])
}

fn pick(pieces: &[Piece], chance: &mut Chance, is: impl Fn(&Piece) -> bool) -> Option<usize> {
    let places: Vec<usize> = (0..pieces.len()).filter(|i| is(&pieces[*i])).collect();
    choose(&places, chance)
}

fn take_out(
    html: &mut Pieces,
    pieces: &[Piece],
    chance: &mut Chance,
    is: impl Fn(&Piece) -> bool,
) -> bool {
    let Some(i) = pick(pieces, chance, is) else { return false };
    html[i].clear();
    true
}

#[test]
fn every_corruption_of_woven_html_is_detected() {
    for (name, expected, spoil) in WAYS {
        let mut spoiled = 0;
        for (seed, markdown) in
            (0..40).flat_map(|n| OURS.iter().enumerate().map(move |(i, m)| (40 * i + n, m)))
        {
            let mut chance = Chance(seed as u64);
            let (document, published) = section(markdown, options(false, true));
            let (nodes, patches, text) = (&document.nodes, Patches::new(), &document.text);
            let html = weave(nodes, &patches, text, &[]).html;
            let bare = Bare::new(html, &text.text, true, published);
            let spans = spans(&text.text, &mut chance);
            let threads = threads(&spans);
            let good = weave(nodes, &patches, text, &threads).html;
            assert_eq!(bare.faults_in(&good, &threads), []);
            let pieces = pieces(&good);
            let mut html: Pieces = pieces.iter().map(Piece::html).collect();
            if !spoil(&mut html, &pieces, &mut chance) || html.concat() == good {
                continue;
            }
            spoiled += 1;
            let faults = bare.faults_in(&html.concat(), &threads);
            assert!(faults.contains(expected), "{name}: {faults:?}\n{good}\n{}", html.concat());
        }
        assert!(spoiled >= 10, "{name}: spoiled {spoiled} times only");
    }
}
