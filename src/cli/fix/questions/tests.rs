use super::*;
use crate::cli::site::{options, read};
use crate::pipeline;
use std::fs;

const TEXT: &str = "\
The council voted nine to four on the bridge. The clerk kept a long record of it.

The delegation from Kiev stayed a week.

## What came next

A second one from Kiev was not heard.

A third from Kiev was heard.
";

const CLAIMS: &str = "\
claims:
  vote:
    quote: voted nine to four
    finding: The minutes say nine to four.
    checked: 2026-11-02
    checked-by: Ada
    citations: [{source: minutes, relation: supports, passage: Carried by nine votes., locator: p. 3}]
  clerk: {quote: kept a long record}
  week: {quote: stayed a week}
  heard: {quote: was not heard}
  third: {quote: was heard}
";

/// A site whose words are confirmed.
fn site() -> tempfile::TempDir {
    site_of(TEXT, CLAIMS)
}

fn site_of(text: &str, claims: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let files = [
        ("gainsay.yaml", "title: Desk\n"),
        ("content/article.yaml", "title: A bridge\n"),
        ("content/01-vote.md", text),
        ("content/01-vote.yaml", claims),
        ("content/sources.yaml", "minutes: {title: Minutes, no-url: Shown to us.}\n"),
    ];
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    let tree = read(folder.path()).expect("a tree");
    let options = options(false).expect("options");
    let built = pipeline::build(tree, &options, &mut |_| {});
    for lock in built.locks() {
        fs::write(folder.path().join(lock.path), lock.text).expect("a lock");
    }
    folder
}

fn edit(folder: &Path, path: &str, old: &str, new: &str) {
    let path = folder.join(path);
    let text = fs::read_to_string(&path).expect("a text");
    assert!(text.contains(old), "{old}");
    fs::write(path, text.replace(old, new)).expect("a file");
}

fn text_of(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).expect("a text")
}

/// Answers the questions with the lines of `typed`, on 28 November 2026. Returns what was shown and how many
/// changes are left.
fn answer(folder: &Path, typed: &str, editor: OpenEditor) -> (String, usize) {
    let mut opened = OpenedSite::open(folder).expect("a site");
    let mut output = Vec::new();
    let mut asker = Asker { input: &mut typed.as_bytes(), output: &mut output };
    let today = civil::date(2026, 11, 28);
    let left = ask_all(&mut opened, &mut asker, today, editor).expect("answers");
    (String::from_utf8(output).expect("a text"), left)
}

fn no_editor(_: &Path, _: usize) -> Result<(), String> {
    Err("no editor is known".to_owned())
}

/// Edits the text, answers, and checks what was shown and the file of claims after it.
fn check(edits: &[(&str, &str)], typed: &str, shown: &str, claims: &[(&str, &str)], left: usize) {
    let folder = site();
    for (old, new) in edits {
        edit(folder.path(), "content/01-vote.md", old, new);
    }
    let (output, rest) = answer(folder.path(), typed, &no_editor);
    assert_eq!(output, shown);
    let expect = claims.iter().fold(CLAIMS.to_owned(), |all, (old, new)| all.replacen(old, new, 1));
    assert_eq!(text_of(folder.path(), "content/01-vote.yaml"), expect);
    assert_eq!(rest, left);
}

const KEYS: &str = "[e] edit  [n] not now  [q] quit: ";

#[test]
fn block_that_says_the_same_is_confirmed_with_one_key() {
    let shown = format!(
        "
content/01-vote.md:1 (1 of 1)
  the sentence of `clerk` is not as it was confirmed
  what stands around `vote` is not as it was confirmed

  The council voted nine to four on the bridge. The clerk kept a long record of [-it.] [+that.]

  1  clerk, its sentence changed: \"kept a long record\"
     Not yet checked, never checked
  2  vote, its sentence is the same: \"voted nine to four\"
     Supported, checked 2026-11-02 by Ada
     finding: The minutes say nine to four.
     supports: \"Carried by nine votes.\" (Minutes, p. 3)

[s] says the same  [c] claims say something else, which you choose  {KEYS}"
    );
    check(&[("record of it", "record of that")], "s\n", &shown, &[], 0);
}

#[test]
fn claim_that_says_something_else_is_to_be_looked_at_again() {
    let shown = format!(
        "
content/01-vote.md:1 (1 of 1)
  a number changed in the sentence of `vote`
  what stands around `clerk` is not as it was confirmed
  `nine` became `eight`

  The council voted [-nine] [+eight] to four on the bridge. The clerk kept a long record of it.

  1  vote, its sentence changed: \"voted [-nine] [+eight] to four\"
     Supported, checked 2026-11-02 by Ada
     finding: The minutes say nine to four.
     supports: \"Carried by nine votes.\" (Minutes, p. 3)
  2  clerk, its sentence is the same: \"kept a long record\"
     Not yet checked, never checked

[s] says the same  [c] claims say something else, which you choose  {KEYS}\
which say something else? numbers, Enter for 1, or b to go back:\u{20}
content/01-vote.yaml:2
  since 2026-11-28 `vote` says something else than when its evidence was looked at

  \"voted [-nine] [+eight] to four\"
     Not yet checked, checked 2026-11-02 by Ada
     finding: The minutes say nine to four.
     supports: \"Carried by nine votes.\" (Minutes, p. 3)

[k] keeps: the evidence was looked at today, by Ada, and bears these words  {KEYS}"
    );
    let edits = [("nine to four", "eight to four")];
    let quote = ("voted nine to four", "voted eight to four");
    let waits = ("    quote: voted", "    recheck: 2026-11-28\n    quote: voted");
    check(&edits, "c\n\nn\n", &shown, &[quote, waits], 0);
    check(&edits, "c\n\nk\n", &shown, &[quote, ("2026-11-02", "2026-11-28")], 0);
}

#[test]
fn same_edit_is_confirmed_wherever_it_was_made() {
    let claim = |place: &str, of: &str, texts: &str, words: &str, more: &str| {
        format!(
            "
content/01-vote.md:{place}
  a name changed in the sentence of `{of}`
  `Kiev` became `Kyiv`

  {texts}

  {of}, its sentence changed: \"{words}\"
     Not yet checked, never checked

[s] says the same  [c] claim says something else  {more}{KEYS}"
        )
    };
    let first = claim(
        "3 (1 of 3)",
        "week",
        "The delegation from [-Kiev] [+Kyiv] stayed a week.",
        "stayed a week",
        "[a] all of it says the same, in 2 more blocks with this edit too  ",
    );
    let shown = format!(
        "{first}  content/01-vote.md:7: A second one from [-Kiev] [+Kyiv] was not heard.
  content/01-vote.md:9: A third from [-Kiev] [+Kyiv] was heard.
do all 3 say the same? [y] yes  [n] no: "
    );
    check(&[("Kiev", "Kyiv")], "a\ny\n", &shown, &[], 0);
}

#[test]
fn edit_of_words_that_decide_is_asked_about_at_each_place() {
    let folder = site();
    edit(folder.path(), "content/01-vote.md", "from Kiev", "not from Kiev");
    let (shown, left) = answer(folder.path(), "s\nn\nn\n", &no_editor);
    assert!(!shown.contains("[a]"), "{shown}");
    assert!(shown.contains("(1 of 4)") && shown.contains("(4 of 4)"), "{shown}");
    assert_eq!(left, 3);
}

#[test]
fn other_edit_beside_the_same_one_is_asked_about_by_itself() {
    let folder = site();
    edit(folder.path(), "content/01-vote.md", "Kiev", "Kyiv");
    edit(folder.path(), "content/01-vote.md", "A third", "A third one");
    let (shown, left) = answer(folder.path(), "a\ny\nn\n", &no_editor);
    assert!(shown.contains("do all 2 say the same?"), "{shown}");
    assert_eq!(left, 1, "{shown}");
}

#[test]
fn what_was_answered_is_kept_where_somebody_stops() {
    let folder = site();
    edit(folder.path(), "content/01-vote.md", "Kiev", "Kyiv");
    let (_, left) = answer(folder.path(), "s\nq\n", &no_editor);
    assert_eq!(left, 2);
    let (shown, left) = answer(folder.path(), "", &no_editor);
    assert!(!shown.contains("`week`"), "{shown}");
    assert_eq!(left, 2);
}

#[test]
fn edited_text_is_read_again_and_asked_about_as_it_is() {
    let folder = site();
    edit(folder.path(), "content/01-vote.md", "Kiev", "Kyiv");
    let root = folder.path();
    let undo = |path: &Path, line: usize| {
        assert_eq!((path, line), (root.join("content/01-vote.md").as_path(), 3));
        edit(root, "content/01-vote.md", "Kyiv", "Kiev");
        Ok(())
    };
    let (shown, left) = answer(root, "e\n", &undo);
    assert_eq!(shown.matches("[e] edit").count(), 1, "{shown}");
    assert_eq!(left, 0);
}

#[test]
fn question_is_put_again_where_no_editor_is_known() {
    let folder = site();
    edit(folder.path(), "content/01-vote.md", "delegation", "group");
    let (shown, _) = answer(folder.path(), "e\nq\n", &no_editor);
    assert!(shown.contains("no editor is known\n"), "{shown}");
}

#[test]
fn change_of_a_heading_is_one_question() {
    let folder = site();
    edit(folder.path(), "content/01-vote.md", "What came next", "What did not happen");
    let (shown, left) = answer(folder.path(), "s\n", &no_editor);
    assert!(shown.contains("(1 of 1)"), "{shown}");
    assert!(shown.contains("a heading above it: What [-came next] [+did not happen]"), "{shown}");
    assert_eq!(left, 0);
}

#[test]
fn lead_in_is_asked_about_once_whatever_else_changed_around_it() {
    let text = "Of these nothing is proven:\n\n- It [fell](https://a.example/).\n- It *rose*.\n- It stood.\n";
    let claims = "claims:\n  fell: {quote: It fell.}\n  rose: {quote: It rose.}\n  stood: {quote: It stood.}\n";
    let folder = site_of(text, claims);
    edit(folder.path(), "content/01-vote.md", "proven", "settled");
    edit(folder.path(), "content/01-vote.md", "a.example", "b.example");
    edit(folder.path(), "content/01-vote.md", "*rose*", "rose");
    let (shown, left) = answer(folder.path(), "s\n", &no_editor);
    assert_eq!(shown.matches("says the same").count(), 1, "{shown}");
    assert_eq!(shown.matches("[-proven:] [+settled:]").count(), 1, "{shown}");
    assert_eq!(left, 0, "{shown}");
}

/// Two paragraphs, of which the second has a claim.
const WALL: &str = "\
The wall was planned for many years. It ended in May. It may open again.

The clerk told all that no house had been lost, and that all of the money for the work on the wall was still \
there. According to the county, the first plan was unsafe.
";

/// What is asked of the claim in the text `WALL` after `edits`.
fn asked_of_wall(edits: &[(&str, &str)]) -> String {
    let folder = site_of(WALL, "claims: {plan: {quote: the first plan was unsafe}}\n");
    for (old, new) in edits {
        edit(folder.path(), "content/01-vote.md", old, new);
    }
    answer(folder.path(), "q\n", &no_editor).0
}

#[test]
fn sentence_beside_a_block_is_shown_as_it_is() {
    let shown = asked_of_wall(&[("may open", "will open")]);
    assert!(
        shown.contains("the sentence before the paragraph of it: It [-may] [+will] open again."),
        "{shown}"
    );
}

#[test]
fn month_of_may_turns_nothing() {
    let edits = [("It ended in May. It may open again.", "It ended in May.")];
    assert!(asked_of_wall(&edits).contains("may"), "a verb went");
    let folder = site_of(
        &WALL.replace(" It may open again.", ""),
        "claims: {plan: {quote: the first plan was unsafe}}\n",
    );
    edit(folder.path(), "content/01-vote.md", "in May", "in June");
    assert_eq!(answer(folder.path(), "q\n", &no_editor).0, "");
}

#[test]
fn sentence_that_was_edited_in_its_block_did_not_move() {
    let edits =
        [("no house", "no home"), ("still there", "gone"), ("According to the county, the", "The")];
    let shown = asked_of_wall(&edits);
    assert!(shown.contains("the sentence of `plan` is not as it was confirmed"), "{shown}");
    assert!(!shown.contains("somewhere else"), "{shown}");
}

#[test]
fn evidence_of_a_claim_that_was_never_checked_is_looked_at() {
    let folder = site();
    let claims = "content/01-vote.yaml";
    edit(folder.path(), claims, "    checked: 2026-11-02\n    checked-by: Ada\n", "");
    edit(folder.path(), "content/01-vote.md", "nine to four", "eight to four");
    let (shown, left) = answer(folder.path(), "c\n\nk\n", &no_editor);
    assert_eq!(left, 0, "{shown}");
    let text = text_of(folder.path(), claims);
    assert!(
        text.contains("vote:\n    checked: 2026-11-28\n    quote: voted eight to four\n"),
        "{text}"
    );
}

#[test]
fn question_that_several_have_is_put_for_each() {
    let folder = site();
    let claims = "content/01-vote.yaml";
    edit(folder.path(), claims, "relation: supports", "relation: suports");
    let second = "week: {quote: stayed a week, citations: [{source: minutes, relation: suports}]}";
    edit(folder.path(), claims, "week: {quote: stayed a week}", second);
    let (shown, left) = answer(folder.path(), "n\ny\n", &no_editor);
    assert_eq!((shown.matches("[y] yes").count(), left), (2, 1), "{shown}");
    assert_eq!(text_of(folder.path(), claims).matches("suports").count(), 1);
}

#[test]
fn file_with_a_byte_order_mark_takes_one_answer_after_another() {
    let folder = site();
    let claims = "content/01-vote.yaml";
    edit(folder.path(), claims, "claims:\n", "\u{feff}claims:\n");
    edit(folder.path(), "content/01-vote.md", "nine to four", "eight to four");
    edit(folder.path(), "content/01-vote.md", "stayed a week", "stayed for a week");
    let (shown, left) = answer(folder.path(), "c\n1\nc\nn\nn\n", &no_editor);
    assert_eq!(left, 0, "{shown}");
    let text = text_of(folder.path(), claims);
    assert!(text.starts_with("\u{feff}claims:\n"), "{text}");
    assert_eq!(text.matches("recheck: ").count(), 2, "{text}");
}

#[test]
fn number_that_changed_beside_claims_is_asked_about_at_each_place() {
    let folder = site();
    let text = "content/01-vote.md";
    edit(folder.path(), text, " was heard.", " was heard. It had 9 members.");
    edit(folder.path(), text, "stayed a week.", "stayed a week. It had 9 members.");
    let tree = read(folder.path()).expect("a tree");
    for lock in pipeline::build(tree, &options(false).expect("options"), &mut |_| {}).locks() {
        fs::write(folder.path().join(lock.path), lock.text).expect("a lock");
    }
    assert_eq!(answer(folder.path(), "s\ns\ns\n", &no_editor).1, 0);
    edit(folder.path(), text, "9 members", "7 members");
    let (shown, _) = answer(folder.path(), "q\n", &no_editor);
    assert!(shown.contains("[-9] [+7]") && !shown.contains("[a]"), "{shown}");
}

#[test]
fn claims_to_choose_from_can_be_left_alone() {
    let folder = site();
    edit(folder.path(), "content/01-vote.md", "record of it", "record of that");
    let (shown, left) = answer(folder.path(), "c\n7\nb\nn\n", &no_editor);
    assert_eq!(left, 2, "{shown}");
    assert!(!text_of(folder.path(), "content/01-vote.yaml").contains("recheck"));
}

#[test]
fn question_without_a_fault_is_shown_once() {
    let folder = site();
    edit(folder.path(), "content/01-vote.yaml", "  third: {quote: was heard}\n", "");
    let (shown, left) = answer(folder.path(), "y\n", &no_editor);
    assert_eq!((shown.matches("tidy up").count(), left), (1, 0), "{shown}");
}
