//! What is refused before anything is planned, and the report of it.

use super::import_with;
use crate::support::site_folder;

#[test]
fn a_report_of_what_is_refused_says_whether_it_was_a_dry_run() {
    let site = site_folder();
    for (more, expect) in
        [(&["--format", "json"][..], false), (&["--format", "json", "--dry-run"][..], true)]
    {
        for (name, content) in
            [("a.json", "nonsense"), ("a.bib", "@book{"), ("a.docx", "no archive")]
        {
            let (status, printed, _) = import_with(site.path(), name, content, more);
            assert_eq!(status, Some(1), "{printed}");
            let report: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
            assert_eq!(report["dry-run"], expect, "{printed}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_file_of_sources_that_is_a_link_is_refused_before_anything_is_planned() {
    let site = site_folder();
    let path = site.path().join("content/sources.yaml");
    let elsewhere = site.path().join("static/sources.yaml");
    std::fs::create_dir_all(site.path().join("static")).expect("a folder");
    std::fs::rename(&path, &elsewhere).expect("moved");
    std::os::unix::fs::symlink(&elsewhere, &path).expect("a link");
    for more in [&[][..], &["--dry-run"][..]] {
        let (status, printed, told) =
            import_with(site.path(), "a.bib", "@book{new, title={T}}\n", more);
        assert_eq!((status, &*printed), (Some(1), ""));
        assert_eq!(
            told,
            "a.bib: error: `content/sources.yaml` is a symbolic link, and links are not followed\n  \
             help: `gainsay check` says why\nnothing was written\n"
        );
    }
    let note = serde_json::json!([{
        "id": "a", "uri": "https://desk.example/", "text": "See https://other.example/log",
        "target": [{ "source": "https://desk.example/", "selector": [{ "type": "TextQuoteSelector", "exact": "The council" }] }],
    }]);
    let (status, _, told) = import_with(site.path(), "a.json", note.to_string(), &[]);
    assert_eq!(status, Some(1));
    let expect = "`content/sources.yaml` is a symbolic link, and links are not followed: `The council`; what was said: “See https://other.example/log”";
    assert!(told.contains(expect), "{told}");
}
