//! The target of documents that become articles.

use gainsay::diagnostic::any_error;
use gainsay::import::manuscript::{self, DraftKind, ImportChoices, ImportTarget, Manuscript};
use gainsay::load::{Content, Tree};
use gainsay::pipeline::{self, Options};
use gainsay::resolve::Audience;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{Cursor, Write};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// A document; the first byte says of which kind. What is read becomes an article that says the same, in a site
/// without errors; a second draft that is the first changes nothing.
pub fn documents(data: &[u8]) -> u64 {
    let Some((kind, bytes)) = data.split_first() else { return 0 };
    let today = Some(jiff::civil::date(2026, 11, 20));
    let read = |kind, bytes: &[u8]| manuscript::read(kind, bytes, true, today);
    let read = match kind % 6 {
        0 => read(DraftKind::Html, bytes),
        1 => read(DraftKind::Markdown, bytes),
        2 => read(DraftKind::Text, bytes),
        3 => read(DraftKind::Docx, bytes),
        part => read(DraftKind::Docx, &document(bytes, part == 5)),
    };
    let Ok(manuscript) = read else { return 1 };
    let mut seen = DefaultHasher::new();
    let tree = Tree {
        files: [("gainsay.yaml".to_owned(), Content::from("title: Notes\n"))].into(),
        ..Tree::default()
    };
    let audience = Audience { drafts: true, ..Audience::default() };
    let options = Options { today, audience, ..Options::default() };
    let planned = plan(manuscript.clone(), &tree, &options);
    let plan = planned.unwrap_or_else(|refusal| panic!("{}", refusal.reason));
    (plan.sections, plan.claims.len(), plan.unplaced.len(), format!("{:?}", plan.passed))
        .hash(&mut seen);
    let mut after = tree;
    let mut record = std::collections::BTreeMap::new();
    for (path, bytes) in &plan.files {
        match path.strip_prefix(".gainsay/imports/article/") {
            Some(name) => drop(record.insert(name.to_owned(), bytes.clone())),
            None => drop(after.files.insert(path.clone(), Content::from(bytes.clone()))),
        }
    }
    let built = pipeline::build(after.clone(), &options, &mut |_| {});
    assert!(!any_error(&built.diagnostics), "{:?}", built.diagnostics);
    let record = manuscript::ImportRecord::read(&record).expect("what was just written");
    let record = record.expect("a record");
    let target = target(&after, &options);
    let again = manuscript::update(manuscript, &target, "", &record);
    let again = again.unwrap_or_else(|refusal| panic!("{}", refusal.reason));
    assert!(
        again.claims.is_empty() && again.merged.is_empty(),
        "{:?} {:?}",
        again.claims,
        again.merged
    );
    seen.finish()
}

fn target<'t>(tree: &'t Tree, options: &'t Options) -> ImportTarget<'t> {
    ImportTarget { tree, article: None, choices: ImportChoices::default(), name: "draft", options }
}

fn plan(
    manuscript: Manuscript,
    tree: &Tree,
    options: &Options,
) -> Result<manuscript::ImportPlan, manuscript::ImportRefusal> {
    manuscript::plan(manuscript, &target(tree, options))
}

/// A document of Word whose body is `bytes`, or whose comment is.
fn document(bytes: &[u8], as_comment: bool) -> Vec<u8> {
    let body: &[u8] = match as_comment {
        true => b"<w:p><w:commentRangeStart w:id='1'/><w:r><w:t>The council voted.</w:t></w:r><w:commentRangeEnd w:id='1'/></w:p>",
        false => bytes,
    };
    let comments: &[u8] =
        if as_comment { bytes } else { b"<w:p><w:r><w:t>https://a.example/</w:t></w:r></w:p>" };
    let parts: [(&str, [&[u8]; 3]); 4] = [
        ("_rels/.rels", [b"<R><Relationship Id='r' Type='x/officeDocument' Target='d.xml'/></R>", b"", b""]),
        ("_rels/d.xml.rels", [b"<R><Relationship Id='c' Type='x/comments' Target='c.xml'/><Relationship Id='l' Type='x/hyperlink' Target='https://l.example/' TargetMode='External'/></R>", b"", b""]),
        ("d.xml", [b"<w:document><w:body>", body, b"</w:body></w:document>"]),
        ("c.xml", [b"<w:comments><w:comment w:id='1' w:author='A'>", comments, b"</w:comment></w:comments>"]),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in parts {
        zip.start_file(name, options).expect("a part");
        content.iter().for_each(|bytes| zip.write_all(bytes).expect("a part"));
    }
    zip.finish().expect("an archive").into_inner()
}
