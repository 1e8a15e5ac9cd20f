//! What of a sentence a passage was cut off from, and what in there turns it.
#![allow(missing_docs, reason = "a test")]

use text_anchor::passage::{Snapshot, find};

/// Looks up the words between `[` and `]` of each sentence in a copy that holds it, and shows what turns them.
fn check_all(language: &str, sentences: &[(&str, &str)]) {
    let shown: Vec<_> =
        sentences.iter().map(|(sentence, _)| (*sentence, turns(language, sentence))).collect();
    let wrong: Vec<_> =
        shown.iter().zip(sentences).filter(|(shown, expect)| shown.1 != expect.1).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn turns(language: &str, sentence: &str) -> String {
    let (before, rest) = sentence.split_once('[').expect("a passage");
    let (passage, after) = rest.split_once(']').expect("a passage");
    let (lead, end) = match language {
        "zh" => ("那天下雨了。", "没有人来。"),
        "ar" => ("كان الجو ممطرا. ", " لم يأت أحد."),
        _ => ("It did not rain. ", " It never rained, he said."),
    };
    let copy = format!("{lead}{before}{passage}{after}{end}");
    let found = find(&Snapshot::new(&copy), passage, language).expect("the passage is in the copy");
    let is_cut = [before, after].iter().any(|rest| rest.contains(char::is_alphanumeric));
    let (before, after) = if is_cut { (before, after) } else { ("", "") };
    assert_eq!([found.before.as_str(), found.after.as_str()], [before, after], "{sentence}");
    let turns: Vec<String> =
        found.turns.iter().map(|turn| format!("{:?} {}", turn.kind, turn.word)).collect();
    turns.join(", ")
}

#[test]
fn english() {
    check_all(
        "en",
        &[
            (
                "The mayor denied on Tuesday that [the deck had been inspected before the fair].",
                "Denial denied",
            ),
            (
                "According to a neighbour, [the deck had been inspected before the fair].",
                "Report According",
            ),
            ("If the council finds the money, [the bridge will reopen in spring].", "Condition If"),
            (
                "[The bridge will reopen in spring], provided that the state pays half.",
                "Condition provided that",
            ),
            (
                "[The firm overcharged the town for six years], a spokesman for the union claimed.",
                "Report claimed",
            ),
            (
                "[Two of the beams were rotten], a finding that the office withdrew a week later.",
                "Correction withdrew",
            ),
            (
                "It is a common misconception that [the lake is fed by a spring].",
                "Correction misconception",
            ),
            (
                "[The council approved the sale by nine votes to four], and the mayor did not speak.",
                "",
            ),
            ("The engineer, who had not slept for two days, [closed the bridge at noon].", ""),
            (
                "After a long debate in which nobody agreed with anybody, [the council approved the sale].",
                "",
            ),
            (
                "The mayor did not attend, but [the council approved the sale by nine votes to four].",
                "",
            ),
            ("[The council approved the sale], but could not find a buyer.", ""),
            ("On 3 May [the council approved the sale by nine votes to four].", ""),
            ("[The council approved the sale] in a letter to the governor.", ""),
            ("Supposedly [the ferry was sold to a Danish firm].", "Doubt Supposedly"),
            ("Not one of the members said that [the deck was safe].", "Not Not, Report said"),
        ],
    );
}

#[test]
fn german() {
    check_all(
        "de",
        &[
            (
                "Der Bürgermeister bestritt am Dienstag, dass [die Brücke vor dem Fest geprüft worden war].",
                "Denial bestritt",
            ),
            (
                "Nach Angaben der Polizei [wurde der Mann in der Nacht festgenommen].",
                "Report Nach Angaben",
            ),
            (
                "Wenn der Rat zustimmt, [wird die Brücke im Frühjahr wieder geöffnet].",
                "Condition Wenn",
            ),
            (
                "[Die Firma hat der Stadt jahrelang zu viel berechnet], behauptete ein Sprecher der Gewerkschaft.",
                "Report behauptete",
            ),
            ("[Der Rat stimmte dem Verkauf zu], und der Bürgermeister sagte dazu nichts.", ""),
            ("Am 3. Mai [stimmte der Rat dem Verkauf mit neun zu vier Stimmen zu].", ""),
            ("Angeblich [wurde die Fähre an eine dänische Firma verkauft].", "Doubt Angeblich"),
            ("Obwohl niemand damit gerechnet hatte, [stimmte der Rat dem Verkauf zu].", ""),
        ],
    );
}

#[test]
fn french() {
    check_all(
        "fr",
        &[
            (
                "Le maire a démenti mardi que [le pont ait été inspecté avant la fête].",
                "Denial démenti",
            ),
            ("Selon un voisin, [le pont a été inspecté avant la fête].", "Report Selon"),
            ("[Le pont rouvrira au printemps], si le conseil trouve l’argent.", "Condition si"),
            (
                "[La société a surfacturé la ville pendant six ans], affirme un porte-parole du syndicat.",
                "Report affirme",
            ),
            ("Il n’est pas vrai que [le lac est alimenté par une source].", "Not n'est, Not pas"),
            (
                "[Le conseil a approuvé la vente par neuf voix contre quatre], et le maire n’a rien dit.",
                "",
            ),
            ("Le maire, qui n’était pas présent, [a approuvé la vente le lendemain].", ""),
            ("Une personne du quartier [a approuvé la vente].", ""),
        ],
    );
}

#[test]
fn spanish() {
    check_all(
        "es",
        &[
            (
                "El alcalde desmintió el martes que [el puente fuera inspeccionado antes de la fiesta].",
                "Denial desmintió",
            ),
            ("Según un vecino, [el puente fue inspeccionado antes de la fiesta].", "Report Según"),
            (
                "[El puente se abrirá en primavera], siempre que el Estado pague la mitad.",
                "Condition siempre que",
            ),
            (
                "[La empresa cobró de más durante seis años], aseguró un portavoz del sindicato.",
                "Report aseguró",
            ),
            ("Nadie ha demostrado que [el lago se alimente de un manantial].", "Not Nadie"),
            (
                "[El concejo aprobó la venta por nueve votos contra cuatro], y el alcalde no habló.",
                "",
            ),
            ("El alcalde, que no asistió a la sesión, [aprobó la venta al día siguiente].", ""),
            ("Al parecer [el transbordador fue vendido a una empresa danesa].", "Doubt Al parecer"),
        ],
    );
}

#[test]
fn arabic() {
    check_all(
        "ar",
        &[
            ("نفى رئيس البلدية يوم الثلاثاء أن [الجسر فُحص قبل المهرجان].", "Denial نفى"),
            ("وبحسب أحد الجيران، [فُحص الجسر قبل المهرجان].", "Report وبحسب"),
            ("إذا وافق المجلس، [سيُعاد فتح الجسر في الربيع].", "Condition إذا"),
            (
                "[ظلت الشركة تتقاضى من المدينة أكثر من حقها ست سنوات]، بحسب متحدث باسم النقابة.",
                "Report بحسب",
            ),
            ("[وافق المجلس على البيع بتسعة أصوات مقابل أربعة]، ولم يتحدث رئيس البلدية.", ""),
            ("يوم الثلاثاء [وافق المجلس على البيع بتسعة أصوات مقابل أربعة].", ""),
            ("ليس صحيحا أن [البحيرة يغذيها نبع].", "Not ليس"),
        ],
    );
}

#[test]
fn chinese() {
    check_all(
        "zh",
        &[
            ("市长周二否认[大桥在节日前接受过检查]。", "Denial 否认"),
            ("据一位邻居说，[大桥在节日前接受过检查]。", "Report 说"),
            ("如果市议会同意，[大桥将于春季重新开放]。", "Condition 如果"),
            ("[渡轮已卖给一家丹麦公司]，但这一说法后来被撤回。", "Correction 撤回"),
            ("[市议会以九票对四票批准出售]，市长没有发言。", ""),
            ("周二，[市议会以九票对四票批准出售]。", ""),
            ("没有证据表明[这个湖由泉水补给]。", "Not 没有"),
        ],
    );
}

#[test]
fn a_whole_sentence_was_cut_from_nothing() {
    assert_eq!(turns("en", "[The deck, he denied, was safe.]"), "");
    assert_eq!(turns("en", "\"[I never approved the sale.]\""), "");
}

#[test]
fn of_several_places_the_one_counts_where_least_turns_the_passage() {
    let copy = "He denied that the deck was safe. She saw that the deck was safe.";
    let found = find(&Snapshot::new(copy), "the deck was safe", "en").expect("the passage");
    assert_eq!((found.before.as_str(), found.turns.len()), ("She saw that ", 0));
}

#[test]
fn a_bracket_may_say_what_a_passage_was_cut_off_from() {
    let copy = Snapshot::new("The clerk denied on Tuesday that the deck was safe.");
    for (passage, expect) in [("[denied ...] the deck was safe", 0), ("[...] the deck was safe", 1)]
    {
        let found = find(&copy, passage, "en").expect("the passage");
        assert_eq!(found.turns.len(), expect, "{passage}");
    }
}
