//! Invariant 1: data goes one way. What each file of `src/` names is read off its syntax tree.
//!
//! A path is followed through `pub use` to the file that defines what it names, so that a folder may
//! offer what its files define. What is compiled for tests alone does not count.

use crate::support::root;
use std::collections::{BTreeMap, BTreeSet};
use syn::visit::Visit;

/// A path as its parts, from the root of the crate: `anchor`, `align`, `Found`.
type Name = Vec<String>;

/// A file of the crate.
struct Source {
    /// From `src/` on: `anchor/align.rs`.
    path: String,
    /// All that it names within the crate and in `std` and other crates.
    names: BTreeSet<Name>,
    /// Names that it offers for those of other modules.
    offers: BTreeMap<String, Name>,
}

/// The files of a crate, by the module that each is.
struct Sources(BTreeMap<Name, Source>);

impl Sources {
    /// Reads `folder`, the `src/` of a crate.
    fn read(folder: &str) -> Self {
        let src = root().join(folder);
        let mut files = BTreeMap::new();
        for entry in walkdir::WalkDir::new(&src).sort_by_file_name() {
            let entry = entry.expect("an entry");
            let path = entry.path().strip_prefix(&src).expect("below src");
            let path = path.to_str().expect("a name in UTF-8").replace('\\', "/");
            let Some(stem) = path.strip_suffix(".rs").filter(|stem| *stem != "main") else {
                continue;
            };
            let stem = stem.strip_suffix("/mod").unwrap_or(stem);
            let module: Name = match stem {
                "lib" => Vec::new(),
                stem => stem.split('/').map(str::to_owned).collect(),
            };
            let text = std::fs::read_to_string(entry.path()).expect("a file");
            let tree = syn::parse_file(&text).unwrap_or_else(|e| panic!("{path}: {e}"));
            let mut reader = Reader::new(module.clone());
            reader.visit_file(&tree);
            let Reader { names, offers, .. } = reader;
            files.insert(module, Source { path, names, offers });
        }
        Self(files)
    }

    /// The module that defines what `name` names, where it is one of the crate.
    fn definer(&self, name: &Name) -> Option<&Name> {
        let mut name = name.clone();
        for _ in 0..8 {
            let length = (1..=name.len()).rev().find(|n| self.0.contains_key(&name[..*n]))?;
            let (module, source) = self.0.get_key_value(&name[..length])?;
            match name.get(length).and_then(|item| source.offers.get(item)) {
                Some(target) if target != &name => name = target.clone(),
                _ => return Some(module),
            }
        }
        None
    }

    /// For each module, those whose definitions it names.
    fn uses(&self) -> BTreeMap<&Name, BTreeSet<&Name>> {
        let of = |(module, source): (&Name, &Source)| -> BTreeSet<&Name> {
            // A path that does not begin with `crate` may begin with a module that this one holds.
            let names = source.names.iter().filter_map(|name| match name.split_first() {
                Some((first, rest)) if first == "crate" => Some(rest.to_vec()),
                Some((first, _)) => {
                    let within = [module.as_slice(), std::slice::from_ref(first)].concat();
                    let held = self.0.contains_key(&within);
                    held.then(|| [module.as_slice(), name].concat())
                }
                None => None,
            });
            let used = names.filter_map(|name| self.definer(&name));
            used.filter(|used| *used != module).collect()
        };
        self.0.iter().map(|(module, source)| (module, of((module, source)))).collect()
    }

    /// Sets of modules each of which leads to each of the others.
    fn circles(&self) -> Vec<Vec<&str>> {
        let uses = self.uses();
        let reach = |from: &Name| {
            let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
            while let Some(module) = open.pop() {
                let next = uses.get(module).into_iter().flatten();
                open.extend(next.copied().filter(|next| seen.insert((*next).clone())));
            }
            seen
        };
        let reaches: BTreeMap<&Name, BTreeSet<Name>> =
            uses.keys().map(|m| (*m, reach(m))).collect();
        let mut circles = BTreeSet::new();
        for (module, reached) in &reaches {
            if reached.contains(*module) {
                let both = reached.iter().filter(|other| reaches[other].contains(*module));
                circles.insert(both.map(|m| self.0[m].path.as_str()).collect::<Vec<_>>());
            }
        }
        circles.into_iter().collect()
    }
}

/// Collects what a file names.
struct Reader {
    module: Name,
    names: BTreeSet<Name>,
    offers: BTreeMap<String, Name>,
}

impl Reader {
    fn new(module: Name) -> Self {
        Self { module, names: BTreeSet::new(), offers: BTreeMap::new() }
    }

    /// A path from the root of the crate, where it begins with a word that says so; as it is where it
    /// names another crate.
    fn absolute(&self, path: &[String]) -> Option<Name> {
        let mut at = match path.first()?.as_str() {
            "crate" => Name::new(),
            "self" | "super" => self.module.clone(),
            _ => return Some(path.to_vec()),
        };
        for part in path {
            match part.as_str() {
                "crate" | "self" => {}
                "super" => drop(at.pop()),
                part => at.push(part.to_owned()),
            }
        }
        at.insert(0, "crate".to_owned());
        Some(at)
    }

    fn take(&mut self, path: &[String]) {
        if path.len() > 1 {
            self.names.extend(self.absolute(path));
        }
    }

    fn take_use(&mut self, tree: &syn::UseTree, before: &mut Name, offered: bool) {
        match tree {
            syn::UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.take_use(&path.tree, before, offered);
                before.pop();
            }
            syn::UseTree::Name(name) => self.take_named(&name.ident, &name.ident, before, offered),
            syn::UseTree::Rename(name) => {
                self.take_named(&name.ident, &name.rename, before, offered);
            }
            syn::UseTree::Glob(_) => self.take(&before.clone()),
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.take_use(tree, before, offered));
            }
        }
    }

    fn take_named(&mut self, name: &syn::Ident, shown: &syn::Ident, before: &Name, offered: bool) {
        let mut path = before.clone();
        if name != "self" {
            path.push(name.to_string());
        }
        let Some(mut absolute) = self.absolute(&path) else { return };
        // `pub use align::Found` names a module of this one.
        if offered {
            match absolute.first().is_some_and(|first| first == "crate") {
                true => drop(absolute.remove(0)),
                false => absolute = [self.module.clone(), absolute].concat(),
            }
            self.offers.insert(shown.to_string(), absolute);
        } else {
            self.names.insert(absolute);
        }
    }

    /// Paths in what a macro is given, which is no syntax tree.
    fn take_tokens(&mut self, tokens: proc_macro2::TokenStream) {
        let mut path = Name::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                proc_macro2::TokenTree::Ident(word) => {
                    if colons != 2 {
                        self.take(&path);
                        path.clear();
                    }
                    path.push(word.to_string());
                    colons = 0;
                }
                proc_macro2::TokenTree::Punct(mark) if mark.as_char() == ':' => colons += 1,
                other => {
                    self.take(&path);
                    path.clear();
                    colons = 0;
                    if let proc_macro2::TokenTree::Group(group) = other {
                        self.take_tokens(group.stream());
                    }
                }
            }
        }
        self.take(&path);
    }
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && attribute.parse_args::<syn::Ident>().is_ok_and(|what| what == "test")
    })
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_test(&item.attrs) {
            syn::visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if !is_test(&item.attrs) {
            let offered = !matches!(item.vis, syn::Visibility::Inherited);
            self.take_use(&item.tree, &mut Name::new(), offered);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Name = path.segments.iter().map(|part| part.ident.to_string()).collect();
        self.take(&parts);
        syn::visit::visit_path(self, path);
    }

    // Who may name something is no use of it.
    fn visit_vis_restricted(&mut self, _: &'ast syn::VisRestricted) {}

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        self.take_tokens(item.tokens.clone());
        syn::visit::visit_macro(self, item);
    }
}

/// The modules in the order in which `lib.rs` lists them.
fn order() -> Vec<String> {
    let text = std::fs::read_to_string(root().join("src/lib.rs")).expect("lib.rs");
    let file = syn::parse_file(&text).expect("lib.rs is Rust");
    let name = |item: &syn::Item| match item {
        syn::Item::Mod(module) => Some(module.ident.to_string()),
        _ => None,
    };
    file.items.iter().filter_map(name).collect()
}

#[test]
fn invariant_1_a_module_uses_only_those_before_it() {
    let (order, sources) = (order(), Sources::read("src"));
    assert!(order.len() > 10);
    let place = |module: &Name| order.iter().position(|name| module.first() == Some(name));
    for (module, used) in sources.uses() {
        for other in used {
            assert!(
                module.is_empty() || place(other) <= place(module),
                "{} uses {}, which comes later",
                sources.0[module].path,
                sources.0[other].path
            );
        }
    }
}

#[test]
fn invariant_1_no_files_use_each_other_in_a_circle() {
    let sources = Sources::read("src");
    assert!(sources.0.len() > 100);
    assert_eq!(sources.circles(), [[""; 0]; 0]);
    let anchor = Sources::read("crates/text-anchor/src");
    assert!(anchor.0.len() > 10);
    assert_eq!(anchor.circles(), [[""; 0]; 0]);
}

#[test]
fn invariant_1_disk_clock_and_network_are_touched_at_the_ends_alone() {
    const ENDS: &[&str] = &[
        "disk/alone.rs",
        "disk/change.rs",
        "disk/folder.rs",
        "disk/kind.rs",
        "disk/read.rs",
        "disk/stamp.rs",
        "load/folder.rs",
        "write.rs",
        "write/fresh.rs",
        "write/manifest.rs",
        "write/output.rs",
        "write/output/commit.rs",
        "cli/build.rs",
        "cli/fix/mod.rs",
        "cli/fix/editor.rs",
        "cli/fix/questions/tests.rs",
        "cli/locate.rs",
        "cli/serve.rs",
        "cli/site.rs",
    ];
    const OUTSIDE: &[&str] = &[
        "std::fs",
        "std::env",
        "std::net",
        "std::time::SystemTime",
        "walkdir",
        "jiff::Timestamp::now",
        "jiff::Zoned::now",
        "Timestamp::now",
        "cap_std",
        "tempfile",
    ];
    for source in Sources::read("src").0.values() {
        for name in &source.names {
            let name = name.join("::");
            let outside =
                OUTSIDE.iter().find(|o| name == **o || name.starts_with(&format!("{o}::")));
            let Some(outside) = outside else { continue };
            let preview = *outside == "std::net" && source.path.starts_with("preview/");
            let is_end = ENDS.contains(&source.path.as_str());
            assert!(is_end || preview, "{} uses {name}", source.path);
        }
    }
}
