//! Sites that were written for another tool: what `gainsay fix` makes of them.

use crate::support::{edit, gainsay, read, report, site_folder, snapshot, tree, write};
use gainsay::desk::fix;
use gainsay::diagnostic::Severity;
use gainsay::pipeline;

const TEXT: &str = "content/01-vote.md";
const BODY: &str = "\nThe council voted to close the bridge.\n";

/// The section after `gainsay fix --yes`, with its front matter as `before`; the check is then clean
/// of what was mended.
fn check(before: &str, after: &str, article: &str) {
    let site = site_folder();
    write(site.path(), TEXT, &format!("{before}{BODY}"));
    let output = gainsay(&["fix", "--yes"], site.path());
    assert_eq!(output.status.code(), Some(0), "{before}: {}", report(&output));
    assert_eq!(read(site.path(), TEXT), format!("{after}{BODY}"), "{before}");
    assert_eq!(read(site.path(), "content/article.yaml"), article, "{before}");
    let checked = report(&gainsay(&["check"], site.path()));
    assert!(!checked.contains("yaml-syntax"), "{checked}");
}

#[test]
fn front_matter_in_another_form_becomes_yaml() {
    const ARTICLE: &str = "title: A bridge\n";
    let yaml = "---\ntitle: \"The vote\"\ndraft: false\n---\n";
    check("+++\ntitle = \"The vote\"\ndraft = false\n+++\n", yaml, ARTICLE);
    check("\n\n+++\ntitle = \"The vote\"\ndraft = false\n+++\n", yaml, ARTICLE);
    check("---\ntitle: \"The vote\"\ndraft: false\n...\n", yaml, ARTICLE);
    check("-----\ntitle: \"The vote\"\ndraft: false\n-----\n", yaml, ARTICLE);
    let marked = format!("\u{feff}{yaml}");
    check(&format!("\u{feff}\n\n{yaml}"), &marked, ARTICLE);
    check("--- yaml\ntitle: \"The vote\"\ndraft: false\n---\n", yaml, ARTICLE);
    let json = "{\"draft\": false, \"title\": \"The vote\"}\n";
    check(json, "---\ndraft: false\ntitle: \"The vote\"\n---\n", ARTICLE);
}

#[test]
fn keys_of_other_tools_go_where_they_belong_and_the_rest_stays() {
    check(
        "---\nlayout: post\n# by hand\ntitle: The vote   # as it was\ntags:\n  - a\n\n  - b\nredirect_from: [/a/old-ballot.html]\ndate: 2024-03-05 10:00\n---\n",
        "---\n# by hand\ntitle: The vote   # as it was\naliases: [old-ballot]\n---\n",
        "published: 2024-03-05\ntitle: A bridge\n",
    );
    check(
        "---\nlang: en-GB\naliases: [/posts/ballot/]\n---\n",
        "---\nlanguage: en-GB\naliases: [ballot]\n---\n",
        "title: A bridge\n",
    );
    check(
        "---\r\nlang: en\r\nredirect_from: /vote/\r\n---\r\n",
        "---\r\nlanguage: en\r\n---\r\n",
        "title: A bridge\n",
    );
    // What has no place is left, and so is what cannot be read as the value wanted.
    check(
        "---\ndate: Mar 5 2024\nlayout: >\n  post\n---\n",
        "---\ndate: Mar 5 2024\n---\n",
        "title: A bridge\n",
    );
}

#[test]
fn keys_of_one_section_among_several_stay_there() {
    let site = site_folder();
    let text = format!("---\ndate: 2024-03-05\ntags: [a]\n---\n{BODY}");
    write(site.path(), TEXT, &text);
    write(site.path(), "content/02-after.md", "The mayor said no.\n");
    let output = gainsay(&["fix", "--yes"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    assert_eq!(read(site.path(), TEXT), text.replace("tags: [a]\n", ""));
    assert_eq!(read(site.path(), "content/article.yaml"), "title: A bridge\n");
}

#[test]
fn hidden_page_becomes_a_draft_and_is_never_published() {
    let site = site_folder();
    write(site.path(), TEXT, &format!("---\nPublished: no\n---\n{BODY}"));
    write(site.path(), "content/02-after.md", "The mayor said no.\n");
    assert_eq!(gainsay(&["build"], site.path()).status.code(), Some(1));
    assert!(!site.path().join("public").exists());
    let output = gainsay(&["fix", "--yes"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    assert_eq!(read(site.path(), TEXT), format!("---\ndraft: true\n---\n{BODY}"));
}

#[test]
fn an_article_keeps_what_it_says_already() {
    let site = site_folder();
    edit(site.path(), "content/article.yaml", "title", "published: 2023\ntitle");
    write(site.path(), TEXT, &format!("---\ndate: 2024-03-05\n---\n{BODY}"));
    let before = snapshot(site.path());
    let output = gainsay(&["fix", "--yes"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn keys_of_article_and_site_are_renamed_in_their_place() {
    let site = site_folder();
    let article = "title: A bridge\ndate: 2024-03-05T10:00:00Z\nauthors:\n  - name: Iris Holm\n  - name: Ada Renn\ncategories: [a]\n";
    write(site.path(), "content/article.yaml", article);
    edit(site.path(), "gainsay.yaml", "title", "theme: minima\nlanguageCode: en-US\ntitle");
    let output = gainsay(&["fix", "--yes"], site.path());
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    assert_eq!(
        read(site.path(), "content/article.yaml"),
        "title: A bridge\npublished: \"2024-03-05T10:00:00Z\"\nbyline: \"Iris Holm, Ada Renn\"\n"
    );
    assert!(read(site.path(), "gainsay.yaml").starts_with("language: en-US\ntitle"));
}

/// The site after `gainsay fix --yes` with `files` besides the usual ones: nothing is an error, `want`
/// is what each file then says, and a second `fix` changes nothing.
fn fixed(files: &[(&str, &str)], want: &[(&str, &str)]) {
    let site = site_folder();
    files.iter().for_each(|(path, text)| write(site.path(), path, text));
    // The titles of sections change, and no claim is to be looked at for that here.
    std::fs::remove_file(site.path().join("content/anchors.lock")).expect("removed");
    let output = report(&gainsay(&["fix", "--yes"], site.path()));
    for (path, text) in want {
        assert_eq!(read(site.path(), path), *text, "{path}: {output}");
    }
    let before = snapshot(site.path());
    gainsay(&["fix", "--yes"], site.path());
    assert_eq!(snapshot(site.path()), before, "a second time");
    let checked = report(&gainsay(&["check"], site.path()));
    assert!(!checked.contains("`gainsay fix`"), "{checked}");
}

const SITE: &str = "gainsay.yaml";
const ARTICLE: &str = "content/article.yaml";
const AFTER: (&str, &str) = ("content/02-after.md", "The mayor said no.\n");

/// A section with `front` becomes one with `want`.
fn front(front: &str, want: &str) {
    fixed(&[AFTER, (TEXT, &format!("{front}{BODY}"))], &[(TEXT, &format!("{want}{BODY}"))]);
}

#[test]
fn two_hiding_keys_become_one_draft() {
    let draft = "---\ndraft: true\n---\n";
    front("---\npermalink: false\neleventyExcludeFromCollections: true\n---\n", draft);
    front("---\nunlisted: true\nsitemap: false\nprivate: yes\n---\n", draft);
    front("---\ndraft: false\npublished: false\n---\n", draft);
    front("---\npublished: false\ndraft:\n---\n", draft);
    front("---\nDraft: true\nnoindex: true\n---\n", draft);
    front(
        "---\ndraft: true\nprivate: true\ndate: 2999-01-01\n---\n",
        "---\ndraft: true\ndate: 2999-01-01\n---\n",
    );
    front("{\n  \"draft\": false,\n  \"private\": true\n}\n", draft);
}

#[test]
fn clearly_hiding_key_becomes_a_draft_and_its_rest_is_kept() {
    let draft = "---\ndraft: true\n---\n";
    for plain in [
        "status: draft",
        "visibility: private",
        "published: never",
        "isDraft: 1",
        "status: >-\n  private",
    ] {
        front(&format!("---\n{plain}\n---\n"), draft);
    }
    for more in [
        "publishDate: 2999-01-01",
        "expiryDate: 2020-01-01",
        "password: a b",
        "date: 2999-01-01 10:00",
    ] {
        front(&format!("---\n{more}\n---\n"), &format!("---\ndraft: true\n# {more}\n---\n"));
    }
    front(
        "---\nbuild: {render: never}\n---\n",
        "---\ndraft: true\n# build: {render: never}\n---\n",
    );
    front(
        "---\n_build:\n  list: never\n  publishResources: false\ntitle: A\n---\n",
        "---\ndraft: true\n# _build:\n#   list: never\n#   publishResources: false\ntitle: A\n---\n",
    );
    front("{\"status\": \"draft\", \"title\": \"A\"}\n", "---\ndraft: true\ntitle: \"A\"\n---\n");
}

#[test]
fn key_that_may_hide_a_page_is_left_to_its_author() {
    for text in [
        "expiryDate: 2999-01-01",
        "params: {private: true, a: b}",
        "access: [a]",
        "robots: noindex",
    ] {
        let text = format!("---\n{text}\n---\n");
        front(&text, &text);
    }
    let site = site_folder();
    edit(
        site.path(),
        SITE,
        "title",
        "defaults:\n  - {scope: {path: ''}, values: {published: false}}\nprivate: true\ntitle",
    );
    let before = snapshot(site.path());
    let output = gainsay(&["fix", "--yes"], site.path());
    assert_eq!(output.status.code(), Some(1), "{}", report(&output));
    assert_eq!(snapshot(site.path()), before);
}

#[test]
fn keys_that_hide_an_article_become_a_draft() {
    let site = site_folder();
    write(site.path(), ARTICLE, "title: A bridge\nunlisted: true\nvisibility: members\n");
    let output = report(&gainsay(&["fix", "--yes"], site.path()));
    assert_eq!(read(site.path(), ARTICLE), "title: A bridge\ndraft: true\n", "{output}");
}

#[test]
fn an_address_of_the_site_in_one_key_or_two_becomes_base_url() {
    let site = |text: &str, want: &str| {
        fixed(
            &[(SITE, &format!("title: Desk\n{text}"))],
            &[(SITE, &format!("title: Desk\n{want}"))],
        );
    };
    for key in ["url", "baseURL", "baseUrl", "site_url", "siteUrl"] {
        site(
            &format!("{key}: https://a.example/b/ # here\n"),
            "base-url: \"https://a.example/b/\" # here\n",
        );
    }
    let whole = "base-url: \"https://a.example/b/\"\n";
    site("url: https://a.example\nbaseurl: /b\n", whole);
    site("baseurl: b/\nurl: https://a.example\n", whole);
    site("baseurl: ''\nurl: https://a.example/b\n", whole);
    site(
        "url: https://a.example/b\nbase-url: https://a.example/b/\n",
        "base-url: https://a.example/b/\n",
    );
    for text in [
        "url: https://a.example/\nbaseUrl: https://b.example/\n",
        "baseurl: /b\n",
        "url: a.example\n",
        "url: ftp://a.example/\n",
        "url: https://a.example/index.html\n",
        "url: https://a.example/\nbase-url: https://b.example/\n",
    ] {
        site(text, text);
    }
    site(
        "languageCode: en_US\npublishDir: ./public/\ncompany: 'A: B'\nauthor: Iris\n",
        "language: en-US\noutput: public\npublisher: \"A: B\"\nauthor: Iris\n",
    );
    site("destination: ../out\n", "destination: ../out\n");
}

#[test]
fn earlier_addresses_are_read_in_any_form() {
    let one = |text: &str, want: &str| {
        front(&format!("---\n{text}---\n"), &format!("---\n{want}---\n"));
    };
    let want = "aliases: [old-ballot]\n";
    for text in [
        "redirect_from: /a/old-ballot/\n",
        "redirect_from: https://desk.example/a/old-ballot/index.html?x=1\n",
        "redirect_from:\n- old-ballot.html\n",
        "redirect_from: [\n  /a/old-ballot,\n  /b/old-ballot.html\n]\n",
        "\"redirect_from\": \"/old-ballot\"\n",
        "redirects: ['/old-ballot']\n",
        "alias: &a /old-ballot\n",
    ] {
        one(text, want);
    }
    for text in [
        "redirect_from: https://desk.example/\n",
        "redirects:\n- {from: /a, to: /b}\n",
        "redirect_from: /after/\n",
    ] {
        one(text, text);
    }
}

#[test]
fn words_over_several_lines_become_the_standfirst_of_an_article_of_one_section() {
    for text in [
        "'One\n  two'",
        ">\n  One\n  two",
        "|\n  One\n  two",
        "One\n  two",
        ">-   # folded\n  One\n  two",
    ] {
        fixed(
            &[(TEXT, &format!("---\ntitle: A\ndescription: {text}\n---\n{BODY}"))],
            &[
                (TEXT, &format!("---\ntitle: A\n---\n{BODY}")),
                (ARTICLE, "standfirst: One two\ntitle: A bridge\n"),
            ],
        );
    }
    let two = format!("---\nsummary: |\n  One\n\n  two\n---\n{BODY}");
    fixed(&[(TEXT, &two)], &[(TEXT, &two), (ARTICLE, "title: A bridge\n")]);
}

#[test]
fn front_matter_between_braces_stays_so() {
    front(
        "---\n{title: A, tags: [a, b], lang: en_GB, layout: x}\n---\n",
        "---\n{title: A, language: en-GB, }\n---\n",
    );
    front("---\n{ layout: x, title: 'A' }\n---\n", "---\n{ title: 'A' }\n---\n");
    front("---\n{layout: x}\n---\n", "---\n{}\n---\n");
    front(
        "---\n{\n  published: false,\n  title: A\n}\n---\n",
        "---\n{\n  draft: true,\n  title: A\n}\n---\n",
    );
    let remark = "---\n{\n  layout: x, # why\n  title: A\n}\n---\n";
    front(remark, remark);
}

#[test]
fn keys_in_quotes_line_endings_remarks_and_anchors_are_no_hindrance() {
    front("---\n\"layout\": 'x'\n'lang': en\n---\n", "---\nlanguage: en\n---\n");
    front(
        "---\r\nlayout: x\r\nlang: en\r\nprivate: true\r\n---\r\n",
        "---\r\nlanguage: en\r\ndraft: true\r\n---\r\n",
    );
    front(
        "---\nlang: en   # of the text\nnoindex: true # why\n---\n",
        "---\nlanguage: en   # of the text\ndraft: true # why\n---\n",
    );
    front("---\ntags: &t [a]\nkeywords: *t\n---\n", "---\n---\n");
    front("---\ntags: &t A\ntitle: *t\nlayout: x\n---\n", "---\ntags: &t A\ntitle: *t\n---\n");
    fixed(
        &[(TEXT, &format!("---\ndate: 2024-03-05 10:00:00 +0100 # printed\n---\n{BODY}"))],
        &[
            (TEXT, &format!("---\n# printed\n---\n{BODY}")),
            (ARTICLE, "published: 2024-03-05T10:00:00+01:00\ntitle: A bridge\n"),
        ],
    );
}

#[test]
fn an_article_whose_one_section_was_hidden_is_a_draft() {
    let text = format!("---\nstatus: scheduled\ncustom_excerpt: null\n---\n{BODY}");
    fixed(
        &[(TEXT, &text)],
        &[
            (TEXT, &format!("---\ndraft: true\n---\n{BODY}")),
            (ARTICLE, "draft: true\ntitle: A bridge\n"),
        ],
    );
    // What ends a page is no day on which it was published.
    let text = format!("---\ndraft: true\nexpiryDate: 2020-01-01\n---\n{BODY}");
    fixed(&[(TEXT, &text)], &[(TEXT, &text), (ARTICLE, "title: A bridge\n")]);
}

#[test]
fn days_and_moments_are_read_in_the_forms_of_other_tools() {
    for (typed, want) in [
        ("2013/7/13 20:46:25", "2013-07-13"),
        ("2022-02-02T10:00:00.000Z", "2022-02-02T10:00:00Z"),
        ("2022-02-02 10:00:00 +02:00", "2022-02-02T10:00:00+02:00"),
        ("'2022-2-2'", "2022-02-02"),
    ] {
        fixed(
            &[(TEXT, &format!("---\ntitle: A\ndate: {typed}\n---\n{BODY}"))],
            &[(ARTICLE, &format!("published: {want}\ntitle: A bridge\n"))],
        );
    }
    front("---\npublishDate: 2999/1/1\n---\n", "---\ndraft: true\n# publishDate: 2999/1/1\n---\n");
}

#[test]
fn two_files_do_not_set_the_same_article_key() {
    fixed(
        &[
            (TEXT, &format!("---\ndate: 2024-03-05\n---\n{BODY}")),
            (ARTICLE, "title: A bridge\ndate: 2024-01-01\n"),
        ],
        &[
            (TEXT, &format!("---\ndate: 2024-03-05\n---\n{BODY}")),
            (ARTICLE, "title: A bridge\npublished: 2024-01-01\n"),
        ],
    );
}

#[test]
fn fix_says_what_a_check_will_say() {
    let site = site_folder();
    write(site.path(), TEXT, &format!("---\npublished: false\n---\n{BODY}"));
    let output = gainsay(&["fix", "--yes"], site.path());
    let output = String::from_utf8_lossy(&output.stdout).into_owned();
    let checked = gainsay(&["check"], site.path());
    assert_eq!(checked.status.code(), Some(1), "{}", report(&checked));
    assert!(output.contains("1 error left; `gainsay check` shows what"), "{output}");
    let site = site_folder();
    write(site.path(), AFTER.0, "---\ndescription: A\n---\n\nThe mayor said no.\n");
    let output = gainsay(&["fix", "--yes"], site.path());
    let output = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.contains("no error is left, and 1 warning; `gainsay check` shows what"),
        "{output}"
    );
}

/// A number of a sequence that is the same in each run.
fn next(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*state >> 40).unwrap_or(0)
}

#[test]
fn fixing_any_mix_of_keys_adds_no_error() {
    const ENTRIES: &[&str] = &[
        "title: The vote",
        "layout: post",
        "date: 2024-03-05",
        "pubDate: 2024-03-06 # x",
        "date: 2999-01-01",
        "publishDate: 2998-01-01T00:00:00Z",
        "draft: false",
        "draft:",
        "draft: true",
        "published: false",
        "private: true",
        "unlisted: true",
        "sitemap: false",
        "password: x",
        "status: draft",
        "build:\n  render: never",
        "lang: en",
        "locale: fr_FR",
        "redirect_from: /a/b/",
        "alias: [c]",
        "aliases: [/d/]",
        "aliases: [e]",
        "author: A",
        "authors: [A, B]",
        "byline: C",
        "description: >\n  a\n  b",
        "summary: 'a: b'",
        "# remark",
        "tags: &t [a]",
        "keywords: *t",
        "license: x",
        "\"image\": {a: b}",
        "expiryDate: 2020-01-01",
        "Draft: no",
        "params: {a: 1}",
    ];
    let mut state = 7;
    let mut mended = 0;
    for round in 0..150 {
        let mut chosen: Vec<&str> = Vec::new();
        for _ in 0..2 + next(&mut state) % 6 {
            let entry = ENTRIES[next(&mut state) % ENTRIES.len()];
            let key = |entry: &str| entry.split(':').next().unwrap_or("").to_owned();
            if chosen.iter().all(|other| key(other) != key(entry)) {
                chosen.push(entry);
            }
        }
        let front = format!("---\n{}\n---\n{BODY}", chosen.join("\n"));
        let files = [
            (SITE.to_owned(), "title: Desk\n".to_owned()),
            (ARTICLE.to_owned(), "title: A bridge\n".to_owned()),
            (TEXT.to_owned(), front.clone()),
        ];
        let options = pipeline::Options {
            today: Some(jiff::civil::date(2026, 1, 1)),
            audience: gainsay::resolve::Audience { drafts: true, ..Default::default() },
            ..pipeline::Options::default()
        };
        let of = |files: &[(String, String)]| {
            let tree = tree(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
            pipeline::build(tree, &options, &mut |_| {})
        };
        let errors = |built: &pipeline::Built| -> Vec<String> {
            let errors = built.diagnostics.iter().filter(|d| d.severity() == Severity::Error);
            errors.map(|d| d.message.clone()).collect()
        };
        let before = of(&files);
        let found = fix::changes(&before);
        // All of them, and each alone.
        let each = found.iter().map(|change| vec![change]);
        for accepted in each.chain([found.iter().collect()]) {
            let texts = fix::texts(&before, &accepted).unwrap_or_else(|e| panic!("{e}: {front}"));
            let mut new = files.to_vec();
            for (path, text) in texts {
                new.iter_mut()
                    .filter(|(p, _)| *p == path)
                    .for_each(|file| file.1.clone_from(&text));
                mended += 1;
            }
            let (old, now) = (errors(&before), errors(&of(&new)));
            assert!(
                now.iter().all(|e| old.contains(e)),
                "round {round}: {front}\n{now:?}\n{new:?}"
            );
            // What was held back is not published now.
            let hid = old.iter().any(|e| e.contains("keeps a page from readers"));
            let held = |text: &str| text.contains("draft: true");
            assert!(!hid || !now.is_empty() || held(&new[2].1), "{front}\n{new:?}");
        }
    }
    assert!(mended > 150, "{mended}");
}
