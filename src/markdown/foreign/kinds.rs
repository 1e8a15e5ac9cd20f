//! The kinds of foreign syntax, as data: the name of each, what happens to it, and what to write
//! instead.

use super::shown::ShownText;
use super::{attributes, brackets, code, inline, lines, markup, math, pairs, remarks};
use std::ops::Range;

/// A kind of syntax that is not Markdown here.
pub(super) struct SyntaxKind {
    /// The name, as the subject of a sentence.
    pub name: &'static str,
    /// What happens to it on the page.
    pub fate: &'static str,
    /// What to write instead.
    pub hint: &'static str,
    /// Finds its places.
    pub find: fn(&ShownText) -> Vec<Range<usize>>,
}

/// The usual fate.
const PRINTED: &str = "is no syntax here, and is printed as it stands";

const fn printed(
    name: &'static str,
    find: fn(&ShownText) -> Vec<Range<usize>>,
    hint: &'static str,
) -> SyntaxKind {
    SyntaxKind { name, fate: PRINTED, hint, find }
}

/// The fate of remarks that were meant for colleagues.
const PUBLISHED: &str = "is no syntax here: the remark is printed, and readers see it";

/// What to write instead of such remarks.
const REMARK: &str = "write `<!-- ... -->`, which is left out of the page, or take it out";

const fn remark(name: &'static str, find: fn(&ShownText) -> Vec<Range<usize>>) -> SyntaxKind {
    SyntaxKind { name, fate: PUBLISHED, hint: REMARK, find }
}

/// All kinds, in the order of the search. Text that matches one kind is excluded from the later
/// ones.
pub(super) const ALL: &[SyntaxKind] = &[
    printed(
        "`{>>...<<}`, `{--...--}`, `{++...++}`, `{~~...~>...~~}` or `{==...==}` (CriticMarkup)",
        remarks::critic,
        "carry the change out; a remark for colleagues is `<!-- ... -->`, which is left out of the page",
    ),
    printed(
        "`{::name}` (an extension of kramdown)",
        remarks::kramdown,
        "take it out; a remark for colleagues is `<!-- ... -->`, which is left out of the page",
    ),
    remark("`<!- ... ->`, `<! ... >` or a comment in a comment (HTML)", remarks::broken),
    remark("`{/* ... */}` (a comment of MDX)", remarks::mdx),
    remark("`/* ... */` or `// ` (a comment of a program)", remarks::slashes),
    remark("`%%...%%` (a comment of Obsidian)", remarks::obsidian),
    SyntaxKind {
        name: "`[...]: ` right below a line of text (the definition of a link, or a comment)",
        fate: "is no definition there, and is printed as it stands",
        hint: "put an empty line before it",
        find: lines::definitions_of_links,
    },
    SyntaxKind {
        name: "Markdown in a block of HTML",
        fate: "is none there, and is printed as it stands",
        hint: "put an empty line before it and after it, or write it in HTML too",
        find: inline::in_html,
    },
    SyntaxKind {
        name: "`{r}`, `{python}` or the like at a fence (code that Quarto or knitr runs)",
        fate: "runs nothing here: the code is printed",
        hint: "show what it yields, as a table or an image; for the code itself, write the name without braces",
        find: code::cells,
    },
    SyntaxKind {
        name: "`{name}` at a fence (a directive of MyST)",
        fate: "is no syntax here: what is in it is printed as code",
        hint: "an alert is a block quote: a line of `> [!NOTE]`, then lines that begin with `> `",
        find: code::directives,
    },
    SyntaxKind {
        name: "`{=html}` or the like behind code (raw output of Pandoc)",
        fate: "is no syntax here: the code is printed",
        hint: "write what it stood for as Markdown",
        find: code::raw,
    },
    SyntaxKind {
        name: "`mermaid`, `math` or the like at a fence (code that other tools draw)",
        fate: "draws nothing here: the code is printed",
        hint: "show the drawing as an image; where the code itself is meant, name the fence `text`",
        find: code::drawn,
    },
    printed(
        "`{name}` before code (a role of MyST)",
        code::roles,
        "write what it stood for as Markdown: a link is `[words](02-after.md)`",
    ),
    printed(
        "`:name:` before code, or `_` behind it (a role or a link of reStructuredText)",
        code::roles_of_sphinx,
        "write what it stood for as Markdown: a link is `[words](02-after.md)`",
    ),
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
        "`--8<--`, `{!...!}`, `@import` or the like (another file, put in by a tool)",
        lines::inclusions,
        "write the words themselves; an article has several sections, each a file",
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
        "`.. name::` or `.. ` (a directive or a comment of reStructuredText)",
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
    SyntaxKind {
        name: "`<!-- more -->` (the end of an excerpt)",
        fate: "cuts nothing here: a comment is left out of the page",
        hint: "take it out; what lists show of an article is its `standfirst`, in article.yaml",
        find: comments,
    },
    printed(
        "`[source]`, `image::...[]`, `link:...[...]` or the like (AsciiDoc)",
        markup::asciidoc,
        "write it as Markdown: code between lines of three backticks, a link as `[words](https://...)`",
    ),
    printed(
        "`== ...` (a heading of AsciiDoc or MediaWiki)",
        markup::equals,
        "a heading is `## words`",
    ),
    printed(
        "`h1. ` or `\"words\":https://...` (Textile)",
        markup::textile,
        "a heading is `## words`, a quotation a line that begins with `> `, a link `[words](https://...)`",
    ),
    printed(
        "`#+NAME` or `:NAME:` (a keyword of Org)",
        markup::org,
        "take it out; code goes between lines of three backticks, a quotation has `> ` before each line",
    ),
    printed(
        "`'''...'''`, `[https://... words]` or `{|` (MediaWiki)",
        markup::mediawiki,
        "bold is `**words**`, a link is `[words](https://...)`",
    ),
    printed(
        "`[b]...[/b]` (BBCode)",
        markup::bbcode,
        "bold is `**words**`, and words leaning over are `*words*`",
    ),
    printed(
        "`\\name{...}` (a command of TeX)",
        markup::commands,
        "write it as Markdown: bold is `**words**`, a footnote `[^name]`",
    ),
    printed(
        "`x^2^` (raised words of Pandoc)",
        inline::raised,
        "write the raised characters themselves, such as `\u{b2}`, or plain ones",
    ),
    printed(
        "`H~2~O` (lowered words of Pandoc)",
        inline::lowered,
        "write the lowered characters themselves, such as `\u{2082}`, or plain ones",
    ),
    printed(
        "`:name:` (an emoji by its name, or a field of AsciiDoc or reStructuredText)",
        inline::emoji,
        "write the character itself, or take it out",
    ),
    printed(
        "`++...++` (inserted words, or keys)",
        pairs::inserted,
        "write the words without the marks",
    ),
    printed(
        "`||...||` (hidden words)",
        pairs::hidden,
        "nothing hides words here: take the marks out, or the words",
    ),
    printed("`==...==` (marked words)", pairs::marked, "write `**...**`, which is bold"),
    printed(
        "`^[...]` (a footnote of Pandoc in the text)",
        brackets::notes,
        "write `[^name]`, and `[^name]: ...` on a line of its own",
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
        "`<Name ...>` or `{props...}` (a component of MDX)",
        markup::components,
        "take it out, and write as Markdown what it showed",
    ),
    printed(
        "`| ... |` (a table whose line of dashes has not the cells of its head)",
        lines::tables,
        "give the head and the line of dashes below it the same number of cells",
    ),
    printed(
        "`[...][name]` (a link by a name that no line defines)",
        brackets::undefined,
        "define the name with `[name]: https://...` on a line of its own, or write `[words](https://...)`",
    ),
];

/// Finds comments that mark the end of an excerpt for other tools.
fn comments(shown: &ShownText) -> Vec<Range<usize>> {
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
