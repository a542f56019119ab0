//! One request from its beginning to its end: where it waited, where it was worked on, where it failed.

use yew::prelude::*;

use super::seen::{Seen, took_s};
use crate::chart::{self, Stay, Waterfall};
use crate::plan::Class;
use crate::simulate::{Span, Trace};
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

/// The picture, which is a table as well.
pub fn waterfall(say: Say, seen: &Seen, trace: &Trace) -> Html {
    let stays: Vec<Stay> = trace.spans.iter().map(stay).collect();
    let drawn = chart::waterfall(trace.began_s, trace.until_s, &stays);
    let took = format::duration(say.0, took_s(trace));
    let class = seen.class_of(trace).map(|class| say.of("class", Class::ALL[class].key())).unwrap_or_default();
    let title = say.with("live-request", &[("class", class.into()), ("time", took.into())]);
    html! {
        <div class="waterfall" data-testid="waterfall">
            <table class="figures">
                <caption>
                    <b>{ title }</b>
                    <span>{ say.with("live-begun", &[("time", format::duration(say.0, trace.began_s).into())]) }</span>
                    if let Some(fate) = fate(say, seen, trace) { <span class="bad">{ "✕ " }{ fate }</span> }
                    <span class="waterfall-legend" aria-hidden="true">
                        <span><i class="wait" />{ say.key("live-waits") }</span><span><i class="work" />{ say.key("live-works") }</span>
                    </span>
                </caption>
                <thead><tr>
                    <th scope="col">{ say.key("live-stay") }</th>
                    <th scope="col">{ say.key("live-came") }</th>
                    <th scope="col">{ say.key("live-waits") }</th>
                    <th scope="col">{ say.key("live-works") }</th>
                    <td class="waterfall-axis" aria-hidden="true">{ for ticks(say, &drawn) }</td>
                </tr></thead>
                <tbody>
                    { for drawn.bars.iter().take(MOST_BARS).map(|bar| row(say, seen, trace, stays[bar.stay], bar)) }
                    { end(say, seen, trace, &drawn) }
                </tbody>
            </table>
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

/// Who sent it.
fn source(say: Say, seen: &Seen, trace: &Trace) -> String {
    seen.sources.get(trace.source).map(|source| component(say, seen, source.0)).unwrap_or_default()
}

fn stay(span: &Span) -> Stay {
    Stay { came_s: span.came_s, began_s: span.began_s, until_s: span.until_s }
}

fn ticks(say: Say, drawn: &Waterfall) -> Vec<Html> {
    let mark = |mark: &chart::Mark| {
        let text = if mark.seconds == 0.0 { "0".to_owned() } else { format::duration(say.0, mark.seconds) };
        html! { <span style={format!("--at:{:.2}%", mark.place * 100.0)}>{ text }</span> }
    };
    drawn.ticks.iter().filter(|mark| mark.place < 0.93).map(mark).collect()
}

fn row(say: Say, seen: &Seen, trace: &Trace, stay: Stay, bar: &chart::Bar) -> Html {
    let (name, resource) = stay_name(say, seen, &trace.spans[bar.stay]);
    let [came, began, until] = bar.places;
    let part = |class: &'static str, from: f64, to: f64| {
        html! { <i {class} style={format!("left:min({:.2}%, 100% - 2px);width:{:.2}%", from * 100.0, (to - from).max(0.0) * 100.0)} /> }
    };
    let time = |seconds: f64| if seconds > 0.0 { format::duration(say.0, seconds) } else { "–".to_owned() };
    html! {
        <tr>
            <th scope="row">{ name }<small>{ resource }</small></th>
            <td>{ format::duration(say.0, (stay.came_s - trace.began_s).max(0.0)) }</td>
            <td>{ time(stay.wait_s()) }</td>
            <td>{ time(stay.work_s()) }</td>
            <td class="waterfall-bar" aria-hidden="true">
                if stay.wait_s() > 0.0 { { part("wait", came, began) } }
                if stay.work_s() > 0.0 { { part("work", began, until) } }
            </td>
        </tr>
    }
}

/// Where it was answered, or failed.
fn end(say: Say, seen: &Seen, trace: &Trace, drawn: &Waterfall) -> Html {
    let failure = trace.failure.map(|(position, why)| (component(say, seen, position), reason(say, why)));
    let (name, why, sign) = match &failure {
        Some((name, why)) => (name.clone(), why.clone(), "✕"),
        None => (source(say, seen, trace), say.key("live-answered"), "✓"),
    };
    html! {
        <tr class={classes!("waterfall-end", failure.is_some().then_some("bad"))}>
            <th scope="row">{ name }<small>{ why }</small></th>
            <td>{ format::duration(say.0, took_s(trace)) }</td><td>{ "–" }</td><td>{ "–" }</td>
            <td class="waterfall-bar" aria-hidden="true"><b style={format!("left:{:.2}%", drawn.end * 100.0)}>{ sign }</b></td>
        </tr>
    }
}
