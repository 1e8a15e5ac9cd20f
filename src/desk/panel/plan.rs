//! Plans a change: which files get which texts.
//!
//! In go a site as it was built, its files and a [`DeskRequest`]; out comes a [`ChangePlan`], or what is wrong with the
//! request. The words are looked up in the site, ids and keys are checked, and every edit is one of
//! [`crate::yaml::edit`]. Nothing is written here.

use super::parts::{article_of, claims_of, part_of};
use super::planned::{ChangePlan, PlannedRecord};
use super::request::{DeskRequest, Problem, RequestKind};
use super::values::{self, CLAIM, COUNTER, KeyTable};
use super::way::{Crumb, Way, record_at, steps, value_at, with_key};
use super::words;
use crate::desk::annotate::{FoundWords, PlannedQuote};
use crate::desk::ids::{free_id, is_known_id};
use crate::diagnostic::Code;
use crate::load::{Content, Tree};
use crate::parse::Faults;
use crate::parse::decode::check_id;
use crate::pipeline::Built;
use crate::resolve::{Claim, Site};
use crate::source::{Files, Span};
use crate::yaml;
use crate::yaml::edit::{self, Edit, EditRefusal, NewValue};

/// Plans `request`. `tree` has the files that `built` was made of.
///
/// # Errors
/// All that is wrong with the request.
pub fn plan(built: &Built, tree: &Tree, request: &DeskRequest) -> Result<ChangePlan, Vec<Problem>> {
    plan_at(built, tree, request, None)
}

/// Like [`plan`], for words whose place was chosen.
pub fn plan_at(
    built: &Built,
    tree: &Tree,
    request: &DeskRequest,
    chosen: Option<(&FoundWords, &str)>,
) -> Result<ChangePlan, Vec<Problem>> {
    let plan = ChangePlan {
        texts: Vec::new(),
        id: None,
        section: None,
        part: None,
        quote: None,
        gone: Vec::new(),
        records: Vec::new(),
    };
    let article = article_of(built.site(), request.article.as_deref());
    let chosen = chosen.map(|(spot, words)| (spot.clone(), words.to_owned()));
    let mut planner =
        Planner { built, site: built.site(), tree, request, article, plan, problems: Vec::new() };
    let done = planner.run(chosen);
    planner.problems.extend(done.err());
    match planner.problems.is_empty() {
        true => Ok(planner.plan),
        false => Err(planner.problems),
    }
}

/// A plan in the making.
pub(super) struct Planner<'p> {
    pub(super) built: &'p Built,
    pub(super) site: &'p Site,
    pub(super) tree: &'p Tree,
    pub(super) request: &'p DeskRequest,
    pub(super) article: Option<usize>,
    pub(super) plan: ChangePlan,
    pub(super) problems: Vec<Problem>,
}

impl<'p> Planner<'p> {
    fn run(&mut self, chosen: Option<(FoundWords, String)>) -> Result<(), Problem> {
        let request = self.request;
        if request.article.is_some() && self.article.is_none() {
            return Err(Problem::at("article", Code::ArticleMissing, "there is no such article"));
        }
        self.records("speakers", &request.speakers)?;
        self.records("sources", &request.sources)?;
        let of = || request.of.as_deref().unwrap_or("");
        match request.kind {
            RequestKind::None | RequestKind::Source | RequestKind::Speaker => Ok(()),
            RequestKind::Claim => self.claim(chosen, None),
            RequestKind::Answer => {
                let answered = self.claim_called(of())?;
                match request.words.is_some() || chosen.is_some() {
                    true => self.claim(chosen, Some(answered)),
                    false => self.counter(answered),
                }
            }
            RequestKind::Place => self.place(chosen, self.claim_called(of())?),
            RequestKind::Edit => self.edit(self.claim_called(of())?),
            RequestKind::Remove => self.remove(),
            RequestKind::Article => self.texts_of_article(),
            RequestKind::Section => self.texts_of_section(of()),
        }
    }

    pub(super) fn the_article(&self) -> Result<usize, Problem> {
        let missing = || Problem::at("article", Code::ArticleMissing, "say which article");
        self.article.ok_or_else(missing)
    }

    /// The claim `id` of the article, or `article/claim`.
    pub(super) fn claim_called(&self, id: &str) -> Result<&'p Claim, Problem> {
        let (article, id) = match id.split_once('/') {
            Some((folder, id)) => (article_of(self.site, Some(folder)), id),
            None => (Some(self.the_article()?), id),
        };
        let missing = || Problem::at("of", Code::ClaimUnknown, format!("there is no claim `{id}`"));
        let found = article.and_then(|article| self.site.claim_called(article, id));
        found.map(|index| self.site.claim(index)).ok_or_else(missing)
    }

    /// The words of the request: where they stand, and without what was copied along.
    pub(super) fn words(
        &self,
        chosen: Option<(FoundWords, String)>,
    ) -> Result<(FoundWords, String), Problem> {
        if let Some(chosen) = chosen {
            return Ok(chosen);
        }
        let missing = || Problem::at(words::FIELD, Code::ValueEmpty, "there are no words");
        let words = self.request.words.as_ref().ok_or_else(missing)?;
        words::find(self.built, self.the_article()?, words)
    }

    /// Plans a new claim about words of the article, which may answer another.
    fn claim(
        &mut self,
        chosen: Option<(FoundWords, String)>,
        answered: Option<&Claim>,
    ) -> Result<(), Problem> {
        let mut entries = self.entries(&["quote", "answers"], CLAIM);
        let (spot, exact) = self.words(chosen)?;
        let article = &self.site.articles[spot.article];
        let home = spot.place.section();
        let file = self.built.files.path(article.file_of(spot.place));
        let path = if home.is_some() { claims_of(file) } else { file.to_owned() };
        let quote = self.quote(&spot, &exact, home)?;
        entries.push(("quote".to_owned(), quote.value()));
        if let Some(answered) = answered {
            let relation = NewValue::Word(self.relation()?.to_owned());
            let id = match answered.article == spot.article {
                true => answered.id.to_string(),
                false => format!("{}{}", self.site.articles[answered.article].prefix, answered.id),
            };
            let claim = ("claim".to_owned(), NewValue::Word(id));
            let answer = NewValue::Short(vec![claim, ("relation".to_owned(), relation)]);
            entries.push(("answers".to_owned(), NewValue::List(vec![answer])));
        }
        let id = self.new_id(spot.article, &path, &exact)?;
        let way = vec![Crumb::Key("claims".to_owned()), Crumb::Key(id.clone())];
        let value = in_order(entries, CLAIM);
        self.change(&path, "", |text| edit::put(text, &steps(&way), &value))?;
        self.wrote(spot.article, (path, way), id, Some(value));
        self.plan.quote = Some(quote);
        Ok(())
    }

    /// Plans a counter-claim that was made elsewhere.
    fn counter(&mut self, answered: &Claim) -> Result<(), Problem> {
        let mut entries = self.entries(&["id", "relation"], COUNTER);
        let path = self.built.files.path(answered.span.file).to_owned();
        let way = with_key(&self.way_to(answered.span)?, "counters");
        let says = self.request.claim.get("says").and_then(|says| says.as_str()).unwrap_or("");
        let id = self.new_id(answered.article, &path, says)?;
        entries.push(("id".to_owned(), NewValue::Word(id.clone())));
        entries.push(("relation".to_owned(), NewValue::Word(self.relation()?.to_owned())));
        let item = in_order(entries, COUNTER);
        let count = self.count(&path, &way)?;
        self.change(&path, "", |text| edit::append(text, &steps(&way), &item))?;
        let way = [way, vec![Crumb::Item(count)]].concat();
        self.wrote(answered.article, (path, way), id, Some(item));
        Ok(())
    }

    /// Plans one more quote of a claim.
    fn place(
        &mut self,
        chosen: Option<(FoundWords, String)>,
        claim: &Claim,
    ) -> Result<(), Problem> {
        let (spot, exact) = self.words(chosen)?;
        if spot.article != claim.article {
            let text = "these words stand in another article";
            return Err(Problem::at(words::FIELD, Code::AnchorMissing, text));
        }
        let path = self.built.files.path(claim.span.file).to_owned();
        let home = self.section_of(claim.article, &path);
        let quote = self.quote(&spot, &exact, home)?;
        let way = self.way_to(claim.span)?;
        let quotes = with_key(&way, "quote");
        if self.count(&path, &quotes)? == 0 {
            let text = format!("the claim `{}` was made elsewhere and has no place", claim.id);
            return Err(Problem::at("of", Code::KeyConflict, text));
        }
        self.change(&path, words::FIELD, |text| {
            edit::append(text, &steps(&quotes), &quote.value())
        })?;
        self.wrote(claim.article, (path, way), claim.id.to_string(), None);
        self.plan.quote = Some(quote);
        Ok(())
    }

    /// Plans changes of the keys of a claim.
    fn edit(&mut self, claim: &Claim) -> Result<(), Problem> {
        let path = self.built.files.path(claim.span.file).to_owned();
        let way = self.way_to(claim.span)?;
        let table = if matches!(way.last(), Some(Crumb::Item(_))) || way.len() > 2 {
            COUNTER
        } else {
            CLAIM
        };
        let mut keys = self.request.claim.clone();
        if self.request.draft {
            keys.entry("draft").or_insert(true.into());
        }
        let place = (path.clone(), way.clone());
        self.wrote(claim.article, place, claim.id.to_string(), None);
        if self.request.words.is_some() {
            self.other_words(claim, (&path, &way))?;
        }
        self.set(&path, &way, (&keys, table), "claim")
    }

    pub(super) fn quote(
        &self,
        spot: &FoundWords,
        exact: &str,
        home: Option<usize>,
    ) -> Result<PlannedQuote, Problem> {
        let several = || {
            let text = "these words stand in several places that nothing near them tells apart";
            Problem::at(words::FIELD, Code::AnchorAmbiguous, text).hint("take more words")
        };
        PlannedQuote::of(self.site, spot, exact, home).ok_or_else(several)
    }

    fn relation(&self) -> Result<&'p str, Problem> {
        let text = "say how it answers: nothing is preset";
        let relation = self.request.answers.as_deref().filter(|relation| !relation.is_empty());
        relation.ok_or_else(|| Problem::at("answers", Code::KeyMissing, text))
    }

    /// The id of a new claim in an article and in the file at `path`: as it was typed, or made of `words`.
    fn new_id(&self, article: usize, path: &str, words: &str) -> Result<String, Problem> {
        let tree = edit::read(&self.text(path, "")?);
        let claims =
            tree.as_ref().and_then(|tree| value_at(tree, &[Crumb::Key("claims".to_owned())]));
        let taken = |id: &str| {
            let typed = claims.and_then(|claims| value_at(claims, &[Crumb::Key(id.to_owned())]));
            typed.is_some() || is_known_id(self.site, article, id)
        };
        match self.request.id.as_deref().filter(|id| !id.is_empty()) {
            None => Ok(free_id(words, taken)),
            Some(id) if taken(id) => {
                let text = format!("a claim is called `{id}` already, or was once");
                Err(Problem::at("id", Code::ClaimDuplicate, text))
            }
            Some(id) => check("id", id).map(|()| id.to_owned()),
        }
    }

    /// What the request says of a new claim. Its keys `own` are made of other parts of the request.
    fn entries(&mut self, own: &[&str], table: KeyTable) -> Vec<(String, NewValue)> {
        let claim = &self.request.claim;
        for name in own.iter().filter(|name| claim.get(**name).is_some_and(|v| !v.is_null())) {
            let text = format!("`{name}` of a new claim is not typed");
            self.problems.push(Problem::at(format!("claim.{name}"), Code::KeyConflict, text));
        }
        let mut entries = values::entries(claim, table, "claim", &mut self.problems);
        if self.request.draft && !claim.contains_key("draft") {
            entries.push(("draft".to_owned(), NewValue::Word("true".to_owned())));
        }
        entries
    }

    /// The index of the section whose claims stand in the file at `path`.
    pub(super) fn section_of(&self, article: usize, path: &str) -> Option<usize> {
        let mut sections = self.site.articles[article].sections.iter();
        sections.position(|section| claims_of(self.built.files.path(section.file)) == path)
    }

    /// The way to the record whose id stands at `id`, in the file as it was built.
    pub(super) fn way_to(&self, id: Span) -> Result<Way, Problem> {
        let text = &self.built.files.get(id.file).text;
        let way = yaml::parse(text, id.file, 0).ok().and_then(|node| record_at(&node, id));
        way.ok_or_else(|| Problem::at("of", Code::YamlSyntax, "the file cannot be read as it is"))
    }

    /// The text of a file as it is planned so far.
    pub(super) fn text(&self, path: &str, field: &str) -> Result<String, Problem> {
        if let Some((_, text)) = self.plan.texts.iter().find(|(of, _)| of == path) {
            return Ok(text.clone());
        }
        match self.tree.files.get(path) {
            None => Ok(String::new()),
            Some(Content::Text(text)) => {
                Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())
            }
            Some(Content::Bytes(_) | Content::Large(_)) => {
                let text = "the file to write into is no text that can be read";
                Err(Problem::at(field, Code::FileUnreadable, text))
            }
        }
    }

    /// Makes an edit of the file at `path`.
    pub(super) fn change(
        &mut self,
        path: &str,
        field: &str,
        edit: impl FnOnce(&str) -> Result<Edit, EditRefusal>,
    ) -> Result<(), Problem> {
        let text = self.text(path, field)?;
        let made = edit(&text)
            .and_then(|edit| edit::apply(&text, &[edit]).map_err(|_| EditRefusal::Unreadable));
        let name = path.rsplit('/').next().unwrap_or(path);
        let (code, reason) = match made {
            Ok(new) => {
                self.plan.texts.retain(|(of, _)| of != path);
                self.plan.texts.push((path.to_owned(), new));
                return Ok(());
            }
            Err(_) if edit::read(&text).is_none() => {
                (Code::YamlSyntax, "it is no YAML as it is".to_owned())
            }
            Err(EditRefusal::Missing) => (Code::ValueType, "it has no room for this".to_owned()),
            Err(refusal) => (Code::ValueInvalid, refusal.to_string()),
        };
        let text = format!("`{name}` cannot be changed: {reason}");
        Err(Problem::at(field, code, text).hint("change the file by hand"))
    }

    pub(super) fn planned(&mut self, path: String, way: Way, field: &str, value: Option<NewValue>) {
        let (field, is_placed) = (field.to_owned(), self.request.kind == RequestKind::Place);
        let record = PlannedRecord { path, way, field, is_placed, value, rows: Vec::new() };
        self.plan.records.push(record);
    }

    /// Notes which claim is written.
    pub(super) fn wrote(
        &mut self,
        article: usize,
        (path, way): (String, Way),
        id: String,
        value: Option<NewValue>,
    ) {
        self.plan.part = part_of(self.built, &path);
        let section = self.section_of(article, &path);
        let sections = &self.site.articles[article].sections;
        self.plan.section = section.map(|at| sections[at].slug.clone());
        self.plan.id = Some(id);
        self.planned(path, way, "claim", value);
    }
}

/// A new claim with its keys in the order of `table`.
fn in_order(mut entries: Vec<(String, NewValue)>, table: KeyTable) -> NewValue {
    let order = |name: &str| table.iter().flat_map(|r| r.names).position(|key| *key == name);
    entries.sort_by_key(|(name, _)| order(name));
    NewValue::Map(entries)
}

/// Checks the form of a new id.
pub(super) fn check(field: &str, id: &str) -> Result<(), Problem> {
    let mut faults = Faults::default();
    check_id(id, Span::top(Files::default().add("", "")), &mut faults);
    faults.into_parts().0.first().map_or(Ok(()), |fault| Err(Problem::of(fault, field)))
}
