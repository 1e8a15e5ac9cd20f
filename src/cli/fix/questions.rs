//! Goes through all that somebody has to decide on: slips of the pen one by one, then block by block what
//! changed around or in confirmed words, then claims whose evidence has to be looked at again.
//!
//! In go a site and answers; out come the changed files. Each answer is written at once, so that nothing is
//! lost where somebody stops.

use super::ask::{AnswerKey, Asker};
use super::opened::OpenedSite;
use super::show;
use crate::cli::error::CommandError;
use crate::cli::plural::plural;
use crate::desk::fix::{
    BlockLook, EvidenceLook, Mend, SentenceChange, changes, looked_again, looks, rechecks,
    say_otherwise,
};
use crate::source::Span;
use jiff::civil;
use std::collections::BTreeMap;
use std::path::Path;

/// Opens a file at a line, or says why it cannot.
pub(super) type OpenEditor<'e> = &'e dyn Fn(&Path, usize) -> Result<(), String>;

/// How to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    /// With the next question.
    Question,
    /// With what is left once the site has been read again.
    Reload,
    /// Not at all.
    Stop,
}

struct Questions<'q, 'r, 't> {
    site: &'q mut OpenedSite<'r>,
    asker: &'q mut Asker<'t>,
    today: civil::Date,
    editor: OpenEditor<'q>,
    /// What was accepted since the site was read.
    accepted: Vec<Mend>,
    asked: QuestionCounts,
    /// The words of claims that say something else, with what changed marked.
    changed: BTreeMap<String, String>,
}

/// What was asked: by the key of a question, which several may have.
#[derive(Debug, Default)]
struct QuestionCounts(BTreeMap<String, Count>);

#[derive(Debug, Default)]
struct Count {
    /// How many questions there were with the key.
    most: usize,
    /// How many of them were put.
    put: usize,
    /// How many of them were put off.
    off: usize,
    /// How many there are, and how many of them were passed, in this round.
    here: usize,
    passed: usize,
}

impl QuestionCounts {
    /// Begins a round with the questions that have `keys`.
    fn begin(&mut self, keys: impl Iterator<Item = String>) {
        self.0.values_mut().for_each(|count| (count.here, count.passed) = (0, 0));
        for key in keys {
            let count = self.0.entry(key).or_default();
            count.here += 1;
            count.most = count.most.max(count.here);
        }
    }

    /// True for the next question with `key` where it is to be put. Those that were put off come first and
    /// are passed; none is put more often than there are questions with its key.
    fn next(&mut self, key: &str) -> bool {
        let Some(count) = self.0.get_mut(key) else { return false };
        count.passed += 1;
        let put = count.passed > count.off && count.put < count.most;
        count.put += usize::from(put);
        put
    }

    /// Puts a question off that was put.
    fn put_off(&mut self, key: &str) {
        if let Some(count) = self.0.get_mut(key) {
            count.off += 1;
        }
    }

    /// Has a question put again.
    fn again(&mut self, key: &str) {
        if let Some(count) = self.0.get_mut(key) {
            count.put = count.put.saturating_sub(1);
        }
    }
}

/// Asks about everything, and returns how many changes are left.
pub(super) fn ask_all(
    site: &mut OpenedSite,
    asker: &mut Asker,
    today: civil::Date,
    editor: OpenEditor,
) -> Result<usize, CommandError> {
    let (accepted, asked) = (Vec::new(), QuestionCounts::default());
    let changed = BTreeMap::new();
    let mut questions = Questions { site, asker, today, editor, accepted, asked, changed };
    while questions.round()? == Next::Reload {
        questions.reload()?;
    }
    questions.reload()?;
    Ok(changes(&questions.site.built).len())
}

impl Questions<'_, '_, '_> {
    fn reload(&mut self) -> Result<(), CommandError> {
        self.accepted.clear();
        self.site.reload()
    }

    /// Asks about what has not been answered.
    fn round(&mut self) -> Result<Next, CommandError> {
        let (looks, rest) = looks(&self.site.built, changes(&self.site.built));
        self.asked.begin(rest.iter().map(|change| change.key(&self.site.built)));
        for change in rest {
            let key = change.key(&self.site.built);
            if self.asked.next(&key) {
                match self.mend(change, &key)? {
                    Next::Question => {}
                    next => return Ok(next),
                }
            }
        }
        // What a slip of the pen kept from being read comes first.
        if !self.accepted.is_empty() {
            return Ok(Next::Reload);
        }
        self.asked.begin(looks.iter().map(BlockLook::key));
        let mut done = vec![false; looks.len()];
        for (i, look) in looks.iter().enumerate() {
            if !done[i] && self.asked.next(&look.key()) {
                let numbered = format!("{} of {}", i + 1, looks.len());
                match self.look(i, &numbered, &looks, &mut done)? {
                    Next::Question => {}
                    next => return Ok(next),
                }
            }
        }
        if !self.accepted.is_empty() {
            return Ok(Next::Reload);
        }
        // Words that nobody has confirmed yet are borne by no evidence.
        let open = |claim: &EvidenceLook| {
            looks.iter().flat_map(|look| &look.claims).any(|other| other.name == claim.name)
        };
        let mut claims = rechecks(&self.site.built);
        claims.retain(|claim| !open(claim));
        self.asked.begin(claims.iter().map(EvidenceLook::key));
        for claim in claims {
            if self.asked.next(&claim.key()) {
                match self.recheck(&claim)? {
                    Next::Question => {}
                    next => return Ok(next),
                }
            }
        }
        Ok(if self.accepted.is_empty() { Next::Stop } else { Next::Reload })
    }

    /// Asks about a change that has nothing to do with words that were confirmed.
    fn mend(&mut self, change: Mend, key: &str) -> Result<Next, CommandError> {
        // A question without a fault says all there is to say.
        if change.diagnostic.is_some() || change.refused.is_some() {
            self.asker.lines(&[show::mend_text(&change, &self.site.built)])?;
        }
        if let Some(why) = &change.refused {
            self.asker.say(&format!("this cannot be changed here: {why}"))?;
            self.asked.put_off(key);
            return Ok(Next::Question);
        }
        let keys = [
            AnswerKey::new('y', "yes"),
            AnswerKey::new('n', "not now"),
            AnswerKey::new('q', "quit"),
        ];
        match self.asker.ask(&change.question, &keys)? {
            'y' => self.accept(vec![change], key),
            'n' => Ok(self.later(key)),
            _ => Ok(Next::Stop),
        }
    }

    /// Asks about the block `i` of `looks`, of which some are `done`.
    fn look(
        &mut self,
        i: usize,
        numbered: &str,
        looks: &[BlockLook],
        done: &mut [bool],
    ) -> Result<Next, CommandError> {
        let look = &looks[i];
        let key = look.key();
        let alike: Vec<usize> =
            (i + 1..looks.len()).filter(|n| !done[*n] && look.is_same_edit(&looks[*n])).collect();
        let mut keys = vec![AnswerKey::new('s', "says the same")];
        match look.claims.len() {
            0 => {}
            1 => keys.push(AnswerKey::new('c', "claim says something else")),
            _ => keys.push(AnswerKey::new('c', "claims say something else, which you choose")),
        }
        if !alike.is_empty() {
            let more = plural(alike.len(), "more block");
            keys.push(AnswerKey::new(
                'a',
                format!("all of it says the same, in {more} with this edit too"),
            ));
        }
        keys.extend([
            AnswerKey::new('e', "edit"),
            AnswerKey::new('n', "not now"),
            AnswerKey::new('q', "quit"),
        ]);
        self.asker.lines(&show::look(look, numbered, &self.site.built))?;
        loop {
            match self.asker.ask("", &keys)? {
                's' => return self.accept(look.mends.clone(), &key),
                'c' => {
                    if let Some(mends) = self.say_otherwise(look)? {
                        return self.accept(mends, &key);
                    }
                }
                'a' => {
                    let others: Vec<&BlockLook> = alike.iter().map(|n| &looks[*n]).collect();
                    if self.all_say_the_same(&others)? {
                        alike.iter().for_each(|n| done[*n] = true);
                        let all = [look].into_iter().chain(others);
                        let mends = all.flat_map(|look| look.mends.clone()).collect();
                        return self.accept(mends, &key);
                    }
                }
                'e' if self.edit(look.span, &key)? => return Ok(Next::Reload),
                'e' => {}
                'n' => return Ok(self.later(&key)),
                _ => return Ok(Next::Stop),
            }
        }
    }

    /// The changes that confirm the words of a block and have the evidence of some of its claims looked at
    /// again; none where nothing is chosen, or where they cannot be made.
    fn say_otherwise(&mut self, look: &BlockLook) -> Result<Option<Vec<Mend>>, CommandError> {
        let claims = look.claims.iter().enumerate();
        let proposed: Vec<usize> =
            claims.filter(|(_, c)| c.sentence != SentenceChange::None).map(|(i, _)| i).collect();
        let chosen = match look.claims.len() {
            1 => vec![0],
            count => self.asker.choose("which say something else?", count, &proposed)?,
        };
        let names: Vec<String> = chosen.iter().map(|i| look.claims[*i].name.clone()).collect();
        let marks = say_otherwise(&self.site.built, &names, self.today);
        let refused = marks.iter().find_map(|mark| Some((&mark.claims, mark.refused.as_ref()?)));
        if let Some((claims, why)) = refused {
            let of = claims.join(", ");
            self.asker.say(&format!(
                "`recheck` cannot be written into `{of}`: {why}; nothing was confirmed"
            ))?;
            return Ok(None);
        }
        let words =
            chosen.iter().map(|i| (look.claims[*i].name.clone(), look.claims[*i].words.clone()));
        self.changed.extend(words);
        let any = !names.is_empty();
        Ok(any.then(|| [look.mends.clone(), marks].concat()))
    }

    /// Lists other blocks with the same edit, and asks whether all say the same.
    fn all_say_the_same(&mut self, others: &[&BlockLook]) -> Result<bool, CommandError> {
        for other in others {
            let place = show::place(other.span, &self.site.built);
            self.asker.say(&format!("  {place}: {}", other.texts.join(" / ")))?;
        }
        let keys = [AnswerKey::new('y', "yes"), AnswerKey::new('n', "no")];
        let question = format!("do all {} say the same?", others.len() + 1);
        Ok(self.asker.ask(&question, &keys)? == 'y')
    }

    /// Asks whether the evidence on a claim bears its words as they are.
    fn recheck(&mut self, claim: &EvidenceLook) -> Result<Next, CommandError> {
        self.asker.lines(&show::recheck(claim, self.changed.get(&claim.name), &self.site.built))?;
        let key = claim.key();
        let by = claim.checked_by.as_ref().map(|who| format!(", by {who}")).unwrap_or_default();
        let keys = [
            AnswerKey::new(
                'k',
                format!("keeps: the evidence was looked at today{by}, and bears these words"),
            ),
            AnswerKey::new('e', "edit"),
            AnswerKey::new('n', "not now"),
            AnswerKey::new('q', "quit"),
        ];
        loop {
            match self.asker.ask("", &keys)? {
                'k' => {
                    let names = [claim.name.clone()];
                    let made = looked_again(&self.site.built, &names, self.today, None);
                    match made.iter().find_map(|mend| mend.refused.as_ref()) {
                        Some(why) => {
                            self.asker.say(&format!("this cannot be changed here: {why}"))?
                        }
                        None => return self.accept(made, &key),
                    }
                }
                'e' if self.edit(claim.span, &key)? => return Ok(Next::Reload),
                'e' => {}
                'n' => return Ok(self.later(&key)),
                _ => return Ok(Next::Stop),
            }
        }
    }

    /// Puts a question off.
    fn later(&mut self, key: &str) -> Next {
        self.asked.put_off(key);
        Next::Question
    }

    /// Writes `changes`, the answer to the question `key`, with all that were accepted before.
    fn accept(&mut self, changes: Vec<Mend>, key: &str) -> Result<Next, CommandError> {
        let before = self.accepted.len();
        self.accepted.extend(changes);
        match self.site.write(&self.accepted) {
            Ok(_) => Ok(Next::Question),
            // Two changes of one place: the second is asked about again once the first is made.
            Err(CommandError::Clash(_)) if before > 0 => {
                self.accepted.truncate(before);
                self.asked.again(key);
                Ok(Next::Reload)
            }
            Err(CommandError::Clash(clash)) => {
                self.accepted.clear();
                self.asker.say(&format!("this cannot be changed here: {clash}"))?;
                Ok(self.later(key))
            }
            Err(error) => Err(error),
        }
    }

    /// Opens the editor, and returns whether it ran. What is left of the question `key` is put again.
    fn edit(&mut self, span: Span, key: &str) -> Result<bool, CommandError> {
        let files = &self.site.built.files;
        let (path, line) = (files.path(span.file), files.position(span).line);
        match (self.editor)(&self.site.root.join(path), line) {
            Ok(()) => {
                self.asked.again(key);
                Ok(true)
            }
            Err(why) => {
                self.asker.say(&why)?;
                Ok(false)
            }
        }
    }
}

#[cfg(test)]
mod tests;
