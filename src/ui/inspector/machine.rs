//! Scale up and scale out: the next machine on the ladder with its price, one instance more or fewer.

use yew::prelude::*;

use crate::editor::Action;
use crate::model::catalog::Parameter;
use crate::model::catalog::machines::{Machine, machine_for, next_down, next_up};
use crate::model::{Component, ComponentId};
use crate::text::format;
use crate::ui::context::{Dispatch, Say};
use crate::ui::state::Message;
use crate::ui::widgets::{Button, IconButton, Sign};

/// Hours in the month that prices are counted by.
const MONTH_HOURS: f64 = 730.0;

/// Machine and instances; nothing for what runs on no machine of ours.
pub(super) fn scaling(say: Say, id: ComponentId, component: &Component, dispatch: &Dispatch) -> Html {
    let has = |parameter| component.kind.spec().parameter(parameter).is_some();
    if !has(Parameter::Cores) && !has(Parameter::Instances) {
        return html! {};
    }
    html! {
        <section class="scaling">
            if has(Parameter::Cores) { { machine(say, id, component.number(Parameter::Cores), dispatch) } }
            if has(Parameter::Instances) { { instances(say, id, component.number(Parameter::Instances), dispatch) } }
        </section>
    }
}

fn price(say: Say, machine: &Machine) -> String {
    let month = format::dollars(say.0, machine.dollars_per_hour * MONTH_HOURS);
    say.with("page-per-month", &[("price", month.into())])
}

fn size(say: Say, machine: &Machine) -> String {
    say.with(
        "page-machine",
        &[
            ("cores", format::count(say.0, machine.cores).into()),
            ("number", machine.cores.into()),
            ("memory", format::memory(machine.memory_bytes).into()),
        ],
    )
}

fn machine(say: Say, id: ComponentId, cores: f64, dispatch: &Dispatch) -> Html {
    let present = machine_for(cores);
    let act = |action: Action| dispatch.reform(move |()| Message::Do(action.clone()));
    let step = |next: Option<&'static Machine>, label: &str, end: &str| match next {
        Some(next) => (say.key(label), format!("{} · {}", size(say, next), price(say, next))),
        None => (say.key(label), say.key(end)),
    };
    let (up, down) = (next_up(cores), next_down(cores));
    let (up_label, up_title) = step(up, "page-scale-up", "page-ladder-top");
    let (down_label, down_title) = step(down, "page-scale-down", "page-ladder-foot");
    html! {
        <>
        <div class="scale-row">
            <div class="grow">
                <b title={present.name}>{ size(say, present) }</b>
                <p class="note">{ price(say, present) }</p>
            </div>
            <Button label={down_label} title={down_title} class="small" disabled={down.is_none()} onclick={act(Action::ScaleDown(id))} testid="scale-down" />
            <Button label={up_label} title={up_title.clone()} class="small" disabled={up.is_none()} onclick={act(Action::ScaleUp(id))} testid="scale-up" />
        </div>
        <p class="note next-machine">{ say.with("page-next-machine", &[("machine", up_title.into())]) }</p>
        </>
    }
}

fn instances(say: Say, id: ComponentId, count: f64, dispatch: &Dispatch) -> Html {
    let act = |action: Action| dispatch.reform(move |()| Message::Do(action.clone()));
    html! {
        <div class="scale-row">
            <b class="grow">{ say.with("page-instances", &[("count", count.into())]) }</b>
            <IconButton sign={Sign::Minus} class="tiny" label={say.key("page-scale-in")} disabled={count <= 1.0} onclick={act(Action::ScaleIn(id))} testid="scale-in" />
            <IconButton sign={Sign::Plus} class="tiny" label={say.key("page-scale-out")} onclick={act(Action::ScaleOut(id))} testid="scale-out" />
        </div>
    }
}
