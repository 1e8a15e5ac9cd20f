//! Which page is rendered next, and those that have been.
//!
//! In go requests for pages of a state; out come their answers. Equal requests are one job, and what
//! it yields is kept as long as the state stands, so that no page is rendered twice without need. The
//! newest job comes first: whoever asked long ago has often gone. One that nobody waits for any more
//! is dropped before work on it begins, so that there are never more jobs than connections.

use super::answer::Answer;
use super::state::{State, Version};
use crate::pipeline::Built;
use std::collections::{HashMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, Weak};
use tokio::sync::oneshot;

/// How much of answers is kept, in bytes.
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
    /// Whoever waits for it.
    waiting: Vec<oneshot::Sender<Answer>>,
    /// True where a thread is at work on it.
    begun: bool,
}

/// Answers of one state.
#[derive(Debug, Default)]
struct KeptAnswers {
    of: Option<Mark>,
    answers: HashMap<String, Answer>,
    /// Their names, the oldest first.
    order: VecDeque<String>,
    bytes: usize,
}

/// What tells a state from others, without keeping its site from going.
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
        // A lock is poisoned only where a holder panicked; nothing that is rendered holds it.
        self.book.lock().unwrap_or_else(|e| e.into_inner())
    }

    /// The page called `name` as `state` has it; none where it cannot be rendered.
    pub async fn get(&self, name: String, state: State) -> Option<Answer> {
        self.ask(name, state).await.ok()
    }

    /// Asks for a page, and gives where its answer comes. Whoever drops that asks no more.
    fn ask(&self, name: String, state: State) -> oneshot::Receiver<Answer> {
        let (send, receive) = oneshot::channel();
        let mut book = self.book();
        if let Some(answer) = book.kept.get(&name, &state) {
            // The receiver is right here.
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

    /// Takes jobs and does them by `render`, until the process ends.
    pub fn work(&self, render: impl Fn(&str, &State) -> Answer) -> ! {
        loop {
            self.work_once(&render);
        }
    }

    /// Waits for a job and does it.
    fn work_once(&self, render: impl Fn(&str, &State) -> Answer) {
        let mut book = self.book();
        let (number, name, state) = loop {
            if let Some(next) = book.next() {
                break next;
            }
            book = self.more.wait(book).unwrap_or_else(|e| e.into_inner());
        };
        drop(book);
        // A page that panics ends itself and nothing else; what it worked on is only read.
        let answer = catch_unwind(AssertUnwindSafe(|| render(&name, &state))).ok();
        let mut book = self.book();
        if let Some(answer) = &answer {
            book.kept.keep(&name, &state, answer);
        }
        let at = book.jobs.iter().position(|job| job.number == number);
        let waiting = at.map_or(Vec::new(), |at| book.jobs.remove(at).waiting);
        drop(book);
        // Who has gone in the meantime needs none, and without one, those who wait are told by that.
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

    /// The newest job that somebody waits for, which begins.
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

/// What an answer takes, about.
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
        Answer::Whole { status: 200, kind: "text/plain", body, location: None }
    }

    fn state(count: u64) -> State {
        State { version: Version { began: 0, count }, ..State::default() }
    }

    /// Does `count` jobs, and gives the names of the pages that were rendered.
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
    fn pages_that_nobody_waits_for_any_more_are_not_rendered() {
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
    fn a_page_that_many_ask_for_is_rendered_once_and_given_to_all() {
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
    fn what_was_rendered_of_a_state_is_given_for_no_other() {
        let queue = Queue::default();
        let ask = |count| queue.ask("a".into(), state(count));
        let _first = ask(1);
        assert_eq!(rendered(&queue, 1), ["a"]);
        let _second = ask(2);
        assert_eq!(rendered(&queue, 1), ["a"]);
        // One that is late does not push out what is newer.
        let _late = ask(1);
        assert_eq!(rendered(&queue, 1), ["a"]);
        assert_eq!(ask(2).try_recv(), Ok(told("a")));
    }

    #[test]
    fn a_page_that_panics_is_told_to_who_waits_and_the_next_is_rendered() {
        let queue = Queue::default();
        let mut waits = queue.ask("a".into(), state(0));
        queue.work_once(|_, _| panic!("a fault of ours, for a test"));
        assert_eq!(waits.try_recv(), Err(oneshot::error::TryRecvError::Closed));
        let _again = queue.ask("a".into(), state(0));
        assert_eq!(rendered(&queue, 1), ["a"]);
    }

    #[test]
    fn what_is_kept_is_bounded_and_the_oldest_goes() {
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
