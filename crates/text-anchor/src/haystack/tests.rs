//! Tests that search quotes in a text.

use super::*;

/// Looks `quote` up in `text` and shows the text with each place in brackets.
fn check(text: &str, quote: &str, expect: &str) {
    check_with(text, Quote { exact: quote, prefix: None, suffix: None }, expect);
}

fn check_with(text: &str, quote: Quote, expect: &str) {
    let places = Haystack::new(text).find(quote);
    let mut shown = text.to_owned();
    for place in places.iter().rev() {
        shown.insert(place.end, ']');
        shown.insert(place.start, '[');
    }
    assert_eq!(shown, expect);
}

#[test]
fn white_space_makes_no_difference() {
    check("it was\n  a\u{a0}dark night", "was a dark", "it [was\n  a\u{a0}dark] night");
    // In Unicode, these spaces are composed of other spaces.
    check(
        "it was \u{2000} a\u{2001}dark night",
        "was a dark",
        "it [was \u{2000} a\u{2001}dark] night",
    );
    check("it was a dark night", "was  a\n dark", "it [was a dark] night");
}

#[test]
fn kinds_of_quotation_marks_and_dashes_make_no_difference() {
    check(
        "he said “it’s so” – twice…",
        "said \"it's so\" - twice...",
        "he [said “it’s so” – twice…]",
    );
    check("he said \"it's\"", "said “it’s”", "he [said \"it's\"]");
    check("he left -- at last", "left — at", "he [left -- at] last");
    check("he left---at last", "left–at last", "he [left---at last]");
    check("he left—at last", "left--at", "he [left—at] last");
    check("run it with --quiet", "with -quiet", "run it [with --quiet]");
    check("a ---- b", "a - b", "a ---- b");
    check("cafe\u{301} -- bar", "café - bar", "[cafe\u{301} -- bar]");
}

#[test]
fn ligatures_are_their_letters() {
    check("The ﬁnal ﬂoor of the oﬃce", "floor of the office", "The ﬁnal [ﬂoor of the oﬃce]");
    check("The final floor", "The ﬁnal ﬂoor", "[The final floor]");
    check("staﬀ, baﬄe, ﬅill, beﬆ", "staff, baffle, still, best", "[staﬀ, baﬄe, ﬅill, beﬆ]");
    // No quote begins inside a word, and so none inside a ligature.
    check("the ﬁnal one", "inal one", "the ﬁnal one");
    check("cafe\u{301} ﬁ\u{302} x", "café fî x", "[cafe\u{301} ﬁ\u{302} x]");
}

#[test]
fn invisible_characters_and_composition_make_no_difference() {
    check("a par\u{ad}lia\u{200b}ment", "parliament", "a [par\u{ad}lia\u{200b}ment]");
    check("the cafe\u{301} bar", "café bar", "the [cafe\u{301} bar]");
    check("the café bar", "cafe\u{301} bar", "the [café bar]");
    check("한국어 \u{1112}\u{1161}\u{11ab} x", "\u{d55c} x", "한국어 [\u{1112}\u{1161}\u{11ab} x]");
}

#[test]
fn a_number_keeps_its_sign_its_currency_and_its_percent() {
    for text in [
        "it fell by -5 then",
        "it fell by \u{2212}5 then",
        "it fell by \u{2013}5 then",
        "it fell (+5)",
        "it is \u{b1}5 now",
        "it is <5 now",
        "it is \u{2265}5 now",
        "it is $5 now",
        "it is -$5 now",
        "it is US$5 now",
        "it is 5% now",
        "it is 5\u{20ac} now",
        "it is 5\u{b0} now",
        "it is \u{ff0d}5 now",
    ] {
        check(text, "5", text);
    }
    check("it is -$5 now", "$5", "it is -$5 now");
    check("it is US$5 now", "$5", "it is US$5 now");
    check("it is -.5 now", ".5", "it is -.5 now");
    // A hyphen after a word or a number is not a sign.
    check("pages 3-5 of it", "5", "pages 3-[5] of it");
    check("the A-5 road", "5", "the A-[5] road");
    check("a total\u{2014}5 in all", "5 in all", "a total\u{2014}[5 in all]");
    check("it is - 5 now", "5", "it is - [5] now");
    check("texto \u{2014}5 de ellos\u{2014}", "5 de ellos", "texto \u{2014}[5 de ellos]\u{2014}");
    check("it costs 5$10", "$10", "it costs 5[$10]");
    check("C# 5 and #5", "5", "C# [5] and #[5]");
    check("it fell by \u{2212}5% then", "-5%", "it fell by [\u{2212}5%] then");
}

#[test]
fn the_message_names_the_number_that_is_cut() {
    let cut = |text: &str, quote: &str| {
        let cut = Haystack::new(text).cut(quote);
        cut.map(|c| [c.begins.unwrap_or_default(), c.ends.unwrap_or_default(), c.whole])
    };
    let shown = |parts: [&str; 3]| Some(parts.map(str::to_owned));
    assert_eq!(cut("fell by \u{2212}5 in", "5 in"), shown(["\u{2212}5", "", "\u{2212}5 in"]));
    assert_eq!(
        cut("cost \u{2212}$1,200.", "1,200"),
        shown(["\u{2212}$1,200", "", "\u{2212}$1,200"])
    );
    assert_eq!(cut("rose 5% in", "rose 5"), shown(["", "5%", "rose 5%"]));
}

#[test]
fn full_width_digits_are_digits() {
    check(
        "\u{7d04}\u{ff15}\u{ff10}\u{ff10}\u{4eba}",
        "500",
        "\u{7d04}[\u{ff15}\u{ff10}\u{ff10}]\u{4eba}",
    );
    check("some 1500 people", "\u{ff11}\u{ff15}\u{ff10}\u{ff10}", "some [1500] people");
    check("some \u{ff11}\u{ff15}\u{ff10}\u{ff10}", "500", "some \u{ff11}\u{ff15}\u{ff10}\u{ff10}");
    check("x \u{1d7d3}\u{1d7d8} x", "50", "x [\u{1d7d3}\u{1d7d8}] x");
}

#[test]
fn a_quote_does_not_begin_or_end_within_a_word_or_number() {
    check("he asked and asks", "ask", "he asked and asks");
    check("Kerry's aide met Kerry", "Kerry", "[Kerry]'s aide met [Kerry]");
    check("some 1,200 people and 200 dogs", "200", "some 1,200 people and [200] dogs");
    check("in 2016.", "2016", "in [2016].");
    check("at 10:30 about 1/2 of 1'000", "at 10", "at 10:30 about 1/2 of 1'000");
    check("at 10:30 about 1/2 of 1'000", "about 1", "at 10:30 about 1/2 of 1'000");
    check("at 10:30 about 1/2 of 1'000", "000", "at 10:30 about 1/2 of 1'000");
    check("from 1990-2000", "2000", "from 1990-[2000]");
    check("he can't swim; he can run", "he can", "he can't swim; [he can] run");
    check(
        "an un-proven claim, a well-proven claim",
        "proven claim",
        "an un-proven claim, a well-[proven claim]",
    );
    check("国务院否认", "务院", "国[务院]否认");
    check("in the U.S. at 9 a.m. today", "the U.", "in the U.S. at 9 a.m. today");
    check("in the U.S. at 9 a.m. today", "m. today", "in the U.S. at 9 a.m. today");
    check("in the U.S. at 9 a.m. today", "the U.S", "in [the U.S]. at 9 a.m. today");
    check("plan A.b is it", "plan A", "plan A.b is it");
    check("It ended.So it did", "It ended", "[It ended].So it did");
}

#[test]
fn quote_may_begin_and_end_between_hangul_syllables() {
    check("정부는 협상을 거부했다", "협상", "정부는 [협상]을 거부했다");
    check("정부는 NATO와 협상했다", "NATO", "정부는 [NATO]와 협상했다");
    check("모두 10만 명이 왔다", "모두 10", "모두 10만 명이 왔다");
    check("\u{1112}\u{1161}\u{11ab}국은", "한국", "[\u{1112}\u{1161}\u{11ab}국]은");
}

#[test]
fn places_may_be_several() {
    check("no, no and no", "no", "[no], [no] and [no]");
}

#[test]
fn a_long_quote_gives_its_first_and_last_words() {
    check("one two three four five", "one two ... five", "[one two three four five]");
    check("a b c. a x c. b c", "a ... c", "[a b c]. [a x c]. b c");
    let many = "the w. ".repeat(30) + "end";
    let quote = Quote { exact: "the ... end", prefix: None, suffix: None };
    assert_eq!(Haystack::new(&many).find(quote).len(), 30, "the author has to say which");
    check("he said ... and left", "said ... and", "he [said ... and] left");
    check("one two three four five", "one two [...] five", "[one two three four five]");
    check("one two three four five", "two[…]four", "one [two three four] five");
    check("one two three four five", "two (. . .) four", "one [two three four] five");
    check("one [...] two three", "one [...] two", "[one [...] two] three");
    check("one two\0three four", "one ... four", "one two\0three four");
}

#[test]
fn context_distinguishes_places() {
    let text = "the mayor said no; the council said no.";
    let quote = |prefix, suffix| Quote { exact: "said no", prefix, suffix };
    check_with(text, quote(Some("council"), None), "the mayor said no; the council [said no].");
    check_with(text, quote(None, Some("; the")), "the mayor [said no]; the council said no.");
    check_with(text, quote(Some("nobody"), None), text);
    check_with(text, quote(Some("ouncil"), None), "the mayor said no; the council [said no].");
    check_with(text, quote(None, Some("; th")), "the mayor [said no]; the council said no.");
    check_with(text, quote(Some("aylor"), None), text);
}

#[test]
fn distinguishing_prefixes_are_short() {
    let prefixes = telling_prefixes(&["the mayor", "the mayor said no; then the council"], 5);
    assert_eq!(prefixes, [Some("mayor".into()), Some("council".into())]);
}
