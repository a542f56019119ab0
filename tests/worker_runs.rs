//! How a run is cut into slices, how fast it is shown, held and looked at changes nothing of what comes out.

use scaleground::lessons;
use scaleground::model::Document;
use scaleground::plan::compile;
use scaleground::share::write_file;
use scaleground::simulate::{Settings, Simulation};
use scaleground::worker::{Again, Failure, Job, Phase, Progress, Report, Request, Runner, Speed, read, write};

const SEED: u64 = 5;
const HORIZON_S: f64 = 4.0;
const WARM_UP_S: f64 = 0.5;

fn document() -> Document {
    let mut document = (lessons::example("stage-4").expect("the stage is there").build)();
    document.users = 20_000.0;
    document
}

fn job(document: &Document) -> Job {
    Job {
        number: 1,
        document: write_file(document),
        users: document.users,
        seed: SEED,
        horizon_s: HORIZON_S,
        warm_up_s: WARM_UP_S,
        traced_share: 0.3,
        course: 0,
    }
}

/// The same run without any worker, in one go and without anything recorded besides.
fn expected(document: &Document) -> (u64, u64) {
    let settings = Settings { seed: SEED, horizon_s: HORIZON_S, warm_up_s: WARM_UP_S, ..Settings::default() };
    let mut run = Simulation::new(&compile(document), document.users, &settings);
    assert!(run.advance(f64::INFINITY, u64::MAX).done);
    let outcome = run.outcome();
    (outcome.hash(), outcome.events)
}

/// Plays with a clock of its own; `turn_ms` passes in each turn besides what the runner asks to wait. `meddle` may ask
/// for something before each turn, by its number.
fn played(speed: Speed, turn_ms: f64, meddle: impl Fn(u32) -> Option<Request>) -> (Progress, Vec<Progress>) {
    let mut runner = Runner::default();
    // As bytes, as in the page.
    let request = read(&write(&Request::Watch(job(&document()), speed))).expect("a request");
    // What is simplified for its size is told before the first look.
    let told = runner.take(request, 0.0);
    assert!(matches!(told, None | Some(Report::Noted(_))), "{told:?}");
    let (mut now_ms, mut seen) = (0.0, Vec::new());
    for turn in 0..2_000_000 {
        if let Some(request) = meddle(turn) {
            assert_eq!(runner.take(request, now_ms), None);
        }
        let outcome = runner.turn(now_ms);
        if let Some(report) = outcome.report {
            let Report::Seen(look, progress) = read(&write(&report)).expect("a report") else { panic!("a look") };
            let opened = look.open();
            assert!(opened.now.now_s == progress.now_s && opened.traces.len() <= 20);
            seen.push(progress);
            if progress.phase.ended() {
                return (progress, seen);
            }
            runner.take(Request::Taken, now_ms);
        }
        now_ms += turn_ms;
        if let Again::After(wait_ms) = outcome.again {
            now_ms += f64::from(wait_ms);
        }
    }
    panic!("the run does not end: {:?}", seen.last());
}

#[test]
fn the_outcome_is_the_same_at_every_speed_and_frame_rate() {
    let expected = expected(&document());
    for (speed, turn_ms) in [
        (Speed::Fastest, 2.0),
        (Speed::Fastest, 400.0),
        (Speed::Times(1_000.0), 0.1),
        (Speed::Times(1.0), 3.0),
        (Speed::Times(0.3), 16.0),
        (Speed::Times(10.0), 1_000.0),
    ] {
        let (last, _) = played(speed, turn_ms, |_| None);
        assert_eq!((last.hash, last.events), (Some(expected.0), expected.1), "{speed:?}, {turn_ms} ms");
        assert_eq!((last.phase, last.now_s), (Phase::Done, HORIZON_S));
    }
}

#[test]
fn holding_stepping_and_changing_the_speed_changes_nothing() {
    let speeds = [Speed::Times(100.0), Speed::Times(0.01), Speed::Times(3.0)];
    let (last, seen) = played(Speed::Times(1.0), 5.0, |turn| match turn % 40 {
        5 => Some(Request::Pause),
        9 => Some(Request::Step(0.02)),
        15 => Some(Request::Resume),
        21 => Some(Request::Speed(speeds[turn as usize / 40 % 3])),
        _ => None,
    });
    assert_eq!((last.hash, last.events), (Some(expected(&document()).0), expected(&document()).1));
    assert!(seen.iter().any(|progress| progress.phase == Phase::Paused));
}

#[test]
fn a_held_run_stands_still_and_its_time_is_not_counted() {
    let mut runner = Runner::default();
    runner.take(Request::Watch(job(&document()), Speed::Times(1.0)), 0.0);
    runner.turn(0.0);
    runner.take(Request::Taken, 0.0);
    assert!(runner.turn(500.0).report.is_some());
    runner.take(Request::Taken, 500.0);
    runner.take(Request::Pause, 1_000.0);
    let held = runner.turn(1_000.0);
    runner.take(Request::Taken, 1_000.0);
    let later = runner.turn(60_000.0);
    assert_eq!((later.report, later.again), (None, Again::Never));
    let Some(Report::Seen(_, progress)) = held.report else { panic!("it says that it is held") };
    assert_eq!((progress.phase, progress.elapsed_ms), (Phase::Paused, 1_000.0));
    runner.take(Request::Resume, 60_000.0);
    let Some(Report::Seen(_, on)) = runner.turn(60_000.0).report else { panic!("it says that it goes on") };
    assert!(on.phase == Phase::Running && on.now_s - progress.now_s < 0.1 && on.elapsed_ms < 1_100.0, "{on:?}");
}

#[test]
fn at_real_time_it_keeps_the_time_of_the_clock() {
    let (_, seen) = played(Speed::Times(1.0), 1.0, |_| None);
    let late = seen.iter().map(|progress| (progress.elapsed_ms / 1e3 - progress.now_s).abs()).fold(0.0, f64::max);
    assert!(late < 0.05, "{late}");
    let looks = seen.len() as f64;
    assert!(looks > HORIZON_S * 5.0 && looks < HORIZON_S * 10.0 + 5.0, "{looks} looks in {HORIZON_S} s");
}

#[test]
fn the_time_that_making_it_takes_is_not_made_up_for() {
    let mut runner = Runner::default();
    runner.take(Request::Watch(job(&document()), Speed::Times(1.0)), 0.0);
    let Some(Report::Seen(_, first)) = runner.turn(1_200.0).report else { panic!("it says where it is") };
    assert_eq!((first.now_s, first.elapsed_ms), (0.0, 0.0));
    runner.take(Request::Taken, 1_200.0);
    let Some(Report::Seen(_, then)) = runner.turn(1_300.0).report else { panic!("it says where it is") };
    assert!((then.now_s - 0.1).abs() < 1e-9 && (then.elapsed_ms - 100.0).abs() < 1e-9, "{then:?}");
}

#[test]
fn looks_wait_until_the_one_before_is_taken() {
    let mut runner = Runner::default();
    runner.take(Request::Watch(job(&document()), Speed::Times(0.1)), 0.0);
    assert!(runner.turn(200.0).report.is_some());
    assert_eq!(runner.turn(400.0).report, None);
    assert_eq!(runner.turn(900.0).report, None);
    runner.take(Request::Taken, 1_000.0);
    assert!(runner.turn(1_000.0).report.is_some());
}

#[test]
fn what_cannot_be_read_is_said() {
    let mut runner = Runner::default();
    let broken = Job { document: "{".to_owned(), ..job(&document()) };
    let answer = runner.take(Request::Replicate(broken), 0.0);
    assert!(matches!(answer, Some(Report::Failed(Failure::Document(why))) if !why.is_empty()));
    assert_eq!(runner.take(Request::Find(Vec::new()), 0.0), Some(Report::Failed(Failure::Outcome)));
    assert_eq!(runner.take(Request::Find(vec![vec![0, 1, 2]]), 0.0), Some(Report::Failed(Failure::Outcome)));
    assert_eq!(runner.turn(0.0).again, Again::Never);
}

#[test]
fn a_moment_is_reached_as_fast_as_it_can_and_then_it_goes_on_as_before() {
    // Held at the slowest speed: it stands exactly there, some hundred simulated seconds per second of the clock sooner.
    let mut runner = Runner::default();
    runner.take(Request::Watch(job(&document()), Speed::Times(0.01)), 0.0);
    runner.take(Request::Pause, 0.0);
    runner.take(Request::Reach(2.0), 0.0);
    let (mut now_ms, mut last) = (0.0, None);
    for _ in 0..10_000 {
        let turn = runner.turn(now_ms);
        if let Some(Report::Seen(_, progress)) = turn.report {
            last = Some(progress);
            runner.take(Request::Taken, now_ms);
        }
        if turn.again == Again::Never && last.is_some_and(|progress| progress.now_s > 0.0) {
            break;
        }
        now_ms += 1.0;
    }
    let held = last.expect("it says where it is");
    assert_eq!((held.phase, held.now_s), (Phase::Paused, 2.0));
    // What has passed is not gone back to; what goes on goes on at its speed from there.
    runner.take(Request::Reach(1.0), now_ms);
    runner.take(Request::Resume, now_ms);
    runner.turn(now_ms);
    runner.take(Request::Taken, now_ms);
    let Some(Report::Seen(_, on)) = runner.turn(now_ms + 1_000.0).report else { panic!("it says that it goes on") };
    assert!(on.phase == Phase::Running && (on.now_s - 2.01).abs() < 1e-9, "{on:?}");
}

#[test]
fn going_to_a_moment_changes_nothing_of_what_comes_out() {
    let wanted = [1.5, 0.2, 3.0, f64::NAN];
    let (last, seen) = played(Speed::Times(2.0), 5.0, |turn| {
        wanted.get(turn as usize / 30).filter(|_| turn % 30 == 10).map(|until_s| Request::Reach(*until_s))
    });
    assert_eq!((last.hash, last.events), (Some(expected(&document()).0), expected(&document()).1));
    assert!(
        seen.last().expect("it was seen").elapsed_ms < HORIZON_S * 1e3 / 2.0 * 0.8,
        "it did not take its whole time"
    );
}
