//! Runs that can be followed by hand: fixed times, users who do not think. Every figure is exact.

mod simulate_support;

use scaleground::plan::{Backoff, CallPolicy, Class, Discipline, Node, Plan, Reason, Resource};
use scaleground::simulate::{ClassOutcome, Outcome, Pause, Record, Settings, Span};
use simulate_support::Run;
use simulate_support::hand::Hand;

fn run(plan: &Plan, horizon_s: f64) -> Outcome {
    Run::with(plan, 1.0, &Settings { horizon_s, ..Settings::default() }).outcome
}

fn reads(outcome: &Outcome) -> &ClassOutcome {
    outcome.class(Class::Read).expect("reads")
}

fn failed(outcome: &Outcome, reason: Reason) -> u64 {
    reads(outcome).failed.iter().filter(|failed| failed.reason == reason).map(|failed| failed.number).sum()
}

#[test]
fn one_user_gets_the_bare_time() {
    let mut hand = Hand::new();
    let station = hand.station(1.0, f64::INFINITY);
    let work = hand.fixed(station, 1.0);
    let way = hand.push(Node::Delay(0.5));
    hand.sequence(&[work, way]);
    let outcome = run(&hand.finish(1.0), 15.25);
    assert_eq!((reads(&outcome).answered, reads(&outcome).in_flight_after), (10, 1));
    assert_eq!(reads(&outcome).response.sum_s, 15.0);
    // Busy for one of every 1.5 seconds, ten times and a quarter of a second more.
    assert!((outcome.components[0].stations[0].busy * 15.25 - 10.25).abs() < 1e-12);
}

#[test]
fn three_users_wait_for_each_other() {
    let mut hand = Hand::new();
    let station = hand.station(1.0, f64::INFINITY);
    hand.fixed(station, 1.0);
    let outcome = run(&hand.finish(3.0), 9.5);
    // After 1, 2 and 3 seconds, then after 3 each.
    assert_eq!(reads(&outcome).answered, 9);
    assert_eq!(reads(&outcome).response.sum_s, 1.0 + 2.0 + 3.0 + 6.0 * 3.0);
    let station = &outcome.components[0].stations[0];
    assert!((station.busy - 1.0).abs() < 1e-12 && (station.waiting - 2.0).abs() < 1e-12);
}

#[test]
fn shared_servers_slow_everybody_down() {
    let mut hand = Hand::new();
    let station = hand.station(1.0, f64::INFINITY);
    hand.plan.stations[station].discipline = Discipline::ProcessorSharing;
    let work = hand.fixed(station, 1.0);
    let rest = hand.push(Node::Delay(1.0));
    hand.sequence(&[work, rest]);
    let outcome = run(&hand.finish(2.0), 3.5);
    assert_eq!(reads(&outcome).answered, 2);
    // Both get half a server for two seconds.
    assert_eq!(reads(&outcome).response.sum_s, 6.0);
    let mut hand = Hand::new();
    let station = hand.station(2.0, f64::INFINITY);
    hand.plan.stations[station].discipline = Discipline::ProcessorSharing;
    hand.fixed(station, 1.0);
    let outcome = run(&hand.finish(2.0), 1.5);
    assert_eq!(reads(&outcome).response.sum_s, 2.0, "none gets more than one server, none has to share two");
}

#[test]
fn calls_at_once_end_with_the_answers_that_are_needed() {
    for (needed, seconds) in [(1.0, 1.0), (2.0, 2.0), (3.0, 3.0)] {
        let mut hand = Hand::new();
        let delays: Vec<(f64, usize)> =
            [1.0, 2.0, 3.0].into_iter().map(|time| (1.0, hand.push(Node::Delay(time)))).collect();
        let children = hand.branches(&delays);
        hand.push(Node::Parallel { children, needed });
        let outcome = run(&hand.finish(1.0), 12.5);
        assert_eq!(reads(&outcome).response.mean_s(), seconds, "{needed} of 3");
    }
}

#[test]
fn calls_at_once_fail_when_too_few_can_answer() {
    let mut hand = Hand::new();
    let (slow, quick) = (hand.push(Node::Delay(5.0)), hand.push(Node::Delay(1.0)));
    let fails = hand.push(Node::Fail { component: 0, reason: Reason::Down });
    let fails = hand.sequence(&[quick, fails]);
    let children = hand.branches(&[(1.0, slow), (2.0, fails)]);
    hand.push(Node::Parallel { children, needed: 2.0 });
    let outcome = run(&hand.finish(1.0), 3.5);
    assert_eq!((failed(&outcome, Reason::Down), reads(&outcome).answered), (3, 0), "known after one second each time");
}

fn policy(timeout_s: f64, retries: f64, backoff: Backoff, cancels: bool) -> CallPolicy {
    CallPolicy { component: 0, timeout_s, retries, backoff, budget: f64::INFINITY, cancels }
}

#[test]
fn attempts_are_given_up_and_tried_again_after_a_pause() {
    let mut hand = Hand::new();
    let body = hand.push(Node::Delay(2.0));
    hand.plan.policies.push(policy(0.5, 2.0, Backoff::Fixed(0.25), false));
    hand.push(Node::Attempt { policy: 0, body });
    let outcome = run(&hand.finish(1.0), 20.5);
    // Three attempts of half a second and two pauses between them; its own component is called, so: a dead letter.
    assert_eq!(reads(&outcome).answered, 0);
    assert_eq!(failed(&outcome, Reason::DeadLetter), 10);
}

#[test]
fn a_trace_has_the_waits_that_were_given_up_the_pauses_and_what_goes_on_without_its_caller() {
    let mut hand = Hand::new();
    let station = hand.station(1.0, f64::INFINITY);
    let body = hand.fixed(station, 1.0);
    hand.plan.policies.push(policy(0.75, 1.0, Backoff::Fixed(0.375), false));
    hand.push(Node::Attempt { policy: 0, body });
    let record = Record { traced_share: 1.0, ..Record::default() };
    let outcome =
        Run::with(&hand.finish(2.0), 1.0, &Settings { horizon_s: 2.5, record, ..Settings::default() }).outcome;
    let times = |span: &Span| (span.came_s, span.began_s, span.until_s);
    let [one, other] = &outcome.traces[..2] else { panic!("both have failed by then") };
    let spans = [one, other].map(|trace| trace.spans.iter().map(times).collect::<Vec<_>>());
    // One is worked on for a second though given up after 0.75 s, the other waits for those. Both try again at 1.125 s, while
    // what was given up is worked on until 2 s, and give up for good before that.
    assert!(spans.iter().any(|spans| spans.first() == Some(&(0.0, 0.0, 1.0))), "{spans:?}");
    assert!(spans.iter().any(|spans| spans.first() == Some(&(0.0, 0.75, 0.75))), "{spans:?}");
    assert!(spans.iter().all(|spans| spans.contains(&(1.125, 1.875, 1.875))), "{spans:?}");
    for trace in [one, other] {
        assert_eq!(trace.pauses, [Pause { component: 0, attempt: 2, failed_s: 0.75, again_s: 1.125 }]);
        assert_eq!((trace.began_s, trace.until_s), (0.0, 1.875));
    }
}

#[test]
fn an_attempt_in_time_is_an_answer() {
    let mut hand = Hand::new();
    let body = hand.push(Node::Delay(0.5));
    hand.plan.policies.push(policy(0.75, 2.0, Backoff::Fixed(0.25), false));
    hand.push(Node::Attempt { policy: 0, body });
    let outcome = run(&hand.finish(1.0), 10.25);
    assert_eq!((reads(&outcome).answered, reads(&outcome).response.sum_s), (20, 10.0));
}

/// Work that a server gets done in ten seconds while one user gives up after 0.3 of its one second each time.
fn worked_off(cancels: bool) -> Outcome {
    let mut hand = Hand::new();
    let station = hand.station(1.0, f64::INFINITY);
    let body = hand.fixed(station, 1.0);
    hand.plan.policies.push(policy(0.3, 0.0, Backoff::Fixed(0.0), cancels));
    hand.push(Node::Attempt { policy: 0, body });
    run(&hand.finish(1.0), 10.25)
}

#[test]
fn what_is_given_up_is_worked_off_unless_it_is_cancelled() {
    let (kept, cancelled) = (worked_off(false), worked_off(true));
    let line = |outcome: &Outcome| outcome.components[0].stations[0].waiting;
    // 34 arrivals of which ten were done: the line grows. Cancelled ones leave it.
    assert!(line(&kept) > 5.0, "{}", line(&kept));
    assert!(line(&cancelled) < 1.0, "{}", line(&cancelled));
    assert!((cancelled.components[0].stations[0].busy - 1.0).abs() < 1e-9, "what has begun is finished");
}

#[test]
fn held_servers_are_held_to_the_end() {
    let mut hand = Hand::new();
    let workers = hand.station(1.0, f64::INFINITY);
    let body = hand.push(Node::Delay(1.0));
    hand.push(Node::Hold { station: workers, body });
    let outcome = run(&hand.finish(2.0), 6.5);
    assert_eq!((reads(&outcome).answered, reads(&outcome).response.sum_s), (6, 1.0 + 5.0 * 2.0));
    assert!((outcome.components[0].stations[0].busy - 1.0).abs() < 1e-12);
}

#[test]
fn the_impatient_leave_the_line() {
    let mut hand = Hand::new();
    let station = hand.station(1.0, f64::INFINITY);
    hand.plan.stations[station].patience_s = 0.4;
    hand.fixed(station, 1.0);
    let outcome = run(&hand.finish(2.0), 1.1);
    // The second comes at 0, leaves at 0.4, comes again and leaves at 0.8, comes again and is served from 1 on.
    assert_eq!(failed(&outcome, Reason::Impatient(Resource::Cores)), 2);
    assert_eq!((reads(&outcome).answered, outcome.components[0].stations[0].left), (1, 2));
}

#[test]
fn a_full_line_refuses() {
    let mut hand = Hand::new();
    let station = hand.station(1.0, 1.0);
    hand.fixed(station, 1.0);
    let outcome = run(&hand.finish(3.0), 0.5);
    // Refused at once, the third user comes back every millisecond or later.
    let refused = failed(&outcome, Reason::QueueFull(Resource::Cores));
    assert!((400..=501).contains(&refused), "{refused}");
    assert_eq!(outcome.components[0].stations[0].waiting, 1.0);
}

#[test]
fn steps_are_repeated_as_often_as_the_plan_says() {
    let mut hand = Hand::new();
    let body = hand.push(Node::Delay(1.0));
    hand.push(Node::Repeat { times: 3.0, body });
    let outcome = run(&hand.finish(1.0), 9.5);
    assert_eq!((reads(&outcome).answered, reads(&outcome).response.sum_s), (3, 9.0));
}

#[test]
fn a_failure_gives_back_what_was_held() {
    let mut hand = Hand::new();
    let workers = hand.station(1.0, f64::INFINITY);
    let wait = hand.push(Node::Delay(1.0));
    let fails = hand.push(Node::Fail { component: 0, reason: Reason::Down });
    let body = hand.sequence(&[wait, fails]);
    hand.push(Node::Hold { station: workers, body });
    let outcome = run(&hand.finish(2.0), 6.5);
    assert_eq!(failed(&outcome, Reason::Down), 6, "one a second");
}
