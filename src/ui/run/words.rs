//! Runs in words.

use crate::model::Document;
use crate::plan::Plan;
use crate::platform::simulator::Broken;
use crate::simulate::{Slow, Slowest, Worth};
use crate::text::format;
use crate::ui::context::Say;
use crate::worker::{Failure, Note, Speed};

use super::span::Span;
use super::state::Trouble;

/// A speed.
pub(super) fn speed(say: Say, speed: Speed) -> String {
    match speed {
        Speed::Fastest => say.key("run-speed-fastest"),
        Speed::Times(factor) if factor < 1.0 => {
            say.with("run-speed-slower", &[("factor", format::significant(1.0 / factor).into())])
        }
        Speed::Times(factor) => say.with("run-speed-times", &[("factor", format::significant(factor).into())]),
    }
}

/// A speed that was reached: simulated seconds per second.
pub(super) fn reached(say: Say, factor: f64) -> String {
    say.with("run-reached", &[("factor", format::significant(factor).into())])
}

/// What went wrong, and what to do about it.
pub(super) fn trouble(say: Say, trouble: &Trouble) -> [String; 2] {
    let (what, why) = match trouble {
        Trouble::Broken(Broken::NotLoaded(why)) => ("not-loaded", why.clone()),
        Trouble::Broken(Broken::Stopped(why)) => ("stopped", why.clone()),
        Trouble::Broken(Broken::Protocol(error)) | Trouble::Refused(Failure::Message(error)) => {
            ("protocol", error.to_string())
        }
        Trouble::Refused(Failure::Document(why)) => ("document", why.clone()),
        Trouble::Refused(Failure::Outcome) => ("outcome", String::new()),
    };
    let why = if why.is_empty() { String::new() } else { format!(" ({why})") };
    [say.of("run-trouble", what), format!("{}{why}", say.of("run-remedy", what))]
}

/// That a run is shorter than asked for, and why.
pub(super) fn cut(say: Say, span: &Span, offered_per_s: f64) -> String {
    let arguments = [
        ("length", format::duration(say.0, span.window.horizon_s).into()),
        ("wanted", format::duration(say.0, span.wanted_s).into()),
        ("rate", format::rate(say.0, offered_per_s).into()),
    ];
    say.with("run-cut", &arguments)
}

/// What a run of this length is worth, where that is to be said; and what will hardly happen in it.
pub(super) fn worth(say: Say, document: &Document, plan: &Plan, span: &Span) -> Vec<String> {
    let window = &span.window;
    let mut lines = Vec::new();
    let slowest = window.forgets.map(|slowest| cause(say, document, plan, slowest)).unwrap_or_default();
    let arguments = [
        ("length", format::duration(say.0, window.horizon_s).into()),
        ("wanted", format::duration(say.0, window.wanted_s).into()),
        ("cause", slowest.into()),
    ];
    match window.worth {
        Worth::Good => {}
        Worth::Rough => lines.push(say.with("run-worth-rough", &arguments)),
        Worth::TooShort => lines.push(say.with("run-worth-too-short", &arguments)),
        Worth::Growing => lines.push(say.with("run-worth-growing", &arguments)),
    }
    if let Some(unseen) = window.unseen.first() {
        let what = cause(say, document, plan, *unseen);
        lines.push(say.with("run-unseen", &[("cause", what.into())]));
    }
    lines
}

/// Where a run does something else than the plan says.
pub(super) fn note(say: Say, document: &Document, plan: &Plan, note: &Note) -> String {
    let (key, component, first, second) = match *note {
        Note::CopiesMerged(component, copies, kept) => ("copies", component, copies, kept),
        Note::SampledDispatch(component) => ("sampled", component, 0.0, 0.0),
        Note::ObjectsMerged(component, each) => ("objects", component, each, 0.0),
        Note::FewerUsers(component, users, kept) => ("users", component, users, kept),
    };
    let arguments = [
        ("name", name(say, document, plan, component as usize).into()),
        ("number", format::count(say.0, first.ceil()).into()),
        ("kept", format::count(say.0, second).into()),
    ];
    say.with(&format!("run-note-{key}"), &arguments)
}

fn name(say: Say, document: &Document, plan: &Plan, position: usize) -> String {
    let id = plan.components.get(position).map(|component| component.id);
    let component = id.and_then(|id| document.components.get(&id));
    component.map(|component| say.component(component)).unwrap_or_default()
}

/// A time of the system, with its component.
fn cause(say: Say, document: &Document, plan: &Plan, slowest: Slowest) -> String {
    let name = name(say, document, plan, slowest.component);
    let key = match slowest.what {
        Slow::Work => "work",
        Slow::Line(..) => "line",
        Slow::Thinking => "thinking",
        Slow::Filling => "filling",
        Slow::TimeLimit => "time-limit",
        Slow::Pause => "pause",
        Slow::Lag => "lag",
        Slow::Boot => "boot",
    };
    let time = format::duration(say.0, slowest.seconds);
    say.with(&format!("run-slow-{key}"), &[("name", name.into()), ("time", time.into())])
}
