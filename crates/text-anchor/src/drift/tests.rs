//! Tests that compare two sentences and show the drift.

use super::*;

/// Shows each drift as `kind: old > new`.
fn check_in(language: &str, old: &str, new: &str, expect: &str) {
    let found = drift(old, new, language, &|word| word == "running");
    let shown: Vec<String> =
        found.iter().map(|d| format!("{:?}: {} > {}", d.kind, d.old, d.new)).collect();
    assert_eq!(shown.join("; "), expect, "{old} / {new}");
}

fn check(old: &str, new: &str, expect: &str) {
    check_in("en-GB", old, new, expect);
}

#[test]
fn plain_edits_are_no_drift() {
    check("The council voted to close it.", "The city council voted to shut it.", "");
    check("He did not ask.", "He had not asked.", "");
    check("He didn't ask.", "He did not ask.", "");
    check("It can't be so.", "It cannot be so.", "");
    check("Nine of 1,200 came on the 26th.", "9 of 1200 came on 26.", "");
    check("Running is healthy.", "Being healthy is good.", "");
    check("the Internet is here", "the internet is here", "Name: Internet > ");
}

#[test]
fn negation_at_any_position_is_drift() {
    check("He asked Ecuador.", "He never asked Ecuador.", "Negation:  > never");
    check("He asked Ecuador.", "He didn't ask Ecuador.", "Negation:  > didn't");
    check(
        "He did not say he would.",
        "He did say he would not.",
        "Negation: not > ; Negation:  > not",
    );
    check("It is proven.", "It is unproven.", "Contrary: proven > unproven");
    check("He came before noon.", "He came after noon.", "Contrary: before > after");
    check("They voted to close it.", "They voted to open it.", "Contrary: close > open");
}

#[test]
fn change_of_any_deciding_word_is_drift() {
    check("Nine voted.", "Ten voted.", "Number: Nine > Ten");
    check("It rose 5 per cent.", "It rose 7 per cent.", "Number: 5 > 7");
    check("He left in May.", "He left in June.", "Date: May > June");
    check("He left on Sept. 26.", "He left on September 26.", "");
    check("Then Kerry met Correa.", "Then Correa met Kerry.", "Name: Kerry Correa > Correa Kerry");
    check("Kerry said so.", "Moreno said so.", "Name: Kerry > Moreno");
    check("He may go.", "He will go.", "Modal: may > will");
    check("All members came.", "Most members came.", "Quantifier: All > Most");
    check("He said it was so.", "He said it was \"so\".", "Quotation:  > \"");
    check("They told us.", "They told US.", "Name:  > US");
}

#[test]
fn change_of_sign_unit_or_order_is_drift() {
    check("It rose by 5 degrees.", "It rose by -5 degrees.", "Number:  > -");
    check("It cost $5 million.", "It cost \u{20ac}5 million.", "Number: $ > \u{20ac}");
    check("It cost 1,5 million.", "It cost 15 million.", "Number: 1,5 > 15");
    check("It is 5 km long.", "It is 5 miles long.", "Number: km > miles");
    check("At 5 a.m. he left.", "At 5 p.m. he left.", "Date: a.m > p.m");
    check("It fell by a fifth.", "It fell by five.", "Number: fifth > five");
    check("The dog bit the man.", "The man bit the dog.", "Order: dog > dog");
    check("He came if asked.", "He came when asked.", "Modal: if > ");
}

#[test]
fn lookalike_letters_are_drift() {
    check("He did ask.", "He did n\u{43e}t ask.", "Word:  > n\u{43e}t");
    check("The council did.", "The c\u{43e}uncil did.", "Word:  > c\u{43e}uncil");
    check(
        "He did ask.",
        "He did n\u{336}o\u{336}t\u{336} ask.",
        "Negation:  > n\u{336}o\u{336}t\u{336}; Word:  > n\u{336}o\u{336}t\u{336}",
    );
    check("He asked.", "He nev\u{fe0f}er asked.", "Word:  > nev\u{fe0f}er");
    check("He did ask.", "He did n\u{1ecd}t ask.", "Negation:  > n\u{1ecd}t");
    check_in("es", "El ministro pidió.", "El ministro jamas pidió.", "Negation:  > jamas");
    check_in("es", "Jamas pidió salir.", "Jamás pidió salir.", "");
}

#[test]
fn range_differs_from_its_ends() {
    check("In 2016 and 2017 it rose.", "In 2016 to 2017 it rose.", "Number: and > to");
    check("In 2016, 2017 it rose.", "In 2016-2017 it rose.", "Number:  > -");
    check("In 2016-2017 it rose.", "In 2016 to 2017 it rose.", "");
    check("It was >5 then.", "It was <5 then.", "Number: > > <");
    check("It was \u{2265} 5 then.", "It was \u{2264} 5 then.", "Number: \u{2265} > \u{2264}");
    check("It rose 5 points.", "It rose .5 points.", "Number:  > .");
    check("They met daily.", "They met weekly.", "Date: daily > weekly");
    check("The twentieth came.", "The thirtieth came.", "Number: twentieth > thirtieth");
    check("It was 5 mg then.", "It was 5 g then.", "Number: mg > g");
}

#[test]
fn modal_verbs_in_contractions_and_two_words_are_drift() {
    check("He won.", "He would've won.", "Modal:  > would've");
    check("then they go", "then they'd go", "Modal:  > they'd");
    check("He left.", "He had to leave.", "Modal:  > had");
    check("They've left.", "They have left.", "");
}

#[test]
fn negating_prefixes_and_suffixes_are_drift() {
    check("It is harmful.", "It is harmless.", "Contrary: harmful > harmless");
    check("It was fit for use.", "It was unfit for use.", "Contrary: fit > unfit");
    check("The happy man came.", "The man, unhappy, came.", "Contrary: happy > unhappy");
    check("The case was proven.", "The case was un-proven.", "Negation:  > un");
    check("The minister left.", "The ex-minister left.", "Negation:  > ex");
    check("The minister left.", "The former minister left.", "Negation:  > former");
    check("He wanted to speak.", "He declined to speak.", "Negation:  > declined");
}

#[test]
fn names_after_titles_and_with_inner_capitals_are_drift() {
    check("So Mr. Running spoke.", "So Mr. Rice spoke.", "Name: Running > Rice");
    check("The first iPhone came.", "The first iPad came.", "Name: iPhone > iPad");
    check("He left. The end came.", "He left. An end came.", "");
}

#[test]
fn lists_are_not_trusted_with_another_script() {
    check("قال إنه لم يأخذ", "قال إنه يأخذ", "Word: لم > ");
}

#[test]
fn denying_or_doubting_frame_is_drift() {
    check("The council asked.", "The mayor denies that the council asked.", "Negation:  > denies");
    check("The council asked.", "The council failed to ask.", "Negation:  > failed");
    check(
        "The council asked.",
        "Some doubt that the council asked.",
        "Modal:  > doubt; Quantifier:  > Some",
    );
    check("The council asked.", "The council asked?", "Modal:  > ?");
}

#[test]
fn spanish_has_its_own_words() {
    check_in("es", "El ministro pidió salir.", "El ministro no pidió salir.", "Negation:  > no");
    check_in(
        "es",
        "Puede salir en mayo.",
        "Debe salir en junio.",
        "Date: mayo > junio; Modal: Puede > Debe",
    );
    check_in("es", "El ministro pidió salir.", "El ministro solicitó salir.", "");
}

#[test]
fn in_a_language_without_lists_every_word_counts() {
    check_in("fi", "Hän pyysi sitä.", "Hän vaati sitä.", "Word: pyysi > vaati");
    check_in("fi", "Hän pyysi sitä.", "Hän pyysi sitä!", "");
}
