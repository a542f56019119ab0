//! Paths of requests: where each waited and was worked on.

use std::collections::{BTreeMap, VecDeque};

use super::code::NONE;
use super::engine::Engine;
use super::threads::State;
use crate::plan::Reason;
use crate::plan::Resource;

/// Traces that are kept until they are fetched; older ones go.
const MOST_TRACES: usize = 1_000;

/// Steps of a trace that are kept.
const MOST_SPANS: usize = 500;

/// A stay at one resource. Simulated seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Position of the component in the plan.
    pub component: usize,
    /// What was waited for or worked on.
    pub resource: Resource,
    /// When it came there.
    pub came_s: f64,
    /// When its wait was over.
    pub began_s: f64,
    /// When the work was done; for what is held during other work the end of the wait.
    pub until_s: f64,
}

/// A pause before a further attempt. Simulated seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pause {
    /// Position in the plan of the component that tries again.
    pub component: usize,
    /// Which attempt follows: 2 is the first further one.
    pub attempt: u32,
    /// When the attempt before had failed.
    pub failed_s: f64,
    /// When the next begins.
    pub again_s: f64,
}

/// The path of one request. Simulated seconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// Position of its source in the plan.
    pub source: usize,
    /// When it began.
    pub began_s: f64,
    /// When it was answered or failed.
    pub until_s: f64,
    /// Position of the component where it failed, and why; `None`: it was answered.
    pub failure: Option<(usize, Reason)>,
    /// Its stays, in the order of their ends; what is left before its work begins is a wait and no work.
    pub spans: Vec<Span>,
    /// Its pauses, in the order of their beginnings.
    pub pauses: Vec<Pause>,
}

/// Traces under way and finished.
#[derive(Clone, Debug, Default)]
pub(super) struct Recorder {
    open: BTreeMap<u32, Trace>,
    pub(super) finished: VecDeque<Trace>,
    next: u32,
}

impl Engine {
    pub(super) fn open_trace(&mut self, thread: u32, source: u32) {
        let trace = self.recorder.next;
        self.recorder.next = (trace + 1) % NONE;
        let source = source as usize;
        let (began_s, until_s) = (self.now_s, self.now_s);
        let empty = Trace { source, began_s, until_s, failure: None, spans: Vec::new(), pauses: Vec::new() };
        self.recorder.open.insert(trace, empty);
        self.threads.of(thread).trace = trace;
    }

    /// A thread's work at its copy is done.
    #[inline]
    pub(super) fn trace_work(&mut self, thread: u32) {
        if self.threads.at(thread).trace != NONE {
            let slot = self.threads.at(thread);
            let shared = self.stations[self.copies[slot.copy as usize].station as usize].shared;
            let began_s = if shared { slot.since_s } else { (self.now_s - slot.work_s).max(slot.since_s) };
            self.add_span(thread, began_s);
        }
    }

    /// A thread's wait for something to hold is over.
    #[inline]
    pub(super) fn trace_hold(&mut self, thread: u32) {
        if self.threads.at(thread).trace != NONE {
            self.add_span(thread, self.now_s);
        }
    }

    /// A thread leaves the line that it waits in, unserved.
    pub(super) fn trace_wait(&mut self, thread: u32) {
        let slot = self.threads.at(thread);
        if slot.trace != NONE && slot.state == State::Waiting {
            self.add_span(thread, self.now_s);
        }
    }

    /// A further attempt follows after so many seconds.
    #[cold]
    pub(super) fn trace_pause(&mut self, thread: u32, component: u32, attempt: u32, pause_s: f64) {
        let (component, failed_s) = (component as usize, self.now_s);
        if let Some(trace) = self.recorder.open.get_mut(&self.threads.at(thread).trace)
            && trace.pauses.len() < MOST_SPANS
        {
            trace.pauses.push(Pause { component, attempt, failed_s, again_s: failed_s + pause_s });
        }
    }

    #[cold]
    fn add_span(&mut self, thread: u32, began_s: f64) {
        let slot = self.threads.at(thread);
        let station = &self.stations[self.copies[slot.copy as usize].station as usize];
        let span = Span {
            component: station.component as usize,
            resource: station.resource,
            came_s: slot.since_s,
            began_s,
            until_s: self.now_s,
        };
        if let Some(trace) = self.recorder.open.get_mut(&slot.trace)
            && trace.spans.len() < MOST_SPANS
        {
            trace.spans.push(span);
        }
    }

    #[inline]
    pub(super) fn close_trace(&mut self, thread: u32, cause: Option<u32>) {
        if self.threads.at(thread).trace != NONE {
            self.finish_trace(thread, cause);
        }
    }

    #[cold]
    fn finish_trace(&mut self, thread: u32, cause: Option<u32>) {
        let Some(mut trace) = self.recorder.open.remove(&self.threads.at(thread).trace) else { return };
        trace.until_s = self.now_s;
        let cause = cause.and_then(|cause| self.code.causes.get(cause as usize));
        trace.failure = cause.map(|&(component, reason)| (component as usize, reason));
        if self.recorder.finished.len() >= MOST_TRACES {
            self.recorder.finished.pop_front();
        }
        self.recorder.finished.push_back(trace);
    }
}
