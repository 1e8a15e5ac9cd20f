//! Goes through all that somebody has to decide on: slips of the pen one by one, then block by block what
//! changed around or in confirmed words, then claims whose evidence has to be looked at again.
//!
//! In go a site and answers; out come the changed files. Each answer is written at once, so that nothing is
//! lost where somebody stops.

use super::ask::{Asker, Key};
use super::opened::OpenedSite;
use super::show;
use crate::cli::error::CommandError;
use crate::cli::plural::plural;
use crate::desk::fix::{
    EvidenceLook, Look, Mend, changes, looked_again, looks, rechecks, say_otherwise,
};
use crate::source::Span;
use jiff::civil;
use std::collections::BTreeSet;
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
    /// What was answered.
    seen: BTreeSet<String>,
}

/// Asks about everything, and returns how many changes are left.
pub(super) fn ask_all(
    site: &mut OpenedSite,
    asker: &mut Asker,
    today: civil::Date,
    editor: OpenEditor,
) -> Result<usize, CommandError> {
    let (accepted, seen) = (Vec::new(), BTreeSet::new());
    let mut questions = Questions { site, asker, today, editor, accepted, seen };
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
        for change in rest {
            if self.seen.insert(change.question.clone()) {
                match self.mend(change)? {
                    Next::Question => {}
                    next => return Ok(next),
                }
            }
        }
        // What a slip of the pen kept from being read comes first.
        if !self.accepted.is_empty() {
            return Ok(Next::Reload);
        }
        for (i, look) in looks.iter().enumerate() {
            if self.seen.insert(look.key()) {
                let numbered = format!("{} of {}", i + 1, looks.len());
                match self.look(look, &numbered, &looks[i + 1..])? {
                    Next::Question => {}
                    next => return Ok(next),
                }
            }
        }
        if !self.accepted.is_empty() {
            return Ok(Next::Reload);
        }
        for claim in rechecks(&self.site.built) {
            if self.seen.insert(recheck_key(&claim)) {
                match self.recheck(&claim)? {
                    Next::Question => {}
                    next => return Ok(next),
                }
            }
        }
        Ok(if self.accepted.is_empty() { Next::Stop } else { Next::Reload })
    }

    /// Asks about a change that has nothing to do with words that were confirmed.
    fn mend(&mut self, change: Mend) -> Result<Next, CommandError> {
        self.asker.lines(&[show::mend_text(&change, &self.site.built)])?;
        if let Some(why) = &change.refused {
            self.asker.say(&format!("this cannot be changed here: {why}"))?;
            return Ok(Next::Question);
        }
        let keys = [Key::new('y', "yes"), Key::new('n', "not now"), Key::new('q', "quit")];
        match self.asker.ask(&change.question, &keys)? {
            'y' => self.accept(vec![change]),
            'n' => Ok(Next::Question),
            _ => Ok(Next::Stop),
        }
    }

    /// Asks about a block, which is `numbered` and has `others` after it.
    fn look(&mut self, look: &Look, numbered: &str, others: &[Look]) -> Result<Next, CommandError> {
        self.asker.lines(&show::look(look, numbered, &self.site.built))?;
        let alike = |other: &&Look| look.is_same_edit(other) && !self.seen.contains(&other.key());
        let alike: Vec<&Look> = others.iter().filter(alike).collect();
        let mut keys = vec![Key::new('s', "says the same")];
        match look.claims.len() {
            0 => {}
            1 => keys.push(Key::new('c', "claim says something else")),
            _ => keys.push(Key::new('c', "claims say something else, which you choose")),
        }
        if !alike.is_empty() {
            let more = plural(alike.len(), "more block");
            keys.push(Key::new(
                'a',
                format!("all of it says the same, in {more} with this edit too"),
            ));
        }
        keys.extend([Key::new('e', "edit"), Key::new('n', "not now"), Key::new('q', "quit")]);
        loop {
            match self.asker.ask("", &keys)? {
                's' => return self.accept(look.mends.clone()),
                'c' => return self.say_otherwise(look),
                'a' => return self.accept_alike(look, numbered, &alike),
                'e' if self.edit(look.span, &look.key())? => return Ok(Next::Reload),
                'e' => {}
                'n' => return Ok(Next::Question),
                _ => return Ok(Next::Stop),
            }
        }
    }

    /// Confirms the words of a block, and has the evidence of some of its claims looked at again.
    fn say_otherwise(&mut self, look: &Look) -> Result<Next, CommandError> {
        let proposed: Vec<usize> =
            look.claims.iter().enumerate().filter(|(_, c)| c.changed).map(|(i, _)| i).collect();
        let chosen = match look.claims.len() {
            1 => vec![0],
            count => self.asker.choose("which say something else?", count, &proposed)?,
        };
        let names: Vec<String> = chosen.iter().map(|i| look.claims[*i].name.clone()).collect();
        if names.is_empty() {
            return Ok(Next::Stop);
        }
        let marks = say_otherwise(&self.site.built, &names, self.today);
        let refused = marks.iter().find_map(|mark| Some((&mark.claims, mark.refused.as_ref()?)));
        if let Some((claims, why)) = refused {
            let of = claims.join(", ");
            self.asker.say(&format!(
                "`recheck` cannot be written into `{of}`: {why}; nothing was confirmed"
            ))?;
            return Ok(Next::Question);
        }
        self.accept([look.mends.clone(), marks].concat())
    }

    /// Lists the other blocks with the same edit, and confirms all of them together.
    fn accept_alike(
        &mut self,
        look: &Look,
        numbered: &str,
        alike: &[&Look],
    ) -> Result<Next, CommandError> {
        for other in alike {
            let place = show::place(other.span, &self.site.built);
            self.asker.say(&format!("  {place}: {}", other.texts.join(" / ")))?;
        }
        let keys = [Key::new('y', "yes"), Key::new('n', "no"), Key::new('q', "quit")];
        let question = format!("do all {} say the same?", alike.len() + 1);
        match self.asker.ask(&question, &keys)? {
            'y' => {
                let keys: Vec<String> = alike.iter().map(|other| other.key()).collect();
                self.seen.extend(keys);
                let others = alike.iter().flat_map(|other| other.mends.clone());
                self.accept(look.mends.iter().cloned().chain(others).collect())
            }
            'n' => self.look(look, numbered, &[]),
            _ => Ok(Next::Stop),
        }
    }

    /// Asks whether the evidence on a claim bears its words as they are.
    fn recheck(&mut self, claim: &EvidenceLook) -> Result<Next, CommandError> {
        self.asker.lines(&show::recheck(claim, &self.site.built))?;
        let keys = [
            Key::new('k', "keeps: the evidence was looked at again, and bears these words"),
            Key::new('e', "edit"),
            Key::new('n', "not now"),
            Key::new('q', "quit"),
        ];
        loop {
            match self.asker.ask("", &keys)? {
                'k' => {
                    let names = [claim.name.clone()];
                    let made = looked_again(&self.site.built, &names, self.today);
                    if let Some(why) = made.iter().find_map(|mend| mend.refused.as_ref()) {
                        self.asker.say(&format!("this cannot be changed here: {why}"))?;
                        return Ok(Next::Question);
                    }
                    return self.accept(made);
                }
                'e' if self.edit(claim.span, &recheck_key(claim))? => return Ok(Next::Reload),
                'e' => {}
                'n' => return Ok(Next::Question),
                _ => return Ok(Next::Stop),
            }
        }
    }

    /// Writes `changes` with all that were accepted before.
    fn accept(&mut self, changes: Vec<Mend>) -> Result<Next, CommandError> {
        let before = self.accepted.len();
        self.accepted.extend(changes);
        match self.site.write(&self.accepted) {
            Ok(_) => {}
            // Two changes of one place: the second is asked about again once the first is made.
            Err(CommandError::Clash(clash)) if before > 0 => {
                self.accepted.truncate(before);
                self.asker.say(&format!("{clash}; what is left is asked about again"))?;
                return Ok(Next::Reload);
            }
            Err(error) => return Err(error),
        }
        Ok(Next::Question)
    }

    /// Opens the editor, and returns whether it ran. What is left of the question `key` is asked about again.
    fn edit(&mut self, span: Span, key: &str) -> Result<bool, CommandError> {
        let files = &self.site.built.files;
        let (path, line) = (files.path(span.file), files.position(span).line);
        match (self.editor)(&self.site.root.join(path), line) {
            Ok(()) => {
                self.seen.remove(key);
                Ok(true)
            }
            Err(why) => {
                self.asker.say(&why)?;
                Ok(false)
            }
        }
    }
}

/// What tells the question about the evidence of a claim from others.
fn recheck_key(claim: &EvidenceLook) -> String {
    format!("recheck {} {}", claim.name, claim.words)
}

#[cfg(test)]
mod tests;
