//! What one minute without a component leaves behind.

use yew::prelude::*;

use crate::card::{Figure, basis};
use crate::impact::{Outage, outage, unforeseen};
use crate::model::{Component, ComponentId};
use crate::plan::Plan;
use crate::solve::Solution;
use crate::text::format;
use crate::ui::context::Say;
use crate::ui::widgets::why;

/// The length that is asked about, seconds.
const MINUTE_S: f64 = 60.0;

/// A sentence or two; nothing where nothing arrives or the component has no limit of its own.
pub(super) fn minute(say: Say, component: &Component, plan: &Plan, solution: &Solution, id: ComponentId) -> Html {
    let Some(outage) = outage(plan, solution, id, MINUTE_S) else { return html! {} };
    html! {
        <section data-testid="outage">
            <h3>{ say.key("page-outage") }{ why(say.key("page-outage"), basis(Figure::Outage, Some(component))) }</h3>
            if let Some(why) = unforeseen(plan, solution) {
                <p>{ say.of("outage-unforeseen", why.key()) }</p>
            } else {
                <p>{ sentence(say, &outage) }</p>
            }
        </section>
    }
}

fn sentence(say: Say, outage: &Outage) -> String {
    let waiting = ("waiting", format::count(say.0, outage.backlog_max.round()).into());
    let waits = if outage.backlog_max < 0.5 {
        say.key("page-outage-nothing")
    } else if outage.recovery_s.is_finite() {
        say.with("page-outage-done", &[waiting, ("time", format::duration(say.0, outage.recovery_s).into())])
    } else {
        say.with("page-outage-never", &[waiting])
    };
    if outage.refused < 0.5 {
        return waits;
    }
    let refused = say.with("page-outage-refused", &[("refused", format::count(say.0, outage.refused.round()).into())]);
    format!("{waits} {refused}")
}
