//! The rendering process.
//!
//! In go requests, as frames; out come replies, until the input ends.

use super::frames::{ProcessReply, Request, Tried, receive, send, send_value};
use crate::load::{Content, Odd, Tree};
use crate::pipeline::{Built, Options, Session};
use crate::preview::faults::{faults, made};
use crate::resolve::Audience;
use crate::theme::Overseer;
use bytes::Bytes;
use std::collections::BTreeMap;
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
        let mut site = SiteApart::default();
        for (request, files) in told {
            let one = || site.answer(request, files, overseer.as_ref());
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
        if let Request::Site { sent, .. } = &request {
            for _ in sent {
                files.push(receive(&mut input)?);
            }
        }
        if tell.send((request, files)).is_err() {
            return Ok(());
        }
    }
}

/// The site of a process.
#[derive(Default)]
struct SiteApart {
    session: Session,
    built: Option<Built>,
    /// Its files, of which the next site is told the others alone.
    files: BTreeMap<String, Content>,
}

impl SiteApart {
    fn answer(
        &mut self,
        request: Request,
        contents: Vec<Vec<u8>>,
        overseer: Option<&Arc<dyn Overseer>>,
    ) -> (ProcessReply, Option<Bytes>) {
        match (request, &mut self.built) {
            (
                Request::Site { paths, sent, odd, hidden, drafts, unconfirmed, now, today },
                built,
            ) => {
                let mut sent: BTreeMap<usize, Content> =
                    sent.into_iter().zip(contents.into_iter().map(Into::into)).collect();
                let mut known = std::mem::take(&mut self.files);
                let content = |(i, path): (usize, String)| {
                    let content = sent.remove(&i).or_else(|| known.remove(&path))?;
                    Some((path, content))
                };
                let files: Option<BTreeMap<_, _>> =
                    paths.into_iter().enumerate().map(content).collect();
                let Some(files) = files else {
                    let fault = "error: the preview names a file that it has not sent";
                    return (ProcessReply::Fault(fault.to_owned()), None);
                };
                self.files.clone_from(&files);
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
                *built = Some(self.session.build(tree, &options, &mut |_| {}));
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
}
