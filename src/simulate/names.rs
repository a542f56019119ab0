//! Names that are remembered while their server is down.
//!
//! While all is well a share of the requests asks for a name again, as the plan says. When nobody answers, whoever has
//! remembered the name goes on until it expires, and then asks, in vain, with every request. Names expire evenly over
//! the time to live; here in so many steps, each with the share in its middle.

use super::clock::Tick;
use super::code::{NONE, Split};
use super::engine::Engine;

/// Steps in which names expire.
const STEPS: u32 = 50;

/// Requests that ask for a name now and then.
#[derive(Clone, Debug)]
pub(super) struct Names {
    /// The component that answers, and the link that it is asked over.
    pub(super) server: u32,
    /// Position of the split, and where its ways begin: that which asks, and that which does not.
    pub(super) split: u32,
    pub(super) ways: [u32; 2],
    /// Share of the requests that asks while all is well.
    pub(super) share: f64,
    /// How long a name is remembered, seconds.
    pub(super) ttl_s: f64,
    /// Since when nobody answers, seconds.
    pub(super) lost_s: Option<f64>,
}

impl Engine {
    /// A name server is down.
    pub(super) fn lose_names(&mut self, component: usize) {
        for position in 0..self.clock.names.len() {
            if self.clock.names[position].server as usize == component {
                self.begin_to_expire(position);
            }
        }
    }

    /// It is up again.
    pub(super) fn find_names(&mut self, component: usize) {
        for position in 0..self.clock.names.len() {
            if self.clock.names[position].server as usize == component {
                self.look_at_names(position);
            }
        }
    }

    /// A link is down or up again: names may be asked for over it.
    pub(super) fn cut_names(&mut self, link: u32, down: bool) {
        for position in 0..self.clock.names.len() {
            if self.first_link(self.clock.names[position].ways[0]) == Some(link) {
                if down { self.begin_to_expire(position) } else { self.look_at_names(position) }
            }
        }
    }

    fn begin_to_expire(&mut self, position: usize) {
        let own = &mut self.clock.names[position];
        if own.lost_s.is_some() {
            return;
        }
        own.lost_s = Some(if self.clock.settled { f64::NEG_INFINITY } else { self.now_s });
        let ttl_s = own.ttl_s;
        if self.clock.settled || ttl_s <= 0.0 {
            return self.ask(position, 1.0);
        }
        for step in 0..=STEPS {
            self.at_tick(ttl_s * f64::from(step) / f64::from(STEPS), Tick::Expired(position));
        }
    }

    /// Asked again, unless the server is still down or out of reach.
    fn look_at_names(&mut self, position: usize) {
        let own = &self.clock.names[position];
        let link = self.first_link(own.ways[0]);
        let cut = link.is_some_and(|link| link != NONE && self.hindrance(link as usize).down);
        if cut || self.down[own.server as usize] != NONE {
            return;
        }
        let share = own.share;
        self.clock.names[position].lost_s = None;
        self.ask(position, share);
    }

    /// So many names have expired by now.
    pub(super) fn expire_names(&mut self, position: usize) {
        let own = &self.clock.names[position];
        let Some(lost_s) = own.lost_s else { return };
        let expired = (self.now_s - lost_s) / own.ttl_s;
        let middle = if expired >= 1.0 - 1e-9 { 1.0 } else { expired + 0.5 / f64::from(STEPS) };
        let share = own.share + (1.0 - own.share) * middle;
        self.ask(position, share);
    }

    fn ask(&mut self, position: usize, share: f64) {
        let Names { split, ways: [asks, goes_on], .. } = self.clock.names[position];
        let stream = self.code.splits[split as usize].stream;
        self.code.splits[split as usize] = Split::new(stream, &[(share, asks), (1.0 - share, goes_on)]);
    }
}
