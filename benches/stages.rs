//! How long each stage of a build takes, on a generated site of 200 sections and 2,000 claims.
//!
//! `cargo bench --bench stages` prints the figures. The site is that of `examples/generate`, with
//! its lock file as a build leaves it. Every stage gets what the one before yields, and runs on as
//! many threads as a build does; `RAYON_NUM_THREADS=1` makes it one.

#[path = "../examples/generate/material.rs"]
mod material;
#[path = "../examples/generate/ours.rs"]
mod ours;

use divan::Bencher;
use gainsay::diagnostic::any_error;
use gainsay::judge::status::Judgement;
use gainsay::judge::{self, KeptJudgements, Passages};
use gainsay::load::{self, Input};
use gainsay::parse::{self, Parsed};
use gainsay::pipeline::{Options, Session};
use gainsay::publish::{self, File, Materials, Plan, PublicSite};
use gainsay::resolve::{Audience, Gaps, Guard, Site, Surroundings, resolve};
use gainsay::theme::Templates;
use gainsay::theme::words::Languages;
use gainsay::theme::{self, Asset};
use gainsay::write;
use material::{SEED, material};
use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;
use tempfile::TempDir;

// That of the program, which is a good part of its speed.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SECTIONS: usize = 200;

fn main() {
    divan::main();
}

/// A generated site on disk, whose words are confirmed.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    ours::write(&material(SECTIONS, 1, SEED), folder.path()).expect("a site");
    let tree = load::read(folder.path()).expect("a site");
    let built = Session::default().build(tree, &Options::default(), &mut |_| {});
    assert!(!built.failed(), "{:?}", built.diagnostics.first());
    for lock in built.locks() {
        fs::write(folder.path().join(lock.path), lock.text).expect("a lock file");
    }
    folder
}

fn input() -> Input {
    load::arrange(load::read(folder().path()).expect("a site")).0
}

/// What every stage up to rendering yields.
struct Staged {
    input: Input,
    assets: BTreeMap<String, Asset>,
    parsed: Parsed,
    site: PublicSite,
    guard: Guard,
    judgements: Vec<Arc<Judgement>>,
    passages: Passages,
    languages: Languages,
    templates: Templates,
}

impl Staged {
    fn new() -> Self {
        let input = input();
        let assets = theme::assets(&input.statics);
        let (parsed, _) = parse::parse(&input, None);
        let (site, guard) = resolved(&input, &assets, &parsed);
        let (judgements, passages) = checked(&input, &parsed, &site, &guard);
        let (languages, _) = Languages::new(&input.files, &input.templates);
        let site = PublicSite::new(site);
        let words = [languages.first_of(["en"])];
        let templates = Templates::new(&input.files, &input.templates, &words).expect("templates");
        Self { input, assets, parsed, site, guard, judgements, passages, languages, templates }
    }

    fn plan(&self) -> Plan {
        Plan::new(&self.site, &self.assets)
    }

    fn materials(&self) -> Materials<'_> {
        Materials {
            site: &self.site,
            judgements: &self.judgements,
            passages: &self.passages,
            languages: &self.languages,
            templates: &self.templates,
            files: &self.input.files,
            assets: &self.assets,
        }
    }

    fn pages(&self) -> Vec<File> {
        let (materials, plan) = (self.materials(), self.plan());
        let ready = publish::ready(&materials, &plan);
        let (pages, faults) = publish::make_each(&materials, &plan, &ready, |(), _, page| page);
        assert!(faults.is_empty() && pages.len() == ready.paths.len());
        pages
    }
}

fn resolved(input: &Input, assets: &BTreeMap<String, Asset>, parsed: &Parsed) -> (Site, Guard) {
    let (languages, _) = Languages::new(&input.files, &input.templates);
    let with = Surroundings {
        files: &input.files,
        assets,
        others: &input.others,
        audience: Audience::default(),
        languages: &languages,
        gaps: &Gaps::default(),
    };
    let (site, guard, faults) = resolve(parsed, &with);
    assert!(!any_error(&faults));
    (site, guard)
}

fn checked(
    input: &Input,
    parsed: &Parsed,
    site: &Site,
    guard: &Guard,
) -> (Vec<Arc<Judgement>>, Passages) {
    let mut kept = KeptJudgements::default();
    let judgements = judge::judgements(site, &kept);
    divan::black_box(judge::check(
        (site, &input.files),
        &judgements,
        &Gaps::default(),
        true,
        &mut kept,
    ));
    let audience = Audience::default();
    let gaps = Gaps::default();
    let (passages, _) =
        judge::verify(site, guard, &parsed.snapshots, &audience, &gaps, &input.files);
    (judgements, passages)
}

/// From the disk to files that are known for what they are.
#[divan::bench(sample_count = 20)]
fn stage_1_load(bencher: Bencher) {
    let folder = folder();
    bencher.bench_local(|| load::arrange(load::read(folder.path()).expect("a site")));
}

/// Markdown and YAML to typed values, without a cache.
#[divan::bench(sample_count = 20)]
fn stage_2_parse(bencher: Bencher) {
    let input = input();
    bencher.bench_local(|| parse::parse(&input, None));
}

/// Names to indices, quotes to ranges, and both compared with the lock file.
#[divan::bench(sample_count = 20)]
fn stage_3_resolve(bencher: Bencher) {
    let staged = Staged::new();
    bencher.bench_local(|| resolved(&staged.input, &staged.assets, &staged.parsed));
}

/// Evidence to judgements.
#[divan::bench(sample_count = 20)]
fn stage_4_check(bencher: Bencher) {
    let staged = Staged::new();
    bencher.bench_local(|| checked(&staged.input, &staged.parsed, &staged.site, &staged.guard));
}

/// Templates read and compiled.
#[divan::bench(sample_count = 20)]
fn stage_5_templates(bencher: Bencher) {
    let input = input();
    bencher.bench_local(|| {
        let (languages, _) = Languages::new(&input.files, &input.templates);
        let words = [Arc::clone(languages.first_of(["en"]))];
        Templates::new(&input.files, &input.templates, &words.each_ref()).expect("templates")
    });
}

/// Which pages there are, and the files that are no pages: search index, feed, site map.
#[divan::bench(sample_count = 20)]
fn stage_6_plan(bencher: Bencher) {
    let staged = Staged::new();
    let materials = staged.materials();
    bencher.bench_local(|| {
        let plan = staged.plan();
        let ready = publish::ready(&materials, &plan);
        (plan, ready)
    });
}

/// Every page, each dropped as soon as it is rendered.
#[divan::bench(sample_count = 20)]
fn stage_7_render(bencher: Bencher) {
    let staged = Staged::new();
    let (materials, plan) = (staged.materials(), staged.plan());
    let ready = publish::ready(&materials, &plan);
    bencher.bench_local(|| {
        publish::make_each(&materials, &plan, &ready, |(), _, page| page.bytes.len())
    });
}

/// Every file into a folder that is not there.
#[divan::bench(sample_count = 20)]
fn stage_8_write(bencher: Bencher) {
    let pages = Staged::new().pages();
    bencher
        .with_inputs(|| tempfile::tempdir().expect("a folder"))
        .bench_local_refs(|folder| write::write(&target(&folder.path().join("public")), &pages));
}

/// The same files where all of them are there already.
#[divan::bench(sample_count = 20)]
fn stage_8_write_unchanged(bencher: Bencher) {
    let pages = Staged::new().pages();
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("public");
    write::write(&target(&output), &pages).expect("an output");
    bencher.bench_local(|| write::write(&target(&output), &pages));
}

/// An output of which nothing is remembered.
fn target(output: &std::path::Path) -> write::Target<'_> {
    write::Target { output, site: None, cache: None }
}
