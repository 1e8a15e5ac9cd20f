//! What would take too much is looked for less, and what takes too much is ended from outside where
//! nothing inside can see it.

use crate::support::{gainsay, options, report, site_folder, snapshot, tree, write};
use gainsay::diagnostic::report::human;
use gainsay::diagnostic::{Code, Diagnostic};
use gainsay::pipeline::run;

/// How many of `diagnostics` have the code, and how many of those a hint that begins so.
fn hinted(diagnostics: &[Diagnostic], code: Code, hint: &str) -> (usize, usize) {
    let of_code = || diagnostics.iter().filter(|d| d.code == code);
    let hinted = of_code().filter(|d| d.hints.iter().any(|h| h.starts_with(hint)));
    (of_code().count(), hinted.count())
}

#[test]
fn hundreds_of_lost_quotes_are_all_named_and_the_first_compared() {
    let text: String =
        (0..200).map(|i| format!("Part {i} of the bridge was closed.\n\n")).collect();
    let claim = |i| {
        format!(
            "  c{i}:\n    quote: Part {i} of the bridge was opened\n    citations: [{{source: copy, relation: supports, passage: Part {i} of the bridge was opened}}]\n"
        )
    };
    let claims = format!("claims:\n{}", (0..200).map(claim).collect::<String>());
    let files = [
        ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\n"),
        ("content/article.yaml", "title: A bridge\n"),
        ("content/sources.yaml", "copy: {title: A copy, no-url: paper}\n"),
        ("content/01-vote.md", &text),
        ("content/01-vote.yaml", &claims),
        ("content/snapshots/copy.txt", &text),
    ];
    let outcome = run(tree(files), &options(), &mut |_| {});
    let count = |code, hint| hinted(&outcome.diagnostics, code, hint);
    let near = "the nearest text";
    assert_eq!(count(Code::AnchorMissing, near), (200, 64));
    assert_eq!(count(Code::AnchorMissing, "so many quotes"), (200, 136));
    assert_eq!(count(Code::PassageAbsent, "the copy has: "), (200, 64));
    assert_eq!(count(Code::PassageAbsent, "so many passages"), (200, 136));
}

#[test]
fn distant_places_are_drawn_without_the_lines_between() {
    let rest: String = (0..2000).map(|i| format!("  c{i}: {{quote: part {i} of it}}\n")).collect();
    let claims = format!("claims:\n  same: {{quote: nothing}}\n{rest}  same: {{quote: nothing}}\n");
    let text: String = (0..2000).map(|i| format!("There is part {i} of it.\n\n")).collect();
    let files = [
        ("gainsay.yaml", "title: Desk\nbase-url: https://desk.example/\n"),
        ("content/article.yaml", "title: A bridge\n"),
        ("content/01-vote.md", text.as_str()),
        ("content/01-vote.yaml", claims.as_str()),
    ];
    let outcome = run(tree(files), &options(), &mut |_| {});
    let twice =
        outcome.diagnostics.iter().find(|d| d.related.iter().any(|l| l.text.contains("first")));
    let drawn = human::render(twice.expect("a fault"), &outcome.files, false);
    assert!(drawn.contains("2003 |   same: {quote: nothing}"), "{drawn}");
    assert!(drawn.contains("   2 |   same: {quote: nothing}"), "{drawn}");
    assert!(drawn.lines().count() < 16, "{drawn}");
}

#[test]
fn components_that_call_each_other_through_rows_of_templates_exhaust_no_stack() {
    let site = site_folder();
    let root = site.path();
    std::fs::create_dir_all(root.join("templates")).expect("a folder");
    for i in 0..7 {
        write(
            root,
            &format!("templates/row-{i}.html"),
            &format!("{{% include \"row-{}.html\" %}}", i + 1),
        );
    }
    write(root, "templates/row-7.html", "{{ <Deep n={n - 1} /> }}");
    let deep = "{% component Deep(n: integer) %}{% if n > 0 %}{% include \"row-0.html\" %}{% endif %}{% endcomponent %}";
    write(root, "templates/deep.html", deep);
    write(root, "templates/method.html", "<p>{{ <Deep n={19} /> }}</p>");
    let output = gainsay(&["check"], root);
    assert_eq!(output.status.code(), Some(0), "{}", report(&output));
    write(root, "templates/method.html", "<p>{{ <Deep n={25} /> }}</p>");
    let output = gainsay(&["check"], root);
    assert_eq!(output.status.code(), Some(1), "{}", report(&output));
    assert!(report(&output).contains("recursion depth for components"), "{}", report(&output));
}

#[test]
fn an_expression_that_takes_all_memory_is_stopped_by_name_and_leaves_the_output() {
    let site = site_folder();
    let root = site.path();
    assert_eq!(gainsay(&["build"], root).status.code(), Some(0));
    let before = snapshot(&root.join("public"));
    std::fs::create_dir_all(root.join("templates")).expect("a folder");
    // No variable is too large, and nothing turns often: one list holds 60 GB.
    write(
        root,
        "templates/speakers.html",
        "{% set a = \"x\" %}{% for b in range(end=23) %}{% set_global a = a ~ a %}{% endfor %}\
         {{ [a ~ a for b in range(end=4000)] | length }}",
    );
    for command in ["check", "build"] {
        let output = gainsay(&[command], root);
        let said = report(&output);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(
            said.starts_with(
                "error[template-invalid]: the template `speakers.html` takes more than 1024 MiB of memory and was stopped, on the page `speakers/index.html`"
            ),
            "{said}"
        );
        let mut now = snapshot(&root.join("public"));
        now.retain(|path, _| !path.contains(".gainsay-tmp"));
        assert!(now == before, "{command} changed the output");
    }
    // The next build has nothing to clear up after.
    std::fs::remove_dir_all(root.join("templates")).expect("removed");
    assert_eq!(gainsay(&["build"], root).status.code(), Some(0));
    assert!(snapshot(&root.join("public")) == before);
}
