//! Looks up the claims that references refer to.
//!
//! In goes a name as typed; out comes the claim, or a fault with suggestions. These are computed
//! when a lookup first fails.

use super::flat::ClaimName;
use super::ids::{ById, ClaimIds};
use crate::diagnostic::{self, Code, Diagnostic, Repair, is_misspelt, sharing_a_word};
use crate::parse::Faults;
use crate::resolve::gaps::{Gaps, folder_of};
use crate::resolve::names::SiteNames;
use crate::resolve::site::{Claim, ClaimIndex, Site};
use crate::resolve::withheld::Withheld;
use crate::source::At;
use ahash::HashMap;
use std::cell::OnceCell;
use std::sync::Arc;

/// The names of claims, and the names for suggestions; the latter are computed when a lookup first
/// fails.
pub(super) struct KnownClaims<'k> {
    site: &'k Site,
    by_id: &'k ById,
    withheld: &'k Withheld,
    gaps: &'k Gaps<'k>,
    articles: HashMap<&'k str, usize>,
    prefixes: OnceCell<diagnostic::Names<'k>>,
    near: OnceCell<Vec<diagnostic::Names<'k>>>,
    /// Claims by article and former name.
    renamed: OnceCell<HashMap<(usize, &'k str), &'k Claim>>,
}

impl<'k> KnownClaims<'k> {
    /// An index of the claims of `site`.
    pub(super) fn of(site: &'k Site, by_id: &'k ById, names: &'k SiteNames) -> Self {
        let articles = site.articles.iter().enumerate().rev();
        Self {
            site,
            by_id,
            withheld: &names.withheld,
            gaps: names.gaps,
            articles: articles.map(|(i, article)| (article.prefix.as_str(), i)).collect(),
            prefixes: OnceCell::new(),
            near: OnceCell::new(),
            renamed: OnceCell::new(),
        }
    }

    /// The claim that a name in the article `home` refers to: `claim` in the same article, `article/claim`
    /// in another.
    pub(super) fn find(
        &self,
        home: usize,
        named: ClaimName,
        out: &mut Faults,
    ) -> Option<ClaimIndex> {
        let id = match named {
            ClaimName::Own(number) => return Some(self.by_id.own(home, number)),
            ClaimName::Id(id) => id,
        };
        let (article, name) = match id.value.split_once('/') {
            Some((folder, name)) => (self.article(folder, id, out)?, name),
            None => (home, id.value.as_str()),
        };
        let found = self.by_id.get(article, name);
        if found.is_none() {
            let prefix = &self.site.articles[article].prefix;
            let key = (prefix.clone(), Arc::from(name));
            match self.withheld.claims.contains_key(&key) {
                true => out.push(not_published(id, &format!("`{name}` is"))),
                false if self.gaps.hold_claim(&folder_of(prefix), name) => out.lose(),
                false => out.push(self.unknown(article, name, id)),
            }
        }
        found
    }

    fn article(&self, folder: &str, id: &At<String>, out: &mut Faults) -> Option<usize> {
        let prefix = crate::model::address::prefix(folder);
        let found = self.articles.get(prefix.as_str()).copied();
        if found.is_none() && self.withheld.articles.contains(&prefix) {
            out.push(not_published(id, &format!("the article `{folder}` is")));
        } else if found.is_none() && self.gaps.hold_article(&folder_of(folder)) {
            out.lose();
        } else if found.is_none() {
            let near = self.prefixes.get_or_init(|| {
                let folders = self.site.articles.iter().map(|a| a.prefix.trim_end_matches('/'));
                // The article of a site with a single article has no name.
                diagnostic::Names::of(folders.filter(|folder| !folder.is_empty()))
            });
            // In a site with one article, an id may look like a path.
            let kin = || {
                let name = id.value.rsplit_once('/').map_or("", |(_, name)| name);
                sharing_a_word(name, &[self.near(*self.articles.get("")?)])
            };
            let message = format!("there is no article `{folder}`");
            out.push(
                Diagnostic::at(Code::ClaimUnknown, id.span, message)
                    .maybe_hint(near.did_you_mean(folder).or_else(kin)),
            );
        }
        found
    }

    /// The ids of the claims of an article.
    fn near(&self, article: usize) -> &diagnostic::Names<'k> {
        let lists = self.near.get_or_init(|| {
            // The names are sorted before they are searched.
            let names = |ids: &'k Arc<ClaimIds>| diagnostic::Names::of(ids.keys().map(|id| &**id));
            self.by_id.articles.iter().map(names).collect()
        });
        &lists[article]
    }

    fn unknown(&self, article: usize, name: &str, id: &At<String>) -> Diagnostic {
        let renamed = self.renamed.get_or_init(|| {
            // If two claims had this name, the first counts.
            let claims = self.site.claims.iter().rev();
            let old =
                claims.flat_map(|claim| claim.details.aliases.iter().map(move |a| (claim, a)));
            old.map(|(claim, alias)| ((claim.article, alias.value.as_str()), &**claim)).collect()
        });
        let kin = || {
            let root = self.articles.get("").filter(|root| **root != article);
            let lists: Vec<_> =
                root.into_iter().chain([&article]).map(|of| self.near(*of)).collect();
            sharing_a_word(name, &lists)
        };
        let near = self.near(article).nearest(name);
        let misspelt = near.filter(|near| is_misspelt(name, near));
        let written = |near: &str| id.value.replace(name, near);
        let misspelt = misspelt.map(|near| Repair::Value(id.span, written(near)));
        let near = near.map(|name| format!("did you mean `{name}`?"));
        let now = renamed.get(&(article, name));
        let called = now.map(|claim| Repair::Value(id.span, written(&claim.id)));
        let now = now.map(|claim| format!("it is called `{}` now", claim.id));
        let message = format!("there is no claim `{}`", id.value);
        Diagnostic::at(Code::ClaimUnknown, id.span, message)
            .repair(called.or(misspelt))
            .maybe_hint(now.or(near).or_else(kin))
    }
}

fn not_published(id: &At<String>, what: &str) -> Diagnostic {
    let message = format!("{what} not published yet, and this reference to it is left out");
    Diagnostic::at(Code::DraftReferenced, id.span, message)
        .hint("the status is that of the evidence which is published")
        .hint("see both with `gainsay serve --drafts`")
}
