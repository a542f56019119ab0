//! The programs of a plan as one flat list of operations.
//!
//! A request goes through it with a position and a stack of frames. What follows in a sequence follows in the list, so
//! success needs no step of its own; failure unwinds the frames. Steps that do nothing leave no operation.

use super::times::Law;
use crate::plan::Reason;

/// No position.
pub(super) const NONE: u32 = u32::MAX;

/// Where a call leads back to that was the last step of its entry; and where what a source or a job began does.
pub(super) const RETURNS: u32 = NONE - 1;
pub(super) const FINISHES: u32 = NONE;

/// Positions of the operations that stand for the end of what nobody waits for, and of a call at once.
pub(super) const ORPHAN: u32 = 0;
pub(super) const CHILD: u32 = 1;

/// How an operation finds the copy of its station.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// As the station hands out arrivals.
    Chosen,
    /// The copy that the program holds, so many frames below the top: the cores of the machine whose worker it is.
    Held(u32),
    /// The same, where the program holds it by the entry's own frame, so many below the top.
    Entry(u32),
    /// The copy of the piece of work before it: the disk of the machine whose cores it used.
    Same,
}

/// An operation. (The tag stands alone and the size is a power of two, so that the loop finds it at once.)
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(u8, align(32))]
pub(super) enum Op {
    /// The end of what nobody waits for.
    Orphan,
    /// The beginning of a request of a source, or of a job, which is answered with the end of its entry.
    Begin { root: u32 },
    /// Work at a station; position of its law.
    Work { station: u32, law: u32, place: Place },
    /// So long as the list's delay.
    Delay { list: u32 },
    /// One of several ways.
    Split { split: u32 },
    /// One of several ways, the same for all requests of a user.
    Stay { stay: u32 },
    /// One of several ways by how busy their ends are.
    Balance { group: u32 },
    /// Goes on elsewhere.
    Jump { to: u32 },
    /// Goes on with the choice that follows, or past it while all that it leads to is known to be down.
    Gate { to: u32 },
    /// A call over a link that is or was hindered.
    Hindered { hindered: u32 },
    /// Another entry's operations, then on from `after`; position of the counter of the link, or [`NONE`]. (Until all is
    /// written, `start` is the position of the entry.)
    Call { start: u32, component: u32, counter: u32, after: u32 },
    /// The same, and no request to the component.
    CallAside { start: u32, component: u32, counter: u32, after: u32 },
    /// The same where the entry begins by waiting for a server and holding it.
    CallIn { start: u32, component: u32, counter: u32, after: u32, station: u32 },
    /// The same where there is nothing to do.
    Visit { component: u32, counter: u32, after: u32 },
    /// The end of an entry.
    Return,
    /// Waits for a server and holds it.
    Hold { station: u32, place: Place },
    /// Gives it back.
    Release,
    /// Waits for a server and holds it until the end of the entry, by the entry's own frame.
    Enter { station: u32 },
    /// Gives it back, and is the end of the entry.
    Exit,
    /// The following, so many times.
    Repeat { times: u32, end: u32 },
    /// The end of what is repeated.
    Again,
    /// A look-up, and where it goes on.
    Lookup { cache: u32, hit: u32, miss: u32 },
    /// Calls at once.
    Parallel { gathering: u32 },
    /// The end of one of them.
    Child,
    /// The following under a policy.
    Attempt { policy: u32 },
    /// The end of an attempt.
    Answered,
    /// The following, unless a breaker is open.
    Break { breaker: u32 },
    /// The end of what a breaker watches.
    Passed,
    /// A job begins.
    Spawn { job: u32, counter: u32 },
    /// What is read here may be old.
    Stale { staleness: u32 },
    /// What is written here makes what is read elsewhere old.
    Written { staleness: u32 },
    /// A miss has been answered: its object is stored.
    Store { cache: u32 },
    /// The user's session is used, on the machine that is held.
    Session { memory: u32, station: u32, place: Place },
    /// The entry of the request's object is dropped.
    Drop { cache: u32 },
    /// A failure; position of its reason.
    Fail { cause: u32 },
}

/// One of several ways, by probability (alias table: Walker 1977).
#[derive(Clone, Debug)]
pub(super) struct Split {
    /// Position of the stream of its component.
    pub(super) stream: u32,
    /// By way: the probability of staying, the way to take instead, and where each begins.
    pub(super) ways: Vec<Way>,
}

/// A way of a split.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    pub(super) stay: f64,
    pub(super) to: u32,
    pub(super) instead: u32,
}

impl Split {
    /// From probabilities (which need not add up to 1) and where each way begins.
    pub(super) fn new(stream: u32, weighted: &[(f64, u32)]) -> Self {
        let total: f64 = weighted.iter().map(|(weight, _)| weight).sum();
        let count = weighted.len() as f64;
        let mut left: Vec<f64> = weighted.iter().map(|(weight, _)| weight / total * count).collect();
        let mut ways: Vec<Way> = weighted.iter().map(|&(_, to)| Way { stay: 1.0, to, instead: to }).collect();
        let (mut small, mut large): (Vec<usize>, Vec<usize>) = (0..left.len()).partition(|&way| left[way] < 1.0);
        while let (Some(&poor), Some(&rich)) = (small.last(), large.last()) {
            small.pop();
            ways[poor] = Way { stay: left[poor], to: weighted[poor].1, instead: weighted[rich].1 };
            left[rich] -= 1.0 - left[poor];
            if left[rich] < 1.0 {
                large.pop();
                small.push(rich);
            }
        }
        Self { stream, ways }
    }
}

/// Calls at once.
#[derive(Clone, Debug)]
pub(super) struct Gathering {
    /// Position of the stream of its component.
    pub(super) stream: u32,
    /// How many of each, and where it begins.
    pub(super) children: Vec<(f64, u32)>,
    /// Answers that it takes.
    pub(super) needed: f64,
    /// Where it goes on.
    pub(super) end: u32,
}

/// What requests are sent to one of by how busy each is.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Position of the stream of its component.
    pub(super) stream: u32,
    pub(super) manner: Manner,
    /// Stations and where the way to each begins.
    pub(super) members: Vec<(u32, u32)>,
    /// Whose turn it is.
    pub(super) turn: u32,
}

/// How an arrival is handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    Random,
    InTurn,
    LeastBusy,
    EmptierOfTwo,
    ByUser,
}

/// An entry of the plan.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) start: u32,
    pub(super) component: u32,
    pub(super) side: bool,
}

/// Where a request or a job begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Root {
    /// Its own first operation, and that of its entry.
    pub(super) start: u32,
    pub(super) entry: u32,
    /// Position of the class among all.
    pub(super) class: u32,
    /// Position of the Users component, or of what does the job first; [`NONE`] for side work.
    pub(super) component: u32,
    /// Position of the source; [`NONE`] for a job.
    pub(super) source: u32,
    /// Whether it counts as a request.
    pub(super) counted: bool,
    /// Whether it needs to know what it is about.
    pub(super) about: bool,
}

/// Everything that a request goes through.
#[derive(Clone, Debug, Default)]
pub(super) struct Code {
    pub(super) ops: Vec<Op>,
    pub(super) laws: Vec<Law>,
    pub(super) splits: Vec<Split>,
    /// By split: where its ways begin.
    pub(super) starts: Vec<Vec<u32>>,
    pub(super) stays: Vec<super::people::Stay>,
    pub(super) groups: Vec<Group>,
    pub(super) gatherings: Vec<Gathering>,
    /// Mean numbers of repetitions, with the streams of their components.
    pub(super) repeats: Vec<(f64, u32)>,
    pub(super) entries: Vec<Entry>,
    /// The sources in their order, then the jobs in theirs.
    pub(super) roots: Vec<Root>,
    pub(super) sources: usize,
    /// Why requests fail: component and reason.
    pub(super) causes: Vec<(u32, Reason)>,
    /// Constant delays, seconds.
    pub(super) delays: Vec<f64>,
    /// Time limits of attempts and in lines, seconds.
    pub(super) limits: Vec<f64>,
    /// Look-ups of names.
    pub(super) names: Vec<super::names::Names>,
    /// Choices whose targets are looked after.
    pub(super) checked: Vec<super::health::Checked>,
    /// By counter: link and position of the class.
    pub(super) counters: Vec<(u32, u32)>,
}

impl Code {
    /// Calls lead to where their entries begin.
    pub(super) fn resolve(&mut self) {
        for place in 0..self.ops.len() {
            if let Op::Call { start: entry, counter, .. } = self.ops[place] {
                let Entry { start, component, side } = self.entries[entry as usize];
                let after = self.end_of(place as u32 + 1);
                let after = if self.ops[after as usize] == Op::Return { RETURNS } else { after };
                self.ops[place] = match self.ops[start as usize] {
                    _ if side => Op::CallAside { start, component, counter, after },
                    Op::Return => Op::Visit { component, counter, after },
                    Op::Enter { station } => Op::CallIn { start, component, counter, after, station },
                    _ => Op::Call { start, component, counter, after },
                };
            }
        }
    }

    /// Leads every way past operations that only lead on.
    pub(super) fn shorten(&mut self) {
        let ends: Vec<u32> = (0..self.ops.len() as u32).map(|start| self.end_of(start)).collect();
        let end = |to: &mut u32| *to = ends[*to as usize];
        for op in &mut self.ops {
            match op {
                Op::Jump { to } | Op::Repeat { end: to, .. } => end(to),
                Op::Lookup { hit, miss, .. } => {
                    end(hit);
                    end(miss);
                }
                _ => {}
            }
        }
        for way in self.splits.iter_mut().flat_map(|split| &mut split.ways) {
            end(&mut way.to);
            end(&mut way.instead);
        }
        self.stays.iter_mut().flat_map(|stay| &mut stay.ways).for_each(|way| end(&mut way.to));
        self.groups.iter_mut().flat_map(|group| &mut group.members).for_each(|member| end(&mut member.1));
        self.gatherings.iter_mut().for_each(|gathering| end(&mut gathering.end));
    }

    fn end_of(&self, start: u32) -> u32 {
        let mut here = start;
        while let Op::Jump { to } = self.ops[here as usize] {
            here = to;
        }
        here
    }

    /// The position of a cause, which is added if it is new.
    pub(super) fn cause(&mut self, component: usize, reason: Reason) -> u32 {
        let cause = (component as u32, reason);
        position(&mut self.causes, |known| *known == cause, cause)
    }

    /// The position of the list of a constant delay.
    pub(super) fn delay(&mut self, seconds: f64) -> u32 {
        position(&mut self.delays, |known| *known == seconds, seconds)
    }

    /// The position of the list of a time limit; [`NONE`] where there is none.
    pub(super) fn limit(&mut self, seconds: f64) -> u32 {
        if seconds.is_finite() { position(&mut self.limits, |known| *known == seconds, seconds) } else { NONE }
    }

    /// The position of the counter of a link and a class.
    pub(super) fn counter(&mut self, link: Option<usize>, class: u32) -> u32 {
        let Some(link) = link else { return NONE };
        let counter = (link as u32, class);
        position(&mut self.counters, |known| *known == counter, counter)
    }
}

fn position<T>(list: &mut Vec<T>, same: impl Fn(&T) -> bool, new: T) -> u32 {
    let found = list.iter().position(same).unwrap_or_else(|| {
        list.push(new);
        list.len() - 1
    });
    found as u32
}
