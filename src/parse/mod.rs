//! Turns texts into typed values, file by file, without looking from one to another.
//!
//! In goes an [`Input`]; out comes a [`Parsed`] and the faults of all files together. References
//! between files are still names with places; [`crate::resolve`] follows them.

pub mod allowed;
pub mod article;
pub mod carry;
pub mod claim;
pub mod config;
pub mod copy;
pub mod decode;
mod faults;
pub mod foreign;
pub mod front;
pub mod lock;
pub mod misplaced;
mod orphan;
pub mod record;
pub mod snapshot;
mod stem;
mod unread;

use crate::diagnostic::{Code, Diagnostic};
use crate::load::{ArticleFiles, Gap, Input, LockFile, SectionFiles, device_name, misnamed};
use crate::markdown::{self, Document};
use crate::model::address;
use crate::model::{is_device, is_id};
use crate::parse::lock::Lock;
use crate::source::{FileId, Files, Span};
use crate::yaml::{self, Node, Value};
use ahash::{HashMap, HashSet};
use article::{FrontMatter, RawArticle};
use claim::{Claims, RawClaim};
use config::Config;
pub use faults::Faults;
use rayon::prelude::*;
use record::{RawSource, RawSpeaker};
use snapshot::Snapshots;
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};
pub use stem::slug;
use text_anchor::Haystack;

/// A site as typed.
#[derive(Debug)]
pub struct Parsed {
    /// What `gainsay.yaml` says.
    pub config: Config,
    /// The articles.
    pub articles: Vec<ParsedArticle>,
    /// Sources that all articles share.
    pub sources: Arc<Vec<RawSource>>,
    /// Speakers that all articles share.
    pub speakers: Arc<Vec<RawSpeaker>>,
    /// Saved copies of sources.
    pub snapshots: Snapshots,
    /// What of the files is not read.
    pub gaps: Vec<Gap>,
}

impl Parsed {
    /// Drops everything that resolving has taken over. The saved copies stay.
    pub fn discard(&mut self) {
        self.articles = Vec::new();
        self.sources = Arc::default();
        self.speakers = Arc::default();
    }
}

/// An article as typed.
#[derive(Debug)]
pub struct ParsedArticle {
    /// Name of its folder; empty where the site has one article only.
    pub folder: String,
    /// Its `article.yaml`.
    pub file: FileId,
    /// What `article.yaml` says.
    pub head: RawArticle,
    /// Its sections, by file name.
    pub sections: Vec<Arc<ParsedSection>>,
    /// Sources of its own.
    pub sources: Arc<Vec<RawSource>>,
    /// Speakers of its own.
    pub speakers: Arc<Vec<RawSpeaker>>,
    /// Ids in its files of claims that could not be read.
    pub left_out: HashSet<String>,
    /// What was confirmed of its claims.
    pub lock: Arc<Lock>,
    /// The file that says so.
    pub lock_file: LockFile,
    /// True where all of that file could be read.
    pub lock_whole: bool,
}

/// A section as typed.
#[derive(Debug)]
pub struct ParsedSection {
    /// Its address: the file name without number and ending.
    pub slug: String,
    /// Its Markdown file.
    pub file: FileId,
    /// What its front matter says.
    pub front: FrontMatter,
    /// Its Markdown.
    pub document: Arc<Document>,
    /// The claims anchored in it.
    pub claims: Vec<RawClaim>,
}

/// What parsing a file yielded, kept for as long as the file stays as it is.
///
/// Kept values hold places in files by name, so a cache goes with the names that
/// [`Files::names`](crate::source::Files::names) hands on.
#[derive(Debug, Default)]
pub struct Cache {
    sections: HashMap<FileId, KeptValue<SectionKey, SectionRead>>,
    sources: KeptRecords<RawSource>,
    speakers: KeptRecords<RawSpeaker>,
    locks: HashMap<FileId, KeptValue<RecordsKey, Arc<Lock>>>,
    snapshots: snapshot::SnapshotCache,
}

/// What the files of a section yield.
#[derive(Debug, Default)]
struct SectionRead {
    /// The section; none where it has no text.
    section: Option<Arc<ParsedSection>>,
    /// True where all that its file of claims holds is in it.
    claims_whole: bool,
}

/// A value and the faults found on the way to it.
type Parsing<T> = (T, Faults);

/// What a value was parsed from, and the value.
type KeptValue<K, T> = (K, Arc<Parsing<T>>);

/// Everything that decides what parsing a section yields. Texts that are shared with the run before
/// are compared by where they are.
#[derive(Debug, Clone, PartialEq, Eq)]
struct SectionKey {
    stem: String,
    markdown: Arc<str>,
    claims: Option<Arc<str>>,
    raw_html: bool,
    today: Option<jiff::civil::Date>,
}

/// As [`SectionKey`], for a file of records.
type RecordsKey = (Arc<str>, Option<jiff::civil::Date>);

/// What was kept, and what is to be kept.
struct Keeper<'k> {
    old: &'k Cache,
    new: Cache,
}

/// What is kept of a file, where it is of the file as it is now.
fn remembered<K: PartialEq, T>(kept: Option<&KeptValue<K, T>>, key: &K) -> Option<Arc<Parsing<T>>> {
    kept.filter(|(k, _)| k == key).map(|(_, value)| Arc::clone(value))
}

/// Parses every file of `input`, once.
pub fn parse(input: &Input, today: Option<jiff::civil::Date>) -> (Parsed, Vec<Diagnostic>) {
    parse_with(input, today, &mut Cache::default())
}

/// Parses every file of `input` that `cache` does not hold. `today` bounds the dates on which work
/// was done; where it is not known, they are not bounded.
pub fn parse_with(
    input: &Input,
    today: Option<jiff::civil::Date>,
    cache: &mut Cache,
) -> (Parsed, Vec<Diagnostic>) {
    let files = &input.files;
    let mut out = Faults::default();
    let mut old = std::mem::take(cache);
    let kept = std::mem::take(&mut old.snapshots);
    let old = &old;
    let mut keeper = Keeper { old, new: Cache::default() };
    let text = |file| (&*files.get(file).text, file);
    let node = input.config.map(text).and_then(|(text, file)| tree(text, file, 0, &mut out));
    let config = match node {
        Some(node) => config::config(&node, today, &mut out),
        None => Config { language: "en".into(), ..Config::default() },
    };
    let shared_speakers = speakers(files, input.speakers, &mut keeper, &mut out);
    // One file may hold the sources of all sections: it is read while the sections are.
    let shared = || source_records(files, input.sources, today, &old.sources);
    let astray = astray(input);
    let (shared, articles) = rayon::join(shared, || {
        let with = With { files, config: &config, today, astray: &astray };
        let parse = |of_article| parse_article(&with, of_article, &mut keeper, &mut out);
        input.articles.iter().map(parse).collect()
    });
    let shared_sources = keep_sources(shared, &mut keeper, &mut out);
    let snapshots = snapshot::read(files, &input.snapshots, kept, &mut keeper.new.snapshots);
    *cache = keeper.new;
    let (said, gaps) = out.into_parts();
    let parsed = Parsed {
        config,
        articles,
        sources: shared_sources,
        speakers: shared_speakers,
        snapshots,
        gaps,
    };
    (parsed, said)
}

/// What the parts of an article are read with.
struct With<'w> {
    files: &'w Files,
    config: &'w Config,
    today: Option<jiff::civil::Date>,
    /// Paths of sections that are there and not read, or have another name.
    astray: &'w HashSet<Cow<'w, str>>,
}

fn astray(input: &Input) -> HashSet<Cow<'_, str>> {
    let paths = input.gaps.iter().map(|gap| gap.path(&input.files));
    paths.filter(|path| path.ends_with(".md")).collect()
}

fn parse_article(
    with: &With,
    of_article: &ArticleFiles,
    keeper: &mut Keeper<'_>,
    out: &mut Faults,
) -> ParsedArticle {
    let With { files, config, today, astray } = *with;
    // Where `article.yaml` cannot be read, the rest of the article is looked at all the same.
    let before = out.lost();
    let head = yaml_file(files, of_article.article, out, |node, out| {
        article::article(node, today, out).unwrap_or_default()
    });
    let head = head.unwrap_or_default();
    let mut left_out = HashSet::default();
    let mut unread = |file: FileId, claims: &[RawClaim]| {
        left_out.extend(unread::names(&files.get(file).text, claims));
    };
    if out.lost() > before {
        unread(of_article.article, &head.claims);
    }
    let old = &keeper.old.sections;
    let all = OnceLock::new();
    let sections: Vec<_> = of_article
        .sections
        .par_iter()
        .map(|section| {
            let Some(file) = section.markdown else {
                let mut faults = Faults::default();
                if let Some(meant) = misnamed(&section.stem)
                    && let Some(file) = section.claims
                {
                    misnamed_file(files, file, meant, of_article, &mut faults);
                    return (None, Arc::new((SectionRead::default(), faults)));
                }
                let mut claims = Vec::new();
                if let Some(file) = section.claims {
                    let read = yaml_file(files, file, &mut faults, |node, out| {
                        claims_file(node, today, None, out)
                    });
                    claims = read.unwrap_or_default();
                    faults.leave(Gap::Orphan(file));
                }
                let article = files.path(of_article.article);
                let folder = article.rsplit_once('/').map_or("", |(folder, _)| folder);
                let path = format!("{folder}/{}.md", section.stem);
                if !astray.contains(path.as_str()) {
                    let all = all.get_or_init(|| orphan::Sections::of(files, of_article));
                    faults.push(orphan::orphan(section, of_article, all, &claims));
                }
                return (None, Arc::new((SectionRead::default(), faults)));
            };
            let key = section_key(files, section, file, config, today);
            let parsed = remembered(old.get(&file), &key)
                .unwrap_or_else(|| Arc::new(parse_section(files, section, file, config, today)));
            (Some((file, key)), parsed)
        })
        .collect();
    let mut kept = Vec::new();
    for ((name, parsed), section) in sections.into_iter().zip(&of_article.sections) {
        out.add(&parsed.1);
        let SectionRead { section: read, claims_whole } = &parsed.0;
        if let Some(file) = section.claims.filter(|_| !claims_whole) {
            unread(file, read.as_ref().map_or(&[][..], |section| &section.claims));
        }
        kept.extend(read.clone());
        if let Some((file, key)) = name {
            keeper.new.sections.insert(file, (key, parsed));
        }
    }
    check_names(files, &kept, out);
    let own_sources = sources(files, of_article.sources, today, keeper, out);
    let own_speakers = speakers(files, of_article.speakers, keeper, out);
    let before = out.lost();
    let lock = lock(files, of_article.lock, today, keeper, out);
    let lock_whole = out.lost() == before;
    ParsedArticle {
        folder: of_article.folder.clone(),
        file: of_article.article,
        head,
        sections: kept,
        sources: own_sources,
        speakers: own_speakers,
        left_out,
        lock,
        lock_file: of_article.lock,
        lock_whole,
    }
}

/// What a lock file says.
fn lock(
    files: &Files,
    file: LockFile,
    today: Option<jiff::civil::Date>,
    keeper: &mut Keeper<'_>,
    out: &mut Faults,
) -> Arc<Lock> {
    let LockFile::There(file) = file else { return Arc::default() };
    let key = (Arc::clone(&files.get(file).text), today);
    let read = remembered(keeper.old.locks.get(&file), &key).unwrap_or_else(|| {
        let (lock, faults) = Lock::parse_on(&key.0, today);
        let report = |fault: crate::parse::lock::LockFault| {
            Diagnostic::at(Code::LockInvalid, Span::new(file, fault.range), fault.message)
                .hint("take the file as it was from version control, or remove the line and look at the claim anew")
        };
        let mut out = Faults::default();
        out.extend(faults.into_iter().map(report));
        Arc::new((Arc::new(lock), out))
    });
    out.add(&read.1);
    let lock = Arc::clone(&read.0);
    keeper.new.locks.insert(file, (key, read));
    lock
}

fn section_key(
    files: &Files,
    section: &SectionFiles,
    file: FileId,
    config: &Config,
    today: Option<jiff::civil::Date>,
) -> SectionKey {
    let text = |file| Arc::clone(&files.get(file).text);
    SectionKey {
        stem: section.stem.clone(),
        markdown: text(file),
        claims: section.claims.map(text),
        raw_html: config.raw_html,
        today,
    }
}

fn parse_section(
    files: &Files,
    section: &SectionFiles,
    file: FileId,
    config: &Config,
    today: Option<jiff::civil::Date>,
) -> Parsing<SectionRead> {
    let mut out = Faults::default();
    let text = &files.get(file).text;
    let front::Split { yaml, start, fault } = front::split(text);
    out.extend(fault.map(|fault| fault.report(file)));
    let node = yaml.and_then(|range| tree(&text[range.clone()], file, range.start, &mut out));
    if out.lost() > 0 {
        out.leave(Gap::Broken(file));
    }
    let mut front = match node {
        Some(node) => article::front_matter(&node, text, today, &mut out),
        None => FrontMatter::default(),
    };
    front.unread = out.lost() > 0;
    let slug = slug(&section.stem).to_owned();
    let options =
        markdown::MarkdownOptions { raw_html: config.raw_html, rewrite: true, section: true };
    let (document, faults) = markdown::parse(&text[start..], file, start, &slug, options);
    out.extend(faults);
    let before = out.lost();
    let claims = section.claims.and_then(|file| {
        yaml_file(files, file, &mut out, |node, out| {
            let words = Haystack::known(&document.text.text, &document.text.normal);
            claims_file(node, today, Some(words), out)
        })
    });
    let claims_whole = out.lost() == before;
    let (claims, document) = (claims.unwrap_or_default(), Arc::new(document));
    let section = Arc::new(ParsedSection { slug, file, front, document, claims });
    (SectionRead { section: Some(section), claims_whole }, out)
}

fn misnamed_file(
    files: &Files,
    file: FileId,
    meant: &str,
    of_article: &ArticleFiles,
    out: &mut Faults,
) {
    let path = files.path(file);
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let message =
        format!("`{name}` annotates no section, and is not called as a file of the format is");
    let there = match meant {
        "sources" => of_article.sources.is_some(),
        "speakers" => of_article.speakers.is_some(),
        _ => true,
    };
    let meant = format!("{folder}/{meant}.yaml");
    out.push(Diagnostic::at(Code::FileEnding, Span::top(file), message).hint(match there {
        true => format!("put what it holds into `{meant}`, if it is of that kind"),
        false => format!("rename it to `{meant}`, if it holds what that file does"),
    }));
    out.leave(Gap::Misnamed { file, meant });
}

fn check_names(files: &Files, sections: &[Arc<ParsedSection>], out: &mut Faults) {
    let mut firsts: HashMap<&str, FileId> = HashMap::default();
    let taken: HashSet<&str> = sections.iter().map(|section| section.slug.as_str()).collect();
    for section in sections {
        let span = Span::top(section.file);
        if address::RESERVED.contains(&section.slug.as_str()) {
            let message = format!("a section cannot be called `{}`", section.slug);
            out.push(
                Diagnostic::at(Code::NameReserved, span, message)
                    .hint("the tool needs this name for pages of its own; rename the file"),
            );
        } else if !is_id(&section.slug) || section.slug.len() > decode::MAX_ID {
            let message = format!("`{}` cannot be the address of a section", section.slug);
            out.push(
                Diagnostic::at(Code::IdInvalid, span, message)
                    .hint("use lower-case words joined by hyphens, with a number before them")
                    .maybe_hint(better_name(files.path(section.file), &taken)),
            );
        } else if is_device(&section.slug) {
            out.push(device_name(&section.slug, span));
        }
        let first = *firsts.entry(&section.slug).or_insert(section.file);
        if first != section.file {
            let message = format!(
                "two sections have the address `{}`: numbers are not part of it",
                section.slug
            );
            out.push(
                Diagnostic::at(Code::NameReserved, span, message)
                    .also(Span::top(first), format!("the other: {}", files.path(first))),
            );
        }
    }
}

/// Proposes a name for the file of a section whose address is not one, unless a section has it.
fn better_name(path: &str, taken: &HashSet<&str>) -> Option<String> {
    let stem = path.rsplit('/').next().unwrap_or("").trim_end_matches(".md");
    let rest = slug(stem);
    let number: String = stem.chars().take_while(char::is_ascii_digit).collect();
    let number = if rest == stem { String::new() } else { format!("{number}-") };
    let mut better = crate::model::to_id(rest);
    better.truncate(decode::MAX_ID);
    let better = better.trim_end_matches('-');
    let is_free = !taken.contains(better);
    let is_good =
        is_id(better) && is_free && !is_device(better) && !address::RESERVED.contains(&better);
    is_good.then(|| format!("call it `{number}{better}.md`"))
}

fn claims_file(
    node: &Node,
    today: Option<jiff::civil::Date>,
    section: Option<Haystack>,
    out: &mut Faults,
) -> Vec<RawClaim> {
    if node.value == Value::Null {
        return Vec::new();
    }
    let what = "an annotation file";
    let Some(fields) = decode::Fields::open(node, what, &["claims"], out) else {
        return Vec::new();
    };
    match fields.get("claims") {
        Some(node) => Claims::new(today, section, out).map(node),
        None => Vec::new(),
    }
}

fn sources(
    files: &Files,
    file: Option<FileId>,
    today: Option<jiff::civil::Date>,
    keeper: &mut Keeper<'_>,
    out: &mut Faults,
) -> Arc<Vec<RawSource>> {
    let read = source_records(files, file, today, &keeper.old.sources);
    keep_sources(read, keeper, out)
}

/// A file of sources, as kept or as it is read.
fn source_records(
    files: &Files,
    file: Option<FileId>,
    today: Option<jiff::civil::Date>,
    old: &KeptRecords<RawSource>,
) -> Option<Records<RawSource>> {
    let file = file?;
    let key = (Arc::clone(&files.get(file).text), today);
    let read = |node: &Node, faults: &mut _| record::sources(node, today, faults);
    Some(records(files, file, key, old, read))
}

fn keep_sources(
    read: Option<Records<RawSource>>,
    keeper: &mut Keeper<'_>,
    out: &mut Faults,
) -> Arc<Vec<RawSource>> {
    read.map_or_else(Arc::default, |read| keep(read, &mut keeper.new.sources, out))
}

fn speakers(
    files: &Files,
    file: Option<FileId>,
    keeper: &mut Keeper<'_>,
    out: &mut Faults,
) -> Arc<Vec<RawSpeaker>> {
    let Some(file) = file else { return Arc::default() };
    let key = (Arc::clone(&files.get(file).text), None);
    let read = records(files, file, key, &keeper.old.speakers, record::speakers);
    keep(read, &mut keeper.new.speakers, out)
}

/// A file's records, and what they were read from.
type Records<T> = (FileId, KeptValue<RecordsKey, Arc<Vec<T>>>);

/// Records by file, as kept.
type KeptRecords<T> = HashMap<FileId, KeptValue<RecordsKey, Arc<Vec<T>>>>;

/// A file's records, as kept or as `read` reads them.
fn records<T>(
    files: &Files,
    file: FileId,
    key: RecordsKey,
    old: &KeptRecords<T>,
    read: impl FnOnce(&Node, &mut Faults) -> Vec<T>,
) -> Records<T> {
    let parsed = remembered(old.get(&file), &key).unwrap_or_else(|| {
        let mut faults = Faults::default();
        let records = yaml_file(files, file, &mut faults, |node, out| {
            if is_text(node, files) {
                out.leave(Gap::Text(file));
            }
            read(node, out)
        });
        Arc::new((Arc::new(records.unwrap_or_default()), faults))
    });
    (file, (key, parsed))
}

/// True where all that a file holds is one text. A text that was to be a list has ids of its own.
fn is_text(node: &Node, files: &Files) -> bool {
    let text = files.get(node.span.file).text.trim();
    let whole = files.slice(node.span).trim() == text && !text.starts_with(['-', '[']);
    matches!(node.value, Value::Text(_)) && whole
}

/// Keeps a file's records for the next time, and reports its faults.
fn keep<T>((file, kept): Records<T>, new: &mut KeptRecords<T>, out: &mut Faults) -> Arc<Vec<T>> {
    out.add(&kept.1.1);
    let records = Arc::clone(&kept.1.0);
    new.insert(file, kept);
    records
}

/// What `read` makes of a file of YAML; nothing where it cannot be read as a whole.
fn yaml_file<T>(
    files: &Files,
    file: FileId,
    out: &mut Faults,
    read: impl FnOnce(&Node, &mut Faults) -> T,
) -> Option<T> {
    let before = out.lost();
    let node = tree(&files.get(file).text, file, 0, out);
    if out.lost() > before {
        out.leave(Gap::Broken(file));
    }
    let before = out.lost();
    let read = node.map(|node| read(&node, out));
    if out.lost() > before {
        out.leave(Gap::Partly(file));
    }
    read
}

/// The tree of `text`, which stands at `start` in `file`.
fn tree(text: &str, file: FileId, start: usize, out: &mut Faults) -> Option<Node> {
    match yaml::parse(text, file, start) {
        Ok(node) => {
            out.extend(yaml::look::look(text, file, start));
            Some(node)
        }
        Err(error) => {
            out.push(syntax(*error));
            None
        }
    }
}

/// A fault of syntax as a diagnostic.
fn syntax(error: yaml::SyntaxError) -> Diagnostic {
    let mut fault = Diagnostic::at(Code::YamlSyntax, error.span, error.message);
    if let Some(label) = error.label {
        fault = fault.label(label);
    }
    if let Some((span, label)) = error.also {
        fault = fault.also(span, label);
    }
    error.hints.into_iter().fold(fault, Diagnostic::hint)
}
