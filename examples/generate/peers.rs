//! Writes the material as users of other tools would: claims, counter-claims and sources are pages
//! like any other, joined by links, since those tools know nothing of them.

use super::material::{Claim, Counter, Material};
use std::fmt::Write;
use std::path::Path;
use std::{fs, io};

/// For Hugo: front matter holds the ids, templates follow them.
pub fn hugo(material: &Material, root: &Path) -> io::Result<()> {
    let put = |path: &str, text: String| write(root, path, text);
    put("hugo.toml", "baseURL = \"https://generated.example/\"\ntitle = \"Generated\"\ndisableKinds = [\"RSS\", \"taxonomy\", \"term\"]\n".into())?;
    put("static/site.css", "body { margin: auto; max-width: 42rem }\n".into())?;
    put("layouts/baseof.html", "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{{ .Title }}</title><link rel=\"stylesheet\" href=\"/site.css\"></head>\n<body><main><h1>{{ .Title }}</h1>{{ block \"main\" . }}{{ end }}</main></body></html>\n".into())?;
    put("layouts/page.html", "{{ define \"main\" }}{{ .Content }}{{ range .Params.links }}{{ with $.Site.GetPage . }}<p><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></p>{{ end }}{{ end }}{{ end }}\n".into())?;
    put("layouts/list.html", "{{ define \"main\" }}{{ range .Pages }}<p><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></p>{{ end }}{{ end }}\n".into())?;
    for page in pages(material) {
        let links: Vec<String> = page.links.iter().map(|(_, to)| format!("\"/{to}\"")).collect();
        let front =
            format!("+++\ntitle = {:?}\nlinks = [{}]\n+++\n\n", page.title, links.join(", "));
        put(&format!("content/{}.md", page.path), front + &page.body)?;
    }
    Ok(())
}

/// For Eleventy: front matter holds titles and addresses, since a page of its knows no other.
pub fn eleventy(material: &Material, root: &Path) -> io::Result<()> {
    let put = |path: &str, text: String| write(root, path, text);
    put("package.json", "{\"type\": \"module\", \"private\": true}\n".into())?;
    put("eleventy.config.js", "export default function (config) {\n  config.addPassthroughCopy(\"src/site.css\");\n  return { dir: { input: \"src\" }, markdownTemplateEngine: false };\n}\n".into())?;
    put("src/site.css", "body { margin: auto; max-width: 42rem }\n".into())?;
    put("src/_includes/base.njk", "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{{ title }}</title><link rel=\"stylesheet\" href=\"/site.css\"></head>\n<body><main><h1>{{ title }}</h1>{{ content | safe }}</main></body></html>\n".into())?;
    put("src/_includes/page.njk", "---\nlayout: base.njk\n---\n{{ content | safe }}{% for link in links %}<p><a href=\"{{ link.to }}\">{{ link.title }}</a></p>{% endfor %}\n".into())?;
    for kind in ["articles", "sections", "claims", "sources"] {
        let shared = format!("{{\"layout\": \"page.njk\", \"tags\": \"{kind}\"}}\n");
        put(&format!("src/{kind}/{kind}.json"), shared)?;
        let list = "{% for page in collections.KIND %}<p><a href=\"{{ page.url }}\">{{ page.data.title }}</a></p>{% endfor %}\n";
        let head =
            format!("---\nlayout: base.njk\ntitle: {kind}\npermalink: {kind}/index.html\n---\n");
        put(&format!("src/list-{kind}.njk"), head + &list.replace("KIND", kind))?;
    }
    let home = "---\nlayout: base.njk\ntitle: Generated\n---\n{% for kind in [\"articles\", \"sections\", \"claims\", \"sources\"] %}<p><a href=\"/{{ kind }}/\">{{ kind }}</a></p>{% endfor %}\n";
    put("src/index.njk", home.into())?;
    for page in pages(material) {
        let mut front = format!("---\ntitle: {:?}\nlinks:\n", page.title);
        for (title, to) in &page.links {
            let _ = writeln!(front, "  - {{title: {title:?}, to: \"/{to}/\"}}");
        }
        put(&format!("src/{}.md", page.path), format!("{front}---\n\n{}", page.body))?;
    }
    Ok(())
}

/// For mdBook: a summary of all pages, and links in Markdown.
pub fn mdbook(material: &Material, root: &Path) -> io::Result<()> {
    let put = |path: &str, text: String| write(root, path, text);
    put("book.toml", "[book]\ntitle = \"Generated\"\n\n[output.html]\nadditional-css = [\"site.css\"]\n\n[output.html.search]\nenable = false\n".into())?;
    put("site.css", "body { margin: auto }\n".into())?;
    let mut summary = String::from("# Summary\n\n");
    for page in pages(material) {
        let _ = writeln!(summary, "- [{}]({}.md)", page.title, page.path);
        let mut body = format!("# {}\n\n{}\n", page.title, page.body);
        for (title, to) in &page.links {
            let _ = writeln!(body, "- [{title}](../{to}.md)");
        }
        put(&format!("src/{}.md", page.path), body)?;
    }
    put("src/SUMMARY.md", summary)
}

/// A page of a tool that knows pages only.
struct Page {
    path: String,
    title: String,
    body: String,
    /// Title and path of each page that it links to.
    links: Vec<(String, String)>,
}

fn pages(material: &Material) -> Vec<Page> {
    let mut pages = Vec::new();
    let mut citing: Vec<Vec<(String, String)>> = vec![Vec::new(); material.sources.len()];
    let source = |s: usize| (material.sources[s].title.clone(), format!("sources/source-{s}"));
    let mut articles = vec![Vec::new(); material.articles];
    for (i, section) in material.sections.iter().enumerate() {
        let home = (section.title.clone(), format!("sections/section-{i}"));
        let article = material.article_of(i);
        let mut links: Vec<_> = section.claims.iter().map(link).collect();
        if material.articles > 1 {
            links.push(article_link(article));
        }
        articles[article].push(home.clone());
        let (title, path) = home.clone();
        pages.push(Page { path, title, body: section.markdown.clone(), links });
        for claim in &section.claims {
            let mut links = vec![home.clone()];
            let mut body = format!("> {}\n\n{}\n\n", claim.quote, claim.finding);
            for (s, relation, passage) in &claim.citations {
                let _ = write!(body, "{relation}: {passage}\n\n");
                links.push(source(*s));
                citing[*s].push(link(claim));
            }
            if let Some(counter) = &claim.counter {
                links.push(counter_link(counter));
                citing[counter.source].push(counter_link(counter));
                let (title, path) = counter_link(counter);
                let back = vec![link(claim), source(counter.source)];
                pages.push(Page { path, title, body: format!("{}\n", counter.says), links: back });
            }
            let (title, path) = link(claim);
            pages.push(Page { path, title, body, links });
        }
    }
    if material.articles > 1 {
        for (article, links) in articles.into_iter().enumerate() {
            let (title, path) = article_link(article);
            pages.push(Page { path, title, body: String::new(), links });
        }
    }
    for (s, links) in citing.into_iter().enumerate() {
        let (title, path) = source(s);
        let known = &material.sources[s];
        let body = format!("{}, {}: <{}>\n", known.publisher, known.date, known.address);
        pages.push(Page { path, title, body, links });
    }
    pages
}

fn article_link(article: usize) -> (String, String) {
    (format!("Generated article {article}"), format!("articles/article-{article}"))
}

fn link(claim: &Claim) -> (String, String) {
    (claim.quote.clone(), format!("claims/{}", claim.id))
}

fn counter_link(counter: &Counter) -> (String, String) {
    (counter.says.clone(), format!("claims/{}", counter.id))
}

fn write(root: &Path, path: &str, text: String) -> io::Result<()> {
    let path = root.join(path);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}
