//! Lists all generators of files, and runs them.
//!
//! In go materials and a plan; out come [`File`]s. [`OUTPUTS`] is the only list of generators.
//! Nothing here touches a disk. Every path is known before the first file is generated, so files
//! are generated in parallel and the result does not depend on the order. Each file is searched
//! here for what must not be published.

use super::citations::Citations;
use super::embed::EmbedScript;
use super::feed::Feed;
use super::file::File;
use super::machines::Machines;
use super::output::{Made, Output};
use super::plan::Plan;
use super::press::{Materials, Press};
use super::search::SearchOutput;
use super::table::Table;
use super::view::shelf::PartShelf;
use crate::diagnostic::{Code, Diagnostic, Label};
use crate::draw::picture;
use crate::theme::PageFault;
use ahash::HashSet;
use bytes::Bytes;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// All outputs. If two have a file with the same path, the first generates it.
pub const OUTPUTS: &[&dyn Output] = &[
    &PageOutput,
    &SearchOutput,
    &Feed,
    &Assets,
    &PictureOutput,
    &Machines,
    &Table,
    &Citations,
    &EmbedScript,
];

/// The pages.
struct PageOutput;

impl Output for PageOutput {
    fn paths(&self, press: &Press) -> Result<Vec<String>, Box<PageFault>> {
        let pages = press.pages.all(press.contents());
        Ok(pages.into_iter().map(|(path, _)| path.clone()).collect())
    }

    fn make(&self, press: &Press, path: &str) -> Option<Made> {
        Some(press.find(path)?.render(press, path).map(Bytes::from))
    }

    fn may_have(&self, press: &Press, path: &str) -> bool {
        press.find(path).is_some()
    }
}

/// The files of the theme and of `static/`.
struct Assets;

impl Output for Assets {
    fn paths(&self, press: &Press) -> Result<Vec<String>, Box<PageFault>> {
        Ok(press.shared.assets.keys().cloned().collect())
    }

    fn make(&self, press: &Press, path: &str) -> Option<Made> {
        let name = press.shared.assets.get(path)?;
        Some(Ok(press.materials.assets.get(name)?.bytes.clone()))
    }

    fn may_have(&self, press: &Press, path: &str) -> bool {
        press.shared.assets.contains_key(path)
    }

    fn is_text(&self) -> bool {
        false
    }
}

/// The preview images of shared links.
struct PictureOutput;

impl Output for PictureOutput {
    fn paths(&self, press: &Press) -> Result<Vec<String>, Box<PageFault>> {
        Ok(press.shared.pictures.drawn(press).keys().cloned().collect())
    }

    fn make(&self, press: &Press, path: &str) -> Option<Made> {
        let words = press.shared.pictures.drawn(press).get(path)?;
        Some(Ok(picture::draw(words).into()))
    }

    fn made_of(&self, press: &Press, path: &str) -> Option<String> {
        press.shared.pictures.drawn(press).get(path).map(picture::contents)
    }

    fn may_have(&self, press: &Press, path: &str) -> bool {
        path.ends_with(".png") && press.shared.pictures.drawn(press).contains_key(path)
    }

    fn is_text(&self) -> bool {
        false
    }
}

/// The paths of all files of the output.
#[derive(Debug)]
pub struct Ready {
    /// The paths, sorted.
    pub paths: Vec<String>,
    /// The generator of each, by its index in [`OUTPUTS`].
    makers: Vec<usize>,
    /// The size of each file that is there already, by its index among the paths.
    standing: BTreeMap<usize, u64>,
    faults: OutputFaults,
}

pub(super) fn press<'p>(
    materials: &'p Materials<'p>,
    plan: &'p Plan,
    shelf: Option<&'p PartShelf>,
) -> Press<'p> {
    Press { materials, shared: &plan.shared, pages: &plan.pages, is_trial: false, shelf }
}

/// Lists the files of the output.
pub fn ready(materials: &Materials, plan: &Plan) -> Ready {
    let press = press(materials, plan, None);
    let mut files: Vec<(String, usize)> = Vec::new();
    let mut faults = OutputFaults::default();
    for (maker, output) in OUTPUTS.iter().enumerate() {
        match output.paths(&press) {
            Ok(paths) => files.extend(paths.into_iter().map(|path| (path, maker))),
            Err(fault) => faults.add(*fault),
        }
    }
    files.par_sort_unstable();
    let (paths, makers) = files.into_iter().unzip();
    Ready { paths, makers, standing: BTreeMap::new(), faults }
}

impl Ready {
    /// Leaves out files that are there already: their indices among the paths, with their sizes.
    pub fn leave(&mut self, standing: BTreeMap<usize, u64>) {
        self.standing = standing;
    }

    /// The files that are there already, and their sizes.
    pub fn standing(&self) -> impl Iterator<Item = (&str, u64)> {
        self.standing.iter().map(|(n, bytes)| (self.paths[*n].as_str(), *bytes))
    }
}

/// All that each file is made of, besides the program, by its index among the paths, as far as
/// `Output::made_of` says it.
pub fn made_of(materials: &Materials, plan: &Plan, ready: &Ready) -> BTreeMap<usize, String> {
    let press = press(materials, plan, None);
    let files = ready.paths.iter().zip(&ready.makers).enumerate();
    files
        .filter_map(|(n, (path, maker))| Some((n, OUTPUTS[*maker].made_of(&press, path)?)))
        .collect()
}

/// With as many files, components are written out in templates, which is as much work as it saves on some
/// 400 files.
const MANY: usize = 1000;

/// Generates every file of the site that is not there yet and passes it to `take`, with its index among the paths and with
/// what the thread keeps for the next file. No more files are held at a time than there are threads.
pub fn make_each<K: Default, T: Send>(
    materials: &Materials,
    plan: &Plan,
    ready: &Ready,
    take: impl Fn(&mut K, usize, File) -> T + Sync,
) -> (Vec<T>, Vec<Diagnostic>) {
    let one = |(shelf, kept): &mut (PartShelf, K),
               (n, (path, maker)): (usize, (&String, &usize))| {
        if ready.standing.contains_key(&n) {
            return None;
        }
        let file = make(&press(materials, plan, Some(shelf)), OUTPUTS[*maker], path);
        file.map(|file| file.map(|file| take(kept, n, file)))
    };
    if ready.paths.len() >= MANY {
        materials.templates.write_out(materials.files);
    }
    let files = ready.paths.par_iter().zip(&ready.makers).enumerate();
    // Paths are sorted, and each thread takes a row of them: most follow one of the same folder.
    let results: Vec<Option<Result<T, Box<PageFault>>>> =
        files.map_init(Default::default, one).collect();
    let mut taken = Vec::with_capacity(results.len());
    let mut out = ready.faults.clone();
    for result in results.into_iter().flatten() {
        match result {
            Ok(file) => taken.push(file),
            Err(fault) => out.add(*fault),
        }
    }
    (taken, out.said)
}

/// The kind of file at a path.
#[derive(Debug, Clone)]
pub enum AtPath {
    /// No file of the site.
    Nothing,
    /// A file that is ready.
    Whole(File),
    /// A file that has to be generated, if it exists.
    ToMake {
        /// True if a template makes it.
        by_template: bool,
    },
}

/// The kind of file at `path`, determined without generating anything.
pub fn find(materials: &Materials, plan: &Plan, path: &str) -> AtPath {
    let press = press(materials, plan, None);
    if PageOutput.may_have(&press, path) {
        return AtPath::ToMake { by_template: true };
    }
    if Assets.may_have(&press, path)
        && let Some(Ok(bytes)) = Assets.make(&press, path)
    {
        return AtPath::Whole(File { path: path.to_owned(), bytes });
    }
    match OUTPUTS.iter().any(|output| output.may_have(&press, path)) {
        true => AtPath::ToMake { by_template: false },
        false => AtPath::Nothing,
    }
}

/// Generates the file at `path` alone, byte for byte as [`make_each`] does; `None` if the site has
/// no such file.
pub fn make_one(
    materials: &Materials,
    plan: &Plan,
    path: &str,
) -> Option<Result<File, Box<PageFault>>> {
    let shelf = PartShelf::default();
    let press = press(materials, plan, Some(&shelf));
    OUTPUTS.iter().find_map(|output| make(&press, *output, path))
}

fn make(press: &Press, output: &dyn Output, path: &str) -> Option<Result<File, Box<PageFault>>> {
    let bytes = match output.make(press, path)? {
        Ok(bytes) => bytes,
        Err(fault) => return Some(Err(fault)),
    };
    let given_away = match output.is_text() {
        true => leaked_address(press, &bytes, path),
        false => None,
    };
    Some(match given_away {
        Some(fault) => Err(Box::new(fault)),
        None => Ok(File { path: path.to_owned(), bytes }),
    })
}

/// Renders one page of each kind, to find faults of the templates. If only the templates in `only`
/// are new and each of them renders a kind of page itself, it renders only pages of these kinds.
pub fn try_templates(
    materials: &Materials,
    plan: &Plan,
    only: Option<&BTreeSet<String>>,
) -> Vec<Diagnostic> {
    let all = plan.pages.all(plan.shared.contents(materials.site, materials.judgements));
    let kinds: BTreeSet<&str> = all.iter().map(|(_, page)| page.template()).collect();
    // A template that is shared by several kinds may fail on any of them.
    let only = only.filter(|only| only.iter().all(|name| kinds.contains(name.as_str())));
    let mut tried: BTreeSet<&str> = BTreeSet::new();
    let mut first_of_kind = Vec::new();
    for (path, page) in all {
        let wanted = only.is_none_or(|only| only.contains(page.template()));
        if wanted && tried.insert(page.template()) {
            first_of_kind.push(path);
        }
    }
    let results: Vec<_> = first_of_kind
        .into_par_iter()
        .filter_map(|path| {
            let press = Press { is_trial: true, ..press(materials, plan, None) };
            make(&press, &PageOutput, path)
        })
        .collect();
    let mut out = OutputFaults::default();
    for fault in results.into_iter().filter_map(Result::err) {
        out.add(*fault);
    }
    out.said
}

/// The fault of a file that contains an address that must not be published, from any origin: a
/// link, a note, a finding, the record of another source.
pub(super) fn leaked_address(press: &Press, bytes: &[u8], path: &str) -> Option<PageFault> {
    if press.site().secrets().is_empty() {
        return None;
    }
    let words = without_escapes(&String::from_utf8_lossy(bytes)).to_lowercase();
    let words = percent_encoding::percent_decode_str(&words).decode_utf8_lossy();
    let (_, source) = press.site().secrets().iter().find(|(secret, _)| words.contains(secret))?;
    let source = press.site().source(*source);
    let what = format!("the address of `{}` is given away", source.id);
    let message = format!("{what}, on the page `{path}`");
    let said = Diagnostic::at(Code::ConfidentialLinked, source.span, message)
        .hint("take it out of the text, the note or the record where it stands")
        .hint("its archived copy and what it was saved from are as secret as itself");
    Some(PageFault { said, what })
}

/// A text without the escapes that characters of an address have in HTML, JSON, CSV and BibTeX. What only
/// looks like one is changed too, which does no harm to a search.
fn without_escapes(text: &str) -> String {
    const ESCAPES: [(&str, &str); 21] = [
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&apos;", "'"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
        ("\\textasciitilde{}", "~"),
        ("\\textasciicircum{}", "^"),
        ("\\textbraceleft{}", "{"),
        ("\\textbraceright{}", "}"),
        ("\\textbackslash{}", "\\"),
        ("\\_", "_"),
        ("\\%", "%"),
        ("\\#", "#"),
        ("\\$", "$"),
        ("\\&", "&"),
        ("\\\"", "\""),
        ("\\/", "/"),
        ("\"\"", "\""),
    ];
    let mut text = text.to_owned();
    for (escape, plain) in ESCAPES {
        if text.contains(escape) {
            text = text.replace(escape, plain);
        }
    }
    text
}

/// The faults of pages, without duplicates.
#[derive(Debug, Default, Clone)]
struct OutputFaults {
    said: Vec<Diagnostic>,
    known: HashSet<(Option<Label>, String)>,
}

impl OutputFaults {
    /// Adds a fault, unless it was found on another page already.
    fn add(&mut self, fault: PageFault) {
        if self.known.insert((fault.said.place.clone(), fault.what)) {
            self.said.push(fault.said);
        }
    }
}
