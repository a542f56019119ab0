//! A run over time, drawn: lines with a cursor that reads the values of a moment, by pointer or by keys.
//!
//! All pictures share the axis of time and the cursor. A picture is a slider for assistive software: its value is the
//! moment, its text the values there. The figures also stand in a table.

use std::fmt::Write as _;

use wasm_bindgen::JsCast as _;
use web_sys::Element;
use yew::prelude::*;

use super::plots::{Line, Plot, point_at};
use super::seen::Seen;
use crate::chart::{Axis, ticks, time_ticks, trails};
use crate::text::format;
use crate::ui::context::Say;

/// Extent of a drawing, in its own units; it is stretched to the room there is.
const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 400.0;

/// What the reader does on a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gesture {
    /// Looks at a moment, simulated seconds; `None`: at the present.
    Look(Option<f64>),
    /// Picks a moment and, where it is a click, a place on the axis of values (0 to 1).
    Pick(f64, Option<f64>),
}

/// Everything that the pictures of one run have in common.
#[derive(Clone)]
pub struct Frame<'a> {
    /// The language.
    pub say: Say,
    /// The run.
    pub seen: &'a Seen,
    /// The axis of time.
    pub time: Axis,
    /// The moment that is looked at.
    pub cursor: Option<f64>,
    /// What the reader does.
    pub on: Callback<Gesture>,
}

/// One picture.
pub fn chart(frame: &Frame<'_>, plot: &Plot, extra: Html) -> Html {
    let Frame { say, time, cursor, .. } = frame;
    let title = say.of("live-plot", plot.key);
    let at = frame.cursor.or(Some(f64::INFINITY)).and_then(|moment| point_at(frame.seen, moment));
    html! {
        <figure class={classes!("series", plot.key)} data-testid={format!("plot-{}", plot.key)}>
            <figcaption>
                <span class="series-title"><b>{ &title }</b>{ extra }</span>
                <span class="series-legend">{ for plot.lines.iter().map(|line| legend(*say, plot, line, at)) }</span>
            </figcaption>
            if plot.lines.is_empty() {
                <p class="nothing">{ say.key(nothing(plot.key)) }</p>
            } else {
                <div class="series-plot">
                    <div class="series-values" aria-hidden="true">{ for values(*say, plot) }</div>
                    <div class="series-surface" id={format!("run-{}", plot.key)} tabindex="0" role="slider" aria-label={say.with("live-cursor", &[("plot", title.into())])}
                        aria-orientation="horizontal" aria-valuemin="0" aria-valuemax={format!("{:.3}", frame.seen.now_s())}
                        aria-valuenow={format!("{:.3}", cursor.unwrap_or_else(|| frame.seen.now_s()))}
                        aria-valuetext={spoken(frame, plot, at)}
                        onpointermove={pointed(frame, |moment, _| Gesture::Look(Some(moment)))}
                        onclick={clicked(frame)}
                        onpointerleave={frame.on.reform(|_: PointerEvent| Gesture::Look(None))}
                        onfocus={focused(frame)} onblur={frame.on.reform(|_: FocusEvent| Gesture::Look(None))}
                        onkeydown={keyed(frame)}>
                        <svg viewBox={format!("0 0 {WIDTH} {HEIGHT}")} preserveAspectRatio="none" aria-hidden="true">
                            if frame.seen.warm_up_s > 0.0 {
                                <rect class="warm-up" x="0" y="0" height={HEIGHT.to_string()} width={format!("{:.0}", time.place(frame.seen.warm_up_s).min(1.0) * WIDTH)} />
                            }
                            <path class="grid" d={grid(plot.axis, *time)} />
                            { for frame.seen.marks.iter().filter(|mark| mark.at_s <= time.max).map(|mark| html! {
                                <path class={classes!("mark", mark.healed.then_some("healed"))} d={format!("M{0:.0} 0V{HEIGHT}", time.place(mark.at_s) * WIDTH)} />
                            }) }
                            { for plot.lines.iter().map(|line| html! { <path class={classes!("line", line.class)} d={path(frame, plot, line)} /> }) }
                            if let Some(moment) = cursor {
                                <path class="cursor" d={format!("M{0:.0} 0V{HEIGHT}", time.place(*moment) * WIDTH)} />
                            }
                        </svg>
                    </div>
                    <div class="series-times" aria-hidden="true">{ for times(*say, *time) }</div>
                </div>
            }
        </figure>
    }
}

/// What is said where a picture has no lines.
fn nothing(key: &str) -> &'static str {
    match key {
        "failures" => "live-no-failures",
        "queue" => "live-no-queue",
        _ => "live-nothing-yet",
    }
}

fn legend(say: Say, plot: &Plot, line: &Line, at: Option<usize>) -> Html {
    let value = at.and_then(|at| line.values.get(at).copied().flatten());
    html! {
        <span class="series-name" title={line.name.clone()}>
            <svg viewBox="0 0 18 6" width="18" height="6" aria-hidden="true"><path class={classes!("line", line.class)} d="M0 3h18" /></svg>
            <span>{ &line.name }</span><b>{ value.map_or_else(|| "–".to_owned(), |value| plot.measure.text(say, value)) }</b>
        </span>
    }
}

/// What is read at the cursor.
fn spoken(frame: &Frame<'_>, plot: &Plot, at: Option<usize>) -> String {
    let value = |line: &Line| {
        let value = at.and_then(|at| line.values.get(at).copied().flatten())?;
        Some(format!("{} {}", line.name, plot.measure.text(frame.say, value)))
    };
    let moment = frame.cursor.unwrap_or_else(|| frame.seen.now_s());
    let values: Vec<_> = plot.lines.iter().filter_map(value).collect();
    format!("{}: {}", format::duration(frame.say.0, moment), values.join(", "))
}

fn place_of(event: &MouseEvent) -> Option<(f64, f64)> {
    let bounds = event.current_target()?.dyn_into::<Element>().ok()?.get_bounding_client_rect();
    let x = (f64::from(event.client_x()) - bounds.left()) / bounds.width().max(1.0);
    let y = (f64::from(event.client_y()) - bounds.top()) / bounds.height().max(1.0);
    Some((x.clamp(0.0, 1.0), (1.0 - y).clamp(0.0, 1.0)))
}

fn pointed(frame: &Frame<'_>, gesture: fn(f64, f64) -> Gesture) -> Callback<PointerEvent> {
    let (time, on, now_s) = (frame.time, frame.on.clone(), frame.seen.now_s());
    Callback::from(move |event: PointerEvent| {
        if let Some((x, y)) = place_of(&event) {
            on.emit(gesture(time.value(x).min(now_s), y));
        }
    })
}

fn clicked(frame: &Frame<'_>) -> Callback<MouseEvent> {
    let (time, on, now_s) = (frame.time, frame.on.clone(), frame.seen.now_s());
    Callback::from(move |event: MouseEvent| {
        if let Some((x, y)) = place_of(&event) {
            on.emit(Gesture::Pick(time.value(x).min(now_s), Some(y)));
        }
    })
}

/// Whoever comes by keys reads a moment that stands still.
fn focused(frame: &Frame<'_>) -> Callback<FocusEvent> {
    let (on, cursor, now_s) = (frame.on.clone(), frame.cursor, frame.seen.now_s());
    Callback::from(move |_| on.emit(Gesture::Look(Some(cursor.unwrap_or(now_s)))))
}

/// Arrows go from point to point, Page keys over a tenth, Enter picks, Escape goes back to the present.
fn keyed(frame: &Frame<'_>) -> Callback<KeyboardEvent> {
    let (on, cursor, now_s) = (frame.on.clone(), frame.cursor, frame.seen.now_s());
    let step_s = (now_s / frame.seen.points.len().max(1) as f64).max(now_s / 100.0);
    let from_s = cursor.unwrap_or(now_s);
    Callback::from(move |event: KeyboardEvent| {
        let moment = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => from_s - step_s,
            "ArrowRight" | "ArrowUp" => from_s + step_s,
            "PageDown" => from_s - now_s / 10.0,
            "PageUp" => from_s + now_s / 10.0,
            "Home" => 0.0,
            "End" => now_s,
            "Enter" | " " => {
                event.prevent_default();
                return on.emit(Gesture::Pick(from_s, None));
            }
            "Escape" if cursor.is_some() => {
                event.stop_propagation();
                return on.emit(Gesture::Look(None));
            }
            _ => return,
        };
        event.prevent_default();
        on.emit(Gesture::Look(Some(moment.clamp(0.0, now_s))));
    })
}

fn path(frame: &Frame<'_>, plot: &Plot, line: &Line) -> String {
    let points = frame.seen.points.iter().zip(&line.values);
    let parts = points.map(|(point, value)| (point.from_s, point.until_s, *value));
    let mut path = String::with_capacity(8 * line.values.len());
    for trail in trails(parts, frame.time, plot.axis) {
        for (index, (x, y)) in trail.iter().enumerate() {
            let joint = if index == 0 { 'M' } else { 'L' };
            // Whole units are fine enough, and quick to write; writing to a string cannot fail.
            let _ = write!(path, "{joint}{} {}", (x * WIDTH).round() as i32, ((1.0 - y) * HEIGHT).round() as i32);
        }
    }
    path
}

fn grid(values: Axis, time: Axis) -> String {
    let mut path = String::new();
    for tick in ticks(values, 3) {
        let _ = write!(path, "M0 {:.0}H{WIDTH}", (1.0 - values.place(tick)) * HEIGHT);
    }
    for tick in time_ticks(time, 4) {
        let _ = write!(path, "M{:.0} 0V{HEIGHT}", time.place(tick) * WIDTH);
    }
    path
}

fn values(say: Say, plot: &Plot) -> Vec<Html> {
    let mark = |value: f64| {
        html! { <span style={format!("--at:{:.1}%", (1.0 - plot.axis.place(value)) * 100.0)}>{ plot.measure.short(say, value) }</span> }
    };
    ticks(plot.axis, 3).into_iter().map(mark).collect()
}

/// Labels of times, each at its place.
pub(super) fn times(say: Say, time: Axis) -> Vec<Html> {
    let mark = |moment: f64| {
        let text = if moment == 0.0 { "0".to_owned() } else { format::duration(say.0, moment) };
        let place = time.place(moment);
        let side = if place > 0.93 { Some("last") } else { (place < 0.02).then_some("first") };
        html! { <span class={classes!(side)} style={format!("--at:{:.2}%", place * 100.0)}>{ text }</span> }
    };
    time_ticks(time, 4).into_iter().map(mark).collect()
}

/// The figures of all pictures as a table; `seen` and `plots` in a few rows.
pub fn table(say: Say, seen: &Seen, plots: &[Plot]) -> Html {
    let lines = || plots.iter().flat_map(|plot| plot.lines.iter().map(move |line| (plot, line)));
    html! {
        <table class="figures series-table" data-testid="run-table">
            <caption>{ say.key("live-table") }</caption>
            <thead>
                <tr>
                    <th scope="col" rowspan="2">{ say.key("live-time") }</th>
                    for plot in plots.iter().filter(|plot| !plot.lines.is_empty()) {
                        <th scope="colgroup" colspan={plot.lines.len().to_string()}>{ say.of("live-plot", plot.key) }</th>
                    }
                </tr>
                <tr>{ for lines().map(|(_, line)| html! { <th scope="col">{ &line.name }</th> }) }</tr>
            </thead>
            <tbody>
                for (row, point) in seen.points.iter().enumerate() {
                    <tr>
                        <th scope="row">{ format!("{} – {}", format::duration(say.0, point.from_s), format::duration(say.0, point.until_s)) }</th>
                        for (plot, line) in lines() {
                            <td>{ line.values[row].map_or_else(|| "–".to_owned(), |value| plot.measure.text(say, value)) }</td>
                        }
                    </tr>
                }
            </tbody>
        </table>
    }
}
