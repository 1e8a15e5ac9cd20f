use super::*;
use proptest::prelude::*;
use text_anchor::Haystack;
use text_anchor::confirmed::{Confirmed, ConfirmedWords};

fn line(claim: &str, text: &str, words: &str) -> AnchorLine {
    let haystack = Haystack::new(text);
    let at = text.find(words).expect("the words stand in the text");
    let confirmed = Confirmed { wide: false, ..Confirmed::of(&haystack, &(at..at + words.len())) };
    AnchorLine {
        claim: claim.to_owned(),
        spot: Spot::Section("vote".to_owned()),
        confirmed,
        around: None,
    }
}

#[test]
fn line_holds_words_sentence_and_context() {
    let text = "It rained. The council voted “nine to four” on Monday. The mayor left.";
    let lock = Lock::default().with(&[line("vote", text, "voted “nine to four”")], &[]);
    insta::assert_snapshot!(lock.text(), @r##"
    # gainsay lock 2: words that were confirmed. `gainsay build` adds lines and `gainsay fix` changes them; keep it with the article.
    {"claim":"vote","section":"vote","words":"voted \"nine to four\"","before":"It rained. ","lead":"The council ","trail":" on Monday.","after":" The mayor left."}
    "##);
    assert_eq!(Lock::parse(&lock.text()), (lock, Vec::new()));
}

#[test]
fn hyphens_of_code_are_kept_as_they_are_typed() {
    let text = "It ran count --all -x and stopped -- at once.";
    let code = text.find("count").expect("it")..text.find(" and").expect("it");
    let normal = text_anchor::normal::Normal::new(text).with_code(text, vec![code]);
    let haystack = Haystack::known(text, &normal);
    let at = text.find("stopped").expect("the words");
    let confirmed = Confirmed { wide: false, ..Confirmed::of(&haystack, &(at..at + 7)) };
    assert_eq!(confirmed.code, ["--all", "-x"]);
    let spot = Spot::Section("vote".to_owned());
    let line = AnchorLine { claim: "ran".to_owned(), spot, confirmed, around: None };
    let lock = Lock::default().with(&[line], &[]);
    insta::assert_snapshot!(lock.text(), @r##"
    # gainsay lock 2: words that were confirmed. `gainsay build` adds lines and `gainsay fix` changes them; keep it with the article.
    {"claim":"ran","section":"vote","words":"stopped","before":"","lead":"It ran count -all -x and ","trail":" - at once.","after":"","code":"--all -x"}
    "##);
    assert_eq!(Lock::parse(&lock.text()), (lock, Vec::new()));
}

#[test]
fn long_words_are_kept_as_a_hash_and_both_ends() {
    let words = "word ".repeat(60);
    let line = line("long", &words, words.trim());
    assert!(matches!(&line.confirmed.words, ConfirmedWords::Ends { count: 60, .. }), "{line:?}");
    assert!(line.confirmed.words.equal(words.trim()));
    assert!(!line.confirmed.words.equal(words.replacen("word word", "word ward", 9).trim()));
    let lock = Lock::default().with(&[line], &[]);
    assert_eq!(Lock::parse(&lock.text()), (lock, Vec::new()));
}

#[test]
fn lines_that_cannot_be_read_are_reported_and_the_others_kept() {
    let text = "# gainsay lock 3: x\n{\"claim\":\"a\"}\nnonsense\n\n";
    let (lock, faults) = Lock::parse(text);
    assert_eq!(lock, Lock::default());
    let shown: Vec<String> =
        faults.iter().map(|f| format!("{}: {}", &text[f.range.clone()], f.message)).collect();
    insta::assert_snapshot!(shown.join("\n"), @r##"
    # gainsay lock 3: x: the lock was written by another version of the tool
    {"claim":"a"}: a line of the lock is not one that the tool writes: it does not say where its sentence stands
    nonsense: a line of the lock cannot be read: it is not one whole JSON object
    "##);
}

/// A line that names what stands around its words.
fn around(claim: &str, text: &str, words: &str) -> AnchorLine {
    let (text_of, above) = (text.to_owned(), "It rained.".to_owned());
    let block = BlockText { text: text_of, above, ..BlockText::default() }.keyed();
    let frame = Frame { headings: vec!["The vote".to_owned()], ..Frame::default() };
    let around =
        Around { block: Arc::new(block), frame: Arc::new(frame.keyed()), beside: Arc::default() };
    let mut line = line(claim, text, words);
    line.confirmed.wide = true;
    around.block.settle(&mut line.confirmed);
    AnchorLine { around: Some(around), ..line }
}

#[test]
fn what_stands_around_words_is_kept_once_for_all_claims_of_a_block() {
    let text = "The council voted.";
    let lines = [around("a", text, "council"), around("b", text, "voted")];
    let mut lock = Lock::default().with(&lines, &[]);
    lock.heads.push(ConfirmedHead { title: "A bridge".to_owned(), ..ConfirmedHead::default() });
    insta::assert_snapshot!(lock.text(), @r##"
    # gainsay lock 2: words that were confirmed. `gainsay build` adds lines and `gainsay fix` changes them; keep it with the article.
    {"article":"A bridge"}
    {"block":"rntwwBcm","text":"The council voted.","above":"It rained."}
    {"claim":"a","section":"vote","stands":[0,4,7,7],"in":"rntwwBcm","under":"IoeSvyqR"}
    {"claim":"b","section":"vote","stands":[0,12,5,1],"in":"rntwwBcm","under":"IoeSvyqR"}
    {"frame":"IoeSvyqR","headings":["The vote"]}
    "##);
    assert_eq!(Lock::parse(&lock.text()), (lock.clone(), Vec::new()));
    let text = lock.text();
    let without: Vec<&str> = text.lines().filter(|line| !line.contains("\"frame\"")).collect();
    let (left, faults) = Lock::parse(&without.join("\n"));
    assert!(left.anchors.is_empty(), "{left:?}");
    let forged = text.replace("It rained.", "It snowed.");
    let both =
        format!("{text}{}", forged.lines().filter(|l| l.contains("block")).collect::<String>());
    assert_eq!(Lock::parse(&both).1[0].message, not_written("another block has the same name"));
    let said = "a line of the lock is not one that the tool writes: it names a block or a frame that no line has";
    assert!(faults.len() == 2 && faults.iter().all(|f| f.message == said), "{faults:?}");
}

#[test]
fn lead_in_that_is_a_block_is_named_and_not_repeated() {
    let lead = around("a", "The council voted on all of these in May.", "council");
    let key = lead.around.as_ref().expect("a block").block.key.clone();
    let leads = vec!["The council voted on all of these in May. [to: ../x.html]".to_owned()];
    let mut item = around("b", "It rose.", "rose");
    let around = item.around.as_mut().expect("a block");
    around.frame = Arc::new(Frame { leads: leads.clone(), ..Frame::default() }.keyed());
    let lock = Lock::default().with(&[lead, item.clone()], &[]);
    let text = lock.text();
    let named = format!("\"leads\":[{{\"in\":\"{key}\",\"and\":\" [to: ../x.html]\"}}]");
    assert!(text.contains(&named), "{text}");
    assert_eq!(Lock::parse(&text), (lock.clone(), Vec::new()));
    // Names of an earlier time, and what a merge may leave.
    let old = text.replace(&key, "0123456789ab");
    assert_eq!(Lock::parse(&old), (lock.clone(), Vec::new()));
    let alone = Lock::default().with(&[item], &[]).text();
    let (merged, faults) = Lock::parse(&format!("{text}{alone}"));
    assert_eq!((merged, faults), (lock, Vec::new()));
    let without: Vec<&str> =
        text.lines().filter(|line| !line.starts_with(&format!("{{\"block\":\"{key}"))).collect();
    let messages: Vec<String> =
        Lock::parse(&without.join("\n")).1.into_iter().map(|fault| fault.message).collect();
    assert!(messages.contains(&not_written("it names a block that no line has")), "{messages:?}");
}

#[test]
fn duplicate_line_counts_once_and_oversized_line_is_rejected() {
    let line = line("vote", "The council voted.", "council");
    let text = Lock::default().with(&[line], &[]).text();
    let twice = format!("{text}{}\n", text.lines().last().unwrap_or(""));
    assert_eq!(Lock::parse(&twice).0.of_claim("vote").count(), 1);
    let long = text.replace("\"lead\":\"", &format!("\"lead\":\"{}", "a ".repeat(9_000)));
    let (lock, faults) = Lock::parse(&long);
    assert!(lock.anchors.is_empty() && faults.len() == 1, "{faults:?}");
}

#[test]
fn lines_of_two_branches_merge_line_by_line() {
    let text = "The council voted. The mayor left. The clerk stayed.";
    let (a, b, c) =
        (line("a", text, "council"), line("b", text, "mayor"), line("c", text, "clerk"));
    let of = |lines: &[AnchorLine]| Lock::default().with(lines, &[]).text();
    let (ours, theirs) = (of(&[a.clone(), b.clone()]), of(&[c.clone(), a.clone()]));
    let mut merged: Vec<&str> = ours.lines().chain(theirs.lines()).collect();
    merged.sort_unstable();
    merged.dedup();
    assert_eq!(merged.join("\n") + "\n", of(&[c, b, a]));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn written_lock_is_read_back_unchanged(text in "[a-z.\"'\\\\é\u{2028} \n]{1,400}", from in 0..400usize, length in 1..300usize) {
        let start = text.char_indices().map(|(i, _)| i).nth(from % text.chars().count()).unwrap_or(0);
        let end = text[start..].char_indices().map(|(i, c)| start + i + c.len_utf8()).take(length).last().unwrap_or(text.len());
        let haystack = Haystack::new(&text);
        let confirmed = Confirmed { wide: false, ..Confirmed::of(&haystack, &(start..end)) };
        let line = AnchorLine { claim: "a".into(), spot: Spot::Title, confirmed, around: None };
        let lock = Lock::default().with(&[line], &[]);
        prop_assert_eq!(Lock::parse(&lock.text()), (lock, Vec::new()));
    }
}
