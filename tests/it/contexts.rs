//! `docs/contexts.md`: what templates get, read off the structs that they are made of.
//!
//! `BLESS=1 cargo test contexts` writes it; read the difference before you commit it.

use crate::support::root;
use std::collections::BTreeMap;
use std::fmt::Write;
use syn::visit::Visit;

/// A struct with its documentation.
struct Shape {
    about: String,
    /// Name, type and documentation of each field; no name where the context has all fields of the type.
    fields: Vec<(String, String, String)>,
}

/// The shapes of a kind of page, and the templates that it names.
#[derive(Default)]
struct Reader {
    shapes: Vec<(String, Shape)>,
    templates: Vec<String>,
    in_template: bool,
}

fn documentation(attributes: &[syn::Attribute]) -> String {
    let line = |attribute: &syn::Attribute| {
        let syn::Meta::NameValue(pair) = &attribute.meta else { return None };
        let syn::Expr::Lit(literal) = &pair.value else { return None };
        let syn::Lit::Str(text) = &literal.lit else { return None };
        attribute.path().is_ident("doc").then(|| text.value().trim().to_owned())
    };
    attributes.iter().filter_map(line).collect::<Vec<_>>().join(" ")
}

/// A type as an author of templates needs it: `list of Note`, `text or none`.
fn plainly(kind: &syn::Type) -> String {
    match kind {
        syn::Type::Reference(reference) => plainly(&reference.elem),
        syn::Type::Path(path) => {
            let last = path.path.segments.last().expect("a type has a name");
            let within = || match &last.arguments {
                syn::PathArguments::AngleBracketed(all) => all
                    .args
                    .iter()
                    .filter_map(|argument| match argument {
                        syn::GenericArgument::Type(kind) => Some(plainly(kind)),
                        _ => None,
                    })
                    .collect::<Vec<_>>(),
                _ => Vec::new(),
            };
            match last.ident.to_string().as_str() {
                "String" | "str" => "text".to_owned(),
                "bool" => "true or false".to_owned(),
                "usize" | "i32" | "u32" | "u64" => "number".to_owned(),
                "Vec" => format!("list of {}", within().join(", ")),
                "Option" => format!("{} or none", within().join(", ")),
                // One that pages share.
                "SharedPart" => within().join(", "),
                "BTreeMap" => format!("map of {} to {}", within()[0], within()[1]),
                name => format!("[{name}](#{})", name.to_lowercase()),
            }
        }
        _ => panic!("a type that templates cannot have"),
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        let serialised = item.attrs.iter().any(|attribute| {
            attribute.path().is_ident("derive")
                && matches!(&attribute.meta, syn::Meta::List(list) if list.tokens.to_string().contains("Serialize"))
        });
        if !serialised {
            return;
        }
        let field = |field: &syn::Field| {
            let is_flat = field.attrs.iter().any(|attribute| {
                matches!(&attribute.meta, syn::Meta::List(list) if attribute.path().is_ident("serde") && list.tokens.to_string() == "flatten")
            });
            let name = field.ident.as_ref().expect("a field has a name").to_string();
            (
                if is_flat { String::new() } else { name },
                plainly(&field.ty),
                documentation(&field.attrs),
            )
        };
        let shape = Shape {
            about: documentation(&item.attrs),
            fields: item.fields.iter().map(field).collect(),
        };
        self.shapes.push((item.ident.to_string(), shape));
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.in_template = item.sig.ident == "template";
        syn::visit::visit_impl_item_fn(self, item);
        self.in_template = false;
    }

    fn visit_lit_str(&mut self, text: &'ast syn::LitStr) {
        if self.in_template {
            self.templates.push(text.value());
        }
    }
}

/// Reads a file, or all files of a folder.
fn read(path: &std::path::Path) -> Reader {
    let mut reader = Reader::default();
    for entry in walkdir::WalkDir::new(path).sort_by_file_name() {
        let entry = entry.expect("an entry");
        if entry.file_type().is_file() {
            let text = std::fs::read_to_string(entry.path()).expect("a file");
            reader.visit_file(&syn::parse_file(&text).expect("a file of Rust"));
        }
    }
    reader
}

fn written(name: &str, shape: &Shape) -> String {
    let mut out = format!(
        "### {name}\n\n{}\n\n| field | what it holds | meaning |\n|---|---|---|\n",
        shape.about
    );
    for (name, kind, about) in &shape.fields {
        if name.is_empty() {
            let _ = writeln!(out, "| | | all fields of {kind} |");
        } else {
            let _ = writeln!(out, "| `{name}` | {kind} | {} |", about.replace('|', "\\|"));
        }
    }
    out
}

#[test]
fn the_document_on_contexts_says_what_templates_get() {
    let publish = root().join("src/publish");
    let mut out = String::from(
        "# What templates get\n\nA template gets one value, the context of its page. This list is made from the program by\n`BLESS=1 cargo test contexts`. Addresses are relative to the page, labels are words in its language, and a field that ends in\n`_html` is markup that needs no escaping. *or none* says that a field is always there and may be empty.\n",
    );
    let mut pages = BTreeMap::new();
    for entry in std::fs::read_dir(publish.join("pages")).expect("the kinds of page") {
        let path = entry.expect("an entry").path();
        let reader = read(&path);
        if !reader.templates.is_empty() {
            pages.insert(path, reader);
        }
    }
    let mut templates: Vec<&str> = Vec::new();
    for reader in pages.values() {
        let names: Vec<String> = reader.templates.iter().map(|t| format!("`{t}`")).collect();
        templates.extend(reader.templates.iter().map(String::as_str));
        let (first, rest): (Vec<_>, Vec<_>) =
            reader.shapes.iter().partition(|(name, _)| name.ends_with("Context"));
        assert_eq!(first.len(), 1, "{names:?} has one context");
        let _ = write!(out, "\n## {}\n", names.join(" and "));
        for (name, shape) in first.into_iter().chain(rest) {
            let _ = write!(out, "\n{}", written(name, shape));
        }
    }
    for (template, _) in gainsay::theme::TEMPLATES {
        let is_page = !["base.html", "components.html", "embedded.html"].contains(template);
        assert_eq!(templates.contains(template), is_page, "{template}");
    }
    out.push_str("\n## What several pages share\n");
    for file in ["common.rs", "parts.rs", "notes.rs", "embed.rs", "map/item.rs"] {
        for (name, shape) in &read(&publish.join("view").join(file)).shapes {
            let _ = write!(out, "\n{}", written(name, shape));
        }
    }
    let path = root().join("docs/contexts.md");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &out).expect("the document is written");
    }
    let document = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        document == out,
        "docs/contexts.md is not what the program has: BLESS=1 cargo test contexts"
    );
    // Every shape that is named is described.
    for link in out.split("](#").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(
            out.lines().any(|l| l.strip_prefix("### ").is_some_and(|n| n.to_lowercase() == link)),
            "{link}"
        );
    }
}
