//! One request from its beginning to its end: where it waited, where it was worked on, where it failed.

use yew::prelude::*;

use super::seen::{Seen, took_s};
use crate::chart::{self, Stay, Waterfall};
use crate::plan::Class;
use crate::simulate::{Pause, Span, Trace};
use crate::text::format;
use crate::ui::context::Say;
use crate::ui::results::refusals::reason;

/// Bars that are drawn; a request that fans out to hundreds of copies has more.
const MOST_BARS: usize = 120;

/// What a stay is called: the component and what it was short of.
fn stay_name(say: Say, seen: &Seen, span: &Span) -> (String, String) {
    (component(say, seen, span.component), say.of("resource", span.resource.key()))
}

/// What the component at a position of the plan is called.
pub fn component(say: Say, seen: &Seen, position: usize) -> String {
    seen.component(position).map(|component| say.component(component)).unwrap_or_default()
}

/// The longest of a request's waits and works, in a few words; `None` where it stayed nowhere.
pub fn longest(say: Say, seen: &Seen, trace: &Trace) -> Option<String> {
    let length = |span: &&Span| span.until_s - span.came_s;
    let span = trace.spans.iter().max_by(|a, b| length(a).total_cmp(&length(b)))?;
    let waits = span.began_s - span.came_s > span.until_s - span.began_s;
    let place = component(say, seen, span.component);
    let seconds = if waits { span.began_s - span.came_s } else { span.until_s - span.began_s };
    let arguments = [("place", place.into()), ("time", format::duration(say.0, seconds).into())];
    Some(say.with(if waits { "live-longest-wait" } else { "live-longest-work" }, &arguments))
}

/// What became of a request, with the place where it failed.
pub fn fate(say: Say, seen: &Seen, trace: &Trace) -> Option<String> {
    let (position, why) = trace.failure?;
    let place = component(say, seen, position);
    Some(say.with("live-failed-at", &[("place", place.into()), ("reason", reason(say, why).into())]))
}

/// A row: a stay, or a pause before another attempt.
#[derive(Clone, Copy)]
enum Row<'a> {
    Stay(&'a Span),
    Pause(&'a Pause),
}

impl Row<'_> {
    fn stay(self) -> Stay {
        match self {
            Self::Stay(&Span { came_s, began_s, until_s, .. }) => Stay { came_s, began_s, until_s },
            Self::Pause(&Pause { failed_s, again_s, .. }) => {
                Stay { came_s: failed_s, began_s: again_s, until_s: again_s }
            }
        }
    }
}

/// The picture, which is a table as well: of elements that are none, so that on a phone a row may take two lines.
pub fn waterfall(say: Say, seen: &Seen, trace: &Trace) -> Html {
    let rows: Vec<Row<'_>> = trace.spans.iter().map(Row::Stay).chain(trace.pauses.iter().map(Row::Pause)).collect();
    let stays: Vec<Stay> = rows.iter().map(|row| row.stay()).collect();
    let drawn = chart::waterfall(trace.began_s, trace.until_s, &stays);
    let lines = format!("--step:{:.3}%;--end:{:.3}%", step(&drawn) * 100.0, drawn.end * 100.0);
    let columns = ["live-stay", "live-came", "live-waits", "live-works"];
    html! {
        <div class="waterfall" data-testid="waterfall">
            { head(say, seen, trace) }
            <div class="waterfall-table" role="table" aria-label={title(say, seen, trace)} style={lines}>
                <div class="waterfall-row waterfall-heads" role="row">
                    for column in columns { <span role="columnheader">{ say.key(column) }</span> }
                    <div class="waterfall-axis" aria-hidden="true">{ for ticks(say, &drawn) }</div>
                </div>
                for bar in drawn.bars.iter().take(MOST_BARS) {
                    { row(say, seen, trace, rows[bar.stay], bar) }
                }
                { end(say, seen, trace) }
            </div>
            <p class="note">{ say.key("live-gaps") }</p>
            if drawn.without_length > 0 {
                <p class="note">{ say.with("live-without-length", &[("count", drawn.without_length.into())]) }</p>
            }
            if drawn.bars.len() > MOST_BARS {
                <p class="note">{ say.with("live-more-stays", &[("count", (drawn.bars.len() - MOST_BARS).into())]) }</p>
            }
        </div>
    }
}

/// Its class, and how long it took.
fn title(say: Say, seen: &Seen, trace: &Trace) -> String {
    let class = seen.class_of(trace).map(|class| say.of("class", Class::ALL[class].key())).unwrap_or_default();
    say.with("live-request", &[("class", class.into()), ("time", format::duration(say.0, took_s(trace)).into())])
}

fn head(say: Say, seen: &Seen, trace: &Trace) -> Html {
    let sign = |class: &'static str, key: &str| html! { <span><i {class} />{ say.key(key) }</span> };
    html! {
        <div class="waterfall-head">
            <b>{ title(say, seen, trace) }</b>
            <span>{ say.with("live-begun", &[("time", format::duration(say.0, trace.began_s).into())]) }</span>
            if let Some(fate) = fate(say, seen, trace) { <span class="bad">{ "✕ " }{ fate }</span> }
            <span class="waterfall-legend" aria-hidden="true">
                { sign("wait", "live-waits") }{ sign("work", "live-works") }
                if !trace.pauses.is_empty() { { sign("pause", "live-pauses") } }
            </span>
        </div>
    }
}

/// Who sent it.
fn source(say: Say, seen: &Seen, trace: &Trace) -> String {
    seen.sources.get(trace.source).map(|source| component(say, seen, source.0)).unwrap_or_default()
}

/// The distance between two lines of the grid.
fn step(drawn: &Waterfall) -> f64 {
    drawn.ticks.windows(2).next().map_or(1.0, |pair| pair[1].place - pair[0].place)
}

fn ticks(say: Say, drawn: &Waterfall) -> Vec<Html> {
    let mark = |mark: &chart::Mark| {
        let text = if mark.seconds == 0.0 { "0".to_owned() } else { format::duration(say.0, mark.seconds) };
        html! { <span style={format!("--at:{:.2}%", mark.place * 100.0)}>{ text }</span> }
    };
    drawn.ticks.iter().filter(|mark| mark.place < 0.93).map(mark).collect()
}

fn row(say: Say, seen: &Seen, trace: &Trace, row: Row<'_>, bar: &chart::Bar) -> Html {
    let (name, what, waits) = match row {
        Row::Stay(span) => {
            let (name, resource) = stay_name(say, seen, span);
            (name, resource, "wait")
        }
        Row::Pause(pause) => {
            let attempt = say.with("live-attempt", &[("number", pause.attempt.into())]);
            (component(say, seen, pause.component), attempt, "pause")
        }
    };
    let stay = row.stay();
    let [came, began, until] = bar.places;
    let part = |class: &'static str, from: f64, to: f64| {
        html! { <i {class} style={format!("left:min({:.2}%, 100% - 2px);width:{:.2}%", from * 100.0, (to - from).max(0.0) * 100.0)} /> }
    };
    let time = |seconds: f64| if seconds > 0.0 { format::duration(say.0, seconds) } else { "–".to_owned() };
    html! {
        <div class="waterfall-row" role="row">
            <span role="rowheader">{ name }{ " " }<small>{ what }</small></span>
            <span role="cell">{ format::duration(say.0, (stay.came_s - trace.began_s).max(0.0)) }</span>
            <span role="cell">{ time(stay.wait_s()) }</span>
            <span role="cell">{ time(stay.work_s()) }</span>
            <div class="waterfall-bar" aria-hidden="true">
                if stay.wait_s() > 0.0 { { part(waits, came, began) } }
                if stay.work_s() > 0.0 { { part("work", began, until) } }
            </div>
        </div>
    }
}

/// Where it was answered, or failed.
fn end(say: Say, seen: &Seen, trace: &Trace) -> Html {
    let failure = trace.failure.map(|(position, why)| (component(say, seen, position), reason(say, why)));
    let (name, why, sign) = match &failure {
        Some((name, why)) => (name.clone(), why.clone(), "✕"),
        None => (source(say, seen, trace), say.key("live-answered"), "✓"),
    };
    html! {
        <div class={classes!("waterfall-row", "waterfall-end", failure.is_some().then_some("bad"))} role="row">
            <span role="rowheader">{ name }{ " " }<small>{ why }</small></span>
            <span role="cell">{ format::duration(say.0, took_s(trace)) }</span><span role="cell">{ "–" }</span><span role="cell">{ "–" }</span>
            <div class="waterfall-bar" aria-hidden="true"><b>{ sign }</b></div>
        </div>
    }
}
