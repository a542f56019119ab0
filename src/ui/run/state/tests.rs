use super::*;
use crate::lessons::example;
use crate::model::Fault;
use crate::plan::compile;
use crate::platform::simulator::Broken;
use crate::worker::Change;
use crate::worker::Runner;

fn drawing(users: f64) -> Drawing {
    let mut document = (example("stage-3").expect("the stage is there").build)();
    document.users = users;
    Drawing { plan: Rc::new(compile(&document)), document: Rc::new(document) }
}

fn requests(asks: Vec<Ask>) -> Vec<Request> {
    let request = |ask| match ask {
        Ask::Request(request) => Some(request),
        Ask::Drop => None,
    };
    asks.into_iter().filter_map(request).collect()
}

/// The first look that a simulation has at the run that was just begun.
fn first_look(asks: Vec<Ask>) -> Heard {
    let mut runner = Runner::default();
    for request in requests(asks) {
        let told = runner.take(request, 0.0);
        assert!(matches!(told, None | Some(Report::Noted(_))), "{told:?}");
    }
    Heard::Report(runner.turn(5.0).report.expect("it says where it is"))
}

#[test]
fn one_button_runs_holds_and_goes_on() {
    let (mut state, now) = (RunState::default(), drawing(1_000.0));
    assert!(matches!(requests(state.take(RunMessage::Toggle, &now))[..], [Request::Watch(..)]));
    assert_eq!((state.phase(), state.view), (Some(Phase::Running), View::Run));
    assert_eq!(requests(state.take(RunMessage::Toggle, &now)), [Request::Pause]);
    assert_eq!(state.phase(), Some(Phase::Paused));
    assert_eq!(requests(state.take(RunMessage::Toggle, &now)), [Request::Resume]);
    assert_eq!(requests(state.take(RunMessage::Stop, &now)), [Request::Stop]);
    assert_eq!(state.phase(), None);
    assert!(matches!(requests(state.take(RunMessage::Toggle, &now))[..], [Request::Watch(..)]));
}

#[test]
fn a_look_from_the_run_before_is_taken_and_changes_nothing() {
    let (mut state, now) = (RunState::default(), drawing(1_000.0));
    let late = first_look(state.take(RunMessage::Start, &now));
    let own = first_look(state.take(RunMessage::Start, &now));
    assert_eq!(requests(state.take(RunMessage::Heard(late), &now)), [Request::Taken]);
    assert_eq!(state.watched.as_ref().map(|watched| watched.seen.revision), Some(0));
    assert_eq!(requests(state.take(RunMessage::Heard(own), &now)), [Request::Taken]);
    assert_eq!(state.watched.as_ref().map(|watched| watched.seen.revision), Some(1));
}

#[test]
fn a_run_stays_what_it_was_while_the_drawing_goes_on() {
    let (mut state, before) = (RunState::default(), drawing(1_000.0));
    state.take(RunMessage::Start, &before);
    let watched = state.watched.as_ref().expect("there is a run");
    assert!(watched.drawing.is_same(&before));
    let more = Document { users: 2_000.0, ..(*before.document).clone() };
    assert!(!watched.drawing.is_same(&Drawing { document: Rc::new(more), plan: before.plan.clone() }));
    // Moved and renamed: the plan is the same.
    let moved = Drawing { document: Rc::new((*before.document).clone()), plan: before.plan.clone() };
    assert!(watched.drawing.is_same(&moved));
}

#[test]
fn a_run_that_goes_on_follows_what_is_struck_and_what_is_sent() {
    let (mut state, now) = (RunState::default(), drawing(1_000.0));
    let mut runner = Runner::default();
    for request in requests(state.take(RunMessage::Start, &now)) {
        runner.take(request, 0.0);
    }
    let web = now.plan.components.iter().position(|part| part.kind == crate::model::catalog::Kind::WebServer);
    let web = web.expect("there is a web tier");
    let mut struck = Document { users: 1_500.0, ..(*now.document).clone() };
    struck.faults.insert(now.plan.components[web].id, Fault::Down);
    let struck = Rc::new(struck);
    let asked = requests(state.follow(&struck));
    let wanted = vec![Change::ComponentDown(web as u32), Change::Traffic(1.5)];
    assert_eq!(asked, [Request::Change(1, wanted)]);
    let told = runner.take(asked[0].clone(), 10.0).expect("it says when");
    assert_eq!(told, Report::Changed(1, 0.0));
    state.take(RunMessage::Heard(Heard::Report(told)), &now);
    let watched = state.watched.as_ref().expect("there is a run");
    assert!(watched.is_current(&struck) && !watched.is_current(&now.document));
    assert_eq!(watched.seen.marks.len(), 2);
    // Undone: it is healed in the run as well.
    let healed = requests(state.follow(&now.document));
    assert_eq!(healed, [Request::Change(1, vec![Change::ComponentUp(web as u32), Change::Traffic(1.0)])]);
    // Another drawing is another run.
    let mut other = (*now.document).clone();
    other.components.pop_last();
    let other = Rc::new(other);
    assert_eq!(state.follow(&other), []);
    assert!(!state.watched.as_ref().expect("there is a run").is_current(&other));
}

#[test]
fn trouble_keeps_what_was_seen_and_lets_the_simulation_go() {
    let (mut state, now) = (RunState::default(), drawing(1_000.0));
    let look = first_look(state.take(RunMessage::Start, &now));
    state.take(RunMessage::Heard(look), &now);
    let broken = Broken::Stopped("unreachable".to_owned());
    assert_eq!(state.take(RunMessage::Heard(Heard::Broken(broken.clone())), &now), [Ask::Drop]);
    let watched = state.watched.as_ref().expect("the run is still there");
    assert_eq!((watched.stage.clone(), watched.seen.revision), (Stage::Failed(Trouble::Broken(broken)), 1));
    assert!(!watched.is_open());
}

#[test]
fn nothing_drawn_is_nothing_to_run() {
    let none = Drawing { document: Rc::default(), plan: Rc::default() };
    assert_eq!(RunState::default().take(RunMessage::Toggle, &none), []);
}

#[test]
fn what_is_too_much_is_shorter_and_says_so() {
    let (mut state, many) = (RunState::default(), drawing(1e8));
    state.take(RunMessage::Start, &many);
    let span = &state.watched.as_ref().expect("there is a run").span;
    assert!(span.is_cut() && span.window.horizon_s > 0.0 && span.window.horizon_s < 60.0);
    let (mut state, few) = (RunState::default(), drawing(100.0));
    state.take(RunMessage::Start, &few);
    assert!(!state.watched.as_ref().expect("there is a run").span.is_cut());
}

#[test]
fn a_cache_is_emptied_in_the_run_that_goes_on_and_marked_when_it_was() {
    let document = Rc::new((crate::lessons::example("cache-loss").expect("it is there").build)());
    let plan = Rc::new(crate::plan::compile(&document.healed()));
    let cache = plan.components.iter().position(|part| part.kind == crate::model::catalog::Kind::Cache);
    let cache = cache.expect("it has one");
    let subject = Subject::from(plan.components[cache].id);
    let drawing = Drawing { document, plan };
    let mut state = RunState::default();
    assert!(state.take(RunMessage::Happen(subject, Fault::CacheEmptied), &drawing).is_empty(), "nothing goes on");
    state.take(RunMessage::Start, &drawing);
    let asks = state.take(RunMessage::Happen(subject, Fault::CacheEmptied), &drawing);
    let wanted = Request::Change(1, vec![Change::EmptyCache(cache as u32)]);
    assert_eq!(asks, [Ask::Request(wanted)]);
    state.take(RunMessage::Heard(Heard::Report(Report::Changed(1, 12.5))), &drawing);
    let marks = &state.watched.as_ref().expect("it goes on").seen.marks;
    let last = marks.last().expect("it is marked");
    assert_eq!((last.at_s, last.what, last.healed), (12.5, Some((subject, Fault::CacheEmptied)), false));
    // Nothing else happens in a moment.
    assert!(state.take(RunMessage::Happen(subject, Fault::Down), &drawing).is_empty());
}

#[test]
fn a_run_shows_all_that_is_planned_unless_its_length_was_chosen() {
    let lasts = |key: &str, state: &RunState| state.lasts_s(&(example(key).expect("it is there").build)());
    let mut state = RunState::default();
    assert_eq!(lasts("stage-3", &state), 60.0);
    // The primary is lost at 90 s.
    assert_eq!(lasts("kept-writes", &state), 135.0);
    state.take(RunMessage::SetLength(Some(600.0)), &drawing(100.0));
    assert_eq!(lasts("kept-writes", &state), 600.0);
}
