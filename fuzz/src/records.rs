//! The target of what is imported: references, sheets and annotations.

use super::site::{SITE, build, build_with_drafts};
use gainsay::import::sources::{self, Known};
use gainsay::import::{Import, decode, notes, sheet};
use gainsay::load::{Content, Tree};
use gainsay::pipeline::Options;
use gainsay::publish::ExportForm;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A file to import; the first byte says of which kind. What is imported leaves a site without errors, and a
/// second import of it changes nothing.
pub fn records(data: &[u8]) -> u64 {
    let Some((kind, bytes)) = data.split_first() else { return 0 };
    let Ok(text) = decode(bytes) else { return 1 };
    let mut tree = Tree::default();
    for (path, text) in SITE {
        tree.files.insert((*path).to_owned(), Content::from(*text));
    }
    let first = imported(*kind, &text, &tree);
    let Some(import) = first else { return 2 };
    let mut seen = DefaultHasher::new();
    format!("{:?}", import.report).hash(&mut seen);
    if import.texts.is_empty() {
        return seen.finish();
    }
    let changed: Vec<(&str, &[u8])> =
        import.texts.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    let after = build_with_drafts(&changed);
    assert!(!after.failed(), "{:?}", after.diagnostics);
    for (path, text) in &import.texts {
        tree.files.insert(path.clone(), Content::from(text.as_str()));
    }
    let again = imported(*kind, &text, &tree).expect("what was read once");
    assert!(again.texts.is_empty(), "{:?} {:?}", import.texts, again.texts);
    assert!(again.report.added.is_empty() && again.report.changed.is_empty());
    seen.finish()
}

fn imported(kind: u8, text: &str, tree: &Tree) -> Option<Import> {
    let today = Some(jiff::civil::date(2026, 11, 20));
    let known = Known { language: "en", today };
    let files: Vec<(&str, &[u8])> =
        tree.files.iter().map(|(path, content)| (path.as_str(), content.as_bytes())).collect();
    let references = match kind % 5 {
        0 => sources::from_bibtex(text),
        1 => sources::from_csl(text),
        2 => sources::from_ris(text),
        3 => {
            let mut built = build(&files);
            let table = built.export(ExportForm::Csv, None).expect("a site without faults");
            let options = Options { today, ..Options::default() };
            return sheet::plan((&built, tree), &table, text, None, &options).ok();
        }
        _ => {
            let notes = notes::read(text).ok()?.all;
            return Some(notes::plan(&build_with_drafts(&files), tree, notes, Some(0)));
        }
    };
    sources::plan(tree, references.ok()?, None, known).ok()
}
