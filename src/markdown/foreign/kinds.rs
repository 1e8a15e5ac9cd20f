//! The kinds of foreign syntax, as data: what each is called, what becomes of it, and what to write
//! in its place.

use super::{Shown, attributes, brackets, lines, math, pairs};
use std::ops::Range;

/// A kind of syntax that is not Markdown here.
pub(super) struct Kind {
    /// What it is, as the subject of a sentence.
    pub name: &'static str,
    /// What becomes of it.
    pub fate: &'static str,
    /// What to write in its place.
    pub hint: &'static str,
    /// Where it stands.
    pub find: fn(&Shown) -> Vec<Range<usize>>,
}

/// What becomes of most.
const PRINTED: &str = "is no syntax here, and is printed as it stands";

const fn printed(
    name: &'static str,
    find: fn(&Shown) -> Vec<Range<usize>>,
    hint: &'static str,
) -> Kind {
    Kind { name, fate: PRINTED, hint, find }
}

/// All kinds, in the order in which they are looked for.
pub(super) const ALL: &[Kind] = &[
    printed(
        "`{% ... %}` or `{{ ... }}` (Liquid, Jinja)",
        pairs::templates,
        "write out what it stood for; a link to a section is `[words](02-after.md)`; code goes between backticks",
    ),
    printed(
        "`{{< ... >}}` or `{{% ... %}}` (a shortcode of Hugo)",
        pairs::hugo,
        "write what it stood for as Markdown: an image is `![words](../static/name.png)`",
    ),
    printed(
        "`{{{ ... }}}` (Handlebars, Mustache)",
        pairs::mustache,
        "write out what it stood for; code goes between backticks",
    ),
    printed(
        "`<% ... %>` (ERB, EJS)",
        pairs::embedded,
        "write out what it stood for; code goes between backticks",
    ),
    printed(
        "`[name ...]` (a shortcode of WordPress)",
        brackets::wordpress,
        "write what it stood for as Markdown",
    ),
    printed(
        "`:::` (a fence of Pandoc, Quarto, MyST or Docusaurus)",
        lines::fences,
        "an alert is a block quote: a line of `> [!NOTE]`, then lines that begin with `> `",
    ),
    printed(
        "`!!!` (an admonition of Material for MkDocs)",
        lines::admonitions,
        "an alert is a block quote: a line of `> [!NOTE]`, then lines that begin with `> `",
    ),
    printed(
        "`[!...]` (a callout of Obsidian)",
        brackets::callouts,
        "alerts are `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` and `[!CAUTION]`, alone on their line",
    ),
    printed(
        "`.. name::` (a directive of reStructuredText)",
        lines::directives,
        "write what it stood for as Markdown",
    ),
    printed(
        "`(name)=` (a label of MyST)",
        lines::labels,
        "a heading has an address of its own with `{#name}` at its end",
    ),
    printed(
        "`{: ...}`, `{.class}` or `{#id}` (attributes of kramdown, Pandoc or Hugo)",
        attributes::find,
        "take it out; only a heading takes `{#id}`, at the end of its line",
    ),
    printed(
        "`[@key]` (a citation of Pandoc)",
        brackets::citations,
        "give the source as a footnote, `[^key]`, or cite it in the YAML file of the section",
    ),
    printed(
        "`$...$` (mathematics of TeX)",
        math::find,
        "write it in plain characters, or show it as an image; code goes between backticks",
    ),
    printed(
        "`[[...]]` (a wiki link)",
        brackets::wiki,
        "a link is `[words](02-after.md)`; an image is `![words](../static/name.png)`",
    ),
    printed(
        "`[TOC]` (a table of contents)",
        brackets::contents,
        "take it out: an article has its contents already",
    ),
    Kind {
        name: "`<!-- more -->` (the end of an excerpt)",
        fate: "cuts nothing here: a comment is left out of the page",
        hint: "take it out; what lists show of an article is its `standfirst`, in article.yaml",
        find: comments,
    },
    printed("`==...==` (marked words)", pairs::marked, "write `**...**`, which is bold"),
    printed(
        "`^[...]` (a footnote of Pandoc in the text)",
        brackets::notes,
        "write `[^name]`, and `[^name]: ...` on a line of its own",
    ),
    printed(
        "`%%...%%` (a comment of Obsidian)",
        pairs::remarks,
        "write `<!-- ... -->`, which is left out of the page",
    ),
    printed(
        "`*[...]: ` (an abbreviation)",
        lines::abbreviations,
        "write the words out where they first stand",
    ),
    printed(
        "`: ` at the start of a line (a definition)",
        lines::definitions,
        "write a list: `- **word**: what it means`",
    ),
    printed(
        "`import` or `export` (MDX)",
        lines::modules,
        "take it out, and write as Markdown what it brought in",
    ),
    printed(
        "`{/* ... */}` (a comment of MDX)",
        pairs::notes_of_mdx,
        "write `<!-- ... -->`, which is left out of the page",
    ),
    printed(
        "`| ... |` (a table whose line of dashes has not the cells of its head)",
        lines::tables,
        "give the head and the line of dashes below it the same number of cells",
    ),
];

/// Comments that end an excerpt for other tools.
fn comments(shown: &Shown) -> Vec<Range<usize>> {
    const WORDS: &[&str] = &[
        "more",
        "readmore",
        "read more",
        "excerpt",
        "endexcerpt",
        "end excerpt",
        "excerpt end",
        "truncate",
        "end_excerpt",
        "summary",
        "preview",
        "intro",
        "cut",
        "fold",
    ];
    let ends = |range: &&Range<usize>| {
        let text = shown.typed[(*range).clone()].trim();
        let words = text.strip_prefix("<!--").and_then(|t| t.strip_suffix("-->"));
        let words = words.map(|w| w.trim_matches(['-', ' ', '\t', '/']).to_lowercase());
        words.is_some_and(|w| WORDS.contains(&w.as_str()))
    };
    let trimmed = |range: &Range<usize>| {
        range.start..range.start + shown.typed[range.clone()].trim_end().len()
    };
    shown.comments.iter().filter(ends).map(trimmed).collect()
}
