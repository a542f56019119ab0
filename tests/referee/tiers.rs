//! Tiers whose workers are held while the database works: the solver against the simulator, below, at and above
//! what the system can carry.

use std::rc::Rc;

use scaleground::base::geometry::Point;
use scaleground::model::catalog::{Kind, Parameter as P};
use scaleground::model::{Choice, Component, ComponentId, Document, Link, LinkId, Value};
use scaleground::solve::{Solution, solve_document};

use crate::simulator::{Outcome, Station, Step, run};

const MANY: usize = usize::MAX;

/// Builds a document from kinds with numbers, and links from one to the next with no latency.
struct Drawing(Document);

impl Drawing {
    fn new(rate_per_s: f64) -> Self {
        let mut drawing = Self(Document::default());
        let users = drawing.add(
            Kind::Users,
            &[(P::Rate, rate_per_s), (P::StaticShare, 0.0), (P::WriteShare, 0.0), (P::AnswerBytes, 0.0)],
        );
        let component = drawing.0.components.get_mut(&users).expect("just added");
        Rc::make_mut(component).settings.insert(P::LoadMode, Value::Choice(Choice::TypedRate));
        drawing
    }

    fn add(&mut self, kind: Kind, numbers: &[(P, f64)]) -> ComponentId {
        let id = ComponentId(self.0.next_id);
        let mut component = Component::new(kind, Point::default());
        component.settings = numbers.iter().map(|(parameter, value)| (*parameter, Value::Number(*value))).collect();
        self.0.components.insert(id, Rc::new(component));
        self.0.next_id += 1;
        id
    }

    fn link(&mut self, from: ComponentId, to: ComponentId, numbers: &[(P, f64)]) {
        let mut link = Link::new(from, to);
        link.settings.insert(P::Latency, Value::Number(0.0));
        link.settings.extend(numbers.iter().map(|(parameter, value)| (*parameter, Value::Number(*value))));
        self.0.links.insert(LinkId(self.0.next_id), Rc::new(link));
        self.0.next_id += 1;
    }

    fn solve(&self) -> Solution {
        solve_document(&self.0)
    }
}

/// A web tier of one server in front of one database.
#[derive(Clone, Copy)]
struct Pair {
    web_cores: usize,
    workers: usize,
    accept: usize,
    web_s: f64,
    db_cores: usize,
    db_s: f64,
}

impl Pair {
    /// What the cores of both can carry, requests per second.
    fn capacity(&self) -> f64 {
        (self.web_cores as f64 / self.web_s).min(self.db_cores as f64 / self.db_s)
    }

    fn solve(&self, rate: f64) -> Solution {
        let mut drawing = Drawing::new(rate);
        let web = drawing.add(
            Kind::WebServer,
            &[
                (P::Cores, self.web_cores as f64),
                (P::Workers, self.workers as f64),
                (P::AcceptQueue, self.accept as f64),
                (P::ReadTime, self.web_s),
            ],
        );
        let db = drawing.add(
            Kind::RelationalDatabase,
            &[
                (P::Cores, self.db_cores as f64),
                (P::Connections, 10_000.0),
                (P::ConnectionQueue, 0.0),
                (P::ReadTime, self.db_s),
                (P::BufferHitRatio, 1.0),
            ],
        );
        drawing.link(ComponentId(1), web, &[]);
        drawing.link(web, db, &[]);
        drawing.solve()
    }

    fn simulate(&self, rate: f64, requests: u64) -> Outcome {
        let stations = vec![
            Station::new(self.workers, self.accept),
            Station::new(self.web_cores, MANY),
            Station::new(self.db_cores, MANY),
        ];
        run(stations, rate, requests, 5, |dice| {
            vec![
                Step::Take(0),
                Step::Take(1),
                Step::Pass(dice.exponential(self.web_s)),
                Step::Give(1),
                Step::Take(2),
                Step::Pass(dice.exponential(self.db_s)),
                Step::Give(2),
                Step::Give(0),
            ]
        })
    }

    /// Compares throughput, mean and p99 of those served.
    fn agree(&self, rate: f64, mean_tolerance: f64, p99_tolerance: f64) {
        let solved = self.solve(rate);
        let played = self.simulate(rate, 1_000_000);
        let response = solved.classes[0].response.as_ref().expect("some are served");
        assert!(solved.converged, "rate {rate}");
        near("throughput", rate, solved.goodput_per_s, played.throughput(), 0.02);
        near("mean", rate, response.mean_s, played.mean(), mean_tolerance);
        near("p99", rate, response.quantiles.p99_s, played.quantile(0.99), p99_tolerance);
    }
}

fn near(what: &str, rate: f64, solved: f64, played: f64, tolerance: f64) {
    assert!(
        (solved / played - 1.0).abs() <= tolerance,
        "{what} at {rate}/s: solved {solved}, simulated {played}, apart {:.3}",
        solved / played - 1.0
    );
}

const WIDE: Pair = Pair { web_cores: 4, workers: 200, accept: 100, web_s: 0.004, db_cores: 8, db_s: 0.006 };

#[test]
fn below_capacity_the_two_agree() {
    for share in [0.3, 0.6, 0.8] {
        WIDE.agree(share * WIDE.capacity(), 0.03, 0.05);
    }
}

#[test]
fn near_saturation_the_two_agree() {
    WIDE.agree(0.95 * WIDE.capacity(), 0.08, 0.10);
}

#[test]
fn a_database_too_slow_fills_the_workers_of_the_web_tier() {
    let pair = Pair { workers: 50, db_cores: 2, ..WIDE };
    let rate = 1.5 * pair.capacity();
    let solved = pair.solve(rate);
    let played = pair.simulate(rate, 600_000);
    near("throughput", rate, solved.goodput_per_s, played.throughput(), 0.02);
    near("mean", rate, solved.classes[0].response.as_ref().expect("served").mean_s, played.mean(), 0.05);
    let refused: f64 = solved.refusals.iter().map(|refusal| refusal.rate_per_s).sum();
    near("refused", rate, refused, played.stations[0].refused as f64 / played.span, 0.03);
    let (component, resource) = solved.bottleneck.expect("something is full");
    assert_eq!((component, resource), (ComponentId(3), scaleground::solve::Resource::Cores));
}

#[test]
fn few_workers_held_for_long_are_the_limit() {
    // Eight workers held for 54 ms each carry 148 requests per second, though the cores are nearly idle.
    let pair = Pair { web_cores: 4, workers: 8, accept: 100, web_s: 0.004, db_cores: 64, db_s: 0.05 };
    pair.agree(100.0, 0.05, 0.10);
    let solved = pair.solve(220.0);
    let played = pair.simulate(220.0, 600_000);
    near("throughput", 220.0, solved.goodput_per_s, played.throughput(), 0.02);
    near("mean", 220.0, solved.classes[0].response.as_ref().expect("served").mean_s, played.mean(), 0.05);
}
