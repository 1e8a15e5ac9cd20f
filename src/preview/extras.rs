//! What the preview adds to a page: its script and style, and the panel of faults.
//!
//! In go the HTML of a page, its name, the rules and the state; out comes the HTML with both.

use super::faults::ShownFault;
use super::rules::{OWN, Rules};
use super::state::State;
use crate::theme::markup::escape;

/// The panel names at most this many claims that wait.
const SHOWN_CLAIMS: usize = 20;

/// The panel shows at most this many faults. Nobody reads more in a browser, and each page would carry them.
const SHOWN_FAULTS: usize = 60;

/// A page with the preview's script and style, and a policy that permits them.
pub(super) fn with_extras(html: &str, name: &str, rules: &Rules, state: &State) -> String {
    let own = format!("{}{OWN}", rules.base_path);
    // The page's own policy allows neither of these, and the preview needs its event connection and
    // worker.
    let leave = "default-src 'none';connect-src 'self';worker-src 'self';";
    let html = html.replacen("default-src 'none';", leave, 1);
    let extras = format!(
        "<link rel=\"stylesheet\" href=\"{own}preview.css\"><script src=\"{own}preview.js\" data-own=\"{own}\" data-version=\"{}\" defer></script>",
        state.version
    );
    let agent = rules.desk.map(|desk| {
        format!("<script src=\"{own}agent.js\" data-desk=\"http://{desk}\" defer></script>")
    });
    let extras = extras + &agent.unwrap_or_default();
    let html = match html.find("</head>") {
        Some(at) => format!("{}{extras}{}", &html[..at], &html[at..]),
        None => format!("{extras}{html}"),
    };
    let panel = panel(name, rules, state);
    match html.rfind("</body>") {
        Some(at) => format!("{}{panel}{}", &html[..at], &html[at..]),
        None => html + &panel,
    }
}

/// The page that stands for a site that has faults and was never built.
pub(super) fn waiting(rules: &Rules, state: &State) -> String {
    let page = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Preview</title></head><body><p>The site has faults; it is shown when they are mended.</p></body></html>";
    with_extras(page, "", rules, state)
}

/// The faults as HTML, those of the page called `name` first; an empty panel if there are none.
pub(super) fn panel(name: &str, rules: &Rules, state: &State) -> String {
    let own = state.site.as_ref().map_or(Vec::new(), |site| site.files_of(name));
    let elsewhere = |fault: &&ShownFault| {
        let stem = |path: &str| path.rsplit_once('.').map_or("", |(stem, _)| stem).to_owned();
        let of_page =
            |(path, ..): &(String, usize, usize)| own.iter().any(|o| stem(o) == stem(path));
        !fault.place.as_ref().is_some_and(of_page)
    };
    let mut faults: Vec<&ShownFault> = state.faults.iter().collect();
    // What stops a build is not left out for what does not.
    faults.sort_by_key(|fault| (!fault.stops, elsewhere(fault)));
    let left_out = faults.split_off(faults.len().min(SHOWN_FAULTS));
    let rest: usize = left_out.iter().map(|fault| fault.count).sum();
    faults.sort_by_key(|fault| (elsewhere(fault), !fault.stops));
    let mut html = String::from(
        "<aside id=\"gainsay-faults\" aria-label=\"Faults in the site\" aria-live=\"polite\">",
    );
    if !state.faults.is_empty() {
        html.push_str(&panel_head(rules, state));
    }
    for fault in faults {
        if !rules.is_local() {
            // The text of a fault quotes files, and a link has the path of the site: neither is for others.
            let place = fault.place.as_ref().map(|(path, line, _)| format!(": {path}:{line}"));
            let line = fault.head.clone() + &place.unwrap_or_default();
            html.push_str(&format!("<div><pre>{}</pre></div>", escape(&line)));
            continue;
        }
        let link = fault.place.as_ref().and_then(|place| {
            let href = rules.editor.link(&rules.root, place)?;
            let text = format!("{}:{}:{}", place.0, place.1, place.2);
            Some(format!("<a href=\"{}\">Open {}</a>", escape(&href), escape(&text)))
        });
        let link = link.unwrap_or_default();
        html.push_str(&format!("<div><pre>{}</pre>{link}</div>", escape(&fault.text)));
    }
    if rest > 0 {
        html.push_str(&format!("<p>{rest} more: <code>gainsay check</code> shows all.</p>"));
    }
    if !state.faults.is_empty() {
        html.push_str("</details>");
    }
    html.push_str("</aside>");
    html
}

/// The beginning of a panel with faults: how many there are, what they stop, and the claims that wait.
fn panel_head(rules: &Rules, state: &State) -> String {
    let stops = |fault: &&ShownFault| fault.stops;
    let count: usize = state.faults.iter().map(|fault| fault.count).sum();
    let stopping: usize = state.faults.iter().filter(stops).map(|fault| fault.count).sum();
    let what = if stopping > 0 { "mend" } else { "look at" };
    // What is behind it is not the site as it is, so that the faults come first.
    if state.faults.iter().any(|fault| fault.holds_back) {
        return format!("<details open><summary>{count} to {what}</summary>");
    }
    let waiting = state.site.as_ref().map_or(Vec::new(), |site| site.awaiting());
    let claims = match waiting.len() {
        0 => String::new(),
        1 => ", 1 claim to confirm".to_owned(),
        n => format!(", {n} claims to confirm"),
    };
    let mut html = format!("<details><summary>{count} to {what}{claims}</summary>");
    if stopping > 0 {
        html.push_str(&format!(
            "<p>The pages are up to date. {stopping} of these {} the build.</p>",
            if stopping == 1 { "stops" } else { "stop" }
        ));
    }
    let link = |(id, page): &(&str, String)| {
        let href = format!("{}{page}", rules.base_path);
        format!("<a href=\"{}\">{}</a>", escape(&href), escape(id))
    };
    let links: Vec<String> = waiting.iter().take(SHOWN_CLAIMS).map(link).collect();
    if let rest @ 1.. = waiting.len().saturating_sub(SHOWN_CLAIMS) {
        html.push_str(&format!("<p>To confirm: {} and {rest} more</p>", links.join(", ")));
    } else if !links.is_empty() {
        html.push_str(&format!("<p>To confirm: {}</p>", links.join(", ")));
    }
    html
}
