//! The Markdown on which weaving is proved.
//!
//! In goes the source of the crate `pulldown-cmark`, as cargo keeps it; out come the examples of its
//! suite: those of the CommonMark specification, of GitHub's extensions, and its own. None of them is
//! copied here.

use crate::support::root;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The Markdown of every example in the CommonMark specification, which the parser is tested with.
pub fn specification() -> Vec<String> {
    let file = source_of("pulldown-cmark").join("tests/suite/spec.rs");
    let examples = examples_of(&file);
    assert_eq!(examples.len(), 652, "the specification has changed");
    examples
}

/// The Markdown of every other example in the parser's own suite, the extensions of GitHub among
/// them. Extensions that a section does not have are plain text in it, and woven as such.
pub fn parsers_own() -> Vec<String> {
    let folder = source_of("pulldown-cmark").join("tests/suite");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| !path.ends_with("spec.rs"))
        .collect();
    files.sort();
    let examples: Vec<String> = files.iter().flat_map(|file| examples_of(file)).collect();
    for extension in ["| foo | bar |\n| --- | --- |", "~~Hi~~", "- [x] ", "[^1]: ", "> [!NOTE]"] {
        assert!(examples.iter().any(|e| e.contains(extension)), "no example of {extension}");
    }
    assert!(examples.len() >= 500, "{} examples in {}", examples.len(), folder.display());
    examples
}

/// The examples of one file of the suite.
fn examples_of(file: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let originals = text.split("let original = r##\"").skip(1);
    originals.filter_map(|o| o.split_once("\"##;")).map(|(o, _)| o.to_owned()).collect()
}

/// Where cargo keeps the source of a package that this one depends on.
fn source_of(package: &str) -> PathBuf {
    let rustc = Command::new("rustc").arg("-vV").current_dir(root()).output().expect("rustc runs");
    let about = String::from_utf8_lossy(&rustc.stdout).into_owned();
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    // What other systems need was never downloaded here.
    let output = Command::new(cargo)
        .args(["metadata", "--locked", "--offline", "--format-version", "1"])
        .args(["--filter-platform", host])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("a list of packages");
    let found = packages.iter().find(|p| p["name"] == package).expect("the package");
    let manifest = PathBuf::from(found["manifest_path"].as_str().expect("a path"));
    manifest.parent().expect("a folder").to_owned()
}

/// Markdown of our own for what neither covers.
pub const OURS: &[&str] = &[
    "| a | *b* |\n|:--|--:|\n| one `two` | [three](x.md) |\n| four | |\n",
    "- [ ] to *do* this\n- [x] done ~~never~~ always\n  - nested item\n\n  loose\n",
    "A note[^1] and *another[^b]*, again[^1].\n\n[^1]: First *note*.\n[^b]: Second\n\n    with two paragraphs.\n",
    "> [!WARNING]\n> Mind the *gap*.\n>\n> Twice.\n",
    "```rust\nfn main() { let x = \"a < b\"; } // remark\n```\n\ntext\n",
    "A [link *with* `code` and ![an image](i.png) inside](x) and ~~more~~.\n",
    "한국어 문장 **강조** cafe\u{301} &amp; \\*escaped\\* <b>raw *em*</b> end\n",
    "<div>\n\n*inside* raw <i>html</i>\n\n</div>\n\nafter\n",
    "<a href=\"x\">\n\na *block* in a link\n\nand another\n\n</a>\n\nafter\n",
    "> quoted <a href=\"x\">one *two* three</a> four\n\n<section>\n\n- a <em>b</em>\n\n</section>\n",
    "<div class=\"box\">\n  Words in <b>a block <i>of</i></b> HTML &amp; more&nbsp;&mdash; 1 &lt; 2<br>\n  and <a href=\"x\">a link</a> in <kbd>it</kbd>.\n</div>\n\nafter\n",
    "<figure>\n<img src=\"x.png\" alt=\"\">\n<figcaption>One w&ouml;rd <!-- remark --> two</figcaption>\n</figure>\n",
    "<table>\n<tr><th>One</th><td>two <s>gone</s> three</td></tr>\n<tr>\n<td>\n\n*four*\n\n</td><td>five</td>\n</tr>\n</table>\nand more\n\nafter\n",
    "<style\n type=\"text/css\">\n\nfoo <b>bar</b>\n\n<script>a <i>b</i> c</script>\n",
    "<details open>\n<summary>More <ruby>\u{6f22}<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></summary>\nWords <em>at once</em>.\n\n- and *later*\n\n</details>\n\nafter\n",
    "- an item\n\n  <pre>\n  as <b>it</b>\n\n  stands</pre>\n\n> <ul><li>one</li>\n> <li>two</li></ul>\n>\n> <p>three</p>\n\n| a <ul><li>b</li><li>c</li></ul> | d<br>e |\n|-|-|\n",
    "Line one\\\nline two  \nline three\nsoft\n",
    "A name and *a* name and **a *name* again**, `a name`, [a name](x), <https://a.example/> a name.\n",
];
