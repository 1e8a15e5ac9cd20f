//! Schedules the rendering of pages, and caches them.
//!
//! In go requests for pages of a state; out come their answers. Equal requests share one job, and
//! its result is cached as long as the state is current, so that no page is rendered twice without
//! need. The newest job comes first, because an old request has often been abandoned. A job that
//! nobody waits for is dropped before it starts, so that there are never more jobs than
//! connections.

use super::answer::Answer;
use super::state::{State, Version};
use crate::pipeline::Built;
use std::collections::{HashMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, Weak};
use tokio::sync::oneshot;

/// The maximum size of cached answers, in bytes.
const MOST_KEPT: usize = 64 * 1024 * 1024;

/// The queue.
#[derive(Debug, Default)]
pub struct Queue {
    book: Mutex<JobBook>,
    more: Condvar,
}

#[derive(Debug, Default)]
struct JobBook {
    jobs: Vec<Job>,
    begun: u64,
    kept: KeptAnswers,
}

/// A page to render.
#[derive(Debug)]
struct Job {
    number: u64,
    name: String,
    state: State,
    /// The senders for those who wait for it.
    waiting: Vec<oneshot::Sender<Answer>>,
    /// True if a thread is rendering it.
    begun: bool,
}

/// The cached answers of one state.
#[derive(Debug, Default)]
struct KeptAnswers {
    of: Option<Mark>,
    answers: HashMap<String, Answer>,
    /// Their names, the oldest first.
    order: VecDeque<String>,
    bytes: usize,
}

/// Identifies a state, without keeping its site alive.
#[derive(Debug)]
struct Mark {
    version: Version,
    site: Option<Weak<Built>>,
}

impl Mark {
    fn of(state: &State) -> Self {
        Self { version: state.version, site: state.site.as_ref().map(Arc::downgrade) }
    }

    fn is_of(&self, state: &State) -> bool {
        let site = state.site.as_ref().map(Arc::as_ptr);
        self.version == state.version && self.site.as_ref().map(Weak::as_ptr) == site
    }
}

impl Queue {
    fn book(&self) -> MutexGuard<'_, JobBook> {
        // A lock is poisoned only if its holder panicked, and rendering does not hold it.
        self.book.lock().unwrap_or_else(|e| e.into_inner())
    }

    /// The page called `name` in `state`; `None` if it cannot be rendered.
    pub async fn get(&self, name: String, state: State) -> Option<Answer> {
        self.ask(name, state).await.ok()
    }

    /// Requests a page. Returns the receiver of its answer; dropping it cancels the request.
    fn ask(&self, name: String, state: State) -> oneshot::Receiver<Answer> {
        let (send, receive) = oneshot::channel();
        let mut book = self.book();
        if let Some(answer) = book.kept.get(&name, &state) {
            // The receiver still exists.
            let _ = send.send(answer);
            return receive;
        }
        book.forget();
        let mark = Mark::of(&state);
        let same = |job: &Job| job.name == name && mark.is_of(&job.state);
        let mut job = match book.jobs.iter().position(same) {
            Some(at) => book.jobs.remove(at),
            None => {
                book.begun += 1;
                Job { number: book.begun, name, state, waiting: Vec::new(), begun: false }
            }
        };
        job.waiting.push(send);
        book.jobs.push(job);
        drop(book);
        self.more.notify_one();
        receive
    }

    /// Runs jobs with `render`, until the process ends.
    pub fn work(&self, render: impl Fn(&str, &State) -> Answer) -> ! {
        loop {
            self.work_once(&render);
        }
    }

    /// Waits for a job and runs it.
    fn work_once(&self, render: impl Fn(&str, &State) -> Answer) {
        let mut book = self.book();
        let (number, name, state) = loop {
            if let Some(next) = book.next() {
                break next;
            }
            book = self.more.wait(book).unwrap_or_else(|e| e.into_inner());
        };
        drop(book);
        // A panic ends only this page, since its inputs are not modified.
        let answer = catch_unwind(AssertUnwindSafe(|| render(&name, &state))).ok();
        let mut book = self.book();
        if let Some(answer) = &answer {
            book.kept.keep(&name, &state, answer);
        }
        let at = book.jobs.iter().position(|job| job.number == number);
        let waiting = at.map_or(Vec::new(), |at| book.jobs.remove(at).waiting);
        drop(book);
        // A receiver that is gone needs no answer; without an answer, dropping the sender tells the
        // others.
        for (waits, answer) in waiting.into_iter().zip(std::iter::repeat(answer)) {
            let _ = answer.map(|answer| waits.send(answer));
        }
    }
}

impl JobBook {
    /// Drops the jobs that nobody waits for.
    fn forget(&mut self) {
        self.jobs.retain_mut(|job| {
            job.waiting.retain(|waits| !waits.is_closed());
            job.begun || !job.waiting.is_empty()
        });
    }

    /// Starts the newest job that somebody waits for.
    fn next(&mut self) -> Option<(u64, String, State)> {
        self.forget();
        let job = self.jobs.iter_mut().rev().find(|job| !job.begun)?;
        job.begun = true;
        Some((job.number, job.name.clone(), job.state.clone()))
    }
}

impl KeptAnswers {
    fn get(&self, name: &str, state: &State) -> Option<Answer> {
        let of = self.of.as_ref().filter(|of| of.is_of(state));
        of.and_then(|_| self.answers.get(name)).cloned()
    }

    fn keep(&mut self, name: &str, state: &State, answer: &Answer) {
        if !self.of.as_ref().is_some_and(|of| of.is_of(state)) {
            let count = self.of.as_ref().map_or(0, |of| of.version.count);
            if count > state.version.count {
                return;
            }
            *self = Self { of: Some(Mark::of(state)), ..Self::default() };
        }
        if size(name, answer) > MOST_KEPT {
            return;
        }
        if let Some(before) = self.answers.insert(name.to_owned(), answer.clone()) {
            self.bytes -= size(name, &before);
        } else {
            self.order.push_back(name.to_owned());
        }
        self.bytes += size(name, answer);
        while self.bytes > MOST_KEPT {
            let Some(oldest) = self.order.pop_front() else { break };
            let gone = self.answers.remove(&oldest);
            self.bytes -= gone.map_or(0, |answer| size(&oldest, &answer));
        }
    }
}

/// The approximate size of an answer in memory.
fn size(name: &str, answer: &Answer) -> usize {
    let body = match answer {
        Answer::Whole { body, .. } => body.len(),
        Answer::Events => 0,
    };
    body + 2 * name.len() + 256
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    fn told(text: &str) -> Answer {
        let body = text.as_bytes().to_vec().into();
        Answer::Whole { status: 200, kind: "text/plain", body, location: None, sandboxed: false }
    }

    fn state(count: u64) -> State {
        State { version: Version { began: 0, count }, ..State::default() }
    }

    /// Runs `count` jobs, and returns the names of the pages that were rendered.
    fn rendered(queue: &Queue, count: usize) -> Vec<String> {
        let names = RefCell::new(Vec::new());
        for _ in 0..count {
            queue.work_once(|name, _| {
                names.borrow_mut().push(name.to_owned());
                told(name)
            });
        }
        assert!(queue.book().jobs.is_empty(), "jobs are left");
        names.into_inner()
    }

    #[test]
    fn abandoned_requests_are_not_rendered() {
        let queue = Queue::default();
        for i in 0..1000 {
            drop(queue.ask(format!("gone-{i}.html"), state(0)));
            assert!(queue.book().jobs.len() <= 2, "the queue grows");
        }
        let mut stays = queue.ask("stays.html".into(), state(0));
        assert_eq!(rendered(&queue, 1), ["stays.html"]);
        assert_eq!(stays.try_recv(), Ok(told("stays.html")));
    }

    #[test]
    fn page_requested_by_many_is_rendered_once() {
        let queue = Queue::default();
        let all: Vec<_> = (0..50).map(|_| queue.ask("a.html".into(), state(3))).collect();
        assert_eq!(rendered(&queue, 1), ["a.html"]);
        let later = (0..50).map(|_| queue.ask("a.html".into(), state(3)));
        for mut waits in all.into_iter().chain(later) {
            assert_eq!(waits.try_recv(), Ok(told("a.html")));
        }
        assert!(queue.book().jobs.is_empty());
    }

    #[test]
    fn the_newest_request_comes_first() {
        let queue = Queue::default();
        let names = ["a", "b", "c", "a", "d"];
        let _all: Vec<_> = names.map(|name| queue.ask(name.into(), state(0))).into();
        assert_eq!(rendered(&queue, 4), ["d", "a", "c", "b"]);
    }

    #[test]
    fn cached_page_is_used_for_its_own_state_only() {
        let queue = Queue::default();
        let ask = |count| queue.ask("a".into(), state(count));
        let _first = ask(1);
        assert_eq!(rendered(&queue, 1), ["a"]);
        let _second = ask(2);
        assert_eq!(rendered(&queue, 1), ["a"]);
        // A late request for an old state does not evict a newer one.
        let _late = ask(1);
        assert_eq!(rendered(&queue, 1), ["a"]);
        assert_eq!(ask(2).try_recv(), Ok(told("a")));
    }

    #[test]
    fn panic_ends_its_own_request_and_the_next_page_is_rendered() {
        let queue = Queue::default();
        let mut waits = queue.ask("a".into(), state(0));
        queue.work_once(|_, _| panic!("a fault of ours, for a test"));
        assert_eq!(waits.try_recv(), Err(oneshot::error::TryRecvError::Closed));
        let _again = queue.ask("a".into(), state(0));
        assert_eq!(rendered(&queue, 1), ["a"]);
    }

    #[test]
    fn cache_is_bounded_and_evicts_the_oldest() {
        let mut kept = KeptAnswers::default();
        let large = told(&"x".repeat(MOST_KEPT / 4));
        for i in 0..10 {
            kept.keep(&format!("{i}"), &state(0), &large);
            assert!(kept.bytes <= MOST_KEPT);
        }
        assert!(kept.get("9", &state(0)).is_some() && kept.get("0", &state(0)).is_none());
        assert_eq!((kept.answers.len(), kept.order.len()), (3, 3));
        kept.keep("huge", &state(0), &told(&"x".repeat(MOST_KEPT + 1)));
        assert!(kept.get("huge", &state(0)).is_none() && kept.get("9", &state(0)).is_some());
    }
}
