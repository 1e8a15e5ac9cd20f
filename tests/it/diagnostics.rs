//! `docs/diagnostics.md`, the five forms of a report, and severities.
//!
//! The document has a section for each code, in the order of the table in `src/diagnostic/code.rs`:
//!
//! - a heading `## the-code`,
//! - a paragraph with severity and summary as in the table: `**Error.** The summary.`,
//! - a paragraph on what it means and one on why it matters,
//! - a paragraph `Wrong:`, then the files of an example with the fault,
//! - a paragraph `Mended:`, then the same files without it.
//!
//! Files are fenced, with the info string `LANGUAGE PATH`. They take the place of those of the small
//! site at the end of the document's introduction; an empty one takes a file away, one in the
//! language `latin-1` is saved in that encoding, and one in the language `size` is as large as it
//! says. The first example must be reported under its code,
//! with no error under another; the second must have neither the code nor any error.

use crate::support::{build, drawn, options, root, tree, zeros};
use gainsay::diagnostic::{Code, Diagnostic, Format, Severity, explain};
use gainsay::load::{Content, Tree};
use gainsay::pipeline::{Options, Outcome, run};
use gainsay::source::{Files, Span};
use std::collections::BTreeMap;

/// Fenced files of the document, by the heading and the paragraph that they stand under.
fn examples() -> BTreeMap<(String, &'static str), Vec<(String, Content)>> {
    let text = std::fs::read_to_string(root().join("docs/diagnostics.md")).expect("the document");
    let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let (mut heading, mut part) = (String::new(), "");
    let mut open: Option<(&str, String)> = None;
    for line in text.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (Some((info, content)), Some("")) => {
                if let Some((language, path)) = info.split_once(' ') {
                    let content: Content = match language {
                        "size" => zeros(content),
                        "latin-1" => content.chars().map(|c| c as u8).collect::<Vec<u8>>().into(),
                        _ => content.as_str().into(),
                    };
                    let files = found.entry((heading.clone(), part)).or_default();
                    files.push((path.to_owned(), content));
                }
                open = None;
            }
            (Some((_, content)), _) => content.push_str(&format!("{line}\n")),
            (None, Some(info)) => open = Some((info, String::new())),
            (None, None) => match line {
                "Wrong:" => part = "wrong",
                "Mended:" => part = "mended",
                _ => {
                    if let Some(name) = line.strip_prefix("## ") {
                        (heading, part) = (name.to_owned(), "");
                    }
                }
            },
        }
    }
    found
}

/// What comes of the site in the introduction with `files` in it.
fn outcome(files: &[(String, Content)]) -> Outcome {
    let examples = examples();
    let base = examples[&("The examples".to_owned(), "")].iter().cloned();
    let mut tree = Tree { files: base.collect(), ..Tree::default() };
    for (path, content) in files {
        match content.as_bytes() {
            [] => tree.files.remove(path),
            _ => tree.files.insert(path.clone(), content.clone()),
        };
    }
    // An example that has a lock file and lacks a line shows what `--locked` says of it.
    let locked = files.iter().any(|(path, content)| {
        path.ends_with(".lock") && content.as_bytes().starts_with(b"# --locked")
    });
    run(tree, &Options { locked, ..options() }, &mut |_| {})
}

/// What is said of the site in the introduction with `files` in it, compared with that site.
fn compared(files: &[(String, Content)]) -> Outcome {
    let base = examples()[&("The examples".to_owned(), "")].clone();
    let built = |files: &[(String, Content)]| {
        let files = base.iter().chain(files).cloned().collect();
        gainsay::pipeline::build(Tree { files, ..Tree::default() }, &options(), &mut |_| {})
    };
    let mut now = built(files);
    now.compare(&built(&[]));
    now.outcome()
}

#[test]
fn many_faults_of_a_kind_are_one_message_for_people_and_each_for_programs() {
    let mut claims = "claims:\n".to_owned();
    for n in 0..30 {
        claims += &format!("  c{n}:\n    says: Number {n}.\n    finnding: x\n");
    }
    claims += "  vote: {quote: voted nine to four, date: 4/10/2026}\n";
    let outcome = outcome(&[("content/01-vote.yaml".to_owned(), claims.as_str().into())]);
    let (diagnostics, files) = (&outcome.diagnostics, &outcome.files);
    let form = |format: Format| format.render(diagnostics, files, "", false);
    let count = |text: &str, words: &str| text.matches(words).count();
    let human = form(Format::Human);
    assert_eq!(count(&human, "error[key-unknown]"), 1, "{human}");
    assert_eq!(count(&human, "error[date-invalid]"), 1, "{human}");
    let others = (1..30).map(|n| (n * 3 + 4).to_string()).collect::<Vec<_>>().join(", ");
    let others = format!(
        "29 more of this kind are in the file, at lines {others}; `gainsay check --format short` has each"
    );
    assert!(human.contains(&others), "{human}");
    let github = form(Format::Github);
    assert_eq!(count(&github, "title=key-unknown"), 1, "{github}");
    assert!(github.contains("29 more of this kind"), "{github}");
    assert_eq!(count(&form(Format::Short), "[key-unknown]"), 30);
    assert_eq!(count(&form(Format::Json), "\"code\": \"key-unknown\""), 30);
    assert_eq!(count(&form(Format::Sarif), "\"ruleId\": \"key-unknown\""), 30);
}

#[test]
fn edited_words_are_shown_on_github_where_the_text_has_them() {
    let claims = "claims:\n  vote: {quote: voted nine to six}\n  gone: {quote: the comet hit}\n";
    let text = "It was late.\n\nThe council voted nine to four.\n";
    let outcome = outcome(&[
        ("content/01-vote.yaml".to_owned(), claims.into()),
        ("content/01-vote.md".to_owned(), text.into()),
    ]);
    let form = Format::Github.render(&outcome.diagnostics, &outcome.files, "site/", false);
    let lines: Vec<&str> = form.lines().filter(|l| l.contains("title=anchor-missing")).collect();
    let [vote, gone] = lines[..] else { panic!("{form}") };
    assert!(vote.starts_with("::error file=site/content/01-vote.md,line=3,"), "{vote}");
    assert!(vote.contains("the words of `vote` are not in `01-vote.md`"), "{vote}");
    assert!(vote.contains("site/content/01-vote.yaml:2: the quote of the claim"), "{vote}");
    assert!(gone.starts_with("::error file=site/content/01-vote.yaml,line=3,"), "{gone}");
}

#[test]
fn words_that_stand_twice_or_are_gone_are_shown_on_github_in_the_text() {
    let claims =
        "claims:\n  vote: {quote: the vote}\n  gone: {quote: an asteroid obliterated everything}\n";
    let before = "Monday was calm.\n\nAt noon an asteroid obliterated everything. Nobody had seen it come.\n";
    let after = "Monday was calm.\n\nNobody had seen it come.\n\nIt was the vote.\n\nNobody had seen it come.\n\nIt was the vote.\n";
    let files = |text: &str, lock: &str| {
        outcome(&[
            ("content/01-vote.yaml".to_owned(), claims.into()),
            ("content/01-vote.md".to_owned(), text.into()),
            ("content/anchors.lock".to_owned(), lock.into()),
        ])
    };
    let fresh = files(&format!("{before}\nIt was the vote.\n"), "");
    let lock: String = fresh.locks.iter().map(|lock| lock.text.as_str()).collect();
    let outcome = files(after, &lock);
    let form = Format::Github.render(&outcome.diagnostics, &outcome.files, "site/", false);
    let line = |words: &str| {
        form.lines().find(|l| l.contains(words)).unwrap_or_else(|| panic!("{words}: {form}"))
    };
    let twice = line("`vote`");
    assert!(twice.starts_with("::error file=site/content/01-vote.md,line=5,"), "{twice}");
    assert!(twice.contains("site/content/01-vote.yaml:2: the quote of the claim"), "{twice}");
    let gone = line("`gone`");
    assert!(gone.starts_with("::error file=site/content/01-vote.md,line=1,col=12,"), "{gone}");
    assert!(gone.contains("its sentence stood after this"), "{gone}");
}

#[test]
fn every_code_has_its_section_in_the_order_of_the_table() {
    let text = std::fs::read_to_string(root().join("docs/diagnostics.md")).expect("the document");
    let headings = text.lines().filter_map(|l| l.strip_prefix("## ").and_then(Code::named));
    let headings: Vec<Code> = headings.collect();
    let missing: Vec<_> = Code::ALL.iter().filter(|code| !headings.contains(code)).collect();
    assert!(missing.is_empty(), "codes without a section: {missing:?}");
    assert_eq!(headings, Code::ALL, "sections stand in the order of the table, once each");
    for code in Code::ALL.iter().copied() {
        let section = explain::section(code);
        let severity = match code.severity() {
            Severity::Error => "Error",
            Severity::Warning => "Warning",
            Severity::Note => "Note",
        };
        let first = format!("**{severity}.** {}\n\n", code.summary());
        assert!(section.starts_with(&first), "{code:?}: {section}");
        assert!(explain::meaning(code).len() > 30, "{code:?} does not say what it means");
        let paragraphs = section.split("\n\n").take_while(|p| *p != "Wrong:").count();
        assert!(paragraphs >= 3, "{code:?} does not say why it matters");
    }
}

#[test]
fn the_examples_of_the_document_fail_and_pass_as_it_says() {
    let examples = examples();
    for code in Code::ALL.iter().copied() {
        let of = |part| {
            let files = examples.get(&(code.as_str().to_owned(), part));
            let files = files.unwrap_or_else(|| panic!("{code:?} has no example `{part}`"));
            if code.is_of_comparison() { compared(files) } else { outcome(files) }
        };
        let (wrong, mended) = (of("wrong"), of("mended"));
        let is_error = |d: &&Diagnostic| d.severity() == Severity::Error;
        let others = wrong.diagnostics.iter().filter(is_error).filter(|d| d.code != code);
        assert!(wrong.diagnostics.iter().any(|d| d.code == code), "{code:?}: {}", drawn(&wrong));
        assert_eq!(others.count(), 0, "{code:?}: {}", drawn(&wrong));
        assert!(!mended.failed(), "{code:?}: {}", drawn(&mended));
        assert!(mended.diagnostics.iter().all(|d| d.code != code), "{code:?}: {}", drawn(&mended));
        // The small site has a speaker to spare, for the examples to use, and no lock file, so that
        // they may change its words.
        if !matches!(code, Code::SpeakerUnused | Code::LockMissing) {
            let site = outcome(&[]);
            assert!(site.diagnostics.iter().all(|d| d.code != code), "{code:?} without cause");
        }
    }
}

/// Every form of a report on `diagnostics`, each held to what all of them promise.
fn check_forms(diagnostics: &[Diagnostic], files: &Files) -> BTreeMap<&'static str, String> {
    let render = |form: &Format| (form.as_str(), form.render(diagnostics, files, "a site/", false));
    let forms: BTreeMap<&str, String> = Format::ALL.iter().map(render).collect();
    for (name, text) in &forms {
        for diagnostic in diagnostics {
            assert!(text.contains(diagnostic.code.as_str()), "{name}: {text}");
        }
        assert!(
            (text.is_empty() || text.ends_with('\n')) && !text.contains('\u{1b}'),
            "{name}: {text}"
        );
    }
    assert_eq!(forms["short"].lines().count(), diagnostics.len(), "{}", forms["short"]);
    assert_eq!(forms["github"].lines().count(), diagnostics.len(), "{}", forms["github"]);
    assert!(forms["github"].lines().all(|l| l.starts_with("::")), "{}", forms["github"]);
    let json: serde_json::Value = serde_json::from_str(&forms["json"]).expect("JSON");
    assert_eq!(json["diagnostics"].as_array().map(Vec::len), Some(diagnostics.len()));
    let sarif: serde_json::Value = serde_json::from_str(&forms["sarif"]).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"].as_array().map(Vec::len), Some(diagnostics.len()));
    forms
}

#[test]
fn every_code_has_all_forms() {
    let examples = examples();
    let mut files = Files::default();
    let (yaml, empty) = (files.add("a, b:50%\n.yaml", "ä: ö\r\nß"), files.add("empty.md", ""));
    for code in Code::ALL.iter().copied() {
        let wrong = outcome(&examples[&(code.as_str().to_owned(), "wrong")]);
        check_forms(&wrong.diagnostics, &wrong.files);
        let odd = "a, b: 50%\n::error::x\u{1b}[31m \u{202e}x";
        let odd = [
            Diagnostic::new(code, odd),
            Diagnostic::at(code, Span::new(yaml, 0..4), odd).label(odd).hint(odd),
            Diagnostic::at(code, Span::new(yaml, 1..3), odd).also(Span::new(yaml, 9..99), odd),
            Diagnostic::at(code, Span::new(yaml, 3..10), odd).also(Span::top(empty), ""),
            Diagnostic::at(code, Span::top(empty), "").also(Span::top(yaml), odd),
        ];
        for one in &odd {
            let forms = check_forms(std::slice::from_ref(one), &files);
            for name in ["human", "short", "github", "sarif", "markdown"] {
                assert!(!forms[name].contains(['\u{1b}', '\u{202e}']), "{name}: {}", forms[name]);
            }
        }
    }
    let nothing = check_forms(&[], &files);
    assert!(["human", "short", "github"].iter().all(|name| nothing[name].is_empty()));
}

#[test]
fn one_site_in_all_forms() {
    let outcome = build(tree([
        (
            "gainsay.yaml",
            "title: Desk\nbase-url: https://desk.example/\nseverity:\n  heading-level: note\n  lock-missing: off\n",
        ),
        ("content/article.yaml", "title: A bridge\n"),
        (
            "content/01-vote.md",
            "The council voted to close the bridge.\n\n#### After\n\n[^a]: Unused.\n",
        ),
        (
            "content/01-vote.yaml",
            "claims:\n  vote:\n    quote: voted to close\n    citations: [{source: minutes, relation: supports, passage: Fünf, stake: party, note: x}]\n    counters: [{says: 'Nein, “nö”.', id: vote, relation: denies}]\n",
        ),
        ("content/sources.yaml", "minutes: {title: Minutes, no-url: On paper.}\n"),
    ]));
    let forms = check_forms(&outcome.diagnostics, &outcome.files);
    let mut sarif: serde_json::Value = serde_json::from_str(&forms["sarif"]).expect("JSON");
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array_mut().expect("rules");
    for rule in rules {
        // The help is the section of the document, which has tests of its own.
        let help = rule.as_object_mut().and_then(|rule| rule.remove("help")).expect("help");
        assert!(help["text"].as_str().is_some_and(|text| text.contains("Mended:")), "{help}");
        assert!(help["markdown"].as_str().is_some_and(|text| text.contains("```")), "{help}");
    }
    insta::assert_snapshot!(forms["human"], @r"
    note[heading-level]: the heading goes from level 1 to level 4
     --> content/01-vote.md:3:1
      |
    3 | #### After
      | ^^^^^^^^^^
      |
      = help: begin it with `##`

    warning[footnote-unused]: nothing refers to the footnote `a`
     --> content/01-vote.md:5:1
      |
    5 | [^a]: Unused.
      | ^^^^^
      |
      = help: refer to it with `[^a]`, or remove it

    error[claim-duplicate]: two claims have the id `vote`
     --> content/01-vote.yaml:5:42
      |
    2 |   vote:
      |   ---- first here
    ...
    5 |     counters: [{says: 'Nein, “nö”.', id: vote, relation: denies}]
      |                                          ^^^^ again here
      |
      = help: an id is unique in its article, counter-claims included: give one of them another, such as `vote-2`
    ");
    insta::assert_snapshot!(forms["short"], @r"
    a site/content/01-vote.md:3:1: note[heading-level]: the heading goes from level 1 to level 4
    a site/content/01-vote.md:5:1: warning[footnote-unused]: nothing refers to the footnote `a`
    a site/content/01-vote.yaml:5:42: error[claim-duplicate]: two claims have the id `vote`
    ");
    insta::assert_snapshot!(forms["json"], @r#"
    {
      "version": 1,
      "counts": {
        "error": 1,
        "warning": 1,
        "note": 1
      },
      "diagnostics": [
        {
          "code": "heading-level",
          "severity": "note",
          "message": "the heading goes from level 1 to level 4",
          "place": {
            "file": "content/01-vote.md",
            "start": {
              "line": 3,
              "column": 1,
              "byte": 40
            },
            "end": {
              "line": 3,
              "column": 11,
              "byte": 50
            },
            "label": null
          },
          "related": [],
          "hints": [
            "begin it with `##`"
          ]
        },
        {
          "code": "footnote-unused",
          "severity": "warning",
          "message": "nothing refers to the footnote `a`",
          "place": {
            "file": "content/01-vote.md",
            "start": {
              "line": 5,
              "column": 1,
              "byte": 52
            },
            "end": {
              "line": 5,
              "column": 6,
              "byte": 57
            },
            "label": null
          },
          "related": [],
          "hints": [
            "refer to it with `[^a]`, or remove it"
          ]
        },
        {
          "code": "claim-duplicate",
          "severity": "error",
          "message": "two claims have the id `vote`",
          "place": {
            "file": "content/01-vote.yaml",
            "start": {
              "line": 5,
              "column": 42,
              "byte": 182
            },
            "end": {
              "line": 5,
              "column": 46,
              "byte": 186
            },
            "label": "again here"
          },
          "related": [
            {
              "file": "content/01-vote.yaml",
              "start": {
                "line": 2,
                "column": 3,
                "byte": 10
              },
              "end": {
                "line": 2,
                "column": 7,
                "byte": 14
              },
              "label": "first here"
            }
          ],
          "hints": [
            "an id is unique in its article, counter-claims included: give one of them another, such as `vote-2`"
          ]
        }
      ]
    }
    "#);
    insta::assert_snapshot!(forms["github"], @r"
    ::notice file=a site/content/01-vote.md,line=3,col=1,endColumn=10,title=heading-level::the heading goes from level 1 to level 4%0Ahelp: begin it with `##`
    ::warning file=a site/content/01-vote.md,line=5,col=1,endColumn=5,title=footnote-unused::nothing refers to the footnote `a`%0Ahelp: refer to it with `[^a]`, or remove it
    ::error file=a site/content/01-vote.yaml,line=5,col=42,endColumn=45,title=claim-duplicate::two claims have the id `vote`%0Aagain here%0Ahelp: an id is unique in its article, counter-claims included: give one of them another, such as `vote-2`%0Aa site/content/01-vote.yaml:2: first here
    ");
    insta::assert_snapshot!(format!("{sarif:#}"), @r#"
    {
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "runs": [
        {
          "columnKind": "unicodeCodePoints",
          "results": [
            {
              "level": "note",
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "a%20site/content/01-vote.md"
                    },
                    "region": {
                      "endColumn": 11,
                      "endLine": 3,
                      "startColumn": 1,
                      "startLine": 3
                    }
                  }
                }
              ],
              "message": {
                "text": "the heading goes from level 1 to level 4\nhelp: begin it with `##`"
              },
              "ruleId": "heading-level",
              "ruleIndex": 2
            },
            {
              "level": "warning",
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "a%20site/content/01-vote.md"
                    },
                    "region": {
                      "endColumn": 6,
                      "endLine": 5,
                      "startColumn": 1,
                      "startLine": 5
                    }
                  }
                }
              ],
              "message": {
                "text": "nothing refers to the footnote `a`\nhelp: refer to it with `[^a]`, or remove it"
              },
              "ruleId": "footnote-unused",
              "ruleIndex": 1
            },
            {
              "level": "error",
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "a%20site/content/01-vote.yaml"
                    },
                    "region": {
                      "endColumn": 46,
                      "endLine": 5,
                      "startColumn": 42,
                      "startLine": 5
                    }
                  }
                }
              ],
              "message": {
                "text": "two claims have the id `vote`\nagain here\nhelp: an id is unique in its article, counter-claims included: give one of them another, such as `vote-2`"
              },
              "relatedLocations": [
                {
                  "message": {
                    "text": "first here"
                  },
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "a%20site/content/01-vote.yaml"
                    },
                    "region": {
                      "endColumn": 7,
                      "endLine": 2,
                      "startColumn": 3,
                      "startLine": 2
                    }
                  }
                }
              ],
              "ruleId": "claim-duplicate",
              "ruleIndex": 0
            }
          ],
          "tool": {
            "driver": {
              "name": "Gainsay",
              "rules": [
                {
                  "defaultConfiguration": {
                    "level": "error"
                  },
                  "fullDescription": {
                    "text": "An id is unique in its article, those of counter-claims written in place included."
                  },
                  "id": "claim-duplicate",
                  "shortDescription": {
                    "text": "Two claims have the same id."
                  }
                },
                {
                  "defaultConfiguration": {
                    "level": "warning"
                  },
                  "fullDescription": {
                    "text": "A footnote is defined, and nothing in its section refers to it. It is left out of the page."
                  },
                  "id": "footnote-unused",
                  "shortDescription": {
                    "text": "A footnote is defined and never referred to; it is left out."
                  }
                },
                {
                  "defaultConfiguration": {
                    "level": "warning"
                  },
                  "fullDescription": {
                    "text": "Level 1 is the title of the page, and level 2 that of a section that has a title. No level is skipped. Nothing is said of the headings of a section whose front matter could not be read, since its title is not known, and `gainsay fix` leaves them as they are."
                  },
                  "id": "heading-level",
                  "shortDescription": {
                    "text": "A heading skips a level, or claims the level of the page's title."
                  }
                }
              ],
              "semanticVersion": "0.1.0"
            }
          }
        }
      ],
      "version": "2.1.0"
    }
    "#);
}

/// What a site with `severity` in its configuration reports, one line each.
fn severities(severity: &str) -> (String, bool) {
    let outcome = build(tree([
        ("gainsay.yaml", format!("title: Desk\nseverity: {severity}\n").as_str()),
        ("content/article.yaml", "title: A bridge\n"),
        ("content/01-vote.md", "The council voted.\n\n#### After\n\n[^a]: Unused.\n"),
    ]));
    let text = Format::Short.render(&outcome.diagnostics, &outcome.files, "", false);
    assert_eq!(outcome.failed(), outcome.pages.is_empty(), "{text}");
    (text, outcome.failed())
}

#[test]
fn site_configures_severities_except_of_errors() {
    let (text, failed) = severities("{}");
    insta::assert_snapshot!(text, @r"
    content/01-vote.md:3:1: warning[heading-level]: the heading goes from level 1 to level 4
    content/01-vote.md:5:1: warning[footnote-unused]: nothing refers to the footnote `a`
    note[base-url-missing]: there is no base address, so `sitemap.xml`, `404.html`, `feed.xml`, canonical links, and pictures and data for sharing are left out
    ");
    assert!(!failed);
    let (text, failed) =
        severities("{heading-level: note, footnote-unused: off, base-url-missing: warning}");
    insta::assert_snapshot!(text, @r"
    content/01-vote.md:3:1: note[heading-level]: the heading goes from level 1 to level 4
    warning[base-url-missing]: there is no base address, so `sitemap.xml`, `404.html`, `feed.xml`, canonical links, and pictures and data for sharing are left out
    ");
    assert!(!failed);
    let (text, failed) = severities("{heading-level: off, footnote-unused: error}");
    insta::assert_snapshot!(text, @r"
    content/01-vote.md:5:1: error[footnote-unused]: nothing refers to the footnote `a`
    note[base-url-missing]: there is no base address, so `sitemap.xml`, `404.html`, `feed.xml`, canonical links, and pictures and data for sharing are left out
    ");
    assert!(failed);
}
