//! Finds ids of claims that stand in a file but could not be read.
//!
//! In go the text of a file with a fault and the claims that were read from it; out come the names
//! that occur more often than in these claims. Claims with such a name are not compared with what
//! was confirmed, because the confirmed one may be the unread claim.

use super::claim::{RawClaim, RawCounter};
use crate::model::is_id;
use ahash::{HashMap, HashSet};

/// The names in `text` of claims that are not in `read`.
pub(super) fn names(text: &str, read: &[RawClaim]) -> HashSet<String> {
    let mut counts: HashMap<&str, usize> = HashMap::default();
    for line in text.lines() {
        count_names(line, &mut counts);
    }
    for claim in read {
        strike(claim, &mut counts);
    }
    counts.into_iter().filter(|(_, count)| *count > 0).map(|(name, _)| name.to_owned()).collect()
}

/// Counts possible names of claims in a line: keys, the value of `id`, and all words after
/// `aliases`. A word that only looks like a name does no harm: its claim is not compared.
fn count_names<'t>(line: &'t str, counts: &mut HashMap<&'t str, usize>) {
    let inner = |c: char| !(c.is_alphanumeric() || c == '-');
    let mut add = |name: &'t str| {
        if is_id(name) {
            *counts.entry(name).or_default() += 1;
        }
    };
    for (at, _) in line.match_indices(':') {
        let before = line[..at].trim_end_matches(['"', '\'', ' ']);
        let key = before.rsplit(inner).next().unwrap_or("");
        add(key);
        let after = line[at + 1..].trim_start_matches(['"', '\'', ' ']);
        match key {
            "id" => add(after.split(inner).next().unwrap_or("")),
            "aliases" => after.split(inner).for_each(&mut add),
            _ => {}
        }
    }
    if let Some(item) = line.trim_start().strip_prefix("- ").filter(|item| !item.contains(':')) {
        add(item.trim().trim_matches(['"', '\'']));
    }
}

/// Removes the names of a claim that was read, and of its nested claims, from `counts`.
fn strike(claim: &RawClaim, counts: &mut HashMap<&str, usize>) {
    let aliases = claim.details.aliases.iter().map(|alias| alias.value.as_str());
    for name in std::iter::once(&*claim.id.value).chain(aliases) {
        if let Some(count) = counts.get_mut(name) {
            *count = count.saturating_sub(1);
        }
    }
    for counter in &claim.counters {
        if let RawCounter::InPlace(claim, _) = counter {
            strike(claim, counts);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let mut found: Vec<String> = names(text, &[]).into_iter().collect();
        found.sort();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn names_of_claims_are_found_in_invalid_yaml() {
        check("claims:\n  vote: [\n  \"fall\" : {\n", &["claims", "fall", "vote"]);
        check("counters: [{id: no-vote, says: x", &["counters", "id", "no-vote", "says"]);
        check("aliases: [old, 'older']\n", &["aliases", "old", "older"]);
        check("aliases:\n  - old\n  - 'older'\n", &["aliases", "old", "older"]);
    }

    #[test]
    fn prose_has_no_names_of_claims() {
        check("  quote: He said so.\n", &["quote"]);
        check("Vote: x\n", &[]);
    }
}
