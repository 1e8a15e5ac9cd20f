//! Plans what is taken out: a claim, a place of one, a source, a speaker.
//!
//! In go a request and the items of the site; the text of a file is changed, or the request is refused with those
//! that name what is to go. What goes is told with the plan.

use super::plan::Planner;
use super::request::{Problem, Removal};
use super::uses::{Item, ItemKind, SiteItems};
use super::way::{Crumb, steps, with_key};
use super::words;
use crate::diagnostic::Code;
use crate::yaml::edit::{self, NewValue};

impl Planner<'_> {
    /// Plans what is taken out.
    pub(super) fn remove(&mut self) -> Result<(), Problem> {
        let missing = || Problem::at("remove", Code::KeyMissing, "say what is to be removed");
        let kind = match self.request.remove.ok_or_else(missing)? {
            Removal::Place => return self.remove_place(),
            Removal::Claim => ItemKind::Claim,
            Removal::Source => ItemKind::Source,
            Removal::Speaker => ItemKind::Speaker,
        };
        let items = SiteItems::of(self.built);
        let code = match kind {
            ItemKind::Source => Code::SourceUnknown,
            ItemKind::Speaker => Code::SpeakerUnknown,
            _ => Code::ClaimUnknown,
        };
        let id = self.request.of.as_deref().unwrap_or("");
        let missing = || Problem::at("of", code, format!("there is no `{id}` here"));
        let item = items.called(kind, id, self.article).ok_or_else(missing)?;
        let users = items.users(item, self.built);
        if !users.is_empty() {
            let uses: Box<[_]> = users.iter().map(|user| user.told(self.built)).collect();
            let what = if uses.len() == 1 { "something names it" } else { "others name it" };
            let text = format!("`{id}` cannot be removed: {what}");
            let hint = "take it out there first";
            return Err(Problem { uses, ..Problem::at("of", code, text).hint(hint) });
        }
        let gone: Vec<&Item> = items.within(item).collect();
        self.keep_address(&items, item, &gone)?;
        let path = self.built.files.path(item.file).to_owned();
        self.change(&path, "of", |text| edit::cut(text, &steps(&item.way)))?;
        self.plan.part = super::parts::part_of(self.built, &path);
        self.plan.id = Some(item.id.clone());
        self.plan.gone = gone.iter().map(|item| item.told(self.built)).collect();
        Ok(())
    }

    /// Lets the address of what goes lead to another of its kind, where that is asked for.
    fn keep_address(
        &mut self,
        items: &SiteItems,
        item: &Item,
        gone: &[&Item],
    ) -> Result<(), Problem> {
        let Some(to) = self.request.keep.as_deref().filter(|to| !to.is_empty()) else {
            return Ok(());
        };
        let missing = || Problem::at("keep", Code::AliasTaken, format!("there is no `{to}` here"));
        let other = items.called(item.kind, to, item.article).ok_or_else(missing)?;
        if gone.contains(&other) {
            return Err(Problem::at("keep", Code::AliasTaken, format!("`{to}` goes too")));
        }
        let path = self.built.files.path(other.file).to_owned();
        let way = with_key(&other.way, "aliases");
        for id in [&item.id].into_iter().chain(&item.aliases) {
            let id = NewValue::Word(id.clone());
            self.change(&path, "keep", |text| edit::append(text, &steps(&way), &id))?;
        }
        self.planned(path, other.way.clone(), "keep", None);
        Ok(())
    }

    /// Plans that a claim of several places loses one.
    fn remove_place(&mut self) -> Result<(), Problem> {
        let claim = self.claim_called(self.request.of.as_deref().unwrap_or(""))?;
        let path = self.built.files.path(claim.span.file).to_owned();
        let way = self.way_to(claim.span)?;
        let quotes = with_key(&way, "quote");
        let count = self.count(&path, &quotes)?;
        let at = self.request.at.unwrap_or(count);
        if at >= count {
            let text = format!("the claim has {count} places");
            return Err(Problem::at("at", Code::ValueInvalid, text));
        }
        if count == 1 {
            let text = "the claim has no other place";
            return Err(Problem::at("at", Code::ValueEmpty, text).hint("remove the claim"));
        }
        let place = [&quotes[..], &[Crumb::Item(at)]].concat();
        self.change(&path, "at", |text| edit::cut(text, &steps(&place)))?;
        self.wrote(claim.article, (path, way), claim.id.to_string(), None);
        Ok(())
    }

    /// Gives a claim other words at one of its places.
    pub(super) fn other_words(
        &mut self,
        claim: &crate::resolve::Claim,
        (path, way): (&str, &[Crumb]),
    ) -> Result<(), Problem> {
        let (spot, exact) = self.words(None)?;
        if spot.article != claim.article {
            let text = "these words stand in another article";
            return Err(Problem::at(words::FIELD, Code::AnchorMissing, text));
        }
        let quote = self.quote(&spot, &exact, self.section_of(claim.article, path))?;
        let quotes = with_key(way, "quote");
        let count = self.count(path, &quotes)?;
        let at = self.request.at.unwrap_or(0);
        if at >= count {
            let text = format!("the claim `{}` has {count} places", claim.id);
            return Err(Problem::at("at", Code::ValueInvalid, text));
        }
        let place = [&quotes[..], &[Crumb::Item(at)]].concat();
        self.change(path, words::FIELD, |text| edit::put(text, &steps(&place), &quote.value()))?;
        self.plan.quote = Some(quote);
        Ok(())
    }
}
