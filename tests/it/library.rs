//! The library as other programs use it: open, check, ask, build.

use crate::support::{edit, read, site_folder, snapshot};
use gainsay::{BuildError, ExchangeError, Format, Options, Project, Severity, Status};

#[test]
fn valid_site_lists_its_claims_and_is_built() {
    let site = site_folder();
    let project = Project::open(site.path()).expect("a folder");
    let mut checked = project.check(&Options::default());
    assert!(!checked.failed(), "{}", checked.report(Format::Human));
    assert_eq!((checked.counts().marked, checked.sources().count()), (1, 1));
    let claim = checked.claims().next().expect("a claim");
    let citations: Vec<_> = claim.citations().map(|(key, source)| (key, source.id)).collect();
    assert_eq!(
        (claim.id(), claim.words(), claim.section(), claim.article()),
        ("vote", "voted to close", Some("vote"), "A bridge")
    );
    assert_eq!((claim.status(), citations), (Status::Supported, vec![("supports", "minutes")]));
    assert_eq!(claim.counters().count(), 0);
    let output = site.path().join("public");
    let report = project.build(&output, None, &Options::default()).expect("a site");
    assert_eq!(report.written, checked.render().len());
    let before = snapshot(&output);
    let report = project.build(&output, None, &Options::default()).expect("a site");
    assert_eq!((report.written, snapshot(&output) == before), (0, true));
}

#[test]
fn site_with_faults_reports_them_and_is_not_built() {
    let site = site_folder();
    edit(site.path(), "content/01-vote.yaml", "voted to close", "voted to open");
    let project = Project::open(site.path()).expect("a folder");
    let checked = project.check(&Options::default());
    assert!(checked.failed());
    assert!(checked.diagnostics().iter().any(|d| d.severity() == Severity::Error));
    let output = site.path().join("public");
    let Err(BuildError::Faults(checked)) = project.build(&output, None, &Options::default()) else {
        panic!("it was built")
    };
    assert!(checked.report(Format::Human).contains("content/01-vote.yaml:3:"));
    assert!(!output.exists());
}

#[test]
fn a_build_writes_the_lock_unless_somebody_changed_it() {
    const LOCK: &str = "content/anchors.lock";
    let site = site_folder();
    let before = read(site.path(), LOCK);
    std::fs::remove_file(site.path().join(LOCK)).expect("a lock file");
    let project = Project::open(site.path()).expect("a folder");
    let output = site.path().join("public");
    std::fs::write(site.path().join(LOCK), "").expect("a lock file");
    let changed = project.build(&output, None, &Options::default());
    assert!(matches!(changed, Err(BuildError::Lock(ExchangeError::Changed(path))) if path == LOCK));
    assert!(!output.exists());
    let project = Project::open(site.path()).expect("a folder");
    project.build(&output, None, &Options::default()).expect("a site");
    assert_eq!(read(site.path(), LOCK), before);
}
