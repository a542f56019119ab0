//! The distribution of one class's response time.

use std::fmt::Write as _;

use yew::prelude::*;

use crate::chart::{Distribution, Mark, distribution};
use crate::plan::Class;
use crate::solve::ResponseTime;
use crate::text::format;
use crate::ui::context::{Say, use_say};

/// Extent of the drawing, in its own units; it is stretched to the room there is.
const WIDTH: f64 = 300.0;
const HEIGHT: f64 = 120.0;

/// What the marks are called.
const NAMES: [&str; 3] = ["p50", "p95", "p99"];

/// Properties of the picture.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Whose it is.
    pub class: Class,
    /// The solved distribution; `None` where nothing is answered.
    pub response: Option<ResponseTime>,
}

/// The picture.
#[component]
pub fn Picture(props: &Props) -> Html {
    let say = use_say();
    let drawn = use_memo(props.response.clone(), |response| {
        let response = response.as_ref()?;
        let marks = [response.quantiles.p50_s, response.quantiles.p95_s, response.quantiles.p99_s];
        distribution(&response.curve, &marks)
    });
    let (Some(response), Some(drawn)) = (&props.response, &*drawn) else {
        return html! { <p class="nothing" data-testid="no-distribution">{ say.key("page-no-answers") }</p> };
    };
    let label = say.with(
        "page-distribution-label",
        &[
            ("class", say.of("class", props.class.key()).into()),
            ("median", format::duration(say.0, response.quantiles.p50_s).into()),
            ("p95", format::duration(say.0, response.quantiles.p95_s).into()),
            ("p99", format::duration(say.0, response.quantiles.p99_s).into()),
        ],
    );
    html! {
        <figure class="distribution" data-testid="distribution">
            <figcaption class="percentiles">{ for drawn.marks.iter().zip(NAMES).map(|(mark, name)| percentile(say, *mark, name)) }</figcaption>
            <div class="plot">
                <svg viewBox={format!("0 0 {WIDTH} {HEIGHT}")} preserveAspectRatio="none" role="img" aria-label={label}>
                    { for drawn.ticks.iter().map(|tick| line("tick", tick.place)) }
                    <path class="area" d={area(drawn)} />
                    <path class="outline" d={outline(drawn)} />
                    { for drawn.marks.iter().map(|mark| line("mark", mark.place)) }
                </svg>
                { for apart(&drawn.marks).zip(NAMES).filter_map(|(mark, name)| Some(mark_label(mark?, name))) }
            </div>
            <div class="axis" aria-hidden="true">{ for legible(&drawn.ticks).map(|tick| tick_label(say, tick)) }</div>
        </figure>
    }
}

fn points(drawn: &Distribution) -> String {
    let mut path = String::new();
    for (place, height) in &drawn.outline {
        let joint = if path.is_empty() { 'M' } else { 'L' };
        // Writing to a string cannot fail. The top tenth stays free for the curve's stroke.
        let _ = write!(path, "{joint}{:.1} {:.1}", place * WIDTH, HEIGHT - height * HEIGHT * 0.72);
    }
    path
}

fn outline(drawn: &Distribution) -> String {
    points(drawn)
}

fn area(drawn: &Distribution) -> String {
    format!("{}Z", points(drawn))
}

fn line(class: &'static str, place: f64) -> Html {
    let x = format!("{:.1}", place * WIDTH);
    html! { <line {class} x1={x.clone()} x2={x} y1="0" y2={HEIGHT.to_string()} /> }
}

fn percentile(say: Say, mark: Mark, name: &str) -> Html {
    html! {
        <span data-testid={format!("mark-{name}")}>{ name }{ "\u{a0}" }<b>{ format::duration(say.0, mark.seconds) }</b></span>
    }
}

fn mark_label(mark: Mark, name: &str) -> Html {
    let side = if mark.place > 0.85 { "left" } else { "right" };
    html! { <span class={classes!("mark-label", side)} style={format!("--at:{:.2}%", mark.place * 100.0)} aria-hidden="true">{ name }</span> }
}

/// The marks whose names have room beside their lines; those that stand too near to the one before have none.
fn apart(marks: &[Mark]) -> impl Iterator<Item = Option<Mark>> {
    let mut last = f64::NEG_INFINITY;
    marks.iter().map(move |mark| {
        let room = mark.place - last > 0.14;
        if room {
            last = mark.place;
        }
        room.then_some(*mark)
    })
}

/// The ticks whose labels stand apart from each other and from the ends.
fn legible(ticks: &[Mark]) -> impl Iterator<Item = Mark> {
    let mut last = -1.0;
    ticks.iter().copied().filter(move |tick| {
        let apart = (0.07..=0.93).contains(&tick.place) && tick.place - last > 0.2;
        if apart {
            last = tick.place;
        }
        apart
    })
}

fn tick_label(say: Say, tick: Mark) -> Html {
    html! { <span style={format!("--at:{:.2}%", tick.place * 100.0)}>{ format::duration(say.0, tick.seconds) }</span> }
}
