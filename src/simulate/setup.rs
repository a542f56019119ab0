//! A run before its first event.

use std::collections::VecDeque;
use std::rc::Rc;

use super::agenda::{Agenda, Kind as EventKind, MOST_INDICES};
use super::attempts::{Breaker, Policy};
use super::caches::{Cache, Caches, Kind, Rules};
use super::clock::{Clock, Tier};
use super::code::{Code, Manner, NONE, Op, Place};
use super::compile::{code, manner};
use super::engine::Engine;
use super::filling::fill;
use super::health::Failover;
use super::links::Hindrance;
use super::lists::List;
use super::logs::logs;
use super::measure::{Measure, Passed};
use super::messages::deliveries;
use super::objects::Popularity;
use super::outcome::Note;
use super::people::People;
use super::random::{Exponential, Purpose, Stream};
use super::recorder::Recorder;
use super::settings::{Caches as Beginning, Settings, Status};
use super::shared::Share;
use super::sources::{ByItself, Load, Source, Sources, Users};
use super::stale::Staleness;
use super::stations::{Copy, MOST_LOOKED_AT, Station};
use super::store::Store;
use super::threads::Threads;
use super::times::Law;
use crate::plan::{Class, Eviction, Plan, Ranks, Reason};

/// Copies of all stations together that are kept apart.
const MOST_COPIES: f64 = 1_000_000.0;

/// Users of one closed group that are kept apart.
const MOST_USERS: f64 = 1_000_000.0;

/// A run of `plan` at so many users, and what is done differently from the plan for its size.
pub(super) fn engine(plan: &Plan, users: f64, settings: &Settings) -> (Engine, Vec<Note>) {
    let mut setup = Setup { plan, seed: settings.seed, code: code(plan), notes: Vec::new() };
    let (mut stations, copies) = setup.stations();
    let by_itself = setup.by_itself(&stations);
    let mut sources = setup.sources(users, settings, by_itself);
    let (people, ranges) = People::new(plan, users, settings.seed, &stations);
    sources.open.iter_mut().zip(ranges).for_each(|(source, range)| source.people = range);
    let mut caches = setup.caches();
    let staleness = setup.staleness(&mut caches);
    let logs = logs(&staleness, &mut stations);
    let policies = setup.policies();
    let breakers = plan.breakers.iter().map(|breaker| {
        let cause = setup.code.cause(breaker.component, Reason::BreakerOpen);
        Breaker::new(breaker.threshold, cause)
    });
    let breakers = breakers.collect();
    let station_causes = setup.station_causes();
    let causes: Vec<u32> =
        (0..plan.components.len()).map(|component| setup.code.cause(component, Reason::Down)).collect();
    let mut of_each = |reason: Reason| -> Vec<u32> {
        (0..plan.components.len()).map(|component| setup.code.cause(component, reason)).collect()
    };
    let (cut, faulty, full) = (of_each(Reason::Unreachable), of_each(Reason::Faulty), of_each(Reason::DiskFull));
    let deliveries = deliveries(plan, |component, reason| setup.code.cause(component, reason));
    let clock = Clock {
        names: std::mem::take(&mut setup.code.names),
        sets: super::instances::sets(plan),
        missed_s: plan.failures.components.iter().map(|part| part.missed_s).collect(),
        noticed_s: plan.failures.components.iter().map(|part| part.noticed_s).collect(),
        dead: causes.clone(),
        cut,
        faulty,
        full,
        writing: plan
            .failures
            .components
            .iter()
            .map(|part| part.writing.iter().map(|entry| *entry as u32).collect())
            .collect(),
        led_away: vec![Vec::new(); plan.components.len()],
        needs: super::quorums::needs(plan),
        starved: vec![Vec::new(); plan.components.len()],
        flapping: vec![false; plan.components.len()],
        tiers: setup.tiers(&stations),
        causes,
        checked: std::mem::take(&mut setup.code.checked),
        failovers: failovers(plan),
        places: places(plan),
        lost: vec![(0, 0); plan.components.len()],
        links: vec![Hindrance::default(); plan.links.len()],
        deliveries,
        spared: plan
            .failures
            .components
            .iter()
            .flat_map(|part| part.spared.iter().map(|entry| setup.code.entries[*entry].start))
            .collect(),
        ..Clock::default()
    };
    let routing = plan.components.iter().map(|part| Stream::new(setup.seed, part.id.0, Purpose::Routing, 0)).collect();
    let Setup { code, notes, .. } = setup;
    let measure = measure(plan, settings, &code);
    let list = |(index, seconds): (usize, &f64), kind| List::new(*seconds, kind, index as u32);
    let mut engine = Engine {
        agenda: Agenda::default(),
        threads: Threads::default(),
        ready: VecDeque::new(),
        now_s: 0.0,
        until_s: 0.0,
        events: 0,
        shares: shares(&stations, copies.len()),
        delays: code.delays.iter().enumerate().map(|delay| list(delay, EventKind::Delay)).collect(),
        limits: code.limits.iter().enumerate().map(|limit| list(limit, EventKind::Limit)).collect(),
        stations,
        copies,
        station_causes,
        limited: 0,
        policies,
        breakers,
        caches,
        staleness,
        logs,
        sources,
        people,
        clock,
        routing,
        down: vec![NONE; plan.components.len()],
        exponential: Exponential::new(),
        measure,
        recorder: Recorder::default(),
        status: Status::Running,
        most_in_flight: settings.most_in_flight.min(Settings::MOST_IN_FLIGHT).min(MOST_INDICES - 1_024),
        code,
    };
    if settings.caches == Beginning::Warm {
        fill(&mut engine, plan, users, settings.seed);
    }
    settle_tiers(&mut engine, plan, users);
    engine.begin_with(&settings.begin);
    begin(&mut engine);
    (engine, notes)
}

/// Nothing counted yet.
fn measure(plan: &Plan, settings: &Settings, code: &Code) -> Measure {
    Measure {
        failures: vec![[0; 4]; code.causes.len()],
        components: vec![Passed::default(); plan.components.len()],
        counters: vec![0; code.counters.len()],
        watched: settings.record.live || settings.record.series_every_s.is_finite(),
        live: settings.record.live.then(Box::default),
        point: settings.record.series_every_s.is_finite().then(Box::default),
        ..Measure::default()
    }
}

/// Instances that follow the load begin as many as it needs: as caches begin warm, so that a run does not begin with the
/// minutes in which they are started.
fn settle_tiers(engine: &mut Engine, plan: &Plan, users: f64) {
    if plan.components.iter().all(|part| part.scaling.is_none()) {
        return;
    }
    let factor = engine.sources.load.factor_at(0.0);
    let busy = super::visits::busy_instances(plan, users);
    for tier in 0..engine.clock.tiers.len() {
        let own = &engine.clock.tiers[tier];
        let (scaling, busy) = (own.scaling, busy[own.component as usize] * factor);
        let wanted = libm::ceil(busy / scaling.target_utilization - 1e-9);
        let wanted = wanted.clamp(scaling.fewest, scaling.most.max(scaling.fewest));
        engine.set_instances(tier, wanted);
        engine.clock.tiers[tier].wanted = wanted;
    }
}

/// Whether a copy may take the place of a primary that does not wait for it.
fn lost_with_primary(plan: &Plan, component: usize) -> bool {
    plan.failures.groups.iter().any(|group| group.asynchronous && group.replicas.contains(&component))
}

fn failovers(plan: &Plan) -> Vec<Failover> {
    plan.failures
        .groups
        .iter()
        .map(|group| Failover { group: group.clone(), promoted: None, moved: Vec::new(), copying: Vec::new() })
        .collect()
}

/// By place: what shares its fate.
fn places(plan: &Plan) -> Vec<Vec<usize>> {
    let inside = |place: usize| {
        let of = plan.failures.components.iter().enumerate();
        of.filter(|(_, part)| part.places.contains(&place)).map(|(component, _)| component).collect()
    };
    (0..plan.failures.places.len()).map(inside).collect()
}

fn shares(stations: &[Station], copies: usize) -> Vec<Share> {
    if stations.iter().any(|station| station.shared) { vec![Share::default(); copies] } else { Vec::new() }
}

/// The first events.
fn begin(engine: &mut Engine) {
    for source in 0..engine.sources.open.len() as u32 {
        if engine.sources.open[source as usize].rate_per_s > 0.0 {
            engine.schedule_anew(source);
        }
    }
    for users in 0..engine.sources.users.len() as u32 {
        for _ in 0..engine.sources.users[users as usize].number {
            engine.schedule_thought(users, 0.0);
        }
    }
    for position in 0..engine.sources.by_itself.len() as u32 {
        engine.schedule_by_itself(position);
    }
    engine.schedule_clock();
}

struct Setup<'a> {
    plan: &'a Plan,
    seed: u64,
    code: Code,
    notes: Vec<Note>,
}

impl Setup<'_> {
    /// A stream of a component; `ordinal` tells several of one purpose apart.
    fn stream(&self, component: usize, purpose: Purpose, ordinal: usize) -> Stream {
        Stream::new(self.seed, self.plan.components[component].id.0, purpose, ordinal as u32)
    }

    fn stations(&mut self) -> (Vec<Station>, Vec<Copy>) {
        let all: f64 = self.plan.stations.iter().map(|station| station.copies.max(1.0)).sum();
        let share = (MOST_COPIES / all).min(1.0);
        let (mut stations, mut copies) = (Vec::new(), Vec::new());
        for (position, station) in self.plan.stations.iter().enumerate() {
            let whole = libm::round(station.copies).max(1.0);
            let active = if share < 1.0 { libm::floor(whole * share).max(1.0) } else { whole };
            let servers = libm::round(station.servers * whole / active).max(1.0);
            if active < whole {
                let (component, resource) = (station.component, station.resource);
                self.notes.push(Note::CopiesMerged { component, resource, copies: whole, kept: active });
            }
            let scaling = self.plan.components[station.component].scaling;
            let most = scaling.map_or(1.0, |scaling| (scaling.most / scaling.drawn.max(1.0)).max(1.0));
            let room = if station.pooled { active } else { libm::ceil(active * most).min(MOST_COPIES) };
            if manner(station) == Manner::LeastBusy && active > f64::from(MOST_LOOKED_AT) {
                self.notes.push(Note::SampledDispatch { component: station.component });
            }
            let line = if station.keeps { u32::MAX } else { station.queue_limit.clamp(0.0, 4e9) as u32 };
            let patience = self.code.limit(station.patience_s);
            let (service, dispatch) = (
                self.stream(station.component, Purpose::Service, self.ordinal(position)),
                self.stream(station.component, Purpose::Dispatch, self.ordinal(position)),
            );
            let placed = (copies.len() as u32, active as u32, room as u32);
            let servers = servers.min(4e9) as u32;
            let by_user = self.plan.sessions.iter().flat_map(|sessions| &sessions.keepers);
            let by_user = by_user.flat_map(|keeper| &keeper.machines).any(|machine| machine.0 == position);
            let manner = if by_user { Manner::ByUser } else { manner(station) };
            stations.push(Station::new(station, manner, placed, servers, line, patience, service, dispatch));
            copies.extend((0..room as u32).map(|machine| Copy::new(position as u32, machine)));
        }
        (stations, copies)
    }

    /// The place of a station among those of its component and resource, and which resource.
    fn ordinal(&self, position: usize) -> usize {
        let own = &self.plan.stations[position];
        let before = self.plan.stations[..position].iter().rev().take_while(|other| other.component == own.component);
        before.filter(|other| other.resource == own.resource).count() * 16 + own.resource as usize
    }

    fn station_causes(&mut self) -> Vec<(u32, u32)> {
        let causes = self.plan.stations.iter().map(|station| {
            let full = if station.pooled { Reason::Undelivered } else { Reason::QueueFull(station.resource) };
            let full = self.code.cause(station.component, full);
            (full, self.code.cause(station.component, Reason::Impatient(station.resource)))
        });
        causes.collect()
    }

    fn by_itself(&mut self, stations: &[Station]) -> Vec<ByItself> {
        let mut found = Vec::new();
        for (position, work) in self.plan.background.iter().enumerate() {
            let start = self.code.ops.len() as u32;
            self.code.laws.push(Law::of(&work.service));
            let law = self.code.laws.len() as u32 - 1;
            self.code.ops.push(Op::Work { station: work.station as u32, law, place: Place::Same });
            self.code.ops.push(Op::Orphan);
            let component = stations[work.station].component as usize;
            let stream = self.stream(component, Purpose::Background, position);
            found.push(ByItself { station: work.station as u32, rate_per_s: work.rate_per_s, start, stream });
        }
        found
    }

    fn sources(&mut self, users: f64, settings: &Settings, by_itself: Vec<ByItself>) -> Sources {
        let mut groups: Vec<(usize, Users)> = Vec::new();
        let mut open = Vec::new();
        for (position, source) in self.plan.sources.iter().enumerate() {
            let root = self.code.roots[position];
            let group = source.closed.map_or(NONE, |closed| {
                let known = groups.iter().position(|(component, _)| *component == source.component);
                let group = known.unwrap_or_else(|| {
                    groups.push((source.component, self.users(source.component, &closed)));
                    groups.len() - 1
                });
                let own = &mut groups[group].1.sources;
                let before = own.last().map_or(0.0, |last| last.0);
                own.push((before + closed.share, position as u32));
                group as u32
            });
            let class = source.class as usize;
            let rate_per_s = if source.closed.is_some() { 0.0 } else { source.rate(users) };
            open.push(Source {
                start: root.start,
                rate_per_s,
                mean_s: 1.0 / rate_per_s,
                arrivals: self.stream(source.component, Purpose::Arrivals, class),
                objects: self.stream(source.component, Purpose::Objects, class),
                about: root.about,
                people: (0, 0),
                senders: self.stream(source.component, Purpose::People, 2 + class),
                group,
                pending: None,
            });
        }
        Sources {
            open,
            users: groups.into_iter().map(|(_, users)| users).collect(),
            by_itself,
            load: Load::new(settings.profile.clone()),
            traces: Stream::new(self.seed, 0, Purpose::Traces, 0),
            traced_share: settings.record.traced_share,
        }
    }

    fn users(&mut self, component: usize, closed: &crate::plan::Closed) -> Users {
        let number = libm::round(closed.users).max(1.0);
        if number > MOST_USERS {
            self.notes.push(Note::FewerUsers { component, users: number, kept: MOST_USERS });
        }
        let stream = self.stream(component, Purpose::Arrivals, Class::ALL.len());
        Users { number: number.min(MOST_USERS) as u32, think_s: closed.think_s, sources: Vec::new(), stream }
    }

    fn caches(&mut self) -> Caches {
        let mut caches = Caches::default();
        for (position, cache) in self.plan.caches.iter().enumerate() {
            let stream = self.stream(cache.component, Purpose::Coin, position);
            let kind = if let Some(ratio) = cache.typed {
                Kind::Typed(ratio)
            } else {
                let popularity = self.popularity(&mut caches, &cache.popularity, cache.component);
                let known = &caches.popularities[popularity as usize];
                let most_popular_only = cache.eviction == Eviction::LeastFrequentlyUsed;
                let each = known.all().map(|(each, _)| each);
                let store = Store::new(each, cache.capacity, cache.ttl_s, most_popular_only);
                let by_hand_s = cache.objects.max(1.0) / cache.invalidated_per_s.max(0.0);
                Kind::Filled {
                    popularity,
                    store: Box::new(store),
                    rules: Rules { eviction: cache.eviction, by_hand_s },
                }
            };
            caches.caches.push(Cache { component: cache.component as u32, kind, stream });
        }
        caches
    }

    fn popularity(&mut self, caches: &mut Caches, ranks: &Rc<[Ranks]>, component: usize) -> u32 {
        let known = caches.popularities.iter().position(|popularity| popularity.is_of(ranks));
        let position = known.unwrap_or_else(|| {
            caches.popularities.push(Popularity::new(ranks, caches.popularities.len() as u64));
            caches.popularities.len() - 1
        });
        let each = caches.popularities[position].most_each();
        if each > 1.0 {
            self.notes.push(Note::ObjectsMerged { component, each });
        }
        position as u32
    }

    fn staleness(&mut self, caches: &mut Caches) -> Vec<Staleness> {
        let mut found = Vec::new();
        for old in &self.plan.staleness {
            let popularity = self.popularity(caches, &old.popularity, old.component);
            let kept = caches.popularities[popularity as usize].kept();
            found.push(Staleness {
                component: old.component as u32,
                window: old.window,
                log: old.log.map_or(NONE, |log| log as u32),
                popularity,
                written_s: vec![f64::NEG_INFINITY; kept],
                on_the_way_s: lost_with_primary(self.plan, old.component).then(VecDeque::new),
                at_failure: 0,
                link: old.link.map_or(NONE, |link| link as u32),
                cut_s: None,
                held_up_s: (f64::INFINITY, f64::INFINITY),
            });
        }
        found
    }

    fn policies(&mut self) -> Vec<Policy> {
        let mut found = Vec::new();
        for (position, policy) in self.plan.policies.iter().enumerate() {
            let node = self
                .plan
                .nodes
                .iter()
                .position(|node| matches!(node, crate::plan::Node::Attempt { policy, .. } if *policy == position));
            // A consumer's own limit is that of the queue which hands the message out again.
            let own = node.is_some_and(|node| self.plan.components[policy.component].nodes.contains(&node));
            let reason = if own { Reason::DeadLetter } else { Reason::TimedOut };
            found.push(Policy {
                limit: self.code.limit(policy.timeout_s),
                retries: policy.retries.clamp(0.0, 1e6) as u32,
                backoff: policy.backoff,
                cancels: policy.cancels,
                budget: policy.budget,
                allowed: 0.0,
                cause: self.code.cause(policy.component, reason),
                stream: policy.component as u32,
            });
        }
        found
    }

    fn tiers(&self, stations: &[Station]) -> Vec<Tier> {
        let mut found = Vec::new();
        for (position, part) in self.plan.components.iter().enumerate() {
            let Some(scaling) = part.scaling else { continue };
            let drawn = scaling.drawn.max(1.0);
            let each = |station: usize| {
                let own = &stations[station];
                let number = if own.pooled { own.servers } else { own.active };
                (station as u32, f64::from(number) / drawn)
            };
            let own = part.stations.clone().map(each).collect();
            found.push(Tier::new(position as u32, scaling, own, drawn));
        }
        found
    }
}
