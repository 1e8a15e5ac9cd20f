//! Hands what the desk asks to one thread, which answers one after another.
//!
//! In go [`Ask`]s of any number of connections; out come answers. A request that nobody waits for
//! any more is not begun, so that what a page was told is not done is not done later either.

use super::answer::DeskAnswer;
use super::ask::Ask;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;
use tokio::sync::oneshot;

/// How many requests may wait.
const PLACES: usize = 32;

/// How long a request waits to be begun.
const PATIENCE: Duration = Duration::from_secs(10);

/// What answers.
pub(super) trait AnswerAsk {
    /// Answers `ask`.
    fn answer(&mut self, ask: &Ask) -> DeskAnswer;

    /// Forgets what is in memory, after a panic.
    fn forget(&mut self);
}

#[derive(Debug)]
struct DeskJob {
    ask: Ask,
    begun: oneshot::Sender<()>,
    reply: oneshot::Sender<DeskAnswer>,
}

/// The way to the thread. Cheap to clone.
#[derive(Clone)]
pub(super) struct AskLine(SyncSender<DeskJob>);

impl AskLine {
    /// Starts the thread, with `stack` bytes of stack.
    ///
    /// # Errors
    /// The system's error.
    pub(super) fn start(
        mut work: impl AnswerAsk + Send + 'static,
        stack: usize,
    ) -> std::io::Result<Self> {
        let (send, receive) = sync_channel(PLACES);
        let thread = std::thread::Builder::new().stack_size(stack);
        thread.spawn(move || answer_all(&mut work, &receive))?;
        Ok(Self(send))
    }

    /// The answer to `ask`.
    pub(super) async fn answer(&self, ask: Ask) -> DeskAnswer {
        let (begun, mut begins) = oneshot::channel();
        let (reply, answer) = oneshot::channel();
        let busy = || DeskAnswer::refusal(503, "busy", "the preview is busy; nothing was done");
        if self.0.try_send(DeskJob { ask, begun, reply }).is_err() {
            return busy();
        }
        if tokio::time::timeout(PATIENCE, &mut begins).await.is_err() {
            // It may have been begun at this very moment.
            begins.close();
            if begins.try_recv().is_err() {
                return busy();
            }
        }
        let failed = |_| DeskAnswer::refusal(500, "fault", "the preview failed to answer this");
        answer.await.unwrap_or_else(failed)
    }
}

fn answer_all(work: &mut impl AnswerAsk, jobs: &Receiver<DeskJob>) {
    for job in jobs {
        if job.begun.send(()).is_err() {
            continue;
        }
        match catch_unwind(AssertUnwindSafe(|| work.answer(&job.ask))) {
            // Nobody may wait for it any more.
            Ok(answer) => drop(job.reply.send(answer)),
            // What was read may be half changed in memory; the files are whole.
            Err(_) => work.forget(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers with the page that is asked for, and notes it; panics over one of them.
    #[derive(Default)]
    struct PageAnswers {
        answered: Vec<String>,
        forgotten: usize,
    }

    impl AnswerAsk for PageAnswers {
        fn answer(&mut self, ask: &Ask) -> DeskAnswer {
            let Ask::State { page } = ask else { panic!("another question") };
            assert_ne!(page, "fault", "a fault of ours, for a test");
            self.answered.push(page.clone());
            DeskAnswer::refusal(404, page, "")
        }

        fn forget(&mut self) {
            self.forgotten += 1;
        }
    }

    #[test]
    fn what_nobody_waits_for_is_not_begun_and_a_panic_ends_its_own_request() {
        let (send, receive) = sync_channel(8);
        let ask = |page: &str| {
            let (begun, begins) = oneshot::channel();
            let (reply, answer) = oneshot::channel();
            let ask = Ask::State { page: page.to_owned() };
            send.send(DeskJob { ask, begun, reply }).expect("a place");
            (begins, answer)
        };
        drop(ask("gone"));
        let (_begins, mut panicked) = ask("fault");
        let (mut begins, mut answered) = ask("stays");
        drop(send);
        let mut pages = PageAnswers::default();
        answer_all(&mut pages, &receive);
        assert_eq!((pages.answered, pages.forgotten), (vec!["stays".to_owned()], 1));
        assert_eq!(begins.try_recv(), Ok(()));
        assert_eq!(answered.try_recv(), Ok(DeskAnswer::refusal(404, "stays", "")));
        assert_eq!(panicked.try_recv(), Err(oneshot::error::TryRecvError::Closed));
    }
}
