//! Requests that were followed, to pick from: the newest, the slowest, those that failed.

use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use yew::prelude::*;

use super::seen::{Seen, took_s};
use super::waterfall::{fate, longest};
use crate::simulate::Trace;
use crate::text::format;
use crate::ui::context::Say;
use crate::ui::widgets::Roving;

/// Rows of the list.
const ROWS: usize = 9;

/// Which of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The last ones that ended.
    Newest,
    /// Those that took longest in the whole run.
    #[default]
    Slowest,
    /// The last ones that failed.
    Failed,
}

impl Order {
    const ALL: [Self; 3] = [Self::Slowest, Self::Newest, Self::Failed];

    const fn key(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Slowest => "slowest",
            Self::Failed => "failed",
        }
    }

    /// The first few in this order.
    pub fn of(self, seen: &Seen) -> Vec<Rc<Trace>> {
        match self {
            Self::Newest => seen.newest.iter().rev().take(ROWS).cloned().collect(),
            Self::Slowest => seen.slowest.iter().take(ROWS).cloned().collect(),
            Self::Failed => seen.failed.iter().rev().take(ROWS).cloned().collect(),
        }
    }
}

/// What the reader does with the list.
#[derive(Clone, Debug, PartialEq)]
pub enum Pick {
    /// Wants another order.
    Order(Order),
    /// Opens a trace.
    Open(Rc<Trace>),
    /// Has come to the list, so that it must stand still, or has left it.
    Hold(bool),
}

/// The list.
pub fn list(
    say: Say,
    seen: &Seen,
    order: Order,
    shown: &[Rc<Trace>],
    open: Option<&Rc<Trace>>,
    on: &Callback<Pick>,
) -> Html {
    let hold = |holds: bool| on.reform(move |_: PointerEvent| Pick::Hold(holds));
    let come = on.reform(|_: FocusEvent| Pick::Hold(true));
    let leave = {
        let on = on.clone();
        Callback::from(move |event: FocusEvent| {
            if !stays_inside(&event) {
                on.emit(Pick::Hold(false));
            }
        })
    };
    html! {
        <div class="traces" onpointerenter={hold(true)} onpointerleave={hold(false)} onfocusin={come} onfocusout={leave}>
            <Roving class="traces-orders" label={say.key("live-traces")}>
                for one in Order::ALL {
                    <button key={one.key()} type="button" class="tab" aria-pressed={(one == order).to_string()} data-testid={format!("traces-{}", one.key())}
                        onclick={on.reform(move |_: MouseEvent| Pick::Order(one))}>{ say.of("live-order", one.key()) }</button>
                }
            </Roving>
            if shown.is_empty() {
                <p class="nothing">{ say.key(if order == Order::Failed { "live-none-failed" } else { "live-none-traced" }) }</p>
            } else {
                <p class="caption">{ say.key("live-list") }</p>
                <Roving class="traces-list" label={say.of("live-order", order.key())} testid="traces">
                    for (place, trace) in shown.iter().enumerate() {
                        { row(say, seen, place, trace, open.is_some_and(|open| Rc::ptr_eq(open, trace)), on) }
                    }
                </Roving>
            }
            <p class="note">{ say.with("live-traced", &[("count", format::count(say.0, seen.traced as f64).into())]) }</p>
        </div>
    }
}

/// Whether the focus only goes from one part of the list to another.
fn stays_inside(event: &FocusEvent) -> bool {
    let list = event.current_target().and_then(|list| list.dyn_into::<web_sys::Node>().ok());
    let next = event.related_target().and_then(|next| next.dyn_into::<web_sys::Node>().ok());
    list.is_some_and(|list| list.contains(next.as_ref()) && next.is_some())
}

/// Keyed by its place, so that the place that the keyboard left is found again though other requests stand there.
fn row(say: Say, seen: &Seen, place: usize, trace: &Rc<Trace>, open: bool, on: &Callback<Pick>) -> Html {
    let picked = trace.clone();
    let fate = fate(say, seen, trace);
    let words = fate.clone().or_else(|| longest(say, seen, trace)).unwrap_or_default();
    html! {
        <button key={place} type="button" class={classes!("trace", fate.is_some().then_some("bad"))} aria-pressed={open.to_string()}
            onclick={on.reform(move |_: MouseEvent| Pick::Open(picked.clone()))}>
            <b>{ format::duration(say.0, took_s(trace)) }</b>
            <span>{ if fate.is_some() { "✕ " } else { "" } }{ words }</span>
        </button>
    }
}
