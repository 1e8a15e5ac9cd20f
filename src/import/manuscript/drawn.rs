//! Draws a manuscript as the files of an article, and builds the site with it.
//!
//! In go a [`Manuscript`] and the site it goes to; out come sections, `article.yaml` and pictures, with the words of
//! the built article, in which each remark finds its place.

use super::claims::ClaimPlan;
use super::clean;
use super::head::{self, EarlierHead};
use super::losses::count_title;
use super::model::{DraftRemark, Manuscript, Passed, Passing};
use super::order;
use super::picture;
use super::places;
use super::record::KnownPicture;
use super::sections::{self, SectionPlan};
use super::target::{ImportRefusal, ImportTarget, PlannedFile};
use super::unplaced::{NoPlace, Unplaced};
use super::write::MarkdownWriter;
use crate::desk::annotate::PlannedQuote;
use crate::diagnostic::Severity;
use crate::import::text::in_one_line;
use crate::load::{CONFIG, Content};
use crate::parse::front;
use crate::pipeline::{self, Built};
use crate::resolve::Place;
use crate::yaml::Node;
use crate::yaml::edit::{self, Manner, NewValue};
use crate::yaml::quote::quoted;
use ahash::HashMap;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A manuscript as an article, before claims.
pub(super) struct DrawnArticle {
    /// Sections and pictures, by path.
    pub files: Vec<PlannedFile>,
    /// Texts of sections and of `article.yaml`, by name.
    pub texts: BTreeMap<String, String>,
    /// The sections.
    pub parts: Vec<SectionPlan>,
    /// A site with this article.
    pub built: Built,
    /// Its index there.
    pub article: usize,
    /// How many pictures there are.
    pub pictures: usize,
    /// What is remembered of pictures.
    pub known_pictures: Vec<KnownPicture>,
    /// What was left out.
    pub passed: Passed,
    regions: Vec<places::Region>,
    remarks: Vec<DraftRemark>,
    /// The numbers of those that are about the byline.
    of_byline: BTreeSet<usize>,
}

/// Draws a manuscript as an article. `earlier` is what an earlier draft said; `rename` may give the sections other file
/// names, and learns whether the draft is surely of the same article.
pub(super) fn draw(
    mut manuscript: Manuscript,
    target: &ImportTarget,
    prefix: &str,
    mut known_pictures: Vec<KnownPicture>,
    earlier: Option<&EarlierHead>,
    rename: impl FnOnce(&mut [SectionPlan], bool),
) -> Result<DrawnArticle, ImportRefusal> {
    clean::clean(&mut manuscript);
    let settled = head::settle(&mut manuscript, earlier);
    let mut parts = sections::divide(std::mem::take(&mut manuscript.blocks), target.choices.split);
    rename(&mut parts, settled.is_same);
    let mut passed = std::mem::take(&mut manuscript.passed);
    let shown = picture::shown(&parts);
    let (pictures, mut files) =
        picture::place(&manuscript.pictures, &shown, target, &mut known_pictures, &mut passed);
    let static_folder = if prefix.is_empty() { "../static/" } else { "../../static/" };
    // Titles are text, in every site.
    let titles = [&manuscript.title, &manuscript.standfirst];
    for words in titles.into_iter().chain(parts.iter().map(|part| &part.title)) {
        count_title(words, &mut passed);
    }
    let raw_html = allows_raw_html(target);
    let mut writer = MarkdownWriter {
        static_folder,
        pictures: &pictures,
        raw_html,
        unlike_front: false,
        passed,
    };
    let mut texts = BTreeMap::new();
    for part in &parts {
        texts.insert(format!("{}.md", part.stem), section_text(part, &mut writer));
    }
    let mut passed = writer.passed;
    texts.insert(order::HEAD.to_owned(), head_text(&manuscript, target, &mut passed));
    if let Some(text) = texts.get_mut(order::HEAD)
        && let Ok(new) = order::with(text, &order::of_parts(&parts))
    {
        *text = new;
    }
    let at = |(name, text): (&String, &String)| {
        (format!("content/{prefix}{name}"), text.clone().into_bytes())
    };
    files.extend(texts.iter().map(at));
    let built = build(target, &files);
    let article = built.site().articles.iter().position(|article| article.prefix == prefix);
    let is_whole = |article: &usize| built.site().articles[*article].sections.len() == parts.len();
    let Some(article) = article.filter(is_whole) else {
        let own = |path: &&String| {
            let name = path.strip_prefix("content/").and_then(|path| path.strip_prefix(prefix));
            name.is_some_and(|name| !name.contains('/') && name.ends_with(".md"))
        };
        return Err(match target.tree.files.keys().find(own) {
            Some(path) => ImportRefusal {
                reason: format!("`{path}` would be a section of the new article"),
                help: "name a folder for the article with `--article`, or move the file away"
                    .to_owned(),
            },
            None => unreadable(&built),
        });
    };
    let regions = places::regions(&manuscript, &parts);
    if let Some((place, from)) = places::differing(&built, article, &regions) {
        let file = built.files.path(built.site().articles[article].file_of(place));
        return Err(ImportRefusal {
            reason: format!(
                "`{file}` would not say what the document says from `{from}` on, so nothing was written"
            ),
            help: "this is a fault of gainsay; please report it with the document".to_owned(),
        });
    }
    let pictures = pictures.iter().flatten().count();
    let remarks = manuscript.remarks;
    Ok(DrawnArticle {
        files,
        texts,
        parts,
        built,
        article,
        pictures,
        known_pictures,
        passed,
        regions,
        remarks,
        of_byline: settled.of_byline,
    })
}

/// True if the site allows raw HTML in sections.
fn allows_raw_html(target: &ImportTarget) -> bool {
    let Some(Content::Text(text)) = target.tree.files.get(CONFIG) else { return false };
    let node = edit::read(text.trim_start_matches('\u{feff}'));
    let flag = node.as_ref().and_then(|node| node.entry("raw-html"));
    flag.and_then(Node::text) == Some("true")
}

pub(super) fn build(target: &ImportTarget, files: &[PlannedFile]) -> Built {
    let mut tree = target.tree.clone();
    tree.files
        .extend(files.iter().map(|(path, bytes)| (path.clone(), Content::from(bytes.clone()))));
    pipeline::build(tree, target.options, &mut |_| {})
}

pub(super) fn unreadable(built: &Built) -> ImportRefusal {
    let first = built.diagnostics.iter().find(|found| found.severity() == Severity::Error);
    let reason = first.map_or_else(String::new, |found| {
        let at = found.place.as_ref().map_or_else(String::new, |label| {
            let at = built.files.position(label.span);
            format!("{}:{}:{}: ", built.files.path(label.span.file), at.line, at.column)
        });
        format!(": {at}{}", found.message)
    });
    ImportRefusal {
        reason: format!("the site cannot be read with the new article{reason}"),
        help: "`gainsay check` shows what is wrong with the site".to_owned(),
    }
}

fn section_text(part: &SectionPlan, writer: &mut MarkdownWriter) -> String {
    let title = sections::line(&part.title);
    let head = match title.is_empty() {
        true => String::new(),
        false => format!("---\ntitle: {}\n---\n\n", quoted(&title)),
    };
    let fault = |text: &str| front::split(text).fault.map(|fault| fault.at.start);
    let passed = writer.passed.clone();
    let mut text = format!("{head}{}", writer.write(&part.blocks));
    if fault(&text).is_some() {
        writer.passed = passed;
        writer.unlike_front = true;
        text = format!("{head}{}", writer.write(&part.blocks));
        writer.unlike_front = false;
    }
    while let Some(at) = fault(&text) {
        let typed = with_typed_signs(&text, at);
        if typed == text {
            break;
        }
        text = typed;
    }
    text
}

/// Markdown whose signs in the line at `at` are typed as signs, so that it is not taken for front matter.
fn with_typed_signs(text: &str, at: usize) -> String {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let signs = text[start..end].chars().fold(String::new(), |mut out, c| {
        if matches!(c, ':' | '=' | '-' | '>') && !out.ends_with('\\') {
            out.push('\\');
        }
        out.push(c);
        out
    });
    format!("{}{signs}{}", &text[..start], &text[end..])
}

/// The text of `article.yaml`.
fn head_text(manuscript: &Manuscript, target: &ImportTarget, passed: &mut Passed) -> String {
    let title = sections::line(&manuscript.title);
    let title = if title.is_empty() { head::title_from(target.name) } else { title };
    let mut text = format!("title: {}\n", quoted(&title));
    let standfirst = sections::line(&manuscript.standfirst);
    if !standfirst.is_empty() {
        text.push_str(&format!("standfirst: {}\n", quoted(&standfirst)));
    }
    for (key, value) in &manuscript.facts {
        let value = in_one_line(value);
        let fits = match *key {
            "published" => crate::model::Date::parse(&value).is_ok(),
            _ => !value.is_empty(),
        };
        match fits {
            true => {
                let value = match *key {
                    "published" | "draft" => NewValue::Word(value),
                    _ => NewValue::Text(value),
                };
                text.push_str(&format!("{}\n", Manner::of("", None).entry("", key, &value)));
            }
            false => passed.count(Passing::Key, &format!("{key}: {value}")),
        }
    }
    text
}

impl DrawnArticle {
    /// All that was said beside the text.
    pub(super) fn remarks(&self) -> &[DraftRemark] {
        &self.remarks
    }

    /// What stands before and after words, by which they are told from the same words elsewhere.
    fn around(&self, place: Place, range: &Range<usize>) -> [String; 2] {
        const MOST: usize = 60;
        let text = &self.built.site().articles[self.article].text(place).text;
        let [before, after] = [text.get(..range.start), text.get(range.end..)];
        let before: Vec<char> = before.unwrap_or_default().chars().rev().take(MOST).collect();
        let after: String = after.unwrap_or_default().chars().take(MOST).collect();
        [in_one_line(&before.into_iter().rev().collect::<String>()), in_one_line(&after)]
    }

    /// Finds the place of each remark. Remarks on the same words are one claim.
    pub(super) fn place_remarks(&self) -> (Vec<ClaimPlan>, Vec<Unplaced>) {
        let (mut placed, mut unplaced): (Vec<ClaimPlan>, Vec<Unplaced>) = (Vec::new(), Vec::new());
        // The claim at each place.
        let mut known: HashMap<(Place, Range<usize>), usize> = HashMap::default();
        let counted = places::CountedMarks::of(&self.regions, &self.built, self.article);
        for (number, remark) in self.remarks.iter().enumerate() {
            let found = places::place(&self.built, self.article, &counted, number);
            let planned = found.and_then(|(spot, words)| {
                let home = spot.place.section();
                let quote = PlannedQuote::of(self.built.site(), &spot, &words, home);
                Ok((spot, words, home, quote.ok_or(NoPlace::Alike)?))
            });
            match planned {
                Err(_) if self.of_byline.contains(&number) => {
                    unplaced.push(Unplaced::of(remark, NoPlace::Byline))
                }
                Err(why) => unplaced.push(Unplaced::of(remark, why)),
                Ok((spot, words, home, quote)) => {
                    let around = self.around(spot.place, &spot.range);
                    match known.entry((spot.place, spot.range.clone())) {
                        Entry::Occupied(at) => {
                            // A note may be cited twice in one sentence.
                            let remarks = &mut placed[*at.get()].remarks;
                            if !remarks.contains(remark) {
                                remarks.push(remark.clone());
                            }
                        }
                        Entry::Vacant(at) => {
                            at.insert(placed.len());
                            placed.push(ClaimPlan {
                                start: spot.range.start,
                                at: (spot.place, spot.range),
                                home,
                                words,
                                around,
                                quote,
                                remarks: vec![remark.clone()],
                            });
                        }
                    }
                }
            }
        }
        placed.sort_by_key(|claim| (claim.home.is_some(), claim.home, claim.start));
        (placed, unplaced)
    }
}
