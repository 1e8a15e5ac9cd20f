//! The codes of all diagnostics.
//!
//! A code is part of the tool's contract. Its name never changes, because people search for it,
//! configure its severity, and link to it. The table below is the only place that lists them.

/// The severity of a diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// An error: nothing is written while there is one.
    Error,
    /// A warning: worth the author's attention, but the site is built.
    Warning,
    /// A note: says what was left out, and why.
    Note,
}

impl Severity {
    /// Its name in reports and in `gainsay.yaml`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $severity:ident $name:literal: $summary:literal,)*) => {
        /// The kind of fault that a diagnostic reports.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $summary] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The stable name, in kebab case.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// The severity, unless the site sets another.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }

            /// A summary of the fault, in one sentence.
            pub fn summary(self) -> &'static str {
                match self { $(Code::$variant => $summary,)* }
            }
        }
    };
}

/// What of a claim a fault of the guard is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuardedPart {
    /// Its words or their sentence, which differ from those that were confirmed.
    Words,
    /// What stands around them.
    Context,
    /// A passage of its evidence.
    Passage,
}

impl Code {
    /// The code named `name`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }

    /// What of a claim the fault is about, if it is one of the guard: everything could be read, and
    /// somebody has to look at the claim. Such a fault holds no page of the preview back.
    pub fn guards(self) -> Option<GuardedPart> {
        match self {
            Self::AnchorMissing
            | Self::AnchorAmbiguous
            | Self::AnchorMoved
            | Self::AnchorEdited
            | Self::MeaningDrift => Some(GuardedPart::Words),
            Self::ContextChanged => Some(GuardedPart::Context),
            Self::PassageAbsent | Self::PassageCut => Some(GuardedPart::Passage),
            _ => None,
        }
    }

    /// True for what is told of a claim when a site is compared with an earlier state of it.
    pub fn is_of_comparison(self) -> bool {
        matches!(self, Self::ClaimNew | Self::ClaimChanged | Self::ClaimGone)
    }

    /// True for words that differ from those that were confirmed.
    pub fn is_drift(self) -> bool {
        self.guards() == Some(GuardedPart::Words)
    }
}

codes! {
    FileUnreadable = Error "file-unreadable": "A file is not text in UTF-8, is too large, or is no plain file.",
    FileUnexpected = Warning "file-unexpected": "A file in the content folder is not of a kind that the tool reads.",
    FileEnding = Error "file-ending": "A file has another name or ending than the tool reads, so that what it says would be lost.",
    FileName = Error "file-name": "The name of a file cannot be a part of an address.",
    FileHidden = Note "file-hidden": "Files are left out because their names begin with `.`.",
    RecordsMissing = Error "records-missing": "Sources or speakers are named, and there is no file of them.",
    MergeUnfinished = Error "merge-unfinished": "A file holds both sides of a merge that nobody finished.",
    FormatNewer = Error "format-newer": "The site is written in a newer version of the format than this program reads.",
    NameCollision = Error "name-collision": "Two files have names that are one name on some systems.",
    ArticleMissing = Error "article-missing": "There is no article to build.",
    ArticleNested = Error "article-nested": "A folder inside an article's folder holds sections or an article.",
    SectionMissing = Error "section-missing": "An annotation file or a list of sections names a section that is not there.",
    SectionGone = Warning "section-gone": "A section that the site had is gone, and its address with it.",
    NameReserved = Error "name-reserved": "A section, a folder or a record has a name that the tool needs for its own pages or that Windows keeps for a device, or two have the same.",
    YamlSyntax = Error "yaml-syntax": "A file is not well-formed YAML.",
    TextCut = Warning "text-cut": "YAML leaves out something that may have been meant as text.",
    CurlyQuotes = Warning "curly-quotes": "Curly quotation marks stand round a value, and are part of it.",
    KeyDuplicate = Error "key-duplicate": "A key or an id occurs twice.",
    KeyUnknown = Error "key-unknown": "A key is not part of the format.",
    KeyForeign = Warning "key-foreign": "A key is one of another tool, and says nothing here.",
    KeyMissing = Error "key-missing": "A required key is missing.",
    KeyConflict = Error "key-conflict": "Two keys exclude each other.",
    ValueType = Error "value-type": "A value is of the wrong shape, such as a list where text is expected.",
    ValueInvalid = Error "value-invalid": "A value is not one of those that are allowed.",
    ValueEmpty = Error "value-empty": "A value that needs words has none.",
    IdInvalid = Error "id-invalid": "An id is not made of lower-case words joined by hyphens.",
    DateInvalid = Error "date-invalid": "A date is not one of the forms of EDTF level 0, or is in the future.",
    UrlInvalid = Error "url-invalid": "An address is not a full http, https or mailto address.",
    SourceUnknown = Error "source-unknown": "A source is cited that does not exist.",
    SpeakerUnknown = Error "speaker-unknown": "A speaker is named that does not exist.",
    ClaimUnknown = Error "claim-unknown": "A claim is named that does not exist.",
    ClaimSelf = Error "claim-self": "A claim answers itself.",
    ClaimDuplicate = Error "claim-duplicate": "Two claims have the same id.",
    AliasTaken = Error "alias-taken": "An alias is the address of something else.",
    SourceCircular = Error "source-circular": "A source is based on itself, by way of others.",
    CounterDuplicate = Error "counter-duplicate": "The same claim answers another twice.",
    DraftReferenced = Warning "draft-referenced": "Something that is published refers to something that is not; the reference is left out.",
    SourceShadowed = Error "source-shadowed": "An article has a source or speaker with the id of a shared one.",
    AnchorMissing = Error "anchor-missing": "The words of a claim are not in the text.",
    AnchorAmbiguous = Error "anchor-ambiguous": "The words of a claim are in the text more than once.",
    AnchorMoved = Error "anchor-moved": "The words of a claim stand somewhere else than they did.",
    AnchorEdited = Error "anchor-edited": "The words of a claim are not those that were confirmed.",
    MeaningDrift = Error "meaning-drift": "The sentence of a claim is not as it was confirmed.",
    ContextChanged = Warning "context-changed": "Something around a claim changed: its paragraph, a heading, a lead-in, a footnote.",
    LockMissing = Warning "lock-missing": "There is no record of the words that were confirmed, so nothing guards them.",
    LockRenewed = Note "lock-renewed": "The lock file is of an earlier version, and gets what stands around the words of claims.",
    LockNew = Note "lock-new": "Claims or passages have no line in the lock file yet.",
    LockInvalid = Error "lock-invalid": "A line of a lock file cannot be read.",
    LockUnused = Warning "lock-unused": "A lock file holds words that no claim quotes any more.",
    LockOutdated = Error "lock-outdated": "A build would write into a lock file, and was told not to.",
    PassageAbsent = Error "passage-absent": "A passage is not in the saved copy of its source.",
    PassageCut = Error "passage-cut": "A passage is cut off from words of its sentence that turn it.",
    StatusUnearned = Error "status-unearned": "A declared status is not the one that the evidence yields.",
    LinkBroken = Error "link-broken": "A link leads to a file, a section or a fragment that is not there.",
    LinkScheme = Error "link-scheme": "A link uses a scheme other than http, https and mailto.",
    ImageMissing = Error "image-missing": "An image is not there, or is not an image.",
    HtmlForbidden = Error "html-forbidden": "Raw HTML stands where a site does not allow it, or holds what no page may have.",
    HtmlUnbalanced = Error "html-unbalanced": "Raw HTML is not well-formed, or its elements do not nest.",
    FootnoteMissing = Error "footnote-missing": "A footnote is referred to and not defined.",
    FootnoteUnused = Warning "footnote-unused": "A footnote is defined and never referred to; it is left out.",
    DefinitionDuplicate = Error "definition-duplicate": "A footnote or a link is defined twice, and one of the two is in no page.",
    DefinitionUnused = Warning "definition-unused": "A line of words is taken for the definition of a link, and is in no page.",
    ForeignSyntax = Warning "foreign-syntax": "Syntax of another tool stands in the text, and readers would see it.",
    HeadingLevel = Warning "heading-level": "A heading skips a level, or claims the level of the page's title.",
    HeadingRepeated = Warning "heading-repeated": "A heading says the title above it again.",
    HeadingLiteral = Warning "heading-literal": "Marks that were meant as a heading stand in the text.",
    LinkLiteral = Warning "link-literal": "Marks that were meant as a link or an image stand in the text.",
    TableCellLost = Warning "table-cell-lost": "A row of a table has more cells than its head, and what is beyond is in no page.",
    EmphasisLiteral = Warning "emphasis-literal": "Marks that were meant as emphasis stand in the text.",
    TextReordered = Warning "text-reordered": "A character makes a text look like another.",
    QuoteReordered = Error "quote-reordered": "A character makes what is quoted look like something else.",
    TemplateInvalid = Error "template-invalid": "A template cannot be read or rendered.",
    ConfigPath = Error "config-path": "A path in the configuration leads out of the site.",
    ConfidentialLinked = Error "confidential-linked": "The text gives away the address of a confidential source.",
    ConfidentialQuoted = Warning "confidential-quoted": "Words of a confidential source stand in what is published.",
    ClaimUnsourced = Warning "claim-unsourced": "A claim of the article has no source.",
    CounterUnsourced = Warning "counter-unsourced": "A counter-claim has no source.",
    EvidenceOutdated = Warning "evidence-outdated": "A claim says something else than when its evidence was looked at.",
    ClaimUnreviewed = Warning "claim-unreviewed": "A claim was not looked at by a second person.",
    EvidenceChanged = Warning "evidence-changed": "Evidence is younger than the day on which the claim was checked or reviewed.",
    DatesOutOfOrder = Warning "dates-out-of-order": "Two dates cannot both be right.",
    SpeakerContradictsSelf = Warning "speaker-contradicts-self": "A counter-claim has the speaker of the claim that it goes against.",
    SourceOverused = Warning "source-overused": "Many claims rest on one source alone.",
    WireCountedOnce = Note "wire-counted-once": "Two sources of a claim come from one report.",
    ArchiveMismatch = Warning "archive-mismatch": "An archived copy is not one of the source, or not of the day that is given.",
    LanguageUnlikely = Warning "language-unlikely": "The letters of a text are not those of its language.",
    PassageMissing = Warning "passage-missing": "A claim was checked, and it is not said what in a source it rests on.",
    PassageLong = Warning "passage-long": "A passage is longer than a quotation.",
    FindingLong = Warning "finding-long": "A finding is longer than one sentence.",
    SourceUnused = Warning "source-unused": "Nothing uses a source.",
    SpeakerUnused = Warning "speaker-unused": "Nothing names a speaker.",
    ClaimNew = Note "claim-new": "A claim is published that was not there before.",
    ClaimChanged = Note "claim-changed": "The words, the speaker, the evidence, the answers, the finding or the status of a claim are others than before.",
    ClaimGone = Note "claim-gone": "A claim that was published is so no more.",
    FileLarge = Warning "file-large": "A file of the output is larger than GitHub takes.",
    OutputLarge = Warning "output-large": "The output is nearly as large as GitHub Pages allows, or larger.",
    BaseUrlMissing = Note "base-url-missing": "Without a base address some files are left out.",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_words_and_passages_is_of_the_guard() {
        let about = |code: &Code| {
            let name = code.as_str();
            ["anchor-", "meaning-", "context-", "passage-"]
                .iter()
                .any(|part| name.starts_with(part))
        };
        for code in Code::ALL.iter().filter(|code| about(code)) {
            let asks = code.severity() == Severity::Error || *code == Code::ContextChanged;
            assert_eq!(code.guards().is_some(), asks, "{code:?}");
        }
    }

    #[test]
    fn names_are_unique_and_in_kebab_case() {
        let mut names: Vec<_> = Code::ALL.iter().map(|c| c.as_str()).collect();
        names.sort_unstable();
        let before = names.len();
        names.dedup();
        assert_eq!(before, names.len());
        for name in names {
            assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{name}");
        }
    }
}
