//! What takes time when the load changes: instances that follow it, caches that fill, messages that grow too old.

use crate::model::catalog::{Kind, Parameter, Role};
use crate::model::{Choice, ComponentId, Document, Fault, Value};
use crate::plan::{Cache, Class, Eviction, Plan, Planned, Scaling};
use crate::solve::{ComponentResult, Solution};

/// Most steps that autoscaling is followed for; each adds one instance at least.
const MOST_STEPS: u32 = 10_000;

/// Share of its hit ratio at which a cache counts as warm.
const WARM: f64 = 0.9;

/// How autoscaling answers a load that has grown at once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reaction {
    /// Instances that run before.
    pub instances: f64,
    /// Instances that run afterwards.
    pub wanted: f64,
    /// Steps until then.
    pub steps: u32,
    /// Seconds until they all answer.
    pub seconds: f64,
}

/// The answer of `component` to `factor` times the load of `solution`; `None` where its instances do not follow.
///
/// Each step looks at the utilization, which is never more than 1, and asks for as many instances as would bring it to
/// the target (Amazon EC2 Auto Scaling, target tracking). The longest that it can take: the first step has to wait for a
/// cool-down as well, each further one for another and until the instances of the one before answer; then the last ones
/// boot. From a tier that is full already more may be needed than is seen.
pub fn reaction(plan: &Plan, solution: &Solution, component: ComponentId, factor: f64) -> Option<Reaction> {
    let part = planned(plan, component)?;
    let (scaling, result) = (part.scaling?, solution.components.get(&component)?);
    let instances = result.instances.max(1.0);
    let load = utilization(plan, part, result) * instances * factor;
    let (mut wanted, mut steps) = (instances, 0);
    while steps < MOST_STEPS {
        let seen = (load / wanted).min(1.0);
        let next = (wanted * seen / scaling.target_utilization - 1e-9).ceil().clamp(scaling.fewest, scaling.most);
        if next <= wanted {
            break;
        }
        (wanted, steps) = (next, steps + 1);
    }
    let seconds = if steps == 0 {
        0.0
    } else {
        f64::from(steps - 1) * scaling.cool_down_s.max(scaling.boot_s) + scaling.cool_down_s + scaling.boot_s
    };
    Some(Reaction { instances, wanted, steps, seconds })
}

/// Instances that a backlog of so many messages asks for; `None` where they do not follow a backlog.
pub fn instances_for_backlog(scaling: &Scaling, messages: f64) -> Option<f64> {
    let each = scaling.backlog_per_instance?;
    Some((messages / each).ceil().clamp(scaling.fewest, scaling.most))
}

fn planned(plan: &Plan, component: ComponentId) -> Option<&Planned> {
    plan.components.iter().find(|part| part.id == component)
}

/// Busy share of the fullest resource that works itself, over all of its machines.
fn utilization(plan: &Plan, part: &Planned, result: &ComponentResult) -> f64 {
    let working = plan.stations[part.stations.clone()].iter().filter(|station| !station.held);
    let share = |resource| {
        let same = result.resources.iter().filter(|other| other.resource == resource);
        let (busy, units) = same.fold((0.0, 0.0), |(busy, units), one| (busy + one.busy, units + one.units));
        if units > 0.0 { busy / units } else { 0.0 }
    };
    working.map(|station| share(station.resource)).fold(0.0, f64::max)
}

/// Seconds until the first message of a queue is older than it is kept for, and so lost; `None` where none ever is.
///
/// A fluid model: while more arrives than is worked on, what is taken at time t arrived at t times capacity over
/// arrivals, so that the age grows by what the backlog grows by per message that arrives.
pub fn first_loss(document: &Document, solution: &Solution, queue: ComponentId) -> Option<f64> {
    let broker = document.components.get(&queue)?;
    let Some(Value::Number(kept_s)) = broker.value(Parameter::Retention) else { return None };
    let keeps =
        broker.kind == Kind::MessageQueue || broker.kind == Kind::EventRouter && broker.flag(Parameter::Durable);
    let arrives = solution.components.get(&queue).is_some_and(|result| result.arrival_per_s > 0.0);
    if !keeps || !arrives || document.fault(queue) == Some(Fault::Down) {
        return None;
    }
    let consumers = document.outgoing(queue).filter(|(_, link)| document.role(link) == Some(Role::Deliver));
    let consumers: Vec<ComponentId> = consumers.map(|(_, link)| link.to).collect();
    let ages = consumers.iter().map(|&consumer| aging(document, solution, consumer));
    let fastest = ages.fold(if consumers.is_empty() { 1.0 } else { 0.0 }, f64::max);
    (fastest > 0.0).then_some(kept_s / fastest)
}

/// Seconds by which the next message for a consumer is older after each second.
fn aging(document: &Document, solution: &Solution, consumer: ComponentId) -> f64 {
    if document.fault(consumer) == Some(Fault::Down) {
        return 1.0;
    }
    let growth =
        solution.components.get(&consumer).and_then(|result| result.backlog).map(|backlog| backlog.growth_per_s);
    let delivers = document.incoming(consumer).filter(|(_, link)| document.role(link) == Some(Role::Deliver));
    let links = delivers.filter_map(|(id, _)| solution.links.get(&id));
    let arrival: f64 = links.map(crate::solve::LinkResult::total_per_s).sum();
    match growth {
        Some(growth) if growth > 0.0 && arrival > 0.0 => (growth / arrival).min(1.0),
        _ => 0.0,
    }
}

/// Seconds until an empty cache has 90 % of the hit ratio of this steady state; 0 where it is filled before use; `None`
/// where it has none, or one that is typed in.
pub fn warm_up(document: &Document, plan: &Plan, solution: &Solution, component: ComponentId) -> Option<f64> {
    let hit_ratio = solution.components.get(&component)?.hit_ratio.filter(|ratio| *ratio > 0.0)?;
    let cache = &plan.caches[planned(plan, component)?.cache?];
    let drawn = document.components.get(&component)?;
    if cache.typed.is_some() {
        return None;
    }
    if drawn.flag(Parameter::Warmed) {
        return Some(0.0);
    }
    let rate = |wanted: &[Class]| -> f64 {
        let links = document.incoming(component).filter_map(|(id, _)| solution.links.get(&id));
        links.flat_map(|link| &link.rate_per_s).filter(|(class, _)| wanted.contains(class)).map(|(_, rate)| rate).sum()
    };
    let edge = drawn.kind == Kind::Cdn;
    let lookups = rate(if edge { &[Class::Static] } else { &[Class::Static, Class::Read, Class::Job] });
    let renewed = matches!(drawn.choice(Parameter::Strategy), Some(Choice::CacheAside | Choice::ReadThrough));
    let drops = if renewed { rate(&[Class::Write]) } else { 0.0 };
    filled(cache, lookups, drops, WARM * hit_ratio)
}

/// Seconds until an empty cache has a hit ratio, at so many look-ups and drops per second.
///
/// Until the characteristic time nothing is evicted (Che), and until the time to live nothing expires, so that an object
/// is there once it has been asked for: with probability 1 - e^(-lookups p t), less what is dropped meanwhile. Either
/// time is later than this one, because the hit ratio at it is no less than that of the steady state. Of a cache that
/// keeps the most popular objects, only those are counted.
fn filled(cache: &Cache, lookups: f64, drops: f64, hit_ratio: f64) -> Option<f64> {
    let hits = |seconds: f64| {
        let keeps_best = cache.eviction == Eviction::LeastFrequentlyUsed;
        let mut room = if keeps_best { cache.capacity } else { f64::INFINITY };
        let mut sum = 0.0;
        for group in cache.popularity.iter() {
            let count = group.count.min(room);
            room -= count;
            let asked = lookups * group.probability;
            let dropped = drops * group.probability + cache.invalidated_per_s / cache.objects.max(1.0);
            if asked > 0.0 {
                let there = asked / (asked + dropped) * -(-(asked + dropped) * seconds).exp_m1();
                sum += count * group.probability * there;
            }
        }
        sum
    };
    let (mut low, mut high) = (-20.0_f64, 40.0_f64);
    if lookups <= 0.0 || hits(high.exp()) < hit_ratio {
        return None;
    }
    // By bisection over the logarithm of the time, to full precision.
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if hits(middle.exp()) < hit_ratio {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(high.exp())
}
