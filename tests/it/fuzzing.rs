//! The fuzz targets: inputs on which one has failed before hold now, and the driver notices a fault.

#[path = "../../examples/fuzz/driver.rs"]
mod driver;
#[path = "../../fuzz/src/lib.rs"]
mod targets;

use crate::support::root;
use driver::{Limits, fuzz};
use std::time::Duration;
use targets::{TARGETS, Target, target};

#[test]
fn inputs_that_failed_before_pass() {
    let found = root().join("fuzz/found");
    let mut count = 0;
    for folder in std::fs::read_dir(&found).expect("a folder of inputs") {
        let folder = folder.expect("a folder").path();
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let target = target(&name).unwrap_or_else(|| panic!("no target is called {name}"));
        for file in std::fs::read_dir(&folder).expect("inputs") {
            let file = file.expect("an input").path();
            println!("{}", file.display());
            (target.run)(&std::fs::read(&file).expect("an input"));
            count += 1;
        }
    }
    assert!(count > 0, "no inputs in {}", found.display());
}

#[test]
fn cargo_fuzz_knows_the_targets_of_the_driver() {
    let manifest = std::fs::read_to_string(root().join("fuzz/Cargo.toml")).expect("a manifest");
    let bins = manifest.split("[[bin]]").skip(1);
    let names: Vec<&str> = bins.filter_map(|bin| bin.split('"').nth(1)).collect();
    assert_eq!(names, TARGETS.iter().map(|target| target.name).collect::<Vec<_>>());
    for name in names {
        let file = root().join(format!("fuzz/fuzz_targets/{name}.rs"));
        let text = std::fs::read_to_string(&file).expect("a target of cargo-fuzz");
        assert!(text.contains(&format!("gainsay_fuzz::{name}(data)")), "{text}");
    }
}

#[test]
fn the_driver_keeps_an_input_on_which_a_target_panics() {
    fn fragile(data: &[u8]) -> u64 {
        assert!(!data.windows(2).any(|pair| pair == b"ab"), "an a before a b");
        data.len() as u64
    }
    let target = Target { name: "fragile", run: fragile, words: &["a", "b"] };
    let folder = tempfile::tempdir().expect("a folder");
    let limits = Limits { time: Duration::from_secs(60), inputs: 5_000, seed: 1 };
    let seeds = [b"b-a".to_vec()];
    let report = fuzz(&target, &seeds, &limits, folder.path(), String::new).expect("a report");
    let [(path, _)] = &report.found[..] else { panic!("{} found", report.found.len()) };
    let input = std::fs::read(path).expect("the input");
    assert!(input.windows(2).any(|pair| pair == b"ab"), "{input:?}");
    assert!(report.kept > 3, "{} kept", report.kept);
    assert!(!folder.path().join("running").exists());
}
