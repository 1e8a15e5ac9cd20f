//! The texts of the method page beside the vocabulary: how evidence is weighed, how passages are
//! checked, and what the sentence on the evidence counts.
//!
//! No code is generated from these entries. Each has a test in `tests/it/method.rs`, which shows on
//! a small site that the tool does what the text says.

vocabulary! {
    /// A rule by which evidence is weighed.
    Rule {
        Work = "work", "No finding without work", "A source weighs only where the editors give the passage that it rests on, or the day on which they checked the claim. Otherwise it is listed, and weighs nothing.";
        Recheck = "recheck", "A claim that says something else", "Where a claim says something else than when its evidence was looked at, none of that evidence weighs, its finding is not shown and it is not yet checked, until somebody has looked at it again.";
        Stake = "stake", "Whose words a source keeps", "Where a source keeps the words of whoever made the claim, they are the claimant\u{2019}s own and weigh nothing. Where it keeps somebody else\u{2019}s, those are the words of someone involved. Otherwise it is independent. The editors may say otherwise for a single citation.";
        Anonymous = "anonymous", "People who are not named", "Evidence from people who are not named is never strong. Where it contradicts a claim it is a word against it.";
        OneReport = "one-report", "One report counts once", "Sources that take their report from the same source are one piece of evidence, however many they are. The page of a claim says which of its sources those are.";
        CounterStrength = "counter-strength", "A counter-claim is as strong as its evidence", "A counter-claim that contradicts a claim is strong evidence against it where it cites independent support of its own, by people who are named. Without that it is a word against. One that limits or updates a claim weighs on the same condition.";
        OneLevel = "one-level", "One step, and no further", "Only the sources that the counter-claim cites itself are looked at for this, not what answers it in turn. What answers it is judged on its own page.";
        BearsBack = "bears-back", "A dispute bears on both sides", "Where a claim has strong support, that is strong evidence against every counter-claim that denies or contradicts it.";
        Denial = "denial", "A denial is no refutation", "A denial is a word against a claim, whoever makes it and whatever it cites. It makes no claim contradicted; where a claim has strong support, its label adds who denies it.";
        Said = "said", "Whether it was said", "For some claims only whether the speaker said it is judged. There the record of the words is as good as an independent source, whoever keeps it, and answers to the content do not weigh. The label then adds: it was said.";
        Declared = "declared", "Nobody sets a status", "A status follows from the evidence cited. Where editors write another one down, the site is not built.";
    }
}

vocabulary! {
    /// How the tool checks that words stay true to their source.
    Care {
        Anchored = "anchored", "Marks", "A mark stands on the exact words of the article that were checked. Where these words, or what the sentence around them says, were edited, the mark is taken away until somebody has confirmed it, and the page of the claim says so.";
        SavedCopy = "saved-copy", "Checked against a saved copy", "The passage was looked up in a copy of the source that the editors saved, and stands there word for word. The copy is not published.";
        SavedExcerpt = "saved-excerpt", "Checked against a saved excerpt", "The same, where the editors saved a part of the source alone.";
        Recorded = "on-record", "On record as checked", "The copy was not at hand when these pages were made. That the passage was found in it, and when, is what the editors\u{2019} record says; nobody looked again.";
        Unchecked = "not-looked-up", "Not checked against a saved copy", "The editors saved no copy of the source in which the passage could be looked up. They may have read it there.";
        Reworded = "reworded", "Corrected", "The words of the claim were changed after it was first published. Its page shows the words before.";
    }
}

vocabulary! {
    /// A number in the sentence on the state of the evidence.
    Count {
        Marked = "marked", "Marked claims", "Claims that are marked in the article. Answers made elsewhere are not counted.";
        Checkable = "checkable", "That can be checked", "All of these but opinions.";
        Sourced = "sourced", "With a source", "Claims that can be checked and cite a source which does more than repeat them, whether for them or against.";
        Independent = "independent", "With an independent source", "Claims that can be checked of which one such source is independent.";
        Countered = "countered", "With a counter-claim", "Claims that can be checked and that somebody answers.";
    }
}
