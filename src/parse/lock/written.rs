//! The form of a line on words in JSON.
//!
//! In goes a line as a value; out comes its form, and the same again, or why the tool cannot have written
//! it.

use super::around::Around;
use super::line::{AnchorLine, Spot, is_hash};
use serde::{Deserialize, Serialize};
use text_anchor::confirmed::{CONTEXT, Confirmed, ConfirmedWords, LONGEST, REST};
use text_anchor::normal::renew;

/// The JSON form of an anchor line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenKeys {
    claim: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    section: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    standfirst: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    long: Option<Long>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lead: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    trail: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    /// In lines of an earlier time: where the words began in the text. It changed with all that was put in
    /// before them, and nothing needs it.
    #[serde(default, skip_serializing)]
    #[allow(dead_code, reason = "it is read so that such lines are")]
    at: Option<usize>,
    /// Bytes of the block's text: how many stand before the sentence, and how long are its part before the
    /// words, the words, and its part after them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stands: Option<[usize; 4]>,
    #[serde(default, skip_serializing_if = "Option::is_none", rename = "in")]
    pub(super) block: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) under: Option<String>,
}

/// The JSON form of long words.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Long {
    start: String,
    end: String,
    count: usize,
    sha256: String,
}

impl WrittenKeys {
    /// The form of a line.
    pub(super) fn of(line: &AnchorLine) -> Self {
        let confirmed = line.confirmed.clone();
        let stands = line.around.as_ref().and_then(|around| around.block.places(&confirmed));
        let (words, long) = match confirmed.words {
            ConfirmedWords::Whole(words) => (Some(words), None),
            ConfirmedWords::Ends { sha256, count, start, end } => {
                (None, Some(Long { start, end, count, sha256 }))
            }
        };
        let (section, image) = match &line.spot {
            Spot::Section(section) | Spot::SectionTitle(section) => (Some(section.clone()), None),
            Spot::Image(section, image) => (Some(section.clone()), Some(image.clone())),
            Spot::Title | Spot::Standfirst => (None, None),
        };
        Self {
            claim: line.claim.clone(),
            section,
            image,
            title: matches!(line.spot, Spot::Title | Spot::SectionTitle(_)).then_some(true),
            standfirst: (line.spot == Spot::Standfirst).then_some(true),
            words: words.filter(|_| stands.is_none()),
            long,
            before: stands.is_none().then_some(confirmed.before),
            lead: stands.is_none().then_some(confirmed.lead),
            trail: stands.is_none().then_some(confirmed.trail),
            after: stands.is_none().then_some(confirmed.after),
            stands,
            code: (!confirmed.code.is_empty()).then(|| confirmed.code.join(" ")),
            at: None,
            block: line.around.as_ref().map(|around| around.block.key.clone()),
            under: line.around.as_ref().map(|around| around.frame.key.clone()),
        }
    }

    /// The line, with what stands around its words where it names that.
    pub(super) fn read(mut self, around: Option<Around>) -> Result<AnchorLine, &'static str> {
        if let (Some(around), Some(stands)) = (&around, self.stands) {
            let given = [&self.words, &self.before, &self.lead, &self.trail, &self.after];
            if given.iter().any(|text| text.is_some()) || self.long.is_some() {
                return Err("it says twice what its words or its sentence are");
            }
            let parts = around.block.parts(stands);
            let ([before, lead, trail, after], words) =
                parts.ok_or("its block has no such place")?;
            self.words = Some(words.to_owned());
            (self.before, self.lead) = (Some(before), Some(lead));
            (self.trail, self.after) = (Some(trail), Some(after));
        }
        let (Some(before), Some(lead), Some(trail), Some(after)) =
            (self.before.take(), self.lead.take(), self.trail.take(), self.after.take())
        else {
            return Err("it does not say where its sentence stands");
        };
        // Lines of an earlier version keep ligatures and rows of hyphens.
        let [before, lead, trail, after] = [before, lead, trail, after].map(|text| renew(&text));
        if let Some(words) = &mut self.words {
            *words = renew(words);
        }
        let spot = match (self.section, self.image, self.title, self.standfirst) {
            (Some(section), None, None, None) => Spot::Section(section),
            (Some(section), None, Some(true), None) => Spot::SectionTitle(section),
            (Some(section), Some(image), None, None) => Spot::Image(section, image),
            (None, None, Some(true), None) => Spot::Title,
            (None, None, None, Some(true)) => Spot::Standfirst,
            _ => return Err("it names no part of the article, or several"),
        };
        let words = match (self.words, self.long) {
            (Some(words), None) => ConfirmedWords::Whole(words),
            (None, Some(Long { start, end, count, sha256 })) => {
                ConfirmedWords::Ends { sha256, count, start, end }
            }
            _ => return Err("it has no words, or has them twice"),
        };
        // The tool writes no longer parts, and comparing them would take long.
        let long = |text: &String, most: usize| text.len() > most;
        let rest = [&lead, &trail].iter().any(|t| long(t, REST + 64));
        let context = [&before, &after].iter().any(|t| long(t, CONTEXT + 64));
        let forged = match &words {
            ConfirmedWords::Whole(words) => words.chars().count() > LONGEST,
            ConfirmedWords::Ends { sha256, count, start, end } => {
                !is_hash(sha256) || *count > 1_000_000 || long(start, 200) || long(end, 200)
            }
        };
        let code = self.code.as_ref().is_some_and(|code| long(code, 2 * REST));
        if rest || context || code || forged {
            return Err("a part of it is too long, or no hash");
        }
        let code = self.code.as_deref().unwrap_or("").split(' ');
        let code = code.filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let Self { claim, .. } = self;
        let wide = around.is_some();
        Ok(AnchorLine {
            claim,
            spot,
            confirmed: Confirmed { words, before, lead, trail, after, code, wide },
            around,
        })
    }
}
