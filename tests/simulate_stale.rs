//! Reads of copies whose writes wait in a log before they are applied.
//!
//! The log is an M/M/1 queue. A read of an object that is written at rate w is old unless the last write to it is longer
//! ago than the lag and the wait W of that write: with probability 1 - e^(-w lag) E[e^(-w W)], and the transform of the wait is
//! (1 - r) + r (m - l) / (m - l + w) at l writes per second, m applied and r = l/m (Kleinrock, Queueing Systems I, 1975).

mod simulate_support;

use scaleground::model::ComponentId;
use scaleground::model::catalog::Kind;
use scaleground::plan::{Class, Entry, Job, Node, Plan, Planned, Service, Shape, Source, Staleness, Window, zipf};
use scaleground::simulate::Settings;
use simulate_support::{Run, hand::Hand};

const WRITES: f64 = 80.0;
const APPLIED: f64 = 100.0;
const OBJECTS: f64 = 20.0;

/// Writes that are copied through a log, and reads of the copy; the same of both with and without what is said of the log.
fn plan(lag_s: f64, log: bool) -> Plan {
    let mut hand = Hand::new();
    let (station, cores) = (hand.station(1.0, f64::INFINITY), hand.station(1.0, f64::INFINITY));
    hand.plan.stations[station].keeps = true;
    let body = hand.push(Node::Work { station: cores, service: Service::new(Shape::Exponential, 1.0 / APPLIED, 1.0) });
    hand.push(Node::Hold { station, body });
    let applied = hand.plan.nodes.len();
    let write = hand.push(Node::Spawn { job: 0 });
    let written = hand.plan.nodes.len();
    hand.push(Node::Stale { staleness: 0 });
    let mut plan = hand.plan;
    let all = plan.nodes.len();
    let entry = |class, side, nodes| Entry { component: 0, class, side, nodes };
    plan.entries.push(entry(Class::Job, true, 0..applied));
    plan.entries.push(entry(Class::Write, false, applied..written));
    plan.entries.push(entry(Class::Read, false, written..all));
    plan.jobs.push(Job { entry: 0, link: None, counted: false, feedback: false });
    let popularity = zipf(OBJECTS, 0.0).into();
    let log = log.then_some(station);
    plan.staleness.push(Staleness {
        component: 0,
        window: Window::After(lag_s),
        log,
        writes: vec![write],
        link: None,
        popularity,
    });
    plan.components.push(Planned {
        id: ComponentId(1),
        kind: Kind::Users,
        entries: 0..3,
        stations: 0..plan.stations.len(),
        nodes: 0..all,
        cache: None,
        moved_share: None,
        scaling: None,
        instances: 1.0,
    });
    for (entry, class, fixed_rate) in [(1, Class::Write, WRITES), (2, Class::Read, 500.0)] {
        plan.sources.push(Source {
            component: 0,
            entry,
            class,
            rate_per_user: 0.0,
            fixed_rate,
            rate_of_one: 0.0,
            closed: None,
        });
    }
    plan
}

/// The share of old reads over replications, with its standard error.
fn old(plan: &Plan) -> (f64, f64) {
    let shares: Vec<f64> = (0..20)
        .map(|seed| {
            let settings = Settings { seed, warm_up_s: 50.0, horizon_s: 550.0, ..Settings::default() };
            let part = Run::with(plan, 1.0, &settings).outcome.components.remove(0);
            part.old_reads as f64 / part.reads as f64
        })
        .collect();
    let number = shares.len() as f64;
    let mean = shares.iter().sum::<f64>() / number;
    let variance = shares.iter().map(|share| (share - mean).powi(2)).sum::<f64>() / (number - 1.0);
    (mean, (variance / number).sqrt())
}

#[test]
fn a_read_is_old_until_the_write_has_waited_in_the_log() {
    let each = WRITES / OBJECTS;
    let spare = APPLIED - WRITES;
    let load = WRITES / APPLIED;
    let transform = (1.0 - load) + load * spare / (spare + each);
    for lag_s in [0.0, 0.02] {
        let lagging = (-each * lag_s).exp();
        for (log, expected) in [(true, 1.0 - lagging * transform), (false, 1.0 - lagging)] {
            let (mean, error) = old(&plan(lag_s, log));
            assert!(
                (mean - expected).abs() < 4.0 * error + 1e-9,
                "{lag_s} {log}: {mean} for {expected}, error {error}"
            );
            assert!(error < 0.03 * expected + 1e-9, "too short to say anything: {error}");
        }
    }
}
