//! The rendering process.
//!
//! In go requests, as frames; out come replies, until the input ends.

use super::frames::{ProcessReply, Request, Tried, receive, send, send_value};
use crate::load::{Odd, Tree};
use crate::pipeline::{Built, Options, Session};
use crate::preview::faults::{faults, made};
use crate::resolve::Audience;
use crate::theme::Overseer;
use bytes::Bytes;
use std::io::{self, BufWriter, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::channel;

/// Answers requests until the input ends, or until a page takes too much and `overseer` ends the
/// process.
pub fn work(
    overseer: Option<Arc<dyn Overseer>>,
    mut input: impl Read,
    output: impl Write + Send + 'static,
    stack: usize,
) -> io::Result<()> {
    let (tell, told) = channel::<(Request, Vec<Vec<u8>>)>();
    // Work in another thread, so that the end of the preview is noticed while a page is rendered.
    let at_work = move || {
        let mut output = BufWriter::new(output);
        let mut session = Session::default();
        let mut built = None;
        for (request, files) in told {
            let one = || answer(request, files, &mut session, &mut built, overseer.as_ref());
            let fault = "error: rendering this has ended with a fault of the program";
            let (reply, page) = catch_unwind(AssertUnwindSafe(one))
                .unwrap_or_else(|_| (ProcessReply::Fault(fault.to_owned()), None));
            let sent = send_value(&mut output, &reply)
                .and_then(|()| page.map_or(Ok(()), |page| send(&mut output, &page)))
                .and_then(|()| output.flush());
            if sent.is_err() {
                return;
            }
        }
    };
    std::thread::Builder::new().stack_size(stack).spawn(at_work)?;
    loop {
        let request = match receive(&mut input) {
            Ok(frame) => serde_json::from_slice(&frame)?,
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
            Err(error) => return Err(error),
        };
        let mut files = Vec::new();
        if let Request::Site { paths, .. } = &request {
            for _ in paths {
                files.push(receive(&mut input)?);
            }
        }
        if tell.send((request, files)).is_err() {
            return Ok(());
        }
    }
}

fn answer(
    request: Request,
    contents: Vec<Vec<u8>>,
    session: &mut Session,
    built: &mut Option<Built>,
    overseer: Option<&Arc<dyn Overseer>>,
) -> (ProcessReply, Option<Bytes>) {
    match (request, built) {
        (Request::Site { paths, odd, hidden, drafts, unconfirmed, now, today }, built) => {
            let files = paths.into_iter().zip(contents.into_iter().map(Into::into)).collect();
            let odd = odd.into_iter().map(|(path, what)| Odd { path, what }).collect();
            let now = now.and_then(|now| now.parse().ok());
            let options = Options {
                today: today.and_then(|today| today.parse().ok()),
                audience: Audience { drafts, unconfirmed, now },
                overseer: overseer.cloned(),
                ..Options::default()
            };
            *built = None;
            // The preview has already reported unread copies.
            let tree = Tree { files, odd, hidden, unread: Vec::new() };
            *built = Some(session.build(tree, &options, &mut |_| {}));
            (ProcessReply::Ready, None)
        }
        (Request::Try(only), Some(built)) => {
            built.try_templates(only.as_ref());
            let faults = faults(&built.diagnostics, &built.files);
            (ProcessReply::Tried(Tried { failed: built.holds_back(), faults }), None)
        }
        (Request::Page(name), Some(built)) => match made(built, &name) {
            Some(Ok(bytes)) => (ProcessReply::Page, Some(bytes)),
            Some(Err(text)) => (ProcessReply::Fault(text), None),
            None => (ProcessReply::Nothing, None),
        },
        (_, None) => (ProcessReply::Nothing, None),
    }
}
