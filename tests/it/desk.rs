//! The desk: requests to it, and what it writes.

mod races;
mod removals;
mod requests;
mod shown;
mod writing;

use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The program, serving a site with a desk.
pub struct Desk {
    /// The process, until somebody takes it.
    child: Option<Child>,
    /// The address of the pages.
    pages: String,
    /// The address of the desk, if there is one.
    desk: Option<String>,
    code: String,
}

impl Desk {
    fn of(site: &Path, options: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_gainsay"))
            .arg("serve")
            .args(if options.contains(&"--port") { &[][..] } else { &["--port", "0"] })
            .args(options)
            .arg(site)
            .env("SOURCE_DATE_EPOCH", "1795219200")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut out = BufReader::new(child.stdout.take().expect("its output"));
        let mut line = || {
            let mut line = String::new();
            out.read_line(&mut line).expect("a line");
            line
        };
        let host = |line: &str| {
            let from = line.find("http://").expect("an address") + "http://".len();
            line[from..].split('/').next().unwrap_or_default().to_owned()
        };
        let pages = host(&line());
        let desks = !options.contains(&"--read-only");
        let said = if desks { line() } else { String::new() };
        let code = said.trim_end().split("#code=").nth(1).unwrap_or_default().to_owned();
        let desk = desks.then(|| host(&said));
        Self { child: Some(child), pages, desk, code }
    }

    /// The process, which somebody else ends.
    fn take_child(&mut self) -> Child {
        self.child.take().expect("it was not taken yet")
    }

    fn address(&self) -> &str {
        self.desk.as_deref().expect("a desk")
    }

    /// Sends a request with headers, a line each, and returns head and body of the response.
    fn send(&self, host: &str, request: &str) -> (String, String) {
        let mut got = Vec::new();
        if let Ok(mut stream) = TcpStream::connect(host) {
            stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a limit");
            // The server may end before it has read everything, or after.
            let _ = stream.write_all(request.as_bytes());
            let _ = stream.read_to_end(&mut got);
        }
        let got = String::from_utf8_lossy(&got).into_owned();
        let (head, body) = got.split_once("\r\n\r\n").unwrap_or((&got, ""));
        (head.to_owned(), body.to_owned())
    }

    fn get(&self, host: &str, path: &str) -> (String, String) {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        self.send(host, &request)
    }

    fn post(&self, path: &str, token: &str, body: &str) -> (String, String) {
        let here = self.address();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {here}\r\nOrigin: http://{here}\r\nContent-Type: application/json\r\nX-Gainsay-Token: {token}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        self.send(here, &(head + body))
    }

    fn token(&self) -> String {
        let (head, body) =
            self.post("/_desk/token", "", &format!("{{\"code\": \"{}\"}}", self.code));
        assert!(head.starts_with("HTTP/1.1 200"), "{head}\n{body}");
        body.split('"').nth(3).expect("a token").to_owned()
    }

    /// The status and the answer of a request of the desk itself; a `POST` if it has a body.
    fn ask(&self, token: &str, path: &str, body: Option<&Value>) -> (u16, Value) {
        self.try_ask(token, path, body).expect("an answer")
    }

    /// The same; `None` if the program has ended.
    fn try_ask(&self, token: &str, path: &str, body: Option<&Value>) -> Option<(u16, Value)> {
        let here = self.address();
        let (head, body) = match body {
            Some(body) => self.post(path, token, &body.to_string()),
            None => self.send(
                here,
                &format!(
                    "GET {path} HTTP/1.1\r\nHost: {here}\r\nX-Gainsay-Token: {token}\r\nConnection: close\r\n\r\n"
                ),
            ),
        };
        let status = head.split(' ').nth(1)?.parse().ok()?;
        Some((status, serde_json::from_str(&body).ok()?))
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
