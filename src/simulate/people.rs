//! Users as such: who stays with which server, and whose session is gone.
//!
//! Where a balancer ties users to servers, every request is one of some user's. Choices on its way fall by the user and
//! not by chance: between components by weighted rendezvous (Thaler and Ravishankar 1998, weights after Schindelhauer and
//! Schomaker 2005), between instances by jump consistent hashing (Lamping and Veach 2014), so that only the users of a
//! server that is lost or comes back go elsewhere. A session store keeps the sessions of all users, by key on one of its
//! nodes; it is asked by whichever server answers. A server has the sessions of those who have been there within the time
//! that it keeps them; they are gone with it. Whoever then comes to another has no session there, and has to sign in again.
//! So has who goes back to a server that has returned.
//!
//! Of very many users every so many-th is followed and stands for the others. They begin as after long use: each was there
//! last an exponential time ago.

use super::code::{NONE, Place};
use super::engine::Engine;
use super::random::{Purpose, Stream, mixed, uniform_of};
use super::stations::Station;
use super::visits::visits_from;
use crate::plan::{Node, Plan, Sessions};

/// Users that are followed.
const MOST_FOLLOWED: u32 = 200_000;

/// A session that was lost with its server.
const LOST: u32 = NONE - 1;

/// One of several ways that a user always takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    pub(super) weight: f64,
    /// What tells it from the others, whichever of them are there.
    pub(super) key: u32,
    pub(super) to: u32,
}

/// A choice that falls the same for all requests of a user.
#[derive(Clone, Debug)]
pub(super) struct Stay {
    pub(super) ways: Vec<Way>,
}

/// The one of several that a user always takes, by weight: the position.
fn way_of(user: u32, ways: impl Iterator<Item = (f64, u32)>) -> usize {
    let (mut best, mut least) = (0, f64::INFINITY);
    for (position, (weight, key)) in ways.enumerate() {
        let drawn = uniform_of(mixed(u64::from(user) | (u64::from(key) << 32)));
        let score = -libm::log1p(-drawn) / weight.max(1e-12);
        if score < least {
            (best, least) = (position, score);
        }
    }
    best
}

impl Stay {
    fn to(&self, user: u32) -> u32 {
        let chosen = way_of(user, self.ways.iter().map(|way| (way.weight, way.key)));
        self.ways.get(chosen).map_or(0, |way| way.to)
    }
}

/// The bucket of a user among so many (Lamping and Veach 2014).
pub(super) fn jump(user: u32, salt: u32, buckets: u32) -> u32 {
    let mut key = mixed(u64::from(user) | (u64::from(salt) << 32) | (1 << 63));
    let (mut last, mut next) = (0_u32, 0.0);
    while next < f64::from(buckets) {
        last = next as u32;
        key = key.wrapping_mul(2_862_933_555_777_941_757).wrapping_add(1);
        next = (f64::from(last) + 1.0) * (f64::from(1_u32 << 31) / ((key >> 33) as f64 + 1.0));
    }
    last
}

/// Where a user's session stands, and when it was used last, seconds.
#[derive(Clone, Copy, Debug)]
struct Session {
    copy: u32,
    used_s: f64,
}

/// The sessions on some servers.
#[derive(Clone, Debug)]
pub(super) struct Memory {
    kept_s: f64,
    /// The station of a session store, where it is one.
    store: Option<u32>,
    /// By user who is followed.
    sessions: Vec<Session>,
}

/// The users of a run, where they matter.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    /// The first user of all, another for every seed: so does chance have a part in who is where.
    first: u32,
    /// How many users one who is followed stands for.
    each: u32,
    memories: Vec<Memory>,
    /// Sessions lost with a server, and requests whose user's session was not where they came to.
    pub(super) lost: u64,
    pub(super) signed_out: u64,
}

impl People {
    /// The users of `plan`: by source the first of its users and their number, and who has a session where.
    pub(super) fn new(plan: &Plan, users: f64, seed: u64, stations: &[Station]) -> (Self, Vec<(u32, u32)>) {
        if plan.sessions.is_empty() {
            return (Self::default(), vec![(0, 0); plan.sources.len()]);
        }
        // Far from the number that stands for nobody.
        let start = (mixed(seed) >> 34) as u32;
        let (mut groups, mut end) = (Vec::new(), start);
        let ranges: Vec<(u32, u32)> = plan
            .sources
            .iter()
            .map(|source| {
                let number = libm::round(source.people(users)).clamp(1.0, 1e9) as u32;
                let known = groups.iter().find(|(component, _)| *component == source.component);
                let range = known.map_or((end, number), |known: &(usize, (u32, u32))| known.1);
                if known.is_none() {
                    groups.push((source.component, range));
                    end = end.saturating_add(number);
                }
                range
            })
            .collect();
        let each = (end - start).div_ceil(MOST_FOLLOWED).max(1);
        let memories = plan.sessions.iter().map(|sessions| {
            let mut memory = Memory {
                kept_s: sessions.kept_s,
                store: sessions.store().map(|station| station as u32),
                sessions: vec![Session { copy: NONE, used_s: f64::NEG_INFINITY }; ((end - start) / each + 1) as usize],
            };
            for &(component, range) in &groups {
                memory.fill(plan, users, sessions, (component, range), (start, each), (seed, stations));
            }
            memory
        });
        let people = Self { first: start, each, memories: memories.collect(), lost: 0, signed_out: 0 };
        (people, ranges)
    }

    /// Whom among those who are followed a user is; `None`: not one of them.
    fn followed(&self, user: u32) -> Option<usize> {
        let place = Some(user).filter(|user| *user != NONE)?.checked_sub(self.first)?;
        place.is_multiple_of(self.each.max(1)).then(|| (place / self.each.max(1)) as usize)
    }
}

impl Memory {
    /// The users of one group have been here long before the run.
    fn fill(
        &mut self,
        plan: &Plan,
        users: f64,
        sessions: &Sessions,
        (component, (first, number)): (usize, (u32, u32)),
        (start, each): (u32, u32),
        (seed, stations): (u64, &[Station]),
    ) {
        let rates = visits_from(plan, users, component);
        let rate = sessions.uses.iter().map(|&node| rates[node]).sum::<f64>() / f64::from(number);
        if rate <= 0.0 {
            return;
        }
        let mut stream = Stream::new(seed, plan.components[component].id.0, Purpose::People, 1);
        let next = first + (each - (first - start) % each) % each;
        for user in (next..first + number).step_by(each as usize) {
            let ago_s = -libm::log1p(-stream.uniform()) / rate;
            self.sessions[((user - start) / each) as usize] =
                Session { copy: home(user, sessions, stations), used_s: -ago_s };
        }
    }
}

/// The machine of a user while all are up.
fn home(user: u32, sessions: &Sessions, stations: &[Station]) -> u32 {
    let keepers = sessions.keepers.iter().map(|keeper| (keeper.weight, keeper.component as u32));
    let Some(keeper) = sessions.keepers.get(way_of(user, keepers)) else { return NONE };
    let machines = keeper.machines.iter().map(|&(station, share)| (share, key_of_station(station)));
    let Some(&(station, _)) = keeper.machines.get(way_of(user, machines)) else { return NONE };
    let own = &stations[station];
    own.first + jump(user, station as u32, own.active)
}

/// What tells a station from others; no component has the same key.
pub(super) const fn key_of_station(station: usize) -> u32 {
    station as u32 | (1 << 30)
}

/// The first station at which a step holds a server, and so what tells a way within a component from the others.
pub(super) fn machine_of(plan: &Plan, node: usize) -> Option<usize> {
    match &plan.nodes[node] {
        Node::Hold { station, .. } => Some(*station),
        _ => None,
    }
}

impl Engine {
    /// The way that a thread's user always takes.
    pub(super) fn stay(&mut self, thread: u32, stay: u32) -> u32 {
        let user = self.threads.at(thread).user;
        self.code.stays[stay as usize].to(user)
    }

    /// The copy of a station that a thread's user always goes to; by chance where there is no user.
    pub(super) fn own_copy(&mut self, thread: u32, station: u32) -> u32 {
        let user = self.threads.at(thread).user;
        let own = &mut self.stations[station as usize];
        if user == NONE { own.choose(&self.copies) } else { own.first + jump(user, station, own.active) }
    }

    /// A request uses the session of its user at the machine that it holds.
    pub(super) fn use_session(&mut self, thread: u32, memory: u32, station: u32, place: Place) {
        let number = self.threads.at(thread).user;
        let Some(user) = self.people.followed(number) else { return };
        let store = self.people.memories[memory as usize].store;
        let copy = match store {
            Some(store) => self.kept_at(number, store),
            None => self.copy_for(thread, station, place),
        };
        let own = &mut self.people.memories[memory as usize];
        let Some(session) = own.sessions.get_mut(user) else { return };
        let alive = self.now_s < session.used_s + own.kept_s;
        let elsewhere = alive && session.copy != copy;
        *session = Session { copy, used_s: self.now_s };
        if elsewhere {
            self.people.signed_out += u64::from(self.people.each);
        }
    }

    /// Copies of stations lose their memory.
    pub(super) fn lose_sessions(&mut self, copies: impl Fn(u32) -> bool) {
        if self.people.memories.is_empty() || self.clock.settled {
            return;
        }
        let now_s = self.now_s;
        for memory in &mut self.people.memories {
            let kept_s = memory.kept_s;
            let there = memory.sessions.iter_mut().filter(|session| copies(session.copy));
            let alive = there.filter(|session| now_s < session.used_s + kept_s);
            self.people.lost += alive.map(|session| session.copy = LOST).count() as u64 * u64::from(self.people.each);
        }
    }

    /// All instances of a component lose their memory.
    pub(super) fn lose_all_sessions(&mut self, component: usize) {
        if self.people.memories.is_empty() {
            return;
        }
        for station in self.stations_of(component) {
            let (first, room) = (self.stations[station].first, self.stations[station].room);
            self.lose_sessions(|copy| (first..first + room).contains(&copy));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_that_is_gone_moves_only_its_own_users_and_the_others_by_weight() {
        let all = [(1.0, 7), (2.0, 8), (1.0, 9)];
        let (mut taken, mut moved) = ([0_u32; 3], [0_u32; 3]);
        for user in 0..100_000 {
            let before = way_of(user, all.into_iter());
            taken[before] += 1;
            let left = [all[0], all[1]];
            let after = way_of(user, left.into_iter());
            assert!(before == 2 || after == before);
            moved[after] += u32::from(before == 2);
        }
        // Binomial: five standard deviations.
        for (taken, share) in taken.into_iter().zip([0.25, 0.5, 0.25]) {
            assert!((f64::from(taken) - 1e5 * share).abs() < 5.0 * libm::sqrt(1e5 * share * (1.0 - share)), "{taken}");
        }
        let gone = f64::from(taken[2]);
        assert!((f64::from(moved[1]) - gone * 2.0 / 3.0).abs() < 5.0 * libm::sqrt(gone * 2.0 / 9.0), "{moved:?}");
    }

    #[test]
    fn one_instance_fewer_moves_only_its_own_users() {
        let mut there = [0_u32; 5];
        for user in 0..100_000 {
            let (of_five, of_four) = (jump(user, 3, 5), jump(user, 3, 4));
            there[of_five as usize] += 1;
            assert!(of_five == 4 || of_five == of_four);
            assert!(of_four < 4);
        }
        for there in there {
            assert!((f64::from(there) - 2e4).abs() < 5.0 * libm::sqrt(1e5 * 0.2 * 0.8), "{there}");
        }
    }
}
