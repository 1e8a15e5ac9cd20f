//! Answers what the desk asks of the site.
//!
//! In goes an [`Ask`]; out comes an answer, and files that were written. Each sees the files as they
//! are at that moment, and the next begins when it is done.

use super::answer::DeskAnswer;
use super::ask::{Ask, LookAsk, ONLY, ProposeAsk, Seen, Wanted};
use super::opener::Opener;
use super::queue::AnswerAsk;
use super::shown::{self, page_of};
use super::site::OpenSite;
use super::undo::undo;
use super::waits;
use super::writing::Undos;
use crate::desk::fix::{settled, texts};
use crate::desk::panel::{
    ChangePlan, DeskRequest, Problem, Removal, RequestKind, article_of, path_of, plan, problems,
    propose_source,
};
use crate::diagnostic::Code;
use crate::pipeline::Built;
use crate::preview::state::{Settings, State};
use crate::write::{ExchangeError, write_texts};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, RwLock};

/// What the answers are made from.
pub(super) struct DeskWork {
    root: PathBuf,
    settings: Settings,
    /// What the pages show.
    shown: Arc<RwLock<State>>,
    /// The site, once somebody has asked.
    site: Option<OpenSite>,
    undos: Undos,
}

/// The refusal of a request.
type Refused = DeskAnswer;

fn unreadable(text: String) -> Refused {
    DeskAnswer::unreadable(&text)
}

impl DeskWork {
    pub(super) fn new(root: PathBuf, settings: Settings, shown: Arc<RwLock<State>>) -> Self {
        Self { root, settings, shown, site: None, undos: Undos::default() }
    }

    fn answered(&mut self, ask: &Ask) -> Result<DeskAnswer, Refused> {
        if let Ask::Check(wanted) = ask
            && wanted.request.kind == RequestKind::None
        {
            return Ok(DeskAnswer::json(200, &json!({"problems": []})));
        }
        match &mut self.site {
            Some(site) => site.refresh().map_err(unreadable)?,
            None => {
                self.site = Some(OpenSite::open(&self.root, &self.settings).map_err(unreadable)?);
            }
        }
        let Some(site) = &mut self.site else { return Err(unreadable(String::new())) };
        let body = match ask {
            Ask::State { page } => {
                // A lock is poisoned only if its holder panicked, and the value is always replaced whole.
                let mut shown = self.shown.read().unwrap_or_else(|e| e.into_inner()).clone();
                if shown.read.as_deref() != Some(site.tree()) {
                    // The preview has not looked at these files yet; its faults are of others.
                    shown.faults = Arc::new(site.faults().map_err(unreadable)?);
                }
                let opener = Opener { editor: &self.settings.editor, root: &self.root };
                let mut state = shown::state(site, page, &shown, &opener);
                let undos = self.undos.newest();
                let undos = undos.map(|undo| json!({"id": undo.id, "what": undo.what}));
                state["undo"] = undos.collect::<Vec<_>>().into();
                state
            }
            Ask::Copy { source, article } => {
                shown::copy(site, source, article.as_deref()).ok_or_else(|| {
                    let path = shown::path_of_copy(site, source, article.as_deref());
                    let text = format!(
                        "There is no saved copy yet. Save the text of the source as `{path}`, then press again."
                    );
                    DeskAnswer::refusal(404, "copy", &text)
                })?
            }
            Ask::Check(wanted) => check(site, &wanted.request)?,
            Ask::Save(wanted) => save(site, wanted, &mut self.undos)?,
            Ask::Undo(ask) => undo(site, ask, &mut self.undos)?,
            Ask::Propose(ask) => propose(site, ask)?,
            Ask::Look(ask) => look(site, ask, &mut self.undos)?,
        };
        Ok(DeskAnswer::json(200, &body))
    }
}

impl AnswerAsk for DeskWork {
    fn answer(&mut self, ask: &Ask) -> DeskAnswer {
        self.answered(ask).unwrap_or_else(|refused| refused)
    }

    /// The site is read anew for the next answer.
    fn forget(&mut self) {
        self.site = None;
    }
}

/// Plans a change, with what it settles in lock files.
fn planned(
    site: &mut OpenSite,
    request: &DeskRequest,
) -> Result<Result<ChangePlan, Vec<Problem>>, Refused> {
    let mut planned = match plan(&site.built, site.tree(), request) {
        Ok(planned) => planned,
        Err(problems) => return Ok(Err(problems)),
    };
    let chosen = request.kind == RequestKind::Edit && request.words.is_some();
    let cites = request.kind == RequestKind::Edit && request.claim.contains_key("citations");
    // Nothing else lets go of a line.
    if chosen || cites || request.kind == RequestKind::Remove {
        let after = site.with(&planned.texts).map_err(unreadable)?;
        let article = article_of(site.built.site(), request.article.as_deref());
        let prefix = article.map_or("", |at| &site.built.site().articles[at].prefix);
        let id = planned.id.as_deref().filter(|_| chosen).map(|id| format!("{prefix}{id}"));
        let mends = settled(&site.built, &after, id.as_deref());
        let refused = |clash: &dyn ToString| DeskAnswer::refusal(422, "look", &clash.to_string());
        let locks = texts(&after, &mends).map_err(|clash| refused(&clash))?;
        // None of the changes is one of YAML, so that none of the planned texts is among them.
        planned.texts.extend(locks);
    }
    Ok(Ok(planned))
}

/// What an address says of a source: that the site has it, or the keys of a new one.
fn propose(site: &OpenSite, ask: &ProposeAsk) -> Result<Value, Refused> {
    let article = ask.article.as_deref().filter(|id| *id != ONLY);
    let proposed = propose_source(site.built.site(), article, &ask.address, &ask.begun);
    let none = || DeskAnswer::refusal(422, "address", "this is no full address on the web");
    Ok(json!(proposed.ok_or_else(none)?))
}

/// What a change would be, and what is wrong with it.
fn check(site: &mut OpenSite, request: &DeskRequest) -> Result<Value, Refused> {
    let planned = match planned(site, request)? {
        Ok(planned) => planned,
        Err(problems) => {
            let id = &request.id;
            let none = json!({"problems": problems, "id": id, "section": null, "part": null, "quote": null, "gone": []});
            return Ok(none);
        }
    };
    if request.kind == RequestKind::Remove {
        return removed(site, request, &planned);
    }
    let after = site.with(&planned.texts).map_err(unreadable)?;
    let problems = problems(&site.built, &after, &planned);
    Ok(json!({
        "problems": problems, "id": planned.id, "section": planned.section, "part": planned.part,
        "quote": planned.quote, "gone": planned.gone,
    }))
}

/// What a removal would be: what goes, and which of it has a page that readers may know.
fn removed(
    site: &mut OpenSite,
    request: &DeskRequest,
    planned: &ChangePlan,
) -> Result<Value, Refused> {
    let problems = faults_of(site, request, planned)?;
    let (published, _) = site.published_with(&[]).map_err(unreadable)?;
    let gone = planned.gone.iter().map(|item| {
        let page = page_of(published.site(), item);
        json!({"kind": item.kind, "id": item.id, "name": item.name, "page": page})
    });
    let gone: Vec<Value> = gone.collect();
    Ok(json!({"problems": problems, "id": planned.id, "part": planned.part, "gone": gone}))
}

fn save(site: &mut OpenSite, wanted: &Wanted, undos: &mut Undos) -> Result<Value, Refused> {
    let Wanted { request, seen } = wanted;
    let planned = match planned(site, request)? {
        Ok(planned) => planned,
        Err(problems) => return Err(refused_with(&problems, is_new(request).then_some(false))),
    };
    let paths: Vec<String> = planned.texts.iter().map(|(path, _)| path.clone()).collect();
    let now = site.all_told(&paths);
    if now.iter().any(|(part, hash)| seen.get(part) != Some(hash)) || site.is_written(&paths) {
        return Err(stale(site, seen, &paths));
    }
    let found = faults_of(site, request, &planned)?;
    if found.iter().any(|problem| problem.stops) {
        let draft = as_draft(site, request)?;
        return Err(refused_with(&found, draft));
    }
    let ChangePlan { texts, id, section, part, quote, .. } = planned;
    let written = write_texts(&site.root(), site.tree(), texts);
    site.look_again();
    let written = written.map_err(|error| unwritten(site, &error, seen, &paths))?;
    let told = site.wrote(&written);
    let undo = undos.add(said(request, id.as_deref()), written);
    Ok(json!({
        "claim": id, "section": section, "part": part, "quote": quote, "undo": undo, "seen": told,
        "draft": request.draft,
    }))
}

/// What is wrong with a change. What stops it is what would be wrong with the site as it is
/// published: a draft may wait with faults. Of a part that is not published the builds leave out more
/// than drafts, so that what is no draft there is looked at in a build with them.
fn faults_of(
    site: &mut OpenSite,
    request: &DeskRequest,
    planned: &ChangePlan,
) -> Result<Vec<Problem>, Refused> {
    let (before, after) = site.published_with(&planned.texts).map_err(unreadable)?;
    let mut found = problems(&before, &after, planned);
    if is_in_unpublished(&site.built, request, planned) {
        let after = site.with(&planned.texts).map_err(unreadable)?;
        if !is_draft(&after, request, planned) {
            found = problems(&site.built, &after, planned);
        }
    }
    if matches!(request.kind, RequestKind::Article | RequestKind::Section) {
        // Titles give sense to claims: somebody looks at them, as after an edit by hand.
        let looks = [Code::ContextChanged, Code::MeaningDrift, Code::AnchorMoved];
        let waits = |problem: &Problem| looks.iter().any(|code| problem.code == code.as_str());
        found.iter_mut().filter(|p| waits(p)).for_each(|problem| problem.stops = false);
    }
    Ok(found)
}

/// True if a change is made to an article or a section that is not published.
fn is_in_unpublished(built: &Built, request: &DeskRequest, planned: &ChangePlan) -> bool {
    let article = article_of(built.site(), request.article.as_deref());
    article.map(|at| &built.site().articles[at]).is_some_and(|article| {
        let mut drafts = article.sections.iter().filter(|section| section.draft);
        article.unpublished.is_some() || drafts.any(|s| Some(&s.slug) == planned.section.as_ref())
    })
}

/// True if what a change is about is itself a draft.
fn is_draft(built: &Built, request: &DeskRequest, planned: &ChangePlan) -> bool {
    let site = built.site();
    let article = article_of(site, request.article.as_deref());
    let of = article.zip(planned.id.as_deref());
    let claim = of.and_then(|(article, id)| site.claim_called(article, id));
    request.draft || claim.is_some_and(|index| site.claim(index).details.draft)
}

/// True for a new claim that is to be published.
fn is_new(request: &DeskRequest) -> bool {
    matches!(request.kind, RequestKind::Claim | RequestKind::Answer) && !request.draft
}

/// Of a new claim, whether it could be saved as a draft.
fn as_draft(site: &mut OpenSite, request: &DeskRequest) -> Result<Option<bool>, Refused> {
    if !is_new(request) {
        return Ok(None);
    }
    let draft = DeskRequest { draft: true, ..request.clone() };
    let Ok(planned) = planned(site, &draft)? else { return Ok(Some(false)) };
    let found = faults_of(site, &draft, &planned)?;
    Ok(Some(!found.iter().any(|problem| problem.stops)))
}

/// The refusal of a change with faults. `draft` says of a new claim whether it could be saved as a draft.
fn refused_with(problems: &[Problem], draft: Option<bool>) -> Refused {
    DeskAnswer::json(422, &json!({"error": "problems", "problems": problems, "draft": draft}))
}

/// The refusal of a change of files that are not as the page knew them.
fn stale(site: &mut OpenSite, seen: &Seen, paths: &[String]) -> Refused {
    let now = site.all_told(paths);
    let mut differ: Vec<&String> =
        now.iter().filter(|(part, hash)| seen.get(*part) != Some(hash)).map(|(p, _)| p).collect();
    // Another program was at work, and the file is as it was again.
    if differ.is_empty() {
        differ = now.keys().collect();
    }
    let diffs: BTreeMap<&String, Vec<String>> = differ
        .iter()
        .filter_map(|part| {
            let path = path_of(&site.built, part)?;
            Some((*part, site.changed_since(&path, seen.get(*part))))
        })
        .collect();
    DeskAnswer::json(409, &json!({"error": "stale", "files": differ, "seen": now, "diff": diffs}))
}

/// The refusal of a change that could not be written.
fn unwritten(site: &mut OpenSite, error: &ExchangeError, seen: &Seen, paths: &[String]) -> Refused {
    match error {
        ExchangeError::Changed(_) => stale(site, seen, paths),
        error => DeskAnswer::refusal(500, "disk", &error.to_string()),
    }
}

/// What a change is called in the list of those that can be taken back.
fn said(request: &DeskRequest, id: Option<&str>) -> String {
    let of = request.of.as_deref();
    let id = id.or(of).unwrap_or_default();
    let new = |records: &serde_json::Map<String, Value>| {
        of.map_or_else(|| records.keys().cloned().collect::<Vec<_>>().join(", "), str::to_owned)
    };
    match request.kind {
        RequestKind::Claim => format!("New claim {id}"),
        RequestKind::Place => format!("Another place of {}", of.unwrap_or(id)),
        RequestKind::Answer => format!("{id}, an answer to {}", of.unwrap_or_default()),
        RequestKind::Edit => format!("Claim {}", of.unwrap_or(id)),
        RequestKind::Source => format!("Source {}", new(&request.sources)),
        RequestKind::Speaker => format!("Speaker {}", new(&request.speakers)),
        RequestKind::Remove => match request.remove {
            Some(Removal::Place) => format!("Removed a place of {}", of.unwrap_or(id)),
            Some(Removal::Source) => format!("Removed source {id}"),
            Some(Removal::Speaker) => format!("Removed speaker {id}"),
            Some(Removal::Claim) | None => format!("Removed claim {id}"),
        },
        RequestKind::Article => "Title and standfirst".to_owned(),
        RequestKind::Section => format!("Section {}", of.unwrap_or_default()),
        RequestKind::None => String::new(),
    }
}

fn look(site: &mut OpenSite, ask: &LookAsk, undos: &mut Undos) -> Result<Value, Refused> {
    let moved = || DeskAnswer::refusal(409, "stale", "it is not as it was shown any more");
    let waits = waits::all(&site.built);
    let wait = waits.iter().find(|wait| wait.id == ask.wait);
    let gone = || DeskAnswer::refusal(404, "wait", "this does not wait any more");
    let wait = wait.ok_or_else(gone)?;
    if wait.hash != ask.is {
        return Err(moved());
    }
    let refused = |text: &str| DeskAnswer::refusal(422, "look", text);
    let what = wait.said(ask);
    let mends = wait.answered(&site.built, ask, site.day).map_err(|text| refused(&text))?;
    let texts = texts(&site.built, &mends).map_err(|clash| refused(&clash.to_string()))?;
    if site.is_written(texts.iter().map(|(path, _)| path)) {
        return Err(moved());
    }
    let written = write_texts(&site.root(), site.tree(), texts);
    site.look_again();
    match written {
        Ok(written) => {
            let seen = site.wrote(&written);
            let undo = undos.add(what, written);
            Ok(json!({"seen": seen, "undo": undo}))
        }
        Err(ExchangeError::Changed(_)) => Err(moved()),
        Err(error) => Err(DeskAnswer::refusal(500, "disk", &error.to_string())),
    }
}
