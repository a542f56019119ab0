//! Links that are down, slow or lossy. Slow and lossy ones concern calls only; over one that is down come neither copies
//! of writes nor messages. Those wait where something keeps them (messages in their queue, writes until their copy's log
//! can take them) and begin when it is up again, in their order; what nothing keeps is lost. Writes to a copy that nobody
//! reads are applied all the same, when they were written.
//!
//! A call over a link that has ever been hindered is an operation of its own, so that sound links cost nothing.

use super::agenda::Kind;
use super::clock::Tick;
use super::code::{NONE, Op};
use super::engine::Engine;
use super::flow::Next;
use super::settings::Change;
use super::threads::State;

/// How a link is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hindrance {
    pub(super) down: bool,
    /// Longer than drawn by so much, seconds.
    pub(super) slower_s: f64,
    /// Share of calls that never arrive, or whose answers do not.
    pub(super) lossy: f64,
}

/// A call over a link that is or was hindered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hindered {
    pub(super) call: Op,
    pub(super) link: u32,
    /// Position of its cause of failure.
    pub(super) cause: u32,
    /// Position of the stream of the component that is called.
    pub(super) stream: u32,
}

impl Engine {
    /// A change of a link.
    pub(super) fn change_link(&mut self, change: Change) {
        let (link, new) = match change {
            Change::LinkDown(link) => (link, Hindrance { down: true, ..self.hindrance(link) }),
            Change::LinkUp(link) => (link, Hindrance { down: false, ..self.hindrance(link) }),
            Change::LinkSlow(link, seconds) => (link, Hindrance { slower_s: seconds.max(0.0), ..self.hindrance(link) }),
            Change::LinkLossy(link, share) => {
                (link, Hindrance { lossy: share.clamp(0.0, 1.0), ..self.hindrance(link) })
            }
            _ => return,
        };
        let Some(state) = self.clock.links.get_mut(link) else { return };
        let turned = state.down != new.down;
        *state = new;
        if turned {
            self.announce_cut(link as u32, new.down);
            // What has been so for long has been so for ever.
            let now_s = if self.clock.settled { f64::NEG_INFINITY } else { self.now_s };
            let copies = self.staleness.iter_mut().filter(|own| own.link as usize == link);
            copies.for_each(|own| own.cut(new.down, now_s));
            if !new.down {
                self.hand_out(link as u32);
            }
        }
        for place in 0..self.code.ops.len() {
            let Some((component, counter)) = called(&self.code.ops[place]) else { continue };
            if counter != NONE && self.code.counters[counter as usize].0 as usize == link {
                let cause = self.clock.cut[component as usize];
                let call = self.code.ops[place];
                self.clock.hindered.push(Hindered { call, link: link as u32, cause, stream: component });
                self.code.ops[place] = Op::Hindered { hindered: self.clock.hindered.len() as u32 - 1 };
            }
        }
    }

    /// A link has gone down or come back: checks that go over it will find out.
    fn announce_cut(&mut self, link: u32, down: bool) {
        for checked in 0..self.clock.checked.len() {
            let over = |way: &&(u32, f64, u32)| self.first_link(way.2) == Some(link);
            let ends: Vec<u32> = self.clock.checked[checked].ways.iter().filter(over).map(|way| way.0).collect();
            let own = &mut self.clock.checked[checked];
            own.cut.retain(|cut| !ends.contains(cut));
            if down {
                own.cut.extend(&ends);
            }
            let seconds = own.seconds;
            for component in ends {
                if seconds > 0.0 {
                    self.at_tick(seconds, Tick::Found(checked, component as usize));
                } else {
                    self.find(checked, component as usize);
                }
            }
        }
    }

    /// Whether a choice's calls to a component go over a link that is down.
    pub(super) fn is_cut(&self, checked: usize, component: usize) -> bool {
        self.clock.checked[checked].cut.contains(&(component as u32))
    }

    /// The link of the first call from an operation on.
    fn first_link(&self, start: u32) -> Option<u32> {
        let call = self.code.ops[start as usize..].iter().find_map(|op| match *op {
            Op::Hindered { hindered } => Some(counter_of(&self.clock.hindered[hindered as usize].call).unwrap_or(NONE)),
            ref op if counter_of(op).is_some() => counter_of(op),
            Op::Return | Op::Jump { .. } => Some(NONE),
            _ => None,
        });
        call.filter(|counter| *counter != NONE).map(|counter| self.code.counters[counter as usize].0)
    }

    /// A job that has just begun, unless it comes over a link that is down.
    pub(super) fn delivered(&mut self, thread: u32, root: u32, next: Next) -> Next {
        let Some(&(link, kept)) = self.clock.deliveries.get(root as usize - self.code.sources) else { return next };
        let Some(pc) = next.filter(|_| link != NONE && self.hindrance(link as usize).down) else { return next };
        if !kept {
            let component = self.code.roots[root as usize].component;
            return self.fail(thread, self.clock.cut[component as usize]);
        }
        let slot = self.threads.of(thread);
        (slot.pc, slot.state) = (pc, State::Lost);
        self.clock.held_back.push((link, thread));
        None
    }

    /// What waited for a link goes on.
    fn hand_out(&mut self, link: u32) {
        let all = std::mem::take(&mut self.clock.held_back);
        let (free, left): (Vec<_>, Vec<_>) = all.into_iter().partition(|(over, _)| *over == link);
        self.clock.held_back = left;
        for (_, thread) in free {
            self.threads.of(thread).state = State::Running;
            self.ready.push_back(thread);
        }
    }

    fn hindrance(&self, link: usize) -> Hindrance {
        self.clock.links.get(link).copied().unwrap_or_default()
    }

    /// A call over such a link.
    pub(super) fn cross(&mut self, thread: u32, pc: u32, hindered: u32) -> Next {
        let Hindered { call, link, cause, stream } = self.clock.hindered[hindered as usize];
        let Hindrance { down, slower_s, lossy } = self.hindrance(link as usize);
        let top = self.threads.at(thread).frame;
        if top != NONE && self.threads.frame_at(top).pc == pc {
            // It has come the long way.
            self.threads.pop(thread);
        } else if down {
            return self.fail(thread, cause);
        } else if lossy > 0.0 && self.routing[stream as usize].uniform() < lossy {
            return self.lose(thread, cause);
        } else if slower_s > 0.0 {
            self.threads.push(thread, pc, self.now_s, (NONE, NONE));
            let slot = self.threads.of(thread);
            (slot.pc, slot.state) = (pc, State::Pausing);
            self.agenda.add(self.now_s + slower_s, Kind::Thread, thread);
            return None;
        }
        match call {
            Op::Call { start, component, counter, after } => self.call(thread, pc, (start, after), component, counter),
            Op::CallIn { start, component, counter, after, station } => {
                self.call_in(thread, pc, (start, after), component, counter, station)
            }
            Op::Visit { component, counter, after } => self.visit(thread, component, counter, after),
            Op::CallAside { start, component, counter, after } => {
                self.call_aside(thread, pc, (start, after), component, counter)
            }
            _ => Some(pc + 1),
        }
    }

    /// An answer that never comes: whoever waits with a time limit does so until then, anybody else is told at once (a
    /// connection that breaks).
    fn lose(&mut self, thread: u32, cause: u32) -> Next {
        let mut frame = self.threads.at(thread).frame;
        while frame != NONE {
            let here = self.threads.frame_at(frame);
            if matches!(self.code.ops[here.pc as usize], Op::Attempt { .. }) && here.next != NONE {
                self.threads.of(thread).state = State::Lost;
                return None;
            }
            frame = here.parent;
        }
        self.fail(thread, cause)
    }
}

/// What a call calls, and its counter.
fn called(op: &Op) -> Option<(u32, u32)> {
    match *op {
        Op::Call { component, counter, .. }
        | Op::CallIn { component, counter, .. }
        | Op::CallAside { component, counter, .. }
        | Op::Visit { component, counter, .. } => Some((component, counter)),
        _ => None,
    }
}

fn counter_of(op: &Op) -> Option<u32> {
    called(op).map(|(_, counter)| counter)
}
