//! The rules by which requests are answered: who may ask, and what may frame and run an answer.
//!
//! In go headers of a request and the constant inputs of the server; out comes whether it is ours, or a policy.

use super::editor::Editor;
use std::net::SocketAddr;
use std::path::PathBuf;

/// The path of the preview's own files and events, below the base path.
pub(super) const OWN: &str = "_gainsay/";

/// The constant inputs of answers.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The path below which the site is served, beginning and ending in `/`.
    pub base_path: String,
    /// The address at which the server listens.
    pub address: SocketAddr,
    /// The address of the desk, if there is one. Nothing else may frame a page.
    pub desk: Option<SocketAddr>,
    /// The editor that links from faults open.
    pub editor: Editor,
    /// The site's folder, for those links.
    pub root: PathBuf,
}

impl Rules {
    /// True if only this machine can read the preview.
    pub(super) fn is_local(&self) -> bool {
        self.address.ip().is_loopback()
    }
}

/// The policy for what may frame an answer, and what it may run.
pub fn policy(rules: &Rules, sandboxed: bool) -> String {
    let framed_by = rules.desk.map_or("'none'".to_owned(), |desk| format!("http://{desk}"));
    let sandbox = if sandboxed { "; sandbox" } else { "" };
    format!("frame-ancestors {framed_by}{sandbox}")
}

/// True if a `Host` header names this machine, or the address that the user chose.
pub(super) fn host_is_ours(host: Option<&str>, rules: &Rules) -> bool {
    let Some(host) = host else { return false };
    let port = format!(":{}", rules.address.port());
    let name = host.strip_suffix(&port).unwrap_or(host);
    let names = ["localhost", "127.0.0.1", "[::1]"];
    names.contains(&name.to_ascii_lowercase().as_str())
        || host == rules.address.to_string()
        || (!rules.is_local() && name.parse::<std::net::IpAddr>().is_ok())
}

/// True if an `Origin` header names the server that was asked.
pub(super) fn origin_is_ours(origin: &str, host: Option<&str>) -> bool {
    host.is_some_and(|host| origin.eq_ignore_ascii_case(&format!("http://{host}")))
}
