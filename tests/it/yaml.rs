//! The two ways through `yaml::parse`, held against each other: nearly every text is read from the
//! parser's events, and serde has to make the same tree of it, each value in the same place.

use super::support::root;
use gainsay::source::Files;
use gainsay::yaml;
use std::collections::BTreeSet;
use walkdir::WalkDir;

/// Every file of YAML in the repository, every piece of YAML in its Markdown, and the head of each
/// section.
fn texts() -> Vec<String> {
    let mut found = BTreeSet::new();
    for folder in ["content", "docs", "fuzz/found", "tests", "gainsay.yaml", "README.md"] {
        for entry in WalkDir::new(root().join(folder)).into_iter().filter_map(Result::ok) {
            let name = entry.file_name().to_string_lossy().into_owned();
            let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
            if name.ends_with(".yaml") || name.ends_with(".yml") {
                found.insert(text);
            } else if name.ends_with(".md") {
                let pieces =
                    text.split("```yaml").skip(1).filter_map(|piece| piece.split_once('\n'));
                let pieces = pieces.filter_map(|(_, piece)| piece.split("```").next());
                found.extend(pieces.map(str::to_owned));
                found.extend(
                    text.split("---\n").map(str::to_owned).filter(|head| head.len() < 2000),
                );
            }
        }
    }
    found.into_iter().collect()
}

fn check(text: &str) {
    let file = Files::default().add("x.yaml", text);
    assert_eq!(yaml::parse(text, file, 7), yaml::by_serde(text, file, 7), "{text:?}");
}

#[test]
fn serde_reads_all_of_the_repository_alike() {
    let texts = texts();
    assert!(texts.len() > 500, "{}", texts.len());
    texts.iter().for_each(|text| check(text));
    for depth in 30..36 {
        check(&format!("a: {}b{}\n", "[".repeat(depth), "]".repeat(depth)));
        check(&"a: {".repeat(depth));
    }
}

/// What is put into a text, or in the place of some of it.
const PIECES: &[&str] = &[
    "\n",
    "\r\n",
    "\n\n",
    "\n  ",
    " ",
    "\t",
    ":",
    ": ",
    ":\n",
    "- ",
    "-",
    "? ",
    ",",
    ", ",
    "[",
    "]",
    "{",
    "}",
    "'",
    "\"",
    "\\",
    "\\n",
    "\\\n",
    "#",
    " # ",
    "|\n",
    ">-\n",
    "|2+\n  ",
    "&a ",
    "*a",
    "<<: ",
    "!",
    "!!str ",
    "!!int ",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "~",
    "null",
    "true",
    "0x1F",
    "1e999",
    ".inf",
    "-.NaN",
    ".5",
    "12",
    "@",
    "`",
    "\u{feff}",
    "\u{a0}",
    "\u{85}",
    "\u{2028}",
    "\u{7f}",
    "\0",
    "\u{e9}",
    "\u{2014} ",
    "\u{201c}",
    "\u{1f600}",
];

/// Mutants of those texts: a few thousand, or as many as `YAML_MUTANTS` says.
#[test]
fn serde_reads_what_is_damaged_alike() {
    let count = std::env::var("YAML_MUTANTS").map_or(4000, |n| n.parse().expect("a number"));
    let texts = texts();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut below = |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % n.max(1) as u64).unwrap_or(0)
    };
    for _ in 0..count {
        let text = &texts[below(texts.len())];
        // A short part is as good as a long file, and fails where it can be read.
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let start = below(lines.len());
        let mut text: String = lines[start..].iter().take(1 + below(20)).copied().collect();
        for _ in 0..=below(3) {
            let bounds: Vec<usize> =
                text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let at = below(bounds.len());
            let end = (at + [0, 1, below(6)][below(3)]).min(bounds.len() - 1);
            let piece = match below(5) {
                0 => String::new(),
                1 => text[bounds[below(at + 1)]..bounds[at]].to_owned(),
                _ => PIECES[below(PIECES.len())].to_owned(),
            };
            text.replace_range(bounds[at]..bounds[end], &piece);
        }
        check(&text);
    }
}
